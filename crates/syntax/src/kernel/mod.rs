//! The integer products, in three ways that give the same sums.
//!
//! Activations are bytes with zero point 128, weights are `i8`, sums are `i32`. No kernel can overflow or saturate,
//! so the order of summation does not matter and all give identical results. Float work lives in `crate::forward`
//! and is one and the same code for all kernels; a kernel only decides for which instructions it is compiled.

#![allow(clippy::cast_possible_wrap)] // Row numbers of one batch.

mod portable;
#[cfg(target_arch = "x86_64")]
mod x86;

use crate::forward::{self, Batch};
use crate::model::{Linear, Model};
pub(crate) use portable::Portable;

/// A way of running the model. All give the same result; they differ in speed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kernel {
    /// Plain Rust, on any machine.
    Portable,
    /// x86-64 with AVX2.
    Avx2,
    /// x86-64 with AVX-512 and its neural network instructions.
    Vnni,
}

impl Kernel {
    /// All kernels, slowest first.
    pub const ALL: [Self; 3] = [Self::Portable, Self::Avx2, Self::Vnni];

    /// Whether this machine can run it.
    pub fn available(self) -> bool {
        #[cfg(target_arch = "x86_64")]
        return match self {
            Self::Portable => true,
            Self::Avx2 => is_x86_feature_detected!("avx2"),
            Self::Vnni => {
                is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vnni")
            }
        };
        #[cfg(not(target_arch = "x86_64"))]
        return self == Self::Portable;
    }

    /// The fastest that this machine can run.
    pub fn best() -> Self {
        Self::ALL
            .into_iter()
            .rev()
            .find(|k| k.available())
            .unwrap_or(Self::Portable)
    }
}

/// Integer products of rows of activations with a packed matrix.
pub(crate) trait Product: Copy {
    /// For each row number in `rows`, the products of the matrix with the bytes of that row and its neighbours.
    ///
    /// A row is `stride` bytes of `input`; the taps name neighbours by distance (`[-2, 0, 2]`), and their bytes are
    /// taken one after the other. `out` gets `linear.padded` sums a row, the zero point's share taken off.
    fn product(
        self,
        linear: &Linear,
        input: &[u8],
        stride: usize,
        rows: &[u32],
        taps: &[isize],
        out: &mut [i32],
    );
}

/// Checks once what every kernel relies on, so that none reads outside its slices.
fn check(linear: &Linear, input: &[u8], stride: usize, rows: &[u32], taps: &[isize], out: &[i32]) {
    assert!(stride.is_multiple_of(4) && stride * taps.len() == linear.inputs);
    assert_eq!(linear.weights.len(), linear.padded * linear.inputs);
    assert_eq!(linear.turned.len(), linear.weights.len());
    assert_eq!(linear.offset.len(), linear.padded);
    assert!(linear.padded.is_multiple_of(crate::model::PANEL));
    assert!(out.len() >= rows.len() * linear.padded);
    let (Some(&low), Some(&high)) = (rows.iter().min(), rows.iter().max()) else {
        return;
    };
    let first = taps.iter().min().copied().unwrap_or(0);
    let last = taps.iter().max().copied().unwrap_or(0);
    assert!(low as isize + first >= 0);
    assert!((high as isize + last + 1) as usize * stride <= input.len());
}

/// Runs the model over a batch with the kernel chosen for it.
pub(crate) fn forward(model: &Model, batch: &mut Batch) {
    match model.kernel {
        #[cfg(target_arch = "x86_64")]
        Kernel::Vnni if Kernel::Vnni.available() => x86::forward_vnni(model, batch),
        #[cfg(target_arch = "x86_64")]
        Kernel::Avx2 if Kernel::Avx2.available() => x86::forward_avx2(model, batch),
        _ => forward::run(Portable, model, batch),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random and are the same everywhere.
    fn noise(seed: u64) -> impl FnMut() -> u8 {
        let mut state = seed;
        move || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        }
    }

    fn linear(inputs: usize, padded: usize, mut next: impl FnMut() -> u8) -> Linear {
        let weights: Vec<i8> = (0..inputs * padded)
            .map(|_| next().cast_signed().max(-127))
            .collect();
        let mut turned = vec![0i16; weights.len()];
        for (at, w) in weights.iter().enumerate() {
            let (panel, four, o, i) = (at / (inputs * 16), at / 64 % (inputs / 4), at / 4 % 16, at % 4);
            turned[((panel * inputs + four * 4 + i) / 2 * 16 + o) * 2 + i % 2] = i16::from(*w);
        }
        Linear {
            inputs,
            padded,
            weights,
            turned,
            offset: (0..padded).map(|o| o as i32 * -77).collect(),
            scale: vec![1.0; padded],
            bias: vec![0.0; padded],
            quantise: 1.0,
        }
    }

    #[test]
    fn all_products_are_equal_for_any_number_of_rows() {
        let mut next = noise(7);
        let stride = 48;
        let linear = linear(3 * stride, 128, &mut next);
        let mut input: Vec<u8> = (0..40 * stride).map(|_| next()).collect();
        // The extremes, where a kernel that saturates would show it.
        input[8 * stride..12 * stride].fill(255);
        for n in 0..20u32 {
            let rows: Vec<u32> = (4..4 + n).map(|r| r + r % 3).collect();
            let mut expected = vec![0; rows.len() * 128];
            Portable.product(&linear, &input, stride, &rows, &[-2, 0, 2], &mut expected);
            #[cfg(target_arch = "x86_64")]
            for kernel in [Kernel::Avx2, Kernel::Vnni].into_iter().filter(|k| k.available()) {
                let mut got = vec![0; rows.len() * 128];
                match kernel {
                    Kernel::Avx2 => x86::product_avx2(&linear, &input, stride, &rows, &[-2, 0, 2], &mut got),
                    _ => x86::product_vnni(&linear, &input, stride, &rows, &[-2, 0, 2], &mut got),
                }
                assert_eq!(got, expected, "{kernel:?} on {n} rows");
            }
        }
    }

    #[test]
    fn the_portable_product_is_the_plain_sum() {
        let mut next = noise(3);
        let linear = linear(8, 64, &mut next);
        let input: Vec<u8> = (0..24).map(|_| next()).collect();
        let mut got = vec![0; 64];
        Portable.product(&linear, &input, 8, &[1], &[0], &mut got);
        for (o, &sum) in got.iter().enumerate() {
            let plain: i32 = (0..8)
                .map(|i| {
                    i32::from(input[8 + i])
                        * i32::from(linear.weights[((o / 16 * 2 + i / 4) * 16 + o % 16) * 4 + i % 4])
                })
                .sum();
            assert_eq!(sum, plain + linear.offset[o]);
        }
    }
}
