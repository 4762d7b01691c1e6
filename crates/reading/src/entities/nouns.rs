//! Noun phrases for people and bodies, in reading order, each tied to what was named before or made new.

use super::cluster::Theatre;
use super::{Entities, Mention, MentionKind, beside, pronouns, resolve};
use crate::context::Context;
use crate::grammar;
use crate::{EntityId, EntityKind};
use dateline_lexicon::{Noun, NounClass};
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::{Span, WordId};

/// Goes through the report once, giving every noun phrase and pronoun its entity.
pub(super) fn read(cx: &Context<'_>, entities: &mut Entities, theatre: &Theatre) {
    for word in cx.parse.words() {
        if entities.mention(word).is_some() {
            continue;
        }
        if pronouns::is_pronoun(cx, word) {
            pronouns::resolve(cx, entities, word);
        } else if matches!(cx.parse.upos(word), Upos::NOUN | Upos::PROPN | Upos::ADJ) {
            noun(cx, entities, theatre, word);
        }
    }
}

/// The dictionary form of a plain English plural, for words that the tagger took for names.
pub(super) fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some(stem) = lower.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if let Some(stem) = lower.strip_suffix("men").filter(|s| s.len() > 2) {
        return format!("{stem}man");
    }
    if lower.ends_with("ss") || lower.ends_with("us") || lower.len() < 4 {
        return lower;
    }
    lower.strip_suffix('s').map(str::to_owned).unwrap_or(lower)
}

/// Prepositions whose phrase belongs to the noun and tells what it is.
const COMPLEMENT: &[&str] = &["of", "for", "in", "from", "at", "near", "to", "close"];

/// The noun phrase under `head`: its own words and complements, without clauses, appositions, coordination and
/// what tells when or through whom.
pub(crate) fn phrase(cx: &Context<'_>, head: WordId) -> Span {
    let parse = cx.parse;
    let words = parse.subtree_without(head, |w| is_foreign(cx, head, w));
    run(cx, head, &words)
}

/// The head with the words before it alone: "the monitors" of "the monitors in the valley".
fn core(cx: &Context<'_>, head: WordId) -> Span {
    let parse = cx.parse;
    let words = parse.subtree_without(head, |w| {
        is_foreign(cx, head, w)
            || (parse.head(w) == Some(head) && w > head && parse.relation(w) != Relation::Flat)
    });
    run(cx, head, &words)
}

/// Whether a word opens a branch that is no part of the phrase of `head`.
fn is_foreign(cx: &Context<'_>, head: WordId, w: WordId) -> bool {
    let parse = cx.parse;
    let relation = parse.relation(w);
    let own = parse.head(w) == Some(head);
    match relation {
        Relation::Conj
        | Relation::Cc
        | Relation::Punct
        | Relation::AclRelcl
        | Relation::Appos
        | Relation::Parataxis
        | Relation::Advcl
        | Relation::Cop
        | Relation::Nsubj
        | Relation::Aux
        | Relation::Mark
        | Relation::Advmod
        | Relation::Ccomp
        | Relation::OblTmod
        | Relation::NmodTmod
        | Relation::CcPreconj => true,
        Relation::Case => own,
        // "a source close to the group" is told by what it is close to.
        Relation::Acl => !is_tie(cx, w),
        Relation::Obl => !parse.head(w).is_some_and(|h| is_tie(cx, h)),
        // "on Monday rebels": a day before the noun is no part of it.
        Relation::Compound | Relation::Amod | Relation::NmodDesc => own && w < head && is_day(cx, w),
        Relation::Nmod | Relation::NmodUnmarked => {
            let under = grammar::preposition(parse, w);
            let complement = under.is_none_or(|p| COMPLEMENT.contains(&p));
            !complement || is_time(cx, w) || (own && w.0.saturating_sub(head.0) > 8)
        }
        _ => false,
    }
}

/// Whether an adjective ties a noun to somebody: "close to", "loyal to".
fn is_tie(cx: &Context<'_>, word: WordId) -> bool {
    cx.is(
        word,
        &[
            "close",
            "familiar",
            "loyal",
            "allied",
            "linked",
            "aligned",
            "affiliate",
            "opposed",
        ],
    )
}

fn is_day(cx: &Context<'_>, word: WordId) -> bool {
    let calendar = &cx.lexicon.words.calendar;
    let senses = calendar.get(cx.parse.lower(word));
    senses.is_some_and(|s| {
        s.iter()
            .any(|s| matches!(s.class.as_str(), "weekday" | "relative"))
    })
}

fn is_time(cx: &Context<'_>, word: WordId) -> bool {
    cx.lexicon.words.calendar.contains_key(cx.parse.lower(word)) || cx.parse.upos(word) == Upos::NUM
}

