//! Start tags, and what is kept of them.

use super::element::Role;
use super::page::Mark;

/// A tag name of at most 12 bytes; none that matters is longer.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tag([u8; 12], u8);

impl Tag {
    pub(super) fn new(name: &[u8]) -> Self {
        let n = name.len().min(12);
        let mut bytes = [0; 12];
        bytes[..n].copy_from_slice(&name[..n]);
        Self(bytes, n as u8)
    }

    pub(super) fn name(&self) -> &[u8] {
        &self.0[..usize::from(self.1)]
    }
}

/// What is kept of a start tag until it closes.
#[derive(Default)]
pub(super) struct StartTag {
    pub(super) tag: Tag,
    pub(super) role: Role,
    pub(super) mark: Option<Mark>,
    pub(super) attribute: Vec<u8>,
    pub(super) n_attributes: usize,
    pub(super) kept: Vec<(&'static str, String)>,
}

/// `meta` names that tell authors.
pub(super) const AUTHORS: &[&str] = &[
    "article:author",
    "author",
    "byl",
    "citation_author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
];

/// A marked name is no longer than this, in bytes.
pub(super) const LONGEST_NAME: usize = 120;
/// Nor are more than so many names kept.
pub(super) const MOST_NAMES: usize = 16;

/// Attributes whose values are kept, by the tag that may have them.
pub(super) fn kept(tag: &[u8], attribute: &[u8]) -> Option<&'static str> {
    Some(match (tag, attribute) {
        (b"meta", b"name") => "name",
        (b"meta", b"property") => "property",
        (b"meta", b"itemprop") => "itemprop",
        (b"meta", b"content") => "content",
        (b"link", b"rel") => "rel",
        (b"link", b"href") => "href",
        (b"script", b"type") => "type",
        (b"html", b"lang") => "lang",
        (_, b"datetime") | (b"abbr", b"title") => "datetime",
        (b"time" | b"abbr", b"itemprop") => "itemprop",
        _ => return None,
    })
}

impl StartTag {
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.kept.iter().position(|(kept, _)| *kept == name)?;
        Some(self.kept.swap_remove(at).1)
    }
}

/// How many bytes of `raw` a word takes that was written with character references.
pub(super) fn raw_len(raw: &str, word: &str) -> usize {
    let (raw_bytes, mut at) = (raw.as_bytes(), 0);
    let mut letters = word.chars();
    while at < raw.len() {
        let Some(letter) = letters.next() else {
            break;
        };
        let rest = &raw[at..];
        if rest.starts_with(letter) && letter != '&' {
            at += letter.len_utf8();
        } else if raw_bytes[at] == b'&' {
            let name = rest[1..]
                .bytes()
                .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
                .count();
            at += 1 + name + usize::from(raw_bytes.get(at + 1 + name) == Some(&b';'));
            if letter == '&' && name == 0 {
                at = at.min(raw.len());
            }
        } else {
            break;
        }
    }
    let at = at.min(raw.len());
    if raw.is_char_boundary(at) { at } else { 0 }
}

/// How many bytes of `raw` a blank takes, which may be written as a character reference or as a line end of two bytes.
pub(super) fn blank_len(raw: &str, blank: char) -> usize {
    if raw.starts_with(blank) {
        blank.len_utf8()
    } else if raw.starts_with("\r\n") {
        2
    } else if raw.starts_with('\r') {
        1
    } else if let Some(reference) = raw.strip_prefix('&') {
        let n = reference
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
            .count();
        1 + n + usize::from(reference.as_bytes().get(n) == Some(&b';'))
    } else {
        0
    }
}
