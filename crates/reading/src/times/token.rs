//! The report cut finer than words, so that `18-20`, `5pm` and `22.05` read the same however words are cut.

use dateline_syntax::Parse;
use dateline_text::Span;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Word,
    Number,
    Mark,
}

/// A run of letters, a run of digits, or one mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// Sentence and paragraph it stands in.
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    /// The word of the parse that holds its first byte.
    pub(super) word: u32,
    /// No blank stands before it.
    pub(super) glued: bool,
    /// Its first letter is a capital.
    pub(super) capital: bool,
    /// It stands between quotation marks.
    pub(super) quoted: bool,
}

/// All tokens of a report, in order.
#[derive(Debug)]
pub(super) struct Tokens {
    /// The text with ASCII capitals made small: offsets are those of the text.
    lower: String,
    pub(super) list: Vec<Token>,
}

impl Tokens {
    pub(super) fn new(parse: &Parse<'_>) -> Self {
        let text = &parse.report().text;
        let mut out = Self {
            lower: text.to_ascii_lowercase(),
            list: Vec::with_capacity(parse.len() * 5 / 4),
        };
        let (mut paragraph, mut open) = (u32::MAX, false);
        for id in parse.sentence_ids() {
            let sentence = parse.sentence(id);
            if sentence.paragraph != paragraph {
                // A quotation that goes on in the next paragraph is opened anew there.
                (paragraph, open) = (sentence.paragraph, false);
            }
            let mut end = sentence.span.start;
            for word in parse.words_of(id) {
                let span = parse.span(word);
                let mut at = span.start;
                while at < span.end {
                    let token = next_token(span.of(text), at - span.start);
                    let (kind, start, stop) = (token.0, span.start + token.1, span.start + token.2);
                    at = stop;
                    if start == stop {
                        break;
                    }
                    let piece = Span::new(start, stop);
                    let mark = if kind == Kind::Mark { piece.of(text) } else { "" };
                    let quoted = open;
                    match mark {
                        "\"" | "``" | "''" => open = !open,
                        "\u{201C}" | "\u{201E}" | "\u{AB}" => open = true,
                        "\u{201D}" | "\u{BB}" => open = false,
                        _ => {}
                    }
                    out.list.push(Token {
                        span: piece,
                        kind,
                        sentence: id.0,
                        paragraph,
                        word: word.0,
                        glued: start == end && !out.list.is_empty(),
                        capital: piece.of(text).starts_with(char::is_uppercase),
                        quoted: quoted && open,
                    });
                    end = stop;
                }
            }
        }
        out
    }

    /// A token in small letters.
    pub(super) fn low(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |t| t.span.of(&self.lower))
    }

    /// The bytes from one token to another, the last excluded.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (
            self.list.get(from),
            to.checked_sub(1).and_then(|last| self.list.get(last)),
        ) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The first token of each sentence, and one past the last.
    pub(super) fn sentences(&self) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        for (at, token) in self.list.iter().enumerate() {
            match out.last_mut() {
                Some(last) if self.list[last.0].sentence == token.sentence => last.1 = at + 1,
                _ => out.push((at, at + 1)),
            }
        }
        out
    }
}

/// The kind, start and end of the next token of `text` from `at` on.
fn next_token(text: &str, at: u32) -> (Kind, u32, u32) {
    let rest = &text[at as usize..];
    let blank = rest.len() - rest.trim_start().len();
    let (start, rest) = (at + blank as u32, &rest[blank..]);
    let Some(first) = rest.chars().next() else {
        return (Kind::Mark, start, start);
    };
    let run = |of: fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len()) as u32;
    if first.is_ascii_digit() {
        (Kind::Number, start, start + run(|c| c.is_ascii_digit()))
    } else if first.is_alphabetic() {
        (Kind::Word, start, start + run(char::is_alphabetic))
    } else {
        (Kind::Mark, start, start + first.len_utf8() as u32)
    }
}
