"""Imports in the permission table: the same form as tests/permissions/table.py. A list is its owner's alone."""

# ruff: noqa: E501 - a table is read line by line

from uuid import UUID, uuid4

from tests.database import Database
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.world import World

OFFICES = "staff_a city_staff"
OWNER = "staff_a"
NO_UNIT = "unit.not_found"
NO_IMPORT = "import.not_found"


def import_of(database: Database, state: str, owner: str = OWNER) -> UUID:
    """A list of ward A with one line for a new member of A1, a new list each time."""
    import_id: UUID = database.value(
        "insert into handbook.imports (member_id, unit_id, unit_path, purpose, state, file_name, heads, head_key, mapping, total)"
        " select %s, u.id, u.path, 'add', %s::handbook.import_state, 'danh-sach.xlsx', '[\"a\"]', 'x', '[\"full_name\"]', 1"
        " from handbook.units u where u.id = %s returning id",
        database.id(owner), state, database.unit("ward-a"),
    )  # fmt: skip
    database.run(
        "insert into handbook.import_rows (import_id, row_no, unit_path, raw, fields, cell_id, kind, decision, state)"
        " select i.id, 2, i.unit_path, '[\"x\"]', '{\"full_name\": \"Lê Thị Danh Sách\", \"status\": \"official\"}', %s, 'new', 'take', 'checked'"
        " from handbook.imports i where i.id = %s",
        database.unit("cell-a1"), import_id,
    )  # fmt: skip
    return import_id


def about(state: str, **more: object) -> Make:
    """About a list in a state."""
    return lambda world, who: {"import_id": import_of(world.database, state), **more}


def start(unit: str) -> Make:
    """A new list for a unit."""

    def make(world: World, who: str) -> Arguments:
        return {
            "key": uuid4(), "unit_id": world.database.unit(unit), "purpose": "add", "file_name": "a.xlsx",
            "heads": ["a"], "head_key": "x", "mapping": [None],
        }  # fmt: skip

    return make


ROWS: list[dict[str, object]] = [{"n": 3, "raw": ["y"]}]
READ: list[dict[str, object]] = [{"n": 2, "fields": {}, "cell_id": None, "faults": []}]
MINE = {"ok": OWNER}

TABLE = (
    Case("import_places", "in scope", outcomes={"ok": OFFICES}, others="empty", stranger="empty"),
    Case("import_start", "for ward A", start("ward-a"), {"ok": OFFICES}, NO_UNIT),
    Case("import_start", "for cell A1", start("cell-a1"), {"ok": OFFICES}, NO_UNIT),
    Case("import_start", "for ward B", start("ward-b"), {"ok": "city_staff"}, NO_UNIT),
    Case("import_stage", "of staff A", about("staging", rows=ROWS), MINE, NO_IMPORT),
    Case("import_map", "of staff A", about("staging", mapping=["full_name"]), MINE, NO_IMPORT),
    Case("import_rows", "of staff A", about("checked"), MINE, "empty", "empty"),
    Case("import_check", "of staff A", about("checking", rows=READ), MINE, NO_IMPORT),
    Case("import_checked", "of staff A", about("checking"), MINE, NO_IMPORT),
    Case("import_open", "of staff A", about("checked"), MINE, NO_IMPORT),
    Case("import_lines", "of staff A", about("checked", part="missing"), MINE, "empty", "empty"),
    Case("import_decide", "of staff A", about("checked", row_no=2, decision="later"), MINE, NO_IMPORT),
    Case("import_apply", "of staff A", about("checked"), MINE, NO_IMPORT),
    Case("import_undo", "of staff A", about("applied"), MINE, NO_IMPORT),
    Case("import_drop", "of staff A", about("checked"), MINE, NO_IMPORT),
    Case("my_imports", "own", outcomes={"ok": OFFICES}, others="empty", stranger="empty"),
)  # fmt: skip
BY_ID: dict[str, tuple[str, dict[str, object]]] = {
    "import_stage": ("staging", {"rows": ROWS}),
    "import_map": ("staging", {"mapping": ["full_name"]}),
    "import_rows": ("checked", {}),
    "import_check": ("checking", {"rows": READ}),
    "import_checked": ("checking", {}),
    "import_open": ("checked", {}),
    "import_lines": ("checked", {"part": "missing"}),
    "import_decide": ("checked", {"row_no": 2, "decision": "later"}),
    "import_apply": ("checked", {}),
    "import_undo": ("applied", {}),
    "import_drop": ("checked", {}),
}
"""Functions about one list: the state in which it can be asked about, and what else they take."""
VOID = {"import_map", "import_checked", "import_decide", "import_drop"}
