//! What is said, to the word: from ranges of words to spans of the report.

use super::ground::Ground;
use crate::context::Context;
use dateline_syntax::{Relation, Upos};
use dateline_text::{Span, WordId};
use std::ops::Range;

/// The words of a range as one piece: without marks at the ends, nor a complementiser or joining word at the head.
pub(super) fn piece(cx: &Context<'_>, range: Range<u32>) -> Option<Span> {
    let parse = cx.parse;
    let mark = |w: WordId| {
        matches!(parse.upos(w), Upos::PUNCT | Upos::SYM)
            && !matches!(parse.form(w), "(" | ")" | "%" | "$" | "€" | "£" | "[" | "]")
    };
    // A wire's dateline is no part of what anybody says.
    let head = cx.report().dateline.as_ref().map_or(0, |d| d.span.end);
    let from = range
        .clone()
        .map(WordId)
        .find(|&w| !mark(w) && !is_that(cx, w) && parse.span(w).start >= head)?;
    let to = range.map(WordId).rev().find(|&w| !mark(w))?;
    // A bracket that opens or closes outside is no part of it.
    let to = if parse.form(to) == "(" {
        WordId(to.0.checked_sub(1)?)
    } else {
        to
    };
    (from <= to).then(|| parse.span(from).cover(parse.span(to)))
}

/// "that" as the word that opens a clause, and not as "that village".
fn is_that(cx: &Context<'_>, word: WordId) -> bool {
    cx.parse.lower(word) == "that" && cx.parse.relation(word) == Relation::Mark
}

/// The words of a quotation, a piece for each sentence that it runs over.
pub(super) fn quotation(ground: &Ground<'_>, range: Range<u32>) -> Vec<Span> {
    let parse = ground.cx.parse;
    let sentences = parse.sentences().sentences();
    let at = sentences.partition_point(|s| s.words.end <= range.start);
    sentences[at..]
        .iter()
        .take_while(|s| s.words.start < range.end)
        .filter_map(|s| {
            piece(
                ground.cx,
                s.words.start.max(range.start)..s.words.end.min(range.end),
            )
        })
        .collect()
}

/// The unbroken cover of some branches under a word, from the first word to the last.
pub(super) fn cover(cx: &Context<'_>, tops: &[WordId], cut: impl Fn(WordId) -> bool) -> Option<Range<u32>> {
    let mut range: Option<Range<u32>> = None;
    for &top in tops {
        let words = cx.parse.subtree_without(top, &cut);
        // Only the unbroken run around the top: a stray far-off word is a slip of the tree.
        let at = words.iter().position(|&w| w == top)?;
        let near = |a: WordId, b: WordId| (a.0 + 1..b.0).all(|w| cx.parse.upos(WordId(w)) == Upos::PUNCT);
        let (mut from, mut to) = (at, at);
        while from > 0 && near(words[from - 1], words[from]) {
            from -= 1;
        }
        while to + 1 < words.len() && near(words[to], words[to + 1]) {
            to += 1;
        }
        let (from, to) = (words[from].0, words[to].0 + 1);
        range = Some(range.map_or(from..to, |r| r.start.min(from)..r.end.max(to)));
    }
    range
}
