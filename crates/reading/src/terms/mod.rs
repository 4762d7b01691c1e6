//! What a party is bound, offers or is asked to do under a truce or deal, and whether it was kept.
//!
//! A term needs three things: words of a duty ([`duty`]), a deal that they belong to ([`scene`]), and words that tell
//! where the duty stands ([`status`]). Demands on a warring party outside any deal or talks are no terms.

mod duty;
mod party;
mod scene;
mod status;
mod when;

use crate::context::Context;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::figures::line::Line;
use crate::figures::statement_of;
use crate::rules::Rule;
use crate::times::Dated;
use crate::{EntityId, Statement, Term, TermKind, TermStatus, Why};
use dateline_syntax::Xpos;
use duty::Duty;
use scene::{Near, Scene};
use status::Judged;

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
    events: &[Triggered],
) -> Vec<Term> {
    let _ = events;
    let scene = Scene::new(cx, entities);
    let mut out: Vec<Term> = Vec::new();
    let mut seen: Vec<(TermKind, TermStatus, Vec<EntityId>)> = Vec::new();
    for id in cx.parse.sentence_ids() {
        let near = scene.near(id);
        if near == Near::None {
            continue;
        }
        let line = Line::new(cx, id);
        let mut last_end = line.start;
        for at in line.start..line.end {
            let Some((duty, judged)) = judge(&line, at, near, &out) else {
                continue;
            };
            let party = if duty.is_noun {
                party::of_noun(&line, at, Some(&judged), entities, &scene)
            } else {
                party::of_verb(&line, at, &judged, entities, &scene)
            };
            let key = (duty.kind, judged.status, party.clone());
            let told_again = seen.contains(&key) && (duty.kind == TermKind::CeaseFire || at < last_end);
            if told_again {
                continue;
            }
            seen.push(key);
            let span = duty::span(&line, &duty);
            last_end = at + 3;
            out.push(Term {
                span,
                kind: duty.kind,
                beneficiary: party::beneficiary(&line, at, &party, entities),
                party,
                deadline: when::deadline(&line, span, times),
                condition: when::condition(&line, at),
                status: judged.status,
                statement: statement_of(statements, span),
                why: Why::with(judged.rule, [judged.from(&line)]),
            });
        }
    }
    out.sort_by_key(|t| (t.span.start, t.span.end));
    out
}

/// The duty of a word and where it stands.
fn judge(line: &Line<'_>, at: u32, near: Near, before: &[Term]) -> Option<(Duty, Judged)> {
    let duty = duty::at(line, at).or_else(|| unnamed(line, at, near))?;
    if !duty.is_noun {
        return status::of_verb(line, at, near).map(|j| (duty, j));
    }
    if scene::is_truce(line, at) {
        let told = status::of_truce(line, at);
        let known = before.iter().any(|t| t.kind == TermKind::CeaseFire);
        let named = Judged {
            status: TermStatus::Agreed,
            rule: "term.truce",
            by: at,
            binds_object: false,
        };
        return told.or((!known).then_some(named)).map(|j| (duty, j));
    }
    status::of_talks(line, at).map(|j| (duty, j))
}

/// A duty of no known kind, where a deal binds to it in so many words.
fn unnamed(line: &Line<'_>, at: u32, near: Near) -> Option<Duty> {
    let bound =
        near == Near::Here && status::under_deal(line) || near >= Near::Thread && status::is_article(line);
    let verb = line.tag(at) == Xpos::VB && !matches!(line.lemma(at), "be" | "have" | "do");
    (bound && verb).then_some(Duty {
        word: at,
        kind: TermKind::Other,
        is_noun: false,
    })
}
