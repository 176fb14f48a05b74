"""The app's process is killed in the middle of an import; another goes on: each row once."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from tests.imports.conftest import Ward
from tests.imports.generator import write

ROOT = Path(__file__).resolve().parents[2]
USERS = ("authenticator", "supabase_auth_admin", "supabase_storage_admin")


async def test_kill_9_in_the_middle_and_each_row_once(ward: Ward, tmp_path: Path) -> None:
    found = await ward.checked(write(ward.listed(300), tmp_path / "a.xlsx"))
    house, imports = ward.house, await ward.imports()
    pair = await house.pair(ward.staff)
    told = {
        "conninfo": {user: house.server.conninfo(user) for user in USERS},
        "jwt_secret": house.config.jwt_secret,
        "publishable_key": house.config.publishable_key,
        "secret_key": house.config.secret_key,
        "storage_dir": str(tmp_path),
        "import_id": str(found.import_id),
        "pair": {
            **pair.model_dump(mode="json"),
            "access_token": pair.access_token.get_secret_value(),
            "refresh_token": pair.refresh_token.get_secret_value(),
        },
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.imports.applying",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(told).encode() + b"\n")
    await process.stdin.drain()
    assert int(await asyncio.wait_for(process.stdout.readline(), 60)) > 0
    process.kill()
    await process.wait()
    left = await imports.open(found.import_id)
    assert left.state == "applying"
    assert 0 < left.counts.applied < 300, "it was killed in the middle"
    # Two at once, as when somebody goes on in two tabs.
    await asyncio.gather(imports.apply(found.import_id), imports.apply(found.import_id))
    done = await imports.open(found.import_id)
    assert (done.state, done.counts.applied, done.counts.failed) == ("applied", 300, 0)
    cards = [member["card_number"] for member in ward.members()]
    assert len(cards) == len(set(cards)) == 300
    versions = house.value(
        "select max(n) from (select count(*) as n from handbook.record_changes where origin_id = %s"
        " group by member_id, field) counted",
        found.import_id,
    )
    assert versions == 1, "no field was written twice"
