//! The words of a verb group: modals, negation, "is to", "has to".

use crate::figures::line::Line;
use dateline_syntax::{Relation, Xpos};
use dateline_text::WordId;

/// Whether a verb is bound in so many words: "is to", "must", "shall".
pub(super) fn is_bound(line: &Line<'_>, verb: u32) -> bool {
    let group = group(line, shared_group(line, verb));
    group.is_to.is_some()
        || group
            .modal
            .is_some_and(|m| matches!(line.lower(m), "must" | "shall"))
}

/// The words of a verb group before its verb.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub(super) first: u32,
    pub(super) modal: Option<u32>,
    /// The form of "be" in "is to leave".
    pub(super) is_to: Option<u32>,
    pub(super) has_to: Option<u32>,
    /// The word "yet" in "has yet to leave".
    pub(super) yet_to: Option<u32>,
    /// "to" right before the verb.
    pub(super) to: Option<u32>,
    pub(super) negated: bool,
    pub(super) perfect: bool,
    pub(super) passive: bool,
    /// A form of "be" stands before the verb, and whether it is in the present.
    pub(super) being: bool,
    pub(super) present: bool,
    /// It stands in the past.
    pub(super) was: bool,
}

impl Group {
    /// Whether the group is finite and neither future nor bound: told as done or going on.
    pub(super) fn says_itself(&self) -> bool {
        self.modal.is_none() && self.is_to.is_none() && self.to.is_none() && self.has_to.is_none()
    }
}

/// The group that ends in a verb.
pub(super) fn group(line: &Line<'_>, verb: u32) -> Group {
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
        } else if line.lower(at) == "yet" && out.to == Some(at + 1) {
            out.yet_to = Some(at);
        } else if lemma == "be" {
            if out.to == Some(at + 1) {
                out.is_to = Some(at);
            } else {
                out.passive |= line.tag(verb) == Xpos::VBN;
                out.being = true;
                out.present |= matches!(tag, Xpos::VBZ | Xpos::VBP);
                out.was |= tag == Xpos::VBD;
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
pub(super) fn shared_group(line: &Line<'_>, verb: u32) -> u32 {
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
