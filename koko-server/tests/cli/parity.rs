//! `koko parity`, as somebody at a shell meets it.

use crate::common::{Folder, run};
use serde_json::{Value, json};

/// Texts from mild to rude with their scores, made up as Perspective might have given them.
fn scores(count: usize) -> Vec<(String, f64)> {
    let beginnings =
        ["good morning from the garden", "what a silly idea", "you fool, look at it", "you stupid idiot"];
    let score = |n: usize| ((n % 4) as f64 * 0.25 + (n * 37 % 100) as f64 / 500.0).min(1.0);
    (0..count).map(|n| (format!("{} {n}", beginnings[n % 4]), score(n))).collect()
}

fn table(rows: &[(String, f64)]) -> String {
    let lines = rows.iter().map(|(text, score)| format!("\"{text}\",{score}\n"));
    format!("text,TOXICITY\n{}", lines.collect::<String>())
}

#[test]
fn scores_are_compared_in_words_in_json_and_on_a_page_and_texts_stay_where_they_are() {
    let folder = Folder::new();
    let file = folder.file("scores.csv", table(&scores(60)));
    let page = folder.path("report.html").display().to_string();
    let ran = run(&["parity", "--report", &page, &file], "");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    for part in ["TOXICITY (our imitation of it): 60 texts", "Spearman 0.", "kappa", "scores.csv, line "] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(html.contains("<svg") && html.contains("kappa"));
    let is_told = |(text, _): &(String, f64)| html.contains(text.as_str()) || ran.out.contains(text.as_str());
    assert!(!scores(60).iter().any(is_told), "texts only with --show-texts");
    let shown = run(&["parity", "--show-texts", &file], "");
    let text_is_shown = scores(60).iter().any(|(text, _)| shown.out.contains(text.as_str()));
    assert!(text_is_shown, "{}", shown.out);

    let json = run(&["parity", "--json", &file], "").answers();
    assert_eq!(json.len(), 1);
    assert!(json[0]["spearman"].as_f64().unwrap() > 0.5, "{}", json[0]);
    let levels: Vec<&Value> =
        json[0]["views"][0]["levels"].as_array().unwrap().iter().map(|level| &level["at"]).collect();
    assert_eq!(levels, [&json!(0.5), &json!(0.7), &json!(0.8), &json!(0.9)]);
}

#[test]
fn answers_of_perspective_are_read_as_they_came() {
    let line = |(text, score): &(String, f64)| {
        let value = json!({"value": score, "type": "PROBABILITY"});
        let answer =
            json!({"TOXICITY": {"summaryScore": value, "spanScores": []}, "SPAM": {"summaryScore": value}});
        json!({"text": text, "attributeScores": answer, "languages": ["en"]}).to_string() + "\n"
    };
    let rows = scores(12);
    let lines = run(&["parity", "--json"], rows.iter().map(line).collect::<String>());
    let columns = run(&["parity", "--json", "--format", "csv"], table(&rows));
    assert_eq!((lines.status, columns.status), (0, 0), "{}{}", lines.err, columns.err);
    assert_eq!(lines.answers()[0]["views"], columns.answers()[0]["views"]);
    let told = run(&["parity"], rows.iter().map(line).collect::<String>());
    assert!(told.out.contains("knows nothing like it: SPAM."), "{}", told.out);
}

#[test]
fn a_map_that_was_fitted_brings_scores_closer_and_can_be_used() {
    let folder = Folder::new();
    let file = folder.file("scores.csv", table(&scores(160)));
    let map = folder.path("map.toml").display().to_string();
    let ran = run(&["parity", "--fit", &map, &file], "");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("map.toml has maps for TOXICITY."), "{}", ran.out);
    let written = std::fs::read_to_string(&map).unwrap();
    assert!(written.contains("[parity.TOXICITY]\nours = [0.0, "), "{written}");
    let with = run(&["parity", "--map", &map, "--json", &file], "").answers().remove(0);
    let distance = |view: usize| with["views"][view]["mean_distance"].as_f64().unwrap();
    assert_eq!((&with["views"][0]["by"], &with["views"][1]["by"]), (&json!("as_they_are"), &json!("mapped")));
    assert!(distance(1) < distance(0), "{with}");
}

#[test]
fn what_no_label_stands_for_is_compared_and_a_map_may_prefer_a_label() {
    let folder = Folder::new();
    let rows: String =
        scores(12).iter().map(|(text, score)| format!("\"{text}\",{score},{score}\n")).collect();
    let file = folder.file("scores.csv", format!("text,FLIRTATION,TOXICITY\n{rows}"));
    let of = |answers: Vec<Value>| -> Vec<(Value, Value)> {
        answers.iter().map(|answer| (answer["attribute"].clone(), answer["label"].clone())).collect()
    };
    let own = of(run(&["parity", "--json", &file], "").answers());
    assert_eq!(own, [(json!("FLIRTATION"), Value::Null), (json!("TOXICITY"), Value::Null)]);
    let map = "[parity.TOXICITY]\nlabel = \"toxicity\"\nours = [0.0, 1.0]\nperspective = [0.0, 1.0]\n";
    let map = folder.file("map.toml", map);
    let mapped = of(run(&["parity", "--map", &map, "--json", &file], "").answers());
    assert_eq!(mapped[1], (json!("TOXICITY"), json!("toxicity")));
}

#[test]
fn too_few_texts_make_no_map() {
    let folder = Folder::new();
    let file = folder.file("scores.csv", table(&scores(20)));
    let map = folder.path("map.toml");
    let ran = run(&["parity", "--fit", &map.display().to_string(), &file], "");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("at least 100 texts") && !map.exists(), "{}", ran.err);
}

#[test]
fn bad_rows_and_files_are_told() {
    let ran = run(&["parity", "--format", "csv", "--json"], "text,INSULT\na,0.5\nb,high\nc,0.1\n");
    assert_eq!((ran.status, ran.answers().len()), (1, 1));
    assert!(ran.err.contains("stdin, line 3: `INSULT` must be a number from 0 to 1"), "{}", ran.err);
    let ran = run(&["parity", "--format", "csv"], "text,rude\na,0.5\n");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("no row has a score of Perspective's; looked for FLIRTATION or"), "{}", ran.err);
    let folder = Folder::new();
    let map =
        folder.file("map.toml", "[parity.INSULT]\nlabel = \"insult\"\nours = [1.0]\nperspective = [1.0]\n");
    let ran = run(&["parity", "--map", &map], "");
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("map.toml is no map to Perspective: [parity.INSULT]"), "{}", ran.err);
}
