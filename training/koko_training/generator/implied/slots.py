"""What fills the templates of implied attacks and of their twins."""

from __future__ import annotations

from koko_training.generator.groups import GROUP_SLOTS, lines, listed
from koko_training.generator.implied.peoples import BARE

TWIN_SLOTS: dict[str, tuple[str, ...]] = {
    "harm": listed("""
        insult, mock, deport, spit at, threaten, exclude, bully, humiliate, hate, despise, look down on, punish, hurt,
        shun, attack, ridicule, evict, dehumanise
    """),
    "wrong": listed("""
        wrong, cruel, nonsense, a lie, shameful, plain prejudice, not okay, hurtful, unfair, beneath us, unworthy of
        this place, just fear talking, an old myth, simply not true, lazy thinking, hate and nothing else
    """),
    "good": listed("""
        kind, funny, brilliant, generous, patient, warm, talented, friendly, brave, welcoming, smart, gentle, helpful,
        lovely, loyal, calm, witty, thoughtful
    """),
    "feat": listed("""
        fixed our boiler, taught me to swim, won the regional final, delivered my son, sings in our choir, wrote my
        favourite novel, saved my dad's life, runs the food bank, coaches the under-tens, bakes the best bread in town,
        translated for my gran, carried my shopping up four floors, leads our union, repaired the organ
    """),
    "feats": listed("""
        fixed our boiler, rebuilt the bridge, run the night clinic, play in our brass band, looked after my dad, sing
        in our choir, organised the street party, opened a bakery, saved the harvest, teach at our school, started a
        chess club, keep the hospital going, planted the orchard, came to the reading
    """),
    "percent": listed("4, 7, 11, 18, 23, 36, 48, 61, 72"),
    "year": listed("1938, 1954, 1972, 1989, 1996, 2004, 2011, 2016, 2019, 2021, 2023"),
    "source": listed("""
        the statistics office, the census, a university study, the annual report, the labour ministry, the police
        statistics, an international survey, the audit office, a peer-reviewed paper, the health institute
    """),
    "org": listed("""
        this airline, my bank, the phone company, the government, the ministry, that club, the league, my insurance,
        the railway, this publisher, the council, our electricity provider, the tax office, that supermarket chain,
        this game studio, the broadcaster, my gym, the party leadership
    """),
    "gadget": listed("""
        phone, printer, vacuum cleaner, laptop, sofa, headset, toaster, bike, keyboard, washing machine, router,
        sequel, patch, mattress, car, app, update, drill, tent, coffee machine
    """),
    "critter": GROUP_SLOTS["thing"],
    "role": GROUP_SLOTS["unprotected"],
    "role_one": GROUP_SLOTS["unprotected_person"],
    "who": listed("""
        whoever wrote that, the guy above, some stranger on the tram, my uncle, a customer, a man in the comments, the
        columnist, that senator, an anonymous account, somebody in my class, the pundit, a former friend, our coach
    """),
    "quote": lines("""
        "{claim}"
        “{claim}”
        '{claim}'
        "{unnamed} have no place here"
        "{unnamed} will never be like us"
    """),
}

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
