//! All tables as one row of bytes, so that a restart forgets nothing. Versioned; damage is refused.

use super::stored::Stored;
use super::{Crowd, CrowdSizes};
use crate::error::{Error, Result};

const MAGIC: &[u8; 8] = b"KokoCrwd";
const VERSION: u8 = 2;
const DIGEST: usize = 32;

impl Crowd {
    /// The tables as they are. Each part is consistent in itself; what arrives meanwhile may be in one and not in another.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.bytes());
        self.put(&mut bytes);
        bytes
    }

    /// Adds [`Crowd::to_bytes`].
    pub(in crate::actor) fn put(&self, bytes: &mut Vec<u8>) {
        let begin = bytes.len();
        bytes.extend(MAGIC);
        bytes.push(VERSION);
        self.sizes.put(bytes);
        self.clusters.save(bytes);
        self.near_texts.save(bytes);
        self.pairs.save(bytes);
        self.reputations.save(bytes);
        self.places.save(bytes);
        self.flags.save(bytes);
        for filter in [&self.habits, &self.events] {
            filter.each().for_each(|part| part.save(bytes));
        }
        for counts in [&self.posts_a_day, &self.harm_a_day, &self.posts_an_hour, &self.harm_an_hour] {
            counts.each().for_each(|part| part.save(bytes));
        }
        let digest = blake3::hash(&bytes[begin..]);
        bytes.extend(digest.as_bytes());
    }

    /// Tables with the sizes and the contents that were saved. Refuses other versions and every damage.
    pub fn from_bytes(bytes: &[u8]) -> Result<Crowd> {
        let damaged = || Error::StoreFailed {
            what: format!("a snapshot of the crowd, {} bytes, is damaged: start without it", bytes.len()),
        };
        let (body, digest) = bytes.split_last_chunk::<DIGEST>().ok_or_else(damaged)?;
        let rest = body.strip_prefix(MAGIC).ok_or_else(damaged)?;
        let (version, mut rest) = rest.split_first().ok_or_else(damaged)?;
        if *version != VERSION {
            let what = format!(
                "a snapshot of the crowd has version {version}, this Koko reads version {VERSION}: start without it"
            );
            return Err(Error::StoreFailed { what });
        }
        if blake3::hash(body).as_bytes() != digest {
            return Err(damaged());
        }
        let crowd = Crowd::new(CrowdSizes::take(&mut rest).ok_or_else(damaged)?);
        crowd.load(&mut rest).filter(|()| rest.is_empty()).ok_or_else(damaged)?;
        Ok(crowd)
    }

    fn load(&self, input: &mut &[u8]) -> Option<()> {
        self.clusters.load(input)?;
        self.near_texts.load(input)?;
        self.pairs.load(input)?;
        self.reputations.load(input)?;
        self.places.load(input)?;
        self.flags.load(input)?;
        for filter in [&self.habits, &self.events] {
            filter.each().try_for_each(|mut part| part.load(input))?;
        }
        for counts in [&self.posts_a_day, &self.harm_a_day, &self.posts_an_hour, &self.harm_an_hour] {
            counts.each().try_for_each(|mut part| part.load(input))?;
        }
        Some(())
    }
}
