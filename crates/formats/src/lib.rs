//! The edges of Dateline: from bytes to a [`Document`], and from a reading to the JSON of the contract.
//!
//! This crate decodes bytes, finds where a report says its date and source, and writes what was found as
//! `docs/contract.md` has it. It knows nothing of grammar or war. The engine's own types are not serialisable on
//! purpose: what leaves the program has its own shape here, so that neither can change the other by accident.
//!
//! ```
//! use dateline_formats::{Hints, json, text};
//! use dateline_reading::Reading;
//!
//! let bytes = b"date 2024-05-14 | Harbour Wire | Shells fall on Kesra\n\nKESRA, May 13 (HW) - Two people died.";
//! let document = text::document("kesra", bytes, &Hints::default())?;
//! assert_eq!(document.report.source.as_deref(), Some("Harbour Wire"));
//! let line = json::line(&document, &Reading::default());
//! assert!(line.starts_with(r#"{"document":{"id":"kesra","published":"2024-05-14""#));
//! # Ok::<(), dateline_formats::Refusal>(())
//! ```

mod columns;
pub mod conllu;
mod day;
pub mod decode;
mod document;
pub mod feed;
mod head;
pub mod html;
pub mod json;
pub mod jsonl;
mod language;
mod lines;
pub mod mail;
mod refusal;
pub mod table;
pub mod text;
pub mod warc;
mod wire_dateline;

pub use columns::{BadColumns, Columns};
pub use document::{Document, Hints, published};
pub use language::SET_ASIDE;
pub use refusal::{Refusal, Refused};

/// The most bytes that one report may have, as a file or as decoded text: 4 MiB, about 700,000 words.
///
/// A report is a few kilobytes; a file above this is something else, and reading it would take memory without
/// bound.
pub const MAX_REPORT: usize = 4 << 20;

/// The most bytes that one line of JSON Lines may have: room for a report of [`MAX_REPORT`] with every character
/// escaped, and its other keys.
pub const MAX_LINE: usize = 8 * MAX_REPORT;

/// Who reads: name and version, as stamped on every reading.
pub const READER: &str = concat!("dateline ", env!("CARGO_PKG_VERSION"));
