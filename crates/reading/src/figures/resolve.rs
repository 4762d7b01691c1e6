//! Which word of harm or movement a number belongs to.

use super::line::Line;
use super::measure::{self, Hit};
use super::number::{self, Count, Kind};
use super::subject::After;
use super::who::{self, Counted, Noun};
use super::{object, share, subject, toll};
use dateline_lexicon::Measure;
use dateline_syntax::Xpos;
use std::ops::{Deref, Range};

/// What befell the people of a number, by which rule, and by which words.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Found {
    pub(super) measure: Measure,
    pub(super) rule: &'static str,
    pub(super) from: Range<u32>,
}

/// A sentence with its words of harm and movement.
#[derive(Debug)]
pub(super) struct Sentence<'a> {
    line: Line<'a>,
    hits: Vec<Hit<'a>>,
}

/// No phrase of harm is longer, with what may stand in it.
const LONGEST_PHRASE: u32 = 40;

impl<'a> Deref for Sentence<'a> {
    type Target = Line<'a>;

    fn deref(&self) -> &Line<'a> {
        &self.line
    }
}

impl<'a> Sentence<'a> {
    pub(super) fn new(line: Line<'a>) -> Self {
        Self {
            line,
            hits: measure::hits(&line),
        }
    }

    /// The words of harm in a stretch of the sentence.
    pub(super) fn within(&self, words: Range<u32>) -> &[Hit<'a>] {
        let from = self.hits.partition_point(|h| h.at < words.start);
        let to = self.hits.partition_point(|h| h.at < words.end);
        self.hits.get(from..to).unwrap_or(&[])
    }

    /// Those that start at a word.
    pub(super) fn at(&self, word: u32) -> impl Iterator<Item = Hit<'a>> {
        self.within(word..word + 1).iter().copied()
    }

    /// Those whose last word stands before a word.
    pub(super) fn ending(&self, word: u32) -> impl Iterator<Item = Hit<'a>> {
        self.within(word.saturating_sub(LONGEST_PHRASE)..word)
            .iter()
            .copied()
            .filter(move |h| h.end == word)
    }
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
    pub(super) barred: bool,
    /// Whether a part of it was told right before: the 26 of "eleven of the 26 people".
    pub(super) is_whole: bool,
}

/// The numbers of a sentence, each with what befell its people. `earlier` is the last figure before the sentence.
pub(super) fn read(line: Line<'_>, earlier: Option<&Candidate>) -> Vec<Candidate> {
    let on = Sentence::new(line);
    let mut out = candidates(&on);
    for candidate in &mut out {
        own(&on, candidate);
        held(&on, candidate, earlier);
    }
    share::settle(&on, &mut out, earlier);
    for candidate in out.iter_mut().filter(|c| c.count.kind == Kind::One) {
        candidate.found.retain(|f| befalls_one(f.measure));
    }
    out
}

/// The numbers of a sentence that may count people.
fn candidates(on: &Sentence<'_>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let mut at = on.start;
    while at < on.end {
        let taken = |w: u32| on.ending(w + 1).any(|h| h.at < w);
        let Some(count) = number::read(on, at, taken) else {
            at += 1;
            continue;
        };
        let counted = who::read(on, &count);
        let inner = out
            .last()
            .is_some_and(|c| c.counted.in_whole && at < c.counted.words.start);
        let mut count = count;
        if count.kind == Kind::AsMany
            && !same_again(&mut count, out.iter().rev().take(4).find(|b| is_told(on, b)))
        {
            at = count.words.end;
            continue;
        }
        if count.kind == Kind::One && counted.head.is_some_and(|h| on.is(h, PAIRS)) {
            (count.low, count.high) = (Some(2), Some(2));
        }
        let mut counted = counted;
        if count.high == Some(2) && on.is(counted.end - 1, PAIRS) {
            with_children(on, &mut count, &mut counted);
        }
        let next = count.words.end.max(at + 1);
        let inside = !inner && out.last().is_some_and(|c| is_inside(c, at, &count))
            || inner && !who::is_modified(on, &counted);
        if !inside && is_candidate(on, &count, &counted) {
            out.push(Candidate {
                count,
                counted,
                found: Vec::new(),
                is_part: false,
                barred: false,
                is_whole: inner,
            });
        }
        at = next;
    }
    out
}

/// Nouns in the singular that name two.
const PAIRS: &[&str] = &["couple", "pair", "duo"];

/// Nouns for people under which their number stands: "a family of seven".
const OF_SO_MANY: &[&str] = &["family", "group", "team", "crew", "party", "band", "household"];

