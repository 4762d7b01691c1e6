//! The JSON of a reading made by hand, word for word as `docs/contract.md` has it.

use dateline_formats::jsonl::JsonLines;
use dateline_formats::{Document, Hints, Refusal, Refused, json};
use dateline_reading::{
    Act, Entity, EntityId, EntityKind, Event, EventType, Figure, Located, Measure, Mode, Problem, Reading,
    Statement, StatementId, Status, Term, TermKind, TermStatus, Time, Why,
};
use dateline_text::Span;

const TEXT: &str = "Mayor Zoë Orum said 9 men died in Kesra on Monday; the Front must leave by Friday.";

fn document() -> Document {
    let line =
        format!(r#"{{"id":"7","beat":"war","text":"{TEXT}","published":"2024-05-14","source":"Wire"}}"#);
    JsonLines::new(line.as_bytes(), Hints::default())
        .next()
        .unwrap()
        .unwrap()
}

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap() as u32;
    Span::new(start, start + words.len() as u32)
}

fn entity(name: &str, kind: EntityKind) -> Entity {
    Entity {
        name: name.to_owned(),
        kind,
        aliases: Vec::new(),
        of: None,
        role: None,
        country: None,
        place: None,
        mentions: vec![span(name)],
        why: Why::rule("entity.name"),
    }
}

fn reading() -> Reading {
    let mut mayor = entity("Zoë Orum", EntityKind::Person);
    (mayor.of, mayor.role) = (Some(EntityId(1)), Some("Mayor".to_owned()));
    let mut kesra = entity("Kesra", EntityKind::Place);
    kesra.country = Some("MLI".to_owned());
    kesra.place = Some(Located {
        lat: 18.5,
        lon: 1.25,
        geonames: Some(7),
        precision: "town".to_owned(),
    });
    let mut front = entity("Front", EntityKind::ArmedGroup);
    front.aliases = vec!["the Front".to_owned()];
    Reading {
        references: Vec::new(),
        entities: vec![mayor, kesra, front],
        times: vec![Time {
            span: span("Monday"),
            value: Some("2024-05-13".to_owned()),
            why: Why::rule("time.weekday"),
        }],
        statements: vec![Statement {
            speaker: Some(EntityId(0)),
            speaker_span: Some(span("Mayor Zoë Orum")),
            via: Vec::new(),
            cue: span("said"),
            content: vec![span("9 men died in Kesra on Monday")],
            act: Act::Say,
            medium: None,
            time: None,
            parent: None,
            why: Why::rule("statement.verb"),
        }],
        events: vec![Event {
            kind: EventType::Retreat,
            mode: Some(Mode::Withdraw),
            trigger: span("leave"),
            actors: vec![EntityId(2)],
            recipients: Vec::new(),
            mediators: Vec::new(),
            time: Some("2024-05-17".to_owned()),
            place: Some(EntityId(1)),
            status: Status::Demanded,
            statement: Some(StatementId(0)),
            why: Why::rule("event.frame"),
            reasons: Vec::new(),
        }],
        figures: vec![Figure {
            span: span("9 men"),
            measure: Measure::Killed,
            low: Some(9),
            high: Some(9),
            approximate: false,
            who: Some(span("men")),
            time: Some("2024-05-13".to_owned()),
            place: Some(EntityId(1)),
            cumulative: false,
            statement: Some(StatementId(0)),
            why: Why::rule("figure.verb"),
        }],
        terms: vec![Term {
            span: span("leave"),
            kind: TermKind::Withdraw,
            party: vec![EntityId(2)],
            beneficiary: None,
            deadline: Some("2024-05-17".to_owned()),
            condition: None,
            status: TermStatus::Demanded,
            statement: None,
            why: Why::rule("term.modal"),
        }],
        problems: vec![Problem {
            span: Some(span("Friday")),
            code: "time.unknown",
            message: "no value".to_owned(),
        }],
    }
}

