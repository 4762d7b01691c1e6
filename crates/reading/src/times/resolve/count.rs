//! Counting in units of the calendar.

use super::pick::View;
use crate::times::anchor::Tense;
use crate::times::calendar::Unit;
use crate::times::edtf::{self, Clock, Point, Value};
use jiff::ToSpan;
use jiff::civil::Date;

/// The day, month or year so many units from a day, as exact as the unit is.
pub(super) fn offset_point(day: Date, by: i32, unit: Unit) -> Option<Point> {
    Some(match unit {
        Unit::Day => Point::Day(edtf::days(day, by)?),
        Unit::Week => Point::Day(edtf::days(day, 7 * by)?),
        Unit::Fortnight => Point::Day(edtf::days(day, 14 * by)?),
        Unit::Month => {
            let m = edtf::months(day, by)?;
            Point::Month(m.year(), m.month())
        }
        Unit::Year => Point::Year(day.year() + i16::try_from(by).ok()?),
        Unit::Decade => Point::Year(day.year() + i16::try_from(by.checked_mul(10)?).ok()?),
        Unit::Hour | Unit::Weekend | Unit::Century => return None,
    })
}

/// A day some units on, day by day.
pub(super) fn add(day: Date, by: i32, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Day => edtf::days(day, by),
        Unit::Week => edtf::days(day, by.checked_mul(7)?),
        Unit::Fortnight => edtf::days(day, by.checked_mul(14)?),
        Unit::Month => day.checked_add(by.months()).ok(),
        Unit::Year => day.checked_add(by.years()).ok(),
        _ => None,
    }
}

/// The unit around a day, month or year.
pub(super) fn around(start: Point, unit: Unit) -> Option<Value> {
    Some(match unit {
        Unit::Week => {
            let monday = edtf::monday(start.day()?)?;
            Value::Span(Point::Day(monday), Point::Day(edtf::days(monday, 6)?))
        }
        Unit::Weekend => {
            let monday = edtf::monday(start.day()?)?;
            Value::Span(
                Point::Day(edtf::days(monday, 5)?),
                Point::Day(edtf::days(monday, 6)?),
            )
        }
        Unit::Month => match start {
            Point::Day(d) | Point::At(d, _) => Value::One(Point::Month(d.year(), d.month())),
            Point::Month(y, m) => Value::One(Point::Month(y, m)),
            _ => return None,
        },
        Unit::Year => Value::One(Point::Year(start.year())),
        _ => return None,
    })
}

/// "today", "last week", "this year", "the weekend": so many units from the report's day.
pub(super) fn shift(unit: Unit, by: i32, view: &View) -> Option<(Value, &'static str)> {
    let now = view.day?;
    Some(match unit {
        Unit::Day => (Value::One(Point::Day(edtf::days(now, by)?)), "time.deictic"),
        Unit::Week | Unit::Fortnight => {
            let by = if unit == Unit::Fortnight { 2 * by } else { by };
            let monday = edtf::days(edtf::monday(now)?, 7 * by)?;
            (
                Value::Span(Point::Day(monday), Point::Day(edtf::days(monday, 6)?)),
                "time.week.relative",
            )
        }
        Unit::Weekend => {
            // The weekend of the current week has come only when Saturday has.
            let begun = i32::from(now.weekday().to_monday_one_offset() >= 6);
            let ahead = by == 0 && (view.tense == Tense::Future || !view.finite);
            let week = match by {
                0 => {
                    if ahead {
                        0
                    } else {
                        begun - 1
                    }
                }
                _ if by < 0 => by,
                _ => by - 1 + begun,
            };
            let saturday = edtf::days(edtf::monday(now)?, 7 * week + 5)?;
            (
                Value::Span(Point::Day(saturday), Point::Day(edtf::days(saturday, 1)?)),
                "time.weekend",
            )
        }
        Unit::Month => {
            let m = edtf::months(now, by)?;
            (
                Value::One(Point::Month(m.year(), m.month())),
                "time.month.relative",
            )
        }
        Unit::Year => (
            Value::One(Point::Year(now.year() + i16::try_from(by).ok()?)),
            "time.year.relative",
        ),
        Unit::Decade => {
            let first = now.year() / 10 * 10 + i16::try_from(by.checked_mul(10)?).ok()?;
            (Value::One(Point::Decade(first)), "time.decade")
        }
        Unit::Century => {
            let first = now.year() / 100 * 100 + i16::try_from(by.checked_mul(100)?).ok()?;
            (Value::One(Point::Century(first)), "time.century")
        }
        Unit::Hour => return None,
    })
}

/// "the past three days": from so long before the report's day to it.
pub(super) fn window(n: i32, unit: Unit, back: bool, now: Date) -> Option<Value> {
    let (n, unit) = match unit {
        Unit::Hour if n >= 24 && n % 24 == 0 => (n / 24, Unit::Day),
        Unit::Hour => return None,
        unit => (n, unit),
    };
    let by = if back { -n } else { n };
    let (far, near) = match unit {
        Unit::Day | Unit::Week | Unit::Fortnight => (Point::Day(add(now, by, unit)?), Point::Day(now)),
        Unit::Weekend => return None,
        Unit::Decade => (offset_point(now, by, unit)?, Point::Year(now.year())),
        _ => (offset_point(now, by, unit)?, offset_point(now, 0, unit)?),
    };
    Some(if back {
        Value::Span(far, near)
    } else {
        Value::Span(near, far)
    })
}

/// From the start of one value to the end of another; none if they are the wrong way round.
pub(super) fn range(a: Value, b: Value) -> Option<Value> {
    let (from, to) = (a.start()?, b.end()?);
    let fits = match (from.first(), to.first()) {
        (Some(x), Some(y)) => x <= y,
        _ => true,
    };
    fits.then_some(Value::Span(from, to))
}

/// A day with its clock time or times; an end before the start is of the next day.
pub(super) fn clocked(day: Date, clock: Clock, until: Option<Clock>) -> Value {
    let start = Point::At(day, clock);
    match until {
        None => Value::One(start),
        Some(end) => {
            let over = (end.hour, end.minute) < (clock.hour, clock.minute);
            let last = if over {
                edtf::days(day, 1).unwrap_or(day)
            } else {
                day
            };
            Value::Span(start, Point::At(last, end))
        }
    }
}
