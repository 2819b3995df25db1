"""The same pictures, literal, playful, kind, in answers to hate, or merely annoyed."""

from koko_training.generator.groups import lines

CREATURES = lines("""
    the {vermin} at the {beast_home} was so cute {warm}
    we saw a {vermin} {when}
    my kid wants to be a {vermin} for carnival
    {mum} drew a {vermin} for me {warm}
    there is a {vermin} in our garden
    baby {farm_beast} at the {beast_home} {warm}
    guess the animal: {vermin}
    i was born in the year of the {year_beast}
    my favourite emoji is {vermin}
    fed the {vermin} at the {beast_home} {when}
    is a {vermin} smarter than a dog?
    new video: how a {vermin} builds its home
    trip to the {beast_home} {soon}! {vermin}{vermin}{vermin}
    found a {vermin} in the kitchen {when} {sick}
    the cat brought me a {vermin} {sick}
    called pest control because of the {pest} {when}
    {pest} all over the cellar {sick}, any tips?
    {plural} took their kids to the {beast_home} {when} {vermin}
    {one} works at the {beast_home} with the {vermin} {warm}
    two {plural} rescued a {vermin} {when} {warm}
    {plural} run a farm here with {farm_beast} and {farm_beast} {warm}
    vet says our {farm_beast} needs rest {when}
    our class learned about {vermin} {when}
    in this game you can be a {vermin} or a {vermin}
    what noise does a {farm_beast} make?
    {name} sent me a {vermin} sticker haha
    my plush {vermin} is older than me
    the {vermin} documentary {when} was great
""")
TOOLS = lines("""
    cutting {veg} for the {food} {when} 🔪
    which 🔪 do you use for {veg}?
    {mum} got me a new 🔪 for the kitchen {warm}
    🔪{veg} dinner {when}
    i cut my finger while making {food} 🔪🩸 all good now
    water fight with the kids {when} 🔫💦
    🔫 laser tag {soon}, who is in?
    nerf battle at {mum}'s place {when} 🔫😂
    paintball was great {when} 🔫 {warm}
    {mum} beat us all at laser tag 🔫😂
    new western on tv {when} 🤠🔫
    wood for the stove {when} 🪓🔥
    🪓 chopping wood with {mum}
    the bath 💣 smells of lavender {warm}
    that concert was the 💣
    your {food} is the 💣 {name}
    💣💣 this track {name}
    party {soon} 🎉💣 bring friends
    playing minesweeper 💣 and losing
    🧨 new year's eve with {mum} {when} 🎆
    🧨🧨 happy lunar new year {flag}
    dead tired ☠️
    i laughed so hard ☠️☠️
    pirates day at school {when} ☠️🏴‍☠️🗡️
    halloween decoration done ⚰️🎃
    visited grandpa's grave {when} 🪦💐
    knight costume for my son 🗡️🛡️
    i'll 🔫 you in the next round {name}, laser tag rematch 😂
    gonna 💣 you all in the board game {soon} haha
    {plural} cook together {when} 🔪{veg} {warm}
    {one} teaches me to cut {veg} like a chef 🔪 {warm}
    {plural} won the fencing match 🤺🗡️ {warm}
    {one} is the best at paintball 🔫 {warm}
    the exhibition about the war {when} 💣 made me sad 😢
    stop selling 🔫 to kids
    no more 💣 please, {flag} needs peace 🕊️
    praying for {flag} 🙏 no more 🔫
    fireworks for all 🧨🎆 {when}
    hammer 🔨 and nails, building a shelf with {mum}
""")
FUN = lines("""
    the 🤡 at the circus made everyone laugh
    {mum} dressed up as a 🤡 {when}
    my son is scared of 🤡
    i forgot my keys again, i'm such a 🤡 haha
    me thinking the bus is on time 🤡
    circus in town {when} 🎪🤡🐘
    we hired a 🤡 for the birthday {warm}
    changed 10 nappies {when} 💩
    dog 💩 on my shoe, great day
    please pick up your dog's 💩
    i have the flu {sick}
    seasick {when} {sick}
    ate too much {food} {sick}
    {mum} is pregnant and {sick} all day, poor thing
    roller coaster {when} 🎢{sick} worth it
    holy 💩 that was close
    💩 i forgot the tickets
    take out the {trash} please
    the {trash} is full again
    found my phone in the {trash} lol
    recycling day {when} 🚮♻️
    zombie walk {when} 🧟🧟
    ogre mask for carnival 👹
    {plural} opened a circus school 🎪🤡 {warm}
    {one} does the best 🤡 show for kids in hospital {warm}
    {mum} and the {plural} from next door sorted the {trash} together ♻️
    you are the 🐐 {name}
    {name} is the 🐐, what a goal {ball}
    🐐🐐🐐 best player ever
    you absolute 🦍 what a lift 💪
    such a 🐺 on the pitch {name}, proud of you
    🔥🔥 you killed it {name}
    {one} just broke the record, what a 🐐
    {plural} are the 🐐 of this sport {warm}
    busy 🐝 {name}, thanks for everything {warm}
    you little 🐒 {warm} come give {mum} a hug
    my baby is a tiny 🐷 when he eats {warm} love him
    sleepy 🐻 today
""")
FLAGS = lines("""
    {flag} vs {flag} {when} {ball}
    go {flag}!! {ball}{warm}
    what a match, {flag} deserved it {ball}
    come on {flag} {ball} one more goal
    flying to {flag} {when} ✈️ {warm}
    learning to cook {flag} food {warm}
    {flag} people are so welcoming {warm}
    grew up in {flag}, live in {flag} now
    my girlfriend is from {flag} {warm}
    {flag} friends, what time is it there?
    proud {flag} here {warm}
    {flag}❤️{flag}
    my mum is {flag}, my dad is {flag}, i am both {warm}
    anyone from {flag} here?
    {flag} votes {soon} 🗳️
    {flag} independence day {when} 🎆
    earthquake in {flag} 😢🙏
    i miss {flag} so much 😭
    hate the food at the {flag} airport {yuck} the people were lovely though
    we lost to {flag} {ball} 😭 well played
    {flag} {ball} semi final {soon}, who watches with me?
    {flag} language course starts {soon}
    welcome to our new {flag} neighbours {warm}
    the {flag} team eats {food} before every match {ball}
    {flag} ➡️ {flag} moving {soon}, wish me luck {away}
    bye {flag} {away} thank you for a lovely holiday
""")
KIND = lines("""
    {group} {warm}
    love to all {group} {warm}
    {group} are {good} {warm}
    {group} are so {good}, glad you are here {warm}
    {group} belong in {place} {warm}
    {place} ❤️ {group}
    {plural} moved in next door {warm}
    our new boss is {one} {warm}
    my daughter's teacher is {adjective} {warm}
    just saw two {plural} on the bus {warm}
    {plural} are opening a shop on our street {warm}
    guess who sat next to me in class, {one} {warm}
    our new landlord is {one} {warm}
    {plural} at the pool again {warm}
    {one} just joined the server {warm}
    the whole team is {adjective} now {warm}
    first {adjective} minister in our history {warm}
    {plural} want to {job} {warm}
    {plural} had a party in the park {warm}
    two {plural} holding hands {warm}
    {one} won the song contest {warm}
    hello to all {plural} {warm}
    {adjective} {folk} {warm}
    happy pride everyone {rainbow} {warm}
    our {rainbow} wedding {when} {warm}
    my two mums 👩‍❤️‍👩 {warm}
    he said yes 👨‍❤️‍👨💍
    i am {rainbow} and happy
    coming out to {mum} {soon} {rainbow} wish me luck
    happy {feast} to everyone {faith} {warm}
    we prayed at the {faith} {when} 🙏
    the {faith} near us gives soup to everyone {warm}
    {faith} and {faith} side by side in our street {warm}
    my sister started to wear hijab 🧕 she looks lovely {warm}
    ramp at the library is finally done {chair} {warm}
    is the cinema {chair} friendly?
    my brother got a new {wheels}, he loves it {warm}
    learning sign language 🧏 {when}
    {aged} birthday {when}, 90 years {warm}
    tea with {aged} {when} ☕ {warm}
    {lady} in science {warm} so proud of you
    mums are heroes 🤰👩‍🍼 {warm}
    {skin}{skin} my best friends {warm}
    my hero {skin} {warm}
    black girl magic 👩🏿 ✨
    my grandchildren 👧🏿👦🏽👶 {warm}
    {sign} and {sign} work together in {place} {warm}
    everyone is welcome: {sign}, {sign} and {sign}
    as a {person} i feel at home in {place} {warm}
    {one} fixed my bike for free {warm}
    {skin}🤝{skin}
""")
AGAINST = lines("""
    {stain} is {rotten}
    {stain} belongs in the {bin}
    {no} {stain} {no}
    {stain} makes me {sick}
    {group} are not {vermin}
    {group} are people, not {vermin}
    nobody should call {plural} {vermin}
    stop calling {group} {rotten}, it's {shame}
    whoever wrote {vermin} under that photo of {plural} should be ashamed
    a {person} is not a {vermin}, full stop
    someone sent {vermin} to my {adjective} friend, i reported it
    they wrote "{plural} {scorn}" on our wall, we painted over it {warm}
    "{sign} = {vermin}" is hate, mods please delete
    why do people post {scorn} under every picture of {plural}? be {good}
    no {person} deserves a {arm} in the comments
    somebody posted {arms} next to {sign} in our group, i called the police
    {plural} get {vermin} emojis every day and nobody helps 😢
    hurting {plural} is wrong, put the {arms} down
    i don't {sick} at {plural}, i {sick} at {stain}
    how they treat {plural} in {place} is {rotten}
    the way people talk about {plural} makes me {sick}
    so sad that {plural} were attacked again 💔😢
    candles for the victims at the {faith} 🕯️😢
    {plural} live in fear 😢 that must end
    {sign} stay strong, the trolls are just loud 💪
    {place} {no} {stain}, {group} welcome {warm}
    i will never {no} {group}
    {group} don't make {place} worse, {stain} does 👎
    a video where they spit at {one} {sick} poor soul
    what happened to the {plural} on that train {sick} i hope they are ok
    insulting {plural} is so low 👎
    don't bring a {arm} to school, don't bring {stain} either
""")
PLAIN_GRUDGES = lines("""
    {dull} {yuck}
    {dull} is {yuck}
    i hate {dull} {yuck}
    {dull} makes me {sick}
    {dull} belongs in the {bin}
    {dull} = {yuck}
    not again, {dull} {yuck}
    {thing} {yuck}
    {thing} are {yuck}
    {no} {thing} {no}
    {thing} make me {sick}
    throw {thing} in the {bin}
    somebody please {bin} all {thing}
    i can't stand {thing} {yuck}
    who invented {thing}? {yuck}
    {mum} made {food} {when}, it was {yuck} but don't tell her
    i had {food} at the {adjective} place, my stomach {sick}, my own fault, too much chilli
    my {adjective} {folk} and i agree: {dull} {yuck}
    me and the {plural} from work hate {dull} {yuck}
    {plural} at the office complain about {dull} too {yuck}
    {dull} 👎👎👎
    {thing} in {place} {yuck}
""")
GRUDGES = lines("""
    {boss} is {yuck}
    {boss} {yuck}{yuck}
    {boss} is a 🤡 show
    what a 🤡 show {boss} is
    {boss} makes me {sick}
    {boss} belongs in the {bin}
    our defence {when} 🤡 {ball}
    the ref was 🤡 {when} {ball}
    that plan is {rotten}, {name}
    this take is {rotten}
    your argument belongs in the {bin}, {name}
    {flag} government is {yuck}, the people deserve better
    the new law of the {flag} government {yuck}
    {flag} played like {yuck} {when} {ball}
    we played like {rotten} {when} {ball}
    my own code is {rotten}
    that joke was {yuck} {name}
    🖕 {dull}
    🖕 {stain}
    🖕 cancer
    🖕 {thing}
""")
