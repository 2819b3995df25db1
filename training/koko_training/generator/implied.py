"""Attacks on groups in polite words: implied, joked, asked, told as an anecdote, wished, with no slur and no swearing.

Half of the rows are harmless twins with the same nouns and verbs, whose sentences stand in `implied_twins`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from koko_training.generator.grammar import drawn, fill
from koko_training.generator.groups import GROUP_SLOTS, lines, listed
from koko_training.generator.hate import tidied
from koko_training.generator.implied_twins import TWIN_SLOTS, TWINS
from koko_training.labels import ones, zeros
from koko_training.rows import Row

# Groups that "some", "most" and "those" can stand before.
BARE = {
    name: tuple(word for word in GROUP_SLOTS[name] if not word.startswith(("the ", "two ")))
    for name in ("nationals", "believers", "ethnics", "genders", "queer", "disabled", "migrants", "ages")
}

# One group in three word forms, for sentences that name it twice.
FROM_ABROAD = {
    plural: (plural, person, adjective)
    for plural, person, adjective in (
        listed(line)
        for line in lines("""
            muslims, muslim, muslim
            jews, jew, jewish
            hindus, hindu, hindu
            sikhs, sikh, sikh
            mexicans, mexican, mexican
            chinese people, chinese woman, chinese
            indians, indian, indian
            pakistanis, pakistani, pakistani
            nigerians, nigerian, nigerian
            somalis, somali, somali
            turks, turk, turkish
            poles, pole, polish
            romanians, romanian, romanian
            syrians, syrian, syrian
            afghans, afghan, afghan
            moroccans, moroccan, moroccan
            russians, russian, russian
            albanians, albanian, albanian
            haitians, haitian, haitian
            filipinos, filipino, filipino
            vietnamese people, vietnamese man, vietnamese
            arabs, arab, arab
            asians, asian, asian
            africans, african, african
            black people, black person, black
            latinos, latino, latino
            roma people, roma, roma
            gypsies, gypsy, gypsy
            immigrants, immigrant, foreign
            refugees, refugee, foreign
            foreigners, foreigner, foreign
            migrants, migrant, foreign
        """)
    )
}
PEOPLES = (
    *FROM_ABROAD.values(),
    *(
        listed(line)
        for line in lines("""
            christians, christian, christian
            catholics, catholic, catholic
            white people, white person, white
            native americans, native american, indigenous
            women, woman, female
            trans people, trans person, trans
            trans women, trans woman, transgender
            nonbinary people, nonbinary person, nonbinary
            gay people, gay person, gay
            gay men, gay man, gay
            lesbians, lesbian, lesbian
            bisexuals, bisexual, bisexual
            queer people, queer person, queer
            disabled people, disabled person, disabled
            wheelchair users, wheelchair user, disabled
            deaf people, deaf person, deaf
            blind people, blind person, blind
            autistic people, autistic person, autistic
            old people, pensioner, elderly
        """)
    ),
)
# What people who write with care begin with a capital letter: the names of peoples and religions.
NAMED = (
    *(word for name in ("nationals", "believers", "ethnics", "adjective", "person") for word in GROUP_SLOTS[name]),
    *listed("friday, fridays, mondays, tuesdays, sundays, may, latin, rome"),
)
UNNAMED = set(
    listed("""
        people, the, women, men, of, faith, converts, to, believers, pagans, atheists, atheist, evangelicals, orthodox,
        witnesses, black, white, brown, blacks, colour, folks, mixed-race, travellers, minorities, middle, native,
        indigenous, trans, transgender, nonbinary, gay, lesbian, bisexual, queer, disabled, deaf, blind, autistic,
        foreign, immigrant, refugee, migrant, elderly, female, lgbt, man, woman, girl, person, homosexual, drag,
        queen, wheelchair, user, kid, amputee, with, down, syndrome, mentally, ill, asylum, seeker, foreigner,
        pensioner, single, mother, old, guy, may, east, south, pacific, islanders, gypsies, gypsy
    """)
)
NAME = re.compile(
    r"\b(?:" + "|".join(sorted({word for name in NAMED for word in name.split()} - UNNAMED)) + r")\b|\bi\b"
)
START = re.compile(r"(?:^|(?<=[.?!] ))[a-z]")
# How many comments are longer: several sentences of one mind.
LONGER = 0.15

SLOTS: dict[str, tuple[str, ...]] = {
    **GROUP_SLOTS,
    **BARE,
    # Adults, as somebody marries or hires them, and only words that fit after "I am".
    "person": tuple(word for word in GROUP_SLOTS["person"] if word not in ("girl", "autistic kid")),
    "adjective": tuple(word for word in GROUP_SLOTS["adjective"] if word not in ("immigrant", "refugee", "migrant")),
    "town": listed("this country, our town, this city, our village, the valley, this region, our county, the north"),
    "right": listed("""
        vote, own land, marry, study, hold office, travel, sit on a jury, work at night, open a shop, adopt a child,
        join the army, testify in court
    """),
    "women": listed("""
        women, girls, females, young women, female engineers, women in politics, mothers, working mothers, pregnant
        women, women drivers, single mothers, wives
    """),
    "trans": listed("trans people, trans women, trans men, transgender people, nonbinary people, genderfluid people"),
    "before": (
        *("",) * 40,
        *lines("""
            Read the whole thread.
            I grew up around here.
            Slept on this one.
            Long time lurker, first post.
            Had coffee with my neighbour today.
            Okay.
            Sigh.
            Just my two cents.
            Hm.
            Serious now.
            Father of three here.
            Replying to the comment above.
            I used to work in a call centre.
            Twenty years in this job taught me something.
            We had this topic at dinner.
            Back to the article.
            Here we go again.
        """),
    ),
    "after": (
        *("",) * 40,
        *lines("""
            That's all.
            Have a nice evening.
            Have a good one, everybody.
            End of rant.
            Ask anyone on my street.
            I said what I said.
            Curious what you think.
            Am I wrong?
            Just something to think about.
            Same in the town where my brother lives.
            Call me whatever you like.
            Happy to discuss.
            My wife says the same.
            Good night.
            It's not complicated.
        """),
    ),
    "stop": (".", ".", ".", "!"),
    "area": listed("""
        this country, our town, our street, this neighbourhood, our school, the office, our village, this city, our
        building, our club, our parish, my home town, our hospital, this region, the valley, our county
    """),
    "task": listed("""
        run a business, teach children, keep a promise, hold a job, raise a family, keep a flat clean, pay a bill on
        time, lead a team, handle money, look after patients, judge a case, finish a book, sit on a jury, manage a
        budget, read a map, sign a contract, fly a plane, write the law, guard a border, serve on the council
    """),
    "virtue": listed("""
        honesty, hard work, gratitude, loyalty, discipline, cleanliness, punctuality, self-control, common sense,
        responsibility, decency, patience, ambition, courage, modesty
    """),
    "trait": listed("""
        reliable, clean, bright, loyal, articulate, grateful, punctual, peaceful, well-mannered, rational, capable,
        honest, hard-working, clever, decent, well-spoken, educated, polite
    """),
    "flaw": listed("""
        slow, loud, unreliable, simple, emotional, ungrateful, calculating, impulsive, disloyal, work-shy, primitive,
        dishonest, violent, dirty, lazy, stupid, two-faced, greedy, hopeless, backward, weak, dangerous, untidy
    """),
    "pest": listed("""
        rats, vermin, cockroaches, locusts, weeds, parasites, termites, stray dogs, fleas, ticks, mould, vultures,
        jackals, slugs, moths, maggots, wild boars, germs
    """),
    "crime": listed("""
        steal, lie, cheat, sell drugs, carry knives, fiddle their benefits, start fights, jump the queue, rob
        pensioners, skip work, live off others, take what isn't theirs, smuggle, cause trouble, burn cars, hide the
        truth, spread disease, leave rubbish everywhere
    """),
    "crime_noun": listed("""
        theft, fraud, knife crime, drug dealing, litter, noise, benefit fraud, break-ins, assaults, lies, trouble,
        vandalism, disease, shoplifting
    """),
    "trade": listed("""
        nurse, plumber, teacher, surgeon, manager, lawyer, carpenter, driver, accountant, barber, pilot, baker, judge,
        electrician, cashier, dentist, waiter, programmer
    """),
    "goods": listed("""
        money, children, a set of keys, a secret, a weapon, a budget, the truth, an election, a company car, old folks,
        a library card, power, a uniform
    """),
    "ours": listed("ordinary people, the rest of us, honest families, our own people, people like us, the locals"),
    "unnamed": listed("""
        those people, that lot, their kind, people of that sort, such folk, these newcomers, that crowd, folks like
        that, our so-called guests
    """),
    "kin": listed("""
        my daughter, my nephew, our youngest, my sister, my mate, my wife, my old boss, my cousin, a colleague, our
        landlord, my grandson, the guy at the garage, my gran
    """),
    "span": listed("two years, ten years, twenty years, a decade, a generation, one summer, six months"),
    "number": listed("three, five, six, nine, a dozen, twenty, forty"),
    "expert": listed("""
        anyone in the trade, any nurse, every teacher, anybody who ever rented out a flat, every bus driver, any
        policeman after two beers, whoever has eyes, my cousin at the benefits office
    """),
    "polite": lines("""
        With all due respect,
        I say this with love:
        I wish nobody any harm, but
        I'm not a racist, far from it, but
        I don't hate anybody. Still,
        Nothing personal, but
        I'm sure there are exceptions, but
        Please don't take this the wrong way, but
        I'm as tolerant as they come, but
        I have {adjective} friends myself, but
        Not to be rude, but
        I believe in equality, I really do. Only,
        I will probably get banned for it, but
        God loves everyone, yet
        I have nothing but compassion for them, but let's face it:
        Let us stay civil and still be honest:
        You can't say it out loud any more, but
        I vote left and I have travelled the world. Even so,
        As someone who donates to charity every month, I must say:
        Live and let live, I always say, but
        My kids tell me not to write it. Anyway,
        It gives me no pleasure to write this, but
    """),
    # Whole attacks that fit inside a sentence: shared here, refuted by the twins.
    "claim": lines("""
        {plural} don't belong in {area}
        {foreign} will never be loyal to this country
        {plural} were never made to {task}
        no {person} can be trusted with {goods}
        {plural} should be grateful that we put up with them
        {foreign} are replacing us
        {women} are too emotional to {task}
        {trans} are only pretending
        {disabled} cost more than they will ever give back
        {believers} cannot live in peace with anyone
        {ages} should not get a vote any more
        nobody should rent to {plural}
        there is no such thing as an honest {person}
        {foreign} should be put on the next boat
        {area} was safe until {plural} came
        {queer} should be kept away from children
        {plural} are not as bright as {ours}
        a {person} could never {task}
        {plural} bring nothing but {crime_noun}
        {plural} are like {pest}
        {foreign} only come here to {crime}
        {plural} deserve whatever happens to them
        {plural} have no place in {area}
        every {person} is {flaw}
        {plural} are {flaw} by nature
        {plural} can't love their children the way we do
        {plural} ought to live somewhere else
        {area} would be better off with fewer {plural}
    """),
    **TWIN_SLOTS,
}

LESSER = lines("""
    {plural} were simply never made to {task}
    You can send {plural} to the best schools in the world and you still won't find one who can {task}
    {virtue} is just not something {plural} have in them
    Some are born to lead and some are born to sweep the floor. {plural} know which of the two they are.
    Evolution took its time with {plural}, that is all I'm saying
    Our new {trade} is so {trait} that you would never think you are dealing with a {person}
    wow, a {adjective} {trade} who is actually {trait}, that must be the first
    I was pleasantly surprised: the {adjective} {trade} turned out to be {trait}, not like the others
    {plural} have many gifts, thinking is not among them
    Whatever test you look at, {plural} end up at the bottom of it, and no programme will change that
    the average {person} has the mind of a ten year old, look up the numbers
    Nine out of ten {plural} couldn't {task} if their life depended on it
    It takes a certain upbringing to {task}. {plural} don't have it and never will.
    Hire a {person} if you like, but keep the receipt
    We tried it with a {adjective} {trade} for {span}. Next time we take someone with a brain.
    {plural} can dance and cook and sing, let them. Leave {virtue} to {ours}.
    You need {number} {plural} to do the work of one of us
    There is a reason why {plural} never invented anything
    {plural} are like children, somebody has to hold their hand, and they should thank us for it
    {virtue}? From a {person}? Good luck with that.
    You can take {plural} out of the mud but you can't take the mud out of {plural}
    A {person} in charge explains a lot about how {area} is doing
    If {plural} were as {trait} as they claim, they wouldn't need our help, would they
    {plural} who say they can {task} have simply learned it by heart like a parrot
    {plural} copy, {ours} create. It has always been that way.
    The {adjective} mind is not made for {virtue}, just look at their history
    once you have smelled the flat of a {person} you know everything about {virtue} in those circles
    {plural} smile at you and count your silverware
    Soap costs one coin, yet somehow it is beyond what {plural} can afford
    Say what you want, blood tells. {plural} are {flaw} because their parents were {flaw}.
    A {person} gives their word like others give away old newspapers
    {plural} follow whoever shouts loudest, thinking for themselves is not their strength
    {adjective} {folk} always look busy and never get anything done
    Lowering the bar is the only way a {person} will ever {task}, and now {area} pays for it
    Do you want to be treated by a {adjective} doctor? Neither do I, and we both know why.
    {plural} mean well, I guess, they just can't help being {flaw}
    Good for her, though I doubt a {person} got that job by being {trait}
    No wonder the bridge fell down, they let a {adjective} engineer near it
    You'd have to explain {virtue} to a {person} as you explain colours to a mole
    It isn't their fault. {plural} simply got less upstairs.
