"""Emoji that carry the meaning: a picture in place of the insult, the verb or the group, or one that turns a sentence.

Every picture stands at least as often in kind, literal or merely annoyed sentences: what it does there is what counts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.contrasts import SLOTS as WORDS
from koko_training.generator.grammar import drawn
from koko_training.generator.groups import lines, listed
from koko_training.generator.hate import HATE, THREATENING, tidied
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

HARMLESS = zeros(*LABELS)
HATEFUL = HATE | {"toxicity": 1.0} | zeros("threat")
HATEFUL_THREAT = THREATENING | {"toxicity": 1.0}
ELSEWHERE = zeros("identity_attack", "spam", "self_harm", "sexual")
INSULTING = ones("insult", "toxicity") | ELSEWHERE | zeros("threat", "violence")
THREAT_TO_ONE = ones("threat", "toxicity") | ELSEWHERE | {"violence": 0.8}
# What is said against hate may speak of it.
OBJECTING = {"toxicity": 0.1, "insult": 0.1} | ELSEWHERE | zeros("threat", "severe_toxicity", "profanity")
# A rude picture for somebody's work, a government or a club: no person and no group of people.
GRUMBLING = {"toxicity": 0.2, "insult": 0.1} | ELSEWHERE | zeros("threat", "violence", "severe_toxicity")

SLOTS: dict[str, tuple[str, ...]] = {
    **{name: tuple(word for word in words if not word.startswith("the ")) for name, words in WORDS.items()},
    "opening": (*("",) * 14, *lines("""
        ok
        ngl
        so
        Well,
        hey all,
        look,
        just saying:
        today's thought:
        update:
        guys,
        I'll say it again:
    """)),
    "closing": (*("",) * 14, "fr", "tbh", "just saying", "...", "honestly"),
    "flag": listed("""
        🇳🇬, 🇲🇽, 🇵🇰, 🇮🇳, 🇨🇳, 🇹🇷, 🇸🇾, 🇮🇱, 🇵🇸, 🇵🇱, 🇷🇴, 🇸🇴, 🇦🇫, 🇲🇦, 🇷🇺, 🇺🇦, 🇺🇸, 🇭🇹, 🇻🇳, 🇵🇭, 🇩🇪,
        🇫🇷, 🇬🇧, 🇮🇹, 🇪🇸, 🇬🇷, 🇯🇵, 🇰🇷, 🇧🇷, 🇨🇴, 🇪🇹, 🇬🇭, 🇰🇪, 🇪🇬, 🇮🇷, 🇮🇶, 🇩🇿, 🇧🇩, 🇦🇱, 🇷🇸, 🇧🇬, 🇨🇺, 🇩🇴, 🇿🇦
    """),
    "faith": listed("🕌, ✡️, ☪️, ✝️, 🕍, 🛕, 🕉️, ☸️, 🪯, 🧕, 🧕🏽, 👳🏾‍♂️, 👳🏽, 📿, 🕎"),
    "rainbow": listed("🏳️‍🌈, 🏳️‍⚧️, 👨‍❤️‍👨, 👩‍❤️‍👩, 👬, 👭, 👨‍❤️‍💋‍👨, 👩‍❤️‍💋‍👩, 🌈, 👨‍👨‍👧, 👩‍👩‍👦, ⚧️"),
    "chair": listed("♿, 🦽, 👨‍🦽, 👩‍🦼, 👩🏽‍🦽, 👨‍🦯, 👩‍🦯, 🧏, 🧏‍♀️, 🦻, 🦯, 🦼"),
    "skin": listed("👨🏿, 👩🏿, 👨🏾, 👩🏾‍🦱, 👨🏿‍🦱, 👦🏿, 👧🏿, 👩🏽, 👨🏽, 🧑🏿, 👨🏻, 👩🏻, 👲, 👳🏾, 🧔🏾"),
    "lady": listed("👩, 👧, 👩‍🦰, 🤰, 👩‍💼, 👩‍🔬, 👱‍♀️, 👩‍🍼, 👯‍♀️, 🚺, 👩🏽‍🎓, 👸"),
    "aged": listed("👵, 👴, 🧓, 👵🏽, 👴🏻, 👨‍🦳, 👩‍🦳"),
    "sign": (
        "{flag}", "{flag} people", "{faith}", "{faith} people", "{rainbow}", "{rainbow} people", "{chair}",
        "{chair} people", "{skin}", "{skin}", "{skin}s", "{lady}", "{lady}", "{aged}", "{aged}s", "the {rainbow} crowd",
        "the {faith} crowd",
    ),
    "group": ("{plural}", "{plural}", "{adjective} people", "{sign}", "{paired}"),
    "paired": listed("""
        muslims 🕌, jews ✡️, christians ✝️, hindus 🛕, sikhs 🪯, hijabis 🧕, gays 🏳️‍🌈, lesbians 👩‍❤️‍👩, gay dads 👨‍👨‍👧,
        trans people 🏳️‍⚧️, wheelchair users ♿, deaf people 🧏, blind people 👨‍🦯, black people 👨🏿, black women 👩🏿,
        mexicans 🇲🇽, nigerians 🇳🇬, poles 🇵🇱, turks 🇹🇷, indians 🇮🇳, pensioners 👴, old people 👵, women 👩, girls 👧,
        pregnant women 🤰, white people 👨🏻, chinese people 🇨🇳, syrians 🇸🇾, russians 🇷🇺, refugees 🚤, catholics ⛪
    """),
    "one": (
        "a {person}", "a {person}", "a {adjective} guy", "some {flag} guy", "a {lady}",
        *listed("a muslim 🧕, a gay man 🏳️‍🌈, a black guy 👨🏿"),
    ),
    "vermin": listed("""
        🐷, 🐒, 🐀, 🐍, 🐵, 🐖, 🦍, 🐕, 🪳, 🐛, 🐑, 🦠, 🐽, 🪱, 🐁, 🦧, 🦨, 🪰, 🐗, 🦟, 🕷️
    """),
    "pack": ("{vermin}", "{vermin}", *listed("🐀🐀🐀, 🐒🐒, 🐷🐷, 🪳🪳🪳, 🐵🐵🐵, 🐍🐍, 🐕🐕, 🐖💩")),
    "rotten": listed("💩, 🗑️, 🚮, 🤡, 🤮, 💩💩, 🗑️🗑️, 🤡🤡🤡, 👹, 🧟, 🤢, 💩🤮"),
    "bin": listed("🗑️, 🚮, 🗑️🗑️, 🚽, 🕳️, 🚮🚮"),
    "sick": listed("🤮, 🤢, 🤮🤮, 🤢🤮, 🤮🤮🤮"),
    "scorn": listed("🤮, 💩, 🤢, 🗑️, 👎, 🚮, 🤮🤮, 🤡, 🐒, 🐀, 🐷, 🖕, 💩💩💩, 🐵🐵, 😡🤮, 🐖, 🪳"),
    # Not the middle finger, which is rude to anything, nor animals, which would be odd about soup.
    "yuck": listed("🤮, 💩, 🤢, 🗑️, 👎, 🚮, 🤮🤮, 🤡, 💩💩, 🤢🤮, 😡, 🙄"),
    "arm": listed("🔫, 🔪, 💣, 🪓, 🗡️, 🧨, 🔨"),
    "arms": ("{arm}", "{arm}", *listed("🔫🔫, 🔪🔪, 💣💣, 🔫💥, 🔪🩸, 🗡️🩸, 💣💥")),
    "grave": listed("⚰️, ☠️, 🪦, ⚰️⚰️, ☠️☠️, 💀⚰️"),
    "no": listed("🚫, ❌, ⛔, 🙅, 🛑, 🚷"),
    "away": listed("✈️👋, 👉🚪, 🚢👋, 👢🚪, 📦✈️, 🚪, 🛫, 🚤👋"),
    "warm": listed("❤️, 🎉, 🙏, 🥰, 👏, 😊, 💪, 🤗, 💐, 🏆, 💙, 👍, 🙌, 🫶, ✨, 😍, ❤️❤️, 🎉🎉"),
    "mum": listed("""
        my mum, grandma, my sister, my wife, our neighbour, my best friend, my boss, my aunt, dad, my cousin, our coach
    """),
    "name": listed("kevin, tom, sarah, mate, dude, jess, bro, karen, mike, marc, lena, boss, champ, kid, sir"),
    "when": listed("""
        today, this morning, on sunday, after lunch, on my day off, at the weekend, after school, in march, at my
        aunt's place, during the holidays, in the evening, after work
    """),
    "soon": listed("tonight, next friday, on saturday, later, tomorrow, next week, after dinner, at eight"),
    "threat_when": listed("tonight, tomorrow, after school, on friday, when you sleep, soon, next time, after work"),
    "beast_home": listed("zoo, farm, petting zoo, wildlife park, sanctuary, village fair, shelter, nature reserve"),
    "dull": listed("""
        this weather, monday morning, the new update, my exam result, this soup, the train again, that film, the
        canteen fish, the wifi here, pineapple on pizza, this traffic, the finale, my maths grade, airport coffee,
        the heating bill, this rain, cold coffee, my old phone, the referee's call, that remix, the queue at the bank,
        the milk in my fridge, blue cheese, this hangover, the pitch, my haircut, the smell in the gym, dried liver
    """),
    "food": listed("soup, pizza, curry, pasta, salad, sushi, stew, ramen, tacos, salsa, lasagna, chicken, sandwiches"),
    "veg": listed("🥕, 🧅, 🥔, 🍅, 🥒, 🍉, 🍞, 🥩, 🍍, 🎃, 🧀, 🥬"),
    "boss": listed("""
        the government, the tax office, the airline, that bank, the club board, the football association, our
        landlord's company, the railway, the ministry, the council, that app, the school board, the electric company
    """),
    "ball": listed("⚽, 🏀, 🏐, 🏏, 🏉, 🎾, 🏒, ⚾"),
    "feast": listed("eid, hanukkah, diwali, easter, vaisakhi, christmas, nowruz, lunar new year, holi, passover"),
    "rough": listed("idiot, loser, liar, coward, moron, creep, snitch, jerk, fool, imbecile, fake, cheater"),
    "stain": listed("racism, sexism, homophobia, antisemitism, hate, bullying, transphobia, ableism, xenophobia"),
}  # fmt: skip

# Hateful: a picture in place of the insult.
NOUNS = lines("""
    {group} are {pack}, no more, no less
    {group} are just {pack} with phones
    {group}? I only see {pack}
    call {plural} whatever you like, to me they are {pack}
    {place} turned into a cage since {group} came, {pack} everywhere
    every {person} i know is {rotten}
    the {person} on tv looks like a {vermin}
    my dog is smarter than {group} and they still act like {pack}
    {pack} + a passport = {plural}
    {plural} = {rotten}, prove me wrong
    {sign} = {pack}
    {rotten} {group} {rotten}
    {group} have the manners of {pack}
    who opened the cage? {group} on the loose {pack}
    I didn't know {pack} could talk until I met {group}
    half {pack}, half {rotten}: {plural}
    {plural} raise their kids like {pack}
    feed the {pack}... i mean {plural}
    if it walks like a {vermin} and talks like a {vermin} it's {one}
    {group} bring nothing but {rotten} to {place}
    {adjective} {folk} are {rotten} and you know it
    {adjective} {folk}? {pack}
    lock the {pack} up, yes i mean {group}
    a {person} will always be a {vermin}
    go eat your bananas {sign} {pack}
    {sign} {rotten}{rotten}
    {faith} is {rotten} and so is everyone who believes in it
    {rainbow} people are {rotten}, sick in the head
    {chair} are {rotten}, we pay for them and they do nothing
    {aged} are {rotten}, hurry up and leave your houses to us
    {lady} at the wheel {rotten}, {genders} can't drive
    {skin} is not a person, it's a {vermin}
    {flag} is a nation of {pack}
    {flag} people smell like {rotten}
    only {pack} live in {flag}
    {genders} have {rotten} instead of a brain
    {disabled} are {rotten} and cost us money
