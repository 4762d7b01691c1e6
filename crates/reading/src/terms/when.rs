//! By when a duty is to be done, and on what condition.

use super::status;
use crate::events::Triggered;
use crate::figures::line::Line;
use crate::times::Dated;
use crate::{EventType, Mode, Status};
use dateline_syntax::Relation;
use dateline_text::{Span, WordId};
use jiff::ToSpan;
use jiff::civil::Date;

/// So many words behind a duty may still tell by when.
const BEHIND: u32 = 6;

/// So many events on either side may be the signing.
const NEAR: usize = 60;

/// Words that open a time limit.
const LIMITS: &[&str] = &["within", "in", "for", "of", "by"];

/// By when: the time that stands in the words of the duty, or a limit counted from the day of the deal.
pub(super) fn deadline(
    line: &Line<'_>,
    duty: u32,
    span: Span,
    times: &[Dated],
    events: &[Triggered],
) -> Option<String> {
    let from = times.partition_point(|t| t.words.start < line.start);
    let inside = times.iter().skip(from).take_while(|t| t.words.start < line.end);
    let told = inside
        .filter(|t| span.contains(t.time.span))
        .find_map(|t| t.time.value.clone());
    told.or_else(|| {
        let limit = limit(line, duty, span)?;
        let day = day_of_deal(line, times, events)?;
        limit.after(day).map(|d| d.to_string())
    })
}

/// A time limit: so many days, weeks or months.
#[derive(Clone, Copy, Debug)]
struct Limit {
    n: i64,
    unit: Unit,
}

#[derive(Clone, Copy, Debug)]
enum Unit {
    Days,
    Weeks,
    Months,
}

impl Limit {
    fn after(self, day: Date) -> Option<Date> {
        let span = match self.unit {
            Unit::Days => self.n.days(),
            Unit::Weeks => self.n.weeks(),
            Unit::Months => self.n.months(),
        };
        day.checked_add(span).ok()
    }
}

/// "within 60 days", "30 days to disarm", "a two-month truce".
fn limit(line: &Line<'_>, duty: u32, span: Span) -> Option<Limit> {
    let last = (duty..line.end)
        .take_while(|&w| line.cx.parse.span(WordId(w)).end <= span.end)
        .last()
        .unwrap_or(duty);
    let to = (last + BEHIND).min(line.end);
    let from = duty.saturating_sub(4).max(line.start);
    (from..to)
        .find_map(|w| {
            let unit = unit(line.lower(w))?;
            let hyphen = u32::from(line.before(w) == "-");
            let number = w.checked_sub(1 + hyphen).filter(|&n| line.has(n))?;
            let n = count(line, line.lower(number))?;
            // Before the duty only "two-month truce" and "30 days to disarm" are limits of it.
            let opened = LIMITS.contains(&line.before(number));
            let before = w < duty && (hyphen == 1 || line.lower(w + 1) == "to");
            (opened && w > duty || before).then_some(Limit { n, unit })
        })
        .or_else(|| (from..=duty).find_map(|w| compound(line, line.lower(w))))
}

/// "two-month" in one word.
fn compound(line: &Line<'_>, word: &str) -> Option<Limit> {
    let (number, unit_word) = word.split_once('-')?;
    Some(Limit {
        n: count(line, number)?,
        unit: unit(unit_word)?,
    })
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Days,
        "week" | "weeks" => Unit::Weeks,
        "month" | "months" => Unit::Months,
        _ => return None,
    })
}

fn count(line: &Line<'_>, word: &str) -> Option<i64> {
    let row = || {
        line.cx
            .lexicon
            .words
            .numbers
            .get(word)
            .filter(|r| r.class == "cardinal")
    };
    word.parse()
        .ok()
        .or_else(|| row().and_then(|r| r.low).map(|n| n as i64))
        .filter(|n| (1..1000).contains(n))
}

/// The day on which the deal was signed or came into force: a day in the sentence, else that of the nearest event of
/// agreement before it.
fn day_of_deal(line: &Line<'_>, times: &[Dated], events: &[Triggered]) -> Option<Date> {
    let from = times.partition_point(|t| t.words.start < line.start);
    let here = times.iter().skip(from).take_while(|t| t.words.start < line.end);
    let own = here.filter_map(|t| day(t.time.value.as_deref())).last();
    let agrees = |e: &&Triggered| {
        let deal = e.event.kind == EventType::Agree
            || e.event.mode == Some(Mode::Ceasefire)
                && matches!(
                    e.event.kind,
                    EventType::Concede | EventType::Support | EventType::Retreat
                );
        deal && e.event.status == Status::Actual
    };
    let to = events.partition_point(|e| e.word.0 < line.end);
    let before = events.get(..to).unwrap_or(&[]).iter().rev();
    let after = events.get(to..).unwrap_or(&[]).iter();
    own.or_else(|| {
        before
            .take(NEAR)
            .chain(after.take(NEAR))
            .filter(agrees)
            .find_map(|e| day(e.event.time.as_deref()))
    })
}

/// The day of an EDTF value that begins with one.
fn day(value: Option<&str>) -> Option<Date> {
    value?.get(..10)?.parse().ok()
}

/// The words of the condition on which the duty hangs.
pub(super) fn condition(line: &Line<'_>, verb: u32) -> Option<Span> {
    let parse = line.cx.parse;
    let clause = parse.children_by(WordId(verb), &[Relation::Advcl]).find(|&c| {
        parse
            .children_by(c, &[Relation::Mark])
            .any(|m| status::is_if(line, m.0) || matches!(line.lower(m.0), "until" | "once"))
    })?;
    let words = parse.subtree(clause);
    let own: Vec<WordId> = words.into_iter().filter(|w| line.has(w.0)).collect();
    Some(line.span(own.first()?.0, own.last()?.0 + 1))
}
