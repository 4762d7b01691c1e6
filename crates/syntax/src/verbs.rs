//! English verbs and how they inflect: a table of base and irregular forms, and the spelling of the regular ones.

use crate::Xpos;
use std::borrow::Cow;

/// The table that ships with the program; `data/README.md` tells its form.
static TABLE: &str = include_str!("../data/verbs.tsv");

/// Prefixes before which a verb keeps its forms. A hyphen may follow: `re-took`.
const PREFIXES: [&str; 14] = [
    "re", "over", "under", "out", "un", "mis", "dis", "de", "co", "pre", "counter", "fore", "inter", "cross",
];

/// The verbs of the language, as far as the table has them.
#[derive(Default)]
pub(crate) struct Verbs {
    /// Base forms, sorted.
    bases: Vec<&'static str>,
    /// Irregular past forms and participles with their base, sorted.
    forms: Vec<(&'static str, &'static str)>,
}

impl Verbs {
    /// Those of the table that ships with the program.
    pub(crate) fn embedded() -> Self {
        let mut verbs = Self::default();
        for line in TABLE.lines().skip(1) {
            let mut cells = line.split('\t');
            let base = cells.next().unwrap_or_default();
            verbs.bases.push(base);
            let forms = cells.flat_map(|cell| cell.split(" | "));
            verbs.forms.extend(forms.map(|form| (form, base)));
        }
        verbs.forms.sort_unstable();
        verbs.forms.dedup();
        verbs
    }

    /// Whether this is the base form of a verb of the table, or of one with a prefix before it.
    fn is_base(&self, word: &str) -> bool {
        self.holds(word) || stems(word).any(|(_, stem)| self.holds(stem))
    }

    /// The base form of an irregular form in small letters: `took` → `take`. What stands before it comes first:
    /// `re-took` → `re-`, `take`.
    ///
    /// A form that is a base too (`found`) is taken for one unless the tag is that of a past form.
    pub(crate) fn irregular<'w>(&self, form: &'w str, xpos: Xpos) -> Option<(&'w str, &'static str)> {
        let is_past = matches!(xpos, Xpos::VBD | Xpos::VBN);
        let find = |word: &str| {
            let at = self.forms.binary_search_by_key(&word, |f| f.0).ok()?;
            (is_past || !self.holds(word)).then_some(self.forms[at].1)
        };
        let own = find(form).map(|base| ("", base));
        own.or_else(|| stems(form).find_map(|(before, stem)| Some((before, find(stem)?))))
    }

    /// The base form of a regular form in small letters, where the table or the spelling tells it.
    pub(crate) fn regular<'w>(&self, form: &'w str, xpos: Xpos) -> Option<Cow<'w, str>> {
        let ending = match xpos {
            Xpos::VBD | Xpos::VBN => "ed",
            Xpos::VBG => "ing",
            Xpos::VBZ => "s",
            _ => return None,
        };
        let stem = form.strip_suffix(ending).filter(|stem| has_vowel(stem))?;
        let candidates = || edits(stem, ending).map(|edit| edit.apply(stem));
        // A verb of the table goes before one with a prefix: "disputed" is not dis-put.
        candidates()
            .find(|made| self.holds(made))
            .or_else(|| candidates().find(|made| self.is_base(made)))
            .or_else(|| {
                edits(stem, ending)
                    .find(|edit| edit.is_sure)
                    .map(|edit| edit.apply(stem))
            })
    }

    fn holds(&self, word: &str) -> bool {
        self.bases.binary_search(&word).is_ok()
    }
}

/// A word without what may stand before a verb: a prefix, or all up to its last hyphen.
fn stems(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let hyphen = word.rfind('-').map(|at| word.split_at(at + 1));
    let prefix = PREFIXES
        .iter()
        .filter(|prefix| word.starts_with(*prefix))
        .map(|prefix| word.split_at(prefix.len()))
        .filter(|(_, stem)| stem.len() > 2);
    hyphen.into_iter().chain(prefix)
}

