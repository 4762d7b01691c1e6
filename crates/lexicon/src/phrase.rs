//! Look-up of names of several words, blind to diacritics, hyphens and dots but not to capitals.
//!
//! A phrase and a text are both cut into *pieces*: runs of letters and digits, folded to plain lower-case
//! letters. `al-Shabaab`, `al Shabaab` and `Al-Shabāb` start alike; `U.S.` is the piece `us` in capitals.

use std::collections::HashMap;

/// How a piece is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    /// No capital at its head.
    Lower,
    /// A capital at its head.
    Title,
    /// More than one letter, all capitals.
    Upper,
}

/// A piece of a text: where it stands in [`Pieces`] and which word it belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Piece {
    start: u32,
    end: u32,
    word: u32,
    case: Case,
}

/// A text cut into pieces, ready for look-up.
#[derive(Debug, Default)]
pub struct Pieces {
    folded: String,
    list: Vec<Piece>,
    /// For each word the number of its first piece; one entry more than there are words.
    first_of: Vec<u32>,
}

impl Pieces {
    /// Cuts the words of a text. Words without a letter or digit have no piece.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut out = Self::default();
        for (at, word) in words.into_iter().enumerate() {
            out.first_of.push(out.list.len() as u32);
            out.push(at as u32, word);
        }
        out.first_of.push(out.list.len() as u32);
        out
    }

    fn push(&mut self, word: u32, form: &str) {
        let mut start = self.folded.len() as u32;
        let (mut letters, mut capitals, mut first_capital) = (0, 0, false);
        for c in form.chars().map(Some).chain([None]) {
            match c {
                Some(c) if c.is_alphanumeric() => {
                    if letters == 0 {
                        first_capital = c.is_uppercase();
                    }
                    letters += 1;
                    capitals += usize::from(c.is_uppercase() || c.is_numeric());
                    fold_char(c, &mut self.folded);
                }
                // Marks that stand inside a piece: the dots of `U.S.`, the ayn of `Ta'izz`, combining accents.
                Some(
                    '.'
                    | '\''
                    | '\u{2018}'
                    | '\u{2019}'
                    | '\u{02BB}'
                    | '\u{02BC}'
                    | '\u{02BF}'
                    | '\u{0300}'..='\u{036F}',
                ) => {}
                _ => {
                    let end = self.folded.len() as u32;
                    if end > start {
                        let case = match (first_capital, capitals == letters && letters > 1) {
                            (_, true) => Case::Upper,
                            (true, _) => Case::Title,
                            _ => Case::Lower,
                        };
                        self.list.push(Piece {
                            start,
                            end,
                            word,
                            case,
                        });
                    }
                    (start, letters, capitals, first_capital) = (end, 0, 0, false);
                }
            }
        }
    }

    fn text(&self, piece: Piece) -> &str {
        &self.folded[piece.start as usize..piece.end as usize]
    }

    /// The folded form of a word, its pieces joined; empty for punctuation.
    pub fn folded(&self, word: usize) -> &str {
        let (from, to) = (self.first_of[word] as usize, self.first_of[word + 1] as usize);
        if from == to {
            return "";
        }
        &self.folded[self.list[from].start as usize..self.list[to - 1].end as usize]
    }
}

/// Folds one text to the letters that names are compared by: lower case, no diacritics, blanks between pieces.
pub fn fold(text: &str) -> String {
    let pieces = Pieces::new([text]);
    let mut out = String::with_capacity(text.len());
    for &piece in &pieces.list {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(pieces.text(piece));
    }
    out
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else {
        out.extend(
            any_ascii::any_ascii_char(c)
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase()),
        );
    }
}

#[derive(Clone, Debug)]
struct Entry<T> {
    pieces: Box<[(Box<str>, Case)]>,
    value: T,
}

/// A set of phrases with a value each. The same phrase may be put in more than once.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// By first piece; longest phrase first.
    by_first: HashMap<Box<str>, Vec<Entry<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: HashMap::new(),
        }
    }
}

