//! Frames: which word, used how, tells of which event, and where its roles stand.

use crate::table::{self, Row, TableError, split_list};
use crate::vocabulary::{EventType, Mode, TermKind};
use std::collections::HashMap;
use std::fmt;

/// Part of speech of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Pos {
    Verb,
    Noun,
    Adj,
    Prep,
}

impl Pos {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "verb" => Self::Verb,
            "noun" => Self::Noun,
            "adj" | "adv" => Self::Adj,
            "prep" => Self::Prep,
            _ => return None,
        })
    }
}

/// A place in the tree around a word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Slot {
    /// Subject, of any voice as the entry understands it.
    Subj,
    /// Object.
    Obj,
    /// Indirect object.
    Iobj,
    /// Oblique under a preposition.
    Obl(String),
    /// Nominal modifier under a preposition.
    Nmod(String),
    /// Possessor.
    Poss,
    /// Adjective or compound before a noun.
    Mod,
    /// To-clause.
    Xcomp,
    /// That-clause.
    Ccomp,
    /// Particle of the verb.
    Particle,
    /// Nothing fills the role.
    None,
}

impl Slot {
    fn parse(text: &str) -> Option<Self> {
        Some(match text.split_once(':') {
            Some(("obl", prep)) => Self::Obl(prep.to_owned()),
            Some(("nmod", prep)) => Self::Nmod(prep.to_owned()),
            Some(_) => return None,
            None => match text {
                "subj" => Self::Subj,
                "obj" => Self::Obj,
                "iobj" => Self::Iobj,
                "poss" => Self::Poss,
                "mod" => Self::Mod,
                "xcomp" => Self::Xcomp,
                "ccomp" => Self::Ccomp,
                "prt" => Self::Particle,
                "none" => Self::None,
                _ => return None,
            },
        })
    }
}

impl fmt::Display for Slot {
    /// As the tables write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Obl(prep) => return write!(f, "obl:{prep}"),
            Self::Nmod(prep) => return write!(f, "nmod:{prep}"),
            Self::Subj => "subj",
            Self::Obj => "obj",
            Self::Iobj => "iobj",
            Self::Poss => "poss",
            Self::Mod => "mod",
            Self::Xcomp => "xcomp",
            Self::Ccomp => "ccomp",
            Self::Particle => "prt",
            Self::None => "none",
        };
        f.write_str(name)
    }
}

/// A condition on the words around.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum When {
    /// Something stands in the slot whose lemma or `#class` is one of these (`*`: anything). Negated if `not`.
    Filled {
        /// Where to look.
        slot: Slot,
        /// Lemmas, `#classes` or `*`.
        words: Vec<String>,
        /// Whether the condition is that none of them stands there.
        not: bool,
    },
    /// The verb is passive.
    Passive,
    /// The verb is not passive.
    Active,
    /// The verb has no object.
    NoObject,
}

impl When {
    /// How much a condition narrows a use: named words more than a class, a class more than anything at all.
    fn rank(&self) -> usize {
        match self {
            Self::Filled { not: true, .. } | Self::Passive | Self::Active | Self::NoObject => 1,
            Self::Filled { words, .. } if words.iter().any(|w| w == "*") => 2,
            Self::Filled { words, .. } if words.iter().any(|w| w.starts_with('#')) => 3,
            Self::Filled { .. } => 4,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let (not, text) = text
            .strip_prefix('!')
            .map_or((false, text), |rest| (true, rest.trim()));
        match text {
            "passive" => return Some(if not { Self::Active } else { Self::Passive }),
            "active" => return Some(if not { Self::Passive } else { Self::Active }),
            "no-obj" => return Some(Self::NoObject),
            _ => {}
        }
        let (slot, words) = text.split_once('=')?;
        let words = split_list(words).map(str::to_owned).collect();
        Some(Self::Filled {
            slot: Slot::parse(slot.trim())?,
            words,
            not,
        })
    }
}

impl fmt::Display for When {
    /// As the tables write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passive => f.write_str("passive"),
            Self::Active => f.write_str("active"),
            Self::NoObject => f.write_str("no-obj"),
            Self::Filled { slot, words, not } => {
                let sign = if *not { "!" } else { "" };
                write!(f, "{sign}{slot}={}", words.join(" | "))
            }
        }
    }
}

/// Where a role stands: alternatives in order, each one or several slots that count together.
pub type RoleSlots = Vec<Vec<Slot>>;

