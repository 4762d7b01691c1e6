//! Classes of words that rules and frames ask for by name.

use crate::table::{self, TableError};
use std::collections::HashMap;

/// Which lemmas belong to which class.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// The classes of a lemma, by lower-cased lemma.
    of: HashMap<String, Vec<String>>,
    names: Vec<String>,
}

pub(crate) const CLASSES: &[&str] = &["class", "words"];

impl Classes {
    /// Whether a lemma, in small letters, belongs to a class.
    pub fn has(&self, class: &str, lemma: &str) -> bool {
        self.of
            .get(lemma)
            .is_some_and(|classes| classes.iter().any(|c| c == class))
    }

    /// Whether a class of this name has any words.
    pub fn knows(&self, class: &str) -> bool {
        self.names.iter().any(|n| n == class)
    }

    pub(crate) fn add(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, CLASSES, text, |row| {
            let class = row.required("class")?;
            if !self.knows(class) {
                self.names.push(class.to_owned());
            }
            for word in row.list("words") {
                let classes = self.of.entry(word.to_lowercase()).or_default();
                if !classes.iter().any(|c| c == class) {
                    classes.push(class.to_owned());
                }
            }
            Ok(())
        })
    }
}