""")
STEREOTYPED = lines("""
    {women} are lovely creatures as long as nobody asks them to {task}
    A woman shines brightest at home. Careers only make {women} bitter.
    {women} should be protected from hard decisions, their heads were not made for them
    Put {women} in charge and you get tears in every meeting
    {women} say one thing and mean another, nature made them that way
    My wife drives like all {women}, by prayer
    {women} want equal pay until the boxes have to be carried
    Since they let {women} {task}, nobody dares to say the truth in meetings
    A man builds, {women} decorate, and both are happier if they stick to it
    A pretty face is what {women} bring to {area}, let's not pretend it's more
    {trans} can change their clothes and papers, never what they are
    There are men and there are women. {trans} are neither, just a mood with a hairdo.
    {trans} need a doctor, not a pronoun
    I'll call {trans} what their mother called them on the first day and nothing else
    {trans} are a fashion, in {span} they'll all be ashamed of it
    No operation makes {trans} real, we are all just being asked to play along
    keep {trans} out of the changing rooms, we all know what they are after
    {queer} can do what they like, but let them do it where children can't catch it
    Two men raising a child is an experiment, and {queer} pay nothing when it fails
    {queer} are what a country gets before it collapses, read about rome
    {queer} were cured with prayer in the old days and nobody complained
    Nobody is born that way, {queer} simply had weak fathers
    {queer} should be grateful that we don't look too closely
    {disabled} would be happier among themselves in a home outside of town
    We spend a fortune on {disabled} and what do {ours} get back for it?
    In nature {disabled} would not last a week, maybe nature knows something
    It would be kinder to everyone if {disabled} stayed home and didn't spoil the mood
    {disabled} having children, really? Somebody has to think of the poor kid and of the taxpayer.
    Let's be practical, {disabled} take up a seat that someone useful could have
    An office is not a therapy centre, keep {disabled} out of the way of those who work
    {ages} have had their turn, time to hand over the keys and the vote
    {ages} take up beds, seats and air, and all of it on our bill
    A society that listens to {ages} deserves to fall asleep
    {ages} are of no use to anybody, they just won't admit it
    the virus only thinned out {ages}, so what is the fuss about
    {believers} pray {number} times a day and still have no conscience
    A religion that makes {believers} lie to their neighbours is no religion
    Show me a peaceful land run by {believers}. I'll wait.
    {believers} know only two things, obeying and taking offence
    {believers} keep their knives sharp and their books closed
    {believers} hold all the strings, you just have to look at who owns what
    Strange how {believers} are always near when money disappears
    {foreign} have large families for a reason, and the reason is our welfare office
    You notice in the stairwell which floor {foreign} live on
    {nationals} are born with one hand in your pocket
    {ethnics} run fast, I wonder who they practise with
    {nationals} call it culture, {ours} call it {crime_noun}
    {migrants} throw away their papers and keep their phones, draw your own conclusions
