//! Figures and what is written against them.

use crate::abbreviation::lowered;
use crate::chars::is_word;

/// Units and multiples that are cut from a number. Sorted.
const UNITS: &[&str] = &[
    "a",
    "am",
    "b",
    "bbl",
    "billion",
    "bn",
    "c",
    "cc",
    "cl",
    "cm",
    "day",
    "days",
    "deg",
    "f",
    "feet",
    "ft",
    "gb",
    "gbp",
    "h",
    "ha",
    "hh",
    "hour",
    "hours",
    "hp",
    "hr",
    "hrs",
    "hz",
    "in",
    "k",
    "kb",
    "kg",
    "khz",
    "kilometers",
    "kilometres",
    "km",
    "kmh",
    "kms",
    "kn",
    "knots",
    "kph",
    "kt",
    "kw",
    "kwh",
    "l",
    "lb",
    "lbs",
    "m",
    "mb",
    "mg",
    "mhz",
    "mi",
    "mile",
    "miles",
    "million",
    "min",
    "mins",
    "minute",
    "minutes",
    "ml",
    "mm",
    "mn",
    "month",
    "months",
    "mph",
    "mw",
    "mwh",
    "nm",
    "oz",
    "p",
    "pc",
    "people",
    "percent",
    "persons",
    "pm",
    "pp",
    "ppm",
    "sec",
    "secs",
    "sq",
    "t",
    "tn",
    "ton",
    "tonnes",
    "tons",
    "watt",
    "week",
    "weeks",
    "x",
    "yards",
    "year",
    "years",
    "yrs",
];

/// Codes and signs of currencies that stand before a number. Sorted.
const CURRENCIES: &[&str] = &[
    "ad", "aed", "afn", "amd", "aud", "azn", "brl", "cad", "cdf", "chf", "cny", "cop", "egp", "etb", "eur",
    "gbp", "ils", "inr", "iqd", "irr", "jpy", "kes", "lbp", "lyd", "mmk", "ngn", "pkr", "rmb", "rs", "rub",
    "sar", "sdg", "ssp", "syp", "try", "uah", "ugx", "usd", "yer", "zar",
];

/// Letters that stand before a currency sign as part of it: `US$`, `A$`. Sorted.
const DOLLARS: &[&str] = &["a", "au", "c", "ca", "cad", "hk", "nz", "r", "s", "u", "us"];

/// Where a unit starts in a word that begins with a figure: `20|km`, `5|pm`; nothing in `20th`, `1980s`, `4A`.
pub(crate) fn unit(word: &str) -> Option<usize> {
    let at = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':')))?;
    let letters = &word[at..];
    // "4C", "3F", "18T" are numbers of rooms, seats and forms; "20C" could be degrees and is seldom.
    let known = lowered(letters, |w| UNITS.binary_search(&w).is_ok()).unwrap_or(false);
    let capital = letters.len() == 1 && letters.as_bytes()[0].is_ascii_uppercase();
    let fits = match letters {
        "K" | "M" => true,
        "a" | "b" | "c" | "p" | "f" | "t" | "l" | "h" => word.as_bytes()[..at].contains(&b'.') || at > 1,
        _ if capital => false,
        _ => true,
    };
    (known && fits && letters != "a").then_some(at)
}

/// Where the figure starts in a word that begins with a currency: `USD|500`.
pub(crate) fn after_currency(word: &str) -> Option<usize> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let capitals = word[..at].bytes().next().is_some_and(|b| b.is_ascii_uppercase());
    let known = lowered(&word[..at], |w| CURRENCIES.binary_search(&w).is_ok()).unwrap_or(false);
    (known && (capitals || &word[..at] == "rs")).then_some(at)
}

/// Whether letters before a dollar sign belong to it.
pub(crate) fn is_dollar(letters: &str) -> bool {
    letters.bytes().all(|b| b.is_ascii_uppercase())
        && lowered(letters, |w| DOLLARS.binary_search(&w).is_ok()).unwrap_or(false)
}

/// Signs of currency.
pub(crate) const fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{A2}'..='\u{A5}' | '\u{20A0}'..='\u{20CF}' | '\u{FF04}')
}

/// Whether the comma between a figure and `rest` groups or divides digits, and does not end a list item.
pub(crate) fn comma_joins(before: &str, rest: &str, in_square: bool) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let ended = !rest[digits..].starts_with(is_word);
    before.ends_with(|c: char| c.is_ascii_digit())
        && digits > 0
        && (digits == 3 || !in_square && ended && digits < 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [UNITS, CURRENCIES, DOLLARS] {
            assert!(table.is_sorted());
        }
    }

    #[test]
    fn units() {
        for (word, at) in [
            ("20km", Some(2)),
            ("5m", Some(1)),
            ("10:30am", Some(5)),
            ("20th", None),
            ("1980s", None),
            ("4A", None),
        ] {
            assert_eq!(unit(word), at, "{word}");
        }
        assert_eq!(after_currency("USD500"), Some(3));
        assert_eq!(after_currency("M23"), None);
    }
}
