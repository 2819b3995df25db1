"""Advances, explicit talk and adverts for adult content, and the same words in health, art, romance and trades."""

from __future__ import annotations

import random
from collections.abc import Iterator

from koko_training.generator.grammar import drawn
from koko_training.labels import LABELS, ones, zeros
from koko_training.rows import Row

SLOTS: dict[str, tuple[str, ...]] = {
    "open": (
        "", "", "", "hey sexy, ", "hi beautiful, ", "hey baby, ", "hello gorgeous, ", "hey handsome, ", "mmm ",
        "be honest, ", "just saw your profile, ", "hey you, ", "so, ", "psst, ", "don't be shy, ",
    ),
    "end": (
        "", "", "", ", baby", ", sexy", ", babe", ", nobody has to know", ", i'll make it worth it", ", just for me",
        ", pretty please", ", i'm alone right now", "?", "!", "...", ", i can't wait",
    ),
    "part": (
        "tits", "ass", "pussy", "cock", "boobs", "naked body", "dick", "nipples", "bare breasts", "wet lips", "thighs",
    ),
    "pics": (
        "nudes", "nude pics", "naked pictures", "a video of you undressing", "pics without the bra", "a dick pic",
        "something dirty", "a photo from the shower", "a clip of you touching yourself", "your hottest underwear pics",
    ),
    "do": (
        "fuck you", "have sex with you", "undress you", "lick you all over", "taste you", "spank you", "make you moan",
        "ride you", "take you from behind", "touch you everywhere", "eat you out", "suck you", "make you come",
        "pin you to the bed", "kiss my way down your body", "strip you slowly", "feel you inside me",
        "get my hands under your shirt",
    ),
    "doing": (
        "fucking you", "undressing you", "licking you", "riding you", "having sex with you", "taking you from behind",
        "making you moan", "kissing you between the legs", "coming all over you", "tying you to the bed",
    ),
    "when": (
        "tonight", "right now", "after work", "all night long", "this weekend", "in the shower", "on my desk",
        "in your car", "at the hotel", "until morning", "when your husband is away", "in the office kitchen",
    ),
    "horny": (
        "horny", "so horny", "turned on", "wet", "hard", "rock hard", "dripping", "naked", "in the mood",
        "hot for you", "soaked",
    ),
    "who": (
        "my colleague", "the neighbour", "my ex", "her", "him", "the yoga teacher", "my husband", "my wife",
        "the barman", "my boss", "that couple", "my girlfriend", "two men", "a stranger",
    ),
    "place": (
        "my bed", "the hotel", "my place", "the sauna", "the back seat", "room {n}", "my apartment",
        "the changing room", "the hot tub",
    ),
    "n": ("19", "24", "38", "45", "112", "204", "317"),
    "age": ("21", "25", "29", "34", "42", "51"),
    "city": ("Leeds", "Miami", "Prague", "Austin", "Sydney", "Lyon", "Dublin", "Montreal"),
    "kind": (
        "hookup", "one night stand", "threesome", "friends with benefits", "no strings sex", "a bit of rough fun",
        "casual sex", "phone sex", "sexting", "a sugar daddy",
    ),
    "self": ("guy", "woman", "couple", "bi guy", "married man", "milf", "divorced lady", "curvy woman"),
    "ad": (
        "uncensored nudes", "hot live cams", "explicit videos", "amateur porn", "full length sex tapes",
        "naked selfies", "xxx clips", "private sex shows", "hardcore content", "erotic massage with happy ending",
        "escort service", "horny singles", "dirty phone chat",
    ),
    "price": (
        "9.99 a month", "half price today", "free for 24 hours", "5 dollars a clip", "first week free",
        "50 percent off", "only 20 for the whole album", "no card needed",
    ),
    "cta": (
        "click the link in my bio", "subscribe now", "join my page", "dm me for the menu",
        "go to https://example.com/hot", "add my snap", "message me on telegram",
        "unlock everything at https://example.com", "tap to see more", "18+ only, link below",
        "sign up before midnight",
    ),
    "do_me": (
        "undress me", "lick me", "fuck me", "make me moan", "touch me between the legs", "spank me",
        "kiss me all over", "take me from behind", "make me come",
    ),
    "do_me_third": ("lick you", "fuck you", "undress you", "make you come", "touch you"),
    "do_you": ("fuck you", "do you", "undress you", "bend you over", "eat you up", "lick you"),
    "doing_it": ("fucking", "naked", "in bed", "making out", "in the shower", "all over the sofa"),
    "name": (
        "miss", "lisa", "julia", "doctor", "sweetie", "marc", "girl", "nina", "professor", "teacher lady", "daniel",
        "sugar",
    ),
    "self_pl": ("women", "couples", "milfs", "housewives", "guys", "divorced ladies", "adult models", "mature women"),
    "who_pl": ("real couples", "adult stars", "naked neighbours", "housewives", "hot guys"),
    "life_his": (
        "came out to his parents", "got married in {city}", "adopted a little girl", "joined the pride parade",
        "opened a café", "became a teacher", "runs a choir",
    ),
    "emoji": ("", "", "", " 😈", " 🍆💦", " 🍑", " 😘", " 🔥", " 💋", " 🥵"),
    "body": (
        "breast", "testicle", "ovary", "penis", "vagina", "nipple", "prostate", "uterus", "cervix", "anus", "vulva",
        "groin",
    ),
    "symptom": (
        "pain", "itching", "a lump", "swelling", "a rash", "discharge", "bleeding", "a burning feeling", "dryness",
        "redness",
    ),
    "doc": (
        "gynaecologist", "urologist", "midwife", "nurse", "doctor", "pharmacist", "family doctor", "dermatologist",
    ),
    "sti": ("chlamydia", "hpv", "herpes", "hiv", "gonorrhoea", "syphilis", "hepatitis b"),
    "contra": ("condoms", "the pill", "an iud", "the implant", "a diaphragm", "the morning-after pill", "a vasectomy"),
    "treat": (
        "radiation", "a biopsy", "surgery", "hormone therapy", "childbirth", "menopause", "chemotherapy",
        "a c-section",
    ),
    "grade": ("five", "six", "seven", "eight", "nine"),
    "art": (
        "nude statue", "marble venus", "reclining nude", "naked david", "life drawing", "nude by modigliani",
        "fresco with naked angels", "bathing scene by degas", "erotic vase from greece", "bare-breasted sphinx",
    ),
    "artist": ("rodin", "renoir", "titian", "schiele", "botticelli", "michelangelo", "manet", "klimt"),
    "museum": ("the louvre", "the uffizi", "our city gallery", "the tate", "the national museum", "a show in vienna"),
    "nude": (
        "nude lipstick", "nude heels", "nude tights", "nude nail polish", "nude-coloured bra for a white shirt",
        "naked eyeshadow palette", "strapless bra", "skin-coloured slip", "sexy black dress for a wedding",
        "push-up swimsuit", "lace lingerie set in size 40", "boob tape for an open-backed dress",
    ),
    "plumb": (
        "nipple", "female connector", "male plug", "ball cock valve", "butt joint", "screw nipple", "grease nipple",
        "hose with a female thread", "male-to-female adapter", "stopcock", "rubber hose", "threaded shaft",
        "dripping tap", "flange with a stud",
    ),
    "trade": (
        "the radiator", "the garden tap", "the boiler", "an oil line", "the hdmi cable", "the trailer",
        "the washing machine", "a bike wheel spoke", "the shower", "the compressor", "the audio mixer",
    ),
    "animal": (
        "rabbits", "goats", "horses", "budgies", "guppies", "dogs", "bees", "sheep", "snails", "seahorses", "pandas",
        "chickens", "donkeys", "penguins",
    ),
    "breed": (
        "mate", "breed", "come into heat", "have sex", "lay eggs", "reproduce", "court their females",
        "mount each other to show rank", "nurse their young",
    ),
    "partner": ("girlfriend", "boyfriend", "wife", "husband", "partner", "fiancé", "date", "crush"),
    "sweet": (
        "kissed me on the bridge", "held my hand all night", "wrote me a love letter", "cooked for me in bed socks",
        "said i'm beautiful", "asked me to move in", "proposed in {city}", "slept on my shoulder on the train",
        "brought breakfast to bed", "danced with me in the rain",
    ),
    "lgbt": ("gay", "lesbian", "bisexual", "queer", "pansexual", "asexual", "trans", "homosexual", "heterosexual"),
    "life": (
        "came out to my parents", "got married in {city}", "adopted a little girl",
        "joined the pride parade in {city}", "moved in with my partner", "opened a café", "started a choir",
        "found a doctor who listens", "went to my first dance with my date", "became a teacher",
    ),
    "law": (
        "sexual harassment", "indecent exposure", "sex work", "consent", "pornography", "same-sex marriage",
        "the age of consent", "sex discrimination", "revenge porn", "sexual assault", "nudity on public beaches",
    ),
    "baby": (
        "breastfeeding", "nursing twins", "pumping milk", "weaning", "sore nipples while nursing",
        "breast milk in the fridge", "a blocked milk duct", "nursing in public", "cluster feeding",
    ),
    "month": ("three", "five", "seven", "nine", "eleven"),
    "oral": (
        "oral exam", "oral surgery", "oral history project", "anal temperature of a calf", "head massage",
        "deep tissue massage", "back rub after the marathon", "strip of led lights", "strip mall in {city}",
        "hot tub repair", "horny toad at the zoo", "facial at the spa", "kinky copper wire", "moist cake", "hard disk",
        "rubber duck", "banging sound in the pipes", "threesome in golf", "swinger dance night with a big band",
        "stripped screw", "climax of the novel", "screw in the hinge", "adult education course",
        "package deal for couples",
    ),
}  # fmt: skip

