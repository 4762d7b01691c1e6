//! The form of the tables: rows of cells separated by tabs, a header line, comments.

use std::fmt;

/// A fault in a table, with the place to mend.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub struct TableError {
    /// File name of the table, such as `frames.tsv`.
    pub table: String,
    /// Line in it, from 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.table, self.line, self.message)
    }
}

/// One row, with its cells by position.
#[derive(Clone, Debug)]
pub(crate) struct Row<'a> {
    table: &'a str,
    columns: &'a [&'a str],
    line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell under a column, without surrounding blanks; empty if the row is short.
    pub(crate) fn cell(&self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|at| self.cells.get(at)).map_or("", |c| c.trim())
    }

    /// Its line in the file, from 1.
    pub(crate) fn line(&self) -> usize {
        self.line
    }

    /// The values of a cell that may hold several.
    pub(crate) fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        split_list(self.cell(column))
    }

    /// An error that names this row.
    pub(crate) fn error(&self, message: impl Into<String>) -> TableError {
        TableError {
            table: self.table.to_owned(),
            line: self.line,
            message: message.into(),
        }
    }

    /// The cell under a column, which must be filled.
    pub(crate) fn required(&self, column: &str) -> Result<&'a str, TableError> {
        match self.cell(column) {
            "" => Err(self.error(format!("column `{column}` is empty"))),
            cell => Ok(cell),
        }
    }

    /// The cell under a column as a value of a vocabulary.
    pub(crate) fn value<T>(&self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, TableError> {
        let cell = self.required(column)?;
        parse(cell).ok_or_else(|| self.error(format!("`{cell}` is not a known {column}")))
    }
}

/// The parts of a cell between vertical bars.
pub(crate) fn split_list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|c| !c.is_empty())
}

/// Reads a table: checks its header and hands over its rows one by one.
pub(crate) fn read<'a>(
    table: &'a str,
    columns: &'a [&'a str],
    text: &'a str,
    mut take: impl FnMut(&Row<'a>) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let mut header_seen = false;
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let row = Row {
            table,
            columns,
            line: at + 1,
            cells,
        };
        if !header_seen {
            header_seen = true;
            let found: Vec<&str> = row.cells.iter().map(|c| c.trim()).collect();
            if found != columns {
                return Err(row.error(format!(
                    "the first line must name the columns: {}",
                    columns.join(", ")
                )));
            }
            continue;
        }
        if row.cells.len() > columns.len() {
            return Err(row.error(format!(
                "{} cells where {} columns are",
                row.cells.len(),
                columns.len()
            )));
        }
        take(&row)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_table_and_line() {
        let text = "a\tb\n# note\n1\t2\n\n1\t2\t3\n";
        let mut rows = Vec::new();
        let fault = read("t.tsv", &["a", "b"], text, |row| {
            rows.push(row.cell("b").to_owned());
            Ok(())
        });
        assert_eq!(rows, ["2"]);
        assert_eq!(
            fault.unwrap_err().to_string(),
            "t.tsv:5: 3 cells where 2 columns are"
        );
    }

    #[test]
    fn a_wrong_header_is_told() {
        let fault = read("t.tsv", &["a", "b"], "a\tc\n", |_| Ok(())).unwrap_err();
        assert!(fault.message.contains("a, b"));
    }
}
