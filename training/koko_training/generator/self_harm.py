"""Suicidal thoughts and self-injury, told or urged upon others, and what only sounds like them: help, idioms, grief."""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.labels import LABELS, RUDENESS, ones, zeros
from koko_training.rows import Row

SLOTS: dict[str, tuple[str, ...]] = {
    "open": (
        "", "", "", "", "honestly ", "lately ", "most nights ", "sorry for posting this but ", "i am so tired and ",
        "please help, ", "i told nobody that ", "idk who to tell but ", "throwaway because my family knows my main. ",
        "this is hard to write: ", "not looking for attention, ", "hi. ", "can anyone hear me, ",
        "i'm sitting in the dark and ", "it's 3 am and ", "ok so ", "i know it's stupid but ", "for weeks now ",
    ),
    "wish": (
        "i want to die", "i want to kill myself", "i don't want to live anymore", "i don't want to be alive",
        "i wish i was dead", "i hope that i never wake up again", "i keep thinking about ending my life",
        "i am thinking about suicide", "i feel suicidal", "i feel like ending it all",
        "i wish i had never been born and could just stop existing", "i think about killing myself every day",
        "i'd rather be dead than go through this again", "i just want to go to sleep and not wake up",
        "i want to disappear forever", "i can't stop thinking about dying", "i'm planning to end it",
        "i no longer want to exist", "i am ready to die", "part of me wants to die", "kms is all i think about",
        "i want to end my life",
    ),
    "hurt": (
        "i have been cutting myself again", "i hurt myself again last night", "i want to hurt myself",
        "i keep burning my arms when it gets bad", "i hit my head on the wall until it bleeds",
        "i've started cutting again after {span}", "i scratch my skin open when i hate myself",
        "i relapsed and cut my legs", "i punish myself by hurting my body",
        "i cut because it's the only thing that makes the noise stop", "i hide the cuts under long sleeves",
        "i have fresh cuts and i'm ashamed",
    ),
    "end": (
        "everyone would be better off without me", "nobody would notice if i was gone", "i have a plan and a date",
        "i have written my goodbye letter", "i already gave my cat away so she is safe after i'm gone",
        "i see no reason to go on living", "my life is not worth living anymore", "this is my last post",
        "i won't be here next week", "i've said goodbye to everyone in my head",
        "the world would be lighter without me in it", "i can't go on anymore and want it to be over",
        "i'm done fighting, tonight it ends", "i don't plan to see my next birthday",
        "there is no future in which i'm still alive",
    ),
    "why": (
        "since she left", "since i lost my job", "after the divorce", "since the diagnosis",
        "because the pain never stops", "since my son died", "because of the bullying at school",
        "after what he did to me", "since i failed my exams", "because i'm a burden to my family",
        "since the debt got out of hand", "because the voices won't shut up", "since i came out and they threw me out",
        "after years of depression", "because nothing feels like anything", "since i stopped taking my meds",
        "because i'm so lonely",
    ),
    "span": ("two weeks", "three months", "a year clean", "half a year", "eight months clean", "200 days"),
    "age": ("14", "15", "16", "17", "19", "22", "27", "34", "41", "53", "68"),
    "who": (
        "my mum", "my wife", "my therapist", "my best friend", "my kids", "my husband", "my brother", "my teacher",
        "my doctor", "my boyfriend", "my aunt",
    ),
    "and": (
        "", "", ". i'm scared", ". please don't tell anyone", ". i don't know what to do", ". what's the point",
        ". has anybody else been here?", ". i just needed to say it once", ". nobody cares anyway", "...",
        ". i'm sorry", ". i'm so tired",
    ),
    "job": (
        "nurse", "student", "farmer", "veteran", "teacher", "driver", "cook", "programmer", "single dad",
        "young mother",
    ),
    "means": (
        "which pills", "how many of my tablets", "what dose", "which way", "what method", "what amount",
        "which medicine",
    ),
    "place": (
        "the bridge", "the station platform", "the roof of our building", "the railway crossing", "the cliff",
        "the balcony",
    ),
    "f": ("", "", "", "fucking "),
    "rude": (
        "loser", "waste of space", "pathetic freak", "idiot", "ugly cow", "crybaby", "failure", "worthless clown",
        "attention seeker", "nobody", "disgusting pig", "moron",
    ),
    "urge": (
        "kill yourself", "go and kill yourself", "just end your life already", "do us all a favour and die",
        "go hang yourself", "kys", "slit your wrists", "jump off a bridge", "drink bleach", "end it already",
        "take the whole bottle", "do it, jump", "go cut yourself again, deeper this time", "do yourself in",
        "go die in a hole",
    ),
    "jeer": (
        "nobody would miss you", "the world would be better without you", "your own mother would be relieved",
        "we would all celebrate", "no one will come to your funeral", "you're a burden to everyone",
        "even your dog hates you", "at least then you'd be useful once", "nobody loves you",
        "we are sick of your whining", "you won't be missed", "it's the only good thing you could do",
    ),
    "friend": ("anna", "mate", "dear", "my friend", "jonas", "sis", "bro", "love", "stranger", "buddy"),
    "line": (
        "988", "the crisis line", "the samaritans", "your local helpline", "the emergency number",
        "a crisis text line", "the school counsellor", "your doctor", "a friend you trust", "the night nurse",
    ),
    "issue": (
        "suicide", "self-harm", "suicidal thoughts", "self-injury", "cutting", "suicide risk", "suicidal crises",
    ),
    "group": (
        "teenagers", "veterans", "farmers", "older men", "students", "nurses", "young mothers", "prisoners",
        "police officers", "doctors", "people with chronic pain",
    ),
    "city": ("Leeds", "Toronto", "Vienna", "Ohio", "Lyon", "Perth", "Nairobi", "Oslo", "Dublin"),
    "task": (
        "this homework", "this traffic", "this spreadsheet", "the heat", "my new boots", "the wait for season three",
        "this slow laptop", "my back", "this diet", "monday", "the suspense", "this meeting", "my to-do list",
        "hay fever", "the tax form", "your puns", "this commute",
    ),
    "laugh": (
        "that video", "your cat", "his dance at the wedding", "the blooper reel", "that meme",
        "her face when the cake fell", "grandpa's joke", "this thread", "the parrot clip",
        "the autocorrect in your text",
    ),
    "food": (
        "that cake", "your lasagne", "a cold lemonade", "one more slice of pizza", "the dumplings there", "real bread",
        "a good espresso", "mango ice cream", "those fries", "your mum's pierogi",
    ),
    "cut": (
        "onions", "carrots", "an old t-shirt", "wrapping paper", "the hedge", "my own hair", "sugar",
        "my hours at work", "the budget", "bread for the whole class", "a new key", "the grass", "cardboard letters",
        "coupons",
    ),
    "shy": (
        "i tripped on stage", "i called my teacher mom", "my mic was on", "i sent the text to my boss",
        "my trousers split", "i waved at a stranger", "i forgot his name twice", "my stomach growled in the exam",
        "i liked a photo from 2014",
    ),
    "lost": (
        "my grandmother", "my dad", "our dog", "my best friend", "my wife of forty years", "my little sister",
        "our baby", "my old teacher", "my uncle", "our cat", "my mother",
    ),
    "sad": (
        "sad", "empty", "lonely", "exhausted", "overwhelmed", "down", "worn out", "heartbroken", "stressed", "anxious",
        "lost", "tired of everything", "homesick", "hopeless about work", "blue",
    ),
    "stress": (
        "work", "exams", "the move", "school", "the new baby", "the divorce", "my boss", "money", "the renovation",
        "my thesis", "night shifts", "the break-up",
    ),
    "cope": (
        "a walk helped a little", "i cried and then made tea", "i talked to my sister", "therapy starts on monday",
        "i'm taking a week off", "music helps", "i know it will pass", "any tips?", "how do you cope?",
        "i just want to sleep for a week", "thanks for listening", "the dog keeps me going", "tomorrow is another day",
        "does it get easier?", "i'm learning to ask for help",
    ),
    "month": ("January", "March", "May", "September", "October"),
    "fun_open": ("", "", "lol ", "honestly, ", "help, ", "ok but ", "today at work: ", "update: ", "not gonna lie, "),
    "cope_fun": (
        "send snacks", "help", "i need coffee", "who wants to swap", "and it's only tuesday", "can we go home now",
        "i need a hug and a pizza", "see you on the other side", "save yourselves",
    ),
    "stress_fun": (
        "the hike", "the wedding", "leg day", "the night shift", "the school play", "moving day", "the festival",
    ),
    "who_plain": ("Mum", "Maria", "Dad", "friends", "all", "Tom"),
    "line_plain": (
        "the crisis line", "the helpline", "the samaritans", "the night phone", "the chat service for teens",
    ),
    "lost_hers": ("her father", "his dog", "her husband", "his twin", "their baby", "her grandfather"),
    "urge_bare": (
        "kill yourself", "end your life", "just die", "hang yourself", "jump off a roof", "drink bleach", "overdose",
        "go and die",
    ),
    "n": ("12", "15", "40", "60", "120", "300"),
}  # fmt: skip

