//! Which reports are one origin: wire copies and light edits count once. And which correct an earlier one.

use crate::Text;
use crate::account::Account;
use crate::contract::Offsets;
use crate::identity::By;
use crate::links::Groups;
use crate::minhash::{Sketch, hash};
use dateline_lexicon::{EntityKind, fold};
use std::collections::HashMap;

/// What a report says of its own making.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Notes {
    /// The agency to whom it gives credit, folded.
    pub credit: Option<Box<str>>,
    /// The sentence that says that it corrects or updates an earlier version.
    pub corrects: Option<Offsets>,
}

/// Reports that go back to one text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The reports, the first to appear first.
    pub copies: Vec<Copy>,
}

/// A report of an origin, and how it is known to be one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copy {
    /// The report.
    pub report: u32,
    /// The report whose text it shares; none for the first.
    pub of: Option<u32>,
    /// How many of a hundred of the shorter text's runs of words the other has too.
    pub shared: u8,
    /// Whether it gives credit to the source of the other.
    pub credited: bool,
}

/// A report that says it replaces what an earlier one said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Correction {
    /// The later report.
    pub newer: u32,
    /// The earlier one.
    pub older: u32,
    /// The sentence of the later one that says so.
    pub words: Offsets,
}

/// Two texts of which the shorter lies so far in the other are one, whoever prints them.
const SAME_TEXT: f64 = 0.6;
/// Where one gives credit to the other, less is enough.
const CREDITED_TEXT: f64 = 0.35;
/// A text with fewer runs is too short to tell from another by what they share.
const SHORTEST: u32 = 25;
/// Copies appear within so many days.
const WITHIN: i32 = 7;
/// Reports with one key beyond which only the nearest are compared: a formula that every bulletin repeats is no copy.
const NEAREST: usize = 24;

/// Reads what a report says of its own making: its first and last lines, and notes of correction.
pub(crate) fn notes(text: &Text<'_>, sentences: &[Offsets]) -> Notes {
    let corrects = sentences
        .iter()
        .copied()
        .find(|&sentence| is_correction(text.cut(sentence)));
    Notes {
        credit: credit(text.whole()),
        corrects,
    }
}

fn is_correction(sentence: &str) -> bool {
    let folded = fold(sentence);
    let begins = [
        "correction",
        "corrects ",
        "corrected ",
        "clarification",
        "update ",
        "updates ",
    ];
    let says = [
        "earlier version of this",
        "previous version of this",
        "this story has been corrected",
        "this article has been corrected",
        "this report has been corrected",
        "has been corrected to",
        "this story has been updated",
        "this article has been updated",
    ];
    begins.iter().any(|word| folded.starts_with(word)) || says.iter().any(|phrase| folded.contains(phrase))
}

/// The agency of a credit line (`Source: Orbis`, `(Orbis, edited by our newsroom)`) or of a dateline's brackets.
fn credit(text: &str) -> Option<Box<str>> {
    let last = text.trim_end().rsplit('\n').next().unwrap_or_default().trim();
    let name = |words: &str| {
        let name = words
            .split([',', ';', '/'])
            .next()
            .unwrap_or_default()
            .trim()
            .trim_end_matches('.');
        let is_name = !name.is_empty() && name.len() <= 60 && name.starts_with(char::is_uppercase);
        is_name.then(|| fold(name).into())
    };
    for lead in [
        "Source:",
        "Sources:",
        "Credit:",
        "Agency:",
        "SOURCE:",
        "By ",
        "Reporting by ",
    ] {
        if let Some(rest) = last.strip_prefix(lead) {
            return name(rest);
        }
    }
    if let Some(inside) = last
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .filter(|l| l.len() <= 120)
    {
        return name(inside);
    }
    // `KESRA, May 22 (Orbis) -` at the head of one of the first lines.
    text.lines().take(4).find_map(|line| {
        let (head, rest) = line.split_once(") ")?;
        let (_, agency) = head.rsplit_once('(')?;
        (head.len() <= 120 && rest.starts_with(['-', '–', '—']))
            .then(|| name(agency))
            .flatten()
    })
}

/// Groups reports by origin.
pub(crate) fn origins(accounts: &[Account], together: &[(u32, u32)], apart: Vec<(u32, u32)>) -> Vec<Origin> {
    let mut groups = Groups::new(accounts.len(), apart);
    let mut links: HashMap<u32, Copy> = HashMap::new();
    for &(a, b) in together {
        groups.join(a, b);
    }
    let mut seen: HashMap<(u32, u64), Vec<u32>> = HashMap::new();
    let mut near: Vec<u32> = Vec::new();
    // Reports come in the order of their days: those with the same key stand together in time.
    for (at, account) in (0u32..).zip(accounts) {
        near.clear();
        for key in account.sketch.keys() {
            let list = seen.entry(key).or_default();
            near.extend(list.iter().rev().take(NEAREST));
            list.push(at);
        }
        near.sort_unstable();
        near.dedup();
        let best = near
            .iter()
            .filter_map(|&other| copy(accounts, at, other))
            // The most text, then the earliest report.
            .max_by_key(|copy| (copy.shared, std::cmp::Reverse(copy.of)));
        for &other in &near {
            if copy(accounts, at, other).is_some() {
                groups.join(at, other);
            }
        }
        if let Some(best) = best {
            links.insert(at, best);
        }
    }
    let whole = |report: u32| Copy {
        report,
        of: None,
        shared: 100,
        credited: false,
    };
    let mut origin = |members: Vec<u32>| Origin {
        copies: members
            .iter()
            .enumerate()
            .map(|(n, &report)| match links.remove(&report) {
                Some(link) if n > 0 => link,
                // Put together by a decision, or the first.
                _ => Copy {
                    of: (n > 0).then(|| members[0]),
                    shared: if n > 0 { 0 } else { 100 },
                    ..whole(report)
                },
            })
            .collect(),
    };
    groups.all().into_iter().map(&mut origin).collect()
}

