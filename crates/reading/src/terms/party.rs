//! Who must do it, and for whom.

use super::Told;
use super::judge::Found;
use super::scene::{self, Scene, is_side, parties_at};
use super::status::Judged;
use super::words::has_role;
use crate::entities::Entities;
use crate::figures::line::Line;
use crate::grammar;
use crate::{EntityId, EntityKind, TermStatus};
use dateline_lexicon::DealRole;
use dateline_syntax::Relation;
use dateline_text::WordId;

/// So many words before a duty may name who must do it.
const REACH: u32 = 40;

/// Who must do what was found; `None` where the demand comes from outside the deal, so that it is no term.
pub(super) fn read(line: &Line<'_>, found: &Found, told: Told<'_>, scene: &Scene) -> Option<Vec<EntityId>> {
    let Found { duty, judged } = found;
    let entities = told.entities;
    if judged.status == TermStatus::Demanded && demanded_outside(line, judged.by, told, scene) {
        return None;
    }
    let mut party = if duty.is_noun {
        of_noun(line, duty.word, judged, told, scene)
    } else {
        of_verb(line, duty.word, judged, told, scene)
    };
    // What a leader or commander takes on binds those whom they lead.
    for at in 0..party.len() {
        let Some(&id) = party.get(at) else { break };
        let entity = entities.get(id);
        let led = entity
            .of
            .filter(|&of| entity.kind == EntityKind::Person && is_side(entities.get(of).kind));
        party.extend(led.filter(|of| !party.contains(of)));
    }
    Some(party)
}

/// The party for whom a first person speaks: "We will respect the truce", said a commander.
fn first_person(line: &Line<'_>, word: WordId, told: Told<'_>) -> Option<EntityId> {
    matches!(line.lower(word.0), "we" | "i" | "us" | "our" | "my")
        .then(|| told.speaker(line.cx.parse.span(word)))
        .flatten()
}

/// The one whose offer, refusal or pledge a noun names: "the army's refusal to leave", "an offer by the rebels to talk".
fn of_nominal(line: &Line<'_>, noun: u32, entities: &Entities) -> Vec<EntityId> {
    if !line.is_noun(noun) {
        return Vec::new();
    }
    let parse = line.cx.parse;
    let owners = parse.children(WordId(noun)).iter().copied().filter(|&c| {
        let by = parse.relation(c) == Relation::Nmod
            && matches!(grammar::preposition(parse, c), Some("by" | "from" | "of"));
        parse.relation(c) == Relation::NmodPoss || by
    });
    entities_of(owners.flat_map(|c| grammar::conjuncts(parse, c)), entities)
}

/// Whether those who ask for it stand outside the war and its talks.
fn demanded_outside(line: &Line<'_>, by: u32, told: Told<'_>, scene: &Scene) -> bool {
    let entities = told.entities;
    let Some(subject) = grammar::subject(line.cx.parse, WordId(by)) else {
        return false;
    };
    if let Some(speaker) = first_person(line, subject, told) {
        return scene.is_outsider(entities, speaker);
    }
    let who = entities.of(subject);
    !who.is_empty() && who.iter().all(|&id| scene.is_outsider(entities, id))
}

/// Whether a duty is put forward by those who would not have to keep it: mediators and other outsiders.
pub(super) fn proposes_for_others(
    line: &Line<'_>,
    found: &Found,
    entities: &Entities,
    scene: &Scene,
) -> bool {
    if !line.is(found.judged.by, &["propose", "suggest", "seek"]) || !found.duty.is_noun {
        return false;
    }
    let subject = grammar::subject(line.cx.parse, WordId(found.judged.by)).filter(|s| line.has(s.0));
    subject.is_some_and(|s| {
        let who = entities.of(s);
        line.is(s.0, &["mediator", "broker", "envoy"])
            || !who.is_empty() && who.iter().all(|&id| scene.is_outsider(entities, id))
    })
}

