"""Soạn: what is typed is not lost, what does not belong here is stopped, drafts wait."""

from __future__ import annotations

from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import Chromium, Phone
from tests.browser.serving import Site
from views.shared import strings as shared


async def write(phone: Phone, title: str, body: str) -> None:
    """Type a title and a text."""
    await phone.fill("Tiêu đề", title)
    await scroll_to(phone, phone.field("Nội dung"))
    await phone.fill("Nội dung", body)


async def press(phone: Phone, name: str, *, last: bool = False) -> None:
    """Tap a button that is called exactly so; the last one is the one in a question."""
    buttons = phone.page.get_by_role("button", name=name, exact=True)
    await (buttons.last if last else buttons.first).click()


async def on_device(phone: Phone, words: str, *, gone: bool = False) -> None:
    """Wait until the device keeps a text, or does not any more."""
    await phone.page.wait_for_function(
        """([words, gone]) => Object.entries(localStorage)
             .some(([k, v]) => k.includes('.compose') && v.includes(words)) !== gone""",
        arg=[words, gone],
    )


def posts(site: Site, title: str) -> list[str]:
    """The states of the posts with this title."""
    with site.house.sql() as connection:
        query = "select state::text from handbook.posts where title = %s"
        return [row[0] for row in connection.execute(query, (title,)).fetchall()]


async def test_faults_and_a_refusal_keep_what_was_typed_and_the_next_try_posts_once(
    site: Site, chrome: Chromium
) -> None:
    title = "Đọc sách cùng các cháu tối thứ Bảy"
    signature = "api.post_save"
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await phone.sees("Chi bộ A1")
        await press(phone, "Đăng")
        await phone.sees("Có ô chưa đúng")  # said at the fields, and nothing is asked
        await phone.sees("ít nhất 3 ký tự")
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


async def test_what_is_being_written_outlives_the_server_and_the_page(
    site: Site, chrome: Chromium
) -> None:
    title, body = "Lịch trực chốt dân phòng tuần tới", "Tổ một trực tối thứ Hai và thứ Năm."
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await write(phone, title, body)
        await on_device(phone, body)

        # The server restarts under the open page: the screen goes on, or is offered again.
        await site.restart()
        await phone.page.wait_for_timeout(500)
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
        await press(phone, "Soạn tiếp")
        await scroll_to(phone, preview)
        await preview.click()
        await phone.sees(body)
        await press(phone, "Đăng")
        await phone.sees("Gửi tới toàn thể")
        await press(phone, "Đăng", last=True)
        await phone.sees("Đã đăng.")

        await on_device(phone, body, gone=True)  # what has been sent is no longer offered
    assert posts(site, title) == ["published"]


async def test_a_secrecy_stamp_stops_until_the_author_confirms(
    site: Site, chrome: Chromium
) -> None:
    title = "Biên bản họp chi ủy MẬT"
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await write(phone, title, "Nội dung cuộc họp.")
        await press(phone, "Đăng")
        await phone.sees("Gửi tới toàn thể")
        await press(phone, "Đăng", last=True)
        await phone.sees("Dừng lại: có thể là tài liệu mật")
        await phone.shot("compose-classified")
        await press(phone, shared.BACK_TO_WORDS, last=True)
        assert posts(site, title) == []
        await press(phone, "Đăng")
        await phone.sees("Gửi tới toàn thể")
        await press(phone, "Đăng", last=True)
        await phone.sees("Dừng lại: có thể là tài liệu mật")
        await press(phone, "Không phải tài liệu mật, tiếp tục", last=True)
        await phone.sees("Đã đăng.")
    assert posts(site, title) == ["published"]


async def test_a_draft_waits_is_changed_and_published(site: Site, chrome: Chromium) -> None:
    title, changed = "Góp ý cho kế hoạch năm sau", "Góp ý cho chương trình năm sau"
    async with signed_in(chrome, site, "secretary", "/news/compose") as phone:
        await phone.tap("Thông báo")
        await write(phone, title, "## Ý chính\n\nCác đồng chí gửi ý kiến trước kỳ họp.")
        await press(phone, "Lưu nháp")
        await phone.sees("Đã lưu nháp.")
        await phone.sees(title)
        assert posts(site, title) == ["draft"]
        await phone.tap(title)
        await phone.sees("Các đồng chí gửi ý kiến")
        await phone.sees("chỉ người được đăng bài")
        await phone.shot("draft")
        await press(phone, "Sửa")
        await phone.sees("Sửa bản nháp")
        await phone.field("Tiêu đề").wait_for(state="attached")
        await phone.fill("Tiêu đề", changed)
        await press(phone, "Lưu nháp")
        await phone.sees("Đã lưu nháp.")
        await phone.tap(changed)
        await press(phone, "Đăng ngay")
        await phone.sees("Đăng bản nháp này?")
        await press(phone, "Đăng ngay", last=True)
        await phone.sees("Đã đăng.")
    assert (posts(site, title), posts(site, changed)) == ([], ["published"])
