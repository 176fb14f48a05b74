"""`make bench` measures what it says: same results on both sides, every promise in the table."""

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import database
from bench.__main__ import NAMES
from bench.measure import DifferentError, Line, Times, in_turns
from bench.table import render

ROOT = Path(__file__).resolve().parents[2]


async def answer(value: object, seconds: float = 0.0) -> object:
    await asyncio.sleep(seconds)
    return value


async def test_a_ratio_of_different_results_is_refused() -> None:
    with pytest.raises(DifferentError, match="feed"):
        await in_turns("feed", lambda: answer([1, 2]), lambda: answer([1]), 3)


async def test_ratio_is_of_medians_and_the_promise_is_held_against_it() -> None:
    line = await in_turns(
        "feed", lambda: answer([1, 2], 0.03), lambda: answer([1, 2], 0.005), 5, limit=1.5
    )
    assert line.rows == 2
    assert line.ratio is not None and line.ratio > 1.5
    assert not line.kept
    assert "BROKEN" in render([line], "machine")


def test_medians_and_tails() -> None:
    times = Times.of([0.001 * n for n in range(100, 0, -1)])
    assert (times.at(0.5), times.at(0.95), times.at(1.0)) == pytest.approx((51, 96, 100))
    assert Line("x", times, times, limit=1.0).kept


def test_the_database_is_made_anew_when_its_making_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "one.sql").write_text("select 1")
    monkeypatch.setattr(database, "_ROOT", tmp_path)
    monkeypatch.setattr(database, "_MADE_OF", (tmp_path,))
    before = database.checksum()
    assert before == database.checksum()
    (tmp_path / "one.sql").write_text("select 2")
    assert before != database.checksum()


def test_baselines_are_named_after_their_files_and_say_what_they_know() -> None:
    for path in (ROOT / "bench" / "baselines").glob("*.sql"):
        text = path.read_text("utf-8")
        assert text.startswith("-- "), path.name
        assert re.findall(r"create or replace function api\.(\w+)", text) == [f"bench_{path.stem}"]
        assert "security definer" in text, "a baseline is measured without policies"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_quick_run_measures_everything(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--rounds", "3", "--out", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    figures: dict[str, Any] = json.loads((tmp_path / "last-ward.json").read_text("utf-8"))
    names = [line["name"] for line in figures["lines"]]
    assert all(name in done.stdout for name in names)
    for start in ("rpc", "feed", "home", "post_open", "posts_below", "tracking", "acknowledge",
                  "audit: seal", "first view", "memory a session"):  # fmt: skip
        assert any(name.startswith(start) for name in names), start
    timed = [line for line in figures["lines"] if line["ours"]]
    assert len(timed) > 20
    assert all(line["ours"]["p50"] > 0 for line in timed if "memory" not in line["name"])
    promised = [x["limit"] for x in figures["lines"] if x["name"].startswith("feed,")]
    assert promised[:12] == [1.5] * 12
    assert all(f"bench: {name}" in done.stderr for name in NAMES)
