//! `dateline decide` and `dateline decisions`.

use super::args::{AskArgs, By, DecideArgs, To, What};
use super::show::row;
use super::{ask, fold, now, open, print};
use crate::{Outcome, Usage, complain, lexicon};
use anyhow::{Context, Result, bail};
use dateline::record::{Action, Decision, Finding, alpha, list_of};
use dateline::store::Store;
use serde_json::Value;
use std::sync::Arc;

/// Writes down one decision and folds the record anew.
pub(super) fn decide(args: &DecideArgs) -> Result<Outcome> {
    let by = match &args.what {
        What::Accept { by, .. }
        | What::Reject { by, .. }
        | What::Edit { by, .. }
        | What::Merge { by, .. }
        | What::Split { by, .. }
        | What::Undo { by, .. } => by,
    };
    let mut store = open(&by.store)?;
    let at = || by.store.record.clone();
    let action = action(&mut *store, &args.what).with_context(at)?;
    let decision = write(&mut *store, action, by).with_context(at)?;
    fold::fold(&mut *store, Arc::new(lexicon::lexicon(by.lexicon.as_deref())?)).with_context(at)?;
    print(&format!("{}\n", decision.id))
}

fn write(store: &mut dyn Store, action: Action, by: &By) -> Result<Decision> {
    let decision = Decision {
        id: String::new(),
        who: by.who.clone(),
        when: now(),
        why: by.why.clone(),
        action,
    };
    Ok(store.decide(decision)?)
}

fn action(store: &mut dyn Store, what: &What) -> Result<Action> {
    Ok(match what {
        What::Accept { finding, .. } => Action::Accept {
            at: named(store, finding)?,
        },
        What::Reject { finding, .. } => Action::Reject {
            at: named(store, finding)?,
        },
        What::Edit {
            finding,
            field,
            value,
            ..
        } => Action::Edit {
            at: named(store, finding)?,
            field: field.clone(),
            value: value.clone(),
        },
        What::Merge { finding, other, .. } => Action::Merge {
            at: named(store, finding)?,
            with: named(store, other)?,
        },
        What::Split { finding, other, .. } => Action::Split {
            at: named(store, finding)?,
            from: named(store, other)?,
        },
        What::Undo { decision, .. } => {
            let now = store.standing()?.now;
            if !store.decisions(now)?.iter().any(|other| other.id == *decision) {
                bail!(Usage(format!("there is no decision {decision}")));
            }
            Action::Undo {
                decision: decision.clone(),
            }
        }
    })
}

/// The finding of this reference: a claim of a row.
fn named(store: &mut dyn Store, reference: &str) -> Result<Finding> {
    let (_, row) = row(store, reference)?;
    let number = reference.rsplit('/').next().unwrap_or_default();
    let claim = claim(&row, number).with_context(|| {
        Usage(format!(
            "{reference} is no finding: give a reference such as KEY/v3"
        ))
    })?;
    finding(claim).with_context(|| Usage(format!("{reference} has no words")))
}

/// The claim whose reference ends so, anywhere in a row.
fn claim<'a>(json: &'a Value, number: &str) -> Option<&'a Value> {
    match json {
        Value::Object(keys) => {
            let is_it = keys
                .get("ref")
                .and_then(Value::as_str)
                .is_some_and(|at| at.rsplit('/').next() == Some(number));
            if is_it {
                Some(json)
            } else {
                keys.values().find_map(|json| claim(json, number))
            }
        }
        Value::Array(list) => list.iter().find_map(|json| claim(json, number)),
        _ => None,
    }
}

/// A claim of a row as a decision names it.
pub(super) fn finding(claim: &Value) -> Option<Finding> {
    let reference = claim["ref"].as_str()?;
    let (report, number) = reference.split_once('/')?;
    let list = number.chars().next()?;
    // Statements are known by their cue; their span is what is said.
    let span = if list == 's' && claim["cue"].is_array() {
        &claim["cue"]
    } else {
        &claim["span"]
    };
    Some(Finding {
        report: report.to_owned(),
        list: list_of(list).to_owned(),
        span: super::words::offsets(span)?,
        words: claim["words"].as_str().unwrap_or_default().to_owned(),
    })
}

/// `dateline decisions`, and how far reviewers agree.
pub(super) fn list(args: &AskArgs) -> Result<Outcome> {
    let done = ask::ask(args, "decision", false)?;
    if args.to == To::Table {
        let mut store = open(&args.store)?;
        let now = store.standing()?.now;
        if let Some(alpha) = alpha(&store.decisions(now)?) {
            complain(&format!(
                "agreement between reviewers (Krippendorff's alpha): {alpha:.2}"
            ));
        }
    }
    Ok(done)
}
