//! English plurals: a table of the irregular ones, and the spelling of the others.

use std::borrow::Cow;

/// The table that ships with the program; `data/README.md` tells its form.
static TABLE: &str = include_str!("../data/nouns.tsv");

/// Plurals that no rule of spelling gives.
#[derive(Default)]
pub(crate) struct Nouns {
    /// Plural and singular, sorted.
    plurals: Vec<(&'static str, &'static str)>,
}

impl Nouns {
    /// Those of the table that ships with the program.
    pub(crate) fn embedded() -> Self {
        let mut plurals = Vec::new();
        for (noun, cell) in TABLE.lines().skip(1).filter_map(|line| line.split_once('\t')) {
            plurals.extend(cell.split(" | ").map(|plural| (plural, noun)));
        }
        plurals.sort_unstable();
        Self { plurals }
    }

    /// The singular of a plural in small letters, where the table or the spelling tells it.
    pub(crate) fn singular<'w>(&self, plural: &'w str) -> Option<Cow<'w, str>> {
        let find = |word: &str| {
            let at = self.plurals.binary_search_by_key(&word, |p| p.0).ok()?;
            Some(self.plurals[at].1)
        };
        if let Some(singular) = find(plural) {
            return Some(singular.into());
        }
        let (before, last) = plural.split_at(plural.rfind('-').map_or(0, |at| at + 1));
        if let Some(singular) = find(last).filter(|_| !before.is_empty()) {
            return Some(format!("{before}{singular}").into());
        }
        let cut = |n: usize| &plural[..plural.len() - n];
        let ends = |ends: &[&str]| {
            ends.iter()
                .any(|end| last.len() > end.len() + 1 && last.ends_with(end))
        };
        Some(match () {
            () if !plural.bytes().rev().take(5).all(|b| b.is_ascii_lowercase()) => return None,
            () if ends(&["men"]) => format!("{}an", cut(2)).into(),
            () if ends(&["ies"]) => format!("{}y", cut(3)).into(),
            () if ends(&["sses", "shes", "ches", "xes", "oes", "zzes"]) => cut(2).into(),
            () if ends(&["ss", "us", "is"]) => return None,
            () if ends(&["s"]) => cut(1).into(),
            () => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_whole() {
        let nouns: Vec<_> = TABLE
            .lines()
            .skip(1)
            .map(|line| line.split('\t').collect())
            .collect();
        assert!(nouns.is_sorted_by(|a: &Vec<&str>, b| a[0] < b[0]));
        assert!(nouns.iter().all(|cells| cells.len() == 2 && !cells[1].is_empty()));
        let plurals = Nouns::embedded().plurals;
        assert!(
            plurals.is_sorted_by(|a, b| a.0 < b.0),
            "a plural has one singular"
        );
    }

    #[test]
    fn plurals() {
        let nouns = Nouns::embedded();
        for (plural, want) in [
            ("gunmen", "gunman"),
            ("ex-wives", "ex-wife"),
            ("referenda", "referendum"),
            ("aircraft", "aircraft"),
            ("allergies", "allergy"),
            ("sorties", "sortie"),
            ("crutches", "crutch"),
            ("headaches", "headache"),
            ("torpedoes", "torpedo"),
            ("buses", "bus"),
            ("bruises", "bruise"),
            ("shells", "shell"),
            // Nothing to cut, or nothing that the rules know.
            ("glass", ""),
            ("12s", ""),
            ("s", ""),
            ("", ""),
            ("\u{e9}s", ""),
        ] {
            assert_eq!(nouns.singular(plural).unwrap_or_default(), want, "{plural}");
        }
    }
}
