//! From a history to a standing: per family, a base rate plus findings that add up to the total exactly.

use std::sync::Arc;

use super::band::{Band, band};
use super::finding::{Finding, Signal};
use super::history::{History, Reading};
use super::rules::{Rules, thousandths};
use super::signals::{self, Context, Notice, Noticed, OWN};
use crate::clock::Timestamp;
use crate::content::ActorId;
use crate::labels::Family;

const FAMILIES: usize = Family::ALL.len();
const SIGNALS: usize = Signal::ALL.len();

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
    /// Effective posts in half a year, and three for each decision; below the policy's `enough_evidence` the band is
    /// Unknown.
    pub evidence: f32,
    /// Log-odds of the base rate, in thousandths of a nat.
    pub base_mn: i32,
    /// Base and findings.
    pub total_mn: i32,
    /// The reasons, largest first.
    pub findings: Vec<Finding>,
    /// The probability in every family.
    pub families: FamilyProbabilities,
    /// Below which share of the tenant's authors this one stands, from 0 to 1; nothing until enough have been seen.
    pub percentile: Option<f32>,
    /// The policy whose numbers were used.
    pub policy: Arc<str>,
    /// The calibration that was used.
    pub calibration: Arc<str>,
    /// The moment for which this holds.
    pub as_of: Timestamp,
    /// Whether the store was away: the standing is what was known before, and what made it was not recorded. Send it again.
    pub degraded: bool,
    /// One bit for each signal that speaks against the author in any family.
    #[serde(skip)]
    pub(crate) noticed: u32,
}

/// A probability for each family. In JSON, a map by their names.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FamilyProbabilities(pub [f32; FAMILIES]);

impl FamilyProbabilities {
    /// The probability of one family.
    pub fn of(&self, family: Family) -> f32 {
        self.0[family as usize]
    }
}

impl serde::Serialize for FamilyProbabilities {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Family::ALL.into_iter().map(|family| (family, self.of(family))))
    }
}

/// What `noticed` has beside the signals: content repeated in the company of the same partners.
const CAMPAIGN: u32 = 1 << 31;
/// Co-action below this is what rounding leaves.
const FELT: f32 = 0.01;

/// What a policy may ask `standing.has(…)` for: every signal, and `campaign`.
pub(crate) fn noticeable() -> impl Iterator<Item = &'static str> {
    let signals = Signal::ALL.into_iter().filter(|signal| *signal != Signal::SoftCap);
    signals.map(Signal::as_str).chain(["campaign"])
}

/// A history as every rule sees it: all families, before anything is put into words. Allocates nothing.
pub(super) struct Assessment {
    /// What each signal adds in each family, `soft_cap` among them.
    contributions: [[i32; SIGNALS]; FAMILIES],
    pub(super) totals: [i32; FAMILIES],
    pub(super) bands: [Band; FAMILIES],
    evidence: [f32; FAMILIES],
    noticed: Noticed,
}

impl Assessment {
    pub(super) fn of(reading: &Reading, bands: &History, context: &Context, rules: &Rules) -> Assessment {
        let noticed = signals::notice_all(reading, context, &rules.parameters);
        let contributions: [[i32; SIGNALS]; FAMILIES] =
            std::array::from_fn(|family| contributions(&noticed, family, rules));
        let totals: [i32; FAMILIES] =
            std::array::from_fn(|family| rules.base_mn[family] + contributions[family].iter().sum::<i32>());
        let evidence = evidence(reading, &noticed);
        let bands = Family::ALL.map(|family| {
            let place = family as usize;
            // Circumstantial evidence alone never leads above Watch, whatever calibration says.
            let has_hard_reason = contributions[place][..OWN].iter().any(|contribution| *contribution > 0);
            let limit = if has_hard_reason { Band::High } else { Band::Watch };
            band(totals[place], evidence[place], bands.band(family), rules).min(limit)
        });
        Assessment { contributions, totals, bands, evidence, noticed }
    }

    /// The family in which the author stands worst; of several, the first.
    pub(super) fn worst(&self) -> Family {
        let worst = Family::ALL.into_iter().rev().max_by_key(|family| self.totals[*family as usize]);
        worst.expect("there is at least one family")
    }

