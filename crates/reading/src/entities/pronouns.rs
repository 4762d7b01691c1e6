//! What pronouns, and "both sides", stand for.

use super::{Entities, Mention, MentionKind};
use crate::context::Context;
use crate::grammar;
use crate::{Entity, EntityId, EntityKind};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// Third-person pronouns and possessives; those of the first person belong to the speaker of a quotation.
pub(super) fn is_pronoun(cx: &Context<'_>, word: WordId) -> bool {
    matches!(cx.parse.upos(word), Upos::PRON | Upos::DET)
        && matches!(
            cx.parse.lower(word),
            "he" | "him"
                | "his"
                | "himself"
                | "she"
                | "her"
                | "hers"
                | "herself"
                | "it"
                | "its"
                | "itself"
                | "they"
                | "them"
                | "their"
                | "theirs"
                | "themselves"
                | "both"
                | "who"
                | "whom"
                | "which"
                | "that"
                | "whose"
        )
        && !(cx.parse.upos(word) == Upos::DET && matches!(cx.parse.lower(word), "that" | "which" | "both"))
}

/// Ties a pronoun to its antecedent, where there is one.
pub(super) fn resolve(cx: &Context<'_>, entities: &mut Entities, word: WordId) {
    let parse = cx.parse;
    let ids = match parse.lower(word) {
        "who" | "whom" | "which" | "that" | "whose" => relative(cx, entities, word),
        "it" | "its" | "itself" => {
            if parse.relation(word) == Relation::Expl {
                return;
            }
            nearest(cx, entities, word, |e| {
                !matches!(
                    e.kind,
                    EntityKind::Person | EntityKind::Population | EntityKind::Place
                )
            })
            .into_iter()
            .collect()
        }
        "they" | "them" | "their" | "theirs" | "themselves" => plural(cx, entities, word),
        "both" => sides(cx, entities),
        "she" | "her" | "hers" | "herself" => nearest(cx, entities, word, |e| {
            e.kind == EntityKind::Person && gender(e) != Some(Gender::Man)
        })
        .into_iter()
        .collect(),
        _ => nearest(cx, entities, word, |e| {
            e.kind == EntityKind::Person && gender(e) != Some(Gender::Woman)
        })
        .into_iter()
        .collect(),
    };
    if !ids.is_empty() {
        entities.add(
            Mention {
                head: word,
                span: parse.span(word),
                kind: MentionKind::Pronoun,
                entities: ids,
            },
            &[word],
        );
    }
}

fn relative(cx: &Context<'_>, entities: &Entities, word: WordId) -> Vec<EntityId> {
    let verb = cx
        .parse
        .ancestors(word)
        .find(|&a| grammar::is_clause_head(cx.parse, a));
    verb.and_then(|v| grammar::relative_antecedent(cx.parse, word, v))
        .map_or_else(Vec::new, |noun| entities.of(noun).to_vec())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    Woman,
    Man,
}

/// Gender as the report's own words give it; given names are no evidence.
fn gender(entity: &Entity) -> Option<Gender> {
    let words = entity.role.as_deref().unwrap_or("").to_lowercase();
    let name = entity.name.to_lowercase();
    let has = |list: &[&str]| {
        words
            .split_whitespace()
            .chain(name.split_whitespace())
            .any(|w| list.contains(&w))
    };
    if has(&[
        "woman",
        "spokeswoman",
        "mrs",
        "ms",
        "queen",
        "mother",
        "girl",
        "chairwoman",
        "congresswoman",
    ]) {
        Some(Gender::Woman)
    } else if has(&[
        "man",
        "spokesman",
        "mr",
        "king",
        "father",
        "boy",
        "chairman",
        "sheikh",
        "pope",
        "imam",
        "patriarch",
    ]) {
        Some(Gender::Man)
    } else {
        None
    }
}

