//! The report itself, with its findings marked and its sentences numbered.

use super::flow::{Flow, NO_BREAK};
use super::paint::{Ink, Paint};
use super::told::Told;
use dateline::text::Span;

/// The marks, from the widest finding to the narrowest: where two overlap, the later one shows.
fn inks(told: Told<'_>) -> Vec<Ink> {
    let reading = told.reading;
    let mut inks = vec![Ink::Plain; told.report().text.len()];
    let mut mark = |span: Span, ink: Ink| inks[span.start as usize..span.end as usize].fill(ink);
    reading
        .entities
        .iter()
        .flat_map(|e| &e.mentions)
        .for_each(|&span| mark(span, Ink::Name));
    reading.terms.iter().for_each(|t| mark(t.span, Ink::Duty));
    reading.times.iter().for_each(|t| mark(t.span, Ink::Time));
    reading.figures.iter().for_each(|f| mark(f.span, Ink::Figure));
    reading.statements.iter().for_each(|s| mark(s.cue, Ink::Cue));
    reading.events.iter().for_each(|e| mark(e.trigger, Ink::Trigger));
    inks
}

/// Writes the body of the report, a paragraph at a time, each sentence after its number.
pub(crate) fn write(told: Told<'_>, out: &mut String, paint: Paint, width: usize) {
    let inks = inks(told);
    let sentences = told.parse.sentences();
    for paragraph in sentences.paragraphs() {
        let mut flow = Flow::default();
        for at in paragraph.sentences.clone() {
            flow.add(Ink::Faint, &format!(" [{}]{NO_BREAK}", at + 1));
            let span = sentences.sentences()[at as usize].span;
            let (start, end) = (span.start as usize, span.end as usize);
            let mut from = start;
            for run in inks[start..end].chunk_by(|a, b| a == b) {
                let to = from + run.len();
                flow.add(run[0], &told.report().text[from..to]);
                from = to;
            }
        }
        flow.write(out, paint, width, 0, 0);
    }
}
