//! Dateline reads reports on armed conflict into a dated, sourced record.
//!
//! This crate only puts the others under one name.

pub use dateline_formats as formats;
pub use dateline_lexicon as lexicon;
pub use dateline_reading as reading;
pub use dateline_syntax as syntax;
pub use dateline_text as text;
