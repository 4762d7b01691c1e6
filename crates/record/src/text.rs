//! A report's text, cut by code points.

use crate::contract::Offsets;

/// A text with the way from code points to bytes.
#[derive(Debug)]
pub struct Text<'a> {
    text: &'a str,
    /// The byte at which every 64th character begins; empty where a character is a byte.
    marks: Vec<u32>,
}

const STEP: usize = 64;

impl<'a> Text<'a> {
    /// Prepares a text for being cut; linear once.
    pub fn new(text: &'a str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(STEP)
                .map(|(at, _)| at as u32)
                .collect()
        };
        Self { text, marks }
    }

    /// All of it.
    pub fn whole(&self) -> &'a str {
        self.text
    }

    /// The words under a span; what lies outside of the text is left out.
    ///
    /// ```
    /// use dateline_record::Text;
    ///
    /// assert_eq!(Text::new("Pašinjan spoke").cut([9, 14]), "spoke");
    /// assert_eq!(Text::new("Kesra").cut([3, 99]), "ra");
    /// ```
    pub fn cut(&self, span: Offsets) -> &'a str {
        let (from, to) = (self.byte(span[0]), self.byte(span[1]));
        self.text.get(from..to).unwrap_or_default()
    }

    fn byte(&self, at: u32) -> usize {
        if self.marks.is_empty() {
            return (at as usize).min(self.text.len());
        }
        let Some(&mark) = self.marks.get(at as usize / STEP) else {
            return self.text.len();
        };
        let rest = &self.text[mark as usize..];
        rest.char_indices()
            .nth(at as usize % STEP)
            .map_or(self.text.len(), |(n, _)| mark as usize + n)
    }
}
