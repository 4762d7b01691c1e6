//! What stood before: earlier mentions, each with how well it fits as what a word goes back to.

use super::{Entities, Mention, MentionKind};
use crate::context::Context;
use crate::grammar;
use crate::{Entity, EntityId, EntityKind};
use dateline_syntax::{Relation, Xpos};
use dateline_text::WordId;

/// How many sentences a word can reach back over.
const REACH: u32 = 5;

/// How many words it can reach back over, so that the cost of a word does not grow with the report.
const FARTHEST: u32 = 260;

/// An earlier mention and how well it fits.
pub(super) struct Candidate<'e> {
    pub(super) mention: &'e Mention,
    pub(super) score: i32,
}

/// The mentions before `word` within reach, latest first.
pub(super) fn candidates<'e>(
    cx: &'e Context<'_>,
    entities: &'e Entities,
    word: WordId,
) -> impl Iterator<Item = Candidate<'e>> {
    let parse = cx.parse;
    let here = parse.sentence_of(word);
    let first = dateline_text::SentenceId(here.0.saturating_sub(REACH));
    let first = parse
        .sentence(first)
        .words
        .start
        .max(word.0.saturating_sub(FARTHEST));
    let own_clause = grammar::clause_of(parse, word);
    let possessive = parse.relation(word) == Relation::NmodPoss;
    let speaks = own_clause.is_some_and(|v| is_speech(cx, v)) && parse.relation(word).is_subject();
    (first..word.0).rev().map(WordId).filter_map(move |w| {
        let mention = entities
            .mention(w)
            .filter(|m| m.head == w && !m.entities.is_empty())?;
        let back = here.0 - parse.sentence_of(w).0;
        let relation = parse.relation(grammar::first_conjunct(parse, w));
        let mut score = -8 * back as i32;
        score += match relation {
            Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => 9,
            Relation::OblAgent => 4,
            Relation::Obj | Relation::Iobj => 3,
            Relation::NmodPoss | Relation::Amod | Relation::Compound => -6,
            _ => 0,
        };
        let clause = grammar::clause_of(parse, w);
        // A pronoun that is no possessive does not stand for another word of its own clause.
        if back == 0 && !possessive && own_clause.is_some() && clause == own_clause {
            score -= 12;
        }
        // Subjects of main clauses are what a text goes on about; speakers go on speaking.
        if relation == Relation::Nsubj {
            let verb = parse.head(grammar::first_conjunct(parse, w));
            score += 3 * i32::from(verb.is_some_and(|v| parse.head(v).is_none()));
            score += 5 * i32::from(speaks && verb.is_some_and(|v| is_speech(cx, v)));
        }
        score += i32::from(mention.kind == MentionKind::Name) - (word.0 - w.0).min(60) as i32 / 20;
        Some(Candidate { mention, score })
    })
}

fn is_speech(cx: &Context<'_>, verb: WordId) -> bool {
    !cx.lexicon.words.cues.get(cx.parse.lemma(verb)).is_empty()
}

/// Whether a mention is told of as one thing: "the group", "Hamas", not "aid agencies".
pub(super) fn is_singular(cx: &Context<'_>, mention: &Mention) -> bool {
    mention.entities.len() == 1
        && (mention.kind == MentionKind::Name || !is_plural_noun(cx, mention.head))
        && !matches!(cx.parse.lower(mention.head), "they" | "them" | "their")
}

pub(super) fn is_plural_noun(cx: &Context<'_>, word: WordId) -> bool {
    matches!(cx.parse.xpos(word), Xpos::NNS | Xpos::NNPS)
}

/// The best single antecedent among those that fit, and its mention.
pub(super) fn nearest<'e>(
    cx: &'e Context<'_>,
    entities: &'e Entities,
    word: WordId,
    fits: impl Fn(&Mention, &Entity) -> bool,
) -> Option<(EntityId, &'e Mention)> {
    let mut best: Option<Candidate<'e>> = None;
    for candidate in candidates(cx, entities, word) {
        let mention = candidate.mention;
        if mention.entities.len() == 1
            && fits(mention, entities.get(mention.entities[0]))
            && best.as_ref().is_none_or(|b| candidate.score > b.score)
        {
            best = Some(candidate);
        }
    }
    best.map(|b| (b.mention.entities[0], b.mention))
}

/// Whether an entity can be told of by "it": anything but people and mere places.
pub(super) const fn is_thing(entity: &Entity) -> bool {
    !matches!(
        entity.kind,
        EntityKind::Person | EntityKind::Population | EntityKind::Place
    )
}
