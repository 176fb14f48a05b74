"""`open_table()`: the rows of a workbook or a CSV file as text, read one by one; anything else is refused."""

import csv
import itertools
import re
import zipfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

import filetype  # pyright: ignore[reportMissingTypeStubs]

from services.errors import Invalid
from services.imports.encodings import guess

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_BYTES: Final = 40 * 2**20
"""More than other uploads may have: 100,000 members are a workbook of 11 MB or a CSV file of 35."""
MOST_UNPACKED: Final = 800 * 2**20
MOST_TEXTS: Final = 120 * 2**20
"""The one part of a workbook that has to be held in memory whole: its table of texts."""
MOST_RATIO: Final = 250
MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 120_000
MOST_BLANK: Final = 2_000
"""So many blank rows on end, and the table is over: a formatted sheet has a million of them."""
MOST_CELL: Final = 10_001
MOST_LINE: Final = 300_000
"""Characters of one row: a request to the database holds some megabytes."""

FORMULA: Final = "\ue000"
ERROR: Final = "\ue001"
"""First characters of a cell that holds a formula without its value, and of #N/A and the like."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ue000\ue001\ufffe\uffff]")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Table:
    """A sheet of a file; ``rows()`` begins anew each time and passes over blank rows."""

    name: str
    path: Path
    encoding: str = ""
    formulas: bool = False

    def rows(self) -> Iterator[Row]:
        """Number and cells of each row that holds something. Raises Invalid."""
        source = _csv_rows(self) if self.encoding else _sheet_rows(self)
        blank = kept = 0
        for number, cells in enumerate(source, 1):
            while cells and not cells[-1]:
                cells.pop()
            if not cells:
                blank += 1
                if blank > MOST_BLANK:
                    return
                continue
            blank = 0
            if len(cells) > MOST_COLUMNS:
                raise Invalid("import.too_many_columns", {"most": MOST_COLUMNS})
            if sum(map(len, cells)) > MOST_LINE:
                raise Invalid("import.row_too_long", {"row": number})
            kept += 1
            if kept > MOST_ROWS:
                raise Invalid("import.too_many_rows", {"most": MOST_ROWS})
            yield number, cells


def open_tables(path: Path) -> list[Table]:
    """The sheets of a file that may hold a list.

    Raises Invalid: import.empty, import.too_large, import.encrypted, import.old_format, import.macros,
    import.picture, import.bomb, import.not_workbook, import.broken; while rows are read also
    import.too_many_rows, import.too_many_columns, import.row_too_long.
    """
    size = path.stat().st_size
    if size == 0:
        raise Invalid("import.empty")
    if size > MOST_BYTES:
        raise Invalid("import.too_large")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE):
        with path.open("rb") as file:
            encrypted = _stands_in(file, "EncryptedPackage".encode("utf-16-le"))
        raise Invalid("import.encrypted" if encrypted else "import.old_format")
    if head.startswith(b"PK"):
        return _open_workbook(path)
    kind: Any = cast(Any, filetype).guess(head)
    if kind is not None:
        picture = str(kind.mime).startswith("image/")
        raise Invalid("import.picture" if picture else "import.not_workbook")
    if head.lstrip()[:1] in (b"<", b"{") or (
        b"\0" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff")
    ):
        raise Invalid("import.not_workbook")
    return [Table("", path, encoding=_text_encoding(path))]


def _open_workbook(path: Path) -> list[Table]:
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Invalid("import.macros")
            if "xl/workbook.xml" not in names:
                raise Invalid("import.not_workbook")
            if any(part.flag_bits & 1 for part in parts):
                raise Invalid("import.encrypted")
            # zipfile never gives more than a part declares, so the declared sizes bind.
            texts = sum(p.file_size for p in parts if p.filename.endswith("sharedStrings.xml"))
            unpacked = sum(part.file_size for part in parts)
            packed = sum(part.compress_size for part in parts) or 1
            if unpacked > MOST_UNPACKED or texts > MOST_TEXTS or unpacked > MOST_RATIO * packed:
                raise Invalid("import.bomb")
            kinds = package.read("[Content_Types].xml")[:1_000_000]
            if b"macroEnabled" in kinds:
                raise Invalid("import.macros")
            if any(_declares_entities(package, part) for part in parts):
                raise Invalid("import.bomb")
            formulas = any(
                _holds(package, part, b"<f")
                for part in parts
                if part.filename.startswith("xl/worksheets/")
            )
        with _book(path, values=True) as book:
            return [
                Table(sheet.title, path, formulas=formulas)
                for sheet in book.worksheets[:20]
                if sheet.sheet_state == "visible"
            ]
    except Invalid:
        raise
    except Exception as error:  # a damaged package fails in many ways, each of them "damaged"
        raise Invalid("import.broken") from error


@contextmanager
def _book(path: Path, *, values: bool) -> "Generator[Workbook]":
    """A workbook read row by row; by its content, since openpyxl minds the name of a path."""
    import openpyxl  # loads long: not at the app's start

    with ExitStack() as opened:
        file = opened.enter_context(path.open("rb"))
        book = openpyxl.load_workbook(file, read_only=True, data_only=values)
        yield opened.enter_context(closing(book))


def _declares_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part has a document type: no workbook has one, a billion laughs has."""
    if not part.filename.endswith((".xml", ".rels")):
        return False
    with package.open(part) as file:
        return b"<!DOCTYPE" in file.read(2048)


