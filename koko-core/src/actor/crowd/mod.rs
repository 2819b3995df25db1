//! What authors share: who posts the same thing, at the same time, with whom; what is ordinary where; whose links come with
//! spam; whose flags come in gangs.
//!
//! Everything here is bounded and forgets: it is accurate, not the truth. It sees keyed hashes and numbers, and takes the time
//! from what it is told, so that it needs no clock. [`Crowd`] is the only door; one file for each table behind it.

mod clusters;
mod domains;
mod filter;
mod flags;
mod fold;
pub(super) mod hash;
mod near;
mod pairs;
mod places;
mod print;
mod reputation;
mod retelling;
mod ring;
pub(super) mod shards;
mod sighting;
mod simhash;
mod sizes;
mod sketch;
mod snapshot;
pub(super) mod stored;
mod surprise;
pub(super) mod table;
#[cfg(test)]
mod tests;

pub use domains::{Links, domains};
pub use print::{TextKey, TextPrint};
pub(super) use retelling::ReadLinks;
pub use sighting::{
    Brigade, Evictions, FlagSighting, LateEvidence, Pair, Raid, RaidOn, Sighting, Surroundings,
};
pub use sizes::CrowdSizes;

use clusters::{Clusters, Joined, Kind, Visit};
use domains::MOST_LINKS;
use filter::{Care, Filter};
use flags::Flags;
use hash::mix;
use near::NearTexts;
use pairs::{Credit, Meeting, Pairs, day_of, short};
use places::{Ordinary, Places, Posting, Unusual};
use reputation::{Mention, Reputations};
use ring::Entry;
use shards::{Shards, share};
use sketch::Counts;

use crate::clock::Timestamp;

/// Within so many seconds two posts are one action, and the same words soon.
const TOGETHER: u32 = 60;
const SOON: u32 = 3_600;
/// What the platform's own button leaves of coaction and crowd.
const BUTTON: f32 = 0.25;
/// One author adds at most so many events, and so much harm, to a rate in one hour.
const EVENTS_AN_HOUR: u8 = 3;
/// Harm is counted in sixteenths.
const HARM_UNIT: f32 = 16.0;

/// What different uses of one filter or sketch mix into their keys.
mod purpose {
    pub(super) const AUTHOR: u64 = 101;
    pub(super) const TEXT: u64 = 102;
    pub(super) const DOMAIN: u64 = 103;
    pub(super) const HARM_AT_TARGET: u64 = 104;
    pub(super) const HARM_IN_COMMUNITY: u64 = 105;
    pub(super) const BLOWS: u64 = 106;
    pub(super) const CROWD: u64 = 107;
    pub(super) const BAD_LINK: u64 = 108;
    pub(super) const COACTION: u64 = 109;
}

/// The tables that authors share. One for each tenant; any number of threads may ask at once.
///
/// ```
/// use koko_core::actor::{Crowd, CrowdSizes, Sighting};
/// use koko_core::clock::Timestamp;
/// let crowd = Crowd::new(CrowdSizes::default());
/// let share = |author: u64, object: u64, second: i64| {
///     let at = Timestamp::from_unix_seconds(1_700_000_000 + second);
///     crowd.resolve(&Sighting { object: Some(object), ..Sighting::new(author, at) }).coaction
/// };
/// assert_eq!((share(1, 77, 0), share(2, 77, 10)), (0.0, 0.0), "anybody meets somebody once");
/// assert_eq!((share(1, 88, 500), share(2, 88, 520)), (0.0, 1.0), "the same two again, over something else");
/// ```
pub struct Crowd {
    sizes: CrowdSizes,
    clusters: Clusters,
    near_texts: NearTexts,
    pairs: Pairs,
    reputations: Reputations,
    places: Places,
    flags: Flags,
    /// Who posted what, and did harm where, on these days.
    habits: Shards<Filter>,
    events: Shards<Filter>,
    posts_a_day: Shards<Counts>,
    harm_a_day: Shards<Counts>,
    posts_an_hour: Shards<Counts>,
    harm_an_hour: Shards<Counts>,
}

