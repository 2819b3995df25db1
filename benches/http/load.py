"""How fast `koko serve` answers, beside Koko inside a program, and what it does when too much is asked of it.

    make bench-http      or: .venv/bin/python benches/http/load.py [--rounds 3] [--seconds 8] [--only …] [--page FILE]

Clients are `wrk` (`apt-get install wrk`) with `client.lua`, which ask again once they are answered, and `oha` (`cargo
install oha`), which asks so often a second whatever is answered. They run on the same cores as the service, and what
they need is missing there. In each round everything is measured once, Koko inside a program right before and after each
load, because other programs on a machine change its speed; ratios are taken round by round. Comments are made up, and
nothing is answered from memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE.parent / "peers"))

from agreement import ROOT  # noqa: E402

from koko_peers.machine import commit, cores, cpu_flags, cpu_name  # noqa: E402

KOKO = ROOT / "target" / "release" / "koko"
IN_PROCESS = ROOT / "target" / "release" / "koko-in-process"
BUNDLE = ROOT / "models" / "koko-en-1"
TOGETHER = 64
AUTHORS = 2_000
OVERLOAD = 3
# More than a service lets in, so that there are always some that ask.
CONNECTIONS = 512
NOTHING_REMEMBERED = ("--cache", "0")
PERSPECTIVE = ("TOXICITY", "INSULT", "THREAT")


@dataclass
class Scenario:
    """A load: what is asked, by how many connections at once, and how many texts each request has."""

    name: str
    path: str
    body: Callable[[list[dict]], object]
    texts: int
    connections: int
    way: str = "score"
    keeps: bool = False


def alone(contents: list[dict]) -> dict:
    return contents[0]


def for_perspective(contents: list[dict]) -> dict:
    # In which language it is, as its clients say: words in any order are none that could be recognised.
    wanted = {name: {} for name in PERSPECTIVE}
    return {"comment": {"text": contents[0]["text"]}, "languages": ["en"], "requestedAttributes": wanted}


def for_openai(contents: list[dict]) -> dict:
    texts = [content["text"] for content in contents]
    return {"input": texts if len(texts) > 1 else texts[0], "model": "omni-moderation-latest"}


SCENARIOS = [
    Scenario("score", "/v1/score", alone, 1, 64),
    Scenario("OpenAI", "/v1/moderations", for_openai, 1, 64),
    Scenario("Perspective", "/v1alpha1/comments:analyze", for_perspective, 1, 64),
    Scenario("moderate", "/v1/moderate", alone, 1, 64, "moderate", keeps=True),
    Scenario("score, 64 texts", "/v1/score", list, TOGETHER, 8),
    Scenario("OpenAI, 64 texts", "/v1/moderations", for_openai, TOGETHER, 8),
    Scenario("moderate, 64 texts", "/v1/moderate", list, TOGETHER, 4, "moderate", keeps=True),
]
OVERLOADED = ["score", "moderate", "score, 64 texts", "moderate, 64 texts"]


TEMPLATE = """\
# Koko over HTTP, {date}, {cpu}, {cores} cores

Made by `make bench-http`; not edited by hand.

- **Machine**: {cpu}, {cores} cores, {flags}.
- **Koko**: commit {commit}, bundle {bundle}, {threads} threads for the model.
- **Clients**: {wrk}, one thread, and {oha} for the overload, on the same cores as the service: what they take is
  missing there.
- **Texts**: {count:,} made-up comments (seeded, words of the examples in any order), median {words:.0f} words. Nothing
  is answered from memory (`--cache 0`), and a service is started anew for each load.
- **Rounds**: {rounds}, each load for {seconds:.0f} s. Figures are the median, and in brackets the lowest and the
  highest.
- **Ratio**: texts/s over those of Koko inside a program (`benches/http/in_process.rs`: all texts in few calls, nothing
  kept), measured right before and after. **Of the work** is the same for the time that the cores spend on a text,
  without that of the clients: it depends less on what else the machine does.
- **moderate** has authors and keeps its decisions (`--data`): each is on the disk before it is told.

| load | connections | requests/s | texts/s | ratio | of the work | p50, ms | p99, ms |
| --- | --- | --- | --- | --- | --- | --- | --- |
{rows}

## Overload

First by `oha`, which asks {times} times as often a second as was answered above, whatever becomes of it; then by
{connections} connections of `wrk` that ask again at once, refused or not. Goodput is the texts/s that were answered
while so many asked, as a share of the same round's above. Clients take some of the cores that the service would
have: how much is there, too. p99 is that of answers.

