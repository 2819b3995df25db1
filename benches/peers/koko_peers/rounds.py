"""Checks each program and times those that pass, in turn and in a process of their own, round after round."""

from __future__ import annotations

import json
import math
import os
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from koko_peers.programs import Place, Program, command, environment, to_check, to_time

# How many texts a program is checked with, and the longest it may take for anything.
CHECKED = 64
PATIENCE_SECONDS = 600


@dataclass(frozen=True)
class Run:
    """A program with a number of threads."""

    program: Program
    threads: int


@dataclass
class Results:
    """What was found out about every run."""

    # For each run, what its rounds came to.
    rounds: dict[Run, list[Round]] = field(default_factory=dict)
    # Mean and largest difference of a logit to the fp32 graph.
    differences: dict[Program, tuple[float, float]] = field(default_factory=dict)
    # Why a program was not timed.
    refused: dict[Program, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Round:
    """One round of one run."""

    count: int
    # Of the mean length of all texts, whatever the length of those that were timed.
    texts_per_second: float
    each_seconds: list[float]


class Failure(Exception):
    """A program did not do what it was asked to."""


def all_runs(programs: list[Program], threads: list[int]) -> list[Run]:
    return [Run(program, many) for many in threads for program in programs if many > 1 or not program.several_threads]


def ask(run: Run, place: Place, job: list[str]) -> dict[str, Any]:
    """Start a program, limited to as many cores as it has threads, and read its one line."""

    def to_its_cores() -> None:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: run.threads])

    try:
        done = subprocess.run(
            [*command(run.program, place, run.threads), *job],
            capture_output=True,
            text=True,
            env=environment(run.threads),
            preexec_fn=to_its_cores if hasattr(os, "sched_setaffinity") else None,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failure(str(error)) from error
    if done.returncode != 0:
        raise Failure(next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "it said nothing"))
    return json.loads(done.stdout.splitlines()[-1])


def measure(runs: list[Run], place: Place, rounds: int, seconds: float, tell: Callable[[str], None]) -> Results:
    """Check every program, then time those that agree: all in turn, `rounds` times, so that noise hits all."""
    results = Results()
    check_all(list(dict.fromkeys(run.program for run in runs)), place, results, tell)
    tokens = tokens_of(place)
    mean = sum(tokens) / len(tokens)
    for number in range(rounds):
        for run in runs:
            if run.program in results.refused:
                continue
            try:
                timed = ask(run, place, to_time(run.program, seconds / 2 if run.program.is_single else seconds))
            except Failure as failure:
                refuse(run.program, f"it failed in round {number + 1}: {failure}", results, tell)
                continue
            rate = sum(tokens[: timed["count"]]) / mean / timed["seconds"]
            results.rounds.setdefault(run, []).append(Round(timed["count"], rate, timed["each"]))
            how = f"{run.program.title}{', one by one' if run.program.is_single else ''}"
            tell(f"round {number + 1}, {run.threads} threads, {how}: {rate:.1f} texts/s")
    return results


def check_all(programs: list[Program], place: Place, results: Results, tell: Callable[[str], None]) -> None:
    """Compare the logits of every program with those of the fp32 graph; who computes something else is not timed."""
    expected = reference(place)
    for program in programs:
        try:
            found = logits_of(program, place)
        except Failure as failure:
            refuse(program, str(failure), results, tell)
            continue
        # Koko undoes disguises: where it reads another text, its logits say nothing about its arithmetic.
        rows = unchanged(place) if program.is_koko else list(range(CHECKED))
        difference = np.abs(found[rows] - expected[rows, : found.shape[1]])
        mean, largest = float(difference.mean()), float(difference.max())
        results.differences[program] = (mean, largest)
        difference_told = f"logits differ by {mean:.5f}, at most {largest:.5f}"
        limit = program.arithmetic
        if mean <= limit.mean and largest <= limit.largest:
            tell(f"{program.title} agrees: {difference_told}")
        else:
            refuse(program, f"its {difference_told}", results, tell)


def refuse(program: Program, reason: str, results: Results, tell: Callable[[str], None]) -> None:
    """Leave a program out, with all that it did so far."""
    results.refused[program] = reason
    results.rounds = {run: rounds for run, rounds in results.rounds.items() if run.program != program}
    tell(f"{program.title} is not timed: {reason}")


def reference(place: Place) -> np.ndarray:
    """The logits of the fp32 graph, one text at a time: nothing is padded."""
    session = onnxruntime.InferenceSession(str(place.made / "fp32.onnx"), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(place.bundle / "tokenizer.json"))
    tokenizer.enable_truncation(len_of_window(place))
    rows = []
    for line in lines_of(place)[:CHECKED]:
        ids = np.array([tokenizer.encode(line["text"]).ids])
        rows.append(session.run(["logits"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0])
    return np.stack(rows)


def logits_of(program: Program, place: Place) -> np.ndarray:
    answer = ask(Run(program, 2 if program.several_threads else 1), place, to_check(program, CHECKED))
    if not program.is_koko:
        return np.array(answer["logits"])
    # Koko answers with calibrated probabilities.
    manifest = tomllib.loads((place.bundle / "manifest.toml").read_text(encoding="utf-8"))
    maps = [manifest["calibration"][label] for label in manifest["labels"]]
    undo = [
        [(math.log(p / (1 - p)) - each["shift"]) / each["scale"] for p, each in zip(row, maps, strict=True)]
        for row in answer["scores"]
    ]
    return np.array(undo)


def unchanged(place: Place) -> list[int]:
    return [row for row, line in enumerate(lines_of(place)[:CHECKED]) if line["read"] == line["text"]]


def lines_of(place: Place) -> list[dict[str, Any]]:
    return [json.loads(line) for line in place.texts.read_text(encoding="utf-8").splitlines()]


def tokens_of(place: Place) -> list[int]:
    return [line["tokens"] for line in lines_of(place)]


def len_of_window(place: Place) -> int:
    manifest = tomllib.loads((place.bundle / "manifest.toml").read_text(encoding="utf-8"))
    return int(manifest["encoder"]["max_tokens"])
