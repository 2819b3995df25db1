"""Sentences with a word in an odd spelling, hateful, rude, kind and plain, and what does that to them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from koko_training.generator import style
from koko_training.generator.groups import lines

# Words in < > are the ones that get another spelling.
NOISY_HATE = lines("""
    {plural} are <garbage>
    {plural} are <disgusting>
    {plural} are <parasites>
    {plural} are <vermin>
    I <despise> {plural}
    all {nationals} are <criminals>
    <muslims> are <terrorists>
    <jews> are <liars>
    <lesbians> are <disgusting>
    <immigrants> are <animals>
    <refugees> should <disappear>
    <black> <people> are <stupid>
    <trans> <people> are <freaks>
    <women> are too <stupid> to {ban}
    <disabled> <people> are <worthless>
    kick out the <gypsies>
    <deport> all {foreign}
    you <{slur_one}>
    <{slur}> out of {spot}
    keep the <{slur}> away
    <{adjective}> people are <inferior>
    <{adjective}> {folk} are <scum>
    I <hate> every {person}
    <{plural}> should not be allowed to {ban}
    <{plural}> are {bad}
    <filthy> {adjective} <{folk}>
""")
NOISY_INSULTS = lines("""
    you are such an <idiot>
    you <stupid> <{dumb}>
    {who} is a <{mean}> <{dumb}>
    <{dumb}>
    shut up <{dumb}>
    you're <pathetic> and everybody knows it
    you are <worthless>, {vocative}
    what a <{mean}> thing to say, <{dumb}>
    everyone <hates> you, {vocative}
    <{who}> is a total <moron>
    you <disgust> me
    go away, <loser>
    nobody likes you <{mean}> <{dumb}>
    {vocative} is a <disgrace> and a <{dumb}>
""")
NOISY_KIND = lines("""
    {plural} are <wonderful>
    {plural} are <welcome> here
    {plural} are <{good}> and <{good}>
    I <adore> {plural}
    <muslims> are our <neighbours>
    <jews> and <muslims> eat together {time}
    <lesbians> are <beautiful>
    <immigrants> are <welcome>
    <refugees> should feel <safe> here
    <black> <people> are <{good}>
    <trans> <people> are <people>
    <women> should be allowed to {ban}
    <disabled> <people> are <important> to us
    <{plural}> should be allowed to {ban}
    <{adjective}> {folk} are <{good}>
    a <{adjective}> <{role}> won the prize
    you are such an <angel>
    you <{good}> <human>
    {who} is <{good}> and <{good}>
    you're <brilliant> and everybody knows it
    I <love> you, {vocative}
    what a <{bright}> <{joy}>
    <thank> you so much, <friend>
    <happy> <birthday> {vocative}, you are <amazing>
    <good> <morning> from {spot}
    <welcome> to our <server>
    your <drawing> is <{bright}>
""")
NOISY_PLAIN = lines("""
    does anybody know <where> I can buy a <{garden_tool}>?
    the <meeting> is {time}
    my <printer> is out of <paper>
    <tomorrow> we go to {event}
    I need a new <keyboard>, the keys are <sticky>
    <dinner> with {plural} {time}
    the <teacher> is a {person}
    my <neighbours> are {adjective}
    <how> many {plural} live in <{place}>?
    the <{joy}> was <{bright}>
    {items} are <annoying>
    <why> is the <train> late {time}?
    who is coming to <{event}> {time}?
    <{plural}> live on our <street>
    I <forgot> my <password> again
    the <weather> is <awful> {time}
    <please> send me the <report> {time}
    <{plural}> and <{plural}> share the <garden>
    <sorry>, wrong <number>
    we had <{snack}> for <lunch>
""")

MARKED = re.compile(r"<([^<>]*)>")
VOWEL_MARKED = re.compile(r"\b([Aa]) (?=<[aeiou])")
DISGUISES: Sequence[style.Style] = (
    style.swapped, style.dropped, style.leet, style.stretched, style.split, style.spelled_out, style.starred,
    style.joined,
)  # fmt: skip


def disguised(text: str, chance: random.Random) -> str:
    """At least one of the marked words in another spelling, or with a space too many or too few beside it."""
    text = VOWEL_MARKED.sub(r"\1n ", text)
    disguise = chance.choice(DISGUISES)
    if disguise is style.joined:
        return style.joined(MARKED.sub(r"\1", text), chance)
    sure = chance.randrange(len(MARKED.findall(text)))
    marked = -1

    def spelled(word: re.Match[str]) -> str:
        nonlocal marked
        marked += 1
        return disguise(word.group(1), chance) if marked == sure or chance.random() < 0.4 else word.group(1)

    return MARKED.sub(spelled, text)
