//! Last touches: names and aliases as people read them, and entities without a mention left out.

use super::Entities;
use crate::EntityId;
use crate::context::Context;
use dateline_lexicon::fold;
use dateline_text::Span;

/// The words of a span without a leading article, in one line.
pub(super) fn bare_name(cx: &Context<'_>, span: Span) -> String {
    let text = cx.cut(span).split_whitespace().collect::<Vec<_>>().join(" ");
    for article in ["The ", "the ", "A ", "a ", "An ", "an "] {
        if let Some(rest) = text.strip_prefix(article) {
            return rest.to_owned();
        }
    }
    text
}

/// Gives every entity the aliases that its mentions show and drops entities that nothing in the text mentions.
pub(super) fn finish(cx: &Context<'_>, entities: &mut Entities) {
    let mut needed: Vec<bool> = entities.list.iter().map(|e| !e.mentions.is_empty()).collect();
    for id in entities.mentions.iter().flat_map(|m| &m.entities) {
        needed[id.index()] = true;
    }
    for of in entities
        .list
        .iter()
        .filter(|e| !e.mentions.is_empty())
        .filter_map(|e| e.of)
    {
        needed[of.index()] = true;
    }
    let mut new_id = Vec::with_capacity(needed.len());
    let mut next = 0;
    for &keep in &needed {
        new_id.push(EntityId(next));
        next += u32::from(keep);
    }
    let mut at = 0;
    entities.list.retain(|_| {
        at += 1;
        needed[at - 1]
    });
    for entity in &mut entities.list {
        entity.of = entity
            .of
            .filter(|of| needed[of.index()])
            .map(|of| new_id[of.index()]);
    }
    for mention in &mut entities.mentions {
        for id in &mut mention.entities {
            *id = new_id[id.index()];
        }
    }
    aliases(cx, entities);
}

fn aliases(cx: &Context<'_>, entities: &mut Entities) {
    for mention in &entities.mentions {
        if mention.kind == super::MentionKind::Pronoun || mention.entities.len() != 1 {
            continue;
        }
        let words = bare_name(cx, mention.span);
        let entity = &mut entities.list[mention.entities[0].index()];
        if fold(&entity.name) != fold(&words) && !entity.aliases.iter().any(|a| fold(a) == fold(&words)) {
            entity.aliases.push(words);
        }
    }
}
