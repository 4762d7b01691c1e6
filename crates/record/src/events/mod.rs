//! Which events of different reports, and of one, are the same event.
//!
//! Conservative: two tellings become one only where several things speak for it and none against it. What falls
//! just short is offered for review.

mod class;
mod places;
mod score;

pub(crate) use places::Places;

use crate::Days;
use crate::account::Account;
use crate::actors::{Actor, Doubt};
use crate::links::{At, Groups};
use crate::theatre;
use class::{DISARMING, Kin};
use score::{Teller, score, teller};
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
    /// Whether it is violence in which people come to harm, told by a word that says how.
    pub is_violent: bool,
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
        let is_process = tellers[a as usize].class == DISARMING;
        let clash = matches!((da, db), (Some(da), Some(db)) if !da.meets(db) && !is_process)
            || matches!((pa, pb), (Some(pa), Some(pb)) if places.conflict(pa, pb));
        if clash && !by_hand {
            return false;
        }
        let Some((kept, gone)) = groups.join(a, b) else {
            return false;
        };
        let days = match (da, db) {
            // A process lasts from its first telling to its last.
            (Some(da), Some(db)) if is_process => Some(Days {
                from: da.from.min(db.from),
                to: da.to.max(db.to),
            }),
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
            is_violent: set.iter().any(|&m| tellers[m as usize].class.is_violent()),
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
