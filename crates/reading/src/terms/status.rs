//! Where a duty stands: agreed, offered, demanded, refused, fulfilled, violated.

use super::scene::{self, Near};
use crate::TermStatus;
use crate::figures::line::Line;
use crate::grammar;
use dateline_lexicon::{Act, EventType};
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
    pub(super) fn from(&self, line: &Line<'_>) -> Span {
        line.span(self.by, self.by + 1)
    }
}

/// What a word that governs a duty makes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Governor {
    Agree,
    Offer,
    Demand,
    Refuse,
    /// Binds whatever its subject is: require, oblige, commit.
    Bind,
    /// Says that it is done: complete, carry out, begin.
    Do,
    /// Only tells of it.
    Say,
}

/// The closed set of verbs, nouns and adjectives that govern a duty. The frames and cues of the lexicon add to it.
fn governor(line: &Line<'_>, at: u32) -> Option<Governor> {
    let known = |form: &str| {
        Some(match form {
            "agree" | "undertake" | "accept" | "sign" | "consent" | "agreed" => Governor::Agree,
            "promise" | "pledge" | "vow" | "offer" | "propose" | "ready" | "willing" | "prepared"
            | "assure" | "willingness" | "readiness" | "intend" | "consider" | "plan" => Governor::Offer,
            "demand" | "urge" | "insist" | "call" | "ask" | "order" | "press" | "appeal" | "invite"
            | "demanded" => Governor::Demand,
            "refuse" | "reject" | "decline" | "refusal" | "deny" => Governor::Refuse,
            "require" | "oblige" | "bind" | "commit" | "stipulate" | "foresee" | "provide" | "envisage"
            | "give" | "compel" => Governor::Bind,
            "complete" | "finish" | "begin" | "start" | "continue" | "carry" => Governor::Do,
            "say" | "announce" | "tell" | "declare" | "confirm" | "report" | "state" | "warn" | "repeat"
            | "add" => Governor::Say,
            _ => return None,
        })
    };
    line.find(at, known).or_else(|| {
        let lemma = line.lemma(at);
        let act = line.cx.lexicon.words.cues.get(lemma).first().map(|c| c.act);
        let event = line.cx.lexicon.frames.get(lemma).first().map(|f| f.kind);
        Some(match (event, act) {
            (Some(EventType::Agree), _) => Governor::Agree,
            (Some(EventType::Reject), _) => Governor::Refuse,
            (Some(EventType::Request), _) | (_, Some(Act::Demand)) => Governor::Demand,
            (_, Some(Act::Promise)) => Governor::Offer,
            (_, Some(Act::Say | Act::Confirm | Act::Report)) => Governor::Say,
            _ => return None,
        })
    })
}

/// Where the duty of a verb stands; none if it is no duty.
pub(super) fn of_verb(line: &Line<'_>, verb: u32, near: Near) -> Option<Judged> {
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
    if let Some((by, kind, object)) = governed(line, top, &group) {
        if !(kind == Governor::Say && group.says_itself()) {
            if let Some(status) = status_of(line, kind, by, &group, near) {
                return Some(Judged {
                    status,
                    rule: "term.governor",
                    by,
                    binds_object: object,
                });
            }
        }
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
            "must" | "shall" | "should" | "may" if near >= Near::Thread => {
                Some(told(TermStatus::Agreed, "term.modal", modal))
            }
            "will" | "would" | "'ll" if near == Near::Here || near == Near::Thread && is_article(line) => {
                let under = under_deal(line);
                let status = if under {
                    TermStatus::Agreed
                } else {
                    TermStatus::Offered
                };
                Some(told(status, "term.modal", modal))
            }
            "will" | "would" if has_condition(line, top) && near >= Near::Report => {
                Some(told(TermStatus::Offered, "term.modal", modal))
            }
            _ => None,
        };
    }
    if let Some(by) = group.is_to.or(group.has_to) {
        return (near >= Near::Thread).then_some(told(TermStatus::Agreed, "term.modal", by));
    }
    if is_article(line) && near >= Near::Thread {
        return Some(told(TermStatus::Agreed, "term.article", top));
    }
    let past = group.perfect || (line.tag(top) == Xpos::VBD);
    let passive = group.passive;
    if past && near >= Near::Thread && (near == Near::Here || !passive) {
        return Some(told(TermStatus::Fulfilled, "term.fulfilled", top));
    }
    None
}

/// The words of a verb group before its verb.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    first: u32,
    modal: Option<u32>,
    /// The form of "be" in "is to leave".
    is_to: Option<u32>,
    has_to: Option<u32>,
    /// "to" right before the verb.
    to: Option<u32>,
    negated: bool,
    perfect: bool,
    passive: bool,
}

impl Group {
    /// Whether the group is finite and neither future nor bound: told as done or going on.
    fn says_itself(&self) -> bool {
        self.modal.is_none() && self.is_to.is_none() && self.to.is_none() && self.has_to.is_none()
    }
}

