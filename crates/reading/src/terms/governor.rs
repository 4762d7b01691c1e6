//! Words that govern a duty: agreed to, promised to, demanded that, refuses to.

use super::group::{Group, group, shared_group};
use super::scene::{self, Near};
use super::words::has_role;
use crate::TermStatus;
use crate::figures::line::Line;
use crate::grammar;
use dateline_lexicon::{Act, DealRole, EventType};
use dateline_syntax::{Relation, Xpos};
use dateline_text::WordId;

/// What the word at `at` makes of a duty that it governs. The frames and cues of the lexicon add to the table of deals.
pub(super) fn governor(line: &Line<'_>, at: u32) -> Option<DealRole> {
    if matches!(line.lower(at), "according" | "accord" | "accords") {
        return None;
    }
    let lexicon = line.cx.lexicon;
    // "turned down", "ruled out": with its particle a verb is another.
    let particle = line.lower(at + 1);
    if line.is_verb(at) && matches!(particle, "down" | "out" | "off" | "up" | "away") {
        let both = |form: &str| {
            let roles = lexicon.deals.roles(&format!("{form} {particle}"));
            roles.iter().copied().find(|r| r.governs())
        };
        if let Some(role) = line.find(at, both) {
            return Some(role);
        }
    }
    let known = |form: &str| lexicon.deals.roles(form).iter().copied().find(|r| r.governs());
    line.find(at, known).or_else(|| {
        let lemma = line.lemma(at);
        let act = lexicon.words.cues.get(lemma).first().map(|c| c.act);
        let event = lexicon.frames.get(lemma).first().map(|f| f.kind);
        Some(match (event, act) {
            (Some(EventType::Agree), _) => DealRole::Agree,
            (Some(EventType::Reject), _) => DealRole::Refuse,
            (Some(EventType::Request), _) | (_, Some(Act::Demand)) => DealRole::Demand,
            (_, Some(Act::Promise)) => DealRole::Offer,
            (_, Some(Act::Say | Act::Confirm | Act::Report)) => DealRole::Say,
            _ => return None,
        })
    })
}

/// The word that governs the duty, what it makes of it, and whether it binds its own object.
pub(super) fn governed(line: &Line<'_>, verb: u32, group: &Group) -> Option<(u32, DealRole, bool)> {
    let parse = line.cx.parse;
    // By the tree.
    let mut at = WordId(verb);
    for _ in 0..4 {
        let Some(head) = parse.head(at).filter(|h| line.has(h.0)) else {
            break;
        };
        let relation = parse.relation(at);
        if !matches!(
            relation,
            Relation::Xcomp
                | Relation::Ccomp
                | Relation::Advcl
                | Relation::Acl
                | Relation::Conj
                | Relation::Parataxis
                | Relation::Csubj
        ) {
            break;
        }
        // "promised to fight on before the troops leave": a time is no duty.
        let timed = parse
            .children_by(at, &[Relation::Mark, Relation::Advmod])
            .any(|m| {
                matches!(
                    line.lower(m.0),
                    "before" | "after" | "when" | "until" | "since" | "once" | "so"
                )
            });
        if relation == Relation::Advcl && (timed || group.to.is_none() && line.tag(at.0) == Xpos::VBG) {
            break;
        }
        let after = relation == Relation::Parataxis || head.0 > at.0;
        if let Some(kind) = governor(line, head.0) {
            let fits = match relation {
                Relation::Advcl => group.to.is_some() && head.0 < at.0,
                Relation::Conj => false,
                _ => {
                    !after || kind == DealRole::Say || kind == DealRole::Offer || relation == Relation::Ccomp
                }
            };
            if fits {
                let object = kind == DealRole::Demand || kind == DealRole::Bind;
                return Some((head.0, kind, object));
            }
        }
        at = head;
    }
    // By the words before: "called on the army to withdraw", "agreed to withdraw".
    let mut before = group.first;
    if group.to.is_some() && group.is_to.is_none() && group.has_to.is_none() {
        let floor = before.saturating_sub(9).max(line.start);
        while before > floor {
            before -= 1;
            if let Some(kind) = governor(line, before).filter(|&k| k != DealRole::Say) {
                let object = matches!(kind, DealRole::Demand | DealRole::Bind);
                return Some((before, kind, object));
            }
            // "committed to a halt of fire and to refrain from threats": both stand under one verb.
            let joined = line.lower(before) == "and" && before + 1 == group.first;
            if !joined && matches!(line.lower(before), "," | ";" | "that" | "and") || line.is_verb(before) {
                break;
            }
        }
    }
    if line.tag(verb) == Xpos::VBG && group.first == verb {
        let floor = verb.saturating_sub(3).max(line.start);
        for before in (floor..verb).rev() {
            if let Some(kind) = governor(line, before).filter(|&k| k != DealRole::Say) {
                return Some((before, kind, false));
            }
        }
    }
    None
}

