//! The network of the fast lane: a convolution over three tokens that was multiplied out into tables, one over three of its places,
//! pooled, and one hidden layer. `training/koko_training/lane_network.py` does the same in numpy, and `lane_learn.py` trains it.
//!
//! A row goes in as the full model gets it, with its markers. Each of its tokens says something about itself, about the
//! token before it and about the one behind it; added up and cut off at zero. Every second place is then looked at together with
//! its neighbours ([`Convolution`]), so that five tokens that stand together mean something. Both are pooled over the row by
//! maximum and mean. Up to there all numbers are integers, so that every machine agrees. The file is in the format of `safetensors`:
//!
//! | tensor | type | shape | what |
//! | --- | --- | --- | --- |
//! | `words` | i8 | pieces × 3 × width | what a token says about the one behind it, itself, the one before it |
//! | `bias` | i16 | width | added to each token |
//! | `scale` | f32 | width | the size of a unit |
//! | `phrases` | i8 | 3 × width × channels | what the place before, a place and the one behind it say about the phrase there |
//! | `phrases_bias` | i32 | channels | added to each phrase |
//! | `phrases_scale` | f32 | channels | the size of a unit |
//! | `first` | f32 | (2 × width + 2 × channels + 1) × (hidden + outputs) | from maximum and mean of tokens, those of phrases, and ln(length) / 4 |
//! | `first_bias` | f32 | hidden + outputs | |
//! | `second` | f32 | hidden × outputs | from the hidden numbers that are above zero, to be added to the last of the first |
//!
//! The outputs are one logit per label, before calibration as the full model's are, and the logit of "the full model
//! would find something".

use safetensors::Dtype;

use super::convolution::{Convolution, Pooled};
use super::tensors::Tensors;
use crate::batching::RowLogits;

/// What stands in the metadata of the file, under `format`.
const FORMAT: &str = "koko-lane-2";
/// The token in whose place a row has nothing.
const NOTHING: usize = 0;
/// Up to here, a bias and three bytes fit 16 bits.
const MAX_BIAS: u16 = 30_000;
/// Up to here, what a phrase comes to fits 32 bits: three places, each of so many sums of a bias and three bytes, times a byte.
const MAX_WIDTH: usize = 128;
const MAX_PHRASES_BIAS: u32 = 1 << 29;
/// Every second phrase is looked at: they overlap.
const STEP: usize = 2;
/// Above this, sums of a row might not fit 32 bits; windows are far shorter.
const MAX_TOKENS: usize = 16_384;

/// Sums of the hidden layer that are added up together.
const BLOCK: usize = 32;

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
    phrases: Convolution,
    phrases_scale: Vec<f32>,
    /// For a block of sums, what each feature adds to them; then the next block.
    first: Vec<[f32; BLOCK]>,
    first_bias: Vec<[f32; BLOCK]>,
    second: Vec<f32>,
}

