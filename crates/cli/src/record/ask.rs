//! Lists of the record: timeline, events, figures and the others.

use super::args::{AskArgs, SearchArgs, Store as At, To};
use super::table::{Column, Table, columns, lines};
use super::words::Words;
use super::{open, print};
use crate::{Outcome, complain};
use anyhow::{Context, Result};
use dateline::lexicon::fold;
use dateline::store::{Facet, Question, Store};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Rows that a table shows where no limit is given: more than that, nobody reads.
const SCREENFUL: u64 = 200;

/// Writes the rows of a list.
pub(super) fn ask(args: &AskArgs, section: &'static str, dated: bool) -> Result<Outcome> {
    let mut store = open(&args.store)?;
    let at = || args.store.record.clone();
    let mut question = question(args, section);
    question.dated = dated;
    tell_waiting(&mut *store, &args.store)?;
    let is_timed = question.since.is_some() || question.until.is_some() || dated;
    if is_timed {
        let undated = Question {
            since: None,
            until: None,
            dated: false,
            ..question.clone()
        };
        let with_date = Question {
            dated: true,
            ..undated.clone()
        };
        let n = store.count(&undated).with_context(at)? - store.count(&with_date).with_context(at)?;
        if n > 0 {
            complain(&format!("{n} rows without a date are left out"));
        }
    }
    if args.to == To::Table && args.limit.is_none() {
        let n = store.count(&question).with_context(at)?;
        question.limit = Some(SCREENFUL);
        if n > SCREENFUL {
            complain(&format!(
                "{SCREENFUL} of {n} rows are shown: narrow the question, or give --limit"
            ));
        }
    }
    write(&mut *store, &question, section, args.to).with_context(at)
}

/// What is asked, in the store's terms.
fn question(args: &AskArgs, section: &str) -> Question {
    let list = |facet: Facet, names: &[String]| -> Vec<(Facet, String)> {
        names.iter().map(|name| (facet, fold(name))).collect()
    };
    Question {
        section: section.to_owned(),
        since: args.since.clone(),
        until: args.until.clone(),
        facets: [
            list(Facet::Actor, &args.actor),
            list(Facet::Place, &args.at),
            list(Facet::Type, &args.kind),
            list(Facet::Source, &args.source),
        ]
        .concat(),
        dated: false,
        limit: args.limit,
    }
}

/// Tells of reports that were added and not folded yet.
pub(super) fn tell_waiting(store: &mut dyn Store, at: &At) -> Result<()> {
    let standing = store.standing().with_context(|| at.record.clone())?;
    if standing.n_waiting > 0 {
        complain(&format!(
            "{} reports were added and are not in these lists yet: `dateline record rebuild` folds them in",
            standing.n_waiting
        ));
    }
    Ok(())
}

fn write(store: &mut dyn Store, question: &Question, section: &'static str, to: To) -> Result<Outcome> {
    // The rows come first and their words after: a store answers one question at a time.
    let mut bodies = Vec::new();
    store.ask(question, &mut |body| bodies.push(body))?;
    let mut words = Words::new();
    let columns = columns(section);
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    let mut table = Table::new(columns, to);
    table.head(&mut stdout)?;
    for body in bodies {
        let mut row: Value = serde_json::from_str(&body)?;
        words.open(store, &mut row)?;
        put(&mut stdout, &mut table, columns, section, &row, to)?;
    }
    table.end(&mut stdout)?;
    stdout.flush()?;
    Ok(Outcome::AllRead)
}

fn put(
    out: &mut impl Write,
    table: &mut Table,
    columns: &[Column],
    section: &str,
    row: &Value,
    to: To,
) -> Result<()> {
    match to {
        To::Json => writeln!(out, "{}", serde_json::to_string_pretty(row)?)?,
        To::Jsonl => writeln!(out, "{row}")?,
        To::Table | To::Csv => {
            for line in lines(section, row) {
                table.row(out, columns.iter().map(|column| column.of(&line)).collect())?;
            }
        }
    }
    Ok(())
}

/// `dateline search`.
pub(super) fn search(args: &SearchArgs) -> Result<Outcome> {
    let mut store = open(&args.store)?;
    let hits = store
        .search(&args.words.join(" "), args.limit)
        .with_context(|| args.store.record.clone())?;
    if hits.is_empty() {
        complain("no report holds all of these words");
    }
    let columns = columns("hit");
    let mut out: Vec<u8> = Vec::new();
    let mut table = Table::new(columns, args.to);
    table.head(&mut out)?;
    for hit in hits {
        let around = hit.around.split_whitespace().collect::<Vec<_>>().join(" ");
        let row = json!({
            "key": hit.key, "id": hit.id, "published": hit.published, "source": hit.source, "title": hit.title,
            "words": around,
        });
        put(&mut out, &mut table, columns, "hit", &row, args.to)?;
    }
    table.end(&mut out)?;
    print(&String::from_utf8_lossy(&out))
}
