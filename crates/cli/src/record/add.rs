//! `dateline add` and `dateline reread`.

use super::args::{AddArgs, RereadArgs};
use super::{create, fold, n_threads, now, open};
use crate::progress::Progress;
use crate::source::{Arrival, Source};
use crate::{Outcome, complain, lexicon, order};
use anyhow::{Context, Result};
use dateline::formats::{self, Document, READER, Refusal, json};
use dateline::record::contract;
use dateline::store::{NewReading, NewReport, Read, Store};
use dateline::{Reader, outline};
use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::{fs, mem};

/// So many reports, or so many bytes of them, are written at a time: what a kill can cost at most.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 2 << 20;

/// What became of one arrival.
enum Taken {
    New(Box<(NewReport, NewReading)>),
    Known,
    Refused(String),
}

/// Reads reports and adds those that are new.
pub(super) fn add(args: &AddArgs) -> Result<Outcome> {
    let reader = Arc::new(lexicon::reader(
        args.known.lexicon.as_deref(),
        args.known.gazetteer.as_deref(),
    )?);
    let mut store = create(&args.store)?;
    let at = || args.store.record.clone();
    let known: HashSet<u64> = store.keys().with_context(at)?.into_iter().collect();
    let source = Source::new(&args.inputs, args.from, args.known.hints()).with_columns(args.named.columns());
    let mut adder = Adder::new(&mut *store, Progress::of_bytes(n_bytes(&args.inputs)));
    let taker = Taker {
        reader: Arc::clone(&reader),
        known,
        retrieved: now(),
    };
    order::in_order(
        source,
        n_threads(args.threads),
        move |arrival| taker.take(arrival),
        |taken| adder.put(taken),
    )
    .with_context(at)?;
    let tally = adder.end().with_context(at)?;
    complain(&tally.told());
    if let Some(record) = fold_if_needed(&mut *store, &reader).with_context(at)? {
        complain(fold::summary(&record).trim_end());
    }
    Ok(if tally.refused == 0 {
        Outcome::AllRead
    } else {
        Outcome::SomeNotRead
    })
}

/// Folds the record if it has anything that is not folded.
fn fold_if_needed(store: &mut dyn Store, reader: &Arc<Reader>) -> Result<Option<dateline::record::Record>> {
    let standing = store.standing()?;
    if standing.now == standing.folded {
        return Ok(None);
    }
    fold::fold(store, Arc::new(reader.lexicon().clone())).map(Some)
}

/// Turns arrivals into reports with readings. Shared by all threads.
struct Taker {
    reader: Arc<Reader>,
    known: HashSet<u64>,
    retrieved: String,
}

impl Taker {
    fn take(&self, arrival: Arrival) -> Taken {
        match arrival {
            Arrival::Report(document) => self.report(&document),
            Arrival::Refused { file, refused } => Taken::Refused(match refused.line {
                Some(line) => format!("{file}:{line}: {}", refused.why),
                None => format!("{file}: {}", refused.why),
            }),
            Arrival::PassedOver { path, why } => Taken::Refused(format!("{path}: {why}")),
        }
    }

    fn report(&self, document: &Document) -> Taken {
        let report = new_report(document, &self.retrieved);
        let digest = report.digest();
        let key = u64::from_str_radix(NewReport::key(&digest), 16).unwrap_or_default();
        if self.known.contains(&key) {
            return Taken::Known;
        }
        // A defect of ours must not cost the caller the other reports.
        match catch_unwind(AssertUnwindSafe(|| reading(&self.reader, document))) {
            Ok(reading) => Taken::New(Box::new((report, reading))),
            Err(_) => Taken::Refused(format!("{}: {}", report.id, Refusal::Internal)),
        }
    }
}

fn new_report(document: &Document, retrieved: &str) -> NewReport {
    let report = &document.report;
    NewReport {
        id: report.id.clone(),
        published: report
            .published
            .as_ref()
            .map(|published| published.written.clone()),
        source: report.source.clone(),
        title: report.title.clone(),
        url: report.url.clone(),
        language: report.language.clone(),
        text: report.text.clone(),
        extra: serde_json::Value::Object(document.extra.clone()).to_string(),
        retrieved: retrieved.to_owned(),
    }
}

fn reading(reader: &Reader, document: &Document) -> NewReading {
    let parse = reader.parse(&document.report);
    let reading = reader.read_document(document, &parse);
    NewReading {
        reader: READER.to_owned(),
        body: json::kept(document, &reading, &outline(&parse, &reading)),
    }
}

/// Writes what was taken, some at a time.
struct Adder<'a> {
    store: &'a mut dyn Store,
    batch: Vec<(NewReport, NewReading)>,
    n_bytes: usize,
    tally: Tally,
    progress: Progress,
}

#[derive(Default)]
struct Tally {
    added: u64,
    known_already: u64,
    refused: u64,
}

impl Tally {
    fn told(&self) -> String {
        format!(
            "{} reports added, {} known already, {} refused",
            self.added, self.known_already, self.refused
        )
    }
}

impl<'a> Adder<'a> {
    fn new(store: &'a mut dyn Store, progress: Progress) -> Self {
        Self {
            store,
            batch: Vec::new(),
            n_bytes: 0,
            tally: Tally::default(),
            progress,
        }
    }

    fn put(&mut self, taken: Taken) -> Result<()> {
        match taken {
            Taken::New(new) => {
                let n_bytes = new.0.text.len();
                self.progress.read_bytes(n_bytes as u64);
                self.n_bytes += n_bytes;
                self.batch.push(*new);
                if self.batch.len() >= BATCH || self.n_bytes >= BATCH_BYTES {
                    self.write()?;
                }
            }
            Taken::Known => {
                self.tally.known_already += 1;
                self.progress.read();
            }
            Taken::Refused(why) => {
                self.tally.refused += 1;
                self.progress.refused();
                self.progress.clear();
                complain(&why);
            }
        }
        Ok(())
    }

