//! The invented pages of `suites/pages` with what is true of each, and the measure they are scored by.

use dateline_formats::{Document, published};
use dom_query::{Document as Tree, NodeRef};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// A page with the truth about it.
pub(crate) struct Page {
    /// The file's name without its ending.
    pub(crate) name: String,
    /// The bytes that a reader gets: the page without its leading comment and its marks.
    pub(crate) bytes: Vec<u8>,
    /// The same, decoded.
    pub(crate) html: String,
    /// The words that a reader must give.
    pub(crate) prose: Words,
    /// The words that a reader may give or leave out, such as those of a standfirst.
    pub(crate) either: Words,
    /// What the leading comment says, by its keys.
    pub(crate) truth: BTreeMap<String, String>,
}

/// How often each word occurs.
pub(crate) type Words = BTreeMap<String, usize>;

/// Words that were right, missed and too many.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
}

impl Score {
    pub(crate) fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 {
            0.0
        } else {
            2.0 * self.precision * self.recall / sum
        }
    }
}

/// All pages, by name.
pub(crate) fn pages() -> Vec<Page> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../suites/pages"));
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("suites/pages is there")
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            page(&name, &fs::read(path).expect("a page can be read"))
        })
        .collect()
}

fn page(name: &str, bytes: &[u8]) -> Page {
    let end = find(bytes, b"-->\n").unwrap_or_else(|| panic!("{name} has no leading comment")) + 4;
    let (comment, marked) = bytes.split_at(end);
    let decode = |bytes: &[u8], truth: &BTreeMap<String, String>| {
        let label = truth.get("charset").map_or("utf-8", String::as_str);
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a charset of the web");
        encoding.decode(bytes).0.into_owned()
    };
    let keys = |text: &str| -> BTreeMap<String, String> {
        text.lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect()
    };
    // The keys are ASCII, so the charset can be read before the charset is known.
    let truth = keys(&decode(comment, &keys(&String::from_utf8_lossy(comment))));
    let mut prose = String::new();
    let mut either = String::new();
    let tree = Tree::from(decode(marked, &truth));
    collect(tree.root(), Mark::No, &mut prose, &mut either);
    let bytes = strip(marked);
    Page {
        name: name.to_owned(),
        html: decode(&bytes, &truth),
        bytes,
        prose: words(&prose),
        either: words(&either),
        truth,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Prose,
    Either,
    No,
}

/// Gathers marked text: the nearest mark above a text decides.
fn collect(node: NodeRef<'_>, mark: Mark, prose: &mut String, either: &mut String) {
    if node.is_text() {
        match mark {
            Mark::Prose => prose.push_str(&node.text()),
            Mark::Either => either.push_str(&node.text()),
            Mark::No => {}
        }
        return;
    }
    let mark = match node.attr("data-prose").as_deref() {
        None => mark,
        Some("either") => Mark::Either,
        Some("no") => Mark::No,
        Some("articleBody") => {
            let data: serde_json::Value =
                serde_json::from_str(&node.text()).expect("structured data is JSON");
            prose.push_str(data["articleBody"].as_str().expect("articleBody is there"));
            return;
        }
        Some(_) => Mark::Prose,
    };
    let name = node.node_name().unwrap_or_default();
    let is_inline = INLINE.contains(&name.as_ref());
    for child in node.children() {
        collect(child, mark, prose, either);
    }
    if !is_inline {
        prose.push('\n');
        either.push('\n');
    }
}

/// Elements that do not part words.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "em", "font", "i", "o:p", "small", "span", "strong", "sup", "wbr",
];

fn strip(bytes: &[u8]) -> Vec<u8> {
    const MARK: &[u8] = b" data-prose";
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = find(rest, MARK) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + MARK.len()..];
        if let Some(value) = rest.strip_prefix(b"=\"") {
            let end = find(value, b"\"").expect("a mark is quoted");
            rest = &value[end + 1..];
        }
    }
    out.extend_from_slice(rest);
    out
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// The words of a text in lower case: runs of letters and digits, soft hyphens dropped.
pub(crate) fn words(text: &str) -> Words {
    let mut words = Words::new();
    let text = text.replace('\u{ad}', "").to_lowercase();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// Scores a text against a page by the multiset of its words. A word that the page does not ask for is no fault if
/// it may stand there.
pub(crate) fn score(page: &Page, text: &str) -> Score {
    let given = words(text);
    let count = |words: &Words| words.values().sum::<usize>();
    let mut n_right = 0;
    let mut n_wrong = 0;
    for (word, &n) in &given {
        let wanted = page.prose.get(word).copied().unwrap_or(0);
        let allowed = page.either.get(word).copied().unwrap_or(0);
        n_right += n.min(wanted);
        n_wrong += n.saturating_sub(wanted + allowed);
    }
    if n_right == 0 {
        return Score::default();
    }
    Score {
        precision: n_right as f64 / (n_right + n_wrong) as f64,
        recall: n_right as f64 / count(&page.prose) as f64,
    }
}

/// What a document tells of itself that differs from the truth: key, wanted, found.
pub(crate) fn wrong(page: &Page, document: &Document) -> Vec<(&'static str, String, String)> {
    let report = &document.report;
    let authors = match document.extra.get("authors") {
        Some(serde_json::Value::Array(names)) => names
            .iter()
            .filter_map(|name| name.as_str())
            .collect::<Vec<_>>()
            .join("; "),
        _ => String::new(),
    };
    let day = report.published.as_ref().map(|day| day.written.clone());
    let found = [
        ("title", report.title.clone()),
        ("source", report.source.clone()),
        ("published", day),
        ("language", report.language.clone()),
        ("url", report.url.clone()),
        ("authors", Some(authors)),
    ];
    let mut wrong = Vec::new();
    for (key, found) in found {
        let Some(wanted) = page.truth.get(key) else {
            continue;
        };
        let found = found.unwrap_or_default();
        let is_right = match key {
            "published" => same_time(wanted, &found),
            "language" => primary(wanted) == primary(&found),
            _ => *wanted == found,
        };
        if !is_right {
            wrong.push((key, wanted.clone(), found));
        }
    }
    wrong
}

fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// Whether two dates tell the same: the same instant where both have a zone, else the same day.
fn same_time(wanted: &str, found: &str) -> bool {
    match (
        wanted.parse::<jiff::Timestamp>(),
        found.parse::<jiff::Timestamp>(),
    ) {
        (Ok(wanted), Ok(found)) => wanted == found,
        (Ok(_), Err(_)) => false,
        _ => published(wanted).map(|day| day.date) == published(found).map(|day| day.date),
    }
}
