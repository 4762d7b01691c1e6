//! What a figure counts: who, on which side, of which larger number a part, and on which occasion.

use crate::account::{Count, Named, Said, Told};
use crate::identity::{By, known_side};
use crate::{Days, Text};
use dateline_lexicon::{EntityKind, EventType, Measure, Mode, Status, World, fold};

/// What a figure counts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// The people counted, in the report's words.
    pub who: Box<str>,
    /// What group they are.
    pub group: Group,
    /// The side that they belong to, folded; none where nothing tells it.
    pub side: Option<Box<str>>,
    /// The figure of the same report that this one is a part of (`ten of them civilians`).
    pub whole: Option<u32>,
    /// The event of the same report in which it came about.
    pub occasion: Option<u32>,
    /// Whether that event is told in another sentence, so that it is likely only.
    pub is_inherited: bool,
    /// The day on which it was said, where the report tells it.
    pub said_on: Option<i32>,
    /// Whether the report gives it as an earlier count: `in the morning he had spoken of 32`.
    pub is_earlier: bool,
}

/// A group of people, as wide as the words tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
#[allow(missing_docs)]
pub enum Group {
    /// Nobody is left out: `people`, `residents`, or no word.
    #[default]
    People,
    Civilians,
    Children,
    Women,
    Fighters,
    Peacekeepers,
    Police,
    Journalists,
    AidWorkers,
    Prisoners,
    Foreigners,
}

impl Group {
    /// The group as the exports write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Civilians => "civilians",
            Self::Children => "children",
            Self::Women => "women",
            Self::Fighters => "fighters",
            Self::Peacekeepers => "peacekeepers",
            Self::Police => "police",
            Self::Journalists => "journalists",
            Self::AidWorkers => "aid workers",
            Self::Prisoners => "prisoners",
            Self::Foreigners => "foreigners",
        }
    }
}

/// Words that tell the group.
const GROUPS: &[(Group, &[&str])] = &[
    (Group::Peacekeepers, &["peacekeeper", "monitor", "observer"]),
    (
        Group::Children,
        &[
            "child",
            "children",
            "minor",
            "baby",
            "infant",
            "boy",
            "girl",
            "schoolchildren",
            "toddler",
        ],
    ),
    (Group::Women, &["woman", "women"]),
    (
        Group::Journalists,
        &["journalist", "reporter", "cameraman", "photographer"],
    ),
    (
        Group::AidWorkers,
        &["medic", "doctor", "nurse", "paramedic", "rescuer", "volunteer"],
    ),
    (Group::Police, &["police", "policeman", "policemen", "officer"]),
    (
        Group::Fighters,
        &[
            "soldier",
            "serviceman",
            "servicemen",
            "servicewomen",
            "troop",
            "fighter",
            "militant",
            "rebel",
            "insurgent",
            "guerrilla",
            "gunman",
            "gunmen",
            "paratrooper",
            "marine",
            "conscript",
            "recruit",
            "trooper",
            "separatist",
            "militiaman",
            "militiamen",
            "commander",
            "combatant",
            "jihadist",
            "terrorist",
        ],
    ),
    (Group::Prisoners, &["prisoner", "detainee", "hostage", "captive"]),
    (Group::Civilians, &["civilian", "noncombatant"]),
    (Group::Foreigners, &["foreigner"]),
];

impl Scope {
    /// The scope as far as the figure's own words tell it.
    pub(crate) fn words(who: &str, span: &str) -> Self {
        Self {
            group: group(who).or_else(|| group(span)).unwrap_or_default(),
            who: who.into(),
            ..Self::default()
        }
    }
}

fn group(words: &str) -> Option<Group> {
    let words = fold(words);
    let of = |word: &str| {
        let single = word.strip_suffix('s').unwrap_or(word);
        GROUPS
            .iter()
            .find(|(_, list)| list.contains(&word) || list.contains(&single))
            .map(|(group, _)| *group)
    };
    // The head of a phrase stands last: `child soldiers` are soldiers.
    words.split(' ').rev().find_map(of)
}

