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

use crate::{Analysis, Name, NameKind, Parse, Relation, Upos, Xpos};
use dateline_text::{Report, SentenceId, Sentences, Span, WordId};
use std::fmt::{self, Write};
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

/// Reads a file, sentence by sentence. After a fault, reading goes on with the next sentence.
pub fn read(text: &str) -> Reader<'_> {
    Reader { rest: text, line: 0 }
}

/// The sentences of a file; see [`read`].
#[derive(Clone, Debug)]
pub struct Reader<'t> {
    rest: &'t str,
    line: usize,
}

impl<'t> Reader<'t> {
    fn next_line(&mut self) -> Option<&'t str> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.line += 1;
        Some(line.strip_suffix('\r').unwrap_or(line))
    }

    fn sentence(&mut self) -> Result<Option<Sentence<'t>>, Fault> {
        let mut sentence = Sentence::default();
        while let Some(line) = self.next_line() {
            if line.trim().is_empty() {
                if !sentence.words.is_empty() {
                    break;
                }
                continue;
            }
            if sentence.line == 0 {
                sentence.line = self.line;
            }
            if let Some(comment) = line.strip_prefix('#') {
                sentence
                    .comments
                    .push(comment.strip_prefix(' ').unwrap_or(comment));
            } else if let Err(wrong) = add(&mut sentence, line) {
                return Err(self.fault(wrong));
            }
        }
        if sentence.words.is_empty() {
            return Ok(None);
        }
        let n = sentence.words.len();
        if sentence.tokens.iter().any(|t| t.words.end > n) {
            return Err(Fault {
                line: sentence.line,
                wrong: Wrong::MissingWords,
            });
        }
        if sentence
            .words
            .iter()
            .any(|w| w.head.is_some_and(|h| h as usize > n))
        {
            return Err(Fault {
                line: sentence.line,
                wrong: Wrong::Head,
            });
        }
        Ok(Some(sentence))
    }

    /// A fault in the line just read; the rest of its sentence is passed over.
    fn fault(&mut self, wrong: Wrong) -> Fault {
        let fault = Fault {
            line: self.line,
            wrong,
        };
        while self.next_line().is_some_and(|l| !l.trim().is_empty()) {}
        fault
    }
}

impl<'t> Iterator for Reader<'t> {
    type Item = Result<Sentence<'t>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.sentence().transpose()
    }
}

/// Adds a line of ten columns to a sentence.
fn add<'t>(sentence: &mut Sentence<'t>, line: &'t str) -> Result<(), Wrong> {
    let mut columns = [""; 10];
    let mut n = 0;
    for column in line.split('\t') {
        if let Some(slot) = columns.get_mut(n) {
            *slot = column;
        }
        n += 1;
    }
    if n != 10 {
        return Err(Wrong::Columns(n));
    }
    let [
        number,
        form,
        lemma,
        upos,
        xpos,
        features,
        head,
        relation,
        enhanced,
        misc,
    ] = columns;
    if form.is_empty() {
        return Err(Wrong::Form);
    }
    let next = sentence.words.len() + 1;
    if let Some((first, last)) = number.split_once('-') {
        let (first, last): (usize, usize) = (
            first.parse().map_err(|_| Wrong::Number)?,
            last.parse().map_err(|_| Wrong::Number)?,
        );
        let free = sentence.tokens.last().is_none_or(|t| t.words.end < first);
        if first != next || last < first || !free {
            return Err(Wrong::Range);
        }
        sentence.tokens.push(Token {
            words: first - 1..last,
            form,
            misc,
        });
        return Ok(());
    }
    if number.contains('.') {
        return Ok(());
    }
    if number.parse() != Ok(next) {
        return Err(Wrong::Number);
    }
    let head = if head == "_" {
        None
    } else {
        Some(head.parse().map_err(|_| Wrong::Head)?)
    };
    sentence.words.push(Word {
        form,
        lemma,
        upos,
        xpos,
        features,
        head,
        relation,
        enhanced,
        misc,
    });
    Ok(())
}

