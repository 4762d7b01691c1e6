//! The event in which the people of a dated figure came to harm, where its report names none.

use super::{Sources, is_flow};
use crate::account::Count;
use crate::events::{Event, Places};
use crate::theatre;
use std::collections::HashMap;

/// The violence of the record by day and sides, for harm that a report dates and ties to no event of its own.
pub(super) struct Occasions<'a> {
    by_day: HashMap<(i32, &'a str, &'a str), Vec<u32>>,
    events: &'a [Event],
    places: Places<'a>,
}

impl<'a> Occasions<'a> {
    /// Violence of more days than this is no answer to when something was.
    const LONGEST: i64 = 14;

    pub(super) fn new(sources: &Sources<'a>, theatres: &'a [Vec<&'a str>]) -> Self {
        let mut by_day: HashMap<(i32, &str, &str), Vec<u32>> = HashMap::new();
        for (n, event) in (0u32..).zip(sources.events).filter(|(_, event)| event.is_violent) {
            let Some(days) = event.days.filter(|days| days.len() <= Self::LONGEST) else {
                continue;
            };
            for pair in theatre::pairs(&theatres[event.mentions[0].0 as usize]) {
                for day in days.from..=days.to {
                    by_day.entry((day, pair.0, pair.1)).or_default().push(n);
                }
            }
        }
        Self {
            by_day,
            events: sources.events,
            places: Places {
                actors: sources.actors,
            },
        }
    }

    /// The one event of the day and sides of a claim, at its place where there are more; none where that does not
    /// tell.
    pub(super) fn at(&self, count: &Count, place: Option<u32>, theatre: &[&'a str]) -> Option<u32> {
        if is_flow(count.measure) {
            return None;
        }
        let day = count.days.filter(|days| days.len() <= 4)?.from;
        let mut found: Vec<u32> = theatre::pairs(theatre)
            .into_iter()
            .filter_map(|(a, b)| self.by_day.get(&(day, a, b)))
            .flatten()
            .copied()
            .filter(|&n| {
                let other = self.events[n as usize].place;
                !matches!((place, other), (Some(a), Some(b)) if self.places.conflict(a, b))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        if found.len() > 1 && place.is_some() {
            found.retain(|&n| self.events[n as usize].place == place);
        }
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}
