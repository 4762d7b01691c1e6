//! Words that keep their full stop, and what that says about the end of the sentence.
//!
//! Entries in small letters stand for any spelling (`etc`: "etc.", "Etc.", "ETC."). Entries with a capital need one
//! (`Gen` in the sense of "Sat." and not "sat."), because in small letters they are words. The full stop is left out.

/// A kind of abbreviation. What may follow it decides whether its full stop also ends the sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    /// "Lt.", "St.", "vs.": something always follows, so it never ends a sentence.
    Never,
    /// "Sept.", "Inc.", "Calif.": an abbreviation unless a sentence starts after it; then the full stop is one of its own.
    Name,
    /// "No.", "Art.", "p.": an abbreviation only before a number.
    Number,
    /// "km.", "etc.": an abbreviation only in mid-sentence; else the full stop is one of its own.
    Inside,
    /// "a.m.", "p.m.": ends a sentence before a capital that names no zone or day.
    Clock,
    /// "U.S.", "Ph.D.": ends a sentence before a word that starts one.
    Acronym,
    /// "J.": as an acronym.
    Initial,
}

/// Ranks, titles and forms of address.
const TITLES: &[&str] = &[
    "Asst", "Com", "Con", "Ens", "Fld", "Flt", "Fr", "Hon", "Mt", "Pt", "Pte", "Rep", "Reps", "Rev", "Sec",
    "Sen", "Sens", "Spec", "Ste", "Wg", "adj", "adm", "amb", "ass't", "atty", "brig", "capt", "cdr", "cmdr",
    "cmdt", "col", "comdr", "cpl", "cpt", "dr", "drs", "ft", "gen", "gov", "govs", "insp", "lieut", "lt",
    "ltc", "ltg", "maj", "messrs", "mgr", "mlle", "mme", "mmes", "mr", "mrs", "ms", "msgr", "pfc", "pres",
    "prof", "profs", "pvt", "sgt", "spc", "sr", "sra", "ssgt", "st", "sts", "supt",
];

/// Months and days of the week.
const CALENDAR: &[&str] = &[
    "Apr", "Aug", "Dec", "Feb", "Fri", "Jan", "Jul", "Jun", "Mar", "Mon", "Nov", "Oct", "Sat", "Sep", "Sept",
    "Thu", "Thur", "Thurs", "Tue", "Tues", "Wed", "Weds",
];

/// States, provinces, roads.
const PLACES: &[&str] = &[
    "Ala", "Alta", "Ariz", "Ark", "Ave", "Bldg", "Blvd", "Cal", "Calif", "Colo", "Conn", "Del", "Fla", "Ga",
    "Hwy", "Ind", "Kan", "Ky", "La", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Nebr", "Nev",
    "Okla", "Ont", "Ore", "Pa", "Que", "Rd", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo",
];

/// Companies, departments, the younger and the elder.
const COMPANIES: &[&str] = &[
    "Assn", "Bros", "Co", "Conf", "Corp", "Dept", "Div", "Est", "Govt", "Inc", "Intl", "Jnr", "Jr", "Llc",
    "Ltd", "Natl", "Plc", "Pty", "Univ",
];

/// Latin and other words after which the sentence goes on.
const BEFORE_MORE: &[&str] = &[
    "approx", "appx", "attn", "ca", "cf", "e.g", "eg", "esp", "ext", "i.e", "incl", "p.s", "ps", "resp",
    "viz", "vs",
];

/// Words before a number.
const BEFORE_NUMBERS: &[&str] = &[
    "art", "arts", "b", "bde", "bn", "c", "ch", "chap", "d", "div", "eq", "fig", "figs", "fl", "n", "no",
    "nos", "op", "p", "para", "paras", "pp", "reg", "regt", "sect", "v", "ver", "vol", "vols",
];

/// Units and what ends a list.
const INSIDE: &[&str] = &[
    "arrv", "cm", "dept", "div", "ect", "etc", "ft", "govt", "hp", "hr", "hrs", "kg", "km", "kph", "lb",
    "lbs", "lv", "mg", "mi", "min", "mins", "mm", "mph", "mths", "oz", "secs", "sq", "wks", "yd", "yds",
    "yr", "yrs",
];

/// Dotted words whose parts are longer than a letter.
const DOTTED: &[&str] = &[
    "b.sc", "d.phil", "lt.col", "lt.gen", "m.phil", "m.sc", "maj.gen", "ph.d",
];

