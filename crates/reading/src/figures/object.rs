//! People as the object of a verb of harm or movement, or under "of" behind such a noun.

use super::measure::{self, Hit};
use super::number::Kind;
use super::resolve::{Candidate, Sentence};
use super::subject::group_of_tree;
use super::who::Noun;
use dateline_syntax::{Relation, Xpos};
use dateline_text::WordId;

/// So many words may stand between a verb and one of its coordinated objects.
const REACH: u32 = 30;

/// Nouns that a number of people may stand under: "arrested a cell of six people".
const GROUPS: &[&str] = &[
    "cell", "group", "team", "family", "crew", "gang", "batch", "total", "number", "band", "squad", "party",
    "couple", "convoy",
];

/// Verbs of those who tell of harm.
const SAYING: &[&str] = &[
    "say", "said", "report", "tell", "told", "add", "announce", "confirm",
];

/// Words that open a clause, behind which no earlier verb has objects.
const CLAUSES: &[&str] = &[
    "that", "while", "when", "after", "because", "if", "although", "whereas", "but", ";", ":",
];

/// The active verb that stands right before the people.
pub(super) fn right_before<'a>(on: &Sentence<'a>, c: &Candidate) -> Option<Hit<'a>> {
    let start = c.count.words.start;
    let mut before = start
        .checked_sub(1)
        .into_iter()
        .flat_map(|w| on.at(w))
        .chain(on.ending(start));
    before.find(|h| {
        h.of_object() && on.is_verb(h.at) && !h.is_open() && !measure::is_passive(on, h.at) && holds(on, c, h)
    })
}

/// A verb right before its subject, as in translations: "from the town have fled 25,000 people".
pub(super) fn inverted<'a>(on: &Sentence<'a>, c: &Candidate) -> Option<Hit<'a>> {
    let start = c.count.words.start;
    let people = c.counted.noun == Noun::People && !is_subject(on, c);
    let verb = start
        .checked_sub(1)
        .into_iter()
        .flat_map(|w| on.at(w))
        .find(|h| h.of_subject() && !h.of_object())?;
    let finite = matches!(on.tag(verb.at), Xpos::VBN | Xpos::VBD);
    (people && finite && !measure::is_negated(on, verb.at)).then_some(verb)
}

/// The verb or noun before the people that they are the object or complement of.
pub(super) fn read<'a>(on: &Sentence<'a>, c: &Candidate) -> Option<(Hit<'a>, &'static str)> {
    // "killing five, activists and a monitor reported": a finite verb behind them makes them its subject.
    if on.is(c.counted.end, SAYING) && on.tag(c.counted.end) == Xpos::VBD {
        return None;
    }
    if let Some(hit) = of_tree(on, c) {
        return Some((hit, "figure.object"));
    }
    let start = c.count.words.start;
    // "The bodies of 15 medics were found."
    if on.before(start) == "of" {
        let noun = on.ending(start - 1).find(Hit::of_complement);
        if let Some(hit) = noun.filter(|h| h.end + 1 == start) {
            return Some((hit, "figure.of"));
        }
    }
    if is_subject(on, c) {
        return None;
    }
    let mut joined = false;
    let floor = start.saturating_sub(REACH).max(on.start);
    for at in (floor..start).rev() {
        let word = on.lower(at);
        if word == "of" {
            let noun = (floor..at).rev().find(|&w| on.is_noun(w) || on.is_verb(w))?;
            let near = at - noun <= 1;
            if near {
                if let Some(hit) = on.at(noun).chain(on.ending(at)).find(Hit::of_complement) {
                    return Some((hit, "figure.of"));
                }
                // "claimed the lives of": the noun belongs to the verb.
                if let Some(hit) = on.ending(at).find(Hit::of_object) {
                    return Some((hit, "figure.object"));
                }
            }
            if !joined && !(near && on.is(noun, GROUPS)) {
                return None;
            }
            continue;
        }
        let verb = on
            .at(at)
            .chain(on.ending(at + 1).filter(|h| h.end > h.at + 1))
            .find(Hit::of_object);
        if let Some(hit) = verb {
            return (!measure::is_passive(on, hit.at) && on.tag(hit.at) != Xpos::JJ && holds(on, c, &hit))
                .then_some((hit, "figure.object"));
        }
        match on.tag(at) {
            _ if CLAUSES.contains(&word) => return None,
            Xpos::IN | Xpos::TO if matches!(word, "including" | "as" | "than") => {}
            // "handed over to Rwanda 20 fighters": the people stand behind a short complement.
            Xpos::IN | Xpos::TO if at + 1 < start && is_short_complement(on, at, start) => {}
            Xpos::IN | Xpos::TO if !joined => return None,
            Xpos::CC | Xpos::Comma => joined = true,
            Xpos::WDT | Xpos::WP | Xpos::WRB | Xpos::Period | Xpos::Colon | Xpos::MD => return None,
            // "12 wounded soldiers": a participle inside a nominal is passed over.
            Xpos::VBN if on.is_noun(at + 1) => {}
            _ if on.is_verb(at) && word != "including" => return None,
            _ => {}
        }
    }
    None
}

/// Whether a preposition and a name or pronoun stand between a verb of harm and the people.
fn is_short_complement(on: &Sentence<'_>, at: u32, start: u32) -> bool {
    let names = (at + 1..start).all(|w| matches!(on.tag(w), Xpos::NNP | Xpos::NNPS | Xpos::PRP));
    names && start - at <= 4 && on.ending(at).any(|h| h.of_object())
}

/// Whether the verb is told to have happened; a denied one counts for "no soldiers" only.
fn holds(on: &Sentence<'_>, c: &Candidate, hit: &Hit<'_>) -> bool {
    c.count.kind == Kind::Zero || !measure::is_negated(on, hit.at)
}

fn of_tree<'a>(on: &Sentence<'a>, c: &Candidate) -> Option<Hit<'a>> {
    let parse = on.cx.parse;
    let head = WordId(c.counted.head.unwrap_or(c.count.core));
    let verb = parse
        .head(head)
        .filter(|_| parse.relation(head) == Relation::Obj)?;
    let hit = on.at(verb.0).find(Hit::of_object)?;
    // "arrested three and recovered seven rifles": the nearer verb has the object, whatever the tree says.
    let nearer =
        (verb.0 + 1..c.count.words.start).any(|w| on.tag(w) == Xpos::VBD && on.at(w).next().is_none());
    if nearer {
        return None;
    }
    (!measure::is_passive(on, hit.at) && holds(on, c, &hit)).then_some(hit)
}

/// Whether a finite verb follows whose subject the people are.
fn is_subject(on: &Sentence<'_>, c: &Candidate) -> bool {
    let finite = matches!(
        on.tag(c.counted.end),
        Xpos::VBD | Xpos::VBZ | Xpos::VBP | Xpos::MD
    );
    finite || group_of_tree(on, c).is_some()
}
