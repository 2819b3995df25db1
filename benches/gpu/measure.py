"""What a GPU answers: Koko on it, in both ways, in a program and as a service, beside Koko on the processor and
transformers on the same GPU.

    make bench-gpu PAGE=benches/results/DATE-gpu.md

Needs an NVIDIA GPU, `onnxruntime-gpu` (ORT_DYLIB_PATH names its library, or it is where Koko finds it), PyTorch with
transformers for the peer, and `oha` (`cargo install oha`), which asks the service from the same cores. Every way runs
in a process of its own, all of them in turn in each round. Texts are made up; those on which scores are compared come
from the training's generator, because they say something.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / folder) for folder in ("benches/http", "benches/peers", "training")]

from load import NOTHING_REMEMBERED, Scenario, alone, answered_texts, ask, service, write_bodies  # noqa: E402

from koko_peers.graphs import write_hugging_face  # noqa: E402
from koko_peers.machine import commit, cores, cpu_name  # noqa: E402
from koko_peers.weights import Bundle, open_bundle, operations  # noqa: E402

# Texts whose scores are compared, and texts that are timed; these are read so often.
COMPARED = 4_000
TIMED = 20_000
REPEATED = 10
# Tokens in a batch of the peer, filling included.
PEER_BUDGETS = (16_384, 65_536)
WAYS = {
    "Koko on the processor, its own engine": ["--device", "cpu", "--engine", "native"],
    "Koko on the processor, ONNX Runtime": ["--device", "cpu", "--engine", "ort"],
    "Koko on the GPU, `cuda`": ["--device", "cuda:0"],
    "Koko on the GPU, `cuda-fp16`": ["--device", "cuda-fp16:0"],
}
# What is asked over HTTP, and by how many connections at once.
ASKED = [Scenario("one text", "/v1/score", alone, 1, 512), Scenario("64 texts", "/v1/score", list, 64, 128)]
ASKED_S = 6
REFERENCE = "Koko on the processor, ONNX Runtime"
PEER = "transformers, PyTorch fp16 on the GPU, sorted, batches of {budget:,} tokens"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--koko", type=Path, default=ROOT / "target" / "release" / "koko-pipeline")
    parser.add_argument("--service", type=Path, default=ROOT / "target" / "release" / "koko")
    parser.add_argument("--bundle", type=Path, default=ROOT / "models" / "koko-en-1")
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "gpu")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--commit", help="what is measured, where the folder is no checkout")
    parser.add_argument("--page", type=Path, help="where the page goes (default: it is printed)")
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    bundle = open_bundle(chosen.bundle)
    compared, timed, tokens = write_texts(chosen)
    scores = {way: scores_of(chosen, flags, compared) for way, flags in WAYS.items()}
    rounds: list[dict[str, float]] = []
    singles: dict[str, dict[str, Any]] = {}
    for number in range(chosen.rounds):
        rounds.append({way: many(chosen, flags, timed) for way, flags in WAYS.items()})
        rounds[-1] |= peers(bundle, chosen.work, timed)
        print(json.dumps({"round": number, **rounds[-1]}), file=sys.stderr, flush=True)
    for way, flags in WAYS.items():
        singles[way] = koko(chosen, flags, timed, "time", "single", "1")
    answered = served(chosen)
    page = written(chosen, bundle, tokens, scores, rounds, singles, answered)
    if chosen.page:
        chosen.page.write_text(page, encoding="utf-8")
    print(page)


def write_texts(chosen: argparse.Namespace) -> tuple[Path, Path, list[int]]:
    """The texts that are compared, those that are timed, and how many tokens each of these has."""
    from koko_training.generator import generated

    compared, made, timed = (chosen.work / f"{name}.jsonl" for name in ("compared", "made", "timed"))
    texts = [row.text for row in generated(7)]
    chance = np.random.default_rng(7)
    with compared.open("w", encoding="utf-8") as file:
        for place in chance.permutation(len(texts))[:COMPARED]:
            file.write(json.dumps({"text": texts[place]}) + "\n")
    subprocess.run([*program(chosen, WAYS[REFERENCE], made), "write", str(TIMED)], check=True)
    lines = made.read_text(encoding="utf-8")
    timed.write_text(lines * REPEATED, encoding="utf-8")
    return compared, timed, [json.loads(line)["tokens"] for line in lines.splitlines()]


def program(chosen: argparse.Namespace, flags: list[str], texts: Path) -> list[str]:
    threads = ["--threads", str(cores())]
    return [str(chosen.koko), "--bundle", str(chosen.bundle), *threads, *flags, "--texts", str(texts)]


def koko(chosen: argparse.Namespace, flags: list[str], texts: Path, *words: str) -> dict[str, Any]:
    ran = subprocess.run([*program(chosen, flags, texts), *words], check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


def scores_of(chosen: argparse.Namespace, flags: list[str], texts: Path) -> np.ndarray:
    return np.array(koko(chosen, flags, texts, "check", str(COMPARED))["scores"])


def many(chosen: argparse.Namespace, flags: list[str], texts: Path) -> float:
    """Texts a second, all in one call, everything from normalizing to calibrated probabilities included."""
    seconds = "3" if "cpu" in flags else "60"
    timed = koko(chosen, flags, texts, "time", "many", seconds)
    return timed["count"] / timed["seconds"]


def served(chosen: argparse.Namespace) -> list[tuple[str, Scenario, dict[str, float]]]:
    """What a service of each way answers over HTTP, to clients on the same cores."""
    lines = (chosen.work / "made.jsonl").read_text(encoding="utf-8").splitlines()
    contents = [{"text": json.loads(line)["text"]} for line in lines]
    answers = []
    for way, flags in WAYS.items():
        for scenario in ASKED:
            bodies = write_bodies(scenario, contents, chosen.work)
            options = (*flags, *NOTHING_REMEMBERED)
            with service(scenario, cores(), chosen.service, options) as (url, _):
                seen = ask(url + scenario.path, bodies, scenario.connections, ASKED_S)
                texts = answered_texts(url) / seen["summary"]["total"]
            took = seen["latencyPercentilesSuccessful"]
            statuses = {status: count for status, count in seen["statusCodeDistribution"].items() if status != "200"}
            told = {"texts_s": texts, "p50": took["p50"], "p99": took["p99"], "others": sum(statuses.values())}
            print(json.dumps({"way": way, "asked": scenario.name, **told, **statuses}), file=sys.stderr, flush=True)
            answers.append((way, scenario, told))
    return answers


def peers(bundle: Bundle, work: Path, texts: Path) -> dict[str, float]:
    """transformers at its best: its fast tokenizer, halves, batches of about equal length."""
    folder = work / "hugging_face"
    write_hugging_face(bundle, folder)
    lines = (work / "made.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line)["read"] for line in lines]
    return {PEER.format(budget=budget): peer(folder, rows, budget) for budget in PEER_BUDGETS}


def peer(folder: Path, texts: list[str], budget: int) -> float:
    import torch

    from koko_peers.run_transformers import MeanPooledBert, open_tokenizer

    model = MeanPooledBert.from_pretrained(folder).eval().half().cuda()
    tokenizer = open_tokenizer(folder)

    @torch.inference_mode()
    def score() -> None:
        rows = tokenizer(texts, truncation=True)["input_ids"]
        order = sorted(range(len(rows)), key=lambda row: -len(rows[row]))
        while order:
            count = max(1, budget // len(rows[order[0]]))
            batch, order = order[:count], order[count:]
            filled = tokenizer.pad({"input_ids": [rows[row] for row in batch]}, return_tensors="pt").to("cuda")
            torch.sigmoid(model(filled["input_ids"], filled["attention_mask"]).logits.float()).cpu()

    score()
    start = time.perf_counter()
    score()
    return len(texts) / (time.perf_counter() - start)


def peaks() -> dict[str, float]:
    """TFLOP/s of a large matrix product, which is what this GPU can do."""
    import torch

    torch.backends.cuda.matmul.allow_tf32 = True
    reached = {}
    for name, kind in (("fp16", torch.float16), ("TF32", torch.float32)):
        square = torch.randn(8_192, 8_192, device="cuda", dtype=kind)
        for _ in range(3):
            square @ square
        torch.cuda.synchronize()
        start = time.perf_counter()
        for _ in range(10):
            square @ square
        torch.cuda.synchronize()
        reached[name] = 10 * 2 * 8_192**3 / (time.perf_counter() - start) / 1e12
    return reached


def gpu() -> str:
    asked = ["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"]
    name, driver = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()[0].split(", ")
    return f"{name}, driver {driver}"


def written(
    chosen: argparse.Namespace,
    bundle: Bundle,
    tokens: list[int],
    scores: dict[str, np.ndarray],
    rounds: list[dict[str, float]],
    singles: dict[str, dict[str, Any]],
    answered: list[tuple[str, Scenario, dict[str, float]]],
) -> str:
    each = operations(bundle.shape, tokens) / len(tokens)
    peak = peaks()
    versions = {name: metadata.version(name) for name in ("torch", "transformers", "tokenizers")}
    runtime = Path(os.environ.get("ORT_DYLIB_PATH", "libonnxruntime.so")).resolve().name
    lines = [
        f"# Koko on a GPU, {datetime.date.today()}",
        "",
        "Made by `make bench-gpu`; not edited by hand.",
        "",
        f"- **Machine**: {gpu()}; beside it {cores()} cores of {cpu_name()}.",
        f"- **Koko**: commit {chosen.commit or commit()}, bundle {chosen.bundle.name}, {runtime}.",
        f"- **Versions**: Python {platform.python_version()}, "
        + ", ".join(f"{name} {version}" for name, version in versions.items())
        + ".",
        f"- **Texts**: {TIMED:,} made-up comments (seeded, `benches/lib.rs`), read {REPEATED} times, mean"
        f" {statistics.mean(tokens):.1f} tokens. The peer gets them normalized, and once.",
        f"- **Rounds**: {chosen.rounds}, all ways in turn in each; the median, in brackets the lowest and the highest.",
        "- Koko normalizes, cuts, runs and calibrates; the peer tokenizes and runs. Nothing is cached.",
        "",
        "## All texts in one call",
        "",
        "| way | texts/s | beside the processor | a day | of the GPU's peak |",
        "| --- | --- | --- | --- | --- |",
    ]
    for way in rounds[0]:
        speeds = [round_[way] for round_ in rounds]
        ratios = [round_[way] / round_[next(iter(WAYS))] for round_ in rounds]
        speed = statistics.median(speeds)
        kind = "TF32" if "`cuda`" in way else "fp16"
        share = f"{speed * each / 1e12 / peak[kind]:.0%} of {peak[kind]:.0f} TFLOP/s {kind}"
        share = "" if "processor" in way else share
        lines.append(
            f"| {way} | {speed:,.0f} ({min(speeds):,.0f} – {max(speeds):,.0f}) | {statistics.median(ratios):.2f} |"
            f" {speed * 86_400 / 1e9:.2f} billion | {share} |"
        )
    lines += ["", "## One text at a time", "", "| way | p50, ms | p99, ms |", "| --- | --- | --- |"]
    for way, timed in singles.items():
        ordered = sorted(timed["each"])
        median, last = ordered[len(ordered) // 2], ordered[int(0.99 * len(ordered))]
        lines.append(f"| {way} | {median * 1e3:.2f} | {last * 1e3:.2f} |")
    lines += [
        "",
        "## Over HTTP",
        "",
        f"`koko serve`, asked by `oha` from the same cores for {ASKED_S} s. **Ratio**: to all texts in one call.",
        "",
        "| way | a request | connections | texts/s | ratio | p50, ms | p99, ms | refused |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for way, scenario, told in answered:
        ratio = told["texts_s"] / statistics.median(round_[way] for round_ in rounds)
        lines.append(
            f"| {way} | {scenario.name} | {scenario.connections} | {told['texts_s']:,.0f} | {ratio:.2f} |"
            f" {told['p50'] * 1e3:.1f} | {told['p99'] * 1e3:.1f} | {told['others']:,} |"
        )
    lines += [
        "",
        "## Whether it says the same",
        "",
        f"Probabilities of {COMPARED:,} texts of the training's generator, which lie about the thresholds more often"
        f" than what people write, beside those of {REFERENCE}. A flip: some label is on the other side of one half.",
        "",
        "| way | mean difference | largest | texts with more than 0.02 | texts with a flip |",
        "| --- | --- | --- | --- | --- |",
    ]
    reference = scores[REFERENCE]
    for way, found in scores.items():
        if way == REFERENCE:
            continue
        apart = np.abs(found - reference)
        flipped = ((found >= 0.5) != (reference >= 0.5)).any(axis=1)
        lines.append(
            f"| {way} | {apart.mean():.5f} | {apart.max():.3f} | {(apart.max(axis=1) > 0.02).mean():.2%} |"
            f" {flipped.mean():.2%} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
