//! From text to paragraphs, sentences and words.

use crate::token::Token;
use crate::{Report, Sentences, Span, paragraphs, sentence, word};

/// Longer paragraphs are cut into sentences part by part, so that memory for words in hand stays small.
const PART: usize = 1 << 20;

/// Cuts the body of a report into paragraphs, sentences and words.
///
/// Words are cut as in the English treebanks of Universal Dependencies. Every character that is not
/// [blank](crate::is_blank) is in exactly one word. A sentence never leaves its paragraph. Words end after 4,096
/// bytes and sentences after 5,000 words, wherever that is, and time is linear in the length of the text.
///
/// Never fails: text without a word gives an empty table. Spans are bytes of `report.text`.
pub fn segment(report: &Report) -> Sentences {
    let mut out = Sentences::new();
    let text = report.text.as_str();
    let mut tokens: Vec<Token> = Vec::new();
    let mut words: Vec<Span> = Vec::new();
    let (from, to) = (report.body.start as usize, report.body.end as usize);
    paragraphs::each(text, from, to, |paragraph| {
        out.push_paragraph(paragraph);
        let (mut at, to) = (paragraph.start as usize, paragraph.end as usize);
        while at < to {
            let end = part_end(text, at, to);
            tokens.clear();
            word::cut(text, at, end, &mut tokens);
            let mut taken = at;
            sentence::each(text, &tokens, |range| {
                // The last sentence of a part may go on in the next: it is cut again from there.
                if end == to || range.end < tokens.len() || range.start == 0 {
                    sentence::spans(&tokens[range], &mut words);
                    taken = words.last().map_or(taken, |w| w.end as usize);
                    out.push_sentence(&words);
                }
            });
            // The first sentence of a part is always taken, so that every part brings the cut forward.
            at = if end == to || tokens.is_empty() {
                end
            } else {
                taken
            };
        }
    });
    out
}

/// The end of the part of a paragraph that starts at `at`: a blank if there is one, else a character boundary.
fn part_end(text: &str, at: usize, to: usize) -> usize {
    if to - at <= PART {
        return to;
    }
    let mut end = at + PART;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let near = text.as_bytes()[end - word::LONGEST..end]
        .iter()
        .rposition(|&b| b == b' ');
    near.map_or(end, |i| end - word::LONGEST + i)
}
