//! From what an expression says to when it is.

mod count;
mod pick;

use super::anchor::{Around, Lead, Tense, Told, told_day};
use super::calendar::Unit;
use super::edtf::{self, Point, Value};
use super::expr::{Base, Core, Found, Pick, WeekHow, Year};
use count::{add, around, clocked, offset_point, range, shift, window};
use dateline_text::Span;
use jiff::civil::Date;
use pick::View;

/// A value with the rule that gave it and the words it was related to.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Resolved {
    pub(super) value: Option<Value>,
    pub(super) rule: &'static str,
    pub(super) from: Vec<Span>,
}

/// Resolves the expressions of one report in order.
#[derive(Debug)]
pub(super) struct Resolver<'a> {
    pub(super) around: Around<'a>,
    found: &'a [Found],
    /// The report's day and, if it stands in the text, the words that tell it.
    day: Option<Date>,
    day_words: Option<Span>,
    /// The expression that is the dateline's date.
    dateline: Option<usize>,
    /// Whether figures put the day before the month; none: unknown.
    day_first: Option<bool>,
    /// The values that need no other expression, by expression.
    own: Vec<Option<Value>>,
    tense: Vec<(Tense, Option<Span>)>,
    lead: Vec<Lead>,
    /// The day that the first paragraph is about, and the words that tell it.
    lead_day: Option<(Date, Span)>,
}

/// How many expressions of one sentence are looked at for a day, each way: keeps a list of ten thousand linear.
const NEAR: usize = 40;

/// How many expressions are looked at for the day of an event, each way.
const FAR: usize = 200;

/// How many sentences a told day carries.
const REACH: u32 = 2;

impl<'a> Resolver<'a> {
    pub(super) fn new(around: Around<'a>, found: &'a [Found]) -> Self {
        let report = around.cx.report();
        let published = report.published.as_ref().map(|p| p.date);
        let mut out = Self {
            around,
            found,
            day: report.reference_day(),
            day_words: None,
            dateline: None,
            day_first: None,
            own: Vec::new(),
            tense: found.iter().map(|f| around.tense(f)).collect(),
            lead: found.iter().map(|f| around.lead(f)).collect(),
            lead_day: None,
        };
        out.day_first = out.habit();
        out.find_dateline(published);
        out.own = (0..found.len()).map(|i| out.own_value(i)).collect();
        out.lead_day = out.find_lead_day();
        out
    }

    /// The dateline's day is the day of the telling, unless it lies far from publication.
    fn find_dateline(&mut self, published: Option<Date>) {
        let report = self.around.cx.report();
        let (mut day, mut words) = report.dateline.as_ref().map_or((None, None), |d| (d.day, d.date));
        if let Some(first) = self.around.dateline(self.found) {
            self.dateline = Some(0);
            if day.is_none() {
                words = Some(self.around.tokens.span(first.from, first.to));
                day = first
                    .core
                    .as_ref()
                    .and_then(|core| self.dateline_day(core, published));
            }
        }
        if let Some(day) = day {
            let near =
                published.is_none_or(|p| edtf::days(p, -10).is_some_and(|from| (from..=p).contains(&day)));
            if near {
                (self.day, self.day_words) = (Some(day), words);
            }
        }
    }

    fn dateline_day(&self, core: &Core, published: Option<Date>) -> Option<Date> {
        let view = View {
            day: published,
            tense: Tense::Past,
            lead: Lead::Other,
            told: None,
            period: None,
            finite: true,
        };
        self.core(core, &view).ok()?.0.day()
    }

    /// Whether this report writes 3/4 for the third of April: from figures that allow one reading, else from its words.
    fn habit(&self) -> Option<bool> {
        let (mut first, mut second, mut day_month, mut month_day) = (0, 0, 0, 0);
        for found in self.found {
            match &found.core {
                Some(Core::Figures { first: a, .. }) if *a > 12 => first += 1,
                Some(Core::Figures { second: b, .. }) if *b > 12 => second += 1,
                Some(Core::Date { .. }) => {
                    let figure =
                        self.around.tokens.list[found.from].kind == crate::times::token::Kind::Number;
                    if figure { day_month += 1 } else { month_day += 1 }
                }
                _ => {}
            }
        }
        match (first.max(second) > 0, day_month == month_day) {
            (true, _) if first != second => Some(first > second),
            (_, false) => Some(day_month > month_day),
            _ => None,
        }
    }

