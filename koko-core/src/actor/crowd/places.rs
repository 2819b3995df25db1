//! How much harm is ordinary in a community, in a thread and in the tenant; and when far more comes at once.

use parking_lot::Mutex;

use super::shards::{Shards, share};
use super::sighting::{Raid, RaidOn};
use super::sizes::CrowdSizes;
use super::stored::{Stored, stored_fields};
use super::surprise::{ENDS_BELOW, STARTS_ABOVE, USUAL_HALF_LIFE, bit_of, decay, distinct, surprise};
use super::table::Table;
use crate::clock::Timestamp;

const KEPT_FOR: u32 = 30 * 86_400;
const THREAD_HALF_LIFE: f32 = 3_600.0;
/// How many posts the wider place is worth where little is known of the narrower one.
const COMMUNITY_PRIOR: f32 = 50.0;
const THREAD_PRIOR: f32 = 10.0;
const TENANT_PRIOR: f32 = 200.0;
/// The share of harm in a tenant of which nothing is known, and of spam, and of new or watched authors.
const FIRST_HARM: f32 = 0.033;
const FIRST_SPAM: f32 = 0.02;
const FIRST_UNUSUAL: f32 = 0.05;
const AUTHORS_PRIOR: f32 = 20.0;
const RATES: std::ops::RangeInclusive<f32> = 0.002..=0.20;
/// From how many authors on a burst is a raid.
const RAID_AUTHORS: f32 = 5.0;

/// Harm is counted in steps of this many seconds, over one hour.
const STEP: u32 = 300;
const STEPS: usize = 12;
/// A step counts harm in sixteenths.
const HARM_UNIT: f32 = 16.0;
/// Steps that the short window spans: ten minutes, and what has begun of five more.
const SHORT: usize = 3;

/// One post, as far as a place is concerned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    pub(super) author: u64,
    pub(super) at: u32,
    /// Whether it counts for what is ordinary.
    pub(super) counts: bool,
    /// Harm that counts for what is ordinary, and for a burst.
    pub(super) ordinary_harm: f32,
    pub(super) burst_harm: f32,
}

/// Whoever brings most of the harm to a place, found as a majority is: what others bring is taken from theirs. So it is too
/// little for somebody who is one of many, and all there is of somebody who is alone.
#[derive(Debug, Clone, Copy, Default)]
struct Loudest {
    author: u64,
    posts: f32,
    harm: f32,
}
stored_fields!(Loudest { author, posts, harm });

impl Loudest {
    fn add(&mut self, posting: &Posting, kept: f32, worth: f32) {
        (self.posts, self.harm) = (self.posts * kept, self.harm * kept);
        let (post, harm) = (f32::from(u8::from(posting.counts)) * worth, posting.ordinary_harm * worth);
        if self.author == posting.author {
            (self.posts, self.harm) = (self.posts + post, self.harm + harm);
        } else if harm > self.harm {
            *self = Loudest { author: posting.author, posts: post, harm: harm - self.harm };
        } else {
            self.harm -= harm;
        }
    }

    /// Harm and posts of a place without those of this author.
    fn leave_out(&self, author: u64, (harm, posts): (f32, f32)) -> (f32, f32) {
        if self.author != author { (harm, posts) } else { (harm - self.harm, posts - self.posts) }
    }
}

/// Half-lives of the sums of a place.
#[derive(Debug, Clone, Copy)]
enum Span {
    Hour,
    Week,
}

/// Sums of one place.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    posts_hour: f32,
    harm_hour: f32,
    posts_week: f32,
    harm_week: f32,
    /// Of the week, or of the hour in a thread.
    loudest: Loudest,
    /// All harm, also of those who are no measure: what a burst is compared with.
    usual: f32,
    updated_at: u32,
    /// Harm in the last twelve steps; the step of time `t` lies at `t / STEP % STEPS`.
    steps: [u16; STEPS],
    newest_step: u32,
    /// Who did harm in the newest ten minutes and in the ten before.
    harming: [u64; 2],
    raid_since: u32,
    is_raided: bool,
}
stored_fields!(Place {
    posts_hour,
    harm_hour,
    posts_week,
    harm_week,
    loudest,
    usual,
    updated_at,
    steps,
    newest_step,
    harming,
    raid_since,
    is_raided,
});

