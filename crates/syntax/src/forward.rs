//! The network: from the rows of each word to tags, arc and relation scores.
//!
//! All float work is written with a fixed order of summation and without fused multiply-add, so that every kernel
//! and every machine gives the same bits. The code is generic over the integer product and compiled once for each
//! kernel with that kernel's instructions.

#![allow(clippy::inline_always)] // Inlined into the function that sets the instructions; see `kernel`.

use crate::features::{NOTHING, ROWS};
use crate::kernel::Product;
use crate::model::{Linear, Model, Norm};
use crate::{names, tree};
use std::ops::Range;

/// Words worked on at a time within a layer, so that their sums stay near the processor.
const BLOCK: usize = 24;

/// How many distances the model tells apart, to both sides.
pub(crate) const BUCKETS: usize = 32;

/// Sentences of one or more reports, and all buffers that the network needs. Reused from batch to batch.
#[derive(Default)]
pub(crate) struct Batch {
    /// Rows of the embedding table, word by word.
    pub(crate) rows: Vec<[u32; ROWS]>,
    /// The words of each sentence.
    pub(crate) sentences: Vec<Range<usize>>,
    /// The answer, word by word.
    pub(crate) answers: Vec<Answer>,
    places: Vec<u32>,
    real: Vec<f32>,
    bytes: [Vec<u8>; 2],
    sums: Vec<i32>,
    arcs: Arcs,
    hidden: Vec<u8>,
    tree: tree::Scratch,
    names: names::Scratch,
}

/// What the network says of a word, as numbers of labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) upos: u16,
    pub(crate) xpos: u16,
    pub(crate) lemma: u16,
    pub(crate) name: u16,
    pub(crate) relation: u16,
    /// 0 is the root, else the head's number in the sentence, from 1.
    pub(crate) head: u32,
}

/// What the output layer gives for arcs and relations.
#[derive(Default)]
struct Arcs {
    dep: Vec<f32>,
    head: Vec<f32>,
    prior: Vec<f32>,
    rel_dep: Vec<f32>,
    rel_head: Vec<f32>,
    /// Scores of the name tags.
    names: Vec<f32>,
    /// Work of one sentence.
    turned: Vec<f32>,
    far: Vec<f32>,
    products: Vec<f32>,
    values: Vec<f32>,
    heads: Vec<u32>,
    rows: Vec<u32>,
}

impl Batch {
    /// Forgets the sentences, keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.sentences.clear();
        self.answers.clear();
    }
}

/// The number of the distance from a word to its head: 1 to 10 exact, then in growing steps; twice, by direction.
#[inline(always)]
fn bucket(from: usize, to: usize) -> usize {
    let side = match from.abs_diff(to) {
        d @ 0..=10 => d.max(1) - 1,
        11..=12 => 10,
        13..=15 => 11,
        16..=19 => 12,
        20..=25 => 13,
        26..=32 => 14,
        _ => 15,
    };
    side + if to > from { BUCKETS / 2 } else { 0 }
}

