"""Verbs of drafts of forms."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from services.drafts.models import FormDraft, OwnDraft
from services.errors import Conflict
from services.files import looks_classified
from services.gateway import MemberGateway

_OWN = TypeAdapter(list[OwnDraft])


class Drafts:
    """What a signed-in person is typing into forms. Nobody else reads it, no log tells it."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def keep(
        self, form: str, about: UUID | None, content: dict[str, Any], path: str | None = None
    ) -> datetime:
        """Keep what is typed, in place of what was kept before, and the screen it is typed on; returns
        when. Raises Invalid, Conflict
        `draft.classified`: what looks classified is not even sent."""
        if looks_classified(*texts(content)):
            raise Conflict("draft.classified")
        answer = await self._gateway.rpc(
            "draft_keep",
            form=form,
            about=str(about) if about else None,
            content=content,
            path=path,
        )
        return datetime.fromisoformat(answer["saved_at"])

    async def open(self, form: str, about: UUID | None) -> FormDraft | None:
        """What was typed into a form and not sent."""
        row = await self._gateway.rpc("draft", form=form, about=str(about) if about else None)
        return FormDraft.model_validate(row) if row else None

    async def mine(self) -> list[OwnDraft]:
        """Everything that I have typed into forms and not sent, the latest first."""
        return _OWN.validate_python(await self._gateway.rpc("my_drafts"))

    async def drop(self, form: str, about: UUID | None) -> None:
        """Throw it away: it was sent, or is not wanted."""
        await self._gateway.rpc("draft_drop", form=form, about=str(about) if about else None)


def texts(content: object) -> list[str]:
    """All words in what is kept of a form."""
    match content:
        case str():
            return [content]
        case dict():
            return [word for value in content.values() for word in texts(value)]  # pyright: ignore
        case list():
            return [word for value in content for word in texts(value)]  # pyright: ignore
        case _:
            return []
