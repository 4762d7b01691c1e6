//! When and where an event happens: from its clause (`when`, `place`), then from the thread of the report (`thread`).

mod place;
mod theatre;
mod thread;
mod when;

pub(super) use thread::thread;

use super::trigger::Trigger;
use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use crate::times::Dated;
use crate::{EntityId, EventType, Status, Why};
use dateline_syntax::Upos;
use dateline_text::WordId;

/// A value and the rule that found it.
pub(super) type Found<T> = Option<(T, Why)>;

/// What a scene is looked for in.
pub(super) struct Ground<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) entities: &'a Entities,
    pub(super) times: &'a [Dated],
    /// In order of their words.
    pub(super) triggers: &'a [Trigger<'a>],
}

impl Ground<'_> {
    /// When the event of a trigger happens, EDTF, as far as its sentence tells.
    pub(super) fn time(&self, trigger: &Trigger<'_>, status: Status) -> Found<String> {
        when::time(self, trigger, status)
    }

    /// Where the event of a trigger happens, as far as its sentence tells.
    pub(super) fn place(&self, trigger: &Trigger<'_>) -> Found<EntityId> {
        place::place(self, trigger)
    }

    /// The type of the event that a word triggers.
    fn kind(&self, word: WordId) -> Option<EventType> {
        let at = self.triggers.binary_search_by_key(&word, |t| t.word).ok()?;
        Some(self.triggers[at].frame.kind)
    }

    /// For a noun event the verb whose subject, object or complement it is; for a verb itself.
    fn verb(&self, word: WordId) -> Option<WordId> {
        if self.cx.parse.upos(word) == Upos::VERB {
            return Some(word);
        }
        grammar::clause_of(self.cx.parse, word)
    }

    /// Whether a lemma or preposition is of a class of the lexicon.
    fn is(&self, word: &str, class: &str) -> bool {
        self.cx.lexicon.classes.has(class, word)
    }

    /// Whether a verb tells rather than does: a cue of speech, or an event made of words.
    fn tells(&self, verb: WordId) -> bool {
        if let Some(kind) = self.kind(verb) {
            return is_uttered(kind);
        }
        let cues = self.cx.lexicon.words.cues.get(self.cx.parse.lemma(verb));
        cues.iter().any(|c| c.pos == dateline_lexicon::Pos::Verb)
    }
}

/// Whether an event is made by words: it happens when it is said, and nowhere unless that is told.
pub(super) const fn is_uttered(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Request
            | EventType::Accuse
            | EventType::Reject
            | EventType::Threaten
            | EventType::Agree
            | EventType::Support
    )
}
