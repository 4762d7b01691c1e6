//! The evaluation of the CoNLL 2018 shared task: words and sentences are matched by their characters, so that a
//! system may cut the text otherwise than the treebank does.

use dateline::syntax::conllu::Sentence;
use dateline::syntax::{NameKind, Parse};
use dateline::text::{Report, Sentences, WordId, is_blank};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is scored, in the order in which it is shown.
pub(crate) const METRICS: [&str; 8] = [
    "Words",
    "Sentences",
    "UPOS",
    "XPOS",
    "Lemmas",
    "UAS",
    "LAS",
    "CLAS",
];

/// Relations of function words and punctuation, which CLAS leaves out.
const FUNCTIONAL: [&str; 8] = ["aux", "cop", "mark", "det", "clf", "case", "cc", "punct"];

/// One word of either side.
struct Word {
    /// Offsets among the characters that are not blank.
    span: Range<usize>,
    /// In small letters.
    form: String,
    written: String,
    /// Whether it is part of a token of several words, which then gives its span.
    shares: bool,
    upos: String,
    xpos: String,
    lemma: String,
    /// The number of its head among the words of the text; none for a root.
    head: Option<usize>,
    relation: String,
}

impl Word {
    fn is_content(&self) -> bool {
        !FUNCTIONAL.contains(&self.relation.as_str())
    }
}

/// One side of the comparison.
#[derive(Default)]
pub(crate) struct Side {
    characters: Vec<char>,
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
    names: Vec<(Range<usize>, String)>,
}

/// The relation without its subtype.
fn universal(relation: &str) -> String {
    relation.split(':').next().unwrap_or(relation).to_owned()
}

impl Side {
    fn add(&mut self, form: &str) -> Range<usize> {
        let from = self.characters.len();
        self.characters.extend(form.chars().filter(|&c| !is_blank(c)));
        from..self.characters.len()
    }

