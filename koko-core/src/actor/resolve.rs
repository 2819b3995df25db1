//! From an event to a delta: looks up what others do, once. Behind this step nothing depends on anybody else.

use super::band::Band;
use super::crowd::{Crowd, FlagSighting, LateEvidence, Links, Sighting, Surroundings, TextPrint};
use super::decay::{DAY, seconds_of};
use super::delta::{Activity, Blame, Delta, part};
use super::event::{Flagged, Kind, LabelScores, Posted};
use super::history::{History, KNOWS_CREATED_AT};
use super::identity::{AuthorKey, Identity};
use super::parameters::Parameters;
use super::shared::{TOLD_OF_FLAG, TOLD_OF_POST};
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
    /// Whether others will have to be told the same.
    pub(super) is_kept: bool,
}

/// An event with everything looked up.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) delta: Delta,
    pub(super) context: Context,
    pub(super) late: Vec<LateEvidence>,
    /// The largest probability that counts towards any family.
    pub(super) score: f32,
    /// What the tables were told, if others will have to be told the same.
    pub(super) told: Vec<u8>,
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
        let sighting = Sighting {
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
        };
        let surroundings = self.crowd.resolve(&sighting);
        let told = self.told(TOLD_OF_POST, |out| sighting.put(out));

        let mut blame = Blame::default();
        let amounts = &mut blame.amounts;
        amounts[part::HARM..part::HARM + FAMILIES].copy_from_slice(&harm.families);
        amounts[part::SEVERE..part::SEVERE + 2].copy_from_slice(&harm.severe);
        let rate = match surroundings.ordinary_rate {
            rate if rate > 0.0 => rate,
            _ => self.parameters.ordinary_rate,
        };
        let rate = rate.clamp(0.002, 0.20);
        let worth = Worth::of(&surroundings, largest, rate, self.parameters.clean_posts_per_day);
        amounts[part::HARM..part::HARM + FAMILIES].iter_mut().for_each(|harm| *harm *= worth.harm);
        amounts[part::LINK] = surroundings.links * worth.event;
        amounts[part::BAD_LINK] = surroundings.bad_links;
        amounts[part::REPEAT] = surroundings.repeats;
        amounts[part::EVASION] = self.evasion_of(posted);
        amounts[part::COACTION] = surroundings.coaction;
        amounts[part::CROWD] = surroundings.crowd;
        // Nobody is harassed by an advertisement.
        let directed = harm.families[..Family::Spam as usize].iter().copied().fold(0.0, f32::max);
        if let Some((target, of_target)) = target.filter(|_| directed > 0.0) {
            let mass = directed * worth.harm / surroundings.same_target_this_hour.max(1) as f32;
            blame.target = Some((self.identity.target_bucket(author, target), mass));
            let back = self.identity.target_bucket(target, author);
            if of_target.directed_at(back, at) >= ANSWERED {
                blame.amounts[part::MUTUAL] = mass;
            }
        }
        let carried = if surroundings.duplicate { 1.0 } else { largest * worth.harm };
        if let Some(community) = posted.community.as_ref().filter(|_| carried > 0.0) {
            blame.community = Some((self.identity.community_bucket(author, community), carried));
        }
        let activity = Some(Activity { ordinary: rate, created_at, weight: worth.event });
        let raid = if largest > 0.0 { surroundings.raid } else { 0.0 };
        Resolved {
            delta: Delta { at, tag, activity, blame },
            context: Context { raid, raid_size: surroundings.raid_size, ..context },
            late: surroundings.late,
            score: harm.score,
            told,
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
        let sighting = FlagSighting {
            reporter: reporter.tag(),
            author: author.tag(),
            at: Timestamp::from_unix_seconds(i64::from(at)),
            community: community.map(|community| self.identity.tag("community", &[community])),
            harm,
            reliability,
        };
        blame.amounts[part::FLAGS] = self.crowd.flag(&sighting);
        let told = self.told(TOLD_OF_FLAG, |out| sighting.put(out));
        let delta = Delta { at, tag, activity: None, blame };
        Resolved { delta, context, late: Vec::new(), score: 0.0, told }
    }

    fn told(&self, kind: u8, put: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut told = Vec::new();
        if self.is_kept {
            told.reserve(128);
            told.push(kind);
            put(&mut told);
        }
        told
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

/// How much a post is worth among those of a month.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Worth {
    event: f32,
    harm: f32,
}

impl Worth {
    /// The m-th post of a day counts in full up to `in_full`, then (in_full/m)², so that all further ones together are worth no
    /// more than those: who posts much in a day hides nothing of other days. Harm counts in full, but for as much as is ordinary
    /// among so many posts: who posts much is not worse than others for that.
    fn of(surroundings: &Surroundings, harm: f32, ordinary_rate: f32, in_full: f32) -> Worth {
        let number = surroundings.posts_today as f32;
        let clean = match number {
            number if number <= in_full => 1.0,
            // The counter ends here.
            number if number > 255.0 => 0.0,
            number => (in_full / number).powi(2),
        };
        let is_ordinary = surroundings.harm_today <= ordinary_rate * number;
        let harmful = if is_ordinary { clean } else { 1.0 };
        Worth { event: clean + (harmful - clean) * harm, harm: harmful }
    }
}

/// Whoever answers themselves addresses nobody.
pub(super) fn has_target(posted: &Posted) -> bool {
    posted.target.as_ref().is_some_and(|target| *target != posted.author)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the so many-th post of a day is worth, with so much harm of its own and in the day.
    fn worth(posts_today: u32, harm: f32, harm_today: f32) -> Worth {
        let surroundings = Surroundings { posts_today, harm_today, ..Surroundings::default() };
        Worth::of(&surroundings, harm, 0.02, 20.0)
    }

    #[test]
    fn what_somebody_posts_in_one_day_is_worth_forty_posts_at_the_most() {
        let day = |posts: u32| (1..=posts).map(|number| worth(number, 0.0, 0.0).event).sum::<f32>();
        assert_eq!(day(20), 20.0);
        assert!((32.0..34.0).contains(&day(60)), "{}", day(60));
        assert!(day(250) < 40.0 && worth(256, 0.0, 0.0).event == 0.0);
        let all = Surroundings { posts_today: 256, ..Surroundings::default() };
        assert_eq!(Worth::of(&all, 0.0, 0.02, 1e6).event, 1.0, "unless the policy wants them all");
    }

    #[test]
    fn harm_counts_in_full_but_for_what_is_ordinary_among_so_many_posts() {
        assert_eq!(worth(20, 1.0, 1.0), Worth { event: 1.0, harm: 1.0 });
        assert_eq!(worth(200, 1.0, 9.0), Worth { event: 1.0, harm: 1.0 }, "nine of 200 are too many");
        let ordinary = worth(200, 1.0, 3.0);
        assert!(
            ordinary.event == ordinary.harm && (ordinary.harm - 0.01).abs() < 1e-6,
            "three of 200: {ordinary:?}"
        );
        assert_eq!(worth(256, 0.5, 17.0), Worth { event: 0.5, harm: 1.0 });
    }
}
