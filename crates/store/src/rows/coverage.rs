//! What was not understood, as rows.

use super::{day_of, report_facets, report_json};
use crate::{Facet, Item};
use dateline_record::Record;
use serde_json::json;

/// One row for each thing that a reading did not understand.
pub(super) fn rows(record: &Record) -> impl Iterator<Item = Item> + '_ {
    (0u32..).zip(&record.accounts).flat_map(move |(report, account)| {
        account.gaps.iter().enumerate().map(move |(n, gap)| {
            let mut facets = report_facets(record, report);
            facets.push((Facet::Type, gap.code.to_string()));
            let id = format!("{}/g{}", account.head.key, n + 1);
            let mut json = report_json(record, report);
            super::claims::extend(
                &mut json,
                json!({
                    "id": id, "code": gap.code, "message": gap.message, "ref": id, "span": gap.span,
                }),
            );
            Item {
                section: "gap",
                id,
                days: day_of(account.day),
                facets,
                body: json.to_string(),
            }
        })
    })
}
