//! Every number of the standings, as data in the policy under `[actors]`.

use std::collections::BTreeMap;

use serde::de::{MapAccess, Visitor};

use crate::labels::Family;

const FAMILIES: usize = Family::ALL.len();

/// A number for each family. In a policy, families that are not named have 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PerFamily(pub [f32; FAMILIES]);

/// How much of a signal counts in each family, in the order of [`Family::ALL`].
const CONDUCT: PerFamily = PerFamily([0.5, 0.5, 0.5, 0.5, 1.0, 1.0]);

macro_rules! signal_numbers {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $default:expr,)* } $($families:ident = $value:expr)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: f32,)*
            $(
                /// How much of it counts in each family.
                pub $families: PerFamily,
            )?
        }

        impl Default for $name {
            fn default() -> Self {
                $name { $($field: $default,)* $($families: $value,)? }
            }
        }

        impl $name {
            fn mistake(&self, table: &str) -> Option<(String, &'static str)> {
                $(
                    if !is_number(self.$field) {
                        return Some((format!("{table}.{}", stringify!($field)), NOT_NEGATIVE));
                    }
                )*
                $(
                    if !self.$families.0.iter().all(|weight| (0.0..=1.0).contains(weight)) {
                        return Some((format!("{table}.families"), "must have numbers from 0 to 1"));
                    }
                )?
                let _ = table;
                None
            }
        }
    };
}

signal_numbers! {
    /// Numbers of `harmful_share`.
    HarmfulShare {
        /// Most that it adds, in nats.
        cap: 6.0,
        /// Most that a slow drip over half a year adds, in nats.
        slow_drip_cap: 2.0,
    }
}
signal_numbers! {
    /// Numbers of `severe_harm`.
    SevereHarm {
        /// Factor of `ln(1 + severe)`.
        weight: 2.0,
        /// Most that it adds, in nats.
        cap: 4.0,
    }
}
signal_numbers! {
    /// Numbers of `past_actions`.
    PastActions {
        /// Factor of `ln(1 + upheld)`.
        upheld: 1.6,
        /// Factor of `ln(1 + overturned)`, which counts for the author.
        overturned: 1.2,
        /// Most that it adds, in nats.
        cap: 6.0,
        /// Most that it takes away, in nats.
        floor: 3.0,
        /// What a warning adds to what was upheld.
        warned: 0.35,
        /// What a removal adds.
        removed: 1.0,
        /// What a suspension adds.
        suspended: 1.5,
        /// What a ban adds.
        banned: 2.5,
        /// Factor for mild severity.
        mild: 0.5,
        /// Factor for severe severity.
        severe: 2.0,
    }
}
signal_numbers! {
    /// Numbers of `targeting`.
    Targeting {
        /// Factor of what one person gets beyond chance.
        same_person: 0.8,
        /// Factor of how many people there are.
        many_people: 0.5,
        /// Share that is left out where the other answers in kind.
        mutual: 0.5,
        /// Most that it adds, in nats.
        cap: 2.5,
    }
    families = PerFamily([1.0, 0.5, 0.5, 0.5, 0.0, 0.0])
}
signal_numbers! {
    /// Numbers of `posting_burst`.
    PostingBurst {
        /// Factor of the logarithm of how far the usual is exceeded.
        weight: 0.5,
        /// Events an hour that are never a burst.
        events: 30.0,
        /// How many times the usual events of an active day an hour must have.
        times_usual: 2.0,
        /// Most that it adds, in nats.
        cap: 1.0,
    }
    families = CONDUCT
}
signal_numbers! {
    /// Numbers of `repeated_content`.
    RepeatedContent {
        /// Factor of `ln(1 + co-action)`.
        coaction: 0.9,
        /// Factor of `ln(1 + crowds)`.
        crowd: 0.4,
        /// Factor of `ln(1 + repeats − 1)`.
        repeats: 0.5,
        /// Most that it adds, in nats.
        cap: 3.0,
    }
    families = PerFamily([0.5, 0.0, 0.0, 0.0, 1.0, 1.0])
}
signal_numbers! {
    /// Numbers of `link_spam`.
    LinkSpam {
        /// Factor of `ln(1 + bad links)`.
        bad_links: 1.5,
        /// Factor of posts with links, where they are more than half.
        links: 0.4,
        /// Most that it adds, in nats.
        cap: 2.5,
    }
    families = PerFamily([0.0, 0.0, 0.5, 0.0, 1.0, 0.5])
}
signal_numbers! {
    /// Numbers of `new_account`.
    NewAccount {
        /// What an account of an hour adds, in nats.
        hour: 1.0,
        /// Of a day.
        day: 0.7,
        /// Of a week.
        week: 0.4,
        /// What an account of a year takes away; one of 30 days is neutral.
        year: 0.3,
    }
    families = CONDUCT
}
signal_numbers! {
    /// Numbers of `escalation`.
    Escalation {
        /// Factor of how many standard deviations a day is worse than the month, less one.
        weight: 0.5,
        /// Events in a day below which nothing is said.
        events: 3.0,
        /// Most that it adds, in nats.
        cap: 1.5,
    }
    families = PerFamily([1.0, 1.0, 1.0, 1.0, 0.0, 0.0])
}
signal_numbers! {
    /// Numbers of `evasion`.
    Evasion {
        /// Factor of `ln(1 + evasions)`.
        weight: 1.2,
        /// By how much harm must rise when disguises are taken off.
        rise: 0.3,
        /// Most that it adds, in nats.
        cap: 1.5,
    }
    families = PerFamily([1.0, 1.0, 1.0, 1.0, 1.0, 0.0])
}
signal_numbers! {
    /// Numbers of `spread`.
    Spread {
        /// Factor of `ln(1 + communities − 2)`.
        weight: 0.6,
        /// Most that it adds, in nats.
        cap: 1.5,
    }
    families = CONDUCT
}
signal_numbers! {
    /// Numbers of `flags_received`.
    FlagsReceived {
        /// Factor of `ln(1 + flags)`.
        weight: 0.5,
        /// Most that it adds, in nats.
        cap: 1.0,
    }
    families = PerFamily([1.0, 1.0, 1.0, 1.0, 1.0, 0.5])
}
signal_numbers! {
    /// Numbers of `raid`.
    Raid {
        /// Most that it adds while it lasts, in nats.
        cap: 1.0,
    }
    families = PerFamily([1.0, 1.0, 1.0, 1.0, 0.5, 0.5])
}

