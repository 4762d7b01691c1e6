//! Who did what to whom, when, where, and whether it is told as a fact.
//!
//! A word that evokes a frame of the lexicon is a trigger (`trigger`, `slots`); the frame says where its roles
//! stand (`roles`); tense, modality and what governs the word give the status (`status`); time and place come from
//! the clause, then the sentence, then the thread of the report (`scene`).

mod roles;
mod scene;
mod slots;
mod status;
mod trigger;

use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use crate::statements::Held;
use crate::times::Dated;
use crate::{Event, EventType, Mode, Rule, Why};
use dateline_text::WordId;

/// The rules of this stage.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "event.verb",
        description: "A verb in a use that the table of frames lists; its subject acts, its object is acted upon.",
        example: "Rebels ambushed a patrol.",
    },
    Rule {
        id: "event.noun",
        description: "A noun that names an event; its roles stand as possessor, modifier or under a preposition.",
        example: "The army's shelling of the town went on.",
    },
    Rule {
        id: "event.sides",
        description: "A truce, talks or fighting told without its parties is that of the two sides of the report.",
        example: "The army and the rebels met. The talks failed.",
    },
    Rule {
        id: "event.status.told",
        description: "What nothing makes a plan, a demand, a condition, a denial or a possibility is told as a fact.",
        example: "Rebels attacked the depot.",
    },
    Rule {
        id: "event.status.negation",
        description: "\"Not\", \"no\", \"without\", \"instead of\", a negative subject or object: denied.",
        example: "No soldier attacked the camp.",
    },
    Rule {
        id: "event.status.modal",
        description: "\"Will\", \"is to\": planned; \"may\", \"could\": possible; \"must\": planned, and demanded in somebody's mouth.",
        example: "The army will withdraw.",
    },
    Rule {
        id: "event.status.condition",
        description: "What hangs on an if-clause is conditional; what stands in it is possible.",
        example: "The army will withdraw if the rebels disarm.",
    },
    Rule {
        id: "event.status.governor",
        description: "A word of the table of governors above the event, at any depth: agreed to, called for, denied.",
        example: "The envoy urged the army to withdraw.",
    },
    Rule {
        id: "event.status.modifier",
        description: "An adjective or participle that makes the event a plan, a demand or a possibility.",
        example: "The planned withdrawal worries the town.",
    },
    Rule {
        id: "event.status.purpose",
        description: "An aim is planned.",
        example: "The army moved two brigades in order to disarm the militia.",
    },
];

/// An event and the word that triggers it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Triggered {
    pub(crate) word: WordId,
    pub(crate) event: Event,
}

/// Finds the events of a report, in order.
pub(crate) fn read(cx: &Context<'_>, entities: &Entities, times: &[Dated], held: &Held) -> Vec<Triggered> {
    let mut out = Vec::new();
    for trigger in trigger::find(cx, entities) {
        let word = trigger.word;
        let roles = roles::read(cx, entities, &trigger);
        let span = cx.parse.span(word);
        let (status, status_why) = status::read(cx, held, word, trigger.frame.kind);
        let time = scene::time(cx, times, word);
        let place = scene::place(cx, entities, word);
        let rule = if trigger.frame.pos == dateline_lexicon::Pos::Verb {
            "event.verb"
        } else {
            "event.noun"
        };
        let from = roles
            .from
            .iter()
            .copied()
            .chain(time.iter().map(|t| t.1))
            .chain(place.iter().map(|p| p.1));
        let event = Event {
            kind: trigger.frame.kind,
            mode: trigger
                .frame
                .mode
                .or_else(|| mode_of_weapon(cx, word, trigger.frame.kind)),
            trigger: span,
            actors: roles.actors,
            recipients: roles.recipients,
            mediators: roles.mediators,
            time: time.as_ref().map(|t| t.0.clone()),
            place: place.map(|p| p.0),
            status,
            statement: held.innermost(span),
            why: Why::with(rule, from),
            reasons: vec![status_why],
        };
        out.push(Triggered { word, event });
    }
    scene::thread(cx, &mut out, |w| is_background(cx, w));
    imply_sides(cx, entities, &mut out);
    out
}

/// A truce, talks or fighting told without its parties is that of the two sides of the report.
fn imply_sides(cx: &Context<'_>, entities: &Entities, events: &mut [Triggered]) {
    let sides = entities.sides(cx);
    if sides.len() < 2 {
        return;
    }
    for Triggered { event, .. } in events {
        let two_sided = matches!(event.mode, Some(Mode::Ceasefire | Mode::ArmedClash))
            || matches!(event.kind, EventType::Consult | EventType::Agree);
        let one_side = event.actors.len() == 1
            && event.recipients.is_empty()
            && event.why.rule == "event.noun"
            && sides.contains(&event.actors[0])
            && matches!(event.mode, Some(Mode::ArmedClash));
        if two_sided && (event.actors.is_empty() && event.recipients.is_empty() || one_side) {
            event.actors.clone_from(&sides);
            event.why.rule = "event.sides";
        }
    }
}

/// "had attacked": told as lying before the narrative.
fn is_background(cx: &Context<'_>, word: WordId) -> bool {
    let verb = grammar::clause_of(cx.parse, word).unwrap_or(word);
    cx.parse
        .children(verb)
        .iter()
        .any(|&c| cx.parse.lower(c) == "had")
}

/// What a use of force was carried out with, where the clause names the means.
fn mode_of_weapon(cx: &Context<'_>, word: WordId, kind: EventType) -> Option<Mode> {
    if kind != EventType::Assault {
        return None;
    }
    cx.parse.subtree(word).into_iter().find_map(|w| {
        Some(match cx.parse.lemma(w) {
            "drone" | "uav" | "quadcopter" => Mode::Drone,
            "airstrike" | "warplane" | "jet" | "helicopter" | "aircraft" | "plane" => Mode::Airstrike,
            "artillery" | "mortar" | "shell" | "howitzer" | "rocket" | "missile" => Mode::Shelling,
            "bomb" | "dynamite" | "mine" | "explosive" | "grenade" | "ied" => Mode::Explosives,
            "rifle" | "pistol" | "gunman" | "gunfire" | "gun" => Mode::Firearms,
            _ => return None,
        })
    })
}
