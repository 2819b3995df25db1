"""A service whose models are changed: its configuration, and every instance of it."""

from __future__ import annotations

import json
import os
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import tomlkit

TIMEOUT_S = 120


@dataclass(frozen=True)
class Service:
    """All instances behind a URL. They read one configuration file, and each has to be asked to read it again."""

    url: str
    key: str | None = None
    instances: list[str] = field(default_factory=list)

    @staticmethod
    def at(url: str, key: str | None) -> Service:
        """The instances are the addresses of the name: in Kubernetes that of a headless Service."""
        parts = urlsplit(url)
        if parts.scheme != "http":
            # A certificate is for the name.
            return Service(url, key, [url])
        port = parts.port or 80
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            raise SystemExit(f"{url}: {error.strerror}: name the service with --service") from None
        addresses = {(family, str(address[0])) for family, *_, address in found}
        hosts = sorted(f"[{host}]" if family == socket.AF_INET6 else host for family, host in addresses)
        # `localhost` is two addresses, of which a service may listen on one.
        hosts = hosts[:1] if parts.hostname == "localhost" else hosts
        return Service(url, key, [urlunsplit(parts._replace(netloc=f"{host}:{port}")) for host in hosts])

    def reload(self) -> list[str]:
        """Let every instance read its configuration again; what each of them says against it."""
        said = []
        for instance in self.instances:
            try:
                self.ask(instance, "POST", "/v1/status/models/reload")
            except OSError as error:
                said.append(f"{instance}: {reason(error)}")
        return said

    def models(self) -> list[dict[str, Any]]:
        """What every instance has noticed about the models of the key's tenant."""
        return [self.ask(instance, "GET", "/v1/status/models") for instance in self.instances]

    def ask(self, instance: str, method: str, path: str) -> Any:
        headers = {"Host": urlsplit(self.url).netloc}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        asked = urllib.request.Request(instance.rstrip("/") + path, method=method, headers=headers)
        with urllib.request.urlopen(asked, timeout=TIMEOUT_S) as answer:
            return json.load(answer)


def reason(error: OSError) -> str:
    """What the service says, if it says anything."""
    if isinstance(error, urllib.error.HTTPError):
        try:
            return json.load(error)["error"]["message"]
        except (ValueError, KeyError):
            return f"status {error.code}"
    return str(getattr(error, "reason", error))


@dataclass
class Configuration:
    """The service's configuration file. Comments and order stay."""

    path: Path
    document: tomlkit.TOMLDocument
    written: str

    @staticmethod
    def open(path: Path) -> Configuration:
        written = path.read_text(encoding="utf-8")
        return Configuration(path, tomlkit.parse(written), written)

    @property
    def bundles(self) -> list[str]:
        """The folders of the models, the default first."""
        if not self.document.get("bundles"):
            raise SystemExit(f"{self.path} names no `bundles`: put the one that answers now there first")
        return self.document["bundles"]

    def add_bundle(self, folder: Path) -> None:
        """Name a bundle's folder behind the others. Paths may be relative to the file."""
        if folder.resolve() not in [(self.path.parent / path).resolve() for path in self.bundles]:
            self.bundles.append(str(folder.resolve()))

    def tenant(self, name: str) -> Any:
        """The table of a tenant, made if it is not there."""
        tenants = self.document.setdefault("tenants", tomlkit.table(is_super_table=True))
        if name not in tenants:
            tenants[name] = tomlkit.table()
        return tenants[name]

    def save(self) -> None:
        replace(self.path, tomlkit.dumps(self.document))

    def restore(self) -> None:
        """The file as it was opened."""
        replace(self.path, self.written)


def replace(path: Path, content: str) -> None:
    """Write a file so that whoever reads it finds the old one or the new one."""
    half = path.with_name(f".{path.name}.half")
    half.write_text(content, encoding="utf-8")
    os.replace(half, path)
