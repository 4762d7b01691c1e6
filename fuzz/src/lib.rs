//! What must hold for any bytes at all, as plain functions that panic where it does not.
//!
//! `cargo run --release -p dateline-fuzz` throws mutated reports at them; the functions take bytes and know nothing
//! of who throws, so that libFuzzer can do it too.

mod mutate;

pub use mutate::Mutator;

use dateline::Reader;
use dateline::formats::conllu::Blocks;
use dateline::formats::jsonl::JsonLines;
use dateline::formats::table::Table;
use dateline::formats::{Columns, Document, Hints, decode, feed, html, json, mail, text};
use dateline::lexicon::Lexicon;
use dateline::syntax::{Model, Parse, conllu, parse};
use dateline::text::{Span, segment};
use serde_json::Value;
use std::sync::OnceLock;

/// A target: its name and its function.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("decode", decoding),
    ("segment", segmenting),
    ("parse", parsing),
    ("conllu", tables),
    ("jsonl", json_lines),
    ("html", page),
    ("feed", feed_items),
    ("csv", rows),
    ("mail", message),
    ("read", reading),
    ("lexicon", table),
];

/// Decoded text leads back to the bytes it came from, in order and within them.
pub fn decoding(data: &[u8]) {
    let Ok(decoded) = decode::decode(data) else { return };
    let mut last = 0;
    for (at, c) in decoded.text.char_indices() {
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        // Each look-up scans a piece of text: every tenth character is enough of a long one.
        if at > 2000 && at % 10 != 0 {
            continue;
        }
        let bytes = decoded.origin.to_original(&decoded.text, span);
        assert!(
            last <= bytes.start && bytes.start <= bytes.end && bytes.end <= data.len(),
            "{span:?}: {bytes:?}"
        );
        last = bytes.start;
    }
}

/// Words and sentences lie in the body, in order, on the boundaries of characters, and hold all that is not blank.
pub fn segmenting(data: &[u8]) {
    let Ok(document) = text::document("x", data, &Hints::default()) else {
        return;
    };
    let report = &document.report;
    let sentences = segment(report);
    let mut last = report.body.start;
    for word in sentences.words() {
        assert!(
            word.span.start >= last && word.span.end > word.span.start && word.span.end <= report.body.end
        );
        let between = report.cut(Span::new(last, word.span.start));
        assert!(between.chars().all(is_blank), "left out: {between:?}");
        last = word.span.end;
    }
    let rest = report.cut(Span::new(last, report.body.end));
    assert!(rest.chars().all(is_blank), "left out: {rest:?}");
    if let Some(dateline) = &report.dateline {
        assert!(report.body.contains(dateline.span));
        for &part in dateline
            .places
            .iter()
            .chain(&dateline.date)
            .chain(&dateline.agency)
        {
            assert!(dateline.span.contains(part) && !report.cut(part).is_empty());
        }
    }
}

/// Every sentence is one tree, names lie apart from each other, and what is written as CoNLL-U reads the same.
pub fn parsing(data: &[u8]) {
    let Ok(document) = text::document("x", data, &Hints::default()) else {
        return;
    };
    let parse = parse(model(), &document.report, segment(&document.report));
    check_trees(&parse);
    let mut written = String::new();
    conllu::write(&parse, &mut written).expect("a string takes all");
    let read: Vec<_> = conllu::read(&written)
        .collect::<Result<_, _>>()
        .expect("what is written can be read");
    assert_eq!(read.len(), parse.sentences().len());
    let names: usize = read.iter().map(|sentence| sentence.names().len()).sum();
    assert_eq!(names, parse.names().len());
}

/// A table of any bytes is parsed or refused sentence by sentence, and its words are kept.
pub fn tables(data: &[u8]) {
    let model = model();
    for block in Blocks::new(data).flatten() {
        let given: Vec<_> = conllu::read(&block.text).flatten().collect();
        let (report, words) = conllu::report("x", &given);
        let n_words: usize = given.iter().map(|sentence| sentence.words.len()).sum();
        assert_eq!(words.words().len(), n_words);
        let parse = parse(model, &report, words);
        check_trees(&parse);
        for (sentence, number) in given.iter().zip(parse.sentence_ids()) {
            let mut written = String::new();
            conllu::write_given(sentence, &parse, number, &mut written).expect("a string takes all");
            let again = conllu::read(&written)
                .next()
                .expect("a sentence")
                .expect("a table");
            assert_eq!(again.words.len(), sentence.words.len());
        }
    }
}

/// One root a sentence, all others below it, and no name that overlaps another.
fn check_trees(parse: &Parse<'_>) {
    for sentence in parse.sentence_ids() {
        let mut roots = parse.words_of(sentence).filter(|&w| parse.head(w).is_none());
        let root = roots.next().expect("a root");
        assert_eq!(roots.next(), None, "two roots");
        assert_eq!(
            parse.subtree(root).len(),
            parse.words_of(sentence).len(),
            "not a tree"
        );
    }
    let mut last = 0;
    for name in parse.names() {
        assert!(last <= name.words.start && name.words.start < name.words.end);
        last = name.words.end;
    }
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(Model::embedded)
}

/// Every line that is not blank gives a report or an error that is JSON, and the stream ends.
pub fn json_lines(data: &[u8]) {
    let n_lines = data.split(|&b| b == b'\n').count();
    let mut n_items = 0;
    for item in JsonLines::new(data, Hints::default()) {
        n_items += 1;
        if let Err(refused) = item {
            let value: Value = serde_json::from_str(&json::refused_line(&refused)).expect("errors are JSON");
            assert_eq!(value["error"]["line"].as_u64(), refused.line);
        }
    }
    assert!(n_items <= n_lines);
}

