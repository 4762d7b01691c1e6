//! Place names with the noun of a place behind them: "Huila Department", "the Zacamil neighbourhood", "Goma airport".
//!
//! With a noun for a settlement or a stretch of land the longer form is another name of the place; with one for a
//! building or work it is a place of its own, and so is the province that bears the name of its town.

use super::{Entities, MentionKind};
use crate::context::Context;
use crate::{Entity, EntityKind, Why};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// So many words may stand between the name and the noun: "Zaporizhzhia nuclear power plant".
const BETWEEN: u32 = 3;

/// Lengthens the names of places by the nouns behind them.
pub(super) fn read(cx: &Context<'_>, entities: &mut Entities) {
    for at in 0..entities.mentions.len() {
        let mention = &entities.mentions[at];
        let &[id] = mention.entities.as_slice() else {
            continue;
        };
        if mention.kind != MentionKind::Name || entities.get(id).kind != EntityKind::Place {
            continue;
        }
        let Some(last) = last_word(cx, mention.head, mention.span.end) else {
            continue;
        };
        let Some((noun, class)) = noun_behind(cx, entities, last) else {
            continue;
        };
        let span = mention.span.cover(cx.parse.span(noun));
        let place = entities.get(id);
        let town = place
            .place
            .as_ref()
            .is_some_and(|p| matches!(p.precision.as_str(), "city" | "town" | "village"));
        let words: Vec<WordId> = (last.0 + 1..=noun.0).map(WordId).collect();
        if class == "facility" || class == "land" && town && cx.parse.lemma(noun) != "area" {
            let name = cx.cut(span).split_whitespace().collect::<Vec<_>>().join(" ");
            let country = place.country.clone();
            let known = entities.named(&dateline_lexicon::fold(&name)).first().copied();
            let own = known.unwrap_or_else(|| {
                let mut entity = Entity::new(name, EntityKind::Place, "entity.name.site");
                entity.country = country;
                entities.push(entity)
            });
            entities.redirect(at, own);
            entities.mentions[at].why = Why::rule("entity.name.site");
        }
        entities.lengthen(at, span, noun, &words);
    }
}

/// The word that ends a mention.
fn last_word(cx: &Context<'_>, head: WordId, end: u32) -> Option<WordId> {
    (head.0..cx.parse.len() as u32)
        .map(WordId)
        .take_while(|&w| cx.parse.span(w).end <= end)
        .last()
        .filter(|&w| cx.parse.span(w).end == end)
}

/// The noun of a place that a name stands before, and its class.
fn noun_behind(cx: &Context<'_>, entities: &Entities, last: WordId) -> Option<(WordId, &'static str)> {
    let parse = cx.parse;
    let sentence = parse.sentence_of(last);
    for at in last.0 + 1..=last.0 + 1 + BETWEEN {
        let w = WordId(at);
        let free =
            w.index() < parse.len() && parse.sentence_of(w) == sentence && entities.mention(w).is_none();
        if !free {
            return None;
        }
        let lemma = parse.lemma(w).to_lowercase();
        let class = ["settlement", "land", "facility"]
            .into_iter()
            .find(|class| cx.lexicon.classes.has(class, &lemma));
        let depends = parse.head(last) == Some(w)
            || parse
                .head(last)
                .is_some_and(|h| parse.relation(last) == Relation::Flat && parse.head(h) == Some(w));
        if let Some(class) = class
            && depends
        {
            return Some((w, class));
        }
        let joins = matches!(parse.upos(w), Upos::NOUN | Upos::ADJ | Upos::PROPN) || parse.form(w) == "-";
        if !joins {
            return None;
        }
    }
    None
}
