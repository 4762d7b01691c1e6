//! What the verb above gives a noun that names an event: "launched an attack", "came under fire", "blamed for the raid".

use super::roles::{Filled, Roles, fill, is_two_sided};
use super::trigger::Trigger;
use super::who::Scope;
use crate::EventType;
use crate::grammar;
use dateline_lexicon::{RoleSlots, Slot};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// Nouns between an event and the verb that tells of it: "a series of raids", "the start of talks".
const CHAIN: usize = 3;

fn one(slot: Slot) -> RoleSlots {
    vec![vec![slot]]
}

fn obl(prep: &str) -> Slot {
    Slot::Obl(prep.to_owned())
}

/// Fills the roles that the noun itself left open.
pub(super) fn read(scope: &Scope<'_>, trigger: &Trigger<'_>, out: &mut Roles) {
    let parse = scope.cx.parse;
    let two_sided = is_two_sided(trigger.frame);
    // "Moscow is in contact with both": the noun is the predicate, its subject a party.
    if two_sided && parse.child(trigger.word, Relation::Cop).is_some() {
        join(scope, trigger.word, &one(Slot::Subj), out);
    }
    // "an ambush laid by deserters", "talks led by elders".
    let made: Vec<WordId> = parse
        .children_by(trigger.word, &[Relation::Acl, Relation::AclRelcl])
        .filter(|&c| scope.cx.lexicon.classes.has("maker", parse.lemma(c)) && grammar::is_passive(parse, c))
        .collect();
    for participle in made {
        act(scope, participle, &one(obl("by")), out);
    }
    let Some((noun, verb)) = governor(scope, trigger.word) else {
        return;
    };
    let classes = &scope.cx.lexicon.classes;
    let lemma = parse.lemma(verb);
    let relation = parse.relation(noun);
    let passive = grammar::is_passive(parse, verb);
    let under = grammar::preposition(parse, noun);
    let force = trigger.frame.kind == EventType::Assault;
    let object = matches!(relation, Relation::Obj | Relation::NsubjPass);
    if matches!(lemma, "come" | "be" | "remain") && under == Some("under") {
        // "came under fire": what happens to the subject.
        receive(scope, verb, &one(Slot::Subj), out);
        act(scope, verb, &one(obl("from")), out);
        return;
    }
    if lemma == "fall" && under == Some("into") {
        // "fell into an ambush".
        receive(scope, verb, &one(Slot::Subj), out);
        return;
    }
    if lemma == "refrain" && under == Some("from") {
        act(scope, verb, &one(Slot::Subj), out);
        return;
    }
    if classes.has("suffer", lemma) && object && !is_two_sided(trigger.frame) {
        if !passive {
            receive(scope, verb, &one(Slot::Subj), out);
        }
        act(scope, verb, &one(obl("from")), out);
        return;
    }
    if classes.has("blame", lemma) && matches!(under, Some("of" | "for" | "over")) {
        // "blames the rebels for the raid": the act of the one who is blamed.
        act(scope, verb, &one(Slot::Obj), out);
        return;
    }
    if force && (classes.has("effect", lemma) || leaves_dead(scope, verb)) {
        // "the raid killed two nurses", "killed in the raid": whom it befell is whom the raid was upon.
        let told = relation == Relation::Nsubj
            || (relation == Relation::Obl && matches!(under, Some("in" | "by" | "during")));
        if told {
            receive(scope, verb, &one(Slot::Obj), out);
        }
    }
    let light = classes.has("light", lemma);
    let governed = object
        || (relation == Relation::Obl && matches!(under, Some("in" | "to" | "on" | "with" | "into" | "for")));
    let means = relation == Relation::Obl && matches!(under, Some("with" | "by" | "through" | "in")) && force;
    let halted = force
        && matches!(
            lemma,
            "want" | "suspend" | "announce" | "stop" | "end" | "halt" | "deny"
        );
    if (light && governed && !halted) || (means && !passive) {
        let slot = if passive && relation == Relation::NsubjPass {
            obl("by")
        } else {
            Slot::Subj
        };
        let partial = two_sided && trigger_has_only_with(scope, trigger.word);
        if out.actors.is_empty() && !out.sides_act {
            act(scope, verb, &one(slot), out);
        } else if partial {
            join(scope, verb, &one(slot), out);
        }
    }
    // "held talks with": the other side stands under the verb.
    if two_sided && (light || governed) {
        for prep in ["with", "between"] {
            join(scope, verb, &one(obl(prep)), out);
        }
    }
    if light && out.recipients.is_empty() && !two_sided {
        let slots = vec![
            vec![obl("against")],
            vec![obl("on")],
            vec![obl("at")],
            vec![obl("to")],
        ];
        let Filled { ids, sides } = fill(scope, verb, &slots, &mut out.from);
        out.recipients = ids;
        out.sides_receive = sides;
    }
}

/// "left six soldiers dead".
pub(super) fn leaves_dead(scope: &Scope<'_>, verb: WordId) -> bool {
    let parse = scope.cx.parse;
    parse.lemma(verb) == "leave"
        && parse
            .children(verb)
            .iter()
            .any(|&c| matches!(parse.lower(c), "dead" | "wounded" | "injured" | "homeless"))
}

/// The verb that tells of a noun, and the noun that hangs on it: the event's own, or one that it is part of.
fn governor(scope: &Scope<'_>, word: WordId) -> Option<(WordId, WordId)> {
    let parse = scope.cx.parse;
    let mut noun = grammar::first_conjunct(parse, word);
    for _ in 0..CHAIN {
        let head = parse.head(noun)?;
        if parse.upos(head) == Upos::VERB {
            return Some((noun, head));
        }
        let part = parse.relation(noun) == Relation::Nmod
            && grammar::preposition(parse, noun) == Some("of")
            && scope.entities.of(head).is_empty();
        if !part {
            return None;
        }
        noun = grammar::first_conjunct(parse, head);
    }
    None
}

/// Whether the noun names one party under "with" and leaves the other to its verb.
fn trigger_has_only_with(scope: &Scope<'_>, noun: WordId) -> bool {
    let parse = scope.cx.parse;
    let with = super::control::under(scope.cx, noun, "with").next().is_some();
    with && parse.child(noun, Relation::NmodPoss).is_none()
        && super::control::under(scope.cx, noun, "between").next().is_none()
}

fn act(scope: &Scope<'_>, verb: WordId, slots: &RoleSlots, out: &mut Roles) {
    if out.actors.is_empty() && !out.sides_act {
        join(scope, verb, slots, out);
    }
}

fn receive(scope: &Scope<'_>, verb: WordId, slots: &RoleSlots, out: &mut Roles) {
    if out.recipients.is_empty() && !out.sides_receive {
        let Filled { ids, sides } = fill(scope, verb, slots, &mut out.from);
        out.recipients = ids;
        out.sides_receive = sides;
    }
}

/// Adds actors to those there are.
fn join(scope: &Scope<'_>, verb: WordId, slots: &RoleSlots, out: &mut Roles) {
    let Filled { ids, sides } = fill(scope, verb, slots, &mut out.from);
    for id in ids {
        if !out.actors.contains(&id) {
            out.actors.push(id);
        }
    }
    out.sides_act |= sides;
}
