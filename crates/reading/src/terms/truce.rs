//! Where a truce or deal that is named stands: made, asked for, kept, broken.

use super::governor::{governor, lifted};
use super::group::group;
use super::scene;
use super::status::{self, Judged};
use super::words::has_role;
use crate::TermStatus;
use crate::figures::line::Line;
use crate::grammar;
use dateline_lexicon::DealRole;
use dateline_syntax::Xpos;
use dateline_text::WordId;

/// Where a truce, named by a noun, stands. `None`: the noun alone, told as known.
pub(super) fn of_truce(line: &Line<'_>, noun: u32) -> [Option<Judged>; 2] {
    let verbs = verbs_around(line, noun);
    let kept = kept(line, noun, &verbs);
    [made(line, noun, &verbs, kept.is_some()), kept]
}

/// A truce or deal that is told to hold or to be broken.
pub(super) fn of_deal(line: &Line<'_>, noun: u32) -> Option<Judged> {
    kept(line, noun, &verbs_around(line, noun))
}

/// The verbs of which a noun may be subject or object, by the tree and by the words around.
fn verbs_around(line: &Line<'_>, noun: u32) -> Vec<u32> {
    let parse = line.cx.parse;
    let top = grammar::first_conjunct(parse, WordId(noun));
    let mut verbs: Vec<u32> = parse
        .head(top)
        .map(|h| h.0)
        .into_iter()
        .filter(|&h| line.has(h))
        .collect();
    let ends = |w: u32| {
        matches!(line.lower(w), ";" | "." | "while" | "when") || line.lower(w) == "that" && w > noun + 2
    };
    let behind = (noun + 1..(noun + 16).min(line.end)).take_while(|&w| !ends(w));
    let tells = |w: u32| line.is_verb(w) || line.tag(w) == Xpos::JJ && line.lower(w).ends_with("ed");
    verbs.extend(behind.filter(|&w| tells(w)).take(4));
    let floor = noun.saturating_sub(7).max(line.start);
    let before = (floor..noun)
        .rev()
        .take_while(|&w| !ends(w) && !matches!(line.lower(w), "," | "that" | "which" | "who"));
    verbs.extend(before.filter(|&w| line.is_verb(w)).take(2));
    verbs
}

/// Whether a breach is named without what is broken: "accuses the other of violations".
pub(super) fn is_lone_breach(line: &Line<'_>, at: u32) -> bool {
    is_breach(line, at)
        && !scene::is_truce(line, at.saturating_sub(1).max(line.start))
        && (line.lower(at + 1) != "of" || matches!(line.lower(at + 2), "it" | "this"))
}

pub(super) fn is_breach(line: &Line<'_>, at: u32) -> bool {
    line.is_noun(at) && line.is(at, &["violation", "breach", "infringement"])
}

/// A truce that is told to be kept or broken.
fn kept(line: &Line<'_>, noun: u32, verbs: &[u32]) -> Option<Judged> {
    let told = |status, rule, by| {
        Some(Judged {
            status,
            rule,
            by,
            binds_object: false,
        })
    };
    // "Violations are to be dealt with", "to prevent any breach": none is told to have happened.
    let breach = if is_breach(line, noun + 1) { noun + 1 } else { noun };
    if is_breach(line, breach) && !happens(line, breach) {
        return None;
    }
    // "ceasefire violations", "violations of the truce".
    if is_breach(line, noun) {
        return told(TermStatus::Violated, "term.breach", noun);
    }
    if is_breach(line, noun + 1) {
        return told(TermStatus::Violated, "term.breach", noun + 1);
    }
    let floor = noun.saturating_sub(5).max(line.start + 1);
    let of = (floor..noun)
        .rev()
        .find(|&w| line.lower(w) == "of" && is_breach(line, w - 1));
    if let Some(of) = of.filter(|&of| happens(line, of - 1)) {
        return told(TermStatus::Violated, "term.breach", of - 1);
    }
    // "will respect the truce if the army does": the condition says nothing of the noun before it.
    let mark = (noun..(noun + 8).min(line.end)).find(|&w| status::is_if(line, w));
    verbs
        .iter()
        .filter(|&&v| !line.is_noun(v) && mark.is_none_or(|m| v < m))
        .find_map(|&v| kept_by(line, v))
}

/// Verbs of those who watch for breaches.
const CHECKING: &[&str] = &["monitor", "prevent", "avoid", "investigate", "punish"];

