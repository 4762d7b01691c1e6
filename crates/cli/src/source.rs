//! Where reports come from: files, folders, standard input.

use crate::args::From;
use crate::wacz;
use dateline::formats::feed::{self, MAX_FEED};
use dateline::formats::html::MAX_PAGE;
use dateline::formats::jsonl::JsonLines;
use dateline::formats::mail::{self, MAX_MAIL};
use dateline::formats::table::Table;
use dateline::formats::warc::Warc;
use dateline::formats::{Columns, Document, Hints, MAX_REPORT, Refusal, Refused, html, text};
use std::collections::VecDeque;
use std::fs::{self, File, FileType};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Something that came in.
#[derive(Debug)]
pub(crate) enum Arrival {
    /// A report.
    Report(Box<Document>),
    /// What should have been a report, and the file it stood in.
    Refused { file: String, refused: Refused },
    /// An entry of a folder that is no file.
    PassedOver { path: String, why: &'static str },
}

/// Everything that the inputs hold, in order, opened one after the other.
pub(crate) struct Source {
    from: From,
    hints: Hints,
    columns: Columns,
    waiting: VecDeque<Input>,
    records: Option<(String, Records)>,
}

/// The reports of an input that holds many, read one by one.
type Records = Box<dyn Iterator<Item = Result<Document, Refused>> + Send>;

type Stream = Box<dyn BufRead + Send>;

enum Input {
    Stdin,
    Path(PathBuf),
    /// A WARC file inside another file.
    Archive(String, Stream),
    PassedOver(PathBuf, &'static str),
}

enum Format {
    Text,
    Html,
    JsonLines,
    Warc,
    Feed,
    Csv,
    Eml,
}

impl Source {
    /// No input at all stands for standard input.
    pub(crate) fn new(inputs: &[PathBuf], from: From, hints: Hints) -> Self {
        let input = |path: &PathBuf| {
            if path.as_os_str() == "-" {
                Input::Stdin
            } else {
                Input::Path(path.clone())
            }
        };
        let waiting = match inputs {
            [] => VecDeque::from([Input::Stdin]),
            paths => paths.iter().map(input).collect(),
        };
        Self {
            from,
            hints,
            columns: Columns::default(),
            waiting,
            records: None,
        }
    }

    /// Takes the parts of a report from the columns or keys named.
    pub(crate) fn with_columns(mut self, columns: Columns) -> Self {
        self.columns = columns;
        self
    }

    /// Opens an input. A text or page gives its report at once; JSON Lines and archives are kept to be read record
    /// by record, and the entries of a folder are put first in the queue.
    fn open(&mut self, input: Input) -> Option<Arrival> {
        let (name, taken) = match input {
            Input::PassedOver(path, why) => {
                return Some(Arrival::PassedOver {
                    path: path.display().to_string(),
                    why,
                });
            }
            Input::Stdin => (
                "-".to_owned(),
                self.take(None, Box::new(BufReader::new(io::stdin()))),
            ),
            Input::Archive(name, stream) => {
                let opened = Warc::new(stream, self.hints.clone());
                let taken = opened.map(|records| {
                    self.records = Some((name.clone(), Box::new(records)));
                    None
                });
                (name, taken)
            }
            Input::Path(path) => (path.display().to_string(), self.open_path(&path)),
        };
        match taken {
            Ok(document) => document.map(|document| Arrival::Report(Box::new(document))),
            Err(why) => {
                let refused = Refused {
                    id: Some(name.clone()),
                    line: None,
                    why,
                };
                Some(Arrival::Refused { file: name, refused })
            }
        }
    }

    fn open_path(&mut self, path: &Path) -> Result<Option<Document>, Refusal> {
        if fs::metadata(path)?.is_dir() {
            for input in entries(path)?.into_iter().rev() {
                self.waiting.push_front(input);
            }
            return Ok(None);
        }
        let is_wacz = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("wacz"));
        if is_wacz && matches!(self.from, From::Auto | From::Warc) {
            for member in wacz::members(path)?.into_iter().rev() {
                let name = format!("{}/{}", path.display(), member.name);
                self.waiting
                    .push_front(Input::Archive(name, Box::new(member.stream)));
            }
            return Ok(None);
        }
        #[expect(clippy::disallowed_methods, reason = "the host opens files for the engine")]
        let file = File::open(path)?;
        self.take(Some(path), Box::new(BufReader::new(file)))
    }

