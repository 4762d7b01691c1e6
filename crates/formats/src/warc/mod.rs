//! WARC files in, as crawlers and archivers keep them: each page stored in them is a report.
//!
//! Records are read one by one and none is kept, so a file of any size takes the memory of its largest page.
//! `response`, `resource` and `conversion` records with a page or plain text are reports; all others are passed
//! over, as are answers other than 200. Damage costs the record it falls on: reading goes on at the next that can be
//! found. Follows ISO 28500:2017 (WARC 1.1) as far as reading needs it.

mod digest;
mod gunzip;
mod http;

use crate::html::{self, MAX_PAGE};
use crate::lines::{self, Line};
use crate::{Document, Hints, Refusal, Refused, text};
use gunzip::{Damage, Gunzip};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// The most bytes of one record that are kept: a page of [`MAX_PAGE`], and as much again for what a transfer adds.
const MAX_BLOCK: u64 = 2 * MAX_PAGE as u64;

/// The most bytes of a record's header. Real ones have below 4 KiB.
const MAX_HEADER: usize = 64 << 10;

/// The reports of a WARC file, in order; gzip or not is told by the first bytes.
///
/// A record that cannot be read gives a [`Refused`] in its place.
pub struct Warc<R> {
    input: Input<R>,
    hints: Hints,
    n_records: u64,
    /// Damage that was met while looking beyond the end of a record.
    ahead: Option<io::Error>,
    ended: bool,
}

enum Input<R> {
    Plain(R),
    Gzip(Box<BufReader<Gunzip<R>>>),
}

impl<R> std::fmt::Debug for Warc<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Warc")
            .field("n_records", &self.n_records)
            .finish_non_exhaustive()
    }
}

/// The fields of a record's header, by name in small letters.
type Header = BTreeMap<String, String>;

impl<R: BufRead> Warc<R> {
    /// Reads from `input`; the hints stand in for what a page does not say.
    ///
    /// # Errors
    ///
    /// What the operating system says of the first read.
    pub fn new(mut input: R, hints: Hints) -> Result<Self, Refusal> {
        let is_gzip = input.fill_buf()?.starts_with(&gunzip::MAGIC);
        let input = if is_gzip {
            Input::Gzip(Box::new(BufReader::with_capacity(1 << 16, Gunzip::new(input))))
        } else {
            Input::Plain(input)
        };
        Ok(Self {
            input,
            hints,
            n_records: 0,
            ahead: None,
            ended: false,
        })
    }

    fn stream(&mut self) -> &mut dyn BufRead {
        match &mut self.input {
            Input::Plain(input) => input,
            Input::Gzip(input) => input,
        }
    }

    /// The next record that may be a report, or damage. `None` at the end.
    fn record(&mut self) -> Option<Result<Document, Refused>> {
        let header = match self.header() {
            Ok(Some(header)) => header,
            Ok(None) => return None,
            Err(error) => return Some(Err(self.damaged(None, &error))),
        };
        let id = header
            .get("warc-record-id")
            .map(|id| id.trim_matches(['<', '>']).to_owned());
        let Some(length) = header.get("content-length").and_then(|n| n.parse::<u64>().ok()) else {
            let error = io::Error::new(ErrorKind::InvalidData, "a record without a length");
            return Some(Err(self.damaged(id, &error)));
        };
        let kind = header.get("warc-type").map(String::as_str).unwrap_or_default();
        if !matches!(kind, "response" | "resource" | "conversion") {
            return self
                .pass_over(length)
                .err()
                .map(|error| Err(self.damaged(id, &error)));
        }
        if length > MAX_BLOCK {
            // Most large records are films. Where each record is a member, it need not even be decoded.
            return match self.pass_over(length) {
                Ok(()) if may_be_page(&header) => Some(Err(refused(id, Refusal::PageTooLarge))),
                Ok(()) => None,
                Err(error) => Some(Err(self.damaged(id, &error))),
            };
        }
        let mut block = Vec::new();
        let read = self.stream().take(length).read_to_end(&mut block);
        if let Err(error) = read.and_then(|_| self.end_of_record()) {
            return Some(Err(self.damaged(id, &error)));
        }
        if (block.len() as u64) < length {
            let error = io::Error::new(ErrorKind::InvalidData, "the file ends inside the record");
            return Some(Err(self.damaged(id, &error)));
        }
        let id = id.unwrap_or_else(|| format!("record {}", self.n_records));
        match self.document(&id, &header, &block) {
            Ok(document) => document.map(Ok),
            Err(why) => Some(Err(refused(Some(id), why))),
        }
    }

    /// Reads to the next header and through it. `None` at the end of the input.
    fn header(&mut self) -> io::Result<Option<Header>> {
        if let Some(error) = self.ahead.take() {
            self.n_records += 1;
            return Err(error);
        }
        let mut n_strange = 0;
        loop {
            let Some(line) = self.line()? else {
                return match n_strange {
                    0 => Ok(None),
                    _ => Err(io::Error::new(
                        ErrorKind::InvalidData,
                        "no record where one should begin",
                    )),
                };
            };
            if line.starts_with("WARC/") {
                break;
            }
            n_strange += usize::from(!line.trim().is_empty());
        }
        self.n_records += 1;
        let (mut header, mut n_bytes) = (Header::new(), 0);
        let mut last = String::new();
        while let Some(line) = self.line()? {
            n_bytes += line.len();
            if line.is_empty() {
                return Ok(Some(header));
            }
            if n_bytes > MAX_HEADER {
                return Err(io::Error::new(
                    ErrorKind::InvalidData,
                    "a record header without an end",
                ));
            }
            if line.starts_with([' ', '\t'])
                && let Some(value) = header.get_mut(&last)
            {
                value.push(' ');
                value.push_str(line.trim());
            } else if let Some((name, value)) = line.split_once(':') {
                last = name.trim().to_ascii_lowercase();
                header.insert(last.clone(), value.trim().to_owned());
            }
        }
        Err(io::Error::new(
            ErrorKind::InvalidData,
            "the file ends inside a record header",
        ))
    }

