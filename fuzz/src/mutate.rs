//! Makes odd inputs out of good ones, the same ones every time.

/// Pieces that readers of text stumble over.
const PIECES: &[&[u8]] = &[
    b"<p>",
    b"</p>",
    b"<div class=\"entry-content\">",
    b"<li><a href=/>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<script>",
    b"</script>",
    b"&amp;",
    b"&#0;",
    b"&#x110000;",
    b"&nosuch",
    b"<br><br>",
    b"<sup><a>[1]</a></sup>",
    b"<time datetime=2024-05-14>",
    b"<",
    b">",
    b"\0",
    b"\r\n",
    b"\n\n",
    b"\t",
    b"\xFF",
    b"\xFE\xFF",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\xED\xA0\x80",
    b"\xC3",
    b"\xE2\x80\x9C",
    b"\xE2\x80\x9D",
    b"\xE2\x80\x99s",
    b"\xE2\x80\x94",
    b"\xE2\x80\x8B",
    b"\xCC\x81",
    b"\xF0\x9F\x95\x8A",
    b"\"",
    b"'",
    b"(",
    b")",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b",",
    b":",
    b";",
    b".",
    b"...",
    b"!?",
    b" -- ",
    b" - ",
    b"/",
    b"|",
    b"date ",
    b"2023-09-21",
    b"9999-12-31",
    b"0000-00-00",
    b"-5",
    b"1,000,000",
    b"99999999999999999999",
    b"0",
    b"1/2",
    b"30 February",
    b"Sept 31",
    b"25:61",
    b"midnight",
    b"the day after",
    b"next last",
    b"on Monday",
    b"since the 1990s",
    b"dozens of",
    b"no one",
    b"said",
    b"according to",
    b"who said that",
    b"he",
    b"U.S.",
    b"Lt. Gen.",
    b"Mr.",
    b"\xD8\xA7\xD9\x84",
    b"\xE5\x81\x9C\xE6\x88\xA6",
    b"a",
    b"{\"id\":\"1\",\"text\":\"",
];

/// A source of mutated inputs; the same seed gives the same inputs.
#[derive(Debug)]
pub struct Mutator {
    state: u64,
    seeds: Vec<Vec<u8>>,
}

impl Mutator {
    /// Mutates the given inputs, of which there must be one at least.
    pub fn new(seed: u64, seeds: Vec<Vec<u8>>) -> Self {
        assert!(!seeds.is_empty(), "nothing to mutate");
        Self {
            state: seed | 1,
            seeds,
        }
    }

    /// The next input: one of the seeds after a few changes.
    pub fn input(&mut self) -> Vec<u8> {
        let at = self.below(self.seeds.len());
        let mut bytes = self.seeds[at].clone();
        for _ in 0..=self.below(8) {
            self.change(&mut bytes);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len() + 1);
        let end = (at + self.below(40)).min(bytes.len());
        match self.below(6) {
            0 if at < bytes.len() => bytes[at] = self.below(256) as u8,
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes[at..end].to_vec();
                let to = self.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            3 => {
                let other = self.below(self.seeds.len());
                let from = self.below(self.seeds[other].len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&self.seeds[other][from..]);
            }
            _ => {
                let piece = PIECES[self.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }

    /// A number below `n`, by xorshift.
    fn below(&mut self, n: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state % n.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_inputs() {
        let inputs = |seed| {
            let mut mutator = Mutator::new(seed, vec![b"Troops left.".to_vec(), Vec::new()]);
            (0..100).map(|_| mutator.input()).collect::<Vec<_>>()
        };
        assert_eq!(inputs(7), inputs(7));
        assert_ne!(inputs(7), inputs(9));
    }
}
