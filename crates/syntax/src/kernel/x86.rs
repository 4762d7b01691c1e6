//! The product with AVX2 and with AVX-512 VNNI. The only unsafe code of the crate.
#![allow(unsafe_code)]
#![allow(clippy::inline_always, clippy::cast_possible_wrap)] // Row numbers are far below `isize::MAX`; `check` sees to it.

use super::{Product, check};
use crate::forward::{self, Batch};
use crate::model::{Linear, Model};

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

/// The loop that both kernels share. A few rows of the input go over the weights together, so that each weight is
/// loaded once for all of them, with four vectors of sums a row: as many as the register file holds. `$lanes` has the
/// instructions.
///
/// A macro, because a function with a parameter for the instructions is not compiled with them: closures and generic
/// helpers lose the features, and every load becomes a call.
macro_rules! product {
    ($product:ident, $some_rows:ident, $lanes:ident, $features:literal, $($n:literal)+) => {
        /// Only to be called where the features were found; `forward` and the tests see to it.
        pub(super) fn $product(
            linear: &Linear,
            input: &[u8],
            stride: usize,
            rows: &[u32],
            taps: &[isize],
            out: &mut [i32],
        ) {
            check(linear, input, stride, rows, taps, out);
            for (rows, out) in rows
                .chunks($lanes::ROWS)
                .zip(out.chunks_mut($lanes::ROWS * linear.padded))
            {
                // SAFETY: `check` bounds every row and tap inside `input`, `out` holds `padded` sums a row, and the
                // weights hold `padded * inputs` bytes; the callers have found the features.
                unsafe {
                    match rows.len() {
                        $($n => $some_rows::<$n>(linear, input, stride, rows, taps, out),)+
                        _ => {}
                    }
                }
            }
        }

        #[target_feature(enable = $features)]
        unsafe fn $some_rows<const R: usize>(
            linear: &Linear,
            input: &[u8],
            stride: usize,
            rows: &[u32],
            taps: &[isize],
            out: &mut [i32],
        ) {
            let panel = linear.inputs * 16;
            for column in (0..linear.padded).step_by($lanes::COLUMNS) {
                // SAFETY: see above; `padded` is a multiple of 64, and so of the columns of a step.
                unsafe {
                    let offset = linear.offset.as_ptr().add(column);
                    let mut sums = [[$lanes::start(offset, 0); 4]; R];
                    for c in 1..4 {
                        let start = $lanes::start(offset, c);
                        for r in 0..R {
                            sums[r][c] = start;
                        }
                    }
                    let mut weights = linear.weights.as_ptr().add(column / 16 * panel);
                    for &tap in taps {
                        let mut from = [input.as_ptr(); R];
                        for r in 0..R {
                            from[r] = from[r].add((rows[r] as isize + tap) as usize * stride);
                        }
                        for four in 0..stride / 4 {
                            let w = [
                                $lanes::weights(weights, panel, 0),
                                $lanes::weights(weights, panel, 1),
                                $lanes::weights(weights, panel, 2),
                                $lanes::weights(weights, panel, 3),
                            ];
                            weights = weights.add(64);
                            for r in 0..R {
                                let x = $lanes::spread(from[r].add(4 * four));
                                for c in 0..4 {
                                    sums[r][c] = $lanes::add(sums[r][c], x, w[c]);
                                }
                            }
                        }
                    }
                    for r in 0..R {
                        let to = out.as_mut_ptr().add(r * linear.padded + column);
                        $lanes::store(sums[r], offset, to);
                    }
                }
            }
        }
    };
}

product!(product_vnni, vnni_rows, vnni, "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni", 1 2 3 4 5 6);
product!(product_avx2, avx2_rows, avx2, "avx2", 1 2);

/// Sixteen columns a vector, sixty-four a step. The instruction multiplies bytes and adds four products at once.
mod vnni {
    use std::arch::x86_64::{
        __m512i, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_storeu_si512,
    };

    pub(super) const ROWS: usize = 6;
    pub(super) const COLUMNS: usize = 64;

    #[inline]
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn start(offset: *const i32, c: usize) -> __m512i {
        unsafe { _mm512_loadu_si512(offset.add(c * 16).cast()) }
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn weights(at: *const i8, panel: usize, c: usize) -> __m512i {
        unsafe { _mm512_loadu_si512(at.add(c * panel).cast()) }
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn spread(four: *const u8) -> __m512i {
        unsafe { _mm512_set1_epi32(four.cast::<i32>().read_unaligned()) }
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512vnni")]
    pub(super) unsafe fn add(sum: __m512i, x: __m512i, w: __m512i) -> __m512i {
        _mm512_dpbusd_epi32(sum, x, w)
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn store(sums: [__m512i; 4], _: *const i32, to: *mut i32) {
        for c in 0..4 {
            unsafe { _mm512_storeu_si512(to.add(c * 16).cast(), sums[c]) };
        }
    }
}

/// Four columns a vector, sixteen a step, two partial sums for each. Bytes are widened to 16 bits, so that `madd` is
/// exact.
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm_loadu_si128, _mm_set1_epi32, _mm256_add_epi32, _mm256_cvtepi8_epi16,
        _mm256_cvtepu8_epi16, _mm256_hadd_epi32, _mm256_loadu_si256, _mm256_madd_epi16,
        _mm256_permute4x64_epi64, _mm256_setzero_si256, _mm256_storeu_si256,
    };

    pub(super) const ROWS: usize = 2;
    pub(super) const COLUMNS: usize = 16;

    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn start(_: *const i32, _: usize) -> __m256i {
        _mm256_setzero_si256()
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn weights(at: *const i8, _: usize, c: usize) -> __m256i {
        unsafe { _mm256_cvtepi8_epi16(_mm_loadu_si128(at.add(c * 16).cast())) }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn spread(four: *const u8) -> __m256i {
        unsafe { _mm256_cvtepu8_epi16(_mm_set1_epi32(four.cast::<i32>().read_unaligned())) }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn add(sum: __m256i, x: __m256i, w: __m256i) -> __m256i {
        _mm256_add_epi32(sum, _mm256_madd_epi16(x, w))
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn store(sums: [__m256i; 4], offset: *const i32, to: *mut i32) {
        for half in 0..2 {
            // hadd gives columns 0 1 4 5 2 3 6 7 of the eight; the permutation puts them in order.
            let eight = _mm256_hadd_epi32(sums[2 * half], sums[2 * half + 1]);
            let eight = _mm256_permute4x64_epi64::<0b11_01_10_00>(eight);
            unsafe {
                let offset = _mm256_loadu_si256(offset.add(half * 8).cast());
                _mm256_storeu_si256(to.add(half * 8).cast(), _mm256_add_epi32(eight, offset));
            }
        }
    }
}
