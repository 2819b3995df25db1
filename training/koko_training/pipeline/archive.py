"""Reads the archive through `koko archive query`, which gives each record once and nothing of whoever was forgotten."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Archive:
    """Where it is, and whose part of it is meant."""

    where: tuple[str, ...]
    tenant: str
    program: str = "koko"

    def query(self, kind: str, since: str | None, until: str | None) -> Iterator[dict[str, Any]]:
        """The records of a kind, one after the other."""
        span = [word for name, moment in (("--since", since), ("--until", until)) if moment for word in (name, moment)]
        command = [self.program, "archive", "query", *self.where, "--tenant", self.tenant, "--kind", kind, *span]
        try:
            asked = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        except FileNotFoundError:
            raise SystemExit(f"the program `{self.program}` is missing: name it with --koko") from None
        with asked:
            assert asked.stdout is not None
            for line in asked.stdout:
                yield json.loads(line)
        if asked.returncode:
            raise SystemExit(f"`koko archive query` ended with {asked.returncode}: what it says stands above")
