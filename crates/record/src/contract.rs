//! A reading as the contract has it (`docs/contract.md`), in the shape in which a store keeps it.
//!
//! The record reads the contract and not the engine's own types, so that a reading that an older version made and
//! stored can still be folded. Offsets are code points of the report's text.

use serde::{Deserialize, Serialize};

/// Start and end in code points of the report's text, end exclusive.
pub type Offsets = [u32; 2];

/// What a stored reading holds: the lists of the contract, and the outline of the report.
#[derive(Clone, Debug, Default, Deserialize)]
#[allow(missing_docs)]
pub struct Reading {
    pub entities: Vec<Entity>,
    pub statements: Vec<Statement>,
    pub events: Vec<Event>,
    pub figures: Vec<Figure>,
    pub terms: Vec<Term>,
    pub problems: Vec<Problem>,
    #[serde(default)]
    pub outline: Outline,
}

/// What the record needs of the report's syntax: kept beside the reading, so that a fold need not parse again.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Outline {
    /// Each sentence.
    pub sentences: Vec<Offsets>,
    /// The lemma of each event's trigger, in the order of the events.
    pub lemmas: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Entity {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub aliases: Vec<String>,
    pub of: Option<String>,
    pub role: Option<String>,
    pub country: Option<String>,
    pub place: Option<Point>,
    pub mentions: Vec<Offsets>,
}

/// Degrees north and east, and what the point stands for.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[allow(missing_docs)]
pub struct Point {
    pub lat: f64,
    pub lon: f64,
    pub geonames: Option<u32>,
    pub precision: String,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Statement {
    pub id: String,
    pub speaker: Option<String>,
    pub via: Vec<String>,
    pub cue: Offsets,
    pub content: Vec<Offsets>,
    pub act: String,
    pub time: Option<String>,
    pub parent: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Event {
    #[serde(rename = "type")]
    pub kind: String,
    pub mode: Option<String>,
    pub trigger: Offsets,
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
    pub mediators: Vec<String>,
    pub time: Option<String>,
    pub place: Option<String>,
    pub status: String,
    pub statement: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Figure {
    pub span: Offsets,
    pub measure: String,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub approximate: bool,
    pub who: String,
    pub time: Option<String>,
    pub place: Option<String>,
    pub cumulative: bool,
    pub statement: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Term {
    pub span: Offsets,
    pub kind: String,
    pub party: Vec<String>,
    pub beneficiary: Option<String>,
    pub deadline: Option<String>,
    pub condition: Option<Offsets>,
    pub status: String,
    pub statement: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Problem {
    pub span: Option<Offsets>,
    pub code: String,
    pub message: String,
}
