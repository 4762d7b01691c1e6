//! Which entities a word of a role stands for.

use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use crate::statements::Held;
use crate::{EntityId, EntityKind, Statement};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// What the search for roles looks at besides the parse.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) entities: &'a Entities,
    pub(super) statements: &'a [Statement],
    pub(super) held: &'a Held,
}

impl Scope<'_> {
    /// The actors that a word stands for.
    pub(super) fn actors(&self, word: WordId) -> Vec<EntityId> {
        if self.is_first_person(word) {
            return self.speaker_of(word).into_iter().collect();
        }
        if let Some(whole) = self.whole_of(word) {
            return whole;
        }
        let own = self.entities.actor_of(self.cx, word);
        if own.is_empty()
            && let Some(poss) = self.cx.parse.child(word, Relation::NmodPoss)
            && self.is_first_person(poss)
        {
            return self.speaker_of(poss).into_iter().collect();
        }
        own
    }

    /// "twenty members of the front", "its fighters": who acts through its members.
    fn whole_of(&self, word: WordId) -> Option<Vec<EntityId>> {
        let parse = self.cx.parse;
        if !self.cx.lexicon.classes.has("members", parse.lemma(word)) {
            return None;
        }
        let whole = parse
            .children_by(word, &[Relation::Nmod, Relation::Compound, Relation::NmodPoss])
            .filter(|&c| parse.relation(c) != Relation::Nmod || grammar::preposition(parse, c) == Some("of"))
            .flat_map(|c| grammar::conjuncts(parse, c))
            .flat_map(|c| self.entities.of(c).to_vec())
            .filter(|&e| {
                matches!(
                    self.entities.get(e).kind,
                    EntityKind::ArmedGroup
                        | EntityKind::Military
                        | EntityKind::Peacekeepers
                        | EntityKind::Ngo
                        | EntityKind::InternationalOrg
                )
            });
        let whole: Vec<EntityId> = whole.collect();
        (!whole.is_empty()).then_some(whole)
    }

    /// Who a "we" or "I" in a statement is: the side for which the speaker speaks, or the speaker.
    fn speaker_of(&self, word: WordId) -> Option<EntityId> {
        let parse = self.cx.parse;
        let statement = self.held.innermost(parse.span(word))?;
        let speaker = self.statements[statement.index()].speaker?;
        if matches!(parse.lower(word), "i" | "me" | "my") {
            return Some(speaker);
        }
        let side = self
            .entities
            .get(speaker)
            .of
            .filter(|&of| self.entities.can_act(of));
        Some(side.unwrap_or(speaker))
    }

    fn is_first_person(&self, word: WordId) -> bool {
        self.cx.parse.upos(word) == Upos::PRON
            && matches!(
                self.cx.parse.lower(word),
                "we" | "us" | "our" | "ours" | "ourselves" | "i" | "me" | "my" | "myself"
            )
    }

    /// Whether a word stands for the parties told elsewhere: "both sides", "the parties", "each other", "the two armies".
    pub(super) fn is_sides(&self, word: WordId) -> bool {
        let parse = self.cx.parse;
        let lower = parse.lower(word);
        if matches!(lower, "both" | "neither" | "either") && parse.upos(word) != Upos::ADV {
            return parse.upos(word) == Upos::PRON
                || parse.relation(word).is_subject()
                || parse.children(word).is_empty();
        }
        if matches!(lower, "other" | "another") {
            return parse
                .children(word)
                .iter()
                .any(|&c| matches!(parse.lower(c), "each" | "one" | "the"));
        }
        let classes = &self.cx.lexicon.classes;
        let quantified = parse
            .children(word)
            .iter()
            .any(|&c| classes.has("both", parse.lower(c)));
        let named = parse.children_by(word, &[Relation::NmodPoss, Relation::Compound, Relation::Amod]);
        let named = named.into_iter().any(|c| !self.entities.of(c).is_empty());
        if named {
            return false;
        }
        if classes.has("sides", parse.lemma(word)) {
            let plural = parse.lower(word) != parse.lemma(word);
            return quantified || (plural && self.is_definite(word));
        }
        // "two armies met" may be any two; "the two armies" are those of the report.
        let alone = parse
            .children(word)
            .iter()
            .any(|&c| classes.has("both", parse.lower(c)) && parse.relation(c) != Relation::Nummod);
        quantified && (alone || self.is_definite(word)) && self.is_belligerent(word)
    }

    /// A bare count of people names nobody: "403 people", "dozens of others".
    pub(super) fn is_anyone(&self, word: WordId) -> bool {
        let parse = self.cx.parse;
        self.cx.lexicon.classes.has("anyone", parse.lemma(word))
            && parse.children(word).iter().all(|&c| {
                !matches!(
                    parse.relation(c),
                    Relation::Amod
                        | Relation::Compound
                        | Relation::Nmod
                        | Relation::NmodPoss
                        | Relation::Acl
                        | Relation::AclRelcl
                ) || parse.upos(c) == Upos::NUM
                    || self.cx.lexicon.words.numbers.contains_key(parse.lower(c))
                    || matches!(parse.lower(c), "more" | "other" | "least")
            })
            && !self.is_definite(word)
    }

    fn is_definite(&self, word: WordId) -> bool {
        self.cx
            .parse
            .children_by(word, &[Relation::Det])
            .any(|d| matches!(self.cx.parse.lower(d), "the" | "these" | "those" | "all"))
    }

    /// A noun for what fights: armies, forces, governments.
    fn is_belligerent(&self, word: WordId) -> bool {
        let noun = self.cx.lexicon.words.nouns.get(self.cx.parse.lemma(word));
        noun.is_some_and(|n| {
            matches!(
                n.kind,
                EntityKind::Military | EntityKind::State | EntityKind::Government | EntityKind::ArmedGroup
            )
        })
    }

    /// The preposition of the first of a coordination.
    pub(super) fn preposition(&self, word: WordId) -> Option<&str> {
        grammar::preposition(self.cx.parse, grammar::first_conjunct(self.cx.parse, word))
    }
}
