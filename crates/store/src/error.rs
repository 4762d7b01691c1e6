//! Why a record cannot be used. Each reason has a stable code and tells what to do.

use thiserror::Error;

/// Why a record could not be opened, read or written. What was written before stays as it was.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no record of this name.
    #[error("there is no record here: `dateline add` makes one")]
    Missing,
    /// A file of another program.
    #[error("not a record of Dateline")]
    NotARecord,
    /// Made by a later version.
    #[error("the record has format {found}, and this version knows up to {known}: use a newer Dateline")]
    Newer {
        /// The record's format.
        found: u32,
        /// The last format that is known.
        known: u32,
    },
    /// The file does not hold together.
    #[error(
        "the record is damaged ({0}): restore it from a copy, or save the reports with `sqlite3 FILE .recover`"
    )]
    Damaged(String),
    /// Another process holds it.
    #[error("another process is writing to the record and does not let go: try again")]
    Locked,
    /// No room for more.
    #[error("no space left for the record: free some and go on; nothing that was added is lost")]
    Full,
    /// It may not be written.
    #[error("the record may not be written: check its permissions")]
    ReadOnly,
    /// The connection to the server was lost, or never came about.
    #[error("no connection to the server: {0}")]
    Disconnected(String),
    /// Two different reports whose digests begin alike. Not expected in the life of a record.
    #[error("two reports share the key {0}")]
    KeyCollision(String),
    /// The words of a search cannot be understood.
    #[error("the search cannot be understood: {0}")]
    Search(String),
    /// Anything else that the store tells.
    #[error("{0}")]
    Other(String),
}

impl StoreError {
    /// The reason as a stable code, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotARecord => "not_a_record",
            Self::Newer { .. } => "newer",
            Self::Damaged(_) => "damaged",
            Self::Locked => "locked",
            Self::Full => "full",
            Self::ReadOnly => "read_only",
            Self::Disconnected(_) => "disconnected",
            Self::KeyCollision(_) => "key_collision",
            Self::Search(_) => "search",
            Self::Other(_) => "store",
        }
    }
}
