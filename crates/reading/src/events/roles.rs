//! Who fills the roles of an event, as far as its own words and the verb above it tell.

use super::slots;
use super::trigger::Trigger;
use super::who::Scope;
use super::{lend, reach};
use crate::grammar;
use crate::{EntityId, EventType};
use dateline_lexicon::{Frame, Mode, Pos, RoleSlots, Slot};
use dateline_syntax::{Relation, Xpos};
use dateline_text::{Span, WordId};

/// The roles of one event and the words that filled them.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    pub(super) actors: Vec<EntityId>,
    pub(super) recipients: Vec<EntityId>,
    pub(super) mediators: Vec<EntityId>,
    pub(super) from: Vec<Span>,
    /// Whether words like "both sides" stand where the actors are told.
    pub(super) sides_act: bool,
    /// Whether words like "each other" stand where the recipients are told.
    pub(super) sides_receive: bool,
}

/// What stands in a role: entities, or words for the parties told elsewhere.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) ids: Vec<EntityId>,
    pub(super) sides: bool,
}

/// The roles that a trigger's own frame and surroundings fill.
pub(super) fn read(scope: &Scope<'_>, trigger: &Trigger<'_>) -> Roles {
    let mut out = Roles::default();
    let (actor, recipient) = slots_of(trigger.frame);
    let Filled { ids, sides } = fill(scope, trigger.word, &actor, &mut out.from);
    out.actors = ids;
    out.sides_act = sides;
    let Filled { ids, sides } = fill(scope, trigger.word, &recipient, &mut out.from);
    out.recipients = ids;
    out.sides_receive = sides;
    if trigger.frame.pos == Pos::Verb {
        moved(scope, trigger, &mut out);
    } else {
        shared(scope, trigger, (&actor, &recipient), &mut out);
        lend::read(scope, trigger, &mut out);
    }
    mediators(scope, trigger, &mut out);
    if out.recipients.is_empty() && !out.sides_receive && !is_none(&recipient) {
        reach::recipients(scope, trigger, &mut out);
    }
    let actors = out.actors.clone();
    out.recipients.retain(|r| !actors.contains(r));
    out
}

/// Roles that a verb gets from what moves in it or from the verb above it.
fn moved(scope: &Scope<'_>, trigger: &Trigger<'_>, out: &mut Roles) {
    let parse = scope.cx.parse;
    let (word, frame) = (trigger.word, trigger.frame);
    // "The brigade was pulled back", "their mortars were handed in": whose they are is who yields or moves.
    let own = matches!(
        frame.mode,
        Some(Mode::Withdraw | Mode::Disarm | Mode::Troops | Mode::Weapons)
    ) && matches!(frame.kind, EventType::Retreat | EventType::Mobilize);
    if own && out.actors.is_empty() && !out.sides_act && grammar::is_passive(parse, word) {
        let Filled { ids, sides } = fill(scope, word, &vec![vec![Slot::Obj]], &mut out.from);
        out.actors = ids;
        out.sides_act = sides;
    }
    // "Fighting between the clans": a gerund for a noun.
    if out.actors.is_empty() && !out.sides_act {
        let Filled { ids, sides } = fill(
            scope,
            word,
            &vec![vec![Slot::Obl("between".into())]],
            &mut out.from,
        );
        out.actors = ids;
        out.sides_act = sides;
    }
    if frame.kind == EventType::Assault && out.recipients.is_empty() && !out.sides_receive {
        let Filled { ids, .. } = victims(scope, word, &mut out.from);
        out.recipients = ids;
    }
    // "With the front he refused to talk."
    if is_two_sided(frame)
        && parse.relation(word) == Relation::Xcomp
        && let Some(above) = parse.head(word)
    {
        let Filled { ids, .. } = fill(scope, above, &vec![vec![Slot::Obl("with".into())]], &mut out.from);
        for id in ids {
            if !out.actors.contains(&id) {
                out.actors.push(id);
            }
        }
    }
}

