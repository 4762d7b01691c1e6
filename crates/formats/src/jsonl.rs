//! JSON Lines in: one object a line, streamed with bounded memory.

use crate::columns::{Columns, PARTS};
use crate::document::stamp;
use crate::lines::{self, Line};
use crate::table::unread;
use crate::{Document, Hints, MAX_LINE, MAX_REPORT, Refusal, Refused, head, published};
use dateline_text::{Published, Report};
use serde_json::{Map, Value};
use std::io::BufRead;

/// The reports of a stream of JSON Lines, in order.
///
/// A line that cannot be read gives a [`Refused`] in its place, and the next is read all the same. Never holds more
/// than one line, and never more than [`MAX_LINE`] bytes of it.
#[derive(Debug)]
pub struct JsonLines<R> {
    input: R,
    hints: Hints,
    columns: Columns,
    line: Vec<u8>,
    n_lines: u64,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `input`; the hints stand in for keys that a record does not have.
    pub fn new(input: R, hints: Hints) -> Self {
        Self {
            input,
            hints,
            columns: Columns::default(),
            line: Vec::new(),
            n_lines: 0,
            ended: false,
        }
    }

    /// Takes the parts of a report from the keys named. A record without an id is then called by its line, and dates
    /// may be written in any form that programs write.
    #[must_use]
    pub fn with_columns(mut self, columns: Columns) -> Self {
        self.columns = columns;
        self
    }

    /// Puts the next line into `self.line`, without its end. `None` at the end of the input.
    fn next_line(&mut self) -> Option<Result<(), Refusal>> {
        match lines::read(&mut self.input, MAX_LINE, &mut self.line) {
            Ok(Line::Whole) => Some(Ok(())),
            Ok(Line::Long) => {
                // The memory of a long line is given back; the next one is short, most likely.
                self.line = Vec::new();
                Some(Err(Refusal::LineTooLong))
            }
            Ok(Line::End) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err(error.into()))
            }
        }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Document, Refused>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let line = self.next_line()?;
            self.n_lines += 1;
            let refused = |(id, why)| Refused {
                id,
                line: Some(self.n_lines),
                why,
            };
            if let Err(why) = line {
                return Some(Err(refused((None, why))));
            }
            let mark: &[u8] = if self.n_lines == 1 { b"\xEF\xBB\xBF" } else { b"" };
            let bytes = self.line.strip_prefix(mark).unwrap_or(&self.line).trim_ascii();
            if !bytes.is_empty() {
                return Some(record(bytes, self.n_lines, &self.columns, &self.hints).map_err(refused));
            }
        }
        None
    }
}

/// One record. With the reason for a refusal comes the id, where that much could be read.
fn record(
    line: &[u8],
    number: u64,
    columns: &Columns,
    hints: &Hints,
) -> Result<Document, (Option<String>, Refusal)> {
    let line = std::str::from_utf8(line).map_err(|_| (None, Refusal::NotUtf8))?;
    let value: Value = serde_json::from_str(line).map_err(|error| (None, Refusal::NotJson(plain(&error))))?;
    let Value::Object(mut keys) = value else {
        return Err((None, Refusal::NotAnObject));
    };
    let mut date = None;
    if !columns.is_empty() {
        rename(&mut keys, columns, number);
        date = Some(stamp as fn(&str) -> _);
    }
    let id = take_id(&mut keys).map_err(|why| (None, why))?;
    from_keys(&id, keys, date.unwrap_or(published), hints).map_err(|why| (Some(id), why))
}

/// Gives the keys that the caller named the names of the parts they hold, and the record an id if it has none.
fn rename(keys: &mut Map<String, Value>, columns: &Columns, number: u64) {
    let named: Vec<_> = PARTS
        .iter()
        .filter(|part| columns.names(part))
        .map(|part| (*part, keys.shift_remove(columns.name(part))))
        .collect();
    for (part, value) in named {
        if let Some(value) = value {
            keys.insert(part.to_owned(), value);
        }
    }
    if !columns.names("id") && !keys.contains_key("id") {
        keys.insert("id".to_owned(), Value::String(format!("line {number}")));
    }
}

fn from_keys(
    id: &str,
    mut keys: Map<String, Value>,
    date: fn(&str) -> Option<Published>,
    hints: &Hints,
) -> Result<Document, Refusal> {
    let text = take_string(&mut keys, "text")?.ok_or(Refusal::MissingKey("text"))?;
    if text.len() > MAX_REPORT {
        return Err(Refusal::TooLarge);
    }
    let mut document = Document {
        report: Report::from_text(id, text),
        ..Document::default()
    };
    let report = &mut document.report;
    if let Some(written) = take_string(&mut keys, "published")? {
        report.published = date(&written);
        if report.published.is_none() {
            document.problems.push(unread(&written));
        }
    }
    report.source = take_string(&mut keys, "source")?;
    report.title = take_string(&mut keys, "title")?;
    report.url = take_string(&mut keys, "url")?;
    report.language = take_string(&mut keys, "language")?;
    document.extra = keys;
    head::fill(&mut document, hints);
    Ok(document)
}

