//! Events on a map (RFC 7946). Only what the record can locate; the precision of each point is told with it.

use crate::row::Row;
use crate::{ExportError, Left, Rows};
use serde_json::{Value, json};
use std::io::Write;

/// Writes all events with a point, whatever their status, as one collection of features.
pub(crate) fn write(rows: &Rows, left: &mut Left, out: &mut dyn Write) -> Result<(), ExportError> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut is_first = true;
    for row in rows.events.iter().map(Row) {
        let Some(point) = row.point() else {
            left.unlocated += 1;
            continue;
        };
        out.write_all(if is_first { b"\n" } else { b",\n" })?;
        is_first = false;
        let sources: Vec<Value> = row
            .list("claims")
            .map(|claim| {
                json!({"report": claim.text("key"), "span": claim.span("span"), "source": claim.text("source"),
                    "published": claim.text("published"), "said_by": claim.chain(), "sentence": claim.text("text")})
            })
            .collect();
        let days = row.days().unwrap_or_default();
        let feature = json!({
            "type": "Feature", "id": row.text("id"),
            "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
            "properties": {
                "type": row.text("type"), "mode": row.0.get("mode"), "status": row.text("status"),
                "time": row.0.get("time"), "first_day": days.0.map(|day| day.to_string()),
                "last_day": days.1.map(|day| day.to_string()), "actors": row.texts("actors").join("; "),
                "recipients": row.texts("recipients").join("; "), "place": row.place(), "precision": point.precision,
                "reports": row.number("reports"), "origins": row.number("origins"), "sources": sources,
            },
        });
        serde_json::to_writer(&mut *out, &feature)?;
    }
    out.write_all(b"\n]}\n")?;
    Ok(())
}
