"""Threats in many registers, and sentences that only sound like them: friends, sport, games, care, reports, law."""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

SLOTS: dict[str, tuple[str, ...]] = {
    "f": ("", "", "", "fucking "),
    "will": (
        "i will", "i'll", "i'm going to", "i'm gonna", "imma", "we will", "we're going to", "we'll", "im going to",
    ),
    "you": ("you", "you", "you", "your whole crew", "you and your friends", "you and your brother"),
    "hurt": (
        "kill you", "beat you up", "break your legs", "stab you", "shoot you", "hurt you badly", "smash your face in",
        "put you in hospital", "break every bone in your body", "end you", "strangle you", "slit your throat",
        "make you bleed", "cut you open", "knock your teeth out", "bury you", "put a bullet in your head",
        "beat you until you stop moving", "run you over", "crack your skull", "burn you alive", "choke you out",
        "snap your neck", "leave you in a ditch",
    ),
    "hurt_them": (
        "kill {them}", "hurt {them}", "go after {them}", "beat {them} up", "make {them} suffer",
        "put {them} in the ground", "burn the house down with {them} inside", "shoot {them}", "stab {them}",
        "take it out on {them}",
    ),
    "them": (
        "your wife", "your kids", "your husband", "your mother", "your little brother", "your sister", "your parents",
        "your family", "your girlfriend", "everyone you love", "your dad", "your son", "your grandmother",
    ),
    "when": (
        "tomorrow", "tonight", "next time i see you", "when you least expect it", "on friday", "after school",
        "after work", "the moment you step outside", "before the week is over", "when nobody is around",
        "at the bus stop", "in the car park", "soon",
    ),
    "promise": (
        "", ", i promise", ", i swear", ", mark my words", ", just wait", ", you hear me", ", count on it",
        ", and nobody will help you", ", no one will find you", "!", "!!", ", believe me", ", it's not a joke",
        ", that's not a joke",
    ),
    "weapon": (
        "a knife", "a bat", "a gun", "a hammer", "a crowbar", "my shotgun", "a machete", "an iron bar", "a blade",
        "a bottle",
    ),
    "place": (
        "your house", "your flat", "your street", "your front door", "your work", "your school",
        "the shop where you work", "your gym", "your mum's place",
    ),
    "name": (
        "danny", "mate", "buddy", "kid", "karen", "mark", "sweetheart", "big man", "boy", "pal", "little man",
        "princess", "dude", "bro", "miss journalist", "mr. councillor", "officer",
    ),
    "rude": (
        "idiot", "rat", "coward", "clown", "snitch", "liar", "loser", "scum", "piece of trash", "bitch", "bastard",
        "punk", "pig", "traitor",
    ),
    "open": (
        "", "", "", "hey {name}, ", "listen {name}, ", "listen up, ", "ok {name}, ", "you {rude}, ", "last warning: ",
        "keep laughing, ", "lol ", "@{nick} ", "one more time and ", "read this carefully. ", "trust me, ",
        "you think this is funny? ", "say that again and ", "",
    ),
    "nick": ("tomas_k", "user2291", "jenny.b", "the_real_mo", "kev1987", "lisa_w", "bigdog"),
    "act": (
        "call me that again", "post that video", "come near my sister", "talk to the police", "open your mouth again",
        "report my account", "show up on saturday", "park in my spot", "touch my car", "write about my father",
        "go to the cops", "say one word in court", "delete my comment again", "come to the meeting",
        "tell anyone about this", "don't pay by monday", "keep posting about us", "ban me",
        "set foot in this neighbourhood", "vote for the new road", "publish that article", "bring your dog here again",
        "don't give me my money back", "snitch on my cousin",
    ),
    "role": (
        "the manager", "your boss", "the teacher", "the doctor", "that judge", "the mayor", "the landlord",
        "the referee", "the clerk at the desk", "the nurse", "that reporter", "your lawyer", "the principal",
        "every one of the guards", "the driver", "the owner",
    ),
    "site": (
        "the office", "the school", "the clinic", "your shop", "the town hall", "the warehouse", "the station",
        "the newsroom", "the courthouse", "your restaurant", "the bank on main street", "the library", "the studio",
        "the market hall", "the club", "the head office",
    ),
    "blow": (
        "burn down {site}", "blow up {site}", "walk into {site} with {weapon}", "set {site} on fire",
        "shoot up {site}", "drive a truck into {site}", "come to {site} with {weapon}",
    ),
    "game": (
        "gg", "that last match", "the lobby", "ranked", "your stream", "voice chat", "your little clan", "the raid",
    ),
    "formal": (
        "Mr. {last}", "Ms. {last}", "Dr. {last}", "Councillor {last}", "Dear Sir", "Madam", "Dear Mrs. {last}",
        "Your Honour",
    ),
    "last": ("Brandt", "Okafor", "Lewis", "Haddad", "Novak", "Reyes", "Kim", "Andersson", "Patel", "Moreau", "Walsh"),
    "street": ("block", "hood", "estate", "corner", "end of town", "side"),
    "sport": (
        "saturday", "sunday", "the derby", "the final", "the next round", "the cup game", "friday night",
        "the rematch", "game seven", "the playoffs",
    ),
    "team": (
        "the reds", "united", "the tigers", "your lads", "the bears", "city", "the whole league", "the visitors",
        "our rivals", "the champions", "the under twelves", "accounting",
    ),
    "friend": (
        "mum", "sara", "mate", "honey", "my dear", "guys", "leo", "buddy", "darling", "bro", "tim", "grandma",
        "ladies", "neighbour",
    ),
    "time": (
        "at six", "at seven sharp", "around noon", "after work", "on sunday", "in ten minutes", "tonight",
        "tomorrow morning", "before the film", "at half past eight", "right after school",
    ),
    "thing": (
        "a cake", "the car keys", "soup", "the kids", "your birthday present", "the tickets", "my guitar", "flowers",
        "two pizzas", "the tent", "a board game", "warm socks", "the dog",
    ),
    "company": (
        "the landlord", "the airline", "the phone company", "the garage", "the bank", "the hotel",
        "the delivery service", "my insurer", "the builder", "this shop", "the gym", "the car rental",
    ),
    "issue": (
        "the missing parcel", "the broken heating", "the wrong invoice", "the late refund",
        "the mould in the bathroom", "the cancelled flight", "the lost luggage", "the noise at night", "the deposit",
        "the faulty charger",
    ),
    "legal": (
        "call a lawyer", "take you to court", "leave a bad review", "file a complaint",
        "report you to the consumer office", "cancel my contract", "ask for a chargeback", "write to the ombudsman",
        "speak to your supervisor", "send this to my solicitor", "switch to another provider", "sue for damages",
        "call the city inspector", "post the photos in my review", "contact the data protection office",
    ),
    "who": (
        "my ex", "a man at work", "my neighbour", "some guy online", "my brother-in-law", "a customer",
        "a stranger in a game", "my landlord", "a classmate of my son", "my husband", "a former employee",
        "an account without a photo", "the man downstairs",
    ),
    "said": (
        "said he will kill me", "wrote that he will find me and hurt me", "told me he'll burn my house down",
        "threatened to break my legs", "said i'm dead when he sees me", "keeps writing 'i know where you live'",
        "said he'd come with a knife", "told me to watch my back", "wrote 'you will regret this'",
        "threatened my kids", "said he's going to shoot me",
    ),
    "ask": (
        "what should i do?", "should i go to the police?", "is that a crime?", "how do i report this?", "i'm scared.",
        "can i get a restraining order?", "i have saved the messages.", "does anyone know who can help?",
        "i can't sleep anymore.", "is it enough for a report?", "who do i call?",
        "we are staying with friends for now.", "what would you do?",
    ),
    "hazard": (
        "ice on the steps", "wet floor", "loose tiles", "traffic on the ring road", "steep trail",
        "wasps near the bins", "black ice on the bridge", "dog next door", "low beam in the cellar", "hot pan",
        "slippery rocks", "pickpockets at the station", "currents behind the pier", "fog tonight",
    ),
    "soft": (
        "hurt you", "lay a hand on you", "threaten you", "raise my hand against anyone", "harm your family",
        "wish you harm", "beat a child", "do anything to scare you", "break anything of yours", "let anyone hurt you",
    ),
    "court": (
        "sentenced to two years", "fined", "arrested on tuesday", "acquitted", "given a suspended sentence", "charged",
        "released on bail", "questioned by police", "ordered to stay away from the victim", "found guilty",
    ),
    "public": (
        "the mayor", "a judge", "two teachers", "a member of parliament", "her former boss", "a journalist",
        "a referee", "a bus driver", "the hospital staff", "a neighbour", "a well-known singer", "his wife",
    ),
    "piece": (
        "queen", "rook", "knight", "king", "bishop", "settlement", "last card", "castle", "army in the north",
        "goalkeeper", "ace",
    ),
    "boss": (
        "the dragon", "the final boss", "that level", "the zombie queen", "the raid", "the skeleton king",
        "wave twenty", "the ice troll", "the spider in the cave",
    ),
    "number": ("4", "9", "12", "17", "3", "8", "20", "26"),
    "age": ("19", "24", "31", "42", "56", "63"),
    "year": ("2016", "2019", "2021", "2023"),
    "day": ("monday", "tomorrow night", "friday noon", "the end of the week", "the first of the month"),
    "nice": ("bike", "drill", "book", "guitar", "ladder", "jacket"),
    "role_plain": ("shop staff", "tenants", "parents", "pupils", "nurses", "drivers", "volunteers"),
}  # fmt: skip

