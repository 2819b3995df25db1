//! How an author stands, in words, and when the word changes.

use super::parameters::Parameters;

/// How an author stands, in words.
///
/// Bands order queues, add friction or hold content for review. They never ban.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Band {
    /// Insufficient history. Never leads to a penalty.
    Unknown,
    /// Nothing to see.
    Calm,
    /// Worth a look.
    Watch,
    /// Often harmful.
    Elevated,
    /// Mostly harmful.
    High,
}

impl Band {
    /// Every band, from the calmest.
    pub const ALL: [Band; 5] = [Band::Unknown, Band::Calm, Band::Watch, Band::Elevated, Band::High];

    /// The name in files and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Band::Unknown => "unknown",
            Band::Calm => "calm",
            Band::Watch => "watch",
            Band::Elevated => "elevated",
            Band::High => "high",
        }
    }

    pub(super) fn from_number(number: u8) -> Option<Band> {
        Band::ALL.get(usize::from(number)).copied()
    }
}

/// The band for a total, which ends lower than it begins so that nobody flickers between two.
pub(super) fn band(total_mn: i32, evidence: f32, before: Band, parameters: &Parameters) -> Band {
    let enough =
        if before == Band::Unknown { parameters.enough_evidence } else { parameters.enough_evidence - 1.0 };
    if evidence < enough {
        return Band::Unknown;
    }
    let slack = thousandths(parameters.hysteresis);
    let reached = |band: Band, begins_at: f32| {
        let edge = thousandths(log_odds(begins_at));
        total_mn >= if before >= band { edge - slack } else { edge }
    };
    let [watch, elevated, high] = parameters.bands;
    match () {
        () if reached(Band::High, high) => Band::High,
        () if reached(Band::Elevated, elevated) => Band::Elevated,
        () if reached(Band::Watch, watch) => Band::Watch,
        () => Band::Calm,
    }
}

pub(super) fn log_odds(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln()
}

/// Nats in thousandths, in which findings are stated so that they add up exactly.
pub(super) fn thousandths(nats: f32) -> i32 {
    (nats * 1_000.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_left_later_than_it_is_entered() {
        let parameters = Parameters::default();
        let at = |total_mn, before| band(total_mn, 10.0, before, &parameters);
        assert_eq!(at(-2_197, Band::Calm), Band::Watch);
        assert_eq!(at(-2_198, Band::Calm), Band::Calm);
        assert_eq!(at(-2_600, Band::Watch), Band::Watch);
        assert_eq!(at(-2_698, Band::Watch), Band::Calm);
        assert_eq!(at(1_386, Band::Calm), Band::High);
        assert_eq!(at(900, Band::High), Band::High);
    }

    #[test]
    fn little_history_is_unknown_and_not_suspicious() {
        let parameters = Parameters::default();
        assert_eq!(band(5_000, 2.9, Band::Unknown, &parameters), Band::Unknown);
        assert_eq!(band(5_000, 2.9, Band::Watch, &parameters), Band::High);
        assert_eq!(band(5_000, 1.9, Band::High, &parameters), Band::Unknown);
    }
}
