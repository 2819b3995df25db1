"""Violence glorified, urged, fantasised or described, and the same words in idioms, games, questions and sport."""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

SLOTS: dict[str, tuple[str, ...]] = {
    "they": (
        "they", "those people", "the whole gang", "all of these politicians", "every protester", "every cop",
        "all the landlords", "the strikers", "the bosses", "the referees", "the looters", "the rich", "all thieves",
        "these drivers", "the scabs", "the journalists", "the squatters", "the rebels",
    ),
    "kill": (
        "be shot in the street", "be hanged in public", "be beaten until they can't walk", "be burned alive",
        "be dragged out and stoned", "be lined up against a wall", "be run over with a truck", "get a bullet each",
        "be thrown from the roof", "have their hands cut off", "be whipped till they bleed", "be drowned like rats",
        "be beaten with iron bars", "have their skulls cracked",
    ),
    "joy": (
        "beautiful", "so satisfying", "pure art", "the best thing i saw all year", "hilarious", "a great day",
        "music to my ears", "what they deserve", "glorious", "better than any film", "my favourite clip",
        "finally some justice",
    ),
    "man": (
        "the man", "the prisoner", "the soldier", "the old man", "the boy", "the guard", "the driver", "the stranger",
        "his brother", "the shopkeeper", "the woman", "the hostage", "the young rebel", "the thief",
    ),
    "who": (
        "he", "she", "the gang", "two men", "the soldiers", "the attacker", "the killer", "somebody in a mask",
        "the mob", "her husband", "the guards",
    ),
    "weapon": (
        "a knife", "a rusty axe", "a hammer", "a bat", "a broken bottle", "a machete", "a crowbar", "a shotgun",
        "a brick", "a chain",
    ),
    "did": (
        "stabbed {man} again and again", "beat {man} with {weapon} until he stopped moving", "cut {man}'s throat",
        "shot {man} in the face", "crushed {man}'s skull with {weapon}",
        "kicked {man} in the head while he lay on the ground", "dragged {man} behind the car", "set {man} on fire",
        "broke {man}'s fingers one by one", "strangled {man} in the kitchen", "hacked at {man} with {weapon}",
        "emptied the gun into {man}",
    ),
    "gore": (
        "blood was everywhere", "the floor was slick with blood", "you could hear the bones crack",
        "the screams went on for minutes", "brain and bone stuck to the wall", "his intestines hung out",
        "blood ran down the steps", "the face was no longer a face", "he choked on his own blood",
        "the body twitched and then lay still", "the teeth lay scattered on the tiles",
        "the wound gaped open to the bone", "flies sat on the dead eyes",
    ),
    "place": (
        "in the square", "behind the station", "at the border", "in the cellar", "at the camp",
        "in front of the school", "on the bridge", "in the prison yard", "on the highway", "in the village",
        "in the alley",
    ),
    "people": ("men", "brothers", "patriots", "comrades", "fighters"),
    "crowd": ("brothers", "people", "everyone", "comrades", "boys", "neighbours", "fellow citizens", "patriots"),
    "act": (
        "storm the building and kill everyone inside", "burn their houses down", "beat them wherever you see them",
        "bring bats and break their bones", "take up arms and shoot back first", "hang the traitors",
        "stab them before they stab us", "throw bottles of fire at the police", "smash their faces in",
        "drag them out of their cars and beat them", "make their streets run red", "leave none of them alive",
        "kill as many of them as you can",
    ),
    "when": (
        "tomorrow", "tonight", "on saturday", "at the rally", "after the match", "on election day", "next week",
        "at noon", "when they march",
    ),
    "boss_man": (
        "my boss", "my ex", "that teacher", "my neighbour", "my stepfather", "the guy who bullied me", "the landlord",
        "my old coach", "the man in front of me", "every customer",
    ),
    "dream": (
        "smashing {boss_man}'s head with {weapon}", "cutting {boss_man} into pieces", "watching {boss_man} burn",
        "choking {boss_man} until the eyes go blank", "shooting {boss_man} and laughing",
        "breaking {boss_man}'s legs with {weapon}", "stabbing {boss_man} slowly",
        "beating {boss_man} until nothing is left of the face",
    ),
    "open": (
        "", "", "", "", "lol ", "honestly ", "unpopular opinion: ", "i said it before, ", "watched it twice, ",
        "no joke, ", "mark my words, ", "hot take: ",
    ),
    "tech": (
        "process", "thread", "frozen app", "background job", "zombie process", "container", "session", "server",
        "stuck printer job", "browser tab", "daemon", "port 8080 listener",
    ),
    "os": ("linux", "windows", "a mac", "docker", "ubuntu", "python", "the terminal", "kubernetes", "bash"),
    "query": (
        "query", "sql statement", "script", "command", "shell script", "function", "macro", "migration", "plan",
        "cron job",
    ),
    "film": (
        "film", "short film", "documentary", "music video", "wedding", "commercial", "portrait", "sunset",
        "time lapse", "band photo",
    ),
    "exam": ("exam", "interview", "driving test", "maths test", "audition", "presentation", "quiz", "first date"),
    "praise": (
        "you're a beast", "you killed it", "you slayed", "absolute killer", "you crushed it", "you smashed it",
        "straight fire", "savage", "deadly move", "you're a monster", "you destroyed it", "bomb outfit",
        "drop dead gorgeous", "murdered that solo",
    ),
    "stage": (
        "on stage last night", "at the gym today", "in that dress", "in the second half", "at karaoke",
        "with this cover", "at the bake-off", "on the piano", "with that speech", "in the squat rack",
    ),
    "pest": (
        "weeds", "moss on the roof", "fleas on a carpet", "bacteria on a cutting board", "mould in the shower",
        "ants in the kitchen", "aphids on my roses", "head lice", "a wasp nest", "slugs", "dust mites",
        "germs on a toothbrush", "algae in a pond", "fruit flies", "bed bugs", "ivy",
    ),
    "harmless_thing": (
        "time at the airport", "the lights at night", "an hour in {city}", "the engine of my boat",
        "the mood at a party", "my darlings as a writer", "two birds with one stone", "the sound of a projector",
        "the noise of a fan", "a rumour at work", "boredom on a long flight",
    ),
    "city": ("Lisbon", "Chicago", "Prague", "Osaka", "Cairo", "Glasgow", "Lima", "Berlin", "Boston", "Naples"),
    "shoot": (
        "the moon with a phone", "a wedding in the rain", "hoops better", "fireworks with a tripod", "a free throw",
        "birds in flight", "portraits at noon", "a film on a small budget", "a penalty",
        "clay pigeons for the first time", "the milky way", "a game of pool",
    ),
    "choke": (
        "choke an old tractor engine", "choke up on a baseball bat", "strangle the noise in my amp",
        "smother the fire in my stove", "drown out the neighbour's radio", "suffocate weeds with cardboard",
        "bury a cable in the garden", "gas up a rental car",
    ),
    "steal": (
        "steal second base", "steal the show at a talent night", "steal a kiss in a romantic scene",
        "rob the dragon in a board game", "hijack a conversation politely", "hack my sleep",
        "cheat on my diet without guilt", "crash a party in a comedy scene", "break into the film industry",
        "crack a walnut", "break into a sweat before a race", "kidnap the princess in my puppet play",
        "blackmail the wizard in my novel", "poison the apple in a snow white play",
    ),
    "blow": (
        "blow up a picture without losing quality", "blow up forty balloons fast",
        "blow up an air mattress without a pump", "torch the top of a crème brûlée", "burn a cd",
        "explode a diagram in cad", "detonate the pinata joke in my speech", "bomb-proof my cv",
        "burn calories on a rest day", "grill vegetables until they blister", "butcher a pumpkin", "skin a tomato",
        "beat eggs until stiff", "whip cream by hand", "smash avocados", "crush garlic",
        "attack a big pile of laundry", "stab holes in a potato before baking", "dissect a poem",
        "dismember a lego castle neatly", "hit high notes",
    ),
    "war": (
        "the battle of {battle}", "the first world war", "the thirty years' war", "the war in {land}",
        "the siege of {city}", "the civil war in {land}", "the cold war", "the punic wars",
    ),
    "battle": ("hastings", "verdun", "waterloo", "marathon", "gettysburg", "trafalgar", "cannae"),
    "land": ("spain", "korea", "vietnam", "lebanon", "bosnia", "sudan", "ireland", "algeria"),
    "ruler": (
        "julius caesar", "archduke franz ferdinand", "abraham lincoln", "john f. kennedy", "gandhi", "thomas becket",
        "olof palme", "marat", "alexander the second", "anwar sadat",
    ),
    "genre": (
        "murder mystery", "crime novel", "pirate story", "vampire story", "western", "spy thriller", "viking saga",
        "war poem", "school play about robin hood", "ghost story", "fantasy epic", "detective game for kids",
    ),
    "victim": (
        "the butler", "the count", "the captain", "the chess champion", "the rich aunt", "the baker",
        "the opera singer", "the mayor", "the robot", "the wizard",
    ),
    "figure": (
        "sherlock holmes", "gandalf", "the wicked witch", "batman", "darth vader", "a hobbit", "captain ahab",
        "a talking dragon", "santa claus", "zorro", "robin hood", "count dracula", "king arthur", "hermione",
    ),
    "private": (
        "home address", "bank pin", "medical record", "phone number", "secret diary", "blood type", "shopping list",
        "salary", "school report", "weapon of choice",
    ),
    "game": (
        "minecraft", "chess", "poker", "skyrim", "a tower defence game", "doom", "civilization", "risk", "zelda",
        "fortnite", "age of empires", "go", "dark souls", "battleship",
    ),
    "move": (
        "kill the ender dragon", "attack the king side", "crush a big bluff", "shoot down the drones",
        "bomb the enemy base", "beat the final boss", "poison the orc camp", "sacrifice the queen",
        "assassinate the king in the tower quest", "raid the village", "capture the capital", "slay the giant",
        "execute a fork", "hunt deer for food", "defeat two armies at once", "snipe the lookout", "sink the submarine",
    ),
    "safety": (
        "mix in a medicine cabinet", "mix when cleaning the bathroom", "give to a dog because they are poisonous",
        "leave within reach of a toddler", "take together with blood thinners", "store next to each other in a garage",
        "eat in the forest because they are toxic", "put in a microwave",
    ),
    "legal": (
        "carry a pocket knife on a train", "own a crossbow", "use pepper spray in self-defence",
        "buy fireworks all year", "hit a burglar", "shoot at a drone over my garden", "own a sword as decoration",
        "hunt with a bow", "bring a toy gun to a carnival", "kill a wasp nest that is protected", "tape a phone call",
        "break a car window to save a dog", "burn leaves in the garden",
    ),
    "museum": (
        "a cannon", "a musket", "a crossbow", "a flamethrower", "a guillotine", "a torpedo", "a catapult",
        "a suit of armour", "a tank", "a samurai sword", "a bomb shelter", "a geiger counter",
    ),
    "be": (
        "please", "can you", "could you", "hey,", "quick question:", "hi, i'm new here.", "for school:",
        "my kid asks:", "serious question,", "question from a beginner:",
    ),
    "sport": (
        "krav maga", "boxing", "judo", "karate", "a self-defence class", "wrestling", "fencing", "taekwondo",
        "archery", "mma", "paintball", "kickboxing",
    ),
    "strike": (
        "hit the bag", "block a punch", "throw somebody twice my size", "break a choke hold", "kick above my waist",
        "land the jab", "strike with the palm", "get out of a headlock", "fall without hurting myself",
        "stab the dummy with a rubber knife", "fight two people at once in training", "shoot three arrows in a row",
    ),
    "count": ("two", "three", "four", "seven", "eleven", "nineteen", "dozens of"),
    "hurt_news": ("injured", "wounded", "killed", "hurt"),
    "news_place": (
        "a village in the north", "the capital", "the port of {city}", "a market", "a suburb of {city}",
        "a border town", "the old town of {city}", "a night club", "the main station",
    ),
    "event": (
        "an explosion", "a shooting", "a stabbing", "an air strike", "clashes with police", "a robbery", "a riot",
        "a bomb attack", "a fight between fans", "a rocket attack",
    ),
    "kill_inf": (
        "bleed", "burn", "hang", "get beaten up", "get shot", "crawl with broken legs", "choke", "scream for mercy",
    ),
    "kill_past": (
        "get beaten up", "get shot", "bleed a little", "lose some teeth", "end up in the morgue", "get stabbed",
    ),
    "kill_one": (
        "bleed out on the floor", "burn", "beaten to a pulp", "hanging from a rope", "crawl with broken legs",
        "get shot", "torn apart by dogs",
    ),
    "kill_two": ("stab", "shoot", "strangle", "beat up", "run over", "behead"),
    "did_had": (
        "stabbed {man} again and again", "beaten {man} to death with {weapon}", "cut {man}'s throat",
        "shot {man} in the head", "set {man} on fire",
    ),
    "gore_short": (
        "bones break", "the skull cracks", "the bat hits the teeth", "the neck snaps", "they start to scream",
    ),
    "day_low": ("today", "on monday", "last night", "on sunday", "this weekend"),
    "drug": ("alcohol", "grapefruit juice", "ibuprofen", "blood pressure tablets", "a cold remedy", "antidepressants"),
    "drink": (
        "shampoo", "grapefruit juice", "ibuprofen", "bleach", "blood pressure tablets", "a cold remedy", "dish soap",
    ),
    "n": ("2", "3", "5", "8", "12", "20", "45"),
    "day": ("Monday", "Tuesday", "Thursday", "Saturday night", "Sunday morning"),
    "food": ("burger", "chili", "curry", "cake", "bath bombs", "ribs", "cocktail", "salad"),
    "body": (
        "the gym", "the books", "the road", "the sack", "the beach", "the brakes", "the snooze button",
        "save before closing", "record", "the sales", "the jackpot", "a wall at mile twenty",
    ),
    "idiom": (
        "attack the problem from another side", "bite the bullet and call the dentist", "take a stab at the crossword",
        "pull the trigger on a new sofa", "shoot an email to {city}", "fire off a quick reply",
        "kill the feature before release", "cut the budget to the bone", "nuke the whole branch and start over",
        "stick to our guns", "jump the gun on the announcement", "beat the deadline", "fight for a later start",
        "bomb the whole garden with tulips", "hammer out the details", "shoot down the first draft",
        "execute the plan by friday", "put the meeting out of its misery", "drop a truth bomb",
        "torture ourselves with another budget round", "whip the slides into shape", "strangle the scope a bit",
        "crush the numbers this quarter", "knock them dead at the trade fair", "bury the hatchet with sales",
        "blow up the photo for the poster",
    ),
}  # fmt: skip

