//! `dateline review`: questions one after the other, answered by a key.

use super::args::ReviewArgs;
use super::decide::finding;
use super::harmless_lines;
use super::table::text;
use super::words::Words;
use super::{fold, now, open};
use crate::{Outcome, complain, lexicon};
use anyhow::{Context, Result};
use dateline::record::{Action, Decision};
use dateline::store::{Question, Store};
use serde_json::Value;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

/// Asks all questions that no decision has answered.
pub(super) fn review(args: &ReviewArgs) -> Result<Outcome> {
    let mut store = open(&args.store)?;
    let at = || args.store.record.clone();
    let mut bodies = Vec::new();
    let question = Question {
        section: "doubt".to_owned(),
        ..Question::default()
    };
    store
        .ask(&question, &mut |body| bodies.push(body))
        .with_context(at)?;
    let n_questions = bodies.len();
    let mut words = Words::new();
    let mut keys = Keys::new();
    let mut answered: Vec<Decision> = Vec::new();
    let mut n = 0;
    while n < bodies.len() {
        let mut row: Value = serde_json::from_str(&bodies[n])?;
        words.open(&mut *store, &mut row).with_context(at)?;
        ask(&row, n + 1, n_questions)?;
        let (Some(a), Some(b)) = (finding(&row["a"]), finding(&row["b"])) else {
            n += 1;
            continue;
        };
        match keys.next()? {
            Some('y') => answered.push(write(&mut *store, args, Action::Merge { at: a, with: b })?),
            Some('n') => answered.push(write(&mut *store, args, Action::Split { at: a, from: b })?),
            Some('s') => {}
            Some('u') => {
                if let Some(last) = answered.pop() {
                    write(&mut *store, args, Action::Undo { decision: last.id })?;
                    n = n.saturating_sub(1);
                }
                continue;
            }
            Some('q') | None => break,
            Some(_) => continue,
        }
        n += 1;
    }
    drop(keys);
    if !answered.is_empty() {
        let record =
            fold::fold(&mut *store, Arc::new(lexicon::lexicon(args.lexicon.as_deref())?)).with_context(at)?;
        complain(fold::summary(&record).trim_end());
    }
    Ok(Outcome::AllRead)
}

fn write(store: &mut dyn Store, args: &ReviewArgs, action: Action) -> Result<Decision> {
    let why = "answered in review".to_owned();
    let decision = Decision {
        id: String::new(),
        who: args.who.clone(),
        when: now(),
        why,
        action,
    };
    store.decide(decision).with_context(|| args.store.record.clone())
}

fn ask(row: &Value, n: usize, of: usize) -> Result<()> {
    let told = |claim: &Value| {
        format!(
            "  {}  {}  {}\n    {}\n    “{}”\n",
            text(&claim["published"]),
            text(&claim["source"]),
            text(&claim["ref"]),
            text(&claim["what"]),
            text(&claim["text"])
        )
    };
    let question = format!(
        "\nQuestion {n} of {of}: one {} or two?  ({})\n{}{}  y one · n two · s skip · u undo · q stop > ",
        text(&row["list"]),
        text(&row["why"]),
        told(&row["a"]),
        told(&row["b"])
    );
    let mut stdout = io::stdout().lock();
    stdout.write_all(harmless_lines(&question).as_bytes())?;
    stdout.flush()?;
    Ok(())
}

/// Answers: the first letter of each line, so that the command works in any terminal and from a script.
struct Keys {
    lines: io::Lines<io::StdinLock<'static>>,
}

impl Keys {
    fn new() -> Self {
        Self {
            lines: io::stdin().lock().lines(),
        }
    }

    fn next(&mut self) -> Result<Option<char>> {
        match self.lines.next().transpose()? {
            None => Ok(None),
            Some(line) => Ok(Some(
                line.trim().chars().next().unwrap_or(' ').to_ascii_lowercase(),
            )),
        }
    }
}
