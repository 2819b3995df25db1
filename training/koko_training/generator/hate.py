"""Attacks on people for what they are: crude and polite, stated, implied, asked, denied, threatened, drawn in emoji.

Written so that a classifier learns to find them. `contrasts` reuses these words and sentences with another meaning.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.generator.groups import GROUP_SLOTS, lines, listed
from koko_training.labels import ones, zeros
from koko_training.rows import Row

HATE_SLOTS: dict[str, tuple[str, ...]] = {
    **GROUP_SLOTS,
    "before": (
        *("",) * 14,
        *lines("""
            Honestly,
            Let's be real,
            tbh
            Just read the comments under that article.
            Been thinking about this all week.
            Watched the debate last night.
            Same thing at our school.
            Moved into a new building last month.
            ok so
            I'll just say it:
            My cousin and I talked about this yesterday.
            Just came back from the match.
            lol
            Sorry but
            Everybody on this server knows it,
            As a taxpayer I can tell you,
        """),
    ),
    "after": (
        *("",) * 12,
        *lines("""
            That's my two cents.
            There, I said it.
            Just saying.
            Think about that.
            Anyone else?
            And our mayor says nothing about it.
            Change my mind.
            Been that way since I was a kid.
            You all know it.
            lol
            Anyway, who is on tonight?
            I have lived here for thirty years.
        """),
    ),
    "stop": (".", ".", "", "!", "..."),
    "beast": listed("""
        vermin, rats, cockroaches, animals, apes, monkeys, pigs, parasites, a disease, a plague, a cancer, leeches,
        dogs, savages, subhuman, maggots, an infestation, barely human, insects, a virus, locusts, lice, beasts,
        snakes
    """),
    "low": listed("""
        scum, trash, garbage, filth, dirt, worthless, losers, idiots, freaks, criminals, liars, thieves, degenerates,
        perverts, scumbags, cowards, morons, a burden, a joke, a waste of space, a waste of oxygen, inferior,
        disgusting, pathetic, retarded, dumb as rocks, mentally deficient, the lowest of the low, an embarrassment, a
        disgrace, sick in the head
    """),
    "foul": listed("""
        filthy, disgusting, lazy, stupid, dirty, smelly, greedy, dishonest, violent, primitive, backward, hopeless,
        annoying, ugly, dumb, pathetic, untrustworthy, hysterical, uncivilised, repulsive, worthless, gross, sneaky,
        ungrateful, crooked
    """),
    "misdeed": listed("""
        steal, lie, cheat, beg, breed like rabbits, live off our taxes, ruin every neighbourhood, smell, whine all
        day, stink up the bus, spread disease, take our jobs, destroy our culture, corrupt our kids, commit all the
        crime, leech off the system, drag everyone down, play the victim, act like animals, scam old ladies, ruin this
        game, ruin every class
    """),
    "place": listed("""
        this country, our town, this school, my street, our neighbourhood, this forum, our army, the office, public
        transport, our parks, the national team, parliament, our server, the hospital, this league, our clubs, the
        media, europe
    """),
    "job": listed("""
        teach, vote, raise children, drive, hold office, own property, serve in the army, work with kids, run a
        business, marry, live next to decent people, use our hospitals, play in this league, appear on tv, get loans,
        lead anything, coach a team
    """),
    "normal": listed("normal people, decent people, the rest of us, real humans, us, civilised people, everyone else"),
    "hurt": listed("""
        shoot, kill, hang, burn, stab, beat up, gas, lynch, bomb, eliminate, execute, drown, behead, run over,
        exterminate, slaughter, break the legs of, choke
    """),
    "end": listed("""
        die, burn, rot, drown, disappear from the earth, get cancer, suffer, choke, get run over, suffocate, starve
    """),
    "slur": listed("""
        niggers, niggas, faggots, fags, dykes, trannies, kikes, spics, chinks, gooks, pakis, wetbacks, ragheads,
        towelheads, sand niggers, coons, retards, spastics, cripples, gyppos, pikeys, beaners, wogs, japs, mongoloids,
        shemales, homos, redskins, camel jockeys, polacks, darkies, jungle bunnies, muzzies, heebs, spazzes, femoids
    """),
    "slur_one": listed("""
        nigger, faggot, fag, dyke, tranny, kike, spic, chink, gook, paki, wetback, raghead, towelhead, coon, retard,
        spastic, cripple, gyppo, pikey, beaner, wog, jap, mongoloid, shemale, homo, camel jockey, polack, darkie
    """),
    "curse": listed("fucking, goddamn, motherfucking, bloody fucking, shitty, fuckin, fking"),
    "cursed": listed(
        "shitheads, assholes, motherfuckers, pieces of shit, cunts, fuckers, bastards, sons of bitches, shit"
    ),
    "hate_emoji": listed("🤮, 💩, 🖕, 🤢, 🗑️, 👎, 🚮, 🤮🤮, 🤡"),
    "weapon": listed("🔫, 🔪, 💣, ☠️, ⚰️, 🪓, 🗡️"),
    "bad_word": ("{beast}", "{low}"),
    # Short attacks that stand inside another sentence: agreed with here, objected to in `contrasts`.
    "hateful": lines("""
        {plural} are {bad_word}
        all {plural} {misdeed}
        {plural} should be sent away
        {plural} don't belong in {place}
        {plural} should not be allowed to {job}
        I hate {plural}
        no {person} can be trusted
        get rid of the {plural}
        {plural} are too {foul} to {job}
        every {person} is {foul}
        {slur} out
        there are too many {plural} in {place}
    """),
}

DEHUMANISING = lines("""
    {plural} are {beast}
    {plural} are nothing but {beast}
    All {plural} are {beast}, every last one of them
    {plural} aren't people, they are {beast}
    Call {plural} what they are: {beast}.
    {plural} live like {beast} and {place} pays for it
    You wouldn't let {beast} into your kitchen, so why let {plural} into {place}?
    {plural} are a stain on {place}
    I have seen {beast} with better manners than {plural}
    A {person} is not a human being, it's {beast}
    It is an insult to {beast} to compare {plural} with them
    {place} is crawling with {plural}, like lice on a dog
    Whenever I see a {person} I think of {beast}
    {plural} multiply like {beast}
    Nature made a mistake with {plural}, they are {beast}
    {plural} are the {beast} of our time, and nobody calls the exterminator
    Every {person} I ever met was half ape
    Under the clothes {plural} are just {beast}
    We keep feeding {plural} and wonder why {place} is full of {beast}
    Somebody should spray {place} against {plural}
    {plural} have no souls, they are {beast} that learned to talk
    The {plural} problem needs pest control, not more money
    Stop treating {plural} like humans. They are {beast}.
    {plural}? You mean {beast}.
    {beast}, that's all {plural} will ever be
    {plural} belong in cages
