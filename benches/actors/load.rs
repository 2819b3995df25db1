//! Feeds made-up events of millions of authors to a ledger, and measures: speed, memory, and how known bad actors stand.
//!
//! `cargo run --release -p koko-benches --bin koko-actors-load -- --authors 5000000 --events 10000000`. The classifier is no part
//! of it: events come with their scores. `--out FILE` writes the events as JSON lines instead. The page is Markdown, on stdout.

use std::collections::HashMap;
use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use koko_benches::actors::latency::Latencies;
use koko_benches::actors::page::{Table, made_by, write_section};
use koko_benches::actors::population::{Population, Role};
use koko_benches::actors::scoring::bar;
use koko_benches::actors::stream::{Stream, StreamOptions};
use koko_benches::actors::trial::actor;
use koko_core::actor::{
    ActorLedger, Band, CrowdSizes, Event, History, LedgerOptions, Parameters, Receipt, Rules, Standing,
};
use koko_core::clock::{Clock, Timestamp};
use koko_core::content::ContentId;
use koko_core::store::{Space, StateStore};

/// When the first event happens.
const START: i64 = 1_794_000_000;
/// Events that are made before the clock of the measurement runs.
const CHUNK: usize = 1 << 16;
/// Parts of them. An author's events lie in one part, in their order; a thread takes the next part when it is done with one, as
/// from a queue in partitions.
const PARTS: u64 = 64;
/// One call in so many is made for a single event, to see how long that takes.
const SINGLE_EVERY: usize = 4;
/// Ordinary authors who are looked at in the end.
const LOOKED_AT: u64 = 200_000;
/// In a stored record: the sums of blame follow.
const IS_FULL: u8 = 0x80;

/// Feeds made-up events to a ledger.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many authors there are
    #[arg(long, default_value_t = 1_000_000)]
    authors: u64,

    /// How many events are made
    #[arg(long, default_value_t = 2_000_000)]
    events: u64,

    /// Other seeds make other events
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Over how many days they are spread
    #[arg(long, default_value_t = 7.0)]
    days: f64,

    /// `memory:`, a folder, `redis://…` or `valkey://…`
    #[arg(long, default_value = "memory:")]
    store: String,

    /// Threads that record
    #[arg(long, default_value_t = 2)]
    threads: usize,

    /// Events in a call
    #[arg(long, default_value_t = 64)]
    batch: usize,

    /// Shared tables for a hundred million events a day instead of those for one process
    #[arg(long)]
    large_tables: bool,

    /// Records nothing: opens a store that is there, as after a restart, and measures how long the first answer takes
    #[arg(long)]
    reopen: bool,

    /// Writes the events here instead of recording them
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The page of results on which this becomes a section
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
}

/// Time is that of the events.
struct StreamClock(AtomicI64);

impl Clock for StreamClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(self.0.load(Ordering::Relaxed))
    }
}

/// What one thread records.
#[derive(Default)]
struct Part {
    events: Vec<Event>,
    /// For each whether a decision about it will come, which needs its receipt.
    awaited: Vec<bool>,
}

/// What one thread has measured.
#[derive(Default)]
struct Measured {
    single: Latencies,
    batch: Latencies,
    possible_duplicates: u64,
    refused: u64,
    receipts: Vec<(ContentId, Receipt)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let population = Population { authors: arguments.authors, seed: arguments.seed };
    let options = StreamOptions { population, events: arguments.events, start: START, days: arguments.days };
    if let Some(file) = &arguments.out {
        return write_events(options, file);
    }
    let body = if arguments.reopen { reopen(&arguments)? } else { load(&arguments, options)? };
    writeln!(io::stdout(), "{body}")?;
    if let Some(page) = &arguments.page {
        let title = if arguments.reopen { "Restart" } else { "Load" };
        let title =
            format!("{title}, {}", arguments.store.split_once(':').map_or("a folder", |(kind, _)| kind));
        write_section(page, &title, &format!("{}\n{body}", made_by()))?;
    }
    Ok(())
}

