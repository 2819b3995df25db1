"""Rows that nobody wrote, for the fast lane to learn from.

The full model has an opinion of anything, so there may be as many as one likes. They are the training texts, cut, put
together anew, and with other words in them: rare words are met in many places, and common ones where they are harmless
and where they are not. What the lane misses is mostly a word that it has seen twice.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from koko_training.examples import Examples

# Stretches of a text, in tokens.
SHORTEST, LONGEST = 2, 23
FEW = 7
# Of the tokens of a text, the share that is exchanged.
EXCHANGED = 0.12


class MadeUp:
    """Makes rows of those of `examples`. `words` are ids of pieces that are words of their own."""

    def __init__(self, examples: Examples, words: np.ndarray, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.ids, self.words = examples.ids, words
        self.markers = {examples.ids[0], examples.ids[-1]}
        # Without the markers. A text of one token has nothing to cut.
        long_enough = examples.lengths >= 2 + SHORTEST
        self.bodies = np.stack([examples.starts[:-1] + 1, examples.starts[1:] - 1], axis=1)[long_enough]
        self.kinds: list[tuple[float, Callable[[], np.ndarray]]] = [
            (0.20, self.part),
            (0.25, lambda: np.concatenate([self.part(), self.part()])),
            (0.30, lambda: self.exchanged(self.text())),
            (0.10, self.with_words),
            (0.10, self.with_a_few_of_another),
            (0.05, lambda: self.exchanged(np.concatenate([self.part(), self.part()]))),
        ]

    def rows(self, count: int, most_tokens: int) -> list[np.ndarray]:
        """So many token lists without markers, none longer than `most_tokens`."""
        shares, makers = zip(*self.kinds, strict=True)
        chosen = self.chance.choice(len(makers), count, p=shares)
        return [makers[kind]()[:most_tokens] for kind in chosen]

    def text(self) -> np.ndarray:
        start, end = self.bodies[self.chance.integers(len(self.bodies))]
        return self.ids[start:end]

    def part(self, longest: int = LONGEST) -> np.ndarray:
        """A stretch of a text."""
        text = self.text()
        length = min(len(text), int(self.chance.integers(SHORTEST, longest + 1)))
        start = self.chance.integers(len(text) - length + 1)
        return text[start : start + length]

    def exchanged(self, tokens: np.ndarray) -> np.ndarray:
        """Some tokens replaced: half by any word, half by what people write often."""
        tokens = tokens.copy()
        places = self.chance.integers(len(tokens), size=max(1, self.chance.binomial(len(tokens), EXCHANGED)))
        for place in places:
            pool = self.words if self.chance.random() < 0.5 else self.ids
            other = pool[self.chance.integers(len(pool))]
            if other not in self.markers:
                tokens[place] = other
        return tokens

    def with_words(self) -> np.ndarray:
        """A text with a word or two put in."""
        tokens = self.text()
        for _ in range(self.chance.integers(1, 3)):
            tokens = self.put(tokens, self.words[[self.chance.integers(len(self.words))]])
        return tokens

    def with_a_few_of_another(self) -> np.ndarray:
        return self.put(self.text(), self.part(FEW))

    def put(self, tokens: np.ndarray, more: np.ndarray) -> np.ndarray:
        place = self.chance.integers(len(tokens) + 1)
        return np.concatenate([tokens[:place], more, tokens[place:]])


def with_made_up(
    train: Examples, held_back: list[Examples], words: np.ndarray, times: float, max_tokens: int, seed: int
) -> Examples:
    """The training rows, and `times` as many made of them; none that is held back. Nobody has labelled the new ones."""
    first, last = train.ids[0], train.ids[-1]
    bodies = MadeUp(train, words, seed).rows(round(times * len(train)), max_tokens - 2)
    known = {examples.row(number).tobytes() for examples in held_back for number in range(len(examples))}
    rows = [np.concatenate([[first], body, [last]]).astype(train.ids.dtype) for body in bodies]
    rows = [row for row in rows if row.tobytes() not in known]
    ends = train.starts[-1] + np.cumsum([len(row) for row in rows], dtype=train.starts.dtype)
    nothing = np.zeros((len(rows), train.targets.shape[1]))
    return Examples(
        ids=np.concatenate([train.ids, *rows]),
        starts=np.concatenate([train.starts, ends]),
        targets=np.concatenate([train.targets, nothing.astype(train.targets.dtype)]),
        known=np.concatenate([train.known, nothing.astype(bool)]),
        weights=np.concatenate([train.weights, np.ones(len(rows), train.weights.dtype)]),
        sets=np.concatenate([train.sets, np.full(len(rows), len(train.set_names), train.sets.dtype)]),
        set_names=[*train.set_names, "made-up"],
    )
