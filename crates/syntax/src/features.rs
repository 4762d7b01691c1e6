//! What the model sees of a word: rows of one embedding table, chosen by hashes of the word's form.
//!
//! `training/data.py` holds the twin of this module; the two must agree to the bit, and `tests` pins them together
//! with values computed there.

use crate::model::Table;

/// How many rows are summed for a word at the most.
pub(crate) const ROWS: usize = 12;

/// Row 0 of the table is all zero and stands for "nothing".
pub(crate) const NOTHING: u32 = 0;

/// A word in small letters with straight quotation marks, and where its characters start.
#[derive(Default)]
pub(crate) struct Lowered {
    text: String,
    starts: Vec<u32>,
}

impl Lowered {
    fn set(&mut self, form: &str) {
        self.text.clear();
        self.starts.clear();
        for c in form.chars() {
            for low in straight(c).to_lowercase() {
                self.starts.push(self.text.len() as u32);
                self.text.push(low);
            }
        }
    }

    fn prefix(&self, n: usize) -> Option<&str> {
        match self.starts.get(n) {
            Some(&end) => Some(&self.text[..end as usize]),
            None => (self.starts.len() == n).then_some(self.text.as_str()),
        }
    }

    fn suffix(&self, n: usize) -> Option<&str> {
        let at = self.starts.len().checked_sub(n)?;
        Some(
            self.starts
                .get(at)
                .map_or("", |&start| &self.text[start as usize..]),
        )
    }
}

/// Curly marks as typed ones.
pub(crate) const fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        _ => c,
    }
}

/// FNV-1a over 64 bits with the seed in the offset.
pub(crate) struct Fnv(u64);

