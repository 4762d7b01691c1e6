//! Where it was said: "in a televised speech", "on social media".

use crate::context::Context;
use crate::entities::phrase;
use crate::grammar;
use dateline_syntax::{Relation, Upos};
use dateline_text::{Span, WordId};

const MEDIA: &[&str] = &[
    "speech",
    "statement",
    "message",
    "interview",
    "address",
    "letter",
    "post",
    "tweet",
    "telegram",
    "television",
    "radio",
    "media",
    "telephone",
    "phone",
    "release",
    "conference",
    "broadcast",
    "video",
    "report",
    "twitter",
    "x",
    "facebook",
    "tv",
    "channel",
    "briefing",
    "note",
    "email",
    "reply",
    "communique",
    "communiqué",
    "website",
    "page",
    "account",
    "line",
    "livestream",
    "clip",
    "recording",
    "whatsapp",
    "instagram",
    "press",
    "sermon",
    "dispatch",
];

/// The words of the medium that belong to a cue, with their preposition.
pub(super) fn of(cx: &Context<'_>, cue: WordId) -> Option<Span> {
    let parse = cx.parse;
    parse
        .children_by(cue, &[Relation::Obl])
        .find(|&o| {
            MEDIA.contains(&parse.lemma(o).to_lowercase().as_str())
                && matches!(
                    grammar::preposition(parse, o),
                    Some("in" | "on" | "by" | "at" | "via" | "through" | "during" | "over" | "to")
                )
        })
        .map(|o| phrase(cx, o))
        .map(|span| {
            // The preposition belongs to the words of the medium.
            let at = parse
                .sentences()
                .words()
                .partition_point(|w| w.span.start < span.start);
            match at.checked_sub(1).map(|w| WordId(w as u32)) {
                Some(w) if parse.upos(w) == Upos::ADP => parse.span(w).cover(span),
                _ => span,
            }
        })
}
