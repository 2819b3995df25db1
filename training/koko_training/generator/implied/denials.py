"""Twins that answer or discuss: attacks denied, early and late, quoted, refuted in anger, debated with figures."""

from koko_training.generator.groups import lines

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
