"""What the wire tests share: phones somebody is signed in on, frames looked through, rows compared."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urljoin
from uuid import UUID, uuid4

import httpx
import msgpack

from services.accounts.models import Device
from services.container import MemberServices
from services.posts.models import Category, NewFile, PostCreate
from tests.browser.serving import Site
from tests.cast import PASSWORD, PHONES
from tests.database import Database
from tests.house import House, Person
from tests.robot import INVOKE, Browser, Robot, open_robot
from views.shared.device import KEY, DeviceState, KeptAccount

HOME = "Việc cần làm ngay"
NOT_FOUND = "Không tìm thấy nội dung"
WELCOME = "Kính chào đồng chí"
NOT_A_PUBLISHER = "Đồng chí chưa được giao đăng bài cho đơn vị nào."

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)

# What only the inside of the program says. A frame that holds one of these has leaked.
INSIDE_WORDS = (
    b"Traceback",
    b"site-packages",
    b'.py"',
    b"psycopg",
    b"postgrest",
    b"PGRST",
    b"SQLSTATE",
    b"httpx",
    b"pydantic",
    b"object has no attribute",
    b"auth.users",
    b"select ",
)


def leaks(robot: Robot) -> list[bytes]:
    """Words of the program's inside that reached this client."""
    return [word for word in INSIDE_WORDS if any(word in frame for frame in robot.frames)]


def received(robot: Robot, *words: str) -> list[str]:
    """Which of these words stand in any frame that this client has got."""
    return [w for w in words if any(w.encode() in frame for frame in robot.frames)]


def spotless(robot: Robot) -> None:
    """Assert that no frame tells of the program's inside."""
    assert robot.crashes == []
    assert leaks(robot) == []


def asked_of_device(robot: Robot, method: str) -> list[dict[str, Any]]:
    """What the server has asked this client's device to do, by method, oldest first."""
    found: list[dict[str, Any]] = []
    for frame in robot.frames:
        action, body = cast(Any, msgpack).unpackb(
            frame[1:], ext_hook=cast(Any, msgpack).ExtType, strict_map_key=False
        )
        if action == INVOKE and body["name"] == method:
            found.append(body["args"] or {})
    return found


def kept(*services: MemberServices, current: str | None = None, device_id: str = "") -> Browser:
    """A browser that keeps the sessions of these people, the first one in use."""
    state = DeviceState(
        device_id=device_id or secrets.token_hex(16),
        current=current or services[0].pair.user_id,
        accounts=tuple(
            KeptAccount(user_id=s.pair.user_id, name="Đồng chí", refresh_token=s.pair.refresh_token)
            for s in services
        ),
        seen=tuple(f"guide {s.pair.user_id}" for s in services),
    )
    return Browser(stored={KEY: state.text()})


@asynccontextmanager
async def signed_in(
    site: Site,
    who: str | Person,
    route: str = "/",
    *,
    address: str = "192.0.2.10",
    clean: bool = True,
) -> AsyncGenerator[Robot]:
    """A phone on which one of the cast or a newcomer has signed in before, open at ``route``.

    At the end its frames are looked through for words of the program's inside.
    """
    services = await site.house.sign_in(who, Device(address=address, user_agent="robot"))
    headers = {"X-Forwarded-For": address}
    async with open_robot(site.url, route, browser=kept(services), headers=headers) as robot:
        await robot.until(lambda: bool(robot.words()) and not robot.sees("Đang mở sổ tay"))
        yield robot
        if clean:
            spotless(robot)


async def sign_in(robot: Robot, who: str) -> None:
    """As a person does: type, tap, arrive."""
    await robot.until(WELCOME)
    await robot.type("Số điện thoại hoặc email", PHONES[who])
    await robot.type("Mật khẩu", PASSWORD)
    await robot.tap("Đăng nhập")
    await robot.until(lambda: not robot.sees(WELCOME) and not robot.sees("Đang mở sổ tay"))


async def confirm(robot: Robot) -> None:
    """Say yes to the question on the screen."""
    await robot.until(lambda: any(c.get("key") == "confirm" for c in _open_controls(robot)))
    await robot.event(robot.by_key("confirm")["_i"], "click")


