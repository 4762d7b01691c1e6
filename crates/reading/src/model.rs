//! What a reading holds, as plain data. The meaning of each field is that of the project's contract
//! (`docs/contract.md`); the vocabularies are in `dateline-lexicon`.

use dateline_lexicon::{Act, EntityKind, EventType, Measure, Mode, Status, TermKind, TermStatus};
use dateline_text::Span;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the reading's list.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// Position of an entity in [`Reading::entities`].
    EntityId,
    /// Position of a statement in [`Reading::statements`].
    StatementId
}

/// Everything found in one report. Lists stand in the order of their first span.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Who and what is named.
    pub entities: Vec<Entity>,
    /// Every expression that names a calendar time.
    pub times: Vec<Time>,
    /// Who says what.
    pub statements: Vec<Statement>,
    /// What is told to happen.
    pub events: Vec<Event>,
    /// How many people were harmed or moved.
    pub figures: Vec<Figure>,
    /// Who must do what under a truce, deal or negotiation.
    pub terms: Vec<Term>,
    /// What was not understood.
    pub problems: Vec<Problem>,
    /// Every mention with the reason why it is one of its entity.
    pub references: Vec<Reference>,
}

/// Why a value is what it is: the rule that made it and the words it looked at.
///
/// The rule's description and example stand in [`crate::rules`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Why {
    /// Id of the rule, such as `time.weekday.past`.
    pub rule: &'static str,
    /// Words the rule took something from, besides the value's own: an anchor, an antecedent, a cue.
    pub from: Vec<Span>,
}

impl Why {
    /// A rule that looked at the value's own words only.
    pub const fn rule(rule: &'static str) -> Self {
        Self {
            rule,
            from: Vec::new(),
        }
    }

    /// A rule that also looked at these words.
    pub fn with(rule: &'static str, from: impl IntoIterator<Item = Span>) -> Self {
        Self {
            rule,
            from: from.into_iter().collect(),
        }
    }
}

/// A mention of one entity or, for "both sides" and "they", of several.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    /// The words of the mention.
    pub span: Span,
    /// Whom they stand for.
    pub entities: Vec<EntityId>,
    /// The rule, and the antecedent where it has one.
    pub why: Why,
}

/// An actor, person, body, state, place or population.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// The fullest proper name that the report gives, else a short description from its words.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Other names the report uses for it; no pronouns.
    pub aliases: Vec<String>,
    /// The state or body that it belongs to.
    pub of: Option<EntityId>,
    /// The title that the report gives a person.
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3 code of its country.
    pub country: Option<String>,
    /// Where it is, for a place that could be located.
    pub place: Option<Located>,
    /// All its mentions, pronouns included, in order. Never empty.
    pub mentions: Vec<Span>,
    /// How the mentions came to be one entity.
    pub why: Why,
}

impl Entity {
    /// An entity of which only name and kind are known, made by the given rule.
    pub(crate) fn new(name: String, kind: EntityKind, rule: &'static str) -> Self {
        Self {
            name,
            kind,
            aliases: Vec::new(),
            of: None,
            role: None,
            country: None,
            place: None,
            mentions: Vec::new(),
            why: Why::rule(rule),
        }
    }
}

/// A point on the map with the precision it stands for. Never invented: from a gazetteer entry only.
#[derive(Clone, PartialEq, Debug)]
pub struct Located {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// GeoNames number, where the entry has one.
    pub geonames: Option<u32>,
    /// What the point stands for: `town`, `district`, `province`, `region`, `country` …
    pub precision: String,
}

/// A calendar expression and its value.
#[derive(Clone, PartialEq, Debug)]
pub struct Time {
    /// The words, without preposition.
    pub span: Span,
    /// EDTF; none where it cannot be known.
    pub value: Option<String>,
    /// The rule and its anchor.
    pub why: Why,
}

/// A piece of content put in somebody's mouth.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// Who says it.
    pub speaker: Option<EntityId>,
    /// The words that name the speaker here.
    pub speaker_span: Option<Span>,
    /// Who passes it on, nearest to the speaker first.
    pub via: Vec<EntityId>,
    /// The word or words that attribute.
    pub cue: Span,
    /// What is said, in one or more pieces.
    pub content: Vec<Span>,
    /// What the speaker does by saying it.
    pub act: Act,
    /// The medium ("in a televised speech").
    pub medium: Option<Span>,
    /// When it was said, EDTF.
    pub time: Option<String>,
    /// The statement in whose content this one stands.
    pub parent: Option<StatementId>,
    /// The rule and its words.
    pub why: Why,
}

/// An interaction of one of the sixteen PLOVER types.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// PLOVER type.
    pub kind: EventType,
    /// How.
    pub mode: Option<Mode>,
    /// The one word that names it best.
    pub trigger: Span,
    /// Who does it; both sides of a two-sided fight or meeting.
    pub actors: Vec<EntityId>,
    /// To whom.
    pub recipients: Vec<EntityId>,
    /// Who brokers it.
    pub mediators: Vec<EntityId>,
    /// When, EDTF.
    pub time: Option<String>,
    /// Where.
    pub place: Option<EntityId>,
    /// Whether it is told as a fact.
    pub status: Status,
    /// The innermost statement whose content holds the trigger.
    pub statement: Option<StatementId>,
    /// The frame and the words that filled its roles.
    pub why: Why,
    /// Why its status, time and place are what they are, one rule each where one gave them.
    pub reasons: Vec<Why>,
}

/// A number of people harmed or moved.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// The number with its qualifier and noun.
    pub span: Span,
    /// What befell them.
    pub measure: Measure,
    /// Lower bound meant by the words.
    pub low: Option<u64>,
    /// Upper bound meant by the words.
    pub high: Option<u64>,
    /// Whether the words say "about" or the like.
    pub approximate: bool,
    /// The people counted, in the report's words.
    pub who: Option<Span>,
    /// When, EDTF.
    pub time: Option<String>,
    /// Where.
    pub place: Option<EntityId>,
    /// Whether it is a running total over a longer time.
    pub cumulative: bool,
    /// The innermost statement whose content holds it.
    pub statement: Option<StatementId>,
    /// The rule and its words.
    pub why: Why,
}

/// A duty under a truce, deal or negotiation, or a report of its keeping.
#[derive(Clone, PartialEq, Debug)]
pub struct Term {
    /// The words of the duty.
    pub span: Span,
    /// What kind of duty.
    pub kind: TermKind,
    /// Who must do it.
    pub party: Vec<EntityId>,
    /// For whose good.
    pub beneficiary: Option<EntityId>,
    /// By when, EDTF.
    pub deadline: Option<String>,
    /// On what condition.
    pub condition: Option<Span>,
    /// Where it stands.
    pub status: TermStatus,
    /// The innermost statement whose content holds it.
    pub statement: Option<StatementId>,
    /// The rule and its words.
    pub why: Why,
}

/// Something that the program saw and did not understand, or had to leave out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// Stable code, such as `time.unknown`.
    pub code: &'static str,
    /// What it means and what to do, for a person.
    pub message: String,
}
