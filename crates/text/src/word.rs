//! Where words start and end, as the English treebanks of Universal Dependencies cut them.

use crate::abbreviation::{self, Abbreviation};
use crate::chars::{
    char_at, char_before, is_apostrophe, is_attached, is_blank, is_hyphen, is_letter, is_word, skip,
};
use crate::token::{Kind, Token};
use crate::{Span, address, clitic, hyphen, number, sign};

/// Longer runs without a blank are cut, so that every look-ahead inside a run is bounded.
pub(crate) const LONGEST: usize = 4096;

/// No word has more clitics: "he'd've", "mustn't've".
const CLITICS: usize = 3;

/// Appends the words of `text[from..to]` to `out`.
pub(crate) fn cut(text: &str, from: usize, to: usize, out: &mut Vec<Token>) {
    let mut at = from;
    loop {
        at = skip(text, at, to, is_blank);
        if at >= to {
            return;
        }
        let whole = skip(text, at, to.min(at + LONGEST + 4), |c| !is_blank(c));
        let mut end = whole.min(at + LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Run {
            text,
            start: at,
            at,
            end,
            limit: to,
            addresses: address::possible(&text[at..end]),
            square: text[at..end].find('[').map_or(usize::MAX, |n| at + n),
            out,
        }
        .cut();
        at = end;
    }
}

/// A run of characters without a blank, while it is cut.
struct Run<'t, 'o> {
    text: &'t str,
    start: usize,
    at: usize,
    end: usize,
    /// The end of the paragraph, for a look past the blank.
    limit: usize,
    /// Whether the run may hold an address.
    addresses: bool,
    /// Where its first square bracket opens.
    square: usize,
    out: &'o mut Vec<Token>,
}

impl Run<'_, '_> {
    fn cut(&mut self) {
        while let Some(c) = char_at(self.text, self.at, self.end) {
            if is_word(c) && !is_attached(c) {
                self.word();
            } else if is_apostrophe(c) && self.apostrophe(c) {
                // Taken as one word.
            } else if c == '.' && self.decimal() {
                self.word();
            } else {
                let sign = sign::at(self.text, self.start, self.at, self.end);
                self.push(sign.end, sign.kind);
            }
        }
    }

    fn push(&mut self, end: usize, kind: Kind) {
        if end > self.at {
            self.out.push(Token {
                span: Span::new(self.at as u32, end as u32),
                kind,
            });
            self.at = end;
        }
    }

    fn char(&self, at: usize) -> Option<char> {
        char_at(self.text, at, self.end)
    }

    /// A word that starts with an apostrophe: "'em", "'02", and "'s" by itself.
    fn apostrophe(&mut self, c: char) -> bool {
        if self.at > self.start && char_before(self.text, self.start, self.at).is_some_and(is_word) {
            return false;
        }
        let from = self.at + c.len_utf8();
        let end = skip(self.text, from, self.end, is_word);
        let word = &self.text[from..end];
        let found = clitic::is_short_year(word)
            || clitic::is_cut_short(word) && !self.char(end).is_some_and(is_apostrophe);
        if found {
            self.push(end, Kind::Word);
        }
        found
    }

    /// Whether the full stop here begins a figure: ".45".
    fn decimal(&self) -> bool {
        self.char(self.at + 1).is_some_and(|c| c.is_ascii_digit())
            && !char_before(self.text, self.start, self.at).is_some_and(|c| is_word(c) || c == '.')
    }

    /// A word that starts with a letter or figure.
    fn word(&mut self) {
        if self.addresses
            && let Some(end) = address::end(self.text, self.at, self.end)
        {
            let word = &self.text[self.at..end];
            let address = word.contains("://") || word.contains('@');
            return self.push(end, if address { Kind::Address } else { Kind::Word });
        }
        let rest = &self.text[self.at..self.end];
        let first = rest.as_bytes()[0];
        if let Some(n) = if first.is_ascii_digit() {
            hyphen::number(rest)
        } else {
            None
        } {
            return self.push(self.at + n, Kind::Word);
        }
        if let Some(n) = if first.is_ascii_uppercase() {
            hyphen::code(rest)
        } else {
            None
        } {
            return self.push(self.at + n, Kind::Word);
        }
        let end = self.core();
        let word = &self.text[self.at..end];
        if first.is_ascii_digit() {
            if let Some(n) = number::unit(word) {
                return self.push(self.at + n, Kind::Word);
            }
        } else if let Some(n) = number::after_currency(word) {
            return self.push(self.at + n, Kind::Word);
        }
        if let Some(end) = self.broken_off(end) {
            return self.push(end, Kind::Word);
        }
        if self.char(end) == Some('$') && number::is_dollar(word) {
            return self.push(end + 1, Kind::Sign);
        }
        if self.char(end) == Some('.')
            && (self.char(end + 1) != Some('.') || self.char(end + 2) != Some('.'))
            && let Some(kind) = self.abbreviation(word, end)
        {
            return self.push(end + 1, Kind::Abbreviation(kind));
        }
        self.parts(end);
    }

    /// The end of the word that starts here, with the marks that hold its parts together.
    fn core(&self) -> usize {
        let mut part = self.at;
        let mut end = skip(
            self.text,
            self.at + usize::from(self.char(self.at) == Some('.')),
            self.end,
            is_word,
        );
        while let Some(mark) = self.char(end) {
            let next = end + mark.len_utf8();
            let Some(after) = self.char(next).filter(|&c| is_word(c)) else {
                break;
            };
            let before = &self.text[part..end];
            if !self.joins(before, end, mark, next, after) {
                break;
            }
            part = next;
            end = skip(self.text, next, self.end, is_word);
        }
        end
    }

    /// Whether `mark` stays inside the word. `before` is the part just before it, `after` the character that follows.
    fn joins(&self, before: &str, end: usize, mark: char, next: usize, after: char) -> bool {
        let digit_before = before.ends_with(|c: char| c.is_ascii_digit());
        let all_digits = || before.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        match mark {
            _ if is_apostrophe(mark) => is_letter(after) && !before.is_empty(),
            '.' if after.is_ascii_digit() => digit_before,
            '.' => self.dot_joins(before, next),
            ',' => {
                after.is_ascii_digit()
                    && number::comma_joins(before, &self.text[next..self.end], self.square < self.at)
            }
            ':' => after.is_ascii_digit() && all_digits(),
            '/' => {
                let then = &self.text[next..skip(self.text, next, self.end, is_word)];
                after.is_ascii_digit() && all_digits()
                    || before.len() == 1 && then.len() == 1 && self.is_pair(end, next + 1)
            }
            '&' => {
                let short = before.len() <= 4 && before.bytes().all(|b| b.is_ascii_uppercase())
                    || before.len() == 1 && before.as_bytes()[0].is_ascii_lowercase();
                short
                    && after.is_ascii_alphabetic()
                    && before.as_bytes()[0].is_ascii_uppercase() == after.is_ascii_uppercase()
            }
            _ if is_hyphen(mark) => {
                let right = &self.text[next..skip(self.text, next, self.end, is_word)];
                hyphen::joins(&self.text[self.at..end], right)
            }
            _ => false,
        }
    }

    /// Whether the letters on both sides of the slash at `end` are the only ones: "b/c", "l/c", not "f/b/o".
    fn is_pair(&self, end: usize, after: usize) -> bool {
        end == self.at + 1 && self.char(after) != Some('/') && !self.text[..self.at].ends_with('/')
    }

    /// Whether a full stop before a letter is inside an abbreviation: "U.S", "p.m", "Ph.D".
    fn dot_joins(&self, before: &str, next: usize) -> bool {
        let end = skip(self.text, next, self.end, is_word);
        let mut letters = before.chars();
        let single = letters.next().is_some_and(is_letter) && letters.next().is_none();
        let mut letters = self.text[next..end].chars();
        let then_single = letters.next().is_some_and(is_letter) && letters.next().is_none();
        single && then_single || abbreviation::is_dotted(&self.text[next - before.len() - 1..end])
    }

    /// The kind of the abbreviation that ends with the full stop at `end`, if it is one here.
    fn abbreviation(&self, word: &str, end: usize) -> Option<Abbreviation> {
        let kind = abbreviation::kind_of(word)?;
        let glued = self.char(end + 1);
        let next = || {
            let at = skip(self.text, end + 1, self.limit, is_blank);
            char_at(self.text, at, self.limit)
        };
        let starter = || {
            let at = skip(self.text, end + 1, self.limit, is_blank);
            let word = &self.text[at..skip(self.text, at, self.limit, |c| c.is_ascii_alphabetic())];
            at >= self.limit || word.starts_with(char::is_uppercase) && abbreviation::starts_sentence(word)
        };
        let here = match kind {
            Abbreviation::Name => !starter(),
            // "No. 5", "p. 12"; "(b. March 1948)".
            Abbreviation::Number => {
                next().is_some_and(|c| c.is_ascii_digit()) || word.len() == 1 && self.after_bracket()
            }
            _ if word.len() == 1 && self.after_bracket() => true,
            Abbreviation::Inside => next().is_some_and(|c| !c.is_uppercase()),
            // "vitamin C." at the end of a paragraph; "so do I." anywhere after a small word.
            Abbreviation::Initial => {
                next().is_some() && !(word == "I" && glued.is_none() && self.after_small_word())
            }
            _ => true,
        };
        here.then_some(kind)
    }

    /// Whether a round bracket opens just before this word.
    fn after_bracket(&self) -> bool {
        self.out
            .last()
            .is_some_and(|t| t.span.end as usize == self.at && t.span.of(self.text) == "(")
    }

    /// Whether the word before this one starts with a small letter.
    fn after_small_word(&self) -> bool {
        self.out
            .last()
            .is_some_and(|t| t.span.of(self.text).starts_with(char::is_lowercase))
    }

    /// The end of a sound that was broken off, with its hyphen: "th- that", "W- we". Such sounds are one letter, or have
    /// no vowel.
    fn broken_off(&self, end: usize) -> Option<usize> {
        let word = &self.text[self.at..end];
        let alone = self.char(end) == Some('-') && end + 1 == self.end && self.at == self.start;
        let sound = word.len() == 1 || word.len() <= 3 && !word.bytes().any(|b| b"aeiouAEIOU".contains(&b));
        let small =
            word.bytes().skip(1).all(|b| b.is_ascii_lowercase()) && word.as_bytes()[0].is_ascii_alphabetic();
        (alone && sound && small).then_some(end + 1)
    }

    /// Pushes the word that ends at `end`, its clitics apart.
    fn parts(&mut self, end: usize) {
        let word = &self.text[self.at..end];
        if let Some(lengths) = clitic::fused(word) {
            for &n in lengths {
                self.push(self.at + n, Kind::Word);
            }
            return;
        }
        let mut ends = [end; CLITICS + 1];
        let mut n = 0;
        while n < CLITICS
            && let Some(start) = clitic::last(&self.text[self.at..ends[n]])
        {
            n += 1;
            ends[n] = self.at + start;
        }
        for &end in ends[..=n].iter().rev() {
            self.push(end, Kind::Word);
        }
    }
}