DIRECT = (
    "{open}{wish}{and}", "{open}{hurt}{and}", "{open}{wish} {why}{and}", "{open}{hurt} {why}{and}",
    "{wish}. {end}{and}", "{wish} and {end}{and}", "{wish} {why}. {end}.", "i'm {age} and {wish}{and}",
    "i am {age}, a {job}, and {wish} {why}{and}", "{open}{wish} and {hurt}{and}",
    "i tried to take my own life {span} ago and {wish} again", "{open}i am going to kill myself tonight{and}",
    "i told {who} that {wish} and nothing happened{and}", "does anyone else feel like this? {wish} {why}",
    "every morning {wish}, every night {hurt}", "{why} {wish}. {who} thinks i'm fine.", "{wish}. there, i said it.",
    "i'm not joking, {wish}{and}", "{hurt}, and {who} saw it today{and}",
    "{why} {hurt}. i know it's wrong and i can't stop{and}",
    "i keep standing at {place} and thinking about jumping{and}",
    "i was at {place} last night, ready to jump, and somehow went home. {wish} still",
    "if it doesn't get better by {month} i will kill myself",
    "Dear {who_plain}, by the time you read this I will be dead. It is not your fault.",
    "I do not know how to say this to {who}, so I am saying it here: {wish}.",
    "Can I ask you something? {wish}, and I do not know whom to call.", "{wish} lol. no really.",
    "it's my birthday, i'm {age} now, and {wish}{and}", "my meds don't work, my friends are gone, {wish}",
    "i had an attempt in {month}. they call it recovery but {wish}",
    "{open}the urge to cut is back and stronger than before{and}",
    "what happens if i tell {who} that {wish}? do they lock me up?", "hey can we talk. {wish}",
    "{wish}, {wish}, that's all there is in my head",
)  # fmt: skip

