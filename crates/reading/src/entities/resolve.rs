//! Which entity a noun phrase is: a name beside it, a side, a force, a state, a person in office, a body told
//! before, or a new one.

use super::antecedent::{is_singular, nearest};
use super::cluster::Theatre;
use super::nouns::Phrase;
use super::{Entities, MentionKind, beside, describe, groups, roles, sides};
use crate::context::Context;
use crate::{Entity, EntityId, EntityKind, Why};
use dateline_lexicon::{NounClass, fold};
use dateline_syntax::Relation;
use dateline_text::{Span, WordId};

/// The entities of a phrase and the reason.
pub(super) struct Found {
    pub(super) ids: Vec<EntityId>,
    pub(super) why: Why,
}

impl Found {
    pub(super) fn new(id: EntityId, rule: &'static str, from: impl IntoIterator<Item = Span>) -> Self {
        Self {
            ids: vec![id],
            why: Why::with(rule, from),
        }
    }

    /// An entity told before, with its first mention as the reason.
    pub(super) fn told(entities: &Entities, id: EntityId, rule: &'static str) -> Self {
        Self::new(id, rule, entities.get(id).mentions.first().copied())
    }
}

/// The entity of a noun phrase; none where the phrase stands for no one in particular.
pub(super) fn resolve(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &Theatre,
    told: &Phrase<'_>,
) -> Option<Found> {
    if let Some(found) = beside::beside(cx, entities, told).or_else(|| beside::predicate(cx, entities, told))
    {
        return Some(found);
    }
    if is_sides(cx, told) {
        let ids = if told.noun.class == NounClass::Person {
            roles::two(cx, entities, told)
        } else {
            sides::of(cx, entities, told.word)
        };
        if ids.len() >= 2 {
            return Some(Found {
                ids,
                why: Why::rule("entity.sides"),
            });
        }
        if told.noun.class == NounClass::Side && !told.modified && told.owners.is_empty() {
            return None;
        }
    }
    if let Some(found) = beside::each_owner(cx, entities, told) {
        return Some(found);
    }
    if let Some(found) = groups::resolve(cx, entities, theatre, told) {
        return Some(found);
    }
    if let Some(found) = state(cx, entities, theatre, told) {
        return Some(found);
    }
    if kind(told) == EntityKind::Person
        && !told.plural
        && let Some(found) = roles::resolve(cx, entities, told)
    {
        return Some(found);
    }
    // Words that stand for a body only where the report has told which.
    let hollow = matches!(
        told.lemma.as_str(),
        "front"
            | "movement"
            | "wing"
            | "side"
            | "party"
            | "state"
            | "country"
            | "nation"
            | "body"
            | "mechanism"
    ) && told.is_plain();
    same_noun(cx, entities, theatre, told)
        .or_else(|| same_kind(cx, entities, told))
        .or_else(|| (!hollow).then(|| make(cx, entities, theatre, told)))
}

/// "both sides", "the rivals", "the two armies", "each party", "the warring parties".
fn is_sides(cx: &Context<'_>, told: &Phrase<'_>) -> bool {
    let two = cx.parse.children(told.word).iter().any(|&c| {
        matches!(
            cx.parse.lower(c),
            "both" | "two" | "rival" | "opposing" | "warring" | "either"
        )
    });
    let each = cx
        .parse
        .children_by(told.word, &[Relation::Det])
        .any(|d| matches!(cx.parse.lower(d), "each" | "either" | "neither" | "both"));
    if each
        && told.owners.is_empty()
        && matches!(told.lemma.as_str(), "government" | "army" | "country" | "state")
    {
        return true;
    }
    let definite = told.definite || each;
    match told.noun.class {
        NounClass::Side
            if matches!(
                told.lemma.as_str(),
                "enemy" | "adversary" | "foe" | "invader" | "occupier"
            ) =>
        {
            false
        }
        NounClass::Side => {
            each || (told.plural && (two || definite) && told.owners.is_empty() && told.possessive.is_none())
        }
        NounClass::Person => definite && told.plural && two && told.owners.is_empty(),
        _ => {
            told.plural
                && two
                && definite
                && told.owners.is_empty()
                && matches!(
                    told.noun.kind,
                    EntityKind::State
                        | EntityKind::Military
                        | EntityKind::ArmedGroup
                        | EntityKind::Government
                )
                && !matches!(
                    told.lemma.as_str(),
                    "ministry" | "policeman" | "soldier" | "court"
                )
        }
    }
}

