//! The loop: read a chunk, let the core answer it, write it, go on.
//!
//! Holds no rules. What is decided here is only in what order bytes move and when to stop.

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use koko_core::clock::{Clock, HandClock, SystemClock, Timestamp};
use koko_core::content::Content;
use koko_core::error::Error;
use koko_core::moderator::{Batching, Moderator, ModeratorBuilder};
use koko_core::policy::Policy;
use koko_core::scores::TaughtLabel;
use koko_core::store::{self, MemoryStore};

use crate::cli::{Cli, Command, Common, Kept, Model, Moderate};
use crate::errors::Stop;
use crate::input::chunks::Chunks;
use crate::input::fields::Fields;
use crate::input::{Echo, Read, Source};
use crate::output::json::Json;
use crate::output::paint::Paint;
use crate::output::pretty::Pretty;
use crate::output::{Answer, Found, Output};
use crate::progress::{Answers, Progress, Talk};
use crate::serve::console::links;
use crate::serve::{audit, keys};
use crate::{actors, archive, calibrate, doctor, graph, parity, serve, teach};

/// Tokens that a row of a batch may have on average, where the number of rows was chosen by hand.
const TOKENS_A_ROW: usize = 128;

/// Tokens that a row must have on average to fill a batch, where the number of tokens was chosen by hand.
const TOKENS_A_SHORT_ROW: usize = 16;

/// How long `--tune` looks for the best batch.
const TUNING: Duration = Duration::from_secs(1);

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Every row was answered.
    AllAnswered,
    /// Some rows were refused.
    SomeRefused,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Score,
    Moderate,
}

/// Does what the command line asks for.
pub fn run(cli: &Cli) -> Result<End, Stop> {
    let (task, common, fields, policy) = match &cli.command {
        Command::Calibrate(calibrate) => return calibrate::run(calibrate),
        Command::Parity(parity) => return parity::run(parity),
        Command::Teach(teach) => return teach::run(teach),
        Command::Doctor(doctor) => return doctor::run(doctor),
        Command::Actors(actors) => return actors::run(actors),
        Command::Serve(serve) => return serve::run(serve),
        Command::Keys(keys) => return keys::run(keys),
        Command::Console(console) => return links::run(console),
        Command::Audit(audit) => return audit::run(audit),
        Command::Graph(graph) => return graph::run(graph),
        Command::StatusPush(push) => return graph::status::run(push),
        Command::Archive(asked) => return archive::commands::run(asked),
        Command::Score(score) => (Task::Score, &score.common, score.fields(), None),
        Command::Moderate(moderate) => {
            (Task::Moderate, &moderate.common, moderate.fields(), moderate.policy.as_deref())
        }
    };
    let (taught, policy) = taught_and_policy(&common.taught, policy)?;
    let sources = Source::list(&common.input.files, common.input.format)?;
    for source in &sources {
        source.check(&fields)?;
    }
    let mut moderator = builder(&common.model).policy(policy).cascade(common.cascade);
    if let Command::Moderate(Moderate { ledger: Kept { store: Some(store), .. }, .. }) = &cli.command {
        // Standings that are kept are those of the present.
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        moderator = moderator.clock(Arc::clone(&clock)).store(store::open(store, clock)?);
    }
    if let Command::Moderate(Moderate { ledger: Kept { secret_file, .. }, .. }) = &cli.command {
        moderator =
            actors::secret(secret_file.as_deref())?.into_iter().fold(moderator, ModeratorBuilder::secret);
    }
    let moderator = common.cache.into_iter().fold(moderator, ModeratorBuilder::cache);
    let moderator = taught.into_iter().fold(moderator, ModeratorBuilder::taught).build()?;
    let talk = if common.quiet { Talk::Quiet } else { Talk::Normal };
    let progress = Progress::start(talk, Answers::Meanwhile, moderator.report(), &sources);
    let mut output = output(common);
    let explain = common.explain;
    let mut run = Run { moderator, task, explain, latest: None, progress, rows: 0, refused: 0 };
    let ended = run.all(sources, fields, echo(common), output.as_mut());
    run.progress.end(run.refused, run.rows);
    match ended {
        // Whoever read the answers has seen enough: `koko … | head` is no mistake.
        Err(Stop::Output(gone)) if gone.kind() == io::ErrorKind::BrokenPipe => {}
        ended => ended?,
    }
    Ok(if run.refused > 0 { End::SomeRefused } else { End::AllAnswered })
}

/// Labels of one's own, and the policy that may speak of them; without a file, the one that Koko comes with.
pub(crate) fn taught_and_policy(
    taught: &[PathBuf],
    policy: Option<&Path>,
) -> Result<(Vec<TaughtLabel>, Policy), Stop> {
    let taught: Vec<_> = taught.iter().map(|file| TaughtLabel::open(file)).collect::<Result<_, _>>()?;
    let labels: Vec<_> = taught.iter().map(TaughtLabel::label).collect();
    let policy = policy.map_or_else(|| Ok(Policy::builtin()), |path| Policy::open_with(path, &labels))?;
    Ok((taught, policy))
}

