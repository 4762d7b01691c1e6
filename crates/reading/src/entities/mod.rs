//! Who and what the report names: mentions, and the entities that they are mentions of.

use crate::context::Context;
use crate::{Entity, EntityId};
use dateline_text::{Span, WordId};

/// How a mention refers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MentionKind {
    /// By a name.
    Name,
    /// By a common noun: "the separatists".
    Noun,
    /// By a pronoun or possessive.
    Pronoun,
}

/// A mention of one or, for "both sides" and "they", several entities.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Mention {
    /// The word that heads the phrase.
    pub(crate) head: WordId,
    /// The whole phrase, with its title and complement, without a leading article's blanks.
    pub(crate) span: Span,
    pub(crate) kind: MentionKind,
    pub(crate) entities: Vec<EntityId>,
}

/// What the stage found, with the way from words to entities.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub(crate) list: Vec<Entity>,
    /// In order of their heads.
    pub(crate) mentions: Vec<Mention>,
    /// For each word the number of the mention it heads.
    mention_at: Vec<Option<u32>>,
}

impl Entities {
    /// The entities that the phrase headed by `word` refers to; empty if it heads no mention.
    pub(crate) fn of(&self, word: WordId) -> &[EntityId] {
        self.mention(word).map_or(&[], |m| &m.entities)
    }

    /// The mention headed by `word`.
    pub(crate) fn mention(&self, word: WordId) -> Option<&Mention> {
        self.mention_at.get(word.index()).copied().flatten().map(|m| &self.mentions[m as usize])
    }

    /// One entity.
    pub(crate) fn get(&self, id: EntityId) -> &Entity {
        &self.list[id.index()]
    }
}

/// Finds and clusters the mentions of a report.
pub(crate) fn read(cx: &Context<'_>) -> Entities {
    Entities { mention_at: vec![None; cx.parse.len()], ..Entities::default() }
}