impl FastLane {
    /// Reads the file of a bundle with so many word pieces and labels, or says what is wrong with it.
    pub fn read(bytes: &[u8], pieces: usize, labels: usize) -> Result<FastLane, String> {
        let file = Tensors::read(bytes, FORMAT)?;
        let (width, outputs) = (file.length("scale")?, labels + 1);
        let channels = file.length("phrases_scale")?;
        if !(1..=MAX_WIDTH).contains(&width) || !width.is_multiple_of(2) || channels == 0 {
            return Err(format!(
                "it is {width} and {channels} wide instead of an even number up to {MAX_WIDTH} and some"
            ));
        }
        let both = file.length("first_bias")?;
        let hidden = both.checked_sub(outputs).filter(|hidden| *hidden > 0).ok_or_else(|| {
            format!("`first_bias` has {both} numbers, too few for {labels} labels and a hidden layer")
        })?;
        let phrases =
            file.numbers("phrases", Dtype::I8, &[3, width, channels], |[byte]| i8::from_le_bytes([byte]))?;
        let phrases_bias = file.numbers("phrases_bias", Dtype::I32, &[channels], i32::from_le_bytes)?;
        let lane = FastLane {
            width,
            outputs,
            words: file
                .numbers("words", Dtype::I8, &[pieces, 3, width], |[byte]| i8::from_le_bytes([byte]))?,
            bias: file.numbers("bias", Dtype::I16, &[width], i16::from_le_bytes)?,
            scale: file.floats("scale", &[width])?,
            phrases: Convolution::new(&phrases, &phrases_bias, STEP * width),
            phrases_scale: file.floats("phrases_scale", &[channels])?,
            first: in_blocks(&file.floats("first", &[2 * (width + channels) + 1, both])?, both),
            first_bias: in_blocks(&file.floats("first_bias", &[both])?, both),
            second: file.floats("second", &[hidden, outputs])?,
        };
        if lane.bias.iter().any(|bias| bias.unsigned_abs() > MAX_BIAS) {
            return Err(format!("`bias` has numbers beyond {MAX_BIAS}"));
        }
        if phrases_bias.iter().any(|bias| bias.unsigned_abs() > MAX_PHRASES_BIAS) {
            return Err(format!("`phrases_bias` has numbers beyond {MAX_PHRASES_BIAS}"));
        }
        Ok(lane)
    }

    /// What it says about a row of ids of the bundle's tokenizer, markers included.
    pub fn say(&self, row: &[i64]) -> LaneLogits {
        assert!((1..=MAX_TOKENS).contains(&row.len()), "a row is a window");
        #[cfg(target_arch = "x86_64")]
        if let Some(said) = x86::say(self, row) {
            return said;
        }
        self.say_with(row, Convolution::pooled_plainly)
    }

    /// Compiled once for each kind of instructions, with whatever has them and pools phrases.
    #[inline(always)]
    fn say_with(&self, row: &[i64], phrases: impl FnOnce(&Convolution, &[i16]) -> Pooled) -> LaneLogits {
        let mut sums = self.hidden(&self.pooled(row, phrases));
        let hidden = self.second.len() / self.outputs;
        let (hidden, logits) = sums[..hidden + self.outputs].split_at_mut(hidden);
        for (neuron, weights) in hidden.iter().zip(self.second.chunks_exact(self.outputs)) {
            if *neuron > 0.0 {
                logits.iter_mut().zip(weights).for_each(|(logit, weight)| *logit += neuron * weight);
            }
        }
        let (labels, finds) = logits.split_at(self.outputs - 1);
        LaneLogits { row: RowLogits { values: labels.to_vec(), embedding: Vec::new() }, finds: finds[0] }
    }

    /// What the features come to: the hidden numbers, then the logits so far.
    #[inline(always)]
    fn hidden(&self, features: &[f32]) -> Vec<f32> {
        let mut all = Vec::with_capacity(self.first_bias.len() * BLOCK);
        for (weights, bias) in self.first.chunks_exact(features.len()).zip(&self.first_bias) {
            let mut sums = *bias;
            for (feature, weights) in features.iter().zip(weights) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += feature * weight;
                }
            }
            all.extend_from_slice(&sums);
        }
        all
    }

    /// The largest and the mean of what is said about the tokens of a row, channel by channel, then the same of its phrases, and
    /// how many tokens there are.
    #[inline(always)]
    fn pooled(&self, row: &[i64], phrases: impl FnOnce(&Convolution, &[i16]) -> Pooled) -> Vec<f32> {
        let width = self.width;
        // Beyond both ends nothing is said.
        let mut said = vec![0_i16; (row.len() + 2) * width];
        let (mut highest, mut total) = (vec![0_i16; width], vec![0_i32; width]);
        let mut before = NOTHING;
        for (place, (id, said)) in row.iter().zip(said[width..].chunks_exact_mut(width)).enumerate() {
            let here = token(*id);
            let behind = row.get(place + 1).map_or(NOTHING, |id| token(*id));
            let says = |token: usize, about: usize| {
                let start = (3 * token + about) * width;
                &self.words[start..start + width]
            };
            let all = says(before, 0).iter().zip(says(here, 1)).zip(says(behind, 2)).zip(&self.bias);
            let pools = highest.iter_mut().zip(&mut total);
            for (((((a, b), c), bias), said), (highest, total)) in all.zip(said).zip(pools) {
                *said = (i16::from(*a) + i16::from(*b) + i16::from(*c) + bias).max(0);
                *highest = (*said).max(*highest);
                *total += i32::from(*said);
            }
            before = here;
        }
        let tokens = Pooled {
            highest: highest.into_iter().map(i32::from).collect(),
            total: total.into_iter().map(i64::from).collect(),
        };
        let phrases = phrases(&self.phrases, &said);
        let of_tokens = tokens.features(&self.scale, row.len());
        let of_phrases = phrases.features(&self.phrases_scale, row.len().div_ceil(STEP));
        of_tokens.chain(of_phrases).chain([(row.len() as f32).ln() / 4.0]).collect()
    }
}

