"""Twins of hate that are none: denied, objected to, reclaimed, neutral, about history, about things or one rude user.

They share the words and the sentences of `hate`, so that only the meaning separates the two.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from koko_training.generator.grammar import drawn
from koko_training.generator.groups import GROUP_SLOTS, lines, listed
from koko_training.generator.hate import (
    DEHUMANISING,
    DEROGATION,
    DISGUST,
    HATE_SLOTS,
    QUESTIONS,
    SNEERS,
    among,
    tidied,
)
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

SLOTS: dict[str, tuple[str, ...]] = {
    **HATE_SLOTS,
    # A raised middle finger is rude to anything.
    "hate_emoji": tuple(emoji for emoji in HATE_SLOTS["hate_emoji"] if emoji != "🖕"),
    "good": listed("""
        kind, funny, brilliant, hard-working, generous, patient, talented, friendly, brave, welcoming, smart, honest,
        creative, gentle, helpful, polite, amazing, wonderful, clever, lovely, loyal, resilient
    """),
    "honour": listed("""
        human beings, people like you and me, our neighbours, our friends, part of this town, citizens like everyone
        else, equal, welcome here, family, ordinary people, colleagues, worthy of respect, as human as anyone
    """),
    "shame": listed("""
        disgusting, wrong, shameful, racist, vile, unacceptable, hateful, cruel, ignorant, plain bigotry, not an
        opinion, not a joke, hate speech, against the rules, hurtful, nonsense, a lie, dangerous
    """),
    "speaker": listed("""
        my uncle, some guy on the bus, a kid in my class, my boss, a user here, our neighbour, the coach, some troll,
        a senator, my own father, a streamer, a customer, my roommate, someone in the chat, the man at the counter, a
        teacher
    """),
    "burden": listed("""
        fight for rights that others take for granted, wait months for a permit, explain themselves all the time, work
        twice as hard, put up with insults, hide who they are, climb stairs because the lift is broken, listen to the
        same jokes, deal with this abuse, prove that they belong, live in fear, pay more for insurance, fill in so
        many forms
    """),
    "deed": listed("""
        opened a bakery, won the local election, joined our choir, coach the youth team, run a clinic, volunteer at
        the food bank, organised a street festival, founded a theatre group, work as nurses, study engineering, helped
        after the flood, planted trees in the park, compete in the paralympics, sing in the cathedral, play in our
        band, built half of this city, teach at our school, serve in the fire brigade, started a book club, made a
        film about their lives
    """),
    "deed_one": listed("""
        opened a bakery, won the local election, joined our choir, became our coach, runs the clinic, wrote a novel,
        designed that bridge, got a scholarship, won the chess final, fixed my car, became mayor, plays bass in our
        band, directed the film, scored twice on sunday, taught me to cook, lives next door, drives the school bus,
        published a paper on bees
    """),
    "harm": listed("""
        persecuted, enslaved, murdered, deported, beaten by mobs, denied the vote, driven from their homes, put in
        camps, jailed, banned from public office, lynched, sterilised against their will, massacred, expelled, spat at
        in the street, forced to hide, shot at prayer, hunted, treated like animals, called vermin by the press,
        treated as less than human
    """),
    "era": listed("""
        in the 1930s, during the war, under the dictatorship, in the middle ages, until the sixties, for centuries, in
        1915, under the empire, during the partition, before the law was changed, in the last century, after the coup,
        in the colonies
    """),
    "dish": listed(
        "tacos, falafel, jollof rice, pierogi, dumplings, biryani, challah, kimchi, baklava, pho, couscous, injera"
    ),
    "pride": listed(
        "proud, happy, loud, stubborn, tired but proud, middle-aged, shy, nerdy, married, small-town, cheerful"
    ),
    "own": listed(
        "queer, dyke, faggot, crip, tranny, nigga, gypsy, fag, homo, retired dyke, black, spaz, brown, bisexual, poof"
    ),
    "own_plural": listed(
        "queers, dykes, fags, crips, trannies, niggas, gypsies, homos, poofs, old dykes, butches, queens"
    ),
    "warm_emoji": listed("❤️, 🎉, 🙏, 🥰, 👏, 😊, 💪, 🤗, 🌈, 💐, 🏆, 💙, 👍, 🙌"),
    "bright": listed(
        "awesome, great, beautiful, amazing, brilliant, hilarious, delicious, incredible, perfect, gorgeous, genius"
    ),
    "joy": listed("""
        goal, song, pizza, view, update, concert, trailer, cake, sunset, build, plot twist, guitar solo, save,
        painting, burger, soundtrack, patch, puppy, weekend, comeback, coffee, book, skin, beach
    """),
    "stupid": listed(
        "stupid, dumb, pathetic, worthless, disgusting, miserable, lying, hopeless, ignorant, spineless, lazy"
    ),
    "fool": listed(
        "idiot, moron, loser, liar, clown, imbecile, coward, piece of garbage, dimwit, waste of space, creep, brat"
    ),
    "quoted": lines("""
        "{hateful}"
        '{hateful}'
        “{hateful}”
        that {hateful}
    """),
}

DENIED = lines("""
    {plural} are not {beast}
    {plural} aren't {low}, they are {honour}
    {plural} are not {bad_word} and never were
    No {person} deserves to be treated like dirt
    No {person} deserves to be called that
    I would never say that I hate {plural}
    I don't hate {plural}, why would I?
    I have never thought that {plural} are {foul}
    It's not true that {plural} {misdeed}
    {plural} don't {misdeed}, that is a myth
    Nobody should say that {plural} are {bad_word}
    You can't just call {plural} {beast}
    {plural} should never be sent away for being who they are
    There is nothing wrong with {plural}
    There is nothing {foul} about being a {person}
    {plural} do not make me sick. Prejudice does.
    Not all {plural} are the same, just as not all of you are
    {plural} are no better and no worse than {normal}
    I can't imagine {place} without {plural}
    {plural} are not less worthy of respect than {normal}
    Nobody has the right to keep {plural} out of {place}
    It is wrong to hate {plural}
    {plural} shouldn't be banned from {place}
    Never say that a {person} is not a human being
    I don't think that {plural} are {foul}, do you?
    You don't have to be afraid of {plural}
    a {person} is nobody's {beast}
    Why would {plural} be {bad_word}? They're {honour}.
