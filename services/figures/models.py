"""What the figures room speaks of."""

from datetime import date
from uuid import UUID

from services.models import Frozen
from services.posts.models import Category


class FigureUnit(Frozen):
    """A unit whose figures there are."""

    unit_id: UUID
    name: str
    kind: str


class Counted(Frozen):
    """A number of a day or month."""

    starts_on: date
    count: int


class Accesses(Frozen):
    """How often what the unit and those below it publish was opened. `today` is None where so few
    people are meant that the number would tell who has just read."""

    today: int | None
    week: int
    month: int
    all: int
    days: list[Counted]
    months: list[Counted]


class Published(Frozen):
    """How many posts of a category in a month."""

    month: date
    category: Category
    count: int


class Readers(Frozen):
    """How many of the unit's members read anything in a closed day or month; what would tell about
    persons is missing."""

    span: str  # day | month
    starts_on: date
    readers: int
    members: int


class ChildFigures(Frozen):
    """A unit below: posts of twelve months by category; readers of the last month, if they may be shown."""

    unit_id: UUID
    name: str
    kind: str
    published: dict[Category, int]
    readers: int | None
    members: int | None


class Figures(Frozen):
    """Everything on the screen of figures, in one round trip. `smallest` is the least number that is
    shown of people; `live` whether today is counted in."""

    unit: FigureUnit
    above: FigureUnit | None
    members: int
    smallest: int
    live: bool
    accesses: Accesses | None
    published: list[Published]
    readers: list[Readers]
    children: list[ChildFigures]
    last_month: date
