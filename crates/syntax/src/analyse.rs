//! The one function that a host needs: a report's words in, its parse out.

use crate::features;
use crate::forward::Batch;
use crate::model::Model;
use crate::{Analysis, Parse, Relation, kernel, lemma, names};
use dateline_text::{Report, Sentences, WordId};
use std::ops::Range;

/// Longer sentences are parsed in pieces of this many words, so that cost stays linear in the text.
pub const LONGEST: usize = 256;

/// So many words are taken through the network together.
const BATCH: usize = 384;

/// Tags, lemmas, trees and names of a report.
///
/// Every sentence gets one tree. A sentence of more than [`LONGEST`] words is parsed in pieces, whose roots hang
/// from the first piece's root as `parataxis`.
///
/// ```
/// use dateline_syntax::{Model, Relation, parse};
/// use dateline_text::{Report, WordId, segment};
///
/// let model = Model::embedded();
/// let report = Report::from_text("1", "Troops left Goma on Tuesday .");
/// let parse = parse(&model, &report, segment(&report));
/// assert_eq!(parse.lemma(WordId(1)), "leave");
/// assert_eq!(parse.relation(WordId(2)), Relation::Obj);
/// ```
pub fn parse<'r>(model: &Model, report: &'r Report, sentences: Sentences) -> Parse<'r> {
    let words = sentences.words();
    let mut answers = Vec::with_capacity(words.len());
    let mut batch = Batch::default();
    let mut scratch = features::Scratch::default();
    for piece in sentences.sentences().iter().flat_map(|s| pieces(s.words.clone())) {
        let forms = piece.clone().map(|w| {
            let span = words[w as usize].span;
            let glued = w > 0 && words[w as usize - 1].span.end == span.start;
            (span.of(&report.text), glued)
        });
        let from = batch.rows.len();
        features::rows(&model.tables, forms, &mut scratch, &mut batch.rows);
        batch.sentences.push(from..batch.rows.len());
        if batch.rows.len() >= BATCH {
            kernel::forward(model, &mut batch);
            answers.extend_from_slice(&batch.answers);
            batch.clear();
        }
    }
    kernel::forward(model, &mut batch);
    answers.extend_from_slice(&batch.answers);

    let mut lemmas = String::with_capacity(words.len() * 7);
    let mut ends = Vec::with_capacity(words.len());
    for (word, answer) in words.iter().zip(&answers) {
        let form = word.span.of(&report.text);
        lemma::write(
            model,
            form,
            model.xpos[answer.xpos as usize],
            answer.lemma,
            &mut lemmas,
        );
        ends.push(lemmas.len());
    }
    let mut analyses = Vec::with_capacity(words.len());
    let mut found = Vec::new();
    for sentence in sentences.sentences() {
        let mut root = None;
        for piece in pieces(sentence.words.clone()) {
            names::spans(
                piece
                    .clone()
                    .map(|w| model.name_tags[answers[w as usize].name as usize]),
                piece.start,
                &mut found,
            );
            for w in piece.clone() {
                let answer = answers[w as usize];
                let at = w as usize;
                let lemma = &lemmas[if at == 0 { 0 } else { ends[at - 1] }..ends[at]];
                let (head, relation) = match (answer.head, root) {
                    (0, None) => (None, Relation::Root),
                    (0, Some(root)) => (Some(root), Relation::Parataxis),
                    (h, _) => (
                        Some(WordId(piece.start + h - 1)),
                        model.relations[answer.relation as usize],
                    ),
                };
                analyses.push(Analysis {
                    upos: model.upos[answer.upos as usize],
                    xpos: model.xpos[answer.xpos as usize],
                    head,
                    relation,
                    lemma,
                });
            }
            let own = piece.clone().find(|&w| answers[w as usize].head == 0);
            root = root.or(own.map(WordId));
        }
    }
    Parse::build(report, sentences, &analyses, found)
}