struct Run {
    moderator: Moderator,
    task: Task,
    explain: bool,
    latest: Option<Timestamp>,
    progress: Progress,
    rows: u64,
    refused: u64,
}

impl Run {
    fn all(
        &mut self,
        sources: Vec<Source>,
        fields: Fields,
        echo: Echo,
        output: &mut dyn Output,
    ) -> Result<(), Stop> {
        for chunk in Chunks::read(sources, fields, echo) {
            self.chunk(chunk?, output)?;
            output.flush()?;
        }
        Ok(output.end()?)
    }

    fn chunk(&mut self, chunk: Vec<Read>, output: &mut dyn Output) -> Result<(), Stop> {
        let (mut rows, mut contents) = (Vec::with_capacity(chunk.len()), Vec::with_capacity(chunk.len()));
        for (row, content) in chunk {
            rows.push((row, content.map(|content| contents.push(self.timed(content)))));
        }
        let mut found = self.find(&contents).into_iter().zip(&contents);
        for (row, read) in rows {
            let answer = match read {
                Err(refused) => Answer::Refused(refused),
                Ok(()) => {
                    let (found, content) = found.next().expect("the core answers every content");
                    found.and_then(|found| self.explained(content, found)).unwrap_or_else(Answer::Refused)
                }
            };
            self.rows += 1;
            self.progress.advance(row.bytes, self.rows);
            if let Answer::Refused(refused) = &answer {
                self.refused += 1;
                self.progress.tell(&format_args!("{}: {refused}", row.place));
            }
            output.answer(&row, &answer)?;
        }
        Ok(())
    }

    fn find(&self, contents: &[Content]) -> Vec<Result<Found, Error>> {
        match self.task {
            Task::Score => {
                let texts: Vec<_> = contents.iter().map(|content| content.text.as_str()).collect();
                self.moderator
                    .score_many(&texts)
                    .into_iter()
                    .map(|scored| scored.map(Found::Scored))
                    .collect()
            }
            Task::Moderate => {
                let moderations = self.moderator.moderate_many(contents).into_iter();
                moderations
                    .map(|moderation| moderation.map(|found| Found::Moderated(Box::new(found))))
                    .collect()
            }
        }
    }

    fn explained<'a>(&self, content: &'a Content, found: Found) -> Result<Answer<'a>, Error> {
        let words = match self.explain {
            true => Some(self.moderator.explain(content.text.as_str())?.words),
            false => None,
        };
        Ok(Answer::Found { content, found, words })
    }

    /// A content without a time was written when the last one before it was, and now if none has said.
    fn timed(&mut self, content: Content) -> Content {
        let at = content.at.or(self.latest).unwrap_or_else(|| SystemClock.now());
        self.latest = content.at.max(self.latest);
        Content { at: Some(at), ..content }
    }
}

/// What becomes the moderator for a file.
///
/// The records tell the time, not the machine: an archive of last year gives the standings of last year, whenever it is
/// read and in whatever chunks. So nothing is too far ahead for the one clock, and nothing expires by the other.
pub fn builder(model: &Model) -> ModeratorBuilder {
    let Model { bundle, device, engine, threads, batch_size, batch_tokens, tune, runtime } = model;
    let at = |seconds| Arc::new(HandClock::at(Timestamp::from_unix_seconds(seconds)));
    let mut builder = Moderator::builder()
        .device(*device)
        .engine(*engine)
        .clock(at(i64::MAX))
        .store(Arc::new(MemoryStore::new(at(i64::MIN))));
    if let Some(bundle) = bundle {
        builder = builder.bundle(bundle);
    }
    if let Some(runtime) = runtime {
        builder = builder.runtime(runtime);
    }
    if let Some(threads) = threads {
        builder = builder.threads(usize::from(*threads));
    }
    if let Some(batching) = batching(batch_size.map(usize::from), batch_tokens.map(usize::from)) {
        builder = builder.batching(batching);
    }
    if *tune {
        builder = builder.tune(TUNING);
    }
    builder
}

/// How large batches become, if something was said about it; what was not said follows from what was.
fn batching(rows: Option<usize>, tokens: Option<usize>) -> Option<Batching> {
    let max_rows = rows.or(tokens.map(|tokens| tokens.div_ceil(TOKENS_A_SHORT_ROW)))?;
    Some(Batching { max_rows, max_tokens: tokens.unwrap_or(max_rows * TOKENS_A_ROW) })
}

fn output(common: &Common) -> Box<dyn Output> {
    let stdout = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    if !common.pretty {
        return Box::new(Json::new(stdout));
    }
    let paint = Paint::on_stdout(common.color);
    let width =
        console::Term::stdout().size_checked().map_or(100, |(_, columns)| usize::from(columns).min(100));
    Box::new(Pretty::new(stdout, paint, width))
}

fn echo(common: &Common) -> Echo {
    if common.echo { Echo::Whole } else { Echo::No }
}