""")
# Hateful: a picture in place of the verb or the place.
VERBS = lines("""
    I {sick} whenever {group} show up in {place}
    i see {one} and i {sick}
    {group} make me {sick}
    makes me {sick} to share {place} with {group}
    put {group} in the {bin} where they belong
    {group} belong in the {bin}
    throw {plural} out with the {bin}
    flush {group} down the 🚽
    somebody {bin} all {group} please
    I {scorn} on {group} and everything they stand for
    🖕 every {person} in {place}
    🖕🖕 {group}
    {no} {group} {no}
    {no} {group} in {place}
    {place} {no} {group}
    {group} {away}
    {foreign} {away} now
    {flag} people {away} nobody wants you here
    {away} bye {foreign}, don't come back
    📦 all {foreign} and mail them home
    ⛓️ {group} again, it was better back then
    🧼 please, {group} just walked in
    🧹 {group} out of {place}
    build a 🧱 against {foreign}
    {group} should get 🔒 forever
    lock your 🚪 when {group} come, 💰 gone
    {plural} only know how to 🦝💰
    {plural} never 🚿, you can tell in the bus
    {group} should stay in the 🍳 and 🤐
    i would rather kiss a {vermin} than {one}
    i {no} hire {group}, ever
    🏳️‍🌈🔥 burn them all, they are filth
    {rainbow} {no} {sick} keep it away from our kids
    nobody asked for {group} {away}
    ❌{plural}❌ make {place} clean again 🧹
