//! What pronouns stand for.

use super::antecedent::{Candidate, candidates, is_plural_noun, is_singular, is_thing, nearest};
use super::{Entities, Mention, MentionKind, sides};
use crate::context::Context;
use crate::grammar;
use crate::{Entity, EntityId, EntityKind, Why};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// Third-person pronouns and possessives; those of the first person belong to the speaker of a quotation.
pub(super) fn is_pronoun(cx: &Context<'_>, word: WordId) -> bool {
    let form = cx.parse.lower(word);
    let personal = matches!(
        form,
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
    );
    let relative = matches!(
        form,
        "who" | "whom" | "which" | "that" | "whose" | "both" | "neither"
    );
    match cx.parse.upos(word) {
        Upos::PRON => personal || relative,
        // A relative word before its noun is none of its own: "that day", "both towns".
        Upos::DET => personal || form == "whose",
        _ => false,
    }
}

/// Ties a pronoun to its antecedent, where there is one.
pub(super) fn resolve(cx: &Context<'_>, entities: &mut Entities, word: WordId) {
    let parse = cx.parse;
    let mut rule = "entity.pronoun";
    let (ids, from) = match parse.lower(word) {
        "who" | "whom" | "which" | "that" | "whose" => {
            rule = "entity.pronoun.relative";
            relative(cx, entities, word)
        }
        "it" | "its" | "itself" if parse.relation(word) == Relation::Expl => return,
        "it" | "its" | "itself" => one(nearest(cx, entities, word, |m, e| {
            // What only modifies a noun is not in view: "UN envoys … it".
            let modifies = matches!(
                parse.relation(m.head),
                Relation::Amod | Relation::Compound | Relation::NmodDesc
            );
            is_thing(e) && is_singular(cx, m) && !modifies
        })),
        "they" | "them" | "their" | "theirs" | "themselves" => plural(cx, entities, word),
        "both" | "neither" => {
            rule = "entity.sides";
            (sides::of(cx, entities, word), Vec::new())
        }
        "she" | "her" | "hers" | "herself" => human(cx, entities, word, Gender::Woman),
        _ => human(cx, entities, word, Gender::Man),
    };
    if !ids.is_empty() {
        entities.add(
            Mention {
                head: word,
                span: parse.span(word),
                kind: MentionKind::Pronoun,
                entities: ids,
                why: Why { rule, from },
            },
            &[word],
        );
    }
}

/// Whom a pronoun stands for, and the words of the antecedent.
type Found = (Vec<EntityId>, Vec<dateline_text::Span>);

fn one(found: Option<(EntityId, &Mention)>) -> Found {
    found.map_or_else(Found::default, |(id, m)| (vec![id], vec![m.span]))
}

/// What the relative clause modifies, if it is a mention.
fn relative(cx: &Context<'_>, entities: &Entities, word: WordId) -> Found {
    let verb = cx
        .parse
        .ancestors(word)
        .find(|&a| grammar::is_clause_head(cx.parse, a));
    let noun = verb.and_then(|v| grammar::relative_antecedent(cx.parse, word, v));
    let mention = noun.and_then(|noun| entities.mention(noun));
    mention.map_or_else(Found::default, |m| (m.entities.clone(), vec![m.span]))
}

/// What words tell of a person's gender.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gender {
    Woman,
    Man,
}

const WOMEN: &[&str] = &[
    "woman",
    "spokeswoman",
    "mrs",
    "ms",
    "queen",
    "mother",
    "girl",
    "chairwoman",
    "congresswoman",
    "wife",
    "daughter",
    "sister",
    "aunt",
    "niece",
    "widow",
    "princess",
    "nun",
    "schoolgirl",
    "grandmother",
    "businesswoman",
    "policewoman",
    "servicewoman",
    "lady",
    "midwife",
    "granddaughter",
];

