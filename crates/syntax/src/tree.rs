//! From arc scores to a tree: always one root, no cycle, every word attached.
//!
//! Nearly always the best head of each word already gives a tree. Where it does not, the maximum spanning
//! arborescence is searched by contracting cycles (Chu and Liu, Edmonds), once for each of the likeliest roots.

/// Roots that are tried where the best heads give no tree.
const ROOTS: usize = 3;

/// Far below any score, and still far from where sums lose their digits.
const NEVER: f32 = -1e7;

/// Scores of one sentence and the buffers of the search.
#[derive(Default)]
pub(crate) struct Scratch {
    scores: Vec<f32>,
    roots: Vec<u32>,
    trial: Vec<u32>,
    search: Search,
}

impl Scratch {
    /// Room for the scores of `n` words: a row for each, first the root, then the words as heads.
    pub(crate) fn start(&mut self, n: usize) -> &mut [f32] {
        self.scores.clear();
        self.scores.resize(n * (n + 1), 0.0);
        &mut self.scores
    }

    /// Chooses the heads (0 the root, else from 1) by the scores that were filled in.
    pub(crate) fn solve(&mut self, n: usize, heads: &mut Vec<u32>) {
        heads.clear();
        if n == 0 {
            return;
        }
        let scores = &self.scores;
        let row = |i: usize| &scores[i * (n + 1)..(i + 1) * (n + 1)];
        heads.extend((0..n).map(|i| first_best(row(i)) as u32));
        if self.search.is_tree(heads) {
            return;
        }
        // The likeliest roots: where standing alone loses least against the best other head.
        let gain = |i: usize| {
            let row = row(i);
            let other = row[1..].iter().copied().fold(NEVER, f32::max);
            sane(row[0]) - other.min(-NEVER)
        };
        self.roots.clear();
        self.roots.extend(0..n as u32);
        self.roots
            .sort_by(|&a, &b| gain(b as usize).total_cmp(&gain(a as usize)).then(a.cmp(&b)));
        let mut best = f32::NEG_INFINITY;
        for &root in self.roots.iter().take(ROOTS) {
            let root = root as usize;
            let total = self.search.tree(n, root, |i, h| sane(row(i)[h]), &mut self.trial);
            let total = total + sane(row(root)[0]);
            if total > best {
                best = total;
                heads.clone_from(&self.trial);
            }
        }
    }
}

/// No score of a broken model may break the search.
fn sane(score: f32) -> f32 {
    if score > NEVER { score.min(-NEVER) } else { NEVER }
}

fn first_best(row: &[f32]) -> usize {
    let mut at = 0;
    for (i, v) in row.iter().enumerate() {
        if *v > row[at] {
            at = i;
        }
    }
    at
}

#[derive(Default)]
struct Search {
    state: Vec<u8>,
    path: Vec<usize>,
    /// The contracted graph: `weight[a * n + b]` of the best arc into node `a` from node `b`, and that arc.
    weight: Vec<f32>,
    arc: Vec<(u32, u32)>,
    alive: Vec<bool>,
    head: Vec<usize>,
    /// The words that a node of the contracted graph stands for.
    members: Vec<Vec<u32>>,
}

/// A node of a contracted cycle: its words, and the arc that enters it inside the cycle.
struct Contracted {
    words: Vec<u32>,
    arc: (u32, u32),
}

impl Search {
    fn is_tree(&mut self, heads: &[u32]) -> bool {
        heads.iter().filter(|&&h| h == 0).count() == 1 && {
            self.head.clear();
            // A root points at itself; no other cycle may exist.
            self.head.extend(
                heads
                    .iter()
                    .enumerate()
                    .map(|(i, &h)| if h == 0 { i } else { h as usize - 1 }),
            );
            self.alive.clear();
            self.alive.resize(heads.len(), true);
            self.cycle().is_none()
        }
    }