/// Whether a breach is told to have happened.
fn happens(line: &Line<'_>, noun: u32) -> bool {
    let floor = noun.saturating_sub(4).max(line.start);
    let any = (floor..noun).any(|w| {
        matches!(
            line.lower(w),
            "any" | "future" | "further" | "possible" | "potential"
        ) || line.is_verb(w) && line.is(w, CHECKING)
    });
    let verb = line
        .cx
        .parse
        .head(WordId(noun))
        .filter(|v| line.has(v.0) && v.0 > noun && line.is_verb(v.0));
    let to_come = verb.is_some_and(|v| {
        let group = group(line, v.0);
        group.modal.is_some() || group.is_to.is_some()
    });
    !any && !to_come
}

/// Whether a verb tells that something agreed is kept or broken.
pub(super) fn kept_by(line: &Line<'_>, verb: u32) -> Option<Judged> {
    let status = keeping(line, verb)?;
    let group = group(line, verb);
    let told = |status| {
        Some(Judged {
            status,
            rule: "term.kept",
            by: verb,
            binds_object: false,
        })
    };
    let will = group
        .modal
        .is_some_and(|m| matches!(line.lower(m), "will" | "'ll" | "wo"));
    if status::condition(line, verb).is_some() {
        return (status == TermStatus::Fulfilled).then(|| told(TermStatus::Demanded))?;
    }
    if status == TermStatus::Fulfilled && will {
        return told(if group.negated {
            TermStatus::Refused
        } else {
            TermStatus::Offered
        });
    }
    if group.modal.is_some() || group.to.is_some() {
        return None;
    }
    let subject = grammar::subject(line.cx.parse, WordId(verb)).filter(|s| line.has(s.0));
    let neither = subject.is_some_and(|s| matches!(line.lower(s.0), "neither" | "nobody" | "none"));
    let negated = group.negated || neither || grammar::is_negated(line.cx.parse, WordId(verb));
    match (status, negated) {
        (TermStatus::Fulfilled, true) => told(TermStatus::Violated),
        (TermStatus::Violated, true) => told(TermStatus::Fulfilled),
        (status, _) => told(status),
    }
}

/// A truce that is told to be made, offered, asked for or refused.
fn made(line: &Line<'_>, noun: u32, verbs: &[u32], is_kept: bool) -> Option<Judged> {
    let told = |status, by| {
        Some(Judged {
            status,
            rule: "term.truce",
            by,
            binds_object: false,
        })
    };
    if is_breach(line, noun + 1) {
        return None;
    }
    for &verb in verbs {
        // As the subject of an active verb it binds others: "the truce requires".
        let subject = verb > noun && !group(line, verb).being;
        let far = verb > noun && (noun..verb).any(|w| line.lower(w) == ",");
        if far || subject && !has_role(line, verb, DealRole::TakesEffect) {
            continue;
        }
        let status = match governor(line, verb) {
            Some(DealRole::Refuse) => TermStatus::Refused,
            Some(DealRole::Demand) => TermStatus::Demanded,
            Some(DealRole::Offer) => TermStatus::Offered,
            Some(DealRole::Agree | DealRole::Bind) => TermStatus::Agreed,
            _ if line.is(verb, &["declare", "proclaim", "order"]) => TermStatus::Offered,
            _ if has_role(line, verb, DealRole::TakesEffect) => TermStatus::Agreed,
            _ => continue,
        };
        let accepted = governor(line, verb) == Some(DealRole::Agree);
        let status = if accepted {
            lifted(line, verb, status)
        } else {
            status
        };
        return told(status, verb);
    }
    let compound = line.is_noun(noun + 1);
    let between = matches!(line.lower(noun + 1), "between" | "with");
    let floor = noun.saturating_sub(5).max(line.start);
    let inside =
        |w: u32| line.is_noun(w) || matches!(line.tag(w), Xpos::JJ | Xpos::CD | Xpos::HYPH | Xpos::VBN);
    let new = (floor..noun)
        .rev()
        .find(|&w| !inside(w))
        .is_some_and(|w| matches!(line.lower(w), "a" | "an"));
    if !compound && !is_kept && (between || new) {
        return told(TermStatus::Agreed, noun);
    }
    None
}

/// What a verb says of the keeping of a truce that it has as subject or object.
pub(super) fn keeping(line: &Line<'_>, verb: u32) -> Option<TermStatus> {
    if has_role(line, verb, DealRole::Keeps) {
        Some(TermStatus::Fulfilled)
    } else if has_role(line, verb, DealRole::Breaks) {
        Some(TermStatus::Violated)
    } else {
        None
    }
}
