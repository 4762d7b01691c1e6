//! Numerals in digits and words: "1,200", "two and a half million", "between 20 and 30".

use super::line::Line;
use dateline_lexicon::NumberWord;

/// A number without qualifiers, and the word after it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Plain {
    pub(super) end: u32,
    pub(super) low: f64,
    pub(super) high: Option<f64>,
    /// The factor that was applied last, 1 if none.
    factor: f64,
}

/// The table's row for a word.
pub(super) fn row<'a>(line: &Line<'a>, word: &str) -> Option<&'a NumberWord> {
    line.cx.lexicon.words.numbers.get(word)
}

/// The value of a numeral in digits: `1,200`, `1.7`, `36`.
fn digits(word: &str) -> Option<f64> {
    let mut parts = word.split(',');
    let first = parts.next().unwrap_or_default();
    if !first.bytes().next()?.is_ascii_digit() {
        return None;
    }
    let rest: Vec<&str> = parts.collect();
    let grouped = rest
        .iter()
        .all(|g| g.len() == 3 || (g.len() > 4 && g.as_bytes().get(3) == Some(&b'.')));
    let joined = if grouped {
        word.replace(',', "")
    } else {
        word.replace(',', ".")
    };
    let dots = joined.bytes().filter(|&b| b == b'.').count();
    let plain = if dots > 1 { joined.replace('.', "") } else { joined };
    if plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        plain.parse().ok()
    } else {
        None
    }
}

/// The value of a factor word: "million", "dozen", "lakh".
fn factor(line: &Line<'_>, at: u32) -> Option<f64> {
    row(line, line.lower(at))
        .filter(|r| r.class == "multiplier")
        .and_then(|r| r.low)
}

/// The value of a cardinal in words.
pub(super) fn cardinal(line: &Line<'_>, word: &str) -> Option<f64> {
    let row = row(line, word).filter(|r| r.class == "cardinal")?;
    row.low.filter(|&v| v > 0.0)
}

/// A numeral of one word with parts: `twenty-one`.
fn compound(line: &Line<'_>, word: &str) -> Option<f64> {
    let (tens, ones) = word.split_once('-')?;
    let (tens, ones) = (cardinal(line, tens)?, cardinal(line, ones)?);
    (tens >= 20.0 && tens % 10.0 == 0.0 && ones < 10.0).then_some(tens + ones)
}

/// A number without qualifiers or range.
fn plain(line: &Line<'_>, at: u32) -> Option<Plain> {
    let word = line.lower(at);
    let scaled = |mut end: u32, low: f64, high: Option<f64>| {
        let (mut low, mut high, mut by) = (low, high, 1.0);
        while let Some(f) = factor(line, end) {
            low *= f;
            high = high.map(|h| h * f);
            by *= f;
            end += 1;
        }
        Plain {
            end,
            low,
            high,
            factor: by,
        }
    };
    if let Some(value) = digits(word) {
        // "36 000": a thin group of three digits.
        let next = line.lower(at + 1);
        if word.len() <= 3
            && next.len() == 3
            && !line.glued(at + 1)
            && let (Some(group), true) = (digits(next), next.bytes().all(|b| b.is_ascii_digit()))
        {
            return Some(scaled(
                at + 2,
                value * 1000.0 + group,
                Some(value * 1000.0 + group),
            ));
        }
        return Some(scaled(at + 1, value, Some(value)));
    }
    match word {
        "quarter" if line.reads(at + 1, &["of", "a"]) => {
            let f = factor(line, at + 3)?;
            let by = if line.before(at) == "three" { 0.75 } else { 0.25 };
            return Some(Plain {
                factor: f,
                ..scaled(at + 4, by * f, Some(by * f))
            });
        }
        "half" => {
            let at = if matches!(line.lower(at + 1), "a" | "an") {
                at + 2
            } else {
                at + 1
            };
            let f = factor(line, at)?;
            return Some(Plain {
                factor: f,
                ..scaled(at + 1, 0.5 * f, Some(0.5 * f))
            });
        }
        "a" | "an" => {
            let next = line.lower(at + 1);
            if factor(line, at + 1).is_some() {
                return Some(scaled(at + 1, 1.0, Some(1.0)));
            }
            if next == "quarter" {
                return plain(line, at + 1);
            }
            let row = row(line, next)?;
            return match row.class.as_str() {
                "vague" => Some(scaled(at + 2, row.low?, row.high)),
                "cardinal" if next == "couple" => Some(scaled(at + 2, row.low?, row.high)),
                _ => None,
            };
        }
        _ => {}
    }
    if let Some(value) = compound(line, word) {
        return Some(scaled(at + 1, value, Some(value)));
    }
    if let Some(value) = word.strip_suffix("-odd").and_then(digits) {
        return Some(scaled(at + 1, value, Some(value)));
    }
    // "seventy-odd": the words after the hyphen belong to the number.
    if matches!(line.lower(at + 1), "-" | "–")
        && line.lower(at + 2) == "odd"
        && let Some(value) = cardinal(line, word).or_else(|| digits(word))
    {
        return Some(scaled(at + 3, value, Some(value)));
    }
    let first = row(line, word)?;
    // "more than hundred soldiers", as translations have it.
    if matches!(word, "hundred" | "thousand") && !line.is_noun(at.wrapping_sub(1)) {
        let value = first.low?;
        return Some(scaled(at + 1, value, Some(value)));
    }
    if first.class == "vague" {
        // "hundreds of thousands": the second word counts by its unit.
        let of = row(line, line.lower(at + 2)).filter(|r| line.lower(at + 1) == "of" && r.class == "vague");
        if let (Some(low), Some(unit)) = (first.low, of.and_then(|r| r.low).filter(|&u| u >= 200.0)) {
            return Some(Plain {
                end: at + 3,
                low: low * unit / 2.0,
                high: None,
                factor: unit / 2.0,
            });
        }
        return Some(scaled(at + 1, first.low?, first.high));
    }
    words(line, at)
}

