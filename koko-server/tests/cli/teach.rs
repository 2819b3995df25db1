//! `koko teach`, and what it writes in the hands of the other commands.

use crate::common::{Folder, run};
use serde_json::json;

const OFFERS: [&str; 8] = [
    "We are hiring two bakers for our shop, no experience needed",
    "Our company is looking for a full time accountant, send your CV",
    "Now hiring: warehouse staff for the night shift, good pay",
    "Join our team! We have an open position for a developer",
    "The clinic is recruiting nurses, interviews next week",
    "Vacancy: truck driver with a clean licence, start immediately",
    "We need three waiters for the summer season, apply today",
    "Our restaurant is looking for a chef, salary depends on experience",
];
const OTHERS: [&str; 8] = [
    "The bread came out well today, I let it rise over night",
    "Does anybody know how long the bus takes to the station?",
    "I watched the match with my brother and we both fell asleep",
    "The tomatoes are ripe and the cat sleeps on the compost",
    "Thanks for the recipe, we had it with rice",
    "My phone is broken again, the screen is all green",
    "It rained the whole weekend so we stayed in and played cards",
    "The train was late and full, but the coffee was fine",
];
const OFFER: &str = "{\"id\": 1, \"text\": \"We are hiring cooks, full time, apply today\"}\n";

fn csv() -> String {
    let rows = OFFERS.map(|text| (text, 1)).into_iter().chain(OTHERS.map(|text| (text, 0)));
    rows.fold("text,job_offer\n".to_owned(), |csv, (text, truth)| csv + &format!("\"{text}\",{truth}\n"))
}

#[test]
fn a_taught_label_is_scored_and_decided_upon() {
    let folder = Folder::new();
    let (examples, out) = (folder.file("examples.csv", csv()), folder.path("job_offer.toml"));
    let out = out.to_str().unwrap();
    let ran = run(&["teach", "job_offer", &examples, "--out", out], "");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    for said in [
        "job_offer: learned from 8 positive examples and 8 negative ones",
        "AUC",
        "Take care: there are only 8",
    ] {
        assert!(ran.out.contains(said), "{}", ran.out);
    }
    let scored = run(&["score", "--taught", out], OFFER).answers();
    let labels: Vec<_> = scored[0]["scores"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(labels.last().map(String::as_str), Some("job_offer"));
    assert!(scored[0]["scores"]["job_offer"].as_f64().unwrap() > 0.5, "{}", scored[0]);

    let policy = folder.file(
        "policy.toml",
        "name = \"x\"\n[[rule]]\nid = \"offer\"\nwhen = \"found.job_offer\"\naction = \"hold\"\nbecause = \"An offer\"\n",
    );
    let decided = run(&["moderate", "--taught", out, "--policy", &policy], OFFER).answers();
    let decision = &decided[0]["decision"];
    assert_eq!(
        (&decision["action"], &decision["reasons"][0]["labels"]),
        (&json!("hold"), &json!(["job_offer"]))
    );
    assert!(decision["ids"]["taught"][0].as_str().unwrap().starts_with("job_offer@blake3:"));
    let shown = run(&["moderate", "--pretty", "--taught", out, "--policy", &policy], OFFER);
    assert!(shown.out.contains("job_offer 0."), "{}", shown.out);
    let unknown = run(&["moderate", "--policy", &policy], OFFER);
    assert!(unknown.status == 2 && unknown.err.contains("no `found.job_offer`"), "{}", unknown.err);
}

#[test]
fn json_is_one_object_and_without_out_nothing_is_written() {
    let lines = OFFERS
        .map(|text| json!({"text": text, "label": true}))
        .into_iter()
        .chain(OTHERS.map(|text| json!({"text": text, "label": "no"})))
        .chain([
            json!({"text": "unknown"}),
            json!({"text": "bad", "label": 7}),
            json!({"text": 5, "label": 1}),
        ])
        .fold(String::new(), |lines, line| format!("{lines}{line}\n"));
    let ran = run(&["teach", "job_offer", "--label-column", "label", "--json"], &lines);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("stdin, line 18: `label` must be a number from 0 to 1"), "{}", ran.err);
    assert!(ran.err.contains("2 of 19 rows were refused"), "{}", ran.err);
    let taught = &ran.answers()[0];
    assert_eq!((&taught["name"], &taught["quality"]["negatives"]), (&json!("job_offer"), &json!(8)));
    let again = run(&["teach", "job_offer", "--label-column", "label", "--json"], &lines);
    assert_eq!(again.out, ran.out, "the same examples give the same id");
}

#[test]
fn what_cannot_be_taught_stops_with_what_to_do() {
    let folder = Folder::new();
    let examples = folder.file("examples.csv", csv());
    let few = folder.file("few.csv", csv().lines().take(4).collect::<Vec<_>>().join("\n"));
    for (arguments, said) in [
        (vec!["teach", "insult", &examples, "--label-column", "job_offer"], "has already"),
        (
            vec!["teach", "spoiler", &examples],
            "no column `spoiler`, only `text`, `job_offer`: name the right one with --label-column",
        ),
        (vec!["teach", "job_offer", &few], "3 positive and 0 negative texts"),
        (vec!["teach", "job_offer", &examples, "--out", "/nowhere/x.toml"], "cannot write /nowhere/x.toml"),
        (vec!["score", "--taught", &examples], "is not a taught label"),
        (vec!["score", "--taught", "no.toml"], "cannot read the taught label no.toml"),
    ] {
        let ran = run(&arguments, OFFER);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
}
