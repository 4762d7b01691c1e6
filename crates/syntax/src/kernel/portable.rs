//! The product in plain Rust: what the other kernels must equal.

use super::{Product, check};
use crate::model::Linear;

/// Runs anywhere.
#[derive(Clone, Copy)]
pub(crate) struct Portable;

impl Product for Portable {
    fn product(
        self,
        linear: &Linear,
        input: &[u8],
        stride: usize,
        rows: &[u32],
        taps: &[isize],
        out: &mut [i32],
    ) {
        check(linear, input, stride, rows, taps, out);
        let group = linear.inputs / 4 * 64;
        for (&row, out) in rows.iter().zip(out.chunks_exact_mut(linear.padded)) {
            for (panel, out) in out.as_chunks_mut::<16>().0.iter_mut().enumerate() {
                out.copy_from_slice(&linear.offset[panel * 16..panel * 16 + 16]);
                let mut weights = linear.weights[panel * group..(panel + 1) * group]
                    .as_chunks::<64>()
                    .0
                    .iter();
                for tap in taps {
                    let from = (row as isize + tap) as usize * stride;
                    for (four, weights) in input[from..from + stride]
                        .as_chunks::<4>()
                        .0
                        .iter()
                        .zip(&mut weights)
                    {
                        let four = four.map(i32::from);
                        for (sum, w) in out.iter_mut().zip(weights.as_chunks::<4>().0) {
                            *sum += four[0] * i32::from(w[0])
                                + four[1] * i32::from(w[1])
                                + four[2] * i32::from(w[2])
                                + four[3] * i32::from(w[3]);
                        }
                    }
                }
            }
        }
    }
}