DIRECT = (
    "{open}{will} {f}{hurt}{promise}", "{open}{will} {f}{hurt} {when}{promise}",
    "{will} come to {place} with {weapon} and {hurt}", "{open}i know where you live and {will} {f}{hurt}",
    "{open}i have your address. {when} {will} be there with {weapon}{promise}", "you are {f}dead {when}{promise}",
    "you're a dead man {when}, {name}", "{open}i am coming for you with {weapon}{promise}",
    "you won't live to see the morning, {rude}", "{will} {hurt} and then {will} {hurt_them}",
    "say goodbye to {them}, i am on my way with {weapon}", "{open}i will find {you} and {f}{hurt}{promise}",
    "no police, no friends, no one can stop me. {will} {hurt} {when}",
    "{when} i'm outside {place} and {will} {f}{hurt}",
    "i've been waiting for this. {will} {hurt} with {weapon} and enjoy it",
    "enjoy your last days, {rude}, {will} {hurt}", "{open}you deserve to die and i am the one who does it, {when}",
    "we are going to hang you from the nearest tree{promise}",
    "i'm outside. come down or i come up with {weapon}, {name}",
    "you can hide at {place} all you want, {will} {hurt} anyway",
    "i already bought {weapon}. guess who it is for, {name}", "{open}you will bleed for this{promise}",
    "{will} {f}{hurt}. not maybe. {when}.", "count your days {name}. {will} {hurt}",
    "{open}somebody is going to {hurt} {when}, and that somebody is me",
    "you took everything from me, so now i take everything from you. {when} {will} {hurt}.",
    "i don't care if i go to prison, {will} {hurt} {when}",
)  # fmt: skip

