"""Pictures that do harm: in place of the insult, the verb or the place, as the last word, rude to one, as a threat."""

from koko_training.generator.groups import lines

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
