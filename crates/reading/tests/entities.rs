//! The suite of entities: each line of a case must be met; what a case does not ask is free.
//!
//! `words = Name (kind)`: the words are a mention of the entity of this name or alias and kind, and of no other.
//! ` of Owner` and ` as Role` may follow. `A (kind) + B (kind)`: the words stand for both. `nobody`: the words are no
//! mention. Words after the opening of a block set the publication date: `published 2023-09-20`.
#![allow(clippy::disallowed_methods)]

use dateline_lexicon::{Lexicon, fold};
use dateline_reading::{Entity, EntityId, Reading};
use dateline_syntax::{Model, parse};
use dateline_text::{Published, Report, segment};
use std::fmt::Write;

/// One text with its lines `words = value`.
struct Case<'s> {
    heading: &'s str,
    report: Report,
    expected: Vec<(&'s str, &'s str)>,
}

fn cases(suite: &str) -> Vec<Case<'_>> {
    let (mut heading, mut published, mut inside) = ("", None, false);
    let (mut out, mut lines): (Vec<Case<'_>>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in suite.lines().chain([""]) {
        if let Some(title) = line.strip_prefix("## ") {
            heading = title;
        } else if let Some(settings) = line.strip_prefix("```text") {
            inside = true;
            published = settings.trim().strip_prefix("published ");
        } else if inside && (line.is_empty() || line == "```") {
            inside = line.is_empty();
            if !lines.is_empty() {
                out.push(case(heading, published, &std::mem::take(&mut lines)));
            }
        } else if inside {
            lines.push(line);
        }
    }
    out
}

fn case<'s>(heading: &'s str, published: Option<&str>, lines: &[&'s str]) -> Case<'s> {
    let expected: Vec<(&str, &str)> = lines.iter().filter_map(|l| l.split_once(" = ")).collect();
    assert!(
        !expected.is_empty(),
        "a case under \"{heading}\" asks for nothing"
    );
    let text: Vec<&str> = lines.iter().copied().filter(|l| !l.contains(" = ")).collect();
    let mut report = Report::from_text(heading, text.join("\n"));
    report.published = published.map(|written| Published {
        date: written.parse().expect("a date of publication"),
        written: written.to_owned(),
    });
    Case {
        heading,
        report,
        expected,
    }
}

/// Whether an entity is the one that a value such as `Amira Solane (person) of Norland as Minister` asks for.
fn is_asked(reading: &Reading, entity: &Entity, value: &str) -> bool {
    let (name, rest) = value.split_once(" (").expect("a value is `Name (kind)`");
    let (kind, rest) = rest.split_once(')').expect("a value is `Name (kind)`");
    let (rest, role) = match rest.split_once(" as ") {
        Some((rest, role)) => (rest, Some(role)),
        None => (rest, None),
    };
    let of = rest.strip_prefix(" of ");
    let goes_by = |e: &Entity, wanted: &str| {
        let mut names = [&e.name].into_iter().chain(&e.aliases);
        names.any(|n| fold(n) == fold(wanted))
    };
    goes_by(entity, name)
        && entity.kind.as_str() == kind
        && of.is_none_or(|of| {
            entity
                .of
                .is_some_and(|id| goes_by(&reading.entities[id.index()], of))
        })
        && role.is_none_or(|role| entity.role.as_deref().is_some_and(|r| fold(r) == fold(role)))
}

fn is_met(case: &Case<'_>, reading: &Reading, words: &str, value: &str) -> bool {
    let mut told = reading
        .references
        .iter()
        .filter(|r| case.report.cut(r.span) == words);
    if value == "nobody" {
        return told.next().is_none();
    }
    let asked: Vec<&str> = value.split(" + ").collect();
    told.any(|r| {
        let is = |id: &EntityId, v: &&str| is_asked(reading, &reading.entities[id.index()], v);
        r.entities.len() == asked.len() && asked.iter().all(|v| r.entities.iter().any(|id| is(id, v)))
    })
}

#[test]
fn entities_are_who_they_are() {
    let (model, lexicon) = (Model::embedded(), Lexicon::embedded());
    let cases = cases(include_str!("../../../suites/entities.md"));
    let mut account = String::new();
    for case in &cases {
        let parse = parse(&model, &case.report, segment(&case.report));
        let reading = dateline_reading::read(&parse, &lexicon);
        let missed: Vec<_> = case
            .expected
            .iter()
            .filter(|(words, value)| !is_met(case, &reading, words, value))
            .collect();
        if missed.is_empty() {
            continue;
        }
        let _ = writeln!(account, "\n{}: {}", case.heading, case.report.text);
        for (words, value) in missed {
            let _ = writeln!(account, "    - {words} = {value}");
        }
        for r in &reading.references {
            let names = r.entities.iter().map(|id| {
                let e = &reading.entities[id.index()];
                let of = e.of.map_or("", |of| reading.entities[of.index()].name.as_str());
                format!(
                    "{} ({}) of {of} as {}",
                    e.name,
                    e.kind,
                    e.role.as_deref().unwrap_or("")
                )
            });
            let names: Vec<_> = names.collect();
            let _ = writeln!(
                account,
                "    + {} = {}",
                case.report.cut(r.span),
                names.join(" + ")
            );
        }
    }
    assert!(cases.len() >= 60, "only {} cases were read", cases.len());
    assert!(account.is_empty(), "{account}");
}
