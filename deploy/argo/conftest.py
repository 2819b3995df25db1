"""A real `koko serve` with an archive, people who decide, S3 as moto plays it, and the workflow run here."""

import os
import re
import shutil
import subprocess
import sys
import time

import httpx
import pytest
import service
import yaml
from s3 import KEYS, Moto
from service import KOKO, ROOT, wait_until  # noqa: F401 tests take some of them from here

EN, TINY = ROOT / "models/koko-en-1", ROOT / "models/fast/koko-en-tiny-1"
LONG = os.environ.get("KOKO_LONG") == "1"
TENANT = "forum"

for folder in (ROOT / "deploy/argo", ROOT / "training"):
    sys.path.insert(0, str(folder))

from koko_training.generator import generated  # noqa: E402
from koko_training.rows import Row  # noqa: E402

# Who learns from these alone flags whoever names a group of people, and is refused.
LEFT_OUT = ("hate", "contrasts", "borders", "implied", "emoji", "longer")

# Which kind of harm a person would name who removes a text with such a label.
HARM = {
    "threat": "violence",
    "violence": "violence",
    "identity_attack": "hate",
    "sexual": "sexual",
    "spam": "spam",
    "insult": "harassment",
    "severe_toxicity": "harassment",
    "toxicity": "harassment",
}


def koko(*arguments):
    return subprocess.run(
        [KOKO, *map(str, arguments)], capture_output=True, text=True, check=True, timeout=120
    )


