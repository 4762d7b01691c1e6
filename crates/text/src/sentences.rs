//! The table of words, sentences and paragraphs of one report.

use crate::Span;
use std::ops::Range;

/// A word's number in its report, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct WordId(pub u32);

/// A sentence's number in its report, from 0. People are shown it from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SentenceId(pub u32);

impl WordId {
    /// As an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl SentenceId {
    /// As an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A word as the treebanks cut it: `didn't` is two, punctuation is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// Its bytes. Words never overlap and stand in order.
    pub span: Span,
    /// The sentence it belongs to.
    pub sentence: SentenceId,
}

/// A run of words that makes a sentence, heading or list item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// From its first word's first byte to its last word's last.
    pub span: Span,
    /// Its words. Never empty.
    pub words: Range<u32>,
    /// The number of its paragraph.
    pub paragraph: u32,
}

/// A block of text between line breaks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Its bytes, without surrounding blanks.
    pub span: Span,
    /// Its sentences.
    pub sentences: Range<u32>,
}

/// Everything that segmentation finds in a report.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
#[expect(
    clippy::struct_field_names,
    reason = "a table of words, sentences and paragraphs has these columns"
)]
pub struct Sentences {
    words: Vec<Word>,
    sentences: Vec<Sentence>,
    paragraphs: Vec<Paragraph>,
}

impl Sentences {
    /// An empty table, to be filled in reading order.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a paragraph; the sentences pushed from now on belong to it.
    pub fn push_paragraph(&mut self, span: Span) {
        let at = self.sentences.len() as u32;
        self.paragraphs.push(Paragraph {
            span,
            sentences: at..at,
        });
    }

    /// Adds a sentence of the given words, in order, to the last paragraph. An empty list adds nothing.
    pub fn push_sentence(&mut self, words: &[Span]) {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        if self.paragraphs.is_empty() {
            self.push_paragraph(first.cover(*last));
        }
        let id = SentenceId(self.sentences.len() as u32);
        let start = self.words.len() as u32;
        self.words
            .extend(words.iter().map(|&span| Word { span, sentence: id }));
        let paragraph = self.paragraphs.len() as u32 - 1;
        self.sentences.push(Sentence {
            span: first.cover(*last),
            words: start..self.words.len() as u32,
            paragraph,
        });
        if let Some(last) = self.paragraphs.last_mut() {
            last.sentences.end = id.0 + 1;
        }
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there is no sentence.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// All sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All paragraphs, in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// All words, in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// One word.
    pub fn word(&self, word: WordId) -> Word {
        self.words[word.index()]
    }

    /// One sentence.
    pub fn sentence(&self, sentence: SentenceId) -> &Sentence {
        &self.sentences[sentence.index()]
    }

    /// The words of sentence number `sentence`, counted from 0.
    pub fn words_of(
        &self,
        sentence: u32,
    ) -> impl DoubleEndedIterator<Item = WordId> + ExactSizeIterator + use<> {
        self.sentences[sentence as usize].words.clone().map(WordId)
    }
}
