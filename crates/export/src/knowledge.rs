//! What several formats ask of the record and of the world: kinds of actors, tolls of events, countries of places.

use crate::Rows;
use crate::row::Row;
use dateline_lexicon::{EntityKind, Lexicon};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Look-ups over the rows of a record.
pub(crate) struct Known<'r> {
    actors: BTreeMap<&'r str, Row<'r>>,
    /// By event, the ledger entries of people killed in it.
    killed: BTreeMap<&'r str, Vec<Row<'r>>>,
    /// By event, of people wounded.
    wounded: BTreeMap<&'r str, Vec<Row<'r>>>,
}

/// A side of an event, by what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    /// A state, its government, its forces.
    State,
    /// An armed group.
    Rebels,
    /// A party, body or organisation without arms of its own.
    Political,
    /// People who are not fighters.
    Civilians,
    /// Peacekeepers and bodies of several states.
    External,
    /// Nothing tells.
    Unknown,
}

impl<'r> Known<'r> {
    pub(crate) fn new(rows: &'r Rows) -> Self {
        let of_measure = |measure: &str| {
            let mut by_event: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
            for row in rows
                .figures
                .iter()
                .map(Row)
                .filter(|row| row.text("measure") == measure)
            {
                by_event.entry(row.text("event")).or_default().push(row);
            }
            by_event
        };
        Self {
            actors: rows
                .actors
                .iter()
                .map(|row| (Row(row).text("name"), Row(row)))
                .collect(),
            killed: of_measure("killed"),
            wounded: of_measure("wounded"),
        }
    }

    pub(crate) fn actor(&self, name: &str) -> Option<Row<'r>> {
        self.actors.get(name).copied()
    }

    pub(crate) fn kind(&self, name: &str) -> Option<EntityKind> {
        self.actor(name)
            .and_then(|row| EntityKind::parse(row.text("kind")))
    }

    /// What a side is, by its kind, else by the noun that it is named by ("five civilians", "rebels").
    pub(crate) fn side(&self, name: &str) -> Side {
        match self.kind(name).or_else(|| of_noun(name)) {
            Some(EntityKind::State | EntityKind::Government | EntityKind::Military) => Side::State,
            Some(EntityKind::ArmedGroup) => Side::Rebels,
            Some(
                EntityKind::PoliticalParty | EntityKind::Organisation | EntityKind::Media | EntityKind::Ngo,
            ) => Side::Political,
            Some(EntityKind::Population | EntityKind::Person) => Side::Civilians,
            Some(EntityKind::Peacekeepers | EntityKind::InternationalOrg) => Side::External,
            Some(EntityKind::Place) | None => Side::Unknown,
        }
    }

    pub(crate) fn killed(&self, event: &str) -> &[Row<'r>] {
        self.killed.get(event).map(Vec::as_slice).unwrap_or_default()
    }

    pub(crate) fn wounded(&self, event: &str) -> &[Row<'r>] {
        self.wounded.get(event).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The lexicon that is built in; loaded once.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::embedded)
}

/// The kind that the last word of a description stands for.
fn of_noun(name: &str) -> Option<EntityKind> {
    let last = name.split_whitespace().last()?.to_lowercase();
    let nouns = &lexicon().words.nouns;
    let singular = [
        Some(last.as_str()),
        last.strip_suffix('s'),
        last.strip_suffix("es"),
    ];
    let found = singular.into_iter().flatten().find_map(|lemma| nouns.get(lemma));
    found.map(|noun| noun.kind)
}

/// The country of a place or the state of an actor, as an ISO 3166-1 alpha-3 code; none for a disputed one.
pub(crate) fn country(name: &str) -> Option<&'static str> {
    let world = &lexicon().world;
    let known = world
        .exact(name)
        .into_iter()
        .map(|(id, _)| world.get(id))
        .find(|known| !known.countries.is_empty())?;
    match known.countries.as_slice() {
        [code] if !known.disputed => Some(code),
        _ => None,
    }
}

/// The English name of a country.
pub(crate) fn country_name(code: &str) -> Option<&'static str> {
    let world = &lexicon().world;
    world.state_of_code(code).map(|id| world.get(id).name.as_str())
}

/// The number of a country (ISO 3166-1 numeric).
pub(crate) fn country_number(code: &str) -> Option<i64> {
    rust_iso3166::from_alpha3(code).map(|country| i64::from(country.numeric))
}

/// What a ledger says of an event: the least and the most that anybody tells, and the latest count that is told by
/// the most origins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Toll {
    pub(crate) low: i64,
    pub(crate) best: i64,
    pub(crate) high: i64,
}

/// Sums up the claims of an event's ledger entries that count whole groups; a part is in its whole already.
///
/// An open end takes the other end's place: "at least 200" is 200. `None` where nobody gives a number.
pub(crate) fn toll<'v>(claims: impl Iterator<Item = Row<'v>>) -> Option<Toll> {
    let mut ends: Vec<(i64, i64)> = Vec::new();
    for claim in claims.filter(|claim| claim.text("part_of").is_empty() && claim.text("step") != "withdrawn")
    {
        let (low, high) = (claim.number("low"), claim.number("high"));
        if let Some(end) = low.or(high) {
            ends.push((low.unwrap_or(0).min(end), high.unwrap_or(end)));
        }
    }
    // Claims come in the order of time: of values told as often, the later is the better known.
    let value = |&(low, high): &(i64, i64)| if low > 0 { low } else { high };
    let often = |at: usize| ends.iter().filter(|end| value(end) == value(&ends[at])).count();
    let best = (0..ends.len()).max_by_key(|&at| (often(at), at))?;
    Some(Toll {
        low: ends.iter().map(value).min()?,
        best: value(&ends[best]),
        high: ends.iter().map(|&(_, high)| high).max()?,
    })
}
