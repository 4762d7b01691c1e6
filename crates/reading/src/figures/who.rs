//! Who is counted: the nominal behind a number.

use super::line::Line;
use super::measure::Hit;
use super::number::{Count, Kind};
use dateline_lexicon::{Measure, Use};
use dateline_syntax::Xpos;
use std::ops::Range;

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Noun {
    /// People, by a noun.
    People,
    /// Deaths, bodies, hostages: the noun tells the measure. `false`: only if nothing else does.
    Measured(Measure, bool),
    /// "of them", "of whom".
    Partitive,
    /// Nothing is named.
    Bare,
    /// Something of which nobody knows whether it is people: an unknown word.
    Unknown,
    /// Things.
    Things,
}

/// The nominal behind a number.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Counted {
    pub(super) noun: Noun,
    /// Its words, without the number and "of".
    pub(super) words: Range<u32>,
    /// The word that heads it.
    pub(super) head: Option<u32>,
    /// The first word after it and its complement.
    pub(super) end: u32,
}

const LONGEST: u32 = 10;

/// The nominal that follows a number.
pub(super) fn read(line: &Line<'_>, hits: &[Hit<'_>], count: &Count) -> Counted {
    let from = count.words.end;
    let nothing = |noun: Noun| Counted {
        noun,
        words: from..from,
        head: None,
        end: from,
    };
    let mut at = skip(line, from);
    if line.lower(at) == "of" {
        at = skip(line, at + 1);
        if matches!(
            line.lower(at),
            "them" | "whom" | "these" | "those" | "us" | "which" | "you"
        ) && !line.is_noun(at + 1)
        {
            return Counted {
                noun: Noun::Partitive,
                words: at..at + 1,
                head: Some(at),
                end: at + 1,
            };
        }
        let mut inner = at;
        while matches!(line.tag(inner), Xpos::DT | Xpos::PRP_ | Xpos::CD | Xpos::PDT) {
            inner += 1;
        }
        let found = nominal(line, hits, inner, count.kind);
        if found.noun != Noun::Bare {
            return found;
        }
        // "seven of the accused", "ten of the dead".
        return if inner > at && matches!(line.tag(inner), Xpos::JJ | Xpos::VBN | Xpos::VBD) {
            let measure = hits.iter().find(|h| h.at == inner).map(Hit::measure);
            let noun = measure.map_or(Noun::People, |m| Noun::Measured(m, false));
            Counted {
                noun,
                words: inner..inner + 1,
                head: Some(inner),
                end: inner + 1,
            }
        } else {
            nothing(Noun::Things)
        };
    }
    if matches!(count.kind, Kind::Zero) && matches!(line.before(at), "one" | "nobody" | "none") {
        return nothing(Noun::Bare);
    }
    nominal(line, hits, at, count.kind)
}

fn skip(line: &Line<'_>, mut at: u32) -> u32 {
    while line.has(at) && line.is_quote(at) {
        at += 1;
    }
    at
}

/// What a word is to the nominal that is being read.
enum Step {
    /// Its head so far.
    Head,
    /// A word within it.
    Inside,
    /// Its head, after which nothing can come.
    Last,
    /// No part of it.
    Outside,
}

fn nominal(line: &Line<'_>, hits: &[Hit<'_>], from: u32, kind: Kind) -> Counted {
    let mut head: Option<u32> = None;
    let mut first = from;
    let mut at = from;
    let reach = (from + LONGEST).min(line.end);
    while at < reach {
        if let Some(end) = age(line, at).filter(|_| head.is_none()) {
            at = end;
            if !continues(line, at) {
                head = Some(at - 1);
                break;
            }
            continue;
        }
        match step(line, hits, at, from, head, kind) {
            Step::Head => head = Some(at),
            Step::Inside => {
                if at == first && matches!(line.lower(at), "more" | "further" | "additional") {
                    first = at + 1;
                }
            }
            Step::Last => {
                head = Some(at);
                break;
            }
            Step::Outside => break,
        }
        at += 1;
    }
    let Some(head) = head else {
        return Counted {
            noun: Noun::Bare,
            words: from..from,
            head: None,
            end: from,
        };
    };
    let end = head + 1;
    let noun = classify(line, hits, head);
    Counted {
        noun,
        words: first.min(head)..end,
        head: Some(head),
        end: complement(line, end),
    }
}