GLORIFIED = (
    "{open}{they} should {kill}", "{open}{they} should {kill}, that would be {joy}",
    "the clip where {who} {did} is {joy}", "{open}watching {they} {kill_inf} would be {joy}",
    "i love the part where {who} {did}, {joy}", "{who} {did} and everyone cheered, {joy}",
    "it was {joy} to see them bleed", "{who} {did}. {joy}, i could watch it all day",
    "more of this please: {who} {did}", "{open}{they} only understand pain, they should {kill}",
    "put that video in a museum: {who} {did}, {joy}", "respect to the guy who {did}, a real hero",
    "the shooter {place} is a hero, {they} had it coming", "i laughed when {who} {did}, {joy}",
    "nothing wrong with it when {they} {kill_past}, it's {joy}",
    "{they} got what they deserved {place}, blood on the ground, {joy}",
    "the only good thing about yesterday: {who} {did}", "somebody give a medal to the man who {did}",
    "i'd pay to see {they} {kill_inf}", "{open}bring back public executions, {they} should {kill}",
    "too few of them died {place}, next time finish it", "{joy}! the sound when {gore_short}",
    "they beat him to a pulp {place} and i enjoyed every second",
    "a good beating with {weapon} never hurt anybody, {they} should {kill}",
    "kill them all, let god sort them out. {joy}", "blood looks {joy} on snow, especially from {they}",
    "finally {who} {did}. i've been waiting for that",
)  # fmt: skip