    /// The treebank's side.
    pub(crate) fn gold(document: &[Sentence<'_>]) -> Self {
        let mut side = Self::default();
        for sentence in document {
            let (first, from) = (side.words.len(), side.characters.len());
            for (form, words, _) in sentence.surface() {
                let span = side.add(form);
                let shares = words.len() > 1;
                for word in &sentence.words[words] {
                    side.words.push(Word {
                        span: span.clone(),
                        form: word.form.to_lowercase(),
                        written: word.form.to_owned(),
                        shares,
                        upos: word.upos.to_owned(),
                        xpos: word.xpos.to_owned(),
                        lemma: word.lemma.to_owned(),
                        head: word.head.filter(|&h| h > 0).map(|h| first + h as usize - 1),
                        relation: universal(word.relation),
                    });
                }
            }
            side.sentences.push(from..side.characters.len());
            for (words, kind) in sentence.names() {
                let span =
                    side.words[first + words.start].span.start..side.words[first + words.end - 1].span.end;
                side.names.push((span, kind.to_owned()));
            }
        }
        side
    }

    /// Words and sentences that were cut, nothing said of them.
    pub(crate) fn cut(report: &Report, table: &Sentences) -> Self {
        let mut side = Self::default();
        for sentence in table.sentences() {
            let from = side.characters.len();
            for word in &table.words()[sentence.words.start as usize..sentence.words.end as usize] {
                let form = report.cut(word.span);
                let span = side.add(form);
                side.words.push(Word {
                    span,
                    form: form.to_lowercase(),
                    written: form.to_owned(),
                    shares: false,
                    upos: String::new(),
                    xpos: String::new(),
                    lemma: String::new(),
                    head: None,
                    relation: String::new(),
                });
            }
            side.sentences.push(from..side.characters.len());
        }
        side
    }

    /// A parse.
    pub(crate) fn parsed(parse: &Parse<'_>) -> Self {
        let mut side = Self::cut(parse.report(), parse.sentences());
        for (word, id) in side.words.iter_mut().zip(parse.words()) {
            parse.upos(id).as_str().clone_into(&mut word.upos);
            parse.xpos(id).as_str().clone_into(&mut word.xpos);
            parse.lemma(id).clone_into(&mut word.lemma);
            word.head = parse.head(id).map(WordId::index);
            word.relation = universal(parse.relation(id).as_str());
        }
        for name in parse.names() {
            let (first, last) = (name.words.start as usize, name.words.end as usize - 1);
            side.names.push((
                side.words[first].span.start..side.words[last].span.end,
                kind(name.kind),
            ));
        }
        side
    }

    /// Takes every word's span from its own form, for a comparison over given words.
    pub(crate) fn unshare(&mut self) {
        let mut fresh = Self::default();
        let mut starts = Vec::with_capacity(self.words.len() + 1);
        let shared = std::mem::take(&mut self.words);
        let places: Vec<_> = shared.iter().map(|w| w.span.clone()).collect();
        for mut word in shared {
            starts.push(fresh.characters.len());
            word.span = fresh.add(&word.written);
            word.shares = false;
            fresh.words.push(word);
        }
        starts.push(fresh.characters.len());
        // A boundary of the old text is the start of the first word from there on.
        let moved = |at: usize| starts[places.partition_point(|p| p.start < at)];
        fresh.sentences = self
            .sentences
            .iter()
            .map(|s| moved(s.start)..moved(s.end))
            .collect();
        fresh.names = self
            .names
            .iter()
            .map(|(s, k)| (moved(s.start)..moved(s.end), k.clone()))
            .collect();
        *self = fresh;
    }

    /// Lines that show where the two sides cut words or sentences otherwise, the treebank's way first.
    pub(crate) fn differences(&self, said: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        let ends = |side: &Self| side.sentences.iter().map(|s| s.end).collect::<BTreeSet<_>>();
        let (own, other) = (ends(self), ends(said));
        let show = |side: &Self, range: Range<usize>| {
            let ends = if std::ptr::eq(side, self) { &own } else { &other };
            let mut shown = String::new();
            for word in side
                .words
                .iter()
                .filter(|w| w.span.start < range.end && w.span.end > range.start)
            {
                shown.push_str(&word.written);
                shown.push_str(if ends.contains(&word.span.end) {
                    " ‖ "
                } else {
                    " "
                });
            }
            shown
        };
        for &at in own.symmetric_difference(&other) {
            let sign = if own.contains(&at) { "missed" } else { "extra" };
            lines.push(format!(
                "sentence {sign}: {}",
                show(self, at.saturating_sub(30)..at + 30)
            ));
        }
        let pairs = align(&self.words, &said.words);
        let matched = pairs.iter().map(|p| p.0).collect::<BTreeSet<_>>();
        let mut last = 0;
        for (at, word) in self
            .words
            .iter()
            .enumerate()
            .filter(|(at, _)| !matched.contains(at))
        {
            if word.span.start >= last {
                let near = self.words[at.saturating_sub(1)].span.start..word.span.end + 1;
                lines.push(format!(
                    "word: {}  <>  {}",
                    show(self, near.clone()),
                    show(said, near.clone())
                ));
                last = near.end;
            }
        }
        lines
    }

    /// The first place where the two sides differ in their characters, if they do.
    pub(crate) fn first_difference(&self, other: &Self) -> Option<usize> {
        let common = self
            .characters
            .iter()
            .zip(&other.characters)
            .take_while(|(a, b)| a == b)
            .count();
        (common < self.characters.len().max(other.characters.len())).then_some(common)
    }
}

fn kind(kind: NameKind) -> String {
    kind.as_str().to_owned()
}

/// How often something was in the treebank, said by the system, and both.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) gold: usize,
    pub(crate) said: usize,
    pub(crate) right: usize,
}