#[inline(always)]
pub(crate) fn run<P: Product>(product: P, model: &Model, batch: &mut Batch) {
    let words = batch.rows.len();
    let width = model.width;
    let reach = model.blocks.iter().map(|b| b.dilation).max().unwrap_or(0);
    batch.answers.clear();
    batch.answers.resize(words, Answer::default());

    // Between sentences lie as many empty rows as the widest convolution reaches, so that none sees its neighbour.
    batch.places.clear();
    let mut place = reach;
    for sentence in &batch.sentences {
        for _ in sentence.clone() {
            batch.places.push(place as u32);
            place += 1;
        }
        place += reach;
    }
    for bytes in &mut batch.bytes {
        bytes.clear();
        bytes.resize((place + reach) * width, 128);
    }
    batch.real.clear();
    batch.real.resize(words * width, 0.0);
    batch.sums.resize(
        BLOCK
            * model
                .blocks
                .iter()
                .map(|b| b.linear.padded)
                .max()
                .unwrap_or(0)
                .max(model.heads.linear.padded),
        0,
    );

    let after = |layer: usize| {
        model
            .blocks
            .get(layer)
            .map_or(model.heads.linear.quantise, |b| b.linear.quantise)
    };
    let [current, next] = &mut batch.bytes;
    for (at, row) in batch.rows.iter().enumerate() {
        let x = &mut batch.real[at * width..(at + 1) * width];
        embed(model, row, x);
        norm(x, &model.input_norm);
        let to = batch.places[at] as usize * width;
        quantise(x, after(0), &mut current[to..to + width]);
    }
    for (layer, block) in model.blocks.iter().enumerate() {
        let taps = [-block.dilation.cast_signed(), 0, block.dilation.cast_signed()];
        for (n, places) in batch.places.chunks(BLOCK).enumerate() {
            product.product(&block.linear, current, width, places, &taps, &mut batch.sums);
            for (i, &place) in places.iter().enumerate() {
                let at = n * BLOCK + i;
                let x = &mut batch.real[at * width..(at + 1) * width];
                maxout(&batch.sums[i * block.linear.padded..], &block.linear, x);
                norm(x, &block.norm);
                let to = place as usize * width;
                quantise(x, after(layer + 1), &mut next[to..to + width]);
            }
        }
        std::mem::swap(current, next);
    }
    outputs(
        product,
        model,
        current,
        &batch.places,
        &mut batch.sums,
        &mut batch.arcs,
        &mut batch.answers,
    );
    for sentence in &batch.sentences {
        let answers = &mut batch.answers[sentence.clone()];
        attach(model, &mut batch.arcs, sentence, &mut batch.tree, answers);
        let tags = model.name_tags.len();
        let scores = &batch.arcs.names[sentence.start * tags..sentence.end * tags];
        names::best_path(&model.name_tags, scores, &mut batch.names, |at, tag| {
            answers[at].name = u16::from(tag);
        });
    }
    relations(product, model, batch);
}

/// The sum of a word's rows, each an `i8` vector with its own scale.
#[inline(always)]
fn embed(model: &Model, rows: &[u32; ROWS], x: &mut [f32]) {
    x.fill(0.0);
    for &row in rows {
        if row == NOTHING {
            continue;
        }
        let scale = model.table_scale[row as usize];
        for (x, &b) in x.iter_mut().zip(model.row(row)) {
            *x += scale * f32::from(b.cast_signed());
        }
    }
}

/// Sums sixteen lanes side by side and then the lanes, always in this order.
#[inline(always)]
fn sum(x: &[f32], each: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 16];
    for part in x.as_chunks::<16>().0 {
        for (lane, &v) in lanes.iter_mut().zip(part) {
            *lane += each(v);
        }
    }
    let mut half = 8;
    while half > 0 {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
        half /= 2;
    }
    lanes[0]
}

#[inline(always)]
fn norm(x: &mut [f32], norm: &Norm) {
    let n = x.len() as f32;
    let mean = sum(x, |v| v) / n;
    let variance = sum(x, |v| (v - mean) * (v - mean)) / n;
    let scale = 1.0 / (variance + 1e-5).sqrt();
    for ((x, &gain), &bias) in x.iter_mut().zip(&norm.gain).zip(&norm.bias) {
        *x = (*x - mean) * scale * gain + bias;
    }
}

/// Adds to `x` the greater of the two halves of a layer's sums.
#[inline(always)]
fn maxout(sums: &[i32], linear: &Linear, x: &mut [f32]) {
    let n = x.len();
    let (first, second) = (&sums[..n], &sums[n..2 * n]);
    let (scale, bias) = (&linear.scale[..2 * n], &linear.bias[..2 * n]);
    for i in 0..n {
        let a = first[i] as f32 * scale[i] + bias[i];
        let b = second[i] as f32 * scale[n + i] + bias[n + i];
        x[i] += if a > b { a } else { b };
    }
}

/// To integers of -127..=127 around the zero point 128, ties to even.
#[inline(always)]
fn quantise(x: &[f32], factor: f32, out: &mut [u8]) {
    // Adding this leaves the rounded integer in the low bits of the sum.
    const MAGIC: f32 = 12_582_912.0;
    for (out, &v) in out.iter_mut().zip(x) {
        let v = v * factor;
        let v = if v > -127.0 { v } else { -127.0 };
        let v = if v < 127.0 { v } else { 127.0 };
        *out = ((v + MAGIC).to_bits() as u8) ^ 0x80;
    }
}

