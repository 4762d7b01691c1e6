//! Statements within statements: who passes on whose words, and what one draft owes another.

use super::draft::Draft;
use super::ground::Ground;
use super::held::Held;
use crate::{Act, EntityId, Statement};
use dateline_syntax::{Relation, Upos};
use dateline_text::{Span, WordId};
use std::cmp::Reverse;

/// Takes an attribution that closes a sentence out of what a source named before it covers: "According to him, the
/// road is open, AFP reports" is AFP's, and within it his.
pub(super) fn part(ground: &Ground<'_>, drafts: &mut [Draft]) {
    let parse = ground.cx.parse;
    for inner in 0..drafts.len() {
        for outer in inner + 1..drafts.len().min(inner + 6) {
            let (source, closing) = (drafts[inner].cue, drafts[outer].cue);
            let both = drafts[outer].content.iter().any(|c| c.contains(source))
                && drafts[inner].content.iter().any(|c| c.contains(closing));
            if !both {
                continue;
            }
            let from = drafts[outer].group.start;
            let Some(last) = (0..from)
                .rev()
                .map(WordId)
                .find(|&w| parse.upos(w) != Upos::PUNCT)
            else {
                continue;
            };
            let end = parse.span(last).end;
            for piece in &mut drafts[inner].content {
                if piece.contains(closing) {
                    piece.end = end.max(piece.start);
                }
            }
            drafts[inner].content.retain(|c| c.start < c.end);
        }
    }
}

/// Gives "citing X" the content of the statement that cites, and that one's speaker as relay.
pub(super) fn share(ground: &Ground<'_>, drafts: &mut [Draft]) {
    let parse = ground.cx.parse;
    for at in 0..drafts.len() {
        if drafts[at].rule != "statement.citing" {
            continue;
        }
        let here = parse.sentence_of(drafts[at].head);
        let near =
            |n: &usize| drafts[*n].rule != "statement.citing" && parse.sentence_of(drafts[*n].head) == here;
        let above = (0..drafts.len())
            .skip(at.saturating_sub(8))
            .take(16)
            .filter(near)
            .max_by_key(|&n| {
                let d = &drafts[n];
                let governs = parse.ancestors(drafts[at].head).any(|a| a == d.head)
                    || parse.is_below(drafts[at].head, d.speaker);
                (governs, std::cmp::Reverse(d.head.0.abs_diff(drafts[at].head.0)))
            });
        if let Some(n) = above {
            let word = drafts[at].cue;
            let content = drafts[n]
                .content
                .iter()
                .copied()
                .filter(|c| !c.contains(word))
                .collect::<Vec<_>>();
            drafts[at].content = content;
            drafts[at].shares = Some(n);
        }
    }
}

/// "said he hoped for peace": the attitude is what the speaker does by saying it; the two cues make one statement.
pub(super) fn attitudes(ground: &Ground<'_>, drafts: &mut Vec<Draft>) {
    let parse = ground.cx.parse;
    let mut gone = vec![false; drafts.len()];
    for inner in 1..drafts.len() {
        let attitude = matches!(
            drafts[inner].act,
            Act::Hope | Act::Support | Act::Condemn | Act::Deny | Act::Accuse
        );
        let subject = drafts[inner].speaker;
        let perfect = parse
            .children_by(drafts[inner].head, &[Relation::Aux])
            .any(|a| parse.lemma(a) == "have");
        if !attitude || perfect || parse.upos(subject) != Upos::PRON {
            continue;
        }
        let outer = (inner.saturating_sub(3)..inner).rev().find(|&o| {
            let d = &drafts[o];
            d.act == Act::Say
                && d.rule == "statement.clause"
                && d.head < drafts[inner].head
                && parse.sentence_of(d.head) == parse.sentence_of(drafts[inner].head)
                && d.speaker != subject
                && parse.head(drafts[inner].head) == Some(d.head)
                && d.content
                    .first()
                    .is_some_and(|c| c.start == parse.span(subject).start)
        });
        if let Some(outer) = outer {
            gone[outer] = true;
            drafts[inner].cue = drafts[outer].cue.cover(drafts[inner].cue);
            drafts[inner].speaker = drafts[outer].speaker;
            drafts[inner].rule = "statement.attitude";
        }
    }
    let mut at = 0;
    // Numbers of drafts are given only after this.
    drafts.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
}

/// A source inside what another source says is passed on by that one; the smallest statement around is the parent.
pub(super) fn chain(statements: &mut [Statement]) {
    let held = Held::new(statements);
    let outer: Vec<(Option<EntityId>, u32)> = statements
        .iter()
        .map(|s| (s.speaker, s.content.iter().map(|c| c.len()).sum()))
        .collect();
    let cues: Vec<Span> = statements.iter().map(|s| s.cue).collect();
    let acts: Vec<bool> = statements
        .iter()
        .map(|s| matches!(s.why.rule, "statement.object" | "statement.to"))
        .collect();
    let given: Vec<Vec<EntityId>> = statements.iter().map(|s| s.via.clone()).collect();
    for at in 0..statements.len() {
        let mut around = held.around(statements[at].cue);
        around.retain(|s| s.index() != at);
        // Of two with the same content the one that is itself passed on stands nearer to the speaker.
        around.sort_unstable_by_key(|s| (outer[s.index()].1, Reverse(given[s.index()].len()), *s));
        statements[at].parent = around.first().copied();
        let together = around.clone();
        for s in around {
            // Who denies a claim or rejects a plan does not pass it on.
            if acts[s.index()] {
                continue;
            }
            // Two who speak together do not pass on each other.
            let own = statements[at].speaker;
            if together
                .iter()
                .any(|o| cues[o.index()] == cues[s.index()] && outer[o.index()].0 == own)
            {
                continue;
            }
            let (speaker, _) = outer[s.index()];
            for id in speaker.into_iter().chain(given[s.index()].iter().copied()) {
                if Some(id) != statements[at].speaker && !statements[at].via.contains(&id) {
                    statements[at].via.push(id);
                }
            }
        }
    }
}
