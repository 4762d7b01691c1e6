//! The field manual: a page for each type of event, with its modes and all uses of words that tell of it.

use anyhow::Result;
use dateline::Reader;
use dateline::formats::published;
use dateline::lexicon::{EventType, Frame, Lexicon, Mode, RoleSlots};
use dateline::text::Report;
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// Where the pages stand.
const FOLDER: &str = "docs/field-manual";

/// What each type of event is.
const MEANINGS: &[(EventType, &str)] = &[
    (
        EventType::Agree,
        "Commits itself to a friendly act to come, or accepts what another offers.",
    ),
    (
        EventType::Consult,
        "Meets, talks, negotiates, mediates or phones. All who talk are actors.",
    ),
    (
        EventType::Support,
        "Voices approval: recognises, praises, thanks, apologises, signs or ratifies.",
    ),
    (
        EventType::Cooperate,
        "Acts together with another in deed: shares, exchanges, joins forces.",
    ),
    (
        EventType::Aid,
        "Gives money, goods, weapons, shelter or protection, rescues, or takes people to safety.",
    ),
    (
        EventType::Concede,
        "Yields without anything being moved: announces a truce, lifts a measure, grants a demand.",
    ),
    (
        EventType::Retreat,
        "Yields in deed: withdraws, stops fighting, disarms, surrenders, releases, opens a way, resigns.",
    ),
    (EventType::Request, "Demands, appeals, calls for, orders."),
    (
        EventType::Accuse,
        "Condemns, blames, alleges, sues or investigates.",
    ),
    (EventType::Reject, "Refuses, declines, vetoes, puts off."),
    (
        EventType::Threaten,
        "Warns of its own hostile act, sets an ultimatum, shows its weapons.",
    ),
    (EventType::Protest, "Demonstrates, strikes, riots."),
    (
        EventType::Sanction,
        "Reduces or breaks relations, expels, imposes sanctions, convicts, dismisses.",
    ),
    (EventType::Mobilize, "Moves, raises, arms or alerts forces."),
    (
        EventType::Coerce,
        "Arrests, seizes, besieges, blocks, restricts, deports, censors.",
    ),
    (
        EventType::Assault,
        "Uses force: attacks, shells, clashes, wages war, kills, abducts, tortures.",
    ),
];

/// A page of the manual by its path.
pub(crate) type ManualPage = (String, String);

/// All pages: the first is the list of the others.
pub(crate) fn pages() -> Result<Vec<ManualPage>> {
    let lexicon = Lexicon::embedded();
    let frames = lexicon.frames.all();
    let mut list = String::from(
        "# Field manual\n\n\
         What Dateline takes for which event, made from `crates/lexicon/data/frames.tsv` by `cargo xtask docs`.\n\
         The codes are those of PLOVER; the definitions are the project's own.\n\n\
         | type | what it is | uses |\n|---|---|---|\n",
    );
    let mut out = Vec::new();
    for &(kind, meaning) in MEANINGS {
        let own: Vec<&Frame> = frames.iter().copied().filter(|f| f.kind == kind).collect();
        let file = format!("{}.md", kind.as_str().to_lowercase());
        writeln!(list, "| [{kind}]({file}) | {meaning} | {} |", own.len())?;
        out.push((format!("{FOLDER}/{file}"), page(kind, meaning, &own)?));
    }
    out.insert(0, (format!("{FOLDER}/README.md"), list));
    Ok(out)
}

fn page(kind: EventType, meaning: &str, frames: &[&Frame]) -> Result<String> {
    let mut out = format!(
        "# {kind}\n\n{meaning}\n\n\
         A use holds if all its conditions do; of those that hold, the most narrowed one tells the event.\n\
         Conditions and roles are written as in `crates/lexicon/data/README.md`; an empty role stands where the part of \
         speech has it.\n"
    );
    let modes = Mode::ALL.iter().copied().map(Some);
    for mode in [None].into_iter().chain(modes) {
        let own: Vec<&Frame> = frames.iter().copied().filter(|f| f.mode == mode).collect();
        if own.is_empty() {
            continue;
        }
        let title = mode.map_or("no mode", Mode::as_str);
        write!(
            out,
            "\n## {title}\n\n| word | | conditions | actor | recipient | example |\n|---|---|---|---|---|---|\n"
        )?;
        for frame in own {
            let pos = format!("{:?}", frame.pos).to_lowercase();
            let when: Vec<String> = frame.when.iter().map(|w| format!("`{w}`")).collect();
            writeln!(
                out,
                "| {} | {pos} | {} | {} | {} | {} |",
                cell(&frame.lemma),
                cell(&when.join(" ")),
                slots(&frame.actor),
                slots(&frame.recipient),
                cell(&frame.example)
            )?;
        }
    }
    Ok(out)
}

fn slots(slots: &RoleSlots) -> String {
    let together = |alternative: &Vec<_>| {
        let names: Vec<String> = alternative.iter().map(ToString::to_string).collect();
        names.join("+")
    };
    let written: Vec<String> = slots.iter().map(together).collect();
    cell(&written.join(" | "))
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Lists the uses that are not found in their own example.
pub(crate) fn silent() -> Result<()> {
    let reader = Reader::embedded();
    let lexicon = Lexicon::embedded();
    let mut out = io::stdout().lock();
    for frame in lexicon.frames.all() {
        let mut report = Report::from_text("example", &frame.example);
        report.published = published("2023-11-16");
        let events = reader.read(&report).events;
        if !events
            .iter()
            .any(|e| e.kind == frame.kind && (frame.mode.is_none() || e.mode == frame.mode))
        {
            writeln!(
                out,
                "frames.tsv:{} {} {} {}",
                frame.line, frame.lemma, frame.kind, frame.example
            )?;
        }
    }
    Ok(())
}
