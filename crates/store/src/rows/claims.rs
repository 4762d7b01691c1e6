//! Events, actors, statements and positions as rows, and the chain of who says a thing.

use super::{day_of, names, report_facets, report_json, span_of};
use crate::{Facet, Item};
use dateline_lexicon::{Act, EntityKind, EventType, Mode, Status, fold};
use dateline_record::{Actor, At, By, Days, Event, Record};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Acts by which a speaker takes a position.
pub const POSITION_ACTS: &[Act] = &[
    Act::Demand,
    Act::Condemn,
    Act::Support,
    Act::Threaten,
    Act::Promise,
    Act::Accuse,
    Act::Deny,
    Act::Hope,
];

/// The record with what rows look up often.
#[derive(Clone)]
pub(super) struct Cx<'a> {
    pub(super) record: &'a Record,
    /// Sides that use force or suffer it: all others are third parties.
    belligerents: Rc<BTreeSet<&'a str>>,
}

/// So many mentions of an actor stand in its row; the rest is found by asking for its events and statements.
const MENTIONS: usize = 20;

impl<'a> Cx<'a> {
    pub(super) fn new(record: &'a Record) -> Self {
        Self {
            record,
            belligerents: Rc::new(belligerents(record)),
        }
    }

    pub(super) fn reference(&self, letter: char, at: At) -> String {
        format!("{}/{letter}{}", self.record.account(at).head.key, at.1 + 1)
    }

