//! What the command shows, and that it shows the same every time.

mod common;

use common::{Folder, dateline, dateline_on};

const DISPATCH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/dispatch.txt");

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    let lines: Vec<_> = include_str!("../../../examples/dispatch.txt").lines().collect();
    let mut input = String::new();
    for n in 0..40 {
        // Reports of many lengths, so that later ones are done before earlier ones.
        let text = lines[n % 7..].join("\n");
        input += &serde_json::json!({"id": n, "text": text}).to_string();
        input += "\n";
    }
    let run = |threads: &str| {
        let input = input.clone();
        let args = [
            "read",
            "--from",
            "jsonl",
            "-",
            "--to",
            "jsonl",
            "--threads",
            threads,
        ];
        dateline_on(&args, move |out| out.write_all(input.as_bytes()))
    };
    let first = run("1");
    assert_eq!((first.ids().len(), first.status), (40, 0));
    for threads in ["1", "2", "3"] {
        assert!(run(threads).stdout == first.stdout, "{threads} threads");
    }
}

#[test]
fn colour_is_for_terminals_and_those_who_ask() {
    let plain = dateline(&["read", DISPATCH]);
    assert!(
        plain
            .stdout
            .starts_with("Truce around Kidal frays on its first day · Harbour Wire · 2023-11-16\n")
    );
    assert!(!plain.stdout.contains('\x1b'));
    assert!(plain.stdout.lines().all(|line| line.chars().count() <= 100));
    assert!(
        dateline(&["read", DISPATCH, "--color", "always"])
            .stdout
            .contains("\x1b[")
    );
}

#[test]
fn a_sentence_is_explained_from_its_bytes_to_its_tree() {
    let folder = Folder::new("explain");
    let file = folder.file("a.txt", b"Zo\xEB Orum fled.\nThe men left Kesra.");
    let run = dateline(&["explain", &format!("{file}:2")]);
    assert!(
        run.stdout
            .starts_with(&format!("{file}, sentence 2, bytes 15 to 34 (windows-1252)\n")),
        "{}",
        run.stdout
    );
    for part in [
        "\nThe men left Kesra.\n",
        "\nWords\n",
        "\nTree\n",
        "  root\n",
        "└─ ",
    ] {
        assert!(run.stdout.contains(part), "{part} in {}", run.stdout);
    }
    let run = dateline(&["explain", &format!("{file}:9")]);
    assert_eq!(
        (run.stderr, run.status),
        (
            format!("dateline: {file} has 2 sentences: there is no number 9\n"),
            2
        )
    );
}

#[test]
fn hints_fill_in_what_reports_do_not_say() {
    let folder = Folder::new("hints");
    let file = folder.file("a.txt", "Troops left Kesra.");
    let run = dateline(&[
        "read",
        &file,
        "--published",
        "2024-05-14",
        "--source",
        "Wire",
        "--to",
        "jsonl",
    ]);
    assert!(run.stdout.contains(r#""published":"2024-05-14","source":"Wire""#));
}

#[test]
fn help_and_completions_are_there() {
    let help = dateline(&["read", "--help"]);
    for part in ["Examples:", "Exit status:", "--lexicon", "4 MiB"] {
        assert!(help.stdout.contains(part), "{part}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            dateline(&["completions", shell]).stdout.contains("explain"),
            "{shell}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["read", DISPATCH, DISPATCH, DISPATCH])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}
