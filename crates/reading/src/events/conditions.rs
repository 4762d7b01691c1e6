//! Whether the conditions of a frame hold around a word.

use super::slots::fillers;
use crate::EntityKind;
use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use dateline_lexicon::{Frame, Pos, Slot, When};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// Whether all conditions of a frame hold around `word`.
pub(super) fn holds(cx: &Context<'_>, entities: &Entities, word: WordId, frame: &Frame) -> bool {
    pos_fits(cx, word, frame.pos) && frame.when.iter().all(|when| holds_one(cx, entities, word, when))
}

fn pos_fits(cx: &Context<'_>, word: WordId, pos: Pos) -> bool {
    let upos = cx.parse.upos(word);
    match pos {
        Pos::Verb => {
            upos == Upos::VERB
                || (upos == Upos::ADJ
                    && cx
                        .parse
                        .children_by(word, &[Relation::NsubjPass, Relation::AuxPass])
                        .next()
                        .is_some())
        }
        // The tagger takes capitalised nouns of headlines and translations for names.
        Pos::Noun => matches!(upos, Upos::NOUN) || (upos == Upos::PROPN && cx.parse.name_at(word).is_none()),
        Pos::Adj => matches!(upos, Upos::ADJ | Upos::VERB | Upos::ADV),
        Pos::Prep => upos == Upos::ADP,
    }
}

fn holds_one(cx: &Context<'_>, entities: &Entities, word: WordId, when: &When) -> bool {
    let parse = cx.parse;
    match when {
        When::Passive => grammar::is_passive(parse, word),
        When::Active => !grammar::is_passive(parse, word),
        When::NoObject => fillers(cx, entities, word, &Slot::Obj).is_empty(),
        When::Filled { slot, words, not } => {
            let filled = fillers(cx, entities, word, slot)
                .into_iter()
                .flat_map(|f| grammar::conjuncts(parse, f))
                .any(|f| words.iter().any(|w| is_one_of(cx, entities, f, w)));
            filled != *not
        }
    }
}

/// Whether the phrase headed by `word` is of a lemma or `#class`; `*` is anything.
fn is_one_of(cx: &Context<'_>, entities: &Entities, word: WordId, wanted: &str) -> bool {
    let parse = cx.parse;
    let Some(class) = wanted.strip_prefix('#') else {
        return wanted == "*"
            || parse.lemma(word).eq_ignore_ascii_case(wanted)
            || parse.lower(word) == wanted;
    };
    let kinds: Vec<EntityKind> = entities.of(word).iter().map(|&e| entities.get(e).kind).collect();
    let lemma = parse.lemma(word).to_lowercase();
    let listed = cx.lexicon.classes.has(class, &lemma) || cx.lexicon.classes.has(class, parse.lower(word));
    match class {
        "place" => {
            listed
                || kinds
                    .iter()
                    .any(|k| matches!(k, EntityKind::Place | EntityKind::State))
        }
        "person" => {
            kinds
                .iter()
                .any(|k| matches!(k, EntityKind::Person | EntityKind::Population))
                || cx.lexicon.words.nouns.get(&lemma).is_some_and(|n| n.people)
        }
        "actor" => !kinds.is_empty() && kinds.iter().all(|k| *k != EntityKind::Place),
        "event" => !cx.lexicon.frames.get(&lemma).is_empty(),
        "nationality" => kinds.contains(&EntityKind::State),
        _ => listed,
    }
}
