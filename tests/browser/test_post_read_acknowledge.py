"""The main job: a secretary posts from the phone, members read and acknowledge, offices follow."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.browser.devices import Taps, scroll, scroll_to, signed_in, to_tab
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.serving import Site

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
TITLE = "Tổng vệ sinh ngõ Hoa Mẫu sáng Chủ nhật"
NUMBER = "10-TB/CB"
BODY = "Các đồng chí có mặt lúc 7 giờ, mang theo chổi và găng tay."
FILE = "ke-hoach-tong-ve-sinh.pdf"


async def post_from_the_phone(phone: Phone, pdf: Path) -> list[str]:
    """Write and send a directive with an attachment; returns the taps after the typing."""
    await phone.page.get_by_role("button", name="Soạn", exact=True).first.click()
    await phone.fill("Tiêu đề", TITLE)
    await phone.fill("Số, ký hiệu", NUMBER)
    await scroll_to(phone, phone.field("Ngày ban hành"))
    await phone.fill("Ngày ban hành", "20/11/2026")
    await scroll_to(phone, phone.field("Nội dung"))
    await phone.fill("Nội dung", BODY)
    taps = Taps(phone)
    pick = await scroll_to(phone, phone.button("Chọn tệp"))
    async with phone.page.expect_file_chooser() as chooser:
        await taps.tap(pick, "pick a file")
    await (await chooser.value).set_files(pdf)
    await phone.sees(FILE)
    await phone.shot("compose")
    await taps.tap(phone.page.get_by_role("button", name="Đăng", exact=True).first, "post")
    await phone.sees("Gửi tới toàn thể đảng viên Chi bộ A1")
    await phone.shot("compose-confirm")
    await taps.tap(phone.page.get_by_role("button", name="Đăng", exact=True).last, "confirm")
    await phone.sees("Đã đăng.")
    await phone.sees(TITLE)
    return taps.made


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The attachment."""
    path = tmp_path_factory.mktemp("attachment") / FILE
    path.write_bytes(PDF)
    return path


async def test_posted_read_acknowledged_followed_reminded(
    site: Site, chrome: Chromium, pdf: Path
) -> None:
    async with (
        signed_in(chrome, site, "member") as member,
        signed_in(chrome, site, "secretary", "/news") as secretary,
    ):
        # The secretary posts in at most five taps after typing.
        taps = await post_from_the_phone(secretary, pdf)
        assert len(taps) <= 5, taps
        address = secretary.page.url.removeprefix(site.url)
        assert address.startswith("/news/")

        # The member, whose home screen was open all the while, sees it at once.
        await member.tap("Tải lại")
        await member.sees(TITLE)
        await to_tab(member, "Tin tức")
        unread = member.button(f"Chưa đọc {TITLE}")
        await unread.wait_for(state="attached")
        await to_tab(member, "Trang chủ")
        await member.sees("Việc cần làm ngay")
        await member.shot("home")

        # Opens it, takes the attachment, acknowledges by name.
        await (await scroll_to(member, member.button(TITLE))).click()
        # The card that one came from has the number too: look for what only the post has.
        await member.sees("Cơ quan ban hành")
        assert f"Số, ký hiệu\n{NUMBER}" in await member.words()
        await scroll_to(member, member.page.get_by_text("Các đồng chí có mặt lúc 7 giờ").first)
        await member.shot("post")
        await (await scroll_to(member, member.button(FILE))).click()
        take = await scroll_to(member, member.button("Tải tệp về máy"))
        async with member.page.expect_download() as download:
            await take.click()
        saved = await download.value
        assert saved.suggested_filename == FILE
        assert await asyncio.to_thread(Path(await saved.path()).read_bytes) == PDF
        await member.tap("Quay lại")
        button = await scroll_to(member, member.button("Tôi đã đọc và nắm rõ"))
        await member.sees("ghi nhận đích danh")
        await member.shot("post-acknowledge")
        await button.click()
        await member.sees("Đồng chí đã xác nhận")
        await member.shot("post-acknowledged")

        # Back leads to where one came from, and the work is gone from there.
        await member.tap("Quay lại")
        await member.sees("Việc cần làm ngay")
        assert member.page.url == f"{site.url}/"
        await to_tab(member, "Tin tức")
        await member.sees(TITLE)
        await member.button(TITLE).wait_for(state="attached")
        assert await unread.count() == 0

        # The secretary sees who has and who has not.
        await (await scroll_to(secretary, secretary.button("Ai đã xác nhận"))).click()
        everybody = site.house.expected("cell-a1")
        await secretary.sees(f"1 trên {everybody} đồng chí đã xác nhận")
        await secretary.sees(f"Chưa xác nhận ({everybody - 1})")
        await secretary.shot("tracking")
        await scroll_to(secretary, secretary.page.get_by_text("Đã xác nhận (1)").first)
        await secretary.sees("Nguyễn Thị Hạnh")

        # Reminds the others; a second time at once reminds nobody and says so kindly.
        for answer in (f"Đã nhắc {everybody - 2} đồng chí.", "đều vừa được nhắc"):
            await scroll(secretary, -20_000)
            await (await scroll_to(secretary, secretary.button("Nhắc những người"))).click()
            await secretary.sees("sẽ thấy lời nhắc")
            await secretary.page.get_by_role("button", name="Nhắc", exact=True).last.click()
            await secretary.sees(answer)

        # Who was reminded sees it on the home screen.
        async with signed_in(chrome, site, "probationary") as reminded:
            await reminded.sees("Bí thư nhắc đồng chí")
            await reminded.shot("home-reminded")

        # The exempt member reads as before and was not reminded.
        async with signed_in(chrome, site, "exempt") as exempt:
            await exempt.sees(TITLE)
            assert "Bí thư nhắc đồng chí" not in await exempt.words()

        # A sibling cell and another ward get the same answer as for what is not there.
        answers = [await closed(chrome, site, who, address) for who in ("sibling", "secretary_b")]
        nowhere = "/news/00000000-0000-0000-0000-000000000000"
        answers.append(await closed(chrome, site, "sibling", nowhere))
        assert len(set(answers)) == 1

        # The ward's office reads it, without being asked to acknowledge.
        async with signed_in(chrome, site, "office_a", "/news", size=DESKTOP) as office:
            await office.tap("Cấp dưới")
            await office.tap(TITLE)
            await office.sees("Các đồng chí có mặt lúc 7 giờ")
            await office.sees("không cần xác nhận")
            assert "Tôi đã đọc và nắm rõ" not in await office.words()
        for phone in (member, secretary):
            assert phone.complaints == []


async def closed(chrome: Chromium, site: Site, who: str, address: str) -> str:
    """What somebody sees at an address that is not for them."""
    async with signed_in(chrome, site, who, address) as phone:
        await phone.sees("Không tìm thấy nội dung")
        await asyncio.sleep(0.3)
        words = await phone.words()
        assert TITLE not in words
        assert BODY not in words
        return words
