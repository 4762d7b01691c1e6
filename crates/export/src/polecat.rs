//! POLECAT's table of events: 40 columns, separated by tabs, one row for each pair of actor and recipient.
//!
//! Source: the header as three public loaders quote it. Wikipedia's and the Correlates of War project's ids are not
//! known here and stay empty.

use crate::knowledge::{Known, country, country_name};
use crate::plover::{intensity, quad, sector};
use crate::table::{Cell, Column, Line, columns, write_events};
use crate::{ExportError, Left, Rows};
use std::io::Write;

pub(crate) const COLUMNS: &[Column] = columns! {
    "Event ID", Text, "the record's event id", |l| l.row.text("id").into();
    "Event Date", Date, "first day", |l| l.row.first_day().into();
    "Event Type", Text, "PLOVER type", |l| l.row.text("type").into();
    "Event Mode", Text, "mode", |l| l.row.text("mode").into();
    "Intensity", Real, "from the type, -10 to 10", |l| intensity(l.row.text("type")).into();
    "Quad Code", Text, "from the type", |l| quad(l.row.text("type")).into();
    "Contexts", Text, "empty", |_| Cell::Empty;
    "Actor Name", Text, "actors, separated by `; `", |l| l.row.texts("actors").into();
    "Actor Country", Text, "ISO 3166-1 alpha-3 code of the first", |l| l.row.texts("actors").first().and_then(|name| country(name)).into();
    "Actor COW", Text, "empty", |_| Cell::Empty;
    "Primary Actor Sector", Text, "of the first", |l| l.row.texts("actors").first().and_then(|name| sector(l.known, name)).into();
    "Actor Sectors", Text, "of all", |l| sectors(l, "actors").into();
    "Actor Title", Text, "role of the first, if it is a person", |l| title(l, "actors").into();
    "Actor Name Raw", Text, "as Actor Name", |l| l.row.texts("actors").into();
    "Wikipedia Actor ID", Text, "empty", |_| Cell::Empty;
    "Recipient Name", Text, "recipients, separated by `; `", |l| l.row.texts("recipients").into();
    "Recipient Country", Text, "ISO 3166-1 alpha-3 code of the first", |l| l.row.texts("recipients").first().and_then(|name| country(name)).into();
    "Recipient COW", Text, "empty", |_| Cell::Empty;
    "Primary Recipient Sector", Text, "of the first", |l| l.row.texts("recipients").first().and_then(|name| sector(l.known, name)).into();
    "Recipient Sectors", Text, "of all", |l| sectors(l, "recipients").into();
    "Recipient Title", Text, "role of the first, if it is a person", |l| title(l, "recipients").into();
    "Recipient Name Raw", Text, "as Recipient Name", |l| l.row.texts("recipients").into();
    "Wikipedia Recipient ID", Text, "empty", |_| Cell::Empty;
    "Placename", Text, "the place", |l| l.row.place().into();
    "City", Text, "the place, where it is a town", |l| of_precision(l, &["city", "town", "village"]);
    "District", Text, "the place, where it is a district", |l| of_precision(l, &["district"]);
    "Province", Text, "the place, where it is a province", |l| of_precision(l, &["region"]);
    "Country", Text, "country of the place", |l| country(l.row.place()).and_then(country_name).into();
    "Latitude", Real, "of the place, where it is known", |l| l.row.point().map(|p| p.lat).into();
    "Longitude", Real, "of the place, where it is known", |l| l.row.point().map(|p| p.lon).into();
    "GeoNames ID", Integer, "of the place, where it is known", |l| l.row.point().and_then(|p| p.geonames).into();
    "Raw Placename", Text, "as Placename", |l| l.row.place().into();
    "Feature Type", Text, "what the point stands for", |l| l.row.point().map(|p| p.precision).into();
    "Source", Text, "who published the first report", |l| l.claim.text("source").into();
    "Publication Date", Text, "when", |l| l.claim.text("published").into();
    "Story People", Text, "who says it, with those who pass it on", |l| l.claim.chain().into();
    "Story Organizations", Text, "empty", |_| Cell::Empty;
    "Story Locations", Text, "report and span of the first claim", |l| l.claim.whereabouts().into();
    "Language", Text, "of the reports", |_| "en".into();
    "Version", Text, "what made the row", |_| concat!("dateline ", env!("CARGO_PKG_VERSION")).into();
};

/// Writes the dated events that have happened.
pub(crate) fn write(
    known: &Known<'_>,
    rows: &Rows,
    left: &mut Left,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    write_events(COLUMNS, b'\t', (known, rows), out, |line| {
        let row = line.row;
        let reason = match () {
            () if row.text("status") != "actual" => &mut left.not_actual,
            () if line.row.first_day().is_none() => &mut left.undated,
            () => return false,
        };
        *reason += 1;
        true
    })?;
    Ok(())
}

fn sectors(line: &Line<'_>, key: &str) -> String {
    let list: Vec<&str> = line
        .row
        .texts(key)
        .into_iter()
        .filter_map(|name| sector(line.known, name))
        .collect();
    list.join("; ")
}

fn title<'v>(line: &Line<'v>, key: &str) -> Option<&'v str> {
    let name = line.row.texts(key).into_iter().next()?;
    line.known.actor(name)?.texts("roles").into_iter().next()
}

fn of_precision(line: &Line<'_>, wanted: &[&str]) -> Cell {
    if line
        .row
        .point()
        .is_some_and(|point| wanted.contains(&point.precision))
    {
        line.row.place().into()
    } else {
        Cell::Empty
    }
}
