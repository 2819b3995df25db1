"""Genres in which somebody tells a few others: story, diary, letter, note, roleplay, chat log."""

from koko_training.generator.groups import lines
from koko_training.generator.longer.parts import Genre

STORY = Genre(
    lines("""
        Chapter {n}.
        Chapter {n}: The Lighthouse
        The house stood at the end of {street}, and nobody had lived in it for years.
        It was the last {day} of {month} when {a} came back to {town}.
        {a} had not slept since {town}.
        {a} was a {job}, and until that {month} nothing had ever happened to {a_her}.
        Here is the next part, sorry that it took me so long.
        Nobody in {town} remembered a winter like that.
        "You came," said {b}.
        Fanfic, part {n}, set after the last season.
    """),
    lines("""
        Outside, {sky} lay over the roofs of {town}.
        {a} put the letter on the table and poured two glasses of wine.
        The clock in the hall struck {n}.
        {b} had travelled all day and smelled of smoke and wet wool.
        The old lift rattled up to floor {n}.
        They had known each other for {n} years, and in all that time {b} had never told {a} the truth.
        A single lamp burned in the kitchen, and the radio played a waltz.
        {a} was {age} now, {b} a few years older, and both were tired of running.
        The key was still under the flowerpot.
        Somewhere down by {street} a dog barked, and then it was quiet again.
        {a} hung {a_hers} coat over the chair and looked at the {sky} over {street}.
        The hotel was almost empty at that time of the year.
        On the table lay a map, a half-eaten apple and {n} train tickets.
        {b} was standing at the window with {b_hers} back to the room.
        {a} {did} and {then}.
        {b} {did}, and {a} {then}.
        In {town} {a} had a room above a shop and every evening {did}.
        {a} {did} while {b} {then}.
    """),
    lines("""
        "You could have called," {a} said.
        {b} did not answer for a long time.
        "I never meant to leave," {b} said quietly.
        {a} thought of the summer at the lake and of everything that they had left unsaid.
        In the morning the boats went out as if nothing had happened.
        {a} counted the steps to the door and stayed where {a_she} was.
        Then the telephone rang, and both of them looked at it.
        By the time the train reached {town} it was light.
        {a} would remember that night for the rest of {a_hers} life.
        "Promise me that you won't go back there," {a} whispered.
        {b} folded the map and put it into {b_hers} pocket.
        Years later {a} would tell only half of the story.
        A door slammed on the floor below.
        {a} {did} as if nothing had happened.
        Later {b} {did}, {then} and {last}.
        "We should go," said {a}, and {b} {did}.
        The rain had stopped, and from {street} came the smell of {food}.
    """),
    lines("""
        To be continued.
        And that was how the winter ended.
        Outside, the first tram of the day went by.
        "Come," said {b}, "it's getting light."
        {a} closed the door and did not look back.
        Tell me in the comments whether I should go on!
        Neither of them ever spoke of it again.
        The sea went on as if nothing had changed.
        When {a} woke, the other side of the room was empty.
    """),
)

