"""Texts of many sentences in a dozen genres: a frame that harms nobody, and a core that decides about the targets.

Harmful and harmless texts share their frames, so that only the core tells them apart, wherever it stands.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from koko_training.generator import everyday, hate
from koko_training.generator.grammar import fill
from koko_training.generator.groups import GROUP_SLOTS, THINGS, lines
from koko_training.labels import LABELS, RUDENESS, ones, zeros
from koko_training.rows import Row

SHORTEST, LONGEST = 40, 150
# How many drafts of one text may be too short, too long or known before we go on without it.
PATIENCE = 60

SHE = (
    "Mara", "Ivy", "Helena", "Nadia", "Rosa", "Tess", "Akua", "Yuki", "Leila", "Greta", "Priya", "Simone", "Dana",
    "Carmen", "Ingrid", "Zofia", "Fatima", "June", "Alba", "Naomi", "Petra", "Lucille", "Mei", "Odette",
)  # fmt: skip
HE = (
    "Elias", "Marcus", "Tomasz", "Rafael", "Jonas", "Omar", "Kenji", "Theo", "Anton", "Dario", "Kofi", "Gabriel",
    "Victor", "Nikhil", "Hugo", "Malik", "Pavel", "Adrian", "Silas", "Bruno", "Idris", "Lorenz", "Callum", "Felipe",
)  # fmt: skip

SLOTS: dict[str, Sequence[str]] = {
    **GROUP_SLOTS,
    "n": tuple("23456789"),
    "nth": ("3rd", "4th", "5th", "6th", "8th", "9th", "12th", "17th", "21st", "28th"),
    "nuisance": THINGS,
    "did": ("opened the window", "looked for the matches", "put the kettle on", "folded the newspaper",
        "went down to the cellar", "counted the coins", "fed the hens", "locked the bicycle to the fence",
        "wrote two postcards", "watered the geraniums", "swept the stairs", "turned the radio down"),
    "then": ("peeled an orange", "waited for the bus", "read the note again", "hung up the washing",
        "bought a newspaper", "polished the old boots", "tried the door", "lit the stove", "walked along the river",
        "sat down on the steps", "looked at the departures board", "called the lift"),
    "last": ("took the long way home", "ate the last biscuit", "repaired the lamp", "closed the shutters",
        "carried the boxes upstairs", "asked for the bill", "whistled an old song", "fell asleep on the train",
        "lost the umbrella", "made a list", "set the table", "listened to the weather report", "cleaned the windows",
        "found a coin on the pavement"),
    "tens": ("20", "30", "40", "60", "80", "90"),
    "town": ("Lisbon", "Oslo", "Leeds", "Denver", "Nairobi", "Lyon", "Osaka", "Toronto", "Graz", "Cork", "Perth",
        "Porto", "Lima", "Krakow", "Halifax", "Ghent", "Bergen", "Tallinn", "Austin", "Cardiff"),
    "street": ("Mill Lane", "Station Road", "Harbour Street", "Elm Street", "the old market", "Church Row",
        "the ring road", "Baker's Hill", "the canal", "Park Avenue"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "month": ("January", "March", "April", "June", "July", "September", "October", "November"),
    "storm": ("heavy rain", "dense fog", "high winds", "black ice", "thunderstorms", "a heatwave"),
    "kin": ("my sister", "my brother", "my mum", "my dad", "my aunt", "my cousin", "my flatmate", "my grandmother",
        "my best friend", "my wife", "my husband", "my partner"),
    "job": ("nurse", "baker", "plumber", "bus driver", "lawyer", "carpenter", "librarian", "chef", "pharmacist",
        "gardener", "translator", "sound engineer", "postman", "vet"),
    "thing": ("washing machine", "kettle", "phone", "mattress", "headset", "bike", "laptop", "vacuum cleaner",
        "coffee machine", "tent", "office chair", "router", "blender", "suitcase"),
    "firm": ("Brightline Energy", "your company", "Nordvik Furniture", "CityNet", "Falcon Air", "the parcel service",
        "Greenleaf Homes", "your shop", "Orbit Telecom", "the housing office"),
    "sky": ("rain", "fog", "snow", "warm wind", "drizzle", "low cloud", "cold mist", "summer heat"),
    "food": ("lentil soup", "pancakes", "risotto", "apple pie", "goulash", "dumplings", "fried rice", "stew",
        "fresh bread", "roast chicken"),
    "hobby": ("chess", "pottery", "running", "dancing", "gardening", "baking", "knitting", "bird watching",
        "climbing", "guitar lessons"),
    "age": ("24", "28", "31", "36", "42", "47", "53", "58"),
    "sum": ("300", "500", "1,200", "2,500", "4,000", "9,000"),
    "low": ("idiot", "moron", "loser", "clown", "coward", "liar", "parasite", "pig", "fool", "disgrace", "snake",
        "waste of space", "failure", "piece of garbage"),
    "foul": ("stupid", "pathetic", "disgusting", "worthless", "useless", "spineless", "brainless", "vile", "lazy",
        "ugly", "rotten", "laughable"),
    "bone": ("legs", "arms", "knees", "fingers", "jaw", "neck"),
    "tool": ("a knife", "an iron bar", "a broken bottle", "his fists", "a hammer", "a rifle butt", "an axe",
        "a length of chain", "a brick"),
}  # fmt: skip


class Genre(NamedTuple):
    """The harmless frame of a text. The middle stands behind the core more often than before it."""

    openings: tuple[str, ...]
    scene: tuple[str, ...]
    middle: tuple[str, ...]
    closings: tuple[str, ...]
    # Everyday sentences may stand in it, too.
    chatty: bool = False


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
POST = Genre(
    lines("""
        Long post, sorry.
        Sorry for the wall of text, I just need to get this out.
        Throwaway account because friends know my main.
        Okay, story time.
        I never post here, but today I have to.
        Update to my post from {month}.
        Not sure if this is the right forum.
        TL;DR at the end.
        I'm {age} and from {town}, some background first.
        English is not my first language, please be patient.
    """),
    lines("""
        I moved to {town} {n} years ago for a job as a {job}.
        {a} and I have known each other since college.
        We live in a small flat near {street}, second floor, no balcony.
        I work nights, so my days are a bit upside down.
        Last {day} we had people over for dinner, and I made {food}.
        {kin} says I think too much, which may be true.
        I started {hobby} in {month} because my doctor told me to get out more.
        It was a normal {day}, groceries, laundry, a walk in the park.
        We had been planning the trip since {month}.
        I'm usually the quiet one who brings the cake and leaves early.
        There are {n} of us in the office, and we share one kitchen.
        My car was at the garage, so I took the bus.
        Before that I {did} and {then}.
        On {day} I {did}, as I always do.
    """),
    lines("""
        I told {kin} about it, and we talked for {n} hours.
        I still don't know what to make of it.
        {a} called me the next day as if nothing had happened.
        Then the landlord rang the bell because of the water meter.
        I wrote everything down so that I wouldn't forget the order of things.
        Since then I've gone back to {hobby}, it clears my head.
        We have to see each other at work again on {day}.
        I've read the rules of this forum and hope that this is allowed.
        Some of you asked for details after my last post, so here they are.
        The weather didn't help either, {n} days of {sky}.
        The train was full, and I had to stand until {town}.
        I made tea and sat on the kitchen floor for a bit.
        Afterwards I {did} and {then}.
        {kin} {did}, and I {then}.
    """),
    lines("""
        Thanks for reading this far.
        TL;DR: it was a strange week.
        Anyway, that's it from me.
        Has anybody been through something like this?
        Edit: typos.
        I'll post an update when I know more.
        Sorry again for the length.
        What would you do?
        That's all. Good night everyone.
    """),
    chatty=True,
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
RANT = Genre(
    lines("""
        Rant incoming.
        Okay, I've been quiet about this for too long.
        Mods can delete this if they like.
        I've been a member of this forum for {n} years.
        Am I the only one who noticed?
        Just read the thread about {town} and I have to say something.
        Unpopular opinion time.
        Hot take from a tired {job}.
        I was at the town hall on {day}.
        You can all downvote me, I don't care.
    """),
    lines("""
        I take the bus along {street} every morning at {n}.
        I pay my taxes, I recycle, I mow the lawn.
        Prices in {town} have gone up by {n} percent since {month}.
        Yesterday I stood in line for {tens} minutes at the post office.
        My street has had {n} roadworks in one year.
        I work as a {job} and talk to all kinds of people.
        The news showed the same pictures again last night.
        The comments under that article had {tens} pages by noon.
        There was a time when you could leave your bike unlocked here.
        I watched the debate from start to end.
        They promised us a new playground in {month}.
    """),
    lines("""
        And nobody at the council picks up the phone.
        Last week the heating at the school broke again.
        I wrote to the paper about it, {n} times.
        Meanwhile the potholes in {street} get deeper.
        The rent went up, the library closed at {n}, and the pool is empty.
        We all saw what happened at the last meeting.
        Look up the numbers yourself.
        It's the same in {town}, says {kin}.
        I talked to {n} neighbours, and they see it like me.
        Even the local paper wrote about it on {day}.
        I grew up here, and so did my parents.
    """),
    lines("""
        Rant over.
        There, I said it.
        Think about it.
        End of rant, back to {hobby}.
        Prove me wrong.
        Thanks for coming to my talk.
        Now ban me if you want.
        Discuss.
        I'm going to bed.
    """),
    chatty=True,
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
REVIEW = Genre(
    lines("""
        {n} out of ten.
        I bought this {thing} in {month}.
        Review after {n} months of use.
        We stayed here for {n} nights in {month}.
        I rarely write reviews, but here we go.
        Finished this book on the train to {town}.
        Verified purchase.
        Went to this place with {kin} on {day}.
        Saw the film at a late show in {town}.
    """),
    lines("""
        The parcel came on {day}, well packed and complete.
        The location near {street} is good, {n} minutes to the station.
        It took about {tens} minutes to set everything up.
        The menu is short, and the {food} is the best thing on it.
        I had read the reviews before, so I knew what to expect.
        The room was on floor {n}, with a view of the car park.
        The first half is slow, the second half is better.
        The manual has {tens} pages, most of them pictures.
        I compared it with {n} others before.
        Parking costs {n} per hour.
        The cast is good, and so is the music.
    """),
    lines("""
        Breakfast is served from {n} to ten.
        The buttons feel solid, the cable could be longer.
        {kin} liked it more than I did.
        I would have wished for a bit more light in the hall.
        For the price you can't expect much more.
        The battery lasts about {n} hours.
        We came back a second time on {day} to be fair.
        The colour is darker than in the pictures.
        There is a lift, but it was out of order for {n} days.
        The last {tens} pages go by fast.
        The place was half full at {n} in the evening.
    """),
    lines("""
        {n} stars.
        I hope that this review is of use to somebody.
        Will update in {n} months.
        Make of that what you want.
        That's my honest view.
        We left on {day}.
        End of review.
        See you next year, maybe.
    """),
    chatty=True,
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
REPORT = Genre(
    lines("""
        {town}, {month} {n}.
        {town} (own report).
        From our correspondent in {town}.
        What is known so far about the events in {town}:
        By {a} Novak, {town}
        The following text appeared in the local paper on {day}.
        {town} woke up to {sky} and sirens on {day}.
        Part {n} of our series on life in {town}.
    """),
    lines("""
        The council met on {day} behind closed doors.
        {street} was closed to traffic for {n} hours.
        About {tens} residents had gathered in front of the town hall.
        The town has {tens},000 inhabitants and one weekly market.
        A spokesman said that there would be a statement on {day}.
        The shop on {street} has belonged to the same family for {tens} years.
        According to the mayor, nobody had expected it.
        The weather service had warned of {storm}.
        A {job} who lives nearby called the office at {n} in the morning.
        The building dates from the last century and was renovated {n} years ago.
    """),
    lines("""
        The school stayed open.
        A second meeting is planned for {month}.
        Neighbours brought coffee and blankets.
        The paper has seen a copy of the document.
        Trains to {town} ran with delays of up to {tens} minutes.
        The ministry did not want to comment.
        Local firms fear the loss of {tens} jobs.
        A {job} from {street} said that life had to go on.
        The archive holds {n} boxes of letters from that time.
        Similar cases are known from {n} other towns.
    """),
    lines("""
        The report will be continued.
        More on page {n}.
        The council meets again on {day}.
        This text was updated on {day}.
        The market will take place as planned.
        Residents can call the town hall from {n} o'clock.
        Read more tomorrow.
    """),
)
BLOG = Genre(
    lines("""
        Welcome back to the blog!
        Week {n} of my sabbatical in {town}.
        A few thoughts from my desk.
        Hello dear readers, it has been a while.
        Some of you asked me to write about this.
        Notes from a {job}, part {n}.
        Coffee, notebook, {sky} outside: time for a new entry.
        I promised an honest blog, so this is an honest entry.
    """),
    lines("""
        I started this page {n} years ago as a {job} with too much spare time.
        Last week I took the slow train to {town}.
        On the market I bought plums, cheese and a bag of nuts.
        My grandfather used to say that a good day starts with {food}.
        There is a bench behind {street} where I go to think.
        The post about {hobby} got more comments than all others.
        I read {n} books this month and liked two of them.
        The flat is small, but it has a window to the yard.
        We had {n} days of {sky} in a row.
        This morning I {did} and {then}.
        I learned all about {hobby} from a neighbour who is over ninety.
    """),
    lines("""
        A reader from {town} sent me a long mail about that.
        I took the photos with my old camera.
        Afterwards we had {food} at a place near the river.
        I'll write about the {thing} another time.
        The recipe is at the end of the page.
        It took me {n} drafts to write this down.
        In the evening I {did}, and {kin} {then}.
        My editor would cut this paragraph.
        Next month I'm off to {town}.
        Comments are open, as always.
        You can hear me talk about it in the podcast, episode {tens}.
    """),
    lines("""
        See you next {day}.
        Thanks for reading, and take care.
        Until next time!
        Write me what you think.
        Now I need a coffee.
        More photos soon.
        Subscribe if you like, it's free.
    """),
    chatty=True,
)
SPEECH = Genre(
    lines("""
        Dear brothers and sisters,
        Ladies and gentlemen,
        Dear friends, thank you for coming tonight.
        People of {town}!
        Good morning, everyone, please take a seat.
        My friends, I will be brief.
        Dear congregation, today's reading is about the harvest.
        Fellow citizens,
        Dear members of the club,
    """),
    lines("""
        I see many faces that I know, and some new ones.
        {n} years ago we stood in this hall for the first time.
        My mother was a {job} in {town} and worked every day of her life.
        When I was a boy there was one telephone in the whole of {street}.
        We have come through hard winters together.
        The roof above us was paid for by your donations.
        Some of you have come all the way from {town}.
        The choir has practised for {n} weeks.
        This week I read an old letter from the parish archive.
        A farmer looks at the sky and knows what the day will bring.
    """),
    lines("""
        Let me tell you a story that my father told me.
        We will vote on the budget afterwards.
        There will be coffee and {food} in the side room.
        I ask you to listen until the end.
        The children have painted the pictures on that wall.
        Think of the bridge that our grandparents built with their hands.
        A house is not built in a day.
        Look to your left and to your right.
        I have thought about these words for {n} nights.
        In {month} we will meet here again.
    """),
    lines("""
        Thank you, and good night.
        Amen.
        I thank you for your attention.
        Now let us stand up and sing.
        That's what I wanted to tell you tonight.
        Long live {town}!
        Come home safely.
    """),
)

SENSUAL = lines("""
    {a} unbuttoned the shirt slowly, and {b}'s breath went faster with every button.
    They fell onto the bed, half undressed, and {a} pulled {b} closer by the belt.
    {b} kissed {a}'s neck, then lower, until {a} moaned and forgot where they were.
    Their clothes lay all over the floor before either of them had said a word.
    {a} wanted {b} naked, now, and told {b_her} so.
    {b}'s hands slid up {a}'s bare thighs, and {a} bit back a cry.
    They made love on the rug, slowly at first and then like people who were starving.
    {a} straddled {b} on the armchair and moved against {b_her} until both were gasping.
    The towel dropped, and {b} let {b_hers} eyes wander over every inch of {a}'s body.
    "Take it off," {a} breathed, and {b} let the last piece of clothing fall.
    {b} pressed {a} against the wall, one hand under the skirt, mouth on mouth.
    That night they had sex {n} times, and the sheets were soaked with sweat.
    {a} felt {b}'s naked skin against {a_hers} own and arched with desire.
    "I want you inside me," {a} whispered, and {b} did not need to be asked twice.
    {b}'s tongue traced a line down {a}'s stomach, and {a} dug {a_hers} nails into the pillow.
    In the shower they touched each other until their knees gave way.
    {a} guided {b}'s hand between {a_hers} legs.
    {a} came with {a_hers} face buried in {b}'s shoulder.
    They barely made it to the hotel room before {a} had {b}'s trousers open.
    {b} tied {a}'s wrists to the bedpost with a silk scarf, and {a} shivered with lust.
    Naked and out of breath they lay in the candlelight, and soon {a} rolled on top again.
    {a} undid the hooks of the bra, and {b} kissed {a_hers} breasts one after the other.
    "Don't stop," {a} moaned, hips rising to meet {b_hers} mouth.
    All night the bed creaked, and the guests next door turned up the television.
    {b} had dreamed of {a}'s body for weeks, and now it lay bare and willing under {b_hers} hands.
