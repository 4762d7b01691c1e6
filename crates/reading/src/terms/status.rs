//! Where a duty stands: agreed, offered, demanded, refused, fulfilled, violated.

use super::duty;
use super::governor::{governed, governor, status_of};
use super::group::{Group, group, shared_group};
use super::scene::{self, Here, Near};
use crate::figures::line::Line;
use crate::grammar;
use crate::{TermKind, TermStatus};
use dateline_lexicon::DealRole;
use dateline_syntax::{Relation, Xpos};
use dateline_text::{Span, WordId};

/// A status with the rule and the words that gave it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Judged {
    pub(super) status: TermStatus,
    pub(super) rule: &'static str,
    /// The word that gave it.
    pub(super) by: u32,
    /// Whether that word binds its object rather than its subject: "called on the army to withdraw".
    pub(super) binds_object: bool,
}

impl Judged {
    /// Whether a truce is told to be kept or broken.
    pub(super) fn tells_keeping(&self) -> bool {
        matches!(self.rule, "term.kept" | "term.breach")
    }

    /// The word that gave it.
    pub(super) fn from(&self, line: &Line<'_>) -> Span {
        line.span(self.by, self.by + 1)
    }
}

/// Where the duty of a verb stands; none if it is no duty.
pub(super) fn of_verb(line: &Line<'_>, verb: u32, kind: TermKind, here: &Here) -> Option<Judged> {
    let Here { near, article, .. } = *here;
    let top = shared_group(line, verb);
    let group = group(line, top);
    let told = |status, rule, by| Judged {
        status,
        rule,
        by,
        binds_object: false,
    };
    if let Some(by) = condition(line, top) {
        let party = near >= Near::Report;
        return party.then_some(told(TermStatus::Demanded, "term.condition", by));
    }
    if let Some((by, governor, object)) = governed(line, top, &group)
        && !(governor == DealRole::Say && group.says_itself())
        && let Some(status) = status_of(line, governor, by, &group, near)
    {
        // "promised not to attack": what is left undone is the duty.
        let forgoes =
            group.negated && governor == DealRole::Offer && !grammar::is_negated(line.cx.parse, WordId(by));
        let harms = matches!(kind, TermKind::CeaseFire | TermKind::Guarantee | TermKind::Other);
        let status = if forgoes && harms {
            TermStatus::Offered
        } else {
            status
        };
        return Some(Judged {
            status,
            rule: "term.governor",
            by,
            binds_object: object,
        });
    }
    // "have yet to hand over their arms"
    if let Some(by) = group.yet_to {
        return (near >= Near::Thread).then_some(told(TermStatus::Violated, "term.kept", by));
    }
    // "has until Friday to leave", "have ten days to disarm".
    if let Some(by) = time_given(line, &group) {
        return (near >= Near::Thread).then_some(told(TermStatus::Agreed, "term.modal", by));
    }
    if group.negated {
        let refuses = group
            .modal
            .is_some_and(|m| matches!(line.lower(m), "will" | "would" | "wo" | "ca" | "can" | "cannot"));
        return match (refuses, near >= Near::Thread) {
            (true, true) => Some(told(TermStatus::Refused, "term.refused", top)),
            _ => None,
        };
    }
    if let Some(modal) = group.modal {
        return match line.lower(modal) {
            "may" if article && near >= Near::Thread => Some(told(TermStatus::Agreed, "term.modal", modal)),
            "must" | "shall" | "should" if near >= Near::Thread => {
                Some(told(TermStatus::Agreed, "term.modal", modal))
            }
            "will" | "would" | "'ll" if near == Near::Here || near == Near::Thread && article => {
                let under = here.under_deal;
                let status = if under {
                    TermStatus::Agreed
                } else {
                    TermStatus::Offered
                };
                Some(told(status, "term.modal", modal))
            }
            "will" | "would" if near == Near::Thread && (is_strong(kind) || kind == TermKind::Monitoring) => {
                Some(told(TermStatus::Offered, "term.modal", modal))
            }
            "will" | "would" if here.has_if && near >= Near::Report => {
                Some(told(TermStatus::Offered, "term.modal", modal))
            }
            _ => None,
        };
    }
    if let Some(by) = group.is_to.or(group.has_to) {
        return (near >= Near::Thread).then_some(told(TermStatus::Agreed, "term.modal", by));
    }
    if article && near >= Near::Thread {
        return Some(told(TermStatus::Agreed, "term.article", top));
    }
    let past = group.perfect || (line.tag(top) == Xpos::VBD);
    if past && kind == TermKind::CeaseFire && line.is(verb, &["extend", "renew", "prolong"]) {
        return Some(told(TermStatus::Agreed, "term.truce", top));
    }
    // "guaranteed the minorities their safety": told in the past, it still binds.
    if past && kind == TermKind::Guarantee && line.is(verb, &["guarantee", "assure"]) {
        return Some(told(TermStatus::Offered, "term.governor", top));
    }
    // "announced they were laying down their weapons", "troops are withdrawn".
    let going_on = group.being && (line.tag(top) == Xpos::VBG || group.present && group.passive);
    if going_on && near >= Near::Thread && (is_strong(kind) || kind == TermKind::Withdraw) {
        return Some(told(TermStatus::Agreed, "term.going_on", top));
    }
    let freed = kind == TermKind::Prisoners;
    let close = near == Near::Here || near == Near::Thread && is_strong(kind) && (!group.passive || freed);
    // "Nine hostages were handed over": what befalls captives is told in the passive.
    let past = past || freed && group.passive && group.was && duty::names_captives(line, verb);
    if past && close && kind != TermKind::Talks {
        return Some(told(TermStatus::Fulfilled, "term.fulfilled", top));
    }
    None
}

