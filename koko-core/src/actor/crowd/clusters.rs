//! Who posted the same text, link or object, and when.
//!
//! A thing seen once waits in a small row; only what comes again gets a cluster. The doorkeeper knows for a day or two that
//! something came before, also when its small row is gone.

use super::filter::{Care, Filter};
use super::hash::mix;
use super::ring::{Entry, Ring};
use super::shards::{Shards, share};
use super::sizes::CrowdSizes;
use super::stored::stored_fields;
use super::surprise::{bit_of, distinct};
use super::table::Table;

const HOUR: u32 = 3_600;
/// Within so long the same text is no accident between two who met before.
const SAME_WORDS: u32 = 6 * HOUR;
/// How long a cluster is remembered after its last post.
const KEPT_FOR: u32 = 48 * HOUR;
/// From how many authors on a cluster is a crowd.
const CROWD_AUTHORS: f32 = 5.0;
/// Which share of them must be new or watched, and how many times the share of the tenant.
const CROWD_SHARE: f32 = 0.30;
const CROWD_TIMES_USUAL: f32 = 3.0;
/// How many authors of a condemned cluster are told about late.
const LATE_AUTHORS: usize = 8;

/// What its members have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Link,
    Text,
    /// Only to know who posted a domain lately: two people who share a domain have not met.
    Domain,
}

impl Kind {
    /// The key of the cluster for this hash.
    pub(super) fn key(self, hash: u64) -> u64 {
        mix(hash, 20 + self as u64)
    }

    /// How long after one another two authors may post it and have met.
    pub(super) fn window(self) -> Option<u32> {
        match self {
            Kind::Text => Some(SAME_WORDS),
            // Whatever is worth sharing is shared by many within an hour.
            Kind::Object | Kind::Link => Some(60),
            Kind::Domain => None,
        }
    }
}

/// Somebody posts it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visit {
    pub(super) author: u64,
    pub(super) at: u32,
    /// New or watched, or here with somebody they met before.
    pub(super) unusual: bool,
    /// The share of such authors in the tenant.
    pub(super) usual_share: f32,
}

/// What was found when somebody joined a cluster.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// Nobody posted it before this author.
    pub(super) is_earliest: bool,
    /// Authors who posted it within the window of its kind, before or after.
    pub(super) near: Vec<Entry>,
    pub(super) is_crowd: bool,
    /// If it became a crowd this moment: the others who were in it.
    pub(super) condemned: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, Default)]
struct FirstSight {
    author: u64,
    first_at: u32,
    last_at: u32,
    unusual: bool,
}
stored_fields!(FirstSight { author, first_at, last_at, unusual });

#[derive(Clone, Copy, Default)]
struct Cluster {
    first_author: u64,
    first_at: u32,
    authors: u64,
    unusual: u64,
    newest: Ring<8>,
    is_hot: bool,
    is_condemned: bool,
}
stored_fields!(Cluster { first_author, first_at, authors, unusual, newest, is_hot, is_condemned });

/// Every cluster of the tenant.
pub(super) struct Clusters {
    parts: Shards<Part>,
}

struct Part {
    first_sights: Table<FirstSight>,
    doorkeeper: Filter,
    clusters: Table<Cluster>,
    hot: Table<Ring<64>>,
}

impl Clusters {
    pub(super) fn new(sizes: &CrowdSizes) -> Clusters {
        Clusters {
            parts: Shards::new(|| Part {
                first_sights: Table::new(share(sizes.first_sights), SAME_WORDS),
                doorkeeper: Filter::new(share(sizes.doorkeeper), Care::Ordinary),
                clusters: Table::new(share(sizes.clusters), KEPT_FOR),
                hot: Table::new(share(sizes.hot_clusters), KEPT_FOR),
            }),
        }
    }

    /// Whether this was seen before, as the only one of its kind or in a cluster.
    pub(super) fn knows(&self, key: u64, at: u32) -> bool {
        let part = self.parts.lock(key);
        part.clusters.peek(key, at).is_some() || part.first_sights.peek(key, at).is_some()
    }