""")
OBJECTIONS = lines("""
    Saying {quoted} is {shame}
    Whoever wrote {quoted} should be ashamed
    If you believe {quoted}, please read a book
    Comments like "{hateful}" are {shame}
    Stop saying {quoted}
    Stop calling {plural} {beast}
    Please stop calling my friends {slur}, it is {shame}
    Calling someone a {slur_one} is {shame}
    Don't use words like {slur_one} in this chat
    {speaker} told me {quoted}. What do I do?
    {speaker} said {quoted} and everyone laughed. I was shocked.
    I reported the post that said "{hateful}"
    Can a mod please remove the comment "{hateful}"? It's {shame}.
    "{hateful}" is the kind of line we do not want here
    Imagine being a {person} and reading "{hateful}" every day
    It hurts when people say {quoted}
    {speaker} was fired because he wrote "{hateful}"
    They sprayed "{hateful}" on the wall of our community centre. We painted it over together.
    My daughter asked me what "{slur_one}" means because {speaker} called her that
    I was called a {slur_one} at work today and nobody spoke up
    How can anyone write {quoted}? That is {shame}.
    No, it isn't "just an opinion" to say {quoted}. It's {shame}.
    Every time I hear "{hateful}" I speak up
    The leaflet claims {quoted}, and that is simply false
    When {speaker} says {quoted}, tell them that it's {shame}
    The court ruled that "{hateful}" counts as incitement
    People who think {quoted} have never talked to one
    {speaker} shouted "{slur} out" at us and we called the police
    The study counted tweets such as "{hateful}"
    You wrote {quoted}. I disagree, they're {honour}.
    I used to think {quoted}. I was wrong and I'm sorry.
    Is it allowed here to write {quoted}? I find it {shame}.
    Somebody threatened to {hurt} {plural} in our town. Please take that seriously.
    "Kill all {plural}" was written on the door. Who does such a thing?
    They tell us "{foreign} should go back". Back where? We were born here.
