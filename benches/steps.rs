//! How long each step takes: normalize, tokenize, score one, score many, moderate. `cargo bench -p koko-benches`.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use koko_benches::comments;
use koko_core::content::{ActorId, Content};
use koko_core::moderator::Moderator;
use koko_core::text::normalize;

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

criterion_group! { name = all; config = Criterion::default(); targets = steps }
criterion_main!(all);
