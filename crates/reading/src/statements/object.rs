//! Verbal acts without a clause: what is demanded, promised, denied, praised.

use super::content;
use super::cue;
use super::extent::{reach, stop};
use super::ground::Ground;
use super::verb::{Found, Verb};
use crate::grammar;
use dateline_lexicon::{Act, Content};
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::WordId;

/// The branches of an object phrase that only add to it: ", which set off the fighting", "(see map)".
fn added(ground: &Ground<'_>, word: WordId) -> bool {
    let parse = ground.cx.parse;
    let comma = || {
        parse
            .subtree(word)
            .first()
            .is_some_and(|f| ground.lower(f.0) == "," || f.0 > 0 && ground.lower(f.0 - 1) == ",")
    };
    match parse.relation(word) {
        Relation::AclRelcl | Relation::Advcl | Relation::Appos => comma(),
        Relation::Parataxis => true,
        Relation::Conj => grammar::is_clause_head(parse, word) && comma(),
        _ => {
            ground.starts_source(word.0)
                || parse
                    .children(word)
                    .iter()
                    .any(|&c| ground.lower(c.0) == "according")
        }
    }
}

/// "urged both armies to stop", "promised to leave": what is asked or promised, with those who are asked.
pub(super) fn to_clause(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<Found> {
    let parse = ground.cx.parse;
    let below = parse
        .children_by(verb.word, &[Relation::Obl, Relation::Obj])
        .filter(|&o| {
            let medium = matches!(grammar::preposition(parse, o), Some("in" | "on" | "by" | "at"));
            parse.relation(o) == Relation::Obl && medium || o <= verb.what.last
        })
        .flat_map(|o| parse.children_by(o, &[Relation::Acl]));
    let top = parse
        .children(verb.word)
        .iter()
        .copied()
        .chain(below)
        .find(|&c| {
            matches!(
                parse.relation(c),
                Relation::Xcomp | Relation::Ccomp | Relation::Advcl | Relation::Acl
            ) && c > verb.what.last
                && parse
                    .children_by(c, &[Relation::Mark])
                    .any(|m| parse.lower(m) == "to")
        })?;
    // "wants to speak" asks nothing of others; "wants the guards to leave" does.
    if ground.cx.is(verb.word, &["want"])
        && !ground.has_own_subject(top)
        && parse
            .children_by(verb.word, &[Relation::Obj, Relation::Iobj])
            .next()
            .is_none()
    {
        return None;
    }
    let mut tops: Vec<WordId> = parse
        .children_by(verb.word, &[Relation::Obj, Relation::Iobj, Relation::Obl])
        .filter(|&o| {
            o > verb.word
                && o < top
                && (parse.relation(o) != Relation::Obl
                    || o <= verb.what.last
                    || o.0 <= verb.what.last.0 + 4 && verb.what.last != verb.word)
        })
        .collect();
    if verb.what.cue.act == Act::Promise {
        tops.clear();
    }
    tops.push(top);
    let range = content::cover(ground.cx, &tops, |w| added(ground, w))?;
    let end = reach(ground, verb, range.start, range.end);
    let mut range = range.start.max(verb.what.last.0 + 1)..stop(ground, verb, range.start, end);
    if verb.what.cue.act == Act::Promise && ground.lower(range.start) == "to" {
        range.start += 1;
    }
    Some(Found {
        content: content::piece(ground.cx, range).into_iter().collect(),
        group: verb.word.0..verb.what.last.0 + 1,
        rule: "statement.to",
    })
}

/// The object that stands for what is said, with what is said of it: "the accord a first step", "the ELN for the murder".
pub(super) fn object(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<Found> {
    let parse = ground.cx.parse;
    let group = verb.word.0..verb.what.last.0 + 1;
    if grammar::is_passive(parse, verb.word) {
        // "a truce announced by the army": the noun that the participle describes.
        let noun = match parse.relation(verb.word) {
            Relation::Acl | Relation::AclRelcl => parse.head(verb.word)?,
            _ => parse.children_by(verb.word, &[Relation::NsubjPass]).next()?,
        };
        if pronoun(ground, noun) {
            return None;
        }
        let range = content::cover(ground.cx, &[noun], |w| w == verb.word || added(ground, w))?;
        return Some(Found {
            content: content::piece(ground.cx, range).into_iter().collect(),
            group,
            rule: "statement.object",
        });
    }
    if let Some(range) = put_at(ground, verb) {
        return Some(Found {
            content: content::piece(ground.cx, range).into_iter().collect(),
            group,
            rule: "statement.object",
        });
    }
    let found = parse
        .children_by(verb.word, &[Relation::Obj])
        .next()
        .or_else(|| slip(ground, verb));
    let top = found?;
    let complements: Vec<WordId> = parse
        .children(verb.word)
        .iter()
        .copied()
        .filter(|&c| c > verb.word && completes(ground, verb, c))
        .collect();
    if top < verb.word {
        // "the town, which they call Belgrave", "what they call order": a name, not a view.
        if matches!(parse.lower(top), "which" | "what" | "whom")
            && ground.cx.is(verb.word, &["call", "dub", "term", "label"])
        {
            return None;
        }
        // "the talks that Egypt proposed": the noun that the relative clause describes.
        let noun = grammar::relative_antecedent(parse, top, verb.word)?;
        if !complements.is_empty() {
            let range = content::cover(ground.cx, &complements, |w| added(ground, w))?;
            return Some(Found {
                content: content::piece(ground.cx, range).into_iter().collect(),
                group,
                rule: "statement.object",
            });
        }
        // "which they consider a mistake"
        let second = parse
            .children_by(verb.word, &[Relation::Obj])
            .find(|&o| o > verb.word);
        if let Some(second) = second {
            let range = content::cover(ground.cx, &[second], |w| added(ground, w))?;
            return Some(Found {
                content: content::piece(ground.cx, range).into_iter().collect(),
                group,
                rule: "statement.object",
            });
        }
        let range = content::cover(ground.cx, &[whole(ground, noun)], |w| {
            matches!(parse.relation(w), Relation::AclRelcl) || added(ground, w)
        })?;
        return Some(Found {
            content: content::piece(ground.cx, range).into_iter().collect(),
            group,
            rule: "statement.object",
        });
    }
    if ground.cx.is(
        verb.word,
        &[
            "call", "dub", "term", "label", "brand", "regard", "describe", "portray", "depict", "consider",
            "view", "deem", "put",
        ],
    ) && verb.what.last == verb.word
        && complements.is_empty()
        && parse.children_by(verb.word, &[Relation::Obj]).count() < 2
        && !(ground.cx.is(verb.word, &["put"]) && parse.subtree(top).iter().any(|&w| parse.lower(w) == "at"))
    {
        return None;
    }
    // "who call themselves the Front": a name, not a view.
    if parse.lower(top).ends_with("selves")
        && ground
            .cx
            .is(verb.word, &["call", "dub", "term", "label", "brand"])
    {
        return None;
    }
    if pronoun(ground, top)
        && complements.is_empty()
        && parse.children_by(verb.word, &[Relation::Obj]).count() < 2
        && !matches!(
            verb.what.cue.act,
            Act::Deny | Act::Confirm | Act::Condemn | Act::Support | Act::Accuse
        )
    {
        return None;
    }
    if counts(ground, verb) && !numbered(ground, top) {
        return None;
    }
    let mut tops = vec![top];
    tops.extend(complements);
    // "calls it a mistake", "offered the rebels safe passage".
    tops.extend(
        parse
            .children_by(verb.word, &[Relation::Obj])
            .filter(|&o| o > top),
    );
    if verb.what.cue.act == Act::Promise {
        tops.extend(
            parse
                .children_by(verb.word, &[Relation::Iobj])
                .filter(|&o| o > verb.word),
        );
    }
    // "threatens war unless they leave": the condition is part of what is said.
    tops.extend(parse.children_by(verb.word, &[Relation::Advcl]).filter(|&c| {
        c > top
            && parse
                .children_by(c, &[Relation::Mark])
                .any(|m| matches!(parse.lower(m), "unless" | "if" | "provided" | "until"))
    }));
    let mut range = content::cover(ground.cx, &tops, |w| added(ground, w))?;
    // "reported one man killed": the tree may hang the man elsewhere.
    if parse.relation(top) != Relation::Obj && (verb.what.last.0 + 1..top.0).all(|w| !ground.is_punct(w)) {
        range.start = verb.what.last.0 + 1;
    }
    while range.start > verb.what.last.0 + 1
        && matches!(
            parse.upos(WordId(range.start - 1)),
            Upos::DET | Upos::ADJ | Upos::NUM
        )
    {
        range.start -= 1;
    }
    let range = range.start.max(verb.what.last.0 + 1)..stop(ground, verb, range.start, range.end);
    Some(Found {
        content: content::piece(ground.cx, range).into_iter().collect(),
        group,
        rule: "statement.object",
    })
}

/// "put the newly displaced at around 50,000": what is counted, to the number it is put at.
fn put_at(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<std::ops::Range<u32>> {
    if !ground.cx.is(verb.word, &["put", "place", "estimate"]) {
        return None;
    }
    let parse = ground.cx.parse;
    let start = verb.what.last.0 + 1;
    let limit = verb.stretch.end.min(start + 16);
    let at = (start + 1..limit).find(|&w| ground.lower(w) == "at")?;
    let number = (at + 1..limit.min(at + 6)).find(|&w| parse.upos(WordId(w)) == Upos::NUM)?;
    let more = |w: u32| {
        parse.upos(WordId(w)) == Upos::NUM
            || matches!(
                ground.lower(w),
                "or" | "more" | "people" | "dead" | "soldiers" | "men"
            )
    };
    let end = (number + 1..verb.stretch.end)
        .find(|&w| !more(w))
        .unwrap_or(verb.stretch.end);
    let plain = (start..at)
        .all(|w| !matches!(parse.upos(WordId(w)), Upos::VERB) || parse.xpos(WordId(w)) == Xpos::VBN);
    plain.then_some(start..end)
}

/// An object that the tree holds for something else: a gerund ("denies having fired"), a bare number ("reported 30
/// dead"), a second subject ("reported two men wounded"), a phrase without preposition behind the one told.
fn slip(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<WordId> {
    let parse = ground.cx.parse;
    let to = |c: WordId| {
        parse
            .children_by(c, &[Relation::Mark])
            .any(|m| parse.lower(m) == "to")
    };
    parse.children(verb.word).iter().copied().find(|&c| {
        c > verb.what.last
            && match parse.relation(c) {
                Relation::Xcomp | Relation::Ccomp => {
                    !to(c)
                        && (parse.xpos(c) == Xpos::VBG
                            || parse.upos(c) != Upos::VERB
                            || parse
                                .children_by(c, &[Relation::Aux])
                                .any(|a| parse.xpos(a) == Xpos::VBG))
                }
                Relation::Nsubj => verb.subject.is_some_and(|s| s < verb.word),
                Relation::Acl => c.0 <= verb.what.last.0 + 2 && !to(c),
                Relation::Obl => {
                    parse.child(c, Relation::Case).is_none()
                        && parse.upos(c) == Upos::NOUN
                        && parse.child(c, Relation::Det).is_some()
                        && parse.child(c, Relation::Nummod).is_none()
                }
                _ => false,
            }
    })
}

/// The noun that a relative clause describes, with the number that counts it: "hundreds of men whom they counted".
fn whole(ground: &Ground<'_>, noun: WordId) -> WordId {
    let parse = ground.cx.parse;
    match parse.head(noun) {
        Some(head)
            if parse.relation(noun) == Relation::Nmod
                && grammar::preposition(parse, noun) == Some("of")
                && (parse.upos(head) == Upos::NUM
                    || ground.cx.is(
                        head,
                        &["hundred", "thousand", "dozen", "number", "series", "score", "ten"],
                    )) =>
        {
            head
        }
        _ => noun,
    }
}

/// A pronoun says nothing by itself.
fn pronoun(ground: &Ground<'_>, word: WordId) -> bool {
    ground.cx.parse.upos(word) == Upos::PRON
}

/// Verbs that tell a number: "counted 40 explosions".
fn counts(ground: &Ground<'_>, verb: &Verb<'_>) -> bool {
    ground.cx.is(
        verb.word,
        &[
            "count",
            "tally",
            "record",
            "register",
            "log",
            "document",
            "list",
            "number",
            "estimate",
            "put",
            "place",
            "calculate",
            "give",
            "hear",
            "see",
        ],
    )
}

fn numbered(ground: &Ground<'_>, top: WordId) -> bool {
    let parse = ground.cx.parse;
    parse.subtree(top).iter().any(|&w| parse.upos(w) == Upos::NUM)
        || ground.cx.is(
            top,
            &[
                "number", "toll", "figure", "total", "dead", "loss", "casualty", "shot", "death",
            ],
        )
}

/// Whether a branch completes what is said of the object: a predicate, or a preposition of the cue's pattern.
fn completes(ground: &Ground<'_>, verb: &Verb<'_>, word: WordId) -> bool {
    let parse = ground.cx.parse;
    let fits = |prep: &str| {
        prep == "as"
            || verb
                .what
                .cue
                .content
                .iter()
                .any(|c| matches!(c, Content::Obl(p) if p == prep))
    };
    match parse.relation(word) {
        Relation::Xcomp => true,
        Relation::Obl | Relation::Nmod | Relation::Advcl => parse
            .children_by(word, &[Relation::Case, Relation::Mark])
            .any(|p| fits(parse.lower(p))),
        _ => false,
    }
}

/// What stands under the preposition of a cue: "called for a truce".
pub(super) fn oblique(ground: &Ground<'_>, verb: &Verb<'_>, prep: &str) -> Option<Found> {
    let parse = ground.cx.parse;
    let top = parse
        .children(verb.word)
        .iter()
        .copied()
        .chain(parse.children(verb.what.last).iter().copied())
        .find(|&c| {
            c > verb.word
                && matches!(
                    parse.relation(c),
                    Relation::Obl
                        | Relation::Nmod
                        | Relation::Advcl
                        | Relation::Acl
                        | Relation::Obj
                        | Relation::Ccomp
                )
                && parse.children(c).iter().any(|&p| {
                    matches!(parse.relation(p), Relation::Case | Relation::Mark) && parse.lower(p) == prep
                })
        })?;
    if pronoun(ground, top) {
        return None;
    }
    let object = parse
        .children_by(verb.word, &[Relation::Obj])
        .find(|&o| o > verb.what.last && o < top && !cue::takes(verb.what.cue, &Content::To));
    let mut tops: Vec<WordId> = object.into_iter().collect();
    tops.push(top);
    let mut range = content::cover(ground.cx, &tops, |w| added(ground, w))?;
    range.start = range.start.max(verb.what.last.0 + 1);
    // The preposition itself is part of the cue.
    if object.is_none() {
        while range.start < range.end && ground.lower(range.start) == prep {
            range.start += 1;
        }
    }
    range.end = stop(ground, verb, range.start, range.end);
    Some(Found {
        content: content::piece(ground.cx, range).into_iter().collect(),
        group: verb.word.0..verb.what.last.0 + 1,
        rule: "statement.object",
    })
}
