//! The suites in `suites/`: documents that a domain expert can read, and that are tests.
//!
//! A suite is Markdown. Each block of `text` holds cases, one a paragraph: first the lines of a
//! report, then lines `words = value` (or `nothing`) that say what must be found in it. Words after the opening set
//! what is known of the reports of the block: `published 2023-09-20`. What a value looks like and when it is met is
//! said at the head of each suite and in its comparator here; a further suite is one line in a test and a comparator.
#![allow(clippy::disallowed_methods)]

use dateline_lexicon::Lexicon;
use dateline_reading::{Figure, Reading, Term};
use dateline_syntax::{Model, parse};
use dateline_text::{Published, Report, Span, segment};
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

/// How many of the expected findings were made, and how many were made up.
#[derive(Default)]
struct Score {
    met: usize,
    expected: usize,
    found: usize,
    account: String,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.met as f64 / (self.expected + self.found).max(1) as f64
    }
}

/// Scores a suite of findings that are matched by overlap: each expected one is met by a finding of the same value
/// whose words share at least a letter with its own.
fn score(
    suite: &str,
    found: impl Fn(&Report, &Reading) -> Vec<(Span, String)>,
    meets: impl Fn(&str, &str) -> bool,
) -> Score {
    let (model, lexicon) = (Model::embedded(), Lexicon::embedded());
    let mut score = Score::default();
    for case in cases(suite) {
        let parse = parse(&model, &case.report, segment(&case.report));
        let got = found(&case.report, &dateline_reading::read(&parse, &lexicon));
        let mut free = vec![true; got.len()];
        score.expected += case.expected.len();
        score.found += got.len();
        for (words, value) in &case.expected {
            let at = case.report.text.find(words.as_str());
            let at =
                at.unwrap_or_else(|| panic!("`{words}` does not stand in `{}`", case.report.text)) as u32;
            let span = Span::new(at, at + words.len() as u32);
            let hit = (0..got.len()).find(|&i| free[i] && got[i].0.overlaps(span) && meets(value, &got[i].1));
            if let Some(hit) = hit {
                free[hit] = false;
                score.met += 1;
            } else {
                let _ = writeln!(score.account, "{}\n    - {words} = {value}", case.report.text);
            }
        }
        for (i, _) in free.iter().enumerate().filter(|(_, free)| **free) {
            let (span, value) = &got[i];
            let _ = writeln!(
                score.account,
                "{}\n    + {} = {value}",
                case.report.text,
                case.report.cut(*span)
            );
        }
    }
    score
}

/// Scores a suite of figures: the measure and both bounds; `approx` and `cumulative` are told and not scored.
fn figures(suite: &str) -> Score {
    let bound = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    score(
        suite,
        |_, reading| {
            let value = |f: &Figure| format!("{} {}..{}", f.measure, bound(f.low), bound(f.high));
            reading.figures.iter().map(|f| (f.span, value(f))).collect()
        },
        |expected, found| {
            expected
                .trim_end_matches(" cumulative")
                .trim_end_matches(" approx")
                == found
        },
    )
}

#[test]
fn figures_reach_their_level() {
    for suite in [
        include_str!("../../../suites/figures.md"),
        include_str!("../../../suites/figures-theatres.md"),
    ] {
        let score = figures(suite);
        assert!(
            score.expected >= 290,
            "only {} figures were read from the suite",
            score.expected
        );
        assert!(score.f1() >= 0.92, "F1 {:.3}\n{}", score.f1(), score.account);
    }
}

/// Terms: the kind, the status, and one of the parties if the case names any.
fn terms(suite: &str) -> Score {
    score(
        suite,
        |_, reading| {
            let names = |t: &Term| -> Vec<String> {
                let entities = t.party.iter().map(|p| &reading.entities[p.index()]);
                entities
                    .flat_map(|e| [&e.name].into_iter().chain(&e.aliases))
                    .cloned()
                    .collect()
            };
            let value = |t: &Term| format!("{} {} by {}", t.kind, t.status, names(t).join(" + "));
            reading.terms.iter().map(|t| (t.span, value(t))).collect()
        },
        |expected, found| {
            let (duty, parties) = expected.split_once(" by ").unwrap_or((expected, ""));
            let (found, named) = found.split_once(" by ").unwrap_or((found, ""));
            let named = named.to_lowercase();
            duty == found
                && (parties.is_empty() || parties.split(" + ").any(|p| named.contains(&p.to_lowercase())))
        },
    )
}

#[test]
fn terms_reach_their_level() {
    for (suite, least, level) in [
        (include_str!("../../../suites/terms.md"), 70, 0.86),
        (include_str!("../../../suites/terms-agreements.md"), 35, 0.80),
    ] {
        let score = terms(suite);
        assert!(
            score.expected >= least,
            "only {} terms were read from the suite",
            score.expected
        );
        assert!(score.f1() >= level, "F1 {:.3}\n{}", score.f1(), score.account);
    }
}
