"""What may know what, where people's words stand, and who holds the secret key. Read with `ast` alone."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from services.gateway import SERVICE_FUNCTIONS
from tests.sql.lists import API_FOR_MEMBERS

ROOT = Path(__file__).resolve().parent.parent
SUPABASE = {"supabase", "supabase_auth", "postgrest", "storage3", "realtime", "gotrue"}
LONGEST = 350


def sources(*folders: str) -> list[Path]:
    """Python files of these folders, relative to the repository."""
    found = [p for folder in folders for p in (ROOT / folder).rglob("*.py")]
    return sorted(path.relative_to(ROOT) for path in found)


PRODUCT = [Path("app.py"), *sources("services", "views")]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Modules that a file imports, also inside functions; `from a import b` counts as a and a.b."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def packages(path: Path) -> set[str]:
    """The top-level packages that a file imports."""
    return {module.split(".")[0] for module in imports(path)}


def under(module: str, *packages: str) -> bool:
    return any(module == p or module.startswith(f"{p}.") for p in packages)


def importers(*packages: str) -> set[str]:
    """Which files of the product import one of these packages."""
    return {str(p) for p in PRODUCT if any(under(m, *packages) for m in imports(p))}


# Import directions ----------------------------------------------------------------------------


def test_the_files_are_there() -> None:
    names = {str(path) for path in PRODUCT}
    assert {"services/gateway/rest.py", "services/backend/app.py", "views/paths.py"} <= names


def test_services_know_no_screen() -> None:
    for path in sources("services"):
        assert not packages(path) & {"flet", "flet_web", "views", "app"}, path


def test_product_code_knows_no_test() -> None:
    assert importers("tests", "pytest", "bench") == set()


def test_screens_know_services_and_nothing_behind_them() -> None:
    behind = SUPABASE | {"httpx", "psycopg", "psycopg_pool", "jwt", "bcrypt"}
    for path in sources("views"):
        assert not packages(path) & behind, path
    for path in sources("views"):
        if path.parts[1] not in ("serve.py", "web"):
            reached = {m for m in imports(path) if under(m, "services.backend", "services.gateway")}
            assert not reached, path


def test_only_the_gateway_imports_supabase() -> None:
    assert {Path(path).parent for path in importers(*SUPABASE)} == {Path("services/gateway")}


def test_the_local_gateway_is_no_client_of_itself() -> None:
    for path in sources("services/backend"):
        assert not packages(path) & (SUPABASE | {"flet", "httpx"}), path
        above = {m for m in imports(path) if under(m, "services")} - {"services"}
        assert all(under(m, "services.backend", "services.refusal") for m in above), path


# Who may open a database connection of its own, and why it is not the gateway's path.
DIRECT = {
    "app.py": "says in one line that the database is lost",
    "services/accounts/first_officers.py": "the birth of a real database",
    "services/audit/verification.py": "checks the log from outside the app",
    "services/runtime.py": "starts the embedded database",
}


def test_only_the_backend_the_demo_and_named_files_speak_to_postgres() -> None:
    speaking = importers("psycopg", "psycopg_pool")
    allowed = set(DIRECT) | {
        str(p) for p in PRODUCT if str(p).startswith(("services/backend/", "services/demo/"))
    }
    assert speaking <= allowed
    assert set(DIRECT) <= speaking, "a name that is no longer needed"


LAYERS = ("errors", "models", "rules")


def test_models_and_rules_are_leaves() -> None:
    """errors, models, rules: pure, importing each other and libraries only."""
    for path in sources("services"):
        if path.stem not in LAYERS or "backend" in path.parts:
            continue
        inner = {m for m in imports(path) if under(m, "services") and m != "services"}
        leaves = re.compile(r"services\.((\w+\.)?(errors|models|rules|strings)|strings)(\.\w+)?")
        assert all(leaves.fullmatch(m) or m.count(".") == 1 for m in inner), (path, inner)
        assert not packages(path) & {"asyncio", "httpx", "psycopg", "supabase"}, path


def test_services_of_rooms_meet_through_the_container_alone() -> None:
    for path in sources("services"):
        if path.name == "service.py":
            others = {
                m for m in imports(path) if re.fullmatch(r"services\.\w+\.service(\.\w+)?", m)
            }
            assert not others, path
            assert not {m for m in imports(path) if under(m, "services.container")}, path


def rooms() -> set[str]:
    shared = {"shared", "web", "routes"}
    return {p.parts[1] for p in sources("views") if len(p.parts) > 2} - shared


def test_rooms_of_screens_do_not_know_each_other() -> None:
    assert {"home", "posts", "directives"} <= rooms()
    for path in sources("views"):
        if len(path.parts) > 2 and path.parts[1] in rooms():
            others = rooms() - {path.parts[1]}
            met = {m for m in imports(path) if under(m, *(f"views.{room}" for room in others))}
            assert not met, path
            routing = {"views.routes", "views.root", "views.serve", "views.web"}
            assert not {m for m in imports(path) if under(m, *routing)}, path


def test_what_rooms_share_knows_no_room() -> None:
    for path in sources("views/shared"):
        met = {m for m in imports(path) if under(m, *(f"views.{room}" for room in rooms()))}
        assert not met, path


# Words ----------------------------------------------------------------------------------------


def documentation(path: Path) -> set[int]:
    """Ids of the constants that are docstrings, of attributes as well."""
    found: set[int] = set()
    for node in ast.walk(tree(path)):
        body: object = getattr(node, "body", None)
        for statement in cast(list[ast.AST], body) if isinstance(body, list) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found


# Two letters or more, one of them not English; signs such as a dot between two facts are no words.
WORD = re.compile(r"(?=[^\W\d_]*[^\W\d_a-zA-Z])[^\W\d_]{2,}")
# Letters that are the matter itself, not words for people.
LETTERS = {
    "services/articles/encoding.py": "letters by which a file's encoding is told",
    "services/imports/encodings.py": "the letters of the encodings before Unicode",
    "services/backend/auth/logins.py": "the unit of microseconds",
    "views/settings/agents.py": "a browser's own name",
}


def words(path: Path) -> Iterator[str]:
    """Words of the program and names in it that are not English; documentation aside."""
    documented = documentation(path)
    for node in ast.walk(tree(path)):
        text = ""
        if isinstance(node, ast.Constant) and id(node) not in documented:
            text = str(node.value) if isinstance(node.value, str) else ""
        elif isinstance(node, ast.Name):
            text = node.id
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            text = node.name
        elif isinstance(node, ast.arg | ast.keyword):
            text = node.arg or ""
        elif isinstance(node, ast.Attribute):
            text = node.attr
        if WORD.search(text):
            yield f"{path}:{getattr(node, 'lineno', 0)} {text[:60]!r}"


def test_words_for_people_stand_in_strings_alone() -> None:
    found = {str(path): [*words(path)] for path in PRODUCT if path.name != "strings.py"}
    assert {path for path, said in found.items() if said} == set(LETTERS), found


def test_identifiers_in_strings_are_english_too() -> None:
    for path in PRODUCT:
        names = {n.id for n in ast.walk(tree(path)) if isinstance(n, ast.Name)}
        assert all(name.isascii() for name in names), path


def test_strings_hold_words_and_no_screens_or_services() -> None:
    for path in PRODUCT:
        if path.name == "strings.py":
            assert not packages(path) & {"flet", "supabase", "psycopg", "httpx"}, path


# The secret key -------------------------------------------------------------------------------


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                yield function.id, node
            elif isinstance(function, ast.Attribute):
                yield function.attr, node


def test_what_holds_the_secret_key_is_made_in_one_place() -> None:
    made = {
        (name, str(path))
        for path in PRODUCT
        for name, _ in calls(path)
        if name in ("AuthAdmin", "Service")
    }
    assert made == {
        ("AuthAdmin", "services/container.py"), ("Service", "services/container.py"),
    }  # fmt: skip


HOLDERS = {
    "services/gateway/auth.py": "the fence itself: a closed list of verbs",
    "services/gateway/connection.py": "where the key lies",
    "services/gateway/rest.py": "the fence itself: a closed list of functions",
    "services/runtime.py": "hands it from the settings or the key file to the gateway",
    "services/settings.py": "reads it from the environment",
}


def test_the_secret_key_is_named_in_few_files() -> None:
    named = {
        str(path)
        for path in PRODUCT
        if re.search(r"\bsecret_key\b|supabase_secret", (ROOT / path).read_text("utf-8"))
        and not str(path).startswith("services/backend/")
    }
    assert named == set(HOLDERS)


def rpc_names(*, of_service: bool) -> set[str]:
    """Functions that the services call, by the holder of the key they use."""
    found: set[str] = set()
    for path in PRODUCT:
        for name, call in calls(path):
            if name != "rpc" or not isinstance(call.func, ast.Attribute):
                continue
            holder = ast.unparse(call.func.value)
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant) and ("service" in holder) == of_service:
                found.add(str(first.value))
            elif isinstance(first, ast.JoinedStr) or (
                isinstance(first, ast.Name) and str(path) != "services/gateway/rest.py"
            ):
                pytest.fail(f"{path}: a function's name is not written out")
    return found


def test_the_service_calls_what_is_on_its_list_and_all_of_it() -> None:
    assert rpc_names(of_service=True) == SERVICE_FUNCTIONS


def test_members_services_call_every_function_that_members_have() -> None:
    called = rpc_names(of_service=False)
    assert called <= API_FOR_MEMBERS
    # my_resets is part of my_session; it stands in the api for other clients.
    assert API_FOR_MEMBERS - called == {"my_resets"}


# Size and habits ------------------------------------------------------------------------------


# Longer than they should be; these may shrink and never grow.
TOO_LONG = {"views/visit.py": 425}


def test_no_file_is_longer_than_one_reads() -> None:
    for path in PRODUCT:
        lines = len((ROOT / path).read_text("utf-8").splitlines())
        assert lines <= TOO_LONG.get(str(path), LONGEST), path


def test_services_and_screens_print_nothing() -> None:
    printing = {
        f"{path}:{call.lineno}"
        for path in sources("services", "views")
        for name, call in calls(path)
        if name in ("print", "pprint", "breakpoint")
    }
    assert printing == set()


def test_no_text_is_an_empty_field_to_a_screen_reader() -> None:
    """What ``Text.selectable`` makes of words in a browser; ``parts.selectable`` does without."""
    marked = {
        f"{path}:{call.lineno}"
        for path in sources("views")
        for name, call in calls(path)
        if name != "Markdown" and any(k.arg == "selectable" for k in call.keywords)
    }
    assert marked == set()


def test_every_file_says_what_it_is_for() -> None:
    silent = {str(path) for path in PRODUCT if not ast.get_docstring(tree(path))}
    assert silent == set()


def test_nothing_is_left_for_later() -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError")
    left = {str(p) for p in PRODUCT if unfinished.search((ROOT / p).read_text("utf-8"))}
    assert left == set()


def test_only_functions_are_exposed_and_nobody_signs_up_on_hosted_supabase() -> None:
    config = tomllib.loads((ROOT / "supabase" / "config.toml").read_text("utf-8"))
    assert config["api"]["schemas"] == ["api"]
    assert config["auth"]["enable_signup"] is False
    # For one way of signing in the same word switches off the way, not only the opening of accounts.
    assert config["auth"]["email"]["enable_signup"] is True
    assert config["auth"]["sms"]["enable_signup"] is True


def test_the_day_is_that_of_vietnam_whatever_the_machines_clock_says() -> None:
    """`date.today()` and `current_date` are yesterday for people until seven in the morning."""
    released_before = {"20261122010000_foundation.sql", "20261122020000_records.sql"}
    wrong = re.compile(r"\bdate\.today\(|\bdatetime\.now\(\)|\bcurrent_date\b|\bnow\(\)::date\b")
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("services", "views", "bench", "tests", "supabase")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".sql")
        and path.name not in {*released_before, Path(__file__).name}
        and wrong.search(path.read_text("utf-8"))
    ]
    assert found == []
