//! What kind of happening a telling is about.

use crate::account::Told;
use crate::scope::HARM;
use dateline_lexicon::{EventType, Mode};

/// What kind of happening a telling is about, coarser than type and mode where words are used for each other.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) enum Class {
    /// An offensive, an operation, the fighting as a whole.
    Campaign,
    /// An explosion.
    Blast,
    /// Fire of any arm.
    Fire,
    /// Words that only tell of harm: any of the above.
    Harm,
    /// Other violence.
    Attack,
    Breach,
    Truce,
    Talks,
    /// Anything else by its type and how.
    Other(EventType, Option<Mode>),
}

/// Kinds that may go together share it.
pub(super) type Kin = (u8, Option<EventType>, Option<Mode>);

const CAMPAIGN: &[&str] = &[
    "offensive",
    "operation",
    "campaign",
    "war",
    "invasion",
    "fighting",
    "hostility",
    "hostilities",
    "battle",
    "assault",
    "counteroffensive",
    "escalation",
    "incursion",
    "conflict",
    "fight",
];
const BLAST: &[&str] = &[
    "explosion",
    "explode",
    "blast",
    "blow",
    "detonate",
    "detonation",
    "bombing",
    "bomb",
];

impl Class {
    pub(super) fn of(told: &Told) -> Self {
        let lemma = &*told.lemma;
        match (told.kind, told.mode) {
            (EventType::Assault, Some(Mode::Ceasefire)) => Self::Breach,
            (_, Some(Mode::Ceasefire)) => Self::Truce,
            (EventType::Consult, _) => Self::Talks,
            (EventType::Assault, mode) => {
                if CAMPAIGN.contains(&lemma) {
                    Self::Campaign
                } else if BLAST.contains(&lemma) || mode == Some(Mode::SuicideAttack) {
                    Self::Blast
                } else if HARM.contains(&lemma) {
                    Self::Harm
                } else if matches!(
                    mode,
                    Some(Mode::Firearms | Mode::Shelling | Mode::Airstrike | Mode::Drone)
                ) {
                    Self::Fire
                } else if matches!(mode, Some(Mode::Abduct | Mode::Torture)) {
                    Self::Other(told.kind, mode)
                } else {
                    Self::Attack
                }
            }
            (kind, mode) => Self::Other(kind, mode),
        }
    }

    /// Whether tellings of the two kinds may be about one event.
    pub(super) fn goes_with(self, other: Self) -> bool {
        use Class::{Attack, Blast, Campaign, Fire, Harm};
        let loose = |class| matches!(class, Attack | Blast | Fire | Harm);
        self == other
            || (self == Harm && loose(other))
            || (other == Harm && loose(self))
            || matches!(
                (self, other),
                (Attack, Fire | Blast | Campaign) | (Fire | Blast | Campaign, Attack)
            )
    }

    /// The key under which candidates are looked for: kinds that may go together share it.
    pub(super) const fn group(self) -> Kin {
        match self {
            Self::Campaign | Self::Blast | Self::Fire | Self::Harm | Self::Attack => (0, None, None),
            Self::Breach => (1, None, None),
            Self::Truce => (2, None, None),
            Self::Talks => (3, None, None),
            Self::Other(kind, mode) => (4, Some(kind), mode),
        }
    }

    /// Violence, told by a word that says how people came to harm.
    pub(super) const fn is_violent(self) -> bool {
        matches!(self, Self::Campaign | Self::Blast | Self::Fire | Self::Attack)
    }

    /// Happenings of which a conflict has few at a time, so that a report can speak of "the" offensive.
    pub(super) const fn is_major(self) -> bool {
        matches!(
            self,
            Self::Campaign
                | Self::Truce
                | Self::Blast
                | Self::Talks
                | Self::Other(EventType::Retreat, Some(Mode::Disarm))
        )
    }
}

/// The handing over of arms: planned, begun, halted, done, one process.
pub(super) const DISARMING: Class = Class::Other(EventType::Retreat, Some(Mode::Disarm));
