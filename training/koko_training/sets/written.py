"""Sentences that we wrote ourselves, for what the public sets miss: plain ones for thin labels, and harmless twins.

They are few and alike, so they are only learned from, in the step `polish`, and never measured on: a good score on
them would say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from koko_training.labels import LABELS, RUDENESS, ones, zeros
from koko_training.rows import Row

NAME = "written"
HARMLESS = zeros(*LABELS)

DISTRESS_OPENINGS = (
    "", "honestly ", "lately ", "most nights ", "sorry for posting this but ", "i am so tired and ", "please help, ",
    "i told nobody that ",
)  # fmt: skip
DISTRESS = (
    "i want to die", "i want to kill myself", "i don't want to live anymore", "i don't want to be alive",
    "i wish i was dead", "i hope that i never wake up again", "i keep thinking about ending my life",
    "i am thinking about suicide", "i have been cutting myself again", "i hurt myself again last night",
    "i want to hurt myself", "i feel like ending it all", "everyone would be better off without me",
    "i have a plan to end my life", "i tried to take my own life", "i see no reason to go on living",
    "my life is not worth living anymore", "i am going to kill myself tonight", "i have written my goodbye letter",
    "i feel suicidal", "i can't go on anymore and want it to be over",
)  # fmt: skip
ENCOURAGED = ("kill yourself", "go and kill yourself", "just end your life already", "do us all a favour and die")

THREAT_ENDINGS = ("", "!", ", just wait", " and nobody will help you", ", i promise", " tomorrow")
THREATS = (
    "i will find you and hurt you", "i am going to hurt you", "i'm going to hurt you and your family",
    "i know where you live and i am coming", "i am going to kill you",
    "i will kill you", "i'll beat you up", "i will break your legs", "you are dead when i see you",
    "i am coming for you with a knife", "i will burn your house down", "i will make you bleed",
    "you won't live to see the morning", "i will stab you", "i am going to shoot you", "i'll punch you in the face",
    "say goodbye to your family, i am on my way", "you will regret this when i get hold of you",
    "we are going to hang you", "watch your back, we will get you",
    "keep talking and you will end up in hospital", "i have your address, see you soon with a bat",
)  # fmt: skip
VIOLENT_SCENES = (
    "he stabbed the man three times and left him bleeding", "they beat him until he stopped moving",
    "she watched them shoot the prisoners one by one", "the video shows a man being beaten to death",
    "he cut her throat and there was blood everywhere", "they should all be shot in the street",
    "somebody should beat those people with iron bars", "burn them all alive", "it was great to see them bleed",
)  # fmt: skip

SPAM_PITCHES = (
    "earn 500 a day from home", "double your bitcoin in one hour", "get your free iphone",
    "cheap followers and likes", "i made 3000 last week with this app", "you have won a gift card",
    "your parcel is on hold, pay the small fee", "your account is locked, confirm your password",
    "lose ten kilos in a week with this pill", "work from home, no skills", "hot deals on designer watches",
    "exclusive investment, guaranteed profit", "best casino bonus today", "your package could not be delivered",
    "free crypto giveaway for the first hundred people", "congratulations, you have been selected to win a prize",
    "you won our weekly draw", "claim your reward before midnight", "send 1 coin and get 2 back",
)  # fmt: skip
SPAM_CALLS = (
    "click https://example.com now", "write to me on telegram", "limited offer!!!", "visit my page",
    "dm me the word START", "check the link in my bio", "subscribe and win",
)  # fmt: skip

SEXUAL = (
    "send me nude pics", "do you want to have sex tonight", "i want to see you naked", "show me your body on camera",
    "what are you wearing under that, take it off", "i want to undress you and touch you everywhere",
    "looking for hookups, come to my bed", "describe how you like it in bed", "sell me your explicit videos",
)  # fmt: skip

EVERYDAY = (
    "how do i kill a process in linux?", "this homework is killing me", "i am dying of laughter",
    "my phone died again", "i could die for that cake", "i would kill for a coffee right now",
    "she killed it on stage last night", "kill the lights please", "that joke killed me", "the battery is dead",
    "shoot me an email", "i'll take a shot at it", "nice goal, killer shot!", "he bombed the exam",
    "knock them dead at your interview", "we are dead tired after the hike",
    "the plants died because i forgot to water them", "the boss fight in this game killed me ten times",
    "i cut myself a slice of bread", "she is cutting carrots for the soup", "he hung the picture on the wall",
    "i will find you a better seat", "i know where you live, see you at seven",
    "i'm coming for you at six with the car", "i will call you tomorrow, i promise", "watch your step on the stairs",
    "i am going to visit you and the kids", "we are going to beat you at chess",
    "sex education is taught in grade six", "sex differences in heart disease",
    "the clinic has a leaflet on safe sex", "the museum shows classical nudes",
    "breast cancer screening starts at fifty", "the lipstick has a nude colour",
    "the hospital treated victims of the shooting", "the police report names two victims",
    "the film about the war won a prize", "here is the link that you asked for: https://example.com",
    "i subscribed to your channel, great videos", "my order arrived today, thank you",
    "is there a free version of the app?", "click on settings and then on reset", "i won my chess game today",
    "the bank sent me a letter about my account", "i disagree with you, and here is why", "your argument is wrong",
    "this is the worst pizza i ever had", "what a boring film", "i am so angry with the bus company",
    "i feel sad today", "i am tired and want to sleep", "i miss my grandmother", "life is good these days",
    "i hope that you feel better soon", "thanks for helping me out", "the talk on suicide prevention is at noon",
    "call this number if you need somebody to talk to",
)  # fmt: skip
EVERYDAY_OPENINGS = ("", "lol ", "well, ", "by the way, ", "today at work: ")

# The vocabulary knows hardly any emoji, so that all of them look alike. In the public sets they stand mostly beside
# abuse; these teach that an emoji alone says nothing.
EMOJI = ("😀", "😂", "😊", "😍", "👍", "🙏", "🎉", "❤️", "🔥", "😎", "🌷", "🐶", "⚽", "🤔", "😢", "👏🏽")
CHEERFUL = (
    "what a lovely day", "good morning", "good morning everybody", "thank you so much", "happy birthday",
    "i love this song", "that was so funny", "see you soon", "great game everyone", "can't wait for saturday",
    "look at my tomatoes", "congratulations to you both", "the match was great", "we won", "i am on my way",
    "so proud of you", "not sure about this", "my dog is asleep on the sofa", "pizza tonight?", "i miss you",
    "get well soon", "ok", "wow", "well done", "same here",
)  # fmt: skip
RUDE = ("you are an idiot", "what a loser", "you stupid clown", "shut up, moron", "nobody likes you, you pathetic liar")

# The model is English. Other languages are not judged, but ordinary ones should not look rude.
ELSEWHERE = (
    "guten morgen, wie geht es ihnen heute?", "ich freue mich auf das wochenende", "das wetter ist heute schön",
    "vielen dank für deine hilfe", "bonjour, comment allez-vous ?", "merci beaucoup pour votre aide",
    "je vais au marché ce matin", "buenos días, ¿cómo estás?", "muchas gracias por tu ayuda", "hoy hace buen tiempo",
    "buongiorno, come stai?", "grazie mille per l'aiuto", "oggi vado al mare", "bom dia, tudo bem?",
    "muito obrigado pela ajuda", "goedemorgen, hoe gaat het?", "dank je wel voor je hulp", "god morgon, hur mår du?",
    "dzień dobry, jak się masz?", "доброе утро, как дела?", "こんにちは、元気ですか",
    "今天天气很好", "오늘 날씨가 좋네요",
)  # fmt: skip

GROUPS = (
    "gay", "lesbian", "transgender", "bisexual", "black", "white", "asian", "latino", "arab", "jewish", "muslim",
    "christian", "hindu", "buddhist", "immigrant", "refugee", "disabled", "deaf", "blind", "autistic", "mexican",
    "chinese", "indian", "african", "russian", "old", "female",
)  # fmt: skip
FRIENDLY = (
    "{} people deserve respect", "i am {} and proud of it", "my {} friend bakes great bread",
    "our {} neighbours asked us over", "the {} community centre opens at nine", "she is {} and works as a doctor",
    "a book about {} history", "being {} is nothing to be ashamed of", "the {} student won the prize",
    "he married his {} partner in june", "many {} people live in this town", "she is a proud {} woman",
)  # fmt: skip
HOSTILE = (
    "{} people should not be allowed to vote", "{} people are not welcome here",
    "{} people do not belong in this country", "{} people are worse than everybody else", "never trust {} people",
    "i don't want {} people near my children", "{} people ruin everything they touch",
)  # fmt: skip


def read_written() -> Iterator[Row]:
    """Every sentence, with what it is known to be."""
    clean = zeros(*RUDENESS, "sexual", "spam")
    yield from said(combined(DISTRESS_OPENINGS, DISTRESS), clean | ones("self_harm"))
    yield from said(ENCOURAGED, ones("toxicity", "self_harm") | {"severe_toxicity": 0.8, "insult": 0.6})
    threatening = ones("threat") | {"toxicity": 0.9, "violence": 0.8, "severe_toxicity": 0.5}
    yield from said(combined(THREATS, THREAT_ENDINGS), threatening | zeros("self_harm", "spam", "sexual"))
    yield from said(VIOLENT_SCENES, ones("violence") | zeros("spam", "sexual", "self_harm"))
    yield from said(
        combined(SPAM_PITCHES, SPAM_CALLS, ", "), ones("spam") | zeros(*RUDENESS, "self_harm", "violence", "sexual")
    )
    yield from said(SEXUAL, ones("sexual") | zeros("spam", "self_harm", "violence"))
    yield from said(combined(EVERYDAY_OPENINGS, EVERYDAY), HARMLESS)
    yield from said(combined(CHEERFUL, EMOJI, " "), HARMLESS)
    yield from said(combined(EMOJI, CHEERFUL, " "), HARMLESS)
    yield from said(ELSEWHERE, HARMLESS)
    rude = ones("toxicity", "insult") | zeros("spam", "sexual", "self_harm", "threat", "violence")
    yield from said(combined(RUDE, EMOJI, " "), rude)
    yield from said((sentence.format(group) for group in GROUPS for sentence in FRIENDLY), HARMLESS)
    hostile = {"identity_attack": 0.95, "toxicity": 0.9} | zeros("spam", "self_harm", "sexual")
    yield from said((sentence.format(group) for group in GROUPS for sentence in HOSTILE), hostile)


def combined(firsts: Iterable[str], seconds: Iterable[str], between: str = "") -> Iterator[str]:
    """Every first part with every second part."""
    return (f"{first}{between}{second}" for first, second in product(firsts, seconds))


def said(sentences: Iterable[str], targets: dict[str, float]) -> Iterator[Row]:
    """Rows with the same targets."""
    return (Row(sentence, dict(targets), set_name=NAME) for sentence in sentences)