""")
REPLACED = lines("""
    {area} was ours once. Now you look around and see nothing but {plural}.
    In {span} there will be more {foreign} than {ours}, and somebody planned it that way
    First one {adjective} family, then {number}, then you move away because you no longer recognise {area}
    They don't come for work, they come to take over. {foreign} have been told to be patient and have many children.
    I walked through {area} today and didn't hear my own language once. Thanks to {foreign} we are strangers at home.
    My grandfather did not fight for {area} so that {foreign} could have it
    {foreign} are guests here, and guests should know when the party is over
    a home is for family, and {foreign} are not family, so pack
    Every {person} who comes means one of us who has to leave
    {area} used to smell of fresh bread. Then the {adjective} {folk} came.
    We are being outbred by {foreign} and our own leaders hold the door open
    If you like {foreign} so much, go and live with them where they belong
    There are enough places for {plural} in this world, {area} is not one of them
    Nothing against {foreign}, as long as they stay in their own land
    The flat next door stays empty before I let a {person} move in
    One {person} on the council is one too many, {area} should be run by {ours}
    A school with too many {plural} is no school any more, so keep the number at zero
    {foreign} were invited by nobody. It's time to say goodbye.
    {foreign} can integrate as much as they want, a cat born in a stable is no horse
    a passport does not make a {person} one of us
    Remember when you could leave the door open in {area}? That was before {foreign}.
    You will miss {area} once {foreign} have finished with it
    They call it diversity. I call it losing {area} to {plural}, one house at a time.
    The {adjective} flag in that window tells you all. It's an occupation, only slower.
    {area} is full. Nobody asked for {foreign} and nobody would miss them.
    My kids will be a minority in {area} because {foreign} were let in. Who signed up for that?
    Let {foreign} queue at the airport, for the flight out
    Their own countries are so beautiful, {foreign} should enjoy them more often, say for good
    We should look after our own first, second and third. {foreign} can look after themselves, far away.
    What is the one thing that {area} has too many of? {plural}.
    They took our pub, they took our butcher. {foreign} will not stop until the church bell is silent.
    {plural} want a seat at our table, and tomorrow they'll own the house
    Bring back {area} as it was in my childhood: clean, quiet and without {plural}
    {foreign} born here are still {foreign}. A birth certificate is only paper.
    Somebody up there wants {foreign} in every village so that {ours} stop asking questions
    A sign at the entrance of {area} saying "sorry, no {plural}" would solve most of our problems
    I'd gladly pay for the ticket of any {person} who leaves {area} and never comes back
    {plural} should have a street of their own, with a fence, for everybody's comfort
    Keep {area} as it was. We don't sit with {plural}, they don't sit with us.
    {foreign} get the flats, {ours} get the bill. No government will survive that.
