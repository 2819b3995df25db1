//! From a history to a standing: per family, a base rate plus findings that add up to the total exactly.

use std::collections::BTreeMap;

use super::band::{Band, band, log_odds, thousandths};
use super::history::{History, Reading};
use super::parameters::Parameters;
use super::signals::{self, Strength};
use crate::clock::Timestamp;
use crate::content::ActorId;
use crate::labels::Family;

/// One reason for a standing.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Finding {
    /// Which signal.
    pub signal: &'static str,
    /// For which kind of abuse.
    pub family: Family,
    /// What it adds to the total, in thousandths of a nat of log-odds.
    pub contribution_mn: i32,
    /// The numbers it came from.
    pub because: String,
}

/// How an author stands in the family of abuse where they stand worst.
///
/// `probability` is the chance that a reviewer who sees the author's last 30 days would confirm abuse of this family.
/// `base_mn` and the findings add up to `total_mn` exactly, and `probability = sigmoid(total_mn / 1000)`.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Standing {
    /// Whose standing.
    pub author: ActorId,
    /// The family with the highest probability.
    pub family: Family,
    /// 0 to 1.
    pub probability: f32,
    /// The probability if three clean posts arrived now.
    pub low: f32,
    /// The probability if three harmful posts arrived now.
    pub high: f32,
    /// In words.
    pub band: Band,
    /// Effective posts in half a year; below the policy's `enough_evidence` the band is Unknown.
    pub evidence: f32,
    /// Log-odds of the base rate, in thousandths of a nat.
    pub base_mn: i32,
    /// Base and findings.
    pub total_mn: i32,
    /// The reasons, largest first.
    pub findings: Vec<Finding>,
    /// The probability in every family.
    pub families: BTreeMap<Family, f32>,
    /// The moment for which this holds.
    pub as_of: Timestamp,
}

/// One family of a standing.
pub(super) struct FamilyStanding {
    pub(super) total_mn: i32,
    pub(super) band: Band,
    findings: Vec<Finding>,
}

impl FamilyStanding {
    pub(super) fn of(
        reading: &Reading,
        family: Family,
        before: Band,
        parameters: &Parameters,
    ) -> FamilyStanding {
        let findings = findings(reading, family, parameters);
        let total_mn =
            base_mn(parameters) + findings.iter().map(|finding| finding.contribution_mn).sum::<i32>();
        let evidence = reading.evidence(family, parameters);
        let hard = signals::ALL.iter().filter(|signal| signal.strength == Strength::Hard);
        let has_hard_reason = hard.into_iter().any(|signal| {
            findings.iter().any(|finding| finding.signal == signal.name && finding.contribution_mn > 0)
        });
        let limit = if has_hard_reason { Band::High } else { Band::Watch };
        let band = band(total_mn, evidence, before, parameters).min(limit);
        FamilyStanding { total_mn, band, findings }
    }
}

impl Standing {
    pub(super) fn of(
        author: &ActorId,
        history: &History,
        now: Timestamp,
        parameters: &Parameters,
    ) -> Standing {
        let reading = history.read(now);
        let of =
            |family: Family| FamilyStanding::of(&reading, family, history.bands[family as usize], parameters);
        let all: Vec<(Family, FamilyStanding)> =
            Family::ALL.into_iter().map(|family| (family, of(family))).collect();
        let families =
            all.iter().map(|(family, standing)| (*family, probability(standing.total_mn))).collect();
        let (family, worst) = all
            .into_iter()
            .rev()
            .max_by_key(|(_, standing)| standing.total_mn)
            .expect("there is at least one family");
        let if_three_more = |harm_each: f32| {
            let more = reading.with_more(3.0, harm_each, family, parameters);
            probability(FamilyStanding::of(&more, family, worst.band, parameters).total_mn)
        };
        let present = probability(worst.total_mn);
        Standing {
            author: author.clone(),
            family,
            probability: present,
            low: if_three_more(0.0).min(present),
            high: if_three_more(1.0).max(present),
            band: worst.band,
            evidence: reading.evidence(family, parameters),
            base_mn: base_mn(parameters),
            total_mn: worst.total_mn,
            findings: worst.findings,
            families,
            as_of: now,
        }
    }
}

fn findings(reading: &Reading, family: Family, parameters: &Parameters) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut soft_mn = 0;
    for signal in &signals::ALL {
        let Some(contribution) = (signal.notice)(reading, family, parameters) else { continue };
        let contribution_mn = thousandths(contribution.nats);
        if signal.strength == Strength::Soft {
            soft_mn += contribution_mn;
        }
        findings.push(Finding {
            signal: signal.name,
            family,
            contribution_mn,
            because: contribution.because,
        });
    }
    let excess = soft_mn - thousandths(parameters.soft_cap);
    if excess > 0 {
        let because = "circumstantial evidence counts only so much".to_owned();
        findings.push(Finding { signal: "soft_cap", family, contribution_mn: -excess, because });
    }
    findings.retain(|finding| finding.contribution_mn != 0);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.contribution_mn.abs()));
    findings
}

fn base_mn(parameters: &Parameters) -> i32 {
    thousandths(log_odds(parameters.base_rate))
}

fn probability(total_mn: i32) -> f32 {
    1.0 / (1.0 + (-total_mn as f32 / 1_000.0).exp())
}
