"""Where abuse ends and who it is about: one person, a thing, people by trade, or people for what they are.

The same sentences stand with each of them. Only a protected group makes an identity attack of them, and neither a curse
nor a misspelling means anything by itself.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from koko_training.generator import style
from koko_training.generator.contrasts import SLOTS as WORDS
from koko_training.generator.grammar import drawn
from koko_training.generator.groups import PLURALS, lines, listed
from koko_training.generator.hate import HATE, tidied
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

ELSEWHERE = zeros("identity_attack", "threat", "spam", "self_harm", "sexual", "violence")
HARMLESS = zeros(*LABELS)
HATEFUL = HATE | {"toxicity": 1.0} | zeros("threat")
CLEAN_HATE = HATEFUL | zeros("profanity")
FOUL_HATE = HATEFUL | ones("profanity")
ABUSE = ones("toxicity", "insult") | ELSEWHERE
CLEAN_ABUSE = ABUSE | zeros("profanity")
FOUL_ABUSE = ABUSE | ones("profanity")
GRUDGE = {"toxicity": 0.1, "insult": 0.0} | ELSEWHERE | zeros("profanity", "severe_toxicity")
FOUL_GRUDGE = GRUDGE | {"toxicity": 0.3, "profanity": 1.0}
SCORN = {"toxicity": 0.7} | ELSEWHERE | zeros("profanity", "severe_toxicity")
FOUL_SCORN = SCORN | {"toxicity": 0.9, "profanity": 1.0}
CURSING = HARMLESS | {"toxicity": 0.15, "profanity": 1.0}
# Whether a word that somebody took back is still a curse is for others to say.
OWNED = {label: 0.0 for label in LABELS if label != "profanity"}
ROUGH_PRAISE = HARMLESS | {"toxicity": 0.1}
BANTER = {"toxicity": 0.25} | ELSEWHERE | zeros("severe_toxicity", "profanity")
FOUL_PRAISE = {"toxicity": 0.25, "profanity": 1.0} | ELSEWHERE | zeros("severe_toxicity")
CRITICISM = HARMLESS | {"toxicity": 0.1}

Slots = Mapping[str, tuple[str, ...]]
SLOTS: dict[str, tuple[str, ...]] = {
    **{name: tuple(word for word in words if not word.startswith("the ")) for name, words in WORDS.items()},
    "plural": (*PLURALS, *("{adjective} people",) * 4, "{adjective} {folk}", "{adjective} {folk}", "{mixed}s"),
    # Friends call each other this one.
    "slur": tuple(word for word in WORDS["slur"] if word != "niggas"),
    "opening": (*("",) * 9, *lines("""
        Look,
        ok,
        My two cents:
        Well,
        Late to this thread, but
        Long day.
        Not sure who needs to hear this:
        Just read the news.
        Again:
        Hi all.
    """)),
    "closing": (*("",) * 10, *lines("""
        That's all.
        Good night.
        As I said.
        Moving on.
        End of rant.
        Make of that what you will.
    """)),
    "love_word": listed("gay, lesbian, bisexual, trans, queer, asexual, nonbinary"),
    "skin_word": listed("black, asian, latina, brown, white, indigenous, arab, roma, mixed-race, african"),
    "faith_word": listed("muslim, jewish, christian, hindu, sikh, buddhist, catholic, mormon"),
    "body_word": listed("disabled, deaf, blind, autistic, dyslexic, bipolar, deaf-blind, one-armed"),
    "past_word": listed("immigrant, refugee, foreign, working-class, elderly, pregnant, widowed"),
    "role": listed("""
        poet, nurse, plumber, teacher, baker, singer, goalkeeper, student, farmer, widow, chemist, dancer,
        gamer, engineer, father, mother, librarian, pilot, violinist, grandmother, welder
    """),
    "mixed": (
        "{body_word} {skin_word} {love_word} {role}", "{skin_word} {love_word} {role}",
        "{body_word} {faith_word} {role}",
        "{past_word} {skin_word} {role}", "{faith_word} {love_word} {role}", "{body_word} {love_word} {role}",
        "{past_word} {faith_word} {role}", "{skin_word} {faith_word} {role}",
    ),
    "mixed_one": (
        "{mixed}", "{mixed}", "{mixed}", "{body_word} {skin_word} woman", "{skin_word} {love_word} man",
        "{faith_word} {love_word} woman", "{past_word} {faith_word} man", "{body_word} {love_word} person",
    ),
    # What may be said of persons, trades, things and groups alike.
    "bad": listed("""
        a disgrace, useless, garbage, trash, a joke, a plague, a pain, a waste of oxygen, the worst, unbearable, toxic,
        a cancer, worthless, disgusting, rotten to the core, a sick joke, a curse, a nightmare, beneath contempt, dirt,
        vile, pathetic, an embarrassment, rubbish, a waste of space, revolting, a blight
    """),
    "foul_bad": listed("""
        shit, fucking useless, a piece of shit, absolute bullshit, full of shit, fucking garbage, a fucking disgrace,
        crap, shitty as hell, goddamn awful, a fucking joke, fucking pathetic, a pile of shit, fucking disgusting
    """),
    "spot": listed("""
        this town, our street, the whole country, this server, the league, the office, our school, this planet, the
        internet, this forum, the city centre, the village, our club
    """),
    "item": listed("""
        this app, the new update, the weather here, their customer service, the offside rule, that tax law, my phone
        company, the airline, this pizza, the home team, my old car, the coffee here, that theory, the new parking rule,
        this printer, the movie, the sequel, the loading screen, the train company, that diet, the whole plan, the
        soup, the ranking system, your argument, this policy, the bill, their new album, the transfer market, this
        laptop, the chatbot, the humidity, capitalism, communism, the dress code, the toaster, this hotel, my bank
    """),
    "items": listed("""
        these shoes, the drones, online forms, group chats, my headphones, cold fries, the new rules, the trailers,
        subscription fees, printers, wasps, mosquitoes, mushrooms, open offices, speed bumps, school lunches, delays,
        airline snacks, our laws on parking, cheap umbrellas, power cuts, horror films, tax forms, jump scares, the
        reviews, leaf blowers, cookie banners, early meetings, potholes, rental scooters, the ads, exams, gas prices
    """),
    "trade": listed("""
        bankers, landlords, politicians, united fans, city fans, bmw drivers, influencers, gamers, cops, lawyers,
        estate agents, car dealers, referees, journalists, streamers, tories, democrats, republicans, communists,
        billionaires, telemarketers, ticket inspectors, forum mods, day traders, crypto bros, lobbyists, consultants,
        scalpers, hipsters, vegans, hunters, cyclists, ceos, managers, critics, tax collectors, bouncers, ravers,
        parking wardens, recruiters, youtubers, dog owners, joggers, tabloid writers, yoga teachers
    """),
    "trade_one": listed("""
        banker, landlord, politician, united fan, bmw driver, influencer, gamer, cop, lawyer, car dealer, referee,
        streamer, billionaire, telemarketer, forum mod, day trader, lobbyist, consultant, scalper, hipster, hunter,
        manager, critic, tax collector, bouncer, parking warden, recruiter, youtuber, tory, republican, democrat
    """),
    "who": listed("""
        my brother, my ex, the new guy, that streamer, our pe teacher, my landlord, kevin, the admin, that singer, your
        mate tom, the guy from accounting, my boss, the mayor, the bouncer, this user, sarah, my cousin, her husband,
        the host of that show, our captain, number nine, your friend, the neighbour upstairs, his lawyer, the driver
    """),
    "vocative": listed("mate, kevin, dude, karen, bro, tom, mister, captain, jess, genius, buddy, sunshine, boss, kid"),
    "dumb": listed("""
        idiot, moron, loser, liar, clown, imbecile, coward, creep, dimwit, fraud, snake, fool, bootlicker, crybaby,
        airhead, slob, weasel, jerk, halfwit, hypocrite, parasite, blockhead, brat, nobody, twit, cheat
    """),
    "mean": listed("""
        stupid, pathetic, worthless, lying, spineless, ugly, miserable, brainless, useless, arrogant, cowardly,
        clueless, disgusting, talentless, fake, lazy, bitter, shameless, dense
    """),
    "cuss": listed("fucking, goddamn, fuckin, motherfucking, damn, shitty, bloody fucking"),
    "cuss_noun": listed("""
        asshole, dickhead, piece of shit, motherfucker, bastard, shithead, prick, dumbass, wanker, son of a bitch,
        fuckface, dipshit, fucker, arsehole, jackass, douchebag
    """),
    "cuss_nouns": listed("""
        assholes, dickheads, motherfuckers, bastards, shitheads, pricks, dumbasses, wankers, fuckers, arseholes, pieces
        of shit, sons of bitches
    """),
    "glad": listed("""
        we won, I passed the exam, the baby sleeps, it's friday, my visa came through, the sun is out, I got the job,
        the test is negative, she said yes, the concert is on, my tooth stopped hurting, the code compiles, I found
        my keys, the song is out, we made it to the final, it's snowing, dinner is ready, the plane landed
    """),
    "ouch": listed("""
        my toe hurts, I missed the bus, I burnt my hand, I dropped my phone, it's cold, my back is killing me, I forgot
        my wallet, the milk is off, the power is out again, I slept four hours, the deadline is today, it's raining
        again, my head hurts, I spilled the coffee, the file is gone, I lost my ticket
    """),
    "view_bad": listed("""
        should lose the vote, are a danger to our kids, ruin everything they touch, should be kept apart, have no
        place among us, are inferior, should be ashamed of existing, are less intelligent than we are, deserve what they
        get, should not have children, are parasites, should be put on a list, cannot love, are born liars
    """),
    "view_fair": listed("""
        should have a say, need more teachers, are often left out, pay too much rent, get too little help, deserve
        better doctors, should be on the council, are good for our town, are safe here, have to wait too long, would
        like a place to meet, could use more buses, are treated fairly, vote more often now
    """),
    "ban": listed("""
        teach our kids, adopt, vote, drive, enter a shop, buy houses, marry, use the same toilets, go to university,
        sit in parliament, own a business, play for our team, swim in our pool, walk around alone, get a passport,
        hold hands in public, preach, work in a hospital, have children, wear what they want
    """),
    "event": listed("""
        a street party, a chess night, a film festival, a charity run, a language cafe, an art show, a blood drive, a
        book fair, a job fair, a choir weekend, a football cup, a cooking class, a poetry slam
    """),
    "past": listed("yesterday, last week, on friday, in may, on sunday, this morning, last night, in the summer"),
    "time": listed("on friday, in may, this weekend, next week, tonight, on sunday, this year, at six, in the morning"),
}  # fmt: skip

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

PERSON = lines("""
    you are {bad}, {vocative}
    you {dumb}
    you {mean} {dumb}
    you {mean}, {mean} {dumb}
    {vocative}, you {dumb}, read the question first
    what a {dumb}
    {who} is a {dumb}
    {who} is a {mean} {dumb} and always was
    {who} acts like a {dumb} whenever somebody disagrees
    only a {dumb} would ask {who} for advice, that one is {bad}
    nobody likes you {vocative}, take the hint
    your opinion is worth as much as you are: nothing
    {mean} {dumb}
    are you always this {mean} or is today special?
    you couldn't pour water out of a boot, {dumb}
    I have met some {mean} people but you beat them all
    I feel sorry for your parents, {dumb}
    mirror broken? you look {mean}, {vocative}
    {who} is too {mean} to tie a shoe
    {who} again, the {mean} {dumb} of {spot}
    pack your things and leave {spot}, {dumb}
    you talk a lot for a {dumb}
    delete this, {vocative}, you sound like a {dumb}
    a {dumb} like you should not be allowed to vote
    keep {who} out of {spot}, what a {dumb}
    dear {vocative}, you are a {mean} {dumb}, yours truly
    I can't stand you, {dumb}
    I hate you and your {mean} face, {vocative}
    the world would be better without you, {dumb}
    you disgust me, {mean} {dumb}
    go back to kindergarten, {dumb}
    you are the reason why {spot} has rules, {dumb}
    I worked with {who} for two years. Lies, stolen ideas, nothing else. A {mean} {dumb}.
    So you wrote all that, {vocative}, and there isn't one thought in it. What a {mean} {dumb} you are.
    {who} came late, shouted at everyone and left. {mean} {dumb}.
    I gave {who} a chance. Never again, he is {bad}.
    imagine being as {mean} as {who}
    if stupidity hurt, {who} would scream all day
    hey {vocative}, how does it feel to be {bad}?
