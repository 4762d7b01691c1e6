//! What every store must do. Each check runs against each store.

#![allow(clippy::disallowed_methods, reason = "tests write the files that they read")]

use dateline_record::{Action, Decision, Finding};
use dateline_store::{Facet, Item, Mark, NewReading, NewReport, Question, Sqlite, Store, StoreError};
use std::fs;
use std::path::PathBuf;
use std::thread;

/// A place for one test's store, empty.
fn file(test: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.dateline"));
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{end}", path.display()));
    }
    path
}

fn report(n: u32) -> (NewReport, NewReading) {
    let report = NewReport {
        id: format!("report-{n}"),
        published: Some(format!("2024-05-{:02}", n % 28 + 1)),
        source: Some("Orbis".to_owned()),
        title: Some(format!("Shells fall on Kesra, day {n}")),
        text: format!("Rebels shelled the market of Kesra for day {n}. Café owners fled."),
        extra: "{}".to_owned(),
        retrieved: "2024-06-01T00:00:00Z".to_owned(),
        ..NewReport::default()
    };
    (
        report,
        NewReading {
            reader: "test 1".to_owned(),
            body: format!("{{\"n\":{n}}}"),
        },
    )
}

fn item(n: u32, day: Option<&str>) -> Item {
    Item {
        section: if n.is_multiple_of(2) { "event" } else { "figure" },
        id: format!("k/v{n}"),
        days: day.map(|day| (day.to_owned(), day.to_owned())),
        facets: vec![
            (Facet::Actor, format!("northern front {n}")),
            (Facet::Type, "assault".to_owned()),
        ],
        body: format!("{{\"id\":{n}}}"),
    }
}

fn asked(store: &mut dyn Store, question: &Question) -> Vec<String> {
    let mut rows = Vec::new();
    store.ask(question, &mut |row| rows.push(row)).unwrap();
    assert_eq!(
        rows.len() as u64,
        store
            .count(&Question {
                limit: None,
                ..question.clone()
            })
            .unwrap()
            .min(question.limit.unwrap_or(u64::MAX))
    );
    rows
}

fn events() -> Question {
    Question {
        section: "event".to_owned(),
        ..Question::default()
    }
}

/// A report is added once, whatever it is called the second time.
fn adding_is_idempotent(store: &mut dyn Store) {
    let batch: Vec<_> = (0..5).map(report).collect();
    assert_eq!(store.add(&batch).unwrap(), [true; 5]);
    let mut renamed = report(3);
    renamed.0.id = "another-name".to_owned();
    renamed.0.retrieved = "2025-01-01T00:00:00Z".to_owned();
    assert_eq!(
        store.add(&[report(4), renamed, report(5)]).unwrap(),
        [false, false, true]
    );
    let mut other_source = report(3);
    other_source.0.source = Some("Harbour Wire".to_owned());
    assert_eq!(store.add(&[other_source]).unwrap(), [true]);
    assert_eq!(store.standing().unwrap().n_reports, 7);
    let key = NewReport::key(&report(2).0.digest()).to_owned();
    assert!(
        store
            .keys()
            .unwrap()
            .contains(&u64::from_str_radix(&key, 16).unwrap())
    );
}

/// What was stored comes back as it was, by key, by the beginning of the key and by name.
fn reports_are_found(store: &mut dyn Store) {
    let (new, reading) = report(9);
    store.add(&[(new.clone(), reading.clone()), report(10)]).unwrap();
    let key = NewReport::key(&new.digest()).to_owned();
    for name in [&key[..], &key[..8], "report-9"] {
        let found = store.find(name).unwrap();
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0].report, new);
        assert_eq!(found[0].key, key);
        assert_eq!(store.reading(found[0].seq).unwrap(), reading);
    }
    assert!(store.find("report-11").unwrap().is_empty());
}

/// Later readings are added beside earlier ones, and the last up to a mark counts.
fn the_last_reading_counts(store: &mut dyn Store) {
    store.add(&(0..300).map(report).collect::<Vec<_>>()).unwrap();
    let before = store.standing().unwrap().now;
    let seq = store.find("report-7").unwrap()[0].seq;
    let later = NewReading {
        reader: "test 2".to_owned(),
        body: "{\"n\":\"anew\"}".to_owned(),
    };
    store.reread(&[(seq, later.clone())]).unwrap();
    let now = store.standing().unwrap().now;
    assert_eq!(store.reading(seq).unwrap(), later);
    for (mark, want) in [(before, "{\"n\":7}"), (now, "{\"n\":\"anew\"}")] {
        let reads: Vec<_> = store.reads(mark).unwrap().map(Result::unwrap).collect();
        assert_eq!(reads.len(), 300);
        let read = reads.iter().find(|read| read.report.seq == seq).unwrap();
        assert_eq!(read.reading.body, want);
    }
}