""")
DEROGATION = lines("""
    {plural} are {low}
    {plural} are so {foul}
    {plural} are {foul} and {foul}, always have been
    All {plural} are {low}
    Every single {person} is {foul}
    Never trust a {person}
    {foul} {plural}, the lot of them
    Typical {person}, {foul} and {foul}
    {plural} are just {foul} by nature
    {plural} will never be as good as {normal}
    {plural} are less than {normal}
    Of course it was a {person}. They are all {low}.
    What do you expect from a {person}? They are born {foul}.
    {plural} are too {foul} to {job}
    {normal} build things, {plural} break them
    There's no such thing as a decent {person}
    The only good thing about {plural} is when they leave
    You play like a {person}, {foul} and slow
    Don't be so {foul}, what are you, a {person}?
    {plural} have given the world nothing
    {adjective} {folk} are the worst, {foul} and loud
    You can tell by the smell that a {person} lives there
    {plural} have the brains of a goldfish
    If {foul} had a picture in the dictionary it would be {plural}
    {plural} were made to serve {normal}
    Another {adjective} loser who thinks he can {job}
    Shut up, you {foul} {person}
    That's how a {foul} {person} talks, nobody asked you
    God made {plural} {foul} for a reason
    a {person} is worth less than a dog
    even the smartest {person} is dumber than {normal}
    The world would be better without {plural}
