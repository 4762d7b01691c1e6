//! Who says what, through whom.
//!
//! A cue of the lexicon (`said`, `according to`, `condemned`, `his warning that`) puts content in a speaker's mouth.
//! Each kind of cue makes drafts (`verb`, `source`, `noun`); quotation marks carry a quotation on over sentences
//! (`carry`); then speakers and relays are named (`speaker`, `relay`) and the chains tied (`nest`).

mod act;
mod carry;
mod clause;
mod content;
mod cue;
mod draft;
mod extent;
mod ground;
mod held;
mod label;
mod medium;
mod nest;
mod noun;
mod object;
mod quote;
mod relay;
mod source;
mod speaker;
mod verb;

pub(crate) use held::Held;

use crate::context::Context;
use crate::entities::Entities;
use crate::times::Dated;
use crate::{Act, Entity, EntityId, Rule, Statement, Why};
use dateline_syntax::Upos;
use dateline_text::{Span, WordId};
use draft::Draft;
use ground::Ground;

/// The rules of this stage.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "statement.clause",
        description: "A verb of saying with the clause behind it, as far as nobody else begins to speak.",
        example: "The ministry said that two soldiers had died.",
    },
    Rule {
        id: "statement.aside",
        description: "A verb of saying set off by marks, for the clause before or around it.",
        example: "The bridge, residents said, was destroyed overnight.",
    },
    Rule {
        id: "statement.quote",
        description: "A quotation with the verb of saying before, in the middle or after; it goes on until its marks close, \
                      and where the next sentences are quotation without a cue.",
        example: "\"We will not leave,\" Solane said.",
    },
    Rule {
        id: "statement.quoted",
        description: "A verb of saying under a verb of quoting: who quotes passes it on.",
        example: "Solane was quoted by Reuters as saying that the dam was damaged.",
    },
    Rule {
        id: "statement.label",
        description: "A name and a colon before a quotation.",
        example: "Solane: \"We will not leave the valley\"",
    },
    Rule {
        id: "statement.to",
        description: "A demand, promise or threat with its to-clause and those it is made to.",
        example: "The mission urged both armies to stop fighting.",
    },
    Rule {
        id: "statement.object",
        description: "A verbal act whose object stands for what is said, with what completes it.",
        example: "The union condemned the arrests.",
    },
    Rule {
        id: "statement.noun",
        description: "A noun of saying whose speaker the words around it name.",
        example: "Solane repeated her warning that the dam was damaged.",
    },
    Rule {
        id: "statement.attitude",
        description: "A verb of saying and an attitude that the same speaker voices by it, as one statement.",
        example: "Solane said she hoped for a peaceful solution.",
    },
    Rule {
        id: "statement.according",
        description: "A source named by \"according to\" for the clause that it is set beside.",
        example: "Two soldiers died, according to the ministry.",
    },
    Rule {
        id: "statement.citing",
        description: "A source cited by another speaker, who passes on its words.",
        example: "The mayor said, citing doctors, that two soldiers had died.",
    },
];

/// Finds the statements of a report, in the order of their first span.
pub(crate) fn read(cx: &Context<'_>, entities: &mut Entities, times: &[Dated]) -> Vec<Statement> {
    let ground = Ground::new(cx);
    let mut drafts = drafts(&ground);
    nest::part(&ground, &mut drafts);
    nest::attitudes(&ground, &mut drafts);
    carry::on(&ground, &mut drafts);
    nest::share(&ground, &mut drafts);
    let mut out = name(&ground, entities, times, &drafts);
    out.sort_by_key(|s| s.content.first().copied().unwrap_or(s.cue).start.min(s.cue.start));
    nest::chain(&mut out);
    out
}

/// The attributions of all words, in order.
fn drafts(ground: &Ground<'_>) -> Vec<Draft> {
    let parse = ground.cx.parse;
    let mut out: Vec<Draft> = Vec::new();
    let (mut floor, mut sentence) = (0, None);
    for word in parse.words() {
        if sentence != Some(parse.sentence_of(word)) {
            sentence = Some(parse.sentence_of(word));
            floor = 0;
            out.extend(label::plain(ground, parse.sentence_of(word)));
        }
        let taken = out.last().is_some_and(|d| d.cue.contains(parse.span(word)));
        if taken {
            continue;
        }
        let draft = source::find(ground, word)
            .or_else(|| verb::find(ground, word, &mut floor))
            .or_else(|| noun::find(ground, word));
        out.extend(draft);
    }
    out
}

/// The speakers of a draft, each with the words that name it; none where only a pronoun does.
type Speakers = Vec<(Option<EntityId>, Option<Span>)>;

