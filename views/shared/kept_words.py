"""One text that is sent by a button, such as a reason: kept on the server until it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import flet as ft

from services.errors import AppError
from services.models import Frozen
from views.shared.drafts import Drafting, use_draft
from views.shared.flet_typed import use_state


class Said(Frozen):
    """What is kept of a form with one text."""

    words: str = ""


@dataclass(frozen=True)
class KeptWords:
    """What ``use_words`` returns: the text as it stands, what a field calls with a new one, and what ends
    it, ``sent`` on a screen that is left then, ``done`` on one that goes on with an empty field."""

    words: str
    put: Callable[[str], None]
    kept: Drafting[Said]
    sent: Callable[[], Awaitable[None]]
    done: Callable[[], Awaitable[None]]

    def around(self, *fields: ft.Control) -> list[ft.Control]:
        """The field, with how it stands with what is typed there."""
        return self.kept.around(*fields)


def use_words(name: str, about: UUID | str | None, first: str = "") -> KeptWords:
    """Hook: a text under the ``name`` of its form and what that is ``about``; it begins with what was kept,
    or as ``first``."""
    said, set_said = use_state(lambda: Said(words=first))
    kept = use_draft(name, about, said, set_said, Said(words=first))

    async def done() -> None:
        set_said(Said(words=first))
        with suppress(AppError):  # what it was kept for is done
            await kept.clear()

    return KeptWords(said.words, lambda words: set_said(Said(words=words)), kept, kept.forget, done)
