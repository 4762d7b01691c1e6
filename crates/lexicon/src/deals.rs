//! Words by which truces, deals and talks, and the duties under them, are told of.

use crate::table::{self, TableError};
use std::collections::HashMap;

/// What a word says of a deal or of a duty under one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DealRole {
    /// Accepts a duty: agree, undertake.
    Agree,
    /// Offers one: promise, propose.
    Offer,
    /// Asks others for one: demand, urge.
    Demand,
    /// Refuses one: refuse, reject.
    Refuse,
    /// Binds whatever its subject is: require, commit.
    Bind,
    /// Says that a duty is being done: complete, begin.
    Do,
    /// Only tells of it: say, announce.
    Say,
    /// Names what was agreed: accord, pact.
    Agreement,
    /// Says what is agreed: plan, clause.
    Text,
    /// Names talks: negotiation, dialogue.
    Talks,
    /// Is told of a truce and is none: violation, extension.
    NoTruce,
    /// Arms that are withdrawn rather than laid down: artillery, tank.
    Heavy,
    /// A truce is in force or comes into it: take effect, begin.
    TakesEffect,
    /// Keeps what was agreed: respect, hold.
    Keeps,
    /// Breaks it: violate, collapse.
    Breaks,
    /// Brings it about for others: broker, announce.
    Brokers,
}

impl DealRole {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "agree" => Self::Agree,
            "offer" => Self::Offer,
            "demand" => Self::Demand,
            "refuse" => Self::Refuse,
            "bind" => Self::Bind,
            "do" => Self::Do,
            "say" => Self::Say,
            "agreement" => Self::Agreement,
            "text" => Self::Text,
            "talks" => Self::Talks,
            "no_truce" => Self::NoTruce,
            "heavy" => Self::Heavy,
            "takes_effect" => Self::TakesEffect,
            "keeps" => Self::Keeps,
            "breaks" => Self::Breaks,
            "brokers" => Self::Brokers,
            _ => return None,
        })
    }

    /// Whether a word of this role governs a duty.
    pub const fn governs(self) -> bool {
        matches!(
            self,
            Self::Agree | Self::Offer | Self::Demand | Self::Refuse | Self::Bind | Self::Do | Self::Say
        )
    }
}

/// The roles of each word, by dictionary form.
#[derive(Clone, Debug, Default)]
pub struct Deals(HashMap<String, Vec<DealRole>>);

impl Deals {
    /// The roles of a word, in the order of the table.
    pub fn roles(&self, form: &str) -> &[DealRole] {
        self.0.get(form).map_or(&[], Vec::as_slice)
    }
}

pub(crate) const DEALS: &[&str] = &["word", "role"];

pub(crate) fn add(to: &mut Deals, file: &str, text: &str) -> Result<(), TableError> {
    table::read(file, DEALS, text, |row| {
        let role = row.value("role", DealRole::parse)?;
        let word = row.required("word")?.to_lowercase();
        to.0.entry(word).or_default().push(role);
        Ok(())
    })
}