    fn token_sentence(&self, i: usize) -> (u32, u32, bool) {
        let token = self.around.tokens.list[self.found[i].from];
        (token.sentence, token.paragraph, token.quoted)
    }

    fn span(&self, i: usize) -> Span {
        self.around.tokens.span(self.found[i].from, self.found[i].to)
    }

    /// The value of an expression that stands on its own and on the report's day.
    fn own_value(&self, i: usize) -> Option<Value> {
        let core = self.found[i].core.as_ref()?;
        let view = View {
            day: self.day,
            tense: self.tense[i].0,
            lead: self.lead[i],
            told: None,
            period: None,
            finite: self.tense[i].1.is_some(),
        };
        if needs_thread(core) {
            return None;
        }
        self.core(core, &view).ok().map(|v| v.0)
    }

    /// All values, in order.
    pub(super) fn run(&self) -> Vec<Resolved> {
        let mut out = Vec::with_capacity(self.found.len());
        let (mut told, mut period): (Option<Told>, Option<Told>) = (None, None);
        for i in 0..self.found.len() {
            let (sentence, paragraph, quoted) = self.token_sentence(i);
            let reach = |t: &Told, n: u32| sentence.saturating_sub(t.sentence) <= n;
            let resolved = self.one(
                i,
                told.filter(|t| reach(t, REACH)),
                period.filter(|t| reach(t, REACH + 1)),
            );
            if let Some(value) = resolved.value {
                let here = Told {
                    value,
                    sentence,
                    paragraph,
                    span: self.span(i),
                };
                let told_as_background = matches!(
                    self.lead[i],
                    Lead::Since | Lead::Until | Lead::Term | Lead::Back | Lead::Limit
                ) || resolved.rule == "time.offset.told"
                    || resolved.rule == "time.offset.report"
                    || self.dateline == Some(i);
                if !told_as_background && !quoted && told_day(value).is_some() {
                    told = Some(here);
                }
                if !matches!(self.lead[i], Lead::Since | Lead::Until) && self.dateline != Some(i) {
                    period = Some(here);
                }
            }
            out.push(resolved);
        }
        out
    }

    fn one(&self, i: usize, told: Option<Told>, period: Option<Told>) -> Resolved {
        let found = &self.found[i];
        let (tense, verb) = self.tense[i];
        let mut from: Vec<Span> = Vec::new();
        let Some(core) = &found.core else {
            return self.clock_alone(i, told);
        };
        let mut view = View {
            day: self.day,
            tense,
            lead: self.lead[i],
            told,
            period,
            finite: verb.is_some(),
        };
        let mut said = None;
        if matches!(core, Core::Shift { unit: Unit::Day, .. }) && self.token_sentence(i).2 {
            // "today" in a quotation is the day on which it was said.
            if let Some((day, span)) = self.day_of_saying(i) {
                view.day = Some(day);
                said = Some(span);
            }
        }
        let (value, mut rule) = match self.core(core, &view) {
            Ok(found) => found,
            Err(rule) => {
                let from = told.map(|t| t.span).into_iter().collect();
                return Resolved {
                    value: None,
                    rule,
                    from,
                };
            }
        };
        match rule {
            "time.weekday.past"
            | "time.weekday.future"
            | "time.date.yearless"
            | "time.month.bare"
            | "time.season.bare" => from.extend(verb),
            "time.offset.told" | "time.offset.next" | "time.same" => {
                from.extend(view.told.or(view.period).map(|t| t.span));
            }
            "time.offset.event" | "time.nth" | "time.eve" => {
                from.extend(event_of(core).and_then(|e| self.event_day(e)).map(|d| d.1));
            }
            _ => {}
        }
        if let Some(span) = said {
            from.push(span);
            rule = "time.deictic.quoted";
        } else if from.is_empty() && relative(core) {
            from.extend(self.day_words);
        }
        let mut value = value;
        if let Some(until) = &found.until {
            match self.core(until, &view) {
                Ok((end, _)) => {
                    let Some(range) = range(value, end) else {
                        return Resolved {
                            value: None,
                            rule: "time.unknown",
                            from,
                        };
                    };
                    (value, rule) = (range, "time.range");
                }
                Err(rule) => {
                    return Resolved {
                        value: None,
                        rule,
                        from,
                    };
                }
            }
        }
        if let (Some(clock), Some(day)) = (found.clock, value.day()) {
            rule = "time.clock.dated";
            value = clocked(day, clock, found.clock_until);
        }
        if found.until.is_none() {
            match (self.lead[i], value) {
                (Lead::Since, Value::One(p) | Value::Span(p, _)) => {
                    from.extend(self.lead_words(i));
                    return Resolved {
                        value: Some(Value::Since(p)),
                        rule: "time.since",
                        from,
                    };
                }
                (Lead::Until, Value::One(p) | Value::Span(_, p)) if tense == Tense::Past => {
                    from.extend(self.lead_words(i));
                    return Resolved {
                        value: Some(Value::Until(p)),
                        rule: "time.until",
                        from,
                    };
                }
                _ => {}
            }
        }
        if self.dateline == Some(i) {
            rule = "time.dateline";
        }
        Resolved {
            value: Some(value),
            rule,
            from,
        }
    }

