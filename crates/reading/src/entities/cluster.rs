//! Names that name one thing become one entity: long and short forms, acronyms, spellings, titles.

use super::names::{self, NameSpan, Source};
use super::similar::same_family_name;
use super::{Entities, Mention, MentionKind, nouns};
use crate::context::Context;
use crate::grammar;
use crate::{Entity, EntityId, EntityKind, Located};
use dateline_lexicon::{Known, KnownId, Use, fold};
use dateline_syntax::{NameKind, Relation, Upos};
use dateline_text::{Span, WordId};
use std::collections::BTreeMap;

/// What the names alone tell of the scene: which state the report is about.
#[derive(Debug, Default)]
pub(super) struct Theatre {
    /// The state whose government and army "the government" and "the army" are.
    pub(super) home: Option<EntityId>,
    /// Entities by the lexicon's number.
    pub(super) known: BTreeMap<KnownId, EntityId>,
}

/// Clusters the names of the report.
pub(super) fn read(cx: &Context<'_>, entities: &mut Entities) -> Theatre {
    let mut theatre = Theatre::default();
    let spans = names::find(cx);
    // Full names of people first, so that a bare family name told earlier still finds its owner.
    for name in &spans {
        if name.words.len() > 1 && is_person(name) {
            person(cx, entities, name);
        }
    }
    let mut weight: BTreeMap<KnownId, u32> = BTreeMap::new();
    for name in &spans {
        match name.source {
            Source::Holder | Source::Model(NameKind::Person) => {
                if name.words.len() == 1 {
                    person(cx, entities, name);
                }
            }
            Source::Known(id, how) => {
                known(cx, entities, &mut theatre, name, id, how);
                for code in &cx.lexicon.world.get(id).countries {
                    if let Some(state) = cx.lexicon.world.state_of_code(code) {
                        *weight.entry(state).or_default() += if how == Use::Adjective { 1 } else { 2 };
                    }
                }
            }
            Source::Model(kind) => other(cx, entities, name, kind),
        }
    }
    link_acronyms(cx, entities);
    theatre.home = home(cx, entities, &mut theatre, &weight);
    theatre
}

fn is_person(name: &NameSpan) -> bool {
    matches!(name.source, Source::Holder | Source::Model(NameKind::Person))
}

/// The state that the report is about: the one that its names of states, forces and places point to most.
fn home(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &mut Theatre,
    weight: &BTreeMap<KnownId, u32>,
) -> Option<EntityId> {
    let (&id, _) = weight
        .iter()
        .max_by_key(|(id, w)| (**w, std::cmp::Reverse(id.0)))?;
    Some(known_entity(cx, entities, theatre, id))
}

/// The words of a name span.
fn words(name: &NameSpan) -> Vec<WordId> {
    name.words.clone().map(WordId).collect()
}

fn span(cx: &Context<'_>, name: &NameSpan) -> Span {
    cx.parse
        .span(WordId(name.words.start))
        .cover(cx.parse.span(WordId(name.words.end - 1)))
}

/// The word of the name on which the rest of it hangs.
pub(super) fn head(cx: &Context<'_>, name: &NameSpan) -> WordId {
    let inside = |w: WordId| name.words.contains(&w.0);
    name.words
        .clone()
        .map(WordId)
        .find(|&w| cx.parse.head(w).is_none_or(|h| !inside(h)))
        .unwrap_or(WordId(name.words.start))
}

/// A name as a mention of its entity; `leading` are the words that lead to it.
fn mention(cx: &Context<'_>, entities: &mut Entities, name: &NameSpan, id: EntityId, leading: &[WordId]) {
    let mention = Mention {
        head: head(cx, name),
        span: span(cx, name),
        kind: MentionKind::Name,
        entities: vec![id],
    };
    entities.add(mention, leading);
}

/// The entity of a kind that `same` knows by its name, or a new one of that name that belongs to a state.
fn belonging(
    entities: &mut Entities,
    kind: EntityKind,
    name: &str,
    state: EntityId,
    same: impl Fn(&str) -> bool,
) -> EntityId {
    if let Some(at) = entities.list.iter().position(|e| e.kind == kind && same(&e.name)) {
        return EntityId(at as u32);
    }
    let mut entity = Entity::new(name.to_owned(), kind, "entity.name.known");
    entity.of = Some(state);
    entity.country.clone_from(&entities.get(state).country);
    entities.push(entity)
}

