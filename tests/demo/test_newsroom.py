"""The demo's newsroom shows everything that can become of an article."""

from tests.house import House


def test_every_state_of_a_manuscript_stands_somewhere(house: House) -> None:
    missing = """select array_agg(s) from unnest(enum_range(null::handbook.manuscript_state)) s
                 where s not in (select state from handbook.manuscripts)"""
    assert house.value(missing) is None


def test_something_is_pinned_corrected_and_withdrawn(house: House) -> None:
    for what in ("pins", "post_corrections", "withdrawals"):
        assert house.value(f"select count(*) from handbook.{what}") > 0, what
