"""Koko in five minutes: scores, places, a decision, an author's standing. Run it: `python quickstart.py`."""

import koko

moderator = koko.Moderator()

# 1. What is in this text? A calibrated probability for each label.
scores = moderator.score("You are a stupid idiot.")["scores"]
print({label: round(probability, 3) for label, probability in scores.items()})
assert scores["insult"] > moderator.score("Good morning, everybody!")["scores"]["insult"]

# 2. Many texts at once are faster, and come back in their order.
texts = ["What a lovely day", "Nobody likes you, you pathetic loser"]
for text, scored in zip(texts, moderator.score(texts)):
    print(f"{scored['scores']['toxicity']:.2f}  {text}")

# 3. What should happen? Disguises are folded, and spans point into the text as it was written.
text = "Hey mara: y o u  are a stu\u200bpid 1d10t"
moderation = moderator.moderate(text, id="post-1", author="tom", target="mara")
print(moderation["decision"]["action"], [reason["because"] for reason in moderation["decision"]["reasons"]])
for span in moderation["spans"]:
    start, end = span["chars"]
    print(f"  {span['label']}: {text[start:end]!r}")
assert moderation["decision"]["action"] != "allow"

# 4. Who keeps doing this? Every content with an author is remembered and weighed, with reasons that add up.
insults = ["What an idiot", "You stupid fool", "Shut up, loser", "You are pathetic"]
moderator.moderate_many(
    [
        {"text": insult, "id": f"post-{row + 2}", "author": "tom", "target": "mara"}
        for row, insult in enumerate(insults)
    ]
)
standing = moderator.standing("tom")
print(standing["band"], [finding["because"] for finding in standing["findings"]])
assert standing["total_mn"] == standing["base_mn"] + sum(
    each["contribution_mn"] for each in standing["findings"]
)
assert moderator.standing("mara") is None

# 5. What went wrong says what to do.
try:
    moderator.score("half of a character: \ud83d")
except koko.errors.BadInputError as error:
    print(error.kind, "-", error)
else:
    raise AssertionError("a lone surrogate is refused")
