"""Drafts of forms: at each pause the server keeps what is typed, for its author alone, until it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

import flet as ft
from pydantic import BaseModel, ValidationError

from services.drafts.models import FormDraft
from services.drafts.service import texts
from services.errors import AppError
from views.session import use_services
from views.shared import strings, text
from views.shared.autosave import Autosave, Saver, Standing, use_autosave
from views.shared.buttons import text_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence
from views.shared.flet_typed import use_effect, use_ref, use_state
from views.shared.hooks import Ready, use_action, use_query
from views.shared.ids import wanted_id
from views.shared.parts import Tone, banner, card, note, selectable
from views.shared.states import shown

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class _Kept(Generic[M]):
    form: M
    at: datetime | None = None


@dataclass(frozen=True)
class Drafting(Generic[M]):
    """What the hooks return. ``waiting`` is drawn instead of the form until it is known what lay
    there; ``found`` is what lay there; ``forget`` ends the draft, since it was sent; ``clear`` empties
    it and goes on; ``store`` waits for no pause. ``above`` the form and ``below`` it is said how it
    stands."""

    waiting: list[ft.Control]
    found: M | None
    forget: Callable[[], Awaitable[None]]
    clear: Callable[[], Awaitable[None]]
    store: Callable[[], Awaitable[None]]
    above: list[ft.Control]
    below: list[ft.Control]

    def around(self, *fields: ft.Control) -> list[ft.Control]:
        """The fields of the form, with how it stands with what is typed there."""
        return self.waiting or [*self.above, *fields, *self.below]


def use_draft(
    name: str,
    about: UUID | str | None,
    form: M,
    set_form: Callable[[M], None],
    first: M,
    *,
    fits: Callable[[M], bool] = lambda _: True,
    worth: bool = True,
) -> Drafting[M]:
    """Hook: keep ``form`` under its ``name`` and what it is ``about`` (an id, also as it stands in the
    address), and begin with what was kept.
    ``first`` is the form untouched, kept never; of a draft that does not fit what the form is about
    by now (``fits``) the words are shown. Nothing is kept of a form that is not ``worth`` it."""
    ask = use_confirm()
    drafting, saving, kept = _use_keeping(
        name,
        about,
        form,
        first,
        worth=worth,
        fits=fits,
        on_found=set_form,
    )

    async def throw() -> None:
        await drafting.clear()

    throwing = use_action(throw, on_done=lambda _: set_form(first), name="draft.drop")

    def drop() -> None:
        ask(
            strings.DRAFT_DROP_TITLE,
            strings.DRAFT_DROP_TEXT,
            strings.DRAFT_DROP,
            throwing.run,
            danger=True,
        )

    found, above, below = drafting.found, list[ft.Control](), list[ft.Control]()
    away = text_button(strings.DRAFT_DROP, drop, key="drop-draft")
    if found is not None and not fits(found):
        above = [
            banner(strings.DRAFT_OLDER, Tone.WAITING),
            card([selectable("\n".join(word for word in texts(found.model_dump()) if word))]),
        ]
    elif found is not None and form == found and kept.at is not None:
        said = strings.draft_found(text.moment(kept.at))
        above = [banner(said, Tone.WAITING, action=away)]
    if not above and worth and form != first:
        below = standing(saving, kept.at, away)
    return Drafting(
        drafting.waiting, found, drafting.forget, drafting.clear, drafting.store, above, below
    )


def use_offered_draft(name: str, about: UUID | str | None, form: M, *, worth: bool) -> Drafting[M]:
    """Hook: as ``use_draft``, for a screen that itself asks what to do with what it has ``found``."""
    return _use_keeping(
        name, about, form, None, worth=worth, fits=lambda _: True, on_found=lambda _: None
    )[0]


def _use_keeping(
    name: str,
    about: UUID | str | None,
    form: M,
    first: M | None,
    *,
    worth: bool,
    fits: Callable[[M], bool],
    on_found: Callable[[M], None],
) -> tuple[Drafting[M], Autosave, _Kept[M]]:
    drafts, here = use_services().drafts, ft.use_view_path()
    sent = use_ref(lambda: False)
    looked, set_looked = use_state(lambda: False)
    untouched, _ = use_state(lambda: first or form)
    kept, set_kept = use_state(lambda: _Kept(untouched))
    found, set_found = use_state(lambda: _nothing(type(form)))

    def thing() -> UUID | None:
        return wanted_id(about) if isinstance(about, str) else about

    async def load() -> FormDraft | None:
        return await drafts.open(name, thing())

    query = use_query(load, [name, about], name="draft")

    def take() -> None:
        if looked or not isinstance(query.state, Ready):
            return
        set_looked(True)
        draft = query.state.value
        was = read(type(form), draft) if draft is not None else None
        if draft is not None and was is not None:
            set_found(was)
            if fits(was):
                set_kept(_Kept(was, draft.saved_at))
                on_found(was)

    use_effect(take, [looked, isinstance(query.state, Ready)])

    async def put(wanted: M) -> datetime | None:
        at: datetime | None = None
        if not sent.current:
            if wanted == first:
                await drafts.drop(name, thing())
            else:
                at = await drafts.keep(name, thing(), wanted.model_dump(mode="json"), here or None)
        if sent.current and at is not None:  # sent meanwhile
            await drafts.drop(name, thing())
        return at

    saving = use_autosave(
        Saver(
            name="draft.keep",
            put=put,
            built_on=lambda wanted, _: wanted,
            says=lambda wanted: wanted,
            stamped="draft.classified",
        ),
        form,
        dirty=looked and worth and form != kept.form,
        on_saved=lambda at, wanted: set_kept(_Kept(wanted, at)),
        leaving=True,
    )

    async def forget() -> None:
        sent.current = True
        with suppress(AppError):  # what it was kept for is done
            await drafts.drop(name, thing())

    async def clear() -> None:
        await drafts.drop(name, thing())
        set_found(_nothing(type(form)))
        set_kept(_Kept(first or untouched))

    async def store() -> None:
        with suppress(AppError):
            await put(form)

    waiting = [] if looked else shown(query, lambda _: [], rows=3)
    return Drafting(waiting, found, forget, clear, store, [], []), saving, kept


def standing(saving: Autosave, at: datetime | None, away: ft.Control) -> list[ft.Control]:
    """How it stands with what is typed, and the way to throw it away."""
    match saving.standing:
        case Standing.STAMPED:
            said = strings.DRAFT_STAMPED
        case Standing.FAILED | Standing.CONFLICT:
            error = saving.error
            passing = error is None or error.may_pass
            said = strings.DRAFT_FAILED
            if error is not None and not passing:
                said = f"{strings.DRAFT_NOT_KEPT} {sentence(error)}"
        case Standing.SAVED if at is not None:
            said = strings.draft_saved(text.clock(at))
        case _:
            said = strings.DRAFT_SAVING if at is None else strings.draft_saved(text.clock(at))
    return [
        ft.Semantics(content=note(said), live_region=True),
        ft.Row([away], wrap=True),
    ]


def read(model: type[M], draft: FormDraft) -> M | None:
    """What was kept of a form, unless the form has become another one since."""
    try:
        return model.model_validate(draft.content)
    except ValidationError:
        return None


def _nothing(_: type[M]) -> M | None:
    return None
