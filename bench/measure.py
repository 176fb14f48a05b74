"""Two ways to the same result, timed in turns, so that a busy machine slows both alike."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

Step = Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Times:
    """Durations in milliseconds, sorted."""

    ms: tuple[float, ...]

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Times":
        """From durations in seconds."""
        return cls(tuple(sorted(s * 1000 for s in seconds)))

    def at(self, share: float) -> float:
        """The duration below which `share` of all lie: 0.5 is the median."""
        return self.ms[min(int(len(self.ms) * share), len(self.ms) - 1)]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `limit` is the highest ratio that is promised.

    `share` says of what: 0.5 of medians, 0.95 of what 95 of 100 calls stay below. `rows` counts what
    one call returns; `note` stands for figures that are no durations.
    """

    name: str
    ours: Times | None = None
    base: Times | None = None
    rows: int | None = None
    limit: float | None = None
    note: str = ""
    share: float = 0.5

    @property
    def ratio(self) -> float | None:
        """Ours against the baseline, at `share`; None where there is none, or one too small to be seen."""
        if self.ours is None or self.base is None or self.base.at(self.share) == 0:
            return None
        return self.ours.at(self.share) / self.base.at(self.share)

    @property
    def kept(self) -> bool:
        """Whether the promise is kept, where there is one."""
        return self.limit is None or (self.ratio or 0.0) <= self.limit


class DifferentError(Exception):
    """The two ways gave different results: no ratio means anything."""


async def in_turns(
    name: str,
    ours: Step,
    base: Step,
    rounds: int,
    *,
    limit: float | None = None,
    same: bool = True,
    share: float = 0.5,
) -> Line:
    """Time both ways `rounds` times, each first every other time, after a few unmeasured calls.

    Raises DifferentError when `same` and the results are not equal.
    """
    results = [(await ours(), await base()) for _ in range(7)]
    found, expected = results[-1]
    if same and found != expected:
        raise DifferentError(f"{name}: {str(found)[:300]} is not {str(expected)[:300]}")
    mine: list[float] = []
    theirs: list[float] = []
    for turn in range(rounds):
        order = ((ours, mine), (base, theirs)) if turn % 2 else ((base, theirs), (ours, mine))
        for step, durations in order:
            started = time.perf_counter()
            await step()
            durations.append(time.perf_counter() - started)
    rows = len(cast("list[object]", found)) if isinstance(found, list) else 1
    return Line(name, Times.of(mine), Times.of(theirs), rows, limit, share=share)


async def alone(name: str, step: Step, rounds: int) -> Line:
    """Time something for which there is no other way to the same result."""
    durations: list[float] = []
    for turn in range(rounds + 3):
        started = time.perf_counter()
        await step()
        if turn >= 3:
            durations.append(time.perf_counter() - started)
    return Line(name, Times.of(durations))
