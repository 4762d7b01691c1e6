//! Quotations that go on: over sentences and paragraphs, and without a cue of their own.

use super::content;
use super::draft::Draft;
use super::ground::Ground;
use super::label;
use super::quote::Quotation;
use dateline_text::{Span, WordId};

/// Lets what is said go on where its quotation does, and gives quotations without a cue to who spoke before.
///
/// `drafts` must be in the order of their heads.
pub(super) fn on(ground: &Ground<'_>, drafts: &mut Vec<Draft>) {
    let claimed = claim(ground, drafts);
    // By quotation: the draft whose content holds it.
    let mut holder: Vec<Option<usize>> = claimed;
    let mut made: Vec<Draft> = Vec::new();
    for at in 0..ground.quotations.len() {
        let q = ground.quotations[at];
        if holder[at].is_some() || !alone(ground, q) {
            continue;
        }
        if let Some(draft) = label::quoted(ground, q) {
            made.push(draft);
            continue;
        }
        let before = at.checked_sub(1).map(|b| (ground.quotations[b], holder[b]));
        let paragraph = |w: u32| {
            ground
                .cx
                .parse
                .sentence(ground.cx.parse.sentence_of(WordId(w)))
                .paragraph
        };
        let sentence = |w: u32| ground.cx.parse.sentence_of(WordId(w)).0;
        // The quotation before, or the statement of the sentence before, is taken up.
        let speaker = match before {
            Some((b, Some(d))) if follows(ground, b, q, &drafts[d]) => Some(d),
            _ => {
                let to = drafts.partition_point(|d| d.head.0 < q.start);
                (to.saturating_sub(8)..to).rev().find(|&n| {
                    let head = drafts[n].head;
                    sentence(q.start).checked_sub(1) == Some(sentence(head.0))
                        && paragraph(head.0) == paragraph(q.start)
                        && ground.quotation(head).is_none()
                })
            }
        };
        if let Some(d) = speaker {
            drafts[d]
                .content
                .extend(content::quotation(ground, q.start..q.end));
            holder[at] = Some(d);
        }
    }
    drafts.extend(made);
    drafts.sort_by_key(|d| d.head);
}

/// Extends contents to the end of the quotation they stop in, and tells which draft holds which quotation.
fn claim(ground: &Ground<'_>, drafts: &mut [Draft]) -> Vec<Option<usize>> {
    let parse = ground.cx.parse;
    let mut holder: Vec<Option<usize>> = vec![None; ground.quotations.len()];
    for (n, draft) in drafts.iter_mut().enumerate() {
        let around = ground.quotation(draft.head);
        let mut added: Vec<Span> = Vec::new();
        for piece in &draft.content {
            let from = ground
                .quotations
                .partition_point(|q| parse.span(WordId(q.end - 1)).end <= piece.start);
            for (at, q) in ground.quotations.iter().enumerate().skip(from) {
                let words = parse.span(WordId(q.start)).cover(parse.span(WordId(q.end - 1)));
                if words.start >= piece.end {
                    break;
                }
                if Some(*q) == around {
                    continue;
                }
                holder[at].get_or_insert(n);
                // The piece ends in the quotation, and that goes on in the next sentence.
                if words.end > piece.end {
                    let sentence = parse.sentences().sentences();
                    let s = sentence.partition_point(|s| s.span.end <= piece.start);
                    let next = sentence.get(s).map_or(q.end, |s| s.words.end);
                    if next < q.end {
                        added.extend(content::quotation(ground, next..q.end));
                    }
                }
            }
        }
        let last = draft.content.last().copied();
        added.retain(|a| last.is_none_or(|l| a.start >= l.end));
        draft.content.extend(added);
    }
    holder
}

/// Whether nothing but the quotation stands in its sentences.
fn alone(ground: &Ground<'_>, q: Quotation) -> bool {
    let parse = ground.cx.parse;
    let first = ground.sentence(parse.sentence_of(WordId(q.start)));
    let last = ground.sentence(parse.sentence_of(WordId(q.end - 1)));
    // A full stop inside: the splitter did not see that the marks open.
    let opens = (first.start..q.start)
        .rev()
        .find(|&w| ground.lower(w) == ".")
        .map_or(first.start, |w| w + 1);
    let before = (opens..q.start).all(|w| ground.is_punct(w)) || label::is_one(ground, first.start, q.start);
    before
        && !ground.has_matter(q.end.min(last.end)..last.end)
        && (ground.has_clause(q.start..q.end) || q.end - q.start > 4)
}

/// Whether a quotation takes up the one before: in the next sentence, or in the next paragraph where that stood last.
fn follows(ground: &Ground<'_>, before: Quotation, q: Quotation, draft: &Draft) -> bool {
    let parse = ground.cx.parse;
    let here = parse.sentence_of(WordId(q.start)).0;
    let last = parse
        .sentence_of(WordId(before.end - 1))
        .0
        .max(parse.sentence_of(draft.head).0);
    q.goes_on || here <= last + 1
}
