//! Terms and their keeping: each duty with all that reports tell of it, in the order of time.

mod keeping;

use crate::account::{Account, Duty, Told};
use crate::contract::Offsets;
use crate::links::{At, Groups};
use crate::theatre;
use dateline_lexicon::{TermKind, TermStatus};
use keeping::{is_keeping, keeping};
use std::collections::{BTreeSet, HashMap};

/// A duty of the record, with what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// What kind of duty.
    pub kind: TermKind,
    /// Who must do it: actors of the record.
    pub party: Vec<u32>,
    /// By when, in the words of the reports, each once.
    pub deadlines: Vec<Box<str>>,
    /// What reports tell of it, in the order of time.
    pub steps: Vec<Step>,
    /// Where it stands by the last steps.
    pub standing: Standing,
}

/// One report on a duty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// From where it comes.
    pub from: From,
    /// The words.
    pub span: Offsets,
    /// Their sentence.
    pub sentence: Offsets,
    /// What the words say of the duty.
    pub status: TermStatus,
    /// The statement that says so, in its report; none for the report's own voice.
    pub said: Option<u32>,
    /// The day of which it tells, else of the report.
    pub day: Option<i32>,
    /// False for violence after a truce that no report ties to the truce.
    pub is_assigned: bool,
}

/// The finding that a step comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum From {
    /// A term of a report.
    Term(At),
    /// An event of a report.
    Event(At),
}

impl From {
    /// The report.
    pub const fn report(self) -> u32 {
        match self {
            Self::Term(at) | Self::Event(at) => at.0,
        }
    }
}

/// Where a duty stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// Asked for and not taken on.
    Demanded,
    /// The party says that it will.
    Offered,
    /// Taken on, and nothing told of its keeping.
    Open,
    /// Said to be kept, by all who spoke last.
    Kept,
    /// Said to be broken.
    Broken,
    /// Said to be kept by some and broken by others.
    Disputed,
    /// Refused.
    Refused,
    /// The deadline passed, and nothing was told of its keeping.
    Lapsed,
}

impl Standing {
    /// As the exports write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demanded => "demanded",
            Self::Offered => "offered",
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Disputed => "disputed",
            Self::Refused => "refused",
            Self::Lapsed => "lapsed",
        }
    }
}

/// A report on a duty before duties are told apart.
struct Item<'a> {
    step: Step,
    kind: TermKind,
    /// Who must do it, as actors and as sides; both may be empty.
    party: Vec<u32>,
    sides: Vec<&'a str>,
    words: &'a [Box<str>],
    deadline: Option<&'a str>,
    sign: crate::minhash::Sign,
    origin: u32,
    published: Option<i32>,
    theatre: &'a [&'a str],
    event: Option<u32>,
}

/// What is told within so many days may be about one duty.
const WITHIN: i32 = 90;
/// So many of the nearest items with one key are compared.
const NEAREST: usize = 24;

/// Groups what reports tell of duties.
pub(crate) fn terms(
    accounts: &[Account],
    actor_of: &[Vec<u32>],
    origin_of: &[u32],
    event_of: &[Vec<u32>],
    together: &[(At, At)],
    apart: &[(At, At)],
) -> Vec<Term> {
    let theatres: Vec<Vec<&str>> = accounts.iter().map(theatre::sides).collect();
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut at_item: HashMap<At, u32> = HashMap::new();
    for (report, account) in (0u32..).zip(accounts) {
        let cx = Cx {
            account,
            report,
            actors: &actor_of[report as usize],
            origin: origin_of[report as usize],
            theatre: &theatres[report as usize],
        };
        for (n, duty) in (0u32..).zip(&account.duties) {
            at_item.insert((report, n), items.len() as u32);
            items.push(cx.duty(n, duty));
        }
        for (n, told) in (0u32..).zip(&account.told) {
            // A term of the same sentence and kind says it already.
            let item = cx.event(n, told, event_of[report as usize][n as usize]);
            items.extend(item.filter(|item| {
                !account
                    .duties
                    .iter()
                    .any(|duty| duty.sentence == told.sentence && duty.kind == item.kind)
            }));
        }
    }
    let item = |pairs: &[(At, At)]| -> Vec<(u32, u32)> {
        pairs
            .iter()
            .filter_map(|(a, b)| Some((*at_item.get(a)?, *at_item.get(b)?)))
            .collect()
    };
    let mut groups = Groups::new(items.len(), item(apart));
    for (a, b) in item(together) {
        groups.join(a, b);
    }
    link(&items, &mut groups);

    let mut terms: Vec<Term> = groups
        .all()
        .into_iter()
        .filter_map(|set| term(&set, &items))
        .collect();
    lapse(&mut terms, accounts);
    terms
}

struct Cx<'a, 'b> {
    account: &'a Account,
    report: u32,
    actors: &'b [u32],
    origin: u32,
    theatre: &'a [&'a str],
}

