//! Clock times: `9:45 p.m. local time`, `1945 GMT`, `13.00`, `4 a.m.`, `10 o'clock`.

use super::Scan;
use crate::times::calendar::one_of;
use crate::times::edtf::Clock;
use crate::times::token::Kind;

/// Zones by their short names, in minutes from UTC. Names that stand for several zones are left out.
const ZONES: &[(&str, i16)] = &[
    ("gmt", 0),
    ("utc", 0),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("wat", 60),
    ("cat", 120),
    ("eat", 180),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("mdt", -360),
    ("pdt", -420),
    ("pst", -480),
    ("bst", 60),
    ("pkt", 300),
    ("jst", 540),
];

impl Scan<'_> {
    /// A clock time from token `at`, with its zone.
    pub(in crate::times) fn clock(&self, at: usize) -> Option<(usize, Clock)> {
        let (next, mut clock) = self.bare_clock(at)?;
        let (next, zone) = self.zone(next);
        clock.zone = zone;
        Some((next, clock))
    }

    fn bare_clock(&self, at: usize) -> Option<(usize, Clock)> {
        if !self.starts_number(at) {
            return self.worded_clock(at);
        }
        let (text, first) = (self.low(at), self.digits(at)?);
        let hour = i8::try_from(first).ok();
        // 9:45, 09:45:30, 22.05
        let mark = self.low(at + 1);
        if matches!(mark, ":" | ".") && text.len() <= 2 && self.glued(at + 1) && self.glued(at + 2) {
            let minute = self
                .digits(at + 2)
                .filter(|&m| m < 60 && self.low(at + 2).len() == 2)?;
            let minute = minute as i8;
            let mut next = at + 3;
            if mark == ":" && self.low(next) == ":" && self.glued(next) && self.digits(next + 1).is_some() {
                next += 2;
            }
            if let Some((next, hour)) = self.half_day(next, hour?) {
                return Some((
                    next,
                    Clock {
                        hour,
                        minute,
                        zone: None,
                    },
                ));
            }
            let hour = hour.filter(|&h| h < 24 || (h == 24 && minute == 0))? % 24;
            if self.low(next) == "h" || self.low(next) == "hrs" || self.low(next) == "hours" {
                return Some((
                    next + 1,
                    Clock {
                        hour,
                        minute,
                        zone: None,
                    },
                ));
            }
            let further = self.glued(next)
                && (matches!(self.low(next), "%" | "-" | "/")
                    || (self.low(next) == "." && self.digits(next + 1).is_some() && self.glued(next + 1)));
            let counted = one_of(
                self.low(next),
                "% percent per million billion km kilometres kilometers miles metres meters tonnes \
            degrees times points",
            );
            if mark == ":" {
                return (!further).then_some((
                    next,
                    Clock {
                        hour,
                        minute,
                        zone: None,
                    },
                ));
            }
            // A dot could also be a decimal point: the place must speak for a clock.
            let spoken_for = self.zone(next).0 > next
                || (text.len() == 2
                    && (self.is_heading(at)
                        || self.before(
                            at,
                            "at around about from after before until till by since between shortly",
                        )
                        || (self.before(at, "and to") && self.back_is_clock(at))));
            return (spoken_for && !further && !counted).then_some((
                next,
                Clock {
                    hour,
                    minute,
                    zone: None,
                },
            ));
        }
        if self.low(at + 1) == ","
            && self.glued(at + 1)
            && self.glued(at + 2)
            && self.digits(at + 2).is_some()
        {
            return None;
        }
        // 5pm, 5 p.m.
        if let Some((next, hour)) = hour
            .filter(|_| text.len() <= 2)
            .and_then(|h| self.half_day(at + 1, h))
        {
            return Some((
                next,
                Clock {
                    hour,
                    minute: 0,
                    zone: None,
                },
            ));
        }
        // 1945 GMT, 0930 hours
        if text.len() == 4 && first < 2400 && first % 100 < 60 {
            let hours = matches!(self.low(at + 1), "hours" | "hrs" | "hr" | "h")
                && (text.starts_with('0') || self.before(at, "at from by around until to and before after"));
            if hours || self.zone(at + 1).0 > at + 1 {
                let clock = Clock {
                    hour: (first / 100) as i8,
                    minute: (first % 100) as i8,
                    zone: None,
                };
                return Some((at + 1 + usize::from(hours), clock));
            }
        }
        // 14h30
        if text.len() <= 2 && self.low(at + 1) == "h" && self.glued(at + 1) && self.glued(at + 2) {
            let minute = self.digits(at + 2).filter(|&m| m < 60)?;
            return Some((
                at + 3,
                Clock {
                    hour: hour.filter(|&h| h < 24)?,
                    minute: minute as i8,
                    zone: None,
                },
            ));
        }
        // 10 o'clock
        if self.is_o_clock(at + 1) {
            return Some((
                at + 4,
                Clock {
                    hour: hour.filter(|&h| h < 24)?,
                    minute: 0,
                    zone: None,
                },
            ));
        }
        None
    }

    /// "ten o'clock", "six a.m."
    fn worded_clock(&self, at: usize) -> Option<(usize, Clock)> {
        let (next, n) = self.cardinal(at)?;
        let hour = i8::try_from(n).ok().filter(|&h| (1..=12).contains(&h))?;
        if let Some((next, hour)) = self.half_day(next, hour) {
            return Some((
                next,
                Clock {
                    hour,
                    minute: 0,
                    zone: None,
                },
            ));
        }
        self.is_o_clock(next).then_some((
            next + 3,
            Clock {
                hour,
                minute: 0,
                zone: None,
            },
        ))
    }

    fn is_o_clock(&self, at: usize) -> bool {
        self.low(at) == "o" && matches!(self.low(at + 1), "'" | "\u{2019}") && self.low(at + 2) == "clock"
    }

    /// `a.m.`, `pm`, "in the morning" after an hour of at most twelve.
    fn half_day(&self, at: usize, hour: i8) -> Option<(usize, i8)> {
        if !(0..=12).contains(&hour) {
            // "13:00 pm" is written too; the twenty-four hours win.
            return None;
        }
        let (next, after_noon) = match self.low(at) {
            "am" => (at + 1, false),
            "pm" => (at + 1, true),
            half @ ("a" | "p") if self.low(at + 1) == "." && self.low(at + 2) == "m" => {
                let dot = self.low(at + 3) == "." && self.glued(at + 3);
                (at + 3 + usize::from(dot), half == "p")
            }
            _ => return None,
        };
        Some((next, hour % 12 + if after_noon { 12 } else { 0 }))
    }

    /// A zone after a clock time: where it ends (`at`, if there is none) and its distance from UTC, if known.
    fn zone(&self, at: usize) -> (usize, Option<i16>) {
        let word = self.low(at);
        if word == "local" && self.low(at + 1) == "time" {
            return (at + 2, None);
        }
        if let Some(&(_, offset)) = ZONES.iter().find(|z| z.0 == word)
            && self.text(at).chars().all(char::is_uppercase)
        {
            let sign = match self.low(at + 1) {
                "+" => 1,
                "-" | "\u{2212}" | "\u{2013}" => -1,
                _ => 0,
            };
            if let (true, true, Some(hours)) =
                (sign != 0, offset == 0, self.digits(at + 2).filter(|&h| h <= 14))
            {
                return (at + 3, Some(sign * 60 * hours as i16));
            }
            return (at + 1, Some(offset));
        }
        if self.capital(at) {
            // "Moscow time", "Eastern Standard Time": whose clock it is, is said by the words alone.
            let end = (at..at + 3)
                .take_while(|&w| self.capital(w) && self.kind(w) == Kind::Word && self.low(w) != "time")
                .last();
            if let Some(end) = end.filter(|&e| self.low(e + 1) == "time") {
                return (end + 2, None);
            }
            // "(16.40 London)"
            if self.low(at + 1) == ")" && self.kind(at) == Kind::Word {
                return (at + 1, None);
            }
        }
        (at, None)
    }

    /// Whether the clock time at `at` opens its paragraph or stands alone in brackets: the heading of a live blog.
    fn is_heading(&self, at: usize) -> bool {
        self.opens_paragraph(at)
    }

    /// Whether a clock time stands just before the "and" or "to" that precedes `at`.
    fn back_is_clock(&self, at: usize) -> bool {
        at >= self.from + 4
            && self.kind(at - 2) == Kind::Number
            && matches!(self.low(at - 3), "." | ":")
            && self.glued(at - 2)
    }
}