""")
CONFESSED_SEX = lines("""
    We ended up in bed, and it was the hottest night of my life.
    {a} undressed me in the hallway, and we had sex right there against the door.
    I can't stop thinking about {a}'s naked body on top of mine.
    We did it on the kitchen table, then in the shower, then once more before breakfast.
    {a} went down on me until I couldn't remember my own name.
    I was so turned on that I left the light on just to watch.
    We sent each other nudes all week, and when we finally met we didn't even make it to the bedroom.
    I came twice, and {a} just grinned and started again.
    {a} likes it rough, and it turns out that I do too.
    I've been sleeping with {a}, {age}, for {n} weeks now, and the sex is unbelievable.
    I touch myself every night when I think of what {a} did with that mouth.
    There we were, naked on the office sofa, hoping that the cleaner wouldn't come in.
    My hands were under {a}'s dress during the whole dinner, and nobody noticed.
    {a} whispered what we would do in bed, word for word, and I got wet right there on the bus.
    We tried a threesome with a woman of {age} whom we met at the bar, and all three of us loved it.
    I want {a} naked in my bed again tonight and every night.
    The lingerie stayed on for about {n} seconds.
    {a} moaned so loudly that the neighbours banged on the wall.
""")
SEXTING = lines("""
    i'm in bed with nothing on, wish you were on top of me
    send me a pic without the shirt, i'm so turned on
    i want to undress you and kiss you everywhere, slowly
    i keep thinking about your naked body last night
    tell me what you'd do to me in bed
    i want your hands between my legs right now
    you made me come so hard on {day}, i'm still shaking
    get over here and take my clothes off
    i'm horny and home alone, husband is away till {day}
    turn the camera on and strip for me
    i'd ride you till the neighbours complain
    no panties under the dress on {day}, just so you know
    show me your ass and i'll show you mine
    let's get a hotel room and not leave the bed all weekend
    my mouth on you, all night, deal?
    i'm {age}, not shy, and i want sex, not dinner
