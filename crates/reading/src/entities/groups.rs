//! Those who fight: a force's members, a state's army, "the rebels".

use super::antecedent::nearest;
use super::cluster::Theatre;
use super::nouns::Phrase;
use super::resolve::{Found, has_child};
use super::{Entities, MentionKind, describe};
use crate::context::Context;
use crate::{Entity, EntityId, EntityKind};
use dateline_lexicon::{NounClass, fold};
use dateline_syntax::Relation;

/// Nouns for the army of a state as a whole.
const ARMY: &[&str] = &[
    "army",
    "military",
    "troop",
    "soldier",
    "force",
    "serviceman",
    "servicewoman",
    "servicemember",
    "trooper",
    "conscript",
    "infantry",
    "warplane",
];

/// Nouns for those who act for a body or force, other than fighters.
const MEMBERS: &[&str] = &[
    "member",
    "unit",
    "column",
    "patrol",
    "convoy",
    "leadership",
    "command",
    "side",
    "man",
    "team",
    "crew",
    "researcher",
    "contingent",
];

/// Nouns and adjectives for those who fight a state; each is one group unless told apart.
const INSURGENTS: &[&str] = &[
    "rebel",
    "guerrilla",
    "guerilla",
    "insurgent",
    "separatist",
    "secessionist",
    "militant",
    "jihadist",
    "islamist",
    "extremist",
    "terrorist",
    "paramilitary",
    "dissident",
    "militiaman",
    "fighter",
    "combatant",
];

/// Nouns that an adjective of the list above makes a word for the same people: "rebel forces", "separatist regime".
const COLLECTIVE: &[&str] = &[
    "force",
    "troop",
    "army",
    "fighter",
    "group",
    "movement",
    "militia",
    "administration",
    "authority",
    "government",
    "regime",
    "leadership",
    "soldier",
    "side",
    "combatant",
    "organization",
    "organisation",
    "alliance",
];

pub(super) fn resolve(
    cx: &Context<'_>,
    entities: &mut Entities,
    theatre: &Theatre,
    told: &Phrase<'_>,
) -> Option<Found> {
    if told.noun.class == NounClass::Person {
        return None;
    }
    let lemma = told.lemma.as_str();
    let fights = matches!(
        told.noun.kind,
        EntityKind::Military | EntityKind::ArmedGroup | EntityKind::Peacekeepers
    );
    let group = told.noun.class == NounClass::Group && fights;
    let force = told.owners.iter().copied().find(|&o| {
        matches!(
            entities.get(o).kind,
            EntityKind::ArmedGroup | EntityKind::Military | EntityKind::Peacekeepers
        )
    });
    if let Some(force) = force.filter(|_| group || MEMBERS.contains(&lemma) || lemma == "rebel") {
        return Some(Found::told(entities, force, "entity.noun.members"));
    }
    // "its researchers", "ARO researchers": those whose work the body tells of as its own.
    let body = told.owners.iter().copied().find(|&o| {
        matches!(
            entities.get(o).kind,
            EntityKind::Ngo | EntityKind::InternationalOrg | EntityKind::Organisation
        )
    });
    if let Some(body) =
        body.filter(|_| told.plural && matches!(lemma, "researcher" | "specialist" | "inspector"))
    {
        return Some(Found::told(entities, body, "entity.noun.members"));
    }
    if lemma == "police" || (told.plural && matches!(lemma, "policeman" | "policewoman")) {
        return police(entities, theatre, told);
    }
    if let Some(owner) = led(entities, told)
        && (group || ARMY.contains(&lemma) || lemma == "man")
    {
        return of_leader(entities, owner);
    }
    let insurgent = INSURGENTS
        .contains(&lemma)
        .then(|| lemma.to_owned())
        .or_else(|| insurgent_modifier(cx, told));
    if let Some(insurgent) = insurgent {
        return insurgents(cx, entities, told, &insurgent);
    }
    if is_army(told) && !told.modified {
        return army(cx, entities, theatre, told);
    }
    None
}

/// The person whose men, troops or army are told: "his men".
fn led(entities: &Entities, told: &Phrase<'_>) -> Option<EntityId> {
    let person = |&o: &EntityId| entities.get(o).kind == EntityKind::Person;
    told.owners
        .iter()
        .copied()
        .find(person)
        .filter(|_| !told.modified)
}

/// The force that a person leads, or the army of the state that a person belongs to.
fn of_leader(entities: &Entities, person: EntityId) -> Option<Found> {
    let of = entities.get(person).of?;
    match entities.get(of).kind {
        EntityKind::ArmedGroup | EntityKind::Military | EntityKind::Peacekeepers => {
            Some(Found::told(entities, of, "entity.noun.members"))
        }
        EntityKind::State => {
            let army = army_of(entities, of)?;
            Some(Found::told(entities, army, "entity.noun.members"))
        }
        _ => None,
    }
}