/// Words that, with a capital, begin a sentence far more often than they go on with a name. They tell whether "U.S."
/// or "Inc." ended the sentence before them.
const STARTERS: &[&str] = &[
    "a",
    "about",
    "above",
    "according",
    "across",
    "after",
    "afterwards",
    "again",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "besides",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "despite",
    "did",
    "do",
    "does",
    "during",
    "each",
    "earlier",
    "either",
    "even",
    "every",
    "everyone",
    "few",
    "finally",
    "following",
    "for",
    "from",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "indeed",
    "instead",
    "is",
    "it",
    "its",
    "just",
    "last",
    "later",
    "like",
    "many",
    "maybe",
    "meanwhile",
    "more",
    "moreover",
    "most",
    "much",
    "my",
    "neither",
    "never",
    "nevertheless",
    "no",
    "nobody",
    "none",
    "nonetheless",
    "nor",
    "not",
    "nothing",
    "now",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "perhaps",
    "please",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "soon",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "thus",
    "to",
    "today",
    "together",
    "under",
    "unless",
    "until",
    "upon",
    "was",
    "we",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yes",
    "yesterday",
    "you",
    "your",
];

/// Calls `then` with the word in small letters, or with nothing if it is too long or not ASCII.
pub(crate) fn lowered<T>(word: &str, then: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0; 16];
    let small = buffer.get_mut(..word.len())?;
    small.copy_from_slice(word.as_bytes());
    // The typographic apostrophe is the one other character that the tables know.
    if !small.is_ascii() {
        return None;
    }
    small.make_ascii_lowercase();
    str::from_utf8(small).ok().map(then)
}

fn holds(table: &[&str], word: &str) -> bool {
    table.binary_search(&word).is_ok()
}

/// The kind of abbreviation that `word` is before a full stop, judged by its form alone.
pub(crate) fn kind_of(word: &str) -> Option<Abbreviation> {
    use Abbreviation::{Acronym, Clock, Initial, Inside, Name, Never, Number};
    let first = word.chars().next()?;
    if is_dotted(word) {
        return Some(
            match lowered(word, |w| (w == "a.m" || w == "p.m", holds(BEFORE_MORE, w))) {
                Some((true, _)) => Clock,
                Some((_, true)) => Never,
                _ => Acronym,
            },
        );
    }
    if word.len() > 8 || !first.is_alphabetic() {
        return None;
    }
    if first.is_uppercase() && word.len() == first.len_utf8() {
        return Some(Initial);
    }
    lowered(word, |small| {
        // With a capital the tables are searched for "Sept" (also when written "SEPT"), then for "sept".
        let mut title = [0; 8];
        let title = &mut title[..small.len()];
        title.copy_from_slice(small.as_bytes());
        title[..1].make_ascii_uppercase();
        let title = if first.is_ascii_uppercase() {
            str::from_utf8(title).unwrap_or(small)
        } else {
            small
        };
        let any = |table: &[&str]| holds(table, title) || holds(table, small);
        if any(TITLES) || any(BEFORE_MORE) {
            Some(Never)
        } else if any(CALENDAR) || any(PLACES) || any(COMPANIES) {
            Some(Name)
        } else if any(BEFORE_NUMBERS) {
            Some(Number)
        } else if any(INSIDE) {
            Some(Inside)
        } else {
            (small == "al").then_some(Name)
        }
    })
    .flatten()
}

/// Whether a word is letters with full stops between: "U.S", "p.m", "Ph.D".
pub(crate) fn is_dotted(word: &str) -> bool {
    if !word.contains('.') {
        return false;
    }
    let mut parts = word.split('.');
    parts.all(|p| {
        let mut chars = p.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    }) || lowered(word, |w| holds(DOTTED, w)).unwrap_or(false)
}

/// Whether a word with a capital usually begins a sentence.
pub(crate) fn starts_sentence(word: &str) -> bool {
    lowered(word, |w| holds(STARTERS, w)).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [
            TITLES,
            CALENDAR,
            PLACES,
            COMPANIES,
            BEFORE_MORE,
            BEFORE_NUMBERS,
            INSIDE,
            DOTTED,
            STARTERS,
        ] {
            for pair in table.windows(2) {
                assert!(pair[0] < pair[1], "{pair:?}");
            }
        }
    }

    #[test]
    fn kinds() {
        for (word, kind) in [
            ("Lt", Some(Abbreviation::Never)),
            ("GEN", Some(Abbreviation::Never)),
            ("Sept", Some(Abbreviation::Name)),
            ("sat", None),
            ("Inc", Some(Abbreviation::Name)),
            ("no", Some(Abbreviation::Number)),
            ("p.m", Some(Abbreviation::Clock)),
            ("U.S", Some(Abbreviation::Acronym)),
            ("J", Some(Abbreviation::Initial)),
            ("Ph.D", Some(Abbreviation::Acronym)),
            ("army", None),
        ] {
            assert_eq!(kind_of(word), kind, "{word}");
        }
    }
}