/// The entity of a thing that the lexicon knows.
pub(super) fn known_entity(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &mut Theatre,
    id: KnownId,
) -> EntityId {
    if let Some(&found) = theatre.known.get(&id) {
        return found;
    }
    let known = cx.lexicon.world.get(id);
    let mut entity = Entity::new(known.name.clone(), known.kind, "entity.name.known");
    entity.country = (known.countries.len() == 1 && !known.disputed).then(|| known.countries[0].clone());
    entity.place = located(known);
    let found = entities.push(entity);
    theatre.known.insert(id, found);
    if let Some(of) = known.of.as_deref().and_then(|of| {
        cx.lexicon
            .world
            .exact(of)
            .into_iter()
            .find(|(_, how)| *how == Use::Name)
    }) {
        let of = known_entity(cx, entities, theatre, of.0);
        entities.list[found.index()].of = Some(of);
    }
    found
}

fn located(known: &Known) -> Option<Located> {
    let (lat, lon) = known.point?;
    Some(Located {
        lat,
        lon,
        geonames: None,
        precision: known.class.clone(),
    })
}

fn known(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &mut Theatre,
    name: &NameSpan,
    id: KnownId,
    how: Use,
) {
    let head_word = head(cx, name);
    // A capital or seat: the government where it acts or is spoken to, the place elsewhere.
    let seat = [(id, how)]
        .into_iter()
        .chain(name.also.iter().copied())
        .find(|(_, how)| *how == Use::Seat);
    let id = match seat {
        Some((state, _)) if stands_for_government(cx, head_word) => {
            known_entity(cx, entities, theatre, state)
        }
        Some((state, _)) if how == Use::Seat => {
            // The lexicon has no row of its own for this capital.
            let of = known_entity(cx, entities, theatre, state);
            let words = cx.cut(span(cx, name));
            belonging(entities, EntityKind::Place, words, of, |n| n == words)
        }
        _ if how == Use::People => {
            let state = known_entity(cx, entities, theatre, id);
            let words = cx.cut(span(cx, name));
            let people = nouns::singular(words);
            belonging(entities, EntityKind::Population, words, state, |n| {
                nouns::singular(n) == people
            })
        }
        _ => {
            // "the DR Congo army" and "Congo": the adjective or name of the state itself.
            known_entity(cx, entities, theatre, id)
        }
    };
    mention(cx, entities, name, id, &words(name));
}

/// Whether a seat of government stands for the government here: it acts, speaks, owns or is addressed.
fn stands_for_government(cx: &Context<'_>, word: WordId) -> bool {
    let parse = cx.parse;
    let at = grammar::first_conjunct(parse, word);
    match parse.relation(at) {
        Relation::Nsubj | Relation::NsubjOuter => {
            parse.head(at).is_some_and(|verb| parse.upos(verb) == Upos::VERB)
        }
        Relation::OblAgent | Relation::Iobj => true,
        Relation::NsubjPass => parse
            .head(at)
            .is_some_and(|v| !cx.lexicon.words.cues.get(parse.lemma(v)).is_empty()),
        Relation::Obj => parse.head(at).is_some_and(|v| {
            cx.is(
                v,
                &[
                    "accuse",
                    "urge",
                    "blame",
                    "condemn",
                    "ask",
                    "tell",
                    "warn",
                    "press",
                    "support",
                    "back",
                    "criticise",
                    "criticize",
                ],
            )
        }),
        Relation::Nmod | Relation::Obl => matches!(
            grammar::preposition(parse, at),
            Some("between" | "with" | "by" | "against")
        ),
        Relation::NmodPoss => true,
        _ => false,
    }
}

