"""How big the large demos are: a ward to try things out, and the whole of Hanoi."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """Totals of a demo, the small demo's units, people and posts included.

    `reads` counts accesses to posts over `days` days; one post in `directive_every` is a directive.
    """

    wards: int
    cells: int
    members: int
    posts: int
    reads: int
    directive_every: int
    days: int = 730


SIZES: Final = {
    "ward": Size(4, 52, 4_200, 1_200, 60_000, 25),
    "hanoi": Size(126, 17_000, 500_000, 30_805, 2_127_518, 51),
}
"""`ward` adds one ward of forty cells; `hanoi` is 51 wards and 75 communes, as the capital has."""

URBAN_WARDS: Final = 51


def spread(total: int, weights: Iterable[float]) -> Iterator[int]:
    """Shares of `total` in proportion to `weights`; they add up to exactly `total`."""
    sums = list(accumulate(weights))
    given = 0
    for so_far in sums:
        upto = round(total * so_far / sums[-1])
        yield upto - given
        given = upto
