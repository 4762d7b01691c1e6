//! Where paragraphs end: at blank lines, and at those line breaks that no hard wrap put there.

use crate::Span;
use crate::chars::{char_at, char_before, is_blank, is_bullet, is_terminal, is_word};

/// Lines of a block that are looked at together. Prose that goes on for longer is judged in parts.
const LINES: usize = 512;

/// Wider lines are not hard-wrapped prose: each is a paragraph.
const WIDEST: u32 = 130;

/// Narrower lines are not prose at all, but headings, lists and tables.
const NARROWEST: u32 = 45;

/// One line that holds more than blanks.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: usize,
    end: usize,
    /// In characters.
    width: u32,
}

/// Calls `found` with every paragraph of `text[from..to]`, without the blanks around it.
pub(crate) fn each(text: &str, from: usize, to: usize, mut found: impl FnMut(Span)) {
    let mut block: Vec<Line> = Vec::new();
    let mut at = from;
    while at < to {
        let (end, next, ends_block) = line_end(text, at, to);
        match trimmed(text, at, end) {
            Some(line) => block.push(line),
            None => flush(text, &mut block, false, &mut found),
        }
        if ends_block {
            flush(text, &mut block, false, &mut found);
        } else if block.len() >= LINES {
            flush(text, &mut block, true, &mut found);
        }
        at = next;
    }
    flush(text, &mut block, false, &mut found);
}

/// Where the line that starts at `at` ends, where the next one starts, and whether the break always ends a paragraph.
fn line_end(text: &str, at: usize, to: usize) -> (usize, usize, bool) {
    let bytes = &text.as_bytes()[..to];
    for i in at..to {
        match bytes[i] {
            b'\n' => return (i, i + 1, false),
            b'\r' => return (i, i + 1 + usize::from(bytes.get(i + 1) == Some(&b'\n')), false),
            0x0B | 0x0C => return (i, i + 1, true),
            0xC2 if bytes.get(i + 1) == Some(&0x85) => return (i, i + 2, false),
            0xE2 if bytes.get(i + 1) == Some(&0x80) && matches!(bytes.get(i + 2), Some(0xA8 | 0xA9)) => {
                return (i, i + 3, bytes[i + 2] == 0xA9);
            }
            _ => {}
        }
    }
    (to, to, false)
}

/// The line without its outer blanks; nothing if it has only blanks.
fn trimmed(text: &str, from: usize, to: usize) -> Option<Line> {
    let line = &text[from..to];
    let start = to - line.trim_start_matches(is_blank).len();
    let end = from + line.trim_end_matches(is_blank).len();
    (start < end).then(|| Line {
        start,
        end,
        width: width(&text[start..end]),
    })
}

/// Characters, but no more than matters.
fn width(line: &str) -> u32 {
    if line.len() > 4 * WIDEST as usize + 4 {
        WIDEST + 1
    } else {
        line.chars().count() as u32
    }
}

/// Tells the paragraphs of a block of lines, and empties it. If the block `goes_on`, its last paragraph stays as a line.
fn flush(text: &str, block: &mut Vec<Line>, goes_on: bool, found: &mut impl FnMut(Span)) {
    let Some(&first) = block.first() else { return };
    let shape = Shape::of(text, block);
    let mut start = first.start;
    for pair in block.windows(2) {
        if shape.breaks(text, pair[0], pair[1]) {
            found(Span::new(start as u32, pair[0].end as u32));
            start = pair[1].start;
        }
    }
    let last = block[block.len() - 1];
    block.clear();
    if goes_on && start == last.start {
        block.push(last);
    } else {
        found(Span::new(start as u32, last.end as u32));
    }
}

/// How a block of lines is laid out.
struct Shape {
    /// Its widest line.
    width: u32,
    /// Whether enough lines go on in small letters for the block to be prose with hard line breaks.
    wrapped: bool,
}

impl Shape {
    fn of(text: &str, block: &[Line]) -> Self {
        let width = block.iter().map(|l| l.width).max().unwrap_or(0);
        let small = block[1..].iter().filter(|l| starts_small(text, **l)).count();
        let wrapped = (NARROWEST..=WIDEST).contains(&width) && small * 3 >= block.len() - 1;
        Self { width, wrapped }
    }

    /// Whether the break between two lines ends a paragraph.
    fn breaks(&self, text: &str, line: Line, next: Line) -> bool {
        // In wrapped prose a figure at the start of a line may belong to the sentence: "on May / 22. The army".
        let figure = self.wrapped && text[next.start..].starts_with(|c: char| c.is_ascii_digit());
        if starts_item(text, next) && (!figure || ends_sentence(text, line)) {
            return true;
        }
        let small = starts_small(text, next);
        if !self.wrapped {
            // A line that goes on in small letters after no full stop was broken in mid-sentence.
            return !small || ends_sentence(text, line);
        }
        let first_word = text[next.start..next.end].split(is_blank).next().map_or(0, width);
        let had_room = line.width + 1 + first_word <= self.width;
        // A writer who had room for the next word and did not use it meant the break, unless the sentence goes on.
        had_room && !small || had_room && ends_sentence(text, line) && line.width + 12 < self.width
    }
}

fn starts_small(text: &str, line: Line) -> bool {
    char_at(text, line.start, line.end).is_some_and(char::is_lowercase)
}

/// Whether the last character that is no closing mark ends a sentence.
fn ends_sentence(text: &str, line: Line) -> bool {
    let bare =
        text[line.start..line.end].trim_end_matches(['"', '\'', ')', ']', '\u{201D}', '\u{2019}', '\u{BB}']);
    char_before(bare, 0, bare.len()).is_some_and(|c| is_terminal(c) || c == ':')
}

/// Whether a line starts with a bullet, a dash, or a number or letter with a full stop or bracket: `1.`, `(a)`, `ii)`.
fn starts_item(text: &str, line: Line) -> bool {
    let line = &text[line.start..line.end];
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    let then = chars.next();
    if is_bullet(first) || matches!(first, '-' | '*' | '\u{2013}' | '\u{2014}') && then.is_some_and(is_blank)
    {
        return true;
    }
    let rest = line.strip_prefix('(').unwrap_or(line);
    let mark: usize = rest.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count();
    let label = &rest[..mark];
    let numbered = (1..=3).contains(&mark) && label.bytes().all(|b| b.is_ascii_digit());
    let lettered =
        mark == 1 || (2..=4).contains(&mark) && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    if !(numbered || lettered) {
        return false;
    }
    let mut after = rest[mark..].chars();
    match (after.next(), after.next()) {
        (Some(')'), next) => next.is_none_or(is_blank),
        (Some('.'), next) => {
            numbered
                && rest.len() == line.len()
                && next.is_some_and(is_blank)
                && after.next().is_some_and(is_word)
        }
        _ => false,
    }
}
