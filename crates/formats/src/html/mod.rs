//! Web pages in: one page, one report.
//!
//! The page is read in one pass. What it declares of itself (JSON-LD, `OpenGraph`, `meta`) gives headline, publisher,
//! dates and authors; where its prose stands is counted after the manner of Readability, over all elements at once.
//! Navigation, captions, related links, comments and consent walls are left out. The posts of a live blog are kept
//! in the order of the page, each under its time.
//!
//! It never runs a script: a page whose text a script would fetch is refused as empty, unless the page carries it
//! as structured data.

mod apart;
mod body;
mod element;
mod names;
mod page;
mod posts;
mod says;
mod scan;
mod shown;
mod tag;

use crate::decode::{self, Decoded, Origin};
use crate::{Document, Hints, MAX_REPORT, Refusal, head};
use dateline_reading::Problem;
use dateline_text::Report;
use page::Page;
use posts::{Posts, of_stamp};
use says::{Post, Said};
use serde_json::Value;

/// The most bytes that one page may have: 16 MiB. Real ones have up to two.
pub const MAX_PAGE: usize = 16 << 20;

/// Makes a report of the bytes of a page. `charset` is what the sender declared, if it did.
///
/// The report's text holds paragraphs with an empty line between them. Its headline stands in `title`, its authors
/// and its last change in the document's extra keys `authors` and `modified`.
///
/// ```
/// use dateline_formats::{Hints, html};
///
/// let page = b"<title>Shells fall - Harbour Wire</title><nav><a href=/>Home</a></nav><article>
///     <h1>Shells fall</h1><time datetime=2024-05-14>14 May</time>
///     <p>Two people were killed in Kesra on Monday, the governor said.</article>";
/// let document = html::document("kesra", page, None, &Hints::default())?;
/// assert_eq!(document.report.title.as_deref(), Some("Shells fall"));
/// assert_eq!(document.report.text, "Two people were killed in Kesra on Monday, the governor said.");
/// # Ok::<(), dateline_formats::Refusal>(())
/// ```
///
/// # Errors
///
/// Bytes that are no text, too many of them, or a page without prose.
pub fn document(id: &str, bytes: &[u8], charset: Option<&str>, hints: &Hints) -> Result<Document, Refusal> {
    if bytes.len() > MAX_PAGE {
        return Err(Refusal::PageTooLarge);
    }
    let Decoded {
        text: html,
        origin,
        n_replaced,
    } = decode::decode_declared(bytes, charset)?;
    let page = scan::scan(&html).map_err(|scan::TooManyAttributes| Refusal::NoPage)?;
    let said = says::said(&page);
    let prose = prose(&page, &said);
    if prose.text.trim().is_empty() {
        return Err(Refusal::NoProse);
    }
    if prose.text.len() > MAX_REPORT {
        return Err(Refusal::TooLarge);
    }
    let mut document = Document {
        origin: prose
            .anchors
            .as_ref()
            .map(|anchors| origin.through(&html, anchors)),
        report: Report::from_text(id, prose.text),
        ..Document::default()
    };
    if n_replaced > 0 {
        document.problems.push(damage(n_replaced, &origin));
    }
    if prose.anchors.is_none() {
        document.problems.push(Problem {
            span: None,
            code: "input.structured_data",
            message: "the text was taken from the structured data of the page, which shows less of it"
                .to_owned(),
        });
    }
    take_over(said, &mut document);
    head::fill(&mut document, hints);
    Ok(document)
}

/// The text of a piece of markup, such as the content of a feed's item: all of it is prose but for links that stand
/// alone, and what sites put between paragraphs.
pub(crate) fn fragment(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let Ok(page) = scan::scan(html) else {
        return String::new();
    };
    let blocks: Vec<&str> = body::all(&page).map(|block| page.words(block)).collect();
    blocks.join("\n\n")
}