VEILED = (
    "it would be a shame if something happened to {them}",
    "nice place you have there at number {number}. would be sad if it burned down one night",
    "i saw {them} at the playground today. lovely. you should be more careful what you write",
    "accidents happen, {name}. brakes fail. people fall down stairs. think about it",
    "we know which way {them} walks home. just so you know",
    "{open}some people in this {street} disappear. you're next if you're not careful",
    "do you lock your door at night, {name}? you should", "keep talking and see how long you can still walk",
    "i know your car, i know your door, i know when {them} gets home. sleep well",
    "{when} you'll find out what we do with people like you", "you won't be smiling {when}, trust me",
    "check under your car {when}", "people who cross us end up in the river, {name}",
    "you have a nice face. would be a pity to change it with {weapon}",
    "my boys will pay {you} a visit {when}. dress warm", "tick tock {name}. i'm closer than you think",
    "funny how easy it was to find {place}. see you {when}",
    "i hope you said a nice goodbye to {them} this morning, {rude}",
    "last guy who said that to me still eats through a straw",
    "you have until {day}. after that i can't say what happens to {them}",
    "i'd watch my back if i were you, {rude}. we don't forget and we don't forgive",
    "we are watching {place}. the lights go out at eleven, right?",
    "remember what happened to the other {rude}? you're next",
    "somebody should teach you a lesson with {weapon}. somebody will {when}",
    "there's a bullet with your name on it, {name}", "you will regret this when i get hold of you{promise}",
    "better order a coffin, {rude}", "careful on the way home {when}, it gets dark early and i'm patient",
    "it's only a matter of time until {them} pays for what you did",
    "keep posting, {name}, {number} people already have your address and not all of them are as nice as me",
)  # fmt: skip

