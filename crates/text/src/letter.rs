//! Sentences of letters, messages and logs that no full stop ends: greetings, farewells, stamps of date and time,
//! ruled lines, lists of addresses.

use crate::abbreviation::lowered;
use crate::token::{Kind, Token};

/// Words that open a letter. Sorted.
const GREETINGS: &[&str] = &["dear", "greetings", "hello", "hey", "hi"];

/// Words that close a letter. Sorted.
const FAREWELLS: &[&str] = &["cheers", "faithfully", "regards", "sincerely", "thanks", "thx"];

/// Words that come with those. Sorted.
const FAREWELL_PARTS: &[&str] = &[
    "and",
    "best",
    "kind",
    "kindest",
    "many",
    "respectfully",
    "truly",
    "very",
    "warm",
    "warmest",
    "with",
    "yours",
];

/// Words that with a capital open a sentence, even if none was closed before. Sorted.
const OPENERS: &[&str] = &[
    "attached",
    "cheers",
    "dear",
    "fyi",
    "hello",
    "hi",
    "please",
    "regards",
    "sincerely",
    "sorry",
    "thanks",
    "thx",
];

/// Words before a colon that name a line of a message's head or a picture's credit. Sorted.
const HEADS: &[&str] = &[
    "cc", "date", "from", "groups", "image", "photo", "sent", "subject",
];

/// Longest greeting or farewell, in words, its comma included.
const LONGEST: usize = 6;

/// The words of a paragraph and where the sentence in hand starts.
pub(crate) struct Place<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'t [Token],
    pub(crate) start: usize,
}

impl Place<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    fn is_upper(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    fn is_glued(&self, at: usize) -> bool {
        at > 0
            && self
                .tokens
                .get(at)
                .is_some_and(|t| t.span.start == self.tokens[at - 1].span.end)
    }

    fn is_in(&self, at: usize, table: &[&str]) -> bool {
        lowered(self.word(at), |w| table.binary_search(&w).is_ok()).unwrap_or(false)
    }

    /// Whether the sentence in hand ends before the word `at`, which is not its first.
    pub(crate) fn ends_before(&self, at: usize) -> bool {
        match self.tokens[at].kind {
            Kind::Bullet => !self.is_glued(at),
            Kind::Rule => self.is_ruler(at),
            Kind::Address => self.is_web(at) && self.is_web(at - 1),
            Kind::Word => {
                let before = self.kind(at - 1);
                let plain = matches!(before, Some(Kind::Word | Kind::Sign | Kind::Address));
                let opens = self.is_in(at, OPENERS) || self.word(at + 1) == ":" && self.is_in(at, HEADS);
                if plain && self.is_upper(at) && opens {
                    return true;
                }
                let small = self.word(at - 1).starts_with(char::is_lowercase);
                plain && !small && self.stamp(at).is_some()
            }
            _ => false,
        }
    }

    /// The end of the sentence in hand if it ends with the word `at` for one of the reasons of this module.
    pub(crate) fn end_at(&self, at: usize) -> Option<usize> {
        let alone = at == self.start;
        match self.tokens[at].kind {
            Kind::Rule => (alone && !self.is_glued(at + 1) || self.is_ruler(at)).then_some(at + 1),
            Kind::Address => self.is_upper(at + 1).then_some(at + 1),
            Kind::Sign if self.word(at) == ">" && self.is_mail(at.wrapping_sub(1)) => {
                self.is_upper(at + 1).then_some(at + 1)
            }
            Kind::Smiley => (!alone && self.is_upper(at + 1)).then_some(at + 1),
            Kind::Pause => {
                let greets = self.word(at) == ","
                    && at - self.start < LONGEST
                    && self.is_upper(at + 1)
                    && (self.is_greeting() || self.is_farewell(at));
                greets.then_some(at + 1)
            }
            Kind::Word => self.stamp(at),
            _ => None,
        }
    }

    fn is_web(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Address) && self.word(at).contains("://")
    }

    fn is_mail(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Address) && self.word(at).contains('@')
    }

    /// A line drawn across the page, however the text around it ends.
    fn is_ruler(&self, at: usize) -> bool {
        self.tokens[at].span.len() > 3
    }

    fn is_greeting(&self) -> bool {
        self.is_upper(self.start) && self.is_in(self.start, GREETINGS)
    }

    /// Whether all words of the sentence up to `end` bid farewell.
    fn is_farewell(&self, end: usize) -> bool {
        (self.start..end).all(|i| self.is_in(i, FAREWELLS) || self.is_in(i, FAREWELL_PARTS))
            && (self.start..end).any(|i| self.is_in(i, FAREWELLS))
    }

    /// The end of a stamp of date and time in figures that starts with the word `at`: `08/16/2000 03:48 PM`.
    fn stamp(&self, at: usize) -> Option<usize> {
        let first = *self.word(at).as_bytes().first()?;
        if !first.is_ascii_digit() || !is_figures(self.word(at), b'/') || !is_figures(self.word(at + 1), b':')
        {
            return None;
        }
        let half = matches!(self.word(at + 2), "AM" | "PM" | "am" | "pm");
        Some(at + 2 + usize::from(half))
    }
}

/// Whether a word is two or three numbers with `mark` between, all of the same stamp: dates have three.
fn is_figures(word: &str, mark: u8) -> bool {
    let marks = word.bytes().filter(|&b| b == mark).count();
    let enough = if mark == b'/' {
        marks == 2
    } else {
        (1..=2).contains(&marks)
    };
    enough && word.len() <= 10 && word.bytes().all(|b| b.is_ascii_digit() || b == mark)
}