impl Crowd {
    /// Empty tables, which grow to these sizes as they fill.
    pub fn new(sizes: CrowdSizes) -> Crowd {
        Crowd {
            sizes,
            clusters: Clusters::new(&sizes),
            near_texts: NearTexts::new(sizes.near_texts),
            pairs: Pairs::new(sizes.pairs, sizes.recurring_pairs),
            reputations: Reputations::new(sizes.domains),
            places: Places::new(&sizes),
            flags: Flags::new(sizes.flagged_authors, sizes.flags),
            habits: Shards::new(|| Filter::new(share(sizes.habits), Care::Ordinary)),
            events: Shards::new(|| Filter::new(share(sizes.events), Care::High)),
            posts_a_day: Shards::new(|| Counts::daily(share(sizes.authors_a_day))),
            harm_a_day: Shards::new(|| Counts::daily(share(sizes.harming_authors))),
            posts_an_hour: Shards::new(|| Counts::hourly(share(sizes.posting_authors))),
            harm_an_hour: Shards::new(|| Counts::hourly(share(sizes.harming_authors))),
        }
    }

    /// The sizes it was made with.
    pub fn sizes(&self) -> CrowdSizes {
        self.sizes
    }

    /// Says what is known about the surroundings of a post, and remembers the post. Costs a microsecond or two.
    ///
    /// # Why is this not exact?
    /// The tables are bounded, and what is told late is told to tables that have moved on. The order of arrival changes who of
    /// two partners is noticed first; not that they are.
    pub fn resolve(&self, sighting: &Sighting<'_>) -> Surroundings {
        let at = seconds(sighting.at);
        let mut found = Surroundings::default();
        self.fetch_ahead(sighting, at);
        let ordinary = self.look_at_places(sighting, at, &mut found);
        self.look_at_domains(sighting, at, &ordinary, &mut found);
        self.look_at_company(sighting, at, &ordinary, &mut found);
        found
    }

    /// Begins to fetch what is known about an event and its author: for many that are resolved one after the other, so that they
    /// wait for memory together. Changes nothing else.
    pub(super) fn fetch_ahead_of(&self, tag: u64, author: u64, at: u32) {
        self.events.lock(tag).fetch_ahead(tag);
        self.posts_a_day.lock(author).fetch_ahead(author, at);
        let habit = posts(author);
        self.habits.lock(habit).fetch_ahead(habit);
    }

    /// Whether an event with this tag was told of within a day; from now on it was. Wrong once in a thousand at most.
    pub fn saw_event(&self, tag: u64, at: Timestamp) -> bool {
        self.events.lock(tag).saw(tag, seconds(at))
    }

    /// Whether an event with this tag was told of within a day, without telling of it.
    pub fn knows_event(&self, tag: u64, at: Timestamp) -> bool {
        self.events.lock(tag).knows(tag, seconds(at))
    }

    /// What a flag adds to the flags of its author, between 0 and the reliability of the reporter.
    ///
    /// A reporter counts once a day for each author. Flags of one minute and community, and of partners, count by the root of
    /// their number. A burst on harmless content counts nothing: the flag that reveals it answers with a negative number, which
    /// takes back what the flags before it were given.
    pub fn flag(&self, flag: &FlagSighting) -> f32 {
        self.flags.flag(flag, seconds(flag.at), &self.pairs)
    }

    /// Who flags harmless content in gangs. For moderators.
    pub fn brigades(&self) -> Vec<Brigade> {
        self.flags.brigades()
    }

    /// Who posts the same things at the same time as whom, most often first. For moderators.
    pub fn recurring_pairs(&self) -> Vec<Pair> {
        self.pairs.recurring()
    }