    /// A line without its end, of a longer one the first [`MAX_HEADER`] bytes.
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let found = lines::read(self.stream(), MAX_HEADER, &mut line)?;
        let text = String::from_utf8_lossy(&line);
        Ok((found != Line::End).then(|| text.trim_end_matches('\r').to_owned()))
    }

    fn pass_over(&mut self, length: u64) -> io::Result<()> {
        if length > MAX_BLOCK
            && let Input::Gzip(input) = &mut self.input
        {
            let n_buffered = input.buffer().len() as u64;
            if n_buffered < length {
                input.consume(n_buffered as usize);
                input.get_mut().leave_member();
                return Ok(());
            }
        }
        io::copy(&mut self.stream().take(length), &mut io::sink())?;
        self.end_of_record()
    }

    /// Looks at what follows a record: the checksum of a member is known only there.
    fn end_of_record(&mut self) -> io::Result<()> {
        loop {
            let stream = self.stream();
            let buffer = match stream.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if Damage::of(&error) == Some(Damage::FromStart) => {
                    self.ahead = Some(error);
                    return Ok(());
                }
                Err(error) => return Err(error),
            };
            let n_blank = buffer.iter().take_while(|&&b| b == b'\r' || b == b'\n').count();
            if n_blank == 0 {
                return Ok(());
            }
            stream.consume(n_blank);
        }
    }

    /// The report in a record; none in a record that is no page.
    fn document(&self, id: &str, header: &Header, block: &[u8]) -> Result<Option<Document>, Refusal> {
        let damaged = |what: &str| Refusal::Damaged(format!("record {}: {what}", self.n_records));
        if header
            .get("warc-block-digest")
            .is_some_and(|digest| digest::differs(digest, block))
        {
            return Err(damaged("it does not have the digest that it was stored with"));
        }
        let content_type = header.get("content-type").map(String::as_str).unwrap_or_default();
        let is_http = content_type.starts_with("application/http");
        let document = if is_http {
            let response = match http::response(block, MAX_PAGE) {
                Ok(response) => response,
                Err(http::Fault::NoHead) => return Err(damaged("no HTTP response in it")),
                Err(http::Fault::Coding) => return Err(damaged("its content coding cannot be undone")),
            };
            if response.status != 200 {
                return Ok(None);
            }
            let payload = header.get("warc-payload-digest");
            if payload.is_some_and(|digest| {
                digest::differs(digest, response.payload) && digest::differs(digest, &response.body)
            }) {
                return Err(damaged(
                    "its page does not have the digest that it was stored with",
                ));
            }
            self.page(
                id,
                &response.media_type,
                response.charset.as_deref(),
                &response.body,
            )?
        } else {
            let (media_type, charset) = http::media_type(content_type);
            self.page(id, &media_type, charset.as_deref(), block)?
        };
        Ok(document.map(|document| stamped(document, header)))
    }

    fn page(
        &self,
        id: &str,
        media_type: &str,
        charset: Option<&str>,
        body: &[u8],
    ) -> Result<Option<Document>, Refusal> {
        match media_type {
            "text/html" | "application/xhtml+xml" => html::document(id, body, charset, &self.hints).map(Some),
            "text/plain" => text::document(id, body, &self.hints).map(Some),
            _ => Ok(None),
        }
    }

    /// A refusal for damage. Errors other than damage end the reading: they would come again.
    fn damaged(&mut self, id: Option<String>, error: &io::Error) -> Refused {
        self.ended = !matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof);
        refused(
            id,
            Refusal::Damaged(format!("record {}: {error}", self.n_records)),
        )
    }
}

fn refused(id: Option<String>, why: Refusal) -> Refused {
    Refused { id, line: None, why }
}

/// Whether a record that is too large to be kept could have been a page.
fn may_be_page(header: &Header) -> bool {
    let kind = header
        .get("warc-identified-payload-type")
        .map(String::as_str)
        .unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("text/plain")
}

/// Adds what the archive knows of a page: where and when it was fetched.
fn stamped(mut document: Document, header: &Header) -> Document {
    if let Some(date) = header.get("warc-date") {
        document
            .extra
            .insert("captured".to_owned(), Value::String(date.clone()));
    }
    if document.report.url.is_none() {
        document.report.url = header
            .get("warc-target-uri")
            .map(|url| url.trim_matches(['<', '>']).to_owned());
    }
    document
}

impl<R: BufRead> Iterator for Warc<R> {
    type Item = Result<Document, Refused>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let n_before = self.n_records;
            if let Some(item) = self.record() {
                return Some(item);
            }
            // No record was begun: the input is at its end.
            self.ended = self.n_records == n_before;
        }
        None
    }
}

#[cfg(test)]
mod tests;
