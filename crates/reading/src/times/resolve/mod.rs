//! From what an expression says to when it is.

mod core;
mod count;
mod event;
mod part;
mod pick;

use super::anchor::{Around, Lead, Tense, Told, told_day};
use super::calendar::Unit;
use super::edtf::{self, Value};
use super::expr::{Base, Core, Found, Pick, Year};
use count::{clocked, range};
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
            // "that day" reaches back over a paragraph.
            let same = matches!(self.found[i].core, Some(Core::Same(Unit::Day)));
            let far = |t: &Told| same && t.paragraph == paragraph && reach(t, 2 * REACH);
            let resolved = self.one(
                i,
                told.filter(|t| reach(t, REACH) || far(t)),
                period.filter(|t| reach(t, REACH + 1)),
            );
            if let Some(value) = resolved.value {
                let here = Told {
                    value,
                    sentence,
                    paragraph,
                    span: self.span(i),
                };
                // "had left by Monday" tells of Monday.
                let reached = self.lead[i] == Lead::Limit
                    && self.tense[i].0 == Tense::Past
                    && told_day(value).zip(self.day).is_some_and(|(t, now)| t <= now);
                let told_as_background = !reached
                    && matches!(
                        self.lead[i],
                        Lead::Since | Lead::Until | Lead::Term | Lead::Back | Lead::Limit
                    )
                    || resolved.rule == "time.offset.told"
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
