//! The parties of a report: which entities stand against each other, as its events tell it.
//!
//! An army, a minister and their state are one party. Two parties are opposed by as much as the report tells of
//! fights between them; they are partners in talk by as much as it tells of truces, talks and deals between them.

use super::roles::Roles;
use super::trigger::Trigger;
use crate::context::Context;
use crate::entities::Entities;
use crate::{EntityId, EntityKind, EventType, Mode};
use std::collections::{BTreeMap, BTreeSet};

/// Steps from a body to what it belongs to.
const STEPS: usize = 4;

/// Two parties and how well they fit as a pair.
type Ranked = (u32, (EntityId, EntityId));

/// How much more an army counts than its state as the face of their party.
const ARMY: u32 = 6;

/// How much must be told of fights between two for one to be the other's enemy throughout.
const FOUGHT: u32 = 3;

/// Parts in fights from which on a party counts as armed, where no event sets two against each other.
const ARMED: u32 = 4;

/// Parties that are paired though no event names them together.
const MOST: usize = 12;

/// Mentions from which on a party counts in full.
const WELL_TOLD: u32 = 8;

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
    /// How often a party is mentioned.
    mentions: BTreeMap<EntityId, u32>,
    fight: BTreeMap<(EntityId, EntityId), u32>,
    talk: BTreeMap<(EntityId, EntityId), u32>,
    in_fight: Vec<Ranked>,
    in_talk: Vec<Ranked>,
    fight_faces: BTreeMap<EntityId, EntityId>,
    talk_faces: BTreeMap<EntityId, EntityId>,
    /// The two of whom the report tells most, where no event sets any against each other.
    told: Vec<EntityId>,
    /// How often an entity has a role in fights and in talks.
    acts: BTreeMap<EntityId, (u32, u32)>,
    /// How often a party fights, arms, yields or stops fighting.
    war: BTreeMap<EntityId, u32>,
}

