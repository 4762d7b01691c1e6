//! Who stands against whom: the two parties that "both sides", "the rivals" and "the parties" are.

use super::{Entities, Mention};
use crate::context::Context;
use crate::grammar;
use crate::{Entity, EntityId, EntityKind};
use dateline_lexicon::{EventType, Mode};
use dateline_syntax::Relation;
use dateline_text::WordId;
use std::collections::BTreeMap;

/// How far back, in words, a pair told together is what "both" takes up.
const REACH: u32 = 90;

/// How many belligerents of one sentence are set against each other.
const CROWD: usize = 10;

/// Whether an entity can be a side.
fn is_belligerent(entity: &Entity) -> bool {
    match entity.kind {
        EntityKind::State | EntityKind::Military | EntityKind::ArmedGroup => true,
        // Of governments those that stand for a state or a part of it, not its ministries.
        EntityKind::Government => ["government", "junta", "regime", "administration"]
            .iter()
            .any(|w| entity.name.to_lowercase().contains(w)),
        _ => false,
    }
}

/// The side that an entity is on: an army's state.
fn side(entities: &Entities, id: EntityId) -> EntityId {
    let entity = entities.get(id);
    match (entity.kind, entity.of) {
        (EntityKind::Military, Some(of)) if entities.get(of).kind == EntityKind::State => of,
        _ => id,
    }
}

/// Judges the sides by the whole report and keeps them.
pub(super) fn judge(cx: &Context<'_>, entities: &mut Entities) {
    let found = whole(cx, entities);
    entities.sides = (entities.mentions.len(), found);
}

/// The sides that a word such as "both" goes back to: two told together right before, else those of the report.
pub(super) fn of(cx: &Context<'_>, entities: &mut Entities, word: WordId) -> Vec<EntityId> {
    // Judged anew only when the report has told a good deal more, so that many such words cost little.
    let (judged, _) = entities.sides;
    if entities.mentions.len() > judged + judged / 4 {
        judge(cx, entities);
    }
    // Brokers are told together, too: a pair that shares no one with the sides of the report is not they.
    let whole = &entities.sides.1;
    let on = |&id: &EntityId| whole.iter().any(|&w| side(entities, w) == side(entities, id));
    let pair = told_together(cx, entities, word).filter(|pair| whole.len() < 2 || pair.iter().any(on));
    pair.unwrap_or_else(|| whole.clone())
}

/// Two belligerents coordinated shortly before: "Sarland and Norland agreed".
fn told_together(cx: &Context<'_>, entities: &Entities, word: WordId) -> Option<Vec<EntityId>> {
    (word.0.saturating_sub(REACH)..word.0)
        .rev()
        .map(WordId)
        .find_map(|w| {
            let mention = entities.mention(w).filter(|m| m.head == w)?;
            if mention.entities.len() == 2 {
                let all = mention.entities.iter().all(|&e| is_belligerent(entities.get(e)));
                return all.then(|| mention.entities.clone());
            }
            if cx.parse.relation(w) != Relation::Conj {
                return None;
            }
            let first = grammar::first_conjunct(cx.parse, w);
            // "sponsored by A and B": those who broker are no sides.
            if grammar::preposition(cx.parse, first) == Some("by") {
                return None;
            }
            let all = grammar::conjuncts(cx.parse, first);
            let ids: Vec<EntityId> = all.iter().flat_map(|&c| entities.of(c).to_vec()).collect();
            let [a, b] = ids[..] else { return None };
            let apart = side(entities, a) != side(entities, b);
            (all.len() == 2 && apart && ids.iter().all(|&e| is_belligerent(entities.get(e)))).then_some(ids)
        })
}