| load | offered, times the peak | goodput | clients, cores | p99, ms | statuses | without pause |
| --- | --- | --- | --- | --- | --- | --- |
{overload}

Refusals: {refusals}.
"""


@dataclass
class Seen:
    """What was measured of a scenario, one of each for every round."""

    texts: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    offered: list[float] = field(default_factory=list)
    goodput: list[float] = field(default_factory=list)
    clients: list[float] = field(default_factory=list)
    spinning: list[float] = field(default_factory=list)
    overload_p99: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    unclean: list[str] = field(default_factory=list)


def make_contents(count: int) -> list[dict]:
    """Comments with authors: the words of the examples in any order, so that hardly any two are the same."""
    lines = (ROOT / "examples" / "data" / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines for word in json.loads(line)["text"].split()]
    rng = random.Random(11)
    contents = []
    for place in range(count):
        length = min(200, max(1, round(rng.lognormvariate(3.0, 0.7))))
        text = " ".join(rng.choices(words, k=length))
        contents.append({"id": f"c{place}", "author": f"member_{rng.randrange(AUTHORS)}", "text": text})
    return contents


def write_bodies(scenario: Scenario, contents: list[dict], folder: Path) -> Path:
    file = folder / f"{re.sub('[^a-z0-9]+', '-', scenario.name.lower())}.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for start in range(0, len(contents) - scenario.texts + 1, scenario.texts):
            out.write(json.dumps(scenario.body(contents[start : start + scenario.texts])) + "\n")
    return file


@contextmanager
def service(
    scenario: Scenario, threads: int, program: Path = KOKO, options: tuple[str, ...] = ()
) -> Iterator[tuple[str, int]]:
    """A service that has answered nothing yet: its URL and its process."""
    with tempfile.TemporaryDirectory() as data:
        kept = ["--data", data] if scenario.keeps else []
        command = [program, "serve", "--listen", "127.0.0.1:0", "--bundle", BUNDLE, "--threads", str(threads)]
        command += [*kept, *options]
        running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            first = running.stderr.readline()
            found = re.search(r"on (http://\S+)$", first.strip())
            if not found:
                sys.exit(f"the service did not start: {first}{running.stderr.read()}")
            yield found[1], running.pid
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(60)
            running.stderr.close()


def load(scenario: Scenario, bodies: Path, seconds: float, threads: int, connections: int) -> dict:
    """Asks again and again for so many seconds, and tells what came back."""
    with service(scenario, threads, options=NOTHING_REMEMBERED) as (url, process):
        before = ticks(process)
        command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds:.0f}s"]
        command += ["--timeout", "60s", "--script", HERE / "client.lua", url + scenario.path, "--", bodies]
        done, clients = clocked(lambda: subprocess.run(command, capture_output=True, text=True, check=False))
        spent = ticks(process) - before
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines or not lines[-1].startswith("{"):
        sys.exit(f"wrk failed: {done.stdout}{done.stderr}")
    told = json.loads(lines[-1])
    answered = told["statuses"].get("200", 0)
    told["texts_s"] = (answered * scenario.texts - told["missing_texts"]) / told["seconds"]
    told["cpu_ms"] = milliseconds(spent) / max(told["texts_s"] * told["seconds"], 1)
    told["client_cores"] = clients / told["seconds"]
    return told


def overload(scenario: Scenario, bodies: Path, seconds: float, threads: int, rate: float) -> dict:
    """Asks `rate` times a second, whatever is answered, and tells what came back."""
    with service(scenario, threads, options=NOTHING_REMEMBERED) as (url, _), ThreadPoolExecutor(1) as beside:
        begun = time.monotonic()
        asking = beside.submit(
            clocked, lambda: ask(url + scenario.path, bodies, CONNECTIONS, seconds, "-q", f"{rate:.0f}")
        )
        time.sleep(seconds)
        # What is answered when nobody asks any more is no goodput, and the time until then is no overload.
        in_time, took = answered_texts(url), time.monotonic() - begun
        seen, clients = asking.result()
        texts = answered_texts(url)
    statuses = seen["statusCodeDistribution"]
    return {
        "statuses": statuses,
        "missing_texts": statuses.get("200", 0) * scenario.texts - texts,
        "broken": sum(seen["errorDistribution"].values()),
        "texts_s": in_time / took,
        "requests_s": sum(statuses.values()) / took,
        "client_cores": clients / took,
        "p99_ms": 1_000 * (seen["latencyPercentilesSuccessful"]["p99"] or 0),
    }


def ask(url: str, bodies: Path, connections: int, seconds: float, *options: str) -> dict:
    """What `oha` saw of so many connections that ask for so long."""
    command = ["oha", "--no-tui", "--output-format", "json", "--stats-success-breakdown", "--method", "POST"]
    command += ["-H", "content-type: application/json", "-Z", bodies, "-c", str(connections), *options]
    command += ["-z", f"{seconds:.0f}s", "--wait-ongoing-requests-after-deadline", url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"oha failed: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def answered_texts(url: str) -> int:
    """How many texts a service has answered."""
    with urllib.request.urlopen(f"{url}/metrics", timeout=60) as answer:
        lines = answer.read().decode().splitlines()
    return sum(round(float(line.split()[-1])) for line in lines if line.startswith("koko_texts_total"))


def ticks(process: int) -> int:
    """What a process has taken of the cores, in ticks of the system's clock; nothing where Linux does not run."""
    file = Path(f"/proc/{process}/stat")
    if not file.exists():
        return 0
    return sum(map(int, file.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]))


