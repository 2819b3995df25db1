//! Deltas for measuring the steps behind the resolving, taken out of receipts: the only place where a host meets one.

use koko_core::actor::{Delta, Posted};
use koko_core::clock::Timestamp;

use super::trial::{Trial, actor, community, scored};
use koko_core::actor::{CrowdSizes, Parameters};

/// Bytes of a receipt in front of the delta, and behind it.
const KEY: usize = 16;
const SEAL: usize = 16;

/// What an insult at somebody changes.
pub fn harmful(at: u32) -> Delta {
    let post = Posted {
        target: Some(actor("mara")),
        community: Some(community("arena")),
        scores: scored("insult", 0.9),
        ..Posted::new(actor("rook"), Timestamp::from_unix_seconds(i64::from(at)))
    };
    of(post)
}

/// What a harmless post changes.
pub fn harmless(at: u32) -> Delta {
    of(Posted::new(actor("rook"), Timestamp::from_unix_seconds(i64::from(at))))
}

fn of(post: Posted) -> Delta {
    let trial = Trial::new(Parameters::default(), CrowdSizes::default(), post.at.unix_seconds());
    let receipt = trial.post(post).receipt.expect("a post has a receipt").to_string();
    let bytes: Vec<u8> = (0..receipt.len())
        .step_by(2)
        .map(|place| u8::from_str_radix(&receipt[place..place + 2], 16).expect("hexadecimal digits"))
        .collect();
    Delta::from_bytes(&bytes[KEY..bytes.len() - SEAL]).expect("a receipt holds a delta")
}

#[cfg(test)]
mod tests {
    #[test]
    fn deltas_come_out_of_receipts() {
        assert_ne!(super::harmful(1_794_000_000), super::harmless(1_794_000_000));
    }
}