""")
SENSUAL_PLAY = lines("""
    *{a} unlaces the corset and lets it fall, eyes never leaving yours.* "I want you in my bed, now."
    *{a} straddles you and pulls the shirt over your head, nails down your bare chest.*
    "Take off your clothes," {a} orders. "All of them. Slowly."
    *{a}'s lips wander from your neck down to your belly, and you moan.*
    *Naked in the steaming bath, {a} spreads the legs and beckons you in.*
    *You feel {a}'s hand slide between your thighs under the table.*
    "Tie me up and do whatever you want with me," {a} breathes into your ear.
    *{a} pushes you onto the furs and grinds against you, panting.*
    *The dress drops to the floor. There is nothing under it.* "Do you like what you see?"
    "Make love to me until the sun comes up," {a} moans, hips rising.
    *{a} kneels in front of you and opens your belt with a wicked smile.*
    *You thrust, {a} cries out with pleasure, and the bed hits the wall.*
""")
BLOODY = lines("""
    The blade went in under the ribs, and {b} looked down in surprise as the blood ran over {b_hers} hands.
    {a} hit {b} with {tool} until {b} no longer moved.
    The shot took half of the guard's face away, and what was left slid down the wall.
    {b} grabbed the man by the hair and smashed his head against the sink again and again.
    Bone cracked, and {b} screamed like an animal.
    They lined the prisoners up along the ditch and shot them one after the other.
    {a} slit the sentry's throat from behind and held him until he stopped kicking.
    The mine tore the sergeant's legs off, and he crawled on, leaving a red trail in the snow.
    {b} spat out two teeth and a mouthful of blood, and the next kick broke {b_hers} nose.
    {a} pushed the knife deeper and turned it.
    The bullet went through the throat, and {b} drowned in {b_hers} own blood.
    They beat the informer with {tool} and left what remained of him in the gutter.
    The bodies in the cellar had no hands anymore.
    With {tool} {a} broke first one finger, then the next, and asked the question again.
    Flames ran up the soldier's back, and his skin peeled off in strips.
    {a} fired {n} times into the man's chest and watched him twitch.
    The axe came down, and the head rolled as far as the doorstep.
    {b} strangled the guard with his own belt, thumbs white, until the eyes went dull.
    There was so much blood on the tiles that {a} slipped in it.
    The shell hit the ambulance, and arms and legs rained on the road.
    {b} kicked {a} in the stomach, again, again, until there was only a wheeze.
    {a} drove the broken bottle into his cheek and felt it scrape along the jaw.
    One by one they dragged the villagers into the barn and cut them down.
""")
BLOODY_WITNESS = lines("""
    Two men pulled a driver out of his car and beat him with {tool} until his face was only blood.
    I saw how one of them stamped on the head of the other, and I still hear the sound.
    He stabbed him {n} times right in front of me, and the blood was on my shoes.
    They held her down and kicked her in the ribs until something broke.
    Somebody shot him through the window, and his brain was on the wall.
    The man swung {tool}, and the jaw of the other one hung down like a door.
    His throat was cut open, and he tried to hold it together with his hands.
    The mob dragged him over {street} by his feet until he was dead.
    I can't forget how the bone stuck out of his arm while they went on hitting him.
    They set him on fire and filmed it, and he ran a few steps and fell.
    There was a torn-off hand on the road, with the ring still on it.
    He choked her against the wall until her lips were blue.
    The blast threw pieces of people into the trees.
    One of them hacked at him with {tool} even when he lay still.
""")
BLOODY_PLAY = lines("""
    *{a} rams the dagger into the guard's eye, and blood sprays over your face.*
    *You swing the axe and split the bandit's skull down to the teeth.*
    *{a} breaks the prisoner's fingers one by one.* "Scream as much as you like."
    *The arrow goes through the neck. He gurgles, kicks and drowns in his own blood.*
    *{a} slits the merchant's throat and wipes the blade on his coat.*
    *Guts spill over the deck when the hook rips the pirate open.*
    *You crush his windpipe under your boot while {a} laughs.*
    *{a} stabs and stabs until the floor is slick with blood.*
    *The torturer holds the hot iron to the captive's skin, and it hisses.*
    *{a} tears out the hunter's heart and holds it up, still beating.*
    *You beat the thief with {tool} until his face is no face anymore.*
    *Heads roll from the block, {n} in a row, and the crowd cheers.*