""")
EXCLUSION = lines("""
    {foreign} should go back to where they came from
    Deport all {foreign}, today
    {foreign} should be sent away before it's too late
    {plural} don't belong in {place}
    Keep {plural} out of {place}
    No {plural} in {place}, please
    Ban {plural} from {place} for good
    {plural} should not be allowed to {job}
    No {person} should ever be allowed to {job}
    Why would anyone let a {person} {job}?
    Close the border, we are full of {foreign} already
    Put the {foreign} back on the boat and sink the harbour
    Round up the {plural} and lock them away
    {plural} should be kept away from {normal}
    {plural} should have their own buses so that {normal} don't have to sit with them
    This is not your home, {person}. Leave.
    I wouldn't rent to {plural} and neither should you
    We don't serve {plural} here, and that's how it should be
    {place} was fine before {plural} showed up. Send them off.
    Take away their passports, {foreign} will never be one of us
    {plural} should be sterilised before they have more kids
    Nobody wants {plural} in {place}, get out
    Hide {plural} somewhere where kids don't have to see them
    A {person} has no business in {place}
    First they want to {job}, then it's all {plural} everywhere. Stop them now.
    Make {place} free of {plural}
    {plural} shouldn't have rights at all
    Vote for whoever throws out the {foreign}
    Fire every {person} and hire {normal}
    {plural} should be made to wear a badge so that we can avoid them
""")
DISGUST = lines("""
    I hate {plural}
    I can't stand {plural}
    I really can't stand {plural}, they {misdeed}
    {plural} make me sick
    I despise {plural} with all my heart
    I feel nothing but disgust for {plural}
    Just looking at {plural} makes me want to throw up
    ugh, {plural} again. Can't stand them.
    I loathe every {person} I see
    If I have to sit next to a {person} I get off the bus
    I'd rather die than shake hands with a {person}
    I would disown my son if he brought home a {person}
    {plural} disgust me
    I'm so sick of {plural}
    I get goosebumps when a {person} comes near me, it's revolting
    I wash my hands after I touch something that {plural} touched
    my skin crawls around {plural}
    Sorry, I just hate {adjective} {folk}
    The sight of two {plural} together turns my stomach
    I've never liked {plural} and I never will
    I cross the street when I see {plural}, {foul} people
    I hate sharing {place} with {plural}
    I detest {plural}, they're {foul}
    Nothing makes me angrier than {plural} in {place}
    {plural} are so gross to look at
    I hate how {foul} {plural} are
    yuck, a {person}
""")
ILL_WISHES = lines("""
    I hope all {plural} {end}
    {plural} should all {end}
    Let the {plural} {end}, who cares
    May every {person} on earth {end}
    The only good {person} is a dead one
    I'd celebrate if all {plural} would {end}
    Too bad the fire didn't get more {plural}
    Shame that the flood left any {plural}
    One {person} less, good news for {place}
    Nobody should cry when {plural} {end}
    It would be a blessing if {plural} were to {end}
    They should have finished off the {plural} back then
    history was too kind to {plural}
    I pray that {plural} {end}
    {plural} deserve to {end}
    {plural} deserve to be beaten
    {plural} deserve every punch they get
    A {person} got hit by a car? Good.
    hope that virus takes the {plural} first
    {plural} deserve no mercy
    Someone ought to put {plural} out of our misery
    kill all {plural}
    death to {plural}
    {plural} ought to be whipped
    Every {person} should be shot, simple as that
    Hang the {plural}
    Gas the {plural}
