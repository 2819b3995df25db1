"""Attacks that claim something: lesser, all alike, replacing us, vermin, never once, better gone."""

from koko_training.generator.groups import lines

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
