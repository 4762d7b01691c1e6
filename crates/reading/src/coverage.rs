//! What was passed over: sentences with words of violence or agreement of which nothing was made.

use crate::context::Context;
use crate::events::Triggered;
use crate::{EventType, Figure, Mode, Problem, Term};
use dateline_syntax::Upos;
use dateline_text::{Span, WordId};

/// Tells of the sentences that have such a word and hold no event, figure or term.
pub(crate) fn read(
    cx: &Context<'_>,
    events: &[Triggered],
    figures: &[Figure],
    terms: &[Term],
    problems: &mut Vec<Problem>,
) {
    let mut found: Vec<Span> = events
        .iter()
        .map(|e| e.event.trigger)
        .chain(figures.iter().map(|f| f.span))
        .chain(terms.iter().map(|t| t.span))
        .collect();
    found.sort_unstable();
    let mut next = 0;
    for id in cx.parse.sentence_ids() {
        let span = cx.parse.sentence(id).span;
        let from = next;
        next += found[from..].iter().take_while(|f| f.start < span.end).count();
        if next > from {
            continue;
        }
        if let Some(word) = cx.parse.words_of(id).find(|&w| tells_of_conflict(cx, w)) {
            problems.push(Problem {
                span: Some(span),
                code: "event.none",
                message: format!(
                    "nothing was made of this sentence, though \"{}\" may tell of violence or of an agreement: read it yourself",
                    cx.parse.form(word)
                ),
            });
        }
    }
}

/// Whether a verb or noun has a use that tells of force or of an agreement.
fn tells_of_conflict(cx: &Context<'_>, word: WordId) -> bool {
    matches!(cx.parse.upos(word), Upos::VERB | Upos::NOUN)
        && cx.parse.name_at(word).is_none()
        && cx.lexicon.frames.get(cx.parse.lemma(word)).iter().any(|frame| {
            matches!(frame.kind, EventType::Assault | EventType::Agree) || frame.mode == Some(Mode::Ceasefire)
        })
}
