//! What analysts decide: accept, edit, reject, merge, split. Never overwritten by a reading; undone by a new decision.

use crate::account::Account;
use crate::contract::Offsets;
use crate::links::At;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A decision, as it is stored for good.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// Its name: `d1`, `d2` …
    pub id: String,
    /// Who decided.
    pub who: String,
    /// When, ISO 8601.
    pub when: String,
    /// Why.
    pub why: String,
    /// What.
    #[serde(flatten)]
    pub action: Action,
}

/// What was decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// The finding is right.
    Accept {
        /// The finding.
        at: Finding,
    },
    /// The finding is wrong and is left out.
    Reject {
        /// The finding.
        at: Finding,
    },
    /// One of its fields has another value.
    Edit {
        /// The finding.
        at: Finding,
        /// The field, as the contract names it.
        field: String,
        /// The value, as the contract writes it; for `place`, a name.
        value: String,
    },
    /// Two findings are one.
    Merge {
        /// The one.
        at: Finding,
        /// The other.
        with: Finding,
    },
    /// Two findings are not one.
    Split {
        /// The one.
        at: Finding,
        /// The other.
        from: Finding,
    },
    /// An earlier decision no longer holds.
    Undo {
        /// Its id.
        decision: String,
    },
}

/// A finding by its report and its words, so that it is found again in a later reading.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// The report's key.
    pub report: String,
    /// The list: `entity`, `statement`, `event`, `figure`, `term`.
    pub list: String,
    /// Where its words stand.
    pub span: Offsets,
    /// The words.
    pub words: String,
}

/// Whether a decision still applies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// It applies.
    Holds,
    /// A later decision undid it.
    Undone,
    /// The words that it was about are not read as such a finding any more.
    Unfound,
    /// Its field cannot have its value.
    Faulty,
}

impl State {
    /// As the exports write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Undone => "undone",
            Self::Unfound => "finding is gone: decide anew",
            Self::Faulty => "value does not fit the field",
        }
    }
}

/// Decisions as the fold applies them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Effects {
    pub(crate) states: Vec<State>,
    /// By list, pairs that belong together and pairs that do not.
    pub(crate) together: BTreeMap<char, Vec<(At, At)>>,
    pub(crate) apart: BTreeMap<char, Vec<(At, At)>>,
    /// Findings that were accepted or rejected, by list and place.
    pub(crate) accepted: BTreeSet<(char, At)>,
    pub(crate) rejected: BTreeSet<(char, At)>,
}

impl Effects {
    pub(crate) fn together(&self, list: char) -> &[(At, At)] {
        self.together.get(&list).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn apart(&self, list: char) -> &[(At, At)] {
        self.apart.get(&list).map_or(&[], Vec::as_slice)
    }
}

/// The letter of a list, as in the ids of the contract.
pub fn letter(list: &str) -> Option<char> {
    match list {
        "entity" => Some('e'),
        "statement" => Some('s'),
        "event" => Some('v'),
        "figure" => Some('f'),
        "term" => Some('t'),
        _ => None,
    }
}

/// The name of the list of a letter.
pub const fn list_of(letter: char) -> &'static str {
    match letter {
        'e' => "entity",
        's' => "statement",
        'f' => "figure",
        't' => "term",
        _ => "event",
    }
}

/// Finds what decisions are about, and applies edits to the accounts. Later decisions win over earlier ones.
pub(crate) fn apply(decisions: &[Decision], accounts: &mut [Account]) -> Effects {
    let undone = undone(decisions);
    let reports: HashMap<String, u32> = accounts
        .iter()
        .zip(0..)
        .map(|(account, n)| (account.head.key.to_string(), n))
        .collect();
    let mut effects = Effects::default();
    for (n, decision) in decisions.iter().enumerate() {
        let find = |finding: &Finding| find(finding, accounts, &reports);
        let state = if undone.contains(&n) {
            State::Undone
        } else {
            match &decision.action {
                Action::Undo { .. } => State::Holds,
                Action::Accept { at } | Action::Reject { at } => match find(at) {
                    None => State::Unfound,
                    Some(found) => {
                        let is_accepted = matches!(decision.action, Action::Accept { .. });
                        let (into, out_of) = if is_accepted {
                            (&mut effects.accepted, &mut effects.rejected)
                        } else {
                            (&mut effects.rejected, &mut effects.accepted)
                        };
                        out_of.remove(&found);
                        into.insert(found);
                        State::Holds
                    }
                },
                Action::Edit { at, field, value } => match find(at) {
                    None => State::Unfound,
                    Some(found)
                        if crate::edit::edit(&mut accounts[found.1.0 as usize], found, field, value) =>
                    {
                        State::Holds
                    }
                    Some(_) => State::Faulty,
                },
                Action::Merge { at, with } => pair(&mut effects.together, find(at), find(with)),
                Action::Split { at, from } => pair(&mut effects.apart, find(at), find(from)),
            }
        };
        effects.states.push(state);
    }
    effects
}

fn pair(into: &mut BTreeMap<char, Vec<(At, At)>>, a: Option<(char, At)>, b: Option<(char, At)>) -> State {
    match (a, b) {
        (Some((list, a)), Some((other, b))) if list == other => {
            into.entry(list).or_default().push((a, b));
            State::Holds
        }
        (Some(_), Some(_)) => State::Faulty,
        _ => State::Unfound,
    }
}

