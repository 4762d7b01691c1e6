//! The suites in `suites/`: documents that a domain expert can read, and that are tests.
//!
//! A suite is Markdown. Each block of `text` holds cases, one a paragraph: first the lines of a
//! report, then lines `words = value` (or `nothing`) that say what must be found in it. Words after the opening set
//! what is known of the reports of the block: `published 2023-09-20`. What a value looks like and when it is met is
//! said at the head of each suite and in its comparator here; a further suite is one line in a test and a comparator.
#![allow(clippy::disallowed_methods)]

use dateline_lexicon::Lexicon;
use dateline_reading::Reading;
use dateline_syntax::{Model, parse};
use dateline_text::{Published, Report, segment};
use std::fmt::Write;

/// One report of a suite and what must be found in it.
struct Case {
    heading: String,
    report: Report,
    /// Words and value, in the order of the file.
    expected: Vec<(String, String)>,
}

/// Cuts a suite into its cases.
fn cases(suite: &str) -> Vec<Case> {
    let mut out = Vec::new();
    let (mut heading, mut published, mut inside) = ("", None, false);
    let mut paragraph: Vec<&str> = Vec::new();
    for line in suite.lines().chain([""]) {
        if let Some(title) = line.strip_prefix("## ") {
            heading = title;
        } else if let Some(settings) = line.strip_prefix("```text") {
            inside = true;
            published = settings.trim().strip_prefix("published ").map(str::to_owned);
        } else if inside && (line.is_empty() || line == "```") {
            inside = line.is_empty();
            if !paragraph.is_empty() {
                out.push(case(heading, published.as_deref(), &paragraph));
                paragraph.clear();
            }
        } else if inside {
            paragraph.push(line);
        }
    }
    out
}

fn case(heading: &str, published: Option<&str>, lines: &[&str]) -> Case {
    let first = lines
        .iter()
        .position(|l| *l == "nothing" || l.contains(" = "))
        .unwrap_or(lines.len());
    let mut report = Report::from_text(heading, lines[..first].join("\n"));
    report.published = published.map(|written| Published {
        date: written
            .parse()
            .unwrap_or_else(|e| panic!("`{written}` under \"{heading}\" is no date: {e}")),
        written: written.to_owned(),
    });
    let expected = lines[first..]
        .iter()
        .filter_map(|l| l.split_once(" = "))
        .map(|(words, value)| (words.to_owned(), value.to_owned()))
        .collect();
    Case {
        heading: heading.to_owned(),
        report,
        expected,
    }
}

/// Reads every case of a suite and gives how many there are and an account of those that fail.
///
/// `found` turns a reading into lines like those expected, in the order of the text.
fn run(suite: &str, found: impl Fn(&Report, &Reading) -> Vec<(String, String)>) -> (usize, Vec<String>) {
    let (model, lexicon) = (Model::embedded(), Lexicon::embedded());
    let cases = cases(suite);
    let mut failures = Vec::new();
    for case in &cases {
        let parse = parse(&model, &case.report, segment(&case.report));
        let got = found(&case.report, &dateline_reading::read(&parse, &lexicon));
        if got != case.expected {
            let mut account = format!("{}: {}\n", case.heading, case.report.text);
            for (words, value) in &case.expected {
                let _ = writeln!(account, "    - {words} = {value}");
            }
            for (words, value) in &got {
                let _ = writeln!(account, "    + {words} = {value}");
            }
            failures.push(account);
        }
    }
    (cases.len(), failures)
}

/// Times: the words as they stand, and the value or `unknown`.
fn times(report: &Report, reading: &Reading) -> Vec<(String, String)> {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "unknown".to_owned());
    reading
        .times
        .iter()
        .map(|t| (report.cut(t.span).to_owned(), value(&t.value)))
        .collect()
}

#[test]
fn times_are_found_with_their_values() {
    let (n, failures) = run(include_str!("../../../suites/times.md"), times);
    assert!(n >= 60, "only {n} cases were read from the suite");
    assert!(
        failures.is_empty(),
        "{} of {n} cases fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn the_date_probe_is_passed() {
    let (n, failures) = run(include_str!("../../../suites/date-probe.md"), times);
    assert_eq!(n, 30);
    assert!(
        failures.len() <= 1,
        "{} of {n} cases fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn every_time_rule_is_told() {
    let (model, lexicon) = (Model::embedded(), Lexicon::embedded());
    let told: Vec<_> = dateline_reading::rules().map(|r| r.id).collect();
    for case in cases(include_str!("../../../suites/times.md")) {
        let parse = parse(&model, &case.report, segment(&case.report));
        for time in dateline_reading::read(&parse, &lexicon).times {
            assert!(
                told.contains(&time.why.rule),
                "`{}` stands in no table of rules",
                time.why.rule
            );
        }
    }
}
