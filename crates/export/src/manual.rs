//! The manual page and the JSON Schema of each table, made from its columns.

use crate::table::Column;
use crate::{Format, List, acled, ged, polecat, tidy};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Every table with its name, in the order of the manual.
fn tables() -> Vec<(&'static str, &'static str, &'static [Column])> {
    let mut list: Vec<_> = List::ALL
        .iter()
        .map(|&list| (list.name(), "csv", columns(Format::Csv(list))))
        .collect();
    list.push(("acled", "acled-csv", columns(Format::AcledCsv)));
    list.push(("ged", "ged-csv", columns(Format::GedCsv)));
    list.push(("polecat", "polecat-tsv", columns(Format::PolecatTsv)));
    list
}

/// The columns of a format that is a table; none for the others.
pub(crate) fn columns(format: Format) -> &'static [Column] {
    match format {
        Format::Csv(list) => tidy::columns(list),
        Format::AcledCsv => acled::COLUMNS,
        Format::GedCsv => ged::COLUMNS,
        Format::PolecatTsv => polecat::COLUMNS,
        _ => &[],
    }
}

/// The manual's page on exported tables, in Markdown.
pub fn manual() -> String {
    let mut page = String::from(
        "# Exported tables\n\nMade by `cargo xtask docs` from the columns that the program writes. \
         An empty cell means that the record does not know it.\n",
    );
    for (name, format, columns) in tables() {
        let _ = write!(
            page,
            "\n## {name} (`--to {format}`)\n\n| column | is | means |\n|---|---|---|\n"
        );
        for column in columns {
            let (kind, form) = column.kind.schema();
            let _ = writeln!(
                page,
                "| `{}` | {} | {} |",
                column.name,
                form.unwrap_or(kind),
                column.about
            );
        }
    }
    page
}

/// The JSON Schema (2020-12) of one row of each table, by the table's name.
pub fn schema() -> Value {
    let of = |columns: &[Column]| {
        let properties: Map<String, Value> = columns
            .iter()
            .map(|column| {
                let (kind, form) = column.kind.schema();
                let mut property = json!({"type": [kind, "null"], "description": column.about});
                if let Some(form) = form {
                    property["format"] = form.into();
                }
                (column.name.to_owned(), property)
            })
            .collect();
        json!({"type": "object", "properties": properties, "additionalProperties": false})
    };
    let defs: Map<String, Value> = tables()
        .into_iter()
        .map(|(name, _, columns)| (name.to_owned(), of(columns)))
        .collect();
    json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": defs})
}
