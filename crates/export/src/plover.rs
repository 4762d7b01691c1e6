//! Events as PLOVER has them: event, entities, text, size and citation, one JSON object a line.
//!
//! Source: the field names of the PLOVER manual; the definitions are Dateline's own.

use crate::knowledge::{Known, country, toll};
use crate::row::Row;
use crate::{ExportError, Left, Rows, line};
use dateline_lexicon::EntityKind;
use serde_json::{Value, json};
use std::io::Write;

/// Writes all dated events; status and chain stand in `comment`.
pub(crate) fn write(
    known: &Known<'_>,
    rows: &Rows,
    left: &mut Left,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    for row in rows.events.iter().map(Row) {
        let Some((from, to)) = row.days() else {
            left.undated += 1;
            continue;
        };
        let Some(date) = from.or(to) else {
            left.undated += 1;
            continue;
        };
        let end = to.filter(|&day| day != date).map(|day| day.to_string());
        let entities = |key: &str| -> Vec<Value> {
            row.texts(key)
                .into_iter()
                .map(|name| entity(known, name))
                .collect()
        };
        let counted =
            |rows: &[Row<'_>]| toll(rows.iter().flat_map(|entry| entry.list("claims"))).map(|toll| toll.best);
        let claim = row.list("claims").next().unwrap_or(row);
        let (start, stop) = claim.span("span").unwrap_or_default();
        let kind = row.text("type");
        let modes: Vec<&str> = Some(row.text("mode"))
            .into_iter()
            .filter(|mode| !mode.is_empty())
            .collect();
        line(
            out,
            &json!({
                "id": row.text("id"), "has_event": true, "date": date.to_string(), "enddate": end,
                "actor": entities("actors"), "recipient": entities("recipients"), "event": [kind],
                "mode": modes,
                "event_loc": place(row), "event_text": claim.text("words"), "quad_code": quad(kind),
                "event_scale": intensity(kind),
                "text": claim.text("text"),
                "text_info": {"start": start, "end": stop, "report": claim.text("key")},
                "size": {"dead": counted(known.killed(row.text("id"))), "injured": counted(known.wounded(row.text("id")))},
                "cite_info": {"title": claim.text("title"), "publication": claim.text("source"),
                    "date": claim.text("published"), "language": "en", "coder": concat!("dateline ", env!("CARGO_PKG_VERSION"))},
                "comment": {"status": row.text("status"), "said_by": claim.chain()},
            }),
        )?;
    }
    Ok(())
}

fn entity(known: &Known<'_>, name: &str) -> Value {
    let code = country(name).or_else(|| known.actor(name).and_then(|row| country(row.text("side"))));
    json!({"code": code, "sector": sector(known, name), "entity_text": name})
}

fn place(row: Row<'_>) -> Value {
    let name = row.place();
    if name.is_empty() {
        return Value::Null;
    }
    let point = row.point();
    // Five below a town, four a town, three a district, two a province, one a country.
    let resolution = point.map(|point| match point.precision {
        "country" => 1,
        "region" => 2,
        "district" | "area" => 3,
        _ => 4,
    });
    json!({
        "extracted_place": name, "resolved_place": name, "geonameid": point.and_then(|p| p.geonames),
        "lat": point.map(|p| p.lat), "lon": point.map(|p| p.lon), "country_code": country(name), "resolution": resolution,
    })
}

/// The four quadrants of cooperation and conflict, by word and by deed.
pub(crate) fn quad(kind: &str) -> &'static str {
    match kind {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => "VERBAL COOPERATION",
        "COOPERATE" | "AID" | "RETREAT" => "MATERIAL COOPERATION",
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => "VERBAL CONFLICT",
        _ => "MATERIAL CONFLICT",
    }
}

/// From most cooperative to most hostile; the order of the types is PLOVER's, the even steps are ours.
pub(crate) fn intensity(kind: &str) -> f64 {
    match kind {
        "AGREE" => 4.0,
        "CONSULT" => 2.0,
        "SUPPORT" => 3.0,
        "CONCEDE" => 5.0,
        "COOPERATE" => 6.0,
        "AID" => 7.0,
        "RETREAT" => 8.0,
        "REQUEST" => -1.0,
        "ACCUSE" => -2.0,
        "REJECT" => -4.0,
        "THREATEN" => -5.0,
        "PROTEST" => -6.0,
        "SANCTION" => -6.5,
        "MOBILIZE" => -7.0,
        "COERCE" => -8.0,
        _ => -10.0,
    }
}

/// PLOVER's sector of a name, by its kind.
pub(crate) fn sector(known: &Known<'_>, name: &str) -> Option<&'static str> {
    Some(match known.kind(name)? {
        EntityKind::State | EntityKind::Government => "GOV",
        EntityKind::Military | EntityKind::Peacekeepers => "MIL",
        EntityKind::ArmedGroup => "REB",
        EntityKind::PoliticalParty => "PTY",
        EntityKind::Media => "JRN",
        EntityKind::Population => "CVL",
        EntityKind::Ngo | EntityKind::Organisation => "SOC",
        EntityKind::InternationalOrg | EntityKind::Person | EntityKind::Place => "UNK",
    })
}
