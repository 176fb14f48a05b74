"""Titles and texts of made-up posts, put together from data/bulk.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Literal, TypedDict, cast

from services.demo.names import DATA

Category = Literal["news", "study", "notice", "directive"]


class _Pool(TypedDict):
    titles: list[str]
    leads: list[str]
    paragraphs: list[str]


class UnitWords(TypedDict):
    """Patterns for names of units; `{number}` stands for the unit's own."""

    ward: str
    commune: str
    ward_place: str
    commune_place: str
    city_place: str
    ward_area: str
    commune_area: str
    cell: str
    office: str
    work_areas: list[str]


@dataclass(frozen=True, slots=True)
class Text:
    """What a post says."""

    title: str
    lead: str
    body: str


def unit_words() -> UnitWords:
    """The patterns for names of units."""
    return cast(UnitWords, _read()["units"])


def number_ending(kind: str) -> str:
    """How the number of a directive ends, by the kind of unit that issues it."""
    return cast("dict[str, str]", _read()["number_endings"])[kind]


def document_subjects() -> list[str]:
    """Subjects of directives, of those that policy document.subjects offers."""
    return cast("list[str]", _read()["subjects"])


def write_text(random: Random, category: Category, place: str, area: str, day: date) -> Text:
    """A post of a unit called `place`; `area` is a group or hamlet in it."""
    pool = cast(_Pool, _read()[category])
    due = day + timedelta(days=random.randrange(2, 12))
    words = {"place": place, "area": area, "n": random.randrange(3, 90), "day": f"{due:%d/%m}"}
    paragraphs = random.sample(pool["paragraphs"], min(len(pool["paragraphs"]), 6))
    return Text(
        _capital(random.choice(pool["titles"]).format(**words)),
        random.choice(pool["leads"]).format(**words),
        "\n\n".join([*(p.format(**words) for p in paragraphs), str(_read()["note"])]) + "\n",
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


@lru_cache(maxsize=1)
def _read() -> dict[str, object]:
    return tomllib.loads((DATA / "bulk.toml").read_text("utf-8"))