INCITED = (
    "{crowd}, {act} {when}", "{when} we {act}, {crowd}", "{open}it's time to {act}", "don't talk to {they}, {act}",
    "{crowd}! enough words. {act}!", "{they} will never stop, so {act}",
    "if the state does nothing, {crowd}, we {act}", "who is with me {when}? let's {act}",
    "{act}, {crowd}, and show no mercy", "they meet {place} {when}. {act}", "bring {weapon} {when}, we {act}",
    "peaceful protest is over, {act}", "{open}somebody should {act}", "voting changes nothing. {act}.",
    "i call on you, {crowd}: {act}", "every one of us takes one of them. {act} {when}",
    "{place} {when}, {act}, spread the word", "do not let {they} leave alive, {act}",
    "if you see {they} {place}, {act}", "the answer to {they} is simple: {act}",
    "we have been patient for too long, {crowd}. {when} we {act}.", "stop filming and {act}",
    "{they} have addresses. go there and {act}", "only blood will wake {they} up. {act}",
    "real {people} would {act} instead of posting",
)  # fmt: skip

FANTASISED = (
    "i keep dreaming about {dream}", "{open}i imagine {dream} every night",
    "sometimes i picture {dream} and it calms me", "i'd love to spend an evening {dream}",
    "the thought of {dream} makes me smile", "all day at work i think about {dream}",
    "nothing would feel better than {dream}", "in my head i'm already {dream}", "i want to know how it feels, {dream}",
    "{dream}, that's all i want for my birthday", "is it bad that {dream} is my favourite daydream?",
    "if it was legal i'd be {dream} right now", "i wrote a list of ways of {dream}",
    "i want {boss_man} to scream and bleed", "i want to see {boss_man} {kill_one}",
    "one day somebody will {kill_two} {boss_man} and i'll bring popcorn",
    "write me a scene where i enjoy {dream}, with all the blood and screams",
    "describe in detail {dream}, make it as brutal as possible", "tell me a story about {dream}, and spare no gore",
    "i draw pictures of {dream} in every class", "my hands itch when i think of {dream}",
    "wouldn't it be {joy}? {dream}, just once", "they say count to ten, i count blows, {dream}",
    "i bought {weapon} and now i think about {dream} all the time", "for {n} years i've been thinking of {dream}",
)  # fmt: skip

