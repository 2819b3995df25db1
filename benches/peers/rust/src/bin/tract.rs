//! tract: the fp32 graph, made concrete once for each of a few lengths, because it is faster on shapes that it knows.
//!
//! It computes on one thread; several take batches in turn.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Parser;
use koko_peers::{MAX_TOKENS, Peer, Result, Task, by_length, padded, serve};
use tract_onnx::prelude::*;

/// Rows are filled up to a multiple of so many tokens.
const STEP: usize = 8;

struct Tract {
    // By the number of tokens.
    plans: BTreeMap<usize, Arc<TypedRunnableModel>>,
    batch: usize,
    threads: usize,
}

fn main() -> Result<()> {
    let task = Task::parse();
    let batch = task.batch();
    let graph = onnx().model_for_path(task.folder.join("fp32.onnx"))?;
    let plan = |tokens: usize| -> TractResult<(usize, Arc<TypedRunnableModel>)> {
        let shape = i64::fact([batch, tokens]);
        let concrete =
            graph.clone().with_input_fact(0, shape.clone().into())?.with_input_fact(1, shape.into())?;
        Ok((tokens, concrete.into_optimized()?.into_runnable()?))
    };
    let plans = (1..=MAX_TOKENS / STEP).map(|steps| plan(steps * STEP)).collect::<TractResult<_>>()?;
    serve(&task, &Tract { plans, batch, threads: task.threads })
}

impl Peer for Tract {
    fn run(&self, rows: &[Vec<i64>]) -> Result<Vec<Vec<f32>>> {
        let batches = by_length(rows, self.batch);
        let logits = Mutex::new(vec![Vec::new(); rows.len()]);
        let next = AtomicUsize::new(0);
        let work = || -> Result<()> {
            while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                let found = self.logits(rows, batch)?;
                let mut logits = logits.lock().expect("no thread has failed");
                for (row, values) in batch.iter().zip(found) {
                    logits[*row] = values;
                }
            }
            Ok(())
        };
        let threads = self.threads.min(batches.len());
        if threads < 2 {
            work()?;
        } else {
            std::thread::scope(|scope| {
                let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
                threads.into_iter().try_for_each(|thread| thread.join().expect("no thread has failed"))
            })?;
        }
        Ok(logits.into_inner().expect("no thread has failed"))
    }
}

impl Tract {
    fn logits(&self, rows: &[Vec<i64>], batch: &[usize]) -> Result<Vec<Vec<f32>>> {
        let tokens = rows[batch[0]].len().next_multiple_of(STEP);
        let (ids, mask) = padded(rows, batch, self.batch, tokens);
        let shape = [self.batch, tokens];
        let inputs = [Tensor::from_shape(&shape, &ids)?, Tensor::from_shape(&shape, &mask)?];
        let outputs = self.plans[&tokens].run(inputs.into_iter().map(TValue::from).collect())?;
        let logits = outputs[0].to_plain_array_view::<f32>()?;
        Ok(logits.outer_iter().take(batch.len()).map(|row| row.iter().copied().collect()).collect())
    }
}
