//! `dateline report`: the record as one page of HTML that needs nothing else.

use super::args::{ReportArgs, Store as At};
use super::table::text;
use super::words::{Words, offsets};
use super::{ask, open};
use crate::{Outcome, complain};
use anyhow::{Context, Result};
use dateline::store::{Question, Store};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;

/// Writes the page.
pub(super) fn report(args: &ReportArgs) -> Result<Outcome> {
    let mut store = open(&args.store)?;
    ask::tell_waiting(&mut *store, &args.store)?;
    let mut cx = Page {
        store: &mut *store,
        at: &args.store,
        args,
        words: Words::new(),
        out: String::new(),
    };
    cx.write()?;
    let out = cx.out;
    let at = || args.out.display().to_string();
    #[expect(
        clippy::disallowed_methods,
        reason = "the host writes what it was asked to write"
    )]
    fs::write(&args.out, &out).with_context(at)?;
    complain(&format!("{}: {} KiB", at(), out.len().div_ceil(1024)));
    Ok(Outcome::AllRead)
}

struct Page<'a> {
    store: &'a mut dyn Store,
    at: &'a At,
    args: &'a ReportArgs,
    words: Words,
    out: String,
}

impl Page<'_> {
    fn rows(&mut self, section: &str, is_timed: bool) -> Result<Vec<Value>> {
        let at = || self.at.record.clone();
        let question = Question {
            section: section.to_owned(),
            since: self.args.since.clone().filter(|_| is_timed),
            until: self.args.until.clone().filter(|_| is_timed),
            ..Question::default()
        };
        let mut bodies = Vec::new();
        self.store
            .ask(&question, &mut |body| bodies.push(body))
            .with_context(at)?;
        let mut rows = Vec::with_capacity(bodies.len());
        for body in bodies {
            let mut row: Value = serde_json::from_str(&body)?;
            self.words.open(self.store, &mut row)?;
            rows.push(row);
        }
        Ok(rows)
    }

    fn write(&mut self) -> Result<()> {
        let (events, figures) = (self.rows("event", true)?, self.rows("figure", true)?);
        let (terms, positions) = (self.rows("term", true)?, self.rows("position", true)?);
        let origins = self.rows("origin", true)?;
        let n_reports: u64 = origins
            .iter()
            .filter_map(|origin| origin["reports"].as_u64())
            .sum();
        let period = match (&self.args.since, &self.args.until) {
            (None, None) => String::new(),
            (since, until) => format!(
                ", from {} to {}",
                since.as_deref().unwrap_or("the first report"),
                until.as_deref().unwrap_or("the last")
            ),
        };
        let title = escaped(&self.args.title);
        let _ = writeln!(
            self.out,
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title}</title>\n<style>\n{}</style>\n<h1>{title}</h1>\n\
             <p class=\"faint\">From {n_reports} reports of {} origins{period}. Each line is what reports claim, with who claims it; \
             nothing here is established by this page.</p>\n\
             <nav><a href=\"#timeline\">Timeline</a><a href=\"#figures\">Figures</a><a href=\"#terms\">Terms</a>\
             <a href=\"#positions\">Positions</a><a href=\"#sources\">Sources</a></nav>",
            include_str!("page.css"),
            origins.len(),
        );
        self.timeline(&events);
        self.figures(&figures);
        self.terms(&terms);
        self.positions(&positions);
        self.sources(&origins);
        Ok(())
    }

    fn timeline(&mut self, events: &[Value]) {
        let (dated, undated): (Vec<&Value>, Vec<&Value>) =
            events.iter().partition(|event| event["time"].is_string());
        self.out.push_str("<h2 id=\"timeline\">Timeline</h2>\n");
        for event in dated {
            self.event(event);
        }
        if !undated.is_empty() {
            let _ = writeln!(
                self.out,
                "<details><summary>{} events without a date</summary>",
                undated.len()
            );
            for event in undated {
                self.event(event);
            }
            self.out.push_str("</details>\n");
        }
    }

    fn event(&mut self, event: &Value) {
        let out = &mut self.out;
        let status = text(&event["status"]);
        let _ = write!(
            out,
            "<div class=\"row\"><time>{}</time><div>",
            escaped(&text(&event["time"]).replace('/', " – "))
        );
        let kind = [
            text(&event["type"]).to_lowercase(),
            text(&event["mode"]).replace('_', " "),
        ];
        let _ = write!(
            out,
            "<span class=\"tag\">{}</span> ",
            escaped(kind.join(" ").trim())
        );
        if status != "actual" {
            let _ = write!(out, "<span class=\"tag {0}\">{0}</span> ", escaped(&status));
        }
        let who = [text(&event["actors"]), text(&event["recipients"])].map(|names| names.replace("; ", ", "));
        let who = match (&*who[0], &*who[1]) {
            ("", "") => String::new(),
            (actors, "") => actors.to_owned(),
            ("", recipients) => format!("to {recipients}"),
            (actors, recipients) => format!("{actors} → {recipients}"),
        };
        let place = text(&event["place"]);
        let place = if place.is_empty() {
            String::new()
        } else {
            format!(" · {}", escaped(&place))
        };
        let _ = write!(out, "<b>{}</b>{place}", escaped(&who));
        let claims = event["claims"].as_array().map_or(&[][..], Vec::as_slice);
        if let Some(first) = claims.first() {
            quote(out, first);
        }
        let _ = write!(out, "<div class=\"faint\">{}</div>", counted(event));
        if claims.len() > 1 {
            out.push_str("<details><summary>all tellings</summary>");
            for claim in &claims[1..] {
                quote(out, claim);
            }
            out.push_str("</details>");
        }
        out.push_str("</div></div>\n");
    }

    fn figures(&mut self, figures: &[Value]) {
        let out = &mut self.out;
        out.push_str("<h2 id=\"figures\">Figures</h2>\n");
        for entry in figures {
            let place = text(&entry["place"]);
            let at = if place.is_empty() {
                String::new()
            } else {
                format!(", {}", escaped(&place))
            };
            let _ = writeln!(
                out,
                "<h3>{}{at} <span class=\"faint\">{}</span></h3>",
                escaped(&capital(&text(&entry["measure"]))),
                escaped(&text(&entry["time"]).replace('/', " – "))
            );
            out.push_str("<div class=\"wide\"><table><tr><th>number<th>who<th>according to<th>source<th>as of<th>what it did<th>words</tr>\n");
            for claim in entry["claims"].as_array().into_iter().flatten() {
                let who = [text(&claim["side"]), text(&claim["group"])].join(" ");
                let part = if claim["part_of"].is_string() {
                    ", a part of a number above"
                } else {
                    ""
                };
                let _ = writeln!(
                    out,
                    "<tr id=\"{}\"><td class=\"number\">{}<td>{}{part}<td>{}<td>{}<td>{}<td>{}<td>“{}”</tr>",
                    escaped(&text(&claim["ref"])),
                    number(claim),
                    escaped(who.trim()),
                    escaped(&speakers(claim)),
                    escaped(&text(&claim["source"])),
                    escaped(&text(&claim["as_of"])),
                    escaped(&text(&claim["step"]).replace('_', " ")),
                    escaped(&text(&claim["words"])),
                );
            }
            out.push_str("</table></div>\n");
            disagreements(out, entry);
        }
    }

    fn terms(&mut self, terms: &[Value]) {
        let out = &mut self.out;
        out.push_str("<h2 id=\"terms\">Terms and their keeping</h2>\n");
        for term in terms {
            let standing = text(&term["standing"]);
            let party = text(&term["party"]).replace("; ", ", ");
            let deadline = text(&term["deadlines"]);
            let deadline = if deadline.is_empty() {
                String::new()
            } else {
                format!(", by {}", escaped(&deadline))
            };
            let _ = writeln!(
                out,
                "<h3>{} <span class=\"tag {1}\">{1}</span> <span class=\"faint\">{2}{deadline}</span></h3>\n<div class=\"wide\"><table>",
                escaped(&capital(&text(&term["kind"]).replace('_', " "))),
                escaped(&standing),
                escaped(&party),
            );
            for step in term["steps"].as_array().into_iter().flatten() {
                let stray = if step["assigned"] == Value::Bool(false) {
                    " (no report ties it to the term)"
                } else {
                    ""
                };
                let _ = writeln!(
                    out,
                    "<tr><td>{}<td class=\"{1}\">{1}{stray}<td>{2}<td>{3}<td>{4}</tr>",
                    escaped(&text(&step["day"])),
                    escaped(&text(&step["status"])),
                    escaped(&speakers(step)),
                    escaped(&text(&step["source"])),
                    marked(step),
                );
            }
            out.push_str("</table></div>\n");
        }
    }

    fn positions(&mut self, positions: &[Value]) {
        let out = &mut self.out;
        out.push_str("<h2 id=\"positions\">Positions</h2>\n");
        let mut last = String::new();
        for position in positions {
            let speaker = text(&position["speaker"]);
            if speaker != last {
                let _ = writeln!(out, "<h3>{}</h3>", escaped(&speaker));
                last = speaker;
            }
            let to = text(&position["addressees"]);
            let to = if to.is_empty() {
                String::new()
            } else {
                format!(" to {}", escaped(&to))
            };
            let _ = writeln!(
                out,
                "<div class=\"row\"><time>{}</time><div><span class=\"tag\">{}</span>{to} “{}” <span class=\"faint\">{}</span></div></div>",
                escaped(&text(&position["time"])),
                escaped(&text(&position["act"])),
                escaped(&text(&position["words"])),
                escaped(&text(&position["source"])),
            );
        }
    }

    fn sources(&mut self, origins: &[Value]) {
        let out = &mut self.out;
        out.push_str("<h2 id=\"sources\">Sources</h2>\n<div class=\"wide\"><table><tr><th>published<th>source<th>headline<th>copied by</tr>\n");
        for origin in origins {
            let copies: Vec<String> = origin["copies"]
                .as_array()
                .into_iter()
                .flatten()
                .skip(1)
                .map(|copy| {
                    format!(
                        "{} ({} %)",
                        escaped(&text(&copy["source"])),
                        text(&copy["shared_percent"])
                    )
                })
                .collect();
            let _ = writeln!(
                out,
                "<tr><td>{}<td>{}<td>{} <span class=\"faint\">{}</span><td>{}</tr>",
                escaped(&text(&origin["published"])),
                escaped(&text(&origin["source"])),
                escaped(&text(&origin["title"])),
                escaped(&text(&origin["id"])),
                copies.join(", "),
            );
        }
        out.push_str("</table></div>\n");
    }
}

