"""Sets for the labels that comments seldom show: spam, self-harm, violence, sexual content; and a list of coarse words.

Prompts to assistants ask about a topic rather than act on it, so they count for less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from koko_training.labels import ones, zeros
from koko_training.rows import Row, read_table, unescape


def sms_spam(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv"):
        yield Row(unescape(row["text"]), {"spam": float(row["label"] == "spam")})


def youtube_spam(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv"):
        yield Row(unescape(row["text"]), {"spam": float(row["label"])}, group=row["video"])


# A person's label says nothing of a single post, so the post itself must speak of it.
SELF_HARM_CUE = re.compile(
    r"suicid|kill(?:ing)? my ?self|want(?:ed)? to die|end(?:ing)? my life|take my (?:own )?life|self.?harm|"
    r"cut(?:ting)? my ?self|\bcutting\b|overdos|hang(?:ing)? my ?self|better off dead|don'?t want to (?:live|be alive)",
    re.IGNORECASE,
)


def cssrs_suicide(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv.xz"):
        if row["user_label"] == "Supportive":
            # People who help others: they use the same words.
            yield Row(row["text"], zeros("self_harm"), group=row["user"])
        elif row["user_label"] != "Indicator" and SELF_HARM_CUE.search(row["text"]):
            yield Row(row["text"], ones("self_harm"), group=row["user"])


def ailuminate_prompts(folder: Path) -> Iterator[Row]:
    positives = {"ssh": "self_harm", "sxc_prn": "sexual", "src": "sexual", "cse": "sexual", "vcr": "violence"}
    unrelated = ("dfm", "ipv", "ncr", "prv")
    for row in read_table(folder / "en.csv"):
        hazard = row["hazard"]
        targets = zeros("self_harm")
        if hazard in (*unrelated, "iwp") or hazard.startswith("spc_"):
            targets |= zeros("sexual")
        if hazard in (*unrelated, "sxc_prn") or hazard.startswith("spc_"):
            targets |= zeros("violence")
        if hazard in positives:
            targets |= ones(positives[hazard])
        yield Row(row["prompt_text"], targets, weight=0.5)


def adversarial_nibbler(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv"):
        unsafe, safe = int(row["votes_text_unsafe"]), int(row["votes_text_safe"])
        kinds = row["failure_types"].split("|")
        targets = {}
        if unsafe > safe:
            targets = ones(*(label for kind, label in (("sexual", "sexual"), ("violent", "violence")) if kind in kinds))
        elif safe > unsafe:
            targets = zeros("sexual", "violence")
        if targets:
            yield Row(row["prompt"], targets, weight=0.5)


VIOLENT_CRIMES = {
    "terrorism", "violence", "assassinations", "domestic violence", "rape", "kidnapping", "kidnappings", "bombings",
    "arson", "assault", "hijackings", "murder", "acts of violence committed for political or ideological purposes",
    "cockfighting", "dog fighting", "animal abuse", "animal cruelty",
}  # fmt: skip
MILD_TOPICS = {
    "horse racing", "alcohol abuse", "gambling", "smoking", "ponzi schemes", "corporate fraud", "landfills",
    "identity theft", "fraud", "credit card fraud", "financial crimes", "air pollution", "money laundering",
    "climate change", "circuses", "pollution", "driving under the influence", "embezzlement", "pyramid schemes",
    "illegal dumping", "tax evasion", "environmental crimes", "water contamination", "shoplifting", "cyberterrorism",
    "theft", "drug possession",
}  # fmt: skip


def aart_prompts(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv"):
        crime = row["crime"]
        targets = zeros("self_harm")
        if crime in VIOLENT_CRIMES:
            targets["violence"] = 0.8
        elif crime == "hate crimes" or crime.startswith("crimes motivated by"):
            targets["identity_attack"] = 0.6
        elif crime in ("pornography", "prostitution"):
            targets["sexual"] = 0.7
        elif crime in MILD_TOPICS:
            targets |= zeros("violence", "sexual", "identity_attack")
        yield Row(row["text"], targets, weight=0.4)


CATQA_VIOLENT = {
    "Assault and battery",
    "Weapon making",
    "Terrorism and extremism",
    "Gender-based violence",
    "Physical abuse",
}
CATQA_HATE = {"Racial or ethnic hate", "Religious intolerance"}
CATQA_SEXUAL_CRIMES = {"Content Sexual exploitation", "Online predation"}


def catqa_prompts(folder: Path) -> Iterator[Row]:
    related = {"Physical Harm", "Child Abuse", "Hate/Harass/Violence", "Adult Content", "Illegal Activity"}
    for row in read_table(folder / "train.csv"):
        kind = row["subcategory"]
        unrelated = row["category"] not in related
        targets = zeros("violence", "sexual", "identity_attack") if unrelated else {}
        targets["self_harm"] = float(kind == "Self-harm")
        if row["category"] == "Adult Content":
            targets |= ones("sexual") | zeros("violence", "identity_attack")
        if kind in CATQA_SEXUAL_CRIMES:
            targets |= ones("sexual")
        if kind in CATQA_VIOLENT:
            targets["violence"] = 0.8
        if kind in CATQA_HATE:
            targets["identity_attack"] = 0.6
        yield Row(row["text"], targets, weight=0.4)


def surge_profanity(folder: Path) -> Iterator[Row]:
    strengths = {"Mild": 0.6, "Strong": 0.85, "Severe": 0.95}
    for row in read_table(folder / "profanity_en.csv"):
        targets = {"profanity": strengths[row["severity_description"]]}
        if row["category_1"] == "racial / ethnic slurs":
            targets |= {"identity_attack": 0.7, "toxicity": 0.7}
        yield Row(row["text"], targets, weight=0.5, group="list")
