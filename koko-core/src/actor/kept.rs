//! Small lists that stand in the store beside the records: receipts of an author, and who reported a post.

use super::delta::Delta;
use super::identity::AuthorKey;
use crate::error::{Error, Result};

const FORMAT: u8 = 1;
/// Receipts that are kept of one author; older ones give way.
const MOST_RECEIPTS: usize = 256;
/// Reporters that are remembered of one post.
const MOST_REPORTERS: usize = 64;
/// How long receipts are kept, in seconds.
pub(super) const RECEIPTS_KEPT: u32 = 90 * 86_400;

fn damaged(what: &str) -> Error {
    Error::StoreFailed { what: format!("{what} in the store is damaged") }
}

/// Adds a receipt to the list of its author; nothing if it is in it.
pub(super) fn with_receipt(list: Option<&[u8]>, delta: &Delta) -> Result<Option<Vec<u8>>> {
    let mut deltas = list.map_or(Ok(Vec::new()), receipts)?;
    if deltas.iter().any(|kept| kept.tag == delta.tag) {
        return Ok(None);
    }
    let latest = deltas.iter().map(|kept| kept.at).max().unwrap_or(0).max(delta.at);
    deltas.retain(|kept| latest - kept.at <= RECEIPTS_KEPT);
    if deltas.len() == MOST_RECEIPTS {
        deltas.remove(0);
    }
    deltas.push(*delta);
    let mut bytes = vec![FORMAT];
    for delta in &deltas {
        let delta = delta.to_bytes();
        // A delta has at most 200 bytes.
        bytes.push(delta.len() as u8);
        bytes.extend(delta);
    }
    Ok(Some(bytes))
}

/// The receipt of one event.
pub(super) fn receipt(list: &[u8], tag: u64) -> Result<Option<Delta>> {
    Ok(receipts(list)?.into_iter().find(|delta| delta.tag == tag))
}

/// Every receipt of a list, the oldest first.
pub(super) fn receipts(list: &[u8]) -> Result<Vec<Delta>> {
    let mut deltas = Vec::new();
    let Some((&FORMAT, mut rest)) = list.split_first() else { return Err(damaged("a list of receipts")) };
    while let Some((&length, behind)) = rest.split_first() {
        let (delta, behind) =
            behind.split_at_checked(usize::from(length)).ok_or_else(|| damaged("a list of receipts"))?;
        deltas.push(Delta::from_bytes(delta).map_err(|_| damaged("a receipt"))?);
        rest = behind;
    }
    Ok(deltas)
}

/// Adds a reporter to those of a post; nothing if they are among them, or there are too many already.
pub(super) fn with_reporter(list: Option<&[u8]>, reporter: AuthorKey) -> Result<Option<Vec<u8>>> {
    let mut all = list.map_or(Ok(Vec::new()), reporters)?;
    if all.contains(&reporter) || all.len() == MOST_REPORTERS {
        return Ok(None);
    }
    all.push(reporter);
    let mut bytes = vec![FORMAT];
    bytes.extend(all.iter().flat_map(|reporter| reporter.0));
    Ok(Some(bytes))
}

/// Who reported a post.
pub(super) fn reporters(list: &[u8]) -> Result<Vec<AuthorKey>> {
    let Some((&FORMAT, rest)) = list.split_first() else { return Err(damaged("a list of reporters")) };
    let (keys, behind) = rest.as_chunks::<16>();
    if !behind.is_empty() || keys.len() > MOST_REPORTERS {
        return Err(damaged("a list of reporters"));
    }
    Ok(keys.iter().map(|key| AuthorKey(*key)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::delta::{Activity, Blame};
    use super::*;

    fn delta(tag: u64, at: u32) -> Delta {
        let mut blame = Blame::default();
        blame.amounts.fill(0.5);
        (blame.target, blame.community) = (Some((1, 0.5)), Some((2, 0.5)));
        let activity = Some(Activity { created_at: Some(1), ..Activity::at_a_place(0.03) });
        Delta { at, tag, activity, blame }
    }

    #[test]
    fn receipts_are_found_by_their_event_and_old_ones_give_way() {
        let mut list: Option<Vec<u8>> = None;
        for tag in 0..300 {
            list = with_receipt(list.as_deref(), &delta(tag, 1_000 + tag as u32)).unwrap();
        }
        let list = list.unwrap();
        assert!(list.len() < crate::store::MAX_VALUE_BYTES);
        assert_eq!(receipt(&list, 43).unwrap(), None);
        assert_eq!(receipt(&list, 44).unwrap(), Some(delta(44, 1_044)));
        assert_eq!(with_receipt(Some(&list), &delta(299, 1_299)).unwrap(), None, "it is there already");
        let later = with_receipt(Some(&list), &delta(300, 1_300 + RECEIPTS_KEPT)).unwrap().unwrap();
        assert_eq!(receipts(&later).unwrap().len(), 1, "the others are over");
        for damaged in [&[][..], &[9], &list[..list.len() - 1]] {
            assert!(receipts(damaged).is_err());
        }
    }

    #[test]
    fn a_reporter_is_remembered_once() {
        let first = with_reporter(None, AuthorKey([1; 16])).unwrap().unwrap();
        assert_eq!(with_reporter(Some(&first), AuthorKey([1; 16])).unwrap(), None);
        let both = with_reporter(Some(&first), AuthorKey([2; 16])).unwrap().unwrap();
        assert_eq!(reporters(&both).unwrap(), [AuthorKey([1; 16]), AuthorKey([2; 16])]);
        assert!(reporters(&both[..20]).is_err() && reporters(&[]).is_err());
    }
}
