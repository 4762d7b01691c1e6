//! Whether an event is told as a fact: by tense, modality, negation, condition and what governs it, to any depth.

use crate::Status;
use crate::context::Context;
use crate::grammar::{self, Tense};
use dateline_syntax::{Relation, Upos};
use dateline_text::WordId;

/// Words that govern a plan, in the order in which the kinds are asked.
const PLANNED: &[&str] = &[
    "plan",
    "agree",
    "promise",
    "intend",
    "prepare",
    "vow",
    "pledge",
    "decide",
    "schedule",
    "expect",
    "set",
    "aim",
    "hope",
    "due",
    "ready",
    "want",
    "seek",
    "undertake",
    "commit",
    "offer",
    "announce",
    "intention",
    "preparation",
    "pledge",
    "promise",
    "ahead",
    "mean",
    "order",
    "mandate",
    "bind",
    "oblige",
    "guarantee",
    "assure",
];
const DEMANDED: &[&str] = &[
    "demand",
    "urge",
    "ask",
    "require",
    "appeal",
    "insist",
    "request",
    "propose",
    "press",
    "call",
    "proposal",
    "ultimatum",
    "recommend",
    "plea",
    "petition",
    "invite",
];
const POSSIBLE: &[&str] = &[
    "fear",
    "consider",
    "suspect",
    "threaten",
    "threat",
    "risk",
    "possibility",
    "danger",
    "allege",
    "warn",
    "suggest",
    "attempt",
    "try",
    "speculation",
    "rumour",
    "rumor",
    "discuss",
    "prospect",
    "likely",
    "chance",
    "could",
];
const DENIED: &[&str] = &[
    "deny", "refuse", "reject", "fail", "avoid", "prevent", "refrain", "decline", "unable", "stop", "avert",
    "foil", "thwart", "lack", "refusal", "absence", "failure", "dismiss", "rule",
];

/// The status of the event at `word`.
pub(super) fn read(cx: &Context<'_>, word: WordId) -> Status {
    let parse = cx.parse;
    let mut at = word;
    let mut found = own(cx, at);
    for _ in 0..16 {
        if found != Status::Actual {
            return found;
        }
        let Some(head) = parse.head(at) else { break };
        let relation = parse.relation(at);
        found = governed(cx, at, head, relation);
        if found != Status::Actual {
            return found;
        }
        if climbs(cx, at, head, relation) {
            found = own(cx, head);
        } else if matches!(
            relation,
            Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl | Relation::Advcl
        ) {
            // A clause of its own is not negated or moved to the future by the clause above it.
            if matches!(relation, Relation::AclRelcl | Relation::Parataxis) {
                break;
            }
        }
        at = head;
    }
    found
}

/// Whether what holds of `head` holds of the part `at`.
fn climbs(cx: &Context<'_>, at: WordId, head: WordId, relation: Relation) -> bool {
    match relation {
        // A nominal event shares the fate of the verb that it is subject, object or complement of.
        Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::Nmod | Relation::Appos => true,
        Relation::Obl => !matches!(
            grammar::preposition(cx.parse, at),
            Some(
                "after"
                    | "since"
                    | "during"
                    | "before"
                    | "because"
                    | "despite"
                    | "as"
                    | "amid"
                    | "following"
                    | "over"
            )
        ),
        Relation::Xcomp => true,
        Relation::Conj => own_tense(cx, at) == Tense::None && cx.parse.upos(at) == cx.parse.upos(head),
        _ => false,
    }
}

fn own_tense(cx: &Context<'_>, word: WordId) -> Tense {
    grammar::tense(cx.parse, word)
}