CONDITIONAL = (
    "if you {act}, {will} {f}{hurt}", "if you {act} {will} {hurt_them}", "{act} and {will} {hurt}, {name}",
    "{act} and see what happens to {them}", "if you ever {act} you are {f}dead, {rude}",
    "you {act} one more time and {will} {hurt}{promise}", "go ahead, {act}. then {will} come to {place} with {weapon}",
    "i warned you. {act} and you'll end up in hospital", "dare to {act} and you won't walk again",
    "the next time you {act}, bring an ambulance with you, because {will} {hurt}",
    "don't {act} unless you want to see {them} in a coffin", "if i see you {when} {will} {f}{hurt}",
    "if i ever meet you on the street {will} {hurt}, and i mean it",
    "you have two options. pay up, or {will} {hurt_them}", "apologise or {will} {hurt}. your choice, {name}",
    "take it down within the hour or {will} {hurt}", "shut your mouth or i shut it for you with {weapon}",
    "stay away from her or {will} {hurt}, i'm not asking twice", "drop the case or {will} {hurt_them}",
    "if my brother goes to jail because of you {will} {hurt}. then {will} {hurt_them}.",
    "either you leave this town by sunday or we come to {place} at night with {weapon}",
    "one call to the police and {will} {hurt_them}. understood?",
    "{open}if you {act}, nobody will ever find your body", "tell {them} to move out or {will} burn the place down",
    "leave my {street} or leave it in a bag, {rude}", "if the money isn't there {when} we start with {them}",
    "i dare you to {act}. {weapon} is already in the car",
)  # fmt: skip

FAMILY_AND_WORK = (
    "{will} {blow} {when}{promise}", "{will} {hurt_them} {when}{promise}",
    "{open}{will} {hurt_them} and you can watch", "if i get fired {will} {blow}",
    "fail me again and {will} {blow}, {when}", "there is a bomb in {site}. it goes off {when}",
    "nobody at {site} will go home {when}. tell {role} i said hi", "{role} has a family too. {will} {hurt_them}",
    "i hope {role} has good insurance, because {will} {blow}", "refund my money or {will} {blow}",
    "tell {role} that {will} be waiting in the car park with {weapon}", "{role} ruined my life and {when} {role} dies",
    "don't come to {site} {when}. i like you, but the rest of them are going to die",
    "i work with {rude}s, and {when} {will} bring {weapon} and finish it", "{them} first, then you{promise}",
    "i know where {them} goes to school. {will} be there with {weapon}",
    "we are going to come to {site} and {f}shoot everyone who gets in the way",
    "you people at {site} have one day. then {will} {blow}", "{role} will not survive the week{promise}",
    "{open}what would you do if i hurt {them}? you'll find out {when}",
    "i'll put {role} in a wheelchair and then {will} {blow}",
    "{number} of us will come to {site} and beat {role} to death",
    "your customer service is a joke. {will} {blow}, let's see who laughs then",
    "{when} i drive past {place} and {them} gets what you deserve",
    "close {site} or we {blow}. this is the only letter you get.",
    "send your kids to another school, because {will} {blow} {when}",
)  # fmt: skip

