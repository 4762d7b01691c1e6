//! Colour, where it is wanted.

use crate::args::Color;
use std::env;
use std::io::{self, IsTerminal};

/// What a piece of output is, and so how it looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ink {
    Plain,
    Faint,
    Heading,
    Name,
    Time,
    Cue,
    Trigger,
    Figure,
    Duty,
}

impl Ink {
    /// The parameter of the terminal's "select graphic rendition" sequence; empty for none.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Faint => "2",
            Self::Heading => "1",
            Self::Name => "36",
            Self::Time => "34",
            Self::Cue => "35",
            Self::Trigger => "31",
            Self::Figure => "33",
            Self::Duty => "32",
        }
    }
}

/// Whether to use colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Paint {
    pub(crate) on: bool,
}

impl Paint {
    /// What the user asked for; on a terminal yes, unless the environment says no (<https://no-color.org>).
    pub(crate) fn new(color: Color) -> Self {
        let refused = || {
            env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
                || env::var_os("TERM").is_some_and(|value| value == "dumb")
        };
        let on = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stdout().is_terminal() && !refused(),
        };
        Self { on }
    }

    /// Adds `text` to `out`.
    pub(crate) fn add(self, out: &mut String, ink: Ink, text: &str) {
        let code = if self.on { ink.code() } else { "" };
        if code.is_empty() {
            out.push_str(text);
        } else {
            out.extend(["\x1b[", code, "m", text, "\x1b[0m"]);
        }
    }
}
