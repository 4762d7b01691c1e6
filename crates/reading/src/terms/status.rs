//! Where a duty stands: agreed, offered, demanded, refused, fulfilled, violated.

use super::scene::{self, Here, Near};
use crate::figures::line::Line;
use crate::grammar;
use crate::{TermKind, TermStatus};
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
    /// Whether a truce is told to be kept or broken.
    pub(super) fn tells_keeping(&self) -> bool {
        matches!(self.rule, "term.kept" | "term.breach")
    }

    /// The word that gave it.
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
    if matches!(line.lower(at), "according" | "accord" | "accords") {
        return None;
    }
    let known = |form: &str| {
        Some(match form {
            "agree" | "undertake" | "undertook" | "undertaken" | "accept" | "sign" | "consent" | "agreed" => {
                Governor::Agree
            }
            "promise" | "pledge" | "vow" | "offer" | "propose" | "ready" | "willing" | "prepared"
            | "assure" | "willingness" | "readiness" | "intend" | "pursue" | "seek" | "aim" | "consider"
            | "plan" => Governor::Offer,
            "demand" | "urge" | "insist" | "call" | "ask" | "order" | "press" | "appeal" | "invite"
            | "demanded" => Governor::Demand,
            "refuse" | "reject" | "decline" | "refusal" | "deny" => Governor::Refuse,
            "require" | "oblige" | "bind" | "bound" | "commit" | "stipulate" | "foresee" | "provide"
            | "envisage" | "give" | "compel" => Governor::Bind,
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
        && !(governor == Governor::Say && group.says_itself())
        && let Some(status) = status_of(line, governor, by, &group, near)
    {
        return Some(Judged {
            status,
            rule: "term.governor",
            by,
            binds_object: object,
        });
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
            "will" | "would" | "'ll" if near == Near::Here || near == Near::Thread && article => {
                let under = here.under_deal;
                let status = if under {
                    TermStatus::Agreed
                } else {
                    TermStatus::Offered
                };
                Some(told(status, "term.modal", modal))
            }
            "will" | "would" if near == Near::Thread && is_strong(kind) => {
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
    // "announced they were laying down their weapons", "troops are withdrawn".
    let going_on = group.being && (line.tag(top) == Xpos::VBG || group.present && group.passive);
    if going_on && near >= Near::Thread && (is_strong(kind) || kind == TermKind::Withdraw) {
        return Some(told(TermStatus::Agreed, "term.going_on", top));
    }
    let close = near == Near::Here || near == Near::Thread && is_strong(kind) && !group.passive;
    if past && close && kind != TermKind::Talks {
        return Some(told(TermStatus::Fulfilled, "term.fulfilled", top));
    }
    None
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
    /// A form of "be" stands before the verb, and whether it is in the present.
    being: bool,
    present: bool,
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
            out.negated |= line.lower(at) == "cannot";
        } else if line.lower(at) == "to" {
            out.to = Some(at);
        } else if lemma == "be" {
            if out.to == Some(at + 1) {
                out.is_to = Some(at);
            } else {
                out.passive |= line.tag(verb) == Xpos::VBN;
                out.being = true;
                out.present |= matches!(tag, Xpos::VBZ | Xpos::VBP);
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
    if at.0 != verb && line.tag(at.0) == line.tag(verb) {
        return at.0;
    }
    // The tree may not tell: "to lay down its arms and join the talks".
    if line.tag(verb) == Xpos::VB && matches!(line.before(verb), "and" | "," | "or") {
        let floor = verb.saturating_sub(14).max(line.start);
        let other = (floor..verb)
            .rev()
            .find(|&w| line.tag(w) == Xpos::VB && group(line, w).first != w);
        return other.unwrap_or(verb);
    }
    verb
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
        Governor::Bind if near == Near::Thread && line.before(by) == "it" => TermStatus::Agreed,
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

/// Whether a verb is bound in so many words: "is to", "must", "shall".
pub(super) fn is_bound(line: &Line<'_>, verb: u32) -> bool {
    let group = group(line, shared_group(line, verb));
    group.is_to.is_some()
        || group
            .modal
            .is_some_and(|m| matches!(line.lower(m), "must" | "shall"))
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
    matches!(line.lower(at), "if" | "unless") || line.lower(at) == "provided" && line.tag(at) != Xpos::VBD
}

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
        .take_while(|&w| !ends(w) && line.lower(w) != ",");
    verbs.extend(before.filter(|&w| line.is_verb(w)).take(2));
    verbs
}

/// Whether a breach is named without what is broken: "accuses the other of violations".
pub(super) fn is_lone_breach(line: &Line<'_>, at: u32) -> bool {
    is_breach(line, at)
        && !scene::is_truce(line, at.saturating_sub(1).max(line.start))
        && line.lower(at + 1) != "of"
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
    if let Some(of) = of {
        return told(TermStatus::Violated, "term.breach", of - 1);
    }
    for &verb in verbs {
        let Some(status) = line.find(verb, keeping).filter(|_| !line.is_noun(verb)) else {
            continue;
        };
        let group = group(line, verb);
        if group.modal.is_some() || group.to.is_some() {
            continue;
        }
        let negated = group.negated || grammar::is_negated(line.cx.parse, WordId(verb));
        return match (status, negated) {
            (TermStatus::Fulfilled, true) => told(TermStatus::Violated, "term.kept", verb),
            (TermStatus::Violated, true) => told(TermStatus::Fulfilled, "term.kept", verb),
            (status, _) => told(status, "term.kept", verb),
        };
    }
    None
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
        if far || subject && !line.is(verb, TAKING_EFFECT) {
            continue;
        }
        let status = match governor(line, verb) {
            Some(Governor::Refuse) => TermStatus::Refused,
            Some(Governor::Demand) => TermStatus::Demanded,
            Some(Governor::Offer) => TermStatus::Offered,
            Some(Governor::Agree | Governor::Bind) => TermStatus::Agreed,
            _ if line.is(verb, &["declare", "proclaim", "order"]) => TermStatus::Offered,
            _ if line.is(verb, TAKING_EFFECT) => TermStatus::Agreed,
            _ => continue,
        };
        return told(status, verb);
    }
    let compound = line.is_noun(noun + 1);
    let between = matches!(line.lower(noun + 1), "between" | "with");
    let floor = noun.saturating_sub(4).max(line.start);
    let new = (floor..noun).any(|w| matches!(line.lower(w), "a" | "an"));
    if !compound && !is_kept && (between || new) {
        return told(TermStatus::Agreed, noun);
    }
    None
}

/// Verbs by which a truce is told to be in force or to come into it.
const TAKING_EFFECT: &[&str] = &[
    "take",
    "took",
    "enter",
    "come",
    "came",
    "start",
    "begin",
    "began",
    "extend",
    "renew",
    "broker",
    "announce",
    "reach",
    "conclude",
    "mediate",
    "negotiate",
    "arrange",
    "apply",
    "expire",
    "run",
];

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
    for verb in head.into_iter().chain(around) {
        let Some(governor) = governor(line, verb) else {
            continue;
        };
        return match governor {
            Governor::Refuse if near >= Near::Report => told(TermStatus::Refused, verb),
            Governor::Demand if near >= Near::Thread => told(TermStatus::Demanded, verb),
            Governor::Offer if near >= Near::Thread => told(TermStatus::Offered, verb),
            Governor::Refuse | Governor::Demand | Governor::Offer => None,
            Governor::Agree | Governor::Bind => told(TermStatus::Agreed, verb),
            Governor::Do if near == Near::Here && kind != TermKind::Talks => {
                told(TermStatus::Fulfilled, verb)
            }
            _ => continue,
        };
    }
    None
}
