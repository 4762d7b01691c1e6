//! What every stage looks at: the parse, the lexicon, and the report's words cut for look-up.

use dateline_lexicon::{Lexicon, Pieces};
use dateline_syntax::Parse;
use dateline_text::{Report, Span, WordId};

/// The input of a stage. Built once for a report.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) parse: &'a Parse<'a>,
    pub(crate) lexicon: &'a Lexicon,
    /// All words of the report, folded; word numbers are those of the parse.
    pub(crate) pieces: Pieces,
}

impl<'a> Context<'a> {
    pub(crate) fn new(parse: &'a Parse<'a>, lexicon: &'a Lexicon) -> Self {
        let pieces = Pieces::new(parse.words().map(|w| parse.form(w)));
        Self {
            parse,
            lexicon,
            pieces,
        }
    }

    pub(crate) fn report(&self) -> &'a Report {
        self.parse.report()
    }

    /// The words under a span.
    pub(crate) fn cut(&self, span: Span) -> &'a str {
        self.report().cut(span)
    }

    /// Whether the word at `word` has one of these lemmas.
    pub(crate) fn is(&self, word: WordId, lemmas: &[&str]) -> bool {
        lemmas.contains(&self.parse.lemma(word))
    }
}
