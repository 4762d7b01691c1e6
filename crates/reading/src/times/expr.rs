//! What an expression says before it is known when: the tree that `recognise` builds and `resolve` reads.

use super::calendar::Unit;
use super::edtf::Clock;

/// Which of the days, months or seasons of one name is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Pick {
    /// Left to tense.
    Bare,
    Last,
    This,
    Next,
    /// In the week, month or year so many from that of the report.
    Of(i32),
    /// Of the one last told: "May that year".
    That,
}

/// A date as it is worded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Core {
    /// "20 September", with a year if it has one.
    Date {
        day: i8,
        month: i8,
        year: Year,
        weekday: Option<i8>,
    },
    /// "the 15th", of the month so many from that of the report; none: by tense.
    DayOfMonth {
        day: i8,
        of: Option<i32>,
        weekday: Option<i8>,
    },
    Weekday {
        day: i8,
        pick: Pick,
    },
    /// "the first Friday of July".
    NthWeekday {
        nth: u8,
        day: i8,
        month: Option<i8>,
        year: Year,
        of: i32,
    },
    Month {
        month: i8,
        year: Year,
        pick: Pick,
    },
    Year(i16),
    Decade(i16),
    Century(i16),
    /// "the first quarter of 2019".
    Quarter {
        nth: i8,
        year: Year,
    },
    /// A day known by its name: "the September 11 attacks".
    Fixed(jiff::civil::Date),
    Season {
        code: i8,
        year: Year,
        pick: Pick,
    },
    /// "last week", "today": the unit so many from the report's.
    Shift {
        unit: Unit,
        by: i32,
    },
    /// "three days ago" (`low` = `high`), counted from a base.
    Offset {
        low: i32,
        high: i32,
        unit: Unit,
        base: Base,
    },
    /// "the past three days", "the next two weeks".
    Window {
        n: i32,
        unit: Unit,
        back: bool,
    },
    /// "the next few days".
    Soon,
    /// "that day", "the same week".
    Same(Unit),
    /// "the same period".
    SamePeriod,
    /// "the second day of the truce": the event word's token.
    NthOf {
        n: i32,
        unit: Unit,
        event: usize,
    },
    /// "the week after the signing".
    UnitFrom {
        unit: Unit,
        back: bool,
        event: usize,
    },
    /// "the eve of the vote": the event word's token.
    EveOf {
        event: usize,
    },
    /// The day before a date.
    EveOfDate(Box<Core>),
    /// "the last week of May": week 1 to 4, 5 for the last, of a month.
    WeekOf {
        nth: u8,
        month: i8,
        year: Year,
    },
    /// "the week of 4 February", "the week ending Friday".
    WeekFrom {
        how: WeekHow,
        date: Box<Core>,
    },
    /// A feast on a fixed day.
    Feast {
        month: i8,
        day: i8,
        year: Year,
    },
    /// Easter Sunday and days counted from it.
    Easter {
        by: i32,
        year: Year,
    },
    /// The midnight or night between two days.
    Between(Box<Core>, Box<Core>),
    /// A day and month in figures whose order the report's habit tells.
    Figures {
        first: i8,
        second: i8,
        year: Year,
    },
    /// Names a calendar time that cannot be known here: "a few days ago", "Ramadan".
    Unknown,
}

/// How a week lies to its date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum WeekHow {
    /// Monday to Sunday around it.
    Around,
    From,
    To,
}

/// The year of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Year {
    /// Left to tense.
    None,
    Fixed(i16),
    /// So many from that of the report: "last year".
    Shift(i32),
    /// The one last told: "that year".
    That,
}

/// What an offset is counted from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Base {
    /// The report's day: "ago".
    Report,
    /// The day last told, else the report's: "a day earlier".
    Told,
    /// The day last told only: "the next day".
    ToldOnly,
    /// An event, by its word's token.
    Event(usize),
    /// A date: "two days after the 14th".
    Date(Box<Core>),
}

/// An expression as found: tokens `from..to`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The date; none for a clock time or part of a day alone.
    pub(super) core: Option<Core>,
    /// The other end of a range.
    pub(super) until: Option<Core>,
    pub(super) clock: Option<Clock>,
    pub(super) clock_until: Option<Clock>,
    /// A part of a day stands in it.
    pub(super) part: bool,
}
