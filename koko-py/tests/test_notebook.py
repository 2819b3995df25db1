"""What a notebook draws: everything is there, and nothing that callers wrote is more than text."""

from html.parser import HTMLParser

import pytest

import koko

TEXT = "You are a stupid idiot."
# Each of these would become an element or an attribute if it were not escaped.
ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</div></td></table><h1>out</h1>",
    "&lt;b&gt; &amp; <b>",
    "<a href='javascript:alert(1)'>",
]
TAGS = {"div", "span", "table", "tr", "td", "th", "mark", "b", "i"}
ATTRIBUTES = {"style", "title", "dir"}


class Checked(HTMLParser):
    """Reads HTML as a browser does, and keeps what was text."""

    def __init__(self, html):
        super().__init__()
        self.open, self.text = [], ""
        self.feed(html)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, (tag, name)
            assert name != "style" or ("url(" not in value and "expression" not in value), value
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def drawn(result):
    return Checked(result._repr_html_())


def test_scores_show_the_text_and_a_bar_for_each_label(moderator):
    scored = moderator.score(TEXT)
    html = scored._repr_html_()
    assert TEXT in drawn(scored).text and all(label in html for label in moderator.labels)
    assert "<mark" in html and f"{scored['scores']['insult']:.2f}" in html
    assert "<mark" not in moderator.score("good morning")._repr_html_()


def test_a_decision_shows_its_action_reasons_places_and_author(moderator):
    moderation = moderator.moderate("y o u  1d10t", id="post-1", author="mara")
    shown = drawn(moderation).text
    reason = moderation["decision"]["reasons"][0]
    action = moderation["decision"]["action"]
    for word in [action, reason["because"], reason["rule"], "post-1", "mara", "1d10t"]:
        assert word in shown
    assert "No rule" in drawn(moderator.moderate("good morning")).text


def test_a_standing_shows_findings_that_add_up(moderator):
    for number in range(4):
        moderator.moderate(f"{TEXT} {number}", author="drawn")
    standing = moderator.standing("drawn")
    shown = drawn(standing).text
    assert all(finding["because"] in shown for finding in standing["findings"])
    assert f"{standing['total_mn'] / 1000:+.2f}" in shown and standing["band"] in shown


def test_an_explanation_shows_the_words_and_their_weights(moderator):
    shown = drawn(moderator.explain(TEXT)).text
    assert "insult 0.9" in shown and "idiot" in shown


def test_a_table_shows_its_first_rows_and_how_many_there_are(moderator):
    scores = moderator.score([TEXT, None] * 20, errors="collect")
    shown = drawn(scores).text
    assert "8 of 40 rows" in shown and "20 failed" in shown and TEXT in shown and "is missing here" in shown
    moderated = drawn(moderator.moderate_many([{"text": TEXT}, {"text": "good morning"}])).text
    assert "allow" in moderated and "good morning" in moderated
    assert "2 of 2 rows" in drawn(moderator.score(text for text in ["a", "b"])).text
    assert "0 of 0 rows" in drawn(moderator.score([])).text
    assert "TOXICITY" in drawn(moderator.perspective([TEXT])).text


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_somebody_wrote_is_only_text(moderator, attack, tmp_path):
    text = f"{TEXT} {attack} idiot"
    moderator.moderate(text, author=attack, id=attack)
    policy = tmp_path / "policy.toml"
    quoted = attack.replace("\\", "\\\\").replace('"', '\\"')
    rule = f'id = "r"\nwhen = "true"\naction = "review"\nbecause = "{quoted}"\n'
    policy.write_text(f'name = "x"\n[[rule]]\n{rule}')
    own = koko.Moderator(policy=policy, threads=1)
    for result in [
        moderator.score(text),
        moderator.explain(text),
        moderator.standing(attack),
        moderator.score([text, attack]),
        moderator.moderate_many([{"text": text, "id": attack, "author": attack}]),
        own.moderate(text, author=attack, id=attack),
    ]:
        shown = drawn(result).text
        assert attack in shown, shown


def test_marks_stand_at_the_characters_and_writing_is_not_turned_around(moderator):
    text = "a 😀 \u202eidiot\u202c you stupid idiot"
    moderation = moderator.moderate(text)
    assert moderation["spans"]
    assert "\\u202e" in drawn(moderation).text and "\u202e" not in moderation._repr_html_()
    long = drawn(moderator.score("good morning " * 1_000)).text
    assert "more characters" in long


def test_results_are_still_plain_dicts(moderator):
    import json

    moderation = moderator.moderate(TEXT, author="plain")
    assert isinstance(moderation, dict) and json.loads(json.dumps(moderation))["decision"]["action"]
    assert moderation == dict(moderation) and "_text" not in moderation
