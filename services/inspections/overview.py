"""What offices see of the plans of inspection of cells below."""

from datetime import date
from uuid import UUID

from services.models import Frozen


class OverviewLine(Frozen):
    """A year of a unit below, in counts of cells and lines."""

    unit_id: UUID
    name: str
    kind: str
    cells: int
    adopted: int
    sent: int
    planned: int
    done: int
    moved: int
    late: int


class Overview(OverviewLine):
    """A year of a unit and of those below."""

    year: int
    plan_by: date | None
    report_by: date | None
    children: list[OverviewLine]
