//! Web and mail addresses, domains and file names: one word each.

use crate::chars::{char_at, char_before, is_letter, is_word, skip};

/// Longest address looked for, in bytes; bounds the work at each word.
const LONGEST: usize = 2048;

/// Longest domain or file name without a scheme.
const LONGEST_NAME: usize = 256;

/// Last parts that make a dotted name a domain.
const DOMAINS: &[&str] = &[
    "ac", "af", "ar", "au", "az", "biz", "br", "by", "ca", "ch", "cn", "co", "com", "de", "edu", "es", "eu",
    "fr", "gov", "id", "il", "in", "info", "int", "io", "iq", "ir", "jp", "ke", "kr", "lb", "ly", "me",
    "mil", "mm", "mx", "net", "ng", "nl", "org", "ps", "ru", "sd", "sy", "tr", "tv", "tw", "ua", "uk", "us",
    "ye", "za",
];

/// Domains of states that are words as well, or as good as: they count only after another domain ("co.in").
const ALSO_WORDS: &[&str] = &[
    "ac", "af", "ar", "by", "co", "es", "id", "il", "in", "int", "me", "mm", "ps", "us", "ye",
];

/// Endings of file names.
const FILES: &[&str] = &[
    "asp", "avi", "bmp", "csv", "doc", "docx", "exe", "gif", "htm", "html", "jpeg", "jpg", "js", "json",
    "mp3", "mp4", "pdf", "php", "png", "ppt", "pptx", "rar", "rtf", "tif", "tiff", "txt", "url", "wav",
    "xls", "xlsx", "xml", "zip",
];

/// Where the address that starts at `at` ends, if one does. `at` is on a letter or digit.
pub(crate) fn end(text: &str, at: usize, end: usize) -> Option<usize> {
    let end = floor(text, end.min(at + LONGEST));
    let rest = &text[at..end];
    scheme(rest)
        .or_else(|| mail(rest))
        .or_else(|| name(rest))
        .map(|n| at + n)
}

/// The nearest boundary at or before `at`.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `https://…`, `www.…`, `mailto:…`: all to the blank, less what closes the sentence.
fn scheme(rest: &str) -> Option<usize> {
    let head = skip(rest, 0, floor(rest, rest.len().min(12)), |c| {
        c.is_ascii_alphanumeric()
    });
    let after = &rest[head..];
    let found = after.starts_with("://")
        || head == 3 && rest[..3].eq_ignore_ascii_case("www") && after.starts_with('.')
        || head == 6 && rest[..6].eq_ignore_ascii_case("mailto") && after.starts_with(':');
    found.then(|| without_tail(rest))
}

/// The length of an address without the marks that belong to the sentence around it.
fn without_tail(rest: &str) -> usize {
    let stop = rest
        .find(['<', '>', '"', '\u{201C}', '\u{201D}'])
        .unwrap_or(rest.len());
    let mut end = stop;
    while let Some(c) = char_before(rest, 0, end) {
        let cut = match c {
            ')' => !rest[..end].contains('('),
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']' | '}' | '\u{2019}' | '\u{BB}' | '\u{2026}'
            | '*' => true,
            _ => false,
        };
        if !cut {
            break;
        }
        end -= c.len_utf8();
    }
    end
}

/// `name@host`, also with the dots with which some sites hide the name.
fn mail(rest: &str) -> Option<usize> {
    let part = |c: char| is_word(c) || matches!(c, '.' | '-' | '+' | '%' | '&');
    let at = skip(rest, 0, rest.len().min(LONGEST_NAME), part);
    if !rest[at..].starts_with('@') {
        return None;
    }
    let host = skip(rest, at + 1, rest.len().min(at + LONGEST_NAME), |c| {
        is_word(c) || matches!(c, '.' | '-')
    });
    let end = rest[..host].trim_end_matches(['.', '-']).len();
    (end > at + 1).then_some(end)
}

/// `dateline.org/path`, `list.doc`, `comp.lang.misc`.
fn name(rest: &str) -> Option<usize> {
    let limit = floor(rest, rest.len().min(LONGEST_NAME));
    let end = skip(rest, 0, limit, |c| is_word(c) || matches!(c, '.' | '-'));
    let host = rest[..end].trim_end_matches(['.', '-']);
    let (before, last) = host.rsplit_once('.')?;
    if before.is_empty() || host.contains("..") || !last.starts_with(is_letter) && last != "mp3" {
        return None;
    }
    let mut buffer = [0; 6];
    let small = buffer.get_mut(..last.len()).filter(|_| last.is_ascii()).map(|b| {
        b.copy_from_slice(last.as_bytes());
        b.make_ascii_lowercase();
        &*b
    });
    let small = small.and_then(|b| str::from_utf8(b).ok()).unwrap_or("");
    let known = |table: &[&str]| table.binary_search(&small).is_ok();
    // "ended.In" and "it.Me" are two words and a missing blank.
    let clear = last.bytes().all(|b| b.is_ascii_lowercase())
        || last.bytes().all(|b| b.is_ascii_uppercase())
        || matches!(last, "Com" | "Net" | "Org");
    let domain = known(DOMAINS) && clear && (!known(ALSO_WORDS) || before.contains('.'));
    if known(FILES) && clear {
        return Some(host.len());
    }
    if domain {
        let path = &rest[host.len()..];
        return Some(if path.starts_with('/') {
            host.len() + without_tail(path)
        } else {
            host.len()
        });
    }
    let parts = host.split('.').count();
    let group = parts > 2
        && host
            .split('.')
            .all(|p| p.len() > 1 && p.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
    group.then_some(host.len())
}

/// Whether a run of non-blanks can hold an address at all; spares the search in all others.
pub(crate) fn possible(chunk: &str) -> bool {
    let bytes = chunk.as_bytes();
    bytes.iter().enumerate().any(|(i, b)| match b {
        b'@' => true,
        b':' => bytes.get(i + 1) == Some(&b'/') || i >= 6 && bytes[i - 1] == b'o',
        b'.' => {
            i > 0
                && bytes
                    .get(i + 1)
                    .is_some_and(|&b| b.is_ascii_alphanumeric() && !b.is_ascii_digit() || b == b'm')
        }
        _ => false,
    })
}

/// Where a handle or tag (`@name`, `#name`) that starts at `at` ends, if one does.
pub(crate) fn tag_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let first = char_at(text, at + 1, end)?;
    if !(is_letter(first) || first == '_') {
        return None;
    }
    let end = skip(text, at + 1, end, |c| {
        is_word(c) || c == '.' && text[at..].starts_with('@')
    });
    Some(at + text[at..end].trim_end_matches('.').len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [DOMAINS, ALSO_WORDS, FILES] {
            assert!(table.is_sorted());
        }
    }

    #[test]
    fn addresses() {
        for (text, found) in [
            ("https://example.org/a_(b).", Some("https://example.org/a_(b)")),
            ("www.example.org,", Some("www.example.org")),
            ("press.office@example.org.", Some("press.office@example.org")),
            ("dateline.org/road)", Some("dateline.org/road")),
            ("list.doc", Some("list.doc")),
            ("ended.In", None),
            // A wide letter over the limit up to which a scheme is looked for.
            ("abcdefghij\u{6e65}.an", None),
            ("it.in", None),
            ("fighting.the", None),
            ("U.S", None),
        ] {
            assert_eq!(end(text, 0, text.len()).map(|n| &text[..n]), found, "{text}");
        }
    }
}
