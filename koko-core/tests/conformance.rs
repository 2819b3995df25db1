//! The golden cases of `conformance/` through the Rust face. Readers refuse unknown fields.
//!
//! `KOKO_BLESS=1 cargo test -p koko-core --test conformance scores` writes `scores.json` for the default bundle.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use koko_core::clock::Timestamp;
use koko_core::content::{ActorId, CommunityId, Content, ContentId, Text};
use koko_core::error::{Error, Result};
use koko_core::moderator::Moderator;
use koko_core::policy::Policy;
use serde::{Deserialize, Serialize};

static MODERATOR: LazyLock<Moderator> = LazyLock::new(|| Moderator::builder().build().unwrap());

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance").join(name)
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let text = std::fs::read_to_string(path(name)).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn with_policy(toml: &str) -> Result<Moderator> {
    Moderator::builder().policy(Policy::parse("policy.toml", toml)?).threads(1).build()
}

/// Runs every case, and then says which ones failed.
fn check<Case>(cases: &[Case], name: impl Fn(&Case) -> &str, run: impl Fn(&Case) -> Result<(), String>) {
    let failures: Vec<_> = cases
        .iter()
        .filter_map(|case| run(case).err().map(|what| format!("{}: {what}", name(case))))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

mod tokens {
    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(rename = "about")]
        _about: String,
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        name: String,
        text: String,
        pieces: Vec<(String, String, [usize; 2])>,
    }

    #[test]
    fn pieces_are_those_of_the_model_and_lead_back_to_the_original() {
        let run = |case: &Case| {
            let tokens = MODERATOR.tokenize(&case.text).map_err(|error| error.to_string())?;
            let found: Vec<_> = tokens
                .into_iter()
                .map(|token| {
                    let [start, end] = token.place.bytes;
                    (token.piece, case.text[start..end].to_owned(), token.place.chars)
                })
                .collect();
            if found == case.pieces { Ok(()) } else { Err(format!("{found:?} instead of {:?}", case.pieces)) }
        };
        check(&read::<File>("tokens.json").cases, |case| &case.name, run);
    }
}

mod scores {
    use super::*;

    #[derive(Deserialize, Serialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        about: String,
        model: String,
        tolerance: f32,
        cases: Vec<Case>,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        name: String,
        text: String,
        scores: BTreeMap<String, f32>,
    }

    fn score(text: &str) -> BTreeMap<String, f32> {
        let scores = MODERATOR.score(text).unwrap().scores;
        scores.iter().map(|(label, probability)| (label.as_str().to_owned(), probability)).collect()
    }

    #[test]
    fn scores_are_those_of_the_model_that_the_file_names() {
        let mut file: File = read("scores.json");
        let model = &MODERATOR.ids().model;
        if std::env::var_os("KOKO_BLESS").is_some_and(|bless| bless == "1") {
            file.model.clone_from(model);
            for case in &mut file.cases {
                // Four digits are finer than the tolerance, and keep differences readable.
                case.scores = score(&case.text)
                    .into_iter()
                    .map(|(label, value)| (label, (value * 1e4).round() / 1e4))
                    .collect();
            }
            std::fs::write(path("scores.json"), written(&file)).unwrap();
        }
        assert_eq!(
            &file.model, model,
            "scores.json belongs to the model on the left, the default bundle is the one on the right: see its `about`"
        );
        let run = |case: &Case| {
            let scores = score(&case.text);
            let near = |(found, wanted): (&f32, &f32)| (found - wanted).abs() <= file.tolerance;
            let same =
                scores.keys().eq(case.scores.keys()) && scores.values().zip(case.scores.values()).all(near);
            if same { Ok(()) } else { Err(format!("{scores:?} instead of {:?}", case.scores)) }
        };
        check(&file.cases, |case| &case.name, run);
    }

    /// One line a case, so that a difference between two models can be read.
    fn written(file: &File) -> String {
        let line = |case: &Case| format!("    {}", escaped(&serde_json::to_string(case).unwrap()));
        let cases: Vec<_> = file.cases.iter().map(line).collect();
        format!(
            "{{\n  \"about\": {},\n  \"model\": {},\n  \"tolerance\": {},\n  \"cases\": [\n{}\n  ]\n}}\n",
            serde_json::to_string(&file.about).unwrap(),
            serde_json::to_string(&file.model).unwrap(),
            file.tolerance,
            cases.join(",\n")
        )
    }
}

