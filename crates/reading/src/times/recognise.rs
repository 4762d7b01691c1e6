//! The grammar of calendar expressions: from tokens to what they say.
//!
//! Each method reads one form from token `at` on and gives where it ends. Nothing here knows when "now" is.

use super::calendar::{self, Calendar, Unit};
use super::expr::{Base, Core, Found, Pick, WeekHow, Year};
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

/// Prepositions under which a bare month, season or year is one.
const BEFORE_PERIOD: &[&str] = &[
    "in", "since", "by", "until", "till", "before", "after", "during", "from", "to", "between", "of", "for",
    "through", "throughout", "around", "about", "and", "or", "late", "early", "mid", "last", "next", "this", "as", "than", "late",
    "over", "like", "back", "starting", "beginning", "ending", "till", "towards", "toward", "at", "on", "every",
];

/// Nouns of events that a time is counted from.
const EVENTS: &[&str] = &[
    "truce", "ceasefire", "cease", "armistice", "signing", "agreement", "deal", "accord", "accords", "pact", "war",
    "conflict", "invasion", "offensive", "operation", "operations", "siege", "blockade", "attack", "attacks", "strike", "strikes",
    "raid", "raids", "massacre", "coup", "takeover", "election", "elections", "vote", "referendum", "summit", "meeting", "talks",
    "negotiations", "earthquake", "quake", "explosion", "blast", "bombing", "shelling", "fighting", "clashes",
    "assassination", "killing", "murder", "killings", "uprising", "revolution", "protests", "evacuation", "withdrawal", "exchange",
    "release", "collapse", "fall", "announcement", "battle", "crash", "assault", "ambush", "hostilities", "mission",
    "visit", "hijacking", "kidnapping", "abduction", "incursion", "pause", "lull", "crisis", "anniversary",
];

