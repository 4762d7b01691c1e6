//! The record: the fold of all readings and decisions.

use crate::account::Account;
use crate::actors::{self, Actor, Doubt};
use crate::decisions::{self, Decision, State};
use crate::events::{self, Event};
use crate::figures::{self, Entry, Sources};
use crate::links::At;
use crate::origins::{self, Correction, Origin};
use crate::terms::{self, Term};
use std::collections::BTreeSet;

/// What many reports say, taken together. A pure function of the reports, their readings and the decisions.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The reports' claims, in the order of publication; those without a date last.
    pub accounts: Vec<Account>,
    /// Reports by origin.
    pub origins: Vec<Origin>,
    /// For each report, its origin.
    pub origin_of: Vec<u32>,
    /// Reports that correct an earlier one.
    pub corrections: Vec<Correction>,
    /// Actors and places.
    pub actors: Vec<Actor>,
    /// For each entity of each report, its actor.
    pub actor_of: Vec<Vec<u32>>,
    /// Events.
    pub events: Vec<Event>,
    /// For each event of each report, the event of the record.
    pub event_of: Vec<Vec<u32>>,
    /// The ledger of figures.
    pub ledger: Vec<Entry>,
    /// Terms and their keeping.
    pub terms: Vec<Term>,
    /// Entities that may be one, and events that may be one.
    pub doubts: Vec<(char, Doubt)>,
    /// The decisions, each with whether it still applies.
    pub decisions: Vec<(Decision, State)>,
    /// Findings that an analyst accepted, by the letter of their list.
    pub accepted: BTreeSet<(char, At)>,
    /// Findings that an analyst rejected; they stay in their accounts and are left out of what is shown.
    pub rejected: BTreeSet<(char, At)>,
}

impl Record {
    /// Folds accounts and decisions. The order in which accounts are given does not matter; that of decisions does.
    pub fn fold(mut accounts: Vec<Account>, decisions: Vec<Decision>) -> Self {
        accounts.sort_by(|a, b| order(a).cmp(&order(b)));
        let effects = decisions::apply(&decisions, &mut accounts);
        let origins = origins::origins(&accounts, &[], Vec::new());
        let mut origin_of = vec![0; accounts.len()];
        for (n, origin) in (0u32..).zip(&origins) {
            for copy in &origin.copies {
                origin_of[copy.report as usize] = n;
            }
        }
        let corrections = origins::corrections(&accounts);
        let actors = actors::actors(&accounts, effects.together('e'), effects.apart('e'));
        let events = events::events(
            &accounts,
            &actors.list,
            &actors.of,
            &origin_of,
            effects.together('v'),
            effects.apart('v'),
        );
        let ledger = figures::ledger(&Sources {
            accounts: &accounts,
            actors: &actors.list,
            actor_of: &actors.of,
            origin_of: &origin_of,
            events: &events.list,
            event_of: &events.of,
            corrections: &corrections,
        });
        let terms = terms::terms(
            &accounts,
            &actors.of,
            &origin_of,
            &events.of,
            effects.together('t'),
            effects.apart('t'),
        );
        let mut doubts: Vec<(char, Doubt)> = actors.doubts.into_iter().map(|doubt| ('e', doubt)).collect();
        doubts.extend(events.doubts.into_iter().map(|doubt| ('v', doubt)));
        Self {
            accounts,
            origins,
            origin_of,
            corrections,
            actors: actors.list,
            actor_of: actors.of,
            events: events.list,
            event_of: events.of,
            ledger,
            terms,
            doubts,
            decisions: decisions.into_iter().zip(effects.states).collect(),
            accepted: effects.accepted,
            rejected: effects.rejected,
        }
    }

    /// The account of a claim.
    pub fn account(&self, at: At) -> &Account {
        &self.accounts[at.0 as usize]
    }

    /// Whether an analyst rejected a finding.
    pub fn is_rejected(&self, letter: char, at: At) -> bool {
        self.rejected.contains(&(letter, at))
    }
}

/// By day, source and key; a report without a date comes after all others.
fn order(account: &Account) -> (bool, Option<i32>, Option<&str>, Option<&str>, &str) {
    let head = &account.head;
    (
        account.day.is_none(),
        account.day,
        head.published.as_deref(),
        head.source.as_deref(),
        &head.key,
    )
}