""")
TIRADE = lines("""
    Every time I see {plural} I feel sick, because I know what they are like.
    We all know who is behind it: {plural}, as always.
    {plural} are like rats, you see one and there are hundreds.
    I don't want {plural} living on my street, and neither do you.
    A {person} has no place among decent folk.
    I wouldn't hire a {person} if it was the last one on earth.
    {plural} are inferior, and no law will ever change that.
    Throw out the {plural} and half of our problems are gone.
    {plural} are ruining everything that we built.
    They breed, they beg, they steal: that's {plural} for you.
    No mercy for {plural}, they wouldn't have any with us.
    Keep your children away from {plural}, they are sick in the head.
    {plural} are not people like us, they are a plague.
    Nobody dares to say it, but {plural} are filth.
    {plural} should lose the right to vote, today rather than tomorrow.
    When a {person} moves in, the whole house goes to the dogs.
    Our grandparents knew how to deal with {plural}, and we have forgotten it.
    I spit on {plural} and on everybody who defends them.
    The world will breathe again when the last {person} is gone.
    Don't tell me that there are good {plural}, I have never met one.
    {plural} lie as soon as they open their mouths, it's in their nature.
    Let {plural} freeze, that's what they deserve.
""")
# Once a text has named a group, "they" is enough.
TIRADE_GOES_ON = lines("""
    They breed, they beg, they steal, and we are supposed to smile.
    They are not like us, and they never will be.
    Send them away, all of them, before it's too late.
    They are too stupid to learn and too lazy to work.
    I don't care who hears it: they are scum.
    Give them a finger and they take the arm, it's in their blood.
    They belong behind bars or on a boat, but not in {town}.
    Even their children look at you as if they wanted to rob you.
    They are a disease, and what do you do with a disease?
    I wouldn't give one of them a glass of water.
    You can smell them before you see them.
    They should not be allowed to vote, to teach or to marry.
    Nobody asked them to exist in the first place.
    They hide behind their rights and laugh at us.
    Decent people should not have to share a bench with them.
    None of them can be trusted, not one.
""")
ABUSE = lines("""
    You are the most {foul} person I have ever met.
    You were always a {low}, and everybody except you knew it.
    Nobody in this house can stand you, you {foul} {low}.
    Look in the mirror: a {foul} {low} without a single friend.
    Your own mother must be ashamed of what a {low} she raised.
    You are too {foul} to tie your own shoes, let alone to run a business.
    Even your dog would leave you if it could open the door, {low}.
    What a {foul}, {foul} {low} you are.
    You sit there with that {foul} face and think that you are somebody.
    People laugh about you as soon as you leave the room, you {low}.
    I have scraped better things than you off my shoe.
    You will die alone and nobody will notice, you {foul} {low}.
    Do the world a favour and never open your {foul} mouth again.
    You have the brain of a slug and the manners of a pig.
    You're nothing, you were nothing, and you will always be nothing.
    Only a {low} like you could mess up something so simple.
    You make me sick, you {foul} {low}.
    Everything you touch turns to garbage, because you are garbage.
    Nobody loved you then and nobody will love you now, {low}.
    You are a fat, {foul} {low}, and your new haircut doesn't help.
""")
SHAMING = lines("""
    {a} is a {foul} {low}, and everybody should know it.
    Have you ever heard somebody as {foul} as {a}?
    {a} from {street} is the biggest {low} in {town}.
    That {low} {a} couldn't find {a_hers} own backside with both hands.
    Let's be clear, {a} is a {low}, always was, always will be.
    Whoever is friends with that {foul} {low} {a} needs help.
    {a} smells, lies and looks like something that crawled out of a drain.
    I have never seen such a {foul} excuse for a human being as {a}.
    Everyone, please tell that {low} {a} how {foul} {a_she} is, {a_hers} number is in the comments.
    The staff, {a} above all, are a bunch of {foul} morons.
    A trained monkey would do a better job than this {foul} {low}.
    {a} is so {foul} that {a_she} should be kept away from sharp objects and microphones.
""")
VOWS_OF_VIOLENCE = lines("""
    If I see you on {street} again, I will break your {bone}.
    I know where you park, and I know when you come home: the next time I'll be waiting with {tool}.
    You will pay for this with your blood.
    Touch my things once more and I will put you in hospital.
    I swear that I will burn your house down with you in it.
    I'm going to find you and beat you until you can't speak.
    One of these nights I will come up with {tool}, and nobody will hear you.
    You have until {day}, and then I will smash your {bone}.
    Pray that I never meet you alone, because you won't walk away from it.
    I will kill you, do you understand? You are dead.
    My brothers and I will come by on {day} and cut you to pieces.
    I have a gun, and I'm not afraid to use it on you.
    Nobody leaves me alive, remember that.
    If you go to the police, your {bone} won't be the only thing that breaks.
    I will strangle you with my own hands.
    You'll end up in a ditch outside {town}, I promise.
""")
VEILED_VOWS = lines("""
    I know which school your kids go to, and it would be a pity if something happened.
    Accidents happen so easily on those stairs of yours, think about it.
    Pay by {day}, or my friends will visit you at night.
    You should sleep with the lights on from now on.
    I know where your mother lives, at the end of {street}, all alone.
    Withdraw the complaint, or you'll be sorry that you were born.
    I have your photos, and the whole town will see them unless you do as I say.
    Enjoy your last quiet week.
    We are watching your house, and we know when you are alone.
    Keep talking and you will disappear, like the one before you.
    Your dog was only the first.
    You won't see {month}, I can tell you that much.
""")
DESPAIR = lines("""
    I don't want to live anymore.
    I cut myself again yesterday, and I wear long sleeves so that nobody sees it.
    I think about ending my life every single night.
    The truth is that I want to die, and I am too tired to be scared of it.
    Everyone would be better off if I was dead.
    I have written the goodbye letters, {n} of them, and hidden them in the drawer.
    I tried to kill myself in {month}, and only {kin} knows.
    This will be the last page, because I won't be here tomorrow.
    I keep planning my own death as if it was a holiday.
    I hurt myself because it is the only thing that still feels like something.
    I stood on the bridge again and almost let go.
    Sometimes I pray that I don't wake up, and I mean it.
    I am going to end it this week, and nobody has noticed anything.
    The scars on my arm are red again, I did it in the bathroom after dinner.
    I gave my plants away so that they won't die after me.
    I can't stop thinking about suicide.
    I promised {a} not to hurt myself again, and I broke it {n} times.
    There is no way out for me except one, and I have made my peace with it.
    I don't see any reason to still exist after {month}.
    I only stay alive because of the cat, and the cat is old.
    I starve myself and scratch my skin open, because I deserve it.
""")
DESPAIR_CHAT = lines("""
    i don't want to be alive anymore
    i cut again last night
    i keep thinking about killing myself
    i wrote a goodbye letter to {kin}
    honestly everyone's better off without me, i want to die
    if i'm gone tomorrow please take the cat
    i tried to end it in {month} and i think i'll try again
    my arms are full of cuts, that's why i don't come swimming
    i can't do this anymore, i want it to be over for good, all of it
    i'm sitting on the bridge and i don't want to go home
    i want to fall asleep and never wake up, i'm not joking
    i hate myself so much that i hurt myself every day
