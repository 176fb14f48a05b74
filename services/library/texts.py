"""Background work: the text of files that have come in. Any process may do it, none twice."""

import asyncio
import logging
from uuid import UUID

from services.articles.stamps import stamped_lines
from services.errors import AppError
from services.gateway import Service
from services.library.reading import Unreadable, read_text
from services.models import Frozen

log = logging.getLogger(__name__)

AT_A_TIME = 2


class Waiting(Frozen):
    """A file whose text is still to be read."""

    attachment_id: UUID
    attempt: int
    object_name: str
    content_type: str


async def read_due(service: Service) -> int:
    """Read the files that wait, one after the other; returns how many were answered for."""
    answered = 0
    while rows := await service.rpc("texts_take", most=AT_A_TIME):
        for row in rows:
            await _read_one(service, Waiting.model_validate(row))
            answered += 1
    return answered


async def _read_one(service: Service, waiting: Waiting) -> None:
    state, text, pages = "done", "", None
    try:
        content = await service.download(waiting.object_name)
        text, pages = await read_text(content, waiting.content_type)
        if not text.strip():
            state, text = "no_text", ""
    except (Unreadable, AppError) as error:
        log.warning("text of %s: %s", waiting.attachment_id, type(error).__name__)
        state = "failed"
    stamped = await asyncio.to_thread(stamped_lines, text.splitlines())
    await service.rpc(
        "text_put",
        attachment_id=str(waiting.attachment_id), attempt=waiting.attempt, state=state,
        text=text, pages=pages, stamped=stamped,
    )  # fmt: skip
