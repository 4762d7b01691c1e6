//! A parse as a file.

use super::Sentence;
use crate::Parse;
use dateline_text::{SentenceId, WordId};
use std::fmt::{self, Write};

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
        let end = parse.span(word).end;
        let next = parse.sentences().words().get(word.index() + 1);
        let glued = next.is_some_and(|next| next.span.start == end);
        write_word(parse, word, if glued { "SpaceAfter=No" } else { "_" }, out)?;
    }
    writeln!(out)
}

/// Writes a sentence of a file with a new analysis: its comments, words and tokens as given, and of the last column
/// all but the names.
///
/// `parse` is over the words that [`report`](super::report) gave for this sentence and its neighbours, and `number`
/// is where it stands among them.
///
/// # Errors
///
/// Only those of `out`.
pub fn write_given(
    given: &Sentence<'_>,
    parse: &Parse<'_>,
    number: SentenceId,
    out: &mut impl Write,
) -> fmt::Result {
    for comment in &given.comments {
        writeln!(out, "# {}", Inline(comment))?;
    }
    let mut tokens = given.tokens.iter().peekable();
    for (at, (word, id)) in given.words.iter().zip(parse.words_of(number)).enumerate() {
        if let Some(token) = tokens.next_if(|t| t.words.start == at) {
            let (from, to) = (at + 1, token.words.end);
            writeln!(
                out,
                "{from}-{to}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}",
                Column(token.form),
                Column(token.misc)
            )?;
        }
        write_word(parse, id, word.misc, out)?;
    }
    writeln!(out)
}

/// Writes the line of one word. Of `misc` what it says of names is left out.
fn write_word(parse: &Parse<'_>, word: WordId, misc: &str, out: &mut impl Write) -> fmt::Result {
    let first = parse.sentence(parse.sentence_of(word)).words.start;
    let head = parse.head(word).map_or(0, |h| h.0 - first + 1);
    write!(
        out,
        "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t",
        word.0 - first + 1,
        Column(parse.form(word)),
        Column(parse.lemma(word)),
        parse.upos(word),
        parse.xpos(word),
        parse.relation(word)
    )?;
    let mut is_empty = true;
    if let Some(name) = parse.name_at(word) {
        let place = if name.words.start == word.0 { 'B' } else { 'I' };
        write!(out, "Name={place}-{}", name.kind)?;
        is_empty = false;
    }
    for pair in misc
        .split('|')
        .filter(|p| !matches!(*p, "" | "_") && !p.starts_with("Name="))
    {
        write!(out, "{}{}", if is_empty { "" } else { "|" }, Inline(pair))?;
        is_empty = false;
    }
    out.write_str(if is_empty { "_\n" } else { "\n" })
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
        // A word of a control character alone has nothing that can be shown.
        if self.0.chars().all(|c| c.is_whitespace() || c.is_control()) {
            f.write_str("_")
        } else {
            Inline(self.0).fmt(f)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Column;

    #[test]
    fn a_column_is_never_empty() {
        for (text, written) in [
            ("", "_"),
            ("\u{8}", "_"),
            (" \t", "_"),
            ("a\u{8}b", "a b"),
            ("go", "go"),
        ] {
            assert_eq!(Column(text).to_string(), written);
        }
    }
}
