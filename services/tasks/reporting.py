"""What is reported of a unit's tasks over a month or a year."""

from calendar import monthrange
from datetime import date
from uuid import UUID

from services.models import Frozen
from services.tasks.models import Source, State, Weight


class Period(Frozen):
    """A month, or without one a whole year."""

    year: int
    month: int | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    def moved(self, by: int) -> "Period":
        """Some months, or years, later."""
        if self.month is None:
            return Period(year=self.year + by)
        years, month = divmod(self.year * 12 + self.month - 1 + by, 12)
        return Period(year=years, month=month + 1)


class ReportLine(Frozen):
    """One task of one member; `late` is never set for the exempt."""

    assignment_id: UUID
    member_id: UUID
    full_name: str
    title: str
    unit_name: str
    source: Source
    source_note: str | None
    weight: Weight
    state: State
    due_on: date
    percent: int
    handed_in_on: date | None
    beyond: bool
    late: bool
    to_decide: bool


class TasksReport(Frozen):
    """What is due in a unit within a period: counts, and the tasks behind them."""

    unit_id: UUID
    name: str
    unit_names: list[str]
    from_on: date
    until_on: date
    given: int
    done: int
    on_time: int
    beyond: int
    late: int
    to_decide: int
    lines: list[ReportLine]
