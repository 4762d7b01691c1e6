//! Numbers beside a toll, behind a colon, and people named as being among those harmed.

use super::measure::{self, Hit};
use super::number::Kind;
use super::resolve::{Candidate, Sentence};
use super::who::Noun;
use dateline_syntax::Xpos;

/// So many words may stand between a toll and its number.
const REACH: u32 = 22;

/// Words right before the number of a toll.
const BESIDE: &[&str] = &[
    "to",
    "at",
    "is",
    "was",
    "are",
    "were",
    "be",
    ":",
    "\"",
    "from",
    "numbered",
    "number",
    "reached",
    "reaching",
    "passed",
    "exceeds",
    "exceeded",
    "exceeding",
    "as",
    "stands",
    "hit",
    "topped",
    "surpassed",
    "with",
    "by",
    "than",
];

/// Nouns for a number that is told of something.
const COUNTS: &[&str] = &["number", "total", "count", "tally", "figure"];

/// A number beside a toll: "the toll rose to 46", "put the number of dead at 31".
pub(super) fn beside<'a>(on: &Sentence<'a>, c: &Candidate) -> Option<Hit<'a>> {
    if !matches!(c.counted.noun, Noun::Bare | Noun::People | Noun::Unknown) || c.count.kind != Kind::Number {
        return None;
    }
    let start = c.count.words.start;
    let before = on.before(start);
    // "a toll of 46", "a total of 46": only right behind the noun.
    let of = before == "of"
        && start >= 2
        && (on.ending(start - 1).any(|h| h.of_number()) || on.is(start - 2, COUNTS));
    // "Death toll "at least 200"".
    let mut head = start;
    while head > on.start && on.is_quote(head - 1) {
        head -= 1;
    }
    if let Some(hit) = on.ending(head).find(Hit::of_number) {
        return Some(hit);
    }
    if !of && !BESIDE.contains(&before) {
        return None;
    }
    let floor = start.saturating_sub(REACH).max(on.start);
    for at in (floor..start).rev() {
        if on.lower(at) == ";" {
            return None;
        }
        for hit in on.at(at) {
            // "the escapees are over seven million".
            let nominal = hit.is_weak() || hit.is_adjective() && on.before(at) == "the";
            let equals = nominal
                && c.counted.noun == Noun::Bare
                && on.lemma(start - 1) == "be"
                && hit.end + 1 == start;
            if hit.of_number() || equals || is_counted(on, &hit) {
                return Some(hit);
            }
        }
    }
    None
}

/// Whether the word of harm stands in "the number of dead", "the total of displaced", "the dead at 31".
fn is_counted(on: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    // "put the newly displaced at 50,000", "put the army's dead at 20".
    let article = on.before(hit.at - u32::from(on.before(hit.at) == "newly"));
    let owned = hit.at > on.start && on.tag(hit.at - 1) == Xpos::POS;
    let nominal = (article == "the" || owned) && (hit.is_adjective() || on.is_noun(hit.at));
    if nominal && matches!(on.lower(hit.end), "at" | "numbered" | "number" | "as") {
        return true;
    }
    let floor = hit.at.saturating_sub(7).max(on.start);
    (floor..hit.at)
        .rev()
        .take_while(|&w| on.lower(w) != ",")
        .any(|w| on.is(w, COUNTS))
}

/// "The garrison surrendered: 2,389 soldiers."
pub(super) fn colon<'a>(on: &Sentence<'a>, c: &Candidate) -> Option<Hit<'a>> {
    let start = c.count.words.start;
    if on.before(start) != ":" || !matches!(c.counted.noun, Noun::People | Noun::Bare) {
        return None;
    }
    let before = on.within(start.saturating_sub(2 * REACH)..start);
    let told = before
        .iter()
        .rev()
        .copied()
        .find(|h| h.is_verb() || h.of_number())?;
    let fits = told.of_subject() || told.of_number() || measure::is_passive(on, told.at);
    (fits && !measure::is_negated(on, told.at)).then_some(told)
}

/// "Among the dead are five children", "the dead include two monks", "a woman was among the four killed".
pub(super) fn among<'a>(on: &Sentence<'a>, c: &Candidate) -> Option<Hit<'a>> {
    if c.counted.noun == Noun::Bare {
        return None;
    }
    let harmed = |from: u32, to: u32| {
        on.within(from..to).iter().copied().find(|h| {
            let participle = matches!(on.tag(h.at), Xpos::VBN | Xpos::JJ | Xpos::VBD);
            participle || h.is_adjective() || h.of_number() || on.is_noun(h.at)
        })
    };
    let start = c.count.words.start;
    let floor = start.saturating_sub(8).max(on.start);
    for at in (floor..start).rev() {
        let word = on.lower(at);
        if word == "among" && on.lower(at + 1) != "them" {
            return harmed(at, start);
        }
        if word != "including" && on.is(at, &["include"]) {
            return harmed(at.saturating_sub(4).max(on.start), at);
        }
        if matches!(word, ";" | ".") {
            break;
        }
    }
    let end = c.counted.end;
    let among = (end..(end + 4).min(on.end)).find(|&w| on.lower(w) == "among")?;
    let be = (end..among).any(|w| on.lemma(w) == "be");
    harmed(among, (among + 9).min(on.end)).filter(|_| be)
}
