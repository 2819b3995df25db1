"""A real `koko serve` that archives, S3 as moto plays it, and a proxy between them that fails if told to."""

import json
import os
import subprocess
import sys

import httpx
import pyarrow.dataset
import pyarrow.fs
import pytest
import service
from s3 import KEYS, Moto
from service import KOKO, ROOT, wait_until  # noqa: F401 tests take some of them from here

LONG = os.environ.get("KOKO_LONG") == "1"
KEY, SECRET = KEYS["AWS_ACCESS_KEY_ID"], KEYS["AWS_SECRET_ACCESS_KEY"]
BUCKET = "decisions"

sys.path.insert(0, str(ROOT / "deploy" / "ci" / "stubs"))
from s3_fault import Faults  # noqa: E402


class Service:
    """A service that archives; its folder holds the configuration, its data and its log."""

    def __init__(self, folder, archive, tenants="", **more):
        self.folder, self.more = folder, more
        self.data = folder / "data"
        self.log = folder / "log"
        self.config = folder / "koko.toml"
        settings = {
            "log": str(self.log),
            "segment_seconds": 1.0,
            "retry_seconds": 0.05,
            "request_seconds": 1.0,
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in {**settings, **archive}.items()]
        self.config.write_text("\n".join(["data = 'data'", "[archive]", *lines, tenants]) + "\n")
        self.start()

    def start(self):
        options = ["--config", self.config]
        self.running = service.Service(*options, environment={**KEYS, **self.more})
        self.process, self.said = self.running.process, self.running.said
        self.client = httpx.Client(base_url=self.running.url, timeout=30)

    def post(self, path, body, **more):
        answer = self.client.post(path, json=body, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def moderate(self, *contents):
        return self.post("/v1/moderate", list(contents))

    def metrics(self):
        """What is measured about the archive: by name and labels."""
        answer = self.client.get("/metrics").text
        lines = [line for line in answer.splitlines() if line.startswith("koko_archive")]
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}

    def koko(self, verb, *arguments, check=True):
        """`koko archive`, for this service."""
        command = [KOKO, "archive", verb, "--config", self.config, *map(str, arguments)]
        environment = {**os.environ, **KEYS}
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)
        if check:
            assert done.returncode == 0, done.stdout + done.stderr
        return done

    def query(self, *arguments):
        return [json.loads(line) for line in self.koko("query", *arguments).stdout.splitlines()]

    def kill(self):
        """Without any warning."""
        self.running.kill()
        self.client.close()

    def stop(self):
        """As an operator would."""
        self.client.close()
        assert self.running.stop() == 0, "".join(self.said)

    def segments(self):
        """What is not archived yet."""
        return sorted(self.log.glob("*.log")) + sorted(self.log.glob("*.open"))


@pytest.fixture
def serve(tmp_path):
    """Starts services, and ends those that a test leaves."""
    started = []

    def start(archive, tenants="", folder=None, **more):
        folder = folder or tmp_path / f"service{len(started)}"
        folder.mkdir(exist_ok=True)
        started.append(Service(folder, archive, tenants, **more))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.kill()


class Store(Moto):
    """A bucket, and a proxy before it."""

    def __init__(self, log):
        super().__init__(BUCKET, log)
        self.faults = Faults(self.url, secrets={KEY: SECRET})
        endpoint = {"access_key": KEY, "secret_key": SECRET, "region": "us-east-1", "scheme": "http"}
        self.files = pyarrow.fs.S3FileSystem(endpoint_override=self.url.removeprefix("http://"), **endpoint)

    def archive(self, prefix, **more):
        """The settings of a service that archives here."""
        return {"to": f"s3://{BUCKET}/{prefix}", "endpoint": self.faults.url, "region": "us-east-1", **more}

    def objects(self, prefix):
        """The keys of all objects."""
        found = self.files.get_file_info(pyarrow.fs.FileSelector(f"{BUCKET}/{prefix}", recursive=True))
        return sorted(info.path for info in found if info.is_file)

    def rows(self, prefix, folder="v1"):
        """Everything, as Arrow reads it."""
        where = f"{BUCKET}/{prefix}/{folder}"
        if self.files.get_file_info(where).type == pyarrow.fs.FileType.NotFound:
            return []
        dataset = pyarrow.dataset.dataset(where, filesystem=self.files, format="parquet", partitioning="hive")
        return dataset.to_table().to_pylist()

    def bytes(self, key):
        with self.files.open_input_stream(key) as stream:
            return stream.read()

    def stop(self):
        self.faults.stop()
        super().stop()


@pytest.fixture(scope="session")
def s3(tmp_path_factory):
    """For everybody; each takes a prefix of its own."""
    with open(tmp_path_factory.mktemp("moto") / "log", "wb") as log:
        store = Store(log)
        yield store
        store.stop()


@pytest.fixture
def prefix(request, s3):
    """One that nobody else has."""
    yield request.node.name.replace("[", "-").replace("]", "")
    s3.faults.set("none")


SAID = "the opening was slow but your endgame made up for it and everybody in chess club agrees it was"
WORDS = SAID.split(" ")


def content(number, **more):
    """A mild text; some are insults, so that there is something to find."""
    words = " ".join(WORDS[(number * step + step) % len(WORDS)] for step in range(1, 4 + number % 12))
    said = f"you are an idiot, {words}" if number % 7 == 0 else words
    usual = {"id": f"c{number}", "author": f"a{number % 50}", "community": f"room{number % 5}"}
    return {**usual, "surface": "comment", "text": f"{said} {number}", **more}
