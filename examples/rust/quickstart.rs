//! The first ten minutes in Rust. `cargo run --example quickstart`

// An example prints.
#![allow(clippy::print_stdout)]

use koko_core::content::{ActorId, Content};
use koko_core::labels::Label;
use koko_core::moderator::Moderator;
use koko_core::policy::Action;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let moderator = Moderator::builder().build()?;

    // What is in a text: a calibrated probability per label.
    let insult = Label::parse("insult")?;
    let scored = moderator.score("y o u  1d10t")?;
    let probability = scored.scores.get(insult).unwrap_or_default();
    println!("insult: {probability:.2}");
    assert!(probability > 0.5);

    // What should happen, why, and where in the text as it was written.
    let text = "y o u  1d10t";
    let content = Content { author: Some(ActorId::new("mara")?), ..Content::text(text)? };
    let moderation = moderator.moderate(&content)?;
    println!("decision: {}", moderation.decision.action.as_str());
    for reason in &moderation.decision.reasons {
        println!("  because: {}", reason.because);
    }
    for span in &moderation.spans {
        println!("  {}: {:?}", span.label, &text[span.place.bytes[0]..span.place.bytes[1]]);
    }
    assert!(moderation.decision.action > Action::Allow);

    // How the author stands. One comment is no history.
    let standing = moderation.standing.ok_or("an author was given")?;
    println!("standing of {}: {}", standing.author, standing.band.as_str());
    assert_eq!(standing.band.as_str(), "unknown");
    Ok(())
}
