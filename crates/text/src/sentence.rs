//! Where sentences end, over the words of one paragraph.

use crate::Span;
use crate::abbreviation::{self, Abbreviation, lowered};
use crate::chars::Side;
use crate::letter;
use crate::token::{Kind, Token};
use std::ops::Range;

/// Longer sentences are cut, so that no later stage meets one without an end.
pub(crate) const LONGEST: usize = 5000;

/// Verbs that report speech after a question or exclamation in quotation marks. Sorted.
const SAID: &[&str] = &[
    "added",
    "adds",
    "asked",
    "asks",
    "cried",
    "cries",
    "demanded",
    "exclaimed",
    "replied",
    "replies",
    "said",
    "says",
    "shouted",
    "shouts",
    "told",
    "wondered",
    "wrote",
    "yelled",
];

/// Words that go on after a time of day: zones and days, so that "10 a.m. Moscow time" is not cut. Sorted.
const AFTER_CLOCK: &[&str] = &[
    "april",
    "august",
    "december",
    "eastern",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "march",
    "may",
    "monday",
    "november",
    "october",
    "saturday",
    "september",
    "sunday",
    "thursday",
    "tuesday",
    "wednesday",
];

/// Calls `found` with the range of every sentence of a paragraph's words.
pub(crate) fn each(text: &str, tokens: &[Token], mut found: impl FnMut(Range<usize>)) {
    let mut cutter = Cutter {
        text,
        tokens,
        start: 0,
        quoted: false,
    };
    let mut at = 0;
    while at < tokens.len() {
        if at > cutter.start && cutter.letter().ends_before(at) {
            found(cutter.start..at);
            cutter.start = at;
        }
        if cutter.is_straight(at) {
            cutter.quoted = cutter.side_of(at) == Side::Open;
        }
        let end = cutter
            .end_at(at)
            .or_else(|| cutter.letter().end_at(at))
            .unwrap_or(at);
        // Quotation marks that were passed as closing.
        if end > at + 1 && (at + 1..end).any(|i| cutter.is_straight(i)) {
            cutter.quoted = false;
        }
        if end > at {
            found(cutter.start..end);
            cutter.start = end;
            at = end;
        } else {
            at += 1;
            if at - cutter.start >= LONGEST {
                found(cutter.start..at);
                cutter.start = at;
            }
        }
    }
    if cutter.start < tokens.len() {
        found(cutter.start..tokens.len());
    }
}

struct Cutter<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The first word of the sentence in hand.
    start: usize,
    /// Whether a straight quotation mark is open.
    quoted: bool,
}

