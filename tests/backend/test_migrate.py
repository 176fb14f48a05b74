"""Each migration once, whole, unchanged, and in the Supabase CLI's own table."""

import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TypeAlias

import psycopg
import pytest

from services.backend.migrate import (
    DatabaseUnreachable,
    MigrationChanged,
    MigrationFailed,
    MigrationMisplaced,
    MigrationRefused,
    MigrationVanished,
    migrate,
)
from services.backend.postgres import PostgresServer, start_server

ONE = "create table one (id int primary key);"
TWO = "create table two (id int primary key); insert into two values (1);"

Rows: TypeAlias = list[tuple[object, ...]]
Ask: TypeAlias = Callable[[str], Rows]

numbers = count(1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    folder = tmp_path_factory.mktemp("migrate") / "data"
    with start_server(folder, settings={"fsync": "off"}) as running:
        with psycopg.connect(
            running.conninfo("supabase_admin", "postgres"), autocommit=True
        ) as admin:
            admin.execute("create role postgres login createrole createdb bypassrls")
        yield running


@pytest.fixture
def database(server: PostgresServer) -> str:
    """The connection of role postgres to a new, empty database of its own."""
    name = f"empty_{next(numbers)}"
    with psycopg.connect(server.conninfo("supabase_admin", "postgres"), autocommit=True) as admin:
        admin.execute(f"create database {name} owner postgres".encode())
    return server.conninfo("postgres", name)


@pytest.fixture
def ask(database: str) -> Ask:
    def run(query: str) -> Rows:
        with psycopg.connect(database) as connection:
            cursor = connection.execute(query.encode())
            return cursor.fetchall() if cursor.description else []

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "20260101000000_one.sql", ONE)
    write(tmp_path, "20260102000000_two.sql", TWO)
    return tmp_path


def write(folder: Path, name: str, sql: str) -> None:
    (folder / name).write_text(sql, encoding="utf-8", newline="")


def test_applies_what_is_missing_in_order_and_tells(database: str, folder: Path, ask: Ask) -> None:
    assert migrate(database, folder) == ["20260101000000", "20260102000000"]
    assert migrate(database, folder) == []
    write(folder, "20260103000000_three.sql", "create table three ();")
    assert migrate(database, folder) == ["20260103000000"]
    assert ask("select id from two") == [(1,)]


def test_the_history_is_the_supabase_clis(database: str, folder: Path, ask: Ask) -> None:
    migrate(database, folder)
    history = (
        "select version, name, statements from supabase_migrations.schema_migrations order by 1"
    )
    assert ask(history) == [
        ("20260101000000", "one", [ONE]),
        ("20260102000000", "two", [TWO]),
    ]


def test_continues_what_the_supabase_cli_began(database: str, folder: Path, ask: Ask) -> None:
    ask(
        "create schema supabase_migrations;"
        "create table supabase_migrations.schema_migrations"
        " (version text not null primary key, statements text[], name text, created_by text);"
        "insert into supabase_migrations.schema_migrations (version, statements, name)"
        " values ('20260101000000', array['create table one (id int primary key)'], 'one');"
    )
    assert migrate(database, folder) == ["20260102000000"]
    write(folder, "20260101000000_one.sql", ONE + " -- changed")
    with pytest.raises(MigrationChanged):
        migrate(database, folder)


def test_a_changed_file_is_refused(database: str, folder: Path, ask: Ask) -> None:
    migrate(database, folder)
    write(folder, "20260101000000_one.sql", ONE + "\n")
    write(folder, "20260103000000_three.sql", "create table three ();")
    with pytest.raises(MigrationChanged, match=r"20260101000000_one\.sql đã bị sửa") as refused:
        migrate(database, folder)
    assert refused.value.version == "20260101000000"
    assert ask("select to_regclass('three')") == [(None,)]


def test_other_line_ends_are_the_same_file(database: str, folder: Path) -> None:
    write(folder, "20260103000000_three.sql", "create table three (\n);\n")
    migrate(database, folder)
    write(folder, "20260103000000_three.sql", "create table three (\r\n);\r\n")
    assert migrate(database, folder) == []


def test_a_vanished_file_is_refused(database: str, folder: Path) -> None:
    migrate(database, folder)
    (folder / "20260102000000_two.sql").unlink()
    with pytest.raises(MigrationVanished, match="20260102000000_two"):
        migrate(database, folder)


