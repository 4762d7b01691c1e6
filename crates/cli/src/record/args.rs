//! What the user may type about a record.

use crate::args::{From, Known, Named};
use clap::{Args as Group, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The commands that work on a record.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    Add(AddArgs),
    Reread(RereadArgs),
    /// Looks after a record
    Record {
        #[command(subcommand)]
        chore: Chore,
    },
    /// Events with a date, in the order of time
    Timeline(AskArgs),
    /// Events: who did what to whom, by all reports that tell of it
    Events(AskArgs),
    /// The ledger of figures: every claim, and how claims stand to each other
    Figures(AskArgs),
    /// Terms of truces and deals, and their keeping
    Terms(AskArgs),
    /// Who said what
    Statements(AskArgs),
    /// What each actor demanded, condemned, supported or promised, in the order of time
    Positions(AskArgs),
    /// Actors and places, by all their names
    Actors(AskArgs),
    /// Reports by origin: copies and light edits count once
    Origins(AskArgs),
    /// What was not understood
    Coverage(AskArgs),
    /// What may be one and could not be told, for `review`
    Doubts(AskArgs),
    /// The decisions of analysts, and whether they still apply
    Decisions(AskArgs),
    Search(SearchArgs),
    Show(ShowArgs),
    /// How a claim went over time: first reported, repeated, revised, denied, corrected, withdrawn, and decisions
    History(ShowArgs),
    Review(ReviewArgs),
    Export(ExportArgs),
    Decide(DecideArgs),
    Report(ReportArgs),
}

#[derive(Subcommand, Debug)]
pub(crate) enum Chore {
    /// Folds all readings and decisions anew
    Rebuild {
        #[command(flatten)]
        store: Store,
        /// A folder of tables to lay over the built-in lexicon
        #[arg(long, value_name = "DIR")]
        lexicon: Option<PathBuf>,
    },
    /// Looks the record over from end to end
    Check {
        #[command(flatten)]
        store: Store,
    },
    /// Tells what the record holds
    Status {
        #[command(flatten)]
        store: Store,
    },
}

/// Which record.
#[derive(Group, Debug)]
pub(crate) struct Store {
    /// The record: a file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) record: String,
}

/// Reads reports and adds them to a record
///
/// A report that is in the record already is left as it is, so that the command can be stopped at any moment and
/// run again. Makes the record if there is none. Reports are told from each other by text, source, date and
/// headline; their file names do not count.
#[derive(Group, Debug)]
#[command(after_help = "Examples:
  dateline add reports/ --record kesra.dateline
  zcat archive.jsonl.gz | dateline add - --from jsonl --record kesra.dateline")]
pub(crate) struct AddArgs {
    /// Files or folders to add; `-` for standard input
    #[arg(value_name = "FILE|DIR|-", required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) store: Store,
    /// What comes in
    #[arg(long, value_enum, default_value_t = From::Auto)]
    pub(crate) from: From,
    #[command(flatten)]
    pub(crate) named: Named,
    /// How many reports to read at a time [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) known: Known,
}

/// Reads the reports of a record anew, and tells what changed
///
/// For use after an upgrade. Earlier readings and all decisions stay; a decision whose words are not read as before
/// is told by `dateline decisions`.
#[derive(Group, Debug)]
pub(crate) struct RereadArgs {
    #[command(flatten)]
    pub(crate) store: Store,
    /// A folder of tables to lay over the built-in lexicon
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
    /// How many reports to read at a time [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
}

/// Writes the record in a form that others read
///
/// What a format cannot hold is left out, counted on standard error, and told in a file beside the export
/// (`PATH.left.json`). Columns are described in `docs/exports.md`.
#[derive(Group, Debug)]
#[command(after_help = "Examples:
  dateline export --record kesra.dateline --to csv --out tables/        a tidy table of each list
  dateline export --record kesra.dateline --to acled-csv --out acled.csv
  dateline export --record kesra.dateline --to csv --list figures | head")]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The format
    #[arg(long, value_enum)]
    pub(crate) to: ExportTo,
    /// Where to write; for several tables a folder [default: standard output]
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// Of the tables only this: events, `event_claims`, figures, terms, statements, actors or reports
    #[arg(long, value_name = "LIST")]
    pub(crate) list: Option<String>,
    /// What ends on this day or later (2024-05-14)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) since: Option<String>,
    /// What begins on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) until: Option<String>,
}

