//! Speakers that are no mention yet: a text speaks for its author, one of several for itself, anybody else under
//! the words that describe them.

use super::antecedent::{candidates, is_plural_noun};
use super::{Entities, Mention, MentionKind, describe, nouns};
use crate::context::Context;
use crate::grammar;
use crate::{Entity, EntityId, EntityKind, Why};
use dateline_lexicon::fold;
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// Nouns for what somebody has written or said, whose author speaks through it.
const TEXTS: &[&str] = &[
    "report",
    "statement",
    "communique",
    "communiqué",
    "letter",
    "message",
    "document",
    "declaration",
    "post",
    "tweet",
    "article",
    "speech",
    "word",
    "remark",
    "comment",
    "release",
    "note",
    "proposal",
    "initiative",
    "plan",
    "offer",
    "appeal",
    "decree",
    "resolution",
    "bulletin",
    "dispatch",
    "memo",
    "petition",
    "account",
    "update",
];

/// Whom a nominal stands for as a speaker; nobody for a number, a day or a text without author.
pub(super) fn speaker(cx: &Context<'_>, entities: &mut Entities, word: WordId) -> Vec<EntityId> {
    let told = entities.of(word).to_vec();
    if !told.is_empty() {
        return told;
    }
    // "Another, the Relief Union, said": the name beside it.
    let beside = cx
        .parse
        .children_by(word, &[Relation::Appos])
        .find_map(|c| entities.mention(c));
    if let Some(mention) = beside.filter(|m| m.kind == MentionKind::Name) {
        return mention.entities.clone();
    }
    let form = cx.parse.form(word);
    if !form.chars().any(char::is_alphabetic) || cx.lexicon.words.calendar.contains_key(cx.parse.lower(word))
    {
        return one_of(cx, entities, word);
    }
    if matches!(
        cx.parse.lower(word),
        "another" | "one" | "others" | "some" | "third" | "second" | "other"
    ) {
        return one_of(cx, entities, word);
    }
    if matches!(cx.parse.upos(word), Upos::DET | Upos::ADP | Upos::ADV) {
        return Vec::new();
    }
    let lemma = cx.parse.lemma(word).to_lowercase();
    if TEXTS.contains(&lemma.as_str()) {
        return author(cx, entities, word, &lemma);
    }
    vec![described(cx, entities, word, None)]
}

/// A new entity, or one of the same words, for a nominal.
fn described(cx: &Context<'_>, entities: &mut Entities, word: WordId, as_person: Option<String>) -> EntityId {
    let span = nouns::phrase(cx, word);
    let name = as_person.clone().unwrap_or_else(|| describe::bare_name(cx, span));
    let known = entities
        .named(&fold(&name))
        .first()
        .copied()
        .filter(|_| as_person.is_none());
    let id = known.unwrap_or_else(|| {
        let noun = nouns::entry(cx, word).map(|(noun, _)| noun.kind);
        let kind = noun.unwrap_or(EntityKind::Organisation);
        let kind = if as_person.is_some() {
            EntityKind::Person
        } else {
            kind
        };
        entities.push(Entity::new(name, kind, "entity.described"))
    });
    entities.add(
        Mention {
            head: word,
            span,
            kind: MentionKind::Noun,
            entities: vec![id],
            why: Why::rule("entity.described"),
        },
        &[word],
    );
    id
}

/// "One heard two shots", "another said": one of the people told of last.
fn one_of(cx: &Context<'_>, entities: &mut Entities, word: WordId) -> Vec<EntityId> {
    let parse = cx.parse;
    let below = parse
        .children_by(word, &[Relation::Nmod])
        .find(|&c| grammar::preposition(parse, c) == Some("of"))
        .and_then(|c| entities.mention(c));
    let many = |m: &Mention| {
        is_plural_noun(cx, m.head)
            && m.kind != MentionKind::Name
            && matches!(
                entities.get(m.entities[0]).kind,
                EntityKind::Person | EntityKind::Population
            )
    };
    let near = || {
        candidates(cx, entities, word)
            .map(|c| c.mention)
            .find(|m| many(m))
    };
    let Some(of) = below.or_else(near).filter(|m| m.entities.len() == 1) else {
        return Vec::new();
    };
    let name = format!("{} of {}", parse.lower(word), entities.get(of.entities[0]).name);
    vec![described(cx, entities, word, Some(name))]
}

/// Who speaks through a text: whose it is, who made it, or the author of the one told of before.
fn author(cx: &Context<'_>, entities: &mut Entities, word: WordId, lemma: &str) -> Vec<EntityId> {
    let parse = cx.parse;
    let mut found = entities.actor_of(cx, word);
    if found.is_empty() {
        let by = parse.children_by(word, &[Relation::Nmod, Relation::Obl, Relation::OblAgent]);
        let by = by.filter(|&c| matches!(grammar::preposition(parse, c), Some("by" | "from")));
        found = by.flat_map(|c| entities.of(c).to_vec()).collect();
    }
    let modifiers = || parse.children_by(word, &[Relation::Amod, Relation::Compound]);
    if found.is_empty() && modifiers().any(|m| cx.is(m, &["joint", "common"])) {
        found.clone_from(&entities.sides.1);
    }
    if found.is_empty() {
        // "the military report": the body that the word means in this report.
        let bodies = ["army", "military", "police", "ministry", "government"];
        let named = modifiers().find(|&m| bodies.contains(&parse.lower(m)));
        let of = named.and_then(|m| {
            let wanted = if parse.lower(m) == "military" {
                "army"
            } else {
                parse.lower(m)
            };
            let heads = entities
                .headed(wanted)
                .iter()
                .chain(entities.headed(parse.lower(m)));
            heads
                .copied()
                .find(|&id| entities.get(id).kind != EntityKind::Person)
        });
        found.extend(of);
    }
    if found.is_empty() {
        found = entities.authors.get(lemma).cloned().unwrap_or_default();
    }
    if !found.is_empty() {
        entities.authors.insert(lemma.to_owned(), found.clone());
        entities.add(
            Mention {
                head: word,
                span: nouns::phrase(cx, word),
                kind: MentionKind::Pronoun,
                entities: found.clone(),
                why: Why::rule("entity.author"),
            },
            &[word],
        );
    }
    found
}
