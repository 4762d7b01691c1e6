//! Who says what, through whom.
//!
//! A cue of the lexicon (`said`, `according to`, `condemned`) puts content in a speaker's mouth. The tree gives the
//! content's clause and the speaker (`content`); quotation marks carry a quotation on over sentences (`quote`).

mod content;
mod held;
mod quote;

pub(crate) use held::Held;

use crate::context::Context;
use crate::entities::Entities;
use crate::grammar;
use crate::times::Dated;
use crate::{EntityId, EntityKind, Rule, Statement, StatementId, Why};
use dateline_lexicon::{Content, Cue, Pos};
use dateline_syntax::{Relation, Upos};
use dateline_text::{Span, WordId};
use quote::Quotation;

/// The rules of this stage.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "statement.clause",
        description: "A verb of saying with the clause that it reports.",
        example: "The ministry said that two soldiers had died.",
    },
    Rule {
        id: "statement.quote",
        description: "A quotation with the verb of saying before, in the middle or after; it goes on until its marks close.",
        example: "\"We will not leave,\" Solane said.",
    },
    Rule {
        id: "statement.object",
        description: "A verbal act whose object stands for what is said.",
        example: "The union condemned the arrests.",
    },
    Rule {
        id: "statement.according",
        description: "A source named by \"according to\" for the clause it stands in.",
        example: "Two soldiers died, according to the ministry.",
    },
];

/// A statement in the making.
struct Draft<'c> {
    cue: &'c Cue,
    cue_words: (WordId, WordId),
    speaker: Option<WordId>,
    content: Vec<Span>,
    rule: &'static str,
}

/// Finds the statements of a report, in the order of their first span.
pub(crate) fn read(cx: &Context<'_>, entities: &mut Entities, times: &[Dated]) -> Vec<Statement> {
    let quotations = quote::find(cx);
    let mut out: Vec<Statement> = Vec::new();
    for word in cx.parse.words() {
        let spoken = matches!(cx.parse.upos(word), Upos::VERB | Upos::AUX);
        let draft = spoken
            .then(|| verb(cx, &quotations, word))
            .flatten()
            .or_else(|| according(cx, word));
        if let Some(draft) = draft {
            finish(cx, entities, times, draft, &mut out);
        }
    }
    out.sort_by_key(|s| s.content.first().copied().unwrap_or(s.cue).start.min(s.cue.start));
    relays(&mut out);
    parents(&mut out);
    out
}

/// The cue entry of a verb in the use that it is in.
fn verb<'c>(cx: &'c Context<'_>, quotations: &[Quotation], word: WordId) -> Option<Draft<'c>> {
    let parse = cx.parse;
    let cues: Vec<&Cue> = cx
        .lexicon
        .words
        .cues
        .get(parse.lemma(word))
        .iter()
        .filter(|c| c.pos == Pos::Verb && fits_words(cx, c, word))
        .collect();
    if cues.is_empty() || grammar::is_negated(parse, word) || silent(cx, word) {
        return None;
    }
    let speaker = if grammar::is_passive(parse, word) {
        parse
            .children_by(word, &[Relation::OblAgent, Relation::Obl])
            .find(|&o| {
                parse.relation(o) == Relation::OblAgent || grammar::preposition(parse, o) == Some("by")
            })
            .or_else(|| {
                cx.is(word, &["quote", "cite", "report"])
                    .then(|| grammar::subject(parse, word))
                    .flatten()
            })
    } else {
        grammar::subject(parse, word)
    };
    for cue in cues {
        for pattern in &cue.content {
            let found = match pattern {
                Content::That => clause(cx, word),
                Content::Quote => quoted(cx, quotations, word),
                Content::To => to_clause(cx, word),
                Content::Obj => object(cx, word),
                Content::Obl(prep) => oblique(cx, word, prep),
            };
            if let Some((content, rule)) = found.filter(|(c, _)| !c.is_empty()) {
                let content = carry_on(cx, quotations, content);
                return Some(Draft {
                    cue,
                    cue_words: (word, last_word(cx, cue, word)),
                    speaker,
                    content,
                    rule,
                });
            }
        }
    }
    None
}

/// Whether the words of a cue of several words follow.
fn fits_words(cx: &Context<'_>, cue: &Cue, word: WordId) -> bool {
    cue.lemma.split_whitespace().skip(1).enumerate().all(|(i, w)| {
        let at = word.index() + 1 + i;
        at < cx.parse.len()
            && (cx.parse.lower(WordId(at as u32)) == w || cx.parse.lemma(WordId(at as u32)) == w)
    })
}