impl Fnv {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(0xCBF2_9CE4_8422_2325 ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub(crate) fn add(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }

    /// The upper half is folded in, since mostly only low bits are used.
    pub(crate) const fn finish(self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

fn hash(bytes: &[u8], seed: u64) -> u64 {
    let mut fnv = Fnv::new(seed);
    fnv.add(bytes);
    fnv.finish()
}

/// How a word is capitalised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Case {
    NoLetter,
    Digits,
    Alphanumeric,
    Small,
    OneCapital,
    Capitals,
    FirstCapital,
    Mixed,
}

fn case_of(form: &str) -> Case {
    let (mut letters, mut upper, mut digits, mut first_upper) = (0usize, 0usize, false, false);
    for c in form.chars() {
        if c.is_alphabetic() {
            let up = c.is_uppercase();
            first_upper |= letters == 0 && up;
            letters += 1;
            upper += usize::from(up);
        } else {
            digits |= c.is_ascii_digit();
        }
    }
    match (letters, upper) {
        (0, _) if digits => Case::Digits,
        (0, _) => Case::NoLetter,
        _ if digits => Case::Alphanumeric,
        (_, 0) => Case::Small,
        (1, 1) => Case::OneCapital,
        (l, u) if l == u => Case::Capitals,
        (_, 1) if first_upper => Case::FirstCapital,
        _ => Case::Mixed,
    }
}

/// X, x, d and the other characters as they are, runs cut at three, at most twelve.
fn shape_of(form: &str, out: &mut String) {
    out.clear();
    let (mut kept, mut run, mut last) = (0, 0, '\0');
    for c in form.chars().map(straight) {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_ascii_digit() => 'd',
            _ => c,
        };
        run = if kept > 0 && kind == last { run + 1 } else { 1 };
        last = kind;
        if run > 3 {
            continue;
        }
        out.push(kind);
        kept += 1;
        if kept == 12 {
            break;
        }
    }
}

/// Where capitals tell less than usual: 1 no capital in the sentence, 2 all capitals, 3 every long word capitalised.
fn sentence_case(classes: &[(Case, bool)]) -> u32 {
    let words = classes
        .iter()
        .filter(|(c, _)| !matches!(c, Case::NoLetter | Case::Digits));
    let (mut n, mut small, mut capitals, mut long, mut long_small) = (0, 0, 0, 0, 0);
    for &(case, is_long) in words {
        n += 1;
        small += u32::from(matches!(case, Case::Small | Case::Alphanumeric));
        capitals += u32::from(matches!(case, Case::OneCapital | Case::Capitals));
        long += u32::from(is_long);
        long_small += u32::from(is_long && case == Case::Small);
    }
    match () {
        () if n < 3 => 0,
        () if small == n => 1,
        () if capitals * 10 >= n * 7 => 2,
        () if long >= 3 && long_small == 0 => 3,
        () => 0,
    }
}

/// Buffers that are reused from sentence to sentence.
#[derive(Default)]
pub(crate) struct Scratch {
    lowered: Lowered,
    shape: String,
    classes: Vec<(Case, bool)>,
}

/// Appends the table rows of each word of a sentence to `out`. A word is its form and whether no blank stands before it.
pub(crate) fn rows<'a>(
    tables: &[Table; ROWS],
    words: impl Iterator<Item = (&'a str, bool)> + Clone,
    scratch: &mut Scratch,
    out: &mut Vec<[u32; ROWS]>,
) {
    scratch.classes.clear();
    scratch.classes.extend(
        words
            .clone()
            .map(|(form, _)| (case_of(form), form.chars().nth(3).is_some())),
    );
    let mode = sentence_case(&scratch.classes);
    for (at, (form, glued)) in words.enumerate() {
        scratch.lowered.set(form);
        shape_of(form, &mut scratch.shape);
        let low = &scratch.lowered;
        let keys = [
            Some(low.text.as_str()),
            Some(low.text.as_str()),
            low.prefix(1),
            low.prefix(2),
            low.prefix(3),
            low.prefix(4),
            low.suffix(1),
            low.suffix(2),
            low.suffix(3),
            low.suffix(4),
            Some(scratch.shape.as_str()),
        ];
        let mut row = [NOTHING; ROWS];
        for ((slot, key), table) in row.iter_mut().zip(keys).zip(tables) {
            if let Some(key) = key {
                *slot = table.first + (hash(key.as_bytes(), table.seed) % u64::from(table.rows)) as u32;
            }
        }
        let place = mode * 32
            + scratch.classes[at].0 as u32 * 4
            + u32::from(at == 0) * 2
            + u32::from(glued && at > 0);
        row[ROWS - 1] = tables[ROWS - 1].first + place;
        out.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_training() {
        assert_eq!(hash(b"", 0), 0xCBF2_9CE4_4FD0_BFC1);
        assert_eq!(hash("stepanakert".as_bytes(), 0), 2_366_032_372_850_570_749);
        assert_eq!(hash("ağrı".as_bytes(), 7), 8_528_291_066_500_082_147);
    }

    #[test]
    fn cases_and_shapes() {
        for (form, case, shape) in [
            (",", Case::NoLetter, ","),
            ("20,000", Case::Digits, "dd,ddd"),
            ("M23", Case::Alphanumeric, "Xdd"),
            ("al", Case::Small, "xx"),
            ("I", Case::OneCapital, "X"),
            ("AFP", Case::Capitals, "XXX"),
            ("Stepanakert", Case::FirstCapital, "Xxxx"),
            ("McGurk", Case::Mixed, "XxXxxx"),
            ("’s", Case::Small, "'x"),
        ] {
            let mut got = String::new();
            shape_of(form, &mut got);
            assert_eq!((case_of(form), got.as_str()), (case, shape), "{form}");
        }
    }

    #[test]
    fn sentences_where_capitals_tell_less() {
        let mode = |text: &str| {
            let classes: Vec<_> = text
                .split(' ')
                .map(|w| (case_of(w), w.chars().count() > 3))
                .collect();
            sentence_case(&classes)
        };
        assert_eq!(mode("rebels seize goma ."), 1);
        assert_eq!(mode("REBELS SEIZE GOMA"), 2);
        assert_eq!(mode("Rebels Seize the City of Goma"), 3);
        assert_eq!(mode("Rebels seized the city of Goma"), 0);
    }

    #[test]
    fn affixes_count_characters() {
        let mut low = Lowered::default();
        low.set("Şırnak");
        assert_eq!(low.prefix(2), Some("şı"));
        assert_eq!(low.suffix(3), Some("nak"));
        assert_eq!(low.suffix(9), None);
        low.set("");
        assert_eq!((low.prefix(1), low.suffix(1)), (None, None));
    }
}