/// The unbroken run of words around the head: a stray far-off modifier is a parser's error or another phrase.
fn run(cx: &Context<'_>, head: WordId, words: &[WordId]) -> Span {
    let parse = cx.parse;
    let at = words.iter().position(|&w| w == head).unwrap_or(0);
    let glued = |a: WordId, b: WordId| {
        b.0 - a.0 == 1
            || (a.0 + 1..b.0).all(|w| {
                parse.upos(WordId(w)) == Upos::PUNCT
                    && !matches!(parse.form(WordId(w)), "," | "(" | ")" | ";" | ":")
            })
    };
    let (mut from, mut to) = (at, at);
    while from > 0 && glued(words[from - 1], words[from]) {
        from -= 1;
    }
    while to + 1 < words.len() && glued(words[to], words[to + 1]) {
        to += 1;
    }
    // A preposition that lost its noun ends no phrase.
    while to > at && matches!(parse.upos(words[to]), Upos::ADP | Upos::DET) {
        to -= 1;
    }
    parse.span_of(&words[from..=to])
}

/// What a noun phrase says of itself.
pub(super) struct Phrase<'n> {
    pub(super) word: WordId,
    pub(super) noun: &'n Noun,
    /// The head's dictionary form, one word.
    pub(super) lemma: String,
    pub(super) span: Span,
    /// The phrase without what follows its head.
    pub(super) core: Span,
    /// Entities that own or modify it: "Russian", "Azerbaijan's", "of the front".
    pub(super) owners: Vec<EntityId>,
    pub(super) definite: bool,
    /// Whether words other than owners, articles and numbers tell it apart.
    pub(super) modified: bool,
    /// Whether a number or quantity tells it apart: "two", "dozens of", "a third".
    pub(super) counted: bool,
    /// Whether an article or other determiner stands before it.
    pub(super) determined: bool,
    pub(super) plural: bool,
    /// A possessive pronoun: "its".
    pub(super) possessive: Option<WordId>,
}

impl Phrase<'_> {
    /// Whether nothing but the noun and its article is told.
    pub(super) const fn is_plain(&self) -> bool {
        self.owners.is_empty() && !self.modified && !self.counted
    }
}

/// The entry of the noun that ends at `word`, the longest one of up to three words, and its head's form.
pub(super) fn entry<'l>(cx: &Context<'l>, word: WordId) -> Option<(&'l Noun, String)> {
    let parse = cx.parse;
    let nouns = &cx.lexicon.words.nouns;
    // The treebanks keep some plurals as their own dictionary form ("troops", "forces").
    let lower = parse.lemma(word).to_lowercase();
    let lemma = if parse.upos(word) != Upos::PROPN && nouns.contains_key(&lower) {
        lower
    } else {
        singular(parse.form(word))
    };
    let first = parse.sentence(parse.sentence_of(word)).words.start;
    for n in [2, 1] {
        if word.0 < first + n {
            continue;
        }
        let mut long = String::new();
        for w in word.0 - n..word.0 {
            long.push_str(parse.lower(WordId(w)));
            long.push(' ');
        }
        let found = [lemma.as_str(), parse.lower(word)]
            .iter()
            .find_map(|last| nouns.get(&format!("{long}{last}")));
        if let Some(noun) = found {
            return Some((noun, lemma));
        }
    }
    Some((nouns.get(&lemma)?, lemma))
}

fn noun(cx: &Context<'_>, entities: &mut Entities, theatre: &Theatre, word: WordId) {
    let parse = cx.parse;
    if matches!(
        parse.relation(word),
        Relation::Compound | Relation::Flat | Relation::Amod
    ) {
        return;
    }
    let Some((noun, lemma)) = entry(cx, word) else {
        return;
    };
    // "the wounded", but "wounded soldiers" and "was wounded".
    if parse.upos(word) == Upos::ADJ && parse.child(word, Relation::Det).is_none() {
        return;
    }
    let told = look(cx, entities, word, noun, lemma);
    if is_abstract(cx, &told) {
        return;
    }
    if let Some(found) = resolve::resolve(cx, entities, theatre, &told) {
        if found.ids.len() == 1 {
            resolve::name_parts(cx, entities, &told, found.ids[0]);
            beside::tell_role(cx, entities, &told, &found);
        }
        entities.add(
            Mention {
                head: word,
                span: told.span,
                kind: MentionKind::Noun,
                entities: found.ids,
                why: found.why,
            },
            &[word],
        );
    }
}