/// Whether a noun means an army as a whole or its soldiers; "air force" and "security forces" do not.
pub(super) fn is_army(told: &Phrase<'_>) -> bool {
    ARMY.contains(&told.lemma.as_str())
        && (!told.noun.noun.contains(' ')
            || matches!(
                told.noun.noun.as_str(),
                "armed forces" | "service member" | "ground forces"
            ))
}

/// The army of a state: the one told before, else a new one under these words.
pub(super) fn army_of_state(
    cx: &Context<'_>,
    entities: &mut Entities,
    state: EntityId,
    told: &Phrase<'_>,
) -> EntityId {
    if let Some(army) = army_of(entities, state) {
        return army;
    }
    let name = entities.get(state).name.clone();
    let adjective = super::resolve::adjective_of(cx, &name).map_or(name, str::to_owned);
    let noun = if told.lemma == "army" {
        "army".to_owned()
    } else {
        plain_plural(cx, told)
    };
    let mut entity = Entity::new(format!("{adjective} {noun}"), EntityKind::Military, "entity.noun");
    entity.of = Some(state);
    entity
        .aliases
        .push(format!("{} {noun}", entities.get(state).name));
    entity.country.clone_from(&entities.get(state).country);
    entities.push(entity)
}

/// The army that the report tells of a state, if any.
fn army_of(entities: &Entities, state: EntityId) -> Option<EntityId> {
    ARMY.iter()
        .flat_map(|noun| entities.headed(noun))
        .copied()
        .filter(|&id| {
            let e = entities.get(id);
            e.of == Some(state) && e.kind == EntityKind::Military && is_whole(e)
        })
        .min()
}

/// Whether a force is an army as a whole, and no "three soldiers".
fn is_whole(entity: &Entity) -> bool {
    let first = entity.name.split_whitespace().next().unwrap_or_default();
    !first.chars().all(|c| c.is_ascii_digit() || c == ',')
}

/// "the army", "Sarlandic troops", "soldiers".
fn army(cx: &Context<'_>, entities: &mut Entities, theatre: &Theatre, told: &Phrase<'_>) -> Option<Found> {
    let state = told
        .owners
        .iter()
        .copied()
        .find(|&o| entities.get(o).kind == EntityKind::State);
    if let Some(state) = state {
        if let Some(found) = army_of(entities, state) {
            return Some(Found::told(entities, found, "entity.noun.members"));
        }
        if told.counted {
            let id = army_of_state(cx, entities, state, told);
            return Some(Found::new(id, "entity.noun", []));
        }
        return None;
    }
    if !told.owners.is_empty() || (told.lemma == "force" && !told.plural) {
        return None;
    }
    let is_army = |e: &Entity| {
        e.kind == EntityKind::Military && ARMY.contains(&describe::head_noun(&e.name).as_str()) && is_whole(e)
    };
    // "the army" is one that was called so, or that of the state which the report is about.
    let called = |e: &Entity| {
        let names = [&e.name].into_iter().chain(&e.aliases);
        e.why.rule.starts_with("entity.name")
            || names
                .into_iter()
                .any(|n| matches!(describe::head_noun(n).as_str(), "army" | "military"))
    };
    if told.definite && matches!(told.lemma.as_str(), "army" | "military") {
        let near = nearest(cx, entities, told.word, |m, e| {
            m.kind != MentionKind::Pronoun && is_army(e) && called(e)
        });
        if let Some((id, mention)) = near {
            return Some(Found::new(id, "entity.noun.same", [mention.span]));
        }
    } else if told.definite || !told.counted {
        let near = nearest(cx, entities, told.word, |m, e| {
            m.kind != MentionKind::Pronoun && is_army(e)
        });
        if let Some((id, mention)) = near {
            return Some(Found::new(id, "entity.noun.same", [mention.span]));
        }
    }
    let home = theatre.home?;
    if let Some(army) = army_of(entities, home) {
        return Some(Found::told(entities, army, "entity.noun.same"));
    }
    // "17 soldiers" of a report on one state are of its army, and so is whoever is told of as soldiers after them.
    told.counted.then(|| {
        let mut entity = Entity::new(plain_plural(cx, told), EntityKind::Military, "entity.noun");
        entity.of = Some(home);
        entity.country.clone_from(&entities.get(home).country);
        Found::new(entities.push(entity), "entity.noun", [])
    })
}

/// The noun itself in the plural, as the report has it: "soldiers" of "at least 17 soldiers".
fn plain_plural(cx: &Context<'_>, told: &Phrase<'_>) -> String {
    cx.parse.form(told.word).to_owned()
}

