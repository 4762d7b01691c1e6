//! Tags, lemmas, dependency trees and names, by a compact model of our own.
//!
//! The model is int8, embedded in the binary and run in plain Rust. The same text gives the same tree on every
//! machine. This crate knows English grammar and what a name looks like; it knows nothing of war, reads no file
//! and never fails on text.
//!
//! ```
//! use dateline_syntax::{Analysis, Parse, Relation, Upos, Xpos};
//! use dateline_text::{Report, Sentences, Span, WordId};
//!
//! // A parse can be built by hand, which is how rules are tested without a model.
//! let report = Report::from_text("1", "Troops left");
//! let mut sentences = Sentences::new();
//! sentences.push_sentence(&[Span::new(0, 6), Span::new(7, 11)]);
//! let parse = Parse::build(&report, sentences, &[
//!     Analysis { upos: Upos::NOUN, xpos: Xpos::NNS, head: Some(WordId(1)), relation: Relation::Nsubj, lemma: "troop" },
//!     Analysis { upos: Upos::VERB, xpos: Xpos::VBD, head: None, relation: Relation::Root, lemma: "leave" },
//! ], Vec::new());
//! assert_eq!(parse.children(WordId(1)), [WordId(0)]);
//! assert_eq!(parse.lemma(WordId(1)), "leave");
//! ```

mod analyse;
pub mod conllu;
mod features;
mod forward;
mod kernel;
mod labels;
mod lemma;
mod model;
mod names;
mod nouns;
mod parse;
mod tree;
mod verbs;

pub use analyse::{LONGEST, parse};
pub use kernel::Kernel;
pub use labels::{NameKind, Relation, Upos, Xpos};
pub use model::{Model, ModelError};
pub use parse::{Analysis, Name, Parse};
