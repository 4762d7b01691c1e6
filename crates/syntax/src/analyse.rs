//! The one function that a host needs: a report's words in, its parse out.

use crate::features;
use crate::forward::Batch;
use crate::model::Model;
use crate::{Analysis, Parse, Relation, kernel, lemma, names};
use dateline_text::{Report, SentenceId, Sentences, WordId};
use std::ops::Range;

/// Longer sentences are parsed in pieces of at most so many words, so that cost stays linear in the text.
pub const LONGEST: usize = 256;

/// A piece ends after a comma or the like if one stands among its last words, so many of them.
const SEARCHED: usize = 64;

/// So many words are taken through the network together.
const BATCH: usize = 384;

/// Tags, lemmas, trees and names of a report.
///
/// Every sentence gets one tree. A sentence of more than [`LONGEST`] words is parsed in pieces, whose roots hang
/// from the first piece's root as `parataxis`; [`Parse::cut`] tells which sentences those are.
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
    let ends_piece = |w: u32| {
        matches!(
            words[w as usize].span.of(&report.text),
            "," | ";" | ":" | "." | "-" | "–" | "—"
        )
    };
    let pieces = |words: Range<u32>| pieces(words, ends_piece);
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
    let long = sentences.sentences().iter().enumerate();
    let cut = long
        .filter(|(_, s)| s.words.len() > LONGEST)
        .map(|(n, _)| SentenceId(n as u32))
        .collect();
    Parse::build(report, sentences, &analyses, found).with_cut(cut)
}

/// A sentence in pieces that are short enough, each up to a word at which a piece may end, if there is one.
fn pieces(words: Range<u32>, ends_piece: impl Fn(u32) -> bool) -> impl Iterator<Item = Range<u32>> {
    let mut from = words.start;
    std::iter::from_fn(move || {
        if from >= words.end {
            return None;
        }
        let most = from + LONGEST as u32;
        let to = if most >= words.end {
            words.end
        } else {
            let searched = most - SEARCHED as u32..most;
            searched.rev().find(|&w| ends_piece(w)).map_or(most, |w| w + 1)
        };
        let piece = from..to;
        from = to;
        Some(piece)
    })
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

    /// Sentences of a grammar that chooses the same words everywhere: their shape is that of news, and every tenth
    /// word is letters that no model has seen.
    fn news(n_words: usize) -> String {
        const SLOTS: [&[&str]; 12] = [
            &[
                "The",
                "Two",
                "Government",
                "Rebel",
                "On Monday ,",
                "“ We ,",
                "In",
                "HEAVY",
            ],
            &[
                "soldiers",
                "M23 fighters",
                "envoys",
                "Mr. Kabila ’s",
                "the U.N.",
                "talks",
                "20,000 people",
            ],
            &["who", "of the", ", led by", "and", "near", "from", "(", "-"],
            &[
                "Goma",
                "Arakan Army",
                "al-Shabaab",
                "Ali Şen",
                "N’Djamena",
                "brigade",
                "opposition",
                "their",
            ],
            &[
                "seized",
                "shelled",
                "fled",
                "had not left",
                "were killed in",
                "agreed on",
                "denies",
                "will",
            ],
            &["a", "the", "at least 17", "", "some", "no", "dozens of", "its"],
            &[
                "ceasefire",
                "towns",
                "airport",
                "civilians",
                "hostages",
                "border",
                "weapons",
                "état-major",
            ],
            &["after", "despite", "because", "while", ", which", ";", "to", "as"],
            &[
                "shelling",
                "it",
                "officials",
                "President Xi",
                "Kyiv",
                "what",
                "he",
                "there",
            ],
            &[
                "said",
                "told Reuters",
                "was",
                "continued",
                "warned that",
                "claims",
                "did n’t know",
                "adds",
            ],
            &[
                "yesterday",
                "in 2014",
                "again",
                "at 5 p.m.",
                "",
                "”",
                "on 3 May",
                "!",
            ],
            &[".", ".", "?", ". \"", "...", ";", ".", ""],
        ];
        let mut state = 42u64;
        let mut next = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let (mut text, mut n) = (String::new(), 0);
        while n < n_words {
            for slot in SLOTS {
                let words = slot[next(slot.len())];
                text += words;
                n += words.split(' ').filter(|w| !w.is_empty()).count();
                if next(10) == 0 {
                    text.push(' ');
                    (0..=next(12)).for_each(|_| text.push(char::from(b'a' + next(26) as u8)));
                    n += 1;
                }
                text.push(' ');
            }
            text.push('\n');
        }
        text
    }

    #[test]
    fn all_kernels_give_the_same_parse() {
        // Plain code without optimisation takes a minute for the whole.
        let (report, sentences) = report(&news(if cfg!(debug_assertions) { 10_000 } else { 100_000 }));
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
        let long = "shell ".repeat(5000);
        let blankless = "ﷺ".repeat(350_000);
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
    fn pieces_end_at_a_comma_if_there_is_one() {
        let commas = |w: u32| w % 100 == 99;
        let ends = |words, of: &dyn Fn(u32) -> bool| pieces(words, of).map(|p| p.end).collect::<Vec<_>>();
        assert_eq!(ends(0..256, &commas), [256]);
        assert_eq!(ends(0..600, &commas), [200, 400, 600]);
        assert_eq!(ends(10..600, &|_| false), [266, 522, 600]);
        assert_eq!(ends(5..5, &commas), [0; 0]);
    }

    #[test]
    fn pieces_of_a_long_sentence_hang_together() {
        let (report, sentences) = report(&"The army left . ".repeat(200));
        let parse = parse(&Model::embedded(), &report, sentences);
        assert_trees(&parse);
        assert_eq!(parse.cut(), [SentenceId(0)]);
        let root = parse.root_of(SentenceId(0)).unwrap();
        let last = parse.words().next_back().unwrap();
        assert!(root.index() < LONGEST && parse.is_below(last, root));
        assert!(
            parse
                .children_by(root, &[Relation::Parataxis])
                .any(|w| w.index() >= LONGEST)
        );
    }
}
