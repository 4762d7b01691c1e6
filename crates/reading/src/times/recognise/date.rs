//! Dates: `20 September 2023`, `2023-09-20`, "the first Friday of July", "the 15th", "Christmas".

use super::Scan;
use crate::times::calendar::{self, Feast};
use crate::times::expr::{Core, Pick, WeekHow, Year};
use crate::times::token::Kind;
use dateline_syntax::Xpos;

impl Scan<'_> {
    /// "20 September 2023", "Monday, May 12th", "the second of November", `24 Oct 88`.
    pub(in crate::times) fn date(&self, at: usize) -> Option<(usize, Core)> {
        let (start, named) = self.after_weekday(at);
        let (next, mut core) = self.day_first(start).or_else(|| self.month_first(start))?;
        if let Core::Date { weekday, .. } = &mut core {
            *weekday = named;
        }
        Some((next, core))
    }

    /// Past a weekday that only accompanies a date: "Wednesday, ", "Wednesday (", "Wednesday the ".
    pub(in crate::times) fn after_weekday(&self, at: usize) -> (usize, Option<i8>) {
        let this = at + usize::from(self.is(at, "this last next"));
        let Some((next, day)) = self.weekday(this) else {
            return (at, None);
        };
        let next = self.comma(next);
        (
            next + usize::from(self.low(next) == "(" || self.low(next) == "-"),
            Some(day),
        )
    }

    pub(in crate::times) fn day_first(&self, at: usize) -> Option<(usize, Core)> {
        let (next, day, ordinal) = self.day_number(self.the(at))?;
        let dash = usize::from((self.is_dash(next) || self.low(next) == ".") && self.glued(next));
        let mut m = next + dash;
        if self.low(m) == "of" && dash == 0 {
            m += 1;
        }
        m += usize::from(self.low(m) == "the" && self.low(m + 1) == "month") * 2;
        let (next, month) = self.month(m)?;
        if !self.capital(m) && !ordinal && matches!(self.low(m), "may" | "march") {
            return None;
        }
        let (next, year) = self.date_year(next);
        Some((
            next,
            Core::Date {
                day,
                month,
                year,
                weekday: None,
            },
        ))
    }

    pub(in crate::times) fn month_first(&self, at: usize) -> Option<(usize, Core)> {
        let (next, month) = self.month(at)?;
        if !self.capital(at) && matches!(self.low(at), "may" | "march") {
            return None;
        }
        let dash = usize::from(
            matches!(self.low(next), "-" | "/" | ",") && (self.low(next) == "," || self.glued(next)),
        );
        let (end, day, ordinal) = self.day_number(self.the(next + dash))?;
        let (after, year) = self.date_year(end);
        // "In March 12 soldiers died" counts soldiers.
        if self.before(at, "in during")
            && !ordinal
            && year == Year::None
            && self
                .xpos(end)
                .is_some_and(|x| matches!(x, Xpos::NNS | Xpos::NNPS | Xpos::JJ))
        {
            return None;
        }
        // "May 20,000": the number goes on; `whole` has seen to that. "March 2 to 1" is left to ranges.
        Some((
            after,
            Core::Date {
                day,
                month,
                year,
                weekday: None,
            },
        ))
    }

    /// The year after a day and month; two digits only where nothing else can be meant.
    pub(in crate::times) fn date_year(&self, at: usize) -> (usize, Year) {
        if let Some(found) = self.year_after(at) {
            return found;
        }
        let dash = usize::from(self.low(at) == "-" && self.glued(at));
        if let Some(y) = self.digits(at + dash).filter(|_| dash == 1 && self.glued(at + 1)) {
            match self.low(at + dash).len() {
                4 => return (at + 2, Year::Fixed(y as i16)),
                2 => return (at + 2, Year::Fixed(full_year(y))),
                _ => {}
            }
        }
        // `24 Oct 88`
        if at > self.from && self.whole(at).is_some() && self.low(at).len() == 2 {
            let month = at - if self.is(at - 1, ".") { 2.min(at) } else { 1 };
            let clock = self.low(at + 1) == ":" || self.is(at + 1, "am pm a p");
            if self.calendar.month(self.low(month)).is_some()
                && calendar::is_short_month(self.low(month))
                && !clock
            {
                return (
                    at + 1,
                    Year::Fixed(full_year(self.digits(at).unwrap_or_default())),
                );
            }
        }
        (at, Year::None)
    }

    /// `2023-09-20`, `20/09/2023`, `20.9.23`, `9/20`.
    pub(in crate::times) fn figures(&self, at: usize) -> Option<(usize, Core)> {
        if !self.starts_number(at) {
            return None;
        }
        let a = self.digits(at)?;
        let mark = self.low(at + 1);
        if !matches!(mark, "-" | "/" | ".") || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        // `2019-sep-1`, `12-Sep-2019`
        if let Some(month) = self
            .calendar
            .month(self.low(at + 2))
            .filter(|_| self.low(at + 3) == mark && self.glued(at + 3))
        {
            let c = self.digits(at + 4)?;
            let (day, year) = if a > 31 { (c, a) } else { (a, c) };
            let year = if year < 100 { full_year(year) } else { year as i16 };
            return (1..=31).contains(&day).then_some((
                at + 5,
                Core::Date {
                    day: day as i8,
                    month,
                    year: Year::Fixed(year),
                    weekday: None,
                },
            ));
        }
        let b = self.digits(at + 2)?;
        let third = (self.low(at + 3) == mark && self.glued(at + 3) && self.glued(at + 4))
            .then(|| self.digits(at + 4))
            .flatten();
        if third.is_some()
            && self.is(at + 5, "/ - .")
            && self.glued(at + 5)
            && self.kind(at + 6) == Kind::Number
            && self.glued(at + 6)
        {
            return None;
        }
        let widths = (self.low(at).len(), self.low(at + 2).len(), self.low(at + 4).len());
        match third {
            Some(c) if widths.0 == 4 && (1..=12).contains(&b) && (1..=31).contains(&c) => Some((
                at + 5,
                Core::Date {
                    day: c as i8,
                    month: b as i8,
                    year: Year::Fixed(a as i16),
                    weekday: None,
                },
            )),
            Some(c) if matches!(widths.2, 2 | 4) && widths.0 <= 2 && widths.1 <= 2 => {
                // `3.5.10` is as well a version or a paragraph.
                if mark == "." && widths.2 == 2 && !self.before(at, "on of since until by dated") {
                    return None;
                }
                let year = if widths.2 == 4 { c as i16 } else { full_year(c) };
                // With dots the day stands first everywhere.
                if mark == "." {
                    let date = Core::Date {
                        day: a as i8,
                        month: b as i8,
                        year: Year::Fixed(year),
                        weekday: None,
                    };
                    return ((1..=31).contains(&a) && (1..=12).contains(&b)).then_some((at + 5, date));
                }
                day_and_month(a, b, Year::Fixed(year)).map(|core| (at + 5, core))
            }
            None if mark == "/" && widths.0 <= 2 && widths.1 <= 2 => {
                // A fraction, "24/7" or "9/11" the name.
                let led = self.before(at, "on since until till by from to of dated between and back for")
                    || (at > self.from && self.weekday(at - 1).is_some());
                let measured = self.is(at + 3, "of % percent majority inch vote");
                if !led || measured || (a, b) == (24, 7) || self.is(at + 3, "/") {
                    return None;
                }
                day_and_month(a, b, Year::None).map(|core| (at + 3, core))
            }
            None if mark == "/"
                && widths.0 <= 2
                && widths.1 == 4
                && (1..=12).contains(&a)
                && (1900..2100).contains(&b) =>
            {
                Some((
                    at + 3,
                    Core::Month {
                        month: a as i8,
                        year: Year::Fixed(b as i16),
                        pick: Pick::Bare,
                    },
                ))
            }
            None if mark == "/"
                && widths.0 == 4
                && widths.1 <= 2
                && (1900..2100).contains(&a)
                && (1..=12).contains(&b) =>
            {
                Some((
                    at + 3,
                    Core::Month {
                        month: b as i8,
                        year: Year::Fixed(a as i16),
                        pick: Pick::Bare,
                    },
                ))
            }
            None if mark == "-"
                && widths.0 == 4
                && widths.1 == 2
                && (1900..2100).contains(&a)
                && (1..=12).contains(&b)
                && b <= a % 100 =>
            {
                Some((
                    at + 3,
                    Core::Month {
                        month: b as i8,
                        year: Year::Fixed(a as i16),
                        pick: Pick::Bare,
                    },
                ))
            }
            _ => None,
        }
    }

    /// "the first Friday of July", "the last Sunday in this month".
    pub(in crate::times) fn nth_weekday(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let (next, nth) = match self.low(the) {
            "last" => (the + 1, 5),
            _ => self
                .ordinal(the)
                .filter(|o| (1..=5).contains(&o.1))
                .map(|(n, o)| (n, o as u8))?,
        };
        let (next, day) = self.weekday(next)?;
        if !self.is(next, "of in") {
            return None;
        }
        if let Some((next, month)) = self.month(next + 1) {
            let (next, year) = self.year_after(next).unwrap_or((next, Year::None));
            return Some((
                next,
                Core::NthWeekday {
                    nth,
                    day,
                    month: Some(month),
                    year,
                    of: 0,
                },
            ));
        }
        let (next, of) = self.month_shift(next + 1)?;
        Some((
            next,
            Core::NthWeekday {
                nth,
                day,
                month: None,
                year: Year::None,
                of,
            },
        ))
    }

    /// "the last week of May", "the first week of September 2022".
    pub(in crate::times) fn week_of_month(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let (next, nth) = match self.low(the) {
            "last" | "final" => (the + 1, 5),
            _ => self
                .ordinal(the)
                .filter(|o| (1..=4).contains(&o.1))
                .map(|(n, o)| (n, o as u8))?,
        };
        if self.low(next) != "week" || !self.is(next + 1, "of in") {
            return None;
        }
        let (next, month) = self.month(next + 2)?;
        let (next, year) = self.year_after(next).unwrap_or((next, Year::None));
        Some((next, Core::WeekOf { nth, month, year }))
    }

    /// "the week of 4 February", "the week beginning May 2", "the week ending Friday".
    pub(in crate::times) fn week_from(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        if self.low(the) != "week" || the == at {
            return None;
        }
        let how = match self.low(the + 1) {
            "of" => WeekHow::Around,
            "beginning" | "starting" | "commencing" => WeekHow::From,
            "ending" | "to" => WeekHow::To,
            _ => return None,
        };
        let date = the + 2 + usize::from(self.low(the + 2) == "on");
        let (next, core) = self.date(date).or_else(|| self.weekday_form(date))?;
        Some((
            next,
            Core::WeekFrom {
                how,
                date: Box::new(core),
            },
        ))
    }

    /// "the first quarter of 2019", "the last quarter of this year".
    pub(in crate::times) fn quarter(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let (next, nth) = match self.low(the) {
            "last" | "final" => (the + 1, 4),
            _ => self
                .ordinal(the)
                .filter(|o| (1..=4).contains(&o.1))
                .map(|(n, o)| (n, o as i8))?,
        };
        if self.low(next) != "quarter" {
            return None;
        }
        let (next, year) = self.year_after(next + 1)?;
        Some((next, Core::Quarter { nth, year }))
    }

    /// Attacks that the whole world knows by their day: "9/11", "the September 11 attacks", "the October 7 attack".
    pub(in crate::times) fn landmark(&self, at: usize) -> Option<(usize, Core)> {
        let fixed = |y, m, d| jiff::civil::Date::new(y, m, d).ok().map(Core::Fixed);
        let (nine, eleven) = (
            self.low(at) == "9" && self.low(at + 1) == "/" && self.low(at + 2) == "11",
            self.low(at + 3),
        );
        if nine && self.starts_number(at) && self.glued(at + 1) && self.glued(at + 2) && eleven != "/" {
            return fixed(2001, 9, 11).map(|core| (at + 3, core));
        }
        let (next, core) = self.day_first(at).or_else(|| self.month_first(at))?;
        let Core::Date {
            day,
            month,
            year: Year::None,
            ..
        } = core
        else {
            return None;
        };
        let attack = (next..next + 3)
            .any(|w| self.is(w, "attack attacks massacre hijackers hijackings assault"))
            && !self.is(next, ", .");
        let late = self.cx.report().reference_day()?;
        match (month, day) {
            (9, 11) if attack => fixed(2001, 9, 11).map(|core| (next, core)),
            (10, 7) if attack && late.year() >= 2023 => fixed(2023, 10, 7).map(|core| (next, core)),
            _ => None,
        }
    }

    /// Feasts: "Christmas", "New Year's Eve", "Easter Sunday".
    pub(in crate::times) fn feast(&self, at: usize) -> Option<(usize, Core)> {
        // "since the new year"
        if self.the(at) > at
            && self.low(at + 1) == "new"
            && self.low(at + 2) == "year"
            && self.before(at, "since until by before after in with")
            && !self.is(at + 3, "' \u{2019} of")
        {
            return Some((
                at + 3,
                Core::Feast {
                    month: 1,
                    day: 1,
                    year: Year::None,
                },
            ));
        }
        if !self.capital(at) || self.kind(at) != Kind::Word {
            return None;
        }
        // The longest name of up to five tokens that the calendar knows.
        for n in (1..=5).rev().filter(|n| at + n <= self.to) {
            let name = self
                .cx
                .cut(self.tokens.span(at, at + n))
                .to_lowercase()
                .replace('\u{2019}', "'");
            let Some(feast) = self.calendar.feast(&name) else {
                continue;
            };
            let (next, year) = self.year_after(at + n).unwrap_or((at + n, Year::None));
            return match feast {
                Feast::Fixed { month, day } => Some((next, Core::Feast { month, day, year })),
                Feast::Easter(by) => Some((next, Core::Easter { by, year })),
                // A word that opens a sentence may be no feast at all ("Lent to the museum"), nor may part of a name.
                Feast::Moving if at > self.from && !self.capital(at + n) && !self.capital(at - 1) => {
                    Some((next, Core::Unknown))
                }
                Feast::Moving => None,
            };
        }
        None
    }

    /// "the 15th", "the 20th of next month".
    pub(in crate::times) fn day_of_month(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let (d, weekday) = self.after_weekday(the);
        let d = self.the(d);
        let (next, n) = self.ordinal(d)?;
        let day = i8::try_from(n).ok().filter(|d| (1..=31).contains(d))?;
        let of = next + usize::from(self.low(next) == "of");
        if let Some((next, of)) = self.month_shift(of) {
            return Some((
                next,
                Core::DayOfMonth {
                    day,
                    of: Some(of),
                    weekday,
                },
            ));
        }
        let led = (the > at && self.before(at, "on by until since from before after")) || d > the + 1;
        // "on the 15th floor": a noun follows.
        let closed = self.ends_clause(next)
            || self.is(
                next,
                "and or to at in that when the of with but until till through for as after before by",
            );
        let spelt = self.kind(d) != Kind::Number;
        (led && closed && self.low(next) != "of" && !(spelt && d == the)).then_some((
            next,
            Core::DayOfMonth {
                day,
                of: None,
                weekday,
            },
        ))
    }
}

/// A year of two digits: in reports, 30 to 99 lie in the last century.
fn full_year(y: u32) -> i16 {
    if y >= 50 { 1900 + y as i16 } else { 2000 + y as i16 }
}

/// Two figures of which one is the day and one the month.
fn day_and_month(a: u32, b: u32, year: Year) -> Option<Core> {
    let fits = a > 0 && b > 0 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
    fits.then_some(Core::Figures {
        first: a as i8,
        second: b as i8,
        year,
    })
}
