//! Sentences of a file as what a parser needs, and as the parse that they give.

use super::Sentence;
use crate::{Analysis, Name, NameKind, Parse, Relation, Upos, Xpos};
use dateline_text::{Report, Sentences, Span, WordId};

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
