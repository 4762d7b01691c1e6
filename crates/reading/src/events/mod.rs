//! Who did what to whom, when, where, and whether it is told as a fact.

use crate::context::Context;
use crate::entities::Entities;
use crate::times::Dated;
use crate::{Event, Statement};
use dateline_text::WordId;

/// An event and the word that triggers it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Triggered {
    pub(crate) word: WordId,
    pub(crate) event: Event,
}

/// Finds the events of a report, in order.
pub(crate) fn read(
    cx: &Context<'_>,
    entities: &mut Entities,
    times: &[Dated],
    statements: &[Statement],
) -> Vec<Triggered> {
    let _ = (cx, entities, times, statements);
    Vec::new()
}
