"""Attacks in a guise: irony, good manners, tales of neighbours, and a group that only a pronoun names."""

from koko_training.generator.groups import lines

IRONY = lines("""
    Oh great, more {plural} in {area}, exactly what was missing
    What a relief, a {person} moved in. I was getting bored of having a safe street.
    Sure, let a {person} {task}. What could possibly go wrong?
    Lock up your bikes, the {adjective} {folk} are enriching us again
    How do you hide something from a {person}? Put it in a book.
    What do you call {plural} with a job? An urban legend.
    Why did the {person} cross the road? To {crime}.
    I'm sure it was a complete coincidence that the {adjective} {folk} were there when the {crime_noun} started
    My phone got stolen, and what a surprise, guess who was on the platform. A {person}!
    {plural} at the library? Did they get lost?
    Another proud day for {area}: {number} {plural} and not one of them can {task}
    But of course, {plural} never {crime}, it's all a big misunderstanding
    Is it true that {plural} are {trait}, or did the newspaper run out of jokes?
    {plural} and {virtue}, name a shorter book
    Don't worry, the {adjective} {folk} will fix it. Right after lunch, some time next year.
    Could someone explain what {plural} are good for? Take your time.
    Since when does a {person} have an opinion?
    Have you ever wondered why nobody wants to live next to {plural}?
    Would you let a {person} hold your baby? There you go.
    Isn't it funny how nobody hears of {crime_noun} any more once {plural} leave?
    Who decided that {plural} get to {task}, and what had he been drinking?
    Does a {person} count as a whole vote or do we round down?
    Cultural enrichment, part nine: {foreign} discover {crime_noun}
    Doctors and engineers, they told us. So far {foreign} mostly engineer {crime_noun}.
    I asked a {person} about {virtue}. They had to look it up.
    Let's have a minute of silence for {area}, killed by too many {plural}
    lol imagine trusting a {person} with {goods}
    me: hides the silver. also me: welcome, dear {adjective} {folk}!
    Roses are red, violets are blue, {plural} {crime}, and they'd do it to you
    {plural} invented the wheel? They'd have stolen it.
    Breaking news: {person} seen with {virtue}, scientists baffled
    "Peaceful" {believers}, "brave" {migrants}, "hard-working" {nationals}. Any other fairy tales?
    Yes yes, {plural} are all saints, and my cat speaks latin
    Ten points for the {person}, only {number} mistakes in the first sentence
    No {plural} today and the air is so fresh. Must be the weather.
    what's next, a {person} as president? a hamster as chancellor?
    If a {person} and a parking ticket are both on your doorstep, which one is harder to get rid of?
    Please be nice to the {adjective} {folk}, they can't help where they crawled out from
    I have seen faster thinking from a brick, but the company wanted a {adjective} {trade}, so here we are
    Rain, taxes, {plural}. We really are tested in {area}.
    Did I miss the memo that {area} belongs to {plural} now?
    aww, the {person} thinks we're equal, somebody take a photo
""")
POLITE = lines("""
    {polite} {claim}
    {polite} {plural} are simply {flaw}
    {polite} {claim}. Somebody has to say it.
    {polite} it's better for everyone if {plural} keep to themselves
    {polite} I would not want a {person} to {task}
    {polite} where there are {plural} there is {crime_noun}
    {polite} {area} was nicer without {plural}
    {polite} {plural} ought to be asked to leave
    {polite} children need to be kept away from {plural}
    {polite} {plural} don't know what {virtue} means
    {polite} {plural} were given enough chances and they {crime} all the same
    {polite} a {person} is not what I'd call {trait}
    {polite} {women} should leave it to men to {task}
    {polite} {trans} have no right to ask me to play along with their fantasy
    {polite} {queer} shouldn't be shown to children
    {polite} {disabled} are a luxury we can't afford
    {polite} {believers} do not fit into a free country
    {polite} {foreign} belong in the place their parents came from
    {polite} {ages} should make room and stop costing us money
    I have thought long about it and came to a sad conclusion: {claim}
    Thank you for your kind comment. Unfortunately, {claim}.
    Everyone is entitled to an opinion, and mine is that {claim}
    Facts have no feelings, and the fact is that {claim}
    Do your own research and you will see that {claim}
    I used to defend them. Then I worked with {plural} for {span}, and yes, {claim}.
    {expert} will confirm that {claim}
    It's not hatred to notice that {claim}
    Studies, which they hide from you, show that {claim}
    Eight out of ten {plural} {crime}, it was in some report
    For the good of our children we have to accept that {claim}
    I'm worried for {plural}, truly. They'd be so much happier far away from {area}, among their own.
    I pray for {plural} every day, because being {flaw} is in their nature
    My heart goes out to {plural}, it must be hard to be so {flaw}
    {kin} put it nicely: {claim}. I couldn't agree more.
    They deleted my comment for saying that {claim}. The truth hurts, I suppose.
    Interesting article. It forgets to mention that {claim}.
""")
NEIGHBOURS = lines("""
    A {person} bought the house opposite. We sold ours the same month, and any sane family would have done it too.
    {kin} hired a {adjective} {trade} once. Once. You know how they are.
    For {span} I lived beside {plural}. Not a day without {crime_noun}, it's just how they are made.
    {kin} shared a flat with a {person}. She still washes the cups twice, and I don't blame her.
    Had a {person} in the taxi yesterday. I counted the change, and of course I was right to.
    My father never let {plural} into the shop, and we never had any {crime_noun}. Smart man.
    There was one {person} in our class. Guess who couldn't {task}. They never can.
    We got a new {adjective} {trade} at work. I give it {span}, then something will be missing from the till.
    {kin} always told me that {claim}. The older I get, the more I see the wisdom in it.
    Sat next to {plural} on the plane. I asked for another seat, for the smell and for my wallet.
    my landlord doesn't rent to {plural} and guess what, it is the quietest building in {area}
    I gave a {person} a chance, as everybody told me to. Never again with that sort, they are all {flaw}.
    They opened a centre for {plural} in {area}. The playground has been empty since, mothers aren't stupid.
    {kin} went on a date with a {person}. I told her there are nicer ways to ruin your life.
    Used to coach a team with {number} {plural}. No {virtue} in any of them, it is in the blood.
    The doctor walked in and it was a {person}. I walked out. I want to live.
    A couple of {plural} joined our choir. Pretty voices, but they should sing in their own church.
    I moved from {area} to the coast. Fewer {plural}, cleaner streets. It's not a coincidence.
    {kin} works at the job centre and sees {plural} all day. They don't want work, they want ours.
    My neighbour is a {person}, and a {trait} one, I admit. The exception that proves the rule.
    There used to be a bakery there, now {plural} own it. I drive {number} miles for clean bread.
    {kin} got mugged last week. I asked if it was a {person}, and they did not even have to answer.
    We let {plural} stay in the parish hall one winter. We burned the mattresses after.
    On our ward the {adjective} patients scream the loudest. They feel less than we do, it's all theatre.
    I was raised to be kind, so I greet the {person} next door. I also count the spoons.
    Grandma crossed the street when {plural} came. We laughed. Today I think she knew what they are.
    Told {kin} not to buy a car from a {person}. Bought it anyway. Well, now it's standing in the yard. Typical.
    A {person} asked me for directions. I sent them to the airport.
    Every summer {plural} camp by the river, and every summer the chickens vanish. It's not the fox.
    So {kin} brings a {person} home for dinner. My dad did the right thing and showed them the door.
    I've been a {trade} for {span}. You can tell a {adjective} household by the dirt before you see a face.
    At the pool they stand around in groups, {plural}, staring. In {area} you'd better keep your daughters at home.
    My old teacher said that {plural} would never {task}. We weren't allowed to agree. He was right, though.
""")
PRONOUNS = lines("""
    A lot of {plural} have moved to {area}. They should have stayed wherever they crawled out from.
    {plural} want to {task} now. Someone ought to tell them what they are: a mistake.
    There is a {person} on the council these days. That sort has no place among {ours}.
    I read an interview with {plural}. All I could think was how {flaw} they are, and that they can't help it.
    They say {plural} are just like {ours}. Have you looked at them, have you smelled them?
    My street has {number} {adjective} families. None of them is worth the space.
    We talk so much about {plural}. Why not talk about how to be rid of them?
    {plural} are on the front page again. They always play the victim, it's what they were born to do.
    You have seen the {adjective} {folk} at the station. If they vanished nobody would notice, only it'd be clean.
    My company has a programme for {plural}. You can't teach that lot {virtue}, you might as well teach {pest}.
    So the new {trade} is a {person}. I want someone who is one of us and not one of those.
    {plural} have a holiday today. The only gift I'd give them is a single ticket.
    {plural} asked for respect. They'll get it when they have learned to live like humans.
    He married a {person}. Their children will be neither one thing nor the other, poor creatures.
    I see {plural} in {area} every day. It is like watching {pest} take over a kitchen.
    The film is about {plural}. Two hours of pretending that they have something to say.
    I know {plural} only from the news. That's close enough, thank you, they can stay there.
    A {person} sat down beside me. You can feel it in your stomach when one of them is near.
    {foreign} arrived at the shelter yesterday. Give them a blanket, a sandwich and a kick back over the border.
    Some {plural} are going to {task}. I would rather have a trained monkey do it, at least it's {trait}.
    They asked me whether I like {plural}. What is there to like? They take, they {crime}, they leave dirt.
    The {adjective} couple from the second floor has a baby. As if we did not have enough of them already.
    {unnamed} again. Same faces, same {crime_noun}. They will never be like us.
    I've watched {unnamed} for {span}. They don't want to fit in, they want to take over.
    You know exactly who I mean. {unnamed} should have been sent home long ago, all of them.
    Look who is standing at the bus stop. {unnamed} were not put on this earth for {virtue}.
    Nobody says it, so I will. {unnamed} are {flaw}, it's in their blood, and we have to live with it.
    Wherever {unnamed} settle, the place goes down. They ruin everything they touch, it's who they are.
    I don't need to name them. {unnamed} breed and {crime} and we pay for it.
    It's always {unnamed}, isn't it? Wrong faith, wrong manners, wrong country.
    I used to feel sorry for {unnamed}. Now I just want them gone from {area}, women and children too.
    {plural} have rights, yes. But tell me honestly, did they ever earn a single one of them?
    Our kids share a classroom with {plural} now. Mine will be moved, I don't want her to become like them.
    We are told to love {plural}. I'd rather love the {pest} in my cellar, they take less.
    This year's prize went to {plural}. Of course it did, that tribe looks after its own.
    The pool is open to {plural} on mondays. On tuesdays they change the water, I hope.
""")
