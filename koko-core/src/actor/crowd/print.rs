//! What a text looks like to somebody who may not read it: a hash of what it says, and one that small changes hardly move.

use super::domains;
use super::fold::{fold_into, push_space};
use super::hash::first_64;
use super::simhash::simhash;

/// Text beyond this many bytes is not looked at: who copies sixteen thousand letters has copied.
const READ_BYTES: usize = 16 << 10;
/// Fewer characters say nothing about who copied whom: everybody writes "love this song".
const ENOUGH_CHARACTERS: u32 = 30;

/// A text as keyed hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextPrint {
    /// The same for texts that differ only in case, white space, look-alikes, digits, mentions and the queries of links. In a
    /// text that tells enough without its links only their domains count: every post may have a short link of its own.
    pub exact: u64,
    /// Nearly the same for texts that are nearly the same; nothing for short ones.
    pub simhash: Option<u64>,
    /// Length of what was hashed, without links.
    pub characters: u32,
    /// Whether there is a link in it.
    pub has_link: bool,
}

/// The key of what is made of texts. What was made with another has nothing in common with it.
#[derive(Clone)]
pub struct TextKey {
    pub(super) hashes: [u8; 32],
    simhashes: u64,
}

impl TextKey {
    /// From 32 bytes that nobody can guess.
    pub fn new(key: [u8; 32]) -> TextKey {
        TextKey { hashes: key, simhashes: first_64(blake3::keyed_hash(&key, b"\0simhash").as_bytes()) }
    }
}

impl TextPrint {
    /// The print of a text, which nobody without `key` can make. Costs some microseconds.
    ///
    /// ```
    /// use koko_core::actor::{TextKey, TextPrint};
    /// let key = TextKey::new([7; 32]);
    /// let print = |text| TextPrint::of(text, &key).exact;
    /// assert_eq!(print("@mara  Win 500 EUR today!"), print("win 100 eur today!"));
    /// assert_ne!(print("Win 500 EUR today!"), print("Lose 500 EUR today!"));
    /// ```
    pub fn of(text: &str, key: &TextKey) -> TextPrint {
        let text = &text[..text.floor_char_boundary(READ_BYTES)];
        let Folded { mut words, characters, domains, addresses } = Folded::of(text);
        let has_link = !domains.is_empty();
        let simhash = simhash(&words, key.simhashes);
        words.push_str(if characters >= ENOUGH_CHARACTERS { &domains } else { &addresses });
        // What is hashed for different purposes never gives the same hash.
        words.push_str("\0text");
        let exact = first_64(blake3::keyed_hash(&key.hashes, words.as_bytes()).as_bytes());
        TextPrint { exact, simhash, characters, has_link }
    }

    /// Whether it is telling that two people post it.
    pub fn is_telling(&self) -> bool {
        self.characters >= ENOUGH_CHARACTERS || self.has_link
    }
}

struct Folded {
    words: String,
    characters: u32,
    /// Of the links, in their order.
    domains: String,
    addresses: String,
}

impl Folded {
    fn of(text: &str) -> Folded {
        let mut words = String::with_capacity(text.len() + 16);
        let (mut domains, mut addresses) = (String::new(), String::new());
        let mut at = 0;
        for place in domains::places(text) {
            fold_into(&text[at..place.start], &mut words);
            push_space(&mut words);
            domains.extend([" ", &place.link.domain]);
            addresses.extend([" ", &place.link.host, place.link.path]);
            at = place.end;
        }
        fold_into(&text[at..], &mut words);
        words.truncate(words.trim_end_matches(' ').len());
        let characters = words.chars().count() as u32;
        Folded { words, characters, domains, addresses }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use proptest::prelude::*;

    static KEY: LazyLock<TextKey> = LazyLock::new(|| TextKey::new([7; 32]));
    const LONG: &str = "everybody should read what they wrote about the new bridge";

    #[test]
    fn links_count_fully_only_where_the_words_say_too_little() {
        let same =
            |one: &str, other: &str| TextPrint::of(one, &KEY).exact == TextPrint::of(other, &KEY).exact;
        for (one, other, expected) in [
            ("wow https://example.com/a?x=1", "WOW http://www.example.com/a", true),
            ("wow https://example.com/a", "wow https://example.com/b", false),
            (&format!("{LONG} https://bit.ly/a"), &format!("{LONG} https://bit.ly/b"), true),
            (&format!("{LONG} https://bit.ly/a"), &format!("{LONG} https://example.com/b"), false),
            (&format!("{LONG} https://bit.ly/a"), LONG, false),
            (&format!("{LONG} @mara"), &format!("{LONG} @john"), true),
        ] {
            assert_eq!(same(one, other), expected, "{one} / {other}");
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
        let (own, other) = (TextPrint::of(text, &KEY), TextPrint::of(text, &TextKey::new([8; 32])));
        assert!(own.exact != other.exact && own.simhash != other.simhash);
    }

    #[test]
    fn a_very_long_text_is_read_to_its_limit_and_cut_between_characters() {
        let long = "ж".repeat(1 << 19) + "a";
        assert_eq!(TextPrint::of(&long, &KEY).characters, READ_BYTES as u32 / 2);
        let odd = "a".to_owned() + &long;
        assert_eq!(TextPrint::of(&odd, &KEY).characters, READ_BYTES as u32 / 2);
    }

    proptest! {
        #[test]
        fn case_and_white_space_change_nothing(words in proptest::collection::vec("[a-z]{1,8}", 1..30)) {
            let shouted = format!(" {}\n", words.join(" \n ").to_uppercase());
            prop_assert_eq!(TextPrint::of(&words.join(" "), &KEY), TextPrint::of(&shouted, &KEY));
        }

        #[test]
        fn nothing_that_people_type_breaks_it(text in "\\PC{0,200}") {
            let print = TextPrint::of(&text, &KEY);
            prop_assert_eq!(print, TextPrint::of(&text, &KEY));
        }
    }
}
