//! How far a reported clause goes: beyond its branch of the tree where that ends too early, and up to where somebody
//! else begins to speak.

use super::cue;
use super::ground::Ground;
use super::verb::Verb;
use crate::grammar;
use dateline_lexicon::Pos;
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::WordId;
use std::ops::Range;

/// From behind the cue to where the reported clause ends.
pub(super) fn behind_range(
    ground: &Ground<'_>,
    verb: &Verb<'_>,
    group: &Range<u32>,
    top: WordId,
) -> Range<u32> {
    let parse = ground.cx.parse;
    let words = parse.subtree(top);
    let first = words
        .iter()
        .copied()
        .find(|w| w.0 >= group.end.min(top.0))
        .map_or(top.0, |w| w.0)
        .max(verb.what.last.0 + 1);
    let first = past_source(ground, first, top.0);
    let last = words.last().map_or(top.0, |w| w.0);
    let end = reach(ground, verb, first, last + 1);
    first..stop(ground, verb, first, end)
}

/// The first word behind a source that is cited between the cue and the clause: "said, citing medics, four had died".
fn past_source(ground: &Ground<'_>, first: u32, top: u32) -> u32 {
    let Some(source) = (first..top)
        .find(|&w| !ground.is_punct(w))
        .filter(|&w| ground.starts_source(w))
    else {
        return first;
    };
    (source..top)
        .find(|&w| ground.lower(w) == ",")
        .map_or(first, |comma| comma + 1)
}

/// ", who leads the party": a relative clause in the present that closes what was said in the past is the report's own.
fn is_comment(ground: &Ground<'_>, verb: &Verb<'_>, word: WordId, end: u32) -> bool {
    let parse = ground.cx.parse;
    if !matches!(parse.xpos(word), Xpos::WP | Xpos::WDT | Xpos::WP_ | Xpos::WRB)
        || parse.xpos(verb.word) != Xpos::VBD
        || ground.quotation(word).is_some()
    {
        return false;
    }
    let Some(clause) = parse
        .ancestors(word)
        .find(|&a| parse.relation(a) == Relation::AclRelcl)
    else {
        return false;
    };
    let closes = parse.subtree(clause).last().is_some_and(|l| l.0 + 2 >= end);
    let past = (verb.word.0 + 1..word.0)
        .map(WordId)
        .any(|w| parse.xpos(w) == Xpos::VBD)
        && !(verb.word.0 + 1..word.0)
            .map(WordId)
            .any(|w| matches!(parse.xpos(w), Xpos::VBZ | Xpos::VBP));
    closes && past && grammar::tense(parse, clause) == grammar::Tense::Present
}

/// How far a reported clause goes on behind its branch of the tree: the tree often hangs its last words elsewhere.
pub(super) fn reach(ground: &Ground<'_>, verb: &Verb<'_>, first: u32, end: u32) -> u32 {
    let parse = ground.cx.parse;
    let mut end = end.min(verb.stretch.end);
    let mut at = end;
    while at < verb.stretch.end {
        if ground.is_punct(at) {
            at += 1;
            continue;
        }
        // The topmost word of the branch that hangs outside what is said so far.
        let mut branch = WordId(at);
        let mut inside = false;
        while let Some(head) = parse.head(branch) {
            if head.0 >= first && head.0 < end {
                inside = true;
                break;
            }
            if head == verb.word || parse.is_below(verb.word, head) {
                break;
            }
            branch = head;
        }
        let clausal = matches!(
            parse.relation(branch),
            Relation::Conj | Relation::Advcl | Relation::Parataxis | Relation::Ccomp | Relation::Root
        ) && grammar::is_clause_head(parse, branch);
        let that = parse
            .children_by(branch, &[Relation::Mark])
            .any(|m| parse.lower(m) == "that");
        let cc_before = at > 1 && parse.upos(WordId(at - 1)) == Upos::CCONJ;
        let comma = at > 1 && (ground.is_punct(at - 1) || cc_before && ground.is_punct(at - 2));
        // "and, in leaflets, promised …": what stands behind "and" belongs to the next deed.
        let after_cc = (end..at)
            .rev()
            .find(|&w| !ground.is_punct(w))
            .is_some_and(|w| parse.upos(WordId(w)) == Upos::CCONJ);
        let joins = inside
            || that
            || (!clausal && !after_cc && parse.relation(branch) != Relation::Cc)
            || (parse.relation(branch) == Relation::Advcl && parse.xpos(branch) != Xpos::VBG && !comma)
            || (parse.relation(branch) == Relation::Conj && !comma && ground.has_own_subject(branch));
        // A joining word goes with what it joins.
        let cc = parse.relation(branch) == Relation::Cc || parse.relation(WordId(at)) == Relation::Cc;
        if cc {
            at += 1;
            continue;
        }
        if !joins {
            break;
        }
        let last = parse.subtree(branch).last().map_or(at, |w| w.0);
        end = (last + 1).max(at + 1).min(verb.stretch.end);
        at = end;
    }
    end
}