/// The tenant as a whole.
#[derive(Debug, Clone, Copy, Default)]
struct Tenant {
    posts: f32,
    harm: f32,
    loudest: Loudest,
    spam: f32,
    authors: f32,
    unusual: f32,
    updated_at: u32,
}
stored_fields!(Tenant { posts, harm, loudest, spam, authors, unusual, updated_at });

/// What is ordinary in the tenant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ordinary {
    pub(super) harm: f32,
    pub(super) spam: f32,
    /// The share of authors who are new or watched.
    pub(super) unusual: f32,
}

/// A raid as one who takes part sees it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct RaidHere {
    pub(super) nats: f32,
    pub(super) authors: u32,
}

/// Every place of the tenant.
pub(super) struct Places {
    tenant: Mutex<Tenant>,
    communities: Shards<Table<Place>>,
    threads: Shards<Table<Place>>,
    targets: Shards<Table<Place>>,
}

impl Places {
    pub(super) fn new(sizes: &CrowdSizes) -> Places {
        let table = |rows: usize| Shards::new(|| Table::new(share(rows), KEPT_FOR));
        Places {
            tenant: Mutex::default(),
            communities: table(sizes.communities),
            threads: table(sizes.threads),
            targets: table(sizes.targets),
        }
    }

    /// What is ordinary in the tenant, the author left out; then the post counts. `new_today` is an author who was not yet seen today.
    pub(super) fn visit_tenant(&self, posting: &Posting, spam: f32, new_today: Option<Unusual>) -> Ordinary {
        let mut tenant = self.tenant.lock();
        let ordinary = tenant.ordinary(posting.author);
        tenant.add(posting, spam, new_today);
        ordinary
    }

    /// The ordinary rate in a community, the author left out, given that of the tenant; then the post counts.
    pub(super) fn visit_community(&self, community: u64, posting: &Posting, tenant: f32) -> (f32, RaidHere) {
        let mut part = self.communities.lock(community);
        let place = part.row(community, posting.at);
        let others = place.loudest.leave_out(posting.author, (place.harm_week, place.posts_week));
        let rate = shrunk(others, COMMUNITY_PRIOR, tenant);
        (rate, place.visit(posting))
    }

    /// The ordinary rate in a thread, the author left out, given that of its community; then the post counts.
    pub(super) fn visit_thread(&self, thread: u64, posting: &Posting, community: f32) -> f32 {
        let mut part = self.threads.lock(thread);
        let place = part.row(thread, posting.at);
        let kept = decay(posting.at.saturating_sub(place.updated_at), THREAD_HALF_LIFE);
        let (harm, posts) = place.loudest.leave_out(posting.author, (place.harm_hour, place.posts_hour));
        let rate = shrunk((harm * kept, posts * kept), THREAD_PRIOR, community);
        place.add(posting, Span::Hour);
        rate
    }

    /// Begins to fetch what [`Places::visit_thread`] will look at first. Threads are many; communities seldom leave the cache.
    pub(super) fn fetch_thread_ahead(&self, thread: u64) {
        self.threads.lock(thread).fetch_ahead(thread);
    }

    /// Begins to fetch what it will look at then.
    pub(super) fn fetch_thread_row_ahead(&self, thread: u64) {
        self.threads.lock(thread).fetch_row_ahead(thread);
    }

    /// Counts a harmful post against whom it is addressed to.
    pub(super) fn visit_target(&self, target: u64, posting: &Posting) -> RaidHere {
        self.targets.lock(target).row(target, posting.at).visit(posting)
    }

    /// The raids that last.
    pub(super) fn raids(&self, now: u32) -> Vec<Raid> {
        let mut raids = Vec::new();
        let mut add = |table: &Shards<Table<Place>>, on: fn(u64) -> RaidOn| {
            for part in table.each() {
                let raided = part.iter().filter(|(_, place)| place.is_raided);
                raids.extend(raided.filter_map(|(key, place)| place.raid(on(key), now)));
            }
        };
        add(&self.targets, RaidOn::Target);
        add(&self.communities, RaidOn::Community);
        raids.sort_by(|one, other| other.surprise.total_cmp(&one.surprise));
        raids
    }

    fn tables(&self) -> [&Shards<Table<Place>>; 3] {
        [&self.communities, &self.threads, &self.targets]
    }

    pub(super) fn evictions(&self) -> u64 {
        let evictions = |table: &Shards<Table<Place>>| table.each().map(|part| part.evictions()).sum::<u64>();
        self.tables().into_iter().map(evictions).sum()
    }

