//! Tables in: CSV and its kin with a header, each row a report.

use crate::columns::{Columns, PARTS};
use crate::document::stamp;
use crate::{Document, Hints, MAX_LINE, MAX_REPORT, Refusal, Refused, head};
use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use dateline_reading::Problem;
use dateline_text::Report;
use serde_json::Value;
use std::io::{self, BufRead, Read};

/// The reports of a table, in order, read row by row.
///
/// The first row names the columns. One is needed that holds the text; a row without an id is called `NAME:LINE`.
/// Columns that hold no part of a report are kept in the document's extra keys. A row that cannot be read gives a
/// [`Refused`] with its line in its place.
#[derive(Debug)]
pub struct Table<R> {
    rows: Reader<Bounded<R>>,
    header: Vec<String>,
    /// For each of [`PARTS`], the column that holds it.
    at: [Option<usize>; PARTS.len()],
    name: String,
    hints: Hints,
    ended: bool,
}

impl<R: BufRead> Table<R> {
    /// Reads from `input`, which the user knows as `name`. Cells are parted by commas, semicolons or tabs: by
    /// whichever there are most of in the first row.
    ///
    /// # Errors
    ///
    /// A header without the columns named, or without one for the text, and what the operating system says.
    pub fn new(name: &str, mut input: R, columns: &Columns, hints: Hints) -> Result<Self, Refusal> {
        let start = input.fill_buf()?;
        let n_mark = if start.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let delimiter = delimiter(&start[n_mark..]);
        input.consume(n_mark);
        let mut rows = ReaderBuilder::new().delimiter(delimiter).from_reader(Bounded {
            input,
            n_left: MAX_LINE,
        });
        let header: Vec<String> = rows
            .byte_headers()
            .map_err(|error| refusal(&error))?
            .iter()
            .map(|cell| {
                Ok(std::str::from_utf8(cell)
                    .map_err(|_| Refusal::NotUtf8)?
                    .trim()
                    .to_owned())
            })
            .collect::<Result<_, Refusal>>()?;
        let mut at = [None; PARTS.len()];
        for (slot, part) in at.iter_mut().zip(PARTS) {
            let wanted = columns.name(part);
            *slot = header.iter().position(|column| column == wanted);
            if slot.is_none() && (part == "text" || columns.names(part)) {
                return Err(Refusal::MissingColumn {
                    wanted: wanted.to_owned(),
                    found: header.join(", ").chars().take(200).collect(),
                });
            }
        }
        Ok(Self {
            rows,
            header,
            at,
            name: name.to_owned(),
            hints,
            ended: false,
        })
    }

    fn document(&self, row: &ByteRecord, line: u64) -> Result<Document, (Option<String>, Refusal)> {
        let cell = |part: &str| -> Result<Option<&str>, Refusal> {
            let at = PARTS.iter().position(|known| *known == part);
            let Some(cell) = at.and_then(|at| row.get(self.at[at]?)) else {
                return Ok(None);
            };
            let cell = std::str::from_utf8(cell).map_err(|_| Refusal::NotUtf8)?;
            Ok(Some(cell).filter(|cell| !cell.trim().is_empty()))
        };
        let id = cell("id").map_err(|why| (None, why))?;
        let id = id.map_or_else(|| format!("{}:{line}", self.name), str::to_owned);
        let whole = || -> Result<Document, Refusal> {
            let text = cell("text")?.ok_or(Refusal::Empty)?;
            if text.len() > MAX_REPORT {
                return Err(Refusal::TooLarge);
            }
            let mut document = Document {
                report: Report::from_text(id.as_str(), text),
                ..Document::default()
            };
            let own = |part: &str| cell(part).map(|cell| cell.map(str::to_owned));
            let report = &mut document.report;
            report.source = own("source")?;
            report.title = own("title")?;
            report.url = own("url")?;
            report.language = own("language")?;
            if let Some(written) = cell("published")? {
                report.published = stamp(written);
                if report.published.is_none() {
                    document.problems.push(unread(written));
                }
            }
            for (n, column) in self.header.iter().enumerate() {
                if !self.at.contains(&Some(n)) {
                    let cell = String::from_utf8_lossy(row.get(n).unwrap_or_default()).into_owned();
                    document.extra.insert(column.clone(), Value::String(cell));
                }
            }
            head::fill(&mut document, &self.hints);
            Ok(document)
        };
        whole().map_err(|why| (Some(id.clone()), why))
    }
}

pub(crate) fn unread(written: &str) -> Problem {
    Problem {
        span: None,
        code: "input.published",
        message: format!(
            "\"{written}\" is no date that is understood: the report was read as one without a date"
        ),
    }
}

impl<R: BufRead> Iterator for Table<R> {
    type Item = Result<Document, Refused>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.rows.get_mut().n_left = MAX_LINE;
        let mut row = ByteRecord::new();
        let read = self.rows.read_byte_record(&mut row);
        let refused = |(id, why), line| Some(Err(Refused { id, line, why }));
        match read {
            Ok(false) => None,
            Ok(true) => {
                let line = row.position().map(csv::Position::line);
                match self.document(&row, line.unwrap_or_default()) {
                    Ok(document) => Some(Ok(document)),
                    Err(why) => refused(why, line),
                }
            }
            Err(error) => {
                self.ended = matches!(error.kind(), ErrorKind::Io(_));
                let line = error
                    .position()
                    .map_or_else(|| self.rows.position().line(), csv::Position::line);
                refused((None, refusal(&error)), Some(line))
            }
        }
    }
}

