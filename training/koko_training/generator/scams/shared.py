"""What fills the templates of scams and of their honest twins alike: sums, dates, links, names, invented firms."""

SHARED = {
    "d": ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    "n": ("2", "3", "4", "5", "6", "7", "8", "9"),
    "l": ("a", "b", "c", "d", "e", "f", "g", "h", "k", "m", "p", "q", "r", "s", "t", "v", "w", "x", "z"),
    "code": (
        "{l}{d}{l}{l}{d}", "{l}{l}{d}{d}", "{d}{l}{l}{d}{l}", "{l}{l}{l}{d}", "{l}{d}{d}{l}", "{l}{l}{d}{l}{l}{d}",
    ),
    "phone": (
        "555-01{d}{d}", "(646) 555-01{d}{d}", "+1 646 555 01{d}{d}", "07700 900{d}{d}{d}", "+44 7700 900 {d}{d}{d}",
        "0800 555 01{d}{d}", "1-888-555-01{d}{d}", "020 7946 0{d}{d}{d}", "0491 570 1{d}{d}", "+1 (303) 555-01{d}{d}",
        "1 877 555 01{d}{d}", "0161 496 0{d}{d}{d}",
    ),
    "first": (
        "Maya", "Owen", "Ngozi", "Rafael", "Ingrid", "Samir", "Bella", "Hugo", "Anya", "Desmond", "Farah", "Kenji",
        "Lucia", "Noah", "Zanele", "Piotr", "Ivy", "Marcus", "Leila", "Theo", "Rosa", "Callum", "Deepa", "Elliot",
        "Joanna", "Tariq", "Wendy", "Bruno", "Sunita", "Karl",
    ),
    "last": (
        "Hargrove", "Delacroix", "Whitlock", "Okonjo", "Brandt", "Morley", "Castellan", "Fenwick", "Rowan", "Adeyemi",
        "Lindqvist", "Barros", "Pemberton", "Novak", "Sutherland", "Iyer", "Kowal", "Marchetti", "Thorne", "Yamada",
    ),
    "day": (
        "today", "tomorrow", "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday",
        "on Sunday", "this weekend", "next week", "tonight", "this evening", "on the 3rd", "on the 14th",
    ),
    "past": (
        "today", "yesterday", "on Monday", "on Tuesday", "on Friday", "last week", "last night", "this morning",
        "on 12 May", "on the 2nd", "two days ago",
    ),
    "date": (
        "Monday", "Tuesday", "Thursday", "Friday", "Saturday", "Sunday", "tomorrow", "tonight", "the 3rd", "the 14th",
        "next week", "the weekend",
    ),
    "hour": ("9 am", "10:30", "11:15", "noon", "1 pm", "2 pm", "3:45", "4 pm", "5.30pm", "6 pm", "7 pm", "8:15 pm"),
    "city": (
        "Lisbon", "Oslo", "Leeds", "Denver", "Nairobi", "Lyon", "Osaka", "Toronto", "Graz", "Cork", "Tampa", "Perth",
        "Porto", "Malmo", "Austin", "Ghent", "Lagos", "Manila", "Dubai", "Accra",
    ),
    "carrier": (
        "SwiftPost", "ParcelHop", "NordPak", "Redline Courier", "EasyDrop", "HomeBox", "PostLine", "Kite Parcel",
        "Globe Express", "National Post", "Quickship", "the post office", "BlueVan", "Metro Parcels",
    ),
    "bank": (
        "Alder Bank", "Northgate Bank", "First Harbour", "Pinebank", "Unity Savings", "Meridian Bank", "Fjord Bank",
        "Castle Credit Union", "Lakeside Bank", "Monarch Savings", "Oakline", "Bank of Ashford",
    ),
    "stream": (
        "StreamBox", "CloudNest", "Tunely", "PlayPlus", "FlickHouse", "PhotoVault", "BoxDrive", "FitTrack", "ReadAll",
        "MailPlus", "Kidsflix", "SportPass",
    ),
    "toll": (
        "E-Toll", "SunRoute", "TollWay", "Bridge & Tunnel", "City Parking", "RoadPay", "ParkNow", "Highway Services",
        "Metro Parking", "Clean Air Zone",
    ),
    "tax": (
        "the tax office", "Revenue Service", "the benefits office", "the finance ministry", "the tax authority",
        "the pension office",
    ),
    "coin": (
        "Bitcoin", "BTC", "Ethereum", "ETH", "USDT", "Solana", "crypto", "Dogecoin", "XRP", "stablecoins", "SOL",
    ),
    "wallet": ("MetaFox", "TrustVault", "PhantomKey", "Ledgerly", "Coinsafe", "your wallet"),
    "exchange": ("Coinharbor", "Bitmarket Pro", "NovaX", "Kryptonia", "CoinPeak", "Finexa"),
    "paytool": ("PayPal", "Cash App", "Zelle", "Venmo", "bank transfer", "PayLink", "Revolut"),
    "platform": ("Instagram", "Facebook", "TikTok", "X", "Telegram", "YouTube", "Snapchat", "Threads"),
    "game_site": ("Steam", "Discord", "the league site", "Roblox", "the esports site"),
    "nitro": ("Nitro", "Discord Nitro", "Nitro Boost", "a Steam gift card"),
    "gems": ("robux", "V-bucks", "gems", "gold coins", "skins", "diamonds", "game passes", "FIFA coins"),
    "small": (
        "$1.{d}{d}", "£2.{d}9", "$3.{d}{d}", "€1.{d}0", "£1.{n}5", "$0.{n}9", "$4.{d}5", "£2.{n}0", "{n}.99 EUR",
        "99p", "$2", "€3",
    ),
    "fee": (
        "$1{d}.{d}0", "$2{d}.99", "£3{d}", "$4{d}.50", "€1{d}.90", "$6{n}", "£18.{d}0", "$7{d}", "{n}0 euros",
        "${n}5", "£{n}0", "1{n}0 dollars",
    ),
    "sum": (
        "${n}{d}0", "${n}00", "£{n}{d}0", "€{n}50", "${n},{d}00", "£{n},{d}50", "${n}{d}{d}.{d}9", "{n}00 USD",
        "{n}{d}50 euros", "£{n}{d}5.00",
    ),
    "order": (
        "#{n}{d}{d}{d}{d}", "INV-{n}{d}{d}{d}", "{n}{d}{d}-{d}{d}{d}{d}", "NP{n}{d}{d}{d}{d}EX", "ref {n}{d}{d}{d}",
        "no. {n}{d}{d}{d}{d}", "{n}{d}{d}{d} {d}{d}{d}{d}",
    ),
    "pin": ("{n}{d}{d}{d}{d}{d}", "{n}{d}{d}{d}", "{n}{d}{d}-{d}{d}{d}", "{n}{d}{d} {d}{d}{d}"),
    "goods": (
        "sneakers", "watches", "headphones", "handbags", "sunglasses", "phones", "laptops", "game consoles",
        "perfumes", "football shirts", "power tools", "jackets",
    ),
    "goods_one": (
        "phone", "tablet", "TV", "laptop", "game console", "gift card", "smartwatch", "vacuum robot", "drone",
        "printer", "coffee machine",
    ),
    "thing": (
        "sofa", "bike", "pram", "desk", "camera", "guitar", "fridge", "phone", "wardrobe", "tent", "lawn mower",
        "drone", "piano", "oven", "sewing machine", "kayak",
    ),
    "pets": (
        "puppies", "kittens", "cavapoo puppies", "ragdoll kittens", "parrots", "French bulldog puppies", "cockatoos",
    ),
    "show": (
        "the derby", "the festival", "the cup final", "the arena concert", "the Nightjars tour",
        "the Velvet Pines show", "the comedy gala", "the race on Sunday",
    ),
    "shop": (
        "Brightmart", "Hollow & Finch", "Corner Garden", "Mirabel", "TechBarn", "Fern Lane", "Homely",
        "Pantry & Pine", "Sole Street", "Kettle House",
    ),
    "cards": ("gift cards", "Apple cards", "Google Play cards", "Steam cards", "gift vouchers", "Razer cards"),
    "disaster": ("earthquake", "flood", "hurricane", "wildfire", "typhoon", "landslide", "explosion", "tornado"),
    "app": (
        "Telegram", "WhatsApp", "telegram", "whatsapp", "Signal", "Viber", "Messenger", "insta", "IG", "Line", "Snap",
    ),
    "short": (
        "tny.test/{code}", "lnk.example/{code}", "s-url.example/{code}", "go2.test/{code}", "shrt.example/{code}",
        "qk.example/{code}", "is-l.test/{code}", "u.example/{code}",
    ),
    "zone": ("example", "example", "test", "example.com", "example.net", "example.org"),
}  # fmt: skip
