"""No reading verb stays unmeasured at the size of a city."""

from bench.screens import BY_UNITS, ELSEWHERE, NOT_ARRANGED, uncovered
from tests.house import House


def test_every_reading_verb_is_measured_or_has_a_reason(house: House) -> None:
    with house.sql() as connection:
        assert uncovered(connection) == set()
        rows = connection.execute(
            "select proname::text from pg_proc where pronamespace = 'api'::regnamespace"
        ).fetchall()
    known = {str(row[0]) for row in rows}
    assert {*ELSEWHERE, *BY_UNITS, *NOT_ARRANGED} <= known, "nothing is excused that is gone"
