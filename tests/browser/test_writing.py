"""Soạn: what is typed is not lost, what does not belong here is stopped, drafts wait."""

from __future__ import annotations

from tests.browser.devices import scroll, scroll_to, signed_in
from tests.browser.kit import Chromium, Phone
from tests.browser.serving import Site


async def write(phone: Phone, title: str, body: str) -> None:
    """Type a title and a text."""
    await phone.fill("Tiêu đề", title)
    await scroll_to(phone, phone.field("Nội dung"))
    await phone.fill("Nội dung", body)


async def press(phone: Phone, name: str, *, last: bool = False) -> None:
    """Tap a button that is called exactly so; the last one is the one in a question."""
    buttons = phone.page.get_by_role("button", name=name, exact=True)
    await (buttons.last if last else buttons.first).click()


def posts(site: Site, title: str) -> list[str]:
    """The states of the posts with this title."""
    with site.house.sql() as connection:
        query = "select state::text from handbook.posts where title = %s"
        return [row[0] for row in connection.execute(query, (title,)).fetchall()]


async def test_a_refusal_keeps_what_was_typed_and_a_second_try_posts_once(
    site: Site, chrome: Chromium
) -> None:
    title = "Đọc sách cùng các cháu tối thứ Bảy"
    signature = "api.post_save"
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await write(phone, title, "Mỗi gia đình mang một cuốn sách.")
        with site.house.sql() as connection:
            connection.execute(
                f"revoke execute on function {signature} from authenticated".encode()
            )
        try:
            await press(phone, "Đăng")
            await phone.sees("Gửi tới toàn thể")
            await press(phone, "Đăng", last=True)
            await phone.sees("Đồng chí chưa được giao quyền")
            await phone.shot("compose-refused")
        finally:
            with site.house.sql() as connection:
                connection.execute(
                    f"grant execute on function {signature} to authenticated".encode()
                )
        assert posts(site, title) == []
        await press(phone, "Đăng")
        await phone.sees("Gửi tới toàn thể")
        await press(phone, "Đăng", last=True)
        await phone.sees("Mỗi gia đình mang một cuốn sách.")
    assert posts(site, title) == ["published"]


async def test_what_is_missing_is_said_at_its_field_and_nothing_is_sent(
    site: Site, chrome: Chromium
) -> None:
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await phone.sees("Chi bộ A1")
        await press(phone, "Đăng")
        await phone.sees("Có ô chưa đúng")
        await phone.sees("ít nhất 3 ký tự")
        await scroll_to(phone, phone.field("Nội dung"))
        await phone.sees("Đồng chí viết nội dung hoặc đính kèm một tệp.")
        await phone.shot("compose-faults")
        assert "Gửi tới toàn thể" not in await phone.words()


async def test_what_is_being_written_outlives_the_server_and_the_page(
    site: Site, chrome: Chromium
) -> None:
    title, body = "Lịch trực chốt dân phòng tuần tới", "Tổ một trực tối thứ Hai và thứ Năm."
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await write(phone, title, body)
        await phone.page.wait_for_timeout(2500)  # the device has written it down

        # The server restarts under the open page: the screen goes on, or is offered again.
        await site.restart()
        await phone.page.wait_for_timeout(1500)
        await phone.ready()
        resume = phone.page.get_by_role("button", name="Soạn tiếp")
        preview = phone.page.get_by_role("button", name="Xem trước")
        await resume.or_(preview).first.wait_for(state="attached")
        if await resume.count():
            await resume.click()

        # The page is closed and opened anew: another session, which knows nothing.
        device = phone.page.context
        await phone.page.close()
        phone = await chrome.open(f"{site.url}/news/compose", context=device)
        preview = phone.page.get_by_role("button", name="Xem trước")
        await phone.sees("Bài đang soạn dở")
        await phone.sees(title)
        await phone.shot("compose-kept")
        await press(phone, "Soạn tiếp")
        await scroll_to(phone, preview)
        await preview.click()
        await phone.sees(body)
        await press(phone, "Đăng")
        await phone.sees("Gửi tới toàn thể")
        await press(phone, "Đăng", last=True)
        await phone.sees("Đã đăng.")

        # What has been sent is no longer offered.
        await phone.page.goto(f"{site.url}/news/compose")
        await phone.ready()
        await phone.sees("Đăng thay mặt")
        await phone.page.wait_for_timeout(1500)
        assert "Bài đang soạn dở" not in await phone.words()
    assert posts(site, title) == ["published"]


async def test_a_secrecy_stamp_stops_until_the_author_confirms(
    site: Site, chrome: Chromium
) -> None:
    title = "Biên bản họp chi ủy MẬT"
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await phone.sees("Không đưa tài liệu mật")
        await write(phone, title, "Nội dung cuộc họp.")
        await press(phone, "Đăng")
        await phone.sees("Gửi tới toàn thể")
        await press(phone, "Đăng", last=True)
        await phone.sees("Dừng lại: có thể là tài liệu mật")
        await phone.shot("compose-classified")
        await press(phone, "Hủy", last=True)
        assert posts(site, title) == []
        await press(phone, "Đăng")
        await phone.sees("Gửi tới toàn thể")
        await press(phone, "Đăng", last=True)
        await phone.sees("Dừng lại: có thể là tài liệu mật")
        await press(phone, "Không phải tài liệu mật, tiếp tục", last=True)
        await phone.sees("Đã đăng.")
    assert posts(site, title) == ["published"]


async def test_a_draft_waits_unseen_until_it_is_published(site: Site, chrome: Chromium) -> None:
    title = "Góp ý cho kế hoạch năm sau"
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await phone.tap("Thông báo")
        await write(phone, title, "## Ý chính\n\nCác đồng chí gửi ý kiến trước kỳ họp.")
        await press(phone, "Lưu nháp")
        await phone.sees("Đã lưu nháp.")
        await phone.sees(title)
        await phone.shot("drafts")
        assert posts(site, title) == ["draft"]
        await phone.tap(title)
        await phone.sees("Các đồng chí gửi ý kiến")
        await phone.sees("chỉ người được đăng bài")
        await phone.shot("draft")
        draft = phone.page.url.removeprefix(site.url)

        async with signed_in(chrome, site, "member", draft) as member:
            await member.sees("Không tìm thấy nội dung")

        await press(phone, "Đăng ngay")
        await phone.sees("Đăng bản nháp này?")
        await press(phone, "Đăng ngay", last=True)
        await phone.sees("Đã đăng.")
    assert posts(site, title) == ["published"]
    async with signed_in(chrome, site, "member", "/news") as member:
        await member.sees(title)


async def test_a_file_that_is_no_pdf_or_picture_is_refused_by_its_content(
    site: Site, chrome: Chromium
) -> None:
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await phone.sees("Đăng thay mặt")
        pick = await scroll_to(phone, phone.button("Chọn tệp"))
        async with phone.page.expect_file_chooser() as chooser:
            await pick.click()
        fake = {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": b"MZ no pdf"}
        await (await chooser.value).set_files([fake])  # pyright: ignore[reportArgumentType]
        await phone.sees("Loại tệp này chưa dùng được")
        await scroll(phone, 200)
        await phone.shot("compose-file-refused")
        assert "Bỏ tệp này" not in await phone.words()
