//! How much text two reports share, from a small sketch of each.
//!
//! A text is the set of its runs of five words. The sketch keeps, for each of a fixed number of hash functions, the
//! smallest value over the set: two sketches agree in as large a share of places as the sets overlap (Broder 1997).
//! The functions are fixed for all time, so that sketches of different runs can be compared.

use dateline_lexicon::fold;

/// Places of a sketch. The error of an estimate is at most about half of one over the root of this.
pub(crate) const SIZE: usize = 96;

/// Places that must agree together for two reports to be compared at all.
const ROWS: usize = 3;

/// Words in a run.
const RUN: usize = 5;

/// The sketch of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sketch {
    places: Box<[u32; SIZE]>,
    /// How many different runs the text has.
    pub n_runs: u32,
}

impl Sketch {
    /// The sketch of a text. Case, marks and spelling of letters do not count.
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let words: Vec<u64> = folded.split(' ').filter(|w| !w.is_empty()).map(hash).collect();
        let mut runs: Vec<u64> = words
            .windows(RUN.min(words.len().max(1)))
            .map(|run| {
                run.iter()
                    .fold(0, |sum: u64, &word| mix(sum.rotate_left(7) ^ word))
            })
            .collect();
        runs.sort_unstable();
        runs.dedup();
        let mut places = Box::new([u32::MAX; SIZE]);
        for &run in &runs {
            for (n, place) in places.iter_mut().enumerate() {
                let value = (mix(run ^ SEEDS[n]) >> 32) as u32;
                *place = (*place).min(value);
            }
        }
        Self {
            places,
            n_runs: runs.len() as u32,
        }
    }

    /// The share of runs that two texts have in common, of all that either has: an estimate.
    pub fn overlap(&self, other: &Self) -> f64 {
        if self.n_runs == 0 || other.n_runs == 0 {
            return 0.0;
        }
        let same = self
            .places
            .iter()
            .zip(other.places.iter())
            .filter(|(a, b)| a == b)
            .count();
        same as f64 / SIZE as f64
    }

    /// The share of the shorter text's runs that the other has too: an estimate.
    pub fn containment(&self, other: &Self) -> f64 {
        let (overlap, shorter) = (self.overlap(other), self.n_runs.min(other.n_runs));
        if shorter == 0 {
            return 0.0;
        }
        let shared = overlap / (1.0 + overlap) * (f64::from(self.n_runs) + f64::from(other.n_runs));
        (shared / f64::from(shorter)).min(1.0)
    }

    /// Keys such that texts with much in common share at least one of them.
    pub fn keys(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        let key = |(n, rows): (usize, &[u32])| {
            let key = rows
                .iter()
                .fold(0, |sum: u64, &value| mix(sum.rotate_left(11) ^ u64::from(value)));
            (n as u32, key)
        };
        let n = if self.n_runs == 0 { 0 } else { SIZE };
        self.places[..n].chunks_exact(ROWS).enumerate().map(key)
    }
}

/// A sketch of one sentence, small enough to keep beside each claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct Sign([u32; 4]);

impl Sign {
    /// The sign of a sentence, by its words.
    pub(crate) fn of(sentence: &str) -> Self {
        let mut places = [u32::MAX; 4];
        for word in fold(sentence).split(' ').map(hash) {
            for (n, place) in places.iter_mut().enumerate() {
                *place = (*place).min((mix(word ^ SEEDS[n]) >> 32) as u32);
            }
        }
        Self(places)
    }

    /// Whether two sentences have so much in common that one is an edit of the other, most likely.
    pub(crate) fn is_edit_of(self, other: Self) -> bool {
        self.0.iter().zip(other.0).filter(|(a, b)| **a == *b).count() >= 2
    }
}

/// The hash of a word: FNV-1a, as it is the same everywhere.
pub(crate) fn hash(word: &str) -> u64 {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    mix(word.bytes().fold(0xCBF2_9CE4_8422_2325, step))
}

/// A bijection that scatters bits (the finaliser of `SplitMix64`).
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// One seed for each place: consecutive outputs of `SplitMix64` from zero.
const SEEDS: [u64; SIZE] = {
    let mut seeds = [0; SIZE];
    let mut n = 0;
    while n < SIZE {
        seeds[n] = mix((n as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        n += 1;
    }
    seeds
};

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "Rebels shelled the market town of Kesra on Monday morning, killing at least seven people and \
        wounding dozens more, the provincial governor said, in the heaviest fire since the truce of last March was \
        signed by both sides under the eyes of observers from the regional bloc.";

    #[test]
    fn light_edits_share_most() {
        let edited = WIRE.replace("on Monday morning", "early on Monday");
        let (a, b) = (Sketch::of(WIRE), Sketch::of(&edited));
        assert!(a.overlap(&b) > 0.5, "{}", a.overlap(&b));
        assert!(a.keys().any(|key| b.keys().any(|other| other == key)));
    }

    #[test]
    fn a_part_is_contained() {
        let whole = format!(
            "{WIRE} {}",
            "Elsewhere the week was quiet and nobody was seen on the roads that lead \
            north to the border where traders wait for the customs house to open its gates once again to them"
        );
        assert!(Sketch::of(WIRE).containment(&Sketch::of(&whole)) > 0.8);
    }

    #[test]
    fn other_texts_share_nothing() {
        let other =
            "The two presidents met in the capital and spoke of trade, grain and the price of diesel fuel.";
        assert!(Sketch::of(WIRE).overlap(&Sketch::of(other)) < 0.05);
        assert!(Sketch::of("").overlap(&Sketch::of("")) < 0.05);
    }

    #[test]
    fn a_light_edit_keeps_the_sign() {
        let sign = Sign::of("Sudan's defence ministry confirmed the ceasefire with the rebels on Monday.");
        assert!(sign.is_edit_of(Sign::of(
            "Sudan's Ministry of Defence confirmed the ceasefire with the rebels."
        )));
        assert!(!sign.is_edit_of(Sign::of("Two lorries with bread reached the town.")));
    }

    #[test]
    fn marks_and_case_do_not_count() {
        assert_eq!(
            Sketch::of("Aliyev spoke; he left."),
            Sketch::of("ALIYEV spoke - he left")
        );
    }
}
