//! When: the time of the clause, of a verb that shares its time, or of the verbs that begin and end it.

use super::{Found, Ground, is_uttered};
use crate::events::status as told;
use crate::events::trigger::Trigger;
use crate::grammar::{self, Tense};
use crate::times::Dated;
use crate::{EventType, Status, Why};
use dateline_lexicon::Fate;
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

pub(super) fn time(ground: &Ground<'_>, trigger: &Trigger<'_>, status: Status) -> Found<String> {
    let parse = ground.cx.parse;
    let word = trigger.word;
    let words = &parse.sentence(parse.sentence_of(word)).words;
    let from = ground.times.partition_point(|t| t.words.start < words.start);
    let here = ground.times[from..]
        .iter()
        .take_while(|t| t.words.start < words.end);
    let dated: Vec<(&Dated, WordId)> = here
        .filter(|t| t.time.value.is_some())
        .map(|t| (t, top_of(ground, t)))
        .collect();
    if let Some(found) = lasting(ground, trigger, &dated) {
        return Some(found);
    }
    let (time, top) = *dated
        .iter()
        .filter_map(|&(t, top)| {
            let rank = attachment(ground, trigger, top)?;
            Some((rank, word.0.abs_diff(top.0), (t, top)))
        })
        .min_by_key(|&(rank, distance, _)| (rank, distance))
        .map(|(_, _, found)| found)
        .as_ref()?;
    let value = bounded(ground, word, status, (time, top), &dated)?;
    Some((value, Why::with("event.time.clause", [time.time.span])))
}

/// The word of a time on which the rest of it hangs.
fn top_of(ground: &Ground<'_>, time: &Dated) -> WordId {
    let inside = |w: WordId| time.words.contains(&w.0);
    time.words
        .clone()
        .map(WordId)
        .find(|&w| ground.cx.parse.head(w).is_none_or(|h| !inside(h)))
        .unwrap_or(WordId(time.words.start))
}

/// "since April" and "no shelling after 14:00" go on: an interval without end. What is planned "by 15 November" has
/// no start. "on Sunday and Monday" is both days.
fn bounded(
    ground: &Ground<'_>,
    word: WordId,
    status: Status,
    (time, top): (&Dated, WordId),
    dated: &[(&Dated, WordId)],
) -> Option<String> {
    let parse = ground.cx.parse;
    let value = time.time.value.clone()?;
    if value.contains('/') {
        return Some(value);
    }
    let after = |other: &&(&Dated, WordId)| {
        parse.relation(other.1) == Relation::Conj && parse.head(other.1) == Some(top)
    };
    let last = dated
        .iter()
        .rev()
        .find(after)
        .and_then(|(t, _)| t.time.value.clone());
    if let Some(last) = last.filter(|last| *last > value && !last.contains('/')) {
        return Some(format!("{value}/{last}"));
    }
    let verb = ground.verb(word);
    let denied = || grammar::is_negated(parse, word) || verb.is_some_and(|v| grammar::is_negated(parse, v));
    let coming = matches!(
        status,
        Status::Planned | Status::Demanded | Status::Conditional | Status::Possible
    );
    Some(match grammar::preposition(parse, top) {
        Some("since") => format!("{value}/.."),
        Some("after") if denied() => format!("{value}/.."),
        Some("by" | "before" | "until" | "till" | "no" | "not") if coming => {
            let text = ground.cx.cut(time.time.span).to_lowercase();
            format!(
                "../{}",
                if text.starts_with("end") || text.starts_with("the end") {
                    end_of(&value)
                } else {
                    value
                }
            )
        }
        _ => value,
    })
}

/// The last day of a month.
fn end_of(value: &str) -> String {
    let first: Option<jiff::civil::Date> = format!("{value}-01").parse().ok();
    first.map_or_else(|| value.to_owned(), |day| day.last_of_month().to_string())
}

/// The days on which a verb of beginning and a verb of ending put an event that lasts.
fn lasting(ground: &Ground<'_>, trigger: &Trigger<'_>, dated: &[(&Dated, WordId)]) -> Found<String> {
    let parse = ground.cx.parse;
    let word = trigger.word;
    if trigger.frame.kind != EventType::Assault || parse.upos(word) == Upos::VERB {
        return None;
    }
    let phase = |class: &str| {
        dated.iter().find(|&&(_, top)| {
            parse.head(top).is_some_and(|verb| {
                ground.is(parse.lemma(verb), class)
                    && grammar::tense(parse, verb) == Tense::Past
                    && (parse.head(word) == Some(verb)
                        && matches!(parse.relation(word), Relation::Nsubj | Relation::NsubjPass)
                        || parse.head(verb) == Some(word)
                            && matches!(parse.relation(verb), Relation::AclRelcl | Relation::Acl))
            })
        })
    };
    let (start, _) = phase("starts")?;
    let first = start.time.value.as_deref()?;
    if first.contains('/') {
        return None;
    }
    let end = phase("ends").and_then(|(t, _)| t.time.value.as_deref());
    let value = format!("{first}/{}", end.unwrap_or(".."));
    Some((value, Why::with("event.time.lasting", [start.time.span])))
}