/// A page gives its text or is refused; every word of it leads back to bytes of the page, in order.
pub fn page(data: &[u8]) {
    // What is mutated are reports: half of the inputs get the markup of a page around them.
    let wrapped = [
        b"<article><h1>Kesra</h1><p class=".as_slice(),
        data,
        b"</p></article>",
    ]
    .concat();
    for bytes in [data, wrapped.as_slice()] {
        let Ok(document) = html::document("x", bytes, None, &Hints::default()) else {
            continue;
        };
        let text = &document.report.text;
        let Some(origin) = &document.origin else { continue };
        let mut last = 0;
        for word in text.split_whitespace().take(2000) {
            let at = (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
            let found = origin.to_original(text, Span::new(at, at + word.len() as u32));
            assert!(
                last <= found.start && found.start <= found.end && found.end <= bytes.len(),
                "{word}: {found:?}"
            );
            last = found.start;
        }
    }
}

/// A feed gives its items or is refused.
pub fn feed_items(data: &[u8]) {
    let start = "<rss version=\"2.0\"><channel><title>t</title><item><guid>1</guid><description>";
    let wrapped = [start.as_bytes(), data, b"</description></item></channel></rss>"].concat();
    for bytes in [data, wrapped.as_slice()] {
        if let Ok(items) = feed::documents("x", bytes, &Hints::default()) {
            for document in items.iter().flatten() {
                assert!(!document.report.text.trim().is_empty());
            }
        }
    }
}

/// A table gives its rows, and those that cannot be read are named by their lines.
pub fn rows(data: &[u8]) {
    let bytes = [b"id,text\n".as_slice(), data].concat();
    let n_lines = bytes.split(|b| matches!(b, b'\n' | b'\r')).count() as u64;
    let table = Table::new("x", bytes.as_slice(), &Columns::default(), Hints::default());
    for row in table.expect("the header is lawful") {
        if let Err(refused) = row {
            assert!(refused.line.is_some_and(|line| line <= n_lines), "{refused:?}");
        }
    }
}

/// A mail gives its text or is refused.
pub fn message(data: &[u8]) {
    let wrapped = [b"From: a@b.example\r\nSubject: ".as_slice(), data].concat();
    for bytes in [data, wrapped.as_slice()] {
        if let Ok(document) = mail::document("x", bytes, &Hints::default()) {
            assert!(!document.report.text.trim().is_empty());
        }
    }
}

/// A reading is the same twice, and its JSON points at nothing that is not there.
pub fn reading(data: &[u8]) {
    let Ok(document) = text::document("x", data, &Hints::default()) else {
        return;
    };
    let first = read(&document);
    assert_eq!(first, read(&document), "two readings differ");
    let value: Value = serde_json::from_str(&first).expect("readings are JSON");
    let n_points = document.report.text.chars().count() as u64;
    let n_entities = value["entities"].as_array().map_or(0, Vec::len) as u64;
    let n_statements = value["statements"].as_array().map_or(0, Vec::len) as u64;
    check_values(&value, n_points, n_entities, n_statements);
}

/// A user's table is taken or refused, whatever it holds.
pub fn table(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lexicon = Lexicon::default();
    for name in Lexicon::tables() {
        let _ = lexicon.overlay(name, &text);
    }
}

fn read(document: &Document) -> String {
    static READER: OnceLock<Reader> = OnceLock::new();
    let reader = READER.get_or_init(Reader::embedded);
    json::line(document, &reader.read(&document.report))
}

/// Spans lie in the text; ids name an entity or statement that is there.
fn check_values(value: &Value, n_points: u64, n_entities: u64, n_statements: u64) {
    let object = match value {
        Value::Object(object) => object,
        Value::Array(items) => {
            return items
                .iter()
                .for_each(|item| check_values(item, n_points, n_entities, n_statements));
        }
        _ => return,
    };
    for (key, value) in object {
        match key.as_str() {
            "span" | "speaker_span" | "cue" | "content" | "medium" | "trigger" | "condition" | "mentions" => {
                check_spans(value, n_points);
            }
            "speaker" | "via" | "of" | "actors" | "recipients" | "mediators" | "party" | "beneficiary" => {
                check_ids(value, 'e', n_entities);
            }
            "statement" | "parent" => check_ids(value, 's', n_statements),
            _ => check_values(value, n_points, n_entities, n_statements),
        }
    }
}

fn check_spans(value: &Value, n_points: u64) {
    let Value::Array(items) = value else {
        return assert!(value.is_null());
    };
    match (
        items.first().and_then(Value::as_u64),
        items.get(1).and_then(Value::as_u64),
    ) {
        (Some(start), Some(end)) => assert!(
            start < end && end <= n_points,
            "span {start}..{end} of {n_points}"
        ),
        _ => items.iter().for_each(|item| check_spans(item, n_points)),
    }
}

fn check_ids(value: &Value, kind: char, n: u64) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| check_ids(item, kind, n)),
        Value::String(id) => {
            let number = id
                .strip_prefix(kind)
                .and_then(|number| number.parse::<u64>().ok());
            assert!(
                number.is_some_and(|number| number > 0 && number <= n),
                "{id} of {n}"
            );
        }
        other => assert!(other.is_null()),
    }
}

/// What may stand between words: blanks, and characters that no reader sees.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}
