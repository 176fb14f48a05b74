"""Reading: the list in pages, pictures, kinds, back, large text, and following on a wide screen."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from tests.browser.devices import scroll, scroll_to, signed_in
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.serving import Site
from views import paths

DIRECTIVE = "Phân công đảng viên giữ liên hệ với hộ dân"
_OUTSIDE = """() => [...document.querySelectorAll(
    'flt-semantics[role=button], flt-semantics[role=tab], flt-semantics-host textarea')]
  .map(e => [e.getAttribute('aria-label') || e.textContent, e.getBoundingClientRect()])
  .filter(([, r]) => r.width > 0 && (r.left < -1 || r.right > innerWidth + 1))
  .map(([words]) => words)"""


async def outside(phone: Phone) -> list[str]:
    """What can be tapped or filled and does not lie wholly within the screen's width."""
    return await phone.page.evaluate(_OUTSIDE)


async def test_the_list_goes_on_by_itself_to_its_end_with_pictures_that_load(
    site: Site, chrome: Chromium
) -> None:
    async with signed_in(chrome, site, "member", "/news") as phone:
        pictures: list[int] = []
        phone.page.on(
            "response",
            lambda r: pictures.append(r.status) if "/storage/v1/object/sign/" in r.url else None,
        )
        await phone.sees("Sáu tuần cuối năm")
        end = phone.page.get_by_text("Đã hết danh sách.").first
        for _ in range(60):
            if await end.count():
                break
            await scroll(phone, 900)
        assert await end.count() == 1
        assert await phone.page.get_by_role("button", name="Xem thêm").count() == 0
        assert pictures and set(pictures) == {200}
        with site.house.sql() as connection:
            row = connection.execute(
                """
                select count(*) from handbook.posts p join handbook.members m on m.id = %s
                where p.state = 'published' and starts_with(m.unit_path, p.unit_path)
                  and not p.leaders_only""",
                (site.house.id("member"),),
            ).fetchone()
        assert row is not None and row[0] > 20, "one page would prove nothing"
        assert phone.complaints == []


async def test_a_screen_opened_by_its_address_above_an_article_leaves_the_client_whole(
    site: Site, chrome: Chromium
) -> None:
    """What can be selected raises in the client when it is drawn below another screen."""
    post = site.house.value(
        "select id from handbook.posts where title like 'Hỏi và đáp: đi làm ăn xa%%'"
    )
    path = paths.post_desk(paths.post(post), "correct")
    async with signed_in(chrome, site, "news", path, size=DESKTOP) as phone:
        await phone.sees("Đăng bản đính chính")
        await phone.shot("correct-article-wide")
        await phone.tap("Quay lại")
        await phone.sees("Xử lý bài đã đăng")
        await phone.tap("Quay lại")
        await phone.sees("Số đảng viên đi làm ăn xa ở Sông Mẫu")
        assert phone.complaints == []


async def test_kinds_and_back_to_where_one_came_from(site: Site, chrome: Chromium) -> None:
    async with signed_in(chrome, site, "member", "/news") as phone:
        await phone.sees("Sáu tuần cuối năm")
        await phone.page.get_by_role("button", name="Chỉ đạo", exact=True).first.click()
        await phone.sees(DIRECTIVE)
        assert "Sáu tuần cuối năm" not in await phone.words()
        await phone.tap(DIRECTIVE)
        await phone.sees("Ngày ban hành")
        await phone.tap("Quay lại")
        await phone.sees(DIRECTIVE)
        # The chosen kind is still chosen, and what was opened counts as read.
        assert "Sáu tuần cuối năm" not in await phone.words()
        assert await phone.button(f"Chưa đọc {DIRECTIVE}").count() == 0
        # The browser's own back button leads through the same screens.
        await phone.tap(DIRECTIVE)
        await phone.sees("Ngày ban hành")
        await phone.page.go_back()
        await phone.button(DIRECTIVE).wait_for(state="attached")
        assert phone.page.url == f"{site.url}/news"