    pub(super) fn bytes(&self) -> usize {
        let bytes = |table: &Shards<Table<Place>>| table.each().map(|part| part.bytes()).sum::<usize>();
        self.tables().into_iter().map(bytes).sum()
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        self.tenant.lock().put(out);
        self.tables().into_iter().flat_map(Shards::each).for_each(|part| part.save(out));
    }

    pub(super) fn load(&self, input: &mut &[u8]) -> Option<()> {
        *self.tenant.lock() = Tenant::take(input)?;
        self.tables().into_iter().flat_map(Shards::each).try_for_each(|mut part| part.load(input))
    }
}

/// Whether an author is new or watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unusual(pub(super) bool);

impl Tenant {
    fn ordinary(&self, author: u64) -> Ordinary {
        Ordinary {
            harm: shrunk(self.loudest.leave_out(author, (self.harm, self.posts)), TENANT_PRIOR, FIRST_HARM),
            spam: shrunk((self.spam, self.posts), TENANT_PRIOR, FIRST_SPAM),
            unusual: (self.unusual + AUTHORS_PRIOR * FIRST_UNUSUAL) / (self.authors + AUTHORS_PRIOR),
        }
    }

    fn add(&mut self, posting: &Posting, spam: f32, new_today: Option<Unusual>) {
        let latest = self.updated_at.max(posting.at);
        let kept = decay(latest - self.updated_at, USUAL_HALF_LIFE);
        let worth = decay(latest - posting.at, USUAL_HALF_LIFE);
        let counted = if posting.counts { worth } else { 0.0 };
        self.posts = self.posts * kept + counted;
        self.harm = self.harm * kept + worth * posting.ordinary_harm;
        self.loudest.add(posting, kept, worth);
        self.spam = self.spam * kept + counted * spam.clamp(0.0, 1.0);
        self.authors = self.authors * kept + if new_today.is_some() { worth } else { 0.0 };
        self.unusual = self.unusual * kept + if new_today == Some(Unusual(true)) { worth } else { 0.0 };
        self.updated_at = latest;
    }
}

impl Place {
    fn visit(&mut self, posting: &Posting) -> RaidHere {
        self.add(posting, Span::Week);
        if posting.burst_harm <= 0.0 && !self.is_raided {
            return RaidHere::default();
        }
        let (surprise, authors) = self.burst(posting.at);
        if self.is_raided && surprise < ENDS_BELOW {
            self.is_raided = false;
        }
        if !self.is_raided && surprise > STARTS_ABOVE && authors.round() >= RAID_AUTHORS {
            (self.is_raided, self.raid_since) = (true, posting.at);
        }
        if !self.is_raided {
            return RaidHere::default();
        }
        let nats = ((surprise - STARTS_ABOVE) / STARTS_ABOVE).clamp(0.0, 1.0);
        RaidHere { nats, authors: authors.round() as u32 }
    }

    /// Counts a post; the loudest is who it is over this span.
    fn add(&mut self, posting: &Posting, loudest_over: Span) {
        let latest = self.updated_at.max(posting.at);
        let (passed, late) = (latest - self.updated_at, latest - posting.at);
        let (kept_hour, kept_week) = (decay(passed, THREAD_HALF_LIFE), decay(passed, USUAL_HALF_LIFE));
        let (worth_hour, worth_week) = (decay(late, THREAD_HALF_LIFE), decay(late, USUAL_HALF_LIFE));
        let post = f32::from(u8::from(posting.counts));
        self.posts_hour = self.posts_hour * kept_hour + worth_hour * post;
        self.harm_hour = self.harm_hour * kept_hour + worth_hour * posting.ordinary_harm;
        self.posts_week = self.posts_week * kept_week + worth_week * post;
        self.harm_week = self.harm_week * kept_week + worth_week * posting.ordinary_harm;
        let (kept, worth) = match loudest_over {
            Span::Hour => (kept_hour, worth_hour),
            Span::Week => (kept_week, worth_week),
        };
        self.loudest.add(posting, kept, worth);
        self.usual = self.usual * kept_week + worth_week * posting.burst_harm;
        self.updated_at = latest;
        if posting.burst_harm > 0.0 {
            self.add_to_steps(posting);
        }
    }

