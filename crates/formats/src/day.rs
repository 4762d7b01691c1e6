//! Dates as datelines write them: `Sept 20`, `24 Oct 88`, `Monday, March 3, 2022`.

use jiff::civil::{Date, date};

/// A day of the month, with the year as far as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct WrittenDay {
    year: Option<i16>,
    month: i8,
    of_month: i8,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

impl WrittenDay {
    /// Reads words that are a date and nothing else.
    pub(crate) fn parse(words: &str) -> Option<Self> {
        let (mut year, mut month, mut day) = (None, None, None);
        let pieces = words
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|piece| !piece.is_empty());
        for piece in pieces {
            if let Some(number) = month_number(piece) {
                set(&mut month, number)?;
            } else if let Some(number) = number(piece) {
                // The day comes first, unless the month has come and the number is a year.
                match day {
                    None if number <= 31 => day = Some(number as i8),
                    _ if month.is_some() => set(&mut year, full_year(piece, number)?)?,
                    _ => return None,
                }
            } else if !is_weekday(piece) {
                return None;
            }
        }
        Some(Self {
            year,
            month: month?,
            of_month: day?,
        })
    }

    /// The day meant. Where no year is written it is the one that brings the day nearest to `near`.
    pub(crate) fn resolve(self, near: Option<Date>) -> Option<Date> {
        if let Some(year) = self.year {
            return Date::new(year, self.month, self.of_month).ok();
        }
        let near = near?;
        (-1..=1)
            .filter_map(|step| Date::new(near.year().checked_add(step)?, self.month, self.of_month).ok())
            .min_by_key(|&day| days_between(day, near))
    }
}

fn days_between(a: Date, b: Date) -> i32 {
    let day_number = |d: Date| {
        date(2000, 1, 1)
            .until(d)
            .map_or(i32::MAX / 2, |span| span.get_days())
    };
    (day_number(a) - day_number(b)).abs()
}

fn set<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.replace(value).is_none().then_some(())
}

fn number(piece: &str) -> Option<i16> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| piece.strip_suffix(end))
        .unwrap_or(piece);
    let digits = digits.strip_suffix('.').unwrap_or(digits);
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| digits.parse().ok())?
        .filter(|&n| n > 0 || piece == "00")
}

/// Two digits stand for the years from 1950 to 2049.
fn full_year(piece: &str, number: i16) -> Option<i16> {
    match (piece.len(), number) {
        (2, 0..50) => Some(2000 + number),
        (2, _) => Some(1900 + number),
        (4, 1000..) => Some(number),
        _ => None,
    }
}

pub(crate) fn month_number(word: &str) -> Option<i8> {
    prefix_of(word, &MONTHS).map(|at| at as i8 + 1)
}

pub(crate) fn is_weekday(word: &str) -> bool {
    prefix_of(word, &WEEKDAYS).is_some()
}

/// The name of which `word` is the whole or an abbreviation of three letters or more.
fn prefix_of(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.strip_suffix('.').unwrap_or(word).to_ascii_lowercase();
    names
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, near: Option<Date>, want: Option<Date>) {
        assert_eq!(
            WrittenDay::parse(words).and_then(|day| day.resolve(near)),
            want,
            "{words}"
        );
    }

    #[test]
    fn the_year_is_the_written_one_or_the_nearest() {
        check("24 Oct 88", None, Some(date(1988, 10, 24)));
        check("March 3, 2022", None, Some(date(2022, 3, 3)));
        check("Sept. 20", Some(date(2023, 9, 21)), Some(date(2023, 9, 20)));
        check(
            "Tuesday, 31 December",
            Some(date(2024, 1, 2)),
            Some(date(2023, 12, 31)),
        );
        check("Jan 1", Some(date(2023, 12, 31)), Some(date(2024, 1, 1)));
        check("May 22nd", None, None);
    }

    #[test]
    fn other_words_are_no_date() {
        for words in [
            "Lebanon",
            "May",
            "20",
            "2023",
            "20 people",
            "Sept 20 30 40",
            "31 Feb 88",
            "",
            "Ma 3",
        ] {
            check(words, Some(date(2023, 9, 21)), None);
        }
    }
}
