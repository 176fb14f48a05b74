"""Verbs of imports and reconciliations."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter

from services.days import today
from services.errors import NotFound, Unavailable
from services.files import accepted_name, stamped_name
from services.gateway import MemberGateway
from services.imports.checks import Cells, read_row
from services.imports.layout import find_sheet, is_numbering
from services.imports.models import (
    Fault,
    Import,
    ImportLine,
    Line,
    MarkedRow,
    Place,
    Progress,
    Purpose,
    RawRow,
    ReadRow,
    Sheet,
)
from services.imports.opening import Table, open_tables

BATCH: Final = 500
APPLY: Final = 50
"""Lines taken over in one call: about a second's work."""
PAGE: Final = 50
_MOST_BYTES: Final = 1_000_000
_PAUSES: Final = (0.5, 2.0, 5.0)

_PLACES = TypeAdapter(list[Place])
_LINES = TypeAdapter(list[Line])
_IMPORTS = TypeAdapter(list[ImportLine])
_FAULTS = TypeAdapter(list[Fault])

Told = Callable[[int], None]
"""Is told how many lines are done, from time to time."""


def _silent(_: int) -> None:
    return None


class Imports:
    """What somebody with record.import does with other people's lists."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def places(self, unit_id: UUID | None = None) -> list[Place]:
        """Open units where I may import, in the order of the tree."""
        rows = await self._gateway.rpc("import_places", unit_id=str(unit_id) if unit_id else None)
        return _PLACES.validate_python(rows)

    async def begin(
        self,
        key: UUID,
        unit_id: UUID,
        purpose: Purpose,
        path: Path,
        file_name: str,
        on_progress: Told = _silent,
        *,
        classified_confirmed: bool = False,
    ) -> UUID:
        """Read a file and bring its rows to the database. Raises Invalid, NotFound, Conflict.

        `import.classified` stops a name with a secrecy stamp until it is confirmed that the list
        is not classified.
        """
        name = accepted_name(
            file_name, "import.classified", classified_confirmed=classified_confirmed
        )
        table, sheet = await asyncio.to_thread(read_sheet, path)
        answer = await self._gateway.rpc(
            "import_start",
            key=str(key),
            unit_id=str(unit_id),
            purpose=purpose.value,
            file_name=name,
            heads=sheet.heads,
            head_key=sheet.head_key,
            mapping=sheet.mapping,
            head_row=sheet.head_row,
            encoding=sheet.encoding,
            stamp_denied=stamped_name(file_name),
        )
        import_id = UUID(answer["import_id"])
        count = 0
        batches = _batches(table, sheet)
        while batch := await asyncio.to_thread(next, batches, None):
            await self._gateway.rpc("import_stage", import_id=str(import_id), rows=batch)
            count += len(batch)
            on_progress(count)
        await self._gateway.rpc("import_stage", import_id=str(import_id), rows=[], last=True)
        return import_id

    async def open(self, import_id: UUID) -> Import:
        """One import, as far as it has come. Raises NotFound."""
        row = await self._gateway.rpc("import_open", import_id=str(import_id))
        return Import.model_validate(row)

    async def sample(self, import_id: UUID) -> list[RawRow]:
        """The first rows as they are written in the file."""
        return [RawRow(n=r["row_no"], raw=r["raw"]) for r in await self._rows(import_id, 0, 5)]

    async def mine(self, before: ImportLine | None = None) -> list[ImportLine]:
        """My imports, newest first, a page at a time."""
        rows = await self._gateway.rpc(
            "my_imports", before=before.started_at.isoformat() if before else None
        )
        return _IMPORTS.validate_python(rows)

    async def check(
        self,
        import_id: UUID,
        mapping: Sequence[str | None] | None = None,
        *,
        by_hand: bool = False,
        on_progress: Told = _silent,
    ) -> Import:
        """The dry run, by this mapping; without one, goes on where a crash has ended it.

        Raises NotFound, Conflict, Invalid.
        """
        found = await self.open(import_id)
        if mapping is not None:
            await self._gateway.rpc(
                "import_map", import_id=str(import_id), mapping=list(mapping), by_hand=by_hand
            )
        columns = found.mapping if mapping is None else mapping
        cells = Cells.of(await self.places(found.unit_id))
        after = count = 0
        while rows := await self._rows(import_id, after, BATCH, unchecked=True):
            after = int(rows[-1]["row_no"])
            read = await asyncio.to_thread(_read, rows, columns, cells, today(), found.encoding)
            for batch in _portions(read):
                await self._gateway.rpc("import_check", import_id=str(import_id), rows=batch)
            count += len(rows)
            on_progress(count)
        await self._gateway.rpc("import_checked", import_id=str(import_id))
        return await self.open(import_id)

    async def lines(
        self,
        import_id: UUID,
        part: str,
        *,
        field: str | None = None,
        fault: str | None = None,
        after: Line | None = None,
    ) -> list[Line]:
        """A page of lines. ``part``: fault (with field and fault), ask, missing, different, extra, failed."""
        rows = await self._gateway.rpc(
            "import_lines",
            import_id=str(import_id),
            part=part,
            field=field,
            fault=fault,
            after_row=abs(after.row_no) if after else None,
            page_size=PAGE,
        )
        return _LINES.validate_python(rows)

    async def line(self, import_id: UUID, row_no: int) -> Line:
        """One line that differs from our record. Raises NotFound."""
        rows = await self._gateway.rpc(
            "import_lines",
            import_id=str(import_id),
            part="different",
            after_row=row_no - 1,
            page_size=1,
        )
        found = next((x for x in _LINES.validate_python(rows) if x.row_no == row_no), None)
        if found is None:
            raise NotFound("import.not_found")
        return found

    async def decide(
        self, import_id: UUID, row_no: int, decision: str, take_fields: list[str] | None = None
    ) -> None:
        """Take theirs (all or some fields), new, keep, later. Raises NotFound, Conflict, Invalid."""
        await self._gateway.rpc(
            "import_decide",
            import_id=str(import_id),
            row_no=row_no,
            decision=decision,
            take_fields=take_fields,
        )

    async def apply(self, import_id: UUID, on_progress: Told = _silent) -> Progress:
        """Take over the lines decided for; goes on where a crash has ended it.

        Raises NotFound, Conflict.
        """
        done = 0
        while True:
            answer = await self._again("import_apply", import_id)
            done += answer.done
            on_progress(done)
            if answer.finished:
                return answer

    async def undo(self, import_id: UUID, on_progress: Told = _silent) -> Progress:
        """Take everything back. Raises Conflict `import.changed_since` with the rows, NotFound."""
        done = 0
        while True:
            answer = await self._again("import_undo", import_id)
            done += answer.done
            on_progress(done)
            if answer.finished:
                return answer

    async def drop(self, import_id: UUID) -> None:
        """Forget the lines of a list. Raises NotFound, Conflict."""
        await self._gateway.rpc("import_drop", import_id=str(import_id))

    async def marked(self, import_id: UUID, path: Path) -> None:
        """The list as a workbook, faulty cells coloured and explained. Raises NotFound."""
        from services.imports.marked import write_marked  # loads long: not at the app's start

        found = await self.open(import_id)
        rows = self._marked_rows(import_id, asyncio.get_running_loop())
        await asyncio.to_thread(write_marked, found, rows, path)

    def _marked_rows(self, import_id: UUID, loop: asyncio.AbstractEventLoop) -> Iterator[MarkedRow]:
        """For the writer's thread: it takes rows as it goes, so that a long list is never held whole."""
        after = 0
        while rows := asyncio.run_coroutine_threadsafe(
            self._rows(import_id, after, BATCH), loop
        ).result():
            after = int(rows[-1]["row_no"])
            for row in rows:
                yield row["row_no"], row["raw"], _FAULTS.validate_python(row["faults"])

    async def _rows(
        self, import_id: UUID, after: int, size: int, *, unchecked: bool = False
    ) -> list[dict[str, Any]]:
        return await self._gateway.rpc(
            "import_rows",
            import_id=str(import_id),
            after_row=after,
            page_size=size,
            unchecked=unchecked,
        )

    async def _again(self, verb: str, import_id: UUID) -> Progress:
        """One batch; a database that is away for a moment does not end the work."""
        for pause in (*_PAUSES, None):
            try:
                if verb == "import_apply":
                    answer = await self._gateway.rpc(
                        "import_apply", import_id=str(import_id), batch=APPLY
                    )
                else:
                    answer = await self._gateway.rpc(
                        "import_undo", import_id=str(import_id), batch=APPLY
                    )
                return Progress.model_validate(answer)
            except Unavailable:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("the last pause is None")


