"""Genres that anybody may read: post, rant, review, report, blog, speech."""

from koko_training.generator.groups import lines
from koko_training.generator.longer.parts import Genre

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