/// A number written in words: "one hundred and five", "two and a half million".
fn words(line: &Line<'_>, from: u32) -> Option<Plain> {
    let (mut total, mut current, mut at, mut by) = (0.0, cardinal(line, line.lower(from))?, from + 1, 1.0);
    loop {
        let word = line.lower(at);
        if let Some(f) = factor(line, at) {
            by = f;
            if f <= 100.0 {
                current *= f;
            } else {
                total += current * f;
                current = 0.0;
            }
            at += 1;
        } else if line.reads(at, &["and", "a", "half"]) && current > 0.0 && current < 100.0 {
            current += 0.5;
            at += 3;
        } else {
            let joint = match word {
                "and" if current >= 100.0 || total > 0.0 => 1,
                "-" if line.glued(at) && line.glued(at + 1) => 1,
                _ => 0,
            };
            let next =
                cardinal(line, line.lower(at + joint)).or_else(|| compound(line, line.lower(at + joint)));
            let Some(next) = next else { break };
            let room = if current == 0.0 {
                100.0
            } else if current % 100.0 == 0.0 {
                100.0
            } else if current % 10.0 == 0.0 && current >= 20.0 {
                10.0
            } else {
                0.0
            };
            if next >= room || (joint == 1 && word == "and" && current % 100.0 != 0.0) {
                break;
            }
            current += next;
            at += joint + 1;
        }
    }
    let value = total + current;
    Some(Plain {
        end: at,
        low: value,
        high: Some(value),
        factor: by,
    })
}

/// A number or a range of two.
pub(super) fn range(line: &Line<'_>, at: u32, between: bool) -> Option<Plain> {
    if let Some((low, high)) = line.lower(at).split_once(['-', '–'])
        && let (Some(low), Some(high)) = (digits(low), digits(high))
        && low < high
    {
        let by = factor(line, at + 1);
        let (end, by) = (at + 1 + u32::from(by.is_some()), by.unwrap_or(1.0));
        return Some(Plain {
            end,
            low: low * by,
            high: Some(high * by),
            factor: by,
        });
    }
    let at_between = line.lower(at) == "between";
    let first = plain(line, if at_between { at + 1 } else { at })?;
    // "from October 2023 to 41,788": a year opens no range of people.
    if line.is_month(at.wrapping_sub(1)) && (1900.0..2100.0).contains(&first.low) {
        return Some(first);
    }
    let joint = line.lower(first.end);
    let joined = match joint {
        "and" => between || at_between,
        // "rose from 12 to 20" tells of two numbers.
        "to" => line.before(at) != "from",
        "or" => true,
        "-" | "–" | "—" => line.glued(first.end) && line.glued(first.end + 1),
        _ => false,
    };
    if joined && let Some(second) = plain(line, first.end + 1) {
        let low = if first.factor <= 1.0 && second.factor > 1.0 && first.low < second.low / second.factor {
            first.low * second.factor
        } else {
            first.low
        };
        if low < second.low && first.high.is_some() {
            return Some(Plain { low, ..second });
        }
    }
    (!at_between).then_some(first)
}