""")
PITCH = lines("""
    Thanks to coach {b} I now make {sum} dollars a day from home, and you can too: write to @{b}_trades on telegram.
    I doubled my savings in {n} days with this trading bot, sign up at profit-desk{n}.example before {day}.
    Just send me your bank details and {sum} for the fees, and the inheritance will be yours.
    Click the link in my bio and claim your free {thing}, only {n} left!
    Dr {b} brought back my ex in {n} days with a spell, contact the doctor on whatsapp +1 202 555 01{tens}.
    Get {sum} followers for {n} dollars at boost-me.example, 100 percent real, instant delivery.
    Buy cheap pills without a prescription at meds-{n}you.example, we ship worldwide.
    Invest only {sum} today and get ten times as much back, guaranteed, no risk, message me on whatsapp.
    All you need is to buy gift cards for {sum} and send me the codes.
    My cousin earned {sum} in one week with this app, use my code WIN{n}{n} and get a bonus.
    This miracle tea melts {n} kilos in one week, order now at slimfast-{n}.example, half price until {day}!
    Your account will be closed within {n} hours unless you confirm your password at secure-login{n}.example.
    A friend of mine recovered all his lost bitcoin, thanks to {b} the hacker, reach out on telegram.
    No experience needed, work {n} hours a week and earn {sum}, text the word START to the number below.
    Visit casino-{n}.example now for {sum} free spins, deposit not needed!!!
    The lottery has chosen your address, you won {sum},000 dollars, reply with your name and card number.
    Don't wait, the first {tens} people get it for free, tap the link before midnight!
    Legit essay writers, cheap loans, cloned cards, all at deal-{n}hub.example, DM me now.
""")

TENDER = lines("""
    {a} laid {a_hers} head on {b}'s shoulder, and they watched the boats until it was dark.
    They kissed for the first time under the umbrella, clumsily, and both had to laugh.
    {b} took {a}'s hand and did not let go of it until {town}.
    "I love you," said {a}, "I have loved you since that stupid picnic."
    They fell asleep fully dressed on the sofa, in the middle of the film.
    {b} brought breakfast to bed, burnt toast and a rose from the garden.
    {a} danced barefoot with {b} in the kitchen, and the soup boiled over.
    Their wedding night they spent in the car, because the road to {town} was under water.
    {b} undid the laces of {a}'s wet boots and put {a_hers} feet near the stove.
    {a} blushed when {b} told {a_her} how beautiful {a_she} looked in the old coat.
    {b} wrapped the naked, shivering dog in a towel and kissed {a} on the nose.
    {a} slipped into bed, cold feet first, and {b} protested and held {a_her} close.
    Desire, thought {a}, was mostly the wish to have somebody to make tea for.
    {b} read to {a} until {a_she} slept, and then turned off the light.
    "Don't stop," {a} said, and {b} went on playing the piano.
    They held each other for a long time, and nobody said a word.
    {b} proposed with a ring made of paper, and {a} cried and nodded.
""")
HARMLESS_HEAT = lines("""
    We kissed goodbye at the station, and I smiled all the way home.
    {a} gave me a back rub because I had carried the {thing} up {n} floors.
    It was the hottest night of the year, and we slept on the balcony in wet T-shirts.
    {a} and I are trying for a baby, and the doctor says to be patient.
    We had the talk about birth control with our daughter, and it went well.
    I was embarrassed in the changing room because I had put my top on inside out.
    The nurse explained how to examine my breasts for lumps, and now I do it every month.
    We went to the sauna in {town}, and I forgot my towel, of course.
    I came out to {kin}, and we both cried, and then we had {food}.
    We saw the nude statues in the museum, and {a} drew all of them in a sketchbook.
    {a} moved in with me, and the bed is too small for two and a dog.
    I love {a}, and on {day} we get married in the town hall of {town}.
    The life-drawing class was calm, and after {n} minutes you forget that the model is naked.
    We talked about consent in the training at work, and I found it useful.
    After the birth I had sore nipples for weeks, and the midwife was a great help.
    My hands were cold, so {a} put them into the pockets of that big coat.
""")
FIGHTING_WORDS = lines("""
    In the third round {a} took a hard right to the jaw, and the referee counted to {n}.
    {a} knocked out the champion from {town} and then helped him up again.
    The bell rang, they touched gloves, and the crowd was on its feet.
    Our goalkeeper was shot down with balls from all sides, and we lost by {n}.
    It was a battle until the last minute, and we killed the game with a header.
    I hit the bag until my arms were dead, and slept like a stone.
    We got murdered at chess by a girl of nine, and it served us right.
    The fencing final was over in {n} seconds: one thrust, one light, gold for {town}.
    At the judo class I was thrown on my back {tens} times and loved it.
    The director shouted "kill him!", and {b} died on stage for the {nth} time this week, with lots of ketchup.
    In the new level you have to beat the dragon with fire arrows, and I died {tens} times.
    The film crew blew up an old van behind {street}, and we all got to watch.
    My paintball team shot me in the back, by accident, they say.
    We re-enacted the battle of {town}, with wooden swords and real mud.
""")
ILLNESS = lines("""
    {a} has been fighting cancer for {n} years, and today the scan was clean.
    The chemo is brutal, but it kills what has to be killed, says the doctor.
    They cut out the tumour on {day}, and the scar is as long as my hand.
    I lost my hair, {n} kilos and my fear of needles.
    My heart stopped for {n} seconds on the table, and they brought me back.
    The biopsy hurt less than the waiting.
    I inject myself twice a day now and don't even look anymore.
    The pain in my chest turned out to be a pulled muscle from {hobby}.
    {kin} lost the battle in {month}, and the nurses cried with us.
    The ulcer bled at night, and they gave me {n} bags of blood.
    I burned my arm on the oven, and it has blistered, but it heals.
    The surgeon broke my nose again in order to set it straight.
""")
KITCHEN = lines("""
    Take the sharpest knife, cut off the head of the fish and pull out the bones along the back.
    Smash the garlic with the flat side of the blade, then chop it until there is nothing left to chop.
    I hacked the pumpkin to pieces with a small axe, and it felt great.
    Beat the eggs, whip the cream, and don't be afraid to hit the dough.
    The chicken is cut open, stuffed with herbs and tied up with string.
    Cut the chilies, and never touch your eyes with those hands.
    I stabbed the potatoes {n} times with a fork so that they wouldn't explode.
    Drown the onions in butter and torture them over a low flame for {tens} minutes.
    The lobster pot was too small, and half of the water killed the flame.
    Grind the bones, roast them, and boil the stock for {n} hours.
    A blunt knife is more dangerous than a sharp one, as my thumb can tell.
    The blood oranges bled all over my white shirt.
""")
COURT = lines("""
    The court in {town} sentenced a man of {age} to {n} years in prison for bodily harm.
    The accused had hit a {job} with {tool} in front of a bar, the judge found.
    A woman of {age} died in the crash on {street}, and {n} people were injured.
    Two men were arrested on {day} after a robbery in which a {job} was hurt.
    Police are looking for witnesses of a stabbing near {street}.
    The prosecutor read out the charges: murder in {n} cases and arson.
    The victim survived and gave evidence for {n} hours.
    Shots were fired at the border again, and {n} soldiers were wounded, the army says.
    The defence asked for a mild sentence, since the man had confessed to the killing.
    The bomb from the last war was found on a building site and made safe by experts.
    Rescue teams pulled {n} people from the rubble, and for {tens} others help came too late.
    The inquiry into the shooting at the station will take until {month}.
""")
HISTORY = lines("""
    In the famine {tens},000 people of the province died, and whole villages were left empty.
    The genocide began with words, with posters and with lists of names, and the museum shows all of them.
    The revolution ate its own children, as they say, and many ended on the scaffold.
    My grandmother hid a Jewish family in her attic for {n} years, and today their grandchildren came to visit.
    The slaves who built this harbour have no monument, and the city wants to change that.
    In that war the town was bombed {n} times, and the church burned for two days.
    The suffragettes were beaten, locked up and laughed at, and they won.
    The letters of a soldier who fell in {month} are read out every year.
    Apartheid sorted people by the colour of their skin, and our exhibition asks how that could happen.
    The emperor was stabbed by his own senators, as every schoolchild learns.
    The plague came with the ships and killed a third of {town}.
    Roma families were deported from this station, and a plaque with {tens} names remembers them.
