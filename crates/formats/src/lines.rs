//! Lines of a stream, read with bounded memory.

use std::io::{self, BufRead, ErrorKind};

/// What was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Line {
    /// A line, whole.
    Whole,
    /// A line of which only the first bytes were kept; all of it was passed over.
    Long,
    /// Nothing: the stream is at its end.
    End,
}

/// Puts the next line into `line`, without its end, and of a longer one the first `most` bytes.
///
/// # Errors
/// What reading the stream says.
pub(crate) fn read(input: &mut (impl BufRead + ?Sized), most: usize, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let mut found = Line::End;
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(found);
        }
        let end = buffer.iter().position(|&b| b == b'\n');
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        let kept = &piece[..piece.len().min(most - line.len())];
        if kept.len() < piece.len() {
            found = Line::Long;
        } else if found == Line::End {
            found = Line::Whole;
        }
        line.extend_from_slice(kept);
        let n_used = piece.len() + usize::from(end.is_some());
        input.consume(n_used);
        if end.is_some() {
            return Ok(found);
        }
    }
}
