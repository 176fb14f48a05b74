"""`app.py gateway` on a real house, visited with the official JavaScript client."""

import asyncio
from pathlib import Path

from services.backend.keys import load_or_create
from tests.backend import npm
from tests.cast import PASSWORD, PHONES
from tests.cli.test_newcomer import free_port, serving
from tests.house import demo_folder


async def test_a_demo_member_s_visit_with_supabase_js(tmp_path: Path) -> None:
    await asyncio.to_thread(npm.install)
    data, port = tmp_path / "demo", free_port()
    await demo_folder(data)
    with serving(data, port, "gateway", "--port", str(port)) as process:
        url, key = f"http://127.0.0.1:{port}", load_or_create(data).publishable_key
        phone = f"+84{PHONES['member'][1:]}"  # as Auth keeps it
        seen = await asyncio.to_thread(
            npm.visit, "member.mjs", url=url, key=key, phone=phone, password=PASSWORD
        )
        process.terminate()
        said = process.communicate(timeout=60)[0]
    assert url in said
    assert f"SUPABASE_PUBLISHABLE_KEY={key}" in said
    assert process.returncode == 0

    assert seen["before"] == "42501", "nothing without signing in"
    assert seen["session"]["full_name"] == "Nguyễn Thị Hạnh"
    assert seen["session"]["demo"] is True
    assert len(seen["feed"]) > 5
    attachment = seen["attachment"]
    assert (attachment["status"], attachment["type"]) == (200, attachment["file"]["content_type"])
    assert attachment["size"] == attachment["downloaded"] == attachment["file"]["size_bytes"] > 0
