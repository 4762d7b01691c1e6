//! Where names stand in the text: the model proposes, the lexicon decides what it knows.

use crate::context::Context;
use dateline_lexicon::{EntityKind, KnownId, Use};
use dateline_syntax::{NameKind, Upos, Xpos};
use dateline_text::WordId;
use std::ops::Range;

/// What is known of a name before the report as a whole is looked at.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Source {
    /// The lexicon has it.
    Known(KnownId, Use),
    /// The lexicon knows the person as a holder of office.
    Holder,
    /// Only the model says so.
    Model(NameKind),
}

/// A name in the text.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct NameSpan {
    pub(super) words: Range<u32>,
    pub(super) source: Source,
    /// Another reading of the same words (a place that is also a seat of government).
    pub(super) also: Vec<(KnownId, Use)>,
}

/// All names of the report, in order, none overlapping.
pub(super) fn find(cx: &Context<'_>) -> Vec<NameSpan> {
    let parse = cx.parse;
    let mut out: Vec<NameSpan> = Vec::new();
    for sentence in parse.sentence_ids() {
        let words = parse.sentence(sentence).words.clone();
        let shouted = words
            .clone()
            .filter(|&w| parse.form(WordId(w)).chars().any(char::is_lowercase))
            .count()
            < 2
            && words.len() > 3;
        let mut at = words.start;
        while at < words.end {
            let found = name_at(cx, at, words.end, shouted);
            match found {
                Some(name) => {
                    at = name.words.end.max(at + 1);
                    out.push(name);
                }
                None => at += 1,
            }
        }
    }
    out
}

/// The name that starts at word `at`.
fn name_at(cx: &Context<'_>, at: u32, end: u32, shouted: bool) -> Option<NameSpan> {
    let parse = cx.parse;
    let model = parse
        .name_at(WordId(at))
        .filter(|n| n.words.start == at && n.words.end <= end);
    let (n_known, known) = cx.lexicon.world.longest(&cx.pieces, at as usize);
    let n_known = (n_known as u32).min(end - at);
    let (n_holder, holders) = cx.lexicon.offices.person_at(&cx.pieces, at as usize);
    let n_model = model.map_or(0, |m| m.words.end - m.words.start);
    // A single word at the head of a sentence, or in shouted text, needs the model's or the tagger's support.
    let proper = |n: u32| {
        (at..at + n).any(|w| {
            let w = WordId(w);
            parse.upos(w) == Upos::PROPN
                || (parse.upos(w) == Upos::ADJ && starts_upper(parse.form(w)))
                || (matches!(parse.xpos(w), Xpos::NNPS | Xpos::NNP))
                || (starts_upper(parse.form(w)) && !shouted)
        })
    };
    if !holders.is_empty() && n_holder as u32 >= n_model && n_holder > 1 {
        return Some(NameSpan {
            words: at..at + n_holder as u32,
            source: Source::Holder,
            also: Vec::new(),
        });
    }
    // A personal name of the model's is not cut by a place of the lexicon ("Jackson", "Paris Hilton").
    if let Some(name) = model
        && n_model > n_known
        && (name.kind == NameKind::Person || name.kind == NameKind::Organisation || n_model > n_known + 1)
        && (name.kind != NameKind::Place || n_known == 0)
    {
        // A state's or people's name that only opens the name of a body stays visible as its owner; see `cluster`.
        return Some(NameSpan {
            words: name.words.clone(),
            source: Source::Model(name.kind),
            also: Vec::new(),
        });
    }
    if n_known > 0 && proper(n_known) {
        let (id, how) = best(cx, &known)?;
        let also = known.into_iter().filter(|k| *k != (id, how)).collect();
        return Some(NameSpan {
            words: at..at + n_known,
            source: Source::Known(id, how),
            also,
        });
    }
    model.map(|name| NameSpan {
        words: name.words.clone(),
        source: Source::Model(name.kind),
        also: Vec::new(),
    })
}

/// Among several referents of one phrase: the one that is a thing of its own, before adjective, people and seat.
fn best(cx: &Context<'_>, known: &[(KnownId, Use)]) -> Option<(KnownId, Use)> {
    known.iter().copied().min_by_key(|(id, how)| {
        (
            *how,
            cx.lexicon.world.get(*id).kind == EntityKind::Place && *how != Use::Name,
            id.0,
        )
    })
}

pub(super) fn starts_upper(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_uppercase)
}
