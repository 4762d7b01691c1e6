//! Whether an event is told as a fact: by its own tense, modality, negation and condition, and by what governs it,
//! to any depth.
//!
//! From the trigger upwards, each word adds what it says (`own`) or, where the table of governors knows it, what it
//! makes of what hangs on it. A noun that names a known event ("the attack", "their siege") is taken for granted:
//! what is said of the verb above it does not touch it, unless that verb is what brings it about.

use crate::context::Context;
use crate::grammar::{self, Tense};
use crate::statements::Held;
use crate::{EventType, Status, Why};
use dateline_lexicon::{Fate, Link, Pos};
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::WordId;

/// So many words above a trigger may have a say.
const DEPTH: usize = 24;

/// A status and the rule that gave it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Told {
    status: Status,
    rule: &'static str,
    by: Option<WordId>,
}

impl Told {
    const ACTUAL: Self = Self {
        status: Status::Actual,
        rule: "event.status.told",
        by: None,
    };

    const fn new(status: Status, rule: &'static str, by: WordId) -> Self {
        Self {
            status,
            rule,
            by: Some(by),
        }
    }

    /// What an inner word said, under what an outer one says.
    ///
    /// A plan is only as good as what is said of it; anything else stays unless it is denied as a whole.
    fn under(self, outer: Self) -> Self {
        match (self.status, outer.status) {
            (_, Status::Actual) => self,
            (Status::Actual | Status::Planned, _) => outer,
            (Status::Denied, _) => self,
            (_, Status::Denied) | (Status::Possible, Status::Conditional) => outer,
            _ => self,
        }
    }
}

/// The status of the event at `word`, with the reason.
pub(super) fn read(cx: &Context<'_>, held: &Held, word: WordId, kind: EventType) -> (Status, Why) {
    let told = climb(cx, held, word, kind);
    let from = told.by.map(|by| cx.parse.span(by));
    (told.status, Why::with(told.rule, from))
}

fn climb(cx: &Context<'_>, held: &Held, word: WordId, kind: EventType) -> Told {
    let parse = cx.parse;
    let mut at = word;
    let mut told = own(cx, held, at);
    // Above a finite clause only a denial still touches the event: "denied the claim that they met".
    let mut above_clause = false;
    for _ in 0..DEPTH {
        let Some(head) = parse.head(at) else { break };
        let relation = parse.relation(at);
        if relation == Relation::Conj {
            let alike = is_nominal(cx, at) == is_nominal(cx, head);
            if alike && (is_nominal(cx, at) || !is_finite(cx, at)) {
                told = told.under(own(cx, held, head));
            }
            at = head;
            continue;
        }
        let finite = is_clausal(relation) && is_finite(cx, at);
        if above_clause && is_nominal(cx, at) {
            let denied = governor(cx, at, head) == Some(Fate::Told(Status::Denied));
            if denied && !grammar::is_negated(parse, head) {
                told = told.under(Told::new(Status::Denied, "event.status.governor", head));
            }
            at = head;
            continue;
        }
        if finite && is_question(cx, at, head) {
            break;
        }
        above_clause |= finite;
        match governor(cx, at, head) {
            Some(Fate::Told(Status::Actual)) => break,
            // What is rejected has been asked for, alleged or threatened.
            Some(Fate::Told(Status::Denied)) if at == word && is_uttered(kind) => break,
            Some(Fate::Told(status)) => {
                let status = if grammar::is_negated(parse, head) {
                    opposite(status)
                } else {
                    status
                };
                told = told.under(Told::new(status, "event.status.governor", head));
                if !finite {
                    told = told.under(modality(cx, held, head));
                }
            }
            Some(Fate::Shared) => told = told.under(own(cx, held, head)),
            None => match passes(cx, at, head, relation, finite) {
                Pass::Stop => break,
                Pass::Silent => {}
                Pass::Shared => told = told.under(own(cx, held, head)),
                Pass::Purpose => {
                    told = told.under(Told::new(Status::Planned, "event.status.purpose", head));
                    told = told.under(own(cx, held, head));
                }
                Pass::Supposed => {
                    let above = own(cx, held, head);
                    let status = if above.status == Status::Planned {
                        Status::Possible
                    } else {
                        above.status
                    };
                    told = told.under(Told { status, ..above });
                }
            },
        }
        at = head;
    }
    told
}

