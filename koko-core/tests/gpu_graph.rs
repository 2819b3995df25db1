//! The graph that GPUs run, on the processor beside the bundle's own: the same rows, the same answers.
//!
//! That a GPU runs it as well is measured by `benches/gpu`; no machine that runs the tests needs one.

// A test may panic.
#![allow(clippy::unwrap_used)]

use koko_core::bundle::{Bundle, find_default};
use koko_core::engine::{Device, Engine, Logits, Numbers, OnnxEngine, graph_for_gpus};
use koko_core::text::{NORMALIZER_ID, Tokenizer, normalize};

/// Comments, for words that stand for something; lengths on both sides of everything that is wide.
const TEXTS: [&str; 6] = [
    "ok",
    "You are a complete idiot and nobody wants you here.",
    "Thank you for the long answer, I had not thought of it like that. See you all there on Saturday!",
    "WIN a FREE phone now!!! click my profile and send me your number",
    "I will find out where you live and then you will be sorry.",
    "If it rains on Saturday we meet in the old library, the one behind the station; bring the tall ladder, both lamps, \
     something to eat for five, and somebody who can read what is written on the door, because last year we could not, and \
     the year before that we did not even find the door.",
];

fn run(bundle: &Bundle, rows: &[Vec<i64>]) -> Logits {
    let mut engine = OnnxEngine::open(bundle, Device::Cpu, 1, None).unwrap().0.remove(0);
    engine.run(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap()
}

fn differences(left: &[f32], right: &[f32]) -> (f32, f32) {
    assert_eq!(left.len(), right.len());
    let each: Vec<f32> = left.iter().zip(right).map(|(a, b)| (a - b).abs()).collect();
    (each.iter().sum::<f32>() / each.len() as f32, each.into_iter().fold(0.0, f32::max))
}

#[test]
fn it_says_the_same() {
    let mut bundle = Bundle::open(&find_default().unwrap(), NORMALIZER_ID).unwrap();
    let tokenizer = Tokenizer::from_bytes(&bundle.tokenizer, &bundle.folder).unwrap();
    let rows: Vec<Vec<i64>> = TEXTS.iter().map(|text| row(&tokenizer, text)).collect();
    let ours = run(&bundle, &rows);
    let before = bundle.graph.clone();
    bundle.graph = graph_for_gpus(&bundle.graph, Numbers::Exact).unwrap();
    assert_ne!(bundle.graph, before);
    let theirs = run(&bundle, &rows);
    // Sums in another order now and then push an activation to the step beside it; a wrong graph is off by ones.
    let (mean, largest) = differences(&ours.values, &theirs.values);
    assert!(mean < 0.01 && largest < 0.2, "{mean} on average, {largest} at most");
    let (mean, largest) = differences(&ours.embeddings, &theirs.embeddings);
    assert!(mean < 0.01 && largest < 0.2, "{mean} on average, {largest} at most");
}

#[test]
fn padding_changes_nothing() {
    let mut bundle = Bundle::open(&find_default().unwrap(), NORMALIZER_ID).unwrap();
    bundle.graph = graph_for_gpus(&bundle.graph, Numbers::Exact).unwrap();
    let tokenizer = Tokenizer::from_bytes(&bundle.tokenizer, &bundle.folder).unwrap();
    let rows: Vec<Vec<i64>> = TEXTS.iter().map(|text| row(&tokenizer, text)).collect();
    let together = run(&bundle, &rows);
    for (at, row) in rows.iter().enumerate() {
        let alone = run(&bundle, std::slice::from_ref(row));
        let outputs = alone.values.len();
        let (_, largest) = differences(&alone.values, &together.values[at * outputs..][..outputs]);
        assert!(largest < 0.1, "{largest} at row {at}");
    }
}

#[test]
fn another_graph_is_refused() {
    let bundle = Bundle::open(&find_default().unwrap(), NORMALIZER_ID).unwrap();
    let recast = graph_for_gpus(&bundle.graph, Numbers::Exact).unwrap();
    assert!(graph_for_gpus(&recast, Numbers::Exact).is_err());
    assert!(graph_for_gpus(b"no graph", Numbers::Halves).unwrap_err().contains("ONNX"));
}

/// The ids of a text with its markers.
fn row(tokenizer: &Tokenizer, text: &str) -> Vec<i64> {
    let ids = tokenizer.encode(&normalize(text).masked()).unwrap().ids;
    tokenizer.row(&ids[..ids.len().min(126)])
}