    pub(super) fn actor_of(&self, report: u32, entity: u32) -> &'a Actor {
        let actor = self.record.actor_of[report as usize][entity as usize];
        &self.record.actors[actor as usize]
    }

    fn named(&self, report: u32, entities: &[u32]) -> Vec<&'a str> {
        let mut list: Vec<&str> = Vec::new();
        for &entity in entities {
            let name = &*self.actor_of(report, entity).name;
            if !list.contains(&name) {
                list.push(name);
            }
        }
        list
    }

    /// Who says it and who passes it on; nobody where it is the report itself.
    pub(super) fn chain(&self, report: u32, said: Option<u32>) -> (Option<&'a str>, Vec<&'a str>) {
        let said = said.and_then(|at| self.record.accounts[report as usize].said.get(at as usize));
        let speaker = said
            .and_then(|said| said.speaker)
            .map(|speaker| &*self.actor_of(report, speaker).name);
        (
            speaker,
            said.map(|said| self.named(report, &said.via)).unwrap_or_default(),
        )
    }

    /// A finding of any list, for the review.
    pub(super) fn finding(&self, list: char, at: At) -> Value {
        let account = self.record.account(at);
        let n = at.1 as usize;
        let (span, sentence, what) = match list {
            'e' => (
                account.named[n].mention,
                account.named[n].mention,
                account.named[n].name.to_string(),
            ),
            's' => (
                account.said[n].cue,
                account.said[n].sentence,
                account.said[n].act.to_string(),
            ),
            'f' => (
                account.counts[n].span,
                account.counts[n].sentence,
                account.counts[n].measure.to_string(),
            ),
            't' => (
                account.duties[n].span,
                account.duties[n].sentence,
                account.duties[n].kind.to_string(),
            ),
            _ => (
                account.told[n].trigger,
                account.told[n].sentence,
                account.told[n].kind.to_string(),
            ),
        };
        let mut json = report_json(self.record, at.0);
        json["ref"] = self.reference(list, at).into();
        json["what"] = what.into();
        json["span"] = json!(span);
        json["sentence"] = json!(sentence);
        json
    }

    pub(super) fn place_json(&self, place: Option<u32>) -> Value {
        place.map_or(Value::Null, |place| {
            let actor = &self.record.actors[place as usize];
            let point = actor
                .point
                .as_ref()
                .map(|point| serde_json::to_value(point).unwrap_or_default());
            json!({"name": actor.name, "point": point})
        })
    }

    pub(super) fn place_facets(&self, place: Option<u32>) -> impl Iterator<Item = (Facet, String)> + use<'a> {
        let actor = place.map(|place| &self.record.actors[place as usize]);
        actor
            .into_iter()
            .flat_map(|actor| names(actor).map(|name| (Facet::Place, name)))
    }

    /// Claims counted in all three ways: reports, origins, and speakers that do not repeat each other.
    pub(super) fn counts(&self, claims: impl Iterator<Item = (u32, Option<u32>)>) -> (usize, usize, usize) {
        let (mut reports, mut origins, mut speakers) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for (report, said) in claims {
            let origin = self.record.origin_of[report as usize];
            reports.insert(report);
            origins.insert(origin);
            let speaker = said.and_then(|at| {
                self.record.accounts[report as usize]
                    .said
                    .get(at as usize)?
                    .speaker
            });
            // A speaker counts once, however many pass it on; a report that speaks for itself counts by its origin.
            speakers.insert(match speaker {
                Some(speaker) => Ok(self.record.actor_of[report as usize][speaker as usize]),
                None => Err(origin),
            });
        }
        (reports.len(), origins.len(), speakers.len())
    }

    pub(super) fn event(&self, event: &Event) -> Option<Item> {
        let record = self.record;
        let kept: Vec<At> = event
            .mentions
            .iter()
            .copied()
            .filter(|&at| !record.is_rejected('v', at))
            .collect();
        let &first = kept.first()?;
        let told = |at: At| &record.account(at).told[at.1 as usize];
        let steps = self.steps(event, &kept);
        let (mut actors, mut recipients) = (Vec::new(), Vec::new());
        let (mut kinds, mut modes): (BTreeMap<EventType, u32>, BTreeMap<Mode, u32>) = Default::default();
        let mut facets: BTreeSet<(Facet, String)> = self.place_facets(event.place).collect();
        let mut claims = Vec::with_capacity(kept.len());
        for (&at, step) in kept.iter().zip(steps) {
            let telling = told(at);
            *kinds.entry(telling.kind).or_default() += 1;
            if let Some(mode) = telling.mode {
                *modes.entry(mode).or_default() += 1;
            }
            for (list, names_of) in [
                (&mut actors, &telling.actors),
                (&mut recipients, &telling.recipients),
            ] {
                for &entity in names_of {
                    let actor = self.actor_of(at.0, entity);
                    facets.extend(names(actor).map(|name| (Facet::Actor, name)));
                    if !list.contains(&&*actor.name) {
                        list.push(&*actor.name);
                    }
                }
            }
            facets.extend(report_facets(record, at.0));
            let (speaker, via) = self.chain(at.0, telling.said);
            let mut claim = report_json(record, at.0);
            let more = json!({
                "ref": self.reference('v', at),
                "span": telling.trigger,
                "sentence": telling.sentence,
                "type": telling.kind.as_str(),
                "status": telling.status.as_str(),
                "time": telling.time,
                "speaker": speaker,
                "via": via,
                "step": step,
                "accepted": record.accepted.contains(&('v', at)),
            });
            extend(&mut claim, more);
            claims.push(claim);
        }
        let kind = most(&kinds).unwrap_or(EventType::Assault);
        let mode = most(&modes);
        facets.extend(kinds.keys().map(|kind| (Facet::Type, fold(kind.as_str()))));
        facets.extend(
            modes
                .keys()
                .map(|mode| (Facet::Type, mode.as_str().replace('_', " "))),
        );
        let (n_reports, n_origins, n_speakers) = self.counts(kept.iter().map(|&at| (at.0, told(at).said)));
        let status = self.status(&kept);
        let evidence: Vec<Value> = event
            .evidence
            .iter()
            .map(
                |(a, b, why)| json!({"a": self.reference('v', *a), "b": self.reference('v', *b), "why": why}),
            )
            .collect();
        let id = self.reference('v', first);
        Some(Item {
            section: "event",
            days: event.days.map(span_of),
            facets: facets.into_iter().collect(),
            body: json!({
                "id": id,
                "time": event.days.map(|days| days.to_string()),
                "type": kind.as_str(),
                "mode": mode.map(Mode::as_str),
                "actors": actors,
                "recipients": recipients,
                "place": self.place_json(event.place),
                "status": status,
                "reports": n_reports,
                "origins": n_origins,
                "speakers": n_speakers,
                "claims": claims,
                "evidence": evidence,
            })
            .to_string(),
            id,
        })
    }

    /// Whether it is told as a fact: by most tellings, and disputed where one denies what another tells.
    fn status(&self, kept: &[At]) -> &'static str {
        let mut counts: BTreeMap<Status, u32> = BTreeMap::new();
        for &at in kept {
            *counts
                .entry(self.record.account(at).told[at.1 as usize].status)
                .or_default() += 1;
        }
        if counts.contains_key(&Status::Denied) && counts.contains_key(&Status::Actual) {
            return "disputed";
        }
        // What has happened is no longer planned.
        if counts.contains_key(&Status::Actual) {
            return Status::Actual.as_str();
        }
        most(&counts).map_or("actual", Status::as_str)
    }

    /// What each telling did to the claim: first reported, repeated, revised, denied, corrected.
    fn steps(&self, event: &Event, kept: &[At]) -> Vec<&'static str> {
        let record = self.record;
        let mut steps = Vec::with_capacity(kept.len());
        let mut last: Option<(At, Option<Days>, Option<u32>)> = None;
        let corrects = |newer: u32| {
            record
                .corrections
                .iter()
                .any(|c| c.newer == newer && event.mentions.iter().any(|at| at.0 == c.older))
        };
        for &at in kept {
            let telling = &record.account(at).told[at.1 as usize];
            let place = telling
                .place
                .map(|place| record.actor_of[at.0 as usize][place as usize]);
            let is_denial = telling.status == Status::Denied
                || telling.said.is_some_and(|said| {
                    record
                        .account(at)
                        .said
                        .get(said as usize)
                        .is_some_and(|said| said.act == Act::Deny)
                });
            let step = match last {
                _ if is_denial => "denied",
                None => "first_reported",
                Some(_) if corrects(at.0) => "corrected",
                Some((before, _, _))
                    if record.origin_of[before.0 as usize] == record.origin_of[at.0 as usize] =>
                {
                    "repeated"
                }
                Some((_, days, before)) => {
                    let is_new_time = telling.days.is_some() && days.is_some() && telling.days != days;
                    let is_new_place = place.is_some() && before.is_some() && place != before;
                    if is_new_time || is_new_place {
                        "revised"
                    } else {
                        "repeated"
                    }
                }
            };
            let (days, before) = last.map_or((None, None), |(_, days, place)| (days, place));
            last = Some((at, telling.days.or(days), place.or(before)));
            steps.push(step);
        }
        steps
    }

    pub(super) fn actor(&self, actor: &Actor) -> Option<Item> {
        let record = self.record;
        let kept: Vec<At> = actor
            .mentions
            .iter()
            .copied()
            .filter(|&at| !record.is_rejected('e', at))
            .collect();
        let &first = kept.first()?;
        let named = |at: At| &record.account(at).named[at.1 as usize];
        // What only one report describes (`three residents`) is no actor of the record.
        if kept.iter().all(|&at| named(at).identity.by == By::Nothing) {
            return None;
        }
        let (n_reports, n_origins, _) = self.counts(kept.iter().map(|&at| (at.0, None)));
        let mentions: Vec<Value> = kept
            .iter()
            .take(MENTIONS)
            .map(|&at| {
                let mut json = report_json(record, at.0);
                extend(&mut json, json!({"ref": self.reference('e', at), "span": named(at).mention, "name": named(at).name}));
                json
            })
            .collect();
        let days = kept.iter().filter_map(|at| record.account(*at).day);
        let (from, to) = (days.clone().min(), days.max());
        let mut facets: BTreeSet<(Facet, String)> = names(actor).map(|name| (Facet::Actor, name)).collect();
        if actor.kind == EntityKind::Place {
            facets.extend(names(actor).map(|name| (Facet::Place, name)));
        }
        facets.insert((Facet::Type, actor.kind.as_str().replace('_', " ")));
        for &at in &kept {
            facets.extend(
                report_facets(record, at.0)
                    .into_iter()
                    .filter(|(facet, _)| *facet == Facet::Source),
            );
        }
        let id = self.reference('e', first);
        Some(Item {
            section: "actor",
            days: from.zip(to).map(|(from, to)| span_of(Days { from, to })),
            facets: facets.into_iter().collect(),
            body: json!({
                "id": id,
                "name": actor.name,
                "kind": actor.kind.as_str(),
                "aliases": actor.aliases,
                "side": actor.side,
                "roles": actor.roles,
                "point": actor.point,
                "reports": n_reports,
                "origins": n_origins,
                "evidence": actor.evidence.as_str(),
                "mentions": mentions,
            })
            .to_string(),
            id,
        })
    }

    fn statement(&self, at: At, section: &'static str) -> Item {
        let record = self.record;
        let said = &record.account(at).said[at.1 as usize];
        let speaker = said.speaker.map(|entity| self.actor_of(at.0, entity));
        let addressees = self.named(at.0, &said.addressees);
        let day = said
            .days
            .map(|days| days.to)
            .filter(|&day| day != i32::MAX)
            .or(record.account(at).day);
        let mut facets = report_facets(record, at.0);
        for &entity in said.speaker.iter().chain(&said.via).chain(&said.addressees) {
            facets.extend(names(self.actor_of(at.0, entity)).map(|name| (Facet::Actor, name)));
        }
        facets.push((Facet::Type, said.act.as_str().to_owned()));
        let is_third = speaker.is_some_and(|actor| {
            !actor
                .side
                .as_deref()
                .is_some_and(|side| self.belligerents.contains(side))
        });
        let mut json = report_json(record, at.0);
        extend(
            &mut json,
            json!({
                "id": self.reference('s', at),
                "time": day.map(dateline_record::iso),
                "speaker": speaker.map(|actor| &*actor.name),
                "via": self.named(at.0, &said.via),
                "act": said.act.as_str(),
                "addressees": addressees,
                "third_party": is_third,
                "ref": self.reference('s', at),
                "cue": said.cue,
                "span": said.content.unwrap_or(said.cue),
                "sentence": said.sentence,
            }),
        );
        Item {
            section,
            id: self.reference('s', at),
            days: day_of(day),
            facets,
            body: json.to_string(),
        }
    }
}

