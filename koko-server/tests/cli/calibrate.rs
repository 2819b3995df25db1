//! `koko calibrate`, as somebody at a shell meets it.

use crate::common::{Folder, Ran, run};
use serde_json::{Value, json};

/// Harmless texts that differ, and some that insult; `insult` is known of all, `threat` of the first hundred.
fn labels(harmless: usize, harmful: usize) -> String {
    let words = ["garden", "market", "river", "lamp", "window", "coffee", "train"];
    let word = |n: usize| words[n % words.len()];
    let line = |text: String, insult: u8, threat: &str| format!("\"{text}\",{insult},{threat}\n");
    let known = |n| if n < 100 { "0" } else { "" };
    let mild =
        (0..harmless).map(|n| line(format!("the {} by the {} {n}", word(n), word(n / 7)), 0, known(n)));
    let rude = (0..harmful).map(|n| line(format!("you idiot, look at the {} {n}", word(n)), 1, ""));
    format!("text,insult,threat\n{}", mild.chain(rude).collect::<String>())
}

fn figures(ran: &Ran, label: &str) -> Value {
    ran.answers().into_iter().find(|answer| answer["label"] == label).expect("the label was in the file")
}

#[test]
fn a_threshold_comes_with_its_promise_in_words_in_json_in_a_policy_and_on_a_page() {
    let folder = Folder::new();
    let file = folder.file("labels.csv", labels(310, 20));
    let (policy, page) = (folder.path("house.toml"), folder.path("report.html"));
    let (policy, page) = (policy.display().to_string(), page.display().to_string());
    let ran = run(&["calibrate", "--fpr", "0.01,0.05", "--out", &policy, "--report", &page, &file], "");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    for part in [
        "insult: 20 harmful and 310 harmless texts",
        "On texts like yours, at ",
        "at most 1 in 100 harmless texts is flagged (95 % sure);",
        "of the harmful ones are found",
        "1 in 100 cannot be promised: 100 harmless texts, 299 are needed.",
        "new thresholds for insult.",
        "As they were: threat",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }

    let json = run(&["calibrate", "--json", &file], "");
    let insult = figures(&json, "insult");
    let promised = &insult["thresholds"][0]["promised"];
    assert_eq!((&insult["harmless"], &insult["harmful"]), (&json!(310), &json!(20)));
    assert_eq!((&promised["fpr_at_most"], &promised["harmless_flagged"]), (&json!(0.01), &json!(0)));
    assert_eq!(figures(&json, "threat")["thresholds"][0]["promised"], json!(null));

    let threshold = promised["threshold"].to_string();
    let written = std::fs::read_to_string(&policy).unwrap();
    assert!(written.contains(&format!("insult = {threshold} #")), "{threshold}: {written}");
    assert!(written.contains("threat = 0.50 # kept: 100 harmless texts, 299 are needed"), "{written}");
    let moderated = run(&["moderate", "--policy", &policy], "{\"text\": \"good morning\"}\n");
    assert_eq!(moderated.status, 0, "{}", moderated.err);
    let id = moderated.answers()[0]["decision"]["ids"]["policy"].clone();
    assert!(id.as_str().unwrap().starts_with("koko-default-calibrated@"), "{id}");

    let html = std::fs::read_to_string(&page).unwrap();
    assert!(html.contains("<svg") && html.contains(&threshold) && html.ends_with("</html>\n"));
    assert!(!html.contains("you idiot"), "texts do not leave the file");
}

#[test]
fn every_kind_of_file_is_read_alike() {
    let folder = Folder::new();
    let lines: String = (0..70)
        .map(|n| json!({"text": format!("the garden {n}"), "insult": if n == 3 { 0.7 } else { 0.0 }, "threat": null}))
        .map(|line| format!("{line}\n"))
        .collect();
    let cells: String =
        (0..70).map(|n| format!("the garden {n}\t{}\t\n", if n == 3 { 0.7 } else { 0.0 })).collect();
    let jsonl = folder.file("a.jsonl", lines);
    let tsv = folder.file("a.tsv", format!("text\tinsult\tthreat\n{cells}"));
    let run = |file: &str| run(&["calibrate", "--fpr", "0.05", "--json", file], "");
    let (jsonl, tsv) = (run(&jsonl), run(&tsv));
    assert_eq!((jsonl.status, &jsonl.out), (0, &tsv.out), "{}{}", jsonl.err, tsv.err);
    assert_eq!(jsonl.answers().len(), 1, "nothing is known of threats");
    assert_eq!(figures(&jsonl, "insult")["harmful"], json!(1));
}

#[test]
fn a_bad_row_is_told_with_its_line_and_the_others_go_on() {
    let ran = run(&["calibrate", "--format", "csv", "--json"], "text,insult\na,0\nb,maybe\nc\nd,2\ne,1\n");
    assert_eq!(ran.status, 1);
    let insult = figures(&ran, "insult");
    assert_eq!((&insult["harmless"], &insult["harmful"]), (&json!(1), &json!(1)));
    for part in [
        "stdin, line 3: `insult` must be a number from 0 to 1",
        "line 4: cells in this row: 1",
        "line 5: `insult`",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    assert!(ran.err.ends_with("3 of 5 rows were refused\n"), "{}", ran.err);
}

#[test]
fn a_file_that_knows_no_label_is_refused_with_the_names_of_all() {
    let ran = run(&["calibrate", "--format", "csv"], "text,rude\na,0\n");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("stdin: no row says") && ran.err.contains("`identity_attack`"), "{}", ran.err);
}

#[test]
fn what_cannot_be_used_is_refused_before_anything_is_scored() {
    let folder = Folder::new();
    let file = folder.file("labels.csv", labels(5, 1));
    let bad = folder.file("bad.toml", "name = \"mine\"\n[thresholds]\ninsullt = 0.5\n");
    let nowhere = folder.path("no/such/folder/out.toml").display().to_string();
    for (arguments, expected) in [
        (["--policy", &bad], "bad.toml, line 3"),
        (["--out", &nowhere], "cannot write"),
        (["--fpr", "2"], "between 0 and 1"),
        (["--text-column", "comment"], "no column `comment`"),
    ] {
        let ran = run(&["calibrate", arguments[0], arguments[1], &file], "");
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(expected), "{arguments:?}: {}", ran.err);
    }
}
