//! Who speaks: the words that name the speaker, and the entities that they stand for.

use super::ground::Ground;
use crate::context::Context;
use crate::entities::{Entities, phrase};
use crate::grammar;
use crate::{EntityId, EntityKind};
use dateline_lexicon::Pos;
use dateline_syntax::{NameKind, Relation, Upos, Xpos};
use dateline_text::{Span, WordId};

/// Verbs that put a document out; who does so speaks in it: "issued a statement saying".
const PUTS_OUT: &[&str] = &[
    "issue",
    "release",
    "publish",
    "send",
    "post",
    "make",
    "give",
    "deliver",
    "write",
    "put",
    "circulate",
    "read",
    "sign",
    "circulate",
    "express",
    "voice",
    "repeat",
    "renew",
    "reiterate",
    "offer",
    "raise",
    "share",
    "echo",
    "hold",
    "have",
    "maintain",
    "fabricate",
    "spread",
    "carry",
    "run",
    "print",
    "announce",
    "convey",
    "extend",
    "add",
    "submit",
    "present",
    "launch",
    "cite",
    "face",
];

/// The head of the phrase that names the speaker of a verb, if the clause has one.
pub(super) fn of_verb(ground: &Ground<'_>, verb: WordId) -> Option<WordId> {
    let cx = ground.cx;
    let parse = cx.parse;
    if grammar::is_passive(parse, verb) {
        let agent = parse
            .children_by(verb, &[Relation::OblAgent, Relation::Obl])
            .find(|&o| {
                parse.relation(o) == Relation::OblAgent || grammar::preposition(parse, o) == Some("by")
            });
        return agent.or_else(|| {
            let quoted = cx.is(verb, &["quote", "cite", "report"])
                && parse
                    .children(verb)
                    .iter()
                    .any(|&c| c > verb && parse.xpos(c) == Xpos::VBG);
            quoted.then(|| grammar::subject(parse, verb)).flatten()
        });
    }
    if let Some(first) = super::cue::joined_to(cx, verb) {
        return of_verb(ground, first);
    }
    if let Some(behind) = inverted(ground, verb) {
        return Some(behind);
    }
    // `"…," Omar Lahtani, whose shop was hit, told Sunapress`: who is told stands behind.
    if let Some(before) = teller(ground, verb) {
        return Some(before);
    }
    let reach = ground.stretch(verb);
    // A semicolon parts the clauses: a subject before it is another's.
    let within =
        |s: &WordId| reach.contains(&s.0) || parse.upos(*s) == Upos::PRON || ground.quotation(verb).is_some();
    // "16.15 The ministry says", "[Text] The minister denied": the subject is what stands nearest.
    let nearest = parse
        .children_by(verb, &[Relation::Nsubj])
        .filter(|&c| c < verb)
        .last();
    let several = parse
        .children_by(verb, &[Relation::Nsubj])
        .filter(|&c| c < verb)
        .count()
        > 1;
    if several && let Some(nearest) = nearest {
        return Some(nearest);
    }
    if let Some(subject) = grammar::subject(parse, verb).filter(within) {
        return (subject != verb).then_some(subject);
    }
    beside(ground, verb)
}

/// Who tells, where the tree took the one told for it.
fn teller(ground: &Ground<'_>, verb: WordId) -> Option<WordId> {
    let parse = ground.cx.parse;
    let subjects = parse
        .children(verb)
        .iter()
        .filter(|&&c| parse.relation(c).is_subject());
    if !ground.cx.is(verb, &["tell", "inform"])
        || !subjects.clone().any(|&s| s > verb)
        || subjects.clone().any(|&s| s < verb)
    {
        return None;
    }
    let start = ground.stretch(verb).start;
    let quote = (start..verb.0).rev().find(|&w| ground.quotation_to(w).is_some());
    let nominal = |w: &WordId| matches!(parse.upos(*w), Upos::NOUN | Upos::PROPN | Upos::PRON);
    let person = |w: &WordId| parse.name_at(*w).is_some_and(|n| n.kind == NameKind::Person);
    let first = match quote {
        Some(quote) => (quote + 1..verb.0).map(WordId).find(nominal)?,
        None => (start..verb.0).rev().map(WordId).find(person)?,
    };
    let floor = quote.unwrap_or(start);
    let mut top = first;
    while let Some(h) = parse.head(top).filter(|h| {
        matches!(
            parse.relation(top),
            Relation::Flat | Relation::Compound | Relation::NmodDesc | Relation::Amod
        ) && h.0 > floor
            && *h < verb
    }) {
        top = h;
    }
    Some(top)
}

