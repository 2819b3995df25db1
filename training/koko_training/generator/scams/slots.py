"""What fills the templates of scams only, beside what they share with their twins."""

from koko_training.generator.scams.shared import SHARED

SLOTS = SHARED | {
    "word_a": (
        "track", "pay", "my", "secure", "get", "fast", "claim", "online", "vip", "the", "info", "smart", "e", "prime",
        "global", "mega", "easy", "next", "app", "home",
    ),
    "word_b": (
        "parcel", "refund", "login", "wallet", "billing", "fine", "bonus", "earn", "trade", "prize", "support",
        "mint", "loan", "verify", "toll", "tasks", "store", "signal", "visa", "account", "gift",
    ),
    "host": (
        "{word_a}-{word_b}.{zone}", "{word_a}{word_b}.{zone}", "{word_b}.{word_a}{n}{d}.{zone}",
        "{word_b}-{code}.{zone}", "www.{word_a}{word_b}.{zone}/{code}", "{word_a}{word_b}{n}.{zone}",
        "{word_b}.{word_a}-{word_b}.{zone}/{word_b}?c={code}", "{short}", "{short}",
    ),
    "link": (
        "https://{host}", "https://{host}", "http://{host}", "{host}", "{host}", "{short}",
        "https://www.{word_a}{word_b}.{zone}/{code}", "hxxps://{word_a}-{word_b}.{zone}",
        "{word_a}-{word_b} . example", "{word_a}{word_b}(dot)example", "{word_a}{word_b} dot example",
    ),
    "mail": (
        "{first}.{last}@{word_b}.{zone}", "{word_b}{n}{d}@{word_a}.{zone}", "barr.{last}@{word_a}{word_b}.{zone}",
        "claims@{word_a}-{word_b}.{zone}",
    ),
    "handle": (
        "@{word_b}_{first}", "@{first}fx{n}", "@{word_a}{word_b}{d}", "@mr_{last}", "@{last}_official",
        "@real{first}{last}", "@coach{first}{d}{d}", "@{first}_{last}{n}", "@the{word_b}queen", "@{word_b}plug{d}",
    ),
    "reach": (
        "use the link in my profile", "click the link below", "the link is in my bio", "write to {handle}",
        "text me on {app}", "message {phone} on WhatsApp", "DM {handle}", "go to {link}", "{app}: {handle}",
        "see {link}", "contact {handle} on {app}", "inbox me", "dm me", "hit me up", "reply YES",
        "text START to {phone}", "call {phone}", "{app} {phone}", "leave your number and we call", "more at {link}",
        "send me a message", "ask {first} on {app}, {phone}", "tap {link}", "add {phone}", "comment \"{word_caps}\"",
    ),
    "word_caps": ("INFO", "YES", "START", "RICH", "ME", "JOIN", "FREEDOM", "READY", "NOW", "WIN", "GO"),
    "hurry": (
        "within 24 hours", "within 12 hours", "before midnight", "today", "immediately", "in the next {n} hours",
        "NOW", "asap", "before {hour}", "by tonight", "within 2 days", "before it is too late", "without delay",
        "straight away",
    ),
    "rush": (
        " Only {n} places left!", " Hurry.", " ends tonight", " don't miss it", "", "", "", " 🔥🔥🔥", " Act now!",
        " 100% legit", " no risk", " First come, first served.", " Last chance!!", " limited spots",
        " serious people only", " T&Cs apply.", " thank me later", " Reply STOP to opt out", " God bless",
        " not a scam",
    ),
    "or_else": (
        "or we close the request", "or your account will be closed", "to avoid extra charges", "to avoid legal steps",
        "or you lose access", "to prevent suspension", "or the funds stay frozen", "or we hand the case over",
        "to avoid a penalty of {fee}", "otherwise the request is cancelled",
    ),
    "verify": (
        "confirm your details", "verify your identity", "update your card", "log in again", "confirm your password",
        "enter your PIN", "complete the form", "validate your account", "check your data",
        "confirm your date of birth and card", "settle the balance",
    ),
    "act": (
        "Confirm your details", "Verify your identity", "Update your payment method", "Log in again",
        "Complete the form", "Validate your account", "Check and pay", "Restore access", "Review it",
        "Settle the amount",
    ),
    "hi": (
        "", "", "", "", "Dear customer, ", "Hello, ", "Hi {first}, ", "ALERT: ", "Notice: ", "Dear user, ",
        "Final reminder: ", "URGENT: ", "Attention! ", "FW: ", "Important: ", "⚠️ ", "Hey, ", "Good day, ",
        "Greetings, ", "Info: ", "[{order}] ", "Dear {first}, ", "",
    ),
    "mum": ("mum", "mom", "dad", "Mum", "Dad", "grandma", "papa", "nan", "auntie", "mummy", "mama", "granddad"),
    "iban": (
        "XX{d}{d} {d}{d}{d}{d} {d}{d}{d}{d}", "{d}{d}-{d}{d}-{d}{d} {d}{d}{d}{d}{d}{d}{d}{d}",
        "account {n}{d}{d}{d}{d}{d}{d}",
    ),
    "age": ("2{d}", "3{d}", "4{d}", "5{d}"),
    "pay": (
        "${n}{d}0 a day", "${n}00-{n},000 daily", "£{n}50 per day", "${n}5 an hour", "{n}k a week",
        "${n},{d}00 monthly", "${n}0 per task", "€{n}00 per week", "up to {n}00 dollars daily", "{sum} every week",
        "{n}0 USDT per hour",
    ),
    "task": (
        "liking videos", "rating hotels", "reviewing products", "data entry", "optimizing app listings",
        "clicking on ads", "packing pens at home", "copying text", "writing short reviews", "testing apps",
        "following shops", "filling in captchas", "translating lines", "confirming orders", "subscribing to channels",
    ),
    "agency": (
        "BrightPath Staffing", "Orbit HR", "Talent Bridge", "the Global Work Team", "Nextera Media",
        "Peak Recruiting", "Clickwise Agency",
    ),
    "gain": (
        "{n}00%", "{n}x", "300%", "10x", "{n}0% weekly", "5% daily", "100x", "{n}5% per month", "double your money",
        "{n}.5% a day",
    ),
    "celeb": (
        "Milo Grant", "the billionaire {last}", "Captain Rex", "Serena Vale", "the president", "a famous tech CEO",
        "DJ Halcyon", "the richest man alive",
    ),
    "trader": (
        "Mrs {last}", "{first} {last}", "coach {first}", "expert {first} {last}", "madam {first}", "Sir {last}",
        "{handle}",
    ),
    "agent": (
        "{last} Recovery", "@{last}.recovery", "cyber expert {first}", "Agent {last}", "Fund Rescue Group",
        "{handle}", "Wizard {first}", "Hacker {first}",
    ),
    "antivirus": (
        "NordShield Antivirus", "TotalGuard 360", "PC Defender Plus", "WebSafe Premium", "SafeNet Protection",
        "Geek Support Plan", "DeviceCare",
    ),
    "airline": ("SkyBridge", "Aerowest", "Blue Meridian", "Pacific Wing"),
    "kind": ("cheap", "real", "instant", "high quality", "100% active", "permanent", "non drop", "organic"),
    "boost": (
        "followers", "likes", "subscribers", "views", "reviews", "Google reviews", "app ratings", "members", "plays",
        "comments", "verified badges",
    ),
    "backlinks": (
        "backlinks", "guest posts", "SEO packages", "do-follow links", "keyword rankings", "website traffic",
        "citations",
    ),
    "pill": (
        "keto gummies", "CBD drops", "slim tea", "fat burner capsules", "hair serum", "collagen shots",
        "sleep patches", "blood sugar drops", "muscle powder", "detox juice", "joint cream", "brain boosters",
        "testosterone pills",
    ),
    "product": (
        "essential oils", "our wellness shakes", "the skincare line", "health coins", "our travel club",
        "the candle brand", "the vitamin patches", "an app", "our coffee",
    ),
    "bets": ("casino", "slots", "betting", "poker", "roulette", "sports picks", "bingo", "live dealer games"),
    "lottery": (
        "Mega Euro draw", "World Mobile Lottery", "Sunshine Sweepstakes", "Google Anniversary Draw",
        "National Jackpot", "Postcode Bonanza",
    ),
    "fortune": (
        "${n}.{n} million", "${n}{d}0,000", "€{n},{d}00,000", "£{n}50,000", "${n},{d}{d}0,000 USD", "${n}M",
        "{n} million pounds",
    ),
    "videos": (
        "gaming clips", "cooking videos", "pranks", "beats", "edits", "reaction videos", "vlogs", "speedruns",
        "covers", "drawings",
    ),
    "praise": (
        "Great video!", "Nice post bro.", "So true.", "Love this!", "First!", "Wow 😍", "Amazing content dear,",
        "Very informative.", "haha", "I agree,", "Cool song,", "lol good one,", "Early!",
    ),
    "opener": (
        "My wife and I had {sum} of debts and no hope.", "I used to drive a taxi for twelve hours a day.",
        "Let me tell you something I should have known years ago.", "I was scammed twice before.",
        "Hello {first}, sorry, I think this is the wrong number, but maybe it is fate.",
        "Hi everyone, I don't usually comment.", "My aunt works as an analyst in {city} and shows me when to buy.",
        "I retired at {age} and nobody believes me.", "Hello dear, how was your day?",
        "You asked me how I can travel so much.", "I lost my job in spring and sat at home.",
        "I'm a nurse and a mother of {n}.", "Last year I had nothing, not even {fee} for food.",
        "Read this to the end, it is worth it.", "I know you don't trust strangers, I was like you.",
        "My friend, the economy is bad for everyone.",
    ),
    "middle": (
        "A colleague told me about {trader}.", "I started with only {fee}, and after {n} days it was {sum}.",
        "It is simple: {task}, and every evening the money is there.",
        "The platform is {exchange}, and it shows you the profit live.",
        "I follow the signals and close the trade after one minute.",
        "You don't need any knowledge, I tell you when to press the button.",
        "First I was doubtful too, then I withdrew {sum} without problems.",
        "{trader} handles everything and takes only {n}0 percent.",
        "My uncle has inside data about {coin}, this window opens twice a year.",
        "Yesterday we made {gain} together, tonight it will be more.",
        "Later you can raise your deposit to {sum} and reach the VIP level.",
        "They even sent me a certificate from {city}.", "I want us to be financially free together.",
        "We only need to pay the small tax of {fee} to take out all of it.",
    ),
    "ending": (
        "Contact {handle} on {app} before it is full.", "If you're interested, {reach}.",
        "I can teach you step by step, no need to thank me.", "Don't tell everyone, the places are few.",
        "Download the app at {link} and send me a screenshot.", "Start with {fee}, you will never look back.",
        "Just say \"{word_caps}\" and I send you the details.", "Let's move to {app}, it is easier there: {phone}",
        "Trust me, this is your chance.", "Can you have {sum} ready {day} at {hour}?", "Here is the link: {link}",
        "Ask {first}, my assistant, she is online all night.", "Thank me later, {handle}",
        "Borrow from a friend if you must, you pay it back {day}.",
    ),
    "subject": (
        "Business proposal", "Payment advice {order}", "Your compensation", "Urgent: supplier account", "Partnership",
        "Invoice {order}", "Strictly confidential", "Loan offer", "Delivery of your fund", "Regarding your domain",
    ),
    "pitch_polite": (
        ("I am writing to you in the strictest confidence regarding a deposit of {fortune} that was left without an "
        "heir."),
        ("Please be informed that your payment of {sum} could not be released until the handling fee of {fee} is "
        "settled."),
        ("I represent a group of investors who wish to place {fortune} in your country, and we would value you as "
        "our partner."),
        ("Our records indicate that invoice {order} remains unpaid; kindly note that our bank details have changed "
        "to {iban}."),
        "We are pleased to inform you that your application for a loan of {sum} was approved without further checks.",
        ("It is my pleasure to offer you a remote position with {agency}; the salary is {pay} and no interview is "
        "required."),
        ("As a long-standing customer you have been selected to receive a {goods_one} free of charge; only the "
        "postage of {small} applies."),
        "Following our audit, your mailbox requires validation {hurry}, which you may complete at {link}.",
        "We can secure a first-page position for your website by means of {kind} {backlinks} from {fee}.",
        ("Your domain name is about to be registered by a third party; as the owner you may object for a fee of "
        "{sum}."),
        "Our fund guarantees a return of {gain}, fully insured and payable every week.",
        "I kindly request your discreet assistance in purchasing {cards} for our valued partners.",
        "The claims department holds {fortune} for victims of fraud, and your name appears on the list.",
    ),
    "close_polite": (
        "I look forward to your prompt and confidential reply.", "Kindly respond {hurry} to {mail}.",
        "Please provide your full name, address and telephone number.",
        "For details you may reach {first} {last} at {phone}.", "May I call you {day} at {hour}?",
        "Kindly confirm receipt and keep this matter private.", "To proceed, visit {link}.",
        "A copy of your identity card and the fee of {fee} are needed to begin.", "Yours faithfully, {first} {last}",
        "Should you not respond, the offer passes to the next candidate.",
    ),
    "hi_broken": (
        "Hello my dear,", "Hello sir/madam,", "Good day friend,", "Dear costumer,", "hi bro,", "Attention pls,",
        "helo my friend,", "Dear beloved in God,", "compliment of the season,",
        "Hello how are you doing today I hope all is well,",
    ),
    "pitch_broken": (
        "we is glad inform you that you have win {fortune}", "your account have problem and need confirm fast",
        "i am give loan {sum} with no paper, all people welcome",
        "me and my family need help for bring {fortune} from bank", "you can earning {pay} every day with only phone",
        "i see your profile and i feeling you are good person",
        "our company looking agent who receive money and keep {n} percent",
        "the parcel have stop in custom, only pay {small}",
        "i am real hacker can open any phone and bring back any money",
        "we make website and seo for you in very cheap cost",
        "kindly invest {fee} and you will receiving {sum} in {n} hour",
        "am selling account and {gems} very cheap, no fraud", "my doctor herb is cure all sickness no side effect",
        "your {stream} is finish, make renewal in {link}",
        "customer support is need the code what come to your phone",
        "buy {kind} {boost} here, my price is low for all my friend",
    ),
    "close_broken": (
        "kindly reply me {mail}", "please do the needful", "contact me on {app} {phone}",
        "send your name and bank and photo of ID", "open the {link} and fill all",
        "dont tell any person for security", "i wait your fast answer", "God will bless you as you reply",
        "only serious person dm {handle}", "click {link} and thank me after", "no time waster please",
    ),
}  # fmt: skip
