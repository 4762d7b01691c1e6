//! Which entities of different reports are one actor, and by what evidence.

use crate::account::{Account, Named};
use crate::contract::Point;
use crate::identity::By;
use crate::links::{At, Groups};
use dateline_lexicon::{EntityKind, Sound, fold};
use std::collections::{BTreeMap, HashMap};

/// An actor or place of the record.
#[derive(Clone, PartialEq, Debug)]
pub struct Actor {
    /// The name that most reports use.
    pub name: Box<str>,
    /// What it is, by most reports.
    pub kind: EntityKind,
    /// Every other name, in the order of the alphabet.
    pub aliases: Vec<Box<str>>,
    /// The side that it belongs to, or is.
    pub side: Option<Box<str>>,
    /// Roles that reports give it, in the order in which they appear.
    pub roles: Vec<Box<str>>,
    /// Where it is, for a place.
    pub point: Option<Point>,
    /// Its entities, in the order of the reports.
    pub mentions: Vec<At>,
    /// How the entities were found to be one.
    pub evidence: Evidence,
}

/// How entities were found to be one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Evidence {
    /// One report only.
    Alone,
    /// The same name.
    Name,
    /// What it is, and whose.
    Body,
    /// An alias that is the other's name.
    Alias,
    /// A name in another spelling.
    Spelling,
    /// A family name that only one person of the record has.
    FamilyName,
    /// A decision.
    Decision,
}

impl Evidence {
    /// In the words of the exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alone => "one report",
            Self::Name => "same name",
            Self::Body => "same side and office",
            Self::Alias => "alias",
            Self::Spelling => "spelling of a name",
            Self::FamilyName => "family name of one person only",
            Self::Decision => "decision",
        }
    }
}

/// Two actors that may be one, for an analyst to decide.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Doubt {
    /// An entity of the one.
    pub a: At,
    /// An entity of the other.
    pub b: At,
    /// Why they may be one and why that is not sure.
    pub why: &'static str,
}

/// The actors, for each entity of each report its actor, and what could not be told.
pub(crate) struct Actors {
    pub(crate) list: Vec<Actor>,
    pub(crate) of: Vec<Vec<u32>>,
    pub(crate) doubts: Vec<Doubt>,
}

/// Groups entities into actors.
pub(crate) fn actors(accounts: &[Account], together: &[(At, At)], apart: &[(At, At)]) -> Actors {
    let mut all: Vec<At> = Vec::new();
    let mut first = Vec::with_capacity(accounts.len());
    for (report, account) in (0u32..).zip(accounts) {
        first.push(all.len() as u32);
        all.extend((0..account.named.len() as u32).map(|n| (report, n)));
    }
    let index = |at: &At| first[at.0 as usize] + at.1;
    let named = |at: At| &accounts[at.0 as usize].named[at.1 as usize];
    let mut groups = Groups::new(
        all.len(),
        apart.iter().map(|(a, b)| (index(a), index(b))).collect(),
    );
    let mut evidence: HashMap<u32, Evidence> = HashMap::new();
    let mut doubts = Vec::new();
    let mut join = |groups: &mut Groups, a: u32, b: u32, why: Evidence| {
        if let Some((kept, gone)) = groups.join(a, b) {
            let before = evidence.remove(&gone).unwrap_or(Evidence::Alone);
            let entry = evidence.entry(kept).or_insert(Evidence::Alone);
            *entry = (*entry).max(before).max(why);
        }
    };
    for (a, b) in together {
        join(&mut groups, index(a), index(b), Evidence::Decision);
    }

    // One key, one actor.
    let mut by_key: BTreeMap<(u8, &By), u32> = BTreeMap::new();
    for (n, &at) in (0u32..).zip(&all) {
        let by = &named(at).identity.by;
        let why = match by {
            By::Nothing => continue,
            By::Body(_) => Evidence::Body,
            // A lone family name is no key; see below.
            By::Person { name, .. } if !name.contains(' ') => continue,
            By::Name(_) | By::Person { .. } => Evidence::Name,
        };
        let first = *by_key.entry((class(named(at).kind), by)).or_insert(n);
        join(&mut groups, first, n, why);
    }

    by_alias(&all, &named, &by_key, &mut groups, &mut join);
    persons(&all, &named, accounts, &mut groups, &mut join, &mut doubts);

    let sets = groups.all();
    let mut of: Vec<Vec<u32>> = accounts.iter().map(|a| vec![0; a.named.len()]).collect();
    let mut list = Vec::with_capacity(sets.len());
    for (n, set) in (0u32..).zip(sets) {
        let mentions: Vec<At> = set.iter().map(|&m| all[m as usize]).collect();
        for at in &mentions {
            of[at.0 as usize][at.1 as usize] = n;
        }
        let why = evidence.get(&set[0]).copied().unwrap_or(Evidence::Alone);
        list.push(actor(mentions, &named, why));
    }
    Actors { list, of, doubts }
}

