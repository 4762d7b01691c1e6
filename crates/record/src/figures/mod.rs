//! The ledger of figures: every claim of a number kept, and comparable claims set against each other.
//!
//! No number is ever merged away. Claims of one measure on one occasion form an entry; within an entry and between
//! entries that could be mistaken for each other, pairs of claims are related, each with the reason.

mod numbers;
mod occasions;

use crate::account::{Account, Count};
use crate::actors::Actor;
use crate::events::Event;
use crate::links::{At, Groups};
use crate::origins::Correction;
use crate::scope::Group;
use crate::theatre;
use dateline_lexicon::Measure;
use numbers::{is_exact, is_same_number, number};
use occasions::Occasions;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How two claims stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Relation {
    /// They say the same.
    Agree,
    /// They contradict each other.
    Differ,
    /// The later one takes the place of the earlier.
    Supersede,
    /// They do not count the same.
    DifferentScope,
    /// The words do not tell.
    CannotTell,
}

impl Relation {
    /// As the exports write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Differ => "differ",
            Self::Supersede => "supersede",
            Self::DifferentScope => "different_scope",
            Self::CannotTell => "cannot_tell",
        }
    }
}

/// Two claims set against each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The earlier claim; where neither is, the first in the order of the reports.
    pub a: At,
    /// The later claim.
    pub b: At,
    /// How they stand to each other.
    pub relation: Relation,
    /// Why.
    pub reason: &'static str,
}

/// All claims of one measure on one occasion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What is counted.
    pub measure: Measure,
    /// The event in which it came about, where the reports tell it.
    pub event: Option<u32>,
    /// The claims, in the order of the reports.
    pub claims: Vec<At>,
    /// Pairs of its claims, and pairs with claims of other entries that could be mistaken for them.
    pub pairs: Vec<Pair>,
}

impl Entry {
    /// The least and the most that the claims which were not replaced give, by side of the speaker.
    /// `key` gives the name under which a claim counts; claims without bound on one side leave that side as it is.
    pub fn ranges<K: Ord>(
        &self,
        accounts: &[Account],
        key: impl Fn(At) -> K,
    ) -> BTreeMap<K, (Option<u64>, Option<u64>)> {
        let replaced: HashSet<At> = self
            .pairs
            .iter()
            .filter(|p| p.relation == Relation::Supersede)
            .map(|p| p.a)
            .collect();
        let mut ranges = BTreeMap::new();
        for &at in self.claims.iter().filter(|at| !replaced.contains(at)) {
            let count = &accounts[at.0 as usize].counts[at.1 as usize];
            // A part is no bound of the whole.
            if count.scope.whole.is_some() || count.scope.group != Group::People && self.has_whole(accounts) {
                continue;
            }
            let range: &mut (Option<u64>, Option<u64>) = ranges.entry(key(at)).or_insert((None, None));
            let low = count.low.or(count.high);
            let high = count.high.or(count.low);
            range.0 = range.0.into_iter().chain(low).min();
            range.1 = range.1.into_iter().chain(high).max();
        }
        ranges
    }

    fn has_whole(&self, accounts: &[Account]) -> bool {
        self.claims.iter().any(|at| {
            let scope = &accounts[at.0 as usize].counts[at.1 as usize].scope;
            scope.group == Group::People && scope.whole.is_none()
        })
    }
}

/// What a claim is compared by.
struct Claim<'a> {
    at: At,
    count: &'a Count,
    event: Option<u32>,
    origin: u32,
    published: Option<i32>,
    /// The actor who speaks; none for the report itself.
    speaker: Option<u32>,
    speaker_side: Option<&'a str>,
    theatre: &'a [&'a str],
    place: Option<u32>,
}

impl Claim<'_> {
    /// The day as of which it holds.
    fn as_of(&self) -> Option<i32> {
        let said = self.count.scope.said_on;
        let counted = if is_flow(self.count.measure) {
            self.count.days.map(|days| days.to)
        } else {
            None
        };
        counted.filter(|&day| day != i32::MAX).or(said).or(self.published)
    }
}

