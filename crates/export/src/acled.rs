//! ACLED's table of events: the 31 columns of its export, its types and sub-types, its codes of precision.
//!
//! Sources: the column list and code book in `acledR`, as told in ACLED's public documentation. What only ACLED can
//! know stays empty: its regions, its second administrative level, the groups beside an actor.

use crate::knowledge::{Known, Side, country, country_name, country_number, toll};
use crate::row::Row;
use crate::table::{Cell, Column, Line, columns, write_events};
use crate::{ExportError, Left, Rows};
use std::io::Write;

pub(crate) const COLUMNS: &[Column] = columns! {
    "event_id_cnty", Text, "country code and a number made of the record's event id", |l| format!("{}{}", iso3(l).unwrap_or("XXX"), number_of(l.row.text("id"))).into();
    "event_date", Date, "first day of the event", |l| l.row.first_day().into();
    "year", Integer, "its year", |l| l.row.first_day().map(|day| i64::from(day.year())).into();
    "time_precision", Integer, "1 the day is known, 2 the week, 3 less", |l| time_precision(l).into();
    "disorder_type", Text, "as ACLED groups its types", |l| code(l).map(|code| code.disorder).into();
    "event_type", Text, "from type, mode and sides", |l| code(l).map(|code| code.event).into();
    "sub_event_type", Text, "from type, mode and sides", |l| code(l).map(|code| code.sub).into();
    "actor1", Text, "first actor", |l| sides(l).0.first().copied().into();
    "assoc_actor_1", Text, "the other actors", |l| sides(l).0.get(1..).unwrap_or_default().to_vec().into();
    "inter1", Text, "what actor1 is", |l| sides(l).0.first().map(|name| inter(l.known, name)).into();
    "actor2", Text, "first recipient, or the second side", |l| sides(l).1.first().copied().into();
    "assoc_actor_2", Text, "the others of them", |l| sides(l).1.get(1..).unwrap_or_default().to_vec().into();
    "inter2", Text, "what actor2 is", |l| sides(l).1.first().map(|name| inter(l.known, name)).into();
    "interaction", Text, "inter1 and inter2", interaction;
    "civilian_targeting", Text, "where the recipients are civilians", |l| if hits_civilians(l) { "Civilian targeting".into() } else { Cell::Empty };
    "iso", Integer, "number of the country (ISO 3166-1)", |l| iso3(l).and_then(country_number).into();
    "region", Text, "empty: ACLED's own regions", |_| Cell::Empty;
    "country", Text, "country of the place", |l| iso3(l).and_then(country_name).into();
    "admin1", Text, "the place, where it is a province", |l| if l.row.point().is_some_and(|p| p.precision == "region") { l.row.place().into() } else { Cell::Empty };
    "admin2", Text, "empty", |_| Cell::Empty;
    "admin3", Text, "empty", |_| Cell::Empty;
    "location", Text, "the place", |l| l.row.place().into();
    "latitude", Real, "of the place, where it is known", |l| l.row.point().map(|p| p.lat).into();
    "longitude", Real, "of the place, where it is known", |l| l.row.point().map(|p| p.lon).into();
    "geo_precision", Integer, "1 a town, 2 near a town or part of a region, 3 a larger region", |l| l.row.point().map(|p| geo_precision(p.precision)).into();
    "source", Text, "who published the reports", |l| sources(l).join("; ").into();
    "source_scale", Text, "empty: ACLED's own scale", |_| Cell::Empty;
    "notes", Text, "the first claim's sentence, and who says it", notes;
    "fatalities", Integer, "the least number told; `dozens` counts 12 and `hundreds` 100, as ACLED counts them; 0 where none is told", |l| fatalities(l).into();
    "tags", Text, "report, span and chain of the first claim", |l| tags(l).into();
    "timestamp", Text, "publication of the latest report", |l| latest(l).into();
};

/// Writes the events that have happened and that ACLED has a code for.
pub(crate) fn write(
    known: &Known<'_>,
    rows: &Rows,
    left: &mut Left,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    write_events(COLUMNS, b',', (known, rows), out, |line| {
        let row = line.row;
        let reason = match () {
            () if row.text("status") != "actual" => &mut left.not_actual,
            () if code(line).is_none() => &mut left.no_code,
            () if line.row.first_day().is_none() => &mut left.undated,
            () if row.place().is_empty() => &mut left.unlocated,
            () => return false,
        };
        *reason += 1;
        true
    })?;
    Ok(())
}

/// ACLED's names for what happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Code {
    disorder: &'static str,
    event: &'static str,
    sub: &'static str,
}

const fn political(event: &'static str, sub: &'static str) -> Code {
    Code {
        disorder: "Political violence",
        event,
        sub,
    }
}

const fn strategic(sub: &'static str) -> Code {
    Code {
        disorder: "Strategic developments",
        event: "Strategic developments",
        sub,
    }
}

const fn demonstration(event: &'static str, sub: &'static str) -> Code {
    Code {
        disorder: "Demonstrations",
        event,
        sub,
    }
}