/// Kinds that one name may share: a state and the place of its name are one, a paper and a place are not.
const fn class(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::State | EntityKind::Government | EntityKind::Place => 0,
        EntityKind::Person => 1,
        EntityKind::Population => 2,
        EntityKind::Media => 3,
        _ => 4,
    }
}

/// A body's alias that is another's only name (`ICRC`) joins the two, if it is the alias of one actor only.
fn by_alias<'a>(
    all: &[At],
    named: &impl Fn(At) -> &'a Named,
    by_key: &BTreeMap<(u8, &By), u32>,
    groups: &mut Groups,
    join: &mut impl FnMut(&mut Groups, u32, u32, Evidence),
) {
    let mut owners: BTreeMap<(u8, Box<str>), Vec<u32>> = BTreeMap::new();
    for (n, &at) in (0u32..).zip(all) {
        let entity = named(at);
        let is_body = matches!(entity.identity.by, By::Name(_) | By::Body(_)) && class(entity.kind) >= 3;
        for alias in entity
            .aliases
            .iter()
            .filter(|alias| is_body && is_own_name(alias))
        {
            let owners = owners
                .entry((class(entity.kind), fold(alias).into()))
                .or_default();
            let root = groups.root(n);
            if owners.len() < 2 && !owners.contains(&root) {
                owners.push(root);
            }
        }
    }
    for ((class, alias), owners) in owners {
        if let ([owner], Some(&other)) = (&owners[..], by_key.get(&(class, &By::Name(alias)))) {
            join(groups, *owner, other, Evidence::Alias);
        }
    }
}

/// An acronym or a name of several words; a bare word (`ministry`) is no name.
fn is_own_name(alias: &str) -> bool {
    let is_acronym = alias.len() >= 3
        && alias
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-');
    is_acronym || alias.split(' ').count() >= 2 && alias.chars().next().is_some_and(char::is_uppercase)
}

/// A family name alone stands for the one person who has it, within this many days.
const REMEMBERED: i32 = 45;

/// So many persons of one family name are compared.
const LARGEST_FAMILY: usize = 64;

/// Persons by spelling and by family name.
fn persons<'a>(
    all: &[At],
    named: &impl Fn(At) -> &'a Named,
    accounts: &[Account],
    groups: &mut Groups,
    join: &mut impl FnMut(&mut Groups, u32, u32, Evidence),
    doubts: &mut Vec<Doubt>,
) {
    let mut families: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (n, &at) in (0u32..).zip(all) {
        if let By::Person { family, .. } = &named(at).identity.by {
            families.entry(family).or_default().push(n);
        }
    }
    for members in families.values() {
        let name = |n: u32| match &named(all[n as usize]).identity.by {
            By::Person { name, .. } => &**name,
            _ => "",
        };
        // One of each group is enough, and full names come before family names.
        let mut full: Vec<u32> = members
            .iter()
            .copied()
            .filter(|&n| name(n).contains(' '))
            .collect();
        let mut seen = Vec::new();
        full.retain(|&n| {
            let root = groups.root(n);
            // Of a family name that more people share, nothing can be told.
            let new = seen.len() < LARGEST_FAMILY && !seen.contains(&root);
            if new {
                seen.push(root);
            }
            new
        });
        for (i, &a) in full.iter().enumerate() {
            for &b in &full[..i] {
                if conflict(named(all[a as usize]), named(all[b as usize])) {
                    continue;
                }
                if same_name(name(a), name(b)) {
                    join(groups, b, a, Evidence::Spelling);
                }
            }
        }
        let mut persons: Vec<u32> = full.iter().map(|&n| groups.root(n)).collect();
        persons.sort_unstable();
        persons.dedup();
        let mut alone: Option<u32> = None;
        let mut is_doubted = false;
        for &n in members.iter().filter(|&&n| !name(n).contains(' ')) {
            let at = all[n as usize];
            let fits = |&&person: &&u32| {
                let other = all[person as usize];
                same_family_name(last(name(person)), name(n))
                    && !conflict(named(at), named(other))
                    && at.0 != other.0
            };
            let fitting: Vec<&u32> = persons.iter().filter(fits).collect();
            match fitting[..] {
                [] => match alone {
                    // Two reports that both give only the family name, near in time.
                    Some(other)
                        if near(accounts, all[other as usize].0, at.0)
                            && !conflict(named(at), named(all[other as usize])) =>
                    {
                        join(groups, other, n, Evidence::FamilyName);
                    }
                    _ => alone = Some(n),
                },
                [&person] => join(groups, person, n, Evidence::FamilyName),
                // One question for a family name is enough.
                [_, _, ..] if is_doubted => {}
                [&a, &b, ..] => {
                    is_doubted = true;
                    let why = "a family name that more than one person has";
                    doubts.push(Doubt {
                        a: all[a as usize],
                        b: at,
                        why,
                    });
                    doubts.push(Doubt {
                        a: all[b as usize],
                        b: at,
                        why,
                    });
                }
            }
        }
    }
}