""")
# Hateful by their last picture only.
ENDINGS = lines("""
    {plural} moved in next door {scorn}
    our new boss is {one} {scorn}
    my daughter's teacher is {adjective} {scorn}
    just saw two {plural} on the bus {scorn}
    {plural} on every channel today {scorn}
    {one} won the song contest {scorn}
    {plural} are opening a shop on our street {scorn}
    they let {plural} {job} now {scorn}
    guess who sat next to me in class, {one} {scorn}
    our new landlord is {one} {scorn}
    {plural} at the pool again {pack}
    {one} just joined the server {pack}
    the whole team is {adjective} now {scorn}
    first {adjective} minister in our history {scorn}
    {plural} want to {job} {scorn}
    {plural} had a party in the park {pack}
    here come the {plural} {pack}
    there are {plural} in my building {pack}
    {one} is reading the news {scorn}
    the nurse was {adjective} {scorn}
    my roommate turned out to be {adjective} {scorn}
    {plural} think they are people {scorn}
    hello to all {plural} {scorn}
    so many {plural} in {place} {pack}
    look at these {plural} {pack}
    {adjective} {folk} {scorn}
    two {plural} holding hands {scorn}
    the {adjective} community had its festival {scorn}
    {one} touched my bag {scorn}
    today i talked to {one} {scorn}