/// The code of an event, if ACLED has one.
fn code(line: &Line<'_>) -> Option<Code> {
    const REMOTE: &str = "Explosions/Remote violence";
    const AGAINST: &str = "Violence against civilians";
    let is_state = || {
        sides(line)
            .0
            .first()
            .is_some_and(|name| line.known.side(name) == Side::State)
    };
    Some(match (line.row.text("type"), line.row.text("mode")) {
        ("ASSAULT", "airstrike" | "drone") => political(REMOTE, "Air/drone strike"),
        ("ASSAULT", "shelling") => political(REMOTE, "Shelling/artillery/missile attack"),
        ("ASSAULT", "explosives") => political(REMOTE, "Remote explosive/landmine/IED"),
        ("ASSAULT", "suicide_attack") => political(REMOTE, "Suicide bomb"),
        ("ASSAULT", "abduct") => political(AGAINST, "Abduction/forced disappearance"),
        ("ASSAULT", "torture") => political(AGAINST, "Attack"),
        ("ASSAULT", _) if hits_civilians(line) => political(AGAINST, "Attack"),
        ("ASSAULT", _) => political("Battles", "Armed clash"),
        ("COERCE", "seize") if is_state() => political("Battles", "Government regains territory"),
        ("COERCE", "seize") => political("Battles", "Non-state actor overtakes territory"),
        ("COERCE", "arrest") => strategic("Arrests"),
        ("COERCE" | "MOBILIZE", _) => strategic("Other"),
        ("RETREAT", "withdraw") => strategic("Non-violent transfer of territory"),
        ("AGREE" | "CONCEDE" | "SUPPORT" | "RETREAT", "ceasefire") => strategic("Agreement"),
        ("PROTEST", "riot") => demonstration("Riots", "Violent demonstration"),
        ("PROTEST", _) => demonstration("Protests", "Peaceful protest"),
        _ => return None,
    })
}

/// The two sides: actors and recipients, or in a fight of two the one and the others.
fn sides<'v>(line: &Line<'v>) -> (Vec<&'v str>, Vec<&'v str>) {
    let (mut actors, mut recipients) = (line.row.texts("actors"), line.row.texts("recipients"));
    if recipients.is_empty() && actors.len() > 1 {
        recipients = actors.split_off(1);
    }
    (actors, recipients)
}

fn hits_civilians(line: &Line<'_>) -> bool {
    let (_, recipients) = sides(line);
    !recipients.is_empty()
        && recipients
            .iter()
            .all(|name| line.known.side(name) == Side::Civilians)
}

fn inter(known: &Known<'_>, name: &str) -> &'static str {
    match known.side(name) {
        Side::State => "State forces",
        Side::Rebels => "Rebel group",
        Side::Political => "Political militia",
        Side::Civilians => "Civilians",
        Side::External | Side::Unknown => "External/Other forces",
    }
}

fn interaction(line: &Line<'_>) -> Cell {
    let (actors, recipients) = sides(line);
    let name = |names: &[&str]| names.first().map(|name| inter(line.known, name));
    match (name(&actors), name(&recipients)) {
        (Some(one), Some(other)) => format!("{one}-{other}").into(),
        (Some(one), None) => format!("{one} only").into(),
        _ => Cell::Empty,
    }
}

fn iso3(line: &Line<'_>) -> Option<&'static str> {
    country(line.row.place())
}

/// ACLED gives a day, a week or less.
fn time_precision(line: &Line<'_>) -> Option<i64> {
    Some(match line.row.days()? {
        (Some(from), Some(to)) => match from.until(to).map_or(i32::MAX, |span| span.get_days()) {
            0 => 1,
            1..=7 => 2,
            _ => 3,
        },
        _ => 3,
    })
}

fn geo_precision(precision: &str) -> i64 {
    match precision {
        "country" | "region" | "sea" => 3,
        "district" | "area" | "river" | "mountain" => 2,
        _ => 1,
    }
}

fn sources(line: &Line<'_>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for claim in line.row.list("claims") {
        let source = claim.text("source").to_owned();
        if !source.is_empty() && !list.contains(&source) {
            list.push(source);
        }
    }
    list
}

fn notes(line: &Line<'_>) -> Cell {
    let sentence = line.claim.text("text");
    match line.claim.chain() {
        chain if chain.is_empty() => sentence.into(),
        chain => format!("{sentence} [said by {chain}]").into(),
    }
}

fn tags(line: &Line<'_>) -> String {
    match line.claim.chain() {
        chain if chain.is_empty() => line.claim.whereabouts(),
        chain => format!("{}; said by {chain}", line.claim.whereabouts()),
    }
}

/// The most conservative number, with ACLED's values for words.
fn fatalities(line: &Line<'_>) -> i64 {
    let entries = line.known.killed(line.row.text("id"));
    let claims = || entries.iter().flat_map(|entry| entry.list("claims"));
    let by_word = |claim: Row<'_>| {
        let words = claim.text("words").to_lowercase();
        let is_word = |word: &str| words.split_whitespace().any(|w| w == word);
        match () {
            () if is_word("thousands") || is_word("thousand") => None,
            () if is_word("hundreds") => Some(100),
            () if is_word("dozens") => Some(12),
            () if is_word("tens") => Some(10),
            () => None,
        }
    };
    let least = toll(claims()).map(|toll| toll.low);
    let worded = claims().filter_map(by_word).min();
    [least, worded].into_iter().flatten().min().unwrap_or(0)
}

fn latest<'v>(line: &Line<'v>) -> &'v str {
    line.row
        .list("claims")
        .map(|claim| claim.text("published"))
        .max()
        .unwrap_or_default()
}

/// A number of nine digits that stays the same as long as the event does (FNV-1a of its id).
pub(crate) fn number_of(id: &str) -> u64 {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash % 1_000_000_000
}
