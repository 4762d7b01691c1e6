//! From a parsed report to what it says: entities, times, statements, events, figures, terms.
//!
//! One module a stage, each a pure function over the parse, the lexicon and what earlier stages found. A stage
//! never fails on text: it gives its findings, and [`Problem`]s for what it did not understand. Nothing here
//! reads a file, a clock or the network, and no rule knows a particular report.

mod context;
mod coverage;
mod entities;
mod events;
mod figures;
mod grammar;
mod model;
mod rules;
mod statements;
mod terms;
mod times;

pub use dateline_lexicon::{Act, EntityKind, EventType, Measure, Mode, Status, TermKind, TermStatus};
pub use model::{
    Entity, EntityId, Event, Figure, Located, Problem, Reading, Reference, Statement, StatementId, Term,
    Time, Why,
};
pub use rules::{Rule, rules};

use context::Context;
use dateline_lexicon::Lexicon;
use dateline_syntax::{LONGEST, Parse};
use statements::Held;

/// Reads a parsed report.
///
/// Never fails: what was not understood is told in [`Reading::problems`]. Spans are bytes of the report's text.
pub fn read(parse: &Parse<'_>, lexicon: &Lexicon) -> Reading {
    let cx = Context::new(parse, lexicon);
    let mut problems = cut_sentences(parse);
    let times = times::read(&cx, &mut problems);
    let mut entities = entities::read(&cx);
    let statements = statements::read(&cx, &mut entities, &times);
    entities::give_voices(&cx, &mut entities, &statements);
    let held = Held::new(&statements);
    let events = events::read(&cx, &entities, &times, &statements, &held);
    let figures = figures::read(&cx, &entities, &times, &held, &events, &mut problems);
    let terms = terms::read(&cx, &entities, &times, &statements, &held, &events);
    coverage::read(&cx, &events, &figures, &terms, &mut problems);
    Reading {
        references: entities.references(),
        entities: entities.list,
        times: times.into_iter().map(|t| t.time).collect(),
        statements,
        events: events.into_iter().map(|e| e.event).collect(),
        figures,
        terms,
        problems,
    }
}

/// Tells of sentences that were too long to be understood as a whole.
fn cut_sentences(parse: &Parse<'_>) -> Vec<Problem> {
    let problem = |&sentence| {
        let sentence = parse.sentence(sentence);
        Problem {
            span: Some(sentence.span),
            code: "syntax.long_sentence",
            message: format!(
                "a sentence of {} words, parsed in pieces of up to {LONGEST}: what reaches from one to the next is missed",
                sentence.words.len()
            ),
        }
    };
    parse.cut().iter().map(problem).collect()
}