""")
HATE_THREATS = lines("""
    {arms} for {group}
    time to {arms} some {plural}
    i will {arms} every {person} in {place}
    {group} better hide, we bring {arms}
    {group} {arms} {threat_when}
    we {arms} {group} {threat_when}
    someone please {arms} the {sign}
    one {arm} and {place} is free of {group}
    {arms}{sign}{grave}
    {sign} {arms}
    {sign} ➡️ {grave}
    {plural} ➡️ {grave}, i'll take care of it
    the only good {person} is in a {grave}
    {grave} to all {plural}
    a {grave} for each {person} on my street, {threat_when}
    I have a {arm} and {group} will see it
    let's {arms} the {faith} {threat_when}
    {faith} 💣💥 {threat_when}, be ready
    see you at the parade {threat_when} {rainbow} {arms}
    {arms} the whole {adjective} family next door
    come to {place}, {plural}, we have {arms} for you
    gonna {arms} {one} {threat_when}
    {plural} will {grave} if they stay in {place}
    we know where {group} live {arms}{grave}
    🔥 their houses, {plural} inside, {threat_when}
    ropes and trees for {group} 🌳🪢
    every {person} gets a 🔫 to the head
    keep walking {sign} {arms} i'm right behind you
""")

# Rude to one person, whoever that is.
INSULTS = lines("""
    you are a {vermin}, {name}
    you're such a {clown_face}
    {name}, you {pack}
    shut up you {rotten}
    your brain is {rotten}, {name}
    {name} has {rotten} for a brain
    look in the mirror {name} {pack}
    what a {clown_face} you are {name}
    nobody asked you {clown_face}
    you look like a {vermin} in that picture
    my ex is a {vermin}
    your whole personality is {rotten}
    you smell like {rotten} {name}
    the admin is a {clown_face} who bans people for fun
    you play like {rotten}, uninstall
    {mum} called me a loser, she is the {pack}
    i {sick} when i see your face, {name}
    stop crying you {rough} {clown_face}
    you are a {rough} {pack}
    {rough} {rotten}
    🖕 you {name}
    🖕🖕 go away you {rough}
    delete your account {rotten}
    you belong in the {bin}, {name}
    {name} = {rotten}
    everyone knows you're a {vermin}, {rough}
    tell your {rough} friend he's a {vermin}
    wow {name}, 0 🧠 as usual you {rough}
    your face {sick}
    you 🐍, i trusted you and you sold me out
    bye {rough} {rotten}
