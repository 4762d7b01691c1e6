//! Whether a sentence speaks of a deal, and between whom.

use super::words::has_role;
use super::{duty, sides, status};
use crate::context::Context;
use crate::entities::Entities;
use crate::events::Triggered;
use crate::figures::line::Line;
use crate::{EntityId, EntityKind};
use dateline_lexicon::{DealRole, Pos, TermKind};
use dateline_syntax::Xpos;
use dateline_text::{SentenceId, WordId};

/// How near a deal is to a sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Near {
    /// The report speaks of none.
    None,
    /// Somewhere in the report.
    Report,
    /// In one of the sentences before, or the next.
    Thread,
    /// In the sentence.
    Here,
}

/// How a sentence stands to a deal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    pub(super) near: Near,
    /// It is an article of one.
    pub(super) article: bool,
    /// The sentence before told what one binds to: the kind of its first duty.
    pub(super) running: Option<TermKind>,
    /// It tells what one says: "under the deal".
    pub(super) under_deal: bool,
    /// It has a condition in it.
    pub(super) has_if: bool,
}

impl Here {
    pub(super) fn new(line: &Line<'_>, scene: &Scene, running: Option<TermKind>) -> Self {
        let mark = (line.start..line.end).find(|&w| status::is_if(line, w));
        let mut near = scene.near(line.id);
        if mark.is_some_and(|m| is_bargain(line, m)) {
            near = Near::Here;
        } else if running.is_some() {
            near = near.max(Near::Thread);
        }
        let article = scene.is_article(line.id);
        // "In return, the army will lift the siege" goes on with what the sentence before binds to.
        let returns = running.is_some()
            && line.lower(line.start) == "in"
            && RETURNS.contains(&line.lower(line.start + 1));
        let under_deal = near >= Near::Thread && (status::under_deal(line) || returns);
        Self {
            near,
            article,
            running,
            under_deal,
            has_if: mark.is_some(),
        }
    }
}

/// What one party does for what the other does: "in return", "in exchange".
const RETURNS: &[&str] = &["return", "exchange", "turn"];

/// So many words around an "if" may hold the two sides of a bargain.
const BARGAIN: u32 = 30;

/// Whether a sentence offers one duty for another: "would halt its fire if they freed the hostages".
fn is_bargain(line: &Line<'_>, mark: u32) -> bool {
    let verbs = |from: u32, to: u32| (from..to).any(|w| duty::at(line, w).is_some_and(|d| !d.is_noun));
    verbs(mark.saturating_sub(BARGAIN).max(line.start), mark) && verbs(mark, (mark + BARGAIN).min(line.end))
}

/// What the report tells of deals as a whole.
#[derive(Debug)]
pub(super) struct Scene {
    near: Vec<Near>,
    article: Vec<bool>,
    weapons: Vec<bool>,
    /// Whether the report speaks of a truce anywhere.
    pub(super) truce: bool,
    /// Those who are at war or at the table: for "the two sides", and where a truce names nobody.
    pub(super) sides: Vec<EntityId>,
    /// Those who broker between them.
    mediators: Vec<EntityId>,
}

/// How many sentences a deal stays in the mind of the reader.
const REACH: usize = 3;

impl Scene {
    pub(super) fn new(cx: &Context<'_>, entities: &Entities, events: &[Triggered]) -> Self {
        let n = cx.parse.sentences().len();
        let here: Vec<bool> = cx
            .parse
            .sentence_ids()
            .map(|id| {
                let line = Line::new(cx, id);
                (line.start..line.end).any(|w| {
                    is_deal(&line, w) || line.lower(w) == "cessation" || line.reads(w, &["as", "agreed"])
                })
            })
            .collect();
        let any = here.contains(&true);
        let near = (0..n)
            .map(|at| {
                let from = at.saturating_sub(REACH);
                let to = (at + 2).min(n);
                match (here[at], here[from..to].contains(&true), any) {
                    (true, ..) => Near::Here,
                    (_, true, _) => Near::Thread,
                    (_, _, true) => Near::Report,
                    _ => Near::None,
                }
            })
            .collect();
        let mut article: Vec<bool> = Vec::with_capacity(n);
        for id in cx.parse.sentence_ids() {
            let line = Line::new(cx, id);
            let headed =
                id.0.checked_sub(1)
                    .is_some_and(|before| is_heading(&Line::new(cx, SentenceId(before))));
            // An article may have several sentences.
            let paragraph = |s: u32| cx.parse.sentence(SentenceId(s)).paragraph;
            let goes_on = article.last() == Some(&true) && paragraph(id.0 - 1) == paragraph(id.0);
            article.push(status::is_article(&line) || headed || goes_on);
        }
        let lines = || cx.parse.sentence_ids().map(|id| Line::new(cx, id));
        let arms: Vec<bool> = lines()
            .map(|l| (l.start..l.end).any(|w| has_role(&l, w, DealRole::Heavy)))
            .collect();
        let weapons = (0..n)
            .map(|at| arms[at.saturating_sub(REACH)..(at + 2).min(n)].contains(&true))
            .collect();
        let truce = lines().any(|l| (l.start..l.end).any(|w| is_truce(&l, w)));
        Self {
            weapons,
            truce,
            article,
            near,
            sides: sides::sides(cx, entities, events),
            mediators: sides::mediators(events),
        }
    }

