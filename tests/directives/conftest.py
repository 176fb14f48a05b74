"""A ward of its own for each module."""

import pytest

from tests.house import House
from tests.posts.conftest import Ward, found_ward


@pytest.fixture(scope="module")
def ward(house: House) -> Ward:
    """One cell with a secretary and a member, one office above."""
    return found_ward(house, "Đảng ủy phường thử chỉ thị")