""")
RECLAIMED = lines("""
    I'm a {pride} {own} and I love my life
    As a {pride} {own} I can say that this film got it right
    us {own_plural} have to stick together
    We {own_plural} are having a picnic on sunday, come along
    My fellow {own_plural}, happy pride!
    I call myself a {own} and I'm at peace with that word
    me and my {own_plural} are going dancing tonight
    Love being a {own}, wouldn't change it
    We're here, we're {own_plural}, and we brought cake
    I've been a {pride} {own} for twenty years
    That's my nigga right there, love you bro
    my nigga {deed_one}, so proud of him
    what's up my nigga, you playing tonight?
    Yes I'm a {own}, and this is my {own} energy
    Growing up I hated the word {own}. Today I wear it with pride.
    Nothing better than a room full of {own_plural}
    dykes on bikes opened the parade, and we were three of them
    My wife and I are just two old {own_plural} with too many cats
    Happy birthday to my favourite {own}, from another {own}
    I am disabled and I say crip. It's my word and I took it back.
    This {own} just got the job!
    we {own_plural} built this scene and we're still here
    bitch, you look amazing, love you
    Any other {own_plural} here who like board games?
    So I came out, and now I am the {own} of the family, they even baked a cake
    Our band is called the {pride} {own_plural}, all of us are out
    bad bitches only at my birthday, see you all on friday
""")
HOMONYMS = lines("""
    I left the spade in the garden {when}
    Call a spade a spade, the {joy} was boring
    I played the queen of spades {when}
    crackers with cheese, that's my dinner {when}
    He is a cracker of a player, what a {joy}
    We pulled christmas crackers {when}
    There is a chink in the armour of their defence
    Light came through a chink in the curtains {when}
    My gran makes faggots with peas and gravy {when}
    The old word faggot meant a bundle of wood for the {fire}
    They carried faggots of dry wood to the {fire}
    Popping out for a fag {when}, back in five
    My granddad smoked twenty fags a day until he was ninety
    The dyke held when the river rose {when}
    We walked the dog along the dyke {when}
    The kitchen is spick and span {when}
    Let's nip to the shop {when}
    We should nip that in the bud before the {joy}
    I saw a coon cat at the shelter {when}, a huge fluffy one
    My maine coon sleeps on the {fire}
    The flame retardant on the {fire} has worn off
    Ice will retard the growth of the crops
    The tranny in my old van broke {when}, a new transmission costs a fortune
    The paddy fields were green {when}
    I ate sauerkraut, or kraut as we say, {when}
    Pansies and violets are blooming {when}
    The kids love fairies, pixies and the {joy}
    My dog had puppies, the bitch is doing fine {when}
    The savage storm hit the coast {when}
    Gypsy moths ate all the leaves of our oak {when}
    The monkeys at the zoo stole my hat {when}
    The rats in our cellar are vermin, I called pest control {when}
    Cockroaches everywhere in my flat {when}, the infestation is disgusting
    Pigs are smarter than dogs, I read {when}
    Leeches and lice are parasites, we learned that {when}
    The great apes house is closed {when}
    The snakes in our garden are harmless
    Roaches, ants, rats: kill them all, says the exterminator who came {when}
    I like my tea black and my shirts white
    The yellow jersey went to the man in front {when}
    Rio Negro is a river, negro means black in spanish
    There is a spook in the old house, the kids say
    A blind curve, be careful when you drive there {when}
    She turned a deaf ear to my plea about the {joy}
    I put red skin potatoes into the oven {when}
    The slope was icy {when}, we skied anyway
    Homo sapiens and homo erectus met, says the {joy} I'm reading
    The nip in the air {when} tells me that it's autumn
    Chinks in the wall let in a draught {when}
""")
MENTIONS = lines("""
    {plural} {deed}
    A group of {plural} {deed}
    Last week some {plural} {deed}, and I met them there. They are so {good}.
    The {person} who {deed_one} is my neighbour
    A {person} {deed_one}
    My best friend is a {person} and she {deed_one}
    I'm a {person}, nice to meet you all
    Hi, I am a {person} and I'm new to this forum
    As a {person} I always felt welcome in {place}
    As a {person}, I find the question about {place} interesting
    I met some {plural} yesterday. They are {good} and {good}.
    {plural} are {good}
    {plural} are so {good}
    {plural} are {honour}
    I love {plural}
    I really like my {adjective} {folk}, they are so {good}
    {plural} make me smile
    We need more {plural} in {place}
    {plural} belong in {place} as much as anyone else
    {plural} should be allowed to {job}
    Every {person} should be able to {job} in safety
    The {adjective} community in {place} is growing
    Our {adjective} {folk} brought {dish} to the party
    The best {dish} I ever ate were made by {adjective} {folk}
    {speaker} is a {person}
    My grandmother was a {person}, she {deed_one}
    The church, the mosque and the temple invited {plural} to dinner
    {percent} percent of the people in {place} are {plural}
    According to the census there are more {plural} in {place} than ten years ago
    A new law would help {plural} to {job}
    The council discussed whether {plural} need more support. I think that they do.
    I think the rules for {foreign} should be simpler, others think they should be stricter
    The border policy for {foreign} is under review, both parties want to debate it
    Does anyone know a good group for {plural} in {place}?
    What do {plural} usually eat at their weddings?
    How do I explain to my kids what it means to be a {person}?
    Can you recommend books about {plural}?
    My daughter came out to us as a {person}, and we are happy for her
    The museum shows portraits of {plural} by local artists
    {plural} celebrate their holiday today, best wishes to all
    A {person} and a {person} {deed}, what a team
    She is {adjective} and works as a surgeon
    {plural} and {plural} prayed together after the earthquake
    The new player is {adjective}. That's great, he is so {good}.
    Two {plural} moved in across the street. {good} people, they brought {dish}.
    i'm {adjective}
    {plural} voted on sunday, turnout was high
    The doctor for {plural} is on the second floor