/// `P = sigmoid(a z + b)`. Affine, so that reasons still add up.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Affine {
    /// Multiplies every finding; from 0.5 to 2.
    pub a: f32,
    /// Joins the base, in nats.
    pub b: f32,
}

impl Affine {
    /// Changes nothing.
    pub const IDENTITY: Affine = Affine { a: 1.0, b: 0.0 };
}

/// Weights, caps and rates. The defaults are those of the built-in policy.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// Share of authors whose posts of the last month a reviewer would find abusive, before anything is known.
    pub base_rate: f32,
    /// The same for single families, where it is known.
    pub base_rates: BTreeMap<Family, f32>,
    /// Share of harmful posts among ordinary people, until enough was seen where they write. Harm is judged by it.
    pub ordinary_rate: f32,
    /// Scores below this add nothing, so that a classifier's noise on clean texts never builds up.
    pub floor: f32,
    /// Weight of mild labels.
    pub mild_weight: f32,
    /// Clean posts per active day that count in full; further ones count by their logarithm.
    pub clean_posts_per_day: f32,
    /// Weighted posts from which on there is enough history for a band; it is left again one below.
    pub enough_evidence: f32,
    /// What soft signals together may contribute to one family, in nats.
    pub soft_cap: f32,
    /// Probabilities at which the bands Watch, Elevated and High begin.
    pub bands: [f32; 3],
    /// How far below its beginning a band ends, in nats.
    pub hysteresis: f32,
    /// Whether the receipts of events with blame are kept in the store for 90 days, for hosts that keep none themselves.
    pub keep_receipts: bool,
    /// Numbers of `harmful_share`.
    pub harmful_share: HarmfulShare,
    /// Numbers of `severe_harm`.
    pub severe_harm: SevereHarm,
    /// Numbers of `past_actions`.
    pub past_actions: PastActions,
    /// Numbers of `targeting`.
    pub targeting: Targeting,
    /// Numbers of `posting_burst`.
    pub posting_burst: PostingBurst,
    /// Numbers of `repeated_content`.
    pub repeated_content: RepeatedContent,
    /// Numbers of `link_spam`.
    pub link_spam: LinkSpam,
    /// Numbers of `new_account`.
    pub new_account: NewAccount,
    /// Numbers of `escalation`.
    pub escalation: Escalation,
    /// Numbers of `evasion`.
    pub evasion: Evasion,
    /// Numbers of `spread`.
    pub spread: Spread,
    /// Numbers of `flags_received`.
    pub flags_received: FlagsReceived,
    /// Numbers of `raid`.
    pub raid: Raid,
    /// What was fitted to reviewed authors, by family.
    pub calibration: BTreeMap<Family, Affine>,
}

