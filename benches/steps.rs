//! How long each step takes: normalize, tokenize, score one, score many, moderate. `cargo bench -p koko-benches`.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use koko_benches::comments;
use koko_core::batching::{Batching, CallOptions, Limits, Order, Rows, Urgency, Want, Workers, plan};
use koko_core::bundle::{self, Bundle};
use koko_core::content::{ActorId, Content};
use koko_core::engine::{Device, Engine, Layout, OnnxEngine};
use koko_core::moderator::Moderator;
use koko_core::text::{NORMALIZER_ID, normalize};

fn steps(criterion: &mut Criterion) {
    let texts = comments(1_000);
    let moderator = Moderator::builder().build().expect("the default bundle opens");
    let mut group = criterion.benchmark_group("1000 comments");
    group.throughput(Throughput::Elements(1_000)).sample_size(10);
    group.bench_function("normalize", |bench| {
        bench.iter(|| {
            texts.iter().map(|text| normalize(black_box(text)).masked().text().len()).sum::<usize>()
        });
    });
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
    let moderator = Moderator::builder().build().expect("the default bundle opens");
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

criterion_group! { name = all; config = Criterion::default(); targets = steps, engines }
criterion_main!(all);
