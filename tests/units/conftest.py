"""Wards of their own for the tests of units and offices."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.house import House, open_house
from tests.units.country import Country, found_country


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house of their own: they move whole wards, and look whether any row was left behind."""
    async with open_house(tmp_path_factory.mktemp("units-house")) as opened:
        yield opened


@pytest.fixture(scope="module")
def land(house: House) -> Country:
    """Two wards with staff and cells, made once for a module; tests that count found their own."""
    return found_country(house)


@pytest.fixture
def fresh(house: House) -> Country:
    """The same, for one test alone."""
    return found_country(house)
