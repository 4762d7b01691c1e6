//! The world's named things: states, polities, actors and places, by every name they are known by.

use crate::table::{self, Row, TableError};
use crate::vocabulary::EntityKind;
use crate::{Phrases, Pieces};
use std::collections::BTreeMap;

/// A named thing of the tables.
#[derive(Clone, PartialEq, Debug)]
pub struct Known {
    /// The name it goes by in English reports.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The name of the state, polity or body that it belongs to.
    pub of: Option<String>,
    /// ISO 3166-1 alpha-3 codes of its country or, for a disputed polity, of those that claim it.
    pub countries: Vec<String>,
    /// Whether who rules it is disputed, so that it must not be taken for one of its claimants.
    pub disputed: bool,
    /// Capital, for a state.
    pub capital: Option<String>,
    /// What sort of place: `city`, `province`, `river` …; empty for what is no place.
    pub class: String,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
}

/// How a phrase refers to a [`Known`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Use {
    /// By a name of its own.
    Name,
    /// By its adjective: `Azerbaijani`.
    Adjective,
    /// By the noun for its people: `Azerbaijanis`.
    People,
    /// By a place that can stand for its government: `Baku`, `the Kremlin`.
    Seat,
}

/// Number of a [`Known`] in [`World`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KnownId(pub u32);

/// All named things with the phrases that refer to them.
#[derive(Clone, Debug, Default)]
pub struct World {
    known: Vec<Known>,
    phrases: Phrases<(KnownId, Use)>,
    adjectives: BTreeMap<KnownId, String>,
    by_code: BTreeMap<String, KnownId>,
}

pub(crate) const STATES: &[&str] = &[
    "iso3",
    "iso2",
    "name",
    "aliases",
    "adjectives",
    "peoples",
    "capital",
    "seats",
];
pub(crate) const POLITIES: &[&str] = &[
    "name",
    "kind",
    "aliases",
    "adjectives",
    "peoples",
    "seats",
    "claimed_by",
];
pub(crate) const ACTORS: &[&str] = &["name", "kind", "aliases", "of", "country"];
pub(crate) const PLACES: &[&str] = &["name", "aliases", "class", "country", "lat", "lon"];

impl World {
    /// One named thing.
    pub fn get(&self, id: KnownId) -> &Known {
        &self.known[id.0 as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The longest names that start at a word of the text, with the number of words they cover.
    pub fn longest(&self, text: &Pieces, word: usize) -> (usize, Vec<(KnownId, Use)>) {
        let (n, found) = self.phrases.longest(text, word);
        (n, found.into_iter().copied().collect())
    }

    /// What exactly this phrase refers to.
    pub fn exact(&self, phrase: &str) -> Vec<(KnownId, Use)> {
        self.phrases.exact(phrase).into_iter().copied().collect()
    }

    /// The state of this name or code.
    pub fn state(&self, name: &str) -> Option<KnownId> {
        self.exact(name)
            .into_iter()
            .find(|(id, how)| *how == Use::Name && self.get(*id).kind == EntityKind::State)
            .map(|(id, _)| id)
    }

    /// The adjective of a state or polity: `Azerbaijani`.
    pub fn adjective(&self, id: KnownId) -> Option<&str> {
        self.adjectives.get(&id).map(String::as_str)
    }

    /// The state of an ISO 3166-1 code of two or three letters.
    pub fn state_of_code(&self, code: &str) -> Option<KnownId> {
        self.by_code.get(code).copied()
    }

    fn add(&mut self, known: Known) -> KnownId {
        let id = KnownId(self.known.len() as u32);
        self.phrases.insert(&known.name, (id, Use::Name));
        self.known.push(known);
        id
    }

    fn add_uses<'a>(&mut self, id: KnownId, how: Use, phrases: impl Iterator<Item = &'a str>) {
        for phrase in phrases {
            self.phrases.insert(phrase, (id, how));
        }
    }

    fn add_adjectives(&mut self, id: KnownId, row: &Row<'_>) {
        if let Some(first) = row.list("adjectives").next() {
            self.adjectives.insert(id, first.to_owned());
        }
        self.add_uses(id, Use::Adjective, row.list("adjectives"));
    }

    pub(crate) fn add_states(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, STATES, text, |row| {
            let capital = row.cell("capital");
            let code = row.cell("iso3").to_owned();
            let id = self.add(Known {
                name: row.required("name")?.to_owned(),
                kind: EntityKind::State,
                of: None,
                countries: vec![row.cell("iso3").to_owned()],
                disputed: false,
                capital: (!capital.is_empty()).then(|| capital.to_owned()),
                class: "country".to_owned(),
                point: None,
            });
            self.by_code.insert(code, id);
            self.by_code.insert(row.cell("iso2").to_owned(), id);
            self.add_uses(id, Use::Name, row.list("aliases"));
            self.add_adjectives(id, row);
            self.add_uses(id, Use::People, row.list("peoples"));
            self.add_uses(id, Use::Seat, row.list("seats").chain(row.list("capital")));
            Ok(())
        })
    }

    pub(crate) fn add_polities(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, POLITIES, text, |row| {
            let id = self.add(Known {
                name: row.required("name")?.to_owned(),
                kind: row.value("kind", EntityKind::parse)?,
                of: None,
                countries: row.list("claimed_by").map(str::to_owned).collect(),
                disputed: true,
                capital: row.list("seats").next().map(str::to_owned),
                class: "region".to_owned(),
                point: None,
            });
            self.add_uses(id, Use::Name, row.list("aliases"));
            self.add_adjectives(id, row);
            self.add_uses(id, Use::People, row.list("peoples"));
            self.add_uses(id, Use::Seat, row.list("seats"));
            Ok(())
        })
    }

    pub(crate) fn add_actors(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, ACTORS, text, |row| {
            let of = row.cell("of");
            let id = self.add(Known {
                name: row.required("name")?.to_owned(),
                kind: row.value("kind", EntityKind::parse)?,
                of: (!of.is_empty()).then(|| of.to_owned()),
                countries: row.list("country").map(str::to_owned).collect(),
                disputed: false,
                capital: None,
                class: String::new(),
                point: None,
            });
            self.add_uses(id, Use::Name, row.list("aliases"));
            Ok(())
        })
    }

    pub(crate) fn add_places(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, PLACES, text, |row| {
            let id = self.add(Known {
                name: row.required("name")?.to_owned(),
                kind: EntityKind::Place,
                of: None,
                countries: row.list("country").map(str::to_owned).collect(),
                disputed: false,
                capital: None,
                class: row.cell("class").to_owned(),
                point: point(row)?,
            });
            self.add_uses(id, Use::Name, row.list("aliases"));
            Ok(())
        })
    }
}

fn point(row: &Row<'_>) -> Result<Option<(f64, f64)>, TableError> {
    let degrees = |column: &str, limit: f64| match row.cell(column) {
        "" => Ok(None),
        cell => match cell.parse::<f64>() {
            Ok(value) if value.abs() <= limit => Ok(Some(value)),
            _ => Err(row.error(format!("`{cell}` is not a {column} in degrees"))),
        },
    };
    match (degrees("lat", 90.0)?, degrees("lon", 180.0)?) {
        (Some(lat), Some(lon)) => Ok(Some((lat, lon))),
        (None, None) => Ok(None),
        _ => Err(row.error("give both lat and lon or neither")),
    }
}
