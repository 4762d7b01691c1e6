//! The words of a sentence that say what befell people.

use super::line::Line;
use dateline_lexicon::{Measure, MeasureWord, Pos};
use dateline_syntax::Xpos;

/// A word of harm or movement in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'a> {
    /// Its first word.
    pub(super) at: u32,
    /// The word after its last, which may stand behind its object: "took forty soldiers prisoner".
    pub(super) end: u32,
    pub(super) word: &'a MeasureWord,
}

impl Hit<'_> {
    /// What befell them.
    pub(super) fn measure(&self) -> Measure {
        self.word.measure
    }

    fn counts(&self, place: &str) -> bool {
        self.word.counted.iter().any(|c| c == place)
    }

    /// Whether something stands between its words: "took twelve soldiers prisoner".
    pub(super) fn is_open(&self) -> bool {
        self.end - self.at > n_words(&self.word.lemma) as u32
    }

    /// Whether it happens to the object.
    pub(super) fn of_object(&self) -> bool {
        self.word.pos == Pos::Verb && (self.counts("obj") || self.counts("nsubj:pass"))
    }

    /// Whether it happens to the subject of the active voice.
    pub(super) fn of_subject(&self) -> bool {
        self.word.pos == Pos::Verb && self.counts("subj")
    }

    /// Whether it tells of harm only where it is denied: "did not survive".
    pub(super) fn is_denied(&self) -> bool {
        self.counts("denied")
    }

    /// Whether it tells of captives alone: "handed three hostages to the Red Cross".
    fn is_of_captives(&self) -> bool {
        self.counts("captives")
    }

    /// Whether the noun itself is what is counted: "12 deaths".
    pub(super) fn of_head(&self) -> bool {
        self.word.pos == Pos::Noun && self.counts("head")
    }

    /// Whether what stands under "of" is counted: "the death of 12 people".
    pub(super) fn of_complement(&self) -> bool {
        self.word.pos == Pos::Noun && self.counts("nmod:of")
    }

    /// Whether a number beside it tells how many: "the toll rose to 12".
    pub(super) fn of_number(&self) -> bool {
        self.word.pos == Pos::Noun && self.counts("number")
    }

    /// Whether it tells the measure only where nothing else does: "hostages".
    pub(super) fn is_weak(&self) -> bool {
        self.counts("weak")
    }

    /// Whether it is a noun for people who are held.
    fn names_captives(&self) -> bool {
        self.is_weak()
            && matches!(
                self.measure(),
                Measure::Captured | Measure::Abducted | Measure::Arrested
            )
    }

    pub(super) fn is_adjective(&self) -> bool {
        self.word.pos == Pos::Adj
    }

    pub(super) fn is_verb(&self) -> bool {
        self.word.pos == Pos::Verb
    }
}

/// So far from a verb its captives may stand.
const NEAR: u32 = 12;

/// All such words of a sentence, in order; where a word has several entries, those of the longest phrase.
pub(super) fn hits<'a>(line: &Line<'a>) -> Vec<Hit<'a>> {
    let mut out = Vec::new();
    for at in line.start..line.end {
        entries(line, at, &mut out);
    }
    let captives: Vec<u32> = out.iter().filter(|h| h.names_captives()).map(|h| h.at).collect();
    out.retain(|h| !h.is_of_captives() || captives.iter().any(|c| c.abs_diff(h.at) <= NEAR));
    out
}

fn entries<'a>(line: &Line<'a>, at: u32, out: &mut Vec<Hit<'a>>) {
    let table = &line.cx.lexicon.words.measures;
    let tag = line.tag(at);
    let participle =
        matches!(tag, Xpos::JJ | Xpos::NN | Xpos::NNS | Xpos::NNP) && line.lower(at).ends_with("ed");
    let fitting = |key: &str| {
        let fits = |word: &MeasureWord| match word.pos {
            Pos::Verb => line.is_verb(at) || participle,
            Pos::Noun => line.is_noun(at) || tag == Xpos::JJ,
            Pos::Adj | Pos::Prep => !matches!(tag, Xpos::VB | Xpos::VBZ | Xpos::VBP),
        };
        let words = table.get(key).iter().filter(|w| fits(w));
        words
            .filter_map(|word| phrase(line, at, &word.lemma).map(|end| Hit { at, end, word }))
            .collect()
    };
    let found: Vec<Hit<'a>> = line.find_all(at, fitting);
    let longest = found.iter().map(|h| n_words(&h.word.lemma)).max().unwrap_or(0);
    out.extend(
        found
            .into_iter()
            .filter(|h| n_words(&h.word.lemma) == longest && !is_other_verb(line, h)),
    );
}

fn n_words(phrase: &str) -> usize {
    phrase.split_whitespace().count()
}

/// The end of a phrase that starts at `at`. Its later words may stand behind an object or a possessive.
fn phrase(line: &Line<'_>, at: u32, lemma: &str) -> Option<u32> {
    let mut end = at + 1;
    for wanted in lemma.split_whitespace().skip(1) {
        let reach = (end + 7).min(line.end);
        let mut found = None;
        for next in end..reach {
            if line.find(next, |form| (form == wanted).then_some(())).is_some() {
                found = Some(next);
                break;
            }
            let stops = line.is_verb(next) && line.tag(next) != Xpos::VBN
                || matches!(line.lower(next), "," | ";" | ":" | "." | "and" | "that" | "but");
            if stops {
                break;
            }
        }
        end = found? + 1;
    }
    Some(end)
}

/// Whether the word behind a verb makes another verb of it: "held out", "cut off", unless the lexicon has the two.
fn is_other_verb(line: &Line<'_>, hit: &Hit<'_>) -> bool {
    hit.is_verb()
        && hit.end == hit.at + 1
        && line.tag(hit.end) == Xpos::RP
        && matches!(
            line.lower(hit.end),
            "out" | "on" | "back" | "down" | "up" | "through" | "in"
        )
        && !matches!(hit.measure(), Measure::Killed | Measure::Wounded)
}

/// Whether the verb at `at` stands in the passive: a form of "be" or "get" belongs to it.
pub(super) fn is_passive(line: &Line<'_>, at: u32) -> bool {
    let mut before = at;
    for _ in 0..6 {
        if before <= line.start {
            return false;
        }
        before -= 1;
        match line.lemma(before) {
            "be" | "get" => return true,
            "have" | "not" | "n't" | "also" | "to" => continue,
            _ => {}
        }
        if !(line.is_adverb(before) || matches!(line.tag(before), Xpos::VBN | Xpos::MD | Xpos::RP)) {
            return false;
        }
    }
    false
}

/// Whether the verb is denied: "have not been released".
pub(super) fn is_negated(line: &Line<'_>, at: u32) -> bool {
    let mut before = at;
    for _ in 0..5 {
        if before <= line.start {
            return false;
        }
        before -= 1;
        if matches!(line.lower(before), "not" | "n't" | "never" | "neither" | "nor") {
            return true;
        }
        if !(line.is_adverb(before) || line.is_verb(before) || line.lower(before) == "to") {
            return false;
        }
    }
    false
}
