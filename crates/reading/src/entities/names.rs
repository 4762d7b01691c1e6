//! Where names stand in the text: the model proposes, the lexicon decides what it knows.

use super::acronyms::{Definition, Definitions};
use super::titles;
use crate::context::Context;
use dateline_lexicon::{EntityKind, KnownId, Use, fold};
use dateline_syntax::{NameKind, Upos, Xpos};
use dateline_text::WordId;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is known of a name before the report as a whole is looked at.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Source {
    /// The lexicon has it.
    Known(KnownId, Use),
    /// The lexicon knows the person as a holder of office.
    Holder,
    /// The report introduces it as the short form of these words.
    Short(Definition),
    /// Only the model says so.
    Model(NameKind),
}

/// A name in the text.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct NameSpan {
    pub(super) words: Range<u32>,
    pub(super) source: Source,
    /// Other readings of the same words (a place that is also a seat of government).
    pub(super) also: Vec<(KnownId, Use)>,
}

impl NameSpan {
    fn new(words: Range<u32>, source: Source) -> Self {
        Self {
            words,
            source,
            also: Vec::new(),
        }
    }

    /// Whether it is told to be a person's name.
    pub(super) const fn is_person(&self) -> bool {
        matches!(self.source, Source::Holder | Source::Model(NameKind::Person))
    }
}

/// All names of the report, in order, none overlapping.
pub(super) fn find(cx: &Context<'_>, definitions: &Definitions) -> Vec<NameSpan> {
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
        // Where the rest of a name goes on whose owner was cut off.
        let mut rest = None;
        while at < words.end {
            let found = short_form(cx, definitions, at)
                .or_else(|| name_at(cx, at, words.end, shouted, rest == Some(at)));
            let Some(name) = found else {
                at += 1;
                continue;
            };
            at = name.words.end.max(at + 1);
            let cut = parse
                .name_at(WordId(name.words.start))
                .filter(|n| opens_with_owner(cx, &n.words, at - n.words.start) && n.words.end > at);
            rest = cut.map(|_| at + u32::from(is_possessive(cx, at)));
            split(cx, name, &mut out);
        }
    }
    out
}

/// A word that the report has introduced as a short form.
fn short_form(cx: &Context<'_>, definitions: &Definitions, at: u32) -> Option<NameSpan> {
    let form = cx.parse.form(WordId(at));
    if definitions.is_empty() || !super::acronyms::is_acronym(form) {
        return None;
    }
    let found = definitions.get(&fold(form))?;
    Some(NameSpan::new(at..at + 1, Source::Short(found.clone())))
}

/// The name that starts at word `at`.
fn name_at(cx: &Context<'_>, at: u32, end: u32, shouted: bool, rest: bool) -> Option<NameSpan> {
    let parse = cx.parse;
    let model = parse
        .name_at(WordId(at))
        .filter(|n| (n.words.start == at || rest) && n.words.end <= end)
        .map(|n| (at..n.words.end, n.kind))
        .filter(|(words, kind)| !is_no_name(cx, words, *kind));
    let (n_known, known) = cx.lexicon.world.longest(&cx.pieces, at as usize);
    let n_known = (n_known as u32).min(end - at);
    let (n_holder, holders) = cx.lexicon.offices.person_at(&cx.pieces, at as usize);
    let n_model = model.as_ref().map_or(0, |(words, _)| words.end - at);
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
        return Some(NameSpan::new(at..at + n_holder as u32, Source::Holder));
    }
    // "the African Union AU": the short form behind a known name is a name of its own.
    if let Some((words, _)) = &model
        && n_known > 1
        && n_model == n_known + 1
        && super::acronyms::is_acronym(parse.form(WordId(words.end - 1)))
    {
        let (id, how) = best(cx, &known)?;
        return Some(NameSpan::new(at..at + n_known, Source::Known(id, how)));
    }
    // A personal name of the model's is not cut by a place of the lexicon ("Jackson", "Paris Hilton").
    if let Some((words, kind)) = &model
        && n_model > n_known
        && (matches!(kind, NameKind::Person | NameKind::Organisation) || n_model > n_known + 1)
        && (*kind != NameKind::Place || n_known == 0)
        && !opens_with_owner(cx, words, n_known)
    {
        return Some(NameSpan::new(words.clone(), Source::Model(*kind)));
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
    let (words, kind) = model?;
    Some(NameSpan::new(words, Source::Model(kind)))
}

/// Whether the model's name is none: a title alone ("Governor", "National Security Adviser"), which it takes for one
/// where a name follows, or a noun with a capital ("the Ministry", "the Mission").
fn is_no_name(cx: &Context<'_>, words: &Range<u32>, kind: NameKind) -> bool {
    let title = titles::is_title(cx, WordId(words.end - 1));
    let common = is_common(cx, words);
    (title && common && kind != NameKind::Person) || (words.len() == 1 && (title || common))
}

/// Whether all words of a name are words of the tables: nouns for people and bodies, and titles.
fn is_common(cx: &Context<'_>, words: &Range<u32>) -> bool {
    let nouns = &cx.lexicon.words.nouns;
    let (n, _) = cx.lexicon.offices.title_at(&cx.pieces, words.start as usize);
    let last = fold(cx.parse.form(WordId(words.end - 1)));
    n as u32 == words.end - words.start
        || (words.end - words.start == 1
            && (nouns.contains_key(&last) || nouns.contains_key(&super::nouns::singular(&last))))
}

