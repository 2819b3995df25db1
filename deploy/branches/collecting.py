"""Removes the environments of branches that are gone: compares what is with what should be.

Everything is read first, then decided, then done. A namespace is removed when two runs that are ten minutes
apart find it unwanted, with its own annotation as the only memory, and when nobody has touched it since it
was read.
"""

import datetime
from dataclasses import dataclass

from naming import EXPIRES, UNWANTED_SINCE, Refused, recognised

APART = datetime.timedelta(minutes=10)
AT_MOST = 5
# None of them could have the prefix; whoever changes the prefix will be glad of the list.
PROTECTED = frozenset(
    {"default", "kube-system", "kube-public", "kube-node-lease", "koko", "monitoring", "argocd"}
)


@dataclass(frozen=True)
class Step:
    """What is done about a namespace, and why: keep, leave, wait, clear, mark, remove or later."""

    verb: str
    namespace: dict
    why: str
    since: datetime.datetime | None = None

    def __str__(self):
        return f"{self.verb:7}{self.namespace['metadata']['name']}: {self.why}"


def time_of(namespace, annotation):
    """A time in an annotation, or None."""
    said = (namespace["metadata"].get("annotations") or {}).get(annotation)
    if said is None:
        return None
    try:
        time = datetime.datetime.fromisoformat(said)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        name = namespace["metadata"]["name"]
        raise Refused(f"{name}: its annotation {annotation} is no time: {said!a}; mend or remove it")
    return time


def written(time):
    return time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def decide(namespace, repository, heads, now, protected=PROTECTED):
    """What to do about a namespace; None if it is no concern of ours."""
    name = namespace["metadata"]["name"]
    environment, disagreement = recognised(namespace)
    if disagreement:
        return Step("leave", namespace, disagreement)
    if environment is None:
        return None
    if environment.repository != repository:
        return Step("leave", namespace, f"belongs to {environment.repository}")
    if name in protected or environment.branch in protected:
        return Step("leave", namespace, "is protected")
    if namespace["metadata"].get("deletionTimestamp"):
        return Step("leave", namespace, "is ending")

    expires, since = time_of(namespace, EXPIRES), time_of(namespace, UNWANTED_SINCE)
    if expires is None:
        raise Refused(f"{name}: its annotation {EXPIRES} is missing; set it, or remove the namespace by hand")
    if since and since > now:
        raise Refused(f"{name} is marked at {written(since)}, but it is {written(now)}: look at the clocks")
    if environment.branch not in heads:
        why = f"its branch {environment.branch!a} is gone"
    elif expires <= now:
        why = f"its time was up at {written(expires)}"
    else:
        verb = "clear" if since else "keep"
        return Step(verb, namespace, f"branch {environment.branch!a}, until {written(expires)}")
    if not since:
        return Step("mark", namespace, why)
    if now - since < APART:
        return Step("wait", namespace, f"{why}, which was first seen at {written(since)}", since)
    return Step("remove", namespace, f"{why}, which was first seen at {written(since)}", since)


def plan(namespaces, repository, heads, now, protected=PROTECTED):
    """The steps of a run, in the order in which they are taken; what is left out is no concern of ours."""
    decided = [decide(namespace, repository, heads, now, protected) for namespace in namespaces]
    steps = [step for step in decided if step]
    removed = sorted((step for step in steps if step.verb == "remove"), key=lambda step: step.since)
    others = [step for step in steps if step.verb != "remove"]
    later = [Step("later", step.namespace, step.why, step.since) for step in removed[AT_MOST:]]
    return others + removed[:AT_MOST] + later


def take(step, cluster, now):
    """Does a step; most do nothing."""
    if step.verb == "mark":
        cluster.annotate(step.namespace, {UNWANTED_SINCE: written(now)})
    elif step.verb == "clear":
        cluster.annotate(step.namespace, {UNWANTED_SINCE: None})
    elif step.verb == "remove":
        cluster.remove(step.namespace)