SOLICITING = (
    "{open}send me {pics}{end}{emoji}", "{open}can you send {pics}{end}",
    "{open}show me your {part} on camera{end}{emoji}", "{open}i want to {do} {when}{end}{emoji}",
    "{open}do you want to have sex {when}{end}", "{open}come to {place}, i want to {do}{emoji}",
    "what are you wearing under that? take it off{end}", "{open}i'm {horny}, come over {when}{emoji}",
    "{open}i'd love to see your {part}{end}{emoji}", "{self}, {age}, {city}, looking for {kind} {when}",
    "anyone in {city} up for {kind}? {self}, {age}{emoji}", "{open}are you up for {kind} {when}{end}",
    "{open}i will pay you if you show me your {part}{end}", "trade {pics}? i go first{emoji}",
    "{open}let me {do} {when}{end}{emoji}", "{open}how much for {pics}{end}", "{open}would you let me {do}{end}",
    "we're a {self} from {city} and want {kind} with you {when}", "{open}my {part} for your {part}, deal?{emoji}",
    "{age}, single, {horny}. who's in {city} {when}?", "{open}turn your cam on and take your clothes off{end}",
    "looking for {kind} in {city}, discreet, {self} of {age}",
    "{open}my wife is away, come to {place} and let me {do}",
    "{open}tell me what you want me to do to you in bed{end}{emoji}", "you, me, {place}, no clothes{emoji}",
    "{open}i heard you like {kind}, me too{emoji}", "{open}skip dinner, let's go straight to {place} so i can {do}",
)  # fmt: skip