/// The pairs of an entry that do not agree, each with its reason; those that agree are told by the table.
fn disagreements(out: &mut String, entry: &Value) {
    let pairs: Vec<&Value> = entry["pairs"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|pair| pair["relation"] != "agree")
        .collect();
    if pairs.is_empty() {
        return;
    }
    let words = |reference: &Value| {
        let claim = entry["claims"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|claim| claim["ref"] == *reference);
        claim.map_or_else(
            || text(reference),
            |claim| format!("{} ({})", text(&claim["words"]), text(&claim["source"])),
        )
    };
    let _ = writeln!(
        out,
        "<details><summary>{} pairs that do not agree</summary><ul>",
        pairs.len()
    );
    for pair in pairs {
        let relation = text(&pair["relation"]);
        let _ = writeln!(
            out,
            "<li><span class=\"tag {}\">{}</span> “{}” and “{}”: {}</li>",
            escaped(&relation),
            escaped(&relation.replace('_', " ")),
            escaped(&words(&pair["a"])),
            escaped(&words(&pair["b"])),
            escaped(&text(&pair["reason"])),
        );
    }
    out.push_str("</ul></details>\n");
}

/// A claim's sentence with its words marked, and who says so where.
fn quote(out: &mut String, claim: &Value) {
    let by = [speakers(claim), text(&claim["source"]), text(&claim["published"])];
    let by: Vec<&str> = by
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let _ = write!(
        out,
        "<blockquote>{} <span class=\"faint\">{} <a id=\"{3}\">{}</a></span></blockquote>",
        marked(claim),
        escaped(&by.join(", ")),
        escaped(&text(&claim["ref"])),
        escaped(&text(&claim["ref"])),
    );
}