/// Which decisions do not hold: an undo can itself be undone.
fn undone(decisions: &[Decision]) -> BTreeSet<usize> {
    let mut undone = BTreeSet::new();
    for (n, decision) in decisions.iter().enumerate().rev() {
        if let Action::Undo { decision: id } = &decision.action
            && !undone.contains(&n)
            && let Some(earlier) = decisions[..n].iter().position(|other| other.id == *id)
        {
            undone.insert(earlier);
        }
    }
    undone
}

/// The finding of the current reading with the same words at the same place.
fn find(finding: &Finding, accounts: &[Account], reports: &HashMap<String, u32>) -> Option<(char, At)> {
    let &report = reports.get(&finding.report)?;
    let account = &accounts[report as usize];
    let letter = letter(&finding.list)?;
    let position =
        |mut spans: &mut dyn Iterator<Item = Offsets>| (&mut spans).position(|span| span == finding.span);
    let n = match letter {
        'e' => position(&mut account.named.iter().map(|named| named.mention)),
        's' => position(&mut account.said.iter().map(|said| said.cue)),
        'v' => position(&mut account.told.iter().map(|told| told.trigger)),
        'f' => position(&mut account.counts.iter().map(|count| count.span)),
        _ => position(&mut account.duties.iter().map(|duty| duty.span)),
    }?;
    Some((letter, (report, n as u32)))
}

/// How far reviewers agree on the findings that more than one of them judged: Krippendorff's alpha over accept and
/// reject, from -1 to 1; none where no finding was judged twice, or all judgements are alike.
///
/// Only the last judgement of each reviewer on a finding counts, and none that was undone.
pub fn alpha(decisions: &[Decision]) -> Option<f64> {
    let undone = undone(decisions);
    let mut judged: BTreeMap<&Finding, BTreeMap<&str, bool>> = BTreeMap::new();
    for (n, decision) in decisions.iter().enumerate() {
        let (at, good) = match &decision.action {
            Action::Accept { at } => (at, true),
            Action::Reject { at } | Action::Edit { at, .. } => (at, false),
            _ => continue,
        };
        if !undone.contains(&n) {
            judged.entry(at).or_default().insert(&decision.who, good);
        }
    }
    // Coincidences of values within a finding, each finding weighing as many values as it has.
    let (mut unlike, mut n_good, mut n_bad) = (0.0, 0.0, 0.0);
    for values in judged.values().filter(|values| values.len() >= 2) {
        let n = values.len() as f64;
        let good = values.values().filter(|good| **good).count() as f64;
        unlike += 2.0 * good * (n - good) / (n - 1.0);
        n_good += good;
        n_bad += n - good;
    }
    let n: f64 = n_good + n_bad;
    let expected = 2.0 * n_good * n_bad / (n - 1.0);
    (n >= 2.0 && expected > 0.0).then(|| 1.0 - unlike / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(n: u32) -> Finding {
        Finding {
            report: "r".to_owned(),
            list: "event".to_owned(),
            span: [n, n + 1],
            words: "shelled".to_owned(),
        }
    }

    fn decision(id: &str, who: &str, action: Action) -> Decision {
        Decision {
            id: id.to_owned(),
            who: who.to_owned(),
            when: "2024-05-14".to_owned(),
            why: String::new(),
            action,
        }
    }

    #[test]
    fn an_undo_can_be_undone() {
        let undo = |id: &str| Action::Undo {
            decision: id.to_owned(),
        };
        let mut list = vec![
            decision("d1", "a", Action::Reject { at: finding(0) }),
            decision("d2", "a", undo("d1")),
        ];
        assert_eq!(undone(&list), BTreeSet::from([0]));
        list.push(decision("d3", "b", undo("d2")));
        assert_eq!(undone(&list), BTreeSet::from([1]));
    }

    #[test]
    fn alpha_is_one_where_all_agree_and_low_where_they_do_not() {
        let judge = |id: &str, who: &str, n, good| {
            let at = finding(n);
            decision(
                id,
                who,
                if good {
                    Action::Accept { at }
                } else {
                    Action::Reject { at }
                },
            )
        };
        let agree = [
            judge("d1", "a", 0, true),
            judge("d2", "b", 0, true),
            judge("d3", "a", 1, false),
            judge("d4", "b", 1, false),
        ];
        assert_eq!(alpha(&agree), Some(1.0));
        assert_eq!(alpha(&agree[..2]), None);
        let disagree = [
            judge("d1", "a", 0, true),
            judge("d2", "b", 0, false),
            judge("d3", "a", 1, false),
            judge("d4", "b", 1, true),
        ];
        assert!(alpha(&disagree).unwrap() < 0.0);
    }

    #[test]
    fn a_decision_reads_back_as_it_was_written() {
        let edit = Action::Edit {
            at: finding(3),
            field: "time".to_owned(),
            value: "2024-05".to_owned(),
        };
        let one = decision("d1", "a", edit);
        let json = serde_json::to_string(&one).unwrap();
        assert!(json.contains(r#""action":"edit""#), "{json}");
        assert_eq!(serde_json::from_str::<Decision>(&json).unwrap(), one);
    }
}
