//! Numbers that lean on others: coordinated ones, parts of a whole, and numbers told against earlier ones.

use super::number::{Count, Kind};
use super::resolve::{Candidate, Found, Sentence};
use super::who::Noun;
use dateline_syntax::Xpos;

/// So many numbers behind a part may be looked at for its whole.
const AHEAD: usize = 6;

/// Words that only join two numbers.
const JOINTS: &[&str] = &[
    ",", "and", "or", "&", "as", "well", "plus", "his", "her", "their", "its", "the",
];

/// Words that make the next number a part of the one before.
const INCLUDING: &[&str] = &[
    "including",
    "includes",
    "include",
    "included",
    "notably",
    "incl.",
    "incl",
];

/// Verbs that give a number: "the agency counted less than 900,000".
const COUNTING: &[&str] = &[
    "count", "record", "report", "give", "gave", "cite", "estimate", "claim", "tally", "list", "mention",
];

/// Verbs behind a part of people that what befell the others does not befall.
const GETTING_AWAY: &[&str] = &[
    "escape", "manage", "survive", "recover", "decline", "refuse", "agree",
];

/// Nouns that count people by the house they live in.
const HOUSES: &[&str] = &["family", "household", "house", "home"];

/// Verbs of those with whom people are who were driven out or taken.
const HOLDING: &[&str] = &[
    "hold", "host", "shelter", "list", "count", "house", "register", "receive", "keep",
];

/// Gives what befell one number's people to those that share it.
pub(super) fn settle(on: &Sentence<'_>, out: &mut [Candidate], earlier: Option<&Candidate>) {
    coordinate(on, out);
    // The last number that was placed.
    let mut here: Option<usize> = None;
    for i in 0..out.len() {
        let (before, rest) = out.split_at_mut(i);
        let Some((c, ahead)) = rest.split_first_mut() else {
            break;
        };
        let leaning = lean(on, before.last(), c);
        c.is_part = leaning == Leaning::Part;
        if c.found.is_empty() && !c.barred {
            let whole = here.and_then(|h| before.get(h));
            place(on, c, leaning, whole, ahead, earlier);
        } else {
            if let Kind::Share(_) = c.count.kind {
                match before
                    .iter()
                    .rev()
                    .take(AHEAD)
                    .find(|w| w.count.kind == Kind::Number)
                    .or(earlier)
                {
                    Some(whole) => take_share(on, c, whole, i > 0),
                    None => c.found.clear(),
                }
            }
            if let Some(previous) = before.last() {
                inherit_bound(on, c, previous);
            }
        }
        if !c.found.is_empty() {
            here = Some(i);
        }
    }
}

/// From the right: "35 rebels and 5 soldiers dead".
fn coordinate(on: &Sentence<'_>, out: &mut [Candidate]) {
    for i in (1..out.len()).rev() {
        let (left, right) = out.split_at_mut(i);
        let (Some(c), Some(next)) = (left.last_mut(), right.first()) else {
            break;
        };
        let shared = next.found.first().filter(|f| {
            matches!(
                f.rule,
                "figure.after" | "figure.subject" | "figure.coordinated" | "figure.among"
            )
        });
        let Some(shared) = shared.filter(|_| c.found.is_empty() && !c.barred) else {
            continue;
        };
        let of = next.count.words.end;
        let part = on.lower(of) == "of" && matches!(on.tag(of + 1), Xpos::DT | Xpos::PRP | Xpos::PRP_);
        if !part && only_joins(on, c.counted.end, next.count.words.start) {
            c.found.push(Found {
                rule: "figure.coordinated",
                ..shared.clone()
            });
        }
    }
}

