"""Content moderation that you embed: scores, exact spans, authors' standings, decisions under your policy."""

import os
from datetime import datetime
from typing import Any, Dict, Iterable, List, Literal, Mapping, Optional, Sequence, Union, final, overload

from . import aio as aio
from . import errors as errors
from . import plots as plots
from . import ray as ray
from . import results as results
from . import types as types
from . import webhooks as webhooks
from .comparison import Comparison
from .evaluation import Evaluation
from .results import ModerationTable, ScoreTable
from .tuning import Tuning
from .types import (
    Explanation,
    Ids,
    Moderation,
    Normalized,
    Recorded,
    RefusedRow,
    Report,
    Scored,
    Standing,
    Taught,
    Token,
)

__all__ = [
    "Moderator",
    "aio",
    "errors",
    "evaluate",
    "normalize",
    "normalizer_id",
    "parity",
    "plots",
    "ray",
    "results",
    "tune",
    "types",
    "webhooks",
]

@final
class Moderator:
    """Scores texts, keeps authors' standings, and decides under a policy. Works offline, inside this process.

        moderator = koko.Moderator()
        moderator.score("what a lovely day")["scores"]["insult"]
        moderator.moderate("y o u  1d10t", author="mara")["decision"]["action"]

    One object serves any number of threads: the interpreter is released during the work. Opening one reads the model
    (some tens of milliseconds to a second, and its size in memory for each thread), so make it once and keep it.

    Who goes first?
        Calls with one text, whoever else is there: a list with a million texts never delays them.

    Does it survive `os.fork`?
        Yes, so that `multiprocessing` may fork: the child starts threads of its own. Fork while no list is computed:
        an engine that is at work then does not come along.

    Can it be sent to another process?
        Pickled, it is its arguments (a secret among them): the other process opens the same model and policy anew. Standings
        go along only where both share a store.

    What does a notebook show?
        Results are dicts that a notebook draws: a score with its words and bars, a decision, a standing with its reasons.
    """

    def __new__(
        cls,
        bundle: Optional[Union[str, os.PathLike[str]]] = None,
        policy: Optional[Union[str, os.PathLike[str]]] = None,
        *,
        taught: Optional[Iterable[Union[str, os.PathLike[str]]]] = None,
        parity: Optional[Union[str, os.PathLike[str]]] = None,
        device: str = "auto",
        engine: str = "auto",
        threads: Optional[int] = None,
        runtime: Optional[Union[str, os.PathLike[str]]] = None,
        cascade: str = "off",
        cache: Optional[int] = None,
        store: Optional[str] = None,
        secret: Optional[str] = None,
    ) -> Moderator:
        """Open a model.

        bundle: folder of the model. Without it: KOKO_BUNDLE, then the model inside this package.
        policy: a policy file (TOML). Without it: the built-in policy.
        taught: files of labels that were taught to this model, see `teach`. Their scores follow those of the model, and a
            policy may speak of them as of any other label.
        parity: a map to the scale of Google's Perspective API, from `koko parity --fit`. Without it: the model's own, if it
            has one.
        device: "auto", "cpu", "cuda" or "cuda:1". What is not there is refused, never replaced in silence. "cuda-fp16" is
            faster than "cuda"; its scores differ a little, so the model has another id.
        threads: how many run the model, each a batch, or together a text that comes alone; one a core without it. One
            session more is opened, for single texts that come while a list takes all of them.
        engine: "auto", "native" or "ort". "auto" takes Koko's own engine where the processor has AMX or AVX-512 VNNI
            and no runtime is named, else ONNX Runtime.
        runtime: path of libonnxruntime. Without it: ORT_DYLIB_PATH, then the installed package `onnxruntime`.
        cascade: "balanced" or "max" let a tiny model clear what is certainly harmless, so that the full one need not read it; the
            card of the model tells how much that is, and what is missed. A cleared text has rougher scores, and "fast" in
            `lane`. Refused with taught labels, and with a policy that looks for less than what the tiny model clears.
        cache: how many answers are remembered, so that what is posted again is not read again; 0 for none. Without it: 65,536,
            or 8,192 with taught labels; either takes less than 20 MB.
        store: where standings are kept: a folder, "redis://host:6379" or "valkey://host:6379". Without it they are gone with
            this object.
        secret: at least 16 bytes that nobody can guess. Authors are stored under keyed hashes, and another secret finds
            nothing in the same store.

        Raises BadBundleError, BadPolicyError, RuntimeMissingError, DeviceMissingError, BadInputError.
        """

    @overload
    def score(  # type: ignore[overload-overlap]  # A str is also an Iterable[str]; this form comes first.
        self,
        text: str,
        *,
        column: Optional[str] = None,
        errors: Literal["raise", "collect"] = "raise",
        progress: Optional[bool] = None,
    ) -> Scored:
        """The probability of each label, for one text.

        Costs a few milliseconds for a comment. Text of any length up to one mebibyte is read in windows.
        Raises TextTooLongError above that, and BadInputError for a lone surrogate or what is not a str.
        """
    @overload
    def score(
        self,
        text: Any,
        *,
        column: Optional[str] = None,
        errors: Literal["raise", "collect"] = "raise",
        progress: Optional[bool] = None,
    ) -> ScoreTable:
        """The same for many texts, in their order, in batches: a list of dicts that is a table, too.

            scores = moderator.score(df["text"])
            scores[0]["scores"]["insult"], scores["insult"].mean()
            df.join(scores.to_pandas())

        text: a list, an iterator of unknown length, an array of NumPy, a column or a frame of pandas or polars, an array, a
            table or a reader of pyarrow, or anything else that speaks Arrow's PyCapsule protocol. Arrow is read where it lies.
        column: the column of texts, if `text` is a table. Without it: `text`, or the only one.
        errors: "raise" stops at the first text that fails; the exception names its row. "collect" puts
            `{"error": {"kind": ..., "message": ...}}` in its place, and the rest goes on: see `errors` of the result.
        progress: a bar (tqdm). Without it: in notebooks and terminals, from half a second on, never in a pipe.

        A row takes 4 bytes for each label and 2 more, besides its text. Ctrl-C stops it at once.
        """

    @overload
    def perspective(  # type: ignore[overload-overlap]  # A str is also an Iterable[str]; this form comes first.
        self,
        text: str,
        *,
        column: Optional[str] = None,
        errors: Literal["raise", "collect"] = "raise",
        progress: Optional[bool] = None,
    ) -> Dict[str, float]:
        """About what Google's Perspective API would have said: a number from 0 to 1 for each of its attributes, FLIRTATION
        among them.

        Keeps the meaning of thresholds that were set for it: {"TOXICITY": 0.83, ...}. Raises BadInputError where neither
        the model nor `parity` has a map to its scale.
        """
    @overload
    def perspective(
        self,
        text: Any,
        *,
        column: Optional[str] = None,
        errors: Literal["raise", "collect"] = "raise",
        progress: Optional[bool] = None,
    ) -> ScoreTable:
        """The same for many texts, as `score` takes them; each row is a dict of attributes, and each attribute a column."""

    def moderate(
        self,
        text: str,
        *,
        id: Optional[str] = None,
        author: Optional[str] = None,
        community: Optional[str] = None,
        surface: Optional[str] = None,
        parent: Optional[str] = None,
        target: Optional[str] = None,
        at: Optional[Union[int, float, datetime]] = None,
    ) -> Moderation:
        """Score a content, record it for its author, and decide.

        id: your own id of the content; the same content sent twice counts once.
        author: who wrote it. Without an author there is no standing.
        community: where it was written; policies may differ by community.
        surface: what kind of place ("comment", "username", ...); a policy may look at it.
        parent: the content that it answers.
        target: the account that is addressed: tells an insult from swearing at the weather.
        at: when it was written, in seconds since 1970 (UTC) or as a datetime with a time zone; now without it.

        Ids have 1 to 128 bytes. Raises BadInputError, TextTooLongError, OverloadedError, StoreFailedError,
        StoreUnavailableError.
        """

    def moderate_many(
        self,
        contents: Any,
        *,
        columns: Optional[Dict[str, str]] = None,
        errors: Literal["raise", "collect"] = "raise",
        progress: Optional[bool] = None,
    ) -> ModerationTable:
        """The same for many contents: a list of dicts that is a table, too.

            decisions = moderator.moderate_many(df, columns={"text": "body", "author": "user"})
            decisions[0]["decision"]["reasons"], decisions.to_pandas()["action"].value_counts()

        contents: dicts with `text` and any of the other arguments of `moderate`, or a table as `score` takes it, with a column
            for each; a column alone is one of texts. Whole numbers in columns of ids are taken as they are written. `at` may hold seconds since 1970 or
            timestamps with a time zone.
        columns: for each field the name of its column, where they differ. Other columns are left alone.
        errors, progress: as for `score`.

        In order: a later content sees the standing that the earlier ones made. The first content that fails stops the
        call with "raise"; what came at least 2,048 rows before it was recorded already.
        """

    def explain(self, text: str) -> Explanation:
        """How much each word weighs in the scores. Costs one inference for each word."""

    def tokenize(self, text: str) -> List[Token]:
        """The word pieces that the model reads, each with its place in the text as it was given."""

    def embed(self, text: str) -> List[float]:
        """The model's embedding of a text: one number for each dimension."""

    def teach(
        self,
        name: str,
        positives: Iterable[str],
        negatives: Iterable[str],
        *,
        save: Optional[Union[str, os.PathLike[str]]] = None,
    ) -> Taught:
        """Teach the model a label of your own from examples, and tell how well that works.

            taught = moderator.teach("job_offer", offers, others, save="job_offer.toml")
            taught["quality"]["auc"], taught["quality"]["warnings"]
            koko.Moderator(taught=["job_offer.toml"]).score("We are hiring")["scores"]["job_offer"]

        name: lower-case letters, digits and `_`, a letter first; not the name of a label of Koko's.
        positives: texts that the label is true of; at least 5, better 20 to 500.
        negatives: what people usually write there, and some that are easily taken for the label; as many or more.
        save: where to write the label. Without it only the figures come back.

        Costs one inference for each text; learning itself takes milliseconds. This object stays as it is: open another one
        with the file. The same texts, in whatever order, give the same id. Every figure comes from examples that were held
        back. Raises BadInputError for too few examples or a name that is taken, TextTooLongError.
        """

    @overload
    def record(
        self, events: Iterable[Dict[str, Any]], *, replay: bool = False, errors: Literal["raise"] = "raise"
    ) -> List[Recorded]:
        """Record what authors did and what happened to them elsewhere than in `moderate`, in order.

            moderator.record([
                {"event": "flagged", "id": "f1", "author": "rook", "reporter": "mara", "at": 1794212520},
                {"event": "moderated", "id": "d1", "author": "rook", "moderator": "tove", "at": 1794212900,
                 "outcome": "removed", "family": "harassment"},
            ])

        events: dicts. "posted" (id, author, at, scores, and what is known of kind, community, thread, parent, target, object,
            domains, account_created_at, text), "flagged" (id, author, reporter, at, post, family, community), "moderated"
            (id, version, author, moderator, at, outcome, family, severity, receipt, post) and "appealed" (id, version, at,
            outcome). Times are seconds since 1970.
        replay: for archives: each event counts as if it had been received when it happened, however long ago. Without it,
            events of more than 180 days ago are refused.

        The same event twice counts once. What `moderate` has seen is recorded already.
        Raises BadInputError, OverloadedError, StoreFailedError, StoreUnavailableError.
        """
    @overload
    def record(
        self, events: Iterable[Dict[str, Any]], *, replay: bool = False, errors: Literal["collect"]
    ) -> List[Union[Recorded, RefusedRow]]:
        """The same, with `{"error": {"kind": ..., "message": ...}}` in the place of each event that fails."""

    def standing(
        self, author: str, *, at: Optional[Union[int, float, datetime]] = None
    ) -> Optional[Standing]:
        """The standing of an author as it is now, or `at` another moment; None for one never seen."""

    def evaluate(self, data: Any, *, text: str = "text", labels: Any = None, **options: Any) -> Evaluation:
        """How well it does on rows that somebody has labelled: `koko.evaluate` with this moderator."""

    def calibrate(self, data: Any, *, text: str = "text", labels: Any = None, **options: Any) -> Tuning:
        """Thresholds with a guarantee, from rows that somebody has labelled: `koko.tune` with this moderator."""

    def forget(self, author: str) -> bool:
        """Erase an author. Tells whether there was a record."""

    def export(self, author: str) -> Optional[Dict[str, Any]]:
        """Everything that is stored about an author, in numbers, with the present standing; None for one never seen."""

    @property
    def ids(self) -> Ids:
        """The ids of what decides. A name never changes what it points to."""

    @property
    def labels(self) -> List[str]:
        """The labels of the model, in its order; then the taught ones."""

    @property
    def thresholds(self) -> Dict[str, float]:
        """The score from which on the policy calls each label found, where no community has thresholds of its own."""

    @property
    def report(self) -> Report:
        """What runs, and where: model, device, threads, runtime and bundle."""

