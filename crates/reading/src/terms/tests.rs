//! Each rule on its own example, and texts that no rule may trip over.

use super::RULES;
use crate::{Term, read};
use dateline_lexicon::Lexicon;
use dateline_syntax::{Model, parse};
use dateline_text::{Report, segment};

fn terms(text: &str) -> Vec<Term> {
    let report = Report::from_text("test", text);
    let parsed = parse(&Model::embedded(), &report, segment(&report));
    read(&parsed, &Lexicon::embedded()).terms
}

#[test]
fn every_rule_fires_on_its_example() {
    for rule in RULES {
        let found = terms(rule.example);
        assert!(
            found.iter().any(|t| t.why.rule == rule.id),
            "{}: {found:#?}",
            rule.id
        );
    }
}

#[test]
fn every_term_lies_in_its_text() {
    let text = "The truce, if it holds, \u{201c}must\u{201d} let aid through. 1. The parties cease fire. 2. They free all prisoners.";
    for term in terms(text) {
        assert!(!term.span.is_empty() && term.span.end as usize <= text.len());
        assert!(
            RULES.iter().any(|r| r.id == term.why.rule),
            "{} is in no table",
            term.why.rule
        );
    }
}

#[test]
fn odd_text_is_read() {
    for text in [
        "",
        ".",
        "truce",
        "ceasefire violations",
        "Article 2.",
        "if if if",
        "must shall truce withdraw",
        "1. 2. 3.",
    ] {
        terms(text);
    }
}

#[test]
fn a_limit_is_counted_from_the_deal() {
    let text = "The government of Ethiopia and the rebels signed a peace deal on 2 November 2022. \
        Under the deal, the rebels must hand over their weapons within 30 days.";
    let deadlines: Vec<_> = terms(text).into_iter().filter_map(|t| t.deadline).collect();
    assert_eq!(deadlines, ["2022-12-02"]);
}

/// A truce gets no parties from names that the report never sets against each other.
#[test]
fn a_bystander_is_no_party() {
    let text = "Norway welcomed the cessation of hostilities in Darfur. The envoy met ministers of Chad and Kenya on Tuesday, \
        and Chad offered its capital for the talks.";
    let found = terms(text);
    assert!(!found.is_empty());
    for term in found {
        assert!(term.party.len() < 2, "{term:#?}");
    }
}
