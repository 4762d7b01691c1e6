//! Sources named by a preposition: "according to X", "as per X", "citing X".

use super::content;
use super::cue;
use super::draft::Draft;
use super::ground::Ground;
use crate::grammar;
use dateline_lexicon::Pos;
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::{Span, WordId};
use std::ops::Range;

/// The source that a word introduces, with the clause that it covers. Content of "citing X" is found later, from the
/// statement that cites: it is empty here.
pub(super) fn find(ground: &Ground<'_>, word: WordId) -> Option<Draft> {
    let cx = ground.cx;
    let parse = cx.parse;
    let what = cue::uses(cx, word, Pos::Prep).into_iter().next()?;
    let citing = matches!(parse.lower(word), "citing" | "quoting");
    // "per day", "per cent", "five per household": a rate names no source.
    if what.cue.lemma == "per" && !is_source_of_per(ground, word) {
        return None;
    }
    // "allegations according to which the post had fallen" names no source.
    let next = what.last.0 + 1;
    if (next as usize) < parse.len() && matches!(ground.lower(next), "which" | "whom" | "whether") {
        return None;
    }
    let stretch = ground.stretch(word);
    let phrase = source_phrase(ground, what.last.0 + 1, &stretch);
    let head = head_of(ground, word, &phrase)?;
    let group = word.0..phrase.end;
    let content = if citing {
        Vec::new()
    } else {
        covered(ground, word, head, &group, &stretch)
    };
    if content.is_empty() && !citing {
        return None;
    }
    Some(Draft {
        head: word,
        cue: parse.span(word).cover(parse.span(what.last)),
        act: what.cue.act,
        speaker: head,
        content,
        group,
        rule: if citing {
            "statement.citing"
        } else {
            "statement.according"
        },
        relays: Vec::new(),
        shares: None,
    })
}

fn is_source_of_per(ground: &Ground<'_>, word: WordId) -> bool {
    let parse = ground.cx.parse;
    let next = WordId(word.0 + 1);
    let set_off = word.0 == ground.stretch(word).start || ground.is_break(word.0 - 1);
    next.index() < parse.len()
        && set_off
        && (matches!(parse.upos(next), Upos::DET | Upos::PROPN) || parse.name_at(next).is_some())
}

/// The words of the source: to the next mark that does not join names, verb or further source.
fn source_phrase(ground: &Ground<'_>, from: u32, stretch: &Range<u32>) -> Range<u32> {
    let parse = ground.cx.parse;
    let mut at = from;
    while at < stretch.end {
        let w = WordId(at);
        let finite = matches!(parse.xpos(w), Xpos::VBD | Xpos::VBZ | Xpos::VBP | Xpos::MD)
            && matches!(parse.upos(w), Upos::VERB | Upos::AUX);
        let relative = parse
            .ancestors(w)
            .any(|a| parse.relation(a) == Relation::AclRelcl && a.0 >= from)
            || parse.relation(w) == Relation::AclRelcl;
        if ground.starts_source(at) || (finite && !relative) {
            break;
        }
        if ground.is_punct(at) && !matches!(parse.form(w), "(" | ")" | "-" | "'" | "’" | "." | "/") {
            // ", the UN and Reuters": a comma between names goes on, as does a description in commas before a comma.
            let joins = parse.form(w) == "," && goes_on(ground, from, at, stretch);
            let quoted = ground.is_break(at)
                && parse.form(w) != ","
                && ground.quotation_from(at + 1).is_some_and(|q| q.end - q.start < 5);
            let closing = ground.quotation_to(at).is_some_and(|q| q.start > from);
            if !joins && !quoted && !closing {
                break;
            }
        }
        at += 1;
    }
    // A verb right behind the phrase took its subject with it: "According to the UN thousands fled".
    let end = at;
    from..end.max(from)
}

/// Whether the source goes on behind a comma: with another name joined to it, or a description set in commas.
fn goes_on(ground: &Ground<'_>, from: u32, comma: u32, stretch: &Range<u32>) -> bool {
    let parse = ground.cx.parse;
    let range = from..comma;
    let below = |w: u32| parse.ancestors(WordId(w)).any(|a| range.contains(&a.0));
    let next = comma + 1;
    if next >= stretch.end || !below(next) {
        return false;
    }
    let mut top = WordId(next);
    while let Some(h) = parse.head(top).filter(|h| !range.contains(&h.0)) {
        top = h;
    }
    // ", and over 40 by Monday, …" is the next clause.
    let counted = (next..stretch.end.min(next + 4)).any(|w| parse.upos(WordId(w)) == Upos::NUM);
    if parse.relation(top) == Relation::Conj && counted {
        return false;
    }
    matches!(
        parse.relation(top),
        Relation::Appos | Relation::AclRelcl | Relation::Conj
    ) && (parse.relation(top) != Relation::Conj || !grammar::is_clause_head(parse, top))
}

