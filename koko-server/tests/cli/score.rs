//! `koko score`, as somebody at a shell meets it.

use std::io::{BufRead, BufReader, Read, Write};

use crate::common::{Folder, Ran, comments, koko, run};
use serde_json::json;

#[test]
fn answers_have_the_shape_of_the_contract() {
    let ran = run(&["score"], "{\"id\": 1, \"text\": \"good morning\"}\n");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let answer = &ran.answers()[0];
    let keys: Vec<_> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "scores", "truncated", "lane"]);
    assert_eq!(answer["id"], json!(1));
    assert!(
        answer["scores"]
            .as_object()
            .unwrap()
            .values()
            .all(|score| (0.0..=1.0).contains(&score.as_f64().unwrap()))
    );
    assert!(answer["scores"]["insult"].is_number());
}

#[test]
fn order_is_kept_over_many_chunks() {
    let lines: String =
        (0..2_100).map(|n| format!("{{\"id\": {n}, \"text\": \"seed {}\"}}\n", n % 7)).collect();
    let ran = run(&["score"], lines);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.ids(), (0..2_100).map(|n| json!(n)).collect::<Vec<_>>());
}

#[test]
fn bad_lines_stay_in_their_place_and_lose_nothing() {
    let mut lines = b"\xef\xbb\xbf{\"id\": 1, \"text\": \"a\"}\n\n{\"id\": 2, \"text\"\n".to_vec();
    lines.extend_from_slice(
        b"{\"id\": 3, \"text\": \"\xff\"}\n{\"id\": \"four\"}\n{\"id\": 5, \"text\": null}\n",
    );
    lines.extend_from_slice(
        b"{\"id\": 6, \"text\": 6}\n{\"id\": true, \"text\": \"a\"}\n[7]\n{\"id\": 8, \"text\": \"b\"}\n",
    );
    let ran = run(&["score"], &lines);
    assert_eq!(ran.status, 1);
    let answers = ran.answers();
    let kinds: Vec<_> =
        answers.iter().map(|answer| answer["error"]["kind"].as_str().unwrap_or("fine")).collect();
    let mut expected = ["bad_input"; 9];
    (expected[0], expected[8]) = ("fine", "fine");
    assert_eq!(kinds, expected);
    let ids = [
        json!(1),
        json!(null),
        json!(null),
        json!("four"),
        json!(5),
        json!(6),
        json!(null),
        json!(null),
        json!(8),
    ];
    assert_eq!(ran.ids(), ids);
    for line in [
        "stdin, line 3: not JSON",
        "line 4: not UTF-8",
        "line 5: `text` is missing",
        "line 6: `text` is null",
    ] {
        assert!(ran.err.contains(line), "{}", ran.err);
    }
    assert!(ran.err.ends_with("koko: 7 of 9 rows were refused\n"), "{}", ran.err);
}

#[test]
fn a_text_may_be_empty_or_as_long_as_the_limit_and_no_longer() {
    let long = "word ".repeat(1 << 18);
    let text = |length: usize| json!({ "text": &long[..length] }).to_string() + "\n";
    let ran = run(&["score"], text(0) + &text(1 << 20) + &text((1 << 20) + 1) + &text(3));
    assert_eq!(ran.status, 1);
    let answers = ran.answers();
    assert_eq!(answers[0]["truncated"], json!(false));
    assert_eq!(answers[1]["truncated"], json!(true));
    assert_eq!(answers[2]["error"]["kind"], json!("text_too_long"));
    assert!(answers[3]["scores"].is_object());
}

#[test]
fn nothing_in_is_nothing_out() {
    for (arguments, input) in
        [(&["score"][..], ""), (&["score"], "\n\n"), (&["score", "--format", "csv"], "id,text\n")]
    {
        let ran = run(arguments, input);
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    }
}

#[test]
fn an_echo_is_the_record_as_it_was_written() {
    let line = r#"{"likes": 1.50, "id": "c1", "text": "hi", "tags": ["a"]}"#;
    let ran = run(&["score", "--echo"], line);
    assert!(ran.out.contains(&format!("\"input\":{line}")), "{}", ran.out);
    let ran = run(&["score"], line);
    assert!(ran.answers()[0].get("input").is_none());
}

#[test]
fn tables_are_read_by_their_extension_and_give_the_same_scores() {
    let folder = Folder::new();
    let texts = ["you idiot", "good, \"fresh\" seeds", "three\nlines\nhere"];
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let table = |separator: &str| -> String {
        let rows = texts.iter().enumerate().map(|(n, text)| format!("{n}{separator}{}\r\n", quoted(text)));
        format!("id{separator}text\r\n{}", rows.collect::<String>())
    };
    let lines: String =
        texts.iter().enumerate().map(|(n, text)| format!("{}\n", json!({"id": n, "text": text}))).collect();
    let expected = run(&["score", &folder.file("a.jsonl", lines)], "");
    assert_eq!(expected.status, 0, "{}", expected.err);
    let others = [
        folder.file("a.csv", table(",")),
        folder.file("a.tsv", table("\t")),
        folder.parquet("a.parquet", &texts),
    ];
    for file in others {
        let ran = run(&["score", &file], "");
        assert_eq!(ran.status, 0, "{file}: {}", ran.err);
        let scores =
            |ran: &Ran| ran.answers().iter().map(|answer| answer["scores"].clone()).collect::<Vec<_>>();
        assert_eq!(scores(&ran), scores(&expected), "{file}");
    }
}