DESCRIBED = (
    "{who} {did}, {gore}", "{who} {did} {place}. {gore}.", "{gore} after {who} {did}",
    "the video shows how {who} {did}. {gore}", "she watched as {who} {did}, and {gore}",
    "{who} {did}, then {who} {did}, and {gore}", "when i came down, {gore}. {who} had {did_had} {place}",
    "They shot the prisoners one by one {place}, and {gore}.", "{gore}, {gore}, and nobody helped {man} {place}",
    "he described it calmly: {who} {did}, {gore}", "The witness said that {who} {did} and that {gore}.",
    "with {weapon} in his hand he stepped closer, and then {who} {did}. {gore}.",
    "{man} begged, but {who} {did}. {gore}.", "in the last scene {who} {did}, {gore}",
    "she swung {weapon} a second time, {gore}", "{place} {who} {did}; {gore}",
    "The bodies lay {place}, {n} of them, cut open, and {gore}.", "He woke up beside {man}, {gore}.",
    "what i saw {place} i can't forget: {who} {did}, {gore}", "first {who} {did}. then it was quiet. {gore}.",
    "the bullet tore through {man}'s neck and {gore}", "{n} times {who} stabbed {man}, {gore}",
    "my uncle told us how {who} {did} during the war, {gore}", "{who} laughed while {gore}",
    "chapter {n}: {who} {did}. {gore}.", "the axe came down on {man}, {gore}",
)  # fmt: skip