    /// Begins to fetch what [`Clusters::join`] will look at first.
    pub(super) fn fetch_ahead(&self, key: u64) {
        let part = self.parts.lock(key);
        part.clusters.fetch_ahead(key);
        part.first_sights.fetch_ahead(key);
        part.doorkeeper.fetch_ahead(key);
    }

    /// Adds a visit, and tells whom it met.
    pub(super) fn join(&self, key: u64, kind: Kind, visit: &Visit) -> Joined {
        self.parts.lock(key).join(key, kind, visit)
    }

    /// Marks a member as unusual who was not known to be when joining; what the cluster is then.
    pub(super) fn mark(&self, key: u64, visit: &Visit) -> Joined {
        let mut part = self.parts.lock(key);
        let Some(cluster) = part.clusters.get(key, visit.at) else { return Joined::default() };
        let became_crowd = cluster.note_and_judge(&Visit { unusual: true, ..*visit });
        cluster.joined(visit, became_crowd, Vec::new())
    }

    /// The authors who posted it lately, but for one.
    pub(super) fn others(&self, key: u64, at: u32, author: u64) -> Vec<Entry> {
        let part = self.parts.lock(key);
        let cluster = part.clusters.peek(key, at);
        cluster.map_or_else(Vec::new, |cluster| {
            cluster.newest.iter().filter(|entry| entry.author != author).collect()
        })
    }

    pub(super) fn forget(&self, author: u64) {
        for mut part in self.parts.each() {
            part.first_sights.retain(|_, sight| sight.author != author);
            part.clusters.retain(|_, cluster| {
                cluster.newest.forget(author);
                if cluster.first_author == author {
                    cluster.first_author = 0;
                }
                true
            });
            part.hot.retain(|_, ring| {
                ring.forget(author);
                true
            });
        }
    }

    /// Evictions of first sights, clusters and long rings, and days that the doorkeeper forgot early.
    pub(super) fn evictions(&self) -> [u64; 4] {
        self.parts.each().fold([0; 4], |sum, part| {
            let own = [
                part.first_sights.evictions(),
                part.clusters.evictions(),
                part.hot.evictions(),
                part.doorkeeper.early_rotations(),
            ];
            std::array::from_fn(|place| sum[place] + own[place])
        })
    }

    pub(super) fn bytes(&self) -> usize {
        let bytes = |part: &Part| {
            part.first_sights.bytes() + part.doorkeeper.bytes() + part.clusters.bytes() + part.hot.bytes()
        };
        self.parts.each().map(|part| bytes(&part)).sum()
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        for part in self.parts.each() {
            part.first_sights.save(out);
            part.doorkeeper.save(out);
            part.clusters.save(out);
            part.hot.save(out);
        }
    }

    pub(super) fn load(&self, input: &mut &[u8]) -> Option<()> {
        for mut part in self.parts.each() {
            part.first_sights.load(input)?;
            part.doorkeeper.load(input)?;
            part.clusters.load(input)?;
            part.hot.load(input)?;
        }
        Some(())
    }
}

impl Part {
    fn join(&mut self, key: u64, kind: Kind, visit: &Visit) -> Joined {
        if self.clusters.peek(key, visit.at).is_none() && !self.open(key, visit) {
            return Joined { is_earliest: true, ..Joined::default() };
        }
        let cluster = self.clusters.row(key, visit.at);
        let mut near = Vec::new();
        if let Some(window) = kind.window() {
            let is_near =
                |other: &Entry| other.author != visit.author && other.at.abs_diff(visit.at) <= window;
            let long = if cluster.is_hot { self.hot.get(key, visit.at) } else { None };
            match long {
                Some(long) => near.extend(long.iter().filter(is_near)),
                None => near.extend(cluster.newest.iter().filter(is_near)),
            }
        }
        let entry = Entry { author: visit.author, at: visit.at };
        let before = cluster.newest;
        let lost = cluster.newest.add(entry);
        let is_lost_early =
            lost.is_some_and(|lost| kind.window().is_some_and(|window| lost.at.abs_diff(visit.at) <= window));
        if cluster.is_hot || is_lost_early {
            cluster.is_hot = true;
            let long = self.hot.row(key, visit.at);
            if long.is_empty() {
                before.iter().for_each(|entry| {
                    long.add(entry);
                });
            }
            long.add(entry);
        }
        if visit.at < cluster.first_at {
            (cluster.first_author, cluster.first_at) = (visit.author, visit.at);
        }
        let became_crowd = cluster.note_and_judge(visit);
        cluster.joined(visit, became_crowd, near)
    }

