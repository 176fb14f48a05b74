"""Counting in bulk: openings are kept in this process and written once a second, all in one statement.

What is kept are sums by post and by cell, never who opened what. A process that dies loses what it has
counted since the last turn, a second at most.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from services.gateway import Service
from services.posts.models import Counts

EVERY_S = 1.0


@dataclass
class _Batch:
    """Sums since the last turn: by post (openings, readers), by cell (readers of the day, of the month)."""

    posts: dict[UUID, list[int]] = field(default_factory=dict[UUID, list[int]])
    cells: dict[UUID, list[int]] = field(default_factory=dict[UUID, list[int]])

    def add(self, post_id: UUID, counts: Counts) -> None:
        of_post = self.posts.setdefault(post_id, [0, 0])
        of_post[0] += 1
        of_post[1] += counts.post
        if counts.day or counts.month:
            of_cell = self.cells.setdefault(counts.unit_id, [0, 0])
            of_cell[0] += counts.day
            of_cell[1] += counts.month


class ReadCounter:
    """One of a process. `add` costs a dictionary's look-up; `flush` is the worker's."""

    def __init__(self) -> None:
        self._process = uuid4()
        self._number = 0
        self._open = _Batch()
        self._sent: _Batch | None = None

    def add(self, post_id: UUID, counts: Counts | None) -> None:
        """One opening more."""
        if counts is not None:
            self._open.add(post_id, counts)

    async def flush(self, service: Service) -> int:
        """Write down what was counted; returns how many posts. Raises AppError, and then the same batch
        goes first the next time: under its number it is counted once, whatever became of the answer."""
        written = 0
        while self._sent is not None or self._open.posts:
            if self._sent is None:
                self._sent, self._open = self._open, _Batch()
                self._number += 1
            sent = self._sent
            await service.rpc("reads_count", **self._arguments(sent))
            written += len(sent.posts)
            self._sent = None
        return written

    def _arguments(self, batch: _Batch) -> dict[str, Any]:
        return {
            "process": str(self._process),
            "batch": self._number,
            "posts": [
                {"post_id": str(post_id), "reads": reads, "readers": readers}
                for post_id, (reads, readers) in batch.posts.items()
            ],
            "readers": [
                {"unit_id": str(unit_id), "day": day, "month": month}
                for unit_id, (day, month) in batch.cells.items()
            ],
        }