/// "the government" is its state; so is "the country".
fn state(cx: &Context<'_>, entities: &Entities, theatre: &Theatre, told: &Phrase<'_>) -> Option<Found> {
    const RULE: &str = "entity.noun.state";
    let lemma = told.lemma.as_str();
    let land = matches!(lemma, "country" | "nation" | "republic" | "kingdom");
    let rule = matches!(lemma, "government" | "regime" | "junta") || (lemma == "authority" && told.plural);
    if !(land || rule || lemma == "state") || (lemma == "state" && told.modified) {
        return None;
    }
    let owner_of_kind = |kind: EntityKind| {
        told.owners
            .iter()
            .copied()
            .find(|&o| entities.get(o).kind == kind)
    };
    if let Some(owner) = owner_of_kind(EntityKind::State)
        && !land
        && !(told.modified && lemma == "authority")
    {
        return Some(Found::told(entities, owner, RULE));
    }
    // "the Houthi authorities", "Somaliland's government": of those who rule there.
    if let Some(owner) =
        owner_of_kind(EntityKind::ArmedGroup).or_else(|| owner_of_kind(EntityKind::Government))
        && rule
        && !told.modified
    {
        return Some(Found::told(entities, owner, RULE));
    }
    // "his government", "its country": the state of the person or force.
    let led = told.owners.iter().find_map(|&o| {
        let owner = entities.get(o);
        let of = owner
            .of
            .filter(|&of| entities.get(of).kind == EntityKind::State)?;
        let leads = owner.kind == EntityKind::Person || land;
        leads.then_some(of)
    });
    if let Some(state) = led.filter(|_| told.possessive.is_some() && !told.modified) {
        return Some(Found::told(entities, state, RULE));
    }
    // "its government", where the owner is a place or body, and "Edda Lorn's government" are told by their owner.
    if !told.definite || told.modified || !told.owners.is_empty() || (told.plural && lemma != "authority") {
        return None;
    }
    // A government that the report names is meant before the state itself.
    if rule
        && let Some((id, mention)) = nearest(cx, entities, told.word, |m, e| {
            e.kind == EntityKind::Government
                && m.kind == MentionKind::Name
                && describe::head_noun(&e.name) == lemma
        })
    {
        return Some(Found::new(id, RULE, [mention.span]));
    }
    let near = nearest(cx, entities, told.word, |_, e| e.kind == EntityKind::State)
        .map(|(id, m)| (id, Some(m.span)));
    let home = theatre
        .home
        .map(|id| (id, entities.get(id).mentions.first().copied()));
    let (id, from) = if land || lemma == "state" {
        near.or(home)
    } else {
        home.or(near)
    }?;
    Some(Found::new(id, RULE, from))
}