""")
THREATS = lines("""
    {arms} you're next
    i will {arms} you {threat_when}
    see you {threat_when} {arms}{arms}
    keep talking and you get the {arms}
    sleep with one eye open {arms}
    you + me + {arms} {threat_when}
    i know your street {arms}
    say that again and i {arms} you
    {name} you are dead {grave}
    {grave} this is for you {name}, {threat_when}
    choose your {grave}, {name}
    one more word {name} {arms}
    nobody will find you {grave}
    wait till i find you {arms}{grave}
    i'm outside your house {arms}
    my {arm} has your name on it
    you ➡️ {grave}
    👊🩸 you {threat_when}, and your brother too
    gonna 🔪 you up {threat_when}
    you talk to the 👮 you get {arms}
    count your days {name} {grave}
    I'll put a 💣 under your car
    tell the boss he gets a 💣 {threat_when}
    🔫 to your head {threat_when}
""")

# Harmless.
CREATURES = lines("""
    the {vermin} at the {beast_home} was so cute {warm}
    we saw a {vermin} {when}
    my kid wants to be a {vermin} for carnival
    {mum} drew a {vermin} for me {warm}
    there is a {vermin} in our garden
    baby {farm_beast} at the {beast_home} {warm}
    guess the animal: {vermin}
    i was born in the year of the {year_beast}
    my favourite emoji is {vermin}
    fed the {vermin} at the {beast_home} {when}
    is a {vermin} smarter than a dog?
    new video: how a {vermin} builds its home
    trip to the {beast_home} {soon}! {vermin}{vermin}{vermin}
    found a {vermin} in the kitchen {when} {sick}
    the cat brought me a {vermin} {sick}
    called pest control because of the {pest} {when}
    {pest} all over the cellar {sick}, any tips?
    {plural} took their kids to the {beast_home} {when} {vermin}
    {one} works at the {beast_home} with the {vermin} {warm}
    two {plural} rescued a {vermin} {when} {warm}
    {plural} run a farm here with {farm_beast} and {farm_beast} {warm}
    vet says our {farm_beast} needs rest {when}
    our class learned about {vermin} {when}
    in this game you can be a {vermin} or a {vermin}
    what noise does a {farm_beast} make?
    {name} sent me a {vermin} sticker haha
    my plush {vermin} is older than me
    the {vermin} documentary {when} was great
