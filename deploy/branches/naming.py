"""The namespace of a branch, and back: which branch a namespace belongs to, if it says so in all three ways.

Knows neither a cluster nor a remote: names in, names out.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

PREFIX = "koko-br-"
LONGEST_SLUG = 40
REPOSITORY = "koko.dev/repository"
BRANCH = "koko.dev/branch"
EXPIRES = "koko.dev/expires"
UNWANTED_SINCE = "koko.dev/unwanted-since"


class Refused(Exception):
    """Something that was asked for is not done; says why, and what to do."""


def digest(*parts, digits=40):
    """That of exact names; parts cannot run into each other, because none contains NUL."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:digits]


def slug(branch):
    """What a person can read of a branch's name in that of its namespace."""
    plain = unicodedata.normalize("NFKD", branch).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "branch"


@dataclass(frozen=True)
class Environment:
    """A branch of a repository, by their exact names."""

    repository: str
    branch: str

    def __post_init__(self):
        for what, said in (("repository", self.repository), ("branch", self.branch)):
            if not said:
                raise Refused(f"the name of the {what} is empty")
            if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", said):
                raise Refused(f"{said!a} is no name of a {what}: it has control characters, or is not UTF-8")

    @property
    def name(self):
        """Its namespace: a DNS label of at most 59 characters."""
        return f"{PREFIX}{slug(self.branch)}-{digest(self.repository, self.branch, digits=10)}"

    @property
    def labels(self):
        return {REPOSITORY: digest(self.repository), BRANCH: digest(self.repository, self.branch)}

    @property
    def annotations(self):
        return {REPOSITORY: self.repository, BRANCH: self.branch}


def recognised(namespace):
    """Whose a namespace is, and why nobody's: an Environment or None, and what does not agree or None.

    A namespace that has neither name, labels nor annotations of ours is no concern of ours: None twice.
    """
    metadata = namespace["metadata"]
    labels, annotations = metadata.get("labels") or {}, metadata.get("annotations") or {}
    named = metadata["name"].startswith(PREFIX)
    labelled = {key: labels[key] for key in (REPOSITORY, BRANCH) if key in labels}
    told = {key: annotations[key] for key in (REPOSITORY, BRANCH) if key in annotations}
    if not (named or labelled or told):
        return None, None
    if not named:
        return None, f"has our labels or annotations, but its name does not begin with {PREFIX}"
    if len(labelled) < 2:
        return None, "has our prefix, but not our labels"
    if len(told) < 2:
        return None, "has our prefix, but not our annotations"
    try:
        environment = Environment(told[REPOSITORY], told[BRANCH])
    except Refused as error:
        return None, f"has annotations that nobody could have made: {error}"
    if environment.labels != labelled:
        return None, "has labels that are not those of the branch in its annotations"
    if environment.name != metadata["name"]:
        return None, f"has a name that is not that of the branch in its annotations, {environment.name}"
    return environment, None
