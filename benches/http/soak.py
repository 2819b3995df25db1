"""Mixed traffic on one service for a while, and whether its memory stays flat.

    make soak-http      or: .venv/bin/python benches/http/soak.py [--minutes 10] [--rate 3] [--posts 1000]

Prints a line each minute; ends with status 1 if memory after the first third still grew by more than a tenth, or if
anything was answered with a mistake of ours. Posts come again and again under the same ids: what is known of authors
grows with new posts only, and that is no leak. Without --rate, clients ask as fast as they are answered; with it, so
many steps a second are taken by all of them together, and a machine can do something else beside; then there should be
as few posts as come again within the first third.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
import random
import statistics
import sys
import threading
import time
from pathlib import Path

import httpx
from load import KOKO, PERSPECTIVE, Scenario, cores, make_contents, milliseconds, service, ticks

POSTS = 2_000
CLIENTS = 8
MAY_GROW = 0.1
# Longer than an answer takes on a machine that does much else.
PATIENCE_S = 300
LOST = 599
KEPT = Scenario("mixed", "/", dict, 1, CLIENTS, keeps=True)


class Client:
    """Asks one thing after the other, as many kinds of programs do together."""

    def __init__(self, url: str, number: int, contents: list[dict], counts: collections.Counter):
        self.http = httpx.Client(base_url=url, timeout=PATIENCE_S)
        self.number, self.contents, self.counts = number, contents, counts
        self.rng = random.Random(number)

    def ask(self, method: str, path: str, **body: object) -> httpx.Response:
        """An answer that did not come whole is counted, too; whoever needs it asks again."""
        while True:
            try:
                answer = self.http.request(method, path, **body)
            except (httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError):
                self.counts[LOST] += 1
                continue
            self.counts[answer.status_code] += 1
            return answer

    def pause(self, turn: int, rate: float, begun: float, is_over: threading.Event) -> None:
        """Waits until it is this client's turn, where clients take turns."""
        if rate:
            is_over.wait(begun + (turn * CLIENTS + self.number) / rate - time.monotonic())

    def step(self, turn: int) -> None:
        content = self.contents[turn * CLIENTS % len(self.contents) + self.number]
        text, author = content["text"], content["author"]
        match turn % 20:
            case 0:
                start = self.rng.randrange(len(self.contents) - 64)
                self.ask("POST", "/v1/moderate", json=self.contents[start : start + 64])
            case 1:
                self.ask("POST", "/v1/score", json=[{"text": text}] * 3)
            case 2:
                self.ask("POST", "/v1/moderations", json={"input": [text, "good morning"]})
            case 3:
                attributes = {name: {} for name in PERSPECTIVE}
                body = {"comment": {"text": text}, "requestedAttributes": attributes, "languages": ["en"]}
                self.ask("POST", "/v1alpha1/comments:analyze", json=body)
            case 4:
                number = turn % len(self.contents)
                flag = {"event": "flagged", "id": f"f{number}", "author": author, "at": int(time.time())}
                self.ask("POST", "/v1/events", json={**flag, "reporter": f"reader_{turn % 97}"})
            case 5:
                self.review()
            case 6:
                found = self.ask("GET", "/v1/decisions", params={"author": author, "limit": 20}).json()
                if found["decisions"]:
                    self.ask("GET", f"/v1/decisions/{found['decisions'][0]['decision_id']}")
            case 7:
                self.ask("GET", f"/v1/actors/{author}")
                self.ask("GET", f"/v1/actors/{author}/timeline", params={"limit": 5})
            case 8:
                self.ask("POST", "/v1/explain", json={"text": text[:60]})
            case 9:
                self.ask("POST", "/v1/score", content=b'{"text": ')
                self.ask("GET", f"/nowhere/{turn}")
            case 10:
                lines = "".join(json.dumps({"text": text, "id": f"l{line}"}) + "\n" for line in range(5))
                self.ask("POST", "/v1/moderate/lines", content=lines)
            case _:
                self.ask("POST", "/v1/moderate", json=content)

    def review(self) -> None:
        reviewer = f"reviewer_{self.number}"
        items = self.ask("POST", "/v1/review/claim", json={"reviewer": reviewer, "count": 3}).json()["items"]
        for item, outcome in zip(items, itertools.cycle(["fine", "warned", "removed"])):
            decided = {"reviewer": reviewer, "outcome": outcome}
            self.ask("POST", f"/v1/review/{item['id']}/decide", json=decided)


def resident_mib(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1_024 for line in status.splitlines() if line.startswith("VmRSS"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=float, default=0, help="steps a second; 0 for as many as are answered")
    parser.add_argument("--posts", type=int, default=POSTS, help="posts that come again and again, in eights")
    parser.add_argument("--program", type=Path, default=KOKO, help="the command to try, instead of this tree's")
    options = parser.parse_args()
    if options.posts % CLIENTS or options.posts <= 64:
        parser.error(f"--posts: a multiple of {CLIENTS}, and more than 64")
    contents = make_contents(options.posts)
    counts: collections.Counter = collections.Counter()
    is_over = threading.Event()
    failed: list[BaseException] = []

    def run(client: Client) -> None:
        try:
            for turn in itertools.count():
                client.pause(turn, options.rate, begun, is_over)
                if is_over.is_set():
                    return
                client.step(turn)
        except BaseException as error:
            failed.append(error)
            is_over.set()

    seen: list[float] = []
    with service(KEPT, cores(), options.program) as (url, process):
        clients = [Client(url, number, contents, counts) for number in range(CLIENTS)]
        threads = [threading.Thread(target=run, args=[client]) for client in clients]
        begun, every = time.monotonic(), min(60.0, options.minutes * 6)
        print(f"seconds  rss MiB  answers\n      0  {resident_mib(process):7.1f}", flush=True)
        for thread in threads:
            thread.start()
        while time.monotonic() - begun < options.minutes * 60 and not is_over.wait(every):
            seen.append(resident_mib(process))
            told = ", ".join(f"{count:,} × {status}" for status, count in sorted(counts.items()))
            print(f"{time.monotonic() - begun:7.0f}  {seen[-1]:7.1f}  {told}", flush=True)
        is_over.set()
        for thread in threads:
            thread.join()
        busy = milliseconds(ticks(process)) / 1_000 / (time.monotonic() - begun)
    if failed:
        raise failed[0]
    settled = seen[len(seen) // 3 :]
    warm = settled[0]
    growth = seen[-1] / warm - 1
    print(f"memory went from {warm:.1f} to {seen[-1]:.1f} MiB after the first third ({growth:+.1%})")
    if len(settled) > 1:
        minutes = [place * every / 60 for place in range(len(settled))]
        slope = statistics.linear_regression(minutes, settled).slope
        print(f"{slope * 60:+.2f} MiB an hour by least squares; {busy:.0%} of one core on average")
    if counts[LOST]:
        print(f"{LOST} stands for answers that did not come whole")
    ours = {status: count for status, count in counts.items() if status >= 500 and status != 503}
    if growth > MAY_GROW or ours:
        sys.exit(f"that is too much: {ours or 'memory grows'}")


if __name__ == "__main__":
    main()
