//! A reading in words: what each finding says, and who says it.

use super::flow::Flow;
use super::paint::Ink;
use dateline::formats::Document;
use dateline::reading::{
    Act, Entity, EntityId, Event, Figure, Reading, Statement, StatementId, Status, Term, Time,
};
use dateline::syntax::Parse;
use dateline::text::{Report, SentenceId, Span};

/// A reading with the report that it is of.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) document: &'a Document,
    pub(crate) parse: &'a Parse<'a>,
    pub(crate) reading: &'a Reading,
}

impl<'a> Told<'a> {
    pub(crate) fn report(self) -> &'a Report {
        &self.document.report
    }

    pub(crate) fn cut(self, span: Span) -> &'a str {
        self.report().cut(span)
    }

    /// The sentence in which a span begins.
    pub(crate) fn sentence_of(self, span: Span) -> Option<SentenceId> {
        let sentences = self.parse.sentences().sentences();
        let after = sentences.partition_point(|sentence| sentence.span.start <= span.start);
        after.checked_sub(1).map(|at| SentenceId(at as u32))
    }

    /// Its number as people are shown it.
    pub(crate) fn number_of(self, span: Span) -> String {
        self.sentence_of(span)
            .map(|id| format!("[{}]", id.0 + 1))
            .unwrap_or_default()
    }

    pub(crate) fn name(self, id: EntityId) -> &'a str {
        &self.reading.entities[id.index()].name
    }

    /// Several names as people list them.
    pub(crate) fn names(self, ids: &[EntityId]) -> String {
        let names: Vec<_> = ids.iter().map(|&id| self.name(id)).collect();
        match names.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
            _ => names.concat(),
        }
    }

    /// Who says it, and through whom it came: `Ana Belic, via Orbis News, via Harbour Wire`.
    pub(crate) fn chain(self, statement: &Statement) -> String {
        let speaker = match (statement.speaker, statement.speaker_span) {
            (Some(id), _) => self.name(id),
            (None, Some(span)) => self.cut(span),
            (None, None) => "unnamed",
        };
        let mut chain = speaker.to_owned();
        let mut shown: Vec<_> = statement.speaker.into_iter().collect();
        let mut via = |id| {
            if !shown.contains(&id) {
                chain.extend([", via ", self.name(id)]);
                shown.push(id);
            }
        };
        statement.via.iter().copied().for_each(&mut via);
        // Whoever reports the outer statement passes on the inner one too.
        let mut outer = statement.parent;
        for _ in &self.reading.statements {
            let Some(parent) = outer.map(|id| &self.reading.statements[id.index()]) else {
                break;
            };
            parent
                .speaker
                .into_iter()
                .chain(parent.via.iter().copied())
                .for_each(&mut via);
            outer = parent.parent;
        }
        chain
    }

    /// The chain of what claims a finding; without one the report itself does.
    pub(crate) fn source(self, statement: Option<StatementId>) -> String {
        match statement {
            Some(id) => self.chain(&self.reading.statements[id.index()]),
            None => self
                .report()
                .source
                .clone()
                .unwrap_or_else(|| "the report".to_owned()),
        }
    }

    /// The words of a time and what they mean.
    pub(crate) fn time(self, time: &Time) -> Flow {
        let mut out = Flow::default();
        out.add(Ink::Time, self.cut(time.span)).add(Ink::Plain, " = ");
        out.add(Ink::Plain, time.value.as_deref().unwrap_or("not known"));
        out
    }

    /// What is said, and by whom.
    pub(crate) fn statement(self, statement: &Statement) -> Flow {
        let mut out = Flow::default();
        out.add(Ink::Name, &self.chain(statement))
            .add(Ink::Cue, &format!(" {}", verb(statement.act)));
        if let Some(medium) = statement.medium {
            out.add(Ink::Plain, &format!(" {}", self.cut(medium)));
        }
        let content: Vec<_> = statement.content.iter().map(|&piece| self.cut(piece)).collect();
        out.add(Ink::Plain, &format!(": “{}”", content.join(" … ")));
        out
    }

    /// Who does what to whom, where.
    pub(crate) fn event(self, event: &Event) -> Flow {
        let mut out = Flow::default();
        out.add(Ink::Trigger, self.cut(event.trigger));
        let kind = event.kind.as_str().to_lowercase();
        let mode = event.mode.map(|mode| format!("/{mode}")).unwrap_or_default();
        out.add(Ink::Faint, &format!(" {kind}{mode}"));
        if !event.actors.is_empty() {
            out.add(Ink::Plain, " by ")
                .add(Ink::Name, &self.names(&event.actors));
        }
        if !event.recipients.is_empty() {
            out.add(Ink::Plain, " → ")
                .add(Ink::Name, &self.names(&event.recipients));
        }
        if !event.mediators.is_empty() {
            out.add(Ink::Plain, ", brokered by ")
                .add(Ink::Name, &self.names(&event.mediators));
        }
        self.place(event.place, &mut out);
        if event.status != Status::Actual {
            out.add(Ink::Plain, &format!(", {}", event.status));
        }
        out
    }

    /// How many people, when, where.
    pub(crate) fn figure(self, figure: &Figure) -> Flow {
        let mut out = Flow::default();
        out.add(Ink::Figure, self.cut(figure.span))
            .add(Ink::Faint, &format!(" ({})", bounds(figure)));
        if let Some(time) = &figure.time {
            out.add(Ink::Plain, ", ").add(Ink::Time, time);
        }
        self.place(figure.place, &mut out);
        if figure.cumulative {
            out.add(Ink::Plain, ", running total");
        }
        out
    }

    /// Who must do what for whom, by when, on what condition.
    pub(crate) fn term(self, term: &Term) -> Flow {
        let mut out = Flow::default();
        out.add(Ink::Duty, self.cut(term.span));
        if !term.party.is_empty() {
            out.add(Ink::Plain, ": ").add(Ink::Name, &self.names(&term.party));
        }
        if let Some(id) = term.beneficiary {
            out.add(Ink::Plain, ", for ").add(Ink::Name, self.name(id));
        }
        if let Some(deadline) = &term.deadline {
            out.add(Ink::Plain, ", by ").add(Ink::Time, deadline);
        }
        if let Some(condition) = term.condition {
            out.add(Ink::Plain, &format!(", if “{}”", self.cut(condition)));
        }
        out.add(Ink::Plain, &format!(", {}", term.status));
        out
    }

    /// What an entity is.
    pub(crate) fn entity(self, entity: &Entity) -> Flow {
        let mut out = Flow::default();
        out.add(Ink::Name, &entity.name)
            .add(Ink::Faint, &format!(" {}", entity.kind));
        if let Some(role) = &entity.role {
            out.add(Ink::Plain, &format!(", {role}"));
        }
        if let Some(of) = entity.of {
            out.add(Ink::Plain, &format!(", of {}", self.name(of)));
        }
        out
    }

    fn place(self, place: Option<EntityId>, out: &mut Flow) {
        if let Some(id) = place {
            out.add(Ink::Plain, ", at ").add(Ink::Name, self.name(id));
        }
    }
}

/// An act as the verb after a speaker's name.
const fn verb(act: Act) -> &'static str {
    match act {
        Act::Say => "says",
        Act::Confirm => "confirms",
        Act::Deny => "denies",
        Act::Accuse => "accuses",
        Act::Condemn => "condemns",
        Act::Demand => "demands",
        Act::Promise => "promises",
        Act::Threaten => "threatens",
        Act::Support => "supports",
        Act::Hope => "hopes",
        Act::Report => "reports",
    }
}

/// The bounds of a figure, as short as they can be said.
fn bounds(figure: &Figure) -> String {
    let about = if figure.approximate { "about " } else { "" };
    match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => format!("{about}{low}"),
        (Some(low), Some(high)) => format!("{about}{low} to {high}"),
        (Some(low), None) => format!("{about}{low} or more"),
        (None, Some(high)) => format!("up to {about}{high}"),
        (None, None) => "number not known".to_owned(),
    }
}
