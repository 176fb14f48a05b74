"""Opens files from outside in a process of its own (services/library/child.py), and waits for it."""

import asyncio
import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Final

from services.errors import Invalid, Unavailable
from services.files import WORD

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
PATIENCE_S: Final = 30.0
"""The child ends itself after 20 s of work; a busy machine gives it that more slowly."""
MOST_ANSWER: Final = 16 * 2**20
MOST_WAITING: Final = 40
AT_ONCE: Final = 2

_turns = asyncio.Semaphore(AT_ONCE)
_waiting = 0


class Unreadable(Exception):
    """The file could not be opened, or took more time or memory than one is given."""


async def read_text(content: bytes, content_type: str) -> tuple[str, int]:
    """The text of a PDF or Word file, pages parted by form feeds, and the number of its pages.

    Raises Unreadable, Unavailable (`page.busy`).
    """
    kind = "word" if content_type == WORD else "pdf"
    answer = json.loads(await _asked(content, "text", kind))
    return str(answer["text"]), int(answer["pages"])


async def draw_page(content: bytes, number: int, width: int) -> tuple[bytes, int]:
    """A page of a PDF as a JPEG so many pixels wide, and how many pages there are.

    Raises Invalid (`page.unreadable`), Unavailable.
    """
    try:
        answer = await _asked(content, "page", str(number), str(width))
    except Unreadable as error:
        raise Invalid("page.unreadable") from error
    return answer[4:], int.from_bytes(answer[:4], "big")


async def _asked(content: bytes, *question: str) -> bytes:
    global _waiting
    if _waiting >= MOST_WAITING:
        raise Unavailable("page.busy")
    _waiting += 1
    try:
        async with _turns:
            return await _answer(content, question)
    finally:
        _waiting -= 1


async def _answer(content: bytes, question: tuple[str, ...]) -> bytes:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services.library.child", *question,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL, cwd=_ROOT,
        # Nothing of ours is in its surroundings: no keys, no addresses.
        env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    try:
        async with asyncio.timeout(PATIENCE_S):
            said, _ = await child.communicate(content)
    except TimeoutError as error:
        raise Unreadable("time") from error
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode != 0 or len(said) > MOST_ANSWER:
        raise Unreadable(str(child.returncode))
    return said
