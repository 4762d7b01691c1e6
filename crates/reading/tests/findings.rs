//! The suites of statements and events: each line of a case must be met; what a case does not ask is free,
//! except that every event must be asked for.
#![allow(clippy::disallowed_methods)]

use dateline_lexicon::{Lexicon, fold};
use dateline_reading::{Entity, EntityId, Reading};
use dateline_syntax::{Model, parse};
use dateline_text::{Report, segment};

/// A text and the lines `words = value` below it.
struct Case {
    text: String,
    expected: Vec<(String, String)>,
}

fn cases(suite: &str) -> Vec<Case> {
    let mut out = Vec::new();
    for block in suite.split("```text\n").skip(1) {
        let block = block.split("\n```").next().unwrap_or_default();
        for paragraph in block.split("\n\n") {
            let (mut text, mut expected) = (Vec::new(), Vec::new());
            for line in paragraph.lines().filter(|l| !l.is_empty() && *l != "nothing") {
                match line.split_once(" = ") {
                    Some((words, value)) => expected.push((words.to_owned(), value.to_owned())),
                    None => text.push(line),
                }
            }
            if !text.is_empty() {
                out.push(Case {
                    text: text.join("\n"),
                    expected,
                });
            }
        }
    }
    out
}

/// Reads all cases; `faults` tells what is wrong with a reading of one.
fn run(
    suite: &str,
    faults: impl Fn(&Report, &Reading, &[(String, String)]) -> Vec<String>,
) -> (usize, Vec<String>) {
    let (model, lexicon) = (Model::embedded(), Lexicon::embedded());
    let cases = cases(suite);
    let mut out = Vec::new();
    for case in &cases {
        let report = Report::from_text("case", case.text.clone());
        let reading = dateline_reading::read(&parse(&model, &report, segment(&report)), &lexicon);
        let found = faults(&report, &reading, &case.expected);
        if !found.is_empty() {
            out.push(format!("{}\n    {}", case.text, found.join("\n    ")));
        }
    }
    (cases.len(), out)
}

/// Whether an entity goes by a name, among its names, aliases and mentions.
fn goes_by(report: &Report, entity: &Entity, name: &str) -> bool {
    let wanted = fold(name);
    let mut names = vec![entity.name.clone()];
    names.extend(entity.aliases.iter().cloned());
    names.extend(entity.mentions.iter().map(|m| report.cut(*m).to_owned()));
    names.iter().any(|n| {
        let n = fold(n);
        n == wanted || n.ends_with(&format!(" {wanted}"))
    })
}

fn event_faults(report: &Report, reading: &Reading, expected: &[(String, String)]) -> Vec<String> {
    let names = |list: &[EntityId], wanted: &str| {
        wanted.split(" + ").all(|name| {
            list.iter()
                .any(|id| goes_by(report, &reading.entities[id.index()], name))
        })
    };
    let mut out = Vec::new();
    for (trigger, value) in expected {
        let (head, mediator) = value
            .split_once(" through ")
            .map_or((value.as_str(), None), |(h, m)| (h, Some(m)));
        let (head, recipient) = head
            .split_once(" on ")
            .map_or((head, None), |(h, r)| (h, Some(r)));
        let (head, actor) = head
            .split_once(" by ")
            .map_or((head, None), |(h, a)| (h, Some(a)));
        let (kind, status) = head.split_once(' ').expect("a value opens with `TYPE status`");
        let (kind, mode) = kind.split_once('/').map_or((kind, None), |(k, m)| (k, Some(m)));
        let met = reading.events.iter().any(|e| {
            report.cut(e.trigger) == trigger
                && e.kind.as_str() == kind
                && e.status.as_str() == status
                && mode.is_none_or(|m| e.mode.is_some_and(|own| own.as_str() == m))
                && mediator.is_none_or(|m| names(&e.mediators, m))
                && actor.is_none_or(|a| names(&e.actors, a))
                && recipient.is_none_or(|r| names(&e.recipients, r))
        });
        if !met {
            out.push(format!("no `{trigger} = {value}`"));
        }
    }
    for event in &reading.events {
        let trigger = report.cut(event.trigger);
        if !expected.iter().any(|(words, _)| words == trigger) {
            out.push(format!("made up `{trigger} = {} {}`", event.kind, event.status));
        }
    }
    if !out.is_empty() {
        let name = |ids: &[EntityId]| {
            ids.iter()
                .map(|i| reading.entities[i.index()].name.clone())
                .collect::<Vec<_>>()
        };
        for e in &reading.events {
            out.push(format!(
                "read {} = {} {} by {:?} on {:?}",
                report.cut(e.trigger),
                e.kind,
                e.status,
                name(&e.actors),
                name(&e.recipients)
            ));
        }
    }
    out
}

fn statement_faults(report: &Report, reading: &Reading, expected: &[(String, String)]) -> Vec<String> {
    let mut out = Vec::new();
    for (words, value) in expected {
        let (act, who) = value.split_once(" by ").expect("a value is `act by Speaker`");
        let (speaker, via) = who.split_once(" via ").unwrap_or((who, ""));
        let via: Vec<&str> = via.split(", ").filter(|v| !v.is_empty()).collect();
        let met = reading.statements.iter().any(|s| {
            let content: Vec<&str> = s.content.iter().map(|c| report.cut(*c)).collect();
            content.join(" … ") == *words
                && s.act.as_str() == act
                && s.speaker
                    .is_some_and(|id| goes_by(report, &reading.entities[id.index()], speaker))
                && s.via.len() == via.len()
                && s.via
                    .iter()
                    .zip(&via)
                    .all(|(id, name)| goes_by(report, &reading.entities[id.index()], name))
        });
        if !met {
            let told: Vec<String> = reading
                .statements
                .iter()
                .map(|s| {
                    format!(
                        "{} {:?} by {:?} via {:?}",
                        s.act,
                        s.content.iter().map(|c| report.cut(*c)).collect::<Vec<_>>(),
                        s.speaker.map(|i| &reading.entities[i.index()].name),
                        s.via
                            .iter()
                            .map(|i| &reading.entities[i.index()].name)
                            .collect::<Vec<_>>()
                    )
                })
                .collect();
            out.push(format!("no `{words} = {value}` among {told:?}"));
        }
    }
    if expected.is_empty() && !reading.statements.is_empty() {
        out.push("made up a statement".to_owned());
    }
    out
}

fn all_met((n, faults): (usize, Vec<String>), least: usize) {
    assert!(n >= least, "only {n} cases were read from the suite");
    assert!(
        faults.is_empty(),
        "{} of {n} cases fail:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn events_are_found_with_roles_and_status() {
    all_met(run(include_str!("../../../suites/events.md"), event_faults), 120);
}

#[test]
fn statements_have_content_act_and_speaker() {
    all_met(
        run(include_str!("../../../suites/statements.md"), statement_faults),
        60,
    );
}
