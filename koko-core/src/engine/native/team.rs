//! One text on several threads, for whoever waits for it: each thread takes some of its tokens through all layers.
//!
//! Tokens meet in the attention and nowhere else, and what they want of each other are keys and values. So in each layer a thread
//! lays down those of its tokens, waits until all have done so, and goes on with its own. Every number comes about as it would
//! on one thread, so that the result is the same to the bit.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use super::attention::{Attend, HEAD};
use super::encoder::{Encoder, Meeting, Scratch};
use super::gathering::{Broken, Gathering, Member};
use super::processor::{Instructions, Job, Processor};
use crate::engine::Logits;
use crate::error::{Error, Result};
use crate::lines::Lines;

/// How long helpers are waited for. A thread that sleeps on a free core is there within it.
const PATIENCE: Duration = Duration::from_micros(100);

/// What helpers work with, kept from one text to the next.
pub(super) type Spare = Arc<Mutex<Vec<Scratch>>>;

/// A text, and those who read it together.
pub(super) struct Team {
    encoder: Arc<Encoder>,
    instructions: Instructions,
    /// Checked by the engine.
    ids: Vec<i64>,
    gathering: Gathering,
    /// One for everybody who may come.
    desks: Vec<Desk>,
}

/// What one of them lays down for the others.
#[derive(Default)]
struct Desk {
    /// For even and odd layers: when somebody lays down those of the next layer, others may still read these.
    projected: [RwLock<Lines<f32>>; 2],
    /// What became of the tokens.
    hidden: RwLock<Lines<f32>>,
}

impl Desk {
    /// Lends it what the projections of later layers are laid down in, and takes it back.
    fn exchange_spare(&self, scratch: &mut Scratch) {
        for (projected, spare) in self.projected.iter().zip(&mut scratch.spare) {
            std::mem::swap(&mut *write(projected), spare);
        }
    }
}

impl Instructions {
    /// Tokens that are worth a thread of their own. Where products are fast, meetings weigh more.
    pub(super) fn fewest_tokens(self) -> usize {
        match self {
            Instructions::Amx => 32,
            Instructions::Vnni | Instructions::Any => 8,
        }
    }
}

impl Team {
    /// For a text of these ids and so many helpers at the most.
    pub(super) fn new(
        encoder: &Arc<Encoder>,
        instructions: Instructions,
        ids: &[i64],
        helpers: usize,
    ) -> Team {
        Team {
            encoder: Arc::clone(encoder),
            instructions,
            ids: ids.to_vec(),
            gathering: Gathering::default(),
            desks: (0..=helpers).map(|_| Desk::default()).collect(),
        }
    }

    /// Reads the text with all who come in time.
    pub(super) fn lead(&self, scratch: &mut Scratch) -> Result<Logits> {
        let member = self.gathering.lead(self.desks.len() - 1, PATIENCE);
        let logits = self.instructions.run(Part { team: self, member, scratch })?;
        logits.map_err(|Broken| Error::InferenceFailed {
            what: "a thread that read some of the text's tokens has ended before it was through".to_owned(),
        })
    }

    /// Reads some of the text's tokens, unless it is too late for that. What goes wrong, the leader tells.
    pub(super) fn help(&self, spare: &Spare) {
        let Some(member) = self.gathering.join() else { return };
        // Never waited for: a fork may have left it locked.
        let mut scratch = spare.try_lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default();
        let outcome = self.instructions.run(Part { team: self, member, scratch: &mut scratch });
        if let (Ok(Ok(_)), Ok(mut spare)) = (outcome, spare.try_lock()) {
            spare.push(scratch);
        }
    }
}

/// What one of them has to do.
struct Part<'t> {
    team: &'t Team,
    member: Member<'t>,
    scratch: &'t mut Scratch,
}

impl Job for Part<'_> {
    /// What is said about the text, if it is the leader's.
    type Outcome = Result<Logits, Broken>;

    fn run<P: Processor>(self, processor: &P) -> Result<Logits, Broken> {
        let Part { team, mut member, scratch } = self;
        let Team { encoder, ids, .. } = team;
        let width = encoder.width();
        let (desks, own) = (&team.desks[..member.of], &team.desks[member.number]);
        own.exchange_spare(scratch);

        let places = share(ids.len(), member.number, member.of);
        scratch.hidden.resize(places.len() * width);
        encoder.embed(processor, &ids[places.clone()], places.start, &mut scratch.hidden);
        encoder.layers(processor, scratch, encoder.heads(), |meeting| {
            let Meeting { layer, heads, projected, quantizer, room, mixed } = meeting;
            std::mem::swap(&mut *write(&own.projected[layer % 2]), projected);
            member.meet()?;
            let laid_down: Vec<_> = desks.iter().map(|desk| read(&desk.projected[layer % 2])).collect();
            let mut text: Vec<&[f32]> = Vec::with_capacity(laid_down.len());
            for head in heads {
                text.clear();
                text.extend(laid_down.iter().map(|rows| {
                    let of_a_head = rows.len() / encoder.heads();
                    &rows[head * of_a_head..][..of_a_head]
                }));
                let (asking, into) = (text[member.number], mixed.rows_mut(0, places.len()));
                let channel = head * HEAD;
                processor.step(Attend { asking, text: &text, quantizer, room, into, width, channel });
            }
            Ok(())
        })?;

        std::mem::swap(&mut *write(&own.hidden), &mut scratch.hidden);
        member.meet()?;
        let mut logits = Logits::default();
        if member.number == 0 {
            let laid_down: Vec<_> = desks.iter().map(|desk| read(&desk.hidden)).collect();
            let text: Vec<&[f32]> = laid_down.iter().map(|rows| &***rows).collect();
            encoder.answer(processor, &text, &mut logits);
        }
        member.meet()?;
        std::mem::swap(&mut *write(&own.hidden), &mut scratch.hidden);
        own.exchange_spare(scratch);
        Ok(logits)
    }
}

/// The tokens of one of so many.
fn share(tokens: usize, number: usize, of: usize) -> Range<usize> {
    tokens * number / of..tokens * (number + 1) / of
}

// What a panic leaves behind is read by nobody: the gathering is broken.
fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}