""")
PERSON_FOUL = lines("""
    you {cuss} {cuss_noun}
    you {cuss} {dumb}
    {vocative} you are a {cuss_noun}
    fuck you {vocative}
    fuck you and your {mean} face
    go fuck yourself, {dumb}
    shut the fuck up {vocative}, you {dumb}
    {who} is a {cuss_noun}
    {who} is such a {cuss} {dumb}
    what a {cuss_noun}
    {who} can fuck off
    {who} is full of shit
    you're full of shit, {vocative}
    eat shit {dumb}
    kiss my ass, {cuss_noun}
    nobody gives a shit about you, {dumb}
    you piece of shit
    I'm not talking to you, you {mean} {cuss_noun}
    get the fuck out of {spot}, {cuss_noun}
    {mean} {cuss_noun}
    are you fucking stupid, {vocative}?
    {who} lied to me again, that {cuss} {cuss_noun}
    listen {cuss_noun}, nobody asked you
    you dumb fuck, that is not how it works
    bitch please, you are {bad}
    I paid {who} in advance and he vanished. {cuss} {cuss_noun}.
    {vocative}, honest question, were you born a {cuss_noun} or did you practise?
    ban this {cuss_noun} from {spot}
""")

CURSES = lines("""
    fuck yes, {glad}
    {glad}, fuck yeah
    holy shit, {glad}
    {glad} and I'm so fucking happy
    damn, {ouch}
    fuck, {ouch}
    shit, {ouch}
    fuck me, {ouch}
    {ouch}, fuck my life
    what the fuck, {ouch} already
    oh hell yes, {glad}
    well shit, {glad}
    I can't fucking believe {glad}
    {glad}, no shit
    {ouch}. Shit happens.
    I'm tired as fuck
    {plural} are fucking {good}
    {plural} are the shit, I mean that as praise
    my {adjective} {folk} are so fucking {good}
    damn right {plural} belong here
    the {joy} was fucking {bright}
    {joy} was the shit, so damn {bright}
    that was one hell of a {joy}
    {bright} as hell, this {joy}
    ouch, that hurt like a bitch
    life's a bitch sometimes, but {glad}
    I'm in deep shit, {ouch}
    it's fucking freezing {time}
    oh my fucking god, {glad}
    happy fucking birthday {vocative}
    I worked my ass off and {glad}
    I laughed my fucking head off at that {joy}
    fuck it, let's go dancing {time}
    hell yes, {event} {time}
    I miss you so fucking much
    love you to bits, you are so fucking {good}
    thank fuck {glad}
    holy crap what a {joy}
    bloody hell, {ouch}
    no fucking way, {glad}!
    I don't give a damn what they wear, {plural} are welcome
    I fucked up the {joy}, sorry everyone
    proud as fuck to be a {person}
    that's some good shit right there, {bright}
    get your ass to {event} {time}, it will be {bright}
