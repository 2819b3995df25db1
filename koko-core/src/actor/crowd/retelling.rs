//! What the tables were told, as bytes: so that other tables can be told the same.

use super::domains::MOST_LINKS;
use super::print::TextPrint;
use super::seconds;
use super::sighting::{FlagSighting, Sighting};
use super::stored::Stored;
use crate::clock::Timestamp;

/// Which parts of a sighting follow, and what is true of it: one bit each.
mod bit {
    pub(super) const PRINT: u16 = 1;
    pub(super) const SIMHASH: u16 = 1 << 1;
    pub(super) const HAS_LINK: u16 = 1 << 2;
    pub(super) const OBJECT: u16 = 1 << 3;
    pub(super) const COMMUNITY: u16 = 1 << 4;
    pub(super) const THREAD: u16 = 1 << 5;
    pub(super) const TARGET: u16 = 1 << 6;
    pub(super) const REPOST: u16 = 1 << 7;
    pub(super) const YOUNG: u16 = 1 << 8;
    pub(super) const WATCHED: u16 = 1 << 9;
    pub(super) const ELEVATED: u16 = 1 << 10;
    pub(super) const HARM: u16 = 1 << 11;
    pub(super) const LINKS: u16 = 1 << 12;
    pub(super) const ALL: u16 = (1 << 13) - 1;
}

/// The links and domains of a sighting that was read.
#[derive(Default)]
pub(in crate::actor) struct ReadLinks {
    links: Vec<u64>,
    domains: Vec<u64>,
}

impl<'s> Sighting<'s> {
    /// Only what is there, little-endian.
    pub(in crate::actor) fn put(&self, out: &mut Vec<u8>) {
        let bits = [
            (bit::PRINT, self.print.is_some()),
            (bit::SIMHASH, self.print.is_some_and(|print| print.simhash.is_some())),
            (bit::HAS_LINK, self.print.is_some_and(|print| print.has_link)),
            (bit::OBJECT, self.object.is_some()),
            (bit::COMMUNITY, self.community.is_some()),
            (bit::THREAD, self.thread.is_some()),
            (bit::TARGET, self.target.is_some()),
            (bit::REPOST, self.repost),
            (bit::YOUNG, self.young),
            (bit::WATCHED, self.watched),
            (bit::ELEVATED, self.elevated),
            (bit::HARM, self.harm != 0.0 || self.spam != 0.0),
            (bit::LINKS, !self.links.is_empty() || !self.domains.is_empty()),
        ];
        let bits = bits.into_iter().filter(|(_, is_so)| *is_so).fold(0, |all, (bit, _)| all | bit);
        bits.put(out);
        self.author.put(out);
        seconds(self.at).put(out);
        if let Some(print) = self.print {
            print.exact.put(out);
            print.characters.put(out);
            print.simhash.into_iter().for_each(|simhash| simhash.put(out));
        }
        for id in [self.object, self.community, self.thread, self.target].into_iter().flatten() {
            id.put(out);
        }
        if bits & bit::HARM != 0 {
            [self.harm, self.spam].put(out);
        }
        if bits & bit::LINKS != 0 {
            // The tables look at no more.
            for ids in [self.links, self.domains].map(|ids| &ids[..ids.len().min(MOST_LINKS)]) {
                (ids.len() as u8).put(out);
                ids.iter().for_each(|id| id.put(out));
            }
        }
    }