/// "police", "the police", "policemen": one body in each state.
fn police(entities: &Entities, theatre: &Theatre, told: &Phrase<'_>) -> Option<Found> {
    if told.modified || told.counted {
        return None;
    }
    let owner = told.owners.first().copied();
    let wanted = owner.or(theatre.home);
    let known = entities.headed("police");
    let id = known.iter().copied().find(|&id| {
        let e = entities.get(id);
        e.kind == EntityKind::Government && (e.of == wanted || owner.is_none()) && !e.mentions.is_empty()
    })?;
    Some(Found::told(entities, id, "entity.noun.same"))
}

/// The adjective that makes a collective noun one of insurgents: "separatist forces".
fn insurgent_modifier(cx: &Context<'_>, told: &Phrase<'_>) -> Option<String> {
    if !COLLECTIVE.contains(&told.lemma.as_str()) {
        return None;
    }
    cx.parse
        .children_by(told.word, &[Relation::Amod, Relation::Compound])
        .map(|c| super::nouns::singular(cx.parse.form(c)))
        .map(|w| {
            if w == "breakaway" {
                "separatist".to_owned()
            } else {
                w
            }
        })
        .find(|w| INSURGENTS.contains(&w.as_str()) && w != "fighter" && w != "combatant")
}

/// "the rebels", "guerrillas", "Sarlandic separatists".
fn insurgents(cx: &Context<'_>, entities: &mut Entities, told: &Phrase<'_>, word: &str) -> Option<Found> {
    let own = told.lemma == word;
    // "another rebel group", "rebel groups" are not those told before.
    let others = has_child(cx, told.word, &["another", "other", "various", "different"]);
    let groups = !own
        && told.plural
        && matches!(
            told.lemma.as_str(),
            "group" | "movement" | "militia" | "organisation" | "organization"
        );
    if others || groups {
        return None;
    }
    let country = told
        .owners
        .iter()
        .map(|&o| entities.get(o))
        .find(|o| o.kind == EntityKind::State)
        .and_then(|o| o.country.clone());
    // Modifiers other than the word itself tell a group apart, unless the very words were told before.
    let modified = told.modified && own;
    let words = fold(&describe::bare_name(cx, told.span));
    let fits = |e: &Entity| {
        e.kind == EntityKind::ArmedGroup
            && !e.mentions.is_empty()
            && (country.is_none() || e.country.is_none() || e.country == country)
            && (!modified || fold(&e.name) == words)
    };
    let known = entities.headed(word);
    let same = known
        .iter()
        .rev()
        .take(20)
        .copied()
        .find(|&id| fits(entities.get(id)) && is_whole(entities.get(id)));
    if let Some(id) = same.filter(|_| !told.counted || told.definite || known.len() == 1) {
        return Some(Found::told(entities, id, "entity.noun.same"));
    }
    if !modified && country.is_none() && told.owners.is_empty() {
        let vague = matches!(word, "fighter" | "combatant");
        if told.definite {
            let near = nearest(cx, entities, told.word, |m, e| {
                e.kind == EntityKind::ArmedGroup
                    && m.kind != MentionKind::Pronoun
                    && (own || told.plural || e.mentions.len() > 1)
                    && !is_part(entities, e, word)
            });
            if let Some((id, mention)) = near {
                return Some(Found::new(id, "entity.noun.same", [mention.span]));
            }
        }
        if !vague
            && let Some(id) = only_group(entities).filter(|&id| !is_part(entities, entities.get(id), word))
        {
            return Some(Found::told(entities, id, "entity.noun.same"));
        }
    }
    let mut entity = Entity::new(
        describe::bare_name(cx, told.span),
        EntityKind::ArmedGroup,
        "entity.noun",
    );
    entity.country = country;
    if !own {
        // "the separatist administration" and "the separatists" meet under their word.
        let plural = format!("{word}s");
        entity.aliases.push(plural);
    }
    // They are of a place or disputed polity, never of the state whose people they come from.
    entity.of = told
        .owners
        .iter()
        .copied()
        .find(|&o| entities.get(o).kind == EntityKind::Place);
    let id = entities.push(entity);
    Some(Found::new(id, "entity.noun", []))
}

/// Whether a group is only the force of those whom the word means: the separatists' defence army.
fn is_part(entities: &Entities, group: &Entity, word: &str) -> bool {
    let of = group.of.map(|of| entities.get(of).kind);
    matches!(word, "separatist" | "secessionist")
        && matches!(of, Some(EntityKind::Place | EntityKind::Government))
}

/// The armed group of a report that names only one.
fn only_group(entities: &Entities) -> Option<EntityId> {
    let mut named = entities.list.iter().zip(0u32..).filter(|(e, _)| {
        e.kind == EntityKind::ArmedGroup && !e.mentions.is_empty() && e.why.rule.starts_with("entity.name")
    });
    let (_, id) = named.next()?;
    named.next().is_none().then_some(EntityId(id))
}