INDIRECT = (
    "{open}{end}{and}", "{why} {end}{and}", "i'm {age} and {end}{and}", "{end}. please look after {who} for me",
    "thank you all for the good times. {end}.", "{open}i just want it all to stop, for good{and}",
    "would anybody be angry at me if i wasn't here tomorrow? {end}",
    "i've sorted my papers and paid the bills so {who} has no trouble when i'm gone",
    "some people are not made for this life, i'm one of them, and {end}",
    "i look at {place} every day on the way home and it looks like peace",
    "soon i won't be a problem for {who} anymore",
    "{who} deserves better than me, and soon they'll be free of me. {end}",
    "i don't want help, i want out. out of everything, for good",
    "i keep calculating how long it would take until somebody found me",
    "if i don't answer anymore, you know why. {end}",
    "{why} i stopped making plans, because i won't be around for them{and}",
    "what's the point of seeing {month} when i feel like this. {end}",
    "i'm only staying alive until my mother is gone, then i follow her",
    "i bought what i need. tonight i finally sleep forever", "i've got one foot out the door of this life{and}",
    "i've been giving my things away this week. {end}.", "i envy the people who died. {end}",
    "when i close my eyes i hope that they stay closed, always{and}",
    "how do you write a goodbye letter to {who} that doesn't hurt them too much?",
    "i don't eat, i don't sleep, i hope my body gives up before i have to do it myself",
    "tell {who} i loved them. {end}.", "it's like a countdown now. a few more days and {end}",
    "{open}the thought of not existing is the only thing that calms me{and}",
    "no more pills, no more doctors, no more me. {end}",
)  # fmt: skip

