"""What fills the templates: words, and pictures by what they can stand for."""

from __future__ import annotations

from koko_training.generator.contrasts import SLOTS as WORDS
from koko_training.generator.groups import lines, listed

SLOTS: dict[str, tuple[str, ...]] = {
    **{name: tuple(word for word in words if not word.startswith("the ")) for name, words in WORDS.items()},
    "opening": (*("",) * 14, *lines("""
        ok
        ngl
        so
        Well,
        hey all,
        look,
        just saying:
        today's thought:
        update:
        guys,
        I'll say it again:
    """)),
    "closing": (*("",) * 14, "fr", "tbh", "just saying", "...", "honestly"),
    "flag": listed("""
        🇳🇬, 🇲🇽, 🇵🇰, 🇮🇳, 🇨🇳, 🇹🇷, 🇸🇾, 🇮🇱, 🇵🇸, 🇵🇱, 🇷🇴, 🇸🇴, 🇦🇫, 🇲🇦, 🇷🇺, 🇺🇦, 🇺🇸, 🇭🇹, 🇻🇳, 🇵🇭, 🇩🇪,
        🇫🇷, 🇬🇧, 🇮🇹, 🇪🇸, 🇬🇷, 🇯🇵, 🇰🇷, 🇧🇷, 🇨🇴, 🇪🇹, 🇬🇭, 🇰🇪, 🇪🇬, 🇮🇷, 🇮🇶, 🇩🇿, 🇧🇩, 🇦🇱, 🇷🇸, 🇧🇬, 🇨🇺, 🇩🇴, 🇿🇦
    """),
    "faith": listed("🕌, ✡️, ☪️, ✝️, 🕍, 🛕, 🕉️, ☸️, 🪯, 🧕, 🧕🏽, 👳🏾‍♂️, 👳🏽, 📿, 🕎"),
    "rainbow": listed("🏳️‍🌈, 🏳️‍⚧️, 👨‍❤️‍👨, 👩‍❤️‍👩, 👬, 👭, 👨‍❤️‍💋‍👨, 👩‍❤️‍💋‍👩, 🌈, 👨‍👨‍👧, 👩‍👩‍👦, ⚧️"),
    "chair": listed("♿, 🦽, 👨‍🦽, 👩‍🦼, 👩🏽‍🦽, 👨‍🦯, 👩‍🦯, 🧏, 🧏‍♀️, 🦻, 🦯, 🦼"),
    "skin": listed("👨🏿, 👩🏿, 👨🏾, 👩🏾‍🦱, 👨🏿‍🦱, 👦🏿, 👧🏿, 👩🏽, 👨🏽, 🧑🏿, 👨🏻, 👩🏻, 👲, 👳🏾, 🧔🏾"),
    "lady": listed("👩, 👧, 👩‍🦰, 🤰, 👩‍💼, 👩‍🔬, 👱‍♀️, 👩‍🍼, 👯‍♀️, 🚺, 👩🏽‍🎓, 👸"),
    "aged": listed("👵, 👴, 🧓, 👵🏽, 👴🏻, 👨‍🦳, 👩‍🦳"),
    "sign": (
        "{flag}", "{flag} people", "{faith}", "{faith} people", "{rainbow}", "{rainbow} people", "{chair}",
        "{chair} people", "{skin}", "{skin}", "{skin}s", "{lady}", "{lady}", "{aged}", "{aged}s", "the {rainbow} crowd",
        "the {faith} crowd",
    ),
    "group": ("{plural}", "{plural}", "{adjective} people", "{sign}", "{paired}"),
    "paired": listed("""
        muslims 🕌, jews ✡️, christians ✝️, hindus 🛕, sikhs 🪯, hijabis 🧕, gays 🏳️‍🌈, lesbians 👩‍❤️‍👩, gay dads 👨‍👨‍👧,
        trans people 🏳️‍⚧️, wheelchair users ♿, deaf people 🧏, blind people 👨‍🦯, black people 👨🏿, black women 👩🏿,
        mexicans 🇲🇽, nigerians 🇳🇬, poles 🇵🇱, turks 🇹🇷, indians 🇮🇳, pensioners 👴, old people 👵, women 👩, girls 👧,
        pregnant women 🤰, white people 👨🏻, chinese people 🇨🇳, syrians 🇸🇾, russians 🇷🇺, refugees 🚤, catholics ⛪
    """),
    "one": (
        "a {person}", "a {person}", "a {adjective} guy", "some {flag} guy", "a {lady}",
        *listed("a muslim 🧕, a gay man 🏳️‍🌈, a black guy 👨🏿"),
    ),
    "vermin": listed("""
        🐷, 🐒, 🐀, 🐍, 🐵, 🐖, 🦍, 🐕, 🪳, 🐛, 🐑, 🦠, 🐽, 🪱, 🐁, 🦧, 🦨, 🪰, 🐗, 🦟, 🕷️
    """),
    "pack": ("{vermin}", "{vermin}", *listed("🐀🐀🐀, 🐒🐒, 🐷🐷, 🪳🪳🪳, 🐵🐵🐵, 🐍🐍, 🐕🐕, 🐖💩")),
    "rotten": listed("💩, 🗑️, 🚮, 🤡, 🤮, 💩💩, 🗑️🗑️, 🤡🤡🤡, 👹, 🧟, 🤢, 💩🤮"),
    "bin": listed("🗑️, 🚮, 🗑️🗑️, 🚽, 🕳️, 🚮🚮"),
    "sick": listed("🤮, 🤢, 🤮🤮, 🤢🤮, 🤮🤮🤮"),
    "scorn": listed("🤮, 💩, 🤢, 🗑️, 👎, 🚮, 🤮🤮, 🤡, 🐒, 🐀, 🐷, 🖕, 💩💩💩, 🐵🐵, 😡🤮, 🐖, 🪳"),
    # Not the middle finger, which is rude to anything, nor animals, which would be odd about soup.
    "yuck": listed("🤮, 💩, 🤢, 🗑️, 👎, 🚮, 🤮🤮, 🤡, 💩💩, 🤢🤮, 😡, 🙄"),
    "arm": listed("🔫, 🔪, 💣, 🪓, 🗡️, 🧨, 🔨"),
    "arms": ("{arm}", "{arm}", *listed("🔫🔫, 🔪🔪, 💣💣, 🔫💥, 🔪🩸, 🗡️🩸, 💣💥")),
    "grave": listed("⚰️, ☠️, 🪦, ⚰️⚰️, ☠️☠️, 💀⚰️"),
    "no": listed("🚫, ❌, ⛔, 🙅, 🛑, 🚷"),
    "away": listed("✈️👋, 👉🚪, 🚢👋, 👢🚪, 📦✈️, 🚪, 🛫, 🚤👋"),
    "warm": listed("❤️, 🎉, 🙏, 🥰, 👏, 😊, 💪, 🤗, 💐, 🏆, 💙, 👍, 🙌, 🫶, ✨, 😍, ❤️❤️, 🎉🎉"),
    "mum": listed("""
        my mum, grandma, my sister, my wife, our neighbour, my best friend, my boss, my aunt, dad, my cousin, our coach
    """),
    "name": listed("kevin, tom, sarah, mate, dude, jess, bro, karen, mike, marc, lena, boss, champ, kid, sir"),
    "when": listed("""
        today, this morning, on sunday, after lunch, on my day off, at the weekend, after school, in march, at my
        aunt's place, during the holidays, in the evening, after work
    """),
    "soon": listed("tonight, next friday, on saturday, later, tomorrow, next week, after dinner, at eight"),
    "threat_when": listed("tonight, tomorrow, after school, on friday, when you sleep, soon, next time, after work"),
    "beast_home": listed("zoo, farm, petting zoo, wildlife park, sanctuary, village fair, shelter, nature reserve"),
    "dull": listed("""
        this weather, monday morning, the new update, my exam result, this soup, the train again, that film, the
        canteen fish, the wifi here, pineapple on pizza, this traffic, the finale, my maths grade, airport coffee,
        the heating bill, this rain, cold coffee, my old phone, the referee's call, that remix, the queue at the bank,
        the milk in my fridge, blue cheese, this hangover, the pitch, my haircut, the smell in the gym, dried liver
    """),
    "food": listed("soup, pizza, curry, pasta, salad, sushi, stew, ramen, tacos, salsa, lasagna, chicken, sandwiches"),
    "veg": listed("🥕, 🧅, 🥔, 🍅, 🥒, 🍉, 🍞, 🥩, 🍍, 🎃, 🧀, 🥬"),
    "boss": listed("""
        the government, the tax office, the airline, that bank, the club board, the football association, our
        landlord's company, the railway, the ministry, the council, that app, the school board, the electric company
    """),
    "ball": listed("⚽, 🏀, 🏐, 🏏, 🏉, 🎾, 🏒, ⚾"),
    "feast": listed("eid, hanukkah, diwali, easter, vaisakhi, christmas, nowruz, lunar new year, holi, passover"),
    "rough": listed("idiot, loser, liar, coward, moron, creep, snitch, jerk, fool, imbecile, fake, cheater"),
    "stain": listed("racism, sexism, homophobia, antisemitism, hate, bullying, transphobia, ableism, xenophobia"),
    "clown_face": listed("🤡, 🤡🤡, 🤡🤡🤡, 💩, 🐍, 🐷, 🐑"),
    "year_beast": listed("🐀, 🐂, 🐍, 🐐, 🐒, 🐓, 🐕, 🐖, 🐉, 🐎, 🐇, 🐅"),
    "pest": listed("🐀, 🪳, 🐁, 🪳🪳🪳, 🐜, 🪰, 🕷️, 🦟, 🐀🐀"),
    "farm_beast": listed("🐷, 🐖, 🐑, 🐐, 🐄, 🐓, 🐕, 🐴, 🦆, 🐽"),
    "trash": listed("🗑️, 🚮, 🗑️🗑️"),
    "wheels": listed("🦽, 🦼, ♿, 🦯, 🦻"),
}  # fmt: skip
