"""What the tests share: one moderator on the default bundle."""

import pytest

import koko


@pytest.fixture(scope="session")
def moderator():
    return koko.Moderator()
