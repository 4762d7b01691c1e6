//! Where the places of a report are: the gazetteer proposes, the report decides.
//!
//! A name may be that of many places. What the report is about decides: the countries and provinces that it names,
//! then how large a place is, then how near it is to the other places. What stays open is named and not located.

use super::Entities;
use crate::context::Context;
use crate::{EntityKind, Located};
use dateline_lexicon::fold;
use dateline_lexicon::gazetteer::{Class, Place, Region, RegionId};
use std::collections::{BTreeMap, BTreeSet};

/// Points so near to each other are one place with several entries.
const SAME_KM: u32 = 25;

/// A country must be named so many times as often as another for its namesake to be meant.
const COUNTRY_OUTWEIGHS: u32 = 3;

/// A namesake must be so many times as large, as a power of two, to be meant for its size.
const LARGER: u8 = 3;

/// A namesake must be so many times as near to the other places to be meant for that.
const NEARER: u32 = 3;

/// The nearest namesake must be at least so near to another place of the report.
const NEAR_KM: u32 = 60;

/// A place of a country that is not named must have so many people, as a power of two: a million.
const KNOWN_ANYWHERE: u8 = 20;

/// A country that is named so many times more seldom than another lends its names to cities only.
const SELDOM: u32 = 8;

/// A point, the region it lies in, and the gazetteer that has it.
#[derive(Clone, Copy, Debug)]
struct Candidate<'a> {
    place: Place,
    region: Region<'a>,
    source: usize,
}

/// What goes by a name in the gazetteers.
#[derive(Default)]
struct Named<'a> {
    points: Vec<Candidate<'a>>,
    regions: Vec<(usize, Region<'a>)>,
}