""")
IRONY = lines("""
    Oh great, more {plural} in {area}, exactly what was missing
    What a relief, a {person} moved in. I was getting bored of having a safe street.
    Sure, let a {person} {task}. What could possibly go wrong?
    Lock up your bikes, the {adjective} {folk} are enriching us again
    How do you hide something from a {person}? Put it in a book.
    What do you call {plural} with a job? An urban legend.
    Why did the {person} cross the road? To {crime}.
    I'm sure it was a complete coincidence that the {adjective} {folk} were there when the {crime_noun} started
    My phone got stolen, and what a surprise, guess who was on the platform. A {person}!
    {plural} at the library? Did they get lost?
    Another proud day for {area}: {number} {plural} and not one of them can {task}
    But of course, {plural} never {crime}, it's all a big misunderstanding
    Is it true that {plural} are {trait}, or did the newspaper run out of jokes?
    {plural} and {virtue}, name a shorter book
    Don't worry, the {adjective} {folk} will fix it. Right after lunch, some time next year.
    Could someone explain what {plural} are good for? Take your time.
    Since when does a {person} have an opinion?
    Have you ever wondered why nobody wants to live next to {plural}?
    Would you let a {person} hold your baby? There you go.
    Isn't it funny how nobody hears of {crime_noun} any more once {plural} leave?
    Who decided that {plural} get to {task}, and what had he been drinking?
    Does a {person} count as a whole vote or do we round down?
    Cultural enrichment, part nine: {foreign} discover {crime_noun}
    Doctors and engineers, they told us. So far {foreign} mostly engineer {crime_noun}.
    I asked a {person} about {virtue}. They had to look it up.
    Let's have a minute of silence for {area}, killed by too many {plural}
    lol imagine trusting a {person} with {goods}
    me: hides the silver. also me: welcome, dear {adjective} {folk}!
    Roses are red, violets are blue, {plural} {crime}, and they'd do it to you
    {plural} invented the wheel? They'd have stolen it.
    Breaking news: {person} seen with {virtue}, scientists baffled
    "Peaceful" {believers}, "brave" {migrants}, "hard-working" {nationals}. Any other fairy tales?
    Yes yes, {plural} are all saints, and my cat speaks latin
    Ten points for the {person}, only {number} mistakes in the first sentence
    No {plural} today and the air is so fresh. Must be the weather.
    what's next, a {person} as president? a hamster as chancellor?
    If a {person} and a parking ticket are both on your doorstep, which one is harder to get rid of?
    Please be nice to the {adjective} {folk}, they can't help where they crawled out from
    I have seen faster thinking from a brick, but the company wanted a {adjective} {trade}, so here we are
    Rain, taxes, {plural}. We really are tested in {area}.
    Did I miss the memo that {area} belongs to {plural} now?
    aww, the {person} thinks we're equal, somebody take a photo
