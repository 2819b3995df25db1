"""The table of sets: name, reader, licence and whom to credit. A new set is one reader and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from koko_training.rows import Row
from koko_training.sets import comments, everyday, special


@dataclass(frozen=True)
class TextSet:
    """A public set. `name` is also the name of its folder."""

    name: str
    read: Callable[[Path], Iterator[Row]]
    licence: str
    credit: str


SETS = (
    TextSet(
        "jigsaw-wiki-sample",
        comments.jigsaw_wiki_sample,
        "labels CC0, text CC BY-SA 3.0",
        "Jigsaw/Conversation AI 2018",
    ),
    TextSet("toxic-spans-civil-comments", comments.toxic_spans, "CC0", "Pavlopoulos et al. 2021, 2022"),
    TextSet("davidson-hate-offensive", comments.davidson, "MIT", "Davidson et al. 2017"),
    TextSet("hatexplain", comments.hatexplain, "MIT", "Mathew et al. 2021"),
    TextSet("edos-sexism", comments.edos_sexism, "CC0", "Kirk et al. 2023"),
    TextSet("convabuse", comments.convabuse, "CC BY 4.0", "Cercas Curry et al. 2021"),
    TextSet("paradetox", comments.paradetox, "CC0", "Logacheva et al. 2022"),
    TextSet("hatemoji-build", comments.hatemoji_build, "CC BY 4.0", "Kirk et al. 2022"),
    TextSet("stormfront-hate", comments.stormfront, "CC BY-SA 3.0 ES", "de Gibert et al. 2018"),
    TextSet("mlma", comments.mlma, "MIT", "Ousidhoum et al. 2019"),
    TextSet("implicit-hate", comments.implicit_hate, "MIT", "ElSherief et al. 2021"),
    TextSet("gab-hate-corpus", comments.gab_hate, "CC BY 4.0", "Kennedy et al. 2022"),
    TextSet("online-misogyny", comments.online_misogyny, "MIT", "Guest et al. 2021"),
    TextSet("cad-reddit", comments.cad_reddit, "CC BY 4.0", "Vidgen et al. 2021"),
    TextSet("toxigen-seeds", comments.toxigen_seeds, "MIT", "Hartvigsen et al. 2022"),
    TextSet(
        "rtp-perspective",
        comments.rtp_perspective,
        "Apache-2.0",
        "Gehman et al. 2020; Lu et al. 2022; Wang et al. 2023",
    ),
    TextSet("goemotions", everyday.goemotions, "CC BY 4.0", "Demszky et al. 2020"),
    TextSet("wiki-identity-nontoxic", everyday.wiki_identity, "CC BY 4.0, text CC BY-SA", "Dixon et al. 2018"),
    TextSet("gbv-counterspeech", everyday.counterspeech, "Apache-2.0", "HWU-NLP, GBVCounterspeech"),
    TextSet("persona-chat", everyday.persona_chat, "CC BY 4.0", "Jandaghi et al. 2023"),
    TextSet("clinc150", everyday.harmless_xz, "CC BY 3.0", "Larson et al. 2019"),
    TextSet("banking77", everyday.harmless, "CC BY 4.0", "PolyAI; Casanueva et al. 2020"),
    TextSet("stackoverflow-titles", everyday.harmless_xz, "CC BY-SA 3.0", "Xu et al. 2015"),
    TextSet("sms-spam", special.sms_spam, "CC BY 4.0", "Almeida and Gómez Hidalgo 2011"),
    TextSet("youtube-spam", special.youtube_spam, "CC BY 4.0", "Alberto et al. 2015"),
    TextSet("cssrs-suicide", special.cssrs_suicide, "CC BY 4.0", "Gaur et al. 2019"),
    TextSet("ailuminate-prompts", special.ailuminate_prompts, "CC BY 4.0", "MLCommons 2024"),
    TextSet("adversarial-nibbler", special.adversarial_nibbler, "CC BY 4.0", "Google Research 2024"),
    TextSet("aart-prompts", special.aart_prompts, "CC BY 4.0", "Radharapu et al. 2023"),
    TextSet("catqa-prompts", special.catqa_prompts, "Apache-2.0", "Bhardwaj et al. 2024"),
    TextSet("surge-profanity-lexicon", special.surge_profanity, "MIT", "Surge AI"),
)
# `goemotions` and `persona-chat` also look into the folder `ldnoobw-lexicon` (CC BY 4.0, LDNOOBW), which holds no rows.


def read_sets(data: Path) -> Iterator[Row]:
    """Every row of every set below the folder `data`, marked with the name of its set."""
    for text_set in SETS:
        for row in text_set.read(data / text_set.name):
            row.set_name = text_set.name
            row.group = f"{text_set.name}/{row.group}" if row.group else ""
            yield row