/// A format to export to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum ExportTo {
    /// One tidy table for each list
    Csv,
    /// The same as Parquet
    Parquet,
    /// Events with a point as `GeoParquet`
    Geoparquet,
    /// ACLED's table of events
    AcledCsv,
    /// UCDP GED's table of deadly events
    GedCsv,
    /// Events as PLOVER has them, a JSON object a line
    PloverJson,
    /// POLECAT's table of events
    PolecatTsv,
    /// Events with a point, for maps
    Geojson,
    /// `FollowTheMoney` entities for Aleph, a JSON object a line
    Ftm,
    /// W3C Web Annotations, a JSON object a line
    Webannotation,
    /// Statements as claims to be reviewed, a JSON object a line
    ClaimreviewJsonld,
    /// A timeline for `TimelineJS`
    Timelinejs,
}

/// What is asked of a record.
#[derive(Group, Debug)]
pub(crate) struct AskArgs {
    #[command(flatten)]
    pub(crate) store: Store,
    /// What ends on this day or later (2024-05-14)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) since: Option<String>,
    /// What begins on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) until: Option<String>,
    /// What this actor takes part in, by any of its names
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Vec<String>,
    /// What took place here
    #[arg(long = "place", value_name = "NAME")]
    pub(crate) at: Vec<String>,
    /// What is of this type, mode, measure, kind or act
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Vec<String>,
    /// What this source reported
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Vec<String>,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u64>,
    /// How to write them
    #[arg(long, value_enum, default_value_t = To::Table)]
    pub(crate) to: To,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum To {
    /// For people
    Table,
    /// Indented JSON objects
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values
    Csv,
}

/// Finds reports by their words
#[derive(Group, Debug)]
pub(crate) struct SearchArgs {
    /// The words; all must be there, those in double quotes as one
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) store: Store,
    /// At most so many reports
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: u64,
    /// How to write them
    #[arg(long, value_enum, default_value_t = To::Table)]
    pub(crate) to: To,
}

/// Shows one row with its words, or one report
#[derive(Group, Debug)]
pub(crate) struct ShowArgs {
    /// An id as the lists give it (`3f9ac01b22d14e77/v3`), or a report by key, beginning of a key, or name
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) store: Store,
    /// How to write it
    #[arg(long, value_enum, default_value_t = To::Table)]
    pub(crate) to: To,
}

/// Goes through what could not be told, one question after the other
///
/// Each question is answered by a key: y (one), n (not one), s (skip), u (undo the last answer), q (stop).
#[derive(Group, Debug)]
pub(crate) struct ReviewArgs {
    #[command(flatten)]
    pub(crate) store: Store,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    pub(crate) who: String,
    /// A folder of tables to lay over the built-in lexicon, as with `add`
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
}

/// Writes down one decision
///
/// A finding is named by its reference as the lists give it (`3f9ac01b22d14e77/v3`): e entities, s statements, v
/// events, f figures, t terms. Decisions are never changed; `undo` takes one back.
#[derive(Group, Debug)]
pub(crate) struct DecideArgs {
    #[command(subcommand)]
    pub(crate) what: What,
}

#[derive(Subcommand, Debug)]
pub(crate) enum What {
    /// The finding is right
    Accept {
        /// The finding
        finding: String,
        #[command(flatten)]
        by: By,
    },
    /// The finding is wrong; it is left out from now on
    Reject {
        /// The finding
        finding: String,
        #[command(flatten)]
        by: By,
    },
    /// A field of the finding has another value
    Edit {
        /// The finding
        finding: String,
        /// type, mode, status, time, place, measure, low, high, who, kind, deadline or name
        field: String,
        /// The value as the contract writes it; nothing for none
        value: String,
        #[command(flatten)]
        by: By,
    },
    /// Two findings are one
    Merge {
        /// The one
        finding: String,
        /// The other
        other: String,
        #[command(flatten)]
        by: By,
    },
    /// Two findings are not one
    Split {
        /// The one
        finding: String,
        /// The other
        other: String,
        #[command(flatten)]
        by: By,
    },
    /// An earlier decision no longer holds
    Undo {
        /// Its id, as `dateline decisions` gives it
        decision: String,
        #[command(flatten)]
        by: By,
    },
}

/// Who decides, and why.
#[derive(Group, Debug)]
pub(crate) struct By {
    #[command(flatten)]
    pub(crate) store: Store,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    pub(crate) who: String,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) why: String,
    /// A folder of tables to lay over the built-in lexicon, as with `add`
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
}

/// Writes the record as one HTML file that needs nothing else
#[derive(Group, Debug)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// What ends on this day or later (2024-05-14)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) since: Option<String>,
    /// What begins on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) until: Option<String>,
    /// The headline
    #[arg(long, value_name = "TEXT", default_value = "Record")]
    pub(crate) title: String,
}

fn day(written: &str) -> Result<String, &'static str> {
    match written.parse::<jiff::civil::Date>() {
        Ok(day) => Ok(day.to_string()),
        Err(_) => Err("not an ISO date such as 2024-05-14"),
    }
}
