//! The `dateline` command: reads reports on armed conflict into a dated, sourced record.
//!
//! This is a host: it opens files, writes to the terminal and runs threads, and leaves all reading to the library.
//! Exit status: 0 all was read, 1 some input could not be read, 2 wrong usage, 3 the record cannot be used.

mod args;
mod explain;
mod gazetteer;
mod lexicon;
mod order;
mod output;
mod parse;
mod progress;
mod read;
mod record;
mod source;
mod terminal;
mod wacz;

use anyhow::Error;
use args::{Args, Command};
use clap::{CommandFactory, Parser};
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Command::Read(args) => read::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Record(command) => record::run(&command),
        Command::Gazetteer(command) => gazetteer::run(&command),
        Command::Completions { shell } => completions(shell),
    };
    match done {
        Ok(Outcome::AllRead) => ExitCode::SUCCESS,
        Ok(Outcome::SomeNotRead) => ExitCode::from(1),
        // Whoever read our output has had enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::from(status(&error))
        }
    }
}

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    AllRead,
    SomeNotRead,
}

/// The exit status for an error; see `--help`.
fn status(error: &Error) -> u8 {
    match () {
        () if error.is::<Usage>() => 2,
        () if error.is::<dateline::store::StoreError>() => 3,
        () => 1,
    }
}

/// The command was called in a way that cannot be followed.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Tells the user what went wrong, on standard error.
fn complain(message: &str) {
    // There is nobody to tell if standard error is closed.
    let _ = writeln!(io::stderr(), "dateline: {}", terminal::harmless(message));
}

fn is_broken_pipe(error: &Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}

fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "dateline", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Outcome::AllRead)
}