    /// Nothing if `input` does not begin with one.
    pub(in crate::actor) fn take(input: &mut &[u8], into: &'s mut ReadLinks) -> Option<Sighting<'s>> {
        let bits = u16::take(input).filter(|bits| *bits <= bit::ALL)?;
        let has = |bit: u16| bits & bit != 0;
        let (author, at) = (u64::take(input)?, u32::take(input)?);
        let id = |bit: u16, input: &mut &[u8]| -> Option<Option<u64>> {
            if has(bit) { u64::take(input).map(Some) } else { Some(None) }
        };
        let print = match has(bit::PRINT) {
            true => {
                let (exact, characters) = (u64::take(input)?, u32::take(input)?);
                let simhash = id(bit::SIMHASH, input)?;
                Some(TextPrint { exact, simhash, characters, has_link: has(bit::HAS_LINK) })
            }
            false => None,
        };
        let [object, community, thread, target] = [
            id(bit::OBJECT, input)?,
            id(bit::COMMUNITY, input)?,
            id(bit::THREAD, input)?,
            id(bit::TARGET, input)?,
        ];
        let [harm, spam] = if has(bit::HARM) { <[f32; 2]>::take(input)? } else { [0.0; 2] };
        if has(bit::LINKS) {
            for ids in [&mut into.links, &mut into.domains] {
                let count = u8::take(input)?;
                *ids = (0..count).map(|_| u64::take(input)).collect::<Option<_>>()?;
            }
        }
        Some(Sighting {
            author,
            at: Timestamp::from_unix_seconds(i64::from(at)),
            print,
            object,
            links: &into.links,
            domains: &into.domains,
            community,
            thread,
            target,
            harm,
            spam,
            repost: has(bit::REPOST),
            young: has(bit::YOUNG),
            watched: has(bit::WATCHED),
            elevated: has(bit::ELEVATED),
        })
    }
}

impl FlagSighting {
    pub(in crate::actor) fn put(&self, out: &mut Vec<u8>) {
        [self.reporter, self.author].put(out);
        seconds(self.at).put(out);
        self.reliability.put(out);
        (u8::from(self.community.is_some()) | u8::from(self.harm.is_some()) << 1).put(out);
        self.community.into_iter().for_each(|community| community.put(out));
        self.harm.into_iter().for_each(|harm| harm.put(out));
    }

    pub(in crate::actor) fn take(input: &mut &[u8]) -> Option<FlagSighting> {
        let [reporter, author] = <[u64; 2]>::take(input)?;
        let (at, reliability) = (u32::take(input)?, f32::take(input)?);
        let has = u8::take(input).filter(|has| *has <= 3)?;
        let community = if has & 1 != 0 { Some(u64::take(input)?) } else { None };
        let harm = if has & 2 != 0 { Some(f32::take(input)?) } else { None };
        let at = Timestamp::from_unix_seconds(i64::from(at));
        Some(FlagSighting { reporter, author, at, community, harm, reliability })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_print() -> impl Strategy<Value = TextPrint> {
        (any::<u64>(), any::<Option<u64>>(), any::<u32>(), any::<bool>()).prop_map(
            |(exact, simhash, characters, has_link)| TextPrint { exact, simhash, characters, has_link },
        )
    }

    proptest! {
        #[test]
        fn what_the_tables_were_told_comes_back_from_its_bytes(
            (author, at, print) in (any::<u64>(), any::<u32>(), proptest::option::of(any_print())),
            ids in any::<[Option<u64>; 4]>(),
            (links, domains) in (proptest::collection::vec(any::<u64>(), 0..5), proptest::collection::vec(any::<u64>(), 0..5)),
            (harm, spam) in (0.0_f32..1.0, 0.0_f32..1.0),
            is in any::<[bool; 4]>(),
        ) {
            let at = Timestamp::from_unix_seconds(i64::from(at));
            let [object, community, thread, target] = ids;
            let [repost, young, watched, elevated] = is;
            let told = Sighting {
                author, at, print, object, links: &links, domains: &domains, community, thread, target, harm, spam,
                repost, young, watched, elevated,
            };
            let mut bytes = Vec::new();
            told.put(&mut bytes);
            let (mut rest, mut read) = (&bytes[..], ReadLinks::default());
            let back = Sighting::take(&mut rest, &mut read).unwrap();
            prop_assert_eq!(format!("{back:?}"), format!("{told:?}"));
            prop_assert!(rest.is_empty());
            for length in 0..bytes.len() {
                prop_assert!(Sighting::take(&mut &bytes[..length], &mut ReadLinks::default()).is_none());
            }
            let flag = FlagSighting { reporter: author, author: 7, at, community, harm: thread.map(|_| harm), reliability: spam };
            let mut bytes = Vec::new();
            flag.put(&mut bytes);
            let back = FlagSighting::take(&mut &bytes[..]).unwrap();
            prop_assert_eq!(format!("{back:?}"), format!("{flag:?}"));
            prop_assert!(FlagSighting::take(&mut &bytes[..bytes.len() - 1]).is_none());
        }
    }
}
