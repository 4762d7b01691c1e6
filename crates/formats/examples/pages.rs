//! Dateline's reader of web pages beside `dom_smoothie`, on the pages of `suites/pages` and in one run.
//!
//! `cargo run --release -p dateline-formats --example pages` prints a table in Markdown: F1 over words of the body
//! for each page, which keys of the metadata were wrong, and how many pages of 150 kB each reads in a second on one
//! thread. With the name of a page it prints what is read of it.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host of its own: it opens the pages, reads the clock and prints"
)]

#[path = "../tests/suite/mod.rs"]
mod suite;

use dateline_formats::{Hints, html};
use dom_smoothie::{Config, Readability, TextMode};
use std::fmt::Write;
use std::fs;
use std::time::Instant;
use suite::{Page, Score, pages, score, wrong};

/// The size to which pages are padded before they are timed, in bytes.
const PADDED: usize = 150_000;
/// Rounds over all padded pages.
const ROUNDS: usize = 5;

fn main() {
    if let Some(name) = std::env::args().nth(1) {
        return show(&name);
    }
    let pages = pages();
    println!("| page | Dateline | dom_smoothie | wrong metadata |");
    println!("|---|--:|--:|---|");
    let (mut ours, mut theirs, mut n_wrong, mut n_keys) = (0.0, 0.0, 0, 0);
    for page in &pages {
        let document = html::document(&page.name, &page.bytes, None, &Hints::default());
        let (mine, faults) = match &document {
            Ok(document) => (score(page, &document.report.text), wrong(page, document)),
            Err(_) => (Score::default(), Vec::new()),
        };
        let other = smoothie(&page.html).map_or_else(Score::default, |text| score(page, &text));
        ours += mine.f1();
        theirs += other.f1();
        n_wrong += faults.len();
        n_keys += page
            .truth
            .keys()
            .filter(|key| !matches!(key.as_str(), "hazard" | "charset"))
            .count();
        let faults: Vec<&str> = faults.iter().map(|(key, ..)| *key).collect();
        println!(
            "| {} | {:.3} | {:.3} | {} |",
            page.name,
            mine.f1(),
            other.f1(),
            faults.join(", ")
        );
    }
    let n = pages.len() as f64;
    println!(
        "| **mean** | **{:.3}** | **{:.3}** | {n_wrong} of {n_keys} |",
        ours / n,
        theirs / n
    );

    let padded: Vec<String> = pages.iter().map(padded).collect();
    let size = padded.iter().map(String::len).sum::<usize>() / padded.len();
    println!("\nPages padded to {} kB, one thread:\n", size / 1000);
    println!(
        "- Dateline: {:.0} pages a second",
        rate(&padded, |html| {
            html::document("page", html.as_bytes(), None, &Hints::default()).is_ok()
        })
    );
    println!(
        "- dom_smoothie: {:.0} pages a second",
        rate(&padded, |html| smoothie(html).is_some())
    );
}

/// Prints what is read of one page.
fn show(name: &str) {
    for page in pages().iter().filter(|page| page.name == name) {
        match html::document(name, &page.bytes, None, &Hints::default()) {
            Ok(document) => println!("{}", document.report.text),
            Err(refusal) => println!("refused: {refusal}"),
        }
    }
}

fn smoothie(html: &str) -> Option<String> {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
    Some(article.text_content.to_string())
}

fn rate(pages: &[String], read: impl Fn(&str) -> bool) -> f64 {
    let started = Instant::now();
    let cpu_started = cpu_seconds();
    let mut n_read = 0;
    for _ in 0..ROUNDS {
        n_read += pages.iter().filter(|html| read(html)).count();
    }
    std::hint::black_box(n_read);
    let seconds = match (cpu_started, cpu_seconds()) {
        (Some(start), Some(end)) => end - start,
        _ => started.elapsed().as_secs_f64(),
    };
    (ROUNDS * pages.len()) as f64 / seconds
}

/// How long this thread has run on a processor, where the system tells: other work on the machine does not count.
fn cpu_seconds() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(told.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// A page as heavy as those of the web: state for scripts, styles, drawings, menus and cards, in the shares that a
/// news site has them.
fn padded(page: &Page) -> String {
    let mut html = page.html.clone();
    let end = html
        .rfind("</body>")
        .or_else(|| html.rfind("</BODY>"))
        .unwrap_or(html.len());
    let tail = html.split_off(end);
    for i in 0.. {
        if html.len() + tail.len() >= PADDED {
            break;
        }
        html.push_str("<script>window.__s=window.__s||[];window.__s.push({\"items\":[");
        for j in 0..24 {
            let _ = write!(
                html,
                "{{\"id\":{},\"kind\":\"story\",\"href\":\"/world/{i}/{j}\",\"w\":640,\"h\":427,\"alt\":\"Smoke over the port <b>at dawn</b>\",\"flags\":[0,1,{j}]}},",
                i * 100 + j
            );
        }
        html.push_str("null]});</script><style>");
        for j in 0..12 {
            let _ = write!(
                html,
                ".c{i}-{j}>a:hover{{color:#0{j}5;padding:{j}px 0 0 {i}px;background:url(/i/{j}.svg)}}"
            );
        }
        html.push_str("</style><ul class=\"menu menu--wide\">");
        for j in 0..10 {
            let _ = write!(
                html,
                "<li class=\"menu__item menu__item--{j}\"><a class=\"menu__link\" href=\"/section/{i}/{j}?ref=menu\" data-track=\"menu:{j}\">Section {j}</a></li>"
            );
        }
        html.push_str("</ul><div class=\"grid grid--more\">");
        for j in 0..6 {
            let _ = write!(
                html,
                "<div class=\"card card--small\" data-id=\"{i}{j}\"><a href=\"/a/{i}{j}\"><img src=\"/t/{j}.jpg\" srcset=\"/t/{j}.jpg 1x, /t/{j}@2x.jpg 2x\" alt=\"\" loading=\"lazy\"><h3 class=\"card__title\">Port strike enters week {j}</h3></a><svg viewBox=\"0 0 24 24\"><path d=\"M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm{j}.2 15.6l-4.2-4.2 1.4-1.4 2.8 2.8 6.4-6.4 1.4 1.4z\"/></svg><span class=\"card__time\">{j} hours ago</span></div>"
            );
        }
        html.push_str("</div>");
    }
    html + &tail
}
