//! What speaks for two tellings to be one event.

use super::RECENT;
use super::class::{Class, DISARMING};
use super::places::Places;
use crate::Days;
use crate::account::{Account, Told};
use crate::identity::By;
use crate::links::At;
use crate::theatre;
use dateline_lexicon::{EventType, Status};

/// A telling with what it is compared by.
pub(super) struct Teller<'a> {
    pub(super) at: At,
    pub(super) told: &'a Told,
    pub(super) class: Class,
    pub(super) published: Option<i32>,
    pub(super) place: Option<u32>,
    pub(super) sides: Vec<&'a str>,
    pub(super) actors: Vec<u32>,
    /// Who takes part without a name: `rebels`.
    pub(super) unnamed: Vec<&'a str>,
    /// Whether somebody with a name or a side suffers it.
    pub(super) has_named_victim: bool,
    /// The places that its report names, but for wide ones.
    pub(super) named_places: &'a [u32],
    pub(super) theatre: &'a [&'a str],
    /// Measure and bounds of the figures that came about in it.
    pub(super) figures: Vec<(u8, Option<u64>, Option<u64>)>,
}

pub(super) fn teller<'a>(
    at: At,
    told: &'a Told,
    account: &'a Account,
    actor_of: &[u32],
    theatre: &'a [&'a str],
    named_places: &'a [u32],
) -> Teller<'a> {
    let mut sides: Vec<&str> = Vec::new();
    let mut actors: Vec<u32> = Vec::new();
    let mut unnamed: Vec<&str> = Vec::new();
    for &entity in told.actors.iter().chain(told.recipients.iter()) {
        let named = &account.named[entity as usize];
        if let Some(side) = named
            .identity
            .side
            .as_deref()
            .filter(|side| !sides.contains(side))
        {
            sides.push(side);
        }
        actors.push(actor_of[entity as usize]);
        // What stands for a number of people (`seven people`) tells nobody from others.
        if named.identity.by == By::Nothing && !named.name.contains(' ') {
            unnamed.push(&named.name);
        }
    }
    let figures = account
        .counts
        .iter()
        .filter(|count| count.scope.occasion == Some(at.1) && (count.low.or(count.high)).unwrap_or(0) >= 2)
        .map(|count| (count.measure as u8, count.low, count.high))
        .collect();
    Teller {
        at,
        told,
        class: Class::of(told),
        published: account.day,
        place: told.place.map(|entity| actor_of[entity as usize]),
        sides,
        actors,
        unnamed,
        has_named_victim: told
            .recipients
            .iter()
            .any(|&entity| account.named[entity as usize].identity.by != By::Nothing),
        named_places,
        theatre,
        figures,
    }
}

