//! Whole expressions: a date with its part of a day or clock time.

use super::Scan;
use crate::times::calendar::{self, Unit};
use crate::times::edtf::Clock;
use crate::times::expr::{Base, Core, Found};

impl Scan<'_> {
    /// The expression that starts at token `at`.
    pub(in crate::times) fn expression(&self, at: usize) -> Option<Found> {
        let blank = Found {
            from: at,
            to: at,
            core: None,
            until: None,
            clock: None,
            clock_until: None,
            part: false,
        };
        if let Some((to, core)) = self.night_between(at) {
            let midnight = self.low(self.the(at)) == "midnight";
            // A night reaches over both days, midnight is the beginning of the second.
            if let (Core::Between(a, b), false) = (&core, midnight) {
                return Some(Found {
                    to,
                    core: Some((**a).clone()),
                    until: Some((**b).clone()),
                    part: true,
                    ..blank
                });
            }
            let clock = midnight.then_some(Clock {
                hour: 0,
                minute: 0,
                zone: None,
            });
            return Some(Found {
                to,
                core: Some(core),
                clock,
                part: true,
                ..blank
            });
        }
        // "the night of 3 to 4 June"
        let the = self.the(at);
        if the > at
            && self.low(the) == "night"
            && self.is(the + 1, "of from between")
            && let Some((to, a, b)) = self.days_of_month(the + 2)
        {
            return Some(Found {
                to,
                core: Some(a),
                until: Some(b),
                part: true,
                ..blank
            });
        }
        if let Some(found) = self.clock_first(at, &blank) {
            return Some(found);
        }
        if let Some((to, a, b)) = self.range(at) {
            return Some(Found {
                to,
                core: Some(a),
                until: Some(b),
                ..blank
            });
        }
        if let Some((next, core)) = self.narrowed(at) {
            return Some(self.date_first(at, next, core, blank));
        }
        self.lone_part(at, blank)
    }

    /// "9:45 p.m. local time", "5:00 pm to 7:00 am", "4:00 am (0200 GMT) on Wednesday".
    pub(in crate::times) fn clock_first(&self, at: usize, blank: &Found) -> Option<Found> {
        // "13.5.2015" and "11/12" are dates, whatever their first parts look like.
        if self.figures(at).is_some_and(|(next, _)| next > at + 3) {
            return None;
        }
        let (mut to, clock) = self.clock(at)?;
        let mut found = Found {
            clock: Some(clock),
            ..blank.clone()
        };
        let ranged = self.is(to, "to until till and") || self.is_dash(to);
        if ranged
            && (self.low(to) != "and" || self.before(at, "between"))
            && let Some((next, clock)) = self.clock(to + 1)
        {
            (to, found.clock_until) = (next, Some(clock));
        }
        let mut after = to;
        if self.low(after) == "("
            && let Some((next, _)) = self.clock(after + 1).filter(|c| self.low(c.0) == ")")
        {
            after = next + 1;
        }
        let mut day = after;
        day += usize::from(self.low(day) == ",");
        let led = self.is(day, "on of in late early");
        if led {
            day += usize::from(self.is(day, "on of"));
            if self.low(day) == "the"
                && self.is(day + 1, "morning afternoon evening night")
                && self.low(day + 2) == "of"
            {
                day += 3;
            }
        }
        if self.is(day, "in") && self.low(day + 1) == "the" && self.is(day + 2, "morning afternoon evening") {
            (to, day) = (day + 3, day + 3 + usize::from(self.low(day + 3) == "on"));
        }
        if let Some((next, core)) = self.narrowed(day).filter(|(_, core)| names_day(core)) {
            found.core = Some(core);
            found.to = self.part_after(next).unwrap_or(next);
        } else {
            // A conversion in brackets is an expression of its own unless the day follows it.
            found.to = to;
        }
        Some(found)
    }

    /// A date, and the part of the day or clock time after it.
    pub(in crate::times) fn date_first(&self, at: usize, next: usize, core: Core, blank: Found) -> Found {
        let mut found = Found {
            to: next,
            core: Some(core),
            part: self.hours_of(at).is_some(),
            ..blank
        };
        if self.low(at) == "tonight"
            || self.is(at + 1, "night morning evening afternoon") && self.is(at, "last this")
        {
            found.part = true;
        }
        if !found.core.as_ref().is_some_and(names_day) {
            return found;
        }
        if let Some(end) = self.part_after(next) {
            (found.to, found.part) = (end, true);
            if self.low(end - 1) == "midnight" {
                found.clock = Some(Clock {
                    hour: 0,
                    minute: 0,
                    zone: None,
                });
            }
        }
        // "Sunday at 14:00 Moscow time", "Wednesday, 1 p.m."
        let mut clock_at = self.comma(found.to);
        clock_at += usize::from(self.low(clock_at) == "(");
        while self.is(
            clock_at,
            "at around about shortly by from between just after before approximately towards toward near",
        ) {
            clock_at += 1;
        }
        let bracket = self.low(self.comma(found.to)) == "(";
        let apart = clock_at > self.comma(found.to);
        if let Some((end, clock)) = self.clock(clock_at).filter(|c| !bracket || self.low(c.0) == ")") {
            (found.to, found.clock) = (end + usize::from(bracket), Some(clock));
            if (self.is(end, "to until and") || self.is_dash(end))
                && let Some((end, clock)) = self.clock(end + 1)
            {
                (found.to, found.clock_until) = (end, Some(clock));
            }
        } else if apart
            && !bracket
            && calendar::is_moment(self.low(clock_at))
            && self.low(clock_at - 1) == "at"
        {
            (found.to, found.part) = (clock_at + 1, true);
            if self.low(clock_at) == "midnight" {
                found.clock = Some(Clock {
                    hour: 0,
                    minute: 0,
                    zone: None,
                });
            }
        }
        found
    }

    /// Past a part of a day at `at`: "evening", "at dawn" is left to the clock's place.
    pub(in crate::times) fn part_after(&self, at: usize) -> Option<usize> {
        let word = self.low(at);
        (calendar::is_day_part(word) && !self.low(at + 1).is_empty()
            || calendar::is_day_part(word) && at + 1 == self.to)
            .then_some(at + 1)
    }

    /// A part of a day without its day: "overnight", "dawn", "the night", "that evening".
    pub(in crate::times) fn lone_part(&self, at: usize, blank: Found) -> Option<Found> {
        let told = |by: i32, base: Base| Core::Offset {
            low: by,
            high: by,
            unit: Unit::Day,
            base,
        };
        let the = self.the(at);
        let word = self.low(the);
        let dark = |w: usize| self.is(w, "morning afternoon evening night");
        // "that evening", "the same night", "the next morning", "the previous evening"
        let core = match word {
            "that" | "same" if dark(the + 1) && (word == "same") == (the > at) => Some(Core::Same(Unit::Day)),
            "next" | "following" if dark(the + 1) && the > at => Some(told(1, Base::ToldOnly)),
            "previous" | "preceding" if dark(the + 1) && the > at => Some(told(-1, Base::Told)),
            _ => None,
        };
        if let Some(core) = core {
            return Some(Found {
                to: the + 2,
                core: Some(core),
                part: true,
                ..blank
            });
        }
        if dark(the) && the > at && self.is(the + 1, "before after") && self.ends_clause(the + 2) {
            let back = self.low(the + 1) == "before";
            let core = if back {
                told(-1, Base::Told)
            } else {
                told(1, Base::ToldOnly)
            };
            return Some(Found {
                to: the + 2,
                core: Some(core),
                part: true,
                ..blank
            });
        }
        let bare = |to: usize| {
            Some(Found {
                to,
                part: true,
                ..blank.clone()
            })
        };
        if the == at && word == "overnight" {
            // "overnight on Tuesday"
            if self.low(at + 1) == "on"
                && let Some((next, core)) = self.core(at + 2).filter(|(_, c)| names_day(c))
            {
                return Some(Found {
                    to: next,
                    core: Some(core),
                    part: true,
                    ..blank
                });
            }
            // "an overnight raid" names the night as well.
            return bare(at + 1);
        }
        if the == at && calendar::is_moment(word) {
            // "dawn on Tuesday", "noon Wednesday"
            let on = at + 1 + usize::from(self.is(at + 1, "on of"));
            if let Some((next, core)) = self.core(on).filter(|(_, c)| names_day(c)) {
                let clock = (word == "midnight").then_some(Clock {
                    hour: 0,
                    minute: 0,
                    zone: None,
                });
                return Some(Found {
                    to: next,
                    core: Some(core),
                    part: true,
                    clock,
                    ..blank
                });
            }
            let led = self.before(
                at,
                "at by before after around from until till since about past shortly to between and",
            );
            return if led && !self.capital(at) {
                bare(at + 1)
            } else {
                None
            };
        }
        if the > at && word == "early" && self.low(the + 1) == "hours" {
            return bare(the + 2);
        }
        if the > at
            && dark(the)
            && self.before(at, "through during in throughout into over later earlier")
            && self.is(
                the + 1,
                ". , ; in near at around across on by and but when as after before from",
            )
        {
            return bare(the + 1);
        }
        None
    }
}

/// Whether a core names a single day that a clock time can be of.
fn names_day(core: &Core) -> bool {
    match core {
        Core::Date { .. }
        | Core::DayOfMonth { .. }
        | Core::Weekday { .. }
        | Core::NthWeekday { .. }
        | Core::NthOf { .. }
        | Core::EveOf { .. }
        | Core::EveOfDate(_)
        | Core::Fixed(_)
        | Core::Feast { .. }
        | Core::Easter { .. }
        | Core::Figures { .. } => true,
        Core::Shift { unit, .. } | Core::Offset { unit, .. } | Core::Same(unit) => *unit == Unit::Day,
        _ => false,
    }
}
