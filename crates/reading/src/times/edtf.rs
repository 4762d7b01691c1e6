//! Values in Extended Date/Time Format, level 1.

use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt;

/// A clock time, with its distance from UTC in minutes where the text gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) zone: Option<i16>,
}

/// One time without an end of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Point {
    Day(Date),
    At(Date, Clock),
    Month(i16, i8),
    Year(i16),
    /// First year.
    Decade(i16),
    /// First year.
    Century(i16),
    Season(i16, i8),
}

impl Point {
    /// The day, where it is one.
    pub(super) const fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::At(day, _) => Some(day),
            _ => None,
        }
    }

    /// The year it lies in.
    pub(super) fn year(self) -> i16 {
        match self {
            Self::Day(day) | Self::At(day, _) => day.year(),
            Self::Month(y, _) | Self::Year(y) | Self::Decade(y) | Self::Century(y) | Self::Season(y, _) => y,
        }
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::At(day, _) => Some(day),
            Self::Month(y, m) => Date::new(y, m, 1).ok(),
            Self::Season(y, s) => Date::new(y, if s == 24 { 12 } else { (s - 20) * 3 }, 1).ok(),
            Self::Year(y) | Self::Decade(y) | Self::Century(y) => Date::new(y, 1, 1).ok(),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{day}"),
            Self::At(day, Clock { hour, minute, zone }) => {
                write!(f, "{day}T{hour:02}:{minute:02}")?;
                match zone {
                    None => Ok(()),
                    Some(0) => write!(f, "Z"),
                    Some(off) => {
                        let sign = if off < 0 { '-' } else { '+' };
                        write!(f, "{sign}{:02}:{:02}", off.abs() / 60, off.abs() % 60)
                    }
                }
            }
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Decade(y) => write!(f, "{:03}X", y / 10),
            Self::Century(y) => write!(f, "{:02}XX", y / 100),
            Self::Season(y, s) => write!(f, "{y:04}-{s:02}"),
        }
    }
}

/// A value: one time, an interval, or an interval open at one end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Value {
    One(Point),
    Span(Point, Point),
    Since(Point),
    Until(Point),
}

impl Value {
    /// The single day, where it is one.
    pub(super) const fn day(self) -> Option<Date> {
        match self {
            Self::One(point) => point.day(),
            _ => None,
        }
    }

    /// Where it starts; what it is, if it is one time.
    pub(super) const fn start(self) -> Option<Point> {
        match self {
            Self::One(p) | Self::Span(p, _) | Self::Since(p) => Some(p),
            Self::Until(_) => None,
        }
    }

    /// Where it ends; what it is, if it is one time.
    pub(super) const fn end(self) -> Option<Point> {
        match self {
            Self::One(p) | Self::Span(_, p) | Self::Until(p) => Some(p),
            Self::Since(_) => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(p) => write!(f, "{p}"),
            Self::Span(a, b) => write!(f, "{a}/{b}"),
            Self::Since(p) => write!(f, "{p}/.."),
            Self::Until(p) => write!(f, "../{p}"),
        }
    }
}

/// A day so many days on; none outside the calendar.
pub(super) fn days(day: Date, by: i32) -> Option<Date> {
    day.checked_add(by.days()).ok()
}

/// A month so many months on, as its first day.
pub(super) fn months(day: Date, by: i32) -> Option<Date> {
    day.first_of_month().checked_add(by.months()).ok()
}

/// Monday of the week of a day.
pub(super) fn monday(day: Date) -> Option<Date> {
    days(day, 1 - i32::from(day.weekday().to_monday_one_offset()))
}

/// Easter Sunday of the western churches (the anonymous Gregorian computus, in its own letters).
#[allow(clippy::many_single_char_names)]
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, month as i8, day as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_edtf() {
        let day = Date::constant(2022, 3, 9);
        let at = |zone| {
            Value::One(Point::At(
                day,
                Clock {
                    hour: 7,
                    minute: 5,
                    zone,
                },
            ))
        };
        assert_eq!(
            Value::Span(Point::Day(day), Point::Month(2022, 4)).to_string(),
            "2022-03-09/2022-04"
        );
        assert_eq!(Value::Since(Point::Decade(1990)).to_string(), "199X/..");
        assert_eq!(Value::Until(Point::Season(2022, 21)).to_string(), "../2022-21");
        assert_eq!(at(None).to_string(), "2022-03-09T07:05");
        assert_eq!(at(Some(0)).to_string(), "2022-03-09T07:05Z");
        assert_eq!(at(Some(-210)).to_string(), "2022-03-09T07:05-03:30");
        assert_eq!(Point::Century(1900).to_string(), "19XX");
    }

    #[test]
    fn easter_is_that_of_the_almanacs() {
        assert_eq!(easter(2022), Date::new(2022, 4, 17).ok());
        assert_eq!(easter(2024), Date::new(2024, 3, 31).ok());
    }

    #[test]
    fn weeks_start_on_monday() {
        assert_eq!(monday(Date::constant(2023, 9, 24)), Date::new(2023, 9, 18).ok());
    }
}
