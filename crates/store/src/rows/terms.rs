//! Terms and their keeping as rows.

use super::claims::{Cx, extend};
use super::{names, report_facets, report_json, span_of};
use crate::{Facet, Item};
use dateline_record::{Days, From, Record, Step, Term};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One row for each term, those first of which was told first.
pub(super) fn rows<'a>(record: &'a Record, cx: Cx<'a>) -> impl Iterator<Item = Item> + 'a {
    record.terms.iter().filter_map(move |term| row(&cx, term))
}

fn row(cx: &Cx<'_>, term: &Term) -> Option<Item> {
    let record = cx.record;
    let is_kept = |step: &&Step| match step.from {
        From::Term(at) => !record.is_rejected('t', at),
        From::Event(at) => !record.is_rejected('v', at),
    };
    let kept: Vec<&Step> = term.steps.iter().filter(is_kept).collect();
    let first = kept.first()?;
    let mut facets: BTreeSet<(Facet, String)> = BTreeSet::new();
    facets.insert((Facet::Type, term.kind.as_str().replace('_', " ")));
    facets.insert((Facet::Type, term.standing.as_str().to_owned()));
    for &party in &term.party {
        facets.extend(names(&record.actors[party as usize]).map(|name| (Facet::Actor, name)));
    }
    let reference = |from: From| match from {
        From::Term(at) => cx.reference('t', at),
        From::Event(at) => cx.reference('v', at),
    };
    let steps: Vec<Value> = kept
        .iter()
        .map(|step| {
            let report = step.from.report();
            let (speaker, via) = cx.chain(report, step.said);
            let mut json = report_json(record, report);
            extend(
                &mut json,
                json!({
                    "ref": reference(step.from),
                    "span": step.span,
                    "sentence": step.sentence,
                    "status": step.status.as_str(),
                    "day": step.day.map(dateline_record::iso),
                    "speaker": speaker,
                    "via": via,
                    "assigned": step.is_assigned,
                }),
            );
            json
        })
        .collect();
    for step in &kept {
        facets.extend(report_facets(record, step.from.report()));
    }
    let days: Vec<i32> = kept.iter().filter_map(|step| step.day).collect();
    let days = days
        .iter()
        .min()
        .zip(days.iter().max())
        .map(|(&from, &to)| Days { from, to });
    let (n_reports, n_origins, n_speakers) =
        cx.counts(kept.iter().map(|step| (step.from.report(), step.said)));
    let party: Vec<&str> = term
        .party
        .iter()
        .map(|&party| &*record.actors[party as usize].name)
        .collect();
    let id = reference(first.from);
    Some(Item {
        section: "term",
        days: days.map(span_of),
        facets: facets.into_iter().collect(),
        body: json!({
            "id": id,
            "kind": term.kind.as_str(),
            "party": party,
            "deadlines": term.deadlines,
            "standing": term.standing.as_str(),
            "reports": n_reports,
            "origins": n_origins,
            "speakers": n_speakers,
            "steps": steps,
        })
        .to_string(),
        id,
    })
}
