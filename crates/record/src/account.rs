//! What the record keeps of one report: its claims, with all that is needed to compare them, and none of its text.

use crate::contract::{self, Offsets, Point, Reading};
use crate::identity::{Identity, identity};
use crate::minhash::{Sign, Sketch};
use crate::origins::{Notes, notes};
use crate::scope::{self, Scope};
use crate::{Days, Text};
use dateline_lexicon::{
    Act, EntityKind, EventType, Measure, Mode, Status, TermKind, TermStatus, World, fold,
};
use std::collections::HashMap;

/// What is known of a report before it is read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Head {
    /// The first sixteen digits of the report's digest: its name in the record.
    pub key: Box<str>,
    /// The name that its sender gave it.
    pub id: Box<str>,
    /// Who published it.
    pub source: Option<Box<str>>,
    /// Its headline.
    pub title: Option<Box<str>>,
    /// When it was published, as written.
    pub published: Option<Box<str>>,
}

impl Head {
    /// The day of publication, since 1970-01-01.
    pub fn day(&self) -> Option<i32> {
        self.published.as_deref().and_then(Days::of).map(|days| days.from)
    }
}

/// The claims of one report.
#[derive(Clone, Debug)]
pub struct Account {
    /// The report.
    pub head: Head,
    /// The day of publication.
    pub day: Option<i32>,
    pub(crate) notes: Notes,
    pub(crate) sketch: Sketch,
    /// Who and what it names, in the order of the reading: entity `e3` is the third.
    pub named: Vec<Named>,
    /// Its statements: `s3` is the third.
    pub said: Vec<Said>,
    /// Its events: `v3` is the third.
    pub told: Vec<Told>,
    /// Its figures: `f3` is the third.
    pub counts: Vec<Count>,
    /// Its terms: `t3` is the third.
    pub duties: Vec<Duty>,
    /// What was not understood.
    pub gaps: Vec<Gap>,
}

/// An entity as one report names it.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Named {
    pub name: Box<str>,
    pub kind: EntityKind,
    pub aliases: Box<[Box<str>]>,
    pub of: Option<u32>,
    pub role: Option<Box<str>>,
    pub point: Option<Box<Point>>,
    pub mention: Offsets,
    pub identity: Identity,
}

/// A statement: who says what.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Said {
    pub cue: Offsets,
    pub sentence: Offsets,
    pub content: Option<Offsets>,
    pub speaker: Option<u32>,
    pub via: Box<[u32]>,
    pub act: Act,
    pub days: Option<Days>,
    /// Whom a demand, threat or praise is directed at, by the event of the same word.
    pub addressees: Box<[u32]>,
}

/// An event as one report tells it.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Told {
    pub trigger: Offsets,
    pub sentence: Offsets,
    pub(crate) sign: Sign,
    pub word: Box<str>,
    pub lemma: Box<str>,
    pub kind: EventType,
    pub mode: Option<Mode>,
    pub actors: Box<[u32]>,
    pub recipients: Box<[u32]>,
    pub mediators: Box<[u32]>,
    pub days: Option<Days>,
    pub time: Option<Box<str>>,
    pub place: Option<u32>,
    pub status: Status,
    pub said: Option<u32>,
}

/// A figure as one report gives it.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Count {
    pub span: Offsets,
    pub sentence: Offsets,
    pub(crate) sign: Sign,
    pub measure: Measure,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub approximate: bool,
    pub scope: Scope,
    pub days: Option<Days>,
    pub time: Option<Box<str>>,
    pub place: Option<u32>,
    pub cumulative: bool,
    pub said: Option<u32>,
}

/// A term as one report tells it.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Duty {
    pub span: Offsets,
    pub sentence: Offsets,
    pub(crate) sign: Sign,
    pub kind: TermKind,
    pub party: Box<[u32]>,
    pub beneficiary: Option<u32>,
    pub deadline: Option<Box<str>>,
    pub condition: Option<Offsets>,
    pub status: TermStatus,
    pub said: Option<u32>,
    /// Words of the duty, folded, that tell it from others of its kind: `fuel`, `wounded`.
    pub words: Box<[Box<str>]>,
}

/// Something that was seen and not understood.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub struct Gap {
    pub span: Option<Offsets>,
    pub code: Box<str>,
    pub message: Box<str>,
}

