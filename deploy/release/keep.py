"""What a release leaves for the tests of those after it: `python deploy/release/keep.py [VERSION]`.

Everything that customers have of a release and expect to go on with: a store of authors, a service's data on
SQLite and on PostgreSQL, an archive with a log that was not shipped, a policy, a taught label, a
configuration, a bundle, and the shapes of the interfaces that they call. Beside them stands what the release
said about them. It all lies in one archive, kept/VERSION.tar.gz, which is never written again once the
release is out.

The texts are ours, and mild.
"""

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import httpx
from faces import take
from small import cut
from version import ROOT, version

sys.path[:0] = [str(ROOT / "deploy" / "ci"), str(ROOT / "koko-server" / "tests" / "clients")]
from postgres import Postgres  # noqa: E402
from service import KOKO, Service  # noqa: E402

HERE = Path(__file__).resolve().parent
SECRET = "a secret of these tests, and of nothing else\n"

POLICY = """
name = "forum"

[thresholds]
insult = 0.5
job_offer = 0.5

[[rule]]
id = "threats"
when = "scores.threat > 0.9"
action = "remove"
because = "Threats are removed"

[[rule]]
id = "insults"
when = 'found.insult && content.community != "boxing"'
action = "review"
because = "Insults are looked at"

[[rule]]
id = "known_for_it"
when = 'standing.band == "high" && scores.toxicity > 0.3'
action = "review"
because = "The author is known for more"
"""

CONFIGURATION = """
store = "authors"
secret_file = "secret"
keep_days = 3650
bundles = ["bundle"]

[tenants.default]
bundle = "koko-kept"
policy = "policy.toml"
taught = ["job_offer.toml"]
keep_texts = true
archive = { texts = true, keep_days = 3650, when_full = "refuse" }

[archive]
to = "archive"

[webhooks]
networks = ["10.0.0.0/8"]
"""

# What a service is asked before and after: it must go on saying the same.
QUESTIONS = (
    "/v1/decisions?limit=100",
    "/v1/review?limit=100",
    "/v1/review/closed?limit=100",
    "/v1/policies",
    "/v1/labels",
    "/v1/webhooks",
    "/v1/actors/rook_9/export",
    "/v1/actors/mara/export",
    "/v1/audit?limit=1000",
)

OFFERS = [
    f"we are hiring {who}, send us your letters" for who in ("cooks", "bakers", "masons", "tailors", "pilots")
]
OTHERS = [f"we are talking about {what} again" for what in ("cooks", "bread", "walls", "coats", "planes")]