    /// Makes a cluster of what is seen again. Whether it did.
    fn open(&mut self, key: u64, visit: &Visit) -> bool {
        if let Some(sight) = self.first_sights.get(key, visit.at) {
            if sight.author == visit.author {
                sight.first_at = sight.first_at.min(visit.at);
                sight.last_at = sight.last_at.max(visit.at);
                return false;
            }
            let first = *sight;
            self.first_sights.remove(key);
            let cluster = self.clusters.row(key, visit.at);
            cluster.first_author = first.author;
            cluster.first_at = first.first_at;
            cluster.note(first.author, first.unusual);
            cluster.newest.add(Entry { author: first.author, at: first.last_at });
            return true;
        }
        if self.doorkeeper.saw(key, visit.at) {
            // Somebody posted it longer ago than a first sight lasts: who, is not known any more.
            *self.clusters.row(key, visit.at) = Cluster::default();
            return true;
        }
        let (author, at) = (visit.author, visit.at);
        *self.first_sights.row(key, at) =
            FirstSight { author, first_at: at, last_at: at, unusual: visit.unusual };
        false
    }
}

impl Cluster {
    fn note(&mut self, author: u64, unusual: bool) {
        self.authors |= bit_of(author);
        self.unusual |= if unusual { bit_of(author) } else { 0 };
    }

    /// Counts the author; whether this made the cluster a crowd.
    fn note_and_judge(&mut self, visit: &Visit) -> bool {
        self.note(visit.author, visit.unusual);
        self.is_crowd(visit.usual_share) && !std::mem::replace(&mut self.is_condemned, true)
    }

    fn joined(&self, visit: &Visit, became_crowd: bool, near: Vec<Entry>) -> Joined {
        Joined {
            is_earliest: self.first_author == visit.author,
            near,
            is_crowd: self.is_crowd(visit.usual_share),
            condemned: if became_crowd { self.others(visit.author) } else { Vec::new() },
        }
    }

    fn is_crowd(&self, usual_share: f32) -> bool {
        let authors = distinct(self.authors);
        let share = distinct(self.unusual) / authors.max(1.0);
        authors.round() >= CROWD_AUTHORS && share >= CROWD_SHARE.max(CROWD_TIMES_USUAL * usual_share)
    }

