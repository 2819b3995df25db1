"""What fills the templates of notices, beside what they share with scams."""

from koko_training.generator.scams.shared import SHARED

SLOTS = SHARED | {
    "site": (
        "library", "townhall", "choir", "recipes", "gardenblog", "pythondocs", "riverschool", "dailypost", "opencode",
        "museum", "swimclub", "track", "support", "mymap", "account", "app", "bikeshop", "videos", "wiki", "forum",
    ),
    "page": (
        "news", "bread", "help", "2025/05", "docs/install", "events", "watch?v={code}", "p/{code}", "timetable",
        "faq", "orders/{d}{d}{d}", "a-{d}{d}", "t/{code}", "photos", "issues/{n}{d}", "d/{code}/edit",
        "pull/{n}{d}{d}",
    ),
    "host": (
        "{site}.{zone}", "{site}.{zone}/{page}", "www.{site}.{zone}/{page}", "{site}-{city}.{zone}",
        "my-{site}.{zone}/{code}", "{site}{n}.{zone}", "{short}", "{short}", "docs.{site}.{zone}/{page}",
        "{site}.{zone}/{site}?c={code}",
    ),
    "link": (
        "https://{host}", "https://{host}", "http://{host}", "{host}", "{host}", "{short}",
        "https://www.{site}.{zone}/{page}", "https://{site}.{zone}", "{site} . example", "{site}(dot)example",
    ),
    "hi": (
        "", "", "", "", "Dear customer, ", "Hello, ", "Hi {first}, ", "Notice: ", "Info: ", "Good morning, ",
        "Dear {first}, ", "Hey, ", "Reminder: ", "FYI: ", "Dear Ms {last}, ", "Dear Mr {last}, ", "[{order}] ", "",
    ),
    "mum": ("mum", "mom", "dad", "Mum", "Dad", "grandma", "papa", "nan", "auntie", "mama", "granddad"),
    "kin": (
        "my mum", "my dad", "my gran", "our neighbour", "my aunt", "an old friend", "my flatmate", "my sister",
        "my grandad", "a colleague", "my uncle", "my landlady",
    ),
    "kin_plain": ("mother", "father", "gran", "uncle", "neighbour", "landlady", "grandfather", "aunt", "coworker"),
    "pet": ("Milo", "the cat", "Biscuit", "our dog", "Luna", "the rabbit", "Pepper"),
    "at": ("@{first}_{last}", "@{first}{n}{d}", "@{first}.draws", "@just{first}", "@{last}bakes", "@{first}plays{d}"),
    "office": (
        "the dentist", "Dr {last}'s practice", "the eye clinic", "the health centre", "the physio",
        "the vaccination centre", "the blood bank", "the vet", "the orthodontist", "the hearing clinic",
    ),
    "job": (
        "nurse", "line cook", "backend developer", "bus driver", "teacher", "gardener", "accountant", "barista",
        "electrician", "lab assistant", "warehouse worker", "translator", "receptionist", "carpenter",
        "data entry clerk", "lifeguard", "remote editor", "driver",
    ),
    "wage": (
        "$1{n} an hour", "£1{n}.50 an hour", "${n}{d},000 a year", "€2,{n}00 a month", "£2{n},000 a year",
        "{n}0 dollars a shift",
    ),
    "firm": (
        "Whitlock & Sons", "Harbour Logistics", "Fenwick Dental", "Pinewood Care", "Rowan Software",
        "Castellan Foods", "Morley Electric", "City Transport", "Thorne Architects", "Greenfield Hospital",
    ),
    "club": (
        "chess club", "choir", "running group", "book club", "judo club", "film club", "youth band", "scouts",
        "rowing club", "history society", "theatre group", "gardening club", "parents' council", "knitting circle",
    ),
    "event": (
        "summer fair", "general meeting", "open day", "quiz night", "cake sale", "flea market", "charity run",
        "talk on bees", "repair cafe", "workshop", "tournament", "picnic", "film evening", "bake-off", "book launch",
    ),
    "cause": (
        "the food bank", "the animal shelter", "the hospice", "the lifeboats", "the school library", "flood relief",
        "the fire brigade", "cancer research", "the guide dogs", "the youth centre", "the village hall",
    ),
    "topic": (
        "sourdough", "sleep", "sorting algorithms", "old maps", "roman roads", "urban foxes", "mortgages",
        "bike repair", "black holes", "type hints", "heat pumps", "bird migration", "index funds", "phishing",
        "screen printing", "tides", "watercolours", "tax for beginners",
    ),
    "state": (
        "hardly used", "in good condition", "with a few scratches", "still in the box", "a year old",
        "in working order", "from a smoke-free home", "a bit rusty", "complete with all parts",
        "in need of some love",
    ),
    "stars": ("5 stars.", "Five stars!", "4/5", "Three stars.", "★★★★☆", "★★★★★", "2 out of 5.", "8/10"),
    "scam": (
        "fake parcel text", "'hi mum' scam", "fake toll message", "crypto scam", "phishing mail", "fake job offer",
        "gift card scam", "romance scam", "bank call scam", "QR code scam", "ticket scam", "fake invoice",
        "lottery scam", "refund scam", "pyramid scheme", "rental scam", "task scam", "recovery scam",
    ),
    "gain": (
        "{n}0% a month", "{n}x returns", "guaranteed profit", "10% a week", "double your money",
        "\"risk free\" {n}00%",
    ),
    "antivirus": (
        "NordShield Antivirus", "TotalGuard 360", "PC Defender Plus", "WebSafe Premium", "SafeNet Protection",
    ),
    "airline": ("SkyBridge", "Aerowest", "Blue Meridian", "Pacific Wing"),
    "pill": (
        "keto gummies", "CBD drops", "slimming tea", "fat burners", "hair serum", "collagen", "muscle powder",
        "detox juice", "vitamin patches", "testosterone boosters",
    ),
    "bets": ("casino", "slots", "betting", "poker", "roulette", "bingo"),
    "fortune": ("${n}.{n} million", "${n}{d}0,000", "€{n},{d}00,000", "£{n}50,000", "{n} million pounds", "${n}M"),
    "greet": (
        "Dear all,", "Dear {first},", "Hello {first},", "Good morning,", "Dear neighbours,", "Hi team,",
        "Dear parents,", "Dear Ms {last},", "Dear Mr {last},", "Hi everyone,", "Dear members,",
        "Good afternoon {first},",
    ),
    "body": (
        "The payment of {sum} for the hall has arrived, thank you.",
        "Please find attached invoice {order}; it is payable within 30 days.",
        "We had {n}0 guests {past}, and the cakes were gone by {hour}.", "The link to the recording is {link}.",
        "The meeting {day} starts at {hour}, a bit earlier than usual.",
        "Could you send me your address so that I can post the {thing}?",
        "As you asked, I have cancelled order {order} and refunded {fee}.",
        "We are looking for a {job}; if you know someone, tell {first}.",
        "The bank needs two signatures from now on, so {first} signs as well.",
        "Your parcel came to us by mistake, I put it in front of your door.",
        "Thank you for your application; we will be in touch by {date}.",
        "My new telephone number is {phone}, the mail address stays the same.",
        "The statement for last year is in the portal.",
        "Please ignore the mail that asked for {cards}, it did not come from me.",
        "I would be glad if you could confirm your place at the {event}.",
        "The council has approved our request, and the work starts {day}.",
        "The deposit of {sum} will be returned within {n} weeks.", "The survey of the {club} closes {day}: {link}",
        "Our account with {bank} moved, the treasurer will explain it {day} in person.",
        "Attached you will find the quote, which is valid for {n} weeks.", "We raised {sum} for {cause}.",
    ),
    "bye": (
        "Kind regards, {first} {last}", "Best wishes, {first}", "Thank you, {first}",
        "Yours sincerely, {first} {last}", "Many thanks and see you {day}, {first}", "Regards, {last}, {firm}",
        "Call me on {phone} if anything is unclear.", "Cheers, {first}",
    ),
    "story": (
        "My {kin_plain} retired last year and got into {coin}.",
        "I lost my job in spring and sat at home for {n} months.", "I used to drive a taxi for twelve hours a day.",
        "We had {sum} of debts after the move.", "A stranger texted me about a dinner {day}.",
        "I've been a nurse for {n} years.", "Got a call from {bank} {past}.", "We wanted to rent a flat in {city}.",
        "I sold my {thing} online {past}.", "My parcel didn't come for {n} weeks.",
        "I started a small shop with {goods}.", "Last year I wanted to lose {n} kilos.",
        "I don't usually comment, but this video helped.", "A recruiter from {firm} wrote to me.",
        "My cousin joined one of those teams where you're your own boss.",
        "Hi everyone, long time reader, first post.",
    ),
    "turn": (
        "At first everything looked fine.", "It took {n} calls, but in the end it worked out.",
        "I asked my {kin_plain}, who knows about these things.", "They wanted {fee} in advance, so I said no.",
        "Then I read the contract again, and slept on it.", "{first} from the {club} helped me with the papers.",
        "I called the number on the card, and a friendly man sorted it.", "It cost me {fee}, which was fair.",
        "I put {fee} aside each month.", "We met in a café and talked for {n} hours.",
        "In the end I paid {sum} and got it back {past}.", "I wrote to support and got an answer within {n} days.",
    ),
    "lesson": (
        "Take your time and ask a friend.", "Now things are slowly better.", "No secret, no trick, just patience.",
        "I'd do it the same way again.", "If you have questions, ask me here.",
        "Happy to share the form if it helps: {link}", "Has anyone had the same?",
        "The library has good books on {topic}.", "Never send money to someone you haven't met.",
        "Thanks for reading, it felt good to write this down.", "The whole thing taught me to read the small print.",
        "Free advice at the town hall was worth more than any course.",
    ),
    "span": (
        "between 9 am and noon", "from 8 to 10:30", "between 1 pm and 3 pm", "from 2 pm to 6 pm", "between 10 and 11",
        "from 7 am to noon", "between 4 and 5:30 pm",
    ),
}  # fmt: skip
