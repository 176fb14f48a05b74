"""A row of cells as fields of one member, with every fault that can be told without the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from services.imports.encodings import repaired
from services.imports.layout import folded
from services.imports.models import UNIT, Fault, Place, RawRow, ReadRow, Weight
from services.imports.strings import LEGACY
from services.imports.values import choice, value_of
from services.records.catalogue import CATALOGUE
from services.records.models import Value
from services.records.strings import FIELDS

# The earlier, the later: what happened in this order in everybody's life.
_IN_ORDER: Final = (
    ("birth_date", "admission_date"),
    ("birth_date", "card_date"),
    ("birth_date", "youth_union_date"),
    ("admission_date", "official_date"),
    ("admission_date", "card_date"),
    ("admission_date", "ended_on"),
    ("enlistment_date", "discharge_date"),
)
# Who is on a list of members is one, unless it says otherwise: the database's default.
_REQUIRED: Final = tuple(
    f.field for f in CATALOGUE.values() if f.required and f.field != "life_state"
)


@dataclass(frozen=True)
class Cells:
    """The open cells of an import's unit, found by code or name."""

    by_name: Mapping[str, tuple[Place, ...]] = field(default_factory=dict[str, tuple[Place, ...]])
    only: UUID | None = None
    """The one cell there is: then a list need not name it."""

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Cells":
        """From the units where one may import."""
        cells = [place for place in places if place.kind == "cell"]
        found: dict[str, tuple[Place, ...]] = {}
        for cell in cells:
            for name in {folded(cell.name), folded(cell.code or ""), *_short(cell.name)} - {""}:
                found[name] = (*found.get(name, ()), cell)
        return cls(found, cells[0].unit_id if len(cells) == 1 else None)

    def find(self, written: str) -> tuple[UUID | None, Fault | None]:
        """The cell that a name or code means, or why none does."""
        found = self.by_name.get(folded(written), ())
        if len(found) == 1:
            return found[0].unit_id, None
        if found:
            codes = ", ".join(place.code or place.name for place in found[:5])
            return None, Fault(field=UNIT, kind="unit_ambiguous", seen=written[:80], hint=codes)
        return None, Fault(field=UNIT, kind="unit_unknown", seen=written[:80])


def _short(name: str) -> set[str]:
    """What stands before a dash names a cell as well."""
    before, dash, _ = name.partition("–")
    return {folded(before)} if dash else set()


def read_row(
    row: RawRow,
    mapping: Sequence[str | None],
    cells: Cells,
    today: date,
    encoding: str | None = None,
) -> ReadRow:
    """Read a row by the fields of its columns."""
    fields: dict[str, Value] = {}
    faults: list[Fault] = []
    cell_id, named = cells.only, False
    for place, name in enumerate(mapping):
        written = row.raw[place] if place < len(row.raw) else ""
        if name is None or not written:
            continue
        text, legacy = repaired(written, encoding)
        if legacy:
            faults.append(
                Fault(
                    field=name, kind="legacy_encoding", weight=Weight.NOTE, seen=text[:80],
                    hint=LEGACY[legacy],
                )
            )  # fmt: skip
        if name == UNIT:
            cell_id, fault = cells.find(text)
            named = True
        elif name == "status" and choice("status", text) is None and choice("life_state", text):
            # One column in many lists: official, probationary, left, deceased.
            fields.setdefault("life_state", choice("life_state", text))
            fault = None
        else:
            value, fault = value_of(name, text, today)
            if value is not None:
                fields[name] = value
        if fault:
            faults.append(fault)
    if not fields:
        return ReadRow(n=row.n, fields=fields, faults=faults)
    if "official_date" in fields and "status" not in fields and not _faulty("status", faults):
        fields["status"] = "official"
    faults += _contradictions(fields)
    faults += _missing(fields, faults)
    if cell_id is None and not named:
        faults.append(Fault(field=UNIT, kind="missing"))
    return ReadRow(n=row.n, fields=fields, cell_id=cell_id, faults=faults)


def _faulty(name: str, faults: Iterable[Fault]) -> bool:
    return any(fault.field == name and fault.weight == Weight.ERROR for fault in faults)


def _contradictions(fields: dict[str, Value]) -> list[Fault]:
    found: list[Fault] = []
    for earlier, later in _IN_ORDER:
        first, second = fields.get(earlier), fields.get(later)
        if isinstance(first, str) and isinstance(second, str):
            known = min(len(first), len(second))
            if second[:known] < first[:known] or (
                earlier == "birth_date" and second[:4] == first[:4]
            ):
                written = "/".join(reversed(second.split("-")))
                label = f"{FIELDS[earlier]} {'/'.join(reversed(first.split('-')))}"
                found.append(
                    Fault(field=later, kind="contradicting_dates", seen=written, hint=label)
                )
    return found


def _missing(fields: dict[str, Value], faults: Sequence[Fault]) -> list[Fault]:
    return [
        Fault(field=name, kind="missing")
        for name in _REQUIRED
        if name not in fields
        and not _faulty(name, faults)
        # Without its own column it follows from the official date: one fault, told once.
        and not (name == "status" and _faulty("official_date", faults))
    ]
