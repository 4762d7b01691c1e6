//! Text in several inks, broken into lines.

use super::paint::{Ink, Paint};
use unicode_width::UnicodeWidthStr;

/// Between words that must stay on one line. Shown as a common blank.
pub(crate) const NO_BREAK: char = '\u{a0}';

/// A run of text in several inks.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Flow {
    runs: Vec<(Ink, String)>,
}

impl Flow {
    /// Adds text.
    pub(crate) fn add(&mut self, ink: Ink, text: &str) -> &mut Self {
        self.runs.push((ink, text.to_owned()));
        self
    }

    /// Adds another flow.
    pub(crate) fn append(&mut self, other: Self) -> &mut Self {
        self.runs.extend(other.runs);
        self
    }

    /// Writes it into `out` in lines of at most `width` columns. The first starts at column `at`, where `out` stands
    /// already, the others are indented by `indent`. Any blanks count as one place to break; ends with a line end.
    pub(crate) fn write(&self, out: &mut String, paint: Paint, width: usize, at: usize, indent: usize) {
        let mut column = at;
        let mut is_first = true;
        for word in self.words() {
            let n_columns: usize = word.iter().map(|(_, piece)| piece.width()).sum();
            if !is_first && column + 1 + n_columns > width {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent));
                column = indent;
            } else if !is_first {
                out.push(' ');
                column += 1;
            }
            for (ink, piece) in word {
                paint.add(out, ink, &harmless(piece).replace(NO_BREAK, " "));
            }
            column += n_columns;
            is_first = false;
        }
        out.push('\n');
    }

    /// The words, each in pieces of one ink.
    fn words(&self) -> Vec<Vec<(Ink, &str)>> {
        let mut words = Vec::new();
        let mut word = Vec::new();
        for (ink, text) in &self.runs {
            for (n, piece) in text
                .split(|c: char| c.is_whitespace() && c != NO_BREAK)
                .enumerate()
            {
                if n > 0 && !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                if !piece.is_empty() {
                    word.push((*ink, piece));
                }
            }
        }
        words.extend((!word.is_empty()).then_some(word));
        words
    }
}

/// A report must not be able to steer the terminal: control characters are shown as U+FFFD.
pub(crate) fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(flow: &Flow, width: usize, on: bool) -> String {
        let mut out = String::new();
        flow.write(&mut out, Paint { on }, width, 0, 2);
        out
    }

    #[test]
    fn words_keep_their_inks_and_lines_their_width() {
        let mut flow = Flow::default();
        flow.add(Ink::Plain, "At least ")
            .add(Ink::Figure, "200 people")
            .add(Ink::Plain, ", they said");
        assert_eq!(
            written(&flow, 12, false),
            "At least 200\n  people,\n  they said\n"
        );
        assert_eq!(
            written(&flow, 80, true),
            "At least \x1b[33m200\x1b[0m \x1b[33mpeople\x1b[0m, they said\n"
        );
    }

    #[test]
    fn words_joined_by_a_hard_blank_stay_together() {
        let mut flow = Flow::default();
        flow.add(Ink::Faint, "Calm. [2]\u{a0}")
            .add(Ink::Plain, "Shells fell");
        assert_eq!(written(&flow, 11, false), "Calm.\n  [2] Shells\n  fell\n");
    }

    #[test]
    fn a_word_wider_than_the_line_stands_alone() {
        let mut flow = Flow::default();
        flow.add(Ink::Plain, "a 停戦停戦停戦停戦 b");
        assert_eq!(written(&flow, 8, false), "a\n  停戦停戦停戦停戦\n  b\n");
    }

    #[test]
    fn a_report_cannot_steer_the_terminal() {
        let mut flow = Flow::default();
        flow.add(Ink::Plain, "calm\x1b[2J\u{9b}31m night");
        assert_eq!(written(&flow, 80, true), "calm\u{fffd}[2J\u{fffd}31m night\n");
    }
}
