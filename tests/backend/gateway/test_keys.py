"""The keys of an installation."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from services.backend.keys import load_or_create


def test_keys_are_made_once(tmp_path: Path) -> None:
    keys = load_or_create(tmp_path)
    assert keys.publishable_key.startswith("sb_publishable_")
    assert keys.secret_key.startswith("sb_secret_")
    assert len(keys.jwt_secret) == 64
    assert load_or_create(tmp_path) == keys
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_two_starts_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(load_or_create, [tmp_path] * 8))
    assert len(found) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "not json", json.dumps({"jwt_secret": "x", "secret_key": 1})]
)
def test_a_damaged_file_stops(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys.json").write_text(text)
    with pytest.raises(ValueError, match="damaged"):
        load_or_create(tmp_path)
    assert (tmp_path / "keys.json").read_text() == text