impl<'a> Cx<'a, '_> {
    fn duty(&self, n: u32, duty: &'a Duty) -> Item<'a> {
        Item {
            step: Step {
                from: From::Term((self.report, n)),
                span: duty.span,
                sentence: duty.sentence,
                status: duty.status,
                said: duty.said,
                day: self.account.day,
                is_assigned: true,
            },
            kind: duty.kind,
            party: duty
                .party
                .iter()
                .map(|&entity| self.actors[entity as usize])
                .collect(),
            sides: self.sides(&duty.party),
            words: &duty.words,
            deadline: duty.deadline.as_deref(),
            sign: duty.sign,
            origin: self.origin,
            published: self.account.day,
            theatre: self.theatre,
            event: None,
        }
    }

    fn event(&self, n: u32, told: &'a Told, event: u32) -> Option<Item<'a>> {
        let (kind, status, is_assigned) = keeping(told)?;
        let day = told.days.filter(|days| days.len() <= 4).map(|days| days.to);
        Some(Item {
            step: Step {
                from: From::Event((self.report, n)),
                span: told.trigger,
                sentence: told.sentence,
                status,
                said: told.said,
                day: day.or(self.account.day),
                is_assigned,
            },
            kind,
            party: told
                .actors
                .iter()
                .map(|&entity| self.actors[entity as usize])
                .collect(),
            sides: self.sides(&told.actors),
            words: &[],
            deadline: None,
            sign: told.sign,
            origin: self.origin,
            published: self.account.day,
            theatre: self.theatre,
            event: Some(event),
        })
    }

    fn sides(&self, entities: &[u32]) -> Vec<&'a str> {
        let sides: BTreeSet<&str> = entities
            .iter()
            .filter_map(|&n| self.account.named[n as usize].identity.side.as_deref())
            .collect();
        sides.into_iter().collect()
    }
}

/// Kinds of which a conflict has one duty for each party at a time, whatever the words.
const fn is_single(kind: TermKind) -> bool {
    matches!(
        kind,
        TermKind::CeaseFire
            | TermKind::Disarm
            | TermKind::Disband
            | TermKind::HeavyWeapons
            | TermKind::Withdraw
    )
}

