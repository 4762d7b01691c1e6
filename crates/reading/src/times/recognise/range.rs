//! Ranges, and words that narrow a date: "12 and 13 May", "between March and May", "the end of June".

use super::Scan;
use crate::times::calendar::Unit;
use crate::times::expr::{Base, Core, Year};
use crate::times::token::Kind;
use dateline_syntax::Xpos;

impl Scan<'_> {
    /// "late ", "early in ", "the end of ", "mid-": words that narrow a period without changing its value.
    pub(in crate::times) fn edge(&self, at: usize) -> Option<usize> {
        let the = self.the(at);
        match self.low(the) {
            "early" | "late" | "mid" | "earlier" | "later" => {
                let mut next = the + 1;
                if self.is_dash(next) {
                    next += 1;
                }
                if self.is(next, "in on") {
                    next += 1;
                }
                Some(next)
            }
            "end" | "start" | "beginning" | "middle" | "close" | "turn" | "half" | "rest" | "course"
            | "height" | "depths" | "outset" | "run" => {
                // "end-May"
                if self.low(the) == "end" && self.is_dash(the + 1) {
                    return Some(the + 2);
                }
                (self.low(the + 1) == "of" && !matches!(self.low(the), "rest" | "course" | "height" | "run"))
                    .then_some(the + 2)
            }
            "first" | "second" | "latter"
                if self.is(the + 1, "half part") && self.low(the + 2) == "of" && the > at =>
            {
                Some(the + 3)
            }
            "night" | "morning" | "evening" | "afternoon" if the > at && self.low(the + 1) == "of" => {
                Some(the + 2)
            }
            _ => None,
        }
    }

    /// Whether the edge at `at` names a part of a day: "the night of", "the early hours of".
    pub(in crate::times) fn hours_of(&self, at: usize) -> Option<usize> {
        let the = self.the(at);
        if self.is(the, "early small late first predawn")
            && self.low(the + 1) == "hours"
            && self.is(the + 2, "of on")
        {
            return Some(the + 3);
        }
        if the > at && self.is(the, "night morning evening afternoon") && self.is(the + 1, "of from between")
        {
            return Some(the + 2);
        }
        None
    }

    /// A date with the words that narrow it: "late on Thursday", "the early 1990s", "the turn of the year".
    pub(in crate::times) fn narrowed(&self, at: usize) -> Option<(usize, Core)> {
        if let Some((next, core)) = self.core(at) {
            return Some((next, core));
        }
        let the = self.the(at);
        if self.low(the) == "turn"
            && self.low(the + 1) == "of"
            && self.low(the + 2) == "the"
            && self.low(the + 3) == "year"
        {
            return Some((
                the + 4,
                Core::Feast {
                    month: 1,
                    day: 1,
                    year: Year::None,
                },
            ));
        }
        if let Some(next) = self.hours_of(at) {
            return self.core(next);
        }
        let next = self.edge(at)?;
        let (end, core) = self.core(next).or_else(|| {
            // "the end of the month|week|year", "later in the day"
            let unit_at = self.the(next);
            let (end, unit) = self.unit(unit_at).filter(|_| {
                let spare = self.low(the) == "end" && self.before(the, "by before at until till near");
                (unit_at > next || spare) && !self.low(unit_at).ends_with('s')
            })?;
            match unit {
                Unit::Day if self.is(self.the(at), "earlier later") => Some((
                    end,
                    Core::Offset {
                        low: 0,
                        high: 0,
                        unit: Unit::Day,
                        base: Base::Told,
                    },
                )),
                Unit::Week | Unit::Month | Unit::Year if self.low(end) != "of" => {
                    Some((end, Core::Shift { unit, by: 0 }))
                }
                _ => None,
            }
        })?;
        // "later that day", "early 20 fighters": a count is not narrowed.
        let fits = !matches!(core, Core::Offset { .. } | Core::Window { .. } | Core::Unknown)
            || matches!(
                core,
                Core::Offset {
                    base: Base::Told | Base::ToldOnly,
                    ..
                }
            );
        fits.then_some((end, core))
    }

    /// Days of one month: "12 and 13 May", "18-20 September 2022", "May 12 and 13", "5 to 18 May".
    pub(in crate::times) fn days_of_month(&self, at: usize) -> Option<(usize, Core, Core)> {
        // Day first.
        let first = self.the(self.after_weekday(at).0);
        if let Some((next, low, _)) = self.day_number(first) {
            let mut last = None;
            let mut w = next;
            while let Some(sep) = self.list_mark(w) {
                let Some((end, day, _)) = self.day_number(self.the(self.after_weekday(sep).0)) else {
                    break;
                };
                (last, w) = (Some(day), end);
            }
            if let Some(high) = last {
                let of = w + usize::from(self.low(w) == "of");
                if let Some((next, month)) = self.month(of).filter(|_| self.capital(of)) {
                    let (next, year) = self.date_year(next);
                    return (low < high).then_some((
                        next,
                        numbered(low, month, year),
                        numbered(high, month, year),
                    ));
                }
                if let Some((next, by)) = self.month_shift(of + usize::from(self.low(of) == "in")) {
                    return (low < high).then_some((
                        next,
                        Core::DayOfMonth {
                            day: low,
                            of: Some(by),
                            weekday: None,
                        },
                        Core::DayOfMonth {
                            day: high,
                            of: Some(by),
                            weekday: None,
                        },
                    ));
                }
            }
        }
        // Month first.
        let m = self.after_weekday(at).0;
        let (next, month) = self.month(m).filter(|_| self.capital(m))?;
        let (mut w, low, _) = self.day_number(self.the(next))?;
        let mut last = None;
        while let Some(sep) = self.list_mark(w) {
            let Some((end, day, ordinal)) = self.day_number(self.the(sep)) else {
                break;
            };
            // "May 12 and 13 people": the second number counts.
            let counts = !ordinal
                && self
                    .xpos(end)
                    .is_some_and(|x| matches!(x, Xpos::NNS | Xpos::NN | Xpos::JJ))
                && self.kind(end) == Kind::Word
                && self.calendar.month(self.low(end)).is_none();
            let other_month =
                self.month(end + usize::from(self.low(end) == "of")).is_some() && self.capital(end);
            if counts || other_month || self.unit(end).is_some() {
                break;
            }
            (last, w) = (Some(day), end);
        }
        let high = last.filter(|&h| h > low)?;
        let (next, year) = self.date_year(w);
        Some((next, numbered(low, month, year), numbered(high, month, year)))
    }

    /// What joins days in a list or range; gives where the next one starts.
    pub(in crate::times) fn list_mark(&self, at: usize) -> Option<usize> {
        if self.is_dash(at) || self.is(at, "and to until till through thru or &") {
            return Some(at + 1);
        }
        (self.low(at) == ",").then(|| at + 1 + usize::from(self.is(at + 1, "and or")))
    }

    /// `1992-95`, "1994 to 1998", `1994/95`.
    pub(in crate::times) fn years(&self, at: usize) -> Option<(usize, Core, Core)> {
        let a = self
            .digits(at)
            .filter(|_| self.starts_number(at) && self.low(at).len() == 4)?;
        if !(1000..=2199).contains(&a) {
            return None;
        }
        let sep = at + 1;
        let dash = self.is_dash(sep) || (self.low(sep) == "/" && self.glued(sep));
        let worded =
            self.is(sep, "to until till through") || (self.low(sep) == "and" && self.before(at, "between"));
        if !(dash || worded) {
            return None;
        }
        let b = self.digits(sep + 1)?;
        let b = match self.low(sep + 1).len() {
            4 => b,
            2 if dash && self.glued(sep + 1) => a / 100 * 100 + b,
            _ => return None,
        };
        // A third part makes it a date.
        let date = self.is(sep + 2, "- /") && self.glued(sep + 2) && self.kind(sep + 3) == Kind::Number;
        let decade = self.low(sep + 2) == "s" && self.glued(sep + 2);
        (a < b && b <= 2199 && !date && !decade && self.whole(sep + 1).is_some()).then_some((
            sep + 2,
            Core::Year(a as i16),
            Core::Year(b as i16),
        ))
    }

    /// A range of two dates: "from Monday to Wednesday", "between March and May", "2 April to 12 May".
    pub(in crate::times) fn range(&self, at: usize) -> Option<(usize, Core, Core)> {
        if let Some(found) = self.years(at).or_else(|| self.days_of_month(at)) {
            return Some(found);
        }
        let (next, mut a) = self.narrowed(at)?;
        let between = self.before(at, "between");
        let from = self.before(at, "from");
        let joined = match self.low(next) {
            "to" | "through" | "thru" => true,
            "until" | "till" => {
                from || matches!(a, Core::Date { .. } | Core::Month { .. } | Core::Weekday { .. })
            }
            "and" => between,
            _ => self.is_dash(next),
        };
        if !joined {
            return None;
        }
        let (end, b) = self.narrowed(next + 1)?;
        // A dash with blanks about it is a pause in the sentence, unless dates or words make it a range.
        let tight = self.glued(next) && self.glued(next + 1);
        let ranging = tight || between || from || matches!(a, Core::Date { .. } | Core::Month { .. });
        if !same_sort(&a, &b) || (self.is_dash(next) && !ranging) {
            return None;
        }
        share_year(&mut a, &b);
        Some((end, a, b))
    }

    /// "the midnight of Wednesday and Thursday", "the night from Monday to Tuesday", "overnight to Tuesday".
    pub(in crate::times) fn night_between(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        if !self.is(the, "midnight night overnight") {
            return None;
        }
        let link = the + 1;
        if self.low(the) == "overnight" && self.is(link, "to into") {
            let (next, core) = self.weekday_form(link + 1).or_else(|| self.date(link + 1))?;
            return Some((next, core));
        }
        if !self.is(link, "of between from") {
            return None;
        }
        let (next, a) = self.date(link + 1).or_else(|| self.weekday_form(link + 1))?;
        if !self.is(next, "and to into") && !self.is_dash(next) {
            return None;
        }
        let (next, b) = self.date(next + 1).or_else(|| self.weekday_form(next + 1))?;
        Some((next, Core::Between(Box::new(a), Box::new(b))))
    }
}

