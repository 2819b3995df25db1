"""The people of the texts, and what fills their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from koko_training.generator.groups import GROUP_SLOTS, THINGS

SHE = (
    "Mara", "Ivy", "Helena", "Nadia", "Rosa", "Tess", "Akua", "Yuki", "Leila", "Greta", "Priya", "Simone", "Dana",
    "Carmen", "Ingrid", "Zofia", "Fatima", "June", "Alba", "Naomi", "Petra", "Lucille", "Mei", "Odette",
)  # fmt: skip
HE = (
    "Elias", "Marcus", "Tomasz", "Rafael", "Jonas", "Omar", "Kenji", "Theo", "Anton", "Dario", "Kofi", "Gabriel",
    "Victor", "Nikhil", "Hugo", "Malik", "Pavel", "Adrian", "Silas", "Bruno", "Idris", "Lorenz", "Callum", "Felipe",
)  # fmt: skip

SLOTS: dict[str, Sequence[str]] = {
    **GROUP_SLOTS,
    "n": tuple("23456789"),
    "nth": ("3rd", "4th", "5th", "6th", "8th", "9th", "12th", "17th", "21st", "28th"),
    "nuisance": THINGS,
    "did": ("opened the window", "looked for the matches", "put the kettle on", "folded the newspaper",
        "went down to the cellar", "counted the coins", "fed the hens", "locked the bicycle to the fence",
        "wrote two postcards", "watered the geraniums", "swept the stairs", "turned the radio down"),
    "then": ("peeled an orange", "waited for the bus", "read the note again", "hung up the washing",
        "bought a newspaper", "polished the old boots", "tried the door", "lit the stove", "walked along the river",
        "sat down on the steps", "looked at the departures board", "called the lift"),
    "last": ("took the long way home", "ate the last biscuit", "repaired the lamp", "closed the shutters",
        "carried the boxes upstairs", "asked for the bill", "whistled an old song", "fell asleep on the train",
        "lost the umbrella", "made a list", "set the table", "listened to the weather report", "cleaned the windows",
        "found a coin on the pavement"),
    "tens": ("20", "30", "40", "60", "80", "90"),
    "town": ("Lisbon", "Oslo", "Leeds", "Denver", "Nairobi", "Lyon", "Osaka", "Toronto", "Graz", "Cork", "Perth",
        "Porto", "Lima", "Krakow", "Halifax", "Ghent", "Bergen", "Tallinn", "Austin", "Cardiff"),
    "street": ("Mill Lane", "Station Road", "Harbour Street", "Elm Street", "the old market", "Church Row",
        "the ring road", "Baker's Hill", "the canal", "Park Avenue"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "month": ("January", "March", "April", "June", "July", "September", "October", "November"),
    "storm": ("heavy rain", "dense fog", "high winds", "black ice", "thunderstorms", "a heatwave"),
    "kin": ("my sister", "my brother", "my mum", "my dad", "my aunt", "my cousin", "my flatmate", "my grandmother",
        "my best friend", "my wife", "my husband", "my partner"),
    "job": ("nurse", "baker", "plumber", "bus driver", "lawyer", "carpenter", "librarian", "chef", "pharmacist",
        "gardener", "translator", "sound engineer", "postman", "vet"),
    "thing": ("washing machine", "kettle", "phone", "mattress", "headset", "bike", "laptop", "vacuum cleaner",
        "coffee machine", "tent", "office chair", "router", "blender", "suitcase"),
    "firm": ("Brightline Energy", "your company", "Nordvik Furniture", "CityNet", "Falcon Air", "the parcel service",
        "Greenleaf Homes", "your shop", "Orbit Telecom", "the housing office"),
    "sky": ("rain", "fog", "snow", "warm wind", "drizzle", "low cloud", "cold mist", "summer heat"),
    "food": ("lentil soup", "pancakes", "risotto", "apple pie", "goulash", "dumplings", "fried rice", "stew",
        "fresh bread", "roast chicken"),
    "hobby": ("chess", "pottery", "running", "dancing", "gardening", "baking", "knitting", "bird watching",
        "climbing", "guitar lessons"),
    "age": ("24", "28", "31", "36", "42", "47", "53", "58"),
    "sum": ("300", "500", "1,200", "2,500", "4,000", "9,000"),
    "low": ("idiot", "moron", "loser", "clown", "coward", "liar", "parasite", "pig", "fool", "disgrace", "snake",
        "waste of space", "failure", "piece of garbage"),
    "foul": ("stupid", "pathetic", "disgusting", "worthless", "useless", "spineless", "brainless", "vile", "lazy",
        "ugly", "rotten", "laughable"),
    "bone": ("legs", "arms", "knees", "fingers", "jaw", "neck"),
    "tool": ("a knife", "an iron bar", "a broken bottle", "his fists", "a hammer", "a rifle butt", "an axe",
        "a length of chain", "a brick"),
}  # fmt: skip
