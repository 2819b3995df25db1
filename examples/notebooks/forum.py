"""A forum for the notebooks: made-up comments, mild ones, from a seed. Nobody wrote them, and nobody is meant."""

import random

import pandas as pd

FRIENDLY = [
    "The {thing} came out well, thanks for the advice",
    "Does anybody know where to get {thing} in winter?",
    "I let the {thing} rest over night, as grandmother did",
    "We disagree about the {thing}, but your photos are lovely",
    "That goal killed me, what a match. Back to the {thing} now",
    "My {thing} is late this year, yours too?",
    "I shot a whole roll of film of the {thing}",
    "You fools of fortune, what a harvest: {thing} everywhere",
    "This {thing} is stupidly good",
    "I am dying for a bit of {thing}",
]
RUDE = [
    "You are an idiot, and so is your {thing}",
    "Only a moron would plant {thing} there",
    "Shut up about your {thing}, you clown",
    "What a pathetic loser, cannot even keep a {thing} alive",
    "Nobody likes you or your stupid {thing}",
    "Get lost, you ignorant fool, and take the {thing} along",
]
VEILED = [
    "Some people should leave {thing} to grown-ups",
    "Bless your heart, you really thought that was a {thing}",
    "With a brain like yours I would stay away from {thing}",
]
SPAM = [
    "Cheap {thing} now!!! 90 % off, only today: www.{thing}-deals.example",
    "Earn 500 a day from home with {thing}, write to me",
    "I made a fortune with {thing}, click www.rich-{thing}.example",
]
OFFERS = [
    "We are hiring a gardener for our {thing}, apply today",
    "Our nursery is looking for somebody who knows {thing}, full time",
    "Now hiring: help with the {thing} harvest, good pay",
    "Open position for a {thing} specialist, send your CV",
    "The park is recruiting seasonal staff for the {thing} beds",
    "Wanted: experienced {thing} grower, start immediately",
]
THINGS = "dahlia tomato rhubarb sourdough compost orchid tulip pumpkin lavender fern radish basil".split()
START = 1_793_605_320
"""The second of November 2026."""


def _text(kind, chance):
    return chance.choice(kind).format(thing=chance.choice(THINGS))


def labelled(count=1_500, seed=1):
    """Comments with what moderators found: `insult`, `spam` (0 or 1), and the region of who wrote them."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        kind = chance.choices([FRIENDLY, RUDE, VEILED, SPAM], [70, 14, 4, 12])[0]
        insult = int(kind in (RUDE, VEILED))
        # Moderators err, too: one in two hundred.
        insult = 1 - insult if chance.random() < 0.005 else insult
        region = chance.choice(["coast", "hills", "city"])
        rows.append(
            (f"{_text(kind, chance)} ({number})", insult, int(kind is SPAM), region)
        )
    return pd.DataFrame(rows, columns=["text", "insult", "spam", "region"])


def perspective(count=400, seed=2):
    """Comments with made-up scores in the place of those that somebody exported from Perspective."""
    chance = random.Random(seed)
    centre = {0: 0.06, 1: 0.82, 2: 0.35, 3: 0.15}
    rows = []
    for number in range(count):
        kind = chance.choices([0, 1, 2, 3], [60, 22, 10, 8])[0]
        toxicity = min(0.99, max(0.01, chance.gauss(centre[kind], 0.09)))
        insult = min(0.99, max(0.01, toxicity - abs(chance.gauss(0, 0.05))))
        text = _text([FRIENDLY, RUDE, VEILED, SPAM][kind], chance)
        rows.append((f"{text} ({number})", round(toxicity, 3), round(insult, 3)))
    return pd.DataFrame(rows, columns=["text", "TOXICITY", "INSULT"])


def dump(count=600, seed=3):
    """A community's dump: `id`, `author`, `at`, `target`, `text`. Three of its forty authors are trouble."""
    chance = random.Random(seed)
    authors = [f"{thing}_{number}" for thing in THINGS for number in range(3)] + [
        "rook_9",
        "brash",
        "dealer",
    ]
    trouble = {
        "rook_9": (RUDE, 0.8),
        "brash": (VEILED + RUDE, 0.4),
        "dealer": (SPAM, 0.9),
    }
    rows = []
    for number in range(count):
        weights = [4 if author in trouble else 1 for author in authors]
        author = chance.choices(authors, weights)[0]
        kind, share = trouble.get(author, (RUDE, 0.01))
        text = _text(kind if chance.random() < share else FRIENDLY, chance)
        target = chance.choice(authors) if author != "rook_9" else "tulip_1"
        rows.append(
            (f"p{number}", author, START + 900 * number, target, f"{text} ({number})")
        )
    return pd.DataFrame(rows, columns=["id", "author", "at", "target", "text"])


def comments(count, seed=4):
    """So many comments, lazily: for what does not fit in memory."""
    chance = random.Random(seed)
    for number in range(count):
        kind = chance.choices([FRIENDLY, RUDE, SPAM], [90, 5, 5])[0]
        yield f"{_text(kind, chance)} ({number})"


def job_offers(count=40, seed=5):
    """Texts that are offers of jobs, and others that are not."""
    chance = random.Random(seed)
    offers = [_text(OFFERS, chance) for _ in range(count)]
    others = [_text(FRIENDLY + SPAM, chance) for _ in range(2 * count)]
    return sorted(set(offers)), sorted(set(others))
