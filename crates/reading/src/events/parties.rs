//! The parties of a report: which entities stand against each other, as its events tell it.
//!
//! An army, a minister and their state are one party. Two parties are opposed by as much as the report tells of
//! fights between them; they are partners in talk by as much as it tells of truces, talks and deals between them.

use super::roles::Roles;
use super::trigger::Trigger;
use crate::context::Context;
use crate::entities::Entities;
use crate::{EntityId, EntityKind, EventType, Mode};
use std::collections::BTreeMap;

/// Steps from a body to what it belongs to.
const STEPS: usize = 4;

/// What a pair of parties is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sphere {
    Fight,
    Talk,
}

/// Which parties stand against each other in a report.
#[derive(Debug, Default)]
pub(super) struct Parties {
    /// For each entity its party, told by one entity of it; none for who is no party.
    party: Vec<Option<EntityId>>,
    fight: BTreeMap<(EntityId, EntityId), u32>,
    talk: BTreeMap<(EntityId, EntityId), u32>,
    /// How often an entity has a role in fights and in talks.
    acts: BTreeMap<EntityId, (u32, u32)>,
    /// The two of whom the report tells most, where no event sets any against each other.
    told: Vec<EntityId>,
}

impl Parties {
    /// Reads the parties out of the events whose roles are told.
    pub(super) fn new(cx: &Context<'_>, entities: &Entities, events: &[(&Trigger<'_>, &Roles)]) -> Self {
        let mut out = Self {
            party: (0..entities.list.len())
                .map(|i| party_of(entities, EntityId(i as u32)))
                .collect(),
            told: entities.sides(cx),
            ..Self::default()
        };
        for (trigger, roles) in events {
            out.add(trigger, roles);
        }
        out
    }

    fn add(&mut self, trigger: &Trigger<'_>, roles: &Roles) {
        let (kind, truce) = (trigger.frame.kind, trigger.frame.mode == Some(Mode::Ceasefire));
        let between = roles.recipients.is_empty() && roles.actors.len() > 1;
        let (fight, talk) = match kind {
            EventType::Assault if between => (4, 1),
            EventType::Assault => (4, 0),
            EventType::Threaten | EventType::Coerce | EventType::Mobilize => (2, 0),
            EventType::Accuse => (1, 0),
            EventType::Agree | EventType::Concede | EventType::Retreat | EventType::Support if truce => {
                (3, 4)
            }
            EventType::Consult if truce => (3, 4),
            EventType::Consult | EventType::Agree | EventType::Support if between => (0, 2),
            _ => (0, 0),
        };
        for &id in roles.actors.iter().chain(&roles.recipients) {
            let acts = self.acts.entry(id).or_default();
            acts.0 += fight;
            acts.1 += talk;
        }
        let others = if between { &roles.actors } else { &roles.recipients };
        for &a in &roles.actors {
            for &b in others {
                let (Some(x), Some(y)) = (self.party_of(a), self.party_of(b)) else {
                    continue;
                };
                if x == y {
                    continue;
                }
                let pair = (x.min(y), x.max(y));
                // Joint actors of an attack are allies, unless the word itself is two-sided.
                if !between || super::roles::is_two_sided(trigger.frame) || kind != EventType::Assault {
                    *self.fight.entry(pair).or_default() += fight;
                    *self.talk.entry(pair).or_default() += talk;
                }
            }
        }
    }

    /// The party of an entity.
    pub(super) fn party_of(&self, id: EntityId) -> Option<EntityId> {
        self.party.get(id.index()).copied().flatten()
    }

    /// Whether two entities belong to one party.
    pub(super) fn are_one(&self, a: EntityId, b: EntityId) -> bool {
        a == b || (self.party_of(a).is_some() && self.party_of(a) == self.party_of(b))
    }

    fn weight(&self, sphere: Sphere, pair: (EntityId, EntityId)) -> u32 {
        let of = |map: &BTreeMap<_, u32>| map.get(&pair).copied().unwrap_or(0);
        match sphere {
            Sphere::Fight => 3 * of(&self.fight) + of(&self.talk),
            Sphere::Talk => of(&self.fight) + 3 * of(&self.talk),
        }
    }

    fn pairs(&self) -> impl Iterator<Item = (EntityId, EntityId)> + '_ {
        self.fight
            .keys()
            .chain(self.talk.keys().filter(|k| !self.fight.contains_key(k)))
            .copied()
    }

    /// The two sides of the report; fewer where it has none.
    pub(super) fn sides(&self, sphere: Sphere) -> Vec<EntityId> {
        let best = self
            .pairs()
            .map(|pair| (self.weight(sphere, pair), pair))
            .filter(|(w, _)| *w > 0)
            .max_by_key(|(w, pair)| (*w, std::cmp::Reverse(*pair)));
        match best {
            Some((_, (a, b))) => {
                let mut sides = vec![self.face(a, sphere), self.face(b, sphere)];
                sides.sort_unstable();
                sides
            }
            None => self.told.clone(),
        }
    }

    /// Whom an entity's party stands against.
    pub(super) fn opponent(&self, id: EntityId, sphere: Sphere) -> Option<EntityId> {
        let own = self.party_of(id)?;
        self.pairs()
            .filter(|&(a, b)| a == own || b == own)
            .map(|pair| (self.weight(sphere, pair), pair))
            .filter(|(w, _)| *w > 0)
            .max_by_key(|(w, pair)| (*w, std::cmp::Reverse(*pair)))
            .map(|(_, (a, b))| self.face(if a == own { b } else { a }, sphere))
    }

    /// The entity by which a party is named in fights or talks: the one that acts most there.
    fn face(&self, party: EntityId, sphere: Sphere) -> EntityId {
        let count = |id: EntityId| {
            let (fight, talk) = self.acts.get(&id).copied().unwrap_or_default();
            match sphere {
                Sphere::Fight => fight,
                Sphere::Talk => talk,
            }
        };
        self.party
            .iter()
            .enumerate()
            .filter(|(_, p)| **p == Some(party))
            .map(|(i, _)| EntityId(i as u32))
            .max_by_key(|&id| (count(id), id == party, std::cmp::Reverse(id)))
            .unwrap_or(party)
    }
}

/// The party that an entity belongs to: an army's state, a commander's group.
fn party_of(entities: &Entities, id: EntityId) -> Option<EntityId> {
    let mut at = id;
    for _ in 0..STEPS {
        let entity = entities.get(at);
        let Some(of) = entity.of.filter(|&of| of != at) else {
            break;
        };
        let above = entities.get(of);
        let part = match entity.kind {
            EntityKind::Military | EntityKind::Government | EntityKind::Person | EntityKind::Organisation => {
                matches!(
                    above.kind,
                    EntityKind::State
                        | EntityKind::Government
                        | EntityKind::ArmedGroup
                        | EntityKind::Military
                )
            }
            EntityKind::ArmedGroup => above.kind == EntityKind::ArmedGroup,
            _ => false,
        };
        if !part {
            break;
        }
        at = of;
    }
    matches!(
        entities.get(at).kind,
        EntityKind::State
            | EntityKind::Government
            | EntityKind::Military
            | EntityKind::ArmedGroup
            | EntityKind::PoliticalParty
    )
    .then_some(at)
}