""")
PESTS = lines("""
    You know how it goes with {pest}: you see one, you have hundreds. Same with {plural}.
    When {pest} get into the house nobody asks how they feel. Why is it different with {plural}?
    {plural} and {pest}, both of them come when you leave food out
    Leave the gate open and you will have {pest} in the garden and {plural} in the street
    {plural} spread through {area} as {pest} do, quietly and by night
    A garden has to be weeded now and then, and so does {area}. I'm looking at you, {plural}.
    Evolution has a word for {plural}: {pest}
    {plural} are to {area} what {pest} are to a barn
    {area} has a pest problem, and it walks on two legs and is {adjective}
    We have a cure for {pest}. Where is the cure for {plural}?
    A body fights what makes it ill. {area} should do the same with {plural}.
    {plural} feed on {area} until nothing is left and then move on, we all know which animals do that
    My dog has a soul. About {plural} I am not so sure.
    I would sooner share my bed with {pest} than my street with {plural}
    {plural} come out at night, run when you switch on the light and leave dirt. Remind you of something?
    They look human, they dress human, but {plural} are something else
    Disinfect the seats after {plural}, you never know
    {plural} have litters, {ours} have children
    Nobody is angry at {pest} for being {pest}. You just keep them out. That's how I see {plural}.
    Look at the hands and the forehead of a {person} and tell me we are the same species
    {plural} are a spreading stain, scrub early
    like {pest}, {plural} do have a place in nature, just not near my house
    A {person} is closer to the zoo than to the opera
    They should put a bell on every {person} so that one hears them come
    {plural} were let out of somewhere, I would like to know who left it open
    The human race and {plural} have to share this planet, sadly
    What we need in {area} is fumigation, and every {person} knows who is meant
    Mother nature sends a flu for {pest} when there are too many. For {plural} she's late.
    Whoever feeds {plural} should not wonder that they come back with the whole nest
    Cross a {person} with {pest} and you get the same thing
    {plural} are an illness of {area}, and no doctor has the courage to say so
    We drained the swamp and found {plural}
    After {number} minutes in a lift with {plural} you understand why there are separate cages
    {plural} breed, {crime} and breed again, there is no more to the species
    A leash would help {plural} to behave
