//! Names that name one thing become one entity: long and short forms, acronyms, spellings, titles.

use super::acronyms::{self, Definition};
use super::names::{self, NameSpan, Source};
use super::people::People;
use super::{Entities, Mention, MentionKind, known, nouns, persons};
use crate::context::Context;
use crate::{Entity, EntityId, EntityKind, Why};
use dateline_lexicon::{KnownId, Use, fold};
use dateline_syntax::{NameKind, Relation};
use dateline_text::{Span, WordId};
use std::collections::{BTreeMap, HashMap};

/// What the names alone tell of the scene: which state the report is about.
#[derive(Debug, Default)]
pub(super) struct Theatre {
    /// The state whose government and army "the government" and "the army" are.
    pub(super) home: Option<EntityId>,
    /// Entities by the lexicon's number.
    pub(super) known: BTreeMap<KnownId, EntityId>,
    /// How often names point to a state, by its number in the lexicon.
    weight: BTreeMap<KnownId, u32>,
}

/// Clusters the names of the report.
pub(super) fn read(cx: &Context<'_>, entities: &mut Entities) -> Theatre {
    let mut theatre = Theatre::default();
    let definitions = acronyms::find(cx);
    let mut spans = names::find(cx, &definitions);
    names::again(cx, &mut spans);
    names::vote(cx, &mut spans);
    weigh(cx, &mut theatre, &spans);
    by_theatre(cx, &theatre, &mut spans);
    let mut people = People::default();
    // Full names of people first, so that a bare family name told earlier still finds its owner.
    let is_full = |name: &NameSpan| name.words.len() > 1 && name.is_person();
    for name in spans.iter().filter(|name| is_full(name)) {
        persons::read(cx, entities, &mut people, name);
    }
    let mut shorts: HashMap<String, EntityId> = HashMap::new();
    let mut later: Vec<&NameSpan> = Vec::new();
    for name in spans.iter().filter(|name| !is_full(name)) {
        if let Some(owner) = persons::owner_of(cx, &people, name) {
            persons::short_name(cx, entities, name, owner);
            continue;
        }
        match &name.source {
            Source::Holder | Source::Model(NameKind::Person) if !is_short(cx, name) => {
                persons::read(cx, entities, &mut people, name);
            }
            Source::Known(id, how) => known::read(cx, entities, &mut theatre, name, *id, *how),
            Source::Model(kind) if !is_short(cx, name) => body(cx, entities, &theatre, name, *kind),
            _ => later.push(name),
        }
    }
    for name in later {
        match &name.source {
            Source::Short(definition) => short(cx, entities, &mut theatre, &mut shorts, name, definition),
            Source::Model(kind) => by_initials(cx, entities, &theatre, name, *kind),
            _ => {}
        }
    }
    theatre.home = home(cx, entities, &mut theatre);
    theatre
}

/// Whether a name is written like a short form.
fn is_short(cx: &Context<'_>, name: &NameSpan) -> bool {
    name.words.len() == 1 && acronyms::is_acronym(cx.parse.form(WordId(name.words.start)))
}

/// Counts what states the names of states, forces and places point to; names of several referents tell nothing yet.
fn weigh(cx: &Context<'_>, theatre: &mut Theatre, spans: &[NameSpan]) {
    for name in spans {
        let Source::Known(id, how) = name.source else {
            continue;
        };
        let several = name.also.iter().any(|(_, how)| *how == Use::Name) && how == Use::Name;
        if several {
            continue;
        }
        for code in &cx.lexicon.world.get(id).countries {
            if let Some(state) = cx.lexicon.world.state_of_code(code) {
                *theatre.weight.entry(state).or_default() += if how == Use::Adjective { 1 } else { 2 };
            }
        }
    }
}

/// Of several things of one name, takes the one whose country the report is about.
fn by_theatre(cx: &Context<'_>, theatre: &Theatre, spans: &mut [NameSpan]) {
    let near = |id: KnownId| {
        let states = cx.lexicon.world.get(id).countries.iter();
        states
            .filter_map(|c| cx.lexicon.world.state_of_code(c))
            .filter_map(|s| theatre.weight.get(&s))
            .max()
            .copied()
            .unwrap_or_default()
    };
    for name in spans {
        let Source::Known(id, Use::Name) = name.source else {
            continue;
        };
        // A state is meant by its own name wherever it lies.
        if cx.lexicon.world.get(id).kind == EntityKind::State {
            continue;
        }
        let rivals = name.also.iter().filter(|(_, how)| *how == Use::Name);
        let nearest = rivals.max_by_key(|(other, _)| (near(*other), std::cmp::Reverse(other.0)));
        if let Some(&(other, how)) = nearest.filter(|(other, _)| near(*other) > near(id)) {
            name.source = Source::Known(other, how);
            name.also.retain(|(also, _)| *also != other);
            name.also.push((id, Use::Name));
        }
    }
}

