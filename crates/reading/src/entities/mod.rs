//! Who and what the report names: mentions, and the entities that they are mentions of.
//!
//! Names come first (`names`, `cluster`): what the lexicon knows (`known`), people (`people`, `persons`, `titles`),
//! short forms (`acronyms`). Then noun phrases (`nouns`, `resolve`, `roles`, `groups`) and pronouns (`pronouns`,
//! `antecedent`) in reading order, so that "the group" can be a name told before or, failing that, anywhere. After
//! the statements are known, `voices` gives "I" and "we" inside quotations to those who speak.

mod acronyms;
mod antecedent;
mod authors;
mod beside;
mod cluster;
mod describe;
mod groups;
mod known;
mod locate;
mod names;
mod nouns;
mod people;
mod persons;
mod pronouns;
mod resolve;
mod roles;
mod sides;
mod sites;
mod titles;
mod voices;

use crate::context::Context;
use crate::grammar;
use crate::model::Reference;
pub(crate) use nouns::phrase;
pub(crate) use voices::give as give_voices;

use crate::{Entity, EntityId, EntityKind, Rule, Why};
use dateline_lexicon::fold;
use dateline_syntax::Relation;
use dateline_text::{Span, WordId};
use pronouns::Gender;
use std::collections::BTreeMap;
use std::ops::Range;

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
        id: "entity.name.short",
        description: "A short form stands for the long name that the report introduces it with, or whose initials it has.",
        example: "The Sarland Relief Union (SRU) left; the SRU gave no reason.",
    },
    Rule {
        id: "entity.name.seat",
        description: "A capital or seat stands for its government where it acts, speaks, owns or is spoken to.",
        example: "Khartoum rejected the offer.",
    },
    Rule {
        id: "entity.name.people",
        description: "The people of a state, definite and without complement, stand for the state where they act.",
        example: "The Ethiopians shelled the ridge.",
    },
    Rule {
        id: "entity.name.site",
        description: "A place name with the noun of a building or work is a place of its own, as is the province of a town.",
        example: "Rebels shelled Goma airport.",
    },
    Rule {
        id: "entity.noun",
        description: "A common noun for people or bodies, told apart by what it belongs to.",
        example: "The defence ministry blamed the rebels.",
    },
    Rule {
        id: "entity.noun.same",
        description: "A definite noun that takes up an entity named before: by its own word or kind.",
        example: "The Arakan Army withdrew. The group gave no reason.",
    },
    Rule {
        id: "entity.noun.name",
        description: "A noun beside a name in apposition is that name's.",
        example: "The rebel movement M23 took the hill.",
    },
    Rule {
        id: "entity.noun.members",
        description: "The fighters, troops or members of a force act for it.",
        example: "RSF fighters left the clinic.",
    },
    Rule {
        id: "entity.noun.state",
        description: "The government, authorities or country of a state are the state.",
        example: "Ethiopia's government signed the deal.",
    },
    Rule {
        id: "entity.role",
        description: "A definite noun of office is the person told to hold it, or named in the report and known to hold it on its day.",
        example: "President Amira Solane arrived. The president met the envoy.",
    },
    Rule {
        id: "entity.pronoun",
        description: "A pronoun that stands for the nearest entity fitting in number and kind, subjects first.",
        example: "Solane arrived. She met the envoy.",
    },
    Rule {
        id: "entity.pronoun.relative",
        description: "A relative pronoun stands for the noun that its clause modifies.",
        example: "The M23, which took the town, named no losses.",
    },
    Rule {
        id: "entity.voice",
        description: "In a quotation I is the speaker, and we and our are those whom the speaker belongs to.",
        example: "\"We will not leave,\" Amira Solane said.",
    },
    Rule {
        id: "entity.sides",
        description: "Both sides, the rivals, the two forces: the two parties that the report sets against each other.",
        example: "The army and the M23 fought on. Both sides claimed gains.",
    },
    Rule {
        id: "entity.author",
        description: "A text speaks for the body that its modifier means, for both sides if joint, or for whoever spoke through it before.",
        example: "The army moved in. The military report said two soldiers had died.",
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
    /// The rule, and the antecedent that it found.
    pub(crate) why: Why,
}

