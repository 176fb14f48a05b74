"""Whether every row stands where the tree says, in whichever table it is."""

from tests.database import Connection, value
from tests.house import House

TABLES = r"""
  select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'handbook'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and a.attname = 'unit_path' and not a.attisdropped and c.relname not like 'audit\_%'
"""
# From where a row of a table t has its path: by the first of these columns that the table has.
OWNERS = {
    "unit_id": "(select u.path from handbook.units u where u.id = t.unit_id)",
    "member_id": "(select m.unit_path from handbook.members m where m.id = t.member_id)",
    "post_id": "(select p.unit_path from handbook.posts p where p.id = t.post_id)",
    "import_id": "(select i.unit_path from handbook.imports i where i.id = t.import_id)",
    "meeting_id": "(select m.unit_path from handbook.meetings m where m.id = t.meeting_id)",
    "attachment_id": "(select a.unit_path from handbook.attachments a where a.id = t.attachment_id)",
}


def tables(connection: Connection) -> list[str]:
    """Every table with a path."""
    return sorted(str(name) for (name,) in connection.execute(TABLES.encode()).fetchall())


def _columns(connection: Connection, table: str) -> set[str]:
    found = connection.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0",
        (f"handbook.{table}",),
    ).fetchall()
    return {str(name) for (name,) in found}


def rightful(connection: Connection, table: str) -> str:
    """Where the path of a row of this table comes from."""
    columns = _columns(connection, table)
    return next(path for column, path in OWNERS.items() if column in columns)


def astray(connection: Connection) -> dict[str, int]:
    """Rows whose path is not that of their unit, member or post, by table."""
    found = {
        "units": value(
            connection,
            """select count(*) from handbook.units u left join handbook.units p on p.id = u.parent_id
               where u.path is distinct from coalesce(p.path, '') || right(u.path, 5)""",
        )
    }
    for table in tables(connection):
        wrong = f"t.unit_path is distinct from {rightful(connection, table)}"
        found[table] = value(connection, f"select count(*) from handbook.{table} t where {wrong}")
    return {table: count for table, count in found.items() if count}


def strays(house: House) -> dict[str, int]:
    """The same, over a connection of its own."""
    with house.sql() as connection:
        return astray(connection)


def carried(house: House, path: str) -> dict[str, int]:
    """How many rows stand at or below a path, by table."""
    with house.sql() as connection:
        return {
            table: value(
                connection,
                f"select count(*) from handbook.{table} where unit_path >= %s and unit_path < %s",
                path,
                path + "~",
            )
            for table in tables(connection)
        }
