//! What could not be understood as a whole is told.

use dateline_lexicon::Lexicon;
use dateline_syntax::{LONGEST, Model, parse};
use dateline_text::{Report, segment};

#[test]
fn a_sentence_that_is_too_long_to_be_parsed_whole() {
    let long = "Rebels shelled Kesra, ".repeat(LONGEST / 4) + "and left.";
    let report = Report::from_text("a", format!("Troops came. {long} It rained."));
    let parse = parse(&Model::embedded(), &report, segment(&report));
    let reading = dateline_reading::read(&parse, &Lexicon::embedded());
    let problems: Vec<_> = reading
        .problems
        .iter()
        .filter(|p| p.code == "syntax.long_sentence")
        .map(|p| report.cut(p.span.unwrap()))
        .collect();
    assert_eq!(problems, [long]);
}

#[test]
fn a_sentence_with_a_word_of_violence_that_gave_nothing() {
    let codes = |text: &str| -> Vec<String> {
        let report = Report::from_text("a", text.to_owned());
        let parse = parse(&Model::embedded(), &report, segment(&report));
        let problems = dateline_reading::read(&parse, &Lexicon::embedded()).problems;
        let passed_over = problems.iter().filter(|p| p.code == "event.none");
        passed_over
            .map(|p| report.cut(p.span.unwrap()).to_owned())
            .collect()
    };
    let quiet = "The war museum reopened. It was cold in Kesra.";
    let passed_over = codes(quiet);
    assert!(passed_over.len() <= 1 && !passed_over.contains(&"It was cold in Kesra.".to_owned()));
    assert_eq!(codes("The attack dog slept.").len(), 1);
    assert!(codes("Rebels attacked the depot.").is_empty());
}