/// The sentence of a claim with its words marked; the words alone where they are no part of it as it stands.
fn marked(claim: &Value) -> String {
    let (sentence, words) = (text(&claim["text"]), text(&claim["words"]));
    let ahead = match (offsets(&claim["sentence"]), offsets(&claim["span"])) {
        (Some(sentence), Some(span)) => span[0].saturating_sub(sentence[0]) as usize,
        _ => 0,
    };
    // Blanks were made one since the offsets were taken, so the words begin at or before their offset.
    let from = sentence
        .char_indices()
        .nth(ahead.saturating_sub(4))
        .map_or(0, |(at, _)| at);
    let found = sentence[from..]
        .find(&words)
        .map(|at| from + at)
        .or_else(|| sentence.find(&words));
    match found {
        Some(at) if !words.is_empty() => {
            let (before, rest) = sentence.split_at(at);
            let (inside, after) = rest.split_at(words.len());
            format!(
                "{}<mark>{}</mark>{}",
                escaped(before),
                escaped(inside),
                escaped(after)
            )
        }
        _ => escaped(&sentence),
    }
}

fn speakers(claim: &Value) -> String {
    let (speaker, via) = (text(&claim["speaker"]), text(&claim["via"]));
    match (&*speaker, &*via) {
        ("", "") => String::new(),
        ("", via) => format!("via {via}"),
        (speaker, "") => speaker.to_owned(),
        (speaker, via) => format!("{speaker}, via {via}"),
    }
}

