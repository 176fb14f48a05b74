"""Ties of a member beyond the cell's list: who helps, and the cell of the place where the member lives."""

from datetime import date
from uuid import UUID

from services.models import Frozen


class CellFound(Frozen):
    """A cell somewhere, by its code."""

    code: str
    name: str
    unit_names: list[str]


class Residence(CellFound):
    """A cell that may give the member tasks."""

    unit_id: UUID
    since: date


class Fellow(Frozen):
    """Somebody of the same cell."""

    member_id: UUID
    full_name: str


class Mentor(Fellow):
    """Somebody who enters for the member what was said."""

    since: date


class Ties(Fellow):
    """Residence cells and mentors of a member, and who could be a mentor."""

    residences: list[Residence]
    mentors: list[Mentor]
    candidates: list[Fellow]