impl Cutter<'_> {
    fn letter(&self) -> letter::Place<'_> {
        letter::Place {
            text: self.text,
            tokens: self.tokens,
            start: self.start,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    /// Whether no blank stands between a word and the one before.
    fn is_glued(&self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    fn starts_with(&self, at: usize, test: impl Fn(char) -> bool) -> bool {
        at < self.tokens.len() && self.word(at).starts_with(test)
    }

    /// Whether a word is the straight double quotation mark, whose side must be kept in mind.
    fn is_straight(&self, at: usize) -> bool {
        self.tokens[at].kind == Kind::Quote(Side::Either) && self.word(at) != "'"
    }

    /// What a straight quotation mark does: the blanks around it tell, else whether one is open.
    fn side_of(&self, at: usize) -> Side {
        match (self.is_glued(at), self.is_glued(at + 1)) {
            (true, false) => Side::Close,
            (false, true) => Side::Open,
            _ if self.quoted => Side::Close,
            _ => Side::Open,
        }
    }

    /// The end of the sentence that ends with the word `at`, closing marks included; nothing if it goes on.
    fn end_at(&self, at: usize) -> Option<usize> {
        let mark = self.tokens[at].kind;
        let may_end = matches!(
            mark,
            Kind::Stop | Kind::Mark | Kind::Ellipsis | Kind::Abbreviation(_)
        );
        if !may_end || self.is_item_number(at) {
            return None;
        }
        let next = self.after_closing(at + 1);
        if next >= self.tokens.len() {
            return Some(next);
        }
        let closed = next > at + 1;
        let goes_on = match self.tokens[next].kind {
            Kind::Pause
            | Kind::Stop
            | Kind::Mark
            | Kind::Ellipsis
            | Kind::Bracket(Side::Close)
            | Kind::Quote(Side::Close) => true,
            Kind::Dash => mark != Kind::Stop || closed,
            _ => false,
        };
        if goes_on {
            return None;
        }
        let small = self.starts_with(next, char::is_lowercase);
        let ends = match mark {
            Kind::Stop => !(small && closed),
            Kind::Mark => !(small && (closed || self.is_name(at)) || self.is_said(at, next)),
            Kind::Ellipsis => at > self.start && self.starts_upper(next),
            Kind::Abbreviation(kind) => !small && self.abbreviation_ends(kind, next),
            _ => false,
        };
        ends.then_some(next)
    }

    /// Whether the word at `at`, or after an opening mark, starts with a capital.
    fn starts_upper(&self, at: usize) -> bool {
        let opening = matches!(self.tokens[at].kind, Kind::Quote(_) | Kind::Bracket(Side::Open));
        self.starts_with(at + usize::from(opening), char::is_uppercase)
    }

    fn abbreviation_ends(&self, kind: Abbreviation, next: usize) -> bool {
        let opening = matches!(self.tokens[next].kind, Kind::Quote(_));
        let first = next + usize::from(opening);
        let starter =
            || self.starts_with(first, char::is_uppercase) && abbreviation::starts_sentence(self.word(first));
        match kind {
            Abbreviation::Never | Abbreviation::Number | Abbreviation::Inside => false,
            Abbreviation::Name | Abbreviation::Acronym | Abbreviation::Initial => starter(),
            Abbreviation::Clock => self.starts_with(first, char::is_uppercase) && !self.is_after_clock(first),
        }
    }

    /// Whether a word with a capital belongs to the time of day before it.
    fn is_after_clock(&self, at: usize) -> bool {
        let word = self.word(at);
        let zone = (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
        let named = at + 1 < self.tokens.len() && matches!(self.word(at + 1), "time" | "Time");
        zone || named || lowered(word, |w| AFTER_CLOCK.binary_search(&w).is_ok()).unwrap_or(false)
    }

    /// The first word from `at` that closes nothing: quotation marks, brackets, notes like `[12]`, smileys are passed.
    fn after_closing(&self, mut at: usize) -> usize {
        while at < self.tokens.len() {
            match self.tokens[at].kind {
                Kind::Bracket(Side::Close) | Kind::Smiley => at += 1,
                Kind::Quote(Side::Close) if self.is_glued(at) || !self.is_glued(at + 1) => at += 1,
                Kind::Quote(Side::Either) if self.side_of(at) == Side::Close => at += 1,
                Kind::Word if self.is_note_number(at) => at += 1,
                Kind::Bracket(Side::Open) => match self.note_end(at) {
                    Some(end) => at = end,
                    None => return at,
                },
                _ => return at,
            }
        }
        at
    }

    /// The end of a note in square brackets after a sentence: `.[12]`, `. [12]`, `. [...]`.
    fn note_end(&self, at: usize) -> Option<usize> {
        let inner = self.tokens.get(at + 1..at + 3)?;
        let note = inner[0].span.of(self.text);
        let short = note.len() <= 4 && note.bytes().all(|b| b.is_ascii_digit())
            || self.is_glued(at) && note.len() <= 2 && note.bytes().all(|b| b.is_ascii_lowercase())
            || inner[0].kind == Kind::Ellipsis;
        (short && self.word(at) == "[" && inner[1].kind == Kind::Bracket(Side::Close)).then_some(at + 3)
    }

    /// Whether a figure is the number of a note, raised in print: "rights.4 Even though".
    fn is_note_number(&self, at: usize) -> bool {
        let number = self.word(at);
        self.is_glued(at)
            && !self.is_glued(at + 1)
            && number.len() <= 3
            && number.bytes().all(|b| b.is_ascii_digit())
            && !self.starts_with(at + 1, char::is_lowercase)
    }

    /// Whether an exclamation mark is part of a name: "Yahoo! said".
    fn is_name(&self, at: usize) -> bool {
        at > self.start + 1 && self.is_glued(at) && self.starts_with(at - 1, char::is_uppercase)
    }

    /// Whether a full stop only follows the number or letter of a list item: "1.", "(b.", "IV.".
    fn is_item_number(&self, at: usize) -> bool {
        if self.tokens[at].kind != Kind::Stop || at == self.start || at - self.start > 2 {
            return false;
        }
        let label = self.word(at - 1);
        let short = label.len() <= 5 && label.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            || label.len() <= 4 && label.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let alone = at - self.start == 1
            || matches!(
                self.tokens[self.start].kind,
                Kind::Bracket(Side::Open) | Kind::Bullet | Kind::Sign
            );
        short && alone
    }

    /// Whether `?"` or `!"` is followed by who said it: `"Why?" Dr Amin asked.`
    fn is_said(&self, at: usize, next: usize) -> bool {
        let quoted = self.tokens[at + 1..next]
            .iter()
            .any(|t| matches!(t.kind, Kind::Quote(_)));
        quoted
            && (next..self.tokens.len().min(next + 4))
                .take_while(|&i| i == next || self.tokens[i].kind == Kind::Word)
                .skip(1)
                .any(|i| SAID.binary_search(&self.word(i)).is_ok())
    }
}

/// The spans of some words.
pub(crate) fn spans(tokens: &[Token], out: &mut Vec<Span>) {
    out.clear();
    out.extend(tokens.iter().map(|t| t.span));
}
