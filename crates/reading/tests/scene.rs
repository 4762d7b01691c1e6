//! `suites/status.md` and `suites/places.md`: whether, when and where the events of a report are.
#![allow(clippy::disallowed_methods)]

use dateline_lexicon::Lexicon;
use dateline_reading::{Entity, EntityId, Event, Reading, read};
use dateline_syntax::{Model, parse};
use dateline_text::{Published, Report, segment};
use std::fmt::Write;

/// What a suite expects and how much of it is met.
#[derive(Default)]
struct Score {
    n_expected: usize,
    n_met: usize,
    account: String,
}

/// Checks every line `words = value` of a suite against the reading of the text above it.
fn score(suite: &str, met: impl Fn(&Report, &Reading, &str, &str) -> Result<(), String>) -> Score {
    let (model, lexicon) = (Model::embedded(), Lexicon::embedded());
    let mut score = Score::default();
    let (mut published, mut inside) = (None, false);
    let mut text = String::new();
    let mut expected: Vec<(&str, &str)> = Vec::new();
    for line in suite.lines() {
        if let Some(settings) = line.strip_prefix("```text") {
            inside = true;
            published = settings.trim().strip_prefix("published ");
            continue;
        }
        let ends = line.is_empty() || line == "```";
        if !ends && inside {
            match line.split_once(" = ") {
                Some(pair) => expected.push(pair),
                None => text.push_str(line),
            }
            continue;
        }
        inside &= line != "```";
        if text.is_empty() {
            continue;
        }
        let mut report = Report::from_text("case", std::mem::take(&mut text));
        report.published = published.map(|written| Published {
            date: written.parse().unwrap(),
            written: written.to_owned(),
        });
        let parsed = parse(&model, &report, segment(&report));
        let reading = read(&parsed, &lexicon);
        for (words, value) in expected.drain(..) {
            score.n_expected += 1;
            match met(&report, &reading, words, value) {
                Ok(()) => score.n_met += 1,
                Err(got) => {
                    let _ = writeln!(
                        score.account,
                        "{}\n    - {words} = {value}\n    + {got}",
                        report.text
                    );
                }
            }
        }
    }
    score
}

fn event<'r>(report: &Report, reading: &'r Reading, words: &str) -> Result<&'r Event, String> {
    let mut events = reading.events.iter();
    events
        .find(|e| report.cut(e.trigger) == words)
        .ok_or_else(|| "no such event".to_owned())
}

fn goes_by(report: &Report, entity: &Entity, name: &str) -> bool {
    let alike = |a: &str| a.eq_ignore_ascii_case(name);
    alike(&entity.name)
        || entity.aliases.iter().any(|a| alike(a))
        || entity.mentions.iter().any(|m| alike(report.cut(*m)))
}

/// `status` or `status TIME`; `-` is no time.
fn status(report: &Report, reading: &Reading, words: &str, value: &str) -> Result<(), String> {
    let event = event(report, reading, words)?;
    let (status, time) = value.split_once(' ').unwrap_or((value, ""));
    let told = event.time.as_deref().unwrap_or("-");
    let right = event.status.as_str() == status && (time.is_empty() || told == time);
    right
        .then_some(())
        .ok_or_else(|| format!("{words} = {} {told}", event.status))
}

/// `at NAME`, `nowhere`, `located CODE PRECISION` or `not located`.
fn place(report: &Report, reading: &Reading, words: &str, value: &str) -> Result<(), String> {
    let entity = |id: EntityId| &reading.entities[id.index()];
    let (right, got) = if value == "nowhere" || value.starts_with("at ") {
        let place = event(report, reading, words)?.place.map(entity);
        let right = match value.strip_prefix("at ") {
            Some(name) => place.is_some_and(|p| goes_by(report, p, name)),
            None => place.is_none(),
        };
        (
            right,
            place.map_or("nowhere".to_owned(), |p| format!("at {}", p.name)),
        )
    } else {
        let mut places = reading.entities.iter().filter(|e| goes_by(report, e, words));
        let found = places.next().ok_or_else(|| "no such entity".to_owned())?;
        let got = match (&found.place, &found.country) {
            (Some(point), country) => format!(
                "located {} {}",
                country.as_deref().unwrap_or("-"),
                point.precision
            ),
            (None, _) => "not located".to_owned(),
        };
        (got == value, got)
    };
    right.then_some(()).ok_or_else(|| format!("{words} = {got}"))
}

/// Below this share of the lines met, something has been lost.
#[track_caller]
fn hold(score: &Score, least: usize, share: f64) {
    assert!(
        score.n_expected >= least,
        "only {} lines were read",
        score.n_expected
    );
    let met = score.n_met as f64 / score.n_expected as f64;
    assert!(
        met >= share,
        "{}/{} are met\n{}",
        score.n_met,
        score.n_expected,
        score.account
    );
}

#[test]
fn status_and_time_reach_their_level() {
    hold(
        &score(include_str!("../../../suites/status.md"), status),
        70,
        0.93,
    );
}

#[test]
fn places_reach_their_level() {
    hold(&score(include_str!("../../../suites/places.md"), place), 40, 0.93);
}
