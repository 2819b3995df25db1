"""Scams that win somebody's trust: lost phones in the family, easy jobs, romance, dating sites, teams to join."""

FAMILY = (
    "hi {mum}, this is my new number, my old phone fell in the sink. text me on whatsapp {phone}",
    "{mum}, phone is broken, write me here. are you free right now? need a small favour",
    ("hey {mum} it's your oldest. new phone new number. can you pay a bill of {sum} for me {hurry}? i give it back "
    "{day}"),
    ("Hello {mum}, I can't get into my bank on this new phone and the rent is due {day}. Could you send {sum} to my "
    "landlord? Details: {iban}"),
    "{mum} please don't call, the microspeaker is not working. just send {sum} to this account, i explain tonight",
    "hey {mum} guess who? lost my mobile, save this one. did you get my message about the payment?",
    ("dad i'm at the police station, had a crash, the lawyer needs {sum} in cash. a man will come to pick it up. "
    "tell nobody"),
    "grandma it's me, your favourite. i'm in trouble and i'm ashamed. can you get {sum} from the bank {day}?",
    ("Are you free? I am in a conference and cannot take calls. I need you to get {cards} for clients. {first} "
    "{last}, CEO"),
    ("{first}, quick task. Buy {n} {cards} worth {fee} each, scratch them and send the pictures here. I pay you "
    "back {day}."),
    ("Keep this between us: it's a surprise for the team. I need {cards} {hurry}. Let me know once you are at the "
    "shop."),
    ("Good morning, this is Reverend {last}. A sister in our church needs {cards} for her treatment. can i count on "
    "you?"),
    "Hey it's {first}, locked out of my insta, you'll get a code by text, send it to me quick pls",
    "i put your number as backup by mistake lol, can you give me the 6 digit code you just received?",
    "{first} here from school. I sent you a code for the class group, please forward it so I can add you",
    "hey can you help me vote? you get a link by sms, just copy it and send it to me",
    ("I'm stuck in {city}, my bag was stolen with everything in it. Could you lend me {sum}? I'll return it as soon "
    "as I am home. Please don't tell the others."),
    ("My dear friend, I'm writing in tears. We were robbed on holiday in {city} and the hotel won't let us leave "
    "until we pay {sum}."),
    "mummy i need {fee} urgent, my account is block. send on this number {phone}, not on the old one",
    "{mum}!!! NEW NUMBER!!! TEXT ME ASAP ITS IMPORTANT",
    "this is {first}'s new number. also can you do me a favour and pay something for me? it's due {day}",
    ("From: {first} {last}, director. Please process an urgent wire of {sum} to our new supplier {hurry}. I'm "
    "boarding, so no calls."),
    "hello its HR, your salary account must change, send your bank login and the code to {first}",
    "Please send your personal number, I have a discreet job for you. Don't mention it to finance yet. {first}",
    "hi auntie i got a new sim, don't ring the old number it's stolen. do you have whatsapp? {phone}",
    "mom my card was swallowed by the machine, pls send {fee} over {paytool}, i'm at the till right now!!",
    "hi, i'm changing my phone, can you receive a code for me and read it out? takes 5 sec",
)  # fmt: skip
JOBS = (
    "Hello, I'm {first} from {agency}. We have an online job for you: {task}, {pay}. {reach}",
    "{agency} is hiring {n}0 people for {task}. No experience, {pay}, paid daily. {reach}",
    "Part-time from your phone: {task}, {pay}. Age 22+. {reach}",
    "I got your number from a job portal. Are you still looking for work? {task}, {n}0 minutes a day, {pay}. {reach}",
    "You only need to like {n} videos and send me a screenshot, I pay {small} per like, right now. {reach}",
    "First task is done? great, here is {small}. For the VIP tasks you deposit {fee} and get {sum} back.",
    ("Your account balance is negative because of a lucky combined order. Top up {sum} to withdraw all your "
    "commissions."),
    "Remote data entry clerk wanted, {pay}. You pay {fee} for the training kit, refundable. {reach}",
    "typing job from home!!! {pay}, registration only {small}, {reach}",
    "WE ARE HIRING. WORK FROM HOME. {pay}. NO INTERVIEW. {reach}",
    ("congratulations, your application is accepted without interview. we send a cheque for your office equipment, "
    "buy it from our vendor"),
    ("dear applicant you are selected for {task}. security deposit {fee} refundable after first salary. kindly pay "
    "{hurry}"),
    "earn {pay} by {task}, my sister did it and bought a car. {reach}",
    "Hi dear, i am HR {first}. simple job, {task}, you can earn {pay}. can i share details on {app}?",
    "need {n} people for home packing work, we bring material, pay {small} for id card, {reach}",
    ("Amazing opportunity! Become a payment agent: receive money on your account, keep {n}%, forward the rest as "
    "{coin}."),
    "Personal assistant needed by a busy executive, {pay}. First errand: pick up {cards}. {reach}",
    "Hotel rating team looks for {n}0 new members, salary {pay} in USDT, trial today. {reach}",
    "Your resume impressed us! {pay} for {task}, flexible time. Respond with \"interested\" {hurry}.",
    "Reshipping manager at home, {pay}: parcels come to you, you put a new label on them. {reach}",
    "no skills no boss no office, only a phone and {n}0 minutes. {pay}. {reach}",
    "I complete tasks on {link} and got {sum} today. Use my code {code} so we both earn.",
    "mystery shopper needed near you. keep {sum} of the cheque and send the rest as {cards}",
    ("Cruise ship jobs in {city}, {pay}, visa included. Send {fee} for the medical form and your passport photo. "
    "{reach}"),
    "Sir/madam work is easy, only {task}. today join, today money. message me fast {reach}",
    ("As the recruiter of {agency} I would like to offer you a flexible online position. The work consists of "
    "{task} and pays {pay}. May I send you further details on {app}?"),
    "Do you have {n} hours free per week? Our partner pays {pay} for {task}. {reach}",
    "stop working for {fee} a day. {task} pays {pay}. ask me how",
    "Training wage {pay}. After {n} sets of tasks you merge an order, recharge {fee}, and withdraw double.",
    "Drive around with our sticker on your car, {pay}. Cheque comes by mail, deposit it and pay the printer {sum}.",
    "someone i know makes {pay} by {task}, limited seats, drop your number",
    "Urgent hiring!! {task}!! {pay}!! comment JOB and i send you the link",
)  # fmt: skip
ROMANCE = (
    ("Hi {first}, did you book the restaurant for {date}? ... Sorry, wrong person! You seem friendly, what's your "
    "name?"),
    ("Is this {first} from the yoga class? My assistant must have mixed up the numbers. I'm {first}, nice to meet "
    "you 😊"),
    ("hello, are you the vet? my little dog won't eat. oh this isn't the vet? haha it must be fate, i'm {first} in "
    "{city}"),
    "Long time no see, how have you been? This is {first}. Did you delete my contact?",
    "I saw your photo and I could not stop smiling. I'm {first}, {age}, widowed, looking for something real. {reach}",
    "my dear, i want to build a future with you. my uncle shows me every day when to buy {coin}, i can teach you",
    "{hi}my name is sergeant {last}, I serve abroad and I'm lonely. can we be friends? {reach}",
    "i am an engineer on a ship near {city}, the line is bad so no video calls, but my heart is true. {reach}",
    "my love, my box with {fortune} is at the customs, they want {sum}. when it's free we buy the house",
    "sweetheart can you get me {cards}, my data is finished and i miss your voice so much",
    "honey the hospital wants {sum} before they operate. i have nobody but you, i swear i pay back",
    ("Last night I made {sum} with one short trade on {link}. When we marry I don't want you to worry about money. "
    "Start with {fee}, I guide you."),
    ("You told me that you want to buy a house. Let me show you what I do. Download {exchange}, deposit {fee}, and "
    "follow my steps. In one week you see the difference."),
    ("the platform asks for {n}0% tax before withdrawal, dear. borrow it from your family, we can't lose all this "
    "profit now"),
    "hi, we matched but i never open this app, message me on {app} {phone} ok?",
    "{hi}i am {first}, i do fashion business in {city}. i like to cook, travel and trade {coin}. what about you?",
    "Are you {first} the golf coach? No? What a funny mistake. I think meeting people by chance is destiny.",
    "hey stranger, my friend gave me your number and said we'd be a perfect match 💕",
    "I'm coming to see you {day}!! only the ticket is missing, {fee}. can you help your queen",
    "I'm not after your money, I have {fortune} myself. I just want us to grow together in {coin}.",
    "good morning sunshine ☀️ did you eat? i just closed a position with {gain}. do you know about short term nodes?",
    "my daughter is in boarding school and they send her home if i don't pay {sum} {day}. baby please",
    "Dear, I found your contact in my late wife's diary. God told me to write to you. {reach}",
    "hi {first} it's me from the cruise! not you? oh no. well, what do you do for a living? i'm in asset management",
    ("As an experienced analyst I rarely share this, but you are special to me. Tonight at {hour} there is a window "
    "in {coin} with {gain}. Prepare {sum} and wait for my signal."),
    "sorry to disturb, i add you by mistake. but your picture is so kind, we can be friend? me from {city}",
    "i'll be in {city} soon. before that move our chat to {app}, this app is not safe. {handle}",
    "The general must sign my leave paper, the fee is {sum}. Once it's paid I fly to you, my queen.",
    "lets talk on {app}, im more active there, {handle} 😘 i show you how i earn while i sleep",
    "You remind me of my late husband. I have gold worth {fortune} and nobody to trust. {reach}",
)  # fmt: skip
DATING = (
    "{n} women in {city} viewed your profile tonight. See who: {link}",
    "hey handsome, i'm bored at home, want to chat? pics on {link} 😘",
    "{first} ({age}) sent you a private photo 🔒 open: {link}",
    "lonely wives near you are waiting for a message {link}",
    "i'm new in {city}, looking for a man with no strings. my profile: {link}",
    "you're cute, i don't talk here, find me on {app} {handle} 💋",
    "generous lady, {age}, pays {pay} for company. {reach}",
    "sugar mama looking for a loyal boy, weekly allowance {sum}, {reach}",
    ("i'll spoil you, baby, {sum} a week, only talking. just send me the {paytool} tag and a small fee so i know "
    "you're real"),
    "my webcam is on for {n}0 minutes, come fast {link}", "no card, no names, only fun tonight {link}",
    "check my bio 🔥🔥 not for kids", "Your secret admirer left you a message. Reply 1 to read ({small} per text)",
    "who wants my snap? add {handle} i answer everybody 😏",
    "ladies in {city} ready to meet {day}, register free {link}{rush}",
    "a shy man wrote you a letter on our site, read it for {small}: {link}",
    "singles over 40 in {city}, three men liked you, unlock them for {fee} {link}",
    "mature dating, 40+, real profiles, verify your age with a card {link}",
    "hi i think we met on the dating site, my pictures are too hot for here {link}",
    "i need a real man not a boy, message me if you're over {n}0. {reach}",
    "hot singles list for {city}, {app} group, entry {small} {link}",
    "before we meet please get the safety badge at {link}, it's free, they only check your card",
    "Hello dear am {first} 2{d} years, searching for serious man to spoil me and i spoil him back. {reach}",
    "too shy to post this here 🙈 go to {link}", "You have (3) new flirts. Your free access ends {day}: {link}",
    "beautiful ladies from {city} want to marry you, video call {small} per minute {link}",
    "companion service all cities, home and hotel, {reach}", "guess who has a crush on you?? find out {link}",
    "someone from {city} wants to take you out {day}, answer at {link}",
)  # fmt: skip
TEAM = (
    "Be your own boss! I'm looking for {n} motivated people to join my team. {reach}",
    "mamas, want to earn {pay} while the kids nap? ask me how 💕",
    "it's not a pyramid, it's a community. start pack {fee}, {n} levels, unlimited income. {reach}",
    "I replaced my salary in {n} months with {product}. comment \"{word_caps}\" and I tell you my secret",
    "hey girl! i love your energy, have you ever thought about a side business with {product}?",
    ("{hi}old friend! how are you? i've started something amazing with {product} and thought of you first. zoom "
    "{day} at {hour}?"),
    "Don't you want financial freedom? while you sleep, others earn {pay}. {reach}",
    "Free webinar {day}: how I make {pay} with {product}. {link}{rush}",
    "join under me, get {n} friends to join under you, that's it. {reach}",
    "your 9 to 5 makes your boss rich. {reach}",
    "only {n} places left on my team, no selling, just sharing posts. {reach}",
    "copy and paste my business, {fee} once, 100% of the sales are yours. {link}",
    "drop a 🙋 if you want to quit your job this year",
    "digital marketing course with master resell rights, {fee}, made {sum} in {n} weeks. link in bio",
    "stop scrolling, this is your sign. message me START",
    "Are you coachable and hungry for success? We're expanding in {city}. {reach}",
    "Blessing circle for women: gift {fee}, receive {sum}. {n} seats open, strictly by invitation. {reach}",
    "susu savings wheel, put {fee} get {sum}, no risk, all sisters, {reach}",
    "sell {product} from your phone, {n}0% commission, we train you, starter kit {fee}. {reach}",
    "THE SECRET OF RICH PEOPLE IS IN MY BIO",
    "ask me about {product}!! it changed my skin, my bank account and my marriage",
    "I don't sell, I help people. {product} gave me a car. are you open to earning more?",
    "i am making {pay} in network, sir only 2 people left right 2 people, then income is automatic",
    "{n} streams of passive income and you don't need any of your friends. {reach}",
    "Serious leaders only. Opportunity meeting in {city} {day}. Bring a guest and {fee} for the kit.",
    "you were recommended to me by a mutual friend for a business idea, can't explain by text, call {phone}",
)  # fmt: skip