/// "A couple and their baby" are one number.
fn with_children(on: &Sentence<'_>, count: &mut Count, counted: &mut Counted) {
    let own = counted.end + 1;
    if on.lower(counted.end) != "and" || on.lower(own) != "their" {
        return;
    }
    let children = number::read(on, own + 1, |_| false).filter(|n| n.kind == Kind::Number);
    let first = children.as_ref().map_or(own + 1, |n| n.words.end);
    let head = (first..first + 4)
        .take_while(|&w| on.is_noun(w) || on.tag(w) == Xpos::JJ)
        .last();
    let Some(head) = head else { return };
    let more = children.map_or((Some(1), Some(1)), |n| (n.low, n.high));
    count.low = count.low.zip(more.0).map(|(a, b)| a + b);
    count.high = count.high.zip(more.1).map(|(a, b)| a + b);
    counted.words = counted.words.start..head + 1;
    counted.head = Some(head);
    counted.end = head + 1;
}

/// Whether a number is told for itself and not as a part: "four people, among them two medics".
fn is_told(on: &Sentence<'_>, c: &Candidate) -> bool {
    let before = on.before(c.count.words.start);
    c.count.kind == Kind::Number
        && !matches!(before, "including" | "them" | "whom")
        && c.counted.noun != Noun::Partitive
}

/// Gives "as many" the number told before. Whether there is one.
fn same_again(count: &mut Count, before: Option<&Candidate>) -> bool {
    let Some(before) = before else { return false };
    *count = Count {
        words: count.words.clone(),
        core: count.core,
        ..before.count.clone()
    };
    true
}

/// Whether a number belongs to the words of the one before: "one of them a girl", "seven members of a family",
/// "9,000 inhabitants of 11 towns".
fn is_inside(before: &Candidate, at: u32, count: &Count) -> bool {
    let counted = &before.counted;
    let complement = counted.noun == Noun::People && counted.words.end <= at && at < counted.end;
    let apposed = counted.noun == Noun::Partitive && counted.end == at;
    let within = before.count.kind == Kind::One && at < counted.words.end;
    complement || apposed || within || count.kind == Kind::One && at < counted.end
}

/// Whether a number may count people at all.
fn is_candidate(on: &Sentence<'_>, count: &Count, counted: &Counted) -> bool {
    match (count.kind, counted.noun) {
        (_, Noun::Things) => false,
        (Kind::One, _)
            if counted
                .head
                .is_some_and(|h| on.is(h, OF_SO_MANY) && on.lower(h + 1) == "of")
                && counted.head.is_some_and(|h| {
                    number::read(on, h + 2, |_| false).is_some_and(|n| n.kind == Kind::Number)
                }) =>
        {
            false
        }
        (Kind::One, Noun::Bare) => count.words.len() == 2,
        (Kind::One, Noun::People) => counted.head.is_some_and(|h| {
            matches!(on.tag(h), Xpos::NN | Xpos::JJ)
                && !is_named(on, counted.end)
                && !is_description(on, count.words.start)
        }),
        (Kind::One, _) => false,
        // "denied that any civilians had been killed".
        (Kind::Zero, _) if on.lower(count.core) == "any" => {
            (count.core.saturating_sub(20).max(on.start)..count.core).any(|w| on.is(w, DENYING))
        }
        // Several of a thing in the singular: a year or a name.
        (Kind::Number, Noun::Unknown) => {
            counted
                .head
                .is_some_and(|h| matches!(on.tag(h), Xpos::NNS | Xpos::NNPS | Xpos::NNP))
                || count.high == Some(1)
        }
        (Kind::Number, Noun::Bare) => {
            !is_date_or_age(on, count)
                && !(count.words.start >= 2 && on.reads(count.words.start - 2, &["all", "but"]))
        }
        _ => true,
    }
}

/// Words under which "any" counts nobody.
const DENYING: &[&str] = &["deny", "denied", "not", "n't", "never", "reject"];

/// "a soldier, Ivan Oru,": a person with a name is no figure.
fn is_named(on: &Sentence<'_>, end: u32) -> bool {
    let at = end + u32::from(matches!(on.lower(end), "," | "named" | "called"));
    on.tag(at) == Xpos::NNP && !on.calendar(at, &["weekday", "month"])
}

/// "Ivan Oru, a lawyer": the description of somebody named.
fn is_description(on: &Sentence<'_>, start: u32) -> bool {
    on.before(start) == ","
        && start >= on.start + 2
        && on.tag(start - 2) == Xpos::NNP
        && !on.is_month(start - 2)
}

