//! Where the report quotes: stretches of words between quotation marks.

use crate::context::Context;
use dateline_syntax::{Upos, Xpos};
use dateline_text::WordId;

/// A quotation: its words without the marks. It may run over several sentences of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Quotation {
    /// First word.
    pub(super) start: u32,
    /// One past the last word: the closing mark, where there is one.
    pub(super) end: u32,
    /// Whether the paragraph before left its quotation open and this one takes it up.
    pub(super) goes_on: bool,
}

impl Quotation {
    pub(super) fn holds(self, word: WordId) -> bool {
        self.start <= word.0 && word.0 < self.end
    }
}

/// Which marks opened a quotation; it ends at marks of the same kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Double,
    Single,
}

enum Mark {
    Opens(Marks),
    Closes(Marks),
    /// The same sign opens and closes.
    Either,
}

fn mark(cx: &Context<'_>, word: WordId) -> Option<Mark> {
    let parse = cx.parse;
    Some(match parse.form(word) {
        "“" | "``" | "«" | "„" => Mark::Opens(Marks::Double),
        "”" | "»" => Mark::Closes(Marks::Double),
        "\"" | "''" => Mark::Either,
        "‘" | "`" => Mark::Opens(Marks::Single),
        // The same sign is an apostrophe: "the rebels' camp".
        "’" | "'" if parse.upos(word) == Upos::PUNCT && parse.xpos(word) != Xpos::POS => {
            Mark::Closes(Marks::Single)
        }
        _ => return None,
    })
}

/// All quotations of the report, in order. A mark that is never closed quotes to the end of its paragraph.
pub(super) fn find(cx: &Context<'_>) -> Vec<Quotation> {
    let parse = cx.parse;
    let mut out: Vec<Quotation> = Vec::new();
    let mut open: Option<(u32, Marks, bool)> = None;
    let mut paragraph = 0;
    let mut left_open = false;
    let mut first = true;
    for word in parse.words() {
        let here = parse.sentence(parse.sentence_of(word)).paragraph;
        if here != paragraph {
            left_open = false;
            if let Some((start, marks, goes_on)) = open.take()
                && marks == Marks::Double
            {
                left_open = true;
                out.push(Quotation {
                    start,
                    end: word.0,
                    goes_on,
                });
            }
            paragraph = here;
            first = true;
        }
        match (mark(cx, word), open) {
            (Some(Mark::Opens(marks)), None) => open = Some((word.0 + 1, marks, first && left_open)),
            (Some(Mark::Either), None) => open = Some((word.0 + 1, Marks::Double, first && left_open)),
            (Some(Mark::Closes(marks)), Some((start, opened, goes_on))) if marks == opened => {
                out.push(Quotation {
                    start,
                    end: word.0,
                    goes_on,
                });
                open = None;
            }
            (Some(Mark::Either), Some((start, Marks::Double, goes_on))) => {
                out.push(Quotation {
                    start,
                    end: word.0,
                    goes_on,
                });
                open = None;
            }
            _ => {}
        }
        first = false;
    }
    if let Some((start, Marks::Double, goes_on)) = open {
        out.push(Quotation {
            start,
            end: parse.len() as u32,
            goes_on,
        });
    }
    out.retain(|q| q.start < q.end);
    out
}
