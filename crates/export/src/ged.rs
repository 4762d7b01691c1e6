//! UCDP GED's table of events: 49 columns, deaths by side with best, high and low from the ledger.
//!
//! Sources: the header and the meanings of its columns as public loaders give them. UCDP's own numbers for conflicts,
//! dyads, actors, grid cells and countries are its own and stay empty; an event without a death is none of GED's.

use crate::acled::number_of;
use crate::knowledge::{Known, Side, Toll, country, country_name, toll};
use crate::row::Row;
use crate::table::{Cell, Column, Line, columns, write_events};
use crate::{ExportError, Left, Rows};
use std::io::Write;

pub(crate) const COLUMNS: &[Column] = columns! {
    "id", Integer, "a number made of the record's event id", |l| (number_of(l.row.text("id")) as i64).into();
    "relid", Text, "the record's event id", |l| l.row.text("id").into();
    "year", Integer, "of the first day", |l| l.row.first_day().map(|day| i64::from(day.year())).into();
    "active_year", Integer, "empty: UCDP's judgement over a year", |_| Cell::Empty;
    "code_status", Text, "empty: UCDP's own", |_| Cell::Empty;
    "type_of_violence", Integer, "1 a state and an armed side, 2 armed sides without a state, 3 against civilians", |l| kind(l).into();
    "conflict_dset_id", Text, "empty: UCDP's own", |_| Cell::Empty;
    "conflict_new_id", Integer, "empty: UCDP's own", |_| Cell::Empty;
    "conflict_name", Text, "empty: UCDP's own", |_| Cell::Empty;
    "dyad_dset_id", Text, "empty: UCDP's own", |_| Cell::Empty;
    "dyad_new_id", Integer, "empty: UCDP's own", |_| Cell::Empty;
    "dyad_name", Text, "the two sides", dyad;
    "side_a_dset_id", Text, "empty: UCDP's own", |_| Cell::Empty;
    "side_a_new_id", Integer, "empty: UCDP's own", |_| Cell::Empty;
    "side_a", Text, "the actor", |l| sides(l).0.into();
    "side_b_dset_id", Text, "empty: UCDP's own", |_| Cell::Empty;
    "side_b_new_id", Integer, "empty: UCDP's own", |_| Cell::Empty;
    "side_b", Text, "the recipient or second side; `Civilians` for violence against them", |l| sides(l).1.into();
    "number_of_sources", Integer, "origins: copies count once", |l| l.row.number("origins").into();
    "source_article", Text, "source, day and headline of each report", |l| articles(l).into();
    "source_office", Text, "who published them", |l| each(l, "source").into();
    "source_date", Text, "when", |l| each(l, "published").into();
    "source_headline", Text, "their headlines", |l| each(l, "title").into();
    "source_original", Text, "who says it, with those who pass it on", |l| originals(l).into();
    "where_prec", Integer, "1 exact, 2 near a point, 4 a province, 5 larger or vague, 6 a country, 7 at sea", |l| l.row.point().map(|p| where_prec(p.precision)).into();
    "where_coordinates", Text, "the place that the point stands for", |l| l.row.place().into();
    "where_description", Text, "the first claim's sentence", |l| l.claim.text("text").into();
    "adm_1", Text, "the place, where it is a province", |l| if l.row.point().is_some_and(|p| p.precision == "region") { l.row.place().into() } else { Cell::Empty };
    "adm_2", Text, "empty", |_| Cell::Empty;
    "latitude", Real, "where it is known", |l| l.row.point().map(|p| p.lat).into();
    "longitude", Real, "where it is known", |l| l.row.point().map(|p| p.lon).into();
    "geom_wkt", Text, "the same as a point", |l| l.row.point().map(|p| format!("POINT ({} {})", p.lon, p.lat)).into();
    "priogrid_gid", Integer, "cell of the PRIO grid of half a degree", |l| l.row.point().map(|p| priogrid(p.lat, p.lon)).into();
    "country", Text, "of the place", |l| country(l.row.place()).and_then(country_name).into();
    "country_id", Integer, "empty: Gleditsch and Ward's number", |_| Cell::Empty;
    "region", Text, "empty: UCDP's own", |_| Cell::Empty;
    "event_clarity", Integer, "1 an event of its own; 2 where only running totals are told", |l| clarity(l).into();
    "date_prec", Integer, "1 the day is known, 2 within six days, 3 the week, 4 the month, 5 the year", |l| date_prec(l).into();
    "date_start", Date, "first day", |l| l.row.days().and_then(|(from, to)| from.or(to)).into();
    "date_end", Date, "last day", |l| l.row.days().and_then(|(from, to)| to.or(from)).into();
    "deaths_a", Integer, "of side a, where the ledger tells them apart", |l| deaths(l, Who::A).into();
    "deaths_b", Integer, "of side b", |l| deaths(l, Who::B).into();
    "deaths_civilians", Integer, "of civilians", |l| deaths(l, Who::Civilians).into();
    "deaths_unknown", Integer, "best less the three", |l| (killed(l).best - deaths(l, Who::A) - deaths(l, Who::B) - deaths(l, Who::Civilians)).max(0).into();
    "best", Integer, "the number told most often, of equals the latest", |l| killed(l).best.into();
    "high", Integer, "the highest told", |l| killed(l).high.into();
    "low", Integer, "the lowest told", |l| killed(l).low.into();
    "gwnoa", Integer, "empty: Gleditsch and Ward's number", |_| Cell::Empty;
    "gwnob", Integer, "empty: Gleditsch and Ward's number", |_| Cell::Empty;
};