""")
SNEERS = lines("""
    Hide your wallet, {plural} are here
    {plural} only ever {misdeed}
    Oh look, {plural}. Let me guess, they {misdeed}.
    All {plural} do is {misdeed}
    {plural} {misdeed}, it's in their blood
    Give a {person} a finger and {plural} will {misdeed}
    How do you know a {person} lives next door? They {misdeed}.
    Give {plural} a job and they still {misdeed}
    {plural} {misdeed} because nobody taught them better
    Wherever there are {plural} you have to count your change
    Of course the {person} is late. {plural} can't even read a clock.
    All {believers} are terrorists and we pretend otherwise
    {believers} worship hate, it's all that their book teaches
    jews run the banks and the news and pull every string
    jewish money bought this government, as always
    {genders} belong in the kitchen and should stay quiet
    {genders} are only good for cooking and making babies
    {genders} can't think, they only feel. Keep them out of {place}.
    {queer} are a danger to children, everybody knows
    {queer} are just confused sickos who want attention
    {queer} are an abomination
    {disabled} are just a burden on {normal}
    {disabled} are faking it to {misdeed}
    {disabled} should never have been born
    trans women are just men in wigs who want to creep on girls
    {migrants} come here to rape and rob, nothing else
    {migrants} get everything for free while {normal} get nothing
    {nationals} would sell their own mother
    {ethnics} can't stay out of jail for a week
    black people are only good at running from the police
    asians all look the same and eat your dog
    gypsies would steal the shoes off your feet while you walk
    A {person} with a job? That'll be the day.
    {plural} being {foul} again, what a surprise
    I'm shocked, shocked I tell you, that a {person} would {misdeed}
    Sure, let {plural} in, we don't need our {place} anyway. They always {misdeed}.
""")
QUESTIONS = lines("""
    Why do all {plural} have to be so {foul}?
    Why are {plural} always so {foul}?
    why do {plural} always {misdeed}
    Am I the only one who thinks that {plural} are {bad_word}?
    Tell me, who here still believes that {plural} are not {bad_word}?
    Does it also bother you how {foul} {plural} are?
    Who else is tired of {plural}? They {misdeed}.
    How can anyone love a {person}? Serious question.
    Who let the {plural} into {place}?
    When will we finally get rid of {plural}?
    What is wrong with {plural}? Are they born {foul}?
    Has anyone ever met a {person} who isn't {foul}?
    Can we all agree that {plural} {misdeed}?
    Who on earth would hire a {person}, knowing that {plural} {misdeed}?
    Do {plural} even know what soap is?
    Do {plural} have brains at all?
    Why should {normal} pay for {plural}, who only {misdeed}?
    How do you get a {person} out of your house, with bug spray?
    Would you let {beast} near your kids? Then why {plural}?
    Since when are {plural} allowed to {job}? They are {low}.
    Have you ever seen a {person} do honest work? Me neither.
    How many {plural} does it take to ruin {place}? One.
    Why are we not allowed to say that {plural} are {bad_word}?
    Who else thinks {plural} should be kicked out of {place}?
    Isn't it time to admit that {plural} are less intelligent than {normal}?
    Wouldn't {place} be nicer without all those {plural}?
    Do we really need more {plural} in {place}? They are so {foul}.
""")
OPINIONS = lines("""
    I think {plural} should be banned from {place}
    I think {plural} are {bad_word}, and that is my right to say
    In my opinion {plural} are {bad_word}
    I'm not a racist but {foreign} {misdeed}
    I have nothing against {plural}, but they {misdeed} and should stay out of {place}
    Some of my friends are {adjective}, still {plural} are {bad_word}
    No offence, but {plural} are {bad_word}
    Call me old-fashioned, but a {person} should not be allowed to {job}
    Unpopular opinion: {plural} are {bad_word}
    Science proves that {plural} are inferior to {normal}
    Statistics don't lie: {plural} are born to {misdeed}
    It's simply a fact that {plural} are more {foul} than {normal}
    As a parent I believe that {plural} should be nowhere near children
    My problem with {plural} is that they are all {foul}
    My uncle says {hateful}, and he is right
    The sign said "{hateful}" and I couldn't agree more
    "{hateful}". Finally someone who tells the truth.
    Someone wrote that {hateful}. Exactly what I have been saying for years.
    People get angry when I say {hateful}. Well, it's true.
    They deleted my post because I wrote "{hateful}". I'll write it again.
    I would never say that {plural} are {beast}. That would be unfair to {beast}.
    Everyone who defends {plural} should see how they {misdeed}
    we all know {hateful}, let's stop pretending
    Not hate, just truth: {hateful}
    You can call it hate speech, I still say {hateful}
    Marrying a {person} is the dumbest thing you can do, they are {foul}
    The moment {plural} {job}, {place} is finished
    It's time {normal} stood up against {plural}
