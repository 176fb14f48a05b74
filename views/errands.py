"""Work of a page that nobody waits for."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

from views.shared.errors import log

P = ParamSpec("P")


class Errands:
    """Tasks and callbacks of one page, all in the context in which it was made: callbacks may arrive
    from another page's task, and what they change is drawn in this one."""

    def __init__(self) -> None:
        self._context = contextvars.copy_context()
        self._tasks: set[asyncio.Task[None]] = set()

    def here(self, what: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Call something in the page's own context."""
        self._context.copy().run(what, *args, **kwargs)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin a task; what it raises is logged."""

        async def guarded() -> None:
            try:
                await work
            except Exception:
                log.exception("a visit's task failed")

        task = asyncio.get_running_loop().create_task(guarded(), context=self._context.copy())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def end(self) -> None:
        """Nothing of it goes on."""
        for task in list(self._tasks):
            task.cancel()
