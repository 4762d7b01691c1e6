//! A name and a colon before what it says: headlines, live blogs, transcripts.

use super::content;
use super::draft::Draft;
use super::ground::Ground;
use super::quote::Quotation;
use crate::Act;
use dateline_syntax::{NameKind, Relation, Upos};
use dateline_text::{SentenceId, Span, WordId};

/// `Aliyev: "…"`: a name and a colon before a quotation.
pub(super) fn is_one(ground: &Ground<'_>, start: u32, q: u32) -> bool {
    let colon = (start..q).rev().find(|&w| ground.lower(w) == ":");
    colon.is_some_and(|c| c > start && q - c <= 2 && c - start < 12 && !ground.has_clause(start..c))
}

/// The draft of a quotation behind a label.
pub(super) fn quoted(ground: &Ground<'_>, q: Quotation) -> Option<Draft> {
    let start = ground
        .sentence(ground.cx.parse.sentence_of(WordId(q.start)))
        .start;
    if !is_one(ground, start, q.start) {
        return None;
    }
    let colon = (start..q.start).rev().find(|&w| ground.lower(w) == ":")?;
    let head = head(ground, start, colon)?;
    Some(draft(
        ground,
        start,
        colon,
        head,
        content::quotation(ground, q.start..q.end),
    ))
}

/// The draft of a sentence that a person's name and a colon open: "Solane: the dam is damaged".
pub(super) fn plain(ground: &Ground<'_>, sentence: SentenceId) -> Option<Draft> {
    let parse = ground.cx.parse;
    let words = ground.sentence(sentence);
    let colon = (words.start + 1..words.end.min(words.start + 7)).find(|&w| ground.lower(w) == ":")?;
    let head = head(ground, words.start, colon)?;
    let person = parse.name_at(head).is_some_and(|n| n.kind == NameKind::Person);
    let quotes = (colon..words.end.min(colon + 4)).any(|w| ground.quotation_from(w).is_some());
    if !person || quotes || ground.has_clause(words.start..colon) || !ground.has_clause(colon..words.end) {
        return None;
    }
    let content = content::piece(ground.cx, colon + 1..words.end)?;
    Some(draft(ground, words.start, colon, head, vec![content]))
}

/// The noun that names who speaks: a person's name if there is one, else the noun that the others hang on.
fn head(ground: &Ground<'_>, start: u32, colon: u32) -> Option<WordId> {
    let parse = ground.cx.parse;
    let nominal = |w: &WordId| matches!(parse.upos(*w), Upos::PROPN | Upos::NOUN);
    let words = || (start..colon).map(WordId).filter(nominal);
    let named = words().find(|&w| parse.name_at(w).is_some_and(|n| n.kind == NameKind::Person));
    let top = words().find(|&w| parse.head(w).is_none_or(|h| h.0 < start || h.0 >= colon));
    let mut head = named.or(top).or_else(|| words().next())?;
    while let Some(h) = parse.head(head).filter(|h| {
        h.0 >= start && h.0 < colon && matches!(parse.relation(head), Relation::Flat | Relation::Compound)
    }) {
        head = h;
    }
    Some(head)
}

fn draft(ground: &Ground<'_>, start: u32, colon: u32, head: WordId, content: Vec<Span>) -> Draft {
    Draft {
        head: WordId(colon),
        cue: ground.cx.parse.span(WordId(colon)),
        act: Act::Say,
        speaker: head,
        content,
        group: start..colon + 1,
        rule: "statement.label",
        relays: Vec::new(),
        shares: None,
    }
}
