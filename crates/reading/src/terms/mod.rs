//! What a party is bound, offers or is asked to do under a truce or deal, and whether it was kept.
//!
//! A term needs three things: words of a duty ([`duty`]), a deal that they belong to ([`scene`]), and words that tell
//! where the duty stands ([`status`]). Demands on a warring party outside any deal or talks are no terms.

mod duty;
mod governor;
mod group;
mod judge;
mod party;
mod scene;
mod sides;
mod status;
#[cfg(test)]
mod tests;
mod truce;
mod when;
mod words;

use crate::context::Context;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::figures::line::Line;
use crate::rules::Rule;
use crate::statements::Held;
use crate::times::Dated;
use crate::{EntityId, EntityKind, Statement, Term, TermKind, TermStatus, Why};
use dateline_text::Span;
use judge::Found;
use scene::{Here, Scene};
use std::collections::BTreeSet;

/// The rules of this stage.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "term.governor",
        description: "A word of agreeing, offering, demanding, refusing or binding governs the duty.",
        example: "The rebels agreed to hand over their arms under the truce.",
    },
    Rule {
        id: "term.modal",
        description: "\"Must\", \"shall\", \"is to\" or \"will\" beside a deal.",
        example: "Under the deal, the army must leave the town.",
    },
    Rule {
        id: "term.article",
        description: "An article of an agreement tells a duty in the present.",
        example: "The accord says: 3. All units leave the front lines.",
    },
    Rule {
        id: "term.condition",
        description: "A duty in a condition is demanded.",
        example: "They will sign the truce if the army leaves the town.",
    },
    Rule {
        id: "term.fulfilled",
        description: "A duty told as done, beside a deal.",
        example: "After the truce took effect, the army suspended its strikes.",
    },
    Rule {
        id: "term.going_on",
        description: "A duty told as going on, beside a deal.",
        example: "Under the truce the rebels are laying down their arms.",
    },
    Rule {
        id: "term.refused",
        description: "\"Will not\" beside a deal.",
        example: "The militia will not leave the town, whatever the deal says.",
    },
    Rule {
        id: "term.breach",
        description: "A violation or breach of a truce.",
        example: "Monitors counted 30 ceasefire violations.",
    },
    Rule {
        id: "term.kept",
        description: "A truce is told to hold, or to be broken.",
        example: "The truce collapsed within hours.",
    },
    Rule {
        id: "term.truce",
        description: "A truce is named: agreed, unless offered, demanded or refused.",
        example: "The two armies signed a seven-day ceasefire.",
    },
    Rule {
        id: "term.talks",
        description: "Talks that are agreed, offered, demanded or refused.",
        example: "The government offered talks with the rebels.",
    },
];