def evaluate(
    data: Any,
    *,
    text: str = "text",
    labels: Union[None, str, Sequence[str], Mapping[str, str]] = None,
    groups: Optional[str] = None,
    moderator: Optional[Moderator] = None,
    scores: Optional[ScoreTable] = None,
    fpr: float = 0.01,
    bootstrap: int = 500,
    confidence: float = 0.95,
    seed: int = 0,
    progress: Optional[bool] = None,
) -> Evaluation:
    """How well a moderator does on rows that somebody has labelled.

        report = koko.evaluate(df, groups="dialect")
        report["insult"].recall_at_fpr, report.to_pandas(), report.plot("roc", label="insult")

    data: a table of pandas, polars or pyarrow, or a dict of lists.
    text: the column of texts.
    labels: columns that say what is true, named after labels; or {label: column}. Without it: every column that is named
        after a label. Cells are 0 or 1, a share of raters (true from 0.5 on), or empty where nobody knows.
    groups: a column of groups, whose false-positive rates are then told apart.
    moderator: one on the default model without it.
    scores: what `score` answered for these texts, or `scores` of an earlier report, so that they are not scored again.
    fpr: the share of harmless texts for `recall_at_fpr`.
    bootstrap, seed: how often texts are drawn anew, of each kind, for the intervals of what has no formula; shares have
        Clopper and Pearson's.

    Costs one inference for each text, and then a second or so. Raises BadInputError for tables that have no such columns.
    """