""")
GROUP_FOUL = lines("""
    {plural} are {cuss_nouns}
    all {plural} are {cuss} {cuss_nouns}
    you {adjective} {cuss_noun}
    {adjective} {cuss_nouns}, the lot of you
    {cuss} {adjective} {cuss_noun}
    every {person} is a {cuss_noun}
    I wouldn't trust a {person} for shit
    {plural} can eat shit
    no {person} gives a shit about us, they are all {cuss_nouns}
    fuck every last {person} in {spot}
    typical {cuss} {person}
    get your {adjective} ass out of {spot}
    keep your {cuss} {plural} out of {spot}
    fuck your pride, your flag and all {plural}
    {plural} don't deserve shit
    shut the fuck up about {plural}, they are {foul_bad}
    so sick of you {adjective} {cuss_nouns}
    a {mixed_one}? what a {cuss} joke, send it away
""")

MENTIONS = lines("""
    my neighbour is a {mixed_one}
    I'm a {mixed_one}
    i am a {mixed_one} and i like rain
    a {mixed_one} lives upstairs
    she's a {mixed_one} from the north
    the jury chose a {mixed_one}
    meet our new member, a {mixed_one}
    are there other {mixed}s here?
    interview with a {mixed_one}, starts {time}
    a {mixed_one} wrote this poem and I love it
    I want to read more books by {mixed}s
    {plural} live here
    {plural} work with us
    {plural} and {plural} share the garden
    {plural} vote {time}
    {plural} are people
    {plural} are fine
    {plural} are {good}
    some {plural} are tall, some are short
    {plural} like music too
    Mayor meets {plural} {time}
    Study: {plural} sleep less than others
    Court hears case of {person} about rent
    City opens centre for {plural}
    Report: one in five {plural} looks for a flat
    Library plans evening for {plural} and {plural}
    {person} elected head of choir
    {plural} invited to {event} {time}
    I wish {plural} a good new year
    may all {plural} be safe {time}
    all the best to {plural} everywhere
    I hope more {plural} join {event}
    greetings to all {plural} in the chat
    what do {plural} eat {time}?
    where do {plural} meet in this town?
    is there {event} for {plural} {time}?
    how many {plural} live in {place}?
    do {plural} have their own club here?
    who was the first {person} in parliament?
    any {plural} here who play chess?
    as a {person} I can say: the food is great
    I was raised by {plural}
    both my parents are {adjective}
    I'm {adjective}, my husband is {adjective}, our kids are loud
    my doctor is a {person}
    turns out I'm {adjective}
    I came out as {love_word} {past}
    i use a wheelchair and I am {love_word}
    proud {adjective} parent here
    being {adjective} is not always easy, but I like my life
    {plural} should be allowed to {ban}
    let {plural} {ban}
    nobody should stop {plural} who want to {ban}
    keep the door open for {plural}
    {event} by {plural} {time}, everyone welcome
    thank you to the {plural} who helped at {event}
    {plural} make {spot} better
    {spot} needs more {plural}
    I love living next to {plural}
    the {adjective} quarter has the best bread
    my {adjective} friends taught me to cook
