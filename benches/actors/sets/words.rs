//! Naive Bayes on words: what anybody would try first, and so what a protocol on texts has to reach.

use std::collections::{HashMap, HashSet};

/// Words of fewer authors say nothing about the next one.
const LEAST_AUTHORS: u32 = 2;

/// By word, how much more often it is in what bad authors write: natural logarithms of ratios.
pub(super) struct Words(HashMap<String, f64>);

#[derive(Default)]
struct Count {
    /// In texts of good and of bad authors.
    times: [f64; 2],
    authors: u32,
}

impl Words {
    /// Learns from the texts of each author, and whether they are bad. Each word is counted once more than it is there.
    pub(super) fn learn<'t>(authors: impl Iterator<Item = (Vec<&'t str>, bool)>) -> Words {
        let mut counts: HashMap<String, Count> = HashMap::new();
        for (texts, is_bad) in authors {
            let mut seen = HashSet::new();
            for word in texts.iter().flat_map(|text| words_of(text)) {
                let count = counts.entry(word.clone()).or_default();
                count.times[usize::from(is_bad)] += 1.0;
                count.authors += u32::from(seen.insert(word));
            }
        }
        counts.retain(|_, count| count.authors >= LEAST_AUTHORS);
        let total = |side: usize| counts.values().map(|count| count.times[side] + 1.0).sum::<f64>();
        let totals = [total(0), total(1)];
        let ratio = |count: &Count| {
            ((count.times[1] + 1.0) / totals[1]).ln() - ((count.times[0] + 1.0) / totals[0]).ln()
        };
        Words(counts.iter().map(|(word, count)| (word.clone(), ratio(count))).collect())
    }

    /// How much likelier a bad author writes this than a good one, as a natural logarithm.
    pub(super) fn log_odds(&self, text: &str) -> f64 {
        words_of(text).filter_map(|word| self.0.get(&word)).sum()
    }
}

/// Letters and digits that stand together, at least two of them.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|ch: char| !ch.is_alphanumeric() && ch != '_');
    words.filter(|word| word.chars().nth(1).is_some()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_bad_authors_tell_and_words_of_one_author_do_not() {
        let authors = [
            (vec!["Buy it now", "now or never"], true),
            (vec!["buy more", "once"], true),
            (vec!["the moss is more green"], false),
            (vec!["the moss grows"], false),
        ];
        let words = Words::learn(authors.into_iter());
        assert!(words.log_odds("buy") > 0.5 && words.log_odds("the moss") < -1.0);
        assert_eq!(words.log_odds("once, never: a b c"), 0.0, "of one author, unknown, or of one letter");
        assert!(words.log_odds("more").abs() < 0.5);
    }
}