/// Where something that is no more said by this speaker cuts in.
pub(super) fn stop(ground: &Ground<'_>, verb: &Verb<'_>, first: u32, end: u32) -> u32 {
    let parse = ground.cx.parse;
    let mut end = end.min(verb.stretch.end);
    // "A man who said he had hidden told the mission …": the clause around the speaker goes on.
    if matches!(parse.relation(verb.word), Relation::AclRelcl | Relation::Acl)
        && let Some(main) = parse.ancestors(verb.word).find(|a| a.0 > first && a.0 < end)
    {
        end = parse
            .children_by(
                main,
                &[Relation::Aux, Relation::AuxPass, Relation::Cop, Relation::Advmod],
            )
            .map(|c| c.0)
            .filter(|&c| c > first)
            .chain([main.0])
            .min()
            .unwrap_or(main.0);
    }
    for at in first + 1..end {
        let comma = ground.is_punct(at - 1) && parse.form(WordId(at - 1)) != "(";
        if comma && ground.starts_source(at) {
            end = at - 1;
            break;
        }
        let word = WordId(at);
        if comma && is_comment(ground, verb, word, end) {
            end = at - 1;
            break;
        }
        if cue::joined_to(ground.cx, word) == Some(verb.word) {
            let cc = parse.children_by(word, &[Relation::Cc]).next();
            end = cc.filter(|c| c.0 > first).map_or(at, |c| c.0);
            break;
        }
        // ", but the army denied it", ", while the mayor said …", ", a figure that the union disputes".
        if !matches!(parse.upos(word), Upos::VERB) || cue::uses(ground.cx, word, Pos::Verb).is_empty() {
            continue;
        }
        if ground.quotation(word) != ground.quotation(verb.word) || !ground.has_own_subject(word) {
            continue;
        }
        let opener = match parse.relation(word) {
            Relation::Conj => parse
                .children_by(word, &[Relation::Cc])
                .map(|c| c.0)
                .find(|&c| c > first && matches!(ground.lower(c), "but" | "and" | "while")),
            Relation::Advcl => parse
                .children_by(word, &[Relation::Mark])
                .map(|c| c.0)
                .find(|&c| {
                    c > first && matches!(ground.lower(c), "while" | "whereas" | "although" | "though")
                }),
            Relation::AclRelcl => parse
                .head(word)
                .filter(|&h| parse.relation(h) == Relation::Appos && h.0 > first)
                .and_then(|h| parse.subtree(h).first().map(|w| w.0)),
            _ => None,
        };
        let had = parse
            .children_by(word, &[Relation::Aux])
            .any(|a| parse.lemma(a) == "have");
        let again = parse
            .children_by(word, &[Relation::Nsubj])
            .any(|s| parse.upos(s) == Upos::PRON && s.0 + 1 == word.0);
        if let Some(opener) = opener
            && !had
            && (ground.is_punct(opener - 1) || again && parse.relation(word) == Relation::Conj)
            && parse.xpos(word) == parse.xpos(verb.word)
        {
            end = if ground.is_punct(opener - 1) {
                opener - 1
            } else {
                opener
            };
            break;
        }
    }
    // A quotation that opens in what is said ends in it.
    if let Some(q) = ground.quotation(WordId(end.saturating_sub(1)))
        && !q.holds(verb.word)
        && q.start >= first
    {
        end = q.end.min(verb.stretch.end);
    }
    end
}
