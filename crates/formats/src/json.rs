//! JSON out, exactly as the contract has it (`docs/contract.md`).
//!
//! The structs below are the shape of the wire: their fields stand in the order of the contract, and offsets are in
//! code points.

use crate::{Document, READER, Refused};
use dateline_reading::{EntityId, Located, Mode, Problem, Reading, StatementId};
use dateline_text::{CodePoints, Report, Span};
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// A reading as one line of JSON, without a line end.
pub fn line(document: &Document, reading: &Reading) -> String {
    render(&wire(document, reading))
}

/// A reading as a record keeps it: one line of JSON with the text left out, which is kept beside it, and with an
/// outline of the caller's under the key `outline`.
pub fn kept(document: &Document, reading: &Reading, outline: &impl Serialize) -> String {
    let mut reading = wire(document, reading);
    reading.document.text = "";
    render(&WireKept { reading, outline })
}

/// A reading as indented JSON, without a line end.
pub fn indented(document: &Document, reading: &Reading) -> String {
    render_indented(&wire(document, reading))
}

/// What stands in place of a reading that could not be made, as one line of JSON.
pub fn refused_line(refused: &Refused) -> String {
    render(&wire_refused(refused))
}

/// What stands in place of a reading that could not be made, as indented JSON.
pub fn refused_indented(refused: &Refused) -> String {
    render_indented(&wire_refused(refused))
}

// The wire types hold strings, numbers and lists: serde_json has no error to give for them.
fn render(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn render_indented(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

#[derive(Serialize)]
struct WireReading<'a> {
    document: WireDocument<'a>,
    entities: Vec<WireEntity<'a>>,
    times: Vec<WireTime<'a>>,
    statements: Vec<WireStatement<'a>>,
    events: Vec<WireEvent<'a>>,
    figures: Vec<WireFigure<'a>>,
    terms: Vec<WireTerm<'a>>,
    problems: Vec<WireProblem<'a>>,
}

#[derive(Serialize)]
struct WireKept<'a, O> {
    #[serde(flatten)]
    reading: WireReading<'a>,
    outline: &'a O,
}

#[derive(Serialize)]
struct WireDocument<'a> {
    id: &'a str,
    published: Option<&'a str>,
    source: Option<&'a str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    sha256: String,
    reader: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Map::is_empty")]
    extra: &'a Map<String, Value>,
}

#[derive(Serialize)]
struct WireEntity<'a> {
    id: Id,
    name: &'a str,
    kind: &'static str,
    aliases: &'a [String],
    of: Option<Id>,
    role: Option<&'a str>,
    country: Option<&'a str>,
    place: Option<WirePlace<'a>>,
    mentions: Vec<Offsets>,
}

#[derive(Serialize)]
struct WirePlace<'a> {
    lat: f64,
    lon: f64,
    geonames: Option<u32>,
    precision: &'a str,
}

#[derive(Serialize)]
struct WireTime<'a> {
    start: u32,
    end: u32,
    value: Option<&'a str>,
    rule: &'static str,
}

#[derive(Serialize)]
struct WireStatement<'a> {
    id: Id,
    speaker: Option<Id>,
    speaker_span: Option<Offsets>,
    via: Vec<Id>,
    cue: Offsets,
    content: Vec<Offsets>,
    act: &'static str,
    medium: Option<Offsets>,
    time: Option<&'a str>,
    parent: Option<Id>,
}

#[derive(Serialize)]
struct WireEvent<'a> {
    id: Id,
    #[serde(rename = "type")]
    kind: &'static str,
    mode: Option<&'static str>,
    trigger: Offsets,
    actors: Vec<Id>,
    recipients: Vec<Id>,
    mediators: Vec<Id>,
    time: Option<&'a str>,
    place: Option<Id>,
    status: &'static str,
    statement: Option<Id>,
    rule: &'static str,
}

#[derive(Serialize)]
struct WireFigure<'a> {
    id: Id,
    span: Offsets,
    measure: &'static str,
    low: Option<u64>,
    high: Option<u64>,
    approximate: bool,
    who: &'a str,
    time: Option<&'a str>,
    place: Option<Id>,
    cumulative: bool,
    statement: Option<Id>,
}

#[derive(Serialize)]
struct WireTerm<'a> {
    id: Id,
    span: Offsets,
    kind: &'static str,
    party: Vec<Id>,
    beneficiary: Option<Id>,
    deadline: Option<&'a str>,
    condition: Option<Offsets>,
    status: &'static str,
    statement: Option<Id>,
}

#[derive(Serialize)]
struct WireProblem<'a> {
    span: Option<Offsets>,
    code: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
struct WireRefused<'a> {
    document: RefusedDocument<'a>,
    error: WireError,
}

#[derive(Serialize)]
struct RefusedDocument<'a> {
    id: Option<&'a str>,
}

#[derive(Serialize)]
struct WireError {
    code: &'static str,
    message: String,
    line: Option<u64>,
}

/// Start and end in code points.
type Offsets = [u32; 2];

