//! Verbs that attribute, each in the use that it is in.

use super::clause::speech;
use super::cue::{self, Use};
use super::draft::Draft;
use super::ground::Ground;
use super::object::{object, oblique, to_clause};
use super::speaker;
use crate::grammar;
use dateline_lexicon::{Act, Content, Pos};
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::{Span, WordId};
use std::ops::Range;

/// A verb in the use that it is in.
pub(super) struct Verb<'c> {
    pub(super) word: WordId,
    pub(super) what: Use<'c>,
    pub(super) subject: Option<WordId>,
    pub(super) stretch: Range<u32>,
    /// Where an earlier attribution of the sentence ends, if this one goes on behind it with "and" or "but".
    pub(super) floor: u32,
}

/// What was found for a verb.
pub(super) struct Found {
    pub(super) content: Vec<Span>,
    pub(super) group: Range<u32>,
    pub(super) rule: &'static str,
}

/// The attribution that a verb makes, if it makes one. `floor` is where the last one of the sentence ended.
pub(super) fn find(ground: &Ground<'_>, word: WordId, floor: &mut u32) -> Option<Draft> {
    let cx = ground.cx;
    let parse = cx.parse;
    if !matches!(parse.upos(word), Upos::VERB | Upos::AUX) {
        return None;
    }
    let uses = cue::uses(cx, word, Pos::Verb);
    if uses.is_empty() {
        return None;
    }
    // "I think", "we want": what is quoted anyhow, with a turn of speech.
    let turn = |subject: WordId| {
        speaker::is_first_person(cx, subject)
            && cx.is(
                word,
                &[
                    "think",
                    "believe",
                    "guess",
                    "feel",
                    "suppose",
                    "want",
                    "know",
                    "hope",
                    "wish",
                    "understand",
                    "say",
                    "mean",
                    "hear",
                    "expect",
                    "remember",
                    "support",
                    "like",
                    "consider",
                    "agree",
                    "trust",
                    "wonder",
                ],
            )
    };
    // "did not rule out": what is not denied is left open, and that is told.
    let open = cx.is(word, &["rule", "exclude"]) && grammar::is_negated(parse, word);
    if !open && !cue::is_said(cx, word) {
        return None;
    }
    let passed = quoted_as(ground, word);
    // "was quoted as saying": the words hang below "saying".
    if passed.is_none() && cx.is(word, &["quote", "cite", "report"]) && says_below(ground, word) {
        return None;
    }
    let subject = match &passed {
        Some(passed) => passed.speaker,
        None => speaker::of_verb(ground, word)?,
    };
    if turn(subject) && ground.quotation(word).is_some() {
        return None;
    }
    for what in uses {
        let verb = Verb {
            word,
            what,
            subject: Some(subject),
            stretch: ground.stretch(word),
            floor: *floor,
        };
        let Some(found) = patterns(ground, &verb).filter(|f| !f.content.is_empty()) else {
            continue;
        };
        let needs_speaker_that_acts = !matches!(
            found.rule,
            "statement.clause" | "statement.aside" | "statement.quote"
        );
        if !speaker::can_speak(ground, subject, needs_speaker_that_acts) {
            return None;
        }
        if found.content.iter().all(|c| c.end <= parse.span(word).start) {
            *floor = found.group.end;
        }
        let act = if open { Act::Say } else { what.cue.act };
        return Some(Draft {
            head: word,
            cue: parse
                .span(passed.as_ref().map_or(word, |p| p.verb))
                .cover(parse.span(what.last)),
            act,
            speaker: subject,
            content: found.content,
            group: found.group,
            rule: if passed.is_some() {
                "statement.quoted"
            } else {
                found.rule
            },
            relays: passed.map_or_else(Vec::new, |p| p.relays),
            shares: None,
        });
    }
    None
}

/// "X was quoted by Y as saying", "Y quoted X as saying".
struct Passed {
    /// The verb of quoting.
    verb: WordId,
    speaker: WordId,
    relays: Vec<WordId>,
}

/// Who is quoted and by whom, for the verb of saying below a verb of quoting.
fn quoted_as(ground: &Ground<'_>, word: WordId) -> Option<Passed> {
    let cx = ground.cx;
    let parse = cx.parse;
    if parse.xpos(word) != Xpos::VBG {
        return None;
    }
    let verb = parse
        .ancestors(word)
        .take(2)
        .find(|&a| a < word && word.0 - a.0 < 20 && cx.is(a, &["quote", "cite", "report"]))?;
    let agents: Vec<WordId> = parse
        .children_by(verb, &[Relation::OblAgent, Relation::Obl])
        .filter(|&o| grammar::preposition(parse, o) == Some("by"))
        .collect();
    let object = parse.children_by(verb, &[Relation::Obj]).find(|&o| o > verb);
    match object {
        Some(speaker) if !grammar::is_passive(parse, verb) => Some(Passed {
            verb,
            speaker,
            relays: grammar::subject(parse, verb).into_iter().collect(),
        }),
        _ => Some(Passed {
            verb,
            speaker: grammar::subject(parse, verb).filter(|&s| s < verb)?,
            relays: agents,
        }),
    }
}

/// Whether a verb of saying in its ing-form hangs close below a verb of quoting.
fn says_below(ground: &Ground<'_>, verb: WordId) -> bool {
    let parse = ground.cx.parse;
    (verb.0 + 1..(verb.0 + 20).min(ground.stretch(verb).end))
        .map(WordId)
        .any(|w| {
            quoted_as(ground, w).is_some_and(|p| p.verb == verb)
                && !cue::uses(ground.cx, w, Pos::Verb).is_empty()
        })
        && parse.upos(verb) == Upos::VERB
}

/// The content by the patterns of the entry, in their order; clause and quotation are one look.
fn patterns(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<Found> {
    let mut spoken = false;
    // "undertook to respect the line": a to-clause is no clause that is told, whatever stands first in the entry.
    if cue::takes(verb.what.cue, &Content::To)
        && ground.cx.parse.child(verb.word, Relation::Ccomp).is_none()
        && let Some(found) = to_clause(ground, verb)
    {
        return Some(found);
    }
    // "asked for a delay that …": the preposition right behind the verb tells the use.
    let next = verb.what.last.0 + 1;
    for pattern in &verb.what.cue.content {
        if let Content::Obl(prep) = pattern
            && next < verb.stretch.end
            && ground.lower(next) == prep
            && let Some(found) = oblique(ground, verb, prep)
        {
            return Some(found);
        }
    }
    for pattern in &verb.what.cue.content {
        let found = match pattern {
            Content::That | Content::Quote if spoken => None,
            Content::That | Content::Quote => {
                spoken = true;
                speech(ground, verb)
            }
            Content::To => to_clause(ground, verb),
            Content::Obj => object(ground, verb),
            Content::Obl(prep) => oblique(ground, verb, prep),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}
