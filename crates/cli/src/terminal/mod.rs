//! The view for people: the report with its findings marked, and the record below it.

mod flow;
mod marked;
mod paint;
mod sections;
mod told;
pub(crate) mod tree;

pub(crate) use flow::{Flow, harmless};
pub(crate) use paint::{Ink, Paint};
pub(crate) use told::Told;

use crate::args::Color;
use dateline::formats::Document;
use dateline::reading::Reading;
use dateline::syntax::Parse;

/// Where no terminal tells its width, and the most that is good to read where one does.
const WIDTH: usize = 100;
const WIDEST: usize = 120;
const NARROWEST: usize = 40;

/// How readings are shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    pub(crate) paint: Paint,
    pub(crate) width: usize,
}

impl View {
    pub(crate) fn new(color: Color) -> Self {
        let columns = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
        Self {
            paint: Paint::new(color),
            width: columns.clamp(NARROWEST, WIDEST),
        }
    }

    /// All of one report: head, text, record.
    pub(crate) fn reading(self, document: &Document, parse: &Parse<'_>, reading: &Reading) -> String {
        let told = Told {
            document,
            parse,
            reading,
        };
        let mut out = String::new();
        self.head(told, &mut out);
        marked::write(told, &mut out, self.paint, self.width);
        sections::write(told, &mut out, self.paint, self.width);
        out.push('\n');
        out
    }

    /// Every sentence of a parse with its tree.
    pub(crate) fn trees(self, parse: &Parse<'_>) -> String {
        let mut out = String::new();
        for sentence in parse.sentence_ids() {
            let mut text = Flow::default();
            text.add(Ink::Faint, &format!("[{}]{}", sentence.0 + 1, flow::NO_BREAK))
                .add(Ink::Plain, parse.report().cut(parse.sentence(sentence).span));
            text.write(&mut out, self.paint, self.width, 0, 0);
            let beside = |word| {
                let name = parse.name_at(word).map_or("", |name| name.kind.as_str());
                let line = format!(
                    "{}  {} {} {name}",
                    parse.relation(word),
                    parse.xpos(word),
                    parse.lemma(word)
                );
                line.trim_end().to_owned()
            };
            tree::write(parse, sentence, beside, &mut out, self.paint);
            out.push('\n');
        }
        out
    }

    /// Title, source and date; in colour, what the colours mean.
    fn head(self, told: Told<'_>, out: &mut String) {
        let report = told.report();
        let mut head = Flow::default();
        head.add(Ink::Heading, report.title.as_deref().unwrap_or(&report.id));
        for part in [
            report.source.as_deref(),
            report.published.as_ref().map(|p| p.written.as_str()),
        ] {
            head.add(
                Ink::Faint,
                part.map(|part| format!(" · {part}")).unwrap_or_default().as_str(),
            );
        }
        head.write(out, self.paint, self.width, 0, 2);
        self.paint.add(out, Ink::Faint, &"─".repeat(self.width));
        out.push('\n');
        if self.paint.on {
            let mut legend = Flow::default();
            for (ink, name) in [
                (Ink::Name, "names"),
                (Ink::Time, "times"),
                (Ink::Cue, "who says it"),
                (Ink::Trigger, "events"),
                (Ink::Figure, "figures"),
                (Ink::Duty, "terms"),
            ] {
                legend.add(ink, name).add(Ink::Plain, "  ");
            }
            legend.write(out, self.paint, self.width, 0, 0);
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::reading::{
        Act, Entity, EntityId, EntityKind, Event, EventType, Figure, Measure, Mode, Statement, StatementId,
        Status, Why,
    };
    use dateline::syntax::{Analysis, Relation, Upos, Xpos};
    use dateline::text::{Report, Sentences, Span};

    const TEXT: &str = "Orbis said Ana Belic spoke of 17 deaths . Rebels shelled Kesra .";

    /// A parse that knows words and sentences, and nothing of grammar.
    fn parse(report: &Report) -> Parse<'_> {
        let mut sentences = Sentences::new();
        let mut words = Vec::new();
        let mut at = 0;
        for word in report.text.split(' ') {
            words.push(Span::new(at, at + word.len() as u32));
            at += word.len() as u32 + 1;
            if word == "." {
                sentences.push_sentence(&std::mem::take(&mut words));
            }
        }
        let analysis = Analysis {
            upos: Upos::X,
            xpos: Xpos::FW,
            head: None,
            relation: Relation::Dep,
            lemma: "",
        };
        let analyses = vec![analysis; sentences.words().len()];
        Parse::build(report, sentences, &analyses, Vec::new())
    }

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap() as u32;
        Span::new(start, start + words.len() as u32)
    }