/// How one report copies another, if it does.
fn copy(accounts: &[Account], report: u32, other: u32) -> Option<Copy> {
    let (a, b) = (&accounts[report as usize], &accounts[other as usize]);
    if let (Some(x), Some(y)) = (a.day, b.day)
        && (x - y).abs() > WITHIN
    {
        return None;
    }
    let shared = shared(&a.sketch, &b.sketch)?;
    let credited = gives_credit(a, b) || gives_credit(b, a);
    let enough = if credited { CREDITED_TEXT } else { SAME_TEXT };
    // Bulletins of one form share their phrases, and copies what the phrases are about.
    let same_matter = tells_the_same(a, b);
    (shared >= enough && same_matter).then_some(Copy {
        report,
        of: Some(other),
        shared: (shared * 100.0) as u8,
        credited,
    })
}

fn shared(a: &Sketch, b: &Sketch) -> Option<f64> {
    (a.n_runs.min(b.n_runs) >= SHORTEST).then(|| a.containment(b))
}

/// A copy tells of the same persons, places and numbers: so much of the shorter list must be in the longer one.
const SAME_PARTICULARS: f64 = 0.6;

fn tells_the_same(a: &Account, b: &Account) -> bool {
    let (x, y) = (particulars(a), particulars(b));
    let (shorter, longer) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let n_shared = shorter
        .iter()
        .filter(|one| longer.binary_search(one).is_ok())
        .count();
    // Where little is named, the text alone decides.
    shorter.len() < 3 || n_shared as f64 >= SAME_PARTICULARS * shorter.len() as f64
}

/// What tells a report from others of its form: its figures, and the names that are no side's, sorted.
fn particulars(account: &Account) -> Vec<u64> {
    let names = account.named.iter().filter(|named| {
        matches!(named.kind, EntityKind::Person | EntityKind::Place) && named.identity.by != By::Nothing
    });
    let numbers = account.counts.iter().filter_map(|count| count.low.or(count.high));
    let mut list: Vec<u64> = names
        .map(|named| hash(&fold(&named.name)))
        .chain(numbers.map(|number| hash(&number.to_string())))
        .collect();
    list.sort_unstable();
    list.dedup();
    list
}

fn gives_credit(a: &Account, b: &Account) -> bool {
    match (&a.notes.credit, &b.head.source) {
        (Some(credit), Some(source)) => **credit == *fold(source),
        _ => false,
    }
}

/// Links each report that says it corrects an earlier one to the nearest earlier report of its source that tells of
/// the same thing.
pub(crate) fn corrections(accounts: &[Account]) -> Vec<Correction> {
    let mut by_source: HashMap<String, Vec<u32>> = HashMap::new();
    let mut found = Vec::new();
    for (at, account) in (0u32..).zip(accounts) {
        let Some(source) = account.head.source.as_deref().map(fold) else {
            continue;
        };
        let earlier = by_source.entry(source).or_default();
        if let Some(words) = account.notes.corrects {
            let older = earlier
                .iter()
                .rev()
                .take(NEAREST)
                .find(|&&other| is_about_the_same(account, &accounts[other as usize]));
            if let Some(&older) = older {
                found.push(Correction {
                    newer: at,
                    older,
                    words,
                });
            }
        }
        earlier.push(at);
    }
    found
}

/// Headlines that share two words of weight, or texts that share a part.
fn is_about_the_same(a: &Account, b: &Account) -> bool {
    let close = matches!((a.day, b.day), (Some(x), Some(y)) if x - y <= WITHIN);
    let weighty = |account: &Account| -> Vec<String> {
        let title = account.head.title.as_deref().map(fold).unwrap_or_default();
        title
            .split(' ')
            .filter(|word| word.len() >= 5)
            .map(str::to_owned)
            .collect()
    };
    let (x, y) = (weighty(a), weighty(b));
    let n_shared = x.iter().filter(|word| y.contains(word)).count();
    close && (n_shared >= 1 || a.sketch.overlap(&b.sketch) >= 0.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credit_is_read_from_the_last_line_and_the_dateline() {
        let credit = |text| credit(text).unwrap_or_default();
        assert_eq!(&*credit("Shells fell.\n\nSource: Orbis News"), "orbis news");
        assert_eq!(
            &*credit("Shells fell.\n(Orbis News, edited by our newsroom)"),
            "orbis news"
        );
        assert_eq!(
            &*credit("KESRA, May 22 (Orbis News) - Shells fell."),
            "orbis news"
        );
        assert_eq!(
            &*credit("Shells fell on Kesra (again) - and nobody spoke of it."),
            ""
        );
    }

    #[test]
    fn corrections_say_so() {
        assert!(is_correction("CORRECTION: the blast was on Monday."));
        assert!(is_correction(
            "An earlier version of this story gave a higher number."
        ));
        assert!(!is_correction("The army corrected its course."));
    }
}
