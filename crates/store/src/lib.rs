//! Where a record is kept.
//!
//! A store has two halves. The first only grows: reports with their digest and time of retrieval, readings stamped
//! with the version that made them, decisions. The second is the record that was folded from it, as rows that can be
//! asked for; it can be thrown away and made again at any time.
//!
//! [`Store`] is the seam; `tests/conformance.rs` says what every store must do, and runs against each of them.

mod error;
mod model;
mod rows;
mod sqlite;

pub use error::StoreError;
pub use model::{
    Facet, Hit, Item, Mark, NewDecision, NewReading, NewReport, Question, Read, Report, Standing,
};
pub use rows::{POSITION_ACTS, rows};
pub use sqlite::Sqlite;

use dateline_record::Decision;

/// The result of using a store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Reports and readings of a store, one after the other, over a connection of their own.
pub type Reads = Box<dyn Iterator<Item = Result<Read>> + Send>;

/// A place where a record is kept.
///
/// Several processes may use one store at a time. Whatever a call that returned has written is there after the
/// process was killed; a call that did not return has written all of its change or nothing.
pub trait Store {
    /// Adds reports with their readings, all or none. Gives for each whether it is new; one that is known already,
    /// by its digest, is left as it is.
    ///
    /// # Errors
    /// The store cannot be written; nothing was added.
    fn add(&mut self, reports: &[(NewReport, NewReading)]) -> Result<Vec<bool>>;

    /// The keys of all reports, as numbers.
    ///
    /// # Errors
    /// The store cannot be read.
    fn keys(&mut self) -> Result<Vec<u64>>;

    /// The reports whose key begins so, or that have this id; at most two, which is enough to see that there is
    /// more than one.
    ///
    /// # Errors
    /// The store cannot be read.
    fn find(&mut self, name: &str) -> Result<Vec<Report>>;

    /// The latest reading of a report.
    ///
    /// # Errors
    /// The store cannot be read, or has no such report.
    fn reading(&mut self, report: i64) -> Result<NewReading>;

    /// All reports with their latest reading up to a mark, in the order of the readings.
    ///
    /// # Errors
    /// The store cannot be read.
    fn reads(&mut self, upto: Mark) -> Result<Reads>;

    /// Adds later readings of reports that are there.
    ///
    /// # Errors
    /// The store cannot be written; nothing was added.
    fn reread(&mut self, readings: &[(i64, NewReading)]) -> Result<()>;

    /// Adds a decision, whose id the store gives.
    ///
    /// # Errors
    /// The store cannot be written.
    fn decide(&mut self, decision: Decision) -> Result<Decision>;

    /// The decisions up to a mark, in order.
    ///
    /// # Errors
    /// The store cannot be read.
    fn decisions(&mut self, upto: Mark) -> Result<Vec<Decision>>;

    /// Where it stands.
    ///
    /// # Errors
    /// The store cannot be read.
    fn standing(&mut self) -> Result<Standing>;

    /// Puts a fold of everything up to a mark in the place of the last, unless that was made of more. Gives
    /// whether it was put there. Whoever reads meanwhile sees the last fold until the new one is whole.
    ///
    /// # Errors
    /// The store cannot be written; the last fold stays.
    fn replace(&mut self, mark: Mark, items: &mut dyn Iterator<Item = Item>) -> Result<bool>;

    /// Calls `visit` with the JSON of each row asked for, in the record's order.
    ///
    /// # Errors
    /// The store cannot be read.
    fn ask(&mut self, question: &Question, visit: &mut dyn FnMut(String)) -> Result<()>;

    /// How many rows a question has, its limit aside.
    ///
    /// # Errors
    /// The store cannot be read.
    fn count(&mut self, question: &Question) -> Result<u64>;

    /// The rows with this id: one for each list that has it.
    ///
    /// # Errors
    /// The store cannot be read.
    fn row(&mut self, id: &str) -> Result<Vec<(String, String)>>;

    /// Reports that hold these words, the best first.
    ///
    /// # Errors
    /// The store cannot be read, or the words cannot be understood.
    fn search(&mut self, words: &str, limit: u64) -> Result<Vec<Hit>>;

    /// Looks the store over from end to end.
    ///
    /// # Errors
    /// It is damaged.
    fn check(&mut self) -> Result<()>;
}