""")
SUFFERED = lines("""
    {plural} were {harm} {era}
    Many {plural} were {harm} {era}
    My grandparents were {harm} {era} because they were {plural}
    Millions of jews were murdered in the holocaust, {plural} were {harm} too
    {era} {plural} were {harm}. We must not forget them.
    The book tells how {plural} were {harm} {era}
    In history class we learned that {plural} were {harm} {era}
    The memorial honours {plural} who were {harm} {era}
    It is a disgrace that {plural} were {harm} {era}
    {plural} still remember being {harm} {era}
    The minister apologised to {plural} who were {harm} {era}
    As a {person} I know that my family was {harm} {era}
    A {person} was attacked on the train last night, police look for witnesses
    Two {plural} were killed in an attack on {place}, hundreds came to mourn
    Hate crimes against {plural} went up by {percent} percent
    {plural} are {harm} to this day in some countries
    In {percent} percent of the cases {plural} reported violence at home
    Discrimination against {plural} in {place} is still common
    {plural} earn less for the same work, says the report about {place}
    The law said that {plural} could not {job}. It was abolished.
    {era}, newspapers compared {plural} to {beast}. That is how it started.
    Propaganda painted {plural} as {beast}, and neighbours turned on them
    How could it happen that {plural} were {harm} {era}?
    Survivors told us how {plural} were {harm} {era}. They were so {good} to us.
    {plural} face abuse online every day
    A {person} was fired for being a {person}, the court ruled in her favour
""")
MIRRORS = lines("""
    Why do all {plural} have to {burden}?
    Why do {plural} always have to {burden}?
    Why are {plural} so often expected to {burden}?
    Am I the only one who thinks that {plural} are treated unfairly?
    Does it also please you how {good} {plural} are?
    Who else is tired of seeing {plural} {burden}?
    How can anyone hate {plural}? Serious question.
    What is it like to be a {person} in {place}?
    When will we finally stop making {plural} {burden}?
    I can't stand how {plural} are treated in {place}
    I hate that {plural} have to {burden}
    I hate it when people call {plural} {beast}
    I'm so sick of people who hate {plural}
    It makes me sick that {plural} have to {burden}
    I can't stand people who hate {plural}
    I think {plural} should be heard in {place}
    I think {plural} deserve better
    In my opinion {plural} are {honour}
    {plural} deserve every bit of respect they get
    {plural} should not be kept out of {place}
    No {person} should have to {burden}
    Nobody should have to {burden} because of being a {person}
    Can we all agree that {plural} are {honour}?
    {plural} will never be alone in {place}, we stand with them
    Keep {plural} safe in {place}
    Someone should thank the {plural} who {deed}
    If you come for {plural}, you will have to answer to all of us peacefully at the ballot box
    {plural} don't need your pity, they need ramps, jobs and a vote
    I will defend every {person} who wants to {job}
    I hope all {plural} have a good day
    May every {person} on earth find peace
    The world would be poorer without {plural}
    Sorry, I just love {adjective} {folk}
    {plural} should not have to go back to where they were in danger
    Disgusting how our school treats {plural}. They have to {burden} and nobody cares.
