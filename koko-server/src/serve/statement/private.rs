//! What must not stand in a statement that is made public: who wrote it, who else is meant, and what was written.

use super::fields::Fields;
use crate::serve::sealing::Sealed;

/// Shorter names are words of every language.
const SHORTEST_NAME: usize = 3;
/// So many words of a text in a row are a quotation.
const QUOTED_WORDS: usize = 4;

/// What is private in a field; nothing if all of it may be public.
pub fn objection(fields: &Fields, sealed: &Sealed, content: Option<&str>) -> Option<String> {
    let names = [
        ("the author's name", sealed.author.as_deref()),
        ("the name of somebody who is addressed", sealed.target.as_deref()),
        ("the id of the content", content),
        ("the id of another content", sealed.parent.as_deref()),
    ];
    for (field, text) in fields.texts() {
        if text.contains('@') {
            return Some(format!("`{field}` holds an address (`@`): leave out who is meant"));
        }
        let words = words(text);
        let named = names.into_iter().filter_map(|(what, name)| Some((what, self::words(name?))));
        for (what, name) in named {
            if name.iter().map(String::len).sum::<usize>() >= SHORTEST_NAME && contains(&words, &name) {
                return Some(format!("`{field}` holds {what}: a statement is public, leave it out"));
            }
        }
        let quoted = sealed.text.as_deref().map(self::words).unwrap_or_default();
        if quoted.windows(QUOTED_WORDS).any(|quotation| contains(&words, quotation)) {
            return Some(format!("`{field}` quotes the content: a statement is public, leave it out"));
        }
    }
    None
}

fn contains(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|window| window == part)
}

/// Letters and digits, in small letters; everything else is between words.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_quotations_are_found_and_ordinary_words_are_not() {
        let sealed = Sealed {
            author: Some("Rook_9".to_owned()),
            target: Some("it".to_owned()),
            text: Some("You are an utter fool, all of you.".to_owned()),
            ..Sealed::default()
        };
        for (facts, private) in [
            ("An automated system found it insulting.", None),
            ("It was written by rook-9.", Some("author's name")),
            ("It was written by crook 9.", None),
            ("It was content c/17.", Some("id of the content")),
            ("It says \"you are an UTTER fool\".", Some("quotes")),
            ("It says that you are an idiot.", None),
            ("Write to ines@example.com.", Some("address")),
        ] {
            let fields = Fields { decision_facts: Some(facts.to_owned()), ..Fields::default() };
            let objection = objection(&fields, &sealed, Some("c/17"));
            match private {
                None => assert_eq!(objection, None, "{facts}"),
                Some(words) => {
                    assert!(objection.as_ref().is_some_and(|said| said.contains(words)), "{objection:?}")
                }
            }
        }
    }
}
