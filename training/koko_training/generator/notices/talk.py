"""Messages between people: family, shared links, forums, greetings, one-liners, letters and longer texts."""

FAMILY = (
    "hi {mum}, got a new number because i switched providers. it's {first}, ring me when you like",
    "{mum} it's {first}, this is my work phone, mine is charging. home at {hour}",
    "hey {mum}, phone broke {past}, {first} lent me hers. pick me up at {hour} at the pool please",
    "New number! It's {first} {last} from the choir. The old one stops {day}.",
    "hi it's {first}, new phone, lost half my contacts. who's this again? 😅",
    "can you transfer me {small} for the pizza? no rush", "hey, you still owe me {fee} from {city}, whenever you can",
    "i sent you {fee} for the concert, did it arrive?",
    "{mum} can you lend me {fee} until payday? i pay it back {day}, and i'll come by so you can laugh at me",
    "dad, the rent is {sum} this time because of the heating. half from you, half from me as agreed?",
    "i put {fee} in your account for your birthday, buy something nice. love grandma",
    "hey {first}, we collect {small} each for {kin}'s leaving present, give it to me {day}", "Sorry, wrong number!",
    "oh sorry, i thought you were {first} from football. have a nice day!",
    "Hello, I think you have the wrong number, there is no {first} here. Hope you find her.",
    "No problem, happens to me all the time. Bye!",
    "{mum} did you get my message? we're at gate {n}, landing at {hour}",
    "my phone fell in the sink 😭 in rice now. using the laptop if you need me",
    "i'm at the police station, only to report my bike stolen, all fine",
    "{mum} please don't call now, i'm in class until {hour}",
    "Can you send me the netflix code again? the tv logged us out",
    "the code for the gate is {pin}, and the key is at {first}'s", "what's the wifi password at grandma's?",
    "i need {fee} for the school trip, the letter's on the table. due {day}",
    "we split the bill: {fee} each, {paytool} or cash is fine",
    "grandma, we come {day} at {hour} with cake. do you need anything from the shop?",
    "auntie, thank you so much for the {shop} gift card!! i bought shoes",
    "hey {first}, are you free right now? need a small favour: feed {pet} until {date}?",
    "are you busy? i need help with the printer",
    "{kin} is in hospital with a broken leg, visiting until {hour}, ward {n}. she'd love to see you",
    "My wallet was stolen in {city} {past} but the embassy helped, flying home {day}.",
    "{first} here, i'm changing my number {day}, will call you from the new one so you know it's me",
    "mama can you bring the charger? battery {n}%",
)  # fmt: skip
SHARING = (
    "here's the recipe i told you about {link}", "listen to this, the chorus is beautiful {link}",
    "found the map of the trail: {link}", "photos from {past} {link} 📸",
    "is this you in the photo from the {club}? second row 😄 {link}", "lol look at this cat {link}",
    "you have to see this video about {topic} {link}", "here is the doc, comments welcome: {link}",
    "{link} starts at minute {n}, that part on {topic}", "the form is at {link}, print it and hand it in {day}",
    "my answer is on {link}, third paragraph", "meeting link for {date} {hour}: {link}",
    "i uploaded the notes, {link}, password is our room number", "our wedding photos are online, {link}, code {pin}",
    "can you check whether this page loads for you? {link}", "this is where we stay in {city}: {link}",
    "{first} shared an album with you: {link}", "vote for a date here {link} before {date} please",
    "playlist for the party, add your songs {link}",
    "here's the address: 1{n} Mill Lane. parking behind the church. map: {link}",
    "click on the blue button, then on \"print\"", "i translated the manual, it's on {link}, no sign up",
    "the article about {topic} is behind a paywall, here's the archive {link}",
    "good explanation of {topic}: {link} (free course from the university)",
    "sign up for the {club} at {link}, i'm going too", "thank me later: {link} best lasagne ever",
    "sorry for spamming the group with links 😂 last one: {link}",
    "type {link} without the s, their certificate is broken",
    "open it in the browser, the app doesn't like it: {link}", "slides + recording: {link} {link}",
    "which of these two do you like? {link} or {link}", "the site is {site} dot example, i can't paste links here",
    "wrong link, sorry! this is the right one {link}", "live now: the bees in our garden {link}",
    "we use this template for the {club} minutes: {link}",
)  # fmt: skip
FORUM = (
    "See {link} for the docs and {link} for an example. The flag you want is in section {n}.",
    "I'd compare {link} and {link}, the second one has better tests.", "duplicate of {link}, please search first",
    "this fixed it for me: {link}, step {n}", "source: {link}, table {n}",
    "Have a look at {link} (old but good), {link} (newer), and the book by {last}.",
    "The link in the first answer is dead, here's a mirror: {link}",
    "I wrote a small tool for that, MIT licence, {link} - I'm the author, so take it with a grain of salt.",
    "Update: solved. It was the cable. Thanks {first}!",
    "what worked for me: unplug, wait {n} minutes, plug in. sounds silly",
    "you can get the part for {small} at any hardware store, no need to pay {sum}",
    "don't buy anything yet, try the free trial at {link} first",
    "the download is on the official page, not on the first ad you see",
    "Ask on their forum, they answer fast: {link}", "Three good places to start with {topic}: {link}, {link}, {link}",
    "can confirm, works on version {n}.{d}", "Edit: someone asked for the price, it was {fee} including shipping",
    "No affiliate link, just a happy customer", "is there a wiki for {topic}? found only {link}",
    "try it with {n}0 samples first, then scale up",
    "The answer of {first} is right, but see {link} for an edge case.",
    "I collected all links on {topic} from this thread: {link} {link}", "verify your checksum before you install",
    "log in, open settings, security, and turn on two factor",
    "reset your router, then sign in again with the new password",
    "code {pin} means that the filter is blocked, page {n} of the manual",
)  # fmt: skip
HELLO = (
    "hey, it was so nice to meet you at the {event}! this is {first} by the way",
    "hi is this {first}? we met at the yoga class, you asked for the teacher's number: {phone}",
    "are we still on for dinner {day}?", "did you book the restaurant for {date}? {n} people now",
    "long time no see! how have you been? coffee {day}?",
    "i think i have the wrong chat, sorry, this was for {first}", "hello dear, how was your day? love, grandma",
    "good morning sunshine, did you eat? ❤️ home at {hour}",
    "I saw your profile and we both like {topic}, want to grab a coffee in {city}?",
    "sorry, i'm not looking for anything serious, wish you all the best", "video call {day}? {hour} my time",
    "i'm landing in {city} {day}, so excited to finally hug you", "what do you do for a living? i'm a {job}",
    "my number is {phone}, whatsapp works too", "add me on {app}, it's {at}",
    "are you on {app}? i don't check mails on weekends", "dating apps are tiring, {n} matches and nobody writes",
    "we met online {n} years ago and get married {day} 💍", "beautiful pictures from {city}, wish i was there",
    "happy birthday {first}! drinks on me {day}", "you left your scarf at mine, i bring it {day}",
    "hi neighbour, it's {first} from number {n}, the music was us, sorry!", "text me when you're home",
    "miss you lots. call {day}?", "lonely evening, anyone up for a board game online?",
    "join my server, it's only us from the {club}", "hey {at} how was the exam?",
    "it's {first}, i'm using {kin}'s phone, mine has no signal. order me a coffee please",
)  # fmt: skip
SHORT = (
    "check your mail please", "dm me", "link please?", "sent you the code", "call me on {phone}", "how much is it?",
    "is this still available?", "free on {date}?", "i'll pay you {day}", "got your {fee}, thanks",
    "what's your number?", "here you go {link}", "{link} this one", "thanks for the link!",
    "it's {small} cheaper there", "who won the giveaway?", "my parcel is here!", "new number, {first} here",
    "the code is {pin}", "click the second tab", "password changed, all good", "i paid already",
    "tickets booked!! {show} here we come", "please confirm by {date}", "invoice is in your inbox",
    "sign up closes {day}", "see bio for my pronouns", "reply when you can", "paid {fee}, keep the change",
    "loan approved, house soon!", "got the job!!", "refund came {past}", "that's a scam, delete it",
    "no thanks, not interested", "unsubscribe", "stop texting me, wrong number", "which bank are you with?",
    "{coin} is down again lol", "bus is late, start without me", "doors open at {hour}", "last one left, want it?",
    "sale ends {day} i think", "{carrier} was just here", "send me your address again", "got {n} of them for {small}",
    "let's meet at {hour}", "urgent: milk is out", "only {n} left, hurry with the cake haha",
)  # fmt: skip
LETTERS = (
    "{greet}\n{body}\n{bye}", "{greet} {body} {bye}", "{greet}\n\n{body} {body}\n\n{bye}", "{greet} {body}",
    "{body} {body} {bye}",
)  # fmt: skip
TALK = (
    "{story} {turn} {lesson}", "{story} {turn}", "{story} {lesson}", "{turn} {lesson}",
)  # fmt: skip
LONGER = (
    ("My aunt got a text that a parcel was on hold for {small}. She clicked, typed in the card, and an hour later "
    "\"{bank}\" called about a fraud. That call was the real trick. Please talk to your parents about this."),
    ("Hi {first}, this is {first} from the {club}. I have a new number since {past}, because my old contract ended. "
    "You can check with {kin} if you're unsure. See you {day} at {hour}!"),
    ("We are looking for a {job} in {city}. The pay is {wage} and you work {n} days a week. Come by {date} at "
    "{hour} or write to {first} {last}. There is no fee and no test, only a normal interview."),
    ("I'm selling my {thing} because we move to {city}. It is {state} and cost {sum} new; I'd like {fee}. You can "
    "try it here, pay in cash or with {paytool}, and take it along at once."),
    ("A woman wrote \"sorry, wrong number\" to me and was very kind for {n} weeks. Then came {coin}, a site named "
    "{exchange} and {sum} of my savings. I can't withdraw anything. I know now it's a scam, but what do I do first?"),
    ("Dear {first} {last}, thank you for calling us {past}. We have blocked the card and refunded {sum}. The new "
    "card arrives in {n} days. We'll never ask for your PIN. {bank}, {city} branch"),
    ("Small update from the studio: {n} new prints are done, the shop opens again {day} at {hour}, and I'll be at "
    "the market in {city}. Prices start at {fee}. Thank you for the kind comments on the last one!"),
    ("The flat is {sum} a month with heating. You can see it {day} at {hour}, I'll be there in person. If you like "
    "it, we sign the contract first, and the deposit is due when you get the keys."),
    ("I worked in debt advice for {n} years. Most people who came had one quick loan too many. Nobody should pay a "
    "fee before a loan is paid out. The advice at the town hall is free, call {phone}."),
    ("Hello {first}, the repair of your {thing} costs {fee}, a bit less than we thought. You can collect it until "
    "{hour} or {date}. Please bring the slip. {shop}"),
    ("Our {event} raised {sum} for {cause}. A big thank you to all who baked, sold and cleaned up. The receipts are "
    "with {first}, and the photos are here: {link}"),
    ("Reminder for parents of class {n}b: the bus leaves at {hour}, please be on time. The trip costs {small}, paid "
    "in cash to {first} {last}. Packed lunch, water, rain jacket. Call {phone} if your child is ill."),
    ("I put {fee} a month into an index fund and a little bit into {coin}. Some years are bad. I don't give advice "
    "and I don't want a private message about signals, thank you."),
    ("Your order {order} has two parts. The {goods_one} arrives {day}, the rest next month. You have paid {sum} in "
    "total and nothing more is due. Track both in your account or at {link}"),
    ("Hey, are you free {day}? {first} turns 30 and we get a present together, {small} each. Send it by {paytool} "
    "or give it to me at the party. Don't tell anyone, it's a surprise!"),
    ("I tried {pill} for {n} months. No change, apart from {fee} less in my wallet. What did help was walking, and "
    "going to bed at ten. Your doctor will tell you the same for free."),
    ("Thanks for the invitation to the interview. {date} at {hour} suits me well. May I ask how long it takes, and "
    "if I should bring my certificates? Kind regards, {first} {last}"),
    ("Please watch out: somebody copied our page and writes to people that they won a {goods_one}. We do not ask "
    "for shipping money and we don't ask for your card. Report the copy, and only trust {at}."),
    ("Hi all, the wifi code for guests is {pin}. It changes {day}. If the printer asks for a login, use the one of "
    "the {club}. Questions to {first}, desk {n}."),
    ("We met at the {event} and talked about {topic}. You asked for the name of the book, so here it is: {link}. If "
    "you ever come to {city}, let me know, the coffee is on me."),
    ("The insurance paid {sum} for the roof after the {disaster}. It took {n} calls and a lot of patience. Keep "
    "your receipts, take photos, and write down who you spoke to."),
    ("Good evening {first}, I'm the buyer of the {thing}. I'd pay {fee} in cash and pick it up {day} around {hour}. "
    "Could you send me the street? My number is {phone} in case I get lost."),
    ("To everybody who asks: the stream was down because of my provider, not because of a ban. We go on {date} at "
    "{hour}. No, I don't give out free {gems}, those accounts in chat are fakes."),
    ("I was invited to an \"opportunity meeting\" by an old friend. It was an MLM with {fee} for the kit. I said "
    "no, and we're still friends. Has anyone a good text that explains why it hardly ever pays?"),
)  # fmt: skip
