"""Content moderation that you embed: scores, exact spans, authors' standings, decisions under your policy."""

import os
from datetime import datetime
from typing import Any, Dict, Iterable, List, Literal, Optional, Union, final, overload

from . import errors as errors
from . import types as types
from .types import (
    Explanation,
    Ids,
    Moderation,
    Normalized,
    RefusedRow,
    Report,
    Scored,
    Standing,
    Taught,
    Token,
)

__all__ = ["Moderator", "errors", "normalize", "normalizer_id", "types"]

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
    ) -> Moderator:
        """Open a model.

        bundle: folder of the model. Without it: KOKO_BUNDLE, then the model inside this package.
        policy: a policy file (TOML). Without it: the built-in policy.
        taught: files of labels that were taught to this model, see `teach`. Their scores follow those of the model, and a
            policy may speak of them as of any other label.
        parity: a map to the scale of Google's Perspective API, from `koko parity --fit`. Without it: the model's own, if it
            has one.
        device: "auto", "cpu", "cuda" or "cuda:1". What is not there is refused, never replaced in silence.
        threads: how many batches are computed side by side; all cores without it. One session more is opened, for single
            texts that come while a list takes all of them.
        engine: "auto", "native" or "ort". "auto" takes Koko's own engine where the processor has AMX or AVX-512 VNNI
            and no runtime is named, else ONNX Runtime.
        runtime: path of libonnxruntime. Without it: ORT_DYLIB_PATH, then the installed package `onnxruntime`.
        cascade: "balanced" or "max" let a tiny model clear what is certainly harmless, so that the full one need not read it; the
            card of the model tells how much that is, and what is missed. A cleared text has rougher scores, and "fast" in
            `lane`. Refused with taught labels, and with a policy that looks for less than what the tiny model clears.
        cache: how many answers are remembered, so that what is posted again is not read again; 0 for none. Without it: 65,536,
            or 8,192 with taught labels; either takes less than 20 MB.

        Raises BadBundleError, BadPolicyError, RuntimeMissingError, DeviceMissingError, BadInputError.
        """

    @overload
    def score(  # type: ignore[overload-overlap]  # A str is also an Iterable[str]; this form comes first.
        self, text: str, *, errors: Literal["raise", "collect"] = "raise"
    ) -> Scored:
        """The probability of each label, for one text.

        Costs a few milliseconds for a comment. Text of any length up to one mebibyte is read in windows.
        Raises TextTooLongError above that, and BadInputError for a lone surrogate or what is not a str.
        """
    @overload
    def score(self, text: Iterable[str], *, errors: Literal["raise"] = "raise") -> List[Scored]:
        """The same for many texts (a list, a generator, a pandas column), in their order, in batches.

        The first text that fails stops the call; the exception names its row. Ctrl-C stops it at once.
        """
    @overload
    def score(self, text: Iterable[str], *, errors: Literal["collect"]) -> List[Union[Scored, RefusedRow]]:
        """The same, with `{"error": {"kind": ..., "message": ...}}` in the place of each text that fails."""

    @overload
    def perspective(  # type: ignore[overload-overlap]  # A str is also an Iterable[str]; this form comes first.
        self, text: str, *, errors: Literal["raise", "collect"] = "raise"
    ) -> Dict[str, float]:
        """About what Google's Perspective API would have said: a number from 0 to 1 for each of its attributes, FLIRTATION
        among them.

        Keeps the meaning of thresholds that were set for it: {"TOXICITY": 0.83, ...}. Raises BadInputError where neither
        the model nor `parity` has a map to its scale.
        """
    @overload
    def perspective(
        self, text: Iterable[str], *, errors: Literal["raise"] = "raise"
    ) -> List[Dict[str, float]]:
        """The same for many texts, in their order, in batches."""
    @overload
    def perspective(
        self, text: Iterable[str], *, errors: Literal["collect"]
    ) -> List[Union[Dict[str, float], RefusedRow]]:
        """The same, with `{"error": {"kind": ..., "message": ...}}` in the place of each text that fails."""

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

    @overload
    def moderate_many(
        self, contents: Iterable[Dict[str, Any]], *, errors: Literal["raise"] = "raise"
    ) -> List[Moderation]:
        """The same for many contents: dicts with `text` and any of the other arguments of `moderate`.

        In order: a later content sees the standing that the earlier ones made. The first content that fails stops the
        call; what came at least 2,048 rows before it was recorded already.
        """
    @overload
    def moderate_many(
        self, contents: Iterable[Dict[str, Any]], *, errors: Literal["collect"]
    ) -> List[Union[Moderation, RefusedRow]]:
        """The same, with `{"error": {"kind": ..., "message": ...}}` in the place of each content that fails."""

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

    def standing(self, author: str) -> Optional[Standing]:
        """The standing of an author as it is now; None for one never seen."""

    @property
    def ids(self) -> Ids:
        """The ids of what decides. A name never changes what it points to."""

    @property
    def labels(self) -> List[str]:
        """The labels of the model, in its order; then the taught ones."""

    @property
    def report(self) -> Report:
        """What runs, and where: model, device, threads, runtime and bundle."""

def normalize(text: str, *, masked: bool = False) -> Normalized:
    """Fold what evaders use (look-alikes, gaps, leet, invisible characters), and keep the way back.

    masked: also replace mentions, mail addresses and links by @user, <email> and <url>, as the model reads them.

        >>> koko.normalize("y o u  1d10t")["text"]
        'you  idiot'
    """

def normalizer_id() -> str:
    """The id of the normalizer in this build. A model is refused by a build with another one than its own."""
