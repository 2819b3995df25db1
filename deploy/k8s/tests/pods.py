"""What is asked of pods, whichever they are."""

import httpx

TEXT = {"text": "You are a complete idiot and nobody likes you", "author": "nora", "id": "post-1"}


def another_pod_knows(played, told):
    """What was decided, and about whom."""
    played.down()
    played.start()
    again = httpx.get(f"{played.url}/v1/decisions/{told['decision_id']}")
    assert again.status_code == 200 and told["decision_id"] in again.text, again.text
    standing = httpx.get(f"{played.url}/v1/actors/nora")
    assert standing.status_code == 200 and standing.json()["evidence"], standing.text