/// The head of a source's phrase.
fn head_of(ground: &Ground<'_>, cue: WordId, phrase: &Range<u32>) -> Option<WordId> {
    let parse = ground.cx.parse;
    phrase
        .clone()
        .map(WordId)
        .find(|&w| {
            matches!(
                parse.upos(w),
                Upos::NOUN | Upos::PROPN | Upos::PRON | Upos::NUM | Upos::ADJ
            ) && !matches!(
                parse.relation(w),
                Relation::Compound | Relation::Amod | Relation::NmodPoss | Relation::Nummod
            ) && parse.head(w).is_none_or(|h| {
                !phrase.contains(&h.0)
                    || h < w && parse.upos(h) == Upos::ADP
                    || h == cue
                    || grammar::is_clause_head(parse, h)
            })
        })
        .or_else(|| {
            phrase.clone().map(WordId).find(|&w| {
                matches!(parse.upos(w), Upos::NOUN | Upos::PROPN | Upos::PRON)
                    && parse.relation(w) != Relation::Compound
            })
        })
}

/// What a source covers: the clause around it, by the marks that set it off.
fn covered(
    ground: &Ground<'_>,
    word: WordId,
    head: WordId,
    group: &Range<u32>,
    stretch: &Range<u32>,
) -> Vec<Span> {
    let cx = ground.cx;
    let parse = cx.parse;
    // "In words that, according to X, …": the comma before belongs to the attribution.
    let set_off = word.0 > stretch.start && ground.is_punct(word.0 - 1);
    let start = start_of(ground, word, stretch);
    let before = start..word.0;
    let mut after = group.end..stretch.end;
    while after.start < after.end
        && ground.is_punct(after.start)
        && ground.quotation_from(after.start + 1).is_none()
    {
        after.start += 1;
    }
    let after_comma = group.end < stretch.end && ground.is_break(group.end);
    let piece = |range: Range<u32>| content::piece(cx, range);
    // A clock, a place or "[Text]" may stand before a sentence: its first word has the capital.
    let opens = parse.form(word).starts_with(char::is_uppercase) && !ground.has_clause(before.clone());
    if opens || !ground.has_matter(before.clone()) {
        after.end = end_of(ground, after.clone());
        return piece(after).into_iter().collect();
    }
    // A relative clause or a noun's participle of its own: "the jets that, according to the army, …" is left whole.
    if !set_off
        && let Some(host) = parse
            .ancestors(head)
            .find(|&a| a != word && grammar::is_clause_head(parse, a) && parse.upos(a) != Upos::AUX)
        && parse.relation(host) == Relation::AclRelcl
    {
        let words = parse.subtree(host);
        if let Some(first) = words.first() {
            return piece(first.0.max(start)..word.0).into_iter().collect();
        }
    }
    let next = after.start;
    let ends = !ground.has_matter(after.clone())
        || ground.starts_source(next)
        || matches!(parse.upos(WordId(next)), Upos::CCONJ)
        || matches!(
            ground.lower(next),
            "while"
                | "although"
                | "though"
                | "whereas"
                | "but"
                | "which"
                | "who"
                | "as"
                | "after"
                | "a"
                | "an"
                | "including"
                | "with"
        )
        || matches!(parse.xpos(WordId(next)), Xpos::VBG | Xpos::VBN)
        || !after_comma && !ground.has_clause(after.clone());
    if ends {
        return piece(before).into_iter().collect();
    }
    // ", and, according to X, …": what follows only.
    let last = (start..word.0).rev().find(|&w| !ground.is_punct(w));
    let leads = last.is_some_and(|w| {
        matches!(parse.upos(WordId(w)), Upos::CCONJ | Upos::ADP | Upos::SCONJ)
            || matches!(ground.lower(w), "including" | "that" | "who" | "which")
    });
    after.end = end_of(ground, after.clone());
    if leads && set_off {
        return piece(after).into_iter().collect();
    }
    [piece(before), piece(after)].into_iter().flatten().collect()
}

/// Where the clause before a source starts: behind an earlier source joined to this one by "and".
fn start_of(ground: &Ground<'_>, word: WordId, stretch: &Range<u32>) -> u32 {
    // "The garrison gave up: 200 men, according to the army": what stands behind the colon is the army's.
    let colon = (stretch.start + 1..word.0)
        .rev()
        .find(|&w| ground.lower(w) == ":" && ground.quotation(WordId(w)).is_none());
    if let Some(colon) =
        colon.filter(|&c| ground.has_matter(c + 1..word.0) && ground.has_clause(stretch.start..c))
    {
        return colon + 1;
    }
    let earlier = (stretch.start..word.0)
        .rev()
        .find(|&w| ground.lower(w) == "according");
    let Some(earlier) = earlier else {
        return stretch.start;
    };
    let between = source_phrase(ground, earlier + 2, stretch).end;
    let next = (between..word.0).find(|&w| !ground.is_punct(w));
    match next {
        // "…, according to A, and …, according to B": two clauses, two sources.
        Some(w) if matches!(ground.lower(w), "and" | "but" | "while") => w + 1,
        // "According to A …, according to B": the second passes on the first.
        _ => stretch.start,
    }
}

/// Where what a leading source covers ends: before another source.
fn end_of(ground: &Ground<'_>, range: Range<u32>) -> u32 {
    (range.start + 1..range.end)
        .find(|&w| ground.is_punct(w - 1) && ground.starts_source(w))
        .unwrap_or(range.end)
}
