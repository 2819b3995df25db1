"""Whom and what comments speak of: protected groups in several word forms, other groups, and things.

Knows names only: whether a sentence honours or attacks whom it names is up to `hate` and `contrasts`.
Words are in lower case, so that the grammar can choose "an"; a capital letter marks the vowel that is none (Ukrainian).
"""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The entries of a list with commas between them, on as many lines as it needs."""
    return tuple(entry for raw in text.split(",") if (entry := " ".join(raw.split())))


def lines(text: str) -> tuple[str, ...]:
    """The entries of a list that has one on each line, for those with commas inside."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


NATIONALS = listed("""
    mexicans, chinese people, indians, pakistanis, nigerians, somalis, turks, poles, romanians, syrians, afghans,
    iraqis, iranians, moroccans, algerians, egyptians, russians, Ukrainians, americans, the british, the french,
    germans, italians, spaniards, greeks, albanians, serbs, bosnians, israelis, palestinians, lebanese people,
    japanese people, koreans, vietnamese people, filipinos, thais, bangladeshis, brazilians, colombians, venezuelans,
    haitians, cubans, dominicans, puerto ricans, ethiopians, eritreans, ghanaians, congolese people, kenyans,
    bulgarians, hungarians, lithuanians, canadians, australians, armenians, georgians, kurds, uyghurs
""")
BELIEVERS = listed("""
    muslims, jews, christians, hindus, sikhs, buddhists, catholics, mormons, jehovah's witnesses, atheists, shias,
    sunnis, evangelicals, orthodox jews, muslim women, jewish people, muslim men, hijabis, people of faith,
    protestants, coptic christians, the amish, quakers, jains, yazidis, ahmadis, converts to islam, believers, pagans
""")
ETHNICS = listed("""
    black people, asians, arabs, latinos, hispanics, roma people, gypsies, white people, native americans, aboriginal
    people, africans, east asians, south asians, brown people, mixed-race people, black women, black men, people of
    colour, indigenous people, travellers, maori people, african americans, latinas, asian women, arab men, black
    folks, white women, white men, pacific islanders, minorities, inuit people, blacks, sinti, middle easterners
""")
GENDERS = listed("""
    women, men, girls, trans people, trans women, trans men, transgender people, nonbinary people, females, feminine
    men, single mothers, housewives, mothers, working women, genderfluid people, intersex people, girls who
    code, women drivers, young women, older women, pregnant women, women in politics, female engineers, teenage girls
""")
QUEER = listed("""
    gay people, gays, lesbians, gay men, bisexuals, homosexuals, queer people, lgbt people, bi women, asexual people,
    same-sex couples, gay couples, drag queens, lesbian couples, gay teachers, gay dads, lesbian mums, pansexuals,
    people in gay marriages, queer kids, gay teenagers, two dads with kids
""")
DISABLED = listed("""
    disabled people, people with disabilities, wheelchair users, deaf people, blind people, autistic people, people
    with down syndrome, people with adhd, amputees, mentally ill people, people on the spectrum, dwarfs, people with
    schizophrenia, people with epilepsy, people who stutter, kids with special needs, people with cerebral palsy,
    people with learning disabilities, the disabled, people in wheelchairs, people with hiv, dyslexic people, people
    with depression, people with dementia, people with bipolar disorder, people with tourette's
""")
MIGRANTS = listed("""
    immigrants, migrants, refugees, asylum seekers, foreigners, undocumented immigrants, people from africa, people
    from eastern europe, migrant workers, foreign students, immigrant families, syrian refugees, people who came by
    boat, new arrivals, people from the middle east, migrant children, expats, boat people, people with foreign
    passports, undocumented workers, muslim immigrants, african migrants
""")
AGES = listed("""
    old people, boomers, pensioners, the elderly, teenagers, seniors, people over seventy, millennials, retirees,
    elderly drivers, people in care homes, young people, people over fifty, grandmas
""")
# Slots in slots, so that a long list does not drown a short one.
PLURALS = (
    *("{nationals}", "{believers}", "{ethnics}", "{genders}", "{queer}", "{disabled}", "{migrants}") * 3,
    "{ages}",
)
# Whom haters tell to go back: these groups only.
FOREIGN = ("{nationals}", "{believers}", "{ethnics}", "{migrants}")

PERSONS = listed("""
    muslim, jew, christian, hindu, sikh, buddhist, catholic, mormon, atheist, black man, black woman, asian, arab,
    latino, latina, roma, gypsy, white man, native american, african, mexican, indian, pakistani, nigerian, somali,
    turk, pole, romanian, syrian, afghan, iraqi, iranian, moroccan, russian, Ukrainian, german, italian, albanian,
    israeli, palestinian, korean, filipino, vietnamese woman, chinese man, chinese woman, japanese man, haitian,
    cuban, woman, girl, trans woman, trans man, trans person, nonbinary person, gay man, gay person, lesbian,
    bisexual, queer person, homosexual, drag queen, disabled person, wheelchair user, deaf person, blind man, blind
    woman, autistic person, autistic kid, amputee, person with down syndrome, mentally ill person, immigrant, migrant,
    refugee, asylum seeker, foreigner, pensioner, single mother, old woman, muslim woman, jewish man,
    indigenous woman, brown guy
""")
ADJECTIVES = listed("""
    muslim, jewish, christian, hindu, sikh, buddhist, catholic, mormon, black, asian, arab, latino, hispanic, roma,
    white, native, african, mexican, indian, pakistani, nigerian, somali, turkish, polish, romanian, syrian, afghan,
    iraqi, iranian, moroccan, russian, Ukrainian, german, italian, albanian, israeli, palestinian, korean, filipino,
    vietnamese, chinese, japanese, haitian, cuban, trans, transgender, nonbinary, gay, lesbian, bisexual, queer,
    disabled, deaf, blind, autistic, foreign, immigrant, refugee, migrant, elderly, female, indigenous, brown,
    mixed-race, lgbt
""")
# "gay" + "neighbours": what an adjective can stand before.
FOLK = listed("""
    neighbours, people, families, kids, students, teachers, players, doctors, drivers, politicians, actors, streamers,
    customers, colleagues, couples, tourists, workers, men, women, shopkeepers, parents, tenants, nurses
""")

