//! From arrivals to standard output, whatever is made of them.

use crate::progress::Progress;
use crate::{Outcome, complain, order};
use anyhow::Result;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

/// What is to be written for one arrival.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) output: String,
    /// What could not be read, for standard error.
    pub(crate) complaints: Vec<String>,
}

impl Written {
    pub(crate) fn complaint(complaint: String) -> Self {
        Self {
            output: String::new(),
            complaints: vec![complaint],
        }
    }
}

/// Calls `work` on every arrival, on as many threads as wanted (one a core by default), and writes what it gives, in
/// order.
pub(crate) fn write<T: Send + 'static>(
    arrivals: impl Iterator<Item = T> + Send + 'static,
    n_threads: Option<NonZeroUsize>,
    work: impl Fn(T) -> Written + Send + Sync + 'static,
) -> Result<Outcome> {
    let n_threads = n_threads
        .or_else(|| thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get);
    let mut progress = Progress::new();
    let mut outcome = Outcome::AllRead;
    let mut stdout = io::stdout().lock();
    order::in_order(arrivals, n_threads, work, |written: Written| {
        if written.complaints.is_empty() {
            progress.read();
        }
        for complaint in &written.complaints {
            outcome = Outcome::SomeNotRead;
            progress.refused();
            progress.clear();
            complain(complaint);
        }
        // One write for each report: the reader at the other end of a pipe need not wait for the next.
        stdout.write_all(written.output.as_bytes())?;
        stdout.flush()
    })?;
    Ok(outcome)
}

/// Tells a user who gave no input and sits at the terminal what the command waits for.
pub(crate) fn tell_of_stdin(inputs: &[PathBuf]) {
    if inputs.is_empty() && io::stdin().is_terminal() {
        complain("reading standard input; end it with Ctrl-D");
    }
}
