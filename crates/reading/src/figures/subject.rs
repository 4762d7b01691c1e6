//! People as the subject of a verb of harm or movement, or with a participle behind them.

use super::measure::{self, Hit};
use super::number::{self, Kind};
use super::resolve::{Candidate, Sentence};
use super::who::Noun;
use crate::grammar;
use dateline_lexicon::Measure;
use dateline_syntax::{Relation, Xpos};
use dateline_text::WordId;

/// What the words behind the people say of them.
#[derive(Clone, Copy, Debug)]
pub(super) enum After<'a> {
    /// It befell them.
    Told(Hit<'a>),
    /// They do it to others, or it is denied.
    Agent,
    /// Nothing.
    Nothing,
}

/// Longest verb group, with adverbs.
const GROUP: u32 = 12;

/// Words that may stand between the people and a participle: "30 reported missing".
const REPORTED: &[&str] = &["reported", "reportedly", "confirmed", "feared", "presumed"];

/// Words inside a verb group that are neither verb nor adverb to the tagger.
const WITHIN: &[&str] = &["to", "since", "not", "n't", "able", "likely", "unable", "still"];

/// Verbs that hand their subject on to the verb behind them: "are thought to have fled".
const RAISING: &[&str] = &[
    "be",
    "have",
    "get",
    "go",
    "think",
    "thought",
    "believe",
    "report",
    "say",
    "said",
    "fear",
    "know",
    "feel",
    "estimate",
    "become",
    "lie",
    "force",
    "need",
    "remain",
    "presume",
    "confirm",
    "leave",
    "manage",
    "begin",
    "start",
    "continue",
    "oblige",
    "compel",
    "find",
    "found",
    "declare",
    "burn",
    "allow",
    "do",
    "come",
    "choose",
    "understand",
    "understood",
    "live",
    "stay",
    "suspect",
    "assume",
];

/// Verbs of movement whose place stands without a preposition.
const TO_PLACES: &[&str] = &["flee", "leave", "cross"];

/// A participle or adjective directly behind the people.
pub(super) fn after<'a>(on: &Sentence<'a>, c: &Candidate) -> After<'a> {
    let mut at = c.counted.end;
    while on.is_quote(at) || on.is_adverb(at) || REPORTED.contains(&on.lower(at)) {
        at += 1;
    }
    // "15 others with burns", "80 people with injuries of varying degrees".
    if on.lower(at) == "with" {
        let injured = (at + 1..at + 5)
            .take_while(|&w| {
                on.is_noun(w) || matches!(on.tag(w), Xpos::JJ | Xpos::CC | Xpos::VBN) || on.is_adverb(w)
            })
            .find_map(|w| on.at(w).find(|h| h.of_head() && h.measure() == Measure::Wounded));
        return injured.map_or(After::Nothing, After::Told);
    }
    for hit in on.at(at) {
        if hit.is_adjective() {
            return After::Told(hit);
        }
        if hit.of_object() {
            let does = on.tag(at) == Xpos::VBG
                || hit.is_open()
                || object_follows(on, hit.end) && on.tag(at) != Xpos::JJ;
            return if does { After::Agent } else { After::Told(hit) };
        }
    }
    After::Nothing
}

/// Whether an object follows at `at`.
fn object_follows(on: &Sentence<'_>, mut at: u32) -> bool {
    while on.is_quote(at) || on.tag(at) == Xpos::RP {
        at += 1;
    }
    if on.calendar(at, &["weekday", "month", "relative", "daypart"]) {
        return false;
    }
    if let Some(count) = number::read(on, at, |_| false) {
        return count.kind != Kind::Number || !on.calendar(count.words.end, &["unit", "weekday", "month"]);
    }
    on.is_noun(at)
        || matches!(
            on.tag(at),
            Xpos::DT | Xpos::PRP | Xpos::PRP_ | Xpos::CD | Xpos::JJ | Xpos::PDT
        )
}

/// The verb group whose subject the people are.
pub(super) fn of_verb<'a>(on: &Sentence<'a>, c: &Candidate) -> After<'a> {
    for start in [group_of_tree(on, c), group_behind(on, c)].into_iter().flatten() {
        match group(on, start) {
            After::Nothing => {}
            told => return told,
        }
    }
    After::Nothing
}

