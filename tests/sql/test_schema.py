"""What every table and function must have. A new one without it fails here, by name."""

import re

import pytest

from services.gateway import SERVICE_FUNCTIONS
from tests.database import Database
from tests.permissions.table import COVERED
from tests.sql.lists import (
    API_FOR_MEMBERS,
    HELPERS_FOR_MEMBERS,
    HELPERS_FOR_SERVICE,
    NOT_AUDITED,
)

pytestmark = pytest.mark.usefixtures("database")

# The constructors of a range type belong to Postgres itself and are open to all: they compute.
OURS = "p.prolang <> (select oid from pg_language where lanname = 'internal')"
CALLABLE = f"""
    select p.proname::text from pg_proc p
    where p.pronamespace = %s::regnamespace and has_function_privilege(%s, p.oid, 'execute')
      and {OURS}
"""
TABLES = """
    select c.oid::regclass::text from pg_class c
    where c.relnamespace = 'handbook'::regnamespace and c.relkind in ('r', 'p')
"""


def column(database: Database, query: str, *values: object) -> set[str]:
    with database.sql() as connection:
        return {row[0] for row in connection.execute(query.encode(), values).fetchall()}


def test_every_table_is_under_row_security_with_a_policy_for_members(database: Database) -> None:
    assert column(database, TABLES) > {"handbook.posts", "handbook.members"}
    bare = column(
        database,
        TABLES
        + """ and (not c.relrowsecurity or not exists (
            select from pg_policies p where p.schemaname = 'handbook' and p.tablename = c.relname
              and 'authenticated' = any (p.roles)))""",
    )
    assert bare == set()


def test_policies_name_the_members_role_and_are_sentences(database: Database) -> None:
    odd = column(
        database,
        """select tablename || ': ' || policyname from pg_policies
           where schemaname = 'handbook' and (roles <> '{authenticated}' or policyname !~ ' .* ')""",
    )
    assert odd == set()


def test_nobody_but_members_and_the_service_may_touch_a_table(database: Database) -> None:
    held = column(
        database,
        """select distinct grantee || ' ' || privilege_type || ' ' || table_name
           from information_schema.role_table_grants
           where table_schema = 'handbook' and grantee <> 'postgres'""",
    )
    assert not {g for g in held if g.startswith(("anon ", "PUBLIC "))}
    assert not {g for g in held if " DELETE " in g or " TRUNCATE " in g or " TRIGGER " in g}
    assert {g for g in held if g.startswith("service_role ")} == {
        "service_role SELECT installation",
        "service_role SELECT policy_versions",
        "service_role SELECT role_capabilities",
        "service_role SELECT units",
    }


def test_schema_api_holds_functions_only(database: Database) -> None:
    assert (
        column(
            database, "select relname::text from pg_class where relnamespace = 'api'::regnamespace"
        )
        == set()
    )


@pytest.mark.parametrize("schema", ["api", "handbook"])
def test_execute_is_never_left_to_public(database: Database, schema: str) -> None:
    public = column(
        database,
        f"""select p.oid::regprocedure::text from pg_proc p
           where p.pronamespace = %s::regnamespace and {OURS}
             and (p.proacl is null or exists (
               select from aclexplode(p.proacl) a where a.grantee = 0))""",
        schema,
    )
    assert public == set()


def test_anonymous_may_call_nothing(database: Database) -> None:
    assert column(database, CALLABLE, "api", "anon") == set()
    assert column(database, CALLABLE, "handbook", "anon") == set()
    assert database.value("select has_schema_privilege('anon', 'api', 'usage')") is False
    assert database.value("select has_schema_privilege('anon', 'handbook', 'usage')") is False


def test_members_may_call_exactly_these_functions(database: Database) -> None:
    assert column(database, CALLABLE, "api", "authenticated") == API_FOR_MEMBERS


def test_the_secret_key_opens_exactly_the_gateways_list(database: Database) -> None:
    assert column(database, CALLABLE, "api", "service_role") == SERVICE_FUNCTIONS
    assert SERVICE_FUNCTIONS.isdisjoint(API_FOR_MEMBERS)


def test_helpers_open_to_members_are_listed_with_the_reason(database: Database) -> None:
    assert column(database, CALLABLE, "handbook", "authenticated") == set(HELPERS_FOR_MEMBERS)
    assert column(database, CALLABLE, "handbook", "service_role") == set(HELPERS_FOR_SERVICE)
    assert all(HELPERS_FOR_MEMBERS.values())


