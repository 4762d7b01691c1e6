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
        return if found.noun == Noun::Bare {
            nothing(Noun::Things)
        } else {
            found
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

fn nominal(line: &Line<'_>, hits: &[Hit<'_>], from: u32, kind: Kind) -> Counted {
    let mut head: Option<u32> = None;
    let mut first = from;
    let mut at = from;
    let reach = (from + LONGEST).min(line.end);
    while at < reach {
        let tag = line.tag(at);
        let word = line.lower(at);
        if line.is_quote(at) {
            at += 1;
            continue;
        }
        let after_people = head.is_some_and(|h| is_people(line, h));
        if line.is_noun(at) || (tag == Xpos::CD && head.is_none() && noun_like(line, at)) {
            if head.is_some() && line.calendar(at, &["weekday", "month", "relative", "daypart", "season"]) {
                break;
            }
            // "12 soldiers Captain Oru": a name begins after a plural.
            if after_people && line.tag(at) == Xpos::NNP && head.is_some_and(|h| line.tag(h) == Xpos::NNS) {
                break;
            }
            // "leaving 12 people dead": tagged as a noun or not, it tells what befell them.
            if after_people
                && matches!(
                    word,
                    "dead" | "wounded" | "missing" | "injured" | "hostage" | "prisoner"
                )
            {
                break;
            }
            head = Some(at);
            at += 1;
        } else if matches!(
            tag,
            Xpos::JJ | Xpos::JJR | Xpos::JJS | Xpos::VBN | Xpos::VBG | Xpos::VBD | Xpos::HYPH
        ) || (matches!(word, "-" | "–") && line.glued(at))
            || (tag == Xpos::CD && line.glued(at + 1) && matches!(line.lower(at + 1), "-"))
            || age(word)
        {
            if word == "others" || (word == "other" && !continues(line, at + 1)) {
                head = Some(at);
                at += 1;
                break;
            }
            if head.is_some() && !(matches!(word, "-" | "–")) {
                break;
            }
            if word == "old" || word.ends_with("-old") {
                if !continues(line, at + 1) {
                    head = Some(at);
                    at += 1;
                    break;
                }
                at += 1;
                continue;
            }
            let tells = hits
                .iter()
                .any(|h| h.at == at && !(h.word.counted.iter().all(|c| c == "weak")));
            if tells || matches!(tag, Xpos::VBD | Xpos::VBG) {
                // "12 wounded soldiers" goes on; "12 wounded" does not.
                if !continues(line, at + 1)
                    || tag == Xpos::VBG && !hits.iter().any(|h| h.at == at) && word == "including"
                {
                    break;
                }
            }
            at += 1;
        } else if tag == Xpos::CC
            && head.is_none()
            && at > from
            && matches!(line.tag(at + 1), Xpos::JJ | Xpos::NNP)
        {
            at += 1;
        } else if word == "and"
            && after_people
            && line.is_noun(at + 1)
            && is_people(line, at + 1)
            && !hits.iter().any(|h| h.at == at + 1 && h.is_adjective())
            && kind != Kind::One
        {
            // "12 men and boys".
            at += 1;
        } else if word == "others" || word == "other" && !continues(line, at + 1) {
            head = Some(at);
            at += 1;
            break;
        } else if line.is_adverb(at)
            && head.is_none()
            && continues(line, at + 1)
            && line.tag(at + 1) == Xpos::JJ
        {
            at += 1;
        } else {
            break;
        }
        if head.is_none() && at == first + 1 && matches!(line.lower(first), "more" | "further" | "additional")
        {
            first = at;
        }
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

/// Whether a noun can still come: the word is an adjective or noun.
fn continues(line: &Line<'_>, at: u32) -> bool {
    let at = skip(line, at);
    match line.tag(at) {
        Xpos::NN | Xpos::NNS | Xpos::NNP | Xpos::NNPS => {
            !line.calendar(at, &["weekday", "month", "relative", "daypart"])
        }
        Xpos::JJ => continues_noun(line, at + 1),
        Xpos::HYPH => true,
        _ => false,
    }
}

fn continues_noun(line: &Line<'_>, at: u32) -> bool {
    line.is_noun(at) && !line.calendar(at, &["weekday", "month", "relative", "daypart"])
}

fn age(word: &str) -> bool {
    word.ends_with("-year-old") || word.ends_with("-month-old")
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
    let mut at = from + 1;
    let mut last = from;
    while at < (from + LONGEST).min(line.end) {
        let tag = line.tag(at);
        if line.is_noun(at) || line.is_quote(at) && at > from + 1 {
            last = at;
        } else if !matches!(
            tag,
            Xpos::DT | Xpos::JJ | Xpos::PRP_ | Xpos::CD | Xpos::POS | Xpos::HYPH
        ) && !line.is_quote(at)
            && line.lower(at) != "-"
            && !(line.lower(at) == "of" && last > from)
        {
            break;
        }
        at += 1;
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
