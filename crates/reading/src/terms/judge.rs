//! Which words of a sentence tell of duties, and where these stand.

use super::duty::{self, Duty};
use super::scene::{self, Here, Near, Scene};
use super::status::{self, Judged};
use super::{governor, group, truce};
use crate::figures::line::Line;
use crate::{TermKind, TermStatus};
use dateline_syntax::Xpos;

/// A duty and where it stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Found {
    pub(super) duty: Duty,
    pub(super) judged: Judged,
}

impl Found {
    /// Whether the sentence tells what a deal binds to, so that the next may go on with it.
    pub(super) fn binds(&self) -> bool {
        self.judged.status == TermStatus::Agreed
            && matches!(self.judged.rule, "term.modal" | "term.article" | "term.governor")
    }
}

/// The duties of one word: a truce may be told to be made and to be broken at once.
pub(super) fn read(line: &Line<'_>, at: u32, here: &Here, scene: &Scene) -> Vec<Found> {
    let deal = |kind, judged: Option<Judged>| {
        judged.map(|judged| Found {
            duty: Duty {
                word: at,
                kind,
                is_noun: true,
            },
            judged,
        })
    };
    if scene::is_truce(line, at) {
        let [made, kept] = truce::of_truce(line, at);
        return [made, kept]
            .into_iter()
            .filter_map(|j| deal(TermKind::CeaseFire, j))
            .collect();
    }
    if scene::is_agreement(line, at) || truce::is_lone_breach(line, at) {
        let kind = if scene.truce {
            TermKind::CeaseFire
        } else {
            TermKind::Other
        };
        let kept = truce::of_deal(line, at).filter(|_| here.near >= Near::Thread || scene.truce);
        return deal(kind, kept).into_iter().collect();
    }
    duty(line, at, here, scene).into_iter().collect()
}

fn duty(line: &Line<'_>, at: u32, here: &Here, scene: &Scene) -> Option<Found> {
    if let Some(found) = kept_by_pronoun(line, at, here, scene) {
        return Some(found);
    }
    let mut duty = duty::at(line, at).or_else(|| unnamed(line, at, here))?;
    // What is told of a truce that is named is told by its noun.
    if duty.kind == TermKind::CeaseFire && (truce::is_breach(line, at) || duty::has_truce(line, &duty)) {
        return None;
    }
    let mut here = *here;
    // Talks and truces make a deal of their own.
    if matches!(duty.kind, TermKind::Talks | TermKind::CeaseFire) {
        here.near = here.near.max(Near::Thread);
    }
    // "Nine hostages were handed over": beside any deal, captives go free under it.
    let handed =
        line.is(at, &["hand", "exchange", "swap", "deliver", "transfer"]) || duty::names_hostages(line, at);
    if duty.kind == TermKind::Prisoners
        && here.near == Near::Report
        && handed
        && duty::names_captives(line, at)
    {
        here.near = Near::Thread;
    }
    if duty.kind == TermKind::Withdraw && scene.weapons(line.id) && !duty::moves_people(line, &duty) {
        duty.kind = TermKind::HeavyWeapons;
    }
    if duty.kind == TermKind::Disarm && duty::is_heavy(line, at) {
        duty.kind = TermKind::HeavyWeapons;
    }
    if duty.is_noun && duty.kind == TermKind::Prisoners && !duty::frees_somebody(line, at) {
        return None;
    }
    let judged = if duty.is_noun {
        status::of_noun(line, at, duty.kind, here.near)
    } else {
        status::of_verb(line, at, duty.kind, &here)
    };
    // "Schools will not reopen": what opens of itself is refused by nobody.
    let opens = duty.kind == TermKind::Access && line.is(at, &["open", "reopen"]) && !duty.is_noun;
    let judged = judged.filter(|j| !(opens && j.rule == "term.refused"));
    // "The truce, which began on Friday, has been broken": what is kept or broken is told by its noun.
    let keeps = duty.kind == TermKind::CeaseFire && truce::keeping(line, at).is_some() && !duty.is_noun;
    let judged = judged.filter(|j| !(keeps && matches!(j.rule, "term.fulfilled" | "term.going_on")));
    judged.map(|judged| Found {
        duty,
        judged: under_deal(judged, duty.kind, &here),
    })
}

/// What is promised in a deal, or a joint body is to do, is agreed.
fn under_deal(judged: Judged, kind: TermKind, here: &Here) -> Judged {
    let joint = kind == TermKind::Monitoring && judged.rule == "term.modal";
    let agreed = judged.status == TermStatus::Offered && (here.under_deal || joint);
    let status = if agreed { TermStatus::Agreed } else { judged.status };
    Judged { status, ..judged }
}

/// "Neither has honoured it", "will respect it": a pronoun stands for the truce or the duty told before.
fn kept_by_pronoun(line: &Line<'_>, at: u32, here: &Here, scene: &Scene) -> Option<Found> {
    let it = matches!(line.lower(at + 1), "it" | "them") && here.near >= Near::Thread && line.is_verb(at);
    let kind = if scene.truce {
        TermKind::CeaseFire
    } else {
        here.running.unwrap_or(TermKind::Other)
    };
    let named = (line.start..at).any(|w| scene::is_truce(line, w));
    let kind = here
        .running
        .filter(|_| !named)
        .filter(|&k| k != TermKind::Other)
        .unwrap_or(kind);
    let judged = truce::kept_by(line, at).filter(|_| it)?;
    Some(Found {
        duty: Duty {
            word: at,
            kind,
            is_noun: false,
        },
        judged,
    })
}

/// A duty of no known kind, where a deal binds to it in so many words.
fn unnamed(line: &Line<'_>, at: u32, here: &Here) -> Option<Duty> {
    let verb = matches!(line.tag(at), Xpos::VB | Xpos::VBN) && !line.is(at, &["be", "have", "do"]);
    if !verb || here.near < Near::Thread {
        return None;
    }
    let bound = group::is_bound(line, at);
    let accepted = governor::accepts(line, at, here.near == Near::Here);
    let listed = here.article
        || here.running.is_some() && bound
        || here.near == Near::Here && here.under_deal
        || accepted;
    (listed && (line.tag(at) == Xpos::VB || bound)).then(|| Duty {
        word: at,
        kind: duty::kind_by_denial(line, at)
            .or_else(|| duty::kind_by_object(line, at))
            .unwrap_or(TermKind::Other),
        is_noun: false,
    })
}