    /// Some cycle of more than one node, if there is one; left in `path`, its start returned.
    fn cycle(&mut self) -> Option<usize> {
        let n = self.head.len();
        self.state.clear();
        self.state.resize(n, 0);
        for start in (0..n).filter(|&i| self.alive[i]) {
            self.path.clear();
            let mut at = start;
            while self.state[at] == 0 {
                self.state[at] = 1;
                self.path.push(at);
                at = self.head[at];
            }
            if self.state[at] == 1 && self.head[at] != at {
                let from = self.path.iter().position(|&p| p == at).unwrap_or(0);
                self.path.drain(..from);
                return Some(at);
            }
            for &p in &self.path {
                self.state[p] = 2;
            }
        }
        None
    }

    /// The best tree under `root`; its heads in `out`, its score without the root's own arc returned.
    fn tree(
        &mut self,
        n: usize,
        root: usize,
        score: impl Fn(usize, usize) -> f32,
        out: &mut Vec<u32>,
    ) -> f32 {
        self.weight.clear();
        self.arc.clear();
        for a in 0..n {
            for b in 0..n {
                self.weight.push(if a == b || a == root {
                    NEVER * 4.0
                } else {
                    score(a, b + 1)
                });
                self.arc.push((a as u32, b as u32));
            }
        }
        self.alive.clear();
        self.alive.resize(n, true);
        self.members.clear();
        self.members.extend((0..n as u32).map(|i| vec![i]));
        // Each contraction keeps the cycle's first node as its stand-in and notes the arcs inside the cycle.
        let mut contractions: Vec<Vec<Contracted>> = Vec::new();
        loop {
            self.head.clear();
            for a in 0..n {
                let best = if a == root || !self.alive[a] {
                    a
                } else {
                    self.best_into(a, n)
                };
                self.head.push(best);
            }
            let Some(_) = self.cycle() else { break };
            let cycle = std::mem::take(&mut self.path);
            let node = |&c: &usize| Contracted {
                words: self.members[c].clone(),
                arc: self.arc[c * n + self.head[c]],
            };
            contractions.push(cycle.iter().map(node).collect());
            self.contract(&cycle, n);
            self.path = cycle;
        }
        // Arcs of the contracted graph first; then each cycle, last made first, keeps all its arcs but the one into
        // the node that has got a head from outside.
        out.clear();
        out.resize(n, 0);
        let mut attached = vec![false; n];
        attached[root] = true;
        let open = (0..n)
            .filter(|&a| self.alive[a] && self.head[a] != a)
            .map(|a| self.arc[a * n + self.head[a]]);
        for (word, head) in open {
            out[word as usize] = head + 1;
            attached[word as usize] = true;
        }
        for node in contractions.iter().rev().flatten() {
            if !node.words.iter().any(|&w| attached[w as usize]) {
                let (word, head) = node.arc;
                out[word as usize] = head + 1;
                attached[word as usize] = true;
            }
        }
        out[root] = 0;
        (0..n)
            .filter(|&i| i != root)
            .map(|i| score(i, out[i] as usize))
            .fold(0.0, |sum, s| sum + s)
    }

    fn best_into(&self, a: usize, n: usize) -> usize {
        let mut best = usize::MAX;
        for b in (0..n).filter(|&b| self.alive[b] && b != a) {
            if best == usize::MAX || self.weight[a * n + b] > self.weight[a * n + best] {
                best = b;
            }
        }
        if best == usize::MAX { a } else { best }
    }

