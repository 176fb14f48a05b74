"""A change of a unit as somebody fills it in: what is missing, and what will happen. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.units.models import Unit, UnitChange, UnitVerb
from services.units.rules import kinds_below
from views.shared import text
from views.shared.people.strings import UNIT_KINDS
from views.units import strings

NAMED = (UnitVerb.FOUNDED, UnitVerb.RENAMED, UnitVerb.SPLIT)
CODED = (UnitVerb.FOUNDED, UnitVerb.SPLIT)
TARGETED = (UnitVerb.MOVED, UnitVerb.MERGED)
FIRST_DAY = date(1930, 1, 1)


@dataclass(frozen=True)
class Pick:
    """A unit or a member that was picked from a list."""

    id: UUID
    name: str


def nobody() -> tuple[Pick, ...]:
    """Nothing is picked."""
    return ()


@dataclass(frozen=True)
class Draft:
    """What stands in the form."""

    on_date: date | None
    decision: str = ""
    name: str = ""
    code: str = ""
    kind: str | None = None
    other: Pick | None = None
    members: tuple[Pick, ...] = ()


def possible(unit: Unit) -> list[UnitVerb]:
    """The changes the caller may make here, that this kind of unit knows."""
    verbs: list[UnitVerb] = []
    if "unit.manage" in unit.may and kinds_below(unit.kind):
        verbs.append(UnitVerb.FOUNDED)
    if unit.may_change:
        verbs.append(UnitVerb.RENAMED)
        verbs.append(UnitVerb.MOVED)
        if unit.kind in ("cell", "cell_group"):
            verbs += [UnitVerb.MERGED, UnitVerb.SPLIT]
        verbs.append(UnitVerb.CLOSED)
    return verbs if unit.closed_on is None else []


def faults(draft: Draft, verb: UnitVerb, unit: Unit, today: date) -> dict[str, str]:
    """What is not right yet, by field; the database looks again."""
    found: dict[str, str] = {}
    name = " ".join(draft.name.split())
    if verb is UnitVerb.FOUNDED and draft.kind not in kinds_below(unit.kind):
        found["kind"] = strings.MUST_PICK_KIND
    if verb in NAMED and not 2 <= len(name) <= 200:
        found["name"] = strings.MUST_NAME
    elif verb is UnitVerb.RENAMED and name == unit.name:
        found["name"] = strings.SAME_NAME
    if verb in TARGETED and draft.other is None:
        found["other_id"] = strings.MUST_PICK_UNIT
    if verb is UnitVerb.SPLIT and not 0 < len(draft.members) < max(unit.members, 2):
        found["member_ids"] = strings.MUST_PICK_MEMBERS
    if draft.on_date is None or draft.on_date > today:
        found["on_date"] = strings.MUST_DATE
    if len(draft.decision.strip()) < 3:
        found["decision"] = strings.MUST_DECISION
    return found


def consequence(draft: Draft, verb: UnitVerb, unit: Unit) -> str | None:
    """What will happen, as far as the form says it by now."""
    members, name = text.number(unit.members), " ".join(draft.name.split())
    offices = sum(o.present for o in unit.offices)
    above = unit.unit_names[-2] if len(unit.unit_names) > 1 else ""
    match verb:
        case UnitVerb.FOUNDED if name and draft.kind:
            return strings.will_found(unit.name, UNIT_KINDS.get(draft.kind, draft.kind), name)
        case UnitVerb.RENAMED if name:
            return strings.will_rename(unit.name, name)
        case UnitVerb.MOVED if draft.other and unit.kind == "cell_group":
            return strings.will_move_group(unit.name, draft.other.name, members)
        case UnitVerb.MOVED if draft.other:
            return strings.will_move(unit.name, above, draft.other.name, members)
        case UnitVerb.MERGED if draft.other:
            return strings.will_merge(unit.name, draft.other.name, members, unit.children, offices)
        case UnitVerb.SPLIT if name and draft.members:
            leaving = len(draft.members)
            return strings.will_split(unit.name, name, leaving, max(0, unit.members - leaving))
        case UnitVerb.CLOSED:
            return strings.will_close(unit.name, offices)
        case _:
            return None


def blocked(verb: UnitVerb, unit: Unit) -> str | None:
    """Why the change cannot be made at all, if it cannot."""
    if verb is UnitVerb.CLOSED and (unit.members or unit.children):
        return strings.cannot_close(text.number(unit.members), unit.children)
    return None


def to_change(draft: Draft, verb: UnitVerb, unit: Unit, key: UUID) -> UnitChange:
    """The form without faults as the service takes it."""
    assert draft.on_date is not None
    return UnitChange(
        key=key,
        verb=verb,
        unit_id=unit.unit_id,
        on_date=draft.on_date,
        decision=draft.decision.strip(),
        name=" ".join(draft.name.split()) if verb in NAMED else None,
        code=draft.code.strip() or None if verb in CODED else None,
        kind=draft.kind if verb is UnitVerb.FOUNDED else None,
        other_id=draft.other.id if verb in TARGETED and draft.other else None,
        member_ids=[m.id for m in draft.members] if verb is UnitVerb.SPLIT else None,
    )