/// A person's name.
fn person(cx: &Context<'_>, entities: &mut Entities, name: &NameSpan) {
    let words = words(name);
    let text = cx.cut(span(cx, name)).to_owned();
    let title = title_before(cx, name);
    let family = family_name(&text).to_owned();
    let found = entities.list.iter().position(|e| {
        e.kind == EntityKind::Person && same_person(&e.name, &text, &family)
            || (e.kind == EntityKind::Person && e.aliases.iter().any(|a| fold(a) == fold(&text)))
    });
    let id = match found {
        Some(at) => {
            let entity = &mut entities.list[at];
            if text.split_whitespace().count() > entity.name.split_whitespace().count() {
                entity.name.clone_from(&text);
            }
            EntityId(at as u32)
        }
        None => entities.push(Entity::new(text.clone(), EntityKind::Person, "entity.name.new")),
    };
    // A holder of office is known by all spellings and bynames of the lexicon.
    let day = cx.report().reference_day();
    let terms = cx.lexicon.offices.person(&text);
    if let Some(term) = terms
        .iter()
        .find(|t| day.is_some_and(|d| t.held_on(d)))
        .or(terms.first())
    {
        let entity = &mut entities.list[id.index()];
        for alias in [&term.name].into_iter().chain(&term.aliases) {
            if !entity.aliases.contains(alias) && *alias != entity.name {
                entity.aliases.push(alias.clone());
            }
        }
    }
    let head_word = head(cx, name);
    let entity = &mut entities.list[id.index()];
    if entity.role.is_none() {
        entity.role = title;
    }
    // The title's noun leads to the person too: "the commissioner Gegham Oru", "President X".
    let mut leading = words;
    let own = name.words.clone();
    let noun = cx.parse.head(head_word).filter(|h| {
        !own.contains(&h.0)
            && matches!(
                cx.parse.relation(head_word),
                Relation::Appos | Relation::Flat | Relation::NmodDesc
            )
            && cx.parse.upos(*h) != Upos::VERB
    });
    if let Some(noun) = noun.filter(|n| n.0 < name.words.start) {
        leading.push(noun);
    }
    for appos in cx.parse.children_by(head_word, &[Relation::Appos]) {
        if cx.lexicon.words.nouns.contains_key(cx.parse.lemma(appos))
            || cx.lexicon.offices.title(cx.parse.form(appos)).is_some()
        {
            leading.push(appos);
            let entity = &mut entities.list[id.index()];
            if entity.role.is_none() {
                entity.role = Some(cx.cut(nouns::phrase(cx, appos)).to_owned());
            }
        }
    }
    mention(cx, entities, name, id, &leading);
}

/// Whether two personal names can be one person's: same family name and no other given name.
fn same_person(known: &str, name: &str, family: &str) -> bool {
    if !same_family_name(family_name(known), family)
        && !same_family_name(known.split_whitespace().next().unwrap_or(""), name)
    {
        return false;
    }
    let (a, b) = (given_name(known), given_name(name));
    a.is_empty()
        || b.is_empty()
        || same_family_name(a, b)
        || a.chars().next() == b.chars().next() && (a.ends_with('.') || b.ends_with('.'))
}

fn family_name(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}

fn given_name(name: &str) -> &str {
    let mut parts = name.split_whitespace();
    let first = parts.next().unwrap_or_default();
    if parts.next().is_some() { first } else { "" }
}

/// The words of office and rank that stand before a name.
fn title_before(cx: &Context<'_>, name: &NameSpan) -> Option<String> {
    let parse = cx.parse;
    let sentence = parse.sentence_of(WordId(name.words.start));
    let first = parse.sentence(sentence).words.start;
    let mut start = name.words.start;
    // Walk back over the noun phrase that runs up to the name.
    for w in (first..name.words.start).rev() {
        let word = WordId(w);
        let fits = matches!(parse.upos(word), Upos::NOUN | Upos::PROPN | Upos::ADJ)
            || matches!(
                parse.lower(word),
                "of" | "the" | "for" | "'s" | "-" | "and" | "to" | "."
            );
        if !fits || name.words.start - w > 12 {
            break;
        }
        start = w;
    }
    while start < name.words.start
        && matches!(
            parse.lower(WordId(start)),
            "of" | "the" | "for" | "'s" | "-" | "and" | "to" | "."
        )
    {
        start += 1;
    }
    if start == name.words.start {
        return None;
    }
    let has_title = (start..name.words.start).any(|w| {
        let (n, office) = cx.lexicon.offices.title_at(&cx.pieces, w as usize);
        n > 0 && office.is_some()
            || cx
                .lexicon
                .words
                .nouns
                .get(parse.lemma(WordId(w)))
                .is_some_and(|n| n.kind == EntityKind::Person)
    });
    let span = parse
        .span(WordId(start))
        .cover(parse.span(WordId(name.words.start - 1)));
    has_title.then(|| cx.cut(span).to_owned())
}