/// The text that some sentences come from, with their words: what a parser needs to keep the words as given.
///
/// Sentences follow each other as their last words say (`SpaceAfter`), paragraphs with a blank line between.
pub fn report(id: &str, sentences: &[Sentence<'_>]) -> (Report, Sentences) {
    let mut text = String::new();
    let mut cut: Vec<(bool, Vec<Span>)> = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let starts = at == 0 || sentence.starts_paragraph();
        if starts && at > 0 {
            text.truncate(text.trim_end_matches(' ').len());
            text.push_str("\n\n");
        }
        let mut spans = Vec::with_capacity(sentence.words.len());
        for (_, words, space) in sentence.surface() {
            // Where a token's words do not spell it (`du` for `de le`), the text has the words.
            for word in &sentence.words[words] {
                let from = text.len() as u32;
                text.push_str(word.form);
                spans.push(Span::new(from, text.len() as u32));
            }
            if space {
                text.push(' ');
            }
        }
        cut.push((starts, spans));
    }
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() {
        text.push('\n');
    }
    let mut table = Sentences::new();
    for (at, (starts, words)) in cut.iter().enumerate() {
        if *starts {
            let last = cut[at + 1..]
                .iter()
                .position(|c| c.0)
                .map_or(cut.len() - 1, |n| at + n);
            if let (Some(from), Some(to)) = (words.first(), cut[last].1.last()) {
                table.push_paragraph(from.cover(*to));
            }
        }
        table.push_sentence(words);
    }
    (Report::from_text(id, text), table)
}

/// The parse that some sentences give, over the report and words made of them by [`report`].
pub fn parse<'r>(report: &'r Report, table: Sentences, sentences: &[Sentence<'_>]) -> Parse<'r> {
    let mut analyses = Vec::new();
    let mut names = Vec::new();
    let mut first = 0;
    for sentence in sentences {
        analyses.extend(sentence.words.iter().map(|w| Analysis {
            upos: Upos::parse(w.upos),
            xpos: Xpos::parse(w.xpos),
            head: w.head.filter(|&h| h > 0).map(|h| WordId(first + h - 1)),
            relation: relation(w.relation),
            lemma: w.lemma,
        }));
        names.extend(sentence.names().into_iter().map(|(words, kind)| Name {
            words: first + words.start as u32..first + words.end as u32,
            kind: NameKind::parse(kind),
        }));
        first += sentence.words.len() as u32;
    }
    Parse::build(report, table, &analyses, names)
}

/// The relation written so; of an unknown subtype the universal relation.
fn relation(text: &str) -> Relation {
    match Relation::parse(text) {
        Relation::Dep => Relation::parse(text.split(':').next().unwrap_or(text)),
        known => known,
    }
}

/// Writes a whole parse, as one document named after its report.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(parse: &Parse<'_>, out: &mut impl Write) -> fmt::Result {
    for sentence in parse.sentence_ids() {
        write_sentence(parse, sentence, out)?;
    }
    Ok(())
}

/// Writes one sentence: comments, one line for each word, an empty line.
///
/// # Errors
///
/// Only those of `out`.
pub fn write_sentence(parse: &Parse<'_>, sentence: SentenceId, out: &mut impl Write) -> fmt::Result {
    let report = parse.report();
    let table = parse.sentence(sentence);
    if sentence.0 == 0 {
        writeln!(out, "# newdoc id = {}", Inline(&report.id))?;
    }
    if parse.sentences().paragraphs()[table.paragraph as usize]
        .sentences
        .start
        == sentence.0
    {
        writeln!(out, "# newpar")?;
    }
    writeln!(out, "# sent_id = {}-{}", Inline(&report.id), sentence.0 + 1)?;
    writeln!(out, "# text = {}", Inline(report.cut(table.span)))?;
    for word in parse.words_of(sentence) {
        let span = parse.sentences().word(word).span;
        let number = word.0 - table.words.start + 1;
        let head = parse.head(word).map_or(0, |h| h.0 - table.words.start + 1);
        write!(out, "{number}\t{}\t", Column(report.cut(span)))?;
        write!(
            out,
            "{}\t{}\t{}\t_\t",
            Column(parse.lemma(word)),
            parse.upos(word),
            parse.xpos(word)
        )?;
        write!(out, "{head}\t{}\t_\t", parse.relation(word))?;
        let name = parse.name_at(word);
        if let Some(name) = name {
            let place = if name.words.start == word.0 { 'B' } else { 'I' };
            write!(out, "Name={place}-{}", name.kind)?;
        }
        let next = parse.sentences().words().get(word.index() + 1);
        if next.is_some_and(|next| next.span.start == span.end) {
            out.write_str(if name.is_some() {
                "|SpaceAfter=No\n"
            } else {
                "SpaceAfter=No\n"
            })?;
        } else {
            out.write_str(if name.is_some() { "\n" } else { "_\n" })?;
        }
    }
    writeln!(out)
}

/// Text on one line: every run of white space or control characters is a blank.
struct Inline<'t>(&'t str);

impl fmt::Display for Inline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = self
            .0
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|p| !p.is_empty());
        if let Some(first) = parts.next() {
            f.write_str(first)?;
        }
        parts.try_for_each(|part| write!(f, " {part}"))
    }
}

/// A value that cannot break the table: never empty, no tab, no line break.
struct Column<'t>(&'t str);

impl fmt::Display for Column<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            f.write_str("_")
        } else {
            Inline(self.0).fmt(f)
        }
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
