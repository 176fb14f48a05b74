"""`verify-audit --head` and `migrate`, as the operator runs them on a stopped house."""

import json
from pathlib import Path

import psycopg
from typer.testing import CliRunner, Result

from services import strings
from services.backend.postgres import start_server
from tests.furnished import QUICK
from tests.house import open_house
from views.audit.log import head_file


def command(data: Path, *arguments: str | Path) -> Result:
    """A command of app.py, in this process."""
    from app import cli

    return CliRunner().invoke(cli, [*map(str, arguments)], env={"DATA_DIR": str(data)})


def tamper(data: Path) -> None:
    """As somebody does who owns the machine: triggers off, one value of a sealed entry changed."""
    server = start_server(data, settings=QUICK)
    try:
        with psycopg.connect(server.conninfo("supabase_admin")) as connection:
            connection.execute("set session_replication_role = replica")
            changed = connection.execute(
                "update handbook.audit_entries set action = action || '.other' where id ="
                " (select min(id) from handbook.audit_entries where seal is not null)"
            )
            assert changed.rowcount == 1
    finally:
        server.stop()


async def test_a_saved_head_tells_whether_the_log_was_changed(tmp_path: Path) -> None:
    data, saved = tmp_path / "data", tmp_path / "dau-niem.json"
    async with open_house(data) as house:
        await house.services.service.rpc("seal_audit")
        saved.write_bytes(head_file(await (await house.as_("auditor")).audit.head()))

    good = command(data, "verify-audit", "--head", saved)
    assert good.exit_code == 0, good.output

    current = command(data, "migrate")
    assert current.exit_code == 0, current.output
    assert current.stdout.splitlines()[-1] == strings.MIGRATED_NONE

    other = tmp_path / "khac.json"
    other.write_text(json.dumps({**json.loads(saved.read_text()), "head": "00" * 32}))
    assert command(data, "verify-audit", "--head", other).exit_code == 1

    tamper(data)
    bad = command(data, "verify-audit", "--head", saved)
    assert bad.exit_code == 1, bad.output
    start = strings.AUDIT_BAD.split("{", maxsplit=1)[0]
    assert bad.stdout.splitlines()[-1].startswith(start)


def test_a_head_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    data, torn = tmp_path / "data", tmp_path / "rach.json"
    torn.write_text('{"seal": 3, "he')
    for path in (torn, tmp_path / "khong-co.json", tmp_path):
        refused = command(data, "verify-audit", "--head", path)
        assert refused.exit_code == 2, refused.output
        assert refused.stderr.splitlines() == [strings.HEAD_UNREADABLE.format(path=path)]
    assert not data.exists()
