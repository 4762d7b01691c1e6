//! Governors: what a word makes of the event that hangs on it, be it planned, demanded, denied or taken for granted.

use crate::frames::{ByLemma, Pos};
use crate::table::{self, TableError};
use crate::vocabulary::Status;

/// How an event hangs on its governor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Link {
    /// As an infinitive: "agreed to withdraw".
    To,
    /// As a finite clause: "denied that they attacked".
    That,
    /// As a bare gerund: "denied attacking".
    Ing,
    /// As the infinitive of a coming time: "is going to attack".
    Going,
    /// As object, or subject of the passive: "demanded a truce".
    Obj,
    /// As subject: "the truce began".
    Subj,
    /// Under a preposition: "called for a truce".
    Under(String),
    /// As the infinitive under "for": "called for troops to leave".
    ForTo,
    /// As an infinitive beside an object: "gave them ten days to disarm".
    ObjTo,
    /// Under a preposition beside an object: "stopped them from attacking".
    ObjUnder(String),
    /// As object of a verb with this particle: "ruled out talks".
    Particle(String),
    /// The governor modifies the event: "the planned withdrawal".
    Modified,
}

impl Link {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "to" => Self::To,
            "that" => Self::That,
            "ing" => Self::Ing,
            "going" => Self::Going,
            "obj" => Self::Obj,
            "subj" => Self::Subj,
            "for-to" => Self::ForTo,
            "obj+to" => Self::ObjTo,
            "mod" => Self::Modified,
            _ => match text.split_once(':')? {
                ("prep", prep) => Self::Under(prep.to_owned()),
                ("obj+prep", prep) => Self::ObjUnder(prep.to_owned()),
                ("prt", particle) => Self::Particle(particle.to_owned()),
                _ => return None,
            },
        })
    }
}

/// What becomes of the event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It has this status, whatever its own words say of it; `actual` means that it is taken for granted.
    Told(Status),
    /// It shares the tense, modality and negation of the governor, even if it is named as something known.
    Shared,
}

/// A word that governs events.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Governor {
    /// Dictionary form.
    pub lemma: String,
    /// Part of speech.
    pub pos: Pos,
    /// In which of these ways the event has to hang on it.
    pub links: Vec<Link>,
    /// What it makes of it.
    pub fate: Fate,
    /// A sentence in which it does.
    pub example: String,
}

pub(crate) const GOVERNORS: &[&str] = &["lemma", "pos", "pattern", "status", "example"];

pub(crate) fn add(to: &mut ByLemma<Governor>, file: &str, text: &str) -> Result<(), TableError> {
    table::read(file, GOVERNORS, text, |row| {
        let lemma = row.required("lemma")?.to_owned();
        let links = row
            .list("pattern")
            .map(|p| {
                Link::parse(p)
                    .ok_or_else(|| row.error(format!("`{p}` in `pattern` is no way to hang on a word")))
            })
            .collect::<Result<Vec<_>, _>>()?;
        if links.is_empty() {
            return Err(row.error("column `pattern` is empty"));
        }
        let fate = row.value("status", |cell| match cell {
            "same" => Some(Fate::Shared),
            _ => Status::parse(cell).map(Fate::Told),
        })?;
        let governor = Governor {
            pos: row.value("pos", Pos::parse)?,
            links,
            fate,
            example: row.required("example")?.to_owned(),
            lemma: lemma.clone(),
        };
        // Rows of the same lemma are asked in the order of the table.
        to.insert(&lemma, governor, |_| 0);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_and_a_wrong_pattern_is_told() {
        let mut governors = ByLemma::default();
        let head = "lemma\tpos\tpattern\tstatus\texample\n";
        add(
            &mut governors,
            "g",
            &format!("{head}vow\tverb\tto | prep:of\tplanned\tThey vowed to go.\n"),
        )
        .unwrap();
        let vow = &governors.get("vow")[0];
        assert_eq!(vow.links, [Link::To, Link::Under("of".into())]);
        assert_eq!(vow.fate, Fate::Told(Status::Planned));
        let fault = add(
            &mut governors,
            "g",
            &format!("{head}vow\tverb\tsoon\tplanned\tx\n"),
        )
        .unwrap_err();
        assert!(fault.to_string().contains("`soon`"), "{fault}");
        let fault = add(&mut governors, "g", &format!("{head}vow\tverb\tto\tlater\tx\n")).unwrap_err();
        assert!(fault.to_string().contains("`later`"), "{fault}");
    }
}