/// A kind's letter and a number from 1: `e1`, `s2`.
struct Id(char, usize);

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", self.0, self.1 + 1))
    }
}

impl From<EntityId> for Id {
    fn from(id: EntityId) -> Self {
        Self('e', id.index())
    }
}

impl From<StatementId> for Id {
    fn from(id: StatementId) -> Self {
        Self('s', id.index())
    }
}

fn wire<'a>(document: &'a Document, reading: &'a Reading) -> WireReading<'a> {
    let report = &document.report;
    let points = CodePoints::new(&report.text);
    let span = |span: Span| points.span(span);
    let maybe = |at: Option<Span>| at.map(span);
    let spans = |list: &[Span]| list.iter().map(|&at| span(at)).collect();
    let problem = |p: &'a Problem| WireProblem {
        span: maybe(p.span),
        code: p.code,
        message: &p.message,
    };
    WireReading {
        document: wire_document(report, &document.extra),
        entities: numbered(&reading.entities)
            .map(|(n, e)| WireEntity {
                id: Id('e', n),
                name: &e.name,
                kind: e.kind.as_str(),
                aliases: &e.aliases,
                of: e.of.map(Id::from),
                role: e.role.as_deref(),
                country: e.country.as_deref(),
                place: e.place.as_ref().map(wire_place),
                mentions: spans(&e.mentions),
            })
            .collect(),
        times: reading
            .times
            .iter()
            .map(|t| {
                let [start, end] = span(t.span);
                WireTime {
                    start,
                    end,
                    value: t.value.as_deref(),
                    rule: t.why.rule,
                }
            })
            .collect(),
        statements: numbered(&reading.statements)
            .map(|(n, s)| WireStatement {
                id: Id('s', n),
                speaker: s.speaker.map(Id::from),
                speaker_span: maybe(s.speaker_span),
                via: ids(&s.via),
                cue: span(s.cue),
                content: spans(&s.content),
                act: s.act.as_str(),
                medium: maybe(s.medium),
                time: s.time.as_deref(),
                parent: s.parent.map(Id::from),
            })
            .collect(),
        events: numbered(&reading.events)
            .map(|(n, e)| WireEvent {
                id: Id('v', n),
                kind: e.kind.as_str(),
                mode: e.mode.map(Mode::as_str),
                trigger: span(e.trigger),
                actors: ids(&e.actors),
                recipients: ids(&e.recipients),
                mediators: ids(&e.mediators),
                time: e.time.as_deref(),
                place: e.place.map(Id::from),
                status: e.status.as_str(),
                statement: e.statement.map(Id::from),
                rule: e.why.rule,
            })
            .collect(),
        figures: numbered(&reading.figures)
            .map(|(n, f)| WireFigure {
                id: Id('f', n),
                span: span(f.span),
                measure: f.measure.as_str(),
                low: f.low,
                high: f.high,
                approximate: f.approximate,
                who: f.who.map(|who| report.cut(who)).unwrap_or_default(),
                time: f.time.as_deref(),
                place: f.place.map(Id::from),
                cumulative: f.cumulative,
                statement: f.statement.map(Id::from),
            })
            .collect(),
        terms: numbered(&reading.terms)
            .map(|(n, t)| WireTerm {
                id: Id('t', n),
                span: span(t.span),
                kind: t.kind.as_str(),
                party: ids(&t.party),
                beneficiary: t.beneficiary.map(Id::from),
                deadline: t.deadline.as_deref(),
                condition: maybe(t.condition),
                status: t.status.as_str(),
                statement: t.statement.map(Id::from),
            })
            .collect(),
        problems: document
            .problems
            .iter()
            .chain(&reading.problems)
            .map(problem)
            .collect(),
    }
}

fn wire_document<'a>(report: &'a Report, extra: &'a Map<String, Value>) -> WireDocument<'a> {
    WireDocument {
        id: &report.id,
        published: report.published.as_ref().map(|p| p.written.as_str()),
        source: report.source.as_deref(),
        title: report.title.as_deref(),
        url: report.url.as_deref(),
        language: report.language.as_deref(),
        sha256: sha256(&report.text),
        reader: READER,
        text: &report.text,
        extra,
    }
}

fn wire_place(place: &Located) -> WirePlace<'_> {
    WirePlace {
        lat: place.lat,
        lon: place.lon,
        geonames: place.geonames,
        precision: &place.precision,
    }
}

fn wire_refused(refused: &Refused) -> WireRefused<'_> {
    WireRefused {
        document: RefusedDocument {
            id: refused.id.as_deref(),
        },
        error: WireError {
            code: refused.why.code(),
            message: refused.why.to_string(),
            line: refused.line,
        },
    }
}

fn numbered<T>(list: &[T]) -> impl Iterator<Item = (usize, &T)> {
    list.iter().enumerate()
}

fn ids(list: &[EntityId]) -> Vec<Id> {
    list.iter().map(|&id| id.into()).collect()
}

/// The digest of the text as UTF-8, in lower-case hexadecimal.
fn sha256(text: &str) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
