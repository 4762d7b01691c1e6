//! Records, as a user meets them.

#![allow(clippy::disallowed_methods, reason = "tests write the files that they read")]

mod common;

use common::{Folder, dateline};
use serde_json::Value;

const WIRE: &str = "date 2024-05-14 | Orbis | Shells fall on the market of Kidal

KIDAL, May 14 (Orbis) - Rebels shelled the market of Kidal on Tuesday, killing at least seven people, \
Ana Belic, the governor, said. The army of Mali said on Tuesday that two of its soldiers were killed near the river. \
Residents spoke of a night without sleep, and of shops that will not open again before the end of the month.";

const COPY: &str = "date 2024-05-15 | Harbour Wire | Market of Kidal under fire

Rebels shelled the market of Kidal on Tuesday, killing at least seven people, Ana Belic, the governor, \
said. The army of Mali said on Tuesday that two of its soldiers were killed near the river. Residents spoke of a night \
without sleep, and of shops that will not open again before the end of the month.

Source: Orbis";

const LATER: &str = "date 2024-05-16 | Lakeside Post | Toll of Kidal shelling rises

Twelve people were killed when rebels shelled the market of Kidal on Tuesday, Ana Belic, the governor, said on \
Thursday.";

/// A record of three reports, in a folder of its own.
fn record(test: &str) -> (Folder, String) {
    let folder = Folder::new(test);
    let files =
        [("a.txt", WIRE), ("b.txt", COPY), ("c.txt", LATER)].map(|(name, text)| folder.file(name, text));
    let record = folder.path("kesra.dateline").display().to_string();
    let added = dateline(&["add", &files[0], &files[1], &files[2], "--record", &record]);
    assert_eq!(added.status, 0, "{}", added.stderr);
    (folder, record)
}

