//! One tidy table for each list of the record: a row is one event, one claim, one statement.

use crate::knowledge::Known;
use crate::row::Row;
use crate::table::{Cell, Column, Line, Writer, columns};
use crate::{ExportError, List, Rows};
use std::io::Write;

fn first_day(line: &Line<'_>) -> Cell {
    line.row.days().and_then(|(from, _)| from).into()
}

fn last_day(line: &Line<'_>) -> Cell {
    line.row.days().and_then(|(_, to)| to).into()
}

/// The columns of a list.
pub(crate) fn columns(list: List) -> &'static [Column] {
    match list {
        List::Events => EVENTS,
        List::EventClaims => EVENT_CLAIMS,
        List::Figures => FIGURES,
        List::Terms => TERMS,
        List::Statements => STATEMENTS,
        List::Actors => ACTORS,
        List::Reports => REPORTS,
    }
}

const EVENTS: &[Column] = columns! {
    "event_id", Text, "the event; its first claim's reference", |l| l.row.text("id").into();
    "time", Text, "when, as EDTF", |l| l.row.text("time").into();
    "first_day", Date, "first day of `time`", first_day;
    "last_day", Date, "last day of `time`; empty where it is open", last_day;
    "type", Text, "PLOVER type", |l| l.row.text("type").into();
    "mode", Text, "mode, if one is told", |l| l.row.text("mode").into();
    "status", Text, "actual, planned, demanded, conditional, denied, possible, or disputed", |l| l.row.text("status").into();
    "actors", Text, "who, separated by `; `", |l| l.row.texts("actors").into();
    "recipients", Text, "to whom, separated by `; `", |l| l.row.texts("recipients").into();
    "place", Text, "where", |l| l.row.place().into();
    "latitude", Real, "of the place, if it is known", |l| l.row.point().map(|p| p.lat).into();
    "longitude", Real, "of the place, if it is known", |l| l.row.point().map(|p| p.lon).into();
    "precision", Text, "what the point stands for", |l| l.row.point().map(|p| p.precision).into();
    "reports", Integer, "reports that tell of it", |l| l.row.number("reports").into();
    "origins", Integer, "origins: copies count once", |l| l.row.number("origins").into();
    "speakers", Integer, "speakers that do not repeat each other", |l| l.row.number("speakers").into();
    "report", Text, "key of the report of the first claim", |l| l.claim.text("key").into();
    "span_start", Integer, "where the first claim's word begins, in code points", |l| l.claim.span("span").map(|s| s.0).into();
    "span_end", Integer, "where it ends", |l| l.claim.span("span").map(|s| s.1).into();
    "said_by", Text, "who says it in the first claim, with those who pass it on; empty: the report", |l| l.claim.chain().into();
    "sentence", Text, "the first claim's sentence", |l| l.claim.text("text").into();
};

const EVENT_CLAIMS: &[Column] = columns! {
    "event_id", Text, "the event", |l| l.row.text("id").into();
    "claim", Text, "reference of the claim", |l| l.claim.text("ref").into();
    "report", Text, "key of the report", |l| l.claim.text("key").into();
    "source", Text, "who published it", |l| l.claim.text("source").into();
    "published", Text, "when", |l| l.claim.text("published").into();
    "span_start", Integer, "where its word begins, in code points", |l| l.claim.span("span").map(|s| s.0).into();
    "span_end", Integer, "where it ends", |l| l.claim.span("span").map(|s| s.1).into();
    "words", Text, "the word", |l| l.claim.text("words").into();
    "type", Text, "PLOVER type as told here", |l| l.claim.text("type").into();
    "status", Text, "status as told here", |l| l.claim.text("status").into();
    "time", Text, "time as told here, EDTF", |l| l.claim.text("time").into();
    "said_by", Text, "who says it, with those who pass it on; empty: the report", |l| l.claim.chain().into();
    "step", Text, "first_reported, repeated, revised, denied, corrected", |l| l.claim.text("step").into();
    "accepted", Integer, "1 where an analyst accepted it", |l| i64::from(l.claim.flag("accepted")).into();
    "sentence", Text, "its sentence", |l| l.claim.text("text").into();
};

