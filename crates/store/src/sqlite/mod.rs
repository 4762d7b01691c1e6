//! A record in one file.

mod ask;
mod open;

use crate::{
    Hit, Item, Mark, NewReading, NewReport, Question, Read, Reads, Report, Result, Standing, Store,
    StoreError,
};
use dateline_record::Decision;
use open::{fault, open};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A record in one file, a database of `SQLite` in its write-ahead mode, so that readers and a writer do not wait for each other.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    db: Connection,
}

impl Sqlite {
    /// Opens the record in a file, or makes a new one.
    ///
    /// # Errors
    /// The file is no record, is damaged, was made by a later version, or may not be written.
    pub fn create(path: &Path) -> Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            db: open(path, true)?,
        })
    }

    /// As [`Self::create`], and lets the file grow to so many pages of 4 KiB only: for a store that must not fill
    /// the disk that it shares.
    ///
    /// # Errors
    /// As [`Self::create`]. Writing beyond the limit fails like writing to a full disk.
    pub fn create_with_limit(path: &Path, n_pages: u32) -> Result<Self> {
        let store = Self::create(path)?;
        store
            .db
            .query_row(&format!("PRAGMA max_page_count = {n_pages}"), [], |_| Ok(()))
            .map_err(fault)?;
        Ok(store)
    }

    /// Opens the record in a file.
    ///
    /// # Errors
    /// As [`Self::create`]; and there is no such file.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            db: open(path, false)?,
        })
    }
}

/// The columns of a report, in the order in which [`report`] takes them.
const REPORT: &str =
    "r.seq, r.key, r.id, r.published, r.source, r.title, r.url, r.language, r.extra, r.retrieved, r.text";

fn report(row: &Row<'_>) -> rusqlite::Result<Report> {
    Ok(Report {
        seq: row.get(0)?,
        key: row.get(1)?,
        report: NewReport {
            id: row.get(2)?,
            published: row.get(3)?,
            source: row.get(4)?,
            title: row.get(5)?,
            url: row.get(6)?,
            language: row.get(7)?,
            extra: row.get(8)?,
            retrieved: row.get(9)?,
            text: row.get(10)?,
        },
    })
}

impl Store for Sqlite {
    fn add(&mut self, reports: &[(NewReport, NewReading)]) -> Result<Vec<bool>> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(fault)?;
        let mut added = Vec::with_capacity(reports.len());
        {
            let mut known = tx
                .prepare_cached("SELECT digest FROM report WHERE key = ?")
                .map_err(fault)?;
            let mut report = tx
                .prepare_cached(
                    "INSERT INTO report (key, digest, id, published, source, title, url, language, extra, retrieved, text)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )
                .map_err(fault)?;
            let mut reading = tx
                .prepare_cached("INSERT INTO reading (report, reader, body) VALUES (?, ?, ?)")
                .map_err(fault)?;
            for (new, read) in reports {
                let digest = new.digest();
                let key = NewReport::key(&digest);
                let there: Option<String> = known
                    .query_row([key], |row| row.get(0))
                    .optional()
                    .map_err(fault)?;
                match there {
                    Some(there) if there == digest => added.push(false),
                    Some(_) => return Err(StoreError::KeyCollision(key.to_owned())),
                    None => {
                        let n = report
                            .insert(params![
                                key,
                                digest,
                                new.id,
                                new.published,
                                new.source,
                                new.title,
                                new.url,
                                new.language,
                                new.extra,
                                new.retrieved,
                                new.text
                            ])
                            .map_err(fault)?;
                        reading
                            .insert(params![n, read.reader, read.body])
                            .map_err(fault)?;
                        added.push(true);
                    }
                }
            }
        }
        tx.commit().map_err(fault)?;
        Ok(added)
    }

    fn keys(&mut self) -> Result<Vec<u64>> {
        let mut query = self.db.prepare("SELECT key FROM report").map_err(fault)?;
        let keys = query
            .query_map([], |row| row.get::<_, String>(0))
            .map_err(fault)?
            .map(|key| key.map(|key| u64::from_str_radix(&key, 16).unwrap_or_default()))
            .collect::<rusqlite::Result<_>>();
        keys.map_err(fault)
    }

