"""How an article saves itself (views/shared/autosave.py), and who else is at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from services.container import MemberServices
from services.newsroom.models import Present, Saved
from views.newsroom.form import Form, to_save
from views.shared.autosave import Saver
from views.shared.flet_typed import use_effect, use_ref
from views.shared.hooks import use_action, use_every

BEAT_S = 30.0
"""How often others are told that one is still there."""


def saver(services: MemberServices) -> Saver[Form, Saved]:
    """Of the article on the screen."""

    async def put(form: Form) -> Saved:
        return await services.newsroom.save(to_save(form), classified_confirmed=form.denied)

    return Saver(
        name="manuscript.save",
        put=put,
        built_on=built_on,
        says=Form.says,
        stamped="post.classified",
        denied=lambda form: form.denied,
        conflicts=frozenset({"manuscript.changed_meanwhile", "manuscript.not_open"}),
        base=lambda form: (form.manuscript_id, form.version),
    )


def built_on(form: Form, saved: Saved) -> Form:
    """The form on top of what has just been saved."""
    return form.model_copy(update={"manuscript_id": saved.manuscript_id, "version": saved.version})


@dataclass
class _Here:
    manuscript_id: UUID | None = None
    """Where others have been told that one is."""


def use_company(
    services: MemberServices, form: Form, on_heard: Callable[[tuple[Present, ...]], None]
) -> None:
    """Hook: tell others that one is here, hear who else is; leaving is told as well."""
    wanted = form.manuscript_id
    here = use_ref(_Here)

    async def tell(manuscript_id: UUID, leaving: bool) -> tuple[Present, ...]:
        return tuple((await services.newsroom.present(manuscript_id, leaving=leaving)).others)

    beat = use_action(tell, on_done=on_heard, name="manuscript.present")
    leave = use_action(tell, name="manuscript.leave")

    def go_on() -> None:
        here.current.manuscript_id = wanted

    def still_here() -> None:
        if wanted is not None:
            beat.run(wanted, False)

    def gone() -> None:
        if here.current.manuscript_id is not None:
            leave.run(here.current.manuscript_id, True)

    use_effect(go_on, [wanted], cleanup=gone)
    use_every(BEAT_S, still_here)