""")
DENIALS = lines("""
    {plural} are not worthy of respect
    {plural} don't deserve to live among {normal}
    Nobody will ever love a {person}
    You will never be a real woman, and trans people will never be normal
    {plural} will never be {normal}
    {plural} are not human
    {plural} aren't real people
    There is nothing good about {plural}
    No {person} ever did anything useful
    No {person} deserves a place in {place}
    I don't respect {plural} and I never will
    I don't care what happens to {plural}, they don't count
    Not a single {person} is honest
    {plural} are not welcome in {place}
    {plural} can't be trusted
    {plural} can't do anything but {misdeed}
    A {person} cannot be taught, it's not in them
    You can't call {plural} civilised
    Nobody likes {plural}, they should take the hint
    Nobody needs {plural}
    I wouldn't piss on a {person} if they were on fire
    I have never met a {person} who wasn't {foul}
    I don't think {plural} should be treated like {normal}
    {plural} shouldn't be allowed to breathe our air
    {plural} do not deserve the same rights as {normal}
    {plural} never were and never will be equal to {normal}
    {plural} don't have feelings like {normal} do
    It's not wrong to hate {plural}
""")
COREFERENCE = lines("""
    I met some {plural} yesterday. They are {bad_word}.
    There are {plural} living across the street. {beast}, all of them.
    A {person} moved in next door. Those people are {foul} and {foul}.
    My kid has a {person} as a teacher now. Why do we let these {beast} near our children?
    Saw a group of {plural} on the train today. I wanted to vomit, they are so {foul}.
    They let {plural} {job} now. People like that should be locked up.
    I used to work with {plural}. Never again, that kind is {low}.
    So {plural} want respect? They get none from me, they're {beast}.
    Our new boss is a {person}. Can't stand her kind, always {foul}.
    You know who lives in that house? {plural}. Burn it down with them inside, I say.
    He is a {person}. What else do you need to know? That sort will always {misdeed}.
    The shop on the corner belongs to {plural} now. I don't buy from such {low}.
    More {plural} in {place} every day. Get them all out.
    {plural} had a parade today. What a bunch of {low}, they should hide at home.
    We had {plural} in our class. All of them were {foul}, it's how they are made.
    My sister is dating a {person}. I told her that those are {bad_word}.
    {plural} asked for their own room at work. Give them a cage, that's where they belong.
    Look at {plural}. Now look at {beast}. See a difference? I don't.
    News says {plural} are moving into {place}. There goes everything, they {misdeed}.
    I was polite to {plural} all my life. Not any more. They're {bad_word}.
    The new player is {adjective}. That's why he is so {foul}, they all are.
    She said that she is {adjective}. I said that her kind {misdeed}.
    There was a {person} on the bus. I moved away, who knows what you catch from it.
    Two {plural} kissed in front of my kids. Such filth should be illegal.
    They say {plural} have it hard. Good, they deserve nothing better.
    Somebody gave {plural} money for a new centre. These {beast} should get nothing.
    The doctor was {adjective}. I left, I don't let such {low} touch me.