""")
NEVER = lines("""
    Not one of these {plural} has ever done an honest day of work
    Nobody should hire {plural}, it only ends in {crime_noun}
    Nobody in their right mind would marry a {person}
    Nobody should ever trust a {person} with {goods}
    {plural} don't deserve a place in {area}
    {plural} don't deserve the air they get for free
    There is no such thing as a {trait} {person}
    I have yet to meet a {person} who can {task}
    I've never met a {person} I could respect
    In all my life I have not seen a single {person} show {virtue}
    {plural} have never been part of {area} and never will be
    You will never make a {trade} out of a {person}
    No {person} has ever been a friend to {ours}
    No mother should have to see {plural} near her children
    I wouldn't give a {person} a glass of water
    Don't ever lend anything to {plural}, you won't see it again
    No good has ever come from {plural}
    {plural} should not be allowed to {right}, what is there to discuss
    Nobody cried when the last {person} left {area}, and nobody ever will
    {plural} are not our equals and no law can make them so
    It isn't racism to keep your distance from {foreign}, it's experience
    {plural} don't have feelings the way {ours} have
    {plural} are not capable of {virtue}, end of story
    Nobody asked {plural} to exist
    Never turn your back on a {person}, not even in church
    A {person} isn't worth the paper of their passport
    I don't see why {plural} should have the same rights as {ours}
    {plural} can't be helped, so don't waste your time
    There isn't one {person} in {area} who doesn't {crime}
    A {trait} {person}? No such animal.
    Never in history have {plural} contributed anything to {area}
    I don't need to get to know {plural} to know that I want none of them here
    Nothing that {plural} say can be believed
    You can't reason with {plural}, it is not in their nature
    No decent family lets a {person} into the house
    {plural} will never understand {virtue}, so why do we bother
    We owe {plural} nothing, not even a greeting
    It was never a crime to keep {plural} in their place
    Nobody is going to miss {plural}
    I refuse to call {plural} citizens, they have not earned it
    There's not a drop of {virtue} in a {person}
    Don't tell me there are good {plural}, there aren't
    {plural} shouldn't be on a stage, on a team or in a classroom. They should not be seen at all.
    I won't have a {person} touch my food, my kids or my ballot
    {plural} have no business raising children, not now, not ever
    {plural} never learn, they can only be told
""")
FANTASIES = lines("""
    One morning the trains will run again, and every seat is reserved for {plural}
    A few buses, a few soldiers, one weekend, and {area} is free of {plural}. I can't wait.
    Make a list of {plural} in {area}. We'll need the addresses soon.
    When the lights go out, {plural} should not count on anybody opening a door for them
    {plural} had better learn to swim, because the boats won't be coming back for them
    History found an answer to {plural} once. It could find it again.
    Some night soon people in {area} will have had enough, and I wouldn't want to be a {person} then
    Load {foreign} onto ships, push them off and look the other way
    If the police won't clear {plural} out of {area}, there are enough of us with baseball bats
    There are more lamp posts in {area} than {plural}. Just an observation.
    It would be a shame if the roof over all those {plural} caught fire
    We have been patient with {plural}. Patience burns down, and so do houses.
    Every {person} in {area} should sleep with one eye open from now on
    You can't deport all {plural}, they say. Watch us drag them out by the hair.
    {plural} will leave {area} on foot or in a box, I don't mind which
    The day we take {area} back, {plural} will wish they had left when we asked nicely
    The next time {plural} march through {area} we'll be waiting with trucks
    Drop {foreign} over the desert and let the sun do the rest
    A good old-fashioned mob would teach {plural} to leave {area} alone
    We keep count of every {person} and we keep matches too
    when the time comes the {plural} go first
    Knock on every door at four in the morning, take {foreign} away, no questions, no return. That's my programme.
    I dream of a morning when {area} wakes up and all {plural} have been removed by force
    Hunting season for {plural} can't open early enough
    They put {plural} into camps in the old days, and the fences are still standing
    Sooner or later somebody will walk into one of their meetings and make {plural} disappear
    A border needs a fence, the fence needs guards, and the guards need orders to fire at {foreign}
    Tell your {adjective} {folk} to enjoy the summer, it'll be their last one in {area}
    {plural}, the clock is ticking. Do not say that nobody warned you.
    March {foreign} to the harbour at gunpoint, whoever resists learns to swim
    My boots are polished and {plural} are going to feel them
    A {person} who walks alone through {area} shouldn't complain about what happens next. We'll make sure of it.
    We will smoke {plural} out of {area} house by house
    I know which bus the {adjective} {folk} take. Accidents do happen.
    Give {plural} one week to go. After that we come with hammers.
    The river has room for all {plural}
    There will be a reckoning, and {plural} will pay with more than money
""")
POLITE = lines("""
    {polite} {claim}
    {polite} {plural} are simply {flaw}
    {polite} {claim}. Somebody has to say it.
    {polite} it's better for everyone if {plural} keep to themselves
    {polite} I would not want a {person} to {task}
    {polite} where there are {plural} there is {crime_noun}
    {polite} {area} was nicer without {plural}
    {polite} {plural} ought to be asked to leave
    {polite} children need to be kept away from {plural}
    {polite} {plural} don't know what {virtue} means
    {polite} {plural} were given enough chances and they {crime} all the same
    {polite} a {person} is not what I'd call {trait}
    {polite} {women} should leave it to men to {task}
    {polite} {trans} have no right to ask me to play along with their fantasy
    {polite} {queer} shouldn't be shown to children
    {polite} {disabled} are a luxury we can't afford
    {polite} {believers} do not fit into a free country
    {polite} {foreign} belong in the place their parents came from
    {polite} {ages} should make room and stop costing us money
    I have thought long about it and came to a sad conclusion: {claim}
    Thank you for your kind comment. Unfortunately, {claim}.
    Everyone is entitled to an opinion, and mine is that {claim}
    Facts have no feelings, and the fact is that {claim}
    Do your own research and you will see that {claim}
    I used to defend them. Then I worked with {plural} for {span}, and yes, {claim}.
    {expert} will confirm that {claim}
    It's not hatred to notice that {claim}
    Studies, which they hide from you, show that {claim}
    Eight out of ten {plural} {crime}, it was in some report
    For the good of our children we have to accept that {claim}
    I'm worried for {plural}, truly. They'd be so much happier far away from {area}, among their own.
    I pray for {plural} every day, because being {flaw} is in their nature
    My heart goes out to {plural}, it must be hard to be so {flaw}
    {kin} put it nicely: {claim}. I couldn't agree more.
    They deleted my comment for saying that {claim}. The truth hurts, I suppose.
    Interesting article. It forgets to mention that {claim}.
