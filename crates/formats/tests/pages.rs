//! Web pages are read as `suites/pages` has them.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host of its own: it opens the pages and prints their scores"
)]

mod suite;

use dateline_formats::{Hints, html};
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