    /// The reasons of one family, largest first.
    pub(super) fn findings(&self, family: Family) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Signal::ALL
            .into_iter()
            .zip(self.contributions[family as usize])
            .filter(|(_, contribution_mn)| *contribution_mn != 0)
            .map(|(signal, contribution_mn)| Finding {
                signal,
                family,
                contribution_mn,
                inputs: self.notice(family, signal).inputs,
            })
            .collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.contribution_mn.abs()));
        findings
    }

    fn notice(&self, family: Family, signal: Signal) -> Notice {
        let place = signal as usize;
        match place.checked_sub(OWN) {
            None => self.noticed.own[family as usize][place],
            Some(shared) => self.noticed.shared.get(shared).copied().unwrap_or_else(|| {
                let excess = -self.contributions[family as usize][place];
                let soft = excess as f32 / 1_000.0;
                Notice { nats: -soft, inputs: [soft, 0.0, 0.0, 0.0] }
            }),
        }
    }

    fn noticed_bits(&self) -> u32 {
        let mut bits = 0;
        for contributions in &self.contributions {
            for (place, contribution) in contributions.iter().enumerate() {
                bits |= u32::from(*contribution > 0) << place;
            }
        }
        let repeated = self.notice(Family::Spam, Signal::RepeatedContent);
        if bits & 1 << Signal::RepeatedContent as u32 != 0 && repeated.inputs[0] > FELT {
            bits |= CAMPAIGN;
        }
        bits
    }
}

/// What each signal adds in one family, in thousandths of a nat.
fn contributions(noticed: &Noticed, family: usize, rules: &Rules) -> [i32; SIGNALS] {
    let mut contributions = [0; SIGNALS];
    for (slot, notice) in contributions.iter_mut().zip(&noticed.own[family]) {
        *slot = thousandths(notice.nats * rules.scale[family]);
    }
    let mut soft_mn = 0;
    for ((slot, notice), weight) in
        contributions[OWN..].iter_mut().zip(&noticed.shared).zip(rules.matrix[family])
    {
        *slot = thousandths(notice.nats * weight);
        soft_mn += *slot;
    }
    contributions[Signal::SoftCap as usize] = -(soft_mn - rules.soft_cap_mn[family]).max(0);
    contributions
}

/// How much is known about the author in each family.
fn evidence(reading: &Reading, noticed: &Noticed) -> [f32; FAMILIES] {
    // Whoever was decided about is known, in every family.
    let upheld: f32 = Family::ALL.into_iter().map(|family| reading.upheld(family)).sum();
    noticed.weighed.map(|weighed| weighed.posts_180d() + 3.0 * upheld + 3.0 * reading.overturned())
}

impl Standing {
    /// How the author of a history stands at `now`, by the record alone.
    pub fn of(author: &ActorId, history: &History, now: Timestamp, rules: &Rules) -> Standing {
        let reading = history.read(super::decay::seconds_of(now));
        Standing::in_context(author, history, &reading, now, &Context::default(), rules)
    }

    pub(super) fn in_context(
        author: &ActorId,
        history: &History,
        reading: &Reading,
        now: Timestamp,
        context: &Context,
        rules: &Rules,
    ) -> Standing {
        let assessment = Assessment::of(reading, history, context, rules);
        Standing::from_assessment(author, &assessment, now, rules)
    }

    pub(super) fn from_assessment(
        author: &ActorId,
        assessment: &Assessment,
        now: Timestamp,
        rules: &Rules,
    ) -> Standing {
        let family = assessment.worst();
        let place = family as usize;
        let total_mn = assessment.totals[place];
        let if_three_more = |harmful: f32| {
            let nats = assessment.noticed.weighed[place].nats_with((harmful, 3.0), &rules.parameters);
            let present = assessment.contributions[place][Signal::HarmfulShare as usize];
            probability(total_mn - present + thousandths(nats * rules.scale[place]))
        };
        let present = probability(total_mn);
        Standing {
            author: author.clone(),
            family,
            probability: present,
            low: if_three_more(0.0).min(present),
            high: if_three_more(3.0).max(present),
            band: assessment.bands[place],
            evidence: assessment.evidence[place],
            base_mn: rules.base_mn[place],
            total_mn,
            findings: assessment.findings(family),
            families: FamilyProbabilities(assessment.totals.map(probability)),
            percentile: None,
            policy: Arc::clone(&rules.policy),
            calibration: Arc::clone(&rules.calibration),
            as_of: now,
            degraded: false,
            noticed: assessment.noticed_bits(),
        }
    }

