//! Spans of bytes, and their conversion to the code points that the JSON shows.

use std::fmt;

/// A stretch of a report's text, in bytes, end exclusive. Eight bytes, `Copy`.
///
/// Both ends lie on character boundaries of the text that the span was made for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset of the byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The words under the span. `text` must be the text that the span was made for.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Converts byte offsets to Unicode code points, in time linear in the text once and logarithmic for each look-up.
///
/// ```
/// use dateline_text::{CodePoints, Span};
///
/// let text = "Pašinjan spoke";
/// let points = CodePoints::new(text);
/// assert_eq!(points.span(Span::new(10, 15)), [9, 14]);
/// ```
#[derive(Debug)]
pub struct CodePoints {
    /// Byte offset of each continuation byte's end, so that the count before an offset is a binary search.
    extra: Vec<u32>,
}

impl CodePoints {
    /// Prepares the look-up for `text`.
    pub fn new(text: &str) -> Self {
        let extra = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| byte & 0xC0 == 0x80)
            .map(|(at, _)| at as u32)
            .collect();
        Self { extra }
    }

    /// The number of code points before the byte offset `at`.
    pub fn at(&self, at: u32) -> u32 {
        at - self.extra.partition_point(|&x| x < at) as u32
    }

    /// A span in code points, start and end.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "“Ḥūthī” won";
        let points = CodePoints::new(text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at as u32), n as u32);
        }
        assert_eq!(points.at(text.len() as u32), text.chars().count() as u32);
    }

    #[test]
    fn spans_compare_by_bytes() {
        let (a, b) = (Span::new(2, 6), Span::new(5, 9));
        assert!(a.overlaps(b) && !a.contains(b));
        assert!(!a.overlaps(Span::new(6, 7)));
        assert_eq!(a.cover(b), Span::new(2, 9));
    }
}
