//! By what an entity of one report can be known in another.

use crate::contract::Entity;
use dateline_lexicon::{EntityKind, Known, Sound, Use, World, fold};

/// What an entity is known by beyond its report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    /// How it is known.
    pub by: By,
    /// The state, polity or body that it belongs to in the end, or is, folded; none where nothing tells it.
    pub side: Option<Box<str>>,
}

/// How an entity is known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum By {
    /// By nothing: a description (`three residents`), good within its report only.
    Nothing,
    /// By a name that means one thing everywhere, folded: `azerbaijan`.
    Name(Box<str>),
    /// A body by its side and what it is, the words sorted: `azerbaijan`, `defence ministry`.
    Body(Box<str>),
    /// A person by the name, folded, and what spellings of the family name share.
    Person {
        /// The whole name.
        name: Box<str>,
        /// The family name reduced to what its spellings share.
        family: Box<str>,
    },
}

/// Words of a name that do not tell one body from another.
const EMPTY: &[&str] = &[
    "the", "of", "in", "for", "s", "and", "s'", "a", "an", "its", "at", "on", "to",
];

/// What one entity is known by. `owners` is the chain of what it belongs to, nearest first.
pub(crate) fn identity(
    entity: &Entity,
    kind: EntityKind,
    owners: &[&Entity],
    begins_sentence: bool,
    world: &World,
) -> Identity {
    let own = own_side(entity, kind).filter(|_| {
        !begins_sentence
            || entity.name.chars().skip(1).any(char::is_uppercase)
            || !world.exact(&entity.name).is_empty()
    });
    let side = own.or_else(|| owners.last().and_then(|root| root_side(root, world)));
    // `Rebels` at the head of a sentence is no name.
    let is_common = begins_sentence
        && !entity.name.chars().skip(1).any(char::is_uppercase)
        && matches!(
            kind,
            EntityKind::ArmedGroup | EntityKind::Military | EntityKind::Population | EntityKind::Organisation
        )
        && world.exact(&entity.name).is_empty();
    if is_common || !is_proper(&entity.name) {
        let side = side.or_else(|| named_side(&entity.name, world).map(|(side, _)| side));
        return Identity {
            by: By::Nothing,
            side,
        };
    }
    match kind {
        EntityKind::State | EntityKind::Place => Identity {
            by: By::Name(fold(&entity.name).into()),
            side: side
                .or_else(|| (kind == EntityKind::State).then(|| fold(&entity.name).into()))
                .or_else(|| polity_of_name(&entity.name, world)),
        },
        EntityKind::Person if is_personal(&entity.name) => {
            let name = fold(&entity.name);
            let family = name.rsplit(' ').next().unwrap_or_default();
            Identity {
                by: By::Person {
                    family: Sound::of(family).skeleton.into(),
                    name: name.into(),
                },
                side,
            }
        }
        // `Azerbaijani officials`: a description with a proper adjective.
        EntityKind::Person => Identity {
            by: By::Nothing,
            side: side.or_else(|| named_side(&entity.name, world).map(|(side, _)| side)),
        },
        _ => body(entity, side, world),
    }
}

/// A body: its words without those that only tell whose it is.
fn body(entity: &Entity, side: Option<Box<str>>, world: &World) -> Identity {
    let exact = world.exact(&entity.name);
    if exact.iter().any(|(_, how)| *how == Use::Name) {
        return Identity {
            by: By::Name(fold(&entity.name).into()),
            side,
        };
    }
    let (named, rest) = match named_side(&entity.name, world) {
        Some((named, rest)) => (Some(named), rest),
        None => (None, words(&entity.name)),
    };
    let side = side.or(named);
    if rest.is_empty() {
        return match &side {
            Some(name) => Identity {
                by: By::Name(name.clone()),
                side,
            },
            None => Identity {
                by: By::Name(fold(&entity.name).into()),
                side,
            },
        };
    }
    let mut rest = rest;
    rest.sort_unstable();
    rest.dedup();
    let key = format!("{}|{}", side.as_deref().unwrap_or_default(), rest.join(" "));
    Identity {
        by: By::Body(key.into()),
        side,
    }
}

/// The words of a name that tell something, in one spelling.
fn words(name: &str) -> Vec<String> {
    fold(name)
        .split(' ')
        .filter(|word| !word.is_empty() && !EMPTY.contains(word))
        .map(|word| match word {
            "defense" => "defence".to_owned(),
            "ministries" => "ministry".to_owned(),
            "authorities" => "authority".to_owned(),
            word => word.to_owned(),
        })
        .collect()
}

/// The state or polity that a name mentions (`health ministry in Baku`), and its other words.
fn named_side(name: &str, world: &World) -> Option<(Box<str>, Vec<String>)> {
    let pieces: Vec<&str> = name.split_whitespace().collect();
    let (at, known) = pieces
        .iter()
        .enumerate()
        .find_map(|(n, piece)| Some((n, known_side(piece, world)?)))?;
    let rest = [&pieces[..at], &pieces[at + 1..]].concat().join(" ");
    Some((known, words(&rest)))
}

