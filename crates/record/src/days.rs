//! EDTF values as stretches of days, so that times can be compared.

use jiff::civil::Date;
use std::fmt;

/// A stretch of calendar days, both ends included, as days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Days {
    /// The first day; `i32::MIN` where the beginning is open.
    pub from: i32,
    /// The last day; `i32::MAX` where the end is open.
    pub to: i32,
}

impl Days {
    /// One day.
    pub const fn day(day: i32) -> Self {
        Self { from: day, to: day }
    }

    /// The days that an EDTF value of the contract covers; none for a value that is no date.
    ///
    /// ```
    /// use dateline_record::Days;
    ///
    /// let days = Days::of("2023-09-19/2023-09-20").unwrap();
    /// assert_eq!(days.to - days.from, 1);
    /// assert_eq!(Days::of("199X").unwrap().to_string(), "1990-01-01/1999-12-31");
    /// assert!(Days::of("soon").is_none());
    /// ```
    pub fn of(edtf: &str) -> Option<Self> {
        if let Some((from, to)) = edtf.split_once('/') {
            let from = if from.is_empty() || from == ".." {
                i32::MIN
            } else {
                Self::of(from)?.from
            };
            let to = if to.is_empty() || to == ".." {
                i32::MAX
            } else {
                Self::of(to)?.to
            };
            return (from <= to).then_some(Self { from, to });
        }
        let value = edtf.trim_end_matches(['?', '~', '%']);
        let day = value.split('T').next().unwrap_or_default();
        let mut parts = day.split('-');
        let year = parts.next()?;
        // Whether it is a year at all, and one of a known century.
        if year.len() != 4 || year.starts_with('X') {
            return None;
        }
        let low: i16 = year.replace('X', "0").parse().ok()?;
        let high: i16 = year.replace('X', "9").parse().ok()?;
        let month = parts.next().map(str::parse::<i8>).transpose().ok()?;
        let date = parts.next().map(str::parse::<i8>).transpose().ok()?;
        let (first, last) = match (month, date) {
            (None, _) => (Date::new(low, 1, 1).ok()?, Date::new(high, 12, 31).ok()?),
            // Seasons of EDTF: spring 21, summer 22, autumn 23, winter 24, the last reaching into the next year.
            (Some(season @ 21..=24), None) => {
                let month = if season == 24 { 12 } else { (season - 20) * 3 };
                let first = Date::new(low, month, 1).ok()?;
                let last = if season == 24 {
                    Date::new(low + 1, 2, 1)
                } else {
                    Date::new(low, month + 2, 1)
                };
                (first, last.ok()?.last_of_month())
            }
            (Some(month), None) => {
                let first = Date::new(low, month, 1).ok()?;
                (first, first.last_of_month())
            }
            (Some(month), Some(date)) => {
                let day = Date::new(low, month, date).ok()?;
                (day, day)
            }
        };
        Some(Self {
            from: number(first),
            to: number(last),
        })
    }

    /// Whether the two share a day.
    pub const fn meets(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The number of days, large where an end is open.
    pub const fn len(self) -> i64 {
        self.to as i64 - self.from as i64 + 1
    }

    /// Never: a stretch has at least one day. (For the lint that wants it beside `len`.)
    pub const fn is_empty(self) -> bool {
        false
    }

    /// The days that both have.
    pub fn both(self, other: Self) -> Option<Self> {
        let both = Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        };
        (both.from <= both.to).then_some(both)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |day: i32| match day {
            i32::MIN | i32::MAX => "..".to_owned(),
            day => iso(day),
        };
        if self.from == self.to {
            f.write_str(&end(self.from))
        } else {
            write!(f, "{}/{}", end(self.from), end(self.to))
        }
    }
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// A day as a number.
fn number(date: Date) -> i32 {
    date.since(EPOCH).map_or(0, |span| span.get_days())
}

/// A day as ISO 8601 has it.
pub fn iso(day: i32) -> String {
    use jiff::ToSpan;
    EPOCH
        .checked_add(day.days())
        .map_or_else(|_| "..".to_owned(), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edtf: &str, want: &str) {
        assert_eq!(
            Days::of(edtf).map(|d| d.to_string()).unwrap_or_default(),
            want,
            "{edtf}"
        );
    }

    #[test]
    fn values_cover_their_days() {
        check("2023-09-20", "2023-09-20");
        check("2023-09-20T13:00", "2023-09-20");
        check("2024-02", "2024-02-01/2024-02-29");
        check("2023-24", "2023-12-01/2024-02-29");
        check("2022-12/..", "2022-12-01/..");
        check("../2022", "../2022-12-31");
        check("2023-10/2023-09", "");
        check("XXXX-09-20", "");
        check("", "");
    }

    #[test]
    fn stretches_meet_where_they_share_a_day() {
        let days = |edtf| Days::of(edtf).unwrap();
        assert!(days("2023-09").meets(days("2023-09-30")));
        assert!(!days("2023-09").meets(days("2023-10-01")));
        assert!(days("2022/..").meets(days("2024")));
    }
}
