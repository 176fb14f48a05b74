"""That something has changed, told among the sessions of one server process: about what, and no more.

Who hears of it asks the database again, with the own rights. Several processes don't hear one another: their
screens also ask now and then by themselves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID


class Ear:
    """What one screen listens with: `changed` is set by each signal, and cleared by who has heard it."""

    def __init__(self, signals: Signals) -> None:
        self.changed = asyncio.Event()
        self._signals = signals
        self._about: set[UUID] = set()

    def add(self, about: Sequence[UUID]) -> None:
        """Listen for these too; what has been set stays set."""
        for one in about:
            self._about.add(one)
            self._signals.ears.setdefault(one, set()).add(self)

    def close(self) -> None:
        """Listen no more."""
        for one in self._about:
            ears = self._signals.ears.get(one, set())
            ears.discard(self)
            if not ears:
                self._signals.ears.pop(one, None)
        self._about.clear()


class Signals:
    """Who listens for what, by ids of meetings, votes, members. One for all sessions of a process."""

    def __init__(self) -> None:
        self.ears: dict[UUID, set[Ear]] = {}

    def send(self, *about: UUID) -> None:
        """Tell whoever listens for one of these. After a write that has succeeded, never before."""
        for one in about:
            for ear in self.ears.get(one, ()):
                ear.changed.set()
