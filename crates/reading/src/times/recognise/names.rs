//! Names of weekdays, months and seasons; years and decades.

use super::Scan;
use crate::times::calendar::{self, Unit, one_of};
use crate::times::expr::{Core, Year};
use crate::times::token::Kind;
use dateline_syntax::Xpos;
use dateline_text::WordId;

/// Prepositions under which a bare month, season or year is one.
const BEFORE_PERIOD: &str = "in since by until till before after during from to between of for through throughout \
    around about and or late early mid last next this as than late over like back \
    starting beginning ending till towards toward at on every";

impl Scan<'_> {
    /// A month's name with its dot.
    pub(in crate::times) fn month(&self, at: usize) -> Option<(usize, i8)> {
        let word = self.low(at);
        let month = self.calendar.month(word)?;
        let short = calendar::is_short_month(word);
        if !self.capital(at) && (short || matches!(word, "may" | "march" | "august")) {
            let numbered =
                self.kind(at + 1) == Kind::Number || (at > self.from && self.kind(at - 1) == Kind::Number);
            if !numbered {
                return None;
            }
        }
        let dot = short && self.low(at + 1) == "." && self.glued(at + 1) && at + 2 < self.to;
        Some((at + 1 + usize::from(dot), month))
    }

    /// A month that stands without a day: the place must speak for words that are names or verbs too.
    pub(in crate::times) fn lone_month(&self, at: usize) -> Option<(usize, i8)> {
        let (next, month) = self.month(at)?;
        let word = self.low(at);
        // "since mid-May"
        let mid = self.before(at, "-") && at >= self.from + 2 && self.is(at - 2, "mid");
        let led = self.before(at, BEFORE_PERIOD) || mid;
        let certain =
            !matches!(word, "may" | "march" | "april" | "june" | "august") && !calendar::is_short_month(word);
        // "in a June report"
        let led = led
            || (self.before(at, "a an the its their his her s")
                && self.kind(next) == Kind::Word
                && !self.capital(next)
                && self
                    .xpos(next)
                    .is_some_and(|x| matches!(x, Xpos::NN | Xpos::NNS | Xpos::JJ)));
        let dated = self.year_after(next).is_some();
        let small = !(self.capital(at) || dated || (led && certain));
        if small || (self.in_person(at) && !self.before(at, "in since until by")) {
            return None;
        }
        if !certain && !led && !dated {
            return None;
        }
        // "the Long March", "Black September"
        let named = at > self.from
            && self.capital(at - 1)
            && self.kind(at - 1) == Kind::Word
            && at - 1 > self.from
            && self.calendar.month(self.low(at - 1)).is_none()
            && self.calendar.weekday(self.low(at - 1)).is_none()
            && !led;
        // "August Krogh", "April Glaspie" that the name finder missed: a capital after a name-like month.
        let forename = !certain
            && !dated
            && self.capital(next)
            && self.kind(next) == Kind::Word
            && self.before(at, "and of for to as than like from or");
        (!named && !forename).then_some((next, month))
    }

    /// A weekday's name, short forms only where a day number or preposition stands by.
    pub(in crate::times) fn weekday(&self, at: usize) -> Option<(usize, i8)> {
        let word = self.low(at);
        if let Some(day) = self.calendar.weekday(word) {
            if at > self.from && self.is(at - 1, "good black bloody palm ash holy easter every each") {
                return None;
            }
            // "The Sunday Times"
            if self.capital(at)
                && self.capital(at + 1)
                && self.is(
                    at + 1,
                    "times telegraph mirror express mail post herald courier independent people world \
                        tribune review",
                )
            {
                return None;
            }
            return Some((at + 1, day));
        }
        let day = calendar::short_weekday(word).filter(|_| self.capital(at))?;
        let dot = usize::from(self.low(at + 1) == "." && self.glued(at + 1));
        let led = self.before(at, "on since until by last next from late early");
        let numbered = self.day_number(self.comma(at + 1 + dot)).is_some();
        (led || numbered).then_some((at + 1 + dot, day))
    }

    pub(in crate::times) fn season(&self, at: usize) -> Option<(usize, i8)> {
        let code = self.calendar.season(self.low(at))?;
        Some((at + 1, code))
    }

    pub(in crate::times) fn unit(&self, at: usize) -> Option<(usize, Unit)> {
        calendar::unit(self.low(at)).map(|u| (at + 1, u))
    }

    /// Four digits that can be a year.
    pub(in crate::times) fn year_number(&self, at: usize) -> Option<i16> {
        let n = self.whole(at).filter(|_| self.low(at).len() == 4)?;
        (1000..=2199).contains(&n).then_some(n as i16)
    }

    /// The year that follows a day or month: `2018`, `, 2018`, "of 2018", "last year", "of that year".
    pub(in crate::times) fn year_after(&self, at: usize) -> Option<(usize, Year)> {
        let comma = self.comma(at);
        if let Some(y) = self.year_number(comma) {
            // "On May 5, 1200 people fled"
            let counted = self.xpos(comma + 1) == Some(Xpos::NNS) && comma > at && y < 1900;
            return (!counted && !self.is(comma + 1, "gmt utc hours hrs people"))
                .then_some((comma + 1, Year::Fixed(y)));
        }
        if self.low(comma) == "of"
            && let Some(y) = self.year_number(comma + 1)
        {
            return Some((comma + 2, Year::Fixed(y)));
        }
        let of = comma + usize::from(self.low(comma) == "of");
        let the = self.the(of);
        if self.low(the + 1) == "year" && !self.is(the + 2, "' \u{2019}") {
            let year = match self.low(the) {
                "last" => Year::Shift(-1),
                "this" => Year::Shift(0),
                "next" => Year::Shift(1),
                "that" | "same" => Year::That,
                "previous" if the > of => Year::Shift(-1),
                "following" if the > of => Year::Shift(1),
                _ => return None,
            };
            // ", this year" after a comma starts something else.
            return (comma == at || of > comma).then_some((the + 2, year));
        }
        None
    }

    /// A year that stands alone.
    pub(in crate::times) fn lone_year(&self, at: usize) -> Option<(usize, Core)> {
        let word = self.the(at);
        if word > at && self.low(word) == "year" {
            let y = self.year_number(word + 1)?;
            return Some((word + 2, Core::Year(y)));
        }
        let y = self.year_number(at)?;
        let next = self.low(at + 1);
        let person = |w: &str| self.cx.lexicon.words.nouns.contains_key(w);
        let measured = one_of(
            next,
            "people men women children soldiers troops civilians families homes houses refugees \
            fighters km kilometres kilometers miles metres meters tonnes tons dollars euros \
            rounds shells rockets gmt utc hours hrs mm kg hectares acres others more vehicles \
            prisoners deaths cases times local percent per years days violations targets",
        );
        let before = if at > self.from { self.low(at - 1) } else { "" };
        let counting = one_of(
            before,
            "about some nearly almost least over than around approximately roughly most $ \
            resolution no number article unit up flight # another additional total room route rs",
        );
        if measured
            || counting
            || (next == "-"
                && self.glued(at + 1)
                && self.kind(at + 2) == Kind::Word
                && self.glued(at + 2)
                && self.is(at + 2, "strong kilometre kilometer km mile foot man member"))
        {
            return None;
        }
        let led = one_of(
            before,
            "in since of until till during before after by from early late mid between through \
            throughout year ( born circa the",
        ) || (before == "-" && at >= self.from + 2 && self.is(at - 2, "mid post pre"));
        let plural = self.xpos(at + 1) == Some(Xpos::NNS)
            && !self.is(
                at + 1,
                "elections accords protests talks attacks clashes floods riots bombings agreements \
                    polls events games negotiations hostilities wars killings massacres",
            );
        let near = (1900..=2100).contains(&y);
        let counted = plural
            && (!led
                || person(
                    self.cx
                        .parse
                        .lemma(WordId(self.tokens.list[(at + 1).min(self.to - 1)].word)),
                )
                || matches!(before, "of" | "the" | "by" | "from" | "after" | "between"));
        if counted || !(led || near) || (!near && (1000..1500).contains(&y) && before != "in") {
            return None;
        }
        Some((at + 1, Core::Year(y)))
    }

    /// `1990s`, "the nineties", "the 20th century".
    pub(in crate::times) fn decade(&self, at: usize) -> Option<(usize, Core)> {
        let at = self.the(at);
        if let Some(y) = self.digits(at).filter(|_| {
            self.starts_number(at)
                || self.low(at.wrapping_sub(1)) == "'"
                || self.low(at.wrapping_sub(1)) == "\u{2019}"
        }) {
            let apostrophe = usize::from(self.is(at + 1, "' \u{2019}") && self.glued(at + 1));
            let s = at + 1 + apostrophe;
            if self.low(s) == "s" && self.glued(s) && y % 10 == 0 {
                return match self.low(at).len() {
                    4 if (1500..2100).contains(&y) => Some((s + 1, Core::Decade(y as i16))),
                    2 if y >= 10 => Some((s + 1, Core::Decade(if y < 30 { 2000 } else { 1900 } + y as i16))),
                    _ => None,
                };
            }
        }
        if self.is(at, "' \u{2019}") && self.glued(at + 1) {
            return self.decade_after_mark(at + 1);
        }
        if at > self.from
            && self.is(at - 1, "the early late mid -")
            && let Some(y) = calendar::decade_word(self.low(at))
        {
            // "a man in his fifties" has no "the".
            return Some((at + 1, Core::Decade(y)));
        }
        let (next, n) = self.ordinal(at)?;
        if self.low(next) == "century" && (10..=22).contains(&n) {
            return Some((next + 1, Core::Century((n as i16 - 1) * 100)));
        }
        None
    }

    pub(in crate::times) fn decade_after_mark(&self, at: usize) -> Option<(usize, Core)> {
        let y = self
            .digits(at)
            .filter(|y| self.low(at).len() == 2 && y % 10 == 0 && *y >= 10)?;
        let named = self.low(at + 1) == "s" && self.glued(at + 1);
        named.then_some((at + 2, Core::Decade(if y < 30 { 2000 } else { 1900 } + y as i16)))
    }
}
