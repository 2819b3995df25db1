"""Writes a row as somebody else would: in a hurry, shouting, in texting spellings, with stars or leet inside words.

Targets and links stay as they are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from koko_training.rows import Row

Style = Callable[[str, random.Random], str]

# Some styles find nothing to change, so that about 45 % stay as they are.
UNCHANGED = 0.4
TWICE = 0.25
# Links, addresses, mentions and hashtags, which no style may touch.
LINK = re.compile(
    r"(?:h(?:tt|xx)ps?://|www\.)\S+|\S+@\S+\.\S+|[@#]\w+|\b[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?:/\S*)?|"
    r"\b[\w-]+(?: \. |\(dot\))example\b"
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

TEXTING = {
    "you": ("u", "ya", "yu"), "your": ("ur", "yr"), "you're": ("ur", "youre", "u r"), "are": ("r",),
            "please": ("pls", "plz"),
    "because": ("bc", "cuz", "coz", "cos"), "with": ("w/", "wit"), "to": ("2", "to"), "for": ("4", "for"),
              "be": ("b", "be"),
    "see": ("c", "see"), "thanks": ("thx", "tnx", "ty"), "people": ("ppl",), "don't": ("dont", "dnt"), "and": ("n",
            "&", "nd"),
    "know": ("kno", "no"), "tomorrow": ("tmrw", "2moro"), "tonight": ("2nite", "tonite"), "going": ("goin",),
             "want": ("wanna",),
    "what": ("wat", "wut", "wot"), "that": ("dat", "tht"), "this": ("dis", "ths"), "the": ("da", "teh"),
             "though": ("tho",),
    "really": ("rly", "rlly"), "about": ("abt", "bout"), "something": ("smth", "sth"), "someone": ("sm1", "some1"),
    "everyone": ("every1", "evry1"), "great": ("gr8",), "later": ("l8r",), "why": ("y", "why"), "message": ("msg",),
    "have": ("hv", "hav"), "just": ("jus", "js"), "my": ("ma", "my"), "is": ("iz", "is"), "like": ("lik", "liek"),
    "through": ("thru",), "right": ("rite", "rn"), "them": ("em", "dem"), "they": ("dey", "they"), "love": ("luv",),
    "okay": ("ok", "k"), "good": ("gud", "gd"), "night": ("nite",), "today": ("2day", "tdy"), "never": ("neva",
             "nvr"),
    "would": ("wud", "wld"), "should": ("shud",), "could": ("cud",), "cannot": ("cant",), "can't": ("cant",),
    "gonna": ("gon", "gunna"), "before": ("b4",), "anyone": ("any1", "ne1"), "probably": ("prob", "prolly"),
}  # fmt: skip
LEET = {"o": "0", "i": "1", "e": "3", "a": "@", "s": "$"}
OPENINGS = (
    "lol", "ngl", "tbh", "smh", "fr", "bro", "omg", "well", "ok so", "um", "honestly", "yo", "wow", "haha", "idk",
    "look,", "so", "i mean", "dude", "listen", "like", "man", "ugh", "btw", "also", "and", "PS", "imo", "idk but",
    "hmm",
)  # fmt: skip
CLOSINGS = (
    "lol", "ngl", "tbh", "smh", "fr", "fr fr", "lmao", "idk", "haha", "bro", "man", "imo", "just saying", "xD", "btw",
    "rn", "you know", "i guess", "ok?", "for real", "right?", "no cap", "...", "tho", "x", "xx", "anyway", "dude",
)  # fmt: skip
EMOJI = (
    "😀", "😂", "😊", "😍", "👍", "🙏", "🎉", "❤️", "🔥", "😎", "🤔", "😢", "👏", "😭", "💀", "🙄", "😡", "🤣", "😅",
    "💯", "👀", "✨", "😤", "🥺", "🤷", "😬", "🙃", "😴", "💪", "🫠", "😱", "🤡", "😒", "🤦‍♀️", "👌🏽", "🥳",
)  # fmt: skip


def restyled(row: Row, chance: random.Random) -> Row:
    """The row as it is, or in one or two styles."""
    if chance.random() < UNCHANGED:
        return replace(row, targets=dict(row.targets))
    text = row.text
    for _ in range(2 if chance.random() < TWICE else 1):
        (style,) = chance.choices(tuple(STYLES), weights=tuple(STYLES.values()))
        text = style(text, chance)
    return replace(row, text=text, targets=dict(row.targets))


def beside_links(change: Callable[[str], str], text: str) -> str:
    """The text with all but its links changed."""
    parts: list[str] = []
    end = 0
    for link in LINK.finditer(text):
        parts += [change(text[end : link.start()]) if link.start() > end else "", link.group()]
        end = link.end()
    return "".join([*parts, change(text[end:]) if end < len(text) else ""])


def in_one_word(text: str, least: int, change: Callable[[str], str], chance: random.Random, few: int = 1) -> str:
    """The text with up to `few` words of at least `least` letters changed, none of them in a link."""
    links = [link.span() for link in LINK.finditer(text)]
    words = [
        word
        for word in WORD.finditer(text)
        if len(word.group()) >= least and not any(start < word.end() and word.start() < end for start, end in links)
    ]
    chosen = chance.sample(words, min(len(words), few))
    for word in sorted(chosen, key=re.Match.start, reverse=True):
        text = text[: word.start()] + change(word.group()) + text[word.end() :]
    return text


def lower(text: str, _: random.Random) -> str:
    return beside_links(str.lower, text)


def upper(text: str, _: random.Random) -> str:
    return beside_links(str.upper, text)


def one_word_upper(text: str, chance: random.Random) -> str:
    return in_one_word(text, 3, str.upper, chance, chance.choice((1, 1, 2)))


def first_upper(text: str, _: random.Random) -> str:
    return text if LINK.match(text) else text[:1].upper() + text[1:]


def unpunctuated(text: str, _: random.Random) -> str:
    """Punctuation between digits stays: without it, a price would be another."""
    return beside_links(lambda part: re.sub(r"(?<!\d)[.,!?;:'’\"]+|[.,!?;:'’\"]+(?!\d)", "", part), text)


def texting(text: str, chance: random.Random) -> str:
    """Most of the words that have a shorter spelling get it."""

    def shorter(word: re.Match[str]) -> str:
        spellings = TEXTING.get(word.group().lower().replace("’", "'"))
        return chance.choice(spellings) if spellings and chance.random() < 0.75 else word.group()

    return beside_links(lambda part: WORD.sub(shorter, part), text)


def doubled_marks(text: str, chance: random.Random) -> str:
    """More marks at the end, or some where there were none."""
    if ends_in_link(text):
        return text
    mark = text[-1] if text.endswith(("!", "?")) else chance.choice("!.!")
    return text.rstrip("!?.") + mark * chance.randint(2, 5) + ("1" if mark == "!" and chance.random() < 0.1 else "")


def joined(text: str, chance: random.Random) -> str:
    """One or two spaces lost between words."""
    for _ in range(chance.choice((1, 1, 2))):
        links = [link.span() for link in LINK.finditer(text)]
        spaces = [
            space.start()
            for space in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", text)
            if not any(start - 1 <= space.start() <= end for start, end in links)
        ]
        if spaces:
            at = chance.choice(spaces)
            text = text[:at] + text[at + 1 :]
    return text


def split(text: str, chance: random.Random) -> str:
    def cut(word: str) -> str:
        at = chance.randint(2, len(word) - 2)
        return f"{word[:at]} {word[at:]}"

    return in_one_word(text, 5, cut, chance)


def spelled_out(text: str, chance: random.Random) -> str:
    """One word with a space, dot or dash between all its letters."""
    return in_one_word(text, 4, chance.choice((" ", ".", "-", " ")).join, chance)


def stretched(text: str, chance: random.Random) -> str:
    def stretch(word: str) -> str:
        places = [at for at, letter in enumerate(word) if letter.lower() in "aeiouy"] or [len(word) - 1]
        at = chance.choice(places)
        return word[:at] + word[at] * chance.randint(3, 6) + word[at + 1 :]

    return in_one_word(text, 2, stretch, chance)


def dropped(text: str, chance: random.Random) -> str:
    def drop(word: str) -> str:
        at = chance.randint(1, len(word) - 1)
        return word[:at] + word[at + 1 :]

    return in_one_word(text, 4, drop, chance, chance.choice((1, 1, 2, 3)))


def swapped(text: str, chance: random.Random) -> str:
    def swap(word: str) -> str:
        at = chance.randint(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return in_one_word(text, 4, swap, chance, chance.choice((1, 1, 2)))


def leet(text: str, chance: random.Random) -> str:
    """Some letters of some words as digits and signs."""

    def disguise(word: str) -> str:
        return "".join(LEET[c.lower()] if c.lower() in LEET and chance.random() < 0.7 else c for c in word)

    return in_one_word(text, 3, disguise, chance, chance.choice((1, 2, 3, 6)))


def starred(text: str, chance: random.Random) -> str:
    def star(word: str) -> str:
        at = chance.randint(1, len(word) - 2)
        longer = at + (2 if len(word) > 5 and chance.random() < 0.3 else 1)
        return word[:at] + chance.choice("***#-") * (longer - at) + word[longer:]

    return in_one_word(text, 4, star, chance, chance.choice((1, 1, 2)))


def opened(text: str, chance: random.Random) -> str:
    return f"{chance.choice(OPENINGS)} {text}"


def closed(text: str, chance: random.Random) -> str:
    """A stop would be odd before most closings."""
    return f"{text if ends_in_link(text) else text.rstrip('.')} {chance.choice(CLOSINGS)}"


def with_emoji(text: str, chance: random.Random) -> str:
    emoji = chance.choice(EMOJI) * chance.choice((1, 1, 1, 2, 3))
    return f"{text} {emoji}" if chance.random() < 0.85 else f"{emoji} {text}"


def ends_in_link(text: str) -> bool:
    return any(link.end() == len(text) for link in LINK.finditer(text))


STYLES: dict[Style, float] = {
    lower: 5,
    upper: 2,
    one_word_upper: 2,
    first_upper: 2,
    unpunctuated: 4,
    texting: 4,
    doubled_marks: 2,
    joined: 1.5,
    split: 1.5,
    spelled_out: 0.7,
    stretched: 1.5,
    dropped: 2,
    swapped: 2,
    leet: 1.5,
    starred: 1.2,
    opened: 2,
    closed: 2,
    with_emoji: 2.5,
}
