//! Who must do it, and for whom.

use super::judge::Found;
use super::scene::{self, Here, Near, Scene, is_party, parties_at};
use super::status::Judged;
use crate::entities::Entities;
use crate::figures::line::Line;
use crate::grammar;
use crate::{EntityId, EntityKind, TermStatus};
use dateline_syntax::Relation;
use dateline_text::WordId;

/// So many words before a duty may name who must do it.
const REACH: u32 = 40;

/// Who must do what was found; `None` where the demand comes from outside the deal, so that it is no term.
pub(super) fn read(
    line: &Line<'_>,
    found: &Found,
    here: &Here,
    entities: &Entities,
    scene: &Scene,
) -> Option<Vec<EntityId>> {
    let Found { duty, judged } = found;
    if judged.status == TermStatus::Demanded
        && here.near != Near::Here
        && is_outsider(line, judged.by, entities)
    {
        return None;
    }
    Some(if duty.is_noun {
        of_noun(line, duty.word, judged, entities, scene)
    } else {
        of_verb(line, duty.word, judged, entities, scene)
    })
}

/// Whether the subject of a demand is a rights group, an organisation of states or a newspaper.
fn is_outsider(line: &Line<'_>, by: u32, entities: &Entities) -> bool {
    let outside = |id: EntityId| {
        matches!(
            entities.get(id).kind,
            EntityKind::Ngo | EntityKind::Media | EntityKind::InternationalOrg
        )
    };
    let subject = grammar::subject(line.cx.parse, WordId(by));
    subject.is_some_and(|s| entities.of(s).iter().any(|&id| outside(id)))
}

/// Who must do what a verb tells.
fn of_verb(line: &Line<'_>, verb: u32, judged: &Judged, entities: &Entities, scene: &Scene) -> Vec<EntityId> {
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
    let floor = verb.saturating_sub(REACH).max(line.start);
    for w in (floor..verb).rev() {
        let found = parties_at(entities, WordId(w));
        if found.iter().any(|&id| is_party(entities.get(id).kind)) {
            return found;
        }
    }
    scene.sides.clone()
}

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
    let subject =
        grammar::subject(parse, WordId(judged.by)).filter(|s| line.has(s.0) && !scene::is_deal(line, s.0));
    if let Some(subject) = subject {
        add(entities_of(grammar::conjuncts(parse, subject), entities));
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
