//! `koko actors show`: how one author stands, and with events how it came to that.

use std::io::Write;

use koko_core::actor::{Event, Standing};
use koko_core::clock::Timestamp;

use super::timeline::{Moment, Timeline};
use super::{author, events, nobody, open, open_in_memory, print_json, width};
use crate::cli::Show;
use crate::errors::Stop;
use crate::output::paint::Paint;
use crate::output::watch;
use crate::run::End;

/// Shows them.
pub(super) fn run(show: &Show) -> Result<End, Stop> {
    let author = author(&show.author)?;
    if show.events.is_empty() {
        if show.plot.is_some() {
            return Err(Stop::NoTimeline);
        }
        let standing = open(&show.ledger)?.standing(&author)?.ok_or_else(|| nobody(&author))?;
        if show.json {
            return print_json(&standing);
        }
        watch::list(&mut std::io::stdout(), &[&standing], Paint::on_stdout(show.color), width())?;
        return Ok(End::AllAnswered);
    }
    let (ledger, _clock) = open_in_memory(&show.ledger)?;
    let mut timeline = Timeline::default();
    events::read(&show.events, |events, places| {
        let mut refused = 0;
        for (event, place) in events.iter().zip(places) {
            let is_theirs = of(event).is_none_or(|of| *of == author);
            let before = match is_theirs {
                true => ledger.standing_at(&author, event.at())?,
                false => None,
            };
            match ledger.replay(event) {
                Ok(recorded) if recorded.standing.author == author && recorded.counted => {
                    timeline.push(moment(event, before, recorded.standing));
                }
                Ok(_) => {}
                Err(error) => {
                    refused += 1;
                    events::refuse(place, &error);
                }
            }
        }
        Ok(refused)
    })?;
    if timeline.is_empty() {
        return Err(nobody(&author));
    }
    if let Some(file) = &show.plot {
        let unwritable = |source| Stop::Unwritable { file: file.display().to_string(), source };
        std::fs::write(file, timeline.to_svg(&author)).map_err(unwritable)?;
    }
    if show.json {
        return print_json(&timeline);
    }
    let mut to = std::io::stdout().lock();
    timeline.write(&mut to, show.all, Paint::on_stdout(show.color), width())?;
    writeln!(to)?;
    watch::list(&mut to, &[timeline.last()], Paint::on_stdout(show.color), width())?;
    Ok(End::AllAnswered)
}

/// Whom an event is about; nothing if it does not say.
fn of(event: &Event) -> Option<&koko_core::content::ActorId> {
    match event {
        Event::Posted(posted) => Some(&posted.author),
        Event::Flagged(flagged) => Some(&flagged.author),
        Event::Moderated(moderated) => Some(&moderated.author),
        Event::Appealed(appealed) => appealed.author.as_ref(),
    }
}

fn moment(event: &Event, before: Option<Standing>, after: Standing) -> Moment {
    let what = match event {
        Event::Posted(posted) => {
            let place = posted.community.as_ref().map(|community| format!(" in {community}"));
            let target = posted.target.as_ref().map(|target| format!(" at {target}"));
            format!("posted{}{}", place.unwrap_or_default(), target.unwrap_or_default())
        }
        Event::Flagged(flagged) => format!("reported by {}", flagged.reporter),
        Event::Moderated(moderated) => format!("{} by {}", word(&moderated.outcome), moderated.moderator),
        Event::Appealed(appealed) => format!("appeal {}", word(&appealed.outcome)),
    };
    // An event that lies ahead was recorded when it was received.
    let at: Timestamp = after.as_of;
    Moment { at, what, before, after }
}

/// As the outcome is called in files.
fn word(outcome: &impl serde::Serialize) -> String {
    serde_json::to_value(outcome).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
