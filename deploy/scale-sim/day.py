"""A day of 100 million decisions against a real `koko serve`: `python day.py [--minutes 12] [--page FILE]`.

The simulator says how many pods the shipped rules give each 15 seconds of the day; this machine is one of
them. It is sent its share: the load over the pods that were ready, as a share of what this machine can do
(measured first, with the same client). A day takes as many minutes as you say. Requests bring 16 texts each,
about authors, and each decision is on the disk before it is told. The client runs on the same cores. KOKO is
the command, if it is not target/release/koko.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import matplotlib.pyplot as plt

import cluster
import history
import plots  # noqa: F401, which sets how files are written
import policies
import results
from traces import STEP_S, STEPS_A_DAY

ROOT = Path(__file__).resolve().parents[2]
KOKO = Path(os.environ.get("KOKO", ROOT / "target/release/koko"))
TEMPLATE = Path(__file__).with_name("day-page.md")
DAY, KIND, SEED = 3, "all of it", 1
TEXTS = 16
# Requests that are on their way at once; more wait in the client, and that counts as waiting.
CONNECTIONS = 128
WORDS = (ROOT / "benches/words.txt").read_text().split()


def bodies(insult="", count=500):
    """Requests with a mark in each text, so that none comes twice; an insult is found in all of them."""
    rng = random.Random(7)
    made = []
    for _ in range(count):
        texts = [
            {
                "text": f"{insult}{' '.join(rng.choices(WORDS, k=20))} @@",
                "author": f"author {rng.randrange(20_000)}",
            }
            for _ in range(TEXTS)
        ]
        made.append(json.dumps(texts).encode())
    return itertools.cycle(made)


class Client:
    """Sends requests when they are due, however long answers take."""

    def __init__(self, port):
        self.port, self.bodies, self.number = port, None, 0
        self.idle = asyncio.Queue()
        # When it was due, how long it took from then, and its status.
        self.answers = []

    async def connect(self):
        for _ in range(CONNECTIONS):
            self.idle.put_nowait(await asyncio.open_connection("127.0.0.1", self.port))

    async def ask(self, due):
        reader, writer = await self.idle.get()
        self.number += 1
        body = next(self.bodies).replace(b"@@", b"%d" % self.number)
        writer.write(b"POST /v1/moderate HTTP/1.1\r\nhost: k\r\ncontent-type: application/json\r\n")
        writer.write(b"content-length: %d\r\n\r\n" % len(body) + body)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(re.search(rb"(?i)content-length: (\d+)", head)[1]))
        self.idle.put_nowait((reader, writer))
        self.answers.append((due, time.perf_counter() - due, int(head[9:12])))

    async def at_full_speed(self, seconds):
        """Decisions a second, if asked for the next one as soon as one was made."""
        end, before = time.perf_counter() + seconds, len(self.answers)

        async def again():
            while time.perf_counter() < end:
                await self.ask(time.perf_counter())

        await asyncio.gather(*(again() for _ in range(8)))
        done = [status for _, _, status in self.answers[before:] if status == 200]
        return len(done) * TEXTS / seconds

    async def replay(self, rates, step_s):
        """Sends texts at these rates, each for `step_s`. Gives when it began."""
        began, asked, due_texts = time.perf_counter(), set(), 0.0
        for number, rate in enumerate(rates):
            due_texts += rate * step_s
            due = began + number * step_s
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            while due_texts >= TEXTS:
                due_texts -= TEXTS
                task = asyncio.create_task(self.ask(due))
                asked.add(task)
                task.add_done_callback(asked.discard)
        await asyncio.gather(*asked)
        return began


class Service:
    """A `koko serve` of its own, and a Prometheus that looks at it each second."""

    def __init__(self, folder):
        self.folder = Path(folder)
        env = {**os.environ, "KOKO_BUNDLE": str(ROOT / "models/koko-en-1")}
        options = ["--listen", "127.0.0.1:0", "--data", self.folder / "kept"]
        self.koko = subprocess.Popen([KOKO, "serve", *options], stderr=subprocess.PIPE, text=True, env=env)
        self.port = int(re.search(r"on http://127\.0\.0\.1:(\d+)", self.koko.stderr.readline())[1])
        self.prometheus, self.url = history.started(
            self.folder / "seen",
            {
                "global": {"scrape_interval": "1s"},
                "scrape_configs": [
                    {"job_name": "koko", "static_configs": [{"targets": [f"127.0.0.1:{self.port}"]}]}
                ],
            },
        )

    def stop(self):
        for program in (self.koko, self.prometheus):
            program.send_signal(signal.SIGTERM)
            program.wait(timeout=60)


def share_of_a_pod():
    """For each step of the day: its share of what a pod can do, and what the simulator says of both."""
    load, expected = results.weeks(KIND, (SEED,))[SEED]
    outcome = policies.tried(policies.OURS, policies.OURS.aim, load, expected)
    steps = slice(DAY * STEPS_A_DAY, (DAY + 1) * STEPS_A_DAY)
    day = load[steps]
    ready = outcome.ready[steps]
    shares = [value / (pods * cluster.POD_TEXTS_A_S) for value, pods in zip(day, ready, strict=True)]
    return shares, day, ready, outcome.short_a_s[steps]


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


async def measured(client, shares, seconds, warm_s):
    """What it can do where something is found in few texts, and in all; and how the day went."""
    await client.connect()
    client.bodies = bodies("you 1d10t, ")
    await client.at_full_speed(warm_s / 2)
    where_found = await client.at_full_speed(warm_s)
    client.bodies = bodies()
    await client.at_full_speed(warm_s / 2)
    capacity = await client.at_full_speed(warm_s)
    client.answers.clear()
    step_s = seconds / len(shares)
    wall = time.time()
    began = await client.replay([share * capacity for share in shares], step_s)
    answers = [(due - began, took, status) for due, took, status in client.answers]
    return (capacity, where_found), wall, answers


def by_minute(answers, minutes, of):
    """A value for each of so many equal parts of the day."""
    last = max(at for at, _, _ in answers) + 1e-9
    parts = [[] for _ in range(minutes)]
    for at, took, status in answers:
        parts[int(at / last * minutes)].append((took, status))
    return [of(part) for part in parts]


def draw(plot, day, seconds, answers, queue):
    shares, load, ready, _ = day
    figure, (first, second, third, fourth) = plt.subplots(4, 1, figsize=(9, 9), sharex=True)
    hours = [step * STEP_S / 3600 for step in range(STEPS_A_DAY)]
    every = slice(None, None, 4)
    first.plot(hours[every], load[every], color="#868e96", linewidth=0.8, label="texts/s, all pods")
    right = first.twinx()
    right.plot(hours[every], ready[every], color="#0b7285", linewidth=1, label="pods ready")
    right.set_ylabel("pods")
    first.set_ylabel("texts/s")
    first.set_title("A day of 100 million decisions: load and pods (simulated)")
    second.plot(hours[every], [100 * share for share in shares[every]], color="#0b7285", linewidth=0.6)
    second.axhline(100, color="#c92a2a", linewidth=0.8)
    second.set_ylabel("% of a pod")
    second.set_title("What the pod is sent, of what it can do; above the line the cluster falls short")
    parts = 144
    places = [24 * (part + 0.5) / parts for part in range(parts)]
    for share, color in ((0.5, "#0b7285"), (0.99, "#e8590c")):
        took = by_minute(
            answers, parts, lambda part, share=share: 1000 * quantile([t for t, _ in part], share)
        )
        third.plot(places, took, color=color, linewidth=1, label=f"{share:.0%} of requests within")
    third.set_yscale("log")
    third.set_ylabel("ms")
    third.legend(frameon=False)
    third.set_title("Answers of a real koko serve to requests of 16 texts (measured)")
    fourth.plot(
        [24 * at / seconds for at, _ in queue],
        [1000 * wait for _, wait in queue],
        color="#0b7285",
        linewidth=0.8,
    )
    fourth.set_ylabel("ms")
    fourth.set_title("Mean wait of texts for an engine, over 5 s (measured)")
    fourth.set_xlabel("hour of the day")
    fourth.set_xlim(0, 24)
    figure.tight_layout()
    figure.savefig(plot, metadata={"Date": None, "Creator": None})
    plt.close(figure)


def told(day, seconds, speeds, answers, queue, found, **machine):
    """The page."""
    shares, load, ready, short = day
    took = [1000 * took for _, took, status in answers if status == 200]
    waits = [1000 * wait for _, wait in queue]
    counts = Counter(status for _, _, status in answers)
    return TEMPLATE.read_text().format(
        minutes=seconds / 60,
        today=date.today(),
        seed=SEED,
        kind=KIND,
        millions=sum(load) * STEP_S / 1e6,
        steps=len(shares),
        step_s=STEP_S,
        compressed_ms=1000 * seconds / len(shares),
        thirty_ms=30_000 * seconds / 86_400,
        mean=100 * sum(shares) / len(shares),
        most=100 * max(shares),
        texts=TEXTS,
        capacity=speeds[0],
        where_found=speeds[1],
        found=found,
        decisions=len(answers) * TEXTS,
        statuses=", ".join(f"{status}: {count:,}" for status, count in sorted(counts.items())),
        refused=100 * (1 - counts[200] / len(answers)),
        p50=quantile(took, 0.5),
        p99=quantile(took, 0.99),
        p999=quantile(took, 0.999),
        wait50=quantile(waits, 0.5),
        wait99=quantile(waits, 0.99),
        wait100=max(waits),
        shortfall=100 * sum(short) / sum(load),
        pod=cluster.POD_TEXTS_A_S,
        pods_mean=sum(ready) / len(ready),
        pods_most=max(ready),
        **machine,
    )


def version(*command):
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout.strip()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--minutes", type=float, default=12)
    arguments.add_argument("--page", type=Path, default=ROOT / f"benches/results/{date.today()}-day.md")
    options = arguments.parse_args()
    seconds = options.minutes * 60
    day = share_of_a_pod()
    sys.path.insert(0, str(ROOT / "benches/peers"))
    from koko_peers.machine import cores, cpu_name

    with tempfile.TemporaryDirectory() as folder:
        service = Service(folder)
        try:
            client = Client(service.port)
            speeds, wall, answers = asyncio.run(measured(client, day[0], seconds, min(15, seconds / 4)))
            wait = "sum(rate(koko_queue_seconds_sum[5s])) / sum(rate(koko_queue_seconds_count[5s]))"
            allowed = 'sum(koko_decisions_total{action="allow"})'
            passed, made = (
                history.ask(
                    service.url,
                    f"increase({one}[{int(seconds)}s:1s])",
                    int(wall + seconds),
                    int(wall + seconds) + 1,
                    1,
                )[0]
                for one in (allowed, "sum(koko_decisions_total)")
            )
            waits = history.ask(service.url, f"({wait} >= 0) or vector(0)", int(wall), int(wall + seconds), 1)
        finally:
            service.stop()
    queue = [(at, wait) for at, wait in enumerate(waits) if wait is not None]
    plot = options.page.with_suffix(".svg")
    draw(plot, day, seconds, answers, queue)
    options.page.write_text(
        told(
            day,
            seconds,
            speeds,
            answers,
            queue,
            100 * (1 - passed / made),
            plot=plot.name,
            cpu=cpu_name(),
            cores=cores(),
            version=version(KOKO, "--version"),
            commit=version("git", "rev-parse", "--short", "HEAD"),
            command=f"python deploy/scale-sim/day.py --minutes {options.minutes:g}",
        )
    )
    print(options.page)


if __name__ == "__main__":
    main()
