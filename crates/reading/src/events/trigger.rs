//! Which words tell of an event.

use super::{conditions, slots};
use crate::context::Context;
use crate::entities::{Entities, MentionKind};
use crate::grammar;
use dateline_lexicon::{EventType, Frame, Mode, Pos, Slot, When};
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::{SentenceId, WordId};
use std::collections::{BTreeMap, BTreeSet};

/// A word and the frame that it evokes.
pub(super) struct Trigger<'a> {
    pub(super) word: WordId,
    pub(super) frame: &'a Frame,
}

/// All triggers of the report, in order.
pub(super) fn find<'a>(cx: &'a Context<'_>, entities: &Entities) -> Vec<Trigger<'a>> {
    let mut out: Vec<Trigger<'a>> = Vec::new();
    for word in cx.parse.words() {
        if let Some(frame) = frame_of(cx, entities, word) {
            out.push(Trigger { word, frame });
        }
    }
    // A deal, truce or withdrawal that a verb's own frame asked for is told by the verb: "announced a truce".
    let consumed: BTreeMap<WordId, WordId> = out
        .iter()
        .flat_map(|t| consumed(cx, entities, t).into_iter().map(|noun| (noun, t.word)))
        .collect();
    let yields = |t: &Trigger<'_>| {
        matches!(
            t.frame.kind,
            EventType::Agree | EventType::Concede | EventType::Retreat | EventType::Aid
        )
    };
    // "opened fire", "issued an ultimatum": where the verb only carries the noun, the noun tells.
    let carried: BTreeSet<WordId> = out
        .iter()
        .filter(|t| is_carrier(cx, entities, &out, t))
        .map(|t| t.word)
        .collect();
    out.retain(|t| !carried.contains(&t.word));
    let kinds: BTreeMap<WordId, EventType> = out.iter().map(|t| (t.word, t.frame.kind)).collect();
    let told = |t: &Trigger<'_>| {
        consumed
            .get(&t.word)
            .filter(|verb| !carried.contains(verb))
            .is_some_and(|verb| yields(t) || kinds.get(verb) == Some(&t.frame.kind))
    };
    out.retain(|t| !told(t));
    let effects: BTreeSet<WordId> = out
        .iter()
        .filter(|t| is_effect(cx, entities, &out, t))
        .map(|t| t.word)
        .collect();
    out.retain(|t| !effects.contains(&t.word));
    let inner: BTreeSet<WordId> = out
        .iter()
        .filter(|t| is_inside(cx, &out, t))
        .map(|t| t.word)
        .collect();
    out.retain(|t| !inner.contains(&t.word));
    once_a_sentence(cx, &mut out);
    out
}

/// "the cessation of hostilities", "an end to the attacks", "a state of siege": one event, told by the outer noun.
fn is_inside(cx: &Context<'_>, all: &[Trigger<'_>], trigger: &Trigger<'_>) -> bool {
    trigger.frame.pos == Pos::Noun
        && cx.parse.relation(trigger.word) == Relation::Nmod
        && matches!(
            grammar::preposition(cx.parse, trigger.word),
            Some("of" | "to" | "in")
        )
        && cx.parse.head(trigger.word).is_some_and(|head| {
            all.binary_search_by_key(&head, |t| t.word).is_ok_and(|at| {
                let outer = all[at].frame;
                let alike = outer.pos == Pos::Noun && outer.kind == trigger.frame.kind;
                outer.mode == Some(Mode::Ceasefire)
                    || (alike && grammar::preposition(cx.parse, trigger.word) == Some("of"))
            })
        })
}

/// Whether a verb only carries a noun of its own type: "opened fire", "came under attack", "reached a deal".
fn is_carrier(cx: &Context<'_>, entities: &Entities, all: &[Trigger<'_>], trigger: &Trigger<'_>) -> bool {
    cx.lexicon.classes.has("carrier", cx.parse.lemma(trigger.word))
        && consumed(cx, entities, trigger).into_iter().any(|noun| {
            all.binary_search_by_key(&noun, |t| t.word)
                .is_ok_and(|at| all[at].frame.kind == trigger.frame.kind)
        })
}

