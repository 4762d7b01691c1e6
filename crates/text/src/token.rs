//! What is passed from cutting words to cutting sentences.

use crate::Span;
use crate::abbreviation::Abbreviation;
use crate::chars::Side;

/// What a word is to the end of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Letters, digits, addresses.
    Word,
    /// A word that keeps its full stop.
    Abbreviation(Abbreviation),
    /// One full stop.
    Stop,
    /// Exclamation and question marks, alone or mixed with full stops.
    Mark,
    /// Two or more full stops.
    Ellipsis,
    /// A bracket.
    Bracket(Side),
    /// A quotation mark.
    Quote(Side),
    /// A comma, semicolon or colon.
    Pause,
    /// One or more hyphens or dashes.
    Dash,
    /// A line drawn with signs: `----`, `***`.
    Rule,
    /// A web or mail address.
    Address,
    /// A smiley.
    Smiley,
    /// A sign that begins an item of a list.
    Bullet,
    /// Any other sign.
    Sign,
}

/// A word with what the sentence cutter must know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}
