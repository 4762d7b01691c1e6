//! Short forms that the report itself introduces: "the Sarland Relief Union (SRU)".

use crate::context::Context;
use dateline_lexicon::fold;
use dateline_syntax::Upos;
use dateline_text::WordId;
use std::collections::HashMap;
use std::ops::Range;

/// A short form and the words that it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Definition {
    /// The word in brackets.
    pub(super) short: u32,
    /// The long form, without an article.
    pub(super) long: Range<u32>,
    /// Whether the short form is made of the initials of the long one.
    pub(super) by_initials: bool,
}

/// The definitions of a report by the folded short form; the first one counts.
pub(super) type Definitions = HashMap<String, Definition>;

/// Whether a word is written as short forms are: a few letters, most of them capitals.
pub(super) fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphanumeric()).count();
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters) && capitals >= 2 && capitals * 2 > letters
}

/// Finds the short forms in brackets.
pub(super) fn find(cx: &Context<'_>) -> Definitions {
    let parse = cx.parse;
    let mut out = Definitions::new();
    for sentence in parse.sentence_ids() {
        let words = parse.sentence(sentence).words.clone();
        for open in words.clone().filter(|&w| parse.form(WordId(w)) == "(") {
            let inside: Vec<u32> = (open + 1..words.end.min(open + 6))
                .take_while(|&w| parse.form(WordId(w)) != ")")
                .filter(|&w| !is_mark(parse.form(WordId(w))))
                .collect();
            let [short] = inside[..] else { continue };
            let form = parse.form(WordId(short));
            if !is_acronym(form) || parse.upos(WordId(short)) == Upos::NUM {
                continue;
            }
            let Some(long) = long_form(cx, words.start, open, form) else {
                continue;
            };
            out.entry(fold(form)).or_insert(Definition {
                short,
                long: long.0,
                by_initials: long.1,
            });
        }
    }
    out
}

fn is_mark(form: &str) -> bool {
    form.chars().all(|c| !c.is_alphanumeric())
}

/// The words before the bracket that the letters abbreviate, else the noun phrase that ends there.
fn long_form(cx: &Context<'_>, first: u32, open: u32, short: &str) -> Option<(Range<u32>, bool)> {
    let parse = cx.parse;
    let mut end = open;
    while end > first && is_mark(parse.form(WordId(end - 1))) {
        end -= 1;
    }
    if end == first {
        return None;
    }
    let letters: Vec<char> = fold(short).chars().filter(|c| *c != ' ').collect();
    if let Some(start) = by_initials(cx, first, end, &letters) {
        return Some((start..end, true));
    }
    // Letters of a translated name: the name or body that ends right before the bracket.
    let last = WordId(end - 1);
    let body = cx.lexicon.words.nouns.get(parse.lemma(last)).is_some_and(|n| {
        !matches!(
            n.kind,
            dateline_lexicon::EntityKind::Person | dateline_lexicon::EntityKind::Population
        )
    });
    let name = parse.name_at(last).filter(|n| {
        n.words.end == end
            && n.words.end - n.words.start > 1
            && matches!(
                n.kind,
                dateline_syntax::NameKind::Organisation | dateline_syntax::NameKind::Misc
            )
    });
    if let Some(name) = name {
        return Some((name.words.clone(), false));
    }
    if !body {
        return None;
    }
    let mut start = end - 1;
    while start > first
        && (matches!(
            parse.upos(WordId(start - 1)),
            Upos::NOUN | Upos::PROPN | Upos::ADJ
        ) || matches!(parse.lower(WordId(start - 1)), "'s" | "-"))
    {
        start -= 1;
    }
    (start + 1 < end).then_some((start..end, false))
}

/// The start of the words up to `end` whose initials are the letters; small words may be passed over.
fn by_initials(cx: &Context<'_>, first: u32, end: u32, letters: &[char]) -> Option<u32> {
    let parse = cx.parse;
    let mut left = letters.len();
    let mut at = end;
    while at > first && end - at < 3 * letters.len() as u32 + 2 {
        at -= 1;
        let word = WordId(at);
        let form = parse.form(word);
        if is_mark(form) || form == "'s" {
            if matches!(form, "," | ";" | ":" | "(" | ")" | "\"") {
                return None;
            }
            continue;
        }
        let small = matches!(parse.upos(word), Upos::ADP | Upos::DET | Upos::CCONJ | Upos::PART);
        let initial = fold(form).chars().next()?;
        // `MSF` and `UNHCR` leave out small words; `BiH` and `ICoJ` keep them.
        if letters[left - 1] == initial {
            left -= 1;
            if left == 0 {
                return Some(at);
            }
        } else if !small {
            return None;
        }
    }
    None
}
