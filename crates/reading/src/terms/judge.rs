//! Which words of a sentence tell of duties, and where these stand.

use super::duty::{self, Duty};
use super::scene::{self, Here, Near, Scene};
use super::status::{self, Judged};
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
        let [made, kept] = status::of_truce(line, at);
        return [made, kept]
            .into_iter()
            .filter_map(|j| deal(TermKind::CeaseFire, j))
            .collect();
    }
    if scene::is_agreement(line, at) || status::is_lone_breach(line, at) {
        let kind = if scene.truce {
            TermKind::CeaseFire
        } else {
            TermKind::Other
        };
        let kept = status::of_deal(line, at).filter(|_| here.near >= Near::Thread || scene.truce);
        return deal(kind, kept).into_iter().collect();
    }
    duty(line, at, here, scene).into_iter().collect()
}

fn duty(line: &Line<'_>, at: u32, here: &Here, scene: &Scene) -> Option<Found> {
    let mut duty = duty::at(line, at).or_else(|| unnamed(line, at, here))?;
    // What is told of a truce that is named is told by its noun.
    if duty.kind == TermKind::CeaseFire && (status::is_breach(line, at) || duty::has_truce(line, &duty)) {
        return None;
    }
    let mut here = *here;
    // Talks and truces make a deal of their own.
    if matches!(duty.kind, TermKind::Talks | TermKind::CeaseFire) {
        here.near = here.near.max(Near::Thread);
    }
    if duty.kind == TermKind::Withdraw && scene.weapons(line.id) && !duty::moves_people(line, &duty) {
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
    judged.map(|judged| Found { duty, judged })
}

/// A duty of no known kind, where a deal binds to it in so many words.
fn unnamed(line: &Line<'_>, at: u32, here: &Here) -> Option<Duty> {
    let verb = matches!(line.tag(at), Xpos::VB | Xpos::VBN) && !line.is(at, &["be", "have", "do"]);
    if !verb || here.near < Near::Thread {
        return None;
    }
    let bound = status::is_bound(line, at);
    let listed = here.article || here.running && bound || here.near == Near::Here && here.under_deal;
    (listed && (line.tag(at) == Xpos::VB || bound)).then_some(Duty {
        word: at,
        kind: TermKind::Other,
        is_noun: false,
    })
}