fn step(line: &Line<'_>, hits: &[Hit<'_>], at: u32, from: u32, head: Option<u32>, kind: Kind) -> Step {
    let (tag, word) = (line.tag(at), line.lower(at));
    let people = head.is_some_and(|h| is_people(line, h));
    if line.is_quote(at) || matches!(word, "-" | "–") && line.glued(at) {
        return Step::Inside;
    }
    if word == "others" || word == "other" && !continues(line, at + 1) {
        return Step::Last;
    }
    if line.is_noun(at) || (tag == Xpos::CD && head.is_none() && noun_like(line, at)) {
        let name_begins = people && tag == Xpos::NNP && head.is_some_and(|h| line.tag(h) == Xpos::NNS);
        // "leaving 12 people dead", "took 12 soldiers prisoner": what befell them, tagged as a noun or not.
        let fate = people
            && (hits.iter().any(|h| h.at == at && h.is_adjective())
                || matches!(word, "hostage" | "prisoner"));
        return if head.is_some() && is_time(line, at) || name_begins || fate {
            Step::Outside
        } else {
            Step::Head
        };
    }
    let joins = tag == Xpos::CC && word != "but" && word != "or";
    if joins && people {
        // "12 men and boys".
        let more = line.is_noun(at + 1)
            && is_people(line, at + 1)
            && kind != Kind::One
            && !hits.iter().any(|h| h.at == at + 1 && h.is_adjective());
        return if more { Step::Inside } else { Step::Outside };
    }
    if joins && at > from {
        // "2,000 local and foreign fighters".
        let more = matches!(line.tag(at + 1), Xpos::JJ | Xpos::NNP) && line.is_noun(at + 2);
        return if more { Step::Inside } else { Step::Outside };
    }
    if head.is_some() {
        return Step::Outside;
    }
    match tag {
        Xpos::JJ | Xpos::JJR | Xpos::JJS | Xpos::VBN | Xpos::VBG | Xpos::VBD => {
            let tells = hits.iter().any(|h| h.at == at && !h.is_weak());
            // "12 wounded soldiers" goes on; "12 wounded" does not.
            let ends = (tells || matches!(tag, Xpos::VBG | Xpos::VBD)) && !continues(line, at + 1);
            if ends || word == "including" {
                Step::Outside
            } else {
                Step::Inside
            }
        }
        Xpos::HYPH => Step::Inside,
        _ if line.is_adverb(at) && line.tag(at + 1) == Xpos::JJ && continues(line, at + 1) => Step::Inside,
        _ => Step::Outside,
    }
}

fn is_time(line: &Line<'_>, at: u32) -> bool {
    line.calendar(at, &["weekday", "month", "relative", "daypart", "season"])
}

/// Whether a noun can still come: the word is an adjective or noun.
fn continues(line: &Line<'_>, at: u32) -> bool {
    let at = skip(line, at);
    match line.tag(at) {
        Xpos::JJ => line.is_noun(at + 1) && !is_time(line, at + 1),
        Xpos::HYPH => true,
        _ => line.is_noun(at) && !is_time(line, at),
    }
}

/// The end of "15-year-old" or "18 year-old", however it was cut into words.
fn age(line: &Line<'_>, from: u32) -> Option<u32> {
    let word = line.lower(from);
    if !word.starts_with(|c: char| c.is_ascii_digit()) && line.tag(from) != Xpos::CD {
        return None;
    }
    if word.ends_with("-old") {
        return Some(from + 1);
    }
    let hyphen = |at: u32| u32::from(matches!(line.lower(at), "-" | "–"));
    let mut at = from + 1;
    at += hyphen(at);
    if matches!(line.lower(at), "year-old" | "month-old") {
        return Some(at + 1);
    }
    if !matches!(
        line.lower(at),
        "year" | "years" | "month" | "months" | "week" | "day"
    ) {
        return None;
    }
    at += 1;
    at += hyphen(at);
    (line.lower(at) == "old").then_some(at + 1)
}

fn noun_like(line: &Line<'_>, at: u32) -> bool {
    line.find(at, |form| line.cx.lexicon.words.nouns.get(form))
        .is_some()
}

/// The end of "of the 33rd Front" after "20 members".
fn complement(line: &Line<'_>, from: u32) -> u32 {
    if line.lower(from) != "of" {
        return from;
    }
    let mut last = from;
    for at in from + 1..(from + LONGEST).min(line.end) {
        if line.is_noun(at) || line.is_quote(at) && last > from {
            last = at;
            continue;
        }
        let inside = matches!(
            line.tag(at),
            Xpos::DT | Xpos::JJ | Xpos::PRP_ | Xpos::CD | Xpos::POS | Xpos::HYPH
        );
        if !inside && !line.is_quote(at) && line.lower(at) != "-" && !(line.lower(at) == "of" && last > from)
        {
            break;
        }
    }
    if last > from { last + 1 } else { from }
}

/// Whether the word names people who can be counted.
pub(super) fn is_people(line: &Line<'_>, at: u32) -> bool {
    let lexicon = line.cx.lexicon;
    if line
        .find(at, |form| lexicon.words.nouns.get(form))
        .is_some_and(|n| n.people)
    {
        return true;
    }
    let form = line.cx.parse.form(dateline_text::WordId(at));
    if matches!(line.lower(at), "others" | "old") || line.lower(at).ends_with("-old") {
        return true;
    }
    form.starts_with(char::is_uppercase)
        && (line.tag(at) == Xpos::NNPS || lexicon.world.exact(form).iter().any(|&(_, u)| u == Use::People))
}

fn classify(line: &Line<'_>, hits: &[Hit<'_>], head: u32) -> Noun {
    for hit in hits.iter().filter(|h| h.at == head) {
        if hit.of_head() {
            return Noun::Measured(hit.measure(), true);
        }
        if hit.word.counted.iter().any(|c| c == "weak") {
            return Noun::Measured(hit.measure(), false);
        }
    }
    if is_people(line, head) {
        return Noun::People;
    }
    let lexicon = line.cx.lexicon;
    let thing = line.find(head, |form| lexicon.words.nouns.get(form)).is_some()
        || line.calendar(
            head,
            &["unit", "weekday", "month", "season", "daypart", "relative"],
        )
        || lexicon.words.numbers.contains_key(line.lower(head));
    if thing { Noun::Things } else { Noun::Unknown }
}
