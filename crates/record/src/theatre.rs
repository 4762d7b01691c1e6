//! Which conflict a report is about, as far as the states and polities that it names tell it.

use crate::account::Account;
use std::collections::BTreeMap;

/// The polities that a report names most, at most so many.
const MOST: usize = 4;

/// The sides that a report is about: the most named states, polities and armed groups, in the order of the alphabet.
pub(crate) fn sides(account: &Account) -> Vec<&str> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for entity in &account.named {
        if let Some(side) = &entity.identity.side {
            *counts.entry(side).or_default() += 1;
        }
    }
    let mut list: Vec<(&str, u32)> = counts.into_iter().collect();
    list.sort_by_key(|&(side, n)| (std::cmp::Reverse(n), side));
    let mut sides: Vec<&str> = list.into_iter().take(MOST).map(|(side, _)| side).collect();
    sides.sort_unstable();
    sides
}

/// How many sides two reports share.
pub(crate) fn n_shared(a: &[&str], b: &[&str]) -> usize {
    a.iter().filter(|side| b.contains(side)).count()
}

/// The pairs of sides: reports on one conflict share at least one.
pub(crate) fn pairs<'a>(sides: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = Vec::new();
    for (n, a) in sides.iter().enumerate() {
        for b in &sides[n + 1..] {
            pairs.push((*a, *b));
        }
    }
    pairs
}
