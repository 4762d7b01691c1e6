//! A sentence as a row of words, for rules that look at neighbours.

use crate::context::Context;
use dateline_syntax::Xpos;
use dateline_text::{SentenceId, Span, WordId};

/// One sentence. Words are addressed by their number in the report; outside the sentence there is nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) cx: &'a Context<'a>,
    pub(crate) id: SentenceId,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl<'a> Line<'a> {
    pub(crate) fn new(cx: &'a Context<'a>, id: SentenceId) -> Self {
        let words = &cx.parse.sentence(id).words;
        Self {
            cx,
            id,
            start: words.start,
            end: words.end,
        }
    }

    pub(crate) fn has(&self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// The word in lower case; empty outside the sentence.
    pub(crate) fn lower(&self, at: u32) -> &'a str {
        if self.has(at) {
            self.cx.parse.lower(WordId(at))
        } else {
            ""
        }
    }

    /// The word before `at` in lower case.
    pub(crate) fn before(&self, at: u32) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.lower(at))
    }

    /// The dictionary form; empty outside the sentence.
    pub(crate) fn lemma(&self, at: u32) -> &'a str {
        if self.has(at) {
            irregular(self.lower(at)).unwrap_or_else(|| self.cx.parse.lemma(WordId(at)))
        } else {
            ""
        }
    }

    /// The first thing that a table has under the word's dictionary form, the word itself, or what its ending
    /// points to. The last serves words whose dictionary form the model got wrong.
    pub(crate) fn find<T>(&self, at: u32, get: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (lemma, lower) = (self.lemma(at), self.lower(at));
        get(lemma)
            .or_else(|| get(lower).filter(|_| lower != lemma))
            .or_else(|| stems(lower).iter().find_map(|s| get(s)))
    }

    /// The tag; a full stop outside the sentence.
    pub(crate) fn tag(&self, at: u32) -> Xpos {
        if self.has(at) {
            self.cx.parse.xpos(WordId(at))
        } else {
            Xpos::Period
        }
    }

    /// Everything that a table has under the forms that [`Line::find`] tries.
    pub(crate) fn find_all<T>(&self, at: u32, get: impl Fn(&str) -> Vec<T>) -> Vec<T> {
        let (lemma, lower) = (self.lemma(at), self.lower(at));
        let mut out = get(lemma);
        if lower != lemma {
            out.extend(get(lower));
        }
        for stem in stems(lower).iter().filter(|s| *s != lemma && *s != lower) {
            out.extend(get(stem));
        }
        out
    }

    /// Whether one of the forms of a word is one of these.
    pub(crate) fn is(&self, at: u32, forms: &[&str]) -> bool {
        self.find(at, |form| forms.contains(&form).then_some(()))
            .is_some()
    }

    /// Whether the word names a month.
    pub(crate) fn is_month(&self, at: u32) -> bool {
        self.calendar(at, &["month"]) && self.cx.parse.form(WordId(at)).starts_with(char::is_uppercase)
    }

    /// Whether no blank stands between the word and the one before it.
    pub(crate) fn glued(&self, at: u32) -> bool {
        at > self.start
            && self.has(at)
            && self.cx.parse.span(WordId(at - 1)).end == self.cx.parse.span(WordId(at)).start
    }

    pub(crate) fn is_quote(&self, at: u32) -> bool {
        matches!(self.lower(at), "\"" | "'" | "''" | "``" | "«" | "»" | "„" | "*")
    }

    pub(crate) fn is_noun(&self, at: u32) -> bool {
        matches!(self.tag(at), Xpos::NN | Xpos::NNS | Xpos::NNP | Xpos::NNPS)
    }

    pub(crate) fn is_verb(&self, at: u32) -> bool {
        matches!(
            self.tag(at),
            Xpos::VB | Xpos::VBD | Xpos::VBG | Xpos::VBN | Xpos::VBP | Xpos::VBZ | Xpos::MD
        )
    }

    pub(crate) fn is_adverb(&self, at: u32) -> bool {
        matches!(self.tag(at), Xpos::RB | Xpos::RBR | Xpos::RBS)
    }

    /// Whether the words from `at` on are these.
    pub(crate) fn reads(&self, at: u32, words: &[&str]) -> bool {
        words.iter().zip(at..).all(|(&w, at)| self.lower(at) == w)
    }

    /// Whether a word of the calendar of this class stands here.
    pub(crate) fn calendar(&self, at: u32, classes: &[&str]) -> bool {
        let senses = self.cx.lexicon.words.calendar.get(self.lower(at));
        senses.is_some_and(|s| s.iter().any(|w| classes.contains(&w.class.as_str())))
    }

    /// The bytes from word `from` up to, not with, word `to`. Empty ranges give the word `from`.
    pub(crate) fn span(&self, from: u32, to: u32) -> Span {
        let last = to.max(from + 1) - 1;
        self.cx
            .parse
            .span(WordId(from))
            .cover(self.cx.parse.span(WordId(last)))
    }
}

/// Forms that no ending points from to the dictionary form, of the verbs and nouns that tell of harm.
fn irregular(word: &str) -> Option<&'static str> {
    Some(match word {
        "am" | "is" | "are" | "was" | "were" | "been" | "being" | "'re" | "'s" if word != "'s" => "be",
        "has" | "had" | "having" | "'ve" => "have",
        "fled" => "flee",
        "fell" | "fallen" => "fall",
        "lost" => "lose",
        "shot" => "shoot",
        "took" | "taken" => "take",
        "held" => "hold",
        "left" => "leave",
        "went" | "gone" => "go",
        "came" => "come",
        "slain" | "slew" => "slay",
        "laid" => "lay",
        "drove" | "driven" => "drive",
        "flew" | "flown" => "fly",
        "gave" | "given" => "give",
        "died" | "dying" => "die",
        "freed" => "free",
        "lives" => "life",
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        _ => return None,
    })
}

/// The dictionary forms that the ending of a word points to.
fn stems(word: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (ending, instead) in [
        ("ies", "y"),
        ("ied", "y"),
        ("men", "man"),
        ("children", "child"),
        ("sses", "ss"),
    ] {
        out.extend(word.strip_suffix(ending).map(|stem| format!("{stem}{instead}")));
    }
    for ending in ["ed", "ing", "es"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 1) {
            out.push(stem.to_owned());
            out.push(format!("{stem}e"));
            let mut last = stem.chars().rev();
            if let (Some(a), true) = (last.next(), stem.chars().rev().nth(1) == stem.chars().next_back()) {
                out.push(stem[..stem.len() - a.len_utf8()].to_owned());
            }
        }
    }
    out.extend(word.strip_suffix('s').map(str::to_owned));
    out
}
