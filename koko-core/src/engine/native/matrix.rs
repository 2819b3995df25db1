//! The weights of a matrix product, laid out as the processors read them.
//!
//! Four inputs of one output lie side by side, because one instruction multiplies four bytes and adds them up; sixteen
//! outputs make a line of 64 bytes, one register; the lines of all inputs make a panel:
//!
//! ```text
//! panel 0: | out 0: in 0 1 2 3 | out 1: in 0 1 2 3 | … | out 15 |   line 0
//!          | out 0: in 4 5 6 7 | out 1: in 4 5 6 7 | … | out 15 |   line 1
//!          …
//! panel 1: outputs 16 to 31, …
//! ```
//!
//! Sixteen lines are also exactly one tile of AMX. A panel is read from front to back, so that it streams.

use std::ops::Range;

use super::lanes::LANES;
use super::quantizer::Quantizer;
use crate::lines::Lines;

/// Bytes that one instruction multiplies and adds to one sum.
pub(super) const GROUP: usize = 4;
/// Bytes of a line: sixteen outputs, four inputs each.
pub(super) const LINE: usize = LANES * GROUP;
/// Panels are read in pairs, so outputs come in multiples of this.
pub(super) const PAIR: usize = 2 * LANES;

/// Signed bytes with a scale for each output, and the bias.
#[derive(Debug)]
pub(super) struct Matrix {
    inputs: usize,
    panels: Lines<i8>,
    columns: Vec<Column>,
}

/// What turns sums of bytes into numbers, for sixteen outputs.
#[derive(Debug)]
pub(super) struct Column {
    /// What the zero point of the inputs adds to each sum, negated.
    pub(super) correction: [i32; LANES],
    pub(super) scale: [f32; LANES],
    pub(super) bias: [f32; LANES],
}

/// How a matrix is stored in a bundle: `inputs × outputs`, row after row.
pub(super) struct Stored<'s> {
    pub(super) weights: &'s [i8],
    /// One for each output.
    pub(super) scales: &'s [f32],
    /// One for each output.
    pub(super) bias: &'s [f32],
}

impl Matrix {
    /// Lays matrices of equal size side by side, 32 outputs of each in turn. `input` says what the bytes of the inputs mean.
    ///
    /// Inputs must come in multiples of 64, outputs in multiples of 32: whoever calls has checked it.
    pub(super) fn new(parts: &[Stored<'_>], inputs: usize, input: &Quantizer) -> Matrix {
        let outputs = parts.first().map_or(0, |part| part.bias.len());
        assert!(inputs.is_multiple_of(LINE) && outputs.is_multiple_of(PAIR), "checked by the graph");
        assert!(parts.iter().all(|part| part.bias.len() == outputs), "checked by the graph");
        let (mut panels, mut columns) = (Vec::new(), Vec::new());
        let strips = (0..outputs).step_by(PAIR).flat_map(|first| parts.iter().map(move |part| (part, first)));
        for (part, first) in strips.flat_map(|(part, first)| [(part, first), (part, first + LANES)]) {
            let weight = |input: usize, output: usize| part.weights[input * outputs + first + output];
            for group in (0..inputs).step_by(GROUP) {
                for output in 0..LANES {
                    panels.extend((group..group + GROUP).map(|input| weight(input, output)));
                }
            }
            let total =
                |output: usize| (0..inputs).map(|input| i32::from(weight(input, output))).sum::<i32>();
            columns.push(Column {
                correction: std::array::from_fn(|output| -total(output) * input.zero as i32),
                scale: std::array::from_fn(|output| part.scales[first + output] * input.scale),
                bias: std::array::from_fn(|output| part.bias[first + output]),
            });
        }
        Matrix { inputs, panels: Lines::from(panels.as_slice()), columns }
    }

    /// All of it.
    pub(super) fn all(&self) -> Panels<'_> {
        self.outputs(0..self.columns.len() * LANES)
    }

    /// What makes some outputs, from a multiple of 32 to another.
    pub(super) fn outputs(&self, outputs: Range<usize>) -> Panels<'_> {
        assert!(outputs.start.is_multiple_of(PAIR) && outputs.end.is_multiple_of(PAIR), "whole pairs");
        Panels {
            inputs: self.inputs,
            weights: &self.panels[outputs.start * self.inputs..outputs.end * self.inputs],
            columns: &self.columns[outputs.start / LANES..outputs.end / LANES],
        }
    }
}

/// Some panels of a [`Matrix`], in pairs.
#[derive(Clone, Copy)]
pub(super) struct Panels<'m> {
    inputs: usize,
    weights: &'m [i8],
    columns: &'m [Column],
}

impl<'m> Panels<'m> {
    /// Numbers in a row that goes in.
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many panels.
    pub(super) fn count(&self) -> usize {
        self.columns.len()
    }

    /// The weights of sixteen outputs, line after line.
    pub(super) fn panel(&self, number: usize) -> &'m [i8] {
        &self.weights[number * self.inputs * LANES..][..self.inputs * LANES]
    }

    /// What belongs to the sums of a panel.
    pub(super) fn column(&self, panel: usize) -> &'m Column {
        &self.columns[panel]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_inputs_of_an_output_lie_side_by_side_and_parts_take_turns() {
        let (inputs, outputs) = (64, 64);
        let weights = |part: usize| -> Vec<i8> {
            (0..inputs * outputs).map(|place| ((place * 7 + part * 50) % 127) as i8 - 63).collect()
        };
        let (first, second) = (weights(0), weights(1));
        let scales = vec![0.5; outputs];
        let bias: Vec<f32> = (0..outputs).map(|output| output as f32).collect();
        let stored = |weights| Stored { weights, scales: &scales, bias: &bias };
        let parts = [stored(&first), stored(&second)];
        let matrix = Matrix::new(&parts, inputs, &Quantizer::new(0.25, 3, &[1.0; 64]));
        assert_eq!(matrix.all().count(), 2 * outputs / LANES);
        // Outputs 32 to 63 of the second part come last.
        let last = matrix.outputs(96..128);
        // Output 49 of it, inputs 8 to 11.
        let place = 2 * LINE + 4;
        let wanted: Vec<i8> = (8..12).map(|input| second[input * outputs + 49]).collect();
        assert_eq!(last.panel(1)[place..place + 4], wanted);
        let column = last.column(1);
        let total: i32 = (0..inputs).map(|input| i32::from(second[input * outputs + 49])).sum();
        assert_eq!((column.correction[1], column.scale[1], column.bias[1]), (-3 * total, 0.125, 49.0));
        // Before them those of the first part.
        assert_eq!(matrix.outputs(64..96).panel(0)[0], first[32]);
    }
}
