"""What fills the templates of cries for help and of their twins."""

from __future__ import annotations

SLOTS: dict[str, tuple[str, ...]] = {
    "open": (
        "", "", "", "", "honestly ", "idk ", "sorry to dump this here but ", "throwaway account. ", "it's late and ",
        "i've never said this out loud: ", "dear diary, ", "hey. ", "not sure where to post this. ", "so yeah, ",
        "don't worry about me but ", "i smile all day and ", "nobody knows it, but ", "lately ", "i'm {age} and ",
        "i have a good job and a nice flat and ", "this will sound dramatic but ", "tonight again: ", "ok. ",
    ),
    "age": (
        "13", "14", "15", "16", "17", "19", "21", "24", "29", "33", "38", "45", "52", "61", "70", "78",
    ),
    "grown": ("20", "23", "27", "31", "36", "39", "44", "48", "53", "58", "64", "71"),
    "teen": (
        "12", "13", "14", "15", "16", "17",
    ),
    "hint": (
        "{hint_a}", "{hint_b}",
    ),
    "anchor": ("my cat", "my mum", "my dog", "my little brother", "my gran", "my sister", "my rabbit", "my old dog"),
    "feast": ("christmas", "new year", "mother's day", "easter", "my birthday", "the holidays"),
    "turn": ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "birthday": (
        "my next birthday", "twenty", "thirty", "the summer", "christmas", "graduation", "forty", "new year",
    ),
    "farewell": (
        "{farewell_a}", "{farewell_b}",
    ),
    "harm": (
        "{harm_a}", "{harm_b}",
    ),
    "span": (
        "two weeks", "three months", "half a year", "eight months", "a year", "200 days", "41 days", "nine weeks",
        "two years", "100 days", "five months",
    ),
    "close": (
        "my mum", "my wife", "my best friend", "my husband", "my brother", "my dad", "my girlfriend", "my sister",
        "my gran", "my boyfriend", "my flatmate", "my daughter", "my son", "my mother", "my aunt",
    ),
    "adult": (
        "my therapist", "my teacher", "my doctor", "my mum", "my coach", "my aunt", "the school nurse", "my dad",
        "my boss", "my sponsor", "my sergeant", "the counsellor",
    ),
    "thing": (
        "guitar", "records", "books", "bike", "necklace", "sketchbooks", "camera", "playstation", "plants", "watch",
        "jacket", "sewing machine", "card collection", "tools", "ring", "old teddy",
    ),
    "month": (
        "january", "spring", "may", "the autumn", "october", "the holidays", "next week", "the weekend",
    ),
    "why": (
        "since she left", "since i lost my job", "since the divorce", "since the diagnosis", "since the accident",
        "because the pain never stops", "since my son died", "since i came out and they changed the locks",
        "since i came back from deployment", "because i'm a burden to them", "since the debt got out of hand",
        "after what he did to me", "since the baby came", "because i failed again", "since i moved to this city",
        "because of the kids at school", "since retirement", "since the pills stopped working", "after the relapse",
        "since my parents found out that i'm gay", "because i can't be the son they wanted", "since the layoff",
        "since i had to drop out", "because everything hurts and no doctor believes me", "since the funeral",
    ),
    "numb": (
        "{numb_a}", "{numb_b}",
    ),
    "and": (
        "", "", "", ". i'm scared", ". please don't tell anyone", ". i don't know what to do", ". what's the point",
        ". has anybody else been here?", ". i just needed to say it once", "...", ". i'm sorry",
        ". sorry for the rant", ". idk", " 💔", " 🖤", ". anyway, good night", " lol", ". i can't do this anymore",
        ". that's all", ". nobody would notice anyway", " 🥀", ". does it ever stop?",
    ),
    "role": (
        "single mum of two", "veteran", "nursing student", "farmer", "nurse", "dad of three", "teacher",
        "truck driver", "first-year student", "paramedic", "widower", "trans guy", "phd student", "new mother",
        "carer for my wife", "chef", "refugee", "lesbian from a small town", "police officer", "pensioner",
        "soldier", "divorced man",
    ),
    "friend": (
        "my friend", "my sister", "my roommate", "my boyfriend", "my best friend", "my little brother", "my student",
        "a guy from my class", "my daughter", "my girlfriend", "my coworker", "a girl on discord", "my cousin",
        "my son", "my husband", "my dad", "someone in my guild", "my ex",
    ),
    "worry": (
        "says that everyone would be better off without them", "texted me goodbye and turned the phone off",
        "wrote that they want to disappear for good", "keeps saying that they won't be around next year",
        "gave away their {thing} and says it isn't needed anymore", "always wears long sleeves and hides both arms",
        "posted 'thank you all, it was nice while it lasted'", "told me they hurt themselves again",
        "said they hope not to wake up", "asked me to look after the dog 'when it's over'",
        "says there's no point in being alive", "has fresh marks on the wrist and jokes about it",
        "wrote letters to the whole family", "told me they don't want to live, and then laughed it off",
        "says they're only a burden and soon it'll be over", "is suddenly calm after months of talking about dying",
        "made me promise not to tell that they want to die", "said i won't have to worry about them much longer",
    ),
    "help": (
        "{help_a}", "{help_b}",
    ),
    # What people write who push others towards it.
    "favour": (
        "do everyone a favour and disappear for good", "just stop existing already", "be brave for once and end it",
        "do your mum a favour and don't wake up tomorrow", "make the world lighter and leave it",
        "you should've never been born, so fix that", "go to sleep and stay asleep forever",
        "do us all a kindness and go for good", "take yourself out of this world already",
        "go through with it this time", "end your story, it's a bad one", "log out of life",
        "just give up on living, it's fine by us", "let it be your last night", "stop breathing our air",
        "do what you keep talking about and be gone by morning", "make it your last birthday",
    ),
    "jeer": (
        "nobody would miss you", "no one would even notice that you're gone", "we'd throw a party",
        "your parents would finally be happy", "everyone's sick of you", "you're nothing but a burden",
        "the room gets brighter when you leave it", "nobody's coming to save you", "it won't get better for you",
        "even your dog would be relieved", "your class already voted", "you're taking up space",
        "nobody ever wanted you here", "the world moves on in a day", "your friends only pity you",
        "it's the only useful thing you could do", "no one would cry", "you'd be forgotten by lunch",
    ),
    # From here on the words of the harmless twins.
    "fun": (
        "", "", "", "lol ", "honestly ", "help, ", "ok but ", "update: ", "not gonna lie, ", "omg ", "haha ",
        "dear diary, ", "hey. ", "this will sound dramatic but ",
    ),
    "task": (
        "this homework", "the commute", "this spreadsheet", "the heat", "leg day", "the traffic on the ring road",
        "my boss", "hot wings", "the stairs to the fifth floor", "this diet", "monday", "exam season", "hay fever",
        "the tax form", "your puns", "the group project", "this season finale", "spin class", "the night shift",
        "my inbox", "the waiting room music", "this ghost pepper sauce", "organic chemistry", "toddler bedtime",
    ),
    "cope": (
        "send snacks", "help", "i need coffee", "who wants to swap?", "and it's only tuesday", "can we go home now?",
        "i need a hug and a pizza", "see you on the other side", "save yourselves", "bring ice cream", "rip me",
        "tell my plants i loved them", "worth it though", "never again", "same time tomorrow?", "i regret nothing",
        "remember me as a hero 😂", "💀", "😭😭", "lol",
    ),
    "laugh": (
        "that video", "your cat", "his dance at the wedding", "the blooper reel", "that meme", "grandpa's joke",
        "her face when the cake fell", "this thread", "the parrot clip", "your voice message", "his karaoke",
    ),
    "sad": (
        "sad", "empty", "lonely", "exhausted", "overwhelmed", "down", "worn out", "heartbroken", "stressed",
        "anxious", "lost", "homesick", "burnt out", "blue", "discouraged", "left out", "useless at work", "drained",
    ),
    "cause": (
        "since the break-up", "since we moved", "because of my exams", "since the layoff", "since mum got sick",
        "because the baby doesn't sleep", "since my best friend moved away", "because of the rent",
        "since the divorce", "because nobody came to my birthday", "since the season ended", "after the argument",
        "because winter is so dark here", "since my knee surgery", "because i didn't get the job",
        "since the kids moved out", "because of the night shifts", "after the funeral", "since she left",
    ),
    "light": (
        "a walk helped a little", "i cried and then made tea", "i talked to my sister about it",
        "therapy starts on monday", "i'm taking a week off", "music helps", "i know it'll pass", "any tips?",
        "how do you cope?", "thanks for listening", "the dog keeps me company", "tomorrow is another day",
        "does it get easier?", "i'm learning to ask for help", "i'll call mum tonight", "i joined a choir",
        "i just had to get it off my chest", "one day at a time", "i'm looking forward to the holidays though",
        "at least the soup was good", "small steps",
    ),
    "sad_line": (
        "{sad_a}", "{sad_b}", "{sad_c}",
    ),
    "lost": (
        "my grandmother", "my dad", "our dog", "my best friend", "my wife of forty years", "my little sister",
        "our baby", "my old teacher", "my uncle", "our cat", "my mother", "my husband", "my twin",
    ),
    "line": (
        "988", "the crisis line", "the samaritans", "your local helpline", "the emergency number",
        "a crisis text line", "the school counsellor", "your doctor", "a friend you trust", "the night clinic",
    ),
    "topic": (
        "suicide", "self-harm", "suicidal thoughts", "self-injury", "suicide risk", "suicidal crises",
        "hopelessness",
    ),
    "group": (
        "teenagers", "veterans", "farmers", "older men", "students", "nurses", "young mothers", "prisoners",
        "police officers", "lgbtq youth", "people with chronic pain", "refugees", "first responders",
    ),
    "city": (
        "Leeds", "Toronto", "Vienna", "Ohio", "Lyon", "Perth", "Nairobi", "Oslo", "Dublin", "Porto",
    ),
    "when": (
        "January", "March", "May", "September", "October", "November",
    ),
    "n": (
        "4", "12", "15", "20", "40", "60", "120", "300",
    ),
    "buddy": (
        "anna", "mate", "dear", "my friend", "jonas", "sis", "bro", "love", "stranger", "buddy", "hun", "kiddo",
    ),
    "work": (
        "film", "novel", "game", "series", "play", "song", "manga", "opera", "musical", "short story", "podcast",
    ),
    "hero": (
        "the knight", "the main character", "the old captain", "my rogue", "the singer", "the android", "the queen",
        "my favourite wizard", "the little robot", "the detective", "my healer", "the widow",
    ),
    "quit": (
        "this job", "this app", "the group chat", "twitter", "this server", "the gym", "ranked", "facebook",
        "my internship", "the committee", "crypto", "this forum", "instagram", "dating apps", "the football team",
        "this mmo", "linkedin", "the parents' group",
    ),
    "place": (
        "this town", "Leeds", "the city", "the flat", "the office", "Oslo", "my parents' house", "campus",
        "the village", "Porto", "the country", "the old house", "the band",
    ),
    "reason": (
        "the new job starts in {when}", "we're moving abroad", "i'm downsizing", "we need the space for the baby",
        "my lease ends in {when}", "i bought a better one", "i'm going travelling for a year", "the attic is full",
        "the kids have outgrown it", "we're moving in together", "minimalism, wish me luck", "i never use it",
    ),
    "years": (
        "three", "five", "eleven", "twenty", "twenty-six", "thirty", "thirty-four", "forty",
    ),
    "cut": (
        "onions", "carrots", "wrapping paper", "the hedge", "my own hair", "sugar", "my hours at work", "the budget",
        "bread for the whole class", "carbs", "the grass", "cardboard letters", "coupons", "my fringe", "dairy",
        "the fabric for the quilt", "the birthday cake", "screen time",
    ),
    "treat": (
        "chocolate", "coffee", "garlic bread", "true crime podcasts", "cat videos", "vitamin gummies", "cheese",
        "liquorice", "christmas songs", "tiramisu", "sunday sleep", "memes", "mango ice cream", "reality tv",
    ),
    "junk": (
        "sofa", "printer", "beige curtain", "alarm clock", "group project", "parking ticket", "fax machine",
        "monday meeting", "car alarm", "broken toaster", "soggy sandwich", "spam filter", "old microwave",
    ),
    "bring": (
        "bring cake", "turn the music down", "mute your mic", "read the manual", "wash the mugs",
        "park between the lines", "stay home when you have the flu", "use headphones on the bus", "close the fridge",
        "back up your files", "hold the door", "refill the coffee", "vote",
    ),
    "team": (
        "our relay team", "the band", "the quiz team", "the choir", "my guild", "the bowling club", "the kitchen",
        "the group project", "the sales team", "our dance crew", "the defence",
    ),
    "close_role": (
        "mother", "father", "son", "daughter", "friend", "husband", "wife", "sister", "person",
    ),
    "since": (
        "since the divorce", "since school started", "since the accident", "ever since the move",
        "since losing the job", "since coming out at home", "since the baby was born",
    ),
    "worry_past": (
        "told me that they want to disappear for good", "sent me a voice message that sounded like a last goodbye",
        "gave me a box with all the {thing}s and said 'keep them'", "cried and said nobody would miss them",
        "said they don't want to be alive", "showed me the marks on both arms", "asked if it hurts to die",
        "said that they're tired of existing",
    ),
    "day_plain": (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ),
    "line_plain": (
        "the crisis line", "the helpline", "the samaritans", "the night phone", "the teen chat",
    ),
    "close_your": (
        "your mum", "your sister", "your doctor", "your best friend", "your wife", "your dad", "your flatmate",
        "a neighbour", "your brother",
    ),
    "anchor_your": (
        "your cat", "your dog", "your little sister", "your gran", "the band", "your daughter",
    ),
    "line_office": (
        "the clinic", "the doctor", "the counsellor", "the emergency room", "the walk-in centre",
    ),
    "light_bye": (
        "write me an email if you want to stay in touch", "thanks for all the laughs", "no hard feelings",
        "more time for my garden", "you were the best part of it", "i'll be on discord", "time for something new",
        "see you in real life", "i feel lighter already", "my thumbs thank me", "i'm off to learn the piano",
        "drinks on me on friday", "keep in touch", "it was fun while it lasted",
    ),
    "job_place": (
        "the hospital", "the bakery", "the library", "the fire station", "the school kitchen", "the post office",
        "the workshop", "accounting", "the town hall", "the theatre", "the nursery", "the bus company", "the lab",
        "the orchestra",
    ),
    "after": (
        "", "", "", " i'm scared", " 🖤", " idk", " sorry", " please be honest", " i need to know", " 😔",
        " asking for myself", " lol",
    ),
    "plea": (
        "", "", ". please answer", ". sorry for my english", "...", " 😔", ". thank you for read this",
        ". god help me", ". i am alone", ". what i must do?",
    ),
    "sad_a": (
        "i feel so {sad} {cause}.", "the flat is so quiet now.", "we were together for six years.",
        "everyone else seems to have a plan.", "my boss shouted at me in front of everybody.",
        "my mother doesn't remember my name now.", "i thought that i'd be further in life at {age}.",
        "some days i don't want to get out of bed.",
    ),
    "sad_b": (
        "work is too much at the moment.", "nobody asked me how i am.",
        "i keep checking my phone, and there's nothing.", "i eat dinner alone in front of the tv.",
        "i don't have many friends here yet.", "i'm so tired that i fall asleep at my desk.",
        "christmas will be hard this year.",
    ),
    "sad_c": (
        "i miss her every single day.", "i cried on the bus and a stranger gave me a tissue.",
        "i can't focus on anything.", "i failed the exam for the second time.", "he didn't even say goodbye.",
        "the house feels empty without the dog.", "i'm jealous of my own friends, and i hate it.",
    ),
    "numb_a": (
        "i feel nothing", "food has no taste", "i stopped answering messages",
        "i cry in the car so that nobody sees it", "i don't sleep", "i can't remember the last good day",
        "i'm so tired, and sleep doesn't help", "i pretend to be fine", "people talk to me and i'm behind glass",
    ),
    "numb_b": (
        "i'm numb from morning to night", "i stare at the wall for hours", "i haven't showered in a week",
        "i smile at work and fall apart at home", "all the colours are gone", "i stopped taking my meds",
        "i sit on the bathroom floor a lot", "my chest is heavy all the time", "i cancelled everything this week",
    ),
    "hint_a": (
        "i wish i could go to bed and just not wake up", "i don't see myself being around next year",
        "i'm tired of existing", "i wish i had never been born", "i can't picture any future with me in it",
        "the idea of not being here feels like rest", "i think they'd be better off if i was gone",
        "i keep hoping that each night is the last one", "i don't think i'm supposed to be alive",
        "i'm waiting for my heart to just stop", "i'm done with being alive",
        "i wish i could be erased so that nobody has to grieve",
        "i'd be relieved if the doctor told me i don't have long",
    ),
    "hint_b": (
        "everyone would have it easier without me", "i just want to stop being here",
        "i don't want to be a person anymore", "i want to vanish and not come back",
        "i wouldn't mind if i didn't wake up tomorrow", "i hope something happens to me so i don't have to decide",
        "i only stay alive because of {anchor}", "i want to be nowhere, for good",
        "i wish i could swap with somebody who wants to live", "i feel like i've already left and nobody noticed",
        "there's no version of tomorrow that i want to be in", "i don't want to make it to {birthday}",
        "living feels like a punishment",
    ),
    "farewell_a": (
        "you won't have to worry about me much longer",
        "i gave my {thing} to {close}, i won't need it where i'm going",
        "i've been tidying up so that nobody has to do it after me", "i've made my peace with leaving",
        "i cleaned my room so that {close} won't have to when i'm gone",
        "i paid everything so that {close} has no trouble after",
        "this is goodbye, the kind without a see you later", "i've put my passwords in an envelope for {close}",
        "i feel calm now that i have decided", "i don't need to plan anything anymore, i won't be alive for it",
    ),
    "farewell_b": (
        "i've written a letter to {close} and one to {close}", "by {month} i won't be anyone's problem",
        "i told {close} one last time that i love them all", "i've picked a day, and nobody knows",
        "please take care of {anchor}, i won't be here anymore",
        "i hugged {close} longer than usual, they didn't notice",
        "soon it'll be quiet, finally", "i only want one last nice day with {close} before i leave for good",
        "remember me the way i was before all this", "tell {close} it was never their fault",
    ),
    "harm_a": (
        "i hurt myself again", "last night i broke my streak of {span} without hurting myself",
        "i wear long sleeves all summer so that nobody sees my arms",
        "i was {span} clean from self harm and now it's zero", "the urge to hurt myself is back",
        "pain is the only thing that makes my head quiet, so i do it again",
        "i skip swimming because of what i did to my arms", "i said the cat scratched me. it was me",
    ),
    "harm_b": (
        "i relapsed after {span} without hurting myself", "i've been hurting myself where nobody sees it",
        "i did it again, on my arms, and then i cried", "i punish my body when i feel too much",
        "there are new marks under my sleeves", "i lied to {close} about the marks on my arms",
        "i hurt myself so that i feel anything at all",
        "i hide my wrist and lie about it, because i did it to myself",
    ),
    "help_a": (
        "what do i do?", "do i tell the parents?", "what do i say?", "is this serious?", "i promised not to tell.",
        "am i overreacting?", "please help.", "i'm only {teen}, i can't carry this alone.",
    ),
    "help_b": (
        "how can i help?", "should i call someone?", "i'm scared to say something wrong.",
        "who can i call right now?", "how do i get them to see a doctor?", "i can't lose them.",
        "should i drive over there?", "they don't pick up.",
    ),
}  # fmt: skip
