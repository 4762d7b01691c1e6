//! Titles of office and rank before a name: "the army's spokesman Colonel", "President of Sarland".

use crate::EntityKind;
use crate::context::Context;
use dateline_syntax::Upos;
use dateline_text::WordId;
use std::ops::Range;

/// Longest title looked for, in words.
const LONGEST: u32 = 14;

/// Whether a word is a noun for somebody in a function: "minister", "spokesman", "Col".
pub(super) fn is_title(cx: &Context<'_>, word: WordId) -> bool {
    let nouns = &cx.lexicon.words.nouns;
    let noun = nouns
        .get(cx.parse.lower(word))
        .or_else(|| nouns.get(cx.parse.lemma(word)));
    match noun {
        Some(noun) => noun.kind == EntityKind::Person,
        None => cx.lexicon.offices.title_at(&cx.pieces, word.index()).0 == 1,
    }
}

/// How many words at the head of a name are a title and no part of it: 2 of "Maj Gen Nauman Zakaria".
pub(super) fn title_inside(cx: &Context<'_>, words: &Range<u32>) -> u32 {
    let mut at = words.start;
    while at < words.end {
        let (n, office) = cx.lexicon.offices.title_at(&cx.pieces, at as usize);
        let dots = (at + n as u32..words.end)
            .take_while(|&w| cx.parse.form(WordId(w)) == ".")
            .count() as u32;
        let next = at + n as u32 + dots;
        if office.is_none() || next >= words.end {
            break;
        }
        at = next;
    }
    at - words.start
}

/// The words of the title that stands before the name starting at `name`, without an article.
///
/// The title has a noun for a function, the words before it that belong to it, and behind it complements that lead
/// up to the name: "the president of the council on Monday Edda Lorn". `taken` tells words of other people's names.
pub(super) fn before(cx: &Context<'_>, name: u32, taken: impl Fn(u32) -> bool) -> Option<Range<u32>> {
    let parse = cx.parse;
    let first = parse.sentence(parse.sentence_of(WordId(name))).words.start;
    let lowest = first.max(name.saturating_sub(LONGEST));
    let mut start = None;
    let mut at = name;
    while at > lowest {
        at -= 1;
        let word = WordId(at);
        if taken(at) {
            break;
        }
        // "Commander-in-Chief": what a hyphen ties is one title.
        let tied = at + 1 < name && parse.form(WordId(at + 1)) == "-"
            || at > lowest && parse.form(WordId(at - 1)) == "-" && start.is_some();
        let nominal = tied || matches!(parse.upos(word), Upos::NOUN | Upos::PROPN | Upos::ADJ | Upos::NUM);
        if nominal && is_title(cx, word) && !is_goal(cx, word, name) {
            start = Some(at);
        } else if nominal || matches!(parse.lower(word), "'s" | "-" | "." | "(" | ")") {
            start = start.map(|_| at);
        } else if start.is_some()
            || !matches!(
                parse.lower(word),
                "of" | "the" | "for" | "to" | "in" | "at" | "and" | "on"
            )
        {
            // What stands before the title's own phrase is not of it: "a visit to", "an adviser to".
            break;
        }
    }
    let mut start = start?;
    // A weekday or a mark that the phrase before the title ended in is none of its words.
    while start < name && matches!(parse.lower(WordId(start)), "'s" | "-" | "." | "the" | "(" | ")") {
        start += 1;
    }
    (start < name).then_some(start..name)
}

/// Whether a noun far from the name is where something went, and so no title: "spoke at the minister's house in".
fn is_goal(cx: &Context<'_>, word: WordId, name: u32) -> bool {
    let parse = cx.parse;
    let back = |n: u32| word.0.checked_sub(n).map(|w| parse.lower(WordId(w)));
    let introduces = |w: Option<&str>| matches!(w, Some("to" | "at" | "in" | "on" | "with"));
    name - word.0 > 3 && (introduces(back(1)) || (back(1) == Some("the") && introduces(back(2))))
}