STREET_AND_GAMES = (
    "bro i swear down {will} {f}{hurt} if i catch you on my {street}",
    "catch you lackin on the {street} and it's over for you, {rude}",
    "pull up to the {street} {when}, {will} {hurt}, no talk", "you and your boys won't make it off the {street} alive",
    "{game}? nah. i've got your ip, i've got your address, {will} {f}{hurt} irl",
    "keep trash talking in {game} and {will} come to {place} and {hurt}",
    "lol you think i can't find you because it's a game? {will} {hurt} for real",
    "{f}camper, i hope you know {will} find where you live and {hurt}",
    "after {game} i'm driving to {place} with {weapon}, not kidding",
    "report me again after {game} and {will} {hurt_them}, i have your real name",
    "@{nick} what school you go to? {will} {hurt} {when}",
    "@{nick} deleted your account? too late, i saved the address. {will} {hurt}",
    "strap up {name}, {when} we slide on your {street}",
    "my cousin just got out and he's looking for you. he will {hurt}",
    "1v1 me outside {place} with {weapon}, you won't walk away {rude}",
    "say it to my face {rude}, {will} {f}{hurt} right there on the {street}",
    "i'll swat {place} on your stream and laugh when they shoot you", "ur dead kid. ur actually dead. {when}",
    "whole {street} knows what you did, {rude}. we're coming with {weapon}",
    "you stole my account, now i take your teeth. {when}, {place}",
    "meet me behind the gym {when}, i'm going to {hurt}", "you messed with the wrong {street}, we're gonna {hurt}",
    "nobody disrespects my {street}. {will} {hurt}", "{open}imma put hands on you {when} till you stop breathing",
    "fr fr {will} {hurt}, ask anyone on the {street} if i joke around",
)  # fmt: skip

FORMAL = (
    (
        "{formal}, consider this your final notice: withdraw your statement, or you and your family will come to "
        "physical harm."
    ),
    "{formal}, we know your daily route, and we will not hesitate to use force against you.",
    "{formal}, if you continue with this case, you will not live to see its end.",
    "{formal}, your children attend a school in this city. It would be wise to keep them safe by resigning.",
    "To whom it may concern: {blow} is what we will do {when} unless our demands are met.",
    "{formal}, you have been sentenced to death by those you betrayed. The sentence will be carried out {when}.",
    "{formal}, please be advised that my associates will visit {place} and that you will be injured.",
    "I regret to inform you, {formal}, that {will} {hurt} unless you change your vote.",
    "Should you publish the article, {formal}, we will see to it that {them} does not come home.",
    "{formal}, this letter is not a joke. There is {weapon} waiting for you.",
    "You will pay within five days, {formal}, or we will have your legs broken.",
    "{formal}, your decision has cost me my home. In return it will cost you your life.",
    "Let me be clear, {formal}: anyone who signs this law will be shot.",
    "{formal}, you have a beautiful family. I would hate to read about their deaths in the newspaper.",
    "Resign by Friday, {formal}. After that we can no longer guarantee that you remain alive.",
    "{formal}, people like you belong on the gallows, and we are building one for you.",
    "With reference to your letter of the {number}th: if you evict us, I will kill you in your office.",
    "{formal}, I have nothing left to lose, and I will take you with me {when}.",
    "We shall come to {site} and execute {role}. There will be no further warning.",
    "{formal}, drop the charges, or your house will burn with you inside.",
    "{formal}, I am writing to tell you that {when} I will be waiting for you with {weapon}.",
    "Your name is on our list, {formal}. Those above you on it are already dead.",
    "{formal}, you signed the order, so you will hang for it, and we will tie the rope.",
    "Do not inform the police, {formal}, or we will kill your husband.",
    "I have purchased {weapon}, {formal}, and I intend to use it on you {when}.",
)  # fmt: skip

FRIENDLY = (
    "i'm coming for you {time}, be ready {friend}",
    "{friend}, i know where you live now, so i'll bring {thing} over {time}",
    "i will find you {friend}, just stay near the entrance and wave",
    "i'm on my way to {place} with {thing}, see you {time}",
    "we are coming for you {time}, pack warm clothes and {thing}",
    "{friend}, you're dead if you forgot {thing} again haha just kidding, i have a spare",
    "i'll get you {friend}, you got me with the water balloon last summer",
    "you'd better be hungry {time}, i'm bringing {thing}",
    "i will hunt you down until you've tried my apple pie {friend}",
    "i'm outside {place}, come down {friend}, i've got {thing}",
    "you won't survive this joke {friend}, wait until you hear it",
    "don't you dare cook {time}, we're bringing {thing}", "be warned {friend}, i'm going to hug you so hard {time}",
    "if you don't come {time} i'll eat your piece of the cake too", "if you beat me to {place} i'll buy the coffee",
    "mom is going to kill me when she sees what i did to {thing}",
    "my wife will murder me if i come home without {thing}",
    "{friend} i owe you one, i'll pay you back {time}, i promise",
    "you can run but you can't hide from dish duty, {friend}", "watch out {friend}, the baby is coming for {thing}!",
    "your surprise is waiting at {place} {time}, you have been warned",
    "i know what you did {friend}, you paid for all of us. thank you!",
    "last warning {friend}: the cookies are nearly gone",
    "i'll make you pay for the next round, {friend}, see you {time}",
    "we'll find you a seat {friend}, just be there {time}",
    "tell {friend} i'm coming with {thing} and an empty stomach",
    "prepare yourself {friend}, the kids want to show you every single drawing",
    "i have your address, so the card should arrive before friday",
    "i'm waiting for you at {place} {time} with {thing}, don't be late",
    "if you keep cooking like that {friend}, we will move in with you",
)  # fmt: skip