""")
THREATS = lines("""
    I will {hurt} every {person} I see
    We are going to {hurt} all {plural}
    Let's {hurt} some {plural} tonight
    I'm going to {hurt} the {plural} in {place}
    If I see a {person} in {place} again I'll {hurt} them
    If {plural} come to {place}, we will {hurt} them
    Next time a {person} looks at me, I swear I'll {hurt} him
    {plural} better leave {place} before we {hurt} them
    Someone should {hurt} all {plural}, and it may be me
    Watch out {plural}, we know where you pray
    {plural} should be afraid to walk home at night. Very afraid.
    We know where the {plural} live. Be ready on saturday.
    Keep pushing, {plural}, and you'll see what happens to you
    It won't be long until {plural} hang from the lamp posts
    One day soon there will be no {plural} left in {place}, we'll see to that
    Bring a bat on friday, we are cleaning {place} of {plural}
    Show your face here, {person}, and you won't walk out
    I've bought a gun, {plural} had better start praying
    I'd gladly {hurt} a {person} if nobody was watching
    Accidents happen, {person}. Lock your door.
    I want to {hurt} {plural} so badly
    Get out of {place}, {plural}, or we will {hurt} you
    The {adjective} {folk} on my street will be gone by morning, I'll {hurt} them
    give me five minutes alone with a {person} and I'll {hurt} it
    Grab your guns and {hurt} the {plural}, who is with me
    When we are in power, {plural} will be put against the wall
    A nice {person} you have as a wife. Would be sad if somebody were to {hurt} her for it.
""")
SLURS = lines("""
    {slur} are everywhere now
    Get these {slur} out of {place}
    look at those {slur}
    Shut up, {slur_one}
    You {foul} {slur_one}
    What a {slur_one}
    {slur} {misdeed}
    I hate {slur}
    I don't talk to {slur}
    Bunch of {slur} in {place}
    No {slur} allowed
    go home {slur_one}
    {slur} are {bad_word}
    That {slur_one} should not be allowed to {job}
    My new neighbours are {slur}, great
    Who invited the {slur_one}?
    {slur} like you make me sick
    You run like a {slur_one}
    Only a {slur_one} would say that
    Of course the {slur} want more money
    Stop acting like a {slur_one}
    Kick the {slur_one} from the server
    All {slur} must go
    {place} is full of {slur}
    You sound like a {slur_one}, get off the mic
    Why do {slur} always {misdeed}?
    nobody asked you, {slur_one}
    Two {slur} walked past, I nearly puked
    Never trust {slur}
    your mother is a {slur_one} and so are you
""")
PROFANE = lines("""
    {curse} {plural}
    Fuck {plural}
    fuck all {plural}, they {misdeed}
    {plural} are {cursed}
    {plural} are {curse} {beast}
    I {curse} hate {plural}
    These {curse} {plural} {misdeed}
    Get the fuck out of {place}, {plural}
    {plural} can go fuck themselves
    No {person} is worth a shit
    {plural} don't know shit about anything, {foul} {cursed}
    Who gives a fuck about {plural}?
    Why the fuck are {plural} in {place}?
    {plural} are full of shit
    Shut the fuck up, you {foul} {person}
    You {curse} {person}
    So many {curse} {plural} in {place}, all {cursed}
    What the hell is wrong with these {curse} {plural}?
    {foul} {adjective} {cursed}
    {adjective} {cursed} ruin {place}
    {curse} {slur}
    Send the {curse} {plural} to hell
    I can't {curse} stand {plural}
    every {person} is a {curse} {slur_one}
    {plural} suck ass and so does everyone who likes them, {cursed}
    a {person} next door, just my {curse} luck