/// Whether two cores can be the ends of one range.
fn same_sort(a: &Core, b: &Core) -> bool {
    let sort = |core: &Core| match core {
        Core::Month { .. } => 1,
        Core::Year(_) => 2,
        Core::Decade(_) | Core::Century(_) => 3,
        Core::Season { .. } => 4,
        Core::Shift { unit, .. } if *unit != Unit::Day => 5,
        Core::Unknown | Core::Window { .. } | Core::Soon | Core::SamePeriod => 6,
        _ => 0,
    };
    sort(a) == sort(b)
        || matches!(
            (a, b),
            (
                Core::Month { .. } | Core::Date { .. },
                Core::Month { .. } | Core::Date { .. }
            )
        )
}

/// "between March and May 2021": the year told at the end is that of both.
fn share_year(first: &mut Core, last: &Core) {
    // From November to February 2021 the first lies in the year before.
    let earlier = |year: Year, wraps: bool| match year {
        Year::Fixed(y) if wraps => Year::Fixed(y - 1),
        Year::Shift(by) if wraps => Year::Shift(by - 1),
        other => other,
    };
    match (first, last) {
        (
            Core::Month {
                month: from,
                year: open @ Year::None,
                ..
            },
            Core::Month { month: to, year, .. },
        ) => {
            *open = earlier(*year, *from > *to);
        }
        (
            Core::Date {
                month: from,
                day: from_day,
                year: open @ Year::None,
                ..
            },
            Core::Date {
                month: to,
                day: to_day,
                year,
                ..
            },
        ) => {
            *open = earlier(*year, (*from, *from_day) > (*to, *to_day));
        }
        (
            Core::Season {
                year: open @ Year::None,
                ..
            },
            Core::Season { year, .. },
        ) => *open = *year,
        _ => {}
    }
}

/// A day of a month, told by its number.
fn numbered(day: i8, month: i8, year: Year) -> Core {
    Core::Date {
        day,
        month,
        year,
        weekday: None,
    }
}
