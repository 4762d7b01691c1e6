//! `suites/segment.md`: a document that a reader can check, and that is a test.

use dateline_text::{Report, segment};
use std::fmt::Write;

/// A text, the words that must come of it, and the heading above.
struct Case<'s> {
    heading: &'s str,
    text: String,
    words: String,
}

fn cases(suite: &str) -> Vec<Case<'_>> {
    let mut out: Vec<Case<'_>> = Vec::new();
    let (mut heading, mut block) = ("", "");
    for line in suite.lines() {
        match (block, line) {
            ("", _) if line.starts_with("## ") => heading = &line[3..],
            ("", "```text") => {
                block = line;
                out.push(Case {
                    heading,
                    text: String::new(),
                    words: String::new(),
                });
            }
            ("", "```words") => block = line,
            (_, "```") => block = "",
            ("", _) => {}
            _ => {
                let case = out.last_mut().expect("a block of text comes first");
                let to = if block == "```text" {
                    &mut case.text
                } else {
                    &mut case.words
                };
                to.push_str(line);
                to.push('\n');
            }
        }
    }
    out
}

/// The sentences of a text in the form of the suite.
fn shown(text: &str) -> String {
    let report = Report::from_text("case", text);
    let table = segment(&report);
    let mut out = String::new();
    for (n, paragraph) in table.paragraphs().iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        for sentence in paragraph.sentences.clone() {
            let words: Vec<_> = table
                .words_of(sentence)
                .map(|w| report.cut(table.word(w).span))
                .collect();
            writeln!(out, "{}", words.join(" ")).expect("a string takes all");
        }
    }
    out
}

#[test]
fn suite() {
    let cases = cases(include_str!("../../../suites/segment.md"));
    assert!(cases.len() >= 40);
    let mut wrong = String::new();
    for case in &cases {
        let found = shown(case.text.trim_end());
        if found != case.words {
            write!(
                wrong,
                "\n## {}\nexpected\n{}found\n{found}",
                case.heading, case.words
            )
            .expect("a string takes all");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
