"""The whole way from a request to a picture in a chat, with the real programs: the service, Prometheus and
its rules, Alertmanager, `koko graph`, and a stand-in for Slack and for a status page. Then whatever lies in
observability.d, against the same Prometheus.

Prints what holds and what does not, and `N passed, N failed` in the end. Everything listens on 127.0.0.1 and
is ended by its id.
"""

import contextlib
import hashlib
import hmac
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from PIL import Image
from service import KOKO, ROOT, free_port

TOOLS = ROOT / "target" / "tools" / "monitoring" / "bin"
SHIPPED = ROOT / "deploy" / "prometheus"
MORE = ROOT / "deploy" / "ci" / "check" / "observability.d"

SECRET = "a secret of this check, and of nothing else"
THRESHOLD = (214, 39, 40)
ALERT = "CheckErrors"
# Of every twenty requests one fails: five times as many as the alert takes.
RULES = {
    "groups": [
        {
            "name": "check",
            "rules": [
                {
                    "alert": ALERT,
                    "expr": '(sum(rate(koko_http_requests_total{status=~"5.."}[10s]))\n'
                    '  / sum(rate(koko_http_requests_total{route!="/metrics"}[10s])) > 2 * 0.005)\n'
                    "and on() vector(1)",
                    "for": "1s",
                    "labels": {"severity": "critical"},
                    "annotations": {
                        "summary": "requests fail",
                        "runbook": "none",
                        "graph": "none",
                    },
                }
            ],
        }
    ]
}


class Checks:
    """What was looked at, and whether it held."""

    def __init__(self):
        self.passed = self.failed = 0

    def __call__(self, what, holds, why=""):
        self.passed += bool(holds)
        self.failed += not holds
        print(
            f"{'ok' if holds else 'FAILED':6} {what}{'' if holds else f': {why}'}",
            flush=True,
        )
        return bool(holds)

    def add(self, name, run):
        """What another check has printed last."""
        found = re.findall(r"(\d+) passed, (\d+) failed", run.stdout)
        if run.returncode not in (0, 1) or not found:
            return self(name, False, f"status {run.returncode}\n{run.stdout}{run.stderr}")
        passed, failed = map(int, found[-1])
        self.passed += passed
        self.failed += failed
        print(
            f"{'ok' if not failed else 'FAILED':6} {name}: {passed} passed, {failed} failed",
            flush=True,
        )
        if failed:
            print(run.stdout)