def run(*words, cwd, text=None):
    """What a command prints."""
    done = subprocess.run(list(map(str, words)), cwd=cwd, input=text, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{words[0]} {words[1]}: {done.stderr}")
    return done.stdout


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def comments():
    """What two authors write, one friendly and one less so, some weeks ago."""
    for number in range(12):
        about = {"community": "chess", "at": 1_790_000_000 + 3600 * number}
        yield {"id": f"m{number}", "author": "mara", **about, "text": f"good game, number {number}"}
        text = f"you are an idiot, and your move {number} was stupid"
        yield {"id": f"r{number}", "author": "rook_9", "target": "mara", **about, "text": text}


def events():
    """What is recorded about authors, of every kind."""
    for number in range(20):
        at = 1_790_000_000 + 7200 * number
        yield {
            "event": "posted",
            "id": f"p{number}",
            "author": "wren",
            "at": at,
            "community": "chess",
            "scores": {"insult": 0.9 if number % 3 == 0 else 0.05},
        }
    about = {"author": "wren", "post": "p3", "at": 1_790_200_000}
    yield {**about, "event": "flagged", "id": "f1", "reporter": "mara"}
    yield {
        **about,
        "event": "moderated",
        "id": "d1",
        "moderator": "ines",
        "outcome": "warned",
        "family": "harassment",
    }


def made(folder):
    """Makes all of it in a folder."""
    texts = [comment["text"] for comment in comments()] + OFFERS + OTHERS
    cut(ROOT / "models" / "fast" / "koko-en-tiny-1", folder / "bundle", texts)
    (folder / "policy.toml").write_text(POLICY)
    (folder / "koko.toml").write_text(CONFIGURATION)
    (folder / "secret").write_text(SECRET)
    (folder / "comments.jsonl").write_text(lines(comments()))
    (folder / "events.jsonl").write_text(lines(events()))
    examples = [{"text": text, "job_offer": 1} for text in OFFERS] + [
        {"text": text, "job_offer": 0} for text in OTHERS
    ]
    run(
        KOKO,
        "teach",
        "job_offer",
        "--bundle",
        "bundle",
        "--out",
        "job_offer.toml",
        cwd=folder,
        text=lines(examples),
    )
    run(KOKO, "actors", "replay", "--store", "store", "--secret-file", "secret", "events.jsonl", cwd=folder)
    served(folder, "sqlite")
    with Postgres(folder / "server") as server:
        url = server.new()
        served(folder, "postgres", "--database", url)
        (folder / "postgres.sql").write_text(server.dump(url))
    shutil.rmtree(folder / "server")


def where(data):
    """The options of a service with a folder of its own."""
    return [
        "--config",
        "koko.toml",
        "--data",
        data,
        "--store",
        data / "authors",
        "--archive",
        data / "archive",
    ]


def served(folder, name, *more):
    """A service's data, as one leaves it that was killed: its log is not shipped yet."""
    options = [*where(folder / name), *more]
    key = run(KOKO, "keys", "new", "forum", *EVERYTHING, *data_of(options), cwd=folder).strip()
    (folder / f"{name}.key").write_text(key)
    with Service(*options, cwd=folder) as service, asking(service, key) as client:
        used(client)
        (folder / f"{name}.json").write_text(json.dumps(answers(client), indent=1))
        if name == "sqlite":
            take(folder / "faces", client, KOKO)
        service.kill()


def asking(service, key=None):
    """A client of a service, who may do everything."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(base_url=service.url, headers=headers, timeout=60)


EVERYTHING = [
    word for scope in ("score", "moderate", "read", "review", "rules", "admin") for word in ("--scope", scope)
]


def data_of(options):
    """Those that say where keys are."""
    pairs = dict(zip(options[::2], options[1::2], strict=True))
    return [word for name in ("--data", "--database") if name in pairs for word in (name, pairs[name])]


def used(client):
    """A service at work: decisions, a report, one that is overturned, a policy, a webhook."""

    def asked(method, path, body=None):
        answer = client.request(method, path, json=body)
        if not answer.is_success:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json()

    asked("POST", "/v1/moderate", list(comments()))
    waiting = asked("GET", "/v1/review?limit=100")["items"]
    asked("POST", f"/v1/review/{waiting[0]['id']}/decide", {"outcome": "fine", "reviewer": "ines"})
    asked("POST", f"/v1/review/{waiting[1]['id']}/decide", {"outcome": "removed", "reviewer": "ines"})
    asked("POST", "/v1/policies", {"source": POLICY.replace("0.5", "0.6")})
    asked("POST", "/v1/webhooks", {"url": "https://hooks.example/koko", "events": ["decision.made"]})


def answers(client):
    """What a service says to each question, and when."""
    told = {question: client.get(question).raise_for_status().json() for question in QUESTIONS}
    return {"at": time.time(), "told": told}


def judged(folder, run=run):
    """What the bundle, the policy and the taught label say about the comments; `run` runs a command."""
    words = ["--bundle", "bundle", "--taught", "job_offer.toml", "comments.jsonl"]

    def answered(*command):
        return [json.loads(line) for line in run(KOKO, *command, *words, cwd=folder).splitlines()]

    return {"scores": answered("score"), "decisions": answered("moderate", "--policy", "policy.toml")}


def exported(folder, run=run):
    """What the store has about an author; `run` runs a command."""
    words = ["actors", "export", "wren", "--store", "store", "--secret-file", "secret"]
    return json.loads(run(KOKO, *words, cwd=folder))


def said(folder):
    """What the commands say about it, and when."""
    return {"at": time.time(), "wren": exported(folder), **judged(folder)}


def keep(number):
    """Writes kept/VERSION.tar.gz."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "kept")
        folder.mkdir()
        made(folder)
        (folder / "said.json").write_text(json.dumps(said(folder), indent=1))
        file = HERE / "kept" / f"{number}.tar.gz"
        with tarfile.open(file, "w:gz", compresslevel=9) as archive:
            archive.add(folder, arcname=".")
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    number = sys.argv[1] if len(sys.argv) > 1 else version()
    if not re.fullmatch(r"\d+\.\d+\.\d+", number):
        sys.exit(f"{number} is no version: 1.2.3 is one")
    keep(number)