impl Account {
    /// Takes from a report and its reading what the record needs.
    ///
    /// Pure: the same report and reading give the same account. A value that this version does not know (of a
    /// reading by another version) leaves its claim out.
    pub fn of(head: Head, text: &str, reading: &Reading, world: &World) -> Self {
        let text = Text::new(text);
        let cx = Cx {
            entities: numbers(reading.entities.iter().map(|e| e.id.as_str())),
            statements: numbers(reading.statements.iter().map(|s| s.id.as_str())),
            sentences: &reading.outline.sentences,
        };
        let named: Vec<Named> = reading
            .entities
            .iter()
            .map(|e| cx.named(e, reading, world))
            .collect();
        let told: Vec<Told> = reading
            .events
            .iter()
            .zip(
                reading
                    .outline
                    .lemmas
                    .iter()
                    .map(String::as_str)
                    .chain(std::iter::repeat("")),
            )
            .filter_map(|(event, lemma)| cx.told(event, lemma, &text))
            .collect();
        let said: Vec<Said> = reading.statements.iter().map(|s| cx.said(s, &told)).collect();
        let mut counts: Vec<Count> = reading
            .figures
            .iter()
            .filter_map(|f| cx.count(f, &text))
            .collect();
        scope::fill(&mut counts, &told, &named, &said, &text, world);
        let duties = reading.terms.iter().filter_map(|t| cx.duty(t, &text)).collect();
        let gaps = reading
            .problems
            .iter()
            .map(|p| Gap {
                span: p.span,
                code: p.code.as_str().into(),
                message: p.message.as_str().into(),
            })
            .collect();
        Self {
            day: head.day(),
            head,
            notes: notes(&text, &reading.outline.sentences),
            sketch: Sketch::of(text.whole()),
            named,
            said,
            told,
            counts,
            duties,
            gaps,
        }
    }
}

fn numbers<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, u32> {
    ids.zip(0..).collect()
}

/// What turns ids of the contract into numbers, and spans into sentences.
struct Cx<'a> {
    entities: HashMap<&'a str, u32>,
    statements: HashMap<&'a str, u32>,
    sentences: &'a [Offsets],
}

