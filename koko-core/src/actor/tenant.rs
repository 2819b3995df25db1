//! What is ordinary in a tenant: which family makes up how much of the harm, and how authors are spread over totals.
//!
//! Approximate: nobody's record depends on it, only what a standing is compared with.

use parking_lot::Mutex;

use super::crowd::stored::Stored;
use super::signals::Context;
use crate::labels::Family;

const FAMILIES: usize = Family::ALL.len();
const BINS: usize = 256;
/// The histograms reach from −LIMIT to +LIMIT.
const LIMIT_MN: i32 = 8_000;
/// After so many seconds an author counts half.
const HALF_LIFE: f64 = 30.0 * 86_400.0;
/// Fewer posts say nothing about how harm is spread.
const ENOUGH_POSTS: f64 = 10_000.0;
/// Beyond these the old ones are forgotten by halves.
const MOST_POSTS: f64 = 2_000_000.0;
/// Fewer authors say nothing about where one stands among them.
const ENOUGH_AUTHORS: f32 = 100.0;
/// Weights may grow this far before everything is brought down again.
const LARGEST_WEIGHT: f64 = 1e9;

#[derive(Default)]
pub(super) struct Tenant(Mutex<Counts>);

struct Counts {
    posts: f64,
    harm: [f64; FAMILIES],
    histograms: [[f32; BINS]; FAMILIES],
    /// Weight 1 of the histograms is one author at this time.
    landmark: u32,
}

impl Default for Counts {
    fn default() -> Self {
        Counts { posts: 0.0, harm: [0.0; FAMILIES], histograms: [[0.0; BINS]; FAMILIES], landmark: 0 }
    }
}

impl Tenant {
    /// Counts a post.
    pub(super) fn posted(&self, harm: &[f32]) {
        let mut counts = self.0.lock();
        counts.posts += 1.0;
        counts.harm.iter_mut().zip(harm).for_each(|(sum, harm)| *sum += f64::from(*harm));
        if counts.posts > MOST_POSTS {
            counts.posts /= 2.0;
            counts.harm.iter_mut().for_each(|sum| *sum /= 2.0);
        }
    }

    /// Counts an author, who stands so in each family.
    pub(super) fn stands(&self, totals_mn: &[i32; FAMILIES], at: u32) {
        let mut counts = self.0.lock();
        if counts.landmark == 0 {
            counts.landmark = at;
        }
        let weight = ((f64::from(at) - f64::from(counts.landmark)) / HALF_LIFE).exp2();
        if weight > LARGEST_WEIGHT {
            counts.histograms.iter_mut().flatten().for_each(|count| *count /= weight as f32);
            counts.landmark = at;
        }
        let weight = weight.min(LARGEST_WEIGHT) as f32;
        for (histogram, total) in counts.histograms.iter_mut().zip(totals_mn) {
            histogram[bin(*total)] += weight;
        }
    }

    /// What every signal should know of the tenant.
    pub(super) fn context(&self) -> Context {
        let counts = self.0.lock();
        if counts.posts < ENOUGH_POSTS {
            return Context::default();
        }
        let all: f64 = counts.harm.iter().sum();
        // One of each family, so that one that never occurs has a share, too.
        let share = |harm: f64| ((harm + 1.0) / (all + FAMILIES as f64)) as f32;
        Context { shares: counts.harm.map(share), ..Context::default() }
    }

    /// Which share of the authors stands below this total; nothing until enough were seen.
    pub(super) fn percentile(&self, family: Family, total_mn: i32, at: u32) -> Option<f32> {
        let counts = self.0.lock();
        let histogram = &counts.histograms[family as usize];
        let all = weight_of(histogram);
        // What one author who is counted now would add.
        let one = ((f64::from(at) - f64::from(counts.landmark)) / HALF_LIFE).exp2() as f32;
        if all == 0.0 || all < ENOUGH_AUTHORS * one {
            return None;
        }
        let own = bin(total_mn);
        let below = weight_of(&histogram[..own]);
        Some(((below + histogram[own] / 2.0) / all).clamp(0.0, 1.0))
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        let counts = self.0.lock();
        counts.posts.put(out);
        counts.harm.put(out);
        counts.histograms.iter().for_each(|histogram| histogram.put(out));
        counts.landmark.put(out);
    }

    /// Takes over what another one has saved.
    pub(super) fn load(&self, input: &mut &[u8]) -> Option<()> {
        let (posts, harm) = (f64::take(input)?, <[f64; FAMILIES]>::take(input)?);
        let mut histograms = [[0.0; BINS]; FAMILIES];
        for histogram in &mut histograms {
            *histogram = Stored::take(input)?;
        }
        *self.0.lock() = Counts { posts, harm, histograms, landmark: u32::take(input)? };
        Some(())
    }
}

/// All authors in some bins. In columns, whose sums need not wait for each other.
fn weight_of(bins: &[f32]) -> f32 {
    let (rows, rest) = bins.as_chunks::<16>();
    let mut columns = [0.0; 16];
    for row in rows {
        columns.iter_mut().zip(row).for_each(|(column, bin)| *column += bin);
    }
    columns.iter().chain(rest).sum()
}

fn bin(total_mn: i32) -> usize {
    let from_left = (total_mn.clamp(-LIMIT_MN, LIMIT_MN) + LIMIT_MN) as usize;
    (from_left * BINS / (2 * LIMIT_MN as usize)).min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_family_is_half_of_all_harm_until_enough_was_seen() {
        let tenant = Tenant::default();
        for number in 0..10_000 {
            assert_eq!(tenant.context().shares, [0.5; FAMILIES], "{number}");
            tenant.posted(&[0.0, 0.0, 0.0, 0.0, 0.1, 0.0]);
        }
        let shares = tenant.context().shares;
        assert!(shares[Family::Spam as usize] > 0.98 && shares[Family::Hate as usize] > 0.0, "{shares:?}");
    }

    #[test]
    fn an_author_is_placed_among_the_others() {
        let tenant = Tenant::default();
        let at = |number: u32| 1_700_000_000 + number * 864;
        for number in 0..1_000_u32 {
            if number < 100 {
                assert_eq!(tenant.percentile(Family::Hate, 0, at(number)), None);
            }
            tenant.stands(&[-4_000 + number as i32; FAMILIES], at(number));
        }
        let percentile = |total| tenant.percentile(Family::Hate, total, at(1_000)).unwrap();
        assert!(percentile(-5_000) == 0.0 && percentile(5_000) == 1.0);
        assert!((percentile(-3_500) - 0.5).abs() < 0.1, "{}", percentile(-3_500));
    }
}