/// The id; a whole number is taken as its digits.
fn take_id(keys: &mut Map<String, Value>) -> Result<String, Refusal> {
    match keys.shift_remove("id") {
        None | Some(Value::Null) => Err(Refusal::MissingKey("id")),
        Some(Value::String(id)) => Ok(id),
        Some(Value::Number(number)) if !number.is_f64() => Ok(number.to_string()),
        Some(_) => Err(Refusal::NotAString("id")),
    }
}

/// Takes a key out; `null` counts as not there.
fn take_string(keys: &mut Map<String, Value>, key: &'static str) -> Result<Option<String>, Refusal> {
    match keys.shift_remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Refusal::NotAString(key)),
    }
}

/// The parser's message with the column alone: the line it counts is always the first.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} at column {}", error.column()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor, Read};

    fn all(input: &[u8]) -> Vec<Result<Document, Refused>> {
        JsonLines::new(BufReader::with_capacity(7, Cursor::new(input)), Hints::default()).collect()
    }

    /// Line number, id and code of every refusal.
    fn refusals(input: &[u8]) -> Vec<(u64, Option<String>, &'static str)> {
        all(input)
            .into_iter()
            .filter_map(Result::err)
            .map(|r| (r.line.unwrap(), r.id, r.why.code()))
            .collect()
    }

    #[test]
    fn a_record_has_its_keys_and_keeps_the_others() {
        let input = br#"{"id":"1","zone":[1,2],"text":"Troops left.","published":"2024-05-14T08:00Z","url":null,"beat":"war"}"#;
        let documents = all(input);
        let document = documents[0].as_ref().unwrap();
        assert_eq!(
            document.report.published.as_ref().unwrap().written,
            "2024-05-14T08:00Z"
        );
        assert_eq!(document.report.url, None);
        assert_eq!(
            serde_json::to_string(&document.extra).unwrap(),
            r#"{"zone":[1,2],"beat":"war"}"#
        );
    }

    #[test]
    fn a_bad_line_is_named_and_the_rest_read() {
        let input = b"\xEF\xBB\xBF{\"id\":\"1\",\"text\":\"a\"}\r\n\n{\"id\":\"2\",\n[1]\n{\"id\":7}\n{\"text\":\"b\"}\n{\"id\":\"8\",\"text\":5}\n\xFF\n{\"id\":\"9\",\"text\":\"c\"}";
        assert_eq!(
            refusals(input),
            [
                (3, None, "not_json"),
                (4, None, "not_an_object"),
                (5, Some("7".to_owned()), "missing_key"),
                (6, None, "missing_key"),
                (7, Some("8".to_owned()), "not_a_string"),
                (8, None, "not_utf8"),
            ]
        );
        let ids: Vec<_> = all(input).into_iter().flatten().map(|d| d.report.id).collect();
        assert_eq!(ids, ["1", "9"]);
    }

    #[test]
    fn a_line_without_end_is_not_kept() {
        let head = b"{\"id\":\"1\",\"text\":\"".as_slice();
        let tail = b"\n{\"id\":\"2\",\"text\":\"b\"}\n".as_slice();
        let input = head
            .chain(std::io::repeat(b'a').take(2 * MAX_LINE as u64))
            .chain(tail);
        let mut lines = JsonLines::new(BufReader::new(input), Hints::default());
        let refused = lines.next().unwrap().unwrap_err();
        assert_eq!((refused.line, refused.why), (Some(1), Refusal::LineTooLong));
        assert!(lines.line.capacity() <= 2 * MAX_LINE);
        assert_eq!(lines.next().unwrap().unwrap().report.id, "2");
        assert!(lines.next().is_none());
    }

    #[test]
    fn an_unreadable_date_is_told_and_not_guessed() {
        let documents = all(br#"{"id":"1","text":"a","published":"yesterday"}"#);
        let document = documents[0].as_ref().unwrap();
        assert_eq!(
            (document.report.published.clone(), document.problems[0].code),
            (None, "input.published")
        );
    }

    #[test]
    fn no_line_is_no_record() {
        assert!(all(b"").is_empty() && all(b"\n \r\n").is_empty());
    }
}
