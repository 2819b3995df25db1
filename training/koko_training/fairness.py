"""How often harmless texts are flagged when they name a group of people or are written in a dialect.

The texts are held-back rows that people found harmless. A term with few such rows is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np

FEWEST_ROWS = 20
FLAGGED_FROM = 0.5

# Words for groups, and words that texts of a dialect often hold: a proxy, as nobody knows who wrote a text.
TERMS = {
    "women": r"wom[ae]n|girls?|female", "men": r"m[ae]n|boys?|male", "gay": r"gays?|homosexuals?",
    "lesbian": r"lesbians?", "transgender": r"trans|transgender", "queer": r"queers?|lgbtq?", "black": r"black",
    "white": r"white", "asian": r"asians?|chinese|japanese|korean", "latino": r"latin[oax]s?|hispanics?|mexicans?",
    "arab": r"arabs?|arabic", "african": r"africans?", "american": r"americans?", "muslim": r"muslims?|islam|islamic",
    "jewish": r"jews?|jewish", "christian": r"christians?|catholics?", "hindu": r"hindus?|buddhists?|sikhs?",
    "immigrant": r"(?:im)?migrants?|refugees?", "disabled": r"disabled|deaf|blind|autistic|disabilit(?:y|ies)",
    "old or young": r"elderly|old people|teenagers?|kids",
}  # fmt: skip
DIALECTS = {
    "African American English (proxy)": r"finna|gon|ain'?t|tryna|imma|y'?all|bruh|ima|wanna|dat|dis|dem|ya'?ll|bout",
    "British English (proxy)": r"mate|bloody|blokes?|whilst|colour|favour|mum|quid|cheers",
}


def false_positive_rates(texts: Iterable[str], scores: np.ndarray, harmless: np.ndarray) -> dict[str, Any]:
    """The share of harmless texts at or above 0.5, for each term, each dialect, and all."""
    texts = list(texts)
    flagged = scores >= FLAGGED_FROM
    named = {
        name: np.array([bool(found.search(text)) for text in texts], bool) & harmless
        for name, found in patterns(TERMS | DIALECTS).items()
    }
    rows = {"every harmless text": harmless} | named
    return {
        name: {"rows": int(chosen.sum()), "rate": float(flagged[chosen].mean())}
        for name, chosen in rows.items()
        if chosen.sum() >= FEWEST_ROWS
    }


def patterns(terms: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in terms.items()}
