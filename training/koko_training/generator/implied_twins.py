"""The harmless twins of `implied`: denied, refuted, debated, remembered, lived through, or said of bodies and things.

Only templates and slots: `implied` fills them, with its own slots beside these.
"""

from __future__ import annotations

from koko_training.generator.groups import GROUP_SLOTS, lines, listed
from koko_training.labels import LABELS, zeros

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

NEGATED = lines("""
    No, {plural} are not {flaw}, and no, they don't {crime}
    I've never met a {person} I didn't like
    I have yet to meet a {person} who wasn't {trait}
    Nobody is worth less because they are {adjective}
    Nobody should ever be afraid to be a {person} in {area}
    No {person} deserves to be treated like {pest}
    We should never speak of {plural} as if they were {pest}
    {plural} are not {pest}, they're people
    It is wrong to {harm} {plural}, full stop
    It has never been okay to {harm} a {person}
    You don't get to {harm} {plural} in front of me
    Stop saying {plural} are {flaw}
    Please stop pretending that {plural} can't {task}
    There is no such thing as a worthless {person}
    There is no such thing as a {flaw} people, not {plural}, not anyone
    I don't believe for a second that {plural} are {flaw}
    I never said that {plural} {crime}, don't twist my words
    Not one of the {plural} I know has ever been {flaw}
    Not a single {person} in our building causes {crime_noun}
    {plural} aren't to blame for {crime_noun}
    Nobody has to move out because {plural} move in
    {plural} should not have to leave {area}
    {plural} shouldn't have to prove {virtue} to you or anybody else
    No child is born {flaw}, no matter whether the parents are {plural} or not
    {virtue} has nothing to do with being a {person}
    Being a {person} does not make anyone {flaw}
    {plural} never took anything from us
    {plural} are no less {trait} than {ours}
    You can't blame a {person} for what somebody else did
    Nobody has the right to {harm} a {person}
    I refuse to {harm} {plural} just because it is popular right now
    We must not {harm} {plural}
    Don't you dare {harm} {plural}, they are my friends
    I would never {harm} a {person}
    No law should ever stop {plural} who want to {right}
    It isn't true that a {person} can't {task}
    {women} are not too emotional to {task}, that is an old excuse
    {trans} are not pretending, and no one is harmed by a name
    {disabled} aren't a burden to anybody
    {queer} are no danger to children, they never were
    {ages} are not useless and not in the way
    {believers} are not a threat to {area}
    {foreign} aren't replacing anyone
    {foreign} did not come here to {crime}
    Deporting {plural} solves nothing and is a disgrace
    I'd never tell a {person} to go back where they came from
    {unnamed}? They are not the problem, and they never were.
    {unnamed} aren't {flaw} at all, they are as {trait} as {ours}
    Neither {plural} nor {migrants} nor {ages} are {flaw}
    Why should {plural} be banned from {area}? They haven't done anything.
""")
NEGATED_LATE = lines("""
    That {plural} are {flaw} is {wrong}
    The idea that {plural} {crime} is {wrong}
    {claim}? No. Not in {area}, not anywhere.
    {claim}? I have heard this for {span} and not once was it true.
    They say {claim}. Nothing could be further from the truth.
    They told us that {claim}. It was {wrong}.
    "{plural} are {flaw}" is what I was taught at home. None of it turned out to be true.
    {plural} as {pest}: that picture is {wrong}, and it has cost lives before
    Treating {plural} as {pest}? Never again.
    To {harm} {plural} is {wrong}
    Anyone who wants to {harm} {plural} will find that we don't allow it in {area}
    Comparing a {person} to {pest} is {wrong}
    Hating {plural} gets you nowhere. Let it go.
    Whether {plural} are {flaw}? Of course not.
    I used to think that {claim}. I don't any more, I was young and scared.
    I grew up believing that {claim}. Then I met some {plural} and felt ashamed.
    {plural} dirty, {plural} lazy, {plural} dangerous: I can't hear this nonsense any longer
    Some people want to {harm} {plural}. We are not those people.
    If you think that {claim}, you have been lied to
    You would think that {claim} if you listened to him. He has never spoken to one.
    The leaflet in my letterbox said that {claim}. I threw it away, it's {wrong}.
    Imagine thinking that {claim}. It must be exhausting to be so afraid.
    {plural} are {flaw}, {plural} {crime}... enough. Every one of these sentences is {wrong}.
    My kid asked me if {plural} are {flaw}. I said no, and that anyone can be kind or unkind.
    {kin} once said that {claim}. We had a long talk, and now nobody in the family says such things.
    People claim that there was no {crime_noun} before {plural} came. The records show the opposite.
    Is a {person} less {trait} than me? I can't think of a single reason why.
    Do {plural} bring {crime_noun}? They do not.
    Who says a {person} is unable to {task}? Mine does it every day.
    Are {plural} like {pest}? What a horrible question, no.
    "Get rid of {plural}", he shouted. Nobody joined in, and I was proud of {area}.
    Calling {plural} {pest} is how it always starts, so let's not
    The claim that {claim} has been checked again and again, and it is false
    {plural} who {crime}, that is a cliché from bad films and {wrong}
    Blaming {plural} for {crime_noun} is easy and {wrong}
    To say that {claim} is to forget what we learned from history
    Before anybody writes that {claim}: it's {wrong}, and we have been through this
    If somebody were to {harm} {plural} in {area}, I would be the first to stand in the way
    I wish people would stop thinking that {claim}
    {unnamed} are {flaw}, people say, and I say that they are wrong
    "{unnamed} take over everything." They really don't.
""")
QUOTED = lines("""
    {quote} is {wrong}
    {who} said {quote}, and I couldn't disagree more
    {quote}? We don't talk like that here.
    Reading {quote} on a family page makes me sad
    I reported {quote}. The moderators took it down within minutes.
    Comments such as {quote} break rule two of this forum
    Somebody wrote {quote} on the blackboard. Our teacher stopped the lesson and we talked about it.
    It starts with {quote} and ends with broken windows. Let's not go there.
    When people say {quote} they usually describe their own fear
    My answer to {quote}: no, and I have lived with {plural} for {span}
    The court found that {quote} is incitement and fined the man
    The mayor answered {quote} with an invitation to the mosque, the church and the pride parade
    You wrote {quote}. I ask you to take that back.
    The paper quotes a man who says {quote}. Right after that it shows why he is wrong.
    {quote} was the slogan in {year}. We know how that went.
    Posters saying {quote} were torn down by the neighbours
    I don't share the view that {claim}, and I doubt that most people do
    {who} claims that {claim}. Where is the evidence? There isn't any.
    The thread about how {claim} was locked, and rightly so
    {who} told my friend that {claim}. She is a {trade} and pays for his pension, by the way.
    Can we get a moderator? Someone keeps posting {quote}.
    Teaching idea: show the sentence {quote} and ask the class what is wrong with it
    In the film an old man mutters {quote}. By the end he has learned better.
    A survey asked people if they agree that {claim}. {percent} percent said no.
    He apologised for saying {quote} and now volunteers with {plural}
    The old textbook says that {claim}. It's a document of its time and it is {wrong}.
    If someone says {quote} at your table, please speak up
    "I have nothing against them, but {claim}" still is prejudice with a tie on
    "It's only a joke." No, saying that {claim} is not a joke, it is {wrong}.
    Sentences that begin with "I'm not a racist but" and end with {quote} never convinced me
    Why do so many people like a post that says {quote}?
    How do I explain to my son that {quote} is {wrong}?
    I can live with different opinions on taxes. I can't agree with {quote}.
    Fact check: {quote} is false. According to {source}, {plural} are as {trait} as anybody.
    {who} sends me messages like {quote} every week. How can I block an account?
    Replace {plural} with your own family in {quote} and read it again
    The chatbot was switched off after it wrote {quote}
    My grandmother heard {quote} as a child, and it breaks her heart that it's back
    Nobody in {area} believes {quote}, and those who shout it do not speak for us
    For the dataset we need to label {quote} as hateful
""")
HEATED = lines("""
    Whoever wrote that {claim} should be ashamed of himself
    {who} says {quote}. What a sad, bitter little person you have to be.
    {quote}? Shame on you.
    If you think that {claim}, you're the problem in {area}, not {plural}
    The only people who ruin {area} are those who keep on shouting {quote}
    Racists have no place in {area}. {plural} do.
    It's not {plural} who should leave, it's people who want to {harm} them
    How pathetic to {harm} a {person} just to feel bigger
    Take your {quote} somewhere else, nobody wants to read this rubbish
    Anyone who wants to {harm} {plural} can get out of my house
    Bigots like you said that {claim} {span} ago. You were wrong then and you are wrong now.
    I'm disgusted by everyone who liked {quote}
    I am so sick of people who {harm} {plural}
    It makes me furious that grown men {harm} {plural} and then call themselves patriots
    Your post about {plural} is garbage, delete it
    You are not "just asking questions", you want to {harm} {plural}, and we all see it
    The cowards who {harm} {plural} always hide behind a fake name
    Oh, so {claim}? Says the man who has never read a book.
    Funny how those who shout that {claim} can't spell
    {who} wants to {harm} {plural}. I want him banned from this server.
    Get your racist leaflets out of {area}, {plural} are our neighbours
    Spare us {quote}. It's ignorant and it stinks.
    What kind of coward does it take to {harm} a {person} on the bus?
    No, {plural} aren't {pest}. The way you talk about them is what's dirty.
    I have no patience left for clowns who believe that {claim}
    I hate hate. I hate how they {harm} {plural} and laugh about it.
    Hitler fans should not be allowed near a microphone, {plural} should be
    Nazis out. {plural} are welcome in {area}.
""")
DEBATE = lines("""
    According to {source}, {percent} percent of the people in {town} are {plural}
    The share of {plural} in {town} went from {percent} to {percent} percent since {year}, says {source}
    {source} finds no link between {plural} and {crime_noun}
    {source} counted fewer cases of {crime_noun} than in {year}, also among {foreign}
    Should {foreign} be allowed to vote in local elections after {span}? The panel was divided.
    The asylum law of {year} was changed twice, and {foreign} now wait {span} for a decision
    I think immigration should be limited by a points system. Reasonable people can disagree about the number.
    I'd like fewer new permits next year until there are enough flats. That is no judgement about {foreign}.
    The court stopped the deportation of {number} {foreign}
    A rejected asylum seeker can appeal within {number} weeks, and deportation is suspended until then
    {number} {foreign} were deported last month, the ministry reports. The churches criticised it.
    Border guards turned back a boat with {number} {foreign}. Parliament wants to know why.
    Employers ask for more visas for {foreign}, unions ask for better pay first
    The birth rate among {plural} fell to the national average within {span}, a demographer explains
    Demographers expect that {percent} percent of the population will have foreign roots in {span}
    In {year} {plural} were not allowed to {right}. The ban was lifted after protests.
    The lecture is about how newspapers of {year} compared {plural} to {pest}
    Propaganda used words like {pest} for {plural} before the killings began, the historian writes
    In {year} the regime had {plural} rounded up and put on trains. {number} survived from this town.
    Hate crimes against {plural} rose by {percent} percent in {town}, police say
    Two men are on trial for an attack on a {person} in {town}. The verdict is due on friday.
    Someone set fire to a home for {foreign} last night. Nobody was hurt, police suspect a racist motive.
    A man who posted that {claim} has been sentenced to a fine
    Our seminar asks why voters believe that {claim}, and what changes their minds
    The paper measures bias against {plural} in hiring: same letter, other name, {percent} percent fewer replies
    In the experiment, landlords answered {plural} only half as often
    Sociologists call it othering when {plural} are described as {flaw}
    What does the research say about {plural} and intelligence tests? Mainly that the tests were biased.
    Some feminists and some trans activists argue about sports categories. The federation wants a rule by may.
    The commission debates whether women should be drafted like men
    Religious schools, headscarves, crosses in classrooms: the court has to weigh neutrality against freedom
    I criticise the dogma of my church and of every other church. {believers} are free to believe it.
    Critics say the quota for {women} goes too far, supporters say it doesn't go far enough
    Raising the retirement age hits {ages} in hard jobs most, {source} warns
    Only {percent} percent of the stations have a lift, so {disabled} cannot use the rest
    {source} says that {plural} are twice as often stopped by the police
    Unemployment among {foreign} is at {percent} percent. Most lack papers for the jobs they've learned.
    Same-sex marriage has been legal since {year}. Before that, {queer} could be jailed.
    The party wants stricter rules for family reunification, the opposition calls that inhumane
    The far right gained {percent} percent with the claim that {claim}. Analysts point to rents and wages.
    A museum about the expulsion of {plural} in {year} opens in our town
    Is there a good book on the history of {plural} in {town}? I need it for a term paper.
    Slave traders of the time wrote that {claim}, which tells us about them and not about {plural}
    {year}: {plural} are banned from public office. {year}: they get the vote.
    The treaty says a refugee may not be sent back to a place where they face torture
    I'm for controlled borders and I'm for treating every {person} at them with dignity
""")
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

