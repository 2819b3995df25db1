"""Names, towns, animals and words that hold a rude word inside, or are spelled like one, in ordinary sentences."""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.labels import LABELS, zeros
from koko_training.rows import Row

SLOTS = {
    "town": (
        "Scunthorpe", "Penistone", "Essex", "Sussex", "Middlesex", "Assam", "Fukushima", "Cockermouth", "Clitheroe",
        "Lightwater", "Arsenal", "Bath", "Niger", "Nigeria", "Titsey", "Hancock County", "Cumbria", "Cumnock", "Gaydon",
        "Assisi", "Massachusetts", "Dickinson", "Phuket", "Shitterton", "Twatt", "Bitche", "Condom in France",
        "Fucking, which is now Fugging", "Intercourse, Pennsylvania", "Blue Ball", "Wank in Bavaria", "Cockfosters",
        "Sandwich", "Pratt", "Looe", "Dyke in Lincolnshire", "Isis Street in Oxford", "Pakistan",
        "Montenegro", "Rio Negro", "Homosassa", "Hoare Bay", "Slough", "Ramsbottom", "Ass Creek", "Cooter",
    ),
    "name": (
        "Mr Cockburn", "Mrs Dickens", "Dr Wang", "Dick Van Dyke", "Hancock", "Cummings", "Mr Butts", "Miss Gay",
        "Johnson", "Peter Dickinson", "Anita Dick", "Philip Pratt", "Matsushita", "Mr Shitara", "Emily Dickinson",
        "Alan Titchmarsh", "Benedict Cumberbatch", "Mr Weiner", "Mrs Hooker", "Randy", "Willy", "Fanny", "Aunt Fanny",
        "Dr Hoare", "Mr Sexton", "Mr Assange", "Ms Analytis", "Coach Beaver", "Dong", "Mr Focker", "Mrs Bastardo",
        "Fuchs", "Herr Fick", "Mr Cock", "Gaye", "Mr Slaughter", "Mrs Kilmer", "Mr Hitchens", "Isis",
    ),
    "animal": (
        "a great tit", "two blue tits", "the blue-footed booby", "our cock crowing", "a wild ass",
        "a shag on the cliff",
        "the neighbour's bitch with her puppies", "a woodcock", "a dik-dik", "the brown booby", "a beaver at its dam",
        "a pussy cat", "a titmouse", "a sperm whale", "a donkey, also called an ass", "a peacock", "a cockatoo",
        "a moorcock", "a cockroach", "the hen and the cock", "a killer whale", "an assassin bug", "a horny toad",
    ),
    "thing": (
        "the cockpit", "a cocktail", "shiitake mushrooms", "the analysis", "an assessment", "grape juice",
        "a therapist",
        "the class assignment", "a cumulative score", "the document", "spotted dick with custard", "cock-a-leekie soup",
        "faggots in gravy", "a sextant", "a sextet", "the circumference", "a cockle stew", "the title page",
        "a constitution", "an institution", "a bassoon", "the bass line", "a shuttlecock",
        "the ball cock of the cistern",
        "a nut and a washer", "the rapeseed oil", "a pithy remark", "a pawn", "the swank hotel", "Assassin's Creed",
        "Moby Dick", "Pussy Riot", "a matchstick", "the scrap heap", "a niggling doubt", "a niggardly budget",
        "the snigger in the back row", "a chink in the curtain", "the cracker tin",
        "the cummerbund", "a screwdriver", "the hoe in the shed", "a hump day", "the crapaud", "a dam and its lake",
        "the shuttle to the hancock tower", "the mass spectrometer", "a bum note", "the arsenic test", "a butt joint",
    ),
    "when": ("yesterday", "last week", "this morning", "in March", "on Sunday", "two years ago", "at the weekend"),
    "person": ("my sister", "our teacher", "the guide", "a friend", "my boss", "grandpa", "the clerk", "someone"),
    "verb": ("wrote about", "asked me about", "talked about", "told us about", "looked up", "read up on"),
    "quality": ("lovely", "expensive", "new to me", "hard to find", "out of stock", "better than expected", "fine"),
}  # fmt: skip

TEMPLATES = (
    "we drove to {town} {when}", "is there a train from {town} to {town}?", "{person} grew up in {town}",
    "the weather in {town} was fine {when}", "greetings from {town}!", "who else here is from {town}",
    "the bus from {town} is late again", "{town} is twinned with a town in {town}", "{person} moved to {town} {when}",
    "how many people live in {town}?", "the museum in {town} has a new roof", "{person} {verb} {town}",
    "{name} will be our new neighbour", "please ask {name} to call me back", "{name} is a doctor in {town}",
    "i have a meeting with {name} {when}", "the book by {name} was {quality}", "{name} and {name} won the prize {when}",
    "does anyone know {name} from {town}?", "{name} taught me maths", "dear {name}, thank you for your letter",
    "my filter blocks the name of {name}, what can i do?", "{name} signed the contract {when}",
    "we saw {animal} {when}", "{person} photographed {animal} near {town}", "is that {animal} in the picture?",
    "a book about {animal}", "there was {animal} in the garden {when}", "{person} {verb} {animal}",
    "{thing} was {quality}", "{person} {verb} {thing}", "can you explain {thing} to me?", "i ordered {thing} {when}",
    "what is the difference between {thing} and {thing}?", "{person} broke {thing} {when}", "i need help with {thing}",
    "why does the chat censor {thing}?", "the crossword had {thing} in it", "{thing} costs 12 pounds in {town}",
    "{name} showed us {thing} {when}", "{name} spotted {animal} in {town} {when}", "{thing} belongs to {name}",
)  # fmt: skip


def write(chance: random.Random) -> Iterator[Row]:
    """Harmless sentences, all zeros."""
    yield from drawn(TEMPLATES, SLOTS, zeros(*LABELS), 1800, chance)