/// What cannot be seen should be seen in a file that people read.
fn escaped(json: &str) -> String {
    let escape = |ch: char| {
        let units = ch.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
        if ch.is_ascii() { ch.to_string() } else { units }
    };
    json.chars().map(escape).collect()
}

mod lane {
    use super::*;
    use koko_core::lane::FastLane;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(rename = "about")]
        _about: String,
        tolerance: f32,
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        row: Vec<i64>,
        labels: Vec<f32>,
        finds: f32,
    }

    #[test]
    fn the_fast_lane_says_what_it_says_in_training() {
        let file: File = read("lane/cases.json");
        let lane = FastLane::read(&std::fs::read(path("lane/lane.safetensors")).unwrap(), 40, 2).unwrap();
        for case in file.cases {
            let said = lane.say(&case.row);
            let found = said.row.values.iter().chain([&said.finds]);
            let near = |(found, wanted): (&f32, &f32)| (found - wanted).abs() <= file.tolerance;
            assert!(found.zip(case.labels.iter().chain([&case.finds])).all(near), "{said:?}");
        }
    }
}

mod spans {
    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(rename = "about")]
        _about: String,
        policy: String,
        label: String,
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        name: String,
        text: String,
        covered: Vec<String>,
        bare: Vec<String>,
    }

    #[test]
    fn spans_cover_the_characters_of_the_original() {
        let file: File = read("spans.json");
        let moderator = with_policy(&file.policy).unwrap();
        let run = |case: &Case| {
            let mut marks = vec![false; case.text.len()];
            let moderation = moderator.moderate(&Content::text(&case.text).unwrap()).unwrap();
            for span in &moderation.spans {
                let [start, end] = span.place.bytes;
                if !the_same_in_every_count(&case.text, span.place) {
                    return Err(format!("{span:?} counts differently in bytes, chars and utf16"));
                }
                if span.label.as_str() == file.label {
                    marks[start..end].fill(true);
                }
            }
            let marks = |words: &String| {
                let start = case.text.find(words).unwrap();
                &marks[start..start + words.len()]
            };
            let spans = &moderation.spans;
            if let Some(words) = case.covered.iter().find(|words| marks(words).contains(&false)) {
                return Err(format!("{words:?} is not covered by {spans:?}"));
            }
            if let Some(words) = case.bare.iter().find(|words| marks(words).contains(&true)) {
                return Err(format!("{words:?} is covered by {spans:?}"));
            }
            Ok(())
        };
        check(&file.cases, |case| &case.name, run);
    }

    fn the_same_in_every_count(text: &str, place: koko_core::text::Positions) -> bool {
        let words = &text[place.bytes[0]..place.bytes[1]];
        let chars: Vec<char> = text.chars().collect();
        let units: Vec<u16> = text.encode_utf16().collect();
        chars[place.chars[0]..place.chars[1]].iter().copied().eq(words.chars())
            && units[place.utf16[0]..place.utf16[1]].iter().copied().eq(words.encode_utf16())
    }
}

/// What callers send: a content before its fields are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    text: String,
    id: Option<String>,
    author: Option<String>,
    community: Option<String>,
    surface: Option<String>,
    parent: Option<String>,
    target: Option<String>,
    at: Option<i64>,
}

impl Sent {
    fn content(&self) -> Result<Content> {
        let Sent { text, id, author, community, surface, parent, target, at } = self;
        Ok(Content {
            text: Text::new(text)?,
            id: id.as_ref().map(ContentId::new).transpose()?,
            author: author.as_ref().map(ActorId::new).transpose()?,
            community: community.as_ref().map(CommunityId::new).transpose()?,
            surface: surface.clone(),
            parent: parent.as_ref().map(ContentId::new).transpose()?,
            target: target.as_ref().map(ActorId::new).transpose()?,
            at: at.map(Timestamp::from_unix_seconds),
        })
    }
}

