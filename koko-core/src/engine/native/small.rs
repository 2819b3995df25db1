//! Tests on a small encoder of made-up weights. It takes a thousandth of the shipped model's work, so that a sanitizer (`make
//! sanitize`) gets through it on every kind of processor, and Miri would get through it in plain Rust.

use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use super::encoder::{Encoder, Layer};
use super::matrix::{Matrix, Stored};
use super::quantizer::Quantizer;
use super::step::{Norm, Words};
use super::team::Spare;
use super::{Engine, Instructions, NativeEngine};
use crate::engine::{Helpers, Logits, Work};

const WORDS: usize = 40;
const PLACES: usize = 70;
const OUTPUTS: usize = 3;

/// On both sides of everything that is eight, twelve, sixteen or thirty-two wide.
const LENGTHS: &[usize] = match cfg!(miri) {
    true => &[1, 17],
    false => &[1, 2, 3, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 70],
};

/// Numbers that look like chance, each time the same.
struct Made(u64);

impl Made {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn floats(&mut self, count: usize, size: f32) -> Vec<f32> {
        (0..count).map(|_| (self.next() % 2_001) as f32 / 1_000.0 * size - size).collect()
    }

    fn weights(&mut self, count: usize) -> Vec<i8> {
        (0..count).map(|_| (self.next() % 127) as i8 - 63).collect()
    }

    fn norm(&mut self, width: usize) -> Norm {
        let gain = self.floats(width, 0.5).iter().map(|by| by + 1.0).collect();
        Norm { gain, shift: self.floats(width, 0.3), epsilon: 1e-12 }
    }

    fn quantizer(&mut self, channels: usize) -> Quantizer {
        let down: Vec<f32> = (0..channels).map(|_| 0.5_f32.powi((self.next() % 3) as i32)).collect();
        Quantizer::new(0.02, 100 + (self.next() % 50) as u8, &down)
    }

    /// `parts` matrices side by side.
    fn matrix(&mut self, parts: usize, inputs: usize, outputs: usize, input: &Quantizer) -> Matrix {
        let read: Vec<_> = (0..parts)
            .map(|_| {
                let scales = self.floats(outputs, 0.001).iter().map(|by| by + 0.004).collect::<Vec<_>>();
                (self.weights(inputs * outputs), scales, self.floats(outputs, 0.1))
            })
            .collect();
        let stored = read.iter().map(|(weights, scales, bias)| Stored { weights, scales, bias });
        Matrix::new(&stored.collect::<Vec<_>>(), inputs, input)
    }

    fn layer(&mut self, width: usize, inner: usize) -> Layer {
        let (hidden, mixed) = (self.quantizer(width), self.quantizer(width));
        let (normal, wide) = (self.quantizer(width), self.quantizer(inner));
        Layer {
            projections: self.matrix(3, width, width, &hidden),
            attended: self.matrix(1, width, width, &mixed),
            attended_norm: self.norm(width),
            widen: self.matrix(1, width, inner, &normal),
            narrow: self.matrix(1, inner, width, &wide),
            narrow_norm: self.norm(width),
            hidden,
            mixed,
            normal,
            inner: wide,
        }
    }
}

fn encoder(width: usize, inner: usize, layers: usize) -> Arc<Encoder> {
    let mut made = Made(3);
    Arc::new(Encoder {
        words: Words {
            vectors: made.weights(WORDS * width),
            scales: made.floats(WORDS, 0.01).iter().map(|by| by + 0.02).collect(),
            positions: made.floats(PLACES * width, 0.2),
            width,
        },
        embedding_norm: made.norm(width),
        layers: (0..layers).map(|_| made.layer(width, inner)).collect(),
        head: made.floats(OUTPUTS * width, 0.3),
        head_bias: made.floats(OUTPUTS, 0.1),
    })
}

/// The shapes that are tried: panels in pairs of one and of several, tiles of one step and of several.
fn encoders() -> Vec<Arc<Encoder>> {
    let one = encoder(64, 128, 2);
    if cfg!(miri) { vec![one] } else { vec![one, encoder(128, 64, 1), encoder(192, 320, 1)] }
}

fn rows() -> Vec<Vec<i64>> {
    let mut made = Made(5);
    LENGTHS.iter().map(|length| (0..*length).map(|_| (made.next() % WORDS as u64) as i64).collect()).collect()
}

fn engine(encoder: &Arc<Encoder>, instructions: Instructions) -> NativeEngine {
    NativeEngine::new(encoder, &Spare::default(), instructions)
}

/// Plain Rust, and whatever this machine has besides.
fn kinds() -> &'static [Instructions] {
    match Instructions::detect() {
        Some(Instructions::Amx) => &[Instructions::Any, Instructions::Vnni, Instructions::Amx],
        Some(_) => &[Instructions::Any, Instructions::Vnni],
        None => &[Instructions::Any],
    }
}

