//! `koko actors top`: those who stand worst.

use std::collections::HashSet;

use koko_core::actor::{Band, Standing};
use koko_core::content::ActorId;
use koko_core::labels::Family;

use super::{events, names, open, open_in_memory, width, wind};
use crate::cli::Top;
use crate::errors::Stop;
use crate::output::paint::Paint;
use crate::output::watch;
use crate::run::End;

/// Records that are read at a time.
const PAGE: usize = 1_024;

/// Lists them.
pub(super) fn run(top: &Top) -> Result<End, Stop> {
    let mut worst = Worst::new(top);
    if top.events.is_empty() {
        let ledger = open(&top.ledger)?;
        let names = names(top.names.as_deref(), &ledger)?;
        let mut from = None;
        loop {
            let scanned = ledger.scan(from, PAGE)?;
            for (key, mut standing) in scanned.standings {
                if let Some(author) = names.get(&key) {
                    standing.author = author.clone();
                }
                worst.see(standing);
            }
            from = scanned.next;
            if from.is_none() {
                break;
            }
        }
    } else {
        let (ledger, clock) = open_in_memory(&top.ledger)?;
        let mut authors: HashSet<ActorId> = HashSet::new();
        let mut latest = koko_core::clock::Timestamp::from_unix_seconds(0);
        events::read(&top.events, |events, places| {
            let mut refused = 0;
            for (recorded, (event, place)) in
                ledger.replay_many(events).into_iter().zip(events.iter().zip(places))
            {
                match recorded {
                    Ok(recorded) => {
                        latest = latest.max(event.at());
                        authors.insert(recorded.standing.author);
                    }
                    Err(error) => {
                        refused += 1;
                        events::refuse(place, &error);
                    }
                }
            }
            Ok(refused)
        })?;
        wind(&clock, latest);
        for author in authors {
            ledger.standing(&author)?.into_iter().for_each(|standing| worst.see(standing));
        }
    }
    worst.tell(top)
}

/// The worst so far, no more of them than are shown twice over.
struct Worst {
    limit: usize,
    family: Option<Family>,
    from: Band,
    standings: Vec<Standing>,
    authors: u64,
}

impl Worst {
    fn new(top: &Top) -> Worst {
        let from = top.band.map_or(Band::Unknown, Into::into);
        Worst { limit: top.limit, family: top.family, from, standings: Vec::new(), authors: 0 }
    }

    fn see(&mut self, standing: Standing) {
        self.authors += 1;
        let is_wanted =
            standing.band >= self.from && self.family.is_none_or(|family| standing.family == family);
        if is_wanted {
            self.standings.push(standing);
            if self.standings.len() >= 2 * self.limit.max(PAGE) {
                self.shorten();
            }
        }
    }

    fn shorten(&mut self) {
        self.standings.sort_by(|left, right| {
            let order = |standing: &Standing| (standing.band, standing.total_mn);
            order(right).cmp(&order(left)).then_with(|| left.author.cmp(&right.author))
        });
        self.standings.truncate(self.limit);
    }

    fn tell(mut self, top: &Top) -> Result<End, Stop> {
        use std::io::Write;
        self.shorten();
        let mut to = std::io::stdout().lock();
        if top.json {
            for standing in &self.standings {
                serde_json::to_writer(&mut to, standing).map_err(std::io::Error::from)?;
                writeln!(to)?;
            }
            return Ok(End::AllAnswered);
        }
        let standings: Vec<&Standing> = self.standings.iter().collect();
        watch::list(&mut to, &standings, Paint::on_stdout(top.color), width())?;
        writeln!(to, "{} of {} authors", standings.len(), self.authors)?;
        Ok(End::AllAnswered)
    }
}
