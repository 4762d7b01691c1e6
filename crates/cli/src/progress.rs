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
    /// Bytes that were read, and all there are, where that is known.
    n_bytes: u64,
    n_all_bytes: Option<u64>,
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
            n_bytes: 0,
            n_all_bytes: None,
        }
    }

    /// Shows the time left too, where it is known how many bytes there are. Standard output may be a terminal: a
    /// command that adds to a record writes nothing there.
    pub(crate) fn of_bytes(n_all_bytes: Option<u64>) -> Self {
        Self {
            shown: io::stderr().is_terminal(),
            n_all_bytes,
            ..Self::new()
        }
    }

    /// Counts a report of so many bytes.
    pub(crate) fn read_bytes(&mut self, n_bytes: u64) {
        self.n_bytes += n_bytes;
        self.read();
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
            "\r\x1b[2K{} reports read, {} refused, {rate:.0} a second{}",
            self.n_read,
            self.n_refused,
            self.left(seconds).unwrap_or_default()
        );
        self.painted = Some(now);
    }
}

impl Progress {
    /// The time left, by the share of bytes that were read.
    fn left(&self, passed: Duration) -> Option<String> {
        let all = self.n_all_bytes?;
        if self.n_bytes == 0 || self.n_bytes >= all {
            return None;
        }
        let left = passed.as_secs_f64() * (all - self.n_bytes) as f64 / self.n_bytes as f64;
        Some(match left as u64 {
            seconds @ 0..100 => format!(", about {seconds} s left"),
            seconds => format!(", about {} min left", seconds.div_ceil(60)),
        })
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