/// The same noun with the same owner, or a definite one without, takes up what was told before.
fn same_noun(cx: &Context<'_>, entities: &Entities, theatre: &Theatre, told: &Phrase<'_>) -> Option<Found> {
    let owner = owner(entities, told);
    let words = fold(&describe::bare_name(cx, told.span));
    let plain = told.is_plain();
    let known = entities.headed(&told.lemma);
    // "the alliance" is the Brotherhood Alliance, whatever sort of body that is.
    let same_sort = |id: EntityId| {
        let e = entities.get(id);
        let body = matches!(told.noun.class, NounClass::Body | NounClass::Collective);
        let name = e.why.rule.starts_with("entity.name")
            && !matches!(
                e.kind,
                EntityKind::Person | EntityKind::Place | EntityKind::Population | EntityKind::State
            );
        e.kind == kind(told) || (body && name && told.definite)
    };
    let fits = |id: EntityId| {
        let e = entities.get(id);
        if e.mentions.is_empty() || (e.kind == EntityKind::Person) != (kind(told) == EntityKind::Person) {
            return false;
        }
        let same_words = fold(&e.name) == words || e.aliases.iter().any(|a| fold(a) == words);
        if same_words && !told.counted {
            return true;
        }
        match (owner, e.of) {
            (Some(a), Some(b)) if a != b => false,
            (Some(_), None) => false,
            // "Sarland's health ministry" and "its ministry": the modifiers must not differ.
            (Some(_), Some(_)) => !told.modified && !told.counted || shares_modifier(&words, e),
            (None, Some(b)) => plain && (told.definite || Some(b) == theatre.home),
            (None, None) => plain || (!told.counted && told.definite && shares_modifier(&words, e)),
        }
    };
    // The one told last, for what is definite; anything of the same words otherwise.
    if plain && told.definite {
        let near = nearest(cx, entities, told.word, |m, e| {
            m.kind != MentionKind::Pronoun
                && known
                    .iter()
                    .any(|&id| std::ptr::eq(entities.get(id), e) && same_sort(id))
                && fits(m.entities[0])
        });
        if let Some((id, mention)) = near {
            return Some(Found::new(id, "entity.noun.same", [mention.span]));
        }
    }
    let id = known
        .iter()
        .rev()
        .take(30)
        .copied()
        .find(|&id| same_sort(id) && fits(id))?;
    Some(Found::told(entities, id, "entity.noun.same"))
}

/// Whether all words before the head of a phrase stand in a name of the entity: "health ministry".
fn shares_modifier(words: &str, entity: &Entity) -> bool {
    let mut names = [&entity.name].into_iter().chain(&entity.aliases);
    names.any(|n| {
        let n = fold(n);
        words.split(' ').all(|w| n.split(' ').any(|v| v == w))
    })
}