/// What the ledger is made of.
pub(crate) struct Sources<'a> {
    pub(crate) accounts: &'a [Account],
    pub(crate) actors: &'a [Actor],
    pub(crate) actor_of: &'a [Vec<u32>],
    pub(crate) origin_of: &'a [u32],
    pub(crate) events: &'a [Event],
    pub(crate) event_of: &'a [Vec<u32>],
    pub(crate) corrections: &'a [Correction],
}

/// Entries with more claims than this relate each claim to its nearest only.
const ALL_PAIRS: usize = 48;
/// So many of the nearest.
const NEAREST: usize = 6;
/// Claims without an occasion are about one where they come within so many days of each other.
const FLOW: i32 = 5;

/// A number that is not repeated by chance.
const TELLING: u64 = 50;

/// Makes the ledger.
pub(crate) fn ledger(sources: &Sources<'_>) -> Vec<Entry> {
    let theatres: Vec<Vec<&str>> = sources.accounts.iter().map(theatre::sides).collect();
    let claims = claims(sources, &theatres);
    let mut groups = Groups::new(claims.len(), Vec::new());
    let mut occasions: HashMap<(Measure, u32), u32> = HashMap::new();
    let mut flows: HashMap<(Measure, &str, &str), Vec<u32>> = HashMap::new();
    for (n, claim) in (0u32..).zip(&claims) {
        if let Some(event) = claim.event {
            let first = *occasions.entry((claim.count.measure, event)).or_insert(n);
            groups.join(first, n);
            continue;
        }
        for (a, b) in theatre::pairs(claim.theatre) {
            let list = flows.entry((claim.count.measure, a, b)).or_default();
            let nearest = list
                .iter()
                .rev()
                .take(NEAREST)
                .copied()
                .find(|&other| is_one_flow(&claims[other as usize], claim));
            if let Some(other) = nearest {
                groups.join(other, n);
            }
            list.push(n);
        }
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut entry_of: HashMap<At, usize> = HashMap::new();
    let corrected: HashSet<(u32, u32)> = sources.corrections.iter().map(|c| (c.older, c.newer)).collect();
    let cx = Relating {
        corrected: &corrected,
        sources,
    };
    for set in groups.all() {
        let members: Vec<&Claim<'_>> = set.iter().map(|&n| &claims[n as usize]).collect();
        for claim in &members {
            entry_of.insert(claim.at, entries.len());
        }
        entries.push(Entry {
            measure: members[0].count.measure,
            event: members[0].event,
            claims: members.iter().map(|claim| claim.at).collect(),
            pairs: cx.within(&members),
        });
    }
    for pair in cx.between(&claims, &entry_of) {
        entries[entry_of[&pair.a]].pairs.push(pair);
    }
    entries
}

fn claims<'a>(sources: &Sources<'a>, theatres: &'a [Vec<&'a str>]) -> Vec<Claim<'a>> {
    let occasions = Occasions::new(sources, theatres);
    let mut claims = Vec::new();
    for (report, account) in (0u32..).zip(sources.accounts) {
        let actors = &sources.actor_of[report as usize];
        for (n, count) in (0u32..).zip(&account.counts) {
            let speaker = count
                .said
                .and_then(|said| account.said.get(said as usize)?.speaker);
            claims.push(Claim {
                at: (report, n),
                count,
                event: count
                    .scope
                    .occasion
                    .map(|told| sources.event_of[report as usize][told as usize])
                    .or_else(|| {
                        let place = count.place.map(|entity| actors[entity as usize]);
                        occasions.at(count, place, &theatres[report as usize])
                    }),
                origin: sources.origin_of[report as usize],
                published: account.day,
                speaker: speaker.map(|entity| actors[entity as usize]),
                speaker_side: speaker
                    .and_then(|entity| account.named[entity as usize].identity.side.as_deref()),
                theatre: &theatres[report as usize],
                place: count.place.map(|entity| actors[entity as usize]),
            });
        }
    }
    claims
}

/// People moved, who are counted on and on, and not on one occasion.
const fn is_flow(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Displaced | Measure::Evacuated | Measure::Returned | Measure::Affected
    )
}

