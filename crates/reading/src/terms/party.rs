//! Who must do it, and for whom.

use super::scene::{self, Scene, is_party, parties_at};
use super::status::Judged;
use crate::EntityId;
use crate::entities::Entities;
use crate::figures::line::Line;
use crate::grammar;
use dateline_syntax::Relation;
use dateline_text::WordId;

/// Who must do what a verb tells.
pub(super) fn of_verb(
    line: &Line<'_>,
    verb: u32,
    judged: &Judged,
    entities: &Entities,
    scene: &Scene,
) -> Vec<EntityId> {
    let parse = line.cx.parse;
    let passive = grammar::is_passive(parse, WordId(verb));
    if passive {
        let agents = grammar::all_of(parse, WordId(verb), &[Relation::OblAgent]);
        let found = entities_of(agents, entities);
        if !found.is_empty() {
            return found;
        }
    }
    // The one whom the governing word binds: "called on the army to withdraw".
    if judged.binds_object {
        let bound = nearest_between(line, judged.by, verb, entities);
        if !bound.is_empty() {
            return bound;
        }
    }
    let subject = grammar::subject(parse, WordId(verb)).filter(|s| line.has(s.0));
    if let Some(subject) = subject {
        let all = grammar::conjuncts(parse, subject);
        let found = entities_of(all, entities);
        if !found.is_empty() {
            return found;
        }
        if scene::is_deal(line, subject.0) {
            return scene.sides.clone();
        }
    }
    // The nearest party before the verb.
    let floor = line.start;
    for w in (floor..verb).rev() {
        let found = parties_at(entities, WordId(w));
        if found.iter().any(|&id| is_party(entities.get(id).kind)) {
            return found;
        }
    }
    scene.sides.clone()
}

/// Whose truce or talks a noun names.
pub(super) fn of_noun(
    line: &Line<'_>,
    noun: u32,
    judged: Option<&Judged>,
    entities: &Entities,
    scene: &Scene,
) -> Vec<EntityId> {
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
        for w in with + 1..(with + 8).min(line.end) {
            add(parties_at(entities, WordId(w))
                .into_iter()
                .filter(|&id| is_party(entities.get(id).kind))
                .collect());
            if line.is_verb(w) || line.lower(w) == "," {
                break;
            }
        }
    }
    if let Some(judged) = judged {
        let subject = grammar::subject(parse, WordId(judged.by))
            .filter(|s| line.has(s.0) && !scene::is_deal(line, s.0));
        if let Some(subject) = subject {
            add(entities_of(grammar::conjuncts(parse, subject), entities));
        }
    }
    if found.is_empty() {
        scene.sides.clone()
    } else {
        found
    }
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

fn entities_of(words: Vec<WordId>, entities: &Entities) -> Vec<EntityId> {
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

fn nearest_between(line: &Line<'_>, from: u32, to: u32, entities: &Entities) -> Vec<EntityId> {
    let _ = line;
    let mut out = Vec::new();
    for w in from + 1..to {
        for id in parties_at(entities, WordId(w)) {
            if !out.contains(&id) {
                out.push(id);
            }
        }
    }
    out
}