fn is_possessive(cx: &Context<'_>, word: u32) -> bool {
    (word as usize) < cx.parse.len() && matches!(cx.parse.form(WordId(word)), "'s" | "’s" | "'" | "’")
}

/// Whether a state or body at the head of a name only owns what follows: "the UN's Hall of Nations", and
/// "President of Sarland Edda Lorn", where the model takes the state into the name.
fn opens_with_owner(cx: &Context<'_>, words: &Range<u32>, n_known: u32) -> bool {
    if n_known == 0 {
        return false;
    }
    let next = words.start + n_known;
    let owns = next + 1 < words.end && is_possessive(cx, next);
    let of = words.start > 0 && cx.parse.lower(WordId(words.start - 1)) == "of";
    owns || (of && words.end - next >= 2)
}

/// Puts a name in without the title at its head and the possessive at its end, and its parts apart where the
/// possessive stands inside: "Sarland's Ministry of Trade".
fn split(cx: &Context<'_>, mut name: NameSpan, out: &mut Vec<NameSpan>) {
    if let Source::Model(kind) = name.source {
        while name.words.end > name.words.start + 1 && is_possessive(cx, name.words.end - 1) {
            name.words.end -= 1;
        }
        if kind == NameKind::Person {
            name.words.start += titles::title_inside(cx, &name.words);
            // "spokesman of MFA Edda Lorn": the body of the title is none of the name.
            let first = WordId(name.words.start);
            let of = first.0 > 0 && cx.parse.lower(WordId(first.0 - 1)) == "of";
            if of && name.words.len() > 2 && super::acronyms::is_acronym(cx.parse.form(first)) {
                name.words.start += 1;
            }
            // A state that only belongs to the title before the name was cut by `opens_with_owner`.
            let inside = name.words.clone().find(|&w| is_possessive(cx, w));
            if let Some(at) = inside.filter(|&at| at > name.words.start && at + 1 < name.words.end) {
                out.push(NameSpan::new(name.words.start..at, Source::Model(kind)));
                name.words.start = at + 1;
            }
        }
    }
    // "Sarpanch Mohd" and "Aslam Khan" side by side are one name that the model cut.
    if name.source == Source::Model(NameKind::Person)
        && let Some(last) = out.last_mut()
        && last.source == name.source
        && last.words.end == name.words.start
    {
        last.words.end = name.words.end;
        return;
    }
    out.push(name);
}

/// Finds the names of one word that the model saw elsewhere in the report and missed here.
pub(super) fn again(cx: &Context<'_>, spans: &mut Vec<NameSpan>) {
    let parse = cx.parse;
    let mut forms: BTreeMap<&str, NameKind> = BTreeMap::new();
    let mut covered = vec![false; parse.len()];
    for name in spans.iter() {
        for w in name.words.clone() {
            covered[w as usize] = true;
        }
        if let Source::Model(kind) = name.source {
            let family = name.words.end - 1;
            if (name.words.len() == 1 && kind != NameKind::Misc) || kind == NameKind::Person {
                forms.entry(parse.form(WordId(family))).or_insert(kind);
            }
        }
    }
    let missed = parse.words().filter(|&w| {
        !covered[w.index()]
            && matches!(parse.upos(w), Upos::PROPN | Upos::NOUN)
            && starts_upper(parse.form(w))
            && parse.form(w).len() > 2
    });
    // A short form that the model missed may be of a body told in full; see `cluster`.
    let kind_of = |w: WordId| {
        let form = parse.form(w);
        let short = super::acronyms::is_acronym(form) && form.len() > 2;
        let proper = parse.upos(w) == Upos::PROPN;
        let told = forms.get(form).copied().filter(|_| proper);
        told.or(short.then_some(NameKind::Misc))
    };
    let found: Vec<NameSpan> = missed
        .filter_map(|w| Some(NameSpan::new(w.0..w.0 + 1, Source::Model(kind_of(w)?))))
        .collect();
    spans.extend(found);
    spans.sort_by_key(|name| name.words.start);
}

/// Gives names of one word that the model sees now as a person's, now as something else, one kind: the commoner.
pub(super) fn vote(cx: &Context<'_>, spans: &mut [NameSpan]) {
    let key = |name: &NameSpan| fold(cx.parse.form(WordId(name.words.start)));
    let mut votes: BTreeMap<String, Vec<(NameKind, u32)>> = BTreeMap::new();
    for name in spans.iter().filter(|n| n.words.len() == 1) {
        if let Source::Model(kind) = name.source {
            let told = votes.entry(key(name)).or_default();
            match told.iter_mut().find(|(k, _)| *k == kind) {
                Some((_, n)) => *n += 1,
                None => told.push((kind, 1)),
            }
        }
    }
    for name in spans.iter_mut().filter(|n| n.words.len() == 1) {
        let told = votes.get(&key(name)).filter(|told| told.len() > 1);
        if let Source::Model(kind) = &mut name.source
            && let Some((common, _)) = told.and_then(|told| told.iter().rev().max_by_key(|(_, n)| *n))
        {
            *kind = *common;
        }
    }
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
