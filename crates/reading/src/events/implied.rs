//! Roles that a sentence leaves open and the report fills: words for both sides, the other side of a truce or of
//! talks, and an event told again.

use super::parties::{Parties, Sphere};
use super::roles::{Roles, is_two_sided};
use super::slots;
use super::trigger::Trigger;
use super::who::Scope;
use crate::context::Context;
use crate::grammar;
use crate::{EntityId, EntityKind, EventType, Mode};
use dateline_lexicon::{Pos, Slot};
use dateline_syntax::Relation;

/// What filled the roles of an event, where it was not the sentence.
pub(super) type Rule = Option<&'static str>;

/// Fills the open roles of the events in order; `earlier` are those before this one, already filled.
pub(super) fn fill(
    scope: &Scope<'_>,
    parties: &Parties,
    trigger: &Trigger<'_>,
    roles: &mut Roles,
    earlier: &[(&Trigger<'_>, Roles)],
) -> Rule {
    let sphere = sphere(trigger);
    if roles.sides_act || roles.sides_receive {
        let sides = parties.sides(sphere);
        if roles.sides_act {
            for side in sides {
                if !roles.actors.iter().any(|&a| parties.are_one(a, side)) {
                    roles.actors.push(side);
                }
            }
        } else {
            for side in sides {
                if !roles.actors.iter().any(|&a| parties.are_one(a, side)) {
                    roles.recipients.push(side);
                }
            }
        }
        return Some("event.sides");
    }
    let open = roles.actors.is_empty() && roles.recipients.is_empty();
    if open
        && trigger.frame.pos == Pos::Noun
        && let Some(before) = told_before(scope.cx, trigger, earlier)
    {
        roles.actors.clone_from(&before.actors);
        roles.recipients.clone_from(&before.recipients);
        if roles.mediators.is_empty() {
            roles.mediators.clone_from(&before.mediators);
        }
        let mediators = &roles.mediators;
        roles.actors.retain(|a| !mediators.contains(a));
        return Some("event.again");
    }
    if roles.actors.is_empty()
        && let Some(speaker) = officer(scope, trigger)
    {
        roles.actors.push(speaker);
        return Some("event.officer");
    }
    if trigger.frame.kind == EventType::Sanction && roles.recipients.is_empty() {
        roles.recipients = partners(scope, parties, trigger, roles);
    }
    if roles.recipients.is_empty()
        && let [actor] = roles.actors[..]
        && aims_at_enemy(trigger)
        && let Some(enemy) = parties.enemy(actor)
    {
        roles.recipients.push(enemy);
        return Some("event.enemy");
    }
    if !mutual(trigger) || !roles.recipients.is_empty() {
        return None;
    }
    match roles.actors[..] {
        [] => {
            let mut sides = parties.implied(sphere);
            sides.retain(|s| !roles.mediators.iter().any(|&m| parties.are_one(m, *s)));
            if sides.len() < 2 {
                return None;
            }
            roles.actors = sides;
            Some("event.sides")
        }
        [one] if trigger.frame.pos == Pos::Noun => {
            let other: EntityId = parties.opponent(one, sphere)?;
            roles.actors.push(other);
            Some("event.other-side")
        }
        _ => None,
    }
}

/// "suspended the talks with the guerrillas, which …": those with whom the talks or the deal were.
fn partners(scope: &Scope<'_>, parties: &Parties, trigger: &Trigger<'_>, roles: &Roles) -> Vec<EntityId> {
    let talks = slots::fillers(scope.cx, scope.entities, trigger.word, &Slot::Obj)
        .into_iter()
        .any(|o| scope.cx.lexicon.classes.has("talks", scope.cx.parse.lemma(o)));
    if !talks {
        return Vec::new();
    }
    let other = roles
        .actors
        .first()
        .and_then(|&a| parties.opponent(a, Sphere::Talk));
    other.into_iter().collect()
}

/// "Police said 21 people were detained": the force that tells of an arrest or a seizure made it.
fn officer(scope: &Scope<'_>, trigger: &Trigger<'_>) -> Option<EntityId> {
    let parse = scope.cx.parse;
    if !matches!(trigger.frame.mode, Some(Mode::Arrest | Mode::Seize))
        || trigger.frame.pos != Pos::Verb
        || !grammar::is_passive(parse, trigger.word)
    {
        return None;
    }
    let statement = scope.held.innermost(parse.span(trigger.word))?;
    let speaker = scope.statements[statement.index()].speaker?;
    matches!(
        scope.entities.get(speaker).kind,
        EntityKind::Military | EntityKind::Government | EntityKind::ArmedGroup
    )
    .then_some(speaker)
}

/// Campaigns, and breaches of a truce: told of one party, they are aimed at the one that it fights.
fn aims_at_enemy(trigger: &Trigger<'_>) -> bool {
    let frame = trigger.frame;
    let broken = frame.kind == EventType::Assault && frame.mode == Some(Mode::Ceasefire);
    let campaign = frame.kind == EventType::Assault && frame.pos == Pos::Noun && frame.mode.is_none();
    broken || campaign
}

fn sphere(trigger: &Trigger<'_>) -> Sphere {
    match trigger.frame.kind {
        EventType::Assault
        | EventType::Coerce
        | EventType::Mobilize
        | EventType::Threaten
        | EventType::Accuse => Sphere::Fight,
        _ => Sphere::Talk,
    }
}

/// Truces, talks, deals and clashes have two parties, whether or not they are told.
fn mutual(trigger: &Trigger<'_>) -> bool {
    let frame = trigger.frame;
    let truce = frame.mode == Some(Mode::Ceasefire) && frame.kind != EventType::Request;
    let clash = frame.mode == Some(Mode::ArmedClash);
    let noun = frame.pos == Pos::Noun && matches!(frame.kind, EventType::Consult | EventType::Agree);
    (truce || clash || noun) && (is_two_sided(frame) || frame.pos == Pos::Noun || truce)
}

/// "the raid", "that ceasefire": the last event told before of the same type and word, or of any truce.
fn told_before<'r>(
    cx: &Context<'_>,
    trigger: &Trigger<'_>,
    earlier: &'r [(&Trigger<'_>, Roles)],
) -> Option<&'r Roles> {
    let definite = cx
        .parse
        .children_by(trigger.word, &[Relation::Det])
        .any(|d| matches!(cx.parse.lower(d), "the" | "this" | "that" | "these" | "those"));
    if !definite {
        return None;
    }
    let truce = |t: &Trigger<'_>| t.frame.mode == Some(Mode::Ceasefire) && t.frame.kind != EventType::Assault;
    let deal = |t: &Trigger<'_>| t.frame.kind == EventType::Agree;
    let stem = |t: &Trigger<'_>| {
        cx.parse
            .lemma(t.word)
            .chars()
            .take(5)
            .collect::<String>()
            .to_lowercase()
    };
    let own = stem(trigger);
    earlier
        .iter()
        .rev()
        .find(|(before, roles)| {
            !(roles.actors.is_empty() && roles.recipients.is_empty())
                && ((before.frame.kind == trigger.frame.kind && stem(before) == own)
                    || (truce(trigger) && truce(before) && before.frame.pos == Pos::Noun)
                    || (deal(trigger) && deal(before)))
        })
        .map(|(_, roles)| roles)
}
