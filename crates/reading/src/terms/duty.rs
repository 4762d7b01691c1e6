//! The words of duties, and how far they reach.

use super::scene;
use crate::figures::line::Line;
use crate::grammar;
use dateline_lexicon::{DutyWord, EventType, Pos, Slot, TermKind, When};
use dateline_syntax::{Relation, Xpos};
use dateline_text::{Span, WordId};

/// A word that may tell of a duty.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Duty {
    pub(super) word: u32,
    pub(super) kind: TermKind,
    pub(super) is_noun: bool,
}

/// The duty that the word at `at` may tell of.
pub(super) fn at(line: &Line<'_>, at: u32) -> Option<Duty> {
    // After "shall" and "to" a verb stands, whatever the tagger thought.
    let bound = at > line.start
        && (line.tag(at - 1) == Xpos::MD || line.lower(at - 1) == "to" && line.tag(at) != Xpos::NNS);
    let verb = line.is_verb(at) && line.tag(at) != Xpos::MD
        || bound && line.cx.parse.form(WordId(at)).starts_with(char::is_lowercase);
    let noun = line.is_noun(at);
    if !verb && !noun {
        return None;
    }
    let fitting = |form: &str| {
        let entries = line.cx.lexicon.duties.get(form);
        let word = entries.iter().find(|d| match d.pos {
            Pos::Verb => verb && fits(line, at, d),
            Pos::Noun => noun && fits(line, at, d),
            Pos::Adj | Pos::Prep => false,
        })?;
        Some(Duty {
            word: at,
            kind: word.kind,
            is_noun: word.pos == Pos::Noun,
        })
    };
    line.find(at, fitting)
}

/// Whether all conditions of an entry hold.
fn fits(line: &Line<'_>, at: u32, entry: &DutyWord) -> bool {
    entry.when.iter().all(|when| match when {
        When::Filled { slot, words, not } => filled(line, at, slot, words) != *not,
        When::Passive => grammar::is_passive(line.cx.parse, WordId(at)),
        When::Active => !grammar::is_passive(line.cx.parse, WordId(at)),
        When::NoObject => line.cx.parse.child(WordId(at), Relation::Obj).is_none(),
    })
}

fn filled(line: &Line<'_>, at: u32, slot: &Slot, words: &[String]) -> bool {
    let is = |w: u32| {
        words
            .iter()
            .any(|x| x == "*" || line.find(w, |form| (form == x).then_some(())).is_some())
    };
    let parse = line.cx.parse;
    match slot {
        Slot::Obj => {
            let passive = grammar::is_passive(parse, WordId(at));
            let relations: &[Relation] = if passive {
                &[Relation::NsubjPass, Relation::Nsubj]
            } else {
                &[Relation::Obj]
            };
            let told = grammar::all_of(parse, WordId(at), relations);
            // The tree's object decides; the words behind only where it has none.
            told.iter().any(|w| is(w.0))
                || passive && before(line, at, is)
                || told.is_empty() && behind(line, at, is)
        }
        Slot::Subj => grammar::subject(parse, WordId(at)).is_some_and(|s| is(s.0)),
        Slot::Particle => (at + 1..(at + 6).min(line.end))
            .filter(|&w| matches!(line.tag(w), Xpos::RP | Xpos::RB | Xpos::IN))
            .any(is),
        Slot::Obl(prep) | Slot::Nmod(prep) => {
            let reach = (at + 12).min(line.end);
            let Some(prep) = (at + 1..reach).find(|&w| line.lower(w) == prep) else {
                return false;
            };
            (prep + 1..(prep + 6).min(line.end))
                .take_while(|&w| !line.is_verb(w))
                .any(is)
        }
        Slot::Mod | Slot::Poss => {
            let floor = at.saturating_sub(3).max(line.start);
            (floor..at)
                .rev()
                .take_while(|&w| line.is_noun(w) || line.tag(w) == Xpos::JJ)
                .any(is)
        }
        Slot::Xcomp => parse.child(WordId(at), Relation::Xcomp).is_some(),
        Slot::Ccomp => parse.child(WordId(at), Relation::Ccomp).is_some(),
        Slot::Iobj => parse.child(WordId(at), Relation::Iobj).is_some(),
        Slot::None => false,
    }
}

