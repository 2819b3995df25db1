//! The numbers of a policy, made ready for being used for every event.

use std::sync::Arc;

use super::parameters::{Affine, Parameters};
use super::signals::{self, SHARED};
use crate::labels::Family;

const FAMILIES: usize = Family::ALL.len();

/// The numbers of a policy, made ready for use.
#[derive(Debug, Clone)]
pub struct Rules {
    pub(super) parameters: Parameters,
    /// For each family, what each shared signal is multiplied by, calibration included.
    pub(super) matrix: [[f32; SHARED]; FAMILIES],
    /// What the signals of a family are multiplied by.
    pub(super) scale: [f32; FAMILIES],
    pub(super) base_mn: [i32; FAMILIES],
    pub(super) soft_cap_mn: [i32; FAMILIES],
    /// Where Watch, Elevated and High begin.
    pub(super) edges_mn: [i32; 3],
    pub(super) hysteresis_mn: i32,
    pub(super) policy: Arc<str>,
    pub(super) calibration: Arc<str>,
}

impl Rules {
    /// The rules of a policy with this id.
    pub fn new(parameters: Parameters, policy: &str) -> Rules {
        let rows = signals::matrix(&parameters);
        let affine = Family::ALL.map(|family| parameters.calibration_of(family));
        let scale = affine.map(|affine| affine.a);
        Rules {
            matrix: Family::ALL.map(|family| rows.map(|row| row.of(family) * scale[family as usize])),
            scale,
            base_mn: Family::ALL.map(|family| {
                let Affine { a, b } = affine[family as usize];
                thousandths(a * log_odds(parameters.base_rate_of(family)) + b)
            }),
            soft_cap_mn: scale.map(|a| thousandths(a * parameters.soft_cap)),
            edges_mn: parameters.bands.map(|edge| thousandths(log_odds(edge))),
            hysteresis_mn: thousandths(parameters.hysteresis),
            policy: policy.into(),
            calibration: name_of(&affine).into(),
            parameters,
        }
    }

    /// The numbers as the policy has them.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }
}

/// Names a calibration by what it is, so that a standing tells which one made it.
fn name_of(affine: &[Affine; FAMILIES]) -> String {
    if affine.iter().all(|affine| *affine == Affine::IDENTITY) {
        return "identity".to_owned();
    }
    let mut hasher = blake3::Hasher::new();
    for Affine { a, b } in affine {
        hasher.update(&a.to_le_bytes()).update(&b.to_le_bytes());
    }
    format!("affine@{}", &hasher.finalize().to_hex()[..16])
}

pub(super) fn log_odds(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln()
}

/// Nats in thousandths, in which findings are stated so that they add up exactly.
pub(super) fn thousandths(nats: f32) -> i32 {
    // Most signals have nothing to say, and rounding is a call where processors of any age must do.
    if nats == 0.0 { 0 } else { (nats * 1_000.0).round() as i32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_and_the_edges_are_those_of_the_numbers() {
        let rules = Rules::new(Parameters::default(), "test");
        assert_eq!(rules.base_mn, [-4_185; FAMILIES]);
        assert_eq!((rules.edges_mn, rules.hysteresis_mn), ([-2_197, -405, 1_386], 500));
        assert_eq!(&*rules.calibration, "identity");
    }

    #[test]
    fn a_calibration_scales_findings_moves_the_base_and_has_a_name() {
        let mut parameters = Parameters::default();
        parameters.calibration.insert(Family::Spam, Affine { a: 2.0, b: 1.0 });
        let rules = Rules::new(parameters, "test");
        assert_eq!(rules.base_mn[Family::Spam as usize], thousandths(2.0 * log_odds(0.015) + 1.0));
        assert_eq!(rules.soft_cap_mn[Family::Spam as usize], 7_000);
        assert_eq!(rules.scale[Family::Hate as usize], 1.0);
        assert!(rules.calibration.starts_with("affine@"));
    }
}