fn write_events(options: StreamOptions, file: &PathBuf) -> Result<(), Box<dyn Error>> {
    let bar = bar(options.events, "writing");
    let mut to = BufWriter::new(std::fs::File::create(file)?);
    for happening in Stream::new(options) {
        writeln!(to, "{}", serde_json::to_string(&happening.event)?)?;
        bar.inc(1);
    }
    to.flush()?;
    bar.finish_and_clear();
    Ok(())
}

fn load(arguments: &Arguments, options: StreamOptions) -> Result<String, Box<dyn Error>> {
    let clock = Arc::new(StreamClock(AtomicI64::new(START)));
    let store = koko_core::store::open(&arguments.store, clock.clone())?;
    let ledger = open(arguments, &store, &clock)?;
    let people = usize::try_from(options.population.authors)?;
    // Written to once, so that the memory is there before it is measured.
    let (mut events_of, mut bad_of) = (vec![1_u8; people], vec![1_u8; people]);
    events_of.fill(0);
    bad_of.fill(0);
    let before = resident_bytes();

    let bar = bar(options.events, "recording");
    let mut stream = Stream::new(options);
    let mut receipts: HashMap<ContentId, Receipt> = HashMap::new();
    let (mut measured, mut busy, mut processor) = (Measured::default(), Duration::ZERO, Duration::ZERO);
    let mut making = Duration::ZERO;
    loop {
        let started = Instant::now();
        let chunk = next_chunk(&mut stream, &mut receipts, (&mut events_of, &mut bad_of));
        making += started.elapsed();
        let count: usize = chunk.iter().map(|part| part.events.len()).sum();
        if count == 0 {
            break;
        }
        let (started, spent) = (Instant::now(), processor_time());
        let next = AtomicUsize::new(0);
        let take_all = || {
            let mut measured = Measured::default();
            while let Some(part) = chunk.get(next.fetch_add(1, Ordering::Relaxed)) {
                record(&ledger, &clock, part, arguments.batch, &mut measured);
            }
            measured
        };
        let parts = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..arguments.threads).map(|_| scope.spawn(take_all)).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().expect("recording never panics"))
                .collect::<Vec<_>>()
        });
        busy += started.elapsed();
        processor += processor_time().saturating_sub(spent);
        for part in parts {
            measured.single.join(&part.single);
            measured.batch.join(&part.batch);
            measured.possible_duplicates += part.possible_duplicates;
            measured.refused += part.refused;
            receipts.extend(part.receipts);
        }
        bar.inc(count as u64);
    }
    bar.finish_and_clear();

    let after = resident_bytes();
    let stored = Stored::count(&*store)?;
    let crowd_bytes = ledger.crowd().bytes();
    let events = options.events as f64;
    let mut table = Table::new(&["what", "figure"]);
    let mut row = |what: &str, figure: String| table.row([what.to_owned(), figure]);
    row("authors there are / with a record", format!("{} / {}", options.population.authors, stored.records));
    row("events", format!("{} over {} days", options.events, arguments.days));
    row(
        "store, threads, events a call",
        format!("{}, {}, {}", arguments.store, arguments.threads, arguments.batch),
    );
    row("events/s (making them not counted)", format!("{:.0}", events / busy.as_secs_f64()));
    row("processor time per event", format!("{:.1} µs", processor.as_secs_f64() * 1e6 / events));
    row("making an event (for comparison)", format!("{:.1} µs", making.as_secs_f64() * 1e6 / events));
    row("record of one event, p50 / p99 / p99.9", measured.single.percentiles());
    row("record_many, p50 / p99 / p99.9", measured.batch.percentiles());
    row("apply; signals and standing", arithmetic());
    row("memory before / after", format!("{} / {}", megabytes(before), megabytes(after)));
    let of_records = after.saturating_sub(before).saturating_sub(crowd_bytes);
    row(
        "bytes per author in this process, without shared tables",
        format!("{:.0}", of_records as f64 / stored.records.max(1) as f64),
    );
    row(
        "mean size of a stored record",
        format!("{:.0} bytes", stored.bytes as f64 / stored.records.max(1) as f64),
    );
    row("small records", format!("{:.1} %", 100.0 * stored.small as f64 / stored.records.max(1) as f64));
    row("shared tables", megabytes(crowd_bytes));
    row("forgotten early", format!("{:?}", ledger.crowd().evictions()).replace("Evictions ", ""));
    row(
        "taken for duplicates by mistake",
        format!("{:.4} %", 100.0 * measured.possible_duplicates as f64 / events),
    );
    row("refused", measured.refused.to_string());
    let table = table.markdown();
    let bands = bands(&ledger, options.population, &events_of, &bad_of)?;
    Ok(format!(
        "{table}How authors stand in the end. Bad actors count from three bad posts on, ordinary ones from three posts.\n\n{bands}"
    ))
}