/// The pair that the sentences of the report set most against each other.
fn whole(cx: &Context<'_>, entities: &Entities) -> Vec<EntityId> {
    let mut told: BTreeMap<EntityId, (i32, BTreeMap<EntityId, i32>)> = BTreeMap::new();
    let mut pairs: BTreeMap<(EntityId, EntityId), i32> = BTreeMap::new();
    for sentence in cx.parse.sentence_ids() {
        let here: Vec<&Mention> = cx
            .parse
            .words_of(sentence)
            .filter_map(|w| {
                entities
                    .mention(w)
                    .filter(|m| m.head == w && m.entities.len() == 1)
            })
            .filter(|m| is_belligerent(entities.get(m.entities[0])))
            .take(CROWD)
            .collect();
        for m in &here {
            let entry = told.entry(side(entities, m.entities[0])).or_default();
            let acts = i32::from(cx.parse.relation(m.head).is_subject());
            entry.0 += 1 + acts;
            *entry.1.entry(m.entities[0]).or_default() += 1 + acts;
        }
        // A sentence counts once for a pair, by what it tells of them most strongly.
        let mut strongest: BTreeMap<(EntityId, EntityId), i32> = BTreeMap::new();
        for (i, a) in here.iter().enumerate() {
            for b in &here[i + 1..] {
                let (x, y) = (side(entities, a.entities[0]), side(entities, b.entities[0]));
                if x != y {
                    let n = opposition(cx, a, b);
                    let entry = strongest.entry((x.min(y), x.max(y))).or_insert(n);
                    *entry = (*entry).max(n);
                }
            }
        }
        for (pair, n) in strongest {
            *pairs.entry(pair).or_default() += n;
        }
    }
    let weight = |id: EntityId| {
        let armed = match entities.get(id).kind {
            EntityKind::ArmedGroup => 5,
            EntityKind::State => 0,
            _ => 2,
        };
        told.get(&id).map_or(0, |(n, _)| *n).min(14) + armed
    };
    // Who is told of once is hardly a side.
    let once = |id: EntityId| {
        if told.get(&id).is_none_or(|(n, _)| *n < 2) {
            12
        } else {
            0
        }
    };
    let best = pairs
        .iter()
        .map(|(&(a, b), &n)| {
            let told = 2 * weight(a).min(weight(b)) + weight(a).max(weight(b)) / 2;
            let score = 6 * n + told + match_of_kinds(entities.get(a), entities.get(b)) - once(a) - once(b);
            (score, a, b)
        })
        .max_by_key(|&(score, a, b)| (score, std::cmp::Reverse((a, b))));
    // Each side goes by the name that the report uses most for it.
    let name = |id: EntityId| {
        let members = told.get(&id).map(|(_, members)| members);
        members
            .and_then(|m| m.iter().max_by_key(|(id, n)| (**n, std::cmp::Reverse(**id))))
            .map_or(id, |(id, _)| *id)
    };
    let mut out: Vec<EntityId> = match best {
        Some((_, a, b)) => vec![name(a), name(b)],
        None => told
            .keys()
            .copied()
            .max_by_key(|&id| (weight(id), std::cmp::Reverse(id)))
            .map(name)
            .into_iter()
            .collect(),
    };
    out.sort_unstable();
    out
}

/// How likely two are opponents by what they are: a group and those who govern, before two groups of which one is
/// only told of as "the rebels", which may be the other.
fn match_of_kinds(a: &Entity, b: &Entity) -> i32 {
    let group = |e: &Entity| e.kind == EntityKind::ArmedGroup;
    let vague = |e: &Entity| group(e) && !e.why.rule.starts_with("entity.name");
    match (group(a), group(b)) {
        (true, true) if vague(a) != vague(b) => -20,
        (true, true) | (false, false) => 0,
        _ => 8,
    }
}

/// How much a sentence sets two mentions against each other: most where one acts on the other or they are joined in
/// a fight, talks or a deal; less than nothing where they act together on somebody else.
fn opposition(cx: &Context<'_>, a: &Mention, b: &Mention) -> i32 {
    let parse = cx.parse;
    let first = grammar::first_conjunct(parse, a.head);
    let second = grammar::first_conjunct(parse, b.head);
    let under = |w: WordId| grammar::preposition(parse, w);
    let (Some(above_first), Some(above_second)) = (parse.head(first), parse.head(second)) else {
        return 1;
    };
    if first == second {
        return match (tie(cx, above_first), under(first)) {
            (_, Some("between")) => 5,
            // "sponsored by A and B" brokers.
            (_, Some("by")) => 0,
            (Tie::Joint, _) => 5,
            (Tie::Hostile, _) => -3,
            (Tie::None, _) => 1,
        };
    }
    let clause = grammar::clause_of(parse, a.head);
    let together = clause.is_some() && clause == grammar::clause_of(parse, b.head);
    let acts = parse.relation(first).is_subject() || parse.relation(first) == Relation::NmodPoss;
    let suffers = matches!(parse.relation(second), Relation::Obj | Relation::Iobj)
        || matches!(under(second), Some("with" | "against" | "between" | "on" | "by"));
    let ties = [Some(above_first), Some(above_second), clause];
    let tied = ties.into_iter().flatten().any(|w| tie(cx, w) != Tie::None);
    match (together && acts && suffers, tied) {
        (true, true) => 5,
        (true, false) => 2,
        _ => 1,
    }
}

/// How an event ties those who take part in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// Each with the other: talks, deals, clashes.
    Joint,
    /// One against the other.
    Hostile,
    None,
}

fn tie(cx: &Context<'_>, word: WordId) -> Tie {
    let frames = cx.lexicon.frames.get(cx.parse.lemma(word));
    let mut out = Tie::None;
    for frame in frames {
        let joint = matches!(frame.kind, EventType::Agree | EventType::Consult)
            || matches!(frame.mode, Some(Mode::ArmedClash | Mode::Ceasefire));
        let hostile = matches!(
            frame.kind,
            EventType::Assault
                | EventType::Accuse
                | EventType::Threaten
                | EventType::Coerce
                | EventType::Sanction
                | EventType::Reject
        );
        if joint {
            return Tie::Joint;
        }
        if hostile {
            out = Tie::Hostile;
        }
    }
    out
}
