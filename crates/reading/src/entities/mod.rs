//! Who and what the report names: mentions, and the entities that they are mentions of.
//!
//! Three passes over the report: names (`names`, `cluster`), then noun phrases and pronouns in reading order
//! (`nouns`, `pronouns`), so that "the group" can be a name told before or, failing that, anywhere.

mod cluster;
mod describe;
mod names;
mod nouns;
mod pronouns;
mod similar;

use crate::context::Context;
use crate::grammar;
pub(crate) use nouns::phrase;

use crate::{Entity, EntityId, EntityKind, Rule};
use dateline_syntax::Relation;
use dateline_text::{Span, WordId};

/// The rules of this stage.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "entity.name.known",
        description: "A name that the lexicon has, under any of its spellings, acronyms, adjectives or seats.",
        example: "The RSF and Khartoum's army traded fire.",
    },
    Rule {
        id: "entity.name.new",
        description: "A name that only the model sees; longer and shorter forms and transliterations are one entity.",
        example: "Amira Solane spoke; Solane then left.",
    },
    Rule {
        id: "entity.noun",
        description: "A common noun for people or bodies, told apart by what it belongs to.",
        example: "The defence ministry blamed the rebels.",
    },
    Rule {
        id: "entity.noun.same",
        description: "A definite noun that takes up an entity named before: by its own word, role or kind.",
        example: "The Arakan Army withdrew. The group gave no reason.",
    },
    Rule {
        id: "entity.pronoun",
        description: "A pronoun that stands for the nearest entity fitting in number and kind, subjects first.",
        example: "Solane arrived. She met the envoy.",
    },
    Rule {
        id: "entity.sides",
        description: "Both sides, the rivals, the two forces: the two parties that the report sets against each other.",
        example: "The army and the M23 fought on. Both sides claimed gains.",
    },
    Rule {
        id: "entity.described",
        description: "A speaker or actor without a name is kept under the words that describe it.",
        example: "A senior official who asked not to be named said so.",
    },
];

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
    /// The whole phrase, with its title and complement.
    pub(crate) span: Span,
    pub(crate) kind: MentionKind,
    pub(crate) entities: Vec<EntityId>,
}

/// What the stage found, with the way from words to entities.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub(crate) list: Vec<Entity>,
    /// In the order in which they were found.
    pub(crate) mentions: Vec<Mention>,
    /// For each word the number of the mention it heads or is part of the name of.
    mention_at: Vec<Option<u32>>,
}

impl Entities {
    /// The entities that the phrase headed by `word` refers to; empty if it heads no mention.
    pub(crate) fn of(&self, word: WordId) -> &[EntityId] {
        self.mention(word).map_or(&[], |m| &m.entities)
    }

    /// The mention headed by `word`.
    pub(crate) fn mention(&self, word: WordId) -> Option<&Mention> {
        self.mention_at
            .get(word.index())
            .copied()
            .flatten()
            .map(|m| &self.mentions[m as usize])
    }

    /// One entity.
    pub(crate) fn get(&self, id: EntityId) -> &Entity {
        &self.list[id.index()]
    }

    /// The actors that a phrase stands for: its own entity, else what it belongs to ("army jets", "rebel fire").
    pub(crate) fn actor_of(&self, cx: &Context<'_>, word: WordId) -> Vec<EntityId> {
        let own: Vec<EntityId> = self
            .of(word)
            .iter()
            .copied()
            .filter(|&e| self.can_act(e))
            .collect();
        if !own.is_empty() {
            return own;
        }
        for relation in [
            Relation::NmodPoss,
            Relation::Compound,
            Relation::Amod,
            Relation::Nmod,
        ] {
            for child in cx.parse.children_by(word, &[relation]) {
                if relation == Relation::Nmod && grammar::preposition(cx.parse, child) != Some("of") {
                    continue;
                }
                let found: Vec<EntityId> = grammar::conjuncts(cx.parse, child)
                    .into_iter()
                    .flat_map(|c| self.of(c).to_vec())
                    .filter(|&e| self.can_act(e))
                    .collect();
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// The two parties that the report sets against each other; fewer where it does not.
    pub(crate) fn sides(&self, cx: &Context<'_>) -> Vec<EntityId> {
        pronouns::sides(cx, self)
    }

    /// Whether an entity can be an actor: anything but a mere place.
    pub(crate) fn can_act(&self, id: EntityId) -> bool {
        self.get(id).kind != EntityKind::Place
    }

    /// The entity of a noun phrase that is no mention yet, kept under the words that describe it.
    pub(crate) fn describe(&mut self, cx: &Context<'_>, word: WordId) -> EntityId {
        if let Some(&id) = self.of(word).first() {
            return id;
        }
        let span = nouns::phrase(cx, word);
        let name = describe::bare_name(cx, span);
        let known = self.list.iter().position(|e| e.name.eq_ignore_ascii_case(&name));
        let id = if let Some(at) = known {
            EntityId(at as u32)
        } else {
            let noun = cx.lexicon.words.nouns.get(cx.parse.lemma(word));
            let kind = noun.map_or(EntityKind::Organisation, |n| n.kind);
            self.push(Entity::new(name, kind, "entity.described"))
        };
        self.add(
            Mention {
                head: word,
                span,
                kind: MentionKind::Noun,
                entities: vec![id],
            },
            &[word],
        );
        id
    }

    /// Puts an entity in, as yet without a mention.
    fn push(&mut self, entity: Entity) -> EntityId {
        self.list.push(entity);
        EntityId(self.list.len() as u32 - 1)
    }

    /// Puts a mention in and makes its words lead to it.
    fn add(&mut self, mention: Mention, words: &[WordId]) {
        let number = self.mentions.len() as u32;
        for &id in &mention.entities {
            let at = self.list[id.index()]
                .mentions
                .partition_point(|m| *m < mention.span);
            if mention.entities.len() == 1 && self.list[id.index()].mentions.get(at) != Some(&mention.span) {
                self.list[id.index()].mentions.insert(at, mention.span);
            }
        }
        for w in words {
            let slot = &mut self.mention_at[w.index()];
            if slot.is_none() {
                *slot = Some(number);
            }
        }
        self.mentions.push(mention);
    }
}

/// Finds and clusters the mentions of a report.
pub(crate) fn read(cx: &Context<'_>) -> Entities {
    let mut entities = Entities {
        mention_at: vec![None; cx.parse.len()],
        ..Entities::default()
    };
    let theatre = cluster::read(cx, &mut entities);
    nouns::read(cx, &mut entities, &theatre);
    describe::finish(cx, &mut entities);
    entities
}