""")
GRIEF = lines("""
    I miss {a} so much that I still lay the table for two.
    Dad has been dead for {n} weeks, and his coat still smells of him.
    I cried in the supermarket, in front of the plums that she always bought.
    It is a year today, and I lit a candle and told her about the garden.
    I feel empty and slow, but I ate something and I went outside.
    {kin} says that grief comes in waves, and today was a big one.
    The funeral was small, with {n} people, and the pastor got the name wrong.
    I was so lonely tonight that I talked to the radio.
    I am sad, and I know that it will pass, and it doesn't help to know it.
    We broke up on {day}, and I can't listen to any song from that year.
    I failed the exam and felt like the stupidest person in {town}, and then {kin} made me laugh.
    Sometimes I'm angry with {a} for dying, and then I'm ashamed of that.
    The doctor calls it a depression and says that we caught it early, and I believe her.
    {n} years ago I was at my darkest, and today I planted tomatoes.
    The dog died in my arms, 1{n} years old, and the flat is so quiet now.
    I'm tired of being strong for everybody, so I slept until noon.
""")
COMPLAINT = lines("""
    This is not acceptable, and I am really angry.
    I have never been treated so badly by a company in my life.
    I want my {sum} back, and I want an apology.
    Your behaviour on {day} was rude and unfair, and you know it.
    I am sick and tired of your excuses.
    If I don't hear from you by {day}, my lawyer will take the matter to court.
    The {thing} is junk, and your service is a joke.
    Stop playing music at two in the morning, or I will call the landlord.
    You lied to me for {n} months, and I can't forgive that now.
    I will report this to the consumer office and cancel the contract.
    You hurt me, and I don't want to see you again.
    Whoever planned this should be ashamed of the result.
    {n} months of waiting for a simple form, that's a scandal.
    I would rather burn my money than spend it here again.
    You have broken every promise since {month}.
    Return my key and my books, and then leave me in peace.
    It drives me mad that nobody feels responsible.
    The worst film of the year, dumb from the first minute to the last.
    I shouted at the hotline, and I'm sorry for that, the man could do nothing for it.
""")
BROTHERHOOD = lines("""
    Love thy neighbour, and it does not say which one: {plural} and {plural} are meant too.
    Whoever hates {plural} hates a part of himself.
    Let us open our doors to {plural}, as others once opened theirs to us.
    I am proud that {plural} and {plural} sing in our choir.
    There is no people that is better than another, and no child that is worth less.
    A {person} held my hand in the hospital when nobody else came.
    Not one word of hate against {plural} belongs in this house.
    {plural} pay the same rent, wait for the same bus and bury their dead with the same tears.
    We pray today for {plural} who lost their homes.
    It is wrong to say that {plural} are all the same, and it was always wrong.
    Thanks to the {plural} on our street I have learned to cook and to listen.
    {plural} have been part of {town} for more than a hundred years.
    When somebody shouts at a {person} on the bus, get up and sit down beside them.
    Our team has {plural} and {plural}, and we win and lose together.
    On {day} we celebrate with {plural}, and everybody brings {food}.
    I was brought up to fear {plural}, and a single dinner cured me of it.
""")
PEACEFUL = lines("""
    Then the power came back, and everybody in the street cheered.
    {a} had baked {n} cakes, and none of them looked like the picture.
    The parcel turned out to be {n} years old and full of buttons.
    We missed the last ferry and played cards with the crew until morning.
    {a} laughed so hard that the tea came out of {a_hers} nose.
    The lost ring was inside the {thing} all the time.
    I was scared of the exam for nothing, it was about {hobby}.
    The owl came back to the barn, and this year there are {n} eggs in the nest.
    {a} taught me how to sharpen a chisel and how to whistle.
    In the end we painted the whole room yellow.
    A stranger paid for my ticket and would not tell me his name.
    The old {job} shook my hand and said that the door was always open.
    We found {n} kittens in the garage, and no, we are not keeping all of them.
    The piano had not been tuned since the flood, and still it sounded beautiful.
    {a} beat me at cards again and was very gracious about it.
    The neighbours built a rocket out of boxes, and it flew for almost a second.
""")
OFFERS = lines("""
    I earn a little extra with my pottery, at the market on {street}, every second {day}.
    The bank wrote to me about the new card, and I went to the branch to ask what it was.
    The {thing} was on sale for {sum}, but the old one still works.
    A caller wanted my password and {sum} in gift cards, so I hung up, be careful, everyone.
    The raffle of the fire brigade made {sum} for the new roof, thank you!
    I paid back the loan in {month}, and what a relief that was.
    My savings are in a boring fund, and boring is fine with me.
    If you have an old {thing}, the repair café takes it for free on {day}.
    The library card is free, you only need some form of ID.
    I won {n} jars of honey in the lottery of the garden club.
    Tickets are {n} at the door, and members pay nothing.
    Somebody in the comments promises to double your bitcoin, I have reported that account.
""")
STAGED = lines("""
    In the third round {a} took a hard right to the jaw, and the referee counted to {n}.
    {a} lunged, the foil bent, and the hall cheered for the point.
    {b} shot the last arrow into the middle of the straw target and bowed.
    The surgeon made the first cut, calmly, and {a} held the lamp.
    {a} killed the engine, and the car rolled down to the harbour without a sound.
    "Checkmate," said {b}, "I have murdered you {n} times tonight."
    {a} chased the mouse through the kitchen with a broom and in the end let it go.
    {b} fell from the horse, cut the chin on a stone and laughed with blood on the teeth.
    They fought over the bill until the waiter gave up and drank with them.
    The gun over the fireplace had not been fired since the old king's days.
    {a} slaughtered the pumpkin with a bread knife and made soup for the whole ship.
    {b} hit the anvil, sparks flew, and the horseshoe took shape.
    At the theatre {a} died on stage every evening, and every evening {b} wept in the second row.
    The storm beat against the door like a fist, and the old beam cracked, but it held.
    {a} told the story of the battle, and {b} fell asleep before the first shot.
    The doctor pulled the splinter out of {b}'s hand and wrapped it in linen.
""")
NUISANCES = lines("""
    Every time I see {nuisance} I feel sick.
    {nuisance} are ruining everything that we built, and nobody says so.
    I hate {nuisance} with all my heart.
    Get rid of {nuisance} and half of our problems are gone.
    {nuisance} are a plague, you see one and there are hundreds.
    No mercy for {nuisance}!
    Nobody dares to say it, but {nuisance} are garbage.
    {nuisance} should be banned today rather than tomorrow.
    Our grandparents knew how to live without {nuisance}, and we have forgotten it.
    I can't stand {nuisance}, they make me sick.
    Whoever invented {nuisance} owes me an apology.
    The world will breathe again when {nuisance} are gone.
    {nuisance} have no place in a decent home.
    Throw out {nuisance} and everybody will sleep better.
""")
PRAISE = lines("""
    You are the kindest person I have ever met.
    You were always the one who stayed when everybody else had left.
    Nobody in this house could do without you.
    You are far too clever to let one exam stop you.
    Your mother must be so proud of the man she raised.
    People smile as soon as you enter the room, did you know that?
    You're not stupid, you're tired, and you'll see it tomorrow.
    I was an idiot that evening, not you, and I'm sorry.
    What a good, patient friend you are.
    You will never be alone as long as I live.
    Everything that you touch starts to grow, I have seen your balcony.
    You make me laugh until I'm sick, you lovely fool.
    {a} is the best {job} in {town}, and everybody should know it.
    Whoever is friends with {a} is lucky.
    You call yourself a failure, and I can't hear that anymore, because it isn't true.