def test_every_function_of_the_api_stands_in_the_permission_table(database: Database) -> None:
    written = column(
        database, "select proname::text from pg_proc where pronamespace = 'api'::regnamespace"
    )
    assert written == COVERED


def test_every_function_of_the_api_says_what_who_and_which_errors(database: Database) -> None:
    with database.sql() as connection:
        rows = connection.execute(
            """select p.proname::text, coalesce(obj_description(p.oid, 'pg_proc'), '')
               from pg_proc p where p.pronamespace = 'api'::regnamespace"""
        ).fetchall()
    for name, comment in rows:
        assert len(comment) > 40, name
        assert "Errors: " in comment, name
        assert re.search(r"Caller: |Service only\.", comment), name


def test_a_function_documents_the_codes_it_raises(database: Database) -> None:
    with database.sql() as connection:
        rows = connection.execute(
            """select p.proname::text, p.prosrc, obj_description(p.oid, 'pg_proc')
               from pg_proc p where p.pronamespace = 'api'::regnamespace"""
        ).fetchall()
    for name, source, comment in rows:
        raised = set(re.findall(r"fail\('([a-z_.]+)'", source))
        if "require_me()" in source or "handbook.remembered(" in source:
            raised.add("session.ended")
        if "handbook.remembered(" in source:
            raised |= {"write.key_missing", "write.key_reused"}
        if "handbook.attach(" in source:
            raised |= {"post.too_many_files", "file.not_found"}
        assert not {code for code in raised if code not in comment}, name


def test_every_write_binds_its_key_to_all_that_it_is_given(database: Database) -> None:
    with database.sql() as connection:
        rows = connection.execute(
            """select p.proname::text, p.prosrc, p.proargnames::text[] from pg_proc p
               where p.pronamespace = 'api'::regnamespace and p.proargnames[1] = 'key'"""
        ).fetchall()
    assert len(rows) > 15
    for name, source, arguments in rows:
        bound = re.search(r"^(.*handbook\.remembered\(.*?\));", source, re.DOTALL | re.MULTILINE)
        assert bound, f"{name} takes a key and does not remember it"
        left_out = {a for a in arguments[1:] if not re.search(rf"\b{a}\b", bound[1])}
        assert left_out == set(), name


def test_definer_functions_stand_in_handbook_or_serve_the_secret_key(database: Database) -> None:
    assert (
        column(
            database,
            "select proname::text from pg_proc"
            " where pronamespace = 'api'::regnamespace and prosecdef",
        )
        <= SERVICE_FUNCTIONS
    )
    elsewhere = column(
        database,
        """select p.oid::regprocedure::text from pg_proc p
           where p.prosecdef and p.pronamespace not in
             ('handbook'::regnamespace, 'api'::regnamespace, 'pg_catalog'::regnamespace)""",
    )
    assert elsewhere == set()


def test_every_function_pins_an_empty_search_path(database: Database) -> None:
    loose = column(
        database,
        f"""select p.oid::regprocedure::text from pg_proc p
           where p.pronamespace in ('api'::regnamespace, 'handbook'::regnamespace) and {OURS}
             and not coalesce('search_path=""' = any (p.proconfig), false)""",
    )
    assert loose == set()


def test_every_lasting_table_is_audited(database: Database) -> None:
    silent = column(
        database,
        TABLES
        + """ and not c.relispartition and not exists (
            select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
            where t.tgrelid = c.oid and p.proname = 'audit_row' and t.tgtype & 28 = 28
              and t.tgenabled = 'O')""",
    )
    assert silent == {f"handbook.{name}" for name in NOT_AUDITED}


def test_secrets_are_named_to_the_audit_trigger(database: Database) -> None:
    arguments = database.value(
        """select encode(t.tgargs, 'escape') from pg_trigger t
           where t.tgrelid = 'handbook.one_time_codes'::regclass and t.tgname = 'audit_row'"""
    )
    assert "code_hash" in arguments


def test_the_database_needs_nothing_newer_than_15_and_no_pgcrypto(database: Database) -> None:
    assert column(database, "select extname::text from pg_extension") <= {
        "plpgsql", "pg_trgm", "unaccent", "ltree",
    }  # fmt: skip
