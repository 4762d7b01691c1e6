//! Kinds of characters, as far as cutting needs them.

/// Whether a character belongs to no word: white space, controls, byte order marks, zero-width blanks and the
/// marks that only steer writing direction.
pub fn is_blank(c: char) -> bool {
    match c {
        '\u{21}'..='\u{7E}' => false,
        '\u{0}'..='\u{20}'
        | '\u{7F}'..='\u{A0}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202F}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' => true,
        _ => c.is_whitespace(),
    }
}

/// Letters, digits, and what clings to them: combining marks, joiners, soft hyphens, the underscore.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || c == '_'
    } else {
        is_letter(c) || is_attached(c) || c.is_numeric() && !is_symbol_number(c)
    }
}

/// Letters of any script.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        c.is_alphabetic() && !matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}')
    }
}

/// Numbers that are written as a sign and not as a figure: superscripts, circled and other enclosed numbers.
const fn is_symbol_number(c: char) -> bool {
    matches!(c, '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{2070}'..='\u{209F}' | '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}')
}

/// Characters that never begin a word and always stay with the one before: combining marks, joiners, selectors.
///
/// Ranges instead of the full property: blocks of scripts that write vowels and tones as marks count as a whole,
/// because their letters are letters already.
pub(crate) const fn is_attached(c: char) -> bool {
    matches!(c,
        '\u{AD}'
        | '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}'
        | '\u{900}'..='\u{963}' | '\u{971}'..='\u{D7F}'
        | '\u{E31}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'
        | '\u{F18}'..='\u{F39}' | '\u{F71}'..='\u{F84}'
        | '\u{102B}'..='\u{103E}' | '\u{17B4}'..='\u{17D3}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200C}' | '\u{200D}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Marks that stand for an apostrophe between letters, whatever the keyboard gave.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '`' | '\u{B4}' | '\u{FF07}'
    )
}

/// Hyphens that can stand inside a word.
pub(crate) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Hyphens and dashes of any length.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Marks that end a sentence wherever they stand.
pub(crate) const fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\u{2026}' | '\u{203C}'..='\u{203D}' | '\u{2047}'..='\u{2049}' | '\u{3002}' | '\u{FF01}' | '\u{FF0E}' | '\u{FF1F}' | '\u{FF61}' | '\u{61F}' | '\u{6D4}' | '\u{964}' | '\u{965}' | '\u{104A}' | '\u{104B}' | '\u{1362}' | '\u{17D4}')
}

/// Signs that begin an item of a list.
pub(crate) const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '\u{2022}' | '\u{2023}' | '\u{2043}' | '\u{25A0}'
            ..='\u{25AB}'
                | '\u{25B6}'
                | '\u{25B8}'
                | '\u{25BA}'
                | '\u{25C6}'
                | '\u{25CB}'
                | '\u{25CF}'
                | '\u{25E6}'
                | '\u{2756}'
                | '\u{27A2}'
                | '\u{27A4}'
                | '\u{F0B7}'
    )
}

/// What a bracket or quotation mark does by its form alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Open,
    Close,
    /// A straight mark: the blanks around it must tell.
    Either,
}

/// Brackets and quotation marks, by the side on which they stand.
pub(crate) const fn side(c: char) -> Option<Side> {
    match c {
        '(' | '[' | '{' | '\u{201C}' | '\u{2018}' | '\u{AB}' | '\u{2039}' | '\u{201E}' | '\u{201A}'
        | '\u{300A}' | '\u{300C}' | '\u{300E}' | '\u{FF08}' => Some(Side::Open),
        ')' | ']' | '}' | '\u{201D}' | '\u{2019}' | '\u{BB}' | '\u{203A}' | '\u{300B}' | '\u{300D}'
        | '\u{300F}' | '\u{FF09}' => Some(Side::Close),
        '"' | '\'' | '\u{FF02}' => Some(Side::Either),
        _ => None,
    }
}

/// The character at a byte offset, if that lies before `end`. The offset must be on a boundary.
#[inline]
pub(crate) fn char_at(text: &str, at: usize, end: usize) -> Option<char> {
    if at >= end {
        return None;
    }
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        Some(byte as char)
    } else {
        text[at..].chars().next()
    }
}

/// The last character before a byte offset, if it does not lie before `start`.
#[inline]
pub(crate) fn char_before(text: &str, start: usize, at: usize) -> Option<char> {
    if at <= start {
        return None;
    }
    let byte = text.as_bytes()[at - 1];
    if byte < 0x80 {
        Some(byte as char)
    } else {
        text[start..at].chars().next_back()
    }
}

/// The first offset from `at` whose character does not satisfy `test`.
#[inline]
pub(crate) fn skip(text: &str, mut at: usize, end: usize, test: impl Fn(char) -> bool) -> usize {
    while let Some(c) = char_at(text, at, end) {
        if !test(c) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_blank_and_word() {
        for c in '\0'..=char::MAX {
            assert!(!(is_blank(c) && is_word(c)), "{c:?}");
            assert!(!c.is_whitespace() || is_blank(c), "{c:?}");
        }
    }
}