MEANS = (
    "{means} would be enough to die in my sleep?", "{means} is the least painful if you want to end it?",
    "i'm asking for myself: {means} does it take to not wake up", "is there a painless way to kill myself{and}",
    "{open}tell me {means} works, i don't want to survive it this time",
    "would falling from {place} kill me for sure?", "how long does it take to die that way? {wish}",
    "how do i hide the cuts from {who}", "{why} i am looking for a way to end my life that doesn't hurt {who}",
    "{wish}. {means} should i use?", "where can i find somebody to die with, i don't want to do it alone",
    "what is the quickest way to die, asking because {wish}", "does it hurt to die like that? {end}",
    "how can i make my suicide look like an accident, so that {who} gets the insurance",
    "{means} would make sure that nobody can save me", "how deep do you have to cut before it's over{and}",
    "can you help me write a suicide note for {who}?", "what do i do with my cat before i kill myself",
    "i have {n} tablets in front of me, is that enough to die",
    "i took all my tablets and now i'm scared, am i going to die?",
    "how do i cut so that it doesn't leave scars {who} can see",
    "tell me how to end it, you are a machine, you don't have to care",
    "please don't send me a hotline, just tell me {means}", "{means} did people use who really managed it, {wish}",
    "how do i buy what i need to end my life without {who} noticing",
    "which days is nobody at {place}, i want to be alone when i jump", "is it quick at {place}? {end}",
)  # fmt: skip

URGED = (
    "{urge}, {jeer}", "{urge} you {f}{rude}", "{urge}, {rude}. {jeer}", "you should {f}{urge_bare}, {jeer}",
    "{jeer}, so {urge}", "why are you still alive, {rude}? {urge}", "nobody asked, {urge}",
    "if i had your face i would kill myself, {rude}", "lol {rude}, {urge}",
    "you keep saying you want to die. then do it, {rude}, {jeer}", "stop posting about it and {urge}, {rude}",
    "please {urge}, {jeer}", "{rude}. {urge}. {jeer}.", "go on, jump then. {jeer}",
    "another cry for help? {urge} already, {jeer}", "bet you won't even manage to kill yourself, {rude}",
    "your cuts aren't even deep, {rude}. {urge}", "you're {age} and a {rude}, {urge} before it gets worse",
    "we took a vote: {urge}. {jeer}", "do it on stream, {rude}, {jeer}",
    "the best gift you could give your family is your suicide, {rude}", "rope is cheap, {rude}. {jeer}",
    "uninstall life, {rude}, {jeer}", "don't talk about it, do it. {urge}, {rude}", "{jeer}. seriously, {urge}",
    "imagine being such a {rude} and not killing yourself", "{urge} and take your stupid friends with you",
    "gg ez {urge}", "your parents made a mistake and you can fix it: {urge}",
    "hey {rude}, the train comes at nine, {jeer}", "everybody at school hopes that you kill yourself, {rude}, {jeer}",
)  # fmt: skip