/// "…, complained one of the clerks": a speaker behind the verb, whatever the tree holds it for.
fn inverted(ground: &Ground<'_>, verb: WordId) -> Option<WordId> {
    let parse = ground.cx.parse;
    let start = ground.stretch(verb).start;
    let finite = matches!(parse.xpos(verb), Xpos::VBD | Xpos::VBZ | Xpos::VBP);
    let set_off = verb.0 > start && ground.is_break(verb.0 - 1);
    let own = parse
        .children(verb)
        .iter()
        .any(|&c| parse.relation(c).is_subject());
    if !finite
        || !set_off
        || own
        || parse
            .children_by(verb, &[Relation::Cc, Relation::Aux])
            .next()
            .is_some()
    {
        return None;
    }
    parse.children(verb).iter().copied().find(|&c| {
        c > verb
            && matches!(
                parse.relation(c),
                Relation::Obj | Relation::Ccomp | Relation::Xcomp | Relation::Parataxis | Relation::Iobj
            )
            && matches!(parse.upos(c), Upos::NOUN | Upos::PROPN | Upos::PRON | Upos::NUM)
            && parse.child(c, Relation::Nsubj).is_none()
            && parse.subtree(c).first().is_some_and(|f| f.0 == verb.0 + 1)
    })
}

/// The noun phrase that stands right before or behind a verb without a subject: a slip of the tree.
fn beside(ground: &Ground<'_>, verb: WordId) -> Option<WordId> {
    let parse = ground.cx.parse;
    let range = ground.stretch(verb);
    if !matches!(parse.xpos(verb), Xpos::VBD | Xpos::VBZ | Xpos::VBP) {
        return None;
    }
    let nominal = |w: WordId| matches!(parse.upos(w), Upos::NOUN | Upos::PROPN | Upos::PRON);
    let comma = |a: WordId, b: WordId| (a.0.min(b.0)..a.0.max(b.0)).any(|w| ground.lower(w) == ",");
    let top = |w: WordId, inside: &dyn Fn(WordId) -> bool| {
        let mut at = w;
        while let Some(h) = parse
            .head(at)
            .filter(|&h| inside(h) && nominal(h) && parse.relation(at) != Relation::Appos && !comma(h, at))
        {
            at = h;
        }
        at
    };
    // "Coast News Agency (CNA) reported"
    let mut end = verb.0;
    if end > range.start
        && ground.lower(end - 1) == ")"
        && let Some(open) = (range.start..end).rev().find(|&w| ground.lower(w) == "(")
    {
        end = open;
    }
    let before = (range.start..end).rev().map(WordId).find(|&w| {
        !matches!(parse.upos(w), Upos::ADV | Upos::AUX) && !matches!(parse.lower(w), "there" | "here")
    })?;
    if nominal(before) {
        return Some(top(before, &|h| h < verb && h.0 >= range.start));
    }
    // `"…," said the mayor`
    if !ground.is_break(before.0) {
        return None;
    }
    let behind = (verb.0 + 1..range.end)
        .map(WordId)
        .find(|&w| !matches!(parse.upos(w), Upos::DET | Upos::ADJ | Upos::NUM))?;
    nominal(behind).then(|| top(behind, &|h| h > verb && h.0 < range.end))
}

/// Whether a phrase can name a speaker. Strictly, it must name people or a body; else anything but a time or a deed.
pub(super) fn can_speak(ground: &Ground<'_>, head: WordId, strictly: bool) -> bool {
    let cx = ground.cx;
    let parse = cx.parse;
    match parse.upos(head) {
        Upos::PRON => {
            parse.relation(head) != Relation::Expl
                && !matches!(
                    parse.lower(head),
                    "there" | "which" | "what" | "you" | "this" | "that"
                )
        }
        Upos::PROPN => true,
        Upos::NOUN => {
            if parse.name_at(head).is_some() || is_known(cx, head) || is_document(cx, head) {
                return true;
            }
            !strictly
                && !cx.is(
                    head,
                    &[
                        "day", "week", "month", "year", "time", "way", "thing", "moment", "hour", "reason",
                        "position",
                    ],
                )
        }
        Upos::NUM | Upos::ADJ | Upos::DET => !strictly || parse.relation(head).is_subject(),
        _ => false,
    }
}

fn is_known(cx: &Context<'_>, head: WordId) -> bool {
    let nouns = &cx.lexicon.words.nouns;
    let lemma = cx.parse.lemma(head).to_lowercase();
    nouns.contains_key(&lemma) || nouns.contains_key(cx.parse.lower(head))
}

