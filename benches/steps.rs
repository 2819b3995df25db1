//! How long each step takes: normalize, tokenize (ours and the crate's), score one, score many, moderate.
//!
//! `cargo bench -p koko-benches`; `-- --exact "1000 plain comments/prepare"` measures one of them.

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use koko_benches::{comments, plain_comments, tokenizer_json};
use koko_core::batching::{Batching, CallOptions, Limits, Order, Rows, Urgency, Want, Workers, plan};
use koko_core::bundle::{self, Bundle};
use koko_core::content::{ActorId, Content};
use koko_core::engine::{Device, Engine, Layout, OnnxEngine};
use koko_core::moderator::Moderator;
use koko_core::text::{Encoding, NORMALIZER_ID, Tokenizer, normalize};

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
    let moderator = Moderator::builder().cache(0).build().expect("the default bundle opens");
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

/// What the batching costs, and what the engines do with it: rows of ids, without any text.
fn engines(criterion: &mut Criterion) {
    let moderator = Moderator::builder().cache(0).build().expect("the default bundle opens");
    let lengths: Vec<usize> = comments(1_000)
        .iter()
        .map(|text| moderator.tokenize(text).map_or(0, |tokens| tokens.len()).min(126) + 2)
        .collect();
    let rows: Rows = lengths.iter().map(|&length| (0..length as i64).map(|id| id % 1_000)).collect();
    let bundle = bundle::find_default().expect("the repository holds a bundle");
    let bundle = Bundle::open(&bundle, NORMALIZER_ID).expect("the default bundle opens");
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (opened, _) =
        OnnxEngine::open(&bundle, Device::Cpu, threads + 1, None).expect("the runtime is there");
    let opened = opened.into_iter().map(|engine| Box::new(engine) as Box<dyn Engine>).collect();
    let workers = Workers::new(opened, Limits::default());

    let mut group = criterion.benchmark_group("1000 rows");
    group.throughput(Throughput::Elements(1_000)).sample_size(10);
    for layout in [Layout::Filled, Layout::Packed] {
        group.bench_function(format!("plan, {layout:?}"), |bench| {
            bench.iter(|| plan(black_box(&lengths), Batching::default(), layout, threads).len());
        });
    }
    for max_tokens in [256, 512, 1_024] {
        let batching = Batching { max_rows: max_tokens / 16, max_tokens };
        group.bench_function(format!("run, batches of {max_tokens} tokens"), |bench| {
            let order = || Order::now(&CallOptions::default(), Urgency::Bulk, Want::Logits);
            bench.iter(|| workers.run(rows.clone(), batching, &order()).map_or(0, |answers| answers.len()));
        });
    }
    group.bench_function("run one by one", |bench| {
        let order = || Order::now(&CallOptions::default(), Urgency::Interactive, Want::Logits);
        let one = |row: &[i64]| [row.iter().copied()].into_iter().collect::<Rows>();
        bench.iter(|| {
            rows.iter().filter(|row| workers.run(one(row), Batching::default(), &order()).is_ok()).count()
        });
    });
    group.finish();
}

criterion_group! { name = all; config = Criterion::default(); targets = preparation, steps, engines }
criterion_main!(all);
