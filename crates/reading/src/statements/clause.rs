//! The clause or quotation that a verb of saying reports: before it, behind it or around it.

use super::content;
use super::cue;
use super::extent::{behind_range, stop};
use super::ground::Ground;
use super::verb::{Found, Verb};
use crate::grammar;
use dateline_lexicon::{Content, Pos};
use dateline_syntax::{Parse, Relation, Upos, Xpos};
use dateline_text::{Span, WordId};
use std::ops::Range;

/// The clause or quotation that a verb of saying reports, before, behind or around it.
pub(super) fn speech(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<Found> {
    let parse = ground.cx.parse;
    if grammar::is_passive(parse, verb.word) {
        return passive(ground, verb);
    }
    let clauses: Vec<WordId> = parse
        .children(verb.word)
        .iter()
        .copied()
        .chain(noun_clause(parse, verb))
        .filter(|&c| {
            reports(ground, c)
                && !verb
                    .subject
                    .is_some_and(|s| c > verb.word && parse.is_below(s, c))
        })
        .collect();
    let behind = clauses.iter().copied().find(|&c| c > verb.what.last);
    let before = clauses.iter().copied().find(|&c| c < verb.word);
    // "Troops had left, the mayor said": the content is the head and the cue hangs below it.
    let above = parse.head(verb.word).filter(|&h| {
        (parse.relation(verb.word) == Relation::Parataxis
            || parse.relation(verb.word) == Relation::Conj && parse.child(verb.word, Relation::Cc).is_none())
            && (grammar::is_clause_head(parse, h) || h < verb.word)
    });
    let group = group(ground, verb, &clauses);
    if let Some(found) = quoted(ground, verb, &group, behind) {
        return Some(found);
    }
    // "he went on", "she asked": without a quotation they tell nothing.
    if !cue::takes(verb.what.cue, &Content::That) {
        return None;
    }
    let aside = set_off(ground, verb, &group);
    let closed = closes(ground, verb, &group);
    if let Some(top) = behind {
        let range = behind_range(ground, verb, &group, top);
        let mut content: Vec<Span> = Vec::new();
        // "In Tarhuna, the mission said, bodies were found": the clause began before the cue.
        let comma = (group.end..=range.start).any(|w| parse.form(WordId(w)) == ",");
        let that = (group.end..=range.start).any(|w| ground.lower(w) == "that");
        if aside && closed && comma && !that && !leads(ground, verb, &group) {
            let before = verb.stretch.start..group.start;
            content.extend(left(ground, verb, &group).or_else(|| content::piece(ground.cx, before)));
        }
        // "said it had been arranged directly: the two had phoned": a colon goes on.
        let end = if range.end < verb.stretch.end && ground.lower(range.end) == ":" {
            verb.stretch.end
        } else {
            range.end
        };
        content.extend(content::piece(ground.cx, range.start..end));
        return Some(Found {
            content,
            group,
            rule: "statement.clause",
        });
    }
    if (before.is_some() || above.is_some() || aside) && closed {
        let mut content: Vec<Span> = Vec::new();
        if !leads(ground, verb, &group) {
            content.extend(left(ground, verb, &group));
        }
        let ahead = right_of_aside(ground, verb, &group);
        // "The end, he noted, may be near": a noun phrase leads to what follows.
        if content.is_empty() && ahead.is_some() && aside && !leads(ground, verb, &group) {
            content.extend(content::piece(ground.cx, verb.stretch.start..group.start));
        }
        if let Some(ahead) = ahead {
            content.extend(content::piece(ground.cx, ahead));
        }
        if !content.is_empty() {
            return Some(Found {
                content,
                group,
                rule: "statement.aside",
            });
        }
    }
    let range = by_position(ground, verb, &group)?;
    Some(Found {
        content: content::piece(ground.cx, range).into_iter().collect(),
        group,
        rule: "statement.clause",
    })
}

/// "expressed hope that …": the clause hangs below the noun of the cue.
fn noun_clause(parse: &Parse<'_>, verb: &Verb<'_>) -> Vec<WordId> {
    if verb.what.last == verb.word {
        return Vec::new();
    }
    parse
        .children_by(
            verb.what.last,
            &[Relation::Ccomp, Relation::Acl, Relation::AclRelcl],
        )
        .filter(|&c| {
            parse
                .children_by(c, &[Relation::Mark])
                .any(|m| parse.lower(m) == "that")
        })
        .collect()
}

/// Whether a branch under a verb of saying is what is reported, and not when or why it was said.
fn reports(ground: &Ground<'_>, top: WordId) -> bool {
    let parse = ground.cx.parse;
    let adverbial = parse.children(top).iter().any(|&c| {
        matches!(
            parse.relation(c),
            Relation::Mark | Relation::Case | Relation::Advmod
        ) && c < top
            && matches!(
                parse.lower(c),
                "when"
                    | "while"
                    | "because"
                    | "after"
                    | "before"
                    | "as"
                    | "since"
                    | "although"
                    | "though"
                    | "until"
                    | "to"
            )
            && (parse.relation(c) != Relation::Advmod || matches!(parse.lower(c), "after" | "before"))
    });
    !adverbial
        && match parse.relation(top) {
            // ", adding that …": a deed beside the saying.
            Relation::Ccomp => {
                parse.xpos(top) != Xpos::VBG
                    || ground.has_own_subject(top)
                    || parse.child(top, Relation::Aux).is_some()
            }
            Relation::Acl | Relation::AclRelcl => true,
            // "…, the mission reports": somebody else's saying of all this.
            Relation::Parataxis => {
                grammar::is_clause_head(parse, top)
                    && !grammar::is_passive(parse, top)
                    && (cue::uses(ground.cx, top, Pos::Verb).is_empty() || !ground.has_own_subject(top))
            }
            _ => false,
        }
}

/// The words of the attribution itself: speaker, verb, listener, adverbials.
fn group(ground: &Ground<'_>, verb: &Verb<'_>, clauses: &[WordId]) -> Range<u32> {
    let parse = ground.cx.parse;
    let own = parse.subtree_without(verb.word, |w| {
        clauses.contains(&w)
            || (parse.head(w) == Some(verb.word)
                && matches!(
                    parse.relation(w),
                    Relation::Conj
                        | Relation::Cc
                        | Relation::Parataxis
                        | Relation::Ccomp
                        | Relation::Xcomp
                        | Relation::Obj
                ))
            || parse.relation(w) == Relation::Punct
            || (parse.relation(w) == Relation::Advcl && w > verb.word)
    });
    // The speaker's phrase: without this clause if it describes the speaker, with the clause that the tree made of it
    // in "say two residents reached by phone", and only where it is this verb's own.
    let subject: Vec<WordId> = verb.subject.map_or_else(Vec::new, |s| {
        let swallowed = parse
            .ancestors(s)
            .take(2)
            .find(|&a| a > verb.word && parse.head(a) == Some(verb.word));
        let adjacent = || s < verb.word && (s.0..verb.word.0).all(|w| parse.is_below(WordId(w), s));
        let near = parse.head(s) == Some(verb.word)
            || parse.is_below(verb.word, s)
            || swallowed.is_some()
            || adjacent();
        if near {
            parse.subtree_without(swallowed.unwrap_or(s), |w| w == verb.word)
        } else {
            Vec::new()
        }
    });
    let inside = |w: u32| own.binary_search(&WordId(w)).is_ok() || subject.binary_search(&WordId(w)).is_ok();
    let speaks = |w: u32| subject.binary_search(&WordId(w)).is_ok();
    let mut start = verb.word.0;
    if let Some(first) = subject.first().filter(|f| f.0 < start && start - f.0 < 60) {
        start = first.0.max(verb.stretch.start);
    }
    while start > verb.stretch.start && inside(start - 1) {
        start -= 1;
    }
    let mut end = verb.what.last.0 + 1;
    while end < verb.stretch.end
        && !(ground.lower(end) == "that" && parse.relation(WordId(end)) != Relation::Det)
        && (inside(end)
            || listener(ground, verb, end)
            || (ground.lower(end) == "," && end + 1 < verb.stretch.end && speaks(end + 1)))
    {
        end += 1;
    }
    start..end
}

/// "told reporters": the object of a verb of telling belongs to the attribution.
fn listener(ground: &Ground<'_>, verb: &Verb<'_>, at: u32) -> bool {
    let parse = ground.cx.parse;
    let w = WordId(at);
    ground.cx.is(
        verb.word,
        &[
            "tell", "inform", "assure", "remind", "warn", "notify", "brief", "reassure", "promise", "advise",
            "ask", "convince", "alert",
        ],
    ) && parse.ancestors(w).chain([w]).any(|a| {
        parse.head(a) == Some(verb.word) && matches!(parse.relation(a), Relation::Obj | Relation::Iobj)
    }) && !parse
        .ancestors(w)
        .chain([w])
        .any(|a| a > verb.word && matches!(parse.relation(a), Relation::Ccomp | Relation::AclRelcl))
}

/// Whether an attribution stands behind a mark that sets it off from what came before.
fn set_off(ground: &Ground<'_>, verb: &Verb<'_>, group: &Range<u32>) -> bool {
    group.start > verb.stretch.start && ground.is_break(group.start - 1)
}

/// Whether an attribution ends where its stretch ends or a mark follows.
fn closes(ground: &Ground<'_>, verb: &Verb<'_>, group: &Range<u32>) -> bool {
    group.end >= verb.stretch.end || ground.is_punct(group.end)
}

/// "…, and, two clerks claimed, handed out guns": what stands before only leads to what is said.
fn leads(ground: &Ground<'_>, verb: &Verb<'_>, group: &Range<u32>) -> bool {
    let parse = ground.cx.parse;
    (verb.stretch.start..group.start)
        .rev()
        .find(|&w| !ground.is_punct(w))
        .is_some_and(|w| {
            matches!(parse.upos(WordId(w)), Upos::CCONJ | Upos::SCONJ)
                || matches!(
                    ground.lower(w),
                    "that" | "who" | "which" | "including" | "because"
                )
        })
}

/// What stands before an attribution, as one piece.
fn left(ground: &Ground<'_>, verb: &Verb<'_>, group: &Range<u32>) -> Option<Span> {
    let mut start = verb.stretch.start;
    if verb.floor > start && verb.floor < group.start {
        // "…, one said, and the road was open, said another."
        let next = (verb.floor..group.start).find(|&w| !ground.is_punct(w))?;
        if matches!(ground.lower(next), "and" | "but" | "while" | "or") {
            start = next + 1;
        }
    }
    let range = start..group.start;
    let quoted = range.clone().any(|w| ground.quotation_to(w).is_some());
    (quoted || ground.has_clause(range.clone()) || (set_off(ground, verb, group) && range.len() > 4))
        .then(|| content::piece(ground.cx, range))
        .flatten()
}

/// What stands behind an attribution in the middle, if it goes on there.
fn right_of_aside(ground: &Ground<'_>, verb: &Verb<'_>, group: &Range<u32>) -> Option<Range<u32>> {
    if group.end >= verb.stretch.end || !ground.is_break(group.end) {
        return None;
    }
    let start = (group.end..verb.stretch.end).find(|&w| !ground.is_punct(w))?;
    if leads(ground, verb, group) {
        return Some(start..stop(ground, verb, start, verb.stretch.end));
    }
    let parse = ground.cx.parse;
    let first = WordId(start);
    // ", adding that …", ", but …", ", who …", ", according to …" start something else.
    let other = matches!(parse.upos(first), Upos::CCONJ)
        || matches!(
            parse.xpos(first),
            Xpos::VBG | Xpos::VBN | Xpos::WDT | Xpos::WP | Xpos::WRB | Xpos::WP_
        )
        || ground.starts_source(start)
        || matches!(
            ground.lower(start),
            "while"
                | "although"
                | "though"
                | "after"
                | "before"
                | "as"
                | "when"
                | "whereas"
                | "a"
                | "an"
                | "in"
                | "during"
                | "at"
                | "on"
        );
    let range = start..stop(ground, verb, start, verb.stretch.end);
    (!other && ground.has_clause(range.clone())).then_some(range)
}

/// Where the tree shows no clause: what follows "that", a colon, or a verb with a subject of its own.
fn by_position(ground: &Ground<'_>, verb: &Verb<'_>, group: &Range<u32>) -> Option<Range<u32>> {
    let parse = ground.cx.parse;
    let mut start = group.end;
    let end = verb.stretch.end;
    if start >= end {
        return None;
    }
    if ground.lower(start) == ":" && start + 1 < end {
        return Some(start + 1..end);
    }
    while start < end && ground.lower(start) == "," {
        start += 1;
    }
    if start < end && ground.lower(start) == "that" && ground.has_clause(start + 1..end) {
        return Some(start + 1..stop(ground, verb, start + 1, end));
    }
    if !cue::takes(verb.what.cue, &Content::That) {
        return None;
    }
    let start = verb.what.last.0 + 1;
    // The first finite verb, with nothing before it but its own subject.
    let mut seen_noun = false;
    for at in start..end {
        let w = WordId(at);
        match parse.upos(w) {
            Upos::VERB | Upos::AUX
                if matches!(parse.xpos(w), Xpos::VBD | Xpos::VBZ | Xpos::VBP | Xpos::MD) =>
            {
                return seen_noun.then(|| start..stop(ground, verb, start, end));
            }
            Upos::NOUN | Upos::PROPN | Upos::PRON
                if !matches!(parse.xpos(w), Xpos::WDT | Xpos::WP | Xpos::WP_ | Xpos::WRB) =>
            {
                seen_noun = true;
            }
            Upos::DET | Upos::ADJ | Upos::NUM | Upos::ADP | Upos::ADV | Upos::PART
                if parse.xpos(w) != Xpos::TO && parse.xpos(w) != Xpos::WRB => {}
            Upos::VERB if parse.xpos(w) == Xpos::VBG && !seen_noun => seen_noun = true,
            Upos::PUNCT if !matches!(parse.form(w), "," | ":" | "-" | "–" | "—" | ".") => {}
            _ => return None,
        }
    }
    None
}

/// A quotation beside the attribution.
fn quoted(ground: &Ground<'_>, verb: &Verb<'_>, group: &Range<u32>, behind: Option<WordId>) -> Option<Found> {
    let parse = ground.cx.parse;
    let inside = ground.quotation(verb.word);
    let mut content: Vec<Span> = Vec::new();
    // "he began": such verbs attribute only where a comma or colon says so.
    let weak = verb.what.cue.content.iter().all(|c| *c == Content::Quote);
    let marked = |w: u32| matches!(ground.lower(w), "," | ":" | "?" | "!" | "." | "-" | "–" | "—");
    let back = (verb.stretch.start..group.start)
        .rev()
        .take_while(|&w| ground.is_punct(w));
    let before = back
        .filter_map(|w| ground.quotation_to(w))
        .find(|q| Some(*q) != inside)
        .filter(|q| !weak || marked(q.end - 1) || marked(q.end + 1));
    if let Some(q) = before {
        let sentence = ground.sentence(parse.sentence_of(verb.word));
        let starts = (sentence.start.max(verb.stretch.start)..q.start).all(|w| ground.is_punct(w));
        if starts || q.start < sentence.start {
            content.extend(content::quotation(ground, q.start..q.end));
        } else {
            content.extend(left(ground, verb, group));
        }
    }
    let mut ahead = group.end;
    while ahead < verb.stretch.end && (ground.is_punct(ahead) || ground.lower(ahead) == "that") {
        ahead += 1;
        let open = ground
            .quotation_from(ahead)
            .filter(|q| Some(*q) != inside && (!weak || before.is_some() || ahead >= 2 && marked(ahead - 2)));
        if let Some(q) = open {
            let sentence = ground.sentence(parse.sentence_of(verb.word));
            let rest = q.end.min(sentence.end)..sentence.end;
            let alone = !ground.has_matter(rest.clone());
            let clausal = ground.has_clause(q.start..q.end) || q.end - q.start > 6;
            if before.is_some() || alone || clausal && behind.is_none() {
                content.extend(content::quotation(ground, q.start..q.end));
                // `"…" and "…"`
                let mut at = q.end;
                while at < sentence.end && !ground.has_matter(at..at + 1) {
                    at += 1;
                    if let Some(next) = ground.quotation_from(at) {
                        content.extend(content::quotation(ground, next.start..next.end));
                        at = next.end;
                    }
                }
            } else {
                let end = behind.map_or(q.end, |top| behind_range(ground, verb, group, top).end);
                content.extend(content::piece(
                    ground.cx,
                    q.start..end.max(q.end).min(sentence.end),
                ));
            }
            break;
        }
    }
    (!content.is_empty()).then(|| Found {
        content,
        group: group.clone(),
        rule: "statement.quote",
    })
}

/// "was quoted as saying that …", "is accused of …".
fn passive(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<Found> {
    let parse = ground.cx.parse;
    let top = parse.children(verb.word).iter().copied().find(|&c| {
        matches!(
            parse.relation(c),
            Relation::Ccomp | Relation::Advcl | Relation::Xcomp
        ) && c > verb.word
            && !parse
                .children_by(c, &[Relation::Mark])
                .any(|m| parse.lower(m) == "to")
    })?;
    let below = parse.children(top).iter().copied().find(|&c| {
        parse.relation(c) == Relation::Ccomp
            && ground
                .cx
                .is(top, &["say", "tell", "state", "declare", "add", "warn"])
    });
    let top = below.unwrap_or(top);
    let group = verb.word.0..verb.what.last.0 + 1;
    let range = behind_range(ground, verb, &group, top);
    Some(Found {
        content: content::piece(ground.cx, range).into_iter().collect(),
        group,
        rule: "statement.clause",
    })
}
