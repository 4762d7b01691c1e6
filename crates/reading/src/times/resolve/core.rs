//! What each form of a date is worth.

use super::Resolver;
use super::count::{add, around, offset_point, shift, window};
use super::pick::View;
use crate::times::anchor::{Lead, Tense, told_day};
use crate::times::calendar::Unit;
use crate::times::edtf::{self, Point, Value};
use crate::times::expr::{Base, Core, WeekHow, Year};
use jiff::civil::Date;

impl Resolver<'_> {
    /// The value of a core, or the rule by which it stays unknown.
    pub(super) fn core(&self, core: &Core, view: &View) -> Result<(Value, &'static str), &'static str> {
        self.try_core(core, view).ok_or(match core {
            Core::Figures { .. } => "time.figures.unknown",
            _ => "time.unknown",
        })
    }

    pub(super) fn try_core(&self, core: &Core, view: &View) -> Option<(Value, &'static str)> {
        let one = |point, rule| Some((Value::One(point), rule));
        let on = |day: Option<Date>, rule| day.map(|d| (Value::One(Point::Day(d)), rule));
        match *core {
            Core::Date {
                day,
                month,
                year,
                weekday,
            } => match view.year(year) {
                Some(y) => on(Date::new(y, month, day).ok(), "time.date"),
                None if year == Year::None => {
                    let at = |y| Date::new(y, month, day).ok();
                    // A weekday beside the date leaves few years.
                    let named = weekday.and_then(|w| {
                        view.nearest(|y| at(y).filter(|d| d.weekday().to_monday_one_offset() == w))
                    });
                    on(named.or_else(|| view.nearest(at)), "time.date.yearless")
                }
                None => None,
            },
            Core::Figures { first, second, year } => {
                let day_first = match (first > 12, second > 12) {
                    (true, _) => true,
                    (_, true) => false,
                    _ if first == second => true,
                    _ => self.day_first?,
                };
                let (day, month) = if day_first {
                    (first, second)
                } else {
                    (second, first)
                };
                self.try_core(
                    &Core::Date {
                        day,
                        month,
                        year,
                        weekday: None,
                    },
                    view,
                )
                .map(|v| (v.0, "time.date.figures"))
            }
            Core::DayOfMonth { day, of, weekday } => {
                let now = view.day?;
                let at =
                    |by: i32| edtf::months(now, by).and_then(|m| Date::new(m.year(), m.month(), day).ok());
                let fits = |d: &Date| weekday == Some(d.weekday().to_monday_one_offset());
                let named = (0..=6).flat_map(|n| [-n, n]).filter_map(at).find(fits);
                let value = match of {
                    Some(by) => at(by),
                    None if named.is_some() => named,
                    None => match view.tense {
                        Tense::Past => (-2..=0).rev().filter_map(at).find(|&d| d <= now),
                        _ => (0..=2).filter_map(at).find(|&d| d >= now),
                    },
                };
                on(value, "time.day-of-month")
            }
            Core::Weekday { day, pick } => view.weekday(day, pick),
            Core::NthWeekday {
                nth,
                day,
                month,
                year,
                of,
            } => {
                let first = match month {
                    Some(month) => match view.year(year) {
                        Some(y) => Date::new(y, month, 1).ok()?,
                        None => view.nearest(|y| Date::new(y, month, 1).ok())?,
                    },
                    None => edtf::months(view.day?, of)?,
                };
                let skip = (i32::from(day) - i32::from(first.weekday().to_monday_one_offset())).rem_euclid(7);
                let last = first.last_of_month().day();
                let mut n = 1 + skip + 7 * (i32::from(nth) - 1);
                while nth == 5 && n > i32::from(last) {
                    n -= 7;
                }
                on(
                    Date::new(first.year(), first.month(), i8::try_from(n).ok()?).ok(),
                    "time.weekday.nth",
                )
            }
            Core::Month { month, year, pick } => view.month(month, year, pick),
            Core::Year(y) => one(Point::Year(y), "time.year"),
            Core::Decade(y) => one(Point::Decade(y), "time.decade"),
            Core::Century(y) => one(Point::Century(y), "time.century"),
            Core::Quarter { nth, year } => {
                let y = match view.year(year) {
                    Some(y) => y,
                    None => view.day?.year(),
                };
                Some((
                    Value::Span(Point::Month(y, 3 * nth - 2), Point::Month(y, 3 * nth)),
                    "time.quarter",
                ))
            }
            Core::Fixed(date) => on(Some(date), "time.landmark"),
            Core::Season { code, year, pick } => view.season(code, year, pick),
            Core::Shift { unit, by } => shift(unit, by, view),
            Core::Offset {
                low,
                high,
                unit,
                ref base,
            } => self.offset(low, high, unit, base, view),
            Core::Window { n, unit, back } => window(n, unit, back, view.day?).map(|v| (v, "time.window")),
            Core::Soon => {
                // Within one month the month is known, if no day is.
                let now = view.day?;
                let (from, to) = (edtf::days(now, 1)?, edtf::days(now, 7)?);
                let same = from.month() == to.month();
                same.then_some((Value::One(Point::Month(from.year(), from.month())), "time.soon"))
            }
            Core::Same(unit) => {
                let told = view.told.map(|t| t.value);
                let value = if unit == Unit::Day {
                    Value::One(Point::Day(told.and_then(told_day)?))
                } else {
                    let start = view.period.or(view.told)?.value.start()?;
                    around(start, unit)?
                };
                Some((value, "time.same"))
            }
            Core::SamePeriod => {
                let value = view.period?.value;
                Some((value, "time.same"))
            }
            Core::NthOf { n, unit, event } => {
                let (day, _) = self.event_day(event)?;
                let value = match unit {
                    Unit::Day => Value::One(Point::Day(edtf::days(day, n - 1)?)),
                    Unit::Week => Value::Span(
                        Point::Day(edtf::days(day, 7 * (n - 1))?),
                        Point::Day(edtf::days(day, 7 * n - 1)?),
                    ),
                    Unit::Month | Unit::Year => {
                        Value::Span(Point::Day(add(day, n - 1, unit)?), Point::Day(add(day, n, unit)?))
                    }
                    _ => return None,
                };
                Some((value, "time.nth"))
            }
            Core::UnitFrom { unit, back, event } => {
                let (day, _) = self.event_day(event)?;
                let other = add(day, if back { -1 } else { 1 }, unit)?;
                let (a, b) = if back { (other, day) } else { (day, other) };
                Some((Value::Span(Point::Day(a), Point::Day(b)), "time.offset.event"))
            }
            Core::EveOf { event } => on(
                self.event_day(event).and_then(|d| edtf::days(d.0, -1)),
                "time.eve",
            ),
            Core::EveOfDate(ref core) => {
                let (value, _) = self.try_core(core, view)?;
                on(value.start()?.first().and_then(|d| edtf::days(d, -1)), "time.eve")
            }
            Core::WeekOf { nth, month, year } => {
                let first = match view.year(year) {
                    Some(y) => Date::new(y, month, 1).ok()?,
                    None => view.nearest(|y| Date::new(y, month, 1).ok())?,
                };
                let last = first.last_of_month();
                let (a, b) = if nth == 5 {
                    (edtf::days(last, -6)?, last)
                } else {
                    (
                        edtf::days(first, 7 * (i32::from(nth) - 1))?,
                        edtf::days(first, 7 * i32::from(nth) - 1)?,
                    )
                };
                Some((Value::Span(Point::Day(a), Point::Day(b)), "time.week-of-month"))
            }
            Core::WeekFrom { how, ref date } => {
                let day = self.try_core(date, view)?.0.day()?;
                let first = match how {
                    WeekHow::Around => edtf::monday(day)?,
                    WeekHow::From => day,
                    WeekHow::To => edtf::days(day, -6)?,
                };
                Some((
                    Value::Span(Point::Day(first), Point::Day(edtf::days(first, 6)?)),
                    "time.week-of-date",
                ))
            }
            Core::Feast { month, day, year } => {
                on(feast(view, year, |y| Date::new(y, month, day).ok()), "time.feast")
            }
            Core::Easter { by, year } => {
                let at = |y| edtf::easter(y).and_then(|d| edtf::days(d, by));
                on(feast(view, year, at), "time.feast")
            }
            Core::Between(ref a, ref b) => {
                let (a, _) = self.try_core(a, view)?;
                let (b, _) = self.try_core(b, view)?;
                // Both must be days; the pair belongs to the night that ends on the second.
                let (_, second) = (a.day()?, b.day()?);
                on(Some(second), "time.night")
            }
            Core::Unknown => None,
        }
    }

    pub(super) fn offset(
        &self,
        low: i32,
        high: i32,
        unit: Unit,
        base: &Base,
        view: &View,
    ) -> Option<(Value, &'static str)> {
        // "Two years later" after "in 1994" counts years.
        if let (Base::Told | Base::ToldOnly, Unit::Year | Unit::Month, Some(told)) = (base, unit, view.period)
        {
            let point = match (told.value.end(), unit) {
                (Some(Point::Year(y)), Unit::Year) => Some(Point::Year(y + i16::try_from(low).ok()?)),
                (Some(Point::Month(y, m)), _) => offset_point(Date::new(y, m, 1).ok()?, low, unit),
                _ => None,
            };
            if let Some(point) = point.filter(|_| low == high) {
                return Some((
                    Value::One(point),
                    if low < 0 {
                        "time.offset.told"
                    } else {
                        "time.offset.next"
                    },
                ));
            }
        }
        let (day, rule) = match base {
            Base::Report => (view.day?, "time.offset.ago"),
            Base::Told => match view.told.and_then(|t| told_day(t.value)) {
                Some(day) => (day, "time.offset.told"),
                None => (view.day?, "time.offset.report"),
            },
            Base::ToldOnly => (view.told.and_then(|t| told_day(t.value))?, "time.offset.next"),
            Base::Event(event) => (self.event_day(*event)?.0, "time.offset.event"),
            Base::Date(core) => (self.try_core(core, view)?.0.day()?, "time.offset.date"),
        };
        let at = |by| offset_point(day, by, unit);
        let value = if low == high {
            Value::One(at(low)?)
        } else {
            Value::Span(at(low)?, at(high)?)
        };
        Some((value, rule))
    }
}

/// The day of a feast: in the year told, else near the report, before or after, as a feast is named for its own sake.
fn feast(view: &View, year: Year, at: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    match view.year(year) {
        Some(year) => at(year),
        None => View {
            lead: Lead::Limit,
            ..*view
        }
        .nearest(at),
    }
}