""")
FLAT_HATE = lines("""
    {plural} should not be allowed to {ban}
    {plural} shouldn't be allowed to {ban}
    don't let {plural} {ban}
    stop {plural} who want to {ban}
    no {person} should {ban}
    forbid {plural} to {ban}
    keep {plural} out of {spot}
    keep all {plural} away from our kids
    {plural} out
    {plural} out of {spot}
    send {foreign} away
    close the door to {plural}
    {spot} needs fewer {plural}
    {spot} was better without {plural}
    {plural} make {spot} worse
    i wish {plural} would vanish
    I wish all {plural} a short life
    may no {person} ever be safe here
    I hope {plural} suffer
    I hope no {person} ever joins {event}
    {plural} are not people
    {plural} are not fine, they are {bad}
    {plural} are {low}
    {plural} are below us
    {plural} are wrong
    never hire {plural}
    never marry a {person}
    do not rent to {plural}
    don't shake hands with a {person}
    refuse {plural} at the door
    throw the {person} out
    make {plural} pay
    put {plural} behind a wall
    boycott {plural}, all of them
    ignore {plural}, they don't count
    a {mixed_one} is {bad}
    nobody wants a {mixed_one} in {spot}
    {mixed}s are {bad} and should stay at home
    a {mixed_one} wrote this, so it's {bad}
    who needs a {mixed_one}? {low}
    {event} must be free of {plural}
    being {adjective} is a sickness
    being {adjective} is shameful
    {adjective} parents raise broken kids
    {adjective} {folk} don't count as people
    I refuse to live next to {plural}
    I'd never eat what a {person} cooked
    respect is not for {plural}
""")
HATE_ASKED = lines("""
    do you also think that {plural} {view_bad}?
    why does nobody say that {plural} {view_bad}?
    is it just me or do you feel that {plural} {view_bad}?
    when will people see that {plural} {view_bad}?
    who else believes {plural} {view_bad}?
    how long do we have to bear {plural}?
    is there any {person} who isn't {foul}?
    can't we put the {plural} somewhere else?
    what did a {person} ever do for {spot}?
    why should I be nice to {plural}?
    who allowed {plural} to {ban}?
    what's next, {plural} who {ban}? disgusting
    should {plural} exist at all? I doubt it
    would you trust a {person}? I wouldn't, they are {foul}
    in my view {plural} {view_bad}
    my honest opinion: {plural} {view_bad}
    I believe {plural} {view_bad}, and many agree with me
    I feel that {plural} {view_bad}
    to me it's clear that {plural} {view_bad}
    maybe I'm old, but {plural} {view_bad}
    the way I see it a {person} is always {foul}
    you won't like it, but {plural} {view_bad}
    I respect everyone, but {plural} {view_bad}
    with all due respect, {plural} {view_bad}
""")
FAIR_ASKED = lines("""
    do you also think that {plural} {view_fair}?
    why does nobody say that {plural} {view_fair}?
    is it just me or do you feel that {plural} {view_fair}?
    who else believes {plural} {view_fair}?
    is there any {person} here who knows a good dentist?
    can't we find a bigger room for the {plural}?
    what did it mean for {plural} when the law changed?
    why should I be rude to {plural}?
    when were {plural} first allowed to {ban}?
    how do {plural} feel about {event}?
    would you say {plural} {view_fair}? I'm not sure
    what would you ask a {person} if you met one?
    do {plural} prefer "{adjective}" or another word?
    why do some people dislike {plural}? I don't get it
    how do I answer kids who ask about {plural}?
    in my view {plural} {view_fair}
    my honest opinion: {plural} {view_fair}
    I believe {plural} {view_fair}, and many agree with me
    I feel that {plural} {view_fair}
    to me it's clear that {plural} {view_fair}
    maybe I'm old, but {plural} {view_fair}
    the way I see it a {person} is a person like me
    you may disagree, but {plural} {view_fair}
    I don't know if {plural} {view_fair}, what does the data say?
    should {plural} get a seat on the board? I think so
    isn't it unfair that {plural} can't {ban} in some countries?
