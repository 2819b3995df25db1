//! Takes from a text what copies of it may differ in: case, white space, look-alikes, accents, digits, mentions.
//!
//! Character by character, whatever stands around it. The result is not for reading: copies must become equal, and Russian
//! may well end up half in Latin letters. The normalizer of [`crate::text`], which folds for readers, costs ten times as much.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Appends the folded text. A mention is left out with its sign.
pub(super) fn fold_into(text: &str, folded: &mut String) {
    let mut rest = text.chars();
    let mut before = ' ';
    while let Some(ch) = rest.next() {
        // In the middle of a word the sign belongs to an address.
        if ch == '@' && !is_name(before) && rest.as_str().starts_with(is_name) {
            rest = rest.as_str().trim_start_matches(is_name).chars();
            continue;
        }
        before = ch;
        match ch {
            'a'..='z' => folded.push(ch),
            'A'..='Z' => folded.push(ch.to_ascii_lowercase()),
            '0'..='9' => folded.push('0'),
            ' ' => push_space(folded),
            _ if ch.is_ascii_graphic() => folded.push(ch),
            _ if ch.is_ascii() => push_space(folded),
            _ => fold_beyond_ascii(ch, folded),
        }
    }
}

/// One space, unless there is one or nothing stands before it.
pub(super) fn push_space(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

fn is_name(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '_'
}

fn fold_beyond_ascii(ch: char, folded: &mut String) {
    match ch {
        // Kana, ideographs and Hangul syllables stay what they are.
        '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' => {
            folded.push(ch);
        }
        // Curly quotes and dashes come and go with the keyboard.
        '‘' | '’' => folded.push('\''),
        '“' | '”' | '„' | '«' | '»' => folded.push('"'),
        '–' | '—' | '‐' | '‑' | '−' => folded.push('-'),
        '\u{80}'..COMMON_END => match COMMON[ch as usize - 0x80] {
            Fate::One(ch) => folded.push(ch),
            Fate::Gone => {}
            Fate::Several => fold_slowly(ch, folded),
        },
        _ => fold_slowly(ch, folded),
    }
}

fn fold_slowly(ch: char, folded: &mut String) {
    for part in ch.nfkd() {
        match part {
            _ if is_mark_or_invisible(part) => {}
            _ if part.is_whitespace() => push_space(folded),
            _ if part.is_numeric() && !part.is_alphabetic() => folded.push('0'),
            _ => folded.extend(part.to_lowercase().flat_map(|small| twin(small).or(Some(small)))),
        }
    }
}

/// Latin with accents, Greek, Cyrillic, Armenian, Hebrew: what most texts are written in.
const COMMON_END: char = '\u{600}';

#[derive(Clone, Copy)]
enum Fate {
    One(char),
    Gone,
    /// Several characters, or white space.
    Several,
}

static COMMON: LazyLock<Vec<Fate>> = LazyLock::new(|| {
    let fate = |ch: char| {
        let mut folded = "x".to_owned();
        fold_slowly(ch, &mut folded);
        let mut behind = folded.chars().skip(1);
        match (behind.next(), behind.next()) {
            (None, _) => Fate::Gone,
            (Some(only), None) if only != ' ' => Fate::One(only),
            _ => Fate::Several,
        }
    };
    ('\u{80}'..COMMON_END).map(fate).collect()
});

/// Marks that sit on any letter, and what is not seen at all.
fn is_mark_or_invisible(ch: char) -> bool {
    matches!(ch,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{0080}'..='\u{009F}' | '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// The Latin letter for which a small letter, or its capital, is mistaken.
fn twin(small: char) -> Option<char> {
    Some(match small {
        'а' | 'α' | 'ɑ' | 'ᴀ' => 'a',
        'в' | 'β' | 'ь' | 'ʙ' => 'b',
        'с' | 'ϲ' | 'ᴄ' => 'c',
        'ԁ' | 'ᴅ' => 'd',
        'е' | 'ε' | 'є' | 'ᴇ' => 'e',
        'ɡ' | 'ɢ' => 'g',
        'һ' | 'н' | 'ʜ' => 'h',
        'і' | 'ι' | 'ɪ' | 'ı' | 'ӏ' => 'i',
        'ј' | 'ᴊ' => 'j',
        'к' | 'κ' | 'ᴋ' => 'k',
        'ʟ' => 'l',
        'м' | 'ᴍ' => 'm',
        'η' | 'ɴ' => 'n',
        'о' | 'ο' | 'σ' | 'ς' | 'ᴏ' => 'o',
        'р' | 'ρ' | 'ᴘ' => 'p',
        'ԛ' => 'q',
        'г' | 'ʀ' => 'r',
        'ѕ' | 'ꜱ' => 's',
        'т' | 'τ' | 'ᴛ' => 't',
        'υ' | 'ᴜ' => 'u',
        'ν' | 'ѵ' | 'ᴠ' => 'v',
        'ԝ' | 'ω' | 'ᴡ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' | 'ү' | 'ʏ' => 'y',
        'ζ' | 'ᴢ' => 'z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(text: &str) -> String {
        let mut folded = String::new();
        fold_into(text, &mut folded);
        folded.trim_end().to_owned()
    }

    #[test]
    fn what_differs_only_in_dress_becomes_the_same() {
        for (text, expected) in [
            ("  Hello\n\tWORLD  ", "hello world"),
            ("call 555-0199, ½ price ٣", "call 000-0000, 0⁄0 price 0"),
            ("@mara, look @_x9: here", ", look : here"),
            ("mail mara@example.org", "mail mara@example.org"),
            ("ｆｕｌｌ　ｗｉｄｔｈ 𝓯𝓪𝓷𝓬𝔂 ﬁn", "full width fancy fin"),
            ("раураl Вitcoin", "paypal bitcoin"),
            ("fr\u{200B}ee z\u{0335}a\u{0336}lgo caf\u{e9} cafe\u{301}", "free zalgo cafe cafe"),
            ("“it’s” — fine", "\"it's\" - fine"),
            ("今日は 좋은 날", "今日は 좋은 날"),
            ("", ""),
            ("@mara", ""),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
        assert_eq!(fold("ПРИВЕТ, ΚΟΣΜΟΣ"), fold("привет, κοσμος"));
        assert_ne!(fold("привет"), fold("пока"));
    }

    proptest! {
        #[test]
        fn the_table_and_the_slow_way_agree(text in "\\PC{0,60}") {
            let mut slowly = String::new();
            let is_slow = |ch: &char| !ch.is_ascii() && !"‘’“”„«»–—‐‑−".contains(*ch);
            text.chars().filter(is_slow).for_each(|ch| fold_slowly(ch, &mut slowly));
            let beyond: String = text.chars().filter(is_slow).collect();
            let mut fast = String::new();
            fold_into(&beyond, &mut fast);
            // Syllables of Hangul are taken apart by the slow way only; everything else must agree.
            let has_syllables = beyond.chars().any(|ch| matches!(ch, '\u{3041}'..='\u{30FA}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'));
            prop_assert!(has_syllables || fast == slowly, "{fast} {slowly}");
        }

        #[test]
        fn small_and_capital_letters_become_the_same(text in "[a-zA-Zа-яА-ЯёЁäöüÄÖÜéÉçÇ ]{0,80}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text.to_lowercase()));
        }
    }
}
