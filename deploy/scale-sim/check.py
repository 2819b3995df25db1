"""What must hold of autoscaling: `deploy/ci/check/autoscaling`. Ends with `N passed, N failed`.

The rules are those that are shipped, asked of a real Prometheus; so are the manifests. With KOKO_LONG=1 all
results are computed anew, and rules are broken in every way.
"""

import copy
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import cluster
import policies
import results
import shipped
import simulate
from hpa import DEFAULT, Autoscaler, Behavior
from traces import STEP_S

HERE = Path(__file__).resolve().parent
DEPLOY = HERE.parent
COMPONENTS = DEPLOY / "k8s/components"
LONG = os.environ.get("KOKO_LONG") == "1"
sys.path.insert(0, str(DEPLOY / "ci"))

import manifests  # noqa: E402

MINUTES = 60 // STEP_S


def rules_do_what_their_tests_say():
    done = subprocess.run(
        [sys.executable, DEPLOY / "prometheus/check.py", "scaling"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def manifests_are_taken():
    for name in ("hpa", "keda", "gpu"):
        wrong = list(manifests.mistakes(manifests.built(COMPONENTS / name)))
        assert not wrong, f"{name}: {wrong}"


def mistakes_in_manifests_are_found():
    scaled, hpa = copy.deepcopy(shipped.documents("keda")[0]), copy.deepcopy(shipped.documents("hpa")[0])
    scaled["spec"]["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]["scaleDown"]["stabilisation"] = 3
    hpa["spec"]["behavior"]["scaleUp"]["policies"][0]["periodSecond"] = 15
    unknown = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "it"}}
    found = list(manifests.mistakes([scaled, hpa, unknown]))
    for mistake in ("stabilisation", "periodSecond", "example.com"):
        assert any(mistake in line for line in found), f"{mistake} is not among {found}"


def keda_and_hpa_say_the_same():
    keda, hpa = shipped.scaled_object(), shipped.hpa()
    advanced = keda["advanced"]["horizontalPodAutoscalerConfig"]
    assert advanced["behavior"] == hpa["behavior"]
    assert float(keda["triggers"][0]["metadata"]["threshold"]) == shipped.target()
    assert (keda["minReplicaCount"], keda["maxReplicaCount"]) == (hpa["minReplicas"], hpa["maxReplicas"])
    assert keda["triggers"][0]["metadata"]["query"] in shipped.expressions()
    assert shipped.target() == 0.75 * cluster.POD_TEXTS_A_S


def gpus_are_for_those_who_ask_for_them():
    pool, deployment, scaled = (
        shipped.only("gpu", kind) for kind in ("NodePool", "Deployment", "ScaledObject")
    )
    pods, nodes = deployment["spec"]["template"]["spec"], pool["spec"]["template"]
    taint, toleration = nodes["spec"]["taints"][0], pods["tolerations"][0]
    assert all(taint[field] == toleration[field] for field in ("key", "value", "effect"))
    assert pods["nodeSelector"].items() <= nodes["metadata"]["labels"].items()
    assert all("nvidia.com/gpu" in one["resources"]["limits"] for one in pods["containers"])
    assert scaled["spec"]["minReplicaCount"] == deployment["spec"]["replicas"] == 0
    assert pool["spec"]["disruption"]["consolidationPolicy"] == "WhenEmpty"


def the_simulator_is_as_a_real_controller():
    golden = json.loads((HERE / "golden/hpa.json").read_text())
    autoscaler = Autoscaler(
        Behavior.of(golden["behavior"]), golden["least"], golden["most"], golden["tolerance"]
    )
    seen, before = [], autoscaler.replicas
    for second in range(0, 100, golden["sync_s"]):
        metric = [value for since, value in golden["metric"] if since <= second][-1]
        now = autoscaler.step(second, autoscaler.average_value(metric, golden["target"]))
        if now != before:
            seen.append((second, now))
        before = now
    assert [replicas for _, replicas in seen] == [replicas for _, replicas in golden["replicas"]], seen
    for (simulated, _), (real, _) in zip(seen, golden["replicas"], strict=True):
        assert abs(simulated - real) <= 3, f"{simulated} s, where the controller took {real} s"


def at_equal_cost_ours_falls_short_less():
    """Five seeds with the shipped rules, against the CPU that costs as much; and what was published."""
    kind, published = "all of it", results.read()["all of it"]

    def rule_adds_up(ask, second_week, load, expected):
        # The record of the load, asked for as a whole, is the larger of its two sides.
        day = slice(0, 86_400 // STEP_S)
        now = ask("koko:texts:rate1m", second_week, second_week + 86_400)
        loads = ask(shipped.inlined("koko:scale:load"), second_week, second_week + 86_400)
        share = shipped.share_of_expected()
        for both, left, right in zip(loads, now, expected[day], strict=True):
            assert abs(both - max(left, share * right)) < 1e-6 * both, "koko:scale:load is not as simulated"

    ratios = []
    for number, (seed, week) in enumerate(results.weeks(kind, results.SEEDS, rule_adds_up).items()):
        row = published[str(seed)]
        ours = policies.tried(policies.OURS, policies.OURS.aim, *week)
        # The one that ours is compared with on every seed, and all others on the first.
        for way in policies.ALL if number == 0 else (policies.CPU_AT_OUR_COST,):
            outcome = policies.tried(way, row[way.name]["aim"], *week)
            came_out = results.figures(outcome, row[way.name]["aim"], ours)
            assert came_out == row[way.name], f"{way.name}, seed {seed}: {came_out} is not {row[way.name]}"
            if way in policies.AT_OUR_COST:
                assert abs(came_out["pods_of_ours"] - 1) <= 0.02, f"{way.name} does not cost as much"
        ratios.append(row["CPU"]["shortfall_of_theirs"])
    assert max(ratios) <= 0.65 and statistics.mean(ratios) <= 0.60, ratios


def pods_wait_while_a_batch_pauses():
    """No scale-down in a pause of up to 20 minutes; there is one in a pause of 45."""
    for minutes, stays in ((5, True), (10, True), (20, True), (45, False)):
        load = [2_000.0] * 60 * MINUTES + [100.0] * minutes * MINUTES + [2_000.0] * 10 * MINUTES
        outcome = policies.tried(policies.OURS, policies.OURS.aim, load, [0.0] * len(load))
        pause = outcome.replicas[60 * MINUTES - 1 : (60 + minutes) * MINUTES]
        assert (min(pause) == pause[0]) == stays, (
            f"a pause of {minutes} minutes: {pause[0]} → {min(pause)} pods"
        )


def without_a_metric_nothing_is_taken_away():
    """The HPA holds; KEDA takes its fallback, or as many as there are."""
    spec = shipped.scaled_object()
    fallback = spec["fallback"]
    assert fallback["behavior"] == "currentReplicasIfHigher"
    for before in (10, 60):
        hpa = Autoscaler(shipped.behavior(), 3, 120, replicas=before)
        keda = Autoscaler(shipped.behavior(), 3, 120, replicas=before)
        for sync in range(480):
            hpa.step(sync * STEP_S, None)
            gone = sync >= fallback["failureThreshold"]
            keda.step(sync * STEP_S, max(fallback["replicas"], keda.replicas) if gone else None)
        assert hpa.replicas == before
        assert keda.replicas == max(before, fallback["replicas"])
    # What would happen if a missing metric counted as 0, as with ignoreNullValues.
    assert spec["triggers"][0]["metadata"]["ignoreNullValues"] == "false"
    zero = Autoscaler(DEFAULT, 3, 120, replicas=60)
    for sync in range(480):
        zero.step(sync * STEP_S, 0)
    assert zero.replicas == 3


def one_odd_day_moves_nothing_after_two_weeks():
    """Yesterday at ten times the load, in a real Prometheus: with two weeks of history, and with one."""
    day = [100.0] * 96 + [300.0] * 4 + [100.0] * 188
    odd = [10 * value for value in day]
    noon = results.MONDAY + 14 * 86_400 + 8 * 3600
    for weeks, wanted in ((2, 300.0), (1, 1_650.0)):
        past = [
            ("koko:texts:rate1m", results.MONDAY + (14 - 7 * weeks) * 86_400, day * (7 * weeks - 1) + odd)
        ]
        with results.history.prometheus(past, 300) as ask:
            expected = ask(shipped.expressions()["koko:texts:expected"], noon, noon + 300)[0]
        assert expected == wanted, f"after {weeks} weeks {expected} is expected"


def the_page_says_what_came_out():
    found = results.read()
    _, inside, _ = simulate.between(simulate.README.read_text())
    assert inside.strip() == results.table(found).strip(), "run simulate.py --page"
    if LONG:
        assert results.compute() == found, "run simulate.py"


CHECKS = (
    rules_do_what_their_tests_say,
    manifests_are_taken,
    mistakes_in_manifests_are_found,
    keda_and_hpa_say_the_same,
    gpus_are_for_those_who_ask_for_them,
    the_simulator_is_as_a_real_controller,
    at_equal_cost_ours_falls_short_less,
    pods_wait_while_a_batch_pauses,
    without_a_metric_nothing_is_taken_away,
    one_odd_day_moves_nothing_after_two_weeks,
    the_page_says_what_came_out,
)


def main():
    failed = 0
    for check in CHECKS:
        name = check.__name__.replace("_", " ")
        try:
            check()
            print(f"ok: {name}", flush=True)
        except Exception as error:
            failed += 1
            print(f"FAILED: {name}: {type(error).__name__}: {error}", flush=True)
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
