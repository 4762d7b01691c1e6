//! Each rule on its own example, and the numbers that people write.
//!
//! The words stand in small tables here, so that a change of the lexicon does not change what a rule is tested on.

use super::{RULES, line::Line, number};
use crate::context::Context;
use crate::{Figure, read};
use dateline_lexicon::Lexicon;
use dateline_syntax::{Model, parse};
use dateline_text::{Report, segment};

const NUMBERS: &str = "word\tclass\tlow\thigh
one\tcardinal\t1\t1
two\tcardinal\t2\t2
three\tcardinal\t3\t3
four\tcardinal\t4\t4
five\tcardinal\t5\t5
six\tcardinal\t6\t6
nine\tcardinal\t9\t9
ten\tcardinal\t10\t10
twelve\tcardinal\t12\t12
twenty\tcardinal\t20\t20
ninety\tcardinal\t90\t90
fifty\tcardinal\t50\t50
couple\tcardinal\t2\t2
dozen\tmultiplier\t12\t12
hundred\tmultiplier\t100\t100
thousand\tmultiplier\t1000\t1000
million\tmultiplier\t1000000\t1000000
lakh\tmultiplier\t100000\t100000
dozens\tvague\t24\t
hundreds\tvague\t200\t
thousands\tvague\t2000\t
tens\tvague\t20\t
several\tvague\t3\t
few\tvague\t2\t
half\tfraction\t0.5\t0.5
";

const QUALIFIERS: &str = "words\teffect
at least\tat_least
no fewer than\tat_least
or more\tat_least
more than\tmore_than
over\tmore_than
up to\tup_to
as many as\tup_to
fewer than\tless_than
about\tabout
nearly\tabout
some\tabout
an estimated\tabout
another\texactly
a total of\texactly
not a single\tnone_of
";

const MEASURES: &str = "lemma\tpos\tcounted\tmeasure\texample
kill\tverb\tobj | nsubj:pass\tkilled\tThe shell killed two men.
die\tverb\tsubj\tkilled\tTwo men died.
dead\tadj\thead | subj\tkilled\tTwo men are dead.
death\tnoun\thead | nmod:of\tkilled\tThe death of two men.
toll\tnoun\tnumber\tkilled\tThe toll rose to two.
wound\tverb\tobj | nsubj:pass\twounded\tThe shell wounded two men.
injure\tverb\tobj | nsubj:pass\twounded\tThe shell injured two men.
injury\tnoun\thead\twounded\tTwo injuries.
missing\tadj\tsubj\tmissing\tTwo men are missing.
surrender\tverb\tsubj\tcaptured\tTwo men surrendered.
hand over\tverb\tobj\treleased\tThey handed over two men.
flee\tverb\tsubj\tdisplaced\tTwo men fled.
hostage\tnoun\tweak\tabducted\tTwo hostages remain.
";

const NOUNS: &str = "noun\tclass\tkind\tpeople
people\tgroup\tpopulation\tyes
soldier\tgroup\tpopulation\tyes
child\tgroup\tpopulation\tyes
man\tgroup\tpopulation\tyes
officer\tgroup\tpopulation\tyes
patient\tgroup\tpopulation\tyes
nurse\tgroup\tpopulation\tyes
hostage\tgroup\tpopulation\tyes
family\tgroup\tpopulation\tyes
police\tbody\torganisation\t
";

fn lexicon() -> Lexicon {
    let mut out = Lexicon::default();
    for (file, text) in [
        ("numbers.tsv", NUMBERS),
        ("qualifiers.tsv", QUALIFIERS),
        ("measures.tsv", MEASURES),
        ("nouns.tsv", NOUNS),
    ] {
        out.overlay(file, text).unwrap();
    }
    out
}

/// The figures of a text whose punctuation is set apart first, with their words.
fn figures(text: &str) -> Vec<(String, Figure)> {
    let mut apart = String::new();
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let number = before.is_ascii_digit() && chars.peek().is_some_and(char::is_ascii_digit);
        if matches!(c, ',' | '.' | ':' | ';' | '(' | ')' | '"') && !number {
            apart.extend([' ', c, ' ']);
        } else {
            apart.push(c);
        }
        before = c;
    }
    let report = Report::from_text("test", apart.clone());
    let parsed = parse(&Model::embedded(), &report, segment(&report));
    let reading = read(&parsed, &lexicon());
    reading
        .figures
        .into_iter()
        .map(|f| (f.span.of(&apart).to_owned(), f))
        .collect()
}

