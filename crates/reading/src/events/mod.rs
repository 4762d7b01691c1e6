//! Who did what to whom, when, where, and whether it is told as a fact.
//!
//! A word that evokes a frame of the lexicon is a trigger (`trigger`, `conditions`). The frame says where its roles
//! stand in the tree (`slots`, `control`); a noun gets them from its verb too (`lend`), and an act that is aimed at
//! someone looks for them in its complement (`reach`). What the sentence leaves open is filled from the parties of
//! the report (`parties`, `implied`). Tense, modality and what governs the word give the status (`status`); time and place come from
//! the clause, then the sentence, then the thread of the report (`scene`).

mod conditions;
mod control;
mod implied;
mod lend;
mod parties;
mod reach;
mod roles;
mod scene;
mod slots;
mod status;
mod trigger;
mod who;

use crate::context::Context;
use crate::entities::Entities;
use crate::statements::Held;
use crate::times::Dated;
use crate::{Event, EventType, Mode, Rule, Statement, Status, Why};
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
        example: "The army and the rebels met. Both sides agreed to a truce.",
    },
    Rule {
        id: "event.other-side",
        description: "A truce, talks or a clash with one party named has for the other the one that the report sets against it.",
        example: "Rebels of the M23 attacked Rwanda. A truce with the M23 was announced.",
    },
    Rule {
        id: "event.enemy",
        description: "A campaign or a breach of a truce told of one party is aimed at the one that the report tells it fights.",
        example: "Chad attacked the FACT rebels near Nokou. Chad's offensive went on.",
    },
    Rule {
        id: "event.officer",
        description: "An arrest or seizure told by a force, without a word for who made it, is that force's.",
        example: "The police said that nine men were arrested in Kaya.",
    },
    Rule {
        id: "event.again",
        description: "An event told again with a definite noun has the parties that it had before.",
        example: "Chad launched an offensive against the FACT rebels. The offensive went on.",
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
        id: "event.status.coming",
        description: "What is dated after the day of the report is planned, in whatever tense it is told.",
        example: "Published on 16 November 2023: the two sides meet on 20 November 2023.",
    },
    Rule {
        id: "event.time.clause",
        description: "The time that hangs on the event, on its clause, or on a verb whose time is its own too.",
        example: "Rebels attacked the depot on Monday.",
    },
    Rule {
        id: "event.time.lasting",
        description: "A verb of beginning, and one of ending, give the days between which the event lasted.",
        example: "The battle for the port broke out on 3 May 2021.",
    },
    Rule {
        id: "event.time.same",
        description: "A noun that points back to an event takes the time that was told of it.",
        example: "Rebels attacked the depot on Monday. The attack went on for hours.",
    },
    Rule {
        id: "event.time.since-then",
        description: "\"Since then\": from the last day that was named.",
        example: "The truce began on 3 May 2021. Two soldiers have been shot since then.",
    },
    Rule {
        id: "event.time.thread",
        description: "What is narrated next, in the simple past, happens on the day of what was narrated before.",
        example: "Rebels attacked the depot on Monday. Then they shelled the barracks.",
    },
    Rule {
        id: "event.place.clause",
        description: "The most precise place that hangs on the event or its clause, or opens its sentence.",
        example: "Rebels attacked a patrol near Goma.",
    },
    Rule {
        id: "event.place.same",
        description: "A noun that points back to an event takes the place that was told of it.",
        example: "Rebels attacked a patrol near Goma. The attack went on for hours.",
    },
    Rule {
        id: "event.place.thread",
        description: "What is narrated next happens where the last of the narrative did, unless another place is told.",
        example: "Rebels attacked a patrol near Goma. Then they shelled the barracks.",
    },
    Rule {
        id: "event.place.theatre",
        description: "What nothing else places is at the region where the report is set, else in the state it is plainly about.",
        example: "Sudan's army attacked Sudanese rebels.",
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
pub(crate) fn read(
    cx: &Context<'_>,
    entities: &Entities,
    times: &[Dated],
    statements: &[Statement],
    held: &Held,
) -> Vec<Triggered> {
    let scope = who::Scope {
        cx,
        entities,
        statements,
        held,
    };
    let triggers = trigger::find(cx, entities);
    let told: Vec<roles::Roles> = triggers.iter().map(|t| roles::read(&scope, t)).collect();
    let ground = scene::Ground {
        cx,
        entities,
        times,
        triggers: &triggers,
    };
    let parties = parties::Parties::new(cx, entities, &triggers.iter().zip(&told).collect::<Vec<_>>());
    let mut filled: Vec<(&trigger::Trigger<'_>, roles::Roles)> = Vec::with_capacity(told.len());
    let mut out = Vec::with_capacity(told.len());
    for (trigger, mut roles) in triggers.iter().zip(told) {
        let rule = implied::fill(&scope, &parties, trigger, &mut roles, &filled);
        let event = event(&ground, held, trigger, &roles, rule);
        out.push(Triggered {
            word: trigger.word,
            event,
        });
        filled.push((trigger, roles));
    }
    scene::thread(cx, entities, times, &mut out);
    out
}

/// The event of a trigger, with its scene and status.
fn event(
    ground: &scene::Ground<'_>,
    held: &Held,
    trigger: &trigger::Trigger<'_>,
    roles: &roles::Roles,
    rule: implied::Rule,
) -> Event {
    let cx = ground.cx;
    let word = trigger.word;
    let span = cx.parse.span(word);
    let (mut status, mut status_why) = status::read(cx, held, word, trigger.frame.kind);
    let time = ground.time(trigger, status);
    if status == Status::Actual && time.as_ref().is_some_and(|t| is_to_come(cx, &t.0)) {
        status = Status::Planned;
        status_why = Why::rule("event.status.coming");
    }
    let place = ground.place(trigger);
    let rule = rule.unwrap_or(if trigger.frame.pos == dateline_lexicon::Pos::Verb {
        "event.verb"
    } else {
        "event.noun"
    });
    Event {
        kind: trigger.frame.kind,
        mode: trigger
            .frame
            .mode
            .or_else(|| mode_of_weapon(cx, word, trigger.frame.kind)),
        trigger: span,
        actors: roles.actors.clone(),
        recipients: roles.recipients.clone(),
        mediators: roles.mediators.clone(),
        time: time.as_ref().map(|t| t.0.clone()),
        place: place.as_ref().map(|p| p.0),
        status,
        statement: held.innermost(span),
        why: Why::with(rule, roles.from.iter().copied()),
        reasons: [Some(status_why), time.map(|t| t.1), place.map(|p| p.1)]
            .into_iter()
            .flatten()
            .collect(),
    }
}

/// Whether a time lies wholly after the day on which the report was published.
fn is_to_come(cx: &Context<'_>, value: &str) -> bool {
    let Some(published) = &cx.report().published else {
        return false;
    };
    let day = published.date.to_string();
    let first = value.split('/').next().unwrap_or_default();
    // Months above 12 are seasons; a decade has an `X`.
    let plain = first.bytes().all(|b| b.is_ascii_digit() || b"-T:".contains(&b))
        && first.get(5..7).is_none_or(|month| month <= "12");
    let date = first.get(..10).unwrap_or(first);
    !date.is_empty() && plain && day.get(..date.len()).is_some_and(|day| date > day)
}

/// What force is used with, by the class of the word for it.
const MEANS: &[(&str, Mode)] = &[
    ("means_drone", Mode::Drone),
    ("means_airstrike", Mode::Airstrike),
    ("means_shelling", Mode::Shelling),
    ("means_explosives", Mode::Explosives),
    ("means_firearms", Mode::Firearms),
];

/// What a use of force was carried out with, where the clause names the means.
fn mode_of_weapon(cx: &Context<'_>, word: WordId, kind: EventType) -> Option<Mode> {
    if kind != EventType::Assault {
        return None;
    }
    cx.parse.subtree(word).into_iter().find_map(|w| {
        let lemma = cx.parse.lemma(w);
        let means = MEANS
            .iter()
            .find(|(class, _)| cx.lexicon.classes.has(class, lemma));
        means.map(|m| m.1)
    })
}