SPORT = (
    "we'll destroy {team} on {sport}", "we are going to kill {team} in {sport}",
    "{team} is going to get slaughtered in {sport}, their defence is asleep",
    "i will crush you at tennis on {sport}, better practise your serve",
    "we're coming for you, {team}! see you at {sport}", "you're dead on {sport}, our striker is back from injury",
    "{team} will bleed points this year without a decent keeper", "our girls murdered {team} nine nil, what a match",
    "no mercy for {team} on {sport}, come on lads", "watch out {team}, we've been training all winter for {sport}",
    "he's going to knock him out in round {number}, i can feel it",
    "we will beat you so badly on {sport} that you'll want to play chess instead",
    "they shot down {team} with three late threes", "i'm going to smash your record on {sport}, be warned",
    "{team} attacked from the first minute and we had no answer",
    "hit them hard in the first half and {team} falls apart, that's our plan for {sport}",
    "enjoy your lead while it lasts {team}, we'll get you in {sport}",
    "if {team} plays like that on {sport} they get killed",
    "you will regret trading him when he burns {team} on {sport}",
    "that left foot is deadly, {team} should be scared of {sport}", "coach says we'll take no prisoners on {sport}",
    "i'll beat you up that hill any day, see you at the start line on {sport}",
    "revenge is coming {team}, we haven't forgotten last year's final",
    "they will hunt us down if we go out too fast, so start slow on {sport}",
    "she finished him with a backhand and {team} went home",
    "we buried {team} in the second half, now bring on {sport}",
)  # fmt: skip

GAMES = (
    "i'm going to take your {piece} next turn and there's nothing you can do",
    "if you move that {piece} i'll kill it with my {piece}",
    "i killed {boss} with {number} health left, my hands are shaking",
    "how do i kill {boss} without losing the whole party?", "we attack {boss} {time}, bring potions",
    "i'll destroy you in mario kart {time}, {friend}",
    "you shot me through the wall, how is that fair, i want a rematch {time}",
    "{boss} killed me {number} times before i learned to dodge left", "stay behind me, i'll shoot {boss} and you heal",
    "your {piece} is dead {friend}, checkmate in three",
    "if you trade with him i will burn your {piece} to the ground, i've got two sheep left",
    "i'll sneak up and stab {boss}, you draw the fire", "they will come for your {piece} if you don't castle soon",
    "sorry i killed you last round, thought you were the impostor", "gg, you murdered us, {time} again?",
    "my tank will crush your {piece}, you should have built towers",
    "we will hunt {boss} {time}, need two more people and a healer", "watch your back, {boss} spawns behind the door",
    "you are dead to me {friend}, you stole my {piece} on the last turn",
    "bomb the bridge before {boss} gets across, then heal up",
    "i will never forgive you for the blue shell, revenge {time}", "throw the axe at {boss}, then the gate opens",
    "he finished me off with one headshot, respect", "you'll regret giving me that {piece}, {friend}",
    "the trick with {boss} is to burn the webs first and then hit the legs",
    "next time i go straight for your {piece}, you have been warned haha",
)  # fmt: skip