impl Scan<'_> {
    // --- Looking at tokens -------------------------------------------------------------------------------------

    pub(super) fn low(&self, at: usize) -> &str {
        if at >= self.from && at < self.to { self.tokens.low(at) } else { "" }
    }

    pub(super) fn text(&self, at: usize) -> &str {
        if at >= self.from && at < self.to { self.cx.cut(self.tokens.list[at].span) } else { "" }
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        if at < self.to { self.tokens.list[at].kind } else { Kind::Mark }
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        at > self.from && at < self.to && self.tokens.list[at].glued
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        at >= self.from && at < self.to && self.tokens.list[at].capital
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.low(at);
        !word.is_empty() && words.contains(&word)
    }

    /// Whether the word before `at` is one of these.
    pub(super) fn before(&self, at: usize, words: &[&str]) -> bool {
        at > self.from && self.is(at - 1, words)
    }

    /// Whether nothing but quotation marks, brackets and bullets stands between the start of the paragraph and `at`.
    pub(super) fn opens_paragraph(&self, at: usize) -> bool {
        let sentence = self.tokens.list[self.from].paragraph;
        let fresh = self.from == 0 || self.tokens.list[self.from - 1].paragraph != sentence;
        fresh && (self.from..at).all(|w| self.kind(w) == Kind::Mark)
    }

    fn xpos(&self, at: usize) -> Option<Xpos> {
        (at >= self.from && at < self.to).then(|| self.cx.parse.xpos(WordId(self.tokens.list[at].word)))
    }

    fn in_person(&self, at: usize) -> bool {
        let word = WordId(self.tokens.list[at].word);
        self.cx.parse.name_at(word).is_some_and(|n| n.kind == NameKind::Person && n.words.len() > 1)
    }

    fn is_dash(&self, at: usize) -> bool {
        matches!(self.low(at), "-" | "\u{2013}" | "\u{2014}" | "\u{2212}")
    }

    /// Past a comma, if one stands at `at`.
    fn comma(&self, at: usize) -> usize {
        at + usize::from(self.low(at) == ",")
    }

    fn the(&self, at: usize) -> usize {
        at + usize::from(self.low(at) == "the")
    }

    // --- Numbers -----------------------------------------------------------------------------------------------

    /// The digits at `at` as a number.
    pub(super) fn digits(&self, at: usize) -> Option<u32> {
        if self.kind(at) != Kind::Number || self.low(at).len() > 4 { None } else { self.low(at).parse().ok() }
    }

    /// Whether a number starts here: digits that are no later part of `2,000`, `3.5` or `T-72`.
    pub(super) fn starts_number(&self, at: usize) -> bool {
        if self.kind(at) != Kind::Number {
            return false;
        }
        if !self.glued(at) {
            return true;
        }
        let mark = self.low(at - 1);
        if self.kind(at - 1) == Kind::Word || matches!(mark, "$" | "\u{20AC}" | "\u{A3}" | "#" | "'" | "\u{2019}") {
            return false;
        }
        !(matches!(mark, "." | "," | ":" | "-" | "/" | "\u{2013}") && self.glued(at - 1))
    }

    /// A whole number in digits that is not part of a longer one.
    fn whole(&self, at: usize) -> Option<u32> {
        let n = self.digits(at)?;
        let mark = self.low(at + 1);
        let further = self.glued(at + 1)
            && (matches!(mark, "%" | "\u{B0}")
                || (matches!(mark, "," | "." | ":") && self.glued(at + 2) && self.kind(at + 2) == Kind::Number));
        (!further && (self.starts_number(at) || self.after_dash(at) || self.after_month_mark(at))).then_some(n)
    }

    /// Digits glued to a month: `Oct-2`.
    fn after_month_mark(&self, at: usize) -> bool {
        self.glued(at) && at >= self.from + 2 && matches!(self.low(at - 1), "-" | "/") && self.glued(at - 1)
            && self.calendar.month(self.low(at - 2)).is_some()
    }

    /// Digits glued to a dash that is glued to digits, as in `18-20`.
    fn after_dash(&self, at: usize) -> bool {
        self.glued(at) && at >= self.from + 2 && self.is_dash(at - 1) && self.kind(at - 2) == Kind::Number
    }

    /// "two", "twenty-one", "14", "a couple of".
    pub(super) fn cardinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(n) = self.whole(at) {
            return (!self.ordinal_ending(at + 1)).then_some((at + 1, n));
        }
        if self.is(at, &["a", "one"]) && self.low(at + 1) == "couple" {
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
    fn count(&self, at: usize) -> Option<(usize, i32)> {
        if let Some((next, n)) = self.cardinal(at) {
            return Some((next, i32::try_from(n).ok()?));
        }
        self.is(at, &["a", "an"]).then_some((at + 1, 1))
    }

    fn ordinal_ending(&self, at: usize) -> bool {
        self.glued(at) && self.is(at, &["st", "nd", "rd", "th"])
    }

    /// "second", "twenty-first", "20th".
    fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(n) = self.digits(at) {
            return (self.starts_number(at) || self.after_dash(at)).then_some(())
                .filter(|()| self.ordinal_ending(at + 1)).map(|()| (at + 2, n));
        }
        if let Some(tens) = calendar::tens(self.low(at)) {
            let next = at + 1 + usize::from(self.is_dash(at + 1));
            let one = calendar::ordinal(self.low(next)).filter(|n| (1..10).contains(n))?;
            return Some((next + 1, tens + one));
        }
        calendar::ordinal(self.low(at)).filter(|&n| n > 0).map(|n| (at + 1, n))
    }

    /// A day of the month, and whether it is an ordinal.
    fn day_number(&self, at: usize) -> Option<(usize, i8, bool)> {
        let (next, n, ordinal) = match self.ordinal(at) {
            Some((next, n)) => (next, n, true),
            None => {
                let (next, n) = self.whole(at).map(|n| (at + 1, n)).or_else(|| self.spelt_day(at))?;
                if self.kind(at) == Kind::Number && self.low(at).len() > 2 {
                    return None;
                }
                (next, n, false)
            }
        };
        // `May 5:30 p.m.` and `5 p.m.` are clocks.
        let clock = self.is(next, &["am", "pm"]) || (self.is(next, &["a", "p"]) && self.low(next + 1) == "." && self.low(next + 2) == "m");
        (!clock && (1..=31).contains(&n)).then_some((next, n as i8, ordinal))
    }

    /// "twenty one" as a day, as speech has it.
    fn spelt_day(&self, at: usize) -> Option<(usize, u32)> {
        if self.kind(at) != Kind::Word || self.is(at, &["a", "couple"]) {
            return None;
        }
        // "between March and May four people died": a count, unless the clause ends with it.
        self.cardinal(at).filter(|&(next, n)| n > 0 && (n > 20 || self.ends_clause(next)))
    }

    // --- Names of months, days, seasons ------------------------------------------------------------------------

    /// A month's name with its dot.
    fn month(&self, at: usize) -> Option<(usize, i8)> {
        let word = self.low(at);
        let month = self.calendar.month(word)?;
        let short = calendar::is_short_month(word);
        if !self.capital(at) && (short || matches!(word, "may" | "march" | "august")) {
            let numbered = self.kind(at + 1) == Kind::Number || (at > self.from && self.kind(at - 1) == Kind::Number);
            if !numbered {
                return None;
            }
        }
        let dot = short && self.low(at + 1) == "." && self.glued(at + 1) && at + 2 < self.to;
        Some((at + 1 + usize::from(dot), month))
    }

    /// A month that stands without a day: the place must speak for words that are names or verbs too.
    fn lone_month(&self, at: usize) -> Option<(usize, i8)> {
        let (next, month) = self.month(at)?;
        let word = self.low(at);
        let led = self.before(at, BEFORE_PERIOD);
        let certain = !matches!(word, "may" | "march" | "april" | "june" | "august") && !calendar::is_short_month(word);
        let dated = self.year_after(next).is_some();
        let small = !self.capital(at) && !(dated || (led && certain));
        if small || (self.in_person(at) && !self.before(at, &["in", "since", "until", "by"])) {
            return None;
        }
        if !certain && !led && !dated {
            return None;
        }
        // "the Long March", "Black September"
        let named = at > self.from && self.capital(at - 1) && self.kind(at - 1) == Kind::Word && at - 1 > self.from
            && self.calendar.month(self.low(at - 1)).is_none()
            && self.calendar.weekday(self.low(at - 1)).is_none()
            && !led;
        // "August Krogh", "April Glaspie" that the name finder missed: a capital after a name-like month.
        let forename = !certain && !dated && self.capital(next) && self.kind(next) == Kind::Word && self.before(at, &["and", "of", "for", "to", "as", "than", "like", "from", "or"]);
        (!named && !forename).then_some((next, month))
    }

    /// A weekday's name, short forms only where a day number or preposition stands by.
    fn weekday(&self, at: usize) -> Option<(usize, i8)> {
        let word = self.low(at);
        if let Some(day) = self.calendar.weekday(word) {
            if at > self.from && self.is(at - 1, &["good", "black", "bloody", "palm", "ash", "holy", "easter", "every", "each"]) {
                return None;
            }
            // "The Sunday Times"
            if self.capital(at) && self.capital(at + 1) && self.is(at + 1, &["times", "telegraph", "mirror", "express", "mail", "post", "herald", "courier", "independent", "people", "world", "tribune", "review"]) {
                return None;
            }
            return Some((at + 1, day));
        }
        let day = calendar::short_weekday(word).filter(|_| self.capital(at))?;
        let dot = usize::from(self.low(at + 1) == "." && self.glued(at + 1));
        let led = self.before(at, &["on", "since", "until", "by", "last", "next", "from", "late", "early"]);
        let numbered = self.day_number(self.comma(at + 1 + dot)).is_some();
        (led || numbered).then_some((at + 1 + dot, day))
    }

    fn season(&self, at: usize) -> Option<(usize, i8)> {
        let code = self.calendar.season(self.low(at))?;
        Some((at + 1, code))
    }

    fn unit(&self, at: usize) -> Option<(usize, Unit)> {
        calendar::unit(self.low(at)).map(|u| (at + 1, u))
    }

    // --- Years -------------------------------------------------------------------------------------------------

    /// Four digits that can be a year.
    fn year_number(&self, at: usize) -> Option<i16> {
        let n = self.whole(at).filter(|_| self.low(at).len() == 4)?;
        (1000..=2199).contains(&n).then_some(n as i16)
    }

    /// The year that follows a day or month: `2018`, `, 2018`, "of 2018", "last year", "of that year".
    fn year_after(&self, at: usize) -> Option<(usize, Year)> {
        let comma = self.comma(at);
        if let Some(y) = self.year_number(comma) {
            // "On May 5, 1200 people fled"
            let counted = self.xpos(comma + 1) == Some(Xpos::NNS) && comma > at && y < 1900;
            return (!counted && !self.is(comma + 1, &["gmt", "utc", "hours", "hrs", "people"])).then_some((comma + 1, Year::Fixed(y)));
        }
        if self.low(comma) == "of" {
            if let Some(y) = self.year_number(comma + 1) {
                return Some((comma + 2, Year::Fixed(y)));
            }
        }
        let of = comma + usize::from(self.low(comma) == "of");
        let the = self.the(of);
        if self.low(the + 1) == "year" && !self.is(the + 2, &["'", "\u{2019}"]) {
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
    fn lone_year(&self, at: usize) -> Option<(usize, Core)> {
        let word = self.the(at);
        if word > at && self.low(word) == "year" {
            let y = self.year_number(word + 1)?;
            return Some((word + 2, Core::Year(y)));
        }
        let y = self.year_number(at)?;
        let next = self.low(at + 1);
        let person = |w: &str| self.cx.lexicon.words.nouns.get(w).is_some();
        let measured = matches!(
            next,
            "people" | "men" | "women" | "children" | "soldiers" | "troops" | "civilians" | "families" | "homes" | "houses" | "refugees"
                | "fighters" | "km" | "kilometres" | "kilometers" | "miles" | "metres" | "meters" | "tonnes" | "tons" | "dollars" | "euros"
                | "rounds" | "shells" | "rockets" | "gmt" | "utc" | "hours" | "hrs" | "mm" | "kg" | "hectares" | "acres" | "others" | "more" | "vehicles"
                | "prisoners" | "deaths" | "cases" | "times" | "local" | "percent" | "per" | "years" | "days" | "violations" | "targets"
        );
        let before = if at > self.from { self.low(at - 1) } else { "" };
        let counting = matches!(
            before,
            "about" | "some" | "nearly" | "almost" | "least" | "over" | "than" | "around" | "approximately" | "roughly" | "most" | "$"
                | "resolution" | "no" | "number" | "article" | "unit" | "up" | "flight" | "#" | "another" | "additional" | "total" | "room" | "route" | "rs"
        );
        if measured || counting || (next == "-" && self.glued(at + 1) && self.kind(at + 2) == Kind::Word && self.glued(at + 2) && self.is(at + 2, &["strong", "kilometre", "kilometer", "km", "mile", "foot", "man", "member"])) {
            return None;
        }
        let led = matches!(
            before,
            "in" | "since" | "of" | "until" | "till" | "during" | "before" | "after" | "by" | "from" | "early" | "late" | "mid" | "between"
                | "through" | "throughout" | "year" | "(" | "born" | "circa" | "the"
        ) || (before == "-" && at >= self.from + 2 && self.is(at - 2, &["mid", "post", "pre"]));
        let plural = self.xpos(at + 1) == Some(Xpos::NNS) && !self.is(at + 1, &["elections", "accords", "protests", "talks", "attacks", "clashes", "floods", "riots", "bombings", "agreements", "polls", "events", "games", "negotiations", "hostilities", "wars", "killings", "massacres"]);
        let near = (1900..=2100).contains(&y);
        let counted = plural && (!led || person(self.cx.parse.lemma(WordId(self.tokens.list[(at + 1).min(self.to - 1)].word))) || matches!(before, "of" | "the" | "by" | "from" | "after" | "between"));
        if counted || !(led || near) || (!near && (1000..1500).contains(&y) && before != "in") {
            return None;
        }
        Some((at + 1, Core::Year(y)))
    }

    /// `1990s`, "the nineties", "the 20th century".
    fn decade(&self, at: usize) -> Option<(usize, Core)> {
        let at = self.the(at);
        if let Some(y) = self.digits(at).filter(|_| self.starts_number(at) || self.low(at.wrapping_sub(1)) == "'" || self.low(at.wrapping_sub(1)) == "\u{2019}") {
            let apostrophe = usize::from(self.is(at + 1, &["'", "\u{2019}"]) && self.glued(at + 1));
            let s = at + 1 + apostrophe;
            if self.low(s) == "s" && self.glued(s) && y % 10 == 0 {
                return match self.low(at).len() {
                    4 if (1500..2100).contains(&y) => Some((s + 1, Core::Decade(y as i16))),
                    2 if y >= 10 => Some((s + 1, Core::Decade(if y < 30 { 2000 } else { 1900 } + y as i16))),
                    _ => None,
                };
            }
        }
        if self.is(at, &["'", "\u{2019}"]) && self.glued(at + 1) {
            return self.decade_after_mark(at + 1);
        }
        if at > self.from && self.is(at - 1, &["the", "early", "late", "mid", "-"]) {
            if let Some(y) = calendar::decade_word(self.low(at)) {
                // "a man in his fifties" has no "the".
                return Some((at + 1, Core::Decade(y)));
            }
        }
        let (next, n) = self.ordinal(at)?;
        if self.low(next) == "century" && (10..=22).contains(&n) {
            return Some((next + 1, Core::Century((n as i16 - 1) * 100)));
        }
        None
    }

    fn decade_after_mark(&self, at: usize) -> Option<(usize, Core)> {
        let y = self.digits(at).filter(|y| self.low(at).len() == 2 && y % 10 == 0 && *y >= 10)?;
        let named = self.low(at + 1) == "s" && self.glued(at + 1);
        named.then_some((at + 2, Core::Decade(if y < 30 { 2000 } else { 1900 } + y as i16)))
    }

    // --- Dates -------------------------------------------------------------------------------------------------

    /// "20 September 2023", "Monday, May 12th", "the second of November", `24 Oct 88`.
    fn date(&self, at: usize) -> Option<(usize, Core)> {
        let (start, named) = self.after_weekday(at);
        let (next, mut core) = self.day_first(start).or_else(|| self.month_first(start))?;
        if let Core::Date { weekday, .. } = &mut core {
            *weekday = named;
        }
        Some((next, core))
    }

    /// Past a weekday that only accompanies a date: "Wednesday, ", "Wednesday (", "Wednesday the ".
    fn after_weekday(&self, at: usize) -> (usize, Option<i8>) {
        let this = at + usize::from(self.is(at, &["this", "last", "next"]));
        let Some((next, day)) = self.weekday(this) else { return (at, None) };
        let next = self.comma(next);
        (next + usize::from(self.low(next) == "(" || self.low(next) == "-"), Some(day))
    }

    fn day_first(&self, at: usize) -> Option<(usize, Core)> {
        let (next, day, ordinal) = self.day_number(self.the(at))?;
        let dash = usize::from((self.is_dash(next) || self.low(next) == ".") && self.glued(next));
        let mut m = next + dash;
        if self.low(m) == "of" && dash == 0 {
            m += 1;
        }
        m += usize::from(self.low(m) == "the" && self.low(m + 1) == "month") * 2;
        let (next, month) = self.month(m).or_else(|| {
            // "the 20th of next month"
            None
        })?;
        if !self.capital(m) && !ordinal && matches!(self.low(m), "may" | "march") {
            return None;
        }
        let (next, year) = self.date_year(next);
        Some((next, Core::Date { day, month, year, weekday: None }))
    }

    fn month_first(&self, at: usize) -> Option<(usize, Core)> {
        let (next, month) = self.month(at)?;
        if !self.capital(at) && matches!(self.low(at), "may" | "march") {
            return None;
        }
        let dash = usize::from(matches!(self.low(next), "-" | "/" | "," ) && (self.low(next) == "," || self.glued(next)));
        let (end, day, ordinal) = self.day_number(self.the(next + dash))?;
        let (after, year) = self.date_year(end);
        // "In March 12 soldiers died" counts soldiers.
        if self.before(at, &["in", "during"]) && !ordinal && year == Year::None && self.xpos(end).is_some_and(|x| matches!(x, Xpos::NNS | Xpos::NNPS | Xpos::JJ)) {
            return None;
        }
        // "May 20,000": the number goes on; `whole` has seen to that. "March 2 to 1" is left to ranges.
        Some((after, Core::Date { day, month, year, weekday: None }))
    }

    /// The year after a day and month; two digits only where nothing else can be meant.
    fn date_year(&self, at: usize) -> (usize, Year) {
        if let Some(found) = self.year_after(at) {
            return found;
        }
        let dash = usize::from(self.low(at) == "-" && self.glued(at));
        if let Some(y) = self.digits(at + dash).filter(|_| dash == 1 && self.glued(at + 1)) {
            match self.low(at + dash).len() {
                4 => return (at + 2, Year::Fixed(y as i16)),
                2 => return (at + 2, Year::Fixed(full_year(y))),
                _ => {}
            }
        }
        // `24 Oct 88`
        if at > self.from && self.whole(at).is_some() && self.low(at).len() == 2 {
            let month = self.is(at - 1, &["."]).then(|| at.wrapping_sub(2)).unwrap_or(at - 1);
            let clock = self.low(at + 1) == ":" || self.is(at + 1, &["am", "pm", "a", "p"]);
            if self.calendar.month(self.low(month)).is_some() && calendar::is_short_month(self.low(month)) && !clock {
                return (at + 1, Year::Fixed(full_year(self.digits(at).unwrap_or_default())));
            }
        }
        (at, Year::None)
    }

    /// `2023-09-20`, `20/09/2023`, `20.9.23`, `9/20`.
    fn figures(&self, at: usize) -> Option<(usize, Core)> {
        if !self.starts_number(at) {
            return None;
        }
        let a = self.digits(at)?;
        let mark = self.low(at + 1);
        if !matches!(mark, "-" | "/" | ".") || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        // `2019-sep-1`, `12-Sep-2019`
        if let Some(month) = self.calendar.month(self.low(at + 2)).filter(|_| self.low(at + 3) == mark && self.glued(at + 3)) {
            let c = self.digits(at + 4)?;
            let (day, year) = if a > 31 { (c, a) } else { (a, c) };
            let year = if year < 100 { full_year(year) } else { year as i16 };
            return (1..=31).contains(&day).then_some((at + 5, Core::Date { day: day as i8, month, year: Year::Fixed(year), weekday: None }));
        }
        let b = self.digits(at + 2)?;
        let third = (self.low(at + 3) == mark && self.glued(at + 3) && self.glued(at + 4)).then(|| self.digits(at + 4)).flatten();
        if third.is_some() && self.is(at + 5, &["/", "-", "."]) && self.glued(at + 5) && self.kind(at + 6) == Kind::Number && self.glued(at + 6) {
            return None;
        }
        let widths = (self.low(at).len(), self.low(at + 2).len(), self.low(at + 4).len());
        match third {
            Some(c) if widths.0 == 4 && (1..=12).contains(&b) && (1..=31).contains(&c) => {
                Some((at + 5, Core::Date { day: c as i8, month: b as i8, year: Year::Fixed(a as i16), weekday: None }))
            }
            Some(c) if matches!(widths.2, 2 | 4) && widths.0 <= 2 && widths.1 <= 2 => {
                // `3.5.10` is as well a version or a paragraph.
                if mark == "." && widths.2 == 2 && !self.before(at, &["on", "of", "since", "until", "by", "dated"]) {
                    return None;
                }
                let year = if widths.2 == 4 { c as i16 } else { full_year(c) };
                // With dots the day stands first everywhere.
                if mark == "." {
                    let date = Core::Date { day: a as i8, month: b as i8, year: Year::Fixed(year), weekday: None };
                    return ((1..=31).contains(&a) && (1..=12).contains(&b)).then_some((at + 5, date));
                }
                day_and_month(a, b, Year::Fixed(year)).map(|core| (at + 5, core))
            }
            None if mark == "/" && widths.0 <= 2 && widths.1 <= 2 => {
                // A fraction, "24/7" or "9/11" the name.
                let led = self.before(at, &["on", "since", "until", "till", "by", "from", "to", "of", "dated", "between", "and", "back", "for"]) || (at > self.from && self.weekday(at - 1).is_some());
                let measured = self.is(at + 3, &["of", "%", "percent", "majority", "inch", "vote"]);
                if !led || measured || (a, b) == (24, 7) || self.is(at + 3, &["/"]) {
                    return None;
                }
                day_and_month(a, b, Year::None).map(|core| (at + 3, core))
            }
            None if mark == "/" && widths.0 <= 2 && widths.1 == 4 && (1..=12).contains(&a) && (1900..2100).contains(&b) => {
                Some((at + 3, Core::Month { month: a as i8, year: Year::Fixed(b as i16), pick: Pick::Bare }))
            }
            None if mark == "/" && widths.0 == 4 && widths.1 <= 2 && (1900..2100).contains(&a) && (1..=12).contains(&b) => {
                Some((at + 3, Core::Month { month: b as i8, year: Year::Fixed(a as i16), pick: Pick::Bare }))
            }
            None if mark == "-" && widths.0 == 4 && widths.1 == 2 && (1900..2100).contains(&a) && (1..=12).contains(&b) && b <= a % 100 => {
                Some((at + 3, Core::Month { month: b as i8, year: Year::Fixed(a as i16), pick: Pick::Bare }))
            }
            _ => None,
        }
    }

    /// Weekdays: "Thursday", "last Friday", "Tuesday of last week", "next week on Friday".
    fn weekday_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let mut pick = Pick::Bare;
        let mut w = the;
        match self.low(the) {
            "last" | "past" | "previous" => (pick, w) = (Pick::Last, the + 1),
            "next" => (pick, w) = (Pick::Next, the + 1),
            "coming" | "following" => (pick, w) = (Pick::Of(i32::MAX), the + 1),
            "this" => {
                (pick, w) = (Pick::This, the + 1);
                if self.is(w, &["past", "last"]) {
                    (pick, w) = (Pick::Last, w + 1);
                } else if self.is(w, &["coming", "next"]) {
                    (pick, w) = (Pick::Of(i32::MAX), w + 1);
                }
            }
            "same" => (pick, w) = (Pick::That, the + 1),
            _ => {}
        }
        // "last week on Friday", "this week Friday"
        if self.low(w) == "week" && w > the && pick != Pick::That {
            let by = match pick { Pick::Last => -1, Pick::Next => 1, Pick::This => 0, _ => return None };
            let day_at = w + 1 + usize::from(self.low(w + 1) == "on");
            let (next, day) = self.weekday(day_at)?;
            return Some((next, Core::Weekday { day, pick: Pick::Of(by) }));
        }
        let (next, day) = self.weekday(w)?;
        if the > at && w == the {
            // "the Friday attack", "the Thursday": only "the Monday of last week" is a form of its own.
            self.week_after(next)?;
        }
        if pick == Pick::Bare || pick == Pick::This {
            if let Some((next, by)) = self.week_after(next) {
                return Some((next, Core::Weekday { day, pick: Pick::Of(by) }));
            }
            if self.low(next) == "last" && !self.is(next + 1, &["year", "month", "week", "night"]) {
                return Some((next + 1, Core::Weekday { day, pick: Pick::Last }));
            }
            if self.low(next) == "next" && !self.is(next + 1, &["year", "month", "week", "to", "door"]) {
                return Some((next + 1, Core::Weekday { day, pick: Pick::Next }));
            }
        }
        Some((next, Core::Weekday { day, pick }))
    }

    /// "of last week", "next week".
    fn week_after(&self, at: usize) -> Option<(usize, i32)> {
        let of = self.the(at + usize::from(self.is(at, &["of", "in"])));
        if self.low(of + 1) != "week" {
            return None;
        }
        let by = match self.low(of) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        Some((of + 2, by))
    }

    /// "the first Friday of July", "the last Sunday in this month".
    fn nth_weekday(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let (next, nth) = match self.low(the) {
            "last" => (the + 1, 5),
            _ => self.ordinal(the).filter(|o| (1..=5).contains(&o.1)).map(|(n, o)| (n, o as u8))?,
        };
        let (next, day) = self.weekday(next)?;
        if !self.is(next, &["of", "in"]) {
            return None;
        }
        if let Some((next, month)) = self.month(next + 1) {
            let (next, year) = self.year_after(next).unwrap_or((next, Year::None));
            return Some((next, Core::NthWeekday { nth, day, month: Some(month), year, of: 0 }));
        }
        let (next, of) = self.month_shift(next + 1)?;
        Some((next, Core::NthWeekday { nth, day, month: None, year: Year::None, of }))
    }

    /// "last month", "this month", "next month".
    fn month_shift(&self, at: usize) -> Option<(usize, i32)> {
        let at = self.the(at);
        if self.low(at + 1) != "month" {
            return None;
        }
        let by = match self.low(at) {
            "last" | "previous" => -1,
            "this" | "current" => 0,
            "next" => 1,
            _ => return None,
        };
        Some((at + 2, by))
    }

    /// Months: "December", "last August", "October last year", "the month of November", "November 2020".
    fn month_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        if self.low(the) == "month" && self.low(the + 1) == "of" && the > at {
            let (next, month) = self.month(the + 2)?;
            let (next, year) = self.year_after(next).unwrap_or((next, Year::None));
            return Some((next, Core::Month { month, year, pick: Pick::Bare }));
        }
        let (pick, m) = match self.low(the) {
            "last" | "past" => (Pick::Last, the + 1),
            "next" => (Pick::Next, the + 1),
            "this" => (Pick::This, the + 1),
            "coming" | "upcoming" => (Pick::Next, the + 1),
            _ => (Pick::Bare, the),
        };
        let (next, month) = if m > the { self.month(m)? } else { self.lone_month(m)? };
        if the > at && m == the && self.year_after(next).is_none() {
            // "the December attack": the month without its article.
            return None;
        }
        if let Some((next, year)) = self.year_after(next) {
            return Some((next, Core::Month { month, year, pick }));
        }
        Some((next, Core::Month { month, year: Year::None, pick }))
    }

    /// Seasons: "last spring", "the summer of 2021", "in winter".
    fn season_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let (pick, s) = match self.low(the) {
            "last" | "past" | "previous" => (Pick::Last, the + 1),
            "next" | "coming" => (Pick::Next, the + 1),
            "this" => (Pick::This, the + 1),
            "same" | "that" => (Pick::That, the + 1),
            _ => (Pick::Bare, the),
        };
        let (next, code) = self.season(s)?;
        if let Some((next, year)) = self.year_after(next) {
            return Some((next, Core::Season { code, year, pick }));
        }
        if pick == Pick::Bare {
            let led = self.before(s, &["in", "by", "since", "until", "till", "before", "during", "early", "late", "mid", "from", "for"])
                || (the > at && self.before(at, &["in", "by", "since", "until", "during", "over", "before", "after", "through", "throughout", "of", "for", "this"]));
            let verbal = self.low(s) == "fall" && self.xpos(s).is_none_or(|x| x != Xpos::NN || !self.before(s, &["in", "by", "since", "until", "this", "last"]));
            let noun_follows = self.kind(next) == Kind::Word && self.xpos(next).is_some_and(|x| matches!(x, Xpos::NN | Xpos::NNS | Xpos::NNP));
            if !led || verbal || noun_follows {
                return None;
            }
        }
        Some((next, Core::Season { code, year: Year::None, pick }))
    }

    /// "last week", "this year", "the weekend", "next month", "the previous week", "that year".
    fn unit_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let word = self.low(the);
        if the > at && word == "weekend" {
            return Some((the + 1, Core::Shift { unit: Unit::Weekend, by: 0 }));
        }
        if the > at && word == "same" && self.low(the + 1) == "period" {
            let of = self.is(the + 2, &["of", "in", "last"]);
            return (!of).then_some((the + 2, Core::SamePeriod));
        }
        let current = word == "current";
        let u = the + 1 + usize::from(word == "this" && self.is(the + 1, &["past", "coming", "current", "very", "same"]));
        let (next, unit) = self.unit(u)?;
        if unit == Unit::Hour || self.low(u).ends_with('s') || (self.low(next) == "'" || self.low(next) == "\u{2019}") && self.low(u).ends_with('s') {
            return None;
        }
        let core = match word {
            "last" if unit == Unit::Day || (the > at && self.low(next) == "of") => return None,
            // "the last week", "over the past year": counted back from the day.
            "last" if the > at && !matches!(unit, Unit::Weekend | Unit::Century) => Core::Window { n: 1, unit, back: true },
            "past" if !matches!(unit, Unit::Weekend | Unit::Century) => {
                if unit == Unit::Weekend { Core::Shift { unit, by: -1 } } else { Core::Window { n: 1, unit, back: true } }
            }
            "last" | "past" => Core::Shift { unit, by: -1 },
            "next" | "coming" if unit == Unit::Day => {
                if the == at && self.is(next, &["of"]) { return None; }
                Core::Offset { low: 1, high: 1, unit, base: Base::ToldOnly }
            }
            "next" | "coming" | "upcoming" => Core::Shift { unit, by: 1 },
            "this" if unit == Unit::Day => return None,
            "this" if self.is(the + 1, &["past"]) => Core::Shift { unit, by: -1 },
            "this" if self.is(the + 1, &["coming"]) => Core::Shift { unit, by: 1 },
            "this" => Core::Shift { unit, by: 0 },
            _ if current && the > at && unit != Unit::Day => Core::Shift { unit, by: 0 },
            "previous" | "preceding" if unit == Unit::Day || the > at => Core::Offset { low: -1, high: -1, unit, base: Base::Told },
            "following" if the > at => Core::Offset { low: 1, high: 1, unit, base: Base::ToldOnly },
            "same" if the > at => Core::Same(unit),
            "that" if the == at && self.clause_final_that(the) => Core::Same(unit),
            "very" if the > at && self.low(the + 1) == "same" => Core::Same(unit),
            _ => return None,
        };
        Some((next, core))
    }

    /// "that day", unless "that" is the object of a clause ("said that day labourers").
    fn clause_final_that(&self, at: usize) -> bool {
        self.xpos(at) == Some(Xpos::DT) || self.before(at, &["on", "in", "during", "since", "by", "until", "later", "earlier", "before", "after"])
    }

    /// "today", "yesterday", "the day before yesterday", "tonight", "last night".
    fn deictic(&self, at: usize) -> Option<(usize, Core)> {
        let shift = |by| Core::Shift { unit: Unit::Day, by };
        let the = self.the(at);
        if self.low(the) == "day" {
            let by = match (self.low(the + 1), self.low(the + 2)) {
                ("before", "yesterday") => -2,
                ("after", "tomorrow") => 2,
                _ => return None,
            };
            return Some((the + 3, shift(by)));
        }
        Some(match self.low(at) {
            "today" | "tonight" | "tonite" => (at + 1, shift(0)),
            "yesterday" => (at + 1, shift(-1)),
            "tomorrow" | "tmrw" => (at + 1, shift(1)),
            "last" if self.is(at + 1, &["night", "evening"]) => (at + 2, shift(-1)),
            "this" if self.is(at + 1, &["morning", "afternoon", "evening"]) => (at + 2, shift(0)),
            _ => return None,
        })
    }

    /// "three days ago", "two weeks later", "a day earlier", "two days after the attack".
    fn offset(&self, at: usize) -> Option<(usize, Core)> {
        if let Some(found) = self.vague_offset(at) {
            return Some(found);
        }
        // "less than a week later" bounds a time and does not name it.
        if self.before(at, &["than"]) && at >= self.from + 2 && self.is(at - 2, &["less", "fewer"]) {
            return None;
        }
        let (mut next, mut low) = self.count(at)?;
        let mut high = low;
        if self.is(next, &["or", "to", "and", "-", "\u{2013}"]) {
            if let Some((after, n)) = self.count(next + 1) {
                if self.unit(after).is_some() && n > low {
                    (next, high) = (after, n);
                }
            }
        }
        if self.is(next, &["or"]) && self.is(next + 1, &["so", "more"]) {
            next += 2;
        }
        let (mut next, unit) = self.unit(next)?;
        if matches!(unit, Unit::Hour) {
            return None;
        }
        // "2 years 1 month ago" would need two units; the coarser one is not wrong but incomplete: leave it.
        if self.count(next).is_some_and(|(n, _)| self.unit(n).is_some()) {
            return None;
        }
        let (base, back) = match self.low(next) {
            "ago" | "back" if self.low(next) == "ago" || self.ends_clause(next + 1) => (Base::Report, true),
            "earlier" | "previously" | "prior" | "beforehand" if self.low(next + 1) != "to" && self.low(next + 1) != "than" => (Base::Told, true),
            "later" | "afterwards" | "afterward" | "on" if self.low(next) != "on" || self.ends_clause(next + 1) => (Base::ToldOnly, false),
            "hence" => (Base::Report, false),
            "from" if self.is(next + 1, &["now", "today"]) => {
                next += 1;
                (Base::Report, false)
            }
            "'" | "\u{2019}" if self.low(next + 1) == "time" => {
                next += 1;
                (Base::Report, false)
            }
            "before" | "after" if self.ends_clause(next + 1) => {
                (if self.low(next) == "before" { Base::Told } else { Base::ToldOnly }, self.low(next) == "before")
            }
            side @ ("before" | "after" | "from" | "since" | "into" | "following") => {
                let back = side == "before";
                let from = next + 1;
                if side == "since" || side == "into" {
                    return None;
                }
                if let Some((end, core)) = self.base_date(from) {
                    (low, high) = if back { (-high, -low) } else { (low, high) };
                    return Some((end, Core::Offset { low, high, unit, base: Base::Date(Box::new(core)) }));
                }
                let event = self.event_after(from)?;
                (low, high) = if back { (-high, -low) } else { (low, high) };
                return Some((event + 1, Core::Offset { low, high, unit, base: Base::Event(event) }));
            }
            _ => return None,
        };
        (low, high) = if back { (-high, -low) } else { (low, high) };
        Some((next + 1, Core::Offset { low, high, unit, base }))
    }

    /// A date that days are counted from.
    fn base_date(&self, at: usize) -> Option<(usize, Core)> {
        self.deictic(at).or_else(|| self.date(at)).or_else(|| self.weekday_form(at))
    }

    /// "a few days ago": a calendar time that nobody can tell.
    fn vague_offset(&self, at: usize) -> Option<(usize, Core)> {
        let n = if self.is(at, &["a"]) && self.low(at + 1) == "few" {
            at + 2
        } else if self.is(at, &["several", "some"]) {
            at + 1
        } else {
            return None;
        };
        let (next, unit) = self.unit(n)?;
        (unit != Unit::Hour && self.low(next) == "ago").then_some((next + 1, Core::Unknown))
    }

    fn ends_clause(&self, at: usize) -> bool {
        at >= self.to || (self.kind(at) == Kind::Mark && !self.is(at, &["\"", "\u{201C}", "(", "'"]))
    }

    /// "the past three days", "the next 48 hours", "these three days", "the next few days".
    fn window(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let back = match self.low(the) {
            "past" | "last" | "previous" | "preceding" => true,
            "next" | "coming" | "following" => false,
            "these" if the == at => true,
            _ => return None,
        };
        if !back && self.is(the + 1, &["few", "several"]) {
            let (next, unit) = self.unit(the + 2)?;
            return (unit == Unit::Day && self.low(next) != "of").then_some((next, Core::Soon));
        }
        if !back && self.low(the) == "coming" && the > at && self.low(the + 1) == "days" {
            return Some((the + 2, Core::Soon));
        }
        let (next, n) = self.cardinal(the + 1)?;
        let (next, unit) = self.unit(next)?;
        if self.is(next, &["of", "in"]) && the > at && back && self.low(the) == "last" {
            return None;
        }
        Some((next, Core::Window { n: i32::try_from(n).ok()?, unit, back }))
    }

    /// "the second day of the truce", "the eve of the vote", "the week after the signing", "the day before the raid".
    fn event_form(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        if self.low(the) == "eve" && self.low(the + 1) == "of" {
            if let Some((next, core)) = self.core(the + 2) {
                return Some((next, Core::EveOfDate(Box::new(core))));
            }
            let event = self.event_after(the + 2)?;
            return Some((event + 1, Core::EveOf { event }));
        }
        if the == at && !self.is(at, &["day"]) {
            return None;
        }
        if let Some((next, n)) = self.ordinal(the) {
            let (next, unit) = self.unit(next)?;
            if unit == Unit::Hour {
                return None;
            }
            if !self.is(next, &["of", "in", "since"]) {
                return None;
            }
            let event = self.event_after(next + 1)?;
            return Some((event + 1, Core::NthOf { n: i32::try_from(n).ok()?, unit, event }));
        }
        if let Some((next, n)) = self.day_n(the) {
            return Some((next.0, Core::NthOf { n, unit: Unit::Day, event: next.1 }));
        }
        let (next, unit) = self.unit(the)?;
        if the == at || self.low(the).ends_with('s') {
            return None;
        }
        let back = match self.low(next) {
            "before" => true,
            "after" | "following" => false,
            _ => return None,
        };
        if self.ends_clause(next + 1) && unit != Unit::Hour {
            let by = if back { -1 } else { 1 };
            let base = if back { Base::Told } else { Base::ToldOnly };
            return Some((next + 1, Core::Offset { low: by, high: by, unit, base }));
        }
        let event = self.event_after(next + 1)?;
        if unit == Unit::Day {
            let by = if back { -1 } else { 1 };
            return Some((event + 1, Core::Offset { low: by, high: by, unit, base: Base::Event(event) }));
        }
        Some((event + 1, Core::UnitFrom { unit, back, event }))
    }

    /// "day three of the truce".
    fn day_n(&self, at: usize) -> Option<((usize, usize), i32)> {
        if self.low(at) != "day" {
            return None;
        }
        let (next, n) = self.cardinal(at + 1)?;
        if self.low(next) != "of" {
            return None;
        }
        let event = self.event_after(next + 1)?;
        Some(((event + 1, event), i32::try_from(n).ok()?))
    }

    /// The event noun of a short noun phrase from `at`: "the five-day truce".
    fn event_after(&self, at: usize) -> Option<usize> {
        for w in at..(at + 6).min(self.to) {
            if self.is(w, EVENTS) {
                // "attack helicopters": the head comes later.
                if self.is(w + 1, EVENTS) {
                    continue;
                }
                if self.is(w, &["cease"]) && self.low(w + 2) == "fire" {
                    return Some(w + 2);
                }
                return Some(w);
            }
            let stop = self.kind(w) == Kind::Mark && !self.is_dash(w) && !self.is(w, &["'", "\u{2019}"]);
            if stop || self.is(w, &["of", "in", "to", "by", "that", "which", "was", "were", "is", "had", "has", "said"]) {
                return None;
            }
        }
        None
    }

    /// Feasts: "Christmas", "New Year's Eve", "Easter Sunday".
    fn feast(&self, at: usize) -> Option<(usize, Core)> {
        if !self.capital(at) || self.kind(at) != Kind::Word {
            return None;
        }
        let one = self.low(at);
        if matches!(one, "ramadan" | "eid") && !self.capital(at + 1) {
            return Some((at + 1, Core::Unknown));
        }
        if matches!(one, "easter" | "good") {
            let (n, by) = match (one, self.low(at + 1)) {
                ("good", "friday") => (2, -2),
                ("easter", "sunday") => (2, 0),
                ("easter", "monday") => (2, 1),
                ("easter", "saturday") => (2, -1),
                ("easter", _) if !self.capital(at + 1) => (1, 0),
                _ => return None,
            };
            let (next, year) = self.year_after(at + n).unwrap_or((at + n, Year::None));
            return Some((next, Core::Easter { by, year }));
        }
        // The longest name of up to five tokens that the calendar knows.
        for n in (1..=5).rev() {
            if at + n > self.to {
                continue;
            }
            let span = self.tokens.span(at, at + n);
            let name: String = self.cx.cut(span).to_lowercase().replace('\u{2019}', "'");
            if let Some((month, day)) = self.calendar.holiday(&name) {
                // "the Christmas family": a capital goes on with a longer name.
                let (next, year) = self.year_after(at + n).unwrap_or((at + n, Year::None));
                return Some((next, Core::Feast { month, day, year }));
            }
        }
        None
    }

    /// "the 15th", "the 20th of next month".
    fn day_of_month(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let (d, weekday) = self.after_weekday(the);
        let d = self.the(d);
        let (next, n) = self.ordinal(d)?;
        let day = i8::try_from(n).ok().filter(|d| (1..=31).contains(d))?;
        let of = next + usize::from(self.low(next) == "of");
        if let Some((next, of)) = self.month_shift(of) {
            return Some((next, Core::DayOfMonth { day, of: Some(of), weekday }));
        }
        let led = (the > at && self.before(at, &["on", "by", "until", "since", "from", "before", "after"])) || d > the + 1;
        // "on the 15th floor": a noun follows.
        let closed = self.ends_clause(next) || self.is(next, &["and", "or", "to", "at", "in", "that", "when", "the", "of", "with", "but", "until", "till", "through", "for", "as", "after", "before", "by"]);
        let spelt = self.kind(d) != Kind::Number;
        (led && closed && self.low(next) != "of" && !(spelt && d == the)).then_some((next, Core::DayOfMonth { day, of: None, weekday }))
    }

    /// "the last week of May", "the first week of September 2022".
    fn week_of_month(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        let (next, nth) = match self.low(the) {
            "last" | "final" => (the + 1, 5),
            _ => self.ordinal(the).filter(|o| (1..=4).contains(&o.1)).map(|(n, o)| (n, o as u8))?,
        };
        if self.low(next) != "week" || !self.is(next + 1, &["of", "in"]) {
            return None;
        }
        let (next, month) = self.month(next + 2)?;
        let (next, year) = self.year_after(next).unwrap_or((next, Year::None));
        Some((next, Core::WeekOf { nth, month, year }))
    }

    /// "the week of 4 February", "the week beginning May 2", "the week ending Friday".
    fn week_from(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        if self.low(the) != "week" || the == at {
            return None;
        }
        let how = match self.low(the + 1) {
            "of" => WeekHow::Around,
            "beginning" | "starting" | "commencing" => WeekHow::From,
            "ending" | "to" => WeekHow::To,
            _ => return None,
        };
        let date = the + 2 + usize::from(self.low(the + 2) == "on");
        let (next, core) = self.date(date).or_else(|| self.weekday_form(date))?;
        Some((next, Core::WeekFrom { how, date: Box::new(core) }))
    }

    /// One date of any form, without prefix or clock.
    pub(super) fn core(&self, at: usize) -> Option<(usize, Core)> {
        self.figures(at)
            .or_else(|| self.date(at))
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

    /// "late ", "early in ", "the end of ", "mid-": words that narrow a period without changing its value.
    fn edge(&self, at: usize) -> Option<usize> {
        let the = self.the(at);
        match self.low(the) {
            "early" | "late" | "mid" | "earlier" | "later" => {
                let mut next = the + 1;
                if self.is_dash(next) {
                    next += 1;
                }
                if self.is(next, &["in", "on"]) {
                    next += 1;
                }
                Some(next)
            }
            "end" | "start" | "beginning" | "middle" | "close" | "turn" | "half" | "rest" | "course" | "height" | "depths" | "outset" | "run" => {
                // "end-May"
                if self.low(the) == "end" && self.is_dash(the + 1) {
                    return Some(the + 2);
                }
                (self.low(the + 1) == "of" && !matches!(self.low(the), "rest" | "course" | "height" | "run")).then_some(the + 2)
            }
            "first" | "second" | "latter" if self.is(the + 1, &["half", "part", "quarter"]) && self.low(the + 2) == "of" && the > at => Some(the + 3),
            "night" | "morning" | "evening" | "afternoon" if the > at && self.low(the + 1) == "of" => Some(the + 2),
            _ => None,
        }
    }

    /// Whether the edge at `at` names a part of a day: "the night of", "the early hours of".
    fn hours_of(&self, at: usize) -> Option<usize> {
        let the = self.the(at);
        if self.is(the, &["early", "small", "late", "first", "predawn"]) && self.low(the + 1) == "hours" && self.is(the + 2, &["of", "on"]) {
            return Some(the + 3);
        }
        if the > at && self.is(the, &["night", "morning", "evening", "afternoon"]) && self.is(the + 1, &["of", "from", "between"]) {
            return Some(the + 2);
        }
        None
    }

    /// A date with the words that narrow it: "late on Thursday", "the early 1990s", "the turn of the year".
    fn narrowed(&self, at: usize) -> Option<(usize, Core)> {
        if let Some((next, core)) = self.core(at) {
            return Some((next, core));
        }
        let the = self.the(at);
        if self.low(the) == "turn" && self.low(the + 1) == "of" && self.low(the + 2) == "the" && self.low(the + 3) == "year" {
            return Some((the + 4, Core::Feast { month: 1, day: 1, year: Year::None }));
        }
        if let Some(next) = self.hours_of(at) {
            return self.core(next);
        }
        let next = self.edge(at)?;
        let (end, core) = self.core(next).or_else(|| {
            // "the end of the month|week|year", "later in the day"
            let unit_at = self.the(next);
            let (end, unit) = self.unit(unit_at).filter(|_| unit_at > next && !self.low(unit_at).ends_with('s'))?;
            match unit {
                Unit::Day if self.is(self.the(at), &["earlier", "later"]) => Some((end, Core::Same(Unit::Day))),
                Unit::Week | Unit::Month | Unit::Year if self.low(end) != "of" => Some((end, Core::Shift { unit, by: 0 })),
                _ => None,
            }
        })?;
        // "later that day", "early 20 fighters": a count is not narrowed.
        let fits = !matches!(core, Core::Offset { .. } | Core::Window { .. } | Core::Unknown)
            || matches!(core, Core::Offset { base: Base::Told | Base::ToldOnly, .. });
        fits.then_some((end, core))
    }

    // --- Ranges ------------------------------------------------------------------------------------------------

    /// Days of one month: "12 and 13 May", "18-20 September 2022", "May 12 and 13", "5 to 18 May".
    fn days_of_month(&self, at: usize) -> Option<(usize, Core, Core)> {
        // Day first.
        let first = self.the(self.after_weekday(at).0);
        if let Some((next, low, _)) = self.day_number(first) {
            let mut last = None;
            let mut w = next;
            while let Some(sep) = self.list_mark(w) {
                let Some((end, day, _)) = self.day_number(self.the(self.after_weekday(sep).0)) else { break };
                (last, w) = (Some(day), end);
            }
            if let Some(high) = last {
                let of = w + usize::from(self.low(w) == "of");
                if let Some((next, month)) = self.month(of).filter(|_| self.capital(of)) {
                    let (next, year) = self.date_year(next);
                    return (low < high).then_some((
                        next,
                        Core::Date { day: low, month, year, weekday: None },
                        Core::Date { day: high, month, year, weekday: None },
                    ));
                }
                if let Some((next, by)) = self.month_shift(of + usize::from(self.low(of) == "in")) {
                    return (low < high).then_some((
                        next,
                        Core::DayOfMonth { day: low, of: Some(by), weekday: None },
                        Core::DayOfMonth { day: high, of: Some(by), weekday: None },
                    ));
                }
            }
        }
        // Month first.
        let m = self.after_weekday(at).0;
        let (next, month) = self.month(m).filter(|_| self.capital(m))?;
        let (mut w, low, _) = self.day_number(self.the(next))?;
        let mut last = None;
        while let Some(sep) = self.list_mark(w) {
            let Some((end, day, ordinal)) = self.day_number(self.the(sep)) else { break };
            // "May 12 and 13 people": the second number counts.
            let counts = !ordinal && self.xpos(end).is_some_and(|x| matches!(x, Xpos::NNS | Xpos::NN | Xpos::JJ)) && self.kind(end) == Kind::Word && self.calendar.month(self.low(end)).is_none();
            let other_month = self.month(end + usize::from(self.low(end) == "of")).is_some() && self.capital(end);
            if counts || other_month || self.unit(end).is_some() {
                break;
            }
            (last, w) = (Some(day), end);
        }
        let high = last.filter(|&h| h > low)?;
        let (next, year) = self.date_year(w);
        Some((next, Core::Date { day: low, month, year, weekday: None }, Core::Date { day: high, month, year, weekday: None }))
    }

    /// What joins days in a list or range; gives where the next one starts.
    fn list_mark(&self, at: usize) -> Option<usize> {
        if self.is_dash(at) || self.is(at, &["and", "to", "until", "till", "through", "thru", "or", "&"]) {
            return Some(at + 1);
        }
        (self.low(at) == ",").then(|| at + 1 + usize::from(self.is(at + 1, &["and", "or"])))
    }

    /// `1992-95`, "1994 to 1998", `1994/95`.
    fn years(&self, at: usize) -> Option<(usize, Core, Core)> {
        let a = self.digits(at).filter(|_| self.starts_number(at) && self.low(at).len() == 4)?;
        if !(1000..=2199).contains(&a) {
            return None;
        }
        let sep = at + 1;
        let dash = self.is_dash(sep) || (self.low(sep) == "/" && self.glued(sep));
        let worded = self.is(sep, &["to", "until", "till", "through"]) || (self.low(sep) == "and" && self.before(at, &["between"]));
        if !(dash || worded) {
            return None;
        }
        let b = self.digits(sep + 1)?;
        let b = match self.low(sep + 1).len() {
            4 => b,
            2 if dash && self.glued(sep + 1) => a / 100 * 100 + b,
            _ => return None,
        };
        // A third part makes it a date.
        let date = self.is(sep + 2, &["-", "/"]) && self.glued(sep + 2) && self.kind(sep + 3) == Kind::Number;
        let decade = self.low(sep + 2) == "s" && self.glued(sep + 2);
        (a < b && b <= 2199 && !date && !decade && self.whole(sep + 1).is_some())
            .then_some((sep + 2, Core::Year(a as i16), Core::Year(b as i16)))
    }

    /// A range of two dates: "from Monday to Wednesday", "between March and May", "2 April to 12 May".
    fn range(&self, at: usize) -> Option<(usize, Core, Core)> {
        if let Some(found) = self.years(at).or_else(|| self.days_of_month(at)) {
            return Some(found);
        }
        let (next, mut a) = self.narrowed(at)?;
        let between = self.before(at, &["between"]);
        let from = self.before(at, &["from"]);
        let joined = match self.low(next) {
            "to" | "through" | "thru" => true,
            "until" | "till" => from || matches!(a, Core::Date { .. } | Core::Month { .. } | Core::Weekday { .. }),
            "and" => between,
            _ => self.is_dash(next),
        };
        if !joined {
            return None;
        }
        let (end, b) = self.narrowed(next + 1)?;
        if !same_sort(&a, &b) || (self.is_dash(next) && !(self.glued(next) && self.glued(next + 1)) && !(between || from) && !matches!(a, Core::Date { .. } | Core::Month { .. })) {
            return None;
        }
        // "between March and May 2021": the year is that of both.
        match (&mut a, &b) {
            (Core::Month { month: m, year: y @ Year::None, .. }, Core::Month { month, year, .. }) => {
                *y = match *year {
                    Year::Fixed(n) if *m > *month => Year::Fixed(n - 1),
                    Year::Shift(n) if *m > *month => Year::Shift(n - 1),
                    other => other,
                };
            }
            (Core::Date { month: m, day: d, year: y @ Year::None, .. }, Core::Date { month, day, year, .. }) => {
                *y = match *year {
                    Year::Fixed(n) if (*m, *d) > (*month, *day) => Year::Fixed(n - 1),
                    other => other,
                };
            }
            (Core::Season { year: y @ Year::None, .. }, Core::Season { year, .. }) => *y = *year,
            _ => {}
        }
        Some((end, a, b))
    }

    /// "the midnight of Wednesday and Thursday", "the night from Monday to Tuesday", "overnight to Tuesday".
    fn night_between(&self, at: usize) -> Option<(usize, Core)> {
        let the = self.the(at);
        if !self.is(the, &["midnight", "night", "overnight"]) {
            return None;
        }
        let link = the + 1;
        if self.low(the) == "overnight" && self.is(link, &["to", "into"]) {
            let (next, core) = self.weekday_form(link + 1).or_else(|| self.date(link + 1))?;
            return Some((next, core));
        }
        if !self.is(link, &["of", "between", "from"]) {
            return None;
        }
        let (next, a) = self.date(link + 1).or_else(|| self.weekday_form(link + 1))?;
        if !self.is(next, &["and", "to", "into"]) && !self.is_dash(next) {
            return None;
        }
        let (next, b) = self.date(next + 1).or_else(|| self.weekday_form(next + 1))?;
        Some((next, Core::Between(Box::new(a), Box::new(b))))
    }

    // --- Whole expressions -------------------------------------------------------------------------------------

    /// The expression that starts at token `at`.
    pub(super) fn expression(&self, at: usize) -> Option<Found> {
        let blank = Found { from: at, to: at, core: None, until: None, clock: None, clock_until: None, part: false };
        if let Some((to, core)) = self.night_between(at) {
            let midnight = self.low(self.the(at)) == "midnight";
            let clock = midnight.then_some(super::edtf::Clock { hour: 0, minute: 0, zone: None });
            return Some(Found { to, core: Some(core), clock, part: true, ..blank });
        }
        if let Some(found) = self.clock_first(at, &blank) {
            return Some(found);
        }
        if let Some((to, a, b)) = self.range(at) {
            return Some(Found { to, core: Some(a), until: Some(b), ..blank });
        }
        if let Some((next, core)) = self.narrowed(at) {
            return Some(self.date_first(at, next, core, blank));
        }
        self.lone_part(at, blank)
    }

    /// "9:45 p.m. local time", "5:00 pm to 7:00 am", "4:00 am (0200 GMT) on Wednesday".
    fn clock_first(&self, at: usize, blank: &Found) -> Option<Found> {
        // "13.5.2015" and "11/12" are dates, whatever their first parts look like.
        if self.figures(at).is_some_and(|(next, _)| next > at + 3) {
            return None;
        }
        let (mut to, clock) = self.clock(at)?;
        let mut found = Found { clock: Some(clock), ..blank.clone() };
        let ranged = self.is(to, &["to", "until", "till", "and"]) || self.is_dash(to);
        if ranged && (self.low(to) != "and" || self.before(at, &["between"])) {
            if let Some((next, clock)) = self.clock(to + 1) {
                (to, found.clock_until) = (next, Some(clock));
            }
        }
        let mut after = to;
        if self.low(after) == "(" {
            if let Some((next, _)) = self.clock(after + 1).filter(|c| self.low(c.0) == ")") {
                after = next + 1;
            }
        }
        let mut day = after;
        day += usize::from(self.low(day) == ",");
        let led = self.is(day, &["on", "of", "in", "late", "early"]);
        if led {
            day += usize::from(self.is(day, &["on", "of"]));
            if self.low(day) == "the" && self.is(day + 1, &["morning", "afternoon", "evening", "night"]) && self.low(day + 2) == "of" {
                day += 3;
            }
        }
        if self.is(day, &["in"]) && self.low(day + 1) == "the" && self.is(day + 2, &["morning", "afternoon", "evening"]) {
            (to, day) = (day + 3, day + 3 + usize::from(self.low(day + 3) == "on"));
            after = to;
        }
        if let Some((next, core)) = self.narrowed(day).filter(|(_, core)| names_day(core)) {
            found.core = Some(core);
            found.to = self.part_after(next).unwrap_or(next);
        } else {
            // A conversion in brackets is an expression of its own unless the day follows it.
            let _ = after;
            found.to = to;
        }
        Some(found)
    }

    /// A date, and the part of the day or clock time after it.
    fn date_first(&self, at: usize, next: usize, core: Core, blank: Found) -> Found {
        let mut found = Found { to: next, core: Some(core), part: self.hours_of(at).is_some(), ..blank };
        if self.low(at) == "tonight" || self.is(at + 1, &["night", "morning", "evening", "afternoon"]) && self.is(at, &["last", "this"]) {
            found.part = true;
        }
        if !found.core.as_ref().is_some_and(names_day) {
            return found;
        }
        if let Some(end) = self.part_after(next) {
            (found.to, found.part) = (end, true);
            if self.low(end - 1) == "midnight" {
                found.clock = Some(super::edtf::Clock { hour: 0, minute: 0, zone: None });
            }
        }
        // "Sunday at 14:00 Moscow time", "Wednesday, 1 p.m."
        let mut clock_at = self.comma(found.to);
        clock_at += usize::from(self.low(clock_at) == "(");
        while self.is(clock_at, &["at", "around", "about", "shortly", "by", "from", "between", "just", "after", "before", "approximately"]) {
            clock_at += 1;
        }
        let bracket = self.low(self.comma(found.to)) == "(";
        let apart = clock_at > self.comma(found.to);
        if let Some((end, clock)) = self.clock(clock_at).filter(|c| !bracket || self.low(c.0) == ")") {
            (found.to, found.clock) = (end + usize::from(bracket), Some(clock));
            if self.is(end, &["to", "until", "and"]) || self.is_dash(end) {
                if let Some((end, clock)) = self.clock(end + 1) {
                    (found.to, found.clock_until) = (end, Some(clock));
                }
            }
        } else if apart && !bracket && calendar::is_moment(self.low(clock_at)) && self.low(clock_at - 1) == "at" {
            (found.to, found.part) = (clock_at + 1, true);
            if self.low(clock_at) == "midnight" {
                found.clock = Some(super::edtf::Clock { hour: 0, minute: 0, zone: None });
            }
        }
        found
    }

    /// Past a part of a day at `at`: "evening", "at dawn" is left to the clock's place.
    fn part_after(&self, at: usize) -> Option<usize> {
        let word = self.low(at);
        (calendar::is_day_part(word) && !self.low(at + 1).is_empty() || calendar::is_day_part(word) && at + 1 == self.to)
            .then_some(at + 1)
    }

    /// A part of a day without its day: "overnight", "dawn", "the night", "that evening".
    fn lone_part(&self, at: usize, blank: Found) -> Option<Found> {
        let told = |by: i32, base: Base| Core::Offset { low: by, high: by, unit: Unit::Day, base };
        let the = self.the(at);
        let word = self.low(the);
        let dark = |w: usize| self.is(w, &["morning", "afternoon", "evening", "night"]);
        // "that evening", "the same night", "the next morning", "the previous evening"
        let core = match word {
            "that" | "same" if dark(the + 1) && (word == "same") == (the > at) => Some(Core::Same(Unit::Day)),
            "next" | "following" if dark(the + 1) && the > at => Some(told(1, Base::ToldOnly)),
            "previous" | "preceding" if dark(the + 1) && the > at => Some(told(-1, Base::Told)),
            _ => None,
        };
        if let Some(core) = core {
            return Some(Found { to: the + 2, core: Some(core), part: true, ..blank });
        }
        if dark(the) && the > at && self.is(the + 1, &["before", "after"]) && self.ends_clause(the + 2) {
            let back = self.low(the + 1) == "before";
            let core = if back { told(-1, Base::Told) } else { told(1, Base::ToldOnly) };
            return Some(Found { to: the + 2, core: Some(core), part: true, ..blank });
        }
        let bare = |to: usize| Some(Found { to, part: true, ..blank.clone() });
        if the == at && word == "overnight" {
            // "overnight on Tuesday"
            if self.low(at + 1) == "on" {
                if let Some((next, core)) = self.core(at + 2).filter(|(_, c)| names_day(c)) {
                    return Some(Found { to: next, core: Some(core), part: true, ..blank });
                }
            }
            // "an overnight raid" names the night as well.
            return bare(at + 1);
        }
        if the == at && calendar::is_moment(word) {
            // "dawn on Tuesday", "noon Wednesday"
            let on = at + 1 + usize::from(self.is(at + 1, &["on", "of"]));
            if let Some((next, core)) = self.core(on).filter(|(_, c)| names_day(c)) {
                let clock = (word == "midnight").then_some(super::edtf::Clock { hour: 0, minute: 0, zone: None });
                return Some(Found { to: next, core: Some(core), part: true, clock, ..blank });
            }
            let led = self.before(at, &["at", "by", "before", "after", "around", "from", "until", "till", "since", "about", "past", "shortly", "to", "between", "and"]);
            return if led && !self.capital(at) { bare(at + 1) } else { None };
        }
        if the > at && word == "early" && self.low(the + 1) == "hours" {
            return bare(the + 2);
        }
        if the > at && dark(the) && self.before(at, &["through", "during", "in", "throughout", "into", "over", "later", "earlier"]) && self.is(the + 1, &[".", ",", ";", "in", "near", "at", "around", "across", "on", "by", "and", "but", "when", "as", "after", "before", "from"]) {
            return bare(the + 1);
        }
        None
    }
}

