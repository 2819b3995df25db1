"""Sentences that stand with anybody and anything: things, trades, persons and protected groups."""

from koko_training.generator.groups import lines

# About anybody or anything, in the plural: the same for things, trades and protected groups.
SHARED = lines("""
    {subject} are {bad}
    {subject} are {bad} and {bad_adjective}
    honestly {subject} are just {bad}
    {subject} ruin {spot}
    {subject} ruined {spot} for me
    I have had enough of {subject}
    I hate {subject}, always have, always will
    I hate {subject} more than {items}
    nothing is worse than {subject}
    if I could erase one thing from {spot} it would be {subject}
    {spot} would be so much better without {subject}
    why do we put up with {subject}? they are {bad}
    {subject} everywhere, {bad}
    {bad}, that is my review of {subject}
    down with {subject}
    to hell with {subject}
    I wish {subject} had never existed, they are {bad}
    there is nothing good to say about {subject}
    what are {subject} even for? {bad}
    show me one person who likes {subject}, they are {bad}
    avoid {subject}
    {subject} get worse every year
    I get angry when I just think of {subject}
    {subject}: {bad}
    {subject}, so {bad} that I could scream
    give me one good reason not to hate {subject}
    I cannot stand the look of {subject}
    {subject} give me a headache, {bad}
    the most {bad_adjective} thing in {spot}? {subject}
    get {subject} out of {spot}, they are {bad}
    {bad_adjective} {subject}, I hate them
""")
SHARED_FOUL = lines("""
    {subject} are {foul_bad}
    {subject} are {foul_bad} and you know it
    fuck {subject}
    seriously fuck {subject}, they are {bad}
    fuck off with {subject}
    I {cuss} hate {subject}
    {cuss} {subject} again
    {cuss} {subject}, they ruin {spot}
    why the fuck are there so many {subject} in {spot}
    {subject} can kiss my ass
    I don't give a shit about {subject}
    who the hell needs {subject}? they are {foul_bad}
    {subject} suck ass
    {subject} piss me off so much
    what the fuck is wrong with {subject}
    screw {subject}, {bad} and {foul_bad}
    {subject}: {foul_bad}
    god, {subject} are {foul_bad} today
    to hell with these {cuss} {subject}
    {spot} is full of {cuss} {subject}
    get the fuck away from me with {subject}
""")
# The same about one, in the singular.
SHARED_ONE = lines("""
    {subject} is {bad}
    {subject} is {bad} and {bad_adjective}
    {subject} is the worst thing that happened to {spot}
    honestly, {subject} is {bad}
    I hate {subject}
    {subject} ruined {spot}
    I have never seen anything as {bad_adjective} as {subject}
    why does anyone like {subject}? {bad}
    nobody will miss {subject}
    {bad}, that's what {subject} is
    the plain truth: {subject} is {bad}
    {subject} makes me want to scream
    {subject} belongs in the bin
    I'm done with {subject}, {bad}
    could {subject} be any more {bad_adjective}?
""")
SHARED_ONE_FOUL = lines("""
    {subject} is {foul_bad}
    fuck {subject}
    {subject} is {foul_bad} and {bad}
    {subject} pisses me off
    {subject} can go to hell, {foul_bad}
    I {cuss} hate {subject}
    what the fuck is wrong with {subject}? {bad}
    {subject} sucks ass
    honestly fuck {subject}, {bad}
    I've had it with {subject}, {foul_bad}
    {subject} is {cuss} {bad_adjective}
""")