    fn find(&mut self, name: &str) -> Result<Vec<Report>> {
        let sql = format!(
            "SELECT {REPORT} FROM report r WHERE r.key >= ?1 AND r.key < ?1 || 'g' OR r.id = ?1 ORDER BY r.seq LIMIT 2"
        );
        let mut query = self.db.prepare_cached(&sql).map_err(fault)?;
        let found = query
            .query_map([name], report)
            .map_err(fault)?
            .collect::<rusqlite::Result<_>>();
        found.map_err(fault)
    }

    fn reading(&mut self, report: i64) -> Result<NewReading> {
        self.db
            .prepare_cached("SELECT reader, body FROM reading WHERE report = ? ORDER BY seq DESC LIMIT 1")
            .and_then(|mut query| {
                query.query_row([report], |row| {
                    Ok(NewReading {
                        reader: row.get(0)?,
                        body: row.get(1)?,
                    })
                })
            })
            .map_err(fault)
    }

    fn reads(&mut self, upto: Mark) -> Result<Reads> {
        let db = open(&self.path, false)?;
        Ok(Box::new(Paged {
            db,
            upto,
            after: 0,
            page: Vec::new().into_iter(),
            is_over: false,
        }))
    }

    fn reread(&mut self, readings: &[(i64, NewReading)]) -> Result<()> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(fault)?;
        for (report, reading) in readings {
            tx.prepare_cached("INSERT INTO reading (report, reader, body) VALUES (?, ?, ?)")
                .and_then(|mut insert| insert.insert(params![report, reading.reader, reading.body]))
                .map_err(fault)?;
        }
        tx.commit().map_err(fault)
    }

    fn decide(&mut self, mut decision: Decision) -> Result<Decision> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(fault)?;
        let n: i64 = tx
            .query_row("SELECT coalesce(max(seq), 0) + 1 FROM decision", [], |row| {
                row.get(0)
            })
            .map_err(fault)?;
        decision.id = format!("d{n}");
        let body = serde_json::to_string(&decision).map_err(|error| StoreError::Other(error.to_string()))?;
        tx.execute("INSERT INTO decision (seq, body) VALUES (?, ?)", params![n, body])
            .map_err(fault)?;
        tx.commit().map_err(fault)?;
        Ok(decision)
    }

    fn decisions(&mut self, upto: Mark) -> Result<Vec<Decision>> {
        let mut query = self
            .db
            .prepare("SELECT body FROM decision WHERE seq <= ? ORDER BY seq")
            .map_err(fault)?;
        let bodies: Vec<String> = query
            .query_map([upto.decision], |row| row.get(0))
            .map_err(fault)?
            .collect::<rusqlite::Result<_>>()
            .map_err(fault)?;
        bodies
            .iter()
            .map(|body| serde_json::from_str(body).map_err(|error| StoreError::Damaged(error.to_string())))
            .collect()
    }

    fn standing(&mut self) -> Result<Standing> {
        let sql = "SELECT (SELECT count(*) FROM report),
                coalesce((SELECT max(seq) FROM reading), 0), coalesce((SELECT max(seq) FROM decision), 0),
                f.reading, f.decision, (SELECT count(DISTINCT report) FROM reading WHERE seq > f.reading)
             FROM folded f";
        self.db
            .query_row(sql, [], |row| {
                Ok(Standing {
                    n_reports: row.get(0)?,
                    now: Mark {
                        reading: row.get(1)?,
                        decision: row.get(2)?,
                    },
                    folded: Mark {
                        reading: row.get(3)?,
                        decision: row.get(4)?,
                    },
                    n_waiting: row.get(5)?,
                })
            })
            .map_err(fault)
    }

    fn replace(&mut self, mark: Mark, items: &mut dyn Iterator<Item = Item>) -> Result<bool> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(fault)?;
        let (reading, decision): (i64, i64) = tx
            .query_row("SELECT reading, decision FROM folded", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .map_err(fault)?;
        if reading > mark.reading || decision > mark.decision {
            return Ok(false);
        }
        // The index by day and id is made at the end: much faster than keeping it up row by row.
        tx.execute_batch(
            "DELETE FROM item_facet; DELETE FROM facet; DELETE FROM item;
             DROP INDEX item_section; DROP INDEX item_since; DROP INDEX item_id;",
        )
        .map_err(fault)?;
        {
            let mut insert = tx
                .prepare("INSERT INTO item (seq, section, id, since, until, body) VALUES (?, ?, ?, ?, ?, ?)")
                .map_err(fault)?;
            let mut facet = tx
                .prepare("INSERT INTO facet (seq, name, value) VALUES (?, ?, ?)")
                .map_err(fault)?;
            let mut link = tx
                .prepare("INSERT OR IGNORE INTO item_facet (facet, item) VALUES (?, ?)")
                .map_err(fault)?;
            let mut facets: HashMap<(crate::Facet, String), i64> = HashMap::new();
            for (item, n) in items.zip(1i64..) {
                let (since, until) = item.days.unzip();
                insert
                    .execute(params![n, item.section, item.id, since, until, item.body])
                    .map_err(fault)?;
                for (name, value) in item.facets {
                    let next = facets.len() as i64 + 1;
                    let number = if let Some(&number) = facets.get(&(name, value.clone())) {
                        number
                    } else {
                        facet
                            .execute(params![next, name.as_str(), value])
                            .map_err(fault)?;
                        facets.insert((name, value), next);
                        next
                    };
                    link.execute(params![number, n]).map_err(fault)?;
                }
            }
        }
        tx.execute_batch(
            "CREATE INDEX item_section ON item (section, seq);
             CREATE INDEX item_since ON item (section, since, until);
             CREATE INDEX item_id ON item (id);",
        )
        .map_err(fault)?;
        tx.execute(
            "UPDATE folded SET reading = ?, decision = ?",
            [mark.reading, mark.decision],
        )
        .map_err(fault)?;
        tx.commit().map_err(fault)?;
        Ok(true)
    }

    fn ask(&mut self, question: &Question, visit: &mut dyn FnMut(String)) -> Result<()> {
        ask::ask(&self.db, question, visit)
    }

    fn count(&mut self, question: &Question) -> Result<u64> {
        ask::count(&self.db, question)
    }

    fn row(&mut self, id: &str) -> Result<Vec<(String, String)>> {
        let mut query = self
            .db
            .prepare_cached("SELECT section, body FROM item WHERE id = ? ORDER BY seq")
            .map_err(fault)?;
        let rows = query
            .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(fault)?
            .collect::<rusqlite::Result<_>>();
        rows.map_err(fault)
    }

    fn search(&mut self, words: &str, limit: u64) -> Result<Vec<Hit>> {
        ask::search(&self.db, words, limit)
    }

    fn check(&mut self) -> Result<()> {
        let said: String = self
            .db
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .map_err(fault)?;
        if said == "ok" {
            Ok(())
        } else {
            Err(StoreError::Damaged(said))
        }
    }
}

