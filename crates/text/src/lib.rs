//! A report as text: spans, paragraphs, sentences and words.
//!
//! This crate knows where a word starts and a sentence ends, and nothing else: no grammar, no war, no file.
//! It never changes the text. Every value is a [`Span`] of bytes into [`Report::text`], so whatever a later
//! stage finds can be opened at the words it came from.
//!
//! ```
//! use dateline_text::{Report, segment};
//!
//! let report = Report::from_text("1", "Two soldiers didn't return. Lt. Gen. Oru said so.");
//! let sentences = segment(&report);
//! assert_eq!(sentences.len(), 2);
//! let words: Vec<_> = sentences.words_of(0).map(|w| report.cut(sentences.word(w).span)).collect();
//! assert_eq!(words, ["Two", "soldiers", "did", "n't", "return", "."]);
//! ```

mod abbreviation;
mod address;
mod chars;
mod clitic;
mod hyphen;
mod letter;
mod number;
mod paragraphs;
mod report;
mod segment;
mod sentence;
mod sentences;
mod sign;
mod span;
mod token;
mod word;

pub use chars::is_blank;
pub use report::{Dateline, Published, Report};
pub use segment::segment;
pub use sentences::{Paragraph, Sentence, SentenceId, Sentences, Word, WordId};
pub use span::{CodePoints, Span};
