//! From numbers to the bytes that a product reads.

use super::lanes::{LANES, Lanes, sixteen, to_bytes};

/// How numbers become unsigned bytes: `round(number · down / scale) + zero`, cut to 0..=255.
#[derive(Debug)]
pub(super) struct Quantizer {
    pub(super) scale: f32,
    /// As a number.
    pub(super) zero: f32,
    /// For each channel, `down / scale`.
    steps: Vec<f32>,
}

impl Quantizer {
    /// `down` says for each channel by how much it is turned down first. The weights make up for it.
    pub(super) fn new(scale: f32, zero: u8, down: &[f32]) -> Quantizer {
        // Powers of two, so that it does not matter what is multiplied first.
        let steps = down.iter().map(|down| down * (1.0 / scale)).collect();
        Quantizer { scale, zero: f32::from(zero), steps }
    }

    /// How many channels a row has.
    pub(super) fn channels(&self) -> usize {
        self.steps.len()
    }

    /// Rounds sixteen numbers, the channels from `channel` on.
    #[inline(always)]
    pub(super) fn round<L: Lanes>(&self, numbers: L, channel: usize, bytes: &mut [u8; LANES]) {
        let steps = L::load(sixteen(&self.steps, channel));
        to_bytes(numbers, steps, self.zero, bytes);
    }
}
