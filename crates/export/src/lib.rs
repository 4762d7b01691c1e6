//! The record in the forms that the field already uses: tables after ACLED, UCDP GED and POLECAT, maps, timelines,
//! annotations, statements for Aleph.
//!
//! Each format is a pure function from rows of the record to bytes. It knows what a column of that format means and
//! nothing of reading; it opens no file. What a format cannot hold is left out and counted ([`Left`]), and nothing is
//! filled in: a date, a place or a number that the record does not have stays empty.
//!
//! ```
//! use dateline_export::{Format, Rows, export};
//! use serde_json::json;
//!
//! let event = json!({"id": "a/v1", "time": "2024-05-13", "type": "ASSAULT", "mode": "drone", "actors": ["Russia"],
//!     "recipients": ["civilians"], "place": {"name": "Odesa", "point": null}, "status": "actual",
//!     "claims": [{"key": "a", "ref": "a/v1", "span": [0, 5], "words": "killed", "text": "Drones killed five."}]});
//! let rows = Rows { events: vec![event], ..Rows::default() };
//! let mut out = Vec::new();
//! let left = export(Format::TimelineJs, &rows, &mut out)?;
//! assert!(String::from_utf8_lossy(&out).contains("\"start_date\":{\"year\":2024,\"month\":5,\"day\":13}"));
//! assert_eq!(left.total(), 0);
//! # Ok::<(), dateline_export::ExportError>(())
//! ```

mod acled;
mod annotation;
mod claim_review;
mod ftm;
mod ged;
mod geojson;
mod knowledge;
mod left;
mod manual;
mod parquet;
mod plover;
mod polecat;
mod row;
mod table;
mod tidy;
mod timeline;

pub use left::Left;
pub use manual::{manual, schema};
pub use table::{Cell, Column, Kind};

use knowledge::Known;
use serde_json::Value;
use std::io::Write;
use thiserror::Error;

/// A form in which a record can be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// One tidy table of one list, as separated values.
    Csv(List),
    /// The same as Parquet.
    Parquet(List),
    /// Events with a point as `GeoParquet`.
    GeoParquet,
    /// ACLED's table of events, 31 columns.
    AcledCsv,
    /// UCDP GED's table of events, 49 columns.
    GedCsv,
    /// Events as PLOVER has them, one JSON object a line.
    PloverJson,
    /// POLECAT's table of events, 40 columns, separated by tabs.
    PolecatTsv,
    /// Events on a map (RFC 7946).
    GeoJson,
    /// `FollowTheMoney` entities, one JSON object a line.
    Ftm,
    /// W3C Web Annotations, one JSON object a line.
    WebAnnotation,
    /// Claims as schema.org has them, without a verdict.
    ClaimReview,
    /// A timeline for `TimelineJS`.
    TimelineJs,
}

/// A list of the record that is a table of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum List {
    Events,
    EventClaims,
    Figures,
    Terms,
    Statements,
    Actors,
    Reports,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Events,
        Self::EventClaims,
        Self::Figures,
        Self::Terms,
        Self::Statements,
        Self::Actors,
        Self::Reports,
    ];

    /// Its name, which is that of its file too.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::EventClaims => "event_claims",
            Self::Figures => "figures",
            Self::Terms => "terms",
            Self::Statements => "statements",
            Self::Actors => "actors",
            Self::Reports => "reports",
        }
    }
}

/// The rows of a record, list by list, with their words.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Rows {
    pub events: Vec<Value>,
    pub figures: Vec<Value>,
    pub terms: Vec<Value>,
    pub statements: Vec<Value>,
    pub actors: Vec<Value>,
    pub reports: Vec<Value>,
}

/// Why an export stopped.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The output could not be written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The output could not be written.
    #[error("{0}")]
    Csv(#[from] csv::Error),
    /// The output could not be written.
    #[error("{0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// The output could not be written.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

/// Writes rows in a format. Gives what was left out.
///
/// # Errors
///
/// What writing to `out` says.
pub fn export(format: Format, rows: &Rows, out: &mut (dyn Write + Send)) -> Result<Left, ExportError> {
    let known = Known::new(rows);
    let mut left = Left::default();
    match format {
        Format::Csv(list) => tidy::write(list, &known, rows, out)?,
        Format::Parquet(list) => parquet::write(list, &known, rows, out)?,
        Format::GeoParquet => parquet::write_points(&known, rows, &mut left, out)?,
        Format::AcledCsv => acled::write(&known, rows, &mut left, out)?,
        Format::GedCsv => ged::write(&known, rows, &mut left, out)?,
        Format::PolecatTsv => polecat::write(&known, rows, &mut left, out)?,
        Format::PloverJson => plover::write(&known, rows, &mut left, out)?,
        Format::GeoJson => geojson::write(rows, &mut left, out)?,
        Format::Ftm => ftm::write(&known, rows, out)?,
        Format::WebAnnotation => annotation::write(rows, out)?,
        Format::ClaimReview => claim_review::write(rows, out)?,
        Format::TimelineJs => timeline::write(rows, &mut left, out)?,
    }
    Ok(left)
}

/// A value as one line.
fn line(out: &mut dyn Write, value: &Value) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")?;
    Ok(())
}