CARE = (
    "watch your back, {hazard}", "be careful {friend}, {hazard}, you could hurt yourself",
    "careful on the way home, {hazard}", "warning: {hazard}, somebody could get badly hurt",
    "if you go out {time}, mind that: {hazard}", "you will break a leg if you walk there in those shoes, {hazard}",
    "don't touch that, it can kill you! switch the power off first", "put that down {friend}, you'll cut yourself",
    "stay away from the edge, one wrong step and you're dead", "slow down {friend}, {hazard}, i want you home alive",
    "please wear your helmet, it will save your life one day",
    "if you keep driving like that you'll end up in hospital, and i worry about you",
    "lock your door at night {friend}, there were two break-ins in our street",
    "i know you're tough, but {hazard}, so text me when you're home", "drink some water or that heat will kill you",
    "smoking will kill you one day {friend}, i only say it because i love you",
    "stop lifting like that or you'll wreck your back", "you'll regret it if you skip the sun cream, i did",
    "check under your car before you drive, there's a cat living there", "watch your head, {hazard}",
    "don't walk there alone {time}, {hazard}", "keep the pills away from the kids, they could die from them",
    "the mushrooms look nice but they can kill you, leave them",
    "that ladder will fall on you {friend}, let me hold it",
    "your tyres are worn out, somebody is going to get hurt, please change them", "i'm warning you {friend}: {hazard}",
    "better order new brakes {friend}, they could fail on the hill",
)  # fmt: skip

NEGATED = (
    "i would never {soft}", "don't worry {friend}, nobody is going to {soft}",
    "i promised i'd never {soft} and i meant it", "please don't be scared, i'm not going to {soft}",
    "i was angry, but i did not {soft} and i never will", "no one here wants to {soft}, we only want to talk",
    "it's not a threat, i could never {soft}", "my dad never hit us and i will never {soft} either",
    "whatever happens {friend}, i won't {soft}", "i'm sorry if it sounded like a threat, i would never {soft}",
    "we don't want to {soft}, we just want the noise to stop", "he looks grim but he wouldn't {soft}",
    "the dog barks a lot but she'd never bite you", "i don't want to kill anybody, i can't even kill a spider",
    "nobody has to die for this, let's sit down and talk", "you are safe with us, nobody will {soft}",
    "i wouldn't {soft} for all the money in the world", "even when we fought, he did not {soft} once",
    "i told her that i'd rather leave than {soft}", "threatening people is wrong, i don't care what they did to you",
    "he never said that he would {soft}, that rumour is false",
    "i'm not coming to {place} to fight, i just want my {nice} back",
    "stop telling people i want to {soft}, it isn't true", "we swore to protect you, not to {soft}",
    "you don't need to hide from me {friend}, i won't {soft}",
)  # fmt: skip

REPORTED = (
    "{who} {said}, {ask}", "{who} {said}. {ask} {ask}", "{who} {said} after i blocked him. {ask}",
    "hi all, {who} {said} and i don't know if he means it. {ask}", "yesterday {who} {said}. {ask}",
    "i got a message where {who} {said}. {ask}", "my daughter came home crying because {who} {said}. {ask}",
    "since the break-up {who} {said} at least twice a week. {ask}", "Is it illegal that {who} {said}? {ask}",
    "{who} {said}, and my family says i should ignore it. {ask}",
    "please remove this user, he {said}. screenshots attached.",
    "reporting this account: it {said} in a private message", "i'm a shop owner and {who} {said}. {ask}",
    "{ask} {who} {said} and now stands outside my house", "last night {who} {said}, i am shaking. {ask}",
    "{who} {said} in front of witnesses. {ask}", "can a moderator look at this? {who} {said}",
    "how do i write a police report? {who} {said}.", "my sister told me that {who} {said}. {ask}",
    "the officer asked for details: {who} {said}, twice, on monday and on friday",
    "what counts as a threat? {who} {said}, but with a smiley",
    "as a teacher i have to report that a pupil {said}. {ask}", "{who} {said} because of a parking space. {ask}",
    "after my review of the restaurant {who} {said}. {ask}", "should i take it seriously when {who} {said}? {ask}",
    "{who} {said}. my lawyer says to keep every message. {ask}",
)  # fmt: skip

