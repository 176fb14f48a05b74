"""Passphrases cost next to nothing here: what is tested is never how slow a guess would be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.votes import sealing


@pytest.fixture(scope="package", autouse=True)
def quick_passphrases() -> Iterator[dict[str, int]]:
    """The price of a guess, lowered; yields the real one."""
    real = dict(sealing.SCRYPT)
    sealing.SCRYPT["n"] = 2**10
    yield real
    sealing.SCRYPT.update(real)
