//! The network of the fast lane: a convolution over three tokens that was multiplied out into tables, pooled, and one
//! hidden layer. `training/koko_training/lane_network.py` does the same in numpy, and trains it.
//!
//! A row goes in as the full model gets it, with its markers. Each of its tokens says something about itself, about the
//! token before it and about the one behind it; added up, cut off at zero, and pooled over the row by maximum and mean.
//! Up to there all numbers are integers, so that every machine agrees. The file is in the format of `safetensors`:
//!
//! | tensor | type | shape | what |
//! | --- | --- | --- | --- |
//! | `words` | i8 | pieces × 3 × width | what a token says about the one behind it, itself, the one before it |
//! | `bias` | i16 | width | added to each token |
//! | `scale` | f32 | width | the size of a unit |
//! | `first` | f32 | (2 × width + 1) × (hidden + outputs) | from maximum, mean and ln(length) / 4 |
//! | `first_bias` | f32 | hidden + outputs | |
//! | `second` | f32 | hidden × outputs | from the hidden numbers that are above zero, to be added to the last of the first |
//!
//! The outputs are one logit per label, before calibration as the full model's are, and the logit of "the full model
//! would find something".

use safetensors::{Dtype, SafeTensors};

use crate::batching::RowLogits;

/// What stands in the metadata of the file, under `format`.
const FORMAT: &str = "koko-lane-1";
/// The token in whose place a row has nothing.
const NOTHING: usize = 0;
/// Up to here, a bias and three bytes fit 16 bits.
const MAX_BIAS: u16 = 30_000;
/// Above this, sums of a row might not fit 32 bits; windows are far shorter.
const MAX_TOKENS: usize = 16_384;

/// What the fast lane says about a row.
#[derive(Debug, Clone, Default)]
pub struct LaneLogits {
    /// A logit per label, without embedding.
    pub row: RowLogits,
    /// The logit of "the full model would find something".
    pub finds: f32,
}

/// The network, ready to be asked by any number of threads.
pub struct FastLane {
    width: usize,
    outputs: usize,
    words: Vec<i8>,
    bias: Vec<i16>,
    scale: Vec<f32>,
    first: Vec<f32>,
    first_bias: Vec<f32>,
    second: Vec<f32>,
}

