//! Which language a comment is in, and whether that can be answered.

use whatlang::{Lang, Script};

/// What is taken for it if nothing can be told.
const DEFAULT: &str = "en";
const SUPPORTED: &str = "en";
const UNKNOWN: &str = "und";
/// From so many letters on a guess among languages of one script is believed.
const ENOUGH_LETTERS: usize = 60;

/// More of a text tells no more about its language, and takes longer than scoring it.
const ENOUGH_CHARACTERS: usize = 600;

/// The languages of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Languages {
    /// Those that the answer is for: as they were asked for, else what was detected.
    pub(super) effective: Vec<String>,
    /// The likeliest first.
    pub(super) detected: Vec<String>,
    pub(super) is_asked_for: bool,
}

impl Languages {
    pub(super) fn is_supported(&self) -> bool {
        self.effective.iter().all(|language| primary(language) == SUPPORTED)
    }
}

/// Detects, unless the request says. A short text says nothing: it is taken for English, and the answer says `und`.
pub(super) fn of(text: &str, asked: Vec<String>) -> Languages {
    let detected = detect(text);
    let told = detected.as_deref().unwrap_or(UNKNOWN).to_owned();
    if !asked.is_empty() {
        return Languages { effective: asked, detected: vec![told], is_asked_for: true };
    }
    let effective = vec![detected.unwrap_or_else(|| DEFAULT.to_owned())];
    Languages { effective, detected: vec![told], is_asked_for: false }
}

fn detect(text: &str) -> Option<String> {
    let beginning = text.char_indices().nth(ENOUGH_CHARACTERS).map_or(text, |(end, _)| &text[..end]);
    let found = whatlang::detect(beginning)?;
    let letters = text.chars().filter(|ch| ch.is_alphabetic()).count();
    let is_sure = match (found.script(), found.lang()) {
        // Scripts of one language, or of a few that are no English.
        (Script::Latin, Lang::Eng) => {
            found.is_reliable() || letters < ENOUGH_LETTERS && found.confidence() > 0.5
        }
        (Script::Latin, _) => found.is_reliable() && letters >= ENOUGH_LETTERS,
        _ => true,
    };
    if !is_sure {
        return None;
    }
    let code = isolang::Language::from_639_3(found.lang().code())?;
    Some(code.to_639_1().unwrap_or(code.to_639_3()).to_owned())
}

fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_leads_and_short_texts_are_taken_for_english() {
        let of = |text: &str, asked: &[&str]| of(text, asked.iter().map(|one| (*one).to_owned()).collect());
        let english = of("What a lovely day it is to sit in the garden with all of you and talk", &[]);
        assert_eq!(
            (&english.effective[..], &english.detected[..]),
            (&["en".to_owned()][..], &["en".to_owned()][..])
        );
        for short in ["lol", "ok", "tu", "🙂"] {
            let found = of(short, &[]);
            assert!(found.is_supported() && found.effective == ["en"], "{short}: {found:?}");
        }
        let german = of(
            "Ich wünsche euch allen einen schönen Tag im Garten, und bringt bitte Kuchen mit, wenn ihr kommt",
            &[],
        );
        assert_eq!(german.detected, ["de"]);
        assert!(!german.is_supported());
        assert!(!of("Доброе утро, друзья", &[]).is_supported());
        assert!(of("Доброе утро", &["EN"]).is_supported() && of("hello", &["en-GB"]).is_supported());
        assert!(!of("hello", &["en", "fr"]).is_supported());
    }
}
