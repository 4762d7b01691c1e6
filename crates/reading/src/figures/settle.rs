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

/// What the earlier stages found.
pub(super) type Earlier<'a> = (&'a Entities, &'a [Dated], &'a [Statement], &'a [Triggered]);

/// The figures of a number: one for each thing that befell its people.
pub(super) fn figures(line: &Line<'_>, c: &Candidate, earlier: Earlier<'_>, out: &mut Vec<Figure>) {
    let (entities, times, statements, events) = earlier;
    let end = c.counted.words.end.max(c.count.words.end);
    let span = line.span(c.count.words.start, end);
    let who = (!c.counted.words.is_empty() && c.counted.noun != Noun::Partitive)
        .then(|| line.span(c.counted.words.start, c.counted.words.end));
    for found in &c.found {
        out.push(Figure {
            span,
            measure: found.measure,
            low: c.count.low,
            high: c.count.high,
            approximate: c.count.approximate,
            who,
            time: time(line, span, times, events),
            place: place(line, span, entities, events),
            cumulative: is_cumulative(line, c),
            statement: statement_of(statements, span),
            why: Why::with(found.rule, [found.from]),
        });
    }
}

/// A problem for a number of people in a sentence of harm that no rule could place.
pub(super) fn unplaced(line: &Line<'_>, c: &Candidate, problems: &mut Vec<Problem>) {
    if c.found.is_empty() && c.counted.noun == Noun::People && c.count.kind == Kind::Number && c.is_part {
        let span = line.span(c.count.words.start, c.counted.words.end);
        problems.push(Problem {
            span: Some(span),
            code: "figure.unplaced",
            message: "a number of people whose fate was not understood; check the sentence by hand"
                .to_owned(),
        });
    }
}

/// The innermost statement whose content holds a span.
pub(crate) fn statement_of(statements: &[Statement], span: Span) -> Option<StatementId> {
    let holds = |s: &Statement| s.content.iter().any(|c| c.contains(span));
    let size = |s: &Statement| s.content.iter().map(|c| c.len()).sum::<u32>();
    (0u32..)
        .zip(statements)
        .filter(|(_, s)| holds(s))
        .min_by_key(|(at, s)| (size(s), u32::MAX - at))
        .map(|(at, _)| StatementId(at))
}

/// The event that a span belongs to: the nearest trigger in the sentence.
fn event_of<'e>(line: &Line<'_>, span: Span, events: &'e [Triggered]) -> Option<&'e Triggered> {
    let from = events.partition_point(|e| e.word.0 < line.start);
    let to = events.partition_point(|e| e.word.0 < line.end);
    events
        .get(from..to)?
        .iter()
        .min_by_key(|e| distance(line.cx.parse.span(e.word), span))
}

fn distance(a: Span, b: Span) -> u32 {
    if a.overlaps(b) {
        0
    } else {
        a.start.max(b.start) - a.end.min(b.end)
    }
}

/// When: a time in the sentence nearest to the number, else that of the event it belongs to.
fn time(line: &Line<'_>, span: Span, times: &[Dated], events: &[Triggered]) -> Option<String> {
    let own = times
        .iter()
        .filter(|t| t.words.start >= line.start && t.words.end <= line.end && t.time.value.is_some())
        .min_by_key(|t| distance(t.time.span, span));
    own.and_then(|t| t.time.value.clone())
        .or_else(|| event_of(line, span, events).and_then(|e| e.event.time.clone()))
}

/// Where: that of the event it belongs to, else the place of the sentence nearest to the number.
fn place(line: &Line<'_>, span: Span, entities: &Entities, events: &[Triggered]) -> Option<EntityId> {
    if let Some(place) = event_of(line, span, events).and_then(|e| e.event.place) {
        return Some(place);
    }
    (line.start..line.end)
        .filter_map(|w| entities.mention(WordId(w)))
        .filter(|m| matches!(m.entities.as_slice(), [one] if entities.get(*one).kind == EntityKind::Place))
        .min_by_key(|m| distance(m.span, span))
        .and_then(|m| m.entities.first().copied())
}

/// Whether the sentence tells a running total: "since 2014", "so far", "to date".
fn is_cumulative(line: &Line<'_>, c: &Candidate) -> bool {
    if c.count.kind == Kind::One {
        return false;
    }
    (line.start..line.end).any(|w| {
        line.reads(w, &["so", "far"])
            || line.reads(w, &["to", "date"])
            || line.reads(w, &["until", "now"])
            || (line.lower(w) == "since"
                && !line.calendar(w + 1, &["weekday", "relative"])
                && line.lower(w + 1) != "then")
            || (matches!(line.lower(w), "total" | "overall") && line.lower(w + 1) != "of")
    })
}
