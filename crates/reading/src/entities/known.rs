//! Names that the lexicon has, and what they stand for here: a state, its government, its people, a place.

use super::cluster::{Theatre, mention_name};
use super::names::NameSpan;
use super::{Entities, Mention, nouns};
use crate::context::Context;
use crate::grammar;
use crate::{Entity, EntityId, EntityKind, Located, Why};
use dateline_lexicon::{Act, Known, KnownId, Use};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// The entity of a thing that the lexicon knows.
pub(super) fn entity(
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
    let of = known.of.as_deref().and_then(|of| named(cx, of));
    // A country's army or agency belongs to it even where the row names no owner.
    let of = of.or_else(|| {
        let owned = matches!(known.kind, EntityKind::Military | EntityKind::Government);
        (owned && known.countries.len() == 1)
            .then(|| cx.lexicon.world.state_of_code(&known.countries[0]))
            .flatten()
    });
    if let Some(of) = of.filter(|&of| of != id) {
        let of = self::entity(cx, entities, theatre, of);
        entities.list[found.index()].of = Some(of);
    }
    found
}

/// What goes by exactly this name.
pub(super) fn named(cx: &Context<'_>, name: &str) -> Option<KnownId> {
    let found = cx.lexicon.world.exact(name);
    found
        .into_iter()
        .find(|(_, how)| *how == Use::Name)
        .map(|(id, _)| id)
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

/// Gives a known name its entity and puts the mention in.
pub(super) fn read(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &mut Theatre,
    name: &NameSpan,
    id: KnownId,
    how: Use,
) {
    let head = super::cluster::head(cx, name);
    let words = cx.cut(super::cluster::span(cx, name));
    let seat = [(id, how)]
        .into_iter()
        .chain(name.also.iter().copied())
        .find(|(_, how)| *how == Use::Seat);
    let dateline = cx.report().dateline.as_ref();
    let in_dateline = dateline.is_some_and(|d| d.span.overlaps(cx.parse.span(head)));
    let (found, rule) = match seat {
        // A capital or seat: the government where it acts or is spoken to, the place elsewhere.
        Some((state, _)) if !in_dateline && stands_for_government(cx, head) => {
            (entity(cx, entities, theatre, state), "entity.name.seat")
        }
        Some((state, _)) if how == Use::Seat => {
            // The lexicon has no row of its own for this capital.
            let of = entity(cx, entities, theatre, state);
            let place = belonging(entities, EntityKind::Place, words, of, false);
            (place, "entity.name.known")
        }
        _ if how == Use::People => {
            let state = entity(cx, entities, theatre, id);
            if people_act_for_state(cx, entities, head, state) {
                (state, "entity.name.people")
            } else {
                let people = belonging(entities, EntityKind::Population, words, state, true);
                (people, "entity.name.known")
            }
        }
        // "the DR Congo army" and "Congo": the adjective or name of the state itself.
        _ => (entity(cx, entities, theatre, id), "entity.name.known"),
    };
    let mention = Mention {
        why: Why::rule(rule),
        ..mention_name(cx, name, found)
    };
    let words: Vec<WordId> = name.words.clone().map(WordId).collect();
    entities.add(mention, &words);
}

/// The entity of a kind and name that belongs to a state, or a new one. A plural finds its singular.
fn belonging(
    entities: &mut Entities,
    kind: EntityKind,
    name: &str,
    state: EntityId,
    plural: bool,
) -> EntityId {
    let wanted = if plural {
        nouns::singular(name)
    } else {
        name.to_owned()
    };
    let same = |e: &Entity| {
        e.kind == kind
            && e.of == Some(state)
            && (if plural {
                nouns::singular(&e.name)
            } else {
                e.name.clone()
            }) == wanted
    };
    let known = entities.headed(&nouns::singular(name));
    if let Some(&id) = known.iter().find(|id| same(entities.get(**id))) {
        return id;
    }
    let mut entity = Entity::new(name.to_owned(), kind, "entity.name.known");
    entity.of = Some(state);
    entity.country.clone_from(&entities.get(state).country);
    entities.push(entity)
}

/// Whether a seat of government stands for the government here: it acts, speaks, owns or is addressed.
fn stands_for_government(cx: &Context<'_>, word: WordId) -> bool {
    let parse = cx.parse;
    let at = grammar::first_conjunct(parse, word);
    // "in Baku", "from Kyiv": but "between", "with" and "against" join parties.
    let under = grammar::preposition(parse, at);
    let Some(head) = parse.head(at) else { return false };
    match parse.relation(at) {
        Relation::Nsubj | Relation::NsubjOuter => {
            // What happens in a town is told of the town: "Tripoli woke to gunfire".
            parse.upos(head) == Upos::VERB
                && !cx.is(
                    head,
                    &[
                        "lie", "see", "fall", "suffer", "remain", "wake", "host", "witness", "burn", "shake",
                        "become", "come", "live", "look", "house", "stand",
                    ],
                )
        }
        Relation::OblAgent | Relation::Iobj => true,
        Relation::NsubjPass => is_addressed_by(cx, head),
        Relation::Obj => is_addressed_by(cx, head),
        Relation::Nmod | Relation::Obl => match under {
            Some("between" | "with" | "by" | "against") => true,
            Some("to" | "from" | "on" | "for" | "of") => {
                let said = cx.lexicon.words.cues.get(parse.lemma(head));
                let puts = |c: &dateline_lexicon::Cue| {
                    matches!(c.act, Act::Demand | Act::Accuse | Act::Threaten | Act::Condemn)
                };
                under == Some("on") && said.iter().any(puts)
            }
            _ => false,
        },
        Relation::NmodPoss | Relation::Compound => acts_or_is_done(cx, head),
        _ => false,
    }
}

/// Whether a verb is said or done to somebody who can be spoken to.
fn is_addressed_by(cx: &Context<'_>, verb: WordId) -> bool {
    !cx.lexicon.words.cues.get(cx.parse.lemma(verb)).is_empty()
        || cx.is(
            verb,
            &[
                "tell", "support", "back", "press", "pressure", "help", "arm", "assist", "lobby", "notify",
            ],
        )
}

/// "Baku's ministry", "Kyiv's offer", "the Damascus regime", but "Tripoli's suburbs".
fn acts_or_is_done(cx: &Context<'_>, noun: WordId) -> bool {
    let lemma = cx.parse.lemma(noun);
    let actor = cx.lexicon.words.nouns.get(lemma).is_some_and(|n| {
        !matches!(
            n.kind,
            EntityKind::Population | EntityKind::Organisation | EntityKind::Media | EntityKind::Ngo
        ) && lemma != "mayor"
    });
    let told = !cx.lexicon.frames.get(lemma).is_empty() || !cx.lexicon.words.cues.get(lemma).is_empty();
    actor
        || (told
            && cx.parse.relation(noun) != Relation::Compound
            && cx.parse.xpos(noun) != dateline_syntax::Xpos::NNP)
}

/// "the Sarlanders" as those who fight or speak are their state, "the Sarlanders of the valley" are people.
fn people_act_for_state(cx: &Context<'_>, entities: &Entities, word: WordId, state: EntityId) -> bool {
    let parse = cx.parse;
    let bare = parse.children(word).iter().all(|&c| {
        matches!(
            parse.relation(c),
            Relation::Det | Relation::Case | Relation::Punct
        )
    });
    let definite = parse
        .child(word, Relation::Det)
        .is_some_and(|d| parse.lower(d) == "the");
    let acting = matches!(
        parse.relation(word),
        Relation::Nsubj | Relation::OblAgent | Relation::NmodPoss
    ) || matches!(
        grammar::preposition(parse, word),
        Some("between" | "with" | "against" | "by")
    );
    entities.get(state).kind == EntityKind::State && bare && definite && acting
}