/// Kinds of duty that make a deal of their own when they are offered.
fn is_own(kind: TermKind) -> bool {
    matches!(
        kind,
        TermKind::Access | TermKind::Evacuation | TermKind::Prisoners | TermKind::Guarantee
    )
}

/// Kinds of duty that hardly come up outside a deal.
fn is_strong(kind: TermKind) -> bool {
    matches!(
        kind,
        TermKind::CeaseFire
            | TermKind::HeavyWeapons
            | TermKind::Disarm
            | TermKind::Disband
            | TermKind::Prisoners
            | TermKind::Guarantee
    )
}

/// Whether the sentence tells what a deal says: "under the deal", "according to the text".
pub(super) fn under_deal(line: &Line<'_>) -> bool {
    (line.start..line.end).any(|w| {
        (matches!(line.lower(w), "under" | "per")
            || line.reads(w, &["according", "to"])
            || line.lower(w) == "in"
                && (w + 1..w + 5).any(|n| scene::is_agreement(line, n) && !scene::is_truce(line, n))
            || line.reads(w, &["accordance", "with"])
            || line.reads(w, &["pursuant", "to"])
            || line.reads(w, &["terms", "of"])
            || line.reads(w, &["as", "part", "of"]))
            && (w + 1..(w + 8).min(line.end))
                .any(|n| scene::is_deal(line, n) || line.lower(n) == "it" && n == w + 1)
    })
}

/// The word that gives the time in which a duty is to be done.
fn time_given(line: &Line<'_>, group: &Group) -> Option<u32> {
    let to = group.to?;
    let floor = to.saturating_sub(7).max(line.start);
    let have = (floor..to).rev().find(|&w| line.lemma(w) == "have")?;
    let until = (have + 1..to).any(|w| line.lower(w) == "until");
    let unit = line.calendar(to - 1, &["unit"]);
    (until || unit).then_some(have)
}

/// Whether the sentence is an article of a text: "3. All units leave", "Article 2. The Front shall".
pub(super) fn is_article(line: &Line<'_>) -> bool {
    let first = line.lower(line.start);
    let number = |at: u32| {
        line.lower(at).starts_with(|c: char| c.is_ascii_digit())
            && line.lower(at).trim_end_matches('.').len() <= 2
    };
    (number(line.start)
        && (line.lower(line.start).ends_with('.') || matches!(line.lower(line.start + 1), "." | ")")))
        || (matches!(first, "article" | "point" | "art." | "paragraph") && number(line.start + 1))
        || (matches!(first, "•" | "-" | "–" | "(") && line.start + 1 < line.end && number(line.start + 1))
}

/// The word that makes the clause of a verb a condition: "if the separatists lay down their arms".
pub(super) fn condition(line: &Line<'_>, verb: u32) -> Option<u32> {
    let parse = line.cx.parse;
    let mark = parse
        .child(WordId(verb), Relation::Mark)
        .map(|m| m.0)
        .filter(|&m| is_if(line, m));
    mark.or_else(|| {
        // The mark may hang wrongly: look left over the subject.
        let floor = verb.saturating_sub(8).max(line.start);
        let mut at = verb;
        while at > floor {
            at -= 1;
            if is_if(line, at) {
                return Some(at);
            }
            if line.lower(at) == "that" && at > floor && is_if(line, at - 1) {
                return Some(at - 1);
            }
            if matches!(line.lower(at), "," | ";" | "that" | "and")
                || line.is_verb(at)
                    && line.tag(at) != Xpos::MD
                    && line.lemma(at) != "be"
                    && line.lemma(at) != "have"
            {
                return None;
            }
        }
        None
    })
}