/// The place of the greatest value, the first of equals.
#[inline(always)]
fn best(scores: &[f32]) -> usize {
    let mut lanes = [f32::NEG_INFINITY; 16];
    let (blocks, rest) = scores.as_chunks::<16>();
    for block in blocks {
        for (lane, &v) in lanes.iter_mut().zip(block) {
            *lane = if v > *lane { v } else { *lane };
        }
    }
    let top = lanes
        .iter()
        .chain(rest)
        .fold(f32::NEG_INFINITY, |top, &v| if v > top { v } else { top });
    scores.iter().position(|&v| v >= top).unwrap_or(0)
}

/// The output layer: tags at once, and the vectors for arcs and relations.
#[inline(always)]
fn outputs<P: Product>(
    product: P,
    model: &Model,
    input: &[u8],
    places: &[u32],
    sums: &mut [i32],
    arcs: &mut Arcs,
    answers: &mut [Answer],
) {
    let heads = &model.heads;
    let linear = &heads.linear;
    for buffer in [
        &mut arcs.dep,
        &mut arcs.head,
        &mut arcs.prior,
        &mut arcs.names,
        &mut arcs.rel_dep,
        &mut arcs.rel_head,
    ] {
        buffer.clear();
    }
    for (n, places) in places.chunks(BLOCK).enumerate() {
        product.product(linear, input, model.width, places, &[0], sums);
        for (i, sums) in sums.chunks_exact(linear.padded).take(places.len()).enumerate() {
            scale(sums, linear, &mut arcs.values);
            let values = &arcs.values;
            let answer = &mut answers[n * BLOCK + i];
            answer.upos = best(&values[heads.upos.clone()]) as u16;
            answer.xpos = best(&values[heads.xpos.clone()]) as u16;
            answer.lemma = best(&values[heads.lemma.clone()]) as u16;
            arcs.names.extend_from_slice(&values[heads.names.clone()]);
            arcs.dep.extend_from_slice(&values[heads.dep.clone()]);
            arcs.head.extend_from_slice(&values[heads.head.clone()]);
            arcs.prior.push(values[heads.prior]);
            arcs.rel_dep.extend_from_slice(&values[heads.rel_dep.clone()]);
            arcs.rel_head.extend_from_slice(&values[heads.rel_head.clone()]);
        }
    }
}

/// From integer sums to real values.
#[inline(always)]
fn scale(sums: &[i32], linear: &Linear, out: &mut Vec<f32>) {
    out.clear();
    out.extend(
        sums.iter()
            .zip(&linear.scale)
            .zip(&linear.bias)
            .map(|((&s, scale), bias)| s as f32 * scale + bias),
    );
}

/// Scores all arcs of one sentence and chooses its tree.
#[inline(always)]
fn attach(
    model: &Model,
    arcs: &mut Arcs,
    sentence: &Range<usize>,
    scratch: &mut tree::Scratch,
    answers: &mut [Answer],
) {
    let n = sentence.len();
    let size = model.root.len();
    let own = sentence.start * size..sentence.end * size;
    // Heads side by side, so that the inner loop runs over words; padded, so that it has no odd end.
    let side = n.next_multiple_of(16);
    arcs.turned.clear();
    arcs.turned.resize(size * side, 0.0);
    for (j, head) in arcs.head[own.clone()].chunks_exact(size).enumerate() {
        for (part, &v) in head.iter().enumerate() {
            arcs.turned[part * side + j] = v;
        }
    }
    let scores = scratch.start(n);
    for (i, dep) in arcs.dep[own].chunks_exact(size).enumerate() {
        let (root, row) = scores[i * (n + 1)..(i + 1) * (n + 1)].split_at_mut(1);
        arcs.far.clone_from(&model.distance_bias);
        weigh(dep, &model.distance, &mut arcs.far);
        arcs.products.clear();
        arcs.products.resize(side, 0.0);
        weigh(dep, &arcs.turned, &mut arcs.products);
        let parts = arcs.products.iter().zip(&arcs.prior[sentence.clone()]);
        for (j, (score, (product, prior))) in row.iter_mut().zip(parts).enumerate() {
            *score = product + arcs.far[bucket(i, j)] + prior;
        }
        row[i] = f32::NEG_INFINITY;
        root[0] = dot(dep, &model.root) + model.root_bias;
    }
    scratch.solve(n, &mut arcs.heads);
    for (answer, &head) in answers.iter_mut().zip(&arcs.heads) {
        answer.head = head;
    }
}

