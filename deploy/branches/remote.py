"""What a remote of git says: which repository it is, and which branches it has now."""

import os
import re
import subprocess
from pathlib import Path

from naming import Refused

SECONDS = 60


def git(*arguments):
    """What git prints; it asks nobody for a password."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"git {arguments[0]} took more than {SECONDS} seconds: try again later") from None
    if done.returncode:
        raise Refused(f"git {arguments[0]} failed: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode(errors="surrogateescape")


def repository(remote):
    """The repository behind a remote, by a name that is the same however it is reached, without passwords."""
    return canonical(git("ls-remote", "--get-url", "--", remote).strip())


def canonical(url):
    """`host/owner/name` for https, ssh and `git@host:owner/name.git`; a path for a folder of this machine."""
    if found := re.fullmatch(r"(?:https?|ssh|git)://(?:[^/@]*@)?([^/]+)/(.+)", url):
        host, path = found[1].lower(), found[2]
    elif url.startswith("file://"):
        host, path = "", url.removeprefix("file://")
    elif found := re.fullmatch(r"(?:[^/@:]+@)?([^/:]+):(.+)", url):
        host, path = found[1].lower(), found[2].lstrip("/")
    else:
        host, path = "", str(Path(url).resolve())
    path = path.rstrip("/").removesuffix(".git")
    return f"{host}/{path}" if host else path


def heads(remote):
    """The branches of a remote. None at all is no answer to remove anything by."""
    found = set()
    for line in git("ls-remote", "--heads", "--", remote).split("\n")[:-1]:
        head = re.fullmatch(r"(?:[0-9a-f]{40}|[0-9a-f]{64})\trefs/heads/(.+)", line)
        if not head:
            raise Refused(f"git ls-remote said something else than a branch: {line!a}")
        found.add(head[1])
    if not found:
        raise Refused(f"{remote} has no branch at all, which is more likely a mistake than the truth")
    return frozenset(found)
