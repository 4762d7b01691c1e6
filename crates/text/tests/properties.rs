//! What holds for every text.

use dateline_text::{Report, Sentences, Span, is_blank, segment};
use proptest::prelude::*;

/// Fails unless the table of a report keeps every promise of `segment`.
fn check(report: &Report) {
    let table = segment(report);
    let text = &report.text;
    let mut at = report.body.start as usize;
    for word in table.words() {
        let (start, end) = (word.span.start as usize, word.span.end as usize);
        assert!(start < end && text.is_char_boundary(start) && text.is_char_boundary(end));
        assert!(end - start <= 4096);
        // Between words lie only blanks, and so every other character is in exactly one word.
        assert!(
            start >= at && text[at..start].chars().all(is_blank),
            "{:?}",
            &text[at..start]
        );
        assert!(!text[start..end].chars().any(is_blank), "{:?}", &text[start..end]);
        at = end;
    }
    assert!(text[at..report.body.end as usize].chars().all(is_blank));
    check_nesting(&table);
    assert_eq!(segment(report), table);
}

/// Words fill sentences, sentences fill paragraphs, and nothing is empty.
fn check_nesting(table: &Sentences) {
    let (mut word, mut sentence) = (0, 0);
    for (n, s) in table.sentences().iter().enumerate() {
        assert_eq!(s.words.start, word);
        assert!(s.words.end > word && s.words.len() <= 5000);
        word = s.words.end;
        let (first, last) = (s.words.start as usize, s.words.end as usize - 1);
        assert_eq!(s.span, table.words()[first].span.cover(table.words()[last].span));
        assert!(
            table.words()[first..=last]
                .iter()
                .all(|w| w.sentence.index() == n)
        );
        assert!(table.paragraphs()[s.paragraph as usize].span.contains(s.span));
    }
    assert_eq!(word as usize, table.words().len());
    for paragraph in table.paragraphs() {
        assert_eq!(paragraph.sentences.start, sentence);
        assert!(paragraph.sentences.end > sentence);
        sentence = paragraph.sentences.end;
    }
    assert_eq!(sentence as usize, table.len());
}

/// Pieces of which texts are made that are hard to cut.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z]{1,6}",
        "[0-9.,:/-]{1,8}",
        "[.!?…'’\"“”()\\[\\]{}<>*=_#@&$€%-]{1,4}",
        "\\PC{1,3}",
        prop::sample::select(vec![
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "\u{0}",
            "\u{FEFF}",
            "\u{A0}",
            "\u{200B}",
            "\u{2028}",
            "U.S.",
            "Lt.",
            "p.m.",
            "n't",
            "No. ",
            "https://a.org/",
            "a@b.org",
            "\u{301}",
            "👩\u{200D}👩\u{200D}👧",
            "🇸🇩",
            "停火",
            "ة",
            "•",
            ".The",
            "05/22/2023 ",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_is_in_one_word(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&Report::from_text("any", pieces.concat()));
    }

    #[test]
    fn any_characters(text in any::<String>()) {
        check(&Report::from_text("any", text));
    }

    #[test]
    fn only_the_body_is_cut(head in "[a-z \n]{0,20}", body in "[A-Za-z .\n]{0,60}", tail in "[a-z \n]{0,20}") {
        let (from, to) = (head.len() as u32, (head.len() + body.len()) as u32);
        let mut report = Report::from_text("any", [head, body, tail].concat());
        report.body = Span::new(from, to);
        check(&report);
    }
}

#[test]
fn long_and_odd_texts() {
    let texts = [
        String::new(),
        " \n\u{0}\u{FEFF}\r\n".to_owned(),
        "x".repeat(1 << 20),
        "é".repeat(1 << 19),
        "停".repeat(1 << 19),
        "\u{301}".repeat(1 << 19),
        "word ".repeat(300_000),
        "word\n".repeat(300_000),
        "a-b".repeat(300_000),
        "1,x".repeat(200_000),
        "(".repeat(300_000),
        ".\"".repeat(300_000),
        "a.b@c/d'e&f:".repeat(60_000),
        "U.S. ".repeat(200_000),
        "[1] . ".repeat(200_000),
        "a's".repeat(200_000),
        "-+".repeat(200_000),
        "'".repeat(200_000),
        ["a", &"\u{A0}".repeat(1_500_000), "b"].concat(),
    ];
    for text in texts {
        check(&Report::from_text("long", text));
    }
}
