//! A timeline for `TimelineJS` 3. What has no date is left out and never given one.

use crate::row::Row;
use crate::{ExportError, Left, Rows};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io::Write;

/// Writes the dated events that have happened, are disputed or are planned.
pub(crate) fn write(rows: &Rows, left: &mut Left, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut events = Vec::new();
    for row in rows.events.iter().map(Row) {
        if !matches!(row.text("status"), "actual" | "disputed" | "planned") {
            left.not_actual += 1;
            continue;
        }
        let Some((Some(from), to)) = row.days() else {
            left.undated += 1;
            continue;
        };
        let claim = row.list("claims").next().unwrap_or(row);
        let chain = match claim.chain() {
            chain if chain.is_empty() => claim.text("source").to_owned(),
            chain => chain,
        };
        let text = format!(
            "<p>{}</p><p>{} ({})</p>",
            escaped(claim.text("text")),
            escaped(&chain),
            escaped(&claim.whereabouts())
        );
        events.push(json!({
            "unique_id": row.text("id"),
            "start_date": date(from),
            "end_date": to.filter(|&to| to != from).map_or(Value::Null, date),
            "group": row.text("type"),
            "text": {"headline": escaped(&headline(row)), "text": text},
        }));
    }
    for event in &mut events {
        // TimelineJS takes a null for a date it cannot read.
        if event["end_date"].is_null()
            && let Some(keys) = event.as_object_mut()
        {
            keys.shift_remove("end_date");
        }
    }
    serde_json::to_writer(&mut *out, &json!({"events": events}))?;
    out.write_all(b"\n")?;
    Ok(())
}

fn date(day: Date) -> Value {
    json!({"year": day.year(), "month": day.month(), "day": day.day()})
}

fn headline(row: Row<'_>) -> String {
    let (actors, recipients) = (row.texts("actors").join(", "), row.texts("recipients").join(", "));
    let what = [
        row.text("type").to_lowercase(),
        row.text("mode").replace('_', " "),
    ]
    .join(" ");
    let mut line = what.trim().to_owned();
    for (word, part) in [
        (": ", actors.as_str()),
        (" → ", recipients.as_str()),
        (", ", row.place()),
    ] {
        if !part.is_empty() {
            line.push_str(word);
            line.push_str(part);
        }
    }
    line
}

/// Words of a report inside HTML: they are not to be trusted.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
