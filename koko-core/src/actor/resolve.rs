//! From an event to a delta: looks up what others do, once. Behind this step nothing depends on anybody else.

use super::band::Band;
use super::crowd::{Crowd, FlagSighting, LateEvidence, Links, Sighting, TextPrint};
use super::decay::{DAY, seconds_of};
use super::delta::{Activity, Blame, Delta, part};
use super::event::{Flagged, Kind, LabelScores, Posted};
use super::history::{History, KNOWS_CREATED_AT};
use super::identity::{AuthorKey, Identity};
use super::parameters::Parameters;
use super::signals::Context;
use crate::clock::Timestamp;
use crate::labels::{Family, Severity};

const FAMILIES: usize = Family::ALL.len();
/// Harm that the target must have directed at the author for a fight to be mutual.
const ANSWERED: f32 = 0.5;
const YOUNG: u32 = 7 * DAY;

/// What is needed to resolve an event.
pub(super) struct Resolver<'r> {
    pub(super) crowd: &'r Crowd,
    pub(super) identity: &'r Identity,
    pub(super) parameters: &'r Parameters,
}

/// An event with everything looked up.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) delta: Delta,
    pub(super) context: Context,
    pub(super) late: Vec<LateEvidence>,
    /// The largest probability that counts towards any family.
    pub(super) score: f32,
}

/// How much harm labels say there is.
struct Harm {
    families: [f32; FAMILIES],
    severe: [f32; 2],
    score: f32,
}

