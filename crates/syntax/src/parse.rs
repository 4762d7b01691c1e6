//! The flat table of analysed words, and the views that rules read it through.

use crate::{NameKind, Relation, Upos, Xpos};
use dateline_text::{Report, Sentence, SentenceId, Sentences, Span, WordId};
use std::ops::Range;

/// What the model, a CoNLL-U file or a test says of one word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Analysis<'a> {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
    /// The word it depends on, in the same sentence; none for the root.
    pub head: Option<WordId>,
    /// How it depends on its head.
    pub relation: Relation,
    /// Dictionary form.
    pub lemma: &'a str,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    upos: Upos,
    xpos: Xpos,
    relation: Relation,
    head: u32,
    lemma: (u32, u32),
    lower: (u32, u32),
}

const NO_HEAD: u32 = u32::MAX;
const NO_NAME: u32 = u32::MAX;

/// A name as found in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// Its words, all in one sentence. Never empty.
    pub words: Range<u32>,
    /// What it names.
    pub kind: NameKind,
}

/// A report with the analysis of every word. Immutable; words are addressed by [`WordId`] across the report.
#[derive(Debug)]
pub struct Parse<'r> {
    report: &'r Report,
    sentences: Sentences,
    tokens: Vec<Token>,
    /// Lemmas and lower-cased forms, one after the other, so that no word owns a string.
    strings: String,
    /// Children of all words, grouped by head; `child_start[w]..child_start[w + 1]` are those of word `w`.
    children: Vec<WordId>,
    child_start: Vec<u32>,
    names: Vec<Name>,
    name_of: Vec<u32>,
    cut: Vec<SentenceId>,
}

impl<'r> Parse<'r> {
    /// Puts the table together.
    ///
    /// `analyses` has one entry for each word of `sentences`, in order. A head outside the word's own sentence is
    /// taken as none. Names must not overlap; a name that leaves its sentence or overlaps an earlier one is dropped.
    pub fn build(
        report: &'r Report,
        sentences: Sentences,
        analyses: &[Analysis<'_>],
        mut names: Vec<Name>,
    ) -> Self {
        let n_words = sentences.words().len();
        assert_eq!(analyses.len(), n_words, "one analysis for each word");
        let mut strings = String::with_capacity(n_words * 12);
        let mut tokens = Vec::with_capacity(n_words);
        for (word, analysis) in sentences.words().iter().zip(analyses) {
            let own = sentences.sentence(word.sentence).words.clone();
            let head = analysis
                .head
                .map(|h| h.0)
                .filter(|h| own.contains(h))
                .unwrap_or(NO_HEAD);
            let from = strings.len() as u32;
            strings.push_str(analysis.lemma);
            let middle = strings.len() as u32;
            strings.extend(
                word.span
                    .of(&report.text)
                    .chars()
                    .flat_map(char::to_lowercase)
                    .map(straight),
            );
            tokens.push(Token {
                upos: analysis.upos,
                xpos: analysis.xpos,
                relation: analysis.relation,
                head,
                lemma: (from, middle),
                lower: (middle, strings.len() as u32),
            });
        }
        let mut child_start = vec![0u32; n_words + 1];
        for token in tokens.iter().filter(|t| t.head != NO_HEAD) {
            child_start[token.head as usize + 1] += 1;
        }
        for at in 0..n_words {
            child_start[at + 1] += child_start[at];
        }
        let mut next = child_start.clone();
        let mut children = vec![WordId(0); child_start[n_words] as usize];
        for (at, token) in tokens.iter().enumerate().filter(|(_, t)| t.head != NO_HEAD) {
            let slot = &mut next[token.head as usize];
            children[*slot as usize] = WordId(at as u32);
            *slot += 1;
        }
        names.sort_by_key(|n| (n.words.start, n.words.end));
        let mut end = 0;
        names.retain(|n| {
            let fits = n.words.start < n.words.end
                && n.words.end as usize <= n_words
                && n.words.start >= end
                && sentences.words()[n.words.start as usize].sentence
                    == sentences.words()[n.words.end as usize - 1].sentence;
            if fits {
                end = n.words.end;
            }
            fits
        });
        let mut name_of = vec![NO_NAME; n_words];
        for (i, name) in names.iter().enumerate() {
            for w in name.words.clone() {
                name_of[w as usize] = i as u32;
            }
        }
        Self {
            report,
            sentences,
            tokens,
            strings,
            children,
            child_start,
            names,
            name_of,
            cut: Vec::new(),
        }
    }

    /// Notes which sentences were parsed in pieces.
    pub(crate) fn with_cut(mut self, cut: Vec<SentenceId>) -> Self {
        self.cut = cut;
        self
    }

    /// The report that was parsed.
    pub fn report(&self) -> &'r Report {
        self.report
    }

    /// Its sentences and words.
    pub fn sentences(&self) -> &Sentences {
        &self.sentences
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// All words, in order.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = WordId> + use<> {
        (0..self.tokens.len() as u32).map(WordId)
    }