    fn write(&mut self) -> Result<()> {
        self.n_bytes = 0;
        let batch = mem::take(&mut self.batch);
        for is_new in self.store.add(&batch)? {
            *(if is_new {
                &mut self.tally.added
            } else {
                &mut self.tally.known_already
            }) += 1;
        }
        Ok(())
    }

    fn end(mut self) -> Result<Tally> {
        self.write()?;
        self.progress.clear();
        Ok(self.tally)
    }
}

/// The bytes of the named files, for the time left; none where they cannot be known beforehand.
fn n_bytes(inputs: &[PathBuf]) -> Option<u64> {
    let mut sum = 0;
    for input in inputs {
        let about = fs::metadata(input).ok()?;
        if about.is_dir() {
            for entry in fs::read_dir(input).ok()?.flatten() {
                sum += entry
                    .metadata()
                    .ok()
                    .filter(fs::Metadata::is_file)
                    .map_or(0, |about| about.len());
            }
        } else {
            sum += about.len();
        }
    }
    Some(sum)
}

/// Reads all reports anew and keeps the readings that differ.
pub(super) fn reread(args: &RereadArgs) -> Result<Outcome> {
    let reader = Arc::new(lexicon::reader(args.lexicon.as_deref(), None)?);
    let mut store = open(&args.store)?;
    let at = || args.store.record.clone();
    let mark = store.standing().with_context(at)?.now;
    let reads = store.reads(mark).with_context(at)?;
    let mut changes = Changes::default();
    let mut batch: Vec<(i64, NewReading)> = Vec::new();
    let mut progress = Progress::new();
    let shared = Arc::clone(&reader);
    let work = move |read: dateline::store::Result<Read>| -> Result<(Read, NewReading)> {
        let read = read?;
        let new = reading(&shared, &document(&read)?);
        Ok((read, new))
    };
    order::in_order(reads, n_threads(args.threads), work, |done| {
        let (read, new) = done?;
        progress.read();
        if new.body != read.reading.body {
            changes.count(&read.reading.body, &new.body)?;
            batch.push((read.report.seq, new));
        }
        if batch.len() >= BATCH {
            store.reread(&mem::take(&mut batch))?;
        }
        anyhow::Ok(())
    })
    .with_context(at)?;
    store.reread(&batch).with_context(at)?;
    progress.clear();
    complain(&changes.told());
    if let Some(record) = fold_if_needed(&mut *store, &reader).with_context(at)? {
        complain(fold::summary(&record).trim_end());
    }
    Ok(Outcome::AllRead)
}

/// The document of a stored report, as it came in.
fn document(read: &Read) -> Result<Document> {
    let report = &read.report.report;
    let line = serde_json::json!({
        "id": report.id, "text": report.text, "published": report.published, "source": report.source,
        "title": report.title, "url": report.url, "language": report.language,
    });
    let line = line.to_string();
    let mut lines = formats::jsonl::JsonLines::new(line.as_bytes(), formats::Hints::default());
    let document = lines.next().context("a stored report is empty")?;
    let mut document = document.map_err(|refused| anyhow::anyhow!("{refused}"))?;
    if let serde_json::Value::Object(extra) = serde_json::from_str(&report.extra)? {
        document.extra = extra;
    }
    Ok(document)
}

/// What a new reading changed.
#[derive(Default)]
struct Changes {
    n_reports: u64,
    /// By list, how many findings went and came.
    lists: BTreeMap<&'static str, (u64, u64)>,
}

impl Changes {
    fn count(&mut self, old: &str, new: &str) -> Result<()> {
        self.n_reports += 1;
        let (old, new): (contract::Reading, contract::Reading) =
            (serde_json::from_str(old)?, serde_json::from_str(new)?);
        let events = |r: &contract::Reading| {
            r.events
                .iter()
                .map(|e| (e.trigger, e.kind.clone(), e.status.clone()))
                .collect()
        };
        let figures = |r: &contract::Reading| {
            r.figures
                .iter()
                .map(|f| (f.span, f.measure.clone(), String::new()))
                .collect()
        };
        let terms = |r: &contract::Reading| {
            r.terms
                .iter()
                .map(|t| (t.span, t.kind.clone(), t.status.clone()))
                .collect()
        };
        let said = |r: &contract::Reading| {
            r.statements
                .iter()
                .map(|s| (s.cue, s.act.clone(), String::new()))
                .collect()
        };
        self.list("events", events(&old), events(&new));
        self.list("figures", figures(&old), figures(&new));
        self.list("terms", terms(&old), terms(&new));
        self.list("statements", said(&old), said(&new));
        Ok(())
    }

    fn list(&mut self, name: &'static str, old: Found, new: Found) {
        let gone = old.iter().filter(|found| !new.contains(found)).count() as u64;
        let come = new.iter().filter(|found| !old.contains(found)).count() as u64;
        let sums = self.lists.entry(name).or_default();
        *sums = (sums.0 + gone, sums.1 + come);
    }

    fn told(&self) -> String {
        let lists: Vec<String> = self
            .lists
            .iter()
            .map(|(name, (gone, come))| format!("{name} -{gone} +{come}"))
            .collect();
        let lists = if lists.is_empty() {
            String::new()
        } else {
            format!(": {}", lists.join(", "))
        };
        format!("{} reports are read otherwise now{lists}", self.n_reports)
    }
}

type Found = Vec<(contract::Offsets, String, String)>;