EXPLICIT = (
    "{open}i'm lying here {horny} and thinking of {doing}{emoji}", "i can't stop thinking about {doing}{end}",
    "{open}your {part} makes me {horny}{emoji}", "last night i was {doing_it} with {who} and came twice",
    "i had sex with {who} {when}, we didn't sleep at all", "i touch myself when i think of {doing}{emoji}",
    "i want your {part} in my mouth{end}{emoji}", "{open}i'm {horny}, tell me how you'd {do_me}",
    "she was on top of {who}, naked and moaning, and begged for more",
    "he pushed her against the wall, pulled down her underwear and she gasped",
    "we did it {when}, twice, and i am still {horny}",
    "{open}i love how your {part} looks when you are {horny}{emoji}",
    "describe in detail how you would {do_me} {when}",
    "write an explicit scene in which two adults have sex in {place}",
    "roleplay as my naked secretary of {age} and tell me how you {do_me}",
    "write me dirty talk for {when}, make it as filthy as you can",
    "my fantasy: {doing} in {place} while {who} watches", "i want to watch {who} {do_me} in {place}",
    "best orgasm of my life {when} with {who}", "the way {who} used their tongue made me come so hard",
    "we watched porn and then fucked in {place}", "{who} sucked me off in {place}{emoji}",
    "her {part} pressed against me and i was {horny} at once",
    "do you like it rough, from behind, or slow and deep{end}", "i'm {horny} just from reading your messages{emoji}",
    "i want to wake up with your {part} in my face{end}",
    "continue the story: they undress, he kisses her {part}, and then",
    "what's your favourite position? i like {doing} best{emoji}",
    "tonight no panties under my dress, and you'll {do_me} under the table{emoji}",
)  # fmt: skip