const MEN: &[&str] = &[
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
    "husband",
    "son",
    "brother",
    "uncle",
    "nephew",
    "widower",
    "prince",
    "monk",
    "priest",
    "schoolboy",
    "grandfather",
    "businessman",
    "policeman",
    "serviceman",
    "gunman",
    "congressman",
    "emir",
    "sultan",
    "ayatollah",
    "mullah",
    "bishop",
    "archbishop",
    "cardinal",
    "grandson",
    "fisherman",
    "clergyman",
];

/// Gender as the report's own words give it; given names are no evidence.
fn gender(entities: &Entities, id: EntityId) -> Option<Gender> {
    if let Some(&told) = entities.genders.get(&id) {
        return Some(told);
    }
    let entity = entities.get(id);
    // The noun that heads a description or title, not one in its complement: "the mother of the president".
    let words = [entity.role.as_deref().unwrap_or(""), &entity.name];
    words.iter().find_map(|text| {
        let lower = text.to_lowercase();
        let head = lower.split(" of ").next().unwrap_or_default();
        head.split_whitespace().find_map(|w| {
            if WOMEN.contains(&w) {
                Some(Gender::Woman)
            } else if MEN.contains(&w) {
                Some(Gender::Man)
            } else {
                None
            }
        })
    })
}

/// "he" and "she": the person in view whom nothing tells to be of the other gender.
fn human(cx: &Context<'_>, entities: &mut Entities, word: WordId, wanted: Gender) -> Found {
    let mut best: Option<Candidate<'_>> = None;
    for mut candidate in candidates(cx, entities, word) {
        let m = candidate.mention;
        let id = m.entities[0];
        if entities.get(id).kind != EntityKind::Person || m.entities.len() > 1 || is_plural_noun(cx, m.head) {
            continue;
        }
        match gender(entities, id) {
            Some(told) if told != wanted => continue,
            Some(_) => candidate.score += 3,
            None => {}
        }
        if best.as_ref().is_none_or(|b| candidate.score > b.score) {
            best = Some(candidate);
        }
    }
    let found = best.map(|b| (b.mention.entities[0], b.mention.span));
    let Some((id, span)) = found else {
        return Found::default();
    };
    entities.genders.entry(id).or_insert(wanted);
    (vec![id], vec![span])
}

/// "they": two actors joined as the last subject, else the last plural group.
fn plural(cx: &Context<'_>, entities: &Entities, word: WordId) -> Found {
    let mut best: Option<Candidate<'_>> = None;
    for mut candidate in candidates(cx, entities, word) {
        let m = candidate.mention;
        let first = entities.get(m.entities[0]);
        let people = first.kind == EntityKind::Population;
        let plural =
            m.entities.len() > 1 || is_plural_noun(cx, m.head) && (people || m.kind != MentionKind::Name);
        let again =
            m.kind == MentionKind::Pronoun && matches!(cx.parse.lower(m.head), "they" | "them" | "their");
        if !(plural || again || is_many(first) || joined(cx, entities, m).len() > 1) {
            continue;
        }
        candidate.score += 3 * i32::from(plural || again);
        if best.as_ref().is_none_or(|b| candidate.score > b.score) {
            best = Some(candidate);
        }
    }
    best.map_or_else(Found::default, |b| {
        let joined = joined(cx, entities, b.mention);
        let ids = if joined.len() > 1 {
            joined
        } else {
            b.mention.entities.clone()
        };
        (ids, vec![b.mention.span])
    })
}

/// Kinds that are told of as many even under a singular name.
const fn is_many(entity: &Entity) -> bool {
    matches!(
        entity.kind,
        EntityKind::Population | EntityKind::ArmedGroup | EntityKind::Peacekeepers | EntityKind::Military
    )
}

/// The actors that a mention is coordinated with, itself first; places and mere owners are none.
fn joined(cx: &Context<'_>, entities: &Entities, mention: &Mention) -> Vec<EntityId> {
    let mut out: Vec<EntityId> = Vec::new();
    for word in grammar::conjuncts(cx.parse, mention.head) {
        for &id in entities.of(word) {
            if entities.can_act(id) && !out.contains(&id) {
                out.push(id);
            }
        }
    }
    out
}