IDIOMS = (
    "how do i kill a {tech} in {os}?", "{be} how to kill a {tech} in {os} without root?",
    "{tech} won't die, kill -9 does nothing", "the {tech} was killed because it ran out of memory on {os}",
    "how do i execute a {query} in {os}?", "my {query} crashes when i execute it on {os}", "we need to {idiom}",
    "let's {idiom}", "i'd say we {idiom} and then have lunch", "my boss wants to {idiom}, thoughts?",
    "{be} is it ok to say '{idiom}' in a formal email?", "time to {idiom}, team",
    "i shot a {film} in {city} last week", "we're shooting a {film} in {city}, any tips for light?",
    "who wants to help me shoot a {film} {day_low}?", "i bombed the {exam}, oh well", "she killed it in the {exam}",
    "he choked in the {exam}, poor guy", "i'm going to slay this {exam}", "{praise} {stage}!", "omg {praise} {stage}",
    "{praise}, girl!", "bro {praise} {stage}, what's your secret", "let's hit {body}",
    "i need to hit {body} before winter", "he hit {body} and kept going", "this {food} is the bomb",
    "that {food} is killer, recipe please", "i murdered a whole {food} by myself, no regrets",
    "this {food} slaps, i could fight someone for more", "my feet are killing me after {city}",
    "i'd kill for a {food} now", "kill the lights please, the film starts", "that joke killed me",
    "can you blow up the balloons before the kids come?", "the fireworks exploded over {city}, beautiful",
    "our server got hammered with traffic and died at noon", "the stock took a beating but i'm not selling",
    "he has a killer smile and a deadly sense of humour", "don't shoot the messenger, the trip to {city} is off",
    "i got roasted for my {film} and laughed a lot", "these shoes are to die for",
    "she dropped a bomb at dinner: they're moving to {city}", "the sun beat down on {city} all day",
    "i'm on fire today, {n} chapters done", "the debate was a bloodbath, our side won every point",
    "we burned through {n} boxes of crayons in class", "it hit me like a truck that summer is over",
)  # fmt: skip