    fn add_to_steps(&mut self, posting: &Posting) {
        let step = posting.at / STEP;
        if step > self.newest_step {
            let passed = (step - self.newest_step).min(STEPS as u32);
            (0..passed).for_each(|back| self.steps[((step - back) % STEPS as u32) as usize] = 0);
            // The maps change every second step: the older one is from ten to twenty minutes old at most.
            match step / 2 - self.newest_step / 2 {
                0 => {}
                1 => self.harming = [0, self.harming[0]],
                _ => self.harming = [0, 0],
            }
            self.newest_step = step;
        }
        if self.newest_step - step < STEPS as u32 {
            let harm = &mut self.steps[(step % STEPS as u32) as usize];
            *harm = harm.saturating_add((posting.burst_harm * HARM_UNIT).round() as u16);
            match self.newest_step / 2 - step / 2 {
                0 => self.harming[0] |= bit_of(posting.author),
                1 => self.harming[1] |= bit_of(posting.author),
                _ => {}
            }
        }
    }

    /// Harm in the last `steps` steps before and with that of `at`.
    fn harm_within(&self, steps: usize, at: u32) -> f32 {
        let step = at / STEP;
        let back = (0..steps as u32).filter_map(|back| step.checked_sub(back));
        let known = back.filter(|step| *step <= self.newest_step && self.newest_step - step < STEPS as u32);
        known.map(|step| f32::from(self.steps[(step % STEPS as u32) as usize])).sum::<f32>() / HARM_UNIT
    }

    /// How surprising the last minutes, or the last hour, are; and how many take part.
    fn burst(&self, at: u32) -> (f32, f32) {
        let usual = self.usual * decay(at.saturating_sub(self.updated_at), USUAL_HALF_LIFE);
        let of = |steps: usize| {
            let harm = self.harm_within(steps, at);
            // What is usual does not contain the burst itself.
            surprise(harm as u32, usual - harm, (steps as u32 * STEP) as f32)
        };
        let authors = match (at / STEP / 2).saturating_sub(self.newest_step / 2) {
            0 => distinct(self.harming[0] | self.harming[1]),
            1 => distinct(self.harming[0]),
            _ => 0.0,
        };
        (of(SHORT).max(of(STEPS)), authors)
    }

    fn raid(&self, on: RaidOn, now: u32) -> Option<Raid> {
        let (surprise, authors) = self.burst(now);
        let since = Timestamp::from_unix_seconds(i64::from(self.raid_since));
        (surprise >= ENDS_BELOW).then_some(Raid { on, since, authors: authors.round() as u32, surprise })
    }
}