/// Gives the places of a report their points.
pub(super) fn read(cx: &Context<'_>, entities: &mut Entities) {
    let mut weight: BTreeMap<String, u32> = BTreeMap::new();
    for entity in &entities.list {
        if let Some(code) = &entity.country {
            *weight.entry(code.clone()).or_default() += entity.mentions.len() as u32;
        }
    }
    let open: Vec<(usize, Named<'_>)> = entities
        .list
        .iter()
        .enumerate()
        .filter(|(_, e)| e.kind == EntityKind::Place && e.place.is_none())
        .map(|(at, e)| (at, named(cx, &e.name, &e.aliases)))
        .filter(|(_, named)| !named.points.is_empty() || !named.regions.is_empty())
        .collect();
    let mut regions: BTreeSet<(usize, RegionId)> = BTreeSet::new();
    for entity in entities.list.iter().filter(|e| e.kind == EntityKind::Place) {
        for (source, region) in named(cx, &entity.name, &entity.aliases).regions {
            if weight.contains_key(region.country) {
                regions.insert((source, region.id));
            }
        }
    }
    let mut anchors: Vec<Place> = entities
        .list
        .iter()
        .filter_map(|e| e.place.as_ref())
        .map(|p| Place::at(p.lat, p.lon, Class::City))
        .collect();
    // What is plain without the others first, so that it can decide the rest.
    let mut left = Vec::new();
    for (at, named) in &open {
        match decide(named, &weight, &regions, &[]) {
            Some(found) => {
                anchors.push(found.place);
                put(entities, *at, found);
            }
            None => left.push((*at, named)),
        }
    }
    for (at, named) in left {
        if let Some(found) = decide(named, &weight, &regions, &anchors) {
            put(entities, at, found);
        } else {
            let entity = &mut entities.list[at];
            entity.country = entity.country.take().or_else(|| only_country(named, &weight));
        }
    }
}

fn put(entities: &mut Entities, at: usize, found: Candidate<'_>) {
    let entity = &mut entities.list[at];
    let (lat, lon) = found.place.degrees();
    entity.place = Some(Located {
        lat,
        lon,
        geonames: found.place.geonames,
        precision: found.place.class.as_str().to_owned(),
    });
    if entity.country.is_none() {
        entity.country = Some(found.region.country.to_owned());
    }
}

/// What goes by the name, else by an alias, of a place: as written, then without its article or with one.
fn named<'a>(cx: &'a Context<'_>, name: &str, aliases: &[String]) -> Named<'a> {
    for name in [name].into_iter().chain(aliases.iter().map(String::as_str)) {
        let folded = fold(name);
        let (first, rest) = folded.split_once(' ').unwrap_or(("", &folded));
        let bare = match first {
            "al" | "el" | "ad" | "ar" | "as" | "at" | "az" | "an" | "ash" | "the" => rest.to_owned(),
            _ => format!("al {folded}"),
        };
        for key in [folded.as_str(), &bare] {
            let mut out = Named::default();
            for (source, gazetteer) in cx.lexicon.gazetteers.iter().enumerate() {
                let found = gazetteer.find(key);
                let points = found.places.into_iter().map(|(place, region)| Candidate {
                    place,
                    region,
                    source,
                });
                out.points.extend(points);
                out.regions.extend(found.regions.into_iter().map(|r| (source, r)));
                // The user's own gazetteer has the last word.
                if !out.points.is_empty() {
                    return out;
                }
            }
            if !out.regions.is_empty() {
                return out;
            }
        }
    }
    Named::default()
}

/// The point that is meant; none where the report leaves it open.
fn decide<'a>(
    named: &Named<'a>,
    weight: &BTreeMap<String, u32>,
    regions: &BTreeSet<(usize, RegionId)>,
    anchors: &[Place],
) -> Option<Candidate<'a>> {
    let of_country = |c: &Candidate<'_>| weight.get(c.region.country).copied().unwrap_or(0);
    let main = weight.values().copied().max().unwrap_or(0);
    let of_report = |c: &Candidate<'_>| {
        let n = of_country(c);
        n > 0 && (n * SELDOM >= main || c.place.class == Class::City)
    };
    let mut left: Vec<Candidate<'a>> = named.points.iter().copied().filter(of_report).collect();
    // A town that bears the name of its own province: which of the two is meant?
    let of_province =
        |c: &Candidate<'_>| c.place.class != Class::City && named.regions.contains(&(c.source, c.region));
    if left.iter().any(of_province) {
        return None;
    }
    if left.is_empty() {
        // Of a country that the report does not name: only if everybody knows it, and no other like it.
        let largest = named.points.iter().map(|c| c.place.size).max()?;
        if largest < KNOWN_ANYWHERE {
            return None;
        }
        let near = |c: &&Candidate<'_>| c.place.size + LARGER > largest;
        left = named.points.iter().filter(near).copied().collect();
        return alone(&left);
    }
    narrow(&mut left, |c| regions.contains(&(c.source, c.region.id)));
    if let Some(one) = alone(&left) {
        return Some(one);
    }
    let most = left.iter().map(of_country).max()?;
    narrow(&mut left, |c| of_country(c) * COUNTRY_OUTWEIGHS > most);
    let largest = left.iter().map(|c| c.place.size).max()?;
    narrow(&mut left, |c| c.place.size + LARGER > largest);
    if let Some(one) = alone(&left) {
        return Some(one);
    }
    let distance = |c: &Candidate<'_>| anchors.iter().map(|a| a.kilometres_to(c.place)).min();
    let nearest = left.iter().filter_map(distance).min()?;
    if nearest > NEAR_KM {
        return None;
    }
    narrow(&mut left, |c| {
        distance(c).is_some_and(|d| d < nearest.max(1) * NEARER)
    });
    alone(&left)
}

/// Keeps those of which something holds, if it holds of any.
fn narrow<'a>(left: &mut Vec<Candidate<'a>>, holds: impl Fn(&Candidate<'a>) -> bool) {
    if left.iter().any(&holds) {
        left.retain(holds);
    }
}

/// The largest of points that are all one place; none where they are not.
fn alone<'a>(left: &[Candidate<'a>]) -> Option<Candidate<'a>> {
    let largest = left
        .iter()
        .max_by_key(|c| (c.place.size, std::cmp::Reverse(c.place.geonames)))?;
    left.iter()
        .all(|c| c.place.kilometres_to(largest.place) <= SAME_KM)
        .then_some(*largest)
}

/// The one country of the report in which something has this name.
fn only_country(named: &Named<'_>, weight: &BTreeMap<String, u32>) -> Option<String> {
    let main = weight.values().copied().max().unwrap_or(0);
    let countries: BTreeSet<&str> = named
        .points
        .iter()
        .map(|c| c.region.country)
        .chain(named.regions.iter().map(|(_, r)| r.country))
        .filter(|code| weight.get(*code).is_some_and(|n| n * COUNTRY_OUTWEIGHS >= main))
        .collect();
    (countries.len() == 1)
        .then(|| countries.first().map(|c| (*c).to_owned()))
        .flatten()
}
