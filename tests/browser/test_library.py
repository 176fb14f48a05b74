"""The library on a phone: a document is found through filters, read as printed and as text, taken down."""

from __future__ import annotations

import pytest

from services.library.texts import read_due
from tests.browser.devices import say_yes, scroll_to, signed_in
from tests.browser.kit import DESKTOP, PHONE, Chromium
from tests.browser.serving import Site
from tests.browser.test_reading import outside

TITLE = "Nghị quyết về nâng cao chất lượng sinh hoạt chi bộ"


def file_of(site: Site) -> str:
    """The address of the file of that document; that a tap leads there is tried over the wire."""
    with site.house.sql() as connection:
        row = connection.execute(
            "select p.id, a.id from handbook.posts p join handbook.attachments a on a.post_id = p.id"
            " where p.title = %s",
            (TITLE,),
        ).fetchone()
    assert row is not None
    return f"/news/library/{row[0]}/file/{row[1]}"


async def test_a_member_finds_reads_and_takes_down_a_document(site: Site, chrome: Chromium) -> None:
    await read_due(site.house.services.service)
    async with signed_in(chrome, site, "member", "/news") as phone:
        page = phone.page
        await phone.tap("Thư viện văn bản")
        await phone.sees("Mẫu đơn xin miễn công tác")
        assert "bản trước" not in await phone.words()  # replaced: not in force
        await phone.shot("library-list")
        await phone.tap("Lọc văn bản")
        await phone.sees("Mọi năm")
        await phone.shot("library-filter")
        await phone.tap("Nghị quyết (")
        await scroll_to(phone, page.get_by_role("button", name="Xem văn bản"))
        await phone.tap("Xem văn bản")
        await phone.sees(TITLE)
        assert "Mẫu đơn xin miễn công tác" not in await phone.words()
        # The ward's resolution has the same title; days of the demo count from today, and order them.
        await (await scroll_to(phone, phone.button("12-NQ/TU"))).click()
        await phone.sees("Thành ủy Sông Mẫu")
        await phone.sees("12-NQ/TU")
        await phone.shot("library-document")
        await phone.visit(file_of(site))
        await phone.sees("Trang 1/3")
        await phone.sees("Ảnh trang 1 trên 3")
        await phone.shot("library-page")
        await phone.tap("Trang sau")
        await phone.sees("Ảnh trang 2 trên 3")
        await phone.tap("Phóng to")
        await phone.sees("Cỡ 150%")
        await phone.shot("library-page-larger")
        await phone.tap("Chữ to")
        await phone.sees("Điều 3. Mỗi quý có một buổi sinh hoạt chuyên đề")
        await phone.shot("library-text")
        await scroll_to(phone, phone.button("Tải tệp về máy"))
        async with page.expect_download() as download:
            await phone.tap("Tải tệp về máy")
        taken = await (await download.value).path()
        assert taken.read_bytes().startswith(b"%PDF-")
        assert phone.complaints == []


@pytest.mark.parametrize(("scale", "size"), [(2.0, PHONE), (1.0, DESKTOP)], ids=["large", "wide"])
async def test_it_is_read_with_large_text_and_on_a_wide_screen(
    site: Site, chrome: Chromium, scale: float, size: tuple[int, int]
) -> None:
    await read_due(site.house.services.service)
    name = "large" if scale > 1 else "wide"
    async with signed_in(chrome, site, "member", "/news/library", scale=scale, size=size) as phone:
        await phone.sees("Đang xem: Đang có hiệu lực")
        await phone.sees("Tài liệu học tập chuyên đề")
        await phone.shot(f"library-list-{name}")
        assert await outside(phone) == []
        await phone.visit("/news/library/filter")
        await phone.sees("Mọi năm")
        await phone.shot(f"library-filter-{name}")
        assert await outside(phone) == []
        await phone.visit(file_of(site))
        await phone.sees("Ảnh trang 1 trên 3")
        await phone.shot(f"library-page-{name}")
        assert await outside(phone) == []
        await phone.tap("Chữ to")
        await phone.sees("Điều 1. Chi bộ họp mỗi tháng một lần")
        await phone.shot(f"library-text-{name}")
        assert await outside(phone) == []


async def test_an_officer_takes_a_file_out_of_circulation(site: Site, chrome: Chromium) -> None:
    """Nội quy của chi bộ A1: the secretary stops it, the member sees that it is looked at."""
    with site.house.sql() as connection:
        row = connection.execute(
            "select p.id, a.id from handbook.posts p join handbook.attachments a on a.post_id = p.id"
            " where p.title = 'Nội quy sinh hoạt của chi bộ'"
        ).fetchone()
    assert row is not None
    at = f"/news/library/{row[0]}/file/{row[1]}"
    async with signed_in(chrome, site, "secretary", at) as phone:
        await phone.sees("Ảnh trang 1 trên 1")
        await scroll_to(phone, phone.button("Ngừng lưu hành tệp này"))
        await phone.tap("Ngừng lưu hành tệp này")
        await phone.fill("Lý do", "Đăng nhầm bản nháp")
        await phone.shot("library-stop")
        await phone.tap("Ngừng lưu hành")
        await say_yes(phone, "Ngừng lưu hành")
        await phone.sees("Đang ngừng lưu hành")
        await phone.sees("Đăng nhầm bản nháp")
        await phone.shot("library-check")
        async with signed_in(chrome, site, "member", f"/news/library/{row[0]}") as reader:
            await reader.sees("Tệp đang được kiểm tra")
            await reader.shot("library-being-checked")
        await phone.tap("Cho lưu hành lại")
        await phone.fill("Lý do", "Đã thay đúng bản")
        await phone.tap("Cho lưu hành lại")
        await phone.sees("Đã cho lưu hành lại")
