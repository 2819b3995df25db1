//! Scores the texts of a stream once, with the default bundle, and keeps the scores in a file: numbers, no texts.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use koko_core::actor::LabelScores;
use koko_core::moderator::Moderator;
use koko_core::scores::TaughtLabel;

use super::data::Set;

/// Texts that are scored between two moves of the bar.
const AT_ONCE: usize = 256;

#[derive(serde::Serialize, serde::Deserialize)]
struct Line {
    seq: usize,
    scores: LabelScores,
}

/// Scores by position in the stream.
pub type ScoresOf = HashMap<usize, LabelScores>;

/// The moderator, made when the first text needs it.
#[derive(Default)]
pub struct Scoring {
    moderator: Option<Moderator>,
    threads: usize,
}

impl Scoring {
    /// With so many threads.
    pub fn new(threads: usize) -> Scoring {
        Scoring { moderator: None, threads }
    }

    /// The scores of every text of a set: from the file in `work`, where they are all there, else from the model.
    pub fn of(&mut self, set: &Set, work: &Path) -> Result<ScoresOf, Box<dyn Error>> {
        let file = work.join(format!("{}.scores.jsonl", set.name));
        let texts: Vec<(usize, &str)> =
            set.rows.iter().filter_map(|row| row.text.as_deref().map(|text| (row.seq, text))).collect();
        if let Ok(kept) = read(&file)
            && kept.len() == texts.len()
        {
            return Ok(kept);
        }
        let moderator = self.moderator()?;
        std::fs::create_dir_all(work)?;
        let bar = bar(texts.len() as u64, &format!("scoring {}", set.name));
        let mut scores = ScoresOf::new();
        for part in texts.chunks(AT_ONCE) {
            let words: Vec<&str> = part.iter().map(|(_, text)| *text).collect();
            for ((seq, _), scored) in part.iter().zip(moderator.score_many(&words)) {
                scores.insert(*seq, LabelScores::from(&scored?.scores));
            }
            bar.inc(part.len() as u64);
        }
        bar.finish_and_clear();
        let mut to = BufWriter::new(std::fs::File::create(&file)?);
        for (seq, _) in texts {
            let line = Line { seq, scores: scores[&seq].clone() };
            writeln!(to, "{}", serde_json::to_string(&line)?)?;
        }
        to.flush()?;
        Ok(scores)
    }
}

impl Scoring {
    /// What each text of a set means, as numbers. Kept nowhere.
    pub fn embeddings(&mut self, set: &Set) -> Result<HashMap<usize, Vec<f32>>, Box<dyn Error>> {
        let moderator = self.moderator()?;
        let bar = bar(set.rows.len() as u64, &format!("embedding {}", set.name));
        let mut embeddings = HashMap::new();
        for row in &set.rows {
            if let Some(text) = &row.text {
                embeddings.insert(row.seq, moderator.embed(text)?);
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(embeddings)
    }

    /// Teaches a label from what is so and what is not.
    pub fn teach(
        &mut self,
        name: &str,
        positives: &[&str],
        negatives: &[&str],
    ) -> Result<TaughtLabel, Box<dyn Error>> {
        Ok(self.moderator()?.teach(name, positives, negatives)?)
    }

    fn moderator(&mut self) -> Result<&Moderator, Box<dyn Error>> {
        if self.moderator.is_none() {
            self.moderator = Some(Moderator::builder().threads(self.threads).build()?);
        }
        Ok(self.moderator.as_ref().expect("it was just made"))
    }
}

/// A bar for so many things.
pub fn bar(count: u64, what: &str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} [{bar:30}] {human_pos}/{human_len} {per_sec} {eta}");
    let bar = ProgressBar::new(count).with_message(what.to_owned());
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn read(file: &Path) -> Result<ScoresOf, Box<dyn Error>> {
    let mut scores = ScoresOf::new();
    for line in BufReader::new(std::fs::File::open(file)?).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        scores.insert(line.seq, line.scores);
    }
    Ok(scores)
}
