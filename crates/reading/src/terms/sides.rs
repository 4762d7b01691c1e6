//! The two sides of the war that a deal is to end, and those who broker between them.

use super::scene::{is_deal, is_side, parties_at};
use super::words::has_role;
use crate::context::Context;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::figures::line::Line;
use crate::grammar;
use crate::{Entity, EntityId, EntityKind, EventType};
use dateline_lexicon::DealRole;
use dateline_syntax::Relation;
use dateline_text::WordId;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The two sides of the war: of those who stand against each other in its events, or are named together as parties of
/// a deal, the two that do so most and are named most. Where the report tells of no such two: all that can be sides if they are
/// no more than two, else none.
pub(super) fn sides(cx: &Context<'_>, entities: &Entities, events: &[Triggered]) -> Vec<EntityId> {
    // A description such as "the patrol" is a side only where no name is.
    let proper = |e: &Entity| {
        let group = e.kind == EntityKind::ArmedGroup && e.name.contains(char::is_uppercase);
        e.name.starts_with(char::is_uppercase) || group
    };
    let is_named = entities
        .list
        .iter()
        .filter(|e| is_side(e.kind) && proper(e))
        .count()
        >= 2;
    let can = |e: &Entity| is_side(e.kind) && (!is_named || proper(e));
    let side = |id: &&EntityId| can(entities.get(**id));
    let mut pairs: BTreeMap<(EntityId, EntityId), usize> = BTreeMap::new();
    let mut deeds: BTreeMap<EntityId, usize> = BTreeMap::new();
    for told in events.iter().map(|e| &e.event) {
        let weight = match told.kind {
            EventType::Assault => 2,
            EventType::Coerce
            | EventType::Retreat
            | EventType::Concede
            | EventType::Agree
            | EventType::Reject => 1,
            _ => continue,
        };
        let all: Vec<EntityId> = told
            .actors
            .iter()
            .chain(&told.recipients)
            .filter(side)
            .copied()
            .take(WIDEST)
            .collect();
        for (n, &a) in all.iter().enumerate() {
            *deeds.entry(a).or_default() += weight;
            for &b in all[n + 1..].iter().filter(|&&b| b != a) {
                *pairs.entry((a.min(b), a.max(b))).or_default() += weight;
            }
        }
    }
    for parties in parties_of_deals(cx, entities) {
        for (n, &a) in parties.iter().enumerate() {
            *deeds.entry(a).or_default() += PARTY;
            for &b in parties[n + 1..].iter().filter(|&&b| b != a) {
                *pairs.entry((a.min(b), a.max(b))).or_default() += PARTY;
            }
        }
    }
    // The pair that stands most against each other, and of which each does most and is named most.
    let brokers = brokers(cx, entities);
    let weight = |id: EntityId| {
        let named = entities.get(id).mentions.len().min(MOST);
        let deeds = deeds.get(&id).copied().unwrap_or(0).min(MOST);
        let brokers = brokers.get(&id).copied().unwrap_or(0) * MOST;
        (named + deeds).saturating_sub(brokers)
    };
    let mut candidates: Vec<(Reverse<usize>, EntityId)> = (0u32..)
        .zip(&entities.list)
        .filter(|(_, e)| can(e))
        .map(|(at, _)| (Reverse(weight(EntityId(at))), EntityId(at)))
        .collect();
    candidates.sort_unstable();
    candidates.truncate(FEW);
    let mut best: Option<(usize, Reverse<(EntityId, EntityId)>)> = None;
    for (n, &(Reverse(first), a)) in candidates.iter().enumerate() {
        for &(Reverse(second), b) in candidates.get(n + 1..).unwrap_or(&[]) {
            if are_one(entities, a, b) {
                continue;
            }
            let pair = (a.min(b), a.max(b));
            // Two that the report never sets against each other, nor at one table, are the sides of a deal only where
            // one of them is in arms and both do something in the war.
            let ties = pairs.get(&pair).copied().unwrap_or(0);
            let fights = |id: EntityId| entities.get(id).kind == EntityKind::ArmedGroup;
            let does = |id: EntityId| deeds.contains_key(&id);
            if ties == 0 && !((fights(a) || fights(b)) && does(a) && does(b)) {
                continue;
            }
            let score = 2 * ties + first + second;
            best = best.max(Some((score, Reverse(pair))));
        }
    }
    match (best, candidates.as_slice()) {
        (Some((_, Reverse((a, b)))), _) => vec![a, b],
        // Where no more than two could be sides, they are.
        (None, [_] | [_, _]) => candidates.into_iter().map(|(_, id)| id).collect(),
        (None, _) => Vec::new(),
    }
}