/// What the word's own helpers say.
fn own(cx: &Context<'_>, word: WordId) -> Status {
    let parse = cx.parse;
    if grammar::is_negated(parse, word) {
        return Status::Denied;
    }
    for &c in parse.children(word) {
        let lower = parse.lower(c);
        match parse.relation(c) {
            Relation::Mark if matches!(lower, "if" | "unless" | "should" | "provided" | "once" | "until") => {
                return Status::Conditional;
            }
            Relation::Aux | Relation::AuxPass => match lower {
                "may" | "might" | "could" | "can" => return Status::Possible,
                "will" | "shall" | "'ll" | "wo" | "would" | "must" | "should" | "ought" => {
                    return condition_beside(cx, word);
                }
                _ => {}
            },
            Relation::Amod => match parse.lemma(c) {
                "alleged" | "possible" | "potential" | "feared" | "likely" => return Status::Possible,
                "planned" | "upcoming" | "proposed" | "future" | "imminent" | "forthcoming" => {
                    return Status::Planned;
                }
                _ => {}
            },
            _ => {}
        }
    }
    // "is to leave", "are due to meet".
    let infinitive = parse
        .children_by(word, &[Relation::Mark])
        .any(|m| parse.lower(m) == "to");
    if infinitive && parse.head(word).is_some_and(|h| parse.lemma(h) == "be") {
        return Status::Planned;
    }
    Status::Actual
}

/// "would" and "will" beside an if-clause is conditional, else planned.
fn condition_beside(cx: &Context<'_>, word: WordId) -> Status {
    let parse = cx.parse;
    let conditional = parse.children_by(word, &[Relation::Advcl]).any(|c| {
        parse
            .children_by(c, &[Relation::Mark])
            .any(|m| matches!(parse.lower(m), "if" | "unless" | "until" | "once" | "provided"))
    }) || (parse
        .children_by(word, &[Relation::Advmod])
        .any(|a| parse.lower(a) == "only")
        && parse.children_by(word, &[Relation::Advcl]).next().is_some());
    if conditional {
        Status::Conditional
    } else {
        Status::Planned
    }
}

/// What the governing word makes of the part that hangs below it.
fn governed(cx: &Context<'_>, at: WordId, head: WordId, relation: Relation) -> Status {
    let parse = cx.parse;
    let clause = matches!(
        relation,
        Relation::Xcomp | Relation::Ccomp | Relation::Acl | Relation::Csubj | Relation::CsubjPass
    );
    let purpose = relation == Relation::Advcl
        && parse
            .children_by(at, &[Relation::Mark])
            .any(|m| matches!(parse.lower(m), "to" | "so"))
        && parse.upos(at) == Upos::VERB;
    let lemma = parse.lemma(head);
    let nominal = matches!(
        relation,
        Relation::Obj | Relation::Obl | Relation::Nmod | Relation::NsubjPass | Relation::Compound
    );
    let finite = parse
        .children_by(at, &[Relation::Aux, Relation::Nsubj, Relation::NsubjPass])
        .next()
        .is_some();
    let to = parse
        .children_by(at, &[Relation::Mark])
        .any(|m| parse.lower(m) == "to");
    if clause || nominal {
        if DENIED.contains(&lemma)
            && (clause
                || matches!(
                    relation,
                    Relation::Obj | Relation::Obl | Relation::Nmod | Relation::NsubjPass
                ))
        {
            // "stopped the attack" happened to an attack that was; "denied", "prevented", "refused" tell of none.
            return if lemma == "stop" && nominal {
                Status::Actual
            } else {
                Status::Denied
            };
        }
        if DEMANDED.contains(&lemma)
            && !(relation == Relation::Ccomp
                && lemma == "insist"
                && finite
                && !to
                && parse.children_by(at, &[Relation::Aux]).next().is_some())
        {
            return Status::Demanded;
        }
        if POSSIBLE.contains(&lemma) && !(lemma == "warn" && relation == Relation::Ccomp) {
            return Status::Possible;
        }
        let plan = PLANNED.contains(&lemma)
            && (!finite || to || nominal)
            && !(nominal && matches!(lemma, "announce" | "set" | "mean"));
        if plan && !(nominal && matches!(relation, Relation::Nmod) && matches!(lemma, "agreement")) {
            return Status::Planned;
        }
    }
    if purpose {
        return Status::Planned;
    }
    Status::Actual
}
