"""Traces over OTLP, as a collector gets them."""

import httpx
import pytest
from collector import Collector
from conftest import Service
from patience import wait_until
from ports import free_port

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = "b7ad6b7169203331"


@pytest.fixture
def collector():
    collecting = Collector()
    yield collecting
    collecting.stop()


def attributes(span):
    kinds = {"string_value", "int_value"}
    return {
        one.key: getattr(one.value, next(kind for kind in kinds if one.value.HasField(kind)))
        for one in span.attributes
    }


def sampled(flags):
    return {"traceparent": f"00-{TRACE}-{PARENT}-{flags}"}


def test_a_request_is_a_span_below_that_of_its_caller_and_its_steps_are_below_it(collector, tmp_path):
    service = Service("--traces", collector.url, "--data", tmp_path)
    with httpx.Client(base_url=service.url, timeout=60) as client:
        content = {"text": "you are an idiot, and what follows is read for the first time", "author": "vex"}
        answer = client.post("/v1/moderate", json=content, headers=sampled("01"))
        ids = answer.json()["decision"]["ids"]
        assert f'# {{trace_id="{TRACE}"}}' in client.get("/metrics").text
    spans = collector.wait(lambda spans: any(span.name == "POST /v1/moderate" for span in spans))
    (root,) = [span for span in spans if span.name == "POST /v1/moderate"]
    assert (root.trace_id.hex(), root.parent_span_id.hex(), root.kind) == (TRACE, PARENT, 2)
    told = attributes(root)
    assert told["http.response.status_code"] == 200 and told["http.route"] == "/v1/moderate"
    assert (told["koko.tenant"], told["koko.model"], told["koko.policy"]) == (
        "default",
        ids["model"],
        ids["policy"],
    )
    steps = {span.name: span for span in spans if span.parent_span_id == root.span_id}
    assert {"inference", "store.load", "store.save", "record"} <= set(steps), set(steps)
    assert all(step.trace_id == root.trace_id for step in steps.values())
    for step in steps.values():
        assert root.start_time_unix_nano <= step.start_time_unix_nano <= step.end_time_unix_nano
        assert step.end_time_unix_nano <= root.end_time_unix_nano
    assert steps["inference"].end_time_unix_nano <= steps["record"].start_time_unix_nano
    assert attributes(steps["inference"])["koko.batch.rows"] >= 1
    (resource,) = {str(request.resource_spans[0].resource) for request in collector.requests}
    assert "service.name" in resource and "koko" in resource
    assert service.stop() == 0


def test_texts_that_wait_for_an_engine_have_a_span_of_that(collector):
    service = Service("--traces", collector.url)
    texts = [f"text number {n} of a few hundred, each of its own words" for n in range(400)]
    with httpx.Client(base_url=service.url, timeout=60) as client:
        client.post("/v1/score", json=[{"text": text} for text in texts], headers=sampled("01"))
    assert service.stop() == 0
    names = [span.name for span in collector.spans()]
    assert names.count("queue") > 1 and names.count("inference") > 1, names


def test_who_asks_decides_and_else_the_share_does(collector):
    service = Service("--traces", collector.url, "--trace-share", "0")
    with httpx.Client(base_url=service.url, timeout=60) as client:
        for headers in ({}, sampled("00"), {"traceparent": "nonsense"}):
            assert client.post("/v1/score", json={"text": "quiet"}, headers=headers).status_code == 200
        client.post("/v1/explain", json={"text": "quiet"}, headers=sampled("01"))
    # Everything that waits is sent before it ends.
    assert service.stop() == 0
    roots = [span.name for span in collector.spans() if span.kind == 2]
    assert roots == ["POST /v1/explain"]


def dropped(client):
    lines = client.get("/metrics").text.splitlines()
    return int(next(line for line in lines if line.startswith("koko_trace_spans_dropped_total")).split()[1])


def nobody():
    """An address on which nobody listens."""
    return f"http://127.0.0.1:{free_port()}"


def test_a_collector_that_is_away_is_counted_and_costs_no_answer():
    service = Service("--traces", nobody())
    with httpx.Client(base_url=service.url, timeout=60) as client:
        for n in range(50):
            assert client.post("/v1/score", json={"text": f"quiet {n}"}).status_code == 200
        wait_until(lambda: dropped(client) >= 50, "what nobody takes is not counted")
    assert service.stop() == 0


def test_a_collector_that_hangs_is_not_waited_for_and_what_does_not_fit_is_dropped(collector):
    collector.goes_on.clear()
    service = Service("--traces", collector.url)
    with httpx.Client(base_url=service.url, timeout=60) as client:
        rows = [{"text": f"text {n}"} for n in range(1_000)]
        wait_until(
            lambda: (
                client.post("/v1/score", json=rows).status_code == 200
                and client.get("/health").status_code == 200
                and (client.post("/v1/score", json={"text": "quiet"}).status_code == 200)
                and dropped(client) > 0
            ),
            "nothing is dropped",
        )
        collector.goes_on.set()
        before = len(collector.requests)
        wait_until(lambda: len(collector.requests) > before, "nothing comes once the collector goes on")
    assert service.stop() == 0