/// Places a number that its own words do not place.
fn place(
    on: &Sentence<'_>,
    c: &mut Candidate,
    leaning: Leaning,
    whole: Option<&Candidate>,
    ahead: &[Candidate],
    earlier: Option<&Candidate>,
) {
    // "28 of them managed to escape".
    if c.counted.noun == Noun::Partitive && on.is(c.counted.end, GETTING_AWAY) {
        return;
    }
    if leaning != Leaning::None && c.counted.noun != Noun::Unknown {
        let later = || {
            ahead
                .iter()
                .take(AHEAD)
                .find(|w| !w.found.is_empty())
                .filter(|_| c.is_part)
        };
        if let Some(source) = whole.or_else(later).or(earlier) {
            take(on, c, source, "figure.part", whole.is_some());
            return;
        }
    }
    if let Some(source) = whole.or(earlier).filter(|_| is_ellipsis(on, c)) {
        take(on, c, source, "figure.ellipsis", whole.is_some());
        return;
    }
    if let (Noun::Measured(measure, false), Some(head), Kind::Number) =
        (c.counted.noun, c.counted.head, c.count.kind)
        && stands(on, c, head)
    {
        c.found.push(Found {
            measure,
            rule: "figure.noun",
            from: head..head + 1,
        });
    }
}

/// Whether people named by what befell them are told of as still being so: "50 hostages remain in the tunnels".
fn stands(on: &Sentence<'_>, c: &Candidate, head: u32) -> bool {
    let adjective = matches!(on.tag(head), Xpos::JJ | Xpos::VBN | Xpos::VBD);
    let start = c.count.words.start;
    let held = (start.saturating_sub(3).max(on.start)..start)
        .any(|w| on.is_verb(w) && on.is(w, HOLDING) && on.before(w) != "to");
    adjective || held || on.is(c.counted.end, &["be", "remain", "stay", "languish"])
}

fn take(on: &Sentence<'_>, to: &mut Candidate, source: &Candidate, rule: &'static str, same_sentence: bool) {
    let Some(found) = source.found.first() else { return };
    to.found.push(Found {
        measure: found.measure,
        rule,
        from: source.count.words.start..source.counted.end,
    });
    take_share(on, to, source, same_sentence);
}

/// The bounds of "most of them" and "half of them".
fn take_share(on: &Sentence<'_>, to: &mut Candidate, whole: &Candidate, same_sentence: bool) {
    let Kind::Share(part) = to.count.kind else { return };
    let times = |n: u64| (n as f64 * part) as u64;
    let Count { low, high, .. } = whole.count;
    if on.lower(to.count.core) == "most" {
        to.count.low = low.map(|n| times(n) + 1);
        to.count.high = high.filter(|_| same_sentence);
    } else {
        to.count.low = low.map(times);
        to.count.high = high.map(times);
    }
}

/// "at least 19 were killed and 32 wounded": the bound holds for both.
fn inherit_bound(on: &Sentence<'_>, c: &mut Candidate, source: &Candidate) {
    let plain = c.count.words.start == c.count.core && c.count.kind == Kind::Number && !c.is_part;
    if !plain || !source.count.at_least || source.found.is_empty() {
        return;
    }
    let between = source.counted.end..c.count.words.start;
    let joined = on.before(between.end) == "and"
        && between.len() < 8
        && between.clone().all(|w| !matches!(on.lower(w), "," | ";"));
    let elliptic = c.counted.noun == Noun::Bare || c.found.iter().any(|f| f.rule == "figure.head");
    if joined
        && elliptic
        && c.found
            .iter()
            .all(|f| matches!(f.rule, "figure.after" | "figure.head"))
    {
        c.count.high = None;
        c.count.at_least = true;
    }
}

/// Whether only commas and "and" stand between two words.
fn only_joins(on: &Sentence<'_>, from: u32, to: u32) -> bool {
    from < to && to - from <= 4 && (from..to).all(|w| JOINTS.contains(&on.lower(w)) || on.is_quote(w))
}

/// How a number leans on one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Leaning {
    /// It counts some of the same people: "five of them".
    Part,
    /// It counts the same people otherwise: "185 households (about 1,110 people)".
    Same,
    None,
}

