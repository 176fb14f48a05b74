"""Made-up posts of all units over two years, their directives, and how often they were opened."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final, Literal

from services.demo.bulk.ids import day_text, dice, text_id
from services.demo.bulk.people import Row
from services.demo.bulk.texts import Category, document_subjects, number_ending, write_text
from services.demo.bulk.units import Place
from services.demo.hanoi import Size, spread

POST_COLUMNS: Final = (
    "id", "unit_id", "unit_path", "category", "state", "leaders_only", "title", "lead", "body",
    "author_id", "published_at", "created_at", "updated_at",
)  # fmt: skip
DIRECTIVE_COLUMNS: Final = ("post_id", "unit_path", "wants_acknowledgement", "acknowledge_by")
DOCUMENT_COLUMNS: Final = (
    "post_id", "unit_path", "type", "number", "issued_on", "issuing_body", "subject", "valid_until",
    "filed_on",
)  # fmt: skip
# What the letters in the number of a unit stand for.
_TYPES: Final = {"city": "letter", "ward": "plan", "cell": "notice"}

# From the newest directive on: one of the city, six of wards, three of cells, and so on.
_DIRECTIVES_OF: Final = ("city", *["ward"] * 6, *["cell"] * 3)
# The newest ones are to be acknowledged: a city's for a month, others for half a year.
_ACKNOWLEDGED_DAYS: Final = {"city": 30, "ward": 180, "cell": 180}
# How much more a city's post is read than a ward's or a cell's.
_AUDIENCE: Final = {"city": 8.0, "ward": 3.0, "cell": 0.5}
_DAY_SHARES: Final = (0.5, 0.22, 0.12, 0.07, 0.04, 0.03, 0.02)
KEPT_DAYS: Final = 90
"""For so long it is kept who opened a post."""


@dataclass(frozen=True, slots=True)
class Written:
    """A post with what directives and reads need to know."""

    id: str
    place: Place
    category: Category
    leaders_only: bool
    published: datetime
    directive: int | None
    row: Row


def posts(
    count: int,
    size: Size,
    now: datetime,
    units: Callable[[str], Sequence[Place]],
    author: Callable[[Place], str],
) -> Iterator[Written]:
    """`count` posts, oldest first; `units` gives the units of a kind, `author` who writes there."""
    random = dice(2)
    for index in range(count - 1, -1, -1):
        published = now - timedelta(days=size.days) * ((index + random.random()) / count)
        # By day only: 0 to 12 o'clock UTC is 7 to 19 in Vietnam. Never later than drawn, nor than now.
        published = published.replace(hour=published.hour * 13 // 24)
        directive = index // size.directive_every if index % size.directive_every == 1 else None
        kind = _kind(random, directive)
        candidates = units(kind)
        place = candidates[int(random.random() * len(candidates))]
        category = _category(random, directive)
        leaders_only = directive is not None and directive % 40 == 20
        text = write_text(random, category, place.place, place.area, published.date())
        post_id, moment = text_id(f"bulk-post-{index}"), published.isoformat()
        row = (
            post_id, place.id, place.path, category, "published", "t" if leaders_only else "f",
            text.title, text.lead, text.body, author(place), moment, moment, moment,
        )  # fmt: skip
        yield Written(post_id, place, category, leaders_only, published, directive, row)


def directive_row(post: Written, now: datetime) -> Row | None:
    """Deadline of a directive or notice; None for other posts."""
    if post.category not in ("directive", "notice"):
        return None
    if post.directive is None:
        return (post.id, post.place.path, "f", None)
    wanted = now - post.published <= timedelta(days=_ACKNOWLEDGED_DAYS[post.place.kind])
    issued = post.published.date().toordinal()
    due = day_text(issued + 7 + post.directive % 8) if wanted else None
    return (post.id, post.place.path, "t" if wanted else "f", due)


def document_row(post: Written) -> Row | None:
    """What stands on a directive or notice; None for other posts. Every fourth plan is for half a year."""
    if post.category not in ("directive", "notice"):
        return None
    place, issued = post.place, post.published.date().toordinal()
    day = day_text(issued)
    if post.directive is None:
        return (post.id, place.path, "notice", None, day, place.name, None, None, day)
    kind = place.kind
    number = f"{1 + post.directive % 200:02d}-{number_ending(kind)}"
    subjects = document_subjects()
    subject = subjects[post.directive % len(subjects)]
    ends = kind == "ward" and post.directive % 4 == 0
    until = day_text(issued + 180) if ends else None
    return (post.id, place.path, _TYPES[kind], number, day, place.name, subject, until, day)


@dataclass(frozen=True, slots=True)
class Opened:
    """Accesses to a post by day (ordinal, count)."""

    post: Written
    days: list[tuple[int, int]]


def opened(total: int, written: Sequence[Written], now: datetime) -> Iterator[Opened]:
    """How often each post was opened on the days after it appeared; `total` in all."""
    random = dice(3)
    weights = [_AUDIENCE[post.place.kind] * random.uniform(0.3, 1.7) for post in written]
    today = now.date().toordinal()
    for post, reads in zip(written, spread(total, weights), strict=True):
        first = post.published.date().toordinal()
        shares = _DAY_SHARES[: today - first + 1]
        days = enumerate(spread(reads, shares), first)
        yield Opened(post, [(day, count) for day, count in days if count])


def readers(of: Opened, random: Random, now: datetime) -> Iterator[tuple[int, str]]:
    """Numbers of members who opened a recent post, with the moment; each once."""
    if now - of.post.published > timedelta(days=KEPT_DAYS):
        return
    place = of.post.place
    everybody = range(place.first, place.first + place.size)
    chosen = random.sample(everybody, min(sum(count for _, count in of.days), place.size // 2))
    for number in chosen:
        moment = of.post.published + (now - of.post.published) * random.random() ** 3
        yield number, moment.isoformat()


def _kind(random: Random, directive: int | None) -> Literal["city", "ward", "cell"]:
    if directive is not None:
        kind = _DIRECTIVES_OF[directive % len(_DIRECTIVES_OF)]
        return "city" if kind == "city" else "ward" if kind == "ward" else "cell"
    chance = random.random()
    return "city" if chance < 0.2 else "ward" if chance < 0.6 else "cell"


def _category(random: Random, directive: int | None) -> Category:
    if directive is not None:
        return "directive"
    chance = random.random()
    return "notice" if chance < 0.06 else "study" if chance < 0.16 else "news"