const FIGURES: &[Column] = columns! {
    "entry_id", Text, "the entry of the ledger: claims that can be compared", |l| l.row.text("id").into();
    "claim", Text, "reference of the claim", |l| l.claim.text("ref").into();
    "event_id", Text, "the event that it belongs to", |l| l.row.text("event").into();
    "measure", Text, "killed, wounded, displaced and so on", |l| l.row.text("measure").into();
    "low", Integer, "the least that the words mean", |l| l.claim.number("low").into();
    "high", Integer, "the most that they mean; empty: open", |l| l.claim.number("high").into();
    "approximate", Integer, "1 for `about`", |l| i64::from(l.claim.flag("approximate")).into();
    "cumulative", Integer, "1 for a running total", |l| i64::from(l.claim.flag("cumulative")).into();
    "who", Text, "the people counted, as told", |l| l.claim.text("who").into();
    "group", Text, "what group they are", |l| l.claim.text("group").into();
    "side", Text, "the side that they belong to", |l| l.claim.text("side").into();
    "part_of", Text, "reference of the figure that it is a part of", |l| l.claim.text("part_of").into();
    "time", Text, "when they came to harm, as told here, EDTF", |l| l.claim.text("time").into();
    "as_of", Date, "the day on which it was said", |l| l.claim.text("as_of").into();
    "place", Text, "where", |l| l.row.place().into();
    "report", Text, "key of the report", |l| l.claim.text("key").into();
    "source", Text, "who published it", |l| l.claim.text("source").into();
    "span_start", Integer, "where its words begin, in code points", |l| l.claim.span("span").map(|s| s.0).into();
    "span_end", Integer, "where they end", |l| l.claim.span("span").map(|s| s.1).into();
    "words", Text, "the words", |l| l.claim.text("words").into();
    "said_by", Text, "who says it, with those who pass it on; empty: the report", |l| l.claim.chain().into();
    "step", Text, "what the claim did to those before it", |l| l.claim.text("step").into();
    "sentence", Text, "its sentence", |l| l.claim.text("text").into();
};

const TERMS: &[Column] = columns! {
    "term_id", Text, "the term", |l| l.row.text("id").into();
    "kind", Text, "what must be done", |l| l.row.text("kind").into();
    "party", Text, "who must do it, separated by `; `", |l| l.row.texts("party").into();
    "deadlines", Text, "EDTF, separated by `; `", |l| l.row.texts("deadlines").into();
    "standing", Text, "what became of it by the last step", |l| l.row.text("standing").into();
    "step", Text, "reference of the step", |l| l.claim.text("ref").into();
    "status", Text, "what the step says", |l| l.claim.text("status").into();
    "day", Date, "its day", |l| l.claim.text("day").into();
    "report", Text, "key of the report", |l| l.claim.text("key").into();
    "source", Text, "who published it", |l| l.claim.text("source").into();
    "span_start", Integer, "where its words begin, in code points", |l| l.claim.span("span").map(|s| s.0).into();
    "span_end", Integer, "where they end", |l| l.claim.span("span").map(|s| s.1).into();
    "words", Text, "the words", |l| l.claim.text("words").into();
    "said_by", Text, "who says it, with those who pass it on; empty: the report", |l| l.claim.chain().into();
    "sentence", Text, "its sentence", |l| l.claim.text("text").into();
};

