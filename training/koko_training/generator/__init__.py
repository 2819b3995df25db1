"""Comments that we wrote as grammars, for what the public sets miss: thin labels, and harmless twins of abuse.

They are alike, so they are only learned from and never measured on: a good score on them would say nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator

from koko_training.generator import (
    borders,
    contrasts,
    distress,
    emoji,
    everyday,
    hate,
    honest,
    implied,
    longer,
    menace,
    names,
    notices,
    requests,
    scams,
    self_harm,
    sexual,
    spam,
    threats,
    violence,
)
from koko_training.generator.style import restyled
from koko_training.rows import Row

GENERATED = "generated"

FAMILIES: dict[str, Callable[[random.Random], Iterator[Row]]] = {
    "hate": hate.write,
    "contrasts": contrasts.write,
    "emoji": emoji.write,
    "borders": borders.write,
    "implied": implied.write,
    "threats": threats.write,
    "self_harm": self_harm.write,
    "violence": violence.write,
    "sexual": sexual.write,
    "names": names.write,
    "spam": spam.write,
    "honest": honest.write,
    "scams": scams.write,
    "notices": notices.write,
    "everyday": everyday.write,
    "menace": menace.write,
    "distress": distress.write,
    "longer": longer.write,
    "requests": requests.write,
}


def generated(seed: int, leave_out: Iterable[str] = (), share: float = 1.0) -> Iterator[Row]:
    """All rows but those of the families named in `leave_out`, in many styles of writing; of each family a share."""
    left_out = set(leave_out)
    if unknown := left_out - FAMILIES.keys():
        raise SystemExit(f"[generator] leave_out names no family {sorted(unknown)}: there are {', '.join(FAMILIES)}")
    for name, write in FAMILIES.items():
        if name in left_out:
            continue
        # Each family draws on its own, so that leaving one out does not change the others.
        chance = random.Random(f"{seed} {name}")
        for row in write(chance):
            if chance.random() < share:
                styled = restyled(row, chance)
                styled.set_name = GENERATED
                yield styled