impl Count {
    fn add(&mut self, gold: usize, said: usize, right: usize) {
        self.gold += gold;
        self.said += said;
        self.right += right;
    }

    /// Both counts together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            said: self.said + other.said,
            right: self.right + other.right,
        }
    }

    /// Precision, in percent.
    pub(crate) fn precision(self) -> f64 {
        100.0 * self.right as f64 / self.said.max(1) as f64
    }

    /// Recall, in percent.
    pub(crate) fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.gold.max(1) as f64
    }

    /// F1, in percent.
    pub(crate) fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.said).max(1) as f64
    }
}

/// Counts over any number of documents.
#[derive(Default)]
pub(crate) struct Score {
    /// In the order of [`METRICS`].
    pub(crate) metrics: [Count; 8],
    /// Whether the treebank's side has tags and trees at all.
    pub(crate) is_parsed: bool,
    /// Labelled attachment by relation.
    pub(crate) relations: BTreeMap<String, Count>,
    /// Names by exact span and type.
    pub(crate) names: BTreeMap<String, Count>,
}

impl Score {
    /// Adds one document. Both sides must have the same characters.
    pub(crate) fn add(&mut self, gold: &Side, said: &Side) {
        self.is_parsed |= gold.words.iter().any(|w| w.upos != "_");
        let pairs = align(&gold.words, &said.words);
        let mut to_gold = vec![usize::MAX; said.words.len()];
        for &(g, s) in &pairs {
            to_gold[s] = g;
        }
        let sentences = matches(&gold.sentences, &said.sentences);
        let mut right = [0; 8];
        for &(g, s) in &pairs {
            let (g, s) = (&gold.words[g], &said.words[s]);
            let head = match (g.head, s.head) {
                (None, None) => true,
                (Some(g), Some(s)) => to_gold[s] == g,
                _ => false,
            };
            let labelled = head && g.relation == s.relation;
            let lemma = g.lemma == "_" || g.lemma == s.lemma;
            for (right, is_right) in right.iter_mut().skip(2).zip([
                g.upos == s.upos,
                g.xpos == s.xpos,
                lemma,
                head,
                labelled,
                labelled && g.is_content(),
            ]) {
                *right += usize::from(is_right);
            }
            if labelled {
                self.relations.entry(g.relation.clone()).or_default().right += 1;
            }
        }
        let (all_gold, all_said) = (gold.words.len(), said.words.len());
        let content = |words: &[Word]| words.iter().filter(|w| w.is_content()).count();
        self.metrics[0].add(all_gold, all_said, pairs.len());
        self.metrics[1].add(gold.sentences.len(), said.sentences.len(), sentences);
        for (count, &right) in self.metrics.iter_mut().zip(&right).take(7).skip(2) {
            count.add(all_gold, all_said, right);
        }
        self.metrics[7].add(content(&gold.words), content(&said.words), right[7]);
        for word in &gold.words {
            self.relations.entry(word.relation.clone()).or_default().gold += 1;
        }
        for word in &said.words {
            self.relations.entry(word.relation.clone()).or_default().said += 1;
        }
        for (span, kind) in &gold.names {
            let found = said.names.iter().any(|(s, k)| s == span && k == kind);
            self.names
                .entry(kind.clone())
                .or_default()
                .add(1, 0, usize::from(found));
        }
        for (_, kind) in &said.names {
            self.names.entry(kind.clone()).or_default().said += 1;
        }
    }
}

/// How many ranges are in both lists, which are in order.
fn matches(gold: &[Range<usize>], said: &[Range<usize>]) -> usize {
    let (mut g, mut s, mut found) = (0, 0, 0);
    while g < gold.len() && s < said.len() {
        let (a, b) = (&gold[g], &said[s]);
        found += usize::from(a == b);
        let (forward_g, forward_s) = (a.start <= b.start, b.start <= a.start);
        g += usize::from(forward_g);
        s += usize::from(forward_s);
    }
    found
}