/// Names the speakers of all drafts: one statement for each speaker.
fn name(ground: &Ground<'_>, entities: &mut Entities, times: &[Dated], drafts: &[Draft]) -> Vec<Statement> {
    let cx = ground.cx;
    let mut out: Vec<Statement> = Vec::new();
    let mut speakers: Vec<Speakers> = vec![Vec::new(); drafts.len()];
    let mut relays: Vec<Vec<EntityId>> = vec![Vec::new(); drafts.len()];
    let mut last: Option<(EntityId, u32)> = None;
    for (n, draft) in drafts.iter().enumerate() {
        if speaker::is_first_person(cx, draft.speaker) {
            continue;
        }
        speakers[n] = speaker::resolve(ground, entities, draft.speaker)
            .into_iter()
            .map(|(id, words)| (Some(id), words))
            .collect();
        let here = cx.parse.sentence_of(draft.head).0;
        // "It added", right behind what somebody said: the one who spoke goes on.
        if speaker::opens_as_pronoun(ground, draft.speaker)
            && let Some((id, then)) = last
            && here - then <= 1
            && speaker::agrees(cx, draft.speaker, entities.get(id).kind)
            && let [first] = &mut speakers[n][..]
        {
            first.0 = Some(id);
        }
        // "The report added": a document without a source of its own is that of who spoke last.
        if speaker::is_bare_document(ground, draft.speaker)
            && let Some((id, _)) = last.filter(|&(_, then)| here - then <= 4)
            && let Some(first) = speakers[n].first_mut()
        {
            first.0 = Some(id);
        }
        if speakers[n].is_empty() && cx.parse.upos(draft.speaker) == Upos::PRON {
            // "he added": who spoke last goes on; if nobody fits, the words alone are told.
            let id = last
                .filter(|&(id, then)| {
                    here - then <= 3 && speaker::agrees(cx, draft.speaker, entities.get(id).kind)
                })
                .map(|(id, _)| id);
            let told = matches!(
                draft.rule,
                "statement.clause" | "statement.aside" | "statement.quote"
            );
            if id.is_some() || told {
                speakers[n].push((id, Some(cx.parse.span(draft.speaker))));
            }
        }
        if let Some(&(Some(id), _)) = speakers[n].first() {
            last = Some((id, here));
        }
        relays[n] = relay::of(ground, entities, draft);
    }
    for n in 0..drafts.len() {
        if let Some(outer) = drafts[n].shares {
            let mut via: Vec<EntityId> = speakers[outer].iter().filter_map(|s| s.0).collect();
            via.extend(relays[outer].iter().copied());
            via.retain(|v| speakers[n].iter().all(|s| s.0 != Some(*v)));
            relays[n].extend(via);
        }
    }
    for draft in drafts {
        for (agent, verb) in relay::quoters(ground, draft) {
            let mut quoter = draft.clone();
            quoter.head = verb;
            quoter.cue = cx.parse.span(verb);
            quoter.act = Act::Report;
            quoter.rule = "statement.quoted";
            let who: Speakers = speaker::resolve(ground, entities, agent)
                .into_iter()
                .map(|(id, words)| (Some(id), words))
                .collect();
            state(ground, entities, times, &quoter, &who, &[], &mut out);
        }
    }
    for (n, draft) in drafts.iter().enumerate() {
        state(ground, entities, times, draft, &speakers[n], &relays[n], &mut out);
    }
    // "I", "we": whoever speaks the words around them.
    let publisher = cx.report().source.as_deref().and_then(|source| {
        let named = |e: &Entity| e.name == source || e.aliases.iter().any(|a| a == source);
        Some(EntityId(entities.list.iter().position(named)? as u32))
    });
    let held = Held::new(&out);
    let mut first_person: Vec<Statement> = Vec::new();
    for draft in drafts.iter().filter(|d| speaker::is_first_person(cx, d.speaker)) {
        let words = cx.parse.span(draft.speaker);
        let mut around = held.around(draft.cue);
        around.sort_unstable_by_key(|s| (out[s.index()].content.iter().map(|c| c.len()).sum::<u32>(), *s));
        let speaker = match around.first() {
            Some(s) => out[s.index()].speaker,
            None => publisher,
        };
        let Some(speaker) = speaker else {
            continue;
        };
        state(
            ground,
            entities,
            times,
            draft,
            &[(Some(speaker), Some(words))],
            &[],
            &mut first_person,
        );
    }
    out.extend(first_person);
    out
}

/// Puts one statement for each speaker of a draft into the list.
fn state(
    ground: &Ground<'_>,
    entities: &Entities,
    times: &[Dated],
    draft: &Draft,
    speakers: &[(Option<EntityId>, Option<Span>)],
    relays: &[EntityId],
    out: &mut Vec<Statement>,
) {
    let parse = ground.cx.parse;
    if draft.content.is_empty() {
        return;
    }
    let sentence = ground.sentence(parse.sentence_of(draft.head));
    let time = times[times.partition_point(|t| t.words.start < sentence.start)..]
        .iter()
        .take_while(|t| t.words.start < sentence.end)
        .find(|t| t.words.clone().any(|w| parse.head(WordId(w)) == Some(draft.head)))
        .and_then(|t| t.time.value.clone());
    for &(speaker, words) in speakers {
        out.push(Statement {
            speaker,
            speaker_span: words,
            via: relays.iter().copied().filter(|&v| Some(v) != speaker).collect(),
            cue: draft.cue,
            content: draft.content.clone(),
            act: act::of(ground, draft, speaker.map(|s| entities.get(s).kind)),
            medium: medium::of(ground.cx, draft.head),
            time: time.clone(),
            parent: None,
            why: Why::with(draft.rule, [draft.cue].into_iter().chain(words)),
        });
    }
}
