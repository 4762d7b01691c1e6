//! Which word of harm or movement a number belongs to.

use super::line::Line;
use super::measure::{self, Hit, hits};
use super::number::{self, Count, Kind};
use super::who::{self, Counted, Noun};
use crate::grammar;
use dateline_lexicon::Measure;
use dateline_syntax::{Relation, Xpos};
use dateline_text::{Span, WordId};

/// What befell the people of a number, by which rule, and by which words.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Found {
    pub(super) measure: Measure,
    pub(super) rule: &'static str,
    pub(super) from: Span,
}

/// A number that may be a figure.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Candidate {
    pub(super) count: Count,
    pub(super) counted: Counted,
    pub(super) found: Vec<Found>,
    /// Whether it is a part of a number told before.
    pub(super) is_part: bool,
    /// Whether its people do it to others, or the verb is denied.
    barred: bool,
}

/// The numbers of a sentence, each with what befell its people. `earlier` is the last figure before the sentence.
pub(super) fn read(line: &Line<'_>, earlier: Option<&Candidate>) -> Vec<Candidate> {
    let hits = hits(line);
    let mut out: Vec<Candidate> = Vec::new();
    let mut at = line.start;
    while at < line.end {
        let taken = |w: u32| hits.iter().any(|h| h.at < w && h.end == w + 1);
        let Some(count) = number::read(line, at, taken) else {
            at += 1;
            continue;
        };
        let counted = who::read(line, &hits, &count);
        let next = count.words.end.max(at + 1);
        // "one of them a girl" is one figure, and so is "seven members of a family".
        let within = out.last().is_some_and(|c: &Candidate| {
            count.kind == Kind::One
                && (at < c.counted.end || c.counted.noun == Noun::Partitive && c.counted.end == at)
        });
        if !within && is_candidate(line, &count, &counted) {
            out.push(Candidate {
                count,
                counted,
                found: Vec::new(),
                is_part: false,
                barred: false,
            });
        }
        at = next;
    }
    for i in 0..out.len() {
        let (found, barred) = own(line, &hits, &out[i]);
        out[i].found = found;
        out[i].barred = barred;
    }
    share(line, &hits, &mut out, earlier);
    for candidate in &mut out {
        candidate
            .found
            .retain(|f| allowed(&candidate.count, candidate.counted.noun, f));
    }
    out
}

/// Whether a number may count people at all.
fn is_candidate(line: &Line<'_>, count: &Count, counted: &Counted) -> bool {
    match (count.kind, counted.noun) {
        (_, Noun::Things) => false,
        (Kind::One, Noun::Bare) => count.words.len() == 2,
        (Kind::One, Noun::People) => counted
            .head
            .is_some_and(|h| matches!(line.tag(h), Xpos::NN | Xpos::JJ) && !is_named(line, counted.end)),
        (Kind::One, _) => false,
        // "denied that any civilians had been killed".
        (Kind::Zero, _) if line.lower(count.core) == "any" => {
            (line.start..count.core).any(|w| line.is(w, &["deny", "denied", "not", "n't", "never", "reject"]))
        }
        // Several of a thing in the singular: a year or a name.
        (Kind::Number, Noun::Unknown) => {
            counted
                .head
                .is_some_and(|h| matches!(line.tag(h), Xpos::NNS | Xpos::NNPS | Xpos::NNP))
                || count.high == Some(1)
        }
        (Kind::Number, Noun::Bare) => {
            !is_date_or_age(line, count)
                && !(count.words.start >= 2 && line.reads(count.words.start - 2, &["all", "but"]))
        }
        _ => true,
    }
}

/// "a soldier, Ivan Oru,": a person with a name is no figure.
fn is_named(line: &Line<'_>, end: u32) -> bool {
    let at = end + u32::from(matches!(line.lower(end), "," | "named" | "called"));
    line.tag(at) == Xpos::NNP && !line.calendar(at, &["weekday", "month"])
}

