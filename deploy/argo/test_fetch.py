"""From a real archive, which people have decided in, to labelled texts."""

import csv
import json
import time

from conftest import KOKO, TENANT, command

INSULT = "you are an idiot, and a liar"


def content(number, **more):
    return {"id": f"c{number}", "author": f"a{number % 2}", "text": INSULT} | more


def decision(number, **more):
    event = {"event": "moderated", "id": f"m{number}", "author": f"a{number % 2}", "moderator": "ines"}
    return (
        event
        | {"post": f"c{number}", "at": int(time.time()), "family": "harassment", "outcome": "removed"}
        | more
    )


def fetched(service, folder, *options, tenant=TENANT):
    done = command(
        "fetch",
        "--archive",
        service.archive,
        "--tenant",
        tenant,
        "--out",
        folder,
        "--koko",
        KOKO,
        *options,
    )
    if done.returncode:
        return done, [], {}
    rows = list(csv.DictReader((folder / "labelled.csv").open(encoding="utf-8", newline="")))
    return done, rows, json.loads((folder / "manifest.json").read_text())


def test_what_people_decided_becomes_labels(new_service, tmp_path):
    service = new_service
    contents = [content(number) for number in range(8)]
    contents[6] |= {"author": None}
    contents[7] |= {"author": "leaver"}
    answers = service.post("/v1/moderate", [{k: v for k, v in each.items() if v} for each in contents])
    assert {answer["decision"]["reasons"][-1]["rule"] for answer in answers} == {"insult"}
    service.post("/v1/moderate", [content(0)], tenant="quiet")
    service.post("/v1/events", [decision(0)], tenant="quiet")
    service.post(
        "/v1/events",
        [
            decision(0),
            decision(1, outcome="fine"),
            # A later revision takes the earlier one back, also if it is told first.
            decision(2, outcome="fine", version=2),
            decision(2),
            # Somebody appeals, and is right.
            decision(3),
            {"event": "appealed", "id": "m3", "version": 2, "at": int(time.time()), "outcome": "overturned"},
            # Removed for something that was not found: that is the likeliest label of its family alone.
            decision(4, family="violence"),
            decision(7, author="leaver"),
        ],
    )
    # Nobody decides about the fifth. The sixth has no author, and a reviewer finds nothing wrong.
    service.post(f"/v1/review/{answers[6]['decision_id']}/decide", {"reviewer": "ines", "outcome": "fine"})
    assert service.clients[TENANT].delete("/v1/actors/leaver").status_code == 200
    service.flush()

    done, rows, manifest = fetched(service, tmp_path / "labelled")
    assert done.returncode == 0, done.stderr
    assert {row["text"] for row in rows} == {INSULT}
    known = {row["decision"]: row for row in rows}
    of = [known.get(answer["decision_id"]) for answer in answers]
    assert [number for number, row in enumerate(of) if row] == [0, 1, 2, 3, 4, 6]
    assert of[0]["toxicity"] == of[0]["insult"] == "1" and of[0]["spam"] == "", (
        "who removes says nothing of spam"
    )
    for row in (of[1], of[2], of[3], of[6]):
        assert row["decided"] == "fine" and row["insult"] == row["toxicity"] == row["spam"] == "0"
        assert row["self_harm"] == "", "a cry for help is no fault, and fine"
    assert {of[4]["threat"], of[4]["violence"]} == {"1", ""} and of[4]["insult"] == ""
    # The same author is the same group, and nobody's name is in it.
    assert of[0]["group"] == of[2]["group"] != of[1]["group"] == of[3]["group"] and of[6]["group"] == ""
    assert not {"a0", "a1", "leaver"} & {row["group"] for row in rows}
    assert manifest["rows"] == {"rows": 6, "without_text": 0, "tell_nothing": 0, "fine": 4, "harmful": 2}

    again, _, other = fetched(service, tmp_path / "again")
    assert again.returncode == 0 and other["outputs"] == manifest["outputs"]
    none, _, _ = fetched(service, tmp_path / "none", "--since", "2020-01-01", "--until", "2020-02-01")
    assert none.returncode == 1 and "no archived text" in none.stderr
    quiet, _, _ = fetched(service, tmp_path / "quiet", tenant="quiet")
    assert quiet.returncode == 1 and "1 contents with one were archived without their text" in quiet.stderr