/// Numbers that stand alone and are no count: years, days of a month, ages, clock times.
fn is_date_or_age(on: &Sentence<'_>, count: &Count) -> bool {
    let (before, after) = (count.words.start, count.words.end);
    let word = on.lower(count.core);
    let short =
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && count.low == count.high;
    if short && word.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    let prior = before.saturating_sub(1);
    let month = on.is_month(prior) || on.is_month(after);
    let age = on.before(before) == "," && on.lower(after) == "," && prior > on.start && {
        let name = on.tag(prior - 1);
        matches!(name, Xpos::NNP | Xpos::NN) && count.high.is_some_and(|n| n < 110)
    };
    // "35, 41 and 52 years old".
    let mut list = after;
    while list < after + 9 && (on.tag(list) == Xpos::CD || matches!(on.lower(list), "," | "and")) {
        list += 1;
    }
    let ages = list > after && matches!(on.lower(list), "years" | "months" | "year-old");
    let clock = matches!(
        on.lower(after),
        "a.m." | "p.m." | "am" | "pm" | "gmt" | "hours" | ":" | "%"
    );
    let harmed = on.at(after).any(|h| h.is_adjective());
    let label = !harmed
        && on.tag(prior) == Xpos::NNP
        && on.lower(count.core).starts_with(|c: char| c.is_ascii_digit())
        && count.words.start == count.core
        && !on.before(before).is_empty()
        && before > on.start;
    month || age || ages || clock || label
}

/// Whether one person, named by no numeral, makes a figure of this measure.
fn befalls_one(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Killed
            | Measure::Wounded
            | Measure::Missing
            | Measure::Captured
            | Measure::Abducted
            | Measure::Arrested
            | Measure::Released
    )
}

/// Asks the rules, in their order, what the words around a number say of its people.
fn own(on: &Sentence<'_>, c: &mut Candidate) {
    let noun = c.counted.noun;
    if let (Noun::Measured(measure, true), Some(head)) = (noun, c.counted.head) {
        c.found.push(Found {
            measure,
            rule: "figure.head",
            from: head..head + 1,
        });
        return;
    }
    if c.is_whole {
        whole(on, c);
        return;
    }
    let mut told: Vec<(Hit<'_>, &'static str)> = Vec::new();
    // "eleven of the 26 people trapped there": what stands behind the whole does not befall the part.
    let after = if c.counted.in_whole && who::is_modified(on, &c.counted) {
        After::Nothing
    } else {
        subject::after(on, c)
    };
    match after {
        After::Told(hit) => told.push((hit, "figure.after")),
        After::Agent => c.barred = true,
        After::Nothing => {}
    }
    // "freed 14 men held since May": the verb before the people comes before the participle behind them.
    if let (Some(verb), Some((behind, _))) = (object::right_before(on, c), told.first())
        && !behind.is_adjective()
        && on.tag(behind.at) == Xpos::VBN
        && verb.measure() == Measure::Released
    {
        told.clear();
    }
    // "killing at least 17 soldiers, with dozens feared captured": the verb right before them comes first.
    if told.is_empty() && !c.barred {
        let verb = object::right_before(on, c);
        // "kidnapped and killed 11 people".
        let other = verb
            .filter(|v| on.before(v.at) == "and")
            .and_then(|v| on.ending(v.at - 1).find(|h| h.of_object() && h.end == h.at + 1));
        let both = verb.into_iter().chain(other.filter(|o| on.is_verb(o.at)));
        told.extend(both.map(|h| (h, "figure.object")));
    }
    // "the release of two men who had been arrested": both are told.
    let relative = matches!(on.lower(c.counted.end), "who" | "that");
    if told.is_empty() && !c.barred && relative {
        told.extend(object::read(on, c));
    }
    if !c.barred && (told.is_empty() || relative || told.iter().any(|t| t.1 == "figure.after")) {
        match subject::of_verb(on, c) {
            After::Told(hit) => {
                told.push((hit, "figure.subject"));
                if combined(on, &hit) == hit.measure() {
                    told.extend(subject::coordinated(on, &hit).map(|h| (h, "figure.subject")));
                }
            }
            After::Agent => c.barred = true,
            After::Nothing => {}
        }
    }
    if told.is_empty() && !c.barred {
        told.extend(object::read(on, c));
    }
    if told.is_empty() && !c.barred {
        told.extend(object::inverted(on, c).map(|h| (h, "figure.subject")));
    }
    if told.is_empty() {
        told.extend(toll::beside(on, c).map(|h| (h, "figure.toll")));
    }
    if told.is_empty() {
        told.extend(toll::colon(on, c).map(|h| (h, "figure.colon")));
    }
    if told.is_empty() {
        told.extend(toll::among(on, c).map(|h| (h, "figure.among")));
    }
    let named = c
        .counted
        .head
        .is_some_and(|h| matches!(on.tag(h), Xpos::NNPS | Xpos::NNP));
    // "The 49 men detained since July were freed": a participle behind people known before is background.
    let known = on.before(c.count.words.start) == "the" && !subject::is_frame(on, c);
    if known && told.iter().any(|t| t.1 == "figure.subject") {
        told.retain(|t| t.1 != "figure.after");
    }
    for (hit, rule) in told {
        let measure = combined(on, &hit);
        let told_already = c.found.iter().any(|f| f.measure == measure);
        if !told_already && (noun != Noun::Unknown || befalls_unknown(&hit, named)) {
            c.found.push(Found {
                measure,
                rule,
                from: hit.at..hit.at + 1,
            });
        }
    }
}