    /// Whether somebody is neither a side, nor of one, nor a broker: what they ask for is no term.
    pub(super) fn is_outsider(&self, entities: &Entities, who: EntityId) -> bool {
        let inside = |id: EntityId| self.sides.contains(&id) || self.mediators.contains(&id);
        let entity = entities.get(who);
        let own = entity.of.is_some_and(inside);
        // A spokesman of a government whose state or army is at war.
        let country = |id: EntityId| {
            let entity = entities.get(id);
            entity
                .country
                .clone()
                .or_else(|| entities.get(entity.of?).country.clone())
        };
        let land = country(who);
        let own = own || land.is_some() && self.sides.iter().any(|&s| country(s) == land);
        // "The junta", "the government": no name, so that of the land at war.
        let unnamed = entity.kind == EntityKind::Government && entity.name.starts_with(char::is_lowercase);
        let armed = unnamed || matches!(entity.kind, EntityKind::ArmedGroup | EntityKind::Military);
        !inside(who) && !own && !armed
    }

    /// Whether a sentence is an article of an agreement.
    pub(super) fn is_article(&self, sentence: SentenceId) -> bool {
        self.article.get(sentence.index()).copied().unwrap_or(false)
    }

    /// Whether heavy weapons are spoken of in or around a sentence.
    pub(super) fn weapons(&self, sentence: SentenceId) -> bool {
        self.weapons.get(sentence.index()).copied().unwrap_or(false)
    }

    pub(super) fn near(&self, sentence: SentenceId) -> Near {
        self.near.get(sentence.index()).copied().unwrap_or(Near::None)
    }
}

/// Whether a sentence is only, or ends in, the number of an article: "Article 2.", "The text says: 1."
fn is_heading(line: &Line<'_>) -> bool {
    let mut last = line.end - 1;
    while last > line.start && matches!(line.lower(last), "." | ":" | ")") {
        last -= 1;
    }
    let number = line.lower(last).trim_end_matches('.');
    let short = number.len() <= 2 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let article = matches!(line.before(last), "article" | "point" | "paragraph" | ":") || last == line.start;
    short && article
}

/// Whether a word names a deal or the talks on one.
pub(super) fn is_deal(line: &Line<'_>, at: u32) -> bool {
    line.is_noun(at) && (is_agreement(line, at) || has_role(line, at, DealRole::Talks))
}

/// Whether a word names something agreed.
pub(super) fn is_agreement(line: &Line<'_>, at: u32) -> bool {
    line.is_noun(at) && has_role(line, at, DealRole::Agreement)
        || (line.lower(at) == "text" && line.before(at) == "the")
        || (line.lower(at) == "statement" && line.before(at) == "joint")
}

/// Whether a word names a truce.
pub(super) fn is_truce(line: &Line<'_>, at: u32) -> bool {
    let truce = |form: &str| {
        let entries = line.cx.lexicon.duties.get(form);
        entries
            .iter()
            .any(|d| d.pos == Pos::Noun && d.kind == TermKind::CeaseFire && d.when.is_empty())
            .then_some(())
    };
    (line.is_noun(at) || line.tag(at) == Xpos::JJ)
        && line.find(at, truce).is_some()
        && !has_role(line, at, DealRole::NoTruce)
}

/// Whether an entity of this kind can be one side of a war.
pub(super) fn is_side(kind: EntityKind) -> bool {
    is_party(kind) && kind != EntityKind::Organisation
}

/// Whether an entity of this kind can be party to a deal.
pub(super) fn is_party(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::State
            | EntityKind::Government
            | EntityKind::Military
            | EntityKind::ArmedGroup
            | EntityKind::PoliticalParty
            | EntityKind::Organisation
    )
}

/// The entities that a word refers to, of those that can be party to a deal; a person stands for whom they belong to.
pub(super) fn parties_at(entities: &Entities, word: WordId) -> Vec<EntityId> {
    entities
        .of(word)
        .iter()
        .copied()
        .filter(|&id| !matches!(entities.get(id).kind, EntityKind::Place | EntityKind::Media))
        .collect()
}
