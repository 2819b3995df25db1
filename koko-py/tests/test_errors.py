"""Every kind of error has its class, wherever it comes from."""

import pickle

import pytest

import koko
from koko import _koko, errors


@pytest.mark.parametrize("kind", _koko.error_kinds())
def test_every_kind_becomes_its_class(kind):
    with pytest.raises(errors.KokoError) as raised:
        _koko.fail(kind)
    assert raised.value.kind == kind
    assert type(raised.value) is errors.BY_KIND[kind]
    assert type(raised.value).__name__ == "".join(word.title() for word in kind.split("_")) + "Error"
    assert str(raised.value) == str(pickle.loads(pickle.dumps(raised.value)))


def test_there_is_no_class_without_a_kind():
    assert sorted(errors.BY_KIND) == sorted(_koko.error_kinds())
    assert sorted(koko.types.ErrorKind.__args__) == sorted(_koko.error_kinds())


@pytest.mark.parametrize("kind", ["overloaded", "store_unavailable"])
def test_what_passes_says_when_to_try_again(kind):
    with pytest.raises(errors.BY_KIND[kind]) as raised:
        _koko.fail(kind)
    assert raised.value.retry_after == 1.5
    assert pickle.loads(pickle.dumps(raised.value)).retry_after == 1.5


def test_a_panic_becomes_a_bug_error():
    with pytest.raises(errors.BugError, match="something broke"):
        _koko.fail("something broke")