/// As the service opens it: with what authors share beside the records, where those outlive the process.
fn open(
    arguments: &Arguments,
    store: &Arc<dyn StateStore>,
    clock: &Arc<StreamClock>,
) -> Result<ActorLedger, Box<dyn Error>> {
    let crowd =
        if arguments.large_tables { CrowdSizes::hundred_million_a_day() } else { CrowdSizes::default() };
    let options =
        LedgerOptions { crowd, clock: Arc::clone(clock) as Arc<dyn Clock>, ..LedgerOptions::default() };
    Ok(match store.ends_with_us() {
        true => ActorLedger::new(Arc::clone(store), options),
        false => ActorLedger::open(Arc::clone(store), options)?.attended()?,
    })
}

fn reopen(arguments: &Arguments) -> Result<String, Box<dyn Error>> {
    let last = START + (arguments.days * 86_400.0) as i64;
    let clock = Arc::new(StreamClock(AtomicI64::new(last)));
    let before = resident_bytes();
    let started = Instant::now();
    let store = koko_core::store::open(&arguments.store, clock.clone())?;
    let of_store = started.elapsed();
    let ledger = open(arguments, &store, &clock)?;
    let first = (0..arguments.authors)
        .find_map(|author| ledger.standing(&actor(&Population::name_of(author))).transpose())
        .transpose()?;
    let all = started.elapsed();
    let after = resident_bytes();
    let stored = Stored::count(&*store)?;
    let mut table = Table::new(&["what", "figure"]);
    let mut row = |what: &str, figure: String| table.row([what.to_owned(), figure]);
    row("store", arguments.store.clone());
    row("authors with a record", stored.records.to_string());
    row("open the store", format!("{:.2} s", of_store.as_secs_f64()));
    row("until the first standing", format!("{:.2} s", all.as_secs_f64()));
    row("its percentile", format!("{:?}", first.and_then(|standing| standing.percentile)));
    row("what authors share", format!("{:?}", ledger.restored()));
    row("memory before / after", format!("{} / {}", megabytes(before), megabytes(after)));
    Ok(table.markdown())
}

/// The next events, those of one author in one part, with receipts for decisions that are due.
fn next_chunk(
    stream: &mut Stream,
    receipts: &mut HashMap<ContentId, Receipt>,
    (events_of, bad_of): (&mut [u8], &mut [u8]),
) -> Vec<Part> {
    let mut parts: Vec<Part> = (0..PARTS).map(|_| Part::default()).collect();
    for mut happening in stream.take(CHUNK) {
        let author = happening.author as usize;
        events_of[author] =
            events_of[author].saturating_add(u8::from(matches!(happening.event, Event::Posted(_))));
        bad_of[author] = bad_of[author].saturating_add(u8::from(happening.is_bad));
        if let Event::Moderated(decided) = &mut happening.event {
            decided.receipt = decided.post.as_ref().and_then(|post| receipts.remove(post));
        }
        let part = &mut parts[(happening.author % PARTS) as usize];
        part.events.push(happening.event);
        part.awaited.push(happening.is_awaited);
    }
    parts
}

