//! Where: the most precise place that hangs on the event, on its clause, or stands in front of its sentence.

use super::{Found, Ground, is_uttered};
use crate::context::Context;
use crate::events::trigger::Trigger;
use crate::grammar;
use crate::{EntityId, EntityKind, EventType, Why};
use dateline_syntax::{Parse, Relation, Upos};
use dateline_text::WordId;

/// A place named in a sentence and the phrase through which it hangs on what is told.
#[derive(Clone, Copy, Debug)]
struct Named {
    word: WordId,
    place: EntityId,
    /// The head of the phrase: "outskirts" of "on the outskirts of Aleppo".
    phrase: WordId,
    /// Whether the phrase is about people or things at the place: "residents of Stepanakert".
    through: bool,
}

pub(super) fn place(ground: &Ground<'_>, trigger: &Trigger<'_>) -> Found<EntityId> {
    let parse = ground.cx.parse;
    let relative = where_clause(ground, trigger.word);
    let mut best: Option<(u32, u32, Named)> = None;
    for w in parse.words_of(parse.sentence_of(trigger.word)) {
        let Some(named) = named(ground, trigger, w) else {
            continue;
        };
        let Some(rank) = rank(ground, trigger, named) else {
            continue;
        };
        let key = (rank, w.0.abs_diff(trigger.word.0));
        if best.is_none_or(|(r, d, _)| key < (r, d)) {
            best = Some((key.0, key.1, named));
        }
    }
    // A place of the event's own is more precise than that which its clause is about.
    if let Some((place, word)) = relative.filter(|_| best.is_none_or(|(rank, ..)| rank > 2)) {
        return Some((place, Why::with("event.place.clause", [parse.span(word)])));
    }
    let (_, _, named) = best?;
    Some((
        named.place,
        Why::with("event.place.clause", [parse.span(named.word)]),
    ))
}

/// "Karabakh, where they launched an offensive": the place that a clause with "where" is about.
fn where_clause(ground: &Ground<'_>, word: WordId) -> Option<(EntityId, WordId)> {
    let parse = ground.cx.parse;
    let clause = ground.verb(word)?;
    let about = parse
        .head(clause)
        .filter(|_| parse.relation(clause) == Relation::AclRelcl)?;
    let asks = parse.children(clause).iter().any(|&c| parse.lower(c) == "where");
    let &[place] = ground.entities.of(about) else {
        return None;
    };
    let located = matches!(
        ground.entities.get(place).kind,
        EntityKind::Place | EntityKind::State
    );
    (asks && located).then_some((place, about))
}

/// The place that a word names, and its phrase as seen from an event.
fn named(ground: &Ground<'_>, trigger: &Trigger<'_>, word: WordId) -> Option<Named> {
    let parse = ground.cx.parse;
    if parse.upos(word) == Upos::ADJ {
        return None;
    }
    let &[place] = ground.entities.of(word) else {
        return None;
    };
    if !matches!(
        ground.entities.get(place).kind,
        EntityKind::Place | EntityKind::State
    ) {
        return None;
    }
    // One word of a name speaks for it.
    let inside = parse.head(word).is_some_and(|h| ground.entities.of(h) == [place]);
    if inside && parse.relation(word) != Relation::Conj {
        return None;
    }
    let mut phrase = word;
    let mut through = false;
    for _ in 0..8 {
        let Some(head) = parse.head(phrase) else { break };
        let relation = parse.relation(phrase);
        let within = matches!(
            relation,
            Relation::Compound
                | Relation::NmodPoss
                | Relation::Nmod
                | Relation::Appos
                | Relation::Flat
                | Relation::Conj
                | Relation::Amod
                | Relation::NmodUnmarked
                | Relation::NmodDesc
        );
        if !within || head == trigger.word || !is_noun(parse, head) || ground.kind(head).is_some() {
            break;
        }
        let site = is_site(ground.cx, head)
            || ground
                .entities
                .of(head)
                .first()
                .is_some_and(|&e| ground.entities.get(e).kind == EntityKind::Place);
        if !site && relation != Relation::Conj {
            let actor = ground
                .entities
                .of(head)
                .first()
                .map(|&e| ground.entities.get(e).kind);
            // A body or its man is elsewhere than the place in its name; "the garrison in Laukkai" is there.
            let stays = grammar::preposition(parse, phrase).is_some_and(|p| ground.is(p, "at"));
            let there = actor.is_none_or(|k| match k {
                EntityKind::Population => true,
                EntityKind::Military | EntityKind::ArmedGroup | EntityKind::Organisation => stays,
                _ => false,
            });
            if !there {
                return None;
            }
            through = true;
        }
        phrase = head;
    }
    Some(Named {
        word,
        place,
        phrase,
        through,
    })
}

