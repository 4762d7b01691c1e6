//! What Dateline knows before it reads: the world's states, polities, forces, bodies and offices, the words of
//! the field, the calendar and the number words.
//!
//! All of it stands in tables under `data/` that a domain expert can edit (`data/README.md` gives their form).
//! They are checked when the crate is built and embedded in it. A user's own rows are laid over them as text
//! that the host has read; this crate itself opens no file.

mod vocabulary;

pub use vocabulary::{Act, EntityKind, EventType, Measure, Mode, Status, TermKind, TermStatus};

/// All tables, ready for look-up.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The lexicon that is built in.
    pub fn embedded() -> Self {
        Self::default()
    }
}