impl Resolver<'_> {
    pub(super) fn post(
        &self,
        posted: &Posted,
        author: AuthorKey,
        (at, tag): (u32, u64),
        (history, target): (&History, Option<(AuthorKey, &History)>),
        context: Context,
    ) -> Resolved {
        let harm = self.harm_of(posted);
        let largest = harm.families.iter().copied().fold(0.0, f32::max);
        let created_at = posted.account_created_at.map(|created| seconds_of(created).min(at));
        let print = posted.text.as_deref().map(|text| TextPrint::of(text, &self.identity.texts));
        let links = self.links_of(posted);
        let hashed = |kind: &str, id: Option<&str>| id.map(|id| self.identity.tag(kind, &[id.as_bytes()]));
        let highest = history.highest_band();
        let age = created_at.map(|created| at - created);
        let known_age =
            (history.flags & KNOWS_CREATED_AT != 0).then(|| at.saturating_sub(history.first_seen));
        let surroundings = self.crowd.resolve(&Sighting {
            author: author.tag(),
            at: Timestamp::from_unix_seconds(i64::from(at)),
            print,
            object: hashed("object", posted.object.as_ref().map(|object| object.as_str())),
            links: &links.addresses,
            domains: &links.domains,
            community: hashed("community", posted.community.as_ref().map(|community| community.as_str())),
            thread: hashed("thread", posted.thread.as_ref().map(|thread| thread.as_str())),
            target: target.map(|(target, _)| target.tag()),
            harm: largest,
            spam: harm.families[Family::Spam as usize],
            repost: posted.kind == Kind::Repost,
            young: age.or(known_age).is_some_and(|age| age < YOUNG),
            watched: highest >= Band::Watch,
            elevated: highest >= Band::Elevated,
        });

        let mut blame = Blame::default();
        let amounts = &mut blame.amounts;
        amounts[part::HARM..part::HARM + FAMILIES].copy_from_slice(&harm.families);
        amounts[part::SEVERE..part::SEVERE + 2].copy_from_slice(&harm.severe);
        let weight = weight_of(surroundings.posts_today, largest, self.parameters.clean_posts_per_day);
        amounts[part::LINK] = surroundings.links * weight;
        amounts[part::BAD_LINK] = surroundings.bad_links;
        amounts[part::REPEAT] = surroundings.repeats;
        amounts[part::EVASION] = self.evasion_of(posted);
        amounts[part::COACTION] = surroundings.coaction;
        amounts[part::CROWD] = surroundings.crowd;
        // Nobody is harassed by an advertisement.
        let directed = harm.families[..Family::Spam as usize].iter().copied().fold(0.0, f32::max);
        if let Some((target, of_target)) = target.filter(|_| directed > 0.0) {
            let mass = directed / surroundings.same_target_this_hour.max(1) as f32;
            blame.target = Some((self.identity.target_bucket(author, target), mass));
            let back = self.identity.target_bucket(target, author);
            if of_target.directed_at(back, at) >= ANSWERED {
                blame.amounts[part::MUTUAL] = mass;
            }
        }
        let carried = if surroundings.duplicate { 1.0 } else { largest };
        if let Some(community) = posted.community.as_ref().filter(|_| carried > 0.0) {
            blame.community = Some((self.identity.community_bucket(author, community), carried));
        }
        let rate = if surroundings.ordinary_rate > 0.0 {
            surroundings.ordinary_rate
        } else {
            self.parameters.ordinary_rate
        };
        let activity = Some(Activity { ordinary: rate.clamp(0.002, 0.20), created_at, weight });
        let raid = if largest > 0.0 { surroundings.raid } else { 0.0 };
        Resolved {
            delta: Delta { at, tag, activity, blame },
            context: Context { raid, raid_size: surroundings.raid_size, ..context },
            late: surroundings.late,
            score: harm.score,
        }
    }

    /// A report, by somebody with this reliability, about content with this score.
    pub(super) fn flag(
        &self,
        flagged: &Flagged,
        author: AuthorKey,
        reporter: (AuthorKey, f32),
        (at, tag): (u32, u64),
        (harm, context): (Option<f32>, Context),
    ) -> Resolved {
        let (reporter, reliability) = reporter;
        let community = flagged.community.as_ref().map(|community| community.as_str().as_bytes());
        let mut blame = Blame::default();
        blame.amounts[part::FLAGS] = self.crowd.flag(&FlagSighting {
            reporter: reporter.tag(),
            author: author.tag(),
            at: Timestamp::from_unix_seconds(i64::from(at)),
            community: community.map(|community| self.identity.tag("community", &[community])),
            harm,
            reliability,
        });
        let delta = Delta { at, tag, activity: None, blame };
        Resolved { delta, context, late: Vec::new(), score: 0.0 }
    }

    fn links_of(&self, posted: &Posted) -> Links {
        let mut links =
            posted.text.as_deref().map(|text| Links::of(text, &self.identity.texts)).unwrap_or_default();
        for domain in &posted.domains {
            let named = Links::of(&format!("https://{domain}"), &self.identity.texts);
            for domain in named.domains {
                if !links.domains.contains(&domain) {
                    links.domains.push(domain);
                }
            }
        }
        links
    }

    fn harm_of(&self, posted: &Posted) -> Harm {
        let mut harm = Harm { families: [0.0; FAMILIES], severe: [0.0; 2], score: 0.0 };
        let has_target = has_target(posted);
        for (label, probability) in posted.scores.iter().chain(posted.unmasked.iter()) {
            let Some(family) = label.family().filter(|_| !label.needs_target() || has_target) else {
                continue;
            };
            let amount = self.amount(label.severity(), probability);
            let slot = &mut harm.families[family as usize];
            *slot = slot.max(amount);
            harm.score = harm.score.max(probability);
            let severe = match family {
                Family::Violence => Some(0),
                Family::Sexual => Some(1),
                _ => None,
            };
            if let Some(severe) = severe.filter(|_| label.severity() == Severity::Severe) {
                harm.severe[severe] = harm.severe[severe].max(amount);
            }
        }
        harm
    }

    /// 1 if taking off disguises raises harm enough.
    fn evasion_of(&self, posted: &Posted) -> f32 {
        if posted.unmasked.is_empty() {
            return 0.0;
        }
        let has_target = has_target(posted);
        let rise =
            self.largest_harm(&posted.unmasked, has_target) - self.largest_harm(&posted.scores, has_target);
        if rise >= self.parameters.evasion.rise { 1.0 } else { 0.0 }
    }

    /// The largest harm of any family, as it would count for the author.
    pub(super) fn largest_harm(&self, scores: &LabelScores, has_target: bool) -> f32 {
        let counts = scores
            .iter()
            .filter(|(label, _)| label.family().is_some() && (!label.needs_target() || has_target));
        counts.map(|(label, probability)| self.amount(label.severity(), probability)).fold(0.0, f32::max)
    }

    /// `weight · (p − floor) / (1 − floor)`, exactly 0 below the floor.
    fn amount(&self, severity: Severity, probability: f32) -> f32 {
        let Parameters { floor, mild_weight, .. } = *self.parameters;
        let weight = if severity == Severity::Mild { mild_weight } else { 1.0 };
        weight * ((probability - floor) / (1.0 - floor)).clamp(0.0, 1.0)
    }
}

/// How much the so many-th post of a day is worth: in full up to `in_full`, then with the square of their number, so that all
/// further ones together are worth no more than those. Harm always counts in full.
fn weight_of(post_of_the_day: u32, harm: f32, in_full: f32) -> f32 {
    let number = post_of_the_day as f32;
    let clean = match number {
        number if number <= in_full => 1.0,
        // The counter ends here.
        number if number > 255.0 => 0.0,
        number => (in_full / number).powi(2),
    };
    clean + (1.0 - clean) * harm
}

/// Whoever answers themselves addresses nobody.
pub(super) fn has_target(posted: &Posted) -> bool {
    posted.target.as_ref().is_some_and(|target| *target != posted.author)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_posts_in_one_day_is_worth_forty_posts_at_the_most() {
        let worth = |posts: u32| (1..=posts).map(|number| weight_of(number, 0.0, 20.0)).sum::<f32>();
        assert_eq!(worth(20), 20.0);
        assert!((32.0..34.0).contains(&worth(60)), "{}", worth(60));
        assert!(worth(250) < 40.0 && weight_of(256, 0.0, 20.0) == 0.0);
        assert_eq!(weight_of(256, 0.0, 1e6), 1.0, "unless the policy wants them all");
        assert_eq!((weight_of(200, 1.0, 20.0), weight_of(256, 0.5, 20.0)), (1.0, 0.5), "harm counts in full");
    }
}
