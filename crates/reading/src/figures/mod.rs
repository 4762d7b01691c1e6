//! How many people were harmed or moved.

use crate::context::Context;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::times::Dated;
use crate::{Figure, Problem, Statement};

/// Finds the figures of a report, in order.
pub(crate) fn read(
    cx: &Context<'_>,
    entities: &Entities,
    times: &[Dated],
    statements: &[Statement],
    events: &[Triggered],
    problems: &mut Vec<Problem>,
) -> Vec<Figure> {
    let _ = (cx, entities, times, statements, events, problems);
    Vec::new()
}
