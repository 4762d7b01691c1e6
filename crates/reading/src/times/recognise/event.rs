//! Times counted from an event: "the second day of the truce".

use super::Scan;
use crate::times::calendar::Unit;
use crate::times::expr::{Base, Core};
use crate::times::token::Kind;

/// Nouns of events that a time is counted from.
const EVENTS: &str = "truce ceasefire cease armistice signing agreement deal accord accords pact war \
    conflict invasion offensive operation operations siege blockade attack attacks \
    strike strikes raid raids massacre coup takeover election elections vote referendum \
    summit meeting talks negotiations earthquake quake explosion blast bombing shelling \
    fighting clashes assassination killing murder killings uprising revolution protests \
    evacuation withdrawal exchange release collapse fall announcement battle crash \
    assault ambush hostilities mission visit hijacking kidnapping abduction incursion \
    pause lull crisis anniversary";

impl Scan<'_> {
    /// "the second day of the truce", "the eve of the vote", "the week after the signing", "the day before the raid".
    pub(in crate::times) fn event_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        if self.low(the) == "eve" && self.low(the + 1) == "of" {
            if let Some((next, core)) = self.core(the + 2) {
                return Some((next, Core::EveOfDate(Box::new(core))));
            }
            let event = self.event_after(the + 2)?;
            return Some((event + 1, Core::EveOf { event }));
        }
        if the == at && !self.is(at, "day") {
            return None;
        }
        if let Some((next, n)) = self.ordinal(the) {
            let (next, unit) = self.unit(next)?;
            if unit == Unit::Hour {
                return None;
            }
            if !self.is(next, "of in since") {
                return None;
            }
            let event = self.event_after(next + 1)?;
            return Some((
                event + 1,
                Core::NthOf {
                    n: i32::try_from(n).ok()?,
                    unit,
                    event,
                },
            ));
        }
        if let Some((next, n)) = self.day_n(the) {
            return Some((
                next.0,
                Core::NthOf {
                    n,
                    unit: Unit::Day,
                    event: next.1,
                },
            ));
        }
        let (next, unit) = self.unit(the)?;
        if the == at || self.low(the).ends_with('s') {
            return None;
        }
        let back = match self.low(next) {
            "before" => true,
            "after" | "following" => false,
            _ => return None,
        };
        if self.ends_clause(next + 1) && unit != Unit::Hour {
            let by = if back { -1 } else { 1 };
            let base = if back { Base::Told } else { Base::ToldOnly };
            return Some((
                next + 1,
                Core::Offset {
                    low: by,
                    high: by,
                    unit,
                    base,
                },
            ));
        }
        if let Some((end, core)) = self.base_date(next + 1).filter(|_| unit == Unit::Day) {
            let by = if back { -1 } else { 1 };
            return Some((
                end,
                Core::Offset {
                    low: by,
                    high: by,
                    unit,
                    base: Base::Date(Box::new(core)),
                },
            ));
        }
        let event = self.event_after(next + 1)?;
        if unit == Unit::Day {
            let by = if back { -1 } else { 1 };
            return Some((
                event + 1,
                Core::Offset {
                    low: by,
                    high: by,
                    unit,
                    base: Base::Event(event),
                },
            ));
        }
        Some((event + 1, Core::UnitFrom { unit, back, event }))
    }

    /// "day three of the truce".
    pub(in crate::times) fn day_n(&self, at: usize) -> Option<((usize, usize), i32)> {
        if self.low(at) != "day" {
            return None;
        }
        let (next, n) = self.cardinal(at + 1)?;
        if self.low(next) != "of" {
            return None;
        }
        let event = self.event_after(next + 1)?;
        Some(((event + 1, event), i32::try_from(n).ok()?))
    }

    /// The event noun of a short noun phrase from `at`: "the five-day truce".
    pub(in crate::times) fn event_after(&self, at: usize) -> Option<usize> {
        for w in at..(at + 6).min(self.to) {
            if self.is(w, EVENTS) {
                // "attack helicopters": the head comes later.
                if self.is(w + 1, EVENTS) {
                    continue;
                }
                if self.is(w, "cease") && self.low(w + 2) == "fire" {
                    return Some(w + 2);
                }
                return Some(w);
            }
            let stop = self.kind(w) == Kind::Mark && !self.is_dash(w) && !self.is(w, "' \u{2019}");
            if stop || self.is(w, "of in to by that which was were is had has said") {
                return None;
            }
        }
        None
    }
}