impl<T: Clone> Phrases<T> {
    /// Puts a phrase in. One without a letter or digit is left out.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let cut = cut(phrase);
        let pieces: Box<[(Box<str>, Case)]> = cut
            .list
            .iter()
            .map(|&p| (Box::<str>::from(cut.text(p)), p.case))
            .collect();
        let Some((first, _)) = pieces.first() else { return };
        let entries = self.by_first.entry(first.clone()).or_default();
        let at = entries.partition_point(|e| e.pieces.len() >= pieces.len());
        entries.insert(at, Entry { pieces, value });
    }

    /// The longest phrases that start at `word`, each with the number of words it covers.
    ///
    /// All results cover the same words. A capital in the phrase asks for a capital in the text, and an acronym
    /// of up to four letters for capitals throughout.
    pub fn longest(&self, text: &Pieces, word: usize) -> (usize, Vec<&T>) {
        let mut out = Vec::new();
        let mut covered = 0;
        let from = text.first_of[word] as usize;
        if from == text.first_of[word + 1] as usize {
            return (0, out);
        }
        let Some(entries) = self.by_first.get(text.text(text.list[from])) else {
            return (0, out);
        };
        for entry in entries {
            let to = from + entry.pieces.len();
            if !out.is_empty() && entry.pieces.len() != covered {
                break;
            }
            let Some(found): Option<&[Piece]> = text.list.get(from..to) else {
                continue;
            };
            // The phrase has to end where a word ends.
            let last = found[found.len() - 1].word as usize;
            if text.first_of[last + 1] as usize != to {
                continue;
            }
            let fits = found.iter().zip(&entry.pieces).all(|(&piece, (wanted, case))| {
                text.text(piece) == &**wanted && case_fits(*case, piece.case, wanted)
            });
            if fits {
                covered = entry.pieces.len();
                out.push(&entry.value);
            }
        }
        let n_words = if out.is_empty() {
            0
        } else {
            text.list[from + covered - 1].word as usize + 1 - word
        };
        (n_words, out)
    }

    /// The values of exactly this phrase.
    pub fn exact(&self, phrase: &str) -> Vec<&T> {
        let text = cut(phrase);
        let Some(&first) = text.list.first() else {
            return Vec::new();
        };
        let entries = self.by_first.get(text.text(first)).map_or(&[][..], Vec::as_slice);
        entries
            .iter()
            .filter(|e| {
                e.pieces.len() == text.list.len()
                    && e.pieces.iter().zip(&text.list).all(|((wanted, case), &piece)| {
                        text.text(piece) == &**wanted && case_fits(*case, piece.case, wanted)
                    })
            })
            .map(|e| &e.value)
            .collect()
    }
}

/// Cuts a phrase as the words of a text are cut, where the possessive `'s` is a word of its own.
fn cut(phrase: &str) -> Pieces {
    Pieces::new(phrase.split_whitespace().flat_map(|word| {
        let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s"));
        [stem.unwrap_or(word), if stem.is_some() { "s" } else { "" }]
    }))
}

fn case_fits(wanted: Case, found: Case, piece: &str) -> bool {
    match wanted {
        Case::Lower => true,
        Case::Title => found != Case::Lower,
        Case::Upper if piece.len() <= 4 && piece.bytes().all(|b| b.is_ascii_alphabetic()) => {
            found == Case::Upper
        }
        Case::Upper => found != Case::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], words: &[&str], at: usize) -> (usize, Vec<usize>) {
        let mut set = Phrases::default();
        for (i, phrase) in phrases.iter().enumerate() {
            set.insert(phrase, i);
        }
        let text = Pieces::new(words.iter().copied());
        let (n, values) = set.longest(&text, at);
        (n, values.into_iter().copied().collect())
    }

    #[test]
    fn hyphens_diacritics_and_dots_do_not_matter() {
        assert_eq!(
            found(&["Nagorno-Karabakh"], &["Nagorno", "-", "Karabakh", "'s"], 0),
            (3, vec![0])
        );
        assert_eq!(found(&["al-Hudaydah"], &["al-Ḥudaydah"], 0), (1, vec![0]));
        assert_eq!(found(&["US"], &["the", "U.S."], 1), (1, vec![0]));
    }

    #[test]
    fn a_possessive_inside_a_name_is_a_word() {
        let text = ["the", "Lord", "'s", "Resistance", "Army"];
        assert_eq!(found(&["Lord's Resistance Army"], &text, 1), (4, vec![0]));
        let mut set = Phrases::default();
        set.insert("Lord's Resistance Army", 0);
        assert_eq!(set.exact("Lord\u{2019}s Resistance Army"), [&0]);
    }

    #[test]
    fn capitals_matter() {
        assert_eq!(found(&["US"], &["us"], 0), (0, vec![]));
        assert_eq!(found(&["WHO"], &["Who"], 0), (0, vec![]));
        assert_eq!(found(&["Turkey"], &["turkey"], 0), (0, vec![]));
    }

    #[test]
    fn the_longest_wins_and_all_of_its_values_come() {
        let phrases = ["Congo", "DR Congo", "DR Congo"];
        assert_eq!(found(&phrases, &["DR", "Congo"], 0), (2, vec![1, 2]));
        assert_eq!(found(&phrases, &["Congo", "River"], 0), (1, vec![0]));
    }

    #[test]
    fn folding_is_stable() {
        assert_eq!(fold("Pašinjan’s al-Ḥūthī"), "pasinjans al huthi");
    }
}
