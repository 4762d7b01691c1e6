//! The first person of quotations: "I" is the speaker, "we" and "our" those whom the speaker belongs to.

use super::{Entities, Mention, MentionKind};
use crate::context::Context;
use crate::{EntityId, EntityKind, Statement, Why};
use dateline_syntax::Upos;
use dateline_text::{Span, WordId};

/// Gives every first person inside the content of a statement to its speaker.
///
/// The statements stand in the order of the text; where one lies in another, the inner one's speaker is meant.
pub(crate) fn give(cx: &Context<'_>, entities: &mut Entities, statements: &[Statement]) {
    let parse = cx.parse;
    let words = parse.sentences().words();
    for statement in statements.iter().rev() {
        let Some(speaker) = statement.speaker else {
            continue;
        };
        for &content in &statement.content {
            let first = words.partition_point(|w| w.span.start < content.start);
            let last = words.partition_point(|w| w.span.start < content.end);
            for word in (first as u32..last as u32).map(WordId) {
                if matches!(parse.upos(word), Upos::PRON | Upos::DET) && entities.mention(word).is_none() {
                    give_word(cx, entities, word, speaker, statement.speaker_span);
                }
            }
        }
    }
}

fn give_word(cx: &Context<'_>, entities: &mut Entities, word: WordId, speaker: EntityId, span: Option<Span>) {
    let id = match cx.parse.lower(word) {
        "i" | "me" | "my" | "mine" | "myself" => speaker,
        "we" | "us" | "our" | "ours" | "ourselves" => collective(entities, speaker),
        _ => return,
    };
    entities.add(
        Mention {
            head: word,
            span: cx.parse.span(word),
            kind: MentionKind::Pronoun,
            entities: vec![id],
            why: Why::with("entity.voice", span),
        },
        &[word],
    );
}

/// Those for whom a person speaks: the state, force, party or body that the report or the lexicon ties them to.
fn collective(entities: &Entities, speaker: EntityId) -> EntityId {
    let person = entities.get(speaker);
    person
        .of
        .filter(|&of| {
            person.kind == EntityKind::Person
                && !matches!(
                    entities.get(of).kind,
                    EntityKind::Place | EntityKind::Population | EntityKind::Person | EntityKind::Media
                )
        })
        .unwrap_or(speaker)
}