def parity(
    data: Any, *, text: str = "text", moderator: Optional[Moderator] = None, progress: Optional[bool] = None
) -> Comparison:
    """Compares Koko with the scores that Google's Perspective API gave the same texts.

        found = koko.parity(df)
        found["TOXICITY"].spearman, found["TOXICITY"].agreement[0.7], found.plot("TOXICITY")

    data: a table as `evaluate` takes it, with columns that are named after Perspective's attributes ("TOXICITY" or
        "toxicity"), 0 to 1, empty where there is none.
    moderator: its scores are carried over to Perspective's scale, see `Moderator.perspective`.

    `koko parity --fit`, the command, fits a map of your own. Raises BadInputError where nothing can be compared.
    """

def tune(
    data: Any,
    *,
    text: str = "text",
    labels: Union[None, str, Sequence[str], Mapping[str, str]] = None,
    fpr: Union[float, Sequence[float]] = 0.01,
    confidence: float = 0.95,
    moderator: Optional[Moderator] = None,
    scores: Optional[ScoreTable] = None,
    progress: Optional[bool] = None,
) -> Tuning:
    """Proposes, for each label, the lowest threshold with a guarantee about harmless texts: `koko calibrate` in a notebook.

        tuning = koko.tune(df, fpr=0.01)
        tuning.save("house.toml")
        koko.Moderator(policy="house.toml")

    data, text, labels, moderator, scores: as for `evaluate`.
    fpr: the share of harmless texts that may be flagged; or several, of which the first is taken for `thresholds`.
    confidence: how sure each promise is. It holds for texts like these, and for no others.

    It takes 299 harmless texts to promise 1 in 100 at 95 %, and 59 to promise 1 in 20; with fewer, a promise says what can
    be promised instead, and `thresholds` leaves that label out.
    """

def normalize(text: str, *, masked: bool = False) -> Normalized:
    """Fold what evaders use (look-alikes, gaps, leet, invisible characters), and keep the way back.

    masked: also replace mentions, mail addresses and links by @user, <email> and <url>, as the model reads them.

        >>> koko.normalize("y o u  1d10t")["text"]
        'you  idiot'
    """

def normalizer_id() -> str:
    """The id of the normalizer in this build. A model is refused by a build with another one than its own."""
