//! Who is meant as the subject of a clause that names none: coordination, control, participles, gerunds.

use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::WordId;

/// How far up a tree a missing subject is looked for.
const REACH: usize = 12;

/// The subject of a verb: its own, or the one that its place in the sentence gives it.
///
/// For a passive verb this is the one it happens to.
pub(super) fn subject(cx: &Context<'_>, entities: &Entities, verb: WordId) -> Option<WordId> {
    let parse = cx.parse;
    let mut at = verb;
    for _ in 0..REACH {
        if let Some(own) = own_subject(cx, entities, at) {
            return Some(grammar::relative_antecedent(parse, own, at).unwrap_or(own));
        }
        let head = parse.head(at)?;
        match parse.relation(at) {
            // "accused them of looting and threatened to": a finite verb goes with the finite one above.
            Relation::Conj if is_finite(cx, at) && !is_finite(cx, head) && parse.upos(head) == Upos::VERB => {
                if let Some(above) = parse.head(head).filter(|&h| grammar::is_clause_head(parse, h)) {
                    at = above;
                    continue;
                }
            }
            Relation::Conj if grammar::is_clause_head(parse, head) => {}
            // "raped women and looted homes": the parser may join a verb to a noun.
            Relation::Conj if parse.upos(at) == Upos::VERB => {
                at = grammar::clause_of(parse, head)?;
                continue;
            }
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl if !is_finite(cx, at) => {
                if let Some(controller) = controller(cx, head, at) {
                    return Some(controller);
                }
            }
            Relation::Acl if is_infinitive(cx, at) => match owner(cx, entities, head)? {
                Owner::Noun(noun) => return Some(noun),
                Owner::Verb(verb) => {
                    at = verb;
                    continue;
                }
            },
            Relation::Acl => {
                if let Some(given) = gerund_of_noun(cx, at, head) {
                    return Some(given);
                }
                return Some(head);
            }
            _ => return None,
        }
        at = head;
    }
    None
}

/// The subject that hangs on the verb itself; of several the last before the verb that names an actor.
fn own_subject(cx: &Context<'_>, entities: &Entities, verb: WordId) -> Option<WordId> {
    let own = |c: &WordId| {
        matches!(
            cx.parse.relation(*c),
            Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter
        )
    };
    let all: Vec<WordId> = cx.parse.children(verb).iter().copied().filter(own).collect();
    let acts = |w: &WordId| *w < verb && !entities.actor_of(cx, *w).is_empty();
    all.iter()
        .copied()
        .rev()
        .find(acts)
        .or_else(|| all.first().copied())
}

/// "to leave", "to have left".
pub(super) fn is_infinitive(cx: &Context<'_>, verb: WordId) -> bool {
    cx.parse
        .children_by(verb, &[Relation::Mark])
        .any(|m| cx.parse.lower(m) == "to")
}

/// Whether a clause has a finite verb, and so a subject of its own.
fn is_finite(cx: &Context<'_>, verb: WordId) -> bool {
    grammar::tense(cx.parse, verb) != grammar::Tense::None && !is_infinitive(cx, verb)
}

/// Whose act the complement of a verb is, where it is not the act of the verb's subject.
///
/// "urged them to go", "called on Kyiv to stop", "accused the army of shelling".
fn controller(cx: &Context<'_>, verb: WordId, complement: WordId) -> Option<WordId> {
    let parse = cx.parse;
    let lemma = parse.lemma(verb);
    let mark = parse
        .children_by(complement, &[Relation::Mark, Relation::Case])
        .map(|m| parse.lower(m))
        .next();
    let passive = grammar::is_passive(parse, verb);
    let object = |verb| {
        parse
            .children_by(verb, &[Relation::Obj, Relation::Iobj])
            .find(|o| *o < complement)
    };
    let infinitive = mark == Some("to");
    if infinitive || mark.is_none() {
        if lemma == "promise" || passive {
            return None;
        }
        // A purpose is the subject's own: "used gas to clear the square".
        let governs =
            parse.relation(complement) != Relation::Advcl || cx.lexicon.classes.has("demand", lemma);
        // "called the king to thank him" is a purpose; who is called upon stands under a preposition.
        if let Some(object) = object(verb).filter(|_| governs && lemma != "call") {
            return Some(object);
        }
        if cx.lexicon.classes.has("demand", lemma) {
            return ["on", "upon", "to", "for", "with"]
                .into_iter()
                .find_map(|prep| under(cx, verb, prep).find(|w| *w < complement));
        }
        return None;
    }
    if matches!(mark, Some("of" | "for" | "against" | "from" | "over" | "into"))
        && (cx.lexicon.classes.has("blame", lemma) || cx.lexicon.classes.has("demand", lemma))
        && !passive
    {
        return object(verb);
    }
    None
}

/// The nominals under a preposition of a word.
pub(super) fn under<'c>(
    cx: &'c Context<'_>,
    word: WordId,
    prep: &'c str,
) -> impl Iterator<Item = WordId> + use<'c> {
    cx.parse
        .children_by(word, &[Relation::Obl, Relation::Nmod])
        .filter(move |&o| grammar::preposition(cx.parse, o) == Some(prep))
}

/// Whose a noun with an infinitive is.
enum Owner {
    Noun(WordId),
    Verb(WordId),
}

/// "a commission to hold talks", "Israel's plan to strike", "a call on Kyiv to stop", "had orders to fire".
fn owner(cx: &Context<'_>, entities: &Entities, noun: WordId) -> Option<Owner> {
    let parse = cx.parse;
    if !entities.of(noun).is_empty() {
        return Some(Owner::Noun(noun));
    }
    if cx.lexicon.classes.has("demand", parse.lemma(noun)) {
        let asked = ["on", "to", "for"]
            .into_iter()
            .find_map(|prep| under(cx, noun, prep).next());
        if let Some(asked) = asked {
            return Some(Owner::Noun(asked));
        }
    }
    if let Some(poss) = parse.child(noun, Relation::NmodPoss) {
        return Some(Owner::Noun(poss));
    }
    if let Some(by) = under(cx, noun, "by").next() {
        return Some(Owner::Noun(by));
    }
    let verb = parse.head(grammar::first_conjunct(parse, noun))?;
    (parse.upos(verb) == Upos::VERB && verb != noun).then_some(Owner::Verb(verb))
}

/// "the attempt of the rebels at taking the hill": a gerund under a preposition of a noun is its possessor's act.
fn gerund_of_noun(cx: &Context<'_>, gerund: WordId, noun: WordId) -> Option<WordId> {
    let parse = cx.parse;
    let prep = parse
        .children_by(gerund, &[Relation::Mark, Relation::Case])
        .next()?;
    if parse.xpos(gerund) != Xpos::VBG || parse.relation(prep) == Relation::Punct {
        return None;
    }
    parse
        .child(noun, Relation::NmodPoss)
        .or_else(|| under(cx, noun, "by").next())
}