/// Decisions get ids in their order.
fn decisions_are_numbered(store: &mut dyn Store) {
    let finding = Finding {
        report: "k".to_owned(),
        list: "event".to_owned(),
        span: [1, 2],
        words: "shelled".to_owned(),
    };
    let decision = Decision {
        id: String::new(),
        who: "Ana".to_owned(),
        when: "2024-06-01T00:00:00Z".to_owned(),
        why: "told twice".to_owned(),
        action: Action::Reject { at: finding },
    };
    assert_eq!(store.decide(decision.clone()).unwrap().id, "d1");
    let undo = Decision {
        action: Action::Undo {
            decision: "d1".to_owned(),
        },
        ..decision
    };
    assert_eq!(store.decide(undo).unwrap().id, "d2");
    let now = store.standing().unwrap().now;
    let ids: Vec<String> = store.decisions(now).unwrap().into_iter().map(|d| d.id).collect();
    assert_eq!(ids, ["d1", "d2"]);
    assert_eq!(store.decisions(Mark { decision: 1, ..now }).unwrap().len(), 1);
}

/// A fold takes the place of the last one, whole, and not that of a later one.
fn a_fold_replaces_the_last(store: &mut dyn Store) {
    store.add(&[report(1)]).unwrap();
    let early = store.standing().unwrap();
    assert_eq!((early.folded, early.n_waiting), (Mark::default(), 1));
    assert!(
        store
            .replace(early.now, &mut (0..4).map(|n| item(n, None)))
            .unwrap()
    );
    assert_eq!(store.standing().unwrap().n_waiting, 0);
    store.add(&[report(2)]).unwrap();
    let late = store.standing().unwrap().now;
    assert!(store.replace(late, &mut (0..10).map(|n| item(n, None))).unwrap());
    assert!(
        !store
            .replace(early.now, &mut (0..2).map(|n| item(n, None)))
            .unwrap()
    );
    assert_eq!(asked(store, &events()).len(), 5);
    assert_eq!(
        store.row("k/v4").unwrap(),
        [("event".to_owned(), "{\"id\":4}".to_owned())]
    );
}