mod policies {
    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(rename = "about")]
        _about: String,
        cases: Vec<Case>,
        refused: Vec<Refused>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        name: String,
        policy: String,
        steps: Vec<Step>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Step {
        content: Sent,
        action: String,
        rules: Vec<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Refused {
        name: String,
        policy: String,
        message: Vec<String>,
    }

    #[test]
    fn policies_decide() {
        let run = |case: &Case| {
            let moderator = with_policy(&case.policy).map_err(|error| error.to_string())?;
            for Step { content, action, rules } in &case.steps {
                let moderation = content
                    .content()
                    .and_then(|content| moderator.moderate(&content))
                    .map_err(|error| error.to_string())?;
                let found: Vec<_> = moderation.decision.reasons.iter().map(|reason| &reason.rule).collect();
                if moderation.decision.action.as_str() != action || !found.iter().copied().eq(rules) {
                    let found_action = moderation.decision.action.as_str();
                    return Err(format!(
                        "{:?}: {found_action} {found:?} instead of {action} {rules:?}",
                        content.text
                    ));
                }
            }
            Ok(())
        };
        check(&read::<File>("policy.json").cases, |case| &case.name, run);
    }

    #[test]
    fn mistakes_in_a_policy_are_told_with_line_and_field() {
        let run = |case: &Refused| {
            let Err(error) = Policy::parse("policy.toml", &case.policy) else {
                return Err("taken".to_owned());
            };
            said(&error, "bad_policy", &case.message)
        };
        check(&read::<File>("policy.json").refused, |case| &case.name, run);
    }
}

mod errors {
    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(rename = "about")]
        _about: String,
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        name: String,
        content: Option<Sent>,
        text_bytes: Option<usize>,
        bundle: Option<String>,
        flip_byte_in: Option<String>,
        device: Option<String>,
        kind: String,
        message: Vec<String>,
    }

    #[test]
    fn refusals_have_their_kind_and_say_what_to_do() {
        let run = |case: &Case| match refused(case) {
            Ok(()) => Err("taken".to_owned()),
            Err(error) => said(&error, &case.kind, &case.message),
        };
        check(&read::<File>("errors.json").cases, |case| &case.name, run);
    }

    fn refused(case: &Case) -> Result<()> {
        let folder = tempfile::tempdir().unwrap();
        let open = |bundle: PathBuf| Moderator::builder().bundle(bundle).threads(1).build().map(drop);
        if let Some(content) = &case.content {
            MODERATOR.moderate(&content.content()?)?;
        }
        if let Some(bytes) = case.text_bytes {
            MODERATOR.score(&"a".repeat(bytes))?;
        }
        if let Some(bundle) = &case.bundle {
            open(folder.path().join(bundle))?;
        }
        if let Some(file) = &case.flip_byte_in {
            let bundle = MODERATOR.report().bundle.as_deref().expect("the default bundle is a folder");
            copy_with_a_flipped_byte(bundle, folder.path(), file);
            open(folder.path().to_owned())?;
        }
        if let Some(device) = &case.device {
            Moderator::builder().device(device.parse()?).threads(1).build()?;
        }
        Ok(())
    }

    fn copy_with_a_flipped_byte(bundle: &Path, to: &Path, file: &str) {
        for entry in std::fs::read_dir(bundle).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
        let path = to.join(file);
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(path, bytes).unwrap();
    }
}

/// Whether an error is of the kind and says all of the words.
fn said(error: &Error, kind: &str, words: &[String]) -> Result<(), String> {
    let message = error.to_string();
    let missing = words.iter().find(|words| !message.contains(*words));
    match missing {
        _ if error.kind().as_str() != kind => {
            Err(format!("{} instead of {kind}: {message}", error.kind().as_str()))
        }
        Some(words) => Err(format!("{message:?} does not say {words:?}")),
        None => Ok(()),
    }
}
