"""S3 as moto plays it, on a free port, for checks."""

import subprocess
import sys
from pathlib import Path

import httpx
from service import free_port, wait_until

KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIDKOKOTEST",
    "AWS_SECRET_ACCESS_KEY": "not-a-secret",
    "AWS_REGION": "us-east-1",
}


class Moto:
    """A store with one bucket; it logs into a file that is open."""

    def __init__(self, bucket, log):
        port = free_port()
        command = [Path(sys.executable).with_name("moto_server"), "-H", "127.0.0.1", "-p", str(port)]
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self.url, self.bucket = f"http://127.0.0.1:{port}", bucket
        wait_until(self.answers, "moto does not answer")

    def answers(self):
        try:
            return httpx.put(f"{self.url}/{self.bucket}").status_code == 200
        except httpx.TransportError:
            return False

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