def _holds(package: zipfile.ZipFile, part: zipfile.ZipInfo, wanted: bytes) -> bool:
    with package.open(part) as file:
        return _stands_in(file, wanted)


def _stands_in(file: IO[bytes], wanted: bytes) -> bool:
    rest = b""
    while chunk := file.read(1 << 20):
        if wanted in rest + chunk:
            return True
        rest = chunk[-len(wanted) :]
    return False


def _sheet_rows(table: Table) -> Iterator[list[str]]:
    try:
        with _book(table.path, values=True) as book:
            sheet = cast(Any, book[table.name])
            sheet.reset_dimensions()  # what a file says of its size may be wrong
            rows: Iterator[tuple[object, ...]] = sheet.iter_rows(
                max_col=MOST_COLUMNS + 1, values_only=True
            )
            if not table.formulas:
                for cells in rows:
                    yield [_text(cell) for cell in cells]
                return
            # Values as they were last computed; beside them the formulas, to tell none from blank.
            with _book(table.path, values=False) as written:
                twin = cast(Any, written[table.name])
                twin.reset_dimensions()
                formulas: Iterator[tuple[object, ...]] = twin.iter_rows(
                    max_col=MOST_COLUMNS + 1, values_only=True
                )
                for cells, forms in zip(rows, formulas, strict=False):
                    yield [
                        _value_or_formula(cell, form)
                        for cell, form in itertools.zip_longest(cells, forms)
                    ]
    except Invalid:
        raise
    except Exception as error:
        raise Invalid("import.broken") from error


def _value_or_formula(value: object, form: object) -> str:
    if value is None and isinstance(form, str) and form.startswith("="):
        return FORMULA + form[:200]
    return _text(value)


_ERRORS: Final = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        if value in _ERRORS:
            return ERROR + value
        return _clean(value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return _clean(str(value))


def _clean(text: str) -> str:
    """Without control characters, which a database refuses, and without blanks around."""
    return _CONTROL.sub(" ", text[:MOST_CELL]).strip()


def _csv_rows(table: Table) -> Iterator[list[str]]:
    with table.path.open(encoding=table.encoding, errors="replace", newline="") as file:
        start = file.read(8192)
        file.seek(0)
        delimiter = max(";,\t", key=lambda sign: start.count(sign))
        csv.field_size_limit(MOST_CELL * 10)
        try:
            for cells in csv.reader(file, delimiter=delimiter):
                # A cell kept from being a formula elsewhere: the apostrophe is no part of it.
                yield [_clean(_unguarded(cell)) for cell in cells[: MOST_COLUMNS + 1]]
        except csv.Error as error:
            raise Invalid("import.broken") from error


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t") else cell


def _text_encoding(path: Path) -> str:
    """UTF-8 or UTF-16 where the bytes say so, else the code page that makes more sense."""
    with path.open("rb") as file:
        start = file.read(200_000)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    with suppress(UnicodeDecodeError), path.open(encoding="utf-8-sig") as text:
        while text.read(1 << 20):
            pass
        return "utf-8-sig"
    # The letters of TCVN3 and VNI are told best as Latin-1; what is neither is Windows' Vietnamese.
    lines = start.decode("latin-1").splitlines()
    return "latin-1" if guess(lines) else "cp1258"
