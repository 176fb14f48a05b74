"""The fields as the program lists them are the fields of the database."""

from services.records.catalogue import CATALOGUE, COLUMNS
from services.records.strings import CHOICES, FIELDS, SECTIONS
from tests.house import House


async def test_the_catalogue_is_the_databases(house: House) -> None:
    with house.sql() as connection:
        rows = connection.execute(
            "select field, section, kind::text, class::text, choices, digits, required"
            " from handbook.record_fields order by position"
        ).fetchall()
    ours = [
        (f.field, f.section, f.kind, f.field_class, f.choices, f.digits, f.required)
        for f in CATALOGUE.values()
    ]
    assert ours == rows


def test_everything_has_a_name_for_people() -> None:
    assert list(FIELDS) == list(CATALOGUE)
    assert {f.section for f in CATALOGUE.values()} == set(SECTIONS)
    assert {c for f in CATALOGUE.values() for c in f.choices or []} <= set(CHOICES)


def test_columns_hold_nothing_sensitive() -> None:
    kept_out = {"religion", "ethnicity", "family_class", "foreign_relations", "history", "health"}
    assert not kept_out & set(COLUMNS)
    assert "discipline" not in COLUMNS