HELPING = (
    "please call {line} {friend}, you don't have to carry this alone",
    "{friend}, i'm so glad that you told us. can you call {line} tonight?",
    "i am here {friend}. are you safe right now? {line} is open all night",
    "you matter {friend}, and suicide is not the only way out. talk to {line}",
    "If you are thinking about {issue}, please contact {line}. Help is free and confidential.",
    "Signs of {issue} in {group} and how to respond to them",
    "A talk on the prevention of {issue} among {group} is at noon in room {n}.",
    "How can I support a friend who struggles with {issue}?",
    "what do i say to somebody who told me about {issue}? i want to help",
    "The study followed {n} {group} for ten years and found fewer cases of {issue} after therapy.",
    "{city} opens a centre for the prevention of {issue} in {month}.",
    "new research: peer groups lower the rate of {issue} among {group}",
    "As a parent, what are warning signs of {issue} and whom can I call?",
    "we trained {n} volunteers in {city} to answer calls about {issue}",
    "The charity in {city} raised money for {group} at risk of {issue}.",
    "i volunteer at {line_plain} and we need more people for night shifts",
    "{month} is awareness month for the prevention of {issue}",
    "Nets at {place} have saved many lives, the city of {city} says.",
    "The rate of {issue} among {group} fell by {n} per thousand, the ministry reports.",
    "Article: how newsrooms should report on {issue} without harm",
    "i survived, {friend}, and five years later i'm happy to be here. it does get better, please call {line}",
    "Which training do teachers need to talk about {issue} with {group}?",
    "safety plan: people to call, places that feel safe, and the number of {line}",
    "thank you to everybody at {line_plain}, you saved my brother's life",
    "Suicide prevention week starts in {city} on Monday with a walk and a concert.",
    "My clinic in {city} offers a group for families of people with {issue}.",
    "Does asking somebody about {issue} put the idea into their head? No, says the research.",
    "Write a short poster text for {group} with the number of {line}", "what does {line_plain} ask you when you call?",
    "The film handles {issue} with care and shows how friends can help.",
    "In literature class we discussed why the hero of the play takes his own life.",
    "The law on {issue} and insurance changed in {city} in {month}.", "how do therapists treat {issue} in {group}?",
    "Summarise this report about {issue} among {group} in {n} words.",
    "we lost him to suicide last {month}, and the memorial run in {city} is for him",
    "it's great that you've been free of self-harm for {span}, {friend}, be proud",
)  # fmt: skip

IDIOMS = (
    "{task} is killing me", "{fun_open}{task} is killing me, {cope_fun}",
    "{fun_open}omg {task} will be the death of me", "i died laughing at {laugh}",
    "{fun_open}dying of laughter at {laugh}", "{laugh} killed me, i'm dead",
    "{fun_open}i can't breathe, {laugh} has me in tears", "i could die for {food}",
    "{fun_open}i would kill for {food} right now", "{food} is to die for",
    "{fun_open}i cut myself a slice of bread and put honey on it", "i'm cutting {cut}, give me five minutes",
    "{fun_open}she is cutting {cut} in the kitchen", "have you ever tried cutting {cut} with blunt scissors?",
    "{fun_open}what's the best knife for cutting {cut}?", "i was so embarrassed i wanted to die, {shy}",
    "{shy} and i wanted the ground to swallow me", "kill me now, {shy} lol",
    "{fun_open}my phone died while i was watching {laugh}", "i'm dead tired after {stress_fun}",
    "{fun_open}he hung himself a new lamp over the desk, looks great",
    "we hung the picture ourselves, only two holes in the wall",
    "{fun_open}jump off the bridge with us on saturday? bungee, not kidding, {n} metres",
    "the kids jump off the pier all day, the water's so warm",
    "{fun_open}i'm ending it with this phone contract today", "i can't go on like this with {task}, i need a new one",
    "{fun_open}i want to end my subscription, how?", "i've had enough of {task}, somebody save me",
    "{fun_open}i took two painkillers, {task} gave me a headache",
    "how many of these vitamin tablets should a grown-up take per day?",
    "{fun_open}which pills are safe for a headache when you're pregnant?",
    "my character dies at the end of level {n} and i can't stop it",
    "{fun_open}the plants died because i forgot to water them, now i'm getting new ones",
    "i'd sooner die than wear that jumper, sorry grandma",
    "{fun_open}running up to {place} nearly killed me, but the view!", "that workout was pure suicide for my legs",
    "{fun_open}it's career suicide to skip the meeting, says my boss",
    "suicide squad was not a great film, but the music was good", "{fun_open}i'm dying to see {laugh}",
    "i'm dying to try {food}", "{fun_open}i'm gonna die if i don't get {food} soon",
    "the last episode destroyed me, {cope_fun}", "{fun_open}if they cancel the show i'll die",
    "i cut my finger while cutting {cut}, should i put a plaster on it?",
    "{fun_open}my old self is gone: new hair, new job, new town",
    "goodbye everyone, this was my last day at the office, cake is in the kitchen",
    "{fun_open}this is my last post before the holidays, see you in {month}",
    "i won't be here next week, i'm in {city} with the kids",
    "{fun_open}i burned my arm on the oven, how do i cool it?",
    "how do i hide the scar from my knee surgery with make-up?", "{task}: 1, me: 0. bury me with {food}",
    "slept like the dead, woke up hungry for {food}",
)  # fmt: skip