/// A rate of which `prior` posts are taken from the wider place.
fn shrunk((harm, posts): (f32, f32), prior: f32, wider: f32) -> f32 {
    ((harm.max(0.0) + prior * wider) / (posts.max(0.0) + prior)).clamp(*RATES.start(), *RATES.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u32 = 1_700_000_000;

    fn posting(author: u64, later: u32, harm: f32) -> Posting {
        Posting { author, at: NOW + later, counts: true, ordinary_harm: harm, burst_harm: harm }
    }

    fn places() -> Places {
        Places::new(&CrowdSizes { communities: 512, threads: 512, targets: 512, ..CrowdSizes::default() })
    }

    #[test]
    fn the_narrower_place_leads_where_enough_is_known_of_it() {
        let places = places();
        for author in 0..500 {
            places.visit_community(1, &posting(author, 0, f32::from(u8::from(author % 10 == 0))), 0.03);
        }
        let (rate, _) = places.visit_community(1, &posting(1, 0, 0.0), 0.03);
        assert!((rate - (50.0 + 50.0 * 0.03) / 550.0).abs() < 1e-4, "{rate}");
        assert_eq!(places.visit_community(2, &posting(1, 0, 0.0), 0.03).0, 0.03, "nothing known");
        assert_eq!(places.visit_thread(5, &posting(1, 0, 1.0), rate), rate, "nothing known");
        let thread = places.visit_thread(5, &posting(2, 0, 1.0), rate);
        assert!((thread - (1.0 + 10.0 * rate) / 11.0).abs() < 1e-4, "{thread}");
        let later = places.visit_thread(5, &posting(3, 3_600, 0.0), rate);
        assert!((later - (1.0 + 10.0 * rate) / 11.0).abs() < 1e-4, "two posts, an hour ago: {later}");
    }

    #[test]
    fn what_somebody_does_is_not_what_is_ordinary_for_them() {
        let places = places();
        let say = |author: u64, later: u32, harm: f32| {
            places.visit_community(1, &posting(author, later, harm), 0.03).0
        };
        (0..40).for_each(|hour| {
            say(1, hour * 3_600, 1.0);
        });
        assert!(say(2, 150_000, 0.0) > 0.19, "for others it is an ugly place");
        assert!((say(1, 150_000, 0.0) - 0.03).abs() < 0.001, "for its only author nothing is known");
        let thread = |author: u64, harm: f32| places.visit_thread(5, &posting(author, 0, harm), 0.03);
        (0..10).for_each(|_| {
            thread(1, 1.0);
        });
        assert!(thread(2, 0.0) > 0.19 && (thread(1, 0.0) - 0.03).abs() < 0.005);
    }

    #[test]
    fn who_is_one_of_many_is_judged_by_the_many() {
        let places = places();
        let say = |author: u64, harm: f32| places.visit_community(1, &posting(author, 0, harm), 0.03).0;
        let rates: Vec<f32> =
            (0..600).map(|number| say(number % 60, f32::from(u8::from(number % 10 == 0)))).collect();
        let (of_one, of_all) = (rates[599], (60.0 + 50.0 * 0.03) / 650.0);
        assert!((of_one - of_all).abs() < 0.01, "{of_one}, {of_all}");
    }

    #[test]
    fn rates_stay_within_their_limits() {
        let places = places();
        for author in 0..2_000 {
            places.visit_community(1, &posting(author, 0, 1.0), 0.03);
            places.visit_community(2, &posting(author, 0, 0.0), 0.03);
        }
        assert_eq!(places.visit_community(1, &posting(1, 0, 0.0), 0.03).0, 0.20);
        assert_eq!(places.visit_community(2, &posting(1, 0, 0.0), 0.03).0, 0.002);
    }

    #[test]
    fn a_raid_starts_with_five_authors_and_much_surprise_and_ends_by_itself() {
        let places = places();
        let four = (0..4).map(|author| places.visit_target(9, &posting(author, 10, 1.0))).last().unwrap();
        assert_eq!(four, RaidHere::default(), "four are no raid");
        assert!(places.raids(NOW + 10).is_empty());
        let raid = (4..12).map(|author| places.visit_target(9, &posting(author, 20, 1.0))).last().unwrap();
        assert!(raid.nats == 1.0 && (9..=15).contains(&raid.authors), "{raid:?}");
        assert_eq!(places.raids(NOW + 30).first().map(|raid| raid.on), Some(RaidOn::Target(9)));
        assert!(places.raids(NOW + 2 * 3_600).is_empty(), "nothing came for two hours");
        let late = places.visit_target(9, &posting(1, 2 * 3_600, 1.0));
        assert_eq!(late, RaidHere::default());
    }

    #[test]
    fn what_is_usual_in_its_place_is_no_raid() {
        let places = places();
        // Two hundred a day for a month: a rough place.
        for count in 0..30 * 200 {
            places.visit_community(3, &posting(count.into(), count * 432, 1.0), 0.03);
        }
        let now = 30 * 200 * 432;
        let busy = (0..6).map(|author| places.visit_community(3, &posting(author, now + 60, 1.0), 0.03).1);
        assert_eq!(busy.last(), Some(RaidHere::default()), "six within a quarter of an hour");
        let raid = (10..30).map(|author| places.visit_community(3, &posting(author, now + 120, 1.0), 0.03).1);
        assert!(raid.last().unwrap().nats > 0.5, "twenty-six are");
    }

    #[test]
    fn the_tenant_learns_what_is_ordinary() {
        let places = places();
        let first = places.visit_tenant(&posting(1, 0, 0.0), 0.0, None);
        assert_eq!(first, Ordinary { harm: FIRST_HARM, spam: FIRST_SPAM, unusual: FIRST_UNUSUAL });
        for author in 0..5_000 {
            places.visit_tenant(&posting(author, 0, 0.1), 0.05, Some(Unusual(author % 2 == 0)));
        }
        let learned = places.visit_tenant(&posting(1, 0, 0.0), 0.0, None);
        assert!((learned.harm - 0.1).abs() < 0.01 && (learned.spam - 0.05).abs() < 0.01, "{learned:?}");
        assert!((learned.unusual - 0.5).abs() < 0.01, "{learned:?}");
        let late = Posting { counts: false, ordinary_harm: 0.0, ..posting(1, 0, 0.0) };
        assert_eq!(places.visit_tenant(&late, 1.0, None), places.visit_tenant(&late, 1.0, None));
    }
}