fn belligerents(record: &Record) -> BTreeSet<&str> {
    let mut sides: BTreeMap<&str, u32> = BTreeMap::new();
    for account in &record.accounts {
        let violent = account.told.iter().filter(|told| {
            told.kind == EventType::Assault && matches!(told.status, Status::Actual | Status::Denied)
        });
        for told in violent {
            for &entity in told.actors.iter().chain(&told.recipients) {
                if let Some(side) = account.named[entity as usize].identity.side.as_deref() {
                    *sides.entry(side).or_default() += 1;
                }
            }
        }
    }
    // Once may be an error of reading.
    sides
        .into_iter()
        .filter(|(_, n)| *n >= 2)
        .map(|(side, _)| side)
        .collect()
}

/// Statements, report by report.
pub(super) fn statements<'a>(record: &'a Record, cx: Cx<'a>) -> impl Iterator<Item = Item> + 'a {
    all_statements(record).map(move |at| cx.statement(at, "statement"))
}

fn all_statements(record: &Record) -> impl Iterator<Item = At> + '_ {
    (0u32..)
        .zip(&record.accounts)
        .flat_map(|(report, account)| (0..account.said.len() as u32).map(move |n| (report, n)))
        .filter(|&at| !record.is_rejected('s', at))
}

/// Positions: what each actor demanded, condemned, supported, offered, in the order of time.
pub(super) fn positions<'a>(record: &'a Record, cx: Cx<'a>) -> impl Iterator<Item = Item> + 'a {
    let said = |at: At| &record.account(at).said[at.1 as usize];
    let mut list: Vec<At> = all_statements(record)
        .filter(|&at| POSITION_ACTS.contains(&said(at).act) && said(at).speaker.is_some())
        .collect();
    let name = |at: At| said(at).speaker.map(|speaker| &*cx.actor_of(at.0, speaker).name);
    list.sort_by(|&a, &b| (name(a), a).cmp(&(name(b), b)));
    list.into_iter().map(move |at| cx.statement(at, "position"))
}

/// Numbers of a list in the order of time; what has no date comes last.
pub(super) fn in_time<T>(list: &[T], days: impl Fn(&T) -> Option<Days>) -> Vec<u32> {
    let mut order: Vec<u32> = (0..list.len() as u32).collect();
    order.sort_by_key(|&n| {
        let days = days(&list[n as usize]);
        (
            days.is_none(),
            days.map(|days| (if days.from == i32::MIN { days.to } else { days.from }, days.to)),
            n,
        )
    });
    order
}

/// The most frequent value; of equals the first.
fn most<T: Copy + Ord>(counts: &BTreeMap<T, u32>) -> Option<T> {
    counts
        .iter()
        .max_by_key(|&(value, n)| (*n, std::cmp::Reverse(*value)))
        .map(|(value, _)| *value)
}

/// Puts the keys of one object behind those of another.
pub(super) fn extend(json: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (json, more) {
        into.extend(more);
    }
}
