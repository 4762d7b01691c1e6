//! The folded record as rows of JSON that can be asked for. The shape of each row is part of the contract
//! (`docs/contract.md`); spans are in code points, and `ref` names the finding of the reading that a claim stands on.

mod claims;
mod coverage;
mod figures;
mod terms;

use crate::{Facet, Item};
use claims::Cx;
use dateline_lexicon::fold;
use dateline_record::{Actor, Days, Doubt, Event, Origin, Record, iso};
use serde_json::{Value, json};

pub use claims::POSITION_ACTS;

/// All rows of a record, list by list, in a fixed order.
pub fn rows(record: &Record) -> impl Iterator<Item = Item> + '_ {
    let cx = Cx::new(record);
    let (by_actor, by_event) = (cx.clone(), cx.clone());
    let each = |n: usize| 0..n as u32;
    let reports = each(record.accounts.len()).map(move |n| report(record, n));
    let origins = record
        .origins
        .iter()
        .map(move |origin| origin_row(record, origin));
    let actors = record
        .actors
        .iter()
        .filter_map(move |actor| by_actor.actor(actor));
    let events = claims::in_time(&record.events, |event: &Event| event.days)
        .into_iter()
        .filter_map(move |n| by_event.event(&record.events[n as usize]));
    events
        .chain(figures::rows(record, cx.clone()))
        .chain(terms::rows(record, cx.clone()))
        .chain(claims::statements(record, cx.clone()))
        .chain(claims::positions(record, cx.clone()))
        .chain(actors)
        .chain(origins)
        .chain(reports)
        .chain(coverage::rows(record))
        .chain(
            record
                .doubts
                .iter()
                .enumerate()
                .map(move |(n, (list, doubt))| doubt_row(&cx, n, *list, doubt)),
        )
        .chain(record.decisions.iter().map(decision_row))
}

/// First and last day for the store; open ends far away, so that they compare.
fn span_of(days: Days) -> (String, String) {
    let end = |day: i32, open: &str| match day {
        i32::MIN | i32::MAX => open.to_owned(),
        day => iso(day),
    };
    (end(days.from, "0000-01-01"), end(days.to, "9999-12-31"))
}

/// The day of a report, as the days of a row.
fn day_of(day: Option<i32>) -> Option<(String, String)> {
    day.map(|day| span_of(Days::day(day)))
}

/// Every name of an actor, for the facets.
fn names(actor: &Actor) -> impl Iterator<Item = String> + '_ {
    let side = actor.side.as_deref().map(str::to_owned);
    std::iter::once(fold(&actor.name))
        .chain(actor.aliases.iter().map(|alias| fold(alias)))
        .chain(side)
}

/// What a report says of itself.
fn report_json(record: &Record, report: u32) -> Value {
    let head = &record.accounts[report as usize].head;
    json!({"report": head.id, "key": head.key, "source": head.source, "published": head.published, "title": head.title})
}

fn report(record: &Record, n: u32) -> Item {
    let account = &record.accounts[n as usize];
    let head = &account.head;
    let origin = &record.origins[record.origin_of[n as usize] as usize];
    let first = &record.accounts[origin.copies[0].report as usize].head;
    let corrects: Vec<Value> = record
        .corrections
        .iter()
        .filter(|c| c.newer == n)
        .map(|c| json!({"report": record.accounts[c.older as usize].head.key, "ref": head.key, "span": c.words}))
        .collect();
    let corrected: Vec<&str> = record
        .corrections
        .iter()
        .filter(|c| c.older == n)
        .map(|c| &*record.accounts[c.newer as usize].head.key)
        .collect();
    Item {
        section: "report",
        id: head.key.to_string(),
        days: day_of(account.day),
        facets: report_facets(record, n),
        body: json!({
            "id": head.key,
            "name": head.id,
            "source": head.source,
            "published": head.published,
            "title": head.title,
            "origin": first.key,
            "copies": origin.copies.len(),
            "corrects": corrects,
            "corrected_by": corrected,
            "events": account.told.len(),
            "figures": account.counts.len(),
            "terms": account.duties.len(),
            "statements": account.said.len(),
            "not_understood": account.gaps.len(),
        })
        .to_string(),
    }
}

fn report_facets(record: &Record, report: u32) -> Vec<(Facet, String)> {
    let head = &record.accounts[report as usize].head;
    let source = head.source.as_deref().map(|source| (Facet::Source, fold(source)));
    source
        .into_iter()
        .chain([(Facet::Report, head.key.to_string())])
        .collect()
}

fn origin_row(record: &Record, origin: &Origin) -> Item {
    let first = origin.copies[0].report;
    let account = &record.accounts[first as usize];
    let copies: Vec<Value> = origin
        .copies
        .iter()
        .map(|copy| {
            let mut json = report_json(record, copy.report);
            json["copy_of"] = copy
                .of
                .map_or(Value::Null, |of| (&*record.accounts[of as usize].head.key).into());
            json["shared_percent"] = copy.shared.into();
            json["credits_it"] = copy.credited.into();
            json
        })
        .collect();
    Item {
        section: "origin",
        id: account.head.key.to_string(),
        days: day_of(account.day),
        facets: origin
            .copies
            .iter()
            .flat_map(|copy| report_facets(record, copy.report))
            .collect(),
        body: json!({
            "id": account.head.key,
            "published": account.head.published,
            "source": account.head.source,
            "title": account.head.title,
            "reports": copies.len(),
            "copies": copies,
        })
        .to_string(),
    }
}

fn doubt_row(cx: &Cx<'_>, n: usize, list: char, doubt: &Doubt) -> Item {
    let report = doubt.b.0;
    Item {
        section: "doubt",
        id: format!("q{}", n + 1),
        days: day_of(cx.record.accounts[report as usize].day),
        facets: report_facets(cx.record, report),
        body: json!({
            "id": format!("q{}", n + 1),
            "list": dateline_record::list_of(list),
            "a": cx.finding(list, doubt.a),
            "b": cx.finding(list, doubt.b),
            "why": doubt.why,
        })
        .to_string(),
    }
}

fn decision_row((decision, state): &(dateline_record::Decision, dateline_record::State)) -> Item {
    let mut json = serde_json::to_value(decision).unwrap_or_default();
    json["state"] = state.as_str().into();
    Item {
        section: "decision",
        id: decision.id.clone(),
        days: decision
            .when
            .get(..10)
            .map(|day| (day.to_owned(), day.to_owned())),
        facets: Vec::new(),
        body: json.to_string(),
    }
}