/// A name that only the model sees and that is no person's.
fn other(cx: &Context<'_>, entities: &mut Entities, name: &NameSpan, kind: NameKind) {
    let text = cx.cut(span(cx, name)).to_owned();
    let Some(kind) = kind_of(cx, name, kind) else {
        return;
    };
    let key = fold(&text);
    let found = entities.list.iter().position(|e| {
        e.kind != EntityKind::Person && (fold(&e.name) == key || e.aliases.iter().any(|a| fold(a) == key))
    });
    let id = found.map_or_else(
        || entities.push(Entity::new(text, kind, "entity.name.new")),
        |at| EntityId(at as u32),
    );
    mention(cx, entities, name, id, &words(name));
}

/// The kind of a body by the noun in its name, else by what the model saw.
fn kind_of(cx: &Context<'_>, name: &NameSpan, kind: NameKind) -> Option<EntityKind> {
    if kind == NameKind::Misc {
        return None;
    }
    let by_noun = name.words.clone().rev().find_map(|w| {
        let noun = cx
            .lexicon
            .words
            .nouns
            .get(&nouns::singular(&fold(cx.parse.form(WordId(w)))))?;
        (noun.kind != EntityKind::Person).then_some(noun.kind)
    });
    Some(match (kind, by_noun) {
        (NameKind::Place, _) => EntityKind::Place,
        (NameKind::People, Some(kind)) => kind,
        (NameKind::People, None) => EntityKind::Population,
        (_, Some(kind)) if kind != EntityKind::Population => kind,
        _ => EntityKind::Organisation,
    })
}

/// `Sudan Doctors Union (SDU)`, and `SDU` anywhere after it.
fn link_acronyms(cx: &Context<'_>, entities: &mut Entities) {
    let is_acronym = |text: &str| {
        (2..=7).contains(&text.len())
            && text.chars().filter(|c| c.is_uppercase()).count() * 2 > text.chars().count()
            && !text.contains(' ')
    };
    let bodies: Vec<usize> = (0..entities.list.len())
        .filter(|&i| entities.list[i].kind != EntityKind::Person)
        .collect();
    for &short in &bodies {
        let acronym = entities.list[short].name.clone();
        if !is_acronym(&acronym) {
            continue;
        }
        let letters: String = acronym.chars().filter(|c| c.is_alphabetic()).collect();
        let long = bodies.iter().copied().find(|&i| {
            i != short
                && entities.list[i]
                    .name
                    .split([' ', '-'])
                    .filter(|w| names::starts_upper(w))
                    .filter_map(|w| w.chars().next())
                    .collect::<String>()
                    == letters
        });
        // An acronym in brackets right after a name is its acronym whatever its letters (translated names).
        let long = long.or_else(|| {
            let at = entities.list[short].mentions.first()?.start;
            let before = cx
                .report()
                .text
                .get(..at as usize)?
                .trim_end()
                .strip_suffix('(')?
                .trim_end();
            bodies.iter().copied().find(|&i| {
                i != short
                    && entities.list[i]
                        .mentions
                        .iter()
                        .any(|m| m.end as usize == before.len())
            })
        });
        if let Some(long) = long {
            merge(entities, long, short);
        }
    }
}

/// Makes entity `gone` a part of entity `kept`; its own entry stays empty and is removed at the end.
fn merge(entities: &mut Entities, kept: usize, gone: usize) {
    let taken = std::mem::take(&mut entities.list[gone].mentions);
    let name = entities.list[gone].name.clone();
    let aliases = std::mem::take(&mut entities.list[gone].aliases);
    let into = &mut entities.list[kept];
    into.aliases.push(name);
    into.aliases.extend(aliases);
    into.mentions.extend(taken);
    into.mentions.sort_unstable();
    let (kept, gone) = (EntityId(kept as u32), EntityId(gone as u32));
    for mention in &mut entities.mentions {
        for id in &mut mention.entities {
            if *id == gone {
                *id = kept;
            }
        }
    }
}
