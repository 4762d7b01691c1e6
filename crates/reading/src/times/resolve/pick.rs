//! Which of the days, months and years of one name is meant.

use crate::times::anchor::{Lead, Tense, Told};
use crate::times::edtf::{self, Point, Value};
use crate::times::expr::{Pick, Year};
use jiff::civil::Date;

/// What is known while one expression is resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// The day that "today" means here.
    pub(super) day: Option<Date>,
    pub(super) tense: Tense,
    pub(super) lead: Lead,
    /// The day last told, if it is near enough.
    pub(super) told: Option<Told>,
    /// The day, month or year last told, if near enough.
    pub(super) period: Option<Told>,
    /// A finite verb shows the tense.
    pub(super) finite: bool,
}

impl View {
    /// The year that is told; none where tense must find it.
    pub(super) fn year(&self, year: Year) -> Option<i16> {
        match year {
            Year::Fixed(y) => Some(y),
            Year::Shift(by) => Some(self.day?.year() + i16::try_from(by).ok()?),
            Year::That => Some(self.period.or(self.told)?.value.start()?.year()),
            Year::None => None,
        }
    }

    /// The day of the year in which it best fits tense: on or before the report when past, on or after it when to come.
    pub(super) fn nearest(&self, at: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let now = self.day?;
        let days: Vec<Date> = (now.year() - 4..=now.year() + 4).filter_map(at).collect();
        let before = days.iter().rev().find(|&&d| d <= now).copied();
        let after = days.iter().find(|&&d| d >= now).copied();
        let (Some(before), Some(after)) = (before, after) else {
            return before.or(after);
        };
        let ahead = i64::from((after - now).get_days()) < i64::from((now - before).get_days());
        match (self.tense, self.lead) {
            (_, Lead::Since) => Some(before),
            (Tense::Past, Lead::Limit | Lead::Term) | (Tense::Present | Tense::Open, _) => {
                Some(if ahead { after } else { before })
            }
            (Tense::Past, _) => Some(before),
            (Tense::Future, Lead::Back) => Some(if ahead { after } else { before }),
            // What is to come may still name a day just past: "will investigate the raid of 3 May".
            (Tense::Future, _) => Some(if (after - now).get_days() > 300 {
                before
            } else {
                after
            }),
        }
    }

    pub(super) fn weekday(&self, day: i8, pick: Pick) -> Option<(Value, &'static str)> {
        let now = self.day?;
        let today = i32::from(now.weekday().to_monday_one_offset());
        let back = (today - i32::from(day)).rem_euclid(7);
        let forth = (i32::from(day) - today).rem_euclid(7);
        let in_week = |by: i32| edtf::monday(now).and_then(|m| edtf::days(m, 7 * by + i32::from(day) - 1));
        let past = (self.tense == Tense::Past && self.lead != Lead::Term) || self.lead == Lead::Since;
        let (value, rule) = match pick {
            Pick::Last => (
                edtf::days(now, -if back == 0 { 7 } else { back }),
                "time.weekday.last",
            ),
            Pick::Next => (in_week(1), "time.weekday.next"),
            Pick::Of(i32::MAX) => (
                edtf::days(now, if forth == 0 { 7 } else { forth }),
                "time.weekday.next",
            ),
            Pick::Of(by) => (in_week(by), "time.weekday.of-week"),
            Pick::That => {
                let told = self.told?.value.start()?.day()?;
                let at = i32::from(told.weekday().to_monday_one_offset());
                (edtf::days(told, i32::from(day) - at), "time.weekday.same")
            }
            _ if self.tense == Tense::Open && !past => (
                edtf::days(now, if forth < back { forth } else { -back }),
                "time.weekday.nearest",
            ),
            _ if past => (edtf::days(now, -back), "time.weekday.past"),
            _ => (edtf::days(now, forth), "time.weekday.future"),
        };
        value.map(|d| (Value::One(Point::Day(d)), rule))
    }

    pub(super) fn month(&self, month: i8, year: Year, pick: Pick) -> Option<(Value, &'static str)> {
        let point = |y| Value::One(Point::Month(y, month));
        if let Some(y) = self.year(year) {
            return Some((point(y), "time.month"));
        }
        if year != Year::None {
            return None;
        }
        let now = self.day?;
        let (y, this) = (now.year(), now.month());
        let rule = "time.month.relative";
        Some(match pick {
            Pick::Last => (point(if month < this { y } else { y - 1 }), rule),
            Pick::Next => (point(if month > this { y } else { y + 1 }), rule),
            Pick::This => (point(y), rule),
            _ => {
                let (before, after) = (
                    if month <= this { y } else { y - 1 },
                    if month >= this { y } else { y + 1 },
                );
                let away = |year: i16| (i32::from(year - y) * 12 + i32::from(month - this)).abs();
                let nearest = if away(after) < away(before) { after } else { before };
                let year = match (self.tense, self.lead) {
                    (_, Lead::Since) => before,
                    (Tense::Present, Lead::Limit | Lead::Until) | (Tense::Future, _) => after,
                    (Tense::Past, Lead::Limit | Lead::Term) | (Tense::Present | Tense::Open, _) => nearest,
                    (Tense::Past, _) => before,
                };
                (point(year), "time.month.bare")
            }
        })
    }

    pub(super) fn season(&self, code: i8, year: Year, pick: Pick) -> Option<(Value, &'static str)> {
        let point = |y| Value::One(Point::Season(y, code));
        if let Some(y) = self.year(year) {
            return Some((point(y), "time.season"));
        }
        if year != Year::None {
            return None;
        }
        let now = self.day?;
        // A winter bears the year of its December; January and February belong to the one before.
        let (now_code, now_year) = match now.month() {
            1 | 2 => (24, now.year() - 1),
            m => (20 + m / 3, now.year()),
        };
        let (before, after) = (
            if code <= now_code { now_year } else { now_year - 1 },
            if code >= now_code { now_year } else { now_year + 1 },
        );
        let ahead = self.tense == Tense::Future
            || (self.tense == Tense::Present && matches!(self.lead, Lead::Limit | Lead::Until));
        let year = match pick {
            Pick::Last => {
                if code < now_code {
                    now_year
                } else {
                    now_year - 1
                }
            }
            Pick::Next => {
                if code > now_code {
                    now_year
                } else {
                    now_year + 1
                }
            }
            // This spring is that of the calendar year, past or to come; in January this winter has begun.
            Pick::This if code == 24 => now_year,
            Pick::This => now.year(),
            Pick::That => self.period?.value.start()?.year(),
            _ if ahead && self.lead != Lead::Since => after,
            _ => before,
        };
        Some((
            point(year),
            if pick == Pick::Bare {
                "time.season.bare"
            } else {
                "time.season.relative"
            },
        ))
    }
}