""")
RUDE = lines("""
    you are such a {stupid} {fool}
    You {stupid} {fool}
    you're a {fool} and everybody knows it
    What a {stupid} {fool} you are
    Shut up, you {stupid} {fool}
    I hate you, you {stupid} {fool}
    You make me sick, {fool}
    You are {beast}, I mean you personally, {fool}
    Nobody likes you, {fool}
    You'll never be anything but a {stupid} {fool}
    Do you even have a brain, {fool}?
    Why do you have to be such a {fool}?
    My ex is a {stupid} {fool}
    {speaker} is a {stupid} {fool}
    I can't stand {speaker}, what a {fool}
    That admin is a {stupid} {fool}, he banned me for nothing
    Only a {fool} would write something this {stupid}
    You have the brains of a goldfish, {fool}
    Delete your account, you {stupid} {fool}
    You're so {foul}, no wonder she left you
    Look at this {fool}, so {stupid} that it hurts
    You play like a {stupid} {fool}, uninstall the game
    hey {fool}, learn to read before you answer
    You disgust me, {stupid} {fool}
    Go away, {fool}, you are {low} and you know it
""")
SWEARING = lines("""
    this {joy} is {curse} {bright}
    This is fucking {bright}
    holy shit, what a {joy}
    What a {curse} {bright} {joy}
    Fuck yes, the {joy} was {bright}
    damn, that {joy} was fucking {bright}
    I fucking love this {joy}
    I fucking love {plural}
    {plural} are fucking {good}
    Happy fucking birthday, you {bright} human
    Shit, I forgot my keys again, fuck
    The {joy} was shit, but the company was {bright}
    fuck {thing}, I'm going home
    I'm so fucking tired of {thing}
    {thing} are a pain in the ass
    Who the fuck invented {thing}?
    Fuck cancer, my mum is free of it
    fuck racism
    Fuck homophobia, love your {adjective} {folk}
    My {adjective} {folk} are fucking {bright}
    Well shit, a {person} {deed_one}, that's fucking {bright}
    {bright} as fuck
    We fucking won, what a {joy}
    No shit, the {joy} is free? Fucking {bright}.
    Fuck me, it's cold outside
    I laughed my ass off at that {joy}
""")
WARM_EMOJI = lines("""
    I love {people_emoji}
    I love {people_emoji} {warm_emoji}
    {people_emoji} {warm_emoji}
    {people_emoji} are {good} {warm_emoji}
    {people_emoji} = {warm_emoji}
    {plural} are {warm_emoji}
    {plural} {warm_emoji}{warm_emoji}
    {people_emoji} are welcome in {place} {warm_emoji}
    {people_emoji} belong in {place} {warm_emoji}
    Happy holidays to all {people_emoji} {warm_emoji}
    My {people_emoji} neighbour {deed_one} {warm_emoji}
    proud to be {people_emoji}
    I am {people_emoji} and I {deed_once}
    We need more {people_emoji} in {place}
    Why are {people_emoji} so {good}? {warm_emoji}
    {people_emoji} are not {animal_emoji}
    Stop calling {people_emoji} {animal_emoji}, it's {shame}
    calling {plural} {animal_emoji} is {shame}
    I'm going to feed the {animal_emoji} at the zoo {when}
    My kid loves {animal_emoji} {warm_emoji}
    The {animal_emoji} on the farm had babies {when} {warm_emoji}
    there is a {animal_emoji} in my garden {when}
    {animal_emoji} are {good} animals
    {animal_emoji} are disgusting, one was in my kitchen {when}
    {hate_emoji} this {joy} was awful
    {thing} {hate_emoji}{hate_emoji}
    {thing} are {hate_emoji}
    I hate {thing} {hate_emoji}
    Cutting vegetables {when} 🔪🥕
    water gun fight with the kids {when} 🔫💦
    The {joy} was 🔥🔥🔥
    No {people_emoji} should be treated like {animal_emoji}
    {people_emoji} and {people_emoji} together {warm_emoji}
""")
THINGS_HATED = lines("""
    I hate {thing}
    I can't stand {thing}
    I despise {thing} with all my heart
    {thing} make me sick
    {thing} are {foul}
    {thing} are a plague
    ugh, {thing} again. Can't stand them.
    Ban {thing} from {place} for good
    {thing} should be banned from {place}
    Why do all {thing} have to be so {foul}?
    Am I the only one who thinks that {thing} are a disease?
    Who else is tired of {thing}?
    I loathe {thing}
    Get rid of {thing}, they ruin {place}
    {thing} don't belong in {place}
    I hope all {thing} disappear from the earth
    {thing} were invented by the devil
    kill all {thing}
    death to {thing}
    There are too many {thing} in {place}
    Nobody likes {thing}
    {thing} are not worthy of my time
    I would rather stay home than deal with {thing}
    That idea is {foul}, it will never work, and {thing} are no better
    Racism makes me sick, and so does every ideology that needs someone to hate
    I can't stand the theory behind {thing}
    {thing} disgust me
    My skin crawls when I think of {thing}