/// Numbers that stand alone and are no count: years, days of a month, ages, clock times.
fn is_date_or_age(line: &Line<'_>, count: &Count) -> bool {
    let (before, after) = (count.words.start, count.words.end);
    let word = line.lower(count.core);
    let short =
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && count.low == count.high;
    if short && word.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    let prior = before.saturating_sub(1);
    let month = line.is_month(prior) || line.is_month(after);
    let age = line.before(before) == "," && line.lower(after) == "," && prior > line.start && {
        let name = line.tag(prior - 1);
        matches!(name, Xpos::NNP | Xpos::NN) && count.high.is_some_and(|n| n < 110)
    };
    let clock = matches!(
        line.lower(after),
        "a.m." | "p.m." | "am" | "pm" | "gmt" | "hours" | ":" | "%"
    );
    let label = line.tag(prior) == Xpos::NNP
        && line.lower(count.core).starts_with(|c: char| c.is_ascii_digit())
        && count.words.start == count.core
        && line.before(before) != ""
        && before > line.start;
    month || age || clock || label
}

/// Whether the words allow the measure for these people.
fn allowed(count: &Count, noun: Noun, found: &Found) -> bool {
    if count.kind == Kind::One {
        return !matches!(
            found.measure,
            Measure::Displaced
                | Measure::Evacuated
                | Measure::Returned
                | Measure::Affected
                | Measure::Casualties
        );
    }
    let _ = noun;
    true
}

/// What the words around the number itself say.
fn own(line: &Line<'_>, hits: &[Hit<'_>], c: &Candidate) -> (Vec<Found>, bool) {
    let found = |hit: &Hit<'_>, rule: &'static str| Found {
        measure: combined(line, hits, hit),
        rule,
        from: line.span(hit.at, hit.at + 1),
    };
    let noun = c.counted.noun;
    if let (Noun::Measured(measure, true), Some(head)) = (noun, c.counted.head) {
        return (
            vec![Found {
                measure,
                rule: "figure.head",
                from: line.span(head, head + 1),
            }],
            false,
        );
    }
    let mut out = Vec::new();
    let mut barred = false;
    match after(line, hits, c) {
        After::Told(hit) => out.push(found(hit, "figure.after")),
        After::Agent => barred = true,
        After::Nothing => {}
    }
    if !barred {
        match subject(line, hits, c) {
            After::Told(hit) => {
                let told = found(hit, "figure.subject");
                if !out.iter().any(|f: &Found| f.measure == told.measure) {
                    out.push(told);
                    for other in coordinated_verbs(line, hits, hit) {
                        let told = found(other, "figure.subject");
                        if !out.iter().any(|f| f.measure == told.measure) {
                            out.push(told);
                        }
                    }
                }
            }
            After::Agent => barred = true,
            After::Nothing => {}
        }
    }
    if out.is_empty() && !barred {
        if let Some((hit, rule)) = object(line, hits, c) {
            out.push(found(hit, rule));
        }
    }
    if out.is_empty() {
        if let Some(hit) = toll(line, hits, c) {
            out.push(found(hit, "figure.toll"));
        }
    }
    if out.is_empty() {
        if let Some(hit) = colon(line, hits, c) {
            out.push(found(hit, "figure.colon"));
        }
    }
    if out.is_empty() {
        if let Some(hit) = among(line, hits, c) {
            out.push(found(hit, "figure.among"));
        }
    }
    if noun == Noun::Unknown {
        let named = c
            .counted
            .head
            .is_some_and(|h| matches!(line.tag(h), Xpos::NNPS | Xpos::NNP));
        let moved = |f: &Found| {
            named
                && !matches!(
                    f.measure,
                    Measure::Casualties | Measure::Captured | Measure::Killed
                )
        };
        out.retain(|f| moved(f) || is_only_of_people(line, hits, f));
    }
    (out, barred)
}

/// Whether the word of harm can only befall living beings, so that an unknown noun must name some.
fn is_only_of_people(line: &Line<'_>, hits: &[Hit<'_>], found: &Found) -> bool {
    matches!(
        found.measure,
        Measure::Killed | Measure::Wounded | Measure::Abducted | Measure::Arrested
    ) && hits.iter().any(|h| {
        line.span(h.at, h.at + 1) == found.from
            && !matches!(
                h.word.lemma.as_str(),
                "destroy"
                    | "eliminate"
                    | "neutralise"
                    | "neutralize"
                    | "lose"
                    | "hold"
                    | "fall"
                    | "burn"
                    | "claim"
                    | "toll"
                    | "down"
                    | "hit"
                    | "take"
                    | "seize"
                    | "death toll"
            )
    })
}

