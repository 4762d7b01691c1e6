//! What is said: the words of a clause, quotation or object, to the word.

use crate::context::Context;
use dateline_syntax::{Relation, Upos};
use dateline_text::{Span, WordId};

/// The pieces of the content headed by `top`, without the branches that `cut` names: each an unbroken run of words.
pub(super) fn pieces(cx: &Context<'_>, top: WordId, cut: impl Fn(WordId) -> bool) -> Vec<Span> {
    let parse = cx.parse;
    let words = parse.subtree_without(top, |w| {
        cut(w)
            || (parse.head(w) == Some(top)
                && ((parse.relation(w) == Relation::Mark && parse.lower(w) == "that")
                    || (parse.relation(w) == Relation::Case)))
    });
    let mut out: Vec<Vec<WordId>> = Vec::new();
    for w in words {
        match out.last_mut() {
            Some(run) if w.0 - run[run.len() - 1].0 <= 1 || only_marks(cx, run[run.len() - 1], w) => {
                run.push(w);
            }
            _ => out.push(vec![w]),
        }
    }
    // A stray word or two apart from the clause is a parser's slip, not a piece of what was said.
    let longest = out.iter().map(Vec::len).max().unwrap_or(0);
    out.into_iter()
        .filter(|run| run.len() == longest || run.len() > 2)
        .filter_map(|run| trim(cx, &run))
        .collect()
}

/// Whether only punctuation stands between two words.
fn only_marks(cx: &Context<'_>, a: WordId, b: WordId) -> bool {
    (a.0 + 1..b.0).all(|w| cx.parse.upos(WordId(w)) == Upos::PUNCT)
}

/// The run from `from` to `to` (exclusive) as one piece.
pub(super) fn run(cx: &Context<'_>, from: u32, to: u32) -> Option<Span> {
    let words: Vec<WordId> = (from..to).map(WordId).collect();
    trim(cx, &words)
}

/// Without quotation marks, commas and full stops at the ends, nor a complementiser at the head.
fn trim(cx: &Context<'_>, words: &[WordId]) -> Option<Span> {
    let parse = cx.parse;
    let mark = |w: &WordId| parse.upos(*w) == Upos::PUNCT && !matches!(parse.form(*w), "(" | ")" | "%");
    // A wire's dateline is no part of what anybody says.
    let head = cx.report().dateline.as_ref().map_or(0, |d| d.span.end);
    let from = words
        .iter()
        .position(|w| !mark(w) && parse.lower(*w) != "that" && parse.span(*w).start >= head)?;
    let to = words.iter().rposition(|w| !mark(w))?;
    (from <= to).then(|| parse.span_of(&words[from..=to]))
}
