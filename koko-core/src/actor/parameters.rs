//! Every number of the standings, as data in the policy under `[actors]`.

/// Weights, caps and rates. The defaults are those of the built-in policy.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// Share of authors whose posts of the last month a reviewer would find abusive, before anything is known.
    pub base_rate: f32,
    /// Share of harmful posts among ordinary people. Harm is judged relative to it.
    pub ordinary_rate: f32,
    /// Scores below this add nothing, so that a classifier's noise on clean texts never builds up.
    pub floor: f32,
    /// Weight of mild labels.
    pub mild_weight: f32,
    /// Clean posts per active day that count in full; further ones count by their logarithm.
    pub clean_posts_per_day: f32,
    /// Weighted posts from which on there is enough history for a band.
    pub enough_evidence: f32,
    /// Largest contribution of `harmful_share`, in nats.
    pub harmful_share_cap: f32,
    /// Largest contribution of `severe_harm`, in nats.
    pub severe_harm_cap: f32,
    /// Largest contribution of `escalation`, in nats.
    pub escalation_cap: f32,
    /// What soft signals together may contribute to one family, in nats.
    pub soft_cap: f32,
    /// Probabilities at which the bands Watch, Elevated and High begin.
    pub bands: [f32; 3],
    /// How far below its beginning a band ends, in nats.
    pub hysteresis: f32,
}

impl Default for Parameters {
    fn default() -> Self {
        Parameters {
            base_rate: 0.015,
            ordinary_rate: 0.033,
            floor: 0.2,
            mild_weight: 0.5,
            clean_posts_per_day: 20.0,
            enough_evidence: 3.0,
            harmful_share_cap: 6.0,
            severe_harm_cap: 4.0,
            escalation_cap: 1.5,
            soft_cap: 3.5,
            bands: [0.10, 0.40, 0.80],
            hysteresis: 0.5,
        }
    }
}

impl Parameters {
    /// What makes no sense in these numbers: the field, and what would be right.
    pub fn mistake(&self) -> Option<(&'static str, &'static str)> {
        let Parameters {
            base_rate,
            ordinary_rate,
            floor,
            mild_weight,
            clean_posts_per_day,
            enough_evidence,
            ..
        } = *self;
        let Parameters {
            harmful_share_cap,
            severe_harm_cap,
            escalation_cap,
            soft_cap,
            bands,
            hysteresis,
            ..
        } = *self;
        let share = |number: f32| number > 0.0 && number < 1.0;
        let not_negative = |number: f32| number >= 0.0 && number.is_finite();
        let checks = [
            ("base_rate", share(base_rate)),
            ("ordinary_rate", share(ordinary_rate)),
            ("floor", (0.0..1.0).contains(&floor)),
            ("mild_weight", (0.0..=1.0).contains(&mild_weight)),
            ("clean_posts_per_day", clean_posts_per_day > 0.0 && clean_posts_per_day.is_finite()),
            ("enough_evidence", not_negative(enough_evidence)),
            ("harmful_share_cap", not_negative(harmful_share_cap)),
            ("severe_harm_cap", not_negative(severe_harm_cap)),
            ("escalation_cap", not_negative(escalation_cap)),
            ("soft_cap", not_negative(soft_cap)),
            ("bands", bands.iter().all(|edge| share(*edge)) && bands.is_sorted()),
            ("hysteresis", not_negative(hysteresis)),
        ];
        let field = checks.into_iter().find_map(|(field, fits)| (!fits).then_some(field))?;
        let right = match field {
            "bands" => "needs three growing probabilities between 0 and 1",
            "base_rate" | "ordinary_rate" | "floor" | "mild_weight" => "must lie between 0 and 1",
            _ => "must be a number that is not negative",
        };
        Some((field, right))
    }
}