/// Where the verb group starts whose subject the tree says the people are.
pub(super) fn group_of_tree(on: &Sentence<'_>, c: &Candidate) -> Option<u32> {
    let parse = on.cx.parse;
    let head = c
        .counted
        .head
        .filter(|_| c.counted.noun != Noun::Partitive && !c.counted.in_whole)
        .unwrap_or(c.count.core);
    // "Of the 12 hostages, four were killed": the verb is that of the part.
    if is_frame(on, c) {
        return None;
    }
    let top = grammar::first_conjunct(parse, WordId(head));
    let is_subject = matches!(parse.relation(top), Relation::Nsubj | Relation::NsubjPass);
    let verb = parse.head(top).filter(|_| is_subject)?;
    let group = parse
        .children_by(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
        .chain([verb]);
    group
        .map(|w| w.0)
        .filter(|&w| w >= c.counted.end && on.has(w))
        .min()
}

/// Whether the people are the whole that a part is taken of: "Of the 12 hostages, four were killed".
pub(super) fn is_frame(on: &Sentence<'_>, c: &Candidate) -> bool {
    let start = c.count.words.start;
    let article = u32::from(start > on.start && on.before(start) == "the");
    // A number at the very start of its sentence has nothing before it.
    let Some(of) = start.checked_sub(article + 1).filter(|&of| of >= on.start) else {
        return false;
    };
    on.lower(of) == "of" && (of == on.start || matches!(on.before(of), "," | ";" | "and" | "that"))
}

/// The verb group right behind the people, over an insertion between commas or a relative pronoun.
fn group_behind(on: &Sentence<'_>, c: &Candidate) -> Option<u32> {
    let mut at = c.counted.end;
    if is_frame(on, c) {
        return None;
    }
    if matches!(on.lower(at), "who" | "that" | "which") {
        return Some(at + 1);
    }
    if on.reads(at, &[",", "who"]) {
        return Some(at + 2);
    }
    if matches!(on.lower(at), "," | "(") {
        let close = if on.lower(at) == "(" { ")" } else { "," };
        at = (at + 1..(at + 16).min(on.end)).find(|&w| on.lower(w) == close)? + 1;
    } else {
        // A place or the like may stand between: "12 people in two villages were killed".
        let nominal = |w: u32| {
            let tag = on.tag(w);
            if on.lower(w) == "with"
                || number::read(on, w, |_| false).is_some_and(|c| c.kind == Kind::Number && w > at)
            {
                return false;
            }
            on.is_noun(w)
                || matches!(
                    tag,
                    Xpos::IN | Xpos::DT | Xpos::JJ | Xpos::CD | Xpos::RB | Xpos::PRP_ | Xpos::POS
                )
        };
        let reach = (at + 10).min(on.end);
        at = (at..reach).find(|&w| !nominal(w)).unwrap_or(reach);
    }
    while on.is_quote(at) {
        at += 1;
    }
    // "a porter sustained injuries", tagged as an adjective.
    let verb = on.is_verb(at) || on.is_adverb(at) || on.at(at).any(|h| h.of_subject() && h.end > at + 1);
    (on.has(at) && verb).then_some(at)
}

/// What the verb group that starts at `from` says of its subject.
fn group<'a>(on: &Sentence<'a>, from: u32) -> After<'a> {
    let mut passive = false;
    for at in from..(from + GROUP).min(on.end) {
        for hit in on.at(at) {
            match said(on, &hit, from, passive) {
                After::Nothing => {}
                told => return told,
            }
        }
        if matches!(on.lemma(at), "be" | "get") {
            passive = true;
        } else if on.is_verb(at) && !matches!(on.tag(at), Xpos::VBN | Xpos::MD) {
            passive = false;
        }
        let verb = on.is_verb(at);
        let inside = verb || on.is_adverb(at) || on.is_quote(at) || WITHIN.contains(&on.lower(at));
        let raises = !verb || on.tag(at) == Xpos::MD || on.is(at, RAISING);
        if !inside || !raises {
            // "was pulled out dead".
            let behind = (at + 1..at + 4).find(|&w| !(on.is_adverb(w) || on.tag(w) == Xpos::RP));
            let fate = behind.and_then(|w| on.at(w).find(Hit::is_adjective));
            return fate.filter(|_| passive).map_or(After::Nothing, After::Told);
        }
    }
    After::Nothing
}

/// What one word of harm in a verb group says of the subject.
fn said<'a>(on: &Sentence<'a>, hit: &Hit<'a>, from: u32, passive: bool) -> After<'a> {
    let at = hit.at;
    let told = match (measure::is_negated(on, at), hit.is_denied()) {
        (true, false) => After::Agent,
        (false, true) => return After::Nothing,
        _ => After::Told(*hit),
    };
    if hit.is_adjective() {
        return After::Told(*hit);
    }
    let object = object_follows(on, hit.end);
    if hit.of_object() {
        let participle = matches!(on.tag(at), Xpos::VBN | Xpos::JJ);
        let perfect = (from..at).any(|w| on.lemma(w) == "have");
        if passive || participle && !perfect {
            return told;
        }
        if object && !hit.of_subject() {
            return After::Agent;
        }
    }
    let whole = hit.end > at + 1 || TO_PLACES.contains(&hit.word.lemma.as_str());
    if hit.of_subject() && (!object || whole) {
        told
    } else {
        After::Nothing
    }
}

/// The other verb of "were abducted and shot dead".
pub(super) fn coordinated<'a>(on: &Sentence<'a>, hit: &Hit<'_>) -> Option<Hit<'a>> {
    if on.lower(hit.end) != "and" {
        return None;
    }
    let at = hit.end + 1 + u32::from(on.is_adverb(hit.end + 1));
    on.at(at)
        .find(|h| h.is_verb() && h.of_object() == hit.of_object() && !object_follows(on, h.end))
}
