"""Cells to values and back: dates as people write them, encodings before Unicode, exports read again."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.demo.names import name_pools
from services.imports.checks import Cells, read_row
from services.imports.encodings import from_tcvn3, from_vni, repaired, to_tcvn3, to_vni
from services.imports.models import Place
from services.imports.service import raw_rows, read_sheet
from services.imports.values import read_date, value_of
from services.members.export import columns_of, write
from services.members.models import MemberLine
from services.members.names import normalise_name
from services.records.catalogue import CATALOGUE, COLUMNS

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("03/02/1995", "1995-02-03"), ("3-2-1995", "1995-02-03"), ("3.2.95", "1995-02-03"),
        ("1995-02-03", "1995-02-03"), ("1995-02-03 00:00:00", "1995-02-03"), ("34733", "1995-02-03"),
        ("02/1995", "1995-02"), ("1995", "1995"), ("3 / 2 / 1995", "1995-02-03"),
        ("30/02/1995", None), ("13/13/1995", None), ("hôm qua", None), ("9999", None), ("12", None),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(written: str, meant: str | None) -> None:
    assert read_date(written, TODAY) == meant


def test_a_birth_year_of_two_digits_belongs_to_a_grown_up() -> None:
    assert read_date("1.1.20", TODAY, adult=True) == "1920-01-01"
    assert read_date("1.1.20", TODAY) == "2020-01-01"


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("phone", "912 345 678", "+84912345678"), ("phone", "+84 912345678", "+84912345678"),
        ("sex", "NỮ", "female"), ("status", "Dự bị", "probationary"),
        ("card_number", "055 000 000 001", "055000000001"),
        ("activity_exempt", "x", True), ("full_name", "TRẦN  THỊ BÉ", "Trần Thị Bé"),
        ("email", "A@B.vn", "a@b.vn"),
        ("occupation", "-", None),
    ],
)  # fmt: skip
def test_values_as_people_write_them(field: str, cell: str, value: object) -> None:
    assert value_of(field, cell, TODAY) == (value, None)


def names() -> st.SearchStrategy[str]:
    pools = name_pools()
    given_names = [*pools.given["male"], *pools.given["female"]]
    middle = [m for part in pools.middle.values() for m in part]
    return st.builds(
        lambda *parts: " ".join(parts),
        st.sampled_from(pools.surnames),
        st.sampled_from(middle),
        st.sampled_from(given_names),
    )


@given(names())
def test_names_in_old_encodings_come_back(name: str) -> None:
    assert from_tcvn3(to_tcvn3(name)).lower() == name.lower()
    assert from_vni(to_vni(name)) == name
    assert repaired(name) == (name, None), "what is Unicode stays"
    decomposed = unicodedata.normalize("NFD", name)
    assert repaired(decomposed) == (name, None)
    if to_vni(name) != name:
        assert repaired(to_vni(name), "vni") == (name, "vni")


def texts(longest: int = 60) -> st.SearchStrategy[str]:
    letters = st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\ue000\ue001")
    return (
        st.text(letters, min_size=1, max_size=longest)
        .map(lambda text: unicodedata.normalize("NFC", text).strip())
        .filter(lambda text: text not in ("", "-", "--", "/", ".", "…", "..."))
        .filter(lambda text: repaired(text) == (text, None) and not text.startswith("#"))
    )


def values(kind: str, choices: list[str] | None, digits: int | None) -> st.SearchStrategy[Any]:
    """Any value that a field of a kind may have."""
    days = st.dates(date(1900, 3, 1), TODAY).map(date.isoformat)
    if kind == "choice":
        return st.sampled_from(choices or [])
    return {
        "text": texts(),
        "long_text": texts(200),
        "list": st.lists(texts(), min_size=1, max_size=4),
        "date": days,
        "rough_date": days | days.map(lambda d: d[:7]) | days.map(lambda d: d[:4]),
        "yes_no": st.booleans(),
        "digits": st.text("0123456789", min_size=digits or 0, max_size=digits or 0),
        "phone": st.integers(10_000_000, 19_999_999).map(lambda n: f"+849{n}"),
        "email": st.from_regex(r"[a-z0-9]{1,10}@[a-z0-9]{1,10}\.vn", fullmatch=True),
    }[kind]


@st.composite
def lines(draw: st.DrawFn) -> MemberLine:
    """A member as a list shows one, with any fields of the record."""
    chosen = draw(st.sets(st.sampled_from([f for f in COLUMNS if f != "full_name"])))
    more = {
        name: draw(values(CATALOGUE[name].kind, CATALOGUE[name].choices, CATALOGUE[name].digits))
        for name in chosen
    }
    return MemberLine.model_validate(
        {
            "member_id": uuid4(), "place": "", "full_name": normalise_name(draw(names())),
            "unit_id": uuid4(), "unit_name": "Chi bộ Một", "group_name": None, "status": "official",
            "life_state": "active", "sex": None, "birth_date": None, "admission_date": None,
            "official_date": None, "phone": None, "email": None, "activity_exempt": False,
            "working_away": False, "card_ending": None, "more": more,
        }
    )  # fmt: skip


CELL = Place(unit_id=uuid4(), name="Chi bộ Một", kind="cell", code="1", parent_id=None, depth=1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(lines(), min_size=1, max_size=4), st.sampled_from(["xlsx", "csv"]))
async def test_what_was_exported_is_read_again(found: list[MemberLine], kind: Any) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{kind}"

        async def pages() -> AsyncIterator[list[MemberLine]]:
            yield found

        await write(pages(), columns_of([f for f in COLUMNS if f != "full_name"]), path, kind)
        table, sheet = read_sheet(path)
        rows = list(raw_rows(table, sheet))
    assert set(sheet.mapping) == {*COLUMNS, "unit", None}
    for line, row in zip(found, rows, strict=True):
        read = read_row(row, sheet.mapping, Cells.of([CELL]), TODAY)
        wrong = [f for f in read.faults if f.kind not in ("missing", "contradicting_dates")]
        assert wrong == []
        expected = {"full_name": line.full_name, **(line.more or {})}
        assert {k: v for k, v in read.fields.items() if k in expected} == expected
        assert read.fields.keys() - expected.keys() <= {"status"}
        assert read.cell_id == CELL.unit_id