impl Default for Parameters {
    fn default() -> Self {
        Parameters {
            base_rate: 0.015,
            base_rates: BTreeMap::new(),
            ordinary_rate: 0.033,
            floor: 0.2,
            mild_weight: 0.5,
            clean_posts_per_day: 20.0,
            enough_evidence: 3.0,
            soft_cap: 3.5,
            bands: [0.10, 0.40, 0.80],
            hysteresis: 0.5,
            keep_receipts: false,
            harmful_share: HarmfulShare::default(),
            severe_harm: SevereHarm::default(),
            past_actions: PastActions::default(),
            targeting: Targeting::default(),
            posting_burst: PostingBurst::default(),
            repeated_content: RepeatedContent::default(),
            link_spam: LinkSpam::default(),
            new_account: NewAccount::default(),
            escalation: Escalation::default(),
            evasion: Evasion::default(),
            spread: Spread::default(),
            flags_received: FlagsReceived::default(),
            raid: Raid::default(),
            calibration: BTreeMap::new(),
        }
    }
}

const NOT_NEGATIVE: &str = "must be a number that is not negative";
const SHARE: &str = "must lie between 0 and 1";

fn is_number(number: f32) -> bool {
    number >= 0.0 && number.is_finite()
}

impl Parameters {
    /// What makes no sense in these numbers: the field, and what would be right.
    pub fn mistake(&self) -> Option<(String, &'static str)> {
        let share = |number: f32| number > 0.0 && number < 1.0;
        let checks = [
            ("base_rate", share(self.base_rate), SHARE),
            ("ordinary_rate", share(self.ordinary_rate), SHARE),
            ("floor", (0.0..1.0).contains(&self.floor), SHARE),
            ("mild_weight", (0.0..=1.0).contains(&self.mild_weight), SHARE),
            (
                "clean_posts_per_day",
                self.clean_posts_per_day > 0.0 && self.clean_posts_per_day.is_finite(),
                "must be a number above 0",
            ),
            ("enough_evidence", is_number(self.enough_evidence), NOT_NEGATIVE),
            ("soft_cap", is_number(self.soft_cap), NOT_NEGATIVE),
            (
                "bands",
                self.bands.iter().all(|edge| share(*edge)) && self.bands.is_sorted(),
                "needs three growing probabilities between 0 and 1",
            ),
            ("hysteresis", is_number(self.hysteresis), NOT_NEGATIVE),
        ];
        let plain =
            checks.into_iter().find_map(|(field, fits, right)| (!fits).then(|| (field.to_owned(), right)));
        let rates = || {
            let wrong = self.base_rates.iter().find(|(_, rate)| !share(**rate));
            wrong.map(|(family, _)| (format!("base_rates.{}", family.as_str()), SHARE))
        };
        let calibration = || {
            let fits = |affine: &Affine| (0.5..=2.0).contains(&affine.a) && affine.b.abs() <= 10.0;
            let wrong = self.calibration.iter().find(|(_, affine)| !fits(affine));
            wrong.map(|(family, _)| {
                (format!("calibration.{}", family.as_str()), "needs `a` from 0.5 to 2 and `b` from -10 to 10")
            })
        };
        plain.or_else(rates).or_else(calibration).or_else(|| self.signal_mistake())
    }

