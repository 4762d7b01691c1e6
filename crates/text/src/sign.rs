//! Punctuation and other signs.

use crate::chars::{
    Side, char_at, char_before, is_attached, is_blank, is_bullet, is_dash, is_terminal, is_word, side, skip,
};
use crate::token::Kind;
use crate::{address, number};

/// Smileys, longest first.
const SMILEYS: &[&str] = &[
    ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":'(", ":)", ":(", ";)", ":D", ":P", "=)", "=(", "(:", "^_^",
    "-_-",
];

/// A sign, up to `end`.
pub(crate) struct Sign {
    pub(crate) end: usize,
    pub(crate) kind: Kind,
}

/// The sign at `at` in the run `start..end`.
pub(crate) fn at(text: &str, start: usize, at: usize, end: usize) -> Sign {
    let rest = &text[at..end];
    let Some(first) = rest.chars().next() else {
        return Sign {
            end,
            kind: Kind::Sign,
        };
    };
    let one = at + first.len_utf8();
    let whole = |kind, end| Sign { end, kind };
    if is_terminal(first) {
        return terminal(text, at, end);
    }
    if let Some(smiley) = smiley(text, start, at, rest) {
        return whole(Kind::Smiley, at + smiley.len());
    }
    // Only for signs that are taken together, so that a run of others costs no more than its length.
    let repeated = || skip(text, at, end, |c| c == first);
    match first {
        '@' | '#' => match address::tag_end(text, at, end) {
            Some(end) => whole(Kind::Word, end),
            None => whole(Kind::Sign, repeated()),
        },
        '\'' | '`' | '\u{2018}' | '\u{2019}' if doubled(text, at, end).is_some() => {
            let opens = matches!(first, '`' | '\u{2018}');
            let side = if opens { Side::Open } else { Side::Close };
            whole(Kind::Quote(side), doubled(text, at, end).unwrap_or(one))
        }
        ',' | ';' | ':' | '\u{60C}' | '\u{61B}' | '\u{3001}' | '\u{FF0C}' | '\u{FF1A}' | '\u{FF1B}' => {
            whole(Kind::Pause, one)
        }
        '+' if at == start && char_at(text, one, end).is_some_and(|c| c.is_ascii_digit()) => {
            // "+44", "+1": a country's number or a gain.
            whole(Kind::Word, skip(text, one, end, |c| c.is_ascii_digit()))
        }
        _ if is_ruler(first)
            && !char_before(text, start, at).is_some_and(is_ruler)
            && ruler(text, at, end) > at =>
        {
            whole(Kind::Rule, ruler(text, at, end))
        }
        '<' | '>' | '*' | '=' | '_' | '~' | '+' | '|' | '^' | '\\' | '/' => whole(Kind::Sign, repeated()),
        _ if is_dash(first) => whole(Kind::Dash, skip(text, at, end, is_dash)),
        _ if is_bullet(first) => whole(Kind::Bullet, one),
        _ if number::is_currency(first) => whole(Kind::Sign, repeated()),
        _ => match side(first) {
            Some(side) if matches!(first, '(' | ')' | '[' | ']' | '{' | '}' | '\u{FF08}' | '\u{FF09}') => {
                whole(Kind::Bracket(side), one)
            }
            Some(side) => whole(Kind::Quote(side), one),
            None => whole(Kind::Sign, symbol(text, one, end)),
        },
    }
}

/// The end of two single quotation marks that are typed for a double one: `''`, `‘’`.
fn doubled(text: &str, at: usize, end: usize) -> Option<usize> {
    let quotes = skip(text, at, end.min(at + 9), |c| {
        matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}')
    });
    (text[at..quotes].chars().count() == 2).then_some(quotes)
}

/// Signs of which lines are drawn.
const fn is_ruler(c: char) -> bool {
    matches!(c, '-' | '=' | '*' | '_' | '~' | '+' | '|' | '<' | '>')
}

/// The end of a run of signs that draws a line (`----`, `***`, `---===`), or `at`.
fn ruler(text: &str, at: usize, end: usize) -> usize {
    let run = &text[at..skip(text, at, end, is_ruler)];
    let first = &run[..1];
    let alike = run.trim_start_matches(first).is_empty();
    let drawn = match first {
        "*" | "=" | "_" if alike => run.len() >= 3,
        "-" if alike => run.len() >= 4,
        _ => !alike && run.len() > 3 && run.contains(['=', '*', '_', '|']),
    };
    if drawn { at + run.len() } else { at }
}

/// A run of full stops, question and exclamation marks.
fn terminal(text: &str, at: usize, end: usize) -> Sign {
    let stop = skip(text, at, end, is_terminal);
    let run = &text[at..stop];
    let mut marks = run.chars();
    let kind = match (marks.next(), marks.next()) {
        (Some('\u{2026}'), None) => Kind::Ellipsis,
        (
            Some('.' | '\u{3002}' | '\u{FF0E}' | '\u{FF61}' | '\u{6D4}' | '\u{964}' | '\u{965}' | '\u{1362}'),
            None,
        ) => Kind::Stop,
        _ if run.chars().all(|c| matches!(c, '.' | '\u{2026}')) => Kind::Ellipsis,
        _ => Kind::Mark,
    };
    Sign { end: stop, kind }
}

/// The smiley at the start of `rest`; it must not run on into a word or follow a figure.
fn smiley(text: &str, start: usize, at: usize, rest: &str) -> Option<&'static str> {
    if !matches!(rest.as_bytes()[0], b':' | b';' | b'=' | b'(' | b'^' | b'-') {
        return None;
    }
    let found = SMILEYS.iter().find(|s| rest.starts_with(**s))?;
    let after = rest[found.len()..].chars().next();
    let before = char_before(text, start, at);
    let free = after.is_none_or(|c| !is_word(c) && c != '/' && c != found.chars().next_back().unwrap_or(c));
    (free && !before.is_some_and(|c| c.is_ascii_digit())).then_some(found)
}

/// The end of a symbol whose first character ends at `at`: skin tones, selectors, joined and paired parts stay with it.
fn symbol(text: &str, mut at: usize, end: usize) -> usize {
    let is_flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    if char_before(text, 0, at).is_some_and(is_flag) && char_at(text, at, end).is_some_and(is_flag) {
        at += 4;
    }
    loop {
        let attached = skip(text, at, end, is_attached);
        let joined = attached > at && char_before(text, at, attached) == Some('\u{200D}');
        match char_at(text, attached, end) {
            Some(c) if joined && !is_word(c) && !is_blank(c) => at = attached + c.len_utf8(),
            _ => return attached,
        }
    }
}