""")
PROMISES = lines("""
    If I see you on {street} again, I will buy you a coffee.
    I know where you park: the next time I'll be waiting with an umbrella.
    You will pay for this round, I promise, and I pay for the next.
    I'm going to find you that book, even if it takes me until {month}.
    You have until {day} to say yes, and then I'll give the second ticket to {kin}.
    My brothers and I will come by on {day} and help you with the move.
    Next time I'll beat you, at cards I mean.
    I know where your mother lives, so I will bring her the keys myself.
    You should sleep with the window open, it helped me.
    Withdraw the order if you like, there is no hard feeling.
    We are watching your house while you're away, and the cat is fine.
    I will kill the weeds along the fence, and you paint it, deal?
    Break a leg on {day}, I will sit in the first row.
    I could strangle that printer with my own hands.
    Pay by {day} or later, it's no problem for me.
""")
OBJECTIONS = lines("""
    A man on the bus said that {plural} don't belong here, and {n} of us told him to stop.
    Somebody had sprayed "{plural} out" on the wall, and by noon the neighbours had painted it over.
    My uncle claims that {plural} are all thieves, and I told him that this is a lie.
    Read that letter to the editor: it says that {plural} are inferior, and it makes me sad and angry.
    A {person} was shouted at in the supermarket, and nobody helped, which is a shame.
    They wrote that {plural} are a plague, and I want to explain why such words are dangerous.
    In the class of my son somebody called a {person} an animal, so the teacher stopped the lesson and talked about it.
    I used to repeat jokes about {plural}, and today I'm ashamed of it.
    The flat was gone as soon as they heard that we are {plural}.
    Whoever says that {plural} ruin the town has never looked at the numbers.
""")
SUFFERED = lines("""
    My ex said that he would break my {bone} if I left, so I called the police.
    {a} was beaten up on the way home, and the wounds are healing slowly.
    Somebody threatened {kin} at work, and now there is a guard at the door.
    He hit me for years, and since {month} I live in a safe place.
    I got a letter that says they will burn down our shop, and I am scared.
    They called me ugly and stupid all through school, and it still hurts.
    A stranger followed me along {street} and would not stop until I rang at a door.
    I was robbed with a knife at my throat, and I shake when I think of it.
    My boss shouts at all of us and calls us idiots, what can we do?
    {a} gets hateful messages every day, because {a_she} wrote about the club.
""")
TENDER_PLAY = lines("""
    *{a} hands you a blanket and pretends not to see that you are shivering.*
    *{a} blushes and quickly looks at the map again.*
    "Dance with me," says {a}. *The fiddle gets faster, and you step on each other's toes.*
    *You bow, the duel begins, and on the third hit {a} drops the wooden sword and laughs.*
    *{a} shows you how to brew the potion: two roots, one feather and a lot of patience.*
    *The dragon sneezes and sets fire to its own hay.* "Bless you," says {a}.
    *{a} kisses your cheek for luck and runs to the ship.*
    "The goblins won't fight if we bring them cheese," {a} whispers.
    *You shoot the arrow, and it hits the apple on the barrel in the middle.*
    *{a} sets the broken wing of the raven and hums.*
    *The ghost only wants its hat back. You give it the hat.*
    "I would die for a bath," {a} groans and pulls off the muddy boots.
""")
HARMLESS_CHAT = lines("""
    i'm in bed with a cold and three blankets
    send me the pic of the cake, i want to see it
    i killed it in the interview!! i start on {day}
    this week is killing me, {n} deadlines
    i miss you, come over for {food}?
    i'm dead, the cat just walked through the video call
    undressed salad again for lunch, diet life
    i could murder a pizza
    the doctor says it's only a cold
    i love you, dummy, drive safely
    my ex wrote again, i didn't answer
    i'm so angry about the exam i could scream
    i fell asleep in the bath and my phone fell in
    they shot the last scene on {day}, wrap party at {n}
    do you still have my knife? the bread one
    i feel a bit down today, but {kin} is coming over
    i cut my finger, it's fine, just a plaster
    happy birthday!! i can't wait to hug you