async def eventually(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait for what the server has by now; the screen may say nothing new."""
    for _ in range(int(seconds * 20)):
        if holds():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came to hold")


def drafts_of(house: House, who: str | Person) -> dict[str, dict[str, Any]]:
    """What somebody has typed into forms and not sent, by form."""
    found: dict[str, dict[str, Any]] | None = house.value(
        "select jsonb_object_agg(form, content) from handbook.form_drafts where member_id = %s",
        house.id(who) if isinstance(who, str) else who.id,
    )
    return found or {}


def wrote(house: House, who: str | Person, text: str) -> bool:
    """Whether the server has a text by now."""
    return any(text in str(content) for content in drafts_of(house, who).values())


def _open_controls(robot: Robot) -> Iterator[dict[str, Any]]:
    yield from robot.all_of("FilledButton", "OutlinedButton")


async def post(
    house: House,
    who: str,
    title: str,
    *,
    unit: str,
    body: str = "Nội dung.",
    publish: bool = True,
    files: list[NewFile] | None = None,
) -> UUID:
    """A directive written by one of the cast, without any screen."""
    services = await house.as_(who)
    return await services.posts.save(
        PostCreate(
            key=uuid4(),
            unit_id=house.unit(unit),
            category=Category.DIRECTIVE,
            title=title,
            body=body,
            acknowledge=True,
            publish=publish,
            files=files or [],
        )
    )


# Rows


Row = tuple[str, str]
"""A table and the text of one of its rows."""


@dataclass(frozen=True)
class Change:
    """A row that is there now and was not before, or the other way round."""

    sign: str
    table: str
    row: dict[str, Any]

    def names(self, *ids: str) -> bool:
        """Whether the row speaks of one of these ids."""
        text = json.dumps(self.row)
        return any(i in text for i in ids)


def rows(house: Database) -> Counter[Row]:
    """Every row of every table of the product, of Auth and of Storage."""
    found: Counter[Row] = Counter()
    with house.sql("supabase_admin") as connection:
        tables = connection.execute(
            """select format('%I.%I', n.nspname, c.relname) from pg_class c
               join pg_namespace n on n.oid = c.relnamespace
               where n.nspname in ('handbook', 'auth', 'storage') and c.relkind in ('r', 'p')
                 and not c.relispartition"""
        ).fetchall()
        for (table,) in tables:
            query = f"select to_jsonb(t)::text from {table} t".encode()
            found.update((table, str(text)) for (text,) in connection.execute(query))
    return found


PRESENCE = "handbook.manuscript_presence"


def changes(
    before: Counter[Row], after: Counter[Row], *, besides: tuple[str, ...] = ()
) -> list[Change]:
    """What differs, outside the tables named in ``besides``.

    The tab of an earlier test, closed for good after its quarter of an hour, takes along that somebody
    sat at a text: that alone is no one's doing.
    """
    found = [
        Change(sign, table, json.loads(text))
        for sign, counted in (("+", after - before), ("-", before - after))
        for table, text in counted
    ]
    at_texts = [c for c in found if c.table == PRESENCE]
    here = {c.row["session_id"] for c in at_texts if c.sign == "+"}
    left = [c for c in at_texts if c.row["session_id"] not in here]
    return [c for c in found if c.table not in besides and c not in left]


READING = (
    "handbook.read_marks",
    "handbook.post_reads",
    "handbook.read_batches",
    "handbook.publication_days",
    "handbook.reader_periods",
)
"""What reading leaves behind."""
VISITING = (
    "auth.sessions",
    "auth.refresh_tokens",
    "auth.users",
    "auth.mfa_amr_claims",
    "auth.sign_in_failures",
    "auth.sign_in_addresses",
)
"""What opening the app and signing in leave behind."""


async def upload(site: Site, robot: Robot, picker: int, name: str, content: bytes) -> None:
    """What the browser does when a file is picked: asks where to, and puts it there."""
    before = len(asked_of_device(robot, "upload"))
    await robot.event(picker, "result", {"files": [{"id": 1, "name": name, "size": len(content)}]})
    asked: list[dict[str, Any]] = []
    for _ in range(100):
        await asyncio.sleep(0.05)
        asked = asked_of_device(robot, "upload")
        if len(asked) > before:
            break
    url = urljoin(site.url, str(asked[-1]["files"][0]["upload_url"]))
    async with httpx.AsyncClient() as http:
        assert (await http.put(url, content=content)).status_code == 204
