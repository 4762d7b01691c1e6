//! Verbs that attribute: the clause, quotation, to-clause or object that is said by them.

use super::content;
use super::cue::{self, Use};
use super::draft::Draft;
use super::ground::Ground;
use super::speaker;
use crate::grammar;
use dateline_lexicon::{Act, Content, Pos};
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::{Span, WordId};
use std::ops::Range;

/// A verb in the use that it is in.
struct Verb<'c> {
    word: WordId,
    what: Use<'c>,
    subject: Option<WordId>,
    stretch: Range<u32>,
    /// Where an earlier attribution of the sentence ends, if this one goes on behind it with "and" or "but".
    floor: u32,
}

/// What was found for a verb.
struct Found {
    content: Vec<Span>,
    group: Range<u32>,
    rule: &'static str,
}

/// The attribution that a verb makes, if it makes one. `floor` is where the last one of the sentence ended.
pub(super) fn find(ground: &Ground<'_>, word: WordId, floor: &mut u32) -> Option<Draft> {
    let cx = ground.cx;
    let parse = cx.parse;
    if !matches!(parse.upos(word), Upos::VERB | Upos::AUX) {
        return None;
    }
    let uses = cue::uses(cx, word, Pos::Verb);
    if uses.is_empty() {
        return None;
    }
    // "did not rule out": what is not denied is left open, and that is told.
    let open = cx.is(word, &["rule", "exclude"]) && grammar::is_negated(parse, word);
    if !open && !cue::is_said(cx, word) {
        return None;
    }
    let subject = speaker::of_verb(ground, word)?;
    for what in uses {
        let verb = Verb {
            word,
            what,
            subject: Some(subject),
            stretch: ground.stretch(word),
            floor: *floor,
        };
        let Some(found) = patterns(ground, &verb).filter(|f| !f.content.is_empty()) else {
            continue;
        };
        let needs_speaker_that_acts = !matches!(
            found.rule,
            "statement.clause" | "statement.aside" | "statement.quote"
        );
        if !speaker::can_speak(ground, subject, needs_speaker_that_acts) {
            return None;
        }
        if found.content.iter().all(|c| c.end <= parse.span(word).start) {
            *floor = found.group.end;
        }
        let act = if open { Act::Say } else { what.cue.act };
        return Some(Draft {
            head: word,
            cue: parse.span(word).cover(parse.span(what.last)),
            act,
            speaker: subject,
            content: found.content,
            group: found.group,
            rule: found.rule,
            shares: None,
        });
    }
    None
}