impl FastLane {
    /// Reads the file of a bundle with so many word pieces and labels, or says what is wrong with it.
    pub fn read(bytes: &[u8], pieces: usize, labels: usize) -> Result<FastLane, String> {
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|error| error.to_string())?;
        let format = metadata.metadata().as_ref().and_then(|said| said.get("format"));
        if format.map(String::as_str) != Some(FORMAT) {
            return Err(format!(
                "it has the format {format:?}, this Koko reads {FORMAT}: use a matching version"
            ));
        }
        let file = File(SafeTensors::deserialize(bytes).map_err(|error| error.to_string())?);
        let (width, outputs) = (file.length("scale")?, labels + 1);
        let both = file.length("first_bias")?;
        let hidden =
            both.checked_sub(outputs).filter(|hidden| width > 0 && *hidden > 0).ok_or_else(|| {
                format!("`first_bias` has {both} numbers, too few for {labels} labels and a hidden layer")
            })?;
        let lane = FastLane {
            width,
            outputs,
            words: file
                .numbers("words", Dtype::I8, &[pieces, 3, width], |[byte]| i8::from_le_bytes([byte]))?,
            bias: file.numbers("bias", Dtype::I16, &[width], i16::from_le_bytes)?,
            scale: file.floats("scale", &[width])?,
            first: file.floats("first", &[2 * width + 1, both])?,
            first_bias: file.floats("first_bias", &[both])?,
            second: file.floats("second", &[hidden, outputs])?,
        };
        if lane.bias.iter().any(|bias| bias.unsigned_abs() > MAX_BIAS) {
            return Err(format!("`bias` has numbers beyond {MAX_BIAS}"));
        }
        Ok(lane)
    }

    /// What it says about a row of ids of the bundle's tokenizer, markers included.
    pub fn say(&self, row: &[i64]) -> LaneLogits {
        assert!((1..=MAX_TOKENS).contains(&row.len()), "a row is a window");
        let mut sums = self.first_bias.clone();
        for (feature, weights) in self.pooled(row).into_iter().zip(self.first.chunks_exact(sums.len())) {
            if feature != 0.0 {
                add(&mut sums, feature, weights);
            }
        }
        let (hidden, logits) = sums.split_at_mut(self.second.len() / self.outputs);
        for (neuron, weights) in hidden.iter().zip(self.second.chunks_exact(self.outputs)) {
            if *neuron > 0.0 {
                add(logits, *neuron, weights);
            }
        }
        let (labels, finds) = logits.split_at(self.outputs - 1);
        LaneLogits { row: RowLogits { values: labels.to_vec(), embedding: Vec::new() }, finds: finds[0] }
    }

    /// The largest and the mean of what the tokens of a row add up to, channel by channel, and how many there are.
    fn pooled(&self, row: &[i64]) -> Vec<f32> {
        let width = self.width;
        let (mut highest, mut total) = (vec![0_i16; width], vec![0_i32; width]);
        let mut before = NOTHING;
        for (place, id) in row.iter().enumerate() {
            let here = token(*id);
            let behind = row.get(place + 1).map_or(NOTHING, |id| token(*id));
            let says = |token: usize, about: usize| {
                let start = (3 * token + about) * width;
                &self.words[start..start + width]
            };
            let said = says(before, 0).iter().zip(says(here, 1)).zip(says(behind, 2)).zip(&self.bias);
            for ((((a, b), c), bias), (highest, total)) in said.zip(highest.iter_mut().zip(&mut total)) {
                let sum = (i16::from(*a) + i16::from(*b) + i16::from(*c) + bias).max(0);
                *highest = sum.max(*highest);
                *total += i32::from(sum);
            }
            before = here;
        }
        let count = row.len() as f32;
        let maxima = highest.iter().zip(&self.scale).map(|(highest, scale)| f32::from(*highest) * scale);
        let means = total.iter().zip(&self.scale).map(|(total, scale)| *total as f32 * scale / count);
        maxima.chain(means).chain([count.ln() / 4.0]).collect()
    }
}

fn token(id: i64) -> usize {
    usize::try_from(id).expect("the tokenizer gives ids of its vocabulary")
}

fn add(sums: &mut [f32], times: f32, weights: &[f32]) {
    sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += times * weight);
}

/// A file whose tensors are looked at before they are believed.
struct File<'f>(SafeTensors<'f>);