/// How closely a time hangs on an event, best first; none if it belongs to something else.
fn attachment(ground: &Ground<'_>, trigger: &Trigger<'_>, top: WordId) -> Option<u32> {
    let parse = ground.cx.parse;
    let word = trigger.word;
    // A date within a noun phrase dates what it stands beside: "the 2016 accord", "the rally of 22 May". Under a
    // preposition of its own it only stands behind the noun: "killed two in Kharkiv on Monday".
    let mut at = top;
    let mut head = parse.head(at)?;
    let mut nested = false;
    while head != word && is_noun(ground, head) {
        let under = grammar::preposition(parse, at);
        let beside = matches!(
            parse.relation(at),
            Relation::NmodUnmarked | Relation::NmodTmod | Relation::OblUnmarked
        );
        let free = beside || under.is_some_and(|p| !matches!(p, "of" | "beyond"));
        let passes = if ground.kind(head).is_some() {
            matches!(parse.relation(head), Relation::Obl | Relation::Nmod)
                && !grammar::preposition(parse, head).is_some_and(|p| ground.is(p, "apart"))
        } else {
            free || nested
        };
        if !passes {
            return None;
        }
        nested = true;
        (at, head) = (head, parse.head(head)?);
    }
    if nested && is_uttered(trigger.frame.kind) {
        return None;
    }
    if head == word {
        return Some(u32::from(nested));
    }
    let clause = grammar::clause_of(parse, head)?;
    if let Some(shared) = shares(ground, trigger, clause) {
        return Some(shared + 1 + u32::from(nested));
    }
    // "the deal struck on Wednesday", "the truce that both signed in March".
    let made = matches!(parse.relation(clause), Relation::Acl | Relation::AclRelcl)
        && parse.head(clause) == Some(word)
        && is_noun(ground, word)
        && grammar::tense(parse, clause) != Tense::Future
        && match ground.kind(clause) {
            Some(kind) => matches!(kind, EventType::Agree | EventType::Support | EventType::Consult),
            None => !ground.tells(clause) || grammar::is_passive(parse, clause),
        };
    if made {
        return Some(2);
    }
    // "began to withdraw on Monday", where the day hangs on the verb below.
    let below = parse.relation(clause) == Relation::Xcomp && parse.head(clause) == Some(word);
    (below && !is_uttered(trigger.frame.kind)).then_some(8)
}

fn is_noun(ground: &Ground<'_>, word: WordId) -> bool {
    matches!(
        ground.cx.parse.upos(word),
        Upos::NOUN | Upos::PROPN | Upos::NUM | Upos::PRON
    ) && ground.cx.parse.child(word, Relation::Cop).is_none()
}

/// How far an event stands from a verb whose time is its own too; none if it is not.
fn shares(ground: &Ground<'_>, trigger: &Trigger<'_>, clause: WordId) -> Option<u32> {
    let parse = ground.cx.parse;
    let mut at = trigger.word;
    for distance in 0..12 {
        if at == clause {
            return Some(distance);
        }
        let head = parse.head(at)?;
        let shared = if is_noun(ground, at) {
            noun_shares(ground, trigger, at, head)
        } else {
            verb_shares(ground, at, head)
        };
        if !shared {
            return None;
        }
        at = head;
    }
    None
}

/// Whether a noun's event has the time of the word that it hangs on.
fn noun_shares(ground: &Ground<'_>, trigger: &Trigger<'_>, at: WordId, head: WordId) -> bool {
    let parse = ground.cx.parse;
    match parse.relation(at) {
        Relation::Conj => true,
        Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => {
            !ground.tells(head) || told::fate(ground.cx, at, head) == Some(Fate::Shared)
        }
        Relation::Obj => match told::fate(ground.cx, at, head) {
            Some(Fate::Shared) => true,
            Some(Fate::Told(_)) => false,
            None => !ground.tells(head) || is_uttered(trigger.frame.kind),
        },
        Relation::Obl | Relation::Nmod => {
            !grammar::preposition(parse, at).is_some_and(|p| ground.is(p, "apart"))
                && !(is_noun(ground, head) && ground.kind(head).is_none() && told::is_known(ground.cx, at))
        }
        _ => false,
    }
}

/// Whether a verb's event has the time of the verb that it hangs on.
fn verb_shares(ground: &Ground<'_>, at: WordId, head: WordId) -> bool {
    let parse = ground.cx.parse;
    match parse.relation(at) {
        Relation::Conj => parse.upos(head) == Upos::VERB,
        Relation::Xcomp => !matches!(told::fate(ground.cx, at, head), Some(Fate::Told(_))),
        Relation::Advcl => {
            !told::is_finite(ground.cx, at)
                || parse
                    .children_by(at, &[Relation::Mark, Relation::Advmod])
                    .any(|m| matches!(parse.lower(m), "when" | "as" | "while"))
        }
        _ => false,
    }
}