    /// All sentences by number.
    pub fn sentence_ids(&self) -> impl DoubleEndedIterator<Item = SentenceId> + use<> {
        (0..self.sentences.len() as u32).map(SentenceId)
    }

    /// One sentence.
    pub fn sentence(&self, sentence: SentenceId) -> &Sentence {
        self.sentences.sentence(sentence)
    }

    /// The sentence of a word.
    pub fn sentence_of(&self, word: WordId) -> SentenceId {
        self.sentences.word(word).sentence
    }

    /// The words of a sentence.
    pub fn words_of(
        &self,
        sentence: SentenceId,
    ) -> impl DoubleEndedIterator<Item = WordId> + ExactSizeIterator + use<> {
        self.sentences.words_of(sentence.0)
    }

    /// The root of a sentence (its first, should the tree have several).
    pub fn root_of(&self, sentence: SentenceId) -> Option<WordId> {
        self.words_of(sentence).find(|&w| self.head(w).is_none())
    }

    /// A word's bytes in the report.
    pub fn span(&self, word: WordId) -> Span {
        self.sentences.word(word).span
    }

    /// A word as written.
    pub fn form(&self, word: WordId) -> &'r str {
        self.span(word).of(&self.report.text)
    }

    /// A word in lower case, with curly apostrophes and quotation marks made straight.
    pub fn lower(&self, word: WordId) -> &str {
        let (from, to) = self.tokens[word.index()].lower;
        &self.strings[from as usize..to as usize]
    }

    /// Dictionary form.
    pub fn lemma(&self, word: WordId) -> &str {
        let (from, to) = self.tokens[word.index()].lemma;
        &self.strings[from as usize..to as usize]
    }

    /// Universal part of speech.
    pub fn upos(&self, word: WordId) -> Upos {
        self.tokens[word.index()].upos
    }

    /// Penn Treebank tag.
    pub fn xpos(&self, word: WordId) -> Xpos {
        self.tokens[word.index()].xpos
    }

    /// How a word depends on its head.
    pub fn relation(&self, word: WordId) -> Relation {
        self.tokens[word.index()].relation
    }

    /// The sentences that were too long to be parsed whole, in order: between their pieces no relation was looked for.
    pub fn cut(&self) -> &[SentenceId] {
        &self.cut
    }

    /// The word on which a word depends; none for the root.
    pub fn head(&self, word: WordId) -> Option<WordId> {
        let head = self.tokens[word.index()].head;
        (head != NO_HEAD).then_some(WordId(head))
    }

    /// The words that depend on a word, in order of the text.
    pub fn children(&self, word: WordId) -> &[WordId] {
        let (from, to) = (self.child_start[word.index()], self.child_start[word.index() + 1]);
        &self.children[from as usize..to as usize]
    }

    /// The children that stand in one of the given relations.
    pub fn children_by<'s>(
        &'s self,
        word: WordId,
        relations: &'s [Relation],
    ) -> impl Iterator<Item = WordId> + 's {
        self.children(word)
            .iter()
            .copied()
            .filter(|&c| relations.contains(&self.relation(c)))
    }

    /// The first child in the given relation.
    pub fn child(&self, word: WordId, relation: Relation) -> Option<WordId> {
        self.children(word)
            .iter()
            .copied()
            .find(|&c| self.relation(c) == relation)
    }

    /// The heads above a word, nearest first, without the word itself.
    pub fn ancestors(&self, word: WordId) -> impl Iterator<Item = WordId> + '_ {
        // A tree from outside may hold a cycle; no path is longer than the report.
        std::iter::successors(self.head(word), |&w| self.head(w)).take(self.tokens.len())
    }

    /// Whether `word` is `above` or hangs somewhere below it.
    pub fn is_below(&self, word: WordId, above: WordId) -> bool {
        word == above || self.ancestors(word).any(|a| a == above)
    }

    /// The words of the subtree under `word`, itself included, in order of the text.
    pub fn subtree(&self, word: WordId) -> Vec<WordId> {
        self.subtree_without(word, |_| false)
    }

    /// The subtree under `word` without the branches whose top word `cut` names.
    pub fn subtree_without(&self, word: WordId, cut: impl Fn(WordId) -> bool) -> Vec<WordId> {
        let mut out = vec![word];
        let mut at = 0;
        while at < out.len() && out.len() <= self.tokens.len() {
            let top = out[at];
            out.extend(self.children(top).iter().copied().filter(|&c| !cut(c)));
            at += 1;
        }
        out.sort_unstable();
        out
    }

    /// All names, in order.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The name that a word is part of.
    pub fn name_at(&self, word: WordId) -> Option<&Name> {
        self.names.get(self.name_of[word.index()] as usize)
    }

    /// From the first byte of the first word to the last of the last. `words` must not be empty.
    pub fn span_of(&self, words: &[WordId]) -> Span {
        let (first, last) = (words[0], words[words.len() - 1]);
        self.span(first).cover(self.span(last))
    }
}

/// Curly marks as typed ones, so that `Azerbaijan’s` and `Azerbaijan's` are one word to every table.
fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        _ => c,
    }
}
