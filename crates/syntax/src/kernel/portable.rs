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
        for (&row, out) in rows.iter().zip(out.chunks_exact_mut(linear.padded)) {
            for (panel, out) in out.as_chunks_mut::<16>().0.iter_mut().enumerate() {
                let mut sums = [0i32; 16];
                sums.copy_from_slice(&linear.offset[panel * 16..panel * 16 + 16]);
                let part = panel * linear.inputs..(panel + 1) * linear.inputs;
                let mut weights = linear.turned.as_chunks::<16>().0[part].iter();
                for tap in taps {
                    let from = (row as isize + tap) as usize * stride;
                    for (&x, weights) in input[from..from + stride].iter().zip(&mut weights) {
                        for (sum, &w) in sums.iter_mut().zip(weights) {
                            // Both factors fit 16 bits, and so does their product's sign: this is one wide multiply.
                            *sum += i32::from(i16::from(x)) * i32::from(w);
                        }
                    }
                }
                out.copy_from_slice(&sums);
            }
        }
    }
}
