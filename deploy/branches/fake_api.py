"""The few routes of Kubernetes' API that branch-env uses, with resource versions, preconditions and faults.

No stand-in for a cluster: nothing ends by itself, and who may do what is not asked. test_control_plane.py has
the real thing.
"""

import itertools
import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KINDS = {
    "v1": {
        "namespaces": "Namespace",
        "services": "Service",
        "resourcequotas": "ResourceQuota",
        "limitranges": "LimitRange",
    },
    "apps/v1": {"deployments": "Deployment"},
    "networking.k8s.io/v1": {"networkpolicies": "NetworkPolicy"},
}


class Failure(Exception):
    """An answer that is a Status."""

    def __init__(self, code, reason, message):
        super().__init__(message)
        self.code, self.reason = code, reason


class Api:
    """Its objects by path, what was asked of it, and hooks that are called before a request is answered."""

    def __init__(self):
        self.versions = itertools.count(100)
        self.clear()
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def clear(self):
        """Forgets everything, hooks included."""
        self.objects, self.asked = {}, []
        self.before = lambda method, path: None
        self.answer = self.answered

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def put(self, path, document):
        """An object as it is kept: with an id of its own and a new version."""
        metadata = document.setdefault("metadata", {})
        metadata.setdefault("uid", str(uuid.uuid4()))
        metadata["resourceVersion"] = str(next(self.versions))
        self.objects[path] = document
        return document

    def namespace(self, metadata):
        """Puts a namespace there, as if somebody else had made it."""
        document = {"apiVersion": "v1", "kind": "Namespace", "metadata": metadata}
        return self.put(f"/api/v1/namespaces/{metadata['name']}", document)

    def names(self):
        return {
            path.rpartition("/")[2]
            for path in self.objects
            if path.startswith("/api/v1/namespaces/") and path.count("/") == 4
        }

    def annotation(self, name, key):
        return self.objects[f"/api/v1/namespaces/{name}"]["metadata"]["annotations"].get(key)

    def changes(self):
        """What was asked for beyond reading."""
        return [(method, path) for method, path in self.asked if method != "GET"]

    def answered(self, method, path, query, body):
        if found := discovery(path):
            return found
        if method == "GET" and path == "/api/v1/namespaces":
            items = [self.objects[f"/api/v1/namespaces/{name}"] for name in sorted(self.names())]
            return {
                "kind": "NamespaceList",
                "apiVersion": "v1",
                "metadata": {"resourceVersion": "100"},
                "items": items,
            }
        if method == "POST":
            path = f"{path}/{body['metadata']['name']}"
            if path in self.objects:
                raise Failure(409, "AlreadyExists", f"{path} already exists")
            return self.put(path, body)
        there = self.objects.get(path)
        if method == "PATCH" and "fieldManager" in query and query["fieldManager"] == ["koko-branch-env"]:
            return self.put(path, {**body, "metadata": {**body["metadata"], "uid": str(uuid.uuid4())}})
        if there is None:
            raise Failure(404, "NotFound", f"{path} not found")
        if method == "PATCH":
            unchanged(there, body["metadata"])
            return self.put(
                path, merged(there, {**body, "metadata": {**body["metadata"], "resourceVersion": None}})
            )
        if method == "DELETE":
            unchanged(there, body["preconditions"])
            del self.objects[path]
        return there

    def handler(api):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *said):
                pass

            def read(self):
                """What was sent; kubectl sends files in chunks."""
                if self.headers.get("Transfer-Encoding") != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length") or 0))
                read = b""
                while size := int(self.rfile.readline(), 16):
                    read += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return read

            def do(self):
                split = urlsplit(self.path)
                body = json.loads(self.read() or "{}")
                api.asked.append((self.command, split.path))
                try:
                    api.before(self.command, split.path)
                    with api.lock:
                        code, said = 200, api.answer(self.command, split.path, parse_qs(split.query), body)
                except Failure as failure:
                    status = {
                        "status": "Failure",
                        "reason": failure.reason,
                        "message": str(failure),
                        "code": failure.code,
                    }
                    code, said = (
                        failure.code,
                        {"kind": "Status", "apiVersion": "v1", "metadata": {}, **status},
                    )
                text = json.dumps(said).encode()
                try:
                    self.send_response(code)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(text)))
                    self.end_headers()
                    self.wfile.write(text)
                except OSError:
                    pass

            do_GET = do_POST = do_PATCH = do_DELETE = do

        return Handler


def unchanged(there, wanted):
    """Refuses an object that is another one, or another version, than the one that is meant."""
    for key in ("uid", "resourceVersion"):
        if wanted.get(key) not in (None, there["metadata"][key]):
            raise Failure(
                409, "Conflict", f"the {key} in the precondition ({wanted[key]}) is not the object's"
            )


def merged(there, patch):
    """A JSON merge patch (RFC 7386); null removes. Versions are the API's."""
    if not isinstance(patch, dict):
        return patch
    result = dict(there) if isinstance(there, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def discovery(path):
    """What kinds there are, for those who ask before they begin."""
    if path == "/api":
        return {"kind": "APIVersions", "versions": ["v1"]}
    if path == "/apis":
        versions = [version for version in KINDS if "/" in version]
        return {
            "kind": "APIGroupList",
            "apiVersion": "v1",
            "groups": [
                {
                    "name": version.split("/")[0],
                    "versions": [{"groupVersion": version, "version": version.split("/")[1]}],
                    "preferredVersion": {"groupVersion": version, "version": version.split("/")[1]},
                }
                for version in versions
            ],
        }
    if path == "/openapi/v3":
        paths = {where(version): {"serverRelativeURL": f"/openapi/v3/{where(version)}"} for version in KINDS}
        return {"paths": paths}
    if path.startswith("/openapi/v3/"):
        return validating(path.removeprefix("/openapi/v3/").removeprefix("apis/").removeprefix("api/"))
    version = path.removeprefix("/apis/").removeprefix("/api/")
    if version in KINDS:
        verbs = ["create", "delete", "get", "list", "patch", "update"]
        resources = [
            {
                "name": name,
                "singularName": kind.lower(),
                "kind": kind,
                "namespaced": kind != "Namespace",
                "verbs": verbs,
            }
            for name, kind in KINDS[version].items()
        ]
        return {
            "kind": "APIResourceList",
            "apiVersion": "v1",
            "groupVersion": version,
            "resources": resources,
        }
    return None


def where(version):
    return f"apis/{version}" if "/" in version else f"api/{version}"


def validating(version):
    """Says of each kind of a version that the API itself finds mistyped fields."""
    group, _, alone = version.rpartition("/")
    paths = {}
    for name, kind in KINDS[version].items():
        patch = {
            "x-kubernetes-group-version-kind": {"group": group, "version": alone, "kind": kind},
            "parameters": [{"name": "fieldValidation", "in": "query", "schema": {"type": "string"}}],
        }
        paths[f"/{where(version)}/namespaces/{{namespace}}/{name}/{{name}}"] = {"patch": patch}
    return {"openapi": "3.0.0", "info": {"title": "fake", "version": "1"}, "paths": paths}


def slow(seconds):
    """Answers late, as a hook."""
    return lambda method, path: time.sleep(seconds)
