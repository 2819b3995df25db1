//! How large the tables may become.

use super::stored::Stored;

/// Rows, or keys, for each table. What is full forgets what was used least recently, and counts that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CrowdSizes {
    /// Texts, links and objects seen once within the hour.
    pub first_sights: usize,
    /// Texts, links and objects of one day, also those that nobody posts again.
    pub doorkeeper: usize,
    /// Who posted what and where on one day.
    pub habits: usize,
    /// Texts, links and objects posted by several people.
    pub clusters: usize,
    /// Clusters that so many join that eight names are not enough.
    pub hot_clusters: usize,
    /// Texts among which near duplicates are found.
    pub near_texts: usize,
    /// Pairs of people who met once.
    pub pairs: usize,
    /// Pairs of people who met again elsewhere.
    pub recurring_pairs: usize,
    /// Domains with a reputation.
    pub domains: usize,
    /// Communities with an ordinary rate.
    pub communities: usize,
    /// Threads with an ordinary rate.
    pub threads: usize,
    /// People who are addressed.
    pub targets: usize,
    /// Authors whose events of one day are counted.
    pub authors_a_day: usize,
    /// Authors whose events of one hour are counted.
    pub posting_authors: usize,
    /// Authors whose harmful events of one hour, and of one day, are counted.
    pub harming_authors: usize,
    /// Events of one day that are recognised when they come again.
    pub events: usize,
    /// Authors who were flagged lately.
    pub flagged_authors: usize,
    /// Flags of one day.
    pub flags: usize,
}

impl Default for CrowdSizes {
    /// For Koko inside another program: some tens of millions of events a month, about 70 MB if every table is full.
    fn default() -> Self {
        CrowdSizes {
            first_sights: 1 << 17,
            doorkeeper: 1 << 20,
            habits: 1 << 21,
            clusters: 1 << 17,
            hot_clusters: 1 << 10,
            near_texts: 1 << 16,
            pairs: 1 << 20,
            recurring_pairs: 1 << 16,
            domains: 1 << 16,
            communities: 1 << 14,
            threads: 1 << 15,
            targets: 1 << 15,
            authors_a_day: 1 << 18,
            posting_authors: 1 << 17,
            harming_authors: 1 << 15,
            events: 1 << 20,
            flagged_authors: 1 << 13,
            flags: 1 << 16,
        }
    }
}

impl CrowdSizes {
    /// The sizes in the order in which a snapshot lists them.
    fn numbers(&mut self) -> [&mut usize; 18] {
        let CrowdSizes {
            first_sights,
            doorkeeper,
            habits,
            clusters,
            hot_clusters,
            near_texts,
            pairs,
            recurring_pairs,
            domains,
            communities,
            threads,
            targets,
            authors_a_day,
            posting_authors,
            harming_authors,
            events,
            flagged_authors,
            flags,
        } = self;
        [
            first_sights,
            doorkeeper,
            habits,
            clusters,
            hot_clusters,
            near_texts,
            pairs,
            recurring_pairs,
            domains,
            communities,
            threads,
            targets,
            authors_a_day,
            posting_authors,
            harming_authors,
            events,
            flagged_authors,
            flags,
        ]
    }

    /// For a hundred million events a day: about 2.7 GB if every table is full.
    pub const fn hundred_million_a_day() -> Self {
        CrowdSizes {
            first_sights: 8_000_000,
            doorkeeper: 80_000_000,
            habits: 120_000_000,
            clusters: 5_000_000,
            hot_clusters: 50_000,
            near_texts: 1 << 20,
            pairs: 16_000_000,
            recurring_pairs: 1_000_000,
            domains: 1_000_000,
            communities: 250_000,
            threads: 1_000_000,
            targets: 750_000,
            authors_a_day: 24_000_000,
            posting_authors: 8_000_000,
            harming_authors: 500_000,
            events: 100_000_000,
            flagged_authors: 200_000,
            flags: 2_000_000,
        }
    }
}

impl Stored for CrowdSizes {
    fn put(&self, out: &mut Vec<u8>) {
        (*self).clone().numbers().into_iter().for_each(|size| (*size as u64).put(out));
    }

    fn take(input: &mut &[u8]) -> Option<Self> {
        let mut sizes = CrowdSizes::default();
        for size in sizes.numbers() {
            *size = usize::try_from(u64::take(input)?).ok()?;
        }
        Some(sizes)
    }
}
