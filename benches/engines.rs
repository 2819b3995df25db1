//! Our own engine against ONNX Runtime: the same bundle, the same rows, in turn. `cargo run --release -p koko-benches --bin engines`.
//!
//! Every engine has a thread of its own and gets batches of its liking: ONNX Runtime rows of about equal length, ours rows as
//! they come.

#![allow(clippy::print_stdout, reason = "it reports to people")]

use std::path::Path;
use std::time::Instant;

use koko_benches::comments;
use koko_core::batching::{Batching, plan};
use koko_core::bundle::{Bundle, find_default};
use koko_core::engine::{Device, Engine, Instructions, NativeEngine, OnnxEngine};
use koko_core::text::{NORMALIZER_ID, Tokenizer, normalize};

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bundle = Bundle::open(&find_default()?, NORMALIZER_ID)?;
    let tokenizer = Tokenizer::from_bytes(&bundle.tokenizer, Path::new("tokenizer.json"))?;
    let longest = bundle.manifest.encoder.max_tokens - 2;
    let mut rows = Vec::new();
    for text in comments(2_000) {
        let ids = tokenizer.encode(&normalize(&text).masked())?.ids;
        rows.push(tokenizer.row(&ids[..ids.len().min(longest)]));
    }
    let tokens: usize = rows.iter().map(Vec::len).sum();
    println!("{} rows, {:.1} tokens each", rows.len(), tokens as f64 / rows.len() as f64);
    let lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
    let sorted = plan(&lengths, Batching::default());
    let as_they_come: Vec<Vec<usize>> =
        (0..rows.len()).collect::<Vec<_>>().chunks(8).map(<[_]>::to_vec).collect();
    let cores = std::thread::available_parallelism()?.get();
    for threads in if cores > 1 { vec![1, cores] } else { vec![1] } {
        let mut runtime = OnnxEngine::open(&bundle, Device::Cpu, threads, None)?.0;
        let instructions = Instructions::detect().unwrap_or(Instructions::Any);
        let mut native = NativeEngine::open(bundle.graph.clone(), threads, instructions)?;
        let mut ratios = Vec::new();
        for _ in 0..ROUNDS {
            let theirs = rows_per_second(&mut runtime, &rows, &sorted)?;
            let ours = rows_per_second(&mut native, &rows, &as_they_come)?;
            println!(
                "{threads} threads: ONNX Runtime {theirs:.0} texts/s, {} {ours:.0} texts/s",
                instructions.as_str()
            );
            ratios.push(ours / theirs);
        }
        ratios.sort_by(f64::total_cmp);
        let [least, median, most] = [0, ROUNDS / 2, ROUNDS - 1].map(|place| ratios[place]);
        println!("{threads} threads: {median:.2} times as fast ({least:.2} to {most:.2})");
    }
    Ok(())
}

/// Runs all batches, shared out among the engines.
fn rows_per_second<E: Engine>(
    engines: &mut [E],
    rows: &[Vec<i64>],
    batches: &[Vec<usize>],
) -> Result<f64, koko_core::error::Error> {
    let start = Instant::now();
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let work = |engine: &mut E| -> Result<(), koko_core::error::Error> {
            while let Some(batch) = batches.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                engine.run(&batch.iter().map(|&row| rows[row].as_slice()).collect::<Vec<_>>())?;
            }
            Ok(())
        };
        let workers: Vec<_> = engines.iter_mut().map(|engine| scope.spawn(move || work(engine))).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("no engine panics"))
    })?;
    Ok(rows.len() as f64 / start.elapsed().as_secs_f64())
}
