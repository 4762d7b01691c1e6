//! W3C Web Annotations: each claim of an event or a figure, and each statement, bound to its words by quotation and
//! by position (Web Annotation Data Model, 4.2.4 and 4.2.5).

use crate::row::Row;
use crate::{ExportError, Rows, line};
use serde_json::{Value, json};
use std::io::Write;

/// Writes one annotation a line.
pub(crate) fn write(rows: &Rows, out: &mut dyn Write) -> Result<(), ExportError> {
    for row in rows.events.iter().map(Row) {
        for claim in row.list("claims") {
            let body = json!({
                "dateline:event": row.text("id"), "dateline:type": claim.text("type"), "dateline:status": claim.text("status"),
                "dateline:actors": row.texts("actors"), "dateline:recipients": row.texts("recipients"),
                "dateline:time": claim.0.get("time"), "dateline:place": row.place(),
            });
            line(out, &annotation(claim, claim.text("type"), &body))?;
        }
    }
    for row in rows.figures.iter().map(Row) {
        for claim in row.list("claims") {
            let body = json!({
                "dateline:entry": row.text("id"), "dateline:measure": row.text("measure"),
                "dateline:low": claim.0.get("low"), "dateline:high": claim.0.get("high"), "dateline:who": claim.text("who"),
            });
            line(out, &annotation(claim, row.text("measure"), &body))?;
        }
    }
    for row in rows.statements.iter().map(Row) {
        let body = json!({"dateline:act": row.text("act"), "dateline:speaker": row.text("speaker"), "dateline:via": row.texts("via")});
        line(out, &annotation(row, row.text("act"), &body))?;
    }
    Ok(())
}

/// An annotation of the words of a claim. Positions count code points, as the model asks.
fn annotation(claim: Row<'_>, tag: &str, more: &Value) -> Value {
    let (start, end) = claim.span("span").unwrap_or_default();
    let (prefix, suffix) = around(claim, start, end);
    json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"dateline": "urn:dateline:"}],
        "id": format!("urn:dateline:{}", claim.text("ref")),
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"type": "Software", "name": concat!("dateline ", env!("CARGO_PKG_VERSION"))},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": tag},
            {"type": "SpecificResource", "purpose": "describing", "source": format!("urn:dateline:{}", claim.text("ref")),
                "dateline:claim": more, "dateline:saidBy": claim.chain()},
        ],
        "target": {
            "source": format!("urn:dateline:{}", claim.text("key")),
            "selector": [
                {"type": "TextQuoteSelector", "exact": claim.text("words"), "prefix": prefix, "suffix": suffix},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    })
}

/// What stands before and after the words in their sentence.
fn around(claim: Row<'_>, start: i64, end: i64) -> (String, String) {
    const LONGEST: usize = 40;
    let (from, _) = claim.span("sentence").unwrap_or((start, end));
    let sentence: Vec<char> = claim.text("text").chars().collect();
    let at = |offset: i64| usize::try_from(offset - from).unwrap_or(0).min(sentence.len());
    let (start, end) = (at(start), at(end).max(at(start)));
    let prefix = sentence[start.saturating_sub(LONGEST)..start].iter().collect();
    let suffix = sentence[end..(end + LONGEST).min(sentence.len())]
        .iter()
        .collect();
    (prefix, suffix)
}
