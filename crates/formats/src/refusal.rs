//! Why an input cannot be read. Each reason has a stable code and tells what to do.

use crate::feed::MAX_FEED;
use crate::html::MAX_PAGE;
use crate::mail::MAX_MAIL;
use crate::{MAX_LINE, MAX_REPORT};
use thiserror::Error;

/// Why a report could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// No byte, or nothing but blanks.
    #[error("empty: there is no report in it")]
    Empty,
    /// Not text in any encoding.
    #[error("{0}, not text: save it as plain text first")]
    Binary(&'static str),
    /// Above [`MAX_REPORT`].
    #[error("larger than {} MiB, the most that one report may have: split it", MAX_REPORT >> 20)]
    TooLarge,
    /// Above [`MAX_PAGE`].
    #[error("larger than {} MiB, the most that one web page may have: is it one?", MAX_PAGE >> 20)]
    PageTooLarge,
    /// A web page with a tag that no page has.
    #[error("a tag with hundreds of attributes: no web page has one")]
    NoPage,
    /// A web page in which no article was found.
    #[error("no article text in this page: it may be a list of links, or be filled in by a script")]
    NoProse,
    /// Above [`MAX_LINE`].
    #[error("line longer than {} MiB, the most that one record may have: split it", MAX_LINE >> 20)]
    LineTooLong,
    /// A line that is not UTF-8.
    #[error("not UTF-8, which this format must be: convert the file first")]
    NotUtf8,
    /// A line that is not JSON.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// A line that is JSON but not an object.
    #[error("not a JSON object: each line must be one, with \"id\" and \"text\"")]
    NotAnObject,
    /// A whole file that is one JSON value over several lines.
    #[error("JSON, but not JSON Lines: put each object on one line")]
    NotJsonLines,
    /// A record of an archive that is not as it was stored.
    #[error("{0}")]
    Damaged(String),
    /// A whole file that is no feed, and why.
    #[error("no feed that can be read: {0}")]
    NotAFeed(String),
    /// Above [`MAX_FEED`].
    #[error("larger than {} MiB, the most that one feed may have: split it", MAX_FEED >> 20)]
    FeedTooLarge,
    /// An item or a message without text.
    #[error("no text: what it tells may stand behind its link")]
    NoText,
    /// A file without the header of a mail.
    #[error("no mail: it has neither sender nor date")]
    NotMail,
    /// Above [`MAX_MAIL`].
    #[error("larger than {} MiB, the most that one message may have: save it without what is attached", MAX_MAIL >> 20)]
    MailTooLarge,
    /// A table without a column that is needed.
    #[error("no column \"{wanted}\" among \"{found}\": name it with --columns, such as text=body")]
    MissingColumn {
        /// The name that was looked for.
        wanted: String,
        /// The names that are there.
        found: String,
    },
    /// A row of a table that cannot be read.
    #[error("{0}")]
    BadRow(String),
    /// A required key that is not there.
    #[error("no \"{0}\": every record needs \"id\" and \"text\"")]
    MissingKey(&'static str),
    /// A key with a value of another type.
    #[error("\"{0}\" must be a string")]
    NotAString(&'static str),
    /// The operating system would not give the bytes.
    #[error("{0}")]
    Io(String),
    /// Reading it met a defect of the program.
    #[error("a defect of Dateline stopped the reading of this report: please tell us, with the report")]
    Internal,
}

impl Refusal {
    /// The reason as a stable code, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary(_) => "binary",
            Self::TooLarge => "too_large",
            Self::PageTooLarge => "page_too_large",
            Self::NoPage => "no_page",
            Self::NoProse => "no_prose",
            Self::LineTooLong => "line_too_long",
            Self::NotUtf8 => "not_utf8",
            Self::NotJson(_) => "not_json",
            Self::NotAnObject => "not_an_object",
            Self::NotJsonLines => "not_json_lines",
            Self::Damaged(_) => "damaged",
            Self::NotAFeed(_) => "not_a_feed",
            Self::FeedTooLarge => "feed_too_large",
            Self::NoText => "no_text",
            Self::NotMail => "not_mail",
            Self::MailTooLarge => "mail_too_large",
            Self::MissingColumn { .. } => "missing_column",
            Self::BadRow(_) => "bad_row",
            Self::MissingKey(_) => "missing_key",
            Self::NotAString(_) => "not_a_string",
            Self::Io(_) => "io",
            Self::Internal => "internal",
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        // "No such file or directory (os error 2)": the number helps nobody.
        let text = error.to_string();
        Self::Io(text.split(" (os error").next().unwrap_or_default().to_lowercase())
    }
}

/// A report that could not be read, and where it stood.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{}{why}", .line.map(|n| format!("line {n}: ")).unwrap_or_default())]
pub struct Refused {
    /// Its id, where that much could be read.
    pub id: Option<String>,
    /// The line of the input, from 1, where the input has a record a line.
    pub line: Option<u64>,
    /// The reason.
    #[source]
    pub why: Refusal,
}