    /// The latest authors but for one, and but for the earliest: who was copied did nothing.
    fn others(&self, author: u64) -> Vec<Entry> {
        let others = self.newest.iter().filter(|entry| ![author, self.first_author].contains(&entry.author));
        others.take(LATE_AUTHORS).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const START: u32 = 1_700_000_000;

    fn small() -> CrowdSizes {
        CrowdSizes {
            clusters: 512,
            first_sights: 512,
            doorkeeper: 1_024,
            hot_clusters: 512,
            ..CrowdSizes::default()
        }
    }

    fn visit(author: u64, at: u32) -> Visit {
        Visit { author, at: START + at, unusual: false, usual_share: 0.05 }
    }

    fn near(joined: &Joined) -> Vec<u64> {
        let mut authors: Vec<u64> = joined.near.iter().map(|entry| entry.author).collect();
        authors.sort_unstable();
        authors
    }

    #[test]
    fn the_first_partner_is_known_at_the_second_sight_and_forgotten_after_its_hour() {
        for (later, kind, partners) in [
            (60, Kind::Object, vec![1]),
            (61, Kind::Object, vec![]),
            (SAME_WORDS, Kind::Text, vec![1]),
            (SAME_WORDS + 1, Kind::Text, vec![]),
            (10, Kind::Domain, vec![]),
        ] {
            let clusters = Clusters::new(&small());
            let first = clusters.join(7, kind, &visit(1, 0));
            assert!(first.is_earliest && first.near.is_empty());
            let second = clusters.join(7, kind, &visit(2, later));
            assert_eq!(near(&second), partners, "{kind:?} after {later} s");
            assert!(!second.is_earliest);
        }
    }

    #[test]
    fn the_earliest_is_who_posted_first_not_who_arrived_first() {
        let clusters = Clusters::new(&small());
        clusters.join(7, Kind::Text, &visit(1, 100));
        assert!(clusters.join(7, Kind::Text, &visit(2, 50)).is_earliest);
        assert!(!clusters.join(7, Kind::Text, &visit(1, 110)).is_earliest);
        assert!(clusters.join(7, Kind::Text, &visit(2, 120)).is_earliest, "and stays it");
    }

    #[test]
    fn a_cluster_that_many_join_at_once_remembers_sixty_four() {
        let clusters = Clusters::new(&small());
        (0..40).for_each(|author| {
            clusters.join(7, Kind::Object, &visit(100 + author, author as u32));
        });
        assert_eq!(near(&clusters.join(7, Kind::Object, &visit(1, 45))), (100..140).collect::<Vec<_>>());
    }

    #[test]
    fn everything_is_forgotten_after_two_days() {
        let clusters = Clusters::new(&small());
        clusters.join(7, Kind::Text, &visit(1, 0));
        clusters.join(7, Kind::Text, &visit(2, 1));
        assert_eq!(clusters.others(7, START + 10, 9).len(), 2);
        let later = 48 * HOUR + 2;
        assert!(clusters.others(7, START + later, 9).is_empty());
        assert!(clusters.join(7, Kind::Text, &visit(3, later)).is_earliest);
    }

    #[test]
    fn members_who_turn_out_to_know_each_other_make_a_crowd_of_many() {
        let clusters = Clusters::new(&small());
        (0..8).for_each(|author| {
            clusters.join(7, Kind::Text, &visit(author + 1, author as u32));
        });
        let marked = [8, 7, 6, 5].map(|author| clusters.mark(7, &visit(author, 10)));
        assert_eq!(marked.each_ref().map(|marked| marked.is_crowd), [false, false, true, true]);
        assert!(marked[2].condemned.len() > 4 && marked[3].condemned.is_empty(), "told of once");
        assert!(!clusters.mark(8, &visit(1, 10)).is_crowd, "no such cluster");
    }

    #[test]
    fn a_crowd_needs_unusual_members_and_more_of_them_than_there_are_anyway() {
        let crowd = |unusual: u64, all: u64, usual_share: f32| {
            let clusters = Clusters::new(&small());
            let join = |author: u64| {
                clusters.join(
                    7,
                    Kind::Text,
                    &Visit { unusual: author < unusual, usual_share, ..visit(author + 1, author as u32) },
                )
            };
            (0..all).map(join).map(|joined| joined.is_crowd).collect::<Vec<_>>().ends_with(&[true])
        };
        assert!(crowd(3, 8, 0.05));
        assert!(!crowd(2, 20, 0.05), "one in ten is nothing unusual");
        assert!(!crowd(3, 8, 0.20), "where every fifth is new, a third is too few");
        assert!(!crowd(3, 3, 0.05), "three are no crowd");
    }

    proptest! {
        #[test]
        fn its_tables_stay_within_their_bounds(keys in proptest::collection::vec(any::<u64>(), 1..3_000)) {
            let clusters = Clusters::new(&small());
            let limit = 2 * (512 + 16 * 64) * 400 + 512 * 800 * 4;
            for (count, key) in keys.iter().enumerate() {
                for author in 1..4 {
                    clusters.join(*key, Kind::Text, &visit(author, count as u32));
                }
            }
            prop_assert!(clusters.bytes() <= limit, "{}", clusters.bytes());
        }
    }
}