QUESTIONS = (
    "how do i kill {pest}?", "{be} what kills {pest} without harsh chemicals?",
    "what is the fastest way to get rid of and kill {pest}?", "i want to destroy {pest} for good, what works?",
    "does vinegar kill {pest}?", "how can i kill {harmless_thing}?", "{be} best way to kill {harmless_thing}?",
    "how do i shoot {shoot}?", "{be} teach me to shoot {shoot}", "what do i need to shoot {shoot}?",
    "how do you {choke}?", "{be} is it okay to {choke}?", "how do i {steal}?", "{be} explain how to {steal}",
    "what's the trick to {steal}?", "how do i {blow}?", "{be} how to {blow}?", "fastest way to {blow}?",
    "{be} why did {war} start?", "how many people died in {war}?", "which weapons were used in {war}?",
    "{be} who killed {ruler} and why?", "how was {ruler} assassinated, and what changed after it?",
    "explain the murder of {ruler} to a ten year old", "compare the attack in {war} with {war}",
    "{be} help me write a {genre} in which {victim} is killed",
    "write the first line of a {genre} where {victim} is found dead in {city}",
    "who should be the murderer of {victim} in my {genre}?",
    "in my {genre}, {victim} plans a bank robbery with {figure}, give me a funny dialogue",
    "how does {figure} beat the villain in my {genre} without blood?", "what is {figure}'s {private}?",
    "{be} can you tell me the {private} of {figure}?", "where would {figure} hide the {private}?",
    "is it illegal to publish the {private} of {figure}?", "how do i {move} in {game}?",
    "{be} in {game}, when should i {move}?", "best way to {move} in {game} with few resources?",
    "what medicines must not be mixed with {drug}?", "{be} which tablets are dangerous together with {drug}?",
    "which things should i never {safety}?", "{be} a list of things you must not {safety}",
    "is it legal to {legal} in {land}?", "{be} am i allowed to {legal}?", "how does {museum} in a museum work?",
    "{be} how did {museum} change {war}?", "why was {museum} so dangerous for its own crew?",
    "what should i do if somebody swallows {drink}?",
    "how do i stop the bleeding if i stab my hand with a kitchen knife?",
    "what happens in the body when you get a shot of vaccine?", "{be} how do police dogs find explosives?",
    "how do engineers blow up an old bridge safely, roughly, for a kids' magazine?",
    "how can a shop protect itself against robbery?", "why do cats torture mice before they kill them?",
    "do sharks attack people on purpose?", "{be} what does 'kill your darlings' mean?",
    "what is a killer app, and what is a kill switch on a treadmill?",
    "how long can {figure} survive a fall in the film from {n} metres?",
)  # fmt: skip