fn counted(row: &Value) -> String {
    let some = |key: &str, one: &str| {
        let n = row[key].as_u64().unwrap_or(0);
        format!("{n} {one}{}", if n == 1 { "" } else { "s" })
    };
    [
        some("reports", "report"),
        some("origins", "origin"),
        some("speakers", "independent speaker"),
    ]
    .join(", ")
}

/// A figure's bounds as people write them.
fn number(claim: &Value) -> String {
    let about = if claim["approximate"] == Value::Bool(true) {
        "about "
    } else {
        ""
    };
    let (low, high) = (claim["low"].as_u64(), claim["high"].as_u64());
    match (low, high) {
        (Some(low), Some(high)) if low == high => format!("{about}{low}"),
        (Some(low), Some(high)) => format!("{about}{low}–{high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => String::new(),
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Text as it may stand in HTML, in attributes too. Control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_of_a_report_becomes_markup() {
        assert_eq!(
            escaped("<b onclick='x'>\u{1b}&"),
            "&lt;b onclick=&#39;x&#39;&gt;&amp;"
        );
    }

    #[test]
    fn words_are_marked_where_they_stand() {
        let claim = json!({"text": "Rebels fired, fired and fired.", "words": "fired", "span": [14, 19], "sentence": [0, 30]});
        assert_eq!(marked(&claim), "Rebels fired, <mark>fired</mark> and fired.");
    }

    #[test]
    fn bounds_are_told_as_people_write_them() {
        let number = |low: Option<u64>, high: Option<u64>| number(&json!({"low": low, "high": high}));
        assert_eq!(
            [
                number(Some(3), None),
                number(None, Some(9)),
                number(Some(2), Some(2))
            ],
            ["3 or more", "up to 9", "2"]
        );
    }
}
