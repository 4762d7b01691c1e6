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
use crate::grammar;
use crate::rules::Rule;
use crate::times::Dated;
use crate::{EntityId, EntityKind, Statement, Term, TermKind, TermStatus, Why};
use dateline_syntax::Xpos;
use dateline_text::WordId;
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
    events: &[Triggered],
) -> Vec<Term> {
    let _ = events;
    let scene = Scene::new(cx, entities);
    let mut out: Vec<Term> = Vec::new();
    let mut seen: Vec<(TermKind, TermStatus, Vec<EntityId>)> = Vec::new();
    let mut running = false;
    for id in cx.parse.sentence_ids() {
        let line = Line::new(cx, id);
        let mut near = if is_bargain(&line) {
            Near::Here
        } else {
            scene.near(id)
        };
        if running {
            near = near.max(Near::Thread);
        }
        let at_hand = At {
            near,
            article: scene.is_article(id) || running && tells_present(&line),
            running,
        };
        let before = out.len();
        for (at, duty, judged) in (line.start..line.end).flat_map(|at| judge(&line, at, at_hand, &scene)) {
            let party = if duty.is_noun {
                party::of_noun(&line, at, Some(&judged), entities, &scene)
            } else {
                party::of_verb(&line, at, &judged, entities, &scene)
            };
            let key = (duty.kind, judged.status, party.clone());
            let here_already = out[before..]
                .iter()
                .any(|t| (t.kind, t.status) == (duty.kind, judged.status) && t.party == party);
            let told_again = here_already || duty.kind == TermKind::CeaseFire && seen.contains(&key);
            if told_again || is_outside(&line, &judged, near, entities) {
                continue;
            }
            seen.push(key);
            let span = duty::span(&line, &duty);
            let by = if matches!(judged.rule, "term.kept" | "term.breach") {
                judged.from(&line)
            } else {
                span
            };
            out.push(Term {
                span: span.cover(by),
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
        let binds = |t: &Term| {
            t.status == TermStatus::Agreed
                && matches!(t.why.rule, "term.modal" | "term.article" | "term.governor")
        };
        running = out[before..].iter().any(binds) || running && out.len() > before;
    }
    out.sort_by_key(|t| (t.span.start, t.span.end));
    out
}

/// How a sentence stands to a deal.
#[derive(Clone, Copy, Debug)]
struct At {
    near: Near,
    /// It is an article of one.
    article: bool,
    /// The sentence before told what one binds to.
    running: bool,
}

/// The duties of a word and where they stand.
fn judge(line: &Line<'_>, at: u32, here: At, scene: &Scene) -> Vec<(u32, Duty, Judged)> {
    let deal = |kind| Duty {
        word: at,
        kind,
        is_noun: true,
    };
    let told = |duty: Duty, judged: Option<Judged>| judged.map(|j| (at, duty, j));
    if scene::is_truce(line, at) {
        let [made, kept] = status::of_truce(line, at);
        return told(deal(TermKind::CeaseFire), made)
            .into_iter()
            .chain(told(deal(TermKind::CeaseFire), kept))
            .collect();
    }
    if scene::is_agreement(line, at) || status::is_lone_breach(line, at) {
        let kind = if scene.truce {
            TermKind::CeaseFire
        } else {
            TermKind::Other
        };
        let kept = status::of_deal(line, at).filter(|_| here.near >= Near::Thread || scene.truce);
        return told(deal(kind), kept).into_iter().collect();
    }
    let Some(mut duty) = duty::at(line, at).or_else(|| unnamed(line, at, here)) else {
        return Vec::new();
    };
    // Talks and truces make a deal of their own.
    let own = matches!(duty.kind, TermKind::Talks | TermKind::CeaseFire);
    let near = if own {
        here.near.max(Near::Thread)
    } else {
        here.near
    };
    if duty.kind == TermKind::Withdraw && scene.weapons(line.id) && !duty::moves_people(line, &duty) {
        duty.kind = TermKind::HeavyWeapons;
    }
    let judged = if duty.is_noun {
        status::of_noun(line, at, duty.kind, near)
    } else {
        status::of_verb(line, at, duty.kind, near, here.article)
    };
    told(duty, judged).into_iter().collect()
}

/// A duty of no known kind, where a deal binds to it in so many words.
fn unnamed(line: &Line<'_>, at: u32, here: At) -> Option<Duty> {
    let listed = here.near >= Near::Thread && here.article || here.running && status::is_bound(line, at);
    let bound = here.near == Near::Here && status::under_deal(line) || listed;
    let verb =
        matches!(line.tag(at), Xpos::VB | Xpos::VBN) && !matches!(line.lemma(at), "be" | "have" | "do");
    let plain = line.tag(at) == Xpos::VB || status::is_bound(line, at);
    (bound && verb && plain).then_some(Duty {
        word: at,
        kind: TermKind::Other,
        is_noun: false,
    })
}

/// Whether the sentence is told in the present, as the articles of an agreement are.
fn tells_present(line: &Line<'_>) -> bool {
    let root = line.cx.parse.root_of(line.id);
    root.is_some_and(|r| {
        matches!(grammar::tense(line.cx.parse, r), grammar::Tense::Present)
            && !line.is(r.0, &["say", "be", "tell", "warn"])
    })
}

/// Whether a demand comes from outside the deal: a rights group, a court, a newspaper.
fn is_outside(line: &Line<'_>, judged: &Judged, near: Near, entities: &Entities) -> bool {
    if judged.status != TermStatus::Demanded || near == Near::Here {
        return false;
    }
    let Some(subject) = grammar::subject(line.cx.parse, WordId(judged.by)) else {
        return false;
    };
    entities.of(subject).iter().any(|&id| {
        matches!(
            entities.get(id).kind,
            EntityKind::Ngo | EntityKind::Media | EntityKind::InternationalOrg
        )
    })
}

/// Whether a sentence offers one duty for another: "would halt its fire if they freed the hostages".
fn is_bargain(line: &Line<'_>) -> bool {
    let Some(mark) = (line.start..line.end).find(|&w| status::is_if(line, w)) else {
        return false;
    };
    let verbs = |from: u32, to: u32| (from..to).any(|w| duty::at(line, w).is_some_and(|d| !d.is_noun));
    verbs(line.start, mark) && verbs(mark, line.end)
}