    /// The raids that last at `now`, the most surprising first.
    pub fn raids(&self, now: Timestamp) -> Vec<Raid> {
        self.places.raids(seconds(now))
    }

    /// Memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        let filters =
            [&self.habits, &self.events].map(|filter| filter.each().map(|part| part.bytes()).sum::<usize>());
        let counts = [&self.posts_a_day, &self.harm_a_day, &self.posts_an_hour, &self.harm_an_hour]
            .map(|counts| counts.each().map(|part| part.bytes()).sum::<usize>());
        self.clusters.bytes()
            + self.near_texts.bytes()
            + self.pairs.bytes()
            + self.reputations.bytes()
            + self.places.bytes()
            + self.flags.bytes()
            + filters.into_iter().chain(counts).sum::<usize>()
    }

    /// How often something was forgotten early because a table was full.
    pub fn evictions(&self) -> Evictions {
        let [first_sights, clusters, hot_clusters, doorkeeper] = self.clusters.evictions();
        let [pairs, recurring_pairs] = self.pairs.evictions();
        let [flagged_authors, flags] = self.flags.evictions();
        let filters = [&self.habits, &self.events].into_iter().flat_map(Shards::each);
        let days = filters.map(|part| part.early_rotations()).sum::<u64>() + doorkeeper + flags;
        Evictions {
            first_sights,
            clusters,
            hot_clusters,
            pairs,
            recurring_pairs,
            domains: self.reputations.evictions(),
            places: self.places.evictions(),
            flagged_authors,
            days,
        }
    }

    /// Drops an author from every list of names. Filters, maps and fingerprints name nobody and age out. Costs a walk through
    /// the tables.
    pub fn forget(&self, author: u64) {
        self.clusters.forget(author);
        self.pairs.forget(author);
        self.flags.forget(author);
    }

    /// Begins to fetch what a post will be compared with: a dozen look-ups that need not wait for one another.
    fn fetch_ahead(&self, sighting: &Sighting<'_>, at: u32) {
        let author = sighting.author;
        let here = place_of(sighting);
        self.posts_an_hour.lock(here).fetch_ahead(here, at);
        if let Some(thread) = sighting.thread {
            self.places.fetch_thread_ahead(thread);
        }
        let object = sighting.object.map(|object| Kind::Object.key(object));
        let links = sighting.links.iter().take(MOST_LINKS).map(|link| Kind::Link.key(*link));
        object.into_iter().chain(links).for_each(|cluster| self.clusters.fetch_ahead(cluster));
        if let Some(print) = sighting.print.filter(TextPrint::is_telling) {
            let text = Kind::Text.key(print.exact);
            self.clusters.fetch_ahead(text);
            let habit = says(author, text);
            self.habits.lock(habit).fetch_ahead(habit);
            print.simhash.into_iter().for_each(|simhash| self.near_texts.fetch_ahead(simhash));
        }
    }

    fn look_at_places(&self, sighting: &Sighting<'_>, at: u32, found: &mut Surroundings) -> Ordinary {
        let author = sighting.author;
        let harm = unit(sighting.harm);
        found.posts_today = u32::from(self.posts_a_day.lock(author).add(author, 1, at)) + 1;
        if harm > 0.0 {
            let before = self.harm_a_day.lock(author).add(author, units(harm), at);
            found.harm_today = f32::from(before) / HARM_UNIT + harm;
        }
        let here = place_of(sighting);
        let is_within_limit = self.posts_an_hour.lock(here).add(here, 1, at) < EVENTS_AN_HOUR;
        let counts = is_within_limit && !sighting.elevated;
        let burst_harm = self.within_an_hour(here, harm, at);
        let ordinary_harm = if counts { burst_harm } else { 0.0 };
        let posting = Posting { author, at, counts, ordinary_harm, burst_harm };

        if let Some(thread) = sighting.thread {
            self.places.fetch_thread_row_ahead(thread);
        }
        let unusual = Unusual(sighting.young || sighting.watched);
        let is_first_today = !self.is_habit(posts(author), at);
        let ordinary =
            self.places.visit_tenant(&posting, unit(sighting.spam), is_first_today.then_some(unusual));
        (found.tenant_rate, found.ordinary_rate) = (ordinary.harm, ordinary.harm);

        if let Some(community) = sighting.community {
            let (rate, raid) = self.places.visit_community(community, &posting, ordinary.harm);
            found.ordinary_rate = rate;
            let habit = mix(mix(author, community), purpose::HARM_IN_COMMUNITY);
            if harm > 0.0 && self.is_new_habit(habit, at) && raid.nats > found.raid {
                (found.raid, found.raid_size) = (raid.nats, raid.authors);
            }
        }
        if let Some(thread) = sighting.thread {
            found.ordinary_rate = self.places.visit_thread(thread, &posting, found.ordinary_rate);
        }
        if let Some(target) = sighting.target.filter(|target| harm > 0.0 && *target != author) {
            let both = mix(author, target);
            let blow = mix(both, purpose::BLOWS);
            found.same_target_this_hour = u32::from(self.harm_an_hour.lock(blow).add(blow, 1, at)) + 1;
            let burst_harm = self.within_an_hour(both, harm, at);
            let raid = self.places.visit_target(target, &Posting { burst_harm, ..posting });
            if self.is_new_habit(mix(both, purpose::HARM_AT_TARGET), at) && raid.nats > found.raid {
                (found.raid, found.raid_size) = (raid.nats, raid.authors);
            }
        }
        ordinary
    }

    fn look_at_domains(
        &self,
        sighting: &Sighting<'_>,
        at: u32,
        ordinary: &Ordinary,
        found: &mut Surroundings,
    ) {
        let author = sighting.author;
        found.links = f32::from(u8::from(!sighting.domains.is_empty() || !sighting.links.is_empty()));
        for (place, domain) in sighting.domains.iter().take(MOST_LINKS).enumerate() {
            if sighting.domains[..place].contains(domain) {
                continue;
            }
            let both = mix(mix(author, *domain), purpose::DOMAIN);
            let mention = Mention {
                author,
                at,
                young: sighting.young,
                // Nobody makes a reputation alone, good or bad.
                counted: self.posts_an_hour.lock(both).add(both, 1, at) == 0,
                spam: sighting.spam,
                ordinary_spam: ordinary.spam,
            };
            let reputation = self.reputations.mention(*domain, &mention);
            found.bad_links = found.bad_links.max(reputation.bad);
            let is_again = self.is_habit(both, at);
            if reputation.is_common {
                continue;
            }
            found.repeats = found.repeats.max(f32::from(u8::from(is_again)));
            let cluster = Kind::Domain.key(*domain);
            self.clusters.join(cluster, Kind::Domain, &visit(sighting, at, ordinary));
            if reputation.is_condemned_now {
                let others = self.clusters.others(cluster, at, author);
                found.late.extend(others.into_iter().map(|other| LateEvidence {
                    bad_links: 1.0,
                    ..late(other, mix(cluster, purpose::BAD_LINK))
                }));
            }
        }
    }

    fn look_at_company(
        &self,
        sighting: &Sighting<'_>,
        at: u32,
        ordinary: &Ordinary,
        found: &mut Surroundings,
    ) {
        let visit = visit(sighting, at, ordinary);
        let button = if sighting.repost { BUTTON } else { 1.0 };
        let judge = |key: u64, joined: &Joined, found: &mut Surroundings| {
            if joined.is_crowd && !joined.is_earliest {
                found.crowd = button;
            }
            let condemned = joined.condemned.iter();
            found.late.extend(
                condemned.map(|other| LateEvidence { crowd: 1.0, ..late(*other, mix(key, purpose::CROWD)) }),
            );
        };
        let mut company = Company::default();
        let mut join = |key: u64, kind: Kind| {
            let joined = self.clusters.join(key, kind, &visit);
            judge(key, &joined, found);
            for other in &joined.near {
                let own = if joined.is_earliest { 0.0 } else { button * credit(kind, other.at, at) };
                // Told of late: the other came after, and was not credited for it.
                let theirs = if other.at > at { credit(kind, at, other.at) } else { 0.0 };
                company.add(*other, key, own, theirs);
            }
        };
        // What is shared says more about a meeting than the words around it, so that it comes first.
        if let Some(object) = sighting.object {
            join(Kind::Object.key(object), Kind::Object);
        }
        for link in sighting.links.iter().take(MOST_LINKS) {
            join(Kind::Link.key(*link), Kind::Link);
        }
        if let Some(print) = sighting.print.filter(TextPrint::is_telling) {
            let text = self.text_key(&print, at);
            join(text, Kind::Text);
            found.duplicate = self.is_habit(says(sighting.author, text), at);
            found.repeats = found.repeats.max(f32::from(u8::from(found.duplicate)));
        }
        for partner in &company.partners {
            self.pairs.fetch_ahead(sighting.author, partner.other.author);
        }
        let mut shared_with_partners = Vec::new();
        for partner in &company.partners {
            if self.meet(partner, sighting.author, at, found) {
                shared_with_partners.extend(&partner.clusters);
            }
        }
        // A crowd of people who meet again and again is unusual, however old and quiet they are.
        shared_with_partners.sort_unstable();
        shared_with_partners.dedup();
        for key in shared_with_partners {
            judge(key, &self.clusters.mark(key, &visit), found);
        }
    }

    /// Whether the two had met before, over something else.
    fn meet(&self, partner: &Partner, author: u64, at: u32, found: &mut Surroundings) -> bool {
        let credit = if partner.own > 0.0 {
            Credit { author, coaction: partner.own }
        } else {
            Credit { author: partner.other.author, coaction: partner.theirs }
        };
        let authors = [author, partner.other.author];
        let clusters = &partner.clusters[..];
        let met = self.pairs.meet(&Meeting { authors, at, clusters, credit: Some(credit) });
        if !met.is_recurring {
            return false;
        }
        found.coaction = found.coaction.max(partner.own);
        let here = short(clusters[0]);
        if partner.own > 0.0 {
            self.is_habit(credited(author, here, day_of(at)), at);
        } else if partner.theirs > 0.0 {
            self.credit_late(credit, partner.other.at, here, at, found);
        }
        if let Some(owed) = met.owed {
            // The pair remembers the day; noon is wrong by half a day at most.
            let noon = u32::from(owed.day) * 86_400 + 43_200;
            self.credit_late(owed.credit, noon.min(at), owed.cluster, at, found);
        }
        true
    }

    /// Tells of coaction that was not known when it happened; once for each author and meeting, however many were there.
    fn credit_late(&self, credit: Credit, then: u32, cluster: u16, now: u32, found: &mut Surroundings) {
        let key = credited(credit.author, cluster, day_of(then));
        if credit.coaction > 0.0 && !self.is_habit(key, now) {
            let whom = Entry { author: credit.author, at: then };
            found.late.push(LateEvidence { coaction: credit.coaction, ..late(whom, key) });
        }
    }

    /// The cluster of a text: its own, or that of a text that is nearly the same.
    fn text_key(&self, print: &TextPrint, at: u32) -> u64 {
        let own = Kind::Text.key(print.exact);
        let Some(simhash) = print.simhash.filter(|_| !self.clusters.knows(own, at)) else { return own };
        self.near_texts.find_or_add(print, simhash, at).map_or(own, |exact| Kind::Text.key(exact))
    }

    /// As much of the harm as this author may still add here in this hour.
    fn within_an_hour(&self, here: u64, harm: f32, at: u32) -> f32 {
        if harm <= 0.0 {
            return 0.0;
        }
        let before = self.harm_an_hour.lock(here).add(here, units(harm), at);
        harm.min(1.0 - f32::from(before) / HARM_UNIT).max(0.0)
    }

    /// Whether the author did this before, today or yesterday; from now on they did.
    fn is_habit(&self, habit: u64, at: u32) -> bool {
        self.habits.lock(habit).saw(habit, at)
    }

    /// Whether the author did not do this on an earlier day. What they did a minute ago belongs to the same raid.
    fn is_new_habit(&self, habit: u64, at: u32) -> bool {
        let mut part = self.habits.lock(habit);
        part.saw(habit, at);
        !part.saw_on_an_earlier_day(habit)
    }
}

