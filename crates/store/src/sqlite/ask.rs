//! Questions to the folded record, and the search in reports.

use super::open::fault;
use crate::{Hit, Question, Result, StoreError};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

pub(super) fn ask(db: &Connection, question: &Question, visit: &mut dyn FnMut(String)) -> Result<()> {
    let (mut sql, mut values) = condition("i.body", question);
    sql.push_str(" ORDER BY i.seq");
    if let Some(limit) = question.limit {
        sql.push_str(" LIMIT ?");
        values.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
    }
    let mut query = db.prepare_cached(&sql).map_err(fault)?;
    let mut rows = query.query(params_from_iter(values)).map_err(fault)?;
    while let Some(row) = rows.next().map_err(fault)? {
        visit(row.get(0).map_err(fault)?);
    }
    Ok(())
}

pub(super) fn count(db: &Connection, question: &Question) -> Result<u64> {
    let (sql, values) = condition("count(*)", question);
    db.prepare_cached(&sql)
        .and_then(|mut query| query.query_row(params_from_iter(values), |row| row.get::<_, i64>(0)))
        .map(i64::unsigned_abs)
        .map_err(fault)
}

/// The rows that a question is about.
fn condition(what: &str, question: &Question) -> (String, Vec<Value>) {
    let mut sql = format!("SELECT {what} FROM item i WHERE i.section = ?");
    let mut values = vec![Value::Text(question.section.clone())];
    if let Some(since) = &question.since {
        sql.push_str(" AND i.until >= ?");
        values.push(Value::Text(since.clone()));
    }
    if let Some(until) = &question.until {
        sql.push_str(" AND i.since <= ?");
        values.push(Value::Text(until.clone()));
    }
    if question.dated {
        sql.push_str(" AND i.since IS NOT NULL");
    }
    for (name, words) in &question.facets {
        // Values are few beside rows: the ones that fit are found first, and then their rows by index.
        sql.push_str(
            " AND i.seq IN (SELECT item FROM item_facet WHERE facet IN (SELECT seq FROM facet
               WHERE name = ? AND ' ' || value || ' ' LIKE ? ESCAPE '\\'))",
        );
        let words = words
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        values.extend([
            Value::Text(name.as_str().to_owned()),
            Value::Text(format!("% {words} %")),
        ]);
    }
    (sql, values)
}

pub(super) fn search(db: &Connection, words: &str, limit: u64) -> Result<Vec<Hit>> {
    let sql =
        "SELECT r.key, r.id, r.published, r.source, r.title, snippet(report_words, 1, '[', ']', ' … ', 16)
        FROM report_words w JOIN report r ON r.seq = w.rowid
        WHERE report_words MATCH ? ORDER BY bm25(report_words, 4.0, 1.0), r.seq LIMIT ?";
    let mut query = db.prepare_cached(sql).map_err(fault)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let hits = query
        .query_map(rusqlite::params![quoted(words), limit], |row| {
            Ok(Hit {
                key: row.get(0)?,
                id: row.get(1)?,
                published: row.get(2)?,
                source: row.get(3)?,
                title: row.get(4)?,
                around: row.get(5)?,
            })
        })
        .and_then(Iterator::collect::<rusqlite::Result<_>>);
    hits.map_err(|error| match fault(error) {
        StoreError::Other(said) => StoreError::Search(said),
        other => other,
    })
}

/// Words as FTS5 takes them: each a string of its own, a quoted run one string; all must be there.
fn quoted(words: &str) -> String {
    let mut out = Vec::new();
    for (n, piece) in words.split('"').enumerate() {
        if n % 2 == 1 {
            out.push(format!("\"{piece}\""));
        } else {
            out.extend(piece.split_whitespace().map(|word| format!("\"{word}\"")));
        }
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_taken_for_an_operator() {
        assert_eq!(quoted("shells OR (Kesra"), "\"shells\" \"OR\" \"(Kesra\"");
        assert_eq!(quoted("\"market town\" fire"), "\"market town\" \"fire\"");
    }
}