""")

SLOTS |= {
    "deed_once": listed(
        "like to cook, play the drums, study law, collect stamps, coach kids, write songs, run marathons"
    ),
    "when": listed("""
        today, this morning, last week, on sunday, yesterday, after lunch, on my day off, again, with
        my sister, before it rained, all day, this weekend, after school, in march, at my aunt's place
    """),
    "fire": listed("stove, hearth, fireplace, village, sofa, barn, campfire, roof, oven, farm"),
    "percent": listed("3, 8, 12, 17, 25, 31, 40, 52, 64"),
}
# Nobody laughs before or after these.
SOBER_SLOTS = SLOTS | {
    "before": (
        *("",) * 6,
        "Watched a documentary last night.",
        "Just read that article.",
        "We visited the museum.",
        "Sadly,",
    ),
    "after": (
        *("",) * 6,
        "We should not forget that.",
        "Think about that.",
        "My teacher told us.",
        "May they rest in peace.",
    ),
}
# The same attacks with groups that nobody is born into in place of the protected ones.
FOES_SLOTS = SLOTS | {
    # This one attacks a group whoever it is said to.
    "low": tuple(word for word in SLOTS["low"] if word != "retarded"),
    "plural": GROUP_SLOTS["unprotected"],
    "foreign": GROUP_SLOTS["unprotected"],
    "person": GROUP_SLOTS["unprotected_person"],
    "normal": listed("normal people, decent people, the rest of us, everyone else"),
}
FOES = tuple(
    text
    for text in (*DEHUMANISING, *DEROGATION, *DISGUST, *QUESTIONS, *SNEERS)
    if ("{plural}" in text or "{person}" in text) and "{adjective}" not in text and "in their blood" not in text
)

HARMLESS = zeros(*LABELS)
# What is said to object to it. Quoted slurs and violence leave those two labels open.
QUOTING = {"toxicity": 0.1, "insult": 0.1} | zeros(
    "identity_attack", "threat", "severe_toxicity", "spam", "self_harm", "sexual"
)
OPEN_PROFANITY = {label: 0.0 for label in LABELS if label != "profanity"}
OPEN_VIOLENCE = {label: 0.0 for label in LABELS if label != "violence"}
SCORN = {"toxicity": 0.6} | zeros("identity_attack", "threat", "spam", "self_harm", "sexual")
RUDENESS_TO_ONE = ones("toxicity", "insult") | zeros("identity_attack", "threat", "spam", "self_harm", "sexual")
CURSING = HARMLESS | {"profanity": 1.0, "toxicity": 0.25}

Subfamily = tuple[tuple[str, ...], Mapping[str, tuple[str, ...]], dict[str, float], int]
SUBFAMILIES: dict[str, Subfamily] = {
    "denied": (DENIED, SLOTS, HARMLESS, 1100),
    "objections": (OBJECTIONS, SLOTS, QUOTING, 1900),
    "reclaimed": (RECLAIMED, SLOTS, OPEN_PROFANITY, 600),
    "homonyms": (HOMONYMS, SLOTS, OPEN_PROFANITY, 900),
    "mentions": (MENTIONS, SLOTS, HARMLESS, 2200),
    "suffered": (SUFFERED, SOBER_SLOTS, OPEN_VIOLENCE, 900),
    "mirrors": (MIRRORS, SLOTS, HARMLESS, 1200),
    "things": (THINGS_HATED, SLOTS, HARMLESS, 800),
    "foes": (FOES, FOES_SLOTS, SCORN, 800),
    "rude": (RUDE, FOES_SLOTS, RUDENESS_TO_ONE, 500),
    "swearing": (SWEARING, SLOTS, CURSING, 450),
    "warm_emoji": (WARM_EMOJI, SLOTS, HARMLESS, 850),
}


def write(chance: random.Random) -> Iterator[Row]:
    """All subfamilies, one after the other."""
    for templates, slots, targets, count in SUBFAMILIES.values():
        yield from tidied(drawn(among(templates), slots, targets, count, chance))
