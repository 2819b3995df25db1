//! How long the steps of judging an author take, each alone: `cargo bench -p koko-benches --bench actors`.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use koko_benches::actors::deltas::{harmful, harmless};
use koko_benches::actors::population::Population;
use koko_benches::actors::stream::{Stream, StreamOptions};
use koko_benches::actors::trial::{Trial, actor};
use koko_core::actor::{
    Crowd, CrowdSizes, Event, History, Parameters, Rules, Sighting, Standing, TextKey, TextPrint,
};
use koko_core::clock::Timestamp;

const START: i64 = 1_794_000_000;
/// Histories beyond what the caches of a processor hold.
const MANY: usize = 1 << 18;

fn steps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("actors");
    let posts: Vec<Event> = stream(50_000).filter(|event| matches!(event, Event::Posted(_))).collect();
    let texts: Vec<&str> = posts
        .iter()
        .filter_map(|event| match event {
            Event::Posted(posted) => posted.text.as_deref(),
            _ => None,
        })
        .collect();

    let key = TextKey::new([7; 32]);
    let mut number = 0;
    group.bench_function("fingerprint of a text", |bencher| {
        bencher.iter(|| {
            number += 1;
            TextPrint::of(black_box(texts[number % texts.len()]), &key)
        });
    });

    let crowd = Crowd::new(CrowdSizes::default());
    let prints: Vec<TextPrint> = texts.iter().map(|text| TextPrint::of(text, &key)).collect();
    let mut number = 0_usize;
    group.bench_function("resolve in the shared tables", |bencher| {
        bencher.iter(|| {
            number += 1;
            let author = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 44;
            let at = Timestamp::from_unix_seconds(START + number as i64 / 100);
            crowd.resolve(&Sighting {
                print: Some(prints[number % prints.len()]),
                community: Some(author % 200),
                thread: Some(author % 5_000),
                target: Some(author / 3),
                ..Sighting::new(author, at)
            })
        });
    });

    let (harmless, harmful) = (harmless(START as u32), harmful(START as u32));
    let mut one = History::EMPTY;
    group.bench_function("apply, one history", |bencher| bencher.iter(|| one.apply(black_box(&harmful))));
    let mut many = vec![History::EMPTY; MANY];
    let mut place = 0_usize;
    group.bench_function("apply, one of 262,144 histories", |bencher| {
        bencher.iter(|| {
            place = place.wrapping_mul(5).wrapping_add(12_345) % MANY;
            many[place].apply(black_box(if place.is_multiple_of(30) { &harmful } else { &harmless }));
        });
    });

    let rules = Rules::new(Parameters::default(), "bench");
    let now = Timestamp::from_unix_seconds(START);
    let author = actor("rook");
    group.bench_function("all signals and the standing", |bencher| {
        bencher.iter(|| Standing::of(&author, black_box(&one), now, &rules));
    });

    let trial = Trial::new(Parameters::default(), CrowdSizes::default(), START);
    let mut events = stream(u64::MAX);
    group.bench_function("record in memory, one event", |bencher| {
        bencher.iter_batched(
            || events.next().expect("a stream without end"),
            |event| {
                trial.pass_until(event.at().unix_seconds());
                trial.ledger.record(&event)
            },
            BatchSize::SmallInput,
        );
    });
    group.bench_function("record in memory, 64 events in a call", |bencher| {
        bencher.iter_batched(
            || events.by_ref().take(64).collect::<Vec<Event>>(),
            |events| {
                trial.pass_until(events[0].at().unix_seconds());
                trial.ledger.record_many(&events)
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

fn stream(events: u64) -> impl Iterator<Item = Event> {
    let population = Population { authors: 100_000, seed: 1 };
    // A hundred events a second.
    let days = events as f64 / 8_640_000.0;
    Stream::new(StreamOptions { population, events, start: START, days }).map(|happening| happening.event)
}

criterion_group!(benches, steps);
criterion_main!(benches);