/// Finds the terms of a report, in order.
pub(crate) fn read(
    cx: &Context<'_>,
    entities: &Entities,
    times: &[Dated],
    statements: &[Statement],
    held: &Held,
    events: &[Triggered],
) -> Vec<Term> {
    let scene = Scene::new(cx, entities, events);
    let mut out: Vec<Term> = Vec::new();
    let told = Told {
        entities,
        statements,
        held,
    };
    let mut truces: BTreeSet<Key> = BTreeSet::new();
    let mut running: Option<TermKind> = None;
    for id in cx.parse.sentence_ids() {
        let line = Line::new(cx, id);
        let here = Here::new(&line, &scene, running);
        let first = out.len();
        let mut binds = None;
        for mut found in (line.start..line.end).flat_map(|at| judge::read(&line, at, &here, &scene)) {
            let Some(party) = party::read(&line, &found, told, &scene) else {
                continue;
            };
            // "We leave if it stays quiet", says a resident: nobody at war is asked for anything.
            let people = |&id: &EntityId| entities.get(id).kind == EntityKind::Person;
            if found.judged.rule == "term.condition" && !party.is_empty() && party.iter().all(people) {
                continue;
            }
            // "Schools will not reopen", "the agency's head agreed to visit": nobody who could be party to a deal.
            let loose = found.judged.rule == "term.refused" || found.duty.kind == TermKind::Other;
            let can = |&id: &EntityId| {
                let entity = entities.get(id);
                let of = entity.of.map(|of| entities.get(of).kind);
                scene::is_party(entity.kind) || of.is_some_and(scene::is_party)
            };
            if loose && !here.article && !here.under_deal && !party.is_empty() && !party.iter().any(can) {
                continue;
            }
            let outside = || {
                told.speaker(line.span(found.duty.word, found.duty.word + 1))
                    .is_some_and(|s| scene.is_outsider(entities, s))
            };
            // "Their rights must be guaranteed", says an onlooker.
            if found.judged.rule == "term.modal" && !here.under_deal && !here.article && outside() {
                continue;
            }
            // "The mediators proposed a truce": what a broker proposes is asked of the sides.
            if found.judged.status == TermStatus::Offered
                && party::proposes_for_others(&line, &found, entities, &scene)
            {
                found.judged.status = TermStatus::Demanded;
            }
            // A truce named twice is one term, unless its status has changed.
            let key = (found.duty.kind, found.judged.status, party.clone());
            let named = found.duty.kind == TermKind::CeaseFire && found.duty.is_noun;
            // "Another truce", "a humanitarian truce" after one that was told is a new one.
            let new = found.judged.rule == "term.truce" && duty::is_another(&line, found.duty.word);
            if named && !new && truces.iter().any(|t| same_truce(t, &key)) {
                continue;
            }
            let term = term(&line, &found, party, (entities, times, events), held);
            // "agreed to hold talks": the noun is part of the duty that the verb tells.
            let within = out.get(first..).unwrap_or(&[]);
            // "leave the front and go back to their camps" is one duty.
            let joined = found.duty.kind == TermKind::Withdraw && !found.duty.is_noun;
            let again = |t: &Term| {
                t.kind == term.kind
                    && t.status == term.status
                    && (t.span.overlaps(term.span) || joined && t.party == term.party)
            };
            if within.iter().any(again) {
                continue;
            }
            if named {
                truces.insert(key);
            }
            binds = binds.or(Some(term.kind).filter(|_| found.binds()));
            out.push(term);
        }
        running = binds.or(running.filter(|_| out.len() > first));
    }
    out.sort_by_key(|t| (t.span.start, t.span.end));
    out
}

/// What the earlier stages found of those who speak and act.
#[derive(Clone, Copy, Debug)]
struct Told<'a> {
    entities: &'a Entities,
    statements: &'a [Statement],
    held: &'a Held,
}

impl Told<'_> {
    /// Who says what stands in a span.
    fn speaker(&self, span: Span) -> Option<EntityId> {
        let statement = self.held.innermost(span)?;
        self.statements.get(statement.index())?.speaker
    }
}

/// Whether two tell the same of a truce between the same.
fn same_truce(a: &Key, b: &Key) -> bool {
    (a.0, a.1) == (b.0, b.1) && (a.2.is_empty() || b.2.is_empty() || a.2.iter().any(|p| b.2.contains(p)))
}

/// What makes two terms the same.
type Key = (TermKind, TermStatus, Vec<EntityId>);

fn term(
    line: &Line<'_>,
    found: &Found,
    party: Vec<EntityId>,
    (entities, times, events): (&Entities, &[Dated], &[Triggered]),
    held: &Held,
) -> Term {
    let Found { duty, judged } = found;
    let words = duty::span(line, duty);
    // "The truce collapsed": the words of its keeping belong to it.
    let span = if judged.tells_keeping() {
        words.cover(judged.from(line))
    } else {
        words
    };
    Term {
        span,
        kind: duty.kind,
        beneficiary: party::beneficiary(line, duty.word, &party, entities),
        party,
        deadline: when::deadline(line, duty.word, span, times, events),
        condition: when::condition(line, duty.word).or_else(|| when::condition(line, judged.by)),
        status: judged.status,
        statement: held.innermost(span),
        why: Why::with(judged.rule, [judged.from(line)]),
    }
}
