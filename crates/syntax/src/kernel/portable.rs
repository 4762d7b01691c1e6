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
                let part = panel * linear.inputs / 2..(panel + 1) * linear.inputs / 2;
                let mut weights = linear.turned.as_chunks::<32>().0[part].iter();
                for tap in taps {
                    let from = (row as isize + tap) as usize * stride;
                    let pairs = input[from..from + stride].as_chunks::<2>().0;
                    for &x in pairs {
                        let Some(weights) = weights.next() else { break };
                        add(&mut sums, x, weights);
                    }
                }
                out.copy_from_slice(&sums);
            }
        }
    }
}

/// Adds two products to each sum. All factors fit 16 bits: many machines do this in one instruction for several sums.
#[inline]
fn add(sums: &mut [i32; 16], x: [u8; 2], weights: &[i16; 32]) {
    let (a, b) = (i16::from(x[0]), i16::from(x[1]));
    for o in 0..16 {
        sums[o] += i32::from(a) * i32::from(weights[2 * o]) + i32::from(b) * i32::from(weights[2 * o + 1]);
    }
}
