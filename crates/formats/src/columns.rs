//! Which columns of a table, or keys of a record, hold what of a report.

use std::str::FromStr;
use thiserror::Error;

/// The parts of a report that a column may hold.
pub(crate) const PARTS: [&str; 7] = ["id", "text", "published", "source", "title", "url", "language"];

/// Names of columns by the part of a report that they hold. Without any, a column is named as its part.
///
/// ```
/// use dateline_formats::Columns;
///
/// let columns: Columns = "text=body,published=date".parse().unwrap();
/// assert_eq!(columns.name("text"), "body");
/// assert_eq!(columns.name("title"), "title");
/// assert!("body=text=x".parse::<Columns>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Columns {
    named: Vec<(&'static str, String)>,
}

/// Why a list of columns cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum BadColumns {
    /// A piece that is not `PART=COLUMN`.
    #[error("\"{0}\" is not PART=COLUMN, such as text=body")]
    NotAPair(String),
    /// A part that no report has.
    #[error("a report has no \"{0}\": name one of id, text, published, source, title, url and language")]
    NoPart(String),
    /// A part that is named twice.
    #[error("\"{0}\" is named twice")]
    Twice(&'static str),
}

impl Columns {
    /// The name of the column that holds a part.
    pub fn name<'a>(&'a self, part: &'a str) -> &'a str {
        let found = self.named.iter().find(|(named, _)| *named == part);
        found.map_or(part, |(_, column)| column)
    }

    /// Whether the column of a part was named by the caller.
    pub fn names(&self, part: &str) -> bool {
        self.named.iter().any(|(named, _)| *named == part)
    }

    /// Whether no column was named.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }
}

impl FromStr for Columns {
    type Err = BadColumns;

    fn from_str(list: &str) -> Result<Self, BadColumns> {
        let mut columns = Self::default();
        for pair in list.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let not_a_pair = || BadColumns::NotAPair(pair.to_owned());
            let (part, column) = pair.split_once('=').ok_or_else(not_a_pair)?;
            let (part, column) = (part.trim(), column.trim());
            if column.is_empty() || column.contains('=') {
                return Err(not_a_pair());
            }
            let known = PARTS.iter().find(|known| **known == part);
            let part = *known.ok_or_else(|| BadColumns::NoPart(part.to_owned()))?;
            if columns.names(part) {
                return Err(BadColumns::Twice(part));
            }
            columns.named.push((part, column.to_owned()));
        }
        Ok(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_cannot_be_used_says_why() {
        let error = |list: &str| list.parse::<Columns>().unwrap_err();
        assert_eq!(error("text"), BadColumns::NotAPair("text".to_owned()));
        assert_eq!(error("text="), BadColumns::NotAPair("text=".to_owned()));
        assert_eq!(error("body=text"), BadColumns::NoPart("body".to_owned()));
        assert_eq!(error("text=a,text=b"), BadColumns::Twice("text"));
    }
}