/// Whether an event is made by words, so that turning it down leaves it told.
const fn is_uttered(kind: EventType) -> bool {
    matches!(kind, EventType::Request | EventType::Accuse | EventType::Threaten)
}

/// What goes from a word to what hangs on it, where the table has nothing to say.
enum Pass {
    /// Nothing, and nothing from above either.
    Stop,
    /// Nothing, but words further up may govern both.
    Silent,
    /// All that is said of it.
    Shared,
    /// It is the aim of the word above.
    Purpose,
    /// What is said of a supposed event leaves it supposed: "an attack would end the truce".
    Supposed,
}

fn passes(cx: &Context<'_>, at: WordId, head: WordId, relation: Relation, finite: bool) -> Pass {
    let parse = cx.parse;
    match relation {
        Relation::Xcomp => Pass::Shared,
        Relation::Ccomp if finite => Pass::Silent,
        Relation::Ccomp => Pass::Shared,
        Relation::Csubj | Relation::CsubjPass => Pass::Supposed,
        Relation::Acl if finite => Pass::Silent,
        Relation::Advcl | Relation::Acl if has_mark(cx, at, &["to"]) => {
            if matches!(parse.xpos(head), Xpos::JJ | Xpos::JJS) && relation == Relation::Acl {
                Pass::Shared
            } else {
                Pass::Purpose
            }
        }
        Relation::Advcl if !finite && introduced_by(cx, at).is_none_or(|w| w == "by") => Pass::Shared,
        _ if !is_nominal(cx, at) || is_known(cx, at) => Pass::Stop,
        Relation::Obj | Relation::Iobj | Relation::NsubjPass => Pass::Shared,
        Relation::Nsubj | Relation::NsubjOuter => Pass::Supposed,
        Relation::Obl => match grammar::preposition(parse, at) {
            Some("to" | "on" | "into" | "in" | "with" | "by") => Pass::Shared,
            _ => Pass::Stop,
        },
        Relation::Nmod if grammar::preposition(parse, at) == Some("of") => {
            let people = cx.lexicon.words.nouns.contains_key(parse.lemma(head));
            if people { Pass::Stop } else { Pass::Shared }
        }
        _ => Pass::Stop,
    }
}

fn is_nominal(cx: &Context<'_>, word: WordId) -> bool {
    matches!(
        cx.parse.upos(word),
        Upos::NOUN | Upos::PROPN | Upos::PRON | Upos::NUM
    )
}

const fn is_clausal(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Xcomp
            | Relation::Ccomp
            | Relation::Acl
            | Relation::AclRelcl
            | Relation::Advcl
            | Relation::Csubj
            | Relation::CsubjPass
            | Relation::Parataxis
            | Relation::Root
    )
}

