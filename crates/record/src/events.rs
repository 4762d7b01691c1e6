//! Which events of different reports, and of one, are the same event.
//!
//! Conservative: two tellings become one only where several things speak for it and none against it. What falls
//! just short is offered for review.

use crate::Days;
use crate::account::{Account, Told};
use crate::actors::{Actor, Doubt};
use crate::identity::By;
use crate::links::{At, Groups};
use crate::scope::HARM;
use crate::theatre;
use dateline_lexicon::{EntityKind, EventType, Mode, Status};
use std::collections::HashMap;

/// An event of the record: all tellings of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The tellings, in the order of the reports.
    pub mentions: Vec<At>,
    /// When it took place: the days that all dated tellings share.
    pub days: Option<Days>,
    /// Where: the actor that most tellings name as the place.
    pub place: Option<u32>,
    /// The pairs of tellings that made it one, each with what spoke for it.
    pub evidence: Vec<(At, At, String)>,
}

pub(crate) struct Events {
    pub(crate) list: Vec<Event>,
    /// For each event of each report, the event of the record.
    pub(crate) of: Vec<Vec<u32>>,
    pub(crate) doubts: Vec<Doubt>,
}

/// What must speak for two tellings to be one event.
const ENOUGH: i32 = 4;

/// Tellings with one key beyond which only the nearest are compared.
const NEAREST: usize = 24;

/// Without a date, a telling is about the days before its report: so many.
const RECENT: i32 = 10;

