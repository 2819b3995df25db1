//! What the peers in Rust have in common: their arguments, how texts become rows of tokens, and the line that they print.
//!
//! They answer as the peers in Python do (`koko_peers/timing.py`).

#[path = "../../../timing.rs"]
pub mod timing;

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use serde_json::json;
use tokenizers::{Tokenizer, TruncationParams};

use timing::{read_texts, time_all, time_each};

/// Whatever goes wrong ends the program with its message.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Tokens in a window, markers included.
pub const MAX_TOKENS: usize = 128;
/// Rows in a batch: on a CPU larger ones only spill the cache.
pub const SMALL_BATCH: usize = 8;

/// What the peer was asked to do.
#[derive(Parser)]
pub struct Task {
    /// What `graphs.py` wrote.
    #[arg(long)]
    pub folder: PathBuf,
    /// The kind of weights; these peers have one kind.
    #[arg(long)]
    pub model: String,
    /// `sorted` or `single`.
    #[arg(long)]
    pub way: String,
    /// How many threads.
    #[arg(long)]
    pub threads: usize,
    /// The file of JSON lines.
    #[arg(long)]
    pub texts: PathBuf,
    /// Print the logits of so many texts.
    #[arg(long)]
    pub check: Option<usize>,
    /// Time the peer for about so long.
    #[arg(long, default_value_t = 0.0)]
    pub seconds: f64,
}

impl Task {
    /// Whether texts come one by one.
    pub fn is_single(&self) -> bool {
        self.way == "single"
    }

    /// How many rows come together.
    pub fn batch(&self) -> usize {
        if self.is_single() { 1 } else { SMALL_BATCH }
    }
}

/// A row of logits for each row of tokens, in their order.
pub trait Peer {
    /// Runs all rows.
    fn run(&self, rows: &[Vec<i64>]) -> Result<Vec<Vec<f32>>>;
}

/// Checks or times the peer, and prints one line of JSON.
pub fn serve(task: &Task, peer: &dyn Peer) -> Result<()> {
    let texts = read_texts(&task.texts)?;
    let mut tokenizer = Tokenizer::from_file(task.folder.join("hugging_face/tokenizer.json"))?;
    tokenizer.with_truncation(Some(TruncationParams { max_length: MAX_TOKENS, ..Default::default() }))?;
    let score = |texts: &[String]| -> Result<Vec<Vec<f32>>> { peer.run(&rows_of(&tokenizer, texts)?) };
    if let Some(count) = task.check {
        let chunks = texts[..count].chunks(if task.is_single() { 1 } else { count });
        let logits: Vec<Vec<f32>> = chunks.map(score).collect::<Result<Vec<_>>>()?.concat();
        println!("{}", json!({ "logits": logits }));
        return Ok(());
    }
    let time = Duration::from_secs_f64(task.seconds);
    let timed = if task.is_single() {
        time_each(&texts, time, |text| drop(score(&[text.to_owned()]).expect("a text is scored")))
    } else {
        time_all(&texts, time, |texts| drop(score(texts).expect("texts are scored")))
    };
    println!("{}", serde_json::to_string(&timed)?);
    Ok(())
}

fn rows_of(tokenizer: &Tokenizer, texts: &[String]) -> Result<Vec<Vec<i64>>> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let encodings = tokenizer.encode_batch(texts, true)?;
    Ok(encodings
        .iter()
        .map(|encoding| encoding.get_ids().iter().map(|&id| i64::from(id)).collect())
        .collect())
}

/// Batches of nearly equal length, the longest first.
pub fn by_length(rows: &[Vec<i64>], size: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&row| std::cmp::Reverse(rows[row].len()));
    order.chunks(size).map(<[usize]>::to_vec).collect()
}

/// Ids and mask of a batch, `height` rows of `width` tokens.
pub fn padded(rows: &[Vec<i64>], batch: &[usize], height: usize, width: usize) -> (Vec<i64>, Vec<i64>) {
    let mut ids = vec![0; height * width];
    let mut mask = vec![0; height * width];
    for (place, &row) in batch.iter().enumerate() {
        let start = place * width;
        ids[start..start + rows[row].len()].copy_from_slice(&rows[row]);
        mask[start..start + rows[row].len()].fill(1);
    }
    (ids, mask)
}