""")
THEN_HATE = lines("""
    {plural} run the bakery now. I hope they go bankrupt, they are all {low}.
    My sister teaches {plural}. I told her that lot can't learn anything.
    We played against {plural} {past}. They are {beast}, I won't shake their hands.
    There's {event} by {plural} {time}. Don't go, they're {bad}.
    I talked to a {person} {past}. They are {foul}, the whole kind.
    You work for {plural}? You'll see what they're like: {foul} and {foul}.
    The house was sold to {plural}. Now it's full of {beast}.
    A {person} wants to join us. I say no, their sort is {bad}.
    I used to like {plural}. Then I saw what they are: {beast}.
    {plural} moved into number nine. Those things should not have neighbours.
    They hired a {mixed_one}. People like that are {bad}.
    {plural} asked for help. They deserve none.
    My son plays with {adjective} kids. I told him to keep away, they are {low}.
    Have you seen the {plural} in the park? It's disgusting that they exist.
    {plural} again on tv. I turn it off, I can't look at them, {bad}.
    He's a {person}. It explains everything, they are all {foul}.
    {plural} want a prayer room. They should pray that we don't throw them out.
    So she is {adjective}. That makes her {bad} in my book, like all of them.
""")
THEN_PRAISE = lines("""
    {plural} run the bakery now. I hope they stay for ever, they are so {good}.
    My sister teaches {plural}. She says they learn faster than she did.
    We played against {plural} {past}. They are {good}, we shook hands and had a beer.
    There's {event} by {plural} {time}. Do go, they're {good}.
    I talked to a {person} {past}. They were {good} and knew a lot about bees.
    You work for {plural}? You'll see what they're like: {good} and {good}.
    The house was sold to {plural}. Now it's full of music.
    A {person} wants to join us. I say yes, the more the better.
    I used to be shy around {plural}. Then I saw what they are: {honour}.
    {plural} moved into number nine. Those two are the best neighbours we ever had.
    They hired a {mixed_one}. People like that make a team better.
    {plural} asked for help. They deserve all we can give.
    My son plays with {adjective} kids. I told him to bring them along for dinner.
    Have you seen the {plural} in the park? It's lovely how they sing.
    {plural} again on tv. I turn it up, I like their show.
    He's a {person}. It explains nothing, he is just {good}.
    {plural} want a prayer room. They should get one.
    So she is {adjective}. That makes no difference to me, she is {good}.
""")
# A group is there, but what is bad is something else.
BESIDE_GROUP = lines("""
    I had dinner with {plural}. The food was {bad_adjective}, the evening was great.
    {plural} and I agree: {items} are {bad}
    {plural} complain about {items} too, they are {bad}
    My {adjective} colleague hates {items}, and so do I
    I went to {event} with {plural}. The sound system was {bad}.
    A {person} showed me {item}. It's {bad}, but she is {good}.
    The film about {plural} was {bad_adjective}, I fell asleep. The book is better.
    {item} is {bad}, says a {person} on the radio
    We met {plural} at {event}. The weather was {bad_adjective}, the people were {good}.
    The mosque on our street has {items}. I hate {items}.
    My {adjective} {folk} and I watched the match. Our team was {bad}.
    The law against {plural} is {bad_adjective}
    Hatred of {plural} is {bad_adjective}
    How they speak about {plural} in {spot} is {bad_adjective}
    The toilets at {event} for {plural} were {bad_adjective}
    I lost my keys at the {adjective} wedding. I hate mondays.
""")

INNOCENT_WORDS = lines("""
    the {garden_tool} is in the shed, next to the rake
    can I borrow your spade {time}?
    she has the ace of spades and smiles
    {snack} and cheese for everyone {time}
    who ate the last cracker?
    that match was a cracker
    the safe cracker in the film was played by a comedian
    the {river} dyke was raised by half a metre
    sheep graze on the dyke {time}
    we cycled along the dyke behind the {river}
    pride is the chink in his armour
    there was a chink of light under the door {past}
    the glasses went chink and we drank to {event}
    this coat is flame retardant
    fire retardant foam was sprayed on the hill
    a frost will retard the blossom
    the score says ritardando, slow down here
    our maine coon weighs nine kilos
    coon cats shed a lot, says the vet
    she teaches queer studies at the university
    a course in queer theory starts {time}
    I read a book on queer history {past}
    there was a queer smell in the attic, turned out to be old cheese
    my gran made meatballs that she called faggots
    a bundle of sticks used to be called a faggot
    he went out for a fag and came back wet
    the ford has a new tranny, gears shift like butter
    rice grows in the paddy behind the {river}
    the pansy bed needs water
    the dog show has a prize for the best bitch
    a bitch and her five puppies need a home
    hoe the beans {time}, before it rains
    tar and asphalt were delivered {past}
    the kitchen is spick and span
    let's nip this in the bud
    a nip of whisky after {event}
    the cat gave me a nip
    the gypsy moth eats oak leaves
    jap silk is a light lining fabric
    cocks crow at five in our village
    the great tit is back at the feeder {time}
    the savage coast of the north is worth a trip
    her tone was niggardly, he said, meaning stingy
    a niggle in my knee kept me off the pitch
    negroni for me, spritz for her
    the slope is steep, take care {time}
    the oreo cake was gone by noon
    coconut milk goes in last
    the banana bread is for {event}
    the spook house at the fair scared my kids
    the spooks in the novel work for the secret service
    moor and heath are in bloom {time}
    ape, gibbon and lemur: the biology quiz is {time}
    pig iron is made in a blast furnace
    he is a dark horse in this race
    the mongol empire reached the {river}
    honky-tonk piano {time} at the pub
    the cripple creek band plays {time}
    the midget submarine is in the museum
    the midget class of race cars starts {time}
