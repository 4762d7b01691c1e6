//! `FollowTheMoney` entities for Aleph: actors, places and events of the record, one JSON object a line.
//!
//! Source: the schemata `Person`, `Organization`, `PublicBody`, `Address` and `Event` of `followthemoney`. Dates there
//! are prefixes of ISO dates and no ranges, so an event has a start and an end.

use crate::knowledge::{Known, country};
use crate::row::Row;
use crate::{ExportError, Rows, line};
use dateline_lexicon::EntityKind;
use serde_json::{Map, Value, json};
use sha1::{Digest, Sha1};
use std::fmt::Write as _;
use std::io::Write;

/// Writes actors and places first, then the events that name them by id.
pub(crate) fn write(known: &Known<'_>, rows: &Rows, out: &mut dyn Write) -> Result<(), ExportError> {
    for row in rows.actors.iter().map(Row) {
        let schema = match EntityKind::parse(row.text("kind")) {
            Some(EntityKind::Place) => continue,
            Some(EntityKind::Person) => "Person",
            Some(EntityKind::State | EntityKind::Government | EntityKind::Military) => "PublicBody",
            _ => "Organization",
        };
        let name = row.text("name");
        let mut properties = Map::new();
        add(&mut properties, "name", [name]);
        add(&mut properties, "alias", row.texts("aliases"));
        let code = country(name)
            .or_else(|| country(row.text("side")))
            .and_then(two_letters);
        add(&mut properties, "country", code.as_deref());
        if schema == "Person" {
            add(&mut properties, "position", row.texts("roles"));
        }
        line(out, &entity(&id_of(name), schema, properties))?;
    }
    for row in rows.events.iter().map(Row) {
        line(out, &event(known, row))?;
    }
    Ok(())
}

fn event(known: &Known<'_>, row: Row<'_>) -> Value {
    let mut properties = Map::new();
    let days = row.days().unwrap_or_default();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let name = format!("{} {}", row.text("type"), row.text("mode").replace('_', " "));
    add(&mut properties, "name", [name.trim()]);
    match (days.0, days.1) {
        (Some(from), Some(to)) if from == to => add(&mut properties, "date", [from.to_string().as_str()]),
        (from, to) => {
            add(&mut properties, "startDate", day(from).as_deref());
            add(&mut properties, "endDate", day(to).as_deref());
        }
    }
    add(
        &mut properties,
        "location",
        Some(row.place()).filter(|place| !place.is_empty()),
    );
    add(
        &mut properties,
        "country",
        country(row.place()).and_then(two_letters).as_deref(),
    );
    // Only what the record knows as an actor has an entity to point to; the others are told in words.
    let refer = |names: Vec<&str>| -> Vec<String> {
        names
            .into_iter()
            .filter(|name| known.actor(name).is_some_and(|row| row.text("kind") != "place"))
            .map(id_of)
            .collect()
    };
    add(
        &mut properties,
        "organizer",
        refer(row.texts("actors")).iter().map(String::as_str),
    );
    add(
        &mut properties,
        "involved",
        refer(row.texts("recipients")).iter().map(String::as_str),
    );
    let claims: Vec<Row<'_>> = row.list("claims").collect();
    let summary = claims.first().map(|claim| claim.text("text"));
    add(&mut properties, "summary", summary);
    let described: Vec<String> = claims
        .iter()
        .map(|claim| {
            let chain = claim.chain();
            let by = if chain.is_empty() {
                claim.text("source")
            } else {
                &chain
            };
            format!(
                "{}: {} [{}; {}]",
                by,
                claim.text("text"),
                claim.text("status"),
                claim.whereabouts()
            )
        })
        .collect();
    add(
        &mut properties,
        "description",
        described.iter().map(String::as_str),
    );
    add(
        &mut properties,
        "publisher",
        claims.iter().map(|claim| claim.text("source")),
    );
    add(&mut properties, "recordId", [row.text("id")]);
    entity(&id_of(row.text("id")), "Event", properties)
}

fn entity(id: &str, schema: &str, properties: Map<String, Value>) -> Value {
    json!({"id": id, "schema": schema, "properties": properties})
}

/// Adds values to a property, each once; none adds no property.
fn add<'t>(properties: &mut Map<String, Value>, name: &str, values: impl IntoIterator<Item = &'t str>) {
    let mut list: Vec<Value> = Vec::new();
    for value in values.into_iter().filter(|value| !value.is_empty()) {
        if !list.iter().any(|known| known == value) {
            list.push(value.into());
        }
    }
    if !list.is_empty() {
        properties.insert(name.to_owned(), list.into());
    }
}

/// An id that a name always has.
fn id_of(name: &str) -> String {
    let digest = Sha1::digest(name.as_bytes());
    let mut id = String::from("dateline-");
    for byte in digest {
        let _ = write!(id, "{byte:02x}");
    }
    id
}

/// `FollowTheMoney` writes countries with two small letters.
fn two_letters(code: &str) -> Option<String> {
    rust_iso3166::from_alpha3(code).map(|country| country.alpha2.to_lowercase())
}