fn run(engine: &mut NativeEngine, rows: &[Vec<i64>]) -> Logits {
    engine.run(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap()
}

#[test]
fn every_kind_of_processor_gives_the_bits_of_plain_rust_whatever_the_shape() {
    let rows = rows();
    for encoder in encoders() {
        let wanted = run(&mut engine(&encoder, Instructions::Any), &rows);
        assert_eq!(wanted.values.len(), rows.len() * OUTPUTS);
        assert!(wanted.values.iter().all(|value| value.is_finite()));
        for kind in kinds() {
            assert_eq!(run(&mut engine(&encoder, *kind), &rows), wanted, "{}", kind.as_str());
        }
    }
}

#[test]
fn what_an_engine_ran_before_leaves_nothing_behind() {
    let encoder = &encoders()[0];
    let rows = rows();
    for kind in kinds() {
        let tokens: usize = rows.iter().map(Vec::len).sum();
        assert!(cfg!(miri) || tokens > kind.packed_tokens(), "more than go together");
        let mut used = engine(encoder, *kind);
        let together = run(&mut used, &rows);
        for (number, row) in rows.iter().enumerate().rev() {
            let one = std::slice::from_ref(row);
            let found = run(&mut used, one);
            assert_eq!(found, run(&mut engine(encoder, *kind), one), "{}", kind.as_str());
            assert_eq!(found.values, together.values[number * OUTPUTS..][..OUTPUTS], "{}", kind.as_str());
        }
    }
}

/// Threads of a test: so many may be called, so many of them come, and the rest when all is over.
struct Threads {
    count: usize,
    coming: usize,
    late: Mutex<Vec<Work>>,
    called: Mutex<Vec<JoinHandle<()>>>,
}

impl Threads {
    fn new(count: usize, coming: usize) -> Threads {
        Threads { count, coming, late: Mutex::default(), called: Mutex::default() }
    }

    /// How many came, after all have done what they were called for.
    fn end(self) -> usize {
        self.late.into_inner().unwrap().into_iter().for_each(|work| work());
        let called = self.called.into_inner().unwrap();
        let came = called.len();
        called.into_iter().for_each(|thread| thread.join().unwrap());
        came
    }
}

impl Helpers for Threads {
    fn count(&self) -> usize {
        self.count
    }

    fn call(&self, count: usize, work: Work) {
        for number in 0..count {
            let work = Arc::clone(&work);
            match number < self.coming {
                true => self.called.lock().unwrap().push(std::thread::spawn(move || work())),
                false => self.late.lock().unwrap().push(work),
            }
        }
    }
}

#[test]
fn helpers_change_no_bit_whether_all_of_them_come_or_none() {
    let rows = rows();
    for encoder in encoders() {
        for kind in kinds() {
            let mut alone = engine(&encoder, *kind);
            let mut helped = engine(&encoder, *kind);
            for row in rows.iter().chain(rows.iter().rev()) {
                let one = std::slice::from_ref(row);
                let wanted = run(&mut alone, one);
                for (count, coming) in [(0, 0), (1, 1), (1, 0), (3, 3), (3, 1)] {
                    let threads = Threads::new(count, coming);
                    assert_eq!(
                        helped.run_with(&[row], &threads).unwrap(),
                        wanted,
                        "{} by {coming}",
                        row.len()
                    );
                    let most = (row.len() / kind.fewest_tokens()).saturating_sub(1);
                    assert_eq!(threads.end(), coming.min(most), "{} tokens", row.len());
                }
            }
        }
    }
}

#[test]
fn several_texts_are_run_without_helpers_and_a_bad_one_is_refused_before_any_is_called() {
    let engine = &mut engine(&encoders()[0], Instructions::Any);
    let rows = rows();
    let wanted = run(engine, &rows);
    let threads = Threads::new(3, 3);
    let all: Vec<&[i64]> = rows.iter().map(Vec::as_slice).collect();
    assert_eq!(engine.run_with(&all, &threads).unwrap(), wanted);
    assert!(engine.run_with(&[&[WORDS as i64; 60]], &threads).is_err());
    assert!(engine.run_with(&[&[1; PLACES + 1]], &threads).is_err());
    assert_eq!(threads.end(), 0);
}

#[test]
fn different_words_are_told_apart() {
    let encoder = &encoders()[0];
    let said = |row: &[i64]| run(&mut engine(encoder, Instructions::Any), &[row.to_vec()]).values;
    let differs = |a: &[f32], b: &[f32]| a.iter().zip(b).any(|(a, b)| (a - b).abs() > 1e-3);
    assert!(differs(&said(&[1, 2, 3]), &said(&[1, 2, 4])));
    assert!(differs(&said(&[1, 2, 3]), &said(&[3, 2, 1])), "the place counts");
}
