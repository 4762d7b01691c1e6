//! What is known of the places of the record.

use crate::account::Account;
use crate::actors::Actor;
use dateline_lexicon::EntityKind;

/// What is known of the places of the record.
pub(crate) struct Places<'a> {
    pub(crate) actors: &'a [Actor],
}

impl Places<'_> {
    /// The places that a report names, wide ones left out.
    pub(super) fn named(&self, account: &Account, actors: &[u32]) -> Vec<u32> {
        let mut named: Vec<u32> = account
            .named
            .iter()
            .zip(actors)
            .filter(|(named, actor)| named.kind == EntityKind::Place && !self.is_wide(**actor))
            .map(|(_, actor)| *actor)
            .collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    /// A place that can hold others: a state or polity, or a region of the gazetteer.
    pub(super) fn is_wide(&self, place: u32) -> bool {
        let actor = &self.actors[place as usize];
        let precision = actor.point.as_ref().map_or("", |point| point.precision.as_str());
        actor.kind != EntityKind::Place
            || matches!(
                precision,
                "country"
                    | "region"
                    | "province"
                    | "district"
                    | "state"
                    | "county"
                    | "island"
                    | "sea"
                    | "river"
            )
            || (actor.point.is_none() && actor.side.is_some())
    }

    pub(crate) fn conflict(&self, a: u32, b: u32) -> bool {
        a != b && !self.is_wide(a) && !self.is_wide(b)
    }
}