@pytest.mark.parametrize(
    ("who", "path"), [("member", "/"), ("office_a", "/news"), ("secretary", "/news/compose")]
)
async def test_at_twice_the_size_nothing_leaves_the_screen(
    site: Site, chrome: Chromium, who: str, path: str
) -> None:
    async with signed_in(chrome, site, who, path, scale=2.0) as phone:
        await phone.page.wait_for_timeout(2500)
        for place in range(6):
            assert await outside(phone) == []
            if place < 2:
                await phone.shot(f"large{path.replace('/', '-')}{place}")
            await scroll(phone, 600)


async def test_a_directive_at_twice_the_size_can_be_acknowledged(
    site: Site, chrome: Chromium
) -> None:
    async with signed_in(chrome, site, "probationary", scale=2.0) as phone:
        await (await scroll_to(phone, phone.button("Phân công đảng viên"))).click()
        await phone.sees("Ngày ban hành")
        button = await scroll_to(phone, phone.button("Tôi đã đọc và nắm rõ"), tries=60)
        assert await outside(phone) == []
        await phone.shot("large-acknowledge")
        await button.click()
        await phone.sees("Đồng chí đã xác nhận")


async def test_an_office_follows_from_the_ward_down_to_the_people(
    site: Site, chrome: Chromium
) -> None:
    async with signed_in(chrome, site, "office_a", size=DESKTOP) as phone:
        await phone.tap("Chỉ thị về phòng cháy")
        await phone.sees("Số, ký hiệu")
        await (await scroll_to(phone, phone.button("Ai đã xác nhận"))).click()
        await phone.sees("Các đơn vị trực thuộc")
        await phone.sees("Chi bộ A2")
        await phone.shot("tracking-ward")
        ward = phone.page.url
        await phone.tap("Chi bộ A1")
        await phone.sees("Chưa xác nhận (")
        await phone.shot("tracking-cell-wide")
        await phone.tap("Quay lại")
        await phone.sees("Các đơn vị trực thuộc")
        assert phone.page.url == ward


@asynccontextmanager
async def holding(site: Site, who: str, unit: str, kind: str) -> AsyncGenerator[None]:
    """An office of somebody of the cast, for as long as the test needs it."""
    whose = (site.house.id(who), site.house.unit(unit), kind)
    site.house.run(
        "insert into handbook.roles (member_id, unit_id, kind) values (%s, %s, %s)", *whose
    )
    try:
        yield
    finally:
        site.house.run(
            """update handbook.roles set ends_at = now()
               where member_id = %s and unit_id = %s and kind = %s and ends_at is null""",
            *whose,
        )


async def test_the_city_follows_through_three_levels(site: Site, chrome: Chromium) -> None:
    async with (
        holding(site, "city_staff", "city", "office_staff"),
        signed_in(chrome, site, "city_staff", size=DESKTOP) as phone,
    ):
        await phone.tap("Chỉ thị về chuẩn bị kiểm điểm")
        await phone.sees("Số, ký hiệu")
        await (await scroll_to(phone, phone.button("Ai đã xác nhận"))).click()
        for unit in ("Đảng ủy phường Mẫu B", "Chi bộ B1"):
            await (await scroll_to(phone, phone.button(unit))).click()
        await phone.sees("Chưa xác nhận (")
        for there in ("Chi bộ B2", "Đảng ủy phường Mẫu C", "Số, ký hiệu"):
            await phone.tap("Quay lại")
            await phone.sees(there)


async def test_the_newsroom_publishes_and_follows_nobody(site: Site, chrome: Chromium) -> None:
    async with signed_in(chrome, site, "news") as phone:
        await phone.tap("Chỉ thị về chuẩn bị kiểm điểm")
        await phone.sees("Số, ký hiệu")
        await scroll(phone, 20_000)
        await phone.sees("Tôi đã đọc và nắm rõ")
        assert "Ai đã xác nhận" not in await phone.words()