def read_sheet(path: Path) -> tuple[Table, Sheet]:
    """The table of a file and its headings. Raises Invalid with a code `import.…`."""
    return find_sheet(open_tables(path))


def raw_rows(table: Table, sheet: Sheet) -> Iterator[RawRow]:
    """The rows below the headings, as they are written. Raises Invalid."""
    for number, cells in table.rows():
        if number > sheet.head_row and not is_numbering(cells):
            yield RawRow(n=number, raw=cells)


def _batches(table: Table, sheet: Sheet) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    size = 0
    for row in raw_rows(table, sheet):
        batch.append({"n": row.n, "raw": row.raw})
        size += sum(map(len, row.raw)) + 4 * len(row.raw)
        if len(batch) == BATCH or size > _MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _portions(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The rows in portions that fit into a request."""
    portion: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        length = len(json.dumps(row))
        if portion and size + length > _MOST_BYTES:
            yield portion
            portion, size = [], 0
        portion.append(row)
        size += length
    if portion:
        yield portion


def _read(
    rows: list[dict[str, Any]],
    mapping: Sequence[str | None],
    cells: Cells,
    today: Any,
    encoding: str | None,
) -> list[dict[str, Any]]:
    found: list[ReadRow] = [
        read_row(RawRow(n=row["row_no"], raw=row["raw"]), mapping, cells, today, encoding)
        for row in rows
    ]
    return [row.model_dump(mode="json") for row in found]
