//! Dateline reads reports on armed conflict into a dated, sourced record.
//!
//! This crate puts the others under one name and joins their steps: text into sentences, sentences into trees,
//! trees into a reading.
//!
//! ```
//! use dateline::{Reader, formats};
//!
//! let reader = Reader::embedded();
//! let bytes = b"KESRA, May 22 2023 (Harbour Wire) - Two soldiers were killed on Monday, the army said.";
//! let document = formats::text::document("1", bytes, &formats::Hints::default())?;
//! let reading = reader.read(&document.report);
//! let json = formats::json::line(&document, &reading);
//! assert!(json.starts_with("{\"document\":"));
//! # Ok::<(), formats::Refusal>(())
//! ```

pub use dateline_export as export;
pub use dateline_formats as formats;
pub use dateline_gazetteer as gazetteer;
pub use dateline_lexicon as lexicon;
pub use dateline_reading as reading;
pub use dateline_record as record;
pub use dateline_store as store;
pub use dateline_syntax as syntax;
pub use dateline_text as text;

use lexicon::Lexicon;
use reading::Reading;
use syntax::{Model, Parse};
use text::Report;

/// The model and the lexicon, ready to read. Immutable, so that many threads can share one.
#[derive(Debug)]
pub struct Reader {
    model: Model,
    lexicon: Lexicon,
}

impl Reader {
    /// With the model and the lexicon that are built in.
    pub fn embedded() -> Self {
        Self::with_lexicon(Lexicon::embedded())
    }

    /// With the model that is built in and a lexicon of the caller's.
    pub fn with_lexicon(lexicon: Lexicon) -> Self {
        Self {
            model: Model::embedded(),
            lexicon,
        }
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Sentences, words, tags, trees and names of a report.
    pub fn parse<'r>(&self, report: &'r Report) -> Parse<'r> {
        syntax::parse(&self.model, report, text::segment(report))
    }

    /// What a parsed report says.
    pub fn read_parse(&self, parse: &Parse<'_>) -> Reading {
        reading::read(parse, &self.lexicon)
    }

    /// What a parsed document says; nothing for one that is set aside because it is not in English. Hosts read
    /// through this, so that none of them misreads another language.
    pub fn read_document(&self, document: &formats::Document, parse: &Parse<'_>) -> Reading {
        if document.is_set_aside() {
            return Reading::default();
        }
        self.read_parse(parse)
    }

    /// What a report in English says.
    pub fn read(&self, report: &Report) -> Reading {
        self.read_parse(&self.parse(report))
    }
}

/// What a record keeps of a report's syntax beside its reading.
pub fn outline(parse: &Parse<'_>, reading: &Reading) -> record::contract::Outline {
    let points = text::CodePoints::new(&parse.report().text);
    let sentences = parse
        .sentences()
        .sentences()
        .iter()
        .map(|sentence| points.span(sentence.span))
        .collect();
    let words: Vec<text::WordId> = parse.words().collect();
    let lemma = |event: &reading::Event| {
        let at = words.partition_point(|&word| parse.span(word).start < event.trigger.start);
        words
            .get(at)
            .map(|&word| parse.lemma(word).to_owned())
            .unwrap_or_default()
    };
    record::contract::Outline {
        sentences,
        lemmas: reading.events.iter().map(lemma).collect(),
    }
}
