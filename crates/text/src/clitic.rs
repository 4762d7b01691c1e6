//! Short forms: what the treebanks part from the word before.

use crate::abbreviation::lowered;
use crate::chars::{char_before, is_apostrophe};

/// Words written as one that are two or three, with the lengths of the parts. Sorted.
const FUSED: &[(&str, &[usize])] = &[
    ("alot", &[1, 3]),
    ("arent", &[3, 2]),
    ("arnt", &[2, 2]),
    ("c'mon", &[3, 2]),
    ("cannot", &[3, 3]),
    ("cant", &[2, 2]),
    ("couldnt", &[5, 2]),
    ("didnt", &[3, 2]),
    ("doesnt", &[4, 2]),
    ("dont", &[2, 2]),
    ("dunno", &[2, 1, 2]),
    ("gimme", &[3, 2]),
    ("gonna", &[3, 2]),
    ("gotta", &[3, 2]),
    ("hadnt", &[3, 2]),
    ("hasnt", &[3, 2]),
    ("havent", &[4, 2]),
    ("i'ma", &[1, 2, 1]),
    ("im", &[1, 1]),
    ("isnt", &[2, 2]),
    ("ive", &[1, 2]),
    ("lemme", &[3, 2]),
    ("outta", &[3, 2]),
    ("shouldnt", &[6, 2]),
    ("thats", &[4, 1]),
    ("theres", &[5, 1]),
    ("theyre", &[4, 2]),
    ("wanna", &[3, 2]),
    ("wasnt", &[3, 2]),
    ("werent", &[4, 2]),
    ("whats", &[4, 1]),
    ("wont", &[2, 2]),
    ("wouldnt", &[5, 2]),
    ("y'all", &[2, 3]),
    ("youll", &[3, 2]),
    ("youre", &[3, 2]),
];

/// Words that begin with an apostrophe. Sorted.
const CUT_SHORT: &[&str] = &[
    "bout", "cause", "d", "em", "ll", "m", "n", "re", "round", "s", "t", "til", "till", "tis", "twas", "ve",
];

/// The lengths of the parts of a word that is written as one, if it is such.
pub(crate) fn fused(word: &str) -> Option<&'static [usize]> {
    if !(2..=8).contains(&word.len()) {
        return None;
    }
    lowered(word, |w| {
        FUSED.binary_search_by_key(&w, |f| f.0).ok().map(|i| FUSED[i].1)
    })
    .flatten()
}

/// Where the last clitic of a word starts, if it has one: "did|n't", "army|'s", "I|'ll".
pub(crate) fn last(word: &str) -> Option<usize> {
    // No clitic is longer, so no word is searched from end to end.
    let (at, apostrophe) = word
        .char_indices()
        .rev()
        .take(3)
        .find(|&(_, c)| is_apostrophe(c))?;
    if at == 0 {
        return None;
    }
    let tail = &word[at + apostrophe.len_utf8()..];
    // "the 1980's", "under 12's", but "2004's".
    let figures = &word[..at];
    let plural =
        || (figures.len() <= 2 || figures.ends_with('0')) && figures.bytes().all(|b| b.is_ascii_digit());
    match tail {
        "s" | "S" if plural() => None,
        "s" | "S" | "m" | "M" | "d" | "D" => Some(at),
        "t" | "T" => {
            let n = char_before(word, 0, at).filter(|c| matches!(c, 'n' | 'N'))?;
            let start = at - n.len_utf8();
            (start > 0).then_some(start)
        }
        _ if tail.len() == 2 => lowered(tail, |t| matches!(t, "ve" | "re" | "ll"))
            .unwrap_or(false)
            .then_some(at),
        _ => None,
    }
}

/// Whether an apostrophe and the letters after it are one word: "'em", "'til".
pub(crate) fn is_cut_short(letters: &str) -> bool {
    letters.len() <= 5 && lowered(letters, |w| CUT_SHORT.binary_search(&w).is_ok()).unwrap_or(false)
}

/// Whether an apostrophe and the figures after it are a year or decade: "'02", "'60s".
pub(crate) fn is_short_year(word: &str) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(FUSED.is_sorted_by_key(|f| f.0) && CUT_SHORT.is_sorted());
        for (word, parts) in FUSED {
            assert_eq!(word.len(), parts.iter().sum::<usize>());
        }
    }

    #[test]
    fn clitics() {
        for (word, parts) in [
            ("didn't", Some(3)),
            ("didn’t", Some(3)),
            ("army's", Some(4)),
            ("they'll", Some(4)),
            ("1980's", None),
            ("O'Neill", None),
            ("Sana'a", None),
            ("n't", None),
        ] {
            assert_eq!(last(word), parts, "{word}");
        }
    }
}
