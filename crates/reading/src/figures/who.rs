//! Who is counted: the nominal behind a number.

use super::line::Line;
use super::number::{Count, Kind};
use super::resolve::Sentence;
use dateline_lexicon::{Measure, Use};
use dateline_syntax::{NameKind, Xpos};
use dateline_text::Span;
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
    /// Whether it is part of a number that follows: "eleven of the 26 people".
    pub(super) in_whole: bool,
}

const LONGEST: u32 = 10;

/// The nominal that follows a number.
pub(super) fn read(on: &Sentence<'_>, count: &Count) -> Counted {
    let from = count.words.end;
    let nothing = |noun: Noun| Counted {
        noun,
        words: from..from,
        head: None,
        end: from,
        in_whole: false,
    };
    let mut at = skip(on, from);
    if on.lower(at) == "of" {
        at = skip(on, at + 1);
        let pronoun = matches!(on.lower(at), "them" | "whom" | "us" | "which" | "you")
            || matches!(on.lower(at), "these" | "those") && !on.is_noun(at + 1);
        // "none of which could be confirmed".
        if count.kind == Kind::Zero && on.lower(at) == "which" {
            return nothing(Noun::Things);
        }
        if pronoun {
            return Counted {
                noun: Noun::Partitive,
                words: at..at + 1,
                head: Some(at),
                end: at + 1,
                in_whole: false,
            };
        }
        let mut inner = at;
        while matches!(on.tag(inner), Xpos::DT | Xpos::PRP_ | Xpos::CD | Xpos::PDT) {
            inner += 1;
        }
        // "11 of Iran's political prisoners".
        let names = (inner..inner + 4).take_while(|&w| on.is_noun(w)).last();
        if let Some(last) = names.filter(|&w| on.tag(w + 1) == Xpos::POS) {
            inner = last + 2;
        }
        let mut found = nominal(on, inner, count.kind);
        found.in_whole = (at..inner).any(|w| on.tag(w) == Xpos::CD);
        if found.noun != Noun::Bare {
            return found;
        }
        // "seven of the accused", "ten of the dead".
        return if inner > at && matches!(on.tag(inner), Xpos::JJ | Xpos::VBN | Xpos::VBD) {
            let measure = on.at(inner).next().map(|h| h.measure());
            let noun = measure.map_or(Noun::People, |m| Noun::Measured(m, false));
            Counted {
                noun,
                words: inner..inner + 1,
                head: Some(inner),
                end: inner + 1,
                in_whole: false,
            }
        } else {
            nothing(Noun::Things)
        };
    }
    if matches!(count.kind, Kind::Zero) && matches!(on.before(at), "one" | "nobody" | "none") {
        return nothing(Noun::Bare);
    }
    nominal(on, at, count.kind)
}

