//! What a speaker does by saying it, where the cue alone does not tell.

use super::draft::Draft;
use super::ground::Ground;
use crate::{Act, EntityKind};
use dateline_syntax::{Upos, Xpos};
use dateline_text::WordId;

/// The act of a draft said by an entity of this kind.
///
/// A medium that speaks for itself reports. Who warns of what will be done unless others comply threatens.
pub(super) fn of(ground: &Ground<'_>, draft: &Draft, speaker: Option<EntityKind>) -> Act {
    let cx = ground.cx;
    if draft.act == Act::Say && speaker == Some(EntityKind::Media) {
        return Act::Report;
    }
    // "asked whether they had signed" wants an answer, not a deed.
    if draft.act == Act::Demand && cx.is(draft.head, &["ask"]) && is_question(ground, draft) {
        return Act::Say;
    }
    if draft.act == Act::Report && speaker != Some(EntityKind::Media) {
        return Act::Say;
    }
    if draft.act == Act::Say
        && cx.is(draft.head, &["warn", "warning", "caution"])
        && is_own_deed(ground, draft)
    {
        return Act::Threaten;
    }
    draft.act
}

/// Whether the content opens with a question word.
fn is_question(ground: &Ground<'_>, draft: &Draft) -> bool {
    draft.content.first().is_some_and(|c| {
        let first = ground
            .cx
            .cut(*c)
            .split_whitespace()
            .next()
            .unwrap_or("")
            .to_lowercase();
        matches!(
            first.as_str(),
            "whether" | "if" | "why" | "how" | "what" | "who" | "when" | "where" | "which"
        )
    })
}

/// Whether a warning speaks of what the speaker's side will do: "we will respond if", "the operation would go on unless".
fn is_own_deed(ground: &Ground<'_>, draft: &Draft) -> bool {
    let parse = ground.cx.parse;
    let words: Vec<WordId> = draft
        .content
        .iter()
        .flat_map(|c| {
            let all = parse.sentences().words();
            let from = all.partition_point(|w| w.span.start < c.start);
            let to = all.partition_point(|w| w.span.end <= c.end);
            (from..to).map(|w| WordId(w as u32))
        })
        .collect();
    let will = words.iter().any(|&w| {
        parse.xpos(w) == Xpos::MD && matches!(parse.lemma(w), "will" | "would" | "shall" | "'ll" | "wo")
    });
    let own = words.iter().any(|&w| {
        parse.upos(w) == Upos::PRON
            && matches!(parse.lower(w), "we" | "i" | "our" | "us" | "its" | "their")
            && !parse.relation(w).is_subject()
            || matches!(parse.lower(w), "we" | "i")
    });
    let condition = words
        .iter()
        .any(|&w| matches!(parse.lower(w), "if" | "unless" | "until" | "should"));
    let side = words.iter().any(|&w| {
        parse.relation(w).is_subject()
            && ground.cx.is(
                w,
                &[
                    "army",
                    "government",
                    "force",
                    "troop",
                    "operation",
                    "movement",
                    "group",
                    "military",
                    "jet",
                    "strike",
                    "response",
                    "regime",
                    "authority",
                    "he",
                    "it",
                    "they",
                ],
            )
    });
    will && (own && condition || side && (condition || parse.upos(draft.speaker) != Upos::PROPN))
}