/// The state that the report is about: the one that its names of states, forces and places point to most.
fn home(cx: &Context<'_>, entities: &mut Entities, theatre: &mut Theatre) -> Option<EntityId> {
    let (&id, _) = theatre
        .weight
        .iter()
        .max_by_key(|(id, w)| (**w, std::cmp::Reverse(id.0)))?;
    Some(known::entity(cx, entities, theatre, id))
}

/// The words that a name covers in the text.
pub(super) fn span(cx: &Context<'_>, name: &NameSpan) -> Span {
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

/// A name as a mention of its entity.
pub(super) fn mention_name(cx: &Context<'_>, name: &NameSpan, id: EntityId) -> Mention {
    Mention {
        head: head(cx, name),
        span: span(cx, name),
        kind: MentionKind::Name,
        entities: vec![id],
        why: Why::rule("entity.name.new"),
    }
}

fn add(cx: &Context<'_>, entities: &mut Entities, name: &NameSpan, id: EntityId, why: Why) {
    let words: Vec<WordId> = name.words.clone().map(WordId).collect();
    let mention = Mention {
        why,
        ..mention_name(cx, name, id)
    };
    entities.add(mention, &words);
}

/// A name that only the model sees and that is no person's.
fn body(cx: &Context<'_>, entities: &mut Entities, theatre: &Theatre, name: &NameSpan, kind: NameKind) {
    let Some(kind) = kind_of(cx, name, kind) else {
        return;
    };
    let text = cx.cut(span(cx, name)).to_owned();
    let same = |id: &&EntityId| entities.get(**id).kind != EntityKind::Person;
    let found = entities.named(&fold(&text)).iter().find(same).copied();
    let id = found.unwrap_or_else(|| {
        let mut entity = Entity::new(text, kind, "entity.name.new");
        entity.of = owner_inside(cx, theatre, name);
        entities.push(entity)
    });
    add(cx, entities, name, id, Why::rule("entity.name.new"));
}

/// The state or body whose name or adjective stands inside a name: `Sarlandic Relief Union`.
fn owner_inside(cx: &Context<'_>, theatre: &Theatre, name: &NameSpan) -> Option<EntityId> {
    name.words.clone().find_map(|w| {
        let (_, found) = cx.lexicon.world.longest(&cx.pieces, w as usize);
        let owner = found.iter().find(|(id, how)| {
            matches!(how, Use::Name | Use::Adjective) && cx.lexicon.world.get(*id).kind == EntityKind::State
        })?;
        theatre.known.get(&owner.0).copied()
    })
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
        (!matches!(
            noun.kind,
            EntityKind::Person | EntityKind::Population | EntityKind::State
        ))
        .then_some(noun.kind)
    });
    // Bodies that watch and help go by such words in their names.
    let ngo = name.words.clone().any(|w| {
        matches!(
            cx.parse.lower(WordId(w)),
            "watch" | "relief" | "rights" | "crescent" | "aid" | "charity" | "charities"
        )
    });
    if kind == NameKind::Organisation
        && ngo
        && name.words.len() > 1
        && by_noun.is_none_or(|k| k == EntityKind::Organisation)
    {
        return Some(EntityKind::Ngo);
    }
    Some(match (kind, by_noun) {
        // A brigade or party that carries the name of a place is still a brigade or party.
        (NameKind::Place, Some(kind @ (EntityKind::Military | EntityKind::ArmedGroup)))
            if name.words.len() > 1 =>
        {
            kind
        }
        (NameKind::Place, _) => EntityKind::Place,
        (_, Some(kind)) => kind,
        (NameKind::People, None) => EntityKind::Population,
        _ => EntityKind::Organisation,
    })
}

/// A short form that the report introduces: the entity of its long form.
fn short(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &mut Theatre,
    shorts: &mut HashMap<String, EntityId>,
    name: &NameSpan,
    definition: &Definition,
) {
    let form = cx.parse.form(WordId(name.words.start)).to_owned();
    let key = fold(&form);
    let id = shorts
        .get(&key)
        .copied()
        .unwrap_or_else(|| long_form(cx, entities, theatre, definition));
    shorts.insert(key, id);
    entities.alias(id, form);
    let long = WordId(definition.long.start).0;
    let end = WordId(definition.long.end - 1);
    let from = cx.parse.span(WordId(long)).cover(cx.parse.span(end));
    add(cx, entities, name, id, Why::with("entity.name.short", [from]));
}

