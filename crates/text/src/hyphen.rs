//! Which hyphens hold a word together.
//!
//! The treebanks cut `word-word` in three and leave `co-founder`, telephone numbers and codes whole.

use crate::abbreviation::lowered;

/// First parts that are no words by themselves. Sorted.
const PREFIXES: &[&str] = &[
    "anti", "arch", "bi", "co", "counter", "cross", "e", "ex", "extra", "inter", "intra", "mega", "micro",
    "mid", "mini", "multi", "neo", "non", "over", "pan", "para", "post", "pre", "pro", "proto", "pseudo",
    "psycho", "re", "semi", "socio", "sub", "super", "trans", "ultra", "un", "uni",
];

/// Last parts that are no words by themselves. Sorted.
const SUFFIXES: &[&str] = &["e", "esque", "ish", "wise"];

/// Sounds written with a hyphen. Sorted.
const SOUNDS: &[&str] = &[
    "hm-m", "m-hm", "m-m", "m-mm", "mm-hm", "mm-hmm", "oh-ho", "uh-huh", "uh-oh", "uh-uh", "whoo-hoo",
];

/// Whether the hyphen between `left` and `right` stays inside the word. `left` is all of the word before it,
/// `right` the letters and digits that follow.
pub(crate) fn joins(left: &str, right: &str) -> bool {
    let part = left.rsplit(['-', '\u{2010}', '\u{2011}']).next().unwrap_or(left);
    let is_prefix =
        part.len() == left.len() && lowered(part, |p| PREFIXES.binary_search(&p).is_ok()).unwrap_or(false);
    // "MID-1" and "E-2" are codes and are cut as codes are; "mid-1980s" is not.
    let is_code = right.starts_with(|c: char| c.is_ascii_digit())
        && !part.starts_with("mid")
        && !part.starts_with("Mid");
    if is_prefix && !is_code && !(part.len() == 1 && part == "E" && right.starts_with(char::is_uppercase)) {
        return true;
    }
    if left.len() > 2 && lowered(right, |r| SUFFIXES.binary_search(&r).is_ok()).unwrap_or(false) {
        return true;
    }
    left.len() + right.len() < 12 && {
        let mut buffer = [0; 16];
        let n = left.len();
        let whole = &mut buffer[..n + 1 + right.len()];
        whole[..n].copy_from_slice(left.as_bytes());
        whole[n] = b'-';
        whole[n + 1..].copy_from_slice(right.as_bytes());
        whole.make_ascii_lowercase();
        str::from_utf8(whole).is_ok_and(|w| SOUNDS.binary_search(&w).is_ok())
    }
}

/// The length of the number with hyphens at the start of `rest`, if it is one word: a telephone number, a date in
/// figures, a code of three parts. Ranges ("5-10") and scores are not.
pub(crate) fn number(rest: &str) -> Option<usize> {
    let bytes = &rest.as_bytes()[..rest.len().min(64)];
    let end = bytes
        .iter()
        .position(|b| !(b.is_ascii_digit() || matches!(b, b'-' | b'/')))
        .unwrap_or(bytes.len());
    let run = rest[..end].trim_end_matches(['-', '/']);
    if !run.contains('-') || rest[run.len()..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let mut lengths = [0usize; 6];
    let mut parts = 0;
    for part in run.split(['-', '/']) {
        *lengths.get_mut(parts)? = part.len();
        parts += 1;
    }
    let whole = match lengths[..parts] {
        [1 | 3 | 5, 4] => true,
        [a, b, c] => a > 0 && b > 0 && c > 0,
        [_, _, _, _, ..] => !lengths[..parts].contains(&0),
        _ => false,
    };
    whole.then_some(run.len())
}

/// The length of a code of at least three parts in capitals and figures ("SS-N-22") at the start of `rest`.
pub(crate) fn code(rest: &str) -> Option<usize> {
    let bytes = &rest.as_bytes()[..rest.len().min(64)];
    let end = bytes
        .iter()
        .position(|b| !(b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'-'))
        .unwrap_or(bytes.len());
    let run = &rest[..end];
    let parts = run.split('-').count();
    let figures = run.split('-').any(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let whole = parts >= 3 && figures && run.split('-').all(|p| !p.is_empty());
    (whole && !rest[end..].starts_with(|c: char| c.is_alphanumeric())).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [PREFIXES, SUFFIXES, SOUNDS] {
            assert!(table.is_sorted());
        }
    }

    #[test]
    fn hyphens() {
        assert!(joins("co", "founder") && joins("mid", "1980s") && joins("e", "mail"));
        assert!(
            !joins("cease", "fire")
                && !joins("F", "16")
                && !joins("al", "Burhan")
                && !joins("pro-same", "sex")
        );
        assert_eq!(number("713-853-3989."), Some(12));
        assert_eq!(number("2023-09-21"), Some(10));
        assert_eq!(number("10-20"), None);
        assert_eq!(code("SS-N-22 "), Some(7));
        assert_eq!(code("SAM-7"), None);
    }
}
