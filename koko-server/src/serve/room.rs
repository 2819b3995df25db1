//! How much is done at once. What comes on top is refused at the door, before anybody has read it.
//!
//! A request takes places by what it brings: a text costs an engine far less than a content, whose words are looked for and
//! whose author is judged. So the requests that are let in are those that are answered in time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use koko_core::error::Error;
use koko_core::moderator::Device;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::refusal::Refusal;

/// The most places that a room has.
pub const MOST_PLACES: usize = 4_096;
/// Places for each thread that reads, and at least these.
const PLACES_A_THREAD: usize = 128;
const FEWEST_PLACES: usize = 256;
/// Texts that take one place when they are only scored.
const TEXTS_A_PLACE: usize = 4;
/// No request takes more than this share of all places: else a large one would never get in while small ones come.
const LARGEST_SHARE: usize = 4;
/// When to come back at the earliest.
const SOONEST: Duration = Duration::from_secs(1);

/// What a request brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// One thing, whatever it is.
    One,
    /// So many texts to be scored.
    Texts(usize),
    /// So many contents to be decided about.
    Contents(usize),
}

/// The places of requests.
#[derive(Debug)]
pub struct Room {
    places: Arc<Semaphore>,
    all: usize,
    /// How long a request took lately, in microseconds.
    usual: AtomicU64,
}

/// Places that are given back once this is dropped.
#[derive(Debug)]
pub struct Place {
    _places: OwnedSemaphorePermit,
    room: Arc<Room>,
    since: Instant,
}

impl Room {
    /// With so many places.
    pub fn new(places: usize) -> Room {
        Room { places: Arc::new(Semaphore::new(places)), all: places, usual: AtomicU64::new(0) }
    }

    /// How many places suit a model on this device with so many threads: what it reads in a second, even if each place is for
    /// several texts of a list.
    pub fn usual_places(device: Device, threads: usize) -> usize {
        if device.is_gpu() {
            return MOST_PLACES;
        }
        (PLACES_A_THREAD * threads).clamp(FEWEST_PLACES, MOST_PLACES)
    }

    /// Refuses while there is no place at all: for requests of which nothing is known yet.
    pub fn check(&self) -> Result<(), Refusal> {
        match self.places.available_permits() {
            0 => Err(self.full()),
            _ => Ok(()),
        }
    }

    /// How many places there are, and how many are taken.
    pub fn places(&self) -> (usize, usize) {
        (self.all, self.all - self.places.available_permits().min(self.all))
    }

    /// Takes places, or refuses.
    pub fn enter(self: &Arc<Self>, size: Size) -> Result<Place, Refusal> {
        let places = Arc::clone(&self.places).try_acquire_many_owned(self.places_for(size));
        places.map(|places| self.taken(places)).map_err(|_| self.full())
    }

    /// Waits for a place.
    pub async fn wait(self: &Arc<Self>) -> Result<Place, Refusal> {
        let place = Arc::clone(&self.places).acquire_owned().await;
        place.map(|place| self.taken(place)).map_err(|_| Error::Cancelled.into())
    }

    fn taken(self: &Arc<Self>, places: OwnedSemaphorePermit) -> Place {
        Place { _places: places, room: Arc::clone(self), since: Instant::now() }
    }

    fn places_for(&self, size: Size) -> u32 {
        let places = match size {
            Size::One => 1,
            Size::Texts(texts) => texts.div_ceil(TEXTS_A_PLACE),
            Size::Contents(contents) => contents,
        };
        u32::try_from(places.min(self.all / LARGEST_SHARE).max(1)).unwrap_or(u32::MAX)
    }

    /// Whoever is inside leaves about as soon as others did lately.
    fn full(&self) -> Refusal {
        let usual = Duration::from_micros(self.usual.load(Ordering::Relaxed));
        Error::Overloaded { retry_after: usual.max(SOONEST) }.into()
    }

    fn took(&self, time: Duration) {
        let time = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        let usual = self.usual.load(Ordering::Relaxed);
        // An average over about the last sixteen. Two at the same moment may count as one.
        self.usual.store(usual - usual / 16 + time / 16, Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.room.took(self.since.elapsed());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_takes_places_by_what_it_brings() {
        let room = Room::new(256);
        for (size, places) in [
            (Size::One, 1),
            (Size::Texts(1), 1),
            (Size::Texts(64), 16),
            (Size::Contents(0), 1),
            (Size::Contents(64), 64),
            (Size::Contents(1_000), 64),
        ] {
            assert_eq!(room.places_for(size), places, "{size:?}");
        }
        assert_eq!(Room::new(1).places_for(Size::Contents(1_000)), 1, "else nobody would ever be let in");
    }

    #[test]
    fn faster_machines_let_more_in() {
        for (device, threads, places) in [
            (Device::Cpu, 1, 256),
            (Device::Cpu, 2, 256),
            (Device::Cpu, 16, 2_048),
            (Device::Cpu, 192, MOST_PLACES),
            (Device::Cuda(0), 3, MOST_PLACES),
        ] {
            assert_eq!(Room::usual_places(device, threads), places, "{device}, {threads} threads");
        }
    }

    #[test]
    fn who_finds_no_place_is_told_when_to_come_back() {
        let room = Arc::new(Room::new(4));
        let inside: Vec<Place> = (0..4).map(|_| room.enter(Size::Contents(9)).unwrap()).collect();
        let refused = |refusal: Result<(), Refusal>| refusal.unwrap_err().retry_after().unwrap();
        assert_eq!(refused(room.check()), SOONEST);
        room.took(Duration::from_secs(80));
        assert_eq!(refused(room.enter(Size::One).map(drop)), Duration::from_secs(5), "a sixteenth of it");
        drop(inside);
        assert!(room.check().is_ok() && room.enter(Size::One).is_ok());
    }
}
