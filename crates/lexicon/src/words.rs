//! Words of the field: cues of attribution, measures of harm, nouns for people, numbers, the calendar.

use crate::frames::{ByLemma, Pos};
use crate::table::{self, TableError};
use crate::vocabulary::{Act, EntityKind, Measure};
use std::collections::HashMap;

/// What the content of a cue is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// A clause, with or without "that".
    That,
    /// Direct speech.
    Quote,
    /// A to-clause.
    To,
    /// A noun phrase as object.
    Obj,
    /// What stands under a preposition.
    Obl(String),
}

impl Content {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "that" => Self::That,
            "quote" => Self::Quote,
            "to" => Self::To,
            "obj" => Self::Obj,
            _ => Self::Obl(
                text.strip_prefix("obl:")
                    .or_else(|| text.strip_prefix("nmod:"))?
                    .to_owned(),
            ),
        })
    }
}

/// A word that attributes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cue {
    /// Dictionary form; several words are separated by blanks.
    pub lemma: String,
    /// Part of speech.
    pub pos: Pos,
    /// What is done by it.
    pub act: Act,
    /// What its content can be.
    pub content: Vec<Content>,
    /// A sentence in which it attributes.
    pub example: String,
}

/// A word that says what befell people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MeasureWord {
    /// Dictionary form; several words are separated by blanks.
    pub lemma: String,
    /// Part of speech.
    pub pos: Pos,
    /// Where the people counted stand: `subj`, `obj`, `nsubj:pass`, `head`, `nmod:of`.
    pub counted: Vec<String>,
    /// What befell them.
    pub measure: Measure,
    /// A sentence in which it counts.
    pub example: String,
}

/// How a noun for people or bodies refers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NounClass {
    /// A single human.
    Person,
    /// People who act or suffer together.
    Group,
    /// An organised body.
    Body,
    /// Stands for parties named elsewhere.
    Side,
    /// A government, army or the like: one for its state.
    Collective,
}

impl NounClass {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "person" => Self::Person,
            "group" => Self::Group,
            "body" => Self::Body,
            "side" => Self::Side,
            "collective" => Self::Collective,
            _ => return None,
        })
    }
}

/// A common noun for people or bodies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Noun {
    /// Dictionary form.
    pub noun: String,
    /// How it refers.
    pub class: NounClass,
    /// What kind of entity it stands for.
    pub kind: EntityKind,
    /// Whether its plural can be counted in a toll.
    pub people: bool,
}

/// A number word.
#[derive(Clone, PartialEq, Debug)]
pub struct NumberWord {
    /// `cardinal`, `vague`, `multiplier` or `fraction`.
    pub class: String,
    /// Lower bound, or the factor of a multiplier.
    pub low: Option<f64>,
    /// Upper bound; none: open.
    pub high: Option<f64>,
}

/// A word of the calendar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalendarWord {
    /// `weekday`, `month`, `season`, `daypart`, `unit`, `ordinal`, `relative`, `holiday`, `era`.
    pub class: String,
    /// A number or keyword, as the class has it.
    pub value: String,
}

/// Words before or after a number that change its bounds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Qualifier {
    /// Lower-cased words.
    pub words: Vec<String>,
    /// `at_least`, `more_than`, `up_to`, `less_than`, `about`, `exactly`, `none_of`.
    pub effect: String,
}

/// All these words.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// By first lemma.
    pub cues: ByLemma<Cue>,
    /// By first lemma.
    pub measures: ByLemma<MeasureWord>,
    /// By lemma.
    pub nouns: HashMap<String, Noun>,
    /// By lower-cased form.
    pub numbers: HashMap<String, NumberWord>,
    /// By lower-cased form; a word may have several senses.
    pub calendar: HashMap<String, Vec<CalendarWord>>,
    /// By first word, the longest first.
    pub qualifiers: HashMap<String, Vec<Qualifier>>,
}

pub(crate) const CUES: &[&str] = &["lemma", "pos", "act", "pattern", "example"];
pub(crate) const MEASURES: &[&str] = &["lemma", "pos", "counted", "measure", "example"];
pub(crate) const NOUNS: &[&str] = &["noun", "class", "kind", "people"];
pub(crate) const NUMBERS: &[&str] = &["word", "class", "low", "high"];
pub(crate) const CALENDAR: &[&str] = &["word", "class", "value"];
pub(crate) const QUALIFIERS: &[&str] = &["words", "effect"];

fn n_words(phrase: &str) -> usize {
    phrase.split_whitespace().count()
}

fn first_word(phrase: &str) -> &str {
    phrase.split_whitespace().next().unwrap_or_default()
}

impl Words {
    pub(crate) fn add_cues(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, CUES, text, |row| {
            let content = row
                .list("pattern")
                .map(|p| {
                    Content::parse(p).ok_or_else(|| row.error(format!("`{p}` in `pattern` is not known")))
                })
                .collect::<Result<_, _>>()?;
            let cue = Cue {
                lemma: row.required("lemma")?.to_owned(),
                pos: row.value("pos", Pos::parse)?,
                act: row.value("act", Act::parse)?,
                content,
                example: row.cell("example").to_owned(),
            };
            self.cues
                .insert(first_word(row.cell("lemma")), cue, |c| n_words(&c.lemma));
            Ok(())
        })
    }

    pub(crate) fn add_measures(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, MEASURES, text, |row| {
            let word = MeasureWord {
                lemma: row.required("lemma")?.to_owned(),
                pos: row.value("pos", Pos::parse)?,
                counted: row.list("counted").map(str::to_owned).collect(),
                measure: row.value("measure", Measure::parse)?,
                example: row.cell("example").to_owned(),
            };
            self.measures
                .insert(first_word(row.cell("lemma")), word, |m| n_words(&m.lemma));
            Ok(())
        })
    }

    pub(crate) fn add_nouns(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, NOUNS, text, |row| {
            let noun = Noun {
                noun: row.required("noun")?.to_owned(),
                class: row.value("class", NounClass::parse)?,
                kind: row.value("kind", EntityKind::parse)?,
                people: row.cell("people") == "yes",
            };
            self.nouns.insert(noun.noun.clone(), noun);
            Ok(())
        })
    }

    pub(crate) fn add_numbers(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, NUMBERS, text, |row| {
            let bound = |column: &str| match row.cell(column) {
                "" => Ok(None),
                cell => cell
                    .parse()
                    .map(Some)
                    .map_err(|_| row.error(format!("`{cell}` is no number"))),
            };
            let word = NumberWord {
                class: row.required("class")?.to_owned(),
                low: bound("low")?,
                high: bound("high")?,
            };
            self.numbers.insert(row.required("word")?.to_lowercase(), word);
            Ok(())
        })
    }

    pub(crate) fn add_calendar(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, CALENDAR, text, |row| {
            let word = CalendarWord {
                class: row.required("class")?.to_owned(),
                value: row.cell("value").to_owned(),
            };
            self.calendar
                .entry(row.required("word")?.to_lowercase())
                .or_default()
                .push(word);
            Ok(())
        })
    }

    pub(crate) fn add_qualifiers(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        table::read(file, QUALIFIERS, text, |row| {
            let qualifier = Qualifier {
                words: row
                    .required("words")?
                    .split_whitespace()
                    .map(str::to_lowercase)
                    .collect(),
                effect: row.required("effect")?.to_owned(),
            };
            let first = qualifier.words.first().cloned().unwrap_or_default();
            let same = self.qualifiers.entry(first).or_default();
            let at = same.partition_point(|q| q.words.len() >= qualifier.words.len());
            same.insert(at, qualifier);
            Ok(())
        })
    }
}
