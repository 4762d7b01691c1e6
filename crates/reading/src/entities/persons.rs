//! Names of people, with the titles and appositions that tell who they are.

use super::cluster::Theatre;
use super::cluster::{head, mention_name, span};
use super::names::{NameSpan, Source};
use super::people::People;
use super::{Entities, Mention, MentionKind, known, nouns, titles};
use crate::context::Context;
use crate::{Entity, EntityId, EntityKind, Why};
use dateline_lexicon::{Holder, Use};
use dateline_syntax::{NameKind, Relation, Upos};
use dateline_text::{Span, WordId};

/// A person's name: its entity, title and mention.
pub(super) fn read(cx: &Context<'_>, entities: &mut Entities, people: &mut People, name: &NameSpan) {
    let text = cx.cut(span(cx, name)).to_owned();
    let id = people.find(&text).unwrap_or_else(|| {
        let id = entities.push(Entity::new(text.clone(), EntityKind::Person, "entity.name.new"));
        people.enter(id, &text);
        id
    });
    if text.split_whitespace().count() > entities.get(id).name.split_whitespace().count() {
        let shorter = std::mem::replace(&mut entities.list[id.index()].name, text.clone());
        entities.alias(id, shorter);
        people.enter(id, &text);
    }
    holder(cx, entities, people, id, &text);
    mention(cx, entities, name, id, Why::rule("entity.name.new"));
}

/// A holder of office is known by all spellings and bynames of the lexicon.
fn holder(cx: &Context<'_>, entities: &mut Entities, people: &mut People, id: EntityId, text: &str) {
    let terms = cx.lexicon.offices.person(text);
    let Some(term) = term_at(cx, &terms) else { return };
    for alias in [&term.name].into_iter().chain(&term.aliases) {
        if entities.alias(id, alias.clone()) {
            people.enter(id, alias);
        }
    }
}

/// Of the terms of one person the one that runs on the report's day, else the first.
fn term_at<'h>(cx: &Context<'_>, terms: &[&'h Holder]) -> Option<&'h Holder> {
    let day = cx.report().reference_day();
    let running = terms.iter().find(|t| day.is_some_and(|d| t.held_on(d)));
    running.or(terms.first()).copied()
}

/// The person whose family or given name this is, though the model took it for something else.
///
/// A name that the lexicon has stays what the lexicon says, unless it is a family name that some person of the
/// report bears and nothing around it says that a group or place is meant.
pub(super) fn owner_of(cx: &Context<'_>, people: &People, name: &NameSpan) -> Option<EntityId> {
    let text = cx.cut(span(cx, name));
    if name.words.len() > 3 || text.len() < 3 {
        return None;
    }
    match &name.source {
        Source::Model(NameKind::Person) | Source::Holder | Source::Short(_) => None,
        Source::Model(_) => people.find(text),
        Source::Known(id, how) => {
            let kind = cx.lexicon.world.get(*id).kind;
            let can_be_family = *how == Use::Name
                && name.words.len() == 1
                && matches!(
                    kind,
                    EntityKind::Place
                        | EntityKind::ArmedGroup
                        | EntityKind::Organisation
                        | EntityKind::Population
                );
            (can_be_family && !is_placed(cx, name))
                .then(|| people.find(text))
                .flatten()
        }
    }
}

/// Whether a place or group is meant by the words around a name: "in Vallejo", "the Wagner fighters".
fn is_placed(cx: &Context<'_>, name: &NameSpan) -> bool {
    let parse = cx.parse;
    let word = WordId(name.words.start);
    let before = (word.0 > 0).then(|| parse.lower(WordId(word.0 - 1)));
    let under = super::grammar::preposition(parse, word);
    matches!(before, Some("the" | "in" | "at" | "near" | "into" | "from"))
        || matches!(
            under,
            Some("in" | "at" | "near" | "into" | "outside" | "inside" | "around")
        )
        || parse.relation(word) == Relation::Compound
            && parse
                .head(word)
                .is_some_and(|h| !name.words.contains(&h.0) && parse.upos(h) == Upos::NOUN)
}

/// A short name of a person told in full elsewhere.
pub(super) fn short_name(cx: &Context<'_>, entities: &mut Entities, name: &NameSpan, id: EntityId) {
    let full = entities.get(id).mentions.first().copied();
    mention(cx, entities, name, id, Why::with("entity.name.new", full));
}

/// Puts the mention in, with the title before the name and the nouns that stand in apposition to it.
fn mention(cx: &Context<'_>, entities: &mut Entities, name: &NameSpan, id: EntityId, why: Why) {
    let parse = cx.parse;
    let head_word = head(cx, name);
    let mut leading: Vec<WordId> = name.words.clone().map(WordId).collect();
    let mut span = span(cx, name);
    let is_name = |w: u32| {
        entities
            .mention(WordId(w))
            .is_some_and(|m| entities.get(m.entities[0]).kind == EntityKind::Person)
    };
    if let Some(title) = titles::before(cx, name.words.start, is_name) {
        let words = parse
            .span(WordId(title.start))
            .cover(parse.span(WordId(title.end - 1)));
        tell_role(entities, id, cx.cut(words), title.clone());
        // The title's nouns lead to the person; names of states and bodies in it keep their own mention.
        leading.extend(title.clone().map(WordId).filter(|&w| titles::is_title(cx, w)));
        let article = title.start > 0 && matches!(parse.lower(WordId(title.start - 1)), "the" | "a" | "an");
        let first = WordId(title.start - u32::from(article));
        if parse.sentence_of(first) == parse.sentence_of(head_word) {
            span = parse.span(first).cover(span);
        }
    }
    let mut beside: Vec<(WordId, Span)> = Vec::new();
    let mut nouns = appositions(cx, name, head_word);
    nouns.extend(set_before(cx, span).filter(|n| !nouns.contains(n)));
    for noun in nouns {
        let phrase = nouns::phrase(cx, noun);
        let text = super::describe::bare_name(cx, phrase);
        let words = parse.subtree(noun);
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            tell_role(entities, id, &text, first.0..last.0 + 1);
        }
        if phrase.end <= span.start || span.end <= phrase.start {
            beside.push((noun, phrase));
        } else {
            leading.push(noun);
        }
    }
    for (noun, phrase) in beside {
        let mention = Mention {
            head: noun,
            span: phrase,
            kind: MentionKind::Noun,
            entities: vec![id],
            why: Why::with("entity.noun.name", [span]),
        };
        entities.add(mention, &[noun]);
    }
    let mention = Mention {
        span,
        why,
        ..mention_name(cx, name, id)
    };
    entities.add(mention, &leading);
}

