//! Times told against the report or what was told before: "last Friday", "this month", "three days ago".

use super::Scan;
use crate::times::calendar::Unit;
use crate::times::expr::{Base, Core, Pick, Year};
use crate::times::token::Kind;
use dateline_syntax::Xpos;

impl Scan<'_> {
    /// Weekdays: "Thursday", "last Friday", "Tuesday of last week", "next week on Friday".
    pub(in crate::times) fn weekday_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let mut pick = Pick::Bare;
        let mut w = the;
        match self.low(the) {
            "last" | "past" | "previous" => (pick, w) = (Pick::Last, the + 1),
            "next" => (pick, w) = (Pick::Next, the + 1),
            "coming" => (pick, w) = (Pick::Of(i32::MAX), the + 1),
            // "Following Monday's raid" only says after.
            "following" if the > at => (pick, w) = (Pick::Of(i32::MAX), the + 1),
            "this" => {
                (pick, w) = (Pick::This, the + 1);
                if self.is(w, "past last") {
                    (pick, w) = (Pick::Last, w + 1);
                } else if self.is(w, "coming next") {
                    (pick, w) = (Pick::Of(i32::MAX), w + 1);
                }
            }
            "same" => (pick, w) = (Pick::That, the + 1),
            _ => {}
        }
        // "last week on Friday", "this week Friday"
        if self.low(w) == "week" && w > the && pick != Pick::That {
            let by = match pick {
                Pick::Last => -1,
                Pick::Next => 1,
                Pick::This => 0,
                _ => return None,
            };
            let day_at = w + 1 + usize::from(self.low(w + 1) == "on");
            let (next, day) = self.weekday(day_at)?;
            return Some((
                next,
                Core::Weekday {
                    day,
                    pick: Pick::Of(by),
                },
            ));
        }
        let (next, day) = self.weekday(w)?;
        if the > at && w == the {
            // "the Friday attack", "the Thursday": only "the Monday of last week" is a form of its own.
            self.week_after(next)?;
        }
        if pick == Pick::Bare || pick == Pick::This {
            if let Some((next, by)) = self.week_after(next) {
                return Some((
                    next,
                    Core::Weekday {
                        day,
                        pick: Pick::Of(by),
                    },
                ));
            }
            if self.low(next) == "last" && !self.is(next + 1, "year month week night") {
                return Some((
                    next + 1,
                    Core::Weekday {
                        day,
                        pick: Pick::Last,
                    },
                ));
            }
            if self.low(next) == "next" && !self.is(next + 1, "year month week to door") {
                return Some((
                    next + 1,
                    Core::Weekday {
                        day,
                        pick: Pick::Next,
                    },
                ));
            }
        }
        Some((next, Core::Weekday { day, pick }))
    }

    /// "of last week", "next week".
    pub(in crate::times) fn week_after(&self, at: usize) -> Option<(usize, i32)> {
        let of = self.the(at + usize::from(self.is(at, "of in")));
        if self.low(of + 1) != "week" {
            return None;
        }
        let by = match self.low(of) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        Some((of + 2, by))
    }

    /// "last month", "this month", "next month".
    pub(in crate::times) fn month_shift(&self, at: usize) -> Option<(usize, i32)> {
        let at = self.the(at);
        if self.low(at + 1) != "month" {
            return None;
        }
        let by = match self.low(at) {
            "last" | "previous" => -1,
            "this" | "current" => 0,
            "next" => 1,
            _ => return None,
        };
        Some((at + 2, by))
    }

    /// Months: "December", "last August", "October last year", "the month of November", "November 2020".
    pub(in crate::times) fn month_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        if self.low(the) == "month" && self.low(the + 1) == "of" && the > at {
            let (next, month) = self.month(the + 2)?;
            let (next, year) = self.year_after(next).unwrap_or((next, Year::None));
            return Some((
                next,
                Core::Month {
                    month,
                    year,
                    pick: Pick::Bare,
                },
            ));
        }
        let (pick, m) = match self.low(the) {
            "last" | "past" => (Pick::Last, the + 1),
            "next" | "coming" | "upcoming" => (Pick::Next, the + 1),
            "this" => (Pick::This, the + 1),
            _ => (Pick::Bare, the),
        };
        let (next, month) = if m > the {
            self.month(m)?
        } else {
            self.lone_month(m)?
        };
        if the > at && m == the && self.year_after(next).is_none() {
            // "the December attack": the month without its article.
            return None;
        }
        if let Some((next, year)) = self.year_after(next) {
            return Some((next, Core::Month { month, year, pick }));
        }
        Some((
            next,
            Core::Month {
                month,
                year: Year::None,
                pick,
            },
        ))
    }

    /// Seasons: "last spring", "the summer of 2021", "in winter".
    pub(in crate::times) fn season_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let (pick, s) = match self.low(the) {
            "last" | "past" | "previous" => (Pick::Last, the + 1),
            "next" | "coming" => (Pick::Next, the + 1),
            "this" => (Pick::This, the + 1),
            "same" | "that" => (Pick::That, the + 1),
            _ => (Pick::Bare, the),
        };
        let (next, code) = self.season(s)?;
        if let Some((next, year)) = self.year_after(next) {
            return Some((next, Core::Season { code, year, pick }));
        }
        if pick == Pick::Bare {
            let led = self.before(s, "in by since until till before during early late mid from for")
                || (the > at
                    && self.before(
                        at,
                        "in by since until during over before after through throughout of for this",
                    ));
            let verbal = self.low(s) == "fall"
                && self
                    .xpos(s)
                    .is_none_or(|x| x != Xpos::NN || !self.before(s, "in by since until this last"));
            let noun_follows = self.kind(next) == Kind::Word
                && self
                    .xpos(next)
                    .is_some_and(|x| matches!(x, Xpos::NN | Xpos::NNS | Xpos::NNP));
            if !led || verbal || noun_follows {
                return None;
            }
        }
        Some((
            next,
            Core::Season {
                code,
                year: Year::None,
                pick,
            },
        ))
    }

    /// "last week", "this year", "the weekend", "next month", "the previous week", "that year".
    pub(in crate::times) fn unit_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let word = self.low(the);
        if the > at && word == "weekend" {
            return Some((
                the + 1,
                Core::Shift {
                    unit: Unit::Weekend,
                    by: 0,
                },
            ));
        }
        // "within the year", "inside the week"
        if the > at
            && self.before(at, "within inside")
            && let Some((next, unit)) = self.unit(the)
            && matches!(unit, Unit::Week | Unit::Month | Unit::Year)
            && !word.ends_with('s')
        {
            return Some((next, Core::Shift { unit, by: 0 }));
        }
        if the > at && word == "same" && self.low(the + 1) == "period" {
            let of = self.is(the + 2, "of in last");
            return (!of).then_some((the + 2, Core::SamePeriod));
        }
        let current = word == "current";
        let u = the + 1 + usize::from(word == "this" && self.is(the + 1, "past coming current very same"));
        let (next, unit) = self.unit(u)?;
        if unit == Unit::Hour
            || self.low(u).ends_with('s')
            || (self.low(next) == "'" || self.low(next) == "\u{2019}") && self.low(u).ends_with('s')
        {
            return None;
        }
        let core = match word {
            "last" if unit == Unit::Day || (the > at && self.low(next) == "of") => return None,
            // "the last week", "over the past year": counted back from the day.
            "last" if the > at && !matches!(unit, Unit::Weekend | Unit::Century) => Core::Window {
                n: 1,
                unit,
                back: true,
            },
            "past" if !matches!(unit, Unit::Weekend | Unit::Century) => Core::Window {
                n: 1,
                unit,
                back: true,
            },
            "last" | "past" => Core::Shift { unit, by: -1 },
            "next" | "coming" if unit == Unit::Day => {
                if the == at && self.is(next, "of") {
                    return None;
                }
                Core::Offset {
                    low: 1,
                    high: 1,
                    unit,
                    base: Base::ToldOnly,
                }
            }
            "next" | "coming" if the > at && unit == Unit::Decade => Core::Window {
                n: 1,
                unit,
                back: false,
            },
            "next" | "coming" | "upcoming" => Core::Shift { unit, by: 1 },
            "this" if unit == Unit::Day => return None,
            "this" if self.is(the + 1, "past") => Core::Shift { unit, by: -1 },
            "this" if self.is(the + 1, "coming") => Core::Shift { unit, by: 1 },
            "this" => Core::Shift { unit, by: 0 },
            _ if current && the > at && unit != Unit::Day => Core::Shift { unit, by: 0 },
            "previous" | "preceding" if unit == Unit::Day || the > at => Core::Offset {
                low: -1,
                high: -1,
                unit,
                base: Base::Told,
            },
            "following" if the > at => Core::Offset {
                low: 1,
                high: 1,
                unit,
                base: Base::ToldOnly,
            },
            "same" if the > at => Core::Same(unit),
            "that" if the == at && self.clause_final_that(the) => Core::Same(unit),
            "very" if the > at && self.low(the + 1) == "same" => Core::Same(unit),
            _ => return None,
        };
        Some((next, core))
    }

    /// "that day", unless "that" is the object of a clause ("said that day labourers").
    pub(in crate::times) fn clause_final_that(&self, at: usize) -> bool {
        self.xpos(at) == Some(Xpos::DT)
            || self.before(at, "on in during since by until later earlier before after")
    }

    /// "today", "yesterday", "the day before yesterday", "tonight", "last night".
    pub(in crate::times) fn deictic(&self, at: usize) -> Option<(usize, Core)> {
        let shift = |by| Core::Shift { unit: Unit::Day, by };
        let the = self.the(at);
        if self.low(the) == "day" {
            let by = match (self.low(the + 1), self.low(the + 2)) {
                ("before", "yesterday") => -2,
                ("after", "tomorrow") => 2,
                _ => return None,
            };
            return Some((the + 3, shift(by)));
        }
        // "USA Today" is a newspaper.
        if self.capital(at) && at > self.from && self.capital(at - 1) && self.kind(at - 1) == Kind::Word {
            return None;
        }
        Some(match self.low(at) {
            "today" | "tonight" | "tonite" => (at + 1, shift(0)),
            "yesterday" => (at + 1, shift(-1)),
            "tomorrow" | "tmrw" => (at + 1, shift(1)),
            "last" if self.is(at + 1, "night evening") => (at + 2, shift(-1)),
            "this" if self.is(at + 1, "morning afternoon evening") => (at + 2, shift(0)),
            _ => return None,
        })
    }

    /// "three days ago", "two weeks later", "a day earlier", "two days after the attack".
    pub(in crate::times) fn offset(&self, at: usize) -> Option<(usize, Core)> {
        if let Some(found) = self.vague_offset(at) {
            return Some(found);
        }
        // "less than a week later" bounds a time and does not name it.
        if self.before(at, "than") && at >= self.from + 2 && self.is(at - 2, "less fewer") {
            return None;
        }
        let (mut next, mut low) = self.count(at)?;
        let mut high = low;
        if self.is(next, "or to and - \u{2013}")
            && let Some((after, n)) = self.count(next + 1)
            && self.unit(after).is_some()
            && n > low
        {
            (next, high) = (after, n);
        }
        if self.is(next, "or") && self.is(next + 1, "so more") {
            next += 2;
        }
        let (mut next, unit) = self.unit(next)?;
        if matches!(unit, Unit::Hour) {
            return None;
        }
        // "2 years 1 month ago" would need two units; the coarser one is not wrong but incomplete: leave it.
        if self.count(next).is_some_and(|(n, _)| self.unit(n).is_some()) {
            return None;
        }
        let (base, back) = match self.low(next) {
            "ago" | "back" if self.low(next) == "ago" || self.ends_clause(next + 1) => (Base::Report, true),
            "earlier" | "previously" | "prior" | "beforehand"
                if self.low(next + 1) != "to" && self.low(next + 1) != "than" =>
            {
                (Base::Told, true)
            }
            "later" | "afterwards" | "afterward" | "on"
                if self.low(next) != "on" || self.ends_clause(next + 1) =>
            {
                (Base::ToldOnly, false)
            }
            "hence" => (Base::Report, false),
            "from" if self.is(next + 1, "now today") => {
                next += 1;
                (Base::Report, false)
            }
            "'" | "\u{2019}" if self.low(next + 1) == "time" => {
                next += 1;
                (Base::Report, false)
            }
            "before" | "after" if self.ends_clause(next + 1) => (
                if self.low(next) == "before" {
                    Base::Told
                } else {
                    Base::ToldOnly
                },
                self.low(next) == "before",
            ),
            side @ ("before" | "after" | "from" | "since" | "into" | "following") => {
                let back = side == "before";
                let from = next + 1;
                if side == "since" || side == "into" {
                    return None;
                }
                if let Some((end, core)) = self.base_date(from) {
                    (low, high) = if back { (-high, -low) } else { (low, high) };
                    return Some((
                        end,
                        Core::Offset {
                            low,
                            high,
                            unit,
                            base: Base::Date(Box::new(core)),
                        },
                    ));
                }
                let event = self.event_after(from)?;
                (low, high) = if back { (-high, -low) } else { (low, high) };
                return Some((
                    event + 1,
                    Core::Offset {
                        low,
                        high,
                        unit,
                        base: Base::Event(event),
                    },
                ));
            }
            _ => return None,
        };
        (low, high) = if back { (-high, -low) } else { (low, high) };
        Some((
            next + 1,
            Core::Offset {
                low,
                high,
                unit,
                base,
            },
        ))
    }

    /// A date that days are counted from.
    pub(in crate::times) fn base_date(&self, at: usize) -> Option<(usize, Core)> {
        self.deictic(at)
            .or_else(|| self.date(at))
            .or_else(|| self.weekday_form(at))
    }

    /// "a few days ago": a calendar time that nobody can tell.
    pub(in crate::times) fn vague_offset(&self, at: usize) -> Option<(usize, Core)> {
        let n = if self.is(at, "a") && self.low(at + 1) == "few" {
            at + 2
        } else if self.is(at, "several some") {
            at + 1
        } else {
            return None;
        };
        let (next, unit) = self.unit(n)?;
        (unit != Unit::Hour && self.low(next) == "ago").then_some((next + 1, Core::Unknown))
    }

    pub(in crate::times) fn ends_clause(&self, at: usize) -> bool {
        at >= self.to || (self.kind(at) == Kind::Mark && !self.is(at, "\" \u{201C} ( '"))
    }

    /// "the past three days", "the next 48 hours", "these three days", "the next few days".
    pub(in crate::times) fn window(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let back = match self.low(the) {
            "past" | "last" => true,
            // Counted back from what is told of, which the words do not tell.
            "previous" | "preceding" => {
                let (next, _) = self.cardinal(the + 1)?;
                let (next, _) = self.unit(next)?;
                return Some((next, Core::Unknown));
            }
            "next" | "coming" | "following" => false,
            "these" if the == at => true,
            _ => return None,
        };
        if !back && self.is(the + 1, "few several") {
            let (next, unit) = self.unit(the + 2)?;
            return (unit == Unit::Day && self.low(next) != "of").then_some((next, Core::Soon));
        }
        if !back && self.low(the) == "coming" && the > at && self.low(the + 1) == "days" {
            return Some((the + 2, Core::Soon));
        }
        let (next, n) = self.cardinal(the + 1)?;
        let (next, unit) = self.unit(next)?;
        if self.is(next, "of in") && the > at && back && self.low(the) == "last" {
            return None;
        }
        Some((
            next,
            Core::Window {
                n: i32::try_from(n).ok()?,
                unit,
                back,
            },
        ))
    }
}