/// Fills in what the words around the figures tell: wholes, occasions, sides.
pub(crate) fn fill(
    counts: &mut [Count],
    told: &[Told],
    named: &[Named],
    said: &[Said],
    text: &Text<'_>,
    world: &World,
) {
    for n in 0..counts.len() {
        let whole = whole(counts, n, text);
        let occasion = whole
            .and_then(|whole| counts[whole as usize].scope.occasion)
            .or_else(|| occasion(counts, n, told, named));
        let count = &counts[n];
        let is_inherited = occasion.is_some_and(|at| told[at as usize].sentence != count.sentence);
        let words = text.cut(count.span);
        let event = occasion.map(|at| &told[at as usize]);
        let harmed = event.filter(|event| event.sentence == count.sentence);
        let recipient = harmed
            .and_then(|event| event.recipients.first())
            .map(|&at| &named[at as usize]);
        let mut group = count.scope.group;
        if group == Group::People && recipient.is_some_and(|r| r.kind == EntityKind::Peacekeepers) {
            group = Group::Peacekeepers;
        }
        let side = side_of_words(words, world)
            .or_else(|| {
                possessed(words)
                    .then(|| speaker_side(count, said, named))
                    .flatten()
            })
            .or_else(|| recipient.and_then(|r| r.identity.side.clone()))
            .or_else(|| whole.and_then(|whole| counts[whole as usize].scope.side.clone()));
        let said_on = count
            .said
            .and_then(|at| said.get(at as usize)?.days)
            .filter(|days| days.len() == 1)
            .map(|days| days.to);
        let is_earlier = is_earlier(count, text);
        let scope = &mut counts[n].scope;
        (scope.said_on, scope.is_earlier, scope.is_inherited) = (said_on, is_earlier, is_inherited);
        (scope.whole, scope.occasion, scope.group, scope.side) = (whole, occasion, group, side);
    }
}

/// `ten of them civilians` counts a part of the figure before it in the sentence.
fn whole(counts: &[Count], n: usize, text: &Text<'_>) -> Option<u32> {
    let words = fold(text.cut(counts[n].span));
    let after = fold(text.cut([counts[n].span[1], counts[n].span[1] + 16]));
    let is_part = [" of them", " of those", " of these", " of whom"]
        .iter()
        .any(|part| {
            words.contains(part.trim_start()) && !words.starts_with("all")
                || after.starts_with(part.trim_start())
        });
    let before = || {
        counts[..n].iter().enumerate().rev().find(|(_, other)| {
            other.sentence == counts[n].sentence && other.measure == counts[n].measure
                || is_part && other.sentence == counts[n].sentence
        })
    };
    let narrower = counts[n].scope.group != Group::People;
    let (at, other) = before()?;
    let smaller =
        counts[n].high.or(counts[n].low).unwrap_or(0) <= other.high.or(other.low).unwrap_or(u64::MAX);
    let including = fold(text.cut([other.span[1], counts[n].span[0]]));
    let is_named_part = narrower
        && including
            .split(' ')
            .any(|word| matches!(word, "including" | "among" | "mostly"));
    (smaller && (is_part || is_named_part)).then_some(at as u32)
}

/// Words by which a report sets a count before another.
const EARLIER: &[&str] = &[
    "earlier",
    "previous",
    "previously",
    "initial",
    "initially",
    "up from",
    "had spoken",
    "had counted",
    "had said",
    "had put",
    "had reported",
    "had given",
    "at first",
    "first reported",
];

/// Whether the clause of a figure says that it is an earlier count. `Up from 12` is about the number after it.
fn is_earlier(count: &Count, text: &Text<'_>) -> bool {
    let before = fold(text.cut([count.sentence[0], count.span[0]]));
    let words: Vec<&str> = before.split(' ').collect();
    let near = words[words.len().saturating_sub(8)..].join(" ");
    let near = format!(" {near} ");
    EARLIER.iter().any(|word| near.contains(&format!(" {word} ")))
}

/// Measures of harm, which come about in violence.
const fn is_harm(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Killed | Measure::Wounded | Measure::Missing | Measure::Casualties | Measure::Affected
    )
}

