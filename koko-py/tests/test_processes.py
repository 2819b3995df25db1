"""What becomes of a moderator when its process is forked, as multiprocessing does, or interrupted."""

import multiprocessing
import os
import pickle
import signal
import threading

import pytest

import koko

TEXTS = [f"{'you fool' if number % 3 else 'good morning'}, number {number}" for number in range(200)]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def answers(moderator):
    """A list takes the way through the threads of the engines, one text that through the calling thread."""
    many = [row["scores"]["insult"] for row in moderator.score(TEXTS)]
    decided = [
        row["decision"]["action"] for row in moderator.moderate_many([{"text": text} for text in TEXTS[:9]])
    ]
    return many, moderator.score(TEXTS[1])["scores"]["insult"], decided


def send_answers(moderator, pipe):
    pipe.send(answers(moderator))


def in_a_fork(moderator, target=send_answers):
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=target, args=(moderator, theirs))
    process.start()
    theirs.close()
    received = ours.recv()
    process.join()
    assert process.exitcode == 0
    return received


def check_alike(found, expected):
    assert found[0] == pytest.approx(expected[0], abs=0.02)
    assert found[1] == pytest.approx(expected[1], abs=0.02)
    assert found[2] == expected[2]


@needs_fork
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_moderator_that_has_worked_works_in_a_forked_process():
    moderator = koko.Moderator(threads=2)
    expected = answers(moderator)
    check_alike(in_a_fork(moderator), expected)
    check_alike(answers(moderator), expected)


def fork_once_more(moderator, pipe):
    answers(moderator)
    pipe.send(in_a_fork(moderator))


@needs_fork
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_and_in_a_process_forked_from_that():
    moderator = koko.Moderator(threads=1)
    expected = answers(moderator)
    check_alike(in_a_fork(moderator, fork_once_more), expected)


@needs_fork
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_pool_of_forked_processes_shares_the_work():
    moderator = koko.Moderator(threads=1)
    expected = [moderator.score(text)["scores"]["insult"] for text in TEXTS[:40]]
    global shared
    shared = moderator
    with multiprocessing.get_context("fork").Pool(2) as pool:
        found = pool.map(insult_of, TEXTS[:40])
    assert found == pytest.approx(expected, abs=0.02)


def insult_of(text):
    return shared.score([text])[0]["scores"]["insult"]


def test_ctrl_c_stops_a_list_while_the_engines_run(moderator):
    handed_over = threading.Event()

    def texts():
        yield from ["you fool, " * 200] * 2_000
        handed_over.set()

    def interrupt():
        handed_over.wait()
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        interrupter = threading.Thread(target=interrupt)
        interrupter.start()
        with pytest.raises(KeyboardInterrupt):
            moderator.score(texts())
        interrupter.join()
    finally:
        signal.signal(signal.SIGINT, before)
    assert moderator.score(["good morning"])[0]["scores"]["insult"] < 0.3


def insult_in_a_worker(moderator_and_text):
    moderator, text = moderator_and_text
    return moderator.score([text])[0]["scores"]["insult"]


def test_a_moderator_can_be_sent_to_a_process_that_starts_anew(moderator):
    assert pickle.loads(pickle.dumps(moderator)).ids == moderator.ids
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = pool.map(insult_in_a_worker, [(moderator, text) for text in TEXTS[:6]])
    assert found == pytest.approx([moderator.score(text)["scores"]["insult"] for text in TEXTS[:6]], abs=0.02)


def test_paths_are_kept_whole_for_a_process_in_another_folder(tmp_path, monkeypatch):
    (tmp_path / "policy.toml").write_text(koko._koko.builtin_policy())
    monkeypatch.chdir(tmp_path)
    own = koko.Moderator(policy="policy.toml", threads=1, cascade="max")
    monkeypatch.chdir("/")
    again = pickle.loads(pickle.dumps(own))
    assert (again.ids, again.report["cascade"]) == (own.ids, "max")


def test_results_can_be_sent_to_another_process(moderator):
    moderation = moderator.moderate("You are a stupid idiot.", author="sent")
    assert pickle.loads(pickle.dumps(moderation)) == moderation
    table = moderator.score(TEXTS[:3])
    assert pickle.loads(pickle.dumps(table.to_arrow())).num_rows == 3
