//! How far long work has come, on a line of standard error that is painted over.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Nothing is shown before this much time has passed, nor more often than `EVERY`.
const QUIET: Duration = Duration::from_secs(1);
const EVERY: Duration = Duration::from_millis(200);

/// Counts reports; shows the count on a terminal.
#[derive(Debug)]
pub(crate) struct Progress {
    shown: bool,
    started: Instant,
    painted: Option<Instant>,
    n_read: u64,
    n_refused: u64,
}

impl Progress {
    /// Shows itself only where standard error is a terminal and standard output is not: two writers on one screen
    /// would garble it.
    pub(crate) fn new() -> Self {
        let shown = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self {
            shown,
            started: now(),
            painted: None,
            n_read: 0,
            n_refused: 0,
        }
    }

    pub(crate) fn read(&mut self) {
        self.n_read += 1;
        self.paint();
    }

    /// Counts a report that was refused; call [`Self::clear`] before telling why.
    pub(crate) fn refused(&mut self) {
        self.n_refused += 1;
    }

    /// Takes the line off the screen.
    pub(crate) fn clear(&mut self) {
        if self.painted.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }

    fn paint(&mut self) {
        let now = if self.shown { now() } else { return };
        let seconds = now.duration_since(self.started);
        if seconds < QUIET || self.painted.is_some_and(|last| now.duration_since(last) < EVERY) {
            return;
        }
        let rate = self.n_read as f64 / seconds.as_secs_f64();
        let _ = write!(
            io::stderr(),
            "\r\x1b[2K{} reports read, {} refused, {rate:.0} a second",
            self.n_read,
            self.n_refused
        );
        self.painted = Some(now);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the host tells people how long work takes; no result depends on it"
)]
fn now() -> Instant {
    Instant::now()
}
