"""Background work of a process: sealing the audit log, letters, scheduled articles, texts of files, upkeep.

Any process may do it, none twice.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from services.errors import AppError
from services.gateway import Service
from services.library.texts import read_due
from services.mail import Mailer, send_due
from services.reading.counting import EVERY_S as COUNT_EVERY_S
from services.reading.counting import ReadCounter

log = logging.getLogger(__name__)

SEAL_EVERY_S = 5.0  # promised: at most 10 s apart
MAIL_EVERY_S = 5.0
PUBLISH_EVERY_S = 4.0  # scheduled articles appear at their minute
TEXTS_EVERY_S = 6.0
UPKEEP_EVERY_S = 3600.0
TASKS_EVERY_S = 600.0

Sleep = Callable[[float], Awaitable[object]]


async def work(
    service: Service,
    mailer: Mailer | None = None,
    sleep: Sleep = asyncio.sleep,
    *,
    reads: ReadCounter | None = None,
) -> None:
    """Run until cancelled. Each kind of work has its own turns: a slow mail server delays no seal."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_turns("seal", SEAL_EVERY_S, lambda: service.rpc("seal_audit"), sleep))
        group.create_task(_turns("tasks", TASKS_EVERY_S, lambda: service.rpc("tasks_turn"), sleep))
        group.create_task(_turns("upkeep", UPKEEP_EVERY_S, lambda: service.rpc("upkeep"), sleep))
        group.create_task(
            _turns("publish", PUBLISH_EVERY_S, lambda: service.rpc("publish_due"), sleep)
        )
        group.create_task(_turns("texts", TEXTS_EVERY_S, lambda: read_due(service), sleep))
        group.create_task(
            _turns("reading", UPKEEP_EVERY_S, lambda: service.rpc("reading_upkeep"), sleep)
        )
        group.create_task(
            _turns("drafts", UPKEEP_EVERY_S, lambda: service.rpc("drafts_upkeep"), sleep)
        )
        group.create_task(
            _turns("questions", UPKEEP_EVERY_S, lambda: service.rpc("questions_upkeep"), sleep)
        )
        if reads is not None:
            group.create_task(_turns("reads", COUNT_EVERY_S, partial(reads.flush, service), sleep))
        if mailer is not None:
            letters = mailer
            group.create_task(
                _turns("mail", MAIL_EVERY_S, lambda: send_due(service, letters), sleep)
            )


async def _turns(
    name: str, seconds: float, turn: Callable[[], Awaitable[object]], sleep: Sleep
) -> None:
    """A failure is logged and tried again at the next turn; none may end the turns."""
    me = asyncio.current_task()
    # A cancellation that meets a query just as it ends can be lost on the way up: it still counts.
    while me is not None and not me.cancelling():
        try:
            await turn()
        except AppError as error:
            log.warning("background %s: %s (%s)", name, error.code, error.reference)
        except Exception as error:
            log.exception("background %s failed: %s", name, type(error).__name__)
        await sleep(seconds)