/// Writes the deadly events that have happened.
pub(crate) fn write(
    known: &Known<'_>,
    rows: &Rows,
    left: &mut Left,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    write_events(COLUMNS, b',', (known, rows), out, |line| {
        let row = line.row;
        let reason = match () {
            () if row.text("status") != "actual" => &mut left.not_actual,
            () if row.text("type") != "ASSAULT" => &mut left.no_code,
            () if killed(line).high == 0 => &mut left.not_deadly,
            () if line.row.first_day().is_none() => &mut left.undated,
            () if row.place().is_empty() => &mut left.unlocated,
            () => return false,
        };
        *reason += 1;
        true
    })?;
    Ok(())
}

/// Whose deaths.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    A,
    B,
    Civilians,
}

fn killed(line: &Line<'_>) -> Toll {
    let entries = line.known.killed(line.row.text("id"));
    toll(entries.iter().flat_map(|entry| entry.list("claims"))).unwrap_or_default()
}

/// The deaths of one side, of which the ledger must tell the side or the group.
fn deaths(line: &Line<'_>, who: Who) -> i64 {
    const CIVILIANS: &[&str] = &["civilians", "children", "women", "journalists", "aid workers"];
    let (a, b) = sides(line);
    let entries = line.known.killed(line.row.text("id"));
    let claims = entries.iter().flat_map(|entry| entry.list("claims"));
    let fits = |claim: &Row<'_>| {
        let is_civilian = CIVILIANS.contains(&claim.text("group"));
        let is_of = |side: &str| !side.is_empty() && claim.text("side").eq_ignore_ascii_case(side);
        match who {
            Who::Civilians => is_civilian,
            Who::A => !is_civilian && is_of(a),
            Who::B => !is_civilian && is_of(b),
        }
    };
    toll(claims.filter(fits)).map_or(0, |toll| toll.best)
}

fn sides<'v>(line: &Line<'v>) -> (&'v str, &'v str) {
    let (actors, recipients) = (line.row.texts("actors"), line.row.texts("recipients"));
    let a = actors.first().copied().unwrap_or_default();
    let b = recipients.first().or(actors.get(1)).copied().unwrap_or_default();
    if !b.is_empty() && line.known.side(b) == Side::Civilians {
        (a, "Civilians")
    } else {
        (a, b)
    }
}

fn dyad(line: &Line<'_>) -> Cell {
    match sides(line) {
        ("", "") => Cell::Empty,
        (a, b) => format!("{a} - {b}").into(),
    }
}

fn kind(line: &Line<'_>) -> Option<i64> {
    let (a, b) = sides(line);
    let is_state = |name: &str| line.known.side(name) == Side::State;
    match () {
        () if b == "Civilians" => Some(3),
        () if a.is_empty() || b.is_empty() => None,
        () if is_state(a) || is_state(b) => Some(1),
        () => Some(2),
    }
}

/// A value of each claim, without doubles.
fn each(line: &Line<'_>, key: &str) -> String {
    let mut list: Vec<&str> = Vec::new();
    for claim in line.row.list("claims") {
        let text = claim.text(key);
        if !text.is_empty() && !list.contains(&text) {
            list.push(text);
        }
    }
    list.join("; ")
}

fn articles(line: &Line<'_>) -> String {
    let one = |claim: Row<'_>| {
        let parts = [claim.text("source"), claim.text("published"), claim.text("title")];
        format!("\"{}\" ({})", parts.join(", "), claim.whereabouts())
    };
    line.row.list("claims").map(one).collect::<Vec<_>>().join("; ")
}

fn originals(line: &Line<'_>) -> String {
    let mut list: Vec<String> = Vec::new();
    for chain in line
        .row
        .list("claims")
        .map(Row::chain)
        .filter(|chain| !chain.is_empty())
    {
        if !list.contains(&chain) {
            list.push(chain);
        }
    }
    list.join("; ")
}

fn where_prec(precision: &str) -> i64 {
    match precision {
        "district" | "area" => 2,
        "region" => 4,
        "country" => 6,
        "sea" => 7,
        "river" | "mountain" => 5,
        _ => 1,
    }
}

/// Cells of half a degree, counted from the south-west corner of the world (PRIO-GRID).
fn priogrid(lat: f64, lon: f64) -> i64 {
    let row = ((90.0 + lat) * 2.0).floor() as i64;
    let column = ((180.0 + lon) * 2.0).floor() as i64 + 1;
    row * 720 + column
}

fn clarity(line: &Line<'_>) -> i64 {
    let entries = line.known.killed(line.row.text("id"));
    let mut claims = entries.iter().flat_map(|entry| entry.list("claims")).peekable();
    if claims.peek().is_some() && claims.all(|claim| claim.flag("cumulative")) {
        2
    } else {
        1
    }
}

fn date_prec(line: &Line<'_>) -> Option<i64> {
    Some(match line.row.days()? {
        (Some(from), Some(to)) => match from.until(to).map_or(i32::MAX, |span| span.get_days()) {
            0 => 1,
            1..=5 => 2,
            6 => 3,
            7..=30 => 4,
            _ => 5,
        },
        _ => 5,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_is_counted_from_the_south_west() {
        assert_eq!(priogrid(-90.0, -180.0), 1);
        assert_eq!(priogrid(-89.5, -180.0), 721);
        // Kinshasa, as PRIO-GRID 2 has it.
        assert_eq!(priogrid(-4.32, 15.31), 171 * 720 + 391);
    }
}
