//! From text to paragraphs, sentences and words.

use crate::{Report, Sentences, Span};

/// Cuts the body of a report into paragraphs, sentences and words.
///
/// Never fails: text without a word gives an empty table. Spans are bytes of `report.text`.
pub fn segment(report: &Report) -> Sentences {
    let mut out = Sentences::new();
    let mut at = report.body.start;
    for line in report.cut(report.body).split('\n') {
        let span = Span::new(at, at + line.len() as u32);
        at = span.end + 1;
        let mut words = Vec::new();
        let mut from = span.start;
        for piece in line.split(' ') {
            let end = from + piece.len() as u32;
            if !piece.is_empty() {
                words.push(Span::new(from, end));
            }
            from = end + 1;
        }
        if !words.is_empty() {
            out.push_paragraph(span);
            out.push_sentence(&words);
        }
    }
    out
}