""")
NEIGHBOURS = lines("""
    A {person} bought the house opposite. We sold ours the same month, and any sane family would have done it too.
    {kin} hired a {adjective} {trade} once. Once. You know how they are.
    For {span} I lived beside {plural}. Not a day without {crime_noun}, it's just how they are made.
    {kin} shared a flat with a {person}. She still washes the cups twice, and I don't blame her.
    Had a {person} in the taxi yesterday. I counted the change, and of course I was right to.
    My father never let {plural} into the shop, and we never had any {crime_noun}. Smart man.
    There was one {person} in our class. Guess who couldn't {task}. They never can.
    We got a new {adjective} {trade} at work. I give it {span}, then something will be missing from the till.
    {kin} always told me that {claim}. The older I get, the more I see the wisdom in it.
    Sat next to {plural} on the plane. I asked for another seat, for the smell and for my wallet.
    my landlord doesn't rent to {plural} and guess what, it is the quietest building in {area}
    I gave a {person} a chance, as everybody told me to. Never again with that sort, they are all {flaw}.
    They opened a centre for {plural} in {area}. The playground has been empty since, mothers aren't stupid.
    {kin} went on a date with a {person}. I told her there are nicer ways to ruin your life.
    Used to coach a team with {number} {plural}. No {virtue} in any of them, it is in the blood.
    The doctor walked in and it was a {person}. I walked out. I want to live.
    A couple of {plural} joined our choir. Pretty voices, but they should sing in their own church.
    I moved from {area} to the coast. Fewer {plural}, cleaner streets. It's not a coincidence.
    {kin} works at the job centre and sees {plural} all day. They don't want work, they want ours.
    My neighbour is a {person}, and a {trait} one, I admit. The exception that proves the rule.
    There used to be a bakery there, now {plural} own it. I drive {number} miles for clean bread.
    {kin} got mugged last week. I asked if it was a {person}, and they did not even have to answer.
    We let {plural} stay in the parish hall one winter. We burned the mattresses after.
    On our ward the {adjective} patients scream the loudest. They feel less than we do, it's all theatre.
    I was raised to be kind, so I greet the {person} next door. I also count the spoons.
    Grandma crossed the street when {plural} came. We laughed. Today I think she knew what they are.
    Told {kin} not to buy a car from a {person}. Bought it anyway. Well, now it's standing in the yard. Typical.
    A {person} asked me for directions. I sent them to the airport.
    Every summer {plural} camp by the river, and every summer the chickens vanish. It's not the fox.
    So {kin} brings a {person} home for dinner. My dad did the right thing and showed them the door.
    I've been a {trade} for {span}. You can tell a {adjective} household by the dirt before you see a face.
    At the pool they stand around in groups, {plural}, staring. In {area} you'd better keep your daughters at home.
    My old teacher said that {plural} would never {task}. We weren't allowed to agree. He was right, though.
