//! Single hazards; whole pages are in `suites/pages`.

use super::*;

fn read(html: &str) -> Document {
    document("p", html.as_bytes(), None, &Hints::default()).unwrap()
}

const PROSE: &str =
    "Two men, said to be guards, were killed in Kesra on Monday when a shell fell, the governor said.";

#[test]
fn white_space_and_references_are_as_a_browser_shows_them() {
    let page =
        "<p>Caf&eacute;&nbsp;&amp; bar: two men,\n said   to be <b>guards</b>, were killed<br>on Monday.</p>";
    assert_eq!(
        read(page).report.text,
        "Café & bar: two men, said to be guards, were killed on Monday."
    );
}

#[test]
fn every_word_leads_back_to_its_bytes() {
    let page = format!(
        "<div>\n <p>Fire &amp; smoke &#8212; caf&eacute;s\n  hit, <b>an aide</b> said.</p><p>{PROSE}</p></div>"
    );
    let document = read(&page);
    let (text, origin) = (&document.report.text, document.origin.as_ref().unwrap());
    let original = |word: &str| {
        let start = text.find(word).unwrap() as u32;
        &page[origin.to_original(text, dateline_text::Span::new(start, start + word.len() as u32))]
    };
    assert_eq!(original("Fire"), "Fire");
    assert_eq!(original("hit,"), "hit,");
    assert_eq!(original("an aide"), "an aide");
    assert_eq!(original("guards"), "guards");
    assert_eq!(original(PROSE), PROSE);
}

#[test]
fn a_page_in_an_old_encoding_is_read_by_its_declaration() {
    let page = [
        b"<meta charset=windows-1251><p>The town of \xCA\xE8\xFF\xEC, ".as_slice(),
        PROSE.as_bytes(),
    ]
    .concat();
    let document = document("p", &page, None, &Hints::default()).unwrap();
    assert!(
        document.report.text.starts_with("The town of Киям,"),
        "{}",
        document.report.text
    );
}

#[test]
fn structured_data_speaks_where_the_page_is_filled_in_by_a_script() {
    let page = format!(
        r#"<title>x</title><div id=app></div><script type="application/ld+json">{{"@type":["NewsArticle"],"headline":"Two die",
        "publisher":{{"name":"Harbour Wire"}},"datePublished":"Tue, 14 May 2024 10:00:00 +0200","articleBody":"<p>{PROSE}</p>"}}</script>"#
    );
    let document = read(&page);
    assert_eq!(document.report.text, PROSE);
    assert_eq!(document.problems[0].code, "input.structured_data");
    assert_eq!(document.report.title.as_deref(), Some("Two die"));
    assert_eq!(
        document.report.published.unwrap().written,
        "2024-05-14T10:00:00+02:00"
    );
}

#[test]
fn the_posts_of_a_live_blog_stand_under_their_times() {
    let post = |time: &str, text: &str| {
        format!(
            "<div class=live-post><time datetime=2024-05-14T{time}:00Z>3 hours ago</time><p>{text}</p></div>"
        )
    };
    let page = format!(
        "<main><h1>Live</h1>{}{}</main>",
        post("14:35", PROSE),
        post(
            "09:10",
            "The army denied that it had fired on the town, and blamed rebels."
        )
    );
    assert_eq!(
        read(&page).report.text,
        format!(
            "14:35\n\n{PROSE}\n\n09:10\n\nThe army denied that it had fired on the town, and blamed rebels."
        )
    );
}

#[test]
fn hostile_pages_cost_no_more_than_their_length() {
    let deep = "<div>".repeat(10_000) + PROSE + &"</div>".repeat(10_000);
    assert_eq!(read(&deep).report.text, PROSE);
    let unclosed = "<b><i><a href=x>".repeat(20_000) + "</a><p>" + PROSE;
    assert!(read(&unclosed).report.text.contains("Two men"));
    let entities = format!("<p>{PROSE} {}</p>", "&amp;".repeat(100_000));
    assert!(read(&entities).report.text.len() > 100_000);
    let few = format!("<p {}>{PROSE}</p>", "data-a=\"b\" ".repeat(200));
    assert_eq!(read(&few).report.text, PROSE);
    for attribute in ["a=\"b\" ", "a='b' ", "a ", "a=b "] {
        let many = format!("<p {}>{PROSE}</p>", attribute.repeat(100_000));
        assert_eq!(
            document("p", many.as_bytes(), None, &Hints::default()).unwrap_err(),
            Refusal::NoPage
        );
    }
}

#[test]
fn a_page_without_prose_is_refused() {
    let refused = |html: &[u8]| document("p", html, None, &Hints::default()).unwrap_err().code();
    assert_eq!(
        refused(b"<html><body><nav><a href=/>Home</a></nav></body></html>"),
        "no_prose"
    );
    assert_eq!(refused(b"<!doctype html>"), "no_prose");
    assert_eq!(refused(&vec![b' '; MAX_PAGE + 1]), "page_too_large");
    assert_eq!(refused(b"\x89PNG\r\n"), "binary");
}