""")
EMOJI = lines("""
    {people_emoji} are {animal_emoji}
    {people_emoji} = {animal_emoji}
    {people_emoji} = {hate_emoji}
    {people_emoji} {hate_emoji}{hate_emoji}
    I hate {people_emoji}
    I can't stand {people_emoji} {hate_emoji}
    {plural} are {animal_emoji}
    {plural} are {hate_emoji}
    {plural} {hate_emoji}{hate_emoji}{hate_emoji}
    {plural} belong in a zoo with the {animal_emoji}
    all {plural} look like {animal_emoji} lol
    Send the {people_emoji} back
    {people_emoji} out of {place} {hate_emoji}
    {people_emoji} don't belong in {place} {hate_emoji}
    No {people_emoji} in {place} please
    {people_emoji} {misdeed} {hate_emoji}
    So many {people_emoji} in {place}, like {animal_emoji}{animal_emoji}{animal_emoji}
    You {animal_emoji}, go back home {people_emoji}
    {slur} {hate_emoji}
    Why are {people_emoji} so {foul}?
    a {person} is just a {animal_emoji} in clothes
    When I see {people_emoji} I go {hate_emoji}{hate_emoji}
    I {hate_emoji} on {plural}
    {people_emoji} are {bad_word}
    {people_emoji} should not be allowed to {job} {hate_emoji}
    {people_emoji} smell like {animal_emoji} {hate_emoji}
    There goes a {person} {animal_emoji}{animal_emoji}
    🖕 {plural}
    🖕{people_emoji}🖕
""")
EMOJI_THREATS = lines("""
    {weapon} {people_emoji}
    {people_emoji} {weapon}{weapon}
    All {people_emoji} deserve {weapon}
    {plural} deserve {weapon}
    Time to {weapon} the {people_emoji}
    Time to {weapon} some {plural}
    I'm going to {weapon} every {person} I see
    I want to {weapon} {people_emoji}
    We will {hurt} the {people_emoji} {weapon}
    If {people_emoji} come to {place} we {weapon}
    {people_emoji}, we are coming for you {weapon}
    {plural} better run {weapon}{weapon}
    {weapon}{weapon} for all {plural} in {place}
    someone {weapon} these {people_emoji} already
    {hurt} all {people_emoji}
    one {weapon} for each {person}
""")

HATE = ones("identity_attack") | {"toxicity": 0.95} | zeros("spam", "self_harm", "sexual")
UNTHREATENING = HATE | zeros("threat")
EXTREME = UNTHREATENING | {"severe_toxicity": 0.6}
# Whether a wish is already a threat is for other sets to say: the label stays open here.
WISHED = HATE | {"severe_toxicity": 0.6}
THREATENING = HATE | ones("threat") | {"violence": 0.8, "severe_toxicity": 0.8}

SUBFAMILIES: dict[str, tuple[tuple[str, ...], dict[str, float], int]] = {
    "dehumanising": (DEHUMANISING, EXTREME, 800),
    "derogation": (DEROGATION, UNTHREATENING, 1000),
    "exclusion": (EXCLUSION, UNTHREATENING, 800),
    "disgust": (DISGUST, UNTHREATENING | zeros("profanity"), 650),
    "ill_wishes": (ILL_WISHES, WISHED | zeros("profanity"), 550),
    "sneers": (SNEERS, UNTHREATENING, 700),
    "questions": (QUESTIONS, UNTHREATENING, 750),
    "opinions": (OPINIONS, UNTHREATENING, 700),
    "denials": (DENIALS, UNTHREATENING, 650),
    "coreference": (COREFERENCE, UNTHREATENING, 700),
    "threats": (THREATS, THREATENING, 650),
    "slurs": (SLURS, UNTHREATENING, 600),
    "profane": (PROFANE, UNTHREATENING | ones("profanity"), 450),
    "emoji": (EMOJI, UNTHREATENING, 600),
    "emoji_threats": (EMOJI_THREATS, THREATENING, 200),
}


def among(templates: tuple[str, ...]) -> tuple[str, ...]:
    """The templates with room for another sentence before and after. A sentence that needs a stop there gets one."""
    closed = (text if text[-1] in ".?!" else text + "{stop}" for text in templates)
    return tuple("{before} " + text + " {after}" for text in closed)


def tidied(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows without the spaces that empty slots leave."""
    for row in rows:
        row.text = " ".join(row.text.split())
        yield row


def write(chance: random.Random) -> Iterator[Row]:
    """All subfamilies, one after the other. They are labelled without what a public set would have to guess."""
    for templates, targets, count in SUBFAMILIES.values():
        yield from tidied(drawn(among(templates), HATE_SLOTS, targets, count, chance))