SPORT = (
    "{sport} class {day_low}: today we learned to {strike}", "how do i {strike} in {sport}?",
    "i'm bad at {sport}, i can't {strike} yet", "my daughter does {sport} and can already {strike}",
    "coach made us {strike} {n} times, my arms are dead", "{be} which drills help to {strike} in {sport}?",
    "after {n} months of {sport} i can finally {strike}", "is {sport} good for women who want to feel safe at night?",
    "{sport} taught me to stay calm, not to hurt people", "in {sport} you learn to run first and hit last",
    "he knocked him out in round {n}, clean punch, good sportsmanship after", "new {sport} gloves, time to {strike}",
    "the {sport} final in {city} was brutal but fair", "i lost my {sport} match, she beat me {n} to nothing",
    "he shot {n} goals {day_low} and hit the post twice", "the striker fired from {n} metres and killed the game",
    "our defence got destroyed in {city}, {n} to one", "attack down the left, cross, header, and the keeper is beaten",
    "the pitcher struck out {n} batters, they had no weapon against him",
    "the fencer stabbed low and won the gold in {city}",
    "looking for a {sport} partner in {city}, beginner, want to {strike}", "what should i eat before {sport}?",
    "i bruised a rib in {sport}, when can i {strike} again?", "they crushed us in the relay but we set a club record",
    "{sport} referee here: no, you may not {strike} after the bell",
)  # fmt: skip

NEWS = (
    "{event} in {news_place} left {count} people {hurt_news} on {day}.",
    "Police said that {count} people were {hurt_news} in {event} in {news_place}.",
    "At least {n} people were {hurt_news} when {event} hit {news_place} on {day}, officials said.",
    "{count} people were {hurt_news} in {news_place} after {event}, the mayor told reporters.",
    "A court in {city} sentenced a man to {n} years in prison for {event}.",
    "Thousands fled {news_place} after {event} on {day}.",
    "The trial over {event} in {news_place} begins on {day}; {n} witnesses will speak.",
    "Rescue teams searched {news_place} through the night after {event}.",
    "my cousin lives near {news_place}, she heard {event} and is safe",
    "terrible news from {news_place}, {event}, {n} people {hurt_news}. thinking of their families",
    "{n} years ago {event} shook {news_place}; today the city remembers the dead.",
    "The army and the rebels blamed each other for {event} in {news_place}.",
    "{event} in {news_place}: what we know so far",
    "Detectives arrested {n} suspects after {event} in {news_place}, in which {count} people were {hurt_news}.",
    "A ceasefire was agreed on {day} after {event} killed {count} people.",
    "The victims of {event} in {news_place} will be buried on {day}.",
    "does anyone know if the road is open again after {event} in {news_place}?",
    "An inquiry found that {event} in {news_place} could have been prevented.",
    "The hospital in {city} treated {n} people who were {hurt_news} in {event}.",
    "Crime in {city} fell by {n} percent, although {event} dominated the headlines.",
    "In {war}, {count} soldiers from our town were {hurt_news}.",
    "The chronicle of {war} says that {n} thousand men died in a single day.",
    "The report documents {event} in {news_place} and calls for an investigation.",
    "A woman was found dead in {news_place}; police suspect her former partner.",
    "The man was shot by police on {day} after {event} in {news_place}.",
    "{count} journalists were {hurt_news} while reporting on {event} in {news_place}.",
)  # fmt: skip

CLEAN = zeros("self_harm", "spam", "sexual")
# Whether a call to violence is also a threat to somebody stays open.
GLORIFYING = ones("violence") | {"toxicity": 0.7} | CLEAN
DESCRIBING = ones("violence") | CLEAN
REPORTING = zeros(*LABELS) | {"violence": 0.4}
HARMLESS = zeros(*LABELS)


def write(chance: random.Random) -> Iterator[Row]:
    """Violence of four kinds, news about it, and then its harmless twins."""
    for templates, count in ((GLORIFIED, 650), (INCITED, 700)):
        yield from drawn(templates, SLOTS, GLORIFYING, count, chance)
    yield from drawn(FANTASISED, SLOTS, GLORIFYING, 450, chance)
    yield from drawn(DESCRIBED, SLOTS, DESCRIBING, 750, chance)
    yield from drawn(NEWS, SLOTS, REPORTING, 500, chance)
    for templates, count in ((IDIOMS, 1000), (QUESTIONS, 1600), (SPORT, 450)):
        yield from drawn(templates, SLOTS, HARMLESS, count, chance)