const STATEMENTS: &[Column] = columns! {
    "statement", Text, "reference of the statement", |l| l.row.text("ref").into();
    "speaker", Text, "who says it", |l| l.row.text("speaker").into();
    "via", Text, "who passes it on, nearest to the speaker first, separated by `; `", |l| l.row.texts("via").into();
    "act", Text, "say, deny, demand and so on", |l| l.row.text("act").into();
    "addressees", Text, "at whom it is aimed, separated by `; `", |l| l.row.texts("addressees").into();
    "day", Text, "its day", |l| l.row.text("time").into();
    "report", Text, "key of the report", |l| l.row.text("key").into();
    "source", Text, "who published it", |l| l.row.text("source").into();
    "span_start", Integer, "where its content begins, in code points", |l| l.row.span("span").map(|s| s.0).into();
    "span_end", Integer, "where it ends", |l| l.row.span("span").map(|s| s.1).into();
    "content", Text, "what is said", |l| l.row.text("words").into();
    "sentence", Text, "its sentence", |l| l.row.text("text").into();
};

const ACTORS: &[Column] = columns! {
    "actor_id", Text, "the actor; its first mention's reference", |l| l.row.text("id").into();
    "name", Text, "its name", |l| l.row.text("name").into();
    "kind", Text, "what it is", |l| l.row.text("kind").into();
    "aliases", Text, "its other names, separated by `; `", |l| l.row.texts("aliases").into();
    "side", Text, "the state or body that it belongs to", |l| l.row.text("side").into();
    "reports", Integer, "reports that name it", |l| l.row.number("reports").into();
    "report", Text, "key of the report of its first mention", |l| l.claim.text("key").into();
    "span_start", Integer, "where that begins, in code points", |l| l.claim.span("span").map(|s| s.0).into();
    "span_end", Integer, "where it ends", |l| l.claim.span("span").map(|s| s.1).into();
    "evidence", Text, "why its mentions are one", |l| l.row.text("evidence").into();
};

const REPORTS: &[Column] = columns! {
    "report", Text, "key of the report", |l| l.row.text("id").into();
    "name", Text, "as it was added", |l| l.row.text("name").into();
    "source", Text, "who published it", |l| l.row.text("source").into();
    "published", Text, "when", |l| l.row.text("published").into();
    "title", Text, "its headline", |l| l.row.text("title").into();
    "origin", Text, "key of the first report of its origin", |l| l.row.text("origin").into();
    "events", Integer, "events in it", |l| l.row.number("events").into();
    "figures", Integer, "figures in it", |l| l.row.number("figures").into();
    "statements", Integer, "statements in it", |l| l.row.number("statements").into();
    "not_understood", Integer, "problems told of it", |l| l.row.number("not_understood").into();
};

/// Writes one list.
pub(crate) fn write(
    list: List,
    known: &Known<'_>,
    rows: &Rows,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let columns = columns(list);
    let mut writer = Writer::new(out, b',', columns)?;
    let mut result = Ok(());
    each(list, known, rows, |line| {
        if result.is_ok() {
            result = writer.row(columns, line);
        }
    });
    result?;
    Ok(writer.end()?)
}

/// Calls `visit` with each line of a list.
pub(crate) fn each<'v>(list: List, known: &'v Known<'v>, rows: &'v Rows, mut visit: impl FnMut(&Line<'v>)) {
    let (values, claims) = match list {
        List::Events => (&rows.events, One("claims")),
        List::EventClaims => (&rows.events, Each("claims")),
        List::Figures => (&rows.figures, Each("claims")),
        List::Terms => (&rows.terms, Each("steps")),
        List::Statements => (&rows.statements, Own),
        List::Actors => (&rows.actors, One("mentions")),
        List::Reports => (&rows.reports, Own),
    };
    for row in values.iter().map(Row) {
        let of: Vec<Row<'_>> = match claims {
            Own => vec![row],
            One(key) => row.list(key).take(1).collect(),
            Each(key) => row.list(key).collect(),
        };
        for claim in of {
            visit(&Line { row, claim, known });
        }
    }
}

/// Which lines a row gives.
#[derive(Clone, Copy)]
enum Claims {
    /// Itself.
    Own,
    /// One, with the first entry of this list.
    One(&'static str),
    /// One for each entry of this list.
    Each(&'static str),
}
use Claims::{Each, One, Own};
