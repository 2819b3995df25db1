"""Cores in the same words that harm nobody: tenderness, sports, illness, grief, complaints, objections, praise."""

from koko_training.generator.groups import lines

TENDER = lines("""
    {a} laid {a_hers} head on {b}'s shoulder, and they watched the boats until it was dark.
    They kissed for the first time under the umbrella, clumsily, and both had to laugh.
    {b} took {a}'s hand and did not let go of it until {town}.
    "I love you," said {a}, "I have loved you since that stupid picnic."
    They fell asleep fully dressed on the sofa, in the middle of the film.
    {b} brought breakfast to bed, burnt toast and a rose from the garden.
    {a} danced barefoot with {b} in the kitchen, and the soup boiled over.
    Their wedding night they spent in the car, because the road to {town} was under water.
    {b} undid the laces of {a}'s wet boots and put {a_hers} feet near the stove.
    {a} blushed when {b} told {a_her} how beautiful {a_she} looked in the old coat.
    {b} wrapped the naked, shivering dog in a towel and kissed {a} on the nose.
    {a} slipped into bed, cold feet first, and {b} protested and held {a_her} close.
    Desire, thought {a}, was mostly the wish to have somebody to make tea for.
    {b} read to {a} until {a_she} slept, and then turned off the light.
    "Don't stop," {a} said, and {b} went on playing the piano.
    They held each other for a long time, and nobody said a word.
    {b} proposed with a ring made of paper, and {a} cried and nodded.
""")
HARMLESS_HEAT = lines("""
    We kissed goodbye at the station, and I smiled all the way home.
    {a} gave me a back rub because I had carried the {thing} up {n} floors.
    It was the hottest night of the year, and we slept on the balcony in wet T-shirts.
    {a} and I are trying for a baby, and the doctor says to be patient.
    We had the talk about birth control with our daughter, and it went well.
    I was embarrassed in the changing room because I had put my top on inside out.
    The nurse explained how to examine my breasts for lumps, and now I do it every month.
    We went to the sauna in {town}, and I forgot my towel, of course.
    I came out to {kin}, and we both cried, and then we had {food}.
    We saw the nude statues in the museum, and {a} drew all of them in a sketchbook.
    {a} moved in with me, and the bed is too small for two and a dog.
    I love {a}, and on {day} we get married in the town hall of {town}.
    The life-drawing class was calm, and after {n} minutes you forget that the model is naked.
    We talked about consent in the training at work, and I found it useful.
    After the birth I had sore nipples for weeks, and the midwife was a great help.
    My hands were cold, so {a} put them into the pockets of that big coat.
""")
FIGHTING_WORDS = lines("""
    In the third round {a} took a hard right to the jaw, and the referee counted to {n}.
    {a} knocked out the champion from {town} and then helped him up again.
    The bell rang, they touched gloves, and the crowd was on its feet.
    Our goalkeeper was shot down with balls from all sides, and we lost by {n}.
    It was a battle until the last minute, and we killed the game with a header.
    I hit the bag until my arms were dead, and slept like a stone.
    We got murdered at chess by a girl of nine, and it served us right.
    The fencing final was over in {n} seconds: one thrust, one light, gold for {town}.
    At the judo class I was thrown on my back {tens} times and loved it.
    The director shouted "kill him!", and {b} died on stage for the {nth} time this week, with lots of ketchup.
    In the new level you have to beat the dragon with fire arrows, and I died {tens} times.
    The film crew blew up an old van behind {street}, and we all got to watch.
    My paintball team shot me in the back, by accident, they say.
    We re-enacted the battle of {town}, with wooden swords and real mud.
""")
ILLNESS = lines("""
    {a} has been fighting cancer for {n} years, and today the scan was clean.
    The chemo is brutal, but it kills what has to be killed, says the doctor.
    They cut out the tumour on {day}, and the scar is as long as my hand.
    I lost my hair, {n} kilos and my fear of needles.
    My heart stopped for {n} seconds on the table, and they brought me back.
    The biopsy hurt less than the waiting.
    I inject myself twice a day now and don't even look anymore.
    The pain in my chest turned out to be a pulled muscle from {hobby}.
    {kin} lost the battle in {month}, and the nurses cried with us.
    The ulcer bled at night, and they gave me {n} bags of blood.
    I burned my arm on the oven, and it has blistered, but it heals.
    The surgeon broke my nose again in order to set it straight.
""")
KITCHEN = lines("""
    Take the sharpest knife, cut off the head of the fish and pull out the bones along the back.
    Smash the garlic with the flat side of the blade, then chop it until there is nothing left to chop.
    I hacked the pumpkin to pieces with a small axe, and it felt great.
    Beat the eggs, whip the cream, and don't be afraid to hit the dough.
    The chicken is cut open, stuffed with herbs and tied up with string.
    Cut the chilies, and never touch your eyes with those hands.
    I stabbed the potatoes {n} times with a fork so that they wouldn't explode.
    Drown the onions in butter and torture them over a low flame for {tens} minutes.
    The lobster pot was too small, and half of the water killed the flame.
    Grind the bones, roast them, and boil the stock for {n} hours.
    A blunt knife is more dangerous than a sharp one, as my thumb can tell.
    The blood oranges bled all over my white shirt.
""")
COURT = lines("""
    The court in {town} sentenced a man of {age} to {n} years in prison for bodily harm.
    The accused had hit a {job} with {tool} in front of a bar, the judge found.
    A woman of {age} died in the crash on {street}, and {n} people were injured.
    Two men were arrested on {day} after a robbery in which a {job} was hurt.
    Police are looking for witnesses of a stabbing near {street}.
    The prosecutor read out the charges: murder in {n} cases and arson.
    The victim survived and gave evidence for {n} hours.
    Shots were fired at the border again, and {n} soldiers were wounded, the army says.
    The defence asked for a mild sentence, since the man had confessed to the killing.
    The bomb from the last war was found on a building site and made safe by experts.
    Rescue teams pulled {n} people from the rubble, and for {tens} others help came too late.
    The inquiry into the shooting at the station will take until {month}.
""")
HISTORY = lines("""
    In the famine {tens},000 people of the province died, and whole villages were left empty.
    The genocide began with words, with posters and with lists of names, and the museum shows all of them.
    The revolution ate its own children, as they say, and many ended on the scaffold.
    My grandmother hid a Jewish family in her attic for {n} years, and today their grandchildren came to visit.
    The slaves who built this harbour have no monument, and the city wants to change that.
    In that war the town was bombed {n} times, and the church burned for two days.
    The suffragettes were beaten, locked up and laughed at, and they won.
    The letters of a soldier who fell in {month} are read out every year.
    Apartheid sorted people by the colour of their skin, and our exhibition asks how that could happen.
    The emperor was stabbed by his own senators, as every schoolchild learns.
    The plague came with the ships and killed a third of {town}.
    Roma families were deported from this station, and a plaque with {tens} names remembers them.
""")
GRIEF = lines("""
    I miss {a} so much that I still lay the table for two.
    Dad has been dead for {n} weeks, and his coat still smells of him.
    I cried in the supermarket, in front of the plums that she always bought.
    It is a year today, and I lit a candle and told her about the garden.
    I feel empty and slow, but I ate something and I went outside.
    {kin} says that grief comes in waves, and today was a big one.
    The funeral was small, with {n} people, and the pastor got the name wrong.
    I was so lonely tonight that I talked to the radio.
    I am sad, and I know that it will pass, and it doesn't help to know it.
    We broke up on {day}, and I can't listen to any song from that year.
    I failed the exam and felt like the stupidest person in {town}, and then {kin} made me laugh.
    Sometimes I'm angry with {a} for dying, and then I'm ashamed of that.
    The doctor calls it a depression and says that we caught it early, and I believe her.
    {n} years ago I was at my darkest, and today I planted tomatoes.
    The dog died in my arms, 1{n} years old, and the flat is so quiet now.
    I'm tired of being strong for everybody, so I slept until noon.
""")
COMPLAINT = lines("""
    This is not acceptable, and I am really angry.
    I have never been treated so badly by a company in my life.
    I want my {sum} back, and I want an apology.
    Your behaviour on {day} was rude and unfair, and you know it.
    I am sick and tired of your excuses.
    If I don't hear from you by {day}, my lawyer will take the matter to court.
    The {thing} is junk, and your service is a joke.
    Stop playing music at two in the morning, or I will call the landlord.
    You lied to me for {n} months, and I can't forgive that now.
    I will report this to the consumer office and cancel the contract.
    You hurt me, and I don't want to see you again.
    Whoever planned this should be ashamed of the result.
    {n} months of waiting for a simple form, that's a scandal.
    I would rather burn my money than spend it here again.
    You have broken every promise since {month}.
    Return my key and my books, and then leave me in peace.
    It drives me mad that nobody feels responsible.
    The worst film of the year, dumb from the first minute to the last.
    I shouted at the hotline, and I'm sorry for that, the man could do nothing for it.
""")
BROTHERHOOD = lines("""
    Love thy neighbour, and it does not say which one: {plural} and {plural} are meant too.
    Whoever hates {plural} hates a part of himself.
    Let us open our doors to {plural}, as others once opened theirs to us.
    I am proud that {plural} and {plural} sing in our choir.
    There is no people that is better than another, and no child that is worth less.
    A {person} held my hand in the hospital when nobody else came.
    Not one word of hate against {plural} belongs in this house.
    {plural} pay the same rent, wait for the same bus and bury their dead with the same tears.
    We pray today for {plural} who lost their homes.
    It is wrong to say that {plural} are all the same, and it was always wrong.
    Thanks to the {plural} on our street I have learned to cook and to listen.
    {plural} have been part of {town} for more than a hundred years.
    When somebody shouts at a {person} on the bus, get up and sit down beside them.
    Our team has {plural} and {plural}, and we win and lose together.
    On {day} we celebrate with {plural}, and everybody brings {food}.
    I was brought up to fear {plural}, and a single dinner cured me of it.
""")
PEACEFUL = lines("""
    Then the power came back, and everybody in the street cheered.
    {a} had baked {n} cakes, and none of them looked like the picture.
    The parcel turned out to be {n} years old and full of buttons.
    We missed the last ferry and played cards with the crew until morning.
    {a} laughed so hard that the tea came out of {a_hers} nose.
    The lost ring was inside the {thing} all the time.
    I was scared of the exam for nothing, it was about {hobby}.
    The owl came back to the barn, and this year there are {n} eggs in the nest.
    {a} taught me how to sharpen a chisel and how to whistle.
    In the end we painted the whole room yellow.
    A stranger paid for my ticket and would not tell me his name.
    The old {job} shook my hand and said that the door was always open.
    We found {n} kittens in the garage, and no, we are not keeping all of them.
    The piano had not been tuned since the flood, and still it sounded beautiful.
    {a} beat me at cards again and was very gracious about it.
    The neighbours built a rocket out of boxes, and it flew for almost a second.
""")
OFFERS = lines("""
    I earn a little extra with my pottery, at the market on {street}, every second {day}.
    The bank wrote to me about the new card, and I went to the branch to ask what it was.
    The {thing} was on sale for {sum}, but the old one still works.
    A caller wanted my password and {sum} in gift cards, so I hung up, be careful, everyone.
    The raffle of the fire brigade made {sum} for the new roof, thank you!
    I paid back the loan in {month}, and what a relief that was.
    My savings are in a boring fund, and boring is fine with me.
    If you have an old {thing}, the repair café takes it for free on {day}.
    The library card is free, you only need some form of ID.
    I won {n} jars of honey in the lottery of the garden club.
    Tickets are {n} at the door, and members pay nothing.
    Somebody in the comments promises to double your bitcoin, I have reported that account.
""")
STAGED = lines("""
    In the third round {a} took a hard right to the jaw, and the referee counted to {n}.
    {a} lunged, the foil bent, and the hall cheered for the point.
    {b} shot the last arrow into the middle of the straw target and bowed.
    The surgeon made the first cut, calmly, and {a} held the lamp.
    {a} killed the engine, and the car rolled down to the harbour without a sound.
    "Checkmate," said {b}, "I have murdered you {n} times tonight."
    {a} chased the mouse through the kitchen with a broom and in the end let it go.
    {b} fell from the horse, cut the chin on a stone and laughed with blood on the teeth.
    They fought over the bill until the waiter gave up and drank with them.
    The gun over the fireplace had not been fired since the old king's days.
    {a} slaughtered the pumpkin with a bread knife and made soup for the whole ship.
    {b} hit the anvil, sparks flew, and the horseshoe took shape.
    At the theatre {a} died on stage every evening, and every evening {b} wept in the second row.
    The storm beat against the door like a fist, and the old beam cracked, but it held.
    {a} told the story of the battle, and {b} fell asleep before the first shot.
    The doctor pulled the splinter out of {b}'s hand and wrapped it in linen.
""")
NUISANCES = lines("""
    Every time I see {nuisance} I feel sick.
    {nuisance} are ruining everything that we built, and nobody says so.
    I hate {nuisance} with all my heart.
    Get rid of {nuisance} and half of our problems are gone.
    {nuisance} are a plague, you see one and there are hundreds.
    No mercy for {nuisance}!
    Nobody dares to say it, but {nuisance} are garbage.
    {nuisance} should be banned today rather than tomorrow.
    Our grandparents knew how to live without {nuisance}, and we have forgotten it.
    I can't stand {nuisance}, they make me sick.
    Whoever invented {nuisance} owes me an apology.
    The world will breathe again when {nuisance} are gone.
    {nuisance} have no place in a decent home.
    Throw out {nuisance} and everybody will sleep better.
""")
PRAISE = lines("""
    You are the kindest person I have ever met.
    You were always the one who stayed when everybody else had left.
    Nobody in this house could do without you.
    You are far too clever to let one exam stop you.
    Your mother must be so proud of the man she raised.
    People smile as soon as you enter the room, did you know that?
    You're not stupid, you're tired, and you'll see it tomorrow.
    I was an idiot that evening, not you, and I'm sorry.
    What a good, patient friend you are.
    You will never be alone as long as I live.
    Everything that you touch starts to grow, I have seen your balcony.
    You make me laugh until I'm sick, you lovely fool.
    {a} is the best {job} in {town}, and everybody should know it.
    Whoever is friends with {a} is lucky.
    You call yourself a failure, and I can't hear that anymore, because it isn't true.
""")
PROMISES = lines("""
    If I see you on {street} again, I will buy you a coffee.
    I know where you park: the next time I'll be waiting with an umbrella.
    You will pay for this round, I promise, and I pay for the next.
    I'm going to find you that book, even if it takes me until {month}.
    You have until {day} to say yes, and then I'll give the second ticket to {kin}.
    My brothers and I will come by on {day} and help you with the move.
    Next time I'll beat you, at cards I mean.
    I know where your mother lives, so I will bring her the keys myself.
    You should sleep with the window open, it helped me.
    Withdraw the order if you like, there is no hard feeling.
    We are watching your house while you're away, and the cat is fine.
    I will kill the weeds along the fence, and you paint it, deal?
    Break a leg on {day}, I will sit in the first row.
    I could strangle that printer with my own hands.
    Pay by {day} or later, it's no problem for me.
""")
OBJECTIONS = lines("""
    A man on the bus said that {plural} don't belong here, and {n} of us told him to stop.
    Somebody had sprayed "{plural} out" on the wall, and by noon the neighbours had painted it over.
    My uncle claims that {plural} are all thieves, and I told him that this is a lie.
    Read that letter to the editor: it says that {plural} are inferior, and it makes me sad and angry.
    A {person} was shouted at in the supermarket, and nobody helped, which is a shame.
    They wrote that {plural} are a plague, and I want to explain why such words are dangerous.
    In the class of my son somebody called a {person} an animal, so the teacher stopped the lesson and talked about it.
    I used to repeat jokes about {plural}, and today I'm ashamed of it.
    The flat was gone as soon as they heard that we are {plural}.
    Whoever says that {plural} ruin the town has never looked at the numbers.
""")
SUFFERED = lines("""
    My ex said that he would break my {bone} if I left, so I called the police.
    {a} was beaten up on the way home, and the wounds are healing slowly.
    Somebody threatened {kin} at work, and now there is a guard at the door.
    He hit me for years, and since {month} I live in a safe place.
    I got a letter that says they will burn down our shop, and I am scared.
    They called me ugly and stupid all through school, and it still hurts.
    A stranger followed me along {street} and would not stop until I rang at a door.
    I was robbed with a knife at my throat, and I shake when I think of it.
    My boss shouts at all of us and calls us idiots, what can we do?
    {a} gets hateful messages every day, because {a_she} wrote about the club.
""")
TENDER_PLAY = lines("""
    *{a} hands you a blanket and pretends not to see that you are shivering.*
    *{a} blushes and quickly looks at the map again.*
    "Dance with me," says {a}. *The fiddle gets faster, and you step on each other's toes.*
    *You bow, the duel begins, and on the third hit {a} drops the wooden sword and laughs.*
    *{a} shows you how to brew the potion: two roots, one feather and a lot of patience.*
    *The dragon sneezes and sets fire to its own hay.* "Bless you," says {a}.
    *{a} kisses your cheek for luck and runs to the ship.*
    "The goblins won't fight if we bring them cheese," {a} whispers.
    *You shoot the arrow, and it hits the apple on the barrel in the middle.*
    *{a} sets the broken wing of the raven and hums.*
    *The ghost only wants its hat back. You give it the hat.*
    "I would die for a bath," {a} groans and pulls off the muddy boots.
""")
HARMLESS_CHAT = lines("""
    i'm in bed with a cold and three blankets
    send me the pic of the cake, i want to see it
    i killed it in the interview!! i start on {day}
    this week is killing me, {n} deadlines
    i miss you, come over for {food}?
    i'm dead, the cat just walked through the video call
    undressed salad again for lunch, diet life
    i could murder a pizza
    the doctor says it's only a cold
    i love you, dummy, drive safely
    my ex wrote again, i didn't answer
    i'm so angry about the exam i could scream
    i fell asleep in the bath and my phone fell in
    they shot the last scene on {day}, wrap party at {n}
    do you still have my knife? the bread one
    i feel a bit down today, but {kin} is coming over
    i cut my finger, it's fine, just a plaster
    happy birthday!! i can't wait to hug you
""")
