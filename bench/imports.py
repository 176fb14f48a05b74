"""Lists of members: rows a second through reading, trying and taking over, and the memory it takes."""

import asyncio
import gc
import random
import resource
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from openpyxl import Workbook

from bench.context import Bench
from bench.measure import Line
from bench.people import WARD
from services.demo.names import invent_name
from services.imports import strings as words
from services.imports.models import Purpose
from services.imports.service import Imports
from services.records.strings import FIELDS

PROMISED_MB = 256
"""What 100,000 rows may add to the app's process at most."""
APPLIED, QUICK_APPLIED = 2_000, 200
"""So many rows are taken over, and undone; what is known grows evenly from there."""

_COLUMNS = (
    "full_name", "sex", "birth_date", "ethnicity", "religion", "personal_id", "card_number", "card_place",
    "card_date", "birth_country", "birth_province", "birth_detail", "home_country", "home_province",
    "home_detail", "residence_country", "residence_province", "residence_detail", "admission_date",
    "official_date", "phone", "email", "occupation", "degree", "political_theory",
)  # fmt: skip


async def run(bench: Bench) -> list[Line]:
    """10,000 and 100,000 rows of the national layout; the smaller of them taken over in part."""
    imports = Imports(bench.cast.records_ward.gateway(bench.supabase))
    unit = UUID(str(bench.value("select id from handbook.units where code = %s", WARD)))
    counts = (500,) if bench.quick else (10_000, 100_000)
    lines = [line for count in counts for line in await _tried(imports, unit, count)]
    return [*lines, *await _taken_over(imports, unit, QUICK_APPLIED if bench.quick else APPLIED)]


async def _tried(imports: Imports, unit: UUID, count: int) -> list[Line]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        await _made_elsewhere(path, count)
        with peak() as grown:
            started = time.perf_counter()
            import_id = await imports.begin(uuid4(), unit, Purpose.ADD, path, path.name)
            read = time.perf_counter()
            found = await imports.check(import_id, (await imports.open(import_id)).mapping)
            tried = time.perf_counter()
    await imports.drop(import_id)
    assert found.counts.rows == count, found.counts
    note = (
        f"{count / (read - started):,.0f} rows/s read, {count / (tried - read):,.0f} rows/s tried,"
        f" {grown[0]:.0f} MB more at the peak"
    )
    if grown[0] > PROMISED_MB:
        note += f": BROKEN, promised {PROMISED_MB}"
    return [Line(f"import, dry run of {count:,} rows", note=note)]


async def _taken_over(imports: Imports, unit: UUID, count: int) -> list[Line]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        await _made_elsewhere(path, count)
        import_id = await imports.begin(uuid4(), unit, Purpose.ADD, path, path.name)
    await imports.check(import_id, (await imports.open(import_id)).mapping)
    started = time.perf_counter()
    done = await imports.apply(import_id)
    applied = time.perf_counter()
    await imports.undo(import_id)
    undone = time.perf_counter()
    # A made-up name may be somebody's here already: that waits for a person.
    assert done.counts.applied + done.counts.undecided == count, done.counts
    note = (
        f"{count / (applied - started):,.0f} rows/s taken over,"
        f" {count / (undone - applied):,.0f} rows/s undone"
    )
    return [Line(f"import, {count:,} new members", note=note)]


@contextmanager
def peak() -> Generator[list[float]]:
    """How many MB this process grows inside the block, looked at fifty times a second."""
    gc.collect()
    before = _resident()
    found = [0.0]
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.02):
            found[0] = max(found[0], _resident() - before)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        done.set()
        watcher.join()
        found[0] = max(found[0], _resident() - before)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


async def _made_elsewhere(path: Path, count: int) -> None:
    """The list is written by another process, so that its memory is not counted."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.imports", str(path), str(count)
    )
    assert await process.wait() == 0


def make(path: Path, count: int) -> None:
    """A list as an office has it: cells of the first made-up ward by their codes."""
    chance = random.Random(7)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("DS")
    sheet.append([*(FIELDS[name] for name in _COLUMNS), words.UNIT])
    for number in range(count):
        born = date(1940, 1, 1) + timedelta(days=chance.randrange(20_000))
        admitted = born + timedelta(days=8_000 + chance.randrange(2_000))
        female = bool(number % 2)
        row = {
            "full_name": invent_name(chance, "female" if female else "male", born.year),
            "sex": "Nữ" if female else "Nam",
            "birth_date": born.strftime("%d/%m/%Y"),
            "personal_id": f"{98_000_000_000 + number:012}",
            "card_number": f"{98_000_000_000 + number:012}",
            "card_date": str(admitted.year + 1),
            "admission_date": admitted.strftime("%d/%m/%Y"),
            "official_date": (admitted + timedelta(days=366)).strftime("%d/%m/%Y"),
            "phone": f"09{number % 10**8:08}",
            "email": f"dv{number}@example.vn",
        }
        code = f"{WARD[:-1]}{1 + number % 3}"
        sheet.append([*(row.get(name, f"Mẫu {number % 500}") for name in _COLUMNS), code])
    book.save(path)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
