//! Where the slots of a frame stand in a tree, and whether its conditions hold.

use crate::EntityKind;
use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use dateline_lexicon::{Frame, Pos, Slot, When};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// The words that fill a slot of `word`, the heads of their phrases; coordinated ones are not expanded.
pub(super) fn fillers(cx: &Context<'_>, word: WordId, slot: &Slot) -> Vec<WordId> {
    let parse = cx.parse;
    let nominal = !matches!(parse.upos(word), Upos::VERB | Upos::AUX);
    let passive = !nominal && grammar::is_passive(parse, word);
    let under = |prep: &str| under_preposition(cx, word, prep);
    match slot {
        Slot::Subj if nominal => grammar::subject(parse, word)
            .filter(|_| parse.child(word, Relation::Cop).is_some())
            .into_iter()
            .collect(),
        Slot::Subj if passive => under("by"),
        Slot::Subj => grammar::subject(parse, word).into_iter().collect(),
        Slot::Obj if passive => grammar::subject(parse, word).into_iter().collect(),
        Slot::Obj => {
            let own: Vec<WordId> = parse.children_by(word, &[Relation::Obj]).collect();
            if own.is_empty()
                && parse.relation(word) == Relation::AclRelcl
                && parse.children_by(word, &[Relation::Nsubj]).next().is_some()
            {
                // "the town they seized": the noun that the clause modifies, unless the subject is its pronoun.
                let subject = grammar::subject(parse, word);
                return parse
                    .head(word)
                    .filter(|h| Some(*h) != subject)
                    .into_iter()
                    .collect();
            }
            own
        }
        Slot::Iobj => parse.children_by(word, &[Relation::Iobj]).collect(),
        Slot::Obl(prep) | Slot::Nmod(prep) => under(prep),
        Slot::Poss => parse.children_by(word, &[Relation::NmodPoss]).collect(),
        Slot::Mod => parse
            .children_by(word, &[Relation::Amod, Relation::Compound])
            .collect(),
        Slot::Xcomp => parse
            .children(word)
            .iter()
            .copied()
            .filter(|&c| {
                matches!(parse.relation(c), Relation::Xcomp)
                    || (matches!(
                        parse.relation(c),
                        Relation::Ccomp | Relation::Advcl | Relation::Acl
                    ) && parse
                        .children_by(c, &[Relation::Mark])
                        .any(|m| parse.lower(m) == "to"))
            })
            .collect(),
        Slot::Ccomp => parse.children_by(word, &[Relation::Ccomp]).collect(),
        Slot::Particle => parse
            .children(word)
            .iter()
            .copied()
            .filter(|&c| {
                parse.relation(c) == Relation::CompoundPrt
                    || (parse.relation(c) == Relation::Advmod
                        && matches!(parse.upos(c), Upos::ADP | Upos::ADV)
                        && parse.children(c).is_empty())
            })
            .collect(),
        Slot::None => Vec::new(),
    }
}

/// What stands under a preposition of `word`. A compound preposition may be asked for by any of its words.
fn under_preposition(cx: &Context<'_>, word: WordId, prep: &str) -> Vec<WordId> {
    let parse = cx.parse;
    parse
        .children(word)
        .iter()
        .copied()
        .filter(|&c| {
            matches!(
                parse.relation(c),
                Relation::Obl | Relation::OblAgent | Relation::Nmod | Relation::Advcl | Relation::Acl
            )
        })
        .filter(|&c| {
            parse.children(c).iter().any(|&p| {
                matches!(parse.relation(p), Relation::Case | Relation::Mark)
                    && (parse.lower(p) == prep
                        || parse
                            .children_by(p, &[Relation::Fixed])
                            .any(|f| parse.lower(f) == prep))
            })
        })
        .collect()
}

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
        When::NoObject => fillers(cx, word, &Slot::Obj).is_empty(),
        When::Filled { slot, words, not } => {
            let filled = fillers(cx, word, slot)
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
    let lemma = parse.lemma(word);
    match class {
        "place" => {
            kinds
                .iter()
                .any(|k| matches!(k, EntityKind::Place | EntityKind::State))
                || matches!(
                    lemma,
                    "town"
                        | "village"
                        | "city"
                        | "territory"
                        | "area"
                        | "region"
                        | "district"
                        | "province"
                        | "capital"
                        | "position"
                        | "base"
                        | "hill"
                        | "settlement"
                        | "ground"
                        | "stronghold"
                        | "airport"
                        | "bridge"
                        | "road"
                        | "highway"
                        | "crossing"
                        | "border"
                        | "outpost"
                        | "checkpoint"
                        | "post"
                        | "camp"
                )
        }
        "person" => {
            kinds
                .iter()
                .any(|k| matches!(k, EntityKind::Person | EntityKind::Population))
                || cx.lexicon.words.nouns.get(lemma).is_some_and(|n| n.people)
        }
        "actor" => !kinds.is_empty() && kinds.iter().all(|k| *k != EntityKind::Place),
        "event" => !cx.lexicon.frames.get(lemma).is_empty(),
        "weapon" => matches!(
            lemma,
            "weapon"
                | "arm"
                | "gun"
                | "rifle"
                | "artillery"
                | "rocket"
                | "missile"
                | "mortar"
                | "shell"
                | "bomb"
                | "drone"
                | "tank"
                | "ammunition"
                | "munition"
                | "howitzer"
                | "grenade"
                | "mine"
                | "weaponry"
                | "armour"
        ),
        "agreement" => matches!(
            lemma,
            "agreement"
                | "deal"
                | "accord"
                | "treaty"
                | "pact"
                | "truce"
                | "ceasefire"
                | "cease-fire"
                | "memorandum"
                | "protocol"
                | "declaration"
                | "communique"
                | "document"
                | "settlement"
                | "plan"
                | "roadmap"
        ),
        "nationality" => kinds.contains(&EntityKind::State),
        _ => false,
    }
}
