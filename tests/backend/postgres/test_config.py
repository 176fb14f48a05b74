"""What is divided of a machine's memory."""

import pytest

from services.backend.postgres.config import memory_settings


@pytest.mark.parametrize(
    ("gigabytes", "buffers", "cache"),
    [(0.5, "64MB", "256MB"), (2, "128MB", "1024MB"), (64, "512MB", "32768MB")],
)
def test_memory_follows_the_machine_within_bounds(
    gigabytes: float, buffers: str, cache: str
) -> None:
    settings = memory_settings(int(gigabytes * 2**30))
    assert settings["shared_buffers"] == buffers
    assert settings["effective_cache_size"] == cache
