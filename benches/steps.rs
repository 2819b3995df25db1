//! How long each step takes: normalize, tokenize (ours and the crate's), score one, score many, moderate.
//!
//! `cargo bench -p koko-benches`; `-- --exact "1000 plain comments/prepare"` measures one of them.

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use koko_benches::{comments, plain_comments, tokenizer_json};
use koko_core::content::{ActorId, Content};
use koko_core::moderator::Moderator;
use koko_core::text::{Encoding, Tokenizer, normalize};

/// From a text to its word pieces, for comments with evasions and for plain ones.
fn preparation(criterion: &mut Criterion) {
    let json = tokenizer_json();
    let path = Path::new("tokenizer.json");
    let own = Tokenizer::from_bytes(&json, path).expect("the bundle's tokenizer is readable");
    let reference = Tokenizer::reference_from_bytes(&json, path).expect("the crate reads it too");
    for (name, texts) in [("1000 comments", comments(1_000)), ("1000 plain comments", plain_comments(1_000))]
    {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(1_000));
        group.bench_function("normalize", |bench| {
            bench.iter(|| {
                texts.iter().map(|text| normalize(black_box(text)).masked().text().len()).sum::<usize>()
            });
        });
        let normalized: Vec<_> = texts.iter().map(|text| normalize(text).masked()).collect();
        for (name, tokenizer) in [("tokenize", &own), ("tokenize with the crate", &reference)] {
            let count = |text| tokenizer.encode(black_box(text)).map_or(0, |encoding| encoding.ids.len());
            group.bench_function(name, |bench| bench.iter(|| normalized.iter().map(count).sum::<usize>()));
        }
        group.bench_function("tokenize into one encoding", |bench| {
            let mut encoding = Encoding::default();
            let mut count =
                |text| own.encode_into(black_box(text), &mut encoding).map_or(0, |()| encoding.ids.len());
            bench.iter(|| normalized.iter().map(&mut count).sum::<usize>());
        });
        group.bench_function("prepare", |bench| {
            bench.iter(|| {
                texts
                    .iter()
                    .map(|text| own.encode(&normalize(black_box(text)).masked()).map_or(0, |it| it.ids.len()))
                    .sum::<usize>()
            });
        });
        group.finish();
    }
}

fn steps(criterion: &mut Criterion) {
    let texts = comments(1_000);
    let moderator = Moderator::builder().build().expect("the default bundle opens");
    let mut group = criterion.benchmark_group("1000 comments");
    group.throughput(Throughput::Elements(1_000)).sample_size(10);
    group.bench_function("normalize and tokenize", |bench| {
        bench.iter(|| {
            texts
                .iter()
                .map(|text| moderator.tokenize(black_box(text)).map_or(0, |tokens| tokens.len()))
                .sum::<usize>()
        });
    });
    group.bench_function("score one by one", |bench| {
        bench.iter(|| texts.iter().filter(|text| moderator.score(black_box(text)).is_ok()).count());
    });
    group.bench_function("score many", |bench| bench.iter(|| moderator.score_many(black_box(&texts)).len()));
    group.bench_function("moderate many", |bench| {
        let content = |(number, text): (usize, &String)| {
            let author = ActorId::new(format!("author {}", number % 100)).expect("a short name");
            Content { author: Some(author), ..Content::text(text.clone()).expect("a short text") }
        };
        let contents = || texts.iter().enumerate().map(content).collect::<Vec<_>>();
        bench.iter_batched(
            contents,
            |contents| moderator.moderate_many(&contents).len(),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group! { name = all; config = Criterion::default(); targets = preparation, steps }
criterion_main!(all);
