//! Claims for fact-checkers (schema.org `ClaimReview`): each statement as the claim that is to be reviewed.
//!
//! Dateline gives no verdict, so there is no `reviewRating`: a checker adds it, and with it the review's own words.

use crate::row::Row;
use crate::{ExportError, Rows, line};
use serde_json::json;
use std::io::Write;

/// Writes one review to be filled in a line, for each statement.
pub(crate) fn write(rows: &Rows, out: &mut dyn Write) -> Result<(), ExportError> {
    for row in rows.statements.iter().map(Row) {
        let day = row.0.get("time").filter(|day| day.is_string());
        let author =
            (!row.text("speaker").is_empty()).then(|| json!({"@type": "Thing", "name": row.text("speaker")}));
        line(
            out,
            &json!({
                "@context": "https://schema.org", "@type": "ClaimReview",
                "identifier": row.text("ref"), "claimReviewed": row.text("words"),
                "itemReviewed": {
                    "@type": "Claim", "datePublished": day, "author": author,
                    "appearance": {"@type": "NewsArticle", "headline": row.text("title"), "datePublished": row.0.get("published"),
                        "publisher": {"@type": "Organization", "name": row.text("source")}},
                    "interpretedAsClaim": row.text("act"),
                },
                "description": format!("{} [{}]", row.text("text"), row.whereabouts()),
            }),
        )?;
    }
    Ok(())
}
