//! From a parsed report to what it says: entities, times, statements, events, figures, terms.
//!
//! One module a stage, each a pure function over the parse, the lexicon and what earlier stages found. A stage
//! never fails on text: it gives its findings, and [`Problem`]s for what it did not understand. Nothing here
//! reads a file, a clock or the network, and no rule knows a particular report.

mod model;

pub use dateline_lexicon::{Act, EntityKind, EventType, Measure, Mode, Status, TermKind, TermStatus};
pub use model::{
    Entity, EntityId, Event, Figure, Located, Problem, Reading, Statement, StatementId, Term, Time, Why,
};
use dateline_lexicon::Lexicon;
use dateline_syntax::Parse;

/// Reads a parsed report.
pub fn read(parse: &Parse<'_>, lexicon: &Lexicon) -> Reading {
    let _ = (parse, lexicon);
    Reading::default()
}

/// A rule as people are told of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Id, such as `time.weekday.past`.
    pub id: &'static str,
    /// What it does, in a sentence.
    pub description: &'static str,
    /// A sentence in which it fires.
    pub example: &'static str,
}

/// All rules of all stages, in the order of the stages.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [].into_iter()
}