/// Adds to each of `out` the products of the weights with its column of `rows`, in order, four at a time so that
/// sums stay in registers. The zips spare the bounds checks that would keep the loop from being wide.
#[inline(always)]
fn weigh(weights: &[f32], rows: &[f32], out: &mut [f32]) {
    let side = out.len();
    for (w, rows) in weights.as_chunks::<4>().0.iter().zip(rows.chunks_exact(4 * side)) {
        let (a, rows) = rows.split_at(side);
        let (b, rows) = rows.split_at(side);
        let (c, d) = rows.split_at(side);
        for ((((out, a), b), c), d) in out.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            *out = *out + w[0] * a + w[1] * b + w[2] * c + w[3] * d;
        }
    }
}

#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    let mut half = 8;
    while half > 0 {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
        half /= 2;
    }
    lanes[0]
}

/// The relation of each word to its head.
#[inline(always)]
fn relations<P: Product>(product: P, model: &Model, batch: &mut Batch) {
    let size = model.rel_root.len();
    let arcs = &mut batch.arcs;
    batch.hidden.clear();
    batch.hidden.resize(batch.rows.len() * size, 128);
    let mut hidden = [0.0f32; 512];
    let hidden = &mut hidden[..size];
    for sentence in &batch.sentences {
        for at in sentence.clone() {
            let dep = &arcs.rel_dep[at * size..(at + 1) * size];
            let head = batch.answers[at].head as usize;
            if head == 0 {
                for ((hidden, dep), root) in hidden.iter_mut().zip(dep).zip(&model.rel_root) {
                    *hidden = (dep + root).max(0.0);
                }
            } else {
                let to = sentence.start + head - 1;
                let far = bucket(at, to) * size;
                let far = &model.rel_distance[far..far + size];
                let head = &arcs.rel_head[to * size..(to + 1) * size];
                for (((hidden, dep), head), far) in hidden.iter_mut().zip(dep).zip(head).zip(far) {
                    *hidden = (dep + (head + far)).max(0.0);
                }
            }
            quantise(
                hidden,
                model.relation.quantise,
                &mut batch.hidden[at * size..(at + 1) * size],
            );
        }
    }
    arcs.rows.clear();
    arcs.rows.extend(0..batch.rows.len() as u32);
    let linear = &model.relation;
    let labels = model.relations.len();
    for (n, rows) in arcs.rows.chunks(BLOCK).enumerate() {
        product.product(linear, &batch.hidden, size, rows, &[0], &mut batch.sums);
        for (i, sums) in batch
            .sums
            .chunks_exact(linear.padded)
            .take(rows.len())
            .enumerate()
        {
            let answer = &mut batch.answers[n * BLOCK + i];
            scale(sums, linear, &mut arcs.values);
            // The root's relation is the root's alone.
            for (score, relation) in arcs.values.iter_mut().zip(&model.relations) {
                if (*relation == crate::Relation::Root) != (answer.head == 0) {
                    *score = f32::NEG_INFINITY;
                }
            }
            answer.relation = best(&arcs.values[..labels]) as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_to_even_and_clipped() {
        let x = [0.0, 0.5, 1.5, -0.5, -1.5, 126.6, 900.0, -900.0, f32::NAN];
        let mut out = [0; 9];
        quantise(&x, 1.0, &mut out);
        assert_eq!(
            out.map(|b| i32::from(b) - 128),
            [0, 0, 2, 0, -2, 127, 127, -127, -127]
        );
    }

    #[test]
    fn norm_gives_mean_zero_and_variance_one() {
        let mut x: Vec<f32> = (0..32).map(|i| i as f32 * 0.3 - 2.0).collect();
        norm(
            &mut x,
            &Norm {
                gain: vec![1.0; 32],
                bias: vec![0.0; 32],
            },
        );
        assert!(sum(&x, |v| v).abs() < 1e-4);
        assert!((sum(&x, |v| v * v) / 32.0 - 1.0).abs() < 1e-3);
    }

    #[test]
    fn buckets_tell_direction_and_distance() {
        assert_eq!(bucket(5, 4), 0);
        assert_eq!(bucket(5, 6), 16);
        assert_eq!(bucket(40, 0), 15);
        assert_eq!(bucket(0, 11), 26);
    }
}
