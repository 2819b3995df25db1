"""Slurs, and the same words where they are none: tools and rivers, or what groups call themselves."""

from koko_training.generator.groups import lines

INNOCENT_WORDS = lines("""
    the {garden_tool} is in the shed, next to the rake
    can I borrow your spade {time}?
    she has the ace of spades and smiles
    {snack} and cheese for everyone {time}
    who ate the last cracker?
    that match was a cracker
    the safe cracker in the film was played by a comedian
    the {river} dyke was raised by half a metre
    sheep graze on the dyke {time}
    we cycled along the dyke behind the {river}
    pride is the chink in his armour
    there was a chink of light under the door {past}
    the glasses went chink and we drank to {event}
    this coat is flame retardant
    fire retardant foam was sprayed on the hill
    a frost will retard the blossom
    the score says ritardando, slow down here
    our maine coon weighs nine kilos
    coon cats shed a lot, says the vet
    she teaches queer studies at the university
    a course in queer theory starts {time}
    I read a book on queer history {past}
    there was a queer smell in the attic, turned out to be old cheese
    my gran made meatballs that she called faggots
    a bundle of sticks used to be called a faggot
    he went out for a fag and came back wet
    the ford has a new tranny, gears shift like butter
    rice grows in the paddy behind the {river}
    the pansy bed needs water
    the dog show has a prize for the best bitch
    a bitch and her five puppies need a home
    hoe the beans {time}, before it rains
    tar and asphalt were delivered {past}
    the kitchen is spick and span
    let's nip this in the bud
    a nip of whisky after {event}
    the cat gave me a nip
    the gypsy moth eats oak leaves
    jap silk is a light lining fabric
    cocks crow at five in our village
    the great tit is back at the feeder {time}
    the savage coast of the north is worth a trip
    her tone was niggardly, he said, meaning stingy
    a niggle in my knee kept me off the pitch
    negroni for me, spritz for her
    the slope is steep, take care {time}
    the oreo cake was gone by noon
    coconut milk goes in last
    the banana bread is for {event}
    the spook house at the fair scared my kids
    the spooks in the novel work for the secret service
    moor and heath are in bloom {time}
    ape, gibbon and lemur: the biology quiz is {time}
    pig iron is made in a blast furnace
    he is a dark horse in this race
    the mongol empire reached the {river}
    honky-tonk piano {time} at the pub
    the cripple creek band plays {time}
    the midget submarine is in the museum
    the midget class of race cars starts {time}
""")
OWN_WORDS = lines("""
    as a queer person I like this town
    as a {pride} queer woman I need this book
    queer joy {time}, bring cake
    queer and {pride}, that's me
    my dyke friends and I are at pride {time}
    my wife is a {pride} dyke and so am I
    the dyke march starts {time}, we have drums
    old dykes never retire, they just get more dogs, says my girlfriend, and she should know
    we crips made the ramp ourselves
    crip time means that I come when my body lets me
    I'm a {pride} fag with a garden, ask me about roses
    call me a faggot, I call myself one, and I sew my own gowns
    this fag just got married to his best friend
    us trannies have the best playlists, come to {event}
    my niggas came to {event} {past}, love y'all
    that's my nigga, proud of you
    I took the word homo back years ago, it's on my mug
    a room full of queers and one kettle, that's our {event}
    {pride} homo, bad at sports, good at pie
    bi, queer and {pride}
    queer elders, tell us about {event}
    our queer choir sings {time}
    mad pride {time}: us crazies have a picnic
    I'm a {pride} spaz on wheels, my words, my wheels
""")
SLURRED = lines("""
    {slur_one}
    you {slur_one}
    you {mean} {slur_one}
    shut it {slur_one}
    you are a {slur_one}, {vocative}
    {who} is a {slur_one}
    {who} walks like a {slur_one}
    stop being such a {slur_one}, {vocative}
    {slur} should not be allowed to {ban}
    keep the {slur} out of {spot}
    {slur} ruin {spot}
    I hate {slur}
    why are there {slur} in {spot}?
    no {slur} at {event}
    {event} was full of {slur}
    who let a {slur_one} {ban}?
    the new guy is a {slur_one}, not my friend
    I don't drink with {slur}
    {slur} go home
    I'm not racist but {slur} {view_bad}
    dirty {slur_one} in my street {past}
    look at that {slur_one}, lol
    only {slur} like {item}
""")
