//! CoNLL-U in: the table format of treebanks, streamed in blocks of whole sentences.

use crate::{MAX_REPORT, Refusal, Refused};
use std::io::{self, BufRead, ErrorKind, Read};

/// A block is given out once it has so many sentences, so that a long file is worked on piece by piece.
const SENTENCES: usize = 64;

/// Whole sentences of a file, as text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// How many lines of the file come before it.
    pub before: usize,
    /// Its lines.
    pub text: String,
}

/// The blocks of a stream, in order.
///
/// A sentence that cannot be read as text gives a [`Refused`] in its place, and the next is read all the same.
/// Never holds more than one block, and of a sentence never more than [`MAX_REPORT`] bytes.
#[derive(Debug)]
pub struct Blocks<R> {
    input: R,
    n_lines: usize,
    /// A refusal that waits until the block before it is given out.
    refused: Option<Refused>,
    ended: bool,
}

impl<R: BufRead> Blocks<R> {
    /// Reads from `input`.
    pub fn new(input: R) -> Self {
        Self {
            input,
            n_lines: 0,
            refused: None,
            ended: false,
        }
    }

    /// Appends the lines of the next sentence and the blank line after it to `out`, or gives the reason and the
    /// line why that cannot be.
    fn sentence(&mut self, out: &mut Vec<u8>) -> Result<(), (usize, Refusal)> {
        let from = out.len();
        let mut has_words = false;
        let mut fault = None;
        loop {
            let at = out.len();
            let room = (MAX_REPORT + 1).saturating_sub(at - from).max(1);
            let n_read = match (&mut self.input).take(room as u64).read_until(b'\n', out) {
                Ok(n) => n,
                Err(error) => {
                    self.ended = true;
                    return Err((self.n_lines + 1, error.into()));
                }
            };
            if n_read == 0 {
                self.ended = true;
                break;
            }
            if out.len() - from > MAX_REPORT {
                fault.get_or_insert((self.n_lines + 1, Refusal::TooLarge));
                if !out.ends_with(b"\n")
                    && let Err(error) = skip_line(&mut self.input)
                {
                    self.ended = true;
                    return Err((self.n_lines + 1, error.into()));
                }
            }
            self.n_lines += 1;
            let line = &out[at..];
            if fault.is_none() && std::str::from_utf8(line).is_err() {
                fault = Some((self.n_lines, Refusal::NotUtf8));
            }
            if line.trim_ascii().is_empty() {
                if has_words {
                    break;
                }
            } else {
                has_words |= !line.starts_with(b"#");
            }
            if fault.is_some() {
                // What is refused is not kept.
                out.truncate(from);
            }
        }
        match fault {
            None => Ok(()),
            Some(fault) => {
                out.truncate(from);
                Err(fault)
            }
        }
    }
}

/// Passes over all up to the end of the line.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let (n, done) = match input.fill_buf() {
            Ok([]) => return Ok(()),
            Ok(buffer) => match buffer.iter().position(|&b| b == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            },
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        input.consume(n);
        if done {
            return Ok(());
        }
    }
}

impl<R: BufRead> Iterator for Blocks<R> {
    type Item = Result<Block, Refused>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(refused) = self.refused.take() {
            return Some(Err(refused));
        }
        let before = self.n_lines;
        let mut bytes = Vec::new();
        for _ in 0..SENTENCES {
            if self.ended || bytes.len() > MAX_REPORT {
                break;
            }
            if let Err((line, why)) = self.sentence(&mut bytes) {
                self.refused = Some(Refused {
                    id: None,
                    line: Some(line as u64),
                    why,
                });
                break;
            }
        }
        if bytes.is_empty() {
            return self.refused.take().map(Err);
        }
        if before == 0 && bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        // Each line was looked at; a character does not reach over the end of a line.
        let text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into());
        Some(Ok(Block { before, text }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor};

    fn all(input: &[u8]) -> Vec<Result<Block, Refused>> {
        Blocks::new(BufReader::with_capacity(7, Cursor::new(input))).collect()
    }

    #[test]
    fn blocks_are_whole_sentences_and_spell_the_file() {
        let sentence = "# n\n1\ta\n2\tb\n\n";
        let file = sentence.repeat(200) + "1\tend";
        let blocks: Vec<_> = all(file.as_bytes()).into_iter().map(Result::unwrap).collect();
        assert_eq!(blocks.iter().map(|b| b.text.as_str()).collect::<String>(), file);
        assert_eq!(blocks[1].before, SENTENCES * 4);
        assert!(blocks.iter().all(|b| b.text.starts_with("# n")));
        assert!(all(b"").is_empty());
    }

    #[test]
    fn a_bad_sentence_is_named_and_the_rest_read() {
        let got = all(b"\xEF\xBB\xBF1\ta\n\n1\tb\n2\t\xFF\n3\tc\n\n1\td\n\n");
        let refused = got[1].as_ref().unwrap_err();
        assert_eq!((refused.line, &refused.why), (Some(4), &Refusal::NotUtf8));
        let text = |at: usize| got[at].as_ref().unwrap().text.as_str();
        assert_eq!((text(0), text(2), got.len()), ("1\ta\n\n", "1\td\n\n", 3));
        assert_eq!(got[2].as_ref().unwrap().before, 6);
    }

    #[test]
    fn a_sentence_without_end_is_not_kept() {
        let input = b"1\t"
            .as_slice()
            .chain(io::repeat(b'a').take(3 * MAX_REPORT as u64))
            .chain(b"\n2\tb\n\n1\tc\n\n".as_slice());
        let mut blocks = Blocks::new(BufReader::new(input));
        let refused = blocks.next().unwrap().unwrap_err();
        assert_eq!((refused.line, refused.why), (Some(1), Refusal::TooLarge));
        assert_eq!(blocks.next().unwrap().unwrap().text, "1\tc\n\n");
        assert!(blocks.next().is_none());

        let lines = "# a comment\n".repeat(MAX_REPORT / 10) + "1\ta\n\n1\tb\n";
        let got = all(lines.as_bytes());
        assert_eq!(got[0].as_ref().unwrap_err().why, Refusal::TooLarge);
        assert_eq!((got[1].as_ref().unwrap().text.as_str(), got.len()), ("1\tb\n", 2));
    }
}
