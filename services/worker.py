"""Background work of a process: sealing the audit log, upkeep. Any process may do it, none twice."""

import asyncio
import logging
import time
from collections.abc import Callable

from services.errors import AppError
from services.gateway import Service
from services.mail import Mailer, send_due

log = logging.getLogger(__name__)

SEAL_EVERY_S = 5.0  # promised: at most 10 s apart
UPKEEP_EVERY_S = 3600.0


async def work(
    service: Service, mailer: Mailer | None = None, clock: Callable[[], float] = time.monotonic
) -> None:
    """Run until cancelled. A failure is logged by its code and tried again at the next turn."""
    next_upkeep = clock()
    while True:
        try:
            await service.rpc("seal_audit")
            if mailer is not None:
                await send_due(service, mailer)
            if clock() >= next_upkeep:
                await service.rpc("upkeep")
                next_upkeep = clock() + UPKEEP_EVERY_S
        except AppError as error:
            log.warning("background work: %s (%s)", error.code, error.reference)
        await asyncio.sleep(SEAL_EVERY_S)
