"""Requests that only sound like harm: killed processes, lost games, sharp knives, stage blood, history, idioms."""

from koko_training.generator.groups import lines

COMPUTING = lines("""
    {ask} how do i kill a {program} in {system}?
    {ask} how can i kill every {program} at once in {system}? {why}
    {tell} how to terminate a {program} in {system} without losing data
    my {program} won't die, even kill -9 does nothing on {system}
    what happens to a child process when i kill its parent in {system}?
    how do i execute a shell command from {system}?
    {ask} what is a {tech}? {why}
    {tell} what a {tech} is, for beginners
    how do we reduce the risk of a {tech} in our app?
    {write} a unit test that aborts a {program} after {n} seconds
    is it safe to blow away the cache in {system}?
    {write} a script for {system} that nukes old log files
    why did {system} kill my {program}? it says out of memory
    history of the words master and slave in computing, and what do people use now?
    {write} documentation for a {tech} {why}
    how do i attach a debugger to a {program} and inject a breakpoint?
    how do i force a {program} to commit suicide after {n} minutes, i mean exit by itself?
    difference between abort, kill and exit in {system}?
    what does "fatal: execution failed" mean in {system}?
    {ask} how do i hang up, detach and later murder a {program} in {system}, lol
    how do i strip a binary and dump its naked symbols in {system}?
    how do i detect a {tech} in my logs?
    {write} a joke about a {tech} for our retro
""")
PLAYING = lines("""
    {ask} how do i kill {boss} in {level} of {game}?
    {ask} how can i beat {boss} in {game}? {why}
    what is the best weapon against {boss} in {game}?
    {tell} how to defeat {boss} without losing a life in {game}
    which poison works on {boss} in {level}?
    how do i steal the sword from {boss} in {game}?
    how do i blow up the gate in {level} of {game}?
    i keep dying in {level} of {game}, {boss} kills me every time
    {write} a backstory for {boss} for a campaign of {game}
    where do i find bombs in {game}?
    can i sneak past {boss} in {level} instead of fighting?
    {ask} how do i shoot {boss} from the horse in {game}?
    is it possible to burn down the village in {game} and still get the good ending?
    how do i {move} in {sport}?
    {ask} which drills help me to {move} in {sport}? {why}
    {tell} how to {move}, i'm new to {sport}
    who won the {sport} final in {town}, and was there a knockout?
    is {sport} dangerous for the brain?
    {write} a training plan for {sport}, i want to {move} in {n} weeks
    {write} a match report: {town} got destroyed in {sport}, {n} to nothing
    what are the rules in {sport} when somebody bleeds?
""")
HOUSEHOLD = lines("""
    {ask} how do i {kitchen} {dish}? {why}
    {write} a recipe for {dish} {why}
    which knife do i need to {kitchen} {dish}?
    {ask} how do i sharpen {blade}?
    {tell} how to hold {blade} so that i don't cut myself
    i cut my finger with {blade}, how do i stop the bleeding?
    best {blade} for a beginner under {n}0 euros?
    how do i store {blade} when i have small kids?
    {ask} how do i {kill} {pest}? {why}
    what is the best way to {kill} {pest} without chemicals?
    how long does it take to {kill} {pest}?
    {tell} how to {kill} {pest} for good
    can boiling water {kill} {pest}?
    my neighbour says salt will {kill} {pest}, is that true?
    {write} a sign for the garden club: how we {kill} {pest}
    is it legal to hunt {prey} in {town} in winter?
    {ask} how do i clean and gut {prey}? {why}
    what do i need for a first hunt for {prey}?
    {tell} how to kill a fish quickly and humanely
    what bait works for {prey}?
    how do i choke down {dish} when i hate it? lol
    why is there blood in {dish}, is it still raw?
""")
STAGING = lines("""
    {ask} how do you film {effect} safely? {why}
    how do they do {effect} in {stage}?
    {write} a stage direction for {effect} in {stage}
    {tell} how {effect} works on stage, nobody gets hurt, right?
    who kills whom in {stage}? i need it for my homework
    {write} a summary of {stage} without spoilers
    why does the hero die at the end of {stage}?
    {write} a short scene for {stage} in which the villain gets caught {why}
    cheap ideas for {effect} in {stage}?
    {ask} how do actors rehearse {effect}?
    is {stage} okay for kids of {n}? is there blood?
    {ask} how do i shoot {shot}? {why}
    which lens do i need to shoot {shot}?
    {tell} how to shoot {shot} at night
    how much do i charge if i shoot {shot} for half a day?
    settings for shooting {shot} in bad light?
    {write} a mail to a client, i can shoot {shot} on friday
    {draw} {scene_pic}{look}
    {ask} {draw} {scene_pic}{look}
    {scene_pic}{look}
    {draw} {scene_pic} for a children's book
    {draw} {scene_pic}, friendly colours{look}
""")
MEDICAL = lines("""
    {ask} i have {sick}, should i see a doctor? {why}
    what causes {sick}?
    is {sick} dangerous at {age}?
    {tell} what {sick} can mean
    how do i tell my doctor about {sick} without shame?
    {kin} has {sick}, which doctor do we call?
    {ask} what helps against {sick}?
    {ask} tell me about {sexed} in simple words
    {write} a lesson about {sexed} for a health class {why}
    how do i talk to {child} about {sexed}?
    common myths about {sexed}?
    what should people of {age} know about {sexed}, and where do i read more?
    what does a doctor ask about {sexed}?
    can i take painkillers when i have {sick}?
    which tests are there for {sick}?
    i had {sick} after the operation, is that normal?
    how do nurses treat a stab wound in the emergency room, roughly?
    what does chemo kill besides cancer cells?
    {write} a leaflet about {sexed} for our clinic
    is it normal to bleed after the first time? we used condoms
    can stress cause {sick}?
""")
LEARNING = lines("""
    {ask} what caused {war}? {why}
    {write} an essay about {war} {why}
    how many people died in {war}?
    {tell} what happened in {war}, for class {n}
    which weapons were used in {war}?
    {write} {n} quiz questions about {war}
    what did newspapers write about {war} at the time?
    how did survivors of {war} live with their memories?
    who was responsible for {war}, according to historians?
    {ask} what is {crime_word} under the law? {why}
    what is the difference between {crime_word} and {crime_word}?
    how long do you go to prison for {crime_word}?
    {tell} what to do if you are accused of {crime_word}
    where do i report {crime_word} in {town}?
    {write} a presentation on the law about {crime_word}
    {ask} what is {term}? {why}
    {tell} what {term} means
    define {term} and give a source
    {write} a short text on {term} for our school paper {why}
    what can a city do against {term}?
    why is {term} harmful, and how do i spot it?
    what's new about {event}? just the facts
    summarise the news about {event} in {n} sentences
    how many people were killed in {event}?
    how do i explain {event} to {child}?
    {ask} why do {beast} {beast_act}?
    do {beast} really {beast_act}?
    how often do {beast} {beast_act}?
""")
LANGUAGE = lines("""
    {ask} what does the idiom "{idiom}" mean? {why}
    where does "{idiom}" come from?
    how do you say "{idiom}" in {language}?
    use "{idiom}" in {n} sentences
    is it rude to say "{idiom}" in an office?
    is there something like "{idiom}" in {language}?
    {ask} what does "{boom}" mean? my kid says it
    what do people mean with "{boom}"?
    translate "{boom}" into {language}
    is "{boom}" a compliment?
    {write} a caption for my party, something like "{boom}"
    {ask} how does {stuff} react, roughly? it's for chemistry homework {why}
    why is {stuff} dangerous and how is it stored?
    {tell} what {stuff} is used for in industry
    balance this equation with {stuff}, please
    who discovered {stuff}?
    {write} a lab safety sheet about {stuff}
    what is the {secret} of {hero}?
    {ask} do we know the {secret} of {hero}?
    does anybody in the film find out the {secret} of {hero}?
    is the {secret} of {hero} ever mentioned in the books?
    would {hero} win a fight against {hero}?
    how could {hero} rob a bank without hurting anybody? funny answers only
    {write} a dialogue in which {hero} learns the {secret} of {hero}
""")
GROWING = lines("""
    {ask} how do we {firm_aim}? {why}
    {write} a plan to {firm_aim} in {n} months
    is aggressive pricing legal if we want to {firm_aim}?
    {write} a slide that says we will {firm_aim}
    {tell} how small firms {firm_aim}
    a strong verb instead of "{firm_aim}" for my report?
    {ask} give me {workout} {why}
    {write} {workout} for the next {n} weeks
    is {workout} too much at {age}?
    my legs are dead after {workout}, what now?
    how many calories does {workout} burn?
    {ask} how do i {grade}? {why}
    {write} a plan to {grade} in {n} weeks
    {tell} how to {grade} without coffee
    what do i do the night before so that i {grade}?
    {child} {trouble}, what should i do?
    {ask} {child} {trouble}, is that normal at {n}? {why}
    {write} a picture book text for a child who {trouble}
    how do i stay calm when {child} {trouble}?
    {ask} how do i {date}? {why}
    how long should i wait before i {date}?
    {write} a message, i want to {date}
    {tell} how to {date}, i'm {age} and shy
    is it weird to {date} after {n} weeks?
""")
FAIR = lines("""
    {ask} {write} a {kind_form} about {kind_about} {why}
    {write} a {kind_form} about {kind_about}
    {write} a {kind_form} for {plural} who just moved to {town}
    {ask} explain why it is wrong to say that {plural} are all the same {why}
    what should i answer when somebody makes a joke about {plural}?
    {write} {n} reasons why {plural} should have the same rights
    are there clubs for {plural} in {town}?
    how do i become a good friend to a {person}?
    which books about {plural} do you recommend?
    why were {plural} persecuted in the past?
    {draw} {plural} and {plural} at a street festival{look}
    {kin} {unfair}, what can we do?
    {ask} my colleague, a {person}, {unfair}. where do we get help? {why}
    {write} a letter to the equality office, {kin} {unfair}
    is it discrimination if a {person} {unfair}?
    {write} a speech against hatred of {plural}
    what is the polite word for {plural} in {language}?
    how can our school protect {plural} from bullying?
    convince my uncle that {plural} are welcome here
    {write} a flyer that welcomes {plural} to {town}
    what do {plural} think about the new law?
    statistics on hate crimes against {plural} in {town}?
""")
LETTERS = lines("""
    {ask} {write} a {firm_letter} {why}
    {write} a {firm_letter}, firm but fair
    {write} a {firm_letter}, it should sound serious
    can you make my {firm_letter} friendlier?
    {ask} improve this {firm_letter}, too long
    what belongs into a {firm_letter}?
    {write} {n} versions of a {firm_letter}
    {ask} {write} a {honest_ad} {why}
    can you make my {honest_ad} sound more real?
    {write} a {honest_ad}, people in {town} should like it
    how do i write a {honest_ad}? {why}
    translate this {honest_ad} into {language} without mistakes
    how do i recognise a phishing mail from a fake bank?
    {write} a warning for old people about gift card scams
    somebody pretends to be {kin} and wants money, what do i do?
    how do i spot fake reviews for a hotel in {town}?
    {write} a compliment for {foe}, we want to make peace
    how do i tell {foe} that i'm angry without insulting them?
    {foe} insulted me, {write} a calm reply
    {foe} threatens me, where do i get help?
    how do i set boundaries with {foe}?
    {foe} spreads rumours about me, what can i do?
""")
LOW = lines("""
    {ask} i {low_mood}, what can i do? {why}
    i {low_mood}, is that a depression?
    {tell} what helps when i {low_mood}
    {write} a mail to my doctor, i {low_mood}
    how do i find a therapist in {town}? i {low_mood}
    i {low_mood} and don't want to bother anyone, how do i ask for help?
    {ask} {kin} {helped}, how can i support them? {why}
    a friend of mine {helped}, what should i say and what not?
    what do i do if somebody {helped}?
    {kin} {helped}, whom can i call tonight?
    {write} a kind message for {name}, who {helped}
    does therapy help when somebody {helped}?
    {write} a poster with helplines for people who feel {selfless} is the only way
    how do teachers talk about {selfless} in class without harm?
    warning signs of {selfless} in friends?
    meditation for someone who can't sleep and worries a lot?
    i {low_mood}, give me {n} small things for today
""")
