//! What Dateline knows before it reads: the world's states, polities, forces, bodies and offices, the words of
//! the field, the calendar and the number words.
//!
//! All of it stands in tables under `data/` that a domain expert can edit (`data/README.md` gives their form).
//! They are embedded in the crate and checked by its tests. A user's own rows are laid over them as text that
//! the host has read; this crate itself opens no file, and it knows nothing of any particular report.
//!
//! ```
//! use dateline_lexicon::{EntityKind, Lexicon, Use};
//!
//! let lexicon = Lexicon::embedded();
//! let (id, how) = lexicon.world.exact("Azerbaijani")[0];
//! assert_eq!(how, Use::Adjective);
//! assert_eq!(lexicon.world.get(id).kind, EntityKind::State);
//! ```

mod classes;
mod deals;
mod frames;
mod governors;
mod offices;
mod phrase;
mod spelling;
mod table;
mod vocabulary;
mod words;
mod world;

pub use dateline_gazetteer as gazetteer;
use dateline_gazetteer::Gazetteer;
use std::sync::Arc;

pub use classes::Classes;
pub use deals::{DealRole, Deals};
pub use frames::{ByLemma, DutyWord, Frame, Pos, RoleSlots, Slot, When};
pub use governors::{Fate, Governor, Link};
pub use offices::{Holder, Office, Offices};
pub use phrase::{Case, Phrases, Pieces, fold};
pub use spelling::Sound;
pub use table::TableError;
pub use vocabulary::{Act, EntityKind, EventType, Measure, Mode, Status, TermKind, TermStatus};
pub use words::{CalendarWord, Content, Cue, MeasureWord, Noun, NounClass, NumberWord, Qualifier, Words};
pub use world::{Known, KnownId, Use, World};

/// All tables, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Where places are: the user's own first, the built-in one last.
    pub gazetteers: Vec<Arc<Gazetteer>>,
    /// Named things.
    pub world: World,
    /// Titles, and who held which office when.
    pub offices: Offices,
    /// Words that tell of events.
    pub frames: ByLemma<Frame>,
    /// Words that tell what becomes of the event below them.
    pub governors: ByLemma<Governor>,
    /// Classes of words that frames and rules ask for.
    pub classes: Classes,
    /// Words of duties under a truce or deal.
    pub duties: ByLemma<DutyWord>,
    /// Words by which truces, deals and talks are told of.
    pub deals: Deals,
    /// Cues, measures, nouns, numbers and the calendar.
    pub words: Words,
}

/// The tables that are built in, in the order in which they are laid.
const TABLES: &[(&str, &str)] = &[
    ("states.tsv", include_str!("../data/states.tsv")),
    ("polities.tsv", include_str!("../data/polities.tsv")),
    ("actors.tsv", include_str!("../data/actors.tsv")),
    ("places.tsv", include_str!("../data/places.tsv")),
    ("offices.tsv", include_str!("../data/offices.tsv")),
    ("holders.tsv", include_str!("../data/holders.tsv")),
    ("nouns.tsv", include_str!("../data/nouns.tsv")),
    ("classes.tsv", include_str!("../data/classes.tsv")),
    ("frames.tsv", include_str!("../data/frames.tsv")),
    ("governors.tsv", include_str!("../data/governors.tsv")),
    ("cues.tsv", include_str!("../data/cues.tsv")),
    ("measures.tsv", include_str!("../data/measures.tsv")),
    ("terms.tsv", include_str!("../data/terms.tsv")),
    ("deals.tsv", include_str!("../data/deals.tsv")),
    ("numbers.tsv", include_str!("../data/numbers.tsv")),
    ("qualifiers.tsv", include_str!("../data/qualifiers.tsv")),
    ("calendar.tsv", include_str!("../data/calendar.tsv")),
];

impl Lexicon {
    /// The lexicon that is built in.
    pub fn embedded() -> Self {
        let mut out = Self {
            gazetteers: vec![Arc::new(Gazetteer::embedded())],
            ..Self::default()
        };
        for (file, text) in TABLES {
            if let Err(fault) = out.overlay(file, text) {
                // The crate's own test reads every table, so a build with a faulty one never leaves the project.
                unreachable!("{fault}");
            }
        }
        out
    }

    /// Lays the rows of a table over what is there. `file` names the table (`actors.tsv`), `text` is its content.
    ///
    /// # Errors
    /// The first faulty row, with file and line; rows before it have been laid.
    pub fn overlay(&mut self, file: &str, text: &str) -> Result<(), TableError> {
        match file.rsplit(['/', '\\']).next().unwrap_or(file) {
            "states.tsv" => self.world.add_states(file, text),
            "polities.tsv" => self.world.add_polities(file, text),
            "actors.tsv" => self.world.add_actors(file, text),
            "places.tsv" => self.world.add_places(file, text),
            "offices.tsv" => self.offices.add_titles(file, text),
            "holders.tsv" => self.offices.add_holders(file, text),
            "nouns.tsv" => self.words.add_nouns(file, text),
            "classes.tsv" => self.classes.add(file, text),
            "frames.tsv" => frames::add_frames(&mut self.frames, file, text),
            "governors.tsv" => governors::add(&mut self.governors, file, text),
            "cues.tsv" => self.words.add_cues(file, text),
            "measures.tsv" => self.words.add_measures(file, text),
            "terms.tsv" => frames::add_terms(&mut self.duties, file, text),
            "deals.tsv" => deals::add(&mut self.deals, file, text),
            "numbers.tsv" => self.words.add_numbers(file, text),
            "qualifiers.tsv" => self.words.add_qualifiers(file, text),
            "calendar.tsv" => self.words.add_calendar(file, text),
            _ => Err(TableError {
                table: file.to_owned(),
                line: 0,
                message: format!(
                    "no table has this name; the tables are {}",
                    Self::tables().join(", ")
                ),
            }),
        }
    }

    /// Asks a gazetteer of the user's before those that are there.
    pub fn add_gazetteer(&mut self, gazetteer: Gazetteer) {
        self.gazetteers.insert(0, Arc::new(gazetteer));
    }

    /// The file names of all tables.
    pub fn tables() -> Vec<&'static str> {
        TABLES.iter().map(|(file, _)| *file).collect()
    }
}