/// What becomes of an agreement that is itself asked for, offered or refused: "press both to agree to a truce".
pub(super) fn lifted(line: &Line<'_>, by: u32, status: TermStatus) -> TermStatus {
    if status != TermStatus::Agreed || !line.is_verb(by) {
        return status;
    }
    let own = group(line, by);
    let above = governed(line, by, &own).map(|(_, kind, _)| kind);
    match above {
        Some(DealRole::Demand) => TermStatus::Demanded,
        Some(DealRole::Offer) => TermStatus::Offered,
        Some(DealRole::Refuse) => TermStatus::Refused,
        _ if own.negated => TermStatus::Refused,
        _ if own
            .modal
            .is_some_and(|m| matches!(line.lower(m), "should" | "must")) =>
        {
            TermStatus::Demanded
        }
        _ => status,
    }
}

/// Whether a party accepts the duty of a verb in so many words: "agreed to keep the road open".
///
/// Beside a deal a promise is as good: `beside`.
pub(super) fn accepts(line: &Line<'_>, verb: u32, beside: bool) -> bool {
    let top = shared_group(line, verb);
    let own = group(line, top);
    let bound = governed(line, top, &own);
    bound.is_some_and(|(by, kind, _)| {
        own.to.is_some()
            && (matches!(kind, DealRole::Agree | DealRole::Bind) || beside && kind == DealRole::Offer)
            && line.is_verb(by)
            && (!line.is(by, &["give", "sign", "accept"]) || deal_governs(line, by))
    })
}

/// Where the duty stands that a word governs.
pub(super) fn status_of(
    line: &Line<'_>,
    kind: DealRole,
    by: u32,
    group: &Group,
    near: Near,
) -> Option<TermStatus> {
    let negated = grammar::is_negated(line.cx.parse, WordId(by));
    let of_deal = deal_governs(line, by);
    Some(match kind {
        DealRole::Agree if negated => TermStatus::Refused,
        DealRole::Agree => lifted(line, by, TermStatus::Agreed),
        DealRole::Offer if negated || group.negated && near >= Near::Thread => TermStatus::Refused,
        DealRole::Offer if near >= Near::Report => TermStatus::Offered,
        DealRole::Bind if of_deal => TermStatus::Agreed,
        DealRole::Bind if near == Near::Here && !negated => TermStatus::Agreed,
        DealRole::Bind if near == Near::Thread && line.before(by) == "it" => TermStatus::Agreed,
        DealRole::Demand if of_deal => TermStatus::Agreed,
        DealRole::Demand if near >= Near::Thread => TermStatus::Demanded,
        // "deny that they had met": what is denied is past and no duty.
        DealRole::Refuse if near >= Near::Report && !group.perfect => TermStatus::Refused,
        _ => return None,
    })
}

/// Whether the subject of a governing verb is a deal: "the truce requires".
fn deal_governs(line: &Line<'_>, by: u32) -> bool {
    let parse = line.cx.parse;
    grammar::subject(parse, WordId(by))
        .is_some_and(|s| line.has(s.0) && (scene::is_deal(line, s.0) || has_role(line, s.0, DealRole::Text)))
}