/// The author in a community, or in a thread where no community is named.
fn place_of(sighting: &Sighting<'_>) -> u64 {
    mix(sighting.author, sighting.community.or(sighting.thread).unwrap_or(0))
}

/// Those who posted the same things at nearly the same time.
#[derive(Default)]
struct Company {
    partners: Vec<Partner>,
}

struct Partner {
    other: Entry,
    /// What the author is credited with if the two have met before, and what the other is.
    own: f32,
    theirs: f32,
    clusters: Vec<u64>,
}

impl Company {
    fn add(&mut self, other: Entry, cluster: u64, own: f32, theirs: f32) {
        match self.partners.iter_mut().find(|partner| partner.other.author == other.author) {
            Some(partner) => {
                (partner.own, partner.theirs) = (partner.own.max(own), partner.theirs.max(theirs));
                partner.clusters.push(cluster);
            }
            None => self.partners.push(Partner { other, own, theirs, clusters: vec![cluster] }),
        }
    }
}

/// What it says about somebody that a partner posted the same just before.
fn credit(kind: Kind, partner_at: u32, at: u32) -> f32 {
    match at.checked_sub(partner_at) {
        Some(0..=TOGETHER) => 1.0,
        Some(..=SOON) if kind == Kind::Text => 0.5,
        Some(_) if kind == Kind::Text => 0.25,
        // The partner came later: it is for them to explain.
        _ => 0.0,
    }
}

