//! What a party is bound, offers or is asked to do under a truce or deal, and whether it was kept.

use crate::context::Context;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::times::Dated;
use crate::{Statement, Term};

/// Finds the terms of a report, in order.
pub(crate) fn read(
    cx: &Context<'_>,
    entities: &Entities,
    times: &[Dated],
    statements: &[Statement],
    events: &[Triggered],
) -> Vec<Term> {
    let _ = (cx, entities, times, statements, events);
    Vec::new()
}