/// The entity of a long form: that of the name which ends it, what the lexicon has, or a new body.
fn long_form(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &mut Theatre,
    definition: &Definition,
) -> EntityId {
    let words = definition.long.clone();
    let last = WordId(words.end - 1);
    let named = entities
        .mention(last)
        .filter(|m| m.kind == MentionKind::Name && m.entities.len() == 1)
        .map(|m| (m.entities[0], m.span));
    let span = cx.parse.span(WordId(words.start)).cover(cx.parse.span(last));
    let text = super::describe::bare_name(cx, span);
    if let Some((id, told)) = named {
        let entity = entities.get(id);
        // The name is the long form or all of it but for its owner: "Sarland's Relief Union (SRU)".
        let covers = told.start <= span.start || told.end >= span.end && told.len() * 2 > span.len();
        if covers && !matches!(entity.kind, EntityKind::Place | EntityKind::Person)
            || (entity.kind == EntityKind::Place && !definition.by_initials)
        {
            return id;
        }
    }
    if let Some(id) = known::named(cx, &text) {
        return known::entity(cx, entities, theatre, id);
    }
    // What the lexicon has under the short form, if it has it under one meaning and the letters agree.
    let short = cx.parse.form(WordId(definition.short));
    let meant: Vec<KnownId> = cx
        .lexicon
        .world
        .exact(short)
        .into_iter()
        .filter(|(id, how)| *how == Use::Name && shares_word(&cx.lexicon.world.get(*id).name, &text))
        .map(|(id, _)| id)
        .collect();
    if let [id] = meant[..] {
        let id = known::entity(cx, entities, theatre, id);
        entities.alias(id, text);
        return id;
    }
    let span_name = NameSpan {
        words: words.clone(),
        source: Source::Model(NameKind::Organisation),
        also: Vec::new(),
    };
    // "the director general of operations (DGO)" is somebody.
    let kind = if super::titles::is_title(cx, head(cx, &span_name)) {
        EntityKind::Person
    } else {
        kind_of(cx, &span_name, NameKind::Organisation).unwrap_or(EntityKind::Organisation)
    };
    let mut entity = Entity::new(text, kind, "entity.name.new");
    entity.of = owner_inside(cx, theatre, &span_name);
    let id = entities.push(entity);
    let free: Vec<WordId> = words
        .map(WordId)
        .filter(|&w| entities.mention(w).is_none())
        .collect();
    let head = head(cx, &span_name);
    entities.add(
        Mention {
            head,
            span,
            ..mention_name(cx, &span_name, id)
        },
        &free,
    );
    id
}

/// Whether two names have a word of some length in common.
fn shares_word(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a.split(' ').any(|w| w.len() > 3 && b.split(' ').any(|v| v == w))
}

/// A short form that nothing introduces: the body whose initials it has, else a body of its own.
fn by_initials(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &Theatre,
    name: &NameSpan,
    kind: NameKind,
) {
    let letters: String = fold(cx.cut(span(cx, name)))
        .chars()
        .filter(|c| *c != ' ')
        .collect();
    let long = entities.with_initials(&letters);
    // "the African Relief Union ARU": a short form right behind its long one.
    let before = (name.words.start > 0)
        .then(|| entities.mention(WordId(name.words.start - 1)))
        .flatten();
    let beside = before
        .filter(|m| {
            m.kind == MentionKind::Name
                && cx.parse.relation(head(cx, name)) != Relation::Conj
                && m.entities.len() == 1
                && initials(&entities.get(m.entities[0]).name) == letters
        })
        .map(|m| m.entities[0]);
    if let Some(id) = beside.or(long) {
        let from = entities.get(id).mentions.first().copied();
        entities.alias(id, cx.cut(span(cx, name)).to_owned());
        add(cx, entities, name, id, Why::with("entity.name.short", from));
        return;
    }
    let kind = if kind == NameKind::Person {
        NameKind::Organisation
    } else {
        kind
    };
    body(cx, entities, theatre, name, kind);
}

/// The first letters of the capitalised words of a name, folded.
pub(super) fn initials(name: &str) -> String {
    name.split([' ', '-'])
        .filter(|w| names::starts_upper(w))
        .filter_map(|w| fold(w).chars().next())
        .collect()
}
