//! Nouns that a name stands beside or behind: "the rebel movement M23", "the armies of A and B", "Lorn is a nurse".

use super::nouns::Phrase;
use super::resolve::{Found, kind};
use super::{Entities, MentionKind, describe, groups};
use crate::context::Context;
use crate::grammar;
use crate::{EntityId, EntityKind, Why};
use dateline_lexicon::NounClass;
use dateline_syntax::Relation;
use dateline_text::WordId;

/// A name that stands beside the noun: "the rebel movement M23", "the groups A and B".
pub(super) fn beside(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> Option<Found> {
    let parse = cx.parse;
    let fits = |id: EntityId| {
        let kind = entities.get(id).kind;
        match told.noun.class {
            NounClass::Person => kind == EntityKind::Person,
            NounClass::Body | NounClass::Collective | NounClass::Group => {
                !matches!(kind, EntityKind::Person | EntityKind::State | EntityKind::Place)
                    || (told.noun.kind == kind)
            }
            NounClass::Side => false,
        }
    };
    let beside = parse.children_by(
        told.word,
        &[
            Relation::Appos,
            Relation::Flat,
            Relation::NmodDesc,
            Relation::NmodUnmarked,
        ],
    );
    for name in beside.filter(|n| n.0 > told.word.0 && n.0 - told.word.0 < 12) {
        let Some(mention) = entities.mention(name).filter(|m| m.kind == MentionKind::Name) else {
            continue;
        };
        let mut ids = mention.entities.clone();
        if told.plural {
            let joined = grammar::conjuncts(parse, name);
            ids = joined.iter().flat_map(|&w| entities.of(w).to_vec()).collect();
        }
        // "one of the elders, Lorn": the elders are more than one of them.
        let many = told.plural && told.noun.class == NounClass::Person;
        if !ids.is_empty() && (!many || ids.len() > 1) && ids.iter().all(|&id| fits(id)) {
            return Some(Found {
                ids,
                why: Why::with("entity.noun.name", [mention.span]),
            });
        }
    }
    // The tree may part them: a singular body and the name right behind it.
    let next = WordId(told.word.0 + 1);
    if !told.plural
        && (next.index()) < parse.len()
        && parse.sentence_of(next) == parse.sentence_of(told.word)
        && let Some(mention) = entities.mention(next).filter(|m| m.kind == MentionKind::Name)
        && mention.entities.len() == 1
        && told.noun.class != NounClass::Person
        && entities.get(mention.entities[0]).kind == told.noun.kind
        && parse.span(next).start == mention.span.start
    {
        return Some(Found::new(
            mention.entities[0],
            "entity.noun.name",
            [mention.span],
        ));
    }
    // "Edda Lorn, the spokeswoman": the other way round.
    let above = (parse.relation(told.word) == Relation::Appos)
        .then(|| parse.head(told.word))
        .flatten()?;
    let mention = entities.mention(above).filter(|m| m.entities.len() == 1)?;
    let id = mention.entities[0];
    (fits(id) && !told.plural && mention.kind == MentionKind::Name)
        .then(|| Found::new(id, "entity.noun.name", [mention.span]))
}

/// "the armies of Sarland and Norland": one of each.
pub(super) fn each_owner(cx: &Context<'_>, entities: &mut Entities, told: &Phrase<'_>) -> Option<Found> {
    let states: Vec<EntityId> = told
        .owners
        .iter()
        .copied()
        .filter(|&o| entities.get(o).kind == EntityKind::State)
        .collect();
    if states.len() < 2 || states.len() != told.owners.len() || !told.plural || told.modified {
        return None;
    }
    let ids: Vec<EntityId> = if matches!(told.lemma.as_str(), "government" | "authority") {
        states
    } else if groups::is_army(told) {
        states
            .into_iter()
            .map(|s| groups::army_of_state(cx, entities, s, told))
            .collect()
    } else {
        return None;
    };
    Some(Found {
        ids,
        why: Why::rule("entity.noun.members"),
    })
}

/// "Lorn is a nurse": what is told of somebody is that somebody.
pub(super) fn predicate(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> Option<Found> {
    let parse = cx.parse;
    parse.child(told.word, Relation::Cop)?;
    if kind(told) != EntityKind::Person || told.plural {
        return None;
    }
    let subject = parse.children_by(told.word, &[Relation::Nsubj]).next()?;
    let subject = grammar::relative_antecedent(parse, subject, told.word).unwrap_or(subject);
    let mention = entities.mention(subject).filter(|m| m.entities.len() == 1)?;
    let id = mention.entities[0];
    (entities.get(id).kind == EntityKind::Person).then(|| Found::new(id, "entity.noun.name", [mention.span]))
}

/// Keeps what a person is said to be as the role, unless a title has told it: "Lorn is a nurse".
pub(super) fn tell_role(cx: &Context<'_>, entities: &mut Entities, told: &Phrase<'_>, found: &Found) {
    let id = found.ids[0];
    let person = entities.get(id);
    if found.why.rule != "entity.noun.name" || person.kind != EntityKind::Person || person.role.is_some() {
        return;
    }
    let words = describe::bare_name(cx, told.core);
    entities.list[id.index()].role = Some(words);
    entities.titles.insert(id, told.word.0..told.word.0 + 1);
}
