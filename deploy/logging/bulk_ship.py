#!/usr/bin/env python3
"""Hands lines of Koko's log to OpenSearch or Elasticsearch, for rsyslog's omprog, and confirms what
the store has.

A line's index is its day, and its id its digest, so that what is sent again is kept once. What the
store will never take, and what is no line of ours, goes to a file with the reason. Only the
standard library is needed; README.md lists what is read from the environment.
"""

import base64
import hashlib
import json
import os
import ssl
import sys
import urllib.error
import urllib.request

BEGIN, COMMIT = b"--koko-begin", b"--koko-commit"
PATIENCE_S = float(os.environ.get("KOKO_LOG_STORE_SECONDS", "20"))
# Whoever answers so has no place or no time now: it is asked again.
LATER = {408, 425, 429}


class Again(Exception):
    """Not all was taken; all of it has to be sent once more."""


class Store:
    def __init__(self, environment):
        self.url = environment["KOKO_LOG_STORE"].rstrip("/") + "/_bulk"
        self.aside = environment["KOKO_LOG_ASIDE"]
        self.headers = {"content-type": "application/x-ndjson"}
        user, password = (environment.get(f"KOKO_LOG_STORE_{name}", "") for name in ("USER", "PASSWORD"))
        if user:
            self.headers["authorization"] = (
                "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
            )
        self.tls = ssl.create_default_context(cafile=environment.get("KOKO_LOG_STORE_AUTHORITY") or None)

    def take(self, lines):
        """Returns once each line is kept or set aside."""
        known, aside = [], []
        for line in lines:
            day = day_of(line)
            if day:
                known.append((f"koko-log-{day}", hashlib.sha256(line).hexdigest()[:32], line))
            else:
                aside.append((line, "no JSON object with a time"))
        if known:
            for (*_, line), item in zip(known, self.send(known), strict=True):
                told = item["create"]
                # 409: it is there, from the last time.
                if told["status"] not in (200, 201, 409):
                    aside.append((line, told.get("error", told["status"])))
        if aside:
            with open(self.aside, "a", encoding="utf-8") as file:
                file.writelines(
                    json.dumps({"line": line.decode(errors="replace"), "why": why}) + "\n"
                    for line, why in aside
                )

    def send(self, known):
        """What the store says of each, if it says so of all."""
        pairs = [
            json.dumps({"create": {"_index": index, "_id": name}}).encode() + b"\n" + line + b"\n"
            for index, name, line in known
        ]
        request = urllib.request.Request(self.url, data=b"".join(pairs), headers=self.headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S, context=self.tls) as answer:
                items = json.load(answer)["items"]
        except urllib.error.HTTPError as error:
            raise Again(f"it answered {error.code}") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Again(f"{type(error).__name__}: {error}") from error
        states = [item["create"]["status"] for item in items]
        if len(states) != len(known) or any(state in LATER or state >= 500 for state in states):
            raise Again(f"it took {sum(state < 300 for state in states)} of {len(known)} lines")
        return items


def day_of(line):
    """2026-11-27, if it is a line of the log."""
    try:
        told = json.loads(line)
        day = told["ts"][:10] if isinstance(told, dict) else ""
        return day if len(day) == 10 and day.replace("-", "").isdigit() else None
    except (ValueError, KeyError, TypeError):
        return None


def say(word):
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main():
    store, lines = Store(os.environ), []
    say("OK")
    for line in sys.stdin.buffer:
        if line.startswith(b" "):
            lines.append(line[1:].rstrip(b"\n"))
            say("DEFER_COMMIT")
            continue
        if line.rstrip() == COMMIT:
            try:
                store.take(lines)
            except (Again, OSError) as error:
                say(f"the store {store.url} has to be asked again: {error}".replace("\n", " "))
                continue
        lines = []
        say("OK")


if __name__ == "__main__":
    main()
