"""Invented but natural Vietnamese names, drawn from the pools in data/names.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Literal, cast

Sex = Literal["female", "male"]
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class NamePools:
    """Surnames with cumulative weights; middle and given names by sex and generation."""

    surnames: tuple[str, ...]
    weights: tuple[int, ...]
    middle: dict[tuple[Sex, bool], tuple[str, ...]]
    given: dict[Sex, tuple[str, ...]]


@lru_cache(maxsize=1)
def name_pools() -> NamePools:
    """The pools, read once."""
    raw = tomllib.loads((DATA / "names.toml").read_text("utf-8"))
    surnames = cast("list[tuple[str, int]]", raw["surnames"])
    middle: dict[tuple[Sex, bool], tuple[str, ...]] = {}
    given: dict[Sex, tuple[str, ...]] = {}
    sexes: tuple[Sex, ...] = ("female", "male")
    for sex in sexes:
        part = cast("dict[str, list[str]]", raw[sex])
        middle[sex, True] = tuple(part["middle_older"])
        middle[sex, False] = tuple(part["middle_younger"])
        given[sex] = tuple(part["given"])
    return NamePools(
        surnames=tuple(name for name, _ in surnames),
        weights=tuple(accumulate(weight for _, weight in surnames)),
        middle=middle,
        given=given,
    )


def invent_name(random: Random, sex: Sex, birth_year: int) -> str:
    """One full name; people born before 1975 get the middle names of their generation."""
    pools = name_pools()
    surname = random.choices(pools.surnames, cum_weights=pools.weights)[0]
    middle = random.choice(pools.middle[sex, birth_year < 1975])
    given = random.choice(pools.given[sex])
    # A part that repeats itself makes no name: take the next one in the pool instead.
    if middle == surname:
        middle = _next(pools.middle[sex, birth_year < 1975], middle)
    if given in (surname, *middle.split()):
        given = _next(pools.given[sex], given)
    return f"{surname} {middle} {given}"


def _next(pool: tuple[str, ...], part: str) -> str:
    return next(other for other in pool[pool.index(part) - 1 :: -1] if other != part)
