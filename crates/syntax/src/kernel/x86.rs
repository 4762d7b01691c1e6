//! The product with AVX2 and with AVX-512 VNNI. The only unsafe code of the crate.
#![allow(unsafe_code)]
#![allow(clippy::inline_always, clippy::cast_possible_wrap)] // Row numbers are far below `isize::MAX`; `check` sees to it.

use super::{Product, check};
use crate::forward::{self, Batch};
use crate::model::{Linear, Model};
use std::arch::x86_64::{
    __m256i, __m512i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_hadd_epi32,
    _mm256_loadu_si256, _mm256_madd_epi16, _mm256_permute4x64_epi64, _mm256_set1_epi64x,
    _mm256_setzero_si256, _mm256_storeu_si256, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32,
    _mm512_storeu_si512,
};

/// Rows that share one pass over the weights; with four columns of accumulators they fill the register file.
const ROWS: usize = 6;

#[derive(Clone, Copy)]
struct Vnni;

#[derive(Clone, Copy)]
struct Avx2;

impl Product for Vnni {
    #[inline(always)]
    fn product(
        self,
        linear: &Linear,
        input: &[u8],
        stride: usize,
        rows: &[u32],
        taps: &[isize],
        out: &mut [i32],
    ) {
        product_vnni(linear, input, stride, rows, taps, out);
    }
}

impl Product for Avx2 {
    #[inline(always)]
    fn product(
        self,
        linear: &Linear,
        input: &[u8],
        stride: usize,
        rows: &[u32],
        taps: &[isize],
        out: &mut [i32],
    ) {
        product_avx2(linear, input, stride, rows, taps, out);
    }
}

/// The whole model compiled for AVX-512, so that its float loops are wide too.
pub(super) fn forward_vnni(model: &Model, batch: &mut Batch) {
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    fn inner(model: &Model, batch: &mut Batch) {
        forward::run(Vnni, model, batch);
    }
    assert!(super::Kernel::Vnni.available());
    // SAFETY: the features were found on this machine a line above.
    unsafe { inner(model, batch) }
}

/// The whole model compiled for AVX2.
pub(super) fn forward_avx2(model: &Model, batch: &mut Batch) {
    #[target_feature(enable = "avx2")]
    fn inner(model: &Model, batch: &mut Batch) {
        forward::run(Avx2, model, batch);
    }
    assert!(super::Kernel::Avx2.available());
    // SAFETY: as above.
    unsafe { inner(model, batch) }
}

