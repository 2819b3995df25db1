//! `koko doctor`: tries every way to run the model on this machine, and tells what works, how fast, and what is missing.

use std::io::Write;
use std::time::{Duration, Instant};

use serde::Serialize;

use koko_core::engine::Instructions;
use koko_core::error::Error;
use koko_core::moderator::{Device, EngineChoice, Moderator};

use crate::cli::Doctor;
use crate::errors::Stop;
use crate::run::End;

/// What is read to try a way out. About as long as comments are.
const TEXT: &str =
    "Thank you for the long answer, I had not thought of it like that. See you all there on Saturday!";
/// How often a text is timed; the median is told.
const TRIES: usize = 31;

/// Everything that is told.
#[derive(Debug, Serialize)]
struct Findings {
    version: &'static str,
    system: String,
    cores: usize,
    /// The best instructions for bytes that the processor has and the system allows.
    instructions: &'static str,
    /// What runs if nothing is asked for, in words; nothing if nothing does.
    by_itself: Option<String>,
    ways: Vec<Way>,
}

/// One way to run the model.
#[derive(Debug, Serialize)]
struct Way {
    device: String,
    engine: &'static str,
    works: bool,
    /// From nothing to the first score, in milliseconds.
    first_score_ms: Option<f64>,
    /// One text, in milliseconds: the median.
    one_text_ms: Option<f64>,
    /// The library of ONNX Runtime, if it ran.
    runtime: Option<String>,
    /// Why it does not work, and what would help.
    missing: Option<String>,
}

/// Tries everything and tells it.
pub fn run(command: &Doctor) -> Result<End, Stop> {
    let by_itself = open(command, Device::Auto, EngineChoice::Auto);
    let findings = look(command, by_itself.as_ref().ok().map(|moderator| moderator.report().to_string()));
    let mut to = std::io::stdout().lock();
    if command.json {
        serde_json::to_writer_pretty(&mut to, &findings).map_err(std::io::Error::from)?;
        writeln!(to)?;
    } else {
        tell(&findings, &mut to)?;
    }
    by_itself.map(|_| End::AllAnswered).map_err(Stop::Core)
}

fn look(command: &Doctor, by_itself: Option<String>) -> Findings {
    let ways = [
        (Device::Cpu, EngineChoice::Native),
        (Device::Cpu, EngineChoice::Ort),
        (Device::Cuda(0), EngineChoice::Ort),
        (Device::CudaFp16(0), EngineChoice::Ort),
        (Device::TensorRt(0), EngineChoice::Ort),
    ];
    Findings {
        version: env!("CARGO_PKG_VERSION"),
        system: format!("{} on {}", std::env::consts::OS, std::env::consts::ARCH),
        cores: std::thread::available_parallelism().map_or(1, usize::from),
        instructions: Instructions::detect().unwrap_or(Instructions::Any).as_str(),
        by_itself,
        ways: ways.into_iter().map(|(device, engine)| try_out(command, device, engine)).collect(),
    }
}

fn try_out(command: &Doctor, device: Device, engine: EngineChoice) -> Way {
    let name = match engine {
        EngineChoice::Native => "Koko's own",
        EngineChoice::Auto | EngineChoice::Ort => "ONNX Runtime",
    };
    let tried = time(command, device, engine);
    let way = |works| Way {
        device: device.to_string(),
        engine: name,
        works,
        first_score_ms: None,
        one_text_ms: None,
        runtime: None,
        missing: None,
    };
    match tried {
        Ok((first, one, runtime)) => Way {
            first_score_ms: Some(milliseconds(first)),
            one_text_ms: Some(milliseconds(one)),
            runtime,
            ..way(true)
        },
        Err(why) => Way { missing: Some(why.to_string()), ..way(false) },
    }
}

/// How long the first score takes from nothing, how long one takes afterwards, and which library ran.
fn time(
    command: &Doctor,
    device: Device,
    engine: EngineChoice,
) -> Result<(Duration, Duration, Option<String>), Error> {
    let start = Instant::now();
    let moderator = open(command, device, engine)?;
    moderator.score(TEXT)?;
    let first = start.elapsed();
    let mut times = Vec::with_capacity(TRIES);
    for _ in 0..TRIES {
        let start = Instant::now();
        moderator.score(TEXT)?;
        times.push(start.elapsed());
    }
    times.sort();
    let runtime = moderator.report().runtime.as_ref().map(|library| library.display().to_string());
    Ok((first, times[TRIES / 2], runtime))
}

fn open(command: &Doctor, device: Device, engine: EngineChoice) -> Result<Moderator, Error> {
    // Without a cache, or the same text would be read only once.
    let mut builder = Moderator::builder().device(device).engine(engine).cache(0);
    if let Some(bundle) = &command.bundle {
        builder = builder.bundle(bundle);
    }
    if let Some(runtime) = command.runtime.as_ref().filter(|_| engine == EngineChoice::Ort) {
        builder = builder.runtime(runtime);
    }
    builder.build()
}

fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

fn tell(findings: &Findings, to: &mut impl Write) -> std::io::Result<()> {
    let Findings { version, system, cores, instructions, by_itself, ways } = findings;
    writeln!(to, "koko {version}, {system}, {cores} cores, {instructions}")?;
    match by_itself {
        Some(by_itself) => writeln!(to, "By itself it runs {by_itself}")?,
        None => writeln!(to, "By itself it does not run")?,
    }
    for way in ways {
        writeln!(to)?;
        let mark = if way.works { "works" } else { "does not work" };
        writeln!(to, "{} on {}: {mark}", way.engine, way.device)?;
        if let (Some(first), Some(one)) = (way.first_score_ms, way.one_text_ms) {
            writeln!(to, "  first score after {first:.0} ms, then one text in {one:.1} ms")?;
        }
        for line in way.runtime.iter().chain(&way.missing) {
            writeln!(to, "  {line}")?;
        }
    }
    Ok(())
}