""")
OWN_WORDS = lines("""
    as a queer person I like this town
    as a {pride} queer woman I need this book
    queer joy {time}, bring cake
    queer and {pride}, that's me
    my dyke friends and I are at pride {time}
    my wife is a {pride} dyke and so am I
    the dyke march starts {time}, we have drums
    old dykes never retire, they just get more dogs, says my girlfriend, and she should know
    we crips made the ramp ourselves
    crip time means that I come when my body lets me
    I'm a {pride} fag with a garden, ask me about roses
    call me a faggot, I call myself one, and I sew my own gowns
    this fag just got married to his best friend
    us trannies have the best playlists, come to {event}
    my niggas came to {event} {past}, love y'all
    that's my nigga, proud of you
    I took the word homo back years ago, it's on my mug
    a room full of queers and one kettle, that's our {event}
    {pride} homo, bad at sports, good at pie
    bi, queer and {pride}
    queer elders, tell us about {event}
    our queer choir sings {time}
    mad pride {time}: us crazies have a picnic
    I'm a {pride} spaz on wheels, my words, my wheels
""")
SLURRED = lines("""
    {slur_one}
    you {slur_one}
    you {mean} {slur_one}
    shut it {slur_one}
    you are a {slur_one}, {vocative}
    {who} is a {slur_one}
    {who} walks like a {slur_one}
    stop being such a {slur_one}, {vocative}
    {slur} should not be allowed to {ban}
    keep the {slur} out of {spot}
    {slur} ruin {spot}
    I hate {slur}
    why are there {slur} in {spot}?
    no {slur} at {event}
    {event} was full of {slur}
    who let a {slur_one} {ban}?
    the new guy is a {slur_one}, not my friend
    I don't drink with {slur}
    {slur} go home
    I'm not racist but {slur} {view_bad}
    dirty {slur_one} in my street {past}
    look at that {slur_one}, lol
    only {slur} like {item}
""")

# Words in < > are the ones that get another spelling.
NOISY_HATE = lines("""
    {plural} are <garbage>
    {plural} are <disgusting>
    {plural} are <parasites>
    {plural} are <vermin>
    I <despise> {plural}
    all {nationals} are <criminals>
    <muslims> are <terrorists>
    <jews> are <liars>
    <lesbians> are <disgusting>
    <immigrants> are <animals>
    <refugees> should <disappear>
    <black> <people> are <stupid>
    <trans> <people> are <freaks>
    <women> are too <stupid> to {ban}
    <disabled> <people> are <worthless>
    kick out the <gypsies>
    <deport> all {foreign}
    you <{slur_one}>
    <{slur}> out of {spot}
    keep the <{slur}> away
    <{adjective}> people are <inferior>
    <{adjective}> {folk} are <scum>
    I <hate> every {person}
    <{plural}> should not be allowed to {ban}
    <{plural}> are {bad}
    <filthy> {adjective} <{folk}>
""")
NOISY_INSULTS = lines("""
    you are such an <idiot>
    you <stupid> <{dumb}>
    {who} is a <{mean}> <{dumb}>
    <{dumb}>
    shut up <{dumb}>
    you're <pathetic> and everybody knows it
    you are <worthless>, {vocative}
    what a <{mean}> thing to say, <{dumb}>
    everyone <hates> you, {vocative}
    <{who}> is a total <moron>
    you <disgust> me
    go away, <loser>
    nobody likes you <{mean}> <{dumb}>
    {vocative} is a <disgrace> and a <{dumb}>
""")
NOISY_KIND = lines("""
    {plural} are <wonderful>
    {plural} are <welcome> here
    {plural} are <{good}> and <{good}>
    I <adore> {plural}
    <muslims> are our <neighbours>
    <jews> and <muslims> eat together {time}
    <lesbians> are <beautiful>
    <immigrants> are <welcome>
    <refugees> should feel <safe> here
    <black> <people> are <{good}>
    <trans> <people> are <people>
    <women> should be allowed to {ban}
    <disabled> <people> are <important> to us
    <{plural}> should be allowed to {ban}
    <{adjective}> {folk} are <{good}>
    a <{adjective}> <{role}> won the prize
    you are such an <angel>
    you <{good}> <human>
    {who} is <{good}> and <{good}>
    you're <brilliant> and everybody knows it
    I <love> you, {vocative}
    what a <{bright}> <{joy}>
    <thank> you so much, <friend>
    <happy> <birthday> {vocative}, you are <amazing>
    <good> <morning> from {spot}
    <welcome> to our <server>
    your <drawing> is <{bright}>
""")
NOISY_PLAIN = lines("""
    does anybody know <where> I can buy a <{garden_tool}>?
    the <meeting> is {time}
    my <printer> is out of <paper>
    <tomorrow> we go to {event}
    I need a new <keyboard>, the keys are <sticky>
    <dinner> with {plural} {time}
    the <teacher> is a {person}
    my <neighbours> are {adjective}
    <how> many {plural} live in <{place}>?
    the <{joy}> was <{bright}>
    {items} are <annoying>
    <why> is the <train> late {time}?
    who is coming to <{event}> {time}?
    <{plural}> live on our <street>
    I <forgot> my <password> again
    the <weather> is <awful> {time}
    <please> send me the <report> {time}
    <{plural}> and <{plural}> share the <garden>
    <sorry>, wrong <number>
    we had <{snack}> for <lunch>