/// The event in which the people of a figure came to harm: the one of its sentence that names it best, else the
/// last before it. Words that only tell the harm (`killed`) name no occasion while another word does, unless they tell
/// of people who are named apart.
fn occasion(counts: &[Count], n: usize, told: &[Told], named: &[Named]) -> Option<u32> {
    let count = &counts[n];
    let fits = |event: &Told| {
        let of_kind = if is_harm(count.measure) {
            event.kind == EventType::Assault && event.mode != Some(Mode::Ceasefire)
        } else {
            match count.measure {
                Measure::Arrested | Measure::Captured => event.kind == EventType::Coerce,
                Measure::Abducted => event.mode == Some(Mode::Abduct),
                Measure::Released => event.mode == Some(Mode::Release),
                Measure::Evacuated => event.kind == EventType::Aid,
                _ => false,
            }
        };
        let is_told = !matches!(
            event.status,
            Status::Planned | Status::Demanded | Status::Conditional
        );
        // The dead of a day are still counted on the days after it.
        let in_time = match (count.days, event.days) {
            (Some(a), Some(b)) => a.meets(Days {
                from: b.from,
                to: b.to.saturating_add(COUNTED_WITHIN),
            }),
            // What has a date came about in no other sentence's undated event.
            (Some(_), None) => event.sentence == count.sentence,
            _ => true,
        };
        of_kind && is_told && in_time
    };
    let names = |event: &Told| !is_harm(count.measure) || !HARM.contains(&&*event.lemma);
    let here = |event: &&(usize, &Told)| event.1.sentence == count.sentence;
    let fitting: Vec<(usize, &Told)> = told.iter().enumerate().filter(|(_, event)| fits(event)).collect();
    let before = |event: &&(usize, &Told)| event.1.trigger[0] < count.span[0] && is_harm(count.measure);
    let is_apart = |event: &Told| {
        event
            .recipients
            .iter()
            .any(|&entity| named[entity as usize].identity.by != By::Nothing)
    };
    let found = fitting
        .iter()
        .filter(here)
        .find(|(_, event)| names(event))
        .or_else(|| fitting.iter().filter(here).find(|(_, event)| is_apart(event)))
        .or_else(|| {
            let last = fitting
                .iter()
                .rev()
                .filter(before)
                .find(|(_, event)| names(event));
            // A number that follows another in the next sentence goes on with its event.
            let other = counts[..n]
                .iter()
                .rfind(|other| is_harm(other.measure) && is_next(other, count));
            let carried = other.and_then(|other| other.scope.occasion);
            let carried = fitting.iter().find(|(at, _)| Some(*at as u32) == carried);
            let is_newer =
                |last: &(usize, &Told)| other.is_none_or(|other| last.1.trigger[0] > other.span[1]);
            carried.filter(|_| !last.is_some_and(is_newer)).or(last)
        })
        .or_else(|| fitting.iter().find(here))?;
    Some(found.0 as u32)
}

/// Whether the sentence of one figure is that of another or follows it in the same paragraph.
fn is_next(earlier: &Count, later: &Count) -> bool {
    earlier.sentence == later.sentence || later.sentence[0].saturating_sub(earlier.sentence[1]) <= 1
}

/// Days after an event within which its dead are counted.
const COUNTED_WITHIN: i32 = 3;

/// Words that tell that people came to harm and not how.
pub(crate) const HARM: &[&str] = &[
    "kill", "die", "wound", "injure", "hurt", "death", "toll", "perish", "killing", "slay", "casualty",
    "deadly", "lose", "maim",
];

/// The side that a figure's own words name: `Armenian soldiers`.
fn side_of_words(words: &str, world: &World) -> Option<Box<str>> {
    words.split_whitespace().find_map(|word| known_side(word, world))
}

fn possessed(words: &str) -> bool {
    fold(words)
        .split(' ')
        .any(|word| matches!(word, "its" | "their" | "our"))
}

fn speaker_side(count: &Count, said: &[Said], named: &[Named]) -> Option<Box<str>> {
    let said = &said.get(count.said? as usize)?;
    named[said.speaker? as usize].identity.side.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_phrase_tells_the_group() {
        let group = |who| Scope::words(who, "").group;
        assert_eq!(group("child soldiers"), Group::Fighters);
        assert_eq!(group("children"), Group::Children);
        assert_eq!(group("UN peacekeepers"), Group::Peacekeepers);
        assert_eq!(group("residents"), Group::People);
        assert_eq!(Scope::words("", "ten of them civilians").group, Group::Civilians);
    }
}
