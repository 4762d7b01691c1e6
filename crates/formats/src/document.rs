//! A report as a host holds it.

use crate::decode::Origin;
use dateline_reading::Problem;
use dateline_text::{Published, Report};
use jiff::fmt::rfc2822;
use serde_json::{Map, Value};

/// A report with what came along with it and is none of the engine's business.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The report.
    pub report: Report,
    /// Keys of the sender that the contract does not name, kept as they came.
    pub extra: Map<String, Value>,
    /// What was odd about the input and did not stop it from being read.
    pub problems: Vec<Problem>,
    /// The way back to the bytes of the file; none for a record of JSON Lines, whose text came decoded.
    pub origin: Option<Origin>,
}

impl Document {
    /// Whether the report is in a language that is not read: a host passes an empty reading on for it.
    pub fn is_set_aside(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.code == crate::SET_ASIDE)
    }
}

/// What the caller knows of reports that do not say it themselves.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// When they were published.
    pub published: Option<Published>,
    /// Who published them.
    pub source: Option<String>,
}

/// Reads an ISO date or date-time. The day is the one written, in whatever zone.
///
/// ```
/// use dateline_formats::published;
///
/// assert_eq!(published("2023-09-21T23:30:00-04:00").unwrap().date.to_string(), "2023-09-21");
/// assert!(published("21 September").is_none());
/// ```
pub fn published(written: &str) -> Option<Published> {
    let written = written.trim();
    let day = written.get(..10)?;
    let rest = &written[10..];
    let date = day.parse().ok()?;
    (rest.is_empty() || rest.starts_with(['T', ' '])).then(|| Published {
        date,
        written: written.to_owned(),
    })
}

/// Reads a date in one of the forms in which programs write it: ISO, with slashes from the year on, in digits alone
/// (`20240514`, `20240514T103000Z`), or as in mail headers. Others are left alone.
pub(crate) fn stamp(written: &str) -> Option<Published> {
    let written = written.trim();
    if let Some(told) = published(written) {
        return Some(told);
    }
    let n_digits = written.bytes().take_while(u8::is_ascii_digit).count();
    if matches!(n_digits, 8 | 12 | 14)
        && written[n_digits..]
            .chars()
            .all(|c| c.is_ascii_digit() || c == 'T' || c == 'Z')
    {
        return published(&format!(
            "{}-{}-{}",
            &written[..4],
            &written[4..6],
            &written[6..8]
        ));
    }
    if let Some(day) = written.get(..10).filter(|day| day.as_bytes()[4] == b'/') {
        return published(&day.replace('/', "-"));
    }
    let zoned = rfc2822::parse(written).ok()?;
    published(&zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}
