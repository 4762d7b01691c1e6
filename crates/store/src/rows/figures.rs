//! The ledger as rows.

use super::claims::{Cx, extend, in_time};
use super::{names, report_facets, report_json, span_of};
use crate::{Facet, Item};
use dateline_record::{At, Days, Entry, Record, Relation};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// One row for each entry of the ledger.
pub(super) fn rows<'a>(record: &'a Record, cx: Cx<'a>) -> impl Iterator<Item = Item> + 'a {
    let days = |entry: &Entry| days(record, entry);
    in_time(&record.ledger, days)
        .into_iter()
        .filter_map(move |n| row(&cx, &record.ledger[n as usize]))
}

/// When the people of an entry came to harm, else when the claims were made.
fn days(record: &Record, entry: &Entry) -> Option<Days> {
    let event = entry.event.and_then(|event| record.events[event as usize].days);
    let counted = || {
        entry
            .claims
            .iter()
            .find_map(|at| record.account(*at).counts[at.1 as usize].days)
    };
    let published = || {
        entry
            .claims
            .iter()
            .find_map(|at| record.account(*at).day)
            .map(Days::day)
    };
    event.or_else(counted).or_else(published)
}

fn row(cx: &Cx<'_>, entry: &Entry) -> Option<Item> {
    let record = cx.record;
    let kept: Vec<At> = entry
        .claims
        .iter()
        .copied()
        .filter(|&at| !record.is_rejected('f', at))
        .collect();
    let &first = kept.first()?;
    let count = |at: At| &record.account(at).counts[at.1 as usize];
    let event = entry.event.map(|event| &record.events[event as usize]);
    let place = event.and_then(|event| event.place).or_else(|| {
        kept.iter().find_map(|&at| {
            count(at)
                .place
                .map(|place| record.actor_of[at.0 as usize][place as usize])
        })
    });
    let mut facets: BTreeSet<(Facet, String)> = cx.place_facets(place).collect();
    facets.insert((Facet::Type, entry.measure.as_str().to_owned()));
    let mut claims = Vec::with_capacity(kept.len());
    for &at in &kept {
        let figure = count(at);
        facets.extend(report_facets(record, at.0));
        if let Some(said) = figure
            .said
            .and_then(|said| record.account(at).said.get(said as usize))
        {
            for &entity in said.speaker.iter().chain(&said.via) {
                facets.extend(names(cx.actor_of(at.0, entity)).map(|name| (Facet::Actor, name)));
            }
        }
        facets.extend(
            figure
                .scope
                .side
                .iter()
                .map(|side| (Facet::Actor, side.to_string())),
        );
        let (speaker, via) = cx.chain(at.0, figure.said);
        let mut claim = report_json(record, at.0);
        extend(
            &mut claim,
            json!({
                "ref": cx.reference('f', at),
                "span": figure.span,
                "sentence": figure.sentence,
                "low": figure.low,
                "high": figure.high,
                "approximate": figure.approximate,
                "who": figure.scope.who,
                "group": figure.scope.group.as_str(),
                "side": figure.scope.side,
                "origin": origin(record, at.0),
                "part_of": figure.scope.whole.map(|whole| cx.reference('f', (at.0, whole))),
                "cumulative": figure.cumulative,
                "time": figure.time,
                "as_of": figure.scope.said_on.or(record.account(at).day).map(dateline_record::iso),
                "speaker": speaker,
                "via": via,
                "step": step(entry, at),
                "accepted": record.accepted.contains(&('f', at)),
            }),
        );
        claims.push(claim);
    }
    let (n_reports, n_origins, n_speakers) = cx.counts(kept.iter().map(|&at| (at.0, count(at).said)));
    let pairs: Vec<Value> = entry
        .pairs
        .iter()
        .filter(|pair| !record.is_rejected('f', pair.a) && !record.is_rejected('f', pair.b))
        .map(|pair| {
            json!({
                "a": cx.reference('f', pair.a),
                "b": cx.reference('f', pair.b),
                "relation": pair.relation.as_str(),
                "reason": pair.reason,
            })
        })
        .collect();
    let speaker = |at: At| {
        cx.chain(at.0, count(at).said)
            .0
            .unwrap_or("the reports themselves")
            .to_owned()
    };
    let source = |at: At| {
        record
            .account(at)
            .head
            .source
            .as_deref()
            .unwrap_or("no source named")
            .to_owned()
    };
    let side = |at: At| count(at).scope.side.as_deref().unwrap_or("all").to_owned();
    let range = |ranges: std::collections::BTreeMap<String, (Option<u64>, Option<u64>)>| {
        ranges
            .into_iter()
            .map(|(name, (low, high))| (name, json!([low, high])))
            .collect::<Map<_, _>>()
    };
    let days = days(record, entry);
    let id = cx.reference('f', first);
    Some(Item {
        section: "figure",
        days: days.map(span_of),
        facets: facets.into_iter().collect(),
        body: json!({
            "id": id,
            "measure": entry.measure.as_str(),
            "event": event.map(|event| cx.reference('v', event.mentions[0])),
            "time": days.map(|days| days.to_string()),
            "place": cx.place_json(place),
            "reports": n_reports,
            "origins": n_origins,
            "speakers": n_speakers,
            "by_side": range(entry.ranges(&record.accounts, side)),
            "by_speaker": range(entry.ranges(&record.accounts, speaker)),
            "by_source": range(entry.ranges(&record.accounts, source)),
            "claims": claims,
            "pairs": pairs,
        })
        .to_string(),
        id,
    })
}

/// The key of the first report of a report's origin.
fn origin(record: &Record, report: u32) -> &str {
    let origin = &record.origins[record.origin_of[report as usize] as usize];
    &record.accounts[origin.copies[0].report as usize].head.key
}

/// What a claim did to those before it.
fn step(entry: &Entry, at: At) -> &'static str {
    let is_withdrawn = entry
        .pairs
        .iter()
        .any(|p| p.a == at && p.relation == Relation::Supersede && p.reason.contains("corrects"));
    if is_withdrawn {
        return "withdrawn";
    }
    let before = || entry.pairs.iter().filter(|pair| pair.b == at);
    let has = |relation| before().any(|pair| pair.relation == relation);
    match () {
        () if before().any(|p| p.relation == Relation::Supersede && p.reason.contains("corrects")) => {
            "corrected"
        }
        () if has(Relation::Agree) => "repeated",
        () if has(Relation::Supersede) => "revised",
        () if has(Relation::Differ) => "contradicted",
        () => "first_reported",
    }
}
