//! Where the report quotes: stretches of words between quotation marks.

use crate::context::Context;
use dateline_text::WordId;
use std::ops::Range;

/// A quotation: its words without the marks. It may run over several sentences.
pub(super) type Quotation = Range<u32>;

/// All quotations of the report, in order. A mark that is never closed quotes to the end of its paragraph.
pub(super) fn find(cx: &Context<'_>) -> Vec<Quotation> {
    let parse = cx.parse;
    let mut out = Vec::new();
    let mut open: Option<u32> = None;
    let mut paragraph = 0;
    for word in parse.words() {
        let here = parse.sentence(parse.sentence_of(word)).paragraph;
        if here != paragraph {
            if let Some(from) = open.take() {
                out.push(from..word.0);
            }
            paragraph = here;
        }
        match parse.form(word) {
            "“" | "``" | "«" | "„" => {
                open.get_or_insert(word.0 + 1);
            }
            "”" | "''" | "»" => {
                if let Some(from) = open.take() {
                    out.push(from..word.0);
                }
            }
            "\"" => match open.take() {
                Some(from) => out.push(from..word.0),
                None => open = Some(word.0 + 1),
            },
            _ => {}
        }
    }
    if let Some(from) = open {
        out.push(from..parse.len() as u32);
    }
    out.retain(|q| q.start < q.end);
    out
}

/// The quotation that a word stands in.
pub(super) fn around(quotations: &[Quotation], word: WordId) -> Option<&Quotation> {
    let at = quotations.partition_point(|q| q.end <= word.0);
    quotations.get(at).filter(|q| q.contains(&word.0))
}