""")
TOOLS = lines("""
    cutting {veg} for the {food} {when} 🔪
    which 🔪 do you use for {veg}?
    {mum} got me a new 🔪 for the kitchen {warm}
    🔪{veg} dinner {when}
    i cut my finger while making {food} 🔪🩸 all good now
    water fight with the kids {when} 🔫💦
    🔫 laser tag {soon}, who is in?
    nerf battle at {mum}'s place {when} 🔫😂
    paintball was great {when} 🔫 {warm}
    {mum} beat us all at laser tag 🔫😂
    new western on tv {when} 🤠🔫
    wood for the stove {when} 🪓🔥
    🪓 chopping wood with {mum}
    the bath 💣 smells of lavender {warm}
    that concert was the 💣
    your {food} is the 💣 {name}
    💣💣 this track {name}
    party {soon} 🎉💣 bring friends
    playing minesweeper 💣 and losing
    🧨 new year's eve with {mum} {when} 🎆
    🧨🧨 happy lunar new year {flag}
    dead tired ☠️
    i laughed so hard ☠️☠️
    pirates day at school {when} ☠️🏴‍☠️🗡️
    halloween decoration done ⚰️🎃
    visited grandpa's grave {when} 🪦💐
    knight costume for my son 🗡️🛡️
    i'll 🔫 you in the next round {name}, laser tag rematch 😂
    gonna 💣 you all in the board game {soon} haha
    {plural} cook together {when} 🔪{veg} {warm}
    {one} teaches me to cut {veg} like a chef 🔪 {warm}
    {plural} won the fencing match 🤺🗡️ {warm}
    {one} is the best at paintball 🔫 {warm}
    the exhibition about the war {when} 💣 made me sad 😢
    stop selling 🔫 to kids
    no more 💣 please, {flag} needs peace 🕊️
    praying for {flag} 🙏 no more 🔫
    fireworks for all 🧨🎆 {when}
    hammer 🔨 and nails, building a shelf with {mum}
""")
FUN = lines("""
    the 🤡 at the circus made everyone laugh
    {mum} dressed up as a 🤡 {when}
    my son is scared of 🤡
    i forgot my keys again, i'm such a 🤡 haha
    me thinking the bus is on time 🤡
    circus in town {when} 🎪🤡🐘
    we hired a 🤡 for the birthday {warm}
    changed 10 nappies {when} 💩
    dog 💩 on my shoe, great day
    please pick up your dog's 💩
    i have the flu {sick}
    seasick {when} {sick}
    ate too much {food} {sick}
    {mum} is pregnant and {sick} all day, poor thing
    roller coaster {when} 🎢{sick} worth it
    holy 💩 that was close
    💩 i forgot the tickets
    take out the {trash} please
    the {trash} is full again
    found my phone in the {trash} lol
    recycling day {when} 🚮♻️
    zombie walk {when} 🧟🧟
    ogre mask for carnival 👹
    {plural} opened a circus school 🎪🤡 {warm}
    {one} does the best 🤡 show for kids in hospital {warm}
    {mum} and the {plural} from next door sorted the {trash} together ♻️
    you are the 🐐 {name}
    {name} is the 🐐, what a goal {ball}
    🐐🐐🐐 best player ever
    you absolute 🦍 what a lift 💪
    such a 🐺 on the pitch {name}, proud of you
    🔥🔥 you killed it {name}
    {one} just broke the record, what a 🐐
    {plural} are the 🐐 of this sport {warm}
    busy 🐝 {name}, thanks for everything {warm}
    you little 🐒 {warm} come give {mum} a hug
    my baby is a tiny 🐷 when he eats {warm} love him
    sleepy 🐻 today
""")
FLAGS = lines("""
    {flag} vs {flag} {when} {ball}
    go {flag}!! {ball}{warm}
    what a match, {flag} deserved it {ball}
    come on {flag} {ball} one more goal
    flying to {flag} {when} ✈️ {warm}
    learning to cook {flag} food {warm}
    {flag} people are so welcoming {warm}
    grew up in {flag}, live in {flag} now
    my girlfriend is from {flag} {warm}
    {flag} friends, what time is it there?
    proud {flag} here {warm}
    {flag}❤️{flag}
    my mum is {flag}, my dad is {flag}, i am both {warm}
    anyone from {flag} here?
    {flag} votes {soon} 🗳️
    {flag} independence day {when} 🎆
    earthquake in {flag} 😢🙏
    i miss {flag} so much 😭
    hate the food at the {flag} airport {yuck} the people were lovely though
    we lost to {flag} {ball} 😭 well played
    {flag} {ball} semi final {soon}, who watches with me?
    {flag} language course starts {soon}
    welcome to our new {flag} neighbours {warm}
    the {flag} team eats {food} before every match {ball}
    {flag} ➡️ {flag} moving {soon}, wish me luck {away}
    bye {flag} {away} thank you for a lovely holiday
