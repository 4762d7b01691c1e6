//! When and where the people of a number were harmed or moved.
//!
//! From the sentence first, without the time at which somebody told of it; then from the event in the sentence; then
//! from the number that this one leans on or follows.

use super::line::Line;
use super::settle::Earlier;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::grammar;
use crate::times::Dated;
use crate::{EntityId, EntityKind};
use dateline_text::{Span, WordId};
use std::ops::Range;

/// So many words on either side of a number may tell its time and place.
const REACH: u32 = 60;

/// So many sentences a place stays that of what is told.
const STAYS: u32 = 3;

/// Verbs of those who tell: a time beside them is that of the telling.
const TELLING: &[&str] = &[
    "say", "tell", "report", "announce", "state", "add", "write", "claim", "bear", "born", "warn", "confirm",
];

/// Words that put a place beside what happens there.
const AT_PLACES: &[&str] = &[
    "in",
    "at",
    "near",
    "across",
    "around",
    "inside",
    "outside",
    "throughout",
    "within",
    "of",
    "from",
    "over",
    "on",
];

/// What is remembered from number to number.
#[derive(Debug, Default)]
pub(super) struct Thread {
    /// Time and place of the last figure, and its sentence.
    last: Option<(u32, Option<String>, Option<EntityId>)>,
    /// The last place that something was told to happen at.
    place: Option<(u32, EntityId)>,
}

/// When and where.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    pub(super) time: Option<String>,
    pub(super) place: Option<EntityId>,
}

impl Thread {
    /// The scene of a number. `leans`: it counts the people of the number before, or some of them.
    pub(super) fn scene(
        &mut self,
        line: &Line<'_>,
        words: &Range<u32>,
        leans: bool,
        earlier: Earlier<'_>,
    ) -> Scene {
        let near = words.start.saturating_sub(REACH).max(line.start)..(words.end + REACH).min(line.end);
        let event = event_of(&near, words, earlier.events);
        let paragraph = |s: u32| line.cx.parse.sentence(dateline_text::SentenceId(s)).paragraph;
        let before = self.last.clone().filter(|&(s, ..)| {
            s == line.id.0 && leans
                || s + 1 == line.id.0 && paragraph(s) == paragraph(line.id.0)
                || leans && s + STAYS >= line.id.0
        });
        let time = time(line, &near, words, earlier)
            .or_else(|| event.and_then(|e| e.event.time.clone()))
            .or_else(|| before.as_ref().filter(|_| leans).and_then(|b| b.1.clone()));
        let here = place(line, &near, words, earlier);
        if let Some(here) = here {
            self.place = Some((line.id.0, here));
        }
        let stays = self
            .place
            .filter(|&(s, _)| s + STAYS >= line.id.0 && paragraph(s) == paragraph(line.id.0))
            .map(|(_, place)| place);
        let place = here
            .or_else(|| event.and_then(|e| e.event.place))
            .or_else(|| before.as_ref().and_then(|b| b.2))
            .or(stays);
        self.last = Some((line.id.0, time.clone(), place));
        Scene { time, place }
    }
}

/// How far a word stands from others.
fn distance(word: u32, words: &Range<u32>) -> u32 {
    words.start.saturating_sub(word) + word.saturating_sub(words.end.max(1) - 1)
}

/// The event that a number belongs to: the nearest trigger in the sentence.
fn event_of<'e>(near: &Range<u32>, words: &Range<u32>, events: &'e [Triggered]) -> Option<&'e Triggered> {
    let from = events.partition_point(|e| e.word.0 < near.start);
    let to = events.partition_point(|e| e.word.0 < near.end);
    events
        .get(from..to)?
        .iter()
        .min_by_key(|e| distance(e.word.0, words))
}

/// When: the nearest time in the sentence that is not one of telling.
fn time(line: &Line<'_>, near: &Range<u32>, words: &Range<u32>, earlier: Earlier<'_>) -> Option<String> {
    let from = earlier.times.partition_point(|t| t.words.start < near.start);
    let to = earlier.times.partition_point(|t| t.words.start < near.end);
    let told = earlier
        .held
        .innermost(line.span(words.start, words.end))
        .is_some();
    let fits = |t: &&Dated| {
        let inside = !told || earlier.held.innermost(t.time.span).is_some();
        t.time.value.is_some() && inside && !tells(line, t.words.start)
    };
    let nearest = earlier
        .times
        .get(from..to)?
        .iter()
        .filter(fits)
        .min_by_key(|t| distance(t.words.start, words))?;
    let value = nearest.time.value.clone()?;
    Some(if is_since(line, nearest.words.start) && !value.contains('/') {
        format!("{value}/..")
    } else {
        value
    })
}

/// Whether a time hangs on a verb of telling.
fn tells(line: &Line<'_>, time: u32) -> bool {
    let verb = grammar::clause_of(line.cx.parse, WordId(time));
    verb.is_some_and(|v| line.has(v.0) && line.is(v.0, TELLING))
}

/// "since 2014", "since the fighting broke out on 15 April".
pub(super) fn is_since(line: &Line<'_>, time: u32) -> bool {
    let floor = time.saturating_sub(9).max(line.start);
    let before = (floor..time)
        .rev()
        .take_while(|&w| !matches!(line.lower(w), "," | ";" | "and" | "that"));
    before.into_iter().any(|w| line.lower(w) == "since")
}

/// Where: the nearest place in the sentence that something is told to happen at.
fn place(line: &Line<'_>, near: &Range<u32>, words: &Range<u32>, earlier: Earlier<'_>) -> Option<EntityId> {
    let found = near
        .clone()
        .filter_map(|w| place_at(line, w, earlier.entities).map(|place| (w, place)));
    found
        .min_by_key(|&(w, _)| distance(w, words))
        .map(|(_, place)| place)
}

/// The place or land whose mention a word heads, if something is told to be at it.
fn place_at(line: &Line<'_>, word: u32, entities: &Entities) -> Option<EntityId> {
    let mention = entities.mention(WordId(word))?;
    let &[one] = mention.entities.as_slice() else {
        return None;
    };
    let land = matches!(entities.get(one).kind, EntityKind::Place | EntityKind::State);
    (land && AT_PLACES.contains(&before_span(line, mention.span, word))).then_some(one)
}

/// The word before a mention, over an article.
fn before_span<'a>(line: &Line<'a>, span: Span, head: u32) -> &'a str {
    let mut first = head;
    while first > line.start && line.cx.parse.span(WordId(first - 1)).start >= span.start {
        first -= 1;
    }
    let mut before = first;
    for _ in 0..4 {
        let word = line.before(before);
        if before == line.start
            || !matches!(
                word,
                "the" | "a" | "city" | "town" | "village" | "district" | "region" | "of" | "province"
            )
        {
            break;
        }
        before -= 1;
    }
    line.before(before)
}
