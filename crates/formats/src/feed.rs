//! Feeds in: RSS, Atom and JSON Feed, each item a report.
//!
//! An item is read as far as the feed holds it; nothing is fetched. Many feeds hold the first lines only: such an item
//! is a short report, and its link leads to the rest.

use crate::document::stamp;
use crate::{Document, Hints, MAX_REPORT, Refusal, Refused, head, html};
use dateline_text::Report;
use feed_rs::model::{Entry, Feed};
use feed_rs::parser;
use serde_json::Value;

/// The most bytes that one feed may have: 16 MiB.
pub const MAX_FEED: usize = 16 << 20;

/// Makes a report of each item of a feed, in its order. The hints stand in for what neither item nor feed says.
///
/// An item's id is its own, else its link, else `NAME:NUMBER`. Its authors stand in the document's extra key
/// `authors`. An item without text gives a [`Refused`] in its place.
///
/// ```
/// use dateline_formats::{Hints, feed};
///
/// let bytes = br#"<rss version="2.0"><channel><title>Harbour Wire</title><item><guid>1</guid>
///     <title>Shells fall</title><description>Two people died in Kesra on Monday.</description></item></channel></rss>"#;
/// let items = feed::documents("wire.rss", bytes, &Hints::default())?;
/// let first = items[0].as_ref().unwrap();
/// assert_eq!(first.report.source.as_deref(), Some("Harbour Wire"));
/// assert_eq!(first.report.text, "Two people died in Kesra on Monday.");
/// # Ok::<(), dateline_formats::Refusal>(())
/// ```
///
/// # Errors
///
/// What is no feed, or more than [`MAX_FEED`].
pub fn documents(name: &str, bytes: &[u8], hints: &Hints) -> Result<Vec<Result<Document, Refused>>, Refusal> {
    if bytes.len() > MAX_FEED {
        return Err(Refusal::FeedTooLarge);
    }
    let parser = parser::Builder::new()
        // The library would make random ids of its own: ours come from what the item holds.
        .id_generator(|links, _, _| links.first().map(|link| link.href.clone()).unwrap_or_default())
        .build();
    let mut feed = parser
        .parse(bytes)
        .map_err(|error| Refusal::NotAFeed(error.to_string()))?;
    let entries = std::mem::take(&mut feed.entries);
    Ok(entries
        .into_iter()
        .enumerate()
        .map(|(n, entry)| {
            let id = match entry.id.trim() {
                "" => format!("{name}:{}", n + 1),
                id => id.to_owned(),
            };
            document(&id, entry, &feed, hints).map_err(|why| Refused {
                id: Some(id),
                line: None,
                why,
            })
        })
        .collect())
}

