//! Words that attribute, and whether they do so where they stand.

use crate::context::Context;
use crate::grammar;
use dateline_lexicon::{Content, Cue, Pos};
use dateline_syntax::{Relation, Upos, Xpos};
use dateline_text::WordId;

/// Verbs under which a to-clause tells what was done, not what may be: "took to Twitter to deny".
const DONE: &[&str] = &[
    "take",
    "go",
    "use",
    "continue",
    "begin",
    "start",
    "keep",
    "hasten",
    "move",
    "rush",
    "write",
    "speak",
    "tweet",
    "post",
    "call",
    "return",
    "proceed",
    "come",
    "appear",
    "step",
    "join",
    "turn",
    "repeat",
    "dare",
    "manage",
    "gather",
    "rally",
    "march",
    "assemble",
    "phone",
    "telephone",
    "issue",
    "release",
];

/// A use of a cue: its entry and the last of its words.
#[derive(Clone, Copy)]
pub(super) struct Use<'c> {
    pub(super) cue: &'c Cue,
    pub(super) last: WordId,
}

/// The entries of a word whose further words are there too, longest first.
pub(super) fn uses<'c>(cx: &'c Context<'_>, word: WordId, pos: Pos) -> Vec<Use<'c>> {
    let parse = cx.parse;
    let key = if pos == Pos::Prep {
        parse.lower(word)
    } else {
        parse.lemma(word)
    };
    let cues = &cx.lexicon.words.cues;
    let mut found = cues.get(key);
    // A verb that the lemmatiser took for a plural: "he thanks the donors".
    if found.is_empty()
        && pos == Pos::Verb
        && let Some(stem) = key.strip_suffix('s')
    {
        found = cues.get(stem);
    }
    let mut out: Vec<Use<'c>> = found
        .iter()
        .filter(|c| c.pos == pos)
        .filter_map(|cue| last_word(cx, cue, word).map(|last| Use { cue, last }))
        .collect();
    // "call for" is tried before "call".
    out.sort_by_key(|u| std::cmp::Reverse(n_words(u.cue)));
    out
}

fn n_words(cue: &Cue) -> usize {
    cue.lemma.split_whitespace().count()
}

/// The last word of a cue of one or more words. Between them a determiner, possessive, adjective or "it" may stand
/// ("expressed its deep concern", "made it clear"), and for a few the object ("held the army responsible").
fn last_word(cx: &Context<'_>, cue: &Cue, word: WordId) -> Option<WordId> {
    let parse = cx.parse;
    let end = parse.sentence(parse.sentence_of(word)).words.end;
    let mut at = word.0;
    for wanted in cue.lemma.split_whitespace().skip(1) {
        let is = |w: u32| parse.lower(WordId(w)) == wanted || parse.lemma(WordId(w)) == wanted;
        let gap = matches!(wanted, "responsible" | "accountable" | "doubt" | "question")
            .then_some(8)
            .unwrap_or(4);
        let found = (at + 1..end.min(at + 1 + gap)).find(|&w| is(w))?;
        // "called Wednesday for": a day may stand between.
        let passes = |w: u32| {
            matches!(
                parse.lower(WordId(w)),
                "monday"
                    | "tuesday"
                    | "wednesday"
                    | "thursday"
                    | "friday"
                    | "saturday"
                    | "sunday"
                    | "today"
                    | "yesterday"
                    | "tonight"
            ) || matches!(
                parse.upos(WordId(w)),
                Upos::DET | Upos::PRON | Upos::ADJ | Upos::ADV | Upos::PART | Upos::NUM
            )
        };
        if gap == 4 && !(at + 1..found).all(passes) {
            return None;
        }
        at = found;
    }
    Some(WordId(at))
}

/// Whether a cue can have a content of this kind.
pub(super) fn takes(cue: &Cue, content: &Content) -> bool {
    cue.content.contains(content)
}

/// Whether a verb of saying is told as said: neither denied, nor to come, nor asked for, nor a mere condition.
pub(super) fn is_said(cx: &Context<'_>, verb: WordId) -> bool {
    !is_denied(cx, verb) && !is_unreal(cx, verb) && !is_silent(cx, verb)
}

/// "did not say", "neither the army nor the RSF disclosed", "nobody said".
pub(super) fn is_denied(cx: &Context<'_>, verb: WordId) -> bool {
    let parse = cx.parse;
    let negative = |w: WordId| {
        matches!(
            parse.lower(w),
            "neither" | "nobody" | "none" | "nothing" | "no-one"
        )
    };
    grammar::is_negated(parse, verb)
        || grammar::subject(parse, verb).is_some_and(|s| {
            negative(s)
                || parse.children(s).iter().any(|&c| {
                    (negative(c) || parse.lower(c) == "no")
                        && matches!(
                            parse.relation(c),
                            Relation::CcPreconj | Relation::Det | Relation::Advmod | Relation::Cc
                        )
                })
        })
}