impl Parties {
    /// Reads the parties out of the events whose roles are told.
    pub(super) fn new(cx: &Context<'_>, entities: &Entities, events: &[(&Trigger<'_>, &Roles)]) -> Self {
        let party: Vec<Option<EntityId>> = (0..entities.list.len())
            .map(|i| party_of(entities, EntityId(i as u32)))
            .collect();
        let mut mentions: BTreeMap<EntityId, u32> = BTreeMap::new();
        for (entity, party) in entities.list.iter().zip(&party) {
            if let Some(party) = party {
                *mentions.entry(*party).or_default() += entity.mentions.len() as u32;
            }
        }
        let mut out = Self {
            party,
            mentions,
            told: entities
                .sides(cx)
                .into_iter()
                .filter(|&e| is_told(entities, e))
                .collect(),
            ..Self::default()
        };
        for (trigger, roles) in events {
            out.add(trigger, roles);
        }
        out.in_fight = out.rank(Sphere::Fight);
        out.in_talk = out.rank(Sphere::Talk);
        out.fight_faces = out.faces(entities, Sphere::Fight);
        out.talk_faces = out.faces(entities, Sphere::Talk);
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
        let war = match kind {
            EventType::Assault => 2,
            EventType::Coerce | EventType::Mobilize => 1,
            EventType::Retreat | EventType::Concede | EventType::Agree if truce => 2,
            EventType::Retreat => 1,
            _ => 0,
        };
        let mut parties: Vec<EntityId> = roles
            .actors
            .iter()
            .chain(&roles.recipients)
            .filter_map(|&id| self.party_of(id))
            .collect();
        parties.sort_unstable();
        parties.dedup();
        for party in parties {
            *self.war.entry(party).or_default() += war;
        }
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

    /// How well two parties fit as the two of a fight or of talks; nothing where no event speaks for it.
    fn weight(&self, sphere: Sphere, (a, b): (EntityId, EntityId)) -> u32 {
        let pair = (a.min(b), a.max(b));
        let of = |map: &BTreeMap<_, u32>| map.get(&pair).copied().unwrap_or(0);
        let together = match sphere {
            Sphere::Fight => 3 * of(&self.fight) + of(&self.talk),
            Sphere::Talk => of(&self.fight) + 3 * of(&self.talk),
        };
        let count = |map: &BTreeMap<EntityId, u32>, id| map.get(&id).copied().unwrap_or(0);
        let apart = if self.is_fought_by(a, b) {
            count(&self.war, a).min(count(&self.war, b)).min(WELL_TOLD)
        } else {
            0
        };
        if together + apart == 0 {
            return 0;
        }
        let told = count(&self.mentions, a)
            .min(count(&self.mentions, b))
            .min(WELL_TOLD);
        2 * together + 3 * apart + told
    }

    /// Whether a report that sets nobody against anybody tells of the arms of these two and of hardly any others.
    fn is_fought_by(&self, a: EntityId, b: EntityId) -> bool {
        let count = |id: EntityId| self.war.get(&id).copied().unwrap_or(0);
        let least = count(a).min(count(b));
        let third = self
            .war
            .iter()
            .filter(|(id, _)| **id != a && **id != b)
            .map(|(_, n)| *n)
            .max();
        least >= ARMED && third.unwrap_or(0) * 2 <= least
    }

    /// Ranks the pairs of parties that have a part in the events, best first.
    fn rank(&self, sphere: Sphere) -> Vec<Ranked> {
        let pairs = self.fight.keys().chain(self.talk.keys());
        let mut by_war: Vec<EntityId> = self
            .war
            .iter()
            .filter(|(_, n)| **n > 0)
            .map(|(&id, _)| id)
            .collect();
        by_war.sort_by_key(|id| (std::cmp::Reverse(self.war[id]), *id));
        by_war.truncate(MOST);
        let apart = by_war
            .iter()
            .enumerate()
            .flat_map(|(i, &a)| by_war[i + 1..].iter().map(move |&b| (a.min(b), a.max(b))));
        let all: BTreeSet<(EntityId, EntityId)> = pairs.copied().chain(apart).collect();
        let mut ranked: Vec<Ranked> = all
            .into_iter()
            .map(|pair| (self.weight(sphere, pair), pair))
            .filter(|(weight, _)| *weight > 0)
            .collect();
        ranked.sort_by_key(|&(weight, pair)| (std::cmp::Reverse(weight), pair));
        ranked
    }

    fn ranked(&self, sphere: Sphere) -> &[Ranked] {
        match sphere {
            Sphere::Fight => &self.in_fight,
            Sphere::Talk => &self.in_talk,
        }
    }

    /// The two that words like "both sides" stand for: the best pair, else the two of whom most is told.
    pub(super) fn sides(&self, sphere: Sphere) -> Vec<EntityId> {
        match self.ranked(sphere).first() {
            Some(&(_, pair)) => self.faces_of(pair, sphere),
            None => self.told.clone(),
        }
    }

    /// The two whose truce, talks or fight is told of without a word for them; none where the report has several
    /// conflicts, or sets nobody against anybody.
    pub(super) fn implied(&self, sphere: Sphere) -> Vec<EntityId> {
        let ranked = self.ranked(sphere);
        let Some(&(best, (a, b))) = ranked.first() else {
            return Vec::new();
        };
        let apart = |&&(_, (c, d)): &&Ranked| c != a && c != b && d != a && d != b;
        if ranked.iter().find(apart).is_some_and(|r| 2 * r.0 > best) {
            return Vec::new();
        }
        self.faces_of((a, b), sphere)
    }

    fn faces_of(&self, (a, b): (EntityId, EntityId), sphere: Sphere) -> Vec<EntityId> {
        let mut sides = vec![self.face(a, sphere), self.face(b, sphere)];
        sides.sort_unstable();
        sides
    }

    /// Whom an entity's party stands against.
    pub(super) fn opponent(&self, id: EntityId, sphere: Sphere) -> Option<EntityId> {
        let own = self.party_of(id)?;
        self.ranked(sphere)
            .iter()
            .map(|r| r.1)
            .find(|&(a, b)| a == own || b == own)
            .map(|(a, b)| self.face(if a == own { b } else { a }, sphere))
    }

    /// The one whom an entity's party fights, where events say so and of nobody else as much.
    pub(super) fn enemy(&self, id: EntityId) -> Option<EntityId> {
        let own = self.party_of(id)?;
        let mut foes: Vec<(u32, EntityId)> = self
            .fight
            .iter()
            .filter(|((a, b), n)| **n >= FOUGHT && (*a == own || *b == own))
            .map(|((a, b), n)| (*n, if *a == own { *b } else { *a }))
            .collect();
        foes.sort_by_key(|&(n, id)| (std::cmp::Reverse(n), id));
        match foes[..] {
            [] => None,
            [(n, _), (m, _), ..] if 2 * m > n => None,
            [(_, foe), ..] => Some(self.face(foe, Sphere::Fight)),
        }
    }

    /// The entity by which a party is named in fights or talks: the one that acts most there.
    fn face(&self, party: EntityId, sphere: Sphere) -> EntityId {
        let faces = match sphere {
            Sphere::Fight => &self.fight_faces,
            Sphere::Talk => &self.talk_faces,
        };
        faces.get(&party).copied().unwrap_or(party)
    }

    /// For each party its face. A body that the report only describes is none.
    fn faces(&self, entities: &Entities, sphere: Sphere) -> BTreeMap<EntityId, EntityId> {
        let mut best: BTreeMap<EntityId, (u32, bool, EntityId)> = BTreeMap::new();
        for (party, id) in self.party.iter().zip(0..).map(|(p, i)| (*p, EntityId(i))) {
            let told = !entities.get(id).mentions.is_empty();
            let Some(party) = party.filter(|&p| told && (p == id || is_named(entities, id))) else {
                continue;
            };
            let (fight, talk) = self.acts.get(&id).copied().unwrap_or_default();
            let acts = match sphere {
                Sphere::Fight => fight,
                Sphere::Talk => talk,
            };
            // An army that the report comes back to fights in its own name; it is states that talk.
            let entity = entities.get(id);
            let army = entity.kind == EntityKind::Military && entity.mentions.len() > 2;
            let acts = match entity.kind {
                EntityKind::Person => 0,
                _ if army && sphere == Sphere::Fight => acts + ARMY,
                _ => acts,
            };
            let key = (acts, id == party, id);
            let known = best.entry(party).or_insert(key);
            if (key.0, key.1) > (known.0, known.1) {
                *known = key;
            }
        }
        best.into_iter().map(|(party, (_, _, id))| (party, id)).collect()
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
            // A band of a band; not an ally that the report does not name.
            EntityKind::ArmedGroup => above.kind == EntityKind::ArmedGroup && !above.mentions.is_empty(),
            _ => false,
        };
        if !part {
            break;
        }
        at = of;
    }
    (is_told(entities, at)
        && matches!(
            entities.get(at).kind,
            EntityKind::State
                | EntityKind::Government
                | EntityKind::Military
                | EntityKind::ArmedGroup
                | EntityKind::PoliticalParty
        ))
    .then_some(at)
}

/// A party has a name, or the report comes back to it.
fn is_told(entities: &Entities, id: EntityId) -> bool {
    is_named(entities, id) || entities.get(id).mentions.len() > 1
}

fn is_named(entities: &Entities, id: EntityId) -> bool {
    entities.get(id).why.rule.starts_with("entity.name")
}