/// Whether a noun is one for a place or a part of one.
fn is_site(cx: &Context<'_>, noun: WordId) -> bool {
    ["settlement", "land", "facility", "site"]
        .iter()
        .any(|class| cx.lexicon.classes.has(class, cx.parse.lemma(noun)))
}

fn is_noun(parse: &Parse<'_>, word: WordId) -> bool {
    matches!(parse.upos(word), Upos::NOUN | Upos::PROPN) && parse.child(word, Relation::Cop).is_none()
}

/// How closely a place hangs on an event, best first; none if it belongs to something else.
fn rank(ground: &Ground<'_>, trigger: &Trigger<'_>, named: Named) -> Option<u32> {
    let parse = ground.cx.parse;
    let word = trigger.word;
    let kind = trigger.frame.kind;
    let phrase = named.phrase;
    let relation = parse.relation(phrase);
    let state = ground.entities.get(named.place).kind == EntityKind::State;
    let preposition = grammar::preposition(parse, grammar::first_conjunct(parse, phrase));
    let at = preposition.is_some_and(|p| ground.is(p, "at"));
    let toward = preposition.is_some_and(|p| ground.is(p, "toward"));
    let object = matches!(relation, Relation::Obj | Relation::NsubjPass) && is_physical(kind);
    let placed = match relation {
        Relation::Obj | Relation::NsubjPass => object && (!state || named.through),
        Relation::Compound | Relation::NmodPoss | Relation::Amod => !state && is_physical(kind),
        Relation::Obl | Relation::Nmod | Relation::Conj => at || toward && !state,
        Relation::Nsubj => named.through && (is_physical(kind) || kind == EventType::Protest),
        _ => false,
    };
    if !placed {
        return None;
    }
    let later = parse.relation(named.word) == Relation::Conj;
    let weak = u32::from(state) * 3 + u32::from(toward && !at) + u32::from(named.through) + u32::from(later);
    let verb = ground.verb(word);
    let head = parse.head(phrase)?;
    if head == word {
        return Some(weak);
    }
    if is_uttered(kind) {
        return (verb == Some(head)).then_some(weak + 1);
    }
    if parse.is_below(phrase, word)
        && grammar::clause_of(parse, head).is_none_or(|c| c == word || parse.is_below(word, c))
    {
        return Some(weak + 1);
    }
    if verb == Some(head) {
        return Some(weak + 1);
    }
    if verb.is_some_and(|v| grammar::clause_of(parse, head) == Some(v)) {
        return Some(weak + 2);
    }
    if parse.is_below(phrase, word) || verb.is_some_and(|v| parse.is_below(phrase, v)) {
        return Some(weak + 4);
    }
    // The verbs that share a clause, and what stands in front of the sentence.
    let clause = grammar::clause_of(parse, head)?;
    let shared = verb.is_some_and(|v| {
        parse.head(v) == Some(clause)
            && matches!(
                parse.relation(v),
                Relation::Conj | Relation::Xcomp | Relation::Advcl | Relation::Acl | Relation::Ccomp
            )
    });
    let front = relation == Relation::Obl
        && at
        && grammar::subject(parse, clause).is_some_and(|s| phrase < s)
        && parse.is_below(word, clause);
    if front {
        return Some(weak + 6);
    }
    if shared && !ground.tells(clause) {
        return Some(weak + 6);
    }
    // What residents of a place report happened there.
    let witnessed = relation == Relation::Nsubj
        && named.through
        && ground.tells(head)
        && is_physical(kind)
        && parse.is_below(word, head);
    witnessed.then_some(weak + 8)
}

/// Whether an event of this type happens to or at a place that is its object.
pub(super) const fn is_physical(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Assault | EventType::Coerce | EventType::Mobilize | EventType::Retreat | EventType::Aid
    )
}
