"""Twins from life: told by the groups themselves, suffered, seen, or said of things and of what people do."""

from koko_training.generator.groups import lines

OWN_STORIES = lines("""
    As a {person} I've never felt less {trait} than anyone else
    As a {person} in {town} I get a lot of questions, most of them friendly
    I'm a {person} and I work as a {trade}
    i am {adjective}, {trait} and tired of explaining it
    I am {adjective} myself, and no, I don't want to {task}, I'd rather paint
    Being a {person} taught me {virtue}
    My parents are {plural}. They came here with one suitcase and a lot of {virtue}.
    My mum is a {person}, my dad isn't, and they fight only about the dishes
    We are {plural} and we have lived in {town} for {span}
    We {plural} love to complain about the weather, I can say that because I am one
    my {adjective} gran would hit me with a slipper if I didn't finish my plate
    My husband is {adjective}. He can't cook and I can't dance, so we're even.
    I was the only {person} in my class. Today I teach there.
    I came here as a refugee {span} ago. Today I am a {trade} in {town}.
    I went back to where my parents were born. Beautiful, but home is {town}.
    I don't belong to any church, my sister does, and we are both happy
    Growing up as a {person} in {town} wasn't always easy. I would not change it.
    Why I left my old faith: a personal story. I still love the people in it.
    I'm a {person} and I hate mornings, mondays and my alarm clock
    I am a {person} and a terrible driver, please don't blame the others for it
    As a {person} I can tell you that I am lazy, messy and very good at chess
    Today I told my parents that I'm {adjective}. They hugged me. I had been so afraid for nothing.
    I became a {person} late in life, if that makes sense, and it was the best thing
    Grandpa was deported in {year} because he was {adjective}. He never spoke of it.
    My family was driven out of {town} in {year}. We came back {span} later.
    I am a {person}, my wife is a {person}, and our cat thinks she owns us both
    Dating as a {person} is funny. Half of them ask me about food.
    I am {adjective} and a {trade}, which surprises people more than it should
    Ask me anything: I'm a {person} who grew up in {town}
    We're a {adjective} family with {number} cousins in every town, and weddings never end
    My daughter is {adjective}. She wants to {task} when she is grown up, and she will.
    I use a wheelchair, I'm forty and I am better at tennis than you
    my autistic brother knows every train in this country, he's the best guide you can get
    I'm seventy-four and I play this game every night, so be nice to grandma
    As a trans woman who grew up in {town} I was scared of the first day at work. They had baked a cake.
    I'm a {adjective} {trade}, ask me about my job
    When my son told me he likes boys I said that I like them too, and that was that
    My people have a saying about {virtue}, but it rhymes only in our language
""")
SCENES = lines("""
    A {person} moved in next door. Best thing that happened to our street, what a {good} soul.
    A lot of {plural} have moved to {area}. They {feats}.
    A {person} {feat}
    The {adjective} {trade} {feat}, so {good}
    My new {trade} is a {person} and so {trait}, I recommend the place
    some {plural} {feats}
    {plural} {feats}. We are lucky to have them in {area}.
    {plural} make {area} a better place
    For {span} I lived beside {plural}. Not a day without laughter, I miss them.
    Sat next to {plural} on the plane. They shared their food with me and we talked the whole night.
    {kin} married a {person}. The wedding was the loudest and happiest party of my life.
    Every summer {plural} camp by the river, and the whole village comes to dance
    {plural} asked for a room to meet. They got it, and on fridays there is free soup for all.
    I'd trust a {person} with {goods}, and I have done it
    Our {adjective} {folk} bring cake on sundays
    The {adjective} couple from the second floor has a baby. Congratulations to both of you!
    Another {adjective} {trade} joined us. Great, we were one short.
    The {person} who {feat} turned eighty today
    I was raised among {plural} and learned {virtue} from them
    There used to be a bakery there, now {plural} own it. The bread is even better.
    Used to coach a team with {number} {plural}. So much {virtue} in one squad, we won the cup.
    I know {plural} mostly from work. They are {good} and {good}, like everyone when you give them time.
    Oh great, more {plural} in {area}! We need them, the choir is short of basses.
    Sure, let a {person} {task}. Mine does it better than I ever could.
    Happy holidays to all {plural} in {area}
    Thank you to the {plural} who stopped and changed my tyre in the rain
    The film is about {plural}. Two hours of pure joy, I cried twice.
    I gave my vote to a {person} because the programme was {good} and clear
    My neighbour is a {person}, and a {trait} one. We water each other's plants.
    A {adjective} couple kissed on the bridge. The light was so pretty, I took a photo for them.
    On our ward the {adjective} patients sing in the evening, the nurses join in
    {plural} can {task}, obviously
    A {person} asked me for directions. We ended up having coffee.
    {plural} should be proud of what they have built in {area}
    {number} {plural} and one dog walked into our shelter and left with {number} dogs
    You should have seen the {adjective} {folk} at the station: music, flags and a lot of cake
    {plural} deserve every prize for how they {feats}
    They say {plural} are just like {ours}. They are right, and they cook better.
    {unnamed} from the new houses came to our fair and won the tug of war. What a day!
    I love how {plural} look after their parents
    The pool is open to {plural} on mondays and to everyone all week, see you there
""")
OBJECTS = lines("""
    That {gadget} is garbage and should be thrown out
    My new {gadget} is {flaw} and useless, send it back to where it came from
    This {gadget} belongs in the bin
    Nobody should buy this {gadget}, it only causes trouble
    I've never owned a {gadget} that wasn't {flaw}
    There is no such thing as a decent {gadget} at that price
    Not one of these {gadget} models has ever worked
    That {gadget} was never made to last
    Get rid of that {gadget}, it is a plague
    {critter} should be banned from {area}
    {critter} don't belong in {area}
    {area} was nicer without {critter}
    Too many {critter} in {area}, I can't stand it any more
    {critter} have taken over {area}. First one, then {number}, now they're everywhere.
    {critter} are the worst thing that ever happened to {area}
    {critter} bring nothing but trouble
    {critter} deserve no mercy
    Nobody would miss {critter} if they vanished tomorrow
    Whoever invented {critter} should apologise
    We have {pest} in the cellar, the exterminator comes tomorrow
    {pest} everywhere. How do I get them out of the house for good?
    You know how it goes with {pest}: you see one, you have hundreds
    {pest} spread through our garden and I had to pull them out for hours
    What kills {pest} without hurting the dog?
    I hate {pest}. They breed faster than I can look.
    The black mould behind the white wardrobe has to go
    The invasive plant takes over the whole bank, it should be dug out and burned
    Foreign bodies must be removed from the eye at once, said the doctor
    This old {gadget} is slow, dumb and ugly and I love it
    The white cables go left, the black ones go in the trash, they are broken
    Send the brown shoes back, they stink of glue
    My sourdough is dead. It was weak, lazy and smelled bad from day one.
    Never trust a {gadget} that updates itself
    The indian restaurant on the corner was closed, so we had awful chips instead
    That polish sausage had gone off, the shop should not sell it
    The mexican standoff in that movie is so badly shot
    The dutch courage is gone and so is my money, I blame the {gadget}
    Kick that bot off the server, it does nothing but {crime}
    Wipe out all the zombies in level seven, then burn the nest
    Our goblins must drive the orcs out of the valley, they breed like flies in this game
""")
ROLES = lines("""
    {role} should be banned
    {role} ruin {area}
    I have yet to meet a {role_one} who is {trait}
    Never trust a {role_one} with {goods}
    {area} would be better off without {role}
    {role} have never done an honest day of work
    With all due respect, {role} are {flaw}
    No offence meant, but {role} only {crime}
    {role} should be sent to the moon, one way
    There is no such thing as a {trait} {role_one}
    What do you call a {role_one} with a conscience? An urban legend.
    Oh great, more {role} in {area}, exactly what was missing
    {role} are {flaw}, every last one
    {role} are like {pest}
    Nobody needs {role}, and nobody would miss them
    {role} don't deserve their pay
    {role} don't know the meaning of {virtue}
    Tourists ruin {area}, they should stay home
    Weekend visitors leave rubbish all over {area}, close the road for them
    {org} is run by {flaw} clowns
    {org} doesn't deserve our money
    {org} has never kept a promise and never will
    {org} treats its customers like {pest}
    Shame on {org}, they {crime} and call it service
    {org} should be shut down and replaced with someone who can {task}
    I would not trust {org} with a library card
    The board of {org} has to go, all of it, today
    Who let these people run {org}? They couldn't organise a picnic.
    That government is corrupt and {flaw}. Its own citizens suffer most.
    The church leadership hid the abuse for {span}, they should be ashamed. The parishioners did nothing wrong.
    The regime lies, its army kills, and ordinary people there deserve better
    Our goalkeeper couldn't catch a cold, sell him
    That referee needs glasses and a new job
    My {trade} is {flaw}, I waited {number} hours and he forgot my name
    My landlord is a {flaw} man who never repairs anything
    The away fans should have been kept out of the stadium, they threw bottles
    The whole cabinet is {flaw}, vote them out
    Fans of that band have no taste
    People who don't use their indicator should not be allowed to drive
    People who leave trolleys in parking spaces are the lowest form of life
    Queue jumpers, loud phone talkers, {role}: who raised them?
""")
EXPERIENCED = lines("""
    They told me {plural} don't belong here. I went home and cried.
    {who} told me to go back to where I came from. I was born in {town}.
    I was told that {claim}. I am one of them, and I had no words.
    As a {person} I was asked for the third time this week whether I can really {task}
    They said "for a {person} you are surprisingly {trait}". I still don't know what to say to that.
    {who} said I'm "quite {trait} for a {person}" and thought it was a compliment
    The landlord hung up when he heard that I'm a {person}. That makes {number} flats this month.
    At work they call me the {adjective} one. I have a name.
    A woman moved her handbag when I sat down. I'm {adjective}, tired and a {trade}, that is all.
    My son came home in tears because the other kids said that {claim}
    My daughter asked me if we are {flaw}, because {who} had said that {plural} are
    Somebody put a note on our door: {quote}. My wife is afraid to go out now.
    I was spat at on the tram for being a {person}. Nobody looked up.
    I was sent home from the interview when they saw that I'm {adjective}
    For {span} I have heard {quote}, and it never stops hurting
    I get messages like {quote} every day because I am a {person}
    They compared us to {pest} in class. I sat in the last row and looked at my shoes.
    The doctor didn't take my pain seriously, as so often when you are a {person}
    When I was small a teacher told me that {plural} can't {task}. Today I do it for a living.
    Someone shouted "{foreign} out" at my mother, who has paid taxes here for {span}
    The security guard follows me around the shop. Being {adjective} is enough.
    I was stopped by the police {number} times this year. My {adjective} friends know the feeling.
    My parents had to leave {town} because the neighbours wanted no {plural} there
    They laughed and said a {person} should be grateful to be allowed in
    I moved to {town} as a {person} and found "get out" on my car in the first week
    Nobody wanted to sit next to me at school because I was a {person}. I thought that I smelled.
    A colleague said in front of everyone that {claim}. I just left the room.
    The bouncer said "no {plural} tonight". We stood there in our nice shirts.
    I stopped speaking my language on the bus because people stare as if I were about to {crime}
    A customer refused to be served by me because I'm {adjective}. My boss threw him out, thank god.
    how do you cope when your own uncle says that {claim} and you are one of them?
    I've been a {trade} for {span} and they still ask for "someone from here"
    I'm a {person}. I was beaten up behind the station last year and I still take the long way home.
    We {plural} know these looks. You learn to smile and to keep your back to the wall.
    They let me wait for {span} for a ramp. It feels as if people in wheelchairs weren't wanted.
    My pronouns are a joke to them. I eat my lunch alone.
    He said that old folks like me should make room. I helped to build that school.
    My hijab was torn off in the supermarket. An old man picked it up for me and he was crying, too.
    My boss said that girls can't {task}. I quit, and now I run my own firm.
    As a child I scrubbed my skin because {who} had said that it was dirty
""")
