"""Said to one person or to nobody: insults, bare curses, rough compliments, teasing among friends."""

from koko_training.generator.groups import lines

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
