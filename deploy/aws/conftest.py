"""CloudFormation as moto plays it, and as botocore describes it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from service import free_port, wait_until

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
KEYS = {
    "AWS_ACCESS_KEY_ID": "koko",
    "AWS_SECRET_ACCESS_KEY": "not-a-secret",
    "AWS_DEFAULT_REGION": "eu-central-1",
}


@pytest.fixture(scope="session")
def moto(tmp_path_factory):
    """The environment of a program that talks to moto instead of AWS."""
    port = free_port()
    with open(tmp_path_factory.mktemp("moto") / "log", "wb") as log:
        command = [Path(sys.executable).with_name("moto_server"), "-H", "127.0.0.1", "-p", str(port)]
        process = subprocess.Popen(command, stdout=log, stderr=log)
    wait_until(lambda: socket.socket().connect_ex(("127.0.0.1", port)) == 0, "moto does not answer")
    yield {**os.environ, **KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    process.terminate()
    process.wait(timeout=30)