#[test]
fn keys_stand_in_the_order_of_the_contract() {
    let want = [
        r#"{"document":{"id":"7","published":"2024-05-14","source":"Wire","title":null,"url":null,"language":null,"#,
        r#""sha256":"SHA","reader":"READER","text":"TEXT","extra":{"beat":"war"}},"#,
        r#""entities":["#,
        r#"{"id":"e1","name":"Zoë Orum","kind":"person","aliases":[],"of":"e2","role":"Mayor","country":null,"place":null,"mentions":[[6,14]]},"#,
        r#"{"id":"e2","name":"Kesra","kind":"place","aliases":[],"of":null,"role":null,"country":"MLI","#,
        r#""place":{"lat":18.5,"lon":1.25,"geonames":7,"precision":"town"},"mentions":[[34,39]]},"#,
        r#"{"id":"e3","name":"Front","kind":"armed_group","aliases":["the Front"],"of":null,"role":null,"country":null,"place":null,"mentions":[[55,60]]}],"#,
        r#""times":[{"start":43,"end":49,"value":"2024-05-13","rule":"time.weekday"}],"#,
        r#""statements":[{"id":"s1","speaker":"e1","speaker_span":[0,14],"via":[],"cue":[15,19],"content":[[20,49]],"#,
        r#""act":"say","medium":null,"time":null,"parent":null}],"#,
        r#""events":[{"id":"v1","type":"RETREAT","mode":"withdraw","trigger":[66,71],"actors":["e3"],"recipients":[],"#,
        r#""mediators":[],"time":"2024-05-17","place":"e2","status":"demanded","statement":"s1","rule":"event.frame"}],"#,
        r#""figures":[{"id":"f1","span":[20,25],"measure":"killed","low":9,"high":9,"approximate":false,"who":"men","#,
        r#""time":"2024-05-13","place":"e2","cumulative":false,"statement":"s1"}],"#,
        r#""terms":[{"id":"t1","span":[66,71],"kind":"withdraw","party":["e3"],"beneficiary":null,"#,
        r#""deadline":"2024-05-17","condition":null,"status":"demanded","statement":null}],"#,
        r#""problems":[{"span":[75,81],"code":"time.unknown","message":"no value"}]}"#,
    ]
    .concat()
    .replace("SHA", "17721ef919e3d7ed8d47290950abe6962cd35913f58558c0716ad64cfb3b8e5d")
    .replace("READER", concat!("dateline ", env!("CARGO_PKG_VERSION")))
    .replace("TEXT", TEXT);
    assert_eq!(json::line(&document(), &reading()), want);
}

#[test]
fn indented_json_holds_the_same() {
    let (document, reading) = (document(), reading());
    let value = |text: String| serde_json::from_str::<serde_json::Value>(&text).unwrap();
    assert_eq!(
        value(json::indented(&document, &reading)),
        value(json::line(&document, &reading))
    );
}

#[test]
fn an_error_stands_in_place_of_a_reading() {
    let refused = Refused {
        id: Some("7".to_owned()),
        line: Some(3),
        why: Refusal::MissingKey("text"),
    };
    assert_eq!(
        json::refused_line(&refused),
        concat!(
            r#"{"document":{"id":"7"},"error":{"code":"missing_key","#,
            r#""message":"no \"text\": every record needs \"id\" and \"text\"","line":3}}"#
        )
    );
}

#[test]
fn the_page_names_every_word_of_every_vocabulary() {
    let page = include_str!("../../../docs/contract.md");
    let words = [
        EntityKind::ALL.iter().map(|v| v.as_str()).collect::<Vec<_>>(),
        Act::ALL.iter().map(|v| v.as_str()).collect(),
        EventType::ALL.iter().map(|v| v.as_str()).collect(),
        Mode::ALL.iter().map(|v| v.as_str()).collect(),
        Status::ALL.iter().map(|v| v.as_str()).collect(),
        Measure::ALL.iter().map(|v| v.as_str()).collect(),
        TermKind::ALL.iter().map(|v| v.as_str()).collect(),
        TermStatus::ALL.iter().map(|v| v.as_str()).collect(),
    ];
    for word in words.concat() {
        assert!(
            page.contains(&format!("`{word}`")),
            "docs/contract.md lacks `{word}`"
        );
    }
}