impl Cx<'_> {
    fn entity(&self, id: &str) -> Option<u32> {
        self.entities.get(id).copied()
    }

    fn entities(&self, ids: &[String]) -> Box<[u32]> {
        ids.iter().filter_map(|id| self.entity(id)).collect()
    }

    fn statement(&self, id: Option<&String>) -> Option<u32> {
        id.and_then(|id| self.statements.get(id.as_str()).copied())
    }

    /// The sentence that a span begins in; the span itself where no sentence holds it.
    fn sentence(&self, span: Offsets) -> Offsets {
        let after = self.sentences.partition_point(|s| s[0] <= span[0]);
        match after.checked_sub(1).map(|n| self.sentences[n]) {
            Some(sentence) if span[0] < sentence[1] => sentence,
            _ => span,
        }
    }

    fn named(&self, e: &contract::Entity, reading: &Reading, world: &World) -> Named {
        let kind = EntityKind::parse(&e.kind).unwrap_or(EntityKind::Organisation);
        let of = e.of.as_deref().and_then(|id| self.entity(id));
        Named {
            identity: identity(e, kind, &owners(e, reading), self.begins_sentence(e), world),
            name: e.name.as_str().into(),
            kind,
            aliases: e.aliases.iter().map(|a| a.as_str().into()).collect(),
            of,
            role: e.role.as_deref().map(Into::into),
            point: e.place.clone().map(Box::new),
            mention: e.mentions.first().copied().unwrap_or_default(),
        }
    }

    /// Whether its first mention begins a sentence, where any word has a capital.
    fn begins_sentence(&self, e: &contract::Entity) -> bool {
        e.mentions
            .first()
            .is_some_and(|&mention| self.sentence(mention)[0] == mention[0])
    }

    fn told(&self, e: &contract::Event, lemma: &str, text: &Text<'_>) -> Option<Told> {
        let word = fold(text.cut(e.trigger));
        Some(Told {
            trigger: e.trigger,
            sentence: self.sentence(e.trigger),
            sign: Sign::of(text.cut(self.sentence(e.trigger))),
            lemma: if lemma.is_empty() { word.as_str() } else { lemma }.into(),
            word: word.into(),
            kind: EventType::parse(&e.kind)?,
            mode: e.mode.as_deref().and_then(Mode::parse),
            actors: self.entities(&e.actors),
            recipients: self.entities(&e.recipients),
            mediators: self.entities(&e.mediators),
            days: e.time.as_deref().and_then(Days::of),
            time: e.time.as_deref().map(Into::into),
            place: e.place.as_deref().and_then(|id| self.entity(id)),
            status: Status::parse(&e.status)?,
            said: self.statement(e.statement.as_ref()),
        })
    }

    fn said(&self, s: &contract::Statement, told: &[Told]) -> Said {
        // Verbs of saying that are events too (demand, condemn, praise) tell whom they are directed at.
        let event = told
            .iter()
            .find(|e| s.cue[0] <= e.trigger[0] && e.trigger[1] <= s.cue[1]);
        Said {
            cue: s.cue,
            sentence: self.sentence(s.cue),
            content: match (s.content.first(), s.content.last()) {
                (Some(first), Some(last)) => Some([first[0].min(last[0]), first[1].max(last[1])]),
                _ => None,
            },
            speaker: s.speaker.as_deref().and_then(|id| self.entity(id)),
            via: self.entities(&s.via),
            act: Act::parse(&s.act).unwrap_or(Act::Say),
            days: s.time.as_deref().and_then(Days::of),
            addressees: event.map(|e| e.recipients.clone()).unwrap_or_default(),
        }
    }

    fn count(&self, f: &contract::Figure, text: &Text<'_>) -> Option<Count> {
        Some(Count {
            span: f.span,
            sentence: self.sentence(f.span),
            sign: Sign::of(text.cut(self.sentence(f.span))),
            measure: Measure::parse(&f.measure)?,
            low: f.low,
            high: f.high,
            approximate: f.approximate,
            scope: Scope::words(&f.who, text.cut(f.span)),
            days: f.time.as_deref().and_then(Days::of),
            time: f.time.as_deref().map(Into::into),
            place: f.place.as_deref().and_then(|id| self.entity(id)),
            cumulative: f.cumulative,
            said: self.statement(f.statement.as_ref()),
        })
    }

    fn duty(&self, t: &contract::Term, text: &Text<'_>) -> Option<Duty> {
        Some(Duty {
            span: t.span,
            sentence: self.sentence(t.span),
            sign: Sign::of(text.cut(self.sentence(t.span))),
            kind: TermKind::parse(&t.kind)?,
            party: self.entities(&t.party),
            beneficiary: t.beneficiary.as_deref().and_then(|id| self.entity(id)),
            deadline: t.deadline.as_deref().map(Into::into),
            condition: t.condition,
            status: TermStatus::parse(&t.status)?,
            said: self.statement(t.statement.as_ref()),
            words: content_words(text.cut(t.span)),
        })
    }
}

/// The names of what an entity belongs to, nearest first. A loop in the reading ends the chain.
fn owners<'a>(entity: &contract::Entity, reading: &'a Reading) -> Vec<&'a contract::Entity> {
    let mut chain: Vec<&contract::Entity> = Vec::new();
    let mut of = entity.of.as_deref();
    while let Some(owner) = of.and_then(|id| reading.entities.iter().find(|e| e.id == id)) {
        if owner.id == entity.id || chain.iter().any(|seen| seen.id == owner.id) {
            break;
        }
        chain.push(owner);
        of = owner.of.as_deref();
    }
    chain
}

/// Words that say nothing of what a duty is.
const HOLLOW: &[&str] = &[
    "would",
    "will",
    "shall",
    "should",
    "could",
    "must",
    "that",
    "this",
    "these",
    "those",
    "their",
    "them",
    "they",
    "with",
    "from",
    "have",
    "been",
    "were",
    "which",
    "into",
    "what",
    "when",
    "where",
    "whom",
    "whose",
    "also",
    "both",
    "other",
    "said",
    "more",
    "than",
    "before",
    "after",
    "until",
    "while",
    "does",
    "being",
    "remaining",
];

/// Words of four letters or more, without a plural's ending: enough to tell one duty from another.
fn content_words(words: &str) -> Box<[Box<str>]> {
    let mut list: Vec<Box<str>> = fold(words)
        .split(' ')
        .filter(|word| word.len() >= 4 && !HOLLOW.contains(word))
        .map(|word| word.strip_suffix('s').unwrap_or(word).into())
        .collect();
    list.sort_unstable();
    list.dedup();
    list.into()
}