/// Particles that stand between a verb and its object.
const PARTICLES: &[&str] = &["over", "up", "off", "out", "back", "in", "down", "away"];

/// Whether a noun of the first nominals behind a verb is one of the wanted.
fn behind(line: &Line<'_>, at: u32, is: impl Fn(u32) -> bool) -> bool {
    let mut w = at + 1;
    let reach = (at + 9).min(line.end);
    while w < reach {
        // "halted what it calls an operation".
        if line.lower(w) == "what" && (w + 1..w + 5).any(|n| line.is(n, &["call", "describe", "term"])) {
            w += 3;
            continue;
        }
        match line.tag(w) {
            Xpos::VB | Xpos::VBD | Xpos::VBZ | Xpos::VBP | Xpos::MD | Xpos::WDT | Xpos::WP | Xpos::Period => {
                return false;
            }
            // "hand over their weapons", tagged as a preposition.
            Xpos::IN if w == at + 1 && PARTICLES.contains(&line.lower(w)) => {}
            Xpos::IN if line.lower(w) != "of" => return false,
            _ => {}
        }
        if (line.is_noun(w) || line.tag(w) == Xpos::VBG) && is(w) {
            return true;
        }
        w += 1;
    }
    false
}

/// Whether a noun in front of a passive verb is one of the wanted.
fn before(line: &Line<'_>, at: u32, is: impl Fn(u32) -> bool) -> bool {
    let floor = at.saturating_sub(8).max(line.start);
    (floor..at)
        .rev()
        .take_while(|&w| !matches!(line.lower(w), "," | ";"))
        .any(|w| line.is_noun(w) && is(w))
}

/// The words of a duty: from its verb or noun to the end of what belongs to it.
pub(super) fn span(line: &Line<'_>, duty: &Duty) -> Span {
    let parse = line.cx.parse;
    let word = WordId(duty.word);
    let cut = |w: WordId| {
        let relation = parse.relation(w);
        w.0 < duty.word && !duty.is_noun
            || matches!(
                relation,
                Relation::Conj | Relation::Parataxis | Relation::Punct | Relation::Cc | Relation::AclRelcl
            ) && (parse.head(w) == Some(word))
            || relation == Relation::AclRelcl && w.0 > duty.word && line.before(first_of(line, w)) == ","
            || relation == Relation::Advcl
                && parse
                    .children_by(w, &[Relation::Mark])
                    .any(|m| ends_duty(line, m.0))
    };
    let below: Vec<u32> = parse
        .subtree_without(word, cut)
        .into_iter()
        .map(|w| w.0)
        .filter(|&w| line.has(w))
        .collect();
    let passive = !duty.is_noun && grammar::is_passive(parse, word);
    let mut first = duty.word;
    if duty.is_noun {
        while first > line.start
            && below.contains(&(first - 1))
            && !matches!(line.tag(first - 1), Xpos::DT | Xpos::IN)
        {
            first -= 1;
        }
    } else if passive
        && let Some(subject) = parse
            .child(word, Relation::NsubjPass)
            .filter(|s| line.has(s.0) && s.0 < duty.word)
    {
        first = parse.subtree(subject).first().map_or(first, |w| w.0);
    }
    let last = below.iter().copied().max().unwrap_or(duty.word).max(duty.word);
    let mut last = (duty.word..last)
        .find(|&w| line.lower(w + 1) == ";")
        .unwrap_or(last);
    while last > duty.word && matches!(line.lower(last), "," | "." | ";" | ":" | "and" | "\"") {
        last -= 1;
    }
    line.span(first, last + 1)
}

/// The first word of a clause.
fn first_of(line: &Line<'_>, clause: WordId) -> u32 {
    let first = line
        .cx
        .parse
        .children(clause)
        .first()
        .map_or(clause.0, |c| c.0.min(clause.0));
    first.max(line.start)
}

/// Words that open a clause beside a duty: a condition, a contrast, a comparison.
fn ends_duty(line: &Line<'_>, mark: u32) -> bool {
    super::status::is_if(line, mark)
        || matches!(
            line.lower(mark),
            "while" | "as" | "although" | "though" | "because"
        )
}