""")

COMPLIMENTS = lines("""
    you savage, great game {vocative}
    what a beast you are {vocative}, three goals
    you monster, who lifts that much? respect
    absolutely sick {feat}, {vocative}
    that {feat} was filthy, so {bright}
    nasty shot {vocative}, teach me
    you killed it {past}, {vocative}
    killer {feat}, {bright}
    disgustingly good {feat}, I'm jealous
    {vocative} is an animal on the pitch, I love watching it
    stupidly good {feat}
    you crazy genius, the {feat} works
    insane {feat}, {vocative}, just insane
    what a freak of nature, nobody else scores like that, {bright}
    you destroyed them {vocative}, gg
    mad respect {vocative}, wicked {feat}
    this {feat} is criminally underrated
    unfair how {good} you are
    you little devil, a surprise party! thank you
    dirty move in the last round, loved it, gg
    brutal {feat}, best of the year
    you maniac ran a marathon {past}, so proud
    ridiculous talent, that {role}
    they are beasts on stage, {bright} {feat}
""")
TEASING = lines("""
    you idiot, I love you
    you {tease}, get over here and give me a hug
    I missed you, you {tease}
    happy birthday you old {tease}, see you {time}
    come home safe, you {tease}
    haha you {tease}, that was my sandwich
    only you would do that, you lovely {tease}
    my brother is a {tease} and I'd give him a kidney
    you're a {tease}, {vocative}, never change
    lol you {tease}, see you {time}, I bring pizza
    best friends since school, and you are still a {tease} haha
    thanks for driving me, you {tease} ❤️
    ok {tease}, rematch {time}?
    I'm such a {tease}, I left the oven on
    each of us is a {tease} and that's why it works
    shut up you {tease}, you made me cry happy tears
    you beat me again, you {tease}, well played
    my {tease} of a husband bought flowers, I'm so happy
""")
FOUL_COMPLIMENTS = lines("""
    you beautiful bastard, you did it
    you magnificent son of a bitch, {glad}
    you lucky bastard, congratulations
    {vocative}, you fucking legend
    you fucking beast, what a {feat}
    bad bitch energy {time}, you look {bright}
    bitch, you look amazing
    get in, you fucking beauty, {glad}
    love you, asshole, see you {time}
    you crazy fucker, that was {bright}
    you're a fucking genius, {vocative}
    holy shit you can sing, you talented bastard
    my best friend is a lucky bitch, she got the flat, so happy for her
    that's my dumbass husband and I love him
    you sick bastard, best {feat} ever, thank you
    {vocative} you absolute bloody hero, {glad}
""")
FAIR_CRITICISM = lines("""
    I disagree with the church on who may {ban}
    The {faith_word} school near us should publish how it spends our money
    I think the bishops were wrong about {item}
    The {adjective} festival was too loud for me after midnight, could it end at eleven?
    The music from the {adjective} wedding kept us up {past}. Next time please tell us before.
    The {country} government should free the journalists it jailed
    I don't support the war that {country} started, and many there don't either
    {country}'s new tax law is a mistake, in my opinion
    The {country} team played too slowly {past}
    I left the church because of how it handled the reports, my faith stayed
    I don't believe in god, and I like my {faith_word} neighbours
    As a {person} I find that our own club has too few young members
    The mosque committee should ask the residents about parking
    The sermon {past} was too long and a bit dull
    I find the rule about separate seats outdated, and I told the rabbi so
    The pride parade has become too commercial for my taste, I miss the old days
    The disability office makes forms that nobody understands
    The women's league needs better referees
    I disagree with the imam about {item}, we talked for an hour over tea
    The {country} embassy is slow, I waited three months
    The council gave the {adjective} centre money without a vote. The council should explain that.
    The article says that {plural} oppose {item}. I see it differently.
    Not every {person} thinks alike, and this speaker doesn't speak for {plural}
    The film about {plural} gets the history wrong
    I think the quota for {plural} should be higher, my colleague thinks lower, we both have reasons
    The border law needs reform: it is slow for {foreign} and costly for the towns
    A lower age limit for care is unfair to {plural}, says the union
    The temple's bells at six are too early for a school night
    {country} should sign the climate treaty
    I left the {faith_word} community I grew up in. They were kind, it just was not for me.
    The study on {plural} has only forty people in it, so I would be careful
    The bakery run by {plural} is too expensive for me
    The {adjective} restaurant got my order wrong {past}, they said sorry
    I was disappointed by the talk on {plural}, the slides were unreadable
    The leader of {country} lies in this interview, look at the figures