fn skip(on: &Sentence<'_>, mut at: u32) -> u32 {
    while on.has(at) && on.is_quote(at) {
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

fn nominal(on: &Sentence<'_>, from: u32, kind: Kind) -> Counted {
    let mut head: Option<u32> = None;
    let mut first = from;
    let mut at = from;
    let reach = (from + LONGEST).min(on.end);
    while at < reach {
        if let Some(end) = age(on, at).filter(|_| head.is_none()) {
            at = end;
            if !continues(on, at) {
                head = Some(at - 1);
                break;
            }
            continue;
        }
        match step(on, at, from, head, kind) {
            Step::Head => head = Some(at),
            Step::Inside => {
                if at == first && matches!(on.lower(at), "more" | "further" | "additional") {
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
        // "seven more were injured", "dozens more".
        let end = from + u32::from(kind == Kind::Number && matches!(on.lower(from), "more" | "further"));
        return Counted {
            noun: Noun::Bare,
            words: from..from,
            head: None,
            end,
            in_whole: false,
        };
    };
    let end = head + 1;
    let noun = classify(on, head);
    Counted {
        noun,
        words: first.min(head)..end,
        head: Some(head),
        end: complement(on, end),
        in_whole: false,
    }
}

fn step(on: &Sentence<'_>, at: u32, from: u32, head: Option<u32>, kind: Kind) -> Step {
    let (tag, word) = (on.tag(at), on.lower(at));
    let people = head.is_some_and(|h| is_people(on, h));
    if on.is_quote(at) || matches!(word, "-" | "–") && on.glued(at) {
        return Step::Inside;
    }
    if word == "others" || word == "other" && !continues(on, at + 1) {
        return Step::Last;
    }
    if on.is_noun(at) || (tag == Xpos::CD && head.is_none() && noun_like(on, at)) {
        let name_begins = people && tag == Xpos::NNP && head.is_some_and(|h| on.tag(h) == Xpos::NNS);
        // "leaving 12 people dead", "took 12 soldiers prisoner": what befell them, tagged as a noun or not.
        let fate = people && (on.at(at).any(|h| h.is_adjective()) || matches!(word, "hostage" | "prisoner"));
        return if head.is_some() && is_time(on, at) || name_begins || fate {
            Step::Outside
        } else {
            Step::Head
        };
    }
    let joins = tag == Xpos::CC && word != "but" && word != "or";
    // "2,000 Ukrainian and foreign fighters".
    let nationality = head.is_some_and(|h| on.tag(h) == Xpos::NNP);
    // Quotation marks may stand between: "52 "North" and "South" members".
    let next = skip(on, at + 1);
    let adjectives =
        matches!(on.tag(next), Xpos::JJ | Xpos::NNP | Xpos::NN) && on.is_noun(skip(on, next + 1));
    if joins && (nationality || next > at + 1) && adjectives {
        return Step::Inside;
    }
    if joins && people {
        // "12 men and boys".
        let more = on.is_noun(at + 1)
            && is_people(on, at + 1)
            && kind != Kind::One
            && !on.at(at + 1).any(|h| h.is_adjective());
        return if more { Step::Inside } else { Step::Outside };
    }
    if joins && at > from {
        // "2,000 local and foreign fighters".
        let more = matches!(on.tag(at + 1), Xpos::JJ | Xpos::NNP) && on.is_noun(at + 2);
        return if more { Step::Inside } else { Step::Outside };
    }
    // "143 war-wounded": the word behind the hyphen heads the compound.
    if head.is_some() && on.tag(at - 1) == Xpos::HYPH && on.at(at).any(|h| h.of_head() || h.is_adjective()) {
        return Step::Last;
    }
    if head.is_some() {
        return Step::Outside;
    }
    match tag {
        // "including a minor", tagged as an adjective.
        Xpos::JJ
            if !continues(on, at + 1)
                && noun_like(on, at)
                && is_people(on, at)
                && on.at(at).next().is_none() =>
        {
            Step::Head
        }
        _ if matches!(on.lemma(at), "be" | "have") => Step::Outside,
        Xpos::JJ | Xpos::JJR | Xpos::JJS | Xpos::VBN | Xpos::VBG | Xpos::VBD => {
            let tells = on.at(at).any(|h| !h.is_weak());
            // "12 wounded soldiers" goes on; "12 wounded" does not.
            let ends = (tells || matches!(tag, Xpos::VBG | Xpos::VBD)) && !continues(on, at + 1);
            if ends || word == "including" {
                Step::Outside
            } else {
                Step::Inside
            }
        }
        Xpos::HYPH => Step::Inside,
        _ if on.is_adverb(at) && on.tag(at + 1) == Xpos::JJ && continues(on, at + 1) => Step::Inside,
        _ => Step::Outside,
    }
}

fn is_time(on: &Sentence<'_>, at: u32) -> bool {
    on.calendar(at, &["weekday", "month", "relative", "daypart", "season"])
}

/// Whether a noun can still come: the word is an adjective or noun.
fn continues(on: &Sentence<'_>, at: u32) -> bool {
    let at = skip(on, at);
    match on.tag(at) {
        Xpos::JJ => on.is_noun(at + 1) && !is_time(on, at + 1),
        Xpos::HYPH => true,
        _ => on.is_noun(at) && !is_time(on, at),
    }
}

/// The end of "15-year-old" or "18 year-old", however it was cut into words.
fn age(on: &Sentence<'_>, from: u32) -> Option<u32> {
    let word = on.lower(from);
    if !word.starts_with(|c: char| c.is_ascii_digit()) && on.tag(from) != Xpos::CD {
        return None;
    }
    if word.ends_with("-old") {
        return Some(from + 1);
    }
    let hyphen = |at: u32| u32::from(matches!(on.lower(at), "-" | "–"));
    let mut at = from + 1;
    at += hyphen(at);
    if matches!(on.lower(at), "year-old" | "month-old") {
        return Some(at + 1);
    }
    if !matches!(
        on.lower(at),
        "year" | "years" | "month" | "months" | "week" | "day"
    ) {
        return None;
    }
    at += 1;
    at += hyphen(at);
    (on.lower(at) == "old").then_some(at + 1)
}

fn noun_like(on: &Sentence<'_>, at: u32) -> bool {
    on.find(at, |form| on.cx.lexicon.words.nouns.get(form)).is_some()
}

/// The end of "of the 33rd Front" after "20 members".
fn complement(on: &Sentence<'_>, from: u32) -> u32 {
    if on.lower(from) != "of" {
        return from;
    }
    let mut last = from;
    for at in from + 1..(from + LONGEST).min(on.end) {
        if on.is_noun(at) || on.is_quote(at) && last > from {
            last = at;
            continue;
        }
        let inside = matches!(
            on.tag(at),
            Xpos::DT | Xpos::JJ | Xpos::PRP_ | Xpos::CD | Xpos::POS | Xpos::HYPH
        );
        if !inside && !on.is_quote(at) && on.lower(at) != "-" && !(on.lower(at) == "of" && last > from) {
            break;
        }
    }
    if last > from { last + 1 } else { from }
}

/// Whether the word names people who can be counted.
pub(super) fn is_people(on: &Sentence<'_>, at: u32) -> bool {
    let lexicon = on.cx.lexicon;
    // "ex-officials", "non-combatants".
    let bare = |form: &str| {
        let rest = form.strip_prefix("ex-").or_else(|| form.strip_prefix("non-"));
        lexicon.words.nouns.get(rest.unwrap_or(form))
    };
    if on.find(at, bare).is_some_and(|n| n.people) {
        return true;
    }
    // "an Iranian", "25 million Sudanese": a nation or creed.
    let people = on.cx.parse.name_at(dateline_text::WordId(at));
    if people.is_some_and(|n| n.kind == NameKind::People && n.words.end == at + 1) {
        return true;
    }
    let form = on.cx.parse.form(dateline_text::WordId(at));
    if matches!(on.lower(at), "others" | "old") || on.lower(at).ends_with("-old") {
        return true;
    }
    form.starts_with(char::is_uppercase)
        && (on.tag(at) == Xpos::NNPS || lexicon.world.exact(form).iter().any(|&(_, u)| u == Use::People))
}

fn classify(on: &Sentence<'_>, head: u32) -> Noun {
    for hit in on.at(head) {
        if hit.of_head() {
            return Noun::Measured(hit.measure(), true);
        }
        if hit.is_weak() {
            return Noun::Measured(hit.measure(), false);
        }
    }
    if is_people(on, head) {
        return Noun::People;
    }
    let lexicon = on.cx.lexicon;
    let thing = on.find(head, |form| lexicon.words.nouns.get(form)).is_some()
        || on.calendar(
            head,
            &["unit", "weekday", "month", "season", "daypart", "relative"],
        )
        || lexicon.words.numbers.contains_key(on.lower(head));
    if thing { Noun::Things } else { Noun::Unknown }
}

/// Whether a participle or a relative clause stands behind the people.
pub(super) fn is_modified(on: &Sentence<'_>, counted: &Counted) -> bool {
    matches!(on.lower(counted.end), "who" | "that")
        || on.tag(counted.end) == Xpos::VBN
        || on.at(counted.end).any(|h| h.is_adjective())
}

/// The words that say who is counted, without an age before them and with what belongs to them behind.
pub(super) fn told(line: &Line<'_>, counted: &Counted) -> Option<Span> {
    if counted.noun == Noun::Partitive {
        // "five of them children", "one of them a girl", "two of whom were monks".
        let mut at = counted.end;
        while matches!(line.tag(at), Xpos::DT | Xpos::JJ) || line.lemma(at) == "be" {
            at += 1;
        }
        let noun = line
            .find(at, |form| line.cx.lexicon.words.nouns.get(form))
            .filter(|n| n.people);
        return (noun.is_some() && line.is_noun(at)).then(|| line.span(at, at + 1));
    }
    if counted.words.is_empty() {
        return None;
    }
    let mut first = counted.words.start;
    let aged = (first..counted.words.end.saturating_sub(1))
        .find(|&w| line.lower(w).ends_with("old") || line.lower(w).ends_with("-old"));
    if let Some(old) = aged {
        first = old + 1;
    }
    let end = if counted.noun == Noun::People {
        counted.end.max(counted.words.end)
    } else {
        counted.words.end
    };
    Some(line.span(first, end))
}
