//! A statement in the making: what the words of one attribution give, before speakers are named.

use crate::Act;
use dateline_text::{Span, WordId};
use std::ops::Range;

/// One attribution.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The word that attributes.
    pub(super) head: WordId,
    /// Its words, with those that belong to it: "called for".
    pub(super) cue: Span,
    pub(super) act: Act,
    /// Head of the phrase that names the speaker.
    pub(super) speaker: WordId,
    /// Heads of phrases that the verb itself names as relays: "quoted by".
    pub(super) relays: Vec<WordId>,
    /// What is said, in one or more pieces.
    pub(super) content: Vec<Span>,
    /// The words of the attribution itself, speaker included.
    pub(super) group: Range<u32>,
    pub(super) rule: &'static str,
    /// Number of the draft whose content this one shares: "the mayor said, citing doctors".
    pub(super) shares: Option<usize>,
}
