//! What stops the whole run: status 2, one message that says what to do, and nothing on stdout.

use crate::common::{Folder, run};

fn check(arguments: &[&str], expected: &[&str]) {
    let ran = run(arguments, "{\"text\": \"hello\"}\n");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
    for part in expected {
        assert!(ran.err.contains(part), "{arguments:?}: {}", ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn a_bundle_that_is_not_there() {
    check(&["score", "--bundle", "no/such/folder"], &["no/such/folder", "a bundle is a folder"]);
}

#[test]
fn a_policy_that_is_not_there_or_has_a_typo() {
    check(&["moderate", "--policy", "no.toml"], &["cannot read the policy no.toml"]);
    let folder = Folder::new();
    let policy = folder.file("mine.toml", "name = \"mine\"\n\n[thresholds]\ninsullt = 0.5\n");
    check(&["moderate", "--policy", &policy], &["mine.toml, line 4, `thresholds.insullt`"]);
}

#[test]
fn a_device_that_is_not_there() {
    check(&["score", "--device", "cuda:63"], &["cuda:63"]);
    check(&["score", "--device", "abacus"], &["abacus", "cuda:N"]);
}

#[test]
fn a_runtime_that_is_not_one() {
    let folder = Folder::new();
    let runtime = folder.file("libonnxruntime.so", "not a library");
    check(&["score", "--runtime", &runtime], &["libonnxruntime.so"]);
}

#[test]
fn files_that_cannot_be_read_even_if_only_the_last() {
    let folder = Folder::new();
    let fine = folder.file("a.jsonl", "{\"text\": \"a\"}\n");
    let packed = folder.file("a.jsonl.gz", "");
    let broken = folder.file("a.parquet", "PAR1 and then nothing");
    let here = folder.path("").display().to_string();
    check(&["score", &fine, "no.jsonl"], &["cannot read no.jsonl"]);
    check(&["score", &fine, &packed], &["unpack it"]);
    check(&["score", &fine, &broken], &["a.parquet as Parquet"]);
    check(&["score", &here], &["is a folder"]);
    check(&["score", "--format", "parquet"], &["Parquet cannot be read from stdin"]);
    check(&["score", "-", "-"], &["only once"]);
    check(&["score", "--format", "csv"], &["stdin has no column `text`", "--text-column"]);
}

#[test]
fn a_command_line_that_makes_no_sense() {
    check(&["score", "--threads", "0"], &["--threads", "1..=1024"]);
    check(&["score", "--policy", "mine.toml"], &["--policy"]);
    check(&["scor"], &["score"]);
    check(&[], &["Usage: koko", "Examples:"]);
}

#[test]
fn help_and_version_are_no_mistakes() {
    let help = run(&["moderate", "--help"], "");
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    assert!(help.out.contains("--policy") && help.out.contains("Examples:"), "{}", help.out);
    let version = run(&["--version"], "");
    assert_eq!((version.status, version.out), (0, format!("koko {}\n", env!("CARGO_PKG_VERSION"))));
}