DIARY = Genre(
    lines("""
        Dear diary,
        {day}, the {nth} of {month}.
        {month} {n}, late.
        It's past two and I still can't sleep, so I write.
        I haven't written for {n} weeks.
        New notebook, same handwriting.
        Today was long.
        Page {tens}. My therapist says I should keep writing, so here I am.
    """),
    lines("""
        I got up at {n}, made coffee and watched the {sky} over {street}.
        Work was slow, two meetings and a lunch at my desk.
        {a} came by in the afternoon and brought {food}.
        {kin} called about the holidays.
        The cat slept on my papers all morning.
        I walked to {street} and back, {n} kilometres, and my knees hurt.
        The neighbours are painting their fence blue.
        I found the photos from {town} in a shoebox.
        It was so quiet in the flat that I could hear the fridge.
        I bought new strings and didn't touch the guitar.
        We sat on the steps until it got cold.
        I {did}, {then} and {last}.
        {a} {did}, and I {then}.
        The chestnut trees in front of the station are turning brown.
    """),
    lines("""
        In the evening I tried to read and read the same page {n} times.
        I should call {kin} back.
        Mum's birthday is on {day}, and I still have no present.
        Tomorrow there's the dentist and then the bank.
        I listened to the record that {a} gave me.
        I wonder what I will think of this when I read it in ten years.
        The new colleague is nice, she is from {town}.
        I cleaned the {thing} and it took an hour.
        We laughed a lot about the old stories, and for a moment it was like before.
        The doctor changed the dose again and says to wait {n} weeks.
        There was a film about whales on television.
        I wrote a list of things to do and lost the list.
        At {n} I {did} and {then}.
        {kin} {did} and {then}.
    """),
    lines("""
        Enough for today.
        Good night, paper.
        More tomorrow.
        The candle is almost gone, so I stop here.
        It's {n} in the morning now.
        I hear the first birds.
        That's all there is to say.
        Now to bed.
    """),
    chatty=True,
)
LETTER = Genre(
    lines("""
        Dear Sir or Madam,
        To the management of {firm},
        To whoever lives in flat {n},
        Dear {a},
        {a},
        Hello {a}, you asked me to put it in writing, so here it is.
        Dear neighbour,
        To my ex,
        To the team of {firm}: this is my third letter.
        Good morning,
    """),
    lines("""
        I have been a customer of {firm} for {n} years.
        On the {nth} of {month} I ordered a {thing}, order number {tens}{n}{n}.
        We have lived in {street} since {month}, and so far we have always found a way.
        I have called your office {n} times and waited {tens} minutes each time.
        You told me on {day} that the matter was closed.
        I kept all our messages, from the first to the last.
        The keys of the flat are in the envelope, together with the book about {hobby}.
        My contract ends on the last of {month}.
        I have copied this letter to my lawyer in {town}.
        As you know, I work as a {job} and get up at {n} every morning.
        For {n} weeks there has been music from your flat until two at night.
        You still owe me {sum}, and we both know it.
    """),
    lines("""
        I enclose copies of both invoices.
        Please confirm in writing by {day}.
        I also sent a photo of the parcel, which arrived wet.
        The other tenants have signed this letter too.
        I went through the bills again with {kin}, and the numbers are right.
        Your colleague in {town} promised to call back and never did.
        The {thing} is still in its box in the hall.
        I don't want to go over the last {n} years again.
        My brother will pick up the rest of my things on {day}.
        I write this after a night's sleep and a long walk.
        The bin area belongs to all of us, as the house rules say.
        You will find the receipt behind this page.
    """),
    lines("""
        Yours sincerely, {b}
        Regards, {b}
        {b}
        I expect your answer by {day}.
        Signed, {b}, third floor
        Yours, {b}
        That is all I have to say.
        With regards from {town}, {b}
        PS: The spare key is with Mrs Novak.
    """),
)
NOTE = Genre(
    lines("""
        Dear {a},
        My dear {a},
        Hi {a}, thanks for your card from {town}!
        {a}, I don't know how to begin.
        Dear {a}, it has been {n} months since my last letter.
        Hello my old friend,
        I'm writing to you by hand, {a}, because a message felt too small.
        {town}, on a {day} evening.
    """),
    lines("""
        The new flat is near {street}, {n} floors up and full of light.
        Work at the office is the same as ever, only the coffee has got better.
        I found your old postcard when I {did}.
        {kin} sends you a hug and asks when you'll visit.
        Do you remember how we {did} and {then} on that trip to {town}?
        The {sky} has been hanging over the street since {day}.
        Last week I {did}, {then} and thought of you.
        I'm {age} now, can you believe it?
        The neighbour plays the trumpet, always the same three songs.
        I started {hobby}, as you told me to, and I'm bad at it.
        The tomatoes did well this year, and the beans did not.
    """),
    lines("""
        You are the first person whom I'm telling this.
        I put a photo of the view into the envelope.
        The recipe for {food} is on the back of this page.
        Please don't read this out to the others.
        Do you still see {b} from the choir?
        On {day} I {did}, and {kin} {then}.
        It feels good to write with a real pen again.
        I'll be in {town} in {month}, maybe we can meet.
        I borrowed your book and never gave it back, I know.
        While I write this, somebody downstairs is frying onions.
        {n} years ago we would have talked about it all night.
    """),
    lines("""
        Your {b}
        Love, {b}
        Write to me when you can.
        Give my love to everybody.
        Yours, as always, {b}
        PS: Keep the book.
        Until soon, {b}
        Hugs from {town}
    """),
)
ROLEPLAY = Genre(
    lines("""
        *You push open the door of the tavern.*
        *The airlock hisses, and {a} steps onto the bridge.*
        Let's start. You are {b}, a {job} in {town}, and I am {a}.
        (OOC: sorry for the delay, here's my reply!)
        *{a} looks up from the book, {age} years old, grey streaks in the hair.*
        Scene {n}: the harbour of {town}, midnight.
        *It's raining when you reach the old manor.*
        RP start, two adults, slow pace please.
        *The fire in the guild hall has burned low.*
        *You find {a} in the stables behind the inn.*
    """),
    lines("""
        *{a} fills two cups and slides one over to you.*
        The innkeeper nods at you and goes on wiping the counter.
        *{sky} hangs over the docks, and somewhere a bell rings.*
        "You're late," {a} says and puts away the map.
        *The floor creaks under your boots.*
        There are {n} doors in the corridor, and only one of them is open.
        *{a} takes off the wet cloak and hangs it near the fire.*
        The engine hums, all lights are green.
        "I've waited {n} days for you," {a} says.
        *A cat jumps from the shelf and runs past you.*
        The bard in the corner plays the same song for the third time.
    """),
    lines("""
        *{a} waits for your answer.*
        "So what do we do now?" {a} asks.
        *You hear steps on the stairs.*
        The candle flickers when the door opens a bit.
        *{a} grins and sits down on the edge of the table.*
        "Nobody must know that I was here," {a} adds.
        (OOC: tell me if that's too fast.)
        The guards change at {n}, you remember.
        *The wind tears at the shutters.*
        "And bring the key," {a} calls after you.
        Your horse waits outside, saddled and fed.
    """),
    lines("""
        What do you do?
        Your turn!
        *{a} looks at you and waits.*
        (OOC: continue whenever you like)
        Roll a d20.
        "Well?" says {a}.
        *Silence.*
        The night is still long.
    """),
)
CHATLOG = Genre(
    lines("""
        hey, you there?
        hi, did you get home ok?
        morning
        you awake?
        hi {a}, it's me
        ok i'm back, sorry, phone died
        can we talk for a sec?
        finally you're online
    """),
    lines("""
        just got off work, long day
        i'm on the train to {town}, {n} more stops
        making {food}, you?
        what did {a} say about {day}?
        did you see the pictures from {town}?
        same as always, bit tired
        i left my {thing} at your place
        wait, someone's at the door
        ok back
        yeah i read it
        the match starts at {n}
        my boss moved the meeting to {day} again
        haha yes
        no idea, ask {a}
        i had {food} again lol
    """),
    lines("""
        what do you mean?
        are you serious?
        hm
        ok wow
        hang on, call coming in
        i don't know what to say
        say that again?
        can we talk about {day} instead?
        you've never said that before
        lol what
        let me think about it
        i need to feed the cat, one sec
        did {a} tell you that?
    """),
    lines("""
        ok talk tomorrow
        gotta go, bus is here
        night
        i have to sleep, up at {n}
        call me on {day}?
        battery at {n} percent, bye
        ok
        see you on {day}
    """),
)
