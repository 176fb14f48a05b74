"""Wards of their own for the tests of units and offices."""

import pytest

from tests.house import House
from tests.units.country import Country, found_country


@pytest.fixture(scope="module")
def land(house: House) -> Country:
    """Two wards with staff and cells, made once for a module; tests that count found their own."""
    return found_country(house)


@pytest.fixture
def fresh(house: House) -> Country:
    """The same, for one test alone."""
    return found_country(house)
