//! Commands on a record: adding reports, asking, deciding, writing it out.

mod add;
mod args;
mod ask;
mod decide;
mod export;
mod fold;
mod page;
mod review;
mod show;
mod table;
mod words;

pub(crate) use args::Command;

use crate::Outcome;
use anyhow::{Context, Result, bail};
use args::Chore;
use dateline::store::{Sqlite, Store, StoreError};
use std::num::NonZeroUsize;
use std::path::Path;
use std::{io, thread};

/// Runs a command on a record.
pub(crate) fn run(command: &Command) -> Result<Outcome> {
    match command {
        Command::Add(args) => add::add(args),
        Command::Reread(args) => add::reread(args),
        Command::Record {
            chore: Chore::Rebuild { store, lexicon },
        } => fold::rebuild(store, lexicon.as_deref()),
        Command::Record {
            chore: Chore::Check { store },
        } => {
            open(store)?.check().with_context(|| store.record.clone())?;
            print("the record is whole\n")
        }
        Command::Record {
            chore: Chore::Status { store },
        } => show::status(store),
        Command::Timeline(args) => ask::ask(args, "event", true),
        Command::Events(args) => ask::ask(args, "event", false),
        Command::Figures(args) => ask::ask(args, "figure", false),
        Command::Terms(args) => ask::ask(args, "term", false),
        Command::Statements(args) => ask::ask(args, "statement", false),
        Command::Positions(args) => ask::ask(args, "position", false),
        Command::Actors(args) => ask::ask(args, "actor", false),
        Command::Origins(args) => ask::ask(args, "origin", false),
        Command::Coverage(args) => ask::ask(args, "gap", false),
        Command::Doubts(args) => ask::ask(args, "doubt", false),
        Command::Decisions(args) => decide::list(args),
        Command::Search(args) => ask::search(args),
        Command::Show(args) => show::show(args),
        Command::History(args) => show::history(args),
        Command::Review(args) => review::review(args),
        Command::Export(args) => export::export(args),
        Command::Decide(args) => decide::decide(args),
        Command::Report(args) => page::report(args),
    }
}

/// Opens a record that is there.
fn open(store: &args::Store) -> Result<Box<dyn Store>> {
    refuse_servers(store)?;
    let opened = Sqlite::open(Path::new(&store.record)).with_context(|| store.record.clone())?;
    Ok(Box::new(opened))
}

/// Opens a record, or makes it.
fn create(store: &args::Store) -> Result<Box<dyn Store>> {
    refuse_servers(store)?;
    let opened = Sqlite::create(Path::new(&store.record)).with_context(|| store.record.clone())?;
    Ok(Box::new(opened))
}

fn refuse_servers(store: &args::Store) -> Result<()> {
    if store.record.contains("://") {
        bail!(StoreError::Other(
            "a record is a file in this version; servers are not supported".to_owned()
        ));
    }
    Ok(())
}

fn n_threads(asked: Option<NonZeroUsize>) -> usize {
    asked
        .or_else(|| thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get)
}

/// Writes to standard output.
fn print(text: &str) -> Result<Outcome> {
    io::Write::write_all(&mut io::stdout().lock(), text.as_bytes())?;
    Ok(Outcome::AllRead)
}

/// The time, for what is stored with the time at which it came.
fn now() -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "the host reads the clock; nothing that is folded depends on it"
    )]
    let now = jiff::Timestamp::now();
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A text of several lines without what could harm a terminal.
fn harmless_lines(text: &str) -> String {
    text.split('\n')
        .map(crate::terminal::harmless)
        .collect::<Vec<_>>()
        .join("\n")
}