class Stand:
    """In place of Slack, or of a status page: keeps what it is sent."""

    def __init__(self):
        self.sent = []
        stand = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                stand.sent.append((self.path, headers, json.loads(body)))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def fetch(url, body=None, headers=None):
    """The status and the body."""
    request = urllib.request.Request(url, data=body, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def wait_for(what, is_there, seconds=40):
    """What `is_there` gives, once it gives something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError, KeyError, IndexError, ValueError):
            if found := is_there():
                return found
        time.sleep(0.2)
    print(f"       {what}: not within {seconds} s")
    return None


class Running:
    """Programs that are ended in the end, whatever happens."""

    def __init__(self, folder):
        self.folder = folder
        self.programs = []

    def start(self, name, *arguments, env=None):
        log = (self.folder / f"{name}.log").open("wb")
        program = subprocess.Popen(
            [str(argument) for argument in arguments],
            stdout=log,
            stderr=log,
            env={**os.environ, **(env or {})},
        )
        self.programs.append((name, program))
        return program

    def log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def address(self, name, pattern):
        """Where a program says that it listens."""
        return wait_for(f"{name} listens", lambda: re.search(pattern, self.log(name)))[1]

    def stop(self):
        for _, program in reversed(self.programs):
            program.send_signal(signal.SIGTERM)
        for name, program in self.programs:
            try:
                program.wait(timeout=20)
            except subprocess.TimeoutExpired:
                print(f"       {name} does not end: killed")
                program.kill()


def signed(pictures, parameters, expires=None):
    """A URL as `koko graph` would sign it."""
    parameters = {**parameters, "exp": str(int(expires or time.time() + 3_600))}
    written = urllib.parse.urlencode(sorted(parameters.items()))
    signature = hmac.new(SECRET.encode(), written.encode(), hashlib.sha256).hexdigest()
    return f"{pictures}?{written}&sig={signature}"


def load(url, stop):
    """Of twenty requests one fails: there are no certificates with which webhooks could be sent."""
    fails = json.dumps({"url": "https://example.com/", "events": ["decision.made"]}).encode()
    n = 0
    while not stop.is_set():
        for place in range(20):
            n += 1
            content = {
                "id": str(n),
                "author": f"a{n % 9}",
                "text": f"you are an idiot, {n % 700}",
            }
            path = ("/v1/moderate", "/v1/score", "/v1/moderations")[n % 3]
            body = (
                {"input": content["text"]} if n % 3 == 2 else {"text": content["text"]} if n % 3 else content
            )
            with contextlib.suppress(OSError):
                if place == 0:
                    fetch(f"{url}/v1/webhooks", fails)
                else:
                    fetch(f"{url}{path}", json.dumps(body).encode())
            stop.wait(0.01)


def settings(folder, service, alertmanager, graph):
    """The shipped configuration, with the addresses of this check and shorter times."""
    rules = folder / "check.yml"
    rules.write_text(yaml.safe_dump(RULES))
    prometheus = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [
            str(rules),
            *sorted(map(str, (SHIPPED / "rules").glob("*.yml"))),
        ],
        "alerting": {"alertmanagers": [{"static_configs": [{"targets": [f"127.0.0.1:{alertmanager}"]}]}]},
        "scrape_configs": [
            {
                "job_name": "koko",
                "static_configs": [{"targets": [service.removeprefix("http://")]}],
            }
        ],
    }
    (folder / "prometheus.yml").write_text(yaml.safe_dump(prometheus))
    written = (SHIPPED / "alertmanager.yml").read_text().replace("http://koko-graph:8090", graph)
    shipped = yaml.safe_load(written)
    shipped["route"].update(group_wait="1s", group_interval="5s")
    for route in shipped["route"].get("routes", []):
        route.update(group_wait="1s", group_interval="5s")
    for receiver in shipped["receivers"]:
        for slack in receiver.get("slack_configs", []):
            # The file does not hold the secret where it is shipped to.
            slack.setdefault("http_config", {})["authorization"] = {
                "credentials_file": str(folder / "secret")
            }
    (folder / "alertmanager.yml").write_text(yaml.safe_dump(shipped))


def query(prometheus, expression):
    _, body = fetch(f"{prometheus}/api/v1/query?{urllib.parse.urlencode({'query': expression})}")
    return json.loads(body)["data"]["result"]


def pixels(picture, color):
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return sum(count for count, found in image.getcolors(1 << 24) if found == color)


def main():
    missing = [str(file) for file in (KOKO, TOOLS / "prometheus") if not file.exists()]
    if missing:
        sys.exit(f"{', '.join(missing)} is missing: `make check-deploy CHECKS=observability` makes them")
    check = Checks()
    with tempfile.TemporaryDirectory() as folder:
        running = Running(Path(folder))
        try:
            chain(check, running, Path(folder))
        finally:
            running.stop()
            if check.failed:
                for name, _ in running.programs:
                    print(f"--- {name}\n{running.log(name)[-3_000:]}")
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


def chain(check, running, folder):
    slack, page = Stand(), Stand()
    (folder / "secret").write_text(f"{SECRET}\n")
    (folder / "slack-url").write_text(f"{slack.url}/services/x\n")
    (folder / "koko.toml").write_text(f'[archive]\nto = "{folder}/archive"\nsegment_seconds = 1\n')
    env = {
        "KOKO_BUNDLE": str(ROOT / "models" / "koko-en-1"),
        "SSL_CERT_FILE": str(folder / "none"),
        "SSL_CERT_DIR": str(folder / "none"),
    }
    running.start(
        *[
            "koko",
            KOKO,
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--config",
            folder / "koko.toml",
            "--data",
            folder / "data",
            "--log-format",
            "json",
        ],
        env=env,
    )
    service = running.address("koko", r'"event":"serving".* on (http://[^"]+)"')
    stop = threading.Event()
    loading = threading.Thread(target=load, args=(service, stop))
    loading.start()
    try:
        alertmanager, prometheus = free_port(), free_port()
        prometheus_url = f"http://127.0.0.1:{prometheus}"
        graph_at = f"127.0.0.1:{free_port()}"
        settings(folder, service, alertmanager, f"http://{graph_at}")
        running.start(
            *[
                "graph",
                KOKO,
                "graph",
                "--listen",
                graph_at,
                "--prometheus",
                prometheus_url,
            ],
            *[
                "--secret-file",
                folder / "secret",
                "--slack-url-file",
                folder / "slack-url",
            ],
        )
        running.start(
            *[
                "alertmanager",
                TOOLS / "alertmanager",
                f"--config.file={folder}/alertmanager.yml",
            ],
            *[
                f"--storage.path={folder}/alerts",
                f"--web.listen-address=127.0.0.1:{alertmanager}",
            ],
            "--cluster.listen-address=",
        )
        running.start(
            *[
                "prometheus",
                TOOLS / "prometheus",
                f"--config.file={folder}/prometheus.yml",
            ],
            *[
                f"--storage.tsdb.path={folder}/tsdb",
                f"--web.listen-address=127.0.0.1:{prometheus}",
            ],
        )
        is_up = wait_for("koko is scraped", lambda: query(prometheus_url, 'up{job="koko"} == 1'))
        check("Prometheus reads the service's metrics", is_up)
        told = wait_for(
            "the alert reaches the chat",
            lambda: [sent for _, _, sent in slack.sent if ALERT in json.dumps(sent)],
        )
        if check(
            "an alert about errors reaches the chat",
            told,
            running.log("alertmanager")[-1_000:],
        ):
            pictures_of(check, told[0], f"http://{graph_at}/graph.png")
        rules_of(check, prometheus_url)
        alone(check, folder, prometheus_url)
        status(check, folder, page, prometheus_url)
        drops = [
            *query(prometheus_url, "koko_log_lines_dropped_total"),
            *query(prometheus_url, "koko_trace_spans_dropped_total"),
        ]
        check(
            "nothing was dropped",
            [one["value"][1] for one in drops] == ["0", "0"],
            drops,
        )
        lines = running.log("koko").splitlines()
        check(
            "every line of the log is JSON",
            all(json.loads(line)["event"] for line in lines),
        )
        env = {
            "KOKO_PROMETHEUS_URL": prometheus_url,
            "KOKO_URL": service,
            "PATH": f"{TOOLS}:{os.environ['PATH']}",
        }
        for more in sorted(MORE.glob("*")):
            if os.access(more, os.X_OK) and more.is_file():
                run = subprocess.run(
                    [more],
                    capture_output=True,
                    text=True,
                    check=False,
                    env={**os.environ, **env},
                )
                check.add(f"{MORE.name}/{more.name}", run)
    finally:
        stop.set()
        loading.join()


def pictures_of(check, message, pictures):
    """The picture of the message, and what else could be asked for."""
    url = next((one["image_url"] for one in message["attachments"] if "image_url" in one), "")
    signature = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)
    check(
        "its picture is signed",
        url.startswith(f"{pictures}?") and {"sig", "exp", "end"} <= set(signature),
        url,
    )
    status, picture = fetch(url)
    is_picture = check(
        "the picture is one",
        status == 200 and picture.startswith(b"\x89PNG"),
        (status, picture[:80]),
    )
    if is_picture:
        red = pixels(picture, THRESHOLD)
        check("the threshold is drawn in its colour", red > 300, f"{red} pixels")
        if kept := os.environ.get("KOKO_KEEP_PICTURE"):
            Path(kept).write_bytes(picture)
    elsewhere = url.replace(f"alert={ALERT}", "alert=KokoDown")
    soon = signed(pictures, {"alert": ALERT})
    for what, asked, wanted in [
        ("a picture that we sign is shown", soon, 200),
        ("one whose parameters were changed is not", elsewhere, 403),
        ("one with a parameter more is not", f"{url}&width=900", 403),
        (
            "one whose signature has expired is not",
            signed(pictures, {"alert": ALERT}, time.time() - 1),
            403,
        ),
        ("one without a signature is not", f"{pictures}?alert={ALERT}", 403),
        (
            "one that is too large is refused",
            signed(pictures, {"alert": ALERT, "width": "9000"}),
            400,
        ),
        (
            "so is one of too long a time",
            signed(pictures, {"alert": ALERT, "range": "99999999"}),
            400,
        ),
        (
            "so is one with too many points",
            signed(pictures, {"alert": ALERT, "points": "99999"}),
            400,
        ),
        (
            "so is an alert that nobody has loaded",
            signed(pictures, {"alert": "Nothing"}),
            400,
        ),
        (
            "so is an expression that is no alert's",
            signed(pictures, {"query": "up"}),
            400,
        ),
    ]:
        got, body = fetch(asked)
        check(what, got == wanted, (got, body[:200]))
    got, _ = fetch(pictures.replace("graph.png", "slack"), b"{}")
    check("who does not know the secret tells the chat nothing", got == 401, got)


def rules_of(check, prometheus):
    """The rules that are shipped, some of which are looked at every quarter of a minute only."""
    wait_for("the rules are evaluated", lambda: query(prometheus, "koko:scale:load"))
    _, body = fetch(f"{prometheus}/api/v1/rules")
    rules = [rule for group in json.loads(body)["data"]["groups"] for rule in group["rules"]]
    wrong = [(rule["name"], rule["lastError"]) for rule in rules if rule["health"] == "err"]
    check(f"{len(rules)} rules can be evaluated", rules and not wrong, wrong)


def alone(check, folder, prometheus):
    """Pictures without a listener."""
    for file, begins in (("errors.png", b"\x89PNG"), ("errors.svg", b"<svg")):
        drawing = [
            KOKO,
            "graph",
            "--prometheus",
            prometheus,
            "--alert",
            ALERT,
            "--theme",
            "dark",
            "--out",
            folder / file,
        ]
        drawn = subprocess.run(drawing, capture_output=True, text=True, check=False)
        is_there = drawn.returncode == 0 and begins in (folder / file).read_bytes()[:200]
        check(f"koko graph draws {file}", is_there, drawn.stderr)


def status(check, folder, page, prometheus):
    """Numbers for a status page: only those that are one number."""
    (folder / "key").write_text("OAuth abc\n")
    config = folder / "status.toml"

    def push(metrics):
        written = "".join(f"{name} = '{expression}'\n" for name, expression in metrics.items())
        config.write_text(
            f"prometheus = '{prometheus}'\nurl = '{page.url}/metrics/{{metric}}/data'\n"
            f"authorization_file = 'key'\n[metrics]\n{written}"
        )
        page.sent.clear()
        pushing = [KOKO, "status-push", "--config", config, "--once"]
        return subprocess.run(pushing, capture_output=True, text=True, check=False)

    done = push({"texts": "sum(koko_texts_total)"})
    ((path, headers, body),) = page.sent or [("", {}, {})]
    is_told = path == "/metrics/texts/data" and body["data"]["value"] > 0
    is_told = is_told and headers.get("authorization") == "OAuth abc"
    check(
        "a status page is told a number",
        done.returncode == 0 and is_told,
        (done.stderr, page.sent),
    )
    done = push(
        {
            "many": "koko_texts_total",
            "none": "nothing_of_this_name",
            "good": "vector(7)",
        }
    )
    told = [path for path, _, _ in page.sent]
    is_right = done.returncode == 1 and told == ["/metrics/good/data"]
    check(
        "what is not one number is not told",
        is_right,
        (done.returncode, told, done.stderr),
    )


if __name__ == "__main__":
    sys.exit(main())
