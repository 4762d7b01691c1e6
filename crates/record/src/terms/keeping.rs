//! What an event tells of the keeping of a duty.

use crate::account::Told;
use dateline_lexicon::{EventType, Mode, Status, TermKind, TermStatus};

/// What an event tells of the keeping of a duty; the last is false where the report does not tie it to one.
pub(super) fn keeping(told: &Told) -> Option<(TermKind, TermStatus, bool)> {
    use TermStatus::{Agreed, Demanded, Fulfilled, Offered, Violated};
    let told_as = |done: TermStatus, undone: TermStatus| match told.status {
        Status::Actual => Some(done),
        Status::Denied => Some(undone),
        Status::Planned => Some(Offered),
        Status::Demanded => Some(Demanded),
        Status::Conditional | Status::Possible => None,
    };
    let lemma = &*told.lemma;
    let sure = |kind: TermKind, status: Option<TermStatus>| status.map(|status| (kind, status, true));
    match (told.kind, told.mode) {
        (EventType::Assault, Some(Mode::Ceasefire)) => match told.status {
            Status::Actual | Status::Possible => Some((TermKind::CeaseFire, Violated, true)),
            Status::Denied => Some((TermKind::CeaseFire, Fulfilled, true)),
            _ => None,
        },
        (EventType::Retreat, Some(Mode::Ceasefire)) if OBSERVE.contains(&lemma) => {
            sure(TermKind::CeaseFire, told_as(Fulfilled, Violated))
        }
        (EventType::Agree | EventType::Concede | EventType::Support, Some(Mode::Ceasefire)) => sure(
            TermKind::CeaseFire,
            (told.status == Status::Actual).then_some(Agreed),
        ),
        (EventType::Retreat, Some(Mode::Disarm)) => {
            let kind = if DISBAND.contains(&lemma) {
                TermKind::Disband
            } else {
                TermKind::Disarm
            };
            sure(kind, told_as(Fulfilled, Violated))
        }
        (EventType::Retreat, Some(Mode::Withdraw)) => sure(TermKind::Withdraw, told_as(Fulfilled, Violated)),
        (EventType::Retreat, Some(Mode::Release)) => sure(TermKind::Prisoners, told_as(Fulfilled, Violated)),
        (EventType::Consult, Some(Mode::Phone | Mode::Visit)) => None,
        (EventType::Consult, _) if told.actors.len() >= 2 || !told.recipients.is_empty() => match told.status
        {
            Status::Actual => Some((TermKind::Talks, Fulfilled, true)),
            Status::Planned => Some((TermKind::Talks, Agreed, true)),
            _ => None,
        },
        // Fire while a truce holds may break it; that none is told says that it holds.
        (
            EventType::Assault,
            Some(Mode::ArmedClash | Mode::Firearms | Mode::Shelling | Mode::Airstrike | Mode::Drone),
        ) => match told.status {
            Status::Actual => Some((TermKind::CeaseFire, Violated, false)),
            Status::Denied => Some((TermKind::CeaseFire, Fulfilled, false)),
            _ => None,
        },
        _ => None,
    }
}

const OBSERVE: &[&str] = &[
    "observe", "hold", "respect", "honour", "honor", "keep", "maintain", "adhere", "abide", "comply",
];
const DISBAND: &[&str] = &["disband", "dissolve", "dissolution", "demobilise", "demobilize"];

/// Whether a status is about the keeping of a duty, and not about taking it on.
pub(super) const fn is_keeping(status: TermStatus) -> bool {
    matches!(
        status,
        TermStatus::Fulfilled | TermStatus::Violated | TermStatus::Refused
    )
}