/// Questions: by list, day, facet and limit, in the record's order.
fn rows_are_found(store: &mut dyn Store) {
    let days = ["2024-05-01", "2024-05-05", "2024-05-09"];
    let mut items = (0..6)
        .map(|n| item(n, days.get(n as usize / 2).copied()))
        .chain([item(8, None)]);
    assert!(store.replace(Mark::default(), &mut items).unwrap());
    let rows = |question: &Question, store: &mut dyn Store| asked(store, question).join(" ");
    assert_eq!(rows(&events(), store), r#"{"id":0} {"id":2} {"id":4} {"id":8}"#);
    let since = Question {
        since: Some("2024-05-05".to_owned()),
        ..events()
    };
    assert_eq!(rows(&since, store), r#"{"id":2} {"id":4}"#);
    let until = Question {
        until: Some("2024-05-05".to_owned()),
        ..events()
    };
    assert_eq!(rows(&until, store), r#"{"id":0} {"id":2}"#);
    assert_eq!(
        rows(
            &Question {
                dated: true,
                ..events()
            },
            store
        ),
        r#"{"id":0} {"id":2} {"id":4}"#
    );
    assert_eq!(
        rows(
            &Question {
                limit: Some(2),
                ..events()
            },
            store
        ),
        r#"{"id":0} {"id":2}"#
    );
    let facet = |facet, words: &str| Question {
        facets: vec![(facet, words.to_owned())],
        ..events()
    };
    assert_eq!(rows(&facet(Facet::Actor, "front 2"), store), r#"{"id":2}"#);
    assert_eq!(rows(&facet(Facet::Actor, "ront 2"), store), "");
    assert_eq!(rows(&facet(Facet::Actor, "northern front"), store).len(), 35);
    assert_eq!(rows(&facet(Facet::Actor, "%"), store), "");
    assert_eq!(rows(&facet(Facet::Place, "assault"), store), "");
}

/// Searching takes words as words, without regard to case and accents.
fn reports_are_searched(store: &mut dyn Store) {
    store.add(&[report(1), report(2)]).unwrap();
    assert_eq!(store.search("market KESRA cafe", 10).unwrap().len(), 2);
    assert_eq!(store.search("\"day 2\"", 10).unwrap().len(), 1);
    assert_eq!(store.search("market", 1).unwrap().len(), 1);
    assert!(store.search("peace", 10).unwrap().is_empty());
    assert!(store.search("market AND OR NOT (", 10).unwrap().is_empty());
}

type Check = fn(&mut dyn Store);

const CHECKS: &[(&str, Check)] = &[
    ("adding_is_idempotent", adding_is_idempotent),
    ("reports_are_found", reports_are_found),
    ("the_last_reading_counts", the_last_reading_counts),
    ("decisions_are_numbered", decisions_are_numbered),
    ("a_fold_replaces_the_last", a_fold_replaces_the_last),
    ("rows_are_found", rows_are_found),
    ("reports_are_searched", reports_are_searched),
];

#[test]
fn sqlite_conforms() {
    for (name, check) in CHECKS {
        let mut store = Sqlite::create(&file(name)).unwrap();
        check(&mut store);
        store.check().unwrap();
    }
}

#[test]
fn two_writers_and_a_reader_do_not_harm_each_other() {
    let path = file("two_writers");
    Sqlite::create(&path).unwrap();
    let write = |from: u32| {
        let path = path.clone();
        move || {
            let mut store = Sqlite::open(&path).unwrap();
            (from..from + 60)
                .map(|n| store.add(&[report(n)]).unwrap()[0])
                .filter(|is_new| *is_new)
                .count()
        }
    };
    let (added, last_seen) = thread::scope(|scope| {
        let writers = [scope.spawn(write(0)), scope.spawn(write(30))];
        let reader = scope.spawn(|| {
            let mut store = Sqlite::open(&path).unwrap();
            let mut seen = 0;
            for _ in 0..200 {
                let n = store.standing().unwrap().n_reports;
                assert!(n >= seen);
                seen = n;
            }
            seen
        });
        (
            writers.map(|writer| writer.join().unwrap()),
            reader.join().unwrap(),
        )
    });
    let mut store = Sqlite::open(&path).unwrap();
    assert_eq!(added.iter().sum::<usize>(), 90);
    assert_eq!(store.standing().unwrap().n_reports, 90);
    assert!(last_seen <= 90);
    store.check().unwrap();
}

/// A file of each earlier format opens, and holds what it held.
#[test]
fn earlier_formats_open() {
    let kept = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    for format in 1..=1 {
        let path = file(&format!("format_{format}"));
        fs::copy(kept.join(format!("format-{format}.dateline")), &path).unwrap();
        let mut store = Sqlite::open(&path).unwrap();
        let standing = store.standing().unwrap();
        assert_eq!(standing.n_reports, 2);
        assert_eq!(standing.now, standing.folded);
        assert_eq!(store.find("report-1").unwrap()[0].report, report(1).0);
        assert_eq!(asked(&mut store, &events()).len(), 2);
        store.check().unwrap();
    }
}

#[test]
fn other_files_are_refused_by_name() {
    let open = |path: &PathBuf| Sqlite::open(path).map(|_| ()).unwrap_err();
    let path = file("no_record");
    assert_eq!(open(&path), StoreError::Missing);
    fs::write(
        &path,
        "date 2024-05-14 | Orbis | a report, and no record, and long enough to be a page".repeat(99),
    )
    .unwrap();
    assert_eq!(open(&path), StoreError::NotARecord);
    let other = file("other_database");
    let db = rusqlite::Connection::open(&other).unwrap();
    db.execute_batch("CREATE TABLE t (a)").unwrap();
    drop(db);
    assert_eq!(open(&other), StoreError::NotARecord);
    assert_eq!(
        Sqlite::create(&other).map(|_| ()).unwrap_err(),
        StoreError::NotARecord
    );
    let newer = file("newer");
    drop(Sqlite::create(&newer).unwrap());
    rusqlite::Connection::open(&newer)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    assert_eq!(open(&newer), StoreError::Newer { found: 99, known: 1 });
}

#[test]
fn damage_is_told() {
    let path = file("damaged");
    let mut store = Sqlite::create(&path).unwrap();
    store.add(&(0..200).map(report).collect::<Vec<_>>()).unwrap();
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let n = bytes.len();
    for byte in &mut bytes[n / 2..n / 2 + 9000] {
        *byte = 0x5A;
    }
    fs::write(&path, bytes).unwrap();
    let damage = Sqlite::open(&path)
        .and_then(|mut store| store.check())
        .unwrap_err();
    assert_eq!(damage.code(), "damaged", "{damage}");
}

#[test]
fn nothing_that_was_added_can_be_changed() {
    let path = file("append_only");
    let mut store = Sqlite::create(&path).unwrap();
    store.add(&[report(1)]).unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    for change in [
        "UPDATE report SET text = ''",
        "DELETE FROM report",
        "UPDATE reading SET body = ''",
        "DELETE FROM reading",
    ] {
        assert!(db.execute_batch(change).is_err(), "{change}");
    }
}

#[test]
fn a_full_disk_costs_nothing_that_was_there() {
    let path = file("full");
    let mut store = Sqlite::create(&path).unwrap();
    store.add(&[report(1)]).unwrap();
    drop(store);
    // A file that may not grow is what a full disk looks like from inside.
    let db = rusqlite::Connection::open(&path).unwrap();
    let n_pages: i64 = db.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    drop(db);
    let mut store = Sqlite::create_with_limit(&path, n_pages as u32).unwrap();
    let full = store.add(&(10..400).map(report).collect::<Vec<_>>()).unwrap_err();
    assert_eq!(full, StoreError::Full);
    drop(store);
    let mut store = Sqlite::open(&path).unwrap();
    assert_eq!(store.standing().unwrap().n_reports, 1);
    store.check().unwrap();
}