/// A noun for words that somebody put out: statement, report, estimate.
pub(super) fn is_document(cx: &Context<'_>, head: WordId) -> bool {
    cx.lexicon
        .words
        .cues
        .get(cx.parse.lemma(head))
        .iter()
        .any(|c| c.pos == Pos::Noun)
}

/// "the report", "the statement": a document told of before, whose source the words around do not name.
pub(super) fn is_bare_document(ground: &Ground<'_>, head: WordId) -> bool {
    let parse = ground.cx.parse;
    parse.upos(head) == Upos::NOUN
        && is_document(ground.cx, head)
        && !is_known(ground.cx, head)
        && behind_noun(ground, head).is_none()
        && parse
            .children_by(head, &[Relation::Det])
            .any(|d| matches!(parse.lower(d), "the" | "this" | "that"))
        && parse
            .children_by(head, &[Relation::Compound, Relation::Amod, Relation::Nmod])
            .next()
            .is_none()
}

/// The phrase that names who is behind a document or a noun of saying: "the army's statement", "a warning by the UN",
/// "issued a statement".
pub(super) fn behind_noun(ground: &Ground<'_>, noun: WordId) -> Option<WordId> {
    let parse = ground.cx.parse;
    let children = parse.children(noun);
    let by = |w: WordId| {
        parse.relation(w) == Relation::Nmod
            && matches!(grammar::preposition(parse, w), Some("by" | "from"))
            && w > noun
    };
    let agent = |w: WordId| {
        (parse.relation(w) == Relation::Acl && grammar::is_passive(parse, w))
            .then(|| of_verb(ground, w))
            .flatten()
    };
    children
        .iter()
        .copied()
        .find(|&c| parse.relation(c) == Relation::NmodPoss)
        .or_else(|| children.iter().copied().find(|&c| by(c)))
        .or_else(|| children.iter().find_map(|&c| agent(c)))
        .or_else(|| {
            children.iter().copied().find(|&c| {
                matches!(parse.relation(c), Relation::Compound | Relation::Amod) && parse.name_at(c).is_some()
            })
        })
        .or_else(|| {
            let verb = parse.head(noun)?;
            let object = matches!(parse.relation(noun), Relation::Obj | Relation::Obl);
            let told = ground.cx.is(verb, PUTS_OUT)
                || (parse.relation(noun) == Relation::Obl
                    && ground
                        .cx
                        .is(verb, &["say", "tell", "announce", "declare", "warn", "write"]));
            (object && told && !grammar::is_passive(parse, verb))
                .then(|| of_verb(ground, verb))
                .flatten()
        })
}

/// First-person pronouns: the speaker of the words around, or the one who writes.
pub(super) fn is_first_person(cx: &Context<'_>, head: WordId) -> bool {
    matches!(
        cx.parse.lower(head),
        "i" | "we" | "me" | "us" | "my" | "our" | "myself" | "ourselves"
    ) && cx.parse.upos(head) == Upos::PRON
}

/// The entities that a speaker's phrase stands for, each with the words that name it.
pub(super) fn resolve(
    ground: &Ground<'_>,
    entities: &mut Entities,
    head: WordId,
) -> Vec<(EntityId, Option<Span>)> {
    let cx = ground.cx;
    let parse = cx.parse;
    let mut out: Vec<(EntityId, Option<Span>)> = Vec::new();
    let mut waiting = grammar::conjuncts(parse, head);
    waiting.reverse();
    let mut done: Vec<WordId> = Vec::new();
    while let Some(head) = waiting.pop() {
        if done.contains(&head)
            || matches!(parse.upos(head), Upos::VERB | Upos::AUX | Upos::PUNCT | Upos::ADV)
        {
            continue;
        }
        done.push(head);
        let words = entities.mention(head).map(|m| m.span);
        if is_document(cx, head)
            && !is_known(cx, head)
            && let Some(owner) = behind_noun(ground, head)
            && !entities.of(owner).is_empty()
        {
            let span = words.unwrap_or_else(|| phrase(cx, head));
            out.extend(entities.of(owner).iter().map(|&id| (id, Some(span))));
            continue;
        }
        if let Some(name) = apposed_name(cx, entities, head) {
            let span = words.unwrap_or_else(|| parse.span(head));
            let name_span = entities
                .mention(name)
                .map_or_else(|| parse.span(name), |m| m.span);
            out.extend(
                entities
                    .of(name)
                    .iter()
                    .map(|&id| (id, Some(span.cover(name_span)))),
            );
            done.push(name);
            // "news agency AFP and news agency Reuters": the next may be joined to the name.
            waiting.extend(grammar::conjuncts(parse, name).into_iter().rev());
            continue;
        }
        let mut ids = entities.of(head).to_vec();
        let nominal = matches!(
            parse.upos(head),
            Upos::NOUN | Upos::PROPN | Upos::NUM | Upos::ADJ | Upos::DET
        );
        if ids.is_empty() && nominal {
            ids = entities.speakers(cx, head);
        }
        let span = entities.mention(head).map(|m| m.span);
        out.extend(ids.into_iter().map(|id| (id, span)));
    }
    let mut seen: Vec<EntityId> = Vec::new();
    out.retain(|s| {
        // A new name that speaks is no mere place, whatever the model took it for.
        let entity = entities.get(s.0);
        let speaks = entity.kind != EntityKind::Place
            || entity.why.rule == "entity.name.new"
            || parse.name_at(head).is_some_and(|n| n.kind == NameKind::Person);
        let first = !seen.contains(&s.0);
        seen.push(s.0);
        speaks && first
    });
    out
}

