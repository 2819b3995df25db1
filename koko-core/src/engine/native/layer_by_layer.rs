//! Tests that hold every layer to what ONNX Runtime says behind the same layer, on the golden texts.
//!
//! Logits alone would not tell which layer went wrong, nor see errors that the later layers make up for.

use std::path::Path;
use std::sync::Arc;

use super::encoder::Encoder;
use super::team::Spare;
use super::{Instructions, NativeEngine, recipe};
use crate::bundle::{Bundle, find_default};
use crate::engine::graph::Graph;
use crate::engine::{Device, Engine, Logits, OnnxEngine};
use crate::text::{NORMALIZER_ID, Tokenizer, normalize};

/// How far the mean of a text's numbers behind a layer may lie from ONNX Runtime's, a number at a time, and on average. The
/// numbers are about as large as one.
const LARGEST: f32 = 0.05;
const MEAN: f32 = 0.001;

/// The graph, with the mean taken of what one of the layers leaves behind; 0 is before the first. What comes after that layer
/// is computed by nobody.
fn seen_behind(layer: usize, graph: &Graph) -> Vec<u8> {
    let norms = graph.nodes.iter().filter(|node| node.op_type == "LayerNormalization");
    // Two norms a layer, and one before the first.
    let hidden = norms.map(|node| node.output[0].clone()).step_by(2).nth(layer).unwrap();
    let mut nodes = graph.nodes.clone();
    let mean = nodes.iter().position(|node| node.output == ["embedding"]).unwrap();
    let total = nodes[..mean].iter_mut().rfind(|node| node.op_type == "MatMul").unwrap();
    total.input[1] = hidden;
    graph.file_with_nodes(nodes)
}

/// Our own engine with the first so many layers.
fn cut_behind(layer: usize, graph: &Graph) -> NativeEngine {
    let mut encoder: Encoder = recipe::read(graph).unwrap();
    encoder.layers.truncate(layer);
    let instructions = Instructions::detect().unwrap_or(Instructions::Any);
    NativeEngine::new(&Arc::new(encoder), &Spare::default(), instructions)
}

/// The rows of ids of the golden texts.
fn golden_rows(bundle: &Bundle) -> Vec<Vec<i64>> {
    let tokenizer = Tokenizer::from_bytes(&bundle.tokenizer, Path::new("tokenizer.json")).unwrap();
    let longest = bundle.manifest.encoder.max_tokens - 2;
    let row = |text: &str| {
        let ids = tokenizer.encode(&normalize(text).masked()).unwrap().ids;
        tokenizer.row(&ids[..ids.len().min(longest)])
    };
    let mut rows = Vec::new();
    for file in ["conformance/scores.json", "conformance/spans.json"] {
        let file =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)).unwrap();
        let cases: serde_json::Value = serde_json::from_str(&file).unwrap();
        rows.extend(
            cases["cases"].as_array().unwrap().iter().map(|case| row(case["text"].as_str().unwrap())),
        );
    }
    rows
}

fn one_by_one(engine: &mut impl Engine, rows: &[Vec<i64>]) -> Logits {
    let mut all = Logits::default();
    for row in rows {
        let one = engine.run(&[row]).unwrap();
        all.values.extend(one.values);
        all.embeddings.extend(one.embeddings);
    }
    all
}

#[test]
fn behind_every_layer_are_the_numbers_of_onnx_runtime() {
    let mut bundle = Bundle::open(&find_default().unwrap(), NORMALIZER_ID).unwrap();
    let rows = golden_rows(&bundle);
    assert!(rows.len() > 20);
    let graph = Graph::parse(&bundle.graph).unwrap();
    let layers = recipe::know(&graph).unwrap().layers;
    let mut before = Vec::new();
    for layer in 0..=layers {
        bundle.graph = seen_behind(layer, &graph);
        let mut runtime = OnnxEngine::open(&bundle, Device::Cpu, 1, None).unwrap().0.remove(0);
        let wanted = one_by_one(&mut runtime, &rows).embeddings;
        assert_ne!(wanted, before, "layer {layer} does something");
        let found = one_by_one(&mut cut_behind(layer, &graph), &rows).embeddings;
        let apart: Vec<f32> = wanted.iter().zip(&found).map(|(one, other)| (one - other).abs()).collect();
        let largest = apart.iter().copied().fold(0.0, f32::max);
        let mean = apart.iter().sum::<f32>() / apart.len() as f32;
        assert_eq!(wanted.len(), found.len());
        assert!(
            largest < LARGEST && mean < MEAN,
            "behind layer {layer}: {largest} at most, {mean} on average"
        );
        before = wanted;
    }
}
