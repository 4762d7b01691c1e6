//! `dateline parse`: what goes in and out, and what happens to what cannot be read.

mod common;

use common::{Folder, dateline, dateline_on};

const GIVEN: &str = "\
# newdoc id = a
# sent_id = a-1
# note = kept
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tDo\tX\tX\tX\tA=B\t2\tdep\t_\t_
2\tn't\t_\t_\t_\t_\t_\t_\t_\tGloss=not
3\tleave\t_\t_\t_\t_\t_\t_\t_\t_
3.1\tthem\t_\t_\t_\t_\t_\t_\t_\t_
4\tGoma\t_\t_\t_\t_\t_\t_\t_\tName=B-PER|SpaceAfter=No

1\tStay\t_\t_\t_\t_\t_\t_\t_\t_

";

/// The columns of all word lines.
fn columns(table: &str) -> Vec<Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect()
}

#[test]
fn text_becomes_a_table() {
    let folder = Folder::new("parse-text");
    let file = folder.file("a.txt", "Rebels fled Goma.\n\nThe men left.");
    let run = dateline(&["parse", &file]);
    let want = format!(
        "\
# newdoc id = {file}
# newpar
# sent_id = {file}-1
# text = Rebels fled Goma.
1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tfled\tflee\tVERB\tVBD\t_\t0\troot\t_\t_
3\tGoma\tGoma\tPROPN\tNNP\t_\t2\tobj\t_\tName=B-LOC|SpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newpar
# sent_id = {file}-2
"
    );
    assert_eq!(&run.stdout[..want.len()], want);
    assert_eq!((run.stderr.as_str(), run.status), ("", 0));
}

#[test]
fn given_words_are_kept_and_parsed_anew() {
    let run = dateline_on(&["parse", "--from", "conllu"], |out| {
        out.write_all(GIVEN.as_bytes())
    });
    assert_eq!((run.stderr.as_str(), run.status), ("", 0));
    assert!(
        run.stdout
            .starts_with("# newdoc id = a\n# sent_id = a-1\n# note = kept\n1-2\tdon't\t")
    );
    let rows = columns(&run.stdout);
    let forms: Vec<_> = rows.iter().map(|row| row[1]).collect();
    assert_eq!(forms, ["don't", "Do", "n't", "leave", "Goma", "Stay"]);
    assert_eq!(rows[1][2..6], ["do", "AUX", "VB", "_"]);
    assert_eq!(rows[2][9], "Gloss=not");
    assert_eq!(rows[4][9], "Name=B-LOC|SpaceAfter=No");
    assert!(rows.iter().all(|row| row.len() == 10));
}

#[test]
fn what_it_writes_it_reads_and_any_number_of_threads_gives_the_same() {
    let text = include_str!("../../../examples/dispatch.txt");
    let first = dateline_on(&["parse", "-"], |out| out.write_all(text.as_bytes()));
    let many = first.stdout.repeat(40);
    let run = |threads: &str| {
        let many = many.clone();
        dateline_on(&["parse", "--from", "conllu", "--threads", threads], move |out| {
            out.write_all(many.as_bytes())
        })
    };
    let one = run("1");
    assert!(run("3").stdout == one.stdout);
    // The words are the same, and so are the trees.
    assert!(one.stdout == many);
}

#[test]
fn a_tree_for_people() {
    let folder = Folder::new("parse-tree");
    let file = folder.file("a.txt", "Rebels fled Goma.");
    let run = dateline(&["parse", &file, "--to", "tree"]);
    let want = "\
[1] Rebels fled Goma.
  fled  root  VBD flee
  ├─ Rebels  nsubj  NNS rebel
  ├─ Goma  obj  NNP Goma LOC
  └─ .  punct  . .

";
    assert_eq!(run.stdout, want);
    let run = dateline(&["parse", &file, "--to", "tree", "--color", "always"]);
    assert!(run.stdout.contains("\x1b[36mGoma\x1b[0m"));
    for to in ["tree", "conllu"] {
        let run = dateline_on(&["parse", "--from", "conllu", "--to", to], |out| {
            out.write_all(b"1\t\x1b[31mfled\xC2\x9B\t_\t_\t_\t_\t_\t_\t_\t_\n")
        });
        assert!(run.stdout.contains("fled"));
        assert!(!run.stdout.contains(['\x1b', '\u{9b}']), "{to}");
    }
}

#[test]
fn a_faulty_sentence_is_named_with_its_line_and_the_others_are_parsed() {
    let folder = Folder::new("parse-faults");
    let good = "1\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
    let bad = [
        ("1\tGo\n", "2 columns instead of 10"),
        (
            "2\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n",
            "the first column does not number the words in order",
        ),
        ("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "the form is empty"),
        (
            "1\tGo\t_\t_\t_\t_\t9\t_\t_\t_\n",
            "the head is no word of the sentence",
        ),
        ("\u{0}\n", "1 columns instead of 10"),
    ];
    for (text, message) in bad {
        let file = folder.file("a.conllu", [good.repeat(100).as_str(), text, "\n", good].concat());
        let run = dateline(&["parse", "--from", "conllu", &file]);
        assert_eq!(run.stderr, format!("dateline: {file}:201: {message}\n"));
        assert_eq!((columns(&run.stdout).len(), run.status), (101, 1), "{text:?}");
    }
    let file = folder.file(
        "b.conllu",
        [good.as_bytes(), b"1\t\xFF\n\n", good.as_bytes()].concat(),
    );
    let run = dateline(&[
        "parse",
        "--from",
        "conllu",
        &file,
        &folder.path("none").display().to_string(),
    ]);
    let none = folder.path("none").display().to_string();
    assert_eq!(
        run.stderr,
        format!(
            "dateline: {file}:3: not UTF-8, which this format must be: convert the file first\n\
             dateline: {none}: no such file or directory\n"
        )
    );
    assert_eq!((columns(&run.stdout).len(), run.status), (2, 1));
}

#[test]
fn input_without_words_gives_nothing() {
    for text in ["", "\n\n\n", "# a comment alone\n"] {
        let run = dateline_on(&["parse", "--from", "conllu"], move |out| {
            out.write_all(text.as_bytes())
        });
        assert_eq!(
            (run.stdout.as_str(), run.stderr.as_str(), run.status),
            ("", "", 0)
        );
    }
    let run = dateline(&["parse", "--from", "jsonl", env!("CARGO_MANIFEST_DIR")]);
    assert_eq!((run.stdout.as_str(), run.status), ("", 1));
    assert_eq!(dateline(&["parse", "--to", "json"]).status, 2);
}

#[test]
fn text_that_cannot_be_read_is_named() {
    let folder = Folder::new("parse-binary");
    let bad = folder.file("a.png", b"\x89PNG\r\n\x1a\n\0\0");
    let good = folder.file("b.txt", "Troops left.");
    let run = dateline(&["parse", &bad, &good]);
    assert_eq!(
        run.stderr,
        format!("dateline: {bad}: a PNG image, not text: save it as plain text first\n")
    );
    assert_eq!((columns(&run.stdout).len(), run.status), (3, 1));
}