fn last_word(cx: &Context<'_>, cue: &Cue, word: WordId) -> WordId {
    let n = cue.lemma.split_whitespace().count() as u32;
    WordId((word.0 + n.saturating_sub(1)).min(cx.parse.len() as u32 - 1))
}

/// "declined to comment", "refused to say": nothing was said.
fn silent(cx: &Context<'_>, word: WordId) -> bool {
    let parse = cx.parse;
    let holds_back = |w: WordId| cx.is(w, &["decline", "refuse", "fail"]);
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
            ],
        )
    };
    (parse.relation(word) == Relation::Xcomp && speech(word) && parse.head(word).is_some_and(holds_back))
        || (holds_back(word) && parse.children_by(word, &[Relation::Xcomp]).any(speech))
}

/// The pieces of what is said, and the rule that found them.
type Said = Option<(Vec<Span>, &'static str)>;

/// The clause that a verb of saying reports, before or behind it.
fn clause(cx: &Context<'_>, word: WordId) -> Said {
    let parse = cx.parse;
    let below = parse.children(word).iter().copied().find(|&c| {
        parse.relation(c) == Relation::Ccomp
            || (parse.relation(c) == Relation::Parataxis && grammar::is_clause_head(parse, c))
    });
    if let Some(top) = below {
        let mut content = content::pieces(cx, top, |w| is_according(cx, w));
        // "said A and that B": coordinated clauses belong to what is said.
        if content.len() > 1 && content.iter().all(|c| c.end < parse.span(word).start) {
            content = vec![content[0].cover(content[content.len() - 1])];
        }
        return Some((content, "statement.clause"));
    }
    // "Troops had left, the mayor said": the content is the head and the cue hangs below it.
    let head = parse.head(word)?;
    if parse.relation(word) == Relation::Parataxis && grammar::is_clause_head(parse, head) {
        return Some((
            content::pieces(cx, head, |w| w == word || is_according(cx, w)),
            "statement.clause",
        ));
    }
    None
}

/// A quotation that the cue stands beside.
fn quoted(cx: &Context<'_>, quotations: &[Quotation], word: WordId) -> Said {
    let parse = cx.parse;
    if quote::around(quotations, word).is_some() {
        return None;
    }
    let sentence = &parse.sentence(parse.sentence_of(word)).words;
    let here: Vec<&Quotation> = quotations
        .iter()
        .filter(|q| q.start < sentence.end && q.end > sentence.start && q.end - q.start > 3)
        .collect();
    let pieces: Vec<Span> = here
        .iter()
        .filter_map(|q| content::run(cx, q.start.max(sentence.start), q.end.min(sentence.end)))
        .collect();
    (!pieces.is_empty()).then_some((pieces, "statement.quote"))
}

fn to_clause(cx: &Context<'_>, word: WordId) -> Said {
    let parse = cx.parse;
    let top = parse.children(word).iter().copied().find(|&c| {
        matches!(
            parse.relation(c),
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl
        ) && parse
            .children_by(c, &[Relation::Mark])
            .any(|m| parse.lower(m) == "to")
    })?;
    let mark = parse
        .children_by(top, &[Relation::Mark])
        .find(|&m| parse.lower(m) == "to");
    Some((
        content::pieces(cx, top, |w| Some(w) == mark || is_according(cx, w)),
        "statement.clause",
    ))
}

fn object(cx: &Context<'_>, word: WordId) -> Said {
    let parse = cx.parse;
    let top = if grammar::is_passive(parse, word) {
        parse.children_by(word, &[Relation::NsubjPass]).next()?
    } else {
        parse.children_by(word, &[Relation::Obj]).next()?
    };
    Some((
        content::pieces(cx, top, |w| is_according(cx, w)),
        "statement.object",
    ))
}

fn oblique(cx: &Context<'_>, word: WordId, prep: &str) -> Said {
    let parse = cx.parse;
    let top = parse.children(word).iter().copied().find(|&c| {
        matches!(
            parse.relation(c),
            Relation::Obl | Relation::Nmod | Relation::Advcl
        ) && parse
            .children(c)
            .iter()
            .any(|&p| matches!(parse.relation(p), Relation::Case | Relation::Mark) && parse.lower(p) == prep)
    })?;
    Some((
        content::pieces(cx, top, |w| parse.lower(w) == prep && parse.head(w) == Some(top)),
        "statement.object",
    ))
}

/// Whether a branch is a source of its own: "according to the ministry".
fn is_according(cx: &Context<'_>, word: WordId) -> bool {
    cx.parse
        .children(word)
        .iter()
        .any(|&c| cx.parse.lower(c) == "according")
        || (cx.parse.lower(word) == "according")
}

/// "according to X": the source of the clause that it stands in.
fn according<'c>(cx: &'c Context<'_>, word: WordId) -> Option<Draft<'c>> {
    let parse = cx.parse;
    let cue = cx
        .lexicon
        .words
        .cues
        .get(parse.lower(word))
        .iter()
        .find(|c| c.pos == Pos::Prep && fits_words(cx, c, word))?;
    let last = last_word(cx, cue, word);
    // The source is the phrase that the words introduce: the head of the preposition, or the first noun behind it.
    let sentence = &parse.sentence(parse.sentence_of(word)).words;
    let source = [word, last]
        .iter()
        .filter_map(|&w| parse.head(w))
        .find(|h| h.0 > last.0 && matches!(parse.upos(*h), Upos::NOUN | Upos::PROPN | Upos::PRON))
        .or_else(|| {
            (last.0 + 1..sentence.end).map(WordId).find(|&w| {
                matches!(parse.upos(w), Upos::NOUN | Upos::PROPN | Upos::PRON)
                    && parse.relation(w) != Relation::Compound
            })
        })?;
    let host = parse
        .ancestors(source)
        .find(|&a| a != word && grammar::is_clause_head(parse, a) && parse.upos(a) != Upos::AUX)?;
    let content = content::pieces(cx, host, |w| w == source || is_according(cx, w) || w == word);
    // What the source covers is the whole clause around it; the attribution's own words are left out.
    let attribution = parse.span(word).start;
    let content: Vec<Span> = content
        .into_iter()
        .filter(|c| !(c.start <= attribution && attribution < c.end))
        .collect();
    (!content.is_empty()).then_some(Draft {
        cue,
        cue_words: (word, last),
        speaker: Some(source),
        content,
        rule: "statement.according",
    })
}

/// A quotation that goes on in the next sentences without a new cue belongs to the same statement.
fn carry_on(cx: &Context<'_>, quotations: &[Quotation], mut content: Vec<Span>) -> Vec<Span> {
    let parse = cx.parse;
    let Some(last) = content.last().copied() else {
        return content;
    };
    // The words of the last piece, and the quotation that it ends in.
    let sentences = parse.sentences().sentences();
    let at = sentences.partition_point(|s| s.span.end <= last.start);
    let Some(sentence) = sentences.get(at) else {
        return content;
    };
    let inside = |w: u32| parse.span(WordId(w)).start >= last.start && parse.span(WordId(w)).end <= last.end;
    let open = quotations
        .iter()
        .find(|q| q.end > sentence.words.end && (q.start..q.end).any(inside));
    let mut end = open.map_or(sentence.words.end, |q| {
        for next in &sentences[at + 1..] {
            if next.words.start >= q.end {
                break;
            }
            content.extend(content::run(cx, next.words.start, next.words.end.min(q.end)));
        }
        q.end
    });
    // `"…," he said. "And …"`: a quotation that opens the next sentence and fills it goes on as well.
    for next in sentences.iter().skip(at + 1) {
        let Some(q) = quotations
            .iter()
            .find(|q| q.start >= end && q.start <= next.words.start + 1 && q.start > next.words.start)
        else {
            if next.words.start < end {
                continue;
            }
            break;
        };
        let same_paragraph = next.paragraph == sentence.paragraph;
        if !same_paragraph || q.end + 2 < next.words.end {
            break;
        }
        content.extend(content::run(cx, q.start, q.end.min(next.words.end)));
        end = q.end;
    }
    content
}

/// Names the speakers of a draft and puts one statement each into the list.
fn finish(
    cx: &Context<'_>,
    entities: &mut Entities,
    times: &[Dated],
    draft: Draft<'_>,
    out: &mut Vec<Statement>,
) {
    let parse = cx.parse;
    let cue = parse.span(draft.cue_words.0).cover(parse.span(draft.cue_words.1));
    let heads: Vec<WordId> = draft
        .speaker
        .map_or_else(Vec::new, |s| grammar::conjuncts(parse, s));
    let mut speakers: Vec<(EntityId, Option<Span>)> = Vec::new();
    for head in heads {
        if matches!(parse.upos(head), Upos::VERB | Upos::ADJ | Upos::NUM | Upos::PUNCT) {
            continue;
        }
        let mut ids = entities.of(head).to_vec();
        if ids.is_empty() && matches!(parse.upos(head), Upos::NOUN | Upos::PROPN) {
            ids = vec![entities.describe(cx, head)];
        }
        let span = entities.mention(head).map(|m| m.span);
        speakers.extend(ids.into_iter().map(|id| (id, span)));
    }
    speakers.dedup_by_key(|s| s.0);
    let time = times
        .iter()
        .find(|t| {
            t.words
                .clone()
                .any(|w| parse.head(WordId(w)) == Some(draft.cue_words.0))
        })
        .and_then(|t| t.time.value.clone());
    let via = listener(cx, entities, draft.cue_words.0);
    for (speaker, speaker_span) in speakers {
        if entities.get(speaker).kind == EntityKind::Place {
            continue;
        }
        out.push(Statement {
            speaker: Some(speaker),
            speaker_span,
            via: via.clone(),
            cue,
            content: draft.content.clone(),
            act: draft.cue.act,
            medium: medium(cx, draft.cue_words.0),
            time: time.clone(),
            parent: None,
            why: Why::with(draft.rule, speaker_span),
        });
    }
}

/// "told AFP", "quoted by Reuters": the outlet passes it on, unless it is the publisher itself.
fn listener(cx: &Context<'_>, entities: &Entities, cue: WordId) -> Vec<EntityId> {
    let parse = cx.parse;
    let source = cx.report().source.as_deref().unwrap_or("");
    parse
        .children(cue)
        .iter()
        .filter(|&&c| {
            matches!(
                parse.relation(c),
                Relation::Obj | Relation::Iobj | Relation::Obl | Relation::OblAgent
            )
        })
        .flat_map(|&c| grammar::conjuncts(parse, c))
        .flat_map(|c| entities.of(c).to_vec())
        .filter(|&id| entities.get(id).kind == EntityKind::Media && entities.get(id).name != source)
        .collect()
}

/// "in a televised speech", "on social media".
fn medium(cx: &Context<'_>, cue: WordId) -> Option<Span> {
    let parse = cx.parse;
    parse
        .children_by(cue, &[Relation::Obl])
        .find(|&o| {
            cx.is(
                o,
                &[
                    "speech",
                    "statement",
                    "message",
                    "interview",
                    "address",
                    "letter",
                    "post",
                    "tweet",
                    "telegram",
                    "television",
                    "radio",
                    "media",
                    "telephone",
                    "phone",
                    "release",
                    "conference",
                    "broadcast",
                    "video",
                    "report",
                ],
            ) && matches!(
                grammar::preposition(parse, o),
                Some("in" | "on" | "by" | "at" | "via" | "through" | "during")
            )
        })
        .map(|o| crate::entities::phrase(cx, o))
        .map(|span| {
            // The preposition belongs to the words of the medium.
            let before = parse.words().rev().find(|&w| parse.span(w).end <= span.start);
            before
                .filter(|&w| parse.upos(w) == Upos::ADP)
                .map_or(span, |w| parse.span(w).cover(span))
        })
}

/// A source inside what another source says is passed on by that one.
fn relays(statements: &mut [Statement]) {
    let outer: Vec<(Vec<Span>, Option<EntityId>, Span)> = statements
        .iter()
        .map(|s| (s.content.clone(), s.speaker, s.cue))
        .collect();
    for statement in statements.iter_mut() {
        let mut around: Vec<(u32, EntityId)> = outer
            .iter()
            .filter(|(content, _, _)| content.iter().any(|c| c.contains(statement.cue)))
            .filter_map(|(content, speaker, _)| Some((content.iter().map(|c| c.len()).sum(), (*speaker)?)))
            .filter(|(_, speaker)| Some(*speaker) != statement.speaker)
            .collect();
        around.sort_unstable();
        for (_, speaker) in around {
            if !statement.via.contains(&speaker) {
                statement.via.push(speaker);
            }
        }
    }
}

/// The smallest statement in whose content the cue stands.
fn parents(statements: &mut [Statement]) {
    for at in 0..statements.len() {
        let cue = statements[at].cue;
        let parent = (0..statements.len())
            .filter(|&i| i != at && statements[i].content.iter().any(|c| c.contains(cue)))
            .min_by_key(|&i| (statements[i].content.iter().map(|c| c.len()).sum::<u32>(), i));
        statements[at].parent = parent.map(|i| StatementId(i as u32));
    }
}
