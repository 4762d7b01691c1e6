//! Words of the calendar and what they stand for.
//!
//! What the grammar of times cannot do without stands here; the lexicon's `calendar.tsv` adds to it.

use dateline_lexicon::Lexicon;

/// Whether a word stands in a list of words set apart by blanks. No word stands in it if it is empty.
pub(super) fn one_of(word: &str, list: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|w| w == word)
}

/// A unit of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Year,
    Decade,
    Century,
}

/// The calendar as the built-in words and the tables of the lexicon have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar<'a> {
    lexicon: &'a Lexicon,
}

impl<'a> Calendar<'a> {
    pub(super) const fn new(lexicon: &'a Lexicon) -> Self {
        Self { lexicon }
    }

    /// The value of a word in a class of the table.
    fn table(self, word: &str, class: &str) -> Option<&'a str> {
        let rows = self.lexicon.words.calendar.get(word)?;
        rows.iter().find(|r| r.class == class).map(|r| r.value.as_str())
    }

    /// A number of the table that lies in a range.
    fn number(self, word: &str, class: &str, from: i8, to: i8) -> Option<i8> {
        self.table(word, class)?
            .parse()
            .ok()
            .filter(|n| (from..=to).contains(n))
    }

    /// 1 for Monday to 7 for Sunday.
    pub(super) fn weekday(self, word: &str) -> Option<i8> {
        Some(match word {
            "monday" => 1,
            "tuesday" => 2,
            "wednesday" => 3,
            "thursday" => 4,
            "friday" => 5,
            "saturday" => 6,
            "sunday" => 7,
            // A short form is too often another word to be let in by a table.
            _ if is_short_weekday(word) => return None,
            _ => return self.number(word, "weekday", 1, 7),
        })
    }

    /// 1 for January to 12 for December.
    pub(super) fn month(self, word: &str) -> Option<i8> {
        Some(match word {
            "january" | "jan" => 1,
            "february" | "feb" => 2,
            "march" | "mar" => 3,
            "april" | "apr" => 4,
            "may" => 5,
            "june" | "jun" => 6,
            "july" | "jul" => 7,
            "august" | "aug" => 8,
            "september" | "sept" | "sep" => 9,
            "october" | "oct" => 10,
            "november" | "nov" => 11,
            "december" | "dec" => 12,
            _ => return self.number(word, "month", 1, 12),
        })
    }

    /// The EDTF code of a season: 21 for spring to 24 for winter.
    pub(super) fn season(self, word: &str) -> Option<i8> {
        Some(match word {
            "spring" | "springtime" => 21,
            "summer" | "summertime" => 22,
            "autumn" | "fall" => 23,
            "winter" | "wintertime" => 24,
            _ => return self.number(word, "season", 21, 24),
        })
    }

    /// The feast of this name.
    pub(super) fn feast(self, name: &str) -> Option<Feast> {
        let value = match name {
            "christmas" | "christmas day" => "12-25",
            "christmas eve" => "12-24",
            "new year's eve" => "12-31",
            "new year's day" | "new year's" => "01-01",
            "easter" | "easter sunday" => "easter",
            "easter monday" => "easter_monday",
            "good friday" => "good_friday",
            _ => self.table(name, "holiday")?,
        };
        if let Some((month, day)) = value.split_once('-') {
            return Some(Feast::Fixed {
                month: month.parse().ok()?,
                day: day.parse().ok()?,
            });
        }
        let by = match value {
            "easter" => 0,
            "easter_monday" => 1,
            "holy_saturday" => -1,
            "good_friday" => -2,
            "maundy_thursday" => -3,
            "palm_sunday" => -7,
            "ash_wednesday" => -46,
            "ascension" => 39,
            "pentecost" => 49,
            _ => return Some(Feast::Moving),
        };
        Some(Feast::Easter(by))
    }
}

/// When a feast is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Feast {
    Fixed {
        month: i8,
        day: i8,
    },
    /// So many days from Easter Sunday.
    Easter(i32),
    /// On a day that another calendar or a country sets.
    Moving,
}

/// The day from 1 for Monday of `Mon`, `Tues`. Such forms are let in only where the place speaks for them.
pub(super) fn short_weekday(word: &str) -> Option<i8> {
    Some(match word {
        "mon" => 1,
        "tue" | "tues" => 2,
        "wed" | "weds" => 3,
        "thu" | "thur" | "thurs" => 4,
        "fri" => 5,
        "sat" => 6,
        "sun" => 7,
        _ => return None,
    })
}

fn is_short_weekday(word: &str) -> bool {
    short_weekday(word).is_some()
}

/// Whether a month's form is short (`Oct`).
pub(super) fn is_short_month(word: &str) -> bool {
    word != "may" && word.len() <= 4 && word != "june" && word != "july"
}

/// A unit, singular or plural.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "hour" | "hours" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "fortnight" | "fortnights" => Unit::Fortnight,
        "weekend" | "weekends" => Unit::Weekend,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        _ => return None,
    })
}

/// A part of a day: the date stays that of the day.
pub(super) fn is_day_part(word: &str) -> bool {
    matches!(
        word,
        "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "noon"
            | "midday"
            | "midnight"
            | "dawn"
            | "dusk"
            | "daybreak"
            | "nightfall"
            | "sunset"
            | "sunrise"
            | "lunchtime"
            | "overnight"
    )
}

/// Parts of a day that stand for a moment without a "the": "at dawn".
pub(super) fn is_moment(word: &str) -> bool {
    matches!(
        word,
        "noon" | "midday" | "midnight" | "dawn" | "dusk" | "daybreak" | "nightfall" | "sunset" | "sunrise"
    )
}

/// A number word below one hundred.
pub(super) fn cardinal(word: &str) -> Option<u32> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    ONES.iter()
        .position(|&w| w == word)
        .map(|n| n as u32)
        .or_else(|| tens(word))
}

/// "twenty" to "ninety".
pub(super) fn tens(word: &str) -> Option<u32> {
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    TENS.iter().position(|&w| w == word).map(|n| 20 + 10 * n as u32)
}

/// An ordinal below twenty, and the full tens.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    const ORDINALS: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    match word {
        "twentieth" => Some(20),
        "thirtieth" => Some(30),
        _ => ORDINALS.iter().position(|&w| w == word).map(|n| n as u32),
    }
}

/// "the nineties": the decade's first year in the century that news writes of.
pub(super) fn decade_word(word: &str) -> Option<i16> {
    Some(match word {
        "twenties" => 1920,
        "thirties" => 1930,
        "forties" => 1940,
        "fifties" => 1950,
        "sixties" => 1960,
        "seventies" => 1970,
        "eighties" => 1980,
        "nineties" => 1990,
        _ => return None,
    })
}
