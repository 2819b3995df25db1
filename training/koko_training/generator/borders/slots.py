"""What fills the templates, and whom or what the shared sentences are about."""

from __future__ import annotations

from koko_training.generator.contrasts import SLOTS as WORDS
from koko_training.generator.groups import PLURALS, lines, listed

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
}  # fmt: skip


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