fn group(line: &Line<'_>, verb: u32) -> Group {
    let mut out = Group {
        first: verb,
        ..Group::default()
    };
    let mut at = verb;
    while at > line.start {
        at -= 1;
        let lemma = line.lemma(at);
        let tag = line.tag(at);
        if tag == Xpos::MD {
            out.modal = Some(at);
        } else if line.lower(at) == "to" {
            out.to = Some(at);
        } else if lemma == "be" {
            if out.to == Some(at + 1) {
                out.is_to = Some(at);
            } else {
                out.passive |= line.tag(verb) == Xpos::VBN;
            }
        } else if lemma == "have" && matches!(tag, Xpos::VBZ | Xpos::VBP | Xpos::VBD | Xpos::VB | Xpos::VBG) {
            if out.to == Some(at + 1) {
                out.has_to = Some(at);
            } else {
                out.perfect = true;
            }
        } else if matches!(line.lower(at), "not" | "n't" | "never") {
            out.negated = true;
        } else if !line.is_adverb(at) {
            break;
        }
        out.first = at;
    }
    out
}

/// The verb whose group and governor hold for a coordinated one: "must leave the town, hand over arms and ...".
fn shared_group(line: &Line<'_>, verb: u32) -> u32 {
    let parse = line.cx.parse;
    let own = group(line, verb);
    if own.first != verb {
        return verb;
    }
    let mut at = WordId(verb);
    for _ in 0..6 {
        let Some(head) = parse.head(at).filter(|h| line.has(h.0) && h.0 < verb) else {
            break;
        };
        if parse.relation(at) != Relation::Conj || !line.is_verb(head.0) {
            break;
        }
        if parse.child(at, Relation::Nsubj).is_some() || parse.child(at, Relation::NsubjPass).is_some() {
            break;
        }
        at = head;
        if group(line, at.0).first != at.0 {
            return at.0;
        }
    }
    if at.0 != verb && line.tag(at.0) != line.tag(verb) {
        verb
    } else {
        at.0
    }
}

/// The word that governs the duty, what it makes of it, and whether it binds its own object.
fn governed(line: &Line<'_>, verb: u32, group: &Group) -> Option<(u32, Governor, bool)> {
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
        let after = relation == Relation::Parataxis || head.0 > at.0;
        if let Some(kind) = governor(line, head.0) {
            let fits = match relation {
                Relation::Advcl => group.to.is_some() && head.0 < at.0,
                Relation::Conj => false,
                _ => {
                    !after || kind == Governor::Say || kind == Governor::Offer || relation == Relation::Ccomp
                }
            };
            if fits {
                let object = kind == Governor::Demand || kind == Governor::Bind;
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
            if let Some(kind) = governor(line, before).filter(|&k| k != Governor::Say) {
                let object = matches!(kind, Governor::Demand | Governor::Bind);
                return Some((before, kind, object));
            }
            if matches!(line.lower(before), "," | ";" | "that" | "and") || line.is_verb(before) {
                break;
            }
        }
    }
    if line.tag(verb) == Xpos::VBG && group.first == verb {
        let floor = verb.saturating_sub(3).max(line.start);
        for before in (floor..verb).rev() {
            if let Some(kind) = governor(line, before).filter(|&k| k != Governor::Say) {
                return Some((before, kind, false));
            }
        }
    }
    None
}

fn status_of(line: &Line<'_>, kind: Governor, by: u32, group: &Group, near: Near) -> Option<TermStatus> {
    let negated = grammar::is_negated(line.cx.parse, WordId(by));
    let of_deal = deal_governs(line, by);
    Some(match kind {
        Governor::Agree if negated => TermStatus::Refused,
        Governor::Agree => TermStatus::Agreed,
        Governor::Offer if negated || group.negated && near >= Near::Thread => TermStatus::Refused,
        Governor::Offer if near >= Near::Report => TermStatus::Offered,
        Governor::Bind if of_deal => TermStatus::Agreed,
        Governor::Bind if near == Near::Here && !negated => TermStatus::Agreed,
        Governor::Demand if of_deal => TermStatus::Agreed,
        Governor::Demand if near >= Near::Thread => TermStatus::Demanded,
        Governor::Refuse if near >= Near::Report => TermStatus::Refused,
        _ => return None,
    })
}

/// Whether the subject of a governing verb is a deal: "the truce requires".
fn deal_governs(line: &Line<'_>, by: u32) -> bool {
    let parse = line.cx.parse;
    grammar::subject(parse, WordId(by)).is_some_and(|s| line.has(s.0) && scene::is_deal(line, s.0))
}

