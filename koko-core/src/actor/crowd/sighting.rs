//! What the tables are told, and what they answer. Keyed hashes and numbers; never text, never a name.

use super::print::TextPrint;
use crate::clock::Timestamp;

/// One post, as far as it concerns anybody but its author.
#[derive(Debug, Clone, Copy)]
pub struct Sighting<'s> {
    /// Who.
    pub author: u64,
    /// When.
    pub at: Timestamp,
    /// What the text looks like.
    pub print: Option<TextPrint>,
    /// What is shared: a post, a video, a page.
    pub object: Option<u64>,
    /// Addresses that the text links to; see [`Links`](super::Links).
    pub links: &'s [u64],
    /// Their registrable domains.
    pub domains: &'s [u64],
    /// Where.
    pub community: Option<u64>,
    /// In which discussion.
    pub thread: Option<u64>,
    /// Who is addressed.
    pub target: Option<u64>,
    /// The largest harm of any family, 0 to 1.
    pub harm: f32,
    /// The harm of spam, 0 to 1.
    pub spam: f32,
    /// The platform's own button for sharing: everybody uses it, so it says little.
    pub repost: bool,
    /// The account is younger than seven days.
    pub young: bool,
    /// The author stands at Watch or above.
    pub watched: bool,
    /// The author stands at Elevated or above: what they do is no measure of what is ordinary.
    pub elevated: bool,
}

impl Sighting<'_> {
    /// A post about which nothing but this is known.
    pub const fn new(author: u64, at: Timestamp) -> Self {
        Sighting {
            author,
            at,
            print: None,
            object: None,
            links: &[],
            domains: &[],
            community: None,
            thread: None,
            target: None,
            harm: 0.0,
            spam: 0.0,
            repost: false,
            young: false,
            watched: false,
            elevated: false,
        }
    }
}

/// What the tables say about a post. All zero where nothing is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Surroundings {
    /// The ordinary share of harm where it was said, before this post: 0.002 to 0.20.
    pub ordinary_rate: f32,
    /// The same for the tenant as a whole.
    pub tenant_rate: f32,
    /// Posted what a recurring partner had posted: 1 within a minute; the same text ½ within the hour, ¼ within six; a quarter
    /// of that by button.
    pub coaction: f32,
    /// Posted what an unusual crowd posts, one of new or watched accounts or of recurring partners: 1, by button ¼.
    pub crowd: f32,
    /// The author's own text or domain again within a day: 1.
    pub repeats: f32,
    /// Has a link: 1.
    pub links: f32,
    /// How bad the reputation of the worst domain is: 0 to 1, and ½ more if new accounts swarm to a new domain.
    pub bad_links: f32,
    /// The how many-th post of this author on this day, wherever; at most 256.
    pub posts_today: u32,
    /// The harm in them so far, with this one; 0 if this is harmless. At most 17.
    pub harm_today: f32,
    /// The how many-th harmful post of this author at this target in this hour; 0 if it is not one.
    pub same_target_this_hour: u32,
    /// The author has posted this text before, within a day.
    pub duplicate: bool,
    /// Harm at somebody, or somewhere, that many others harm at this moment, from an author who did not do so before: 0 to 1 nat.
    /// Passing: to be used for this answer, not to be stored.
    pub raid: f32,
    /// How many authors take part.
    pub raid_size: u32,
    /// What has just become known about posts of others.
    pub late: Vec<LateEvidence>,
}

/// A correction for somebody else: they took part in what has just been recognised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LateEvidence {
    /// Whom it concerns.
    pub author: u64,
    /// When they did it.
    pub at: Timestamp,
    /// What is added to their `coaction`.
    pub coaction: f32,
    /// What is added to their `crowd`.
    pub crowd: f32,
    /// What is added to their `bad_links`.
    pub bad_links: f32,
    /// Names the correction: the same one twice counts once.
    pub tag: u64,
}

/// Somebody reported an author.
#[derive(Debug, Clone, Copy)]
pub struct FlagSighting {
    /// Who reported.
    pub reporter: u64,
    /// Who was reported.
    pub author: u64,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub community: Option<u64>,
    /// The harm that was found in what was reported, 0 to 1; nothing if it is not known.
    pub harm: Option<f32>,
    /// How far the reporter is to be believed, 0 to 1.
    pub reliability: f32,
}

/// Two authors who posted the same things at the same time, more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Both, the smaller number first.
    pub authors: [u64; 2],
    /// In how many texts, links or objects they met.
    pub clusters: u32,
    /// When they last met.
    pub last: Timestamp,
}

/// Where a raid goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RaidOn {
    /// Against one account.
    Target(u64),
    /// Into one community.
    Community(u64),
}

/// Many authors who do harm in one place at one time, far more than usual there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raid {
    /// Where.
    pub on: RaidOn,
    /// When it was recognised.
    pub since: Timestamp,
    /// About how many authors take part.
    pub authors: u32,
    /// The improbability of that much harm on an ordinary day, as powers of ten.
    pub surprise: f32,
}

/// Reporters who flagged an author for harmless things, all at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brigade {
    /// Who was flagged.
    pub author: u64,
    /// When it was recognised.
    pub since: Timestamp,
    /// Who flagged; the latest sixteen.
    pub reporters: Vec<u64>,
}

/// How often something was forgotten early because a table was full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evictions {
    /// Things seen once within the hour.
    pub first_sights: u64,
    /// Things posted by several people.
    pub clusters: u64,
    /// Long lists of who joined a cluster.
    pub hot_clusters: u64,
    /// Pairs of people who met once.
    pub pairs: u64,
    /// Pairs of people who met again.
    pub recurring_pairs: u64,
    /// Reputations of domains.
    pub domains: u64,
    /// Communities, threads and targets.
    pub places: u64,
    /// Authors who were flagged.
    pub flagged_authors: u64,
    /// Whole days of a filter.
    pub days: u64,
}
