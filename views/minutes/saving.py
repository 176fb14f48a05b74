"""How a paper saves itself (views/shared/autosave.py)."""

from __future__ import annotations

from uuid import UUID, uuid5

from services.container import MemberServices
from services.minutes.models import Draft, Paper, Saved
from services.models import Frozen
from views.shared.autosave import Saver


class Form(Frozen):
    """What is on the screen, the saving it is built on, and whether its stamp was denied."""

    draft: Draft
    version: int
    edits: int
    denied: bool = False


def key_of(meeting_id: UUID, kind: Paper, form: Form) -> UUID:
    """The same for every try to save one content on top of one saving."""
    return uuid5(meeting_id, f"{kind.value} {form.model_dump_json()}")


def saver(services: MemberServices, meeting_id: UUID, kind: Paper) -> Saver[Form, Saved]:
    """Of a paper of a meeting."""

    async def put(form: Form) -> Saved:
        return await services.minutes.save(
            key_of(meeting_id, kind, form),
            meeting_id,
            kind,
            form.draft,
            form.edits,
            classified_confirmed=form.denied,
        )

    return Saver(
        name="minutes.save",
        put=put,
        built_on=lambda form, saved: form.model_copy(update={"edits": saved.edits}),
        says=lambda form: form.draft,
        stamped="meeting.classified",
        denied=lambda form: form.denied,
        conflicts=frozenset({"minutes.changed_meanwhile"}),
        base=lambda form: (form.version, form.edits),
    )
