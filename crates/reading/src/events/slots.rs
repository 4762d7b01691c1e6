//! Where the slots of a frame stand in a tree.

use super::control;
use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use dateline_lexicon::Slot;
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// The words that fill a slot of `word`, the heads of their phrases; coordinated ones are not expanded.
pub(super) fn fillers(cx: &Context<'_>, entities: &Entities, word: WordId, slot: &Slot) -> Vec<WordId> {
    let parse = cx.parse;
    let nominal = !matches!(parse.upos(word), Upos::VERB | Upos::AUX);
    let passive = !nominal && grammar::is_passive(parse, word);
    let subject = |verb| control::subject(cx, entities, verb);
    let under = |prep: &str| under_preposition(cx, word, prep);
    match slot {
        Slot::Subj if nominal => subject(word)
            .filter(|_| parse.child(word, Relation::Cop).is_some())
            .into_iter()
            .collect(),
        Slot::Subj if passive => under("by"),
        Slot::Subj => subject(word).into_iter().collect(),
        Slot::Obj if passive => subject(word).into_iter().collect(),
        Slot::Obj => {
            let mut own: Vec<WordId> = parse
                .children_by(word, &[Relation::Obj])
                .map(|o| grammar::relative_antecedent(parse, o, word).unwrap_or(o))
                .map(|o| counted(cx, o, word).unwrap_or(o))
                .collect();
            if own.is_empty() {
                own.extend(unmarked(cx, word).or_else(|| shared_object(cx, word)));
            }
            if own.is_empty()
                && parse.relation(word) == Relation::AclRelcl
                && parse.children_by(word, &[Relation::Nsubj]).next().is_some()
            {
                // "the town they seized": the noun that the clause modifies, unless the subject is its pronoun.
                let subject = subject(word);
                return parse
                    .head(word)
                    .filter(|h| Some(*h) != subject)
                    .into_iter()
                    .collect();
            }
            own
        }
        Slot::Iobj => parse.children_by(word, &[Relation::Iobj]).collect(),
        Slot::Obl(prep) => {
            let own = under(prep);
            if own.is_empty() && !nominal {
                return under_object(cx, entities, word, prep);
            }
            own
        }
        Slot::Nmod(prep) => {
            let own = under(prep);
            if own.is_empty() && matches!(prep.as_str(), "between" | "among" | "against") {
                return over_verb(cx, word, prep);
            }
            own
        }
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

/// A noun phrase after a verb that the parser took for an oblique, though no preposition and no time is in it.
fn unmarked(cx: &Context<'_>, verb: WordId) -> Option<WordId> {
    let parse = cx.parse;
    parse.children_by(verb, &[Relation::Obl]).find(|&o| {
        o > verb
            && matches!(parse.upos(o), Upos::NOUN | Upos::PROPN)
            && parse.child(o, Relation::Case).is_none()
            && !cx.lexicon.words.calendar.contains_key(parse.lower(o))
    })
}

/// "killed and abducted villagers": the object of the last of several verbs is that of all.
fn shared_object(cx: &Context<'_>, verb: WordId) -> Option<WordId> {
    let parse = cx.parse;
    let last = parse.children_by(verb, &[Relation::Conj]).last()?;
    let object = parse.children_by(last, &[Relation::Obj]).next()?;
    let between = (verb.0 + 1..last.0).map(WordId);
    let joined = between.into_iter().all(|w| {
        matches!(
            parse.upos(w),
            Upos::VERB | Upos::AUX | Upos::CCONJ | Upos::PUNCT | Upos::ADV | Upos::ADP
        )
    });
    (joined && object > last && parse.upos(last) == Upos::VERB).then_some(object)
}

/// "signed a pact with Chad", "coordinates the matter with the mission": what the parser hung on the object.
fn under_object(cx: &Context<'_>, entities: &Entities, verb: WordId, prep: &str) -> Vec<WordId> {
    cx.parse
        .children_by(verb, &[Relation::Obj])
        .filter(|&o| prep == "with" || entities.of(o).is_empty())
        .flat_map(|o| under_preposition(cx, o, prep))
        .collect()
}

/// "killed twelve farmers and kidnapped nine": nine of what the verb before has.
fn counted(cx: &Context<'_>, object: WordId, verb: WordId) -> Option<WordId> {
    let parse = cx.parse;
    if parse.upos(object) != Upos::NUM || parse.relation(verb) != Relation::Conj {
        return None;
    }
    let before = parse.head(verb)?;
    parse
        .children_by(before, &[Relation::Obj, Relation::NsubjPass])
        .find(|&o| parse.upos(o) != Upos::NUM)
}

/// "Fighting broke out between the army and the rebels": what the parser hung on the verb of the noun.
fn over_verb(cx: &Context<'_>, noun: WordId, prep: &str) -> Vec<WordId> {
    let parse = cx.parse;
    let governed = matches!(
        parse.relation(noun),
        Relation::Nsubj | Relation::NsubjPass | Relation::Obj
    );
    parse
        .head(noun)
        .filter(|&verb| governed && parse.upos(verb) == Upos::VERB)
        .map_or_else(Vec::new, |verb| under_preposition(cx, verb, prep))
}
