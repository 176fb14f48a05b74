"""What other rooms say of plans of inspection."""

from datetime import date
from uuid import UUID

from services.models import Frozen


class Elsewhere(Frozen):
    """A line about me in the plan of a cell that I was in before."""

    line_id: UUID
    unit_id: UUID
    unit_name: str
    year: int
    content: str


class Notice(Frozen):
    """What Sinh hoạt says of this year's plan of my cell; what is late is told to who runs it."""

    year: int
    adopted: bool
    runs: bool
    plan_by: date | None
    report_by: date | None
    plan_late: bool
    report_late: bool
    lines: int
    done: int
    late: int
    mine: int
    about_me: int
    elsewhere: list[Elsewhere]