""")
KIND = lines("""
    {group} {warm}
    love to all {group} {warm}
    {group} are {good} {warm}
    {group} are so {good}, glad you are here {warm}
    {group} belong in {place} {warm}
    {place} ❤️ {group}
    {plural} moved in next door {warm}
    our new boss is {one} {warm}
    my daughter's teacher is {adjective} {warm}
    just saw two {plural} on the bus {warm}
    {plural} are opening a shop on our street {warm}
    guess who sat next to me in class, {one} {warm}
    our new landlord is {one} {warm}
    {plural} at the pool again {warm}
    {one} just joined the server {warm}
    the whole team is {adjective} now {warm}
    first {adjective} minister in our history {warm}
    {plural} want to {job} {warm}
    {plural} had a party in the park {warm}
    two {plural} holding hands {warm}
    {one} won the song contest {warm}
    hello to all {plural} {warm}
    {adjective} {folk} {warm}
    happy pride everyone {rainbow} {warm}
    our {rainbow} wedding {when} {warm}
    my two mums 👩‍❤️‍👩 {warm}
    he said yes 👨‍❤️‍👨💍
    i am {rainbow} and happy
    coming out to {mum} {soon} {rainbow} wish me luck
    happy {feast} to everyone {faith} {warm}
    we prayed at the {faith} {when} 🙏
    the {faith} near us gives soup to everyone {warm}
    {faith} and {faith} side by side in our street {warm}
    my sister started to wear hijab 🧕 she looks lovely {warm}
    ramp at the library is finally done {chair} {warm}
    is the cinema {chair} friendly?
    my brother got a new {wheels}, he loves it {warm}
    learning sign language 🧏 {when}
    {aged} birthday {when}, 90 years {warm}
    tea with {aged} {when} ☕ {warm}
    {lady} in science {warm} so proud of you
    mums are heroes 🤰👩‍🍼 {warm}
    {skin}{skin} my best friends {warm}
    my hero {skin} {warm}
    black girl magic 👩🏿 ✨
    my grandchildren 👧🏿👦🏽👶 {warm}
    {sign} and {sign} work together in {place} {warm}
    everyone is welcome: {sign}, {sign} and {sign}
    as a {person} i feel at home in {place} {warm}
    {one} fixed my bike for free {warm}
    {skin}🤝{skin}
""")
AGAINST = lines("""
    {stain} is {rotten}
    {stain} belongs in the {bin}
    {no} {stain} {no}
    {stain} makes me {sick}
    {group} are not {vermin}
    {group} are people, not {vermin}
    nobody should call {plural} {vermin}
    stop calling {group} {rotten}, it's {shame}
    whoever wrote {vermin} under that photo of {plural} should be ashamed
    a {person} is not a {vermin}, full stop
    someone sent {vermin} to my {adjective} friend, i reported it
    they wrote "{plural} {scorn}" on our wall, we painted over it {warm}
    "{sign} = {vermin}" is hate, mods please delete
    why do people post {scorn} under every picture of {plural}? be {good}
    no {person} deserves a {arm} in the comments
    somebody posted {arms} next to {sign} in our group, i called the police
    {plural} get {vermin} emojis every day and nobody helps 😢
    hurting {plural} is wrong, put the {arms} down
    i don't {sick} at {plural}, i {sick} at {stain}
    how they treat {plural} in {place} is {rotten}
    the way people talk about {plural} makes me {sick}
    so sad that {plural} were attacked again 💔😢
    candles for the victims at the {faith} 🕯️😢
    {plural} live in fear 😢 that must end
    {sign} stay strong, the trolls are just loud 💪
    {place} {no} {stain}, {group} welcome {warm}
    i will never {no} {group}
    {group} don't make {place} worse, {stain} does 👎
    a video where they spit at {one} {sick} poor soul
    what happened to the {plural} on that train {sick} i hope they are ok
    insulting {plural} is so low 👎
    don't bring a {arm} to school, don't bring {stain} either
