//! The scene of the report as a whole: where an event is that neither its sentence nor the thread places.

use super::is_uttered;
use super::place::is_physical;
use crate::context::Context;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::{Entity, EntityId, EntityKind, Mode, Why};
use dateline_lexicon::Use;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many events must be placed in a region for it to be the scene of the report.
const LEAST: usize = 3;

/// The region must hold one of so many placed events.
const ONE_OF: usize = 4;

/// The state that a report is about must weigh so many times as much as the next; else a front between two states
/// would be put into one of them.
const OUTWEIGHS: usize = 2;

/// Places the events that are left at the region where the report is set, else in the state that it is about.
pub(super) fn place(cx: &Context<'_>, entities: &Entities, events: &mut [Triggered]) {
    let Some(scene) = region(cx, entities, events).or_else(|| state(entities)) else {
        return;
    };
    let named = entities.get(scene).mentions.first().copied();
    for told in events {
        let event = &mut told.event;
        let happens = is_physical(event.kind) && event.mode != Some(Mode::Resign)
            || event.mode == Some(Mode::Ceasefire);
        if event.place.is_none() && happens && !is_uttered(event.kind) {
            event.place = Some(scene);
            event.reasons.push(Why::with("event.place.theatre", named));
        }
    }
}

/// The region at which more events are than at any other; else the disputed land that is named again and again.
fn region(cx: &Context<'_>, entities: &Entities, events: &[Triggered]) -> Option<EntityId> {
    let mut n_at: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut n_placed = 0;
    for told in events.iter().filter(|t| is_physical(t.event.kind)) {
        let Some(place) = told.event.place else { continue };
        n_placed += 1;
        if land(cx, entities.get(place)).is_some() {
            *n_at.entry(place).or_default() += 1;
        }
    }
    let most = n_at.into_iter().max_by_key(|&(id, n)| (n, Reverse(id)));
    let held = most
        .filter(|&(_, n)| n >= LEAST && n * ONE_OF >= n_placed)
        .map(|(id, _)| id);
    held.or_else(|| {
        let disputed = entities
            .list
            .iter()
            .zip(0u32..)
            .filter(|(e, _)| land(cx, e) == Some(true));
        disputed
            .filter(|(e, _)| e.mentions.len() > LEAST)
            .max_by_key(|&(e, at)| (e.mentions.len(), Reverse(at)))
            .map(|(_, at)| EntityId(at))
    })
}

/// Whether the lexicon knows a place as a region, and not as a town or a river; and if so, whether it is disputed.
fn land(cx: &Context<'_>, place: &Entity) -> Option<bool> {
    if place.kind != EntityKind::Place {
        return None;
    }
    let found = cx.lexicon.world.exact(&place.name).into_iter();
    let mut known = found
        .filter(|(_, how)| *how == Use::Name)
        .map(|(id, _)| cx.lexicon.world.get(id));
    known
        .find(|k| cx.lexicon.classes.has("land", &k.class) && !cx.lexicon.classes.has("water", &k.class))
        .map(|k| k.disputed)
}

/// The state that most of what the report names belongs to, if no other comes near it.
fn state(entities: &Entities) -> Option<EntityId> {
    let mut weight: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in entities.list.iter().filter(|e| e.kind != EntityKind::Place) {
        if let Some(code) = entity.country.as_deref() {
            *weight.entry(code).or_default() += entity.mentions.len();
        }
    }
    let mut ranked: Vec<(&str, usize)> = weight.into_iter().collect();
    ranked.sort_by_key(|&(code, n)| (Reverse(n), code));
    let &(code, most) = ranked.first()?;
    if ranked.get(1).is_some_and(|&(_, next)| next * OUTWEIGHS > most) {
        return None;
    }
    let at = entities
        .list
        .iter()
        .position(|e| e.kind == EntityKind::State && e.country.as_deref() == Some(code))?;
    Some(EntityId(at as u32))
}
