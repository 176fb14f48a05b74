"""What is typed into somebody's record, kept until it is saved; not what is sensitive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from pydantic import Field as Default

from services.models import Frozen
from services.records.models import Field
from services.units.models import UnitLine
from views.records.mine.asking import may_be_kept
from views.shared.drafts import Drafting, use_draft


class Editing(Frozen):
    """Fields as they are typed, why, and in which cell a new member shall be."""

    typed: dict[str, str] = Default(default_factory=dict[str, str])
    reason: str = ""
    cell: UnitLine | None = None


def kept_of(typed: Mapping[str, str], fields: Collection[Field]) -> dict[str, str]:
    """Of what is typed, what may be kept before it is saved."""
    names = {f.field for f in fields if may_be_kept(f)}
    return {name: words for name, words in typed.items() if name in names}


def use_editing(
    name: str,
    member_id: UUID | None,
    fields: Collection[Field],
    editing: Editing,
    put: Callable[[Editing], None],
) -> Drafting[Editing]:
    """Hook: keep what is typed into these ``fields``; until they are known nothing is."""
    form = editing.model_copy(update={"typed": kept_of(editing.typed, fields)})
    return use_draft(name, member_id, form, put, Editing(), worth=bool(fields))
