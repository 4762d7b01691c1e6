//! Web pages are read as `suites/pages` has them.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host of its own: it opens the pages, reads the clock and prints scores"
)]

mod suite;

use dateline_formats::{Hints, html};
use dateline_text::Span;
use std::time::{Duration, Instant};
use suite::{Page, Score, pages, score, wrong};

/// The least mean F1 over words.
const MEAN: f64 = 0.95;
/// The least F1 of a page.
const FLOOR: f64 = 0.80;

fn read(page: &Page) -> (Score, Vec<String>) {
    match html::document(&page.name, &page.bytes, None, &Hints::default()) {
        Ok(document) => {
            let wrong = wrong(page, &document)
                .into_iter()
                .map(|(key, wanted, found)| format!("{key}: {wanted:?} was read as {found:?}"))
                .collect();
            (score(page, &document.report.text), wrong)
        }
        Err(refusal) => (Score::default(), vec![format!("refused: {refusal}")]),
    }
}

#[test]
fn bodies_are_found_and_pages_say_who_published_them_when() {
    let pages = pages();
    assert!(pages.len() >= 40, "only {} pages", pages.len());
    let mut sum = 0.0;
    let mut faults = Vec::new();
    for page in &pages {
        let (score, wrong) = read(page);
        sum += score.f1();
        println!(
            "{:<26} {:.3}  precision {:.3}  recall {:.3}",
            page.name,
            score.f1(),
            score.precision,
            score.recall
        );
        if score.f1() < FLOOR {
            faults.push(format!("{}: F1 {:.3} below {FLOOR}", page.name, score.f1()));
        }
        faults.extend(wrong.into_iter().map(|fault| format!("{}: {fault}", page.name)));
    }
    let mean = sum / pages.len() as f64;
    println!("{:<26} {mean:.3}", "mean");
    if mean < MEAN {
        faults.push(format!("mean F1 {mean:.3} below {MEAN}"));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_measure_tells_what_is_missed_and_what_is_too_much() {
    let page = &pages()[0];
    let all: String = page
        .prose
        .iter()
        .flat_map(|(word, &n)| std::iter::repeat_n(word.as_str(), n))
        .collect::<Vec<_>>()
        .join(" ");
    assert!((score(page, &all).f1() - 1.0).abs() < 1e-9);
    let twice = score(page, &format!("{all} {all}"));
    assert!((twice.precision - 0.5).abs() < 0.05 && (twice.recall - 1.0).abs() < 1e-9);
    assert!(score(page, "").f1() == 0.0);
    assert!(!page.html.contains("data-prose"));
}

/// The bytes that a word leads back to hold the word, once character references and tags are taken out of them.
#[test]
fn every_word_leads_back_to_its_bytes() {
    let mut n_words = 0;
    for page in &pages() {
        let document = html::document(&page.name, &page.bytes, None, &Hints::default()).unwrap();
        let Some(origin) = &document.origin else { continue };
        let text = &document.report.text;
        let label = page.truth.get("charset").map_or("utf-8", String::as_str);
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let mut last = 0;
        // The clock above a post may be made from an attribute, and is no word of the page.
        let paragraphs = text
            .split("\n\n")
            .filter(|line| line.len() > 12 || !line.starts_with(|c: char| c.is_ascii_digit()));
        for word in paragraphs.flat_map(str::split_whitespace) {
            let at = (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
            let bytes = origin.to_original(text, Span::new(at, at + word.len() as u32));
            assert!(last <= bytes.start, "{}: {word} goes back", page.name);
            last = bytes.start;
            let (found, ..) = encoding.decode(&page.bytes[bytes.clone()]);
            let shown = dom_query::Document::from(found.as_ref()).text();
            assert_eq!(shown.trim(), word, "{}: {bytes:?} is {found}", page.name);
            n_words += 1;
        }
    }
    assert!(n_words > 5000, "only {n_words} words");
}

/// What a page must not bring down: it is read or refused, and soon.
#[test]
fn hostile_pages_are_read_or_refused() {
    const PROSE: &str = "<p>Two people were killed in Kesra on Monday, the governor said, and many fled.</p>";
    let started = Instant::now();
    let read = |page: &str| html::document("x", page.as_bytes(), None, &Hints::default());
    for tag in [
        "<div>",
        "<b>",
        "<ul><li>",
        "<table><tr><td>",
        "<a href=x>",
        "<p>",
        "<sup><a>",
    ] {
        let page = tag.repeat(10_000) + PROSE;
        // Prose that is all one link is a card.
        assert!(read(&page).is_ok() || tag.contains("<a"), "{tag}");
        let closed = format!("{PROSE}{}", "</div></p></b>".repeat(10_000));
        assert!(read(&closed).is_ok());
    }
    let bomb = "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let text = read(&format!("{bomb}{PROSE}<p>{}</p>", "&b;&lt;&amp".repeat(20_000))).unwrap();
    assert!(text.report.text.len() < 400_000);
    let nuls = read(&format!("<p>\0\0{PROSE}\0<p cl\0ass=\0>\0{PROSE}")).map(|d| d.report.text);
    assert!(nuls.is_err() || nuls.is_ok_and(|text| text.contains("killed in Kesra")));
    let attributes = " a=1".repeat(100_000);
    let refused = read(&format!("<div{attributes}>{PROSE}</div>"));
    assert_eq!(refused.unwrap_err().code(), "no_page");
    // Many headings, cards and columns of each kind, so that nothing is done once for each pair of them.
    for piece in [
        "<h1>Kesra</h1><p>Two people were killed there on Monday, he said.</p>",
        "<article><h1>Two die in Kesra</h1><p>Two people were killed there on Monday, he said.</p></article>",
        "<div><h3><a href=x>Two people die in Kesra</a></h3><p>Two people were killed there on Monday.</p></div>",
        "<h3>Comments</h3><h3>Related</h3><div class=article-body>Two people were killed there on Monday.</div>",
        "<div><time datetime=2024-05-14T10:00>10:00</time><p>Two people were killed there on Monday.</p></div>",
    ] {
        let _ = read(&piece.repeat(10_000));
    }
    assert!(
        started.elapsed() < Duration::from_mins(5),
        "{:?}",
        started.elapsed()
    );
}
