"""Sentences about protected groups, for and against them: cursed, named, banned, asked about, praised, criticised."""

from koko_training.generator.groups import lines

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
