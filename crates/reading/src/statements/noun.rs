//! Nouns that attribute: "his warning that", "claims by", "made an appeal for".

use super::content;
use super::cue;
use super::draft::Draft;
use super::ground::Ground;
use super::speaker;
use crate::grammar;
use dateline_lexicon::{Act, Content, Pos};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// The attribution that a noun makes, where the words around name who speaks.
pub(super) fn find(ground: &Ground<'_>, word: WordId) -> Option<Draft> {
    let cx = ground.cx;
    let parse = cx.parse;
    if parse.upos(word) != Upos::NOUN {
        return None;
    }
    let what = cue::uses(cx, word, Pos::Noun).into_iter().next()?;
    let denied = parse
        .children_by(word, &[Relation::Det, Relation::Advmod])
        .any(|d| matches!(parse.lower(d), "no" | "not" | "any" | "neither"));
    if denied {
        return None;
    }
    let clause = clause_of(ground, word);
    // "the claim of two commanders that …"
    let of = || {
        parse
            .children_by(word, &[Relation::Nmod])
            .find(|&c| grammar::preposition(parse, c) == Some("of") && parse.upos(c) == Upos::PROPN)
            .filter(|_| clause.is_some())
    };
    let speaker = speaker::behind_noun(ground, word).or_else(of)?;
    if !speaker::can_speak(ground, speaker, true) {
        return None;
    }
    let mut tops: Vec<WordId> = Vec::new();
    if let Some(top) = clause.filter(|_| cue::takes(what.cue, &Content::That)) {
        tops.push(top);
        // "that A and that B"
    } else {
        for pattern in &what.cue.content {
            let top = match pattern {
                Content::To => parse.children(word).iter().copied().find(|&c| {
                    matches!(
                        parse.relation(c),
                        Relation::Acl | Relation::Advcl | Relation::Xcomp
                    ) && parse
                        .children_by(c, &[Relation::Mark])
                        .any(|m| parse.lower(m) == "to")
                }),
                Content::Obl(prep)
                    if what.cue.act != Act::Say
                        || cx.is(word, &["warning", "fear", "concern", "suspicion", "worry"]) =>
                {
                    parse.children(word).iter().copied().find(|&c| {
                        c > word
                            && matches!(parse.relation(c), Relation::Nmod | Relation::Acl | Relation::Obl)
                            && grammar::preposition(parse, c) == Some(prep)
                            && c != speaker
                    })
                }
                _ => None,
            };
            if let Some(top) = top {
                tops.push(top);
                break;
            }
        }
    }
    let top = *tops.first()?;
    let range = content::cover(cx, &tops, |w| {
        parse.relation(w) == Relation::AclRelcl && Some(w) != clause && parse.head(w) != Some(top)
            || (parse.head(w) == Some(top) && parse.relation(w) == Relation::Case)
    })?;
    let mut start = range.start.max(word.0 + 1);
    if ground.lower(start) == "that" {
        start += 1;
    }
    let content = content::piece(cx, start..range.end)?;
    Some(Draft {
        head: word,
        cue: parse.span(word),
        act: what.cue.act,
        speaker,
        content: vec![content],
        group: word.0..word.0 + 1,
        rule: "statement.noun",
        relays: Vec::new(),
        shares: None,
    })
}

/// The that-clause of a noun, which the tree may take for a relative one.
fn clause_of(ground: &Ground<'_>, noun: WordId) -> Option<WordId> {
    let parse = ground.cx.parse;
    // "claims by the rebels that …": it may hang on those who speak.
    let below = parse
        .children_by(noun, &[Relation::Nmod])
        .filter(|&n| matches!(grammar::preposition(parse, n), Some("by" | "of" | "from")))
        .flat_map(|n| parse.children(n).iter().copied());
    parse.children(noun).iter().copied().chain(below).find(|&c| {
        c > noun
            && matches!(
                parse.relation(c),
                Relation::Acl | Relation::Ccomp | Relation::AclRelcl | Relation::Advcl
            )
            && parse.children(c).iter().any(|&m| {
                parse.lower(m) == "that"
                    && (m < c)
                    && matches!(parse.relation(m), Relation::Mark | Relation::Obj)
            })
            && ground.has_own_subject(c)
    })
}
