//! How a program is timed when it is compared with others: over as many of the same texts as time allows, and only the
//! second time. Some programs prepare themselves for each shape of a batch that they meet.
//!
//! Knows nothing of models. The Rust peers in `peers/rust` use this file too.

use std::path::Path;
use std::time::{Duration, Instant};

/// The second time over so many texts tells how many fit in the time.
const FEW: usize = 64;

/// What a program says about itself, one line of JSON.
#[derive(Debug, Default, serde::Serialize)]
pub struct Timed {
    /// How many texts were scored.
    pub count: usize,
    /// How long all of them took.
    pub seconds: f64,
    /// How long each took, where they came one by one.
    pub each: Vec<f64>,
}

/// The texts of a file of JSON lines.
pub fn read_texts(file: &Path) -> std::io::Result<Vec<String>> {
    let lines = std::fs::read_to_string(file)?;
    let text = |line: &str| -> std::io::Result<String> {
        let line: serde_json::Value = serde_json::from_str(line)?;
        let text = line.get("text").and_then(serde_json::Value::as_str);
        text.map(str::to_owned)
            .ok_or_else(|| std::io::Error::other(format!("{}: no field `text`", file.display())))
    };
    lines.lines().map(text).collect()
}

/// Times `score` over as many of the first texts as fit in `time`.
pub fn time_all(texts: &[String], time: Duration, mut score: impl FnMut(&[String])) -> Timed {
    let count = fitting(texts.len(), time, || score(&texts[..FEW.min(texts.len())]));
    score(&texts[..count]);
    let start = Instant::now();
    score(&texts[..count]);
    Timed { count, seconds: start.elapsed().as_secs_f64(), each: Vec::new() }
}

/// Times `score` for each of as many of the first texts as fit in `time`.
pub fn time_each(texts: &[String], time: Duration, mut score: impl FnMut(&str)) -> Timed {
    let few = FEW.min(texts.len());
    let count = fitting(texts.len(), time, || texts[..few].iter().for_each(|text| score(text)));
    texts[..count].iter().for_each(|text| score(text));
    let one = |text: &String| {
        let start = Instant::now();
        score(text);
        start.elapsed().as_secs_f64()
    };
    let each: Vec<f64> = texts[..count].iter().map(one).collect();
    Timed { count, seconds: each.iter().sum(), each }
}

/// How many of `total` texts fit twice in `time`, judged by the second time the first few are scored.
fn fitting(total: usize, time: Duration, mut score_few: impl FnMut()) -> usize {
    score_few();
    let start = Instant::now();
    score_few();
    let few = FEW.min(total);
    let each = start.elapsed().as_secs_f64() / few.max(1) as f64;
    ((time.as_secs_f64() / (2.0 * each)) as usize).clamp(few, total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fast_program_gets_all_texts_and_a_slow_one_the_first_few() {
        let texts: Vec<String> = (0..500).map(|number| number.to_string()).collect();
        assert_eq!(time_all(&texts, Duration::from_secs(60), |_| ()).count, 500);
        assert_eq!(time_all(&texts, Duration::ZERO, |_| ()).count, FEW);
        assert_eq!(time_each(&texts, Duration::from_secs(60), |_| ()).each.len(), 500);
    }
}
