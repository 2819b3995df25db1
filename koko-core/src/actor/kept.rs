//! Small lists that stand in the store beside the records: receipts of an author, and who reported a post.

use super::crowd::stored::{Stored, stored_fields};
use super::delta::Delta;
use super::identity::AuthorKey;
use crate::error::{Error, Result};

const FORMAT: u8 = 1;
/// Of the lists of reports; the first knew only who reported.
const REPORTS_FORMAT: u8 = 2;
/// Receipts that are kept of one author; older ones give way.
const MOST_RECEIPTS: usize = 256;
/// Reports that are remembered of one post.
const MOST_REPORTS: usize = 64;
/// How long receipts are kept, in seconds.
pub(super) const RECEIPTS_KEPT: u32 = 90 * 86_400;

/// That somebody reported a post.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Report {
    pub(super) reporter: AuthorKey,
    pub(super) at: u32,
    /// What it added to the flags of the author; below nothing if it gave away a brigade.
    pub(super) amount: f32,
}

stored_fields!(Report { reporter, at, amount });

impl Report {
    /// Those whose bytes follow one another; nothing if there is anything else.
    pub(super) fn all_from(mut bytes: &[u8]) -> Option<Vec<Report>> {
        let mut reports = Vec::new();
        while !bytes.is_empty() {
            let report = Report::take(&mut bytes)?;
            (-1e3..=1e3).contains(&report.amount).then(|| reports.push(report))?;
        }
        Some(reports)
    }

    /// The same of the first format, which has only keys of reporters.
    pub(super) fn all_by(bytes: &[u8]) -> Option<Vec<Report>> {
        let (reporters, behind) = bytes.as_chunks::<16>();
        let by = |reporter: &[u8; 16]| Report { reporter: AuthorKey(*reporter), at: 0, amount: 0.0 };
        behind.is_empty().then(|| reporters.iter().map(by).collect())
    }
}

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

/// Adds a report to those of a post; nothing if it is among them, or there are too many already.
pub(super) fn with_report(list: Option<&[u8]>, report: Report) -> Result<Option<Vec<u8>>> {
    let mut all = list.map_or(Ok(Vec::new()), reports)?;
    // One of which nothing else was known is filled in.
    all.retain(|kept| kept.reporter != report.reporter || kept.at != 0);
    let is_there = all.iter().any(|kept| (kept.reporter, kept.at) == (report.reporter, report.at));
    if is_there || all.len() == MOST_REPORTS {
        return Ok(None);
    }
    all.push(report);
    let mut bytes = vec![REPORTS_FORMAT];
    all.iter().for_each(|report| report.put(&mut bytes));
    Ok(Some(bytes))
}

/// Who reported a post, and what came of it.
pub(super) fn reports(list: &[u8]) -> Result<Vec<Report>> {
    let read = || match list.split_first()? {
        (&REPORTS_FORMAT, rest) => Report::all_from(rest),
        (&FORMAT, rest) => Report::all_by(rest),
        _ => None,
    };
    read().filter(|reports| reports.len() <= MOST_REPORTS).ok_or_else(|| damaged("a list of reports"))
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
    fn a_report_is_remembered_once_and_another_by_the_same_person_beside_it() {
        let report = |who, at, amount| Report { reporter: AuthorKey([who; 16]), at, amount };
        let first = with_report(None, report(1, 50, 0.5)).unwrap().unwrap();
        assert_eq!(with_report(Some(&first), report(1, 50, 0.0)).unwrap(), None);
        let both = with_report(Some(&first), report(2, 60, -0.25)).unwrap().unwrap();
        let three = with_report(Some(&both), report(1, 90_000, 0.5)).unwrap().unwrap();
        assert_eq!(
            reports(&three).unwrap(),
            [report(1, 50, 0.5), report(2, 60, -0.25), report(1, 90_000, 0.5)]
        );
        let odd = with_report(None, report(1, 50, f32::NAN)).unwrap().unwrap();
        for damaged in [&both[..20], &[], &[3], &odd] {
            assert!(reports(damaged).is_err());
        }
        let mut list = None;
        for who in 0..=u8::MAX {
            list = with_report(list.as_deref(), report(who, 50, 0.5)).unwrap().or(list);
        }
        assert_eq!(reports(&list.unwrap()).unwrap().len(), MOST_REPORTS);
    }

    #[test]
    fn a_list_of_the_first_format_tells_who_reported() {
        let old = [&[FORMAT][..], &[1; 16], &[2; 16]].concat();
        let by = |who| Report { reporter: AuthorKey([who; 16]), at: 0, amount: 0.0 };
        assert_eq!(reports(&old).unwrap(), [by(1), by(2)]);
        let again = Report { reporter: AuthorKey([2; 16]), at: 70, amount: 0.5 };
        let new = with_report(Some(&old), again).unwrap().unwrap();
        assert_eq!(reports(&new).unwrap(), [by(1), again]);
        assert!(reports(&old[..20]).is_err());
    }
}