fn token(id: i64) -> usize {
    usize::try_from(id).expect("the tokenizer gives ids of its vocabulary")
}

/// The columns of a matrix with so many of them, block by block; what the last block lacks is zero.
fn in_blocks(matrix: &[f32], columns: usize) -> Vec<[f32; BLOCK]> {
    let block = |first: usize| {
        matrix
            .chunks_exact(columns)
            .map(move |row| std::array::from_fn(|place| row.get(first + place).copied().unwrap_or_default()))
    };
    (0..columns).step_by(BLOCK).flat_map(block).collect()
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    //! The same with AVX2.
    #![allow(unsafe_code)]

    use super::{FastLane, LaneLogits};
    use crate::lane::convolution::x86::pooled;

    /// Nothing if the machine does not have it.
    pub(super) fn say(lane: &FastLane, row: &[i64]) -> Option<LaneLogits> {
        // SAFETY: the features were found.
        is_x86_feature_detected!("avx2").then(|| unsafe { say_with_avx2(lane, row) })
    }

    #[target_feature(enable = "avx2")]
    fn say_with_avx2(lane: &FastLane, row: &[i64]) -> LaneLogits {
        lane.say_with(row, |conv, numbers| pooled(conv, numbers))
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
            ones("phrases", Dtype::I8, &[3, 2, 3], &[1]),
            ones("phrases_bias", Dtype::I32, &[3], &[1, 0, 0, 0]),
            ones("phrases_scale", Dtype::F32, &[3], &float),
            ones("first", Dtype::F32, &[2 * (2 + 3) + 1, 4 + 3], &float),
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
        // Three channels of phrases, of two channels each of the places there are: of one, or of two and three.
        for (length, highest, mean) in [(1_usize, 9.0, 9.0), (4, 25.0, 21.0)] {
            let said = lane.say(&vec![3; length]);
            // Two channels, each 1 + 1 + 1 + 1 at every place, by maximum and by mean; phrases; then the length, and a bias.
            let sum = 4.0 * 4.0 + 3.0 * (highest + mean) + (length as f32).ln() / 4.0 + 1.0;
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
            (with(|tensor| tensor.shape = vec![0], "scale"), "0 and 3 wide"),
            (with(|tensor| tensor.shape = vec![130], "scale"), "130 and 3 wide"),
            (with(|tensor| tensor.shape = vec![0], "phrases_scale"), "2 and 0 wide"),
            (with(|tensor| tensor.shape = vec![2, 3, 3], "phrases"), "instead of I8 [3, 2, 3]"),
            (with(|tensor| tensor.one = vec![1, 0, 0, 0x60], "phrases_bias"), "beyond 536870912"),
            (with(|tensor| tensor.shape.reverse(), "second"), "`second`"),
        ] {
            let refused = read(&bytes).err().unwrap_or_else(|| panic!("{reason}: taken"));
            assert!(refused.contains(reason), "{refused} instead of {reason}");
        }
    }
}
