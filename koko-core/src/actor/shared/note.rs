//! One thing that the shared tables were told, as bytes, and how tables that read it catch up.

use super::Shared;
use crate::actor::crowd::stored::Stored;
use crate::actor::crowd::{FlagSighting, ReadLinks, Sighting};
use crate::actor::delta::Delta;
use crate::actor::identity::AuthorKey;
use crate::actor::resolve::Resolved;
use crate::actor::signals::Context;
use crate::clock::Timestamp;
use crate::labels::Family;

/// First byte of what is not empty in [`Resolved::told`].
pub(in crate::actor) const TOLD_OF_POST: u8 = 1;
pub(in crate::actor) const TOLD_OF_FLAG: u8 = 2;

/// The tables were told long ago, and have forgotten it.
const TOLD_NOTHING: u8 = 0;

const EVENT: u8 = 1;
const STANDS: u8 = 2;
const FORGOTTEN: u8 = 3;

/// An event that was acknowledged.
pub(in crate::actor) struct Happened<'h> {
    pub(in crate::actor) author: AuthorKey,
    pub(in crate::actor) tag: u64,
    /// In seconds since 1970.
    pub(in crate::actor) received: u32,
    pub(in crate::actor) resolved: &'h Resolved,
}

impl Happened<'_> {
    /// Whether the author posted; else somebody reported them.
    pub(super) fn is_post(&self) -> bool {
        self.resolved.delta.activity.is_some()
    }

    pub(super) fn put(&self, out: &mut Vec<u8>) {
        out.push(EVENT);
        self.author.put(out);
        self.received.put(out);
        put_resolved(self.resolved, out);
        match self.resolved.told.is_empty() {
            true => out.push(TOLD_NOTHING),
            false => out.extend(&self.resolved.told),
        }
    }
}

pub(super) fn put_stands(out: &mut Vec<u8>, totals_mn: &[i32; Family::ALL.len()], at: u32) {
    out.push(STANDS);
    totals_mn.put(out);
    at.put(out);
}

pub(super) fn put_forgotten(out: &mut Vec<u8>, key: AuthorKey) {
    out.push(FORGOTTEN);
    key.put(out);
}

/// Without what the tables were told, and without what was found about others.
pub(super) fn put_resolved(resolved: &Resolved, out: &mut Vec<u8>) {
    [resolved.score, resolved.context.raid].put(out);
    resolved.context.raid_size.put(out);
    let length = out.len();
    out.push(0);
    resolved.delta.put(out);
    // A delta has at most 200 bytes.
    out[length] = (out.len() - length - 1) as u8;
}

pub(super) fn take_resolved(input: &mut &[u8], context: Context) -> Option<Resolved> {
    let [score, raid] = <[f32; 2]>::take(input)?;
    let raid_size = u32::take(input)?;
    let length = usize::from(u8::take(input)?);
    let (delta, rest) = input.split_at_checked(length)?;
    *input = rest;
    let delta = Delta::from_bytes(delta).ok()?;
    let context = Context { raid, raid_size, ..context };
    Some(Resolved { delta, context, late: Vec::new(), score, told: Vec::new() })
}

impl Shared {
    /// Tells these tables what others were told. What is found about third authors is dropped: whoever was told first has
    /// spread it. Nothing if it is no note.
    pub(super) fn replay(&self, mut note: &[u8]) -> Option<()> {
        let input = &mut note;
        match u8::take(input)? {
            EVENT => {
                let author = AuthorKey::take(input)?;
                let received = u32::take(input)?;
                let resolved = take_resolved(input, self.tenant.context())?;
                let tag = resolved.delta.tag;
                if self.crowd.knows_event(tag, Timestamp::from_unix_seconds(i64::from(received))) {
                    // It came while the snapshot was made that these tables are from.
                    return Some(());
                }
                match u8::take(input)? {
                    TOLD_OF_POST => {
                        let mut links = ReadLinks::default();
                        self.crowd.resolve(&Sighting::take(input, &mut links)?);
                    }
                    TOLD_NOTHING => {}
                    TOLD_OF_FLAG => drop(self.crowd.flag(&FlagSighting::take(input)?)),
                    _ => return None,
                }
                self.count(&Happened { author, tag, received, resolved: &resolved });
                self.resolved.insert(tag, resolved);
            }
            STANDS => self.tenant.stands(&Stored::take(input)?, u32::take(input)?),
            FORGOTTEN => self.forget_here(AuthorKey::take(input)?),
            _ => return None,
        }
        input.is_empty().then_some(())
    }
}