/// Who must do what a verb tells.
fn of_verb(line: &Line<'_>, verb: u32, judged: &Judged, told: Told<'_>, scene: &Scene) -> Vec<EntityId> {
    let parse = line.cx.parse;
    let entities = told.entities;
    let passive = grammar::is_passive(parse, WordId(verb));
    if passive {
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
        if (judged.by + 1..verb).any(|w| line.is_noun(w) && is_both(line, w)) && scene.sides.len() > 1 {
            return scene.sides.clone();
        }
        // "committed itself to withdrawing" binds the subject.
        let reflexive =
            line.lower(judged.by + 1).ends_with("self") || line.lower(judged.by + 1).ends_with("selves");
        let bound = if reflexive {
            let subject = grammar::subject(parse, WordId(judged.by)).filter(|s| line.has(s.0));
            entities_of(
                subject.into_iter().flat_map(|s| grammar::conjuncts(parse, s)),
                entities,
            )
        } else {
            entities_of((judged.by + 1..verb).map(WordId), entities)
        };
        if !bound.is_empty() {
            return bound;
        }
    }
    let own = of_nominal(line, judged.by, entities);
    if !own.is_empty() {
        return own;
    }
    // What is handed over, opened or disbanded does not do it.
    let subject = grammar::subject(parse, WordId(verb)).filter(|s| line.has(s.0) && !passive);
    if let Some(subject) = subject {
        if let Some(speaker) = first_person(line, subject, told) {
            return vec![speaker];
        }
        if is_both(line, subject.0) && scene.sides.len() > 1 {
            return scene.sides.clone();
        }
        let found = entities_of(grammar::conjuncts(parse, subject), entities);
        if !found.is_empty() {
            return found;
        }
        if scene::is_deal(line, subject.0) {
            return scene.sides.clone();
        }
    }
    // The nearest side before the verb.
    let floor = verb.saturating_sub(REACH).max(line.start);
    // "Three Israeli hostages were freed": by those against whom their side stands.
    if passive && judged.rule == "term.fulfilled" {
        let subject = parse
            .children_by(WordId(verb), &[Relation::NsubjPass, Relation::Nsubj])
            .next();
        let own: Vec<EntityId> = subject
            .map(|s| entities_of(parse.subtree(s), entities))
            .unwrap_or_default();
        let others: Vec<EntityId> = scene.sides.iter().copied().filter(|s| !own.contains(s)).collect();
        if others.len() == 1 && scene.sides.len() == 2 {
            return others;
        }
    }
    if passive && judged.rule != "term.going_on" && judged.rule != "term.fulfilled" {
        return scene.sides.clone();
    }
    let nearest = (floor..verb).rev().map(|w| parties_at(entities, WordId(w)));
    let mut sides = nearest.filter(|found| found.iter().any(|&id| is_side(entities.get(id).kind)));
    sides.next().unwrap_or_else(|| scene.sides.clone())
}

/// Whether a noun stands for both sides: "the two forces", "both".
fn is_both(line: &Line<'_>, noun: u32) -> bool {
    let floor = noun.saturating_sub(3).max(line.start);
    (floor..=noun).any(|w| matches!(line.lower(w), "two" | "both" | "sides" | "parties" | "rivals"))
}

/// Whose truce or talks a noun names.
fn of_noun(line: &Line<'_>, noun: u32, judged: &Judged, told: Told<'_>, scene: &Scene) -> Vec<EntityId> {
    let parse = line.cx.parse;
    let entities = told.entities;
    let mut found: Vec<EntityId> = Vec::new();
    let mut add = |ids: Vec<EntityId>| {
        for id in ids {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    };
    // "a ceasefire brokered by Algeria", "a truce with the mediation of China": those who bring it about are no side.
    let brokered = |w: u32| {
        line.lower(w) == "by" && w > noun + 1 && has_role(line, w - 1, DealRole::Brokers)
            || (w + 1..w + 4)
                .any(|n| line.is(n, &["mediation", "help", "support", "assistance", "brokerage"]))
    };
    let below = parse.children_by(
        WordId(noun),
        &[Relation::Nmod, Relation::NmodPoss, Relation::Compound],
    );
    let below = below.filter(|&c| {
        parse.relation(c) != Relation::Nmod
            || matches!(
                grammar::preposition(parse, c),
                Some("of" | "between" | "with" | "by" | "from" | "among")
            )
    });
    let below = below.filter(|&c| {
        !parse
            .child(c, Relation::Case)
            .is_some_and(|case| brokered(case.0))
    });
    for child in below {
        add(entities_of(grammar::conjuncts(parse, child), entities));
    }
    let with = (noun + 1..(noun + 8).min(line.end))
        .find(|&w| matches!(line.lower(w), "with" | "between" | "by") && !brokered(w));
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
        let doers = doers(line, noun, judged);
        let speaker = doers.first().and_then(|&w| first_person(line, w, told));
        let doing = entities_of(doers, entities);
        // "Hamas called it a flagrant breach": by the other side.
        if judged.rule == "term.breach" && found.is_empty() && denounces(line, noun) {
            let others: Vec<EntityId> = scene
                .sides
                .iter()
                .copied()
                .filter(|s| !doing.contains(s))
                .collect();
            if others.len() < scene.sides.len() {
                return others;
            }
        }
        for id in speaker.map_or(doing, |s| vec![s]) {
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

/// Whether a breach is told by who calls something one.
fn denounces(line: &Line<'_>, noun: u32) -> bool {
    let parse = line.cx.parse;
    parse
        .ancestors(WordId(noun))
        .find(|&w| line.is_verb(w.0))
        .is_some_and(|v| {
            line.is(
                v.0,
                &[
                    "call", "denounce", "describe", "condemn", "decry", "label", "protest", "complain",
                ],
            )
        })
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
    let Some(verb) = verb.filter(|&v| line.has(v.0) && !has_role(line, v.0, DealRole::Brokers)) else {
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