/// How a base form may be made of what stands before the ending.
#[derive(Clone, Copy)]
struct Edit {
    cut: usize,
    add: &'static str,
    /// Whether the spelling alone decides for it, should the table know no candidate.
    is_sure: bool,
}

impl Edit {
    fn apply(self, stem: &str) -> Cow<'_, str> {
        // What is cut are letters of ASCII, which `edits` has looked at.
        let kept = &stem[..stem.len() - self.cut];
        if self.add.is_empty() {
            kept.into()
        } else {
            format!("{kept}{}", self.add).into()
        }
    }
}

/// The candidates for a stem, best first. Those that English spelling rules out are left out.
fn edits(stem: &str, ending: &str) -> impl Iterator<Item = Edit> {
    let edit = |cut, add, is_sure| Some(Edit { cut, add, is_sure });
    let none = [None; 3];
    if ending == "s" {
        return if stem.ends_with("ie") {
            [edit(0, "", stem.len() < 4), edit(2, "y", true), None]
        } else if ["sse", "she", "che", "xe", "zze", "oe"]
            .iter()
            .any(|e| stem.ends_with(e))
        {
            [edit(0, "", false), edit(1, "", true), None]
        } else if stem.ends_with('e') {
            [edit(0, "", true), edit(1, "", false), None]
        } else if stem.ends_with(['s', 'i', 'u']) {
            none
        } else {
            [edit(0, "", true), None, None]
        }
        .into_iter()
        .flatten();
    }
    let letters: Vec<u8> = stem.bytes().rev().take(3).collect();
    let last = |n: usize| letters.get(n).copied().unwrap_or(b' ');
    let (end, before, third) = (last(0), last(1), last(2));
    let is_short = syllables(stem) == 1;
    match () {
        () if !end.is_ascii_lowercase() => none,
        () if end == b'i' && ending == "ed" => [
            edit(1, "y", stem.len() > 2),
            edit(0, "e", true),
            edit(0, "", false),
        ],
        // panicked, attacked.
        () if end == b'k' && before == b'c' => [edit(0, "", true), edit(1, "", false), None],
        // lying, dying, tying.
        () if end == b'y' && ending == "ing" && stem.len() < 4 => {
            [edit(0, "", false), edit(1, "ie", false), edit(0, "e", false)]
        }
        () if end == b'e' => {
            let whole = ending == "ing";
            [edit(0, if whole { "" } else { "e" }, true), None, None]
        }
        () if matches!(end, b'u' | b'v') || end == b'z' && before != b'z' => {
            [edit(0, "e", true), edit(0, "", false), None]
        }
        () if is_vowel(end) || matches!(end, b'w' | b'x' | b'y' | b'h') => {
            [edit(0, "", true), edit(0, "e", false), None]
        }
        // planned, gassed; but killed, missed, added.
        () if end == before => {
            let is_doubled = !matches!(end, b's' | b'f' | b'z' | b'l') || end == b'l' && !is_short;
            [
                edit(0, "", !is_doubled),
                edit(1, "", is_doubled),
                edit(0, "e", false),
            ]
        }
        // praised, forced, charged, riddled, rinsed.
        () if matches!(end, b'c' | b's')
            || end == b'g' && before != b'n'
            || end == b'l' && !is_vowel(before) && !matches!(before, b'r' | b'w') =>
        {
            [edit(0, "e", true), edit(0, "", false), None]
        }
        // raked and fined: after one short vowel a last consonant would be doubled.
        () if is_vowel(before) && !is_vowel(third) && is_short => [edit(0, "e", true), None, None],
        () if stem.ends_with("at") && !is_short => [edit(0, "e", true), edit(0, "", false), None],
        // two consonants, or two vowels and one.
        () if !is_vowel(before) && !(end == b'g' && before == b'n') || is_vowel(third) => {
            [edit(0, "", true), edit(0, "e", false), None]
        }
        () => [edit(0, "", false), edit(0, "e", false), None],
    }
    .into_iter()
    .flatten()
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn has_vowel(text: &str) -> bool {
    text.bytes().any(|b| is_vowel(b) || b == b'y')
}

/// How many groups of vowels there are.
fn syllables(text: &str) -> usize {
    let mut count = 0;
    let mut was = false;
    for byte in text.bytes() {
        let is = is_vowel(byte) || byte == b'y';
        count += usize::from(is && !was);
        was = is;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(xpos: Xpos, pairs: &[(&str, &str)]) {
        let verbs = Verbs::embedded();
        for &(form, want) in pairs {
            let got = match verbs.irregular(form, xpos) {
                Some((before, base)) => Some(format!("{before}{base}")),
                None => verbs.regular(form, xpos).map(Cow::into_owned),
            };
            assert_eq!(
                got.as_deref(),
                (!want.is_empty()).then_some(want),
                "{form}/{xpos}"
            );
        }
    }

    #[test]
    fn the_table_is_sorted_and_whole() {
        let verbs = Verbs::embedded();
        assert!(verbs.bases.is_sorted_by(|a, b| a < b));
        for line in TABLE.lines().skip(1) {
            let cells: Vec<_> = line.split('\t').collect();
            assert!(matches!(cells.len(), 1 | 3), "{line}");
            for word in cells.iter().flat_map(|cell| cell.split(" | ")) {
                let fits = |b: u8| b.is_ascii_lowercase() || b == b'-' || b == b'\'';
                assert!(!word.is_empty() && word.bytes().all(fits), "{line}");
            }
        }
    }

    #[test]
    fn irregular_forms() {
        check(
            Xpos::VBD,
            &[
                ("fought", "fight"),
                ("struck", "strike"),
                ("shot", "shoot"),
                ("found", "find"),
                ("lay", "lie"),
                ("overran", "overrun"),
                ("re-took", "re-take"),
                ("counter-struck", "counter-strike"),
            ],
        );
        check(
            Xpos::VBN,
            &[("slain", "slay"), ("overthrown", "overthrow"), ("led", "lead")],
        );
        // A past form with the tag of a present one; but "found" may be a base.
        check(Xpos::VBP, &[("fled", "flee"), ("found", ""), ("wound", "")]);
    }

    #[test]
    fn regular_past_forms() {
        check(
            Xpos::VBD,
            &[
                ("freed", "free"),
                ("ceded", "cede"),
                ("vetoed", "veto"),
                ("shelled", "shell"),
                ("levelled", "level"),
                ("tear-gassed", "tear-gas"),
                ("recaptured", "recapture"),
                ("disputed", "dispute"),
                ("united", "unite"),
                ("fined", "fine"),
                ("planned", "plan"),
                ("relied", "rely"),
                ("died", "die"),
                ("deployed", "deploy"),
                ("trafficked", "traffic"),
                ("attacked", "attack"),
            ],
        );
    }

    #[test]
    fn spelling_decides_for_verbs_that_the_table_lacks() {
        check(
            Xpos::VBD,
            &[
                ("blarked", "blark"),
                ("brobbed", "brob"),
                ("grised", "grise"),
                ("clafed", "clafe"),
                ("plorged", "plorge"),
                ("drindled", "drindle"),
                ("tranchated", "tranchate"),
                ("snoamed", "snoam"),
                ("spliffied", "spliffy"),
                // Stress decides here, which no letter shows.
                ("malboted", ""),
                ("t-ed", ""),
                ("sh\u{e9}ed", ""),
            ],
        );
    }

    #[test]
    fn other_endings() {
        check(
            Xpos::VBG,
            &[
                ("dying", "die"),
                ("flying", "fly"),
                ("fleeing", "flee"),
                ("hitting", "hit"),
                ("raging", "rage"),
                ("sing", ""),
            ],
        );
        check(
            Xpos::VBZ,
            &[
                ("vetoes", "veto"),
                ("accuses", "accuse"),
                ("crosses", "cross"),
                ("attaches", "attach"),
                ("denies", "deny"),
                ("dies", "die"),
                ("focuses", "focus"),
            ],
        );
    }
}
