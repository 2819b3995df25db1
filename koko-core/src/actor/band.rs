//! How an author stands, in words, and when the word changes.

use super::rules::Rules;

/// How an author stands, in words.
///
/// Bands order queues, add friction or hold content for review. They never ban.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
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
pub(super) fn band(total_mn: i32, evidence: f32, before: Band, rules: &Rules) -> Band {
    let enough = rules.parameters.enough_evidence;
    if evidence < if before == Band::Unknown { enough } else { enough - 1.0 } {
        return Band::Unknown;
    }
    let reached =
        |band: Band, edge: i32| total_mn >= if before >= band { edge - rules.hysteresis_mn } else { edge };
    let [watch, elevated, high] = rules.edges_mn;
    match () {
        () if reached(Band::High, high) => Band::High,
        () if reached(Band::Elevated, elevated) => Band::Elevated,
        () if reached(Band::Watch, watch) => Band::Watch,
        () => Band::Calm,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parameters::Parameters;
    use super::*;
    use proptest::prelude::*;

    fn at(total_mn: i32, evidence: f32, before: Band) -> Band {
        band(total_mn, evidence, before, &Rules::new(Parameters::default(), "test"))
    }

    #[test]
    fn a_band_is_left_later_than_it_is_entered() {
        assert_eq!(at(-2_197, 10.0, Band::Calm), Band::Watch);
        assert_eq!(at(-2_198, 10.0, Band::Calm), Band::Calm);
        assert_eq!(at(-2_600, 10.0, Band::Watch), Band::Watch);
        assert_eq!(at(-2_698, 10.0, Band::Watch), Band::Calm);
        assert_eq!(at(1_386, 10.0, Band::Calm), Band::High);
        assert_eq!(at(900, 10.0, Band::High), Band::High);
    }

    #[test]
    fn little_history_is_unknown_and_not_suspicious() {
        assert_eq!(at(5_000, 2.9, Band::Unknown), Band::Unknown);
        assert_eq!(at(5_000, 2.9, Band::Watch), Band::High);
        assert_eq!(at(5_000, 1.9, Band::High), Band::Unknown);
    }

    proptest! {
        #[test]
        fn a_total_that_swings_within_the_slack_changes_the_band_at_most_once(
            lowest in -6_000_i32..6_000, swings in proptest::collection::vec(0_i32..500, 2..60), start in 0_u8..5,
        ) {
            let mut before = Band::from_number(start).unwrap();
            before = at(lowest + swings[0], 10.0, before);
            let mut changes = 0;
            for swing in &swings[1..] {
                let now = at(lowest + swing, 10.0, before);
                changes += usize::from(now != before);
                before = now;
            }
            prop_assert!(changes <= 1, "{} changes", changes);
        }
    }
}
