//! Rows as lines of a table or of CSV.

use super::args::To;
use crate::terminal::harmless;
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// A column of a list.
#[derive(Debug)]
pub(super) struct Column {
    /// Its heading, and the key that it shows.
    name: &'static str,
    /// The most that it takes in a table; none where only CSV has it.
    width: Option<usize>,
}

const fn both(name: &'static str, width: usize) -> Column {
    Column {
        name,
        width: Some(width),
    }
}

const fn csv(name: &'static str) -> Column {
    Column { name, width: None }
}

/// A claim's way to its words.
macro_rules! opened {
    ($($column:expr),+ $(,)?) => {
        &[$($column),+, csv("source"), csv("published"), csv("report"), both("ref", 22), csv("start"), csv("end"), csv("id")]
    };
}

const EVENTS: &[Column] = opened![
    both("time", 21),
    both("type", 10),
    both("mode", 12),
    both("actors", 24),
    both("recipients", 20),
    both("place", 16),
    both("status", 9),
    both("reports", 7),
    both("origins", 7),
    both("speakers", 8),
    csv("speaker"),
    both("words", 48),
];
const FIGURES: &[Column] = opened![
    both("time", 21),
    both("measure", 9),
    both("low", 7),
    both("high", 7),
    csv("approximate"),
    both("group", 10),
    both("side", 14),
    both("speaker", 24),
    csv("via"),
    both("as_of", 10),
    both("step", 14),
    csv("part_of"),
    csv("cumulative"),
    csv("place"),
    both("words", 36),
    csv("event"),
];
const TERMS: &[Column] = opened![
    both("kind", 11),
    both("party", 24),
    both("standing", 8),
    both("day", 10),
    both("status", 9),
    both("assigned", 8),
    both("speaker", 24),
    csv("via"),
    both("words", 48),
    csv("deadlines"),
];
const STATEMENTS: &[Column] = opened![
    both("time", 10),
    both("speaker", 26),
    csv("via"),
    both("act", 8),
    both("addressees", 18),
    csv("third_party"),
    both("words", 64),
];
const ACTORS: &[Column] = &[
    both("name", 34),
    both("kind", 14),
    both("side", 18),
    both("aliases", 36),
    csv("roles"),
    both("reports", 7),
    both("origins", 7),
    both("evidence", 18),
    both("id", 22),
];
const ORIGINS: &[Column] = &[
    both("published", 10),
    both("source", 22),
    both("title", 52),
    both("reports", 7),
    both("copied_by", 36),
    both("id", 16),
];
const GAPS: &[Column] = opened![both("code", 18), both("message", 44), both("words", 40)];
const DOUBTS: &[Column] = &[
    both("id", 6),
    both("list", 7),
    both("one", 52),
    both("other", 52),
    both("why", 40),
    csv("a"),
    csv("b"),
];
const DECISIONS: &[Column] = &[
    both("id", 5),
    both("when", 20),
    both("who", 14),
    both("action", 8),
    both("what", 40),
    both("why", 30),
    both("state", 30),
];
const HITS: &[Column] = &[
    both("published", 10),
    both("source", 20),
    both("title", 40),
    both("words", 64),
    both("key", 16),
    csv("id"),
];

/// The columns of a list.
pub(super) fn columns(section: &str) -> &'static [Column] {
    match section {
        "event" => EVENTS,
        "figure" => FIGURES,
        "term" => TERMS,
        "statement" | "position" => STATEMENTS,
        "actor" => ACTORS,
        "origin" => ORIGINS,
        "gap" => GAPS,
        "doubt" => DOUBTS,
        "decision" => DECISIONS,
        _ => HITS,
    }
}

/// The lines of a row: one for each claim where the claims are what the list is about, else one.
pub(super) fn lines(section: &str, row: &Value) -> Vec<Map<String, Value>> {
    let claims = |key: &str| row[key].as_array().cloned().unwrap_or_default();
    match section {
        "event" => {
            let first = claims("claims").into_iter().next().unwrap_or_default();
            vec![line(row, &first, |line| {
                line["words"] = first["text"].clone();
                line["time"] = row["time"].clone();
            })]
        }
        "figure" => claims("claims")
            .iter()
            .map(|claim| line(row, claim, |line| line["time"] = row["time"].clone()))
            .collect(),
        "term" => claims("steps")
            .iter()
            .map(|step| line(row, step, |_| ()))
            .collect(),
        "origin" => {
            let copied: Vec<Value> = claims("copies")
                .iter()
                .skip(1)
                .map(|copy| copy["source"].clone())
                .collect();
            vec![line(row, &Value::Null, |line| line["copied_by"] = copied.into())]
        }
        "doubt" => {
            let told = |claim: &Value| json!(format!("{}: {}", text(&claim["what"]), text(&claim["text"])));
            vec![line(row, &Value::Null, |line| {
                line["one"] = told(&row["a"]);
                line["other"] = told(&row["b"]);
                line["a"] = row["a"]["ref"].clone();
                line["b"] = row["b"]["ref"].clone();
            })]
        }
        "decision" => vec![line(row, &Value::Null, |line| line["what"] = what(row).into())],
        _ => vec![line(row, row, |_| ())],
    }
}

