"""Prints the figures as one table, and keeps them as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Line, Times

_WIDTH = 44


def machine(postgres: str) -> str:
    """What the figures were measured on, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB; Python {platform.python_version()},"
        f" PostgreSQL {postgres}; load {load:.1f}; {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    )


def render(lines: Sequence[Line], heading: str) -> str:
    """The table as text; times in milliseconds."""
    head = (
        f"{'':{_WIDTH}}{'rows':>6}{'ours p50':>10}{'p95':>9}{'base p50':>10}{'p95':>9}{'ratio':>8}"
    )
    return "\n".join([heading, "", head, *map(_row, lines), ""])


def keep(lines: Sequence[Line], heading: str, path: Path) -> None:
    """Write the figures for whoever wants to compare runs."""
    figures = [
        {
            "name": line.name,
            "rows": line.rows,
            "ours": _pair(line.ours),
            "base": _pair(line.base),
            "ratio": line.ratio,
            "limit": line.limit,
            "note": line.note,
        }
        for line in lines
    ]
    text = json.dumps({"machine": heading, "lines": figures}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _row(line: Line) -> str:
    rows = "" if line.rows is None else str(line.rows)
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}x"
    promise = (
        "" if line.limit is None else f"  {'kept' if line.kept else 'BROKEN'}: <= {line.limit}x"
    )
    note = f"  {line.note}" if line.note else ""
    columns = f"{rows:>6}{_times(line.ours)}{_times(line.base)}{ratio:>8}{promise}{note}"
    return f"{line.name:{_WIDTH}}{columns}".rstrip()


def _times(times: Times | None) -> str:
    return f"{'':19}" if times is None else f"{times.at(0.5):10.2f}{times.at(0.95):9.2f}"


def _pair(times: Times | None) -> dict[str, float] | None:
    return None if times is None else {"p50": times.at(0.5), "p95": times.at(0.95)}


def _processor() -> str:
    try:
        info = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in info.splitlines() if "model name" in line]
    return names[0] if names else platform.machine()