    /// Whether a signal speaks against the author, in any family: its name, or `campaign` for content repeated in the
    /// company of the same partners.
    pub fn has(&self, name: &str) -> bool {
        let bit = match name {
            "campaign" => CAMPAIGN,
            name => Signal::parse(name).map_or(0, |signal| 1 << signal as u32),
        };
        self.noticed & bit != 0
    }

    /// The total as points, 0 to 1000: 500 is even odds, and every 100 double them. For people who like such numbers.
    pub fn points(&self) -> i32 {
        let points = 500.0 + 100.0 * self.total_mn as f32 / 1_000.0 / std::f32::consts::LN_2;
        (points.round() as i32).clamp(0, 1_000)
    }
}

pub(super) fn probability(total_mn: i32) -> f32 {
    1.0 / (1.0 + (-total_mn as f32 / 1_000.0).exp())
}

#[cfg(test)]
mod tests {
    use super::super::delta::part;
    use super::super::parameters::Parameters;
    use super::super::signals::samples::{NOW, hourly};
    use super::*;

    fn rules() -> Rules {
        Rules::new(Parameters::default(), "test")
    }

    fn standing(history: &History) -> Standing {
        let now = Timestamp::from_unix_seconds(i64::from(NOW));
        Standing::of(&ActorId::new("a").unwrap(), history, now, &rules())
    }

    #[test]
    fn who_did_nothing_stands_at_the_base_and_is_unknown() {
        let nobody = standing(&History::EMPTY);
        assert_eq!((nobody.total_mn, nobody.band, nobody.findings.len()), (-4_185, Band::Unknown, 0));
        assert!(nobody.low <= nobody.probability && nobody.high > 0.3, "{nobody:?}");
    }

    #[test]
    fn circumstantial_evidence_is_capped_and_never_leads_above_watch() {
        let everything = hourly(6, |number, blame| {
            for place in [part::REPEAT, part::COACTION, part::CROWD, part::BAD_LINK, part::LINK, part::FLAGS]
            {
                blame.amounts[place] = 1.0;
            }
            (blame.target, blame.community) = (Some((number as u8 % 12, 1.0)), Some((number as u8 % 8, 1.0)));
        });
        let standing = standing(&everything);
        assert_eq!(standing.band, Band::Watch);
        let cap = standing.findings.iter().find(|finding| finding.signal == Signal::SoftCap).unwrap();
        let soft: i32 = standing
            .findings
            .iter()
            .filter(|finding| !finding.signal.is_hard())
            .map(|f| f.contribution_mn)
            .sum();
        assert_eq!(soft, 3_500, "{standing:?}");
        assert!(cap.contribution_mn < 0 && cap.because().contains("circumstantial"));
        assert!(standing.has("campaign") && standing.has("link_spam") && !standing.has("evasion"));
        assert!(!standing.has("nonsense"));
    }

    #[test]
    fn the_worst_family_is_named_and_the_others_are_there() {
        let hateful = standing(&hourly(12, |_, blame| blame.amounts[Family::Hate as usize] = 0.9));
        assert_eq!((hateful.family, hateful.band), (Family::Hate, Band::High));
        assert!(
            hateful.families.of(Family::Spam) < 0.02
                && hateful.families.of(Family::Hate) == hateful.probability
        );
        assert!(hateful.points() > 500);
    }

    #[test]
    fn three_more_posts_tell_how_sure_it_is() {
        let width = |count| {
            let standing = standing(&hourly(count, |number, blame| blame.amounts[0] = (number % 2) as f32));
            standing.high - standing.low
        };
        assert!(width(2) > 0.5 && width(2) > width(60));
    }
}
