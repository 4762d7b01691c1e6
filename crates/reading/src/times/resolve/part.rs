//! Clock times and parts of a day that name no day themselves, and the day of a quotation.

use super::{NEAR, Resolved, Resolver};
use crate::times::anchor::{Lead, Tense, Told, told_day};
use crate::times::edtf::{self, Point, Value};
use crate::times::resolve::count::clocked;
use dateline_text::Span;
use jiff::civil::Date;

impl Resolver<'_> {
    /// A clock time or part of a day: of the day told in its sentence, else in its paragraph, else the report's.
    pub(super) fn clock_alone(&self, i: usize, told: Option<Told>) -> Resolved {
        let found = &self.found[i];
        let rule = if found.clock.is_some() {
            "time.clock"
        } else {
            "time.part"
        };
        let (sentence, paragraph, quoted) = self.token_sentence(i);
        let fits = |j: usize| {
            let (s, _, q) = self.token_sentence(j);
            s == sentence
                && q == quoted
                && !matches!(self.lead[j], Lead::Since | Lead::Until | Lead::Back)
                && self.own[j].is_some_and(|v| v.day().is_some())
                && self.around.covers(&self.found[j], found)
        };
        let before = (0..i)
            .rev()
            .take(NEAR)
            .take_while(|&j| self.token_sentence(j).0 == sentence)
            .find(|&j| fits(j));
        let after = || {
            (i + 1..self.found.len())
                .take(NEAR)
                .take_while(|&j| self.token_sentence(j).0 == sentence)
                .find(|&j| fits(j))
        };
        let (day, from) = if let Some(j) = before.or_else(after).filter(|&j| self.dateline != Some(j)) {
            (self.own[j].and_then(Value::day), Some(self.span(j)))
        } else if let Some(told) = told.filter(|t| t.paragraph == paragraph && t.sentence != sentence) {
            (told_day(told.value), Some(told.span))
        } else if let Some(lead) = found.clock.and(self.lead_day) {
            (Some(lead.0), Some(lead.1))
        } else {
            (self.day, self.day_words)
        };
        let Some(day) = day else {
            return Resolved {
                value: None,
                rule: "time.unknown",
                from: Vec::new(),
            };
        };
        let value = match found.clock {
            Some(clock) => clocked(day, clock, found.clock_until),
            None => Value::One(Point::Day(day)),
        };
        let value = match (self.lead[i], value) {
            (Lead::Since, Value::One(p)) => Value::Since(p),
            (_, value) => value,
        };
        Resolved {
            value: Some(value),
            rule,
            from: from.into_iter().collect(),
        }
    }

    /// The day that the report's first paragraph is about, if it lies just before the report's own.
    pub(super) fn find_lead_day(&self) -> Option<(Date, Span)> {
        let first = self.around.tokens.list.first()?.paragraph;
        let i = (0..self.found.len())
            .find(|&i| Some(i) != self.dateline && self.own[i].is_some_and(|v| v.day().is_some()))?;
        let (_, paragraph, quoted) = self.token_sentence(i);
        let day = self.own[i]?.day()?;
        let near = self
            .day
            .is_some_and(|d| edtf::days(d, -2).is_some_and(|from| (from..=d).contains(&day)));
        let told = paragraph <= first + 2
            && !quoted
            && self.lead[i] == Lead::Other
            && self.tense[i].0 == Tense::Past;
        (near && told).then(|| (day, self.span(i)))
    }

    /// The day on which a quotation was uttered, if the narrator tells it beside the quotation.
    pub(super) fn day_of_saying(&self, i: usize) -> Option<(Date, Span)> {
        let (sentence, paragraph, _) = self.token_sentence(i);
        let fits = |j: &usize| {
            let (s, p, quoted) = self.token_sentence(*j);
            p == paragraph
                && !quoted
                && (sentence..=sentence + 1).contains(&s)
                && self.tense[*j].0 == Tense::Past
                && self.around.of_saying(&self.found[*j])
        };
        let after = (i + 1..self.found.len())
            .take(NEAR)
            .take_while(|&j| self.token_sentence(j).0 <= sentence + 1)
            .find(fits);
        let before = || {
            (0..i)
                .rev()
                .take(NEAR)
                .take_while(|&j| self.token_sentence(j).0 == sentence)
                .find(fits)
        };
        let j = after.or_else(before)?;
        let day = self.own[j]?.day()?;
        let near = self
            .day
            .is_none_or(|d| edtf::days(d, -7).is_some_and(|from| (from..=d).contains(&day)));
        near.then(|| (day, self.span(j)))
    }
}
