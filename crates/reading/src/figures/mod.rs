//! How many people were harmed or moved.
//!
//! Every number of a sentence is read with its qualifiers ([`number`]) and the nominal behind it ([`who`]); then the
//! words of harm and movement ([`measure`]) are asked, in a fixed order of rules, which of them tells what befell
//! those people ([`resolve`]). A number that no rule places is no figure.

pub(crate) mod line;
mod measure;
mod number;
mod numeral;
mod object;
mod resolve;
mod scene;
mod settle;
mod share;
mod subject;
#[cfg(test)]
mod tests;
mod toll;

mod who;

use crate::context::Context;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::rules::Rule;
use crate::statements::Held;
use crate::times::Dated;
use crate::{Figure, Problem};
use dateline_text::SentenceId;
use line::Line;
use resolve::Candidate;
use scene::Thread;
use settle::Earlier;

/// The rules of this stage.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "figure.head",
        description: "A noun of harm or movement is itself counted.",
        example: "The ministry recorded 705 deaths.",
    },
    Rule {
        id: "figure.after",
        description: "A participle or adjective behind the people tells what befell them.",
        example: "The raid left 14 people dead and 20 wounded.",
    },
    Rule {
        id: "figure.subject",
        description: "The people are the subject of a verb of harm or movement.",
        example: "At least 12 people were killed.",
    },
    Rule {
        id: "figure.object",
        description: "The people are the object of a verb of harm or movement.",
        example: "The shell killed a nurse and two patients.",
    },
    Rule {
        id: "figure.of",
        description: "The people stand under \"of\" behind a noun of harm or movement.",
        example: "The group confirmed the deaths of 14 people.",
    },
    Rule {
        id: "figure.toll",
        description: "A number beside a toll, or beside the number of those harmed.",
        example: "The toll rose to 46.",
    },
    Rule {
        id: "figure.among",
        description: "People named as being among those harmed.",
        example: "Among the dead are five children.",
    },
    Rule {
        id: "figure.coordinated",
        description: "People coordinated with others share what befell them.",
        example: "The raid left two officers and six men dead.",
    },
    Rule {
        id: "figure.part",
        description: "A part of people told before shares what befell them.",
        example: "Twelve people died, five of them children.",
    },
    Rule {
        id: "figure.ellipsis",
        description: "A number told against one told before counts the same.",
        example: "Police spoke of nine dead. The union put the number at 15.",
    },
    Rule {
        id: "figure.noun",
        description: "A noun such as hostages tells what befell them where nothing else does.",
        example: "Fifty hostages remain in the tunnels.",
    },
];

/// A number is told against one at most so many sentences before.
const MEMORY: u32 = 2;

/// Finds the figures of a report, in order.
pub(crate) fn read(
    cx: &Context<'_>,
    entities: &Entities,
    times: &[Dated],
    held: &Held,
    events: &[Triggered],
    problems: &mut Vec<Problem>,
) -> Vec<Figure> {
    let told = Earlier {
        entities,
        times,
        events,
        held,
    };
    let mut thread = Thread::default();
    let mut out: Vec<Figure> = Vec::new();
    let mut last: Option<(SentenceId, Candidate)> = None;
    for id in cx.parse.sentence_ids() {
        let line = Line::new(cx, id);
        let earlier = last
            .as_ref()
            .filter(|(s, _)| id.0 - s.0 <= MEMORY)
            .map(|(_, c)| c);
        let candidates = resolve::read(line, earlier);
        for candidate in &candidates {
            settle::figures(&line, candidate, &mut thread, told, &mut out);
            settle::unplaced(&line, candidate, problems);
        }
        if let Some(c) = candidates.into_iter().find(|c| !c.found.is_empty() && !c.is_part) {
            last = Some((id, c));
        }
    }
    out.sort_by_key(|f| (f.span.start, f.span.end));
    out
}