/// Pairs of words that match: by their characters; inside tokens of several words by the longest common list of forms.
fn align(gold: &[Word], said: &[Word]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut s) = (0, 0);
    while g < gold.len() && s < said.len() {
        let (a, b) = (&gold[g], &said[s]);
        if a.shares || b.shares {
            if !a.shares && a.span.start < b.span.start {
                g += 1;
                continue;
            }
            if !b.shares && b.span.start < a.span.start {
                s += 1;
                continue;
            }
            let (ends_g, ends_s) = region(gold, said, g, s);
            common(&gold[g..ends_g], &said[s..ends_s], |x, y| {
                pairs.push((g + x, s + y));
            });
            (g, s) = (ends_g, ends_s);
        } else if a.span == b.span {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if a.span.start <= b.span.start {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// The ends of the words that share characters with the tokens of several words from `g` and `s` on.
fn region(gold: &[Word], said: &[Word], mut g: usize, mut s: usize) -> (usize, usize) {
    let mut end = if gold[g].shares {
        gold[g].span.end
    } else {
        said[s].span.end
    };
    loop {
        let next_g = gold.get(g).filter(|w| w.span.start < end);
        let next_s = said.get(s).filter(|w| w.span.start < end);
        match (next_g, next_s) {
            (None, None) => return (g, s),
            (Some(w), other) if other.is_none_or(|o| w.span.start <= o.span.start) => {
                if w.shares {
                    end = end.max(w.span.end);
                }
                g += 1;
            }
            (_, Some(w)) => {
                if w.shares {
                    end = end.max(w.span.end);
                }
                s += 1;
            }
            (Some(_), None) => g += 1,
        }
    }
}

/// Calls `found` with the pairs of a longest common subsequence of forms.
fn common(gold: &[Word], said: &[Word], mut found: impl FnMut(usize, usize)) {
    let width = said.len() + 1;
    let mut best = vec![0u32; (gold.len() + 1) * width];
    for g in (0..gold.len()).rev() {
        for s in (0..said.len()).rev() {
            best[g * width + s] = if gold[g].form == said[s].form {
                best[(g + 1) * width + s + 1] + 1
            } else {
                best[(g + 1) * width + s].max(best[g * width + s + 1])
            };
        }
    }
    let (mut g, mut s) = (0, 0);
    while g < gold.len() && s < said.len() {
        if gold[g].form == said[s].form {
            found(g, s);
            (g, s) = (g + 1, s + 1);
        } else if best[(g + 1) * width + s] > best[g * width + s + 1] {
            g += 1;
        } else {
            s += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::syntax::conllu;
    use dateline::text::segment;

    const GOLD: &str = "\
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_
2\tGoma-bound\tgoma-bound\tADJ\tJJ\t_\t1\txcomp\t_\tName=B-LOC|SpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_
";

    #[test]
    fn a_treebank_scored_against_itself_is_right() {
        let document: Vec<_> = conllu::read(GOLD).collect::<Result<_, _>>().unwrap();
        let mut score = Score::default();
        score.add(&Side::gold(&document), &Side::gold(&document));
        assert!(
            score
                .metrics
                .iter()
                .all(|c| c.gold > 0 && c.right == c.gold && c.said == c.gold)
        );
        assert!(score.names["LOC"].right == 1);
    }

    #[test]
    fn words_match_inside_tokens_of_several_words() {
        let document: Vec<_> = conllu::read(GOLD).collect::<Result<_, _>>().unwrap();
        let report = Report::from_text("a", "don't go. Stay Goma-bound.");
        let mut score = Score::default();
        score.add(&Side::gold(&document), &Side::cut(&report, &segment(&report)));
        // The treebank of the test leaves "Goma-bound" whole.
        let words = score.metrics[0];
        assert_eq!((words.gold, words.said, words.right), (7, 9, 6));
        assert_eq!(score.metrics[1].right, 2);
    }
}