fn rows(list: &str, record: &str, more: &[&str]) -> Vec<Value> {
    let run = dateline(&[&[list, "--record", record, "--to", "jsonl"], more].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Everything a record tells, as one text.
fn all(record: &str) -> String {
    [
        "events",
        "figures",
        "terms",
        "statements",
        "positions",
        "actors",
        "origins",
        "coverage",
        "doubts",
    ]
    .map(|list| dateline(&[list, "--record", record, "--to", "jsonl"]).stdout)
    .concat()
}

#[test]
fn copies_are_one_origin_and_adding_twice_adds_nothing() {
    let (folder, record) = record("record-origins");
    let origins = rows("origins", &record, &[]);
    assert_eq!(
        origins
            .iter()
            .map(|row| row["reports"].as_u64().unwrap())
            .collect::<Vec<_>>(),
        [2, 1]
    );
    let before = all(&record);
    let again = dateline(&[
        "add",
        &folder.path("a.txt").display().to_string(),
        "--record",
        &record,
    ]);
    assert!(
        again.stderr.contains("0 reports added, 1 known already"),
        "{}",
        again.stderr
    );
    assert_eq!(all(&record), before);
}

#[test]
fn the_order_of_arrival_and_rebuilding_change_nothing() {
    let (folder, record) = record("record-order");
    let other = folder.path("other.dateline").display().to_string();
    for name in ["c.txt", "a.txt", "b.txt"] {
        dateline(&[
            "add",
            &folder.path(name).display().to_string(),
            "--record",
            &other,
            "--threads",
            "1",
        ]);
    }
    assert_eq!(all(&other), all(&record));
    assert_eq!(dateline(&["record", "rebuild", "--record", &other]).status, 0);
    assert_eq!(all(&other), all(&record));
}

#[test]
fn figures_stand_against_each_other_with_their_words() {
    let (_folder, record) = record("record-figures");
    let killed = rows("figures", &record, &["--type", "killed"]);
    let entry = killed
        .iter()
        .find(|row| row["claims"].as_array().unwrap().len() == 3)
        .expect("one entry of three claims");
    let related = |relation: &str| {
        entry["pairs"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|pair| pair["relation"] == relation)
            .count()
    };
    assert_eq!((related("agree"), related("supersede")), (1, 2), "{entry:#}");
    assert_eq!(entry["origins"], 2);
    assert!(
        entry["claims"][0]["words"]
            .as_str()
            .unwrap()
            .contains("at least seven")
    );
}

#[test]
fn a_decision_holds_through_every_fold_and_can_be_undone() {
    let (_folder, record) = record("record-decisions");
    let before = rows("events", &record, &[]);
    let first = before[0]["claims"][0]["ref"].as_str().unwrap().to_owned();
    let decide = |what: &[&str]| {
        let run = dateline(&[&["decide"], what, &["--record", &record, "--who", "ana"]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout.trim().to_owned()
    };
    let id = decide(&["reject", &first]);
    let has = |rows: &[Value]| {
        rows.iter()
            .any(|row| row.to_string().contains(&format!("\"ref\":\"{first}\"")))
    };
    assert!(has(&before));
    assert!(!has(&rows("events", &record, &[])));
    for command in [&["reread"][..], &["record", "rebuild"]] {
        assert_eq!(dateline(&[command, &["--record", &record]].concat()).status, 0);
        assert!(!has(&rows("events", &record, &[])));
    }
    decide(&["undo", &id]);
    assert_eq!(rows("events", &record, &[]), before);
    let states: Vec<Value> = rows("decisions", &record, &[])
        .iter()
        .map(|row| row["state"].clone())
        .collect();
    assert_eq!(states, ["undone", "holds"]);
}

#[test]
fn an_edit_gives_a_place_and_a_date() {
    let (_folder, record) = record("record-edits");
    let events = rows("events", &record, &[]);
    let at = events[0]["claims"][0]["ref"].as_str().unwrap();
    for (field, value) in [("time", "2024-05-13"), ("place", "Dara")] {
        let run = dateline(&[
            "decide", "edit", at, field, value, "--record", &record, "--who", "ana", "--why", "saw it",
        ]);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    let found = rows("events", &record, &["--place", "dara", "--until", "2024-05-13"]);
    assert_eq!(found.len(), 1);
    let faulty = dateline(&[
        "decide", "edit", at, "time", "soon", "--record", &record, "--who", "ana",
    ]);
    assert_eq!(faulty.status, 0);
    assert_eq!(
        rows("decisions", &record, &[])[2]["state"],
        "value does not fit the field"
    );
    let history = dateline(&["history", at, "--record", &record]).stdout;
    assert!(history.contains("edit by ana: saw it"), "{history}");
}

#[test]
fn lists_are_filtered_and_written_in_all_forms() {
    let (_folder, record) = record("record-forms");
    assert!(rows("statements", &record, &["--actor", "Belic"]).len() >= 2);
    assert!(rows("statements", &record, &["--actor", "Nobody"]).is_empty());
    assert!(rows("figures", &record, &["--source", "lakeside post"]).len() == 1);
    let csv = dateline(&["figures", "--record", &record, "--to", "csv"]).stdout;
    assert!(csv.starts_with("time,measure,low,high"), "{csv}");
    let table = dateline(&["timeline", "--record", &record]).stdout;
    assert!(table.starts_with("time") && table.contains("ASSAULT"), "{table}");
    let key = rows("origins", &record, &[])[1]["id"].as_str().unwrap()[..8].to_owned();
    assert!(
        dateline(&["show", &key, "--record", &record])
            .stdout
            .contains("Twelve people")
    );
    assert!(
        dateline(&["search", "governor", "sleep", "--record", &record])
            .stdout
            .contains("[sleep]")
    );
}

#[test]
fn a_record_that_cannot_be_used_is_named() {
    let (folder, record) = record("record-bad");
    let missing = folder.path("nothing.dateline").display().to_string();
    let no_record = folder.file("text.dateline", WIRE.repeat(40));
    let damaged = folder.path("damaged.dateline").display().to_string();
    let mut bytes = std::fs::read(&record).unwrap();
    bytes.truncate(bytes.len() / 3);
    std::fs::write(&damaged, bytes).unwrap();
    for (file, says) in [
        (&missing, "there is no record here"),
        (&no_record, "not a record"),
        (&damaged, "damaged"),
    ] {
        let run = dateline(&["timeline", "--record", file]);
        assert_eq!(run.status, 3, "{file}: {}", run.stderr);
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
    assert_eq!(dateline(&["show", "nothing", "--record", &record]).status, 2);
}

#[test]
fn reviewing_asks_and_keeps_the_answers() {
    let (_folder, record) = record("record-review");
    let n = rows("doubts", &record, &[]).len();
    let run = common::dateline_on(&["review", "--record", &record, "--who", "ana"], move |input| {
        input.write_all("n\n".repeat(n).as_bytes())
    });
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(rows("doubts", &record, &[]).is_empty());
    assert_eq!(rows("decisions", &record, &[]).len(), n);
}

#[test]
fn the_report_is_one_page_that_needs_nothing_else() {
    let (folder, record) = record("record-page");
    let page = folder.path("report.html").display().to_string();
    let run = dateline(&[
        "report",
        "--record",
        &record,
        "--out",
        &page,
        "--title",
        "Kidal <2024>",
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(html.contains("<h1>Kidal &lt;2024&gt;</h1>"));
    for word in [
        "<mark>shelled</mark>",
        "7 or more",
        "Harbour Wire (",
        "the same speaker, later",
    ] {
        assert!(html.contains(word), "{word}");
    }
    for outside in ["http://", "https://", "<script", "src=", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn an_export_is_whole_or_not_there_and_tells_what_it_left_out() {
    let (folder, record) = record("export");
    let tables = folder.path("tables");
    let out = tables.display().to_string();
    let run = dateline(&["export", "--record", &record, "--to", "csv", "--out", &out]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    let read = |name: &str| std::fs::read_to_string(tables.join(name)).unwrap();
    assert!(
        read("events.csv").starts_with("event_id,time,first_day,") && read("figures.csv").lines().count() > 1
    );
    let map = folder.path("map.geojson").display().to_string();
    let run = dateline(&["export", "--record", &record, "--to", "geojson", "--out", &map]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let left: Value =
        serde_json::from_str(&std::fs::read_to_string(format!("{map}.left.json")).unwrap()).unwrap();
    let n_left = left["unlocated"].as_u64().unwrap();
    assert_eq!(
        run.stderr
            .contains(&format!("{n_left} events without a place are left out")),
        n_left > 0
    );
    let run = dateline(&["export", "--record", &record, "--to", "csv"]);
    assert!(
        run.status == 2 && run.stderr.contains("give --list"),
        "{}",
        run.stderr
    );
    let run = dateline(&["export", "--record", &record, "--to", "csv", "--list", "wars"]);
    assert!(
        run.status == 2 && run.stderr.contains("there is no list wars"),
        "{}",
        run.stderr
    );
    let run = dateline(&[
        "export",
        "--record",
        &record,
        "--to",
        "csv",
        "--list",
        "events",
        "--out",
        "/no/such/folder/x",
    ]);
    assert!(
        run.status != 0 && run.stderr.contains("/no/such/folder/x"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_report_in_another_language_is_kept_and_not_misread() {
    let folder = Folder::new("foreign");
    // Too short to tell its language by, so that what the sender declares decides.
    let line = r#"{"id":"1","language":"fr","text":"Rebels shelled Kidal. Seven soldiers were killed."}"#;
    let file = folder.file("a.jsonl", line);
    let record = folder.path("r.dateline").display().to_string();
    let added = dateline(&["add", &file, "--record", &record]);
    assert_eq!(added.status, 0, "{}", added.stderr);
    for list in ["events", "figures"] {
        assert!(rows(list, &record, &[]).is_empty(), "{list}");
    }
    let gaps = rows("coverage", &record, &[]);
    assert!(
        gaps.iter().any(|gap| gap.to_string().contains("input.language")),
        "{gaps:?}"
    );
}
