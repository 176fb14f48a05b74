"""What a bootstrapped cluster holds: roles without power, tables without strangers."""

import psycopg
import pytest

from services.backend.bootstrap import bootstrap
from services.backend.postgres import PostgresServer


def _rows(
    server: PostgresServer, query: str, user: str = "supabase_admin"
) -> list[tuple[object, ...]]:
    with psycopg.connect(server.conninfo(user)) as conn:
        return conn.execute(query.encode()).fetchall()


def test_it_may_run_again_and_changes_nothing(database: PostgresServer) -> None:
    query = (
        "select 'role', rolname::text, rolconfig::text, (rolsuper, rolinherit, rolcreaterole,"
        " rolcreatedb, rolcanlogin, rolreplication, rolbypassrls)::text from pg_roles"
        " where rolname !~ '^pg_'"
        " union all select 'table', oid::regclass::text, relacl::text, relowner::regrole::text"
        " from pg_class where relnamespace in ('auth'::regnamespace, 'storage'::regnamespace)"
        " union all select 'function', oid::regprocedure::text, proacl::text, md5(prosrc)"
        " from pg_proc where pronamespace in ('auth'::regnamespace, 'storage'::regnamespace)"
        " union all select 'schema', nspname::text, nspacl::text, nspowner::regrole::text"
        " from pg_namespace where nspname !~ '^pg_' order by 1, 2"
    )
    before = _rows(database, query)
    bootstrap(lambda name: database.conninfo("supabase_admin", name))
    assert _rows(database, query) == before


def test_roles_are_as_powerless_as_on_hosted_supabase(database: PostgresServer) -> None:
    found = {
        str(name): flags
        for name, *flags in _rows(
            database,
            "select rolname, rolsuper, rolcanlogin, rolinherit, rolbypassrls, rolcreaterole,"
            " rolcreatedb, rolreplication from pg_roles where rolname !~ '^pg_'",
        )
    }
    none = [False] * 7
    assert found.pop("supabase_admin")[0] is True
    assert found == {
        "postgres": [False, True, True, True, True, True, False],
        "authenticator": [False, True, *none[2:]],
        "supabase_auth_admin": [False, True, *none[2:]],
        "supabase_storage_admin": [False, True, *none[2:]],
        "anon": none,
        "authenticated": none,
        "service_role": [False, False, False, True, False, False, False],
    }


def test_who_may_become_whom(database: PostgresServer) -> None:
    members = _rows(
        database,
        "select m.member::regrole::text, array_agg(m.roleid::regrole::text order by 1)"
        " from (select member, roleid from pg_auth_members group by 1, 2) m"
        " where m.member::regrole::text !~ '^pg_' group by 1 order by 1",
    )
    three = ["anon", "authenticated", "service_role"]
    assert [(name, sorted(roles)) for name, roles in members if name != "supabase_admin"] == [  # pyright: ignore[reportArgumentType, reportUnknownVariableType]
        ("authenticator", three),
        ("postgres", three),
        ("supabase_storage_admin", three),
    ]


@pytest.mark.parametrize("role", ["anon", "authenticated", "service_role", "authenticator"])
def test_requests_read_nothing_of_auth(database: PostgresServer, role: str) -> None:
    tables = _rows(
        database,
        "select relname from pg_class where relkind = 'r' and relnamespace = 'auth'::regnamespace",
    )
    assert len(tables) == 9
    with psycopg.connect(database.conninfo("supabase_admin"), autocommit=True) as conn:
        conn.execute(f"set role {role}".encode())
        for (table,) in tables:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(f"select * from auth.{table}".encode())


def test_the_owner_of_the_product_reads_sessions_and_refers_to_users(
    database: PostgresServer,
) -> None:
    with psycopg.connect(database.conninfo("postgres")) as conn:
        conn.execute("select * from auth.sessions")
        conn.execute("create table hidden.refers (id uuid references auth.users on delete cascade)")
        conn.execute("create policy more on storage.objects for select to anon using (false)")
        conn.execute("create extension if not exists unaccent with schema extensions")
        conn.rollback()
    assert _rows(database, "select extensions.unaccent('Đảng viên')", "postgres") == [
        ("Dang vien",)
    ]


def test_vietnamese_letters_have_cases_and_paths_have_byte_order(database: PostgresServer) -> None:
    assert _rows(database, "select lower('ĐẢNG ỦY'), 'Z' < 'a', 'b' < 'ă'", "postgres") == [
        ("đảng ủy", True, True)
    ]


def test_every_table_has_row_security(database: PostgresServer) -> None:
    open_tables = _rows(
        database,
        "select oid::regclass::text from pg_class where relkind = 'r' and not relrowsecurity"
        " and relnamespace in ('auth'::regnamespace, 'storage'::regnamespace)",
    )
    assert open_tables == []
