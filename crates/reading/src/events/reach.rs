//! Whom an act is aimed at, where it is told inside the verb's complement: "rejected the call of the bishops",
//! "demanded the withdrawal of all Ugandan troops", "refused to talk to the rebels".

use super::roles::Roles;
use super::trigger::Trigger;
use super::who::Scope;
use crate::grammar;
use crate::{EntityId, EntityKind, EventType};
use dateline_lexicon::{Mode, Pos};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// How deep a complement is searched.
const DEPTH: usize = 5;

/// Fills the recipients of acts that are aimed at someone, nearest first.
pub(super) fn recipients(scope: &Scope<'_>, trigger: &Trigger<'_>, out: &mut Roles) {
    if trigger.frame.mode == Some(Mode::Seize) {
        return;
    }
    if !is_aimed(trigger.frame.kind) && !matches!(trigger.frame.mode, Some(Mode::Release | Mode::Access)) {
        return;
    }
    let mut level = vec![trigger.word];
    for _ in 0..DEPTH {
        let mut next = Vec::new();
        let mut found: Vec<(EntityId, WordId)> = Vec::new();
        for &word in &level {
            for &child in scope.cx.parse.children(word) {
                if !leads_on(scope, trigger, word, child) {
                    continue;
                }
                let ids = aimed_at(scope, child, &out.actors, trigger.frame.kind);
                found.extend(ids.into_iter().map(|id| (id, child)));
                next.push(child);
            }
        }
        // The first phrase on the level; what is coordinated with it belongs to it.
        if let Some(&(_, first)) = found.first() {
            for part in grammar::conjuncts(scope.cx.parse, first) {
                for id in aimed_at(scope, part, &out.actors, trigger.frame.kind) {
                    if !out.recipients.contains(&id) {
                        out.recipients.push(id);
                        out.from.push(scope.cx.parse.span(part));
                    }
                }
            }
            return;
        }
        level = next;
    }
}

/// Types whose complement tells whom they are aimed at.
fn is_aimed(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Accuse
            | EventType::Agree
            | EventType::Aid
            | EventType::Concede
            | EventType::Coerce
            | EventType::Reject
            | EventType::Request
            | EventType::Sanction
            | EventType::Support
            | EventType::Threaten
            | EventType::Protest
    )
}

fn aimed_at(scope: &Scope<'_>, word: WordId, actors: &[EntityId], kind: EventType) -> Vec<EntityId> {
    let parse = scope.cx.parse;
    if !matches!(
        parse.upos(word),
        Upos::NOUN | Upos::PROPN | Upos::PRON | Upos::ADJ
    ) || scope.is_sides(word)
    {
        return Vec::new();
    }
    let place_as_target = matches!(kind, EventType::Aid | EventType::Sanction);
    let located = matches!(
        scope.preposition(word),
        Some("in" | "at" | "near" | "across" | "inside" | "within" | "outside" | "around")
    );
    scope
        .entities
        .of(word)
        .iter()
        .copied()
        .filter(|&e| {
            let entity = scope.entities.get(e);
            scope.entities.can_act(e)
                && entity.kind != EntityKind::Media
                && !actors.contains(&e)
                && !actors
                    .iter()
                    .any(|&a| scope.entities.get(a).of == Some(e) || entity.of == Some(a))
                && (!located || (place_as_target && entity.kind == EntityKind::State))
        })
        .collect()
}

/// Whether the search goes on into a child.
fn leads_on(scope: &Scope<'_>, trigger: &Trigger<'_>, word: WordId, child: WordId) -> bool {
    let parse = scope.cx.parse;
    let relation = parse.relation(child);
    let verb = parse.upos(word) == Upos::VERB;
    let top = word == trigger.word;
    match relation {
        Relation::Obj | Relation::Iobj | Relation::Xcomp | Relation::NmodPoss => true,
        // The passive subject of the trigger is its object; the subject of a clause below is whom it asks.
        Relation::NsubjPass => verb,
        Relation::Nsubj => verb && !top,
        Relation::Ccomp => verb && trigger.frame.pos == Pos::Verb,
        Relation::Amod | Relation::Compound => !verb,
        // "the fact that Mali had stayed", "the threats made by the junta", "orders to leave".
        Relation::Acl => !top || parse.children_by(child, &[Relation::Nsubj]).next().is_some(),
        Relation::OblAgent => !verb || !top,
        // "refused a request by the court"; under the verb itself "by" tells who acts.
        Relation::Obl | Relation::Nmod if grammar::preposition(parse, child) == Some("by") => !top,
        Relation::Obl | Relation::Nmod => matches!(
            grammar::preposition(parse, child),
            Some(
                "to" | "for"
                    | "against"
                    | "from"
                    | "of"
                    | "with"
                    | "on"
                    | "upon"
                    | "toward"
                    | "towards"
                    | "at"
                    | "into"
                    | "in"
                    | "about"
                    | "between"
            )
        ),
        Relation::Advcl => top && super::control::is_infinitive(scope.cx, child),
        _ => false,
    }
}
