//! What a page says of itself: headline, publisher, dates, authors, language, address.

use super::page::{Mark, Page};
use super::shown;
use crate::document::stamp;
use dateline_text::Published;
use serde_json::Value;
use std::collections::BTreeMap;

/// What is declared, the surest source first: JSON-LD, `meta`, the page itself.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) title: Option<String>,
    /// Another name that structured data has for it.
    name: Option<String>,
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
    // A site may escape its data wrongly; the page is read without it then.
    let data: Vec<Value> = page
        .head
        .linked_data
        .iter()
        .filter_map(|script| serde_json::from_str(script.trim().trim_end_matches(';')).ok())
        .collect();
    let mut ids = Names::new();
    for value in &data {
        name_ids(value, &mut ids, 0);
    }
    for value in &data {
        linked(value, &ids, &mut said, 0);
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
    let candidates = [
        said.title.take(),
        said.name.take(),
        meta(&["og:title"]),
        meta(&[
            "twitter:title",
            "headline",
            "dc.title",
            "citation_title",
            "parsely-title",
        ]),
    ];
    let known: Vec<String> = candidates
        .into_iter()
        .flatten()
        .map(|title| without_site(&title, said.publisher.as_deref()))
        .collect();
    let title = shown::title(page, &known);
    said.title = title.headline;
    said.publisher = said
        .publisher
        .or_else(|| marked(page, Mark::Publisher).into_iter().next())
        .or(title.site);
    said.published = said.published.or_else(|| {
        PUBLISHED
            .iter()
            .find_map(|name| stamp(page.head.metas.get(*name)?))
            .or_else(|| first_time(page))
            .or_else(|| shown::date(page, said.title.as_deref()))
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
        said.authors = authors(page);
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

/// The authors as the page has them outside its structured data.
fn authors(page: &Page) -> Vec<String> {
    let head = &page.head;
    let written_by = head.metas.get("twitter:data1").filter(|_| {
        head.metas
            .get("twitter:label1")
            .is_some_and(|label| label == "Written by")
    });
    let declared = head.authors.iter().chain(written_by);
    let names: Vec<String> = declared.flat_map(|written| shown::names(written)).collect();
    [Mark::Author, Mark::Byline]
        .into_iter()
        .fold(names, |names, mark| {
            if !names.is_empty() {
                return names;
            }
            let marked = marked(page, mark);
            match mark {
                Mark::Author => marked.iter().flat_map(|name| shown::names(name)).collect(),
                // A class is used for the comments' authors too, who come later.
                _ => marked
                    .iter()
                    .map(|name| shown::names(name))
                    .find(|names| !names.is_empty())
                    .unwrap_or_default(),
            }
        })
        .into_iter()
        .fold(Vec::new(), |mut unique, name| {
            if !unique.contains(&name) {
                unique.push(name);
            }
            unique
        })
}

fn marked(page: &Page, wanted: Mark) -> Vec<String> {
    let marked = page.head.marked.iter().filter(|(mark, _)| *mark == wanted);
    marked.map(|(_, name)| name.clone()).collect()
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
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
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

/// Names by `@id`: an item may stand for another by its address alone.
type Names = BTreeMap<String, String>;

fn name_ids(value: &Value, ids: &mut Names, depth: u32) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| name_ids(item, ids, depth + 1)),
        Value::Object(keys) => {
            let text = |key: &str| keys.get(key).and_then(Value::as_str);
            if let (Some(id), Some(name)) = (text("@id"), text("name")) {
                ids.entry(id.to_owned()).or_insert_with(|| name.to_owned());
            }
            keys.values().for_each(|inner| name_ids(inner, ids, depth + 1));
        }
        _ => {}
    }
}

/// Takes over what an item of JSON-LD says, and looks into lists and graphs.
fn linked(value: &Value, ids: &Names, said: &mut Said, depth: u32) {
    if depth > DEEPEST {
        return;
    }
    let keys = match value {
        Value::Array(items) => return items.iter().for_each(|item| linked(item, ids, said, depth + 1)),
        Value::Object(keys) => keys,
        _ => return,
    };
    for key in ["@graph", "mainEntity"] {
        if let Some(inner) = keys.get(key) {
            linked(inner, ids, said, depth + 1);
        }
    }
    let kinds = strings(keys.get("@type"));
    if !kinds.iter().any(|kind| REPORTS.contains(&kind.as_str())) {
        return;
    }
    let named = |key: &str| {
        let mut names = Vec::new();
        for item in list(keys.get(key)) {
            let own = strings(Some(item)).into_iter().next();
            let id = item.get("@id").and_then(Value::as_str);
            names.extend(own.or_else(|| ids.get(id?).cloned()));
        }
        names
    };
    let text = |key: &str| strings(keys.get(key)).into_iter().next();
    let is_page = kinds.iter().any(|kind| kind == "WebPage");
    if !is_page {
        fill(&mut said.title, text("headline"));
        fill(&mut said.name, text("name"));
        fill(
            &mut said.body,
            text("articleBody").map(|body| super::fragment(&body)),
        );
        for update in list(keys.get("liveBlogUpdate")) {
            let text = |key: &str| strings(update.get(key)).into_iter().next();
            if let Some(body) = text("articleBody") {
                said.posts.push(Post {
                    published: text("datePublished"),
                    headline: text("headline"),
                    body: super::fragment(&body),
                });
            }
        }
        if said.authors.is_empty() {
            said.authors = named("author");
        }
    }
    fill(
        &mut said.published,
        text("datePublished").as_deref().and_then(stamp),
    );
    fill(&mut said.modified, text("dateModified"));
    fill(&mut said.publisher, named("publisher").into_iter().next());
    fill(&mut said.language, text("inLanguage"));
    fill(
        &mut said.url,
        text("url")
            .or_else(|| text("mainEntityOfPage"))
            .or_else(|| Some(keys.get("mainEntityOfPage")?.get("@id")?.as_str()?.to_owned()))
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
        Value::Object(keys) => ["name", "alternateName"]
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

/// The first `time` of the page that stands before any prose.
fn first_time(page: &Page) -> Option<Published> {
    page.blocks
        .iter()
        .take(60)
        .find_map(|block| stamp(block.datetime.as_deref()?))
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
