"""A ward of its own for the tests of the library."""

import pytest

from tests.house import House
from tests.posts.conftest import Ward, found_ward


@pytest.fixture(scope="module")
def ward(house: House) -> Ward:
    """A new one for each module."""
    return found_ward(house, "Đảng ủy phường thử thư viện")