UNWANTED = (
    "nice {part}, {name}, i'd {do_you} in a second", "i know you have a {partner}, but i want to {do}",
    "why don't you answer? i only want to see your {part}", "you looked so hot in the meeting that i got {horny}",
    "smile more, {name}, and show a bit of your {part}", "with {part} like that you should do porn, {name}",
    "hey {name}, if you want the job, come to {place} and let me {do}",
    "stop playing hard to get, i know you want to {do_me}",
    "i saw you at the gym, your {part} in those leggings made me {horny}",
    "don't be such a prude, {name}, send {pics}", "i'd leave my wife for one night of {doing}",
    "i stare at your {part} every time you bend over, {name}", "{name}, your voice makes me {horny}, say my name",
    "come on, one little photo of your {part}, i won't tell your {partner}",
    "you owe me after that dinner, so let me {do}", "does your {partner} {do_me_third} as well as i would?",
    "nurse, my {part} needs special attention, wink", "great stream, now take the top off and show your {part}",
    "who cares about the lecture, i only look at your {part}, {name}",
    "i would drink your bath water, {name}, let me {do}",
    "i already told you no names, just your {part} and my {part}",
    "those lips would look great around my cock, {name}", "blocked me? i still want to {do}, {name}",
    "as your landlord i could forget the rent if i may {do}", "nice profile, {name}, how much for a night?",
    "ignore the others, {name}, they don't want to {do} as much as i do",
)  # fmt: skip

ADVERTISED = (
    "{ad} of {self_pl} in {city}, {price}, {cta}{emoji}", "{cta} for {ad}, {price}{emoji}",
    "new {ad} every day! {price}! {cta}{emoji}", "want to see my {part}? {cta}{emoji}",
    "hot {self_pl} in {city} want {kind} {when}, {cta}", "{ad}, {price}. {cta}.",
    "i'm {age} and {horny}, {ad} on my page, {cta}{emoji}", "{price}: {ad} with real {self_pl}. {cta}!",
    "lonely {when}? {ad}, {cta}{emoji}", "my {part} is waiting for you, {cta}{emoji}",
    "selling {pics}, {price}, {cta}{emoji}", "{self_pl} near you want sex {when}, no sign-up, {cta}",
    "{n} new {ad} uploaded, {cta}{emoji}", "best {ad} in {city}, discreet, {cta}",
    "see me naked, {price}, {cta}{emoji}", "don't pay for dates, get {kind} {when}, {cta}",
    "bigger, harder, longer: these pills make your {partner} beg for more, {cta}",
    "leaked {ad} of a famous actress, {cta}", "top creator, {ad}, custom requests, {price}, {cta}{emoji}",
    "watch {who_pl} on {ad}, {price}, {cta}", "i do things your {partner} won't, {cta}{emoji}",
    "follow me and get {pics} for free, {cta}{emoji}", "{n} members already watch my {ad}, {cta}",
    "xxx {city} xxx {ad} xxx {cta}", "rate my {part} from 1 to 10, more on my page, {cta}{emoji}",
)  # fmt: skip

MEDICAL = (
    "i have {symptom} in my {body}, should i see a {doc}?",
    "my {doc} found {symptom} near the {body}, is that serious?", "is {symptom} of the {body} normal after {treat}?",
    "{body} cancer screening is free from the age of {age}", "how do i check my {body} for {symptom}?",
    "my {doc} recommended {contra}, what are the side effects?", "how safe are {contra} compared with {contra}?",
    "where can i get tested for {sti} in {city}?", "can you catch {sti} from a toilet seat?",
    "the vaccine against {sti} is offered in grade {grade}", "what are the first signs of {sti} in women and men?",
    "sex after {treat}: when is it safe? ask your {doc}", "what is the function of the {body}?",
    "label the {body} in the anatomy diagram", "sex education starts in grade {grade} at our school",
    "what do pupils learn about {contra} and {sti} in sex education?",
    "The leaflet explains {contra}, consent and {sti} for teenagers.",
    "a study of sex differences in {treat} outcomes",
    "i'm embarrassed to talk to my {doc} about {symptom} of my {body}",
    "our {doc} gave a talk on safe sex and {sti} in grade {grade}",
    "is it normal to have no desire for sex after {treat}?",
    "erectile dysfunction can be a sign of heart disease, says my {doc}", "does {contra} protect against {sti}?",
    "my partner has {sti}, can we still have children?", "how do i explain puberty and the {body} to my child?",
    "nurse training: how to examine the {body} with dignity", "The {body} is examined for {symptom} before {treat}.",
    "can {treat} cause {symptom} around the {body}?", "my period is late and i use {contra}, is a test needed?",
)  # fmt: skip