fn document(id: &str, entry: Entry, feed: &Feed, hints: &Hints) -> Result<Document, Refusal> {
    let content = entry.content.and_then(|content| content.body);
    let summary = entry.summary.map(|summary| summary.content);
    // Where both are there, the longer one holds the other, or says more.
    let text = [content, summary]
        .into_iter()
        .flatten()
        .map(|text| html::fragment(&text))
        .max_by_key(String::len)
        .unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Refusal::NoText);
    }
    if text.len() > MAX_REPORT {
        return Err(Refusal::TooLarge);
    }
    let plain = |text: &str| Some(html::fragment(text)).filter(|text| !text.is_empty());
    let mut document = Document {
        report: Report::from_text(id, text),
        ..Document::default()
    };
    let report = &mut document.report;
    report.title = entry.title.and_then(|title| plain(&title.content));
    report.source = entry
        .source
        .filter(|source| !source.starts_with("http"))
        .or_else(|| plain(&feed.title.as_ref()?.content));
    report.published = entry
        .published
        .or(entry.updated)
        .and_then(|at| stamp(&at.to_rfc3339()));
    report.language = entry.language.or_else(|| feed.language.clone());
    let is_page = |rel: Option<&str>| rel.is_none_or(|rel| rel == "alternate");
    report.url = entry
        .links
        .iter()
        .find(|link| is_page(link.rel.as_deref()))
        .or(entry.links.first())
        .map(|link| link.href.clone());
    let authors: Vec<Value> = entry
        .authors
        .into_iter()
        .filter_map(|author| Some(author.name?.trim().to_owned()))
        .filter(|name| !name.is_empty())
        .map(Value::String)
        .collect();
    if !authors.is_empty() {
        document.extra.insert("authors".to_owned(), Value::Array(authors));
    }
    head::fill(&mut document, hints);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(feed: &str) -> Vec<Result<Document, Refused>> {
        documents("f", feed.as_bytes(), &Hints::default()).unwrap()
    }

    #[test]
    fn an_rss_item_is_read_with_its_markup_taken_off() {
        let feed = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour &amp; Hill</title><language>en-GB</language>
            <item><title>Shells fall on &quot;Kesra&quot;</title><link>https://h.example/1</link><guid>tag:1</guid>
            <pubDate>Tue, 14 May 2024 23:30:00 -0400</pubDate><dc:creator>Ana Ruiz</dc:creator>
            <description>Two people &lt;b&gt;died&lt;/b&gt;.</description>
            <content:encoded><![CDATA[<p>Two people died in Kesra &amp; one in Tor, the governor said.</p>
            <p>Shelling went on.</p><p><a href="/x">Read more</a></p>]]></content:encoded></item>
            <item><title>Nothing inside</title><link>https://h.example/2</link></item></channel></rss>"#;
        let items = items(feed);
        let first = items[0].as_ref().unwrap();
        let report = &first.report;
        assert_eq!(
            report.text,
            "Two people died in Kesra & one in Tor, the governor said.\n\nShelling went on."
        );
        assert_eq!(report.id, "tag:1");
        assert_eq!(report.title.as_deref(), Some("Shells fall on \"Kesra\""));
        assert_eq!(report.source.as_deref(), Some("Harbour & Hill"));
        assert_eq!(report.url.as_deref(), Some("https://h.example/1"));
        assert_eq!(report.language.as_deref(), Some("en-gb"));
        assert_eq!(
            report.published.as_ref().unwrap().written,
            "2024-05-15T03:30:00+00:00"
        );
        assert_eq!(first.extra["authors"][0], "Ana Ruiz");
        let second = items[1].as_ref().unwrap_err();
        assert_eq!(
            (second.id.as_deref(), second.why.code()),
            (Some("https://h.example/2"), "no_text")
        );
    }

    #[test]
    fn atom_and_json_feeds_are_read_too() {
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><id>a1</id><title>T</title>
            <published>2024-05-14T10:00:00Z</published><link rel="alternate" href="https://w.example/a1"/>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Troops left Kesra.</p></div></content></entry></feed>"#;
        let atom = items(atom);
        assert_eq!(atom[0].as_ref().unwrap().report.text, "Troops left Kesra.");
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [
            {"id": "j1", "url": "https://w.example/j1", "content_text": "Troops left Kesra.", "date_published": "2024-05-14T10:00:00Z"}]}"#;
        let json = items(json);
        let report = &json[0].as_ref().unwrap().report;
        assert_eq!(
            (report.id.as_str(), report.text.as_str()),
            ("j1", "Troops left Kesra.")
        );
    }

    #[test]
    fn what_is_no_feed_is_refused() {
        for bad in [
            "",
            "hello",
            "<rss><channel>",
            "<html><body>x</body></html>",
            "{\"version\": 1}",
            "<a><b></a>",
        ] {
            let refused = documents("f", bad.as_bytes(), &Hints::default());
            assert!(
                matches!(refused, Err(Refusal::NotAFeed(_))) || refused.is_ok_and(|items| items.is_empty()),
                "{bad}"
            );
        }
    }

    #[test]
    fn entities_are_not_multiplied_and_depth_is_bounded() {
        let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\
            <rss version=\"2.0\"><channel><title>t</title><item><guid>1</guid><description>&b;&b;&b; said.</description></item></channel></rss>";
        if let Ok(items) = documents("f", bomb.as_bytes(), &Hints::default()) {
            let n_bytes = |item: &Result<Document, Refused>| item.as_ref().map_or(0, |d| d.report.text.len());
            assert!(items.iter().map(n_bytes).sum::<usize>() < bomb.len());
        }
        let deep = format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><content type=\"xhtml\">{}x",
            "<div>".repeat(10_000)
        );
        let _ = documents("f", deep.as_bytes(), &Hints::default());
    }
}
