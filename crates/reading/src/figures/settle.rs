//! From a placed number to a figure: its span, its time and place, the statement that holds it.

use super::line::Line;
use super::number::Kind;
use super::resolve::Candidate;
use super::scene::Thread;
use super::who::{self, Noun};
use crate::entities::Entities;
use crate::events::Triggered;
use crate::statements::Held;
use crate::times::Dated;
use crate::{Figure, Problem, Why};
use dateline_syntax::Xpos;

/// So many words on either side of a number may tell that it is a running total.
const REACH: u32 = 30;

/// What the earlier stages found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Earlier<'a> {
    pub(crate) entities: &'a Entities,
    pub(crate) times: &'a [Dated],
    pub(crate) events: &'a [Triggered],
    pub(crate) held: &'a Held,
}

/// The figures of a number: one for each thing that befell its people.
pub(super) fn figures(
    line: &Line<'_>,
    c: &Candidate,
    thread: &mut Thread,
    earlier: Earlier<'_>,
    out: &mut Vec<Figure>,
) {
    if c.found.is_empty() {
        return;
    }
    let words = c.count.words.start..c.counted.words.end.max(c.count.words.end);
    let span = line.span(words.start, words.end);
    let who = who::told(line, &c.counted).or_else(|| {
        // "At least 200 people were killed and more than 400 wounded": people, both times.
        let before = out.last().filter(|_| c.counted.noun == Noun::Bare)?;
        before
            .who
            .filter(|w| w.start >= line.span(line.start, line.start + 1).start)
    });
    let leans = c.is_part
        || c.found
            .iter()
            .any(|f| matches!(f.rule, "figure.part" | "figure.ellipsis" | "figure.coordinated"));
    let scene = thread.scene(line, &words, leans, earlier);
    let whole = out.last().filter(|_| leans).is_some_and(|f| f.cumulative);
    let many = c.count.kind != Kind::One;
    let cumulative = is_cumulative(line, c) || many && (whole || is_long(scene.time.as_deref()));
    for found in &c.found {
        out.push(Figure {
            span,
            measure: found.measure,
            low: c.count.low,
            high: c.count.high,
            approximate: c.count.approximate,
            who,
            time: scene.time.clone(),
            place: scene.place,
            cumulative,
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

/// Whether the words tell a running total: "since 2014", "so far", "to date", "in the past two years".
fn is_cumulative(line: &Line<'_>, c: &Candidate) -> bool {
    let near =
        c.count.words.start.saturating_sub(REACH).max(line.start)..(c.count.words.end + REACH).min(line.end);
    let recent = |w: u32| {
        line.calendar(w, &["weekday"])
            || matches!(
                line.lower(w),
                "yesterday" | "last" | "then" | "overnight" | "been"
            )
    };
    c.count.kind != Kind::One
        && near.into_iter().any(|w| match line.lower(w) {
            "so" => line.lower(w + 1) == "far",
            "to" => line.lower(w + 1) == "date",
            "until" => line.lower(w + 1) == "now",
            "since" => !recent(w + 1) && line.tag(w) != Xpos::RB,
            "total" | "overall" => line.lower(w + 1) != "of",
            "past" | "last" => {
                (w..w + 4).any(|u| line.is(u, &["month", "year", "decade"])) && line.before(w) == "the"
            }
            _ => false,
        })
}

/// Whether a time is too long for one event: a year, or months from end to end.
fn is_long(time: Option<&str>) -> bool {
    let Some(time) = time else { return false };
    match time.split_once('/') {
        Some((from, "..")) => from.len() < 10,
        Some((from, to)) => matches!((month(from), month(to)), (Some(a), Some(b)) if b >= a + 2),
        None => time.len() == 4,
    }
}

/// The months from year 0 to a date.
fn month(date: &str) -> Option<u32> {
    let year: u32 = date.get(..4)?.parse().ok()?;
    let month: u32 = date.get(5..7).and_then(|m| m.parse().ok()).unwrap_or(1);
    Some(year * 12 + month)
}