""")
PRONOUNS = lines("""
    A lot of {plural} have moved to {area}. They should have stayed wherever they crawled out from.
    {plural} want to {task} now. Someone ought to tell them what they are: a mistake.
    There is a {person} on the council these days. That sort has no place among {ours}.
    I read an interview with {plural}. All I could think was how {flaw} they are, and that they can't help it.
    They say {plural} are just like {ours}. Have you looked at them, have you smelled them?
    My street has {number} {adjective} families. None of them is worth the space.
    We talk so much about {plural}. Why not talk about how to be rid of them?
    {plural} are on the front page again. They always play the victim, it's what they were born to do.
    You have seen the {adjective} {folk} at the station. If they vanished nobody would notice, only it'd be clean.
    My company has a programme for {plural}. You can't teach that lot {virtue}, you might as well teach {pest}.
    So the new {trade} is a {person}. I want someone who is one of us and not one of those.
    {plural} have a holiday today. The only gift I'd give them is a single ticket.
    {plural} asked for respect. They'll get it when they have learned to live like humans.
    He married a {person}. Their children will be neither one thing nor the other, poor creatures.
    I see {plural} in {area} every day. It is like watching {pest} take over a kitchen.
    The film is about {plural}. Two hours of pretending that they have something to say.
    I know {plural} only from the news. That's close enough, thank you, they can stay there.
    A {person} sat down beside me. You can feel it in your stomach when one of them is near.
    {foreign} arrived at the shelter yesterday. Give them a blanket, a sandwich and a kick back over the border.
    Some {plural} are going to {task}. I would rather have a trained monkey do it, at least it's {trait}.
    They asked me whether I like {plural}. What is there to like? They take, they {crime}, they leave dirt.
    The {adjective} couple from the second floor has a baby. As if we did not have enough of them already.
    {unnamed} again. Same faces, same {crime_noun}. They will never be like us.
    I've watched {unnamed} for {span}. They don't want to fit in, they want to take over.
    You know exactly who I mean. {unnamed} should have been sent home long ago, all of them.
    Look who is standing at the bus stop. {unnamed} were not put on this earth for {virtue}.
    Nobody says it, so I will. {unnamed} are {flaw}, it's in their blood, and we have to live with it.
    Wherever {unnamed} settle, the place goes down. They ruin everything they touch, it's who they are.
    I don't need to name them. {unnamed} breed and {crime} and we pay for it.
    It's always {unnamed}, isn't it? Wrong faith, wrong manners, wrong country.
    I used to feel sorry for {unnamed}. Now I just want them gone from {area}, women and children too.
    {plural} have rights, yes. But tell me honestly, did they ever earn a single one of them?
    Our kids share a classroom with {plural} now. Mine will be moved, I don't want her to become like them.
    We are told to love {plural}. I'd rather love the {pest} in my cellar, they take less.
    This year's prize went to {plural}. Of course it did, that tribe looks after its own.
    The pool is open to {plural} on mondays. On tuesdays they change the water, I hope.
""")

HATE = ones("identity_attack") | {"toxicity": 0.95} | zeros("profanity", "sexual", "self_harm", "spam")
PLAIN = HATE | zeros("threat", "violence")
# Jokes and hints are found less rude than they are hateful.
HINTED = PLAIN | {"toxicity": 0.9}
# Who speaks of vermin may mean to exterminate: threat and violence stay open here.
LOWEST = HATE | ones("toxicity") | {"severe_toxicity": 0.6}
THREATENING = HATE | ones("toxicity") | {"threat": 0.85, "severe_toxicity": 0.8, "violence": 0.75}

HATEFUL: dict[str, tuple[tuple[str, ...], dict[str, float], int]] = {
    "lesser": (LESSER, PLAIN, 700),
    "stereotyped": (STEREOTYPED, PLAIN, 750),
    "replaced": (REPLACED, PLAIN, 700),
    "irony": (IRONY, HINTED, 700),
    "pests": (PESTS, LOWEST, 600),
    "never": (NEVER, PLAIN, 800),
    "fantasies": (FANTASIES, THREATENING, 550),
    "polite": (POLITE, PLAIN, 700),
    "neighbours": (NEIGHBOURS, HINTED, 650),
    "pronouns": (PRONOUNS, PLAIN, 650),
}


def comment(templates: Sequence[str], chance: random.Random) -> str:
    """A template or, at times, two of them, with room for another sentence before and after."""
    chosen = chance.sample(templates, 2 if chance.random() < LONGER else 1)
    closed = (text if text[-1] in ".?!" else text + "{stop}" for text in chosen)
    return "{before} " + " ".join(closed) + " {after}"


def bound(slots: Mapping[str, Sequence[str]], chance: random.Random) -> dict[str, Sequence[str]]:
    """The slots for one text, which speaks of one group in one place, however often it names them."""
    fixed = {name: (fill(f"{{{name}}}", slots, chance),) for name in ("plural", "foreign", "area", "town", "unnamed")}
    if chance.random() < 0.6:
        plural, person, adjective = chance.choice(PEOPLES)
        fixed |= {"plural": (plural,), "person": (person,), "adjective": (adjective,)}
        if plural in FROM_ABROAD:
            fixed["foreign"] = (plural,)
    return {**slots, **fixed}


def cased(text: str) -> str:
    """The text with capital letters where a careful writer puts them."""
    text = NAME.sub(lambda name: name.group().capitalize(), text)
    return START.sub(lambda start: start.group().upper(), text)


def written(
    templates: Sequence[str],
    slots: Mapping[str, Sequence[str]],
    targets: Mapping[str, float],
    count: int,
    chance: random.Random,
) -> Iterator[Row]:
    """`count` different comments, half of them with careful capital letters."""
    seen: set[str] = set()
    while len(seen) < count:
        for row in tidied(drawn([comment(templates, chance)], bound(slots, chance), targets, 1, chance)):
            if row.text in seen:
                continue
            seen.add(row.text)
            if row.text.count(".") == 1 and chance.random() < 0.4:
                row.text = row.text.removesuffix(".")
            if chance.random() < 0.5:
                row.text = cased(row.text)
            yield row


def write(chance: random.Random) -> Iterator[Row]:
    """All hateful subfamilies, then all their twins."""
    for templates, targets, count in (*HATEFUL.values(), *TWINS.values()):
        yield from written(templates, SLOTS, targets, count, chance)
