//! The grammar of calendar expressions: from tokens to what they say.
//!
//! Each method reads one form from token `at` on and gives where it ends. Nothing here knows when "now" is.

mod clock;
mod date;
mod event;
mod names;
mod range;
mod relative;
mod whole;

use super::calendar::{self, Calendar, one_of};
use super::expr::Core;
use super::token::{Kind, Tokens};
use crate::context::Context;
use dateline_syntax::{NameKind, Xpos};
use dateline_text::WordId;

/// A look at the tokens of one sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) tokens: &'a Tokens,
    pub(super) calendar: Calendar<'a>,
    /// The sentence's first token, and one past its last.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Scan<'_> {
    pub(in crate::times) fn low(&self, at: usize) -> &str {
        if at >= self.from && at < self.to {
            self.tokens.low(at)
        } else {
            ""
        }
    }

    pub(in crate::times) fn text(&self, at: usize) -> &str {
        if at >= self.from && at < self.to {
            self.cx.cut(self.tokens.list[at].span)
        } else {
            ""
        }
    }

    pub(in crate::times) fn kind(&self, at: usize) -> Kind {
        if at < self.to {
            self.tokens.list[at].kind
        } else {
            Kind::Mark
        }
    }

    pub(in crate::times) fn glued(&self, at: usize) -> bool {
        at > self.from && at < self.to && self.tokens.list[at].glued
    }

    pub(in crate::times) fn capital(&self, at: usize) -> bool {
        at >= self.from && at < self.to && self.tokens.list[at].capital
    }

    pub(in crate::times) fn is(&self, at: usize, words: &str) -> bool {
        one_of(self.low(at), words)
    }

    /// Whether the word before `at` is one of these.
    pub(in crate::times) fn before(&self, at: usize, words: &str) -> bool {
        at > self.from && self.is(at - 1, words)
    }

    /// Whether nothing but quotation marks, brackets and bullets stands between the start of the paragraph and `at`.
    pub(in crate::times) fn opens_paragraph(&self, at: usize) -> bool {
        let sentence = self.tokens.list[self.from].paragraph;
        let fresh = self.from == 0 || self.tokens.list[self.from - 1].paragraph != sentence;
        fresh && (self.from..at).all(|w| self.kind(w) == Kind::Mark)
    }

    pub(in crate::times) fn xpos(&self, at: usize) -> Option<Xpos> {
        (at >= self.from && at < self.to).then(|| self.cx.parse.xpos(WordId(self.tokens.list[at].word)))
    }

    pub(in crate::times) fn in_person(&self, at: usize) -> bool {
        let word = WordId(self.tokens.list[at].word);
        self.cx
            .parse
            .name_at(word)
            .is_some_and(|n| n.kind == NameKind::Person && n.words.len() > 1)
    }

    pub(in crate::times) fn is_dash(&self, at: usize) -> bool {
        matches!(self.low(at), "-" | "\u{2013}" | "\u{2014}" | "\u{2212}")
    }

    /// Past a comma, if one stands at `at`.
    pub(in crate::times) fn comma(&self, at: usize) -> usize {
        at + usize::from(self.low(at) == ",")
    }

    pub(in crate::times) fn the(&self, at: usize) -> usize {
        at + usize::from(self.low(at) == "the")
    }

    /// The digits at `at` as a number.
    pub(in crate::times) fn digits(&self, at: usize) -> Option<u32> {
        if self.kind(at) != Kind::Number || self.low(at).len() > 4 {
            None
        } else {
            self.low(at).parse().ok()
        }
    }

    /// Whether a number starts here: digits that are no later part of `2,000`, `3.5` or `T-72`.
    pub(in crate::times) fn starts_number(&self, at: usize) -> bool {
        if self.kind(at) != Kind::Number {
            return false;
        }
        if !self.glued(at) {
            return true;
        }
        let mark = self.low(at - 1);
        if self.kind(at - 1) == Kind::Word
            || matches!(mark, "$" | "\u{20AC}" | "\u{A3}" | "#" | "'" | "\u{2019}")
        {
            return false;
        }
        !(matches!(mark, "." | "," | ":" | "-" | "/" | "\u{2013}") && self.glued(at - 1))
    }

    /// A whole number in digits that is not part of a longer one.
    pub(in crate::times) fn whole(&self, at: usize) -> Option<u32> {
        let n = self.digits(at)?;
        let mark = self.low(at + 1);
        let further = self.glued(at + 1)
            && (matches!(mark, "%" | "\u{B0}")
                || (matches!(mark, "," | "." | ":")
                    && self.glued(at + 2)
                    && self.kind(at + 2) == Kind::Number));
        (!further && (self.starts_number(at) || self.after_dash(at) || self.after_month_mark(at)))
            .then_some(n)
    }

    /// Digits glued to a month: `Oct-2`.
    pub(in crate::times) fn after_month_mark(&self, at: usize) -> bool {
        self.glued(at)
            && at >= self.from + 2
            && matches!(self.low(at - 1), "-" | "/")
            && self.glued(at - 1)
            && self.calendar.month(self.low(at - 2)).is_some()
    }

    /// Digits glued to a dash that is glued to digits, as in `18-20`.
    pub(in crate::times) fn after_dash(&self, at: usize) -> bool {
        self.glued(at) && at >= self.from + 2 && self.is_dash(at - 1) && self.kind(at - 2) == Kind::Number
    }

    /// "two", "twenty-one", "14", "a couple of".
    pub(in crate::times) fn cardinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(n) = self.whole(at) {
            return (!self.ordinal_ending(at + 1)).then_some((at + 1, n));
        }
        if self.is(at, "a one") && self.low(at + 1) == "couple" {
            return Some((at + 2 + usize::from(self.low(at + 2) == "of"), 2));
        }
        if self.low(at) == "couple" && self.low(at + 1) == "of" {
            return Some((at + 2, 2));
        }
        let n = calendar::cardinal(self.low(at))?;
        if n >= 20 {
            let next = at + 1 + usize::from(self.is_dash(at + 1));
            if let Some(one) = calendar::cardinal(self.low(next)).filter(|n| (1..10).contains(n)) {
                return Some((next + 1, n + one));
            }
        }
        Some((at + 1, n))
    }

    /// A count of units: a number, "a", "an".
    pub(in crate::times) fn count(&self, at: usize) -> Option<(usize, i32)> {
        if let Some((next, n)) = self.cardinal(at) {
            return Some((next, i32::try_from(n).ok()?));
        }
        self.is(at, "a an").then_some((at + 1, 1))
    }

    pub(in crate::times) fn ordinal_ending(&self, at: usize) -> bool {
        self.glued(at) && self.is(at, "st nd rd th")
    }

    /// "second", "twenty-first", "20th".
    pub(in crate::times) fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(n) = self.digits(at) {
            return (self.starts_number(at) || self.after_dash(at))
                .then_some(())
                .filter(|()| self.ordinal_ending(at + 1))
                .map(|()| (at + 2, n));
        }
        if let Some(tens) = calendar::tens(self.low(at)) {
            let next = at + 1 + usize::from(self.is_dash(at + 1));
            let one = calendar::ordinal(self.low(next)).filter(|n| (1..10).contains(n))?;
            return Some((next + 1, tens + one));
        }
        calendar::ordinal(self.low(at))
            .filter(|&n| n > 0)
            .map(|n| (at + 1, n))
    }

    /// A day of the month, and whether it is an ordinal.
    pub(in crate::times) fn day_number(&self, at: usize) -> Option<(usize, i8, bool)> {
        let (next, n, ordinal) = if let Some((next, n)) = self.ordinal(at) {
            (next, n, true)
        } else {
            let (next, n) = self
                .whole(at)
                .map(|n| (at + 1, n))
                .or_else(|| self.spelt_day(at))?;
            if self.kind(at) == Kind::Number && self.low(at).len() > 2 {
                return None;
            }
            (next, n, false)
        };
        // `May 5:30 p.m.` and `5 p.m.` are clocks.
        let clock = self.is(next, "am pm")
            || (self.is(next, "a p") && self.low(next + 1) == "." && self.low(next + 2) == "m");
        (!clock && (1..=31).contains(&n)).then_some((next, n as i8, ordinal))
    }

    /// "twenty one" as a day, as speech has it.
    pub(in crate::times) fn spelt_day(&self, at: usize) -> Option<(usize, u32)> {
        if self.kind(at) != Kind::Word || self.is(at, "a couple") {
            return None;
        }
        // "between March and May four people died": a count, unless the clause ends with it.
        self.cardinal(at)
            .filter(|&(next, n)| n > 0 && (n > 20 || self.ends_clause(next)))
    }

    /// One date of any form, without prefix or clock.
    pub(in crate::times) fn core(&self, at: usize) -> Option<(usize, Core)> {
        self.landmark(at)
            .or_else(|| self.figures(at))
            .or_else(|| self.date(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.nth_weekday(at))
            .or_else(|| self.week_of_month(at))
            .or_else(|| self.week_from(at))
            .or_else(|| self.day_of_month(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.weekday_form(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.window(at))
            .or_else(|| self.offset(at))
            .or_else(|| self.event_form(at))
            .or_else(|| self.month_form(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.season_form(at))
            .or_else(|| self.unit_form(at))
            .or_else(|| self.lone_year(at))
    }
}