pub(super) fn is_if(line: &Line<'_>, at: u32) -> bool {
    matches!(line.lower(at), "if" | "unless")
        || line.lower(at) == "provided" && line.tag(at) != Xpos::VBD
        || line.lower(at) == "condition" && line.before(at) == "on"
}

/// Verbs that add nothing to the noun of a duty: "hold talks", "grant access".
const LIGHT: &[&str] = &[
    "hold",
    "start",
    "begin",
    "resume",
    "join",
    "attend",
    "continue",
    "open",
    "enter",
    "conduct",
    "return",
    "go",
    "come",
    "take",
    "make",
    "give",
    "grant",
    "allow",
    "provide",
    "convene",
    "launch",
    "do",
    "engage",
    "accept",
    "carry",
    "ensure",
    "permit",
    "guarantee",
    "facilitate",
    "prepare",
    "schedule",
];

/// Where talks, named by a noun, stand; talks that were held are no duty.
pub(super) fn of_noun(line: &Line<'_>, noun: u32, kind: TermKind, near: Near) -> Option<Judged> {
    let parse = line.cx.parse;
    let told = |status, by| {
        Some(Judged {
            status,
            rule: "term.talks",
            by,
            binds_object: false,
        })
    };
    // "In the talks, Ukraine demanded": where it is said is no duty.
    if kind == TermKind::Talks
        && matches!(
            grammar::preposition(parse, WordId(noun)),
            Some("in" | "at" | "during" | "after" | "before" | "since")
        )
    {
        return None;
    }
    let floor = noun.saturating_sub(6).max(line.start);
    // "talks on the integration of the region".
    if kind == TermKind::Political {
        let topic = (floor..noun)
            .rev()
            .find(|&w| matches!(line.lower(w), "on" | "about" | "over"));
        if let Some(by) =
            topic.filter(|&w| (w.saturating_sub(5).max(line.start)..w).any(|t| scene::is_deal(line, t)))
        {
            return told(TermStatus::Demanded, by);
        }
    }
    let head = parse.head(WordId(noun)).map(|h| h.0).filter(|&h| line.has(h));
    let around = (floor..noun)
        .rev()
        .take_while(|&w| !matches!(line.lower(w), ";" | ","));
    // "in return for the release of all hostages"
    let returned = line.lower(noun.saturating_sub(1).max(line.start));
    let asked = (floor..noun).any(|w| {
        line.lower(w) == "for"
            && matches!(line.before(w), "return" | "exchange")
            && (w + 1..noun).all(|n| !line.is_verb(n))
    });
    if asked && returned != "of" && near >= Near::Report {
        return told(TermStatus::Demanded, noun);
    }
    for verb in head.into_iter().chain(around) {
        let Some(governor) = governor(line, verb) else {
            // "refused to comment on the talks": the refusal is of another thing.
            let light =
                line.is(verb, LIGHT) || !line.is_verb(verb) || matches!(line.lemma(verb), "be" | "have");
            if verb < noun && !light {
                break;
            }
            continue;
        };
        // "turned down an invitation to talks", "accepted the offer of talks".
        if line.is_noun(verb) && matches!(governor, DealRole::Offer | DealRole::Demand) {
            let above = parse
                .head(WordId(verb))
                .filter(|h| line.has(h.0) && line.is_verb(h.0));
            match above.and_then(|h| super::governor::governor(line, h.0)) {
                Some(DealRole::Refuse) => return told(TermStatus::Refused, verb),
                Some(DealRole::Agree) => return told(TermStatus::Agreed, verb),
                _ => {}
            }
        }
        return match governor {
            DealRole::Refuse if near >= Near::Report => told(TermStatus::Refused, verb),
            DealRole::Demand if near >= Near::Thread => told(TermStatus::Demanded, verb),
            DealRole::Offer
                if near >= Near::Thread
                    || is_own(kind)
                    || kind == TermKind::Political && near >= Near::Report =>
            {
                told(TermStatus::Offered, verb)
            }
            DealRole::Refuse | DealRole::Demand | DealRole::Offer => None,
            DealRole::Agree | DealRole::Bind => told(TermStatus::Agreed, verb),
            DealRole::Do if near == Near::Here && kind != TermKind::Talks => {
                told(TermStatus::Fulfilled, verb)
            }
            _ => continue,
        };
    }
    None
}