def test_a_file_before_an_applied_one_is_refused(database: str, folder: Path, ask: Ask) -> None:
    migrate(database, folder)
    write(folder, "20260101120000_late.sql", "create table late ();")
    with pytest.raises(MigrationMisplaced, match="20260101120000_late"):
        migrate(database, folder)
    assert ask("select to_regclass('late')") == [(None,)]


@pytest.mark.parametrize("name", ["three.sql", "20260103000000.sql", "20260101000000_again.sql"])
def test_a_name_that_says_no_place_is_refused(database: str, folder: Path, name: str) -> None:
    write(folder, name, "select 1")
    with pytest.raises(MigrationMisplaced):
        migrate(database, folder)


def test_an_empty_folder_is_refused(database: str, tmp_path: Path) -> None:
    with pytest.raises(MigrationMisplaced):
        migrate(database, tmp_path)


def test_a_failing_file_leaves_nothing_of_itself(database: str, folder: Path, ask: Ask) -> None:
    write(folder, "20260103000000_bad.sql", "create table bad ();\n\nselect nothing_like_this;")
    with pytest.raises(MigrationFailed, match=r"20260103000000_bad\.sql \(dòng 3\)") as failed:
        migrate(database, folder)
    assert "\n" not in str(failed.value)
    assert ask("select to_regclass('bad'), to_regclass('two')::text") == [(None, "two")]
    write(folder, "20260103000000_bad.sql", "create table bad ();")
    assert migrate(database, folder) == ["20260103000000"]


@pytest.mark.parametrize("sql", ["commit;", "commit; begin;", "rollback; begin;"])
def test_a_file_may_not_end_the_transaction(database: str, folder: Path, sql: str) -> None:
    write(folder, "20260103000000_own.sql", sql)
    with pytest.raises(MigrationFailed, match="giao dịch"):
        migrate(database, folder)


def test_text_that_only_looks_like_parameters_or_statements(
    database: str, folder: Path, ask: Ask
) -> None:
    write(
        folder,
        "20260103000000_text.sql",
        "create function odd() returns text language plpgsql as $body$\n"
        "begin -- ; %s {x} 100%\n"
        "  return format('%s; %I', 'a;b', 'Đ');\n"
        "end $body$;\n",
    )
    migrate(database, folder)
    assert ask("select odd()") == [('a;b; "Đ"',)]


def test_a_files_own_settings_end_with_it(database: str, folder: Path, ask: Ask) -> None:
    write(folder, "20260103000000_set.sql", "create schema aside; set search_path = aside;")
    write(folder, "20260104000000_next.sql", "create table next ();")
    migrate(database, folder)
    assert ask("select schemaname from pg_tables where tablename = 'next'") == [("public",)]


def test_a_long_file_is_not_cut_off_by_the_roles_timeout(
    database: str, folder: Path, ask: Ask
) -> None:
    ask("alter role postgres in database " + database_name(ask) + " set statement_timeout = '50ms'")
    write(folder, "20260103000000_long.sql", "select pg_sleep(0.2);")
    assert "20260103000000" in migrate(database, folder)


def test_two_processes_at_once_apply_each_file_once(database: str, folder: Path) -> None:
    write(folder, "20260103000000_slow.sql", "create table slow (); select pg_sleep(0.3);")
    done: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: done.append(migrate(database, folder))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 4, "one of them failed"
    applied = sorted(version for versions in done for version in versions)
    assert applied == ["20260101000000", "20260102000000", "20260103000000"]


def test_a_table_somebody_holds_does_not_block_the_house(
    database: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(database, folder)
    monkeypatch.setattr("services.backend.migrate.LOCK_WAIT", "100ms")
    write(folder, "20260103000000_alter.sql", "alter table one add column name text;")
    with psycopg.connect(database) as reader:
        reader.execute("select * from one")
        with pytest.raises(MigrationFailed, match="lock timeout"):
            migrate(database, folder)
    assert migrate(database, folder) == ["20260103000000"]


def test_no_connection_is_one_line(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(DatabaseUnreachable) as refused:
        migrate(f"host={tmp_path} user=postgres dbname=x", folder)
    assert "\n" not in str(refused.value)


def test_a_role_without_rights_is_one_line(server: PostgresServer, folder: Path) -> None:
    with pytest.raises(MigrationRefused, match="permission denied") as refused:
        migrate(server.conninfo("postgres", "postgres"), folder)
    assert "\n" not in str(refused.value)


def database_name(ask: Ask) -> str:
    return str(ask("select current_database()")[0][0])