/// "Hold" and "keep" tell of hostages and prisoners of war as well as of arrest: what else is told of them decides.
fn held(on: &Sentence<'_>, c: &mut Candidate, earlier: Option<&Candidate>) {
    let taken = |m: Measure| matches!(m, Measure::Abducted | Measure::Captured);
    for found in c.found.iter_mut().filter(|f| f.measure == Measure::Arrested) {
        if !on.is(found.from.start, HOLDING) {
            continue;
        }
        let told = |h: &&Hit<'_>| h.of_object() || h.is_weak();
        let here = on
            .within(on.start..on.end)
            .iter()
            .filter(told)
            .map(Hit::measure)
            .find(|&m| taken(m));
        let before = earlier
            .and_then(|e| e.found.first())
            .map(|f| f.measure)
            .filter(|&m| taken(m));
        found.measure = here.or(before).unwrap_or(found.measure);
    }
}

/// Verbs of those who have somebody in their hands.
const HOLDING: &[&str] = &["hold", "held", "keep"];

/// What befell the whole that a part was taken of: by its own participle or relative clause alone.
fn whole(on: &Sentence<'_>, c: &mut Candidate) {
    let relative = matches!(on.lower(c.counted.end), "who" | "that");
    let told = if relative {
        subject::of_verb(on, c)
    } else {
        subject::after(on, c)
    };
    if let After::Told(hit) = told {
        c.found.push(Found {
            measure: combined(on, &hit),
            rule: "figure.after",
            from: hit.at..hit.at + 1,
        });
    }
}

/// Words of harm that befall people alone, so that an unknown noun beside them must name some.
const OF_PEOPLE: &[&str] = &[
    "kill",
    "murder",
    "massacre",
    "slaughter",
    "behead",
    "execute",
    "assassinate",
    "martyr",
    "gun down",
    "shoot dead",
    "slay",
    "lynch",
    "die",
    "perish",
    "lose life",
    "dead",
    "wound",
    "injure",
    "wounded",
    "injured",
    "kidnap",
    "abduct",
    "arrest",
    "detain",
];

/// Whether what is told can have befallen people of whom nobody knows that they are people.
fn befalls_unknown(hit: &Hit<'_>, named: bool) -> bool {
    match hit.measure() {
        Measure::Killed | Measure::Wounded | Measure::Abducted | Measure::Arrested => {
            OF_PEOPLE.contains(&hit.word.lemma.as_str())
        }
        Measure::Casualties | Measure::Captured => false,
        // "thousands of Rohingya crossed".
        _ => named,
    }
}

/// "killed or wounded" tells casualties.
fn combined(on: &Sentence<'_>, hit: &Hit<'_>) -> Measure {
    let beside = if matches!(on.lower(hit.end), "or" | "and") && !on.is_noun(hit.end + 2) {
        on.at(hit.end + 1).next()
    } else if matches!(on.before(hit.at), "or" | "and") {
        on.ending(hit.at - 1).find(|h| on.is_verb(h.at))
    } else {
        None
    };
    match (hit.measure(), beside.map(|h| h.measure())) {
        (Measure::Killed, Some(Measure::Wounded)) | (Measure::Wounded, Some(Measure::Killed)) => {
            Measure::Casualties
        }
        (measure, _) => measure,
    }
}
