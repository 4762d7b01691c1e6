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
