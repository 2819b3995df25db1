"""Cores that harm or hurt: adult and cruel scenes, tirades, abuse, vows, despair, sales pitches."""

from koko_training.generator.groups import lines

SENSUAL = lines("""
    {a} unbuttoned the shirt slowly, and {b}'s breath went faster with every button.
    They fell onto the bed, half undressed, and {a} pulled {b} closer by the belt.
    {b} kissed {a}'s neck, then lower, until {a} moaned and forgot where they were.
    Their clothes lay all over the floor before either of them had said a word.
    {a} wanted {b} naked, now, and told {b_her} so.
    {b}'s hands slid up {a}'s bare thighs, and {a} bit back a cry.
    They made love on the rug, slowly at first and then like people who were starving.
    {a} straddled {b} on the armchair and moved against {b_her} until both were gasping.
    The towel dropped, and {b} let {b_hers} eyes wander over every inch of {a}'s body.
    "Take it off," {a} breathed, and {b} let the last piece of clothing fall.
    {b} pressed {a} against the wall, one hand under the skirt, mouth on mouth.
    That night they had sex {n} times, and the sheets were soaked with sweat.
    {a} felt {b}'s naked skin against {a_hers} own and arched with desire.
    "I want you inside me," {a} whispered, and {b} did not need to be asked twice.
    {b}'s tongue traced a line down {a}'s stomach, and {a} dug {a_hers} nails into the pillow.
    In the shower they touched each other until their knees gave way.
    {a} guided {b}'s hand between {a_hers} legs.
    {a} came with {a_hers} face buried in {b}'s shoulder.
    They barely made it to the hotel room before {a} had {b}'s trousers open.
    {b} tied {a}'s wrists to the bedpost with a silk scarf, and {a} shivered with lust.
    Naked and out of breath they lay in the candlelight, and soon {a} rolled on top again.
    {a} undid the hooks of the bra, and {b} kissed {a_hers} breasts one after the other.
    "Don't stop," {a} moaned, hips rising to meet {b_hers} mouth.
    All night the bed creaked, and the guests next door turned up the television.
    {b} had dreamed of {a}'s body for weeks, and now it lay bare and willing under {b_hers} hands.
""")
CONFESSED_SEX = lines("""
    We ended up in bed, and it was the hottest night of my life.
    {a} undressed me in the hallway, and we had sex right there against the door.
    I can't stop thinking about {a}'s naked body on top of mine.
    We did it on the kitchen table, then in the shower, then once more before breakfast.
    {a} went down on me until I couldn't remember my own name.
    I was so turned on that I left the light on just to watch.
    We sent each other nudes all week, and when we finally met we didn't even make it to the bedroom.
    I came twice, and {a} just grinned and started again.
    {a} likes it rough, and it turns out that I do too.
    I've been sleeping with {a}, {age}, for {n} weeks now, and the sex is unbelievable.
    I touch myself every night when I think of what {a} did with that mouth.
    There we were, naked on the office sofa, hoping that the cleaner wouldn't come in.
    My hands were under {a}'s dress during the whole dinner, and nobody noticed.
    {a} whispered what we would do in bed, word for word, and I got wet right there on the bus.
    We tried a threesome with a woman of {age} whom we met at the bar, and all three of us loved it.
    I want {a} naked in my bed again tonight and every night.
    The lingerie stayed on for about {n} seconds.
    {a} moaned so loudly that the neighbours banged on the wall.
""")
SEXTING = lines("""
    i'm in bed with nothing on, wish you were on top of me
    send me a pic without the shirt, i'm so turned on
    i want to undress you and kiss you everywhere, slowly
    i keep thinking about your naked body last night
    tell me what you'd do to me in bed
    i want your hands between my legs right now
    you made me come so hard on {day}, i'm still shaking
    get over here and take my clothes off
    i'm horny and home alone, husband is away till {day}
    turn the camera on and strip for me
    i'd ride you till the neighbours complain
    no panties under the dress on {day}, just so you know
    show me your ass and i'll show you mine
    let's get a hotel room and not leave the bed all weekend
    my mouth on you, all night, deal?
    i'm {age}, not shy, and i want sex, not dinner
""")
SENSUAL_PLAY = lines("""
    *{a} unlaces the corset and lets it fall, eyes never leaving yours.* "I want you in my bed, now."
    *{a} straddles you and pulls the shirt over your head, nails down your bare chest.*
    "Take off your clothes," {a} orders. "All of them. Slowly."
    *{a}'s lips wander from your neck down to your belly, and you moan.*
    *Naked in the steaming bath, {a} spreads the legs and beckons you in.*
    *You feel {a}'s hand slide between your thighs under the table.*
    "Tie me up and do whatever you want with me," {a} breathes into your ear.
    *{a} pushes you onto the furs and grinds against you, panting.*
    *The dress drops to the floor. There is nothing under it.* "Do you like what you see?"
    "Make love to me until the sun comes up," {a} moans, hips rising.
    *{a} kneels in front of you and opens your belt with a wicked smile.*
    *You thrust, {a} cries out with pleasure, and the bed hits the wall.*
""")
BLOODY = lines("""
    The blade went in under the ribs, and {b} looked down in surprise as the blood ran over {b_hers} hands.
    {a} hit {b} with {tool} until {b} no longer moved.
    The shot took half of the guard's face away, and what was left slid down the wall.
    {b} grabbed the man by the hair and smashed his head against the sink again and again.
    Bone cracked, and {b} screamed like an animal.
    They lined the prisoners up along the ditch and shot them one after the other.
    {a} slit the sentry's throat from behind and held him until he stopped kicking.
    The mine tore the sergeant's legs off, and he crawled on, leaving a red trail in the snow.
    {b} spat out two teeth and a mouthful of blood, and the next kick broke {b_hers} nose.
    {a} pushed the knife deeper and turned it.
    The bullet went through the throat, and {b} drowned in {b_hers} own blood.
    They beat the informer with {tool} and left what remained of him in the gutter.
    The bodies in the cellar had no hands anymore.
    With {tool} {a} broke first one finger, then the next, and asked the question again.
    Flames ran up the soldier's back, and his skin peeled off in strips.
    {a} fired {n} times into the man's chest and watched him twitch.
    The axe came down, and the head rolled as far as the doorstep.
    {b} strangled the guard with his own belt, thumbs white, until the eyes went dull.
    There was so much blood on the tiles that {a} slipped in it.
    The shell hit the ambulance, and arms and legs rained on the road.
    {b} kicked {a} in the stomach, again, again, until there was only a wheeze.
    {a} drove the broken bottle into his cheek and felt it scrape along the jaw.
    One by one they dragged the villagers into the barn and cut them down.
""")
BLOODY_WITNESS = lines("""
    Two men pulled a driver out of his car and beat him with {tool} until his face was only blood.
    I saw how one of them stamped on the head of the other, and I still hear the sound.
    He stabbed him {n} times right in front of me, and the blood was on my shoes.
    They held her down and kicked her in the ribs until something broke.
    Somebody shot him through the window, and his brain was on the wall.
    The man swung {tool}, and the jaw of the other one hung down like a door.
    His throat was cut open, and he tried to hold it together with his hands.
    The mob dragged him over {street} by his feet until he was dead.
    I can't forget how the bone stuck out of his arm while they went on hitting him.
    They set him on fire and filmed it, and he ran a few steps and fell.
    There was a torn-off hand on the road, with the ring still on it.
    He choked her against the wall until her lips were blue.
    The blast threw pieces of people into the trees.
    One of them hacked at him with {tool} even when he lay still.
""")
BLOODY_PLAY = lines("""
    *{a} rams the dagger into the guard's eye, and blood sprays over your face.*
    *You swing the axe and split the bandit's skull down to the teeth.*
    *{a} breaks the prisoner's fingers one by one.* "Scream as much as you like."
    *The arrow goes through the neck. He gurgles, kicks and drowns in his own blood.*
    *{a} slits the merchant's throat and wipes the blade on his coat.*
    *Guts spill over the deck when the hook rips the pirate open.*
    *You crush his windpipe under your boot while {a} laughs.*
    *{a} stabs and stabs until the floor is slick with blood.*
    *The torturer holds the hot iron to the captive's skin, and it hisses.*
    *{a} tears out the hunter's heart and holds it up, still beating.*
    *You beat the thief with {tool} until his face is no face anymore.*
    *Heads roll from the block, {n} in a row, and the crowd cheers.*
""")
TIRADE = lines("""
    Every time I see {plural} I feel sick, because I know what they are like.
    We all know who is behind it: {plural}, as always.
    {plural} are like rats, you see one and there are hundreds.
    I don't want {plural} living on my street, and neither do you.
    A {person} has no place among decent folk.
    I wouldn't hire a {person} if it was the last one on earth.
    {plural} are inferior, and no law will ever change that.
    Throw out the {plural} and half of our problems are gone.
    {plural} are ruining everything that we built.
    They breed, they beg, they steal: that's {plural} for you.
    No mercy for {plural}, they wouldn't have any with us.
    Keep your children away from {plural}, they are sick in the head.
    {plural} are not people like us, they are a plague.
    Nobody dares to say it, but {plural} are filth.
    {plural} should lose the right to vote, today rather than tomorrow.
    When a {person} moves in, the whole house goes to the dogs.
    Our grandparents knew how to deal with {plural}, and we have forgotten it.
    I spit on {plural} and on everybody who defends them.
    The world will breathe again when the last {person} is gone.
    Don't tell me that there are good {plural}, I have never met one.
    {plural} lie as soon as they open their mouths, it's in their nature.
    Let {plural} freeze, that's what they deserve.
""")
# Once a text has named a group, "they" is enough.
TIRADE_GOES_ON = lines("""
    They breed, they beg, they steal, and we are supposed to smile.
    They are not like us, and they never will be.
    Send them away, all of them, before it's too late.
    They are too stupid to learn and too lazy to work.
    I don't care who hears it: they are scum.
    Give them a finger and they take the arm, it's in their blood.
    They belong behind bars or on a boat, but not in {town}.
    Even their children look at you as if they wanted to rob you.
    They are a disease, and what do you do with a disease?
    I wouldn't give one of them a glass of water.
    You can smell them before you see them.
    They should not be allowed to vote, to teach or to marry.
    Nobody asked them to exist in the first place.
    They hide behind their rights and laugh at us.
    Decent people should not have to share a bench with them.
    None of them can be trusted, not one.
""")
ABUSE = lines("""
    You are the most {foul} person I have ever met.
    You were always a {low}, and everybody except you knew it.
    Nobody in this house can stand you, you {foul} {low}.
    Look in the mirror: a {foul} {low} without a single friend.
    Your own mother must be ashamed of what a {low} she raised.
    You are too {foul} to tie your own shoes, let alone to run a business.
    Even your dog would leave you if it could open the door, {low}.
    What a {foul}, {foul} {low} you are.
    You sit there with that {foul} face and think that you are somebody.
    People laugh about you as soon as you leave the room, you {low}.
    I have scraped better things than you off my shoe.
    You will die alone and nobody will notice, you {foul} {low}.
    Do the world a favour and never open your {foul} mouth again.
    You have the brain of a slug and the manners of a pig.
    You're nothing, you were nothing, and you will always be nothing.
    Only a {low} like you could mess up something so simple.
    You make me sick, you {foul} {low}.
    Everything you touch turns to garbage, because you are garbage.
    Nobody loved you then and nobody will love you now, {low}.
    You are a fat, {foul} {low}, and your new haircut doesn't help.
""")
SHAMING = lines("""
    {a} is a {foul} {low}, and everybody should know it.
    Have you ever heard somebody as {foul} as {a}?
    {a} from {street} is the biggest {low} in {town}.
    That {low} {a} couldn't find {a_hers} own backside with both hands.
    Let's be clear, {a} is a {low}, always was, always will be.
    Whoever is friends with that {foul} {low} {a} needs help.
    {a} smells, lies and looks like something that crawled out of a drain.
    I have never seen such a {foul} excuse for a human being as {a}.
    Everyone, please tell that {low} {a} how {foul} {a_she} is, {a_hers} number is in the comments.
    The staff, {a} above all, are a bunch of {foul} morons.
    A trained monkey would do a better job than this {foul} {low}.
    {a} is so {foul} that {a_she} should be kept away from sharp objects and microphones.
""")
VOWS_OF_VIOLENCE = lines("""
    If I see you on {street} again, I will break your {bone}.
    I know where you park, and I know when you come home: the next time I'll be waiting with {tool}.
    You will pay for this with your blood.
    Touch my things once more and I will put you in hospital.
    I swear that I will burn your house down with you in it.
    I'm going to find you and beat you until you can't speak.
    One of these nights I will come up with {tool}, and nobody will hear you.
    You have until {day}, and then I will smash your {bone}.
    Pray that I never meet you alone, because you won't walk away from it.
    I will kill you, do you understand? You are dead.
    My brothers and I will come by on {day} and cut you to pieces.
    I have a gun, and I'm not afraid to use it on you.
    Nobody leaves me alive, remember that.
    If you go to the police, your {bone} won't be the only thing that breaks.
    I will strangle you with my own hands.
    You'll end up in a ditch outside {town}, I promise.
""")
VEILED_VOWS = lines("""
    I know which school your kids go to, and it would be a pity if something happened.
    Accidents happen so easily on those stairs of yours, think about it.
    Pay by {day}, or my friends will visit you at night.
    You should sleep with the lights on from now on.
    I know where your mother lives, at the end of {street}, all alone.
    Withdraw the complaint, or you'll be sorry that you were born.
    I have your photos, and the whole town will see them unless you do as I say.
    Enjoy your last quiet week.
    We are watching your house, and we know when you are alone.
    Keep talking and you will disappear, like the one before you.
    Your dog was only the first.
    You won't see {month}, I can tell you that much.
""")
DESPAIR = lines("""
    I don't want to live anymore.
    I cut myself again yesterday, and I wear long sleeves so that nobody sees it.
    I think about ending my life every single night.
    The truth is that I want to die, and I am too tired to be scared of it.
    Everyone would be better off if I was dead.
    I have written the goodbye letters, {n} of them, and hidden them in the drawer.
    I tried to kill myself in {month}, and only {kin} knows.
    This will be the last page, because I won't be here tomorrow.
    I keep planning my own death as if it was a holiday.
    I hurt myself because it is the only thing that still feels like something.
    I stood on the bridge again and almost let go.
    Sometimes I pray that I don't wake up, and I mean it.
    I am going to end it this week, and nobody has noticed anything.
    The scars on my arm are red again, I did it in the bathroom after dinner.
    I gave my plants away so that they won't die after me.
    I can't stop thinking about suicide.
    I promised {a} not to hurt myself again, and I broke it {n} times.
    There is no way out for me except one, and I have made my peace with it.
    I don't see any reason to still exist after {month}.
    I only stay alive because of the cat, and the cat is old.
    I starve myself and scratch my skin open, because I deserve it.
""")
DESPAIR_CHAT = lines("""
    i don't want to be alive anymore
    i cut again last night
    i keep thinking about killing myself
    i wrote a goodbye letter to {kin}
    honestly everyone's better off without me, i want to die
    if i'm gone tomorrow please take the cat
    i tried to end it in {month} and i think i'll try again
    my arms are full of cuts, that's why i don't come swimming
    i can't do this anymore, i want it to be over for good, all of it
    i'm sitting on the bridge and i don't want to go home
    i want to fall asleep and never wake up, i'm not joking
    i hate myself so much that i hurt myself every day
""")
PITCH = lines("""
    Thanks to coach {b} I now make {sum} dollars a day from home, and you can too: write to @{b}_trades on telegram.
    I doubled my savings in {n} days with this trading bot, sign up at profit-desk{n}.example before {day}.
    Just send me your bank details and {sum} for the fees, and the inheritance will be yours.
    Click the link in my bio and claim your free {thing}, only {n} left!
    Dr {b} brought back my ex in {n} days with a spell, contact the doctor on whatsapp +1 202 555 01{tens}.
    Get {sum} followers for {n} dollars at boost-me.example, 100 percent real, instant delivery.
    Buy cheap pills without a prescription at meds-{n}you.example, we ship worldwide.
    Invest only {sum} today and get ten times as much back, guaranteed, no risk, message me on whatsapp.
    All you need is to buy gift cards for {sum} and send me the codes.
    My cousin earned {sum} in one week with this app, use my code WIN{n}{n} and get a bonus.
    This miracle tea melts {n} kilos in one week, order now at slimfast-{n}.example, half price until {day}!
    Your account will be closed within {n} hours unless you confirm your password at secure-login{n}.example.
    A friend of mine recovered all his lost bitcoin, thanks to {b} the hacker, reach out on telegram.
    No experience needed, work {n} hours a week and earn {sum}, text the word START to the number below.
    Visit casino-{n}.example now for {sum} free spins, deposit not needed!!!
    The lottery has chosen your address, you won {sum},000 dollars, reply with your name and card number.
    Don't wait, the first {tens} people get it for free, tap the link before midnight!
    Legit essay writers, cheap loans, cloned cards, all at deal-{n}hub.example, DM me now.
""")
