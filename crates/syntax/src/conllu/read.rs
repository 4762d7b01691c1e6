//! A file into sentences, line by line.

use super::{Fault, Sentence, Token, Word, Wrong};

/// Reads a file, sentence by sentence. After a fault, reading goes on with the next sentence.
pub fn read(text: &str) -> Reader<'_> {
    Reader { rest: text, line: 0 }
}

/// The sentences of a file; see [`read`].
#[derive(Clone, Debug)]
pub struct Reader<'t> {
    rest: &'t str,
    line: usize,
}

impl<'t> Reader<'t> {
    fn next_line(&mut self) -> Option<&'t str> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.line += 1;
        Some(line.strip_suffix('\r').unwrap_or(line))
    }

    fn sentence(&mut self) -> Result<Option<Sentence<'t>>, Fault> {
        let mut sentence = Sentence::default();
        while let Some(line) = self.next_line() {
            if line.trim().is_empty() {
                if !sentence.words.is_empty() {
                    break;
                }
                continue;
            }
            if sentence.line == 0 {
                sentence.line = self.line;
            }
            if let Some(comment) = line.strip_prefix('#') {
                sentence
                    .comments
                    .push(comment.strip_prefix(' ').unwrap_or(comment));
            } else if let Err(wrong) = add(&mut sentence, line) {
                return Err(self.fault(wrong));
            }
        }
        if sentence.words.is_empty() {
            return Ok(None);
        }
        let n = sentence.words.len();
        if sentence.tokens.iter().any(|t| t.words.end > n) {
            return Err(Fault {
                line: sentence.line,
                wrong: Wrong::MissingWords,
            });
        }
        if sentence
            .words
            .iter()
            .any(|w| w.head.is_some_and(|h| h as usize > n))
        {
            return Err(Fault {
                line: sentence.line,
                wrong: Wrong::Head,
            });
        }
        Ok(Some(sentence))
    }

    /// A fault in the line just read; the rest of its sentence is passed over.
    fn fault(&mut self, wrong: Wrong) -> Fault {
        let fault = Fault {
            line: self.line,
            wrong,
        };
        while self.next_line().is_some_and(|l| !l.trim().is_empty()) {}
        fault
    }
}

impl<'t> Iterator for Reader<'t> {
    type Item = Result<Sentence<'t>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.sentence().transpose()
    }
}

/// Adds a line of ten columns to a sentence.
fn add<'t>(sentence: &mut Sentence<'t>, line: &'t str) -> Result<(), Wrong> {
    let mut columns = [""; 10];
    let mut n = 0;
    for column in line.split('\t') {
        if let Some(slot) = columns.get_mut(n) {
            *slot = column;
        }
        n += 1;
    }
    if n != 10 {
        return Err(Wrong::Columns(n));
    }
    let [
        number,
        form,
        lemma,
        upos,
        xpos,
        features,
        head,
        relation,
        enhanced,
        misc,
    ] = columns;
    if form.is_empty() {
        return Err(Wrong::Form);
    }
    let next = sentence.words.len() + 1;
    if let Some((first, last)) = number.split_once('-') {
        let (first, last): (usize, usize) = (
            first.parse().map_err(|_| Wrong::Number)?,
            last.parse().map_err(|_| Wrong::Number)?,
        );
        let free = sentence.tokens.last().is_none_or(|t| t.words.end < first);
        if first != next || last < first || !free {
            return Err(Wrong::Range);
        }
        sentence.tokens.push(Token {
            words: first - 1..last,
            form,
            misc,
        });
        return Ok(());
    }
    if number.contains('.') {
        return Ok(());
    }
    if number.parse() != Ok(next) {
        return Err(Wrong::Number);
    }
    let head = if head == "_" {
        None
    } else {
        Some(head.parse().map_err(|_| Wrong::Head)?)
    };
    sentence.words.push(Word {
        form,
        lemma,
        upos,
        xpos,
        features,
        head,
        relation,
        enhanced,
        misc,
    });
    Ok(())
}