/// That an author posts at all, as a habit.
fn posts(author: u64) -> u64 {
    mix(author, purpose::AUTHOR)
}

/// That an author says what makes this cluster, as a habit.
fn says(author: u64, text: u64) -> u64 {
    mix(mix(author, text), purpose::TEXT)
}

/// What an author was credited with, as a habit.
fn credited(author: u64, cluster: u16, day: u16) -> u64 {
    mix(mix(author, u64::from(cluster) << 16 | u64::from(day)), purpose::COACTION)
}

fn visit(sighting: &Sighting<'_>, at: u32, ordinary: &Ordinary) -> Visit {
    let unusual = sighting.young || sighting.watched;
    Visit { author: sighting.author, at, unusual, usual_share: ordinary.unusual }
}

fn late(whom: Entry, verdict: u64) -> LateEvidence {
    let at = Timestamp::from_unix_seconds(i64::from(whom.at));
    LateEvidence {
        author: whom.author,
        at,
        coaction: 0.0,
        crowd: 0.0,
        bad_links: 0.0,
        tag: mix(verdict, whom.author),
    }
}

/// Harm as it is counted, rounded up.
fn units(harm: f32) -> u8 {
    (harm * HARM_UNIT).ceil() as u8
}

/// A number from outside between 0 and 1; what is no number is 0.
fn unit(number: f32) -> f32 {
    if number.is_nan() { 0.0 } else { number.clamp(0.0, 1.0) }
}

/// The tables count seconds in 32 bits, which lasts until 2106.
fn seconds(at: Timestamp) -> u32 {
    u32::try_from(at.unix_seconds().max(0)).unwrap_or(u32::MAX)
}
