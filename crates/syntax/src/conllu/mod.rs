//! CoNLL-U, the table format of treebanks: read sentence by sentence, and written from a parse.
//!
//! ```
//! use dateline_syntax::conllu;
//!
//! let text = "# text = Rebels left.\n\
//!     1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n\
//!     2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n\
//!     3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n";
//! let sentences = conllu::read(text).collect::<Result<Vec<_>, _>>()?;
//! assert_eq!(sentences[0].words[0].head, Some(2));
//! let (report, words) = conllu::report("1", &sentences);
//! assert_eq!(report.text, "Rebels left.\n");
//! assert_eq!(words.words().len(), 3);
//! # Ok::<(), conllu::Fault>(())
//! ```

mod given;
mod read;
mod write;

pub use given::{parse, report};
pub use read::{Reader, read};
pub use write::{write, write_given, write_sentence};

use std::fmt;
use std::ops::Range;

/// What is wrong with a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// Not ten columns with tabs between.
    Columns(usize),
    /// A first column that is no number, range or decimal, or out of order.
    Number,
    /// A range of words that is empty or overlaps another.
    Range,
    /// A head that is no number or beyond the sentence.
    Head,
    /// An empty form.
    Form,
    /// A range of words that the sentence does not have.
    MissingWords,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Columns(n) => write!(f, "{n} columns instead of 10"),
            Self::Number => f.write_str("the first column does not number the words in order"),
            Self::Range => f.write_str("a range of words that is empty or overlaps another"),
            Self::Head => f.write_str("the head is no word of the sentence"),
            Self::Form => f.write_str("the form is empty"),
            Self::MissingWords => f.write_str("a range of words goes beyond the sentence"),
        }
    }
}

/// A fault in a file, with the line that has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {wrong}")]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// A sentence as it stands in the file.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Sentence<'t> {
    /// The line on which it starts, from 1.
    pub line: usize,
    /// The lines before the words, without `#` and the blank after it.
    pub comments: Vec<&'t str>,
    /// Its words. Empty nodes (`8.1`) are left out.
    pub words: Vec<Word<'t>>,
    /// The tokens that were cut into several words.
    pub tokens: Vec<Token<'t>>,
}

/// One word line. A column that holds only `_` is kept so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word<'t> {
    /// The word as written.
    pub form: &'t str,
    /// Dictionary form.
    pub lemma: &'t str,
    /// Universal part of speech.
    pub upos: &'t str,
    /// Penn Treebank tag.
    pub xpos: &'t str,
    /// Features, `Name=Value|Name=Value`.
    pub features: &'t str,
    /// The number of the head, from 1; 0 for the root; none where the file does not say.
    pub head: Option<u32>,
    /// Relation to the head.
    pub relation: &'t str,
    /// Enhanced dependencies.
    pub enhanced: &'t str,
    /// Everything else, `Key=Value|Key=Value`.
    pub misc: &'t str,
}

/// A token that was cut into several words: `don't`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token<'t> {
    /// The words, as indices into [`Sentence::words`].
    pub words: Range<usize>,
    /// The token as written.
    pub form: &'t str,
    /// Its last column.
    pub misc: &'t str,
}

/// The value of a key in a column of the form `Key=Value|Key=Value`.
pub fn value<'t>(column: &'t str, key: &str) -> Option<&'t str> {
    column
        .split('|')
        .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