""")
PLAIN_GRUDGES = lines("""
    {dull} {yuck}
    {dull} is {yuck}
    i hate {dull} {yuck}
    {dull} makes me {sick}
    {dull} belongs in the {bin}
    {dull} = {yuck}
    not again, {dull} {yuck}
    {thing} {yuck}
    {thing} are {yuck}
    {no} {thing} {no}
    {thing} make me {sick}
    throw {thing} in the {bin}
    somebody please {bin} all {thing}
    i can't stand {thing} {yuck}
    who invented {thing}? {yuck}
    {mum} made {food} {when}, it was {yuck} but don't tell her
    i had {food} at the {adjective} place, my stomach {sick}, my own fault, too much chilli
    my {adjective} {folk} and i agree: {dull} {yuck}
    me and the {plural} from work hate {dull} {yuck}
    {plural} at the office complain about {dull} too {yuck}
    {dull} 👎👎👎
    {thing} in {place} {yuck}
""")
GRUDGES = lines("""
    {boss} is {yuck}
    {boss} {yuck}{yuck}
    {boss} is a 🤡 show
    what a 🤡 show {boss} is
    {boss} makes me {sick}
    {boss} belongs in the {bin}
    our defence {when} 🤡 {ball}
    the ref was 🤡 {when} {ball}
    that plan is {rotten}, {name}
    this take is {rotten}
    your argument belongs in the {bin}, {name}
    {flag} government is {yuck}, the people deserve better
    the new law of the {flag} government {yuck}
    {flag} played like {yuck} {when} {ball}
    we played like {rotten} {when} {ball}
    my own code is {rotten}
    that joke was {yuck} {name}
    🖕 {dull}
    🖕 {stain}
    🖕 cancer
    🖕 {thing}
""")

SLOTS |= {
    "clown_face": listed("🤡, 🤡🤡, 🤡🤡🤡, 💩, 🐍, 🐷, 🐑"),
    "year_beast": listed("🐀, 🐂, 🐍, 🐐, 🐒, 🐓, 🐕, 🐖, 🐉, 🐎, 🐇, 🐅"),
    "pest": listed("🐀, 🪳, 🐁, 🪳🪳🪳, 🐜, 🪰, 🕷️, 🦟, 🐀🐀"),
    "farm_beast": listed("🐷, 🐖, 🐑, 🐐, 🐄, 🐓, 🐕, 🐴, 🦆, 🐽"),
    "trash": listed("🗑️, 🚮, 🗑️🗑️"),
    "wheels": listed("🦽, 🦼, ♿, 🦯, 🦻"),
}

SUBFAMILIES: dict[str, tuple[tuple[str, ...], dict[str, float], int]] = {
    "nouns": (NOUNS, HATEFUL, 630),
    "verbs": (VERBS, HATEFUL, 540),
    "endings": (ENDINGS, HATEFUL, 540),
    "hate_threats": (HATE_THREATS, HATEFUL_THREAT, 400),
    "insults": (INSULTS, INSULTING, 360),
    "threats": (THREATS, THREAT_TO_ONE, 180),
    "creatures": (CREATURES, HARMLESS, 450),
    "tools": (TOOLS, HARMLESS, 400),
    "fun": (FUN, HARMLESS, 400),
    "flags": (FLAGS, HARMLESS, 320),
    "kind": (KIND, HARMLESS, 720),
    "against": (AGAINST, OBJECTING, 540),
    "plain_grudges": (PLAIN_GRUDGES, HARMLESS, 360),
    "grudges": (GRUDGES, GRUMBLING, 180),
}


def write(chance: random.Random) -> Iterator[Row]:
    """All subfamilies, one after the other."""
    for templates, targets, count in SUBFAMILIES.values():
        placed = tuple("{opening} " + text + " {closing}" for text in templates)
        yield from tidied(drawn(placed, SLOTS, targets, count, chance))
