//! From a placed number to a figure: its span, its time and place, the statement that holds it.

use super::line::Line;
use super::number::Kind;
use super::resolve::Candidate;
use super::who::Noun;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::times::Dated;
use crate::{EntityId, EntityKind, Figure, Problem, Statement, StatementId, Why};
use dateline_text::{Span, WordId};
use std::ops::Range;

/// So many words on either side of a number may tell its time and place.
const REACH: u32 = 60;

/// What the earlier stages found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Earlier<'a> {
    pub(crate) entities: &'a Entities,
    pub(crate) times: &'a [Dated],
    pub(crate) events: &'a [Triggered],
    pub(crate) held: &'a Held,
}

/// The contents of all statements, ready to be asked which of them hold a span.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// Pieces of content by their start, each with the statement, the length of its whole content, and the furthest
    /// end of any piece up to it.
    pieces: Vec<(Span, StatementId, u32, u32)>,
}

impl Held {
    pub(crate) fn new(statements: &[Statement]) -> Self {
        let mut pieces: Vec<(Span, StatementId, u32, u32)> = Vec::new();
        for (statement, at) in statements.iter().zip(0u32..) {
            let size = statement.content.iter().map(|c| c.len()).sum();
            pieces.extend(statement.content.iter().map(|&c| (c, StatementId(at), size, 0)));
        }
        pieces.sort_unstable();
        let mut furthest = 0;
        for piece in &mut pieces {
            furthest = furthest.max(piece.0.end);
            piece.3 = furthest;
        }
        Self { pieces }
    }

    /// The innermost statement whose content holds a span.
    pub(crate) fn innermost(&self, span: Span) -> Option<StatementId> {
        let to = self.pieces.partition_point(|p| p.0.start <= span.start);
        let before = self.pieces.get(..to)?.iter().rev();
        before
            .take_while(|p| p.3 >= span.end)
            .filter(|p| p.0.contains(span))
            .min_by_key(|p| (p.2, u32::MAX - p.1.0))
            .map(|p| p.1)
    }
}

/// The innermost statement whose content holds a span. Who asks about many spans asks [`Held`].
pub(crate) fn statement_of(statements: &[Statement], span: Span) -> Option<StatementId> {
    let size = |s: &Statement| s.content.iter().map(|c| c.len()).sum::<u32>();
    (0u32..)
        .zip(statements)
        .filter(|(_, s)| s.content.iter().any(|c| c.contains(span)))
        .min_by_key(|(at, s)| (size(s), u32::MAX - at))
        .map(|(at, _)| StatementId(at))
}

/// The figures of a number: one for each thing that befell its people.
pub(super) fn figures(line: &Line<'_>, c: &Candidate, earlier: Earlier<'_>, out: &mut Vec<Figure>) {
    if c.found.is_empty() {
        return;
    }
    let words = c.count.words.start..c.counted.words.end.max(c.count.words.end);
    let span = line.span(words.start, words.end);
    let who = (!c.counted.words.is_empty() && c.counted.noun != Noun::Partitive)
        .then(|| line.span(c.counted.words.start, c.counted.words.end));
    let event = event_of(line, &words, earlier.events);
    for found in &c.found {
        out.push(Figure {
            span,
            measure: found.measure,
            low: c.count.low,
            high: c.count.high,
            approximate: c.count.approximate,
            who,
            time: time(line, &words, earlier.times).or_else(|| event.and_then(|e| e.event.time.clone())),
            place: event
                .and_then(|e| e.event.place)
                .or_else(|| place(line, &words, earlier.entities)),
            cumulative: is_cumulative(line, c),
            statement: earlier.held.innermost(span),
            why: Why::with(found.rule, [line.span(found.from.start, found.from.end)]),
        });
    }
}

/// A problem for a part of a number of people that no rule could place.
pub(super) fn unplaced(line: &Line<'_>, c: &Candidate, problems: &mut Vec<Problem>) {
    if c.found.is_empty() && c.counted.noun == Noun::People && c.count.kind == Kind::Number && c.is_part {
        problems.push(Problem {
            span: Some(line.span(c.count.words.start, c.counted.words.end)),
            code: "figure.unplaced",
            message: "a number of people whose fate was not understood; check the sentence by hand"
                .to_owned(),
        });
    }
}

/// The words around a number that may tell its time and place.
fn around(line: &Line<'_>, words: &Range<u32>) -> Range<u32> {
    words.start.saturating_sub(REACH).max(line.start)..(words.end + REACH).min(line.end)
}

/// How far a word stands from others.
fn distance(word: u32, words: &Range<u32>) -> u32 {
    words.start.saturating_sub(word) + word.saturating_sub(words.end.max(1) - 1)
}

/// The event that a number belongs to: the nearest trigger in the sentence.
fn event_of<'e>(line: &Line<'_>, words: &Range<u32>, events: &'e [Triggered]) -> Option<&'e Triggered> {
    let near = around(line, words);
    let from = events.partition_point(|e| e.word.0 < near.start);
    let to = events.partition_point(|e| e.word.0 < near.end);
    events
        .get(from..to)?
        .iter()
        .min_by_key(|e| distance(e.word.0, words))
}

/// When: the nearest time in the sentence.
fn time(line: &Line<'_>, words: &Range<u32>, times: &[Dated]) -> Option<String> {
    let near = around(line, words);
    let from = times.partition_point(|t| t.words.start < near.start);
    let to = times.partition_point(|t| t.words.start < near.end);
    let valued = times.get(from..to)?.iter().filter(|t| t.time.value.is_some());
    valued
        .min_by_key(|t| distance(t.words.start, words))
        .and_then(|t| t.time.value.clone())
}

/// Where: the nearest place in the sentence.
fn place(line: &Line<'_>, words: &Range<u32>, entities: &Entities) -> Option<EntityId> {
    around(line, words)
        .filter_map(|w| match entities.of(WordId(w)) {
            [one] if entities.get(*one).kind == EntityKind::Place => Some((w, *one)),
            _ => None,
        })
        .min_by_key(|&(w, _)| distance(w, words))
        .map(|(_, place)| place)
}

/// Whether the sentence tells a running total: "since 2014", "so far", "to date".
fn is_cumulative(line: &Line<'_>, c: &Candidate) -> bool {
    c.count.kind != Kind::One
        && around(line, &c.count.words).any(|w| match line.lower(w) {
            "so" => line.lower(w + 1) == "far",
            "to" => line.lower(w + 1) == "date",
            "until" => line.lower(w + 1) == "now",
            "since" => !line.calendar(w + 1, &["weekday", "relative"]) && line.lower(w + 1) != "then",
            "total" | "overall" => line.lower(w + 1) != "of",
            _ => false,
        })
}
