//! Numbers, in digits and words, with the words that change their bounds.

use super::line::Line;
use super::numeral::{Plain, cardinal, range, row};
use dateline_syntax::Xpos;
use std::ops::Range;

/// How a number is told.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Kind {
    /// By a numeral or a vague word.
    Number,
    /// By "a", "another" or a possessive before one person.
    One,
    /// By "no", "nobody", "not a single", or "any" under a denial.
    Zero,
    /// By "as many", which repeats the number told before.
    AsMany,
    /// By a part of something told elsewhere: "most", "half", "90 percent".
    Share(f64),
}

/// A number in a sentence.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Count {
    /// With its qualifiers.
    pub(super) words: Range<u32>,
    /// First word of the number itself.
    pub(super) core: u32,
    pub(super) low: Option<u64>,
    pub(super) high: Option<u64>,
    pub(super) approximate: bool,
    pub(super) at_least: bool,
    pub(super) kind: Kind,
}

/// The number, if any, that starts at `at` with its qualifiers.
///
/// `taken` tells of words that belong to a verb, such as "over" in "handed over nine soldiers".
pub(super) fn read(line: &Line<'_>, at: u32, taken: impl Fn(u32) -> bool) -> Option<Count> {
    if line.is_quote(at) {
        return None;
    }
    let mut effects: Vec<&str> = Vec::new();
    let mut core = at;
    while effects.len() < 4 {
        core = skip_quotes(line, core);
        if let Some((effect, n)) = qualifier(line, core).filter(|_| !taken(core)) {
            effects.push(effect);
            core += n;
        } else if !effects.is_empty() && line.lower(core) == "the" {
            core += 1;
        } else {
            break;
        }
    }
    if effects.contains(&"none_of") {
        return Some(zero(at, core));
    }
    if effects.is_empty()
        && let Some(count) = wordless(line, at)
    {
        return Some(count);
    }
    if let Some((part, end)) = share(line, core) {
        let kind = Kind::Share(part);
        let approximate = effects.contains(&"about");
        return Some(Count {
            core,
            approximate,
            kind,
            ..zero(at, end)
        });
    }
    if is_label(line, core) {
        return None;
    }
    // "another man": the word is read as a qualifier first, as in "another 12".
    let Some(number) = range(line, core, line.before(core) == "between") else {
        return wordless(line, at).filter(|_| line.lower(at) == "another");
    };
    let mut end = number.end;
    if let Some((effect, n)) = qualifier(line, end).filter(|_| line.lower(end) == "or") {
        effects.push(effect);
        end += n;
    }
    if is_unit(line, number, end) || is_ratio(line, end) {
        return None;
    }
    let mut count = Count {
        words: at..end,
        core,
        low: Some(round(number.low)),
        high: number.high.map(round),
        approximate: false,
        at_least: false,
        kind: Kind::Number,
    };
    for effect in effects.iter().rev() {
        apply(&mut count, effect);
    }
    Some(count)
}

fn zero(from: u32, to: u32) -> Count {
    Count {
        words: from..to,
        core: from,
        low: Some(0),
        high: Some(0),
        approximate: false,
        at_least: false,
        kind: Kind::Zero,
    }
}

fn one(from: u32, to: u32) -> Count {
    Count {
        low: Some(1),
        high: Some(1),
        kind: Kind::One,
        ..zero(from, to)
    }
}

/// "no", "nobody", "a", "another", "most": numbers without a numeral.
fn wordless(line: &Line<'_>, at: u32) -> Option<Count> {
    Some(match line.lower(at) {
        "no" if line.lower(at + 1) == "one" => zero(at, at + 2),
        "no" | "nobody" | "none" | "any" => zero(at, at + 1),
        "neither" if line.lower(at + 1) == "of" => zero(at, at + 1),
        "as" if line.lower(at + 1) == "many" && line.lower(at + 2) != "as" => Count {
            kind: Kind::AsMany,
            ..one(at, at + 2)
        },
        "a" | "an" | "another" => match range(line, at, false) {
            None if ordinal(line.lower(at + 1)) && !line.is_noun(at + 2) && line.tag(at + 2) != Xpos::JJ => {
                one(at, at + 2)
            }
            None => one(at, at + 1),
            Some(_) => return None,
        },
        "his" | "her" | "my" | "their" | "our" | "its" if range(line, at + 1, false).is_none() => {
            one(at, at + 1)
        }
        _ => return None,
    })
}