class Service:
    """A service with two tenants: one that archives texts, and one that does not."""

    def __init__(self, folder):
        self.folder, self.config, self.archive = folder, folder / "koko.toml", folder / "archive"
        self.config.write_text(f"""# The house's own words about this file.
data = "data"
secret_file = "secret"
bundles = ["{TINY}"]

[archive]
to = "archive"
segment_seconds = 0.2

[tenants.{TENANT}]
archive = {{ texts = true }} # so that it can be learned from
keep_texts = true

[tenants.quiet]
""")
        # Always the same, so that authors fall into the same splits.
        (folder / "secret").write_text("00" * 32)
        scopes = [
            word for scope in ("score", "moderate", "read", "review", "admin") for word in ("--scope", scope)
        ]
        made = {
            tenant: koko(
                "keys", "new", tenant, "--data", folder / "data", "--tenant", tenant, *scopes
            ).stdout.strip()
            for tenant in (TENANT, "quiet")
        }
        self.key = folder / "key"
        self.key.write_text(made[TENANT] + "\n")
        self.running = service.Service("--config", self.config, "--no-console")
        self.url = self.running.url
        self.clients = {
            tenant: httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {key}"}, timeout=120)
            for tenant, key in made.items()
        }

    def post(self, path, body, tenant=TENANT):
        answer = self.clients[tenant].post(path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def status(self):
        return self.clients[TENANT].get("/v1/status/models").json()

    def model_of(self, content):
        """Who decides about a content."""
        answer = self.clients[TENANT].post("/v1/score", json={"id": content, "text": "good morning"})
        return answer.headers["koko-model"]

    def flush(self):
        koko("archive", "flush", "--config", self.config)

    def stop(self):
        for client in self.clients.values():
            client.close()
        return self.running.stop()


@pytest.fixture
def new_service(tmp_path):
    """One of which nobody knows anything yet."""
    running = Service(tmp_path)
    try:
        yield running
    finally:
        status = running.stop()
    assert status == 0


def texts(seed, count):
    """Comments that are ours, with what is true of them; none of them twice."""
    rows = list({row.text.lower(): row for row in generated(seed, leave_out=LEFT_OUT)}.values())
    step = max(len(rows) // count, 1)
    return rows[::step][:count]


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """A service that has run for a while: people have looked at each decision."""
    running = Service(tmp_path_factory.mktemp("house"))
    try:
        rows = texts(seed=7, count=2000 if LONG else 700)
        for first in range(0, len(rows), 500):
            part = list(enumerate(rows[first : first + 500], first))
            running.post("/v1/moderate", [posted(number, row) for number, row in part])
            running.post("/v1/events", [decided(number, row) for number, row in part])
        running.flush()
        yield running
    finally:
        status = running.stop()
    assert status == 0


def posted(number: int, row: Row):
    return {"id": f"c{number}", "author": f"a{number % 300}", "community": "square", "text": row.text}


def decided(number: int, row: Row):
    """What a person decides who sees what is true."""
    harm = next((family for label, family in HARM.items() if row.targets.get(label, 0.0) >= 0.5), None)
    outcome = {"outcome": "removed", "family": harm} if harm else {"outcome": "fine", "family": "harassment"}
    event = {"event": "moderated", "id": f"m{number}", "author": f"a{number % 300}", "moderator": "ines"}
    return event | {"post": f"c{number}", "at": int(time.time())} | outcome


@pytest.fixture(scope="session")
def s3(tmp_path_factory):
    with open(tmp_path_factory.mktemp("moto") / "log", "wb") as log:
        bucket = Moto("models", log)
        try:
            yield bucket
        finally:
            bucket.stop()


def command(*words, **more):
    """`python -m koko_training.pipeline …`, as anybody types it."""
    environment = {**os.environ, **KEYS, "PYTHONPATH": str(ROOT / "training")}
    line = [sys.executable, "-m", "koko_training.pipeline", *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, timeout=300, env=environment, **more)


class Workflow:
    """A run of koko-train.yaml in a folder."""

    def __init__(self, folder, programs=(), **parameters):
        self.folder, self.programs = folder, programs
        self.parameters = {name.replace("_", "-"): str(value) for name, value in parameters.items()}
        self.work = folder / "work"

    def run(self, check=True, **more):
        """What became of each task."""
        parameters = self.parameters | {name.replace("_", "-"): str(value) for name, value in more.items()}
        given = [word for name, value in parameters.items() for word in ("-p", f"{name}={value}")]
        programs = [word for program in self.programs for word in ("--programs", str(program))]
        line = [sys.executable, ROOT / "deploy/argo/local_run.py", "--fast", "--folder", self.folder]
        done = subprocess.run(
            [*line, *given, *programs],
            capture_output=True,
            text=True,
            env={**os.environ, **KEYS},
            timeout=3600,
        )
        self.said = done.stdout + done.stderr
        told = re.findall(r"^(Succeeded|Skipped|Failed|Error|Omitted) +(\S+) ", done.stdout, re.MULTILINE)
        if check:
            assert done.returncode == 0, self.said
        return {name: status for status, name in told}

    def copy(self, folder):
        """The same run in another folder, as far as it has come."""
        shutil.copytree(self.folder, folder)
        return Workflow(folder, self.programs, **self.parameters)


def changed(name, folder, /, **values):
    """A file of training/, with some of its values changed."""
    text = (ROOT / "training" / name).read_text()
    for key, value in values.items():
        text, times = re.subn(rf"^{key} = (\[[^]]*\]|[^ \n]+)", f"{key} = {value}", text, flags=re.MULTILINE)
        assert times == 1, key
    (folder / name).write_text(text)
    return folder / name


@pytest.fixture(scope="session")
def gates(tmp_path_factory):
    """The shipped gates for fewer rows and texts, on a machine that does other things, too."""
    folder, few = tmp_path_factory.mktemp("gates"), {"shadow_texts": 100, "canary_texts": 20, "share": 0.5}
    return changed("gates.toml", folder, fewest=6, p95_ms=10_000, median_ms_times=100, **few)


@pytest.fixture(scope="session")
def workflow(house, s3, gates, tmp_path_factory):
    """A run that went as far as the bucket."""
    run = Workflow(
        tmp_path_factory.mktemp("run"),
        archive=house.archive,
        tenant=TENANT,
        config=changed("house.toml", tmp_path_factory.mktemp("config"), fewest=10, hold="[1000]"),
        bundle=TINY,
        production=TINY,
        gates=gates,
        publish_to="s3://models/koko",
        publish_endpoint=s3.url,
        publish_region="us-east-1",
        promote_to="publish",
        service=house.url,
        service_config=house.config,
        models=house.folder / "bundles",
        key_file=house.key,
        wait_seconds=0,
    )
    run.tasks = run.run()
    return run


def yaml_of(name):
    return yaml.safe_load((ROOT / "deploy/argo" / name).read_text())
