//! From the readings of many reports to one sourced history.
//!
//! [`Record::fold`] takes what each report says ([`Account`]) and what analysts decided ([`Decision`]), and tells
//! which reports are one origin, which entities are one actor, which tellings are one event, how figures stand to
//! each other, and what became of each term. It is a pure function, near linear in the number of reports: whatever
//! is compared was first found by a shared key (a day, a place, a name, a run of words), never by trying all pairs.
//!
//! What cannot be told apart or together for sure stays apart and is offered for review ([`Doubt`]). No claim is
//! lost in the fold: an event of the record lists its tellings, an entry of the ledger its claims.

mod account;
mod actors;
pub mod contract;
mod days;
mod decisions;
mod edit;
mod events;
mod figures;
mod identity;
mod links;
mod minhash;
mod origins;
mod record;
mod scope;
mod terms;
mod text;
mod theatre;

pub use account::{Account, Count, Duty, Gap, Head, Named, Said, Told};
pub use actors::{Actor, Doubt, Evidence};
pub use days::{Days, iso};
pub use decisions::{Action, Decision, Finding, State, alpha, letter, list_of};
pub use events::Event;
pub use figures::{Entry, Pair, Relation};
pub use identity::{By, Identity};
pub use links::At;
pub use minhash::Sketch;
pub use origins::{Copy, Correction, Notes, Origin};
pub use record::Record;
pub use scope::{Group, Scope};
pub use terms::{From, Standing, Step, Term};
pub use text::Text;