    fn signal_mistake(&self) -> Option<(String, &'static str)> {
        None.or_else(|| self.harmful_share.mistake("harmful_share"))
            .or_else(|| self.severe_harm.mistake("severe_harm"))
            .or_else(|| self.past_actions.mistake("past_actions"))
            .or_else(|| self.targeting.mistake("targeting"))
            .or_else(|| self.posting_burst.mistake("posting_burst"))
            .or_else(|| {
                (self.posting_burst.events < 1.0)
                    .then(|| ("posting_burst.events".to_owned(), "must be at least 1"))
            })
            .or_else(|| self.repeated_content.mistake("repeated_content"))
            .or_else(|| self.link_spam.mistake("link_spam"))
            .or_else(|| self.new_account.mistake("new_account"))
            .or_else(|| self.escalation.mistake("escalation"))
            .or_else(|| self.evasion.mistake("evasion"))
            .or_else(|| self.spread.mistake("spread"))
            .or_else(|| self.flags_received.mistake("flags_received"))
            .or_else(|| self.raid.mistake("raid"))
    }

    pub(super) fn base_rate_of(&self, family: Family) -> f32 {
        self.base_rates.get(&family).copied().unwrap_or(self.base_rate)
    }

    pub(super) fn calibration_of(&self, family: Family) -> Affine {
        self.calibration.get(&family).copied().unwrap_or(Affine::IDENTITY)
    }
}

impl PerFamily {
    /// The number of one family.
    pub fn of(&self, family: Family) -> f32 {
        self.0[family as usize]
    }
}

impl<'de> serde::Deserialize<'de> for PerFamily {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;

        impl<'de> Visitor<'de> for Numbers {
            type Value = PerFamily;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number for each family, such as { harassment = 1.0, spam = 0.5 }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PerFamily, A::Error> {
                let mut numbers = [0.0; FAMILIES];
                while let Some((family, number)) = map.next_entry::<Family, f32>()? {
                    numbers[family as usize] = number;
                }
                Ok(PerFamily(numbers))
            }
        }

        deserializer.deserialize_map(Numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_make_sense() {
        assert_eq!(Parameters::default().mistake(), None);
    }

    #[test]
    fn a_mistake_is_told_with_its_field() {
        for (toml, field) in [
            ("base_rate = 2.0", "base_rate"),
            ("base_rates = { spam = 0.0 }", "base_rates.spam"),
            ("bands = [0.4, 0.1, 0.8]", "bands"),
            ("clean_posts_per_day = 0", "clean_posts_per_day"),
            ("targeting = { cap = -1.0 }", "targeting.cap"),
            ("targeting = { families = { hate = 2.0 } }", "targeting.families"),
            ("posting_burst = { events = 0 }", "posting_burst.events"),
            ("calibration = { hate = { a = 3.0, b = 0.0 } }", "calibration.hate"),
            ("new_account = { day = nan }", "new_account.day"),
        ] {
            let parameters: Parameters = toml::from_str(toml).unwrap();
            assert_eq!(parameters.mistake().map(|(field, _)| field).as_deref(), Some(field), "{toml}");
        }
        for unknown in ["rate = 1", "targeting = { cup = 1.0 }", "targeting = { families = { rude = 1.0 } }"]
        {
            assert!(toml::from_str::<Parameters>(unknown).is_err(), "{unknown}");
        }
    }
}