    /// Makes one node of a cycle: arcs out are the best of its nodes', arcs in are weighed against the arc they replace.
    fn contract(&mut self, cycle: &[usize], n: usize) {
        let stand_in = cycle[0];
        for x in (0..n).filter(|&x| self.alive[x] && !cycle.contains(&x)) {
            let out = cycle.iter().copied().reduce(|a, b| {
                if self.weight[x * n + b] > self.weight[x * n + a] {
                    b
                } else {
                    a
                }
            });
            let out = out.unwrap_or(stand_in);
            let (weight, arc) = (self.weight[x * n + out], self.arc[x * n + out]);
            let gain = |c: usize| self.weight[c * n + x] - self.weight[c * n + self.head[c]];
            let into = cycle
                .iter()
                .copied()
                .reduce(|a, b| if gain(b) > gain(a) { b } else { a })
                .unwrap_or(stand_in);
            let (in_weight, in_arc) = (gain(into), self.arc[into * n + x]);
            self.weight[x * n + stand_in] = weight;
            self.arc[x * n + stand_in] = arc;
            self.weight[stand_in * n + x] = in_weight;
            self.arc[stand_in * n + x] = in_arc;
        }
        for &c in &cycle[1..] {
            self.alive[c] = false;
            let words = std::mem::take(&mut self.members[c]);
            self.members[stand_in].extend(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that heads are a tree with one root.
    fn assert_tree(heads: &[u32]) {
        assert_eq!(heads.iter().filter(|&&h| h == 0).count(), 1, "{heads:?}");
        for i in 0..heads.len() {
            let mut at = i;
            for _ in 0..heads.len() {
                if heads[at] == 0 {
                    break;
                }
                at = heads[at] as usize - 1;
            }
            assert_eq!(heads[at], 0, "{heads:?}");
        }
    }

    fn solve(n: usize, rows: &[f32]) -> Vec<u32> {
        let mut scratch = Scratch::default();
        scratch.start(n).copy_from_slice(rows);
        for i in 0..n {
            scratch.scores[i * (n + 1) + i + 1] = f32::NEG_INFINITY;
        }
        let mut heads = Vec::new();
        scratch.solve(n, &mut heads);
        heads
    }

    /// All trees with one root, the slow way.
    fn best_score(n: usize, rows: &[f32]) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<u32> = (0..n)
                .map(|i| (code / (n + 1).pow(i as u32) % (n + 1)) as u32)
                .collect();
            let one_root = heads.iter().filter(|&&h| h == 0).count() == 1;
            let no_cycle = (0..n).all(|i| {
                let mut at = i;
                (0..n).any(|_| {
                    if heads[at] == 0 {
                        return true;
                    }
                    at = heads[at] as usize - 1;
                    heads[at] == 0
                })
            });
            if one_root && no_cycle {
                best = best.max(score(n, rows, &heads));
            }
        }
        best
    }

    fn score(n: usize, rows: &[f32], heads: &[u32]) -> f32 {
        heads
            .iter()
            .enumerate()
            .map(|(i, &h)| rows[i * (n + 1) + h as usize])
            .sum()
    }

    #[test]
    fn the_best_tree_is_found() {
        let mut state = 11u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 20) as f32 / 400.0 - 5.0
        };
        for round in 0..400 {
            // Three roots are tried, so up to three words the answer is exact.
            let n = 1 + round % 3;
            let rows: Vec<f32> = (0..n * (n + 1)).map(|_| next()).collect();
            let heads = solve(n, &rows);
            assert_tree(&heads);
            assert!(
                (score(n, &rows, &heads) - best_score(n, &rows)).abs() < 1e-3,
                "{heads:?} {rows:?}"
            );
        }
        for round in 0..200 {
            let n = 4 + round % 2;
            let mut rows: Vec<f32> = (0..n * (n + 1)).map(|_| next()).collect();
            // One word is clearly the root, so that three tries suffice here too.
            rows[round % n * (n + 1)] += 40.0;
            let heads = solve(n, &rows);
            assert_tree(&heads);
            assert!(
                (score(n, &rows, &heads) - best_score(n, &rows)).abs() < 1e-3,
                "{heads:?} {rows:?}"
            );
        }
        for n in [1, 9, 40, 120] {
            let rows: Vec<f32> = (0..n * (n + 1)).map(|_| next()).collect();
            assert_tree(&solve(n, &rows));
        }
    }

    #[test]
    fn senseless_scores_still_give_a_tree() {
        for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0] {
            assert_tree(&solve(6, &[value; 42]));
        }
        assert!(solve(0, &[]).is_empty());
    }
}
