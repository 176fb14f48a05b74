"""What the permission tests share."""

import pytest

from tests.house import House
from tests.permissions.world import World, build


@pytest.fixture(scope="session")
def world(house: House) -> World:
    """Posts, people and requests beside the demo's."""
    return build(house)
