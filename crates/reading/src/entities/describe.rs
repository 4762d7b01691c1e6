//! Last touches: names and aliases as people read them, and entities without a mention left out.

use super::Entities;
use crate::EntityId;
use crate::context::Context;
use dateline_lexicon::fold;
use dateline_text::Span;

/// Words before a description that are no part of it.
const BEFORE: &[&str] = &[
    "the", "a", "an", "some", "about", "any", "no", "all", "at", "least", "both", "each",
];

/// The words of a span in one line, without a leading article or hedge and without marks around them.
pub(super) fn bare_name(cx: &Context<'_>, span: Span) -> String {
    let text = cx.cut(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let marks = |c: char| matches!(c, '"' | '“' | '”' | '‘' | '«' | '»' | ',' | ';' | ':');
    let mut rest = text.trim_matches(marks);
    while let Some((first, after)) = rest.split_once(' ') {
        let word = first.to_lowercase();
        // "at" and "least" only together: "at least six people".
        let numbered = word
            .strip_suffix('.')
            .is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()));
        let hedge =
            numbered || BEFORE.contains(&word.as_str()) && (word != "at" || after.starts_with("least"));
        if !hedge || (first.chars().all(char::is_uppercase) && first.len() > 1) {
            break;
        }
        rest = after.trim_start_matches(marks);
    }
    // A quotation that closes inside the words opens before them.
    let n_closed = rest.matches(['”', '“', '"']).count();
    if n_closed == 1 {
        rest.replace(['”', '“', '"'], "")
    } else {
        rest.to_owned()
    }
}

/// The noun that heads a name or description, singular: "resident" of "residents of Bahri".
pub(super) fn head_noun(name: &str) -> String {
    let mut head = name;
    for cut in [
        " of ", " in ", " for ", " from ", " at ", " near ", " to ", " who ",
    ] {
        head = head.split(cut).next().unwrap_or(head);
    }
    super::nouns::singular(head.split_whitespace().next_back().unwrap_or(head))
}

/// Gives every entity the aliases that its mentions show and drops entities that nothing in the text mentions.
pub(super) fn finish(cx: &Context<'_>, entities: &mut Entities) {
    aliases(cx, entities);
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
    // In the order of the text; those that nothing mentions, owners of others, stand last.
    let mut order: Vec<usize> = (0..entities.list.len()).filter(|&i| needed[i]).collect();
    order.sort_by_key(|&i| {
        let first = entities.list[i].mentions.first().copied();
        (first.is_none(), first, i)
    });
    let mut new_id = vec![None; needed.len()];
    for (new, &old) in order.iter().enumerate() {
        new_id[old] = Some(EntityId(new as u32));
    }
    entities.renumber(&order, &new_id);
}

fn aliases(cx: &Context<'_>, entities: &mut Entities) {
    for at in 0..entities.mentions.len() {
        let mention = &entities.mentions[at];
        if mention.kind == super::MentionKind::Pronoun || mention.entities.len() != 1 {
            continue;
        }
        let (id, words) = (mention.entities[0], bare_name(cx, mention.span));
        let entity = &mut entities.list[id.index()];
        let folded = fold(&words);
        if fold(&entity.name) != folded
            && !folded.is_empty()
            && !entity.aliases.iter().any(|a| fold(a) == folded)
        {
            entity.aliases.push(words);
        }
    }
}
