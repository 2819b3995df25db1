"""The algorithm of Kubernetes' HorizontalPodAutoscaler (autoscaling/v2): how many replicas it wants.

Tolerance, stabilization windows and policies a period, as in its controller; it knows neither pods nor
traffic. Held against a real controller by golden/hpa.json.
"""

import math
from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Policy:
    """By how much replicas may change within a period."""

    kind: str
    value: int
    period_s: float


@dataclass(frozen=True)
class Rules:
    """One direction of a `behavior`."""

    window_s: float
    policies: tuple[Policy, ...]


@dataclass(frozen=True)
class Behavior:
    """Both directions."""

    up: Rules
    down: Rules

    @staticmethod
    def of(behavior):
        """As it is written in a manifest."""

        def rules(direction):
            written = behavior[direction]
            policies = (
                Policy(one["type"], one["value"], one["periodSeconds"]) for one in written["policies"]
            )
            return Rules(written["stabilizationWindowSeconds"], tuple(policies))

        return Behavior(rules("scaleUp"), rules("scaleDown"))


# What Kubernetes does where a manifest says nothing.
DEFAULT = Behavior(
    up=Rules(0, (Policy("Percent", 100, 15), Policy("Pods", 4, 15))),
    down=Rules(300, (Policy("Percent", 100, 15),)),
)


class Extreme:
    """The largest of the values of the last `window_s` seconds."""

    def __init__(self, window_s):
        self.window_s, self.values = window_s, deque()

    def add(self, at, value):
        """Adds one, and tells the largest."""
        while self.values and self.values[-1][1] <= value:
            self.values.pop()
        self.values.append((at, value))
        while self.values[0][0] <= at - self.window_s and len(self.values) > 1:
            self.values.popleft()
        return self.values[0][1]


@dataclass
class Autoscaler:
    """One HPA. `wanted` is called once a sync, with times that grow."""

    behavior: Behavior
    least: int
    most: int
    tolerance: float = 0.1
    replicas: int = field(default=0)

    def __post_init__(self):
        self.replicas = self.replicas or self.least
        self._highest = Extreme(self.behavior.down.window_s)
        # The smallest is the largest of the negated.
        self._lowest = Extreme(self.behavior.up.window_s)
        self._ups, self._downs = deque(), deque()

    def average_value(self, total, target):
        """What an external metric with AverageValue asks for: each pod should have `target` of it."""
        if abs(total / (target * self.replicas) - 1) <= self.tolerance:
            return self.replicas
        return math.ceil(total / target - 1e-9)

    def utilization(self, mean, target, ready):
        """What a mean over ready pods asks for: the resource CPU.

        Pods that have not started count as idle where more would be asked for.
        """
        ratio = mean / target
        if abs(ratio - 1) <= self.tolerance:
            return self.replicas
        starting = self.replicas - ready
        if starting > 0 and ratio > 1:
            ratio = mean * ready / (ready + starting) / target
            if ratio < 1 or abs(ratio - 1) <= self.tolerance:
                return self.replicas
            return math.ceil(ratio * (ready + starting) - 1e-9)
        return math.ceil(ratio * ready - 1e-9)

    def step(self, at, desired):
        """Follows what is asked for as far as the behavior lets it. Nothing, if the metric is missing."""
        if desired is None:
            return self.replicas
        desired = max(self.least, min(self.most, desired))
        highest = self._highest.add(at, desired)
        lowest = -self._lowest.add(at, -desired)
        stable = self.replicas
        if stable < lowest:
            stable = lowest
        if stable > highest:
            stable = highest
        if stable > self.replicas:
            stable = min(stable, max(self._reach(at, policy, +1) for policy in self.behavior.up.policies))
            self._ups.append((at, stable - self.replicas))
        elif stable < self.replicas:
            stable = max(stable, min(self._reach(at, policy, -1) for policy in self.behavior.down.policies))
            self._downs.append((at, self.replicas - stable))
        self.replicas = stable
        return stable

    def _reach(self, at, policy, sign):
        """How far a policy lets replicas go."""
        since = at - policy.period_s
        ups = sum(change for when, change in self._ups if when > since)
        downs = sum(change for when, change in self._downs if when > since)
        self._forget(at)
        start = self.replicas - ups + downs
        if policy.kind == "Pods":
            return max(0, start + sign * policy.value)
        share = start * (1 + sign * policy.value / 100)
        return math.ceil(share - 1e-9) if sign > 0 else int(share + 1e-9)

    def _forget(self, at):
        longest = max(p.period_s for rules in (self.behavior.up, self.behavior.down) for p in rules.policies)
        for changes in (self._ups, self._downs):
            while changes and changes[0][0] <= at - longest:
                changes.popleft()