/// What the stage found, with the way from words to entities.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub(crate) list: Vec<Entity>,
    /// In the order in which they were found.
    pub(crate) mentions: Vec<Mention>,
    /// For each word the number of the mention it heads or is part of the name of.
    mention_at: Vec<Option<u32>>,
    /// Entities by a folded name or alias.
    by_name: BTreeMap<String, Vec<EntityId>>,
    /// Entities by the noun that heads a name or alias, singular.
    by_head: BTreeMap<String, Vec<EntityId>>,
    /// Bodies by the initials of their names; the first of each.
    by_initials: BTreeMap<String, EntityId>,
    /// The words of a person's title.
    titles: BTreeMap<EntityId, Range<u32>>,
    /// What pronouns have told of people.
    genders: BTreeMap<EntityId, Gender>,
    /// Who spoke last through a text of this noun.
    authors: BTreeMap<String, Vec<EntityId>>,
    /// The sides, with the number of mentions they were judged by.
    sides: (usize, Vec<EntityId>),
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
    pub(crate) fn sides(&self, _: &Context<'_>) -> Vec<EntityId> {
        self.sides.1.clone()
    }

    /// Whether an entity can be an actor: anything but a mere place.
    pub(crate) fn can_act(&self, id: EntityId) -> bool {
        self.get(id).kind != EntityKind::Place
    }

    /// Those for whom a nominal speaks: its entity, the author of a text, or a new one kept under its words. Empty
    /// where it stands for nobody, as a number or day does.
    pub(crate) fn speakers(&mut self, cx: &Context<'_>, word: WordId) -> Vec<EntityId> {
        authors::speaker(cx, self, word)
    }

    /// The entities of a folded name or alias, in the order in which they were found.
    fn named(&self, folded: &str) -> &[EntityId] {
        self.by_name.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The entities whose name or alias is headed by a noun, singular.
    fn headed(&self, noun: &str) -> &[EntityId] {
        self.by_head.get(noun).map_or(&[], Vec::as_slice)
    }

    /// The first body of these initials.
    fn with_initials(&self, letters: &str) -> Option<EntityId> {
        self.by_initials.get(letters).copied()
    }

    /// Puts an entity in, as yet without a mention.
    fn push(&mut self, entity: Entity) -> EntityId {
        let id = EntityId(self.list.len() as u32);
        let names = [entity.name.clone()]
            .into_iter()
            .chain(entity.aliases.iter().cloned());
        let names: Vec<String> = names.collect();
        if entity.kind != EntityKind::Person && entity.name.contains([' ', '-']) {
            self.by_initials
                .entry(cluster::initials(&entity.name))
                .or_insert(id);
        }
        self.list.push(entity);
        for name in names {
            self.enter(id, &name);
        }
        id
    }

    /// Makes an entity findable by a name.
    fn enter(&mut self, id: EntityId, name: &str) {
        let places = [
            self.by_name.entry(fold(name)).or_default(),
            self.by_head.entry(describe::head_noun(name)).or_default(),
        ];
        for place in places {
            if !place.contains(&id) {
                place.push(id);
            }
        }
    }

    /// Gives an entity another name, unless it has it. Whether it was new.
    fn alias(&mut self, id: EntityId, name: String) -> bool {
        let folded = fold(&name);
        let entity = &mut self.list[id.index()];
        if folded.is_empty()
            || fold(&entity.name) == folded
            || entity.aliases.iter().any(|a| fold(a) == folded)
        {
            return false;
        }
        entity.aliases.push(name.clone());
        self.enter(id, &name);
        true
    }

    /// Makes a mention one of another entity.
    fn redirect(&mut self, mention: usize, to: EntityId) {
        let span = self.mentions[mention].span;
        for id in std::mem::replace(&mut self.mentions[mention].entities, vec![to]) {
            self.list[id.index()].mentions.retain(|m| *m != span);
        }
        let own = &mut self.list[to.index()].mentions;
        let at = own.partition_point(|m| *m < span);
        own.insert(at, span);
    }

    /// Makes a mention of one entity longer by words that follow it, of which `head` is its new head.
    fn lengthen(&mut self, mention: usize, span: Span, head: WordId, words: &[WordId]) {
        let old = std::mem::replace(&mut self.mentions[mention].span, span);
        self.mentions[mention].head = head;
        if let &[id] = self.mentions[mention].entities.as_slice() {
            for own in &mut self.list[id.index()].mentions {
                if *own == old {
                    *own = span;
                }
            }
        }
        for w in words {
            self.mention_at[w.index()] = Some(mention as u32);
        }
    }

    /// Puts a mention in and makes its words lead to it.
    fn add(&mut self, mention: Mention, words: &[WordId]) {
        let number = self.mentions.len() as u32;
        for &id in &mention.entities {
            let entity = &mut self.list[id.index()];
            if entity.mentions.is_empty() {
                entity.why = mention.why.clone();
            }
            let at = entity.mentions.partition_point(|m| *m < mention.span);
            if mention.entities.len() == 1 && entity.mentions.get(at) != Some(&mention.span) {
                entity.mentions.insert(at, mention.span);
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

    /// Keeps the entities of these old numbers, in this order, and leads everything to their new numbers.
    fn renumber(&mut self, order: &[usize], new_id: &[Option<EntityId>]) {
        let new = |id: EntityId| new_id[id.index()];
        let mut kept = Vec::with_capacity(order.len());
        for &old in order {
            let mut entity = self.list[old].clone();
            entity.of = entity.of.and_then(new);
            kept.push(entity);
        }
        self.list = kept;
        for mention in &mut self.mentions {
            mention.entities = mention.entities.iter().filter_map(|&id| new(id)).collect();
        }
        self.sides.1 = self.sides.1.iter().filter_map(|&id| new(id)).collect();
        for ids in self.by_name.values_mut().chain(self.by_head.values_mut()) {
            *ids = ids.iter().filter_map(|&id| new(id)).collect();
        }
        self.by_initials.clear();
        self.authors.clear();
        self.titles.clear();
        self.genders.clear();
    }

    /// What the reading tells of every mention, in the order of the text.
    pub(crate) fn references(&self) -> Vec<Reference> {
        let mut out: Vec<Reference> = self
            .mentions
            .iter()
            .filter(|m| !m.entities.is_empty())
            .map(|m| Reference {
                span: m.span,
                entities: m.entities.clone(),
                why: m.why.clone(),
            })
            .collect();
        out.sort_by_key(|r| (r.span, r.entities.clone()));
        out
    }
}

/// Finds and clusters the mentions of a report.
pub(crate) fn read(cx: &Context<'_>) -> Entities {
    let mut entities = Entities {
        mention_at: vec![None; cx.parse.len()],
        ..Entities::default()
    };
    let mut theatre = cluster::read(cx, &mut entities);
    sites::read(cx, &mut entities);
    persons::belong(cx, &mut entities, &mut theatre);
    nouns::read(cx, &mut entities, &theatre);
    persons::belong(cx, &mut entities, &mut theatre);
    sides::judge(cx, &mut entities);
    describe::finish(cx, &mut entities);
    locate::read(cx, &mut entities);
    entities
}