/// The person's name that stands beside a title or role: "the commissioner in the region Gegham Stepanyan".
fn apposed_name(cx: &Context<'_>, entities: &Entities, head: WordId) -> Option<WordId> {
    let parse = cx.parse;
    let person = |w: WordId| {
        parse.name_at(w).is_some_and(|n| n.kind == NameKind::Person)
            && entities
                .of(w)
                .first()
                .is_some_and(|&id| entities.get(id).kind == EntityKind::Person)
    };
    if person(head) {
        return None;
    }
    let nouns = &cx.lexicon.words.nouns;
    let role = nouns
        .get(&parse.lemma(head).to_lowercase())
        .is_some_and(|n| n.class == dateline_lexicon::NounClass::Person);
    let sibling = || {
        let verb = parse.head(head).filter(|_| parse.relation(head).is_subject())?;
        parse
            .children_by(verb, &[parse.relation(head)])
            .find(|&c| c > head && person(c))
    };
    let appos = parse
        .children_by(head, &[Relation::Appos, Relation::Flat])
        .find(|&c| person(c))
        .or_else(sibling);
    if appos.is_some() {
        return appos;
    }
    // "Another, the Free Coast Front, said": the name tells who is meant.
    if matches!(parse.upos(head), Upos::DET | Upos::PRON | Upos::NUM | Upos::ADJ)
        && let Some(name) = parse
            .children_by(head, &[Relation::Appos])
            .find(|&c| parse.name_at(c).is_some() && !entities.of(c).is_empty())
    {
        return Some(name);
    }
    // "news agency AFP", "the newspaper Expreso": the name right behind its noun.
    let next = WordId(head.0 + 1);
    if parse.upos(head) == Upos::NOUN
        && next.index() < parse.len()
        && parse.sentence_of(next) == parse.sentence_of(head)
        && parse.name_at(next).is_some_and(|n| n.words.start == next.0)
        && parse.xpos(next) != Xpos::POS
        && let Some(&id) = entities.of(next).first()
        && entities.get(id).kind != EntityKind::Place
        && nouns.contains_key(&parse.lemma(head).to_lowercase())
    {
        return Some(next);
    }
    if !role && parse.upos(head) != Upos::PROPN {
        return None;
    }
    // Machine translation sets the name behind the whole phrase.
    let words = parse.subtree(head);
    let last = words.last()?.0 + 1;
    (head.0 + 1..last).map(WordId).filter(|&w| person(w)).find(|&w| {
        let before = WordId(w.0 - 1);
        let starts = parse.name_at(w).is_some_and(|n| n.words.start == w.0);
        let after_name = parse.name_at(before).is_some_and(|n| n.kind != NameKind::Person);
        let after_noun = parse.upos(before) == Upos::NOUN
            && !nouns
                .get(&parse.lemma(before).to_lowercase())
                .is_some_and(|n| n.class == dateline_lexicon::NounClass::Person);
        starts && before > head && (after_name || after_noun)
    })
}

/// Whether a speaker is a pronoun that opens its sentence.
pub(super) fn opens_as_pronoun(ground: &Ground<'_>, head: WordId) -> bool {
    let parse = ground.cx.parse;
    let start = ground.sentence(parse.sentence_of(head)).start;
    parse.upos(head) == Upos::PRON && head.0 - start <= 1 && ground.quotation(head).is_none()
}

/// Whether a pronoun can stand for an entity of this kind.
pub(super) fn agrees(cx: &Context<'_>, pronoun: WordId, kind: EntityKind) -> bool {
    match cx.parse.lower(pronoun) {
        "he" | "she" => kind == EntityKind::Person,
        "it" => !matches!(
            kind,
            EntityKind::Person | EntityKind::Population | EntityKind::Place
        ),
        "they" => kind != EntityKind::Person,
        _ => false,
    }
}