/// "The raid killed two", "ambushed a convoy, killing two": one event, told by the raid and the ambush.
fn is_effect(cx: &Context<'_>, entities: &Entities, all: &[Trigger<'_>], trigger: &Trigger<'_>) -> bool {
    let parse = cx.parse;
    if trigger.frame.kind != EventType::Assault
        || !cx.lexicon.classes.has("effect", parse.lemma(trigger.word))
    {
        return false;
    }
    let assault = |w: WordId| {
        all.binary_search_by_key(&w, |t| t.word)
            .is_ok_and(|at| all[at].frame.kind == EventType::Assault)
    };
    let by_subject = slots::fillers(cx, entities, trigger.word, &Slot::Subj)
        .into_iter()
        .any(assault)
        || slots::fillers(cx, entities, trigger.word, &Slot::Obl("in".into()))
            .into_iter()
            .any(assault);
    let below = parse.relation(trigger.word) == Relation::Advcl
        && parse.xpos(trigger.word) == Xpos::VBG
        && parse.head(trigger.word).is_some_and(assault);
    // "40 were killed and 15 wounded": the second count of one toll.
    let count = parse.relation(trigger.word) == Relation::Conj
        && parse.xpos(trigger.word) == Xpos::VBN
        && parse
            .children_by(trigger.word, &[Relation::Aux, Relation::AuxPass])
            .next()
            .is_none()
        && parse.children_by(trigger.word, &[Relation::Obj]).next().is_none()
        && parse.head(trigger.word).is_some_and(|h| {
            assault(h) && grammar::is_passive(parse, h) && cx.lexicon.classes.has("effect", parse.lemma(h))
        });
    // "ambushed and killed two": one attack, whichever of the verbs has the object.
    let share = parse.relation(trigger.word) == Relation::Conj
        && !grammar::is_passive(parse, trigger.word)
        && parse.head(trigger.word).is_some_and(|h| {
            let object = |w| parse.children_by(w, &[Relation::Obj]).next();
            assault(h) && (object(trigger.word).is_none() || object(h).is_none())
        })
        && parse
            .children_by(trigger.word, &[Relation::Nsubj])
            .next()
            .is_none();
    by_subject || below || count || share
}

fn frame_of<'a>(cx: &'a Context<'_>, entities: &Entities, word: WordId) -> Option<&'a Frame> {
    let parse = cx.parse;
    if !matches!(
        parse.upos(word),
        Upos::VERB | Upos::NOUN | Upos::ADJ | Upos::PROPN | Upos::ADV
    ) {
        return None;
    }
    // A noun before another noun belongs to that one: "ceasefire violations", "peace talks". So do words in names.
    if matches!(parse.relation(word), Relation::Compound | Relation::Flat) {
        return None;
    }
    // A participle before its noun tells of a state: "the destroyed airport", "the agreed lines".
    if parse.relation(word) == Relation::Amod {
        return None;
    }
    let named = entities.mention(word).is_some_and(|m| {
        m.kind == MentionKind::Name && parse.span(word) != m.span && m.span.contains(parse.span(word))
    });
    if named {
        return None;
    }
    let lemma = parse.lemma(word);
    let lower = lemma.to_lowercase();
    let joined = joined_with_next(cx, word);
    [
        joined.as_deref().unwrap_or_default(),
        lower.as_str(),
        parse.lower(word),
    ]
    .into_iter()
    .find_map(|l| {
        cx.lexicon
            .frames
            .get(l)
            .iter()
            .find(|f| conditions::holds(cx, entities, word, f))
    })
}

/// `cease-fire` and `break-in` are three words in the treebanks; their entry is one.
fn joined_with_next(cx: &Context<'_>, word: WordId) -> Option<String> {
    let parse = cx.parse;
    let at = word.0 as usize;
    if at < 2
        || parse.form(WordId(word.0 - 1)) != "-"
        || parse.span(WordId(word.0 - 2)).end != parse.span(WordId(word.0 - 1)).start
    {
        return None;
    }
    Some(format!(
        "{}-{}",
        parse.lower(WordId(word.0 - 2)),
        parse.lemma(word)
    ))
}

/// The event nouns that a verb's conditions named.
fn consumed(cx: &Context<'_>, entities: &Entities, trigger: &Trigger<'_>) -> Vec<WordId> {
    if trigger.frame.pos != Pos::Verb
        || matches!(
            trigger.frame.kind,
            EventType::Request | EventType::Reject | EventType::Accuse
        )
    {
        return Vec::new();
    }
    trigger
        .frame
        .when
        .iter()
        .filter_map(|when| match when {
            When::Filled {
                slot: slot @ (Slot::Obj | Slot::Obl(_)),
                words,
                not: false,
            } if words.iter().any(|w| w != "*") => Some(slot),
            _ => None,
        })
        .flat_map(|slot| slots::fillers(cx, entities, trigger.word, slot))
        .flat_map(|f| grammar::conjuncts(cx.parse, f))
        .collect()
}

/// One event of a type and stem in a sentence: the first word that names it. A verb tells of one of its own.
fn once_a_sentence(cx: &Context<'_>, triggers: &mut Vec<Trigger<'_>>) {
    let mut kept: BTreeSet<(SentenceId, String, EventType)> = BTreeSet::new();
    triggers.retain(|t| {
        let stem: String = cx.parse.lemma(t.word).to_lowercase().chars().take(5).collect();
        kept.insert((cx.parse.sentence_of(t.word), stem, t.frame.kind)) || t.frame.pos == Pos::Verb
    });
}
