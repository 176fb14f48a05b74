"""The database dies under open pages: they say so, nothing typed is lost, and they come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import httpx

from services.runtime import Embedded, keep_alive
from services.worker import work
from tests.browser.serving import Site
from tests.cast import PASSWORD, PHONES
from tests.house import House
from tests.robot import open_robot
from tests.trouble.breaking import kill
from tests.wire.kit import HOME, WELCOME, confirm, signed_in, spotless
from views.shared import strings

TITLE = "Viết dở khi máy chủ ngừng"


@asynccontextmanager
async def watched(house: House) -> AsyncGenerator[None]:
    """What the app does while it serves: whatever has died is started again."""
    watch = asyncio.create_task(keep_alive(Embedded(house.server, house.config, [])))
    try:
        yield
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


async def health(site: Site) -> int:
    """What a load balancer hears."""
    async with httpx.AsyncClient(timeout=10) as http:
        return (await http.get(f"{site.url}/healthz")).status_code


async def until_healthy(site: Site, wanted: int = 200) -> None:
    """Wait until the health page says so."""
    async with asyncio.timeout(40):
        while await health(site) != wanted:  # noqa: ASYNC110 - it is asked over the network
            await asyncio.sleep(0.2)


async def test_open_pages_say_so_and_come_back_by_themselves(site: Site) -> None:
    house = site.house
    async with (
        signed_in(site, "member") as home,
        signed_in(site, "sibling", "/tasks") as news,
        signed_in(site, "secretary", "/news/compose") as writer,
    ):
        await home.until("Tin mới")
        await writer.until("Đăng thay mặt")
        await writer.type("Tiêu đề", TITLE)
        await writer.type("Nội dung", "Nửa chừng.")
        kill(house)
        await until_healthy(site, 503)

        # A reload keeps what was there; a new screen has nothing but the sentence; a deed fails.
        await home.tap("Tải lại")
        await news.go("/news")
        await writer.tap("Đăng")
        await confirm(writer)
        await home.until(strings.STALE, 25)
        assert home.sees("Tin mới")
        await news.until(strings.ERRORS["unavailable"], 25)
        assert news.sees("Mã tra cứu")
        assert news.sees(strings.RETRYING)
        await writer.until("Mã tra cứu", 25)
        await writer.type("Nội dung", "Nửa chừng, viết tiếp được.")

        async with watched(house):
            await until_healthy(site)
            await home.until(strings.STALE, 40, gone=True)
            await news.until(strings.ERRORS["unavailable"], 40, gone=True)
            await news.until(lambda: len(news.words()) > 12)
            assert writer.field("Tiêu đề")["value"] == TITLE
            assert writer.field("Nội dung")["value"] == "Nửa chừng, viết tiếp được."
            await writer.tap("Đăng")
            await confirm(writer)
            await writer.until(lambda: "Ai đã xác nhận" in writer.buttons())
        assert house.value("select count(*) from handbook.posts where title = %s", TITLE) == 1


async def test_opening_and_signing_in_wait_for_the_database(site: Site) -> None:
    """Whoever opens the app meanwhile is told, keeps the session, and comes in by himself."""
    house = site.house
    async with signed_in(site, "member") as before:
        await before.until(HOME)
        browser = before.browser
        await before.drop()
        async with open_robot(site.url) as entering:
            await entering.until(WELCOME)
            await entering.type("Số điện thoại hoặc email", PHONES["sibling"])
            await entering.type("Mật khẩu", PASSWORD)
            kill(house)
            await until_healthy(site, 503)
            await entering.tap("Đăng nhập")
            await entering.until("Mã tra cứu", 25)
            assert entering.sees(strings.ERRORS["unavailable"])
            async with open_robot(site.url, "/news", browser=browser) as opening:
                await opening.until(strings.ERRORS["unavailable"], 25)
                assert not opening.sees(WELCOME)
                async with watched(house):
                    await opening.until("Tất cả", 40)
                    assert opening.page["route"] == "/news"
                    await entering.tap("Đăng nhập")
                    await entering.until(HOME)
                spotless(opening)
            spotless(entering)


async def test_background_work_goes_on_after_the_database_is_back(site: Site) -> None:
    house = site.house

    async def soon(_: float) -> None:
        await asyncio.sleep(0.3)

    worker = asyncio.create_task(work(house.services.service, sleep=soon))
    try:
        await asyncio.sleep(1)
        kill(house)
        await asyncio.sleep(1)
        async with watched(house):
            await until_healthy(site)
            services = await house.sign_in("exempt")
            await services.members.share_contact(phone=True, email=False)
            unsealed = "select count(*) from handbook.audit_entries where seal is null"
            async with asyncio.timeout(30):
                while house.value(unsealed):  # noqa: ASYNC110 - a row appears in the database
                    await asyncio.sleep(0.2)
        assert not worker.done()
    finally:
        worker.cancel()


async def test_ended_connections_are_noticed_by_nobody(site: Site) -> None:
    """Somebody ends all connections: an update, an administrator."""
    house = site.house
    async with signed_in(site, "member") as robot:
        await robot.until(HOME)
        for _ in range(3):
            with house.sql("supabase_admin") as connection:
                connection.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where pid <> pg_backend_pid() and backend_type = 'client backend'"
                )
            await robot.go("/news")
            await robot.until("Tất cả")
            await robot.until(lambda: len(robot.words()) > 12)
            await robot.go("/")
            await robot.until("Tin mới")
            assert not robot.sees(strings.ERRORS["unavailable"])
            assert not robot.sees(strings.STALE)