fn record(ledger: &ActorLedger, clock: &StreamClock, part: &Part, batch: usize, measured: &mut Measured) {
    for (number, (events, awaited)) in part.events.chunks(batch).zip(part.awaited.chunks(batch)).enumerate() {
        clock.0.fetch_max(events[0].at().unix_seconds(), Ordering::Relaxed);
        // The first event alone: a store that waits for the disk makes each call wait.
        let (alone, together) = events.split_at(usize::from(number % SINGLE_EVERY == 0));
        let mut results = Vec::with_capacity(events.len());
        for event in alone {
            let started = Instant::now();
            results.push(ledger.record(event));
            measured.single.add(started.elapsed());
        }
        let started = Instant::now();
        results.extend(ledger.record_many(together));
        measured.batch.add(started.elapsed());
        for ((event, is_awaited), result) in events.iter().zip(awaited).zip(results) {
            let Ok(recorded) = result else {
                measured.refused += 1;
                continue;
            };
            measured.possible_duplicates += u64::from(recorded.possible_duplicate);
            if let (true, Event::Posted(posted), Some(receipt)) = (*is_awaited, event, recorded.receipt) {
                measured.receipts.extend(posted.id.clone().map(|id| (id, receipt)));
            }
        }
    }
}

/// What is in the store.
#[derive(Default)]
struct Stored {
    records: u64,
    small: u64,
    bytes: u64,
}

impl Stored {
    fn count(store: &dyn StateStore) -> Result<Stored, Box<dyn Error>> {
        let mut stored = Stored::default();
        let mut from = None;
        loop {
            let page = store.scan(Space::Author, from, 4_096)?;
            for (_, record) in &page.records {
                stored.records += 1;
                stored.bytes += record.bytes.len() as u64;
                stored.small += u64::from(record.bytes.get(1).is_some_and(|flags| flags & IS_FULL == 0));
            }
            from = page.next;
            if from.is_none() {
                return Ok(stored);
            }
        }
    }
}

/// How long the two steps take that look at nobody else, for one history in the cache of the processor.
fn arithmetic() -> String {
    let rules = Rules::new(Parameters::default(), "load");
    let delta = koko_benches::actors::deltas::harmful(START as u32);
    let mut history = History::EMPTY;
    let author = actor("u1");
    let timed = |rounds: u32, step: &mut dyn FnMut()| {
        let started = Instant::now();
        (0..rounds).for_each(|_| step());
        started.elapsed().as_secs_f64() * 1e9 / f64::from(rounds)
    };
    let apply = timed(200_000, &mut || history.apply(std::hint::black_box(&delta)));
    let now = Timestamp::from_unix_seconds(START);
    let standing = timed(50_000, &mut || {
        std::hint::black_box(Standing::of(&author, std::hint::black_box(&history), now, &rules));
    });
    format!("{apply:.0} ns; {standing:.0} ns")
}

fn bands(
    ledger: &ActorLedger,
    population: Population,
    events_of: &[u8],
    bad_of: &[u8],
) -> Result<String, Box<dyn Error>> {
    let names = ["Unknown", "Calm", "Watch", "Elevated", "High"];
    let mut counts: HashMap<Role, [u64; 5]> = HashMap::new();
    let step = (population.authors / LOOKED_AT).max(1);
    for author in 0..population.authors {
        let role = population.role_of(author);
        let place = author as usize;
        let counts_in = if role.is_bad() { bad_of[place] >= 3 } else { events_of[place] >= 3 };
        if !counts_in || (!role.is_bad() && author % step != 0) {
            continue;
        }
        if let Some(standing) = ledger.standing(&actor(&Population::name_of(author)))? {
            counts.entry(role).or_default()[standing.band as usize] += 1;
        }
    }
    let mut table = Table::new(&[&["in truth", "authors"], &names[..]].concat());
    for role in Role::ALL {
        let bands = counts.get(&role).copied().unwrap_or_default();
        let all: u64 = bands.iter().sum();
        let shares = bands.iter().map(|count| format!("{:.2} %", 100.0 * *count as f64 / all.max(1) as f64));
        table.row([role.as_str().to_owned(), all.to_string()].into_iter().chain(shares));
    }
    debug_assert_eq!(Band::High as usize, 4);
    Ok(table.markdown())
}

fn megabytes(bytes: usize) -> String {
    format!("{:.0} MB", bytes as f64 / 1e6)
}

/// What of this process is in memory; 0 where the system does not tell.
fn resident_bytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<usize>().ok());
    kilobytes.unwrap_or(0) * 1_024
}

/// What this process has used of the processors, in steps of a hundredth of a second.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 =
        behind_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(10 * ticks)
}
