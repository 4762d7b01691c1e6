//! Every expression that names a calendar time, with its EDTF value and the rule that gave it.

use crate::context::Context;
use crate::{Problem, Time};
use std::ops::Range;

/// A time and the words it stands in.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Dated {
    /// Word numbers, without preposition.
    pub(crate) words: Range<u32>,
    pub(crate) time: Time,
}

/// Finds the times of a report, in order.
pub(crate) fn read(cx: &Context<'_>, problems: &mut Vec<Problem>) -> Vec<Dated> {
    let _ = (cx, problems);
    Vec::new()
}