/// A row's keys with those of one of its claims laid over.
fn line(row: &Value, claim: &Value, mend: impl FnOnce(&mut Value)) -> Map<String, Value> {
    let mut line = row.clone();
    if let (Some(into), Some(claim)) = (line.as_object_mut(), claim.as_object()) {
        for (key, value) in claim {
            if key != "type" && key != "status" || !into.contains_key(key) {
                into.insert(key.clone(), value.clone());
            }
        }
        if let Some(span) = claim.get("span").and_then(super::words::offsets) {
            into.insert("start".to_owned(), span[0].into());
            into.insert("end".to_owned(), span[1].into());
        }
    }
    mend(&mut line);
    match line {
        Value::Object(line) => line,
        _ => Map::new(),
    }
}

/// What a decision is about, in words.
fn what(row: &Value) -> String {
    let words = |key: &str| row[key]["words"].as_str().unwrap_or_default();
    let others = ["with", "from"].map(words).concat();
    match (words("at"), &*others) {
        ("", _) => text(&row["decision"]),
        (at, "") if row["field"].is_string() => {
            format!("“{at}”: {} {}", text(&row["field"]), text(&row["value"]))
        }
        (at, "") => format!("“{at}”"),
        (at, other) => format!("“{at}” and “{other}”"),
    }
}

impl Column {
    /// What it shows of a line.
    pub(super) fn of(&self, line: &Map<String, Value>) -> String {
        line.get(self.name).map(text).unwrap_or_default()
    }
}

/// A value in one cell.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join("; "),
        Value::Object(keys) => keys.get("name").map(text).unwrap_or_default(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
    }
}

/// Lines on their way out.
pub(super) struct Table {
    columns: &'static [Column],
    to: To,
    /// A table waits for its end: only then are the widths known.
    waiting: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(columns: &'static [Column], to: To) -> Self {
        Self {
            columns,
            to,
            waiting: Vec::new(),
        }
    }

    pub(super) fn head(&mut self, out: &mut impl Write) -> Result<()> {
        if self.to == To::Csv {
            let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
            writeln!(out, "{}", names.join(","))?;
        }
        Ok(())
    }

    pub(super) fn row(&mut self, out: &mut impl Write, cells: Vec<String>) -> Result<()> {
        if self.to == To::Csv {
            let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
            writeln!(out, "{}", cells.join(","))?;
        } else {
            self.waiting.push(cells);
        }
        Ok(())
    }

    /// Writes what waits, each column as wide as its widest cell, but no wider than it may be.
    pub(super) fn end(self, out: &mut impl Write) -> Result<()> {
        if self.to != To::Table || self.waiting.is_empty() {
            return Ok(());
        }
        let shown: Vec<(usize, &Column, usize)> = self
            .columns
            .iter()
            .enumerate()
            .filter_map(|(n, column)| column.width.map(|most| (n, column, most)))
            .map(|(n, column, most)| {
                let widest = self
                    .waiting
                    .iter()
                    .map(|cells| cells[n].width())
                    .max()
                    .unwrap_or(0);
                (n, column, widest.min(most).max(column.name.len()))
            })
            // A column in which nothing stands is left out.
            .filter(|(n, _, _)| self.waiting.iter().any(|cells| !cells[*n].is_empty()))
            .collect();
        let mut write = |cell: &dyn Fn(usize) -> String| -> Result<()> {
            let cells: Vec<String> = shown
                .iter()
                .map(|&(n, _, width)| fitted(&cell(n), width))
                .collect();
            writeln!(out, "{}", cells.join("  ").trim_end())?;
            Ok(())
        };
        write(&|n| self.columns[n].name.replace('_', " "))?;
        for cells in &self.waiting {
            write(&|n| harmless(&cells[n]))?;
        }
        Ok(())
    }
}

/// A cell of CSV (RFC 4180), with what a spreadsheet would take for a formula made plain text.
fn quoted(cell: &str) -> String {
    let cell = match cell.chars().next() {
        Some('=' | '+' | '@') => format!("'{cell}"),
        Some('-') if cell.parse::<f64>().is_err() => format!("'{cell}"),
        _ => cell.to_owned(),
    };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

/// A cell of exactly this width; what does not fit is cut, and the cut is shown.
fn fitted(cell: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    let is_long = cell.width() > width;
    for c in cell.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + wide > width - usize::from(is_long) {
            break;
        }
        out.push(c);
        used += wide;
    }
    if is_long {
        out.push('…');
        used += 1;
    }
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_harmless() {
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("=SUM(A1)"), "'=SUM(A1)");
        assert_eq!(quoted("-5"), "-5");
    }

    #[test]
    fn cells_fit_their_column() {
        assert_eq!(fitted("Kesra", 7), "Kesra  ");
        assert_eq!(fitted("Kesra and Dara", 7), "Kesra …");
        assert_eq!(fitted("停戦協定", 5), "停戦…");
    }
}