#[test]
fn columns_can_have_other_names_and_missing_ones_are_told_with_those_there_are() {
    let folder = Folder::new();
    let file = folder.file("a.csv", "row,comment\n7,hello\n");
    let ran = run(&["score", "--text-column", "comment", "--id-column", "row", &file], "");
    assert_eq!((ran.status, ran.ids()), (0, vec![json!("7")]), "{}", ran.err);
    let parquet = folder.parquet("a.parquet", &["hello"]);
    for (arguments, named) in [
        (
            ["score", &file, "--quiet"],
            "no column `text`, only `row`, `comment`: name the right one with --text-column",
        ),
        (["score", &parquet, "--text-column=comment"], "no column `comment`, only `id`, `text`"),
    ] {
        let ran = run(&arguments, "");
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(named), "{}", ran.err);
    }
}

#[test]
fn a_bad_row_of_a_table_loses_none_of_the_others() {
    let ran = run(&["score", "--format", "csv"], b"id,text\n1,a\n2,\xff\n3,b,c\n4,d\n");
    assert_eq!(ran.status, 1);
    let fine: Vec<_> = ran.answers().iter().map(|answer| answer.get("error").is_none()).collect();
    assert_eq!(fine, [true, false, false, true]);
    assert!(ran.err.contains("stdin, line 3: `text` is not UTF-8"), "{}", ran.err);
}

#[test]
fn several_files_are_read_one_after_the_other_with_stdin_where_it_is_named() {
    let folder = Folder::new();
    let first = folder.file("a.jsonl", "{\"id\": 1, \"text\": \"a\"}\n");
    let last = folder.file("b.csv", "id,text\nthree,c\n");
    let ran = run(&["score", &first, "-", &last], "{\"id\": 2, \"text\": \"b\"}");
    assert_eq!((ran.status, ran.ids()), (0, vec![json!(1), json!(2), json!("three")]), "{}", ran.err);
}

#[test]
fn a_line_is_answered_before_the_next_one_is_written() {
    let mut child = koko(&["score"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in ["1", "2"] {
        writeln!(input, "{{\"id\": {id}, \"text\": \"hello\"}}").unwrap();
        let answer = answers.next().unwrap().unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(input);
    assert!(answers.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_run_quietly() {
    let folder = Folder::new();
    let file = folder.file("a.jsonl", comments().repeat(200));
    let mut child = koko(&["score", &file]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
    assert!(first.starts_with("{\"id\":\"c01\""), "{first}");
}

#[test]
fn batches_of_any_size_give_the_same_scores_within_the_tolerance() {
    let scores = |batch: &[&str]| run(&[&["score", "--threads", "1"], batch].concat(), comments());
    let one = scores(&["--batch-size", "1"]);
    for batch in [&["--batch-size", "32"][..], &["--batch-tokens", "64"], &["--tune"]] {
        let many = scores(batch);
        assert_eq!((one.status, many.status), (0, 0), "{}{}", one.err, many.err);
        for (one, many) in one.answers().iter().zip(many.answers()) {
            for (label, score) in one["scores"].as_object().unwrap() {
                let other = &many["scores"][label];
                assert!((score.as_f64().unwrap() - other.as_f64().unwrap()).abs() < 0.02, "{one} {many}");
            }
        }
    }
}

#[test]
fn explain_says_what_each_word_weighs() {
    let ran = run(&["score", "--explain"], "{\"text\": \"you idiot\"}");
    let words = ran.answers()[0]["words"].clone();
    assert_eq!(words[1]["word"], json!("idiot"));
    assert!(
        words[1]["weights"]["insult"].as_f64().unwrap() > words[0]["weights"]["insult"].as_f64().unwrap()
    );
}

#[test]
fn pretty_has_no_colour_in_a_pipe_unless_it_is_told_to() {
    let line = "{\"id\": \"c1\", \"text\": \"you idiot\\u001b[2J\"}";
    let plain = run(&["score", "--pretty"], line);
    assert!(plain.out.starts_with("c1        you idiot\\u{1b}[2J\n"), "{}", plain.out);
    assert!(plain.out.contains("insult") && !plain.out.contains('\x1b'), "{}", plain.out);
    let colored = run(&["score", "--pretty", "--color", "always"], line);
    assert!(colored.out.contains("\x1b["), "{}", colored.out);
}

#[test]
fn the_cascade_says_which_model_spoke_and_refuses_what_it_cannot_do() {
    let lines = "{\"text\": \"what time does the library open on sunday\"}\n{\"text\": \"you idiot\"}\n";
    for (mode, expected) in [("off", ["full", "full"]), ("max", ["fast", "full"])] {
        let ran = run(&["score", "--cascade", mode, "--cache", "0"], lines);
        let lanes: Vec<_> =
            ran.answers().iter().map(|answer| answer["lane"].as_str().unwrap().to_owned()).collect();
        assert_eq!(lanes, expected, "{mode}: {}", ran.err);
    }
    let folder = Folder::new();
    let policy = folder.file("low.toml", "name = \"low\"\n[thresholds]\ninsult = 0.1\n");
    let ran = run(&["moderate", "--cascade", "max", "--policy", &policy], lines);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("finds `"), "{}", ran.err);
}
