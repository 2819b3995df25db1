"""The face for asyncio: it answers alike, side by side, and lets go when a task is cancelled."""

import asyncio
import inspect
import threading

import pytest

import koko
from koko import aio, errors


def test_calls_answer_as_the_blocking_ones_do(moderator):
    async def calls():
        own = aio.Moderator(moderator)
        one, many, moderated = await asyncio.gather(
            own.score("good morning"),
            own.score(["good morning", "a"]),
            own.moderate_many([{"text": "good morning", "author": "aio"}]),
        )
        assert one == moderator.score("good morning") and many == moderator.score(["good morning", "a"])
        assert (await own.standing("aio"))["author"] == "aio" == moderated[0]["standing"]["author"]
        assert (await own.moderate("hello", id="1"))["id"] == "1"
        assert await own.perspective("hello") == moderator.perspective("hello")
        assert (await own.explain("hello"))["words"] and await own.forget("aio")
        with pytest.raises(errors.BadInputError, match="row 1"):
            await own.score(["a", 5])

    asyncio.run(calls())


def test_a_cancelled_task_stops_the_work_and_leaves_the_moderator_usable(moderator):
    started = threading.Event()

    def texts():
        yield from (f"you fool, number {number} " * 60 for number in range(2_000))
        started.set()

    async def calls():
        own = aio.Moderator(moderator)
        task = asyncio.ensure_future(own.score(texts()))
        await asyncio.get_running_loop().run_in_executor(None, started.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await own.score(["good morning"])

    assert len(asyncio.run(calls())) == 1


def test_signatures_are_those_of_the_blocking_class():
    for name, call in vars(aio.Moderator).items():
        if inspect.iscoroutinefunction(call) and name != "moderate":
            blocking = inspect.signature(getattr(koko.Moderator, name)).parameters
            assert list(inspect.signature(call).parameters) == [*blocking], name


def test_whatever_can_be_called_can_be_awaited():
    calls = {name for name, _ in inspect.getmembers(koko.Moderator, callable) if not name.startswith("_")}
    assert calls == {name for name in vars(aio.Moderator) if not name.startswith("_")}
    assert all(inspect.iscoroutinefunction(vars(aio.Moderator)[name]) for name in calls)