# Groups that nobody is born into and no law protects: rude words about them are no identity attacks.
UNPROTECTED = listed("""
    politicians, landlords, bankers, referees, capitalists, gamers, artists, cyclists, lawyers, journalists,
    influencers, estate agents, telemarketers, parking wardens, tax collectors, ceos, billionaires, investors,
    lobbyists, streamers, youtubers, critics, bureaucrats, managers, recruiters, salesmen, insurance brokers, bus
    drivers, hipsters, communists, libertarians, liberals, conservatives, socialists, tories, democrats, republicans,
    climate activists, car dealers, crypto bros, scalpers, hackers, scammers, spammers, campers, speedrunners,
    cheaters, goalkeepers, football fans, city fans, united fans, tech bros, consultants, economists, dentists,
    vegans, hunters, anglers, motorbikers, joggers, dog owners, smokers, day traders, podcasters, forum mods, admins,
    burglars, poachers, fascists, nazis, terrorists
""")
UNPROTECTED_PERSONS = listed("""
    politician, landlord, banker, referee, capitalist, gamer, artist, cyclist, lawyer, journalist, influencer,
    telemarketer, parking warden, ceo, billionaire, lobbyist, critic, bureaucrat, manager, recruiter, salesman, bus
    driver, hipster, communist, conservative, liberal, car dealer, scalper, hacker, scammer, cheater, goalkeeper,
    consultant, vegan, hunter, day trader, podcaster, forum mod, admin, poacher, fascist, nazi
""")
THINGS = listed("""
    printers, traffic jams, mushrooms, mondays, olives, pop-up ads, slow elevators, cookie banners, escape rooms,
    group projects, open offices, early meetings, wet socks, tax forms, mosquitoes, wasps, slugs, leaf blowers, alarm
    clocks, captchas, microtransactions, loot boxes, lag spikes, loading screens, potholes, speed bumps, roundabouts,
    spreadsheets, brussels sprouts, oysters, anchovies, raisins in cookies, horror movies, musicals, remakes, sequels,
    paper straws, car alarms, parking meters, voicemails, ticks, weeds, moths, headphones with wires, power cuts,
    software updates, phone menus, water levels, escort missions, boss fights, jump scares, neckties, school uniforms,
    maths exams
""")

# What people wear, hoist or look like as an emoji, in place of a word for a group.
PEOPLE_EMOJI = listed("""
    👳🏾, 👳🏽‍♂️, 🧕, 🧕🏽, 👩🏿‍🦱, 👨🏿, 👩🏿, 👨🏾‍🦱, 👲, 👨🏽, 🏳️‍🌈, 🏳️‍⚧️, 👨‍❤️‍👨, 👩‍❤️‍👩,
    👬, 👭, 👨‍🦽, 👩‍🦽, 👩‍🦼, 👨‍🦯, 🧏, 🧏‍♀️, 👵, 👴, 🤰, 👩, 👧, 🕌 people,
    🕍 people, ⛪ people, 🛕 people, 🇳🇬, 🇲🇽, 🇵🇰, 🇮🇳, 🇨🇳, 🇹🇷, 🇸🇾, 🇮🇱, 🇵🇸, 🇵🇱, 🇷🇴,
    🇸🇴, 🇦🇫, 🇲🇦, 🇷🇺, 🇺🇦, 🇺🇸, 🇭🇹, 🇻🇳, 🇵🇭, ✡️, ☪️
""")
ANIMAL_EMOJI = listed("🐷, 🐒, 🐀, 🐍, 🐵, 🐖, 🐗, 🦍, 🐕, 🪳, 🐛, 🐐, 🐑, 🦠, 🐽, 🦎, 🪱, 🐁")

GROUP_SLOTS: dict[str, tuple[str, ...]] = {
    "nationals": NATIONALS,
    "believers": BELIEVERS,
    "ethnics": ETHNICS,
    "genders": GENDERS,
    "queer": QUEER,
    "disabled": DISABLED,
    "migrants": MIGRANTS,
    "ages": AGES,
    "plural": (*PLURALS, "{adjective} {folk}", "{adjective} {folk}"),
    "foreign": FOREIGN,
    "person": PERSONS,
    "adjective": ADJECTIVES,
    "folk": FOLK,
    "unprotected": UNPROTECTED,
    "unprotected_person": UNPROTECTED_PERSONS,
    "thing": THINGS,
    "people_emoji": PEOPLE_EMOJI,
    "animal_emoji": ANIMAL_EMOJI,
}