/// "the group", "the agency": the nearest entity of the kind.
fn same_kind(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> Option<Found> {
    use EntityKind::{
        ArmedGroup, Government, InternationalOrg, Media, Military, Ngo, Organisation, Peacekeepers,
        PoliticalParty,
    };
    if !told.definite || !told.is_plain() || told.plural {
        return None;
    }
    let kinds: &[EntityKind] = match told.lemma.as_str() {
        "group" => &[ArmedGroup, Ngo, Organisation, InternationalOrg, PoliticalParty],
        "movement" | "militia" | "faction" | "front" => &[ArmedGroup, PoliticalParty],
        "organisation" | "organization" => &[Ngo, InternationalOrg, Organisation, ArmedGroup],
        "agency" => &[InternationalOrg, Media, Government, Organisation],
        "outlet" | "newspaper" | "broadcaster" | "channel" | "station" | "daily" => &[Media],
        "body" | "bloc" | "alliance" | "union" => &[InternationalOrg, Organisation, ArmedGroup],
        "mission" | "force" => &[Peacekeepers, InternationalOrg, Military],
        "charity" | "watchdog" | "observatory" => &[Ngo],
        "party" => &[PoliticalParty],
        "ministry" | "department" => &[Government],
        "brigade" | "unit" | "battalion" | "division" | "regiment" => &[Military],
        "committee" | "commission" | "council" | "court" | "panel" => {
            &[Organisation, InternationalOrg, Government]
        }
        _ => return None,
    };
    let named_only = matches!(
        told.lemma.as_str(),
        "committee"
            | "commission"
            | "council"
            | "court"
            | "panel"
            | "ministry"
            | "department"
            | "force"
            | "brigade"
            | "unit"
            | "battalion"
            | "division"
            | "regiment"
    );
    let (id, mention) = nearest(cx, entities, told.word, |m, e| {
        kinds.contains(&e.kind) && is_singular(cx, m) && (!named_only || names_noun(e, &told.lemma))
    })?;
    Some(Found::new(id, "entity.noun.same", [mention.span]))
}

/// Whether a noun stands in a name of the entity.
fn names_noun(entity: &Entity, lemma: &str) -> bool {
    let mut names = [&entity.name].into_iter().chain(&entity.aliases);
    names.any(|n| fold(n).split(' ').any(|w| w == lemma))
}

/// Whom a phrase belongs to: a state before a body.
fn owner(entities: &Entities, told: &Phrase<'_>) -> Option<EntityId> {
    let state = told
        .owners
        .iter()
        .copied()
        .find(|&o| entities.get(o).kind == EntityKind::State);
    state.or_else(|| told.owners.first().copied())
}

/// The kind of entity that a phrase stands for: one of a population is a person.
pub(super) fn kind(told: &Phrase<'_>) -> EntityKind {
    const MANY: &[&str] = &[
        "family",
        "couple",
        "community",
        "household",
        "population",
        "people",
        "crew",
        "staff",
        "personnel",
        "minority",
        "tribe",
        "clan",
        "crowd",
        "public",
        "mob",
        "majority",
        "body",
        "congregation",
        "press",
        "youth",
        "dead",
        "wounded",
        "injured",
        "elderly",
        "disabled",
        "displaced",
        "homeless",
        "other",
    ];
    let one = told.noun.kind == EntityKind::Population
        && !told.plural
        && !told.counted
        && told.noun.people
        && !MANY.contains(&told.lemma.as_str());
    if one { EntityKind::Person } else { told.noun.kind }
}

/// A new entity under the words of the phrase.
fn make(cx: &Context<'_>, entities: &mut Entities, theatre: &Theatre, told: &Phrase<'_>) -> Found {
    let kind = kind(told);
    let mut entity = Entity::new(name(cx, entities, told), kind, "entity.noun");
    let owner = owner(entities, told);
    let of_home = matches!(kind, EntityKind::Military | EntityKind::Government) && !told.modified;
    entity.of = owner
        .filter(|&o| entities.get(o).kind != EntityKind::Population)
        .or(if of_home { theatre.home } else { None });
    if let Some(of) = entity.of {
        entity.country.clone_from(&entities.get(of).country);
        // "the army" in a report on one state is that state's army: say so in the names.
        if owner.is_none() && told.is_plain() && entities.get(of).kind == EntityKind::State {
            let state = entities.get(of).name.clone();
            if let Some(adjective) = adjective_of(cx, &state) {
                entity.aliases.push(format!("{adjective} {}", entity.name));
            }
            entity.aliases.push(format!("{state} {}", entity.name));
        }
    }
    let id = entities.push(entity);
    Found::new(id, "entity.noun", [])
}

/// The words of a phrase as a name, with the owner in place of a possessive pronoun: "Lorn's sister".
fn name(cx: &Context<'_>, entities: &Entities, told: &Phrase<'_>) -> String {
    let Some(pronoun) = told.possessive else {
        return describe::bare_name(cx, told.span);
    };
    let after = Span::new(cx.parse.span(pronoun).end, told.span.end);
    let rest = if told.span.start <= cx.parse.span(pronoun).start {
        describe::bare_name(cx, after)
    } else {
        describe::bare_name(cx, told.span)
    };
    match entities.of(pronoun) {
        // A chain of owners reads badly: "her sister's house" stays so.
        &[owner] if !entities.get(owner).name.contains("'s ") => {
            let owner = &entities.get(owner).name;
            format!("{owner}{} {rest}", if owner.ends_with('s') { "'" } else { "'s" })
        }
        _ => rest,
    }
}

/// The first adjective that the lexicon has for a state of this name.
pub(super) fn adjective_of<'l>(cx: &Context<'l>, state: &str) -> Option<&'l str> {
    cx.lexicon
        .world
        .state(state)
        .and_then(|id| cx.lexicon.world.adjective(id))
}

/// Keeps the phrase without its complement as another name of a described entity: "the monitors" of "the monitors
/// in the valley".
pub(super) fn name_parts(cx: &Context<'_>, entities: &mut Entities, told: &Phrase<'_>, id: EntityId) {
    if told.core == told.span && told.possessive.is_none() || !entities.get(id).mentions.is_empty() {
        return;
    }
    let short = match told.possessive {
        Some(pronoun) => Span::new(cx.parse.span(pronoun).end.min(told.core.end), told.core.end),
        None => told.core,
    };
    entities.alias(id, describe::bare_name(cx, short));
}

/// Whether a word stands among the children of another in any relation.
pub(super) fn has_child(cx: &Context<'_>, word: WordId, forms: &[&str]) -> bool {
    cx.parse
        .children(word)
        .iter()
        .any(|&c| forms.contains(&cx.parse.lower(c)))
}
