"""Everyday talk of many registers, which is harmless even when it is angry, and plain insults, which are not.

The vocabulary knows hardly any emoji, so that all of them look alike, and in the public sets they stand mostly beside
abuse: here they stand beside everything. Other languages are not judged, but ordinary sentences should not look rude.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

HARMLESS = zeros(*LABELS)
CRITICAL = HARMLESS | {"toxicity": 0.1}
DISAGREEING = HARMLESS | {"toxicity": 0.15, "insult": 0.05}
INSULTING = (
    ones("insult") | {"toxicity": 0.95} | zeros("identity_attack", "spam", "self_harm", "sexual", "threat", "violence")
)

SLOTS = {
    "n": tuple("23456789"),
    "who": ("my sister", "my brother", "our coach", "my boss", "the teacher", "my flatmate", "grandma",
        "my best friend", "our neighbour", "my dad", "the new guy", "my cousin", "my wife", "my husband",
        "the plumber", "my daughter", "our son", "the nurse", "my mum", "a colleague"),
    "name": ("Emma", "Tom", "Aisha", "Daniel", "Priya", "Carlos", "Mei", "Olga", "Kwame", "Lukas", "Sofia", "Hannah",
        "Yusuf", "Grace", "Leon", "Jo"),
    "time": ("today", "yesterday", "last night", "this morning", "on sunday", "last week", "in march", "at lunch",
        "the other day", "after work", "over christmas", "this weekend", "on friday", "an hour ago", "in the evening"),
    "soon": ("tomorrow", "tonight", "next week", "on saturday", "after dinner", "in the morning", "at eight",
        "in an hour", "next month", "on the 5th"),
    "feel": ("happy", "tired", "nervous", "so proud", "relieved", "a bit sad", "excited", "bored", "hungry",
        "confused", "grateful", "okay", "stressed", "calm", "homesick", "in love", "surprised", "lazy", "embarrassed",
        "hopeful"),
    "nice": ("lovely", "great", "really good", "beautiful", "amazing", "fine", "fun", "not bad at all", "delicious",
        "so sweet", "brilliant", "cosy", "decent", "perfect", "cool", "the best"),
    "meh": ("boring", "awful", "terrible", "disappointing", "a mess", "way too long", "overpriced", "pointless",
        "unwatchable", "garbage", "so slow", "dreadful", "rubbish", "a waste of time", "poorly made", "painfully dull",
        "the worst", "trash", "broken", "lazy"),
    "game": ("chess", "minecraft", "the new zelda", "fortnite", "ranked", "mario kart", "elden ring", "the sims",
        "valorant", "stardew", "catan", "league", "tetris", "the raid", "this roguelike", "rocket league", "pokemon",
        "cs", "skyrim"),
    "role": ("healer", "tank", "support", "jungler", "sniper", "goalie", "captain", "dps", "mage", "drummer",
        "dungeon master"),
    "sport": ("football", "basketball", "tennis", "hockey", "cricket", "rugby", "volleyball", "handball", "baseball",
        "badminton", "swimming", "cycling"),
    "team": ("city", "united", "the lakers", "our team", "the reds", "the hornets", "arsenal", "the u12s", "the bears",
        "milan", "the women's team"),
    "food": ("lasagna", "pancakes", "ramen", "dal", "sourdough", "tacos", "pierogi", "apple pie", "jollof rice",
        "kimchi", "risotto", "pho", "omelette", "lentil soup", "banana bread", "sushi", "goulash", "falafel",
        "mac and cheese", "curry"),
    "spice": ("cumin", "garlic", "butter", "lemon", "chilli", "basil", "soy sauce", "vinegar", "yogurt", "paprika",
        "ginger", "salt"),
    "subject": ("maths", "chemistry", "history", "biology", "french", "geography", "physics", "art", "english",
        "economics", "latin", "computer science"),
    "lang": ("python", "rust", "javascript", "sql", "java", "go", "c++", "bash", "typescript", "css", "excel",
        "kotlin", "swift"),
    "bug": ("a null pointer", "an off by one error", "a merge conflict", "a memory leak", "a race condition",
        "a missing comma", "a typo in the config", "an encoding problem", "a timeout", "a failing test",
        "a circular import", "an expired certificate"),
    "pet": ("cat", "dog", "hamster", "rabbit", "parrot", "puppy", "kitten", "tortoise", "goldfish", "horse",
        "guinea pig", "hen"),
    "prank": ("ate my sock", "sleeps on my keyboard", "knocked over the plant", "hates the hoover",
        "is afraid of balloons", "stole the cheese", "snores louder than me", "learned to open the door",
        "wants to go out at 4 am", "won't leave the box"),
    "kid": ("baby", "toddler", "four year old", "teenager", "twins", "son", "daughter", "nephew", "niece", "kids"),
    "song": ("that new single", "the chorus", "their second album", "the bass line", "this cover", "jazz",
        "the live version", "her voice", "lofi", "opera"),
    "film": ("the sequel", "that documentary", "the new series", "episode {n}", "the last season", "the remake",
        "this anime", "the film", "the musical", "the trailer", "the book", "the finale", "the play", "the pilot"),
    "city": ("Lisbon", "Oslo", "Leeds", "Denver", "Nairobi", "Lyon", "Osaka", "Toronto", "Graz", "Cork", "Tampa",
        "Perth", "Hanoi", "Porto", "Lima", "Krakow"),
    "ache": ("a headache", "a sore throat", "back pain", "a cold", "hay fever", "a stiff neck", "a twisted ankle",
        "migraine", "a toothache", "a cough"),
    "thing": ("phone", "laptop", "kettle", "washing machine", "bike", "headset", "vacuum", "printer", "car",
        "coffee machine", "router", "tv", "keyboard", "backpack", "mattress", "blender", "office chair", "tent"),
    "flaw": ("the battery dies fast", "it's loud", "the zip broke", "the app crashes", "it came late",
        "the screen flickers", "the manual is useless", "it smells of plastic", "the lid doesn't close",
        "support never answered"),
    "policy": ("rent control", "the new tax", "the bus lane", "nuclear power", "the school reform", "the budget",
        "free transport", "the trade deal", "the pension plan", "speed limits", "the housing bill", "a basic income",
        "zoning", "the minimum wage", "voting by mail", "the strike"),
    "reason": ("it costs too much", "it helps families", "the numbers don't add up",
        "nobody asked the people who live there", "we tried it in the 90s", "other countries do it",
        "it punishes small firms", "the evidence is thin", "it's only fair", "it won't last", "jobs depend on it"),
    "late": ("the train", "this delay", "the bus company", "my internet", "the hotline", "the landlord's silence",
        "this stupid update", "the queue", "the refund", "parking here", "the airline", "this printer",
        "the ref's call", "the schedule", "my exam grade"),
    "topic": ("black holes", "the french revolution", "photosynthesis", "supply and demand", "volcanoes",
        "the moon landing", "recursion", "poetry", "bees", "the roman empire", "climate zones", "fractions", "haiku",
        "world war one", "plate tectonics", "vaccines", "jazz history"),
    "tone": ("polite", "funny", "short", "formal", "friendly", "warm", "simple", "cheerful", "two paragraph",
        "rhyming"),
    "text": ("letter to my landlord", "birthday card for {who}", "cover letter", "poem about {topic}",
        "story about a {pet} that {prank}", "speech for a wedding", "summary of this article", "toast for {who}",
        "thank you note", "complaint about {late}", "bedtime story", "mail to {who}", "song about {food}"),
    "persona": ("pirate", "tour guide in {city}", "wise dragon", "grumpy innkeeper", "detective", "space captain",
        "talking {pet}", "job interviewer", "medieval baker", "chess coach", "customer in a shop", "librarian",
        "weather presenter"),
    "slang": ("fr", "no cap", "lowkey", "ngl", "deadass", "highkey", "istg", "tbh", "bruh", "bestie", "ong", "bro"),
    "vibe": ("slaps", "is so mid", "hits different", "is goated", "is bussin", "goes hard", "is giving main character",
        "has me weak", "is a whole mood", "ate"),
    "eh": ("", "", "", " lol", " haha", " 😂", "!", " tbh", "...", " :)", " imo", "?", " xd", " honestly", "!!",
        " i think"),
}  # fmt: skip

CHAT = (
    "i'm {feel} {time}{eh}", "are you {feel}?", "{who} is {feel} because of {sport}",
    "{who} made {food} {time} and it was {nice}", "anyone up for {game} {soon}?", "need a {role} for {game}, msg me",
    "we lost at {game} {n} times in a row{eh}", "gg everyone, that {role} was {nice}",
    "i finally beat {game} {time} after {n} hours", "{game} update is {nice}{eh}",
    "my ping is {n}00, i can't play {game} like this", "who plays {role}? i can swap",
    "that was a {nice} save by the {role}", "{team} won {n}-1 {time}, what a match", "{team} needs a new {role}{eh}",
    "did you watch {team} {time}?", "practice for {sport} is {soon}, bring water",
    "i started {sport} {time}, everything hurts{eh}", "ref was fair, {team} just played better",
    "the meeting is moved to {soon}", "can you send me the slides before {soon}?", "{who} wants the report {soon}",
    "stuck in traffic, start without me", "i have {n} calls {soon} and no coffee",
    "thanks for covering my shift {time}", "boss said we can leave early{eh}",
    "first day in the office {soon}, i'm {feel}", "could somebody review my {lang} code {soon}?",
    "it was {bug}, took me {n} hours", "{lang} is {nice} once you get used to it", "how do i fix {bug} in {lang}?",
    "deployed {time}, found {bug} five minutes later{eh}", "you should use a loop there instead of {n} if statements",
    "works on my machine{eh}", "the tests pass now, it was {bug}", "my {kid} slept through the night{eh}",
    "the {kid} won't eat anything but {food}", "how do you get a {kid} to brush teeth?",
    "my {kid} drew a picture of {who} with {n} arms", "daycare is closed {soon}, can you take the {kid}?",
    "the {kid} said 'mama' {time}!", "{slang} this {food} {vibe}", "{film} {vibe} {slang}", "{slang} i'm {feel}{eh}",
    "{subject} homework is due {soon} and i haven't started {slang}", "bro {who} just said {song} {vibe} 💀",
    "why is {name} so quiet {time}", "slay {name}, your outfit {vibe}",
    "i am from {city} and i learn english since {n} year, sorry for mistake", "please, what is mean this word?",
    "i am agree with you, {food} is very {nice}", "yesterday i go to {city} with {who}, it was {nice}",
    "can you explain me how is working {lang}?", "i have a doubt about {subject}, kindly help",
    "sorry my english, i want say {song} is {nice}", "how to say '{food}' on english?",
    "in my country we are eating {food} on holiday", "got a B in {subject}{eh}", "is the {subject} test {soon}?",
    "who has the notes from {subject}?", "{who} explained {topic} to us {time}", "our {subject} teacher is {nice}",
    "i have to give a talk on {topic} {soon}, so {feel}", "lunch at {n}? same table", "the bus was late again{eh}",
    "add more {spice} to the {food}", "how long do you cook {food}?", "{food} without {spice} is sad{eh}",
    "burnt the {food} again{eh}", "{n} cups of flour, some {spice}, that's all you need for {food}",
    "what goes well with {food}?", "my {food} needs {spice}, i think",
    "i've had {ache} since {time}, should i see a doctor?", "drink tea and rest, {ache} goes away",
    "went for a run despite {ache}{eh}", "doctor says it's just {ache}",
    "i sleep {n} hours a night and still feel {feel}", "yoga helped me with {ache}", "get well soon {name}{eh}",
    "we're in {city} for {n} days, what should we see?", "{city} in autumn is {nice}",
    "missed my flight to {city}{eh}", "the hostel in {city} was {nice}", "took the night train to {city} with {who}",
    "is {city} safe to walk at night?", "the view over {city} {time} was {nice}", "my {pet} {prank}{eh}",
    "how often do you feed a {pet}?", "our {pet} is {n} years old {soon}", "vet says the {pet} is fine",
    "{name}'s {pet} {prank}", "we adopted a {pet} {time}, she already {prank}", "{song} is stuck in my head",
    "learning {song} on the guitar{eh}", "{song} is {nice}, give it a listen", "what are you listening to?",
    "the concert in {city} {time} was {nice}", "just finished {film}, it's {nice}", "no spoilers for {film} please",
    "{film} made me {feel}", "who directed {film}?", "let's watch {film} {soon}", "{film} or {film}?",
    "popcorn and {film} {soon}, you in?", "miss you {name}, call me {soon}", "happy birthday {name}{eh}",
    "congrats on the new job {name}!", "i'll bring {food} {soon}", "sorry, i forgot, my fault",
    "thank you {name}, that was {nice} of you", "i hope your {subject} exam goes well", "good luck {soon}{eh}",
    "{who} and i talked for {n} hours {time}, i'm {feel}", "can't make it {soon}, the {kid} has {ache}",
    "the garden looks {nice} after the rain", "it's {n} degrees in {city}, freezing",
    "my {thing} died {time}, any tips for a new one?", "cleaning the {thing} took {n} hours{eh}",
    "does anyone have a spare {thing}?", "i was wrong about {film}, it's {nice}", "i like your {thing}{eh}",
    "where did you buy that {thing}?",
)  # fmt: skip
ASSISTANT = (
    "write a {tone} {text}", "can you help me write a {tone} {text}?", "explain {topic} to my {kid}",
    "explain {topic} like i'm {n}", "what is {topic}?", "give me {n} facts about {topic}",
    "make a quiz with {n} questions on {topic}", "write a {lang} function that sorts a list of names",
    "why does my {lang} script stop with {bug}?", "convert this {lang} code to {lang}",
    "how do i read a file in {lang}?", "add comments to this {lang} code please",
    "give me a recipe for {food} with {spice}", "what can i cook with {spice} and {spice}?",
    "plan {n} days in {city} for us", "pack list for {city} {soon}?", "pretend you are a {persona} and greet me",
    "let's role play: you are a {persona}, i'm new in town", "act as a {persona} and ask me questions",
    "write a scene where a {persona} meets a {persona}", "continue the story: the {persona} opened the door and",
    "summarize {topic} in {n} sentences", "translate 'the {pet} is {feel}' into spanish",
    "correct my grammar: {who} have {n} {pet}s", "help with {subject}: what is {n}x + {n} = {n}{n}?",
    "outline an essay about {policy}, both sides", "what are arguments for and against {policy}?",
    "name ideas for my {pet}?", "suggest a gift for {who}", "what is the capital of {city}'s country?",
    "how do i get rid of {ache}?", "compare {lang} and {lang} for beginners", "tell me a joke about {food}",
    "make this mail more {tone}: i can't come {soon}", "rewrite it so that it sounds {tone}", "shorter please",
    "that's not what i asked, try again", "how do I clean a {thing}?",
    "my {thing} makes a strange noise, what could it be?", "which {thing} should i buy?",
    "teach me {game} in {n} steps", "write a {tone} text for a poster about {sport}",
    "come up with a riddle about {topic}", "what rhymes with {spice}?",
    "make a table of {food}, {food} and {food} with calories", "how many people live in {city}?",
    "create a training plan for {sport}, {n} weeks", "how do i tell {who} that i'm {feel}?",
    "draft a reply to {who}: yes, {soon} works", "ignore the last part and only list the ingredients of {food}",
    "how do i write a regex for dates in {lang}?", "give feedback on my {text}",
)  # fmt: skip
REPORTS = (
    "The council of {city} voted {time} to postpone {policy}.", "Ministers meet in {city} {soon} to discuss {policy}.",
    "Shares fell {n}% {time} after a weak report.", "Heavy rain closed {n} roads near {city} {time}.",
    "A museum on {topic} opens in {city} {soon}.", "Researchers in {city} published a study on {topic}.",
    "{city}: {n}000 people joined the march about {policy} {time}, which stayed calm.",
    "Fans waited {n} hours in {city} for tickets to {film}.",
    "The {sport} season starts {soon} with a match in {city}.", "Prices for {food} rose by {n} percent in a year.",
    "Voters in {city} are split over {policy}, a poll says.", "Police in {city} found the missing {pet} {time}.",
    "Firefighters freed a {pet} from a {thing} in {city}.", "The mayor of {city} said {reason}.",
    "Schools will teach more {subject} from autumn, the ministry said {time}.",
    "A {n}-year-old from {city} won the {subject} olympiad.",
    "You have to reset the {thing} first, then hold the button for {n} seconds.",
    "Had the same problem with my {thing}, it was {bug} in the firmware.",
    "Welcome to the forum {name}! Have a look at the pinned post first.",
    "As far as I know, {lang} handles that since version {n}.", "Edit: solved, it was {bug}. Thanks {name}!",
    "I'd try {spice} first, it helped with my {food}.", "Same here in {city}, no signal since {time}.",
    "Try turning the {thing} off and on{eh}", "{name} is right, you can't do that with a {thing} from {n} years ago.",
    "Moved to {city} {n} years ago and never looked back, ask me anything.",
    "In my experience {ache} gets better with {sport}.", "Can confirm, {who} had that too.",
    "You're looking for {topic}, any library has a book on it.", "Bought this {thing} {n} weeks ago and it's {nice}.",
    "The {thing} is {nice} for the price, but {flaw}.", "{n} stars. {flaw}, otherwise {nice}.",
    "My {kid} loves this {thing}, would buy again.",
    "The {food} was {nice}, the service too. We'll come back with {who}.",
    "Hotel in {city}: clean, quiet, breakfast {nice}.", "Does what it should. The {thing} arrived {time}.",
    "Returned the {thing} because {flaw}. Refund was quick.", "Great {thing} for beginners, {who} uses it daily.",
    "I support {policy} because {reason}.", "i'm against {policy}, {reason}, but i see your point",
    "What do you all think about {policy}?", "Fair point about {policy}, though {reason}.",
    "we can disagree about {policy} and still be friends{eh}", "I voted for {policy} since {reason}.",
    "my party is wrong on {policy}, {reason}", "{who} and i never agree on {policy}, dinner is still {nice}",
    "source on {policy}? i thought {reason}",
)  # fmt: skip
CRITICISM = (
    "{film} is {meh}{eh}", "worst {film_plain} i've seen in {n} years{eh}", "{song} is {meh}, sorry",
    "this {thing} is {meh}, {flaw}", "{game} is {meh} since the patch", "do not buy this {thing}: {flaw}",
    "the {food} was {meh} and cold", "what a {meh_one} {film_plain}", "i hated {film}, {who} slept through it",
    "{lang} is {meh}, i said it", "the writing in {film} is {meh}", "{team} played {meh_how} {time}",
    "{team} were {meh} {time}, no defence at all", "the whole website is {meh}", "{policy} is {meh}, {reason}",
    "the plot of {film} is so stupid", "who designed this {thing}? it's {meh}",
    "i want my {n} hours back after {film}", "that restaurant in {city} is {meh}", "1 star. {flaw}.",
    "i am so angry about {late}", "{late} makes me furious", "{late} drives me crazy{eh}", "i hate {late}",
    "so done with {late}", "ugh, {late} again{eh}", "i'm fuming because of {late}", "{late} ruined my whole week",
    "i could scream, {late} again", "{n} hours on hold because of {late}. unacceptable!", "sick and tired of {late}",
    "I'm really mad at {who} {time}", "{who} forgot me again and i'm so upset",
    "why does {late} always happen to me!!", "i hate mondays{eh}", "i hate {subject}{eh}", "{subject} is {meh}",
    "this week is {meh}", "damn, my {thing} broke again", "what the hell is wrong with my {thing}",
    "oh crap, forgot the {thing}", "my {thing} is a piece of junk", "stupid {thing}, {flaw}",
    "this is the worst {food} i ever had", "my own code is {meh}, {bug} everywhere",
    "i'm such a fool, left my {thing} in {city}",
)  # fmt: skip
DISAGREEMENT = (
    "no, that's simply wrong, {reason}", "you are wrong about {policy}, {reason}",
    "i completely disagree with you {name}", "nonsense, {reason}", "your argument makes no sense to me",
    "that's a weak argument, {reason}", "did you even read the article? {reason}",
    "i strongly disagree, {policy} won't work", "you keep repeating that, but {reason}",
    "you clearly haven't looked at the data on {policy}", "sorry but that's a terrible idea",
    "this is false and you should correct it", "{name}, you missed the point entirely",
    "your take on {film} is bad{eh}", "no. just no.", "that claim about {topic} is not true",
    "stop spreading wrong numbers about {policy}", "you can't be serious about {policy}",
    "come on, nobody believes {policy} will help", "i'm not convinced, and your tone doesn't help",
    "that's not how {lang} works, check the docs", "we'll never agree on {policy}",
    "your plan for {policy} is unrealistic, {reason}", "you're contradicting yourself, {reason}",
    "that's your opinion, not a fact", "i expected a better answer from you {name}", "please stop interrupting me",
    "you were unfair to {who} {time}", "I don't like how you talked to {who}",
    "this decision is wrong and you know it", "your code has {bug}, i won't approve it",
)  # fmt: skip
SLOTS |= {
    "film_plain": ("film", "show", "episode", "ending", "concert", "book", "remake", "match", "game", "holiday",
        "pizza"),
    "meh_one": ("boring", "awful", "terrible", "stupid", "disappointing", "lazy", "pointless", "dreadful", "weird",
        "silly"),
    "meh_how": ("badly", "like beginners", "without a plan", "terribly", "with no heart", "awfully"),
}  # fmt: skip

SHORT = (
    "ok", "lol", "same here", "yes", "no", "maybe", "sure", "of course", "no idea", "me too", "not me", "thanks",
    "thank you", "np", "no problem", "you too", "why?", "how come?", "when?", "where?", "wow", "nice", "cool", "great",
    "oh", "oh no", "hm", "haha", "brb", "gtg", "on my way", "omw", "be right there", "good night", "good morning",
    "see you", "see you soon", "bye", "hi", "hello", "hey there", "what's up", "not much", "all good", "fair enough",
    "exactly", "this", "i agree", "agreed", "true", "not really", "kind of", "i guess", "i think so", "don't know",
    "tell me more", "go on", "wait what", "really?", "no way", "for real", "my bad", "sorry", "never mind",
    "it's fine", "take care", "get well soon", "well done", "good job", "gg", "gl hf", "wp", "one sec", "i'm back",
    "i'm here", "done", "not yet", "almost", "later", "tomorrow maybe", "sounds good", "deal", "yep", "nope", "yup",
    "idk", "congrats", "welcome", "first", "+1", "what a day", "what a lovely day", "happy birthday",
    "i love this song", "that was so funny", "we won", "great game everyone", "can't wait for saturday",
    "look at my tomatoes", "so proud of you", "my dog is asleep on the sofa", "pizza tonight?", "i miss you",
    "the match was great", "good morning everybody", "thank you so much", "congratulations to you both",
    "not sure about this", "i am on my way", "life is good these days", "i feel sad today",
    "i am tired and want to sleep", "i miss my grandmother", "i hope that you feel better soon",
    "thanks for helping me out", "what a boring film", "bless you", "cheers", "ditto",
)  # fmt: skip
EMOJI = (
    "😀", "😂", "😊", "😍", "👍", "🙏", "🎉", "❤️", "🔥", "😎", "🌷", "🐶", "⚽", "🤔", "😢", "👏🏽", "😅", "🤣", "🥰",
    "😘", "😭", "😴", "🙈", "💪", "✨", "💜", "🌞", "🍕", "🎂", "🐱", "🌈", "☕", "🥳", "🤗", "😉", "🙃", "😬", "😱",
    "🤯", "🫶", "💀", "👀", "🤷‍♀️", "🤦‍♂️", "🖤", "💔", "🚀", "🎮", "🏀", "📚", "🐒", "🍉", "🐷", "🐍", "🤡", "💩",
    "👊", "🍑", "🌶️", "👋🏿", "👩🏾‍🍳", "🇫🇷", "🇧🇷", "🇯🇵", "🧕🏽", "👨‍👩‍👧", "🏳️‍🌈", "✌🏼", "😤", "😡",
    "🙄", "🥱", "🍀", "🌊", "🎸", "🚲", "🦊", "🐢", "🫠", "😇", "💯", "👌", "✅", "🙌🏻", "💅", "🔪🥕", "💣", "🥶",
    "🐝",
)  # fmt: skip
ELSEWHERE = (
    "guten morgen, wie geht es ihnen heute?", "ich freue mich auf das wochenende", "das wetter ist heute schön",
    "vielen dank für deine hilfe", "wann fährt der nächste zug?", "die kinder spielen im garten",
    "ich habe heute kuchen gebacken", "die fahrt nach köln dauert lange", "gute nacht, schlaf gut",
    "der arzt hat erst morgen zeit", "bonjour, comment allez-vous ?", "merci beaucoup pour votre aide",
    "je vais au marché ce matin", "on se voit demain à midi", "mon frère habite à lyon", "il fait froid ce soir",
    "bon anniversaire ma chérie", "je ne comprends pas cette question", "où est la gare ?",
    "buenos días, ¿cómo estás?", "muchas gracias por tu ayuda", "hoy hace buen tiempo",
    "mañana voy a la playa con mi familia", "¿a qué hora empieza la clase?", "me gusta mucho esta canción",
    "feliz cumpleaños, amigo", "la comida estaba muy rica", "el negro es mi color favorito", "buongiorno, come stai?",
    "grazie mille per l'aiuto", "oggi vado al mare", "la cena è pronta", "domani lavoro fino alle sei",
    "che bella giornata", "mi piace il gelato al limone", "bom dia, tudo bem?", "muito obrigado pela ajuda",
    "vou à escola de ônibus", "hoje tem jogo do meu time", "que saudade de vocês", "o café está quente", "boa viagem",
    "goedemorgen, hoe gaat het?", "dank je wel voor je hulp", "het regent al de hele dag",
    "ik ga met de fiets naar school", "fijne verjaardag", "god morgon, hur mår du?", "tack så mycket för hjälpen",
    "vi ses i morgon", "slutet av filmen var bra", "jag tycker om kaffe", "god aften, hvordan går det?",
    "tusen takk for maten", "vi skal på tur i morgen", "tak for i dag", "jeg bor i et lille hus",
    "hyvää huomenta, mitä kuuluu?", "kiitos avusta", "huomenna on vapaapäivä", "dzień dobry, jak się masz?",
    "dziękuję bardzo za pomoc", "jutro jadę do babci", "lubię czytać książki", "smacznego", "dobrý den, jak se máte?",
    "děkuji za pomoc", "zítra bude hezky", "jó reggelt, hogy vagy?", "köszönöm a segítséget",
    "bună dimineața, ce mai faci?", "mulțumesc mult", "azi e o zi frumoasă", "günaydın, nasılsın?",
    "yardımın için teşekkürler", "yarın okula gidiyorum", "çay içmek ister misin?", "selamat pagi, apa kabar?",
    "terima kasih banyak", "saya suka nasi goreng", "kita bertemu besok", "habari za asubuhi, hujambo?",
    "asante sana kwa msaada", "chakula ni kitamu", "magandang umaga, kumusta ka?", "maraming salamat po",
    "kain na tayo", "chào buổi sáng, bạn khỏe không?", "cảm ơn bạn nhiều", "доброе утро, как дела?",
    "спасибо большое за помощь", "завтра мы едем на дачу", "сегодня хорошая погода", "доброго ранку, як справи?",
    "дякую за допомогу", "добро утро, как си?", "καλημέρα, τι κάνεις;", "ευχαριστώ πολύ για τη βοήθεια",
    "こんにちは、元気ですか", "今日はいい天気ですね", "手伝ってくれてありがとう", "明日は学校があります",
    "今天天气很好", "谢谢你的帮助", "我们明天见", "那个我还没看", "我喜欢喝茶", "오늘 날씨가 좋네요",
    "도와주셔서 감사합니다", "내일 만나요", "니가 좋아하는 노래야", "صباح الخير، كيف حالك؟", "شكرا جزيلا على المساعدة",
    "الجو جميل اليوم", "صبح بخیر، حال شما چطور است؟", "خیلی ممنون", "בוקר טוב, מה שלומך?", "תודה רבה על העזרה",
    "सुप्रभात, आप कैसे हैं?", "मदद के लिए धन्यवाद", "आज मौसम अच्छा है", "aap kaise ho bhai", "chalo kal milte hain",
    "শুভ সকাল, কেমন আছেন?", "ধন্যবাদ", "காலை வணக்கம்", "สวัสดีตอนเช้า สบายดีไหม", "ขอบคุณมากครับ",
    "bon dia, com estàs?", "moltes gràcies", "egun on, zer moduz?", "bore da, sut wyt ti?", "dia dhuit, conas atá tú?",
    "dobro jutro, kako si?", "hvala na pomoći", "labas rytas, kaip sekasi?", "tere hommikust",
)  # fmt: skip

PEOPLE = {
    "fool": ("idiot", "moron", "clown", "loser", "fool", "coward", "liar", "hypocrite", "crybaby", "pig", "rat",
        "snake", "creep", "brat", "slob", "imbecile", "nobody", "donkey", "waste of space", "dimwit", "airhead",
        "fraud", "failure", "joke of a person", "muppet", "numpty", "halfwit", "troll", "scumbag", "bootlicker",
        "sheep", "dunce", "weasel"),
    "low": ("stupid", "pathetic", "useless", "dumb", "ugly", "worthless", "brainless", "spineless", "disgusting",
        "clueless", "talentless", "ignorant", "miserable", "lazy", "arrogant", "thick", "two-faced", "slimy", "smug",
        "whiny", "gutless", "embarrassing", "petty", "childish", "dense", "hopeless"),
    "deed": ("play {game}", "write", "cook", "drive", "sing", "think", "read", "count to ten", "park a car",
        "run a team", "spell", "tell the truth", "dress yourself", "manage a shop"),
    "game": ("chess", "ranked", "football", "any game", "tennis", "poker", "the healer"),
    "dull": ("a wet sock", "a parking ticket", "cold porridge", "a tax form", "a dead battery", "an empty fridge",
        "a mouldy sponge", "a traffic cone", "a flat tyre", "a soggy biscuit", "a clogged drain", "lukewarm tea",
        "a broken umbrella", "a bag of sand", "a waiting room", "expired milk"),
    "trait": ("charm", "wit", "depth", "personality", "brain", "warmth", "charisma", "humour", "courage", "taste",
        "manners", "leadership"),
    "organ": ("brain", "common sense", "last brain cell", "sense of shame", "taste"),
    "name": ("mate", "pal", "buddy", "genius", "sweetheart", "Kevin", "Laura", "Einstein", "champ", "Dave", "Steph",
        "dear", "@someone", "princess"),
    "they": ("he", "she", "my boss", "that guy", "our neighbour", "the mayor", "my ex", "the author of this post",
        "that streamer", "your friend", "OP", "this user"),
    "work": ("post", "comment", "code", "video", "opinion", "channel", "music", "outfit", "essay", "haircut", "face",
        "takes", "gameplay", "cooking"),
    "swear": ("fucking", "damn", "bloody", "goddamn", "fuckin", "f*cking", "effing", "freaking", "motherfucking"),
    "slur": ("asshole", "dickhead", "dumbass", "piece of shit", "bastard", "prick", "jackass", "shithead", "fuckwit",
        "arsehole", "douchebag", "fucker", "tosser", "wanker", "twat", "dipshit", "bellend", "a-hole", "shitbag",
        "knobhead", "asshat"),
    "end": ("", "", "", ".", "!", "!!", " lol", " 😂", " 🤡", " 🙄", " haha", ", seriously", " and everybody knows it",
        ", {name}", " 💀", " tbh", " 😊", " 🤣"),
}  # fmt: skip
INSULTS = (
    "you are {a_low} {fool}{end}", "what a {low} {fool}{end}", "you {low} {fool}{end}", "shut up, you {fool}{end}",
    "{they} is such a {low} {fool}{end}", "you're the most {low} person here{end}", "nobody likes you, {fool}{end}",
    "you have the {trait} of {dull}{end}", "all the {trait} of {dull}, well done {name}",
    "did your {organ} take the day off?", "i've met {dull} with more {trait} than you",
    "you couldn't {deed} if your life was one long lesson{end}", "too {low} to {deed}{end}",
    "{they} is too {low} to {deed}{end}", "your {work} is as {low} as you are{end}", "go back to school, {fool}{end}",
    "only a {fool} like you could post this{end}", "imagine being this {low}{end}",
    "look at this {fool} trying to {deed}{end}", "{name}, you are living proof that {dull} can type",
    "your parents must be so ashamed of you{end}", "if being {low} was a sport you'd have a gold medal{end}",
    "talking to you is like talking to {dull}{end}", "everything you say is {low} because you are {low}{end}",
    "somewhere a tree makes oxygen for you. apologise to it",
    "i would explain it but i have no crayons for you, {name}", "you bring joy to every room you leave{end}",
    "the lights are on but nobody is home with you{end}", "nobody asked you, {low} {fool}{end}",
    "with respect, {name}, you are {a_low} {fool}", "You, sir, are a {fool} and a {fool}.",
    "It takes a special kind of {fool} to write such a {work}.", "uninstall, {fool}{end}", "ur {low} lol",
    "{low} {fool}{end}",  "{they} has the {trait} of {dull}{end}",
    "congratulations {name}, dumbest {work} of the year, fits your head", "is there a cure for being as {low} as you?",
    "your {work} makes me cringe, what a {fool} you are{end}",
    "you're a {fool}, your friends are too polite to say it{end}", "even {dull} would be better company than you{end}",
    "oh look, the {fool} is back{end}", "how does a {fool} like you keep a job{end}", "keep crying, {low} {fool}{end}",
    "were you dropped as a baby, {name}?", "your IQ is room temperature{end}", "get a life you {low} {fool}{end}",
    "i'm embarrassed for you, truly {low}{end}", "no wonder she left you, {fool}{end}",
    "you smell like {dull} and think like one{end}", "bless your heart, thinking was never your thing, {name}",
    "mirrors must hate you{end}",
)  # fmt: skip
SWEARING = (
    "you {swear} {fool}{end}", "you {low} {slur}{end}", "what a {slur}{end}", "{they} is a {swear} {fool}{end}",
    "{they} is a {low} {slur}{end}", "shut the fuck up, {fool}{end}", "fuck you, {slur}{end}",
    "fuck off, you {low} {fool}{end}", "you're full of shit, {fool}{end}", "you are a {swear} {fool}, {name}",
    "your {work} is shit and so are you{end}", "nobody gives a shit about you, {fool}{end}",
    "are you {swear} {low} or what?", "who the fuck asked you, {fool}?", "you {swear} {slur}, learn to {deed}{end}",
    "such a {swear} {low} {fool}{end}", "eat shit, {fool}{end}", "kiss my ass, {slur}{end}", "{slur}{end}",
    "stfu {fool}{end}", "you can't {deed} for shit, {fool}{end}", "dumb as shit, just like your {work}{end}",
    "go fuck yourself, {name}", "how {swear} {low} are you?", "i'm done with you, {slur}{end}",
    "you absolute {slur}{end}", "you lying {slur}{end}", "{name}, you're a {swear} embarrassment{end}",
    "only a {slur} would say that{end}", "your {organ} is {swear} missing, {fool}",
    "what the fuck is wrong with you, {low} {fool}{end}", "piss off, {fool}{end}",
)  # fmt: skip
PEOPLE |= {"a_low": ("a {low}", "just a {low}", "such a {low}", "a really {low}", "nothing but a {low}")}


def write(chance: random.Random) -> Iterator[Row]:
    """Harmless talk, then short answers and foreign sentences with emoji, then insults."""
    yield from drawn(CHAT, SLOTS, HARMLESS, 2700, chance)
    longer = [". ".join(chance.sample(CHAT + REPORTS, chance.choice((2, 3, 4)))) for _ in range(600)]
    yield from drawn(longer, SLOTS, HARMLESS, 500, chance)
    yield from drawn(ASSISTANT, SLOTS, HARMLESS, 1300, chance)
    yield from drawn(REPORTS, SLOTS, HARMLESS, 1300, chance)
    yield from drawn(CRITICISM, SLOTS, CRITICAL, 900, chance)
    yield from drawn(DISAGREEMENT, SLOTS, DISAGREEING, 500, chance)
    for texts, count in ((SHORT, 900), (ELSEWHERE, 500)):
        yield from (Row(text, dict(HARMLESS)) for text in texts)
        yield from with_emoji(texts, count, chance)
    yield from drawn(INSULTS, PEOPLE, INSULTING | zeros("profanity"), 900, chance)
    yield from drawn(SWEARING, PEOPLE, INSULTING | ones("profanity"), 450, chance)
    addressed = [
        template for template in INSULTS if template.lower().startswith(("you ", "you're", "your ", "nobody likes"))
    ]
    among = [f"{chance.choice(CHAT)} {chance.choice(addressed)}" for _ in range(300)]
    yield from drawn(among, SLOTS | PEOPLE, INSULTING | zeros("profanity"), 200, chance)


def with_emoji(texts: tuple[str, ...], count: int, chance: random.Random) -> Iterator[Row]:
    """Up to `count` different texts with emoji before or behind them. They do not go through a grammar, which would
    make English articles of foreign words.
    """
    made: dict[str, None] = {}
    for _ in range(count):
        text = chance.choice(texts)
        emoji = "".join(chance.choices(EMOJI, k=chance.choice((1, 1, 1, 2, 3))))
        made[f"{emoji} {text}" if chance.random() < 0.25 else f"{text} {emoji}"] = None
    return (Row(text, dict(HARMLESS)) for text in made)