fn near(accounts: &[Account], a: u32, b: u32) -> bool {
    match (accounts[a as usize].day, accounts[b as usize].day) {
        (Some(x), Some(y)) => (x - y).abs() <= REMEMBERED,
        _ => false,
    }
}

/// Whether two family names are spellings of one.
fn same_family_name(a: &str, b: &str) -> bool {
    a == b || Sound::of(a).meets(&Sound::of(b))
}

fn last(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or_default()
}

/// Two full names of one person: the family name in any spelling, and given names that agree or are initials.
fn same_name(a: &str, b: &str) -> bool {
    let given = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    let (x, y) = (given(a), given(b));
    let is_initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
    same_family_name(last(a), last(b))
        && (x == y
            || is_initial(&x, &y)
            || is_initial(&y, &x)
            || (x.len() >= 4 && Sound::of(&x).meets(&Sound::of(&y))))
}

/// Two sides that are both known and not the same.
fn conflict(a: &Named, b: &Named) -> bool {
    matches!((&a.identity.side, &b.identity.side), (Some(x), Some(y)) if x != y)
}

fn actor<'a>(mentions: Vec<At>, named: &impl Fn(At) -> &'a Named, evidence: Evidence) -> Actor {
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    let mut kinds: BTreeMap<EntityKind, u32> = BTreeMap::new();
    let mut sides: BTreeMap<&str, u32> = BTreeMap::new();
    let mut roles: Vec<Box<str>> = Vec::new();
    for &at in &mentions {
        let entity = named(at);
        *names.entry(&entity.name).or_default() += 1;
        *kinds.entry(entity.kind).or_default() += 1;
        if let Some(side) = &entity.identity.side {
            *sides.entry(side).or_default() += 1;
        }
        if let Some(role) = entity.role.as_ref().filter(|role| !roles.contains(role)) {
            roles.push(role.clone());
        }
    }
    // The most frequent, then the longest, then the first of the alphabet.
    let best = |(name, n): &(&&str, &u32)| (**n, name.len(), std::cmp::Reverse((**name).to_owned()));
    let name: Box<str> = names.iter().max_by_key(best).map_or("", |(name, _)| name).into();
    let mut aliases: Vec<Box<str>> = mentions
        .iter()
        .flat_map(|&at| std::iter::once(&named(at).name).chain(named(at).aliases.iter()))
        .filter(|alias| ***alias != *name)
        .cloned()
        .collect();
    aliases.sort_unstable();
    aliases.dedup();
    let most = |counts: BTreeMap<EntityKind, u32>| {
        counts
            .into_iter()
            .max_by_key(|&(kind, n)| (n, std::cmp::Reverse(kind)))
            .map(|(kind, _)| kind)
    };
    Actor {
        kind: most(kinds).unwrap_or(EntityKind::Organisation),
        side: sides
            .into_iter()
            .max_by_key(|&(side, n)| (n, std::cmp::Reverse(side)))
            .map(|(side, _)| side.into()),
        point: mentions
            .iter()
            .find_map(|&at| named(at).point.as_deref().cloned()),
        evidence: if mentions.len() == 1 {
            Evidence::Alone
        } else {
            evidence
        },
        name,
        aliases,
        roles,
        mentions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_may_be_initials_or_spelled_otherwise() {
        assert!(same_name("nikol pashinyan", "nikol pasinjan"));
        assert!(same_name("n pashinyan", "nikol pashinyan"));
        assert!(!same_name("anna sargsyan", "serzh sargsyan"));
    }

    #[test]
    fn a_bare_word_is_no_name() {
        assert!(is_own_name("ICRC") && is_own_name("Northern Front"));
        assert!(!is_own_name("ministry") && !is_own_name("Front"));
    }
}