    fn take(&mut self, path: Option<&Path>, mut stream: Stream) -> Result<Option<Document>, Refusal> {
        let name = path.map_or_else(|| "-".to_owned(), |path| path.display().to_string());
        let format = match self.from {
            From::Text => Format::Text,
            From::Jsonl => Format::JsonLines,
            From::Auto => guess(path, stream.fill_buf()?)?,
            From::Html => Format::Html,
            From::Warc => Format::Warc,
            From::Feed => Format::Feed,
            From::Csv => Format::Csv,
            From::Eml => Format::Eml,
        };
        match format {
            Format::Text => text::document(&name, &all(stream, MAX_REPORT)?, &self.hints).map(Some),
            Format::Html => html::document(&name, &all(stream, MAX_PAGE)?, None, &self.hints).map(Some),
            Format::Warc => {
                self.records = Some((name, Box::new(Warc::new(stream, self.hints.clone())?)));
                Ok(None)
            }
            Format::Eml => mail::document(&name, &all(stream, MAX_MAIL)?, &self.hints).map(Some),
            Format::Feed => {
                let items = feed::documents(&name, &all(stream, MAX_FEED)?, &self.hints)?;
                self.records = Some((name, Box::new(items.into_iter())));
                Ok(None)
            }
            Format::Csv => {
                let rows = Table::new(&name, stream, &self.columns, self.hints.clone())?;
                self.records = Some((name, Box::new(rows)));
                Ok(None)
            }
            Format::JsonLines => {
                let lines = JsonLines::new(stream, self.hints.clone()).with_columns(self.columns.clone());
                self.records = Some((name, Box::new(lines)));
                Ok(None)
            }
        }
    }
}

/// What a stream holds, up to one byte above `limit`: that is enough to know that it holds too much.
fn all(stream: Stream, limit: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    stream.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Iterator for Source {
    type Item = Arrival;

    fn next(&mut self) -> Option<Arrival> {
        loop {
            if let Some((file, records)) = &mut self.records {
                match records.next() {
                    Some(Ok(document)) => return Some(Arrival::Report(Box::new(document))),
                    Some(Err(refused)) => {
                        return Some(Arrival::Refused {
                            file: file.clone(),
                            refused,
                        });
                    }
                    None => self.records = None,
                }
            }
            let input = self.waiting.pop_front()?;
            if let Some(arrival) = self.open(input) {
                return Some(arrival);
            }
        }
    }
}

/// The entries of a folder, sorted by name so that the order is the same everywhere. Hidden ones are left out.
fn entries(folder: &Path) -> io::Result<Vec<Input>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            found.push((entry.path(), entry.file_type()?));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let input = |(path, kind): (PathBuf, FileType)| match oddity(kind) {
        Some(why) => Input::PassedOver(path, why),
        None => Input::Path(path),
    };
    Ok(found.into_iter().map(input).collect())
}

fn oddity(kind: FileType) -> Option<&'static str> {
    match () {
        () if kind.is_file() => None,
        () if kind.is_dir() => Some("a folder in a folder, passed over: name it to read it"),
        () if kind.is_symlink() => Some("a link, passed over: name it to read it"),
        () => Some("neither file nor folder, passed over"),
    }
}

/// The format of an input, by its name and its first bytes.
fn guess(path: Option<&Path>, head: &[u8]) -> Result<Format, Refusal> {
    let name = path
        .map(|path| path.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let text = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    let begins = |word: &str| {
        text.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    if ends(&[".html", ".htm", ".xhtml"]) || begins("<!doctype html") || begins("<html") {
        return Ok(Format::Html);
    }
    if ends(&[".warc", ".warc.gz"]) || begins("WARC/1.") {
        return Ok(Format::Warc);
    }
    if ends(&[".csv", ".tsv"]) {
        return Ok(Format::Csv);
    }
    if ends(&[".eml"]) {
        return Ok(Format::Eml);
    }
    if ends(&[".rss", ".atom"]) || is_feed(text) {
        return Ok(Format::Feed);
    }
    if ends(&[".jsonl", ".ndjson"]) {
        return Ok(Format::JsonLines);
    }
    let is_object = text
        .strip_prefix(b"{")
        .is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""));
    let first_line = text
        .split(|&b| b == b'\n')
        .next()
        .unwrap_or_default()
        .trim_ascii_end();
    let is_whole = first_line.ends_with(b"}") || first_line.len() == text.len();
    match (is_object, is_whole) {
        (true, true) => Ok(Format::JsonLines),
        (true, false) => Err(Refusal::NotJsonLines),
        (false, _) if ends(&[".json"]) => Err(Refusal::NotJsonLines),
        (false, _) => Ok(Format::Text),
    }
}

/// Whether a text opens as a feed does.
fn is_feed(text: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&text[..text.len().min(1024)]);
    let is_xml = head.starts_with('<') && ["<rss", "<feed", "<rdf:RDF"].iter().any(|tag| head.contains(tag));
    is_xml || head.starts_with('{') && head.contains("https://jsonfeed.org/version/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, head: &str, want: Result<&str, &str>) {
        let got = guess(Some(Path::new(name)), head.as_bytes());
        let got = match &got {
            Ok(Format::Text) => Ok("text"),
            Ok(Format::Html) => Ok("html"),
            Ok(Format::JsonLines) => Ok("jsonl"),
            Ok(Format::Warc) => Ok("warc"),
            Ok(Format::Feed) => Ok("feed"),
            Ok(Format::Csv) => Ok("csv"),
            Ok(Format::Eml) => Ok("eml"),
            Err(why) => Err(why.code()),
        };
        assert_eq!(got, want, "{name}: {head}");
    }

    #[test]
    fn formats_are_told_by_name_and_content() {
        check("a.txt", "Troops left.", Ok("text"));
        check("a.txt", "{Correction} Troops left.", Ok("text"));
        check("a.JSONL", "", Ok("jsonl"));
        check("-", "{\"id\": \"1\", \"text\": \"a\"}\n{", Ok("jsonl"));
        check(
            "-",
            "\u{feff}{\"id\": \"1\", \"text\": \"a line longer than the buf",
            Ok("jsonl"),
        );
        check("a.json", "{\n  \"id\": \"1\"\n}", Err("not_json_lines"));
        check("a.json", "[1]", Err("not_json_lines"));
        check("a.txt", " <!DOCTYPE html><p>Troops left.", Ok("html"));
        check("a.warc.gz", "\u{1f}", Ok("warc"));
        check("-", "WARC/1.1\r\n", Ok("warc"));
        check("a.csv", "id,text\n", Ok("csv"));
        check("a.EML", "From: a@b.example\n", Ok("eml"));
        check("-", "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Ok("feed"));
        check(
            "-",
            "{\n \"version\": \"https://jsonfeed.org/version/1.1\"",
            Ok("feed"),
        );
        check("a.txt", "Prices of <rss> feeds rose.", Ok("text"));
    }
}
