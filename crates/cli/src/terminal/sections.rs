//! The record below the report: timeline, who said what, figures, terms, problems.

use super::flow::Flow;
use super::paint::{Ink, Paint};
use super::told::Told;
use dateline::reading::{Event, Figure, Problem, Statement, StatementId, Term};
use dateline::text::Span;
use unicode_width::UnicodeWidthStr;

/// One line of a section; long ones are broken.
struct Entry {
    /// What the line is found by: a date, a measure, a kind of duty.
    label: String,
    /// The sentence it came from.
    number: String,
    says: Flow,
}

/// Labels wider than this push their line to the right.
const WIDEST_LABEL: usize = 24;

/// Writes all sections that have something to tell.
pub(crate) fn write(told: Told<'_>, out: &mut String, paint: Paint, width: usize) {
    let sections = [
        ("Timeline", timeline(told)),
        ("Who said what", statements(told)),
        ("Figures", figures(told)),
        ("Terms", terms(told)),
        ("Not understood", problems(told)),
    ];
    let n_entries: usize = sections.iter().map(|(_, entries)| entries.len()).sum();
    for (title, entries) in sections {
        section(title, &entries, out, paint, width);
    }
    if n_entries == 0 {
        out.push_str("\nNothing was found in this report.\n");
    }
}

fn section(title: &str, entries: &[Entry], out: &mut String, paint: Paint, width: usize) {
    if entries.is_empty() {
        return;
    }
    out.push('\n');
    paint.add(out, Ink::Heading, title);
    out.push('\n');
    let widest = |of: fn(&Entry) -> usize| entries.iter().map(of).max().unwrap_or_default();
    let label_width = widest(|entry| entry.label.width()).min(WIDEST_LABEL);
    let number_width = widest(|entry| entry.number.width());
    let indent = 2 + label_width + usize::from(label_width > 0) * 2 + number_width + 1;
    for entry in entries {
        let mut line = Flow::default();
        let gap = label_width.saturating_sub(entry.label.width());
        let between = if label_width > 0 { "  " } else { "" };
        let left = format!(
            "  {}{:gap$}{between}{:>number_width$} ",
            entry.label, "", entry.number
        );
        paint.add(out, Ink::Faint, &left);
        line.append(entry.says.clone());
        line.write(out, paint, width, left.width(), indent);
    }
}

/// Events by date; those without one last, in the order of the text.
fn timeline(told: Told<'_>) -> Vec<Entry> {
    let mut events: Vec<_> = told.reading.events.iter().collect();
    events.sort_by_key(|event| event.time.as_deref().map_or_else(|| "~".to_owned(), sort_key));
    let entry = |event: &Event| Entry {
        label: event.time.clone().unwrap_or_else(|| "no date".to_owned()),
        number: told.number_of(event.trigger),
        says: sourced(told, told.event(event), event.statement),
    };
    events.into_iter().map(entry).collect()
}

fn statements(told: Told<'_>) -> Vec<Entry> {
    let entry = |statement: &Statement| Entry {
        label: String::new(),
        number: told.number_of(statement.content.first().copied().unwrap_or(statement.cue)),
        says: told.statement(statement),
    };
    told.reading.statements.iter().map(entry).collect()
}

/// Figures by measure, so that tolls which contradict each other stand together.
fn figures(told: Told<'_>) -> Vec<Entry> {
    let mut figures: Vec<_> = told.reading.figures.iter().collect();
    figures.sort_by_key(|figure| figure.measure);
    let entry = |figure: &Figure| Entry {
        label: figure.measure.to_string(),
        number: told.number_of(figure.span),
        says: sourced(told, told.figure(figure), figure.statement),
    };
    figures.into_iter().map(entry).collect()
}

fn terms(told: Told<'_>) -> Vec<Entry> {
    let entry = |term: &Term| Entry {
        label: term.kind.to_string().replace('_', " "),
        number: told.number_of(term.span),
        says: sourced(told, told.term(term), term.statement),
    };
    told.reading.terms.iter().map(entry).collect()
}

fn problems(told: Told<'_>) -> Vec<Entry> {
    let number = |span: Option<Span>| span.map(|span| told.number_of(span)).unwrap_or_default();
    let problems = told.document.problems.iter().chain(&told.reading.problems);
    let entry = |problem: &Problem| {
        let mut says = Flow::default();
        says.add(Ink::Plain, &problem.message)
            .add(Ink::Faint, &format!(" ({})", problem.code));
        Entry {
            label: String::new(),
            number: number(problem.span),
            says,
        }
    };
    problems.map(entry).collect()
}

/// A finding with who claims it.
fn sourced(told: Told<'_>, mut says: Flow, statement: Option<StatementId>) -> Flow {
    says.add(Ink::Faint, &format!(" — {}", told.source(statement)));
    says
}

/// Brings EDTF values into the order of their beginnings: an open or unknown digit counts as the first it can be.
fn sort_key(edtf: &str) -> String {
    let begins = match edtf.split_once('/') {
        Some(("..", end)) => end,
        Some((begin, _)) => begin,
        None => edtf,
    };
    begins.replace('X', "0")
}