/// Only to be called where VNNI was found; `forward_vnni` and the tests see to it.
pub(super) fn product_vnni(
    linear: &Linear,
    input: &[u8],
    stride: usize,
    rows: &[u32],
    taps: &[isize],
    out: &mut [i32],
) {
    check(linear, input, stride, rows, taps, out);
    for (rows, out) in rows.chunks(ROWS).zip(out.chunks_mut(ROWS * linear.padded)) {
        // SAFETY: `check` bounds every row and tap inside `input`, `out` holds `padded` sums a row, and the weights
        // hold `padded * inputs` bytes; the callers have found the features.
        unsafe {
            match rows.len() {
                6 => vnni_rows::<6>(linear, input, stride, rows, taps, out),
                5 => vnni_rows::<5>(linear, input, stride, rows, taps, out),
                4 => vnni_rows::<4>(linear, input, stride, rows, taps, out),
                3 => vnni_rows::<3>(linear, input, stride, rows, taps, out),
                2 => vnni_rows::<2>(linear, input, stride, rows, taps, out),
                _ => vnni_rows::<1>(linear, input, stride, rows, taps, out),
            }
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
unsafe fn vnni_rows<const R: usize>(
    linear: &Linear,
    input: &[u8],
    stride: usize,
    rows: &[u32],
    taps: &[isize],
    out: &mut [i32],
) {
    let panel = linear.inputs * 16;
    for column in (0..linear.padded).step_by(64) {
        // SAFETY: see `product_vnni`; `column + 64 <= padded`, which is a multiple of 64.
        unsafe {
            let offset = linear.offset.as_ptr().add(column);
            let start: [__m512i; 4] = std::array::from_fn(|c| _mm512_loadu_si512(offset.add(c * 16).cast()));
            let mut sums = [start; R];
            let mut weights = linear.weights.as_ptr().add(column / 16 * panel);
            for &tap in taps {
                let from: [*const i32; R] = std::array::from_fn(|r| {
                    input
                        .as_ptr()
                        .add((rows[r] as isize + tap) as usize * stride)
                        .cast()
                });
                for four in 0..stride / 4 {
                    let w: [__m512i; 4] =
                        std::array::from_fn(|c| _mm512_loadu_si512(weights.add(c * panel).cast()));
                    weights = weights.add(64);
                    for r in 0..R {
                        let x = _mm512_set1_epi32(from[r].add(four).read_unaligned());
                        for c in 0..4 {
                            sums[r][c] = _mm512_dpbusd_epi32(sums[r][c], x, w[c]);
                        }
                    }
                }
            }
            for (r, sums) in sums.iter().enumerate() {
                for (c, &sum) in sums.iter().enumerate() {
                    _mm512_storeu_si512(
                        out.as_mut_ptr().add(r * linear.padded + column + c * 16).cast(),
                        sum,
                    );
                }
            }
        }
    }
}

/// Only to be called where AVX2 was found.
pub(super) fn product_avx2(
    linear: &Linear,
    input: &[u8],
    stride: usize,
    rows: &[u32],
    taps: &[isize],
    out: &mut [i32],
) {
    check(linear, input, stride, rows, taps, out);
    for (rows, out) in rows.chunks(2).zip(out.chunks_mut(2 * linear.padded)) {
        // SAFETY: as in `product_vnni`.
        unsafe {
            match rows.len() {
                2 => avx2_rows::<2>(linear, input, stride, rows, taps, out),
                _ => avx2_rows::<1>(linear, input, stride, rows, taps, out),
            }
        }
    }
}

/// Sixteen columns at a time. Bytes are widened to 16 bits, so that `madd` is exact.
#[target_feature(enable = "avx2")]
unsafe fn avx2_rows<const R: usize>(
    linear: &Linear,
    input: &[u8],
    stride: usize,
    rows: &[u32],
    taps: &[isize],
    out: &mut [i32],
) {
    let panel = linear.inputs * 16;
    for column in (0..linear.padded).step_by(16) {
        // SAFETY: see `product_avx2`.
        unsafe {
            // Each accumulator holds two partial sums for each of four columns.
            let mut sums = [[_mm256_setzero_si256(); 4]; R];
            let mut weights = linear.weights.as_ptr().add(column / 16 * panel);
            for &tap in taps {
                let from: [*const [u8; 4]; R] = std::array::from_fn(|r| {
                    input
                        .as_ptr()
                        .add((rows[r] as isize + tap) as usize * stride)
                        .cast()
                });
                for four in 0..stride / 4 {
                    let w: [__m256i; 4] = std::array::from_fn(|c| {
                        _mm256_cvtepi8_epi16(_mm_loadu_si128(weights.add(c * 16).cast()))
                    });
                    weights = weights.add(64);
                    for r in 0..R {
                        let x = from[r].add(four).read_unaligned().map(u64::from);
                        let x = x[0] | x[1] << 16 | x[2] << 32 | x[3] << 48;
                        let x = _mm256_set1_epi64x(x.cast_signed());
                        for c in 0..4 {
                            sums[r][c] = _mm256_add_epi32(sums[r][c], _mm256_madd_epi16(x, w[c]));
                        }
                    }
                }
            }
            for (r, sums) in sums.iter().enumerate() {
                for half in 0..2 {
                    // hadd gives columns 0 1 4 5 2 3 6 7 of the eight; the permutation puts them in order.
                    let eight = _mm256_hadd_epi32(sums[2 * half], sums[2 * half + 1]);
                    let eight = _mm256_permute4x64_epi64::<0b11_01_10_00>(eight);
                    let at = column + half * 8;
                    let offset = _mm256_loadu_si256(linear.offset.as_ptr().add(at).cast());
                    let to = out.as_mut_ptr().add(r * linear.padded + at);
                    _mm256_storeu_si256(to.cast(), _mm256_add_epi32(eight, offset));
                }
            }
        }
    }
}