/// The content by the patterns of the entry, in their order; clause and quotation are one look.
fn patterns(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<Found> {
    let mut spoken = false;
    for pattern in &verb.what.cue.content {
        let found = match pattern {
            Content::That | Content::Quote if spoken => None,
            Content::That | Content::Quote => {
                spoken = true;
                speech(ground, verb)
            }
            Content::To => to_clause(ground, verb),
            Content::Obj => object(ground, verb),
            Content::Obl(prep) => oblique(ground, verb, prep),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The clause or quotation that a verb of saying reports, before, behind or around it.
fn speech(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<Found> {
    let parse = ground.cx.parse;
    if grammar::is_passive(parse, verb.word) {
        return passive(ground, verb);
    }
    let clauses: Vec<WordId> = parse
        .children(verb.word)
        .iter()
        .copied()
        .filter(|&c| reports(ground, c))
        .collect();
    let behind = clauses.iter().copied().find(|&c| c > verb.what.last);
    let before = clauses.iter().copied().find(|&c| c < verb.word);
    // "Troops had left, the mayor said": the content is the head and the cue hangs below it.
    let above = parse.head(verb.word).filter(|&h| {
        matches!(parse.relation(verb.word), Relation::Parataxis)
            && (grammar::is_clause_head(parse, h) || h < verb.word)
    });
    let group = group(ground, verb, &clauses);
    if let Some(found) = quoted(ground, verb, &group, behind) {
        return Some(found);
    }
    let aside = set_off(ground, verb, &group);
    let closed = closes(ground, verb, &group);
    if let Some(top) = behind {
        let range = behind_range(ground, verb, &group, top);
        let mut content: Vec<Span> = Vec::new();
        // "In Tarhuna, the mission said, bodies were found": the clause began before the cue.
        let comma = (group.end..range.start).any(|w| parse.form(WordId(w)) == ",");
        let that = (group.end..=range.start).any(|w| ground.lower(w) == "that");
        if aside && closed && comma && !that {
            content.extend(left(ground, verb, &group));
        }
        content.extend(content::piece(ground.cx, range));
        return Some(Found {
            content,
            group,
            rule: "statement.clause",
        });
    }
    if (before.is_some() || above.is_some() || aside) && closed {
        let mut content: Vec<Span> = left(ground, verb, &group).into_iter().collect();
        let ahead = right_of_aside(ground, verb, &group);
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

/// Whether a branch under a verb of saying is what is reported, and not when or why it was said.
fn reports(ground: &Ground<'_>, top: WordId) -> bool {
    let parse = ground.cx.parse;
    let mark = parse
        .children_by(top, &[Relation::Mark])
        .next()
        .map(|m| parse.lower(m));
    let adverbial = matches!(
        mark,
        Some(
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
    );
    !adverbial
        && match parse.relation(top) {
            Relation::Ccomp => true,
            Relation::Parataxis => grammar::is_clause_head(parse, top) && !grammar::is_passive(parse, top),
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
    let subject: Vec<WordId> = verb
        .subject
        .filter(|&s| !parse.is_below(verb.word, s))
        .map(|s| parse.subtree(s))
        .unwrap_or_default();
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

/// From behind the cue to where the reported clause ends.
fn behind_range(ground: &Ground<'_>, verb: &Verb<'_>, group: &Range<u32>, top: WordId) -> Range<u32> {
    let parse = ground.cx.parse;
    let words = parse.subtree(top);
    let first = words
        .iter()
        .copied()
        .find(|w| w.0 >= group.end.min(top.0))
        .map_or(top.0, |w| w.0)
        .max(verb.what.last.0 + 1);
    let last = words.last().map_or(top.0, |w| w.0);
    let end = reach(ground, verb, first, last + 1);
    first..stop(ground, verb, first, end)
}

/// How far a reported clause goes on behind its branch of the tree: the tree often hangs its last words elsewhere.
fn reach(ground: &Ground<'_>, verb: &Verb<'_>, first: u32, end: u32) -> u32 {
    let parse = ground.cx.parse;
    let mut end = end.min(verb.stretch.end);
    let mut at = end;
    while at < verb.stretch.end {
        if ground.is_punct(at) {
            at += 1;
            continue;
        }
        // The topmost word of the branch that hangs outside what is said so far.
        let mut branch = WordId(at);
        let mut inside = false;
        while let Some(head) = parse.head(branch) {
            if head.0 >= first && head.0 < end {
                inside = true;
                break;
            }
            if head == verb.word || parse.is_below(verb.word, head) {
                break;
            }
            branch = head;
        }
        let clausal = matches!(
            parse.relation(branch),
            Relation::Conj | Relation::Advcl | Relation::Parataxis | Relation::Ccomp | Relation::Root
        ) && grammar::is_clause_head(parse, branch);
        let that = parse
            .children_by(branch, &[Relation::Mark])
            .any(|m| parse.lower(m) == "that");
        let comma = at > 0 && ground.is_punct(at - 1);
        let joins = inside
            || that
            || (!clausal && parse.relation(branch) != Relation::Cc)
            || (parse.relation(branch) == Relation::Advcl && parse.xpos(branch) != Xpos::VBG && !comma)
            || (parse.relation(branch) == Relation::Conj && !comma && ground.has_own_subject(branch));
        // A joining word goes with what it joins.
        let cc = parse.relation(branch) == Relation::Cc || parse.relation(WordId(at)) == Relation::Cc;
        if cc {
            at += 1;
            continue;
        }
        if !joins {
            break;
        }
        let last = parse.subtree(branch).last().map_or(at, |w| w.0);
        end = (last + 1).max(at + 1).min(verb.stretch.end);
        at = end;
    }
    end
}

/// Where something that is no more said by this speaker cuts in.
fn stop(ground: &Ground<'_>, verb: &Verb<'_>, first: u32, end: u32) -> u32 {
    let parse = ground.cx.parse;
    let mut end = end.min(verb.stretch.end);
    for at in first + 1..end {
        let comma = ground.is_punct(at - 1) && parse.form(WordId(at - 1)) != "(";
        if comma && ground.starts_source(at) {
            end = at - 1;
            break;
        }
        let word = WordId(at);
        // ", but the army denied it", ", while the mayor said …", ", a figure that the union disputes".
        if !matches!(parse.upos(word), Upos::VERB) || cue::uses(ground.cx, word, Pos::Verb).is_empty() {
            continue;
        }
        if ground.quotation(word) != ground.quotation(verb.word) || !ground.has_own_subject(word) {
            continue;
        }
        let opener = match parse.relation(word) {
            Relation::Conj => parse
                .children_by(word, &[Relation::Cc])
                .map(|c| c.0)
                .find(|&c| c > first && matches!(ground.lower(c), "but" | "and" | "while")),
            Relation::Advcl => parse
                .children_by(word, &[Relation::Mark])
                .map(|c| c.0)
                .find(|&c| {
                    c > first && matches!(ground.lower(c), "while" | "whereas" | "although" | "though")
                }),
            Relation::AclRelcl => parse
                .head(word)
                .filter(|&h| parse.relation(h) == Relation::Appos && h.0 > first)
                .and_then(|h| parse.subtree(h).first().map(|w| w.0)),
            _ => None,
        };
        let had = parse
            .children_by(word, &[Relation::Aux])
            .any(|a| parse.lemma(a) == "have");
        if let Some(opener) = opener
            && !had
            && ground.is_punct(opener - 1)
            && parse.xpos(word) == parse.xpos(verb.word)
        {
            end = opener - 1;
            break;
        }
    }
    // A quotation that opens in what is said ends in it.
    if let Some(q) = ground.quotation(WordId(end.saturating_sub(1)))
        && !q.holds(verb.word)
        && q.start >= first
    {
        end = q.end.min(verb.stretch.end);
    }
    end
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
    let back = (verb.stretch.start..group.start)
        .rev()
        .take_while(|&w| ground.is_punct(w));
    let before = back
        .filter_map(|w| ground.quotation_to(w))
        .find(|q| Some(*q) != inside);
    if let Some(q) = before {
        let sentence = ground.sentence(parse.sentence_of(verb.word));
        let starts = (sentence.start..q.start).all(|w| ground.is_punct(w));
        if starts || q.start < sentence.start {
            content.extend(content::quotation(ground, q.start..q.end));
        } else {
            content.extend(left(ground, verb, group));
        }
    }
    let mut ahead = group.end;
    while ahead < verb.stretch.end && (ground.is_punct(ahead) || ground.lower(ahead) == "that") {
        ahead += 1;
        if let Some(q) = ground.quotation_from(ahead).filter(|q| Some(*q) != inside) {
            let sentence = ground.sentence(parse.sentence_of(verb.word));
            let rest = q.end.min(sentence.end)..sentence.end;
            let alone = !ground.has_matter(rest.clone());
            let clausal = ground.has_clause(q.start..q.end) || q.end - q.start > 6;
            if before.is_some() || alone || clausal && behind.is_none() {
                content.extend(content::quotation(ground, q.start..q.end));
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

/// The branches of an object phrase that only add to it: ", which set off the fighting", "(see map)".
fn added(ground: &Ground<'_>, word: WordId) -> bool {
    let parse = ground.cx.parse;
    let comma = || {
        parse
            .subtree(word)
            .first()
            .is_some_and(|f| f.0 > 0 && ground.lower(f.0 - 1) == ",")
    };
    match parse.relation(word) {
        Relation::AclRelcl | Relation::Advcl | Relation::Appos => comma(),
        Relation::Parataxis => true,
        Relation::Conj => grammar::is_clause_head(parse, word) && comma(),
        _ => {
            ground.starts_source(word.0)
                || parse
                    .children(word)
                    .iter()
                    .any(|&c| ground.lower(c.0) == "according")
        }
    }
}

/// "urged both armies to stop", "promised to leave": what is asked or promised, with those who are asked.
fn to_clause(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<Found> {
    let parse = ground.cx.parse;
    let top = parse.children(verb.word).iter().copied().find(|&c| {
        matches!(
            parse.relation(c),
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl
        ) && parse
            .children_by(c, &[Relation::Mark])
            .any(|m| parse.lower(m) == "to")
    })?;
    let mut tops: Vec<WordId> = parse
        .children_by(verb.word, &[Relation::Obj, Relation::Iobj, Relation::Obl])
        .filter(|&o| {
            o > verb.word
                && o < top
                && (parse.relation(o) != Relation::Obl
                    || o <= verb.what.last
                    || o.0 <= verb.what.last.0 + 4 && verb.what.last != verb.word)
        })
        .collect();
    if verb.what.cue.act == Act::Promise {
        tops.clear();
    }
    tops.push(top);
    let range = content::cover(ground.cx, &tops, |w| added(ground, w))?;
    let mut range = range.start.max(verb.what.last.0 + 1)..stop(ground, verb, range.start, range.end);
    if verb.what.cue.act == Act::Promise && ground.lower(range.start) == "to" {
        range.start += 1;
    }
    Some(Found {
        content: content::piece(ground.cx, range).into_iter().collect(),
        group: verb.word.0..verb.what.last.0 + 1,
        rule: "statement.to",
    })
}

/// The object that stands for what is said, with what is said of it: "the accord a first step", "the ELN for the murder".
fn object(ground: &Ground<'_>, verb: &Verb<'_>) -> Option<Found> {
    let parse = ground.cx.parse;
    let group = verb.word.0..verb.what.last.0 + 1;
    if grammar::is_passive(parse, verb.word) {
        // "a truce announced by the army": the noun that the participle describes.
        let noun = match parse.relation(verb.word) {
            Relation::Acl | Relation::AclRelcl => parse.head(verb.word)?,
            _ => parse.children_by(verb.word, &[Relation::NsubjPass]).next()?,
        };
        if pronoun(ground, noun) {
            return None;
        }
        let range = content::cover(ground.cx, &[noun], |w| w == verb.word || added(ground, w))?;
        return Some(Found {
            content: content::piece(ground.cx, range).into_iter().collect(),
            group,
            rule: "statement.object",
        });
    }
    let found = parse.children_by(verb.word, &[Relation::Obj]).next().or_else(|| {
        parse
            .children_by(verb.word, &[Relation::Ccomp, Relation::Xcomp])
            .find(|&c| c > verb.word && parse.xpos(c) == Xpos::VBG)
    });
    let top = found?;
    let complements: Vec<WordId> = parse
        .children(verb.word)
        .iter()
        .copied()
        .filter(|&c| c > verb.word && completes(ground, verb, c))
        .collect();
    if top < verb.word {
        // "the talks that Egypt proposed": the noun that the relative clause describes.
        let noun = grammar::relative_antecedent(parse, top, verb.word)?;
        if !complements.is_empty() {
            let range = content::cover(ground.cx, &complements, |w| added(ground, w))?;
            return Some(Found {
                content: content::piece(ground.cx, range).into_iter().collect(),
                group,
                rule: "statement.object",
            });
        }
        if ground.cx.is(verb.word, &["call", "dub", "term", "label"]) {
            return None;
        }
        let range = content::cover(ground.cx, &[noun], |w| {
            matches!(parse.relation(w), Relation::AclRelcl) || added(ground, w)
        })?;
        return Some(Found {
            content: content::piece(ground.cx, range).into_iter().collect(),
            group,
            rule: "statement.object",
        });
    }
    if ground.cx.is(
        verb.word,
        &[
            "call", "dub", "term", "label", "brand", "regard", "describe", "portray", "depict", "consider",
            "view", "deem", "put",
        ],
    ) && verb.what.last == verb.word
        && complements.is_empty()
    {
        return None;
    }
    if pronoun(ground, top)
        && complements.is_empty()
        && !matches!(
            verb.what.cue.act,
            Act::Deny | Act::Confirm | Act::Condemn | Act::Support | Act::Accuse
        )
    {
        return None;
    }
    if counts(ground, verb) && !numbered(ground, top) {
        return None;
    }
    let mut tops = vec![top];
    tops.extend(complements);
    let range = content::cover(ground.cx, &tops, |w| added(ground, w))?;
    let range = range.start.max(verb.what.last.0 + 1)..stop(ground, verb, range.start, range.end);
    Some(Found {
        content: content::piece(ground.cx, range).into_iter().collect(),
        group,
        rule: "statement.object",
    })
}

/// A pronoun says nothing by itself.
fn pronoun(ground: &Ground<'_>, word: WordId) -> bool {
    ground.cx.parse.upos(word) == Upos::PRON
}

/// Verbs that tell a number: "counted 40 explosions".
fn counts(ground: &Ground<'_>, verb: &Verb<'_>) -> bool {
    ground.cx.is(
        verb.word,
        &[
            "count",
            "tally",
            "record",
            "register",
            "log",
            "document",
            "list",
            "number",
            "estimate",
            "put",
            "place",
            "calculate",
            "give",
            "hear",
            "see",
        ],
    )
}

fn numbered(ground: &Ground<'_>, top: WordId) -> bool {
    let parse = ground.cx.parse;
    parse.subtree(top).iter().any(|&w| parse.upos(w) == Upos::NUM)
        || ground.cx.is(
            top,
            &[
                "number", "toll", "figure", "total", "dead", "loss", "casualty", "shot", "death",
            ],
        )
}

/// Whether a branch completes what is said of the object: a predicate, or a preposition of the cue's pattern.
fn completes(ground: &Ground<'_>, verb: &Verb<'_>, word: WordId) -> bool {
    let parse = ground.cx.parse;
    let fits = |prep: &str| {
        prep == "as"
            || verb
                .what
                .cue
                .content
                .iter()
                .any(|c| matches!(c, Content::Obl(p) if p == prep))
    };
    match parse.relation(word) {
        Relation::Xcomp => true,
        Relation::Obl | Relation::Nmod | Relation::Advcl => parse
            .children_by(word, &[Relation::Case, Relation::Mark])
            .any(|p| fits(parse.lower(p))),
        _ => false,
    }
}

/// What stands under the preposition of a cue: "called for a truce".
fn oblique(ground: &Ground<'_>, verb: &Verb<'_>, prep: &str) -> Option<Found> {
    let parse = ground.cx.parse;
    let top = parse
        .children(verb.word)
        .iter()
        .copied()
        .chain(parse.children(verb.what.last).iter().copied())
        .find(|&c| {
            c > verb.word
                && matches!(
                    parse.relation(c),
                    Relation::Obl
                        | Relation::Nmod
                        | Relation::Advcl
                        | Relation::Acl
                        | Relation::Obj
                        | Relation::Ccomp
                )
                && parse.children(c).iter().any(|&p| {
                    matches!(parse.relation(p), Relation::Case | Relation::Mark) && parse.lower(p) == prep
                })
        })?;
    if pronoun(ground, top) {
        return None;
    }
    let object = parse
        .children_by(verb.word, &[Relation::Obj])
        .find(|&o| o > verb.what.last && o < top && !cue::takes(verb.what.cue, &Content::To));
    let mut tops: Vec<WordId> = object.into_iter().collect();
    tops.push(top);
    let mut range = content::cover(ground.cx, &tops, |w| added(ground, w))?;
    range.start = range.start.max(verb.what.last.0 + 1);
    // The preposition itself is part of the cue.
    if object.is_none() {
        while range.start < range.end && ground.lower(range.start) == prep {
            range.start += 1;
        }
    }
    range.end = stop(ground, verb, range.start, range.end);
    Some(Found {
        content: content::piece(ground.cx, range).into_iter().collect(),
        group: verb.word.0..verb.what.last.0 + 1,
        rule: "statement.object",
    })
}
