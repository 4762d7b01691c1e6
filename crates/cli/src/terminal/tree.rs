//! A dependency tree as a drawing, each word below the one it depends on.

use super::flow::harmless;
use super::paint::{Ink, Paint};
use dateline::syntax::Parse;
use dateline::text::{SentenceId, WordId};

/// Draws the tree of a sentence, a word a line with what `beside` says of it.
pub(crate) fn write(
    parse: &Parse<'_>,
    sentence: SentenceId,
    beside: impl Fn(WordId) -> String,
    out: &mut String,
    paint: Paint,
) {
    let roots = parse
        .words_of(sentence)
        .filter(|&word| parse.head(word).is_none());
    // Branches still to be drawn: the word, the bars before it, its own corner. A tree may be as deep as its
    // sentence is long, so they are kept here and not on the stack.
    let mut waiting: Vec<(WordId, String, &str)> = roots.map(|root| (root, "  ".to_owned(), "")).collect();
    waiting.reverse();
    while let Some((word, bars, corner)) = waiting.pop() {
        paint.add(out, Ink::Faint, &format!("{bars}{corner}"));
        let ink = if parse.name_at(word).is_some() {
            Ink::Name
        } else {
            Ink::Plain
        };
        paint.add(out, ink, &harmless(parse.form(word)));
        paint.add(out, Ink::Faint, &format!("  {}", harmless(&beside(word))));
        out.push('\n');
        let below = bars
            + match corner {
                "├─ " => "│  ",
                "└─ " => "   ",
                _ => "",
            };
        let last = parse.children(word).last();
        let corner = |child| if Some(child) == last { "└─ " } else { "├─ " };
        let children = parse
            .children(word)
            .iter()
            .rev()
            .map(|child| (*child, below.clone(), corner(child)));
        waiting.extend(children);
    }
}