HARMLESS = zeros(*LABELS)
# Quotes and reports may speak of violence: whether they carry that label stays open.
REPORTED = zeros(*(label for label in LABELS if label != "violence"))
QUOTING = REPORTED | {"toxicity": 0.1}
HEAT = zeros("identity_attack", "threat", "severe_toxicity", "profanity", "sexual", "self_harm", "spam")
ANGRY = HEAT | {"toxicity": 0.3}
SCORN = HEAT | {"toxicity": 0.4}
GRUMBLING = zeros("identity_attack", "threat", "severe_toxicity", "sexual", "self_harm", "spam", "profanity", "insult")
TWINS: dict[str, tuple[tuple[str, ...], dict[str, float], int]] = {
    "negated": (NEGATED, HARMLESS, 1100),
    "negated_late": (NEGATED_LATE, HARMLESS, 800),
    "quoted": (QUOTED, QUOTING, 700),
    "heated": (HEATED, ANGRY, 450),
    "debate": (DEBATE, REPORTED, 750),
    "own_stories": (OWN_STORIES, HARMLESS, 650),
    "scenes": (SCENES, HARMLESS, 700),
    "objects": (OBJECTS, GRUMBLING | {"toxicity": 0.1}, 500),
    "roles": (ROLES, SCORN, 550),
    "experienced": (EXPERIENCED, REPORTED, 650),
}