/// Nouns for a function that the tree sets beside the name: "Edda Lorn, the army's spokeswoman,".
fn appositions(cx: &Context<'_>, name: &NameSpan, head: WordId) -> Vec<WordId> {
    let parse = cx.parse;
    let below = parse.children_by(head, &[Relation::Appos]);
    let above = parse.head(head).filter(|_| {
        matches!(
            parse.relation(head),
            Relation::Appos | Relation::Flat | Relation::NmodDesc
        )
    });
    below
        .chain(above)
        .filter(|&w| {
            !name.words.contains(&w.0)
                && matches!(parse.upos(w), Upos::NOUN | Upos::PROPN)
                && parse.xpos(w) != dateline_syntax::Xpos::NNS
                && titles::is_title(cx, w)
                && w.0.abs_diff(name.words.start) < 20
        })
        .collect()
}

/// The noun for a function that a comma sets before the name, where the tree has not seen it: "The head of the
/// mission, Lt Gen Lorn, said". A list of people goes on with "and" or another comma and name.
fn set_before(cx: &Context<'_>, name: Span) -> Option<WordId> {
    let parse = cx.parse;
    let words = parse.sentences().words();
    let first = words.partition_point(|w| w.span.start < name.start) as u32;
    let after = words.partition_point(|w| w.span.start < name.end) as u32;
    let sentence = parse.sentence_of(WordId(first));
    if first < 2 || parse.sentence_of(WordId(first - 2)) != sentence || parse.form(WordId(first - 1)) != "," {
        return None;
    }
    let next = (after < words.len() as u32).then_some(WordId(after))?;
    let closes = matches!(parse.form(next), "," | "." | "(" | ":") || parse.upos(next) == Upos::VERB;
    let goes_on = after + 1 < words.len() as u32
        && parse.form(next) == ","
        && matches!(
            parse.upos(WordId(after + 1)),
            Upos::PROPN | Upos::CCONJ | Upos::NOUN
        );
    if !closes || goes_on {
        return None;
    }
    // The noun phrase that ends at the comma: its head is the highest noun for a function in it.
    let start = parse.sentence(sentence).words.start.max(first.saturating_sub(14));
    let mut at = first - 1;
    let mut found = None;
    while at > start {
        at -= 1;
        let word = WordId(at);
        let inside = matches!(parse.upos(word), Upos::NOUN | Upos::PROPN | Upos::ADJ | Upos::NUM)
            || matches!(
                parse.lower(word),
                "of" | "the" | "for" | "to" | "in" | "at" | "a" | "an" | "'s" | "-"
            );
        if !inside {
            break;
        }
        if titles::is_title(cx, word)
            && parse.xpos(word) != dateline_syntax::Xpos::NNS
            && parse.upos(word) != Upos::ADJ
            && parse.relation(word) != Relation::Compound
        {
            found = Some(word);
        }
    }
    found
}

/// Keeps a title as the role, and takes from it whom the person belongs to.
fn tell_role(entities: &mut Entities, id: EntityId, role: &str, words: std::ops::Range<u32>) {
    let person = &mut entities.list[id.index()];
    if person.role.is_none() {
        person.role = Some(role.split_whitespace().collect::<Vec<_>>().join(" "));
        entities.titles.insert(id, words);
    }
}

/// Fills in whom people belong to: the state or body in their title, else what the lexicon knows of their office.
pub(super) fn belong(cx: &Context<'_>, entities: &mut Entities, theatre: &mut Theatre) {
    for at in 0..entities.list.len() {
        let person = &entities.list[at];
        if person.kind != EntityKind::Person || person.of.is_some() {
            continue;
        }
        let words = entities.titles.get(&EntityId(at as u32)).cloned();
        // "whose leader Lorn", "its spokesman Lorn": the possessive before the title counts.
        let possessive = words
            .as_ref()
            .and_then(|w| w.start.checked_sub(1))
            .filter(|&w| cx.parse.relation(WordId(w)) == Relation::NmodPoss);
        let in_title = possessive
            .into_iter()
            .chain(words.into_iter().flatten())
            .filter_map(|w| entities.mention(WordId(w)))
            .filter(|m| m.entities.len() == 1 && m.entities[0].index() != at)
            .map(|m| m.entities[0])
            .find(|&of| {
                !matches!(
                    entities.get(of).kind,
                    EntityKind::Person | EntityKind::Place | EntityKind::Population
                )
            });
        let of = in_title.or_else(|| {
            let name = entities.list[at].name.clone();
            let terms = cx.lexicon.offices.person(&name);
            let of = known::named(cx, &term_at(cx, &terms)?.of)?;
            Some(known::entity(cx, entities, theatre, of))
        });
        entities.list[at].of = of.filter(|of| of.index() != at);
    }
}