fn damage(n_replaced: usize, origin: &Origin) -> Problem {
    Problem {
        span: None,
        code: "input.malformed",
        message: format!(
            "{n_replaced} malformed byte sequences of {} were replaced by U+FFFD",
            origin.encoding()
        ),
    }
}

fn take_over(said: Said, document: &mut Document) {
    let report = &mut document.report;
    report.title = said.title;
    report.source = said.publisher;
    report.published = said.published;
    report.language = said.language;
    report.url = said.url;
    if !said.authors.is_empty() {
        let authors = said.authors.into_iter().map(Value::String).collect();
        document.extra.insert("authors".to_owned(), Value::Array(authors));
    }
    if let Some(modified) = said.modified {
        document
            .extra
            .insert("modified".to_owned(), Value::String(modified));
    }
}

/// The text of the article, with the way back to the page where it was cut from its markup.
struct Prose {
    text: String,
    anchors: Option<Vec<(u32, u32)>>,
}

/// Structured data goes before the markup only where the markup shows less than this share of it.
const MOST: f32 = 0.5;

fn prose(page: &Page, said: &Said) -> Prose {
    let shown = shown(page, said.title.as_deref());
    let told = match &said.body {
        Some(body) if said.posts.is_empty() => body.clone(),
        _ => posts(&said.posts),
    };
    if (shown.text.len() as f32) < MOST * told.len() as f32 {
        return Prose {
            text: told,
            anchors: None,
        };
    }
    shown
}

/// The prose as the markup shows it.
fn shown(page: &Page, title: Option<&str>) -> Prose {
    let mut prose = Prose {
        text: String::new(),
        anchors: None,
    };
    let mut anchors = Vec::new();
    let mut next_anchor = 0;
    let mut post = None;
    let blocks = body::blocks(page, title);
    let posts = Posts::of(page, &blocks);
    for n in blocks {
        let block = &page.blocks[n];
        let own_post = posts.around(page, block.element);
        if own_post.is_some() && own_post != post {
            let clock = Posts::clock(page, own_post.unwrap_or_default());
            separate(&mut prose.text, &mut anchors);
            prose.text.push_str(&clock.unwrap_or_default());
        }
        post = own_post;
        if posts.is_stamp(page, block) {
            // The stamp of the page or of a post: the one is no prose, the other stands above its post.
            continue;
        }
        separate(&mut prose.text, &mut anchors);
        let at = prose.text.len() as u32;
        while next_anchor < page.anchors.len() && page.anchors[next_anchor].0 < block.span.start {
            next_anchor += 1;
        }
        let end = block.span.end;
        while let Some(&(here, there)) = page.anchors.get(next_anchor) {
            // Of two at the end the first is that of the last word, the second that of the next block.
            let is_last = || {
                page.anchors
                    .get(next_anchor + 1)
                    .is_none_or(|(next, _)| *next == end)
            };
            if here > end || here == end && !is_last() {
                break;
            }
            anchors.push((at + here - block.span.start, there));
            next_anchor += 1;
        }
        prose
            .text
            .push_str(&page.text[block.span.start as usize..block.span.end as usize]);
    }
    prose.anchors = Some(anchors);
    prose
}

/// Puts an empty line between two blocks.
fn separate(text: &mut String, anchors: &mut Vec<(u32, u32)>) {
    if text.is_empty() {
        return;
    }
    if let Some(&(here, there)) = anchors.last() {
        // The break itself stands where the last word ended.
        let n_since = text.len() as u32 - here;
        anchors.push((text.len() as u32, there + n_since));
    }
    text.push_str("\n\n");
}

/// Posts as prose, each under its time.
fn posts(posts: &[Post]) -> String {
    let one = |post: &Post| {
        let clock = post.published.as_deref().and_then(of_stamp);
        let parts = [clock.as_deref(), post.headline.as_deref(), Some(post.body.trim())];
        parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n")
    };
    posts.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests;