/// "shelled the camp, killing two nurses", "a raid that left six soldiers dead": whom an attack befell.
pub(super) fn victims(scope: &Scope<'_>, verb: WordId, from: &mut Vec<Span>) -> Filled {
    let parse = scope.cx.parse;
    let tolls = parse
        .children_by(verb, &[Relation::Advcl])
        .filter(|&c| scope.cx.lexicon.classes.has("effect", parse.lemma(c)) || lend::leaves_dead(scope, c));
    let mut out = Filled::default();
    for toll in tolls {
        out.ids
            .extend(fill(scope, toll, &vec![vec![Slot::Obj]], from).ids);
    }
    out
}

/// "their attacks, raids and ambushes": what stands at the first of several nouns is that of all.
fn shared(
    scope: &Scope<'_>,
    trigger: &Trigger<'_>,
    (actor, recipient): (&RoleSlots, &RoleSlots),
    out: &mut Roles,
) {
    let first = grammar::first_conjunct(scope.cx.parse, trigger.word);
    if first == trigger.word
        || scope
            .cx
            .lexicon
            .frames
            .get(scope.cx.parse.lemma(first))
            .is_empty()
    {
        return;
    }
    if out.actors.is_empty() && !out.sides_act {
        let Filled { ids, sides } = fill(scope, first, actor, &mut out.from);
        out.actors = ids;
        out.sides_act = sides;
    }
    if out.recipients.is_empty() && !out.sides_receive {
        let Filled { ids, sides } = fill(scope, first, recipient, &mut out.from);
        out.recipients = ids;
        out.sides_receive = sides;
    }
}

/// Where a frame has its roles; where it does not say, where its part of speech has them.
fn slots_of(frame: &Frame) -> (RoleSlots, RoleSlots) {
    let nmod = |prep: &str| vec![Slot::Nmod(prep.to_owned())];
    let verb = frame.pos == Pos::Verb;
    let actor = if !frame.actor.is_empty() {
        frame.actor.clone()
    } else if verb {
        vec![vec![Slot::Subj]]
    } else {
        vec![
            vec![Slot::Poss],
            nmod("by"),
            vec![Slot::Mod],
            nmod("from"),
            nmod("between"),
        ]
    };
    let recipient = if !frame.recipient.is_empty() {
        frame.recipient.clone()
    } else if verb {
        vec![vec![Slot::Obj]]
    } else {
        vec![nmod("against"), nmod("on"), nmod("of")]
    };
    (actor, recipient)
}

fn is_none(slots: &RoleSlots) -> bool {
    slots.iter().flatten().all(|s| *s == Slot::None)
}

/// Whether an event has its parties side by side as actors.
pub(super) fn is_two_sided(frame: &Frame) -> bool {
    frame.kind == EventType::Consult
        || frame.actor.iter().flatten().any(
            |s| matches!(s, Slot::Nmod(p) | Slot::Obl(p) if p == "with" || p == "between" || p == "among"),
        )
}

/// The first of the alternatives that names anyone.
pub(super) fn fill(scope: &Scope<'_>, word: WordId, slots: &RoleSlots, from: &mut Vec<Span>) -> Filled {
    let parse = scope.cx.parse;
    for alternative in slots {
        let mut out = Filled::default();
        for slot in alternative {
            for filler in slots::fillers(scope.cx, scope.entities, word, slot) {
                for part in grammar::conjuncts(parse, filler) {
                    if scope.is_sides(part) {
                        out.sides = true;
                        continue;
                    }
                    let ids = if scope.is_anyone(part) {
                        included(scope, word, part)
                    } else {
                        scope.actors(part)
                    };
                    if !ids.is_empty() {
                        from.push(parse.span(part));
                    }
                    for id in ids {
                        if !out.ids.contains(&id) {
                            out.ids.push(id);
                        }
                    }
                }
            }
        }
        if !out.ids.is_empty() || out.sides {
            return out;
        }
    }
    Filled::default()
}