/// Whether two stand on one side: an army and its state.
fn are_one(entities: &Entities, a: EntityId, b: EntityId) -> bool {
    let (first, second) = (entities.get(a), entities.get(b));
    let of_state = |e: &Entity| {
        matches!(
            e.kind,
            EntityKind::State | EntityKind::Government | EntityKind::Military
        )
    };
    first.of == Some(b)
        || second.of == Some(a)
        || of_state(first) && of_state(second) && first.country.is_some() && first.country == second.country
}

/// More than so many mentions or deeds make nobody more of a side.
const MOST: usize = 8;

/// So many entities are looked at as sides.
const FEW: usize = 12;

/// How often each entity is told to bring a deal about: "China announced a truce", "talks hosted by Egypt".
fn brokers(cx: &Context<'_>, entities: &Entities) -> BTreeMap<EntityId, usize> {
    let parse = cx.parse;
    let mut out = BTreeMap::new();
    for id in parse.sentence_ids() {
        let line = Line::new(cx, id);
        for at in line.start..line.end {
            if !line.is_verb(at)
                || !has_role(&line, at, DealRole::Brokers)
                || has_role(&line, at, DealRole::Say)
            {
                continue;
            }
            let verb = WordId(at);
            let object = parse
                .children_by(verb, &[Relation::Obj, Relation::NsubjPass])
                .next()
                .or_else(|| parse.head(verb));
            if !object.is_some_and(|o| line.has(o.0) && is_deal(&line, o.0)) {
                continue;
            }
            let passive = grammar::is_passive(parse, verb);
            let who = if passive {
                parse.child(verb, Relation::OblAgent)
            } else {
                grammar::subject(parse, verb)
            };
            for id in who
                .into_iter()
                .flat_map(|w| grammar::conjuncts(parse, w))
                .flat_map(|w| parties_at(entities, w))
            {
                *out.entry(id).or_default() += 1;
            }
        }
    }
    out
}

/// What being named as party to a deal weighs, beside events of war.
const PARTY: usize = 2;

/// The parties named with each deal: "a truce between A and B", "a ceasefire with A", "A and B agreed".
fn parties_of_deals(cx: &Context<'_>, entities: &Entities) -> Vec<Vec<EntityId>> {
    let parse = cx.parse;
    let mut out = Vec::new();
    for id in parse.sentence_ids() {
        let line = Line::new(cx, id);
        let deals = (line.start..line.end).any(|w| is_deal(&line, w));
        for at in line.start..line.end {
            let word = WordId(at);
            let heads: Vec<WordId> = if is_deal(&line, at) {
                parse
                    .children_by(word, &[Relation::Nmod])
                    .filter(|&c| matches!(grammar::preposition(parse, c), Some("between" | "with")))
                    .flat_map(|c| grammar::conjuncts(parse, c))
                    .collect()
            } else if line.is_verb(at) && has_role(&line, at, DealRole::Agree) {
                // "A and B agreed", "signed by A and B", "signed for A".
                let subject = grammar::subject(parse, word).filter(|s| line.has(s.0));
                let subject = subject
                    .map(|s| grammar::conjuncts(parse, s))
                    .filter(|all| all.len() > 1);
                let signs = parse
                    .children_by(word, &[Relation::OblAgent, Relation::Obl])
                    .filter(|&c| {
                        parse.relation(c) == Relation::OblAgent
                            || grammar::preposition(parse, c) == Some("for") && line.is(at, &["sign"])
                    });
                let signs = signs.flat_map(|c| grammar::conjuncts(parse, c));
                subject.into_iter().flatten().chain(signs).collect()
            } else if deals && parse.relation(word) != Relation::Conj && !is_broker(&line, word) {
                // "the Government and the Front have five seats each", beside a deal.
                Some(grammar::conjuncts(parse, word))
                    .filter(|all| all.len() > 1)
                    .unwrap_or_default()
            } else {
                continue;
            };
            let parties: Vec<EntityId> = heads
                .into_iter()
                .flat_map(|w| parties_at(entities, w))
                .filter(|&p| is_side(entities.get(p).kind))
                .take(WIDEST)
                .collect();
            if !parties.is_empty() {
                out.push(parties);
            }
        }
    }
    out
}

/// Whether a noun names those who bring a deal about: "brokered by A and B", "mediators from A and B".
fn is_broker(line: &Line<'_>, noun: WordId) -> bool {
    let parse = line.cx.parse;
    let by = matches!(
        grammar::preposition(parse, noun),
        Some("by" | "from" | "in" | "to")
    );
    by || parse
        .head(noun)
        .is_some_and(|h| line.has(h.0) && has_role(line, h.0, DealRole::Brokers))
}

/// An event of more parties says little of who stands against whom.
const WIDEST: usize = 4;

/// Those who are told to mediate.
pub(super) fn mediators(events: &[Triggered]) -> Vec<EntityId> {
    let mut out: Vec<EntityId> = events
        .iter()
        .flat_map(|e| e.event.mediators.iter().copied())
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}
