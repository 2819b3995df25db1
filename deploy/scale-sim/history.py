"""What the shipped PromQL says about a made-up past: a real Prometheus with that past in its blocks."""

import json
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parents[2] / "target/tools/monitoring/bin"
# Prometheus answers with at most 11,000 points.
POINTS = 10_000


@contextmanager
def prometheus(series, step_s):
    """A Prometheus that knows `series`: (name, first second, values) of each. Yields how it is asked."""
    with tempfile.TemporaryDirectory() as folder:
        past = Path(folder, "past.txt")
        with past.open("w") as file:
            for name in {name for name, _, _ in series}:
                file.write(f"# TYPE {name} gauge\n")
                for mine, first, values in sorted(series, key=lambda one: one[1]):
                    if mine == name:
                        file.writelines(
                            f"{name} {value:.3f} {first + number * step_s}\n"
                            for number, value in enumerate(values)
                        )
            file.write("# EOF\n")
        blocks = Path(folder, "blocks")
        command = [
            PROGRAMS / "promtool",
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            "--quiet",
            "--max-block-duration=512h",
        ]
        subprocess.run([*command, past, blocks], check=True, stdout=subprocess.DEVNULL)
        running, url = started(
            blocks, {}, "--storage.tsdb.retention.time=100y", "--query.max-samples=500000000"
        )
        try:
            yield lambda expr, first, last: ask(url, expr, first, last, step_s)
        finally:
            running.terminate()
            running.wait(timeout=30)


def started(data, config, *options):
    """A Prometheus that answers, and its address."""
    file = Path(data).parent / "prometheus.json"
    file.write_text(json.dumps(config))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen(
        [
            PROGRAMS / "prometheus",
            f"--config.file={file}",
            f"--storage.tsdb.path={data}",
            f"--web.listen-address=127.0.0.1:{port}",
            *options,
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/-/ready", running)
    except BaseException:
        running.kill()
        running.wait()
        raise
    return running, f"http://127.0.0.1:{port}"


def wait_for(url, running):
    for _ in range(300):
        if running.poll() is not None:
            raise RuntimeError(f"Prometheus has ended with status {running.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer: is the machine very busy?")


def ask(url, expr, first, last, step_s):
    """The values of the only series that an expression has, one for each step; None where it has none."""
    found = {}
    for start in range(first, last, POINTS * step_s):
        end = min(last, start + POINTS * step_s) - step_s
        asked = {"query": expr, "start": start, "end": end, "step": step_s, "timeout": "5m"}
        body = urllib.parse.urlencode(asked).encode()
        with urllib.request.urlopen(f"{url}/api/v1/query_range", body, timeout=300) as answer:
            result = json.load(answer)["data"]["result"]
        if len(result) > 1:
            raise ValueError(f"more than one series comes of {expr}")
        found |= {int(at): float(value) for one in result for at, value in one["values"]}
    return [found.get(at) for at in range(first, last, step_s)]
