//! When and where an event happens: from its clause, then its sentence, then the thread of the report.

use super::Triggered;
use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use crate::times::Dated;
use crate::{EntityId, EntityKind, EventType, Status};
use dateline_syntax::{Relation, Upos};
use dateline_text::{Span, WordId};

/// A value with the words that gave it.
pub(super) type Found<T> = Option<(T, Span)>;

/// The time of the event at `word`.
pub(super) fn time(cx: &Context<'_>, times: &[Dated], word: WordId) -> Found<String> {
    let parse = cx.parse;
    let words = &parse.sentence(parse.sentence_of(word)).words;
    let from = times.partition_point(|t| t.words.start < words.start);
    let here = times[from..].iter().take_while(|t| t.words.start < words.end);
    let verb = governing(cx, word);
    here.filter_map(|t| {
        let top = top_of(cx, t);
        let rank = attachment(cx, word, verb, top)?;
        let value = t.time.value.clone()?;
        Some((rank, (word.0).abs_diff(top.0), value, t, top))
    })
    .min_by_key(|(rank, distance, ..)| (*rank, *distance))
    .map(|(_, _, value, t, top)| (open_ended(cx, value, top), t.time.span))
}

/// "since April" goes on: an interval without end.
fn open_ended(cx: &Context<'_>, value: String, top: WordId) -> String {
    if grammar::preposition(cx.parse, top) == Some("since") && !value.contains('/') {
        return format!("{value}/..");
    }
    value
}

/// The word of a time on which the rest of it hangs.
fn top_of(cx: &Context<'_>, time: &Dated) -> WordId {
    let inside = |w: WordId| time.words.contains(&w.0);
    time.words
        .clone()
        .map(WordId)
        .find(|&w| cx.parse.head(w).is_none_or(|h| !inside(h)))
        .unwrap_or(WordId(time.words.start))
}

/// For a noun event the verb whose subject, object or complement it is.
fn governing(cx: &Context<'_>, word: WordId) -> Option<WordId> {
    if cx.parse.upos(word) == Upos::VERB {
        return Some(word);
    }
    grammar::clause_of(cx.parse, word)
}

/// How closely a time hangs on an event, best first; none if it belongs to another clause.
fn attachment(cx: &Context<'_>, word: WordId, verb: Option<WordId>, top: WordId) -> Option<u32> {
    let parse = cx.parse;
    let head = parse.head(top);
    if parse.is_below(top, word) {
        let own =
            grammar::clause_of(parse, top).is_none_or(|c| c == word || !parse.is_below(c, word) || c == top);
        return Some(if own { 0 } else { 4 });
    }
    if head.is_some() && head == verb {
        return Some(1);
    }
    let verb = verb?;
    if grammar::clause_of(parse, top) == Some(verb) {
        return Some(2);
    }
    // A participle or infinitive shares the time of the clause that it hangs on; so do coordinated verbs.
    let shared = matches!(parse.relation(verb), Relation::Conj | Relation::Xcomp)
        || (parse.relation(verb) == Relation::Advcl && grammar::tense(parse, verb) == grammar::Tense::None);
    if shared && parse.head(verb).is_some() && grammar::clause_of(parse, top) == parse.head(verb) {
        return Some(3);
    }
    // The first of two coordinated clauses may open with the time of both.
    None
}