/// "403 people, including 147 civilians and 65 conscripts": those of whom it is told who they are.
fn included(scope: &Scope<'_>, verb: WordId, people: WordId) -> Vec<EntityId> {
    let parse = scope.cx.parse;
    [people, verb]
        .into_iter()
        .flat_map(|w| parse.children(w).to_vec())
        .filter(|&c| parse.children(c).iter().any(|&m| parse.lower(m) == "including"))
        .flat_map(|c| grammar::conjuncts(parse, c))
        .filter(|&c| !scope.is_anyone(c))
        .flat_map(|c| scope.actors(c))
        .collect()
}

/// "brokered by", "mediated by", "Qatari-brokered", "under the auspices of": who stands between the parties.
fn mediators(scope: &Scope<'_>, trigger: &Trigger<'_>, out: &mut Roles) {
    let (cx, parse) = (scope.cx, scope.cx.parse);
    let word = trigger.word;
    let brokers = |w: WordId| cx.lexicon.classes.has("broker", parse.lemma(w));
    let add = |out: &mut Roles, ids: Vec<EntityId>| {
        for id in ids {
            if !out.mediators.contains(&id) {
                out.mediators.push(id);
            }
        }
    };
    // The verb of mediating is itself the event: its subject is no party.
    if trigger.frame.pos == Pos::Verb
        && trigger.frame.kind == EventType::Consult
        && (brokers(word) || trigger.frame.mode == Some(Mode::Mediate))
    {
        let ids = std::mem::take(&mut out.actors);
        add(out, ids);
        let parties = ["between", "with", "among"].map(|p| vec![Slot::Obl(p.to_owned())]);
        let below: Vec<WordId> = slots::fillers(cx, scope.entities, word, &Slot::Obj);
        let Filled { ids, sides } = fill(scope, word, &parties.to_vec(), &mut out.from);
        out.actors = ids;
        out.sides_act = sides;
        let nominal = ["between", "with", "among"].map(|p| vec![Slot::Nmod(p.to_owned())]);
        for noun in below {
            if out.actors.is_empty() && !out.sides_act {
                let Filled { ids, sides } = fill(scope, noun, &nominal.to_vec(), &mut out.from);
                out.actors = ids;
                out.sides_act = sides;
            }
        }
    }
    // "with the mediation of Oman": whose the mediation is stands between the parties.
    if trigger.frame.pos == Pos::Noun && trigger.frame.mode == Some(Mode::Mediate) {
        let whose = [
            Slot::Poss,
            Slot::Nmod("of".into()),
            Slot::Nmod("by".into()),
            Slot::Mod,
        ];
        let ids = fill(scope, word, &whose.map(|s| vec![s]).to_vec(), &mut out.from).ids;
        add(out, ids);
    }
    let near = parse.children(word).iter().copied().chain(parse.head(word));
    for verb in near.filter(|&v| brokers(v)) {
        let slots = [vec![Slot::Obl("by".into())], vec![Slot::Subj]];
        let mut ids = if parse.relation(verb) == Relation::Amod && parse.xpos(verb) == Xpos::VBN {
            slots::fillers(cx, scope.entities, verb, &Slot::Mod)
                .into_iter()
                .flat_map(|m| scope.actors(m))
                .collect()
        } else if parse.head(verb) == Some(word) || grammar::is_passive(parse, verb) {
            fill(scope, verb, &slots[..1].to_vec(), &mut out.from).ids
        } else {
            fill(scope, verb, &slots[1..].to_vec(), &mut out.from).ids
        };
        if ids.is_empty() && parse.relation(verb) == Relation::Amod {
            // "the Russian-brokered truce": the first part of the compound may hang on the noun.
            let before = WordId(verb.0.saturating_sub(2));
            if parse.form(WordId(verb.0.saturating_sub(1))) == "-" {
                ids = scope.actors(before);
            }
        }
        add(out, ids);
    }
    let mediators = out.mediators.clone();
    out.actors.retain(|a| !mediators.contains(a));
}
