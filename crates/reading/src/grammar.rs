//! Questions of grammar that several stages ask of a tree.

use dateline_syntax::{Parse, Relation, Upos, Xpos};
use dateline_text::WordId;

/// The preposition that introduces a nominal: `by` of "by rebels". Compound ones give their first word.
pub(crate) fn preposition<'p>(parse: &'p Parse<'_>, noun: WordId) -> Option<&'p str> {
    parse
        .child(noun, Relation::Case)
        .filter(|&c| parse.xpos(c) != Xpos::POS)
        .map(|c| parse.lower(c))
}

/// Whether a verb is passive: it has a passive subject or auxiliary, or is a bare participle after a noun.
pub(crate) fn is_passive(parse: &Parse<'_>, verb: WordId) -> bool {
    let marked = parse.children(verb).iter().any(|&c| {
        matches!(
            parse.relation(c),
            Relation::NsubjPass | Relation::AuxPass | Relation::CsubjPass | Relation::OblAgent
        )
    });
    // "was arrested and charged": the second participle shares the first one's auxiliary.
    let shared = || {
        parse.xpos(verb) == Xpos::VBN
            && parse.relation(verb) == Relation::Conj
            && parse.head(verb).is_some_and(|h| is_passive(parse, h))
            && !parse.children(verb).iter().any(|&c| {
                matches!(
                    parse.relation(c),
                    Relation::Aux | Relation::Nsubj | Relation::Obj | Relation::Cop
                )
            })
    };
    marked
        || shared()
        || (parse.xpos(verb) == Xpos::VBN
            && matches!(
                parse.relation(verb),
                Relation::Acl | Relation::Amod | Relation::Advcl
            )
            && !parse
                .children(verb)
                .iter()
                .any(|&c| parse.relation(c) == Relation::Aux))
}

/// Whether a word is denied by a "not", "never", "no" or "without" of its own.
pub(crate) fn is_negated(parse: &Parse<'_>, word: WordId) -> bool {
    parse.children(word).iter().any(|&c| {
        matches!(
            parse.relation(c),
            Relation::Advmod
                | Relation::Det
                | Relation::Mark
                | Relation::Case
                | Relation::CcPreconj
                | Relation::Cc
                | Relation::Aux
        ) && matches!(
            parse.lower(c),
            "not" | "n't" | "never" | "no" | "without" | "neither" | "nor" | "cannot"
        )
    })
}

/// The words coordinated with `word`, itself first.
pub(crate) fn conjuncts(parse: &Parse<'_>, word: WordId) -> Vec<WordId> {
    let mut out = vec![word];
    let mut at = 0;
    while at < out.len() {
        out.extend(parse.children_by(out[at], &[Relation::Conj]));
        at += 1;
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The first of the coordination that `word` stands in.
pub(crate) fn first_conjunct(parse: &Parse<'_>, word: WordId) -> WordId {
    let mut at = word;
    for _ in 0..parse.len() {
        match parse.head(at) {
            Some(head) if parse.relation(at) == Relation::Conj => at = head,
            _ => break,
        }
    }
    at
}

/// Whether a word can head a clause.
pub(crate) fn is_clause_head(parse: &Parse<'_>, word: WordId) -> bool {
    matches!(parse.upos(word), Upos::VERB | Upos::AUX) || parse.child(word, Relation::Cop).is_some()
}

/// The verb or predicate of the smallest clause that holds `word` (itself, if it heads one).
pub(crate) fn clause_of(parse: &Parse<'_>, word: WordId) -> Option<WordId> {
    [word]
        .into_iter()
        .chain(parse.ancestors(word))
        .find(|&w| is_clause_head(parse, w) && parse.upos(w) != Upos::AUX)
}

/// Tense of a clause as its finite verb shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tense {
    /// "left", "had left", "has left", "was leaving".
    Past,
    /// "leaves", "is leaving".
    Present,
    /// "will leave", "is to leave", "would leave", "is due to leave".
    Future,
    /// No finite verb of its own.
    None,
}

/// The tense of the clause that `verb` heads.
pub(crate) fn tense(parse: &Parse<'_>, verb: WordId) -> Tense {
    let mut tense = match parse.xpos(verb) {
        Xpos::VBD => Tense::Past,
        Xpos::VBZ | Xpos::VBP => Tense::Present,
        _ => Tense::None,
    };
    let copula = parse.child(verb, Relation::Cop);
    for c in parse
        .children_by(verb, &[Relation::Aux, Relation::AuxPass])
        .chain(copula)
    {
        match (parse.lemma(c), parse.xpos(c)) {
            ("will" | "shall" | "would" | "'ll" | "wo", _) => return Tense::Future,
            ("have", Xpos::VBZ | Xpos::VBP | Xpos::VBD) | (_, Xpos::VBD) => tense = Tense::Past,
            (_, Xpos::VBZ | Xpos::VBP | Xpos::MD) if tense == Tense::None => tense = Tense::Present,
            _ => {}
        }
    }
    tense
}

/// The subject of a verb: its own, or that of the verb it is coordinated with or controlled by.
///
/// For a passive verb this is the one it happens to. "The army pulled out and shelled the town": `army` for both.
pub(crate) fn subject(parse: &Parse<'_>, verb: WordId) -> Option<WordId> {
    let mut at = verb;
    for _ in 0..12 {
        let own = parse.children(at).iter().copied().find(|&c| {
            matches!(
                parse.relation(c),
                Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter
            )
        });
        if let Some(own) = own {
            return Some(relative_antecedent(parse, own, at).unwrap_or(own));
        }
        let head = parse.head(at)?;
        at = match parse.relation(at) {
            Relation::Conj if is_clause_head(parse, head) => head,
            // "forced them to flee": the object of the upper verb is meant; "agreed to leave": its subject.
            Relation::Xcomp => {
                let object = parse.children_by(head, &[Relation::Obj, Relation::Iobj]).next();
                if let (Some(object), false) = (object, is_passive(parse, head))
                    && parse.lemma(head) != "promise"
                {
                    return Some(object);
                }
                head
            }
            // "killing two": the subject of the main clause.
            Relation::Advcl
                if parse.xpos(at) == Xpos::VBG
                    || parse.xpos(at) == Xpos::VBN
                    || parse.xpos(at) == Xpos::VB =>
            {
                head
            }
            // "troops stationed there", "the man accused": the noun that it modifies.
            Relation::Acl => return Some(head),
            Relation::AclRelcl => return None,
            _ => return None,
        };
    }
    None
}

/// What a relative pronoun in a relative clause stands for.
pub(crate) fn relative_antecedent(parse: &Parse<'_>, pronoun: WordId, verb: WordId) -> Option<WordId> {
    if !matches!(parse.xpos(pronoun), Xpos::WDT | Xpos::WP | Xpos::WP_) && parse.lower(pronoun) != "that" {
        return None;
    }
    let mut at = verb;
    for _ in 0..12 {
        let head = parse.head(at)?;
        match parse.relation(at) {
            Relation::AclRelcl | Relation::Acl => return Some(head),
            Relation::Conj | Relation::Ccomp | Relation::Xcomp | Relation::Advcl => at = head,
            _ => return None,
        }
    }
    None
}

/// The nominals under a word in a relation, each with those coordinated with it.
pub(crate) fn all_of(parse: &Parse<'_>, word: WordId, relations: &[Relation]) -> Vec<WordId> {
    parse
        .children_by(word, relations)
        .flat_map(|c| conjuncts(parse, c))
        .collect()
}