/// The place of the event at `word`.
pub(super) fn place(cx: &Context<'_>, entities: &Entities, word: WordId) -> Found<EntityId> {
    let parse = cx.parse;
    let verb = governing(cx, word);
    let mut best: Option<(u32, u32, EntityId, Span)> = None;
    for w in parse.words_of(parse.sentence_of(word)) {
        if !matches!(
            parse.relation(w),
            Relation::Obl
                | Relation::Nmod
                | Relation::Conj
                | Relation::Obj
                | Relation::NmodPoss
                | Relation::Appos
                | Relation::Compound
                | Relation::NsubjPass
        ) {
            continue;
        }
        let Some(&id) = entities.of(w).first() else {
            continue;
        };
        let kind = entities.get(id).kind;
        if !matches!(kind, EntityKind::Place | EntityKind::State) {
            continue;
        }
        let prep = grammar::preposition(parse, grammar::first_conjunct(parse, w));
        let located = matches!(
            prep,
            Some(
                "in" | "at"
                    | "near"
                    | "on"
                    | "around"
                    | "inside"
                    | "outside"
                    | "across"
                    | "over"
                    | "into"
                    | "from"
                    | "of"
                    | "to"
                    | "towards"
                    | "toward"
                    | "through"
                    | "throughout"
                    | "along"
                    | "within"
                    | "off"
                    | "west"
                    | "east"
                    | "north"
                    | "south"
                    | "beside"
                    | "between"
            )
        );
        let object =
            matches!(parse.relation(w), Relation::Obj | Relation::NsubjPass) && kind == EntityKind::Place;
        if !(located || object)
            || (kind == EntityKind::State
                && !matches!(
                    prep,
                    Some("in" | "across" | "inside" | "throughout" | "into" | "over" | "within")
                ))
        {
            continue;
        }
        let near = if parse.is_below(w, word) {
            0
        } else if verb.is_some_and(|v| grammar::clause_of(parse, w) == Some(v)) {
            1
        } else if verb.is_some_and(|v| parse.is_below(w, v)) {
            2
        } else {
            continue;
        };
        let weak = u32::from(kind == EntityKind::State)
            + u32::from(matches!(prep, Some("from" | "to" | "of" | "between")));
        let key = (near + weak, w.0.abs_diff(word.0));
        if best.is_none_or(|(r, d, ..)| key < (r, d)) {
            best = Some((key.0, key.1, id, parse.span(w)));
        }
    }
    best.map(|(_, _, id, span)| (id, span))
}

/// Fills what the sentence left open from the thread: the same event told before, then the narrative day and place.
pub(super) fn thread(cx: &Context<'_>, events: &mut [Triggered], background: impl Fn(WordId) -> bool) {
    for at in 0..events.len() {
        let (before, rest) = events.split_at_mut(at);
        let this = &mut rest[0];
        let stem = |w: WordId| {
            cx.parse
                .lemma(w)
                .chars()
                .take(5)
                .collect::<String>()
                .to_lowercase()
        };
        let key = stem(this.word);
        let same = before.iter().rev().find(|e| {
            e.event.kind == this.event.kind
                && (stem(e.word) == key || (e.event.mode == this.event.mode && this.event.mode.is_some()))
                && cx.parse.upos(this.word) == Upos::NOUN
        });
        if let Some(same) = same {
            if this.event.time.is_none() && same.event.status == this.event.status {
                this.event.time.clone_from(&same.event.time);
            }
            if this.event.place.is_none() {
                this.event.place = same.event.place;
            }
            if this.event.actors.is_empty() && this.event.recipients.is_empty() {
                this.event.actors.clone_from(&same.event.actors);
                this.event.recipients.clone_from(&same.event.recipients);
            }
        }
        let narrated = |e: &Triggered| {
            e.event.status == Status::Actual
                && e.event.time.is_some()
                && cx.parse.sentence_of(this.word).0 - cx.parse.sentence_of(e.word).0 <= 1
                && paragraph(cx, e.word) == paragraph(cx, this.word)
        };
        let told = this.event.status == Status::Actual
            && this.event.kind != EventType::Agree
            && !background(this.word)
            && this.event.time.is_none();
        if told && let Some(last) = before.iter().rev().find(|e| narrated(e)) {
            this.event.time.clone_from(&last.event.time);
        }
        if this.event.place.is_none() {
            let last = before.iter().rev().find(|e| {
                e.event.place.is_some()
                    && cx.parse.sentence_of(this.word).0 - cx.parse.sentence_of(e.word).0 <= 1
                    && paragraph(cx, e.word) == paragraph(cx, this.word)
            });
            if let Some(last) = last {
                this.event.place = last.event.place;
            }
        }
    }
}

fn paragraph(cx: &Context<'_>, word: WordId) -> u32 {
    cx.parse.sentence(cx.parse.sentence_of(word)).paragraph
}
