//! Who must do it, and for whom.

use super::judge::Found;
use super::scene::{self, Scene, is_side, parties_at};
use super::status::Judged;
use crate::entities::Entities;
use crate::figures::line::Line;
use crate::grammar;
use crate::{EntityId, TermStatus};
use dateline_syntax::Relation;
use dateline_text::WordId;

/// So many words before a duty may name who must do it.
const REACH: u32 = 40;

/// Who must do what was found; `None` where the demand comes from outside the deal, so that it is no term.
pub(super) fn read(
    line: &Line<'_>,
    found: &Found,
    entities: &Entities,
    scene: &Scene,
) -> Option<Vec<EntityId>> {
    let Found { duty, judged } = found;
    if judged.status == TermStatus::Demanded && demanded_outside(line, judged.by, entities, scene) {
        return None;
    }
    Some(if duty.is_noun {
        of_noun(line, duty.word, judged, entities, scene)
    } else {
        of_verb(line, duty.word, judged, entities, scene)
    })
}

/// Whether those who ask for it stand outside the war and its talks.
fn demanded_outside(line: &Line<'_>, by: u32, entities: &Entities, scene: &Scene) -> bool {
    let Some(subject) = grammar::subject(line.cx.parse, WordId(by)) else {
        return false;
    };
    let who = entities.of(subject);
    !who.is_empty() && who.iter().all(|&id| scene.is_outsider(entities, id))
}

/// Who must do what a verb tells.
fn of_verb(line: &Line<'_>, verb: u32, judged: &Judged, entities: &Entities, scene: &Scene) -> Vec<EntityId> {
    let parse = line.cx.parse;
    if grammar::is_passive(parse, WordId(verb)) {
        let agents = entities_of(
            grammar::all_of(parse, WordId(verb), &[Relation::OblAgent]),
            entities,
        );
        if !agents.is_empty() {
            return agents;
        }
    }
    // The one whom the governing word binds: "called on the army to withdraw".
    if judged.binds_object {
        let bound = entities_of((judged.by + 1..verb).map(WordId), entities);
        if !bound.is_empty() {
            return bound;
        }
    }
    if let Some(subject) = grammar::subject(parse, WordId(verb)).filter(|s| line.has(s.0)) {
        let found = entities_of(grammar::conjuncts(parse, subject), entities);
        if !found.is_empty() {
            return found;
        }
        if scene::is_deal(line, subject.0) || is_both(line, subject.0) {
            return scene.sides.clone();
        }
    }
    // The nearest side before the verb.
    let floor = verb.saturating_sub(REACH).max(line.start);
    let nearest = (floor..verb).rev().map(|w| parties_at(entities, WordId(w)));
    let mut sides = nearest.filter(|found| found.iter().any(|&id| is_side(entities.get(id).kind)));
    sides.next().unwrap_or_else(|| scene.sides.clone())
}

/// Whether a noun stands for both sides: "the two forces", "both".
fn is_both(line: &Line<'_>, noun: u32) -> bool {
    let floor = noun.saturating_sub(3).max(line.start);
    (floor..=noun).any(|w| matches!(line.lower(w), "two" | "both" | "sides" | "parties" | "rivals"))
}

/// Verbs of those who bring a truce about for others.
const BROKERING: &[&str] = &[
    "announce",
    "broker",
    "mediate",
    "arrange",
    "negotiate",
    "say",
    "propose",
    "confirm",
    "report",
];

/// Whose truce or talks a noun names.
fn of_noun(line: &Line<'_>, noun: u32, judged: &Judged, entities: &Entities, scene: &Scene) -> Vec<EntityId> {
    let parse = line.cx.parse;
    let mut found: Vec<EntityId> = Vec::new();
    let mut add = |ids: Vec<EntityId>| {
        for id in ids {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    };
    let below = parse.children_by(
        WordId(noun),
        &[Relation::Nmod, Relation::NmodPoss, Relation::Compound],
    );
    for child in below {
        add(entities_of(grammar::conjuncts(parse, child), entities));
    }
    let with =
        (noun + 1..(noun + 8).min(line.end)).find(|&w| matches!(line.lower(w), "with" | "between" | "by"));
    if let Some(with) = with {
        let behind =
            (with + 1..(with + 8).min(line.end)).take_while(|&w| !line.is_verb(w) && line.lower(w) != ",");
        let sides = entities_of(behind.map(WordId), entities);
        add(sides
            .into_iter()
            .filter(|&id| is_side(entities.get(id).kind))
            .collect());
    }
    if found.is_empty() || !judged.tells_keeping() {
        let told = entities_of(doers(line, noun, judged), entities);
        for id in told {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    if found.is_empty() {
        scene.sides.clone()
    } else {
        found
    }
}

/// Who offers, signs, breaks or keeps what a noun names.
fn doers(line: &Line<'_>, noun: u32, judged: &Judged) -> Vec<WordId> {
    let parse = line.cx.parse;
    // "accused Armenia of violations", "Indian troops committed violations".
    let breach = judged.rule == "term.breach";
    let verb = if breach {
        parse.ancestors(WordId(noun)).find(|&w| line.is_verb(w.0))
    } else {
        Some(WordId(judged.by))
    };
    let Some(verb) = verb.filter(|&v| line.has(v.0) && !line.is(v.0, BROKERING)) else {
        return Vec::new();
    };
    let accuses = [verb]
        .into_iter()
        .chain(parse.ancestors(verb).take(3))
        .find(|v| line.is(v.0, &["accuse", "blame"]));
    if let Some(accuses) = accuses {
        return grammar::all_of(parse, accuses, &[Relation::Obj]);
    }
    let subject = grammar::subject(parse, verb).filter(|s| line.has(s.0) && !scene::is_deal(line, s.0));
    subject.map_or_else(Vec::new, |s| grammar::conjuncts(parse, s))
}

/// For whose good: the one to whom something is handed, given or opened.
pub(super) fn beneficiary(
    line: &Line<'_>,
    verb: u32,
    party: &[EntityId],
    entities: &Entities,
) -> Option<EntityId> {
    let parse = line.cx.parse;
    let to = parse
        .children_by(WordId(verb), &[Relation::Obl, Relation::Iobj])
        .find(|&c| {
            parse.relation(c) == Relation::Iobj
                || matches!(grammar::preposition(parse, c), Some("to" | "for"))
        })?;
    entities.of(to).iter().copied().find(|id| !party.contains(id))
}

fn entities_of(words: impl IntoIterator<Item = WordId>, entities: &Entities) -> Vec<EntityId> {
    let mut out = Vec::new();
    for word in words {
        for id in parties_at(entities, word) {
            if !out.contains(&id) {
                out.push(id);
            }
        }
    }
    out
}