fn lean(on: &Sentence<'_>, previous: Option<&Candidate>, c: &Candidate) -> Leaning {
    if c.counted.noun == Noun::Partitive || matches!(c.count.kind, Kind::Share(_)) {
        return Leaning::Part;
    }
    // "eight civilians, a priest among them".
    if on.lower(c.counted.end) == "among" && matches!(on.lower(c.counted.end + 1), "them" | "whom") {
        return Leaning::Part;
    }
    let start = c.count.words.start;
    let mut at = start;
    while at > on.start && (on.is_quote(at - 1) || matches!(on.before(at), "(" | "," | "some" | ":")) {
        at -= 1;
    }
    let pair = (at.checked_sub(2).map_or("", |w| on.lower(w)), on.before(at));
    if INCLUDING.contains(&pair.1)
        || matches!(
            pair,
            ("among", "them" | "whom") | ("of", "whom" | "which" | "them")
        )
    {
        return Leaning::Part;
    }
    let Some(previous) = previous else {
        return Leaning::None;
    };
    if previous.is_part && only_joins(on, previous.counted.end, start) {
        return Leaning::Part;
    }
    if previous.found.is_empty() {
        return Leaning::None;
    }
    match (on.before(start), c.counted.noun) {
        // "44 killings: 36 men, six women".
        (":", Noun::People | Noun::Measured(..) | Noun::Unknown) => Leaning::Part,
        // "185 households (about 1,110 people)", "270 households, or about 1,620 people".
        // "3,500 people, that is 612 families".
        ("," | "is", Noun::People | Noun::Unknown) if is_recount(on, previous, c) => Leaning::Same,
        ("or", Noun::People) if on.before(start - 1) == "," && start < previous.counted.end + 12 => {
            Leaning::Same
        }
        ("(" | "or", Noun::People) if start - previous.counted.end.min(start) <= 3 => Leaning::Same,
        _ => Leaning::None,
    }
}

/// Whether one of two numbers side by side counts houses and the other the people in them.
fn is_recount(on: &Sentence<'_>, previous: &Candidate, c: &Candidate) -> bool {
    let houses = |c: &Candidate| c.counted.head.is_some_and(|h| on.is(h, HOUSES));
    let near = c.count.words.start - previous.counted.end.min(c.count.words.start) <= 4;
    near && houses(previous) != houses(c)
}

/// Whether a number is told against one before: "put it at 32", "up from 936,000", "spoke of more than 60".
fn is_ellipsis(on: &Sentence<'_>, c: &Candidate) -> bool {
    if !matches!(c.counted.noun, Noun::Bare | Noun::People) || c.count.kind != Kind::Number {
        return false;
    }
    let mut start = c.count.words.start;
    while start > on.start && on.is_quote(start - 1) {
        start -= 1;
    }
    let floor = start.saturating_sub(9).max(on.start);
    let any = |forms: &[&str]| (floor..start).any(|w| on.is(w, forms));
    let bare = c.counted.noun == Noun::Bare;
    match on.before(start) {
        "from" => any(&[
            "up", "down", "revise", "rise", "rose", "increase", "fall", "drop", "climb", "grow",
        ]),
        "at" => any(&[
            "put", "number", "total", "figure", "toll", "estimate", "place", "stand",
        ]),
        "to" => any(&["total", "number", "figure", "toll", "tally", "count", "revise"]),
        "of" => any(&["speak", "spoke", "spoken", "talk"]),
        "than" | "with" | "against" => any(&["compare", "compared", "against"]),
        // "above the 18,800 recorded by the mission".
        "the" if bare && on.tag(c.counted.end) == Xpos::VBN && on.is(c.counted.end, COUNTING) => true,
        "is" | "was" => bare && any(&["it", "number", "figure", "total"]),
        // "killing five in Gaza and two in Rafah".
        "and" => bare && on.tag(c.counted.end) == Xpos::IN && on.lower(c.counted.end) != "of",
        _ => {
            let told = start.saturating_sub(1).max(on.start);
            on.is(told, &["speak", "talk", "spoke"]) || bare && on.is_verb(told) && on.is(told, COUNTING)
        }
    }
}
