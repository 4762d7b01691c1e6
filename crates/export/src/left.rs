//! What an export leaves out, and why.

use serde_json::{Value, json};

/// Rows that a format could not hold, by reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Left {
    /// The record knows no time.
    pub undated: u64,
    /// The record knows no place, or for a map none with a point.
    pub unlocated: u64,
    /// Planned, demanded, denied or possible: the format holds what has happened.
    pub not_actual: u64,
    /// The format has no code for events of this type.
    pub no_code: u64,
    /// No death is told, and the format holds deadly events only.
    pub not_deadly: u64,
}

impl Left {
    /// How many rows were left out.
    pub fn total(&self) -> u64 {
        self.counts().iter().map(|(_, n)| n).sum()
    }

    /// Each reason in words, with its number.
    pub fn counts(&self) -> [(&'static str, u64); 5] {
        [
            ("without a date", self.undated),
            ("without a place", self.unlocated),
            ("not told as having happened", self.not_actual),
            ("of a type that the format has no code for", self.no_code),
            ("without a death", self.not_deadly),
        ]
    }

    /// For the file beside the export.
    pub fn json(&self) -> Value {
        json!({
            "left_out": self.total(), "undated": self.undated, "unlocated": self.unlocated,
            "not_actual": self.not_actual, "no_code": self.no_code, "not_deadly": self.not_deadly,
        })
    }
}