/// What kind of happening a telling is about, coarser than type and mode where words are used for each other.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
enum Class {
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
type Kin = (u8, Option<EventType>, Option<Mode>);

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
    fn of(told: &Told) -> Self {
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
    fn goes_with(self, other: Self) -> bool {
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
    const fn group(self) -> Kin {
        match self {
            Self::Campaign | Self::Blast | Self::Fire | Self::Harm | Self::Attack => (0, None, None),
            Self::Breach => (1, None, None),
            Self::Truce => (2, None, None),
            Self::Talks => (3, None, None),
            Self::Other(kind, mode) => (4, Some(kind), mode),
        }
    }

    /// Happenings of which a conflict has few at a time, so that a report can speak of "the" offensive.
    const fn is_major(self) -> bool {
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
const DISARMING: Class = Class::Other(EventType::Retreat, Some(Mode::Disarm));

/// A telling with what it is compared by.
struct Teller<'a> {
    at: At,
    told: &'a Told,
    class: Class,
    published: Option<i32>,
    place: Option<u32>,
    sides: Vec<&'a str>,
    actors: Vec<u32>,
    /// Who takes part without a name: `rebels`.
    unnamed: Vec<&'a str>,
    /// Whether somebody with a name or a side suffers it.
    has_named_victim: bool,
    /// The places that its report names, but for wide ones.
    named_places: &'a [u32],
    theatre: &'a [&'a str],
    /// Measure and bounds of the figures that came about in it.
    figures: Vec<(u8, Option<u64>, Option<u64>)>,
}

/// What is known of the places of the record.
struct Places<'a> {
    actors: &'a [Actor],
}

impl Places<'_> {
    /// The places that a report names, wide ones left out.
    fn named(&self, account: &Account, actors: &[u32]) -> Vec<u32> {
        let mut named: Vec<u32> = account
            .named
            .iter()
            .zip(actors)
            .filter(|(named, actor)| named.kind == EntityKind::Place && !self.is_wide(**actor))
            .map(|(_, actor)| *actor)
            .collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    /// A place that can hold others: a state or polity, or a region of the gazetteer.
    fn is_wide(&self, place: u32) -> bool {
        let actor = &self.actors[place as usize];
        let precision = actor.point.as_ref().map_or("", |point| point.precision.as_str());
        actor.kind != EntityKind::Place
            || matches!(
                precision,
                "country"
                    | "region"
                    | "province"
                    | "district"
                    | "state"
                    | "county"
                    | "island"
                    | "sea"
                    | "river"
            )
            || (actor.point.is_none() && actor.side.is_some())
    }

    fn conflict(&self, a: u32, b: u32) -> bool {
        a != b && !self.is_wide(a) && !self.is_wide(b)
    }
}

/// Groups the tellings of all reports into events.
pub(crate) fn events(
    accounts: &[Account],
    actors: &[Actor],
    actor_of: &[Vec<u32>],
    origin_of: &[u32],
    together: &[(At, At)],
    apart: &[(At, At)],
) -> Events {
    let theatres: Vec<Vec<&str>> = accounts.iter().map(theatre::sides).collect();
    let places = Places { actors };
    let named_places: Vec<Vec<u32>> = accounts
        .iter()
        .zip(actor_of)
        .map(|(account, actors)| places.named(account, actors))
        .collect();
    let mut tellers: Vec<Teller<'_>> = Vec::new();
    let mut first = Vec::with_capacity(accounts.len());
    for (report, account) in (0u32..).zip(accounts) {
        first.push(tellers.len() as u32);
        for (n, told) in (0u32..).zip(&account.told) {
            tellers.push(teller(
                (report, n),
                told,
                account,
                &actor_of[report as usize],
                &theatres[report as usize],
                &named_places[report as usize],
            ));
        }
    }
    let index = |at: &At| first[at.0 as usize] + at.1;
    let mut groups = Groups::new(
        tellers.len(),
        apart.iter().map(|(a, b)| (index(a), index(b))).collect(),
    );
    let mut known: Vec<(Option<Days>, Option<u32>)> =
        tellers.iter().map(|t| (t.told.days, t.place)).collect();
    let mut evidence: HashMap<u32, Vec<(At, At, String)>> = HashMap::new();
    let mut doubts = Vec::new();

    let mut join = |groups: &mut Groups, a: u32, b: u32, why: String, by_hand: bool| {
        let (x, y) = (groups.root(a), groups.root(b));
        if x == y {
            return true;
        }
        let ((da, pa), (db, pb)) = (known[x as usize], known[y as usize]);
        let clash = matches!((da, db), (Some(da), Some(db)) if !da.meets(db))
            || matches!((pa, pb), (Some(pa), Some(pb)) if places.conflict(pa, pb));
        if clash && !by_hand {
            return false;
        }
        let Some((kept, gone)) = groups.join(a, b) else {
            return false;
        };
        let days = match (da, db) {
            (Some(da), Some(db)) => da.both(db).or(Some(da)),
            (da, db) => da.or(db),
        };
        let place = match (pa, pb) {
            (Some(pa), Some(pb)) => Some(if places.is_wide(pa) { pb } else { pa }),
            (pa, pb) => pa.or(pb),
        };
        known[kept as usize] = (days, place);
        let mut list = evidence.remove(&gone).unwrap_or_default();
        list.push((tellers[a as usize].at, tellers[b as usize].at, why));
        evidence.entry(kept).or_default().append(&mut list);
        true
    };

    for (a, b) in together {
        join(&mut groups, index(a), index(b), "a decision".to_owned(), true);
    }
    let is_copy = copies(&tellers, origin_of, &mut |a, b| {
        join(
            &mut groups,
            a,
            b,
            "the same sentence of one origin".to_owned(),
            true,
        );
    });
    let mut links = links(&tellers, &is_copy, &places);
    links.sort_by(|a, b| (b.score, a.a, a.b).cmp(&(a.score, b.a, b.b)));
    for link in links {
        let is_sure = link.score >= ENOUGH;
        if is_sure && join(&mut groups, link.a, link.b, link.why.join(", "), false) {
            continue;
        }
        if link.score == ENOUGH - 1
            && groups.root(link.a) != groups.root(link.b)
            && groups.may_join(link.a, link.b)
        {
            let (a, b) = (tellers[link.a as usize].at, tellers[link.b as usize].at);
            doubts.push(Doubt {
                a,
                b,
                why: "something speaks for one event, but not enough",
            });
        }
    }

    let sets = groups.all();
    let mut of: Vec<Vec<u32>> = accounts.iter().map(|a| vec![0; a.told.len()]).collect();
    let mut list = Vec::with_capacity(sets.len());
    for (n, set) in (0u32..).zip(sets) {
        for &member in &set {
            let at = tellers[member as usize].at;
            of[at.0 as usize][at.1 as usize] = n;
        }
        let (days, place) = known[set[0] as usize];
        let mut evidence = evidence.remove(&set[0]).unwrap_or_default();
        evidence.sort();
        list.push(Event {
            mentions: set.iter().map(|&m| tellers[m as usize].at).collect(),
            days,
            place,
            evidence,
        });
    }
    doubts.retain(|doubt| {
        of[doubt.a.0 as usize][doubt.a.1 as usize] != of[doubt.b.0 as usize][doubt.b.1 as usize]
    });
    one_doubt_each(&mut doubts);
    Events { list, of, doubts }
}

/// One question about each telling is enough; the best comes first.
fn one_doubt_each(doubts: &mut Vec<Doubt>) {
    let mut asked = std::collections::HashSet::new();
    doubts.retain(|doubt| asked.insert(doubt.a) && asked.insert(doubt.b));
}

fn teller<'a>(
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

/// Joins what copies of one origin tell in the same words; tells which tellings only repeat another's.
fn copies(tellers: &[Teller<'_>], origin_of: &[u32], join: &mut impl FnMut(u32, u32)) -> Vec<bool> {
    let mut is_copy = vec![false; tellers.len()];
    // The originals by origin and word; an origin has few of one word.
    let mut seen: HashMap<(u32, &str), Vec<u32>> = HashMap::new();
    for (n, teller) in (0u32..).zip(tellers) {
        let originals = seen
            .entry((origin_of[teller.at.0 as usize], &teller.told.word))
            .or_default();
        let original = originals.iter().copied().take(NEAREST).find(|&other| {
            let other = &tellers[other as usize];
            other.at.0 != teller.at.0 && teller.told.sign.is_edit_of(other.told.sign)
        });
        match original {
            Some(original) => {
                join(original, n);
                is_copy[n as usize] = true;
            }
            None => originals.push(n),
        }
    }
    is_copy
}

struct Link {
    score: i32,
    a: u32,
    b: u32,
    why: Vec<&'static str>,
}

#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    Day(i32),
    Place(u32, i32),
    Theatre(&'a str, &'a str, i32),
    Report(u32),
    Figure(u8, Option<u64>, i32),
}

/// Candidates by day, place, theatre and figure, scored.
fn links(tellers: &[Teller<'_>], is_copy: &[bool], places: &Places<'_>) -> Vec<Link> {
    let mut seen: HashMap<(Kin, Key<'_>), Vec<u32>> = HashMap::new();
    let mut links = Vec::new();
    let mut near: Vec<u32> = Vec::new();
    for (n, teller) in (0u32..).zip(tellers) {
        if is_copy[n as usize] {
            continue;
        }
        near.clear();
        for key in keys(teller) {
            let list = seen.entry((teller.class.group(), key)).or_default();
            near.extend(list.iter().rev().take(NEAREST));
            list.push(n);
        }
        near.sort_unstable();
        near.dedup();
        for &other in &near {
            if let Some((score, why)) = score(&tellers[other as usize], teller, places)
                && score >= ENOUGH - 1
            {
                links.push(Link {
                    score,
                    a: other,
                    b: n,
                    why,
                });
            }
        }
    }
    links
}

/// Stretches of days by which tellings are sorted; each telling is in its own and the one before.
const STRETCH: i32 = 8;

fn keys<'a>(teller: &Teller<'a>) -> Vec<Key<'a>> {
    let mut keys = vec![Key::Report(teller.at.0)];
    let days = teller.told.days.filter(|days| days.len() <= 4);
    if let Some(days) = days {
        keys.extend((days.from..=days.to).map(Key::Day));
    }
    if let Some(day) = days.map(|days| days.from).or(teller.published) {
        let stretches = [day.div_euclid(STRETCH), day.div_euclid(STRETCH) - 1];
        for stretch in stretches {
            keys.extend(teller.place.map(|place| Key::Place(place, stretch)));
            keys.extend(
                teller
                    .figures
                    .iter()
                    .map(|&(measure, low, _)| Key::Figure(measure, low, stretch)),
            );
            if teller.class.is_major() {
                keys.extend(
                    theatre::pairs(teller.theatre)
                        .into_iter()
                        .map(|(a, b)| Key::Theatre(a, b, stretch)),
                );
            }
        }
    }
    keys
}

/// What speaks for two tellings to be one event, and how much; none where something speaks against it.
fn score(a: &Teller<'_>, b: &Teller<'_>, places: &Places<'_>) -> Option<(i32, Vec<&'static str>)> {
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
    let mut score = 0;
    let mut why = Vec::new();
    let mut add = |points: i32, reason: &'static str| {
        score += points;
        why.push(reason);
    };
    let mut is_dated = false;
    match (a.told.days, b.told.days) {
        (Some(x), Some(y)) => {
            if !x.meets(y) {
                return None;
            }
            if x.len() <= 4 && y.len() <= 4 {
                add(2, "the same day");
                is_dated = true;
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
            (Some(x), Some(y)) if (x - y).abs() <= 3 => {}
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
            add(2, "one report, which tells of no other");
        }
    } else if a.class == b.class && a.class.is_major() && theatre::n_shared(a.theatre, b.theatre) >= 2 {
        add(1, "the same theatre");
        if a.class == Class::Campaign && a.told.lemma == b.told.lemma {
            add(1, "of which there is one at a time");
        }
        if a.class == DISARMING {
            add(2, "of which there is one at a time");
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