/// Whether a core names a single day that a clock time can be of.
fn names_day(core: &Core) -> bool {
    match core {
        Core::Date { .. } | Core::DayOfMonth { .. } | Core::Weekday { .. } | Core::NthWeekday { .. } | Core::NthOf { .. }
        | Core::EveOf { .. } | Core::EveOfDate(_) | Core::Feast { .. } | Core::Easter { .. } | Core::Figures { .. } => true,
        Core::Shift { unit, .. } | Core::Offset { unit, .. } => *unit == Unit::Day,
        Core::Same(unit) => *unit == Unit::Day,
        _ => false,
    }
}

/// Whether two cores can be the ends of one range.
fn same_sort(a: &Core, b: &Core) -> bool {
    let sort = |core: &Core| match core {
        Core::Month { .. } => 1,
        Core::Year(_) => 2,
        Core::Decade(_) | Core::Century(_) => 3,
        Core::Season { .. } => 4,
        Core::Shift { unit, .. } if *unit != Unit::Day => 5,
        Core::Unknown | Core::Window { .. } | Core::Soon | Core::SamePeriod => 6,
        _ => 0,
    };
    sort(a) == sort(b) || matches!((a, b), (Core::Month { .. } | Core::Date { .. }, Core::Month { .. } | Core::Date { .. }))
}

/// Two figures of which one is the day and one the month.
fn day_and_month(a: u32, b: u32, year: Year) -> Option<Core> {
    let fits = a > 0 && b > 0 && a <= 31 && b <= 31 && (a <= 12 || b <= 12);
    fits.then_some(Core::Figures { first: a as i8, second: b as i8, year })
}

/// A year of two digits: in reports, 30 to 99 lie in the last century.
fn full_year(y: u32) -> i16 {
    if y >= 50 { 1900 + y as i16 } else { 2000 + y as i16 }
}
