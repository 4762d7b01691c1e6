//! What goes into a store and comes out of it.

use dateline_record::{Decision, Head};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A report as it comes in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NewReport {
    /// The sender's name for it.
    pub id: String,
    /// Publication date, as written.
    pub published: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Its language, as the sender gave it.
    pub language: Option<String>,
    /// The text as decoded.
    pub text: String,
    /// Other keys of the sender, as a JSON object.
    pub extra: String,
    /// When it was retrieved, ISO 8601.
    pub retrieved: String,
}

impl NewReport {
    /// The digest of all that makes the report what it is: text, source, date, headline, address, language. The
    /// sender's name for it and the time of retrieval do not count, so that a report that comes again is known.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let fields = [
            &self.source,
            &self.published,
            &self.title,
            &self.url,
            &self.language,
        ]
        .map(|field| field.as_deref());
        for field in fields.into_iter().chain([Some(&*self.text)]) {
            // The length before each field keeps "ab" "c" and "a" "bc" apart.
            hash.update(field.map_or(u64::MAX, |field| field.len() as u64).to_le_bytes());
            hash.update(field.unwrap_or_default());
        }
        let mut hex = String::with_capacity(64);
        for byte in hash.finalize() {
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }

    /// The report's key in a record: the first sixteen digits of the digest.
    pub fn key(digest: &str) -> &str {
        &digest[..16]
    }
}

/// A reading of a report. Never changed once stored.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NewReading {
    /// The reader's name and version.
    pub reader: String,
    /// The reading as JSON: the contract without the text, with `outline`.
    pub body: String,
}

/// A report of the store.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Its number, in the order of arrival.
    pub seq: i64,
    /// Its key.
    pub key: String,
    /// All that came.
    pub report: NewReport,
}

impl Report {
    /// What the record keeps of it.
    pub fn head(&self) -> Head {
        let text = |field: &Option<String>| field.as_deref().map(Into::into);
        Head {
            key: self.key.as_str().into(),
            id: self.report.id.as_str().into(),
            source: text(&self.report.source),
            title: text(&self.report.title),
            published: text(&self.report.published),
        }
    }
}

/// A report with its latest reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Read {
    /// The report.
    pub report: Report,
    /// Its reading.
    pub reading: NewReading,
}

/// How far readings and decisions go: what a fold was made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// The number of the last reading.
    pub reading: i64,
    /// The number of the last decision.
    pub decision: i64,
}

/// Where a store stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    /// How many reports it has.
    pub n_reports: i64,
    /// What there is.
    pub now: Mark,
    /// What the record was last folded from.
    pub folded: Mark,
    /// How many reports have readings that are not folded yet.
    pub n_waiting: i64,
}

/// A row of the folded record: its JSON, and what it can be found by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Item {
    /// The list that it belongs to: `event`, `figure` …
    pub section: &'static str,
    /// Its id.
    pub id: String,
    /// First and last day, ISO 8601; none where it has no date.
    pub days: Option<(String, String)>,
    /// What it can be found by: a facet and a folded value.
    pub facets: Vec<(Facet, String)>,
    /// Its JSON.
    pub body: String,
}

/// By what rows can be found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Facet {
    Actor,
    Place,
    Type,
    Source,
    Report,
}

impl Facet {
    /// Its name in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Place => "place",
            Self::Type => "type",
            Self::Source => "source",
            Self::Report => "report",
        }
    }
}

/// What rows are asked for. Everything given must hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Question {
    /// The list.
    pub section: String,
    /// Rows that end on this day or later, ISO 8601.
    pub since: Option<String>,
    /// Rows that begin on this day or earlier.
    pub until: Option<String>,
    /// Folded words that a value of the facet must hold.
    pub facets: Vec<(Facet, String)>,
    /// Rows with a date only.
    pub dated: bool,
    /// At most so many.
    pub limit: Option<u64>,
}

/// A report that holds the words of a search.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The report's key.
    pub key: String,
    /// The sender's name for it.
    pub id: String,
    /// Publication date, as written.
    pub published: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Words around the hit, the hit in brackets.
    pub around: String,
}

/// A decision before it has an id.
pub type NewDecision = Decision;
