//! Gzip members one after the other, each on its own: damage in one costs no other.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, ErrorKind, Read};
use std::mem;
use thiserror::Error;

/// The bytes with which every gzip member begins: the mark and the only method there is (RFC 1952).
pub(super) const MAGIC: [u8; 3] = [0x1F, 0x8B, 8];

/// A member that gives more than this many bytes, and [`STEEPEST`] times what went in, is a bomb.
const MOST: u64 = 256 << 20;
const STEEPEST: u64 = 200;

/// What is wrong with a member.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub(super) enum Damage {
    /// No byte of it could be decoded, so that nothing before it is in doubt.
    #[error("the gzip data are damaged or cut off")]
    FromStart,
    /// It broke off, or its checksum is wrong: what it gave is in doubt.
    #[error("the gzip data are damaged or cut off")]
    Later,
    /// It is a bomb.
    #[error("a gzip member swells to hundreds of times its size")]
    Bomb,
}

impl Damage {
    /// The damage that an error tells of, if it does.
    pub(super) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }

    fn error(self) -> io::Error {
        io::Error::new(ErrorKind::InvalidData, self)
    }
}

/// Reads the members of `R` as one stream.
///
/// A damaged member gives one error with its [`Damage`]; reading goes on at the next member that can be found.
pub(super) struct Gunzip<R> {
    state: State<R>,
}

enum State<R> {
    Member(Box<GzDecoder<Kept<R>>>, Progress),
    /// Damage was told; the next member must be looked for.
    Lost(Kept<R>),
    Ended,
}

/// How a member is going.
#[derive(Clone, Copy, Default)]
struct Progress {
    n_out: u64,
    /// It was found by its mark alone, after damage: what does not decode from its start on was none.
    is_guess: bool,
}

impl<R: BufRead> Gunzip<R> {
    pub(super) fn new(input: R) -> Self {
        let decoder = GzDecoder::new(Kept::new(input));
        Self {
            state: State::Member(Box::new(decoder), Progress::default()),
        }
    }

    /// Gives the rest of the member up, without decoding it.
    pub(super) fn leave_member(&mut self) {
        if let State::Member(decoder, _) = mem::replace(&mut self.state, State::Ended) {
            self.state = State::Lost(decoder.into_inner());
        }
    }

    /// Goes on behind the end of a member.
    fn next_member(&mut self) -> io::Result<()> {
        if let State::Member(decoder, _) = mem::replace(&mut self.state, State::Ended) {
            let mut input = decoder.into_inner();
            if !input.fill_buf()?.is_empty() {
                input.begin_member();
                self.state = State::Member(Box::new(GzDecoder::new(input)), Progress::default());
            }
        }
        Ok(())
    }

    /// Looks for the mark of the next member, from behind that of the one that is lost.
    fn find_member(&mut self) -> io::Result<()> {
        if let State::Lost(mut input) = mem::replace(&mut self.state, State::Ended)
            && input.find_mark()?
        {
            let guess = Progress {
                n_out: 0,
                is_guess: true,
            };
            self.state = State::Member(Box::new(GzDecoder::new(input)), guess);
        }
        Ok(())
    }

    /// Leaves a member that cannot be decoded on. Gives what there is to tell of it.
    fn lose(&mut self, progress: Progress) -> io::Result<()> {
        self.leave_member();
        match (progress.n_out, progress.is_guess) {
            (0, true) => Ok(()),
            (0, false) => Err(Damage::FromStart.error()),
            _ => Err(Damage::Later.error()),
        }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match &mut self.state {
                State::Ended => return Ok(0),
                State::Lost(_) => self.find_member()?,
                State::Member(decoder, progress) => match decoder.read(out) {
                    Ok(0) => self.next_member()?,
                    Ok(n) => {
                        progress.n_out += n as u64;
                        if progress.n_out > MOST && progress.n_out > STEEPEST * decoder.get_ref().n_read {
                            self.leave_member();
                            return Err(Damage::Bomb.error());
                        }
                        return Ok(n);
                    }
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(_) => {
                        let progress = *progress;
                        self.lose(progress)?;
                    }
                },
            }
        }
    }
}

/// Input of which the bytes of the current member are kept, so that they can be read again.
///
/// A decoder that meets damage may have run on into the members behind it.
struct Kept<R> {
    input: R,
    again: Vec<u8>,
    /// Where in `again` reading goes on; at its end, in `input`.
    at: usize,
    /// Bytes of the member that were read.
    n_read: u64,
}

/// The most bytes of a member that are kept. What follows the damage in a longer one may be lost.
const MOST_KEPT: usize = 4 << 20;

impl<R: BufRead> Kept<R> {
    fn new(input: R) -> Self {
        Self {
            input,
            again: Vec::new(),
            at: 0,
            n_read: 0,
        }
    }

    fn begin_member(&mut self) {
        self.again.drain(..self.at);
        self.at = 0;
        self.n_read = 0;
    }

    /// Goes on at the first [`MAGIC`] behind the first byte of the member. `false` at the end of the input.
    fn find_mark(&mut self) -> io::Result<bool> {
        let first = 1.min(self.again.len());
        if let Some(at) = self.again[first..].windows(MAGIC.len()).position(|w| w == MAGIC) {
            self.at = first + at;
            self.begin_member();
            return Ok(true);
        }
        // The mark may begin in the last bytes that are kept.
        let tail = self.again.len().saturating_sub(MAGIC.len() - 1).max(first);
        self.again.drain(..tail);
        loop {
            self.at = self.again.len();
            let n = self.fill_buf()?.len();
            if n == 0 {
                return Ok(false);
            }
            self.consume(n);
            if let Some(at) = self.again.windows(MAGIC.len()).position(|w| w == MAGIC) {
                self.at = at;
                self.begin_member();
                return Ok(true);
            }
            self.again
                .drain(..self.again.len().saturating_sub(MAGIC.len() - 1));
        }
    }
}

impl<R: BufRead> Read for Kept<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Kept<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.again.len() {
            return Ok(&self.again[self.at..]);
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.n_read += n as u64;
        if self.at < self.again.len() {
            self.at += n;
            return;
        }
        if self.again.len() + n <= MOST_KEPT
            && let Ok(buffer) = self.input.fill_buf()
        {
            self.again.extend_from_slice(&buffer[..n]);
        }
        self.at = self.again.len();
        self.input.consume(n);
    }
}
