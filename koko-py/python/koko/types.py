"""The shapes of results: plain dicts, the same as the JSON of the command line, the service and Node.

Places in a text are counted three ways, end exclusive. Python counts `chars`: `text[chars[0]:chars[1]]`.
"""

from typing import Dict, List, Literal, Optional, Tuple, TypedDict

Action = Literal["allow", "support", "review", "hold", "remove"]
"""What should happen with a content, from mildest to hardest."""

Band = Literal["unknown", "calm", "watch", "elevated", "high"]
"""An author's risk in words."""

Lane = Literal["full", "fast"]
"""Which model answered: the full one, or the tiny one of the cascade, whose scores are rougher."""

ErrorKind = Literal[
    "bad_input",
    "text_too_long",
    "bad_bundle",
    "bad_policy",
    "runtime_missing",
    "device_missing",
    "overloaded",
    "deadline_exceeded",
    "cancelled",
    "store_failed",
    "store_unavailable",
    "bug",
]
"""The kind of an error, the same on every face."""


class Positions(TypedDict):
    """One place in the text as it was given, as `(first, one past the last)`."""

    bytes: Tuple[int, int]
    """Bytes of UTF-8."""
    chars: Tuple[int, int]
    """Characters of Python."""
    utf16: Tuple[int, int]
    """UTF-16 code units, as JavaScript counts."""


class Scored(TypedDict):
    """What is in a text."""

    scores: Dict[str, float]
    """A calibrated probability for each label of the bundle, in its order; then the taught ones."""
    truncated: bool
    """Whether the text was so long that only samples of it were read."""
    lane: Lane
    """Which model answered."""


class Span(TypedDict):
    """A place that made a label reach the policy's threshold."""

    label: str
    bytes: Tuple[int, int]
    chars: Tuple[int, int]
    utf16: Tuple[int, int]


class Reason(TypedDict):
    """A rule of the policy that fired."""

    rule: str
    action: Action
    because: str
    labels: List[str]


class Ids(TypedDict):
    """What made an answer. The same ids, input and state give the same decision."""

    model: str
    taught: List[str]
    """One for each taught label."""
    policy: str
    normalizer: str
    version: str


class Report(TypedDict):
    """What runs, and where."""

    model: str
    device: str
    """Never `auto`."""
    threads: int
    """How many texts are computed side by side."""
    engine: str
    """`native (…)` with the instructions that it uses, or `ONNX Runtime`."""
    runtime: Optional[str]
    """The library of ONNX Runtime, where it runs."""
    bundle: Optional[str]
    """The folder of the model."""
    cascade: Literal["off", "balanced", "max"]
    """Which texts the tiny model may clear."""


class Decision(TypedDict):
    """What should happen, and why."""

    action: Action
    reasons: List[Reason]
    ids: Ids


class Finding(TypedDict):
    """One observation about an author. Base and contributions add up to the total exactly."""

    signal: str
    family: str
    contribution_mn: int
    """In thousandths of a nat (log odds)."""
    because: str
    inputs: Dict[str, float]
    """The numbers it came from."""


class Standing(TypedDict):
    """An author's risk in the family of abuse where it is highest."""

    author: str
    family: str
    probability: float
    """The chance that a reviewer of the last 30 days would confirm abuse of this family."""
    low: float
    """The probability if three clean posts arrived now."""
    high: float
    """The probability if three harmful posts arrived now."""
    band: Band
    evidence: float
    """Effective posts in half a year."""
    base_mn: int
    total_mn: int
    findings: List[Finding]
    families: Dict[str, float]
    """The probability in every family."""
    percentile: Optional[float]
    """Below which share of your authors this one stands, 0 to 1; None until enough have been seen."""
    policy: str
    """The policy whose numbers were used."""
    calibration: str
    """The calibration that was used."""
    as_of: int
    """Seconds since 1970 in UTC."""
    degraded: bool
    """Whether the store was away, so that this is what was known before: send the content again."""


class _Moderation(TypedDict):
    scores: Dict[str, float]
    decision: Decision
    spans: List[Span]
    standing: Optional[Standing]
    truncated: bool
    lane: Lane


class Moderation(_Moderation, total=False):
    """Scores, decision, spans and standing for one content; `id` if the content has one."""

    id: str


class Word(TypedDict):
    """A word of the text. A weight is how much the label's probability falls when the word is taken out."""

    word: str
    place: Positions
    weights: Dict[str, float]


class Explanation(TypedDict):
    """Scores, and the words that made them, in the order of the text."""

    scores: Dict[str, float]
    truncated: bool
    words: List[Word]


class Token(TypedDict):
    """A piece that the model reads; `##` in front means that it continues a word."""

    piece: str
    place: Positions


class Quality(TypedDict):
    """How well a taught label tells its examples apart, measured on examples that were held back."""

    positives: int
    """Different texts that the label is true of."""
    negatives: int
    auc: float
    """The probability that a positive scores higher than a negative; 0.5 is chance."""
    average_precision: float
    precision: float
    """Of what scores 0.5 or more, how much is positive."""
    recall: float
    """Of the positives, how many score 0.5 or more."""
    fpr_05: Optional[float]
    """The score that at most 5 % of the negatives reach; None with fewer than 20 of them."""
    fpr_01: Optional[float]
    """The same for 1 %; None with fewer than 100."""
    fpr_001: Optional[float]
    """The same for 0.1 %; None with fewer than 1,000."""
    warnings: List[str]
    """What to know before relying on it."""


class Taught(TypedDict):
    """A label that was taught from examples."""

    name: str
    id: str
    """Its name and the digest of its file."""
    model: str
    """The only model that it works with."""
    normalizer: str
    threshold: float
    """From this score on it counts as found, unless a policy says otherwise."""
    quality: Quality


class Normalized(TypedDict):
    """A text with evasions folded."""

    text: str
    origins: List[Tuple[int, int]]
    """For each character of `text`, the characters `[start, end)` of the original that it stands for."""


class _Refused(TypedDict):
    kind: ErrorKind
    message: str


class Refused(_Refused, total=False):
    """What went wrong; `retry_after_ms` if a new try has a chance."""

    retry_after_ms: int


class RefusedRow(TypedDict):
    """Stands in the place of a result with `errors="collect"`."""

    error: Refused
