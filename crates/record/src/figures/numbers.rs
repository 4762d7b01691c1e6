//! Whether two numbers say the same.

use crate::account::Count;

pub(super) fn number(count: &Count) -> u64 {
    count.low.or(count.high).unwrap_or(0)
}

pub(super) fn is_exact(count: &Count) -> bool {
    count.low.is_some() && count.low == count.high && !count.approximate
}

/// Words for a number (`dozens`) give a lower bound that any exact number of their size fits.
const WORDS: &[u64] = &[2, 3, 10, 11, 20, 24, 200, 2_000, 20_000, 200_000];

/// Whether the bounds of two claims allow each other: equal numbers, a bound and a number near it, a word and a
/// number of its size. "At least 68" does not say 125.
pub(super) fn is_same_number(a: &Count, b: &Count) -> bool {
    let (low_a, high_a) = (a.low.unwrap_or(0), a.high.unwrap_or(u64::MAX));
    let (low_b, high_b) = (b.low.unwrap_or(0), b.high.unwrap_or(u64::MAX));
    if low_a > high_b || low_b > high_a {
        let near = |x: u64, y: u64| x.abs_diff(y) * 20 <= x.max(y);
        let both_known = a.high.is_some() && b.high.is_some() && a.low.is_some() && b.low.is_some();
        return (a.approximate || b.approximate) && both_known && near(low_a, low_b);
    }
    let is_open = |count: &Count| count.low.is_some() && count.high.is_none();
    match (is_open(a), is_open(b)) {
        (true, false) => is_near_bound(low_a, low_b),
        (false, true) => is_near_bound(low_b, low_a),
        (true, true) => is_near_bound(low_a.min(low_b), low_a.max(low_b)),
        (false, false) => true,
    }
}

/// Whether a number may be what an open bound stands for.
fn is_near_bound(bound: u64, number: u64) -> bool {
    let is_word = WORDS.contains(&bound) && bound < 200;
    if is_word {
        number < bound.saturating_mul(10)
    } else {
        number.saturating_mul(4) <= bound.saturating_mul(5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minhash::Sign;
    use crate::scope::Scope;
    use dateline_lexicon::Measure;

    fn count(low: Option<u64>, high: Option<u64>) -> Count {
        Count {
            span: [0, 1],
            sentence: [0, 1],
            sign: Sign::default(),
            measure: Measure::Killed,
            low,
            high,
            approximate: false,
            scope: Scope::default(),
            days: None,
            time: None,
            place: None,
            cumulative: false,
            said: None,
        }
    }

    #[track_caller]
    fn same(a: (Option<u64>, Option<u64>), b: (Option<u64>, Option<u64>), want: bool) {
        assert_eq!(
            is_same_number(&count(a.0, a.1), &count(b.0, b.1)),
            want,
            "{a:?} {b:?}"
        );
        assert_eq!(
            is_same_number(&count(b.0, b.1), &count(a.0, a.1)),
            want,
            "{b:?} {a:?}"
        );
    }

    #[test]
    fn a_bound_allows_a_number_near_it_only() {
        same((Some(30), None), (Some(30), Some(30)), true);
        same((Some(30), None), (Some(35), Some(35)), true);
        same((Some(30), None), (Some(90), Some(90)), false);
        same((Some(30), None), (Some(12), Some(12)), false);
        same((Some(30), Some(30)), (Some(31), Some(31)), false);
    }

    #[test]
    fn a_word_allows_any_number_of_its_size() {
        same((Some(3), None), (Some(7), Some(7)), true);
        same((Some(24), None), (Some(70), Some(70)), true);
        same((Some(3), None), (Some(400), Some(400)), false);
    }
}