    fn lead_words(&self, i: usize) -> Option<Span> {
        let from = self.found[i].from;
        from.checked_sub(1).map(|b| self.around.tokens.list[b].span)
    }

    /// A clock time or part of a day: of the day told in its sentence, else in its paragraph, else the report's.
    fn clock_alone(&self, i: usize, told: Option<Told>) -> Resolved {
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
    fn find_lead_day(&self) -> Option<(Date, Span)> {
        let first = self.around.tokens.list.first()?.paragraph;
        let i = (0..self.found.len())
            .find(|&i| Some(i) != self.dateline && self.own[i].is_some_and(|v| v.day().is_some()))?;
        let (_, paragraph, quoted) = self.token_sentence(i);
        let day = self.own[i]?.day()?;
        let near = self
            .day
            .is_some_and(|d| edtf::days(d, -2).is_some_and(|from| (from..=d).contains(&day)));
        let told =
            paragraph == first && !quoted && self.lead[i] == Lead::Other && self.tense[i].0 == Tense::Past;
        (near && told).then(|| (day, self.span(i)))
    }

    /// The day on which a quotation was uttered, if the narrator tells it beside the quotation.
    fn day_of_saying(&self, i: usize) -> Option<(Date, Span)> {
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

    /// The day of an event that the report dates elsewhere, by the event word's token.
    fn event_day(&self, event: usize) -> Option<(Date, Span)> {
        let tokens = self.around.tokens;
        let (word, here) = (tokens.low(event), tokens.list[event].sentence);
        let stem = stem(word);
        let place = self.found.partition_point(|f| f.from <= event);
        let lasting = matches!(
            stem,
            "truce"
                | "ceasefire"
                | "war"
                | "siege"
                | "blockad"
                | "operation"
                | "offensiv"
                | "conflict"
                | "talk"
                | "fight"
                | "paus"
                | "clash"
        );
        let mut best: Option<(i32, Date, Span)> = None;
        for j in place.saturating_sub(FAR)..(place + FAR).min(self.found.len()) {
            let (sentence, _, _) = self.token_sentence(j);
            let Some(day) = self.own[j].and_then(Value::start).and_then(Point::day) else {
                continue;
            };
            let same = |w: &usize| tokens.list[*w].sentence == sentence;
            let found = &self.found[j];
            let from = (found.from.saturating_sub(30)..found.from)
                .find(same)
                .unwrap_or(found.from);
            let to = (found.to..(found.to + 30).min(tokens.list.len()))
                .take_while(same)
                .last()
                .map_or(found.to, |w| w + 1);
            let Some(noun) = (from..to).find(|&w| self::stem(tokens.low(w)) == stem && w != event) else {
                continue;
            };
            // A word of beginning must stand between the two or beside them for what lasts.
            let (a, b) = (noun.min(self.found[j].from), noun.max(self.found[j].to));
            let begins = self.around.begins(a.saturating_sub(3).max(from), (b + 3).min(to));
            if (lasting && !begins) || matches!(self.lead[j], Lead::Until | Lead::Term | Lead::Limit) {
                continue;
            }
            let apart = i32::try_from(b - a).unwrap_or(i32::MAX);
            let score = 40 * i32::from(begins) - apart.min(1000) - if sentence > here { 20 } else { 0 };
            if apart < 25 && best.is_none_or(|b| score > b.0) {
                best = Some((score, day, self.span(j)));
            }
        }
        best.map(|b| (b.1, b.2))
    }

    /// The value of a core, or the rule by which it stays unknown.
    fn core(&self, core: &Core, view: &View) -> Result<(Value, &'static str), &'static str> {
        self.try_core(core, view).ok_or(match core {
            Core::Figures { .. } => "time.figures.unknown",
            _ => "time.unknown",
        })
    }

    fn try_core(&self, core: &Core, view: &View) -> Option<(Value, &'static str)> {
        let one = |point, rule| Some((Value::One(point), rule));
        let on = |day: Option<Date>, rule| day.map(|d| (Value::One(Point::Day(d)), rule));
        match *core {
            Core::Date {
                day,
                month,
                year,
                weekday,
            } => match view.year(year) {
                Some(y) => on(Date::new(y, month, day).ok(), "time.date"),
                None if year == Year::None => {
                    let at = |y| Date::new(y, month, day).ok();
                    // A weekday beside the date leaves few years.
                    let named = weekday.and_then(|w| {
                        view.nearest(|y| at(y).filter(|d| d.weekday().to_monday_one_offset() == w))
                    });
                    on(named.or_else(|| view.nearest(at)), "time.date.yearless")
                }
                None => None,
            },
            Core::Figures { first, second, year } => {
                let day_first = match (first > 12, second > 12) {
                    (true, _) => true,
                    (_, true) => false,
                    _ if first == second => true,
                    _ => self.day_first?,
                };
                let (day, month) = if day_first {
                    (first, second)
                } else {
                    (second, first)
                };
                self.try_core(
                    &Core::Date {
                        day,
                        month,
                        year,
                        weekday: None,
                    },
                    view,
                )
                .map(|v| (v.0, "time.date.figures"))
            }
            Core::DayOfMonth { day, of, weekday } => {
                let now = view.day?;
                let at =
                    |by: i32| edtf::months(now, by).and_then(|m| Date::new(m.year(), m.month(), day).ok());
                let fits = |d: &Date| weekday == Some(d.weekday().to_monday_one_offset());
                let named = (0..=6).flat_map(|n| [-n, n]).filter_map(at).find(fits);
                let value = match of {
                    Some(by) => at(by),
                    None if named.is_some() => named,
                    None => match view.tense {
                        Tense::Past => (-2..=0).rev().filter_map(at).find(|&d| d <= now),
                        _ => (0..=2).filter_map(at).find(|&d| d >= now),
                    },
                };
                on(value, "time.day-of-month")
            }
            Core::Weekday { day, pick } => view.weekday(day, pick),
            Core::NthWeekday {
                nth,
                day,
                month,
                year,
                of,
            } => {
                let first = match month {
                    Some(month) => match view.year(year) {
                        Some(y) => Date::new(y, month, 1).ok()?,
                        None => view.nearest(|y| Date::new(y, month, 1).ok())?,
                    },
                    None => edtf::months(view.day?, of)?,
                };
                let skip = (i32::from(day) - i32::from(first.weekday().to_monday_one_offset())).rem_euclid(7);
                let last = first.last_of_month().day();
                let mut n = 1 + skip + 7 * (i32::from(nth) - 1);
                while nth == 5 && n > i32::from(last) {
                    n -= 7;
                }
                on(
                    Date::new(first.year(), first.month(), i8::try_from(n).ok()?).ok(),
                    "time.weekday.nth",
                )
            }
            Core::Month { month, year, pick } => view.month(month, year, pick),
            Core::Year(y) => one(Point::Year(y), "time.year"),
            Core::Decade(y) => one(Point::Decade(y), "time.decade"),
            Core::Century(y) => one(Point::Century(y), "time.century"),
            Core::Quarter { nth, year } => {
                let y = match view.year(year) {
                    Some(y) => y,
                    None => view.day?.year(),
                };
                Some((
                    Value::Span(Point::Month(y, 3 * nth - 2), Point::Month(y, 3 * nth)),
                    "time.quarter",
                ))
            }
            Core::Fixed(date) => on(Some(date), "time.landmark"),
            Core::Season { code, year, pick } => view.season(code, year, pick),
            Core::Shift { unit, by } => shift(unit, by, view),
            Core::Offset {
                low,
                high,
                unit,
                ref base,
            } => self.offset(low, high, unit, base, view),
            Core::Window { n, unit, back } => window(n, unit, back, view.day?).map(|v| (v, "time.window")),
            Core::Soon => {
                // Within one month the month is known, if no day is.
                let now = view.day?;
                let (from, to) = (edtf::days(now, 1)?, edtf::days(now, 7)?);
                let same = from.month() == to.month();
                same.then_some((Value::One(Point::Month(from.year(), from.month())), "time.soon"))
            }
            Core::Same(unit) => {
                let told = view.told.map(|t| t.value);
                let value = if unit == Unit::Day {
                    Value::One(Point::Day(told.and_then(told_day)?))
                } else {
                    let start = view.period.or(view.told)?.value.start()?;
                    around(start, unit)?
                };
                Some((value, "time.same"))
            }
            Core::SamePeriod => {
                let value = view.period?.value;
                Some((value, "time.same"))
            }
            Core::NthOf { n, unit, event } => {
                let (day, _) = self.event_day(event)?;
                let value = match unit {
                    Unit::Day => Value::One(Point::Day(edtf::days(day, n - 1)?)),
                    Unit::Week => Value::Span(
                        Point::Day(edtf::days(day, 7 * (n - 1))?),
                        Point::Day(edtf::days(day, 7 * n - 1)?),
                    ),
                    Unit::Month | Unit::Year => {
                        Value::Span(Point::Day(add(day, n - 1, unit)?), Point::Day(add(day, n, unit)?))
                    }
                    _ => return None,
                };
                Some((value, "time.nth"))
            }
            Core::UnitFrom { unit, back, event } => {
                let (day, _) = self.event_day(event)?;
                let other = add(day, if back { -1 } else { 1 }, unit)?;
                let (a, b) = if back { (other, day) } else { (day, other) };
                Some((Value::Span(Point::Day(a), Point::Day(b)), "time.offset.event"))
            }
            Core::EveOf { event } => on(
                self.event_day(event).and_then(|d| edtf::days(d.0, -1)),
                "time.eve",
            ),
            Core::EveOfDate(ref core) => {
                let (value, _) = self.try_core(core, view)?;
                on(value.start()?.first().and_then(|d| edtf::days(d, -1)), "time.eve")
            }
            Core::WeekOf { nth, month, year } => {
                let first = match view.year(year) {
                    Some(y) => Date::new(y, month, 1).ok()?,
                    None => view.nearest(|y| Date::new(y, month, 1).ok())?,
                };
                let last = first.last_of_month();
                let (a, b) = if nth == 5 {
                    (edtf::days(last, -6)?, last)
                } else {
                    (
                        edtf::days(first, 7 * (i32::from(nth) - 1))?,
                        edtf::days(first, 7 * i32::from(nth) - 1)?,
                    )
                };
                Some((Value::Span(Point::Day(a), Point::Day(b)), "time.week-of-month"))
            }
            Core::WeekFrom { how, ref date } => {
                let day = self.try_core(date, view)?.0.day()?;
                let first = match how {
                    WeekHow::Around => edtf::monday(day)?,
                    WeekHow::From => day,
                    WeekHow::To => edtf::days(day, -6)?,
                };
                Some((
                    Value::Span(Point::Day(first), Point::Day(edtf::days(first, 6)?)),
                    "time.week-of-date",
                ))
            }
            Core::Feast { month, day, year } => {
                on(feast(view, year, |y| Date::new(y, month, day).ok()), "time.feast")
            }
            Core::Easter { by, year } => {
                let at = |y| edtf::easter(y).and_then(|d| edtf::days(d, by));
                on(feast(view, year, at), "time.feast")
            }
            Core::Between(ref a, ref b) => {
                let (a, _) = self.try_core(a, view)?;
                let (b, _) = self.try_core(b, view)?;
                // Both must be days; the pair belongs to the night that ends on the second.
                let (_, second) = (a.day()?, b.day()?);
                on(Some(second), "time.night")
            }
            Core::Unknown => None,
        }
    }

    fn offset(
        &self,
        low: i32,
        high: i32,
        unit: Unit,
        base: &Base,
        view: &View,
    ) -> Option<(Value, &'static str)> {
        // "Two years later" after "in 1994" counts years.
        if let (Base::Told | Base::ToldOnly, Unit::Year | Unit::Month, Some(told)) = (base, unit, view.period)
        {
            let point = match (told.value.end(), unit) {
                (Some(Point::Year(y)), Unit::Year) => Some(Point::Year(y + i16::try_from(low).ok()?)),
                (Some(Point::Month(y, m)), _) => offset_point(Date::new(y, m, 1).ok()?, low, unit),
                _ => None,
            };
            if let Some(point) = point.filter(|_| low == high) {
                return Some((
                    Value::One(point),
                    if low < 0 {
                        "time.offset.told"
                    } else {
                        "time.offset.next"
                    },
                ));
            }
        }
        let (day, rule) = match base {
            Base::Report => (view.day?, "time.offset.ago"),
            Base::Told => match view.told.and_then(|t| told_day(t.value)) {
                Some(day) => (day, "time.offset.told"),
                None => (view.day?, "time.offset.report"),
            },
            Base::ToldOnly => (view.told.and_then(|t| told_day(t.value))?, "time.offset.next"),
            Base::Event(event) => (self.event_day(*event)?.0, "time.offset.event"),
            Base::Date(core) => (self.try_core(core, view)?.0.day()?, "time.offset.date"),
        };
        let at = |by| offset_point(day, by, unit);
        let value = if low == high {
            Value::One(at(low)?)
        } else {
            Value::Span(at(low)?, at(high)?)
        };
        Some((value, rule))
    }
}

/// Whether a value hangs on what was told before.
fn needs_thread(core: &Core) -> bool {
    match core {
        Core::Same(_)
        | Core::SamePeriod
        | Core::NthOf { .. }
        | Core::UnitFrom { .. }
        | Core::EveOf { .. } => true,
        Core::Offset { base, .. } => !matches!(base, Base::Report | Base::Date(_)),
        Core::Date { year, .. } | Core::Month { year, .. } | Core::Season { year, .. } => *year == Year::That,
        Core::Weekday { pick, .. } => *pick == Pick::That,
        _ => false,
    }
}

/// Whether a value hangs on the report's day.
fn relative(core: &Core) -> bool {
    !matches!(
        core,
        Core::Fixed(_)
            | Core::Year(_)
            | Core::Decade(_)
            | Core::Century(_)
            | Core::Date {
                year: Year::Fixed(_),
                ..
            }
            | Core::Month {
                year: Year::Fixed(_),
                ..
            }
    )
}

/// The day of a feast: in the year told, else near the report, before or after, as a feast is named for its own sake.
fn feast(view: &View, year: Year, at: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    match view.year(year) {
        Some(year) => at(year),
        None => View {
            lead: Lead::Limit,
            ..*view
        }
        .nearest(at),
    }
}

/// A noun without the endings that its verb or plural may have.
fn stem(word: &str) -> &str {
    let word = word
        .strip_suffix("ings")
        .or_else(|| word.strip_suffix("ing"))
        .unwrap_or(word);
    let word = if word.len() > 5 {
        word.strip_suffix("ed").unwrap_or(word)
    } else {
        word
    };
    let word = word.strip_suffix('s').unwrap_or(word);
    word.strip_suffix('e')
        .filter(|w| w.len() > 3 && *w != "truc" && *w != "ceasefir")
        .unwrap_or(word)
}

/// The event word that a core counts from.
fn event_of(core: &Core) -> Option<usize> {
    match core {
        Core::NthOf { event, .. }
        | Core::UnitFrom { event, .. }
        | Core::EveOf { event }
        | Core::Offset {
            base: Base::Event(event),
            ..
        } => Some(*event),
        _ => None,
    }
}