/// The kind of a duty whose verb has no row of its own, by what it is done to: "keep the road open".
pub(super) fn kind_by_object(line: &Line<'_>, at: u32) -> Option<TermKind> {
    let rows = line.cx.lexicon.duties.get("*");
    rows.iter().find(|row| fits(line, at, row)).map(|row| row.kind)
}

/// Whether a noun is told as one more of its kind: "another truce", "a second ceasefire", "a humanitarian truce".
pub(super) fn is_another(line: &Line<'_>, noun: u32) -> bool {
    let floor = noun.saturating_sub(4).max(line.start);
    (floor..noun)
        .rev()
        .take_while(|&w| {
            line.is_noun(w) || matches!(line.tag(w), Xpos::JJ | Xpos::DT | Xpos::HYPH | Xpos::CD)
        })
        .any(|w| {
            matches!(
                line.lower(w),
                "another" | "second" | "new" | "separate" | "fresh" | "humanitarian"
            )
        })
}

/// Whether a duty of arms is one of heavy arms.
pub(super) fn is_heavy(line: &Line<'_>, at: u32) -> bool {
    (at.saturating_sub(5).max(line.start)..(at + 6).min(line.end)).any(|w| line.lower(w) == "heavy")
}

/// The kind of a duty not to do what its verb tells: "not to shell the town" is to cease fire.
pub(super) fn kind_by_denial(line: &Line<'_>, at: u32) -> Option<TermKind> {
    let denied = (at.saturating_sub(4).max(line.start)..at).any(|w| matches!(line.lower(w), "not" | "never"));
    let force =
        line.cx.lexicon.frames.get(line.lemma(at)).first().map(|f| f.kind) == Some(EventType::Assault);
    (denied && force).then_some(TermKind::CeaseFire)
}

/// Whether captives are named around a word.
pub(super) fn names_captives(line: &Line<'_>, at: u32) -> bool {
    let from = at.saturating_sub(9).max(line.start);
    (from..(at + 9).min(line.end)).any(|w| {
        line.is(
            w,
            &["hostage", "prisoner", "detainee", "captive", "pow", "inmate"],
        ) && line.is_noun(w)
    })
}

/// Whether those held in a war, and not by a court, are named around a word.
pub(super) fn names_hostages(line: &Line<'_>, at: u32) -> bool {
    let from = at.saturating_sub(9).max(line.start);
    (from..(at + 9).min(line.end))
        .any(|w| line.is(w, &["hostage", "captive", "pow", "detainee"]) || line.lower(w) == "war")
}

/// Whether what is withdrawn, or withdraws, is named as troops.
pub(super) fn moves_people(line: &Line<'_>, duty: &Duty) -> bool {
    let from = duty.word.saturating_sub(6).max(line.start);
    let to = (duty.word + 7).min(line.end);
    (from..to).any(|w| {
        line.is(
            w,
            &["troop", "force", "fighter", "soldier", "unit", "army", "police"],
        )
    })
}

/// Whether a noun of release or exchange tells of people: "the release of", "their release", "a prisoner swap".
pub(super) fn frees_somebody(line: &Line<'_>, at: u32) -> bool {
    let held = ["prisoner", "hostage", "detainee", "captive", "pow"];
    let before = at.saturating_sub(1).max(line.start);
    matches!(line.lower(at + 1), "of" | "from")
        || matches!(line.tag(before), Xpos::POS | Xpos::PRP_)
        || line.is(before, &held)
}

/// Whether a truce or deal is named as subject or object of a duty's verb: "declared a ceasefire", "the truce collapsed".
pub(super) fn has_truce(line: &Line<'_>, duty: &Duty) -> bool {
    let named = |w: u32| scene::is_truce(line, w) || scene::is_agreement(line, w);
    let ends = |w: u32| {
        line.is_verb(w) && line.tag(w) != Xpos::MD && line.lemma(w) != "have" && line.lemma(w) != "be"
            || matches!(line.tag(w), Xpos::IN | Xpos::Comma | Xpos::WRB | Xpos::CC) && line.lower(w) != "of"
    };
    let behind = (duty.word + 1..(duty.word + 8).min(line.end)).take_while(|&w| !ends(w));
    let before = (duty.word.saturating_sub(8).max(line.start)..duty.word)
        .rev()
        .take_while(|&w| !ends(w));
    !duty.is_noun && behind.chain(before).any(named)
}