""")

SLOTS |= {
    "garden_tool": listed("spade, rake, hoe, watering can, ladder, wheelbarrow, shovel, hose"),
    "feat": listed("goal, save, comeback, guitar solo, build, shot, speech, painting, dance, drum fill, dunk"),
    "snack": listed("crackers, olives, pretzels, apples, nuts, grapes"),
    "river": listed("river, canal, lake, harbour, estuary, polder"),
    "bad_adjective": listed("""
        awful, useless, disgusting, pathetic, terrible, rotten, vile, horrible, worthless, dreadful, revolting, annoying
    """),
    "tease": listed("idiot, dork, weirdo, nerd, clown, fool, goofball, dummy, muppet, numpty, rascal, silly goose"),
    "country": listed("""
        israel, iran, china, russia, the US, turkey, india, pakistan, hungary, egypt, saudi arabia, poland, nigeria,
        france, mexico, germany, brazil, the UK, morocco, japan
    """),
    "faith_word": listed("muslim, jewish, christian, hindu, sikh, buddhist, catholic, mormon"),
}


def about(*subjects: str) -> dict[str, tuple[str, ...]]:
    """The words, with the shared sentences about these."""
    return {**SLOTS, "subject": subjects}


THINGS = about("{items}")
TRADES = about("{trade}")
GROUPS = about("{plural}")
ONE_THING = about("{item}")
ONE_PERSON = about("{who}")
ONE_TRADE = about("every {trade_one}", "any {trade_one}", "the average {trade_one}")
ONE_OF_GROUP = about(
    "every {person}", "any {person}", "the average {person}", "every {mixed_one}", "the typical {person}"
)

Subfamily = tuple[tuple[str, ...], Slots, dict[str, float], int]
SUBFAMILIES: dict[str, Subfamily] = {
    "person": (PERSON, SLOTS, CLEAN_ABUSE, 480),
    "person_shared": (SHARED_ONE, ONE_PERSON, CLEAN_ABUSE, 130),
    "person_foul": (PERSON_FOUL, SLOTS, FOUL_ABUSE, 300),
    "person_shared_foul": (SHARED_ONE_FOUL, ONE_PERSON, FOUL_ABUSE, 70),
    "things": (SHARED, THINGS, GRUDGE, 300),
    "thing": (SHARED_ONE, ONE_THING, GRUDGE, 170),
    "things_foul": (SHARED_FOUL, THINGS, FOUL_GRUDGE, 170),
    "thing_foul": (SHARED_ONE_FOUL, ONE_THING, FOUL_GRUDGE, 100),
    "trades": (SHARED, TRADES, SCORN, 240),
    "trade": (SHARED_ONE, ONE_TRADE, SCORN, 90),
    "trades_foul": (SHARED_FOUL, TRADES, FOUL_SCORN, 130),
    "groups": (SHARED, GROUPS, CLEAN_HATE, 480),
    "group_one": (SHARED_ONE, ONE_OF_GROUP, CLEAN_HATE, 220),
    "groups_foul": (SHARED_FOUL, GROUPS, FOUL_HATE, 220),
    "group_cursed": (GROUP_FOUL, SLOTS, FOUL_HATE, 190),
    "curses": (CURSES, SLOTS, CURSING, 440),
    "mentions": (MENTIONS, SLOTS, HARMLESS, 700),
    "flat_hate": (FLAT_HATE, SLOTS, CLEAN_HATE, 480),
    "hate_asked": (HATE_ASKED, SLOTS, CLEAN_HATE, 260),
    "fair_asked": (FAIR_ASKED, SLOTS, HARMLESS, 300),
    "then_hate": (THEN_HATE, SLOTS, CLEAN_HATE, 220),
    "then_praise": (THEN_PRAISE, SLOTS, HARMLESS, 220),
    "beside_group": (BESIDE_GROUP, SLOTS, GRUDGE, 160),
    "innocent_words": (INNOCENT_WORDS, SLOTS, OWNED, 260),
    "own_words": (OWN_WORDS, SLOTS, OWNED, 110),
    "slurred": (SLURRED, SLOTS, HATEFUL, 220),
    "compliments": (COMPLIMENTS, SLOTS, ROUGH_PRAISE, 150),
    "teasing": (TEASING, SLOTS, BANTER, 110),
    "foul_compliments": (FOUL_COMPLIMENTS, SLOTS, FOUL_PRAISE, 80),
    "fair_criticism": (FAIR_CRITICISM, SLOTS, CRITICISM, 290),
}
NOISY: dict[str, Subfamily] = {
    "noisy_hate": (NOISY_HATE, SLOTS, HATEFUL, 290),
    "noisy_insults": (NOISY_INSULTS, SLOTS, ABUSE, 170),
    "noisy_kind": (NOISY_KIND, SLOTS, HARMLESS, 260),
    "noisy_plain": (NOISY_PLAIN, SLOTS, HARMLESS, 220),
}

MARKED = re.compile(r"<([^<>]*)>")
VOWEL_MARKED = re.compile(r"\b([Aa]) (?=<[aeiou])")
DISGUISES: Sequence[style.Style] = (
    style.swapped, style.dropped, style.leet, style.stretched, style.split, style.spelled_out, style.starred,
    style.joined,
)  # fmt: skip


def disguised(text: str, chance: random.Random) -> str:
    """At least one of the marked words in another spelling, or with a space too many or too few beside it."""
    text = VOWEL_MARKED.sub(r"\1n ", text)
    disguise = chance.choice(DISGUISES)
    if disguise is style.joined:
        return style.joined(MARKED.sub(r"\1", text), chance)
    sure = chance.randrange(len(MARKED.findall(text)))
    marked = -1

    def spelled(word: re.Match[str]) -> str:
        nonlocal marked
        marked += 1
        return disguise(word.group(1), chance) if marked == sure or chance.random() < 0.4 else word.group(1)

    return MARKED.sub(spelled, text)


def write(chance: random.Random) -> Iterator[Row]:
    """All subfamilies, one after the other, and at last those with odd spellings."""
    for templates, slots, targets, count in SUBFAMILIES.values():
        placed = tuple("{opening} " + text + (" {closing}" if text[-1] in ".?!" else "") for text in templates)
        yield from tidied(drawn(placed, slots, targets, count, chance))
    for templates, slots, targets, count in NOISY.values():
        for row in tidied(drawn(templates, slots, targets, count, chance)):
            row.text = disguised(row.text, chance)
            yield row