/// "killed or wounded" tells casualties.
fn combined(line: &Line<'_>, hits: &[Hit<'_>], hit: &Hit<'_>) -> Measure {
    if !matches!(line.lower(hit.end), "or" | "and") {
        return hit.measure();
    }
    let next = hits.iter().find(|h| h.at == hit.end + 1);
    match (hit.measure(), next.map(Hit::measure)) {
        (Measure::Killed, Some(Measure::Wounded)) | (Measure::Wounded, Some(Measure::Killed))
            if !line.is_noun(hit.end + 2) =>
        {
            Measure::Casualties
        }
        (measure, _) => measure,
    }
}

/// The other verb of "were abducted and shot dead".
fn coordinated_verbs<'h, 'a>(line: &Line<'_>, hits: &'h [Hit<'a>], hit: &Hit<'_>) -> Option<&'h Hit<'a>> {
    if line.lower(hit.end) != "and" {
        return None;
    }
    let mut at = hit.end + 1;
    if line.is_adverb(at) {
        at += 1;
    }
    hits.iter().find(|h| {
        h.at == at
            && h.is_verb()
            && h.of_object() == hit.of_object()
            && !object_follows(line, h.end)
            && h.measure() != hit.measure()
    })
}

enum After<'h, 'a> {
    Told(&'h Hit<'a>),
    /// The people do it to others.
    Agent,
    Nothing,
}

/// Whether an object follows at `at`.
fn object_follows(line: &Line<'_>, mut at: u32) -> bool {
    while line.is_quote(at) || line.tag(at) == Xpos::RP {
        at += 1;
    }
    if line.calendar(at, &["weekday", "month", "relative", "daypart"]) {
        return false;
    }
    if let Some(count) = number::read(line, at, |_| false) {
        let time = |at| line.calendar(at, &["unit", "weekday", "month"]);
        return count.kind != Kind::Number || !(time(count.words.end) || count.words.end == at);
    }
    matches!(
        line.tag(at),
        Xpos::DT
            | Xpos::PRP
            | Xpos::PRP_
            | Xpos::CD
            | Xpos::NN
            | Xpos::NNS
            | Xpos::NNP
            | Xpos::NNPS
            | Xpos::JJ
            | Xpos::PDT
    )
}

/// A participle or adjective directly behind the people.
fn after<'h, 'a>(line: &Line<'_>, hits: &'h [Hit<'a>], c: &Candidate) -> After<'h, 'a> {
    let mut at = c.counted.end;
    while line.is_quote(at)
        || line.is_adverb(at)
        || matches!(
            line.lower(at),
            "reported" | "reportedly" | "confirmed" | "feared" | "presumed"
        )
    {
        at += 1;
    }
    for hit in hits.iter().filter(|h| h.at == at) {
        if hit.is_adjective() {
            return After::Told(hit);
        }
        if hit.of_object() {
            if line.tag(at) == Xpos::VBG {
                return After::Agent;
            }
            return if object_follows(line, hit.end) && line.tag(at) != Xpos::JJ {
                After::Agent
            } else {
                After::Told(hit)
            };
        }
    }
    After::Nothing
}

/// The verb group whose subject the people are.
fn subject<'h, 'a>(line: &Line<'_>, hits: &'h [Hit<'a>], c: &Candidate) -> After<'h, 'a> {
    let starts = [group_of_tree(line, c), group_behind(line, c)];
    for start in starts.into_iter().flatten() {
        match group(line, hits, start, c.counted.noun) {
            After::Nothing => {}
            told => return told,
        }
    }
    After::Nothing
}

/// Where the verb group starts whose subject the tree says the people are.
fn group_of_tree(line: &Line<'_>, c: &Candidate) -> Option<u32> {
    let parse = line.cx.parse;
    let head = WordId(c.counted.head.unwrap_or(c.count.core));
    let head = if c.counted.noun == Noun::Partitive {
        WordId(c.count.core)
    } else {
        head
    };
    let top = grammar::first_conjunct(parse, head);
    let verb = parse
        .head(top)
        .filter(|_| matches!(parse.relation(top), Relation::Nsubj | Relation::NsubjPass))?;
    let start = parse
        .children_by(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
        .chain([verb])
        .map(|w| w.0)
        .filter(|&w| w >= c.counted.end)
        .min()?;
    line.has(start).then_some(start)
}

/// The verb group right behind the people, over an insertion between commas or a relative pronoun.
fn group_behind(line: &Line<'_>, c: &Candidate) -> Option<u32> {
    let mut at = c.counted.end;
    if matches!(line.lower(at), "who" | "that" | "which") {
        return Some(at + 1);
    }
    if line.lower(at) == "," && line.lower(at + 1) == "who" {
        return Some(at + 2);
    }
    if matches!(line.lower(at), "," | "(") {
        let close = if line.lower(at) == "(" { ")" } else { "," };
        let inner = (at + 1..(at + 16).min(line.end)).find(|&w| line.lower(w) == close)?;
        at = inner + 1;
    } else {
        // A place or the like may stand between: "12 people in two villages were killed".
        let reach = (at + 10).min(line.end);
        while at < reach
            && !line.is_verb(at)
            && (line.is_noun(at)
                || matches!(
                    line.tag(at),
                    Xpos::IN | Xpos::DT | Xpos::JJ | Xpos::CD | Xpos::RB | Xpos::PRP_ | Xpos::POS
                ))
        {
            at += 1;
        }
    }
    while line.is_quote(at) {
        at += 1;
    }
    (line.has(at) && (line.is_verb(at) || line.is_adverb(at))).then_some(at)
}

/// What a verb group that starts at `at` says of its subject.
fn group<'h, 'a>(line: &Line<'_>, hits: &'h [Hit<'a>], from: u32, noun: Noun) -> After<'h, 'a> {
    let mut at = from;
    let reach = (from + 12).min(line.end);
    let mut passive = false;
    while at < reach {
        for hit in hits.iter().filter(|h| h.at == at) {
            if hit.is_adjective() {
                return After::Told(hit);
            }
            let participle = line.tag(at) == Xpos::VBN || line.tag(at) == Xpos::JJ;
            if hit.of_object() {
                let told =
                    passive || (participle && !measure::is_passive(line, at) && !has_have(line, from, at));
                if told {
                    return if measure::is_negated(line, at) {
                        After::Agent
                    } else {
                        After::Told(hit)
                    };
                }
                if !hit.of_subject() && object_follows(line, hit.end) {
                    return After::Agent;
                }
            }
            if hit.of_subject()
                && (!object_follows(line, hit.end) || hit.end > hit.at + 1 || takes_place(&hit.word.lemma))
            {
                return if measure::is_negated(line, at) {
                    After::Agent
                } else {
                    After::Told(hit)
                };
            }
        }
        let word = line.lower(at);
        match line.lemma(at) {
            "be" | "get" => passive = true,
            _ if line.is_verb(at) && line.tag(at) != Xpos::VBN && line.tag(at) != Xpos::MD => {
                passive = false;
            }
            _ => {}
        }
        let goes_on = line.is_verb(at)
            || line.is_adverb(at)
            || line.is_quote(at)
            || matches!(
                word,
                "to" | "since" | "not" | "n't" | "able" | "likely" | "unable" | "still"
            );
        // "had been seen", "refused to flee", "helped to free": other verbs are passed over only if they raise.
        let raises = !line.is_verb(at) || line.tag(at) == Xpos::MD || line.is(at, RAISING);
        if !goes_on || !raises {
            // "was pulled out dead".
            let behind = (at + 1..at + 4).find(|&w| !(line.is_adverb(w) || line.tag(w) == Xpos::RP));
            let fate = hits.iter().find(|h| Some(h.at) == behind && h.is_adjective());
            return fate.filter(|_| passive).map_or(After::Nothing, After::Told);
        }
        at += 1;
    }
    let _ = noun;
    After::Nothing
}

/// Verbs that hand their subject on to the verb behind them: "are thought to have fled".
const RAISING: &[&str] = &[
    "be",
    "have",
    "get",
    "go",
    "think",
    "thought",
    "believe",
    "report",
    "say",
    "said",
    "fear",
    "know",
    "feel",
    "estimate",
    "become",
    "lie",
    "force",
    "need",
    "remain",
    "presume",
    "confirm",
    "leave",
    "manage",
    "begin",
    "start",
    "continue",
    "oblige",
    "compel",
    "find",
    "found",
    "declare",
    "burn",
    "allow",
    "do",
    "come",
    "choose",
    "understand",
    "understood",
    "live",
    "stay",
    "suspect",
    "assume",
];

/// Nouns that a number of people may stand under: "arrested a cell of six people".
const GROUPS: &[&str] = &[
    "cell", "group", "team", "family", "crew", "gang", "batch", "total", "number", "band", "squad", "party",
    "couple", "convoy",
];

/// Verbs of movement whose place stands without a preposition.
fn takes_place(lemma: &str) -> bool {
    matches!(lemma, "flee" | "leave" | "cross")
}

fn has_have(line: &Line<'_>, from: u32, to: u32) -> bool {
    (from..to).any(|w| line.lemma(w) == "have") && !(from..to).any(|w| line.lemma(w) == "be")
}

/// The verb or noun before the people that they are the object or complement of.
fn object<'h, 'a>(
    line: &Line<'_>,
    hits: &'h [Hit<'a>],
    c: &Candidate,
) -> Option<(&'h Hit<'a>, &'static str)> {
    if let Some(told) = object_of_tree(line, hits, c) {
        return Some(told);
    }
    if is_subject(line, c) {
        return None;
    }
    let mut at = c.count.words.start;
    let mut joined = false;
    let floor = at.saturating_sub(30).max(line.start);
    while at > floor {
        at -= 1;
        let word = line.lower(at);
        if word == "of" {
            let noun = (floor..at).rev().find(|&w| line.is_noun(w) || line.is_verb(w))?;
            let near = at - noun <= 1;
            if let Some(hit) = hits
                .iter()
                .find(|h| near && (h.at == noun || h.end == at) && h.of_complement())
            {
                return Some((hit, "figure.of"));
            }
            if let Some(hit) = hits.iter().find(|h| near && h.end == at && h.of_object()) {
                return Some((hit, "figure.object"));
            }
            if !joined && !(near && line.is(noun, GROUPS)) {
                return None;
            }
            continue;
        }
        if let Some(hit) = hits
            .iter()
            .find(|h| h.is_verb() && h.of_object() && (h.at == at || h.end == at + 1 && h.end > h.at + 1))
        {
            if !measure::is_passive(line, hit.at) && line.tag(hit.at) != Xpos::JJ {
                return (!measure::is_negated(line, hit.at) || c.count.kind == Kind::Zero)
                    .then_some((hit, "figure.object"));
            }
            return None;
        }
        match line.tag(at) {
            Xpos::IN | Xpos::TO if word == "including" || word == "as" || word == "than" => {}
            Xpos::IN | Xpos::TO => {
                if !joined
                    || matches!(
                        word,
                        "that" | "while" | "when" | "after" | "because" | "if" | "although" | "whereas"
                    )
                {
                    return None;
                }
            }
            Xpos::CC => {
                if word == "but" {
                    return None;
                }
                joined = true;
            }
            Xpos::Comma => joined = true,
            Xpos::WDT | Xpos::WP | Xpos::WRB | Xpos::Period | Xpos::Colon | Xpos::MD => return None,
            _ if word == ";" || word == ":" => return None,
            Xpos::VBG if word == "including" => {}
            _ if line.is_verb(at) => {
                // "12 wounded soldiers": a participle inside a nominal is passed over.
                if !(line.tag(at) == Xpos::VBN && line.is_noun(at + 1)) {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

fn object_of_tree<'h, 'a>(
    line: &Line<'_>,
    hits: &'h [Hit<'a>],
    c: &Candidate,
) -> Option<(&'h Hit<'a>, &'static str)> {
    let parse = line.cx.parse;
    let head = WordId(c.counted.head.unwrap_or(c.count.core));
    let verb = parse
        .head(head)
        .filter(|_| parse.relation(head) == Relation::Obj)?;
    let hit = hits
        .iter()
        .find(|h| h.at == verb.0 && h.of_object() && !h.is_adjective())?;
    let fits = !measure::is_passive(line, hit.at)
        && (!measure::is_negated(line, hit.at) || c.count.kind == Kind::Zero);
    fits.then_some((hit, "figure.object"))
}

/// Whether a finite verb follows whose subject the people are.
fn is_subject(line: &Line<'_>, c: &Candidate) -> bool {
    if group_of_tree(line, c).is_some() {
        return true;
    }
    let at = c.counted.end;
    matches!(line.tag(at), Xpos::VBD | Xpos::VBZ | Xpos::VBP | Xpos::MD)
}

/// Words between a toll and its number.
const BESIDE: &[&str] = &[
    "to",
    "at",
    "is",
    "was",
    "are",
    "were",
    ":",
    "from",
    "numbered",
    "number",
    "reached",
    "passed",
    "exceeds",
    "exceeded",
    "as",
    "stands",
    "hit",
    "topped",
    "surpassed",
    "with",
    "be",
    "reaching",
    "exceeding",
    "by",
    "\"",
    "than",
];

/// A number beside a toll: "the toll rose to 46", "put the number of dead at 31".
fn toll<'h, 'a>(line: &Line<'_>, hits: &'h [Hit<'a>], c: &Candidate) -> Option<&'h Hit<'a>> {
    if !matches!(c.counted.noun, Noun::Bare | Noun::People | Noun::Unknown) || c.count.kind != Kind::Number {
        return None;
    }
    let start = c.count.words.start;
    let before = line.before(start);
    let beside = BESIDE.contains(&before)
        || before == "of" && start >= 2 && hits.iter().any(|h| h.end == start - 1 && h.of_number())
        || before == "of" && start >= 2 && line.is(start - 2, &["number", "total", "tally"]);
    if !beside {
        return None;
    }
    let floor = start.saturating_sub(22).max(line.start);
    let mut at = start;
    while at > floor {
        at -= 1;
        if matches!(line.lower(at), ";") {
            return None;
        }
        for hit in hits.iter().filter(|h| h.at == at) {
            if hit.of_number() {
                return Some(hit);
            }
            // "the escapees are over seven million".
            let nominal = hit.is_weak() || hit.is_adjective() && line.before(at) == "the";
            if nominal && line.lemma(start - 1) == "be" && hit.end + 1 == start {
                return Some(hit);
            }
            if is_number_of(line, hit) {
                return Some(hit);
            }
        }
    }
    None
}

/// "The garrison surrendered: 2,389 soldiers."
fn colon<'h, 'a>(line: &Line<'_>, hits: &'h [Hit<'a>], c: &Candidate) -> Option<&'h Hit<'a>> {
    let start = c.count.words.start;
    let behind = line.before(start) == ":" && matches!(c.counted.noun, Noun::People | Noun::Bare);
    let told = hits
        .iter()
        .rev()
        .find(|h| h.at < start && (h.is_verb() || h.of_number()))?;
    let fits = told.of_subject() || told.of_number() || measure::is_passive(line, told.at);
    (behind && fits && !measure::is_negated(line, told.at)).then_some(told)
}

/// Whether the word of harm stands in "the number of dead", "the total of displaced", "the number of refugees who returned".
fn is_number_of(line: &Line<'_>, hit: &Hit<'_>) -> bool {
    let floor = hit.at.saturating_sub(7).max(line.start);
    let mut at = hit.at;
    if line.before(at) == "the"
        && (hit.is_adjective() || line.is_noun(hit.at))
        && matches!(line.lower(hit.end), "at" | "numbered" | "number" | "as")
    {
        return true;
    }
    while at > floor {
        at -= 1;
        if matches!(line.lemma(at), "number" | "total" | "count" | "tally" | "figure") {
            return true;
        }
        if line.lower(at) == "," {
            return false;
        }
    }
    false
}

/// "Among the dead are five children", "the dead include two monks", "a woman was among the four killed".
fn among<'h, 'a>(line: &Line<'_>, hits: &'h [Hit<'a>], c: &Candidate) -> Option<&'h Hit<'a>> {
    if c.counted.noun == Noun::Bare {
        return None;
    }
    let start = c.count.words.start;
    let harmed = |from: u32, to: u32| {
        hits.iter().find(|h| {
            h.at >= from
                && h.at < to
                && (h.is_adjective()
                    || h.of_number()
                    || line.is_noun(h.at)
                    || matches!(line.tag(h.at), Xpos::VBN | Xpos::JJ | Xpos::VBD))
        })
    };
    let floor = start.saturating_sub(8).max(line.start);
    for at in (floor..start).rev() {
        let word = line.lower(at);
        if word == "among" && line.lower(at + 1) != "them" {
            return harmed(at, start);
        }
        if line.lemma(at) == "include" && word != "including" {
            return harmed(at.saturating_sub(4).max(line.start), at);
        }
        if matches!(word, ";" | ".") {
            break;
        }
    }
    let end = c.counted.end;
    for at in end..(end + 4).min(line.end) {
        if line.lower(at) == "among" && (end..at).any(|w| line.lemma(w) == "be") {
            return harmed(at, (at + 9).min(line.end));
        }
    }
    None
}

/// Gives what befell one number's people to those that share it.
fn share(line: &Line<'_>, hits: &[Hit<'_>], out: &mut [Candidate], earlier: Option<&Candidate>) {
    // From the right: "35 rebels and 5 soldiers dead".
    for i in (0..out.len().saturating_sub(1)).rev() {
        let next = &out[i + 1];
        let shared = next
            .found
            .first()
            .filter(|f| matches!(f.rule, "figure.after" | "figure.subject" | "figure.coordinated"));
        let joined = shared.is_some() && only_joins(line, out[i].counted.end, next.count.words.start);
        if out[i].found.is_empty() && !out[i].barred && joined {
            let shared = next.found[0].clone();
            out[i].found.push(Found {
                rule: "figure.coordinated",
                ..shared
            });
        }
    }
    for i in 0..out.len() {
        let part = part_of(line, out, i);
        out[i].is_part = part.is_part;
        if let (Kind::Share(share), false) = (out[i].count.kind, out[i].found.is_empty()) {
            let whole = out[..i].iter().rev().find(|c| c.count.kind == Kind::Number);
            match whole.or(earlier).map(|c| c.count.clone()) {
                Some(w) => {
                    let word = line.lower(out[i].count.core);
                    bound_share(&mut out[i].count, &w, share, word, i > 0);
                }
                None => out[i].found.clear(),
            }
        }
        if !out[i].found.is_empty() || out[i].barred {
            inherit_bounds(line, out, i);
            continue;
        }
        let here = out[..i].iter().rev().find(|c| !c.found.is_empty()).cloned();
        if let Some(rule) = part.rule.filter(|_| out[i].counted.noun != Noun::Unknown) {
            let source = match (part.is_part, &here) {
                (_, Some(here)) => Some(here),
                (true, None) => out[i + 1..].iter().find(|c| !c.found.is_empty()),
                (false, None) => None,
            };
            let source = source.or(earlier).cloned();
            if let Some(source) = source {
                take(line, &mut out[i], &source, rule, here.is_some());
                continue;
            }
        }
        if let Some(source) = here.as_ref().or(earlier) {
            if is_ellipsis(line, &out[i]) {
                let source = source.clone();
                take(line, &mut out[i], &source, "figure.ellipsis", here.is_some());
                continue;
            }
        }
        if let (Noun::Measured(measure, false), Some(head)) = (out[i].counted.noun, out[i].counted.head) {
            if out[i].count.kind == Kind::Number && stands(line, &out[i], head) {
                out[i].found.push(Found {
                    measure,
                    rule: "figure.noun",
                    from: line.span(head, head + 1),
                });
            }
        }
    }
    let _ = hits;
}

/// Whether people named by what befell them are told of as still being so: "50 hostages remain in the tunnels".
fn stands(line: &Line<'_>, c: &Candidate, head: u32) -> bool {
    let adjective = matches!(line.tag(head), Xpos::JJ | Xpos::VBN | Xpos::VBD);
    adjective || line.is(c.counted.end, &["be", "remain", "stay", "languish"]) || !line.has(c.counted.end + 1)
}

fn take(line: &Line<'_>, to: &mut Candidate, source: &Candidate, rule: &'static str, same_sentence: bool) {
    let Some(found) = source.found.first() else { return };
    to.found.push(Found {
        measure: found.measure,
        rule,
        from: line.span(source.count.words.start, source.counted.end),
    });
    if let Kind::Share(part) = to.count.kind {
        let word = line.lower(to.count.core);
        bound_share(&mut to.count, &source.count, part, word, same_sentence);
    }
}

/// The bounds of "most of them" and "half of them".
fn bound_share(to: &mut Count, whole: &Count, part: f64, word: &str, same_sentence: bool) {
    let times = |n: u64| (n as f64 * part) as u64;
    if word == "most" {
        to.low = whole.low.map(|n| times(n) + 1);
        to.high = whole.high.filter(|_| same_sentence);
    } else {
        to.low = whole.low.map(times);
        to.high = whole.high.map(times);
    }
}

/// "at least 19 were killed and 32 wounded": the bound holds for both.
fn inherit_bounds(line: &Line<'_>, out: &mut [Candidate], i: usize) {
    let Some(before) = i.checked_sub(1) else { return };
    let plain = out[i].count.words.start == out[i].count.core && out[i].count.kind == Kind::Number;
    let source = &out[before];
    if !plain || !source.count.at_least || source.found.is_empty() || out[i].is_part {
        return;
    }
    let between = source.counted.end..out[i].count.words.start;
    let joined =
        line.before(between.end) == "and" && between.clone().all(|w| !matches!(line.lower(w), "," | ";"));
    let elliptic = out[i].counted.noun == Noun::Bare || out[i].found.iter().any(|f| f.rule == "figure.head");
    if joined
        && elliptic
        && out[i]
            .found
            .iter()
            .all(|f| matches!(f.rule, "figure.after" | "figure.head"))
        && between.len() < 8
    {
        out[i].count.high = None;
        out[i].count.at_least = true;
    }
}

const JOINTS: &[&str] = &[
    ",", "and", "or", "&", "as", "well", "plus", "his", "her", "their", "its", "the",
];

/// Whether only commas and "and" stand between two words.
fn only_joins(line: &Line<'_>, from: u32, to: u32) -> bool {
    from < to && to - from <= 4 && (from..to).all(|w| JOINTS.contains(&line.lower(w)))
}

struct Part {
    /// Whether the number is a part of one told before.
    is_part: bool,
    rule: Option<&'static str>,
}

/// How a number leans on one before it.
fn part_of(line: &Line<'_>, out: &[Candidate], i: usize) -> Part {
    let c = &out[i];
    let start = c.count.words.start;
    if c.counted.noun == Noun::Partitive || matches!(c.count.kind, Kind::Share(_)) {
        return Part {
            is_part: true,
            rule: Some("figure.part"),
        };
    }
    let mut at = start;
    while at > line.start && (line.is_quote(at - 1) || matches!(line.before(at), "(" | "," | "some" | ":")) {
        at -= 1;
    }
    let before = line.before(at);
    let pair = at.checked_sub(2).map_or("", |w| line.lower(w));
    if matches!(
        before,
        "including" | "includes" | "include" | "included" | "notably"
    ) || matches!(
        (pair, before),
        ("among", "them" | "whom") | ("of", "whom" | "which" | "them")
    ) {
        return Part {
            is_part: true,
            rule: Some("figure.part"),
        };
    }
    let Some(previous) = i.checked_sub(1).map(|p| &out[p]) else {
        return Part {
            is_part: false,
            rule: None,
        };
    };
    if previous.is_part && only_joins(line, previous.counted.end, start) {
        return Part {
            is_part: true,
            rule: Some("figure.part"),
        };
    }
    // "44 killings: 36 men, six women".
    if line.before(start) == ":" && !previous.found.is_empty() && c.counted.noun != Noun::Bare {
        return Part {
            is_part: true,
            rule: Some("figure.part"),
        };
    }
    // "185 households (about 1,110 people)", "270 households, or about 1,620 people".
    let near = start - previous.counted.end <= 3;
    if near
        && !previous.found.is_empty()
        && matches!(line.before(start), "(" | "or")
        && c.counted.noun == Noun::People
    {
        return Part {
            is_part: false,
            rule: Some("figure.part"),
        };
    }
    Part {
        is_part: false,
        rule: None,
    }
}

/// Whether a number is told against one before: "put it at 32", "up from 936,000", "spoke of more than 60".
fn is_ellipsis(line: &Line<'_>, c: &Candidate) -> bool {
    if !matches!(c.counted.noun, Noun::Bare | Noun::People) || c.count.kind != Kind::Number {
        return false;
    }
    let mut start = c.count.words.start;
    while start > line.start && line.is_quote(start - 1) {
        start -= 1;
    }
    let floor = start.saturating_sub(9).max(line.start);
    let any = |forms: &[&str]| (floor..start).any(|w| line.is(w, forms));
    let bare = c.counted.noun == Noun::Bare;
    match line.before(start) {
        "from" => any(&[
            "up", "down", "revise", "rise", "rose", "increase", "fall", "drop", "climb", "grow",
        ]),
        "at" => any(&[
            "put", "number", "total", "figure", "toll", "estimate", "place", "stand",
        ]),
        "to" => any(&["total", "number", "figure", "toll", "tally", "count", "revise"]),
        "of" => any(&["speak", "spoke", "spoken", "talk"]),
        "than" | "with" | "against" => any(&["compare", "compared", "against"]),
        "is" | "was" => bare && any(&["it", "number", "figure", "total"]),
        // "killing five in Gaza and two in Rafah".
        "and" => bare && line.tag(c.counted.end) == Xpos::IN && line.lower(c.counted.end) != "of",
        _ => {
            let told = start.saturating_sub(1).max(line.start);
            line.is(told, &["speak", "talk", "spoke"])
                || bare && line.is_verb(told) && line.is(told, COUNTING)
        }
    }
}

/// Verbs that give a number: "the agency counted less than 900,000".
const COUNTING: &[&str] = &[
    "count", "record", "report", "give", "gave", "cite", "estimate", "claim", "tally", "list", "mention",
];