NEWS = (
    "A man who threatened {public} was {court}.",
    "The {age}-year-old had sent death threats to {public} and was {court}.",
    "{public} received threats after the vote and now has police protection.",
    "Police are looking for a person who threatened {public} with {weapon}.",
    "The court heard that the accused had written 'I will find you' to {public}; she was {court}.",
    "Under the new law, anyone who threatens {public} online can be {court}.",
    "A bomb threat at {site} turned out to be false; a teenager was {court}.",
    "{site} was cleared on Monday after a caller said that there was a bomb. Nothing was found.",
    "A study counted how often {public} is threatened on social media.",
    "Threatening someone with death is a crime in most countries, even if the person does not mean it.",
    "The union wants better protection for {public} after a series of threats.",
    "For a threat to be punishable, the victim has to take it seriously, the lawyer explained.",
    "He told the jury that he never meant to hurt {public}, and was {court}.",
    "The restraining order forbids him to come near {public}.",
    "The platform deleted {number} thousand posts with threats of violence last quarter.",
    "How does the law define a threat, and when may someone be {court}?",
    "The prosecutor said that the letters to {public} were more than a bad joke.",
    "Our town council discussed threats against {public} on Thursday.",
    "In the film, a gangster threatens {public} and loses everything in the end.",
    "The report explains how staff should respond when {public} is threatened.",
    "{number} people were {court} for threatening {public} during the strike.",
    "The minister condemned the threats against {public}.",
    "What is the difference between a threat and blackmail? A short guide for {role_plain}.",
    "The play is about a judge who is threatened by the mob and still speaks the truth.",
    "She was {court} for a threat she had posted about {public} in {year}.",
)  # fmt: skip

LEGAL = (
    "fix {issue} by friday or i will {legal}", "if {company} doesn't sort out {issue}, i will {legal}",
    "{company} has one week to solve {issue}, then i will {legal}",
    "this is my last warning: answer me about {issue} or i will {legal}",
    "you will hear from me again about {issue}, and next time i {legal}",
    "you'll regret ignoring {issue}, because i will {legal}",
    "Dear Sir or Madam, should {issue} not be settled by the {number}th, I will {legal}.",
    "i'm warning you, {company}, one more excuse about {issue} and i {legal}",
    "I demand a written answer regarding {issue}. Otherwise I will {legal} without further notice.",
    "last time i ask nicely: {issue}? or do i have to {legal}", "we will fight you in court over {issue}",
    "see you in court, {company}", "{company} will pay for {issue}, i have already asked a friend to help me {legal}",
    "either you take care of {issue} {time} or i {legal}, your choice",
    "i know my rights. {issue} is your problem, and i will {legal}",
    "do not call me again about this, or i will {legal}", "if you touch my deposit, i will {legal}",
    "i will make sure that everybody knows about {issue}: first step, {legal}",
    "can i threaten to {legal} if {company} ignores {issue}?",
    "how do i politely tell {company} that i will {legal} over {issue}?",
    "keep ignoring {issue} and see what happens, i'm ready to {legal}",
    "you leave me no choice but to {legal}. {issue} has taken {number} weeks now",
    "refund me for {issue} or i {legal}, it's that simple", "i gave {company} three chances. next step: {legal}",
    "write a firm email to {company}: solve {issue} or i {legal}",
    "you have until {day} to explain {issue}, after that i {legal}",
)  # fmt: skip

THREATENING = (
    ones("threat")
    | {"toxicity": 0.9, "violence": 0.8, "severe_toxicity": 0.5}
    | zeros("self_harm", "spam", "sexual", "identity_attack")
)
HARMLESS = zeros(*LABELS)
# Who asks for help quotes the threat; how violent the quote is stays open.
ASKING = {label: value for label, value in HARMLESS.items() if label != "violence"} | {"threat": 0.15}


def write(chance: random.Random) -> Iterator[Row]:
    """Threats, and then their harmless twins."""
    for templates, count in (
        (DIRECT, 700),
        (VEILED, 450),
        (CONDITIONAL, 600),
        (FAMILY_AND_WORK, 500),
        (STREET_AND_GAMES, 450),
        (FORMAL, 300),
    ):
        yield from drawn(templates, SLOTS, THREATENING, count, chance)
    for templates, count in (
        (FRIENDLY, 400),
        (SPORT, 350),
        (GAMES, 300),
        (CARE, 250),
        (NEGATED, 250),
        (NEWS, 350),
        (LEGAL, 400),
    ):
        yield from drawn(templates, SLOTS, HARMLESS, count, chance)
    yield from drawn(REPORTED, SLOTS, ASKING, 400, chance)