/// "they": two actors joined as the last subject, else the last plural group.
fn plural(cx: &Context<'_>, entities: &Entities, word: WordId) -> Vec<EntityId> {
    let parse = cx.parse;
    let best = candidates(cx, entities, word)
        .filter(|(mention, _)| {
            let first = entities.get(mention.entities[0]);
            mention.entities.len() > 1
                || matches!(
                    first.kind,
                    EntityKind::Population | EntityKind::ArmedGroup | EntityKind::Peacekeepers
                )
                || matches!(
                    parse.xpos(mention.head),
                    dateline_syntax::Xpos::NNS | dateline_syntax::Xpos::NNPS
                )
        })
        .max_by_key(|(_, score)| *score);
    best.map_or_else(Vec::new, |(m, _)| {
        let joined: Vec<EntityId> = grammar::conjuncts(parse, m.head)
            .into_iter()
            .flat_map(|c| entities.of(c).to_vec())
            .collect();
        if joined.len() > 1 {
            joined
        } else {
            m.entities.clone()
        }
    })
}

/// Mentions before `word` within reach, each with how well it fits as an antecedent.
fn candidates<'e>(
    cx: &'e Context<'_>,
    entities: &'e Entities,
    word: WordId,
) -> impl Iterator<Item = (&'e Mention, i32)> {
    let parse = cx.parse;
    let here = parse.sentence_of(word);
    let own_clause = grammar::clause_of(parse, word);
    let possessive = parse.relation(word) == Relation::NmodPoss;
    // Mentions were put in by name first, so the list is not in reading order; reach is by sentence.
    entities
        .mentions
        .iter()
        .filter(move |m| !m.entities.is_empty())
        .filter_map(move |m| {
            if m.head >= word {
                return None;
            }
            let back = here.0 - parse.sentence_of(m.head).0;
            if back > 4 {
                return None;
            }
            let relation = parse.relation(grammar::first_conjunct(parse, m.head));
            let mut score = -8 * back as i32;
            score += match relation {
                Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => 9,
                Relation::OblAgent => 4,
                Relation::Obj | Relation::Iobj => 3,
                Relation::NmodPoss | Relation::Amod | Relation::Compound => -6,
                _ => 0,
            };
            // A pronoun that is no possessive does not stand for another word of its own clause.
            if back == 0
                && !possessive
                && own_clause.is_some()
                && grammar::clause_of(parse, m.head) == own_clause
            {
                score -= 12;
            }
            // Subjects of main clauses, speakers above all, are what a text goes on about.
            if relation == Relation::Nsubj && parse.head(m.head).is_some_and(|v| parse.head(v).is_none()) {
                score += 3;
            }
            score += i32::from(m.kind == MentionKind::Name) - (word.0 - m.head.0).min(60) as i32 / 20;
            Some((m, score))
        })
}

/// The best antecedent among entities that fit.
pub(super) fn nearest(
    cx: &Context<'_>,
    entities: &Entities,
    word: WordId,
    fits: impl Fn(&Entity) -> bool,
) -> Option<EntityId> {
    candidates(cx, entities, word)
        .filter(|(m, _)| m.entities.len() == 1 && fits(entities.get(m.entities[0])))
        .max_by_key(|(m, score)| (*score, m.head))
        .map(|(m, _)| m.entities[0])
}

/// The two parties that the report sets against each other: the two most told armed actors.
pub(super) fn sides(cx: &Context<'_>, entities: &Entities) -> Vec<EntityId> {
    let belligerent = |e: &Entity| {
        matches!(
            e.kind,
            EntityKind::State | EntityKind::Military | EntityKind::ArmedGroup
        )
    };
    let mut told: Vec<(usize, EntityId)> = entities
        .list
        .iter()
        .enumerate()
        .filter(|(_, e)| belligerent(e) && !e.mentions.is_empty())
        .map(|(i, e)| {
            let id = EntityId(i as u32);
            let acts = entities
                .mentions
                .iter()
                .filter(|m| m.entities == [id] && cx.parse.relation(m.head).is_subject())
                .count();
            let armed = if e.kind == EntityKind::State { 0 } else { 2 };
            (e.mentions.len() + acts + armed, id)
        })
        .collect();
    told.sort_by_key(|(n, id)| (std::cmp::Reverse(*n), *id));
    // An army and its own state are one side.
    let mut out: Vec<EntityId> = Vec::new();
    for (_, id) in told {
        let of = entities.get(id).of;
        if !out
            .iter()
            .any(|&o| of == Some(o) || entities.get(o).of == Some(id))
        {
            out.push(id);
        }
        if out.len() == 2 {
            break;
        }
    }
    out.sort_unstable();
    out
}