/// "will say", "would say", "to say", "if he says", "unless they say".
fn is_unreal(cx: &Context<'_>, verb: WordId) -> bool {
    let parse = cx.parse;
    let children = parse.children(verb);
    let modal = children.iter().any(|&c| {
        matches!(parse.relation(c), Relation::Aux)
            && matches!(
                parse.lemma(c),
                "will"
                    | "would"
                    | "may"
                    | "might"
                    | "could"
                    | "should"
                    | "must"
                    | "shall"
                    | "can"
                    | "ca"
                    | "wo"
                    | "'ll"
                    | "ought"
            )
    });
    let condition = parse.relation(verb) == Relation::Advcl
        && children.iter().any(|&c| {
            parse.relation(c) == Relation::Mark
                && matches!(
                    parse.lower(c),
                    "if" | "unless" | "until" | "once" | "before" | "lest" | "without"
                )
        });
    modal || condition || is_bare_aim(cx, verb)
}

/// "wants to say", "a plan to announce": a to-clause that no deed carries.
fn is_bare_aim(cx: &Context<'_>, verb: WordId) -> bool {
    let parse = cx.parse;
    if parse.xpos(verb) != Xpos::VB {
        return false;
    }
    let to = parse
        .children_by(verb, &[Relation::Mark])
        .any(|c| parse.lower(c) == "to");
    if !to {
        return false;
    }
    match parse.relation(verb) {
        Relation::Xcomp | Relation::Advcl | Relation::Ccomp | Relation::Conj => !parse
            .head(verb)
            .is_some_and(|h| cx.is(h, DONE) && !is_unreal(cx, h) && !grammar::is_negated(parse, h)),
        _ => true,
    }
}

/// "declined to comment", "refused to say", "asked not to be named": nothing was said.
fn is_silent(cx: &Context<'_>, verb: WordId) -> bool {
    let parse = cx.parse;
    let holds_back = |w: WordId| cx.is(w, &["decline", "refuse", "fail", "stop", "cease"]);
    let speech = |w: WordId| {
        cx.is(
            w,
            &[
                "say",
                "comment",
                "tell",
                "disclose",
                "name",
                "give",
                "respond",
                "answer",
                "elaborate",
                "confirm",
                "reply",
                "specify",
                "speak",
                "reveal",
                "discuss",
                "identify",
                "be",
            ],
        )
    };
    let unnamed = |w: WordId| {
        cx.is(w, &["name", "identify", "quote", "anonymous", "unnamed"])
            || parse
                .children(w)
                .iter()
                .any(|&c| cx.is(c, &["anonymous", "unnamed", "anonymity"]))
    };
    (parse.relation(verb) == Relation::Xcomp && speech(verb) && parse.head(verb).is_some_and(holds_back))
        || (cx.is(verb, &["decline", "fail"]) && parse.children_by(verb, &[Relation::Xcomp]).any(speech))
        || (cx.is(verb, &["refuse"])
            && parse
                .children_by(verb, &[Relation::Xcomp])
                .any(|x| cx.is(x, &["comment", "say", "speak", "answer", "elaborate", "be"])))
        || (cx.is(
            verb,
            &["ask", "request", "want", "wish", "prefer", "insist", "demand"],
        ) && parse
            .children_by(verb, &[Relation::Xcomp, Relation::Ccomp, Relation::Advcl])
            .any(unnamed))
}

/// The cue that a verb is really joined to, where the tree joins it to the cue's content: in "accused the army of
/// looting and threatened to march", whoever accused threatened.
pub(super) fn joined_to(cx: &Context<'_>, verb: WordId) -> Option<WordId> {
    let parse = cx.parse;
    let form = parse.xpos(verb);
    let finite = matches!(form, Xpos::VBD | Xpos::VBZ | Xpos::VBP);
    let has = |w: WordId, relations: &[Relation]| parse.children_by(w, relations).next().is_some();
    if !finite
        || parse.relation(verb) != Relation::Conj
        || has(
            verb,
            &[
                Relation::Nsubj,
                Relation::NsubjPass,
                Relation::Aux,
                Relation::AuxPass,
                Relation::Expl,
                Relation::Cop,
            ],
        )
        || uses(cx, verb, Pos::Verb).is_empty()
    {
        return None;
    }
    let first = grammar::first_conjunct(parse, verb);
    // "said troops entered and demanded surrender": the forms agree, so the tree is believed.
    let agrees = parse.xpos(first) == form && !has(first, &[Relation::Aux, Relation::AuxPass]);
    if agrees {
        return None;
    }
    parse
        .ancestors(first)
        .take(3)
        .find(|&a| a < first && parse.xpos(a) == form && !uses(cx, a, Pos::Verb).is_empty())
}