impl<'t> Sentence<'t> {
    /// The text after `key =` in a comment, or an empty text where the comment is the key alone.
    pub fn comment(&self, key: &str) -> Option<&'t str> {
        self.comments.iter().find_map(|c| {
            let rest = c.strip_prefix(key)?;
            if rest.is_empty() {
                Some(rest)
            } else {
                rest.trim_start().strip_prefix('=').map(str::trim)
            }
        })
    }

    /// Whether a paragraph starts here: `# newpar`, `# newpar id = …`.
    pub fn starts_paragraph(&self) -> bool {
        self.comments
            .iter()
            .any(|c| *c == "newpar" || c.starts_with("newpar "))
            || self.starts_document()
    }

    /// Whether a document starts here: `# newdoc`, `# newdoc id = …`.
    pub fn starts_document(&self) -> bool {
        self.comments
            .iter()
            .any(|c| *c == "newdoc" || c.starts_with("newdoc "))
    }

    /// The sentence as tokens: the form as written, the words of it, and whether a blank follows.
    pub fn surface(&self) -> impl Iterator<Item = (&'t str, Range<usize>, bool)> {
        let mut at = 0;
        let mut tokens = self.tokens.iter().peekable();
        std::iter::from_fn(move || {
            let word = self.words.get(at)?;
            let token = tokens.next_if(|t| t.words.start == at);
            let (form, words, misc) = token.map_or((word.form, at..at + 1, word.misc), |t| {
                (t.form, t.words.clone(), t.misc)
            });
            at = words.end;
            Some((form, words, value(misc, "SpaceAfter") != Some("No")))
        })
    }

    /// The names that `Name=B-PER`, `Name=I-PER` mark in the last column, as ranges of words with their kind.
    pub fn names(&self) -> Vec<(Range<usize>, &'t str)> {
        let mut names: Vec<(Range<usize>, &str)> = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            match value(word.misc, "Name").and_then(|tag| tag.split_once('-')) {
                Some(("I", kind)) if names.last().is_some_and(|n| n.0.end == at && n.1 == kind) => {
                    if let Some(name) = names.last_mut() {
                        name.0.end = at + 1;
                    }
                }
                Some((_, kind)) => names.push((at..at + 1, kind)),
                None => {}
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
# newdoc id = a
# newpar id = a-1
# text = The PM didn't see Goma.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tPM\tPM\tNOUN\tNN\t_\t5\tnsubj\t_\tName=B-PER
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\tdo\tAUX\tVBD\t_\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\tsee\tsee\tVERB\tVB\t_\t0\troot\t_\t_
5.1\tnothing\t_\t_\t_\t_\t_\t_\t_\t_
6\tGoma\tGoma\tPROPN\tNNP\t_\t5\tobj\t_\tName=B-LOC|SpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# newpar
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
";

    fn sample() -> Vec<Sentence<'static>> {
        read(SAMPLE).collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn reads_words_tokens_and_comments() {
        let sentences = sample();
        assert_eq!(sentences.len(), 2);
        let first = &sentences[0];
        assert!(first.starts_document() && first.starts_paragraph() && !sentences[1].starts_document());
        assert_eq!(first.comment("text"), Some("The PM didn't see Goma."));
        assert_eq!(first.words.len(), 7);
        assert_eq!(first.tokens[0].words, 2..4);
        assert_eq!(first.names(), [(1..2, "PER"), (5..6, "LOC")]);
    }

    #[test]
    fn rebuilds_the_text() {
        let (report, table) = report("a", &sample());
        assert_eq!(report.text, "The PM didn't see Goma.\n\nGo\n");
        assert_eq!(table.paragraphs().len(), 2);
        assert_eq!(report.cut(table.paragraphs()[0].span), "The PM didn't see Goma.");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let sentences = sample();
        let (report, table) = report("a", &sentences);
        let given = parse(&report, table, &sentences);
        let mut out = String::new();
        write(&given, &mut out).unwrap();
        let again: Vec<_> = read(&out).collect::<Result<_, _>>().unwrap();
        let (report_again, table) = super::report("a", &again);
        assert_eq!(report_again.text, report.text);
        let mut out_again = String::new();
        write(&parse(&report_again, table, &again), &mut out_again).unwrap();
        assert_eq!(out_again, out);
        assert!(out.contains("6\tGoma\tGoma\tPROPN\tNNP\t_\t5\tobj\t_\tName=B-LOC|SpaceAfter=No\n"));
    }

    #[test]
    fn faults_name_their_line_and_reading_goes_on() {
        let good = "1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n";
        for (bad, line, wrong) in [
            ("1\tGo\n", 3, Wrong::Columns(2)),
            ("2\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n", 3, Wrong::Number),
            ("1\tGo\tgo\tVERB\tVB\t_\tx\troot\t_\t_\n", 3, Wrong::Head),
            ("1\tGo\tgo\tVERB\tVB\t_\t7\troot\t_\t_\n", 3, Wrong::Head),
            ("1\t\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n", 3, Wrong::Form),
            ("2-3\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n", 3, Wrong::Range),
            (
                "1-3\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n",
                3,
                Wrong::MissingWords,
            ),
        ] {
            let text = format!("{good}{bad}\n{good}");
            let all: Vec<_> = read(&text).collect();
            assert_eq!(all.len(), 3, "{bad}");
            assert_eq!(all[1], Err(Fault { line, wrong }));
            assert!(all[2].is_ok());
        }
    }
}