/// Looks at the words around a noun.
fn look<'l>(
    cx: &Context<'_>,
    entities: &Entities,
    word: WordId,
    noun: &'l Noun,
    lemma: String,
) -> Phrase<'l> {
    let parse = cx.parse;
    let mut told = Phrase {
        word,
        noun,
        lemma,
        span: phrase(cx, word),
        core: core(cx, word),
        owners: Vec::new(),
        definite: parse.upos(word) == Upos::PROPN,
        modified: false,
        counted: false,
        determined: false,
        plural: matches!(parse.xpos(word), Xpos::NNS | Xpos::NNPS),
        possessive: None,
    };
    let own_words = noun.noun.split(' ').count() as u32;
    for &c in parse.children(word) {
        let relation = parse.relation(c);
        match relation {
            Relation::Det | Relation::DetPredet => {
                told.determined = true;
                told.definite |= matches!(
                    parse.lower(c),
                    "the" | "this" | "that" | "these" | "those" | "both" | "all" | "such"
                );
            }
            Relation::NmodPoss if parse.upos(c) == Upos::PRON => {
                told.definite = true;
                told.determined = true;
                told.possessive = Some(c);
                told.owners.extend_from_slice(entities.of(c));
            }
            Relation::NmodPoss
            | Relation::Amod
            | Relation::Compound
            | Relation::Nmod
            | Relation::NmodUnmarked
            | Relation::NmodDesc => {
                let under = grammar::preposition(parse, c);
                let owns = match (relation, under) {
                    (Relation::Nmod, Some("of" | "from" | "for")) => true,
                    // "the authorities in Sarland", but "villagers in the valley" belong to no valley.
                    (Relation::Nmod, Some("in" | "at")) => entities
                        .of(c)
                        .iter()
                        .all(|&e| entities.get(e).kind != EntityKind::Place),
                    (Relation::Nmod, _) => false,
                    _ => true,
                };
                // "the armies of A and B", "A and B troops": all of them.
                let found: Vec<EntityId> = if owns {
                    let all = grammar::conjuncts(parse, c).into_iter();
                    all.flat_map(|w| entities.of(w).iter().copied()).collect()
                } else {
                    Vec::new()
                };
                told.definite |= relation == Relation::NmodPoss;
                told.determined |= relation == Relation::NmodPoss;
                // Words of the noun itself ("aid" of "aid worker") and empty ones tell nothing apart.
                let own = word.0 > c.0 && word.0 - c.0 < own_words;
                let empty = matches!(
                    parse.lower(c),
                    "same"
                        | "said"
                        | "other"
                        | "own"
                        | "entire"
                        | "whole"
                        | "various"
                        | "numerous"
                        | "several"
                        | "many"
                        | "few"
                        | "alleged"
                        | "suspected"
                        | "presumed"
                        | "so-called"
                        | "local"
                        | "last"
                        | "first"
                        | "remaining"
                        | "further"
                        | "additional"
                        | "more"
                        | "new"
                        | "unknown"
                );
                if found.is_empty() {
                    told.modified |= !own && !empty && !is_time(cx, c);
                } else {
                    told.owners.extend(found);
                }
            }
            Relation::Nummod => told.counted = true,
            Relation::Acl => told.modified = true,
            _ => {}
        }
    }
    // "its peacekeepers" of a ministry are the state's.
    if matches!(noun.kind, EntityKind::Military | EntityKind::Peacekeepers) {
        for owner in &mut told.owners {
            let entity = entities.get(*owner);
            let state = entity.of.filter(|&of| entities.get(of).kind == EntityKind::State);
            if let Some(state) = state.filter(|_| entity.kind == EntityKind::Government) {
                *owner = state;
            }
        }
    }
    told
}

/// Whether a bare singular means no body at all: "in force", "ban on movement", "under command".
fn is_abstract(cx: &Context<'_>, told: &Phrase<'_>) -> bool {
    // "accused the other of", "a state of emergency", "Minister of State".
    if told.lemma == "other" && !told.plural {
        return true;
    }
    if told.lemma == "state" && !told.plural {
        let of = cx.parse.children(told.word).iter().any(|&c| {
            cx.parse.relation(c) == Relation::Nmod && grammar::preposition(cx.parse, c) == Some("of")
        });
        let the = cx
            .parse
            .child(told.word, Relation::Det)
            .is_some_and(|d| cx.parse.lower(d) == "the");
        return of || !the;
    }
    let countable = match told.noun.class {
        NounClass::Body | NounClass::Side => {
            !matches!(
                told.noun.kind,
                EntityKind::Government | EntityKind::Military | EntityKind::Media
            ) || matches!(
                told.lemma.as_str(),
                "office" | "command" | "service" | "division" | "unit" | "column"
            )
        }
        NounClass::Group => !told.plural && told.noun.kind != EntityKind::Population,
        NounClass::Collective => told.noun.kind == EntityKind::State,
        NounClass::Person => false,
    };
    countable
        && !told.plural
        && !told.determined
        && !told.counted
        && told.owners.is_empty()
        && !told.modified
        && cx.parse.upos(told.word) != Upos::PROPN
}
