//! What a text looks like to somebody who may not read it: a hash of what it says, and one that small changes hardly move.

use super::domains;
use super::simhash::simhash;
use crate::text::normalize;

/// Text beyond this many bytes is not looked at: who copies sixteen thousand letters has copied.
const READ_BYTES: usize = 16 << 10;
/// Fewer characters say nothing about who copied whom: everybody writes "love this song".
const ENOUGH_CHARACTERS: u32 = 30;

/// A text as keyed hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextPrint {
    /// The same for texts that differ only in case, white space, look-alikes, digits, mentions and the queries of links.
    pub exact: u64,
    /// Nearly the same for texts that are nearly the same; nothing for short ones.
    pub simhash: Option<u64>,
    /// Length of what was hashed.
    pub characters: u32,
    /// Whether there is a link in it.
    pub has_link: bool,
}

impl TextPrint {
    /// The print of a text, which nobody without `key` can make. Costs some microseconds.
    ///
    /// ```
    /// use koko_core::actor::TextPrint;
    /// let key = [7; 32];
    /// let print = |text| TextPrint::of(text, &key).exact;
    /// assert_eq!(print("@mara  Win 500 EUR today!"), print("win 100 eur today!"));
    /// assert_ne!(print("Win 500 EUR today!"), print("Lose 500 EUR today!"));
    /// ```
    pub fn of(text: &str, key: &[u8; 32]) -> TextPrint {
        let text = &text[..text.floor_char_boundary(READ_BYTES)];
        // Small letters first: the normalizer takes capitals for a hint of what a word is.
        let text = text.to_lowercase();
        let normalized = normalize(&text);
        let (folded, has_link) = fold(normalized.text());
        let hash = blake3::keyed_hash(key, folded.as_bytes());
        let text = &folded[PURPOSE.len()..];
        TextPrint {
            exact: u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("a hash has 32 bytes")),
            simhash: simhash(text, seed(key)),
            characters: text.chars().count() as u32,
            has_link,
        }
    }

    /// Whether it is telling that two people post it.
    pub fn is_telling(&self) -> bool {
        self.characters >= ENOUGH_CHARACTERS || self.has_link
    }
}

/// Stands in front of what is hashed, so that a text is never taken for an address.
const PURPOSE: &str = "text\0";

fn seed(key: &[u8; 32]) -> u64 {
    let hash = blake3::keyed_hash(key, b"simhash\0");
    u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("a hash has 32 bytes"))
}

/// What is hashed, and whether it has a link.
fn fold(text: &str) -> (String, bool) {
    let mut folded = String::with_capacity(PURPOSE.len() + text.len());
    folded.push_str(PURPOSE);
    let mut at = 0;
    for place in domains::places(text) {
        fold_words(&text[at..place.start], &mut folded);
        push_space(&mut folded);
        folded.push_str(&place.link.host);
        folded.push_str(place.link.path);
        at = place.end;
    }
    let has_link = at > 0;
    fold_words(&text[at..], &mut folded);
    folded.truncate(folded.trim_end_matches(' ').len());
    (folded, has_link)
}

/// Small letters, zeros for digits, one space for any white space, no mentions.
fn fold_words(text: &str, folded: &mut String) {
    let mut rest = text.chars();
    let mut is_inside_word = false;
    while let Some(ch) = rest.next() {
        if ch == '@' && !is_inside_word && rest.as_str().starts_with(is_name) {
            rest = rest.as_str().trim_start_matches(is_name).chars();
            continue;
        }
        is_inside_word = ch.is_alphanumeric();
        match ch {
            _ if ch.is_whitespace() => push_space(folded),
            '0'..='9' => folded.push('0'),
            _ if ch.is_ascii() => folded.push(ch.to_ascii_lowercase()),
            _ if ch.is_numeric() && !ch.is_alphabetic() => folded.push('0'),
            _ => folded.extend(ch.to_lowercase()),
        }
    }
}

fn is_name(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '_'
}

fn push_space(folded: &mut String) {
    if folded.len() > PURPOSE.len() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: [u8; 32] = [7; 32];

    fn folded(text: &str) -> String {
        fold(normalize(&text.to_lowercase()).text()).0[PURPOSE.len()..].to_owned()
    }

    #[test]
    fn what_differs_only_in_dress_is_folded_to_the_same() {
        for (text, expected) in [
            ("  Hello\n\tWORLD  ", "hello world"),
            ("call 555-0199 now", "call 000-0000 now"),
            ("@mara, look @_x9: here", ", look : here"),
            ("mail mara@example.org", "mail mara@example.org"),
            ("see https://WWW.Example.com/a/B2?x=1 now", "see example.com/a/b2 now"),
            ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
            ("раураl", "paypal"),
            ("ÄÖÜ ΣΑΣ", "äöü σας"),
            ("", ""),
            ("   ", ""),
            ("@mara", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn short_texts_tell_nothing_unless_they_lead_somewhere() {
        for (text, telling) in [
            ("love this song", false),
            ("love this song love this song!", true),
            ("wow https://example.com/x", true),
            ("@mara_the_great_of_the_long_long_name wow", false),
            ("", false),
        ] {
            assert_eq!(TextPrint::of(text, &KEY).is_telling(), telling, "{text}");
        }
    }

    #[test]
    fn nobody_makes_the_same_print_without_the_key() {
        let text = "one two three four five six seven eight nine ten";
        let (own, other) = (TextPrint::of(text, &KEY), TextPrint::of(text, &[8; 32]));
        assert!(own.exact != other.exact && own.simhash != other.simhash);
    }

    #[test]
    fn a_very_long_text_is_read_to_its_limit_and_cut_between_characters() {
        let long = "ä".repeat(1 << 19);
        assert!(TextPrint::of(&long, &KEY).characters <= READ_BYTES as u32);
    }

    proptest! {
        #[test]
        fn any_text_has_a_print_and_case_and_space_do_not_change_it(words in proptest::collection::vec("[a-z]{4,8}", 1..30)) {
            let print = |text: &str| TextPrint::of(text, &KEY);
            let shouted = words.join(" \n ").to_uppercase();
            prop_assert_eq!(print(&words.join(" ")).exact, print(&shouted).exact);
        }

        #[test]
        fn nothing_that_people_type_breaks_it(text in "\\PC{0,200}") {
            let print = TextPrint::of(&text, &KEY);
            prop_assert_eq!(print, TextPrint::of(&text, &KEY));
        }
    }
}
