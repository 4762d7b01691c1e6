//! Who fills the roles of an event.

use super::slots;
use super::trigger::Trigger;
use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use crate::{EntityId, EventType};
use dateline_lexicon::{Pos, RoleSlots, Slot};
use dateline_syntax::{Relation, Upos};
use dateline_text::{Span, WordId};

/// The roles of one event and the words that filled them.
#[derive(Default)]
pub(super) struct Roles {
    pub(super) actors: Vec<EntityId>,
    pub(super) recipients: Vec<EntityId>,
    pub(super) mediators: Vec<EntityId>,
    pub(super) from: Vec<Span>,
}

/// Verbs that lend a noun their subject: "launched an attack", "held talks".
const LIGHT: &[&str] = &[
    "carry",
    "launch",
    "conduct",
    "stage",
    "hold",
    "open",
    "wage",
    "mount",
    "make",
    "reach",
    "undertake",
    "begin",
    "start",
    "continue",
    "resume",
    "perform",
    "commit",
    "give",
    "have",
    "do",
    "take",
    "pursue",
    "intensify",
    "step",
    "unleash",
    "announce",
    "declare",
    "observe",
    "respect",
    "honour",
    "violate",
    "break",
    "join",
    "attend",
    "agree",
    "conclude",
    "sign",
    "negotiate",
    "want",
    "seek",
    "propose",
    "offer",
    "accept",
    "suspend",
    "halt",
    "stop",
    "end",
    "extend",
    "complete",
    "enter",
    "impose",
    "lift",
    "maintain",
    "keep",
    "order",
    "deliver",
    "send",
    "provide",
];

pub(super) fn read(cx: &Context<'_>, entities: &Entities, trigger: &Trigger<'_>) -> Roles {
    let mut out = Roles::default();
    let frame = trigger.frame;
    let verb = frame.pos == Pos::Verb;
    let s = |slot: Slot| vec![slot];
    let nmod = |prep: &str| vec![Slot::Nmod(prep.to_owned())];
    let default_actor: RoleSlots = if verb {
        vec![s(Slot::Subj)]
    } else {
        vec![
            s(Slot::Poss),
            nmod("by"),
            s(Slot::Mod),
            nmod("from"),
            nmod("between"),
        ]
    };
    let default_recipient: RoleSlots = if verb {
        vec![s(Slot::Obj)]
    } else {
        vec![nmod("against"), nmod("on"), nmod("of")]
    };
    let actor = if frame.actor.is_empty() {
        &default_actor
    } else {
        &frame.actor
    };
    let recipient = if frame.recipient.is_empty() {
        &default_recipient
    } else {
        &frame.recipient
    };
    out.actors = fill(cx, entities, trigger.word, actor, &mut out.from);
    out.recipients = fill(cx, entities, trigger.word, recipient, &mut out.from);
    if !verb {
        lend(cx, entities, trigger, &mut out);
    }
    let actors = out.actors.clone();
    out.recipients.retain(|r| !actors.contains(r));
    mediators(cx, entities, trigger.word, &mut out);
    out
}

fn fill(
    cx: &Context<'_>,
    entities: &Entities,
    word: WordId,
    slots: &RoleSlots,
    from: &mut Vec<Span>,
) -> Vec<EntityId> {
    for alternative in slots {
        let mut found: Vec<EntityId> = Vec::new();
        for slot in alternative {
            for filler in slots::fillers(cx, word, slot) {
                for part in grammar::conjuncts(cx.parse, filler) {
                    let ids = entities.actor_of(cx, part);
                    if !ids.is_empty() {
                        from.push(cx.parse.span(part));
                    }
                    for id in ids {
                        if !found.contains(&id) {
                            found.push(id);
                        }
                    }
                }
            }
        }
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// A noun's roles from the verb that governs it.
fn lend(cx: &Context<'_>, entities: &Entities, trigger: &Trigger<'_>, out: &mut Roles) {
    let parse = cx.parse;
    let noun = grammar::first_conjunct(parse, trigger.word);
    let Some(verb) = parse.head(noun).filter(|&v| parse.upos(v) == Upos::VERB) else {
        return;
    };
    let lemma = parse.lemma(verb);
    let relation = parse.relation(noun);
    let passive = grammar::is_passive(parse, verb);
    let under = grammar::preposition(parse, noun);
    if matches!(lemma, "come" | "be") && under == Some("under") {
        // "came under fire": what happens to the subject.
        if out.recipients.is_empty() {
            out.recipients = fill(cx, entities, verb, &vec![vec![Slot::Subj]], &mut out.from);
        }
        if out.actors.is_empty() {
            out.actors = fill(
                cx,
                entities,
                verb,
                &vec![vec![Slot::Obl("from".into())]],
                &mut out.from,
            );
        }
        return;
    }
    let light = LIGHT.contains(&lemma);
    let governed = matches!(relation, Relation::Obj | Relation::NsubjPass)
        || (relation == Relation::Obl && matches!(under, Some("in" | "to" | "on" | "with" | "into" | "for")));
    if light
        && governed
        && out.actors.is_empty()
        && !(trigger.frame.kind == EventType::Assault && matches!(lemma, "want" | "suspend" | "announce"))
    {
        let slot = if passive && relation == Relation::NsubjPass {
            Slot::Obl("by".into())
        } else {
            Slot::Subj
        };
        out.actors = fill(cx, entities, verb, &vec![vec![slot]], &mut out.from);
    }
    // "held talks with": the other side stands under the verb.
    let two_sided = matches!(trigger.frame.kind, EventType::Consult | EventType::Agree)
        || trigger
            .frame
            .actor
            .iter()
            .flatten()
            .any(|s| matches!(s, Slot::Nmod(p) if p == "with" || p == "between"));
    for prep in ["with", "between"] {
        if two_sided && (light || governed) {
            for id in fill(
                cx,
                entities,
                verb,
                &vec![vec![Slot::Obl(prep.into())]],
                &mut out.from,
            ) {
                if !out.actors.contains(&id) {
                    out.actors.push(id);
                }
            }
        }
    }
    if light && out.recipients.is_empty() && trigger.frame.kind == EventType::Assault {
        out.recipients = fill(
            cx,
            entities,
            verb,
            &vec![vec![Slot::Obl("against".into())], vec![Slot::Obl("on".into())]],
            &mut out.from,
        );
    }
}

/// "brokered by", "mediated by", "under the auspices of": who stands between the parties.
fn mediators(cx: &Context<'_>, entities: &Entities, word: WordId, out: &mut Roles) {
    let parse = cx.parse;
    let near = parse.children(word).iter().copied().chain(parse.head(word));
    for verb in near {
        if !matches!(
            parse.lemma(verb),
            "broker" | "mediate" | "sponsor" | "host" | "facilitate" | "guarantee"
        ) {
            continue;
        }
        for id in fill(
            cx,
            entities,
            verb,
            &vec![vec![Slot::Subj], vec![Slot::Obl("by".into())]],
            &mut out.from,
        ) {
            if !out.mediators.contains(&id) {
                out.mediators.push(id);
            }
        }
    }
    let mediators = out.mediators.clone();
    out.actors.retain(|a| !mediators.contains(a));
}