/// Whether a verb stands in a finite clause: it has a tense or a modal of its own and no "to".
pub(super) fn is_finite(cx: &Context<'_>, verb: WordId) -> bool {
    let parse = cx.parse;
    if has_mark(cx, verb, &["to"]) {
        return false;
    }
    grammar::tense(parse, verb) != Tense::None
        || parse
            .children_by(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
            .any(|c| matches!(parse.xpos(c), Xpos::MD | Xpos::VBD | Xpos::VBZ | Xpos::VBP))
        || has_mark(cx, verb, &["that", "whether", "if"])
        || parse.xpos(verb) != Xpos::VBG
            && parse
                .children_by(verb, &[Relation::Nsubj, Relation::NsubjPass])
                .next()
                .is_some()
}

/// Whether a clause is introduced by one of these words.
fn has_mark(cx: &Context<'_>, verb: WordId, words: &[&str]) -> bool {
    let parse = cx.parse;
    parse.children_by(verb, &[Relation::Mark]).any(|m| {
        words.contains(&parse.lower(m))
            || parse
                .children_by(m, &[Relation::Fixed])
                .any(|f| words.contains(&parse.lower(f)))
    })
}

/// The word that introduces a clause or phrase.
fn introduced_by<'p>(cx: &'p Context<'_>, word: WordId) -> Option<&'p str> {
    let parse = cx.parse;
    parse
        .children_by(word, &[Relation::Mark, Relation::Case])
        .next()
        .map(|m| parse.lower(m))
}

/// Whether a noun names an event as known: by an article, a possessor, a demonstrative or an ordinal, or by a
/// clause that tells of it as past.
pub(super) fn is_known(cx: &Context<'_>, noun: WordId) -> bool {
    let parse = cx.parse;
    parse.children(noun).iter().any(|&c| match parse.relation(c) {
        Relation::Det => matches!(parse.lower(c), "the" | "this" | "that" | "these" | "those"),
        Relation::NmodPoss => true,
        Relation::Amod => matches!(
            parse.lower(c),
            "first" | "second" | "third" | "last" | "latest" | "recent" | "previous" | "ongoing"
        ),
        Relation::AclRelcl => grammar::tense(parse, c) == Tense::Past,
        _ => false,
    })
}

/// What the table makes of a word that hangs on `head`.
fn governor(cx: &Context<'_>, at: WordId, head: WordId) -> Option<Fate> {
    let parse = cx.parse;
    let rows = cx.lexicon.governors.get(parse.lemma(head));
    let participle = parse.upos(head) == Upos::ADJ || matches!(parse.xpos(head), Xpos::VBN);
    let rows = if rows.is_empty() && participle {
        cx.lexicon.governors.get(parse.lower(head))
    } else {
        rows
    };
    rows.iter()
        .find(|g| fits_pos(cx, head, g.pos) && g.links.iter().any(|link| hangs(cx, at, head, link)))
        .map(|g| g.fate)
}

/// What the table of governors makes of a word that hangs on `head`; none where it does not know it.
pub(super) fn fate(cx: &Context<'_>, at: WordId, head: WordId) -> Option<Fate> {
    governor(cx, at, head)
}

/// "has attacked": told without a time of its own.
pub(super) fn is_perfect(cx: &Context<'_>, verb: WordId) -> bool {
    let parse = cx.parse;
    parse
        .children_by(verb, &[Relation::Aux])
        .any(|c| matches!(parse.lower(c), "has" | "have" | "'ve"))
}

fn fits_pos(cx: &Context<'_>, word: WordId, pos: Pos) -> bool {
    match pos {
        Pos::Verb => matches!(cx.parse.upos(word), Upos::VERB | Upos::AUX),
        Pos::Noun => matches!(cx.parse.upos(word), Upos::NOUN | Upos::PROPN),
        Pos::Adj => matches!(cx.parse.upos(word), Upos::ADJ | Upos::ADV | Upos::VERB),
        Pos::Prep => false,
    }
}

/// Whether `at` hangs on `head` in this way.
fn hangs(cx: &Context<'_>, at: WordId, head: WordId, link: &Link) -> bool {
    let parse = cx.parse;
    let relation = parse.relation(at);
    let clause = is_clausal(relation) && relation != Relation::AclRelcl && relation != Relation::Parataxis;
    let to = clause && has_mark(cx, at, &["to"]);
    let object = || parse.child(head, Relation::Obj).is_some() || grammar::is_passive(parse, head);
    let bare = parse.xpos(at) == Xpos::VBG && introduced_by(cx, at).is_none() && !is_finite(cx, at);
    match link {
        Link::To | Link::Going if !to => false,
        Link::To => true,
        Link::Going => parse.xpos(head) == Xpos::VBG,
        Link::That => clause && relation != Relation::Advcl && !to && is_finite(cx, at),
        Link::Ing => bare && (clause || relation == Relation::Obj),
        Link::Obj => {
            !bare
                && (relation == Relation::Obj
                    || relation == Relation::NsubjPass
                    || relation == Relation::Nsubj && grammar::is_passive(parse, head))
        }
        Link::Subj => matches!(
            relation,
            Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter
        ),
        Link::Under(prep) => is_under(cx, at, relation, prep),
        Link::ForTo => to && has_mark(cx, at, &["for"]),
        Link::ObjTo => to && object(),
        Link::ObjUnder(prep) => is_under(cx, at, relation, prep) && object(),
        Link::Particle(particle) => {
            matches!(relation, Relation::Obj | Relation::NsubjPass)
                && parse
                    .children_by(head, &[Relation::CompoundPrt, Relation::Advmod])
                    .any(|c| parse.lower(c) == particle)
        }
        Link::Modified => false,
    }
}

fn is_under(cx: &Context<'_>, at: WordId, relation: Relation, prep: &str) -> bool {
    let parse = cx.parse;
    matches!(
        relation,
        Relation::Obl | Relation::Nmod | Relation::Advcl | Relation::Acl | Relation::Xcomp | Relation::Ccomp
    ) && parse
        .children_by(at, &[Relation::Case, Relation::Mark])
        .any(|c| parse.lower(c) == prep)
        && !is_finite(cx, at)
}

/// "what was agreed", "where they met": what is asked about is taken for granted.
fn is_question(cx: &Context<'_>, verb: WordId, head: WordId) -> bool {
    let parse = cx.parse;
    let asks = |c: WordId| {
        matches!(parse.xpos(c), Xpos::WP | Xpos::WRB | Xpos::WDT) && parse.lower(c) != "that" && c < verb
    };
    parse.relation(verb) == Relation::Ccomp
        && !has_mark(cx, verb, &["that", "whether", "if"])
        && (parse.children(verb).iter().any(|&c| asks(c))
            || parse.children(head).iter().any(|&c| c > head && asks(c)))
}

/// A plan or demand that is denied leaves the event denied; a denial that is denied leaves it possible.
const fn opposite(status: Status) -> Status {
    match status {
        Status::Denied => Status::Possible,
        _ => Status::Denied,
    }
}

/// What a word's own negation, helpers and modifiers say of it.
fn own(cx: &Context<'_>, held: &Held, word: WordId) -> Told {
    let modal = modality(cx, held, word);
    if let Some(by) = negation(cx, word) {
        let parse = cx.parse;
        let limited = parse
            .children_by(word, &[Relation::Advcl, Relation::Obl])
            .any(|c| introduced_by(cx, c).is_some_and(|w| matches!(w, "until" | "unless" | "before")));
        return match (limited, modal.status) {
            (true, Status::Planned | Status::Conditional) => {
                Told::new(Status::Conditional, "event.status.condition", by)
            }
            // "did not leave until Friday": they left.
            (true, _) if grammar::tense(parse, word) == Tense::Past => Told::ACTUAL,
            (_, Status::Possible) if modal.rule == "event.status.condition" => modal,
            _ => Told::new(Status::Denied, "event.status.negation", by),
        };
    }
    modal
}

/// The word that negates: "not", "no", "without", "instead of", a negative subject or object, "yet to".
fn negation(cx: &Context<'_>, word: WordId) -> Option<WordId> {
    let parse = cx.parse;
    parse.children(word).iter().copied().find(|&c| {
        let lower = parse.lower(c);
        match parse.relation(c) {
            Relation::Advmod
            | Relation::Det
            | Relation::Aux
            | Relation::Cc
            | Relation::CcPreconj
            | Relation::Mark
            | Relation::Case => {
                (matches!(
                    lower,
                    "not" | "n't" | "never" | "no" | "without" | "neither" | "nor" | "cannot" | "hardly"
                ) || matches!(lower, "instead" | "rather") && parse.child(c, Relation::Fixed).is_some())
                    && !is_merely(cx, c)
                    || lower == "yet" && (has_mark(cx, word, &["to"]) || parse.lemma(word) == "have")
            }
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj => is_none(cx, c),
            _ => false,
        }
    })
}

/// "not only", "not just", "no fewer than".
fn is_merely(cx: &Context<'_>, negative: WordId) -> bool {
    let next = WordId(negative.0 + 1);
    next.index() < cx.parse.len()
        && matches!(
            cx.parse.lower(next),
            "only" | "just" | "merely" | "simply" | "least" | "fewer" | "less"
        )
}

/// "no soldier", "nobody", "neither side", "not a single shell".
fn is_none(cx: &Context<'_>, noun: WordId) -> bool {
    let parse = cx.parse;
    matches!(
        parse.lower(noun),
        "nobody" | "none" | "nothing" | "neither" | "no-one" | "noone"
    ) || parse.children(noun).iter().any(|&c| {
        matches!(
            parse.relation(c),
            Relation::Det | Relation::CcPreconj | Relation::Cc | Relation::Advmod
        ) && matches!(parse.lower(c), "no" | "neither" | "not")
            && !is_merely(cx, c)
    })
}

/// What helpers, conditions and modifiers say, negation apart.
fn modality(cx: &Context<'_>, held: &Held, word: WordId) -> Told {
    let parse = cx.parse;
    if let Some(head) = parse.head(word).filter(|&h| is_proviso(cx, h)) {
        return Told::new(Status::Conditional, "event.status.condition", head);
    }
    if let Some(by) = supposed(cx, word) {
        return Told::new(Status::Possible, "event.status.condition", by);
    }
    let condition = condition_beside(cx, word);
    let conditional = |told: Told| match condition {
        Some(by) => Told::new(Status::Conditional, "event.status.condition", by),
        None => told,
    };
    let children = parse.children(word);
    let perfect = children
        .iter()
        .any(|&c| parse.relation(c) == Relation::Aux && parse.lower(c) == "have");
    let mut finite_be = None;
    for &c in children {
        let lower = parse.lower(c);
        match parse.relation(c) {
            Relation::Aux | Relation::AuxPass | Relation::Cop => match lower {
                "may" | "might" | "could" | "can" | "ca" => {
                    return conditional(Told::new(Status::Possible, "event.status.modal", c));
                }
                "would" | "'d" if perfect => {
                    return Told::new(Status::Possible, "event.status.modal", c);
                }
                "will" | "shall" | "'ll" | "wo" | "would" => {
                    return conditional(Told::new(Status::Planned, "event.status.modal", c));
                }
                "must" if perfect => {}
                "must" | "should" | "ought" => {
                    // In somebody's mouth "must" is a demand; told by the report it is what a text lays down.
                    let asked = lower != "must" || held.innermost(parse.span(word)).is_some();
                    let status = if asked { Status::Demanded } else { Status::Planned };
                    return conditional(Told::new(status, "event.status.modal", c));
                }
                "is" | "are" | "was" | "were" | "am" | "'s" | "'re" => finite_be = Some(c),
                _ => {}
            },
            // "is to leave", "are due to meet".
            Relation::Mark => {
                if let (Some(be), "to") = (finite_be, lower) {
                    return conditional(Told::new(Status::Planned, "event.status.modal", be));
                }
                if let Some(status) = told_by(cx, c, &Link::To, "to") {
                    return conditional(Told::new(status, "event.status.governor", c));
                }
            }
            Relation::Amod | Relation::Advmod | Relation::Acl => {
                let participle = matches!(parse.xpos(c), Xpos::VBN | Xpos::VBD)
                    && parse.relation(c) == Relation::Acl
                    && grammar::subject(parse, c) == Some(word);
                let found = if parse.relation(c) == Relation::Acl {
                    participle.then(|| told_by(cx, c, &Link::Obj, "")).flatten()
                } else {
                    told_by(cx, c, &Link::Modified, "")
                };
                if let Some(status) = found.filter(|s| *s != Status::Actual) {
                    return Told::new(status, "event.status.modifier", c);
                }
            }
            _ => {}
        }
    }
    match condition {
        Some(by) if grammar::tense(parse, word) != Tense::Past => {
            Told::new(Status::Conditional, "event.status.condition", by)
        }
        _ => Told::ACTUAL,
    }
}

/// The status that a word of the table gives in a way of hanging; `fixed` asks that this word be fixed to it.
fn told_by(cx: &Context<'_>, word: WordId, link: &Link, fixed: &str) -> Option<Status> {
    let parse = cx.parse;
    if !fixed.is_empty()
        && !parse
            .children_by(word, &[Relation::Fixed])
            .any(|f| parse.lower(f) == fixed)
    {
        return None;
    }
    [parse.lower(word), parse.lemma(word)]
        .into_iter()
        .flat_map(|l| cx.lexicon.governors.get(l))
        .find(|g| g.links.contains(link))
        .and_then(|g| match g.fate {
            Fate::Told(status) => Some(status),
            Fate::Shared => None,
        })
}

/// The word that makes a clause a supposition: "if", "unless", "whether", "should they", "had they".
fn supposed(cx: &Context<'_>, verb: WordId) -> Option<WordId> {
    let parse = cx.parse;
    let mark = parse.children_by(verb, &[Relation::Mark]).find(|&m| {
        matches!(
            parse.lower(m),
            "if" | "unless" | "whether" | "lest" | "provided" | "providing"
        )
    });
    mark.or_else(|| inverted(cx, verb))
}

/// "should attacks resume", "had they wanted": a clause that opens with its helper is a condition.
fn inverted(cx: &Context<'_>, verb: WordId) -> Option<WordId> {
    let parse = cx.parse;
    if parse.relation(verb) != Relation::Advcl {
        return None;
    }
    let first = *parse
        .children(verb)
        .iter()
        .find(|&&c| parse.upos(c) != Upos::PUNCT)?;
    let subject = grammar::subject(parse, verb)?;
    (parse.relation(first) == Relation::Aux
        && matches!(parse.lower(first), "should" | "had" | "were")
        && first < subject)
        .then_some(first)
}

/// The word that opens a condition on which a clause hangs: "if", "unless", "provided", "only after".
fn condition_beside(cx: &Context<'_>, verb: WordId) -> Option<WordId> {
    let parse = cx.parse;
    parse
        .children_by(verb, &[Relation::Advcl])
        .find_map(|clause| {
            let only = parse
                .children_by(clause, &[Relation::Advmod])
                .chain(parse.children_by(verb, &[Relation::Advmod]))
                .find(|&a| parse.lower(a) == "only");
            let mark = parse.children_by(clause, &[Relation::Mark]).find(|&m| {
                matches!(
                    parse.lower(m),
                    "if" | "unless" | "provided" | "providing" | "once" | "lest"
                ) || parse.lower(m) == "as"
                    && parse
                        .children_by(m, &[Relation::Fixed])
                        .any(|f| parse.lower(f) == "long")
            });
            let timed = parse
                .children_by(clause, &[Relation::Mark, Relation::Advmod])
                .any(|m| matches!(parse.lower(m), "when" | "after" | "as" | "once" | "until"));
            mark.or_else(|| only.filter(|_| timed))
                .or_else(|| inverted(cx, clause))
                .or_else(|| is_proviso(cx, clause).then_some(clause))
        })
        .or_else(|| {
            parse
                .children_by(verb, &[Relation::Obl])
                .find(|&o| is_proviso(cx, o))
        })
}

/// "provided that", "on condition that".
fn is_proviso(cx: &Context<'_>, word: WordId) -> bool {
    let parse = cx.parse;
    match parse.lower(word) {
        "provided" | "providing" => parse.child(word, Relation::Ccomp).is_some(),
        "condition" | "proviso" => grammar::preposition(parse, word) == Some("on"),
        _ => false,
    }
}