/// Reports with their readings, some at a time, over a connection of its own.
struct Paged {
    db: Connection,
    upto: Mark,
    after: i64,
    page: std::vec::IntoIter<Read>,
    is_over: bool,
}

const PAGE: usize = 128;

impl Paged {
    fn turn(&mut self) -> Result<()> {
        // The last reading of each report, up to the mark.
        let sql = format!(
            "SELECT {REPORT}, d.seq, d.reader, d.body FROM reading d JOIN report r ON r.seq = d.report
             WHERE d.seq > ?1 AND d.seq <= ?2
               AND NOT EXISTS (SELECT 1 FROM reading l WHERE l.report = d.report AND l.seq > d.seq AND l.seq <= ?2)
             ORDER BY d.seq LIMIT ?3"
        );
        let mut query = self.db.prepare_cached(&sql).map_err(fault)?;
        let rows = query
            .query_map(params![self.after, self.upto.reading, PAGE as i64], |row| {
                let reading = NewReading {
                    reader: row.get(12)?,
                    body: row.get(13)?,
                };
                Ok((
                    row.get::<_, i64>(11)?,
                    Read {
                        report: report(row)?,
                        reading,
                    },
                ))
            })
            .map_err(fault)?;
        let mut page = Vec::with_capacity(PAGE);
        for row in rows {
            let (seq, read) = row.map_err(fault)?;
            self.after = seq;
            page.push(read);
        }
        self.is_over = page.len() < PAGE;
        self.page = page.into_iter();
        Ok(())
    }
}

impl Iterator for Paged {
    type Item = Result<Read>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(read) = self.page.next() {
                return Some(Ok(read));
            }
            if self.is_over {
                return None;
            }
            if let Err(error) = self.turn() {
                self.is_over = true;
                return Some(Err(error));
            }
        }
    }
}
