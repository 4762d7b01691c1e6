//! Which names are one person's: long and short forms, bare family names, initials, spellings.

use crate::EntityId;
use dateline_lexicon::Sound;
use dateline_lexicon::fold;
use std::collections::HashMap;

/// Words that stand inside names and tell nobody apart.
const PARTICLES: &[&str] = &[
    "al", "el", "ul", "ad", "de", "del", "della", "da", "do", "dos", "van", "von", "der", "den", "bin",
    "ibn", "ben", "ould", "uld", "ag", "la", "le", "di",
];

/// A word of a personal name.
#[derive(Clone, Debug)]
struct Part {
    folded: String,
    sound: Sound,
}

impl Part {
    fn meets(&self, other: &Self) -> bool {
        self.folded == other.folded || self.sound.meets(&other.sound)
    }

    /// `J.` of `John`.
    fn abbreviates(&self, other: &Self) -> bool {
        self.folded.len() == 1 && other.folded.starts_with(&self.folded)
    }
}

/// The telling words of a name. A name of particles only keeps them.
fn parts(name: &str) -> Vec<Part> {
    let folded = fold(name);
    let words = folded.split(' ').filter(|w| !w.is_empty());
    let telling: Vec<&str> = words.clone().filter(|w| !PARTICLES.contains(w)).collect();
    let chosen = if telling.is_empty() {
        words.collect()
    } else {
        telling
    };
    let part = |w: &str| Part {
        folded: w.to_owned(),
        sound: Sound::of(w),
    };
    chosen.into_iter().map(part).collect()
}

/// How well a name fits a person's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Fit {
    /// By a given name alone.
    Given,
    /// By a word in the middle: the first of two Spanish family names.
    Middle,
    /// By the family name.
    Family,
}

#[derive(Debug)]
struct Person {
    id: EntityId,
    parts: Vec<Part>,
    joined: Sound,
    /// The last two words written as one: `Abutalib` of `Omar Abu Talib`.
    last_two: Sound,
}

fn last_two(parts: &[Part]) -> Sound {
    let last: String = parts
        .iter()
        .rev()
        .take(2)
        .rev()
        .map(|p| p.folded.as_str())
        .collect();
    Sound::of(&last)
}

/// How many people of one name are looked at: a list of a clan's dead must not cost its square.
const NAMESAKES: usize = 40;

/// The people of a report, found by any word of their names.
#[derive(Debug, Default)]
pub(super) struct People {
    list: Vec<Person>,
    by_sound: HashMap<String, Vec<usize>>,
}

impl People {
    /// Enters a person under a name.
    pub(super) fn enter(&mut self, id: EntityId, name: &str) {
        let parts = parts(name);
        if parts.is_empty() {
            return;
        }
        let joined = Sound::of(&fold(name));
        let at = self.list.len();
        let last_two = last_two(&parts);
        for key in parts.iter().map(|p| &p.sound).chain([&joined, &last_two]) {
            let entry = self.by_sound.entry(key.skeleton.clone()).or_default();
            if entry.last() != Some(&at) {
                entry.push(at);
            }
        }
        self.list.push(Person {
            id,
            parts,
            joined,
            last_two,
        });
    }

    /// The person of this name, full or short; the one entered last where several fit alike.
    pub(super) fn find(&self, name: &str) -> Option<EntityId> {
        let parts = parts(name);
        let joined = Sound::of(&fold(name));
        let last = parts.last()?;
        let first = parts.first()?;
        let two = last_two(&parts);
        let keys = [&last.sound, &first.sound, &joined, &two];
        let lists = keys.iter().filter_map(|k| self.by_sound.get(&k.skeleton));
        let candidates = lists.flat_map(|list| list.iter().rev().take(NAMESAKES));
        candidates
            .filter_map(|&at| fit(&self.list[at], &parts, &joined).map(|f| (f, at)))
            .max()
            .map(|(_, at)| self.list[at].id)
    }
}

fn fit(person: &Person, name: &[Part], joined: &Sound) -> Option<Fit> {
    let (short, long) = if name.len() <= person.parts.len() {
        (name, person.parts.as_slice())
    } else {
        (person.parts.as_slice(), name)
    };
    if name.len() + person.parts.len() > 2 && person.joined.meets(joined) {
        return Some(Fit::Family);
    }
    // "Abutalib" and "Abu Talib", with or without a given name.
    let (a, b) = (person.parts.last()?, name.last()?);
    let one_word = |parts: &[Part], last: &Part, two: &Sound| parts.len() >= 2 && last.sound.meets(two);
    if one_word(name, a, &last_two(name)) || one_word(&person.parts, b, &person.last_two) {
        let givens_agree = name.len() <= 2 || person.parts.len() < 2 || name[0].meets(&person.parts[0]);
        return givens_agree.then_some(Fit::Family);
    }
    if let [only] = short {
        return match long.iter().rposition(|p| p.meets(only))? {
            at if at + 1 == long.len() => Some(Fit::Family),
            0 if long.len() > 1 => Some(Fit::Given),
            _ => Some(Fit::Middle),
        };
    }
    // All words of the shorter name stand in the longer one in their order; an initial is enough for a given name.
    let mut from = 0;
    let mut at_end = false;
    for (i, part) in short.iter().enumerate() {
        let last = i + 1 == short.len();
        let found = long[from..]
            .iter()
            .position(|p| p.meets(part) || (!last && (part.abbreviates(p) || p.abbreviates(part))))?;
        from += found + 1;
        at_end = from == long.len();
    }
    Some(if at_end { Fit::Family } else { Fit::Middle })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(known: &[&str], name: &str) -> Option<u32> {
        let mut people = People::default();
        for (i, name) in known.iter().enumerate() {
            people.enter(EntityId(i as u32), name);
        }
        people.find(name).map(|id| id.0)
    }

    #[test]
    fn short_forms_find_their_owner() {
        let known = [
            "Luis Mario Teran Gallo",
            "Abdel Karim al-Nasri",
            "Idris Wanyonyi",
            "Omar Abutalib",
        ];
        assert_eq!(found(&known, "Gallo"), Some(0));
        assert_eq!(found(&known, "Teran Gallo"), Some(0));
        assert_eq!(found(&known, "L. Gallo"), Some(0));
        assert_eq!(found(&known, "al-Nasri"), Some(1));
        assert_eq!(found(&known, "Idris"), Some(2));
        assert_eq!(found(&known, "Vanjonji"), Some(2));
        assert_eq!(found(&known, "Abu Talib"), Some(3));
    }

    #[test]
    fn namesakes_stay_apart() {
        let known = ["Carlos Rengifo", "Ana Sofia Rengifo"];
        assert_eq!(found(&known, "Ana Rengifo"), Some(1));
        assert_eq!(found(&known, "Pedro Rengifo"), None);
        assert_eq!(found(&known, "Carlos"), Some(0));
    }
}
