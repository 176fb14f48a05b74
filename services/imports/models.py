"""What the imports room speaks of."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field as Default

from services.models import Frozen
from services.records.models import Value

UNIT = "unit"
"""The column that names the cell; every other column holds a field of the record."""


class Purpose(StrEnum):
    """Why a list was brought: to be taken over, or to be put beside ours."""

    ADD = "add"
    COMPARE = "compare"


class Weight(StrEnum):
    """What a fault does to its line: stops it, asks a person, or only tells."""

    ERROR = "error"
    ASK = "ask"
    NOTE = "note"


class Fault(Frozen):
    """Something about one cell of a line; ``hint`` is what the sentence for it needs."""

    field: str | None
    kind: str
    weight: Weight = Weight.ERROR
    seen: str | None = None
    hint: str | None = None


MarkedRow = tuple[int, list[str], list[Fault]]
"""A row where it stood, as it was written, with what is wrong in it."""


class Sheet(Frozen):
    """A table that was found in a file: its headings, what they were taken for, a few rows."""

    name: str
    heads: list[str]
    mapping: list[str | None]
    head_row: int
    head_key: str
    encoding: str | None = None
    sample: list[list[str]] = Default(default_factory=list[list[str]])


class RawRow(Frozen):
    """A row as it is written in the file; ``n`` counts as the spreadsheet does."""

    n: int
    raw: list[str]


class ReadRow(Frozen):
    """A row by its fields, with what is wrong in its cells."""

    n: int
    fields: dict[str, Value]
    cell_id: UUID | None = None
    faults: list[Fault] = Default(default_factory=list[Fault])


class Place(Frozen):
    """An open unit where the caller may import."""

    unit_id: UUID
    name: str
    kind: str
    code: str | None
    parent_id: UUID | None
    depth: int


class Counts(Frozen):
    """How many lines of an import are in which state."""

    rows: int = 0
    checked: int = 0
    wrong: int = 0
    undecided: int = 0
    later: int = 0
    ready: int = 0
    new: int = 0
    different: int = 0
    same: int = 0
    extra: int = 0
    applied: int = 0
    failed: int = 0
    undone: int = 0


class FaultCount(Frozen):
    """One kind of fault in one field, and how many lines have it."""

    field: str | None
    kind: str
    weight: Weight
    rows: int


class Import(Frozen):
    """One import or reconciliation, as far as it has come. ``state``: staging checking checked
    applying applied undoing undone dropped expired."""

    import_id: UUID
    unit_id: UUID
    unit_name: str
    unit_kind: str
    purpose: Purpose
    state: str
    file_name: str
    heads: list[str]
    mapping: list[str | None]
    head_row: int
    total: int | None
    encoding: str | None
    started_at: datetime
    finished_at: datetime | None
    counts: Counts
    kinds: list[FaultCount]
    problems: dict[str, int]


class ImportLine(Frozen):
    """An import in the list of earlier ones."""

    import_id: UUID
    unit_name: str
    purpose: Purpose
    state: str
    file_name: str
    started_at: datetime
    finished_at: datetime | None
    counts: Counts


class Line(Frozen):
    """A line of a list with what is to be known of it. ``kind``: new match same extra."""

    row_no: int
    full_name: str
    birth_date: str | None
    unit_name: str | None
    faults: list[Fault]
    kind: str | None
    matched_by: str | None
    match_id: UUID | None
    fields: dict[str, Value]
    differences: dict[str, Any]
    decision: str | None
    take_fields: list[str] | None
    state: str
    problem: str | None


class Progress(Frozen):
    """How far applying or undoing has come; it is all counted when it has ended."""

    done: int
    finished: bool
    counts: Counts = Counts()
