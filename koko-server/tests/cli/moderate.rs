//! `koko moderate`, as somebody at a shell meets it.

use crate::common::{Folder, comments, run};
use serde_json::{Value, json};

#[test]
fn answers_have_the_shape_of_the_contract() {
    let line = json!({"id": "c1", "text": "you idiot", "author": "rook", "community": "arena", "surface": "chat",
                      "parent": "c0", "target": "pixel", "at": 1_794_212_520});
    let ran = run(&["moderate"], line.to_string());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let answer = &ran.answers()[0];
    let keys: Vec<_> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "scores", "decision", "spans", "standing", "truncated", "lane"]);
    assert_eq!(answer["standing"]["author"], json!("rook"));
    assert_eq!(answer["standing"]["as_of"], json!(1_794_212_520));
    assert!(answer["decision"]["ids"]["policy"].as_str().unwrap().starts_with("koko-default@blake3:"));
}

#[test]
fn without_an_author_there_is_no_standing() {
    let ran = run(&["moderate"], "{\"text\": \"good morning\"}");
    let answer = &ran.answers()[0];
    assert_eq!((&answer["standing"], &answer["decision"]["action"]), (&json!(null), &json!("allow")));
}

#[test]
fn spans_point_into_the_text_as_it_was_written() {
    let text = "öh, y o u  1d10t!";
    let ran = run(&["moderate"], json!({ "text": text }).to_string());
    let answer = &ran.answers()[0];
    let span =
        answer["spans"].as_array().unwrap().iter().find(|span| span["label"] == "insult").expect("an insult");
    let bytes = |at: usize| usize::try_from(span["bytes"][at].as_u64().unwrap()).unwrap();
    assert!(text[bytes(0)..bytes(1)].contains("1d10t"), "{span}");
}

#[test]
fn a_standing_grows_with_the_records_whatever_the_year_and_however_they_are_cut_into_chunks() {
    let standings = |year: i64, quiet: usize| -> Vec<Value> {
        let insults: String = (0..8)
            .map(|day| {
                json!({"text": "you complete idiot", "author": "rook", "id": format!("i{day}"),
                              "at": year + day * 86_400})
                .to_string()
                    + "\n"
            })
            .collect();
        let quiet = "{\"text\": \"hello\", \"author\": \"mara\"}\n".repeat(quiet);
        let ran = run(&["moderate"], quiet + &insults);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let answers = ran.answers().into_iter().filter(|answer| answer["standing"]["author"] == "rook");
        answers.map(|answer| answer["standing"]["band"].clone()).collect()
    };
    let (recent, old, late) =
        (standings(1_794_182_400, 0), standings(946_684_800, 0), standings(1_794_182_400, 1_020));
    assert_eq!(recent[0], json!("unknown"));
    assert!(recent[7] == "high" || recent[7] == "elevated", "{recent:?}");
    assert_eq!(recent, old);
    assert_eq!(recent, late);
}

#[test]
fn a_wrong_field_is_refused_by_name_and_the_others_go_on() {
    let lines = [
        json!({"id": 1, "text": "a", "author": 5}),
        json!({"id": 2, "text": "a", "at": "2026-11-09"}),
        json!({"id": 3, "text": "a", "community": ""}),
        json!({"id": 4, "text": "a"}),
    ];
    let ran = run(&["moderate"], lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    assert_eq!(ran.status, 1);
    let answers = ran.answers();
    for (row, field) in ["`author`", "`at`", "`community`"].iter().enumerate() {
        let said = answers[row]["error"]["message"].as_str().unwrap();
        assert!(said.contains(field), "{said}");
        assert_eq!(answers[row]["id"], json!(row + 1));
    }
    assert!(answers[3]["decision"].is_object());
}

#[test]
fn a_policy_of_ones_own_decides() {
    let folder = Folder::new();
    let rule = "[[rule]]\nid = \"all\"\nwhen = 'content.community == \"arena\"'\naction = \"hold\"\nbecause = \"Closed\"\n";
    let policy = folder.file("mine.toml", format!("name = \"mine\"\n{rule}"));
    let lines = "{\"text\": \"a\", \"community\": \"arena\"}\n{\"text\": \"a\"}\n";
    let ran = run(&["moderate", "--policy", &policy], lines);
    let actions: Vec<_> = ran.answers().iter().map(|answer| answer["decision"]["action"].clone()).collect();
    assert_eq!(actions, [json!("hold"), json!("allow")], "{}", ran.err);
}

#[test]
fn the_example_comments_are_judged_as_a_reader_would() {
    let ran = run(&["moderate"], comments());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let answers = ran.answers();
    let last = |author: &str| {
        answers
            .iter()
            .rfind(|answer| answer["standing"]["author"] == author)
            .map(|answer| &answer["standing"]["band"])
    };
    assert_eq!(last("rook_9"), Some(&json!("high")), "insults somebody nearly every day");
    assert_eq!(last("thorn"), Some(&json!("unknown")), "a single bad comment is not a history");
    assert!(
        matches!(last("bramble").and_then(Value::as_str), Some("calm" | "unknown")),
        "said sorry and meant it"
    );
}

#[test]
fn pretty_marks_the_places_and_lists_the_authors_to_watch() {
    let ran = run(&["moderate", "--pretty"], comments());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(!ran.out.contains('\x1b') && !ran.out.contains('\u{200d}'), "nothing hidden in plain text");
    assert!(ran.out.lines().all(|line| console::measure_text_width(line) <= 100));
    let (blocks, summary) = ran.out.split_once("Authors to watch").expect("a summary");
    assert!(blocks.contains("idiot⟧") && blocks.contains("46 contents: "), "{blocks}");
    assert!(summary.contains("rook_9") && summary.contains("insufficient history"), "{summary}");
    assert!(!summary.contains("walter"), "{summary}");
}
