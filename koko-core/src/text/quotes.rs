//! What somebody wrote themselves: a text without what it quotes.
//!
//! Knows the marks that software puts around quotes: `> ` before a line (e-mail, Markdown, also as `&gt; `), `[quote]` of
//! forums, `<blockquote>` of web pages. Words between quotation marks may be anybody's, and stay.

/// The tags that open and close a quote; what stands behind the name of an opening one belongs to it.
const TAGS: [(&str, char, &str); 2] = [("[quote", ']', "[/quote]"), ("<blockquote", '>', "</blockquote>")];

/// The text without its quotes; nothing if it has none, or has nothing else: then it is the author's all the same.
///
/// ```
/// use koko_core::text::own_words;
/// assert_eq!(own_words("> you are an idiot\nPlease stop that.").as_deref(), Some("Please stop that."));
/// assert_eq!(own_words("no quote > at all"), None);
/// ```
pub fn own_words(text: &str) -> Option<String> {
    let mut own = std::borrow::Cow::Borrowed(text);
    for tag in TAGS {
        if let Some(without) = without_tagged(&own, tag) {
            own = without.into();
        }
    }
    if own.lines().any(is_quoted) {
        own = own.lines().filter(|line| !is_quoted(line)).collect::<Vec<_>>().join("\n").into();
    }
    let is_shorter = own.len() < text.len();
    (is_shorter && !own.trim().is_empty()).then(|| own.into_owned())
}

/// A space has to follow, or another quote: `>:(` is a face.
fn is_quoted(line: &str) -> bool {
    let mut rest = line.trim_start();
    let mut signs = 0;
    while let Some(behind) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("&gt;")) {
        rest = behind;
        signs += 1;
        if rest.is_empty() || rest.starts_with([' ', '\t']) {
            return true;
        }
    }
    signs > 1
}

/// The text without what stands between these tags, one in another included; nothing if there are none. A quote that is never
/// closed is none, nor is one that is never opened.
fn without_tagged(text: &str, (open, opened, close): (&str, char, &str)) -> Option<String> {
    // Most texts have no such sign at all.
    if !text.contains(&close[..1]) {
        return None;
    }
    // Lower case in ASCII alone, so that places stay the same.
    let small = text.to_ascii_lowercase();
    let mut places: Vec<(usize, bool)> = small.match_indices(close).map(|(at, _)| (at, false)).collect();
    if places.is_empty() {
        return None;
    }
    let is_tag = |at: &usize| small[at + open.len()..].starts_with([opened, '=', ' ', '\n']);
    places.extend(small.match_indices(open).map(|(at, _)| at).filter(is_tag).map(|at| (at, true)));
    places.sort_unstable();
    let mut own = String::with_capacity(text.len());
    let (mut kept_to, mut open_at) = (0, Vec::new());
    for (at, opens) in places {
        if opens {
            open_at.push(at);
        } else if let Some(first) = open_at.pop().filter(|_| open_at.is_empty()) {
            own.push_str(&text[kept_to..first]);
            kept_to = at + close.len();
        }
    }
    own.push_str(&text[kept_to..]);
    (kept_to > 0).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_quoted_is_left_out_and_what_only_looks_so_is_not() {
        for (text, own) in [
            ("> they said this\n\nand I do not", Some("\nand I do not")),
            (">> once\n> twice\nthree", Some("three")),
            ("  > with room before it\nmine", Some("mine")),
            ("&gt; as Reddit stores it\nmine", Some("mine")),
            ("[quote]theirs[/quote] mine", Some(" mine")),
            ("[QUOTE=mara;17]theirs [quote]older[/quote] theirs[/Quote]mine", Some("mine")),
            ("<blockquote class=\"x\">theirs</blockquote>mine", Some("mine")),
            ("first [quote]a[/quote] second [quote]b[/quote] third", Some("first  second  third")),
            ("> nothing of their own", None),
            ("[quote]nothing of their own[/quote]\n", None),
            (">:( I am cross", None),
            (">be me", None),
            ("2 > 1 and 1 < 2", None),
            ("[quote] never closed", None),
            ("never opened [/quote]", None),
            ("[quotes] are lovely [/quote]", None),
            ("he said \"you fool\"", None),
            ("", None),
        ] {
            assert_eq!(own_words(text).as_deref(), own, "{text}");
        }
    }

    proptest! {
        #[test]
        fn own_words_are_fewer_and_none_is_invented(text in r"(\[quote\]|\[/quote\]|<blockquote>|</blockquote>|> |\n|\PC){0,40}") {
            if let Some(own) = own_words(&text) {
                prop_assert!(own.len() < text.len());
                let mut left = text.chars();
                prop_assert!(own.chars().all(|ch| left.any(|other| other == ch)), "in order, from the text");
            }
        }
    }
}