/// What speaks for two tellings to be one event, and how much; none where something speaks against it.
pub(super) fn score(a: &Teller<'_>, b: &Teller<'_>, places: &Places<'_>) -> Option<(i32, Vec<&'static str>)> {
    if !a.class.goes_with(b.class) {
        return None;
    }
    // People who are named apart came to harm apart, unless one sentence tells of both.
    let is_one_sentence = a.at.0 == b.at.0 && a.told.sentence == b.told.sentence;
    let is_named = |teller: &Teller<'_>| teller.class == Class::Harm && teller.has_named_victim;
    let shares_actor = a.actors.iter().any(|actor| b.actors.contains(actor));
    if (is_named(a) || is_named(b)) && !shares_actor && !is_one_sentence {
        return None;
    }
    if a.class == Class::Talks && b.class == Class::Talks && are_two_meetings(a, b) {
        return None;
    }
    let mut score = 0;
    let mut why = Vec::new();
    let mut add = |points: i32, reason: &'static str| {
        score += points;
        why.push(reason);
    };
    let mut is_dated = false;
    match (a.told.days, b.told.days) {
        (Some(x), Some(y)) => {
            if !x.meets(y) && a.class != DISARMING {
                return None;
            }
            if x.len() <= 4 && y.len() <= 4 {
                add(2, "the same day");
                is_dated = true;
            } else if x.len() <= 4 || y.len() <= 4 {
                add(1, "days that fit");
            }
        }
        (Some(days), None) | (None, Some(days)) => {
            let published = if a.told.days.is_some() {
                b.published
            } else {
                a.published
            };
            let recent = published.map(|day| Days {
                from: day - RECENT,
                to: day + RECENT,
            });
            if !recent.is_some_and(|recent| recent.meets(days)) {
                return None;
            }
            if days.len() <= 4 && a.class.is_major() {
                add(1, "days that fit");
            }
        }
        (None, None) => match (a.published, b.published) {
            (Some(x), Some(y)) if (x - y).abs() <= 2 => {
                if a.class == Class::Truce && b.class == Class::Truce && x != y {
                    add(1, "told within two days");
                }
            }
            (Some(x), Some(y)) if (x - y).abs() <= RECENT && a.class.is_major() => {}
            _ => return None,
        },
    }
    let mut is_placed = false;
    if let (Some(x), Some(y)) = (a.place, b.place) {
        if x == y {
            add(if places.is_wide(x) { 1 } else { 2 }, "the same place");
            is_placed = true;
        } else if places.conflict(x, y) {
            return None;
        }
    }
    let n_sides = theatre::n_shared(&a.sides, &b.sides);
    if n_sides == 0 && !a.sides.is_empty() && !b.sides.is_empty() {
        return None;
    }
    if n_sides >= 1 {
        add(if n_sides >= 2 { 2 } else { 1 }, "the same sides");
    }
    if shares_actor {
        add(1, "the same actor");
    }
    if a.unnamed
        .iter()
        .any(|name| b.unnamed.iter().any(|other| name.eq_ignore_ascii_case(other)))
    {
        add(1, "the same kind of people");
    }
    let is_local = a.at.0 != b.at.0 && a.named_places.iter().any(|place| b.named_places.contains(place));
    if is_local && is_dated && !is_placed {
        add(1, "reports that name the same place");
    }
    if a.told.lemma == b.told.lemma {
        add(1, "the same word");
    } else if a.told.mode.is_some() && a.told.mode == b.told.mode {
        add(1, "the same kind");
    }
    let is_counted = a.figures.iter().any(|figure| b.figures.contains(figure));
    if is_counted {
        add(2, "the same figure");
    }
    if a.at.0 == b.at.0 {
        if a.told.sentence == b.told.sentence && a.told.lemma != b.told.lemma {
            // Two words of one sentence are two events, but where one of them only tells of harm.
            let harm = |class| class == Class::Harm;
            if harm(a.class) == harm(b.class) {
                return None;
            }
            add(1, "one sentence");
        }
        if a.class == b.class && a.class.is_major() {
            add(3, "one report, which tells of no other");
        }
    } else if a.class == b.class && a.class.is_major() && theatre::n_shared(a.theatre, b.theatre) >= 2 {
        add(1, "the same theatre");
        if a.class == Class::Campaign && a.told.lemma == b.told.lemma {
            add(1, "of which there is one at a time");
        }
        if a.class == DISARMING {
            add(2, "of which there is one at a time");
        }
        if a.class == Class::Truce {
            add(1, "of which there is one at a time");
        }
    }
    let one_is_told = |status| {
        matches!(
            status,
            Status::Actual | Status::Planned | Status::Denied | Status::Possible
        )
    };
    if !one_is_told(a.told.status) && !one_is_told(b.told.status) {
        return None;
    }
    // A demand or offer is an event of its own: only the same speaker on the same day repeats it.
    let is_verbal = matches!(a.class, Class::Other(kind, _) if is_verbal(kind));
    if is_verbal && !(is_dated && n_sides >= 1 && a.told.lemma == b.told.lemma) {
        return None;
    }
    // Some fact must be shared that not every event of the conflict shares.
    let is_specific = is_dated || is_placed || is_counted || a.at.0 == b.at.0 || a.class.is_major();
    is_specific.then_some((score, why))
}

/// Meetings of which one is over and the other still to come: told so by one report, or by the date of the one and
/// the report of the other.
fn are_two_meetings(a: &Teller<'_>, b: &Teller<'_>) -> bool {
    let is_planned = |teller: &Teller<'_>| teller.told.status == Status::Planned;
    if a.at.0 == b.at.0 {
        return is_planned(a) != is_planned(b) && (a.told.days.is_none() || a.told.days != b.told.days);
    }
    let is_after = |planned: &Teller<'_>, other: &Teller<'_>| {
        let dated = other.told.days.map(|days| days.from);
        is_planned(planned)
            && planned.told.days.is_none()
            && matches!((planned.published, dated), (Some(published), Some(day)) if day <= published)
    };
    is_after(a, b) || is_after(b, a)
}

const fn is_verbal(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Agree
            | EventType::Support
            | EventType::Request
            | EventType::Accuse
            | EventType::Reject
            | EventType::Threaten
    )
}
