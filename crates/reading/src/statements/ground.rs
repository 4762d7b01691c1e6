//! The ground around a word: how far the words of one attribution can reach.
//!
//! Trees err most where clauses are long, which is where reports attribute. Marks do not: a sentence, a semicolon, a
//! quotation mark end what one source is told to say, whatever the tree holds.

use super::quote::{self, Quotation};
use crate::context::Context;
use crate::grammar;
use dateline_syntax::{Upos, Xpos};
use dateline_text::{SentenceId, WordId};
use std::ops::Range;

/// How many words to either side are looked at; no clause of a report is longer.
const REACH: u32 = 200;

/// A report's words with its quotations.
pub(super) struct Ground<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) quotations: Vec<Quotation>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(cx: &'a Context<'a>) -> Self {
        Self {
            cx,
            quotations: quote::find(cx),
        }
    }

    /// The quotation that a word stands in.
    pub(super) fn quotation(&self, word: WordId) -> Option<Quotation> {
        let at = self.quotations.partition_point(|q| q.end <= word.0);
        self.quotations.get(at).copied().filter(|q| q.holds(word))
    }

    /// The quotation whose opening mark is the word before `at`.
    pub(super) fn quotation_from(&self, at: u32) -> Option<Quotation> {
        let n = self.quotations.partition_point(|q| q.start < at);
        self.quotations.get(n).copied().filter(|q| q.start == at)
    }

    /// The quotation whose closing mark is the word `at`.
    pub(super) fn quotation_to(&self, at: u32) -> Option<Quotation> {
        let n = self.quotations.partition_point(|q| q.end < at);
        self.quotations.get(n).copied().filter(|q| q.end == at)
    }

    /// The words of a sentence.
    pub(super) fn sentence(&self, sentence: SentenceId) -> Range<u32> {
        self.cx.parse.sentence(sentence).words.clone()
    }

    /// The words around `word` that belong to one train of thought: those of its sentence between semicolons, or
    /// those of the quotation it stands in.
    pub(super) fn stretch(&self, word: WordId) -> Range<u32> {
        let parse = self.cx.parse;
        let mut range = self.sentence(parse.sentence_of(word));
        let inside = self.quotation(word);
        if let Some(q) = inside {
            range = range.start.max(q.start)..range.end.min(q.end);
        }
        range = range.start.max(word.0.saturating_sub(REACH))..range.end.min(word.0 + REACH);
        let ends = |w: u32| {
            // A full stop inside a sentence: the splitter did not see that a quotation opens the next.
            let stop =
                parse.form(WordId(w)) == "." && w + 1 < range.end && self.quotation_from(w + 2).is_some();
            (parse.form(WordId(w)) == ";" || stop)
                && (inside.is_some() || self.quotation(WordId(w)).is_none())
        };
        let start = (range.start..word.0)
            .rev()
            .find(|&w| ends(w))
            .map_or(range.start, |w| w + 1);
        let end = (word.0 + 1..range.end).find(|&w| ends(w)).unwrap_or(range.end);
        start..end
    }

    pub(super) fn is_punct(&self, at: u32) -> bool {
        self.cx.parse.upos(WordId(at)) == Upos::PUNCT
    }

    pub(super) fn lower(&self, at: u32) -> &str {
        self.cx.parse.lower(WordId(at))
    }

    /// Whether a sign sets off what stands before or behind it.
    pub(super) fn is_break(&self, at: u32) -> bool {
        matches!(
            self.cx.parse.form(WordId(at)),
            "," | "-"
                | "--"
                | "–"
                | "—"
                | "“"
                | "”"
                | "\""
                | "''"
                | "``"
                | "«"
                | "»"
                | ":"
                | "’"
                | "‘"
                | "…"
                | "..."
        ) && self.is_punct(at)
    }

    /// Whether the words of a range hold a finite verb, and so can be a clause.
    pub(super) fn has_clause(&self, range: Range<u32>) -> bool {
        let parse = self.cx.parse;
        range.map(WordId).any(|w| {
            matches!(parse.xpos(w), Xpos::VBD | Xpos::VBZ | Xpos::VBP | Xpos::MD)
                && matches!(parse.upos(w), Upos::VERB | Upos::AUX)
        })
    }

    /// Whether something besides marks, conjunctions and adverbs stands in a range.
    pub(super) fn has_matter(&self, range: Range<u32>) -> bool {
        let parse = self.cx.parse;
        range.map(WordId).any(|w| {
            !matches!(
                parse.upos(w),
                Upos::PUNCT | Upos::CCONJ | Upos::ADV | Upos::SCONJ | Upos::INTJ | Upos::SYM
            )
        })
    }

    /// Whether an attribution of its own starts at `at`: "according to", "citing", "as reported".
    pub(super) fn starts_source(&self, at: u32) -> bool {
        let parse = self.cx.parse;
        match self.lower(at) {
            "according" => !parse
                .words_of(parse.sentence_of(WordId(at)))
                .any(|w| w.0 == at + 2 && parse.lower(w) == "which"),
            "citing" | "quoting" => true,
            "as" => parse
                .words_of(parse.sentence_of(WordId(at)))
                .find(|w| w.0 == at + 1)
                .is_some_and(|w| self.cx.is(w, &["report", "say", "tell", "quote", "state"])),
            _ => false,
        }
    }

    /// Whether a verb heads a finite clause with a subject of its own.
    pub(super) fn has_own_subject(&self, verb: WordId) -> bool {
        self.cx
            .parse
            .children(verb)
            .iter()
            .any(|&c| self.cx.parse.relation(c).is_subject())
            && grammar::is_clause_head(self.cx.parse, verb)
    }
}