    fn reading() -> Reading {
        let why = Why::default();
        let entity = |name: &str, kind| Entity {
            name: name.to_owned(),
            kind,
            aliases: Vec::new(),
            of: None,
            role: None,
            country: None,
            place: None,
            mentions: vec![span(name)],
            why: Why::default(),
        };
        let statement = |speaker, cue, content, parent| Statement {
            speaker: Some(speaker),
            speaker_span: None,
            via: Vec::new(),
            cue: span(cue),
            content: vec![span(content)],
            act: Act::Say,
            medium: None,
            time: None,
            parent,
            why: Why::default(),
        };
        let event = |trigger, time: Option<&str>, status| Event {
            kind: EventType::Assault,
            mode: Some(Mode::Shelling),
            trigger: span(trigger),
            actors: vec![EntityId(2)],
            recipients: Vec::new(),
            mediators: Vec::new(),
            time: time.map(str::to_owned),
            place: Some(EntityId(3)),
            status,
            statement: None,
            why: Why::default(),
            reasons: Vec::new(),
        };
        Reading {
            entities: vec![
                entity("Orbis", EntityKind::Media),
                entity("Ana Belic", EntityKind::Person),
                entity("Rebels", EntityKind::ArmedGroup),
                entity("Kesra", EntityKind::Place),
            ],
            statements: vec![
                statement(EntityId(0), "said", "Ana Belic spoke of 17 deaths", None),
                statement(EntityId(1), "spoke", "17 deaths", Some(StatementId(0))),
            ],
            events: vec![
                event("deaths", None, Status::Possible),
                event("shelled", Some("202X"), Status::Actual),
            ],
            figures: vec![Figure {
                span: span("17 deaths"),
                measure: Measure::Killed,
                low: Some(17),
                high: None,
                approximate: false,
                who: None,
                time: None,
                place: None,
                cumulative: false,
                statement: Some(StatementId(1)),
                why,
            }],
            ..Reading::default()
        }
    }

    #[test]
    fn the_record_stands_below_the_report_with_its_sources() {
        let mut document = Document {
            report: Report::from_text("a.txt", TEXT),
            ..Document::default()
        };
        document.report.source = Some("Wire".to_owned());
        let parse = parse(&document.report);
        let view = View {
            paint: Paint { on: false },
            width: 80,
        };
        let want = "\
a.txt · Wire
────────────────────────────────────────────────────────────────────────────────

[1] Orbis said Ana Belic spoke of 17 deaths . [2] Rebels shelled Kesra .

Timeline
  202X     [2] shelled assault/shelling by Rebels, at Kesra — Wire
  no date  [1] deaths assault/shelling by Rebels, at Kesra, possible — Wire

Who said what
  [1] Orbis says: “Ana Belic spoke of 17 deaths”
  [1] Ana Belic, via Orbis says: “17 deaths”

Figures
  killed  [1] 17 deaths (17 or more) — Ana Belic, via Orbis

";
        assert_eq!(view.reading(&document, &parse, &reading()), want);
    }

    #[test]
    fn findings_are_marked_in_the_text() {
        let document = Document {
            report: Report::from_text("a.txt", TEXT),
            ..Document::default()
        };
        let parse = parse(&document.report);
        let view = View {
            paint: Paint { on: true },
            width: 80,
        };
        let shown = view.reading(&document, &parse, &reading());
        let marked = "\x1b[36mRebels\x1b[0m \x1b[31mshelled\x1b[0m \x1b[36mKesra\x1b[0m .";
        assert!(shown.contains(marked), "{shown}");
    }
}
