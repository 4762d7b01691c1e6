//! One row or one report, the history of a claim, and what a record holds.

use super::args::{ShowArgs, Store as At, To};
use super::harmless_lines;
use super::table::text;
use super::words::Words;
use super::{open, print};
use crate::{Outcome, Usage};
use anyhow::{Context, Result, bail};
use dateline::record::Decision;
use dateline::store::{Report, Store};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// `dateline show`.
pub(super) fn show(args: &ShowArgs) -> Result<Outcome> {
    let mut store = open(&args.store)?;
    let at = || args.store.record.clone();
    if args.id.contains('/') || is_question(&args.id) {
        let (_, row) = row(&mut *store, &args.id).with_context(at)?;
        return print(&written(&row, args.to)?);
    }
    let report = report(&mut *store, &args.id).with_context(at)?;
    let mut reading: Value = serde_json::from_str(&store.reading(report.seq).with_context(at)?.body)?;
    reading["document"]["text"] = report.report.text.as_str().into();
    reading["document"]["retrieved"] = report.report.retrieved.as_str().into();
    reading["document"]["key"] = report.key.as_str().into();
    if let Some(keys) = reading.as_object_mut() {
        keys.shift_remove("outline");
    }
    if args.to != To::Table {
        return print(&written(&reading, args.to)?);
    }
    let mut out = format!("{}  {}\n", report.key, report.report.id);
    for (name, value) in [
        ("source", &report.report.source),
        ("published", &report.report.published),
        ("title", &report.report.title),
        ("url", &report.report.url),
    ] {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    let _ = writeln!(out, "retrieved: {}", report.report.retrieved);
    for (_, body) in store
        .row(&report.key)
        .with_context(at)?
        .into_iter()
        .filter(|(section, _)| section == "report")
    {
        let row: Value = serde_json::from_str(&body)?;
        let _ = writeln!(
            out,
            "origin: {} ({} reports)",
            text(&row["origin"]),
            text(&row["copies"])
        );
        for (key, name) in [("corrects", "corrects"), ("corrected_by", "corrected by")] {
            for other in row[key].as_array().into_iter().flatten() {
                let other = other.get("report").unwrap_or(other);
                let _ = writeln!(out, "{name}: {}", text(other));
            }
        }
    }
    let _ = writeln!(out, "\n{}", report.report.text.trim_end());
    print(&harmless_lines(&out))
}

fn is_question(id: &str) -> bool {
    id.strip_prefix(['q', 'd'])
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// The report of this name.
fn report(store: &mut dyn Store, name: &str) -> Result<Report> {
    let mut found = store.find(name)?;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => bail!(Usage(format!("no report has the key or name {name}"))),
        _ => bail!(Usage(format!(
            "more than one report has the key or name {name}: give more of the key"
        ))),
    }
}

/// The row that has this id, or that holds a claim with it.
pub(super) fn row(store: &mut dyn Store, id: &str) -> Result<(String, Value)> {
    let full = full_id(store, id)?;
    let mut rows = store.row(&full)?;
    let list = match full.rsplit('/').next().and_then(|part| part.chars().next()) {
        Some('v') => "event",
        Some('f') => "figure",
        Some('t') => "term",
        Some('s') => "statement",
        Some('e') => "actor",
        Some('g') => "gap",
        Some('q') => "doubt",
        _ => "decision",
    };
    // A claim further down in a row has no row of its own.
    if rows.is_empty() {
        rows = holding(store, &full, list)?;
        if rows.is_empty() && list == "event" {
            rows = holding(store, &full, "term")?;
        }
    }
    let Some((section, body)) = rows.into_iter().next() else {
        bail!(Usage(format!("nothing in the record has the id {id}")));
    };
    let mut row: Value = serde_json::from_str(&body)?;
    Words::new().open(store, &mut row)?;
    Ok((section, row))
}

/// An id with the whole of its report's key.
fn full_id(store: &mut dyn Store, id: &str) -> Result<String> {
    match id.rsplit_once('/') {
        Some((name, rest)) => Ok(format!("{}/{rest}", report(store, name)?.key)),
        None => Ok(id.to_owned()),
    }
}

fn holding(store: &mut dyn Store, id: &str, section: &str) -> Result<Vec<(String, String)>> {
    use dateline::store::{Facet, Question};
    let key = id.split('/').next().unwrap_or_default().to_owned();
    let question = Question {
        section: section.to_owned(),
        facets: vec![(Facet::Report, key)],
        ..Question::default()
    };
    let needle = format!("\"ref\":\"{id}\"");
    let mut rows = Vec::new();
    store.ask(&question, &mut |body| {
        if body.contains(&needle) {
            rows.push((section.to_owned(), body));
        }
    })?;
    Ok(rows)
}

fn written(row: &Value, to: To) -> Result<String> {
    Ok(match to {
        To::Jsonl => format!("{row}\n"),
        To::Json | To::Csv => format!("{}\n", serde_json::to_string_pretty(row)?),
        To::Table => {
            let mut out = String::new();
            outline(row, 0, &mut out);
            harmless_lines(&out)
        }
    })
}

/// Keys that a person does not need where the words stand beside them.
const HIDDEN: &[&str] = &["span", "sentence", "key", "cue", "accepted"];

/// A row for people: one key a line, claims indented, empty keys left out.
fn outline(value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let Value::Object(keys) = value else { return };
    for (key, value) in keys.iter().filter(|(key, _)| !HIDDEN.contains(&key.as_str())) {
        let name = key.replace('_', " ");
        match value {
            Value::Array(list) if list.iter().any(Value::is_object) => {
                let _ = writeln!(out, "{indent}{name}:");
                for item in list {
                    let mut inner = String::new();
                    outline(item, depth + 2, &mut inner);
                    let start = inner.len() - inner.trim_start().len();
                    let _ = write!(out, "{indent}  - {}", &inner[start..]);
                }
            }
            Value::Object(_) if value.get("name").is_none() => {
                let _ = writeln!(out, "{indent}{name}:");
                outline(value, depth + 1, out);
            }
            Value::Array(list) if !list.is_empty() && list.iter().all(|v| v.is_number() || v.is_null()) => {
                let range: Vec<String> = list
                    .iter()
                    .map(|v| if v.is_null() { "?".to_owned() } else { text(v) })
                    .collect();
                let _ = writeln!(out, "{indent}{name}: {}", range.join(" to "));
            }
            _ => {
                let value = text(value);
                if !value.is_empty() {
                    let _ = writeln!(out, "{indent}{name}: {value}");
                }
            }
        }
    }
}

/// `dateline history`: the steps of a claim in the order of time, with the decisions about it.
pub(super) fn history(args: &ShowArgs) -> Result<Outcome> {
    let mut store = open(&args.store)?;
    let at = || args.store.record.clone();
    let (section, row) = row(&mut *store, &args.id).with_context(at)?;
    let claims = row["claims"]
        .as_array()
        .or_else(|| row["steps"].as_array())
        .cloned()
        .unwrap_or_else(|| vec![row.clone()]);
    let now = store.standing().with_context(at)?.now;
    let decisions: Vec<Decision> = store.decisions(now).with_context(at)?;
    let about: Vec<Value> = decisions
        .iter()
        .map(|decision| serde_json::to_value(decision).unwrap_or_default())
        .filter(|decision| claims.iter().any(|claim| is_about(decision, claim)))
        .collect();
    if args.to != To::Table {
        let history = json!({"id": row["id"], "list": section, "claims": claims, "pairs": row["pairs"], "decisions": about});
        return print(&written(&history, args.to)?);
    }
    let mut out = String::new();
    for claim in &claims {
        let step = [&claim["step"], &claim["status"]]
            .into_iter()
            .find(|step| step.is_string())
            .map(text)
            .unwrap_or_default();
        let day = [
            &claim["day"],
            &claim["as_of"],
            &claim["published"],
            &claim["time"],
        ]
        .into_iter()
        .find(|day| day.is_string())
        .map(text)
        .unwrap_or_default();
        let who = [text(&claim["speaker"]), text(&claim["source"])]
            .into_iter()
            .filter(|name| !name.is_empty());
        let who = who.collect::<Vec<_>>().join(", in ");
        let _ = writeln!(
            out,
            "{day:10}  {:14}  {who}\n            {}\n            {}",
            step.replace('_', " "),
            text(&claim["text"]),
            text(&claim["ref"])
        );
    }
    for pair in row["pairs"].as_array().into_iter().flatten() {
        let _ = writeln!(
            out,
            "{} {} {}: {}",
            text(&pair["a"]),
            text(&pair["relation"]),
            text(&pair["b"]),
            text(&pair["reason"])
        );
    }
    for decision in &about {
        let _ = writeln!(
            out,
            "{}  {} by {}: {}",
            text(&decision["when"]),
            text(&decision["action"]),
            text(&decision["who"]),
            text(&decision["why"])
        );
    }
    print(&harmless_lines(&out))
}

fn is_about(decision: &Value, claim: &Value) -> bool {
    let key = text(&claim["ref"])
        .split('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    ["at", "with", "from"]
        .iter()
        .any(|name| text(&decision[name]["report"]) == key && decision[name]["span"] == claim["span"])
}

/// `dateline record status`.
pub(super) fn status(at: &At) -> Result<Outcome> {
    let mut store = open(at)?;
    let standing = store.standing().with_context(|| at.record.clone())?;
    print(&format!(
        "{} reports, {} readings, {} decisions; {} reports not folded yet\n",
        standing.n_reports, standing.now.reading, standing.now.decision, standing.n_waiting
    ))
}
