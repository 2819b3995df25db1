//! The golden cases of `conformance/` that a command line can ask about.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::common::{Folder, run};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Policies {
    #[serde(rename = "about")]
    _about: String,
    cases: Vec<PolicyCase>,
    refused: Vec<RefusedPolicy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyCase {
    name: String,
    policy: String,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    content: Value,
    action: String,
    rules: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefusedPolicy {
    name: String,
    policy: String,
    message: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Errors {
    #[serde(rename = "about")]
    _about: String,
    cases: Vec<ErrorCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ErrorCase {
    name: String,
    content: Option<Value>,
    text_bytes: Option<usize>,
    bundle: Option<String>,
    device: Option<String>,
    #[serde(rename = "flip_byte_in")]
    _flip_byte_in: Option<String>,
    kind: String,
    message: Vec<String>,
}

fn golden<T: DeserializeOwned>(file: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance").join(file);
    let text = std::fs::read_to_string(path).expect("the cases are there");
    serde_json::from_str(&text).expect("the cases can be read")
}

#[test]
fn policies_decide_as_they_do_on_every_face() {
    let folder = Folder::new();
    for case in golden::<Policies>("policy.json").cases {
        let policy = folder.file("policy.toml", &case.policy);
        let lines: String = case.steps.iter().map(|step| format!("{}\n", step.content)).collect();
        let ran = run(&["moderate", "--policy", &policy], lines);
        assert_eq!(ran.status, 0, "{}: {}", case.name, ran.err);
        for (step, answer) in case.steps.iter().zip(ran.answers()) {
            let decision = &answer["decision"];
            let rules: Vec<_> =
                decision["reasons"].as_array().unwrap().iter().map(|reason| &reason["rule"]).collect();
            assert_eq!(decision["action"], json!(step.action), "{}: {}", case.name, step.content);
            assert_eq!(rules, step.rules.iter().collect::<Vec<_>>(), "{}: {}", case.name, step.content);
        }
    }
}

#[test]
fn policies_are_refused_in_the_same_words() {
    let folder = Folder::new();
    for case in golden::<Policies>("policy.json").refused {
        let ran = run(&["moderate", "--policy", &folder.file("policy.toml", &case.policy)], "");
        assert_eq!(ran.status, 2, "{}", case.name);
        assert!(case.message.iter().all(|part| ran.err.contains(part)), "{}: {}", case.name, ran.err);
    }
}

#[test]
fn errors_have_the_same_kind_and_words() {
    for case in golden::<Errors>("errors.json").cases {
        let name = &case.name;
        let text = case.text_bytes.map(|bytes| json!({ "text": "a".repeat(bytes) }));
        let said = match (case.content.or(text), &case.bundle, &case.device) {
            (Some(content), _, _) => {
                let ran = run(&["moderate"], content.to_string());
                let error = ran.answers()[0]["error"].clone();
                assert_eq!((ran.status, &error["kind"]), (1, &json!(case.kind)), "{name}");
                error["message"].to_string()
            }
            (None, Some(bundle), _) => refused(&["score", "--bundle", bundle]),
            (None, None, Some(device)) => refused(&["score", "--device", device]),
            // Opening a damaged bundle is the core's own; its tests hold it to that.
            (None, None, None) => continue,
        };
        assert!(case.message.iter().all(|part| said.contains(part)), "{name}: {said}");
    }
}

/// What the program says when it refuses to run at all.
fn refused(arguments: &[&str]) -> String {
    let ran = run(arguments, "");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
    ran.err
}