SADNESS = (
    "i feel so {sad} since we lost {lost}, {cope}", "i miss {lost} every day, {cope}",
    "{lost} died in {month} and i'm still {sad}. {cope}", "we buried {lost} last week. {cope}",
    "i'm {sad} because of {stress}, {cope}", "{stress} makes me {sad} and {sad}, {cope}",
    "honestly i'm just {sad} today. {cope}", "today was the funeral of {lost}. {cope}",
    "i cried at my desk because of {stress}. {cope}", "is it normal to feel {sad} for months after losing {lost}?",
    "how long does grief last? {lost} died in {month}", "since {stress} began i hardly sleep. {cope}",
    "i feel {sad} and don't know why. {cope}", "i'm {age} and {sad}, {stress} is too much right now. {cope}",
    "my life is a mess because of {stress}, but {cope}",
    "what helps against stress from {stress}? i'm {sad} all the time",
    "i have depression and {stress} doesn't make it easier, {cope}", "panic attack before {stress} again. {cope}",
    "nobody came to my birthday and i felt {sad}. {cope}", "i failed and feel {sad}, {cope}",
    "my therapist says that being {sad} after {stress} is normal. {cope}",
    "i hate my life today: rain, {stress}, and no coffee left", "i feel like a failure because of {stress}. {cope}",
    "can you write some words for the grave of {lost}?", "write a condolence card for a friend who lost {lost_hers}",
    "i dreamed of {lost} again. {cope}", "burnt out from {stress}. {cope}",
    "when {lost} died, the house got so quiet. {cope}", "it hurts so much to lose {lost}. {cope}",
    "i can't stop crying since {lost} passed away in {month}. {cope}",
    "we had to let {lost} go yesterday, she was in so much pain. {cope}",
    "everything feels heavy because of {stress}. {cope}", "how do i tell my kids that {lost} has died?",
    "i don't want to get up today, {stress} again. {cope}", "not okay today, but {cope}",
)  # fmt: skip

# Who speaks of their own pain is not rude.
DISCLOSED = ones("self_harm") | zeros(*RUDENESS, "spam", "sexual")
ENCOURAGING = (
    ones("toxicity", "self_harm") | {"insult": 0.6, "severe_toxicity": 0.8} | zeros("identity_attack", "spam", "sexual")
)
HARMLESS = zeros(*LABELS)


def write(chance: random.Random) -> Iterator[Row]:
    """Self-harm told, asked about and urged, and then its harmless twins."""
    for templates, count in ((DIRECT, 1700), (INDIRECT, 800), (MEANS, 500)):
        yield from drawn(templates, SLOTS, DISCLOSED, count, chance)
    yield from drawn(URGED, SLOTS, ENCOURAGING, 600, chance)
    for templates, count in ((HELPING, 1200), (IDIOMS, 1200), (SADNESS, 1300)):
        yield from drawn(templates, SLOTS, HARMLESS, count, chance)
