//! The start: the last snapshot, and what the journals say since.

use super::head::Head;
use super::journal::Journal;
use super::{Restored, Shared};
use crate::actor::crowd::CrowdSizes;
use crate::error::{Error, Result};

/// Others may replace the snapshot while it is read.
const TRIES: usize = 3;

pub(super) fn open(journal: Journal, sizes: CrowdSizes) -> Result<(Shared, Restored)> {
    let mut state = journal.state()?;
    journal.look(&mut state)?;
    if state.head == Head::default() {
        drop(state);
        return Ok((Shared { journal: Some(journal), ..Shared::new(sizes) }, Restored::Nothing));
    }
    let mut missing = None;
    let mut from_snapshot = None;
    for attempt in 1..=TRIES {
        let Some(snapshot) = state.head.snapshot else { break };
        let read = journal.parts(&snapshot.parts).and_then(|body| {
            if blake3::hash(&body).as_bytes() != &snapshot.digest {
                return Err(Error::StoreFailed { what: "the snapshot is damaged".to_owned() });
            }
            Shared::from_bytes(&body, sizes)
        });
        match read {
            Ok(shared) => {
                from_snapshot = Some(shared);
                break;
            }
            Err(Error::StoreFailed { what }) => {
                let number = state.head.number();
                journal.look(&mut state)?;
                if state.head.number() == number || attempt == TRIES {
                    missing = Some(what);
                    break;
                }
            }
            Err(error) => return Err(error),
        }
    }
    let has_snapshot = from_snapshot.is_some() || state.head.snapshot.is_none();
    let shared = from_snapshot.unwrap_or_else(|| Shared::new(sizes));
    let mut events = 0;
    for writer in state.head.writers.clone() {
        let from = if has_snapshot { writer.covered + 1 } else { writer.kept_from };
        let (notes, is_damaged) = shared.read_journal(&journal, &mut state, writer.id, from)?;
        events += notes;
        if is_damaged {
            missing.get_or_insert_with(|| "a journal is damaged".to_owned());
        }
    }
    // What cannot be read is replaced.
    state.must_make = missing.is_some();
    drop(state);
    let restored = match missing {
        Some(what) => Restored::Partly { what },
        None => Restored::Everything { events },
    };
    Ok((Shared { journal: Some(journal), ..shared }, restored))
}
