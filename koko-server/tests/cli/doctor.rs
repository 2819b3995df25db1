//! What `koko doctor` tells.

use serde_json::Value;

use crate::common::run;

#[test]
fn the_doctor_says_what_runs_and_what_is_missing() {
    let ran = run(&["doctor", "--json"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    let findings: Value = serde_json::from_str(&ran.out).expect("it answers in JSON");
    assert!(findings["by_itself"].as_str().is_some_and(|report| report.contains("koko-")), "{findings}");
    let ways = findings["ways"].as_array().expect("ways are a list");
    for way in ways {
        let works = way["works"].as_bool().expect("a way works or not");
        // Even on the fastest machine it takes longer than to find an answer that is remembered.
        assert_eq!(way["one_text_ms"].as_f64().is_some_and(|time| time > 0.05), works, "{way}");
        assert_eq!(way["missing"].as_str().is_some(), !works, "{way}");
    }
    // The tests have ONNX Runtime; whether there is a GPU, they do not know.
    let on_the_processor = |way: &&Value| way["device"] == "cpu" && way["engine"] == "ONNX Runtime";
    let runtime = ways.iter().find(on_the_processor).expect("ONNX Runtime is tried");
    assert_eq!(runtime["works"], true, "{runtime}");
    assert!(runtime["runtime"].as_str().is_some_and(|library| library.contains("onnxruntime")), "{runtime}");
}

#[test]
fn the_doctor_tells_people_the_same() {
    let ran = run(&["doctor"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    for part in ["By itself it runs koko-", "ONNX Runtime on cpu: works", "first score after"] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
}

#[test]
fn where_nothing_runs_the_doctor_says_what_to_do() {
    let ran = run(&["doctor", "--bundle", "/nowhere"], "");
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("By itself it does not run"), "{}", ran.out);
    assert!(ran.err.contains("/nowhere"), "{}", ran.err);
}
