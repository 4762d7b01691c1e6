//! When and where by the thread of the report: the same event told before, then the day and place of the narrative.

use super::is_uttered;
use super::place::is_physical;
use super::theatre;
use crate::context::Context;
use crate::entities::Entities;
use crate::events::{Triggered, status};
use crate::grammar::{self, Tense};
use crate::times::Dated;
use crate::{EntityKind, EventType, Mode, Status, Why};
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::{Span, WordId};
use std::collections::BTreeMap;

/// Events that nouns point back to are told apart by this.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Same {
    /// The deal: what was agreed, signed or took effect.
    Truce,
    /// The fighting as a whole.
    Fight,
    /// Any event by its type and the stem of its word.
    Stem(EventType, String),
}

/// The time and place of an event, by the number of the event that they were told of.
#[derive(Clone, Copy, Default, Debug)]
struct Known {
    time: Option<usize>,
    place: Option<usize>,
}

/// The last event of the narrative that had a time, or a place.
#[derive(Clone, Copy, Debug)]
struct Last {
    event: usize,
    sentence: u32,
    paragraph: u32,
}

/// Fills what the sentences left open.
pub(in crate::events) fn thread(
    cx: &Context<'_>,
    entities: &Entities,
    times: &[Dated],
    events: &mut [Triggered],
) {
    let mut known: BTreeMap<Same, Known> = BTreeMap::new();
    let (mut day, mut place): (Option<Last>, Option<Last>) = (None, None);
    for at in 0..events.len() {
        let word = events[at].word;
        let sentence = cx.parse.sentence_of(word);
        let paragraph = cx.parse.sentence(sentence).paragraph;
        let near = |last: &Last| last.paragraph == paragraph && sentence.0 - last.sentence <= 1;
        let names = names(cx, &events[at]);
        let own_time = events[at].event.time.is_some();
        let own_place = events[at].event.place.is_some();
        if points_back(cx, &events[at]) {
            for name in &names {
                let Some(&told) = known.get(name) else { continue };
                if events[at].event.time.is_none()
                    && let Some(source) = told.time
                    && !is_new(cx, word)
                    && (events[at].event.status == Status::Actual || status::is_known(cx, word))
                {
                    take_time(events, at, source, "event.time.same");
                }
                if events[at].event.place.is_none()
                    && let Some(source) = told.place
                {
                    take_place(events, at, source, "event.place.same");
                }
            }
        }
        if events[at].event.time.is_none()
            && let Some((value, span)) = since_then(cx, times, word)
        {
            events[at].event.time = Some(value);
            let why = Why::with("event.time.since-then", [span]);
            events[at].event.reasons.push(why);
        }
        if events[at].event.time.is_none()
            && is_narrated(cx, &events[at])
            && is_physical(events[at].event.kind)
            && !is_new(cx, word)
            && let Some(last) = day.filter(|last| sentence.0 - last.sentence <= 1)
        {
            take_time(events, at, last.event, "event.time.thread");
        }
        if events[at].event.place.is_none()
            && is_physical(events[at].event.kind)
            && let Some(last) = place.filter(near)
        {
            take_place(events, at, last.event, "event.place.thread");
        }
        let here = Last {
            event: at,
            sentence: sentence.0,
            paragraph,
        };
        if events[at].event.time.is_some()
            && events[at].event.status == Status::Actual
            && is_main_line(cx, word)
        {
            day = Some(here);
        }
        // A whole state is no scene that a narrative moves through.
        if let Some(id) = events[at].event.place
            && entities.get(id).kind == EntityKind::Place
        {
            place = Some(here);
        }
        let tells = events[at].event.status == Status::Actual;
        for name in names {
            let entry = known.entry(name).or_default();
            if own_time && tells {
                entry.time = Some(at);
            }
            if own_place {
                entry.place = Some(at);
            }
        }
    }
    theatre::place(cx, entities, events);
}

/// "since then": from the last day that was named.
fn since_then(cx: &Context<'_>, times: &[Dated], word: WordId) -> Option<(String, Span)> {
    let parse = cx.parse;
    let verb = grammar::clause_of(parse, word)?;
    let then = parse
        .children(verb)
        .iter()
        .copied()
        .find(|&c| parse.lower(c) == "then" && (c.0 > 0 && parse.lower(WordId(c.0 - 1)) == "since"))?;
    let before = times.partition_point(|t| t.words.start < then.0);
    let last = times[..before].iter().rev().find(|t| t.time.value.is_some())?;
    let value = last.time.value.as_deref()?;
    let first = value.split('/').next().filter(|v| !v.is_empty() && *v != "..")?;
    Some((format!("{first}/.."), last.time.span))
}

