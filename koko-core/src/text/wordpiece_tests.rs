//! Our word pieces against those of the crate `tokenizers`: the same ids, places and words for any text.
//!
//! Texts come here as they are: the normalizer would take away much of what is hard.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::span::NormalizedSpan;
use super::tokenize::Encoding;
use super::wordpiece::WordPiece;

fn file(bundle: &str) -> Value {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    serde_json::from_slice(&std::fs::read(models.join(bundle).join("tokenizer.json")).unwrap()).unwrap()
}

/// The tokenizer of the crate, set up as a bundle's is.
fn reference(file: &Value) -> tokenizers::Tokenizer {
    let mut reference = tokenizers::Tokenizer::from_bytes(file.to_string()).unwrap();
    reference.set_encode_special_tokens(true);
    reference
}

struct Pair {
    own: WordPiece,
    reference: tokenizers::Tokenizer,
}

impl Pair {
    fn of(file: &Value) -> Pair {
        let reference = reference(file);
        Pair { own: WordPiece::of(&reference).expect("the usual shape"), reference }
    }

    fn check(&self, text: &str) {
        let mut own = Encoding::default();
        self.own.encode(text, &mut own);
        let encoded = self.reference.encode(text, false).unwrap();
        let ids: Vec<i64> = encoded.get_ids().iter().copied().map(i64::from).collect();
        let words: Vec<u32> = encoded.get_word_ids().iter().map(|word| word.unwrap()).collect();
        let spans: Vec<NormalizedSpan> =
            encoded.get_offsets().iter().map(|&(start, end)| NormalizedSpan { start, end }).collect();
        assert_eq!(own, Encoding { ids, spans, words }, "{text:?}");
    }
}

/// Both bundles, and one of them with each option the other way.
static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let bundle = file("koko-en-1");
    let changed = |pointer: &str, value: Value| {
        let mut file = bundle.clone();
        *file.pointer_mut(pointer).unwrap() = value;
        file
    };
    let files = [
        bundle.clone(),
        file("fast/koko-en-tiny-1"),
        changed("/normalizer/clean_text", json!(false)),
        changed("/normalizer/handle_chinese_chars", json!(false)),
        changed("/normalizer/strip_accents", json!(false)),
        changed("/normalizer/lowercase", json!(false)),
        changed("/model/max_input_chars_per_word", json!(5)),
        changed("/post_processor", json!(null)),
    ];
    files.iter().map(Pair::of).collect()
});

fn check(text: &str) {
    PAIRS.iter().for_each(|pair| pair.check(text));
}

#[test]
fn every_character_is_read_as_the_crate_reads_it() {
    // Between these, and behind them, nothing is assigned but private use.
    let chars: Vec<char> = ('\0'..'\u{34000}').chain('\u{e0000}'..'\u{f0100}').collect();
    for some in chars.chunks(64) {
        let text: String = some.iter().map(|ch| format!("{ch} so{ch}me{ch}{ch}")).collect();
        PAIRS[0].check(&text);
        // Without the options most characters stay as they are, and are all unknown: a few places will do.
        if some[0] < '\u{3200}' {
            PAIRS[2..6].iter().for_each(|pair| pair.check(&text));
        }
    }
}

#[test]
fn what_is_hard_about_words_is_cut_the_same() {
    for text in [
        "",
        " ",
        "\u{200b}",
        "Hello, unbelievableness!?",
        "[SEP] [CLS]x[PAD] [MASK] [UNK] [sep] ##s s##s # ## ###",
        "the\u{c}re a\0b\u{fffd} a\u{7f}b \t\r\n\u{b} x",
        "Crème BRÛLÉE İstanbul ŞŞ ǅ \u{212a}elvin Å",
        "他是learn中文的人 日本語です 한국어를 배운다",
        "\u{344}a\u{301}\u{323}\u{f73}\u{302e}\u{1d165}\u{1d16d} \u{301}\u{323}b",
        "don’t “quote” — dash… ¿qué? ;\u{37e} \u{1fef} ≮≠ ﬁ ½ ™",
        "👩🏿‍🦱 🇳🇬 ☀️ e\u{20e3}",
        "नमस्ते दुनिया สวัสดี مرحبا بالعالم שָׁלוֹם",
        "\u{1e900}\u{1e944} \u{11a00}\u{11a01} \u{1f1e6} \u{e0061} \u{e000}",
    ] {
        check(text);
    }
    for length in [4, 5, 6, 99, 100, 101, 5_000] {
        check(&"a".repeat(length));
        check(&"é".repeat(length));
        check(&"e\u{301}".repeat(length));
        check(&format!("x{}y", "中".repeat(length)));
        check(&format!("{}\u{1F437}", "the".repeat(length)));
    }
}

#[test]
fn any_other_shape_is_left_to_the_crate() {
    let bundle = file("fast/koko-en-tiny-1");
    let check = |pointer: &str, value: Value| {
        let mut file = bundle.clone();
        *file.pointer_mut(pointer).unwrap() = value.clone();
        assert!(WordPiece::of(&reference(&file)).is_none(), "{pointer}: {value}");
    };
    check("/normalizer", json!(null));
    check("/normalizer", json!({ "type": "Lowercase" }));
    check("/pre_tokenizer", json!({ "type": "Whitespace" }));
    check("/model/continuing_subword_prefix", json!("@@"));
    check("/model/unk_token", json!("[NONE]"));
    check("/model/vocab/[PAD]", json!(1_000_000));
    check("/added_tokens/0/special", json!(false));
    check("/post_processor/single", json!([{ "Sequence": { "id": "A", "type_id": 0 } }]));
    check("/model", json!({ "type": "WordLevel", "unk_token": "[UNK]", "vocab": { "[UNK]": 0 } }));
}

/// Anything, with much of what a vocabulary knows in it.
fn writing() -> impl Strategy<Value = String> {
    let size = PAIRS[0].own.size();
    let piece = (0..size).prop_map(|id| PAIRS[0].own.name(id as i64).unwrap().to_owned());
    let word = piece.prop_map(|piece| piece.trim_start_matches("##").to_owned()).boxed();
    let part = prop_oneof![
        6 => word.clone(),
        1 => word.prop_map(|word| word.to_uppercase()),
        2 => "[ .,!?'\n\t-]{1,2}",
        1 => "\\PC{1,3}",
        1 => any::<String>(),
        1 => "[\u{300}-\u{36f}\u{590}-\u{5c7}\u{f71}-\u{f84}\u{302a}-\u{302f}\u{1d165}-\u{1d172}]{1,4}",
        1 => "[à-üĀ-žΑ-ωА-яẠ-ỹ]{1,5}",
        1 => "[一-龥가-힣ぁ-ん㐀-㐐豈-龎]{1,3}",
        1 => "[\0-\u{1f}\u{7f}-\u{a0}\u{ad}\u{200b}-\u{200f}\u{feff}\u{fffd}]{1,2}",
        1 => "[‐-⁞「-」≠≮\u{37e}]{1,2}",
        1 => "[😀-🙏☀-⛿]\u{fe0f}?",
        1 => "\\[(SEP|CLS|PAD|UNK|MASK)\\]|##[a-z]{1,3}",
        1 => "[a-z]{90,110}",
    ];
    proptest::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_text_is_cut_as_the_crate_cuts_it(text in writing()) {
        check(&text);
    }
}
