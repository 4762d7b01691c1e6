//! By when a duty is to be done, and on what condition.

use super::status;
use crate::figures::line::Line;
use crate::times::Dated;
use dateline_syntax::Relation;
use dateline_text::{Span, WordId};

/// The time that stands in the words of the duty.
pub(super) fn deadline(line: &Line<'_>, span: Span, times: &[Dated]) -> Option<String> {
    let inside = times
        .iter()
        .filter(|t| t.words.start >= line.start && t.words.end <= line.end);
    inside
        .filter(|t| span.contains(t.time.span))
        .find_map(|t| t.time.value.clone())
}

/// The words of the condition on which the duty hangs.
pub(super) fn condition(line: &Line<'_>, verb: u32) -> Option<Span> {
    let parse = line.cx.parse;
    let clause = parse.children_by(WordId(verb), &[Relation::Advcl]).find(|&c| {
        parse
            .children_by(c, &[Relation::Mark])
            .any(|m| status::is_if(line, m.0) || line.lower(m.0) == "until")
    })?;
    let words = parse.subtree(clause);
    let own: Vec<WordId> = words.into_iter().filter(|w| line.has(w.0)).collect();
    Some(line.span(own.first()?.0, own.last()?.0 + 1))
}
