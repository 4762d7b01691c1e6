//! The page of all rules, and a look at those that do not do what they say.

use anyhow::Result;
use dateline::Reader;
use dateline::formats::published;
use dateline::reading::{Reading, Rule, rules};
use dateline::text::Report;
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// A field manual: every rule with its description and an example.
pub(crate) fn page(_: &str) -> Result<String> {
    let mut out = String::from(
        "# Rules\n\n\
         Every finding names the rule that made it; `dateline explain FILE:SENTENCE` shows it at work.\n\
         This page is made from the program by `cargo xtask docs`.\n",
    );
    let mut stage = "";
    for rule in rules() {
        let own = rule.id.split('.').next().unwrap_or_default();
        if own != stage {
            stage = own;
            write!(out, "\n## {stage}\n\n| rule | | example |\n|---|---|---|\n")?;
        }
        writeln!(
            out,
            "| `{}` | {} | {} |",
            rule.id,
            cell(rule.description),
            cell(rule.example)
        )?;
    }
    Ok(out)
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Lists the rules that do not fire on their own example.
pub(crate) fn silent() -> Result<()> {
    let reader = Reader::embedded();
    let mut out = io::stdout().lock();
    for rule in rules().filter(|rule| !fires(&reader, rule)) {
        writeln!(out, "{:<28} {}", rule.id, rule.example)?;
    }
    Ok(())
}

fn fires(reader: &Reader, rule: &Rule) -> bool {
    let mut report = Report::from_text("example", rule.example);
    // A Thursday, so that weekdays can be resolved.
    report.published = published("2023-11-16");
    ids(&reader.read(&report)).any(|id| id == rule.id)
}

fn ids(reading: &Reading) -> impl Iterator<Item = &str> {
    let entities = reading.entities.iter().map(|e| &e.why);
    let times = reading.times.iter().map(|t| &t.why);
    let statements = reading.statements.iter().map(|s| &s.why);
    let events = reading
        .events
        .iter()
        .flat_map(|e| e.reasons.iter().chain([&e.why]));
    let figures = reading.figures.iter().map(|f| &f.why);
    let terms = reading.terms.iter().map(|t| &t.why);
    entities
        .chain(times)
        .chain(statements)
        .chain(events)
        .chain(figures)
        .chain(terms)
        .map(|why| why.rule)
}
