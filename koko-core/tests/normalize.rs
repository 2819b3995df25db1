//! The normalizer against the golden cases that every face passes, and its promises as properties.

// A test may panic.
#![allow(clippy::unwrap_used)]

use koko_core::text::{NORMALIZER_ID, NormalizedSpan, normalize};
use proptest::prelude::*;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[serde(rename = "about")]
    _about: String,
    cases: Vec<Case>,
    unchanged: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    normalized: String,
    places: Vec<(String, String)>,
}

fn cases() -> Cases {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../conformance/normalize.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn evasions_are_folded_and_lead_back_to_the_original() {
    let mut failures = Vec::new();
    for case in cases().cases {
        let normalized = normalize(&case.text);
        if normalized.text() != case.normalized {
            failures.push(format!("{}: {:?} instead of {:?}", case.name, normalized.text(), case.normalized));
            continue;
        }
        for (piece, original) in case.places {
            let start = normalized.text().find(&piece).unwrap();
            let place = normalized.original_span(NormalizedSpan { start, end: start + piece.len() });
            if case.text[place.bytes()] != original {
                failures.push(format!("{}: {piece} leads to {:?}", case.name, &case.text[place.bytes()]));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn ordinary_writing_stays_as_it_is() {
    let changed: Vec<_> = cases()
        .unchanged
        .into_iter()
        .filter_map(|text| {
            let normalized = normalize(&text).text().to_owned();
            (normalized != text).then(|| format!("{text:?} became {normalized:?}"))
        })
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn addresses_are_masked_and_lead_back() {
    for (text, masked) in [
        ("hi @mara_1, look: https://a.example/b?c=d.", "hi @user, look: <url>."),
        ("(www.example.com) and shop-now.xyz/deal!", "(<url>) and <url>!"),
        ("write to mara@example.org, please", "write to <email>, please"),
        ("see:https://a.example", "see:<url>"),
        ("plain words, nothing else.", "plain words, nothing else."),
        ("end of it.me too, 3.5 and e.g. this", "end of it.me too, 3.5 and e.g. this"),
    ] {
        assert_eq!(normalize(text).masked().text(), masked);
    }
    let normalized = normalize("hi @m4ra you f o o l").masked();
    assert_eq!(normalized.text(), "hi @user you fool");
    let place = normalized.original_span(NormalizedSpan { start: 3, end: 8 });
    assert_eq!(&normalized.original()[place.bytes()], "@m4ra");
}

/// Everything the normalizer does to single characters in a few surroundings, and to the golden cases.
fn behaviour() -> String {
    let mut digest = blake3::Hasher::new();
    let mut probe = |text: &str| {
        let normalized = normalize(text).masked();
        digest.update(normalized.text().as_bytes());
        for place in normalized.origins() {
            digest.update(&u32::try_from(place.start).unwrap().to_le_bytes());
            digest.update(&u32::try_from(place.end).unwrap().to_le_bytes());
        }
    };
    for ch in '\0'..=char::MAX {
        probe(&format!("so{ch}me {ch}{ch}{ch} word"));
    }
    let cases = cases();
    cases.cases.iter().map(|case| &case.text).chain(&cases.unchanged).for_each(|text| probe(text));
    format!("koko-normalizer-2@blake3:{}", digest.finalize().to_hex())
}

#[test]
fn the_id_names_what_the_normalizer_does() {
    assert_eq!(
        NORMALIZER_ID,
        behaviour(),
        "the normalizer behaves differently now: give it the id above, and train the bundles again"
    );
}

/// Words, evasions and oddities in any order.
fn writing() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,9}",
        "[a-z0-9@$!]{1,8}",
        "([a-z] ){1,6}",
        "[a-z]{1,3}[a-z]{3,6}",
        Just("\u{200d}".to_owned()),
        Just("e\u{301}\u{336}".to_owned()),
        Just("👨\u{200d}👩".to_owned()),
        Just("https://a.example/b1c".to_owned()),
        "\\PC{1,4}",
        "[ .,!?\n-]{1,3}",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_mebibyte_of_anything_is_read_in_one_go() {
    // No clock here: anything quadratic would hold up the whole test run.
    for unit in
        ["a ", "a.b-", "x.co ", "\u{E0061}", "e\u{301}", "b1", "eeebbb", "\u{200d}", "1d10t ", "@", "q e "]
    {
        let text = unit.repeat((1 << 20) / unit.len());
        let normalized = normalize(&text).masked();
        assert!(normalized.text().chars().count() <= text.chars().count() * 2, "{unit:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_place_is_inside_the_original_and_on_its_characters(text in writing()) {
        let normalized = normalize(&text);
        for (at, ch) in normalized.text().char_indices() {
            let place = normalized.original_span(NormalizedSpan { start: at, end: at + ch.len_utf8() });
            prop_assert!(place.start < place.end, "{ch:?} stands for nothing");
            prop_assert!(text.get(place.bytes()).is_some(), "{place:?} cuts a character of {text:?}");
        }
    }

    #[test]
    fn places_never_go_backwards(text in writing()) {
        let normalized = normalize(&text);
        let origins = normalized.origins();
        prop_assert!(origins.windows(2).all(|pair| pair[0].start <= pair[1].start && pair[0].end <= pair[1].end));
        prop_assert_eq!(origins.len(), normalized.text().chars().count());
    }

    #[test]
    fn the_quick_glance_never_misses_anything(text in "[ -~\n]{0,40}") {
        // A no-break space makes no word, but it is not plain: the long way must give the same text.
        let long_way = normalize(&format!("{text}\n\u{a0}")).text().to_owned();
        prop_assert_eq!(format!("{}\n ", normalize(&text).text()), long_way);
    }

    #[test]
    fn any_text_at_all_is_taken(text in any::<String>()) {
        let normalized = normalize(&text).masked();
        prop_assert!(normalized.origins().len() <= text.chars().count() * 80);
    }
}
