//! `dateline export`: the record in the forms that others read.

use super::args::{ExportArgs, ExportTo};
use super::ask::tell_waiting;
use super::open;
use super::words::Words;
use crate::{Outcome, Usage, complain};
use anyhow::{Context, Result, bail};
use dateline::export::{Format, Left, List, Rows, export as write_rows};
use dateline::store::{Question, Store};
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Writes the record in a format.
pub(super) fn export(args: &ExportArgs) -> Result<Outcome> {
    let lists = lists(args)?;
    let mut store = open(&args.store)?;
    tell_waiting(&mut *store, &args.store)?;
    let rows = rows(&mut *store, args).with_context(|| args.store.record.clone())?;
    let Some(out) = &args.out else {
        return to_stdout(args, &lists, &rows);
    };
    if lists.len() > 1 {
        fs::create_dir_all(out).with_context(|| out.display().to_string())?;
        for &list in &lists {
            let name = format!("{}.{}", list.name(), ending(args.to));
            to_file(&out.join(name), format(args.to, list), &rows)?;
        }
        return Ok(Outcome::AllRead);
    }
    let left = to_file(
        out,
        format(args.to, lists.first().copied().unwrap_or(List::Events)),
        &rows,
    )?;
    tell(&left);
    let beside = beside(out);
    write_file(&beside, |file| Ok(writeln!(file, "{}", left.json())?))?;
    Ok(Outcome::AllRead)
}

fn to_stdout(args: &ExportArgs, lists: &[List], rows: &Rows) -> Result<Outcome> {
    let list = match lists {
        [] => List::Events,
        [list] => *list,
        _ => bail!(Usage(
            "a record is several tables: give --list for one of them, or --out for a folder of all"
                .to_owned()
        )),
    };
    let is_binary = matches!(args.to, ExportTo::Parquet | ExportTo::Geoparquet);
    if is_binary && io::stdout().is_terminal() {
        bail!(Usage(
            "Parquet is no text: give --out, or send the output elsewhere".to_owned()
        ));
    }
    let mut out = BufWriter::new(io::stdout());
    let left = write_rows(format(args.to, list), rows, &mut out)?;
    out.flush()?;
    tell(&left);
    Ok(Outcome::AllRead)
}

/// The tables that are asked for; none for a format that is one file.
fn lists(args: &ExportArgs) -> Result<Vec<List>> {
    let is_tables = matches!(args.to, ExportTo::Csv | ExportTo::Parquet);
    match &args.list {
        Some(_) if !is_tables => bail!(Usage("--list goes with --to csv and --to parquet".to_owned())),
        Some(name) => {
            if let Some(list) = List::ALL.into_iter().find(|list| list.name() == name) {
                Ok(vec![list])
            } else {
                let names: Vec<&str> = List::ALL.iter().map(|list| list.name()).collect();
                bail!(Usage(format!(
                    "there is no list {name}: the lists are {}",
                    names.join(", ")
                )))
            }
        }
        None if is_tables => Ok(List::ALL.to_vec()),
        None => Ok(Vec::new()),
    }
}

fn format(to: ExportTo, list: List) -> Format {
    match to {
        ExportTo::Csv => Format::Csv(list),
        ExportTo::Parquet => Format::Parquet(list),
        ExportTo::Geoparquet => Format::GeoParquet,
        ExportTo::AcledCsv => Format::AcledCsv,
        ExportTo::GedCsv => Format::GedCsv,
        ExportTo::PloverJson => Format::PloverJson,
        ExportTo::PolecatTsv => Format::PolecatTsv,
        ExportTo::Geojson => Format::GeoJson,
        ExportTo::Ftm => Format::Ftm,
        ExportTo::Webannotation => Format::WebAnnotation,
        ExportTo::ClaimreviewJsonld => Format::ClaimReview,
        ExportTo::Timelinejs => Format::TimelineJs,
    }
}

fn ending(to: ExportTo) -> &'static str {
    if to == ExportTo::Parquet { "parquet" } else { "csv" }
}

/// The rows of the record that are asked for, with their words.
fn rows(store: &mut dyn Store, args: &ExportArgs) -> Result<Rows> {
    let mut words = Words::new();
    let mut list = |section: &str| -> Result<Vec<Value>> {
        let question = Question {
            section: section.to_owned(),
            since: args.since.clone(),
            until: args.until.clone(),
            ..Question::default()
        };
        let mut bodies = Vec::new();
        store.ask(&question, &mut |body| bodies.push(body))?;
        let mut rows = Vec::with_capacity(bodies.len());
        for body in bodies {
            let mut row: Value = serde_json::from_str(&body)?;
            words.open(store, &mut row)?;
            rows.push(row);
        }
        Ok(rows)
    };
    Ok(Rows {
        events: list("event")?,
        figures: list("figure")?,
        terms: list("term")?,
        statements: list("statement")?,
        actors: list("actor")?,
        reports: list("report")?,
    })
}

fn to_file(path: &Path, format: Format, rows: &Rows) -> Result<Left> {
    let mut left = Left::default();
    write_file(path, |file| {
        left = write_rows(format, rows, file)?;
        Ok(())
    })?;
    Ok(left)
}

/// Writes a file beside its place and moves it there when it is whole: a reader never sees half of it.
fn write_file(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let whole = || -> Result<()> {
        let mut file = BufWriter::new(File::create(&part)?);
        write(&mut file)?;
        file.flush()?;
        fs::rename(&part, path)?;
        Ok(())
    };
    whole()
        .inspect_err(|_| drop(fs::remove_file(&part)))
        .with_context(|| path.display().to_string())
}

/// The file that tells what an export left out.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".left.json");
    PathBuf::from(name)
}

fn tell(left: &Left) {
    for (why, n) in left.counts() {
        if n > 0 {
            complain(&format!("{n} events {why} are left out"));
        }
    }
}