/// Two claims without an occasion that may count the same people.
fn is_one_flow(a: &Claim<'_>, b: &Claim<'_>) -> bool {
    let is_near = matches!((a.published, b.published), (Some(x), Some(y)) if (x - y).abs() <= FLOW);
    let is_same_place = match (a.place, b.place) {
        (Some(x), Some(y)) => x == y || is_flow(a.count.measure),
        _ => true,
    };
    let in_time = match (a.count.days, b.count.days) {
        (Some(x), Some(y)) => x.meets(y) || is_flow(a.count.measure),
        _ => true,
    };
    is_near && is_same_place && in_time
}

struct Relating<'a> {
    /// Pairs of reports, older and newer, of which the newer corrects the older.
    corrected: &'a HashSet<(u32, u32)>,
    sources: &'a Sources<'a>,
}

impl Relating<'_> {
    fn within(&self, members: &[&Claim<'_>]) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (n, b) in members.iter().enumerate() {
            let from = if members.len() <= ALL_PAIRS {
                0
            } else {
                n.saturating_sub(NEAREST)
            };
            pairs.extend(members[from..n].iter().map(|a| self.relate(a, b)));
        }
        pairs
    }

    /// Claims of one measure in different entries that a reader could take for each other: of one report, or of
    /// reports on one conflict near in time.
    fn between(&self, claims: &[Claim<'_>], entry_of: &HashMap<At, usize>) -> Vec<Pair> {
        let mut by_theatre: HashMap<(Measure, &str, &str), Vec<u32>> = HashMap::new();
        let mut by_report: HashMap<(Measure, u32), Vec<u32>> = HashMap::new();
        let mut origins_seen: HashSet<(usize, u32, Option<u64>, Option<u64>)> = HashSet::new();
        let mut pairs = Vec::new();
        for (n, claim) in (0u32..).zip(claims) {
            let entry = entry_of[&claim.at];
            // One claim of each origin for each number is enough to be set against other entries.
            if !origins_seen.insert((entry, claim.origin, claim.count.low, claim.count.high)) {
                continue;
            }
            let mut near: Vec<u32> = Vec::new();
            let list = by_report.entry((claim.count.measure, claim.at.0)).or_default();
            near.extend(list.iter().rev().take(NEAREST));
            list.push(n);
            for (a, b) in theatre::pairs(claim.theatre) {
                let list = by_theatre.entry((claim.count.measure, a, b)).or_default();
                near.extend(list.iter().rev().take(NEAREST));
                list.push(n);
            }
            near.sort_unstable();
            near.dedup();
            for other in near {
                let other = &claims[other as usize];
                let is_near = matches!((claim.published, other.published), (Some(x), Some(y)) if (x - y).abs() <= 2 * FLOW);
                if is_near && entry_of[&other.at] != entry {
                    pairs.push(self.relate(other, claim));
                }
            }
        }
        pairs
    }

    /// How two claims of one measure stand to each other, and which comes first.
    fn relate(&self, a: &Claim<'_>, b: &Claim<'_>) -> Pair {
        let (a, b) = if self.comes_first(b, a) { (b, a) } else { (a, b) };
        let (relation, reason) = self.judge(a, b);
        Pair {
            a: a.at,
            b: b.at,
            relation,
            reason,
        }
    }

    /// Whether the first holds as of an earlier time.
    fn comes_first(&self, a: &Claim<'_>, b: &Claim<'_>) -> bool {
        let order = |claim: &Claim<'_>| {
            (
                claim.as_of(),
                !claim.count.scope.is_earlier,
                claim.published,
                claim.at,
            )
        };
        if a.at.0 == b.at.0 && a.count.scope.is_earlier != b.count.scope.is_earlier {
            return a.count.scope.is_earlier;
        }
        if self.is_retold(a) != self.is_retold(b) {
            return self.is_retold(a);
        }
        order(a) < order(b)
    }

    /// Whether a claim stands in the sentence by which its report takes back what it said before.
    fn is_retold(&self, claim: &Claim<'_>) -> bool {
        self.sources.accounts[claim.at.0 as usize]
            .notes
            .corrects
            .is_some_and(|words| words[0] <= claim.count.span[0] && claim.count.span[0] < words[1])
    }

    fn judge(&self, a: &Claim<'_>, b: &Claim<'_>) -> (Relation, &'static str) {
        use Relation::{Agree, CannotTell, Differ, DifferentScope, Supersede};
        let (x, y) = (&a.count.scope, &b.count.scope);
        let is_retold = self.is_retold(a) != self.is_retold(b);
        if a.at.0 == b.at.0 && (x.whole == Some(b.at.1) || y.whole == Some(a.at.1)) {
            return (DifferentScope, "the one is a part of the other");
        }
        if x.group != y.group {
            let is_part = x.group == Group::People || y.group == Group::People;
            let same_numbers = (a.count.low, a.count.high) == (b.count.low, b.count.high);
            if !(is_part && same_numbers && a.origin != b.origin && x.whole.is_none() && y.whole.is_none()) {
                return (
                    DifferentScope,
                    if is_part {
                        "the one counts a part of the people"
                    } else {
                        "they count other people"
                    },
                );
            }
        }
        if x.whole.is_some() != y.whole.is_some() && x.group == Group::People {
            return (DifferentScope, "the one is a part of a larger number");
        }
        if matches!((&x.side, &y.side), (Some(one), Some(two)) if one != two) {
            return (DifferentScope, "they count the people of two sides");
        }
        let is_likely_only = x.is_inherited || y.is_inherited;
        if is_likely_only
            && a.event != b.event
            && is_same_number(a.count, b.count)
            && number(a.count) >= TELLING
        {
            return (Agree, "the same number, of nothing else that the reports tell");
        }
        if let (Some(one), Some(two)) = (a.event, b.event)
            && one != two
        {
            return (DifferentScope, "they came about in two events");
        }
        if a.count.cumulative != b.count.cumulative && !is_flow(a.count.measure) {
            return (DifferentScope, "the one is a running total over a longer time");
        }
        if let (Some(one), Some(two)) = (a.count.days, b.count.days)
            && !one.meets(two)
            && a.event.is_none()
            && !is_flow(a.count.measure)
        {
            return (DifferentScope, "they count at different times");
        }
        if a.event.is_some() != b.event.is_some()
            || (a.event.is_none() && !is_flow(a.count.measure) && !is_one_flow(a, b))
        {
            if is_same_number(a.count, b.count) && is_exact(a.count) {
                return (Agree, "the same number");
            }
            return (CannotTell, "the words do not tell that they count the same");
        }
        if is_same_number(a.count, b.count) {
            return (Agree, "the numbers allow each other");
        }
        if is_retold || self.corrected.contains(&(a.at.0, b.at.0)) {
            return (Supersede, "the later report corrects the earlier one");
        }
        let is_same_speaker = match (a.speaker, b.speaker) {
            (Some(one), Some(two)) => {
                one == two || a.speaker_side.is_some() && a.speaker_side == b.speaker_side
            }
            (None, None) => true,
            _ => false,
        };
        let is_later = matches!((a.as_of(), b.as_of()), (Some(one), Some(two)) if one < two);
        let has_grown = number(a.count) <= number(b.count);
        let is_within = a.at.0 == b.at.0;
        if x.is_earlier && !y.is_earlier && is_within {
            return (Supersede, "the report says that the one came before the other");
        }
        if is_same_speaker && is_later {
            return (Supersede, "the same speaker, later");
        }
        if is_same_speaker && a.origin == b.origin && has_grown && !is_within {
            return (Supersede, "the same speaker, in copies of one report");
        }
        if is_flow(a.count.measure) && has_grown && (is_later || is_within) {
            return (Supersede, "a count that goes on");
        }
        if is_same_speaker && a.published == b.published {
            return (
                CannotTell,
                "one speaker on one day, and nothing tells which came first",
            );
        }
        let sides_differ = matches!((a.speaker_side, b.speaker_side), (Some(one), Some(two)) if one != two);
        let apart = match (a.as_of(), b.as_of()) {
            (Some(one), Some(two)) => two - one,
            _ => 0,
        };
        if apart >= 2 && has_grown && !sides_differ {
            return (Supersede, "a later and higher count");
        }
        (Differ, "two speakers, two numbers")
    }
}