fn take_time(events: &mut [Triggered], to: usize, from: usize, rule: &'static str) {
    let value = events[from].event.time.clone();
    let span: Span = events[from].event.trigger;
    events[to].event.time = value;
    events[to].event.reasons.push(Why::with(rule, [span]));
}

fn take_place(events: &mut [Triggered], to: usize, from: usize, rule: &'static str) {
    let value = events[from].event.place;
    let span: Span = events[from].event.trigger;
    events[to].event.place = value;
    events[to].event.reasons.push(Why::with(rule, [span]));
}

/// What an event goes by, the closest name first.
fn names(cx: &Context<'_>, told: &Triggered) -> Vec<Same> {
    let event = &told.event;
    let stem: String = cx
        .parse
        .lemma(told.word)
        .chars()
        .take(5)
        .flat_map(char::to_lowercase)
        .collect();
    let mut out = vec![Same::Stem(event.kind, stem)];
    let noun = cx.parse.upos(told.word) == Upos::NOUN;
    match event.kind {
        EventType::Agree | EventType::Support if event.mode == Some(Mode::Ceasefire) || noun => {
            out.push(Same::Truce);
        }
        EventType::Support if cx.parse.lemma(told.word) == "sign" => out.push(Same::Truce),
        _ if event.mode == Some(Mode::Ceasefire) && noun => out.push(Same::Truce),
        EventType::Assault if noun => out.push(Same::Fight),
        EventType::Consult if known_truce(cx, told.word).is_some() => out.push(Same::Truce),
        _ => {}
    }
    out
}

/// The truce that a verb was about, where it is told of as known: "the ceasefire was brokered by the envoy".
fn known_truce(cx: &Context<'_>, verb: WordId) -> Option<WordId> {
    let parse = cx.parse;
    let mut nouns = parse.children_by(verb, &[Relation::Obj, Relation::NsubjPass]);
    nouns.find(|&noun| {
        cx.lexicon.classes.has("truce", parse.lemma(noun))
            && parse
                .children_by(noun, &[Relation::Det])
                .any(|d| matches!(parse.lower(d), "the" | "this" | "that"))
    })
}

/// Whether an event is told by words that can name one that was told before.
fn points_back(cx: &Context<'_>, told: &Triggered) -> bool {
    let parse = cx.parse;
    if parse.upos(told.word) == Upos::VERB {
        return told.event.kind == EventType::Consult && known_truce(cx, told.word).is_some();
    }
    parse.upos(told.word) == Upos::NOUN
        && !parse.children_by(told.word, &[Relation::Det]).any(|d| {
            matches!(
                parse.lower(d),
                "a" | "an" | "another" | "any" | "no" | "every" | "each"
            )
        })
}

/// "the last war", "a further attack", "the 2003 truce": another one than that told before.
fn is_new(cx: &Context<'_>, noun: WordId) -> bool {
    let parse = cx.parse;
    parse.children(noun).iter().any(|&c| {
        parse.relation(c) == Relation::Nummod && parse.xpos(noun) == Xpos::NNS
            || matches!(
                parse.relation(c),
                Relation::Amod | Relation::Compound | Relation::Nummod
            ) && (matches!(
                parse.lower(c),
                "last"
                    | "new"
                    | "further"
                    | "other"
                    | "previous"
                    | "earlier"
                    | "first"
                    | "second"
                    | "third"
                    | "more"
                    | "next"
                    | "fresh"
                    | "future"
                    | "past"
                    | "former"
                    | "old"
            ) || parse.form(c).len() == 4 && parse.form(c).bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Whether an event is told as the next step of the narrative: as a fact, in the simple past, and not as background.
fn is_narrated(cx: &Context<'_>, told: &Triggered) -> bool {
    told.event.status == Status::Actual
        && !is_uttered(told.event.kind)
        && is_main_line(cx, told.word)
        && !status::is_perfect(cx, grammar::clause_of(cx.parse, told.word).unwrap_or(told.word))
}

/// Whether an event is part of the main line of a sentence, and not of a relative clause, of a clause of time or
/// reason, or of what lay before ("had attacked").
fn is_main_line(cx: &Context<'_>, word: WordId) -> bool {
    let parse = cx.parse;
    let mut at = grammar::clause_of(parse, word).unwrap_or(word);
    // In what somebody said "had" is the past of the telling.
    let reported = matches!(parse.relation(at), Relation::Ccomp | Relation::Conj);
    if !reported && parse.children(at).iter().any(|&c| parse.lower(c) == "had") {
        return false;
    }
    for _ in 0..12 {
        match parse.relation(at) {
            Relation::AclRelcl => return false,
            Relation::Advcl if grammar::tense(parse, at) != Tense::None => return false,
            _ => {}
        }
        let Some(head) = parse.head(at) else { break };
        at = head;
    }
    true
}
