"""Sets of comments and posts that people labelled for toxicity, insults, hate and threats.

Each function reads one set and says which labels its rows really know. The mapping is explained in the README.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from koko_training.labels import ATTRIBUTES, RUDENESS, ones, zeros
from koko_training.rows import Row, backslash_unescape, read_table, read_tables, real_marks, unescape, untokenize


def jigsaw_wiki_sample(folder: Path) -> Iterator[Row]:
    columns = {
        "toxicity": "toxic",
        "severe_toxicity": "severe_toxic",
        "insult": "insult",
        "profanity": "obscene",
        "threat": "threat",
        "identity_attack": "identity_hate",
    }
    for row in read_table(folder / "train.csv.xz"):
        # The file's own quoting is left around some comments.
        yield Row(row["comment_text"].strip('"'), {label: float(row[column]) for label, column in columns.items()})


def toxic_spans(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "labels.csv.xz"):
        targets = ones("toxicity")
        insult, annotators = int(row["n_insult"]), int(row["n_annotators"])
        if insult == 0 or insult * 2 >= annotators:
            targets["insult"] = float(insult > 0)
        for label, column in {"threat": "n_threat", "profanity": "n_profane", "identity_attack": "n_identity"}.items():
            # A single vote may be a slip, so it teaches nothing either way.
            if int(row[column]) != 1:
                targets[label] = float(int(row[column]) > 1)
        yield Row(unescape(row["comment_text"]), targets)


def davidson(folder: Path) -> Iterator[Row]:
    meanings = {
        "0": ones("toxicity", "identity_attack"),
        "1": ones("toxicity", "profanity") | zeros("identity_attack"),
        "2": zeros("toxicity", "severe_toxicity", "insult", "profanity", "identity_attack"),
    }
    for row in read_table(folder / "labeled_data.csv.xz"):
        # The set over-labels African American English as offensive, so it counts for less.
        yield Row(unescape(row["tweet"]), dict(meanings[row["class"]]), weight=0.4)


def hatexplain(folder: Path) -> Iterator[Row]:
    meanings = {
        "hatespeech": ones("toxicity", "identity_attack"),
        "offensive": ones("toxicity"),
        "normal": zeros("toxicity", "severe_toxicity", "identity_attack"),
    }
    for row in read_tables(folder, "train.tsv.xz", "dev.tsv"):
        yield Row(untokenize(real_marks(row["text"])), dict(meanings[row["label"]]))


def edos_sexism(folder: Path) -> Iterator[Row]:
    for row in read_tables(folder, "train.csv.xz", "dev.csv"):
        text = real_marks(unescape(row["text"]))
        vector = row["label_vector"][:3]
        if row["label_sexist"] != "sexist":
            # "Not sexist" says little about other hate: a weak zero.
            yield Row(text, zeros("identity_attack"), weight=0.3)
            continue
        targets = ones("toxicity", "identity_attack") | zeros("threat")
        if vector in ("1.1", "1.2"):
            targets |= ones("threat", "violence")
        if vector in ("2.2", "3.1"):
            targets |= ones("insult")
        if vector == "3.1":
            targets |= ones("profanity")
        yield Row(text, targets)


CONVABUSE_KINDS = {
    "severe_toxicity": ("is_abuse.-3",),
    "insult": ("intellectual",),
    "sexual": ("sex_harassment",),
    "identity_attack": ("ableist", "homophobic", "racist", "sexist", "transphobic"),
    "toxicity": ("is_abuse.-1", "is_abuse.-2", "is_abuse.-3"),
}


def convabuse(folder: Path) -> Iterator[Row]:
    for row in read_tables(folder, "train.csv", "valid.csv"):
        annotators = [n for n in range(1, 9) if row[f"Annotator{n}_is_abuse.1"]]
        targets = {}
        for label, kinds in CONVABUSE_KINDS.items():
            votes = sum(any("1" in (row.get(f"Annotator{n}_{kind}") or "") for kind in kinds) for n in annotators)
            if votes == 0 or votes * 2 > len(annotators):
                targets[label] = float(votes > 0)
        if annotators and targets:
            yield Row(row["user"], targets, group=row["conv_id"])


def paradetox(folder: Path) -> Iterator[Row]:
    for number, row in enumerate(read_table(folder / "paradetox.tsv.xz")):
        # A sentence and its civil rewrites are one pair: they stay together.
        group = f"pair{number}"
        yield Row(untokenize(row["toxic"]), ones("toxicity"), group=group)
        for column in ("neutral1", "neutral2", "neutral3"):
            if row[column]:
                yield Row(untokenize(row[column]), zeros("toxicity", "profanity"), group=group)
    reasons = {'{"toxic_content":true}': ones("toxicity"), '{"not_toxic":true}': zeros("toxicity")}
    for row in read_table(folder / "paradetox_cannot_rewrite.tsv"):
        if row["reasons"] in reasons:
            yield Row(untokenize(row["text"]), dict(reasons[row["reasons"]]))


def hatemoji_build(folder: Path) -> Iterator[Row]:
    for row in read_tables(folder, "train.csv", "validation.csv"):
        if row["label_gold"] == "0":
            targets = zeros("identity_attack", "threat")
        elif row["type"] == "threateninglanguage":
            targets = ones("toxicity", "identity_attack", "threat", "violence")
        else:
            targets = ones("toxicity", "identity_attack") | zeros("threat")
        # A sentence and its small change point at each other; the smaller number names the pair.
        pair = min(int(row["entry_id"]), int(row["matched_id"]))
        yield Row(row["text"], targets, group=f"pair{pair}")


def stormfront(folder: Path) -> Iterator[Row]:
    meanings = {"hate": ones("toxicity", "identity_attack"), "noHate": zeros("identity_attack")}
    for row in read_table(folder / "train.tsv"):
        if row["label"] in meanings:
            # file_id is `<post>_<sentence>`: sentences of one post stay together.
            yield Row(row["text"], dict(meanings[row["label"]]), group=row["file_id"].rsplit("_", 1)[0])


def mlma(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "en.csv"):
        feelings = set(row["sentiment"].split("_"))
        if "hateful" in feelings:
            targets = ones("toxicity", "identity_attack")
        elif feelings & {"offensive", "abusive", "disrespectful"}:
            targets = ones("toxicity")
        elif feelings == {"normal"}:
            targets = zeros("toxicity", "identity_attack")
        else:
            continue
        # Its labels are the noisiest of all sets.
        yield Row(real_marks(unescape(backslash_unescape(row["tweet"]))), targets, weight=0.3)


def implicit_hate(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv.xz"):
        kinds = {row["implicit_class"], row["extra_implicit_class"]}
        if row["class"] == "not_hate":
            targets = zeros("identity_attack")
        elif row["class"] == "explicit_hate":
            targets = ones("identity_attack", "toxicity")
        else:
            targets = {"identity_attack": 0.85, "toxicity": 0.7}
            if "threatening" in kinds:
                targets["threat"] = 0.7
            elif "incitement" not in kinds:
                targets["threat"] = 0.0
        yield Row(untokenize(unescape(row["text"])), targets)


def gab_hate(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv.xz"):
        demeans, calls_for_violence, vulgar = (row[column] == "1" for column in ("hd", "cv", "vo"))
        targets = {}
        if demeans or calls_for_violence:
            targets |= ones("identity_attack", "toxicity")
        else:
            targets |= zeros("identity_attack", "threat", "violence")
        if calls_for_violence:
            targets |= {"violence": 1.0, "threat": 0.7}
        if vulgar:
            targets |= {"profanity": 0.7, "toxicity": targets.get("toxicity", 0.8)}
        if not (demeans or calls_for_violence or vulgar):
            targets |= {"severe_toxicity": 0.0, "toxicity": 0.1}
        yield Row(unescape(row["text"]), targets)


def online_misogyny(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv.xz"):
        attack = row["level_2"] == "Nonmisogynistic_personal_attack"
        if row["level_1"] == "Misogynistic":
            targets = ones("identity_attack", "toxicity")
            if row["level_2"] in ("Misogynistic_pejorative", "Misogynistic_personal_attack"):
                targets |= ones("insult")
            if row["level_3"].startswith("Threatening_"):
                targets |= ones("threat", "violence")
        elif attack:
            targets = zeros("identity_attack", "threat") | ones("toxicity", "insult")
        else:
            targets = zeros("identity_attack", "threat", "insult")
        yield Row(unescape(row["text"]), targets)


def cad_reddit(folder: Path) -> Iterator[Row]:
    abuse = {"IdentityDirectedAbuse", "AffiliationDirectedAbuse", "PersonDirectedAbuse"}
    for row in read_tables(folder, "train.csv.xz", "dev.csv"):
        labels = set(row["labels"].split("|"))
        if labels & abuse:
            targets = ones("toxicity") | {"identity_attack": float("IdentityDirectedAbuse" in labels)}
            if "PersonDirectedAbuse" in labels:
                targets |= ones("insult")
        elif labels == {"Neutral"}:
            targets = zeros("severe_toxicity", "insult", "identity_attack", "threat") | {"toxicity": 0.05}
        else:
            targets = zeros("identity_attack")
        yield Row(unescape(row["text"]), targets)


def toxigen_seeds(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv"):
        if row["label"] == "hate":
            yield Row(row["text"], {"identity_attack": 1.0, "toxicity": 0.8})
        else:
            yield Row(row["text"], zeros("toxicity", "severe_toxicity", "insult", "threat", "identity_attack"))


def rtp_perspective(folder: Path) -> Iterator[Row]:
    for row in read_table(folder / "train.csv.xz"):
        columns = dict(zip(RUDENESS, RUDENESS, strict=True)) | {"sexual": "sexually_explicit"}
        targets = {label: float(row[column]) for label, column in columns.items() if row[column]}
        targets |= {name: float(row[name.lower()]) for name in ATTRIBUTES if row[name.lower()]}
        # A prompt and its continuation come from one sentence.
        yield Row(row["text"], targets, group=row["id"])
