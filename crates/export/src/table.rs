//! Formats that are tables: their columns, declared once, and how a cell is written.

use crate::Rows;
use crate::knowledge::Known;
use crate::row::Row;
use std::io::Write;

/// A column of a table.
pub struct Column {
    /// As it stands in the header.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// What it means and where it comes from.
    pub about: &'static str,
    /// Its cell in a line.
    pub(crate) cell: for<'a, 'v> fn(&'a Line<'v>) -> Cell,
}

/// What a line of a table is about.
pub(crate) struct Line<'v> {
    /// The row of the record.
    pub(crate) row: Row<'v>,
    /// The one claim in it that the line is about; where there is none, the row itself.
    pub(crate) claim: Row<'v>,
    /// What else is known.
    pub(crate) known: &'v Known<'v>,
}

/// Columns, each `name, kind, what it means, its cell`.
macro_rules! columns {
    ($($name:literal, $kind:ident, $about:literal, $cell:expr;)*) => {
        &[$($crate::table::Column { name: $name, kind: $crate::table::Kind::$kind, about: $about, cell: $cell }),*]
    };
}
pub(crate) use columns;

/// What the cells of a column are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Real,
    /// A day, `2023-09-20`.
    Date,
}

impl Kind {
    /// As JSON Schema (2020-12) names it, with its format if it has one.
    pub const fn schema(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text => ("string", None),
            Self::Integer => ("integer", None),
            Self::Real => ("number", None),
            Self::Date => ("string", Some("date")),
        }
    }
}

/// A cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Not known, or nothing.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

impl From<Vec<&str>> for Cell {
    fn from(texts: Vec<&str>) -> Self {
        texts.join("; ").into()
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl From<jiff::civil::Date> for Cell {
    fn from(day: jiff::civil::Date) -> Self {
        Self::Text(day.to_string())
    }
}

impl Cell {
    /// As it is written in a file of separated values.
    ///
    /// A spreadsheet takes a text that begins with one of `= + - @` for a formula, and would run it. Such a text gets
    /// an apostrophe before it (OWASP, "CSV Injection").
    fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Integer(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => {
                format!("'{text}")
            }
            Self::Text(text) => text.clone(),
        }
    }
}

/// Writes rows as separated values with a header.
pub(crate) struct Writer<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> Writer<W> {
    pub(crate) fn new(out: W, separator: u8, columns: &[Column]) -> csv::Result<Self> {
        let mut out = csv::WriterBuilder::new().delimiter(separator).from_writer(out);
        out.write_record(columns.iter().map(|column| column.name))?;
        Ok(Self { out })
    }

    pub(crate) fn row(&mut self, columns: &[Column], line: &Line<'_>) -> csv::Result<()> {
        self.out
            .write_record(columns.iter().map(|column| (column.cell)(line).written()))
    }

    pub(crate) fn end(mut self) -> csv::Result<()> {
        Ok(self.out.flush()?)
    }
}

/// Writes the record's events, a line each with its first claim, but for those that `leaves_out`.
pub(crate) fn write_events(
    columns: &[Column],
    separator: u8,
    (known, rows): (&Known<'_>, &Rows),
    out: &mut dyn Write,
    mut leaves_out: impl FnMut(&Line<'_>) -> bool,
) -> csv::Result<()> {
    let mut writer = Writer::new(out, separator, columns)?;
    for row in rows.events.iter().map(Row) {
        let claim = row.list("claims").next().unwrap_or(row);
        let line = Line { row, claim, known };
        if !leaves_out(&line) {
            writer.row(columns, &line)?;
        }
    }
    writer.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_disarmed_and_a_number_is_not() {
        assert_eq!(Cell::from("=HYPERLINK(\"x\")").written(), "'=HYPERLINK(\"x\")");
        assert_eq!(Cell::from("-5 degrees").written(), "'-5 degrees");
        assert_eq!(Cell::from(-5.25).written(), "-5.25");
        assert_eq!(Cell::from("").written(), "");
    }
}
