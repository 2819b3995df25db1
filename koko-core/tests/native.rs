//! Our own engine beside ONNX Runtime: the same bundle, the same rows, the same answers.

// A test may panic.
#![allow(clippy::unwrap_used)]

use koko_core::bundle::{Bundle, find_default};
use koko_core::engine::{Device, Engine, Instructions, Logits, NativeEngine, OnnxEngine};
use koko_core::text::NORMALIZER_ID;

/// Lengths on both sides of everything that is sixteen or thirty-two wide.
const LENGTHS: [usize; 14] = [1, 2, 3, 5, 12, 15, 16, 17, 31, 32, 33, 64, 100, 128];

fn bundle() -> Bundle {
    Bundle::open(&find_default().unwrap(), NORMALIZER_ID).unwrap()
}

/// Rows of ids that stand for nothing, each time the same.
fn rows(bundle: &Bundle) -> Vec<Vec<i64>> {
    assert_eq!(bundle.manifest.encoder.max_tokens, 128);
    let mut seed = 7_u64;
    let mut id = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((seed >> 33) % 15_000).unwrap()
    };
    LENGTHS.iter().map(|length| (0..*length).map(|_| id()).collect()).collect()
}

fn native(bundle: &Bundle, instructions: Instructions) -> NativeEngine {
    NativeEngine::open(bundle.graph.clone(), 1, instructions).unwrap().remove(0)
}

/// All rows in one batch.
fn together(engine: &mut impl Engine, rows: &[Vec<i64>]) -> Logits {
    engine.run(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap()
}

fn alone(engine: &mut impl Engine, rows: &[Vec<i64>]) -> Logits {
    let mut all = Logits::default();
    for row in rows {
        let one = engine.run(&[row]).unwrap();
        all.values.extend(one.values);
        all.embeddings.extend(one.embeddings);
    }
    all
}

fn largest_difference(left: &[f32], right: &[f32]) -> f32 {
    assert_eq!(left.len(), right.len());
    left.iter().zip(right).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

/// The instructions of this machine, each of which must do what plain Rust does.
fn special() -> Vec<Instructions> {
    match Instructions::detect() {
        Some(Instructions::Amx) => vec![Instructions::Amx, Instructions::Vnni],
        Some(other) => vec![other],
        None => Vec::new(),
    }
}

#[test]
fn logits_are_those_of_onnx_runtime() {
    let bundle = bundle();
    let rows = rows(&bundle);
    let mut runtime = OnnxEngine::open(&bundle, Device::Cpu, 1, None).unwrap().0.remove(0);
    let wanted = alone(&mut runtime, &rows);
    let found =
        together(&mut native(&bundle, special().first().copied().unwrap_or(Instructions::Any)), &rows);
    // A number that lies between two bytes may be rounded to the other one; more than that never differs.
    let difference = largest_difference(&wanted.values, &found.values);
    assert!(difference < 0.05, "logits differ by {difference}");
    let difference = largest_difference(&wanted.embeddings, &found.embeddings);
    assert!(difference < 0.05, "embeddings differ by {difference}");
}

#[test]
fn special_instructions_and_plain_rust_give_the_same_bits() {
    let bundle = bundle();
    // Plain Rust is slow: a few rows will do.
    let rows: Vec<Vec<i64>> = rows(&bundle).into_iter().filter(|row| row.len() < 40).collect();
    let wanted = together(&mut native(&bundle, Instructions::Any), &rows);
    for instructions in special() {
        assert_eq!(together(&mut native(&bundle, instructions), &rows), wanted, "{}", instructions.as_str());
    }
}

#[test]
fn a_row_gives_the_same_bits_alone_and_among_others() {
    let bundle = bundle();
    let rows = rows(&bundle);
    for instructions in special() {
        let engine = &mut native(&bundle, instructions);
        assert_eq!(alone(engine, &rows), together(engine, &rows), "{}", instructions.as_str());
    }
}

#[test]
fn rows_that_the_model_cannot_read_are_refused() {
    let bundle = bundle();
    let engine = &mut native(&bundle, Instructions::Any);
    for row in [vec![], vec![5; 129], vec![-1], vec![i64::MAX]] {
        let error = engine.run(&[&row]).unwrap_err().to_string();
        assert!(error.contains("row of") || error.contains("vocabulary"), "{error}");
    }
}

#[test]
fn another_graph_is_not_run_as_if_it_were_ours() {
    let bundle = bundle();
    let spoiled = |from: &[u8], to: &[u8]| {
        assert_eq!(from.len(), to.len());
        let place = bundle.graph.windows(from.len()).position(|part| part == from).unwrap();
        let mut graph = bundle.graph.clone();
        graph[place..place + from.len()].copy_from_slice(to);
        NativeEngine::open(graph, 1, Instructions::Any).err().unwrap()
    };
    assert!(spoiled(b"Gelu", b"Relu").contains("`Gelu`"));
    assert!(spoiled(b"Softmax", b"Hardmax").contains("`Softmax`"));
    assert!(spoiled(b"layers.3.widen.scale", b"layers.4.widen.scale").contains("QuantizeLinear"));
    assert!(NativeEngine::open(b"nonsense".to_vec(), 1, Instructions::Any).is_err());
    assert!(NativeEngine::open(Vec::new(), 1, Instructions::Any).is_err());
}
