"""The database knows a secrecy stamp as the services do."""

import pytest

from tests.database import Database
from tests.stamps import STAMPS


@pytest.mark.parametrize(("text", "stamped"), STAMPS)
def test_a_stamp_is_recognised(database: Database, text: str, stamped: bool) -> None:
    assert database.value("select handbook.looks_classified(%s)", text) is stamped


def test_one_among_several_is_enough_and_none_is_none(database: Database) -> None:
    query = "select handbook.looks_classified(%s, null, %s)"
    assert database.value(query, "Tin vui", "MẬT") is True
    assert database.value(query, "Tin vui", "") is False
    assert database.value("select handbook.looks_classified(null)") is False