impl File<'_> {
    /// How many numbers a tensor has.
    fn length(&self, name: &str) -> Result<usize, String> {
        let tensor = self.0.tensor(name).map_err(|_| format!("it has no tensor `{name}`"))?;
        Ok(tensor.shape().iter().product())
    }

    fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, String> {
        let numbers = self.numbers(name, Dtype::F32, shape, f32::from_le_bytes)?;
        if numbers.iter().all(|number| number.is_finite()) {
            return Ok(numbers);
        }
        Err(format!("`{name}` has numbers that are not finite"))
    }

    fn numbers<Number, const BYTES: usize>(
        &self,
        name: &str,
        dtype: Dtype,
        shape: &[usize],
        number: impl Fn([u8; BYTES]) -> Number,
    ) -> Result<Vec<Number>, String> {
        let tensor = self.0.tensor(name).map_err(|_| format!("it has no tensor `{name}`"))?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            let (found, sizes) = (tensor.dtype(), tensor.shape());
            return Err(format!("`{name}` is {found:?} {sizes:?} instead of {dtype:?} {shape:?}"));
        }
        let bytes = tensor.data().chunks_exact(BYTES);
        Ok(bytes.map(|bytes| number(std::array::from_fn(|place| bytes[place]))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use safetensors::tensor::TensorView;
    use std::collections::HashMap;

    const PIECES: usize = 6;
    const LABELS: usize = 2;

    /// A tensor of a tiny network in which every number is one.
    #[derive(Clone)]
    struct Ones {
        name: &'static str,
        dtype: Dtype,
        shape: Vec<usize>,
        one: Vec<u8>,
    }

    fn ones() -> Vec<Ones> {
        let float = 1_f32.to_le_bytes().to_vec();
        let ones = |name, dtype, shape: &[usize], one: &[u8]| Ones {
            name,
            dtype,
            shape: shape.to_vec(),
            one: one.to_vec(),
        };
        vec![
            ones("words", Dtype::I8, &[PIECES, 3, 2], &[1]),
            ones("bias", Dtype::I16, &[2], &[1, 0]),
            ones("scale", Dtype::F32, &[2], &float),
            ones("first", Dtype::F32, &[5, 4 + 3], &float),
            ones("first_bias", Dtype::F32, &[4 + 3], &float),
            ones("second", Dtype::F32, &[4, 3], &float),
        ]
    }

    fn written(tensors: &[Ones], format: &str) -> Vec<u8> {
        let bytes: Vec<Vec<u8>> =
            tensors.iter().map(|tensor| tensor.one.repeat(tensor.shape.iter().product())).collect();
        let views = tensors.iter().zip(&bytes).map(|(tensor, bytes)| {
            (tensor.name, TensorView::new(tensor.dtype, tensor.shape.clone(), bytes).unwrap())
        });
        let about = HashMap::from([("format".to_owned(), format.to_owned())]);
        safetensors::serialize(views, Some(about)).unwrap()
    }

    fn read(bytes: &[u8]) -> Result<FastLane, String> {
        FastLane::read(bytes, PIECES, LABELS)
    }

    #[test]
    fn a_network_of_ones_counts() {
        let lane = read(&written(&ones(), FORMAT)).unwrap();
        for length in [1_usize, 4] {
            let said = lane.say(&vec![3; length]);
            // Two channels, each 1 + 1 + 1 + 1 at every place, by maximum and by mean; then the length, and a bias.
            let sum = 4.0 * 4.0 + (length as f32).ln() / 4.0 + 1.0;
            let expected = sum + 4.0 * sum;
            assert_eq!(said.row.values.len(), LABELS);
            for logit in said.row.values.iter().chain([&said.finds]) {
                assert!((logit - expected).abs() < 1e-4, "{logit} instead of {expected}");
            }
        }
    }

    #[test]
    fn a_file_that_is_damaged_or_of_another_shape_is_refused_with_the_reason() {
        let with = |change: fn(&mut Ones), name: &str| {
            let mut tensors = ones();
            tensors.iter_mut().filter(|tensor| tensor.name == name).for_each(change);
            written(&tensors, FORMAT)
        };
        let not_a_number: fn(&mut Ones) = |tensor| tensor.one = f32::NAN.to_le_bytes().to_vec();
        let mut short = written(&ones(), FORMAT);
        short.pop();
        for (bytes, reason) in [
            (Vec::new(), "header"),
            (b"not a file of tensors".to_vec(), "header"),
            (short, ""),
            (written(&ones(), "koko-lane-9"), "koko-lane-9"),
            (written(&ones()[1..], FORMAT), "no tensor `words`"),
            (with(|tensor| tensor.shape[0] += 1, "words"), "instead of I8 [6, 3, 2]"),
            (with(|tensor| tensor.dtype = Dtype::U8, "words"), "`words` is U8"),
            (with(|tensor| tensor.one = vec![0, 0x80], "bias"), "beyond 30000"),
            (with(not_a_number, "scale"), "`scale` has numbers that are not finite"),
            (with(|tensor| tensor.shape = vec![3], "first_bias"), "too few for 2 labels"),
            (with(|tensor| tensor.shape = vec![0], "scale"), "hidden layer"),
            (with(|tensor| tensor.shape.reverse(), "second"), "`second`"),
        ] {
            let refused = read(&bytes).err().unwrap_or_else(|| panic!("{reason}: taken"));
            assert!(refused.contains(reason), "{refused} instead of {reason}");
        }
    }
}
