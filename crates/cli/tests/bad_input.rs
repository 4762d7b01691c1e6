//! Whatever comes in: a message that names file and line, the right exit status, and the good reports read.

mod common;

use common::{Folder, dateline, dateline_on};

const GOOD: &str = "KESRA, May 22 2023 (Wire) - Two soldiers died near the bridge on Monday.\n";

fn utf16(text: &str) -> Vec<u8> {
    [0xFEFF]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect()
}

/// One file is refused with this message, and another one after it is read.
#[track_caller]
fn refused(test: &str, name: &str, bytes: &[u8], code: &str, message: &str) {
    let folder = Folder::new(test);
    let bad = folder.file(name, bytes);
    let good = folder.file("good.txt", GOOD);
    let run = dateline(&["read", "--to", "jsonl", &bad, &good]);
    assert_eq!(run.stderr, format!("dateline: {bad}: {message}\n"));
    assert_eq!((run.ids(), run.status), (vec![format!("{code}!"), good], 1));
}

#[test]
fn an_empty_file() {
    refused("empty", "a.txt", b"", "empty", "empty: there is no report in it");
}

#[test]
fn a_binary_file() {
    let message = "a PNG image, not text: save it as plain text first";
    refused("binary", "a.txt", b"\x89PNG\r\n\x1a\n\0\0", "binary", message);
}

#[test]
fn a_web_page_without_prose() {
    let message = "no article text in this page: it may be a list of links, or be filled in by a script";
    refused(
        "page",
        "a.html",
        b"<div id=app></div><script>fill()</script>",
        "no_prose",
        message,
    );
}

#[test]
fn a_web_archive_with_a_strange_record() {
    let folder = Folder::new("warc");
    let text = "Two soldiers died near the bridge on Monday.";
    let record = |id: &str, length: usize| {
        format!(
            "WARC/1.1\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:x:{id}>\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{text}\r\n\r\n"
        )
    };
    let bytes = record("1", text.len()) + &record("2", text.len()) + &record("3", 5000);
    let file = folder.file("a.warc", bytes);
    let run = dateline(&["read", "--to", "jsonl", &file]);
    assert_eq!(
        (run.ids(), run.status),
        (
            vec!["urn:x:1".to_owned(), "urn:x:2".to_owned(), "damaged!".to_owned()],
            1
        )
    );
    assert_eq!(
        run.stderr,
        format!("dateline: {file}: record 3: the file ends inside the record\n")
    );
}

#[test]
fn a_zip_file_that_calls_itself_a_web_archive() {
    let message = "the ZIP file is damaged: invalid Zip archive: Could not find EOCD";
    refused("wacz", "a.wacz", b"PK\x03\x04 and no more", "damaged", message);
}

#[test]
fn a_report_above_the_limit() {
    let message = "larger than 4 MiB, the most that one report may have: split it";
    refused("large", "a.txt", &vec![b'a'; 5 << 20], "too_large", message);
}

#[test]
fn two_hundred_megabytes_of_one_line() {
    let endless = |out: &mut dyn std::io::Write| {
        let piece = vec![b'a'; 1 << 20];
        (0..200).try_for_each(|_| out.write_all(&piece))
    };
    let run = dateline_on(&["read", "--to", "jsonl"], endless);
    assert_eq!((run.ids(), run.status), (vec!["too_large!".to_owned()], 1));

    let run = dateline_on(&["read", "--from", "jsonl", "--to", "jsonl"], move |out| {
        endless(out)?;
        out.write_all(b"\n{\"id\":\"2\",\"text\":\"Troops left.\"}\n")
    });
    assert_eq!(
        run.stderr,
        "dateline: -:1: line longer than 32 MiB, the most that one record may have: split it\n"
    );
    assert_eq!(
        (run.ids(), run.status),
        (vec!["line_too_long!".to_owned(), "2".to_owned()], 1)
    );
}

#[test]
fn utf16_and_latin1() {
    let folder = Folder::new("encodings");
    let text = "Mayor Zoë Peña spoke in Kidal. “Nobody fired,” she said.";
    let files = [
        folder.file("a.txt", text),
        folder.file("b.txt", utf16(text)),
        folder.file(
            "c.txt",
            b"Mayor Zo\xEB Pe\xF1a spoke in Kidal. \x93Nobody fired,\x94 she said.",
        ),
    ];
    for file in &files {
        let run = dateline(&["read", "--to", "jsonl", file]);
        let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(value["document"]["text"], text);
        assert_eq!((run.stderr.as_str(), run.status), ("", 0));
    }
}