/// A state or disputed polity that a report names as a place.
fn polity_of_name(name: &str, world: &World) -> Option<Box<str>> {
    let mut found = world.exact(name);
    found.retain(|(_, how)| *how == Use::Name);
    polity(&found, world).map(|known| fold(&known.name).into())
}

/// The state or disputed polity that a word refers to, by name, adjective, people or seat: `Sudan's`, `Sudanese`.
pub(crate) fn known_side(word: &str, world: &World) -> Option<Box<str>> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word);
    // A capital is what tells a name from a word of the language.
    word.starts_with(char::is_uppercase)
        .then(|| polity(&world.exact(word), world))
        .flatten()
        .map(|known| fold(&known.name).into())
}

fn polity<'w>(found: &[(dateline_lexicon::KnownId, Use)], world: &'w World) -> Option<&'w Known> {
    found
        .iter()
        .map(|(id, _)| world.get(*id))
        .find(|known| matches!(known.kind, EntityKind::State | EntityKind::Government) || known.disputed)
}

/// A state or an armed group is its own side.
fn own_side(entity: &Entity, kind: EntityKind) -> Option<Box<str>> {
    let stands_alone = entity.of.is_none() && is_proper(&entity.name);
    let is_side = kind == EntityKind::State || (stands_alone && kind == EntityKind::ArmedGroup);
    is_side.then(|| fold(&entity.name).into())
}

/// The side that the last of a chain of owners stands for.
fn root_side(root: &Entity, world: &World) -> Option<Box<str>> {
    if !is_proper(&root.name) {
        return None;
    }
    if let Some(known) = polity(&world.exact(&root.name), world) {
        return Some(fold(&known.name).into());
    }
    match named_side(&root.name, world) {
        Some((side, _)) => Some(side),
        None => Some(fold(&root.name).into()),
    }
}

/// Whether a name is one, and no description: it has a capital, no number, and does not begin like a phrase.
fn is_proper(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    let begins = [
        "its", "their", "his", "her", "our", "some", "several", "many", "two", "at", "no", "those",
    ];
    name.chars().any(char::is_uppercase)
        && !begins.contains(&first.to_lowercase().as_str())
        && !(first.starts_with(|c: char| c.is_ascii_digit()) && name.split(' ').nth(1).is_some_and(is_lower))
}

fn is_lower(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

/// Whether every word of a name has a capital, but for the particles of names; and it has no title only.
fn is_personal(name: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "al", "el", "bin", "ibn", "de", "la", "da", "van", "von", "der", "den", "ul", "abu", "and",
    ];
    let mut words = name.split_whitespace();
    let good = |word: &str| {
        !is_lower(word) || PARTICLES.contains(&word) || word.starts_with("al-") || word.starts_with("el-")
    };
    words.all(good) && !name.ends_with(['s', 'S'])
        || name.split_whitespace().count() >= 2 && name.split_whitespace().all(good)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_lexicon::Lexicon;

    fn entity(name: &str, kind: &str) -> Entity {
        Entity {
            id: "e1".to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            aliases: Vec::new(),
            of: None,
            role: None,
            country: None,
            place: None,
            mentions: Vec::new(),
        }
    }

    #[track_caller]
    fn known(name: &str, kind: &str) -> Identity {
        let lexicon = Lexicon::embedded();
        identity(
            &entity(name, kind),
            EntityKind::parse(kind).unwrap(),
            &[],
            false,
            &lexicon.world,
        )
    }

    #[test]
    fn a_body_is_known_by_its_side_and_what_it_is() {
        let names = [
            "Sudanese defence ministry",
            "Sudan's Ministry of Defence",
            "Ministry of Defense of Sudan",
        ];
        for name in names {
            assert_eq!(
                known(name, "government").by,
                By::Body("sudan|defence ministry".into()),
                "{name}"
            );
        }
        assert_ne!(
            known("Sudanese health ministry", "government").by,
            known("Sudanese defence ministry", "government").by
        );
        assert_ne!(
            known("Chadian defence ministry", "government").by,
            known("Sudanese defence ministry", "government").by
        );
    }

    #[test]
    fn a_description_is_known_in_its_report_only() {
        for name in [
            "three residents",
            "two of their soldiers",
            "At least 20 people",
            "separatists",
        ] {
            assert_eq!(known(name, "population").by, By::Nothing, "{name}");
        }
        assert_eq!(known("Sudanese officials", "person").by, By::Nothing);
        assert_eq!(
            known("Sudanese officials", "person").side.as_deref(),
            Some("sudan")
        );
    }

    #[test]
    fn a_person_is_known_by_the_family_name_in_any_spelling() {
        let family = |name| match known(name, "person").by {
            By::Person { family, .. } => family,
            other => panic!("{other:?}"),
        };
        assert_eq!(family("Nikol Pašinjan"), family("Nikol Pashinyan"));
    }
}