/// The part that "most of them", "half of them" or "two thirds of whom" tells of a whole, and the word after it.
fn share(line: &Line<'_>, at: u32) -> Option<(f64, u32)> {
    let of = |end: u32| {
        line.lower(end) == "of" && matches!(line.lower(end + 1), "them" | "whom" | "these" | "those" | "the")
    };
    let word = line.lower(at);
    // "Most were let go."
    let alone = at == line.start && (line.is_verb(at + 1) && line.tag(at + 1) != Xpos::VBG);
    if matches!(word, "most" | "half") && (of(at + 1) || alone) {
        return Some((0.5, at + 1));
    }
    // "two thirds", "two-thirds", "a quarter".
    let fraction = |at: u32| {
        row(line, line.lower(at))
            .filter(|r| r.class == "fraction")
            .and_then(|r| r.low)
    };
    let times = if matches!(word, "a" | "an") {
        Some(1.0)
    } else {
        cardinal(line, word)
    };
    let (value, end) = match (fraction(at), times) {
        (Some(part), _) => (part, at + 1),
        (None, Some(times)) => {
            let joint = u32::from(matches!(line.lower(at + 1), "-" | "–"));
            (times * fraction(at + 1 + joint)?, at + 2 + joint)
        }
        _ => return None,
    };
    (of(end) && value < 1.0).then_some((value, end))
}

/// Whether the number at `at` is one part in many: "nine in ten", "one out of five".
fn is_ratio(line: &Line<'_>, end: u32) -> bool {
    let after = match line.lower(end) {
        "in" => end + 1,
        "out" if line.lower(end + 1) == "of" => end + 2,
        _ => return false,
    };
    let second = range(line, after, false);
    second.is_some_and(|s| s.high.is_some_and(|n| n <= 100.0) && !line.is_noun(s.end))
}

fn ordinal(word: &str) -> bool {
    matches!(word, "second" | "third" | "fourth" | "fifth" | "sixth")
}

fn round(value: f64) -> u64 {
    value.round().max(0.0) as u64
}

fn apply(count: &mut Count, effect: &str) {
    match effect {
        "at_least" => {
            count.high = None;
            count.at_least = true;
        }
        "more_than" => {
            // An open number such as "dozens" is not made larger by "more than".
            if count.high.is_some() {
                count.low = count.low.map(|n| n + 1);
            }
            count.high = None;
        }
        "up_to" => {
            count.high = count.high.or(count.low);
            count.low = None;
        }
        "less_than" => {
            count.high = count.high.or(count.low).map(|n| n.saturating_sub(1));
            count.low = None;
        }
        "about" => count.approximate = true,
        _ => {}
    }
}

fn skip_quotes(line: &Line<'_>, mut at: u32) -> u32 {
    while line.has(at) && line.is_quote(at) {
        at += 1;
    }
    at
}

/// The effect of the qualifier that starts at `at`, and how many words it has.
fn qualifier<'a>(line: &Line<'a>, at: u32) -> Option<(&'a str, u32)> {
    let lexicon = line.cx.lexicon;
    lexicon
        .words
        .qualifiers
        .get(line.lower(at))?
        .iter()
        .find_map(|q| {
            let fits = q.words.iter().zip(at..).all(|(w, at)| line.lower(at) == w);
            fits.then_some((q.effect.as_str(), q.words.len() as u32))
        })
}

/// Words that compare ages.
const AGE: &[&str] = &["youngest", "oldest", "eldest"];

/// Whether the digits at `at` name something rather than count: `Resolution 1701`, `F-16`, `3 March`, `$5`.
fn is_label(line: &Line<'_>, at: u32) -> bool {
    let word = line.lower(at);
    // "a novice aged ten", "the youngest of them 11".
    let age = matches!(line.before(at), "aged" | "age")
        || at >= line.start + 3 && line.reads(at - 2, &["of", "them"]) && AGE.contains(&line.lower(at - 3));
    if age || !word.starts_with(|c: char| c.is_ascii_digit()) {
        return age;
    }
    let before = if at > line.start { at - 1 } else { u32::MAX };
    let glued_hyphen = line.glued(at) && matches!(line.before(at), "-" | "/" | ":" | "." | "#");
    let currency = matches!(
        line.before(at),
        "$" | "€" | "£" | "us$" | "usd" | "eur" | "no." | "nos." | "#" | "§" | "article" | "aged" | "age"
    ) || line.tag(before) == Xpos::Dollar;
    let clock = line.glued(at + 1) && matches!(line.lower(at + 1), ":" | "/" | "%");
    glued_hyphen || currency || clock || line.lower(at + 1) == "%"
}

/// Whether a number is part of a date, an age or a measure of something other than people.
fn is_unit(line: &Line<'_>, number: Plain, end: u32) -> bool {
    let next = line.lower(end);
    if line.is_month(end) && number.low <= 31.0 {
        return true;
    }
    // "12-year-old", "two-day": the number belongs to the word after the hyphen.
    if matches!(next, "-" | "–") && line.glued(end) && line.glued(end + 1) {
        return true;
    }
    matches!(
        next,
        "%" | "percent"
            | "per"
            | "pc"
            | "years"
            | "year"
            | "months"
            | "days"
            | "hours"
            | "km"
            | "kilometres"
            | "kilometers"
    ) && (next != "per" || line.lower(end + 1) == "cent")
}