fn link(items: &[Item<'_>], groups: &mut Groups) {
    // Copies of one origin tell one duty.
    let mut originals: HashMap<(u32, TermKind), Vec<u32>> = HashMap::new();
    for (n, item) in (0u32..).zip(items) {
        let list = originals.entry((item.origin, item.kind)).or_default();
        let same = |other: &&u32| {
            let other = &items[**other as usize];
            other.step.from.report() != item.step.from.report()
                && other.sign.is_edit_of(item.sign)
                && (item.words.is_empty() || other.words.is_empty() || shares_word(item, other))
        };
        match list.iter().take(NEAREST).find(same) {
            Some(&other) => {
                groups.join(other, n);
            }
            None => list.push(n),
        }
    }
    // What an event tells is told by all its tellings.
    let mut by_event: HashMap<(u32, TermKind), u32> = HashMap::new();
    for (n, item) in (0u32..).zip(items).filter(|(_, item)| item.step.is_assigned) {
        if let Some(event) = item.event {
            let first = *by_event.entry((event, item.kind)).or_insert(n);
            groups.join(first, n);
        }
    }
    // The nearest earlier item of the kind that may be the same duty.
    let mut seen: HashMap<(TermKind, &str, &str), Vec<u32>> = HashMap::new();
    for (n, item) in (0u32..).zip(items) {
        let pairs = theatre::pairs(item.theatre);
        let best = pairs
            .iter()
            .filter_map(|&(a, b)| seen.get(&(item.kind, a, b)))
            .flat_map(|list| list.iter().rev().take(NEAREST))
            .filter_map(|&other| Some((fit(&items[other as usize], item)?, other)))
            // The best fit, then the nearest.
            .max();
        if let Some((_, other)) = best {
            groups.join(other, n);
        }
        for (a, b) in pairs {
            seen.entry((item.kind, a, b)).or_default().push(n);
        }
    }
}

/// How well a later item fits an earlier one as a report on the same duty; none if it cannot be.
fn fit(earlier: &Item<'_>, later: &Item<'_>) -> Option<u32> {
    let close = matches!((earlier.published, later.published), (Some(x), Some(y)) if (y - x).abs() <= WITHIN);
    let one_report = earlier.step.from.report() == later.step.from.report();
    if !close && !one_report {
        return None;
    }
    let shared_sides = theatre::n_shared(&earlier.sides, &later.sides) as u32;
    let in_conflict = shared_sides == 0 && !earlier.sides.is_empty() && !later.sides.is_empty();
    if in_conflict && later.kind != TermKind::CeaseFire {
        return None;
    }
    if is_single(later.kind) {
        // Two withdrawals of one side may be two duties: their words must meet where both have words.
        let words = !earlier.words.is_empty() && !later.words.is_empty();
        if later.kind == TermKind::Withdraw && words && !shares_word(earlier, later) {
            return None;
        }
        return Some(1 + shared_sides);
    }
    if later.kind == TermKind::Talks && is_keeping(later.step.status) && !is_keeping(earlier.step.status) {
        // Talks that were agreed for a day are kept by talks on that day or soon after.
        let day = later.step.day?;
        let agreed = earlier.step.day?;
        let gap = day - agreed;
        // The talks that were agreed last come first.
        return ((0..=14).contains(&gap) && shared_sides >= 1).then(|| 20 - gap.unsigned_abs());
    }
    (shares_word(earlier, later) && shared_sides >= 1).then_some(1 + shared_sides)
}

fn shares_word(a: &Item<'_>, b: &Item<'_>) -> bool {
    a.words.iter().any(|word| b.words.contains(word))
}

/// The duty of a group; none where nothing but stray violence or a meeting is told.
fn term(set: &[u32], items: &[Item<'_>]) -> Option<Term> {
    let members: Vec<&Item<'_>> = set.iter().map(|&n| &items[n as usize]).collect();
    let is_duty = members.iter().any(|item| {
        let is_term = matches!(item.step.from, From::Term(_));
        let is_taken_on = item.step.is_assigned && item.kind != TermKind::Talks;
        let is_planned = item.step.status == TermStatus::Agreed;
        is_term || is_taken_on || is_planned
    });
    if !is_duty {
        return None;
    }
    let mut parties: Vec<u32> = Vec::new();
    for item in members
        .iter()
        .filter(|item| matches!(item.step.from, From::Term(_)) || item.step.is_assigned)
    {
        for &actor in &item.party {
            if !parties.contains(&actor) {
                parties.push(actor);
            }
        }
    }
    let mut deadlines: Vec<Box<str>> = Vec::new();
    for deadline in members.iter().filter_map(|item| item.deadline) {
        if !deadlines.iter().any(|seen| **seen == *deadline) {
            deadlines.push(deadline.into());
        }
    }
    let agreed = members
        .iter()
        .filter(|item| matches!(item.step.status, TermStatus::Agreed | TermStatus::Offered))
        .filter_map(|item| item.step.day)
        .min();
    let mut steps: Vec<Step> = members
        .iter()
        // Violence from before the truce says nothing of it.
        .filter(|item| {
            item.step.is_assigned || matches!((agreed, item.step.day), (Some(a), Some(d)) if d > a)
        })
        .map(|item| item.step.clone())
        .collect();
    steps.sort_by_key(|step| (step.day, step.from.report(), step.span));
    let standing = standing(&steps);
    Some(Term {
        kind: members[0].kind,
        party: parties,
        deadlines,
        steps,
        standing,
    })
}

/// The standing by what was said last: steps of the last day on which anything was told of the keeping.
fn standing(steps: &[Step]) -> Standing {
    let keeping: Vec<&Step> = steps
        .iter()
        .filter(|step| step.is_assigned && is_keeping(step.status))
        .collect();
    let Some(last) = keeping.last() else {
        let has = |status| steps.iter().any(|step| step.status == status);
        return match () {
            () if has(TermStatus::Agreed) => Standing::Open,
            () if has(TermStatus::Offered) => Standing::Offered,
            () => Standing::Demanded,
        };
    };
    let latest: Vec<TermStatus> = keeping
        .iter()
        .filter(|step| step.day == last.day)
        .map(|step| step.status)
        .collect();
    let has = |status| latest.contains(&status);
    match (has(TermStatus::Fulfilled), has(TermStatus::Violated)) {
        (true, true) => Standing::Disputed,
        (true, false) => Standing::Kept,
        (false, true) => Standing::Broken,
        (false, false) => Standing::Refused,
    }
}

/// Duties whose last deadline lies before the newest report and of whose keeping nothing was told.
fn lapse(terms: &mut [Term], accounts: &[Account]) {
    let Some(newest) = accounts.iter().filter_map(|account| account.day).max() else {
        return;
    };
    for term in terms {
        let deadline = term
            .deadlines
            .iter()
            .filter_map(|edtf| crate::Days::of(edtf))
            .map(|days| days.to)
            .max();
        if term.standing == Standing::Open && deadline.is_some_and(|day| day < newest) {
            term.standing = Standing::Lapsed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(day: i32, status: TermStatus) -> Step {
        Step {
            from: From::Term((0, 0)),
            span: [0, 1],
            sentence: [0, 1],
            status,
            said: None,
            day: Some(day),
            is_assigned: true,
        }
    }

    #[test]
    fn a_term_stands_as_it_was_last_told() {
        use TermStatus::{Agreed, Demanded, Fulfilled, Offered, Violated};
        assert_eq!(standing(&[step(1, Demanded)]), Standing::Demanded);
        assert_eq!(
            standing(&[step(1, Demanded), step(2, Offered)]),
            Standing::Offered
        );
        assert_eq!(standing(&[step(1, Agreed)]), Standing::Open);
        assert_eq!(
            standing(&[step(1, Agreed), step(2, Violated), step(3, Fulfilled)]),
            Standing::Kept
        );
        assert_eq!(
            standing(&[step(1, Agreed), step(3, Violated), step(3, Fulfilled)]),
            Standing::Disputed
        );
        let mut stray = step(4, Violated);
        stray.is_assigned = false;
        assert_eq!(
            standing(&[step(1, Agreed), step(3, Fulfilled), stray]),
            Standing::Kept
        );
    }
}