fn roles(row: &Row<'_>, column: &str) -> Result<RoleSlots, TableError> {
    row.list(column)
        .map(|alternative| {
            alternative
                .split('+')
                .map(|slot| {
                    Slot::parse(slot.trim())
                        .ok_or_else(|| row.error(format!("`{slot}` in `{column}` is no role slot")))
                })
                .collect()
        })
        .collect()
}

fn conditions(row: &Row<'_>) -> Result<Vec<When>, TableError> {
    let cell = row.cell("when");
    cell.split(';')
        .map(str::trim)
        .filter(|c| !c.is_empty())
        .map(|c| When::parse(c).ok_or_else(|| row.error(format!("`{c}` in `when` is no condition"))))
        .collect()
}

/// A word in one use that tells of an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Dictionary form.
    pub lemma: String,
    /// Part of speech.
    pub pos: Pos,
    /// All must hold.
    pub when: Vec<When>,
    /// PLOVER type.
    pub kind: EventType,
    /// How, if the word tells.
    pub mode: Option<Mode>,
    /// Where the actor stands; empty: where the part of speech has it.
    pub actor: RoleSlots,
    /// Where the recipient stands; empty: where the part of speech has it.
    pub recipient: RoleSlots,
    /// A sentence in which it must be found.
    pub example: String,
    /// Line in its table, by which `explain` names it.
    pub line: u32,
}

/// A word of duties.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DutyWord {
    /// Dictionary form.
    pub lemma: String,
    /// Part of speech.
    pub pos: Pos,
    /// All must hold.
    pub when: Vec<When>,
    /// What kind of duty.
    pub kind: TermKind,
    /// A sentence in which it must be found.
    pub example: String,
}

/// Entries by lemma, the most narrowed by conditions first, then in the order of the table.
#[derive(Clone, Debug)]
pub struct ByLemma<T>(HashMap<String, Vec<T>>);

impl<T> Default for ByLemma<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> ByLemma<T> {
    /// The entries of a lemma.
    pub fn get(&self, lemma: &str) -> &[T] {
        self.0.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// How many entries there are.
    pub fn count(&self) -> usize {
        // A sum does not depend on the order of the walk.
        #[allow(clippy::iter_over_hash_type)]
        self.0.values().map(Vec::len).sum()
    }

    /// All entries, by lemma.
    pub fn all(&self) -> Vec<&T> {
        let mut lemmas: Vec<&String> = self.0.keys().collect();
        lemmas.sort_unstable();
        lemmas.into_iter().flat_map(|l| &self.0[l]).collect()
    }

    pub(crate) fn insert(&mut self, lemma: &str, entry: T, rank: impl Fn(&T) -> usize) {
        let entries = self.0.entry(lemma.to_owned()).or_default();
        let at = entries.partition_point(|e| rank(e) >= rank(&entry));
        entries.insert(at, entry);
    }
}

pub(crate) const FRAMES: &[&str] = &[
    "lemma",
    "pos",
    "when",
    "type",
    "mode",
    "actor",
    "recipient",
    "example",
];
pub(crate) const TERMS: &[&str] = &["lemma", "pos", "when", "kind", "example"];

pub(crate) fn add_frames(to: &mut ByLemma<Frame>, file: &str, text: &str) -> Result<(), TableError> {
    table::read(file, FRAMES, text, |row| {
        let frame = Frame {
            lemma: row.required("lemma")?.to_owned(),
            pos: row.value("pos", Pos::parse)?,
            when: conditions(row)?,
            kind: row.value("type", EventType::parse)?,
            mode: if row.cell("mode").is_empty() {
                None
            } else {
                Some(row.value("mode", Mode::parse)?)
            },
            actor: roles(row, "actor")?,
            recipient: roles(row, "recipient")?,
            example: row.cell("example").to_owned(),
            line: row.line() as u32,
        };
        let lemma = frame.lemma.clone();
        to.insert(&lemma, frame, |f| f.when.iter().map(When::rank).sum());
        Ok(())
    })
}

pub(crate) fn add_terms(to: &mut ByLemma<DutyWord>, file: &str, text: &str) -> Result<(), TableError> {
    table::read(file, TERMS, text, |row| {
        let word = DutyWord {
            lemma: row.required("lemma")?.to_owned(),
            pos: row.value("pos", Pos::parse)?,
            when: conditions(row)?,
            kind: row.value("kind", TermKind::parse)?,
            example: row.cell("example").to_owned(),
        };
        let lemma = word.lemma.clone();
        to.insert(&lemma, word, |w| w.when.iter().map(When::rank).sum());
        Ok(())
    })
}