def clocked(run: Callable[[], Any]) -> tuple[Any, float]:
    """What comes of it, and the seconds that programs which ended in it took of the cores."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ran, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def milliseconds(spent: int | None) -> float:
    return 1_000 * (spent or 0) / os.sysconf("SC_CLK_TCK")


def in_process(way: str, contents: Path, seconds: float, threads: int) -> tuple[float, float]:
    """Texts a second, and milliseconds of the cores for each."""
    command = [IN_PROCESS, "--bundle", BUNDLE, "--threads", str(threads), "--contents", contents]
    done = subprocess.run([*command, "--seconds", str(seconds), way], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    return told["texts"] / told["seconds"], milliseconds(told["ticks"]) / told["texts"]


def unclean(told: dict) -> list[str]:
    """What is not as it should be: refusals that do not say when to come back, broken connections, other statuses."""
    wrong = [f"texts refused within an answer: {told['missing_texts']}"] if told["missing_texts"] else []
    for what in ("refused_without_time", "broken", "timeouts"):
        if told.get(what):
            wrong.append(f"{what.replace('_', ' ')}: {told[what]}")
    others = {status: count for status, count in told["statuses"].items() if status not in ("200", "429", "503")}
    return wrong + [f"status {status}: {count}" for status, count in others.items()]


def measure(scenario: Scenario, seen: Seen, bodies: Path, contents: Path, options: argparse.Namespace) -> None:
    """One round of one scenario."""
    threads, seconds = options.threads, options.seconds
    before = in_process(scenario.way, contents, seconds / 2, threads)
    told = load(scenario, bodies, seconds, threads, scenario.connections)
    after = in_process(scenario.way, contents, seconds / 2, threads)
    seen.texts.append(told["texts_s"])
    seen.ratios.append(told["texts_s"] / statistics.mean((before[0], after[0])))
    if told["cpu_ms"]:
        seen.cpu.append(statistics.mean((before[1], after[1])) / told["cpu_ms"])
    seen.p50.append(told["p50_ms"])
    seen.p99.append(told["p99_ms"])
    seen.unclean += unclean(told)
    ratio = f"{seen.ratios[-1]:.2f} of {before[0]:.0f} and {after[0]:.0f}, {seen.cpu[-1:]} of the work"
    say(f"{scenario.name}: {told['texts_s']:.0f} texts/s, {ratio}; {told}")
    if scenario.name not in OVERLOADED:
        return
    peak = told["texts_s"]
    told = overload(scenario, bodies, 2 * seconds, threads, OVERLOAD * peak / scenario.texts)
    seen.offered.append(told["requests_s"] * scenario.texts / peak)
    seen.goodput.append(told["texts_s"] / peak)
    seen.clients.append(told["client_cores"])
    seen.overload_p99.append(told["p99_ms"])
    for status, count in told["statuses"].items():
        seen.statuses[status] = seen.statuses.get(status, 0) + count
    seen.unclean += unclean(told)
    say(f"  {seen.offered[-1]:.1f} times the peak, goodput {seen.goodput[-1]:.2f}; {told}")
    # The same without any manners: everybody asks again at once, whatever the answer says.
    told = load(scenario, bodies, seconds, threads, CONNECTIONS)
    seen.spinning.append(told["texts_s"] / peak)
    seen.unclean += unclean(told)
    say(f"  without manners: goodput {seen.spinning[-1]:.2f}; {told}")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def spread(values: list[float], digits: int) -> str:
    """The median, and in brackets the lowest and the highest."""
    if not values:
        return ""
    shown = [f"{value:,.{digits}f}" for value in (statistics.median(values), min(values), max(values))]
    return f"{shown[0]} ({shown[1]} – {shown[2]})" if len(values) > 1 else shown[0]


def page(scenarios: list[Scenario], seen: dict[str, Seen], contents: list[dict], options: argparse.Namespace) -> str:
    words = statistics.median(len(content["text"].split()) for content in contents)
    wrk, oha = (
        subprocess.run([client, "--version"], capture_output=True, text=True, check=False).stdout
        for client in ("wrk", "oha")
    )
    flags = ", ".join(f"`{flag}`" for flag in cpu_flags())
    rows, overload = [], []
    for scenario in scenarios:
        of = seen[scenario.name]
        requests = spread([texts / scenario.texts for texts in of.texts], 0 if scenario.texts == 1 else 1)
        cells = [scenario.name, str(scenario.connections), requests, spread(of.texts, 0), spread(of.ratios, 2)]
        rows.append(row(*cells, spread(of.cpu, 2), spread(of.p50, 1), spread(of.p99, 1)))
        if of.offered:
            statuses = ", ".join(f"{status}: {count:,}" for status, count in sorted(of.statuses.items()))
            cells = [spread(of.offered, 1), spread(of.goodput, 2), spread(of.clients, 2), spread(of.overload_p99, 0)]
            cells += [statuses]
            overload.append(row(scenario.name, *cells, spread(of.spinning, 2)))
    wrong = sorted({f"{name}: {what}" for name, of in seen.items() for what in of.unclean})
    return TEMPLATE.format(
        date=date.today().isoformat(),
        cpu=cpu_name(),
        cores=cores(),
        flags=flags,
        commit=commit(),
        bundle=BUNDLE.name,
        threads=options.threads,
        wrk=wrk.split("Copyright")[0].strip(),
        oha=oha.strip(),
        count=len(contents),
        words=words,
        rounds=options.rounds,
        seconds=options.seconds,
        rows="\n".join(rows),
        times=OVERLOAD,
        connections=CONNECTIONS,
        overload="\n".join(overload),
        refusals="; ".join(wrong) or "every one was a 429 or 503 with `Retry-After`, and no connection broke",
    )


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--threads", type=int, default=cores(), help="threads for the model")
    parser.add_argument("--count", type=int, default=40_000, help="comments")
    parser.add_argument("--only", default="", help="scenarios with this in their name")
    parser.add_argument("--page", type=Path, help="write the results here")
    options = parser.parse_args()
    for needed, how in ((KOKO, "make bench-http"), (IN_PROCESS, "make bench-http")):
        if not needed.exists():
            sys.exit(f"{needed} is missing: run {how}")
    for client, how in (("wrk", "apt-get install wrk"), ("oha", "cargo install oha")):
        if not shutil.which(client):
            sys.exit(f"{client} is missing: {how}")
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(files, min(most, 65_536)), most))
    os.environ.pop("KOKO_DATA", None)

    scenarios = [scenario for scenario in SCENARIOS if options.only in scenario.name]
    seen = {scenario.name: Seen() for scenario in scenarios}
    with tempfile.TemporaryDirectory() as folder:
        contents = make_contents(options.count)
        lines = Path(folder) / "contents.jsonl"
        lines.write_text("".join(json.dumps(content) + "\n" for content in contents), encoding="utf-8")
        bodies = {scenario.name: write_bodies(scenario, contents, Path(folder)) for scenario in scenarios}
        for number in range(options.rounds):
            say(f"round {number + 1} of {options.rounds}")
            for scenario in scenarios:
                measure(scenario, seen[scenario.name], bodies[scenario.name], lines, options)
    written = page(scenarios, seen, contents, options)
    if options.page:
        options.page.write_text(written, encoding="utf-8")
    print(written)
    if any(of.unclean for of in seen.values()):
        sys.exit("some refusals were not as they should be")


if __name__ == "__main__":
    main()