/// What a row that the library could not read is refused for.
fn refusal(error: &csv::Error) -> Refusal {
    match error.kind() {
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => Refusal::BadRow(format!(
            "{len} cells in a table of {expected_len} columns: is a quotation mark missing?"
        )),
        ErrorKind::Io(error) if error.kind() == io::ErrorKind::InvalidData => Refusal::LineTooLong,
        ErrorKind::Io(error) => Refusal::Io(error.to_string().to_lowercase()),
        _ => Refusal::BadRow(error.to_string()),
    }
}

/// What parts the cells of a table, by its first row.
#[expect(clippy::naive_bytecount, reason = "one short row a table")]
fn delimiter(start: &[u8]) -> u8 {
    let row = start.split(|&b| b == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| row.iter().filter(|&&b| b == delimiter).count();
    // The first one wins where there are none of either.
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|&delimiter| count(delimiter))
        .unwrap_or(b',')
}

/// Gives no more than so many bytes until the count is set anew: a quotation mark that is never closed would make
/// one row of the rest of the file.
#[derive(Debug)]
struct Bounded<R> {
    input: R,
    n_left: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.n_left == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a row without end"));
        }
        let n = buffer.len().min(self.n_left);
        let n_read = self.input.read(&mut buffer[..n])?;
        self.n_left -= n_read;
        Ok(n_read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &str, columns: &str) -> Vec<Result<Document, Refused>> {
        let columns = columns.parse().unwrap();
        Table::new("t.csv", table.as_bytes(), &columns, Hints::default())
            .unwrap()
            .collect()
    }

    #[test]
    fn named_columns_are_read_and_the_others_kept() {
        let table = "\u{feff}key,body,date,wire\na1,\"Troops left Kesra, he said.\n\nThey came back.\",20240514,HW\n,Shells fell.,14 May,\n";
        let rows = rows(table, "id=key,text=body,published=date");
        let first = rows[0].as_ref().unwrap();
        assert_eq!(first.report.id, "a1");
        assert_eq!(
            first.report.text,
            "Troops left Kesra, he said.\n\nThey came back."
        );
        assert_eq!(
            first.report.published.as_ref().unwrap().date.to_string(),
            "2024-05-14"
        );
        assert_eq!(first.extra["wire"], "HW");
        let second = rows[1].as_ref().unwrap();
        assert_eq!(second.report.id, "t.csv:5");
        assert_eq!(second.problems[0].code, "input.published");
    }

    #[test]
    fn a_bad_row_costs_itself_alone_and_is_named_by_its_line() {
        let rows = rows(
            "text,source\nTroops left.,HW\none cell\n,HW\nShells fell.,HW\n",
            "",
        );
        let told: Vec<_> = rows
            .iter()
            .map(|row| {
                row.as_ref()
                    .map(|d| d.report.text.as_str())
                    .map_err(|r| (r.line, r.why.code()))
            })
            .collect();
        let want = [
            Ok("Troops left."),
            Err((Some(3), "bad_row")),
            Err((Some(4), "empty")),
            Ok("Shells fell."),
        ];
        assert_eq!(told, want);
    }

    #[test]
    fn a_column_that_is_not_there_is_named_with_those_that_are() {
        let columns: Columns = "text=body".parse().unwrap();
        let refused = Table::new("t", "id,text\n".as_bytes(), &columns, Hints::default()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "no column \"body\" among \"id, text\": name it with --columns, such as text=body"
        );
    }

    #[test]
    fn tabs_and_semicolons_part_cells_too() {
        for table in [
            "id\ttext\n1\tTroops left, he said.\n",
            "id;text\n1;Troops left, he said.\n",
        ] {
            assert_eq!(
                rows(table, "")[0].as_ref().unwrap().report.text,
                "Troops left, he said."
            );
        }
    }

    #[test]
    fn a_quotation_mark_without_end_takes_no_more_than_a_row_may() {
        let endless = "text\n\""
            .as_bytes()
            .chain(io::repeat(b'x').take(3 * MAX_LINE as u64));
        let table = Table::new(
            "t",
            io::BufReader::new(endless),
            &Columns::default(),
            Hints::default(),
        )
        .unwrap();
        let rows: Vec<_> = table.collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].as_ref().unwrap_err().why, Refusal::LineTooLong);
    }

    #[test]
    fn a_row_that_is_not_utf_8_is_refused() {
        let table = b"text\nTroops left \xFF.\nShells fell.\n".as_slice();
        let rows: Vec<_> = Table::new("t", table, &Columns::default(), Hints::default())
            .unwrap()
            .collect();
        assert_eq!(rows[0].as_ref().unwrap_err().why, Refusal::NotUtf8);
        assert!(rows[1].is_ok());
    }
}