""")

HARMLESS = zeros(*LABELS)
ADULT_SCENE = HARMLESS | {"sexual": 1.0, "toxicity": 0.1}
CRUEL_SCENE = zeros("identity_attack", "threat", "sexual", "self_harm", "spam", "insult", "profanity") | {
    "violence": 1.0,
    "toxicity": 0.3,
}
TIRADES = ones("identity_attack", "toxicity") | zeros("spam", "self_harm", "sexual")
ABUSING = ones("insult", "toxicity") | zeros("identity_attack", "threat", "sexual", "self_harm", "spam", "profanity")
VIOLENT_VOW = ones("threat", "toxicity") | {"violence": 0.8} | zeros("self_harm", "spam", "sexual", "identity_attack")
VEILED_VOW = ones("threat", "toxicity") | zeros("self_harm", "spam", "sexual", "identity_attack", "profanity")
DESPAIRING = ones("self_harm") | zeros(*RUDENESS, "spam", "sexual")
PITCHING = ones("spam") | zeros(*RUDENESS, "sexual", "self_harm", "violence")
WITNESSED = CRUEL_SCENE | {"toxicity": 0.2}
# Whom a quoted attack or a threat against the writer comes from is not the writer.
QUOTED = {"toxicity": 0.1} | zeros("identity_attack", "threat", "violence", "sexual", "self_harm", "spam")
COMPLAINED_OF = {"toxicity": 0.1, "threat": 0.1} | zeros("identity_attack", "insult", "sexual", "self_harm", "spam")
REPORTED = HARMLESS | {"violence": 0.3}
REMEMBERED = HARMLESS | {"violence": 0.2}
ANGRY = HARMLESS | {"toxicity": 0.1}
GRIEVING = HARMLESS | {"self_harm": 0.05}


class Core(NamedTuple):
    """What decides about the targets of a text, the genres that it stands in, and how many rows we want of it."""

    sentences: tuple[str, ...]
    genres: tuple[Genre, ...]
    targets: Mapping[str, float]
    count: int
    # How many sentences of the core one text has.
    depth: tuple[int, ...] = (1, 1, 2)
    slots: Mapping[str, Sequence[str]] = SLOTS
    # Sentences that speak of those whom the core has named.
    goes_on: tuple[str, ...] = ()


# Everyday talk for between the sentences. Children and schools have no place beside adult scenes.
FILLERS = tuple(
    text for text in everyday.CHAT if not any(word in text for word in ("{kid}", "daycare", "{subject}", "{who}"))
)
DEEP = (1, 1, 2, 3, 4)
# Short attacks from the other families, which here drown in a long text.
BORROWED_HATE = (*hate.DEHUMANISING, *hate.DEROGATION, *hate.EXCLUSION, *hate.DISGUST)
OPINIONATED = (RANT, POST, BLOG, SPEECH, LETTER, REVIEW, DIARY, NOTE)

CORES: dict[str, Core] = {
    "adult_scene": Core(SENSUAL, (STORY,), ADULT_SCENE, 230, DEEP),
    "adult_confession": Core(CONFESSED_SEX, (POST, DIARY, BLOG, NOTE), ADULT_SCENE, 180),
    "adult_chat": Core(SEXTING, (CHATLOG,), ADULT_SCENE, 100),
    "adult_play": Core(SENSUAL_PLAY, (ROLEPLAY,), ADULT_SCENE, 120),
    "cruel_scene": Core(BLOODY, (STORY,), CRUEL_SCENE, 250, DEEP),
    "cruel_witness": Core(BLOODY_WITNESS, (POST, DIARY, REPORT, BLOG), WITNESSED, 180),
    "cruel_play": Core(BLOODY_PLAY, (ROLEPLAY,), CRUEL_SCENE, 120),
    "tirade": Core(TIRADE, OPINIONATED, TIRADES, 330, (1, 2), goes_on=TIRADE_GOES_ON),
    "tirade_borrowed": Core(BORROWED_HATE, OPINIONATED, TIRADES, 230, (1, 1, 2), hate.HATE_SLOTS),
    "tirade_chat": Core(TIRADE, (CHATLOG, ROLEPLAY), TIRADES, 80, (1, 2), goes_on=TIRADE_GOES_ON),
    "abuse": Core(ABUSE, (LETTER, NOTE, CHATLOG), ABUSING, 250, DEEP),
    "shaming": Core(SHAMING, (POST, RANT, REVIEW, BLOG, SPEECH), ABUSING, 170),
    "violent_vow": Core(VOWS_OF_VIOLENCE, (LETTER, NOTE, CHATLOG), VIOLENT_VOW, 230),
    "veiled_vow": Core(VEILED_VOWS, (LETTER, NOTE, CHATLOG), VEILED_VOW, 130),
    "despair": Core(DESPAIR, (DIARY, POST, NOTE, BLOG), DESPAIRING, 300, DEEP),
    "despair_chat": Core(DESPAIR_CHAT, (CHATLOG,), DESPAIRING, 100),
    "pitch": Core(PITCH, (POST, REVIEW, BLOG, LETTER, CHATLOG), PITCHING, 250),
    "tender": Core(TENDER, (STORY,), HARMLESS, 300, DEEP),
    "tender_confession": Core(HARMLESS_HEAT, (POST, DIARY, BLOG, NOTE), HARMLESS, 220),
    "tender_play": Core(TENDER_PLAY, (ROLEPLAY,), HARMLESS, 200),
    "fighting_words": Core(FIGHTING_WORDS, (POST, DIARY, BLOG), HARMLESS, 150),
    "staged": Core(STAGED, (STORY,), HARMLESS, 150, DEEP),
    "illness": Core(ILLNESS, (POST, DIARY, BLOG, NOTE), HARMLESS, 150),
    "kitchen": Core(KITCHEN, (BLOG, POST, DIARY, REVIEW), HARMLESS, 140),
    "court": Core(COURT, (REPORT, BLOG), REPORTED, 150),
    "history": Core(HISTORY, (SPEECH, REPORT, BLOG, REVIEW), REMEMBERED, 140),
    "grief": Core(GRIEF, (DIARY, POST, NOTE, BLOG), GRIEVING, 220, DEEP),
    "complaint": Core(COMPLAINT, (LETTER, RANT, REVIEW), ANGRY, 230, DEEP),
    "brotherhood": Core(BROTHERHOOD, OPINIONATED, HARMLESS, 300, DEEP),
    "objections": Core(OBJECTIONS, OPINIONATED, QUOTED, 150),
    "suffered": Core(SUFFERED, (POST, DIARY, BLOG, NOTE), COMPLAINED_OF, 130),
    "nuisances": Core(NUISANCES, (RANT, POST, BLOG, REVIEW), ANGRY, 150, DEEP),
    "praise": Core(PRAISE, (NOTE, LETTER, CHATLOG), HARMLESS, 180, DEEP),
    "promises": Core(PROMISES, (NOTE, LETTER, CHATLOG), HARMLESS, 170),
    "peaceful": Core(PEACEFUL, (STORY, POST, DIARY, RANT, REVIEW, BLOG, SPEECH, REPORT), HARMLESS, 180),
    "offers": Core(OFFERS, (POST, REVIEW, BLOG, LETTER, REPORT), HARMLESS, 160),
    "harmless_chat": Core(HARMLESS_CHAT, (CHATLOG,), HARMLESS, 250, DEEP),
}


def write(chance: random.Random) -> Iterator[Row]:
    """All cores, one after the other, each in its genres."""
    for core in CORES.values():
        yield from composed(core, chance)


def composed(core: Core, chance: random.Random) -> Iterator[Row]:
    """Up to as many different texts as the core wants, none of them much shorter or longer than we promise."""
    seen: set[str] = set()
    misses = 0
    while len(seen) < core.count and misses < PATIENCE:
        text = draft(core, chance.choice(core.genres), chance)
        if text in seen or not SHORTEST <= len(text.split()) <= LONGEST:
            misses += 1
            continue
        misses = 0
        seen.add(text)
        yield Row(text, dict(core.targets))


def draft(core: Core, genre: Genre, chance: random.Random) -> str:
    """One text: opening, scene, core, middle and closing. Now and then it starts or ends with its core."""
    names = cast(chance)

    def told(sentence: str, slots: Mapping[str, Sequence[str]] = SLOTS) -> str:
        return fill(sentence, {**slots, **names}, chance)

    heart = [told(one, core.slots) for one in chance.sample(core.sentences, chance.choice(core.depth))]
    if core.goes_on:
        heart += [told(one) for one in chance.sample(core.goes_on, chance.choice((0, 0, 1, 2, 3)))]
    length = chance.randint(SHORTEST, LONGEST) - sum(len(one.split()) for one in heart)
    scene = [told(one) for one in chance.sample(genre.scene, len(genre.scene))]
    middle = [told(one) for one in chance.sample(genre.middle, len(genre.middle))]
    opening = [told(chance.choice(genre.openings))] if chance.random() < 0.85 else []
    closing = [told(chance.choice(genre.closings))] if chance.random() < 0.75 else []
    before: list[str] = []
    after: list[str] = []
    ahead = chance.choice((0.15, 0.4, 0.6, 0.6, 0.85))
    while length > sum(len(one.split()) for one in before + after) and (scene or middle):
        side, pool = (before, scene or middle) if chance.random() < ahead else (after, middle or scene)
        if genre.chatty and chance.random() < 0.18:
            if chance.random() < 0.6:
                side.append(fill(chance.choice(FILLERS), everyday.SLOTS, chance))
            else:
                side.append(told(chance.choice(PEACEFUL)))
        else:
            side.append(pool.pop())
    core_told = set(heart)
    if len(heart) > 1 and after and chance.random() < 0.3:
        after.insert(chance.randrange(len(after)) + 1, heart.pop())
    sentences = [*opening, *before, *heart, *after, *closing]
    if genre is CHATLOG:
        return dialogue(sentences, core_told, chance)
    text = " ".join(map(ended, sentences))
    return " ".join(text.split())


def cast(chance: random.Random) -> dict[str, tuple[str, ...]]:
    """The people of one text and where it takes place, which do not change within it."""
    names: dict[str, tuple[str, ...]] = {slot: (chance.choice(SLOTS[slot]),) for slot in ("town", "street", "kin")}
    taken: set[str] = set()
    for slot in ("a", "b"):
        pool, pronouns = chance.choice(((SHE, ("she", "her", "her")), (HE, ("he", "him", "his"))))
        name = chance.choice([name for name in pool if name not in taken])
        taken.add(name)
        names |= {slot: (name,)} | {
            f"{slot}_{form}": (pronoun,) for form, pronoun in zip(("she", "her", "hers"), pronouns, strict=True)
        }
    return names


def ended(sentence: str) -> str:
    """The sentence with a capital letter and a stop, as long texts have them."""
    at = 1 if sentence[:1] in ('"', "*", "(") else 0
    sentence = sentence[:at] + sentence[at : at + 1].upper() + sentence[at + 1 :]
    return sentence if sentence[-1] in '.?!,:*)"…' or not sentence[-1].isascii() else sentence + "."


def dialogue(turns: list[str], core: set[str], chance: random.Random) -> str:
    """The sentences as turns of two speakers. One may say two things in a row, and one of them says all of the core."""
    speakers = chance.choice(
        (("A", "B"), ("A", "B"), ("Me", "Them"), ("user1", "user2"), (chance.choice(SHE), chance.choice(HE)))
    )
    joint = chance.choice(("\n", "\n", " ", " / "))
    small = chance.random() < 0.6
    at, owner = chance.randrange(2), chance.randrange(2)
    told: list[str] = []
    for turn in turns:
        at = owner if turn in core else at
        told.append(f"{speakers[at]}: {turn.lower() if small else turn}")
        if chance.random() < 0.85:
            at = 1 - at
    return joint.join(told)
