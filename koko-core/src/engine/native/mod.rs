//! Our own engine: the int8 encoder on the processor's own byte products, without ONNX Runtime.
//!
//! It reads the same bundle and does the same arithmetic as the graph, to within the rounding of floats. What it gains:
//! weights lie as the instructions read them ([`matrix`]), texts are packed without filling ([`attention`]), and what follows
//! a product is done sixteen results at a time, while the next ones are multiplied ([`product`]).
//!
//! To read it: [`encoder`] is the model from top to bottom, and [`team`] the same for one text on several threads, which come
//! together in a [`gathering`]; [`step`] and [`attention`] are what lies between the products;
//! [`vnni`] and [`amx`] are the products, [`product`] has their twin in plain Rust, and [`quantizer`] makes the bytes that
//! they read; [`lanes`] is the arithmetic on sixteen numbers; [`recipe`] makes sure that a graph is the one that this engine
//! runs, and [`processor`] which products this machine can do.

#[cfg(target_arch = "x86_64")]
mod amx;
mod attention;
mod encoder;
mod gathering;
mod lanes;
#[cfg(test)]
mod layer_by_layer;
mod matrix;
mod processor;
mod product;
mod quantizer;
pub(super) mod recipe;
#[cfg(test)]
mod small;
mod step;
mod team;
#[cfg(target_arch = "x86_64")]
mod vnni;
#[cfg(target_arch = "x86_64")]
mod wide;

use std::sync::Arc;

pub use processor::Instructions;

use super::graph::Graph;
use super::{Engine, Helpers, Layout, Logits};
use crate::error::{Error, Result};
use encoder::{Encoder, Scratch};
use processor::{Job, Processor};
use team::{Spare, Team};

/// Runs a bundle's graph: a batch on one thread, a single text also on several. Engines of a bundle share its weights.
pub struct NativeEngine {
    encoder: Arc<Encoder>,
    instructions: Instructions,
    scratch: Scratch,
    /// That of helpers, for all engines of a bundle.
    spare: Spare,
}

impl NativeEngine {
    /// `count` engines for a graph, if it is the one that this engine runs; else why not.
    pub fn open(
        graph: &[u8],
        count: usize,
        instructions: Instructions,
    ) -> std::result::Result<Vec<NativeEngine>, String> {
        let graph = Graph::parse(graph)?;
        let (encoder, spare) = (Arc::new(recipe::read(&graph)?), Spare::default());
        Ok((0..count).map(|_| NativeEngine::new(&encoder, &spare, instructions)).collect())
    }

    fn new(encoder: &Arc<Encoder>, spare: &Spare, instructions: Instructions) -> NativeEngine {
        let (encoder, spare) = (Arc::clone(encoder), Arc::clone(spare));
        NativeEngine { encoder, instructions, scratch: Scratch::default(), spare }
    }

    fn check(&self, rows: &[&[i64]]) -> Result<()> {
        let words = &self.encoder.words;
        let places = words.positions.len() / words.width;
        for row in rows {
            if row.is_empty() || row.len() > places {
                let what = format!("a row of {} tokens: the model reads from 1 to {places}", row.len());
                return Err(Error::InferenceFailed { what });
            }
            let known = |id: &&i64| usize::try_from(**id).is_ok_and(|id| id < words.scales.len());
            if let Some(id) = row.iter().find(|id| !known(id)) {
                let what = format!("the id {id} is not among the {} of the vocabulary", words.scales.len());
                return Err(Error::InferenceFailed { what });
            }
        }
        Ok(())
    }
}

impl Instructions {
    /// Tokens that go through the layers together: with fewer the weights, with more the tokens come too often from beyond the
    /// second-level cache. Where products are fast, waiting for either weighs more; their number is a guess.
    fn packed_tokens(self) -> usize {
        match self {
            Instructions::Amx => 256,
            Instructions::Vnni | Instructions::Any => 512,
        }
    }
}

/// Rows to be run on one thread.
struct Batch<'b> {
    encoder: &'b Encoder,
    rows: &'b [&'b [i64]],
    /// How many go through together, unless one row is longer.
    most_tokens: usize,
    scratch: &'b mut Scratch,
}

impl Job for Batch<'_> {
    type Outcome = Logits;

    fn run<P: Processor>(self, processor: &P) -> Logits {
        let mut logits = Logits::default();
        let mut rest = self.rows;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(together(rest, self.most_tokens));
            self.encoder.run(processor, now, self.scratch, &mut logits);
            rest = later;
        }
        logits
    }
}

/// How many of the rows go through together: at least one.
fn together(rows: &[&[i64]], most_tokens: usize) -> usize {
    let mut tokens = 0;
    let fits = |row: &&&[i64]| {
        tokens += row.len();
        tokens <= most_tokens
    };
    rows.iter().take_while(fits).count().max(1)
}

impl Engine for NativeEngine {
    fn run(&mut self, rows: &[&[i64]]) -> Result<Logits> {
        self.check(rows)?;
        let NativeEngine { encoder, instructions, scratch, .. } = self;
        let most_tokens = instructions.packed_tokens();
        instructions.run(Batch { encoder, rows, most_tokens, scratch })
    }

    fn run_with(&mut self, rows: &[&[i64]], helpers: &dyn Helpers) -> Result<Logits> {
        let shares = rows.first().map_or(0, |row| row.len() / self.instructions.fewest_tokens());
        let wanted = helpers.count().min(shares.saturating_sub(1));
        let ([row], 1..) = (rows, wanted) else { return self.run(rows) };
        self.check(rows)?;
        let team = Arc::new(Team::new(&self.encoder, self.instructions, row, wanted));
        let (helped, spare) = (Arc::clone(&team), Arc::clone(&self.spare));
        helpers.call(wanted, Arc::new(move || helped.help(&spare)));
        team.lead(&mut self.scratch)
    }

    fn layout(&self) -> Layout {
        Layout::Packed
    }
}
