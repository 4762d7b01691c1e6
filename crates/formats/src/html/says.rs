//! What a page says of itself: headline, publisher, dates, authors, language, address.

use super::page::{Kind, Page};
use crate::published;
use dateline_text::Published;
use jiff::fmt::rfc2822;
use serde_json::Value;

/// What is declared, the surest source first: JSON-LD, `meta`, the page itself.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<Published>,
    pub(super) modified: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    /// The body as structured data has it.
    pub(super) body: Option<String>,
    /// The posts of a live blog as structured data has them, in its order.
    pub(super) posts: Vec<Post>,
}

/// A post of a live blog.
#[derive(Debug)]
pub(super) struct Post {
    pub(super) published: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) body: String,
}

/// Reads what a page says of itself.
pub(super) fn said(page: &Page) -> Said {
    let mut said = Said::default();
    for script in &page.head.linked_data {
        // A site may escape its data wrongly; the page is read without it then.
        if let Ok(value) = serde_json::from_str::<Value>(script.trim().trim_end_matches(';')) {
            linked(&value, &mut said, 0);
        }
    }
    let meta = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| page.head.metas.get(*name))
            .map(|text| text.trim().to_owned())
    };
    said.publisher = said
        .publisher
        .or_else(|| meta(&["og:site_name", "application-name", "dc.publisher", "publisher"]));
    let heading = page.blocks.iter().find(|block| block.kind == Kind::Heading(1));
    let heading =
        heading.map(|block| page.text[block.span.start as usize..block.span.end as usize].to_owned());
    said.title = said
        .title
        .or_else(|| {
            meta(&[
                "og:title",
                "twitter:title",
                "headline",
                "dc.title",
                "parsely-title",
            ])
        })
        .or(heading)
        .or_else(|| (!page.head.title.is_empty()).then(|| page.head.title.clone()))
        .map(|title| without_site(&title, said.publisher.as_deref()));
    said.published = said.published.or_else(|| {
        PUBLISHED
            .iter()
            .find_map(|name| date(page.head.metas.get(*name)?))
            .or_else(|| first_time(page))
    });
    said.modified = said.modified.or_else(|| {
        meta(&[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "lastmod",
        ])
    });
    if said.authors.is_empty() {
        said.authors = meta(&[
            "author",
            "article:author",
            "dc.creator",
            "parsely-author",
            "sailthru.author",
        ])
        .into_iter()
        .filter(|name| !name.starts_with("http"))
        .collect();
    }
    said.language = page
        .head
        .language
        .clone()
        .filter(|code| !code.trim().is_empty())
        .or_else(|| {
            meta(&["og:locale", "content-language", "dc.language"]).map(|code| code.replace('_', "-"))
        })
        .or(said.language);
    let address = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    said.url = page
        .head
        .canonical
        .clone()
        .filter(address)
        .or_else(|| meta(&["og:url"]).filter(address))
        .or(said.url);
    said
}

/// `meta` and `itemprop` names that give the day of publication, the surest first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
];

/// Kinds of JSON-LD items that are reports.
const REPORTS: &[&str] = &[
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Report",
    "OpinionNewsArticle",
    "WebPage",
];

/// Nested deeper than this is no description of an article.
const DEEPEST: u32 = 8;

/// Takes over what an item of JSON-LD says, and looks into lists and graphs.
fn linked(value: &Value, said: &mut Said, depth: u32) {
    if depth > DEEPEST {
        return;
    }
    let keys = match value {
        Value::Array(items) => return items.iter().for_each(|item| linked(item, said, depth + 1)),
        Value::Object(keys) => keys,
        _ => return,
    };
    for key in ["@graph", "mainEntity"] {
        if let Some(inner) = keys.get(key) {
            linked(inner, said, depth + 1);
        }
    }
    let kinds = strings(keys.get("@type"));
    if !kinds.iter().any(|kind| REPORTS.contains(&kind.as_str())) {
        return;
    }
    let text = |key: &str| strings(keys.get(key)).into_iter().next();
    let is_page = kinds.iter().any(|kind| kind == "WebPage");
    if !is_page {
        fill(&mut said.title, text("headline").or_else(|| text("name")));
        fill(&mut said.body, text("articleBody").map(|body| plain(&body)));
        for update in list(keys.get("liveBlogUpdate")) {
            let text = |key: &str| strings(update.get(key)).into_iter().next();
            if let Some(body) = text("articleBody") {
                said.posts.push(Post {
                    published: text("datePublished"),
                    headline: text("headline"),
                    body: plain(&body),
                });
            }
        }
        if said.authors.is_empty() {
            said.authors = strings(keys.get("author"));
        }
    }
    fill(
        &mut said.published,
        text("datePublished").as_deref().and_then(date),
    );
    fill(&mut said.modified, text("dateModified"));
    fill(&mut said.publisher, text("publisher"));
    fill(&mut said.language, text("inLanguage"));
    fill(
        &mut said.url,
        text("url")
            .or_else(|| text("mainEntityOfPage"))
            .filter(|url| url.starts_with("http")),
    );
}

fn fill<T>(slot: &mut Option<T>, value: Option<T>) {
    if slot.is_none() {
        *slot = value;
    }
}

fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(other) => vec![other],
        None => Vec::new(),
    }
}

/// The texts of a value that may be a text, an item with a name or address, or a list of those.
fn strings(value: Option<&Value>) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Object(keys) => ["name", "@id", "alternateName"]
            .iter()
            .find_map(|key| keys.get(*key).and_then(Value::as_str))
            .map(|text| text.trim().to_owned()),
        _ => None,
    };
    list(value)
        .into_iter()
        .filter_map(text)
        .filter(|text| !text.is_empty())
        .collect()
}

/// Text that may hold tags, as plain text.
fn plain(text: &str) -> String {
    if !text.contains('<') && !text.contains('&') {
        return text.to_owned();
    }
    let Ok(page) = super::page::scan(text) else {
        return String::new();
    };
    let blocks = page
        .blocks
        .iter()
        .map(|block| &page.text[block.span.start as usize..block.span.end as usize]);
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// A date in one of the forms that pages use: ISO, or as in mail headers. Others are left alone.
fn date(written: &str) -> Option<Published> {
    let written = written.trim();
    published(written).or_else(|| {
        let zoned = rfc2822::parse(written).ok()?;
        published(&zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    })
}

/// The first `time` of the page that stands before any prose.
fn first_time(page: &Page) -> Option<Published> {
    page.blocks
        .iter()
        .take(60)
        .find_map(|block| date(block.datetime.as_deref()?))
}

/// "Shells fall on Kesra | Harbour Wire" without the site.
fn without_site(title: &str, site: Option<&str>) -> String {
    let cut = site.and_then(|site| {
        let head = title.strip_suffix(site)?.trim_end();
        let head = head.strip_suffix(['|', '-', '–', '—', ':', '·', '»'])?.trim_end();
        (!head.is_empty()).then_some(head)
    });
    cut.unwrap_or(title).to_owned()
}
