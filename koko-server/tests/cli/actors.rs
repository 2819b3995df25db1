//! `koko actors`, and standings that are kept from one run to the next.

use serde_json::{Value, json};

use crate::common::{Folder, run};

/// Two weeks of a forum: rook insults mara every day and is warned in the end; ines only talks.
fn events() -> String {
    let start = 1_794_000_000;
    let mut events = Vec::new();
    for day in 0..14 {
        let at = start + day * 86_400;
        events.push(json!({"event": "posted", "id": format!("i{day}"), "author": "ines", "at": at, "scores": {"insult": 0.02}}));
        events.push(json!({"event": "posted", "id": format!("r{day}"), "author": "rook", "at": at + 600,
            "target": "mara", "community": "chess", "scores": {"insult": 0.95, "toxicity": 0.9}}));
    }
    events.push(json!({"event": "flagged", "id": "f1", "author": "rook", "reporter": "mara", "at": start + 14 * 86_400}));
    events.push(json!({"event": "moderated", "id": "d1", "author": "rook", "moderator": "tove", "at": start + 15 * 86_400,
        "outcome": "warned", "family": "harassment"}));
    events.iter().map(|event| format!("{event}\n")).collect()
}

#[test]
fn the_worst_come_first_with_their_reasons() {
    let folder = Folder::new();
    let file = folder.file("events.jsonl", events());
    let ran = run(&["actors", "top", "--events", &file], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    let (rook, ines) =
        (ran.out.find("rook").expect("rook is listed"), ran.out.find("ines").expect("so is ines"));
    assert!(rook < ines, "{}", ran.out);
    for part in ["high", "weighted posts harmful", "2 of 2 authors"] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    let only = run(&["actors", "top", "--events", &file, "--band", "watch", "--json"], "");
    let standings = only.answers();
    assert_eq!(standings.len(), 1, "{}", only.out);
    let total: i64 = standings[0]["findings"]
        .as_array()
        .expect("findings are a list")
        .iter()
        .map(|finding| finding["contribution_mn"].as_i64().expect("a whole number"))
        .sum();
    assert_eq!(
        Some(total),
        standings[0]["total_mn"].as_i64().zip(standings[0]["base_mn"].as_i64()).map(|(t, b)| t - b)
    );
}

#[test]
fn a_timeline_tells_what_moved_a_standing_and_draws_it() {
    let folder = Folder::new();
    let file = folder.file("events.jsonl", events());
    let plot = folder.path("rook.svg").display().to_string();
    let ran = run(&["actors", "show", "rook", "--events", &file, "--plot", &plot], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    for part in ["posted in chess at mara", "warned by tove", "past_actions", "harmful_share"] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    let svg = std::fs::read_to_string(plot).expect("the plot was written");
    for part in ["<svg", "rook: harassment", "</svg>"] {
        assert!(svg.contains(part), "{part}");
    }
    let all = run(&["actors", "show", "rook", "--events", &file, "--json"], "");
    let moments: Value = serde_json::from_str(&all.out).expect("a list");
    assert_eq!(moments.as_array().map(Vec::len), Some(16));
}

#[test]
fn a_store_is_filled_asked_and_made_to_forget() {
    let folder = Folder::new();
    let (file, store) = (folder.file("events.jsonl", events()), folder.path("authors").display().to_string());
    let secret = folder.file("secret.txt", "nobody can guess these words");
    let names = folder.file("names.txt", "rook\nines\n");
    let with_store = |arguments: &[&str]| {
        let mut all = vec!["actors"];
        all.extend(arguments);
        all.extend(["--store", &store, "--secret-file", &secret]);
        run(&all, "")
    };
    let ran = with_store(&["replay", &file]);
    assert_eq!(
        (ran.status, ran.out.trim()),
        (0, "30 of 30 events counted, 0 known already, 0 refused"),
        "{}",
        ran.err
    );
    let again = with_store(&["replay", &file]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("--add"), "{}", again.err);

    let named = with_store(&["top", "--names", &names]);
    assert!(named.out.contains("rook") && named.out.contains("2 of 2 authors"), "{}", named.out);
    let nameless = with_store(&["top"]);
    assert!(nameless.out.contains("key:") && !nameless.out.contains("rook"), "{}", nameless.out);

    let exported: Value = serde_json::from_str(&with_store(&["export", "rook"]).out).expect("JSON");
    assert_eq!(exported["standing"]["author"], "rook");
    assert!(exported["kept_until"].is_i64() && exported["sums"].is_object(), "{exported}");

    assert_eq!(with_store(&["show", "rook"]).status, 0);
    assert_eq!(with_store(&["forget", "rook"]).status, 0);
    let gone = with_store(&["show", "rook"]);
    assert_eq!(gone.status, 2);
    assert!(gone.err.contains("nothing is known of rook"), "{}", gone.err);
    let stranger = run(&["actors", "show", "ines", "--store", &store], "");
    assert_eq!(stranger.status, 2, "another secret must find nothing");
}

#[test]
fn a_standing_outlives_the_run_that_made_it() {
    let folder = Folder::new();
    let store = folder.path("authors").display().to_string();
    let moderate = |text: &str| {
        let row = json!({"id": text.len(), "text": text, "author": "rook", "target": "mara"});
        let ran = run(&["moderate", "--store", &store], format!("{row}\n"));
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.answers()[0]["standing"]["evidence"].as_f64().expect("a number")
    };
    let first = moderate("you idiot");
    assert!(moderate("you utter idiot") > first + 0.5);
}

#[test]
fn lines_that_are_no_events_are_told_and_the_others_count() {
    let good = r#"{"event": "posted", "id": "p", "author": "rook", "at": 1794000000}"#;
    let store = Folder::new();
    let store = store.path("authors").display().to_string();
    for (line, what) in [
        ("{", "is no event"),
        (r#"{"event": "posted", "id": "p", "at": 1794000000}"#, "author"),
        (
            r#"{"event": "posted", "author": "rook", "at": 1794000000, "scores": {"insult": 7.5}}"#,
            "from 0 to 1",
        ),
        (
            r#"{"event": "posted", "author": "rook", "at": 1794000000, "scores": {"insult": NaN}}"#,
            "is no event",
        ),
        (r#"{"event": "banished", "author": "rook", "at": 1794000000}"#, "banished"),
        (r#"{"event": "posted", "author": "rook", "at": 1794000000, "mood": 3}"#, "mood"),
    ] {
        let ran = run(&["actors", "top", "--events", "-"], format!("{line}\n{good}\n"));
        assert!(ran.err.contains("line 1") && ran.err.contains(what), "{line}\n{}", ran.err);
        assert!(ran.out.contains("1 of 1 authors"), "{line}\n{}", ran.out);
    }
    let long = format!(r#"{{"event": "posted", "author": "{}", "at": 1794000000}}"#, "a".repeat(1 << 20));
    let ran = run(&["actors", "replay", "--store", &store], format!("{long}\n{good}\n"));
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("1048576"), "{}", ran.err);
    assert!(ran.out.contains("1 of 2 events counted"), "{}", ran.out);
}

#[test]
fn who_asks_without_saying_where_is_told_what_to_say() {
    for arguments in [&["actors", "top"][..], &["actors", "show", "rook"], &["actors", "forget", "rook"]] {
        let ran = run(arguments, "");
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains("--store"), "{}", ran.err);
    }
}
