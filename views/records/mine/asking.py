"""What is typed when a correction is asked for, and what becomes of it: pure."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

from pydantic import Field as Default

from services.models import Frozen
from services.records.models import Evidence, Field, Value
from views.records.mine import strings
from views.records.values import as_typed, parsed
from views.shared.strings import MUST_FILL

REASON_LEAST, REASON_MOST = 3, 1000


class Asking(Frozen):
    """The form as it stands. It says nothing of the field: that is in the name it is kept by."""

    typed: str
    reason: str = ""
    evidence: Evidence | None = None
    base: UUID = Default(default_factory=uuid4)

    @property
    def key(self) -> UUID:
        """The same for every try of the same content; other content is another request."""
        file = self.evidence.object_name if self.evidence else ""
        return uuid5(self.base, "\n".join((self.typed, self.reason, file)))


def new_asking(field: Field) -> Asking:
    """A form that begins with what is there now."""
    return Asking(typed=as_typed(field))


def touched(form: Asking, field: Field) -> bool:
    """Whether anything was written that would be a pity to lose."""
    return bool(form.reason.strip() or form.evidence or form.typed != as_typed(field))


def may_be_kept(field: Field) -> bool:
    """Whether what is typed may be kept before it is sent: no numbers of papers, nothing sensitive."""
    return field.field_class not in ("masked", "sensitive")


def wanted(form: Asking, field: Field) -> Value:
    """The value that is asked for. Meant for a form without faults."""
    return parsed(field, form.typed).value


def faults(form: Asking, field: Field) -> dict[str, str]:
    """What is wrong, by field of the form, in words that say what to do."""
    found: dict[str, str] = {}
    read = parsed(field, form.typed)
    if read.fault is not None:
        found["value"] = read.fault
    elif field.field_class == "masked" and not form.typed.strip():
        found["value"] = MUST_FILL
    elif read.value == field.value or not (read.value or field.value):
        found["value"] = strings.NOTHING_NEW
    if len(form.reason.strip()) < REASON_LEAST:
        found["reason"] = strings.REASON_SHORT
    return found