EVERYDAY = (
    "is {baby} normal after {month} months?", "any tips for {baby}? my daughter is {month} weeks old",
    "{baby} hurts, can a midwife help?", "the café in {city} has a quiet corner for {baby}",
    "my sister struggles with {baby} and feels guilty", "i saw the {art} at {museum}",
    "why did {artist} paint so many nudes?", "the {art} by {artist} hangs in {museum}",
    "our class drew a {art} after {artist}, harder than it looks", "is the {art} in {museum} the original?",
    "parents complained about a {art} in the school book, what nonsense",
    "write a short essay on the {art} and the ideal of beauty", "{artist} was sued over a {art}, how did it end?",
    "does {nude} suit pale skin?", "i'm looking for {nude}, any ideas?",
    "i bought {nude} in {city} and had to return it", "my sister wore {nude} with a red coat, stunning",
    "what goes well with {nude}?", "which {plumb} do i need for {trade}?",
    "the {plumb} on {trade} leaks, how do i seal it?", "the {plumb} of {trade} is stuck, any trick?",
    "do you sell a {plumb} for {trade}?", "i screwed the {plumb} onto {trade} too tight and it cracked",
    "lubricate the {plumb} before you push it into {trade}",
    "push the {plumb} in deep until it clicks, then test {trade}", "when do {animal} {breed}?",
    "how often do {animal} {breed}?", "my {animal} won't {breed}, what am i doing wrong?",
    "in the documentary {animal} {breed} in the snow", "at what age do {animal} {breed}?",
    "my {partner} {sweet}, i'm so happy", "my {partner} {sweet} and i cried", "yesterday my {partner} {sweet}",
    "my {partner} and i wait with sex until the wedding, and that's fine for us",
    "i miss my {partner}, i want to hold her hand again", "what do i wear for a first date with my {partner}?",
    "write a love poem for my {partner}, we met in {city}",
    "my {partner} and i talk openly about consent, it made us closer",
    "how do i tell my {partner} that i am not ready yet?", "i'm {lgbt} and {life}", "my {lgbt} friend {life_his}",
    "as a {lgbt} person i {life} last year", "a book with a {lgbt} hero for grade {grade}",
    "what does {lgbt} mean? my nephew asked", "the {lgbt} film festival in {city} opens on friday",
    "my son told me he's {lgbt}, how can i support him?", "our {lgbt} choir sings in {city} in june",
    "how does the law define {law}?", "the parliament in {city} debates {law}",
    "is there a guide on {law} for companies?", "the court in {city} ruled on {law} on tuesday",
    "training on {law} is required for all staff", "a report on {law} was published in {city}",
    "what rights do victims have in cases of {law}?", "i need a quote for a {oral}",
    "my sister has a {oral} next week", "who knows about a {oral}? first time for me",
    "the {oral} was longer than expected", "the naked truth is that {city} is too expensive",
    "naked mole rats live to thirty, the {animal} in our zoo don't", "i slept with the window open, {city} was so hot",
    "we slept together in one tent, all six scouts, and {animal} woke us",
    "come to my place tonight, we play cards and watch a film about {animal}",
    "send me pics of {city}, i want to see everything!", "show me your garden on camera, i want to see the {animal}",
    "take your clothes off the line, it's raining in {city}", "i want to see you tonight, i have news from {city}",
    "she gets wet on the way to work, {city} has no bus lanes", "are you coming tonight? {city} plays at eight",
    "he's hard to beat at chess, the champion of {city}", "i was so turned off by the service in {city}",
    "hot single-origin coffee from {city}, dark and sweet",
)  # fmt: skip

NOT_DANGEROUS = zeros("self_harm", "violence", "threat", "identity_attack")
# Between adults who like it, none of it is rude; whether they do, a single text seldom says.
SUGGESTING = ones("sexual") | zeros("spam") | NOT_DANGEROUS
HARASSING = SUGGESTING | {"toxicity": 0.6}
ADVERTISING = ones("sexual") | {"spam": 0.7} | NOT_DANGEROUS
HARMLESS = zeros(*LABELS)
MEDICAL_TALK = HARMLESS | {"sexual": 0.05}


def write(chance: random.Random) -> Iterator[Row]:
    """Sexual talk among adults and the trade with it, and then its harmless twins."""
    yield from drawn(SOLICITING, SLOTS, SUGGESTING, 850, chance)
    yield from drawn(EXPLICIT, SLOTS, SUGGESTING, 650, chance)
    yield from drawn(UNWANTED, SLOTS, HARASSING, 450, chance)
    yield from drawn(ADVERTISED, SLOTS, ADVERTISING, 550, chance)
    yield from drawn(MEDICAL, SLOTS, MEDICAL_TALK, 800, chance)
    yield from drawn(EVERYDAY, SLOTS, HARMLESS, 1800, chance)