/// The figures of a text as `words = measure low..high`.
fn told(text: &str) -> Vec<String> {
    let bound = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    let show =
        |(words, f): (String, Figure)| format!("{words} = {} {}..{}", f.measure, bound(f.low), bound(f.high));
    figures(text).into_iter().map(show).collect()
}

/// The bounds of the number at the head of a text.
fn bounds(text: &str) -> Option<(Option<u64>, Option<u64>)> {
    let report = Report::from_text("test", text);
    let parsed = parse(&Model::embedded(), &report, segment(&report));
    let lexicon = lexicon();
    let cx = Context::new(&parsed, &lexicon);
    let line = Line::new(&cx, dateline_text::SentenceId(0));
    number::read(&line, 0, |_| false).map(|c| (c.low, c.high))
}

#[test]
fn every_rule_fires_on_its_example() {
    for rule in RULES {
        let found = figures(rule.example);
        assert!(
            found.iter().any(|(_, f)| f.why.rule == rule.id),
            "{}: {found:#?}",
            rule.id
        );
    }
}

#[test]
fn numbers() {
    let exact = |n| Some((Some(n), Some(n)));
    for (text, expected) in [
        ("1,200 people", exact(1200)),
        ("36 000 people", exact(36000)),
        ("1.7 million people", exact(1_700_000)),
        ("1,7 million people", exact(1_700_000)),
        ("3 lakh people", exact(300_000)),
        ("twenty-two people", exact(22)),
        ("one hundred and five people", exact(105)),
        ("two and a half million people", exact(2_500_000)),
        ("half a million people", exact(500_000)),
        ("two dozen people", exact(24)),
        ("a dozen people", exact(12)),
        ("dozens of people", Some((Some(24), None))),
        ("a few hundred people", Some((Some(200), None))),
        ("several dozen people", Some((Some(36), None))),
        ("tens of thousands of people", Some((Some(20000), None))),
        ("hundreds of thousands of people", Some((Some(200_000), None))),
        ("at least 200 people", Some((Some(200), None))),
        ("more than 400 people", Some((Some(401), None))),
        ("more than a dozen people", Some((Some(13), None))),
        ("up to 30 people", Some((None, Some(30)))),
        ("fewer than 50 people", Some((None, Some(49)))),
        ("about 200 people", exact(200)),
        ("at least some 200 people", Some((Some(200), None))),
        ("between 10 and 15 people", Some((Some(10), Some(15)))),
        ("10 to 15 people", Some((Some(10), Some(15)))),
        ("30-40 people", Some((Some(30), Some(40)))),
        (
            "two to three million people",
            Some((Some(2_000_000), Some(3_000_000))),
        ),
        ("not a single man", exact(0)),
        ("no one", exact(0)),
        ("a man", exact(1)),
    ] {
        assert_eq!(bounds(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_number_of_people() {
    for text in [
        "The soldiers fired 12 rockets.",
        "Some 500 soldiers are in the town.",
        "Two officers killed the man Oru.",
        "The village lies 12 kilometres away.",
    ] {
        let found = told(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn parts_and_ellipses() {
    assert_eq!(
        told("Twelve people died, most of them children."),
        ["Twelve people = killed 12..12", "most of them = killed 7..12"]
    );
    assert_eq!(
        told("At least 19 people were killed and 32 wounded."),
        ["At least 19 people = killed 19..", "32 = wounded 32.."]
    );
    assert_eq!(
        told("They handed over nine soldiers."),
        ["nine soldiers = released 9..9"]
    );
    assert_eq!(told("No one was killed."), ["No one = killed 0..0"]);
}

#[test]
fn odd_text_is_read() {
    for text in [
        "",
        ".",
        "killed",
        "12",
        "killed 12",
        "of of of",
        "999999999999999999999999999 people died.",
        "1,,2 people died.",
        "ﷺ 12 ﷺ",
    ] {
        figures(text);
    }
}