#[test]
fn invalid_json_on_line_three_of_five() {
    let folder = Folder::new("json");
    let line = |id: u32| format!("{{\"id\":\"{id}\",\"text\":\"{}\"}}\n", GOOD.trim_end());
    let lines = [
        line(1),
        line(2),
        "{\"id\":\"3\", text}\n".to_owned(),
        line(4),
        line(5),
    ]
    .concat();
    let file = folder.file("a.jsonl", lines);
    let run = dateline(&["read", "--from", "jsonl", &file, "--to", "jsonl"]);
    assert_eq!(
        run.stderr,
        format!("dateline: {file}:3: not JSON: key must be a string at column 12\n")
    );
    assert_eq!(
        (run.ids().join(" "), run.status),
        ("1 2 not_json! 4 5".to_owned(), 1)
    );
    assert!(run.stdout.lines().nth(2).unwrap().ends_with(r#","line":3}}"#));
}

#[test]
fn a_json_file_that_is_not_json_lines() {
    let message = "JSON, but not JSON Lines: put each object on one line";
    refused(
        "notlines",
        "a.json",
        b"{\n  \"id\": \"1\"\n}\n",
        "not_json_lines",
        message,
    );
}

#[test]
fn a_missing_file() {
    let folder = Folder::new("missing");
    let good = folder.file("good.txt", GOOD);
    let run = dateline(&["read", "--to", "jsonl", "no/such/file", &good]);
    assert_eq!(run.stderr, "dateline: no/such/file: no such file or directory\n");
    assert_eq!((run.ids(), run.status), (vec!["io!".to_owned(), good], 1));
}

#[cfg(unix)]
#[test]
fn a_folder_with_odd_entries() {
    let folder = Folder::new("odd");
    let good = [folder.file("b.txt", GOOD), folder.file("e.txt", GOOD)];
    folder.file("a.pdf", b"%PDF-1.7");
    folder.file("d.txt", b"");
    folder.file(".hidden", b"\0\0\0\0");
    std::fs::create_dir(folder.path("c")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.path("f")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path("g")).unwrap();
    let root = folder.path("");
    let run = dateline(&["read", "--to", "jsonl", &root.display().to_string()]);
    let messages: Vec<_> = run
        .stderr
        .lines()
        .map(|line| line.replace(&root.display().to_string(), ""))
        .collect();
    assert_eq!(
        messages,
        [
            "dateline: a.pdf: a PDF file, not text: save it as plain text first",
            "dateline: c: a folder in a folder, passed over: name it to read it",
            "dateline: d.txt: empty: there is no report in it",
            "dateline: f: a link, passed over: name it to read it",
            "dateline: g: neither file nor folder, passed over",
        ]
    );
    let [first, last] = good;
    assert_eq!(
        (run.ids(), run.status),
        (vec!["binary!".to_owned(), first, "empty!".to_owned(), last], 1)
    );
}

#[test]
fn wrong_usage() {
    for (args, message) in [
        (
            ["read", "--published", "tomorrow"],
            "not an ISO date such as 2024-05-14",
        ),
        (["read", "--threads", "0"], "invalid value '0'"),
        (
            ["read", "--lexicon", "no/such/folder"],
            "--lexicon: no/such/folder: No such file",
        ),
        (["explain", "--color", "never"], "FILE:SENTENCE"),
    ] {
        let run = dateline(&args);
        assert!(run.stderr.contains(message), "{args:?}: {}", run.stderr);
        assert_eq!((run.stdout.as_str(), run.status), ("", 2), "{args:?}");
    }
}

#[test]
fn a_faulty_table() {
    let folder = Folder::new("table");
    let table = folder.file("holders.tsv", "name\toffice\nA\tno_such_office\n");
    let file = folder.file("good.txt", GOOD);
    let run = dateline(&["read", &file, "--lexicon", &folder.path("").display().to_string()]);
    assert!(
        run.stderr.starts_with(&format!("dateline: --lexicon: {table}:")),
        "{}",
        run.stderr
    );
    assert_eq!(run.status, 2);
}

#[test]
fn a_report_cannot_steer_the_terminal() {
    let folder = Folder::new("steer");
    let file = folder.file("a.txt", format!("{GOOD}{GOOD}{GOOD}Troops \x1b[2Jleft.\n"));
    for args in [["read", &file], ["explain", &format!("{file}:4")]] {
        let run = dateline(&args);
        assert!(
            !run.stdout.contains('\x1b') && run.stdout.contains("\u{fffd}[2J"),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn a_table_without_the_column() {
    let message = "no column \"text\" among \"id, body\": name it with --columns, such as text=body";
    refused(
        "column",
        "a.csv",
        b"id,body\n1,Troops left.\n",
        "missing_column",
        message,
    );
}

#[test]
fn a_file_that_is_no_feed_or_mail() {
    refused(
        "mail",
        "a.eml",
        b"Troops left.\n",
        "not_mail",
        "no mail: it has neither sender nor date",
    );
}

#[test]
fn a_bad_row_is_named_and_the_others_are_read_by_the_columns_named() {
    let folder = Folder::new("rows");
    let table = folder.file(
        "a.csv",
        "key;body\n1;Two soldiers died near the bridge on Monday.\n2\n",
    );
    let run = dateline(&["read", "--to", "jsonl", "--columns", "id=key,text=body", &table]);
    assert_eq!(
        run.stderr,
        format!("dateline: {table}:3: 1 cells in a table of 2 columns: is a quotation mark missing?\n")
    );
    assert_eq!(
        (run.ids(), run.status),
        (vec!["1".to_owned(), "bad_row!".to_owned()], 1)
    );
}

#[test]
fn the_items_of_a_feed_are_reports() {
    let folder = Folder::new("items");
    let feed = "<rss version=\"2.0\"><channel><title>Wire</title>\
        <item><guid>a</guid><description>Two soldiers died near the bridge on Monday.</description></item>\
        <item><guid>b</guid><title>A headline alone</title></item></channel></rss>";
    let run = dateline(&["read", "--to", "jsonl", &folder.file("a.rss", feed)]);
    assert_eq!(
        (run.ids(), run.status),
        (vec!["a".to_owned(), "no_text!".to_owned()], 1)
    );
}

#[test]
fn columns_that_no_report_has() {
    let run = dateline(&["read", "--columns", "body=text", "a.csv"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("a report has no \"body\""), "{}", run.stderr);
}