/// Whether the sentence tells what a deal says: "under the deal", "according to the text".
pub(super) fn under_deal(line: &Line<'_>) -> bool {
    (line.start..line.end).any(|w| {
        (matches!(line.lower(w), "under" | "per")
            || line.reads(w, &["according", "to"])
            || line.reads(w, &["as", "part", "of"]))
            && (w + 1..(w + 8).min(line.end))
                .any(|n| scene::is_deal(line, n) || line.lower(n) == "it" && n == w + 1)
    })
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
fn condition(line: &Line<'_>, verb: u32) -> Option<u32> {
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
    matches!(line.lower(at), "if" | "unless" | "provided")
        && matches!(line.tag(at), Xpos::IN | Xpos::VBN | Xpos::RB | Xpos::VBD)
}

fn has_condition(line: &Line<'_>, verb: u32) -> bool {
    let _ = verb;
    (line.start..line.end).any(|w| is_if(line, w))
}

/// Where a truce, named by a noun, stands. `None`: the noun alone, told as known.
pub(super) fn of_truce(line: &Line<'_>, noun: u32) -> Option<Judged> {
    let told = |status, rule, by| {
        Some(Judged {
            status,
            rule,
            by,
            binds_object: false,
        })
    };
    // "ceasefire violations", "violations of the truce".
    let breach = |at: u32| {
        line.find(at, |f| matches!(f, "violation" | "breach").then_some(()))
            .is_some()
    };
    if breach(noun + 1) {
        return told(TermStatus::Violated, "term.breach", noun + 1);
    }
    let floor = noun.saturating_sub(5).max(line.start);
    if let Some(of) = (floor..noun).rev().find(|&w| line.lower(w) == "of") {
        if let Some(by) = of.checked_sub(1).filter(|&w| line.has(w) && breach(w)) {
            return told(TermStatus::Violated, "term.breach", by);
        }
    }
    // The verb of which it is subject or object, by the tree or the words around.
    let kept = |at: u32| line.find(at, keeping);
    let parse = line.cx.parse;
    let mut verbs: Vec<u32> = Vec::new();
    let top = grammar::first_conjunct(parse, WordId(noun));
    verbs.extend(parse.head(top).map(|h| h.0).filter(|&h| line.has(h)));
    let reach = (noun + 9).min(line.end);
    verbs.extend(
        (noun + 1..reach)
            .take_while(|&w| !matches!(line.lower(w), ";" | "." | "that" | "which"))
            .filter(|&w| line.is_verb(w) || kept(w).is_some())
            .take(3),
    );
    let floor = noun.saturating_sub(7).max(line.start);
    verbs.extend(
        (floor..noun)
            .rev()
            .take_while(|&w| !matches!(line.lower(w), ";" | "," | "."))
            .filter(|&w| line.is_verb(w))
            .take(2),
    );
    for &verb in &verbs {
        if let Some(status) = kept(verb) {
            let negated = group(line, verb).negated || grammar::is_negated(parse, WordId(verb));
            let future = group(line, verb).modal.is_some() || group(line, verb).to.is_some();
            if future {
                continue;
            }
            return match (status, negated) {
                (TermStatus::Fulfilled, true) => told(TermStatus::Violated, "term.kept", verb),
                (TermStatus::Violated, true) => told(TermStatus::Fulfilled, "term.kept", verb),
                (status, _) => told(status, "term.kept", verb),
            };
        }
    }
    for &verb in &verbs {
        let status = match governor(line, verb) {
            Some(Governor::Refuse) => TermStatus::Refused,
            Some(Governor::Demand) => TermStatus::Demanded,
            Some(Governor::Offer) => TermStatus::Offered,
            Some(Governor::Agree | Governor::Bind) => TermStatus::Agreed,
            _ if line
                .find(verb, |f| matches!(f, "declare" | "proclaim").then_some(()))
                .is_some() =>
            {
                TermStatus::Offered
            }
            _ => continue,
        };
        return told(status, "term.truce", verb);
    }
    None
}

/// What a verb says of the keeping of a truce that it has as subject or object.
fn keeping(form: &str) -> Option<TermStatus> {
    Some(match form {
        "hold" | "observe" | "respect" | "keep" | "honour" | "honor" | "last" | "uphold" => {
            TermStatus::Fulfilled
        }
        "violate" | "breach" | "break" | "collapse" | "crumble" | "unravel" | "fail" | "ignore"
        | "shatter" | "broke" | "broken" => TermStatus::Violated,
        _ => return None,
    })
}

/// Where talks, named by a noun, stand; talks that were held are no duty.
pub(super) fn of_talks(line: &Line<'_>, noun: u32) -> Option<Judged> {
    let parse = line.cx.parse;
    let told = |status, by| {
        Some(Judged {
            status,
            rule: "term.talks",
            by,
            binds_object: false,
        })
    };
    let floor = noun.saturating_sub(6).max(line.start);
    let head = parse.head(WordId(noun)).map(|h| h.0).filter(|&h| line.has(h));
    let around = (floor..noun)
        .rev()
        .take_while(|&w| !matches!(line.lower(w), ";" | ","));
    for verb in head.into_iter().chain(around) {
        let Some(kind) = governor(line, verb) else {
            continue;
        };
        return match kind {
            Governor::Refuse => told(TermStatus::Refused, verb),
            Governor::Demand => told(TermStatus::Demanded, verb),
            Governor::Offer => told(TermStatus::Offered, verb),
            Governor::Agree => told(TermStatus::Agreed, verb),
            _ => continue,
        };
    }
    None
}