/// A sentence in pieces that are short enough.
fn pieces(words: Range<u32>) -> impl Iterator<Item = Range<u32>> {
    let end = words.end;
    words
        .step_by(LONGEST)
        .map(move |from| from..end.min(from + LONGEST as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kernel, NameKind, Upos};
    use dateline_text::Span;

    /// A report of one sentence a line, words between blanks.
    fn report(text: &str) -> (Report, Sentences) {
        let mut sentences = Sentences::new();
        let mut at = 0;
        for line in text.split('\n') {
            let mut words = Vec::new();
            for word in line.split(' ') {
                let end = at + word.len() as u32;
                if !word.is_empty() {
                    words.push(Span::new(at, end));
                }
                at = end + 1;
            }
            sentences.push_sentence(&words);
        }
        (Report::from_text("test", text), sentences)
    }

    fn assert_trees(parse: &Parse<'_>) {
        for s in parse.sentence_ids() {
            let roots = parse.words_of(s).filter(|&w| parse.head(w).is_none());
            assert_eq!(roots.count(), 1);
            let root = parse.root_of(s).unwrap();
            assert!(parse.words_of(s).all(|w| parse.is_below(w, root)));
            let mut rooted = parse.words_of(s).filter(|&w| parse.relation(w) == Relation::Root);
            assert_eq!(rooted.next(), Some(root));
            assert_eq!(rooted.next(), None);
        }
    }

    #[test]
    fn a_plain_sentence() {
        let (report, sentences) = report("The soldiers shelled Horlivka on Tuesday .");
        let parse = parse(&Model::embedded(), &report, sentences);
        assert_trees(&parse);
        let word = |n| WordId(n);
        assert_eq!(parse.head(word(1)), Some(word(2)));
        assert_eq!(
            (parse.relation(word(1)), parse.relation(word(3))),
            (Relation::Nsubj, Relation::Obj)
        );
        assert_eq!((parse.upos(word(2)), parse.lemma(word(2))), (Upos::VERB, "shell"));
        assert_eq!(parse.lemma(word(1)), "soldier");
        assert_eq!(parse.name_at(word(3)).map(|n| n.kind), Some(NameKind::Place));
    }

    #[test]
    fn all_kernels_give_the_same_parse() {
        let words = [
            "Rebels", "of", "M23", "seized", "Goma", ",", "Mr.", "Kabila", "’s", "army", "said", "20,000",
            "fled", ".",
        ];
        let mut text = String::new();
        for i in 0..if cfg!(debug_assertions) {
            20_000usize
        } else {
            100_000
        } {
            text += words[(i * i + i / 7) % words.len()];
            text.push(if i % 23 == 22 { '\n' } else { ' ' });
        }
        let (report, sentences) = report(&text);
        let run = |kernel| {
            format!(
                "{:?}",
                parse(&Model::embedded().with_kernel(kernel), &report, sentences.clone())
            )
        };
        let expected = run(Kernel::Portable);
        for kernel in Kernel::ALL {
            assert!(run(kernel) == expected, "{kernel:?} differs");
        }
    }

    #[test]
    fn odd_text_gives_trees_too() {
        let long = "shell ".repeat(1000);
        let blankless = "ﷺ".repeat(100_000);
        for text in [
            "",
            "\n\n",
            ".",
            "\u{0} \u{301} \u{FEFF} 🚀",
            &long,
            &blankless,
            "İ ẞ ǆ",
        ] {
            let (report, sentences) = report(text);
            assert_trees(&parse(&Model::embedded(), &report, sentences));
        }
    }

    #[test]
    fn pieces_of_a_long_sentence_hang_together() {
        let (report, sentences) = report(&"The army left . ".repeat(200));
        let parse = parse(&Model::embedded(), &report, sentences);
        assert_trees(&parse);
        let root = parse.root_of(dateline_text::SentenceId(0)).unwrap();
        let last = parse.words().next_back().unwrap();
        assert!(root.index() < LONGEST && parse.is_below(last, root));
        assert!(
            parse
                .children_by(root, &[Relation::Parataxis])
                .any(|w| w.index() >= LONGEST)
        );
    }
}
